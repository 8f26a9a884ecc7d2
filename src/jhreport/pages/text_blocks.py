"""The text of a report for a page: headings and paragraphs, cut where marks start and end."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from jhreport.report import Report
from jhreport.splitting import PARAGRAPH_ENDS, tidy
from jhreport.wording import place_label


@dataclass(frozen=True)
class Mark:
    """A numeral or phrase of the text that links to its row.

    Attributes
    ----------
    start, end : int
        Half-open offsets into the text.
    role : str
        ``result``, ``target`` or ``excluded``.
    measures : tuple of str
        Measures of its observations, and ``qualitative`` for a phrase; empty for ``excluded``.
    anchor, row : str
        Ids of the mark and of its first row on the page.
    """

    start: int
    end: int
    role: str
    measures: tuple[str, ...]
    anchor: str
    row: str


@dataclass(frozen=True)
class ThemeHit:
    """A term of a policy theme in the text, at half-open offsets."""

    start: int
    end: int
    theme: str


@dataclass(frozen=True)
class Segment:
    """A piece of text, tidied, with the theme it speaks of ("" for none).

    `goes_on` is True where a mark cuts a term in two and this is not its first piece.
    """

    text: str
    theme: str = ""
    goes_on: bool = False


@dataclass(frozen=True)
class Run:
    """Segments that share a mark, or have none."""

    segments: tuple[Segment, ...]
    mark: Mark | None = None


@dataclass(frozen=True)
class Block:
    """A heading or paragraph: what kind, in which chapter and section, and its runs.

    `kind` is ``chapter`` or ``section`` for a heading, ``title`` for the lines above the
    salutation, and ``paragraph``; `place` is as `place_label` writes it.
    """

    kind: str
    place: str
    runs: tuple[Run, ...]


def text_blocks(
    report: Report, marks: Sequence[Mark] = (), hits: Sequence[ThemeHit] = ()
) -> list[Block]:
    r"""Return the headings and paragraphs of a report, in order.

    White space that printing left is closed, as `tidy` does; no other character is lost.

    Parameters
    ----------
    report : Report
        The report.
    marks, hits : sequence
        What is marked: spans that do not overlap, each within a heading or paragraph.

    Examples
    --------
    >>> blocks = text_blocks(Report("toy", "一、回顾\n增长 6.5 %。\n"))
    >>> [(block.kind, block.runs[0].segments[0].text) for block in blocks]
    [('chapter', '一、回顾'), ('paragraph', '增长6.5%。')]
    """
    marks = sorted(marks, key=lambda mark: mark.start)
    hits = sorted(hits, key=lambda hit: hit.start)
    blocks, mark_at, hit_at = [], 0, 0
    for row in _spans(report).itertuples():
        first_mark, first_hit = mark_at, hit_at
        while mark_at < len(marks) and marks[mark_at].start < row.end:
            mark_at += 1
        while hit_at < len(hits) and hits[hit_at].start < row.end:
            hit_at += 1
        cutter = _Cutter(report.text, row.start, row.end, hits[first_hit:hit_at])
        runs = tuple(cutter.runs(marks[first_mark:mark_at]))
        blocks.append(Block(_kind(report, row), place_label(row.chapter, row.section), runs))
    return blocks


def _spans(report: Report) -> pd.DataFrame:
    columns = ["chapter", "section", "paragraph", "start", "end"]
    headings = report.sentences.query("paragraph == 0")[columns]
    return pd.concat([headings, report.paragraphs[columns]]).sort_values("start")


def _kind(report: Report, row: object) -> str:
    if row.paragraph == 0:
        return "section" if row.section else "chapter"
    unended = report.text[row.end - 1] not in PARAGRAPH_ENDS
    return "title" if row.chapter == 0 and unended else "paragraph"


@dataclass(frozen=True)
class _Cutter:
    """Cuts one block of a text into runs and segments."""

    text: str
    start: int
    end: int
    hits: Sequence[ThemeHit]

    def runs(self, marks: Iterable[Mark]) -> Iterator[Run]:
        place = self.start
        for mark in marks:
            if place < mark.start:
                yield Run(tuple(self._segments(place, mark.start)))
            yield Run(tuple(self._segments(mark.start, mark.end)), mark)
            place = mark.end
        if place < self.end:
            yield Run(tuple(self._segments(place, self.end)))

    def _segments(self, start: int, end: int) -> Iterator[Segment]:
        place = start
        for hit in self.hits:
            first, last = max(hit.start, start), min(hit.end, end)
            if first >= last:
                continue
            if place < first:
                yield Segment(self._tidied(place, first))
            yield Segment(self._tidied(first, last), hit.theme, first > hit.start)
            place = last
        if place < end:
            yield Segment(self._tidied(place, end))

    def _tidied(self, start: int, end: int) -> str:
        """Tidy a piece as it would be within its block: what stands around it counts."""
        before = self.text[start - 1 : start].strip() if start > self.start else ""
        after = self.text[end : end + 1].strip() if end < self.end else ""
        whole = tidy(before + self.text[start:end] + after)
        return whole[len(before) : len(whole) - len(after)]
