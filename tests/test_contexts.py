"""Contexts: terms with the text around them, words with their places, and pairs of words."""

import math

import pytest

from jhreport.contexts import collocations, concordance, count_together, find_words
from jhreport.errors import JhreportError, ReportError
from jhreport.lexicon import load_stopwords
from jhreport.reading import as_read
from jhreport.report import Report
from jhreport.segmentation import cut, is_word
from jhreport.splitting import tidy

TOY = Report(
    "toy",
    "发展工业。\n"
    "一、回顾\n工业增长5%，工业强。\n"
    "（一）文化\n文化和旅游增长。\n"
    "二、目标\n工业增长，发展文化。\n",
)
# A paragraph of more than 60 characters that breaks off, and goes on in the next line.
BROKEN = Report("broken", "推进 (A+B) 计划。" + "很" * 60 + "建设境外\r\n\r\n经贸合作区。")


def shown(report: Report, term: str, width: int = 20) -> list[list[str]]:
    """Return what stands before each place of a term, the term, and what stands after."""
    return concordance(report, term, width)[["before", "term", "after"]].values.tolist()


def test_concordance_names_the_place():
    table = concordance(TOY, "文化")
    assert list(table) == ["part", "chapter", "section", "start", "end", "before", "term", "after"]
    # The lines have 6, 5, 12, 6, 9 and 5 characters before the last: 23 + 3, 29, and 43 + 7.
    assert table.values.tolist() == [
        ["review", 1, 1, 26, 28, "（一）", "文化", ""],
        ["review", 1, 1, 29, 31, "", "文化", "和旅游增长。"],
        ["plan", 2, 0, 50, 52, "工业增长，发展", "文化", "。"],
    ]


@pytest.mark.parametrize(
    ("term", "printed"),
    [
        ("境外经贸", "境外\r\n\r\n经贸"),
        ("境外 经 贸", "境外\r\n\r\n经贸"),
        (" 境外经贸\n", "境外\r\n\r\n经贸"),
        ("境外\r\n\r\n经贸", "境外\r\n\r\n经贸"),  # copied from the text
        ("境外 \n\n\u3000\u3000经贸", "境外\r\n\r\n经贸"),
        ("(A+B)\n计划", "(A+B) 计划"),
        ("(A+B)计划", "(A+B) 计划"),
        ("进(A", "进 (A"),
    ],
)
def test_white_space_matters_neither_in_term_nor_in_text(term, printed):
    (row,) = concordance(BROKEN, term).itertuples()
    assert BROKEN.text[row.start : row.end] == printed
    assert row.term == tidy(term).strip()


def test_context_is_mended_too():
    assert shown(BROKEN, "合作", 6) == [["建设境外经贸", "合作", "区。"]]


@pytest.mark.parametrize(
    ("term", "count"),
    [(".", 0), ("(A", 1), ("+", 1), ("[AB]", 0), ("很*", 0), ("很", 60), ("\\", 0)],
)
def test_a_term_is_taken_as_it_stands(term, count):
    assert len(concordance(BROKEN, term)) == count


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("甲乙丙。中。丁戊己。", ["", "。"]),
        ("甲乙丙！中？丁戊己。", ["", "？"]),
        ("甲乙丙？中！丁戊己。", ["", "！"]),
        ("甲。乙丙中丁，戊。己", ["乙丙", "丁，戊。"]),
        ("甲乙丙\n中\n丁戊己", ["", ""]),
        ("一、中\n丁戊己", ["一、", ""]),
        ("甲；乙：中，丙", ["甲；乙：", "，丙"]),
        ("中", ["", ""]),
        # Closing marks belong to the sentence before.
        ("甲“乙。”中丁。", ["", "丁。"]),
        ("（甲。）中丁。", ["", "丁。"]),
        *((f"甲。{mark}中丁。", ["", "丁。"]) for mark in "”’）」』》"),
        ("甲“‘乙！’”中丁。", ["", "丁。"]),
        ("甲。“中丁", ["“", "丁"]),
        ("“甲”中丁", ["“甲”", "丁"]),
    ],
)
def test_the_end_of_a_sentence_cuts_the_context(text, context):
    before, after = context
    assert shown(Report("x", text), "中") == [[before, "中", after]]


@pytest.mark.parametrize(
    ("width", "context"),
    [
        (0, ["", ""]),
        (1, ["丙", "丁"]),
        (3, ["甲乙丙", "丁戊己"]),
        (4, ["甲乙丙", "丁戊己。"]),
        (9, ["甲乙丙", "丁戊己。"]),
    ],
)
def test_width_is_of_either_side_at_most(width, context):
    before, after = context
    assert shown(Report("x", "甲乙 丙中丁 戊己。"), "中", width) == [[before, "中", after]]


