"""Account for every numeral of a report: nothing is lost, nothing is made up.

Each numeral has exactly one role. It is stated by one or more observations, or an exclusion says
why it is none.
"""

import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pandas as pd

from jhreport.datasets import load_exclusions, load_observations
from jhreport.errors import LedgerError
from jhreport.quantities import find_quantities
from jhreport.report import Report, load_report


def ledger(report: str | Path | Report) -> pd.DataFrame:
    """List every numeral of a report with its role.

    Numerals are the Arabic ones, and the Chinese ones that give a count, an order, a share
    or a rank (see `find_quantities`).

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.

    Returns
    -------
    pandas.DataFrame
        One row a numeral, in the order of the text: ``start``, ``end``, ``text``, ``script``
        (``arabic``, ``chinese``), ``role`` (``result``, ``target``, ``excluded``), ``detail`` (ids
        of the indicators, or the reason of the exclusion), ``chapter`` and ``section``. A numeral
        that an observation of another year states is a ``result`` as well.

    Raises
    ------
    LedgerError
        If a numeral has no role (an orphan) or two, if the `text` or `value` of a row is not what
        stands at its offsets, or if a row points at no numeral. The message names each numeral
        and its sentence.

    Examples
    --------
    >>> ledger("jinhua-2020").query("text == '107'")[["role", "detail"]].values.tolist()
    [['result', 'hubei_medical_team']]
    """
    report = load_report(report)
    observations = load_observations(report)
    exclusions = load_exclusions(report)
    numerals = find_quantities(report.text)
    problems = [
        *_misplaced(report, observations),
        *_misplaced(report, exclusions),
        *_misquoted(report, observations, numerals),
        *_unfounded(report, exclusions, numerals),
        *_overlaps(report, observations, exclusions),
        *_torn(report, observations),
    ]
    roles = _roles(numerals, observations, exclusions)
    problems += [
        f"Orphan: {_where(report, orphan.start, orphan.end)} has no role. "
        "Add an observation or an exclusion."
        for orphan in roles[roles["role"].isna()].itertuples()
    ]
    if problems:
        raise LedgerError("\n".join(problems))
    places = [report.place(start) for start in roles["start"]]
    return roles.assign(
        chapter=[chapter for chapter, _ in places], section=[section for _, section in places]
    )


def find_disagreements(report: str | Path | Report) -> pd.DataFrame:
    """List where observations and a reading of the text by rules differ.

    The rules of `find_quantities` are not always right; each row is a place to look at.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.

    Returns
    -------
    pandas.DataFrame
        ``indicator``, ``text``, ``column`` (``unit``, ``op``, ``sign``), ``table`` and
        ``reading`` (the two values), and ``sentence``. The operator of a negative value is
        compared turned round, since it binds the signed value.

    Examples
    --------
    >>> len(find_disagreements("jinhua-2020"))
    0
    """
    report = load_report(report)
    stated = load_observations(report).query("op != 'qualitative'")
    read = find_quantities(report.text).set_index("start")
    rows = []
    for row in stated.itertuples():
        if row.start not in read.index:
            continue
        numeral = read.loc[row.start]
        sign = -1 if row.value < 0 else 1
        sentence = report.sentence_at(row.start)["text"]
        pairs = {"unit": ("" if pd.isna(row.unit) else row.unit, numeral["unit"])}
        pairs["op"] = (row.op, numeral["op"] if sign == 1 else _turned(numeral["op"]))
        if row.measure in ("growth", "difference"):
            pairs["sign"] = (sign, numeral["sign"])
        rows += [
            (row.indicator, row.text, column, table, reading, sentence)
            for column, (table, reading) in pairs.items()
            if table != reading
        ]
    columns = ["indicator", "text", "column", "table", "reading", "sentence"]
    return pd.DataFrame(rows, columns=columns)


def _turned(op: str) -> str:
    return {">=": "<=", "<=": ">="}.get(op, op)


