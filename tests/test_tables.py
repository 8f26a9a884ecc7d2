"""Tables: every fault of a CSV file is named by line and column."""

import numpy as np
import pytest

from jhreport.errors import TableError
from jhreport.tables import empty_table, read_table, refuse, shown

EXCLUSIONS = "start,end,text,quote,reason,note\n"
GLOSSES = "group,zh,en\n"
INDICATORS = (
    "indicator,name_zh,name_en,synonyms,definition,theme,kind,growth_basis,better,chapter\n"
)
OBSERVATIONS = (
    "indicator,subject,year,status,measure,value,high,unit,op,versus,rank_of,start,end,text,"
    "quote,note\n"
)
ROW = "gdp,全市,2019,actual,level,5,,亿元,=,,,1,2,5,q,"


@pytest.fixture
def check(tmp_path):
    """Return a function that writes a table and reads it against a schema."""

    def read(content: str | bytes, schema: str = "exclusions"):
        path = tmp_path / "x.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path, schema)

    return read


def problems(check, content: str | bytes, schema: str = "exclusions") -> list[str]:
    """Return the lines of the message that refuses a table."""
    with pytest.raises(TableError, match=r"^.") as caught:
        check(content, schema)
    return str(caught.value).split("\n")


def test_cells_have_the_types_of_the_schema(check):
    row = 'gdp,全市,2019,actual,level,4559.9,,亿元,=,,,897,903,4559.9,q,"a, b"\n'
    table = check(OBSERVATIONS + row, "observations")
    cells = table.iloc[0]
    assert len(table) == 1
    assert (cells["indicator"], cells["year"], cells["value"]) == ("gdp", 2019, 4559.9)
    assert (cells["start"], cells["note"]) == (897, "a, b")
    assert table.columns[table.isna().all()].tolist() == [
        "high",
        "versus",
        "rank_of",
        "name",
        "check",
    ]
    assert table["year"].dtype == "Int64"
    assert table["value"].dtype == "Float64"


def test_a_header_alone_is_an_empty_table(check):
    assert len(check(EXCLUSIONS)) == 0


def test_a_byte_order_mark_is_no_part_of_the_first_column(check):
    table = check(b"\xef\xbb\xbf" + EXCLUSIONS.encode() + b"1,2,t,q,date,\n")
    assert table["start"].tolist() == [1]


def test_windows_line_ends(check):
    assert check(EXCLUSIONS.replace("\n", "\r\n") + "1,2,t,q,date,\r\n")["end"].tolist() == [2]


def test_a_missing_file(tmp_path):
    with pytest.raises(TableError, match=r"^No x\.csv in .*\.$"):
        read_table(tmp_path / "x.csv", "exclusions")


def test_a_folder_is_no_table(tmp_path):
    with pytest.raises(TableError, match=r"^Could not read .*: .*Is a directory"):
        read_table(tmp_path, "exclusions")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"x\.csv is empty\. Its first row is: start,end,text,quote,reason,note$"),
        (EXCLUSIONS.encode() + b"1,2,\xff", r"x\.csv is not UTF-8 \(byte 37\)\. Save it as UTF-8"),
        (EXCLUSIONS.encode("utf-16"), r"x\.csv is not UTF-8 \(byte 0\)"),
        (
            "start,end,text,quote,cause,note\n",
            r"x\.csv: wrong columns: 'reason' is missing; 'cause' is not known\. "
            r"Allowed: start,end,text,quote,reason,note$",
        ),
        ("start,end,text,quote,reason\n", r"wrong columns: 'note' is missing\. Allowed: start,"),
        (EXCLUSIONS.replace("\n", ",more\n"), r"wrong columns: 'more' is not known\. Allowed: "),
        ("end,start,text,quote,reason,note\n", r"wrong columns: their order differs\. Allowed: s"),
        ("\n", r"wrong columns: 'start' is missing; 'end' is missing; 'text'"),
    ],
    ids="empty not-utf-8 utf-16 wrong missing unknown order blank".split(),  # noqa: SIM905
)
def test_a_file_that_is_no_such_table(check, content, message):
    with pytest.raises(TableError, match=message):
        check(content)


def test_every_row_with_a_wrong_number_of_cells(check):
    content = EXCLUSIONS + "1,2,t,q,date\n3,4,t,q,date,\n5,6,t,q,date,,\n"
    assert problems(check, content) == [
        "x.csv, line 2: has 5 cells instead of 6",
        "x.csv, line 4: has 7 cells instead of 6",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_blank_line_is_named(check, end):
    row = "1,2,t,q,date,"
    content = end.join([EXCLUSIONS.strip(), row, "", "3,4,t,q,date", "", ""])
    assert problems(check, content) == [
        "x.csv, line 3: is blank",
        "x.csv, line 4: has 5 cells instead of 6",
        "x.csv, line 5: is blank",
    ]


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(check):
    with pytest.raises(TableError, match=r"^Could not read .*x\.csv: unexpected end of data"):
        check(EXCLUSIONS + '1,2,t,q,date,"no end\n3,4,t,q,date,\n')


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("x,2,t,q,date,", "column start: 'x'. Allowed: a whole number, at least 0"),
        ("1.5,2,t,q,date,", "column start: '1.5'. Allowed: a whole number, at least 0"),
        ("-1,2,t,q,date,", "column start: '-1'. Allowed: a whole number, at least 0"),
        (",2,t,q,date,", "column start: empty. Allowed: a whole number, at least 0"),
        ("0,0,t,q,date,", "column end: '0'. Allowed: a whole number, at least 1"),
        ("1,2,,q,date,", "column text: empty. Allowed: any text, but not empty"),
        (
            "1,2,t,q,Date,",
            "column reason: 'Date'. Allowed: one of date ordinal name idiom threshold magnitude "
            "range-end repeated",
        ),
    ],
)
def test_a_wrong_cell_of_exclusions(check, cells, expected):
    assert problems(check, f"{EXCLUSIONS}{cells}\n") == [f"x.csv, line 2, {expected}"]


