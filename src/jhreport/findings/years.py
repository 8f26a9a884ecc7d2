"""Findings on results, targets and what came of them."""

from pathlib import Path

import pandas as pd

from jhreport.findings.common import Findings, amount
from jhreport.pairing import compare
from jhreport.report import Report, load_report
from jhreport.wording import format_quantity
from jhreport.years import implied_base, time_series


def of_years(report: str | Path | Report) -> Findings:
    """Return the findings on results, targets and outcomes; what has no data is left out."""
    report = load_report(report)
    table = compare(report)
    bases = implied_base(report)
    found = (
        *_on_pairs(table, report),
        *_on_outcomes(table, report),
        *_on_bases(bases, report),
        *_on_revised_gdp(bases, report),
    )
    nothing = (
        "No target is paired with a result yet, no published figure is known, and no growth rate "
        "implies a value of the year before.",
    )
    return Findings(found or nothing)


def _on_pairs(table: pd.DataFrame, report: Report) -> list[str]:
    pairs = table.dropna(subset="comparability")
    if pairs.empty:
        return []
    labels = pairs["comparability"].value_counts()
    others = ", ".join(f"{label} {count}" for label, count in labels.items() if label != "same")
    who = "The rest" if "same" in labels else "They"
    rest = f" {who} differ ({others}) and get no ratio." if others else ""
    ratios = pairs.dropna(subset="ratio")
    below = ratios[ratios["ratio"] < 1]
    if "same" in labels:
        same = (
            f"in {labels['same']} both are the same thing: {len(ratios)} may be divided, "
            f"{pairs['difference'].notna().sum()} subtracted, the others have a target in words."
        )
    else:
        same = "in none are both the same thing."
    sentences = [
        f"{len(pairs)} of {len(table)} targets for {report.target_year} invite a comparison with a "
        f"result of {report.review_year}; {same}{rest}"
    ]
    if len(ratios):
        sentences.append(
            f"{len(below)} of these {len(ratios)} targets lie below the result, "
            f"{(below['direction'] == 'lower floor').sum()} of them as floors: the least that is "
            "promised, no plan to fall."
        )
    return sentences


def _on_outcomes(table: pd.DataFrame, report: Report) -> list[str]:
    verdicts = table["verdict"].value_counts()
    silent = verdicts.get("not found", 0)
    if silent == len(table):
        return []
    sentences = [
        f"Published figures of {report.target_year} show {verdicts.get('met', 0)} targets met and "
        f"{verdicts.get('missed', 0)} missed, and leave {verdicts.get('not decidable', 0)} "
        f"undecided; for {silent} no figure was found. What was found is no sample."
    ]
    for row in table[table["verdict"] == "missed"].itertuples():
        growth = not pd.isna(row.target_growth)
        target = (row.target_growth, "%") if growth else (row.target, row.target_unit)
        aim = format_quantity(*target, row.target_op, row.target_high)
        found = format_quantity(row.outcome, row.outcome_unit)
        sentences.append(f"Missed: {row.name_en}, {found} against {aim}. {row.verdict_why}")
    return sentences


def _on_bases(bases: pd.DataFrame, report: Report) -> list[str]:
    implied = bases["base"].notna().sum()
    if not implied:
        return []
    both = bases.dropna(subset="agreement")
    agree = (both["agreement"] == "agrees").sum()
    conflicts = "; ".join(
        f"{row.name_en}, {amount(row.published, row.unit)} published against "
        f"{format_quantity(_four(row.base_low), row.unit, 'range', _four(row.base_high))} implied"
        for row in both[both["agreement"] == "conflicts"].itertuples()
    )
    loose = ~both["published"].between(both["base_low"], both["base_high"])
    rounded = (both["agreement"].eq("agrees") & both["published_op"].eq("~") & loose).sum()
    only = f" ({rounded} of them only because the source rounds)" if rounded else ""
    told = f"{only}; not so: {conflicts}" if conflicts else only
    return [
        f"{implied} of {len(bases)} growth rates imply a value of {report.review_year - 1}. Of "
        f"{len(both)} that were published too, {agree} agree within rounding{told}."
    ]


def _on_revised_gdp(bases: pd.DataFrame, report: Report) -> list[str]:
    """Say what the published GDP of the year before implies, growth being real."""
    series = time_series(report).query("indicator == 'gdp'").drop_duplicates("year")
    basis = series.set_index("year")["basis"]
    return [
        f"GDP of {row.year} was first published as {amount(row.published, row.unit)}. From there "
        f"{amount(row.level, row.unit)} would be {row.level / row.published - 1:+.1%} at current "
        f"prices, against a real growth of {row.growth:g}%: the two are of different bases."
        for row in bases.query("indicator == 'gdp'").dropna(subset="published").itertuples()
        if basis.get(row.year) != basis.get(report.review_year)
    ]


def _four(number: float) -> float:
    """Round to four digits."""
    return float(f"{number:.4g}")
