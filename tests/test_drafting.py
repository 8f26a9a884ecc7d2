"""Drafting: rows of observations and exclusions, quotes, ids; what holds for any text."""

import re
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jhreport.clauses import find_mentions
from jhreport.datasets import load_exclusions, load_observations
from jhreport.drafting import draft_exclusions, draft_observations, find_statistics
from jhreport.files import data_dir
from jhreport.offsets import Locator
from jhreport.quantities import BOUNDS, find_quantities
from jhreport.report import Report, load_report

pytestmark = pytest.mark.usefixtures("indicators_once")

REVIEW, PLAN = "一、2019年工作回顾\n", "二、2020年目标任务\n"
NATION = "among whom is not said: taken as the nation"
YEARLESS = "of which year is not known"
GOALS = "今年发展主要预期目标为："
KEPT = settings(deadline=None, derandomize=True, max_examples=200)


def made(text: str) -> Report:
    """Return a report of a city, with years, whose text is a review where it has no heading."""
    text = text if "、20" in text else f"{REVIEW}{text}\n{PLAN}"
    return Report("made", text, place_zh="金华市", review_year=2019, target_year=2020)


def drafted(text: str) -> pd.DataFrame:
    return draft_observations(made(text))


def cells(text: str, *columns: str) -> list[tuple]:
    """Return some columns of each drafted row."""
    return list(drafted(text)[list(columns)].itertuples(index=False, name=None))


def test_a_row_of_each_kind():
    text = f"{REVIEW}对美出口185亿元、逆势下降11.5%，增速居全省第三。\n{PLAN}研发强度达到2%左右。\n"
    table = drafted(text)
    assert table[
        ["text", "value", "unit", "op", "measure", "versus", "rank_of"]
    ].values.tolist() == [
        ["185", 185.0, "亿元", "=", "level", "", ""],
        ["11.5", -11.5, "%", "=", "growth", "", ""],
        ["第三", 3.0, "位", "=", "rank", "全省", "growth"],
        ["2", 2.0, "%", "~", "level", "", ""],
    ]
    done = ["item_001", "全市", 2019, "actual", "美出口", "", ""]
    promised = ["item_002", "全市", 2020, "target", "研发强度", "", ""]
    columns = ["indicator", "subject", "year", "status", "name", "note", "check"]
    assert table[columns].values.tolist() == [done, done, done, promised]
    assert table["high"].isna().all()
    places = [text.index(found) for found in ("185", "11.5", "第三", "2%左右")]
    assert table["start"].tolist() == places
    assert (table["end"] - table["start"]).tolist() == [3, 4, 2, 1]
    quotes = ["降11.5%，增速居全省第三。二、202", "0年目标任务研发强度达到2%左右。"]
    assert table["quote"].tolist()[2:] == quotes


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("能耗强度下降3%—5%", (-5.0, -3.0, "%", "range")),
        ("生产总值增长6%—6.5%", (6.0, 6.5, "%", "range")),
        ("能耗强度下降3%以上", (-3.0, pd.NA, "%", "<=")),
        ("能耗强度下降不超过3%", (-3.0, pd.NA, "%", ">=")),
        ("能耗强度下降3%左右", (-3.0, pd.NA, "%", "~")),
        ("能耗强度下降3%", (-3.0, pd.NA, "%", "=")),
        ("贫困人口减少6800多万人", (-6800.0, pd.NA, "万人", "<=")),
        ("融资成本再降低0.5个百分点", (-0.5, pd.NA, "个百分点", "=")),
        ("压减政府开支25亿元以上", (25.0, pd.NA, "亿元", ">=")),
        ("增速低于全国2个百分点", (-2.0, pd.NA, "个百分点", "=")),
        ("出口增长10%以上", (10.0, pd.NA, "%", ">=")),
        ("审批“最多90天”", (90.0, pd.NA, "天", "<=")),
        ("不良贷款率降至1.24%以内", (1.24, pd.NA, "%", "<=")),
    ],
)
def test_a_fall_is_negative_and_turns_floors_ceilings_and_ranges(text, row):
    (found,) = drafted(text)[["value", "high", "unit", "op"]].to_numpy().tolist()
    assert str(found) == str(list(row))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("快递业务量居全国第二。", (2.0, "位", "全国", "level", "")),
        ("外贸进口增速居全省第一。", (1.0, "位", "全省", "growth", "")),
        ("参保率居全省首位。", (1.0, "位", "全省", "level", "")),
        ("研发投入规模跃居世界第二位。", (2.0, "位", "世界", "level", "")),
        ("快递业务量居第二。", (2.0, "位", "全国", "level", NATION)),
        ("快递业务量上升到第四位。", (4.0, "位", "全国", "level", NATION)),
    ],
)
def test_ranks_say_among_whom_and_of_what(text, row):
    assert cells(text, "value", "unit", "versus", "rank_of", "check") == [row]


