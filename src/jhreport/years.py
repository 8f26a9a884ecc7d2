"""One year and the others: what a growth rate implies of the year before, and series with breaks.

A printed number stands for every value that rounds to it, so what is computed from printed numbers
is an interval.
"""

import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd

from jhreport.comparison import review
from jhreport.datasets import load_indicators, load_observations
from jhreport.links import load_bases, load_published
from jhreport.report import Report, load_report
from jhreport.units import in_unit

_KEY = ["indicator", "subject"]


def implied_base(
    report: str | Path | Report,
    stated: pd.DataFrame | None = None,
    published: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Work out the values of the year before that levels and growth rates of a review imply.

    The base is ``level / (1 + growth / 100)``; its bounds follow from the rounding of both printed
    numbers. A published value agrees if the interval of its own rounding meets these bounds.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.
    stated : pandas.DataFrame, optional
        As `load_observations` returns, which is the default.
    published : pandas.DataFrame, optional
        As `load_published` returns for the place, which is the default.

    Returns
    -------
    pandas.DataFrame
        A row for each result with a growth rate, in the order of the text: ``indicator``,
        ``subject``, ``is_whole``, ``name_zh``, ``name_en``, ``level`` in ``unit``, ``growth``
        (percent),
        ``year`` (the year before), ``base`` with ``base_low`` and ``base_high`` in ``unit``, or
        ``refused``, the reason why there is none; ``published`` in ``unit`` with
        ``published_op``, its ``published_low`` and ``published_high``, ``grade`` and
        ``source_title``; ``agreement`` (``agrees``, ``conflicts``, or missing where one of the
        two is).

    Examples
    --------
    >>> bases = implied_base("jinhua-2020").set_index("indicator")
    >>> bases.loc["general_public_budget_revenue", ["base_low", "base_high"]].round(1).tolist()
    [392.2, 392.7]
    >>> bases.loc["gdp", "refused"]
    'growth is real: prices have changed too, so no division gives the base'
    """
    report = load_report(report)
    stated = load_observations(report) if stated is None else stated
    published = load_published(report.place_zh) if published is None else published
    table = review(report, stated)
    table = table[table["growth"].notna()].reset_index(drop=True)
    printed = _printed(report, stated)
    rows = []
    for row in table.itertuples():
        refused = _refusal(row)
        bounds = (None, None, None)
        if refused is None:
            level, growth = (
                printed[row.indicator, row.subject, measure] for measure in ("level", "growth")
            )
            bounds = _base(float(row.level), float(row.growth), level, growth)
        rows.append((refused, *bounds))
    found = pd.DataFrame(rows, columns=["refused", "base", "base_low", "base_high"])
    found = found.astype(dict.fromkeys(["base", "base_low", "base_high"], "Float64"))
    columns = [*_KEY, "is_whole", "name_zh", "name_en", "level", "unit", "growth"]
    table = table[columns].assign(year=report.review_year - 1).join(found)
    return _with_published(table, published)


def time_series(report: str | Path | Report) -> pd.DataFrame:
    """Put the results of a review among the published figures of other years.

    Returns
    -------
    pandas.DataFrame
        By indicator and year, indicators in the order of the dictionary: ``indicator``,
        ``subject``, ``is_whole``, ``name_zh``, ``name_en``, ``year``, ``value`` in
        ``unit``, ``op``, ``growth`` (percent), ``basis``, ``origin`` (``report``, ``published``),
        ``grade``, ``source_title`` and ``note``. Only years of one basis may be joined.

    Examples
    --------
    >>> gdp = time_series("jinhua-2020").query("indicator == 'gdp'")
    >>> gdp.drop_duplicates("basis")["year"].tolist()
    [2018, 2019, 2022, 2024]
    """
    report = load_report(report)
    published = load_published(report.place_zh).assign(origin="published")
    results = review(report).assign(year=report.review_year, origin="report", grade="A")
    results = results.rename(columns={"level": "value", "level_op": "op"})
    results = results.assign(source_title=report.title_zh).merge(
        load_bases(report), on=[*_KEY, "year"]
    )
    names = load_indicators(report)[["name_zh", "name_en"]]
    order = {indicator: place for place, indicator in enumerate(names.index)}
    columns = [*_KEY, "year", "value", "unit", "op", "growth", "basis", "origin", "grade"]
    columns += ["source_title", "note"]
    both = pd.concat([results[columns], published[columns]], ignore_index=True)
    both["place"] = both["indicator"].map(order)
    both = both.sort_values(["place", "year", "origin"], ascending=[True, True, False])
    both = both.drop(columns="place").reset_index(drop=True).join(names, on="indicator")
    both["is_whole"] = both["subject"].eq(report.whole).astype(bool)
    return both[[*_KEY, "is_whole", "name_zh", "name_en", *columns[2:]]]


def _refusal(row: tuple) -> str | None:
    """Return why a result has no implied base, if it has none."""
    if pd.isna(row.growth_basis):
        return "whether growth is real or nominal is not known"
    if row.growth_basis == "real":
        return "growth is real: prices have changed too, so no division gives the base"
    if pd.isna(row.level):
        return "no level is given"
    if row.level_op != "=" or row.growth_op != "=":
        return "level or growth is a bound, not a value"
    if row.level == 0 or row.growth <= -100:
        return "nothing is left: no division gives the base"
    return None


def _base(
    level: float, growth: float, printed_level: str, printed_growth: str
) -> tuple[float, float, float]:
    """Return the base with its bounds, in exact fractions until the end."""
    top, rate = Fraction(str(level)), Fraction(str(growth)) / 100
    half_level, half_rate = _half_digit(printed_level), _half_digit(printed_growth) / 100
    return (
        float(top / (1 + rate)),
        float((top - half_level) / (1 + rate + half_rate)),
        float((top + half_level) / (1 + rate - half_rate)),
    )


def _half_digit(printed: str) -> Fraction:
    """Return half a unit of the last printed digit."""
    return Fraction(1, 2) * Fraction(10) ** int(Decimal(printed).as_tuple().exponent)


def _printed(report: Report, stated: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    """Return the printed digits of levels and growth rates, by indicator, subject and measure."""
    stated = stated[(stated["status"] == "actual") & (stated["year"] == report.review_year)]
    return {
        (row.indicator, row.subject, row.measure): row.text
        if row.text.replace(".", "", 1).isdecimal()
        else f"{row.value:.15g}"
        for row in stated.itertuples()
    }


def _with_published(table: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Put beside each result the published value of the year before, in the result's unit."""
    published = published[published["value"].notna()]
    # Of several values of a year, that of the report's own definition comes first.
    published = published.sort_values(
        "comparability", key=lambda labels: labels != "same", kind="stable"
    ).drop_duplicates([*_KEY, "year"])
    names = {"value": "published", "op": "published_op", "unit": "published_unit"}
    published = published.rename(columns=names)
    chosen = [*_KEY, "year", *names.values(), "printed", "high", "grade", "source_title"]
    table = table.merge(published[chosen], how="left", on=[*_KEY, "year"])
    factors = [
        in_unit(old, new) for old, new in zip(table["published_unit"], table["unit"], strict=True)
    ]
    bounds = [
        (None, None)
        if pd.isna(value) or factor is None
        else tuple(factor * bound for bound in _rounding(float(value), printed, op, high))
        for value, printed, op, high, factor in zip(
            *(table[column] for column in ("published", "printed", "published_op", "high")),
            factors,
            strict=True,
        )
    ]
    scale = pd.Series(factors, dtype="Float64")
    table["published"] = (table["published"] * scale).where(scale.notna())
    table["published_low"] = pd.Series([low for low, _ in bounds], dtype="Float64")
    table["published_high"] = pd.Series([high for _, high in bounds], dtype="Float64")
    meets = (table["published_low"] <= table["base_high"]) & (
        table["published_high"] >= table["base_low"]
    )
    known = table["published"].notna() & table["base"].notna()
    agreement = meets.map({True: "agrees", False: "conflicts"}, na_action="ignore")
    table["agreement"] = agreement.where(known)
    first = [c for c in table.columns if c not in ("published_unit", "printed", "high")]
    last = ["published", "published_op", "published_low", "published_high", "grade"]
    last += ["source_title", "agreement"]
    return table[[*(column for column in first if column not in last), *last]]


def _rounding(value: float, printed: str, op: str, high: float) -> tuple[float, float]:
    """Return the interval of a published value.

    A decimal place is exact even if it is a zero (525.80); the closing zeros of a whole number
    are not if the source rounds it (about 26000).
    """
    if op == "range":
        return value, float(high)
    if op in (">=", "<="):
        return (value, math.inf) if op == ">=" else (-math.inf, value)
    digits = Decimal(printed)
    if op == "~" and "." not in printed:
        digits = digits.normalize()
    half = 0.5 * 10.0 ** int(digits.as_tuple().exponent)
    return value - half, value + half
