"""Decode the bytes of a report soundly, or say why that cannot be done."""

import codecs
import re
from functools import cache

from jhreport.errors import ReportError

COMMON_SHARE = 0.6
"""Least share of common hanzi: real reports reach 0.99, Big5 or UTF-8 misread 0.4 or less."""

_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CUT = ("unexpected end of data", "truncated data", "incomplete multibyte sequence")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_RESAVE = (
    "Allowed: text in UTF-8, in UTF-16 with a byte order mark, or in GB18030. Open it in an editor "
    "and save it as UTF-8."
)


def decode(content: bytes, origin: str) -> str:
    r"""Decode the bytes of a report; line ends stay as they are.

    Parameters
    ----------
    content : bytes
        UTF-8, UTF-16 with a byte order mark, or GB18030 (so GBK and GB2312 too).
    origin : str
        Where the bytes come from, for the message of an error.

    Raises
    ------
    ReportError
        If `content` is binary, cut in the middle of a character, or in another encoding.

    Examples
    --------
    >>> decode("增长6.5%。\r\n".encode("gb18030"), "report.txt")
    '增长6.5%。\r\n'
    """
    bom = next((bom for bom in _BOMS if content.startswith(bom)), b"")
    if not bom and b"\0" in content:
        raise ReportError(f"{origin}: NUL byte at {content.index(0)}: no text file. {_RESAVE}")
    body = content[len(bom) :]
    for encoding in [_BOMS[bom]] if bom else ["utf-8", "gb18030"]:
        try:
            text = body.decode(encoding)
            break
        except UnicodeDecodeError as error:
            failure = error
            if error.reason in _CUT and error.end == len(body):
                raise ReportError(
                    f"{origin}: cut in the middle of a character at byte {len(bom) + error.start} "
                    f"(read as {encoding}). The file is incomplete: fetch it again."
                ) from error
    else:
        raise ReportError(
            f"{origin}: byte {len(bom) + failure.start} is no {encoding}: another encoding, "
            f"such as Big5, or no text file. {_RESAVE}"
        ) from failure
    if encoding == "gb18030" and (share := _common_share(text)) < COMMON_SHARE:
        raise ReportError(
            f"{origin}: read as GB18030, only {share:.0%} of its letters are common hanzi (at "
            f"least {COMMON_SHARE:.0%} expected): it is Big5, or damaged. {_RESAVE}"
        )
    if control := _CONTROL.search(text):
        raise ReportError(
            f"{origin}: control character {control[0]!r} at offset {control.start()}: "
            f"no text file. {_RESAVE}"
        )
    return text


def _common_share(text: str) -> float:
    """Return the share of GB2312 level-1 hanzi in the letters beyond ASCII; 1 without any."""
    letters = [char for char in text if char.isalpha() and not char.isascii()]
    return sum(char in _common_hanzi() for char in letters) / len(letters) if letters else 1.0


@cache
def _common_hanzi() -> frozenset[str]:
    """Return the 3,755 hanzi of GB2312 level 1, rows B0 to D7."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset("".join(cell.decode("gb2312", "ignore") for cell in cells))
