"""Goals in words: targets without a number, where the goals of the year are set."""

import pytest

from jhreport.files import data_dir
from jhreport.goals import find_goals_in_words
from jhreport.report import Report, load_report

REVIEW, PLAN = "一、2013年工作回顾\n", "二、2014年目标任务\n"
LEAD = "今年经济社会发展的主要预期目标是："


def goals(text: str) -> list[tuple[str, str]]:
    """Return subject and words of each goal; the words stand where the offsets say."""
    report = Report("toy", text)
    return [(subject, report.text[a:b]) for a, b, subject in find_goals_in_words(report)]


@pytest.mark.parametrize(
    ("clause", "goal"),
    [
        ("国际收支基本平衡", ("国际收支", "基本平衡")),
        ("进出口回稳向好", ("进出口", "回稳向好")),
        ("居民收入增长与经济增长基本同步", ("居民收入增长", "与经济增长基本同步")),
        ("居民收入增长与经济增长同步", ("居民收入增长", "与经济增长同步")),
        ("居民收入增长和经济发展同步", ("居民收入增长", "和经济发展同步")),
        ("宏观杠杆率保持基本稳定", ("宏观杠杆率", "保持基本稳定")),
        ("进出口稳中向好", ("进出口", "稳中向好")),
        ("进出口保稳提质", ("进出口", "保稳提质")),
        ("主要污染物排放量持续下降", ("主要污染物排放量", "持续下降")),
        ("全员劳动生产率稳步提高", ("全员劳动生产率", "稳步提高")),
        ("能源和环境指标完成省定目标任务", ("能源和环境指标", "完成省定目标任务")),
        ("进出口稳中提质", ("进出口", "稳中提质")),
        ("物价保持稳定", ("物价", "保持稳定")),
        (" 物价 保持稳定 ", ("物价", "保持稳定")),
    ],
)
def test_words_that_set_a_goal(clause, goal):
    assert goals(f"{REVIEW}{PLAN}{LEAD}出口增长5%，{clause}，就业良好。\n") == [goal]


def test_each_clause_sets_a_goal_of_its_own():
    text = f"{REVIEW}{PLAN}{LEAD}出口稳步提高；进口持续增加，投资扩大。物价保持稳定。\n"
    assert goals(text) == [("出口", "稳步提高"), ("进口", "持续增加")]


def test_reports_without_headings_have_goals_too():
    assert goals(f"{LEAD}进口稳步提高。") == [("进口", "稳步提高")]
    assert goals("今年的主要目标：进口稳步提高。") == [("进口", "稳步提高")]


@pytest.mark.parametrize(
    "text",
    [
        # A review tells what became of goals, it sets none.
        f"{REVIEW}实现全年主要预期目标，进出口回稳向好。\n{PLAN}",
        # Another sentence than that which sets the goals.
        f"{REVIEW}{PLAN}{LEAD}出口增长5%。进口稳步提高。\n",
        f"{REVIEW}{PLAN}围绕全年目标，进口稳步提高。\n",
        # Words that say nothing of a goal, or not at the end of the clause.
        f"{REVIEW}{PLAN}{LEAD}进口提高，稳步提高进口。\n",
        f"{REVIEW}{PLAN}{LEAD}完成2项任务，完成，任务。\n",
        "",
    ],
)
def test_what_is_no_goal(text):
    assert goals(text) == []


@pytest.mark.parametrize(
    ("year", "wanted"),
    [
        (2008, []),
        (2014, [("国际收支", "基本平衡"), ("居民收入增长", "和经济发展同步")]),
        (
            2016,
            [
                ("进出口", "回稳向好"),
                ("国际收支", "基本平衡"),
                ("居民收入增长", "和经济增长基本同步"),
            ],
        ),
        (
            2018,
            [
                ("居民收入增长", "和经济增长基本同步"),
                ("进出口", "稳中向好"),
                ("国际收支", "基本平衡"),
                ("宏观杠杆率", "保持基本稳定"),
            ],
        ),
        (
            2022,
            [
                ("居民收入增长", "与经济增长基本同步"),
                ("进出口", "保稳提质"),
                ("国际收支", "基本平衡"),
                ("生态环境质量", "持续改善"),
            ],
        ),
    ],
)
def test_goals_of_real_reports(year, wanted):
    report = load_report(data_dir() / "evaluation" / f"national-{year}.txt")
    found = find_goals_in_words(report)
    words = [(subject.removeprefix("努力实现"), report.text[a:b]) for a, b, subject in found]
    assert words == wanted
