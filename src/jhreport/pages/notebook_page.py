"""A notebook as a page: prose, tables and figures, with the code folded away."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

import mistune
from markupsafe import Markup
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from jhreport.pages import house
from jhreport.pages.gallery import GalleryFigure
from jhreport.pages.notebook_outputs import clean
from jhreport.pages.values import Both


@dataclass(frozen=True)
class Heading:
    """A heading of a notebook, for its table of contents."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Output:
    """What a cell shows.

    `kind` is ``html``, ``text``, ``figure`` (one of the gallery) or ``image`` (any other, as the
    address of its data, with an alt text).
    """

    kind: str
    html: str = ""
    text: str = ""
    figure: GalleryFigure | None = None
    alt: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell: prose as HTML, or highlighted code with what it shows."""

    prose: str = ""
    code: str = ""
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True)
class NotebookPage:
    """What the page of a notebook holds.

    Attributes
    ----------
    stem : str
        File name without suffix.
    title, lead : str
        Its first heading, or the file name; the paragraph below it, as text.
    headings : tuple of Heading
        The table of contents.
    cells : tuple of Cell
        The cells in order.
    executed : bool
        Whether it holds the outputs of a run.
    """

    stem: str
    title: str
    lead: str
    headings: tuple[Heading, ...]
    cells: tuple[Cell, ...]
    executed: bool

    @property
    def number(self) -> str:
        """The number that its name begins with, and those of its figures with it."""
        return self.stem.partition("_")[0]


def notebook_page(
    notebook: NotebookNode, stem: str, gallery: Iterable[GalleryFigure] = (), others: Iterable = ()
) -> NotebookPage:
    """Gather what the page of a notebook holds.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook with its outputs.
    stem : str
        Its file name without suffix.
    gallery : iterable of GalleryFigure
        Figures of the site: an image that is one of them is shown in both languages.
    others : iterable of str
        Stems of the notebooks that have pages: links to them lead there. All other links to files
        become plain text, since the site does not hold what they lead to.
    """
    prose = _Prose(set(others) | {stem})
    known = {_digest(one.contents[f"en/{one.name}.png"]): one for one in gallery}
    code_cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells = tuple(_cells(notebook, prose, known))
    titles = [heading for heading in prose.headings if heading.level == 1]
    return NotebookPage(
        stem=stem,
        title=titles[0].text if titles else stem,
        lead=prose.lead,
        headings=tuple(heading for heading in prose.headings if heading.level == 2),
        cells=cells,
        executed=any(cell.execution_count for cell in code_cells) or not code_cells,
    )


def render_notebook_page(page: NotebookPage, pages: list[NotebookPage], title: Both) -> str:
    """Write the page of a notebook as HTML.

    Parameters
    ----------
    page : NotebookPage
        The page.
    pages : list of NotebookPage
        All of the site, in order, for the links to the neighbours.
    title : Both
        The title of the report.
    """
    at = pages.index(page)
    neighbours = {
        "previous": pages[at - 1] if at else None,
        "next": pages[at + 1] if at + 1 < len(pages) else None,
    }
    values = {"page": page, "title": title, "neighbours": neighbours}
    return house.document(
        house.render("notebook.html.jinja", **values),
        title=page.title,
        headings="".join([page.title, *title, *_bold(page)]),
        styles=["house.css", "site.css", "notebook.css"],
        scripts=["site.js"],
        images=True,
    )


def _cells(
    notebook: NotebookNode, prose: "_Prose", known: Mapping[str, GalleryFigure]
) -> Iterable[Cell]:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield Cell(prose=prose.html(cell.source))
        elif cell.cell_type == "code" and cell.source.strip():
            shown = tuple(_output(output, prose, known) for output in cell.outputs)
            yield Cell(code=_highlighted(cell.source), outputs=shown)


def _output(output: NotebookNode, prose: "_Prose", known: Mapping[str, GalleryFigure]) -> Output:
    data = output.get("data", {})
    if "image/png" in data:
        alt = output.metadata.get("image/png", {}).get("alt", data.get("text/plain", ""))
        encoded = "".join(data["image/png"].split())
        figure = known.get(_digest(base64.b64decode(encoded)))
        address = f"data:image/png;base64,{encoded}"
        return Output("figure" if figure else "image", figure=figure, alt=alt, text=address)
    if "text/markdown" in data:
        return Output("html", html=prose.html(data["text/markdown"]))
    if cleaned := clean(data.get("text/html", "")):
        return Output("html", html=cleaned)
    return Output("text", text=data.get("text/plain", output.get("text", "")).rstrip())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _highlighted(code: str) -> Markup:
    return Markup(highlight(code, PythonLexer(), HtmlFormatter(nowrap=True)).rstrip())


def _bold(page: NotebookPage) -> list[str]:
    """Return what stands in bold: headings, and in outputs whatever may."""
    outputs = [output.html for cell in page.cells for output in cell.outputs]
    strong = re.findall(r"<(?:th|b|strong|mark)\b[^>]*>([^<]*)", "".join(outputs))
    return [*(heading.text for heading in page.headings), *strong]


class _Prose(mistune.HTMLRenderer):
    """Turns Markdown into HTML, with an anchor for each heading; HTML within it is escaped."""

    def __init__(self, stems: set[str]) -> None:
        super().__init__(escape=True)
        self.headings: list[Heading] = []
        self.lead = ""
        self._stems = stems
        self._parse = mistune.create_markdown(renderer=self, plugins=["table"])

    def html(self, source: str) -> Markup:
        return Markup(self._parse(source))

    def heading(self, text: str, level: int, **attrs: object) -> str:
        plain = Markup(text).striptags()
        anchor = self._anchor(plain)
        self.headings.append(Heading(level, anchor, plain))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def paragraph(self, text: str) -> str:
        self.lead = self.lead or Markup(text).striptags()
        return super().paragraph(text)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if re.match(r"https?://|#", url):
            return str(Markup('<a href="{}">{}</a>').format(url, Markup(text)))
        path = PurePosixPath(url)
        if path.suffix == ".ipynb" and path.stem in self._stems:
            return str(Markup('<a href="{}.html">{}</a>').format(path.stem, Markup(text)))
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text  # what is seen, in words; the site does not hold the file

    def _anchor(self, text: str) -> str:
        plain = re.sub(r"[\W_]+", "-", text.lower()).strip("-") or "section"
        taken = {heading.anchor for heading in self.headings}
        names = (plain if n == 1 else f"{plain}-{n}" for n in count(1))
        return next(name for name in names if name not in taken)
