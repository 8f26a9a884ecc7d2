"""PDF files: lines joined to paragraphs, heads and page numbers left out, bad files refused."""

import logging
import re
import subprocess
import sys
import time
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PageObject, PdfReader, PdfWriter

from jhreport.extraction import Dropped, Extract, extract_text, joining
from jhreport.extraction import pdf as pdf_module
from jhreport.report import load_report
from jhreport.style import house_style

LEAD = "现在，我代表市人民政府向大会报告工作，请予审议。"
PLAN = "今年，地区生产总值增长6.5%，财政收入增长５％，新增就业2.1 万人。"
END = "各位代表，让我们团结奋斗，为夺取新的更大胜利而努力！谢谢大家。"
PARAGRAPHS = ["各位代表：", LEAD, "一、回顾", PLAN, END]
TEXT = "".join(f"{paragraph}\n" for paragraph in PARAGRAPHS)


def told(extract: Extract) -> dict[str, tuple[str, ...]]:
    """Return what was left out, by kind."""
    return {dropped.kind: dropped.texts for dropped in extract.dropped}


EM = 14 / 72
"""The width of a full-width character of printed text, in inches."""


def printed_file(path, pages, head=lambda n: "", foot=lambda n: "", left=(1.0,)):
    """Print lines as they come; two ideographic spaces in front become an indent."""
    options = {"pdf.fonttype": 42, "pdf.compression": 6}
    with (
        house_style(),
        mpl.rc_context(options),
        PdfPages(path, metadata={"CreationDate": None}) as pdf,
    ):
        for n, lines in enumerate(pages, start=1):
            figure = Figure(figsize=(8, 11))
            figure.text(0.4, 0.97, head(n), fontsize=9)
            for row, line in enumerate(lines):
                start = left[n % len(left)] + (2 * EM if line.startswith("　　") else 0)
                figure.text(start / 8, 0.93 - row * 0.03, line.lstrip("　"), fontsize=14)
            figure.text(0.45, 0.03, foot(n), fontsize=9)
            pdf.savefig(figure)
    return path


def wrapped(paragraphs, width=20, indent="　　"):
    """Break paragraphs to lines as printers do; a digit takes half a place."""
    lines = []
    for paragraph in paragraphs:
        line, place = indent, len(indent)
        for char in paragraph:
            step = 0.5 if char.isascii() else 1
            if place + step > width and char not in "，。：；！":
                lines.append(line)
                line, place = "", 0
            line += char
            place += step
        lines.append(line)
    return lines


def changed(path: Path, change, target: Path) -> Path:
    writer = PdfWriter(clone_from=path)
    change(writer)
    with target.open("wb") as stream:
        writer.write(stream)
    return target


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    return printed_file(path, [wrapped(PARAGRAPHS)], foot=lambda n: f"— {n} —")


def test_lines_of_a_pdf_are_joined_to_paragraphs(printed):
    assert extract_text(printed) == Extract(TEXT, (Dropped("page number", ("— 1 —",), 1),))


def test_a_pdf_is_told_from_its_content(save, printed):
    assert extract_text(save("b.docx", printed.read_bytes())).text == TEXT


def test_a_paragraph_goes_on_over_a_page_break(tmp_path):
    lines = wrapped([LEAD, PLAN, END])
    pages = [lines[n : n + 2] for n in range(0, len(lines), 2)]
    path = printed_file(tmp_path / "a.pdf", pages, lambda n: "工作报告", lambda n: f"- {n} -")
    extract = extract_text(path)
    assert extract.text == f"{LEAD}\n{PLAN}\n{END}\n"
    numbers = tuple(f"- {n} -" for n in range(1, len(pages) + 1))
    assert told(extract) == {"running head": ("工作报告",), "page number": numbers}


def test_without_indents_a_full_line_goes_on_and_a_short_one_does_not(tmp_path):
    lines = [
        "政府工作报告",
        "现在，我代表市人民政府向大会报告工作，请",  # 20 places
        "予审议。",
        "一是经济平稳增长，民生持续改善，这很好。",  # a sentence ends with the line
        "二是就业稳定，物价平稳，收入稳步增长：全",
        "市上下团结奋斗，取得新的成绩，改革很好。",  # what follows would not have fitted
        "2020年实现良好开局。",
        "（一）坚持创新驱动，推动产业转型升级",  # nearly full, but a heading
        "三是进出口增长，建设成效大，社会好。",  # 18 places: what follows would have fitted
        "四是城乡面貌一新。",
        "五是民生福祉得到改善，社会保持和谐稳定。",  # full, but a heading follows
        "二、目标",
        "三是进出口增长，建设成效大，社会好。",  # 18 places: the number would not have fitted
        "2020年企业上云。",
    ]
    text = extract_text(printed_file(tmp_path / "a.pdf", [lines])).text
    assert text.splitlines() == [
        lines[0],
        lines[1] + lines[2],
        lines[3] + lines[4] + lines[5] + lines[6],
        *lines[7:12],
        lines[12] + lines[13],
    ]


