"""Charts of words: how often, how evenly, against what, and where."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from jhreport import style
from jhreport.errors import FigureError
from jhreport.plots.common import draw_tiles, label_value, legend_below, row_labels, set_rows
from jhreport.wording import Language

WORDS = {
    "chance": {"zh": "与随机分布无异", "en": "Spread as by chance"},
    "clustered": {"zh": "比随机更集中", "en": "More concentrated than chance"},
    "even": {"zh": "比随机更均匀", "en": "More even than chance"},
    "plan": {"zh": "计划部分更多", "en": "More in the plan"},
    "review": {"zh": "回顾部分更多", "en": "More in the review"},
    "sections": {"zh": "节", "en": "sections"},
    "along": {"zh": "在全文中的位置（字符）", "en": "Place in the text (characters)"},
}
"""Words of legends and axes, in both languages."""


def plot_words(words: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw how often words occur, paler for those that are concentrated in few sections.

    Parameters
    ----------
    words : pandas.DataFrame
        In the order to be drawn, top first: ``count``, ``documents``, ``dispersion``,
        ``chance_low`` and ``chance_high``, as `count_words` returns, ``label_zh`` and
        ``label_en``.
    """
    y = np.arange(len(words))
    spread = np.select(
        [words["dispersion"] > words["chance_high"], words["dispersion"] < words["chance_low"]],
        ["clustered", "even"],
        "chance",
    )
    if words["dispersion"].isna().all():
        # A report of one section: nothing can be said of its spread.
        ax.barh(y, words["count"], height=0.68, color=style.RESULT)
        spread = np.full(len(words), "")
    for kind, color in style.SPREADS.items():
        chosen = spread == kind
        if chosen.any():
            ax.barh(
                y[chosen],
                words["count"][chosen],
                height=0.68,
                color=color,
                label=WORDS[kind][lang],
            )
    for place, count, documents in zip(y, words["count"], words["documents"], strict=True):
        text = f"{count} | {documents} {WORDS['sections'][lang]}"
        label_value(ax, text, count, place, gap=4)
    set_rows(ax, row_labels(words, lang))
    ax.margins(x=0.18)
    if spread.any():
        legend_below(ax)
    return ax


