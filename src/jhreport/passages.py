"""Show where the numbers of a report come from: the sentence, with its numerals marked."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from jhreport.datasets import load_indicators, load_observations
from jhreport.errors import TableError, unknown_name
from jhreport.report import Report, latest_report, load_report
from jhreport.splitting import tidy

Pieces = tuple[tuple[str, bool], ...]
"""A sentence in pieces: the text, and whether it is marked."""

_CONTEXT = "color:#8A8A8A"
_MARK = "background:#FFE9A8;color:#222222;font-weight:bold;padding:0 2px"


@dataclass(frozen=True, repr=False)
class Passages:
    """Sentences of a report with the numerals of one indicator marked.

    In a notebook they are shown as HTML, all text escaped; elsewhere as text with the numerals in
    brackets.
    """

    heading: str
    sentences: tuple[Pieces, ...]

    def __repr__(self) -> str:
        lines = [
            "".join(f"【{text}】" if marked else text for text, marked in pieces)
            for pieces in self.sentences
        ]
        return "\n".join([self.heading, *lines])

    def _repr_html_(self) -> str:
        paragraphs = [
            "".join(
                f'<mark style="{_MARK}">{escape(text)}</mark>' if marked else escape(text)
                for text, marked in pieces
            )
            for pieces in self.sentences
        ]
        body = "".join(f'<p style="{_CONTEXT}">{paragraph}</p>' for paragraph in paragraphs)
        return f"<div><p><b>{escape(self.heading)}</b></p>{body}</div>"


def show(indicator: str, report: str | Path | Report | None = None) -> Passages:
    """Show the sentence or sentences of a report that state an indicator.

    Parameters
    ----------
    indicator : str
        Id from the dictionary of indicators.
    report : str, Path or Report, optional
        Name of a report, its folder, or a loaded `Report`; by default the latest.

    Raises
    ------
    TableError
        If the indicator is unknown, or the report does not state it; the message lists what is
        available, nearest first.

    Examples
    --------
    >>> print(show("npl_ratio", "jinhua-2020"))
    不良贷款率 Non-performing loan ratio
    大力推进信用风险防控化解，金融机构不良贷款率降至【1.24】%。
    """
    report = latest_report() if report is None else load_report(report)
    indicators = load_indicators(report)
    stated = load_observations(report)
    available = set(stated["indicator"])
    if indicator not in available:
        known = "known, but not stated in" if indicator in indicators.index else "not in"
        raise TableError(
            f"{unknown_name('indicator', indicator, available)} ({known} {report.name})"
        )
    names = indicators.loc[indicator]
    spans = stated[stated["indicator"] == indicator]
    return Passages(f"{names['name_zh']} {names['name_en']}", _marked(report, spans))


def _marked(report: Report, spans: pd.DataFrame) -> tuple[Pieces, ...]:
    by_sentence: dict[int, set[tuple[int, int]]] = {}
    for start, end in zip(spans["start"], spans["end"], strict=True):
        by_sentence.setdefault(report.sentence_at(start)["start"], set()).add((start, end))
    passages = []
    for first in sorted(by_sentence):
        pieces, place = [], first
        for start, end in sorted(by_sentence[first]):
            pieces += [(tidy(report.text[place:start]), False), (report.text[start:end], True)]
            place = end
        pieces.append((tidy(report.text[place : report.sentence_at(first)["end"]]), False))
        passages.append(tuple(pieces))
    return tuple(passages)
