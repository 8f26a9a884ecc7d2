"""Metadata: what a text says of itself, what it leaves open, and why a text is doubted."""

import datetime
import time

import pytest

from jhreport.decoding import decode
from jhreport.files import data_dir
from jhreport.metadata import Doubt, Metadata, doubts, find_metadata
from jhreport.report import Report

HAIL = "各位代表：\n现在，我向大会报告工作，请予审议。\n"
FIFTH = "第七届人民代表大会第五次会议"
BODY = "一、过去一年\n财政收入增长4.8%。\n"


def found(head: str = "", opening: str = HAIL, body: str = BODY) -> Metadata:
    return find_metadata(f"{head}\n{opening}{body}")


def read(name: str) -> str:
    path = data_dir() / "evaluation" / f"{name}.txt"
    return decode(path.read_bytes(), str(path))


def test_the_report_of_jinhua_says_all_that_its_description_does(jinhua):
    assert find_metadata(jinhua.text) == Metadata(
        title_zh=jinhua.title_zh,
        place_zh=jinhua.place_zh,
        session_zh=jinhua.session_zh,
        date=jinhua.date,
        review_year=jinhua.review_year,
        target_year=jinhua.target_year,
    )
    assert doubts(jinhua.text) == []


@pytest.mark.parametrize("year", [2008, 2012, 2014, 2016, 2018])
def test_national_reports_without_a_head_say_their_place_and_years(year):
    text = read(f"national-{year}")
    assert find_metadata(text) == Metadata(place_zh="全国", review_year=year - 1, target_year=year)
    assert doubts(text) == []


def test_a_national_report_with_its_head():
    text = read("national-2022")
    assert find_metadata(text) == Metadata(
        title_zh="政府工作报告",
        place_zh="全国",
        session_zh="第十三届全国人民代表大会第五次会议",
        date=datetime.date(2022, 3, 5),
        review_year=2021,
        target_year=2022,
    )
    assert doubts(text) == []


@pytest.mark.parametrize("text", ["", "\n", "财政收入增长4.8%。", f"{HAIL}{BODY}"])
def test_nothing_is_made_up(text):
    assert find_metadata(text) == Metadata()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("政府工作报告", "政府工作报告"),
        ("　政 府 工 作 报 告　", "政府工作报告"),
        ("政府工作报\n告", "政府工作报告"),
        ("2020年浙江省金华市人民政府工作报告", "2020年浙江省金华市人民政府工作报告"),
        ("金华市2020年政府工作报告（摘要）", "金华市2020年政府工作报告（摘要）"),
        ("关于政府工作的报告", "关于政府工作的报告"),
        ("新闻中心\n2020年政府工作报告\n政府工作报告", "2020年政府工作报告"),
        ("关于政府工作报告的决议", None),
        ("人民法院工作报告", None),
        ("政府工作报告解读", None),
        ("我听了政府工作报告。", None),
    ],
)
def test_title(head, title):
    assert found(head).title_zh == title


def test_a_title_after_the_opening_is_none():
    assert found(opening=f"{HAIL}政府工作报告\n").title_zh is None
    assert find_metadata("一、回顾\n政府工作报告\n").title_zh is None


@pytest.mark.parametrize(
    ("head", "opening", "place"),
    [
        ("金华市政府工作报告", HAIL, "金华市"),
        ("关于金华市政府工作的报告", HAIL, "金华市"),
        ("2020年浙江省政府工作报告", HAIL, "浙江省"),
        ("荆州市沙市区人民政府工作报告", HAIL, "沙市区"),
        ("山东省青岛市市南区政府工作报告", HAIL, "市南区"),
        ("宣城市泾县政府工作报告", HAIL, "泾县"),
        ("津市市政府工作报告", HAIL, "津市市"),
        ("襄阳市襄州区政府工作报告", HAIL, "襄州区"),
        ("延边朝鲜族自治州延吉市政府工作报告", HAIL, "延吉市"),
        ("广西壮族自治区政府工作报告", HAIL, "广西壮族自治区"),
        ("伊犁哈萨克自治州政府工作报告", HAIL, "伊犁哈萨克自治州"),
        ("市政府工作报告", HAIL, None),
        ("金华市人民政府市长　尹学群", HAIL, "金华市"),
        ("婺城区代区长 某某", HAIL, "婺城区"),
        ("广西壮族自治区主席 某某", HAIL, "广西壮族自治区"),
        ("市长 某某", HAIL, None),
        ("", "各位代表：\n现在，我代表日照市人民政府，向大会报告。\n", "日照市"),
        ("", "各位代表：\n现在，我代表市人民政府，向大会报告。\n", None),
        ("", "各位代表：\n现在，我代表国务院，向大会报告。\n", "全国"),
        ("——在日照市第七届人民代表大会第五次会议上", HAIL, "日照市"),
        ("——在第十三届全国人民代表大会第五次会议上", HAIL, "全国"),
        ("——在市七届人大五次会议上", HAIL, None),
        ("金华市政府工作报告\n浙江省金华市市长 某某", HAIL, "金华市"),
        ("金华市政府工作报告\n——在温州市第七届人民代表大会第五次会议上", HAIL, None),
    ],
)
def test_place(head, opening, place):
    assert found(head, opening).place_zh == place


