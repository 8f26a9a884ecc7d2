"""Word lists: the words that segmentation must keep whole, and those that are not counted."""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from jhreport import files
from jhreport.errors import LexiconError

TAGS = {
    "n": "term of government, economy or policy",
    "nz": "programme, project, product or campaign",
    "ns": "place",
    "nt": "organisation",
    "nr": "person",
}
"""Kinds of user words, by the tags of jieba."""


def load_user_words(path: Path | None = None) -> pd.DataFrame:
    """Load the words that segmentation must keep whole.

    Parameters
    ----------
    path : Path, optional
        A list in jieba's format, ``word frequency tag`` on each line; by default the project's
        ``lexicon/userdict.txt``.

    Returns
    -------
    pandas.DataFrame
        Columns ``word``, ``freq`` (the weight that keeps it whole) and ``tag`` (one of `TAGS`).

    Raises
    ------
    LexiconError
        If the file cannot be read, or a line is blank, malformed or repeats a word.

    Examples
    --------
    >>> load_user_words().set_index("word").at["数字经济", "tag"]
    'n'
    """
    path = path or files.data_dir() / "lexicon" / "userdict.txt"
    rows, seen = [], {}
    for number, line in _lines(path):
        cells = line.split(" ")
        if len(cells) != 3 or not re.fullmatch("[1-9][0-9]*", cells[1]) or cells[2] not in TAGS:
            raise LexiconError(
                f"{path.name}, line {number}: {line!r}. Allowed: a word, a whole number above 0 "
                f"and one of {', '.join(TAGS)}, with one space between."
            )
        _note_word(cells[0], number, seen, path)
        rows.append((cells[0], int(cells[1]), cells[2]))
    return pd.DataFrame(rows, columns=["word", "freq", "tag"])


def load_stopwords(path: Path | None = None) -> pd.DataFrame:
    """Load the words that are not counted, each with the group it belongs to.

    Parameters
    ----------
    path : Path, optional
        A word a line, in groups that open with ``# name: reason``; by default the project's
        ``lexicon/stopwords.txt``.

    Returns
    -------
    pandas.DataFrame
        Columns ``word``, ``group`` and ``reason``.

    Raises
    ------
    LexiconError
        If the file cannot be read, a line is blank or repeats a word, or a word stands before the
        first group.

    Examples
    --------
    >>> "的" in set(load_stopwords()["word"])
    True
    """
    path = path or files.data_dir() / "lexicon" / "stopwords.txt"
    rows, seen, group = [], {}, None
    for number, line in _lines(path):
        if line.startswith("#"):
            name, colon, reason = line[1:].partition(":")
            if not (name.strip() and colon and reason.strip()):
                raise LexiconError(
                    f"{path.name}, line {number}: {line!r}. A group opens with '# name: reason'."
                )
            group = (name.strip(), reason.strip())
            continue
        if group is None:
            raise LexiconError(
                f"{path.name}, line {number}: {line!r} stands before the first group. Put a line "
                "'# name: reason' above it."
            )
        _note_word(line, number, seen, path)
        rows.append((line, *group))
    return pd.DataFrame(rows, columns=["word", "group", "reason"])


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    except OSError as error:
        raise LexiconError(f"Could not read {path}: {error.strerror or error}.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line != line.strip() or not line:
            what = "blank" if not line.strip() else f"{line!r}, with white space around it"
            raise LexiconError(f"{path.name}, line {number}: {what}. Remove it.")
        yield number, line


def _note_word(word: str, number: int, seen: dict[str, int], path: Path) -> None:
    if word in seen:
        raise LexiconError(
            f"{path.name}, line {number}: {word!r} stands on line {seen[word]} already. "
            "Keep one of them."
        )
    seen[word] = number
