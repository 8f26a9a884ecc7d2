"""Take the text of a report out of a text, HTML, Word or PDF file, and say what was left out.

The kind of a file is told from its content. Each kind but plain text has a module of its own,
which is imported, with its library, where a file of that kind is met.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from jhreport.decoding import decode
from jhreport.errors import ReportError

LARGEST_FILE = 50_000_000
"""Most bytes of a PDF or Word file that are read; a report needs few, its pictures many."""
LARGEST_TEXT = 5_000_000
"""Most bytes of a plain text or web page that are read; a report has a hundredth of it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_TAG = re.compile(rb"<(?:!doctype html|html|head|body|meta|div|p|br|span|table)\b", re.IGNORECASE)
_SHOWN = 3
_SHOWN_CHARS = 40


class Dropped(NamedTuple):
    """What was left out of a text, by kind; as a string, a line to print.

    Attributes
    ----------
    kind : str
        Such as ``page number``, ``navigation`` or ``footnote``.
    texts : tuple of str
        What was left out, or where; the same text once.
    times : int
        How often, repeated texts counted.

    Examples
    --------
    >>> print(Dropped("page number", ("— 1 —", "— 2 —", "— 3 —", "— 4 —"), 4))
    page number, 4 times: — 1 — | — 2 — | — 3 — | and 1 more
    """

    kind: str
    texts: tuple[str, ...]
    times: int

    def __str__(self) -> str:
        shown = [
            text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}…"
            for text in self.texts[:_SHOWN]
        ]
        if more := len(self.texts) - len(shown):
            shown.append(f"and {more} more")
        often = f", {self.times} times" if self.times > 1 else ""
        return f"{self.kind}{often}: {' | '.join(shown)}"


@dataclass(frozen=True)
class Extract:
    r"""The text of a report, and what its file held beside it.

    Attributes
    ----------
    text : str
        What the project stores as ``report.txt``: offsets of drafts refer to it. Its lines end
        with ``\n``; each is a paragraph, unless a plain text was broken otherwise.
    dropped : tuple of Dropped
        What was left out, one entry a kind; empty for a plain text.

    Examples
    --------
    >>> Extract("一、回顾\n", (Dropped("page number", ("— 3 —",), 1),))
    Extract(dropped=(Dropped(kind='page number', texts=('— 3 —',), times=1),))
    """

    text: str = field(repr=False)
    dropped: tuple[Dropped, ...] = ()


def extract_text(path: str | Path) -> Extract:
    r"""Take the text of a report out of a file; nothing is written.

    A plain text stays as it is, but that its lines end with ``\n`` and a byte order mark goes. Of
    any other file each paragraph is a line, without white space around it; characters that no text
    file may hold are left out, and radicals, which fonts of a PDF leave in place of hanzi, become
    hanzi. Full-width digits stay. Whether a text is a government work report, `doubts` tells.

    Parameters
    ----------
    path : str or pathlib.Path
        A text, HTML, Word (.docx) or PDF file: text in UTF-8, in UTF-16 with a byte order mark, or
        in GB18030; PDF and Word up to 50 MB, others up to 5 MB.

    Raises
    ------
    ReportError
        If the file is missing, empty, too large, damaged, encrypted, or of another kind; if it is
        a scan, or a web page without prose.

    Examples
    --------
    >>> from jhreport.files import data_dir
    >>> extract_text(data_dir() / "jinhua-2020" / "report.txt").text.split()[0]
    '2020年浙江省金华市人民政府工作报告'
    """
    path = Path(path)
    content, origin = _read(path), str(path)
    kind = _kind(content, path)
    if kind in ("page", "text"):
        _check_size(len(content), LARGEST_TEXT, path)
    if kind == "text":
        return _extract([decode(content, origin).replace("\r\n", "\n").replace("\r", "\n")], origin)
    if kind == "page":
        from jhreport.extraction.html import read_page as read
    elif kind == "word":
        from jhreport.extraction.word import read_word as read
    else:
        from jhreport.extraction.pdf import read_pdf as read
    lines, dropped = read(content, origin)
    return _extract([f"{line}\n" for line in lines if line], origin, dropped)


def _read(path: Path) -> bytes:
    """Read a file that is neither empty nor too large, or say why it cannot be read."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ReportError(f"{path}: a folder or a device, no file. Name the file in it.")
        _check_size(size, LARGEST_FILE, path)
        content = path.read_bytes()
    except OSError as error:
        raise ReportError(
            f"Could not read {path}: {error.strerror or error}. Name a file that exists and that "
            "you may read."
        ) from error
    if not content.strip():
        raise ReportError(f"{path}: the file is empty. Fetch it again.")
    return content


def _check_size(size: int, largest: int, path: Path) -> None:
    if size > largest:
        raise ReportError(
            f"{path}: {size / 1e6:.1f} MB. Allowed: {LARGEST_FILE // 10**6} MB of a PDF or Word "
            f"file, {LARGEST_TEXT // 10**6} MB of any other. Save the report alone, without "
            "pictures and scripts."
        )


def _kind(content: bytes, path: Path) -> str:
    """Tell a file by its content: ``pdf``, ``word``, ``page`` or ``text``."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(_ZIP):
        return "word"
    if content.startswith(_OLE):
        raise ReportError(
            f"{path}: an old Word file (.doc), or one with a password. Allowed: .docx, PDF, "
            "HTML, text. Open it in Word or WPS and save it as .docx, without a password."
        )
    if _is_page(content[:65536]):
        return "page"
    if path.suffix.lower() in (".docx", ".pdf"):
        raise ReportError(
            f"{path}: named {path.suffix}, but it is none: it starts with {content[:8]!r}. Fetch "
            "it again, or rename it after what it is."
        )
    return "text"


def _is_page(start: bytes) -> bool:
    """Tell a web page by a tag near its start."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", "ignore").encode()
    return bool(_TAG.search(start))


def _extract(
    pieces: Iterable[str], origin: str, dropped: Iterable[tuple[str, str]] = ()
) -> Extract:
    """Check that a text is there, and gather what was left out by kind."""
    # A second byte order mark, as of files that were joined, would shift all offsets.
    text = "".join(pieces).lstrip("\ufeff")
    if not text.strip():
        raise ReportError(f"{origin}: there is no text in it. Look whether it is the right file.")
    texts: dict[str, list[str]] = {}
    for kind, left_out in dropped:
        if left_out:
            texts.setdefault(kind, []).append(left_out)
    return Extract(
        text,
        tuple(Dropped(kind, tuple(dict.fromkeys(all_)), len(all_)) for kind, all_ in texts.items()),
    )
