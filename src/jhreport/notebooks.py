"""Execute the notebooks and publish what they make, whole or not at all.

Each notebook runs in a kernel of its own and draws its figures into a temporary folder. A notebook
is stored when it has run to its end; figures are published when all notebooks have.
"""

import asyncio
import os
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

CELL_SECONDS = 300
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


def find_notebooks(root: Path) -> list[Path]:
    """Return the notebooks of a checkout, in the order of their numbers.

    Raises
    ------
    JhreportError
        If there is none.
    """
    found = sorted((root / "notebooks").glob("[0-9]*.ipynb"))
    if not found:
        raise JhreportError(f"No notebook in {root / 'notebooks'}. Their names start with a digit.")
    return found


def count_cells(notebooks: list[Path]) -> int:
    """Return the number of code cells, for a progress display."""
    return sum(cell.cell_type == "code" for path in notebooks for cell in _read(path).cells)


def execute_notebooks(
    root: Path, on_cell: Callable[[str], None] = lambda name: None
) -> tuple[list[Outcome], list[str]]:
    """Execute every notebook of a checkout in place and draw every figure.

    A failed notebook stays as it was, and so do all figures; the others are still executed and
    stored.

    Parameters
    ----------
    root : Path
        The checkout.
    on_cell : callable
        Called with a notebook's name after each of its code cells.

    Returns
    -------
    tuple
        The outcome of each notebook, and the names of the figures that were published.

    Raises
    ------
    JhreportError
        If a notebook cannot be read, or a file cannot be written: the message names each. The
        other files are written; each file is whole, the index is written last.
    """
    notebooks = find_notebooks(root)
    for folder in ("notebooks", "figures"):
        files.remove_leftovers(root / folder)
    with tempfile.TemporaryDirectory(prefix="jhreport-") as staging:
        figures = Path(staging, "figures")
        with ThreadPoolExecutor(min(len(notebooks), os.cpu_count() or 1)) as pool:
            jobs = [
                pool.submit(_execute, path, figures, Path(staging, path.stem), on_cell)
                for path in notebooks
            ]
            outcomes = [job.result() for job in jobs]
        executed = zip(notebooks, outcomes, strict=True)
        files.write_all({path: outcome.content for path, outcome in executed if not outcome.error})
        if any(outcome.error for outcome in outcomes):
            return outcomes, []
        return outcomes, _publish(figures, root / "figures")


def _execute(path: Path, figures: Path, settings: Path, on_cell: Callable[[str], None]) -> Outcome:
    notebook = _read(path)
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        config=Config(KernelManager={"transport_encryption": "auto"}),
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_executed=lambda **_: on_cell(path.name),
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
        return Outcome(path.name, error=_explain(notebook, f"{error.ename}: {error.evalue}"))
    except (CellTimeoutError, DeadKernelError) as error:
        return Outcome(path.name, error=_explain(notebook, str(error).strip()))
    notebook.metadata = nbformat.from_dict(_METADATA)
    return Outcome(path.name, content=f"{nbformat.writes(notebook)}\n".encode())


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


def _read(path: Path) -> nbformat.NotebookNode:
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise JhreportError(f"{path} cannot be read as a notebook: {error}") from error
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
    return notebook
