"""Wording: terms and quantities in Chinese and in English."""

import pandas as pd
import pytest

from jhreport import wording
from jhreport.datasets import load_indicators
from jhreport.keywords import count_words, keyness
from jhreport.report import Report
from jhreport.wording import (
    LANGUAGES,
    format_quantity,
    gloss,
    missing_glosses,
    report_parts,
    row_names,
    shorten,
    signed,
    theme_name,
    with_labels,
    word_labels,
    wrap,
)


@pytest.mark.parametrize(
    ("term", "group", "expected"),
    [
        ("全省", "versus", "the province"),
        ("微克每立方米", "unit", "µg/m³"),
        ("稳步提高", "statement", "rise steadily"),
        ("六大市属企业", "subject", "six large city-owned enterprises"),
    ],
)
def test_gloss(term, group, expected):
    assert gloss(term, group) == expected
    assert gloss(term, group, "zh") == term


def test_a_term_without_gloss_stands_for_itself():
    assert gloss("全球", "versus") == "全球"
    # The gloss of another group is not taken.
    assert gloss("全省", "subject") == "全省"


def test_words_have_their_gloss_before_them_in_english_only():
    assert word_labels(["数字经济", "改革"], "en") == ["digital economy 数字经济", "reform 改革"]
    assert word_labels(["数字经济", "龘龘"], "zh") == ["数字经济", "龘龘"]
    assert word_labels([], "en") == []


def test_words_without_gloss_stand_alone_and_are_named():
    words = ["龘龘", "改革", "微克每立方米"]
    assert word_labels(iter(words), "en") == ["龘龘", "reform 改革", "微克每立方米"]
    assert missing_glosses(words) == ["龘龘", "微克每立方米"]


def test_rows_get_the_labels_of_a_column(monkeypatch):
    known = {("word", "甲"): "a", ("word", "乙"): "b", ("unit", "乙"): "c"}
    monkeypatch.setattr(wording, "_english", lambda: known)
    rows = pd.DataFrame({"word": ["乙", "甲"], "term": ["甲", "乙"]}, index=[5, 2])
    columns = ["label_zh", "label_en"]
    assert with_labels(rows)[columns].values.tolist() == [["乙", "b 乙"], ["甲", "a 甲"]]
    labelled = with_labels(rows, "term")
    assert labelled[columns].values.tolist() == [["甲", "a 甲"], ["乙", "b 乙"]]
    assert labelled.index.tolist() == [5, 2]
    assert rows.columns.tolist() == ["word", "term"]


def test_every_word_on_the_charts_has_a_gloss(jinhua):
    marked = keyness(jinhua)["word"]
    chosen = "疫情 改革 数字经济 民营企业 长三角 都市区 乡村 民生 最多跑一次"
    words = [*count_words(jinhua)["word"].head(80), *marked.head(12), *marked.tail(8)]
    words += chosen.split()
    labels = word_labels(words, "en")  # a missing one warns, and a warning is an error here
    assert len(labels) == 80 + 12 + 8 + 9
    bare = [
        word for word, label in zip(words, labels, strict=True) if label[: -len(word) - 1] == ""
    ]
    assert bare == []


def test_theme_names_in_two_languages():
    themes = sorted(set(load_indicators()["theme"]))
    names = {theme: tuple(theme_name(theme, lang) for lang in LANGUAGES) for theme in themes}
    assert len(names) == 15
    assert names["infrastructure"] == ("基础设施与城市", "Infrastructure")
    assert names["employment_and_social_security"] == (
        "就业与社会保障",
        "Employment and social security",
    )
    assert len(set(names.values())) == 15


def test_row_names_say_the_subject_unless_it_is_the_whole_city():
    rows = pd.DataFrame(
        {
            "name_zh": ["外贸进口", "资产"],
            "name_en": ["Imports", "Assets"],
            "subject": ["全市", "六大市属企业"],
            "is_whole": [True, False],
        },
        index=[7, 3],
    )
    english = pd.Series(["Imports", "Assets (six large city-owned enterprises)"], [7, 3], "str")
    chinese = pd.Series(["外贸进口", "资产（六大市属企业）"], [7, 3], "str")
    pd.testing.assert_series_equal(row_names(rows, "en"), english)
    pd.testing.assert_series_equal(row_names(rows, "zh"), chinese)