@pytest.mark.parametrize(
    ("line", "room", "following", "ends"),
    [
        ("增长。", 1.5, "二是", True),
        ("增长。", 1.0, "二是", False),
        ("增长”。", 1.5, "二是", True),
        ("增长。”", 1.5, "二是", True),
        ("增长，", 9.0, "二是", False),
        ("增长。", 1.5, "“二是", True),
        ("增长。", 1.5, "二，是", False),
        ("增长。", 2.0, "4559.9亿元", False),
        ("增长。", 3.5, "4559.9亿元", True),
        ("增长。", 0.0, "（一）目标", True),
        ("增长，", 0.0, "（一）目标", False),
        ("增长。", 0.0, "一、二产业增长。三产业增长", False),
        ("一、目标", 1.5, "二是", True),
        ("一、目标", 1.0, "二是", False),
    ],
)
def test_when_a_nearly_full_line_ends_a_paragraph(line, room, following, ends):
    assert joining._ends_unindented(line, room, following) is ends


def test_with_indents_a_full_line_that_ends_a_sentence_goes_on(tmp_path):
    lines = [
        "　　一是经济平稳增长，民生持续改善，好。",  # full
        "二是就业稳定，物价平稳。",
        "　　（一）坚持创新驱动，推动产业转型升级",  # full, but an indent follows
        "　　三是进出口增长，建设成效很大。",
    ]
    text = extract_text(printed_file(tmp_path / "a.pdf", [lines])).text
    bare = [line.strip() for line in lines]
    assert text.splitlines() == [bare[0] + bare[1], bare[2], bare[3]]


def test_left_and_right_pages_have_margins_of_their_own(tmp_path):
    lines = wrapped([LEAD, PLAN, END] * 2)
    pages = [lines[n : n + 5] for n in range(0, len(lines), 5)]
    path = printed_file(tmp_path / "a.pdf", pages, left=(1.0, 1.5))
    assert extract_text(path).text == f"{LEAD}\n{PLAN}\n{END}\n" * 2


def test_a_heading_that_goes_on_without_an_indent_is_joined(tmp_path):
    lines = ["　　（一）坚持创新驱动，推动产业转型升", "级。", *wrapped([LEAD])]
    text = extract_text(printed_file(tmp_path / "a.pdf", [lines])).text
    assert text == f"（一）坚持创新驱动，推动产业转型升级。\n{LEAD}\n"


def test_where_a_line_starts_and_how_wide_it_is():
    class Page:
        def extract_text(self, visitor_text):
            for text, start in [("\n", 0), (" ", 3), ("　 一、", 9), ("回 顾 \n", 30), ("乙", 9)]:
                visitor_text(text, [2, 0, 0, 2, 5, 7], [1, 0, 0, 1, start, 800], None, 7)

    assert pdf_module._page_lines(Page()) == [
        ("一、回 顾", 9 * 2 + 5 + 1.5 * 14, 14),
        ("乙", 23, 14),
    ]


def test_numbers_are_not_torn(tmp_path):
    lines = ["　　地区生产总值迈上新的台阶，达到4559", ".9亿元，增长。", *wrapped([LEAD])]
    text = extract_text(printed_file(tmp_path / "a.pdf", [lines])).text
    assert text.startswith("地区生产总值迈上新的台阶，达到4559.9亿元，增长。\n")


def test_a_line_that_sticks_out_is_no_margin():
    lines = [joining.Line("甲", start, 9) for start in (*[72.2] * 15, *[90.0] * 15, 50.0)]
    assert joining._margin([lines[:9], lines[9:]]) == 72


def test_latin_words_are_not_run_together(tmp_path):
    lines = [
        "　　我们积极推进一带一路建设也就是Belt",
        "and Road倡议，合作共赢。",
        "　　" + LEAD[:18],
    ]
    text = extract_text(printed_file(tmp_path / "a.pdf", [lines])).text
    assert text.startswith("我们积极推进一带一路建设也就是Belt and Road倡议，合作共赢。\n")


NUMBERS = ["— 3 —", "- 3 -", "3", "第3页", "第 3 页 共 20 页", "3/20", "－３－", "·3·", "3，共20页"]


