"""Findings on what is promised."""

from pathlib import Path

from jhreport.comparison import targets
from jhreport.findings.common import Findings
from jhreport.report import Report, load_report
from jhreport.wording import format_quantity, report_parts, theme_name


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
