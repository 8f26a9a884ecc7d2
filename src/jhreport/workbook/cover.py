"""The cover: what the report is, what each sheet is, what is missing, what each column means."""

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from jhreport.datasets import has_tables
from jhreport.report import Report
from jhreport.reviewing import is_draft, list_checks
from jhreport.style import INK
from jhreport.workbook.cells import SIZE, Book
from jhreport.workbook.layout import LINE, row_height, set_up_print
from jhreport.workbook.sheets import Sheet

_WIDTHS = (24, 34, 74, 24, 42)
_WRAPPED = ("wrap", "lines")
_READING = (
    (
        "Numbers 数字",
        "As the report prints them, in the unit of their row: 6.5 with the unit % is 6.5 percent; "
        "411.3 with 亿元 is 41.13 billion yuan. 万 is ten thousand, 亿 a hundred million. "
        "数字照原文，单位见同一行。",
    ),
    (
        "Binds 限定",
        "= as stated 等于; >= at least 不低于; <= at most 不高于; ~ about 约; range from the "
        "number to its upper end 区间; qualitative: a target in words, without a number 定性.",
    ),
    ("Empty cells 空格", "The report, or the source, does not say. 报告或来源未说明。"),
    (
        "§1.3",
        "Chapter 1, section 3 of the report; 0 is the opening. The link opens the place in the "
        "reader page, which has to stay where it lay beside the workbook. "
        "第一章第三节，点击可打开阅读页原文处。",
    ),
)
_COLUMNS = ("Sheet 工作表", "Column 栏目", "Meaning 含义", "Unit 单位", "Allowed values 取值")


def write_cover(
    book: Book, target: Worksheet, report: Report, sheets: list[Sheet], reader_href: str
) -> None:
    """Write the cover sheet."""
    for place, width in enumerate(_WIDTHS):
        target.set_column(place, place, width)
    page = _Page(book, target)
    _write_facts(page, report, reader_href)
    _write_sheets(page, sheets)
    _write_notes(page, sheets, report)
    _write_columns(page, sheets)
    set_up_print(target, report.title_zh or report.name, "cover 封面", 0)
    target.hide_gridlines(2)
    target.set_tab_color(INK)


_DRAFTS = (
    "The tables are drafts written by rules: {0} rows still carry a doubt, and no record says that "
    "the others were read.\n数据表由规则起草：{0} 条仍有疑问，其余也未必有人核对。"
)


@dataclass
class _Page:
    """A sheet that is written from top to bottom."""

    book: Book
    target: Worksheet
    row: int = 0

    def line(self, *cells: tuple[str, str], height: float = LINE) -> None:
        """Write looks and texts side by side and go to the next row."""
        for place, (look, text) in enumerate(cells):
            if text or look in _WRAPPED:
                self.book.write(self.target, self.row, place, text, look)
        broken = [(text, _WIDTHS[i]) for i, (look, text) in enumerate(cells) if look in _WRAPPED]
        lines = row_height(*zip(*broken, strict=True), SIZE) if broken else 0
        self.target.set_row(self.row, max(height, lines))
        self.row += 1

    def heading(self, text: str) -> None:
        self.row += 1
        self.line(("heading", text), height=22)

    def header(self, *texts: str) -> None:
        self.line(*(("header", text) for text in texts), height=22)


def _write_facts(page: _Page, report: Report, reader_href: str) -> None:
    page.line(("title", report.title_zh or report.name), height=28)
    page.line(("subtitle", report.title_en), height=22)
    years = f"{report.review_year} reviewed 回顾, {report.target_year} planned 计划"
    facts = {
        "Place 地区": f"{report.place_zh} {report.place_en}".strip(),
        "Date 日期": report.date.isoformat() if report.date else "",
        "Session 会议": report.session_zh,
        "Years 年份": years if report.review_year else "",
        "Source 来源": report.source,
        "Text 文本": f"sha256 {report.sha256}" if report.sha256 else "",
    }
    for label, fact in facts.items():
        page.line(("label", label), ("plain", fact or "not known 未知"))
    page.book.write_link(page.target, page.row, 1, reader_href, reader_href, "bare link")
    page.line(("label", "Reader 阅读页"))


def _write_sheets(page: _Page, sheets: list[Sheet]) -> None:
    page.heading("Sheets 工作表")
    page.header("Sheet 工作表", "Rows 行数", "What it is 内容")
    for sheet in sheets:
        name, address = f"{sheet.name} {sheet.zh}", f"internal:'{sheet.name}'!A1"
        page.book.write_link(page.target, page.row, 0, name, address)
        page.book.write_number(page.target, page.row, 1, len(sheet.rows), "#,##0", "count")
        page.line(("link", ""), ("count", ""), ("wrap", sheet.about))


def _write_notes(page: _Page, sheets: list[Sheet], report: Report) -> None:
    """Write what is missing, and how to read."""
    missing = [(sheet.name, note) for sheet in sheets for note in sheet.notes]
    if has_tables(report) and is_draft(report):
        missing.insert(0, ("drafts 草稿", _DRAFTS.format(len(list_checks(report)))))
    for title, lines in (("Missing 缺失", missing), ("How to read 读法", _READING)):
        if lines:
            page.heading(title)
        for label, line in lines:
            page.line(("label", label), ("plain", ""), ("lines", line))


def _write_columns(page: _Page, sheets: list[Sheet]) -> None:
    page.heading("Columns 栏目")
    first = page.row
    page.header(*_COLUMNS)
    for sheet in sheets:
        for column in sheet.columns:
            header = column.header.replace("\n", " ")
            texts = (column.sheet, header, column.meaning, column.unit, column.allowed)
            page.line(*(("wrap", text) for text in texts))
    page.target.autofilter(first, 0, page.row - 1, len(_COLUMNS) - 1)
