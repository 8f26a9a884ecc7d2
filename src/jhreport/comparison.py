"""Wide tables: what a report says was achieved, and what it promises."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from jhreport.datasets import GROWTH_UNITS, load_indicators, load_observations
from jhreport.report import Report, load_report
from jhreport.units import base_unit
from jhreport.wording import LANGUAGES, report_parts, theme_name

_KEY = ["indicator", "subject"]
_NAMES = ["name_zh", "name_en", "theme", "kind", "growth_basis", "better"]


def review(report: str | Path | Report, stated: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the results of the year under review, one row an indicator and subject.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.
    stated : pandas.DataFrame, optional
        As `load_observations` returns, which is the default.

    Returns
    -------
    pandas.DataFrame
        In the order of the text. Columns:

        - ``indicator``, ``subject``, ``name_zh``, ``name_en``, ``theme``, ``kind``,
          ``growth_basis``, ``better``: as in the dictionary of indicators;
        - ``chapter``, ``section``: where the first number stands (section 0: before the first);
        - ``level`` (and ``level_high`` for a range) with ``level_op`` and ``unit``, as printed;
          ``value_base`` in ``unit_base``, the same without 万 or 亿 (元, 件, 人);
        - ``growth`` (and ``growth_high`` for a range) with ``growth_op``, in percent, a fall is
          negative;
        - ``rank`` by ``rank_of`` (``level`` or ``growth``) among ``rank_versus``;
        - ``difference`` in ``difference_unit`` against ``difference_versus``;
        - ``start``: offset of the first number; ``sentence``: the sentence or sentences;
        - ``is_whole``: whether the subject is the whole place of the report.

    Examples
    --------
    >>> table = review("jinhua-2020").set_index("indicator")
    >>> print(table.loc["imports", ["level", "unit", "growth", "rank"]].to_json(force_ascii=False))
    {"level":185.0,"unit":"亿元","growth":66.8,"rank":1.0}
    """
    report = load_report(report)
    stated = load_observations(report) if stated is None else stated
    chosen = stated[(stated["status"] == "actual") & (stated["year"] == report.review_year)]
    wide = _widen(
        report,
        _growth_in_percent(chosen),
        {
            "level": {"value": "level", "high": "level_high", "op": "level_op", "unit": "unit"},
            "growth": {"value": "growth", "high": "growth_high", "op": "growth_op"},
            "rank": {"value": "rank", "rank_of": "rank_of", "versus": "rank_versus"},
            "difference": {
                "value": "difference",
                "unit": "difference_unit",
                "versus": "difference_versus",
            },
        },
    )
    return _in_base_units(wide, "level")


