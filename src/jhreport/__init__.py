"""Checked tables, notebooks and figures from Chinese government work reports.

``import jhreport as jh`` gives the whole public API and loads nothing: each name is imported when
it is first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "comparison": ["review", "targets"],
        "datasets": ["load_exclusions", "load_glosses", "load_indicators", "load_observations"],
        "errors": ["FigureError", "JhreportError", "LedgerError", "ReportError", "TableError"],
        "ledgers": ["ledger"],
        "offsets": ["fill_offsets"],
        "quantities": ["find_quantities"],
        "report": ["Report", "list_reports", "load_report"],
        "units": ["base_unit"],
    },
)
