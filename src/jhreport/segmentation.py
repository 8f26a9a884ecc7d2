"""Cut Chinese text into words, with jieba or with its faster twin rjieba.

Both get the project's user words. jieba's own tokenizer object, its cache file in the shared
folder for temporary files and its log are not used.
"""

import re
import warnings
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Literal

from jhreport.errors import JhreportError, ReportError, unknown_name
from jhreport.lexicon import load_user_words
from jhreport.reading import as_read

Engine = Literal["jieba", "rjieba"]
HANZI = re.compile("[〇㐀-䶿一-鿿\U00020000-\U0003134f]")
_LETTER = re.compile(rf"[A-Za-z]|{HANZI.pattern}")


def segment(text: str, engine: Engine = "jieba", user_words: bool = True) -> list[str]:
    """Cut a text into tokens: words, numbers, punctuation, and a line break between paragraphs.

    White space that printing left inside words is closed first (see `as_read`).

    Parameters
    ----------
    text : str
        Chinese text.
    engine : {"jieba", "rjieba"}
        ``"rjieba"`` gives the same tokens faster, but in runs of ASCII with . - or _ and for rare
        hanzi; it comes with ``pip install 'jhreport[fast]'``.
    user_words : bool
        Whether the project's word list is used (see `load_user_words`), or the dictionary of the
        engine alone.

    Raises
    ------
    ReportError
        If the text has letters or digits, but no Chinese.
    JhreportError
        If the engine is unknown or not installed.

    Examples
    --------
    >>> segment("推进“最多跑一次”改革，发展数字 经济。")
    ['推进', '“', '最多跑一次', '”', '改革', '，', '发展', '数字经济', '。']
    >>> segment("发展数字经济", user_words=False)
    ['发展', '数字', '经济']
    """
    refuse_without_chinese(text)
    return cut(text, engine, user_words)


def cut(text: str, engine: Engine = "jieba", user_words: bool = True) -> list[str]:
    """Cut a text as `segment` does, whatever it is written in."""
    return _cutter(engine, user_words)(as_read(text).text)


def count_tokens(text: str, engine: Engine = "jieba", user_words: bool = True) -> Counter[str]:
    """Count the words of a text: the tokens of `segment` that hold a letter or hanzi.

    Examples
    --------
    >>> count_tokens("发展数字经济，发展5G。")
    Counter({'发展': 2, '数字经济': 1, '5G': 1})
    """
    counts = Counter(cut(text, engine, user_words))
    return Counter({token: count for token, count in counts.items() if is_word(token)})


def is_word(token: str) -> bool:
    """Return whether a token holds a letter or hanzi, so is no number or punctuation.

    Examples
    --------
    >>> is_word("G60"), is_word("6.5"), is_word("，")
    (True, False, False)
    """
    return token.isalpha() or _LETTER.search(token) is not None


def refuse_without_chinese(text: str) -> None:
    """Raise a `ReportError` if a text has letters or digits, but no Chinese."""
    if not HANZI.search(text) and any(sign.isalnum() for sign in text):
        raise ReportError(
            f"No Chinese in the text, which begins {text.strip()[:20]!r}. Words and themes are "
            "found in Chinese text; choose the Chinese edition of the report."
        )


@cache
def _cutter(engine: str, user_words: bool) -> Callable[[str], list[str]]:
    """Return the function that cuts, its dictionary loaded."""
    makers = {"jieba": _jieba, "rjieba": _rjieba}
    if engine not in makers:
        raise JhreportError(unknown_name("engine", engine, makers))
    tokenizer, cut = makers[engine]()
    for row in load_user_words().itertuples() if user_words else ():
        tokenizer.add_word(row.word, row.freq, row.tag)
    return cut


def _jieba() -> tuple[object, Callable[[str], list[str]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the age of jieba's own code
        import jieba
    tokenizer = jieba.Tokenizer()
    # What `initialize` does, without its cache file and its log.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer, tokenizer.lcut


def _rjieba() -> tuple[object, Callable[[str], list[str]]]:
    try:
        import rjieba
    except ImportError as error:
        raise JhreportError(
            "The engine 'rjieba' is not installed. Install it with pip install 'jhreport[fast]', "
            "or use the engine 'jieba'."
        ) from error
    tokenizer = rjieba.Jieba()
    return tokenizer, tokenizer.cut
