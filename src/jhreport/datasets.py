"""Find, check and load the tables of the project.

Types and allowed values of single cells are in ``data/schemas/``; what one column says of another
is in `RULES`; what a table says of the text is checked by the `ledger`.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from jhreport import files
from jhreport.errors import TableError, unknown_name
from jhreport.report import Report, load_report
from jhreport.tables import read_table, refuse, shown

Rule = tuple[str, Callable[[pd.DataFrame], pd.Series], str]

GROWTH_UNITS = {"%": 1.0, "倍": 100.0, "成": 10.0}
"""Units of growth rates, each with what it is in percent: 增长1.1倍 is 110%."""

#: What the columns of `observations.csv` say of each other: column to blame, the rows that break
#: the rule, and what is allowed.
RULES: tuple[Rule, ...] = (
    (
        "value",
        lambda t: t["value"].isna() != (t["op"] == "qualitative"),
        "value is empty exactly where op is qualitative",
    ),
    (
        "status",
        lambda t: (t["op"] == "qualitative") & (t["status"] != "target"),
        "only a target can be qualitative",
    ),
    (
        "high",
        lambda t: t["high"].notna() != (t["op"] == "range"),
        "high is filled exactly where op is range",
    ),
    ("high", lambda t: t["high"] <= t["value"], "high is above value"),
    (
        "versus",
        lambda t: t["versus"].isna() == t["measure"].isin(["rank", "difference"]),
        "versus is filled exactly for a rank or a difference",
    ),
    (
        "rank_of",
        lambda t: t["rank_of"].notna() != (t["measure"] == "rank"),
        "rank_of is filled exactly for a rank",
    ),
    (
        "unit",
        lambda t: (t["measure"] == "rank") & (t["unit"].fillna("") != "位"),
        "the unit of a rank is 位",
    ),
    (
        "unit",
        lambda t: (
            (t["measure"] == "growth")
            & t["value"].notna()
            & ~t["unit"].fillna("").isin(GROWTH_UNITS)
        ),
        "the unit of a growth rate is %, 倍 (times) or 成 (tenths)",
    ),
    ("end", lambda t: t["end"] <= t["start"], "end is greater than start"),
)


def load_indicators(report: str | Path | Report | None = None) -> pd.DataFrame:
    """Load the dictionary of indicators.

    Parameters
    ----------
    report : str, Path or Report, optional
        With a report, its own indicators stand behind those that all reports share: the rows of
        the ``indicators.csv`` in its folder, if there is one.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``indicator``, the id. Columns: ``name_zh``, ``name_en``, ``synonyms``,
        ``definition``, ``theme``, ``kind`` (``flow``, ``stock``, ``ratio``, ``limit``),
        ``growth_basis`` (``real``, ``nominal`` or missing), ``better`` (``higher``, ``lower`` or
        missing) and ``chapter``. A report's own indicators may lack ``definition`` and ``kind``,
        their ``theme`` is ``other`` until someone sorts them, and ``name_en`` is the Chinese name
        where there is no English one.

    Raises
    ------
    TableError
        If a file breaks its schema, or a report's own indicator repeats one that all share; the
        message names every row and column.

    Examples
    --------
    >>> load_indicators().loc["gdp", ["name_zh", "growth_basis"]].tolist()
    ['地区生产总值', 'real']
    """
    shared = read_table(files.data_dir() / "indicators.csv", "indicators").set_index("indicator")
    path = None if report is None else _own_indicators(report)
    if path is None:
        return shared
    own = read_table(path, "report_indicators").set_index("indicator")
    repeated = [
        (i, "indicator", f"{name!r} is an indicator that all reports share. Leave this row out.")
        for i, name in enumerate(own.index)
        if name in shared.index
    ]
    refuse(path, repeated)
    return pd.concat([shared, own.assign(name_en=own["name_en"].fillna(own["name_zh"]))])


def _own_indicators(report: str | Path | Report) -> Path | None:
    """Return the table of a report's own indicators, if it has one."""
    folder = load_report(report).folder
    path = folder / "indicators.csv" if folder else None
    return path if path and path.is_file() else None