@pytest.mark.parametrize("edge", ["head", "foot"])
def test_page_numbers_are_left_out_and_told(tmp_path, edge):
    pages = [[sign * 20 + "，", f"{sign}。"] for sign in "甲乙丙丁戊己庚辛壬"]
    path = printed_file(tmp_path / "a.pdf", pages, **{edge: lambda n: NUMBERS[n - 1]})
    extract = extract_text(path)
    assert extract.text.splitlines() == ["".join(page) for page in pages]
    assert told(extract) == {"page number": tuple(NUMBERS)}


def test_other_numbers_at_an_edge_are_text(tmp_path):
    lines = ["2020年", "6.5%", "第三页", "3 4", "三", "12345", "—"]
    path = printed_file(tmp_path / "a.pdf", [[line] for line in lines])
    extract = extract_text(path)
    assert extract.text.replace("\n", "") == "".join(lines)
    assert extract.dropped == ()


def test_numbers_within_a_page_and_beside_its_number_are_text(tmp_path):
    lines = ["56", LEAD, "12", PLAN, "34"]
    path = printed_file(tmp_path / "a.pdf", [lines], foot=lambda n: "— 1 —")
    extract = extract_text(path)
    assert extract.text == f"56\n{LEAD}\n12\n{PLAN}34\n"
    assert told(extract) == {"page number": ("— 1 —",)}


@pytest.mark.parametrize("edge", ["head", "foot"])
def test_a_number_unlike_those_of_most_pages_is_text(tmp_path, edge):
    pages = [["甲" * 20], ["乙。"], ["丙。", "12"], ["3", "丁。"]]
    path = printed_file(tmp_path / "a.pdf", pages, **{edge: str})
    extract = extract_text(path)
    assert extract.text == "甲" * 20 + "乙。\n丙。\n12\n3\n丁。\n"
    assert told(extract) == {"page number": tuple("1234")}


def test_a_hostile_line_is_told_from_a_page_number_in_time():
    started = time.perf_counter()
    pages = [[joining.Line("3" + " " * 20_000 + "x", 0, 9)]]
    assert pdf_module._drop_running(pages) == []
    assert time.perf_counter() - started < 1


def test_heads_that_repeat_are_left_out_and_the_title_stays(tmp_path):
    pages = [["政府工作报告", LEAD], [PLAN[:20], END[:20]], [END], [LEAD]]
    foot = "第{}页 好".format
    extract = extract_text(printed_file(tmp_path / "a.pdf", pages, lambda n: "政府工作报告", foot))
    assert extract.text.startswith(f"政府工作报告\n{LEAD}\n")
    (dropped,) = extract.dropped
    assert (dropped.kind, dropped.times) == ("running head", 8)
    assert set(dropped.texts) == {"政府工作报告", *map(foot, (1, 2, 3, 4))}


def test_heads_of_left_and_right_pages_are_left_out(tmp_path):
    pages = [[f"{LEAD}{n}"] for n in "甲乙丙丁戊己"]
    path = printed_file(tmp_path / "a.pdf", pages, lambda n: ("某市", "工作报告")[n % 2])
    assert told(extract_text(path)) == {"running head": ("工作报告", "某市")}


@pytest.mark.parametrize(("repeated", "others"), [(2, 1), (3, 6)])
def test_lines_that_few_pages_repeat_stay(tmp_path, repeated, others):
    pages = [["各位代表：", f"{sign}。"] for sign in "甲乙丙"[:repeated]]
    pages += [[f"{sign}。"] for sign in "丁戊己庚辛壬"[:others]]
    assert extract_text(printed_file(tmp_path / "a.pdf", pages)).dropped == ()


def test_radicals_and_full_width_signs_of_a_pdf(tmp_path, monkeypatch):

    text = "⼈⺠⾼⽔平⾦融业增⻓５％，Ａ级，⻰头⻛险⻔类⻋⻢⻩⻥。"
    path = printed_file(tmp_path / "a.pdf", [[LEAD]])
    monkeypatch.setattr(
        PageObject,
        "extract_text",
        lambda page, visitor_text: visitor_text(text, [1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 9, 9], 0, 9),
    )
    assert extract_text(path).text == "人民高水平金融业增长５％，Ａ级，龙头风险门类车马黄鱼。\n"


def test_a_page_without_text_is_told(tmp_path, printed):
    path = changed(printed, lambda pdf: pdf.add_blank_page(595, 842), tmp_path / "a.pdf")
    assert told(extract_text(path)) == {
        "page without text": ("page 2",),
        "page number": ("— 1 —",),
    }


