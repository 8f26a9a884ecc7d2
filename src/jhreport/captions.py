"""The words around each figure, computed from the frame that the figure shows.

One function a figure: it takes the frame and the report, and returns a `Caption` for each language.
The title states what the frame bears out, so another report gets its own.
"""

from collections.abc import Callable

import pandas as pd

from jhreport.figures import Caption
from jhreport.report import Report
from jhreport.wording import LANGUAGES, Language, format_quantity, row_names, theme_name

Captions = dict[Language, Caption]


def numerals(ledger: pd.DataFrame, report: Report) -> Captions:
    """Caption where the numerals of a report stand."""
    roles = ledger["role"].value_counts()
    values = {
        "total": len(ledger),
        "stated": roles.get("result", 0) + roles.get("target", 0),
        **{role: roles.get(role, 0) for role in ("result", "target", "excluded")},
    }
    return _captions(
        report,
        en=(
            "{stated} of the {total} numerals state something: {result} results, {target} targets",
            "Numerals (Arabic, and Chinese where they count, order, share or rank), by place in "
            "the text",
            "A row for each part of the report, as long as its text, with a tick for each numeral. "
            "{result} ticks are results and stand in the review; {target} are targets and stand in "
            "the later chapters; {excluded} are dates, names and the like.",
        ),
        zh=(
            "全文{total}个数字，{stated}个有统计含义：{result}个说成绩，{target}个提目标",
            "数字（阿拉伯数字，以及表示数量、次序、份额、位次的汉字数字）在文中的位置",
            "每一部分一行，长度即文字长度，每个数字一条竖线：{result}个为成绩，{target}个为目标，"
            "{excluded}个为日期、名称等。",
        ),
        values=values,
    )


def density(parts: pd.DataFrame, report: Report) -> Captions:
    """Caption how many stated numerals there are per 1,000 characters (column ``per_1000_chars``)."""
    top = parts.loc[parts["per_1000_chars"].idxmax()]
    low = parts.loc[parts["per_1000_chars"].idxmin()]
    return _captions(
        report,
        en=(
            "Part {top} is the densest: {most:.0f} numbers per 1,000 characters",
            "Results and targets stated per 1,000 characters, by part of the report",
            "Bars from {least:.0f} ({low}) to {most:.0f} ({top}) numbers per 1,000 characters.",
        ),
        zh=(
            "数字最密的部分是“{top}”：每千字{most:.0f}个",
            "各部分每千字中的成绩和目标数字",
            "条形由每千字{least:.0f}个（{low}）到{most:.0f}个（{top}）。",
        ),
        values={"most": top["per_1000_chars"], "least": low["per_1000_chars"]},
        words=lambda lang: {"top": top[f"label_{lang}"], "low": low[f"label_{lang}"]},
    )


