"""Charts of policy themes: profile, shift, and how good the dictionary is."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from jhreport import style
from jhreport.plots.common import draw_tiles, label_value, legend_below, row_labels, set_rows
from jhreport.wording import Language, signed

WORDS = {
    "with slogans": {"zh": "口号式词语增加", "en": "Added by slogans"},
    "without slogans": {"zh": "不含口号式词语", "en": "Without slogans"},
    "per_1000": {"zh": "每千字命中数", "en": "Hits per 1,000 characters"},
    "review": {"zh": "回顾", "en": "Review"},
    "plan": {"zh": "计划", "en": "Plan"},
    "small": {"zh": "命中少于10次", "en": "Fewer than 10 hits"},
}
"""Words of legends and axes, in both languages."""


def plot_profile(profile: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw the density of each theme as a band from without slogans to with them.

    Parameters
    ----------
    profile : pandas.DataFrame
        In the order to be drawn, top first: ``hits``, ``hits_plain``, ``per_1000``,
        ``per_1000_plain``, ``label_zh`` and ``label_en``.
    """
    y = np.arange(len(profile))
    ax.barh(y, profile["per_1000_plain"], height=0.62, color=style.PALE, zorder=1)
    ax.barh(
        y,
        profile["per_1000"] - profile["per_1000_plain"],
        left=profile["per_1000_plain"],
        height=0.62,
        color=style.SLOGAN,
        zorder=1,
    )
    for place, row in enumerate(profile.itertuples()):
        same = row.hits == row.hits_plain
        text = f"{row.hits}" if same else f"{row.hits_plain} + {row.hits - row.hits_plain}"
        label_value(ax, text, row.per_1000, place, gap=5)
    set_rows(ax, row_labels(profile, lang))
    ax.margins(x=0.1)
    ax.set_xlim(left=0)
    ax.set_xlabel(WORDS["per_1000"][lang])
    patches = [Patch(color=color) for color in (style.PALE, style.SLOGAN)]
    legend_below(ax, patches, [WORDS["without slogans"][lang], WORDS["with slogans"][lang]])
    return ax


def plot_dumbbells(shift: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw the density of each theme in the review and in the plan, the change named.

    Parameters
    ----------
    shift : pandas.DataFrame
        In the order to be drawn, top first: ``hits``, ``reference_hits``, ``per_1000``,
        ``reference_per_1000``, ``change``, ``small``, ``label_zh`` and ``label_en``, as
        `theme_shift` returns. A small count is drawn hollow.
    """
    y = np.arange(len(shift))
    ax.hlines(y, shift["reference_per_1000"], shift["per_1000"], color=style.STEM, lw=3, zorder=1)
    for column, color in (("reference_per_1000", style.RESULT), ("per_1000", style.TARGET)):
        for small, face in ((False, color), (True, "white")):
            chosen = (shift["small"] == small).to_numpy()
            ax.plot(
                shift[column][chosen], y[chosen], ls="", marker="o", ms=7, mfc=face, mec=color,
                mew=1.4, zorder=3,
            )  # fmt: skip
    for place, row in enumerate(shift.itertuples()):
        text = f"{signed(row.change)} ({row.reference_hits}→{row.hits})"
        label_value(ax, text, max(row.per_1000, row.reference_per_1000), place, gap=8)
    set_rows(ax, row_labels(shift, lang))
    ax.margins(x=0.2)
    ax.set_xlim(left=0)
    ax.set_xlabel(WORDS["per_1000"][lang])
    handles = [
        Line2D([], [], ls="", marker="o", ms=7, color=style.RESULT),
        Line2D([], [], ls="", marker="o", ms=7, color=style.TARGET),
    ]
    names = ["review", "plan"]
    if shift["small"].any():
        handles.append(Line2D([], [], ls="", marker="o", ms=7, mfc="white", mec=style.MUTED))
        names.append("small")
    legend_below(ax, handles, [WORDS[name][lang] for name in names])
    return ax


def plot_densities(
    themes: pd.DataFrame, density: pd.DataFrame, parts: pd.DataFrame, *, lang: Language, ax: Axes
) -> Axes:
    """Draw the hits of each theme in each part as numbers, darker for more per 1,000 characters.

    Parameters
    ----------
    themes : pandas.DataFrame
        The rows, top first: ``theme``, ``label_zh`` and ``label_en``.
    density : pandas.DataFrame
        ``chapter``, ``section``, ``theme``, ``hits`` and ``per_1000``, as `theme_density` returns
        by section.
    parts : pandas.DataFrame
        The columns: ``chapter``, ``section``, ``label_zh`` and ``label_en``, as `report_parts`
        returns.
    """
    numbered = density.merge(parts[["chapter", "section"]].assign(part=range(len(parts))))
    hits, shades = (
        numbered.pivot(index="theme", columns="part", values=column).loc[themes["theme"]]
        for column in ("hits", "per_1000")
    )
    heads = parts.iloc[hits.columns]
    draw_tiles(
        pd.DataFrame(shades.to_numpy(), row_labels(themes, lang), row_labels(heads, lang)),
        hits.to_numpy(),
        hidden=hits.to_numpy() == 0,
        colors=style.SEQUENTIAL_WORDS,
        lightest=0.04,
        gap=1.5,
        ax=ax,
    )
    ax.xaxis.tick_top()
    return ax


def plot_intervals(shares: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw shares with their intervals, and of how many they are.

    Parameters
    ----------
    shares : pandas.DataFrame
        In the order to be drawn, top first: ``share``, ``low`` and ``high`` (from 0 to 1),
        ``successes``, ``trials``, ``label_zh`` and ``label_en``.
    """
    y = np.arange(len(shares))
    ax.hlines(y, 100 * shares["low"], 100 * shares["high"], color=style.PALE, lw=5, zorder=1)
    ax.plot(100 * shares["share"], y, ls="", marker="o", ms=7, color=style.RESULT, zorder=3)
    for place, row in enumerate(shares.itertuples()):
        beside = {"gap": 8, "xycoords": ("axes fraction", "data")}
        label_value(ax, f"{row.successes}/{row.trials}", 1, place, **beside)
    set_rows(ax, row_labels(shares, lang))
    ax.set_xlim(right=101)
    ax.xaxis.set_major_formatter("{x:g}%")
    return ax
