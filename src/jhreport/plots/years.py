"""Charts of one year against others: implied bases, targets beside results, outcomes, series."""

import re

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from jhreport import style
from jhreport.errors import FigureError
from jhreport.plots.common import label_value, legend_below, row_labels, set_rows
from jhreport.plots.numbers import MARKERS
from jhreport.wording import (
    Language,
    english_unit,
    format_pair,
    format_quantity,
    format_years,
    gloss,
)

WORDS = {
    "implied": {"zh": "推算的上年值", "en": "Before, implied"},
    "published": {"zh": "公布的上年值", "en": "Before, published"},
    "result": {"zh": "上年实际", "en": "Result"},
    "=": {"zh": "目标", "en": "Target"},
    ">=": {"zh": "目标：下限", "en": "Target: floor"},
    "<=": {"zh": "目标：上限", "en": "Target: ceiling"},
    "~": {"zh": "目标：约数", "en": "Target: about"},
    "qualitative": {"zh": "文字目标", "en": "In words"},
    "range": {"zh": "目标：区间", "en": "Target: range"},
    "index": {"zh": "上年实际 = 100", "en": "Result = 100"},
    "met": {"zh": "达到", "en": "Met"},
    "missed": {"zh": "未达到", "en": "Missed"},
    "not decidable": {"zh": "无法判定", "en": "Not decidable"},
    "target": {"zh": "目标", "en": "Target"},
    "outcome": {"zh": "公布的结果", "en": "Published outcome"},
    "verdict": {"zh": "判断", "en": "Verdict"},
    "none": {"zh": "未找到", "en": "not found"},
    "report": {"zh": "本报告", "en": "This report"},
    "elsewhere": {"zh": "其他来源", "en": "Other publications"},
    "break": {"zh": "口径变化", "en": "Break in the basis"},
}
"""Words of legends, in both languages."""


