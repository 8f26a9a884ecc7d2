"""Charts of results, targets and numerals."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator, StrMethodFormatter

from jhreport import style
from jhreport.errors import FigureError
from jhreport.plots.common import (
    draw_tiles,
    label_value,
    legend_below,
    refuse_unknown,
    row_labels,
    set_rows,
)
from jhreport.wording import Language, format_quantity, gloss, theme_name, wrap

WORDS = {
    "result": {"zh": "成绩", "en": "Result"},
    "target": {"zh": "目标", "en": "Target"},
    "excluded": {"zh": "非统计数字", "en": "No statistic"},
    "real": {"zh": "实际增长（不变价）", "en": "Real (constant prices)"},
    "nominal": {"zh": "名义增长或数量增长", "en": "Nominal, or of a count"},
    "unknown": {"zh": "实际或名义不明", "en": "Real or nominal: not known"},
    "=": {"zh": "等于", "en": "Exact"},
    ">=": {"zh": "下限（≥）", "en": "Floor (≥)"},
    "<=": {"zh": "上限（≤）", "en": "Ceiling (≤)"},
    "~": {"zh": "约数（≈）", "en": "About (≈)"},
    "range": {"zh": "区间", "en": "Range"},
    "qualitative": {"zh": "无数字", "en": "No number"},
    "level": {"zh": "有数值无增速", "en": "Level, no growth rate"},
    "growth": {"zh": "有增速无数值", "en": "Growth, no level"},
    "both": {"zh": "数值和增速", "en": "Level and growth"},
    "other": {"zh": "只有位次或差距", "en": "Rank or difference only"},
    "rank level": {"zh": "按数值排", "en": "By level"},
    "rank growth": {"zh": "按增速排", "en": "By growth rate"},
}
"""Words of legends, in both languages."""

MOST_GROUPS = 4
"""Ranks among more groups than this do not fit in one chart."""
MARKERS = {"=": "o", ">=": ">", "<=": "<", "~": "D"}
"""A floor points up the scale, a ceiling down it."""


def plot_numerals(parts: pd.DataFrame, numerals: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw where in each part of a report its numerals stand, and what they are.

    Parameters
    ----------
    parts : pandas.DataFrame
        Columns ``chapter``, ``section``, ``start``, ``end``, ``label_zh``, ``label_en``, as
        `report_parts` returns; the rows of the chart, top first.
    numerals : pandas.DataFrame
        Columns ``chapter``, ``section``, ``start`` and ``role``, as `ledger` returns.
    """
    placed = parts.assign(row=range(len(parts))).rename(columns={"start": "part_start"})
    placed = numerals.merge(placed[["chapter", "section", "part_start", "row"]])
    lengths = parts["end"] - parts["start"]
    ax.barh(range(len(parts)), lengths, height=0.62, color=style.BAND, zorder=1)
    colors = {"excluded": style.DIM, "result": style.RESULT, "target": style.TARGET}
    for role, color in colors.items():
        chosen = placed[placed["role"] == role]
        reach = 0.2 if role == "excluded" else 0.31
        ax.vlines(
            chosen["start"] - chosen["part_start"],
            chosen["row"] - reach,
            chosen["row"] + reach,
            color=color,
            lw=1.1,
            label=WORDS[role][lang],
        )
    ax.set_yticks(range(len(parts)), row_labels(parts, lang))
    ax.invert_yaxis()
    ax.set_xlabel(
        {"zh": "距各部分开头的字符数", "en": "Characters from the start of the part"}[lang]
    )
    ax.spines[["left"]].set_visible(False)
    legend_below(ax)
    return ax


