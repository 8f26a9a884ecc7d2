"""Captions of the figures on the review of the past year."""

import pandas as pd

from jhreport.captions.common import (
    Captions,
    caption_extremes,
    list_values,
    make_captions,
    name_of,
    needs_rows,
    only_counts,
)
from jhreport.report import Report
from jhreport.wording import Language

_BASIS = {
    "real": {"zh": "实际", "en": "real"},
    "nominal": {"zh": "名义", "en": "nominal"},
    "unknown": {"zh": "实际或名义不明的", "en": "real or nominal: not known"},
}


@needs_rows("The headline of the review gives no growth rate.")
def headline(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the growth rates of the headline figures, against that of GDP if it is one."""
    gdp = rows.set_index("indicator")["growth"].get("gdp")
    fastest = rows.loc[rows["growth"].idxmax()]
    basis = fastest["growth_basis"] if pd.notna(fastest["growth_basis"]) else "unknown"
    grew = "grew" if fastest["growth"] > 0 else "fell"
    told_apart = gdp is not None and (grew == "fell" or fastest["indicator"] != "gdp")
    title = _HEADLINES[grew, told_apart]
    against = _AGAINST_GDP if gdp is not None else {"en": ("", ""), "zh": ("", "")}
    return make_captions(
        report,
        en=(
            title[0],
            "Growth in {review_year}, {place}, percent{line}",
            "{n} bars: {listed}.{below}",
        ),
        zh=(title[1], "{review_year}年{place}增速（%）{line}", "{n}个条形：{listed}。{below}"),
        values={"growth": fastest["growth"], "gdp": gdp, "n": len(rows)},
        words=lambda lang: {
            "fastest": name_of(fastest, lang),
            "basis": _BASIS[basis][lang],
            "listed": list_values(rows, "growth", lang, "%"),
            "line": against[lang][0],
            "below": against[lang][1].format(slower=int((rows["growth"] < (gdp or 0)).sum())),
        },
    )


_HEADLINES = {
    ("grew", True): (
        "{fastest} grew fastest of the headline figures, {growth:g}% ({basis}); GDP grew "
        "{gdp:g}% (real)",
        "主要指标中{fastest}增长最快（{basis}{growth:g}%），地区生产总值实际增长{gdp:g}%",
    ),
    ("grew", False): (
        "{fastest} grew fastest of the headline figures, {growth:g}% ({basis})",
        "主要指标中{fastest}增长最快（{basis}{growth:g}%）",
    ),
    ("fell", True): (
        "No headline figure grew; GDP changed by {gdp:g}% (real)",
        "主要指标均无增长，地区生产总值实际变化{gdp:g}%",
    ),
    ("fell", False): ("No headline figure grew", "主要指标均无增长"),
}
"""Titles in English and Chinese, by whether anything grew and whether GDP is there."""
_AGAINST_GDP = {
    "en": (
        "; the dashed line is GDP at constant prices",
        " Below the growth of GDP: {slower}.",
    ),
    "zh": ("；虚线为地区生产总值（不变价）", "其中{slower}个低于地区生产总值增速。"),
}


@needs_rows("The review gives no rate of a rise.")
def growth(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the growth rates of what grew, in descending order."""
    real = int((rows["growth_basis"] == "real").sum())
    unknown = int(rows["growth_basis"].isna().sum())
    return caption_extremes(
        rows,
        "growth",
        report,
        en=(
            "{top} grew fastest, by {most}; rates in real terms: {real} of {n}{unknown}",
            "Growth in {review_year}, {place}, percent; every rate of a rise that the review gives",
            "{n} bars in descending order, from {most} ({top}) to {least} ({low}).",
        ),
        zh=(
            "{top}增长最快（{most}）；{n}个增速中{real}个按不变价计算{unknown}",
            "{review_year}年{place}增速（%）；回顾部分给出的全部增长率",
            "{n}个条形由高到低，从{most}（{top}）到{least}（{low}）。",
        ),
        values={"real": real},
        words=lambda lang: {"unknown": _beside(unknown, lang)},
    )


@needs_rows("The review gives no rate of a fall.")
def falls(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the growth rates of what fell."""
    good = int((rows["better"] == "lower").sum())
    unknown = int(rows["kind"].isna().sum())
    return caption_extremes(
        rows,
        "growth",
        report,
        en=(
            "{low}: the largest of {n} falls given as a rate, {drop:g}%; progress: {good} of {n}"
            "{unknown}",
            "Change in {review_year}, {place}, percent; progress is a fall of what is better lower",
            "{n} bars to the left of zero, from {most} ({top}) to {least} ({low}).",
        ),
        zh=(
            "给出降幅的{n}项中{low}降幅最大（{drop:g}%），以降为好的有{good}项{unknown}",
            "{review_year}年{place}变化率（%）；回顾部分给出的全部降幅",
            "{n}个向左的条形，从{most}（{top}）到{least}（{low}）。",
        ),
        values={"drop": -rows["growth"].min(), "good": good},
        words=lambda lang: {"unknown": _beside(unknown, lang)},
    )


def _beside(unknown: int, lang: Language) -> str:
    """Say of how many rows it is not known."""
    return {"en": f"; not known: {unknown}", "zh": f"，{unknown}项不明"}[lang] if unknown else ""


@needs_rows("The review gives no amount of 100 million yuan (亿元) or more.")
def amounts(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the amounts of money among the results."""
    return caption_extremes(
        rows,
        "level",
        report,
        en=(
            "Amounts of money run from {least} to {most}",
            "Amounts stated for {review_year}, {place}; logarithmic scale, so distances are ratios",
            "{n} dots on a logarithmic scale, from {top} ({most}) to {low} ({least}).",
        ),
        zh=(
            "金额从{least}到{most}不等",
            "{review_year}年{place}各项金额；对数刻度，距离表示倍数",
            "对数刻度上的{n}个点，从{top}（{most}）到{low}（{least}）。",
        ),
    )


@needs_rows("The review gives no share or rate in percent.")
def shares(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the shares and rates among the results."""
    high = int((rows["level"] >= 90).sum())
    return caption_extremes(
        rows,
        "level",
        report,
        en=(
            "{high} of the {n} shares and rates stand at 90% or more",
            "Shares and rates stated for {review_year}, {place}, percent; each has its own base",
            "{n} dots from {least} ({low}) to {most} ({top}); {high} at 90% or more.",
        ),
        zh=(
            "{n}个比率中有{high}个达到或超过90%",
            "{review_year}年{place}各项比率（%）；各自的基数不同",
            "{n}个点，从{least}（{low}）到{most}（{top}）；{high}个在90%以上。",
        ),
        values={"high": high},
    )


@needs_rows("The review claims no rank.")
def ranks(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the ranks that the review claims."""
    first = int((rows["rank"] == 1).sum())
    by_growth = int((rows["rank_of"] == "growth").sum())
    return make_captions(
        report,
        en=(
            "{first} of the {n} ranks claimed are first places; {by_growth} rank growth, not size",
            "Ranks claimed for {review_year}, {place}, by whom it is compared with",
            "{n} circles with a rank each: {first} first places; {by_growth} hollow ones rank a "
            "growth rate.",
        ),
        zh=(
            "{n}个位次中{first}个为第一；{by_growth}个比的是增速而非数值",
            "{review_year}年{place}自述的位次，按比较范围分列",
            "{n}个标有位次的圆：{first}个第一；{by_growth}个空心圆为增速位次。",
        ),
        values={"first": first, "n": len(rows), "by_growth": by_growth},
    )


@needs_rows(
    "Of no quantity in the review is it known that it is of the year {review_year} alone, a flow."
)
def flows(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the counts and areas of the year."""
    return caption_extremes(
        rows,
        "level",
        report,
        en=(
            "Quantities of the year run from {most} ({top}) to {least} ({low})",
            "Counts and areas of the year {review_year}, {place}; flows only, logarithmic scale; "
            "units differ",
            "{n} dots on a logarithmic scale, from {top} ({most}) to {low} ({least}).",
        ),
        zh=(
            "当年数量从{most}（{top}）到{least}（{low}）不等",
            "{review_year}年{place}当年数量和面积（流量）；对数刻度，各项单位不同",
            "对数刻度上的{n}个点，从{top}（{most}）到{low}（{least}）。",
        ),
    )


@needs_rows("Of no quantity in the review is it known that it stands in all (a stock).")
def stocks(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the counts, areas and lengths that stand in all."""
    return caption_extremes(
        rows,
        "level",
        report,
        en=(
            "Quantities standing in all run from {most} ({top}) to {least} ({low})",
            "Counts, areas and lengths standing in {review_year}, {place}; stocks only, "
            "logarithmic scale; units differ",
            "{n} dots on a logarithmic scale, from {top} ({most}) to {low} ({least}).",
        ),
        zh=(
            "存量从{most}（{top}）到{least}（{low}）不等",
            "{review_year}年{place}存量（数量、面积、长度）；对数刻度，各项单位不同",
            "对数刻度上的{n}个点，从{top}（{most}）到{low}（{least}）。",
        ),
    )


@needs_rows("The report states no result of {review_year}.")
def coverage(table: pd.DataFrame, report: Report) -> Captions:
    """Caption what the review gives of each indicator: level, growth, or both."""
    sums = only_counts(table).sum()
    values = {key: int(sums.get(key, 0)) for key in ("level", "both", "growth", "other")}
    return make_captions(
        report,
        en=(
            "{both} of {n} results come with level and growth; {level} have a level but no "
            "growth rate",
            "Results of {review_year}, {place}, by theme and by what the review gives of them",
            "Stacked bars by theme. Level, no growth rate: {level}; level and growth: {both}; "
            "growth, no level: {growth}; rank or difference only: {other}.",
        ),
        zh=(
            "{n}项成绩中{both}项兼有数值和增速；{level}项有数值而无增速",
            "{review_year}年{place}各领域成绩，按给出的内容分",
            "按领域堆叠的条形。有数值无增速{level}项，数值和增速{both}项，有增速无数值{growth}项，"
            "只有位次或差距{other}项。",
        ),
        values={**values, "n": sum(values.values())},
    )
