"""Splitting: chapters, sections, paragraphs and sentences of toy texts."""

import pytest

from jhreport.report import Report
from jhreport.splitting import block_starts, tidy

TOY = (
    "某市报告\n\n各位代表：\n一、回顾\n总的很好。真的？\n（一）工业\n工业强。产值“增长。”还有\n\n"
    "下文 5 个。\n（二）农业。\n农业稳\n二、目标\n完\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("泊位 2.1 万余个", "泊位2.1万余个"),
        ("长三角 G60 科创", "长三角G60科创"),
        ("境外\r\n\r\n经贸", "境外经贸"),
        ("　　现在， 我", "现在，我"),
        ("Belt  and Road", "Belt and Road"),
        ("50 %以上", "50%以上"),
    ],
)
def test_tidy(text, expected):
    assert tidy(text) == expected


def test_toy_chapters_and_sections():
    report = Report("toy", TOY)
    assert report.chapters.values.tolist() == [
        [0, "opening", "", 0, 12, 9],
        [1, "review", "回顾", 12, 66, 44],
        [2, "plan", "目标", 66, 73, 5],
    ]
    assert report.sections.drop(columns=["start", "end"]).values.tolist() == [
        [0, 0, "", 9],
        [1, 0, "回顾", 12],
        [1, 1, "工业", 23],
        [1, 2, "农业", 9],
        [2, 0, "目标", 5],
    ]


def test_sections_without_text_are_kept_but_no_empty_section_0():
    sections = Report("x", "一、回顾\n（一）空\n（二）满\n文。").sections
    assert sections[["chapter", "section"]].values.tolist() == [[0, 0], [1, 1], [1, 2]]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", [[0, 0]]),
        ("开头。\n一、甲\n（一）乙\n丙。\n（二）丁\n戊。\n", [[0, 4], [4, 16], [16, 24]]),
        ("一、甲\n丙。\n（一）乙\n二、甲\n（一）乙\n", [[0, 0], [0, 7], [7, 12], [12, 21]]),
    ],
)
def test_sections_cover_the_text_with_the_headings_of_their_chapters(text, spans):
    assert Report("x", text).sections[["start", "end"]].values.tolist() == spans


def test_toy_paragraphs_and_sentences():
    report = Report("toy", TOY)
    columns = ["chapter", "section", "paragraph", "lead", "broken"]
    assert report.paragraphs[columns].values.tolist() == [
        [0, 0, 1, "某市报告", False],
        [0, 0, 2, "各位代表：", False],
        [1, 0, 3, "总的很好。", False],
        [1, 1, 4, "工业强。", True],
        [1, 2, 5, "农业稳", False],
        [2, 0, 6, "完", False],
    ]
    assert report.sentences["text"].tolist() == [
        *("某市报告", "各位代表：", "一、回顾", "总的很好。", "真的？", "（一）工业", "工业强。"),
        *("产值“增长。”", "还有下文5个。", "（二）农业。", "农业稳", "二、目标", "完"),
    ]
    assert report.sentences["paragraph"].tolist() == [1, 2, 0, 3, 3, 0, 4, 4, 4, 0, 5, 0, 6]
    assert report.sentences["sentence"].tolist() == list(range(1, 14))


def test_crlf_changes_offsets_only():
    unix, windows = Report("u", TOY), Report("w", TOY.replace("\n", "\r\n"))
    assert windows.sentences["text"].tolist() == unix.sentences["text"].tolist()
    assert windows.chapters["chars"].tolist() == unix.chapters["chars"].tolist()
    sentence = windows.sentences.iloc[2]
    assert windows.text[sentence.start : sentence.end] == "一、回顾"


@pytest.mark.parametrize(
    ("line", "chapters"),
    [
        ("二、目标", [0, 1]),
        ("　　二、 目标", [0, 1]),
        ("二、要抓好工业。也要抓好农业。", [0]),
        ("二、要抓好。", [0]),
        ("二、" + "很" * 58, [0]),
        ("二、" + "很" * 57, [0, 1]),
        ("第二、目标", [0]),
    ],
)
def test_what_counts_as_a_heading(line, chapters):
    assert Report("x", f"开头。\n{line}\n正文。").chapters["chapter"].tolist() == chapters


def test_a_report_without_headings_is_one_chapter():
    report = Report("x", "现在开始。\n\n一是发展。二是稳定。")
    assert report.chapters.values.tolist() == [[0, "", "", 0, 17, 15]]
    assert report.sections.values.tolist() == [[0, 0, "", 0, 17, 15]]
    assert report.sentences["text"].tolist() == ["现在开始。", "一是发展。", "二是稳定。"]


@pytest.mark.parametrize(
    ("titles", "parts"),
    [
        (["回顾", "目标"], ["review", "plan"]),
        (["2019年工作总结", "目标", "任务"], ["review", "plan", "plan"]),
        (["过去五年", "去年工作 回顾", "目标"], ["review", "review", "plan"]),
        (["回顾", "经验", "五年总结", "目标"], ["review", "review", "review", "plan"]),
        (["目标", "回顾"], ["review", "review"]),
    ],
)
def test_the_last_heading_that_looks_back_ends_the_review(titles, parts):
    numbered = zip("一二三四", titles, strict=False)
    text = "回顾。\n" + "".join(f"{number}、{title}\n正文。\n" for number, title in numbered)
    assert Report("x", text).chapters["part"].tolist() == ["opening", *parts]


@pytest.mark.parametrize("text", ["", "回顾。", "一、目标\n回顾。\n（一）总结\n正文。\n"])
def test_no_parts_where_no_heading_of_a_chapter_looks_back(text):
    assert set(Report("x", text).chapters["part"]) == {""}


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", set()),
        (" \n", set()),
        (" 甲\n乙。", {1, 3}),
        ("一、甲\n（一）乙\r\n丙", {0, 4, 10}),
        ("很" * 60 + "\n乙。丙\n丁。\n戊", {0, 68}),  # broken twice: lines at 61 and 65 go on
    ],
)
def test_block_starts(text, starts):
    assert block_starts(text) == starts


@pytest.mark.parametrize("text", ["", "\n", "一、只有标题"])
def test_a_report_without_paragraphs_has_empty_tables(text):
    report = Report("x", text)
    assert len(report.paragraphs) == 0
    assert list(report.paragraphs) == [
        *("chapter", "section", "paragraph", "lead", "start", "end", "chars", "broken")
    ]