def plot_bars(
    rows: pd.DataFrame,
    value: str,
    *,
    lang: Language,
    ax: Axes,
    hue: str | None = None,
    palette: dict[str, str] | None = None,
    color: str = style.RESULT,
    unit: str = "%",
    op: str | None = None,
    high: str | None = None,
    reference: float | None = None,
) -> Axes:
    """Draw horizontal bars, labelled directly with their values.

    Parameters
    ----------
    rows : pandas.DataFrame
        In the order to be drawn, top first, with the columns of `review`, or with ``label_zh`` and
        ``label_en``.
    value : str
        Column that gives the length of a bar.
    hue : str, optional
        Column that gives the colour, by `palette`; a missing value is ``unknown``.
    unit : str, default "%"
        Unit of the labels, as in the tables; "" for none.
    op : str, optional
        Column of the operators, which the labels then show.
    high : str, optional
        Column of the upper ends of ranges, which the labels then show.
    reference : float, optional
        Where a dashed vertical line stands.
    """
    labels = row_labels(rows, lang)
    if hue:
        kinds = rows[hue].fillna("unknown")
        refuse_unknown(kinds.unique(), palette)
    colors = kinds.map(palette) if hue else color
    y = range(len(rows))
    bars = ax.barh(y, rows[value].astype(float), height=0.68, color=colors)
    operators = rows[op] if op else ["="] * len(rows)
    ends = rows[high] if high else [None] * len(rows)
    texts = [
        format_quantity(number, unit, operator, end, lang=lang)
        for number, operator, end in zip(rows[value], operators, ends, strict=True)
    ]
    ax.bar_label(bars, texts, padding=3, color=style.INK, size=style.SMALL)
    ax.set_yticks(list(y), labels)
    ax.invert_yaxis()
    ax.margins(x=0.12)
    ax.axvline(0, color=style.AXIS, lw=0.8)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:g}" + ("%" if unit == "%" else "")))
    if reference is not None:
        ax.axvline(reference, color=style.TARGET, lw=1.2, ls=(0, (4, 3)))
    if hue:
        present = [key for key in palette if (kinds == key).any()]
        handles = [plt.Rectangle((0, 0), 1, 1, color=palette[key]) for key in present]
        legend_below(ax, handles, [WORDS[key][lang] for key in present])
    return ax


def plot_quantities(
    rows: pd.DataFrame,
    value: str,
    *,
    lang: Language,
    ax: Axes,
    op: str,
    unit: str = "unit",
    high: str | None = None,
    position: str | None = None,
    scale: str = "linear",
    limits: tuple[float, float] | None = None,
    color: str = style.RESULT,
) -> Axes:
    """Draw one marked quantity a row; floors and ceilings point, a range is a line.

    Parameters
    ----------
    rows : pandas.DataFrame
        In the order to be drawn, top first, with the columns of `review` or `targets`.
    value, high, unit, op : str
        Columns of the quantity as printed, which the labels show.
    position : str, optional
        Column that gives the place on the scale, `value` by default: ``value_base`` puts 万件 and
        件 on one scale.
    scale : {"linear", "log"}
        Scale of the horizontal axis.
    limits : tuple of float, optional
        Ends of the horizontal axis.
    """
    x = rows[position or value].astype(float)
    y = pd.Series(range(len(rows)), index=rows.index)
    left = {"linear": 0, "log": x[x > 0].min() / 2}[scale]
    ax.set_xscale(scale)
    ax.hlines(y, left, x, color=style.STEM, lw=1.2, zorder=1)
    for operator, marker in MARKERS.items():
        chosen = rows[op] == operator
        ax.plot(x[chosen], y[chosen], ls="", marker=marker, color=color, ms=6.5, zorder=3)
    span = rows[op] == "range"
    right = x.copy()
    if high is not None and span.any():
        # The upper end stands on the scale of the lower one.
        right[span] = rows.loc[span, high].astype(float) * x[span] / rows.loc[span, value]
        ax.hlines(y[span], x[span], right[span], color=color, lw=4, zorder=3)
    for row, place in zip(rows.itertuples(), right, strict=True):
        upper = getattr(row, high) if high else None
        text = format_quantity(
            getattr(row, value), getattr(row, unit), getattr(row, op), upper, lang
        )
        label_value(ax, text, place, y[row.Index], gap=7, side=-1 if place < 0 else 1)
    set_rows(ax, row_labels(rows, lang))
    if scale == "log":
        # Room for the label of the largest, in proportion to the decades shown.
        ax.set_xlim(left, right.max() * max(9, (right.max() / left) ** 0.13))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.tick_params(axis="x", labelbottom=False)
    elif limits:
        ax.set_xlim(*limits)
    else:
        ax.margins(x=0.15)
    operators = [operator for operator in (*MARKERS, "range") if (rows[op] == operator).any()]
    if operators != ["="]:
        handles = [
            Line2D([], [], color=color, lw=4)
            if operator == "range"
            else Line2D([], [], color=color, ls="", marker=MARKERS[operator])
            for operator in operators
        ]
        legend_below(ax, handles, [WORDS[operator][lang] for operator in operators])
    return ax


