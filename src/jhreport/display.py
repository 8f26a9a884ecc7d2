"""Tables for people: quantities as the report prints them, names in both languages."""

import pandas as pd

from jhreport.wording import format_quantity, gloss, place_label, row_names


def result_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return results as a table to be read.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `review`.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``place`` (chapter.section); columns ``indicator`` (the id), ``名称`` and
        ``name``, ``level``, ``growth``, ``rank`` and ``difference``, as text, empty where nothing
        is stated.

    Examples
    --------
    >>> from jhreport import review
    >>> table = result_table(review("jinhua-2020")).set_index("indicator")
    >>> table.loc["imports", ["level", "growth", "rank"]].tolist()
    ['185亿元', '66.8%', '1 in the province (by growth)']
    """
    return pd.DataFrame(
        {
            "place": _places(rows),
            "indicator": rows["indicator"],
            "名称": row_names(rows, "zh"),
            "name": row_names(rows, "en"),
            "level": [
                _quantity(row.level, row.unit, row.level_op, row.level_high)
                for row in rows.itertuples()
            ],
            "growth": [_quantity(row.growth, "%", row.growth_op) for row in rows.itertuples()],
            "rank": [
                ""
                if pd.isna(row.rank)
                else f"{row.rank:g} in {gloss(row.rank_versus, 'versus')} (by {row.rank_of})"
                for row in rows.itertuples()
            ],
            "difference": [
                ""
                if pd.isna(row.difference)
                else f"{_quantity(row.difference, row.difference_unit, '=')} vs "
                f"{gloss(row.difference_versus, 'versus')}"
                for row in rows.itertuples()
            ],
        }
    ).set_index("place")


def target_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return targets as a table to be read.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `targets`.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``place`` (chapter); columns ``indicator`` (the id), ``名称`` and ``name``,
        ``measure`` and ``target``: the quantity, or the words of a qualitative target with their
        English.

    Examples
    --------
    >>> from jhreport import targets
    >>> target_table(targets("jinhua-2020"))["target"].tolist()[:2]
    ['6–6.5%', '2%']
    """
    promised = [
        f"{row.statement} ({gloss(row.statement, 'statement')})"
        if row.op == "qualitative"
        else format_quantity(row.target, row.unit, row.op, row.target_high, lang="zh")
        for row in rows.itertuples()
    ]
    return pd.DataFrame(
        {
            "place": _places(rows),
            "indicator": rows["indicator"],
            "名称": row_names(rows, "zh"),
            "name": row_names(rows, "en"),
            "measure": rows["measure"],
            "target": promised,
        }
    ).set_index("place")


def _quantity(value: float, unit: str, op: str, high: float | None = None) -> str:
    return "" if pd.isna(value) else format_quantity(value, unit, op, high, lang="zh")


def _places(rows: pd.DataFrame) -> list[str]:
    return [place_label(row.chapter, row.section) for row in rows.itertuples()]