def test_row_names_show_a_subject_without_english_in_chinese():
    rows = pd.DataFrame({"name_zh": ["甲"], "name_en": ["A"], "subject": ["某区"]})
    assert row_names(rows.assign(is_whole=False), "en").tolist() == ["A (某区)"]
    assert row_names(rows.assign(is_whole=True), "en").tolist() == ["A"]


@pytest.mark.parametrize(
    ("label", "cut"),
    [
        ("农" * 26, "农" * 26),
        ("农" * 27, "农" * 25 + "…"),
        ("a" * 88, "a" * 88),
        ("a" * 89, "a" * 86 + "…"),
        ("农a" * 18, "农a" * 16 + "农…"),
    ],
)
def test_long_labels_are_cut(label, cut):
    assert shorten(label) == cut


PARTS = Report(
    "toy",
    "开 场。\n一、2019年工作回顾\n（一）面对压力，我们坚持抓主体、增动能，实体经济提质增效\n好。\n"
    "二、聚力别的，没有译名\n好的。\n",
)


def test_report_parts_by_section():
    parts = report_parts(PARTS)
    columns = ["chapter", "section", "label_zh", "label_en", "chars"]
    assert parts.columns.tolist() == [
        *["chapter", "section", "start", "end", "chars", "label_zh", "label_en"]
    ]
    assert parts[columns].values.tolist() == [
        [0, 0, "开头", "Opening", 3],
        [1, 1, "1.1 实体经济提质增效", "1.1 Real economy", 41],
        [2, 0, "2 没有译名", "2", 14],
    ]


def test_report_parts_by_chapter():
    parts = report_parts(PARTS, "chapter")
    columns = ["chapter", "section", "start", "end", "label_zh", "label_en"]
    assert parts[columns].values.tolist() == [
        [0, 0, 0, 5, "开头", "Opening"],
        [1, 0, 5, 49, "1 2019年工作回顾", "1 Review of 2019"],
        [2, 0, 49, 65, "2 没有译名", "2"],
    ]


def test_report_parts_cover_the_real_report(jinhua):
    sections, chapters = report_parts(jinhua), report_parts(jinhua, "chapter")
    assert len(sections) == 16
    assert len(chapters) == 10
    assert sections["label_zh"].tolist()[:3] == ["开头", "1 2019年工作回顾", "1.1 实体经济提质增效"]
    assert sections["label_en"].tolist()[-1] == "9 Government"
    assert sections["chars"].sum() == len("".join(jinhua.text.split()))
    assert [label for label in sections["label_en"] if " " not in label] == ["Opening"]


@pytest.mark.parametrize(
    ("quantity", "english", "chinese"),
    [
        ((4559.9, "亿元"), "455.99 bn yuan", "4559.9亿元"),
        ((185, "亿元", "="), "18.5 bn yuan", "185亿元"),
        ((200, "亿元", ">="), "≥20 bn yuan", "≥200亿元"),
        ((59348, "元"), "59,348 yuan", "59348元"),
        ((1.2, "万亩"), "12,000 mu", "1.2万亩"),
        ((109, "万户"), "1,090,000", "109万户"),
        ((59.2, "亿件"), "5,920,000,000", "59.2亿件"),
        ((5641, "家"), "5,641", "5641家"),
        ((12, "万标箱", ">="), "≥120,000 TEU", "≥12万标箱"),
        ((6.5, "%"), "6.5%", "6.5%"),
        ((10, "%", "~"), "≈10%", "≈10%"),
        ((2.5, "%", "<="), "≤2.5%", "≤2.5%"),
        ((-26.9, "%"), "−26.9%", "−26.9%"),
        ((-5, "%", "<="), "≤−5%", "≤−5%"),
        ((6, "%", "range", 6.5), "6–6.5%", "6–6.5%"),
        ((1, "家", "range", 2), "1–2", "1–2家"),
        ((3, "亿元", "range", 5), "0.3–0.5 bn yuan", "3–5亿元"),
        ((22, "个百分点"), "22 percentage points", "22个百分点"),
        ((32, "微克每立方米"), "32 µg/m³", "32微克每立方米"),
        ((0, pd.NA), "0", "0"),
        ((0, None), "0", "0"),
        ((99.99, "%"), "99.99%", "99.99%"),
    ],
)
def test_format_quantity(quantity, english, chinese):
    assert format_quantity(*quantity, lang="en") == english
    assert format_quantity(*quantity, lang="zh") == chinese


