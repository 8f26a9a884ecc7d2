"""Sharing: which number of a list is of which thing."""

import pytest

from jhreport.drafting import find_statistics
from jhreport.report import Report
from jhreport.sharing import parts_of


def shared(text: str) -> list[tuple[str, object]]:
    """Return each statistic with its name, or its names."""
    found = find_statistics(Report("toy", text))
    return [(one.row["text"], one.names or one.name) for one in found if not one.reason]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("刑事、治安案件", ["刑事案件", "治安案件"]),
        ("化学需氧量、二氧化硫排放量", ["化学需氧量排放量", "二氧化硫排放量"]),
        (
            "单位国内生产总值用水量、能耗、二氧化碳排放量",
            [
                "单位国内生产总值用水量",
                "单位国内生产总值能耗",
                "单位国内生产总值二氧化碳排放量",
            ],
        ),
        ("单位GDP能耗和水耗", ["单位GDP能耗", "单位GDP水耗"]),
        ("事故起数与死亡人数", ["事故起数", "死亡人数"]),
        ("安全事故起数以及死亡人数", ["安全事故起数", "死亡人数"]),
        ("铁路、高速公路", ["铁路", "高速公路"]),
        ("城乡居民人均可支配收入", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("城乡低保标准", ["城镇低保标准", "农村低保标准"]),
        ("存贷款余额", ["存款余额", "贷款余额"]),
        ("进出口", ["进口", "出口"]),
        ("进口", ["进口"]),
        ("", [""]),
    ],
)
def test_the_things_that_a_name_lists(name, parts):
    assert parts_of(name) == parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "刑事、治安案件分别下降26.9%、12.6%。",
            [("26.9", "刑事案件"), ("12.6", "治安案件")],
        ),
        (
            "二氧化硫、化学需氧量排放量分别下降3.5%、2.9%。",
            [("3.5", "二氧化硫排放量"), ("2.9", "化学需氧量排放量")],
        ),
        (
            "今后五年，单位国内生产总值用水量、能耗、二氧化碳排放量分别下降23%、15%、18%。",
            [
                ("23", "单位国内生产总值用水量"),
                ("15", "单位国内生产总值能耗"),
                ("18", "单位国内生产总值二氧化碳排放量"),
            ],
        ),
        (
            "早籼稻、中晚籼稻、粳稻每斤分别提高3分、5分和1毛钱，小麦每斤提高3分钱。",
            [("3", "早籼稻"), ("5", "中晚籼稻"), ("1", "粳稻"), ("3", "小麦")],
        ),
        (
            "城乡低保标准分别提高13.1%和17.7%，养老金水平提高10%。",
            [("13.1", "城镇低保标准"), ("17.7", "农村低保标准"), ("10", "养老金水平")],
        ),
        (
            "非金融类对外直接投资和对外工程承包营业额分别达433亿美元和777亿美元。",
            [("433", "非金融类对外直接投资"), ("777", "对外工程承包营业额")],
        ),
    ],
)
def test_numbers_that_are_told_apart_have_a_thing_each(text, names):
    assert shared(text) == names


def test_a_second_list_is_of_the_things_of_the_first():
    assert shared("城乡居民人均可支配收入分别达59348元、28511元，增长8.1%、8.7%。") == [
        ("59348", "城镇居民人均可支配收入"),
        ("28511", "农村居民人均可支配收入"),
        ("8.1", "城镇居民人均可支配收入"),
        ("8.7", "农村居民人均可支配收入"),
    ]
    assert shared("城镇居民收入17175元，农村居民收入5153元，增长9.8%和8.5%。") == [
        ("17175", "城镇居民收入"),
        ("5153", "农村居民收入"),
        ("9.8", "城镇居民收入"),
        ("8.5", "农村居民收入"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # More numbers than things, or things than numbers: nobody knows whose each is.
        ("刑事、治安案件分别下降5%、6%、7%。", ["刑事、治安案件"] * 3),
        ("刑事、治安、交通案件分别下降5%、6%。", ["刑事、治安、交通案件"] * 2),
        # Without 分别 the numbers are not told apart.
        ("刑事、治安案件下降5%、6%。", ["刑事、治安案件"] * 2),
        ("进口5亿元，出口6亿元。分别增长7%、8%。", ["进口", "出口", "", ""]),
        # The things named before are of another sentence, or have the same name.
        ("进口5亿元，出口6亿元。其中民企增长7%、8%。", ["进口", "出口", "民企", "民企"]),
        ("进口5亿元，增长6%，增长7%、8%。", ["进口"] * 4),
        # The list has a noun of its own.
        ("进口5亿元，出口6亿元，存款增长7%、8%。", ["进口", "出口", "存款", "存款"]),
    ],
)
def test_where_it_is_not_clear_whose_they_are_names_stay(text, names):
    assert [name for _, name in shared(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "单位国内生产总值能耗、水耗均下降20%以上。",
            ["单位国内生产总值能耗", "单位国内生产总值水耗"],
        ),
        ("进口和出口都增长5%。", ["进口", "出口"]),
        ("铁路、高速公路运营里程均超过10万公里。", ["铁路运营里程", "高速公路运营里程"]),
    ],
)
def test_one_number_for_several_things_has_a_name_for_each(text, names):
    assert shared(text)[-1][1] == names


def test_a_number_for_unnamed_things_has_no_names():
    (found,) = [
        one for one in find_statistics(Report("toy", "低效用地“四个一万亩”。")) if not one.reason
    ]
    assert (found.copies, found.names) == (4, [])