@pytest.mark.parametrize(
    ("place", "whole"), [("全国", "全国"), ("浙江省", "全省"), ("广西壮族自治区", "全区")]
)
def test_a_place_is_one_that_drafts_make_their_subject_of(place, whole):
    session = "第十三届全国" if place == "全国" else f"{place}第七届"
    assert found(f"——在{session}人民代表大会第五次会议上").place_zh == place
    assert Report("made", "", place_zh=place).whole == whole


@pytest.mark.parametrize(
    ("head", "opening", "session"),
    [
        (f"2020年4月26日在金华市{FIFTH}上", HAIL, f"金华市{FIFTH}"),
        ("（二〇二〇年四月二十六日日照市第七届\n人民代表大会第五次会议）", HAIL, f"日照市{FIFTH}"),
        (
            "2020年1月5日于都县第17届人民代表大会第5次会议",
            HAIL,
            "于都县第17届人民代表大会第5次会议",
        ),
        ("在金华市七届人大五次会议上", HAIL, "金华市七届人大五次会议"),
        (
            "",
            "各位代表：\n向第十届全国人民代表大会第一次会议报告。",
            "第十届全国人民代表大会第一次会议",
        ),
        ("", f"各位代表：\n我代表向阳区人民政府向向阳区{FIFTH}作报告。", f"向阳区{FIFTH}"),
        ("", "各位代表：\n向阳区第十届人民代表大会第一次会议以来，", None),
        ("", "各位代表：\n金华市第七届人民代表大会第四次会议以来，变化很大。", None),
        ("在金华市七届人大五次会议上\n在金华市七届人大四次会议上", HAIL, None),
        ("在金华市七届人大常委会第五次会议上", HAIL, None),
    ],
)
def test_session(head, opening, session):
    assert found(head, opening).session_zh == session


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("2020年4月26日", (2020, 4, 26)),
        ("——2020 年 4 月 26 日", (2020, 4, 26)),
        ("（２０２０年４月２６日）", (2020, 4, 26)),
        ("(2020年12月31日)", (2020, 12, 31)),
        ("二〇二〇年四月二十六日", (2020, 4, 26)),
        ("二○二○年十月十日", (2020, 10, 10)),
        ("——2020年4月26日在金华市第七届人民代表大会第五次会议上", (2020, 4, 26)),
        ("2020年4月26日在金华市第七届人民代表大会\n第五次会议上", (2020, 4, 26)),
        ("发布时间：2020年5月6日\n（2020年4月26日）", (2020, 4, 26)),
        ("发布时间：2020年5月6日", None),
        ("2020年4月26日\n2020年4月27日", None),
        ("2020年4月26日\n（2020年4月26日）", (2020, 4, 26)),
        ("2020年2月30日", None),
        ("二〇二〇年二十十月一日", None),
        ("2020年4月", None),
    ],
)
def test_date(head, date):
    assert found(head).date == (datetime.date(*date) if date else None)


@pytest.mark.parametrize(
    ("head", "chapters", "target"),
    [
        ("2020年政府工作报告", [], 2020),
        ("2020年4月26日", [], 2020),
        ("2020年9月30日", [], 2020),
        ("2020年10月1日", [], None),
        ("2019年12月28日", ["2019年工作回顾"], 2020),
        ("", ["2019年工作回顾", "2020年目标任务"], 2020),
        ("", ["2019年政府工作和过去五年回顾"], 2020),
        ("", ["1998年工作回顾和1999年工作的总体要求"], 1999),
        ("", ["过去五年工作回顾", "2008年主要任务"], 2008),
        ("", ["对2018年政府工作的建议"], 2018),
        ("", ["2019年工作总结和今后任务"], 2020),
        ("", ["2019年目标任务完成情况"], None),
        ("", ["“十四五”目标（2021—2025年目标任务）"], None),
        ("", ["到2035年的主要目标"], None),
        ("", ["办好2010年上海世博会"], None),
        ("", ["今年的任务"], None),
        ("2021年政府工作报告", ["2019年工作回顾"], None),
        ("2020年政府工作报告\n2021年1月5日", [], None),
    ],
)
def test_years(head, chapters, target):
    signs = "一二三"
    body = "".join(f"{signs[n]}、{title}\n增长4%。\n" for n, title in enumerate(chapters))
    metadata = found(head, body=body)
    assert metadata.target_year == target
    assert metadata.review_year == (None if target is None else target - 1)


