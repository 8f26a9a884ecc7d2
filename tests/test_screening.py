"""Screening: which numerals state nothing, and the reason of each."""

import pytest

from jhreport.clauses import find_mentions
from jhreport.report import Report
from jhreport.screening import repeats, screen


def screened(text: str) -> list[tuple[str, str]]:
    """Return each numeral with the reason why it is no statistic."""
    found = find_mentions(Report("toy", text))
    return [(mention.row["text"], screen(mention, text)) for mention in found]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("实现生产总值增长6%—6.5%", [("6", ""), ("6.5", "range-end")]),
        ("争取新增 1~2 家三甲综合性医院", [("1", ""), ("2", "range-end")]),
        ("所得额100万元至300万元部分", [("100", ""), ("300", "range-end")]),
    ],
)
def test_the_upper_end_of_a_range_belongs_to_the_lower(text, reasons):
    assert screened(text) == reasons


@pytest.mark.parametrize(
    "text",
    [
        "筹办第十一届国际茶花大会",
        "完成第三轮发展学前教育行动计划",
        "小镇入围第五批省级特色小镇创建名单",
        "运行市第二垃圾焚烧厂",
        "连续第五年夺取“大禹鼎”",
        "开展全国首个地级市国家森林城市群建设试点",
        "首次举办博览会",
        "杭金衢高速拓宽二期",
        "市七届人大",
        "习近平总书记主持四次会议",
        "深化“最多跑一次”改革",
        "启用国际院士创新中心一期",
    ],
)
def test_ordinals(text):
    assert [reason for _, reason in screened(text)] == ["ordinal"]


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("快递业务量居全国第二", ["第二"]),
        ("均居全省首位", ["首位"]),
        ("国内生产总值从世界第六位上升到第四位", ["第六", "第四"]),
        ("居全国第5，", ["5"]),
    ],
)
def test_ranks_are_statistics(text, numerals):
    assert screened(text) == [(numeral, "") for numeral in numerals]


@pytest.mark.parametrize(
    "text",
    [
        "纳入长三角G60科创走廊总体规划",
        "市区PM2.5平均浓度稳定达标",
        "国产C919大型客机总装下线",
        "创建国家 4A 级景区",
        "建立“8+N”培育体系",
        "1210业务量居全国前列",
        "荣获2019绿色中国特别贡献奖",
        "启动实施《中国制造2025》",
        "深化“8710”科技创新行动",
        "开展“八个一”扶持行动",
        "全面落实行政执法“三项制度”",
        "发布“协同扩大开放 30 条”",
        "以“三大战略”为引领",
        "坚持“两个毫不动摇”",
        "出生、退休等“一件事”改革",
        "实施“百分之一公共文化计划”",
    ],
)
def test_names(text):
    assert [reason for _, reason in screened(text)] == ["name"]


def test_signs_beside_a_numeral_make_a_name_of_it():
    assert screened("“2+6”清单") == [("2", "name"), ("6", "name")]
    assert screened("实施5+2项行动") == [("5", "name"), ("2", "name")]
    assert screened("实施5、2项行动") == [("5", "name"), ("2", "")]


@pytest.mark.parametrize(("hanzi", "reason"), [(9, "name"), (10, "")])
def test_marks_of_a_quoted_name_stand_at_most_ten_characters_before(hanzi, reason):
    assert screened(f"“{'业' * hanzi}30条”") == [("30", reason)]


@pytest.mark.parametrize(("hanzi", "reason"), [(8, "name"), (9, "")])
def test_and_at_most_ten_after(hanzi, reason):
    assert screened(f"“30条{'业' * hanzi}”") == [("30", reason)]


