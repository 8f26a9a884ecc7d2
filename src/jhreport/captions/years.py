"""Captions of the figures on one year against others."""

from collections.abc import Callable

import pandas as pd

from jhreport.captions.common import Captions, join, make_captions, name_of, needs_rows
from jhreport.report import Report
from jhreport.units import base_unit
from jhreport.wording import Language, english_unit, format_pair, format_years, row_names


@needs_rows(
    "No result of this group comes with a value of the year before or with "
    "a target for {target_year} of the same thing."
)
def three_years(rows: pd.DataFrame, bases: pd.DataFrame, report: Report) -> Captions:
    """Caption the year before, the result and the target, rows of `three_years`.

    `bases` is the table of `implied_base`, for the published values that agree or conflict.
    """
    shown = bases.merge(rows[["indicator", "subject"]])
    conflicts = shown[shown["agreement"] == "conflicts"]
    grown = rows.assign(growth=100 * (rows["result"] / rows["base"] - 1)).dropna(subset="growth")
    risen = grown[grown["growth"] > 0]
    top = risen.loc[risen["growth"].astype(float).idxmax()] if len(risen) else None

    def rose(lang: Language) -> str:
        pattern = {"en": "{} rose most, by {:.0f}%; ", "zh": "{}增长最快，为{:.0f}%；"}[lang]
        return pattern.format(name_of(top, lang), top["growth"])

    def agreement(lang: Language) -> str:
        told = shown["agreement"].notna().sum()
        if not told:
            return ""
        names = join(row_names(conflicts, lang), lang) or {"en": "none", "zh": "无"}[lang]
        pattern = {
            "en": "; published values of {}: {}, in conflict with the implied: {}",
            "zh": "；公布的{}年值{}项，与推算不符：{}",
        }[lang]
        return pattern.format(report.review_year - 1, told, names)

    return make_captions(
        report,
        en=(
            "{rose}{targets} of {n} have a target that may be compared",
            "{before}, as growth rates imply it, {review_year}, and target for {target_year}, "
            "{place}; value of {review_year} = 100{agreement}",
            "Rows with a mark for each year: {listed}.",
        ),
        zh=(
            "{rose}{n}项中{targets}项有可比目标",
            "{place}{before}年（由增速推算）、{review_year}年和{target_year}年目标，以{review_year}年为100{agreement}",
            "每项一行，每年一个标记：{listed}。",
        ),
        values={
            "n": len(rows),
            "targets": int(rows["target"].notna().sum()),
            "before": report.review_year - 1,
        },
        words=lambda lang: {
            "rose": "" if top is None else rose(lang),
            "agreement": agreement(lang),
            "listed": _listed(rows, lang, format_years),
        },
        published=True,
    )


@needs_rows(
    "No target of {target_year} is known to be the same thing as an amount "
    "or count of {review_year}."
)
def ratios(pairs: pd.DataFrame, report: Report) -> Captions:
    """Caption targets beside results, rows of `compare` with a ratio, highest ratio first."""
    top, low = pairs.iloc[0], pairs.iloc[-1]
    return make_captions(
        report,
        en=(
            "Targets stand at {least:.0f}% to {most:.0f}% of last year's results; lower floors: "
            "{floors} of {n}",
            "Target for {target_year} as a share of the result of {review_year}, {place}; only "
            "pairs that measure the same thing",
            "A dot at 100 for each result and a mark for its target, from {most:.0f} ({top}) to "
            "{least:.0f} ({low}).",
        ),
        zh=(
            "目标相当于上年实际的{least:.0f}%至{most:.0f}%；{n}个中{floors}个为低于实际的下限",
            "{place}{target_year}年目标相当于{review_year}年上年实际的百分比；只列同口径的配对",
            "每项上年实际在100处有一个圆点，目标从{most:.0f}（{top}）到{least:.0f}（{low}）。",
        ),
        values={
            "n": len(pairs),
            "floors": int((pairs["direction"] == "lower floor").sum()),
            "most": 100 * top["ratio"],
            "least": 100 * low["ratio"],
        },
        words=lambda lang: {"top": name_of(top, lang), "low": name_of(low, lang)},
    )


