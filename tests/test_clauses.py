"""Mentions: each numeral with the words around it in its clause, sentence and part."""

import pytest

from jhreport.clauses import Mention, find_mentions
from jhreport.report import Report


def mentions(text: str) -> list[Mention]:
    return find_mentions(Report("toy", text))


@pytest.mark.parametrize(
    ("text", "around"),
    [
        (
            "快递业务量59.2亿件、居全国第二。",
            [("快递业务量", "、居全国第二"), ("、居全国", "")],
        ),
        (
            "城乡低保标准分别提高13.1%和17.7%，发放到位。",
            [("城乡低保标准分别提高", "和17.7%"), ("和", "")],
        ),
        ("取消123项职业资格许可和认定事项", [("取消", "职业资格许可和认定事项")]),
        ("规范停车泊位 2.1 万余个。", [("规范停车泊位", "")]),
        ("机关内部非涉密事项90%以上“一窗受理”", [("机关内部非涉密事项", "“一窗受理”")]),
        ("财政支出 126.7 亿元 用于教育", [("财政支出", "用于教育")]),
        ("由2002年7703元增加", [("由", "7703元增加"), ("", "增加")]),
    ],
)
def test_words_around_a_numeral_reach_to_the_next_break_or_numeral(text, around):
    assert [(found.before, found.after) for found in mentions(text)] == around


@pytest.mark.parametrize("mark", "，。；！？：\n\r")
def test_a_break_ends_the_clause(mark):
    (found,) = mentions(f"固定资产投资{mark}增长5%{mark}出口")
    assert (found.before, found.clause, found.after) == ("增长", "增长", "")


@pytest.mark.parametrize("mark", "、（“—")
def test_other_marks_do_not(mark):
    (found,) = mentions(f"固定资产投资{mark}增长5%{mark}出口")
    assert found.clause == f"固定资产投资{mark}增长"
    assert found.after == f"{mark}出口"


def test_clause_and_sentence_keep_the_numerals_before():
    text = "进口185亿元、增长66.8%，增速居全省第一。开行班列528列。"
    found = mentions(text)
    assert [one.clause for one in found] == [
        "进口",
        "进口185亿元、增长",
        "增速居全省",
        "开行班列",
    ]
    assert [one.sentence for one in found] == [
        "进口",
        "进口185亿元、增长",
        "进口185亿元、增长66.8%，增速居全省",
        "开行班列",
    ]
    assert [one.before for one in found] == ["进口", "、增长", "增速居全省", "开行班列"]
    assert [(one.number, one.first) for one in found] == [(0, 0), (0, 0), (0, 0), (1, 24)]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("刑事、治安案件分别下降 26.9%、12.6%。", [False, True]),
        ("城乡低保标准分别提高13.1%和17.7%", [False, True]),
        ("用水量、能耗、二氧化碳排放量分别下降23%、15%、18%", [False, True, True]),
        ("投资5%以上、3%左右及2%", [False, True, True]),
        ("由2002年7703元", [False, True]),
        ("“四个一万亩”", [False, True]),
        ("“三个1亿人”", [False, True]),
        ("新增示范基地5个、设施农业1万亩", [False, False]),
        ("下降26.9%，12.6%", [False, False]),
        ("信访总量下降15%。12.6%", [False, False]),
        ("6%—6.5%", [False, False]),
    ],
)
def test_only_a_list_mark_links_two_numerals(text, linked):
    assert [found.linked for found in mentions(text)] == linked


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("规范停车泊位 2.1 万余个。", "2.1 万余个"),
        ("减税8000多亿元。", "8000多亿元"),
        ("万户以上1.5万多家企业", "1.5万多家"),
        ("落地率 50%以上，", "50%以上"),
        ("失业率控制在 2.5％ 以内", "2.5％ 以内"),
        ("浓度降至 32 微克每立方米", "32 微克每立方米"),
        ("提高22 个百分点左右", "22 个百分点左右"),
        ("支出 126.7\n亿元", "126.7\n亿元"),
        ("减少三分之一以上", "三分之一以上"),
        ("长三角G60科创走廊", "60"),
        ("7600多万重量箱、", "7600多万重量箱"),
    ],
)
def test_the_tail_is_where_unit_and_bound_end(text, printed):
    row = mentions(text)[-1].row
    assert text[row["start"] : row["tail"]] == printed


def test_the_part_is_that_of_the_chapter():
    text = "驰援107人。\n一、2019年工作回顾\n增长6.5%。\n二、2020年目标任务\n增长7%。\n"
    assert [found.part for found in mentions(text)] == [
        *("opening", "review", "review", "plan", "plan")
    ]


def test_without_headings_there_is_no_part():
    assert [found.part for found in mentions("增长6.5%。")] == [""]


def test_a_long_sentence_is_cut_400_characters_back_and_40_ahead():
    (found,) = mentions("业" * 1000 + "5%" + "产" * 1000)
    assert found.before == found.clause == found.sentence == "业" * 400
    assert found.after == "产" * 40


def test_the_words_after_stop_with_the_sentence():
    assert [found.after for found in mentions("增长5%！进口")] == [""]


def test_the_rows_are_those_of_the_numerals_in_order():
    found = mentions("增长6%—6.5%，居第二。")
    assert [(one.row["text"], one.row["range_end"]) for one in found] == [
        ("6", False),
        ("6.5", True),
        ("第二", False),
    ]


@pytest.mark.parametrize("text", ["", "没有数字。", " \n"])
def test_no_numerals_no_mentions(text):
    assert mentions(text) == []