def test_a_quotation_that_was_closed_before_holds_no_name():
    assert screened("新增“小升规”企业598家、“隐形冠军”企业6家") == [("598", ""), ("6", "")]


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("——2020年4月26日在金华市", ["2020", "4", "26"]),
        ("过去五年是改革开放取得重大进展的五年", ["五", "五"]),
        ("新中国成立 70 周年大庆", ["70"]),
        ("制定三年行动计划", ["三"]),
        ("结束了66年的营业税征收历史", ["66"]),
        ("将3岁婴幼儿照护费用纳入扣除", ["3"]),
        ("居民消费价格指数从8月份起逐月回落", ["8"]),
        ("今明两年", ["两"]),
        ("平均等候20分钟", ["20"]),
    ],
)
def test_dates_and_durations(text, numerals):
    assert screened(text) == [(numeral, "date") for numeral in numerals]


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("审批“最多90天”、竣工验收“最多30天”", ["90", "30"]),
        ("审批时间缩短到15天", ["15"]),
        ("办理时限压缩至3小时", ["3"]),
        ("等候不超过20分钟", ["20"]),
        ("人均预期寿命达到76.7岁", ["76.7"]),
        ("劳动年龄人口平均受教育年限提高到10.5年", ["10.5"]),
        ("人均预期寿命提高1岁", ["1"]),
        ("人均寿命提高1岁", ["1"]),
    ],
)
def test_limits_and_ages_are_statistics(text, numerals):
    assert screened(text) == [(numeral, "") for numeral in numerals]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("“万亩千亿”产业平台", [("万", "magnitude"), ("千", "magnitude")]),
        ("出清亩均税收万元以下用地2万亩", [("万", "magnitude"), ("2", "")]),
        ("建成万吨级以上泊位568个", [("万", "magnitude"), ("568", "")]),
        ("百家争鸣、百万吨级乙烯", [("百", "magnitude"), ("百", "magnitude")]),
    ],
)
def test_magnitudes_alone_are_no_number(text, reasons):
    assert screened(text) == reasons


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("签约20亿元以上项目27个", [("20", "threshold"), ("27", "")]),
        ("招引投资 3 亿元以上项目 120 个以上", [("3", "threshold"), ("120", "")]),
        ("实现3亩以上工业用地评价全覆盖", [("3", "threshold")]),
        ("淘汰关停不达标的30万千瓦以下煤电机组", [("30", "threshold")]),
        ("建成5万吨级泊位3个", [("5", "threshold"), ("3", "")]),
        ("新增企业500家以上、上市企业100家以上", [("500", ""), ("100", "")]),
        ("机关内部非涉密事项90%以上“一窗受理”", [("90", "")]),
        ("扩大到全国50%以上的城市", [("50", "")]),
        ("完成2100万人次以上农民工职业技能提升培训任务", [("2100", "")]),
    ],
)
def test_a_bound_before_what_is_counted_is_a_threshold(text, reasons):
    assert screened(text) == reasons


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("坚决打赢三大攻坚战", [("三", "idiom")]),
        ("市、县两级政府机构改革", [("两", "idiom")]),
        ("空气质量六项指标首次达标", [("六", "idiom"), ("首", "ordinal")]),
        ("六大市属企业资产增长21%", [("六", "idiom"), ("21", "")]),
        ("坚持一个中国原则", [("一", "idiom")]),
        ("国内生产总值每增长1个百分点的增量", [("1", "idiom")]),
        ("最低收购价平均每50公斤分别提高7.4元和16元", [("50", "idiom"), ("7.4", ""), ("16", "")]),
        ("技术交易额翻了一番", [("一", "idiom")]),
        ("技术交易额翻了2番", [("2", "idiom")]),
        ("大力推进疫苗接种等十项医疗惠民举措", [("十", "")]),
        ("继续办好十方面民生实事", [("十", "")]),
        ("取消十二项行政审批", [("十二", "")]),
        ("取消六项行政审批", [("六", "")]),
        ("取消五项行政审批", [("五", "idiom")]),
        ("突出抓好十件事", [("十", "idiom")]),
        ("实施九十九项举措", [("九十九", "")]),
        ("突出抓好九十九项举措", [("九十九", "idiom")]),
        ("突出抓好一百项举措", [("一百", "")]),
        ("突出抓好3件事", [("3", "")]),
        ("机构项目减少三分之一", [("三分之一", "")]),
        ("超过一半人口居住在城镇", [("一半", "")]),
        ("力争生活垃圾总量零增长、零填埋", [("零", ""), ("零", "")]),
    ],
)
def test_small_counts_in_chinese_digits_are_idioms_unless_done(text, reasons):
    assert screened(text) == reasons


@pytest.mark.parametrize(
    ("text", "reasons", "times"),
    [
        ("低效用地再开发“四个一万亩”", ["name", ""], [0, 4]),
        ("着重解决好现有“三个1亿人”问题", ["name", "name"], [0, 0]),
        ("低效用地再开发“九个一万亩”", ["name", ""], [0, 9]),
        ("低效用地再开发“四类一万亩”", ["name", "name"], [0, 0]),
        ("低效用地再开发一万亩", [""], [0]),
    ],
)
def test_a_phrase_that_repeats_a_target(text, reasons, times):
    found = find_mentions(Report("toy", text))
    assert [screen(mention, text) for mention in found] == reasons
    assert [repeats(mention) for mention in found] == times


def test_a_number_without_unit_is_a_statistic_in_a_list_only():
    assert screened("增长3%、5。") == [("3", ""), ("5", "")]
    assert screened("增长3%，5。") == [("3", ""), ("5", "name")]
