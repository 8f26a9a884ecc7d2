"""Runner of the notebooks: what it publishes is whole, and a failure or a kill changes nothing."""

import gc
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import jhreport
from jhreport import notebooks
from jhreport.errors import JhreportError
from jhreport.notebooks import Outcome, copies_for, count_cells, execute_notebooks, in_place
from jhreport.report import Report

# Writes a figure as `save_figure` would, but of one grey dot.
FIGURE = """\
import os
from pathlib import Path
from PIL import Image
from PIL.PngImagePlugin import PngInfo
for lang in ("en", "zh"):
    folder = Path(os.environ["JHREPORT_FIGURES"], lang)
    folder.mkdir(parents=True, exist_ok=True)
    words = PngInfo()
    words.add_itxt("Title", f"{name} in {lang}")
    words.add_itxt("Description", "A dot.")
    Image.new("L", (1, 1)).save(folder / f"{name}.png", pnginfo=words)
    (folder / f"{name}.svg").write_text(f"<svg>{name} {lang}</svg>")
print("drawn")"""


def write_notebook(root: Path, name: str, *sources: str) -> Path:
    """Write a notebook with a heading and code cells, as JupyterLab on some machine left it."""
    cells = [new_markdown_cell("# Toy", id="head")]
    cells += [new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
    for cell in cells[1:]:
        cell.execution_count = 77
        cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="old\n")]
    metadata = {"kernelspec": {"display_name": "mine", "language": "python", "name": "python3"}}
    metadata["language_info"] = {"name": "python", "version": "9.9.9"}
    path = root / "notebooks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)
    return path


def write_figure(root: Path, name: str) -> None:
    for lang in ("en", "zh"):
        folder = root / "figures" / lang
        folder.mkdir(parents=True, exist_ok=True)
        words = PngInfo()
        words.add_itxt("Title", "old")
        words.add_itxt("Description", "old")
        Image.new("L", (1, 1)).save(folder / f"{name}.png", pnginfo=words)
        (folder / f"{name}.svg").write_text("<svg>old</svg>", encoding="utf-8")


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def run_report(root: Path, on_cell: Callable = lambda name: None) -> tuple[tuple, list[str]]:
    """Return what `execute_notebooks` returns, and what it left open."""
    with warnings.catch_warnings(record=True) as left:
        warnings.simplefilter("always", ResourceWarning)
        found = execute_notebooks(in_place(root), on_cell)
        gc.collect()
    return found, [str(warning.message) for warning in left]


def printed(path: Path) -> list[list[str]]:
    """Return what each code cell of a stored notebook shows."""
    cells = nbformat.read(path, as_version=4).cells
    return [
        [output.get("text") or output["data"]["text/plain"] for output in cell.outputs]
        for cell in cells
        if cell.cell_type == "code"
    ]


