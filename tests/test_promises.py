"""The three promises of the project, and that each check fails when its promise is broken.

Nothing is lost; nothing is made up; nothing drifts.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

import jhreport as jh
from jhreport.datapackage import describe
from jhreport.figures import figure_index
from jhreport.files import checkout_dir, data_dir

ROOT = checkout_dir()
REPORTS = jh.list_reports()
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


# Nothing is lost


@pytest.mark.parametrize("name", REPORTS)
def test_every_arabic_numeral_has_a_role(name):
    text = jh.load_report(name).text
    accounted = jh.ledger(name).query("script == 'arabic'")
    printed = [match.span() for match in re.finditer(r"\d+(?:\.\d+)?", text)]
    assert list(zip(accounted["start"], accounted["end"], strict=True)) == printed


def test_the_first_report_has_203_arabic_and_103_chinese_numerals():
    counts = jh.ledger("jinhua-2020")["script"].value_counts().to_dict()
    assert counts == {"arabic": 203, "chinese": 103}


# Nothing is made up


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_stands_in_the_text_as_printed(name):
    text = jh.load_report(name).text
    for table in (jh.load_observations(name), jh.load_exclusions(name)):
        printed = [text[row.start : row.end] for row in table.itertuples()]
        assert printed == table["text"].tolist()


@pytest.mark.parametrize("name", REPORTS)
def test_every_arabic_value_is_the_number_printed(name):
    table = jh.load_observations(name).query("op != 'qualitative'")
    arabic = table[table["text"].str.fullmatch(r"[\d.]+")]
    assert arabic["value"].abs().tolist() == [float(text) for text in arabic["text"]]


# Nothing drifts


def test_the_description_of_the_data_is_up_to_date():
    for name, content in describe(data_dir()).items():
        assert (data_dir() / name).read_text(encoding="utf-8") == content


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_notebooks_are_executed_from_top_to_bottom(path):
    assert faults_of(path) == []


def test_each_figure_on_disk_is_shown_by_one_notebook():
    drawn = re.findall(r'jh\.save_figure\(\s*"([^"]+)"', "".join(map(sources_of, NOTEBOOKS)))
    expected = {f"{lang}/{n}.{kind}" for n in drawn for lang in ("zh", "en") for kind in KINDS}
    folder = ROOT / "figures"
    on_disk = {path.relative_to(folder).as_posix() for path in folder.glob("*/*")}
    assert (sorted(drawn), on_disk) == (sorted(set(drawn)), expected)


def test_the_index_of_figures_is_up_to_date():
    page = (ROOT / "figures" / "README.md").read_text(encoding="utf-8")
    assert page == figure_index(ROOT / "figures")


def test_the_findings_of_the_readme_are_those_of_the_tables():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    report = jh.latest_report()
    found = jh.findings
    for of in (found.of_years, found.of_review, found.of_targets, found.of_words, found.of_themes):
        for finding in of(report).sentences:
            assert readme.count(f"- {finding}\n") == 1
    for finding in found.of_drafts().sentences:
        assert readme.count(f"- {finding}\n") == 1


KINDS = ("png", "svg")


def sources_of(path: Path) -> str:
    return "\n".join(cell.source for cell in nbformat.read(path, 4).cells)


def faults_of(path: Path) -> list[str]:
    """Say what is wrong with the outputs that a notebook stores."""
    notebook = nbformat.read(path, 4)
    faults = []
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        faults.append("kernel is not python3")
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for position, cell in enumerate(code, start=1):
        if cell.execution_count != position:
            faults.append(f"code cell {position} has execution count {cell.execution_count}")
        is_silent = "parameters" in cell.metadata.get("tags", [])
        if not cell.outputs and not is_silent:
            faults.append(f"code cell {position} has no output")
        if any(output.output_type == "error" for output in cell.outputs):
            faults.append(f"code cell {position} stores an error")
        if any(output.get("name") == "stderr" for output in cell.outputs):
            faults.append(f"code cell {position} stores a warning")
    return faults


# The checks fail when a promise is broken: tables


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(data_dir() / "jinhua-2020", tmp_path / "jinhua-2020"))


def replace_once(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_bytes(text.replace(old, new).encode("utf-8"))


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        (
            "observations.csv",
            "level,4559.9,",
            "level,4558.9,",
            r"'4559\.9' at .* is 4559\.9, but gdp",
        ),
        ("observations.csv", ",897,903,4559.9,", ",898,904,4559.9,", r"is not '4559\.9'"),
        (
            "observations.csv",
            ",6,6.5,%,range",
            ",6,7.5,%,range",
            r"range up to 6\.5, but gdp has 7\.5",
        ),
        ("exclusions.csv", "城市第三轮复", "城市第四轮复", None),
        ("exclusions.csv", ",range-end,Upper end of 6%—6.5%.\n", ",range-end,\n", None),
    ],
    ids=["value", "offset", "range", "quote", "note"],
)
def test_one_changed_character_of_a_table_is_noticed(folder, table, old, new, message):
    replace_once(folder / table, old, new)
    if message:
        with pytest.raises(jh.LedgerError, match=message):
            jh.ledger(folder)
    else:
        shipped = json.loads((data_dir() / "datapackage.json").read_text(encoding="utf-8"))
        shutil.copytree(data_dir(), folder.parent / "data")
        shutil.copy(folder / table, folder.parent / "data" / "jinhua-2020" / table)
        described = json.loads(describe(folder.parent / "data")["datapackage.json"])
        changed = [
            new["path"]
            for old, new in zip(shipped["resources"], described["resources"], strict=True)
            if old["hash"] != new["hash"]
        ]
        assert changed == [f"jinhua-2020/{table}"]


@pytest.mark.parametrize("table", ["observations.csv", "exclusions.csv"])
def test_one_lost_row_leaves_an_orphan(folder, table):
    lines = (folder / table).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / table).write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(jh.LedgerError, match=r"Orphan: '[^']+' at \d+ in “.+” has no role"):
        jh.ledger(folder)


def test_one_changed_digit_of_the_text_is_noticed(folder):
    replace_once(folder / "report.txt", "4559.9", "4559.8")
    with pytest.raises(jh.ReportError, match=r"report\.txt: its sha256 is"):
        jh.ledger(folder)


# The checks fail when a promise is broken: notebooks and figures


def edit_output(tree: Path, change: Callable[[str], str], mime: str) -> None:
    """Change the first stored output of a kind in the first notebook."""
    path = tree / "notebooks" / NOTEBOOKS[0].name
    notebook = nbformat.read(path, 4)
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", []) if "data" in o]
    output = next(output for output in outputs if mime in output["data"])
    output["data"][mime] = change(output["data"][mime])
    nbformat.write(notebook, path)


def other_digit(text: str) -> str:
    return re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), text, count=1)


def other_picture(png: str) -> str:
    return png[:2000] + ("A" if png[2000] != "A" else "B") + png[2001:]


def change_the_plots(tree: Path) -> None:
    plots = tree / "src" / "jhreport" / "plots" / "numbers.py"
    replace_once(plots, "Characters from the start", "Letters from the start")
    replace_once(
        plots, "rows[value].astype(float), height", "rows[value].astype(float) * 1.01, height"
    )


def change_the_outputs(tree: Path) -> None:
    edit_output(tree, other_digit, "text/markdown")
    edit_output(tree, other_picture, "image/png")


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        (
            change_the_plots,
            [
                r"figures/en/00-1-numerals\.png is not what the code draws",
                r"figures/zh/00-2-density\.png is not what the code draws",
            ],
        ),
        (change_the_outputs, ["mismatch 'text/markdown'", "mismatch 'image/png'"]),
    ],
    ids=["label and bar of a plot", "digit and picture of an output"],
)
def test_one_change_to_a_notebook_or_figure_is_noticed(tmp_path, change, messages):
    """Run nbval on the first notebook of a copied and changed tree."""
    ignored = shutil.ignore_patterns(".*", "__pycache__")
    for part in ("src", "data", "notebooks", "figures"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    change(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", f"notebooks/{NOTEBOOKS[0].name}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    for message in messages:
        assert len(re.findall(message, done.stdout)) >= 1, done.stdout


def test_stripped_outputs_are_noticed(tmp_path):
    notebook = nbformat.read(NOTEBOOKS[0], 4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    path = tmp_path / NOTEBOOKS[0].name
    nbformat.write(notebook, path)
    assert faults_of(path)[:3] == [
        "code cell 1 has execution count None",
        "code cell 2 has execution count None",
        "code cell 2 has no output",
    ]
