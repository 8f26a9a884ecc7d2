"""Web pages: the report without its furniture, whatever the page declares."""

import time

import pytest
from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

from jhreport.extraction import Extract, extract_text
from jhreport.report import load_report

LEAD = "现在，我代表市人民政府向大会报告工作，请予审议。"
PLAN = "今年，地区生产总值增长6.5%，财政收入增长５％，新增就业2.1 万人。"
END = "各位代表，让我们团结奋斗，为夺取新的更大胜利而努力！谢谢大家。"
PARAGRAPHS = ["各位代表：", LEAD, "一、回顾", PLAN, END]
TEXT = "".join(f"{paragraph}\n" for paragraph in PARAGRAPHS)


def told(extract: Extract) -> dict[str, tuple[str, ...]]:
    """Return what was left out, by kind."""
    return {dropped.kind: dropped.texts for dropped in extract.dropped}


def page(body: str | None = None, head: str = "<title>工作报告</title>") -> str:
    if body is None:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", ""),
        ("utf-8", "gb2312"),
        ("utf-8-sig", "gbk"),
        ("gb18030", "gb2312"),
        ("gb18030", "utf-8"),
        ("gb18030", ""),
        ("utf-16", ""),
    ],
)
def test_a_page_is_decoded_as_it_is_written_whatever_it_declares(save, codec, declared):
    head = f'<meta charset="{declared}">' if declared else ""
    # 镕 is in GBK, but not in the GB 2312 that pages declare.
    content = page(f"<p>{LEAD}镕</p>", head).encode(codec)
    assert extract_text(save("page.html", content)).text == f"{LEAD}镕\n"


def test_a_page_in_big5_is_refused(save, refusal):
    body = f"<p>{'各位代表：經濟社會發展，國內生產總值增長。' * 3}</p>"
    content = page(body, '<meta charset="big5">').encode("big5")
    assert "it is Big5, or damaged" in refusal(save("page.html", content))


@pytest.mark.parametrize("start", ["<div>", "<P>", "<p class=a>", "<br/>", "<!-- a --><span>"])
def test_a_piece_of_a_page_is_a_page(save, start):
    assert extract_text(save("page", f"{start}{LEAD}")).text == f"{LEAD}\n"


def test_a_page_that_reads_as_xml_warns_of_nothing(save):
    content = f'<?xml version="1.0"?><div><p>{LEAD}</p></div>'
    with pytest.warns(XMLParsedAsHTMLWarning):
        BeautifulSoup(content, "lxml")
    assert extract_text(save("page.xml", content)).text == f"{LEAD}\n"


def test_a_page_with_an_xml_declaration(save):
    content = f'<?xml version="1.0" encoding="gb2312"?>{page()}'.encode("gb18030")
    assert extract_text(save("page.html", content)).text == TEXT


def test_paragraphs_and_breaks_end_lines(save):
    body = f"<div>{LEAD}<br>{PLAN}<BR/>一、回顾<p>&nbsp;&nbsp;{LEAD}</p>　　{END}</div>"
    assert extract_text(save("page.html", page(body))).text.splitlines() == [
        LEAD,
        PLAN,
        "一、回顾",
        LEAD,
        END,
    ]


def test_white_space_goes_at_the_edges_of_paragraphs_only(save):
    body = f"<p>&nbsp; 　\u3000{PLAN}&emsp;</p><p> \n</p><p>&#8203;甲&nbsp;乙　丙  丁</p>"
    assert extract_text(save("page.html", page(body))).text == (f"{PLAN}\n甲\xa0乙\u3000丙  丁\n")


def test_a_break_in_the_source_ends_no_line(save):
    body = f"<p>{LEAD}增长\r\n  6.5%，Belt\nand Road\n</p>"
    assert extract_text(save("page.html", page(body))).text == f"{LEAD}增长6.5%，Belt and Road\n"


def test_a_break_in_preformatted_text_ends_a_line(save):
    body = f"<pre>　　{LEAD}\r\n\r\n　　<b>{PLAN}\n</b>{END}</pre>"
    assert extract_text(save("page.html", page(body))).text == f"{LEAD}\n{PLAN}\n{END}\n"


def test_inline_marks_do_not_cut_a_paragraph(save):
    body = f"<p><span>{LEAD[:5]}</span><b>{LEAD[5:9]}</b><a href=x>{LEAD[9:]}</a></p>"
    assert extract_text(save("page.html", page(body))).text == f"{LEAD}\n"


def test_control_characters_of_a_page_are_left_out(save):
    body = f"<p>增&#8;长&#13;率，{LEAD}</p>"
    assert extract_text(save("page.html", page(body))).text == f"增长率，{LEAD}\n"