def _roles(
    numerals: pd.DataFrame, observations: pd.DataFrame, exclusions: pd.DataFrame
) -> pd.DataFrame:
    claims = [
        (row.start, row.end, "target" if row.status == "target" else "result", row.indicator)
        for row in observations.itertuples()
    ]
    claims += [(row.start, row.end, "excluded", row.reason) for row in exclusions.itertuples()]
    by_start: dict[int, list[tuple[str, str]]] = {}
    for start, end, role, detail in claims:
        for numeral_start in range(start, end):
            by_start.setdefault(numeral_start, []).append((role, detail))
    found = [by_start.get(start, []) for start in numerals["start"]]
    return numerals[["start", "end", "text", "script"]].assign(
        role=[claim[0][0] if claim else None for claim in found],
        detail=[", ".join(detail for _, detail in claim) for claim in found],
    )


def _misplaced(report: Report, rows: pd.DataFrame) -> Iterator[str]:
    for row in rows.itertuples():
        if row.end > len(report.text):
            yield (
                f"Offsets {row.start} to {row.end} of {row.text!r} lie past the end of the text, "
                f"which has {len(report.text)} characters. Run: jhreport fill {report.name}"
            )
        elif report.text[row.start : row.end] != row.text:
            yield (
                f"{_where(report, row.start, row.end)} is not {row.text!r}, which a table has "
                f"there. Run: jhreport fill {report.name}"
            )


def _misquoted(report: Report, observations: pd.DataFrame, numerals: pd.DataFrame) -> Iterator[str]:
    printed = numerals.set_index("start")
    for row in observations[observations["op"] != "qualitative"].itertuples():
        if row.start not in printed.index or printed.at[row.start, "end"] != row.end:
            yield f"{_where(report, row.start, row.end)} is no whole numeral ({row.indicator})."
            continue
        numeral = printed.loc[row.start]
        printed_high = None if pd.isna(numeral["high"]) else numeral["high"]
        high = None if pd.isna(row.high) else row.high
        # A table has falls with their sign and a third to some digits; the text has neither.
        if not math.isclose(abs(row.value), numeral["value"], rel_tol=1e-9):
            yield (
                f"{_where(report, row.start, row.end)} is {numeral['value']:g}, "
                f"but {row.indicator} has the value {row.value:g}."
            )
        if high != printed_high:
            yield (
                f"{_where(report, row.start, row.end)} opens "
                f"{'no range' if printed_high is None else f'a range up to {printed_high:g}'}, but "
                f"{row.indicator} has {'none' if high is None else f'{high:g}'}."
            )


def _unfounded(report: Report, exclusions: pd.DataFrame, numerals: pd.DataFrame) -> Iterator[str]:
    printed = set(zip(numerals["start"], numerals["end"], strict=True))
    for row in exclusions.itertuples():
        if (row.start, row.end) not in printed:
            yield f"{_where(report, row.start, row.end)} is no whole numeral ({row.reason})."


def _torn(report: Report, observations: pd.DataFrame) -> Iterator[str]:
    for (start, end), rows in observations.groupby(["start", "end"]):
        if rows["status"].nunique() > 1:
            yield (
                f"{_where(report, start, end)} is a result and a target "
                f"({', '.join(rows['indicator'])}). Keep one status."
            )


def _overlaps(
    report: Report, observations: pd.DataFrame, exclusions: pd.DataFrame
) -> Iterator[str]:
    # Several observations may state one numeral; any other contact of two spans is an error.
    spans = sorted(
        {(row.start, row.end, "an observation") for row in observations.itertuples()}
        | {(row.start, row.end, "an exclusion") for row in exclusions.itertuples()}
    )
    for (start, end, kind), (next_start, _, next_kind) in pairwise(spans):
        if next_start < end:
            yield (
                f"Overlap: {_where(report, start, end)} belongs to {kind} and to {next_kind}. "
                "Keep one."
            )


def _where(report: Report, start: int, end: int) -> str:
    # Wrong offsets may point between sentences or past the end: show the sentence before.
    inside = len(report.text[: start + 1].rstrip()) - 1
    sentence = report.sentence_at(inside)["text"] if inside >= 0 else ""
    return f"{report.text[start:end]!r} at {start} in “{sentence}”"
