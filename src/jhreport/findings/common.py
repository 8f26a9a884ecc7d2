"""What findings share."""

from dataclasses import dataclass

from jhreport.datasets import load_observations
from jhreport.report import Report
from jhreport.reviewing import is_draft
from jhreport.wording import format_quantity


@dataclass(frozen=True)
class Findings:
    """Sentences; a notebook shows them as a list."""

    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self.sentences)

    def _repr_markdown_(self) -> str:
        return str(self)


def on_drafts(report: Report) -> list[str]:
    """Say how many rows are drafts that a reviewer still has to look at, if any are."""
    if not is_draft(report):
        return []
    stated = load_observations(report)
    return [
        f"The tables are drafts: rules wrote their {len(stated)} rows, "
        f"{stated['check'].notna().sum()} still carry a doubt that nobody has settled (column "
        "`check`), and no record says that the others were read. What follows may be wrong."
    ]


def amount(value: float, unit: str) -> str:
    """Write an amount in English units, with the report's own beside it."""
    return f"{format_quantity(value, unit)} ({format_quantity(value, unit, lang='zh')})"
