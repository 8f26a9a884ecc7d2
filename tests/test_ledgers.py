"""Ledger: every numeral has one role, and every row points at its numeral."""

import re

import pytest

from jhreport.datasets import load_exclusions, load_observations
from jhreport.errors import LedgerError, TableError
from jhreport.ledgers import find_disagreements, ledger

FIRST = "“进口5亿元、下降20%，增速居全省第三。”"
SECOND = "“信访总量下降15%。”"
THIRD = "“出口增长3%—4%，新增注册商标2.1万余件。”"
FILL = "Run: jhreport fill made"


def problems(made) -> list[str]:
    """Return the lines of the message that refuses the tables."""
    with pytest.raises(LedgerError, match=r"^.") as caught:
        ledger(made.folder)
    return str(caught.value).split("\n")


def test_made_ledger(made):
    table = ledger(made.folder)
    assert table.columns.tolist() == [
        *["start", "end", "text", "script", "role", "detail", "chapter", "section"]
    ]
    assert table.values.tolist() == [
        [13, 14, "5", "arabic", "result", "imports", 1, 0],
        [19, 21, "20", "arabic", "result", "imports", 1, 0],
        [28, 30, "第三", "chinese", "result", "imports", 1, 0],
        [38, 40, "15", "arabic", "result", "petitions", 1, 0],
        [53, 54, "3", "arabic", "target", "exports", 2, 0],
        [56, 57, "4", "arabic", "excluded", "range-end", 2, 0],
        [65, 68, "2.1", "arabic", "target", "new_trademarks", 2, 0],
    ]


def test_an_arabic_orphan(made):
    made.drop(5)
    assert problems(made) == [
        f"Orphan: '15' at 38 in {SECOND} has no role. Add an observation or an exclusion."
    ]


def test_a_chinese_orphan(made):
    made.drop(4)
    assert problems(made) == [
        f"Orphan: '第三' at 28 in {FIRST} has no role. Add an observation or an exclusion."
    ]


def test_every_numeral_is_an_orphan_without_tables(made):
    made.drop(*range(2, 9))
    made.drop(2, table="exclusions.csv")
    found = [line.split(" at ")[0] for line in problems(made)]
    numerals = ["5", "20", "第三", "15", "3", "4", "2.1"]
    assert found == [f"Orphan: {numeral!r}" for numeral in numerals]


def test_a_fact_of_another_year_is_a_result(made):
    made.change(5, year=2007)
    table = ledger(made.folder).set_index("start")
    assert table.loc[38, ["role", "detail"]].tolist() == ["result", "petitions"]


def test_one_numeral_may_state_several_observations(made):
    made.append("exports,全市,2019,actual,level,5,,亿元,=,,,13,14,5,进口5亿元,")
    table = ledger(made.folder).set_index("start")
    assert table.loc[13, ["role", "detail"]].tolist() == ["result", "imports, exports"]
    assert len(table) == 7


def test_a_numeral_inside_a_qualitative_phrase_is_a_target(made):
    text = made.path("report.txt").read_text(encoding="utf-8")
    made.write_text(text.replace("稳步提高", "达二级标准"))
    made.change(8, text="达二级标准", end=81)
    table = ledger(made.folder).set_index("start")
    assert table.loc[77, ["text", "role", "detail"]].tolist() == ["二", "target", "imports"]


def test_an_observation_and_an_exclusion_of_one_numeral(made):
    made.append("13,14,5,进口5亿元,name,", table="exclusions.csv")
    assert problems(made) == [
        f"Overlap: '5' at 13 in {FIRST} belongs to an exclusion and to an observation. Keep one."
    ]


def test_an_exclusion_that_reaches_into_an_observation(made):
    made.change(2, table="exclusions.csv", start=53, end=57, text="3%—4")
    expected = f"Overlap: '3' at 53 in {THIRD} belongs to an observation and to an exclusion."
    assert [line for line in problems(made) if line.startswith("Overlap")] == [
        f"{expected} Keep one."
    ]


def test_an_exclusion_that_ends_in_an_observation(made):
    made.append("52,54,长3,出口增长3%—4%,name,", table="exclusions.csv")
    expected = f"Overlap: '长3' at 52 in {THIRD} belongs to an exclusion and to an observation."
    assert [line for line in problems(made) if line.startswith("Overlap")] == [
        f"{expected} Keep one."
    ]


