"""Findings on the policy themes of a report."""

from pathlib import Path

import pandas as pd

from jhreport.appraisal import judged_elsewhere, theme_precision, theme_recall
from jhreport.findings.common import Findings
from jhreport.report import Report, load_report
from jhreport.themes import is_loose, load_themes, theme_profile, theme_shift
from jhreport.wording import signed

_ELSEWHERE = (
    "How good the dictionary is was judged on {judged}, not on this report, where other terms and "
    "other false friends occur. There: "
)
_LOOSE = {True: "; neighbours differ by no more than counting error", False: ""}
_SMALL = {True: ", a small count", False: ""}


def of_themes(report: str | Path | Report) -> Findings:
    """Return the findings on the themes of a report; without a review, none on its plan."""
    report = load_report(report)
    profile = theme_profile(report)
    if not profile["hits"].any():
        return Findings(("No term of the theme dictionary occurs in the report.",))
    first = ", ".join(f"{row.en} ({row.hits})" for row in profile.head(3).itertuples())
    slogans = profile.assign(slogans=profile["hits"] - profile["hits_plain"])
    lifted = ", ".join(
        f"{row.en} ({row.slogans} of {row.hits})"
        for row in slogans.sort_values("slogans", ascending=False, kind="stable")
        .head(3)
        .itertuples()
        if row.slogans
    )
    sentences = [
        f"Hits of theme terms are most for {first}, fewest for {profile.iloc[-1]['en']} "
        f"({profile.iloc[-1]['hits']}){_LOOSE[is_loose(profile['hits'])]}.",
        f"{slogans['slogans'].sum()} of {profile['hits'].sum()} hits are slogans"
        f"{f', most of them in {lifted}' if lifted else ''}.",
    ]
    if report.has_parts:
        shift = theme_shift(report)
        sure = shift[shift["p_adjusted"] < 0.05]["en"]
        sentences.append(
            f"Themes that shift from review to plan beyond chance (5% level, sentences shuffled, "
            f"adjusted for {len(shift)} tests): {', '.join(sure) or 'none'}.{_largest(shift)}"
        )
    names = load_themes().themes["en"]
    right, seen = theme_precision().iloc[0], theme_recall().iloc[0]
    others = ", ".join(judged_elsewhere(report))
    where = _ELSEWHERE.format(judged=others) if others else ""
    sentences.append(
        f"{where}Of {right['trials']} hits judged by reading, {right['successes']} are right "
        f"({_interval(right)}); of {seen['trials']} themes that readers saw in whole sentences, "
        f"{seen['successes']} were found there ({_interval(seen)})."
    )
    doubtful = [
        f"{names[row.theme]} {row.successes}/{row.trials}"
        for row in theme_precision().iloc[1:].itertuples()
        if row.trials >= 5 and row.share < 0.75
    ]
    if doubtful:
        sentences.append(
            "Themes of which fewer than three quarters of the judged hits are right, to be read "
            f"with care: {', '.join(doubtful)}."
        )
    return Findings(tuple(sentences))


def _largest(shift: pd.DataFrame) -> str:
    """Say which themes rise and fall most; nothing where a change rounds to none."""
    rise, fall = shift.iloc[0], shift.iloc[-1]
    ends = [row for row, way in ((rise, 1), (fall, -1)) if round(way * row["change"], 1) > 0]
    told = "; ".join(
        f"{row['en']} {signed(row['change'])} hits per 1,000 characters "
        f"({row['reference_hits']}→{row['hits']} hits{_SMALL[row['small']]})"
        for row in ends
    )
    which = {0: "", 1: "The largest change", 2: "The largest changes either way"}[len(ends)]
    return f" {which}: {told}." if ends else ""


def _interval(row: pd.Series) -> str:
    return f"{row['share']:.0%}, 95% interval {row['low']:.0%} to {row['high']:.0%}"
