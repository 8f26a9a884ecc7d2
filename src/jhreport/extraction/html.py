"""The text of a web page: the block with the most prose, without its furniture."""

import re
import warnings
from typing import TYPE_CHECKING

from jhreport.decoding import decode
from jhreport.errors import ReportError
from jhreport.extraction.damage import sealed
from jhreport.extraction.furniture import is_furniture
from jhreport.extraction.lines import clean

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

LEAST_PROSE = 20
"""Fewest characters of a line with 。 that counts as prose."""
BLOCK_SHARE = 0.8
"""Least share of the prose of a block that an inner one must hold to be the report."""

_UNSEEN = ["script", "style", "noscript", "template", "iframe", "object", "svg"]
_KINDS = {name: name for name in ("header", "footer", "aside", "form")}
_KINDS |= {"nav": "navigation", "button": "form", "select": "form", "textarea": "form"}
_HOLDER = re.compile("^(?:article|center|div|form|main|section|table|tbody|td|tr)$")
_BREAK = re.compile(
    "^(?:address|article|aside|blockquote|br|center|d[dlt]|div|fieldset|figure|footer|form|h[1-6]|"
    "header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul)$"
)
_GAP = re.compile(r"\s+")
_TITLE = re.compile("工作的?报告")


def read_page(content: bytes, origin: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the lines of the report on a web page, and what was left out: kind and text."""
    text = decode(content, origin)
    with sealed(f"{origin}: damaged web page"):
        return _read(text, origin)


def _read(text: str, origin: str) -> tuple[list[str], list[tuple[str, str]]]:
    soup = _parse(text)
    root = soup.body or soup
    dropped = [("script or style", tag.name) for tag in root(_UNSEEN)]
    for tag in root(_UNSEEN):
        tag.decompose()
    _mark_breaks(root)
    prose = _prose(root)
    for tag in root(lambda tag: bool(_kind(tag))):
        # A page may stand as a whole in a form or a header.
        if not tag.decomposed and _prose(tag) * 2 <= prose:
            dropped.append((_kind(tag), " ".join(_lines(tag))))
            tag.decompose()
    if not _prose(root):
        raise ReportError(
            f"{origin}: a web page without a paragraph of prose: no line of {LEAST_PROSE} "
            "characters has a 。. A script or a frame may bring the text: open the page in a "
            "browser, select the report, and save it as text or .docx."
        )
    block = _report_block(root)
    titles = _titles_before(block)
    lines = _lines(block)
    if block is not root:
        block.extract()
        beside = [line for line in _lines(root) if line not in titles]
        dropped += [("beside the report", line) for line in beside]
    dropped += [("page furniture", line) for line in lines if is_furniture(line)]
    return titles + [line for line in lines if not is_furniture(line)], dropped


def _parse(text: str) -> "BeautifulSoup":
    """Parse a page that was decoded already: parsers give up on GBK that is declared as GB2312."""
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    with warnings.catch_warnings(action="ignore", category=XMLParsedAsHTMLWarning):
        return BeautifulSoup(text, "lxml")


def _mark_breaks(root: "Tag") -> None:
    """Put a NUL, which no page holds, wherever a line ends."""
    for text in [text for pre in root("pre") for text in pre(string=True)]:
        text.replace_with(text.replace("\n", "\0"))
    for tag in root(_BREAK):
        tag.insert(0, "\0")
        tag.append("\0")


def _kind(tag: "Tag") -> str:
    """Return which furniture an element is; "" for none."""
    style = "".join(str(tag.get("style", "")).split()).lower()
    if tag.has_attr("hidden") or "display:none" in style or "visibility:hidden" in style:
        return "hidden"
    if tag.name == "header" and tag.find_parent(["article", "main"]):
        return ""  # of the report, not of the site
    return _KINDS.get(tag.name, "")


def _lines(tag: "Tag") -> list[str]:
    """Return the lines of an element; a break in the source of the page ends none."""

    def close(gap: re.Match[str]) -> str:
        if "\n" not in gap[0]:
            return gap[0]
        around = gap.string[gap.start() - 1 : gap.start()] + gap.string[gap.end() : gap.end() + 1]
        return " " if len(around) == 2 and around.isascii() else ""

    lines = (clean(_GAP.sub(close, part)) for part in tag.get_text().split("\0"))
    return [line for line in lines if line]


def _prose(tag: "Tag") -> int:
    return sum(len(x) for x in _lines(tag) if "。" in x and len(x) >= LEAST_PROSE)


def _report_block(block: "Tag") -> "Tag":
    """Go down from a block to the innermost that still holds most of its prose."""
    inner: Tag | None = block
    while inner is not None:
        block, least = inner, BLOCK_SHARE * _prose(inner)
        holders = block(_HOLDER, recursive=False)
        inner = next((holder for holder in holders if _prose(holder) >= least), None)
    return block


def _titles_before(block: "Tag") -> list[str]:
    """Return the last headline before a block that names a work report, unless the block does."""
    headline = next(
        (
            tag
            for tag in block.find_all_previous(["h1", "h2", "h3"])
            if _TITLE.search(tag.get_text())
        ),
        None,
    )
    if headline is None or _TITLE.search("".join(_lines(block)[:5])):
        return []
    return _lines(headline)
