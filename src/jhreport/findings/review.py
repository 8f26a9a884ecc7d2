"""Findings on what was achieved."""

from pathlib import Path

import pandas as pd

from jhreport.comparison import review
from jhreport.findings.common import Findings, amount, on_drafts
from jhreport.report import Report, load_report

_MOST_LISTED = 12


def of_review(report: str | Path | Report) -> Findings:
    """Return the findings on what was achieved; what the report does not state is left out."""
    report = load_report(report)
    table = review(report)
    if table.empty:
        return Findings((f"The tables hold no result of {report.review_year}.",))
    rises, falls = table[table["growth"] > 0], table[table["growth"] < 0]
    ranks = table[table["rank"].notna()]
    both = (table["level"].notna() & table["growth"].notna()).sum()
    only_level = (table["level"].notna() & table["growth"].isna()).sum()
    gdp = table.query("indicator == 'gdp' and is_whole").dropna(subset=["level", "growth"])
    sentences = [*on_drafts(report), *_on_gdp(gdp, rises)]
    if len(rises):
        fastest = rises.loc[rises["growth"].idxmax()]
        sentences.append(
            f"{fastest['name_en']} grew fastest, by {fastest['growth']:g}%. "
            f"Rates at constant prices: {(rises['growth_basis'] == 'real').sum()} of {len(rises)}; "
            f"{_others(rises['growth_basis'])}"
        )
    if len(falls):
        sentences.append(
            f"{len(falls)} falls are given as a rate, from {-falls['growth'].max():g}% to "
            f"{-falls['growth'].min():g}%; for {(falls['better'] == 'lower').sum()} of them a fall "
            f"counts as progress{_not_known(falls['kind'])}, and "
            f"{falls['level'].notna().sum() or 'none'} of them come with a level."
        )
    sentences.append(
        f"{both} of the {len(table)} results come with level and growth. {only_level} have a level "
        "and no growth rate, so the report alone does not say by how much they changed."
    )
    if len(ranks):
        sentences.append(
            f"It claims {len(ranks)} ranks, {(ranks['rank'] == 1).sum()} of them first; "
            f"{(ranks['rank_of'] == 'growth').sum()} rank a growth rate, not an amount."
        )
    return Findings(tuple(sentences))


def _others(bases: pd.Series) -> str:
    """Say of what the rates are that are not at constant prices, as far as that is known."""
    unknown = bases.isna().sum()
    if not unknown:
        return "the others are of amounts or counts as they stand."
    return (
        f"{(bases == 'nominal').sum()} are of amounts or counts as they stand, and of {unknown} it "
        "is not known yet."
    )


def _not_known(kinds: pd.Series) -> str:
    return f" (of {kinds.isna().sum()} it is not known yet)" if kinds.isna().any() else ""


def _on_gdp(gdp: pd.DataFrame, rises: pd.DataFrame) -> list[str]:
    return [
        f"GDP was {amount(row.level, row.unit)} and grew {row.growth:g}% at constant prices. "
        f"Rates below that: {_series(rises[rises['growth'] < row.growth])}."
        for row in gdp.itertuples()
    ]


def _series(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "none"
    listed = ", ".join(
        f"{row.name_en} ({row.growth:g}%)" for row in rows.head(_MOST_LISTED).itertuples()
    )
    more = len(rows) - _MOST_LISTED
    return f"{listed} and {more} more" if more > 0 else listed