def test_years_of_the_text_are_no_evidence():
    assert found(body=f"{BODY}2019年工作回顾很多。\n2020年任务很重。\n").target_year is None


RESOLUTION = (
    "金华市第七届人民代表大会第五次会议关于\n政府工作报告的决议\n（2020年4月29日通过）\n"
    "会议听取和审议了市长所作的政府工作报告，同意增长6.5%的目标，决定批准这个报告。\n"
)
PLAN = (
    "关于金华市2019年国民经济和社会发展计划执行情况\n与2020年计划草案的报告\n"
    "各位代表：\n受市人民政府委托，提请审议。增长6.5%。\n"
)
BUDGET = "关于2019年全市和市级预算执行情况及2020年预算草案的报告\n增长6.5%。\n"


def test_a_resolution_is_refused_with_what_it_says():
    assert doubts(RESOLUTION) == [
        Doubt(
            "A resolution on a report, not the report itself: it says “关于政府工作报告的决议” and "
            "nowhere addresses the deputies (各位代表). Fetch the report.",
            refuse=True,
        )
    ]
    (untitled,) = doubts(RESOLUTION.splitlines()[3])
    assert "it says “决定批准这个报告”" in untitled.reason
    assert untitled.refuse is True


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PLAN, "关于金华市2019年国民经济和社会发展计划执行情况与2020年计划草案的报告"),
        (BUDGET, "关于2019年全市和市级预算执行情况及2020年预算草案的报告"),
    ],
)
def test_a_report_on_plan_or_budget_is_warned_of(text, said):
    (doubt,) = doubts(text)
    assert doubt.reason.startswith("Another report to the same session, on plan or budget")
    assert f"it says “{said}”." in doubt.reason
    assert doubt.refuse is False


def test_a_government_work_report_may_name_the_others():
    others = f"{HAIL}{PLAN}关于政府工作报告的决议\n增长6.5%。\n"
    assert doubts(f"政府工作报告\n{others}") == []
    assert len(doubts(f"报告\n{others}")) == 1


@pytest.mark.parametrize("digits", ["6", "６", "6.5", "2020年增长6"])
def test_a_number_is_one_whatever_its_digits(digits):
    assert doubts(f"财政收入增长{digits}%。") == []


@pytest.mark.parametrize("text", ["各位代表：收入增长。", "2020年4月 26日，收入增长。"])
def test_a_text_without_numbers_is_warned_of(text):
    assert doubts(text) == [
        Doubt("It has no number but dates, so there is nothing to draft.", refuse=False)
    ]


def test_a_text_in_traditional_characters_is_warned_of():
    (doubt,) = doubts("各位代表：經濟社會發展，國內生產總值增長6.5%。" * 3)
    assert "(發, 經, 濟 and the like 21 times; 发, 经, 济 0 times)" in doubt.reason
    assert "opencc -c t2s" in doubt.reason
    assert doubt.refuse is False


def test_some_traditional_characters_are_not_doubted():
    assert doubts("经济增长5%，發展中的義烏國際商貿城。经济") == []
    assert doubts("发展5%，發展。") == []
    assert len(doubts("发展5%，發展。發展。")) == 1


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", "0 of its 0"),
        ("123", "0 of its 0"),
        ("Report on the Work, 2020.", "0 of its 15"),
        (r"{\rtf1\ansi {\u21508?}}", "0 of its 8"),
        ("ｎｏ工作", "2 of its 4"),
    ],
)
def test_hardly_any_chinese_is_refused_and_nothing_else_is_said(text, counts):
    (doubt,) = doubts(text)
    assert doubt.reason.startswith(f"Hardly any Chinese: {counts} letters are hanzi. If it shows")
    assert doubt.refuse is True


def test_more_hanzi_than_other_letters_are_chinese():
    assert doubts("no工作者5") == []


def test_long_texts_take_linear_time():
    text = f"{'第' * 3000}\n{'政府' * 3000}{'1' * 500_000}{'关于' * 500_000}。"
    started = time.perf_counter()
    assert find_metadata(text) == Metadata()
    assert doubts(text) == []
    assert time.perf_counter() - started < 5
