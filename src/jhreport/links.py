"""Load the tables that link a report's numbers with each other and with other years.

``published.csv`` holds figures of other years; a report's ``pairs.csv``, ``outcomes.csv`` and
``bases.csv`` hold readings: which numbers measure the same thing. A report without one of its three
tables has none of its rows.
"""

from pathlib import Path

import pandas as pd

from jhreport import files
from jhreport.datasets import load_indicators, load_observations, table_folder
from jhreport.errors import unknown_name
from jhreport.report import Report, list_reports, load_report
from jhreport.tables import empty_table, read_cells, read_table, refuse, shown
from jhreport.units import base_unit

Problems = list[tuple[int, str, str]]


def load_published(place: str | None = None) -> pd.DataFrame:
    """Load the figures of other years, as published elsewhere.

    Parameters
    ----------
    place : str, optional
        Only those of a place, as ``place_zh`` of its report.

    Returns
    -------
    pandas.DataFrame
        Columns ``place``, ``indicator``, ``subject``, ``year``, ``value`` and ``high`` (in
        ``unit``), ``printed`` (the digits of ``value``, with closing zeros: 525.80), ``unit``,
        ``op``, ``growth`` (percent), ``comparability``, ``basis``, ``grade``
        (``A`` government, ``B`` press or official's statement, ``C`` secondary),
        ``source_title``, ``source_url``, ``source_date`` and ``note``.

    Raises
    ------
    TableError
        If the file breaks its schema (a figure without a source, say), names an unknown
        indicator, gives a unit of another kind than the indicator's, a range that does not rise,
        or neither value nor growth; the message names every row and column.

    Examples
    --------
    >>> published = load_published("金华市").query("indicator == 'gdp' and year == 2020")
    >>> published[["value", "unit", "growth"]].values.tolist()
    [[4704.0, '亿元', 2.8]]
    """
    path = files.data_dir() / "published.csv"
    table = read_table(path, "published")
    table.insert(table.columns.get_loc("high"), "printed", read_cells(path, "published")["value"])
    known = set(load_indicators().index).union(*map(_own_ids, list_reports()))
    units = _units_of_reports()
    problems: Problems = []
    for row in table.itertuples():
        stated = units.get(row.indicator)
        if row.indicator not in known:
            problems.append(
                (row.Index, "indicator", unknown_name("indicator", row.indicator, known))
            )
        if pd.isna(row.value) and pd.isna(row.growth):
            problems.append((row.Index, "value", "empty, and so is growth: give one of them"))
        if pd.isna(row.value) != pd.isna(row.unit):
            problems.append((row.Index, "unit", "unit is filled exactly where value is"))
        elif not pd.isna(row.unit) and stated and base_unit(row.unit)[1] not in stated:
            allowed = ", ".join(sorted(stated))
            problems.append(
                (row.Index, "unit", f"{row.unit!r}, but {row.indicator} is in {allowed}")
            )
        if (row.op == "range") != (not pd.isna(row.high)):
            problems.append((row.Index, "high", "high is filled exactly where op is range"))
        elif row.op == "range" and not row.high > row.value:
            problems.append((row.Index, "high", f"{row.high:g}: high is above value"))
    refuse(path, problems)
    return table if place is None else table[table["place"] == place].reset_index(drop=True)


def load_pairs(report: str | Path | Report, stated: pd.DataFrame | None = None) -> pd.DataFrame:
    """Load the targets that a reader may set against a result of the same report.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.
    stated : pandas.DataFrame, optional
        As `load_observations` returns, which is the default.

    Returns
    -------
    pandas.DataFrame
        Columns ``result``, ``result_subject`` and ``result_measure``, ``target``,
        ``target_subject`` and ``target_measure``, ``comparability`` (``same``, ``stock-flow``,
        ``level-growth``, ``scope``, ``threshold``, ``definition``) and ``why``.

    Raises
    ------
    TableError
        If the table breaks its schema, or a side of a pair is no result of the year under review,
        or no target of the year of the report; if the sides of a pair of the label ``same`` are
        of two measures, or two indicators with units of two kinds.
    """
    report = load_report(report)
    path, table = _read(report, "pairs")
    stated = load_observations(report) if stated is None else stated
    kinds = {"result": ("actual", report.review_year), "target": ("target", report.target_year)}
    problems: Problems = []
    for row in table.itertuples():
        units: set[str] = set()
        faulty = len(problems)
        for side, (status, year) in kinds.items():
            key = [getattr(row, side + end) for end in ("", "_subject", "_measure")]
            found = _rows_of(stated, key)
            chosen = found[(found["status"] == status) & (found["year"] == year)]
            units |= {base_unit(unit)[1] for unit in chosen["unit"].dropna()}
            if chosen.empty:
                what = _no_such(getattr(row, side), found, status, year)
                problems.append((row.Index, side, what))
        if row.comparability == "same" and len(problems) == faulty:
            what = _not_the_same(row, units)
            problems += [(row.Index, "comparability", what)] if what else []
    refuse(path, problems)
    return table


