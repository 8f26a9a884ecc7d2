"""The command line: ``jhreport --help`` lists the commands."""

import datetime
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from jhreport import files
from jhreport.errors import JhreportError, MetadataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from jhreport.intake import Intake
    from jhreport.metadata import Metadata
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
        metavar="[FILE_OR_REPORT]", help="Text file, or name or folder of a report; the latest."
    ),
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Write CSV instead of a table.")]


@app.command("list")
def list_command(csv: AsCsv = False) -> None:
    """List the reports and what their tables hold."""
    import pandas as pd

    from jhreport.datasets import load_observations
    from jhreport.report import list_reports, load_report

    rows = []
    for name in list_reports():
        report = load_report(name)
        status = load_observations(report)["status"].value_counts()
        rows.append(
            {
                "report": name,
                "title": report.title_zh,
                "date": report.date.isoformat(),
                "results": status.get("actual", 0),
                "targets": status.get("target", 0),
            }
        )
    table = pd.DataFrame(rows)
    _write_csv(table) if csv else _print(table)


@app.command("review")
def review_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Show what a report says was achieved."""
    from jhreport.comparison import review
    from jhreport.display import result_table

    table = review(_load(report))
    _write_csv(table) if csv else _print(result_table(table).reset_index())


@app.command("targets")
def targets_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Show what a report promises."""
    from jhreport.comparison import targets
    from jhreport.display import target_table

    table = targets(_load(report))
    _write_csv(table) if csv else _print(target_table(table).reset_index())


@app.command("ledger")
def ledger_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Account for every numeral of a report."""
    from jhreport.ledgers import ledger

    table = ledger(_load(report))
    if csv:
        return _write_csv(table)
    shown = table[["chapter", "section", "start", "text", "role", "detail"]]
    _print(shown)
    for script, roles in table.groupby("script")["role"]:
        typer.echo(f"{roles.count()} of {len(roles)} {script.capitalize()} numerals accounted for.")
    return typer.echo("No orphan, no overlap, every text as printed.")


@app.command("words")
def words_command(
    text: TextOrReport = None,
    by: Annotated[str, typer.Option(help="report, part, chapter or section.")] = "report",
    engine: Annotated[str, typer.Option(help="jieba, or rjieba if installed.")] = "jieba",
    csv: AsCsv = False,
) -> None:
    """Count the words of a report or text file."""
    from jhreport.keywords import count_words

    table = count_words(_load(text), by, engine)
    _write_csv(table) if csv else _print(table.round(2))


@app.command("keyness")
def keyness_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Show which words mark the plan of a report against its review."""
    from jhreport.keywords import keyness

    table = keyness(_load(report))
    _write_csv(table) if csv else _print(table.round(2))


@app.command("themes")
def themes_command(
    text: TextOrReport = None,
    by: Annotated[str, typer.Option(help="report, part, chapter or section.")] = "report",
    hits: Annotated[bool, typer.Option("--hits", help="Print each hit instead.")] = False,
    csv: AsCsv = False,
) -> None:
    """Show how often a report or text file speaks of each policy theme."""
    from jhreport.keywords import level_keys
    from jhreport.themes import theme_density, theme_hits

    level_keys(by)  # refuses an unknown one, whatever is printed
    report = _load(text)
    if hits:
        table = theme_hits(report)[["theme", "term", "start", "end"]]
    else:
        table = theme_density(report, by)
    _write_csv(table) if csv else _print(table.round(2))


@app.command("compare")
def compare_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Set each target of a report beside its last result, and beside what came of it."""
    from jhreport.display import pair_table
    from jhreport.pairing import compare

    table = compare(_load(report))
    _write_csv(table) if csv else _print(pair_table(table).reset_index())


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
        return _write_csv(as_printed(draft_observations(_load(file))))
    report, extract, doubts = read_report(file)
    _say_what_was_left_out(map(str, extract.dropped), doubts)
    return _write_csv(as_printed(draft_observations(report)))


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
    from jhreport.datapackage import refresh_description
    from jhreport.intake import take_in
    from jhreport.metadata import Metadata

    known = Metadata(
        place_zh=place,
        session_zh=session,
        date=date and date.date(),
        review_year=year and year - 1,
        target_year=year,
    )
    taken = _asking(lambda known: take_in(file, name, known), known)
    refresh_description(files.data_dir())
    _say_what_was_left_out(taken.dropped, taken.doubts)
    found = taken.metadata
    typer.echo(
        f"{taken.folder} made.\n"
        f"{found.place_zh}, {found.date}, {found.session_zh or 'session not found'}; "
        f"reviews {found.review_year}, sets the targets of {found.target_year}.\n"
        f"{taken.ledger}\n"
        f"{taken.observations} observations drafted, {taken.exclusions} numerals excluded.\n"
        f"{taken.observations - taken.checks} rows are certain by the rules, {taken.checks} to be "
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
    _write_csv(table) if csv else _print(table.round(3))


@app.command("fill")
def fill_command(report: ReportName = None) -> None:
    """Fill in the offsets of a report's rows, and bring the description of the data up to date."""
    from jhreport.datapackage import refresh_description
    from jhreport.offsets import fill_offsets

    changed = fill_offsets(_load(report))
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


@app.command("report")
def report_command(
    report: Annotated[
        str | None,
        typer.Argument(
            metavar="[REPORT]", help="Execute copies for this report, into reports/REPORT/."
        ),
    ] = None,
) -> None:
    """Execute every notebook in place and draw every figure, or do so in copies for a report."""
    root = files.checkout_dir()
    from jhreport.notebooks import copies_for, count_cells, execute_notebooks, in_place

    work = in_place(root) if report is None else copies_for(_load(report), root)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("Executing notebooks", total=count_cells(work))

        def advance(name: str) -> None:
            progress.update(task, advance=1, description=f"Executing {name}")

        outcomes, figures = execute_notebooks(work, advance)
    failed = [outcome for outcome in outcomes if outcome.error]
    for outcome in failed:
        typer.echo(f"{outcome.name} failed in {outcome.error}", err=True)
    done = len(outcomes) - len(failed)
    typer.echo(f"{done} of {len(outcomes)} notebooks executed: {work.notebooks.relative_to(root)}/")
    if failed:
        typer.echo("Failed notebooks and all figures were left as they were.", err=True)
        raise typer.Exit(1)
    typer.echo(
        f"{len(figures)} figures drawn in Chinese and English, as PNG and SVG: "
        f"{work.figures.relative_to(root)}/README.md"
    )


def main() -> None:
    """Run the command line; an error of the package is a message and exit status 2."""
    try:
        app()
    except JhreportError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(2)


def _load(report: str | None) -> "Report":
    from jhreport.report import latest_report, load_report

    return latest_report() if report is None else load_report(report)


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
            _print(table)
    if lacking := len(list_incomplete(name)):
        typer.echo(
            f"{lacking} of its own indicators lack English name, kind or theme: fill in what you "
            f"need in {name}/indicators.csv."
        )


def _write_csv(table: "pd.DataFrame") -> None:
    table.to_csv(sys.stdout, index=False, lineterminator="\n")


def _print(table: "pd.DataFrame") -> None:
    shown = Table(box=box.SIMPLE)
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for row in table.itertuples(index=False):
        shown.add_row(*map(str, row))
    # A file or pipe has no width of its own; nothing may be cut there.
    console = Console(width=None if sys.stdout.isatty() else 200, markup=False, emoji=False)
    console.print(shown)
