"""Numerals: value, unit, operator, sign, ranges, Chinese numerals, hostile input, a real report."""

import math
import re

import pytest

from jhreport.quantities import DTYPES, NOT_NUMERALS, chinese_value, find_quantities
from jhreport.report import load_report


@pytest.fixture(scope="module")
def text() -> str:
    return load_report("jinhua-2020").text


def rows(text: str) -> list[tuple]:
    """Return (text, value, unit, op, sign) of each numeral."""
    table = find_quantities(text)[["text", "value", "unit", "op", "sign"]]
    return list(table.itertuples(index=False, name=None))


def one(text: str) -> tuple:
    """Return (text, value, unit, op, sign) of the only numeral."""
    (row,) = rows(text)
    return row


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("生产总值4559.9亿元", 4559.9, "亿元"),
        ("泊位 2.1 万余个。", 2.1, "万个"),
        ("差 0.5 个百分点", 0.5, "个百分点"),
        ("浓度降至 32 微克每立方米", 32.0, "微克每立方米"),
        ("用水35立方米/万元", 35.0, "立方米/万元"),
        ("运送标箱11万个", 11.0, "万个"),
        ("发运12万标箱", 12.0, "万标箱"),
        ("支出 126.7\n亿元", 126.7, "亿元"),
        ("用于5\n\n个人", 5.0, ""),
        ("人口1,234,567人", 1234567.0, "人"),
        ("占６５．５％", 65.5, "%"),
        ("粮食1.2万亿斤", 1.2, "万亿斤"),
        ("5千多户", 5.0, "千户"),
        ("8000多万农业", 8000.0, "万"),
        ("13亿多人口的大国", 13.0, "亿"),
        ("降低900多万个体工商户税负", 900.0, "万"),
        ("平板玻璃7600多万重量箱、", 7600.0, "万重量箱"),
        ("1万6千多户", 16000.0, "户"),
        ("1亿3千多万，", 13000.0, "万"),
        ("3亿5000元", 300005000.0, "元"),
        ("降为9成。", 9.0, "成"),
        ("有9成员", 9.0, ""),
        ("G60科创", 60.0, ""),
        ("居全国第5，", 5.0, "位"),
        ("运行第5垃圾厂", 5.0, ""),
    ],
)
def test_value_and_unit_of_arabic_numerals(text, value, unit):
    assert one(text)[1:3] == (value, unit)


@pytest.mark.parametrize(
    ("text", "numeral", "value"),
    [
        ("企业开办时间缩短1/3以上", "1/3", 100 / 3),
        ("2/3的县（市）", "2/3", 200 / 3),
        ("3／8的学校", "3／8", 37.5),
    ],
)
def test_fractions_are_shares(text, numeral, value):
    found = one(text)
    assert (found[0], found[2]) == (numeral, "%")
    assert found[1] == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("24/7服务", ["24", "7"]),
        ("2022/1/3", ["2022", "1", "3"]),
        ("1/2020年", ["1", "2020"]),
        ("2/4的人", ["2", "4"]),
    ],
)
def test_other_strokes_make_no_fraction(text, numerals):
    assert [row[0] for row in rows(text)] == numerals


