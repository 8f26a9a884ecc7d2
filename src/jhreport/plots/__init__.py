"""One function a chart: a frame first, then options; draws on an Axes and returns it.

Nothing here computes statistics, opens a figure or writes a file. ``lang`` is the language of the
words in the chart, ``"zh"`` or ``"en"``.
"""

from jhreport.plots.numbers import (
    plot_bars,
    plot_counts,
    plot_heatmap,
    plot_numerals,
    plot_quantities,
    plot_ranks,
)
from jhreport.plots.themes import (
    plot_densities,
    plot_dumbbells,
    plot_intervals,
    plot_profile,
)
from jhreport.plots.words import (
    plot_cloud,
    plot_keyness,
    plot_places,
    plot_together,
    plot_words,
)
from jhreport.plots.years import plot_pairs, plot_series, plot_verdicts, plot_years

__all__ = [
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
]
