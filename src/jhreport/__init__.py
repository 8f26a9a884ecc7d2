"""Checked tables, notebooks and figures from Chinese government work reports.

``import jhreport as jh`` gives the whole public API and loads nothing: each name is imported when
it is first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules={"captions", "findings", "style"},
    submod_attrs={
        "comparison": ["count_by_chapter", "count_by_theme", "review", "targets"],
        "datasets": ["load_exclusions", "load_glosses", "load_indicators", "load_observations"],
        "display": ["result_table", "target_table"],
        "errors": ["FigureError", "JhreportError", "LedgerError", "ReportError", "TableError"],
        "figures": ["Caption", "save_figure"],
        "layout": ["find_layout_faults"],
        "ledgers": ["ledger"],
        "offsets": ["fill_offsets"],
        "plots": [
            "plot_bars",
            "plot_counts",
            "plot_heatmap",
            "plot_numerals",
            "plot_quantities",
            "plot_ranks",
        ],
        "quantities": ["find_quantities"],
        "reader": ["show"],
        "report": ["Report", "latest_report", "list_reports", "load_report"],
        "style": ["use_style"],
        "units": ["base_unit"],
        "wording": ["format_quantity", "report_parts"],
    },
)
