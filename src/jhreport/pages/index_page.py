"""The first page of a site: findings, gallery, notebooks, downloads, how to cite."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from jhreport import findings
from jhreport.datasets import has_tables
from jhreport.findings import Findings
from jhreport.findings.common import on_drafts
from jhreport.ledgers import ledger
from jhreport.pages import house
from jhreport.pages.citation import cite_report, cite_work
from jhreport.pages.gallery import GalleryFigure
from jhreport.pages.notebook_page import NotebookPage
from jhreport.pages.report_page import ReportPage
from jhreport.pages.values import Both
from jhreport.report import Report


@dataclass(frozen=True)
class Topic:
    """What a notebook is about.

    `key` names it in the texts; `number` begins the names of notebook and figures; `find` returns
    its findings, from the tables if `from_tables`.
    """

    key: str
    number: str
    find: Callable[[Report], Findings]
    from_tables: bool = True


#: The topics in the order of the page: what matters most to a reader first.
TOPICS = (
    Topic("years", "05", findings.of_years),
    Topic("review", "01", findings.of_review),
    Topic("targets", "02", findings.of_targets),
    Topic("words", "03", findings.of_words, from_tables=False),
    Topic("themes", "04", findings.of_themes, from_tables=False),
    Topic("report", "00", findings.of_report),
)


@dataclass(frozen=True)
class Chapter:
    """A topic on the page: its findings, figures and notebook, as far as there are any."""

    key: str
    sentences: list[Markup]
    figures: list[GalleryFigure]
    notebook: NotebookPage | None


@dataclass(frozen=True)
class Download:
    """A file of the site: path within it, what it is, and its size in bytes."""

    path: str
    title: Both
    about: Both
    size: int


@dataclass(frozen=True)
class IndexPage:
    """What the first page holds.

    Attributes
    ----------
    report : Report
        The report.
    title : Both
        Its title, or its name; "" in English if it has none.
    numbers : dict of str to int
        How many there are of what, by key of the texts; without those there are none of.
    chapters : list of Chapter
        Topics with something to show.
    notebooks : list of NotebookPage
        The notebooks in order.
    downloads : list of Download
        Workbook and tables.
    notices : list of tuple
        What is missing: a key of the texts and the values to fill in.
    caveats : list of Markup
        What holds for all findings: how many rows are drafts.
    citations : list of Both
        How to cite the report, and what is made from it.
    """

    report: Report
    title: Both
    numbers: dict[str, int]
    chapters: list[Chapter]
    notebooks: list[NotebookPage]
    downloads: list[Download]
    notices: list[tuple[str, dict[str, int]]]
    caveats: list[Markup]
    citations: list[Both]


def index_page(
    page: ReportPage,
    notebooks: list[NotebookPage],
    gallery: list[GalleryFigure],
    downloads: list[Download],
) -> IndexPage:
    """Gather what the first page of a site holds.

    Parameters
    ----------
    page : ReportPage
        What the reader shows.
    notebooks, gallery, downloads : list
        The other parts of the site.
    """
    report = page.report
    statuses = Counter(row.status for row in page.rows)
    numbers = {
        "results": statuses["result"],
        "targets": statuses["target"],
        "numerals": len(ledger(report)) if page.rows else 0,
        "figures": len(gallery),
    }
    notices = [*page.notices]
    if not notebooks:
        notices.append(("no_notebooks", {}))
    elif not all(one.executed for one in notebooks):
        notices.append(("not_executed", {}))
    if not gallery:
        notices.append(("no_figures", {}))
    caveats = on_drafts(report) if has_tables(report) else []
    chapters = [_chapter(topic, report, notebooks, gallery, caveats) for topic in TOPICS]
    numbered = {topic.number for topic in TOPICS}
    others = [figure for figure in gallery if figure.number not in numbered]
    chapters.append(Chapter("other", [], others, None))
    return IndexPage(
        report=report,
        title=page.title,
        numbers={key: number for key, number in numbers.items() if number},
        chapters=[one for one in chapters if one.sentences or one.figures],
        notebooks=notebooks,
        downloads=downloads,
        notices=notices,
        caveats=[_marked_up(sentence) for sentence in caveats],
        citations=[cite_report(report), cite_work(report)],
    )


def render_index_page(page: IndexPage) -> str:
    """Write the first page as HTML."""
    titles = [figure.zh.title + figure.en.title for one in page.chapters for figure in one.figures]
    return house.document(
        house.render("index.html.jinja", page=page),
        title=page.title[0],
        headings="".join([*page.title, *titles, *(one.title for one in page.notebooks)]),
        styles=["house.css", "site.css", "index.css"],
        scripts=["site.js"],
        images=True,
    )


def table_downloads(package: dict[str, bytes], folder: str) -> list[Download]:
    """List the tables of a data package, as its description tells of them, and that description."""
    listed = [
        Download(
            path=f"{folder}/{one['path']}",
            title=(one["title"], one["title"]),
            about=(one["description"], one["description"]),
            size=one["bytes"],
        )
        for one in json.loads(package["datapackage.json"])["resources"]
    ]
    words = house.texts()["site"]
    return [
        *listed,
        Download(
            path=f"{folder}/datapackage.json",
            title=(words["package"]["zh"], words["package"]["en"]),
            about=(words["about_package"]["zh"], words["about_package"]["en"]),
            size=len(package["datapackage.json"]),
        ),
    ]


def _chapter(
    topic: Topic,
    report: Report,
    notebooks: list[NotebookPage],
    gallery: list[GalleryFigure],
    caveats: list[str],
) -> Chapter:
    can_tell = has_tables(report) or not topic.from_tables
    sentences = topic.find(report).sentences if can_tell else ()
    return Chapter(
        key=topic.key,
        sentences=[_marked_up(said) for said in sentences if said not in caveats],
        figures=[figure for figure in gallery if figure.number == topic.number],
        notebook=next((one for one in notebooks if one.number == topic.number), None),
    )


def _marked_up(sentence: str) -> Markup:
    """Return a finding as HTML: it is text, but for names of columns in back quotes."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(sentence))))
