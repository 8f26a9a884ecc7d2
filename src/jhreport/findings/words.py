"""Findings on the words of a report."""

from pathlib import Path

from jhreport.findings.common import Findings
from jhreport.keywords import count_words, keyness
from jhreport.lexicon import load_user_words
from jhreport.report import Report, load_report
from jhreport.segmentation import count_tokens
from jhreport.wording import word_labels


def of_words(report: str | Path | Report) -> Findings:
    """Return the findings on the words of a report; without a review, none on its plan."""
    report = load_report(report)
    words = count_words(report)
    if words.empty:
        return Findings(("The report has no word that counts.",))
    top = words.head(30)
    names = dict(zip(top["word"], word_labels(top["word"], "en"), strict=True))
    first = ", ".join(f"{names[row.word]} ({row[2]})" for row in top.head(5).itertuples())
    sentences = [
        f"The most frequent words, stop words aside and compounds apart: {first}. "
        f"{(words['count'] == 1).sum():,} of {len(words):,} words stand once.",
    ]
    if top["dispersion"].notna().any():
        clustered = (top["dispersion"] > top["chance_high"]).sum()
        sentences.append(
            f"{clustered} of the {len(top)} most frequent keep to a few of the "
            f"{len(report.sections)} sections more than chance would have it. A rare word is "
            "unevenly spread by chance alone, so only this comparison tells."
        )
    terms = load_user_words()["word"]
    held = words[words["word"].isin(set(terms))]
    default = count_tokens(report.text, user_words=False)
    kept = sum(min(row[2], default[row.word]) for row in held.itertuples())
    sentences.append(
        f"{len(held)} of the {len(terms)} terms of the project's own word list occur, "
        f"{held['count'].sum()} times together. jieba's dictionary by itself keeps {kept} of these "
        "whole."
    )
    marked = keyness(report, strict=False)
    if len(marked):
        sure = marked[marked["p_adjusted"] < 0.05]
        told = ", ".join(
            f"{label} ({row.reference_count}→{row[2]})"
            for label, row in zip(word_labels(sure["word"], "en"), sure.itertuples(), strict=True)
        )
        sentences.append(
            f"Words that differ between review and plan beyond chance, of {len(marked)} that occur "
            f"5 times or more (5% level, adjusted for that many tests): {len(sure)}"
            f"{f', {told}' if told else ''}. The others in the chart of keyness are leads for "
            "reading, no results."
        )
    return Findings(tuple(sentences))
