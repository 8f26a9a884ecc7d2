"""The sheets of the workbook: their rows, their columns, and what must be said about them."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from jhreport.links import load_outcomes, load_pairs
from jhreport.report import Report
from jhreport.workbook.columns import Column, columns_of
from jhreport.workbook.numbers import (
    ledger_rows,
    pair_rows,
    published_rows,
    result_rows,
    target_rows,
)
from jhreport.workbook.texts import has_parts, theme_rows, word_rows

NO_TABLES = (
    "This report has no tables yet (observations.csv and exclusions.csv), so the sheet is empty. "
    "本报告尚无数据表，故此表为空。"
)
NO_RESULTS = "The tables state no result of {year}. 数据表中无{year}年实绩。"
NO_TARGETS = "The tables state no target of {year}. 数据表中无{year}年目标。"
NO_PAIRS = (
    "No target has been set beside a result yet (pairs.csv), so nothing is compared. "
    "尚未将目标与实绩配对，故无比较。"
)
NO_OUTCOMES = (
    "No published figure has been held against a target yet (outcomes.csv), so no verdict is "
    "given. 尚未以公布数据核对目标，故无完成情况。"
)
NO_PUBLISHED = (
    "No figure published elsewhere is at hand for what the report states. "
    "暂无本报告所列指标的其他公布数据。"
)
NO_PARTS = (
    "Review and plan of this report cannot be told apart by its headings, so they are not "
    "compared. 无法由标题区分回顾与计划，故不作比较。"
)
NO_TEXT = "The report has no text to count. 报告无可统计的文本。"
NO_NUMERALS = "The report has no numeral. 报告中无数字。"
NO_ENGLISH = (
    "{count} indicators have no English name; the Chinese name stands in. "
    "{count}项指标无英文名，以中文名代替。"
)
_EMPTY = {
    "results": NO_RESULTS,
    "targets": NO_TARGETS,
    "year over year": NO_TARGETS,
    "themes": NO_TEXT,
    "words": NO_TEXT,
    "ledger": NO_NUMERALS,
    "published": NO_PUBLISHED,
}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name in both languages, what it is, and what is on it.

    Attributes
    ----------
    name, zh, about : str
        English name, Chinese name, and one sentence.
    columns : tuple of Column
        In their order; `rows` has each of them.
    rows : pandas.DataFrame
        Where a column ``<column>_href`` stands beside a column, it says where the link in its
        cells leads: ``#…`` to an id of the reader page, else an address.
    notes : tuple of str
        What is missing, said plainly.
    frozen : int
        How many columns stay in view.
    """

    name: str
    zh: str
    about: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    notes: tuple[str, ...]
    frozen: int


@dataclass(frozen=True)
class _Plan:
    zh: str
    about: str
    rows: Callable[[Report], pd.DataFrame]
    from_tables: bool
    frozen: int


_PLANS = {
    "results": _Plan(
        "实绩", "What the report says was achieved in {review_year}.", result_rows, True, 3
    ),
    "targets": _Plan("目标", "What the report promises for {target_year}.", target_rows, True, 3),
    "year over year": _Plan(
        "对照",
        "Each target beside the last result, where both measure the same thing, and beside the "
        "figure published later.",
        pair_rows,
        True,
        3,
    ),
    "themes": _Plan(
        "主题", "How often the report speaks of each policy theme.", theme_rows, False, 3
    ),
    "words": _Plan("词频", "How often the report uses each word.", word_rows, False, 2),
    "ledger": _Plan(
        "台账", "Every numeral of the report with its role: none is lost.", ledger_rows, True, 2
    ),
    "published": _Plan(
        "公布数据",
        "The indicators of the report in other years, as published elsewhere, with the source.",
        published_rows,
        True,
        3,
    ),
}
SHEETS = tuple(_PLANS)


def build_sheets(report: Report) -> list[Sheet]:
    """Return the sheets of a report, without the cover."""
    return [_sheet(name, report) for name in SHEETS]


def has_tables(report: Report) -> bool:
    """Return whether a report has tables; one of the two alone is an error when it is read."""
    names = ("observations.csv", "exclusions.csv")
    return report.folder is not None and any((report.folder / name).is_file() for name in names)


def _sheet(name: str, report: Report) -> Sheet:
    plan, chapters = _PLANS[name], report.chapters
    columns = columns_of(name, chapters[chapters["chars"] > 0])
    if plan.from_tables and not has_tables(report):
        rows, notes = pd.DataFrame(columns=[column.column for column in columns]), [NO_TABLES]
    else:
        rows = plan.rows(report)
        notes = _notes(name, rows, report)
    if "name_en" in rows:
        nameless = rows.loc[rows["name_en"].isna(), "indicator"].nunique()
        notes += [NO_ENGLISH.format(count=nameless)] if nameless else []
        rows = rows.assign(name_en=rows["name_en"].fillna(rows["name_zh"]))
    about = plan.about.format(review_year=report.review_year, target_year=report.target_year)
    return Sheet(name, plan.zh, about, tuple(columns), rows, tuple(notes), plan.frozen)


def _notes(name: str, rows: pd.DataFrame, report: Report) -> list[str]:
    """Return what is missing on a sheet of a report with tables."""
    if rows.empty:
        year = report.review_year if name == "results" else report.target_year
        return [_EMPTY[name].format(year=year)]
    missing = {}
    if name == "year over year":
        missing = {NO_PAIRS: load_pairs(report).empty, NO_OUTCOMES: load_outcomes(report).empty}
    if name == "themes":
        missing = {NO_PARTS: not has_parts(report)}
    return [note for note, is_missing in missing.items() if is_missing]
