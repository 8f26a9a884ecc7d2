"""Faults of layout: white space beside numerals and paragraphs broken in a sentence."""

import pytest

from jhreport.layout import find_layout_faults
from jhreport.report import Report

SPACE, BROKEN = "space beside a numeral", "broken paragraph"
LONG = "坚持稳中求进工作总基调，坚持新发展理念，" * 3 + "推进建设"  # 64 characters, no end


def faults(text: str) -> list[tuple]:
    table = find_layout_faults(Report("toy", text))
    return list(table[["fault", "start", "end"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("贷款 945亿元。", [(SPACE, 2, 3)]),
        ("贷款945 亿元。", [(SPACE, 5, 6)]),
        ("贷款 945 亿元。", [(SPACE, 2, 3), (SPACE, 6, 7)]),
        ("贷款  945亿元。", [(SPACE, 2, 4)]),
        ("贷款\t945亿元。", [(SPACE, 2, 3)]),
        ("贷款\u3000945\u00a0亿元。", [(SPACE, 2, 3), (SPACE, 6, 7)]),
        ("获评 2019 2020年度奖。", [(SPACE, 2, 3), (SPACE, 7, 8)]),
        ("长三角 G60 走廊。", [(SPACE, 7, 8)]),
        ("贷款945亿元。", []),
        ("市长 尹学群。", []),
        # White space at the ends of a line stands beside nothing.
        ("贷款945 \n 945亿元。", []),
        ("", []),
    ],
)
def test_white_space_beside_numerals(text, found):
    assert faults(text) == found


def test_a_broken_paragraph_is_the_gap_in_it():
    text = f"{LONG}\n\n经贸合作区。\n下一段。\n"
    assert len(LONG) == 64
    assert faults(text) == [(BROKEN, 64, 66)]


def test_a_paragraph_broken_twice_has_two_gaps():
    text = f"{LONG}\n{LONG} \r\n 结束。\n"
    assert faults(text) == [(BROKEN, 64, 65), (BROKEN, 129, 133)]


def test_faults_are_in_the_order_of_the_text_with_their_place():
    text = f"一、回顾\n{LONG}\n完成 9 项。\n（一）经济\n增长 2%。\n"
    table = find_layout_faults(Report("toy", text))
    columns = ["fault", "start", "end", "chapter", "section", "context"]
    assert list(table.columns) == columns
    assert table[columns[:5]].to_numpy().tolist() == [
        [BROKEN, 69, 70, 1, 0],
        [SPACE, 72, 73, 1, 0],
        [SPACE, 74, 75, 1, 0],
        [SPACE, 86, 87, 1, 1],
    ]


def test_context_is_twelve_characters_on_both_sides():
    text = "甲乙丙丁戊己庚辛壬癸子丑寅卯 9辰巳午未申酉戌亥天地玄黄宇。"
    (context,) = find_layout_faults(Report("toy", text))["context"]
    assert context == "丙丁戊己庚辛壬癸子丑寅卯␣9辰巳午未申酉戌亥天地玄"


def test_context_shows_spaces_and_line_breaks_as_signs():
    text = "完成 9\u3000项。\n\n下一段。"
    contexts = find_layout_faults(Report("toy", text))["context"].tolist()
    assert contexts == ["完成␣9␣项。⏎下一段。"] * 2


def test_faults_of_the_report(jinhua):
    table = find_layout_faults(jinhua)
    assert table["fault"].value_counts().to_dict() == {SPACE: 107, BROKEN: 3}
    assert table.query("fault == @BROKEN")["context"].tolist() == [
        "化国际市场，加快建设境外⏎经贸合作区，力争对“一带",
        "10个以上，促进城市有机⏎更新。开展城市品质提升大",
        "山水林田湖草”生态修复试⏎点。大力推进双龙风景旅游",
    ]
    for row in table.itertuples():
        gap = jinhua.text[row.start : row.end]
        assert (gap.strip(), gap != "") == ("", True)
        assert jinhua.place(row.start) == (row.chapter, row.section)
        beside = jinhua.text[row.start - 1] + jinhua.text[row.end]
        assert any(letter.isdigit() for letter in beside) is (row.fault == SPACE)