def test_text_that_does_not_stand_at_the_offsets(made):
    made.change(3, start=18, end=20)
    assert f"'降2' at 18 in {FIRST} is not '20', which a table has there. {FILL}" in problems(made)


def test_an_exclusion_whose_text_does_not_stand_at_the_offsets(made):
    made.change(2, table="exclusions.csv", text="5")
    assert f"'4' at 56 in {THIRD} is not '5', which a table has there. {FILL}" in problems(made)


@pytest.mark.parametrize("table", ["observations.csv", "exclusions.csv"])
def test_offsets_in_the_white_space_between_sentences(made, table):
    made.change(2, table=table, start=5, end=6)
    text = {"observations.csv": "5", "exclusions.csv": "4"}[table]
    found = "\n".join(problems(made))
    assert re.search(rf"'\\n' at 5\b.* is not '{text}', which a table has there\. {FILL}", found)


def test_offsets_past_the_end(made):
    made.change(2, start=400, end=401)
    assert (
        "Offsets 400 to 401 of '5' lie past the end of the text, which has 82 characters. "
        f"{FILL}" in problems(made)
    )


def test_offsets_that_only_end_past_the_end(made):
    made.change(8, end=83)
    assert problems(made) == [
        "Offsets 76 to 83 of '稳步提高' lie past the end of the text, which has 82 characters. "
        f"{FILL}"
    ]


def test_an_end_before_the_start_of_an_exclusion(made):
    made.change(2, table="exclusions.csv", end=55)
    found = [line for line in problems(made) if "is not '4'" in line]
    assert found == [f"'' at 56 in {THIRD} is not '4', which a table has there. {FILL}"]


def test_a_value_that_is_not_the_printed_numeral(made):
    made.change(2, value=6)
    assert problems(made) == [f"'5' at 13 in {FIRST} is 5, but imports has the value 6."]


def test_a_rank_that_is_not_the_printed_numeral(made):
    made.change(4, value=2)
    assert problems(made) == [f"'第三' at 28 in {FIRST} is 3, but imports has the value 2."]


def test_the_end_of_a_range_that_is_not_the_printed_numeral(made):
    made.change(6, high=5)
    assert problems(made) == [f"'3' at 53 in {THIRD} opens a range up to 4, but exports has 5."]


def test_a_printed_range_whose_row_has_no_end(made):
    made.change(6, op="=", high="")
    (line,) = problems(made)
    assert line.startswith(f"'3' at 53 in {THIRD} opens a range up to 4, but exports has ")


def test_a_row_with_a_range_that_is_not_printed(made):
    made.change(2, op="range", high=9)
    (line,) = problems(made)
    assert re.match(rf"'5' at 13 in {FIRST} .*range.*imports has 9\.$", line).end() == len(line)


def test_a_row_that_points_at_no_numeral(made):
    made.append("exports,全市,2019,actual,level,5,,亿元,=,,,11,13,进口,进口5亿元,")
    assert problems(made) == [f"'进口' at 11 in {FIRST} is no whole numeral (exports)."]


def test_a_row_that_points_at_a_part_of_a_numeral(made):
    made.change(7, end=66, text="2", value=2)
    assert problems(made) == [f"'2' at 65 in {THIRD} is no whole numeral (new_trademarks)."]


def test_an_exclusion_that_points_at_no_numeral(made):
    made.append("11,13,进口,进口5亿元,name,", table="exclusions.csv")
    assert problems(made) == [f"'进口' at 11 in {FIRST} is no whole numeral (name)."]


def test_an_exclusion_that_points_at_a_part_of_a_numeral(made):
    made.drop(7)
    made.append("65,66,2,商标2.1,name,", table="exclusions.csv")
    assert f"'2' at 65 in {THIRD} is no whole numeral (name)." in problems(made)


def test_every_problem_is_named_at_once(made):
    made.drop(5)
    made.change(2, value=6)
    made.change(5, high=5)
    assert problems(made) == [
        f"'5' at 13 in {FIRST} is 5, but imports has the value 6.",
        f"'3' at 53 in {THIRD} opens a range up to 4, but exports has 5.",
        f"Orphan: '15' at 38 in {SECOND} has no role. Add an observation or an exclusion.",
    ]


