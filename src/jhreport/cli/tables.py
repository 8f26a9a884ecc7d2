"""Commands that print what a report states and which words it uses."""

from typing import Annotated

import typer

from jhreport.cli.common import (
    AsCsv,
    ReportName,
    TextOrReport,
    app,
    load,
    load_text,
    show,
    write_csv,
)


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
    write_csv(table) if csv else show(table)


@app.command("review")
def review_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Show what a report says was achieved."""
    from jhreport.comparison import review
    from jhreport.display import result_table

    table = review(load(report))
    write_csv(table) if csv else show(result_table(table).reset_index())


@app.command("targets")
def targets_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Show what a report promises."""
    from jhreport.comparison import targets
    from jhreport.display import target_table

    table = targets(load(report))
    write_csv(table) if csv else show(target_table(table).reset_index())


@app.command("ledger")
def ledger_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Account for every numeral of a report."""
    from jhreport.ledgers import ledger

    table = ledger(load(report))
    if csv:
        return write_csv(table)
    shown = table[["chapter", "section", "start", "text", "role", "detail"]]
    show(shown)
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

    table = count_words(load_text(text), by, engine)
    write_csv(table) if csv else show(table.round(2))


@app.command("keyness")
def keyness_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Show which words mark the plan of a report against its review."""
    from jhreport.keywords import keyness

    table = keyness(load(report))
    write_csv(table) if csv else show(table.round(2))


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
    report = load_text(text)
    if hits:
        table = theme_hits(report)[["theme", "term", "start", "end"]]
    else:
        table = theme_density(report, by)
    write_csv(table) if csv else show(table.round(2))


@app.command("compare")
def compare_command(report: ReportName = None, csv: AsCsv = False) -> None:
    """Set each target of a report beside its last result, and beside what came of it."""
    from jhreport.display import pair_table
    from jhreport.pairing import compare

    table = compare(load(report))
    write_csv(table) if csv else show(pair_table(table).reset_index())