def test_coins():
    text = "早籼稻、中晚籼稻、粳稻每斤分别提高3分、5分和1毛钱，票价5角。"
    assert [row[:3] for row in rows(text)] == [
        *(("3", 3.0, "分"), ("5", 5.0, "分"), ("1", 1.0, "毛"), ("5", 5.0, "角"))
    ]
    assert one("得3分的学校")[2] == ""


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("减负3万多亿元", 3.0, "万亿元"),
        ("新增4万多亿元", 4.0, "万亿元"),
        ("投资3万余亿元", 3.0, "万亿元"),
        ("惠及2亿多人", 2.0, "亿人"),
    ],
)
def test_odd_within_a_unit_is_a_floor(text, value, unit):
    assert one(text)[1:4] == (value, unit, ">=")


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("快递1·5亿件", [("1·5", 1.5)]),
        ("占69·2%", [("69·2", 69.2)]),
        ("5·1假期", [("5", 5.0), ("1", 1.0)]),
        ("5·12地震", [("5", 5.0), ("12", 12.0)]),
    ],
)
def test_a_middle_dot_is_a_decimal_point_before_a_share_or_a_magnitude(text, numerals):
    assert [row[:2] for row in rows(text)] == numerals


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("分别高4.2和0.7个百分点", ["个百分点", "个百分点"]),
        ("分别为5、6家和7家", ["家", "家", "家"]),
        ("高4.2和0.7个百分点", ["", "个百分点"]),
        ("分别为5，6家", ["", "家"]),
    ],
)
def test_a_list_that_is_told_apart_shares_its_unit(text, units):
    assert [row[2] for row in rows(text)] == units


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("收入5亿元", "="),
        ("达到5%", "="),
        ("5 亿元以上", ">="),
        ("5%左右", "~"),
        ("控制在2.5%以内", "<="),
        ("35立方米以下", "<="),
        ("10（含）以上", ">="),
        ("突破2000亿元", ">="),
        ("突破了 2000亿元", ">="),
        ("超5亿元", ">="),
        ("不低于5%", ">="),
        ("低于5%", "<="),
        ("低于全国5个百分点", "="),
        ("“最多90天”", "<="),
        ("至少降低30%", ">="),
        ("至少增加30%", ">="),
        ("至少增长5%", ">="),
        ("最多提高5%", "<="),
        ("最多跑5次", "="),
        ("不超过5%", "<="),
        ("不到5%", "<="),
        ("约5%", "~"),
        ("节约5%", "="),
        ("签约20亿元", "="),
        ("签约20亿元以上", ">="),
        ("近5000亿元", "~"),
        ("接近5000亿元", "~"),
        ("近5年", "="),
        ("50余", ">="),
        ("1000多家", ">="),
        ("1.5万多家", ">="),
        ("3年多", ">="),
        ("10个多式联运枢纽", "="),
        ("超过15%左右", "~"),
    ],
)
def test_operators(text, op):
    assert one(text)[3] == op


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("刑事、治安案件分别下降 26.9%、12.6%。", [-1, -1]),
        ("分别下降5%以上、3%左右和2%", [-1, -1, -1]),
        ("增长5%，下降3%", [1, -1]),
        ("下降3%，达到5%", [-1, 1]),
        ("压减政府开支25亿元", [-1]),
        ("再降低0.5个百分点", [-1]),
        ("办理时间缩短30%", [-1]),
        ("事项压缩30%", [-1]),
        ("时限压缩至3小时", [1]),
        ("为企业减负196亿元", [1]),
        ("减轻医疗负担12亿元", [1]),
        ("减免证明134万件", [1]),
        ("贫困发生率由10.2%下降到3.1%", [1, 1]),
        ("降至32微克", [1]),
        ("成本下降、失业率降至3%", [1]),
        ("下降0.1个百分点至1.24%", [-1, 1]),
        ("降幅为5%", [-1]),
        ("降低成本、新增就业10万人", [1]),
        ("农村贫困人口减少1386万", [-1]),
        ("比预算低0.4个百分点", [-1]),
        ("低收入农户5万户", [1]),
        ("减少一半", [-1]),
        ("下降3%—5%", [-1, -1]),
        ("压减的内容很多而且很长很长很长很长很长很长很长很长很长的5%", [1]),
    ],
)
def test_signs(text, signs):
    assert [row[4] for row in rows(text)] == signs


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("增长6%—6.5%", 6, 6.5, "%"),
        ("增长6%－6.5%", 6, 6.5, "%"),
        ("增长6–6.5%", 6, 6.5, "%"),
        ("增长5%-5.5%左右", 5, 5.5, "%"),
        ("增长4.5-5%", 4.5, 5, "%"),
        ("增长6％—6.5%", 6, 6.5, "%"),
        ("新增 1~2 家", 1, 2, "家"),
        ("新增1～2家", 1, 2, "家"),
        ("增长6%至6.5%", 6, 6.5, "%"),
        ("增长6%到6.5%", 6, 6.5, "%"),
        ("100万元至300万元部分", 100, 300, "万元"),
        ("100—150万元", 100, 150, "万元"),
    ],
)
def test_ranges(text, low, high, unit):
    first, last = find_quantities(text).itertuples()
    assert (first.value, first.high, first.unit, first.op) == (low, high, unit, "range")
    assert (last.value, last.unit, last.op) == (high, unit, "range")
    assert math.isnan(last.high)
    assert (first.range_end, last.range_end) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "从11.4%到15%",
        "由10.2%至3.1%",
        "由9.8%降至7.5%",
        "自去年的2%到5%",
        "“2+6”清单",
        "2016—2020年",
        "2016-2020",
        "1—2月",
        "5000—1万元",
        "6%—5%",
        "3亿元—5%",
        "5%。—6%",
    ],
)
def test_what_is_no_range(text):
    table = find_quantities(text)
    assert table["op"].tolist() == ["=", "="]
    assert table["high"].isna().all()
    assert not table["range_end"].any()