def test_only_ranks_have_rank_of():
    assert cells("外贸进口增速达到5%。", "measure", "rank_of") == [("growth", "")]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2005年人均期望寿命达到73岁。", [2005]),
        ("城镇居民收入由2002年7703元增加到2007年13786元。", [2002, 2007]),
        ("2018年起步，出口增长5%。", [2019]),
        ("出口增长5%。", [2019]),
        (f"{REVIEW}{PLAN}出口增长5%。\n", [2020]),
        (f"{REVIEW}{PLAN}到2025年森林覆盖率达到23.04%。\n", [2025]),
        (f"{REVIEW}{PLAN}补助由40元提高到80元。\n", [2019, 2020]),
        (f"援鄂医疗队107名医护人员。\n{REVIEW}{PLAN}", [2020]),
    ],
)
def test_the_year_is_that_of_the_clause_or_else_of_the_part(text, years):
    assert drafted(text)["year"].tolist() == years


def test_an_unknown_year_is_left_empty_and_said():
    table = draft_observations(Report("toy", f"{REVIEW}出口增长5%。\n{PLAN}进口增长6%。\n"))
    assert table["year"].isna().tolist() == [True, True]
    assert table["check"].tolist() == [YEARLESS, YEARLESS]


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("出口增长5%。", [""]),
        ("能耗、水耗均下降20%。", ["", ""]),
        (
            "品字标标准77项，企业57家，均居全省首位。",
            ["", "", *["one number for 2 things: name each"] * 2],
        ),
        (
            "低效用地再开发“四个一万亩”。",
            ["one number for 4 things: name each; in Chinese digits: a statistic?"] * 4,
        ),
        ("增长5%。", ["no name found"]),
        (
            "农村贫困人口减少10万人。",
            ["against whom is not said: taken as the year before"],
        ),
        ("推进疫苗接种等十项举措。", ["in Chinese digits: a statistic?"]),
        (
            "推进疫苗接种等七八项举措。",
            ["in Chinese digits: a statistic?; the digits spell no number"],
        ),
        (f"出口{'1' * 31}亿元。", ["the digits spell no number"]),
        ("项目通过率提高三成。", [""]),
    ],
)
def test_what_the_rules_are_unsure_of_they_say(text, checks):
    assert drafted(text)["check"].tolist() == checks


def test_the_digits_that_spell_no_number_give_no_value():
    assert drafted("推进疫苗接种等七八项举措。")["value"].isna().tolist() == [True]


def test_without_headings_a_reader_is_told():
    (check,) = draft_observations(Report("toy", "出口增长5%。", review_year=2019))["check"]
    assert check == "no review and plan are told apart: taken as reached"


def test_a_number_for_several_things_has_one_row_for_each():
    rows = cells("能耗、水耗均下降20%以上，信访下降15%。", "start", "value", "op")
    first = len(REVIEW)
    assert rows == [(first + 8, -20.0, "<="), (first + 8, -20.0, "<="), (first + 18, -15.0, "=")]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("实现地区生产总值4559.9亿元。", "gdp"),
        ("国内生产总值增长6.5%。", "gdp"),
        ("经济增长6.5%。", "gdp"),
        ("全国财政收入突破20万亿元。", "general_public_budget_revenue"),
        ("财政收入增长10.1%。", "general_public_budget_revenue"),
        ("新增“品字标”企业57家。", "new_pinzi_brand_firms"),
        ("外贸出口4034亿元。", "exports"),
        ("信访总量下降15%。", "petitions"),
        ("信访数下降15%。", "item_001"),
    ],
)
def test_known_indicators_are_told_by_name_and_synonym(text, indicator):
    assert cells(text, "indicator") == [(indicator,)]


