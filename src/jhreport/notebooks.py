"""Execute the notebooks, or copies for another report, and publish what they make, whole or not.

Each notebook runs in a kernel of its own and draws its figures into a temporary folder. A notebook
is stored when it has run to its end; figures are published when all notebooks have.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets.config import Config

from jhreport import files
from jhreport.errors import JhreportError
from jhreport.figures import figure_index
from jhreport.report import Report, load_report

CELL_SECONDS = 300
_PARAMETER = re.compile(r'REPORT = "(?P<name>[^"]+)"')
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Outcome:
    """What became of one notebook.

    Attributes
    ----------
    name : str
        File name.
    error : str
        The failing cell and its error; empty if the notebook ran to its end.
    content : bytes
        The executed notebook; empty if it failed.
    """

    name: str
    error: str = ""
    content: bytes = b""


@dataclass(frozen=True)
class Work:
    """Notebooks to execute, and where they and their figures go.

    Attributes
    ----------
    sources : dict of str to NotebookNode
        The notebooks by file name, without outputs.
    run_in : Path
        The folder that they run in.
    notebooks, figures : Path
        The folders that they and their figures are written to.
    """

    sources: dict[str, nbformat.NotebookNode]
    run_in: Path
    notebooks: Path
    figures: Path


def in_place(root: Path) -> Work:
    """Return the notebooks of a checkout, to be executed in place.

    Raises
    ------
    JhreportError
        If there is none, or one cannot be read.
    """
    folder = root / "notebooks"
    sources = {path.name: _read(path) for path in _find(folder)}
    return Work(sources, folder, folder, root / "figures")


def copies_for(report: Report, root: Path) -> Work:
    """Return copies of the notebooks of a checkout for another report, in a folder of its own.

    The first cell that names a report, ``REPORT = "..."``, names this one; years in file names
    are those of the report.

    Raises
    ------
    JhreportError
        If there is no notebook, or one names no report.
    """
    folder = root / "reports" / report.name
    copies = {}
    for path in _find(root / "notebooks"):
        notebook = _read(path)
        before = load_report(_rename(notebook, report.name, path))
        copies[_with_years(path.name, before, report)] = notebook
    return Work(copies, root / "notebooks", folder, folder / "figures")


def _with_years(name: str, before: Report, report: Report) -> str:
    """Return a file name with the years of another report (01_review_2019.ipynb)."""
    years = {before.review_year: report.review_year, before.target_year: report.target_year}
    return re.sub(r"\d{4}", lambda year: str(years.get(int(year[0]), year[0])), name)


def _find(folder: Path) -> list[Path]:
    found = sorted(folder.glob("[0-9]*.ipynb"))
    if not found:
        raise JhreportError(f"No notebook in {folder}. Their names start with a digit.")
    return found


def report_of(folder: Path) -> str:
    """Return the name of the report that the notebooks of a folder are about, by the first.

    Raises
    ------
    JhreportError
        If there is no notebook, it cannot be read, or it names no report.
    """
    path = _find(folder)[0]
    return _parameter(read_notebook(path), path)[1]


def _rename(notebook: nbformat.NotebookNode, name: str, path: Path) -> str:
    """Let a notebook be about another report; return the one it was about."""
    cell, before = _parameter(notebook, path)
    cell.source = f'REPORT = "{name}"'
    return before


def _parameter(notebook: nbformat.NotebookNode, path: Path) -> tuple[nbformat.NotebookNode, str]:
    """Return the cell that names the report of a notebook, and the name."""
    for cell in notebook.cells:
        named = _PARAMETER.fullmatch(cell.source) if cell.cell_type == "code" else None
        if named:
            return cell, named["name"]
    raise JhreportError(f'{path}: no cell names its report. Needed: REPORT = "jinhua-2020"')


def count_cells(work: Work) -> int:
    """Return the number of code cells, for a progress display."""
    return sum(
        cell.cell_type == "code" for notebook in work.sources.values() for cell in notebook.cells
    )


def execute_notebooks(
    work: Work, on_cell: Callable[[str], None] = lambda name: None
) -> tuple[list[Outcome], list[str]]:
    """Execute notebooks and draw their figures.

    A failed notebook stays as it was, and so do all figures; the others are still executed and
    stored.

    Parameters
    ----------
    work : Work
        What to execute.
    on_cell : callable
        Called with a notebook's name after each of its code cells.

    Returns
    -------
    tuple
        The outcome of each notebook, and the names of the figures that were published.

    Raises
    ------
    JhreportError
        If a file cannot be written: the message names each. The other files are written; each
        file is whole, the index is written last.
    """
    for folder in (work.notebooks, work.figures):
        files.remove_leftovers(folder)
    with tempfile.TemporaryDirectory(prefix="jhreport-") as staging:
        figures = Path(staging, "figures")
        with ThreadPoolExecutor(min(len(work.sources), os.cpu_count() or 1)) as pool:
            jobs = [
                pool.submit(
                    _execute, name, notebook, work.run_in, figures, Path(staging, name), on_cell
                )
                for name, notebook in work.sources.items()
            ]
            outcomes = [job.result() for job in jobs]
        executed = [outcome for outcome in outcomes if not outcome.error]
        files.write_all({work.notebooks / one.name: one.content for one in executed})
        if len(executed) < len(outcomes):
            return outcomes, []
        return outcomes, _publish(figures, work.figures)


def _execute(
    name: str,
    notebook: nbformat.NotebookNode,
    folder: Path,
    figures: Path,
    settings: Path,
    on_cell: Callable[[str], None],
) -> Outcome:
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        config=Config(KernelManager={"transport_encryption": "auto"}),
        resources={"metadata": {"path": str(folder)}},
        on_cell_executed=lambda **_: on_cell(name),
    )
    # Start-up files of the user's IPython must not reach the outputs.
    environment = {
        **os.environ,
        "IPYTHONDIR": str(settings),
        "JHREPORT_FIGURES": str(figures),
        "JHREPORT_CHECK": "",
    }
    try:
        # A loop of its own for each thread, closed when the notebook has run.
        asyncio.run(client.async_execute(env=environment))
    except CellExecutionError as error:
        return Outcome(name, error=_explain(notebook, f"{error.ename}: {error.evalue}"))
    except (CellTimeoutError, DeadKernelError) as error:
        return Outcome(name, error=_explain(notebook, str(error).strip()))
    notebook.metadata = nbformat.from_dict(_METADATA)
    return Outcome(name, content=f"{nbformat.writes(notebook)}\n".encode())


def _explain(notebook: nbformat.NotebookNode, error: str) -> str:
    """Say which cell failed: the last that was started."""
    started = [
        (index, cell)
        for index, cell in enumerate(notebook.cells, start=1)
        if cell.cell_type == "code" and cell.execution_count is not None
    ]
    failed = [(i, c) for i, c in started if any(o.output_type == "error" for o in c.outputs)]
    index, cell = (failed or started or [(1, notebook.cells[0])])[-1]
    source = "\n".join(f"    {line}" for line in cell.source.splitlines())
    return f"cell {index}:\n{source}\n  {error}"


def _publish(drawn: Path, folder: Path) -> list[str]:
    """Publish the drawn figures, remove those no longer drawn, and write the index last."""
    published = {path.relative_to(drawn): path for path in sorted(drawn.rglob("*.*"))}
    files.write_all({folder / name: path.read_bytes() for name, path in published.items()})
    for path in sorted(folder.glob("*/*.*")):
        if path.relative_to(folder) not in published:
            files.remove(path)
    files.write_whole(folder / "README.md", figure_index(folder).encode())
    return sorted({path.stem for path in published})


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """Read a notebook with its outputs.

    Raises
    ------
    JhreportError
        If the file cannot be read as a notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise JhreportError(f"{path} cannot be read as a notebook: {error}") from error


def _read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook without its outputs."""
    notebook = read_notebook(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
    return notebook
