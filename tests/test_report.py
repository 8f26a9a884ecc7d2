"""The report: decoding, parts, offsets, loading and its errors."""

import datetime
import hashlib
from pathlib import Path

import pytest

from jhreport import report as report_module
from jhreport.errors import ReportError
from jhreport.report import Report, decode, list_reports, load_report, tidy

SIMPLE = "各位代表：现在，我代表市人民政府向大会报告政府工作，请予审议。生产总值增长6.5%。"
TRADITIONAL = (
    "各位代表：現在，我代表市人民政府向大會報告政府工作，請予審議。經濟社會發展目標為增長。"
)
TOY = (
    "某市报告\n\n各位代表：\n一、回顾\n总的很好。真的？\n（一）工业\n工业强。产值“增长。”还有\n\n"
    "下文 5 个。\n（二）农业。\n农业稳\n二、目标\n完\n"
)
KEYS = {
    "name": '"toy"',
    "title_zh": '"某市报告"',
    "title_en": '"Report"',
    "place_zh": '"某市"',
    "place_en": '"Town"',
    "session_zh": '"某次会议"',
    "date": "2020-04-26",
    "review_year": "2019",
    "target_year": "2020",
    "source": '"somewhere"',
    "sha256": f'"{hashlib.sha256(TOY.encode()).hexdigest()}"',
}


@pytest.fixture(scope="module")
def jinhua() -> Report:
    return load_report("jinhua-2020")


def write_folder(folder: Path, **changes: str | None) -> Path:
    """Write a sound report folder, with keys of report.toml changed, added or (None) left out."""
    keys = {key: value for key, value in (KEYS | changes).items() if value is not None}
    lines = [f"{key} = {value}" for key, value in keys.items()]
    (folder / "report.toml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "report.txt").write_bytes(TOY.encode())
    return folder


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


def test_decode_keeps_line_ends():
    assert decode("一\r\n二\r三\n".encode(), "x.txt") == "一\r\n二\r三\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"x\.txt: the file is empty\. Put the text"),
        (b"\xef\xbb\xbf \r\n", r"the file is empty"),
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
    ids="empty blank nul utf-16-bare control cut-utf8 cut-gb cut-utf16 big5 binary bad-bom".split(),  # noqa: SIM905
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
        [0, "", 0, 12, 9],
        [1, "回顾", 12, 66, 44],
        [2, "目标", 66, 73, 5],
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
    assert report.chapters.values.tolist() == [[0, "", 0, 17, 15]]
    assert report.sections.values.tolist() == [[0, 0, "", 0, 17, 15]]
    assert report.sentences["text"].tolist() == ["现在开始。", "一是发展。", "二是稳定。"]


@pytest.mark.parametrize("text", ["", "\n", "一、只有标题"])
def test_a_report_without_paragraphs_has_empty_tables(text):
    report = Report("x", text)
    assert len(report.paragraphs) == 0
    assert list(report.paragraphs) == [
        *("chapter", "section", "paragraph", "lead", "start", "end", "chars", "broken")
    ]


def test_sentence_at_and_place():
    report = Report("toy", TOY)
    assert report.sentence_at(TOY.index("5")).text == "还有下文5个。"
    assert report.sentence_at(TOY.index("\n\n下")).text == "还有下文5个。"
    assert report.sentence_at(TOY.index("回顾")).paragraph == 0
    assert report.place(0) == (0, 0)
    assert report.place(TOY.index("一、")) == (1, 0)
    assert report.place(TOY.index("5")) == (1, 1)
    assert report.place(len(TOY) - 1) == (2, 0)


@pytest.mark.parametrize("offset", [-1, 4, len(TOY)])
def test_sentence_at_refuses_offsets_of_no_sentence(offset):
    message = rf"toy: no sentence at offset {offset}\. Allowed: .* from 0 to {len(TOY) - 1}\."
    with pytest.raises(ReportError, match=message):
        Report("toy", TOY).sentence_at(offset)


def test_tables_are_copies():
    report = Report("toy", TOY)
    for name in ("chapters", "sections", "paragraphs", "sentences"):
        table = getattr(report, name)
        table["start"] = -1
        assert (getattr(report, name)["start"] >= 0).all()


def test_load_a_folder(tmp_path):
    report = load_report(write_folder(tmp_path))
    assert report.text == TOY
    assert (report.name, report.place_zh, report.source) == ("toy", "某市", "somewhere")
    assert (report.date, report.review_year) == (datetime.date(2020, 4, 26), 2019)
    assert load_report(str(tmp_path)) == report
    assert load_report(report) is report


def test_load_a_bare_file(tmp_path):
    path = tmp_path / "ning-2021.txt"
    path.write_bytes(TOY.encode("gb18030"))
    report = load_report(str(path))
    assert (report.name, report.text, report.title_zh) == ("ning-2021", TOY, "")
    assert (report.date, report.target_year) == (None, None)
    assert report.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"place_en": None}, r"report\.toml: missing key 'place_en'\. Needed: name, title_zh,"),
        ({"plaze": '"x"'}, r"report\.toml: Unknown key 'plaze'\. Available, nearest first: place_"),
        ({"review_year": '"2019"'}, r"review_year is '2019', of type str\. Allowed: .* int\."),
        ({"review_year": "true"}, r"review_year is True, of type bool\."),
        ({"date": "2020-04-26T08:00:00"}, r"date is .* of type datetime\. Allowed: .* date\."),
        ({"source": '"'}, r"report\.toml: no valid TOML: .*Correct it there"),
        ({"sha256": f'"{"0" * 64}"'}, r"report\.txt: its sha256 is \w{12}…, .* says 0{12}…\. Rest"),
    ],
    ids=["missing", "unknown", "type", "bool", "datetime", "toml", "sha256"],
)
def test_a_broken_folder_is_refused(tmp_path, changes, message):
    with pytest.raises(ReportError, match=message):
        load_report(write_folder(tmp_path, **changes))


