"""Ids of places in a report: what the address of its page ends with, and what links point at."""

import pandas as pd


def anchors(stated: pd.DataFrame) -> pd.Series:
    """Name each observation of a report with an id for addresses, such as ``gdp-2019-growth``.

    The id is ``<indicator>-<year>-<measure>``. Of several rows with the same one, the first in the
    order of the text has it plain, the others count on: ``visitors-2019-level-2``. Rows of one
    place stand in the order of their subjects.

    Parameters
    ----------
    stated : pandas.DataFrame
        Observations of one report, all of them, in any order, with columns ``indicator``,
        ``subject``, ``year``, ``measure`` and ``start``, as `load_observations` returns.

    Returns
    -------
    pandas.Series
        The ids, indexed as `stated`: unique, of the letters, digits and signs ``a-z0-9_-``.

    Examples
    --------
    >>> from jhreport import load_observations
    >>> anchors(load_observations("jinhua-2020")).tolist()[1:3]
    ['gdp-2019-level', 'gdp-2019-growth']
    """
    parts = (stated[column].astype(str) for column in ("indicator", "year", "measure"))
    plain = next(parts).str.cat(list(parts), sep="-")
    in_order = plain.loc[stated.sort_values(["start", "subject"], kind="stable").index]
    counter = in_order.groupby(in_order).cumcount() + 1
    numbered = in_order.where(counter == 1, in_order + "-" + counter.astype(str))
    return numbered.reindex(stated.index).rename("anchor")


def place_anchor(start: int) -> str:
    """Name a place of the text that is no observation: an excluded numeral, a word, a theme's term.

    Examples
    --------
    >>> place_anchor(454)
    'at-454'
    """
    return f"at-{start}"
