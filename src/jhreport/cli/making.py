"""Commands that make what people open: notebooks and figures, reader, workbook and site."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from jhreport import files
from jhreport.cli.common import app, load
from jhreport.errors import JhreportError

ReportAndFile = Annotated[
    list[str],
    typer.Argument(
        metavar="[REPORT] FILE", help="Name, folder or text file; by default the latest report."
    ),
]


@app.command("report")
def report_command(
    report: Annotated[
        str | None,
        typer.Argument(
            metavar="[REPORT]", help="Execute copies for this report, into reports/REPORT/."
        ),
    ] = None,
) -> None:
    """Execute every notebook in place, draw every figure and build the site, or for a report."""
    root = files.checkout_dir()
    from jhreport.notebooks import copies_for, count_cells, execute_notebooks, in_place

    work = in_place(root) if report is None else copies_for(load(report), root)
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
        typer.echo("Failed notebooks, all figures and the site were left as they were.", err=True)
        raise typer.Exit(1)
    typer.echo(
        f"{len(figures)} figures drawn in Chinese and English, as PNG and SVG: "
        f"{work.figures.relative_to(root)}/README.md"
    )
    _build_site(report, root)


@app.command("site")
def site_command(
    report: Annotated[
        str | None,
        typer.Argument(metavar="[REPORT]", help="Build it for this report, in reports/REPORT/."),
    ] = None,
) -> None:
    """Build the web site, with reader and workbook, from notebooks and figures as they are."""
    _build_site(report, files.checkout_dir())


@app.command("reader")
def reader_command(report_and_file: ReportAndFile) -> None:
    """Write the reader, the page of a report with its numbers marked, to a file."""
    from jhreport.pages import write_reader

    report, file = _report_and_file(report_and_file, "report.html")
    write_reader(load(report), file)
    typer.echo(f"Reader written: {file}")


@app.command("workbook")
def workbook_command(report_and_file: ReportAndFile) -> None:
    """Write the workbook, a report's tables for Excel, to a file; it links to report.html."""
    from jhreport.workbook import write_workbook

    report, file = _report_and_file(report_and_file, "report.xlsx")
    write_workbook(load(report), file)
    typer.echo(f"Workbook written: {file}")


def _build_site(report: str | None, root: Path) -> None:
    from jhreport.notebooks import report_of
    from jhreport.pages.site import write_site

    if report is None:
        loaded, notebooks, made = load(report_of(root / "notebooks")), root / "notebooks", root
    else:
        loaded = load(report)
        notebooks = made = root / "reports" / loaded.name
    pages = write_site(loaded, made / "site", notebooks=notebooks, figures=made / "figures")
    shown = (made / "site").relative_to(root)
    typer.echo(f"Site built, {len(pages)} pages with reader and workbook: {shown}/index.html")


def _report_and_file(words: list[str], example: str) -> tuple[str | None, Path]:
    if len(words) > 2:
        raise JhreportError(
            f"{len(words)} names given. Allowed: a file to write, such as {example}, and before "
            "it a report."
        )
    *report, file = words
    return (report[0] if report else None), Path(file)
