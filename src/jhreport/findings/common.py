"""What findings share."""

from dataclasses import dataclass

from jhreport.wording import format_quantity


@dataclass(frozen=True)
class Findings:
    """Sentences; a notebook shows them as a list."""

    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self.sentences)

    def _repr_markdown_(self) -> str:
        return str(self)


def amount(value: float, unit: str) -> str:
    """Write an amount in English units, with the report's own beside it."""
    return f"{format_quantity(value, unit)} ({format_quantity(value, unit, lang='zh')})"