def test_the_width_is_16_unless_told():
    (row,) = concordance(Report("x", "前" * 20 + "中" + "后" * 20), "中").itertuples()
    assert (row.before, row.after) == ("前" * 16, "后" * 16)


@pytest.mark.parametrize("term", ["", " ", "\n\u3000"])
def test_an_empty_term_is_refused(term):
    with pytest.raises(JhreportError, match=r"The term is empty\. Give a word, such as"):
        concordance(TOY, term)


@pytest.mark.parametrize("report", [TOY, Report("x", ""), Report("x", "Work report")])
def test_an_absent_term_gives_an_empty_table(report):
    table = concordance(report, "渔业")
    assert len(table) == 0
    assert list(table) == list(concordance(TOY, "文化"))
    assert table[["chapter", "section", "start", "end"]].dtypes.eq("int64").all()


@pytest.mark.parametrize("term", ["发展", "数字经济", "境外经贸", "2020年", "“", "，"])
def test_jinhua_offsets_give_back_the_term(jinhua, term):
    table = concordance(jinhua, term, width=9)
    # 境外经贸 stands where a paragraph is broken.
    assert len(table) == as_read(jinhua.text).text.count(term) > 0
    assert table["start"].is_monotonic_increasing
    read = as_read(jinhua.text).text
    for row in table.itertuples():
        assert "".join(jinhua.text[row.start : row.end].split()) == term == row.term
        assert row.before + row.term + row.after in read
        assert max(len(row.before), len(row.after)) <= 9
        assert not set(row.before) & set("。！？\n")
        assert not set(row.after[:-1]) & set("。！？\n")
        assert (row.chapter, row.section) == jinhua.place(row.start)


def test_found_words_have_sentence_and_position():
    table = find_words(TOY)
    assert list(table) == ["sentence", "position", "word"]
    # Position counts punctuation, numbers and stop words: 一 、 回顾 and 工业 增长 5% ， 工业 强.
    assert table.values.tolist() == [
        *([1, 0, "发展"], [1, 1, "工业"]),
        [2, 2, "回顾"],
        *([3, 0, "工业"], [3, 1, "增长"], [3, 4, "工业"]),
        [4, 3, "文化"],
        *([5, 0, "文化"], [5, 2, "旅游"], [5, 3, "增长"]),
        *([7, 0, "工业"], [7, 1, "增长"], [7, 3, "发展"], [7, 4, "文化"]),
    ]


def test_jinhua_words_stand_where_they_are_found(jinhua):
    tokens = {row.sentence: cut(row.text) for row in jinhua.sentences.itertuples()}
    stopped = set(load_stopwords()["word"])
    table = find_words(jinhua)
    assert all(tokens[row.sentence][row.position] == row.word for row in table.itertuples())
    words = [one for line in tokens.values() for one in line if is_word(one) and one not in stopped]
    assert table["word"].tolist() == words


def dice(together: int, count: int, other: int) -> float:
    return 14 + math.log2(2 * together / (count + other))


# 工业 stands 4 times, 增长 and 文化 3 times each, 发展 twice, 旅游 once.
SIDE_BY_SIDE = [
    ["工业", "增长", 2, 4, 3, dice(2, 4, 3)],  # 2 · 2/7
    ["旅游", "增长", 1, 1, 3, dice(1, 1, 3)],  # 2 · 1/4
    ["发展", "文化", 1, 2, 3, dice(1, 2, 3)],  # 2 · 1/5
    ["发展", "工业", 1, 2, 4, dice(1, 2, 4)],  # 2 · 1/6
]
WITHIN_TWO = [
    SIDE_BY_SIDE[0],
    ["文化", "旅游", 1, 3, 1, dice(1, 3, 1)],  # 文化 和 旅游
    SIDE_BY_SIDE[1],
    SIDE_BY_SIDE[2],
    ["增长", "发展", 1, 3, 2, dice(1, 3, 2)],  # 增长 ， 发展
    SIDE_BY_SIDE[3],
]


@pytest.mark.parametrize(("span", "expected"), [(1, SIDE_BY_SIDE), (2, WITHIN_TWO)])
def test_collocations(span, expected):
    table = collocations(TOY, span=span, min_count=1)
    assert list(table) == ["word", "collocate", "together", "count", "collocate_count", "log_dice"]
    assert table.iloc[:, :5].values.tolist() == [row[:5] for row in expected]
    assert table["log_dice"].tolist() == pytest.approx([row[5] for row in expected])


def test_pairs_are_told_apart_by_their_order_and_not_made_of_one_word():
    # At most 3 apart: 工业 增长 and, over 5% and a comma, 增长 工业. 工业 、 工业 is no pair.
    table = collocations(Report("x", "工业增长5%，工业强。工业、工业。"), min_count=1)
    assert table[["word", "collocate", "together"]].values.tolist() == [
        ["增长", "工业", 1],
        ["工业", "增长", 1],
    ]


