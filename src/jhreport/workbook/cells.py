"""Write cells: numbers as numbers, text as text whatever it begins with, links to the reader."""

from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jhreport.style import AXIS, INK, RESULT

FONT, SIZE = "Microsoft YaHei", 10
_LONGEST = 32_767
"""What a cell of Excel holds, in UTF-16 units."""
_LOOKS_LIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet would take for a formula when it is edited."""
_CELL = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "top"}
_RULE = {"bottom": 1, "bottom_color": AXIS}
_INDENT = {"align": "left", "indent": 1}
_TEXT = {**_RULE, **_INDENT}
_HEADER = {"bold": True, "font_color": "#FFFFFF", "bg_color": RESULT, "text_wrap": True}

LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_INDENT, "bold": True, "font_size": 16},
    "subtitle": {**_INDENT, "font_size": 12},
    "heading": {**_INDENT, "bold": True, "font_size": 12, "font_color": RESULT},
    "label": {**_INDENT, "bold": True},
    "plain": _INDENT,
    "lines": {**_INDENT, "text_wrap": True},
    "header": {**_HEADER, **_INDENT},
    "number header": {**_HEADER, "align": "right", "indent": 2},
    "text": _TEXT,
    "wrap": {**_TEXT, "text_wrap": True},
    "long": {**_TEXT, "text_wrap": True},
    "link": {**_TEXT, "text_wrap": True, "font_color": RESULT, "underline": 1},
    "bare link": {**_INDENT, "font_color": RESULT, "underline": 1},
    "number": {**_RULE, "align": "right"},
    "count": _TEXT,
}
"""The looks of cells, each by a name."""


class Book:
    """A workbook that is being written, with its formats."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[str, str, bool], Format] = {}

    def look(self, name: str, number: str = "General", quoted: bool = False) -> Format:
        """Return the format of a look, with a number format."""
        key = (name, number, quoted)
        if key not in self._formats:
            settings = {**_CELL, **LOOKS[name], "num_format": number, "quote_prefix": quoted}
            self._formats[key] = self.workbook.add_format(settings)
        return self._formats[key]

    def write(
        self, sheet: Worksheet, row: int, column: int, value: object, look: str = "plain"
    ) -> None:
        """Write a text; one that looks like a formula is marked as text for good."""
        if value == "":
            sheet.write_blank(row, column, None, self.look(look))
            return
        text = _fitting(str(value))
        quoted = text.startswith(_LOOKS_LIVE)
        sheet.write_string(row, column, text, self.look(look, quoted=quoted))

    def write_link(
        self, sheet: Worksheet, row: int, column: int, text: str, url: str, look: str = "link"
    ) -> None:
        """Write a text with a link: an address, a file beside the workbook, or ``internal:``."""
        known = "://" in url or url.startswith("internal:")
        sheet.write_url(row, column, url if known else f"external:{url}", self.look(look), text)
        # The library writes the text as it is; so that it can never be live, it is written again.
        self.write(sheet, row, column, text, look)

    def write_number(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        value: float,
        number: str,
        look: str = "number",
    ) -> None:
        """Write a number in a number format; ``printed`` shows the decimals that it has."""
        style = self.look(look, number_format(value, number))
        sheet.write_number(row, column, float(value), style)


def number_format(value: float, number: str) -> str:
    """Return the number format of a value: that of its column, or as many decimals as it has.

    Examples
    --------
    >>> number_format(4559.9, "printed"), number_format(2000, "printed"), number_format(0.5, "0.00")
    ('#,##0.0', '#,##0', '0.00')
    """
    if number != "printed":
        return number
    decimals = f"{value:.6f}".rstrip("0").partition(".")[2]
    return "#,##0" + (f".{'0' * len(decimals)}" if decimals else "")


def shown_cell(value: object, number: str) -> str:
    """Return a cell as it is seen, to measure it."""
    if pd.isna(value):
        return ""
    if isinstance(value, str):
        return value
    decimals = number_format(value, number).partition(".")[2]
    return f"{value:,.{len(decimals)}f}"


def _fitting(text: str) -> str:
    """Return a text that fits into a cell; a longer one ends with the sign that it goes on."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * _LONGEST:
        return text
    return encoded[: 2 * (_LONGEST - 1)].decode("utf-16-le", errors="ignore") + "…"
