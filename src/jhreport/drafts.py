"""Drafted tables that fit together: observations, exclusions, and the report's own indicators."""

from dataclasses import dataclass

import pandas as pd

from jhreport.drafting import draft_rows, excluded_rows, find_statistics
from jhreport.report import Report
from jhreport.wording import place_label

_OWN = ["indicator", "name_zh", "name_en", "synonyms", "definition", "theme", "kind"]
_OWN += ["growth_basis", "better", "chapter"]


@dataclass(frozen=True)
class Drafts:
    """The drafted tables of a report.

    Attributes
    ----------
    observations : pandas.DataFrame
        The columns of `load_observations`: ``name`` holds the name of the indicator, ``check``
        what a reader must look at.
    exclusions : pandas.DataFrame
        The columns of `load_exclusions`.
    indicators : pandas.DataFrame
        The indicators that only this report has, with the columns of ``indicators.csv``: named in
        the words of the text, of theme ``other``, all else left to a reader.
    """

    observations: pd.DataFrame
    exclusions: pd.DataFrame
    indicators: pd.DataFrame


def draft_tables(report: Report) -> Drafts:
    r"""Draft the tables of a report so that every numeral has one role and no two rows are alike.

    A number that is said a second time is excluded as ``repeated``, digits that spell no number as
    an ``idiom``.

    Parameters
    ----------
    report : Report
        A report with its years.

    Examples
    --------
    >>> text = "一、回顾\n进口185亿元。第三轮改革。信访量下降15%。进口185亿元。\n"
    >>> drafts = draft_tables(Report("toy", text, review_year=2019, target_year=2020))
    >>> drafts.observations[["indicator", "value"]].values.tolist()
    [['imports', 185.0], ['item_001', -15.0]]
    >>> drafts.exclusions["reason"].tolist()
    ['ordinal', 'repeated']
    >>> drafts.indicators[["indicator", "name_zh", "theme"]].values.tolist()
    [['item_001', '信访量', 'other']]
    """
    mentions = find_statistics(report)
    rows = draft_rows(report, mentions)
    unread = rows["value"].isna() & (rows["op"] != "qualitative")
    excluded = pd.concat(
        [
            excluded_rows(report, mentions),
            _excluded(rows[rows["repeats"] & ~unread], "repeated"),
            _excluded(rows[unread], "idiom"),
        ]
    ).sort_values("start", kind="stable", ignore_index=True)
    kept = rows[~(rows["repeats"] | unread)].reset_index(drop=True)
    taken = set(kept["start"])
    return Drafts(
        kept.assign(name=kept["label"]).drop(columns=["label", "repeats"]),
        excluded[~excluded["start"].isin(taken)].drop_duplicates("start", ignore_index=True),
        _own_indicators(kept, report),
    )


def as_printed(table: pd.DataFrame) -> pd.DataFrame:
    """Return a drafted table as it is written: numbers without needless zeros.

    Examples
    --------
    >>> as_printed(pd.DataFrame({"value": [114.0, 33.3333333333333, None]}))["value"].tolist()
    ['114', '33.3333333333', '']
    """
    numbers = table.select_dtypes("number").columns
    return table.assign(
        **{name: ["" if pd.isna(v) else f"{v:.12g}" for v in table[name]] for name in numbers}
    )


def _excluded(rows: pd.DataFrame, reason: str) -> pd.DataFrame:
    columns = ["start", "end", "text", "quote", "reason", "note"]
    return rows.assign(reason=reason, note=rows["check"])[columns]


def _own_indicators(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    own = rows[rows["indicator"].str.startswith("item_")].drop_duplicates("indicator")
    table = pd.DataFrame("", index=own.index, columns=_OWN)
    places = [place_label(*report.place(start)) for start in own["start"]]
    filled = {"indicator": own["indicator"], "name_zh": own["label"], "theme": "other"}
    return table.assign(**filled, chapter=places).reset_index(drop=True)