def plot_ranks(rows: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw the ranks that a report claims: filled by level, hollow by growth rate.

    Parameters
    ----------
    rows : pandas.DataFrame
        In the order to be drawn, top first, with the columns of `review`; ``rank_versus`` gives
        the column of the chart.
    """
    groups = list(dict.fromkeys(rows["rank_versus"]))
    if len(groups) > MOST_GROUPS:
        raise FigureError(
            f"{len(groups)} groups of ranks: {', '.join(groups)}. At most {MOST_GROUPS} fit."
        )
    worst = int(rows["rank"].max())
    y = pd.Series(range(len(rows)), index=rows.index)
    for column, group in enumerate(groups):
        for kind, face in (("level", style.RESULT), ("growth", "white")):
            chosen = (rows["rank_versus"] == group) & (rows["rank_of"] == kind)
            x = column * (worst + 1) + rows.loc[chosen, "rank"].astype(float)
            ax.plot(x, y[chosen], ls="", marker="o", ms=13, mfc=face, mec=style.RESULT, mew=1.6)
            for place, row, rank in zip(x, y[chosen], rows.loc[chosen, "rank"], strict=True):
                ink = "white" if kind == "level" else style.RESULT
                ax.annotate(
                    f"{rank:.0f}", (place, row), ha="center", va="center_baseline", color=ink,
                    size=style.SMALL, weight="bold",
                )  # fmt: skip
    centres = [column * (worst + 1) + (worst + 1) / 2 for column in range(len(groups))]
    ax.set_xticks(centres, [gloss(group, "versus", lang) for group in groups])
    ax.xaxis.tick_top()
    ax.set_xlim(0.2, len(groups) * (worst + 1) - 0.2)
    set_rows(ax, row_labels(rows, lang))
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y", visible=True)
    ax.spines[:].set_visible(False)
    handles = [
        Line2D([], [], ls="", marker="o", ms=9, mfc=face, mec=style.RESULT, mew=1.6)
        for face in (style.RESULT, "white")
    ]
    legend_below(ax, handles, [WORDS[f"rank {kind}"][lang] for kind in ("level", "growth")])
    return ax


def plot_counts(counts: pd.DataFrame, *, palette: dict[str, str], lang: Language, ax: Axes) -> Axes:
    """Draw stacked bars of counts, each part labelled with its number.

    Parameters
    ----------
    counts : pandas.DataFrame
        One row a bar, top first. Columns: the parts, keys of `palette`, with counts; ``label_zh``
        and ``label_en``.
    palette : dict of str to str
        Colour of each part; also the order of the parts.
    """
    refuse_unknown(counts.columns.difference(["label_zh", "label_en"]), palette)
    parts = [part for part in palette if part in counts and counts[part].any()]
    left = pd.Series(0, index=counts.index)
    y = range(len(counts))
    for part in parts:
        bars = ax.barh(
            y, counts[part], left=left, height=0.68, color=palette[part], label=WORDS[part][lang]
        )
        red, green, blue = (int(palette[part][i : i + 2], 16) for i in (1, 3, 5))
        ink = "white" if 0.3 * red + 0.59 * green + 0.11 * blue < 140 else style.INK
        texts = [str(count) if count else "" for count in counts[part]]
        ax.bar_label(bars, texts, label_type="center", color=ink, size=style.SMALL)
        left = left + counts[part]
    ax.set_yticks(list(y), row_labels(counts, lang))
    ax.invert_yaxis()
    ax.grid(visible=False)
    ax.tick_params(axis="x", labelbottom=False)
    ax.spines[["left", "bottom"]].set_visible(False)
    legend_below(ax)
    return ax


def plot_heatmap(counts: pd.DataFrame, parts: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw counts by theme and chapter as tiles, darker for more; a zero is left blank.

    Parameters
    ----------
    counts : pandas.DataFrame
        Index: ids of themes, top first. Columns: numbers of chapters.
    parts : pandas.DataFrame
        Columns ``chapter``, ``section``, ``label_zh``, ``label_en``, as `report_parts` returns.
    """
    names = parts[parts["section"] == 0].set_index("chapter")[f"label_{lang}"]
    column_width = 6.4 / len(counts.columns)
    heads = {
        chapter: "\n".join(wrap(names[chapter], column_width, style.SMALL)) for chapter in counts
    }
    counts = counts.astype(int)
    draw_tiles(
        counts.rename(index=lambda theme: theme_name(theme, lang), columns=heads),
        counts.to_numpy(),
        hidden=counts.to_numpy() == 0,
        colors=style.SEQUENTIAL,
        lightest=0.08,
        darkest=0.8,
        turn=0,
        ax=ax,
    )
    ax.xaxis.tick_top()
    return ax
