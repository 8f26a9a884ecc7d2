"""The text of a Word file: its paragraphs, also those of tables."""

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from jhreport.errors import ReportError
from jhreport.extraction.damage import sealed
from jhreport.extraction.lines import clean

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

LARGEST_UNPACKED = 50_000_000
"""Most bytes that the parts of a Word file may take; those of a report take few."""

_ASIDE = {"header", "footer", "footnotes", "endnotes", "comments"}
_UNREAD = {"AlternateContent", "drawing", "moveFrom", "object", "pict", "rt"}
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def read_word(content: bytes, origin: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the lines of a Word file, and what was left out: kind, and text or place."""
    from docx import Document

    with sealed(f"{origin}: damaged Word file (.docx)"):
        _check_archive(content, origin)
        document = Document(BytesIO(content))
        lines, dropped = _body(document)
        return lines, dropped + _asides(document)


def _check_archive(content: bytes, origin: str) -> None:
    """Refuse a zip file that holds no Word document, or more than a report can need."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        # More than an entry says of itself is never unpacked.
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if "word/document.xml" not in names:
        raise ReportError(
            f"{origin}: a zip file with {', '.join(names[:3]) or 'nothing'}, no Word file. "
            "Allowed: .docx, PDF, HTML, text. Unpack it, or save the report as .docx."
        )
    if unpacked > LARGEST_UNPACKED:
        raise ReportError(
            f"{origin}: {unpacked / 1e6:.1f} MB when unpacked. Allowed: "
            f"{LARGEST_UNPACKED // 10**6} MB. Save the report alone, without pictures."
        )


def _body(document: "Document") -> tuple[list[str], list[tuple[str, str]]]:
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    lines, dropped = [], []
    for element in document.element.body.iter(qn("w:p")):
        text, style = _text(element), Paragraph(element, document).style
        if next(element.iterancestors(qn("w:txbxContent")), None) is not None:
            dropped.append(("text box", clean(text)))
        elif style is not None and str(style.name).lower().startswith("toc "):
            dropped.append(("table of contents", clean(text)))
        else:
            # Word counts some paragraphs; the number itself is in no file.
            counted = [element.pPr, style.element.pPr if style is not None else None]
            if text.strip() and any(ppr is not None and ppr.numPr is not None for ppr in counted):
                dropped.append(("number set by Word", f"before {clean(text)[:20]}"))
            lines += map(clean, text.split("\n"))
    return lines, dropped


def _asides(document: "Document") -> list[tuple[str, str]]:
    """Return the texts of headers, footers, notes and comments."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    asides = []
    for link in document.part.rels.values():
        kind = link.reltype.rpartition("/")[2]
        if kind in _ASIDE and not link.is_external:
            texts = map(_text, parse_xml(link.target_part.blob).iter(qn("w:p")))
            asides += [(kind.removesuffix("s"), clean(text)) for text in texts]
    return asides


def _text(element: "_Element") -> str:
    """Return the text in an element of Word, without deletions and text boxes."""
    pieces = []
    for child in element.iterchildren("{*}*"):
        name = child.tag.rpartition("}")[2]
        if name == "t":
            pieces.append(child.text or "")
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name not in _UNREAD:
            pieces.append(_text(child))
    return "".join(pieces)