def test_a_bare_text_has_no_ledger(made):
    message = r"^The report 'report' is a bare text and has no tables\. Tables stand in a folder"
    with pytest.raises(TableError, match=message):
        ledger(made.path("report.txt"))


def test_the_real_report_has_no_orphan(jinhua):
    table = ledger(jinhua)
    assert len(table) == 306
    assert table["script"].value_counts().to_dict() == {"arabic": 203, "chinese": 103}
    counts = table["role"].value_counts()
    assert counts.to_dict() == {"result": 125, "excluded": 115, "target": 66}
    assert counts["result"] + counts["target"] + counts["excluded"] == len(table)
    assert (table["detail"] == "").sum() == 0


def test_the_arabic_numerals_of_the_real_report_are_its_runs_of_digits(jinhua):
    table = ledger(jinhua)
    arabic = table.loc[table["script"] == "arabic", "text"].tolist()
    assert arabic == re.findall(r"\d+(?:\.\d+)?", jinhua.text)


def test_the_roles_of_the_real_report_are_those_of_its_tables(jinhua):
    table = ledger(jinhua)
    observations, exclusions = load_observations(jinhua), load_exclusions(jinhua)
    roles = dict(zip(table["start"], table["role"], strict=True))
    excluded = [start for start, role in roles.items() if role == "excluded"]
    assert excluded == sorted(exclusions["start"])
    numbers = observations[observations["op"] != "qualitative"]
    for status, role in (("actual", "result"), ("target", "target")):
        starts = set(numbers.loc[numbers["status"] == status, "start"])
        assert {start for start in starts if roles[start] != role} == set()
    # The one numeral that no number of a table states: 国家二级标准, in a qualitative target.
    stated = set(numbers["start"]) | set(exclusions["start"])
    rest = table[~table["start"].isin(stated)]
    assert rest[["text", "role", "detail"]].values.tolist() == [["二", "target", "pm25"]]


def test_the_details_of_the_real_report_name_every_observation(jinhua):
    details = ledger(jinhua).set_index("start")["detail"]
    numbers = load_observations(jinhua).query("op != 'qualitative'")
    assert sum(detail.count(",") + 1 for detail in details[numbers["start"].unique()]) == len(
        numbers
    )
    assert details[9354] == (
        "new_construction_land, approved_land_used, revitalized_land, redeveloped_land"
    )
    assert details[6822] == "range-end"


def test_every_numeral_of_the_real_report_stands_where_the_ledger_says(jinhua):
    table = ledger(jinhua)
    spans = zip(table["start"], table["end"], strict=True)
    assert [jinhua.text[start:end] for start, end in spans] == table["text"].tolist()
    starts = table["start"].tolist()
    assert starts == sorted(set(starts))


def test_a_numeral_that_is_a_result_and_a_target(made):
    made.append("exports,全市,2020,target,level,5,,亿元,=,,,13,14,5,进口5亿元,")
    assert problems(made) == [
        f"'5' at 13 in {FIRST} is a result and a target (imports, exports). Keep one status."
    ]


def test_made_tables_agree_with_the_reading_of_the_text(made):
    assert find_disagreements(made.folder).values.tolist() == []


def test_units_operators_and_signs_that_are_read_otherwise(made):
    made.change(2, unit="万元", op=">=")
    made.change(3, value=20)
    found = find_disagreements(made.folder)
    sentence = FIRST.strip("“”")
    assert found.values.tolist() == [
        ["imports", "5", "unit", "万元", "亿元", sentence],
        ["imports", "5", "op", ">=", "=", sentence],
        ["imports", "20", "sign", 1, -1, sentence],
    ]


def test_the_operator_of_a_fall_is_compared_turned_round(made):
    text = made.path("report.txt").read_text(encoding="utf-8")
    made.write_text(text.replace("下降 15 %。", "下降15%以上"))
    made.change(5, start=37, end=39, op="<=")
    assert find_disagreements(made.folder).values.tolist() == []
    made.change(5, op=">=")
    found = find_disagreements(made.folder)
    assert found[["column", "table", "reading"]].values.tolist() == [["op", ">=", "<="]]