@pytest.mark.parametrize(
    ("column", "value", "allowed"),
    [
        ("value", "4,559.9", "a number, or empty"),
        ("high", "much", "a number, or empty"),
        ("year", "1899", "a whole number, at least 1900, at most 2100"),
        ("year", "2101", "a whole number, at least 1900, at most 2100"),
        ("year", "next", "a whole number, at least 1900, at most 2100"),
        ("status", "plan", "one of actual target"),
        ("measure", "share", "one of level growth difference rank"),
        ("op", ">", "one of = >= <= ~ range qualitative"),
        ("rank_of", "size", "one of level growth, or empty"),
    ],
)
def test_a_wrong_cell_of_observations(check, column, value, allowed):
    names = OBSERVATIONS.strip().split(",")
    cells = ROW.split(",")
    cells[names.index(column)] = f'"{value}"'
    expected = [f"x.csv, line 2, column {column}: {value!r}. Allowed: {allowed}"]
    assert problems(check, OBSERVATIONS + ",".join(cells) + "\n", "observations") == expected


def test_a_pattern_binds_the_whole_cell(check):
    content = INDICATORS + "gdp,a,b,,c,economy,flow,,,1.2.3\n2gdp,d,e,,f,economy,flow,,,0\n"
    assert problems(check, content, "indicators") == [
        r"x.csv, line 2, column chapter: '1.2.3'. Allowed: the pattern \d+(\.\d+)?, or empty",
        "x.csv, line 3, column indicator: '2gdp'. Allowed: the pattern [a-z][a-z0-9_]*, each value "
        "once",
    ]


def test_a_value_that_must_be_unique(check):
    content = INDICATORS + "gdp,a,b,,c,economy,flow,,,1\ngnp,a,d,,c,economy,flow,,,1\n"
    assert problems(check, content, "indicators") == [
        "x.csv, line 2, column name_zh: 'a'. Allowed: each value once",
        "x.csv, line 3, column name_zh: 'a'. Allowed: each value once",
    ]


def test_every_violation_is_reported_at_once(check):
    content = EXCLUSIONS + "-1,2,,q,foo,\n3,4,t,q,date,\nx,y,t,,name,\n"
    lines = [line.split(". Allowed")[0] for line in problems(check, content)]
    assert lines == [
        "x.csv, line 2, column reason: 'foo'",
        "x.csv, line 2, column start: '-1'",
        "x.csv, line 2, column text: empty",
        "x.csv, line 4, column end: 'y'",
        "x.csv, line 4, column quote: empty",
        "x.csv, line 4, column start: 'x'",
    ]


def test_a_duplicate_row_is_named_by_its_key(check):
    row = "gdp,全市,2019,actual,level,{},,亿元,=,,,1,2,5,q,\n"
    content = OBSERVATIONS + row.format(5) + row.format(6)
    assert problems(check, content, "observations") == [
        "x.csv, line 3, column indicator, subject, year, status, measure: repeats an earlier row: "
        "gdp, 全市, 2019, actual, level"
    ]


def test_rows_that_differ_in_one_part_of_the_key_are_no_duplicates(check):
    rows = "subject,全市,city\nversus,全市,city\nsubject,市区,city\n"
    assert len(check(GLOSSES + rows, "glosses")) == 3


def test_refuse_lists_by_line_and_column(tmp_path):
    faults = [(9, "b", "three"), (1, "b", "two"), (1, "a", "one"), (0, "", "no column")]
    with pytest.raises(TableError) as caught:
        refuse(tmp_path / "x.csv", faults)
    assert str(caught.value).split("\n") == [
        "x.csv, line 2: no column",
        "x.csv, line 3, column a: one",
        "x.csv, line 3, column b: two",
        "x.csv, line 11, column b: three",
    ]


def test_refuse_lists_forty_and_counts_the_others(tmp_path):
    with pytest.raises(TableError) as caught:
        refuse(tmp_path / "x.csv", [(row, "a", "wrong") for row in range(43)])
    lines = str(caught.value).split("\n")
    assert len(lines) == 41
    assert lines[-2:] == ["x.csv, line 41, column a: wrong", "... and 3 more"]


def test_refuse_nothing(tmp_path):
    assert refuse(tmp_path / "x.csv", []) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(None, "empty"), ("a b", "'a b'"), (np.float64(2.5), "2.5")]
)
def test_shown(value, expected):
    assert shown(value) == expected


def test_an_empty_table_has_columns_and_types_of_its_schema(check):
    for schema, header in (("exclusions", EXCLUSIONS), ("observations", OBSERVATIONS)):
        table = empty_table(schema)
        optional = ["name", "check"] if schema == "observations" else []
        assert table.columns.tolist() == [*header.strip().split(","), *optional]
        assert len(table) == 0
        assert table.dtypes.to_dict() == check(header, schema).dtypes.to_dict()
    assert empty_table("observations")[["year", "value", "unit"]].dtypes.astype(str).tolist() == [
        *["Int64", "Float64", "string"],
    ]


def test_an_empty_table_is_no_one_elses():
    table = empty_table("glosses")
    table["more"] = 1
    assert "more" not in empty_table("glosses")
