"""Findings on what was achieved."""

from pathlib import Path

import pandas as pd

from jhreport.comparison import review
from jhreport.findings.common import Findings, amount
from jhreport.report import Report


def of_review(report: str | Path | Report) -> Findings:
    """Return the findings on what was achieved; what the report does not state is left out."""
    table = review(report)
    rises, falls = table[table["growth"] > 0], table[table["growth"] < 0]
    ranks = table[table["rank"].notna()]
    both = (table["level"].notna() & table["growth"].notna()).sum()
    only_level = (table["level"].notna() & table["growth"].isna()).sum()
    sentences = _on_gdp(table.query("indicator == 'gdp'").dropna(subset=["level", "growth"]), rises)
    if len(rises):
        fastest = rises.loc[rises["growth"].idxmax()]
        sentences.append(
            f"{fastest['name_en']} grew fastest, by {fastest['growth']:g}%. "
            f"Rates at constant prices: {(rises['growth_basis'] == 'real').sum()} of {len(rises)}; "
            "the others are of amounts or counts as they stand."
        )
    if len(falls):
        sentences.append(
            f"{len(falls)} falls are given as a rate, from {-falls['growth'].max():g}% to "
            f"{-falls['growth'].min():g}%; for {(falls['better'] == 'lower').sum()} of them a fall "
            f"counts as progress, and {falls['level'].notna().sum() or 'none'} of them come with a "
            "level."
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


def _on_gdp(gdp: pd.DataFrame, rises: pd.DataFrame) -> list[str]:
    return [
        f"GDP was {amount(row.level, row.unit)} and grew {row.growth:g}% at constant prices. "
        f"Rates below that: {_series(rises[rises['growth'] < row.growth])}."
        for row in gdp.itertuples()
    ]


def _series(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "none"
    return ", ".join(f"{row.name_en} ({row.growth:g}%)" for row in rows.itertuples())