def test_unknown_names_are_numbered_as_they_come_each_once():
    text = "甲类园区5个，增长3%。乙类园区6个。进口7亿元。丙类园区8个。全市甲类园区9个。"
    assert [indicator for (indicator,) in cells(text, "indicator")] == [
        *("item_001", "item_001", "item_002", "imports", "item_003", "item_004")
    ]
    assert cells(f"{text}全市甲类园区5个。", "indicator")[-1] == ("item_001",)


@pytest.mark.parametrize(
    ("place", "whole"),
    [
        ("金华市", "全市"),
        ("浙江省", "全省"),
        ("婺城区", "全区"),
        ("武义县", "全县"),
        ("恩施州", "全州"),
        ("中国", "全国"),
        ("", "全市"),
    ],
)
def test_the_subject_is_the_whole_place(place, whole):
    report = Report("toy", "出口增长5%。", place_zh=place)
    assert report.whole == whole
    assert draft_observations(report)["subject"].tolist() == [whole]


@pytest.mark.parametrize(
    ("clause", "said", "name"),
    [
        ("居民收入增长与经济增长基本同步", "与经济增长基本同步", "居民收入增长"),
        ("全员劳动生产率稳步提高", "稳步提高", "全员劳动生产率"),
        ("能源和环境指标完成省定目标任务", "完成省定目标任务", "能源和环境指标"),
        ("国际收支基本平衡", "基本平衡", "国际收支"),
        ("生态环境质量持续改善", "持续改善", "生态环境质量"),
        ("主要污染物排放量持续下降", "持续下降", "主要污染物排放量"),
        ("进出口稳中提质", "稳中提质", "进出口"),
        ("进出口量稳质升", "量稳质升", "进出口"),
        ("进出口回稳向好", "回稳向好", "进出口"),
        ("进出口 回稳向好 ", "回稳向好", "进出口"),
    ],
)
def test_goals_in_words(clause, said, name):
    text = f"{REVIEW}{PLAN}{GOALS}出口增长5%，{clause}，就业稳定向好。\n"
    number, goal = drafted(text).itertuples()
    assert number.text == "5"
    assert (goal.text, goal.name, goal.op, goal.measure) == (said, name, "qualitative", "growth")
    assert (goal.status, goal.year, goal.unit, goal.subject) == ("target", 2020, "", "全市")
    assert pd.isna(goal.value) and pd.isna(goal.high)
    assert goal.start == text.index(said)
    assert goal.check == "a target in words: of what, and growth or level?"


@pytest.mark.parametrize(
    "sentence",
    [
        "全员劳动生产率稳步提高。",
        "围绕全年目标，全员劳动生产率稳步提高。",
        f"{GOALS}劳动生产率大幅提高。",
        f"{GOALS}稳步提高劳动生产率。",
        f"{GOALS}就业良好。劳动生产率稳步提高。",
    ],
)
def test_other_words_are_no_goals(sentence):
    assert drafted(f"{REVIEW}{PLAN}{sentence}\n").empty


def test_goals_in_words_stand_in_order_with_the_numbers():
    text = f"{REVIEW}{PLAN}{GOALS}投资稳步提高，出口增长5%，收入稳步提高，进口增长6%。\n"
    assert [row for (row,) in cells(text, "text")] == ["稳步提高", "5", "稳步提高", "6"]


def test_columns_and_types():
    table = drafted("出口增长5%。")
    assert list(table) == list(load_observations("jinhua-2020"))
    kinds = table.dtypes.astype(str).to_dict()
    numbers = {"year": "Int64", "value": "Float64", "high": "Float64"}
    numbers |= {"start": "int64", "end": "int64"}
    assert {column: kinds[column] for column in numbers} == numbers
    assert {kinds[column] for column in kinds.keys() - numbers.keys()} == {"str"}


