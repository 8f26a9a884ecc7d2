"""Reviewing: what is left to check in the tables of a report."""

import pytest

from jhreport.errors import TableError
from jhreport.report import Report
from jhreport.reviewing import is_draft, list_checks, list_incomplete

OWN = (
    "indicator,name_zh,name_en,synonyms,definition,theme,kind,growth_basis,better,chapter\n"
    "item_001,信访件,,,,other,,,,1\n"
    "item_002,园区,Parks,,,economy,stock,,,1\n"
    "item_003,企业,Firms,,,other,stock,,,1\n"
    "item_004,泊位,Berths,,,economy,,,,1\n"
)


@pytest.fixture
def drafted(made):
    """Return the made report with rows to check and indicators of its own."""
    rows = made.rows("observations.csv")
    checks = {3: "no name found", 6: "in Chinese digits: a statistic?"}
    changed = [[*row, checks.get(i, "")] for i, row in enumerate(rows)]
    changed[0][-1] = "check"
    made.write_rows("observations.csv", changed)
    made.path("indicators.csv").write_text(OWN, encoding="utf-8")
    return made


def test_rows_to_check_have_line_name_and_quote(drafted):
    table = list_checks(drafted.folder)
    assert list(table) == ["line", "name_zh", "text", "quote", "check"]
    assert table.values.tolist() == [
        [4, "外贸进口", "第三", "增速居全省第三", "no name found"],
        [7, "新增注册商标", "2.1", "新增注册商标2.1万余件", "in Chinese digits: a statistic?"],
    ]


def test_names_of_own_indicators_are_shown(drafted):
    drafted.change(4, indicator="item_001")
    assert list_checks(drafted.folder)["name_zh"].tolist() == ["信访件", "新增注册商标"]


def test_a_line_is_that_of_the_file(drafted):
    lines = drafted.path("observations.csv").read_text(encoding="utf-8").splitlines()
    for row in list_checks(drafted.folder).itertuples():
        assert row.quote in lines[row.line - 1]


def test_a_table_without_the_column_has_nothing_to_check(made):
    assert list_checks(made.folder).empty


def test_an_emptied_cell_is_checked(drafted):
    drafted.change(4, check="")
    assert list_checks(drafted.folder)["line"].tolist() == [7]


def test_own_indicators_say_what_they_lack(drafted):
    table = list_incomplete(drafted.folder)
    assert list(table) == ["indicator", "name_zh", "lacks"]
    assert table.values.tolist() == [
        ["item_001", "信访件", "name_en, kind, theme"],
        ["item_003", "企业", "theme"],
        ["item_004", "泊位", "kind"],
    ]


def test_a_report_without_own_indicators_lacks_nothing(made):
    assert list_incomplete(made.folder).empty


def test_a_bare_text_has_nothing_to_review():
    with pytest.raises(TableError, match="is a bare text and has no tables"):
        list_checks(Report("toy", "增长5%。"))


def test_a_table_is_a_draft_until_its_columns_of_names_and_doubts_are_empty(drafted, made):
    assert is_draft(drafted.folder)
    rows = [[*row[:-1], ""] for row in made.rows("observations.csv")]
    rows[0][-1] = "check"
    made.write_rows("observations.csv", rows)
    assert not is_draft(made.folder)
    rows[0][-1], rows[1][-1] = "name", "外贸进口"
    made.write_rows("observations.csv", rows)
    assert is_draft(made.folder)