def plot_keyness(words: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw words of the plan to the right, words of the review to the left, pale within chance.

    Parameters
    ----------
    words : pandas.DataFrame
        In the order to be drawn, top first: ``g2``, ``count``, ``reference_count`` and
        ``p_adjusted``, as `keyness` returns, ``label_zh`` and ``label_en``.
    """
    y = np.arange(len(words))
    colors = {"plan": style.TARGET, "review": style.RESULT}
    sides = ["plan" if g2 > 0 else "review" for g2 in words["g2"]]
    bars = ax.barh(y, words["g2"], height=0.68, color=[colors[side] for side in sides])
    for bar, p in zip(bars, words["p_adjusted"], strict=True):
        bar.set_alpha(1 if p < 0.05 else 0.45)
    for place, (g2, here, there) in enumerate(
        zip(words["g2"], words["count"], words["reference_count"], strict=True)
    ):
        label_value(ax, f"{there}→{here}", g2, place, gap=4, side=1 if g2 > 0 else -1)
    set_rows(ax, row_labels(words, lang))
    ax.axvline(0, color=style.AXIS, lw=0.8)
    ax.margins(x=0.12)
    ax.set_xlabel("G²")
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    patches = [Patch(color=color) for color in colors.values()]
    legend_below(ax, patches, [WORDS[part][lang] for part in colors])
    return ax


def plot_cloud(words: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw words the larger the more often they occur, level, in a fixed layout.

    Parameters
    ----------
    words : pandas.DataFrame
        Most frequent first: ``count``, ``label_zh`` and ``label_en``.

    Raises
    ------
    FigureError
        If there is no room for all of them.
    """
    from wordcloud import WordCloud  # slow to import, and only needed here

    font = findfont(FontProperties(family=style.FONT, weight="bold"))
    # Equal labels of different words, such as two Chinese words for one English, are added up.
    counts = words["count"].groupby(words[f"label_{lang}"].to_numpy(), sort=False).sum()
    counts = counts.sort_values(ascending=False, kind="stable")
    width, height = 1400, 820
    cloud = WordCloud(
        font_path=font,
        width=width,
        height=height,
        margin=5,
        prefer_horizontal=1.0,
        min_font_size={"zh": 26, "en": 15}[lang],
        max_font_size={"zh": 170, "en": 104}[lang],
        max_words=len(counts),
        relative_scaling=0.5,
        random_state=0,
        background_color=None,
        mode="RGBA",
    ).generate_from_frequencies(counts.to_dict())
    if len(cloud.layout_) < len(counts):
        raise FigureError(
            f"Only {len(cloud.layout_)} of {len(counts)} words find a place in the cloud. Draw "
            "fewer."
        )
    for (text, share), size, (row, column), *_ in cloud.layout_:
        path = TextPath((0, 0), text, size=size, prop=FontProperties(fname=font))
        # The layout gives the upper left corner of the ink.
        ink = path.get_extents()
        flipped = (path.vertices - [ink.x0, ink.y1]) * [1, -1] + [column, row]
        shade = style.RESULT if share > 1 / 3 else style.INK
        ax.add_patch(PathPatch(Path(flipped, path.codes), color=shade, lw=0))
    ax.set(xlim=(0, width), ylim=(height, 0), aspect="equal", xticks=[], yticks=[])
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    return ax


def plot_together(counts: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw in how many sentences two words occur together, darker for more.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `count_together` returns, with ``label_zh`` and ``label_en`` as further columns. Each
        pair is drawn once, a zero is left blank.
    """
    labels = row_labels(counts, lang)
    numbers = counts.drop(columns=["label_zh", "label_en"]).to_numpy()
    hidden = np.triu(np.ones_like(numbers, dtype=bool)) | (numbers == 0)
    draw_tiles(
        pd.DataFrame(numbers, labels, labels),
        numbers,
        hidden=hidden,
        colors=style.SEQUENTIAL_WORDS,
        lightest=0.06,
        ax=ax,
    )
    ax.set_xlim(0, len(labels) - 1)
    ax.set_ylim(len(labels), 1)
    return ax


def plot_places(
    places: pd.DataFrame, terms: pd.DataFrame, chapters: pd.DataFrame, *, lang: Language, ax: Axes
) -> Axes:
    """Draw where in a text some terms stand: a row a term, a tick a place.

    Parameters
    ----------
    places : pandas.DataFrame
        ``term`` and ``start``, as `concordance` returns.
    terms : pandas.DataFrame
        In the order to be drawn, top first: ``term``, ``label_zh`` and ``label_en``.
    chapters : pandas.DataFrame
        ``chapter``, ``start`` and ``end``, as `Report.chapters`: the background.
    """
    for chapter in chapters.itertuples():
        shade = style.BAND if chapter.chapter % 2 else "white"
        ax.axvspan(chapter.start, chapter.end, color=shade, lw=0, zorder=0)
        ax.annotate(
            str(chapter.chapter) if chapter.chapter else "",
            ((chapter.start + chapter.end) / 2, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            color=style.MUTED,
            size=style.SMALL,
        )
    for row, term in enumerate(terms["term"]):
        starts = places.loc[places["term"] == term, "start"]
        ax.vlines(starts, row - 0.33, row + 0.33, color=style.RESULT, lw=1.3)
        beside = {"gap": 6, "color": style.MUTED, "xycoords": ("axes fraction", "data")}
        label_value(ax, str(len(starts)), 1, row, **beside)
    set_rows(ax, row_labels(terms, lang))
    ax.set_xlim(0, chapters["end"].max())
    ax.set_xlabel(WORDS["along"][lang])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(True)
    return ax
