"""Reading: white space closed, paragraphs mended, and the way back to the text as printed."""

import random

import pytest

from jhreport.reading import as_read
from jhreport.splitting import tidy

LONG = "很" * 60
"""So long that a line which stops without a stop goes on in the next."""


def printed(text: str) -> list[str]:
    """Return, for each character as read, what its span holds in the text as printed."""
    reading = as_read(text)
    spans = (reading.span(place, place + 1) for place in range(len(reading.text)))
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("泊位 2.1 万余个", "泊位2.1万余个"),
        ("收入411. 3亿元", "收入411.3亿元"),
        ("数字\u3000经\t济", "数字经济"),
        ("50 %以上", "50%以上"),
        ("A 股、5 G、G 60", "A股、5G、G60"),
        ("Belt  and Road", "Belt and Road"),
        ("Belt\u3000and", "Belt and"),
        ("“ Belt and ”", "“Belt and”"),
        ("Ｂｅｌｔ　ａｎｄ\u3000 Ｒｏａｄ", "Belt and Road"),
        ("Ｂelt　ａnd", "Belt and"),
        ("５　Ｇ，Ａ　股，６５．　５　％", "5G，A股，65.5%"),
        ("增长６５．５％，ＧＤＰ＋ｚ", "增长65.5%，GDP+z"),
        ("（一），：；～－！", "（一），：；～－！"),
    ],
)
def test_white_space_and_width(text, expected):
    assert as_read(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。\n乙。", "甲。\n乙。"),
        ("甲。\n\n\u3000\u3000乙。", "甲。\n乙。"),
        ("甲。\r\n乙。", "甲。\n乙。"),
        ("境外\n\n经贸", "境外\n经贸"),  # a short line without a stop is a line of its own
        (LONG + "境外\n\n经贸。", LONG + "境外经贸。"),
        (LONG + "境外\r\n\r\n经贸。", LONG + "境外经贸。"),
        (LONG + "Belt\nand。", LONG + "Belt and。"),
        (LONG + "Ｂｅｌｔ\nａｎｄ。", LONG + "Belt and。"),
        (LONG + "境外。\n经贸。", LONG + "境外。\n经贸。"),
        (LONG + "境外\n二、经贸", LONG + "境外\n二、经贸"),
        ("二、 经 贸\n" + LONG, "二、经贸\n" + LONG),
        ("（一）经贸\n合作", "（一）经贸\n合作"),
        # A break that Unicode knows, but the splitting does not: white space inside a line.
        ("经\u2028贸。\x0b合\x85作", "经贸。合作"),
    ],
)
def test_paragraph_ends_and_headings_are_barriers(text, expected):
    assert as_read(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n\u3000\r\n ", ""),
        (" 甲 ", "甲"),
        ("\n\n甲\n\n", "甲"),
        ("\u3000\u3000甲。\r\n\r\n", "甲。"),
    ],
)
def test_nothing_is_kept_of_white_space_around(text, expected):
    assert as_read(text).text == expected


@pytest.mark.parametrize(
    ("text", "word", "span"),
    [
        ("发展数字经济", "数字经济", (2, 6)),
        ("甲。\n发展数字 经济。", "数字经济", (5, 10)),
        (LONG + "境外\r\n\r\n经贸。", "境外经贸", (60, 68)),
        ("占６５．５％。", "65.5%", (1, 6)),
        ("“Ｂｅｌｔ　　ａｎｄ”", "Belt and", (1, 10)),
        ("\u3000甲 乙。", "甲", (1, 2)),
        ("甲 乙 ", "乙", (2, 3)),
    ],
)
def test_span_starts_and_ends_with_characters_of_the_word(text, word, span):
    reading = as_read(text)
    place = reading.text.index(word)
    assert reading.span(place, place + len(word)) == span


def test_a_kept_break_and_a_kept_space_stand_for_one_sign_of_the_gap():
    assert printed("甲。 \r\n Belt  and") == ["甲", "。", " ", *"Belt", " ", *"and"]


def half(sign: str) -> str:
    """Return the half-width form of a full-width letter, digit, plus, point or per cent sign."""
    wide = "０１２３４５６７８９ＡＢｚ＋．％"
    return "0123456789ABz+.%"[wide.index(sign)] if sign in wide else sign


def assert_maps_back(text: str) -> None:
    read = as_read(text).text
    pairs = zip(read, printed(text), strict=True)
    assert [(a, b) for a, b in pairs if a not in "\n " and a != half(b)] == []
    assert all(b.isspace() for a, b in zip(read, printed(text), strict=True) if a in "\n ")
    assert "".join(read.split()) == "".join(half(sign) for sign in text if not sign.isspace())


@pytest.mark.parametrize("text", ["", " ", "\n甲", "甲\u3000", "\r\n甲 乙\r\n\r\n丙\r\n", "１ ２"])
def test_odd_texts_map_back(text):
    assert_maps_back(text)


def test_random_texts_map_back():
    generator = random.Random(20200426)
    signs = [*"甲乙Az12。，：”％９ＡＢｚ．＋", " ", "  ", "\n", "\n\n", "\r\n", "\u3000", "\t"]
    signs += ["一、题", "\n（二）题\n", LONG]
    for _ in range(500):
        assert_maps_back("".join(generator.choices(signs, k=generator.randrange(40))))


def test_jinhua_maps_back(jinhua):
    assert_maps_back(jinhua.text)


def test_jinhua_has_a_line_for_each_heading_and_paragraph(jinhua):
    # Headings of chapters and of sections, and paragraphs; see test_report.
    assert len(as_read(jinhua.text).text.splitlines()) == 9 + 6 + 78
    assert "加快建设境外经贸合作区" in as_read(jinhua.text).text


def test_jinhua_as_read_is_left_as_it_is_and_is_its_tidied_sentences(jinhua):
    read = as_read(jinhua.text).text
    assert as_read(read).text == read
    assert "".join(map(tidy, jinhua.sentences["text"])) == read.replace("\n", "")