@pytest.mark.parametrize(
    ("quantity", "english"),
    [
        ((120, "亿件"), "12,000,000,000"),
        ((1.2, "万亿元"), "1,200 bn yuan"),
        ((12345678901, "元"), "12,345,678,901 yuan"),
    ],
)
def test_format_quantity_writes_large_numbers_in_full(quantity, english):
    assert format_quantity(*quantity) == english


def test_format_quantity_keeps_a_unit_without_english():
    assert format_quantity(3, "万光年") == "30,000 光年"


@pytest.mark.parametrize(
    ("quantity", "english"),
    [
        ((67.7, "万亿元"), "67,700 bn yuan"),
        ((1.52, "万亿美元"), "1,520 bn US dollars"),
        ((9, "亿"), "900,000,000"),
        ((3200, "万"), "32,000,000"),
    ],
)
def test_format_quantity_of_a_nation(quantity, english):
    assert format_quantity(*quantity) == english


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.84, "+1.8"),
        (-1.84, "−1.8"),
        (10, "+10.0"),
        (-0.06, "−0.1"),
        (0.04, "0.0"),
        (-0.04, "0.0"),
        (0, "0.0"),
        (-0.0, "0.0"),
        (137.46, "+137.5"),
    ],
)
def test_signed(number, text):
    assert signed(number) == text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        # At 72 points a Chinese character is one inch wide and a Latin one half an inch.
        ("一二三四五", 2, ["一二", "三四", "五"]),
        ("一二，三", 2, ["一二，", "三"]),
        ("一二。", 2, ["一二。"]),
        ("增长4.8%了", 3, ["增长", "4.8%了"]),
        ("ab cd ef", 2.5, ["ab cd", "ef"]),
        ("ab cd ef", 3, ["ab cd", "ef"]),
        ("ab c", 1.5, ["ab", "c"]),
        ("ab 一二", 2, ["ab", "一二"]),
        ("abcdef gh", 1, ["abcdef", "gh"]),
        ("一 二", 1, ["一", "二"]),
        ("一", 0.1, ["一"]),
        ("", 1, [""]),
        # Quotes, dashes, dots and signs of the Chinese font are as wide as a character.
        *((f"{mark}一二", 2.5, [f"{mark}一", "二"]) for mark in "“‘’”…—→≥≤≈±·"),
        ("一二“三”四", 3, ["一二“", "三”四"]),
        ("一“ab”二", 3, ["一", "“ab”", "二"]),
        ("一“ab”二", 4, ["一“ab”", "二"]),
        *((f"{mark}一二", 2.5, [f"{mark}一二"]) for mark in "+(-/"),
        ("≥5%一", 2.5, ["≥5%", "一"]),
        ("≥5%一", 3, ["≥5%一"]),
    ],
)
def test_wrap(text, width, lines):
    assert wrap(text, width, 72) == lines


@pytest.mark.parametrize("mark", "，。、；：）”！？》」』…")
def test_wrap_starts_no_line_with_a_closing_mark(mark):
    assert wrap(f"一二{mark}三四", 2, 72)[0] == f"一二{mark}"


def test_wrap_loses_nothing_of_the_real_report(jinhua):
    for sentence in jinhua.sentences["text"]:
        lines = wrap(sentence, 4, 9)
        assert "".join(lines).replace(" ", "") == sentence.replace(" ", "")
