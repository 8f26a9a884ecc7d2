"""Offsets: found from quotes, or refused without touching a file."""

import csv
import io
import shutil

import pytest

from jhreport.errors import TableError
from jhreport.offsets import Locator, fill_offsets

TABLES = ("observations.csv", "exclusions.csv")


@pytest.mark.parametrize(
    ("text", "quote", "numeral", "span"),
    [
        ("增长6.5%。", "增长6.5%", "6.5", (2, 5)),
        ("停车泊位 2.1 万余个", "泊位2.1万余个", "2.1", (5, 8)),
        ("停车泊位2.1万余个", "泊位 2.1 万余个", "2.1", (4, 7)),
        ("增长2. 1%", "增长2.1%", "2.1", (2, 6)),
        ("境外\n\n经贸合作区3个", "外经贸合作区3个", "3", (9, 10)),
        ("6%—6.5%", "6%—6.5%", "6", (0, 1)),
        ("6%—6.5%", "6%—6.5%", "6.5", (3, 6)),
        ("31天，1天", "31天，1天", "1", (4, 5)),
        ("版本2.0和0个", "版本2.0和0个", "0", (6, 7)),
        ("增长6.", "增长6.", "6", (2, 3)),
        ("居全省第二", "全省第二", "第二", (3, 5)),
        ("a+b(c)", "a+b(c)", "(c)", (3, 6)),
    ],
)
def test_locator_finds_the_numeral(text, quote, numeral, span):
    assert Locator(text).span(quote, numeral) == span


@pytest.mark.parametrize(
    ("text", "quote", "numeral", "message"),
    [
        ("增长6.5%", "增长7%", "7", r"^The quote '增长7%' does not stand in the report\. Copy it"),
        ("增长6%，增长6%", "增长6%", "6", r"^The quote '增长6%' stands 2 times\. Give a longer"),
        (
            "增长6.5%",
            "增长6.5%",
            "6",
            r"^The numeral '6' in quote '增长6.5%' does not stand in the report\.",
        ),
        ("共31天", "共31天", "1", r"^The numeral '1' in quote '共31天' does not stand"),
        ("共31天", "共31天", "3", r"^The numeral '3' in quote '共31天' does not stand"),
        ("增长16.5%", "增长16.5%", "6.5", r"^The numeral '6.5' in quote '增长16.5%' does not st"),
        ("5家和5个", "5家和5个", "5", r"^The numeral '5' in quote '5家和5个' stands 2 times\."),
        ("3个，5家", "5家", "3", r"^The numeral '3' in quote '5家' does not stand"),
        ("增长6a5%", "增长6.5%", "6.5", r"^The quote '增长6\.5%' does not stand"),
    ],
)
def test_locator_refuses(text, quote, numeral, message):
    with pytest.raises(TableError, match=message):
        Locator(text).span(quote, numeral)


def test_places_of_a_quote_that_overlap_count_each():
    text = "四县进口分别增长5%、5%、5%、5%，出口持平。"
    with pytest.raises(TableError, match=r"^The quote '%、5%、' stands 2 times\."):
        Locator(text).span("%、5%、", "5")


@pytest.mark.parametrize(
    ("quote", "start", "end", "held"),
    [
        ("升10%", 2, 4, True),
        ("升10%", 8, 10, True),
        ("乙升10%", 2, 4, False),
        ("乙升10%", 8, 10, True),
        ("10", 8, 10, True),
        ("0%", 8, 10, False),
        ("升1", 8, 10, False),
        ("丙升10%", 8, 10, False),
    ],
)
def test_a_quote_holds_a_span_where_it_stands_around_it(quote, start, end, held):
    assert Locator("甲升10%，乙升10%。").holds(quote, start, end) is held


def test_white_space_does_not_keep_a_quote_from_holding():
    assert Locator("甲升 10 %，\n乙升 10 %。").holds("乙 升10%", 11, 13) is True


def test_a_row_of_a_quote_that_stands_twice_keeps_its_place(made):
    made.write_text("进口分别增长5%、5%，出口分别增长5%、5%。\n")
    made.drop(*range(3, 9))
    made.drop(2, table="exclusions.csv")
    made.change(2, text="5", quote="分别增长5%、5%", start=9, end=10)
    before = made.contents()
    assert fill_offsets(made.folder) == 0
    assert made.contents() == before
    made.change(2, start=1, end=2)
    with pytest.raises(TableError, match=r"observations.csv, line 2: The quote .* stands 2 times"):
        fill_offsets(made.folder)


def test_locator_finds_no_part_of_a_numeral_that_the_quote_cuts():
    with pytest.raises(TableError, match=r"^The numeral '6' in quote '增长6' does not stand"):
        Locator("增长6.5%").span("增长6", "6")


def test_fill_offsets_changes_nothing_in_filled_tables(made):
    before = made.contents()
    assert fill_offsets(made.folder) == 0
    assert made.contents() == before


def test_fill_offsets_fills_empty_offsets(made):
    before = made.contents()
    for line in range(2, 9):
        made.change(line, start="", end="")
    made.change(2, table="exclusions.csv", start="", end="")
    assert fill_offsets(made.folder) == 8
    assert made.contents() == before


