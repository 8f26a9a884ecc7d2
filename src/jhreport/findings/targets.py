"""Findings on what is promised."""

from pathlib import Path

import pandas as pd

from jhreport.comparison import targets
from jhreport.findings.common import Findings, on_drafts
from jhreport.report import Report, load_report
from jhreport.wording import format_quantity, report_parts, theme_name


def of_targets(report: str | Path | Report) -> Findings:
    """Return the findings on what is promised; what the report does not state is left out."""
    report = load_report(report)
    table = targets(report)
    if table.empty:
        return Findings((f"The tables hold no target for {report.target_year}.",))
    ops = table["op"].value_counts()
    numbered = table[table["op"] != "qualitative"]
    growth = numbered[numbered["measure"] == "growth"]
    sentences = on_drafts(report)
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
        sentences.append(f"{_leading_chapter(numbered, report)}{_leading_theme(numbered)}")
    sentences.append(
        "A floor says what is the least, not what is expected: a floor below last year's result is "
        "no plan to fall."
    )
    return Findings(tuple(sentences))


def _leading_chapter(numbered: pd.DataFrame, report: Report) -> str:
    """Say which chapter makes most promises; where several do, how many each."""
    counts = numbered["chapter"].value_counts()
    labels = report_parts(report, "chapter").set_index("chapter")["label_en"]
    names = [
        f"Chapter {labels[chapter]}" if chapter else "The opening"
        for chapter in sorted(counts.index[counts == counts.iloc[0]])
    ]
    if len(report.chapters) == 1:
        return "The report has no chapters to compare."
    if len(names) == 1:
        return f"{names[0]} makes more promises with a number than any other ({counts.iloc[0]})."
    return f"Most promises with a number, {counts.iloc[0]} each, are made in: {', '.join(names)}."


def _leading_theme(numbered: pd.DataFrame) -> str:
    """Say which theme has most promises; those of `other` are not sorted yet."""
    counts = numbered["theme"].value_counts()
    unsorted = counts.get("other", 0)
    counts = counts.drop("other", errors="ignore")
    rest = f" Not sorted into a theme yet: {unsorted}." if unsorted else ""
    if counts.empty:
        return rest
    lead = theme_name(counts.index[0], "en").lower()
    if (counts == counts.iloc[0]).sum() > 1:
        return f" By theme, none leads alone; {lead} has {counts.iloc[0]} of {len(numbered)}.{rest}"
    return f" By theme, {lead} leads with {counts.iloc[0]} of {len(numbered)}.{rest}"
