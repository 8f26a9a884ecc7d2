"""Patterns from lists of words, so that the lists stay readable."""

import re
from collections.abc import Iterable


def words_of(listing: str) -> frozenset[str]:
    """Return the words of a listing."""
    return frozenset(listing.split())


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of some words, the longest first.

    Examples
    --------
    >>> any_of(["增", "增长", "倍"])
    '(?:增长|倍|增)'
    """
    ordered = sorted(map(re.escape, words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(ordered)})"
