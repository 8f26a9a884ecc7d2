"""Measuring: level, growth, difference or rank; against whom; done or promised; for how many."""

import pytest

from jhreport.clauses import Mention
from jhreport.drafting import find_statistics
from jhreport.report import Report

AGAINST = "against whom is not said: taken as the year before"
UNDIVIDED = "no review and plan are told apart: taken as reached"
REVIEW, PLAN = "一、2019年工作回顾\n", "二、2020年目标任务\n"


def statistics(text: str) -> list[Mention]:
    return [found for found in find_statistics(Report("toy", text)) if not found.reason]


def measured(text: str) -> list[tuple[str, int]]:
    """Return measure and sign of each statistic."""
    return [(found.measure, found.sign) for found in statistics(text)]


@pytest.mark.parametrize(
    "text",
    [
        "实现地区生产总值4559.9亿元",
        "城镇登记失业率控制在2.5%以内",
        "研发投入强度达到2%",
        "发布“浙江制造”标准77项",
        "审批“最多90天”",
        "公共文化事业繁荣，行政村覆盖半数以上农村",
    ],
)
def test_a_number_without_direction_is_a_level(text):
    assert measured(text) == [("level", 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("固定资产投资增长10.3%", [("growth", 1)]),
        ("城乡低保标准分别提高13.1%和17.7%", [("growth", 1)] * 2),
        ("居民消费价格上涨0.9%", [("growth", 1)]),
        ("信访总量下降15%", [("growth", -1)]),
        ("单位用水量、能耗、排放量分别下降23%、15%、18%", [("growth", -1)] * 3),
        ("工商登记前置审批精简85%", [("growth", -1)]),
        ("地方政府定价项目缩减50%以上", [("growth", -1)]),
        ("压减公用经费支出5%以上", [("growth", -1)]),
        ("专项转移支付项目减少三分之一", [("growth", -1)]),
        ("全国财政收入增长1.71倍", [("growth", 1)]),
        ("进口185亿元、增长66.8%", [("level", 1), ("growth", 1)]),
        ("成本下降、出口增长5%", [("growth", 1)]),
        ("出口增长、成本下降5%", [("growth", -1)]),
        ("居民消费价格涨幅控制在2.6%", [("growth", 1)]),
        ("居民消费价格涨幅3%左右", [("growth", 1)]),
        ("普惠小微企业贷款增幅超过40%", [("growth", 1)]),
        ("发电量降幅为5%", [("growth", -1)]),
        ("有6.5%左右的增速就能够实现比较充分的就业", [("growth", 1)]),
        ("有6.5%—7%的增速就能够实现比较充分的就业", [("growth", 1)]),
    ],
)
def test_a_share_behind_a_direction_is_growth(text, found):
    assert measured(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "规上数字经济核心产业增加值4000亿元",
        "服务业增加值比重达到46.1%",
        "城镇新增就业1310万人",
        "全年再为企业和个人减税8000多亿元",
        "为企业减负 196 亿元",
        "累计减免证明134万件",
        "“减量提质”园区50%以上达标",
        "“降本增效”行动覆盖率50%",
    ],
)
def test_direction_words_within_names_say_no_change(text):
    assert measured(text) == [("level", 1)]


def test_the_name_does_not_hide_the_direction_after_it():
    assert measured("规上数字经济核心产业增加值下降15%以上") == [("growth", -1)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("金融机构不良贷款率降至 1.24%", 1),
        ("总量增至109万户", 1),
        ("全国森林覆盖率上升到21.6%", 1),
        ("耕地轮作休耕试点面积增加到3000万亩", 1),
        ("贫困发生率由10.2%下降到3.1%", 2),
        ("高速铁路里程从9000多公里增加到2万5千公里", 2),
        ("国家规划免疫预防的疾病由7种扩大到15种", 2),
    ],
)
def test_what_was_reached_and_where_it_came_from_are_levels(text, count):
    assert measured(text) == [("level", 1)] * count


@pytest.mark.parametrize(
    "text",
    [
        "消费对经济增长的贡献率达到66.4%",
        "对世界经济增长贡献率超过30%",
        "企业上升的比重要达到46.1%",
    ],
)
def test_a_direction_in_the_name_of_a_share_says_no_change(text):
    assert measured(text) == [("level", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "压减政府开支 25 亿元以上",
        "减轻医疗负担 12 亿元",
        "降低利息负担1.2万亿元",
        "压减钢铁产能3000万吨左右",
        "压减煤炭消费3000万吨左右",
        "扩大绿地30万亩",
        "减少证明134万件",
    ],
)
def test_the_amount_of_a_cut_is_a_level(text):
    assert measured(text) == [("level", 1)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("农村贫困人口减少1650万人", -1),
        ("贫困人口减少6800多万", -1),
        ("森林面积增加1.63亿亩", 1),
        ("沙化土地面积年均缩减近2000平方公里", -1),
        ("煤炭消费占比下降8.1个百分点", -1),
        ("居民消费价格环比下降0.3个百分点", -1),
        ("国家助学贷款每人每年最高额度增加4000元", 1),
    ],
)
def test_the_change_of_a_stock_and_points_are_differences(text, sign):
    (found,) = statistics(text)
    assert (found.measure, found.sign, found.versus) == ("difference", sign, "上年")
    assert AGAINST in found.check


