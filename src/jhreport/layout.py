"""Faults of layout: what printing and copying did to the text of a report."""

import re
from pathlib import Path

import pandas as pd

from jhreport.report import Report, load_report

_SPACE = re.compile(r"(?<=\S)[^\S\r\n]+(?=\d)|(?<=\d)[^\S\r\n]+(?=\S)")
_AROUND = 12


def find_layout_faults(report: str | Path | Report) -> pd.DataFrame:
    r"""List the white space beside numerals and the paragraphs broken in the middle of a sentence.

    Reading copes with both; whoever searches the text for ``945亿元`` or for a whole sentence must
    know of them.

    Returns
    -------
    pandas.DataFrame
        In the order of the text: ``fault`` (``space beside a numeral``, ``broken paragraph``),
        ``start`` and ``end`` (offsets of the white space), ``chapter``, ``section`` and
        ``context``, the text around, where ``␣`` stands for a space and ``⏎`` for a line break.

    Examples
    --------
    >>> toy = Report("toy", "贷款 945亿元。\n增长。扩大境外\n\n经贸合作。")
    >>> find_layout_faults(toy)["context"].tolist()
    ['贷款␣945亿元。⏎增长。扩大', '5亿元。⏎增长。扩大境外⏎经贸合作。']
    """
    report = load_report(report)
    found = [
        ("space beside a numeral", match.start(), match.end())
        for match in _SPACE.finditer(report.text)
    ]
    for paragraph in report.paragraphs.query("broken").itertuples():
        inside = report.text[paragraph.start : paragraph.end]
        found += [
            ("broken paragraph", paragraph.start + gap.start(), paragraph.start + gap.end())
            for gap in re.finditer(r"\s*[\r\n]\s*", inside)
        ]
    rows = [
        (fault, start, end, *report.place(start), _context(report.text, start, end))
        for fault, start, end in sorted(found, key=lambda row: row[1])
    ]
    columns = ["fault", "start", "end", "chapter", "section", "context"]
    return pd.DataFrame(rows, columns=columns)


def _context(text: str, start: int, end: int) -> str:
    around = text[max(0, start - _AROUND) : end + _AROUND].strip()
    return re.sub(r"[\r\n]+", "⏎", re.sub(r"[^\S\r\n]", "␣", around))
