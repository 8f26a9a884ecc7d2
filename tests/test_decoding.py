"""Decoding: sound encodings are read, everything else is refused."""

import pytest

from jhreport.decoding import decode
from jhreport.errors import ReportError
from jhreport.report import Report, load_report

SIMPLE = "各位代表：现在，我代表市人民政府向大会报告政府工作，请予审议。生产总值增长6.5%。"
TRADITIONAL = (
    "各位代表：現在，我代表市人民政府向大會報告政府工作，請予審議。經濟社會發展目標為增長。"
)


@pytest.fixture(scope="module")
def jinhua() -> Report:
    return load_report("jinhua-2020")


@pytest.mark.parametrize(
    "content",
    [
        SIMPLE.encode("utf-8"),
        SIMPLE.encode("utf-8-sig"),
        b"\xff\xfe" + SIMPLE.encode("utf-16-le"),
        b"\xfe\xff" + SIMPLE.encode("utf-16-be"),
        SIMPLE.encode("gb18030"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "gb18030"],
)
def test_decode_gives_the_same_text_from_every_allowed_encoding(content):
    assert decode(content, "x.txt") == SIMPLE


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"", ""), (b"\xef\xbb\xbf \r\n", " \r\n"), (b"\xff\xfe", "")],
    ids=["empty", "blank", "bom"],
)
def test_decode_gives_the_empty_text_of_an_empty_file(content, text):
    assert decode(content, "x.txt") == text


def test_decode_keeps_line_ends():
    assert decode("一\r\n二\r三\n".encode(), "x.txt") == "一\r\n二\r三\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"ab\x00c", r"x\.txt: NUL byte at 2: no text file\. Allowed: text in UTF-8, in UTF-16"),
        (SIMPLE.encode("utf-16-le"), r"NUL byte at 75"),
        (b"ab\x1b[0m", r"control character '\\x1b' at offset 2"),
        (SIMPLE[:4].encode()[:-1], r"cut in the middle of a character at byte 9 \(read as utf-8\)"),
        (SIMPLE[:4].encode("gb18030")[:-1], r"at byte 6 \(read as gb18030\)\. The file is incompl"),
        (b"\xff\xfe" + SIMPLE[:4].encode("utf-16-le")[:-1], r"at byte 8 \(read as utf-16-le\)"),
        (TRADITIONAL.encode("big5"), r"only \d\d% of its letters are common hanzi \(at least 60%"),
        (b"\xff\xff\xff", r"byte 0 is no gb18030: another encoding, such as Big5"),
        (b"\xef\xbb\xbfab\xffcd", r"byte 5 is no utf-8"),
    ],
    ids="nul utf-16-bare control cut-utf8 cut-gb cut-utf16 big5 binary bad-bom".split(),  # noqa: SIM905
)
def test_decode_refuses(content, message):
    with pytest.raises(ReportError, match=message):
        decode(content, "x.txt")


def test_decode_refuses_a_damaged_utf8_file_that_gb18030_could_read():
    content = SIMPLE.encode()
    with pytest.raises(ReportError, match=r"(no gb18030|common hanzi)"):
        decode(content[:30] + b"\xff" + content[31:], "x.txt")


@pytest.mark.parametrize("codec", ["gb18030", "gbk", "utf-8"])
def test_decode_reads_the_real_report_in_other_encodings(jinhua, codec):
    assert decode(jinhua.text.encode(codec), "x.txt") == jinhua.text
