"""The reader: one page with a report on the left and what its numbers state on the right."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from jhreport.datasets import has_tables
from jhreport.ledgers import ledger
from jhreport.pages import house
from jhreport.pages.observation_rows import (
    ExclusionRow,
    ObservationRow,
    exclusion_rows,
    marks_of,
    observation_rows,
)
from jhreport.pages.text_blocks import Block, ThemeHit, text_blocks
from jhreport.pages.values import Both
from jhreport.report import Report, load_report
from jhreport.reviewing import is_draft, list_checks
from jhreport.themes import theme_hits, theme_profile
from jhreport.wording import place_label, report_parts


@dataclass(frozen=True)
class Option:
    """One choice of a filter: its value, and its words in both languages."""

    value: str
    label: Both


@dataclass(frozen=True)
class ReportPage:
    """What the page of a report holds.

    Attributes
    ----------
    report : Report
        The report.
    title : Both
        The report's title, or its name; "" in English if it has none.
    blocks : list of Block
        The text, with its marks.
    rows, exclusions : list
        What the report states, and the numerals that are no observation.
    themes : list
        Rows of `theme_profile`; none if the text speaks of no theme.
    filters : dict
        The choices of each filter: ``chapter``, ``theme``, ``year``, ``status``, ``measure``.
    notices : list of tuple
        What is missing: a key of the texts and the values to fill in.
    """

    report: Report
    title: Both
    blocks: list[Block]
    rows: list[ObservationRow]
    exclusions: list[ExclusionRow]
    themes: list
    filters: dict[str, list[Option]]
    notices: list[tuple[str, dict[str, int]]]

    @property
    def has_phrases(self) -> bool:
        """Whether there are targets without a number."""
        return any(row.op == "qualitative" for row in self.rows)


def report_page(report: str | Path | Report) -> ReportPage:
    """Gather what the page of a report holds.

    Raises
    ------
    ReportError, TableError, LedgerError
        If the report or its tables cannot be loaded, or a numeral has no role.

    Examples
    --------
    >>> page = report_page("jinhua-2020")
    >>> len(page.rows), page.rows[2].anchor
    (218, 'gdp-2019-growth')
    """
    report = load_report(report)
    rows, exclusions = [], []
    if has_tables(report):
        ledger(report)  # refuses tables that do not agree with the text
        rows, exclusions = observation_rows(report), exclusion_rows(report)
    hits = [ThemeHit(hit.start, hit.end, hit.theme) for hit in theme_hits(report).itertuples()]
    return ReportPage(
        report=report,
        title=(report.title_zh or report.name, report.title_en),
        blocks=text_blocks(report, marks_of(rows, exclusions), hits),
        rows=rows,
        exclusions=exclusions,
        themes=list(theme_profile(report).itertuples()) if hits else [],
        filters=_filters(report, rows, exclusions),
        notices=_notices(report, rows),
    )


def render_report_page(report: str | Path | Report) -> str:
    """Write the page of a report as HTML that needs no other file.

    Raises
    ------
    ReportError, TableError, LedgerError
        As `report_page`.
    """
    return render_page(report_page(report))


def render_page(page: ReportPage, home: str = "") -> str:
    """Write what `report_page` gathered as HTML, with a link to the site that it is part of."""
    return house.document(
        house.render("report.html.jinja", page=page, home=home),
        title=page.title[0],
        headings="".join(_letters(block) for block in page.blocks if block.kind != "paragraph"),
        styles=["house.css", "reader.css"],
        scripts=["reader.js"],
    )


def _letters(block: Block) -> str:
    return "".join(segment.text for run in block.runs for segment in run.segments)


def _filters(
    report: Report, rows: list[ObservationRow], exclusions: list[ExclusionRow]
) -> dict[str, list[Option]]:
    """Return what can be chosen: parts of the text, and what the rows hold."""
    words = house.texts()
    themes = {row.theme_id: row.theme for row in rows}
    statuses = [*dict.fromkeys(row.status for row in rows), *(["excluded"] if exclusions else [])]
    return {
        "chapter": _parts(report),
        "theme": [Option(theme, themes[theme]) for theme in sorted(themes)],
        "year": [Option(str(year), (str(year),) * 2) for year in sorted({r.year for r in rows})],
        "status": [Option(key, _pair(words["role"][key])) for key in statuses],
        "measure": [
            Option(key, _pair(pair))
            for key, pair in words["measure"].items()
            if any(row.measure == key for row in rows)
        ],
    }


def _pair(words: dict[str, str]) -> Both:
    return words["zh"], words["en"]


def _parts(report: Report) -> list[Option]:
    """Return chapters and, set in beneath each, its sections."""
    chapters, sections = report_parts(report, "chapter"), report_parts(report)
    parts = pd.concat([chapters, sections[sections["section"] > 0]])
    parts = parts.sort_values(["chapter", "section"], kind="stable")
    return [
        Option(
            place_label(row.chapter, row.section),
            tuple("\u2003" * bool(row.section) + text for text in (row.label_zh, row.label_en)),
        )
        for row in parts.itertuples()
    ]


def _notices(report: Report, rows: list[ObservationRow]) -> list[tuple[str, dict[str, int]]]:
    """Return what the page must say is missing."""
    notices: list[tuple[str, dict[str, int]]] = []
    if not report.title_en:
        notices.append(("no_title_en", {}))
    if not has_tables(report):
        return [*notices, ("no_tables", {})]
    if not rows:
        return [*notices, ("no_observations", {})]
    if is_draft(report):
        notices.append(("drafts", {"doubtful": len(list_checks(report)), "total": len(rows)}))
    named = {row.name[0]: bool(row.name[1]) for row in rows}
    if missing := len(named) - sum(named.values()):
        notices.append(("no_english", {"missing": missing, "total": len(named)}))
    if not any(row.published for row in rows):
        notices.append(("no_published", {}))
    return notices
