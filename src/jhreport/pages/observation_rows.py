"""The rows of a page's tables: observations, and numerals that are none."""

from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from jhreport.anchors import anchors, place_anchor
from jhreport.datasets import load_exclusions, load_indicators, load_observations
from jhreport.links import load_published
from jhreport.pages.text_blocks import Mark
from jhreport.pages.values import Both, published_words, term_words, theme_words, value_words
from jhreport.report import Report
from jhreport.wording import place_label


@dataclass(frozen=True)
class Published:
    """A figure of another year, as published elsewhere.

    `same` is False where the series or its definition changed on the way.
    """

    year: int
    value: Both
    same: bool
    title: str
    url: str


@dataclass(frozen=True)
class ObservationRow:
    """One observation, in the words of the page.

    Attributes
    ----------
    anchor, at : str
        Ids of the row, and of the numeral or phrase in the text.
    name, subject, theme, value : Both
        Words in both languages; `subject` is "" for the whole place, and the English of `name`
        where there is none.
    theme_id, place, year, status, measure : object
        What filters ask for; `place` is chapter and section, `status` ``result`` or ``target``.
    op, text : str
        How the number binds; the numeral or phrase as printed.
    synonyms, definition, note : str
        "" where there is none.
    published : tuple of Published
        The same indicator and subject in other years.
    """

    anchor: str
    at: str
    name: Both
    subject: Both
    theme: Both
    value: Both
    theme_id: str
    place: str
    year: int
    status: str
    measure: str
    op: str
    text: str
    synonyms: str
    definition: str
    note: str
    published: tuple[Published, ...]


@dataclass(frozen=True)
class ExclusionRow:
    """A numeral that is no observation: its ids as in `ObservationRow`, the reason and a note."""

    anchor: str
    at: str
    text: str
    reason: str
    note: str
    place: str


def observation_rows(report: Report) -> list[ObservationRow]:
    """Return the observations of a report in the order of its text.

    Examples
    --------
    >>> from jhreport import load_report
    >>> row = observation_rows(load_report("jinhua-2020"))[2]
    >>> row.anchor, row.at, row.value
    ('gdp-2019-growth', 'at-908', ('6.5%', '6.5%'))
    """
    stated = load_observations(report)
    stated = stated.assign(anchor=anchors(stated)).sort_values(["start", "subject"], kind="stable")
    indicators = load_indicators(report)
    published = _published(report)
    rows = []
    for row in stated.itertuples():
        known = indicators.loc[row.indicator]
        rows.append(
            ObservationRow(
                anchor=row.anchor,
                at=place_anchor(row.start),
                name=_name(known),
                subject=_subject(row.subject, report),
                theme=theme_words(known["theme"]),
                value=value_words(row),
                theme_id=known["theme"],
                place=place_label(*report.place(row.start)),
                year=int(row.year),
                status="target" if row.status == "target" else "result",
                measure=row.measure,
                op=row.op,
                text=row.text,
                synonyms=_filled(known["synonyms"]),
                definition=_filled(known["definition"]),
                note=_filled(row.note),
                published=published.get((row.indicator, row.subject), ()),
            )
        )
    return rows


def exclusion_rows(report: Report) -> list[ExclusionRow]:
    """Return the numerals of a report that are no observation, in the order of its text."""
    return [
        ExclusionRow(
            anchor=f"row-{place_anchor(row.start)}",
            at=place_anchor(row.start),
            text=row.text,
            reason=row.reason,
            note=_filled(row.note),
            place=place_label(*report.place(row.start)),
        )
        for row in load_exclusions(report).sort_values("start").itertuples()
    ]


def marks_of(rows: list[ObservationRow], exclusions: list[ExclusionRow]) -> list[Mark]:
    """Return the marks that the rows of the tables need in the text, in its order."""
    marks = []
    for at, group in groupby(rows, key=lambda row: row.at):
        stating = list(group)
        measures = dict.fromkeys(row.measure for row in stating)
        if stating[0].op == "qualitative":
            measures = {"qualitative": None}
        first = stating[0]
        marks.append(Mark(*_span(first), first.status, tuple(measures), at, first.anchor))
    marks += [Mark(*_span(row), "excluded", (), row.at, row.anchor) for row in exclusions]
    return sorted(marks, key=lambda mark: mark.start)


def _span(row: ObservationRow | ExclusionRow) -> tuple[int, int]:
    start = int(row.at.removeprefix("at-"))
    return start, start + len(row.text)


def _published(report: Report) -> dict[tuple[str, str], tuple[Published, ...]]:
    found: dict[tuple[str, str], list[Published]] = {}
    for row in load_published(report.place_zh).itertuples():
        same = row.comparability == "same"
        figure = Published(
            int(row.year), published_words(row), same, row.source_title, row.source_url
        )
        found.setdefault((row.indicator, row.subject), []).append(figure)
    return {key: tuple(rows) for key, rows in found.items()}


def _name(indicator: pd.Series) -> Both:
    """Return the names of an indicator, whose English is its Chinese where there is none."""
    chinese, english = indicator["name_zh"], _filled(indicator["name_en"])
    return chinese, "" if english == chinese else english


def _subject(subject: str, report: Report) -> Both:
    return ("", "") if subject == report.whole else term_words(subject, "subject")


def _filled(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell)
