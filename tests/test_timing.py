"""Timing: of which year a statistic is, and whether it speaks of several years at once."""

import pytest

from jhreport.drafting import find_statistics
from jhreport.report import Report
from jhreport.timing import several_years, year_of

REVIEW, PLAN = "一、2007年工作回顾\n", "二、2008年目标任务\n"


def timed(text: str) -> list[tuple[str, int | None]]:
    """Return each statistic with its year, in a report that reviews 2007."""
    report = Report("toy", text, review_year=2007, target_year=2008)
    found = find_statistics(report)
    return [(one.row["text"], year_of(one, report)) for one in found if not one.reason]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2005年人均期望寿命达到73岁。", [("73", 2005)]),
        ("2007年参保人数突破2亿人。", [("2", 2007)]),
        ("2005年底，参保人数突破2亿人。", [("2", 2007)]),
        ("教育支出从2006年20.5亿元增加到去年的98亿元。", [("20.5", 2006), ("98", 2007)]),
        (
            "城镇居民人均可支配收入由2002年7703元增加到2005年13786元。",
            [("7703", 2002), ("13786", 2005)],
        ),
        (
            "研究与实验发展经费，从2002年1288亿元增加到2006年的3664亿元。",
            [("1288", 2002), ("3664", 2006)],
        ),
        ("公司从2005年开始连续三年增长5%。", [("5", 2005)]),
        ("2005年开工、2006年建成项目5个。", [("5", 2006)]),
        ("修订2005年版目录5项。", [("5", 2007)]),
        ("1990年代建成厂房5座。", [("5", 2007)]),
    ],
)
def test_a_year_in_the_clause_counts(text, years):
    assert timed(f"{REVIEW}{text}\n{PLAN}") == years


@pytest.mark.parametrize(
    "text",
    [
        "国内生产总值比2002年增长65.5%。",
        "比2002年增加5400万人。",
        "贫困人口较2002年减少5400万人。",
        "中央财政安排资金是2002年的2.2倍。",
        "经济总量相当于2002年的2.2倍。",
        "指数以100为2002年的5倍。",
    ],
)
def test_the_base_of_a_comparison_is_not_the_year_meant(text):
    years = [year for _, year in timed(f"{REVIEW}{text}\n{PLAN}")]
    assert years[-1] == 2007


def test_the_year_before_the_base_counts():
    text = "2006年资产总额比2002年增长60.98%。"
    assert timed(f"{REVIEW}{text}\n{PLAN}") == [("60.98", 2006)]


def test_without_a_year_the_part_tells():
    text = f"驰援湖北107人。\n{REVIEW}出口增长5%。\n{PLAN}出口增长6%。补助由40元提高到80元。\n"
    assert timed(text) == [("107", 2008), ("5", 2007), ("6", 2008), ("40", 2007), ("80", 2008)]


def test_no_year_is_made_up():
    report = Report("toy", "出口增长5%。")
    (found,) = find_statistics(report)
    assert year_of(found, report) is None


@pytest.mark.parametrize(
    "text",
    [
        "国内生产总值年均增长7.8%。",
        "“十三五”时期经济年均增长保持在6.5%以上。",
        "五年新增电力装机3.5亿千瓦。",
        "五年累计退耕还林3191万公顷。",
        "教育支出五年累计2.43万亿元。",
        "“十一五”前四年累计能耗下降14.38%。",
        "三年共建成5座。",
        "三年全市累计减税5亿元。",
        "近三年新增企业5家。",
        "两年来新增企业5家。",
        "过去五年累计减税3万亿元。",
    ],
)
def test_means_and_sums_over_years_are_told(text):
    (found,) = [one for one in find_statistics(Report("toy", text)) if not one.reason]
    assert several_years(found) is True


@pytest.mark.parametrize(
    "text",
    [
        "国内生产总值增长7.8%。",
        "连续五年增长7.8%。",
        "比五年前增长7.8%。",
        "年均增长，今年出口增长7.8%。",
        "累计接种5万人。",
        "“十二五”规划项目5个。",
        "制定五年规划5项。",
    ],
)
def test_other_statistics_are_of_one_year(text):
    found = [one for one in find_statistics(Report("toy", text)) if not one.reason]
    assert several_years(found[-1]) is False
