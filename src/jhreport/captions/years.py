"""Captions of the figures on one year against others."""

import itertools

import pandas as pd

from jhreport.captions.common import Captions, join, make_captions, name_of
from jhreport.report import Report
from jhreport.wording import Language, format_quantity, row_names


def three_years(rows: pd.DataFrame, bases: pd.DataFrame, report: Report) -> Captions:
    """Caption the year before, the result and the target, rows of `three_years`.

    `bases` is the table of `implied_base`, for the published values that agree or conflict.
    """
    shown = bases.merge(rows[["indicator", "subject"]])
    agreement = shown["agreement"].value_counts()
    values = {
        "n": len(rows),
        "implied": int(rows["base"].notna().sum()),
        "targets": int(rows["target"].notna().sum()),
        "below": int((rows["target"] < rows["result"]).sum()),
        "agree": agreement.get("agrees", 0),
        "conflict": agreement.get("conflicts", 0),
        "before": report.review_year - 1,
    }
    conflicts = shown[shown["agreement"] == "conflicts"]

    def told(lang: Language) -> str:
        names = join(row_names(conflicts, lang), lang)
        if conflicts.empty:
            return ""
        return f" ({names})" if lang == "en" else f"（{names}）"

    return make_captions(
        report,
        en=(
            "Growth rates lead back to {before} in {implied} of {n} series; comparable targets "
            "below the result: {below} of {targets}",
            "{before}, {review_year} and target for {target_year}, {place}; result of "
            "{review_year} = 100; published values of {before} that agree with the implied ones: "
            "{agree}, that conflict: {conflict}{conflicting}",
            "Rows with a mark for each year: {listed}.",
        ),
        zh=(
            "{n}项中{implied}项可由增速推算{before}年的值；低于成绩的可比目标：{targets}个中{below}个",
            "{place}{before}年、{review_year}年和{target_year}年目标，以{review_year}年成绩为100；"
            "公布的{before}年值与推算一致{agree}项，不一致{conflict}项{conflicting}",
            "每项一行，每年一个标记：{listed}。",
        ),
        values=values,
        words=lambda lang: {"conflicting": told(lang), "listed": _listed_years(rows, lang)},
        published=True,
    )


def ratios(pairs: pd.DataFrame, report: Report) -> Captions:
    """Caption targets beside results, rows of `compare` with a ratio, highest ratio first."""
    top, low = pairs.iloc[0], pairs.iloc[-1]
    below = pairs[pairs["ratio"] < 1]
    return make_captions(
        report,
        en=(
            "{below} of {n} comparable targets lie below last year's result, {floors} of them as "
            "floors",
            "Target for {target_year} as a share of the result of {review_year}, {place}; only "
            "pairs that measure the same thing",
            "A dot at 100 for each result and a mark for its target, from {most:.0f} ({top}) to "
            "{least:.0f} ({low}).",
        ),
        zh=(
            "{n}个可比目标中{below}个低于上年成绩，其中{floors}个为下限",
            "{place}{target_year}年目标相当于{review_year}年成绩的百分比；只列同口径的配对",
            "每项成绩在100处有一个圆点，目标从{most:.0f}（{top}）到{least:.0f}（{low}）。",
        ),
        values={
            "n": len(pairs),
            "below": len(below),
            "floors": int((below["direction"] == "lower floor").sum()),
            "most": 100 * top["ratio"],
            "least": 100 * low["ratio"],
        },
        words=lambda lang: {"top": name_of(top, lang), "low": name_of(low, lang)},
    )


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
            "{n}个可比的比率和增速目标中，{ceilings}个上限高于成绩，{floors}个下限低于成绩",
            "{place}{review_year}年比率和增速与{target_year}年目标（%）；比率只比差值，不作相除",
            "成绩与目标：{listed}。",
        ),
        values={
            "n": len(pairs),
            "ceilings": int((pairs["direction"] == "higher ceiling").sum()),
            "floors": int((pairs["direction"] == "lower floor").sum()),
        },
        words=lambda lang: {"listed": _listed_pairs(pairs, lang)},
    )


def outcomes(rows: pd.DataFrame, table: pd.DataFrame, report: Report) -> Captions:
    """Caption targets with verdicts, rows of `outcomes`; `table` has all targets."""
    counts = table["verdict"].value_counts()
    return make_captions(
        report,
        en=(
            "{met} targets met, {missed} missed, {open} not decidable; {silent} of {n} have no "
            "published outcome",
            "Targets for {target_year} on which published figures bear, {place}",
            "A row for each of {rows} targets: {listed}.",
        ),
        zh=(
            "{met}个目标达到，{missed}个未达到，{open}个无法判定；{n}个目标中{silent}个无公布结果",
            "{place}{target_year}年有公布数据可对照的目标",
            "{rows}个目标各一行：{listed}。",
        ),
        values={
            "met": counts.get("met", 0),
            "missed": counts.get("missed", 0),
            "open": counts.get("not decidable", 0),
            "silent": counts.get("not published", 0),
            "n": len(table),
            "rows": len(rows),
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


def series(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption levels over the years, rows of `time_series` of one unit."""
    groups = list(rows.groupby("indicator", sort=False))
    breaks = sum(_count_breaks(group.drop_duplicates("year")["basis"]) for _, group in groups)
    years = {"first": rows["year"].min(), "last": rows["year"].max()}
    return make_captions(
        report,
        en=(
            "{names}: {n} values from {first} to {last}, breaks in the basis: {breaks}",
            "Levels at current prices, {place}, 亿元 (100 million yuan); lines join years of one "
            "basis only",
            "Values by year: {listed}.",
        ),
        zh=(
            "{names}：{first}年至{last}年{n}个数值，口径变化{breaks}处",
            "{place}现价数值（亿元）；只连接同口径的年份",
            "各年数值：{listed}。",
        ),
        values={"n": len(rows), "breaks": breaks, **years},
        words=lambda lang: {
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


def _count_breaks(bases: pd.Series) -> int:
    return sum(one != other for one, other in itertools.pairwise(bases))


_VERDICTS: dict[str, dict[Language, str]] = {
    "met": {"zh": "达到", "en": "met"},
    "missed": {"zh": "未达到", "en": "missed"},
    "not decidable": {"zh": "无法判定", "en": "not decidable"},
}


def _listed_years(rows: pd.DataFrame, lang: Language) -> str:
    texts = []
    for name, row in zip(row_names(rows, lang), rows.itertuples(), strict=True):
        numbers = [format_quantity(row.result, row.unit, lang=lang)]
        if not pd.isna(row.base):
            base = float(f"{row.base:.3g}")
            numbers.insert(0, format_quantity(base, row.unit, "~", lang=lang))
        if not pd.isna(row.target):
            numbers.append(format_quantity(row.target, row.unit, row.target_op, lang=lang))
        texts.append(f"{name} {' → '.join(numbers)}")
    return join(texts, lang)


def _listed_pairs(pairs: pd.DataFrame, lang: Language) -> str:
    texts = []
    for name, row in zip(row_names(pairs, lang), pairs.itertuples(), strict=True):
        growth = not pd.isna(row.target_growth)
        low = row.result_growth if growth else row.result
        high = row.target_growth if growth else row.target
        texts.append(
            f"{name} {format_quantity(low, '%', lang=lang)} → "
            f"{format_quantity(high, '%', row.target_op, row.target_high, lang)}"
        )
    return join(texts, lang)