def plot_years(rows: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw the year before, the result and the target, each result being 100.

    Parameters
    ----------
    rows : pandas.DataFrame
        In the order to be drawn, top first, as `three_years` returns: ``base``, ``base_low``,
        ``base_high``, ``published``, ``result``, ``target`` with ``target_op``, all in ``unit``,
        and the names.
    """
    y = np.arange(len(rows))
    scale = 100 / rows["result"].astype(float).to_numpy()
    low, base, high, published, target = (
        rows[column].astype(float).to_numpy() * scale
        for column in ("base_low", "base", "base_high", "published", "target")
    )
    ends = pd.DataFrame([base, published, target, np.full(len(rows), 100.0)])
    ax.hlines(y, ends.min(), ends.max(), color=style.STEM, lw=1.2, zorder=1)
    ax.hlines(y, low, high, color=style.RESULT, lw=5, alpha=0.35, zorder=2)
    hollow = {"mfc": "white", "mew": 1.4, "ls": "", "ms": 7}
    ax.plot(base, y, marker="o", mec=style.RESULT, zorder=3, **hollow)
    ax.plot(published, y, marker="s", mec=style.INK, zorder=3, **hollow)
    ax.plot(np.full(len(rows), 100), y, marker="o", ms=7, ls="", color=style.RESULT, zorder=4)
    operators = [op for op in MARKERS if rows["target_op"].eq(op).any()]
    for op in operators:
        chosen = rows["target_op"].fillna("").eq(op).to_numpy(dtype=bool)
        ax.plot(
            target[chosen], y[chosen], marker=MARKERS[op], ms=7, ls="", color=style.TARGET, zorder=4
        )
    for place, row in enumerate(rows.itertuples()):
        label_value(ax, format_years(row, lang), ends[place].max(), place, gap=9)
    set_rows(ax, row_labels(rows, lang))
    ax.margins(x=0.05)
    ax.set_xlim(right=ax.get_xlim()[1] + 42)
    ax.set_xlabel(WORDS["index"][lang])
    handles, names = [], []
    for name, present, look in (
        ("implied", ~np.isnan(base), {"marker": "o", "mec": style.RESULT, **hollow}),
        ("published", ~np.isnan(published), {"marker": "s", "mec": style.INK, **hollow}),
        ("result", [True], {"marker": "o", "ms": 7, "ls": "", "color": style.RESULT}),
    ):
        if np.any(present):
            handles.append(Line2D([], [], **look))
            names.append(name)
    handles += [
        Line2D([], [], marker=MARKERS[op], ms=7, ls="", color=style.TARGET) for op in operators
    ]
    legend_below(ax, handles, [WORDS[name][lang] for name in (*names, *operators)])
    return ax


def plot_pairs(
    pairs: pd.DataFrame, *, lang: Language, ax: Axes, measure: str = "ratio", unit: str = ""
) -> Axes:
    """Draw each target beside the result it may be compared with; floors and ceilings point.

    Parameters
    ----------
    pairs : pandas.DataFrame
        Rows of `compare` that are the same thing, in the order to be drawn, top first.
    measure : {"ratio", "rate"}
        Whether results stand at 100 and targets at their ratio, or both at their own values.
    unit : str
        Unit of the scale, for rates.
    """
    y = np.arange(len(pairs))
    if measure == "ratio":
        results = np.full(len(pairs), 100.0)
        targets = 100 * pairs["ratio"].astype(float).to_numpy()
        spread = (pairs["target_high"] / pairs["target"]).astype(float).fillna(1).to_numpy()
        highs = targets * spread
    else:
        results = pairs["result_growth"].where(pairs["target_growth"].notna(), pairs["result"])
        targets = pairs["target_growth"].fillna(pairs["target"]).astype(float).to_numpy()
        results = results.astype(float).to_numpy()
        highs = pairs["target_high"].astype(float).fillna(pd.Series(targets, pairs.index))
        highs = highs.to_numpy()
    ax.hlines(y, results, targets, color=style.STEM, lw=3, zorder=1)
    ax.plot(results, y, ls="", marker="o", ms=7, color=style.RESULT, zorder=3)
    operators = [op for op in (*MARKERS, "range") if (pairs["target_op"] == op).any()]
    for op in operators:
        chosen = (pairs["target_op"] == op).to_numpy()
        if op == "range":
            ax.hlines(y[chosen], targets[chosen], highs[chosen], color=style.TARGET, lw=5, zorder=2)
        else:
            ax.plot(
                targets[chosen], y[chosen], ls="", marker=MARKERS[op], ms=8, color=style.TARGET,
                zorder=4,
            )  # fmt: skip
    for place, row in enumerate(pairs.itertuples()):
        label_value(ax, format_pair(row, lang), max(results[place], highs[place]), place, gap=10)
    set_rows(ax, row_labels(pairs, lang))
    left, right = ax.get_xlim()
    ax.set_xlim(min(0, left), max(0, right) + 0.35 * (right - min(0, left)))
    if measure == "ratio":
        ax.set_xlabel(WORDS["index"][lang])
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}{unit}")
    handles = [Line2D([], [], ls="", marker="o", ms=7, color=style.RESULT)]
    handles += [
        Line2D([], [], color=style.TARGET, lw=5)
        if op == "range"
        else Line2D([], [], ls="", marker=MARKERS[op], ms=8, color=style.TARGET)
        for op in operators
    ]
    legend_below(ax, handles, [WORDS[name][lang] for name in ("result", *operators)])
    return ax


def plot_verdicts(rows: pd.DataFrame, others: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw targets in rows, with what they ask for, what was published, and the verdict.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `outcomes`, in the order to be drawn, top first.
    others : pandas.DataFrame
        Figures of the year, as `load_published` returns; those of another subject are told too.
    """
    columns = {"target": 0.0, "outcome": 0.27, "verdict": 0.83}
    for place, row in enumerate(rows.itertuples()):
        color = style.VERDICTS[row.verdict]
        outcome = _outcome(row, others, lang)
        texts = {
            "target": WORDS["qualitative"][lang]
            if row.op == "qualitative"
            else format_quantity(row.target, row.unit, row.op, row.target_high, lang),
            "outcome": outcome,
            "verdict": WORDS[row.verdict][lang],
        }
        for column, text in texts.items():
            bold = "bold" if column == "verdict" and row.verdict != "not decidable" else "normal"
            ink = color if column == "verdict" else style.INK
            ax.text(
                columns[column], place, text, va="center", color=ink, weight=bold, size=style.SMALL
            )
        ax.plot(0.81, place, marker="o", ms=8, color=color)
    for column, x in columns.items():
        ax.text(x, -0.9, WORDS[column][lang], va="center", color=style.MUTED, size=style.SMALL)
    ax.set_yticks(range(len(rows)), row_labels(rows, lang))
    ax.set_ylim(len(rows) - 0.4, -1.4)
    ax.set_xlim(-0.03, 1)
    ax.grid(visible=False)
    ax.tick_params(axis="x", labelbottom=False)
    ax.spines[:].set_visible(False)
    return ax


def plot_series(rows: pd.DataFrame, *, lang: Language, ax: Axes) -> Axes:
    """Draw levels over the years; a line joins neighbouring years of one basis only.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `time_series` with a value, of one unit: ``indicator``, ``year``, ``value``,
        ``unit``, ``growth``, ``basis``, ``origin``, and the names; one colour for each name. The
        growth rates of a single indicator stand below their years.

    Raises
    ------
    FigureError
        If there are more series than colours.
    """
    labels = pd.Series(row_labels(rows, lang), rows.index)
    breaks: set[float] = set()
    if labels.nunique() > len(style.LINES):
        raise FigureError(f"{labels.nunique()} series. At most {len(style.LINES)} fit in a chart.")
    for (name, group), color in zip(rows.groupby(labels, sort=False), style.LINES, strict=False):
        for _, piece in group.groupby("basis", sort=False):
            years, values = piece["year"].to_numpy(), piece["value"].astype(float).to_numpy()
            for i in range(len(piece) - 1):
                if years[i + 1] - years[i] == 1:
                    ax.plot(years[i : i + 2], values[i : i + 2], color=color, lw=1.6, zorder=2)
        for origin, face in (("report", color), ("published", "white")):
            chosen = group[group["origin"] == origin]
            ax.plot(
                chosen["year"], chosen["value"].astype(float), ls="", marker="o", ms=7, mfc=face,
                mec=color, mew=1.5, zorder=3,
            )  # fmt: skip
        # Of two values of a year the smaller has its number below.
        largest = group["value"] == group.groupby("year")["value"].transform("max")
        sides = [9 if top else -16 for top in largest.fillna(True)]
        for row, side in zip(group.itertuples(), sides, strict=True):
            ax.annotate(
                f"{row.value:,.10g}", (row.year, row.value), xytext=(0, side),
                textcoords="offset points", ha="center", size=style.SMALL, color=color,
            )  # fmt: skip
        last = group.iloc[-1]
        ax.annotate(
            name, (last["year"], last["value"]), xytext=(14, 0), textcoords="offset points",
            va="center", color=color, weight="bold", size=style.SMALL,
        )  # fmt: skip
        main = group.drop_duplicates("year")
        changed = main["basis"].ne(main["basis"].shift()).fillna(True).to_numpy(dtype=bool)[1:]
        middles = (main["year"].to_numpy()[1:] + main["year"].to_numpy()[:-1]) / 2
        breaks |= set(middles[changed].tolist())
    for place in sorted(breaks):
        ax.axvline(place, color=style.MUTED, lw=1, ls=(0, (1, 2)))
    ax.set_ylim(0, float(rows["value"].max()) * 1.12)
    ax.set_xlim(rows["year"].min() - 0.4, rows["year"].max() + 1.1)
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    ax.set_xticks(years, [_year_label(rows, year) for year in years])
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y", visible=True)
    unit = rows["unit"].iloc[0]
    ax.set_ylabel(unit if lang == "zh" else english_unit(unit))
    ax.spines[["left"]].set_visible(False)
    shown = {
        "report": Line2D([], [], ls="", marker="o", ms=7, color=style.MUTED),
        "elsewhere": Line2D([], [], ls="", marker="o", ms=7, mfc="white", mec=style.MUTED, mew=1.5),
    }
    if breaks:
        shown["break"] = Line2D([], [], color=style.MUTED, lw=1, ls=(0, (1, 2)))
    legend_below(ax, list(shown.values()), [WORDS[name][lang] for name in shown])
    return ax


def _year_label(rows: pd.DataFrame, year: int) -> str:
    """Return a year, with the growth rate below it if there is just one."""
    rates = rows.loc[rows["year"] == year, "growth"].dropna()
    if len(rates) != 1 or rows["indicator"].nunique() > 1:
        return str(year)
    return f"{year}\n{rates.iloc[0]:+g}%".replace("-", "−")


def _outcome(row: tuple, others: pd.DataFrame, lang: Language) -> str:
    """Write the published figure of a target, and those of other subjects."""
    if pd.isna(row.outcome):
        return WORDS["none"][lang]
    found = [(row.outcome, row.outcome_unit, row.outcome_subject)]
    same = others[(others["indicator"] == row.indicator) & others["value"].notna()]
    if row.measure != "growth":
        found += [
            (other.value, other.unit, other.subject)
            for other in same.itertuples()
            if other.subject != row.outcome_subject
        ]
    texts = []
    for value, unit, subject in found:
        text = format_quantity(value, unit, lang=lang)
        # Only the first has its unit, for want of room.
        text = re.sub(r"[^\d.,]+$", "", text) if texts else text
        whom = "" if subject == row.subject else f" ({gloss(subject, 'subject', lang)})"
        texts.append(text + whom)
    return "; ".join(texts)