def test_a_scan_is_refused(tmp_path, refusal):
    def blank(pdf):
        for _ in range(2):
            pdf.add_blank_page(595, 842)

    writer, path = PdfWriter(), tmp_path / "scan.pdf"
    blank(writer)
    with path.open("wb") as stream:
        writer.write(stream)
    message = refusal(path)
    assert "no text on its 2 pages: a scan. Run OCR first" in message
    only_numbers = printed_file(tmp_path / "a.pdf", [[], [], []], foot=lambda n: f"— {n} —")
    assert "no text on its 3 pages: a scan" in refusal(only_numbers)


def test_a_pdf_that_the_empty_password_opens_is_read(tmp_path, printed):
    def encrypt(pdf):
        pdf.encrypt("", "owner", algorithm="RC4-128")

    assert extract_text(changed(printed, encrypt, tmp_path / "a.pdf")).text == TEXT


def test_an_encrypted_pdf_is_refused(tmp_path, printed, refusal):
    def encrypt(pdf):
        pdf.encrypt("user", "owner", algorithm="RC4-128")

    message = refusal(changed(printed, encrypt, tmp_path / "a.pdf"))
    assert "a PDF with a password. Open it with its password, and print it to a" in message


def test_a_pdf_encrypted_with_aes_is_refused_and_what_to_do_is_said(tmp_path, printed):
    def encrypt(pdf):
        pdf.encrypt("", "owner", algorithm="RC4-128")

    path = changed(printed, encrypt, tmp_path / "a.pdf")
    entry = b"/V 4\n/R 4\n/CF <</StdCF <</CFM /AESV2>>>> /StmF /StdCF /StrF /StdCF"
    path.write_bytes(path.read_bytes().replace(b"/V 2\n/R 3", entry))
    # In a process of its own, where no package that could decrypt it is found.
    code = (
        "import sys; sys.modules['cryptography'] = sys.modules['Crypto'] = None;"
        f"from jhreport.extraction import extract_text; extract_text({str(path)!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    said = done.stderr.splitlines()[-1]
    assert said.startswith(f"jhreport.errors.ReportError: {path}: a PDF encrypted with AES")
    assert "print it to a new PDF; or, if it opens without a password, run `pip install" in said


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_pdf_that_was_cut_is_refused(tmp_path, printed, share, refusal):
    content = printed.read_bytes()
    path = tmp_path / "a.pdf"
    path.write_bytes(content[: int(len(content) * share)])
    assert re.search(r"damaged PDF \(.+\)\. Fetch it again", refusal(path))


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_pdf_of_which_a_page_is_lost_in_part_is_refused(tmp_path, printed, place, refusal):
    content = printed.read_bytes()
    page = PdfReader(printed).pages[0]["/Contents"].get_object()._data
    start = content.index(page) + int(len(page) * place)
    path = tmp_path / "a.pdf"
    path.write_bytes(content[:start] + bytes(range(30)) + content[start + 30 :])
    assert "damaged PDF (" in refusal(path)


def test_a_pdf_whose_font_lacks_its_table_is_refused(tmp_path, printed, refusal):
    def strip(pdf):
        for font in pdf.pages[0]["/Resources"]["/Font"].values():
            font.get_object().pop("/ToUnicode", None)

    message = refusal(changed(printed, strip, tmp_path / "a.pdf"))
    assert "characters are unreadable: a font lacks its table" in message


def test_what_libraries_log_and_warn_does_not_reach_the_user(
    tmp_path, printed, caplog, capfd, refusal
):
    log = logging.getLogger("pypdf")
    caplog.set_level(logging.INFO, logger="pypdf")
    former = log.level, log.propagate, list(log.handlers), logging.root.level
    path = tmp_path / "a.pdf"
    path.write_bytes(b"junk\n" + printed.read_bytes())
    PdfReader(path)
    assert "invalid pdf header" in caplog.text  # or else this test shows nothing
    caplog.clear()
    capfd.readouterr()
    assert extract_text(path).text == TEXT
    cut = tmp_path / "b.pdf"
    cut.write_bytes(printed.read_bytes()[:900])
    refusal(cut)
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")
    assert (log.level, log.propagate, list(log.handlers), logging.root.level) == former


@pytest.mark.parametrize("indent", ["　　", ""])
def test_a_real_report_as_pdf(tmp_path, indent):
    lines = load_report("jinhua-2020").text.splitlines()
    paragraphs = ["".join(line.split()) for line in lines if line.strip()][3:33]
    lines = wrapped(paragraphs, 28, indent)
    pages = [lines[n : n + 28] for n in range(0, len(lines), 28)]
    path = printed_file(tmp_path / "a.pdf", pages, lambda n: "工作报告", lambda n: f"— {n} —")
    assert extract_text(path).text.splitlines() == paragraphs
    assert extract_text(path) == extract_text(path)
