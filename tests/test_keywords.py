"""Keywords: counts, weights and keyness of a made report by hand, and of the real one."""

import math

import pandas as pd
import pytest

from jhreport.contexts import find_words
from jhreport.errors import JhreportError, ReportError
from jhreport.keywords import LEVELS, count_words, keyness, sentences_of, tf_idf
from jhreport.report import Report

# Words: 2 of the opening; 6 and 6 of the review, in two sections; 6 of the plan. Of these 一, 强,
# 和, 二 and 目标 are stop words; 5% is no word.
TOY = Report(
    "toy",
    "发展工业。\n"
    "一、回顾\n工业增长5%，工业强。\n"
    "（一）文化\n文化和旅游增长。\n"
    "二、目标\n工业增长，发展文化。\n",
)


COLUMNS = ["word", "count", "per_1000", "documents", "dispersion", "chance_low", "chance_high"]
NONE = [None, None, None]
"""Dispersion and its chance, where a group has one section."""


def rounded(cells: list[list]) -> list[list]:
    return [[round(cell, 9) if isinstance(cell, float) else cell for cell in row] for row in cells]


def rows(table: pd.DataFrame) -> list[list]:
    """Return the rows, numbers rounded, what is missing as None."""
    return rounded(table.astype(object).where(table.notna(), None).values.tolist())


def test_words_of_a_report():
    # Shares of all words by section: 1/10, 3/10, 3/10, 3/10, so dispersion is divided by 9/10.
    # 工业 stands there 1, 2, 0 and 1 times: (0.15 + 0.2 + 0.3 + 0.05) / 2 = 0.35.
    # By chance: one occurrence has 7/9 in 90 of 100 cases, else 1; two have 4/9 (two large
    # sections) in 54 and at most 7/9 (one large section) in 99; three 1/9 (the three large ones)
    # in 16, at most 2/3 in 92 and 7/9 in 99; four 1/6 (1, 1, 1, 1 or 0, 2, 1, 1) in 6 and at most
    # 1/2 in 92 and 2/3 in 97.
    assert list(count_words(TOY)) == COLUMNS
    assert rows(count_words(TOY)) == rounded(
        [
            ["工业", 4, 200.0, 3, 0.35 / 0.9, 1 / 6, 2 / 3],
            ["增长", 3, 150.0, 3, 0.1 / 0.9, 1 / 9, 7 / 9],
            ["文化", 3, 150.0, 2, 0.4 / 0.9, 1 / 9, 7 / 9],
            ["发展", 2, 100.0, 2, 0.6 / 0.9, 4 / 9, 7 / 9],
            ["回顾", 1, 50.0, 1, 0.7 / 0.9, 7 / 9, 1.0],
            ["旅游", 1, 50.0, 1, 0.7 / 0.9, 7 / 9, 1.0],
        ]
    )


# Two sections of 6 words each: two occurrences are 1 and 1 in half of all cases, else 2 and 0.
REVIEW = [
    ["增长", 2, 1000 * 2 / 12, 2, 0.0, 0.0, 1.0],
    ["工业", 2, 1000 * 2 / 12, 1, 1.0, 0.0, 1.0],
    ["文化", 2, 1000 * 2 / 12, 1, 1.0, 0.0, 1.0],
    ["回顾", 1, 1000 / 12, 1, 1.0, 1.0, 1.0],
    ["旅游", 1, 1000 / 12, 1, 1.0, 1.0, 1.0],
]
PLAN = [[word, 1, 1000 / 6, 1, *NONE] for word in ("发展", "增长", "工业", "文化")]
OPENING = [[word, 1, 500.0, 1, *NONE] for word in ("发展", "工业")]


@pytest.mark.parametrize(
    ("by", "names"), [("part", ["opening", "review", "plan"]), ("chapter", [0, 1, 2])]
)
def test_words_of_parts_and_chapters(by, names):
    table = count_words(TOY, by)
    assert list(table) == [by, *COLUMNS]
    groups = zip(names, (OPENING, REVIEW, PLAN), strict=True)
    assert rows(table) == rounded([[name, *row] for name, group in groups for row in group])