@pytest.mark.parametrize(
    ("text", "sign", "versus"),
    [
        ("自给率高于全省平均 22 个百分点", 1, "全省平均"),
        ("增速低于全国2个百分点", -1, "全国"),
        ("增速快于全省1.5个百分点", 1, "全省"),
        ("增速慢于全省1.5个百分点", -1, "全省"),
        ("比去年预算低0.4个百分点", -1, "去年预算"),
        ("增速比全国高2个百分点", 1, "全国"),
        ("增速较全省平均慢了2个百分点", -1, "全省平均"),
        ("去年全国财政比年度预算超收7239亿元", 1, "年度预算"),
    ],
)
def test_a_comparison_is_a_difference_and_says_against_whom(text, sign, versus):
    (found,) = statistics(text)
    assert (found.measure, found.sign, found.versus) == ("difference", sign, versus)
    assert AGAINST not in found.check


@pytest.mark.parametrize(
    ("text", "sign"),
    [("比去年预算赤字减少650亿元", -1), ("融资成本较去年再降低 0.5 个百分点", -1)],
)
def test_a_change_against_another_year_is_a_difference(text, sign):
    assert measured(text) == [("difference", sign)]


def test_a_share_in_comparison_stays_growth():
    assert measured("农民工总量比上年增长4.4%") == [("growth", 1)]
    assert measured("低保标准比上年提高4.4%") == [("growth", 1)]


def test_the_items_of_a_list_share_the_measure_of_the_first():
    found = statistics("平均每50公斤分别提高7.4元和16元")
    assert [(one.measure, one.sign, one.versus) for one in found] == [("difference", 1, "上年")] * 2
    found = statistics("增速分别低于全国2个百分点、1个百分点")
    assert [(one.measure, one.sign, one.versus) for one in found] == [
        ("difference", -1, "全国")
    ] * 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("分别下降5%、3亿元", [("growth", -1), ("level", 1)]),
        ("分别下降5%，3%", [("growth", -1), ("level", 1)]),
        ("分别下降5%。3%", [("growth", -1), ("level", 1)]),
        ("出口居全省首位、5家企业上榜", [("rank", 1), ("level", 1)]),
        ("农民收入由2002年7703元增加", [("level", 1)]),
    ],
)
def test_other_neighbours_do_not_share_it(text, found):
    assert measured(text) == found


@pytest.mark.parametrize("text", ["快递业务量居全国第二", "增速居全省首位", "上升到第四位"])
def test_ranks(text):
    assert measured(text) == [("rank", 1)]


def test_zero_growth_is_growth_and_zero_of_a_thing_a_level():
    assert measured("力争生活垃圾总量零增长、零填埋") == [("growth", 1), ("level", 1)]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("城镇登记失业率控制在2.5%以内", ["target"]),
        ("补助标准由40元提高到80元", ["actual", "target"]),
        ("劳动生产率从人均8.7万元提高到12万元以上", ["actual", "target"]),
        ("投入将由去年的1076亿元增加到1562亿元", ["actual", "target"]),
        ("投资安排5376亿元，比去年增加300亿元", ["target", "target"]),
        ("融资成本较去年再降低0.5个百分点", ["target"]),
        ("去年全国财政超收7239亿元，其中中央财政超收4168亿元", ["actual", "actual"]),
        ("上年结转2亿元", ["actual"]),
        ("去年预算赤字减少650亿元", ["target"]),
        ("目前已有1700万人受益", ["actual"]),
        ("从今年起提高补助20亿元", ["target"]),
    ],
)
def test_the_plan_promises_save_what_is_said_of_the_past(sentence, status):
    found = statistics(f"{REVIEW}{PLAN}{sentence}。")
    assert [one.status for one in found] == status
    assert not any(UNDIVIDED in one.check for one in found)


@pytest.mark.parametrize(
    "text",
    [f"{REVIEW}出口增长10%以上。\n{PLAN}", f"驰援107人。\n{REVIEW}{PLAN}"],
    ids=["review", "opening"],
)
def test_the_rest_reports(text):
    (found,) = statistics(text)
    assert (found.status, found.check) == ("actual", [])


def test_without_headings_all_is_taken_as_reached_and_says_so():
    found = statistics("失业率控制在2.5%以内，补助由40元提高到80元。")
    assert [one.status for one in found] == ["actual"] * 3
    assert [UNDIVIDED in one.check for one in found] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("单位国内生产总值能耗、水耗均下降20%以上", [2]),
        ("铁路、高速公路运营里程均超过10万公里", [2]),
        ("二氧化硫、化学需氧量排放量都要减少2%", [2]),
        ("能耗、水耗和排放均下降20%", [3]),
        ("标准77项，企业57家，均居全省首位", [1, 1, 2]),
        ("盘活存量用地、低效用地再开发“四个一万亩”", [4]),
        ("年均增长7.1%", [1]),
        ("城乡居民人均可支配收入59348元", [1]),
        ("万元产值日均用水月均电费户均人均补助2元", [1]),
        ("各类市场主体达到9800多万户", [1]),
        ("各地级市投资增长5%", [1]),
        ("刑事、治安案件分别下降26.9%、12.6%", [1, 1]),
    ],
)
def test_for_how_many_subjects_a_number_holds(text, copies):
    assert [found.copies for found in statistics(text)] == copies