def test_unknown_names_and_missing_files_are_refused(tmp_path, monkeypatch):
    for name in ("toy-2020", "other-1999"):
        (tmp_path / name).mkdir()
        write_folder(tmp_path / name)
    (tmp_path / "lexicon").mkdir()
    monkeypatch.setattr(report_module, "data_dir", lambda: tmp_path)
    assert list_reports() == ["other-1999", "toy-2020"]
    assert load_report("toy-2020").text == TOY
    message = r"Unknown report 'toy-2002'\. Available, nearest first: toy-2020, other-1999\. A path"
    with pytest.raises(ReportError, match=message):
        load_report("toy-2002")
    with pytest.raises(ReportError, match=r"Could not read .*none\.txt: No such file"):
        load_report(tmp_path / "none.txt")
    with pytest.raises(ReportError, match=r"Could not read .*lexicon.report\.toml: No such file"):
        load_report(tmp_path / "lexicon")


def test_jinhua_chapters(jinhua):
    assert jinhua.chapters["title"].tolist() == [
        "",
        "2019年工作回顾",
        "2020年工作总体要求和目标任务",
        "聚力常态化疫情防控，稳住经济发展基本盘",
        "聚力建设民营经济强市，厚植高质量发展新动能",
        "聚力深化改革开放，激发区域发展新活力",
        "聚力强化市域统筹，开创都市区发展新格局",
        "聚力推进乡村振兴，彰显和美宜居新风貌",
        "聚力增进民生福祉，满足人民群众新期待",
        "聚力提升政府治理能力，展现政府履职新形象",
    ]
    assert jinhua.sections.groupby("chapter").size().tolist() == [1, 7, *[1] * 8]
    assert jinhua.chapters["chars"].sum() == len("".join(jinhua.text.split()))


def test_jinhua_paragraphs(jinhua):
    paragraphs = jinhua.paragraphs
    broken = paragraphs[paragraphs["broken"]]
    assert broken["lead"].tolist() == [
        *("全力扩投资稳外贸促消费。", "加快建设精品城市。", "全力打造浙中大花园。")
    ]
    texts = " ".join(jinhua.sentences["text"])
    for joined in ("加快建设境外经贸合作区", "促进城市有机更新。", "生态修复试点。"):
        assert texts.count(joined) == 1
    leads = paragraphs[paragraphs["chapter"] == 3]["lead"].tolist()
    assert leads[1:] == ["慎终如始抓好疫情防控。", "政企携手共克时艰。", "全力扩投资稳外贸促消费。"]
    assert len(paragraphs) == 78


def test_jinhua_sentences_leave_out_nothing(jinhua):
    sentences = jinhua.sentences
    spans = zip(sentences["start"], sentences["end"], strict=True)
    printed = "".join(jinhua.text[start:end] for start, end in spans)
    assert "".join(printed.split()) == "".join(jinhua.text.split())
    assert len(sentences) == 402
    for sentence in sentences.itertuples():
        assert jinhua.place(sentence.start) == (sentence.chapter, sentence.section)
        assert jinhua.sentence_at(sentence.start).sentence == sentence.sentence
        assert jinhua.sentence_at(sentence.end - 1).sentence == sentence.sentence
