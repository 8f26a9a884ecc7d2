"""What a report comes to, as sentences whose every number is computed from its tables."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from jhreport.comparison import review, targets
from jhreport.layout import find_layout_faults
from jhreport.ledgers import ledger
from jhreport.report import Report, load_report
from jhreport.wording import format_quantity, report_parts, theme_name

_SHARE = "{:.0%}".format


@dataclass(frozen=True)
class Findings:
    """Sentences; a notebook shows them as a list."""

    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self.sentences)

    def _repr_markdown_(self) -> str:
        return str(self)


def of_report(report: str | Path | Report) -> Findings:
    """Return the findings on a report as a document: parts, numerals, layout."""
    report = load_report(report)
    chapters = report_parts(report, "chapter")
    longest = chapters.loc[chapters["chars"].idxmax()]
    numerals = ledger(report)
    by_script = numerals["script"].value_counts()
    by_role = numerals["role"].value_counts()
    stated = by_role.get("result", 0) + by_role.get("target", 0)
    parts = report_parts(report)
    in_longest = parts["chapter"] == longest["chapter"]
    faults = find_layout_faults(report)["fault"].value_counts()
    spaces, broken = faults.get("space beside a numeral", 0), faults.get("broken paragraph", 0)
    return Findings(
        (
            f"The report has {chapters['chars'].sum():,} characters in an opening and "
            f"{len(chapters) - 1} chapters. The longest, {longest['label_en']}, in "
            f"{in_longest.sum()} parts, takes "
            f"{_SHARE(longest['chars'] / chapters['chars'].sum())}.",
            f"It holds {by_script.sum()} numerals that can be accounted for: "
            f"{by_script.get('arabic', 0)} Arabic ones, and {by_script.get('chinese', 0)} Chinese "
            "ones that give a count, an order, a share or a rank. Each has its role in the tables.",
            f"{stated} of them ({_SHARE(stated / len(numerals))}) state something: "
            f"{by_role.get('result', 0)} a result, {by_role.get('target', 0)} a target. The others "
            "are dates, ordinals, names, thresholds and the like.",
            f"{spaces} spaces stand beside numerals and {broken} paragraphs are broken in the "
            "middle of a sentence, so a plain search of the text misses numbers.",
        )
    )


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


def of_targets(report: str | Path | Report) -> Findings:
    """Return the findings on what is promised; what the report does not state is left out."""
    report = load_report(report)
    table = targets(report)
    ops = table["op"].value_counts()
    numbered = table[table["op"] != "qualitative"]
    growth = numbered[numbered["measure"] == "growth"]
    sentences = []
    for gdp in growth.query("indicator == 'gdp'").itertuples():
        aim = format_quantity(gdp.target, gdp.unit, gdp.op, gdp.target_high)
        sentences.append(
            f"GDP is to grow {aim} in {report.target_year}. It is one of {len(growth)} growth "
            f"targets with a number, {(growth['op'] == '>=').sum()} of which are floors."
        )
    sentences.append(
        f"{len(numbered)} of {len(table)} targets have a number: {ops.get('>=', 0)} floors, "
        f"{ops.get('=', 0)} exact, {ops.get('<=', 0)} ceilings, {ops.get('range', 0)} ranges, "
        f"{ops.get('~', 0)} approximate. {ops.get('qualitative', 0)} name a quantity and "
        "say in words which way it should go or what it should meet."
    )
    if len(numbered):
        themes, by_chapter = numbered["theme"].value_counts(), numbered["chapter"].value_counts()
        names = report_parts(report, "chapter").set_index("chapter")["label_en"]
        sentences.append(
            f"Chapter {names[by_chapter.index[0]]} makes more promises with a number than any "
            f"other ({by_chapter.iloc[0]}). By theme, {theme_name(themes.index[0], 'en').lower()} "
            f"leads with {themes.iloc[0]} of {len(numbered)}."
        )
    sentences.append(
        "A floor says what is the least, not what is expected: a floor below last year's result is "
        "no plan to fall."
    )
    return Findings(tuple(sentences))


def _on_gdp(gdp: pd.DataFrame, rises: pd.DataFrame) -> list[str]:
    return [
        f"GDP was {_amount(row.level, row.unit)} and grew {row.growth:g}% at constant prices. "
        f"Rates below that: {_series(rises[rises['growth'] < row.growth])}."
        for row in gdp.itertuples()
    ]


def _amount(value: float, unit: str) -> str:
    return f"{format_quantity(value, unit)} ({format_quantity(value, unit, lang='zh')})"


def _series(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "none"
    return ", ".join(f"{row.name_en} ({row.growth:g}%)" for row in rows.itertuples())