def test_pairs_do_not_reach_over_the_end_of_a_sentence():
    assert len(collocations(Report("x", "工业。文化！旅游？农业；\n粮食"), min_count=1)) == 0


@pytest.mark.parametrize(("min_count", "pairs"), [(1, 4), (2, 1), (3, 0)])
def test_rare_pairs_are_left_out(min_count, pairs):
    assert len(collocations(TOY, span=1, min_count=min_count)) == pairs


@pytest.mark.parametrize(("times", "pairs"), [(3, 0), (4, 1)])
def test_pairs_occur_4_times_unless_told(times, pairs):
    assert len(collocations(Report("x", "工业、、文化。" * times))) == pairs


@pytest.mark.parametrize(("gap", "pairs"), [("、、", 1), ("、、、", 0)])
def test_words_stand_3_apart_unless_told(gap, pairs):
    assert len(collocations(Report("x", f"工业{gap}文化。" * 4))) == pairs


def test_two_words_that_are_always_together_have_14():
    assert collocations(Report("x", "工业、文化。" * 5))["log_dice"].tolist() == [14]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        # Each 工业 has a 文化 within 3 after it, the first one two of them: 5 tokens apart.
        ("工业文化工业文化。", [["工业", "文化", 2, 14], ["文化", "工业", 1, 13]]),
        ("工业文化文化。", [["工业", "文化", 1, 14 + math.log2(2 / 3)]]),
        ("工业文化文化。工业。", [["工业", "文化", 1, 13]]),
    ],
)
def test_an_occurrence_pairs_once_with_another_word(text, pairs):
    table = collocations(Report("x", text), min_count=1)
    assert table[["word", "collocate", "together"]].values.tolist() == [pair[:3] for pair in pairs]
    assert table["log_dice"].tolist() == pytest.approx([pair[3] for pair in pairs])


def test_equal_pairs_are_ordered_by_how_often_and_then_by_word():
    text = "工业、文化。" * 4 + "粮食、农业。" * 5 + "旅游、教育。" * 4
    assert collocations(Report("x", text))["word"].tolist() == ["粮食", "工业", "旅游"]


@pytest.mark.parametrize("span", [0, -1])
def test_a_span_below_1_is_refused(span):
    with pytest.raises(JhreportError, match=rf"span is {span}\. Allowed: 1 or more\."):
        collocations(TOY, span=span)


def test_sentences_that_hold_both_words():
    # 工业 in sentences 1, 3 (twice) and 7, 增长 in 3, 5 and 7, 文化 in 4, 5 and 7.
    table = count_together(TOY, ["工业", "增长", "文化", "渔业"])
    assert table.index.tolist() == table.columns.tolist() == ["工业", "增长", "文化", "渔业"]
    assert table.values.tolist() == [[3, 2, 1, 0], [2, 3, 2, 0], [1, 2, 3, 0], [0, 0, 0, 0]]


def test_stop_words_and_words_of_another_cut_have_zeros():
    # 推进 is a stop word, 数字 is cut as part of 数字经济.
    report = Report("x", "推进工业。发展数字经济。")
    words = ["推进", "工业", "数字", "数字经济"]
    assert count_together(report, words).values.tolist() == [
        *([0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]),
    ]


def test_jinhua_pairs_of_words_are_counted_both_ways(jinhua):
    words = ["发展", "改革", "数字经济", "文化", "产业"]
    table = count_together(jinhua, words)
    found = find_words(jinhua)
    held = {word: set(found.loc[found["word"] == word, "sentence"]) for word in words}
    assert table.values.tolist() == [[len(held[a] & held[b]) for b in words] for a in words]
    assert table.equals(table.T)


@pytest.mark.parametrize("text", ["", "。", "和"])
def test_a_text_without_content_gives_empty_tables(text):
    report = Report("x", text)
    assert find_words(report).shape == (0, 3)
    assert collocations(report).shape == (0, 6)
    assert count_together(report, ["工业", "文化"]).values.tolist() == [[0, 0], [0, 0]]


def in_sentences(report: Report, engine: str = "jieba") -> object:
    return count_together(report, ["发展", "改革"], engine=engine)


@pytest.mark.parametrize("function", [find_words, collocations, in_sentences])
def test_text_without_chinese_and_unknown_engines_are_refused(function):
    with pytest.raises(ReportError, match=r"No Chinese in the text, which begins 'Work report'"):
        function(Report("x", "Work report"))
    with pytest.raises(JhreportError, match=r"Unknown engine 'none'"):
        function(TOY, engine="none")


@pytest.mark.parametrize("function", [find_words, collocations, in_sentences])
def test_engines_agree_on_jinhua(jinhua, function):
    assert function(jinhua).equals(function(jinhua, engine="rjieba"))
    assert len(function(jinhua)) > 0