def test_words_of_sections():
    table = count_words(TOY, "section")
    keys = ["chapter", "section"]
    assert list(table) == [*keys, *COLUMNS]
    assert rows(table[[*keys, "word", "count", "per_1000"]]) == rounded(
        [
            [0, 0, "发展", 1, 500.0],
            [0, 0, "工业", 1, 500.0],
            [1, 0, "工业", 2, 1000 * 2 / 6],
            [1, 0, "回顾", 1, 1000 / 6],
            [1, 0, "增长", 1, 1000 / 6],
            [1, 1, "文化", 2, 1000 * 2 / 6],
            [1, 1, "增长", 1, 1000 / 6],
            [1, 1, "旅游", 1, 1000 / 6],
            *([2, 0, word, 1, 1000 / 6] for word in ("发展", "增长", "工业", "文化")),
        ]
    )
    assert table["documents"].eq(1).all()
    assert table[["dispersion", "chance_low", "chance_high"]].isna().all(axis=None)


def test_stop_words_are_words_without_rows():
    table = count_words(Report("x", "工业和文化和。"))
    assert rows(table[["word", "count", "per_1000"]]) == [["工业", 1, 250.0], ["文化", 1, 250.0]]


def test_numbers_and_punctuation_are_no_words():
    table = count_words(Report("x", "工业：2020、6.5%！"))
    assert rows(table[["word", "count", "per_1000"]]) == [["工业", 1, 1000.0]]


def test_a_word_that_printing_broke_is_one_word():
    assert count_words(Report("x", "数字 经济，数\u3000字经济。"))["count"].tolist() == [2]


def test_a_chapter_that_the_review_holds_belongs_to_it():
    text = "一、工业\n工业。\n二、总结\n文化。\n三、目标\n农业。\n"
    table = count_words(Report("x", text), "part")
    assert table.groupby("part", sort=False)["word"].agg(list).to_dict() == {
        "review": ["工业", "总结", "文化"],
        "plan": ["农业"],
    }


@pytest.mark.parametrize("by", LEVELS)
def test_the_heading_of_a_chapter_right_before_that_of_a_section_is_counted(by):
    text = "一、工业回顾\n（一）文化\n粮食。\n二、农业\n（一）旅游\n旅游。\n"
    table = count_words(Report("x", text), by)
    # Words: 一 工业 回顾 一 文化 粮食 in the one chapter, 二 农业 一 旅游 旅游 in the other.
    assert sorted(table["word"]) == sorted(["工业", "回顾", "文化", "粮食", "农业", "旅游"])
    sizes = {"report": [11]}.get(by, [6, 5])
    assert sorted(set((1000 * table["count"] / table["per_1000"]).round(9)), reverse=True) == sizes


@pytest.mark.parametrize(
    ("by", "key"), [("part", [""]), ("chapter", [0]), ("section", [0, 0]), ("report", [])]
)
def test_a_text_without_headings_is_one_group(by, key):
    table = count_words(Report("x", "工业。文化。\n\n工业。"), by)
    shares = [["工业", 2, 2000 / 3, 1, *NONE], ["文化", 1, 1000 / 3, 1, *NONE]]
    assert rows(table) == rounded([[*key, *row] for row in shares])


@pytest.mark.parametrize("text", ["", " \n", "。", "和"])
@pytest.mark.parametrize("by", LEVELS)
def test_a_text_without_content_gives_an_empty_table(text, by):
    table, full = count_words(Report("x", text), by), count_words(TOY, by)
    assert len(table) == 0
    assert list(table) == list(full)
    assert table.dtypes.to_dict() == full.dtypes.to_dict()
    assert table["word"].dtype == "str"


def test_a_report_is_taken_by_name_and_from_a_file(tmp_path, jinhua):
    path = tmp_path / "toy.txt"
    path.write_text(TOY.text, encoding="utf-8")
    assert count_words(path).equals(count_words(TOY))
    assert count_words("jinhua-2020").equals(count_words(jinhua))


@pytest.mark.parametrize(
    "count",
    [
        count_words,
        tf_idf,
        keyness,
        lambda report: keyness(report, TOY),
        lambda report: keyness(TOY, report),
        lambda report: sentences_of(report, None),
        lambda report: sentences_of(TOY, report),
    ],
    ids=[
        *("count_words", "tf_idf", "keyness", "keyness of", "keyness against"),
        *("sentences_of", "sentences_of against"),
    ],
)
def test_a_text_without_chinese_is_refused(count):
    with pytest.raises(ReportError, match=r"No Chinese in the text, which begins 'Work report'"):
        count(Report("x", "Work report"))


