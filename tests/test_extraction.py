"""Extraction: kinds of files, plain text, what is refused, and how what was left out is told."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jhreport import extraction
from jhreport.extraction import Dropped, Extract, extract_text
from jhreport.report import load_report

LEAD = "现在，我代表市人民政府向大会报告工作，请予审议。"
TEXT = f"各位代表：\n{LEAD}\n一、回顾\n财政收入增长５％，新增就业2.1 万人。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_is_taken_from_every_allowed_encoding(save, codec):
    assert extract_text(save("report.txt", TEXT.encode(codec))) == Extract(TEXT)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "各位代表：經濟社會發展，國內生產總值增長。\n".encode("big5") * 3,
            "it is Big5, or damaged",
        ),
        (
            TEXT.encode("utf-16-le"),
            "NUL byte at 11: no text file. Allowed: text in UTF-8, in UTF-16 with",
        ),
        (TEXT.encode()[:-5], "cut in the middle of a character at byte"),
    ],
)
def test_text_in_other_encodings_is_refused(save, refusal, content, message):
    assert message in refusal(save("report.txt", content))


def test_text_stays_as_it_is_but_for_its_line_ends(save):
    text = "\r\n　　一、回顾 \r\n\r\n\t增长５％，Ａ 级 2.1 万家。\r出口增长。"
    assert extract_text(save("report", text)).text == (
        "\n　　一、回顾 \n\n\t增长５％，Ａ 级 2.1 万家。\n出口增长。"
    )


def test_the_lines_of_a_text_are_no_furniture(save):
    text = "打印本页\n— 3 —\n各位代表：\n"
    assert extract_text(save("report.txt", text)) == Extract(text)


def test_a_real_report_with_windows_line_ends(save):
    text = load_report("jinhua-2020").text
    assert extract_text(str(save("a.txt", text.replace("\n", "\r\n")))) == Extract(text)


def test_an_extract_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Extract(TEXT).text = ""


def test_text_is_read_without_the_libraries_of_other_kinds(save):
    code = (
        "import sys; from pathlib import Path; from jhreport.extraction import extract_text;"
        f"extract_text(Path({str(save('report.txt', TEXT))!r}));"
        "assert not {'bs4', 'docx', 'pypdf', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_was_left_out_is_told_in_one_line_a_kind():
    long = Dropped("footnote", ("按可比价格计算" * 10,), 1)
    assert str(long) == f"footnote: {('按可比价格计算' * 10)[:40]}…"
    assert str(Dropped("header", ("某市", "工作报告"), 9)) == "header, 9 times: 某市 | 工作报告"
    assert str(Dropped("form", ("甲", "乙", "丙"), 3)) == "form, 3 times: 甲 | 乙 | 丙"
    assert str(Dropped("form", tuple("甲乙丙丁戊"), 5)) == (
        "form, 5 times: 甲 | 乙 | 丙 | and 2 more"
    )


def test_what_was_left_out_is_counted_by_kind(save):
    page = f"<nav>首页</nav><nav>政务</nav><nav>首页</nav><aside>热点</aside><nav> </nav><p>{LEAD}"
    assert extract_text(save("page.html", page)).dropped == (
        Dropped("navigation", ("首页", "政务"), 3),
        Dropped("aside", ("热点",), 1),
    )


def test_nothing_is_written(save, tmp_path):
    extract_text(save("report.txt", TEXT))
    extract_text(save("page.html", f"<p>{LEAD}</p>"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "report.txt"]


def test_the_kind_is_told_from_the_content_not_from_the_suffix(save):
    assert extract_text(save("a.docx", f"<p>{LEAD}</p>")).text == f"{LEAD}\n"
    assert extract_text(save("b.pdf", f"<p>{LEAD}</p>")).text == f"{LEAD}\n"
    assert extract_text(save("c.html", TEXT)).text == TEXT


def test_a_missing_file(tmp_path, refusal):
    message = refusal(tmp_path / "none.txt")
    assert re.search(r"^Could not read .*: No such file.*Name a file that exists", message)


def test_a_folder(tmp_path, refusal):
    assert "a folder or a device, no file. Name the file in it." in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
def test_an_empty_file(save, refusal, content):
    assert "the file is empty. Fetch it again." in refusal(save("report.pdf", content))


@pytest.mark.parametrize("blank", ["\ufeff\n", "　　\r\n"])
def test_a_text_of_white_space(save, refusal, blank):
    assert "there is no text in it. Look whether" in refusal(save("report.txt", blank))


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path, refusal, monkeypatch):
    path = tmp_path / "report.pdf"
    with path.open("wb") as stream:
        stream.truncate(51_200_000)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("read"))
    message = refusal(path)
    assert "51.2 MB. Allowed: 50 MB of a PDF or Word file, 5 MB of any other." in message


@pytest.mark.parametrize("content", [TEXT, f"<p>{LEAD}"])
def test_a_text_or_page_above_its_own_limit_is_refused(save, refusal, monkeypatch, content):
    path = save("report.txt", content)
    size = path.stat().st_size
    monkeypatch.setattr(extraction, "LARGEST_TEXT", size)
    assert LEAD in extract_text(path).text
    monkeypatch.setattr(extraction, "LARGEST_TEXT", size - 1)
    assert ": 0.0 MB. Allowed: " in refusal(path)


def test_a_text_of_50_mb_is_refused(save, refusal):
    path = save("report.txt", (LEAD * 700_000).encode()[:50_000_000])
    assert "50.0 MB. Allowed: " in refusal(path)


@pytest.mark.parametrize("name", ["report.doc", "report.docx", "report.pdf"])
def test_an_old_word_file(save, refusal, name):
    message = refusal(save(name, OLE))
    assert "an old Word file (.doc), or one with a password." in message
    assert "save it as .docx" in message


@pytest.mark.parametrize("name", ["report.docx", "report.DOCX", "report.pdf"])
def test_a_text_that_is_not_what_it_is_named(save, refusal, name):
    message = refusal(save(name, TEXT))
    assert f"named {Path(name).suffix}, but it is none: it starts with b'\\xe5" in message


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 9])
def test_a_binary_file(save, refusal, content):
    assert "no text file. Allowed: text in UTF-8" in refusal(save("report", content))
