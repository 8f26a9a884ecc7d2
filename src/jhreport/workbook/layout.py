"""Room on screen and on paper: hanzi take the room of two Latin letters."""

import unicodedata
from collections.abc import Iterable

from xlsxwriter.worksheet import Worksheet

from jhreport.wording import wrap
from jhreport.workbook.columns import Column

NARROWEST, WIDEST_WRAPPED, WIDEST_LONG = 7, 26, 100
LINE = 16.5
"""Height of a line, in points."""
_HIGHEST = 409
"""How high a row of Excel can be, in points."""
FILTER = 3
"""Room for the arrow of the filter, in letters."""
_MARGIN = 3
"""Room beside the text of a cell, its indent included."""
_PIXELS = 7 / 96
"""What a letter of a column's width takes on screen, in inches."""
_A3, _A4 = 8, 9
_FITS_A4 = 170
"""What an A4 page across holds in legible type, in letters."""


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
    lines take no more than 26, or 100 where they hold sentences.

    Parameters
    ----------
    column : Column
        The column.
    texts : iterable of str
        Its cells as they are shown.
    """
    header = max(display_width(word) for word in column.header.split()) + _MARGIN + FILTER
    cells = max(map(display_width, texts), default=0) + _MARGIN
    cells = min(cells, {"wrap": WIDEST_WRAPPED, "long": WIDEST_LONG}.get(column.format, cells))
    return max(NARROWEST, header, cells)


def row_height(texts: Iterable[str], widths: Iterable[float], size: float) -> float:
    """Return the height of a row whose texts break over lines, in points.

    Spreadsheets do not agree on when they work it out themselves.

    Parameters
    ----------
    texts, widths : iterables
        The texts, and the widths of their columns in Latin letters.
    size : float
        Size of the type in points.
    """
    lines = [
        sum(len(wrap(line, (width - _MARGIN) * _PIXELS, size)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return min(LINE * max(lines, default=1), _HIGHEST)


def set_up_print(target: Worksheet, title: str, name: str, width: float) -> None:
    """Print a sheet across the page, as wide as the page, with the report's title at the foot.

    What is too wide to be read on A4 is set on A3.
    """
    target.set_landscape()
    target.set_paper(_A4 if width <= _FITS_A4 else _A3)
    target.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    target.fit_to_pages(1, 0)
    # A & would begin a code, a digit would belong to the size; the line may have 255 letters.
    shown = title[:80].replace("&", "&&")
    target.set_footer(f"&L&8 {shown}&C&8 {name}&R&8 &P / &N")
