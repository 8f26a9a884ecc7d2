"""The HTML that a notebook's outputs hold, cut down to what a page of the site shows of it."""

import re

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

_DROPPED = ["script", "style", "iframe", "object", "embed", "svg", "math", "template", "form"]
_KEPT = {
    "a": {"href"}, "b": set(), "br": set(), "caption": set(), "code": set(), "div": set(),
    "em": set(), "h3": set(), "h4": set(), "i": set(), "li": set(), "mark": set(), "ol": set(),
    "p": set(), "pre": set(), "span": set(), "strong": set(), "table": set(), "tbody": set(),
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "thead": set(), "tr": set(),
    "ul": set(),
}  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|#)", re.IGNORECASE)
_NUMBER = re.compile(r"[≥≤≈−+-]*\d[\d,]*(?:\.\d+)?(?:[–—/][−+-]?\d[\d,]*(?:\.\d+)?)?[^\d\s]{0,6}")
"""A number, a range or a fraction, with a unit or without."""
_LONG, _WORDS = 40, 4
"""Cells of more characters than these get room, so that hanzi do not stand one below the other."""


def clean(html: str) -> Markup:
    """Return the HTML of an output without anything that runs, loads or styles.

    Tables get one row of headers, which say of what they are; numbers are marked for alignment.

    Examples
    --------
    >>> clean('<p onclick="x()" style="color:red">6.5<script>x()</script></p>')
    Markup('<p>6.5</p>')
    """
    soup = BeautifulSoup(html, "lxml")
    for tag in soup.find_all(_DROPPED):
        tag.decompose()
    for tag in soup.find_all(True):
        if tag.name not in _KEPT:
            tag.unwrap()
            continue
        wanted = _KEPT[tag.name]
        tag.attrs = {
            key: value
            for key, value in tag.attrs.items()
            if key in wanted and (key != "href" or _ADDRESS.match(value))
        }
    for table in soup.find_all("table"):
        _arrange(soup, table)
    return Markup(soup.decode(formatter="minimal").strip())


def _arrange(soup: BeautifulSoup, table: Tag) -> None:
    """Make a table of pandas one that reads well, aloud too, and scrolls sideways by itself."""
    _join_headers(table)
    for tag in table.select("thead th"):
        if tag.get_text(strip=True):
            tag["scope"] = "col"
        else:
            tag.name = "td"  # a header that says nothing
    for tag in table.select("tbody th"):
        tag["scope"] = "row" if not tag.has_attr("rowspan") else "rowgroup"
    for tag in table.select("tbody td, tbody th"):
        length = len(tag.get_text(strip=True))
        if length > _WORDS:
            tag["class"] = "long" if length > _LONG else "words"
    _align(table)
    table.wrap(soup.new_tag("div", attrs={"class": "wide", "tabindex": "0", "role": "group"}))


def _align(table: Tag) -> None:
    """Mark the columns that hold numbers only, headers with them; not where cells span."""
    if table.find(rowspan=True) or table.find(colspan=True):
        return
    for cells in zip(*(row.find_all(["td", "th"]) for row in table.find_all("tr")), strict=False):
        texts = [cell.get_text(strip=True) for cell in cells if cell.find_parent("tbody")]
        filled = [text for text in texts if text not in ("", "NaN", "<NA>")]
        if filled and all(map(_NUMBER.fullmatch, filled)) and cells[-1].name == "td":
            for cell in cells:
                cell["class"] = "number"


def _join_headers(table: Tag) -> None:
    """Join the two rows of headers that pandas writes, columns and, below, names of the index."""
    rows = table.select("thead tr")
    if len(rows) != 2:
        return
    pairs = list(zip(rows[0].find_all("th"), rows[1].find_all("th"), strict=False))
    texts = [(above.get_text(strip=True), below.get_text(strip=True)) for above, below in pairs]
    if len(rows[0].find_all("th")) != len(rows[1].find_all("th")) or any(map(all, texts)):
        return
    for (above, below), (first, second) in zip(pairs, texts, strict=True):
        above.string = first or second
        below.decompose()
    rows[1].decompose()