def test_exclusions():
    text = f"{REVIEW}完成第三轮复审，签约20亿元以上项目27个。\n{PLAN}"
    table = draft_exclusions(made(text))
    assert list(table) == [column for column in load_exclusions("jinhua-2020") if column in table]
    assert list(table) == ["start", "end", "text", "quote", "reason", "note"]
    assert table[["text", "reason", "note"]].values.tolist() == [
        ["2019", "date", ""],
        ["第三", "ordinal", ""],
        ["20", "threshold", ""],
        ["2020", "date", ""],
    ]
    assert table["start"].tolist() == [
        2,
        text.index("第三"),
        text.index("20亿"),
        text.index("2020"),
    ]
    assert (table["end"] - table["start"]).tolist() == [4, 2, 2, 4]


@pytest.mark.parametrize("text", ["", "没有数字。", "\n \n"])
def test_nothing_to_draft_gives_empty_tables_with_all_columns(text):
    report = Report("toy", text)
    some = draft_observations(Report("toy", "增长5%。"))
    assert draft_observations(report).shape == (0, len(some.columns))
    assert list(draft_observations(report)) == list(some)
    assert draft_observations(report)["start"].dtype == "int64"
    assert draft_exclusions(report).shape == (0, 6)
    assert list(draft_exclusions(report)) == ["start", "end", "text", "quote", "reason", "note"]


def test_statistics_name_what_was_screened_too():
    found = find_statistics(Report("toy", "完成第三轮改革。信访总量下降15%，其中三大类增长2%。"))
    assert [(one.row["text"], one.reason, one.measure, one.name) for one in found] == [
        ("第三", "ordinal", "", ""),
        ("15", "", "growth", "信访总量"),
        ("三", "idiom", "", ""),
        ("2", "", "growth", "信访总量三大类"),
    ]


def test_a_screened_numeral_between_breaks_a_list():
    found = find_statistics(Report("toy", "分别下降5%、第三、3%。"))
    assert [one.sign for one in found if not one.reason] == [-1, 1]


@pytest.mark.parametrize(
    ("text", "columns", "wanted"),
    [
        ("国内生产总值比2002年增长65.5%。", ["year"], [(2019,)]),
        ("中央财政安排资金1713亿元，是2010年的2.2倍。", ["year"], [(2019,), (2019,)]),
        ("清洁能源消费比重提高6.3个百分点。", ["versus"], [("上年",)]),
        ("融资成本较去年再降低0.5个百分点。", ["versus"], [("去年",)]),
        ("赤字比去年预算赤字减少650亿元。", ["versus"], [("去年预算赤字",)]),
        ("就业率同比提高1.2个百分点。", ["versus"], [("上年",)]),
        ("服务业增加值比重达到46.1%。", ["name"], [("服务业增加值比重",)]),
        ("优良天数比例达88.8%。", ["name"], [("优良天数比例",)]),
        (
            "基本养老保险参保率98.8%。",
            ["name", "indicator"],
            [("基本养老保险参保率", "pension_enrolment")],
        ),
        (
            "新增12处全国重点文物保护单位。",
            ["name", "indicator"],
            [("新增全国重点文物保护单位", "new_national_heritage_sites")],
        ),
        ("都市区绿道贯通292公里。", ["value"], [(292.0,)]),
        ("投资增幅列全省第4。", ["versus"], [("全省",)]),
        ("有效发明专利拥有量增加两倍。", ["measure", "value"], [("growth", 2.0)]),
        ("企业开办时间缩短三分之一以上。", ["measure", "op"], [("growth", "<=")]),
        (
            "流量资费年内至少降低30%。",
            ["name", "value", "op"],
            [("流量资费", -30.0, "<=")],
        ),
        ("完成了全年主要目标任务。", ["op"], []),
        ("今年要完成1000万以上农村贫困人口脱贫任务。", ["value", "unit"], [(1000.0, "万")]),
        ("经济总量从世界第六位上升到第四位。", ["versus"], [("世界",), ("世界",)]),
        ("业务居全国第三 批试点城市。", ["text"], []),
    ],
)
def test_sentences_of_reports_that_were_once_drafted_wrong(text, columns, wanted):
    assert cells(text, *columns) == wanted


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("出境旅游近亿人次。", "magnitude"),
        ("企业连续第7年提高养老金。", "ordinal"),
        ("2020年4月。", "date"),
        # No unit, in no list: what it counts is not said.
        ("今年新增企业15", "name"),
    ],
)
def test_reasons_at_the_edges_of_a_text(text, reason):
    assert draft_exclusions(Report("toy", text))["reason"].iloc[0] == reason


