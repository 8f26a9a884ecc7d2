"""What the commands share: the application, reports by name, tables on paper and as CSV."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    import pandas as pd

    from jhreport.report import Report

app = typer.Typer(
    help="Checked tables, notebooks and figures from Chinese government work reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

ReportName = Annotated[
    str | None, typer.Argument(metavar="[REPORT]", help="Name or folder; by default the latest.")
]
TextOrReport = Annotated[
    str | None,
    typer.Argument(
        metavar="[FILE_OR_REPORT]",
        help="Text, HTML, Word or PDF file, or name or folder of a report; by default the latest.",
    ),
]
_NO_PLAIN_TEXT = (".docx", ".pdf", ".html", ".htm")
AsCsv = Annotated[bool, typer.Option("--csv", help="Write CSV instead of a table.")]


def load(report: str | None) -> "Report":
    """Load a report by name or path, by default the latest."""
    from jhreport.report import latest_report, load_report

    return latest_report() if report is None else load_report(report)


def load_text(report: str | None) -> "Report":
    """Load a report, or the text of a file of any kind."""
    from jhreport.extraction import extract_text
    from jhreport.report import Report

    if report is not None and Path(report).suffix.lower() in _NO_PLAIN_TEXT:
        return Report(Path(report).stem, extract_text(report).text)
    return load(report)


def write_csv(table: "pd.DataFrame") -> None:
    """Write a table to the standard output as CSV."""
    table.to_csv(sys.stdout, index=False, lineterminator="\n")


def show(table: "pd.DataFrame") -> None:
    """Print a table for people."""
    shown = Table(box=box.SIMPLE)
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for row in table.itertuples(index=False):
        shown.add_row(*map(str, row))
    # A file or pipe has no width of its own; nothing may be cut there.
    console = Console(width=None if sys.stdout.isatty() else 200, markup=False, emoji=False)
    console.print(shown)
