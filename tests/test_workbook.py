"""The workbook: read back, it holds what the tables hold, and says what is missing."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
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
from jhreport.workbook.cells import number_format
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
LEFT_OUT = {"start", "sentence", "chapter", "section", "place", "is_whole"}


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
    report = jh.Report("toy", "各位代表：\n发展数字 经济。数字化。数字，发展数字。")
    row = rows_of(read(render_workbook(report))["words"]).set_index("word")
    sheet = read(render_workbook(report))["words"]
    links = dict(
        zip(row.index, [r[0].hyperlink.location for r in sheet.iter_rows(min_row=2)], strict=True)
    )
    assert links["数字经济"] == "at-8"
    assert links["数字"] == "at-18"
    assert links["发展"] == "at-6"


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
    assert "What the report says was achieved in 2019." in texts
    assert "What the report promises for 2020." in texts
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


LIVE = ["=1+2", '=HYPERLINK("http://example.org","x")', "+1", "-1+2", "@SUM(1)", "\t=1", "http://x"]


@pytest.mark.parametrize("text", LIVE)
def test_what_looks_like_a_formula_stays_text(made, text):
    made.change(2, note=text, subject=text)
    content = render_workbook(made.folder)
    sheet = read(content)["results"]
    row = list(rows_of(sheet).columns)
    for column in ("note", "subject"):
        cell = sheet[2][row.index(column)]
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
        assert cell.quotePrefix == (text != "http://x")
    assert formulas(content) == []


def formulas(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_the_text_of_a_report_stays_text_too(made):
    made.write_text(made.path("report.txt").read_text(encoding="utf-8").replace("稳", "=稳"))
    made.change(8, end=81, text="=稳步提高", quote="进口=稳步提高")
    content = render_workbook(made.folder)
    found = rows_of(read(content)["targets"])
    assert found["statement"].tolist()[-1] == "=稳步提高"
    assert formulas(content) == []


def test_a_text_too_long_for_a_cell_ends_with_a_sign(made):
    made.change(2, note="长" * 40_000)
    note = rows_of(read(render_workbook(made.folder))["results"])["note"][0]
    assert note == "长" * 32_766 + "…"


def test_a_long_text_is_never_cut_within_a_character(made):
    made.change(2, note="𠮷" * 20_000)
    note = rows_of(read(render_workbook(made.folder))["results"])["note"][0]
    assert note == "𠮷" * 16_383 + "…"


def test_a_title_at_the_foot_of_the_page_is_no_code(content, workbook):
    assert workbook["results"].oddFooter.left.text == "2020年浙江省金华市人民政府工作报告"
    toy = jh.Report("toy", "发展。", title_zh="A&B")
    assert read(render_workbook(toy))["words"].oddFooter.left.text == "A&&B"


@pytest.mark.parametrize(
    ("value", "number"), [(0.1 + 0.2, "#,##0.0"), (-0.5, "#,##0.0"), (1e11, "#,##0")]
)
def test_a_number_shows_the_decimals_that_it_has(value, number):
    assert number_format(value, "printed") == number


def test_the_bytes_are_the_same_whatever_the_clock_says(content, monkeypatch):
    class Any(type):
        def __instancecheck__(cls, other):
            return isinstance(other, datetime)

    class Later(datetime, metaclass=Any):
        @classmethod
        def now(cls, tz=None):
            return datetime(2031, 5, 6, tzinfo=tz)

    monkeypatch.setattr(xlsxwriter.core, "datetime", Later)
    monkeypatch.setattr(time, "time", lambda: Later.now(UTC).timestamp())
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2031, 5, 6) + (0,) * 6))
    assert render_workbook("jinhua-2020") == content


def test_the_bytes_are_the_same_in_another_process_and_time_zone(content, tmp_path):
    path = tmp_path / "x.xlsx"
    run("write_workbook('jinhua-2020', sys.argv[1])", path, TZ="Asia/Shanghai", PYTHONHASHSEED="7")
    assert path.read_bytes() == content


def test_the_file_is_dated_by_its_report(content):
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2020-04-26T00:00:00Z") == 2


def run(code: str, path: Path, **environment: str) -> subprocess.CompletedProcess:
    lines = f"import os, signal, sys\nfrom jhreport import write_workbook\n{code}"
    command = [sys.executable, "-c", lines, str(path)]
    return subprocess.run(command, env={**os.environ, **environment}, check=False, timeout=120)


def test_a_kill_while_writing_leaves_the_old_file_whole(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")
    code = "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
    done = run(f"{code}write_workbook('jinhua-2020', sys.argv[1])", path)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"


def test_a_full_disk_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(JhreportError, match=r"x\.xlsx: No space left on device\. Its former"):
        jh.write_workbook(jh.Report("toy", "发展。"), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_fault_of_the_tables_leaves_the_old_file_whole(made, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")
    made.change(2, indicator="unknown")
    with pytest.raises(TableError, match="Unknown indicator 'unknown'"):
        jh.write_workbook(made.folder, path)
    assert path.read_bytes() == b"old"


def test_writing_tells_whether_the_file_changed(tmp_path):
    toy, path = jh.Report("toy", "发展数字经济。"), tmp_path / "new" / "x.xlsx"
    assert [jh.write_workbook(toy, str(path)), jh.write_workbook(toy, path)] == [True, False]


def test_a_name_that_excel_would_not_open_is_refused(tmp_path):
    message = r"^The name of the workbook is 'x\.xls'\. .* write to 'x\.xlsx'\.$"
    with pytest.raises(JhreportError, match=message):
        jh.write_workbook("jinhua-2020", tmp_path / "x.xls")
    assert list(tmp_path.iterdir()) == []


def test_a_report_with_all_has_nothing_missing(workbook):
    assert "Missing 缺失" not in texts_of(workbook["cover"])


def missing(content: bytes) -> dict[str, list[str]]:
    """Return the notes of each sheet, after asserting that the cover has the same."""
    workbook = read(content)
    notes = [value for name, value in vars(sheets).items() if name.startswith("NO_")]
    starts = tuple(note.split("{")[0][:12] for note in notes if not note.startswith("{"))
    found = {
        name: [t for t in texts_of(workbook[name])[len(header(workbook[name])) :]
               if t.startswith(starts) or "no English name" in t]
        for name in NAMES
    }  # fmt: skip
    rows = workbook["cover"].iter_rows(values_only=True)
    told = [(label, note) for label, _, note, *_ in rows if label in NAMES and note]
    for name, lines in found.items():
        for line in lines:
            assert (name, line) in told
    return {name: lines for name, lines in found.items() if lines}


def test_a_bare_text_has_words_and_themes_and_says_that_it_has_no_tables():
    report = jh.Report("toy", "一、回顾\n发展数字经济。\n二、计划\n发展数字经济。\n")
    content = render_workbook(report)
    empty = ["results", "targets", "year over year", "ledger", "published"]
    assert missing(content) == {name: [sheets.NO_TABLES] for name in empty}
    sheet = read(content)["results"]
    assert sheet["A2"].value == sheets.NO_TABLES
    assert set(rows_of(read(content)["words"])["word"]) == {"回顾", "发展", "数字经济", "计划"}
    cover = texts_of(read(content)["cover"])
    assert "not known 未知" in cover
    assert "What the report says was achieved." in cover
    assert [text for text in cover if "None" in text] == []


def test_a_folder_without_tables_says_so(made):
    made.path("observations.csv").unlink()
    made.path("exclusions.csv").unlink()
    assert missing(render_workbook(made.folder))["results"] == [sheets.NO_TABLES]


def test_the_cover_of_drafts_says_so(made):
    assert not any(
        "drafts written by rules" in text
        for text in texts_of(read(render_workbook(made.folder))["cover"])
    )
    made.write_rows(
        "observations.csv",
        [
            [*row, check]
            for row, check in zip(
                made.rows("observations.csv"), ["check", "which year?", *[""] * 6], strict=True
            )
        ],
    )
    cover = texts_of(read(render_workbook(made.folder))["cover"])
    (line,) = [text for text in cover if "drafts written by rules" in text]
    assert "1 rows still carry a doubt" in line


def test_a_folder_with_one_of_two_tables_is_an_error(made):
    made.path("exclusions.csv").unlink()
    with pytest.raises(TableError, match=r"No exclusions\.csv"):
        render_workbook(made.folder)


def test_a_report_without_pairs_outcomes_and_published_figures_says_so(made):
    content = render_workbook(made.folder)
    assert missing(content) == {
        "year over year": [sheets.NO_PAIRS, sheets.NO_OUTCOMES],
        "published": [sheets.NO_PUBLISHED],
    }
    sheet = read(content)["year over year"]
    notes = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    assert notes[sheets.NO_PAIRS] == 6  # a header, three targets, and a row between
    assert sheet.auto_filter.ref.endswith("4")


def test_a_report_without_targets_or_results_says_so(made):
    made.drop(6, 7, 8)
    for start, end, text in ((53, 54, "3"), (65, 68, "2.1")):
        made.append(
            f"{start},{end},{text},{'3%—4%' if text == '3' else '标2.1 万'},name,",
            table="exclusions.csv",
        )
    assert missing(render_workbook(made.folder))["targets"] == [
        "The tables state no target of 2020. 数据表中无2020年目标。"
    ]


def test_an_indicator_without_english_name_is_shown_in_chinese(made, monkeypatch):
    indicators = jh.load_indicators()
    indicators.loc["imports", "name_en"] = pd.NA
    monkeypatch.setattr("jhreport.comparison.load_indicators", lambda *_: indicators)
    content = render_workbook(made.folder)
    found = rows_of(read(content)["results"]).set_index("indicator")
    assert found["name_en"].to_dict() == {
        "imports": found.loc["imports", "name_zh"],
        "petitions": indicators.loc["petitions", "name_en"],
    }
    note = sheets.NO_ENGLISH.format(count=1)
    assert missing(content)["results"] == [note]
    assert missing(content)["targets"] == [note]


def test_a_report_whose_review_cannot_be_told_says_so():
    content = render_workbook(jh.Report("toy", "发展数字经济。"))
    assert missing(content)["themes"] == [sheets.NO_PARTS]
    assert rows_of(read(content)["themes"], jh.Report("toy", "x").chapters)["change"].isna().all()


def test_an_empty_text_says_so():
    told = missing(render_workbook(jh.Report("toy", "")))
    assert told["words"] == told["themes"] == [sheets.NO_TEXT]


@pytest.mark.parametrize("kind", ["whole", "empty"])
def test_libreoffice_opens_every_sheet_with_every_cell(content, tmp_path, skip_without, kind):
    if SOFFICE is None:
        skip_without("libreoffice", "neither soffice nor libreoffice is on the PATH")
    if kind == "empty":
        content = render_workbook(jh.Report("toy", "发展数字经济。"))
    (tmp_path / "x.xlsx").write_bytes(content)
    command = [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "x.xlsx")], check=True, timeout=180)
    opened = read((tmp_path / "out" / "x.xlsx").read_bytes())
    ours = read(content)
    assert opened.sheetnames == ours.sheetnames
    for sheet in ours:
        other = opened[sheet.title]
        differing = [
            (cell.coordinate, cell.value, other[cell.coordinate].value)
            for row in sheet.iter_rows()
            for cell in row
            if not alike_in_office(cell.value, other[cell.coordinate].value)
        ]
        assert differing == []
        links = [c.coordinate for row in sheet.iter_rows() for c in row if c.hyperlink]
        assert [link for link in links if other[link].hyperlink is None] == []
        assert other.auto_filter.ref == sheet.auto_filter.ref


def alike_in_office(ours: object, theirs: object) -> bool:
    """Return whether two cells hold the same; LibreOffice writes 15 digits of a number."""
    if isinstance(ours, float):
        return theirs == pytest.approx(ours, rel=1e-14)
    return ours == theirs
