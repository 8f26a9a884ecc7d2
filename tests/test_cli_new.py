"""Command line: new reports taken in, at a terminal and without one; what is left to check."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from jhreport import files
from jhreport.datasets import load_observations
from jhreport.evaluation import evaluate_rules

TEXT = (
    "政府工作报告\n——2021年1月30日在杭州市第十三届人民代表大会第五次会议上\n各位代表：\n"
    "一、2020年工作回顾\n地区生产总值16106亿元，增长3.9%。完成第三轮改革。信访件下降15%。"
    "农村贫困人口减少10万人。\n二、2021年目标任务\n地区生产总值增长6.5%。\n"
)
BARE = "一、工作回顾\n地区生产总值增长3.9%。\n二、目标任务\n地区生产总值增长6.5%。\n"
KNOWN = ["--place", "杭州市", "--date", "2021-01-30", "--year", "2021"]


@pytest.fixture
def project(copied, monkeypatch) -> Path:
    """Return a checkout of its own, with data and a folder of notebooks."""
    (copied.parent / "notebooks").mkdir()
    assert files.checkout_dir() == copied.parent
    return copied


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class Terminal(io.StringIO):
    """What someone types at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch):
    """Return a function that has lines typed at a terminal."""

    def type_lines(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))

    return type_lines


def test_new_makes_a_folder_and_says_what_is_in_it(main, save, project):
    status, out, err = main("new", save("a.txt", TEXT), "--name", "hangzhou-2021")
    assert (status, err) == (0, "")
    assert out == (
        f"{project / 'hangzhou-2021'} made.\n"
        "杭州市, 2021-01-30, 杭州市第十三届人民代表大会第五次会议; reviews 2020, "
        "sets the targets of 2021.\n"
        "13 numerals, each with its role.\n"
        "8 of them state nothing; the others, and targets in words, make 5 drafted rows.\n"
        "4 rows the rules are sure of, 1 to be checked; 2 indicators that no other report has.\n"
        "Next: jhreport check hangzhou-2021\n"
    )