@needs_rows("No rate of {review_year} is known to be the same thing as a target for {target_year}.")
def rates(pairs: pd.DataFrame, report: Report) -> Captions:
    """Caption rates and growth rates beside their targets, rows of `compare`."""
    return make_captions(
        report,
        en=(
            "Rates with a comparable target: {n}; ceilings above the result: {ceilings}, floors "
            "below it: {floors}",
            "Rates and growth rates of {review_year} and targets for {target_year}, {place}, "
            "percent; rates are compared by difference, not divided",
            "Result and target: {listed}.",
        ),
        zh=(
            "{n}个可比的比率和增速目标中，{ceilings}个上限高于上年实际，{floors}个下限低于上年实际",
            "{place}{review_year}年比率和增速与{target_year}年目标（%）；比率只比差值，不作相除",
            "上年实际与目标：{listed}。",
        ),
        values={
            "n": len(pairs),
            "ceilings": int((pairs["direction"] == "higher ceiling").sum()),
            "floors": int((pairs["direction"] == "lower floor").sum()),
        },
        words=lambda lang: {"listed": _listed(pairs, lang, format_pair)},
    )


@needs_rows("No published figure is known that bears on a target of {target_year}.")
def outcomes(rows: pd.DataFrame, table: pd.DataFrame, report: Report) -> Captions:
    """Caption targets with verdicts, rows of `outcomes`; `table` has all targets."""
    counts = table["verdict"].value_counts()
    return make_captions(
        report,
        en=(
            "{met} targets met, {missed} missed, {open} not decidable; for {silent} of {n} no "
            "figure was found",
            "Targets for {target_year}, {place}, on which published figures bear; {figures} have a "
            "figure of {target_year}, the others one of another year or of a part",
            "A row for each of {rows} targets: {listed}.",
        ),
        zh=(
            "{met}个目标达到，{missed}个未达到，{open}个无法判定；{n}个目标中{silent}个未找到数据",
            "{place}{target_year}年有公布数据可对照的目标；其中{figures}个有当年数据，其余为其他年份或部分范围",
            "{rows}个目标各一行：{listed}。",
        ),
        values={
            "met": counts.get("met", 0),
            "missed": counts.get("missed", 0),
            "open": counts.get("not decidable", 0),
            "silent": counts.get("not found", 0),
            "n": len(table),
            "rows": len(rows),
            "figures": int(rows["outcome"].notna().sum()),
        },
        words=lambda lang: {
            "listed": join(
                (
                    f"{name} {_VERDICTS[verdict][lang]}"
                    for name, verdict in zip(row_names(rows, lang), rows["verdict"], strict=True)
                ),
                lang,
            )
        },
        published=True,
    )


@needs_rows("No level of this series is known in other years.")
def series(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption levels over the years, rows of `time_series` of one unit."""
    groups = list(rows.groupby(["indicator", "subject"], sort=False))
    bases = sum(group.drop_duplicates("year")["basis"].nunique() for _, group in groups)
    has_rates = len(groups) == 1 and rows.groupby("year")["growth"].count().eq(1).any()
    unit = rows["unit"].iloc[0]
    is_money = base_unit(unit)[1] == "元"
    years = {"first": rows["year"].min(), "last": rows["year"].max()}
    return make_captions(
        report,
        en=(
            "{names}: {n} values from {first} to {last}, {broken}",
            "Levels{prices}, {place}, {unit}; lines join only neighbouring years of one basis"
            "{rates}",
            "Values by year: {listed}.",
        ),
        zh=(
            "{names}：{first}年至{last}年{n}个数值，{broken}",
            "{place}{prices}数值（{unit}）；只连接相邻且同口径的年份{rates}",
            "各年数值：{listed}。",
        ),
        values={"n": len(rows), **years},
        words=lambda lang: {
            "unit": unit if lang == "zh" else english_unit(unit),
            "prices": {"en": " at current prices", "zh": "现价"}[lang] if is_money else "",
            "rates": {"en": "; below the years: growth", "zh": "；年份下为公布的增速"}[lang]
            if has_rates
            else "",
            "broken": {
                "en": f"on {bases} bases" if bases > len(groups) else "no break known",
                "zh": f"共{bases}种口径" if bases > len(groups) else "未见口径变化",
            }[lang],
            "names": join((name_of(group.iloc[0], lang) for _, group in groups), lang),
            "listed": join(
                (
                    f"{name} {row.year} {row.value:,.10g}"
                    for name, row in zip(row_names(rows, lang), rows.itertuples(), strict=True)
                ),
                lang,
            ),
        },
        published=True,
    )


_VERDICTS: dict[str, dict[Language, str]] = {
    "met": {"zh": "达到", "en": "met"},
    "missed": {"zh": "未达到", "en": "missed"},
    "not decidable": {"zh": "无法判定", "en": "not decidable"},
}


def _listed(rows: pd.DataFrame, lang: Language, told: Callable[[tuple, Language], str]) -> str:
    pairs = zip(row_names(rows, lang), rows.itertuples(), strict=True)
    return join((f"{name} {told(row, lang)}" for name, row in pairs), lang)
