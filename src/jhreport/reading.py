"""A text as it reads: without the white space that printing left, and with the way back."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from jhreport.splitting import block_starts

_GAP = re.compile(r"\s+")
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ＋％．]")


@dataclass(frozen=True)
class Reading:
    """A text as it reads, and where each of its characters stands in the text as printed.

    Attributes
    ----------
    text : str
        White space is gone but for a line break between paragraphs and a space between two Latin
        letters; full-width letters and digits are half-width.
    """

    text: str
    _starts: list[int] = field(repr=False)
    """Places in `text` from which on a shift holds."""
    _shifts: list[int] = field(repr=False)
    """How many characters were left out before them."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span in the printed text of a span of `text` that is not empty."""
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, place: int) -> int:
        return place + self._shifts[bisect_right(self._starts, place) - 1]


def as_read(text: str) -> Reading:
    r"""Return a text as it reads: paragraphs on a line each, broken ones mended.

    Where a paragraph ends is told as in `Report.paragraphs`.

    Examples
    --------
    >>> reading = as_read("新增 2.1 万余个。\n\n建设高 水平平台。")
    >>> reading.text
    '新增2.1万余个。\n建设高水平平台。'
    >>> place = reading.text.index("高水平")
    >>> reading.span(place, place + 3)
    (15, 19)
    """
    if _FULL_WIDTH.search(text):
        text = _FULL_WIDTH.sub(lambda sign: chr(ord(sign[0]) - 0xFEE0), text)
    starts, shifts, pieces = [0], [0], []
    firsts = block_starts(text)
    last = 0
    length = 0
    for gap in _GAP.finditer(text):
        piece = text[last : gap.start()]
        last = gap.end()
        if last in firsts:
            kept = "\n" if piece or pieces else ""
        else:
            around = text[gap.start() - 1 : gap.start()] + text[last : last + 1]
            kept = " " if len(around) == 2 and around.isascii() and around.isalpha() else ""
        pieces += [piece, kept]
        length += len(piece) + len(kept)
        starts.append(length)
        shifts.append(last - length)
    pieces.append(text[last:])
    return Reading("".join(pieces), starts, shifts)
