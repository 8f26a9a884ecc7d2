"""Rows of the sheets of numbers: results, targets, year over year, ledger and published figures.

Each holds the columns of the function it comes from, and what a person needs beside them:
``reader``, the place in the report, and ``reader_href``, where the link from there leads.
"""

import pandas as pd

from jhreport.anchors import anchors, place_anchor
from jhreport.comparison import review, targets
from jhreport.datasets import load_exclusions, load_indicators, load_observations
from jhreport.ledgers import ledger
from jhreport.links import load_published
from jhreport.pairing import compare
from jhreport.report import Report
from jhreport.wording import place_label

_THING = ["indicator", "subject"]
_NUMBER = [*_THING, "measure"]


def result_rows(report: Report) -> pd.DataFrame:
    """Return the rows of `review`, with the passages (``quote``) and notes behind each."""
    evidence = _evidence(_observations(report, "actual"), _THING).drop(columns="start")
    return _placed(review(report).join(evidence, on=_THING), report)


def target_rows(report: Report) -> pd.DataFrame:
    """Return the rows of `targets`, with the passage (``quote``) behind each."""
    evidence = _evidence(_observations(report, "target"), _NUMBER).drop(columns=["start", "note"])
    return _placed(targets(report).join(evidence, on=_NUMBER), report)


def pair_rows(report: Report) -> pd.DataFrame:
    """Return the rows of `compare`, with links to target, result and source of the outcome."""
    # Both have a row for each target, in the order of the text.
    rows = compare(report).join(target_rows(report)[["reader", "reader_href"]])
    results = _evidence(_observations(report, "actual"), _NUMBER)[["start", "anchor"]]
    rows = rows.join(results, on=[f"result_{column}" for column in _NUMBER])
    return rows.assign(
        result_reader=place_marks(report, rows["start"]),
        result_reader_href="#" + rows["anchor"],
        source_url_href=rows["source_url"],
    )


def ledger_rows(report: Report) -> pd.DataFrame:
    """Return the rows of `ledger`, with the passage (``quote``) that a table gives for each."""
    stated = _observations(report)
    excluded = load_exclusions(report)
    claims = pd.concat(
        [stated, excluded.assign(anchor=[place_anchor(start) for start in excluded["start"]])]
    )
    # A phrase that is a target may hold several numerals; the first to claim a place is linked.
    claimed: dict[int, tuple[str, str]] = {}
    for claim in claims.sort_values("start", kind="stable").itertuples():
        for place in range(claim.start, claim.end):
            claimed.setdefault(place, (claim.anchor, claim.quote))
    rows = ledger(report)
    anchor, quote = ([claimed[start][i] for start in rows["start"]] for i in (0, 1))
    return _placed(rows.assign(anchor=pd.Series(anchor, dtype="str"), quote=quote), report)


def published_rows(report: Report) -> pd.DataFrame:
    """Return the published figures of the report's place, of the indicators that it states."""
    evidence = _evidence(_observations(report), ["indicator"])[["start", "anchor"]]
    rows = load_published(report.place_zh).merge(evidence.reset_index(), on="indicator")
    names = load_indicators()
    names = {column: rows["indicator"].map(names[column]) for column in ("name_zh", "name_en")}
    return _placed(rows.assign(**names, source_url_href=rows["source_url"]), report)


def place_marks(report: Report, starts: pd.Series) -> pd.Series:
    """Write chapter and section of each offset, as a mark such as §1.3; missing stays missing."""
    return starts.map(lambda start: f"§{place_label(*report.place(start))}", na_action="ignore")


def _observations(report: Report, status: str | None = None) -> pd.DataFrame:
    """Return the observations with their ids: all, or the report's results or targets."""
    stated = load_observations(report)
    stated = stated.assign(anchor=anchors(stated))
    if status is None:
        return stated
    year = {"actual": report.review_year, "target": report.target_year}[status]
    return stated[(stated["status"] == status) & (stated["year"] == year)]


def _evidence(stated: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return the first place of each thing, and all passages and notes of its observations."""
    in_order = stated.sort_values("start", kind="stable").groupby(key, sort=False)
    return in_order.agg(
        start=("start", "first"),
        anchor=("anchor", "first"),
        quote=("quote", _joined),
        note=("note", _joined),
    )


def _joined(texts: pd.Series) -> str | None:
    return " ".join(dict.fromkeys(texts.dropna())) or None


def _placed(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    return rows.assign(reader=place_marks(report, rows["start"]), reader_href="#" + rows["anchor"])
