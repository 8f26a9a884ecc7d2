"""What is left to check in the drafted tables of a report."""

from pathlib import Path

import pandas as pd

from jhreport.datasets import load_indicators, load_observations
from jhreport.report import Report


def is_draft(report: str | Path | Report) -> bool:
    """Tell whether the observations of a report are drafts: rules wrote them, nobody read them all.

    They are while a cell of the columns ``name`` and ``check`` is filled, which drafts have; who
    has read every row removes both.

    Examples
    --------
    >>> is_draft("jinhua-2020")
    False
    """
    return bool(load_observations(report)[["name", "check"]].notna().to_numpy().any())


def list_checks(report: str | Path | Report) -> pd.DataFrame:
    """List the drafted observations that a reviewer still has to look at.

    Returns
    -------
    pandas.DataFrame
        ``line`` of ``observations.csv`` (the header is line 1), ``name_zh``, ``text``, ``quote``
        and ``check``.

    Examples
    --------
    >>> len(list_checks("jinhua-2020"))
    0
    """
    stated = load_observations(report)
    names = load_indicators(report)["name_zh"]
    left = stated[stated["check"].notna()]
    return left.assign(line=left.index + 2, name_zh=left["indicator"].map(names))[
        ["line", "name_zh", "text", "quote", "check"]
    ]


def list_incomplete(report: str | Path | Report) -> pd.DataFrame:
    """List a report's own indicators that lack an English name, a kind or a theme.

    Returns
    -------
    pandas.DataFrame
        ``indicator``, ``name_zh`` and ``lacks``.

    Examples
    --------
    >>> len(list_incomplete("jinhua-2020"))
    0
    """
    own = load_indicators(report)
    lacks = pd.DataFrame(
        {
            "name_en": own["name_en"] == own["name_zh"],
            "kind": own["kind"].isna(),
            "theme": own["theme"] == "other",
        }
    )
    told = [", ".join(lacks.columns[row]) for row in lacks.to_numpy()]
    table = own.assign(lacks=told).reset_index()
    return table.loc[table["lacks"] != "", ["indicator", "name_zh", "lacks"]]
