"""Show the page of a report in a notebook, or write it to a file."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from jhreport.errors import JhreportError
from jhreport.files import write_whole
from jhreport.pages.report_page import render_report_page
from jhreport.report import Report, latest_report, load_report


@dataclass(frozen=True, repr=False)
class Reader:
    """The page of a report, as a notebook shows it: in a frame of its own."""

    name: str
    html: str

    def __repr__(self) -> str:
        return f"Reader of {self.name}: {len(self.html.encode()) // 1000} kB of HTML"

    def _repr_html_(self) -> str:
        # The frame may run its script, but has no part in the notebook around it.
        return (
            f'<iframe title="{escape(self.name)}" '
            'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
            f'style="width:100%;height:44rem;border:1px solid #BBBBBB" '
            f'srcdoc="{escape(self.html)}"></iframe>'
        )


def reader(report: str | Path | Report | None = None) -> Reader:
    """Show a report with its numbers: a click on one leads to what it states, and back.

    Parameters
    ----------
    report : str, Path or Report, optional
        Name of a report, its folder, a text file, or a loaded `Report`; by default the latest.

    Returns
    -------
    Reader
        Shown as a page by a notebook; ``html`` is the page itself.

    Raises
    ------
    ReportError, TableError, LedgerError
        If the report or its tables cannot be loaded, or a numeral has no role.

    Examples
    --------
    >>> "gdp-2019-growth" in reader("jinhua-2020").html
    True
    """
    report = latest_report() if report is None else load_report(report)
    return Reader(report.name, render_report_page(report))


def write_reader(report: str | Path | Report, path: str | Path) -> Path:
    """Write the page of a report to a file that opens in any browser, without a network.

    The file is the same, byte for byte, for the same report, tables and package versions.

    Parameters
    ----------
    report : str, Path or Report
        As in `reader`.
    path : str or Path
        The file; its name ends in ``.html``. Its folder is made if needed; a file there is
        replaced whole or not at all.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ReportError, TableError, LedgerError
        As in `reader`.
    JhreportError
        If its name does not end in ``.html``, or it cannot be written; what stood there is
        unchanged.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_reader("jinhua-2020", Path(folder) / "report.html").stat().st_size < 1_000_000
    True
    """
    path = Path(path)
    if path.suffix.lower() not in (".html", ".htm"):
        raise JhreportError(
            f"{str(path)!r} is no name for a page. Allowed: a file that ends in .html, such as "
            "report.html."
        )
    write_whole(path, render_report_page(report).encode())
    return path
