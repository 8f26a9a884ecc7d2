"""Sentences that stand in a notebook where a figure or table has nothing to show."""

from collections.abc import Sized
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Note:
    """A sentence, shown in a notebook as text."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence

    def _repr_markdown_(self) -> str:
        return self.sentence


def unless_empty(table: pd.DataFrame, otherwise: str) -> pd.DataFrame | Note:
    """Return a table, or a sentence where it has no rows.

    Examples
    --------
    >>> print(unless_empty(pd.DataFrame(), "The report states no target."))
    The report states no target.
    """
    return table if len(table) else Note(otherwise)


def count_note(rows: Sized, some: str, none: str) -> Note:
    """Return a sentence with the number of some rows, ``{n}``, or another where there are none.

    Examples
    --------
    >>> print(count_note(["进口"], "Not sorted yet: {n}.", "All are sorted."))
    Not sorted yet: 1.
    >>> print(count_note([], "Not sorted yet: {n}.", "All are sorted."))
    All are sorted.
    """
    return Note(some.format(n=len(rows)) if len(rows) else none)
