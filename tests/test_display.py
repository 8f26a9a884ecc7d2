"""Tables for people: quantities as printed, names in both languages."""

import pandas as pd
import pytest

from jhreport.comparison import review, targets
from jhreport.display import result_table, target_table
from jhreport.errors import TableError


def test_result_table_of_a_made_report(made):
    table = result_table(review(made.folder))
    assert list(table.columns) == [
        "indicator",
        "名称",
        "name",
        "level",
        "growth",
        "rank",
        "difference",
    ]
    assert table.index.name == "place"
    assert table.reset_index().to_numpy().tolist() == [
        [
            "1",
            "imports",
            "外贸进口",
            "Imports",
            "5亿元",
            "−20%",
            "3 in the province (by growth)",
            "",
        ],
        ["1", "petitions", "信访总量", "Petitions", "", "−15%", "", ""],
    ]


def test_target_table_of_a_made_report(made):
    table = target_table(targets(made.folder))
    assert list(table.columns) == ["indicator", "名称", "name", "measure", "target"]
    assert table.index.name == "place"
    assert table.reset_index().to_numpy().tolist() == [
        ["2", "exports", "外贸出口", "Exports", "growth", "3–4%"],
        ["2", "new_trademarks", "新增注册商标", "New registered trademarks", "level", "≥2.1万件"],
        ["2", "imports", "外贸进口", "Imports", "growth", "稳步提高 (rise steadily)"],
    ]


def result(**changed: object) -> pd.DataFrame:
    row = {
        "chapter": 1,
        "section": 3,
        "name_zh": "停车泊位",
        "name_en": "Parking spaces",
        "indicator": "parking_spaces",
        "subject": "全市",
        "level": 2.1,
        "level_high": None,
        "level_op": ">=",
        "unit": "万个",
        "growth": None,
        "growth_op": None,
        "rank": None,
        "rank_of": None,
        "rank_versus": None,
        "difference": None,
        "difference_unit": None,
        "difference_versus": None,
    }
    return pd.DataFrame([row | changed])


def test_result_table_shows_operators_and_places_of_sections():
    table = result_table(result(growth=10, growth_op=">="))
    assert table.index.tolist() == ["1.3"]
    assert table[["level", "growth", "rank", "difference"]].to_numpy().tolist() == [
        ["≥2.1万个", "≥10%", "", ""]
    ]


def test_result_table_shows_the_subject_unless_it_is_the_whole_city():
    table = result_table(result(subject="市区"))
    assert table[["名称", "name"]].to_numpy().tolist() == [
        ["停车泊位（市区）", "Parking spaces (urban area)"]
    ]


def test_result_table_says_against_what_a_difference_is():
    table = result_table(
        result(difference=-22, difference_unit="个百分点", difference_versus="全省平均")
    )
    assert table["difference"].tolist() == ["−22个百分点 vs the provincial mean"]


def test_result_table_says_among_whom_and_by_what_a_rank_is():
    table = result_table(result(rank=2, rank_of="level", rank_versus="全国"))
    assert table["rank"].tolist() == ["2 in the nation (by level)"]


def promise(**changed: object) -> pd.DataFrame:
    row = {
        "chapter": 7,
        "section": 0,
        "indicator": "made",
        "name_zh": "用水量",
        "name_en": "Water use",
        "subject": "全市",
        "measure": "level",
        "op": "<=",
        "target": 35,
        "target_high": None,
        "unit": "立方米",
        "statement": None,
    }
    return pd.DataFrame([row | changed])


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({}, "≤35立方米"),
        ({"op": "=", "unit": None, "target": 0}, "0"),
        ({"op": "~", "unit": "%", "target": 10}, "≈10%"),
        ({"op": "range", "unit": "家", "target": 1, "target_high": 2}, "1–2家"),
        ({"op": "qualitative", "target": None, "unit": None, "statement": "应检尽检"},
         "应检尽检 (test all who are due)"),
    ],
)  # fmt: skip
def test_target_table_shows_how_a_target_binds(changed, shown):
    assert target_table(promise(**changed))["target"].tolist() == [shown]


def test_target_table_refuses_words_without_english():
    rows = promise(op="qualitative", target=None, statement="大幅跃升")
    with pytest.raises(TableError, match=r"^No English for the statement '大幅跃升'\."):
        target_table(rows)


@pytest.mark.parametrize(("table", "rows"), [(result_table, review), (target_table, targets)])
def test_every_row_of_the_report_has_its_line(jinhua, table, rows):
    found = rows(jinhua)
    shown = table(found)
    assert len(shown) == len(found) == {review: 102, targets: 90}[rows]
    assert shown["name"].str.fullmatch(r"[^\u3000-\u9fff]+").tolist() == [True] * len(found)
    assert (shown == "nan").to_numpy().any().item() is False
    assert shown.isna().to_numpy().any().item() is False


def test_tables_leave_the_rows_as_they_were(jinhua):
    found = review(jinhua)
    before = found.copy(deep=True)
    result_table(found)
    pd.testing.assert_frame_equal(found, before)


def test_tables_of_no_rows(jinhua):
    assert result_table(review(jinhua).iloc[:0]).shape == (0, 7)
    assert target_table(targets(jinhua).iloc[:0]).shape == (0, 5)
