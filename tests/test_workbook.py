"""The workbook: read back, it holds what the tables hold, and says what is missing."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlsxwriter.core
from openpyxl.worksheet.worksheet import Worksheet

import jhreport as jh
from jhreport.anchors import anchors
from jhreport.errors import JhreportError, TableError
from jhreport.reading import as_read
from jhreport.style import INK, RESULT
from jhreport.workbook import book, render_workbook, sheets
from jhreport.workbook.cells import Book, number_format
from jhreport.workbook.columns import columns_of
from jhreport.workbook.layout import display_width, row_height

NAMES = ["results", "targets", "year over year", "themes", "words", "ledger", "published"]
NO_CHAPTERS = pd.DataFrame(columns=["chapter", "title"])
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TABLES = {
    "results": jh.review,
    "targets": jh.targets,
    "year over year": jh.compare,
    "themes": jh.theme_profile,
    "words": jh.count_words,
    "ledger": jh.ledger,
}
# Said by other columns: the link, the shorter quote, or the Chinese and English names.
LEFT_OUT = {"start", "sentence", "chapter", "section", "place"}


def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def header(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[1]]


def rows_of(sheet: Worksheet, chapters: pd.DataFrame = NO_CHAPTERS) -> pd.DataFrame:
    """Return the cells of a sheet under the names of its columns, the notes below left out."""
    columns = {column.header: column.column for column in columns_of(sheet.title, chapters)}
    _, *rows = sheet.iter_rows(
        values_only=True,
        max_row=int(sheet.auto_filter.ref.split(":")[1].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
    )
    frame = pd.DataFrame(rows, columns=header(sheet), dtype=object)
    return frame.rename(columns=columns)


def texts_of(sheet: Worksheet) -> list[str]:
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def same(found: pd.Series, expected: pd.Series) -> bool:
    """Return whether cells are those of a column: empty where missing, numbers as numbers.

    A workbook holds 16 digits of a number, which are one less than tell all numbers apart.
    """

    def alike(cell: object, wanted: object) -> bool:
        if pd.isna(wanted) or isinstance(wanted, str):
            return cell == (None if pd.isna(wanted) else wanted)
        return isinstance(cell, int | float) and cell == pytest.approx(wanted, rel=1e-15)

    cells = [None if pd.isna(cell) else cell for cell in found]
    return len(cells) == len(expected) and all(map(alike, cells, expected))


def width_of(sheet: Worksheet, place: int) -> float:
    """Return the width of a column, counted from 1; neighbours of one width are stored together."""
    return next(c.width for c in sheet.column_dimensions.values() if c.min <= place <= c.max)


@pytest.fixture(scope="module")
def content() -> bytes:
    return render_workbook("jinhua-2020")


@pytest.fixture(scope="module")
def workbook(content) -> openpyxl.Workbook:
    return read(content)


def test_the_sheets_stand_in_their_order(workbook):
    assert workbook.sheetnames == ["cover", *NAMES]


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_holds_its_table(workbook, jinhua, name):
    found = rows_of(workbook[name], jinhua.chapters)
    expected = TABLES[name]("jinhua-2020")
    shared = [column for column in expected if column in found]
    assert {column: same(found[column], expected[column]) for column in shared} == dict.fromkeys(
        shared, True
    )
    assert set(expected) - set(shared) <= LEFT_OUT
    assert len(found) == len(expected)


def test_the_themes_hold_the_shift_and_the_densities_by_chapter(workbook, jinhua):
    found = rows_of(workbook["themes"], jinhua.chapters).set_index("theme")
    shift = jh.theme_shift("jinhua-2020").set_index("theme").reindex(found.index)
    names = {"plan_hits": "hits", "review_hits": "reference_hits", "plan_per_1000": "per_1000"}
    names |= {"review_per_1000": "reference_per_1000"}
    names |= {column: column for column in ("change", "g2", "log_ratio", "p", "p_adjusted")}
    for column, name in names.items():
        assert same(found[column], shift[name]), column
    assert found["small"].tolist() == shift["small"].map({True: "yes", False: "no"}).tolist()
    density = jh.theme_density("jinhua-2020", "chapter")
    for row in density.itertuples():
        assert found.loc[row.theme, f"chapter_{row.chapter}"] == pytest.approx(
            row.per_1000, rel=1e-15
        )


def test_published_holds_the_figures_of_what_the_report_states(workbook):
    found = rows_of(workbook["published"])
    published = jh.load_published("金华市")
    stated = set(jh.load_observations("jinhua-2020")["indicator"])
    expected = published[published["indicator"].isin(stated)]
    assert len(found) == len(expected) > 0
    for column in set(expected) & set(found):
        assert same(found[column], expected[column]), column


def test_a_figure_of_another_indicator_or_place_is_left_out(monkeypatch):
    published = jh.load_published("金华市")
    other = published.iloc[:1].assign(indicator="unknown_here")
    monkeypatch.setattr(
        "jhreport.workbook.numbers.load_published",
        lambda place: pd.concat([published, other])[lambda t: t["place"] == place],
    )
    found = rows_of(read(render_workbook("jinhua-2020"))["published"])
    assert len(found) == len(published)


@pytest.mark.parametrize(
    ("name", "column", "value", "number"),
    [
        ("results", "level", 4559.9, "#,##0.0"),
        ("results", "level", 59348, "#,##0"),
        ("results", "growth", -26.9, "#,##0.0"),
        ("results", "value_base", 455990000000, "#,##0"),
        ("targets", "target_high", 6.5, "#,##0.0"),
        ("words", "count", 93, "#,##0"),
        ("published", "year", 2018, "0"),
        ("published", "value", 4100.23, "#,##0.00"),
    ],
)
def test_numbers_are_numbers_with_a_format(workbook, name, column, value, number):
    sheet = workbook[name]
    place = [c.column for c in columns_of(name, NO_CHAPTERS)].index(column)
    cells = [row[place] for row in sheet.iter_rows(min_row=2)]
    cell = next(cell for cell in cells if cell.value == value)
    assert (cell.data_type, cell.number_format) == ("n", number)


def test_a_percentage_stands_as_printed(workbook):
    row = rows_of(workbook["targets"]).set_index("indicator").loc["gdp"]
    assert (row["target"], row["target_high"], row["unit"]) == (6, 6.5, "%")


def test_each_row_links_to_its_place_in_the_reader(workbook):
    known = set(anchors(jh.load_observations("jinhua-2020")))
    for name in ("results", "targets", "year over year", "published"):
        links = [row[0].hyperlink for row in workbook[name].iter_rows(min_row=2)]
        assert {link.target for link in links} == {"report.html"}
        assert {link.location for link in links} <= known
    assert workbook["results"]["A2"].hyperlink.location == "gdp-2019-level"
    assert workbook["results"]["A2"].value == "§1"


def test_a_target_links_to_its_result_too(workbook):
    found = rows_of(workbook["year over year"])
    place = list(found).index("result_reader")
    gdp = workbook["year over year"][2][place]
    assert (gdp.value, gdp.hyperlink.location) == ("§1", "gdp-2019-growth")
    without = found.index[found["result_indicator"].isna()]
    assert found.loc[without, "result_reader"].isna().all()


def test_a_source_links_to_its_page(workbook):
    found = rows_of(workbook["published"])
    place = list(found).index("source_url")
    cells = [row[place] for row in workbook["published"].iter_rows(min_row=2)]
    assert [cell.hyperlink.target for cell in cells] == [cell.value for cell in cells]


def test_excluded_numerals_link_to_the_place_where_they_stand(workbook, jinhua):
    found = rows_of(workbook["ledger"])
    cells = [row[0] for row in workbook["ledger"].iter_rows(min_row=2)]
    known = set(anchors(jh.load_observations(jinhua)))
    for cell, row in zip(cells, found.itertuples(), strict=True):
        if row.role == "excluded":
            assert cell.hyperlink.location == f"at-{row.start}"
        else:
            assert cell.hyperlink.location in known
            assert cell.hyperlink.location.startswith(tuple(row.detail.split(", ")))


@pytest.mark.parametrize("name", ["words", "themes"])
def test_words_and_themes_link_to_their_first_place(workbook, jinhua, name):
    hits = jh.theme_hits(jinhua).drop_duplicates("theme").set_index("theme")["start"]
    found = rows_of(workbook[name], jinhua.chapters)
    cells = [row[0] for row in workbook[name].iter_rows(min_row=2)]
    for cell, row in zip(cells, found.itertuples(), strict=True):
        start = int(cell.hyperlink.location.removeprefix("at-"))
        if name == "themes":
            assert start == hits[row.theme]
        else:
            assert as_read(jinhua.text[start : start + 40]).text.startswith(row.word)


def test_the_first_place_of_a_word_is_that_of_the_word_not_of_a_longer_one():
    report = jh.Report("toy", "各位代表：\n发展数字 经济。数字化。数字。")
    row = rows_of(read(render_workbook(report))["words"]).set_index("word")
    sheet = read(render_workbook(report))["words"]
    links = dict(
        zip(row.index, [r[0].hyperlink.location for r in sheet.iter_rows(min_row=2)], strict=True)
    )
    assert links["数字经济"] == "at-8"
    assert links["数字"] == "at-18"


@pytest.mark.parametrize("href", ["https://example.org/jinhua/report.html", "pages/report.html"])
def test_the_reader_may_lie_elsewhere(href):
    toy = jh.Report("toy", "发展数字经济。")
    link = read(render_workbook(toy, href))["words"]["A2"].hyperlink
    assert (link.target.replace("\\", "/"), link.location) == (href, "at-0")


def test_header_filter_and_names_stay_in_view_and_on_paper(workbook):
    views = {name: workbook[name].freeze_panes for name in NAMES}
    assert views == {**dict.fromkeys(NAMES, "D2"), "words": "C2", "ledger": "C2"}
    for name in NAMES:
        sheet = workbook[name]
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
        assert sheet.page_setup.fitToHeight == 0


def test_no_text_is_cut(workbook):
    for name in NAMES:
        sheet = workbook[name]
        for cells in sheet.columns:
            width = width_of(sheet, cells[0].column)
            assert max(map(display_width, cells[0].value.split())) < width, cells[0].coordinate
            for cell in cells[1:]:
                if isinstance(cell.value, str) and not cell.alignment.wrap_text:
                    assert display_width(cell.value) < width, cell.coordinate


def test_a_row_is_as_high_as_its_longest_text(workbook):
    sheet = workbook["published"]
    source = next(
        cell for cell in sheet[3] if str(cell.value).startswith("关于金华市2020年国民经济")
    )
    lines = display_width(source.value) / (width_of(sheet, source.column) - 3)
    assert lines > 3
    assert sheet.row_dimensions[3].height >= 16 * lines


@pytest.mark.parametrize(
    ("texts", "lines"), [(["增长", "a"], 1), (["增长增长增长增长", "a"], 2), (["a\nb\nc", "a"], 3)]
)
def test_row_height(texts, lines):
    assert row_height(texts, [14, 14], 10) == lines * 16.5


def test_a_row_is_never_higher_than_a_spreadsheet_allows():
    assert row_height(["增长" * 999], [14], 10) == 409


@pytest.mark.parametrize(
    ("ink", "paper"), [("#FFFFFF", RESULT), (RESULT, "#FFFFFF"), (INK, "#FFFFFF")]
)
def test_colours_can_be_told_apart(ink, paper):
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted([luminance(ink), luminance(paper)])
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_cover_names_report_and_sheets(workbook):
    cover = workbook["cover"]
    texts = texts_of(cover)
    assert cover["A1"].value == "2020年浙江省金华市人民政府工作报告"
    assert cover["A2"].value == "Government Work Report of Jinhua, Zhejiang, 2020"
    assert "2020-04-26" in texts
    links = {cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink}
    assert links - {None} == {f"'{name}'!A1" for name in NAMES}


def test_the_cover_says_what_each_column_of_each_sheet_is(workbook):
    told = {
        (sheet, column): (meaning, unit)
        for sheet, column, meaning, unit, _ in workbook["cover"].iter_rows(values_only=True)
        if column
    }
    for name in NAMES:
        for title in header(workbook[name]):
            meaning, _ = told[name, title.replace("\n", " ")]
            assert len(meaning) > 3, title
    assert told["results", "Growth 增速"][1] == "%"


def test_meaning_and_allowed_values_of_a_tables_column_are_those_of_its_schema():
    columns = {column.column: column for column in columns_of("published", NO_CHAPTERS)}
    assert columns["year"].meaning == "The year it is of."
    assert columns["grade"].allowed == "A B C"


@pytest.mark.parametrize(
    ("name", "column"),
    [("year over year", "direction"), ("year over year", "verdict"), ("ledger", "role"),
     ("ledger", "script"), ("targets", "measure"), ("themes", "small")],
)  # fmt: skip
def test_cells_hold_allowed_values_only(workbook, jinhua, name, column):
    allowed = {c.column: c.allowed for c in columns_of(name, jinhua.chapters)}[column]
    known = allowed.split("; ") if ";" in allowed else allowed.split()
    assert set(rows_of(workbook[name], jinhua.chapters)[column].dropna()) <= set(known)


def test_every_column_has_both_names_and_no_two_the_same():
    path = Path(book.__file__).with_name("columns.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    assert [row["sheet"] for row in listed] == sorted(
        (row["sheet"] for row in listed), key=NAMES.index
    )
    assert [row for row in listed if not (row["en"] and row["zh"] and row["format"])] == []
    for name in NAMES:
        titles = [column.header for column in columns_of(name, NO_CHAPTERS)]
        assert sorted(set(titles)) == sorted(titles)