def test_the_cells_of_a_table_are_lines(save):
    body = f"<div><p>{LEAD}</p><table><tr><td>指标<td>单位</table><p>{END}</p></div>"
    assert extract_text(save("page.html", page(body))).text == f"{LEAD}\n指标\n单位\n{END}\n"


@pytest.mark.parametrize(
    ("furniture", "pair"),
    [
        ("<nav><a>首页</a> <a>政务</a></nav>", ("navigation", "首页 政务")),
        ("<header><h1>某市</h1><nav>首页</nav></header>", ("header", "某市 首页")),
        (f"<footer><p>{PLAN}</p></footer>", ("footer", PLAN)),
        ("<aside>热点</aside>", ("aside", "热点")),
        ("<form><select><option>站内</select></form>", ("form", "站内")),
        ("<form>检索</form>", ("form", "检索")),
        ("<button>搜索</button>", ("form", "搜索")),
        (f"<p hidden>{PLAN}</p>", ("hidden", PLAN)),
        (f'<div style="color:red; DISPLAY : none">{PLAN}</div>', ("hidden", PLAN)),
        ("<span style=visibility:hidden>隐</span>", ("hidden", "隐")),
        ("<p>打印本页</p>", ("page furniture", "打印本页")),
        ("<p>【打印】 【关闭窗口】</p>", ("page furniture", "【打印】 【关闭窗口】")),
        ("<p>首页 &gt; 政务公开 &gt; 报告</p>", ("page furniture", "首页 > 政务公开 > 报告")),
        ("<p>您现在的位置：首页</p>", ("page furniture", "您现在的位置：首页")),
        (
            "<p>2020-05-06 08:30 来源：市府办　浏览次数：12</p>",
            ("page furniture", "2020-05-06 08:30 来源：市府办　浏览次数：12"),
        ),
        ("<p>【字体：大 中 小】</p>", ("page furniture", "【字体：大 中 小】")),
        ("<p>上一篇：通知</p>", ("page furniture", "上一篇：通知")),
        ("<p>扫一扫在手机打开当前页</p>", ("page furniture", "扫一扫在手机打开当前页")),
        ("<p>某市 版权所有 浙ICP备1号</p>", ("page furniture", "某市 版权所有 浙ICP备1号")),
    ],
)
def test_furniture_is_left_out_and_told(save, furniture, pair):
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    for body in (furniture + paragraphs, paragraphs + furniture):
        extract = extract_text(save("page.html", page(body)))
        assert extract.text == TEXT
        assert told(extract) == {pair[0]: (pair[1],)}


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("打印机产量增长5%", True),
        ("返回", False),
        ("返回 家乡创业人数增长5%", True),
        (f"来源：增值税。{LEAD}", True),
        ("来源：" + "产业、" * 33, True),
        ("首页设计大赛", True),
        ("作者：", False),
    ],
)
def test_lines_that_may_be_of_the_report_are_told_from_furniture(save, line, kept):
    extract = extract_text(save("page.html", page(f"<p>{LEAD}</p><p>{line}</p>")))
    assert (line in extract.text) is kept


def test_scripts_and_styles_are_left_out_and_their_number_is_told(save):
    unseen = (
        f"<script>document.write('{LEAD}')</script><style>p{{}}</style><iframe src=a></iframe>"
        f"<noscript><p>{LEAD}</p><iframe></iframe></noscript><svg><style>a</style></svg>"
        f"<template><p>{LEAD}</p></template><!-- {LEAD} -->"
    )
    extract = extract_text(save("page.html", page(f"{unseen}<p>{END}</p>")))
    assert extract.text == f"{END}\n"
    (dropped,) = extract.dropped
    assert dropped.kind == "script or style"
    assert dropped.texts == ("script", "style", "iframe", "noscript", "svg", "template")
    assert dropped.times == 8


@pytest.mark.parametrize("tag", ["form", "header", "aside", "div style='display:none'"])
def test_what_holds_the_report_is_no_furniture(save, tag):
    body = f"<{tag}><p>{LEAD}</p><p>{PLAN}</p></{tag.split()[0]}><nav>首页</nav>"
    extract = extract_text(save("page.html", page(body)))
    assert extract.text == f"{LEAD}\n{PLAN}\n"
    assert told(extract) == {"navigation": ("首页",)}


def test_the_block_with_most_prose_is_the_report_whatever_its_name(save):
    links = "<li>政务公开要闻动态</li>" * 200
    body = (
        f"<div id=content><ul>{links}</ul></div><div class=side><p>{PLAN}</p></div>"
        f"<div class=sidebar><h1>政府工作报告</h1><div><p>各位代表：</p>{f'<p>{LEAD}</p>' * 30}"
        "</div></div>"
    )
    extract = extract_text(save("page.html", page(body)))
    assert extract.text == "政府工作报告\n各位代表：\n" + f"{LEAD}\n" * 30
    assert told(extract) == {"beside the report": ("政务公开要闻动态", PLAN)}


