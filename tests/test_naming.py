"""Naming: what the text calls that which a statistic measures."""

import pytest

from jhreport.drafting import find_statistics
from jhreport.report import Report


def named(text: str) -> list[tuple[str, str]]:
    """Return each statistic with its name."""
    found = find_statistics(Report("toy", text))
    return [(one.row["text"], one.name) for one in found if not one.reason]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("城镇登记失业率 1.77%", "城镇登记失业率"),
        ("低收入农户人均可支配收入增长 10.7%", "低收入农户人均可支配收入"),
        ("全社会研发投入年均增长11%", "全社会研发投入"),
        ("城镇居民人均可支配收入实际增长7%", "城镇居民人均可支配收入"),
        ("市值突破2000亿元", "市值"),
        ("单位国内生产总值能耗、水耗均下降20%以上", "单位国内生产总值能耗、水耗"),
        ("数字经济核心产业制造业增加值增速居全省第二", "数字经济核心产业制造业增加值"),
        ("居民消费价格涨幅控制在2.6%", "居民消费价格"),
        ("农民工总量比上年增长4.4%", "农民工总量"),
        ("贫困发生率由10.2%下降到3.1%", "贫困发生率"),
        ("城镇化率超过50%", "城镇化率"),
        ("住院费用跨省直接结算率达到60%", "住院费用跨省直接结算率"),
    ],
)
def test_the_predicate_is_no_part_of_a_name(text, name):
    assert named(text)[0][1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("实现地区生产总值4559.9亿元", "地区生产总值"),
        ("奋力实现生产总值增长6%—6.5%", "生产总值"),
        ("其中企业33.5万家", "企业"),
        ("2007年单位国内生产总值能耗下降3.27%", "单位国内生产总值能耗"),
        ("今年拟安排财政赤字13500亿元", "财政赤字"),
        ("全年再为企业和个人减税8000多亿元", "企业和个人减税"),
        ("五年累计退牧还草3460万公顷", "退牧还草"),
        ("力争新增贷款 1000 亿元以上", "新增贷款"),
    ],
)
def test_words_of_effort_and_time_are_none_either(text, name):
    assert [found for _, found in named(text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("新增“小升规”入库企业598家", "新增小升规入库企业"),
        ("“金华—中亚”班列103列", "金华—中亚班列"),
        ("出台《行动计划》项目 251\n个", "出台行动计划项目"),
        ("新增、规范停车泊位 2.1 万余个", "新增、规范停车泊位"),
    ],
)
def test_quotation_marks_and_white_space_are_left_out(text, name):
    assert named(text)[0][1] == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一般公共预算收入411.3亿元，增长4.8%。", ["一般公共预算收入"] * 2),
        ("进口185亿元、增长66.8%，增速居全省第一。", ["进口"] * 3),
        ("新获绿色食品认证56个，居全省第一。", ["新获绿色食品认证"] * 2),
        ("刑事、治安案件分别下降26.9%、12.6%。", ["刑事案件", "治安案件"]),
        ("投资增长5%，4个结构性指标全部增长10%以上。", ["投资", "结构性指标", "结构性指标"]),
        ("制造业贷款200亿元、小微企业贷款300亿元。", ["制造业贷款", "小微企业贷款"]),
        ("淘汰钢铁2700万吨、水泥4200万吨。", ["淘汰钢铁", "淘汰水泥"]),
    ],
)
def test_without_a_noun_of_its_own_a_number_has_the_name_of_the_one_before(text, names):
    assert [name for _, name in named(text)] == names


def test_no_name_is_carried_over_the_end_of_a_sentence():
    assert named("进口185亿元。增长66.8%。") == [("185", "进口"), ("66.8", "")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A股上市企业达30家，市值突破2000亿元", ["A股上市企业", "A股上市企业市值"]),
        (
            "谋划盯引省市县长项目50个以上，落地率50%以上",
            ["谋划盯引省市县长项目", "谋划盯引省市县长项目落地率"],
        ),
        ("高新技术企业30家，占全市的51.7%", ["高新技术企业", "高新技术企业占全市"]),
        ("存款9906亿元，余额945亿元", ["存款", "存款余额"]),
        ("入园项目50个，投产率60%以上", ["入园项目", "入园项目投产率"]),
        ("加密海铁联运班列，确保发运量12万标箱以上", ["加密海铁联运班列发运量"]),
        ("建成农业“标准地”，面积达34万亩", ["建成农业标准地面积"]),
    ],
)
def test_a_general_noun_is_named_with_the_thing_before(text, names):
    assert [name for _, name in named(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("实施100个强链补链延链项目，", "实施强链补链延链项目"),
        ("取消123项职业资格许可和认定事项。", "取消职业资格许可和认定事项"),
        ("启动实施300项左右的技改项目", "启动实施技改项目"),
        ("培育10个省美丽乡村示范乡镇、一批景区村", "培育省美丽乡村示范乡镇"),
    ],
)
def test_the_object_of_a_verb_stands_behind_the_number(text, name):
    assert named(text)[0][1] == name


@pytest.mark.parametrize("text", ["新建10家增长5%", "新建10家下降5%"])
def test_a_predicate_is_no_object(text):
    assert [name for _, name in named(text)] == ["新建", "新建"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("城镇化率提高到58.5%，8000多万农业转移人口落户", "农业转移人口落户"),
        ("看困难，9亿多劳动力需要就业", "劳动力需要就业"),
        ("深化医改，28个省份开展大病医疗保险试点", "省份开展大病医疗保险试点"),
    ],
)
def test_what_a_clause_begins_with_is_counted_by_the_words_behind(text, name):
    assert named(text)[-1][1] == name


def test_the_growth_of_the_economy_has_a_name_of_its_own():
    assert named("今年经济增长6.5%，经济总量超过90万亿元") == [
        ("6.5", "经济增长"),
        ("90", "经济总量"),
    ]
    assert named("民营经济达到90亿元") == [("90", "民营经济")]


def test_a_share_without_noun_takes_the_phrase_before_and_the_words_behind():
    assert named("积极推进美丽城镇创建，力争10%左右的乡镇达标") == [("10", "美丽城镇创建乡镇达标")]


def test_a_name_is_looked_for_in_40_characters():
    assert named(f"{'业' * 100}5亿元") == [("5", "业" * 40)]
