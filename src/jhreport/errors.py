"""Errors whose messages are written for people: what is wrong, the value, what is allowed."""

import difflib
from collections.abc import Iterable


class JhreportError(Exception):
    """Base of every error that the package raises on purpose.

    The shell prints its message without a traceback and exits with status 2.
    """


class ReportError(JhreportError):
    """A report that cannot be found, read or decoded soundly."""


class MetadataError(ReportError):
    """A report that does not say of where or when it is.

    Attributes
    ----------
    keys : tuple of str
        The keys of ``report.toml`` that are missing.
    """

    def __init__(self, message: str, keys: tuple[str, ...]) -> None:
        super().__init__(message)
        self.keys = keys


class LexiconError(JhreportError):
    """A word list or theme dictionary that repeats or contradicts itself."""


class TableError(JhreportError):
    """A table that breaks its schema, or rows that contradict the report they are about."""


class LedgerError(JhreportError):
    """A numeral without a role, with two roles, or that does not stand where a table says."""


class FigureError(JhreportError):
    """A figure that cannot be drawn as asked, or that differs from the one on disk."""


def unknown_name(kind: str, name: str, available: Iterable[str]) -> str:
    """Say that a name is unknown and list what is available, nearest first.

    Parameters
    ----------
    kind : str
        What the name stands for, in the singular: ``"report"``, ``"indicator"``.
    name : str
        The name that was asked for.
    available : iterable of str
        The names that exist.

    Examples
    --------
    >>> unknown_name("report", "jinhua-2002", ["hangzhou-2021", "jinhua-2020"])
    "Unknown report 'jinhua-2002'. Available, nearest first: jinhua-2020, hangzhou-2021."
    """
    names = sorted(available)
    if not names:
        return f"Unknown {kind} {name!r}. None is available."
    ranked = difflib.get_close_matches(name, names, n=len(names), cutoff=0)
    shown = ranked[:12]
    more = f" and {len(ranked) - len(shown)} more" if len(ranked) > len(shown) else ""
    return f"Unknown {kind} {name!r}. Available, nearest first: {', '.join(shown)}{more}."
