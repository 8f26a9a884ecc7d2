"""Lines of a document: cleaned of what printing and encoding left in them."""

import unicodedata

_MARGIN = " \t\r\n\v\f\xa0\u2002\u2003\u2009\u200b\u3000\ufeff"
# What no text file may hold: control characters and halves of surrogate pairs.
_MENDED: dict[int, str | None] = dict.fromkeys([*range(9), *range(0xD, 0x20)])
_MENDED |= dict.fromkeys(range(0xD800, 0xE000))
# Radicals, which fonts of PDF files leave in place of the hanzi of the same form. Unicode holds
# those of Kangxi for equivalent to hanzi, the simplified ones not.
_MENDED |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_MENDED |= str.maketrans(
    "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)


def clean(line: str) -> str:
    r"""Mend the characters of a line, and take the white space off its ends.

    Examples
    --------
    >>> clean("\u3000⼯业增⻓５％ \r")
    '工业增长５％'
    """
    return line.translate(_MENDED).strip(_MARGIN)


def width(text: str) -> float:
    """Return the width of a text in full-width characters.

    Examples
    --------
    >>> width("增长6.5%")
    4.0
    """
    return len(text) - sum(map(str.isascii, text)) / 2
