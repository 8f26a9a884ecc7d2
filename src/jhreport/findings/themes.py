"""Findings on the policy themes of a report."""

from pathlib import Path

import pandas as pd

from jhreport.appraisal import theme_precision, theme_recall
from jhreport.findings.common import Findings
from jhreport.report import Report, load_report
from jhreport.themes import theme_profile, theme_shift


def of_themes(report: str | Path | Report) -> Findings:
    """Return the findings on the themes of a report; without a review, none on its plan."""
    report = load_report(report)
    profile = theme_profile(report)
    if profile.empty:
        return Findings(())
    first = ", ".join(f"{row.en} ({row.hits})" for row in profile.head(3).itertuples())
    plain = profile.sort_values("hits_plain", ascending=False, kind="stable")
    slogans = profile["hits"].sum() - profile["hits_plain"].sum()
    sentences = [
        f"The report speaks most of {first}; numbers are hits of theme terms. "
        f"Least: {profile.iloc[-1]['en']} ({profile.iloc[-1]['hits']}).",
        f"{slogans} of {profile['hits'].sum()} hits are slogans. Without them "
        f"{plain.iloc[0]['en']} leads with {plain.iloc[0]['hits_plain']}, and "
        f"{(profile['rank'] != profile['rank_plain']).sum()} of {len(profile)} ranks move.",
    ]
    if {"review", "plan"} <= set(report.chapters["part"]):
        shift = theme_shift(report)
        ends = (shift.iloc[0], "rises most"), (shift.iloc[-1], "falls most")
        told = "; ".join(
            f"{row['en']} {verb}, by {abs(row['change']):.1f} hits per 1,000 characters "
            f"({row['reference_hits']} hits in the review, {row['hits']} in the plan"
            f"{', a small count' if row['small'] else ''})"
            for row, verb in ends
        )
        sure = shift[shift["p_adjusted"] < 0.05]["en"]
        sentences.append(
            f"From review to plan, {told}. Beyond chance, at the 5% level adjusted for "
            f"{len(shift)} themes: {', '.join(sure) or 'none'}."
        )
    right, seen = theme_precision().iloc[0], theme_recall().iloc[0]
    sentences.append(
        f"Of {right['trials']} hits judged by reading, {right['successes']} are right "
        f"({_interval(right)}); of {seen['trials']} themes that readers saw in whole sentences, "
        f"{seen['successes']} were found there ({_interval(seen)})."
    )
    return Findings(tuple(sentences))


def _interval(row: pd.Series) -> str:
    return f"{row['share']:.0%}, 95% interval {row['low']:.0%} to {row['high']:.0%}"
