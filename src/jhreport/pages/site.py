"""The web site of a report: first page, reader, workbook, notebooks, figures and tables."""

import re
from pathlib import Path

from jhreport.datapackage import report_package
from jhreport.errors import JhreportError
from jhreport.files import replace_folder
from jhreport.notebooks import read_notebook
from jhreport.pages import house
from jhreport.pages.gallery import GalleryFigure, read_gallery
from jhreport.pages.index_page import Download, index_page, render_index_page, table_downloads
from jhreport.pages.notebook_page import NotebookPage, notebook_page, render_notebook_page
from jhreport.pages.report_page import render_page, report_page
from jhreport.report import Report, load_report
from jhreport.workbook import render_workbook

READER = "report.html"
_MARK = '<meta name="generator" content="jhreport">'


def write_site(
    report: str | Path | Report, folder: str | Path, *, notebooks: Path, figures: Path
) -> list[str]:
    """Write the web site of a report from what there is: tables, executed notebooks, figures.

    It needs no server and no network. The same input gives the same bytes, on any day. What the
    report does not have is said on the first page.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, a text file, or a loaded `Report`.
    folder : str or Path
        The folder of the site. An older site there is replaced, whole or not at all.
    notebooks, figures : Path
        The folders of the notebooks, with their outputs, and of the figures. They may be missing.

    Returns
    -------
    list of str
        The pages, by path within the site.

    Raises
    ------
    JhreportError
        If the folder holds anything but an older site, or cannot be written; what stood there is
        unchanged. If tables, a notebook or a figure cannot be read: as `report_package`,
        `report_page`, `read_notebook` and `read_gallery` raise.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as work:
    ...     nothing = Path(work, "nothing")
    ...     write_site("jinhua-2020", f"{work}/site", notebooks=nothing, figures=nothing)
    ['index.html', 'report.html']
    """
    folder = Path(folder)
    _refuse_what_is_no_site(folder)
    contents = site_contents(load_report(report), notebooks, figures)
    replace_folder(folder, contents)
    return [name for name in contents if name.endswith(".html")]


def site_contents(report: Report, notebooks: Path, figures: Path) -> dict[str, bytes]:
    """Return the files of a site by path, the pages first."""
    gallery = read_gallery(figures)
    pages = _notebook_pages(notebooks, gallery)
    page = report_page(report)
    tables = report_package(report)
    workbook = render_workbook(report, READER)
    book = _workbook_download(report, len(workbook))
    index = index_page(page, pages, gallery, [book, *table_downloads(tables, "data")])
    html = {"index.html": render_index_page(index), READER: render_page(page, home="index.html")}
    html |= {
        f"notebooks/{one.stem}.html": render_notebook_page(one, pages, index.title) for one in pages
    }
    return (
        {name: text.encode() for name, text in html.items()}
        | {book.path: workbook}
        | {f"data/{name}": content for name, content in tables.items()}
        | {f"figures/{name}": file for one in gallery for name, file in one.contents.items()}
    )


def _notebook_pages(folder: Path, gallery: list[GalleryFigure]) -> list[NotebookPage]:
    paths = sorted(folder.glob("[0-9]*.ipynb"))
    stems = [path.stem for path in paths]
    return [notebook_page(read_notebook(path), path.stem, gallery, stems) for path in paths]


def _workbook_download(report: Report, size: int) -> Download:
    words = house.texts()["site"]
    title, about = words["workbook"], words["about_workbook"]
    # A name of report.toml may hold what no file name can.
    name = re.sub(r"[^\w-]+", "-", report.name).strip("-") or "report"
    return Download(f"{name}.xlsx", (title["zh"], title["en"]), (about["zh"], about["en"]), size)


def _refuse_what_is_no_site(folder: Path) -> None:
    """Refuse a folder with other things in it: the whole folder is replaced."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    index = folder / "index.html"
    if not (index.is_file() and _MARK in index.read_text(encoding="utf-8", errors="replace")):
        raise JhreportError(
            f"{folder} is there already and is no site of jhreport, and all in it would be lost. "
            "Move it away, or choose a folder that is new or empty."
        )
