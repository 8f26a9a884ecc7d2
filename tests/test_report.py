"""The report: its parts by offset, loading, and the errors of loading."""

import datetime
import hashlib
from pathlib import Path

import pytest

from jhreport import report as report_module
from jhreport.errors import ReportError
from jhreport.report import Report, earlier_report, list_reports, load_report

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


def test_sentence_at_and_place():
    report = Report("toy", TOY)
    assert report.sentence_at(TOY.index("5")).text == "还有下文5个。"
    assert report.sentence_at(TOY.index("\n\n下")).text == "还有下文5个。"
    assert report.sentence_at(TOY.index("回顾")).paragraph == 0
    assert report.place(0) == (0, 0)
    assert report.place(TOY.index("一、")) == (1, 0)
    assert report.place(TOY.index("5")) == (1, 1)
    assert report.place(len(TOY) - 1) == (2, 0)


def test_place_all():
    report = Report("toy", TOY)
    offsets = [TOY.index("5"), 0, TOY.index("一、"), TOY.index("（二）"), len(TOY) - 1, 0]
    table = report.place_all(offsets)
    assert list(table) == ["part", "chapter", "section"]
    assert table.values.tolist() == [
        ["review", 1, 1],
        ["opening", 0, 0],
        ["review", 1, 0],
        ["review", 1, 2],
        ["plan", 2, 0],
        ["opening", 0, 0],
    ]
    assert table.index.tolist() == [0, 1, 2, 3, 4, 5]


def test_the_heading_of_a_chapter_right_before_that_of_a_section_is_of_the_section():
    text = "一、回顾\n（一）工业\n文。\n二、目标\n文。\n（一）文化\n三、其他\n\n（一）其一\n"
    report = Report("x", text)
    marks = {"一、": (1, 1), "（一）工": (1, 1), "二、": (2, 0), "（一）文": (2, 1), "三、": (3, 1)}
    assert {mark: report.place(text.index(mark)) for mark in marks} == marks
    assert report.place(text.index("顾")) == (1, 1)
    table = report.place_all([text.index(mark) for mark in marks])
    assert table["part"].tolist() == ["review", "review", "plan", "plan", "plan"]
    assert list(zip(table["chapter"], table["section"], strict=True)) == list(marks.values())


@pytest.mark.parametrize(
    "text",
    [
        TOY,
        "一、回顾\n（一）甲\n文。\n二、目标\n（一）乙\n文。\n",
        "（一）甲\n文。\n（二）乙\n",
        "一、甲\n二、乙\n（一）丙\n",
        " \n开头。\n一、甲\n\n文。\n（一）丙\n",
    ],
)
def test_every_place_is_that_of_the_section_that_holds_it(text):
    report = Report("x", text)
    places = [
        (row.chapter, row.section)
        for row in report.sections.itertuples()
        for _ in range(row.start, row.end)
    ]
    assert [report.place(offset) for offset in range(len(text))] == places
    table = report.place_all(range(len(text)))
    assert list(zip(table["chapter"], table["section"], strict=True)) == places


@pytest.mark.parametrize("text", ["", "没有标题。"])
def test_place_all_without_headings(text):
    report = Report("x", text)
    assert report.place_all([0, 3]).values.tolist() == [["", 0, 0], ["", 0, 0]]
    empty = report.place_all([])
    assert (empty.shape, list(empty)) == ((0, 3), ["part", "chapter", "section"])


def test_place_all_is_place_of_each_offset_of_jinhua(jinhua):
    offsets = range(0, len(jinhua.text), 7)
    table = jinhua.place_all(offsets)
    places = list(zip(table["chapter"], table["section"], strict=True))
    assert places == [jinhua.place(offset) for offset in offsets]
    parts = jinhua.chapters.set_index("chapter")["part"]
    assert table["part"].tolist() == parts[table["chapter"]].tolist()


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


@pytest.mark.parametrize("content", [b"", b" \r\n", b"\xef\xbb\xbf"])
def test_an_empty_bare_file_is_an_empty_report(tmp_path, content):
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    report = load_report(path)
    assert (report.name, report.text.strip()) == ("empty", "")
    assert len(report.sentences) == 0


@pytest.mark.parametrize("content", [b"", b" \r\n", b"\xef\xbb\xbf"])
def test_an_empty_report_of_a_folder_is_refused(tmp_path, content):
    write_folder(tmp_path, sha256=f'"{hashlib.sha256(content).hexdigest()}"')
    (tmp_path / "report.txt").write_bytes(content)
    message = r"report\.txt: the file is empty\. Put the text of the report into it\."
    with pytest.raises(ReportError, match=message):
        load_report(tmp_path)


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
    assert jinhua.chapters["part"].tolist() == ["opening", "review", *["plan"] * 8]
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


@pytest.fixture
def two_years(tmp_path, monkeypatch) -> Path:
    """Return a data folder with the reports of a town for 2020 and 2021, and no other."""
    for name, review, target in (("a-2021", 2020, 2021), ("b-2020", 2019, 2020)):
        (tmp_path / name).mkdir()
        years = {"review_year": f"{review}", "target_year": f"{target}"}
        write_folder(tmp_path / name, name=f'"{name}"', **years)
    monkeypatch.setattr(report_module, "data_dir", lambda: tmp_path)
    return tmp_path


def test_the_earlier_report_is_that_of_the_year_before(two_years):
    earlier = earlier_report("a-2021")
    assert (earlier.name, earlier.target_year) == ("b-2020", 2020)
    assert earlier_report(load_report("a-2021")) == earlier
    assert earlier_report(two_years / "a-2021") == earlier
    assert earlier_report("b-2020") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"place_zh": '"他市"'},
        {"target_year": "2019", "review_year": "2018"},
        {"target_year": "2021", "review_year": "2020"},
        {"target_year": "2022", "review_year": "2021"},
    ],
)
def test_a_report_of_another_place_or_year_is_not_the_earlier_one(two_years, changes):
    write_folder(two_years / "b-2020", name='"b-2020"', **changes)
    assert earlier_report("a-2021") is None


def test_a_bare_text_has_no_earlier_report(two_years):
    assert earlier_report(Report("toy", TOY)) is None


def test_an_earlier_report_that_cannot_be_loaded_is_told(two_years):
    (two_years / "b-2020" / "report.txt").unlink()
    with pytest.raises(ReportError, match=r"^Could not read .*b-2020.report\.txt: No such file"):
        earlier_report("a-2021")


@pytest.mark.parametrize(
    ("place", "whole"),
    [
        *[("金华市", "全市"), ("浙江省", "全省"), ("婺城区", "全区"), ("武义县", "全县")],
        *[
            ("宁夏回族自治区", "全区"),
            ("恩施州", "全州"),
            ("锡林郭勒盟", "全盟"),
            ("乌审旗", "全旗"),
        ],
        *[
            ("中国", "全国"),
            ("全国", "全国"),
            ("国务院", "全国"),
            ("中央", "全国"),
            ("安国市", "全市"),
        ],
        *[("", "全市"), ("made", "全市")],
    ],
)
def test_the_whole_of_a_place(place, whole):
    assert Report("toy", "好。", place_zh=place).whole == whole


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("一、回顾\n好。\n二、目标\n好。\n", True),
        ("一、回顾\n好。\n", False),
        ("一、形势\n好。\n二、目标\n好。\n", False),
        ("好。\n", False),
    ],
)
def test_review_and_plan_are_told_apart_by_a_heading_that_looks_back(text, told):
    assert Report("toy", text).has_parts is told