def test_an_unknown_level_is_refused():
    message = r"Unknown level 'sections'\. Available, nearest first: section, .*report"
    with pytest.raises(JhreportError, match=message):
        count_words(TOY, "sections")


@pytest.mark.parametrize("by", ["part", "chapter", "section"])
def test_the_groups_of_jinhua_add_up_to_the_report(jinhua, by):
    whole = count_words(jinhua).set_index("word")
    grouped = count_words(jinhua, by).groupby("word")
    sums = grouped[["count", "documents"]].sum()
    assert sums.loc[whole.index].equals(whole[["count", "documents"]])
    assert len(sums) == len(whole)


def test_jinhua_counts_are_those_of_the_words_found_in_its_sentences(jinhua):
    found = find_words(jinhua)["word"].value_counts()
    assert count_words(jinhua).set_index("word")["count"].to_dict() == found.to_dict()


def test_jinhua_order(jinhua):
    table = count_words(jinhua)
    places = list(zip(-table["count"], table["word"], strict=True))
    assert places == sorted(places)
    assert table["dispersion"].between(0, 1).all()
    bounds = table[["chance_low", "chance_high"]]
    assert bounds.map(lambda bound: 0 <= bound <= 1).all(axis=None)
    assert (bounds["chance_low"] <= bounds["chance_high"]).all()
    assert len(bounds.drop_duplicates()) <= table["count"].nunique()
    assert table["count"].ge(table["documents"]).all()


def test_tf_idf():
    # Of the 3 chapters all have 工业, two each of 发展, 增长 and 文化, one each of 回顾 and 旅游.
    two, one = math.log(3 / 2), math.log(3)
    table = tf_idf(TOY)
    assert list(table) == ["chapter", "word", "count", "chapters", "tf_idf"]
    assert rows(table) == rounded(
        [
            [0, "发展", 1, 2, 1000 / 2 * two],
            [0, "工业", 1, 3, 0.0],
            [1, "回顾", 1, 1, 1000 / 12 * one],
            [1, "旅游", 1, 1, 1000 / 12 * one],
            [1, "增长", 2, 2, 1000 * 2 / 12 * two],
            [1, "文化", 2, 2, 1000 * 2 / 12 * two],
            [1, "工业", 2, 3, 0.0],
            [2, "发展", 1, 2, 1000 / 6 * two],
            [2, "增长", 1, 2, 1000 / 6 * two],
            [2, "文化", 1, 2, 1000 / 6 * two],
            [2, "工业", 1, 3, 0.0],
        ]
    )


@pytest.mark.parametrize("text", ["", "。"])
def test_tf_idf_of_nothing_is_empty(text):
    table = tf_idf(Report("x", text))
    assert table.shape == (0, 5)


@pytest.mark.parametrize(
    ("opening", "chapters"),
    [("", 2), (" \n", 2), ("。\n", 3), ("和。\n", 3), ("粮食。\n", 3)],
    ids=["none", "white space", "a stop", "a stop word", "a word"],
)
def test_a_chapter_counts_for_tf_idf_if_it_has_text(opening, chapters):
    table = tf_idf(Report("x", f"{opening}一、工业\n工业。\n二、农业\n农业。\n"))
    row = table[table["word"] == "工业"].iloc[0]
    # 2 of the 3 words of its chapter: 一 工业 工业.
    assert row["tf_idf"] == pytest.approx(2000 / 3 * math.log(chapters))


def test_tf_idf_of_one_chapter_weighs_nothing():
    assert tf_idf(Report("x", "工业。文化。"))["tf_idf"].tolist() == [0, 0]