def load_glosses() -> pd.DataFrame:
    """Load the English terms for the Chinese terms of tables and figures.

    Returns
    -------
    pandas.DataFrame
        Columns ``group`` (``subject``, ``versus``, ``theme``, ``part``, ``unit``, ``counter``,
        ``statement``, ``word``), ``zh`` and ``en``.

    Raises
    ------
    TableError
        If the file breaks its schema; the message names every row and column.

    Examples
    --------
    >>> terms = load_glosses().set_index("zh")["en"]
    >>> terms["微克每立方米"]
    'µg/m³'
    """
    return read_table(files.data_dir() / "lexicon" / "glosses.csv", "glosses")


def load_observations(report: str | Path | Report) -> pd.DataFrame:
    """Load what a report states: one row for each thing that a numeral says.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report (see `list_reports`), its folder, or a loaded `Report`.

    Returns
    -------
    pandas.DataFrame
        Columns ``indicator``, ``subject``, ``year``, ``status`` (``actual``, ``target``),
        ``measure`` (``level``, ``growth``, ``difference``, ``rank``), ``value`` and ``high`` (in
        ``unit``), ``unit``, ``op`` (``=``, ``>=``, ``<=``, ``~``, ``range``, ``qualitative``),
        ``versus``, ``rank_of`` (``level``, ``growth``), ``start`` and ``end`` (half-open character
        offsets into the text), ``text``, ``quote``, ``note`` and ``check`` (what a reviewer of a
        drafted row still has to look at). Empty cells are missing values.

    Raises
    ------
    TableError
        If the table breaks its schema or one of `RULES`, repeats a row, or names an unknown
        indicator; the message names every row and column.

    Examples
    --------
    >>> stated = load_observations("jinhua-2020")
    >>> stated.query("indicator == 'imports'")[["measure", "value", "unit"]].values.tolist()
    [['level', 185.0, '亿元'], ['growth', 66.8, '%'], ['rank', 1.0, '位']]
    """
    path = table_folder(report) / "observations.csv"
    table = read_table(path, "observations")
    known = set(load_indicators(report).index)
    problems = [
        (i, "indicator", unknown_name("indicator", name, known))
        for i, name in table["indicator"].items()
        if name not in known
    ]
    for column, broken, allowed in RULES:
        rows = table.index[broken(table).fillna(False).astype(bool)]
        problems += [(i, column, f"{shown(table.at[i, column])}: {allowed}") for i in rows]
    refuse(path, problems)
    return table


def load_exclusions(report: str | Path | Report) -> pd.DataFrame:
    """Load the numerals of a report that are no observation, each with the reason.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.

    Returns
    -------
    pandas.DataFrame
        Columns ``start``, ``end``, ``text``, ``quote``, ``reason`` (``date``, ``ordinal``,
        ``name``, ``idiom``, ``threshold``, ``magnitude``, ``range-end``, ``repeated``) and
        ``note``.

    Raises
    ------
    TableError
        If the table breaks its schema; the message names every row and column.
    """
    return read_table(table_folder(report) / "exclusions.csv", "exclusions")


def has_tables(report: Report) -> bool:
    """Return whether a report has tables; one of the two alone is an error when it is read."""
    names = ("observations.csv", "exclusions.csv")
    return report.folder is not None and any((report.folder / name).is_file() for name in names)


def table_folder(report: str | Path | Report) -> Path:
    """Return the folder that holds the tables of a report.

    Raises
    ------
    TableError
        If the report is a bare text and has no tables.
    """
    loaded = load_report(report)
    if loaded.folder is None:
        raise TableError(
            f"The report {loaded.name!r} is a bare text and has no tables. "
            "Tables stand in a folder with report.toml, observations.csv and exclusions.csv."
        )
    return loaded.folder