# a report of three notebooks: whole, then with a failure, then whole again


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> dict:
    """Return what became of a toy checkout in three runs, and its files after each."""
    root = tmp_path_factory.mktemp("checkout")
    write_notebook(
        root,
        "00_a.ipynb",
        'name = "00-1-dot"\n' + FIGURE,
        "import sys\nlen(sys.argv[0]) > 0\n40 + 2",
    )
    environment = 'import os\nprint(os.environ["JHREPORT_CHECK"] == "", os.getcwd())'
    write_notebook(root, "01_b.ipynb", environment, "6 * 7")
    write_notebook(root, "draft.ipynb", "1 / 0")
    write_figure(root, "09-9-stale")
    (root / "figures" / "README.md").write_text("old", encoding="utf-8")
    for leftover in ("notebooks/.00_a.ipynb.99999.tmp", "figures/en/.x.png.99999.tmp"):
        (root / leftover).write_bytes(b"half")
    before = contents(root)
    calls: list[str] = []
    written: list[str] = []
    found: dict = {"root": root, "before": before, "calls": calls, "written": written}
    write_whole = notebooks.files.write_whole

    def record(path: Path, content: bytes) -> bool:
        written.append(path.relative_to(root).as_posix())
        return write_whole(path, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JHREPORT_CHECK", "1")
        patch.setenv("JHREPORT_FIGURES", str(root / "elsewhere"))
        patch.setattr(notebooks.files, "write_whole", record)
        found["whole"], found["left open"] = run_report(root, calls.append)
    found["after whole"] = contents(root)
    # The first notebook now draws another figure but fails after it; the second one changes.
    write_notebook(
        root, "00_a.ipynb", 'name = "00-2-new"\n' + FIGURE, "x = 1\nx / 0", "print('never')"
    )
    write_notebook(root, "01_b.ipynb", "6 * 8")
    found["before failure"] = contents(root)
    found["failure"], _ = run_report(root)
    found["after failure"] = contents(root)
    # Restore the first run's notebooks: executed again, they are the same bytes.
    for name in ("00_a.ipynb", "01_b.ipynb"):
        (root / "notebooks" / name).write_bytes(found["after whole"][f"notebooks/{name}"])
    found["again"], _ = run_report(root)
    found["after again"] = contents(root)
    return found


def test_success_gives_an_outcome_for_each_notebook_and_the_names_of_the_figures(runs):
    outcomes, figures = runs["whole"]
    assert [(outcome.name, outcome.error) for outcome in outcomes] == [
        ("00_a.ipynb", ""),
        ("01_b.ipynb", ""),
    ]
    assert figures == ["00-1-dot"]
    for outcome in outcomes:
        assert runs["after whole"][f"notebooks/{outcome.name}"] == outcome.content


def test_success_stores_outputs(runs, tmp_path):
    shown = {}
    for name in ("00_a.ipynb", "01_b.ipynb"):
        path = tmp_path / name
        path.write_bytes(runs["after whole"][f"notebooks/{name}"])
        shown[name] = printed(path)
    assert shown == {
        "00_a.ipynb": [["drawn\n"], ["42"]],
        # Notebooks run in their own folder, and are never in the mode of checking.
        "01_b.ipynb": [[f"True {runs['root'] / 'notebooks'}\n"], ["42"]],
    }


def test_stored_notebooks_carry_nothing_of_the_machine_or_the_clock(runs):
    notebook = nbformat.reads(runs["after whole"]["notebooks/00_a.ipynb"].decode(), as_version=4)
    assert notebook.metadata == {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    assert [cell.metadata for cell in notebook.cells] == [{}, {}, {}]
    assert [cell.get("execution_count") for cell in notebook.cells] == [None, 1, 2]
    assert [cell.id for cell in notebook.cells] == ["head", "cell-0", "cell-1"]


def test_success_publishes_figures_and_removes_stale_ones(runs):
    figures = {name for name in runs["after whole"] if name.startswith("figures/")}
    assert figures == {
        "figures/README.md",
        *(f"figures/{lang}/00-1-dot.{kind}" for lang in ("en", "zh") for kind in ("png", "svg")),
    }
    assert runs["after whole"]["figures/zh/00-1-dot.svg"] == b"<svg>00-1-dot zh</svg>"
    assert "elsewhere" not in {name.split("/")[0] for name in runs["after whole"]}


def test_the_index_is_written_last_and_lists_the_figures(runs):
    assert runs["written"] == [
        "notebooks/00_a.ipynb",
        "notebooks/01_b.ipynb",
        "figures/en/00-1-dot.png",
        "figures/en/00-1-dot.svg",
        "figures/zh/00-1-dot.png",
        "figures/zh/00-1-dot.svg",
        "figures/README.md",
    ]
    index = runs["after whole"]["figures/README.md"].decode()
    assert [line for line in index.splitlines() if line.startswith("## ")] == ["## 00-1-dot"]
    assert "**00-1-dot in zh** 中文:" in index


def test_leftovers_of_killed_runs_are_removed(runs):
    assert [name for name in runs["before"] if name.endswith(".tmp")] == [
        name for name in runs["before"] if "99999" in name
    ]
    assert len([name for name in runs["before"] if name.endswith(".tmp")]) == 2
    assert [name for name in runs["after whole"] if name.endswith(".tmp")] == []


def test_a_notebook_without_a_number_is_not_executed(runs):
    assert runs["after again"]["notebooks/draft.ipynb"] == runs["before"]["notebooks/draft.ipynb"]


def test_progress_is_told_once_for_each_code_cell(runs):
    assert sorted(runs["calls"]) == ["00_a.ipynb"] * 2 + ["01_b.ipynb"] * 2


def test_nothing_is_left_open(runs):
    assert runs["left open"] == []


def test_failure_names_cell_and_error(runs):
    outcomes, figures = runs["failure"]
    assert figures == []
    assert outcomes[0] == Outcome(
        "00_a.ipynb",
        error="cell 3:\n    x = 1\n    x / 0\n  ZeroDivisionError: division by zero",
    )
    assert (outcomes[1].name, outcomes[1].error) == ("01_b.ipynb", "")


def test_failure_leaves_the_notebook_and_all_figures_and_stores_the_others(runs):
    before, after = runs["before failure"], runs["after failure"]
    assert sorted(after) == sorted(before)
    assert [name for name in before if after[name] != before[name]] == ["notebooks/01_b.ipynb"]
    assert after["notebooks/01_b.ipynb"] == runs["failure"][0][1].content


def test_executed_again_all_files_are_the_same_bytes(runs):
    assert [outcome.error for outcome in runs["again"][0]] == ["", ""]
    assert runs["after again"] == runs["after whole"]


# killed in the middle


@pytest.fixture(scope="module")
def killed(tmp_path_factory) -> dict:
    """Return a toy checkout before and after a run that is killed while a cell sleeps."""
    root = tmp_path_factory.mktemp("killed")
    temporary = tmp_path_factory.mktemp("tmp")
    sleep = "import time\nfrom pathlib import Path\nif not Path('awake').exists():\n"
    sleep += "    Path('asleep').touch()\n    time.sleep(300)"
    write_notebook(root, "00_a.ipynb", 'name = "00-1-dot"\n' + FIGURE, sleep)
    write_figure(root, "00-0-old")
    before = contents(root)
    code = (
        "import sys\nfrom pathlib import Path\nfrom jhreport.notebooks import "
        "execute_notebooks, in_place\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", f"{code}execute_notebooks(in_place(Path(sys.argv[1])))", str(root)],
        env=os.environ
        | {"PYTHONPATH": str(Path(jhreport.__file__).parents[1]), "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    asleep = root / "notebooks" / "asleep"
    deadline = time.monotonic() + 60
    while not asleep.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    status = process.wait(timeout=30)
    reached = asleep.exists()
    asleep.unlink(missing_ok=True)
    after = contents(root)
    (root / "notebooks" / "awake").touch()
    # As if the kill had come in the middle of a write.
    (root / "notebooks" / ".00_a.ipynb.99999.tmp").write_bytes(b"half")
    return {
        "status": status,
        "reached": reached,
        "before": before,
        "after": after,
        "next": run_report(root)[0],
        "at the end": contents(root),
    }


def test_a_killed_run_leaves_every_file_as_it_was(killed):
    assert (killed["reached"], killed["status"]) == (True, -signal.SIGKILL)
    assert killed["after"] == killed["before"]


def test_the_run_after_a_killed_one_succeeds(killed):
    outcomes, figures = killed["next"]
    assert [(outcome.name, outcome.error) for outcome in outcomes] == [
        ("00_a.ipynb", ""),
    ]
    assert figures == ["00-1-dot"]
    assert sorted(set(killed["at the end"]) - {"notebooks/awake"}) == [
        "figures/README.md",
        "figures/en/00-1-dot.png",
        "figures/en/00-1-dot.svg",
        "figures/zh/00-1-dot.png",
        "figures/zh/00-1-dot.svg",
        "notebooks/00_a.ipynb",
    ]


# without kernels


@pytest.fixture
def executed(monkeypatch):
    """Let each notebook draw the figures that its name asks for, without a kernel."""

    def execute(name, notebook, folder, figures: Path, settings, on_cell) -> Outcome:
        stem = name.removesuffix(".ipynb")
        for lang in ("en", "zh"):
            target = figures / lang / f"{stem}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            words = PngInfo()
            words.add_itxt("Title", stem)
            words.add_itxt("Description", lang)
            Image.new("L", (1, 1)).save(target, pnginfo=words)
        return Outcome(name, content=b"executed\n")

    monkeypatch.setattr(notebooks, "_execute", execute)


def test_a_notebook_that_cannot_be_written_is_an_error_of_the_package(
    executed, tmp_path, monkeypatch
):
    write_notebook(tmp_path, "00_a.ipynb", "1")
    write_figure(tmp_path, "old")
    before = contents(tmp_path)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    message = r"^Could not write .*00_a\.ipynb: No space left on device\. Its former content"
    with pytest.raises(JhreportError, match=message):
        execute_notebooks(in_place(tmp_path))
    assert contents(tmp_path) == before


def test_a_figure_that_cannot_be_written_is_an_error_of_the_package(executed, tmp_path):
    write_notebook(tmp_path, "00_a.ipynb", "1")
    write_figure(tmp_path, "old")
    (tmp_path / "figures" / "en" / "00_a.png").mkdir()
    before = contents(tmp_path)
    with pytest.raises(JhreportError, match=r"^Could not write .*00_a\.png: Is a directory\."):
        execute_notebooks(in_place(tmp_path))
    # What can be written is; the index and what is no longer drawn stay.
    after = contents(tmp_path)
    assert {name for name in after if after[name] != before.get(name)} == {
        "notebooks/00_a.ipynb",
        "figures/zh/00_a.png",
    }
    assert set(before) - set(after) == set()


def test_no_figures_leave_an_empty_index(tmp_path, monkeypatch):
    write_notebook(tmp_path, "00_a.ipynb", "1")
    monkeypatch.setattr(
        notebooks, "_execute", lambda name, *rest: Outcome(name, content=b"executed\n")
    )
    assert execute_notebooks(in_place(tmp_path)) == (
        [Outcome("00_a.ipynb", content=b"executed\n")],
        [],
    )
    assert sorted(contents(tmp_path)) == ["figures/README.md", "notebooks/00_a.ipynb"]


def test_notebooks_in_the_order_of_their_numbers(tmp_path):
    for name in ("01_b.ipynb", "00_a.ipynb", "10_c.ipynb", "draft.ipynb", "00_a.py"):
        write_notebook(tmp_path, name)
    found = list(in_place(tmp_path).sources)
    assert found == ["00_a.ipynb", "01_b.ipynb", "10_c.ipynb"]


def test_a_checkout_without_notebooks(tmp_path):
    message = r"^No notebook in .*notebooks\. Their names start with a digit\.$"
    with pytest.raises(JhreportError, match=message):
        in_place(tmp_path)


def test_count_cells_counts_code_cells(tmp_path):
    write_notebook(tmp_path, "00_a.ipynb", "1", "2")
    write_notebook(tmp_path, "01.ipynb")
    assert count_cells(in_place(tmp_path)) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"nbformat": 4}',
    ],
)
def test_what_is_no_notebook_is_an_error_of_the_package(tmp_path, content):
    path = tmp_path / "notebooks" / "00_a.ipynb"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(JhreportError, match=r"00_a\.ipynb cannot be read as a notebook: "):
        execute_notebooks(in_place(tmp_path))
    assert contents(tmp_path) == {"notebooks/00_a.ipynb": content}