def test_a_numeral_at_the_start_of_a_text_is_drafted():
    assert draft_observations(Report("toy", "15%的企业受益。"))["text"].tolist() == ["15"]


def test_empty_tables_have_the_types_of_full_ones():
    empty, full = (Report("toy", text) for text in ("", "第三轮增长5%。"))
    for draft in (draft_observations, draft_exclusions):
        assert draft(empty).dtypes.to_dict() == draft(full).dtypes.to_dict()


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    folder = data_dir() / "evaluation"
    nations = {
        name: load_report(folder / f"{name}.txt") for name in ("national-2014", "national-2018")
    }
    return {"jinhua-2020": load_report("jinhua-2020"), **nations}


@pytest.mark.parametrize("draft", [draft_observations, draft_exclusions])
@pytest.mark.parametrize("name", ["jinhua-2020", "national-2014", "national-2018"])
def test_quotes_stand_once_and_give_the_offsets_back(reports, name, draft):
    report = reports[name]
    table = draft(report)
    squeezed = "".join(report.text.split())
    assert len(table) > 50
    assert [quote for quote in table["quote"] if squeezed.count(quote) != 1] == []
    locator = Locator(report.text)
    found = [locator.span(row.quote, row.text) for row in table.itertuples()]
    assert found == list(zip(table["start"], table["end"], strict=True))


def test_a_quote_grows_until_it_stands_once():
    text = "金东区今年一季度进口增长5%。武义县今年一季度进口增长5%。"
    report = Report("toy", text)
    table = draft_observations(report)
    locator = Locator(text)
    assert [text.count(quote) for quote in table["quote"]] == [1, 1]
    assert [locator.span(quote, "5") for quote in table["quote"]] == [(12, 13), (27, 28)]


def test_a_quote_holds_its_numeral_once():
    table = draft_observations(Report("toy", "东阳、永康两地进口分别增长5%、5%，出口持平。"))
    assert [quote.count("5") for quote in table["quote"]] == [1, 1]


def test_a_quote_is_short_and_without_white_space():
    text = "杭" * 100 + "新增贷款 945 亿元，" + "州" * 100
    assert cells(text, "quote") == [("杭杭杭杭杭杭杭杭新增贷款945亿元，州州州",)]


def test_jinhua_goals_in_words(reports):
    table = draft_observations(reports["jinhua-2020"])
    goals = table[table["op"] == "qualitative"]
    assert goals[["text", "name", "year"]].values.tolist() == [
        ["与经济增长基本同步", "有效投资、一般公共预算收入、城乡居民收入增长", 2020],
        ["稳步提高", "全员劳动生产率", 2020],
        ["完成省定目标任务", "能源和环境指标", 2020],
    ]
    assert goals["indicator"].tolist()[1:] == ["labour_productivity", "energy_environment_targets"]


