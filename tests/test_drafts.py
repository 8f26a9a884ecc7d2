"""Drafts: tables that fit together, whatever the text."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jhreport.datasets import RULES, load_exclusions, load_observations
from jhreport.drafts import Drafts, draft_tables
from jhreport.quantities import find_quantities
from jhreport.report import Report
from jhreport.tables import empty_table

pytestmark = pytest.mark.usefixtures("indicators_once")

REVIEW, PLAN = "一、2019年工作回顾\n", "二、2020年目标任务\n"
KEY = ["indicator", "subject", "year", "status", "measure"]
KEPT = settings(deadline=None, derandomize=True, max_examples=60)


def drafts(text: str) -> Drafts:
    return draft_tables(Report("toy", text, place_zh="金华市", review_year=2019, target_year=2020))


def test_a_number_that_is_said_again_is_excluded_as_repeated():
    found = drafts(f"{REVIEW}进口185亿元，增长5%。进口增长5%。\n{PLAN}进口增长5%。\n")
    assert found.observations[["value", "status"]].values.tolist() == [
        [185.0, "actual"],
        [5.0, "actual"],
        [5.0, "target"],
    ]
    repeated = found.exclusions[found.exclusions["reason"] == "repeated"]
    first = found.observations["start"].iloc[1]
    assert repeated["note"].tolist() == [f"said before at {first}: leave one out"]


def test_digits_that_spell_no_number_are_an_idiom():
    found = drafts(f"{REVIEW}推进疫苗接种等七八项举措。出口{'1' * 31}亿元。\n{PLAN}")
    assert found.observations.empty
    assert found.exclusions[["text", "reason"]].values.tolist()[1:3] == [
        ["七八", "idiom"],
        ["1" * 31, "idiom"],
    ]


def test_a_number_said_again_of_one_of_its_things_stays_for_the_other():
    found = drafts(f"{REVIEW}能耗下降20%，能耗、水耗均下降20%。\n{PLAN}")
    rows = found.observations
    assert len(rows) == 2
    assert rows["start"].is_unique
    assert not set(rows["start"]) & set(found.exclusions["start"])


def test_what_is_said_again_of_several_things_is_excluded_once():
    found = drafts(f"{REVIEW}能耗、水耗均下降20%，能耗、水耗均下降20%。\n{PLAN}")
    assert len(found.observations) == 2
    assert found.exclusions["reason"].tolist() == ["date", "repeated", "date"]


def test_digits_that_spell_no_number_are_not_repeated():
    found = drafts(f"{REVIEW}推进接种等七八项举措，推进接种等七八项举措。\n{PLAN}")
    assert found.exclusions["reason"].tolist() == ["date", "idiom", "idiom", "date"]


def test_a_goal_in_words_is_an_observation_without_a_value():
    found = drafts(f"{REVIEW}{PLAN}主要预期目标是：出口增长5%，进口稳步提高。\n")
    assert found.observations["text"].tolist() == ["5", "稳步提高"]
    assert found.observations["value"].isna().tolist() == [False, True]


def test_exclusions_stand_in_order_of_the_text_each_once():
    found = drafts(f"{REVIEW}第三轮改革。进口5亿元。进口5亿元。第四轮改革。\n{PLAN}")
    assert found.exclusions["start"].is_monotonic_increasing
    assert found.exclusions["reason"].tolist() == ["date", "ordinal", "repeated", "ordinal", "date"]


def test_own_indicators_have_the_words_of_the_text_and_the_rest_is_left_to_a_reader():
    found = drafts(f"{REVIEW}（一）经济\n进口5亿元。信访件6件，下降15%。信访件7件。\n{PLAN}")
    table = found.indicators
    assert table["indicator"].tolist() == ["item_001", "item_002"]
    assert table["name_zh"].tolist() == ["信访件", "信访件（2）"]
    assert table["theme"].tolist() == ["other", "other"]
    assert table["chapter"].tolist() == ["1.1", "1.1"]
    left = ["name_en", "synonyms", "definition", "kind", "growth_basis", "better"]
    assert (table[left] == "").all(axis=None)


def test_tables_have_the_columns_of_those_they_become():
    for found in (drafts(""), drafts(f"{REVIEW}信访件6件。\n{PLAN}")):
        assert list(found.observations) == list(load_observations("jinhua-2020"))
        assert list(found.exclusions) == list(empty_table("exclusions"))
        assert list(found.indicators) == list(empty_table("report_indicators"))
    assert list(found.exclusions) == list(load_exclusions("jinhua-2020"))


PIECES = [
    *"金华工业收入新增实现，。；、 \n的0125一二三十万第",
    *("亿元", "家", "%", "个百分点", "万亩", "倍", "天", "项", "人次", "成", "15", "26.9%、12.6%"),
    *("进口", "出口5亿元", "信访件", "刑事、治安案件", "能耗、水耗", "城乡居民收入", "存贷款余额"),
    *("增长", "下降", "增加到", "由5家", "比上年", "高于全国", "均", "分别", "占全省", "年均"),
    *("以上", "左右", "至少", "不超过", "居全省第二", "首位", "“四个一万亩”", "6%—6.5%", "1/3"),
    *("2018年", "1921年", "比2002年", "五年累计", "主要预期目标", "稳步提高", "5%、5%、5%、5%"),
    *("一、2019年工作回顾\n", "二、2020年目标任务\n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@KEPT
@given(TEXTS)
def test_whatever_the_text_each_numeral_has_one_role_and_no_row_breaks_a_rule(text):
    found = drafts(text)
    stated, excluded = found.observations, found.exclusions
    printed = find_quantities(text)
    numbers = stated[stated["op"] != "qualitative"]
    assert sorted({*numbers["start"], *excluded["start"]}) == printed["start"].tolist()
    assert not set(stated["start"]) & set(excluded["start"])
    assert excluded["start"].is_unique
    for table in (stated, excluded):
        assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == (
            table["text"].tolist()
        )
    values = printed.set_index("start")["value"]
    assert (numbers["value"].abs() == numbers["start"].map(values)).all()
    assert not stated.duplicated(KEY).any()
    as_read = stated.replace("", pd.NA)
    for column, broken, allowed in RULES:
        assert not broken(as_read).fillna(False).any(), (column, allowed)
    own = set(found.indicators["indicator"])
    assert own == {name for name in stated["indicator"] if name.startswith("item_")}
    assert found.indicators["name_zh"].is_unique


PARAGRAPHS = [
    f"{REVIEW}进口185亿元、增长66.8%，增速居全省第一。信访总量下降15%，能耗、水耗均下降20%以上。"
    f"盘活“四个一万亩”，签约20亿元以上项目27个。\n{PLAN}生产总值增长6%—6.5%。\n",
    f"{REVIEW}早籼稻、中晚籼稻、粳稻每斤分别提高3分、5分和1毛钱。\n{PLAN}企业开办时间缩短1/3以上，"
    "城乡低保标准分别提高13.1%和17.7%，流量资费年内至少降低30%。\n",
]


@KEPT
@given(st.data())
def test_line_breaks_and_spaces_in_sentences_change_no_value(data):
    """Breaks as of printed pages; names are not compared, as a paragraph may end there."""
    text = data.draw(st.sampled_from(PARAGRAPHS))
    free = [m.start() for m in re.finditer("(?<=[，、])(?=[一-龥]{2})", text)]
    places = data.draw(st.sets(st.sampled_from(free)))
    sign = data.draw(st.sampled_from([" ", "\u3000", "\n", "\r\n"]))
    broken = "".join(sign + char if at in places else char for at, char in enumerate(text))
    columns = ["year", "status", "measure", "value", "high", "unit", "op", "text"]
    found, plain = (drafts(one).observations[columns] for one in (broken, text))
    assert len(plain) in (12, 7)
    pd.testing.assert_frame_equal(found, plain)
