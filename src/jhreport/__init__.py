"""Checked tables, notebooks and figures from Chinese government work reports.

``import jhreport as jh`` gives the whole public API and loads nothing: each name is imported when
it is first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules={"captions", "findings", "style"},
    submod_attrs={
        "appraisal": [
            "compare_sentences",
            "load_theme_sample",
            "load_theme_sentences",
            "theme_precision",
            "theme_recall",
        ],
        "comparison": ["count_by_chapter", "count_by_theme", "review", "targets"],
        "contexts": ["collocations", "concordance", "count_together", "find_words"],
        "datasets": ["load_exclusions", "load_glosses", "load_indicators", "load_observations"],
        "display": ["pair_table", "result_table", "target_table"],
        "errors": [
            "FigureError",
            "JhreportError",
            "LedgerError",
            "LexiconError",
            "ReportError",
            "TableError",
        ],
        "figures": ["Caption", "save_figure"],
        "keywords": ["count_words", "keyness", "tf_idf"],
        "layout": ["find_layout_faults"],
        "ledgers": ["ledger"],
        "lexicon": ["load_stopwords", "load_user_words"],
        "links": ["load_bases", "load_outcomes", "load_pairs", "load_published"],
        "offsets": ["fill_offsets"],
        "pairing": ["compare", "outcomes", "three_years"],
        "plots": [
            "plot_bars",
            "plot_cloud",
            "plot_counts",
            "plot_densities",
            "plot_dumbbells",
            "plot_heatmap",
            "plot_intervals",
            "plot_keyness",
            "plot_numerals",
            "plot_pairs",
            "plot_places",
            "plot_profile",
            "plot_quantities",
            "plot_ranks",
            "plot_series",
            "plot_together",
            "plot_verdicts",
            "plot_words",
            "plot_years",
        ],
        "quantities": ["find_quantities"],
        "reader": ["show"],
        "report": ["Report", "earlier_report", "latest_report", "list_reports", "load_report"],
        "segmentation": ["segment"],
        "style": ["use_style"],
        "themes": [
            "find_themes",
            "load_themes",
            "theme_density",
            "theme_hits",
            "theme_profile",
            "theme_shift",
        ],
        "units": ["base_unit"],
        "wording": ["format_quantity", "report_parts", "with_labels"],
        "years": ["implied_base", "time_series"],
    },
)
