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
            f"{by_script['arabic']} Arabic ones, and {by_script.get('chinese', 0)} Chinese ones "
            "that give a count, an order, a share or a rank. Each has its role in the tables.",
            f"{stated} of them ({_SHARE(stated / len(numerals))}) state something: "
            f"{by_role.get('result', 0)} a result, {by_role.get('target', 0)} a target. The others "
            "are dates, ordinals, names, thresholds and the like.",
            f"{spaces} spaces stand beside numerals and {broken} paragraphs are broken in the "
            "middle of a sentence, so a plain search of the text misses numbers.",
        )
    )


def of_review(report: str | Path | Report) -> Findings:
    """Return the findings on what was achieved."""
    report = load_report(report)
    table = review(report)
    gdp = table.set_index("indicator").loc["gdp"]
    rises, falls = table[table["growth"] > 0], table[table["growth"] < 0]
    fastest = rises.loc[rises["growth"].idxmax()]
    lagging = rises[rises["growth"] < gdp["growth"]]
    both = (table["level"].notna() & table["growth"].notna()).sum()
    only_level = (table["level"].notna() & table["growth"].isna()).sum()
    ranks = table[table["rank"].notna()]
    good_falls = (falls["better"] == "lower").sum()
    return Findings(
        (
            f"GDP was {_amount(gdp['level'], gdp['unit'])} and grew {gdp['growth']:g}% at constant "
            f"prices. Rates below that: {_series(lagging)}.",
            f"{fastest['name_en']} grew fastest, by {fastest['growth']:g}%. "
            f"Rates at constant prices: {(rises['growth_basis'] == 'real').sum()} of {len(rises)}; "
            "the others are of amounts or counts as they stand.",
            f"{len(falls)} falls are given as a rate, from {-falls['growth'].max():g}% to "
            f"{-falls['growth'].min():g}%; for {good_falls} of them a fall counts as progress, and "
            f"{falls['level'].notna().sum() or 'none'} of them come with a level.",
            f"{both} of the {len(table)} results come with level and growth. {only_level} "
            "have a level and no growth rate, so the report alone does not say by how much they "
            "changed.",
            f"It claims {len(ranks)} ranks, {(ranks['rank'] == 1).sum()} of them first; "
            f"{(ranks['rank_of'] == 'growth').sum()} rank a growth rate, not an amount.",
        )
    )


def of_targets(report: str | Path | Report) -> Findings:
    """Return the findings on what is promised."""
    report = load_report(report)
    table = targets(report)
    ops = table["op"].value_counts()
    numbered = table[table["op"] != "qualitative"]
    gdp = table.set_index("indicator").loc["gdp"]
    themes = numbered["theme"].value_counts()
    by_chapter = numbered["chapter"].value_counts()
    names = report_parts(report, "chapter").set_index("chapter")["label_en"]
    growth = numbered[numbered["measure"] == "growth"]
    aim = format_quantity(gdp["target"], gdp["unit"], gdp["op"], gdp["target_high"])
    return Findings(
        (
            f"GDP is to grow {aim} in {report.target_year}. It is one of {len(growth)} growth "
            f"targets with a number, {(growth['op'] == '>=').sum()} of which are floors.",
            f"{len(numbered)} of {len(table)} targets have a number: {ops.get('>=', 0)} floors, "
            f"{ops.get('=', 0)} exact, {ops.get('<=', 0)} ceilings, {ops.get('range', 0)} ranges, "
            f"{ops.get('~', 0)} approximate. {ops.get('qualitative', 0)} name a quantity and "
            "say in words which way it should go or what it should meet.",
            f"Chapter {names[by_chapter.index[0]]} makes more promises with a number than any "
            f"other ({by_chapter.iloc[0]}). By theme, {theme_name(themes.index[0], 'en').lower()} "
            f"leads with {themes.iloc[0]} of {len(numbered)}.",
            "A floor says what is the least, not what is expected: a floor below last year's "
            "result is no plan to fall.",
        )
    )


def _amount(value: float, unit: str) -> str:
    return f"{format_quantity(value, unit)} ({format_quantity(value, unit, lang='zh')})"


def _series(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "none"
    return ", ".join(f"{row.name_en} ({row.growth:g}%)" for row in rows.itertuples())
