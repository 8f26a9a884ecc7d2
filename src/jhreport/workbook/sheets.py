"""The sheets of the workbook: their rows, their columns, and what must be said about them."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from jhreport.datasets import has_tables
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
    printed : int
        How many columns are printed: all would be too many to read on paper.
    """

    name: str
    zh: str
    about: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    notes: tuple[str, ...]
    frozen: int
    printed: int


@dataclass(frozen=True)
class _Plan:
    zh: str
    about: str
    rows: Callable[[Report], pd.DataFrame]
    from_tables: bool
    frozen: int
    printed_to: str


_PLANS = {
    "results": _Plan(
        zh="实绩",
        about="What the report says was achieved{in_review_year}.",
        rows=result_rows,
        from_tables=True,
        frozen=3,
        printed_to="difference_versus",
    ),
    "targets": _Plan(
        zh="目标",
        about="What the report promises{for_target_year}.",
        rows=target_rows,
        from_tables=True,
        frozen=3,
        printed_to="versus",
    ),
    "year over year": _Plan(
        zh="对照",
        about="Each target beside the last result, compared where both measure the same thing, and "
        "beside the figure published later.",
        rows=pair_rows,
        from_tables=True,
        frozen=3,
        printed_to="verdict",
    ),
    "themes": _Plan(
        zh="主题",
        about="How often the report speaks of each policy theme.",
        rows=theme_rows,
        from_tables=False,
        frozen=3,
        printed_to="small",
    ),
    "words": _Plan(
        zh="词频",
        about="How often the report uses each word.",
        rows=word_rows,
        from_tables=False,
        frozen=2,
        printed_to="chance_high",
    ),
    "ledger": _Plan(
        zh="台账",
        about="Every numeral of the report with its role: none is lost.",
        rows=ledger_rows,
        from_tables=True,
        frozen=2,
        printed_to="end",
    ),
    "published": _Plan(
        zh="公布数据",
        about="Other years of the indicators that the report states, as published elsewhere, with "
        "the source.",
        rows=published_rows,
        from_tables=True,
        frozen=3,
        printed_to="source_date",
    ),
}
SHEETS = tuple(_PLANS)


def build_sheets(report: Report) -> list[Sheet]:
    """Return the sheets of a report, without the cover."""
    return [_sheet(name, report) for name in SHEETS]


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
    about = plan.about.format(
        in_review_year=f" in {report.review_year}" if report.review_year else "",
        for_target_year=f" for {report.target_year}" if report.target_year else "",
    )
    names = [column.column for column in columns]
    return Sheet(
        name=name,
        zh=plan.zh,
        about=about,
        columns=tuple(columns),
        rows=rows,
        notes=tuple(notes),
        frozen=plan.frozen,
        printed=names.index(plan.printed_to) + 1,
    )


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
