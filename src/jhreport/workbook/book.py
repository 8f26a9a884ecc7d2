"""The workbook of a report: an Excel file with its numbers, words and themes, and their places."""

import datetime
from io import BytesIO
from pathlib import Path

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from jhreport import files
from jhreport.errors import JhreportError
from jhreport.report import Report, load_report
from jhreport.style import RESULT, TARGET
from jhreport.workbook.cells import SIZE, Book, shown_cell
from jhreport.workbook.columns import TEXTS, Column
from jhreport.workbook.cover import write_cover
from jhreport.workbook.layout import FILTER, column_width, row_height, set_up_print
from jhreport.workbook.sheets import Sheet, build_sheets

_TABS = {"targets": TARGET, "year over year": TARGET}
_NO_DATE = datetime.date(1980, 1, 1)


def write_workbook(
    report: str | Path | Report, path: str | Path, reader_href: str = "report.html"
) -> bool:
    """Write a report's results, targets, comparisons, words and sources as an Excel workbook.

    The sheets are ``cover`` (what the report, each sheet and each column is), ``results``,
    ``targets``, ``year over year``, ``themes``, ``words``, ``ledger`` and ``published`` (figures
    of other years for the indicators that the report states). Numbers are numbers, as printed and
    in the unit beside them: 6.5 in ``%`` is 6.5 percent. Text stays text, whatever it begins with.
    Each row links to its place in the reader page. What a report does not have is said on the
    sheet that lacks it, and on the cover.

    The same report gives the same bytes, on any day. The file is written whole or not at all.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, a text file, or a loaded `Report`.
    path : str or Path
        The file to write; its name ends in ``.xlsx``.
    reader_href : str
        Where the reader page is: a path relative to the workbook, or an address.

    Returns
    -------
    bool
        Whether the file was changed.

    Raises
    ------
    JhreportError
        If the name does not end in ``.xlsx``, or the file cannot be written; a former file is
        then as it was. If the tables or the text have errors: as `review`, `compare`, `ledger` and
        `count_words` raise.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_workbook("jinhua-2020", f"{folder}/jinhua-2020.xlsx")
    True
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise JhreportError(
            f"The name of the workbook is {path.name!r}. It has to end in .xlsx, or Excel will not "
            f"open it; write to {path.with_suffix('.xlsx').name!r}."
        )
    return files.write_whole(path, render_workbook(report, reader_href))


def render_workbook(report: str | Path | Report, reader_href: str = "report.html") -> bytes:
    """Return the bytes of the file that `write_workbook` writes."""
    report = load_report(report)
    sheets = build_sheets(report)
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        # A clock would change the bytes every second: the day of the report is the file's too.
        day = datetime.datetime.combine(report.date or _NO_DATE, datetime.time())
        title = report.title_zh or report.name
        workbook.set_properties({"title": title, "author": "jhreport", "created": day})
        book = Book(workbook)
        cover = workbook.add_worksheet("cover")
        for sheet in sheets:
            target = workbook.add_worksheet(sheet.name)
            widths = _write_sheet(book, target, sheet, reader_href)
            _set_up(target, title, sheet, widths)
        write_cover(book, cover, report, sheets, reader_href)
    return stream.getvalue()


def _write_sheet(book: Book, target: Worksheet, sheet: Sheet, reader_href: str) -> list[float]:
    """Write a sheet; return the widths of its columns."""
    texts = {
        column: [shown_cell(cell, column.format) for cell in sheet.rows[column.column]]
        for column in sheet.columns
    }
    widths = [column_width(column, cells) for column, cells in texts.items()]
    for place, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        target.set_column(place, place, width)
        is_text = column.format in TEXTS
        book.write(target, 0, place, column.header, "header" if is_text else "number header")
        cells = sheet.rows[column.column]
        hrefs = sheet.rows.get(f"{column.column}_href", pd.Series(None, index=cells.index))
        for row, (cell, href) in enumerate(zip(cells, hrefs, strict=True), start=1):
            link = None if pd.isna(href) else _address(href, reader_href)
            _write_cell(book, target, row, place, cell, column, link)
    headers = [column.header for column in sheet.columns]
    target.set_row(0, row_height(headers, [width - FILTER for width in widths], SIZE) + 6)
    for row, cells in enumerate(zip(*texts.values(), strict=True), start=1):
        target.set_row(row, row_height(cells, widths, SIZE))
    _write_notes(book, target, sheet)
    return widths


def _write_notes(book: Book, target: Worksheet, sheet: Sheet) -> None:
    """Write what is missing: at the top of an empty sheet, else below the rows, out of filters."""
    first = len(sheet.rows) + (2 if len(sheet.rows) else 1)
    for row, note in enumerate(sheet.notes, start=first):
        book.write(target, row, 0, note, "label")


def _set_up(target: Worksheet, title: str, sheet: Sheet, widths: list[float]) -> None:
    """Set what a spreadsheet keeps in view, filters and prints."""
    last = len(sheet.columns) - 1
    target.autofilter(0, 0, len(sheet.rows), last)
    target.freeze_panes(1, sheet.frozen)
    target.ignore_errors({"number_stored_as_text": xl_range(0, 0, len(sheet.rows), last)})
    target.set_tab_color(_TABS.get(sheet.name, RESULT))
    set_up_print(target, title, f"{sheet.name} {sheet.zh}", sum(widths[: sheet.printed]))
    target.repeat_rows(0)
    below = len(sheet.rows) + 1 + len(sheet.notes)
    target.print_area(0, 0, below if sheet.notes else len(sheet.rows), sheet.printed - 1)


def _write_cell(
    book: Book,
    target: Worksheet,
    row: int,
    place: int,
    cell: object,
    column: Column,
    link: str | None,
) -> None:
    if pd.isna(cell):
        target.write_blank(row, place, None, book.look("text"))
    elif link:
        book.write_link(target, row, place, str(cell), link)
    elif column.format in TEXTS:
        book.write(target, row, place, cell, column.format)
    else:
        book.write_number(target, row, place, cell, column.format)


def _address(href: str, reader_href: str) -> str:
    return reader_href + href if href.startswith("#") else href