def test_a_number_closes_one_range_only():
    assert find_quantities("1~2~3家")["range_end"].tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("筹办第十一届大会", [("第十一", 11, "届", "=")]),
        ("居全省第二。", [("第二", 2, "位", "=")]),
        ("居全省第一、全国第二，", [("第一", 1, "位", "="), ("第二", 2, "位", "=")]),
        ("运行市第二垃圾厂", [("第二", 2, "", "=")]),
        ("第四大都市区", [("第四", 4, "大", "=")]),
        ("入围第一批", [("第一", 1, "批", "=")]),
        ("均居全省首位", [("首位", 1, "位", "=")]),
        ("首批八大行业", [("首", 1, "批", "="), ("八", 8, "大", "=")]),
        ("首要任务，首位度", []),
        ("“四个一万亩”", [("四", 4, "个", "="), ("一", 1, "万亩", "=")]),
        ("税收万元以下", [("万", 10000, "元", "<=")]),
        ("“万亩千亿”平台", [("万", 10000, "亩", "="), ("千", 1000, "亿", "=")]),
        ("三百万元以上", [("三百", 300, "万元", ">=")]),
        ("二十余家", [("二十", 20, "家", ">=")]),
        ("进度过半。", [("半", 50, "%", ">=")]),
        ("半数农村", [("半", 50, "%", "=")]),
        ("半数以上农村", [("半", 50, "%", ">=")]),
        ("半年", [("半", 0.5, "年", "=")]),
        ("减少一半以上", [("一半", 50, "%", ">=")]),
        ("百分之一", [("百分之一", 1, "%", "=")]),
        ("四分之一", [("四分之一", 25, "%", "=")]),
        ("七成以上", [("七", 7, "成", ">=")]),
        ("零增长、零填埋、零的突破、零售", [("零", 0, "%", "="), ("零", 0, "", "=")]),
        ("继续办好十方面实事", [("十", 10, "方面", "=")]),
        ("十县连廿县", [("十", 10, "县", "="), ("廿", 20, "县", "=")]),
        ("一带一路、长三角、三农、千方百计、万众一心、十百千万", []),
    ],
)
def test_chinese_numerals(text, expected):
    table = find_quantities(text)
    assert set(table["script"]) <= {"chinese"}
    found = table[["text", "value", "unit", "op"]].itertuples(index=False, name=None)
    assert list(found) == expected


def test_digits_that_spell_no_number_are_kept_without_value():
    table = find_quantities("七八个")
    assert table[["text", "unit"]].values.tolist() == [["七八", "个"]]
    assert table["value"].isna().all()


@pytest.mark.parametrize("word", sorted(NOT_NUMERALS))
def test_words_that_are_no_numerals(word):
    assert rows(f"，{word}个，") == []


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零五", 105),
        ("两千五", 2500),
        ("一万五千", 15000),
        ("三千万", 3e7),
        ("一亿二千万", 1.2e8),
        ("一万亿", 1e12),
        ("二〇二〇", 2020),
        ("廿三", 23),
        ("半", 0.5),
    ],
)
def test_chinese_value(run, value):
    assert chinese_value(run) == value


@pytest.mark.parametrize("run", ["七八", "十百千万", "一半", "二二十", "一" * 31])
def test_chinese_value_of_no_number(run):
    assert math.isnan(chinese_value(run))


def test_no_numerals_give_an_empty_table_of_the_same_types():
    table = find_quantities("没有数字。")
    assert len(table) == 0
    assert table.dtypes.astype(str).to_dict() == find_quantities("5%").dtypes.astype(str).to_dict()
    assert list(table) == list(DTYPES)


