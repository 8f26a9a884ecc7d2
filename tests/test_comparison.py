"""Comparison: the review and the targets as wide tables."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from jhreport.comparison import headline, large_amounts, review, targets, widest_promise
from jhreport.datasets import load_observations
from jhreport.report import Report

FRONT = ["indicator", "subject", "name_zh", "name_en", "theme", "kind", "growth_basis", "better"]
FRONT += ["chapter", "section"]


@pytest.fixture(scope="module")
def jinhua_review(jinhua) -> pd.DataFrame:
    return review(jinhua)


@pytest.fixture(scope="module")
def jinhua_targets(jinhua) -> pd.DataFrame:
    return targets(jinhua)


def filled(row: pd.Series) -> dict:
    """Return the cells of a row that are not missing."""
    return row.dropna().to_dict()


def only(table: pd.DataFrame, indicator: str) -> dict:
    """Return the filled cells of the one row of an indicator."""
    rows = table[table["indicator"] == indicator]
    assert len(rows) == 1
    return filled(rows.iloc[0])


def test_made_review(made):
    table = review(made.folder)
    assert table.columns[: len(FRONT)].tolist() == FRONT
    assert [filled(row) for _, row in table.drop(columns=FRONT[2:8]).iterrows()] == [
        {
            "indicator": "imports",
            "subject": "全市",
            "chapter": 1,
            "section": 0,
            "start": 13,
            "sentence": "进口5亿元、下降20%，增速居全省第三。",
            "level": 5.0,
            "level_op": "=",
            "unit": "亿元",
            "growth": -20.0,
            "growth_op": "=",
            "rank": 3.0,
            "rank_of": "growth",
            "rank_versus": "全省",
            "value_base": 5e8,
            "unit_base": "元",
            "is_whole": True,
        },
        {
            "indicator": "petitions",
            "subject": "全市",
            "chapter": 1,
            "section": 0,
            "start": 38,
            "sentence": "信访总量下降15%。",
            "growth": -15.0,
            "growth_op": "=",
            "is_whole": True,
        },
    ]


def test_a_part_of_the_place_is_not_the_whole(made):
    made.change(5, subject="市区")
    assert review(made.folder)["is_whole"].tolist() == [True, False]
    assert targets(made.folder)["is_whole"].all()


def test_made_targets(made):
    table = targets(made.folder)
    assert table.columns[: len(FRONT)].tolist() == FRONT
    columns = ["measure", "op", "target", "target_high", "unit", "versus", "statement", "start"]
    columns += ["value_base", "value_base_high", "unit_base", "chapter", "sentence"]
    rows = table.set_index("indicator")[columns]
    assert [(name, filled(row)) for name, row in rows.iterrows()] == [
        (
            "exports",
            {
                "measure": "growth",
                "op": "range",
                "target": 3.0,
                "target_high": 4.0,
                "unit": "%",
                "start": 53,
                "value_base": 3.0,
                "value_base_high": 4.0,
                "unit_base": "%",
                "chapter": 2,
                "sentence": "出口增长3%—4%，新增注册商标2.1万余件。",
            },
        ),
        (
            "new_trademarks",
            {
                "measure": "level",
                "op": ">=",
                "target": 2.1,
                "unit": "万件",
                "start": 65,
                "value_base": 21000.0,
                "unit_base": "件",
                "chapter": 2,
                "sentence": "出口增长3%—4%，新增注册商标2.1万余件。",
            },
        ),
        (
            "imports",
            {
                "measure": "growth",
                "op": "qualitative",
                "statement": "稳步提高",
                "start": 76,
                "chapter": 2,
                "sentence": "进口稳步提高。",
            },
        ),
    ]


def test_names_come_from_the_dictionary_of_indicators(made):
    names = review(made.folder).loc[0, FRONT[2:8]].tolist()
    assert names == ["外贸进口", "Imports", "trade", "flow", "nominal", "higher"]


def test_nothing_of_another_year_or_status_leaks_in(made):
    before = review(made.folder), targets(made.folder)
    rest = "{},,亿元,=,,,13,14,5,进口5亿元,"
    for key in (
        "imports,全市,2018,actual,level",
        "imports,全市,2020,actual,level",
        "exports,全市,2020,actual,level",
        "imports,全市,2019,target,level",
        "imports,全市,2025,target,level",
        "new_loans,市区,2018,target,level",
    ):
        made.append(f"{key},{rest.format(9)}")
    assert_frame_equal(review(made.folder), before[0])
    assert_frame_equal(targets(made.folder), before[1])


def test_the_order_is_that_of_the_text_not_of_the_table(made):
    before = review(made.folder), targets(made.folder)
    header, *rows = made.rows("observations.csv")
    made.write_rows("observations.csv", [header, *reversed(rows)])
    assert_frame_equal(review(made.folder), before[0])
    assert_frame_equal(targets(made.folder), before[1])


def test_numbers_of_several_sentences_join_in_one_row(made):
    made.change(5, indicator="imports", measure="difference", unit="个百分点", versus="全国")
    table = review(made.folder)
    assert len(table) == 1
    row = table.loc[0]
    assert row["sentence"] == "进口5亿元、下降20%，增速居全省第三。 信访总量下降15%。"
    columns = ["level", "growth", "rank", "difference", "difference_unit", "difference_versus"]
    assert row[columns].tolist() == [5.0, -20.0, 3.0, -15.0, "个百分点", "全国"]


def test_every_subject_has_its_own_row(made):
    made.change(5, indicator="imports", subject="市区")
    table = review(made.folder)
    assert table[["indicator", "subject", "growth"]].values.tolist() == [
        ["imports", "全市", -20.0],
        ["imports", "市区", -15.0],
    ]


def test_a_range_of_amounts_is_given_in_base_units(made):
    made.change(6, measure="level", unit="万件")
    row = targets(made.folder).loc[0]
    columns = ["target", "target_high", "value_base", "value_base_high", "unit_base"]
    assert row[columns].tolist() == [3.0, 4.0, 30000.0, 40000.0, "件"]


def test_a_difference_target_says_against_what(made):
    made.change(7, measure="difference", value=-2.1, op="<=", unit="个百分点", versus="上年")
    row = targets(made.folder).loc[1]
    columns = ["measure", "op", "target", "unit", "versus", "value_base"]
    assert row[columns].tolist() == ["difference", "<=", -2.1, "个百分点", "上年", -2.1]


def test_a_report_with_qualitative_targets_only(made):
    made.drop(6, 7)
    table = targets(made.folder)
    assert table[["indicator", "statement"]].values.tolist() == [["imports", "稳步提高"]]
    assert table[["value_base", "value_base_high", "unit_base"]].isna().values.tolist() == [
        [True, True, True]
    ]


def test_a_report_without_results_or_targets_gives_empty_tables(made):
    columns = review(made.folder).columns.tolist(), targets(made.folder).columns.tolist()
    made.drop(*range(2, 9))
    for table, expected in zip((review(made.folder), targets(made.folder)), columns, strict=True):
        assert len(table) == 0
        assert table.columns.tolist() == expected


def test_real_review_has_one_row_an_indicator_and_subject(jinhua, jinhua_review):
    stated = load_observations(jinhua).query("status == 'actual' and year == 2019")
    assert jinhua_review.duplicated(["indicator", "subject"]).sum() == 0
    pairs = stated[["indicator", "subject"]].drop_duplicates().values.tolist()
    assert sorted(jinhua_review[["indicator", "subject"]].values.tolist()) == sorted(pairs)
    assert len(jinhua_review) == 102
    assert jinhua_review["start"].is_monotonic_increasing is True


def test_real_review_holds_every_number_once(jinhua, jinhua_review):
    stated = load_observations(jinhua).query("status == 'actual' and year == 2019")
    counts = jinhua_review[["level", "growth", "rank", "difference"]].count().to_dict()
    assert counts == {"level": 86, "growth": 24, "rank": 14, "difference": 2}
    assert sum(counts.values()) == len(stated)


def test_real_targets_have_one_row_an_indicator_and_subject(jinhua, jinhua_targets):
    stated = load_observations(jinhua).query("status == 'target' and year == 2020")
    assert jinhua_targets.duplicated(["indicator", "subject"]).sum() == 0
    assert len(jinhua_targets) == len(stated) == 90
    assert jinhua_targets["start"].is_monotonic_increasing is True


def test_real_tables_leave_out_the_other_years(jinhua_review, jinhua_targets):
    # 2020, actual: the medical team sent to Hubei; 2007: the inspection visits.
    left_out = {"hubei_medical_team", "inspection_visits"}
    assert left_out & {*jinhua_review["indicator"], *jinhua_targets["indicator"]} == set()


def test_real_imports(jinhua_review):
    row = only(jinhua_review, "imports")
    assert (row["level"], row["level_op"], row["unit"]) == (185.0, "=", "亿元")
    assert (row["value_base"], row["unit_base"]) == (18500000000.0, "元")
    assert (row["growth"], row["growth_op"]) == (66.8, "=")
    assert (row["rank"], row["rank_of"], row["rank_versus"]) == (1.0, "growth", "全省")
    assert (row["chapter"], row["section"], row["start"]) == (1, 2, 2416)
    assert row["sentence"] == (
        "实现外贸出口4034亿元、增长10.3%；进口185亿元、增长66.8%，增速居全省第一。"
    )
    assert "difference" not in row


def test_real_falls_are_negative(jinhua_review):
    falls = jinhua_review[jinhua_review["growth"] < 0].set_index("indicator")["growth"]
    assert falls.to_dict() == {
        "criminal_cases": -26.9,
        "public_order_cases": -12.6,
        "accidents": -42.3,
        "accident_deaths": -33.5,
        "petitions": -15.0,
    }


def test_real_results_with_an_operator(jinhua_review):
    bound = jinhua_review[jinhua_review["level_op"].isin([">=", "<=", "~"])]
    assert bound[["indicator", "subject", "level_op", "level"]].values.tolist() == [
        ["a_share_market_value", "全市", ">=", 2000.0],
        ["investment_approval_limit", "全市", "<=", 90.0],
        ["completion_acceptance_limit", "全市", "<=", 30.0],
        ["expressway_progress", "金武快速路", ">=", 50.0],
        ["expressway_progress", "金兰快速路", ">=", 50.0],
        ["parking_spaces", "市区", ">=", 2.1],
    ]


def test_real_differences(jinhua_review):
    rows = jinhua_review[jinhua_review["difference"].notna()]
    columns = ["indicator", "difference", "difference_unit", "difference_versus"]
    assert rows[columns].values.tolist() == [
        ["pig_self_sufficiency", 22.0, "个百分点", "全省平均"],
        ["exports_to_us", 20.0, "个百分点", "全国"],
    ]


def test_real_incomes_are_split(jinhua_review):
    rows = jinhua_review.set_index("indicator").loc[["urban_income", "rural_income"]]
    assert rows[["level", "growth"]].values.tolist() == [[59348.0, 8.1], [28511.0, 8.7]]


def test_real_gdp(jinhua_review, jinhua_targets):
    result, target = only(jinhua_review, "gdp"), only(jinhua_targets, "gdp")
    assert (result["level"], result["growth"], result["growth_basis"]) == (4559.9, 6.5, "real")
    columns = ("measure", "op", "target", "target_high", "unit", "chapter")
    assert tuple(target[column] for column in columns) == ("growth", "range", 6.0, 6.5, "%", 2)


def test_real_cut_of_office_expenditure_is_a_ceiling_of_the_growth(jinhua_targets):
    row = only(jinhua_targets, "public_funds")
    assert (row["measure"], row["op"], row["target"], row["unit"]) == ("growth", "<=", -5.0, "%")


def test_real_qualitative_targets(jinhua_targets):
    row = only(jinhua_targets, "pm25")
    assert (row["op"], row["statement"]) == ("qualitative", "稳定达到国家二级标准")
    assert row["subject"] == "全市"
    assert "target" not in row
    assert "unit" not in row
    wordy = jinhua_targets["statement"].notna()
    assert wordy.sum() == 22
    assert wordy.tolist() == (jinhua_targets["op"] == "qualitative").tolist()
    assert wordy.tolist() == jinhua_targets["target"].isna().tolist()


def test_real_four_targets_of_one_numeral(jinhua_targets):
    rows = jinhua_targets[jinhua_targets["start"] == 9354]
    assert rows[["indicator", "target", "unit", "value_base"]].values.tolist() == [
        ["new_construction_land", 1.0, "万亩", 10000.0],
        ["approved_land_used", 1.0, "万亩", 10000.0],
        ["revitalized_land", 1.0, "万亩", 10000.0],
        ["redeveloped_land", 1.0, "万亩", 10000.0],
    ]


def test_real_target_without_a_unit_has_a_base_value(jinhua_targets):
    row = only(jinhua_targets, "household_waste_landfilled")
    assert (row["target"], row["value_base"]) == (0.0, 0.0)
    assert "unit" not in row
    assert "unit_base" not in row


def test_real_ranges_among_the_targets(jinhua_targets):
    rows = jinhua_targets[jinhua_targets["op"] == "range"]
    assert rows[["indicator", "target", "target_high"]].values.tolist() == [
        ["gdp", 6.0, 6.5],
        ["new_tertiary_hospitals", 1.0, 2.0],
    ]


def test_real_financing_cost_is_a_fall_against_the_year_before(jinhua_targets):
    row = only(jinhua_targets, "inclusive_financing_cost")
    assert (row["measure"], row["target"], row["versus"]) == ("difference", -0.5, "上年")


def opening(text: str, *starts: int) -> list[int]:
    """Return which of some results at the given offsets stand in the headline of a review."""
    rows = pd.DataFrame({"start": starts, "indicator": "imports", "chapter": 1})
    report = Report("toy", text)
    rows["section"] = [report.place(start)[1] for start in starts]
    return headline(rows, report)["start"].tolist()


def test_the_headline_stands_before_the_first_section():
    text = "一、回顾\n进口5亿元。\n（一）外贸\n出口6亿元。\n二、目标\n好。\n"
    assert opening(text, 7, 21) == [7]


def test_the_headline_of_a_review_without_sections_is_its_first_paragraph_with_a_result():
    # Sections of the plan do not matter.
    text = "一、回顾\n好。\n进口5亿元。\n出口6亿元。\n二、目标\n（一）外贸\n好。\n"
    assert opening(text, 10, 17) == [10]
    assert opening(text) == []


def test_the_headline_without_sections_is_the_paragraph_of_gdp(made):
    rows = pd.DataFrame(
        {"start": [7, 14], "indicator": ["imports", "gdp"], "chapter": 1, "section": 0}
    )
    report = Report("toy", "一、回顾\n进口5亿元。\n总值6亿元。\n二、目标\n好。\n")
    assert headline(rows, report)["indicator"].tolist() == ["gdp"]


def test_large_amounts_are_of_a_hundred_million_yuan():
    units = ["亿元", "万亿元", "千亿元", "万元", "元", "亿件", "%", "亿美元", None]
    rows = pd.DataFrame({"unit": pd.Series(units, dtype="string")})
    assert large_amounts(rows).tolist() == [True] * 3 + [False] * 6


def test_the_widest_promise_is_of_the_sentence_with_most_words():
    rows = pd.DataFrame(
        {
            "indicator": ["a", "b", "c", "d"],
            "op": ["qualitative", "=", "qualitative", "qualitative"],
            "sentence": ["one", "two", "two", "two"],
        }
    )
    assert widest_promise(rows) == "c"
    assert widest_promise(rows.iloc[[1]]) is None


def test_tables_without_rows_keep_the_types_of_their_columns(made, jinhua_review):
    stated = load_observations(made.folder)
    empty = review(made.folder, stated[stated["status"] == "target"])
    assert empty.empty
    numbers = ["level", "growth", "rank", "difference", "value_base", "chapter", "section"]
    assert empty[numbers].dtypes.to_dict() == jinhua_review[numbers].dtypes.to_dict()