HANZI = (
    "金华市义乌地区生产总值工业农业企业收入就业用地出口项目公里创建开展重点改革发展全国省和的第届"
)
PIECES = [
    *HANZI,
    *"0123456789一二三四五六七八九十百千万亿零半首AGPMx",
    *"，。；！？：、（）“”《》—~-.+/% \n\t\u3000",
    *(
        "亿元",
        "万人",
        "个百分点",
        "%",
        "家",
        "项",
        "天",
        "年",
        "位",
        "岁",
        "个",
        "万亩",
        "倍",
        "微克每立方米",
    ),
    *(
        "增长",
        "下降",
        "减少",
        "降至",
        "提高到",
        "均",
        "分别",
        "都",
        "由",
        "从",
        "比上年",
        "较去年",
        "低于全国",
    ),
    *(
        "以上",
        "以内",
        "左右",
        "级",
        "最多",
        "不超过",
        "约",
        "每",
        "翻一番",
        "百分之",
        "零增长",
        "占",
        "居全省第",
    ),
    *(
        "“四个一万亩”",
        "6%—6.5%",
        "1~2家",
        "2020年",
        "PM2.5",
        "15",
        "26.9%、12.6%",
        "三大",
        "首位",
        "等十项",
    ),
    *(
        "主要预期目标为",
        "稳步提高",
        "与经济增长基本同步",
        "完成省定目标任务",
        "一、2019年工作回顾\n",
        "二、目标\n",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
REPORTS = st.builds(
    Report,
    st.just("toy"),
    TEXTS,
    place_zh=st.sampled_from(["", "金华市"]),
    review_year=st.sampled_from([None, 2019]),
    target_year=st.sampled_from([None, 2020]),
)


@KEPT
@given(REPORTS)
def test_any_text_is_drafted_with_rows_that_stand_in_it(report):
    text = report.text
    squeezed = "".join(text.split())
    for row in draft_observations(report).itertuples():
        assert 0 <= row.start < row.end <= len(text)
        assert text[row.start : row.end] == row.text
        assert "".join(row.text.split()) in row.quote
        assert row.quote in squeezed
        assert (row.op == "range") == pd.notna(row.high)
        assert (row.versus != "") == (row.measure in ("rank", "difference"))
        assert (row.rank_of != "") == (row.measure == "rank")
        assert pd.notna(row.year) or YEARLESS in row.check or row.op == "qualitative"


@KEPT
@given(REPORTS)
def test_drafting_twice_gives_the_same(report):
    again = Report(**{field: getattr(report, field) for field in report.__dataclass_fields__})
    pd.testing.assert_frame_equal(draft_observations(report), draft_observations(again))


@KEPT
@given(REPORTS)
def test_every_numeral_is_an_observation_or_an_exclusion_and_never_both(report):
    numerals = find_quantities(report.text)
    observed = draft_observations(report)
    observed = observed[observed["op"] != "qualitative"]
    tables = (numerals, observed, draft_exclusions(report))
    every, ours, others = (list(zip(t["start"], t["end"], strict=True)) for t in tables)
    assert sorted({*ours, *others}) == every
    assert not {*ours} & {*others}
    assert len(others) == len({*others})


PARAGRAPHS = [
    "对外开放多点突破。实现外贸出口4034亿元、增长10.3%；进口185亿元、增长66.8%，增速居全省第一。开行“义新欧”"
    "班列528列、增长65%，“金华—中亚”班列103列、增长84%。义甬舟海铁联运班列运送标箱11万个，增长25%。1210业务"
    "量居全国第三批试点城市首位。跨境网络零售出口增长29.6%、占全省51.7%。",
    "刑事、治安案件分别下降26.9%、12.6%。一般企业投资项目审批“最多90天”、竣工验收“最多30天”实现率均达100%。"
    "盘活存量用地、低效用地再开发“四个一万亩”，签约20亿元以上项目27个，自给率高于全省平均22个百分点。",
]


def gaps(text: str) -> list[int]:
    """Return where a space may stand: in no numeral, unit or word of a bound, but before a unit."""
    rows = [mention.row for mention in find_mentions(Report("toy", text))]
    taken = {place for row in rows for place in range(row["start"] + 1, row["tail"])}
    taken -= {row["end"] for row in rows if row["script"] == "arabic"}
    bounds = re.finditer("|".join(sorted(BOUNDS, key=len, reverse=True)), text)
    taken |= {place for word in bounds for place in range(word.start() + 1, word.end())}
    return sorted({*range(1, len(text))} - taken)


plain = cache(drafted)


@KEPT
@given(st.data())
def test_spaces_between_words_change_nothing_but_offsets(data):
    text = data.draw(st.sampled_from(PARAGRAPHS))
    places = data.draw(st.sets(st.sampled_from(gaps(text))))
    space = data.draw(st.sampled_from([" ", "\u3000"]))
    spaced = "".join(space + sign if at in places else sign for at, sign in enumerate(text))
    found, wanted = (
        table.drop(columns=["start", "end"]) for table in (drafted(spaced), plain(text))
    )
    assert len(wanted) in (14, 12)
    pd.testing.assert_frame_equal(found, wanted)