def test_new_files_are_described_and_all_checks_pass(main, save, project):
    main("new", save("a.txt", TEXT), "--name", "hangzhou-2021")
    package = json.loads((project / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"] for resource in package["resources"]}
    made = {path for path in contents(project) if path.startswith("hangzhou-2021/")}
    assert len(made) == 5
    assert made <= described
    status, out, _ = main("check")
    assert status == 0
    assert "hangzhou-2021: 13 numerals, each with its role.\n" in out
    assert out.endswith("Data description up to date.\n")


def test_check_of_a_new_report_lists_what_is_left_until_it_is_done(main, save, project):
    main("new", save("a.txt", TEXT), "--name", "hangzhou-2021")
    status, out, _ = main("check", "hangzhou-2021")
    assert status == 0
    assert (
        "then empty its cell in the column check. Rows that are not listed can be wrong too" in out
    )
    assert "against whom is not said: taken as the year before" in out
    assert "2 of its own indicators lack English name, kind or theme: fill in what you need" in out
    assert "jinhua-2020" not in out
    table = project / "hangzhou-2021" / "observations.csv"
    stated = load_observations(table.parent)
    stated.assign(check="").to_csv(table, index=False, lineterminator="\n")
    main("fill", "hangzhou-2021")
    status, out, _ = main("check", "hangzhou-2021")
    assert status == 0
    assert "Left to check" not in out


def test_options_say_what_the_text_does_not(main, save, project):
    session = ["--session", "杭州市第十三届人民代表大会第五次会议"]
    status, out, _ = main("new", save("a.txt", BARE), "--name", "hangzhou-2021", *KNOWN, *session)
    assert status == 0
    assert f"杭州市, 2021-01-30, {session[1]}; reviews 2020, sets the targets of 2021.\n" in out
    status, out, _ = main("new", save("b.txt", BARE), "--name", "hangzhou-2022", *KNOWN)
    assert "杭州市, 2021-01-30, session not found; reviews 2020" in out


def test_what_was_left_out_and_doubts_are_said_apart_from_the_result(main, save, project):
    lines = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    page = f"<!DOCTYPE html><html><body><nav>首页</nav>{lines}</body></html>"
    status, out, err = main("new", save("a.html", page), "--name", "hangzhou-2021")
    assert status == 0
    assert err == "Left out: navigation: 首页\n"
    assert "Left out" not in out
    empty = save("b.txt", "一、工作回顾\n经济稳步发展。\n")
    status, _, err = main("new", empty, "--name", "hangzhou-2022", *KNOWN)
    assert status == 0
    assert err == "Doubtful: It has no number but dates, so there is nothing to draft.\n"


@pytest.mark.parametrize(
    ("name", "content", "options", "message"),
    [
        ("a.txt", BARE, ["--name", "toy-2021"], "does not say, or not clearly, its place_zh, date"),
        ("a.txt", TEXT, ["--name", "jinhua-2020"], "jinhua-2020 is there already, and stays as it"),
        ("a.txt", TEXT, ["--name", "lexicon"], "lexicon is there already, and stays as it is."),
        ("a.txt", TEXT, ["--name", "../toy"], "'../toy' is no name for a report. Allowed:"),
        ("a.txt", TEXT, ["--name", "toy.2021"], "'toy.2021' is no name for a report. Allowed:"),
        ("a.txt", TEXT, ["--name", "toy", "--year", "20210"], "20210 is no year whose targets"),
        ("a.docx", "PK\x03\x04", ["--name", "toy"], "a.docx: damaged Word file (.docx)"),
        ("a.pdf", "%PDF-1.7", ["--name", "toy"], "a.pdf: damaged PDF ("),
        ("a.html", "<html><body><nav>首页</nav></body></html>", ["--name", "toy"], "a web page"),
        ("a.txt", "Report on the Work, 2021.", ["--name", "toy"], "Hardly any Chinese"),
        ("a.txt", "", ["--name", "toy"], "the file is empty. Fetch it again."),
    ],
)
def test_what_is_refused_has_status_2_a_message_and_changes_nothing(
    main, save, project, name, content, options, message
):
    path = save(name, content)
    before = contents(project)
    status, out, err = main("new", path, *options)
    assert (status, out) == (2, "")
    assert err.startswith("Error: ")
    assert message in err
    assert contents(project) == before
    assert sorted(path.name for path in project.iterdir() if path.is_dir()) == [
        *("evaluation", "jinhua-2020", "lexicon", "schemas")
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "Missing option '--name'"),
        (["--name", "toy", "--date", "30.1.2021"], "Invalid value for '--date'"),
        (["--name", "toy", "--year", "last"], "Invalid value for '--year'"),
    ],
)
def test_wrong_options_are_refused_too(main, save, project, options, message):
    before = contents(project)
    status, out, err = main("new", save("a.txt", TEXT), *options)
    assert (status, out) == (2, "")
    assert message in err
    assert contents(project) == before


def test_at_a_terminal_what_is_missing_is_asked_for(main, save, project, typed):
    typed("杭州市", "2021-01-30", "2020", "2021")
    status, out, err = main("new", save("a.txt", BARE), "--name", "hangzhou-2021")
    assert status == 0
    assert "杭州市, 2021-01-30, session not found; reviews 2020, sets the targets of 2021.\n" in out
    for key, example in (
        *(("place_zh", "杭州市"), ("date", "2021-01-30")),
        *(("review_year", "2020"), ("target_year", "2021")),
    ):
        assert f"{key} of the report (such as {example})" in err
    assert (project / "hangzhou-2021" / "report.toml").is_file()


def test_a_wrong_answer_is_asked_for_again(main, save, project, typed):
    typed("2021年1月30日", "", "2021-02-30", " 2021-01-30 ")
    text = TEXT.replace("——2021年1月30日在", "——")
    status, out, err = main("new", save("a.txt", text), "--name", "hangzhou-2021")
    assert status == 0
    assert "杭州市, 2021-01-30, " in out
    assert "'2021年1月30日' is no date. Allowed: one such as 2021-01-30.\n" in err
    assert "'2021-02-30' is no date. Allowed: one such as 2021-01-30.\n" in err
    assert "place_zh of the report" not in err