def test_fill_offsets_corrects_wrong_offsets_and_counts_rows(made):
    before = made.contents()
    made.change(2, start=14, end=15)
    made.change(7, end=66)
    assert fill_offsets(made.folder) == 2
    assert made.contents() == before


def test_fill_offsets_follows_a_text_that_grew(made):
    text = made.path("report.txt").read_text(encoding="utf-8")
    made.write_text("新的一行\n" + text)
    assert fill_offsets(made.folder) == 8
    assert made.rows("observations.csv")[1][11:13] == ["18", "19"]
    assert made.rows("exclusions.csv")[1][:2] == ["61", "62"]


def test_fill_offsets_names_every_row_it_cannot_place_and_writes_nothing(made):
    made.change(2, quote="出口5亿元")
    made.change(3, quote="下降")
    made.change(4, text="第四")
    made.change(5, start="", end="")
    made.change(6, quote="出口增长3%—4%，新增", text="增")
    made.change(2, table="exclusions.csv", quote="5%—6%")
    before = made.contents()
    with pytest.raises(TableError) as caught:
        fill_offsets(made.folder)
    again = (
        "stands 2 times. Give a longer or shorter piece of the sentence, in which it stands once"
    )
    assert str(caught.value).split("\n") == [
        "observations.csv, line 2: The quote '出口5亿元' does not stand in the report. "
        "Copy it from the text.",
        f"observations.csv, line 3: The quote '下降' {again}.",
        "observations.csv, line 4: The numeral '第四' in quote '增速居全省第三' does not stand in "
        "the report. Copy it from the text.",
        f"observations.csv, line 6: The numeral '增' in quote '出口增长3%—4%，新增' {again}.",
        "exclusions.csv, line 2: The quote '5%—6%' does not stand in the report. "
        "Copy it from the text.",
    ]
    assert made.contents() == before


def test_fill_offsets_writes_no_table_when_the_other_one_is_refused(made):
    made.change(5, start="", end="")
    made.change(2, table="exclusions.csv", text="7")
    before = made.contents()
    with pytest.raises(TableError, match=r"^exclusions\.csv, line 2: The numeral '7' in quote"):
        fill_offsets(made.folder)
    assert made.contents() == before


def test_fill_offsets_reads_a_table_that_a_spreadsheet_saved_with_a_byte_order_mark(made):
    path = made.path("exclusions.csv")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    made.change(2, start=1, end=2)
    assert fill_offsets(made.folder) == 1
    assert made.rows("observations.csv")[1][11:13] == ["13", "14"]


def test_fill_offsets_refuses_a_missing_table(made):
    made.path("exclusions.csv").unlink()
    with pytest.raises(TableError, match=r"^No exclusions\.csv in "):
        fill_offsets(made.folder)


def test_fill_offsets_refuses_a_table_with_wrong_columns(made):
    made.path("exclusions.csv").write_text("start,end,text,reason,note\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"wrong columns: 'quote' is missing\. Allowed: start,end"):
        fill_offsets(made.folder)


def test_fill_offsets_refuses_a_row_with_too_few_cells(made):
    made.append("imports,全市")
    with pytest.raises(TableError, match=r"^observations\.csv, line 9: has 2 cells instead of 16$"):
        fill_offsets(made.folder)


def test_fill_offsets_refuses_a_table_that_is_not_utf8(made):
    made.path("exclusions.csv").write_bytes(b"start,\xff")
    with pytest.raises(TableError, match=r"exclusions\.csv is not UTF-8 \(byte 6\)"):
        fill_offsets(made.folder)


def test_fill_offsets_refuses_a_row_without_a_quote(made):
    made.change(3, quote="")
    with pytest.raises(TableError, match=r"^observations\.csv, line 3\b.*quote.*empty"):
        fill_offsets(made.folder)


def test_fill_offsets_refuses_a_bare_text(made):
    with pytest.raises(
        TableError, match=r"^The report 'report' is a bare text and has no tables\."
    ):
        fill_offsets(made.path("report.txt"))


def test_the_shipped_tables_need_no_change(jinhua, tmp_path):
    folder = shutil.copytree(jinhua.folder, tmp_path / "copy")
    before = {name: (folder / name).read_bytes() for name in TABLES}
    assert fill_offsets(folder) == 0
    assert {name: (folder / name).read_bytes() for name in TABLES} == before


def test_the_shipped_offsets_can_be_filled_again_from_nothing(jinhua, tmp_path):
    folder = shutil.copytree(jinhua.folder, tmp_path / "copy")
    shipped = {name: (folder / name).read_bytes() for name in TABLES}
    blanked = 0
    for name in TABLES:
        header, *rows = csv.reader(io.StringIO(shipped[name].decode()))
        start = header.index("start")
        blanked += len(rows)
        rows = [[*row[:start], "", "", *row[start + 2 :]] for row in rows]
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([header, *rows])
    assert fill_offsets(folder) == blanked
    assert {name: (folder / name).read_bytes() for name in TABLES} == shipped