def targets(report: str | Path | Report, stated: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the promises of a report for its year, one row an indicator, subject and measure.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.
    stated : pandas.DataFrame, optional
        As `load_observations` returns, which is the default.

    Returns
    -------
    pandas.DataFrame
        In the order of the text. Columns:

        - ``indicator``, ``subject``, ``name_zh``, ``name_en``, ``theme``, ``kind``,
          ``growth_basis``, ``better``, ``chapter``, ``section``, ``start``, ``sentence``,
          ``is_whole``: as in `review`;
        - ``measure``: ``level``, ``growth`` or ``difference``;
        - ``op``: ``=``, ``>=`` a floor, ``<=`` a ceiling, ``~`` about, ``range``, or
          ``qualitative``;
        - ``target``, and ``target_high`` for a range, in ``unit``, as printed; a fall is negative;
        - ``versus``: for a difference, against what;
        - ``statement``: the words of a qualitative target, whose ``target`` is missing;
        - ``note``: what a reader must know;
        - ``value_base``, ``value_base_high`` in ``unit_base``: the target without 万 or 亿.

    Examples
    --------
    >>> table = targets("jinhua-2020").set_index("indicator")
    >>> print(table.loc["gdp", ["measure", "op", "target", "target_high"]].to_json())
    {"measure":"growth","op":"range","target":6.0,"target_high":6.5}
    """
    report = load_report(report)
    stated = load_observations(report) if stated is None else stated
    chosen = stated[(stated["status"] == "target") & (stated["year"] == report.target_year)]
    statement = chosen["text"].where(chosen["op"] == "qualitative")
    chosen = chosen.assign(statement=statement).rename(
        columns={"value": "target", "high": "target_high"}
    )
    columns = ["measure", "op", "target", "target_high", "unit", "versus", "statement", "note"]
    wide = _described(report, chosen[[*_KEY, "start", *columns]])
    wide["sentence"] = [report.sentence_at(start)["text"] for start in wide["start"]]
    wide["value_base_high"] = _scaled(wide["target_high"], wide["unit"])
    return _in_base_units(wide, "target")


def headline(results: pd.DataFrame, report: str | Path | Report) -> pd.DataFrame:
    """Return the results with which a review opens.

    Parameters
    ----------
    results : pandas.DataFrame
        Rows of `review`.
    report : str, Path or Report
        The report.

    Returns
    -------
    pandas.DataFrame
        The rows that stand before the first section of their chapter. Where the chapter with most
        results has no sections, those of its paragraph that states GDP, or of its first one.

    Examples
    --------
    >>> headline(review("jinhua-2020"), "jinhua-2020")["indicator"].tolist()[:2]
    ['gdp', 'general_public_budget_revenue']
    """
    if results.empty:
        return results
    report = load_report(report)
    main = results["chapter"].mode().iloc[0]
    if report.sections.query("chapter == @main")["section"].any():
        return results[results["section"] == 0]
    results = results[results["chapter"] == main]
    number = report.paragraphs["start"].searchsorted(results["start"], side="right") - 1
    of_gdp = number[(results["indicator"] == "gdp").to_numpy()]
    return results[number == (of_gdp if len(of_gdp) else number)[0]]


def large_amounts(rows: pd.DataFrame) -> pd.Series:
    """Tell of each row of `review` or `targets` whether it is an amount of 亿元 or more.

    Amounts per head, in 元 or 万元, are none.
    """
    units = rows["unit"].map(base_unit, na_action="ignore")
    return units.map(lambda unit: unit[0] >= 1e8 and unit[1] == "元", na_action="ignore").eq(True)


def widest_promise(promises: pd.DataFrame) -> str | None:
    """Return the first indicator of the sentence that makes most promises without a number.

    Parameters
    ----------
    promises : pandas.DataFrame
        Rows of `targets`.

    Examples
    --------
    >>> widest_promise(targets("jinhua-2020"))
    'effective_investment'
    """
    worded = promises[promises["op"] == "qualitative"]
    if worded.empty:
        return None
    sentence = worded["sentence"].value_counts().index[0]
    return worded.loc[worded["sentence"] == sentence, "indicator"].iloc[0]


def few_groups(rows: pd.DataFrame, column: str, most: int) -> pd.DataFrame:
    """Return the rows of the groups with most rows, at most so many groups.

    Examples
    --------
    >>> few_groups(pd.DataFrame({"versus": ["全省", "全国", "全省"]}), "versus", 1).index.tolist()
    [0, 2]
    """
    return rows[rows[column].isin(rows[column].value_counts().index[:most])]


def count_by_theme(rows: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Count rows by theme and by a group, themes with most rows first.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `review` or `targets`.
    groups : sequence of str
        The group of each row.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``theme``; a column of counts for each group, and ``label_zh``, ``label_en``.
    """
    counts = pd.crosstab(rows["theme"].to_numpy(), groups, rownames=["theme"])
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    labels = {f"label_{lang}": [theme_name(t, lang) for t in counts.index] for lang in LANGUAGES}
    return counts.assign(**labels)


def count_by_chapter(
    rows: pd.DataFrame, groups: Sequence[str], report: str | Path | Report
) -> pd.DataFrame:
    """Count rows by chapter and by a group, in the order of the report.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `review` or `targets`.
    groups : sequence of str
        The group of each row.
    report : str, Path or Report
        The report, for the titles of its chapters.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``chapter``; a column of counts for each group, and ``label_zh``, ``label_en``.
    """
    counts = pd.crosstab(rows["chapter"].to_numpy(), groups, rownames=["chapter"])
    labels = report_parts(load_report(report), "chapter").set_index("chapter")
    return counts.join(labels[["label_zh", "label_en"]])


def _widen(report: Report, stated: pd.DataFrame, measures: dict[str, dict]) -> pd.DataFrame:
    """Spread the rows of a table over columns, one row an indicator and subject."""
    grouped = stated.sort_values("start", kind="stable").groupby(_KEY, sort=False)
    wide = grouped["start"].min().to_frame()
    wide["sentence"] = grouped["start"].agg(
        lambda starts: " ".join(dict.fromkeys(report.sentence_at(s)["text"] for s in starts))
    )
    types = {"start": "Int64", "sentence": "string"}
    for measure, columns in measures.items():
        part = stated[stated["measure"] == measure].set_index(_KEY)
        part = part[list(columns)].rename(columns=columns)
        wide = wide.join(part)
        types |= part.dtypes.to_dict()
    # Without rows, joins forget the types of numbers.
    return _described(report, wide.astype(types).reset_index())


def _described(report: Report, rows: pd.DataFrame) -> pd.DataFrame:
    """Put the names of the indicators and the place in the report before the rows' own columns."""
    names = load_indicators(report)[_NAMES]
    rows = rows.sort_values("start", kind="stable").reset_index(drop=True)
    places = pd.DataFrame(
        [report.place(start) for start in rows["start"]], columns=["chapter", "section"], dtype=int
    )
    front = rows[_KEY].join(names, on="indicator").join(places)
    table = front.join(rows.drop(columns=_KEY))
    return table.assign(is_whole=table["subject"].eq(report.whole).astype(bool))


def _in_base_units(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows.assign(
        value_base=_scaled(rows[column], rows["unit"]),
        unit_base=rows["unit"].map(lambda unit: base_unit(unit)[1], na_action="ignore"),
    )


def _growth_in_percent(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with growth rates of 倍 (times) and 成 (tenths) in percent."""
    rates = rows["measure"] == "growth"
    factors = rows["unit"].map(GROWTH_UNITS).where(rates, 1.0).fillna(1.0)
    percent = {column: _rounded(rows[column] * factors) for column in ("value", "high")}
    return rows.assign(**percent, unit=rows["unit"].mask(rates & rows["unit"].notna(), "%"))


def _scaled(values: pd.Series, units: pd.Series) -> pd.Series:
    factors = [1.0 if pd.isna(unit) else base_unit(unit)[0] for unit in units]
    return _rounded(values * factors)


def _rounded(values: pd.Series) -> pd.Series:
    # 4559.9 times 1e8 in floating point is not the printed number; twelve digits are.
    rounded = values.map(lambda value: float(f"{value:.12g}"), na_action="ignore")
    return rounded.astype("Float64")