def test_a_blank_answer_is_none(main, save, project, typed):
    typed("  ", "杭州市")
    options = ["--name", "hangzhou-2021", *KNOWN[2:]]
    status, out, err = main("new", save("a.txt", BARE), *options)
    assert status == 0
    assert out.splitlines()[1].startswith("杭州市, ")
    assert err.count("place_zh of the report") == 2


def test_giving_up_at_a_question_leaves_nothing(main, save, project, typed):
    typed("杭州市")
    before = contents(project)
    status, out, err = main("new", save("a.txt", BARE), "--name", "hangzhou-2021")
    assert (status, out.strip()) == (1, "")
    assert err.endswith("Aborted.\n") or err.endswith("Aborted!\n")
    assert contents(project) == before


def test_without_a_terminal_nothing_is_asked(main, save, project, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("杭州市\n2021-01-30\n2020\n2021\n"))
    status, _, err = main("new", save("a.txt", BARE), "--name", "hangzhou-2021")
    assert status == 2
    assert err.startswith("Error: ")
    assert err.rstrip().endswith("Add, for example: --place 杭州市 --date 2021-01-30 --year 2021")


def test_a_real_terminal_is_told_from_a_pipe(save, project, tmp_path):
    code = (
        "import sys; from pathlib import Path; from jhreport import cli, files;"
        f"files._CHECKOUT = Path({str(tmp_path)!r}); files._PACKAGE = files._CHECKOUT / 'src';"
        f"sys.argv = ['jhreport', 'new', {str(save('a.txt', BARE))!r}, '--name', 'toy-2021'];"
        "cli.main()"
    )
    ours, theirs = pty.openpty()
    os.write(ours, "杭州市\n2021-01-30\n2020\n2021\n".encode())
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=theirs,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0
    assert "place_zh of the report (such as 杭州市)" in done.stderr
    assert (project / "toy-2021" / "report.toml").is_file()


def test_draft_of_a_file_says_what_was_left_out(main, save):
    page = f"<html><body><nav>首页</nav><p>{BARE}财政收入411亿元，增长3.9%。</p></body></html>"
    status, out, err = main("draft", save("a.html", page))
    assert status == 0
    assert err == "Left out: navigation: 首页\n"
    assert out.startswith("indicator,subject,year,")


def test_a_folder_with_a_strange_file_is_refused_before_anything_is_made(main, save, project):
    (project / "manual").mkdir()
    (project / "manual" / "readme.txt").write_text("", encoding="utf-8")
    before = contents(project)
    status, _, err = main("new", save("a.txt", TEXT), "--name", "hangzhou-2021")
    assert status == 2
    assert "Not described: manual/readme.txt" in err
    assert contents(project) == before


def test_a_report_that_was_deleted_again_is_forgotten(main, save, project):
    before = contents(project)
    main("new", save("a.txt", TEXT), "--name", "hangzhou-2021")
    for path in (project / "hangzhou-2021").iterdir():
        path.unlink()
    (project / "hangzhou-2021").rmdir()
    assert main("fill", "jinhua-2020")[0] == 0
    assert contents(project) == before


def test_a_name_has_64_letters_at_most(main, save, project):
    status, _, err = main("new", save("a.txt", TEXT), "--name", "a" * 65)
    assert status == 2
    assert "is no name for a report" in err
    assert main("new", save("a.txt", TEXT), "--name", "a" * 64)[0] == 0


def test_doubts_are_told_with_what_is_missing(main, save, project):
    text = "各位代表：經濟發展，國務院開設實務，產業進長，為農監環續。增长5%。"
    status, _, err = main("new", save("a.txt", text), "--name", "toy-2021")
    assert status == 2
    assert "does not say, or not clearly, its" in err
    assert "Doubtful: In traditional characters" in err


def test_a_draft_is_not_measured_against_itself(main, save, project):
    main("new", save("a.txt", TEXT), "--name", "hangzhou-2021")
    assert "hangzhou-2021" not in evaluate_rules("develop")