def test_keyness_of_the_plan():
    # 6 words of the plan, 12 of the review. 发展, 1 and 0: expected 1/3 and 2/3, others 17/3, 34/3.
    high = 2 * (math.log(3) + 5 * math.log(15 / 17) + 12 * math.log(36 / 34))
    # 回顾 and 旅游, 0 and 1: the same expected counts.
    low = 2 * (math.log(3 / 2) + 6 * math.log(18 / 17) + 11 * math.log(33 / 34))
    table = keyness(TOY, min_count=1)
    assert list(table) == [
        *("word", "count", "reference_count", "per_1000", "reference_per_1000"),
        *("g2", "log_ratio", "p", "p_adjusted"),
    ]
    same = [1, 2, 1000 / 6, 1000 / 6, 0.0, 0.0]
    # A count of 0 is taken as 0.5: 1/6 to 0.5/12 and 0.5/6 to 1/12.
    assert rows(table.drop(columns=["p", "p_adjusted"])) == rounded(
        [
            ["发展", 1, 0, 1000 / 6, 0.0, high, 2.0],
            ["增长", *same],
            ["工业", *same],
            ["文化", *same],
            ["回顾", 0, 1, 0.0, 1000 / 12, -low, 0.0],
            ["旅游", 0, 1, 0.0, 1000 / 12, -low, 0.0],
        ]
    )
    # Sentences of 2, 4, 2, 4 and 2, 4 words, of which any 2 may be the plan: 15 choices. 发展, in
    # one of 4 words, has such a G² only with each of the 3 of 2 words. 回顾, in one of 2 words, has
    # less only where the two others of 2 words are chosen; 旅游, in one of 4 words, where two of
    # the three of 2 words are.
    shares = {"发展": 3, "增长": 15, "工业": 15, "文化": 15, "回顾": 14, "旅游": 12}
    for word, p in zip(table["word"], table["p"], strict=True):
        share = shares[word] / 15
        assert p == pytest.approx(share, abs=3 * math.sqrt(share * (1 - share) / 2000) + 1 / 2000)
    # 6 · 3/15 is more than 1.
    assert table["p_adjusted"].tolist() == [1] * 6


def test_keyness_takes_nothing_from_the_opening():
    rest = TOY.text[TOY.text.index("一、") :]
    table = keyness(TOY, min_count=1)
    assert keyness(Report("x", rest), min_count=1).equals(table)
    assert keyness(Report("x", "旅游，旅游。渔业。\n" + rest), min_count=1).equals(table)


def test_a_burst_within_a_sentence_marks_no_side():
    # Four sentences of four words on either side. 工业 stands 4 times in one of them, 文化 once in
    # each of one side: any choice gives as much for 工业, 2 of 70 for 文化.
    side = "文化、粮食、粮食、粮食。"
    one = Report("a", side * 4)
    other = Report("b", "工业、工业、工业、工业。" + "粮食、粮食、粮食、粮食。" * 3)
    table = keyness(one, other, min_count=4).set_index("word")
    assert table["g2"]["工业"] == pytest.approx(-table["g2"]["文化"])
    assert table["p"]["工业"] == 1
    assert table["p"]["文化"] == pytest.approx(2 / 70, abs=0.012)


def test_sentences_of_plan_and_review():
    table = sentences_of(TOY, None)
    assert table[["text", "chosen"]].values.tolist() == [
        ["一、回顾", False],
        ["工业增长5%，工业强。", False],
        ["（一）文化", False],
        ["文化和旅游增长。", False],
        ["二、目标", True],
        ["工业增长，发展文化。", True],
    ]
    spans = zip(table["start"], table["end"], strict=True)
    assert [TOY.text[start:end] for start, end in spans] == table["text"].tolist()


def test_sentences_of_two_reports_are_all_of_both():
    table = sentences_of(TOY, Report("b", "渔业。粮食。"))
    assert table["text"].tolist() == [*TOY.sentences["text"], "渔业。", "粮食。"]
    assert table["chosen"].tolist() == [True] * 7 + [False] * 2


def test_the_heading_of_a_chapter_right_before_that_of_a_section_is_of_its_part():
    text = "一、回顾\n（一）工业\n二、目标\n（一）文化\n"
    table = sentences_of(Report("x", text), None)
    assert table["text"].tolist() == text.split()
    assert table["chosen"].tolist() == [False, False, True, True]


