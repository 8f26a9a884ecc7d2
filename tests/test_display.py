"""Tables for people: quantities as printed, names in both languages."""

import pandas as pd
import pytest

from jhreport.comparison import review, targets
from jhreport.display import pair_table, result_table, target_table
from jhreport.pairing import compare


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
        "is_whole": True,
        "level": 2.1,
        "level_high": None,
        "level_op": ">=",
        "unit": "万个",
        "growth": None,
        "growth_high": None,
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
    table = result_table(result(subject="市区", is_whole=False))
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
        "is_whole": True,
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


def test_target_table_shows_words_without_english_once():
    rows = promise(op="qualitative", target=None, statement="大幅跃升")
    assert target_table(rows)["target"].tolist() == ["大幅跃升"]


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


def facing(**changed: object) -> pd.DataFrame:
    row = {
        "indicator": "made",
        "name_zh": "企业",
        "name_en": "Firms",
        "subject": "全市",
        "is_whole": True,
        "result": 337,
        "result_unit": "家",
        "result_op": "=",
        "result_growth": None,
        "target": 200,
        "target_high": None,
        "target_op": ">=",
        "target_unit": "家",
        "target_growth": None,
        "statement": None,
        "comparability": "same",
        "ratio": None,
        "difference": None,
        "difference_high": None,
        "direction": None,
        "verdict": "not found",
        "why": "One thing.",
    }
    return pd.DataFrame([row | changed])


def test_pair_table():
    table = pair_table(
        facing(ratio=200 / 337, direction="lower floor", subject="市区", is_whole=False)
    )
    assert table.index.tolist() == ["made"]
    assert table.columns.tolist() == [
        *["name", "result", "target", "comparability", "compared", "verdict", "why"],
    ]
    assert table.iloc[0].tolist() == [
        *["Firms (urban area)", "337家", "≥200家", "same", "0.59 times, lower floor"],
        *["not found", "One thing."],
    ]


@pytest.mark.parametrize(
    ("changed", "result", "target"),
    [
        ({"result_op": "<=", "result_unit": "天", "result": 90}, "≤90天", "≥200家"),
        ({"result_growth": 6.5}, "337家, growth 6.5%", "≥200家"),
        ({"result": None, "result_growth": 10}, "growth 10%", "≥200家"),
        ({"result": None}, "", "≥200家"),
        ({"target_op": "range", "target_high": 300}, "337家", "200–300家"),
        ({"target": None, "target_growth": 5}, "337家", "growth ≥5%"),
        (
            {"target": None, "target_growth": 6, "target_op": "range", "target_high": 6.5},
            "337家",
            "growth 6–6.5%",
        ),
        (
            {"target": None, "target_op": "qualitative", "statement": "稳步提高"},
            "337家",
            "稳步提高 (rise steadily)",
        ),
    ],
)
def test_pair_table_shows_results_and_targets_as_they_are_printed(changed, result, target):
    assert pair_table(facing(**changed))[["result", "target"]].values.tolist() == [[result, target]]


def test_pair_table_writes_a_fall_of_the_result_as_other_falls():
    table = pair_table(facing(result=None, result_growth=-42.3))
    assert table["result"].tolist() == ["growth −42.3%"]


@pytest.mark.parametrize(
    ("changed", "compared"),
    [
        ({}, ""),
        ({"ratio": 1.0582}, "1.06 times"),
        ({"difference": 0.73, "direction": "higher ceiling"}, "+0.73, higher ceiling"),
        ({"difference": -10, "direction": "better"}, "−10, better"),
        ({"difference": 0, "direction": "equal"}, "0, equal"),
        ({"difference": -0.5, "difference_high": 0}, "−0.5 to 0"),
        ({"difference": -0.5, "difference_high": 1.5}, "−0.5 to +1.5"),
        ({"direction": "in words"}, "in words"),
    ],
)
def test_pair_table_shows_ratio_or_difference_with_the_direction(changed, compared):
    assert pair_table(facing(**changed))["compared"].tolist() == [compared]


def test_pair_table_leaves_empty_what_is_not_paired():
    table = pair_table(facing(comparability=None, why=None, result=None, verdict="met"))
    assert table.iloc[0].tolist() == ["Firms", "", "≥200家", "", "", "met", ""]


def test_pair_table_of_jinhua(jinhua):
    found = compare(jinhua)
    table = pair_table(found)
    assert len(table) == len(found) == 90
    assert table.isna().sum().sum() == 0
    assert table.isin(["nan", "<NA>", "None"]).sum().sum() == 0
    assert table.loc["gdp", ["result", "target", "compared"]].tolist() == [
        *["4559.9亿元, growth 6.5%", "growth 6–6.5%", "−0.5 to 0, up to the result"],
    ]
    limit = table.loc["investment_approval_limit"].tolist()[1:-1]
    assert limit == ["≤90天", "≤80天", "same", "−10, better", "met"]


def test_pair_table_of_no_rows(jinhua):
    assert pair_table(compare(jinhua).iloc[:0]).shape == (0, 7)
