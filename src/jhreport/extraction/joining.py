"""The lines of printed pages, joined to the paragraphs that were broken to print them."""

import re
from collections import Counter
from typing import NamedTuple

from jhreport.extraction.lines import width
from jhreport.splitting import CHAPTER, HEADING_CHARS, SECTION

FULL = 0.9
"""Least share of the usual width that a full line takes."""
INDENTS = 1.2, 3.2
"""Least and most indent of a paragraph, in full-width characters."""

_ENDS = re.compile("[。！？：；][”’）」』》]*$")
# What is never broken: a number or Latin word with its signs, and marks after any character.
_UNIT = re.compile(r"(?:[!-~]+|.)[，。、；：！？”’）》%％]*")


class Line(NamedTuple):
    """A line of a page: where it starts, and how wide a full-width character of it is."""

    text: str
    start: float
    em: float


def join_lines(pages: list[list[Line]]) -> list[str]:
    """Join the lines of pages to paragraphs, which may go on over the end of a page.

    Where paragraphs are indented, a line with an indent starts one, and so does any line after a
    short one. Elsewhere a line ends a paragraph if it is short; or if a sentence ends there, and
    what follows would still have found room, or is a heading. So a paragraph that ends at the very
    end of a line is joined with the next.
    """
    margins = [_margin(pages[side::2]) for side in (0, 1)]  # of left and right pages
    lines = [
        (line.text, (line.start - margins[n % 2]) / line.em)
        for n, page in enumerate(pages)
        for line in page
    ]
    ends = [left + width(text) for text, left in lines]
    column = sorted(ends)[len(ends) * 9 // 10]
    least, most = INDENTS
    indented = sum(least <= left <= most for _, left in lines) * 20 >= len(lines)
    pieces = [[lines[0][0]]]
    for end, (last, _), (text, left) in zip(ends, lines, lines[1:], strict=False):
        new = left >= least if indented else _ends_unindented(last, column - end, text)
        if new or end < FULL * column:
            pieces.append([text])
        else:
            joint = last[-1] + text[0]
            pieces[-1] += [" " if joint.isascii() and joint.isalpha() else "", text]
    return ["".join(piece) for piece in pieces]


def _ends_unindented(line: str, room: float, following: str) -> bool:
    """Tell whether a line that is nearly full ends a paragraph nevertheless."""
    if _is_heading(line):
        return room > 1
    if not _ENDS.search(line):
        return False
    return width(_UNIT.match(following)[0]) < room or _is_heading(following)


def _is_heading(line: str) -> bool:
    form = CHAPTER.fullmatch(line) or SECTION.fullmatch(line)
    return bool(form) and len(line) < HEADING_CHARS and "。" not in line[:-1]


def _margin(pages: list[list[Line]]) -> float:
    """Return the least start that one line in twenty has."""
    starts = Counter(round(line.start) for page in pages for line in page)
    return min((x for x, n in starts.items() if n * 20 >= starts.total()), default=0)
