"""Command line: tables for the eye, CSV for machines, messages instead of tracebacks."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import jhreport
from jhreport import cli, files, notebooks, offsets
from jhreport.cli import common
from jhreport.comparison import review, targets
from jhreport.datasets import load_glosses, load_indicators
from jhreport.errors import ReportError
from jhreport.keywords import count_words, keyness
from jhreport.ledgers import ledger
from jhreport.notebooks import Outcome
from jhreport.pages import site
from jhreport.report import load_report
from jhreport.themes import theme_density, theme_hits

COMMANDS = [
    "list",
    "review",
    "targets",
    "ledger",
    "words",
    "keyness",
    "themes",
    "fill",
    "check",
    "report",
]


def run(*arguments: str) -> str:
    """Return what a command writes to stdout; it must succeed."""
    result = CliRunner().invoke(cli.app, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def change_byte(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert len(old) == len(new) and content.count(old) == 1
    path.write_bytes(content.replace(old, new))


def test_help_lists_the_commands(main):
    status, out, _ = main("--help")
    assert status == 0
    assert [name for name in COMMANDS if f" {name} " not in out] == []


def test_list():
    lines = [line.split() for line in run("list").splitlines() if line.strip()]
    assert lines[0] == ["report", "title", "date", "results", "targets"]
    assert lines[2:] == [
        ["jinhua-2020", "2020年浙江省金华市人民政府工作报告", "2020-04-26", "128", "90"]
    ]


def test_review_of_a_made_report(made):
    lines = [line.split() for line in run("review", made.folder).splitlines() if line.strip()]
    assert lines[0] == [
        "place", "indicator", "名称", "name", "level", "growth", "rank", "difference",
    ]  # fmt: skip
    assert lines[2:] == [
        [
            "1",
            "imports",
            "外贸进口",
            "Imports",
            "5亿元",
            "−20%",
            "3",
            "in",
            "the",
            "province",
            "(by",
            "growth)",
        ],
        ["1", "petitions", "信访总量", "Petitions", "−15%"],
    ]


def test_targets_of_a_made_report(made):
    lines = [line.split() for line in run("targets", made.folder).splitlines() if line.strip()]
    assert lines[0] == ["place", "indicator", "名称", "name", "measure", "target"]
    assert lines[2:] == [
        ["2", "exports", "外贸出口", "Exports", "growth", "3–4%"],
        [
            "2",
            "new_trademarks",
            "新增注册商标",
            "New",
            "registered",
            "trademarks",
            "level",
            "≥2.1万件",
        ],
        ["2", "imports", "外贸进口", "Imports", "growth", "稳步提高", "(rise", "steadily)"],
    ]


def test_ledger_of_a_made_report(made):
    lines = [line.split() for line in run("ledger", made.folder).splitlines() if line.strip()]
    assert lines[0] == ["chapter", "section", "start", "text", "role", "detail"]
    assert lines[2:] == [
        ["1", "0", "13", "5", "result", "imports"],
        ["1", "0", "19", "20", "result", "imports"],
        ["1", "0", "28", "第三", "result", "imports"],
        ["1", "0", "38", "15", "result", "petitions"],
        ["2", "0", "53", "3", "target", "exports"],
        ["2", "0", "56", "4", "excluded", "range-end"],
        ["2", "0", "65", "2.1", "target", "new_trademarks"],
        ["6", "of", "6", "Arabic", "numerals", "accounted", "for."],
        ["1", "of", "1", "Chinese", "numerals", "accounted", "for."],
        ["No", "orphan,", "no", "overlap,", "every", "text", "as", "printed."],
    ]


def test_ledger_of_the_latest_report_sums_up():
    assert run("ledger").splitlines()[-3:] == [
        "203 of 203 Arabic numerals accounted for.",
        "103 of 103 Chinese numerals accounted for.",
        "No orphan, no overlap, every text as printed.",
    ]


@pytest.mark.parametrize(
    ("command", "shape", "last"),
    [
        ("review", (102, 8), ["1.6", "consultative_proposals"]),
        ("targets", (90, 6), ["9", "public_funds"]),
    ],
)
def test_tables_of_the_latest_report_are_not_cut(command, shape, last):
    lines = [line for line in run(command).splitlines() if line.strip()]
    assert lines[0].split()[0] == "place"
    assert len(lines[0].split()) == shape[1]
    starts = [line for line in lines[2:] if line[1:4].strip()]
    assert len(starts) == shape[0]
    assert starts[-1].split()[:2] == last
    assert "…" not in "".join(lines)


@pytest.mark.parametrize(
    ("command", "table"), [("review", review), ("targets", targets), ("ledger", ledger)]
)
def test_csv_parses_back_to_the_table(command, table):
    output = run(command, "jinhua-2020", "--csv")
    expected = table("jinhua-2020")
    parsed = pd.read_csv(io.StringIO(output))
    assert len(parsed) == {"review": 102, "targets": 90, "ledger": 306}[command]
    pd.testing.assert_frame_equal(parsed, expected, check_dtype=False, check_exact=True)
    assert output.count("\n") == len(parsed) + 1
    assert "\r" not in output


def test_a_cell_in_square_brackets_is_shown_as_it_stands(capsys):
    common.show(pd.DataFrame({"text": ["[b]甲[/b]", "[/x]", ":smile:"]}))
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert lines[2:] == ["[b]甲[/b]", "[/x]", ":smile:"]


# words and themes


SPREAD = ["dispersion", "chance_low", "chance_high"]


@pytest.fixture
def text_file(tmp_path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text("发展 数字经济，发展5G。\n", encoding="utf-8")
    return path


def rows_of(output: str) -> list[list[str]]:
    """Return the cells of a printed table, its heads first."""
    lines = [line.split() for line in output.splitlines() if line.strip()]
    return [lines[0], *lines[2:]]


def test_words_of_a_text_file(text_file):
    assert rows_of(run("words", text_file)) == [
        ["word", "count", "per_1000", "documents", *SPREAD],
        ["发展", "2", "500.0", "1", *["nan"] * 3],
        ["5G", "1", "250.0", "1", *["nan"] * 3],
        ["数字经济", "1", "250.0", "1", *["nan"] * 3],
    ]


def test_words_of_a_made_report(made):
    first = rows_of(run("words", made.folder, "--by", "part"))
    assert first[0] == ["part", "word", "count", "per_1000", "documents", *SPREAD]
    assert [row[:3] for row in first if row[1] in ("进口", "信访")] == [
        ["review", "信访", "1"],
        ["review", "进口", "1"],
        ["plan", "进口", "1"],
    ]


def test_keyness_of_a_text_file(tmp_path):
    path = tmp_path / "plan.txt"
    text = "一、回顾\n{}改革。\n二、目标\n{}农业。\n".format("农业，" * 6, "改革，" * 5)
    path.write_text(text, encoding="utf-8")
    heads, *rows = rows_of(run("keyness", path))
    assert heads == [
        *["word", "count", "reference_count", "per_1000", "reference_per_1000"],
        *["g2", "log_ratio", "p", "p_adjusted"],
    ]
    # 9 words in the review, heading and 一 among them, and 8 in the plan.
    assert [row[:5] for row in rows] == [
        ["改革", "5", "1", "625.0", "111.11"],
        ["农业", "1", "6", "125.0", "666.67"],
    ]


def test_themes_of_a_text_file(text_file):
    heads, *rows = rows_of(run("themes", text_file))
    assert heads == ["theme", "hits", "chars", "per_1000"]
    assert len(rows) == 18
    assert [row for row in rows if row[1] != "0"] == [["digital", "2", "12", "166.67"]]


def test_themes_of_a_made_report_by_chapter(made):
    heads, *rows = rows_of(run("themes", made.folder, "--by", "chapter"))
    assert heads == ["chapter", "theme", "hits", "chars", "per_1000"]
    assert len(rows) == 3 * 18
    assert [row[:4] for row in rows if row[1] == "opening_up"] == [
        ["0", "opening_up", "0", "5"],
        ["1", "opening_up", "1", "34"],
        ["2", "opening_up", "2", "34"],
    ]


def test_hits_of_themes_are_printed_with_their_offsets(text_file):
    assert rows_of(run("themes", text_file, "--hits")) == [
        ["theme", "term", "start", "end"],
        ["digital", "数字经济", "3", "7"],
        ["digital", "5G", "10", "12"],
    ]
    assert run("themes", text_file, "--hits", "--csv") == (
        "theme,term,start,end\ndigital,数字经济,3,7\ndigital,5G,10,12\n"
    )


@pytest.mark.parametrize(
    ("arguments", "table"),
    [
        (["words"], count_words),
        (["words", "--by", "chapter"], lambda report: count_words(report, "chapter")),
        (["keyness"], keyness),
        (["themes"], theme_density),
        (["themes", "--by", "section"], lambda report: theme_density(report, "section")),
        (["themes", "--hits"], lambda r: theme_hits(r)[["theme", "term", "start", "end"]]),
    ],
)
def test_csv_of_words_and_themes_parses_back_to_the_table(arguments, table):
    output = run(*arguments[:1], "jinhua-2020", *arguments[1:], "--csv")
    parsed = pd.read_csv(io.StringIO(output), keep_default_na=False, na_values=[""])
    expected = table("jinhua-2020")
    pd.testing.assert_frame_equal(parsed, expected, check_dtype=False, check_exact=True)
    assert (len(parsed) > 17, "\r" in output) == (True, False)


@pytest.mark.parametrize("command", ["words", "keyness", "themes"])
def test_words_and_themes_are_by_default_of_the_latest_report(command):
    assert run(command, "--csv") == run(command, load_report("jinhua-2020").folder, "--csv")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["words", "--by", "parts"],
            "Unknown level 'parts'. Available, nearest first: part, report, chapter, section.",
        ),
        (
            ["themes", "--by", "parts"],
            "Unknown level 'parts'. Available, nearest first: part, report, chapter, section.",
        ),
        (
            ["words", "--engine", "jeiba"],
            "Unknown engine 'jeiba'. Available, nearest first: jieba, rjieba.",
        ),
        (
            ["themes", "--by", "parts", "--hits"],
            "Unknown level 'parts'. Available, nearest first: part, report, chapter, section.",
        ),
    ],
)
def test_an_unknown_level_or_engine_is_a_message_and_status_2(main, text_file, arguments, message):
    assert main(*arguments, text_file) == (2, "", f"Error: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "heads"),
    [
        (["words"], "word,count,per_1000,documents,dispersion,chance_low,chance_high"),
        (
            ["words", "--by", "section"],
            "chapter,section,word,count,per_1000,documents,dispersion,chance_low,chance_high",
        ),
        (["themes"], "theme,hits,chars,per_1000"),
        (["themes", "--by", "part"], "part,theme,hits,chars,per_1000"),
        (["themes", "--hits"], "theme,term,start,end"),
    ],
)
def test_an_empty_file_gives_an_empty_table(main, tmp_path, arguments, heads):
    path = tmp_path / "empty.txt"
    path.touch()
    assert main(*arguments, path, "--csv") == (0, f"{heads}\n", "")
    assert rows_of(main(*arguments, path)[1]) == [heads.split(",")]


def test_keyness_without_a_review_is_a_message_and_status_2(main, text_file):
    status, out, err = main("keyness", text_file)
    assert (status, out) == (2, "")
    assert err.startswith("Error: plan: review and plan cannot be told apart. Needed: ") is True


@pytest.mark.parametrize("command", ["words", "keyness", "themes"])
def test_a_text_without_chinese_is_a_message_and_status_2(main, tmp_path, command):
    path = tmp_path / "english.txt"
    path.write_text("Report on the work of the government", encoding="utf-8")
    status, out, err = main(command, path)
    assert (status, out) == (2, "")
    assert err.startswith("Error: No Chinese in the text, which begins 'Report on the work o'.")


# errors


@pytest.mark.parametrize(
    "command", ["review", "targets", "ledger", "words", "keyness", "themes", "fill"]
)
def test_an_unknown_report_is_a_message_and_status_2(main, command):
    status, out, err = main(command, "jinhua-2002")
    assert (status, out) == (2, "")
    assert err == (
        "Error: Unknown report 'jinhua-2002'. Available, nearest first: jinhua-2020. A path to a "
        "folder with report.toml, or to a text file, is allowed too.\n"
    )


def test_an_unknown_report_in_a_process_of_its_own():
    source = Path(jhreport.__file__).parents[1]
    found = subprocess.run(
        [sys.executable, "-c", "from jhreport.cli import main; main()", "review", "jinhua-2002"],
        env=os.environ | {"PYTHONPATH": str(source), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("Error: Unknown report 'jinhua-2002'.") is True
    assert found.stderr.count("\n") == 1


def test_an_orphan_is_a_message_and_status_2(main, made):
    made.drop(2, table="exclusions.csv")
    status, out, err = main("ledger", made.folder)
    assert (status, out) == (2, "")
    assert err.startswith("Error: Orphan: '4' at 56 in “出口增长3%—4%") is True


def test_an_unknown_command_is_status_2(main):
    status, out, err = main("reviews")
    assert (status, out) == (2, "")
    assert "No such command 'reviews'" in err


# check


def test_check_passes_on_the_data_of_the_project():
    assert run("check") == (
        f"{len(load_indicators())} indicators, {len(load_glosses())} glosses.\n"
        "jinhua-2020: 306 numerals, each with its role.\nData description up to date.\n"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "jinhua-2020/report.txt",
            "4559.9亿元".encode(),
            "4558.9亿元".encode(),
            "report.txt: its sha256 is",
        ),
        (
            "jinhua-2020/observations.csv",
            b"gdp,\xe5\x85\xa8\xe5\xb8\x82,2019,actual,level,4559.9",
            b"gdp,\xe5\x85\xa8\xe5\xb8\x82,2019,actual,level,4558.9",
            "'4559.9' at 897",
        ),
        (
            "indicators.csv",
            b"(GDP)",
            b"(GRP)",
            "datapackage.json is out of date. Run: jhreport fill",
        ),
        ("README.md", b"# Data\n", b"# DATA\n", "README.md is out of date. Run: jhreport fill"),
    ],
)
def test_check_fails_where_one_byte_is_changed(main, copied, name, old, new, message):
    change_byte(copied / name, old, new)
    status, _, err = main("check")
    assert status == 2
    assert err.startswith("Error: ") is True
    assert message in err


def test_check_names_a_file_that_is_not_described(main, copied):
    (copied / "jinhua-2020" / "more.csv").write_bytes(b"x")
    status, _, err = main("check")
    assert status == 2
    assert "Not described: jinhua-2020/more.csv." in err


# fill


def test_fill_changes_nothing_where_all_is_filled_in(copied):
    before = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}
    assert run("fill", "jinhua-2020") == "0 rows changed; data description as it was.\n"
    assert {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()} == before


def test_fill_brings_offsets_and_description_up_to_date(copied):
    table = copied / "jinhua-2020" / "observations.csv"
    before = table.read_bytes()
    change_byte(table, b",897,903,4559.9,", b",890,896,4559.9,")
    assert run("fill") == "1 rows changed; data description as it was.\n"
    assert table.read_bytes() == before
    change_byte(copied / "README.md", b"# Data\n", b"# DATA\n")
    assert run("fill") == "0 rows changed; data description updated.\n"
    assert "up to date" in run("check")


def test_fill_stops_before_the_description_where_a_row_cannot_be_placed(main, copied, monkeypatch):
    def fail(report):
        raise ReportError("No place.")

    monkeypatch.setattr(offsets, "fill_offsets", fail)
    change_byte(copied / "README.md", b"# Data\n", b"# DATA\n")
    assert main("fill") == (2, "", "Error: No place.\n")
    assert (copied / "README.md").read_bytes().startswith(b"# DATA\n") is True


# report


@pytest.fixture
def executed(monkeypatch, tmp_path):
    """Let `jhreport report` find these outcomes instead of executing notebooks."""

    def set_outcomes(outcomes: list[Outcome], figures: list[str]) -> None:
        monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
        (tmp_path / "notebooks").mkdir()
        folders = {"notebooks": tmp_path / "notebooks", "figures": tmp_path / "figures"}
        work = notebooks.Work({}, run_in=tmp_path / "notebooks", **folders)
        monkeypatch.setattr(notebooks, "in_place", lambda root: work)

        def execute_notebooks(given, on_cell):
            assert given is work
            on_cell("00_a.ipynb")
            return outcomes, figures

        monkeypatch.setattr(notebooks, "execute_notebooks", execute_notebooks)
        (tmp_path / "toy.txt").write_text("增长6.5%。", encoding="utf-8")
        monkeypatch.setattr(notebooks, "report_of", lambda folder: str(tmp_path / "toy.txt"))
        monkeypatch.setattr(site, "write_site", lambda *_, **__: ["index.html", "report.html"])

    return set_outcomes


def test_report_says_what_was_done(executed):
    executed([Outcome("00_a.ipynb", content=b"x"), Outcome("01_b.ipynb", content=b"x")], ["x", "y"])
    result = CliRunner().invoke(cli.app, ["report"], catch_exceptions=False)
    assert result.exit_code == 0
    assert result.stdout == (
        "2 of 2 notebooks executed: notebooks/\n"
        "2 figures drawn in Chinese and English, as PNG and SVG: figures/README.md\n"
        "Site built, 2 pages with reader and workbook: site/index.html\n"
    )


def test_report_names_the_notebook_that_failed_and_ends_with_status_1(executed):
    error = "cell 2:\n    1 / 0\n  ZeroDivisionError: division by zero"
    executed([Outcome("00_a.ipynb", error=error), Outcome("01_b.ipynb", content=b"x")], [])
    result = CliRunner().invoke(cli.app, ["report"], catch_exceptions=False)
    assert result.exit_code == 1
    assert result.stdout == "1 of 2 notebooks executed: notebooks/\n"
    assert f"00_a.ipynb failed in {error}\n" in result.stderr
    assert (
        result.stderr.endswith(
            "Failed notebooks, all figures and the site were left as they were.\n"
        )
        is True
    )


def test_report_of_an_installed_package_is_a_message(main, monkeypatch, tmp_path):
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    status, out, err = main("report")
    assert (status, out) == (2, "")
    assert err.startswith("Error: No notebooks beside ") is True