def load_outcomes(
    report: str | Path | Report,
    stated: pd.DataFrame | None = None,
    published: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Load the targets of a report on which published figures bear.

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
        Columns ``target``, ``target_subject``, ``target_measure``, ``published_subject`` (missing
        where there is no figure of the year), ``decidable`` (``yes``, ``no``) and ``why``.

    Raises
    ------
    TableError
        If the table breaks its schema, names no target of the report, or no published figure.
    """
    report = load_report(report)
    path, table = _read(report, "outcomes")
    stated = load_observations(report) if stated is None else stated
    published = load_published(report.place_zh) if published is None else published
    figures = published[published["year"] == report.target_year]
    figures = set(zip(figures["indicator"], figures["subject"], strict=True))
    problems: Problems = []
    for row in table.itertuples():
        found = _rows_of(stated, [row.target, row.target_subject, row.target_measure])
        year = report.target_year
        if not ((found["status"] == "target") & (found["year"] == year)).any():
            problems.append((row.Index, "target", _no_such(row.target, found, "target", year)))
        if pd.isna(row.published_subject):
            if row.decidable == "yes":
                problems.append((row.Index, "decidable", "yes, but no published figure is named"))
        elif (row.target, row.published_subject) not in figures:
            what = f"{row.published_subject!r}: published.csv has no such figure of {year}"
            problems.append((row.Index, "published_subject", what))
    refuse(path, problems)
    return table


def load_bases(report: str | Path | Report) -> pd.DataFrame:
    """Load the statistical basis of observations that have published figures in other years.

    Returns
    -------
    pandas.DataFrame
        Columns ``indicator``, ``subject``, ``year``, ``basis`` and ``note``.

    Raises
    ------
    TableError
        If the table breaks its schema, or the report has no such observation of a level.
    """
    report = load_report(report)
    path, table = _read(report, "bases")
    stated = load_observations(report).query("measure == 'level' and status == 'actual'")
    keys = set(zip(stated["indicator"], stated["subject"], stated["year"], strict=True))
    refuse(
        path,
        [
            (row.Index, "indicator", f"{shown(row.indicator)}: no level of {row.year} is stated")
            for row in table.itertuples()
            if (row.indicator, row.subject, row.year) not in keys
        ],
    )
    return table


def _read(report: Report, name: str) -> tuple[Path, pd.DataFrame]:
    """Return path and rows of a table of readings; no rows where the report has no such table."""
    path = table_folder(report) / f"{name}.csv"
    return path, read_table(path, name) if path.is_file() else empty_table(name)


def _not_the_same(row: tuple, units: set[str]) -> str:
    """Return why result and target of a pair cannot be one thing, if they cannot."""
    if row.result_measure != row.target_measure:
        return f"same, but a {row.target_measure} is no {row.result_measure}: use level-growth"
    if row.result != row.target and len(units) > 1:
        return f"same, but the units are {' and '.join(sorted(units))}"
    return ""


def _own_ids(name: str) -> set[str]:
    return set(load_indicators(name).index)


def _units_of_reports() -> dict[str, set[str]]:
    """Return the base units in which reports state the level of each indicator."""
    units: dict[str, set[str]] = {}
    for name in list_reports():
        stated = load_observations(name).query("measure == 'level'").dropna(subset="unit")
        for indicator, unit in zip(stated["indicator"], stated["unit"], strict=True):
            units.setdefault(indicator, set()).add(base_unit(unit)[1])
    return units


def _rows_of(stated: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    indicator, subject, measure = key
    return stated[
        (stated["indicator"] == indicator)
        & (stated["subject"] == subject)
        & (stated["measure"] == measure)
    ]


def _no_such(indicator: str, found: pd.DataFrame, status: str, year: int) -> str:
    if found.empty:
        return f"{indicator!r}: the report states nothing of it with this subject and measure"
    is_of = f"{found['status'].iat[0]} of {found['year'].iat[0]}"
    return f"{indicator!r} is the {is_of}. Allowed: the {status} of {year}"
