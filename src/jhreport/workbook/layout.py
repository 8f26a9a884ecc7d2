"""Room on screen and on paper: hanzi take the room of two Latin letters."""

import unicodedata
from collections.abc import Iterable

from xlsxwriter.worksheet import Worksheet

from jhreport.workbook.columns import Column

NARROWEST, WIDEST_WRAPPED = 7, 46
_A4 = 9
_FILTER = 4
"""Room for the arrow of the filter, in letters."""
_MARGIN = 2
LINE = 16
"""Height of a line, in points."""


def display_width(text: str) -> int:
    """Return the width of a text in Latin letters.

    Signs that are wide in Chinese type only, such as “ and —, count as wide.

    Examples
    --------
    >>> display_width("GDP 增速")
    8
    """
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def column_width(column: Column, texts: Iterable[str]) -> int:
    """Return the width of a column in Latin letters.

    The header may break at its spaces, so only its longest word counts. Cells that may break over
    lines take no more than 46.

    Parameters
    ----------
    column : Column
        The column.
    texts : iterable of str
        Its cells as they are shown.
    """
    header = max(display_width(word) for word in column.header.split()) + _FILTER
    cells = max(map(display_width, texts), default=0) + _MARGIN
    if column.format == "wrap":
        cells = min(cells, WIDEST_WRAPPED)
    return max(NARROWEST, header, cells)


def header_lines(column: Column) -> int:
    """Return how many lines the header takes at the least width that `column_width` allows it."""
    width = max(display_width(word) for word in column.header.split())
    lines, used = 1, 0
    for word in map(display_width, column.header.split()):
        if used and used + 1 + word > width:
            lines, used = lines + 1, word
        else:
            used += word + (1 if used else 0)
    return lines


def set_up_print(target: Worksheet, title: str, name: str) -> None:
    """Print a sheet across the page, as wide as the page, with the report's title at the foot."""
    target.set_landscape()
    target.set_paper(_A4)
    target.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    target.fit_to_pages(1, 0)
    # A & would begin a code, and the line may have 255 letters.
    shown = title[:80].replace("&", "&&")
    target.set_footer(f"&L&8{shown}&C&8{name}&R&8&P / &N")
