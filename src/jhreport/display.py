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
            "growth": [
                _quantity(row.growth, "%", row.growth_op, row.growth_high)
                for row in rows.itertuples()
            ],
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
        _statement(row)
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


def pair_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return targets beside their results as a table to be read.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `compare`.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``indicator``; columns ``name``, ``result``, ``target``, ``comparability``,
        ``compared`` (the ratio or difference, with the direction), ``verdict`` and ``why``, as
        text, empty where there is nothing to say.

    Examples
    --------
    >>> from jhreport import compare
    >>> table = pair_table(compare("jinhua-2020"))
    >>> table.loc["urban_new_jobs", ["result", "target", "compared"]].tolist()
    ['17.2万人', '≥10万人', '0.58 times, lower floor']
    """
    results, promised, compared = [], [], []
    for row in rows.itertuples():
        both = [_quantity(row.result, row.result_unit, row.result_op)]
        both.append(
            _quantity(row.result_growth, "%", "=")
            and f"growth {row.result_growth:g}%".replace("-", "−")
        )
        results.append(", ".join(part for part in both if part))
        if row.target_op == "qualitative":
            promised.append(_statement(row))
        elif pd.isna(row.target):
            aim = _quantity(row.target_growth, "%", row.target_op, row.target_high)
            promised.append(f"growth {aim}")
        else:
            promised.append(_quantity(row.target, row.target_unit, row.target_op, row.target_high))
        told = "" if pd.isna(row.ratio) else f"{row.ratio:.2f} times"
        if not pd.isna(row.difference):
            ends = [
                row.difference,
                *([] if pd.isna(row.difference_high) else [row.difference_high]),
            ]
            told = " to ".join(f"{end:+g}" if end else "0" for end in ends).replace("-", "−")
        direction = "" if pd.isna(row.direction) else row.direction
        compared.append(", ".join(part for part in (told, direction) if part))
    return pd.DataFrame(
        {
            "indicator": rows["indicator"],
            "name": row_names(rows, "en"),
            "result": results,
            "target": promised,
            "comparability": rows["comparability"].fillna(""),
            "compared": compared,
            "verdict": rows["verdict"],
            "why": rows["why"].fillna(""),
        }
    ).set_index("indicator")


def _quantity(value: float, unit: str, op: str, high: float | None = None) -> str:
    return "" if pd.isna(value) else format_quantity(value, unit, op, high, lang="zh")


def _statement(row: tuple) -> str:
    """Write a target in words with its English, if that is known."""
    english = gloss(row.statement, "statement")
    return row.statement if english == row.statement else f"{row.statement} ({english})"


def _places(rows: pd.DataFrame) -> list[str]:
    return [place_label(row.chapter, row.section) for row in rows.itertuples()]