@pytest.mark.parametrize(
    ("digits", "finite"), [(15, True), (30, True), (31, False), (10**6, False)]
)
def test_long_runs_of_digits_are_no_quantity(digits, finite):
    table = find_quantities("1" * digits)
    assert table["end"].tolist() == [digits]
    assert math.isfinite(table["value"][0]) == finite


HOSTILE = {
    "digits": "1",
    "decimals": "9.",
    "thousands": "1,111",
    "ranges": "1~",
    "compounds": "亿1",
    "lists": "下降1、",
    "ordinals": "第",
    "ranks": "第一",
    "han": "零一二三四五六七八九十",
    "magnitudes": "万",
    "shares": "百分之",
    "counters": "一项",
    "idioms": "千年",
    "cues": "超过约近1",
    "falls": "下降",
    "spaces": " ",
    "gaps": "1" + " " * 40,
    "newlines": "\r\n",
    "brackets": "（“（",
    "words": "增长百",
}


# How the time grows with the length is measured in benchmarks/; a pattern that backtracks without
# bound would not come to an end here.
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_to_its_end(unit):
    table = find_quantities((unit * 100_000)[:100_000])
    assert not (table["value"] == math.inf).any()
    assert (table["end"] <= 100_000).all()


@pytest.mark.parametrize(
    ("unit", "count"),
    [("1", 1), ("9.", 250_000), ("第", 0), ("万", 0), ("零一二三四五六七八九十", 0)],
)
def test_a_megabyte_is_read(unit, count):
    assert len(find_quantities((unit * 1_000_000)[:1_000_000])) == count


def test_jinhua_arabic_numerals_are_all_found(text):
    table = find_quantities(text)
    arabic = table[table["script"] == "arabic"]
    printed = [(found.start(), found[0]) for found in re.finditer(r"\d+(?:\.\d+)?", text)]
    assert list(zip(arabic["start"], arabic["text"], strict=True)) == printed
    assert len(printed) == 203
    assert [float(number) for _, number in printed] == arabic["value"].tolist()


def test_jinhua_spans_are_the_numerals_as_printed_and_apart(text):
    table = find_quantities(text)
    spans = zip(table["start"], table["end"], strict=True)
    assert [text[start:end] for start, end in spans] == table["text"].tolist()
    assert (table["start"][1:].to_numpy() >= table["end"][:-1].to_numpy()).all()
    assert table["value"].notna().all()


def test_jinhua_chinese_numerals(text):
    table = find_quantities(text)
    chinese = table[table["script"] == "chinese"]
    counts = (chinese["text"] + "|" + chinese["unit"]).value_counts()
    assert len(chinese) == 103
    assert counts[["第一|位", "第二|位", "首位|位", "首|批", "首|次", "首|个"]].tolist() == [
        *(6, 4, 3, 2, 2, 1)
    ]
    assert counts[["三|级", "两|级", "二|级", "一|级", "九|场", "八|大"]].tolist() == [
        2,
        1,
        1,
        1,
        2,
        2,
    ]
    assert counts[["万|亩", "千|亿", "万|元", "一|万亩", "半|%", "百分之一|%"]].tolist() == [
        *(2, 2, 2, 1, 2, 2)
    ]
    assert counts[["零|%", "零|", "十|方面", "第七|次", "第七|届", "十九|届"]].tolist() == [
        1,
        1,
        1,
        1,
        1,
        2,
    ]


def test_jinhua_falls_ranges_and_bounds(text):
    table = find_quantities(text)
    falls = table[table["sign"] == -1]["text"].tolist()
    assert falls == ["26.9", "12.6", "42.3", "33.5", "15", "0.5", "25", "5"]
    ranges = table[table["op"] == "range"][["text", "unit"]].values.tolist()
    assert ranges == [["6", "%"], ["6.5", "%"], ["1", "家"], ["2", "家"]]
    below = table[table["op"] == "<="][["text", "unit"]].values.tolist()
    assert below == [
        *(["90", "天"], ["30", "天"], ["2.5", "%"], ["80", "天"], ["20", "天"], ["万", "元"]),
        ["35", "立方米"],
    ]
    assert table[table["op"] == "~"]["text"].tolist() == ["10"]
