"""Commands that take a report in, draft its tables, and check them."""

import datetime
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jhreport import files
from jhreport.cli.common import AsCsv, ReportName, app, load, show, write_csv
from jhreport.errors import JhreportError, MetadataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jhreport.intake import Intake
    from jhreport.metadata import Metadata


@app.command("draft")
def draft_command(
    file: Annotated[
        str, typer.Argument(help="Text, HTML, Word or PDF file, or name or folder of a report.")
    ],
) -> None:
    """Draft the observations of a report, as CSV: to be reviewed, row by row."""
    from jhreport.drafting import draft_observations
    from jhreport.drafts import as_printed
    from jhreport.intake import read_report

    if not Path(file).is_file():
        return write_csv(as_printed(draft_observations(load(file))))
    report, extract, doubts = read_report(file)
    _say_what_was_left_out(map(str, extract.dropped), doubts)
    return write_csv(as_printed(draft_observations(report)))


@app.command("new")
def new_command(
    file: Annotated[str, typer.Argument(help="Text, HTML, Word or PDF file of the report.")],
    name: Annotated[str, typer.Option(help="Name of the report, such as hangzhou-2021.")],
    place: Annotated[str | None, typer.Option(help="Place, such as 杭州市.")] = None,
    session: Annotated[str | None, typer.Option(help="Session it was given to.")] = None,
    date: Annotated[
        datetime.datetime | None, typer.Option(help="Day it was given.", formats=["%Y-%m-%d"])
    ] = None,
    year: Annotated[int | None, typer.Option(help="Year whose targets it sets.")] = None,
) -> None:
    """Make the folder of a new report: text, metadata and drafted tables, to be reviewed."""
    from jhreport.datapackage import describe, refresh_description
    from jhreport.intake import take_in
    from jhreport.metadata import Metadata

    known = Metadata(
        place_zh=place,
        session_zh=session,
        date=date and date.date(),
        review_year=year and year - 1,
        target_year=year,
    )
    describe(files.data_dir())  # refuses a folder with strange files before anything is made
    taken = _asking(lambda known: take_in(file, name, known), known)
    refresh_description(files.data_dir())
    _say_what_was_left_out(taken.dropped, taken.doubts)
    found = taken.metadata
    typer.echo(
        f"{taken.folder} made.\n"
        f"{found.place_zh}, {found.date}, {found.session_zh or 'session not found'}; "
        f"reviews {found.review_year}, sets the targets of {found.target_year}.\n"
        f"{taken.ledger}\n"
        f"{taken.exclusions} of them state nothing; the others, and targets in words, make "
        f"{taken.observations} drafted rows.\n"
        f"{taken.observations - taken.checks} rows the rules are sure of, {taken.checks} to be "
        f"checked; {taken.own_indicators} indicators that no other report has.\n"
        f"Next: jhreport check {name}"
    )


@app.command("evaluate")
def evaluate_command(
    half: Annotated[str | None, typer.Option(help="develop or test; by default both.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List the errors instead.")] = False,
    csv: AsCsv = False,
) -> None:
    """Measure drafts against reviewed tables and annotated passages."""
    import pandas as pd

    from jhreport.evaluation import evaluate_rules

    found = evaluate_rules(half)
    if errors:
        tables = [one.errors.assign(report=name) for name, one in found.items()]
        table = pd.concat(tables, ignore_index=True)
    else:
        rows = []
        for name, one in found.items():
            for level, score in one.scores.iterrows():
                rows.append({"report": name, "level": level, **score, "names": one.names})
        table = pd.DataFrame(rows).astype({"right": int, "drafted": int, "reviewed": int})
    write_csv(table) if csv else show(table.round(3))


@app.command("fill")
def fill_command(report: ReportName = None) -> None:
    """Fill in the offsets of a report's rows, and bring the description of the data up to date."""
    from jhreport.datapackage import refresh_description
    from jhreport.offsets import fill_offsets

    changed = fill_offsets(load(report))
    refreshed = refresh_description(files.data_dir())
    typer.echo(
        f"{changed} rows changed; data description {'updated' if refreshed else 'as it was'}."
    )


@app.command("check")
def check_command(report: ReportName = None) -> None:
    """Check all tables, or those of one report, and list what is left to check in drafted ones."""
    from jhreport.datapackage import describe
    from jhreport.datasets import load_glosses, load_indicators
    from jhreport.report import list_reports

    typer.echo(f"{len(load_indicators())} indicators, {len(load_glosses())} glosses.")
    for name in list_reports() if report is None else [report]:
        _check_report(name)
    folder = files.data_dir()
    for name, text in describe(folder).items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            raise JhreportError(f"{path} is out of date. Run: jhreport fill")
    typer.echo("Data description up to date.")


def _asking(take_in: "Callable[[Metadata], Intake]", known: "Metadata") -> "Intake":
    """Take a report in; at a terminal, ask for what its text does not say."""
    while True:
        try:
            return take_in(known)
        except MetadataError as missing:
            if not sys.stdin.isatty():
                raise
            known = replace(known, **{key: _ask(key) for key in missing.keys})


def _ask(key: str) -> str | int | datetime.date:
    """Ask for a key of ``report.toml`` until the answer is one."""
    example, read = {
        "place_zh": ("杭州市", str),
        "date": ("2021-01-30", datetime.date.fromisoformat),
        "review_year": ("2020", int),
        "target_year": ("2021", int),
    }[key]
    while True:
        answer = typer.prompt(f"{key} of the report (such as {example})", err=True)
        try:
            return read(answer.strip())
        except ValueError:
            typer.echo(f"{answer!r} is no {key}. Allowed: one such as {example}.", err=True)


def _say_what_was_left_out(dropped: "Iterable[str]", doubts: "Iterable[str]") -> None:
    for line in dropped:
        typer.echo(f"Left out: {line}", err=True)
    for line in doubts:
        typer.echo(f"Doubtful: {line}", err=True)


def _check_report(name: str) -> None:
    from jhreport.ledgers import find_disagreements, ledger
    from jhreport.reviewing import list_checks, list_incomplete

    typer.echo(f"{name}: {len(ledger(name))} numerals, each with its role.")
    for what, table in (
        (
            "Look at these, where the rules read the text otherwise than the table:",
            find_disagreements(name),
        ),
        (
            "Left to check; correct each row, then empty its cell in the column check. Rows that "
            "are not listed can be wrong too: read them all.",
            list_checks(name),
        ),
    ):
        if len(table):
            typer.echo(f"{what} {len(table)}")
            show(table)
    if lacking := len(list_incomplete(name)):
        typer.echo(
            f"{lacking} of its own indicators lack English name, kind or theme: fill in what you "
            f"need in {name}/indicators.csv."
        )