@pytest.mark.parametrize("text", ["", " \n", "。"])
def test_keyness_against_nothing(text):
    full, bare = Report("x", "工业。" * 5), Report("e", text)
    columns = ["word", "count", "reference_count", "per_1000", "reference_per_1000"]
    columns += ["g2", "log_ratio", "p", "p_adjusted"]
    # 1,000 of 1,000 against none of none: nothing to tell, and 0.5 taken of 1 word.
    assert keyness(full, bare)[columns].values.tolist() == [
        ["工业", 5, 0, 1000.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    ]
    assert keyness(bare, full)[columns].values.tolist() == [
        ["工业", 0, 5, 0.0, 1000.0, 0.0, -1.0, 1.0, 1.0]
    ]
    table = keyness(bare, bare, min_count=1)
    assert table.shape == (0, 9)
    assert table.dtypes.equals(keyness(full, bare).dtypes)


@pytest.mark.parametrize(
    ("min_count", "words"),
    [(2, ["增长", "工业", "文化"]), (3, ["增长", "工业", "文化"]), (4, []), (5, [])],
)
def test_min_count_is_of_both_sides_together(min_count, words):
    table = keyness(TOY, min_count=min_count)
    assert table["word"].tolist() == words
    # What is left out is not tested: nothing to adjust for.
    assert table["p_adjusted"].tolist() == [1] * len(words)


def test_min_count_is_5_unless_told():
    text = "一、回顾\n工业，工业，文化。\n二、目标\n工业，工业，工业，文化，文化，文化。\n"
    assert keyness(Report("x", text))["word"].tolist() == ["工业"]


def test_keyness_of_one_report_against_another():
    one, other = Report("a", "工业。工业。工业。文化。"), Report("b", "文化。文化。文化。工业。")
    # Each word 3 of 4 against 1 of 4: 2 expected on either side.
    g2 = 2 * (2 * 3 * math.log(3 / 2) + 2 * math.log(1 / 2))
    columns = ["word", "count", "reference_count", "per_1000", "g2", "log_ratio"]
    assert rows(keyness(one, other, min_count=1)[columns]) == rounded(
        [
            ["工业", 3, 1, 750.0, g2, math.log2(3)],
            ["文化", 1, 3, 250.0, -g2, -math.log2(3)],
        ]
    )


def test_the_whole_of_both_reports_is_compared():
    table = keyness(TOY, TOY, min_count=1)
    counts = count_words(TOY).set_index("word")
    for column in ("count", "reference_count"):
        assert table.set_index("word")[column].to_dict() == counts["count"].to_dict()
    assert table["g2"].tolist() == pytest.approx([0] * 6)
    assert table["per_1000"].tolist() == counts.loc[table["word"], "per_1000"].tolist()


@pytest.mark.parametrize(
    "text", ["", "工业。", "一、工业\n工业。\n二、文化\n文化。\n", "一、回顾\n工业。\n"]
)
def test_a_report_without_review_or_plan_has_no_keyness_of_its_own(text):
    message = r"x: review and plan cannot be told apart\. Needed: .*回顾, 总结.*one after it\."
    with pytest.raises(ReportError, match=message):
        keyness(Report("x", text))
    with pytest.raises(ReportError, match=message):
        sentences_of(Report("x", text), None)


def test_jinhua_keyness_counts_the_parts(jinhua):
    table = keyness(jinhua).set_index("word")
    parts = count_words(jinhua, "part").set_index("word")
    for part, column in (("plan", "count"), ("review", "reference_count")):
        counts = parts.loc[parts["part"] == part, "count"]
        assert table[column].tolist() == [counts.get(word, 0) for word in table.index]
    assert table["g2"].is_monotonic_decreasing
    assert (table["count"] + table["reference_count"]).min() == 5


@pytest.mark.parametrize("by", LEVELS)
def test_engines_count_the_same_words_of_jinhua(jinhua, by):
    assert count_words(jinhua, by).equals(count_words(jinhua, by, engine="rjieba"))


@pytest.mark.parametrize("table", [tf_idf, keyness])
def test_engines_weigh_the_words_of_jinhua_the_same(jinhua, table):
    assert table(jinhua).equals(table(jinhua, engine="rjieba"))
    with pytest.raises(JhreportError, match="Unknown engine 'none'"):
        table(jinhua, engine="none")


def test_keyness_without_parts_may_be_an_empty_table():
    report = Report("toy", "发展文化。" * 6)
    with pytest.raises(ReportError, match="review and plan cannot be told apart"):
        keyness(report)
    table = keyness(report, strict=False)
    assert table.empty
    assert table.columns.tolist() == keyness("jinhua-2020").columns.tolist()
