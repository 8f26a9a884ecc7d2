"""The text of a PDF: its text layer, line by line, without page numbers and running heads."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from jhreport.errors import ReportError
from jhreport.extraction.damage import damaged, sealed
from jhreport.extraction.furniture import is_page_number
from jhreport.extraction.joining import Line, join_lines
from jhreport.extraction.lines import clean, width

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_UNREADABLE = 0.01
"""Most of the characters that may be none: bullets, not a font without its table."""

_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")


def read_pdf(content: bytes, origin: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the paragraphs of a PDF, and what was left out: kind and text."""
    failure = f"{origin}: damaged PDF"
    with _quiet() as notes:
        try:
            with sealed(failure):
                pages = _read_pages(content, origin)
        finally:
            # Of a damaged page pypdf gives what it can unpack, and only logs the loss.
            if lost := next((note for note in notes if "while decompressing" in note), ""):
                raise damaged(failure, lost)
    dropped = [
        ("page without text", f"page {n}") for n, page in enumerate(pages, start=1) if not page
    ]
    dropped += _drop_running(pages)
    _check_characters("".join(line.text for page in pages for line in page), len(pages), origin)
    return [clean(paragraph) for paragraph in join_lines(pages)], dropped


@contextmanager
def _quiet() -> Iterator[list[str]]:
    """Gather what pypdf logs of faults that it works around, and keep it from the user."""
    notes: list[str] = []
    handler, log = logging.Handler(), logging.getLogger("pypdf")
    handler.emit = lambda record: notes.append(record.getMessage())  # type: ignore[method-assign]
    former = log.handlers, log.propagate, log.level
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.WARNING)
    try:
        yield notes
    finally:
        log.handlers, log.propagate = former[:2]
        log.setLevel(former[2])


def _read_pages(content: bytes, origin: str) -> list[list[Line]]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReportError(
                f"{origin}: a PDF with a password. Open it with its password, and print it to a "
                "new PDF."
            )
        return [_page_lines(page) for page in reader.pages]
    except DependencyError as error:
        raise ReportError(
            f"{origin}: a PDF encrypted with AES, which cannot be read as things are. Open it and "
            "print it to a new PDF; or, if it opens without a password, run "
            "`pip install cryptography` and try again."
        ) from error


def _check_characters(text: str, pages: int, origin: str) -> None:
    """Refuse a PDF without text, or one whose characters cannot be told."""
    if not text:
        raise ReportError(
            f"{origin}: no text on its {pages} pages: a scan. Run OCR first (such as "
            "`ocrmypdf -l chi_sim in.pdf out.pdf`), or find the report as a web page."
        )
    if len(unread := _UNREADABLE.findall(text)) > MOST_UNREADABLE * len(text):
        raise ReportError(
            f"{origin}: {len(unread)} of {len(text)} characters are unreadable: a font lacks its "
            "table of characters, or the file is damaged. Run OCR, or find another copy."
        )


def _page_lines(page: "PageObject") -> list[Line]:
    """Return the lines of a page that are not blank."""
    lines = [Line("", 0, 1)]

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        start = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        em = abs(size * tm[0] * cm[0]) or 1
        for n, piece in enumerate(text.split("\n")):
            if n:
                lines.append(Line("", 0, 1))
            if lines[-1].text:
                lines[-1] = lines[-1]._replace(text=lines[-1].text + piece)
            elif body := piece.lstrip():
                lines[-1] = Line(body, start + em * width(piece[: -len(body)]), em)

    page.extract_text(visitor_text=visit)
    return [line._replace(text=line.text.rstrip()) for line in lines if line.text]


def _drop_running(pages: list[list[Line]]) -> list[tuple[str, str]]:
    """Take page numbers and lines that most pages repeat off the edges of pages."""

    def key(line: Line) -> tuple[str, int]:
        # The title may read as the heads do, but is larger.
        return re.sub(r"\d+", "#", "".join(line.text.split())), round(line.em)

    seen = Counter(shape for page in pages for shape in {key(x) for x in page[:3] + page[-3:]})
    # Left and right pages may have heads of their own.
    running = {shape for shape, n in seen.items() if n > 2 and n * 3 > len(pages)}
    # A number is of the text if most pages have another, or its own page has.
    shaped = any(is_page_number(shape.replace("#", "1")) for shape, _ in running)
    dropped = []
    for page in pages:
        numbered = shaped
        for edge in (-1, 0):
            while page:
                text = page[edge].text
                number = is_page_number(text)
                if key(page[edge]) not in running and (numbered or not number):
                    break
                numbered = numbered or number
                dropped.append(("page number" if number else "running head", text))
                del page[edge]
    return dropped
