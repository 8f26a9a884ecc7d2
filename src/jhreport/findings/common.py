"""What findings share."""

from dataclasses import dataclass

from jhreport.datasets import load_observations
from jhreport.report import Report
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
    stated = load_observations(report)
    if "check" not in stated or stated["check"].isna().all():
        return []
    return [
        f"Of {len(stated)} rows of the tables {stated['check'].notna().sum()} are drafts with a "
        "doubt that nobody has settled yet (column `check`): what follows is subject to that."
    ]


def amount(value: float, unit: str) -> str:
    """Write an amount in English units, with the report's own beside it."""
    return f"{format_quantity(value, unit)} ({format_quantity(value, unit, lang='zh')})"
