"""Findings on a report as a document."""

from pathlib import Path

from jhreport.findings.common import Findings, on_drafts
from jhreport.layout import find_layout_faults
from jhreport.ledgers import ledger
from jhreport.report import Report, load_report
from jhreport.wording import report_parts

_SHARE = "{:.0%}".format


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
    sentences = on_drafts(report)
    if len(chapters) > 1:
        sentences.append(
            f"The report has {chapters['chars'].sum():,} characters in an opening and "
            f"{len(chapters) - 1} chapters. The longest, {longest['label_en']}, in "
            f"{in_longest.sum()} parts, takes "
            f"{_SHARE(longest['chars'] / chapters['chars'].sum())}."
        )
    else:
        sentences.append(
            f"The report has {chapters['chars'].sum():,} characters, and no heading of a chapter "
            "(一、…) was found in it."
        )
    if numerals.empty:
        sentences.append("It holds no numeral that could be accounted for.")
    else:
        sentences += [
            f"It holds {by_script.sum()} numerals that can be accounted for: "
            f"{by_script.get('arabic', 0)} Arabic ones, and {by_script.get('chinese', 0)} Chinese "
            "ones that give a count, an order, a share or a rank. Each has its role in the tables.",
            f"{stated} of them ({_SHARE(stated / len(numerals))}) state something: "
            f"{by_role.get('result', 0)} a result, {by_role.get('target', 0)} a target. The others "
            "are dates, ordinals, names, thresholds and the like.",
        ]
    if spaces or broken:
        sentences.append(
            f"{spaces} spaces stand beside numerals and {broken} paragraphs are broken in the "
            "middle of a sentence, so a plain search of the text misses numbers."
        )
    return Findings(tuple(sentences))