def headline(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the growth rates of the headline figures against that of GDP."""
    gdp = rows.set_index("indicator").loc["gdp", "growth"]
    fastest = rows.loc[rows["growth"].idxmax()]
    slower = rows[rows["growth"] < gdp]
    return _captions(
        report,
        en=(
            "{fastest} grew fastest of the headline figures, {growth:g}%; GDP grew {gdp:g}%",
            "Growth in {review_year}, {place}, percent; the dashed line is GDP at constant prices, "
            "the others are nominal",
            "{n} bars: {listed}. {slower} of them lie below the growth of GDP.",
        ),
        zh=(
            "主要指标中{fastest}增长最快（{growth:g}%），地区生产总值增长{gdp:g}%",
            "{review_year}年{place}增速（%）；虚线为地区生产总值（不变价），其余为名义增长",
            "{n}个条形：{listed}。其中{slower}个低于地区生产总值增速。",
        ),
        values={
            "growth": fastest["growth"],
            "gdp": gdp,
            "n": len(rows),
            "slower": len(slower),
        },
        words=lambda lang: {
            "fastest": _name(fastest, lang),
            "listed": _listed(rows, "growth", lang, "%"),
        },
    )


def growth(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the growth rates of what grew, in descending order."""
    real = int((rows["growth_basis"] == "real").sum())
    return _extremes(
        rows,
        "growth",
        report,
        en=(
            "{top} grew fastest, by {most}; {real} rate{s} of {n} at constant prices",
            "Growth in {review_year}, {place}, percent; every rate of a rise that the review gives",
            "{n} bars in descending order, from {most} ({top}) to {least} ({low}).",
        ),
        zh=(
            "{top}增长最快（{most}）；{n}个增速中只有{real}个按不变价计算",
            "{review_year}年{place}增速（%）；回顾部分给出的全部增长率",
            "{n}个条形由高到低，从{most}（{top}）到{least}（{low}）。",
        ),
        values={"real": real, "s": "" if real == 1 else "s"},
    )


def falls(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the growth rates of what fell."""
    good = int((rows["better"] == "lower").sum())
    return _extremes(
        rows,
        "growth",
        report,
        en=(
            "{low} fell most, by {drop:g}%; {good} series that fell should fall",
            "Change in {review_year}, {place}, percent; every rate of a fall that the review gives, "
            "none with a level",
            "{n} bars to the left of zero, from {most} ({top}) to {least} ({low}).",
        ),
        zh=(
            "{low}降幅最大（{drop:g}%）；{n}个下降的指标中{good}个以降为好",
            "{review_year}年{place}变化率（%）；回顾部分给出的全部降幅，均未给出数值",
            "{n}个向左的条形，从{most}（{top}）到{least}（{low}）。",
        ),
        values={"drop": -rows["growth"].min()},
        words=lambda lang: {"good": _of(good, len(rows)) if lang == "en" else good},
    )


def amounts(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the amounts of money among the results."""
    return _extremes(
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


def shares(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the shares and rates among the results."""
    high = int((rows["level"] >= 90).sum())
    return _extremes(
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


def ranks(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the ranks that the review claims."""
    first = int((rows["rank"] == 1).sum())
    by_growth = int((rows["rank_of"] == "growth").sum())
    return _captions(
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


def counts(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the counts that are new in the year."""
    return _extremes(
        rows,
        "level",
        report,
        en=(
            "Half of the {n} counts of the year are below {median:.0f}",
            "Counts of the year {review_year}, {place}; flows only, logarithmic scale",
            "{n} dots on a logarithmic scale, from {top} ({most}) to {low} ({least}).",
        ),
        zh=(
            "{n}项当年数量中半数低于{median:.0f}",
            "{review_year}年{place}当年数量（流量）；对数刻度",
            "对数刻度上的{n}个点，从{top}（{most}）到{low}（{least}）。",
        ),
        values={"median": rows["value_base"].median()},
    )


def stocks(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the counts that stand at the end of the year."""
    return _extremes(
        rows,
        "level",
        report,
        en=(
            "Half of the {n} counts of what stands in all are below {median:.0f}",
            "Counts and areas standing in {review_year}, {place}; stocks only, logarithmic scale",
            "{n} dots on a logarithmic scale, from {top} ({most}) to {low} ({least}).",
        ),
        zh=(
            "{n}项总量中半数低于{median:.0f}",
            "{review_year}年{place}总量（存量）；对数刻度",
            "对数刻度上的{n}个点，从{top}（{most}）到{low}（{least}）。",
        ),
        values={"median": rows["value_base"].median()},
    )


def coverage(table: pd.DataFrame, report: Report) -> Captions:
    """Caption what the review gives of each indicator: level, growth, or both."""
    sums = table.drop(columns=["label_zh", "label_en"]).sum()
    values = {key: int(sums.get(key, 0)) for key in ("level", "both", "growth", "other")}
    return _captions(
        report,
        en=(
            "Only {both} of {n} results come with level and growth; {level} give no base to judge by",
            "Results of {review_year}, {place}, by theme and by what the review gives of them",
            "Stacked bars by theme. Level only: {level}; level and growth: {both}; growth only: "
            "{growth}; rank or difference only: {other}.",
        ),
        zh=(
            "{n}项成绩中只有{both}项兼有数值和增速；{level}项只有数值，无从比较",
            "{review_year}年{place}各领域成绩，按给出的内容分",
            "按领域堆叠的条形。只有数值{level}项，数值和增速{both}项，只有增速{growth}项，"
            "只有位次或差距{other}项。",
        ),
        values={**values, "n": sum(values.values())},
    )


def growth_targets(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the targets that are growth rates."""
    ops = rows["op"].value_counts()
    return _captions(
        report,
        en=(
            "{floors} of the {n} growth targets are floors, {ranges} is a range",
            "Growth targets with a number for {target_year}, {place}, percent; a fall is negative",
            "{n} marks: {listed}.",
        ),
        zh=(
            "{n}个增速目标中{floors}个为下限，{ranges}个为区间",
            "{target_year}年{place}有数字的增速目标（%）；下降为负",
            "{n}个标记：{listed}。",
        ),
        values={"n": len(rows), "floors": ops.get(">=", 0), "ranges": ops.get("range", 0)},
        words=lambda lang: {"listed": _targets_listed(rows, lang)},
    )


def share_targets(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the targets that are shares or rates."""
    ops = rows["op"].value_counts()
    return _captions(
        report,
        en=(
            "Of {n} targets for shares and rates, {floors} are floors and {ceilings} a ceiling",
            "Targets for shares and rates in {target_year}, {place}, percent; triangles point to "
            "where the target allows more",
            "{n} marks: {listed}.",
        ),
        zh=(
            "{n}个比率目标中{floors}个为下限，{ceilings}个为上限",
            "{target_year}年{place}各项比率目标（%）；三角指向目标允许的方向",
            "{n}个标记：{listed}。",
        ),
        values={"n": len(rows), "floors": ops.get(">=", 0), "ceilings": ops.get("<=", 0)},
        words=lambda lang: {"listed": _targets_listed(rows, lang)},
    )


def amount_targets(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the targets that are amounts of money."""
    floors = int((rows["op"] == ">=").sum())
    return _extremes(
        rows,
        "target",
        report,
        en=(
            "{floors} of the {n} amounts of money promised are floors, the largest {most}",
            "Amounts promised for {target_year}, {place}; logarithmic scale",
            "{n} marks on a logarithmic scale, from {top} ({most}) to {low} ({least}).",
        ),
        zh=(
            "{n}个金额目标中{floors}个为下限，最大为{most}",
            "{target_year}年{place}承诺的金额；对数刻度",
            "对数刻度上的{n}个标记，从{top}（{most}）到{low}（{least}）。",
        ),
        values={"floors": floors},
    )


def count_targets(rows: pd.DataFrame, report: Report) -> Captions:
    """Caption the targets that are counts or areas."""
    floors, exact = int((rows["op"] == ">=").sum()), int((rows["op"] == "=").sum())
    return _extremes(
        rows,
        "target",
        report,
        en=(
            "Of {n} counts and areas promised, {floors} are floors and {exact} exact",
            "Counts, areas and time limits promised for {target_year}, {place}; logarithmic scale",
            "{n} marks on a logarithmic scale, from {top} ({most}) to {low} ({least}).",
        ),
        zh=(
            "{n}个数量目标中{floors}个为下限，{exact}个为确数",
            "{target_year}年{place}承诺的数量、面积和时限；对数刻度",
            "对数刻度上的{n}个标记，从{top}（{most}）到{low}（{least}）。",
        ),
        values={"floors": floors, "exact": exact},
    )


def operators(table: pd.DataFrame, report: Report) -> Captions:
    """Caption how the targets of each chapter bind."""
    sums = table.drop(columns=["label_zh", "label_en"]).sum()
    n = int(sums.sum())
    values = {"n": n, "bound": n - int(sums.get("qualitative", 0)), "floors": int(sums.get(">=", 0))}
    return _captions(
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
            "listed": _joined(
                (
                    f"{label} {int(total)}"
                    for label, total in zip(
                        table[f"label_{lang}"],
                        table.drop(columns=["label_zh", "label_en"]).sum(axis=1),
                        strict=True,
                    )
                ),
                lang,
            )
        },
    )


def themes(table: pd.DataFrame, report: Report) -> Captions:
    """Caption the themes of the targets with a number, by chapter."""
    totals = table.sum(axis=1).sort_values(ascending=False, kind="stable")
    top, second = totals.index[:2]
    return _captions(
        report,
        en=(
            "Numbers are promised above all for {top} ({most}) and {second} ({next}) of {n} targets",
            "Targets with a number for {target_year}, {place}, by theme and chapter",
            "Tiles by theme and chapter. Totals: {listed}.",
        ),
        zh=(
            "{n}个有数字的目标中，{top}（{most}个）和{second}（{next}个）最多",
            "{target_year}年{place}有数字的目标，按领域和章",
            "按领域和章的方格。合计：{listed}。",
        ),
        values={"most": totals.iloc[0], "next": totals.iloc[1], "n": totals.sum()},
        words=lambda lang: {
            "top": theme_name(top, lang).lower(),
            "second": theme_name(second, lang).lower(),
            "listed": _joined((f"{theme_name(t, lang)} {k}" for t, k in totals.items()), lang),
        },
    )


def _extremes(
    rows: pd.DataFrame,
    column: str,
    report: Report,
    *,
    en: tuple[str, str, str],
    zh: tuple[str, str, str],
    values: dict | None = None,
    words: Callable[[Language], dict] = lambda lang: {},
) -> Captions:
    """Caption rows in descending order by their first, ``{top}``, and last, ``{low}``."""
    top, low = rows.iloc[0], rows.iloc[-1]

    def quantity(row: pd.Series, lang: Language) -> str:
        unit = "%" if column == "growth" else row["unit"]
        op = row["op"] if column == "target" else row[f"{column}_op"]
        return format_quantity(row[column], unit, op, row.get(f"{column}_high"), lang)

    return _captions(
        report,
        en=en,
        zh=zh,
        values={"n": len(rows), **(values or {})},
        words=lambda lang: {
            "top": _name(top, lang),
            "low": _name(low, lang),
            "most": quantity(top, lang),
            "least": quantity(low, lang),
            **words(lang),
        },
    )


def _captions(
    report: Report,
    *,
    en: tuple[str, str, str],
    zh: tuple[str, str, str],
    values: dict,
    words: Callable[[Language], dict] = lambda lang: {},
) -> Captions:
    patterns = {"en": en, "zh": zh}
    found = {}
    for lang in LANGUAGES:
        known = {
            "place": getattr(report, f"place_{lang}"),
            "review_year": report.review_year,
            "target_year": report.target_year,
            **values,
            **words(lang),
        }
        title, subtitle, alt = (pattern.format(**known) for pattern in patterns[lang])
        found[lang] = Caption(title, subtitle, _source(report, lang), f"{title}. {alt}")
    return found


def _source(report: Report, lang: Language) -> str:
    date = report.date
    if lang == "zh":
        return f"资料来源：{report.title_zh}（{date.year}年{date.month}月{date.day}日）"
    return f"Source: {report.title_en}, {date.day} {date:%B %Y}"


def _name(row: pd.Series, lang: Language) -> str:
    return row_names(row.to_frame().T, lang).iloc[0]


def _listed(rows: pd.DataFrame, column: str, lang: Language, unit: str) -> str:
    names = row_names(rows, lang)
    texts = [format_quantity(value, unit, lang=lang) for value in rows[column]]
    return _joined((f"{n} {t}" for n, t in zip(names, texts, strict=True)), lang)


def _targets_listed(rows: pd.DataFrame, lang: Language) -> str:
    texts = [
        format_quantity(row.target, row.unit, row.op, row.target_high, lang)
        for row in rows.itertuples()
    ]
    return _joined((f"{n} {t}" for n, t in zip(row_names(rows, lang), texts, strict=True)), lang)


def _of(some: int, total: int) -> str:
    return f"all {total}" if some == total else f"{some} of the {total}"


def _joined(parts, lang: Language) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)