def test_a_headline_that_names_the_report_and_stands_before_it_is_its_title(save):
    block = f"<div><p>各位代表：</p>{f'<p>{LEAD}</p>' * 9}</div>"
    heads = "<h1>某市人民政府</h1><h2>政府工作的报告<br>——在大会上</h2><p>来源</p>"
    extract = extract_text(save("page.html", page(f"{heads}{block}<h1>政府工作报告</h1>")))
    assert extract.text.splitlines()[:3] == ["政府工作的报告", "——在大会上", "各位代表："]
    assert told(extract) == {"beside the report": ("某市人民政府", "来源", "政府工作报告")}


def test_a_headline_is_not_set_before_a_report_that_has_its_title(save):
    block = f"<div><p>2020年政府工作报告</p>{f'<p>{LEAD}</p>' * 9}</div>"
    extract = extract_text(save("page.html", page(f"<h1>工作报告</h1>{block}")))
    assert extract.text.startswith(f"2020年政府工作报告\n{LEAD}")
    assert told(extract) == {"beside the report": ("工作报告",)}


@pytest.mark.parametrize("tag", ["article", "main"])
def test_the_header_of_an_article_is_of_the_report(save, tag):
    body = f"<{tag}><header><h1>政府工作报告</h1></header><p>{LEAD}</p></{tag}>"
    assert extract_text(save("page.html", page(body))) == Extract(f"政府工作报告\n{LEAD}\n")


def test_a_report_in_several_blocks_stays_whole(save):
    blocks = [f"<div><h2>{n}、回顾</h2>{f'<p>{LEAD}</p>' * 5}</div>" for n in "一二三"]
    body = f"<div>首页</div><div>{''.join(blocks)}</div>"
    extract = extract_text(save("page.html", page(body)))
    assert extract.text == "".join(f"{n}、回顾\n" + f"{LEAD}\n" * 5 for n in "一二三")
    assert told(extract) == {"beside the report": ("首页",)}


def test_a_report_in_a_cell_of_a_table(save):
    body = f"<table><tr><td>首页<td><p>各位代表：</p>{f'<p>{LEAD}</p>' * 9}</table>"
    extract = extract_text(save("page.html", page(body)))
    assert extract.text == "各位代表：\n" + f"{LEAD}\n" * 9
    assert told(extract) == {"beside the report": ("首页",)}


def test_a_report_in_one_paragraph_keeps_what_stands_around_it(save):
    body = f"<div><p>各位代表：</p><p>{f'{LEAD}<br>' * 20}</p><p>谢谢大家。</p></div>"
    extract = extract_text(save("page.html", page(body)))
    assert extract.text == "各位代表：\n" + f"{LEAD}\n" * 20 + "谢谢大家。\n"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<ul><li>首页</li><li>政务公开</li></ul><p>版权所有。</p>",
        f"<script>document.write('{LEAD}')</script><p>请稍候。</p>",
        f"<p>{LEAD.replace('。', '')}</p>",
    ],
)
def test_a_page_without_prose_is_refused(save, refusal, body):
    message = refusal(save("page.html", page(body)))
    assert "a web page without a paragraph of prose" in message
    assert "open the page in a browser" in message


def test_a_page_of_frames_is_refused(save, refusal):
    message = refusal(save("page.html", "<html><frameset><frame src=a></frameset></html>"))
    assert "A script or a frame may bring the text" in message


def test_empty_furniture_is_not_told(save):
    body = f"<nav> </nav><div><p>{LEAD}</p></div><p hidden></p>"
    assert extract_text(save("page.html", page(body))).dropped == ()


def test_a_deep_or_hostile_page_is_read_in_time(save):
    started = time.perf_counter()
    deep = "<div>" * 300 + f"<p>{LEAD}</p>" + "</div>" * 300
    assert extract_text(save("page.html", page(deep))).text == f"{LEAD}\n"
    spaces = f"<p>{LEAD}</p><p>甲{' ' * 200_000}乙</p><p>{'[打印' * 50_000}</p>"
    assert extract_text(save("page.html", page(spaces))).text.startswith(f"{LEAD}\n甲")
    assert time.perf_counter() - started < 10


def test_a_real_report_as_a_page(save):
    lines = load_report("jinhua-2020").text.splitlines()
    paragraphs = [line.strip() for line in lines if line.strip()]
    body = "".join(f"<p>　　{paragraph}</p>\r\n" for paragraph in paragraphs)
    content = page(f"<form><div>首页</div><div><div>{body}</div>【打印】</div></form>")
    extract = extract_text(save("a.html", content.encode("gb18030")))
    assert extract.text.splitlines() == paragraphs
    assert told(extract) == {"beside the report": ("首页", "【打印】")}