def test_copies_are_about_another_report_and_go_to_a_folder_of_its_own(tmp_path):
    source = write_notebook(tmp_path, "01_review_2019.ipynb", 'REPORT = "jinhua-2020"', "1")
    before = contents(tmp_path)
    report = Report("toy-2031", "增长5%。", review_year=2030, target_year=2031)
    work = copies_for(report, tmp_path)
    assert list(work.sources) == ["01_review_2030.ipynb"]
    cells = [c for c in work.sources["01_review_2030.ipynb"].cells if c.cell_type == "code"]
    assert [cell.source for cell in cells] == ['REPORT = "toy-2031"', "1"]
    outcomes, _ = execute_notebooks(work)
    assert [(one.name, one.error) for one in outcomes] == [("01_review_2030.ipynb", "")]
    made = {"reports/toy-2031/01_review_2030.ipynb", "reports/toy-2031/figures/README.md"}
    assert set(contents(tmp_path)) - set(before) == made
    assert source.read_bytes() == before["notebooks/01_review_2019.ipynb"]


def test_a_notebook_that_names_no_report_cannot_be_copied(tmp_path):
    write_notebook(tmp_path, "00_a.ipynb", "1")
    with pytest.raises(JhreportError, match=r"00_a\.ipynb: no cell names its report\. Needed: "):
        copies_for(Report("toy", ""), tmp_path)
