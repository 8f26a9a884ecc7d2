"""Command line: drafts of a file as CSV, and the measure of drafts."""

import io

import pandas as pd
import pytest
from typer.testing import CliRunner

from jhreport import cli
from jhreport.drafting import draft_observations
from jhreport.evaluation import evaluate_rules, load_annotated
from jhreport.report import load_report

HEADER = (
    "indicator,subject,year,status,measure,value,high,unit,op,versus,rank_of,start,end,text,quote,"
    "note,name,check"
)
TEXT = "一、工作回顾\n信访总量下降15%，居全省第二。\n二、目标\n"


def run(*arguments: object) -> str:
    """Return what a command writes to stdout; it must succeed."""
    result = CliRunner().invoke(cli.app, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_help_lists_the_commands(main):
    status, out, _ = main("--help")
    assert status == 0
    assert " draft " in out
    assert " evaluate " in out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_draft_of_a_text_file(tmp_path, encoding):
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    yearless = "of which year is not known"
    assert run("draft", path).splitlines() == [
        HEADER,
        "petitions,全市,,actual,growth,-15,,%,=,,,13,15,15,"
        f"一、工作回顾信访总量下降15%，居全省第,,信访总量,{yearless}",
        "petitions,全市,,actual,rank,2,,位,=,全省,level,20,22,第二,"
        f"访总量下降15%，居全省第二。二、目标,,信访总量,{yearless}",
    ]


def test_draft_of_a_report(made):
    drafted = pd.read_csv(io.StringIO(run("draft", made.folder)), keep_default_na=False)
    assert drafted[["text", "value", "status", "year"]].astype(str).values.tolist() == [
        ["5", "5.0", "actual", "2019"],
        ["20", "-20.0", "actual", "2019"],
        ["第三", "3.0", "actual", "2019"],
        ["15", "-15.0", "actual", "2019"],
        ["3", "3.0", "target", "2020"],
        ["2.1", "2.1", "target", "2020"],
    ]


def test_draft_of_a_report_of_the_project_has_all_rows():
    lines = run("draft", "jinhua-2020").splitlines()
    assert len(lines) == 1 + len(draft_observations(load_report("jinhua-2020")))


def test_draft_of_a_text_without_numerals_is_the_header(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("没有数字。\n", encoding="utf-8")
    assert run("draft", path) == f"{HEADER}\n"


def test_draft_names_what_is_missing(main):
    status, out, err = main("draft", "jinhua-2019")
    assert (status, out) == (2, "")
    assert err.startswith("Error: ")
    assert "jinhua-2019" in err
    assert "jinhua-2020" in err


def test_draft_needs_a_file(main):
    status, out, err = main("draft")
    assert (status, out) == (2, "")
    assert "missing argument" in err.lower()


def test_evaluate():
    lines = run("evaluate", "--half", "develop").splitlines()
    words = [line.split() for line in lines if line.strip()]
    assert words[0] == [
        *("report", "level", "right", "drafted", "reviewed", "precision", "recall", "f1", "names")
    ]
    names = ["jinhua-2020", *load_annotated("develop")]
    levels = [["spans"], ["all", "fields"]]
    assert [line[:-7] for line in words[2:]] == [
        [name, *level] for name in names for level in levels
    ]


def test_evaluate_as_csv():
    scores = evaluate_rules("develop")["national-2018"].scores.round(3)
    table = pd.read_csv(io.StringIO(run("evaluate", "--half", "develop", "--csv")))
    shown = table[table["report"] == "national-2018"].set_index("level")
    assert list(shown.index) == ["spans", "all fields"]
    columns = ["right", "drafted", "reviewed", "precision", "recall", "f1"]
    assert shown[columns].to_numpy().tolist() == scores[columns].to_numpy().tolist()
    assert (table[["right", "drafted", "reviewed"]].dtypes == "int64").all()


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--half", "test"], [f"national-20{y}" for y in ("03", "17")]),
        (
            [],
            [
                "jinhua-2020",
                *(f"national-20{y}" for y in ("03", "08", "10", "12", "13", "14", "16")),
                *(f"national-20{y}" for y in ("17", "18", "22")),
            ],
        ),
    ],
)
def test_evaluate_of_the_other_half_and_of_both(options, names):
    table = pd.read_csv(io.StringIO(run("evaluate", *options, "--csv")))
    assert table["report"].drop_duplicates().tolist() == names


def test_evaluate_lists_the_errors():
    table = pd.read_csv(
        io.StringIO(run("evaluate", "--half", "develop", "--errors", "--csv")),
        keep_default_na=False,
    )
    found = evaluate_rules("develop")
    assert list(table) == ["kind", "start", "text", "drafted", "reviewed", "report"]
    assert len(table) > 0
    wanted = [
        [kind, start, text, name]
        for name, one in found.items()
        for kind, start, text in one.errors[["kind", "start", "text"]].values.tolist()
    ]
    assert (
        table[["kind", "start", "text", "report"]].astype({"text": str}).values.tolist() == wanted
    )


def test_evaluate_refuses_an_unknown_half(main):
    status, out, err = main("evaluate", "--half", "training")
    assert (status, out) == (2, "")
    assert err.startswith("Error: ")
    assert "training" in err
    assert "develop" in err
