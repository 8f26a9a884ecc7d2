"""Captions of the figures on the targets of the year."""

import pandas as pd

from jhreport.captions.common import (
    Captions,
    caption_extremes,
    caption_listed,
    count_of,
    join,
    make_captions,
    needs_rows,
    only_counts,
)
from jhreport.report import Report
from jhreport.wording import Language, theme_name


@needs_rows("The report sets no growth target with a number.")
def growth_targets(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the targets that are growth rates."""
    return caption_listed(
        rows,
        report,
        en=(
            "{floors} of the {n} growth targets are floors; ranges: {ranges}",
            "Growth targets with a number for {target_year}, {place}, percent; a fall is negative",
            "{n} marks: {listed}.",
        ),
        zh=(
            "{n}个增速目标中{floors}个为下限，{ranges}个为区间",
            "{target_year}年{place}有数字的增速目标（%）；下降为负",
            "{n}个标记：{listed}。",
        ),
    )


@needs_rows("The report sets no target with a number for a share or rate.")
def share_targets(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the targets that are shares or rates."""
    return caption_listed(
        rows,
        report,
        en=(
            "Of {n} targets for shares and rates, {floors} are floors; ceilings: {ceilings}",
            "Targets for shares and rates in {target_year}, {place}, percent; triangles point to "
            "the side that the target leaves open",
            "{n} marks: {listed}.",
        ),
        zh=(
            "{n}个比率目标中{floors}个为下限，{ceilings}个为上限",
            "{target_year}年{place}各项比率目标（%）；三角指向目标不设限的一侧",
            "{n}个标记：{listed}。",
        ),
    )


@needs_rows("The report promises no amount of 100 million yuan (亿元) or more.")
def amount_targets(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the targets that are amounts of money."""
    floors = int((rows["op"] == ">=").sum())
    return caption_extremes(
        rows,
        "target",
        report,
        en=(
            "The largest amount promised is {most} ({top}); {floors} amounts are floors",
            "Amounts promised for {target_year}, {place}; logarithmic scale",
            "{n} marks on a logarithmic scale, from {top} ({most}) to {low} ({least}).",
        ),
        zh=(
            "{n}个金额目标中{floors}个为下限；最大的一个是{top}（{most}）",
            "{target_year}年{place}承诺的金额；对数刻度",
            "对数刻度上的{n}个标记，从{top}（{most}）到{low}（{least}）。",
        ),
        words=lambda lang: {"floors": count_of(floors, len(rows)) if lang == "en" else floors},
    )


@needs_rows("The report sets no other target with a number.")
def count_targets(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the targets that are neither money nor percent."""
    floors, exact = int((rows["op"] == ">=").sum()), int((rows["op"] == "=").sum())
    return caption_extremes(
        rows,
        "target",
        report,
        en=(
            "Of {n} other targets with a number, {floors} are floors and {exact} exact",
            "Targets for {target_year}, {place}, other than money and percent; logarithmic scale; "
            "units differ",
            "{n} marks on a logarithmic scale, from {top} ({most}) to {low} ({least}).",
        ),
        zh=(
            "其余{n}个有数字的目标中{floors}个为下限，{exact}个为确数",
            "{target_year}年{place}金额和比率以外的目标；对数刻度，各项单位不同",
            "对数刻度上的{n}个标记，从{top}（{most}）到{low}（{least}）。",
        ),
        values={"floors": floors, "exact": exact},
    )


@needs_rows("The report sets no target for {target_year}.")
def operators(table: pd.DataFrame, report: Report) -> Captions:
    """Caption how the targets of each chapter bind."""
    sums = only_counts(table).sum()
    n = int(sums.sum())
    values = {
        "n": n,
        "bound": n - int(sums.get("qualitative", 0)),
        "floors": int(sums.get(">=", 0)),
    }
    return make_captions(
        report,
        en=(
            "{bound} of {n} targets have a number, and {floors} of those are floors",
            "Targets for {target_year}, {place}, by chapter and by how they bind",
            "Stacked bars by chapter: {listed}.",
        ),
        zh=(
            "{n}个目标中{bound}个有数字，其中{floors}个为下限",
            "{target_year}年{place}各章目标，按约束方式分",
            "按章堆叠的条形：{listed}。",
        ),
        values=values,
        words=lambda lang: {
            "listed": join(
                (
                    f"{label} {int(total)}"
                    for label, total in zip(
                        table[f"label_{lang}"],
                        only_counts(table).sum(axis=1),
                        strict=True,
                    )
                ),
                lang,
            )
        },
    )


@needs_rows("The report sets no target with a number for {target_year}.")
def themes(table: pd.DataFrame, report: Report) -> Captions:
    """Caption the themes of the targets with a number, by chapter.

    The theme ``other`` is of targets that nobody has sorted yet.
    """
    totals = table.sum(axis=1).sort_values(ascending=False, kind="stable")
    sorted_ = totals.drop("other", errors="ignore")
    unsorted = int(totals.sum() - sorted_.sum())
    en, zh = _THEMES[min(len(sorted_), 2)]
    return make_captions(
        report,
        en=(
            en,
            "Targets with a number for {target_year}, {place}, by theme and chapter{unsorted}",
            "Tiles by theme and chapter. Totals: {listed}.",
        ),
        zh=(
            zh,
            "{target_year}年{place}有数字的目标，按领域和章{unsorted}",
            "按领域和章的方格。合计：{listed}。",
        ),
        values={"n": totals.sum()},
        words=lambda lang: {
            **_leaders(sorted_, lang),
            "among": "已归类者以" if unsorted else "",
            "unsorted": {
                "en": f"; not sorted into a theme yet: {unsorted}",
                "zh": f"；尚未归类{unsorted}个",
            }[lang]
            if unsorted
            else "",
            "listed": join((f"{theme_name(t, lang)} {k}" for t, k in totals.items()), lang),
        },
    )


_THEMES = (
    (
        "None of the {n} targets with a number is sorted into a theme yet",
        "{n}个有数字的目标均尚未归类",
    ),
    (
        "Of {n} targets with a number, {most} are about {top}",
        "{n}个有数字的目标中，{most}个属于{top}",
    ),
    (
        "Of {n} targets with a number, {most} are about {top} and {next} about {second}",
        "{n}个有数字的目标中，{among}{top}（{most}个）和{second}（{next}个）最多",
    ),
)
"""Titles in English and Chinese where targets are of no, one, or several themes."""


def _leaders(totals: pd.Series, lang: Language) -> dict:
    """Return names and counts of the two leading themes, as far as there are two."""
    found = {}
    for (theme, count), name, number in zip(
        totals.items(), ("top", "second"), ("most", "next"), strict=False
    ):
        found |= {name: theme_name(theme, lang).lower(), number: count}
    return found
