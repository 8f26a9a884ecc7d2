"""Findings on how good drafted tables are."""

from jhreport.evaluation import NAME_SHARE, Evaluation, evaluate_rules, load_annotated, pool
from jhreport.findings.common import Findings


def of_drafts() -> Findings:
    """Return the findings on drafts against reviewed tables and annotated national reports."""
    seen, unseen = evaluate_rules("develop"), evaluate_rules("test")
    annotated = [seen.pop(name) for name in load_annotated("develop")]
    years = ", ".join(name.rsplit("-", 1)[-1] for name in unseen)
    return Findings(
        (
            f"On the reviewed tables of this project: {_told(pool(seen.values()))}.",
            f"On {len(annotated)} national reports that the rules were made with: "
            f"{_told(pool(annotated))}.",
            f"On {len(unseen)} that they were not ({years}): {_told(pool(unseen.values()))}.",
            f"A name counts as good if it holds {NAME_SHARE:.0%} of the characters of the reviewed "
            "one, whatever else it holds.",
        )
    )


def _told(found: Evaluation) -> str:
    spans, fields = found.scores.loc["spans"], found.scores.loc["all fields"]
    return (
        f"F1 {fields['f1']:.3f} with all fields right, {spans['f1']:.3f} for the numerals alone "
        f"({fields['reviewed']:.0f} reviewed rows); names good in {found.names:.1%}"
    )
