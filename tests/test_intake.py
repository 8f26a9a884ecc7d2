"""Intake: a file becomes the folder of a report, or nothing is left behind."""

import datetime
import errno
import io
import os
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfWriter

from jhreport import extraction
from jhreport.datasets import load_exclusions, load_indicators, load_observations
from jhreport.drafts import as_printed, draft_tables
from jhreport.errors import JhreportError, MetadataError, ReportError
from jhreport.files import data_dir
from jhreport.intake import read_report, take_in
from jhreport.ledgers import ledger
from jhreport.metadata import Metadata
from jhreport.offsets import fill_offsets
from jhreport.report import load_report
from jhreport.tables import read_table

pytestmark = pytest.mark.usefixtures("indicators_once")

HEAD = "政府工作报告\n——2021年1月30日在杭州市第十三届人民代表大会第五次会议上\n各位代表：\n"
TEXT = (
    f"{HEAD}现在，我代表杭州市人民政府向大会报告工作，请予审议。\n"
    "一、2020年工作回顾\n地区生产总值16106亿元，增长3.9%。完成第三轮改革。信访件下降15%。\n"
    "二、2021年目标任务\n地区生产总值增长6.5%。\n"
)
KNOWN = Metadata(
    place_zh="金华市", date=datetime.date(2020, 4, 26), review_year=2019, target_year=2020
)
FILES = ["exclusions.csv", "indicators.csv", "observations.csv", "report.toml", "report.txt"]
NATIONS = [2008, 2010, 2012, 2014, 2016, 2018, 2022]
"""The texts with which rules were made; the others stay unread."""


@pytest.fixture
def data(tmp_path) -> Path:
    """Return an empty folder in place of the project's data."""
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def names(folder: Path) -> list[str]:
    """Return all that a folder holds, hidden files and folders too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def refused(data: Path, path: Path, *arguments, kind=ReportError) -> str:
    """Return the message with which a file is refused; nothing is left of it."""
    with pytest.raises(kind) as caught:
        take_in(path, "toy-2021", *arguments, data=data)
    assert names(data) == []
    return str(caught.value)


def test_a_text_becomes_a_folder_with_all_that_a_report_needs(save, data):
    taken = take_in(save("hangzhou.txt", TEXT), "hangzhou-2021", data=data)
    assert names(data) == ["hangzhou-2021", *(f"hangzhou-2021/{name}" for name in FILES)]
    assert taken.folder == data / "hangzhou-2021"
    report = load_report(taken.folder)
    assert report.text == TEXT
    assert (report.name, report.title_zh, report.place_zh) == (
        *("hangzhou-2021", "政府工作报告", "杭州市"),
    )
    assert (report.title_en, report.place_en) == (
        "Government Work Report of 杭州市, 2021",
        "杭州市",
    )
    assert report.session_zh == "杭州市第十三届人民代表大会第五次会议"
    assert (report.date, report.review_year, report.target_year) == (
        *(datetime.date(2021, 1, 30), 2020, 2021),
    )
    assert report.source == "Taken from the file hangzhou.txt"
    stated = load_observations(taken.folder)
    assert stated[["indicator", "year", "status", "measure", "value"]].values.tolist() == [
        ["gdp", 2020, "actual", "level", 16106.0],
        ["gdp", 2020, "actual", "growth", 3.9],
        ["item_001", 2020, "actual", "growth", -15.0],
        ["gdp", 2021, "target", "growth", 6.5],
    ]
    assert load_indicators(taken.folder).loc["item_001", "name_zh"] == "信访件"


def test_what_was_taken_in_is_counted(save, data):
    taken = take_in(save("a.txt", TEXT), "hangzhou-2021", data=data)
    numerals = len(ledger(taken.folder))
    assert taken.ledger == f"{numerals} numerals, each with its role."
    assert (taken.numerals, taken.observations) == (numerals, 4)
    # The dates and years of the head and of the headings, the session, and 第三轮.
    assert taken.exclusions == numerals - 4 == 8
    assert (taken.checks, taken.own_indicators) == (0, 1)
    assert (taken.dropped, taken.doubts) == ((), ())
    assert taken.metadata.place_zh == "杭州市"


def test_what_is_known_goes_before_what_the_text_says(save, data):
    known = Metadata(place_zh="余杭区", date=datetime.date(2021, 2, 1), session_zh="会议")
    report = load_report(take_in(save("a.txt", TEXT), "yuhang-2021", known, data).folder)
    assert (report.place_zh, report.session_zh) == ("余杭区", "会议")
    assert report.date == datetime.date(2021, 2, 1)
    assert (report.review_year, report.target_year) == (2020, 2021)
    assert set(load_observations(data / "yuhang-2021")["subject"]) == {"全区"}


def test_the_nation_has_an_english_name_and_a_title_without_one(save, data):
    text = "各位代表：\n我代表国务院向大会报告工作。\n一、2020年工作回顾\n出口增长5%。\n二、目标\n"
    known = Metadata(date=datetime.date(2021, 3, 5))
    report = load_report(take_in(save("a.txt", text), "national-2021", known, data).folder)
    assert (report.place_zh, report.place_en) == ("全国", "China")
    assert report.title_zh == "2021年全国政府工作报告"
    assert report.title_en == "Government Work Report of China, 2021"
    assert set(load_observations(report)["subject"]) == {"全国"}


@pytest.mark.parametrize(
    "content",
    [
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-8-sig"),
        b"\xef\xbb\xbf" + TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
    ],
    ids=["CRLF", "CR", "GB18030", "BOM", "two BOMs", "UTF-16"],
)
def test_line_ends_and_encodings_change_nothing(save, data, content):
    take_in(save("a.txt", TEXT), "plain", data=data)
    taken = take_in(save("a.txt", content), "other", data=data)
    assert (taken.folder / "report.txt").read_bytes() == TEXT.encode()
    for name in FILES[:3]:
        assert (taken.folder / name).read_bytes() == (data / "plain" / name).read_bytes()


def test_full_width_digits_are_read(save, data):
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    text = TEXT.replace("16106亿元，增长3.9%", "16106亿元，增长3.9%".translate(wide))
    taken = take_in(save("a.txt", text), "hangzhou-2021", data=data)
    stated = load_observations(taken.folder)
    assert stated["text"].tolist() == ["１６１０６", "３．９", "15", "6.5"]
    assert stated["value"].tolist() == [16106.0, 3.9, -15.0, 6.5]
    assert stated["unit"].tolist() == ["亿元", "%", "%", "%"]


def test_traditional_characters_are_taken_with_a_doubt(save, data):
    text = f"{TEXT}經濟發展長進，國產業務實動，設議縣續農環監。" * 2
    taken = take_in(save("a.txt", text), "hangzhou-2021", KNOWN, data)
    assert len(taken.doubts) == 1
    assert taken.doubts[0].startswith("In traditional characters (發, 經, 濟 and the like")
    assert taken.ledger.endswith(" numerals, each with its role.")


def test_a_report_without_numbers_gives_empty_tables_and_a_doubt(save, data):
    path = save("a.txt", "一、工作回顾\n经济稳步发展。\n二、目标任务\n继续努力。\n")
    taken = take_in(path, "toy-2020", KNOWN, data)
    assert taken.doubts == ("It has no number but dates, so there is nothing to draft.",)
    counts = (taken.numerals, taken.observations, taken.exclusions, taken.own_indicators)
    assert counts == (0, 0, 0, 0)
    for load in (load_observations, load_exclusions, ledger):
        assert len(load(taken.folder)) == 0


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "../hangzhou", "a/b", "/tmp/x", "a\\b", ".hidden", "hangzhou.2021"),
        *("Hangzhou-2021", "杭州-2021", "hangzhou--2021", "-hangzhou", "hangzhou-", "a b", "a\n"),
    ],
)
def test_a_name_that_is_none_is_refused(save, tmp_path, data, name):
    path = save("a.txt", TEXT)
    before = names(tmp_path)
    with pytest.raises(
        ReportError, match=r" is no name for a report\. Allowed: lower-case"
    ) as said:
        take_in(path, name, data=data)
    assert str(said.value).startswith(repr(name))
    assert names(tmp_path) == before


def test_a_name_that_is_taken_is_refused_and_its_folder_stays(save, data):
    (data / "toy-2021").mkdir()
    (data / "toy-2021" / "mine.txt").write_bytes(b"mine")
    with pytest.raises(
        ReportError, match=r"toy-2021 is there already, and stays as it is\. Choose"
    ):
        take_in(save("a.txt", TEXT), "toy-2021", data=data)
    assert names(data) == ["toy-2021", "toy-2021/mine.txt"]
    assert (data / "toy-2021" / "mine.txt").read_bytes() == b"mine"


def test_a_report_is_not_taken_in_twice(save, data):
    path = save("a.txt", TEXT)
    folder = take_in(path, "toy-2021", data=data).folder
    table = folder / "observations.csv"
    table.write_bytes(b"reviewed")
    with pytest.raises(ReportError, match="is there already"):
        take_in(path, "toy-2021", data=data)
    assert table.read_bytes() == b"reviewed"


@pytest.mark.parametrize(
    ("text", "known", "keys", "options"),
    [
        ("一、回顾\n出口增长5%。\n", {}, ["place_zh", "date", "review_year", "target_year"], None),
        (TEXT.replace("——2021年1月30日", ""), {}, ["date"], "--date 2021-01-30"),
        (
            "一、回顾\n出口增长5%。\n",
            {"place_zh": ""},
            ["place_zh", "review_year"],
            "--place 杭州市",
        ),
        (
            "一、回顾\n出口增长5%。\n",
            {"place_zh": "杭州市", "date": datetime.date(2021, 1, 30)},
            ["review_year", "target_year"],
            "--year 2021",
        ),
    ],
)
def test_what_a_report_must_know_of_itself_is_asked_for(save, data, text, known, keys, options):
    path = save("a.txt", text)
    with pytest.raises(MetadataError) as caught:
        take_in(path, "toy-2021", Metadata(**known), data)
    assert set(keys) <= set(caught.value.keys)
    said = str(caught.value)
    assert said.startswith(f"{path} does not say, or not clearly, its ")
    assert options is None or options in said
    # One option gives both years.
    assert said.count("--year") <= 1
    assert names(data) == []


@pytest.mark.parametrize("year", [-1, 0, 21, 1949, 2101, 20210])
def test_a_year_that_no_report_is_of_is_refused(save, data, year):
    known = Metadata(review_year=year - 1, target_year=year)
    said = refused(data, save("a.txt", TEXT), known)
    assert said == (
        f"{year} is no year whose targets a report sets. Allowed: 1950 to 2100, "
        "such as --year 2021."
    )


def scan(path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(path)


def sealed(path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("user", "owner", algorithm="RC4-128")
    writer.write(path)


def no_word(path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("OFD.xml", "x")
    path.write_bytes(stream.getvalue())


def empty_word(path: Path) -> None:
    Document().save(path)


@pytest.mark.parametrize(
    ("name", "write", "message"),
    [
        ("a.pdf", scan, "no text on its 1 pages: a scan. Run OCR first"),
        ("a.pdf", sealed, "a PDF with a password. Open it with its password"),
        ("a.docx", no_word, "a zip file with OFD.xml"),
        ("a.docx", empty_word, "there is no text in it"),
        ("a.docx", TEXT, "named .docx, but it is none: it starts with"),
        ("a.pdf", TEXT, "named .pdf, but it is none: it starts with"),
        ("a.txt", "", "the file is empty. Fetch it again."),
        ("a.txt", " \n\u3000\n", "there is no text in it."),
        ("a.txt", b"\0\1", "NUL byte at 0: no text file."),
        ("a.txt", TEXT.encode("big5", "replace")[:-1], "Big5"),
        (
            "a.html",
            "<html><body><nav>首页 政务公开</nav><p>版权所有</p></body></html>",
            "a web page without a paragraph of prose",
        ),
        (
            "a.txt",
            "杭州市第十三届人民代表大会第五次会议关于政府工作报告的决议\n会议决定批准这个报告。\n",
            "A resolution on a report, not the report itself",
        ),
        ("a.txt", "Report on the Work of the Government, 2021.", "Hardly any Chinese"),
    ],
)
def test_a_file_that_is_no_report_is_refused_and_leaves_nothing(
    tmp_path, data, name, write, message
):
    path = tmp_path / name
    if callable(write):
        write(path)
    else:
        path.write_bytes(write if isinstance(write, bytes) else write.encode())
    said = refused(data, path, KNOWN)
    assert message in said
    assert str(path) in said


def test_a_file_of_50_megabytes_is_refused_without_being_read(tmp_path, data, monkeypatch):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(extraction.LARGEST_FILE + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
    assert "50.0 MB. Allowed: 50 MB of a PDF or Word file, 5 MB of any other" in refused(data, path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path, data):
    assert "No such file" in refused(data, tmp_path / "none.txt")
    assert "a folder or a device, no file" in refused(data, data.parent)


@pytest.mark.parametrize("method", ["write_bytes", "rename"])
def test_a_write_that_fails_half_way_leaves_nothing(save, data, monkeypatch, method):
    path = save("a.txt", TEXT)
    inner, times = getattr(Path, method), []

    def fail(self, *arguments):
        times.append(self)
        if method == "write_bytes" and len(times) < 3:
            return inner(self, *arguments)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, method, fail)
    said = refused(data, path, kind=JhreportError)
    assert said.startswith(f"Could not make {data / 'toy-2021'}: No space left on device. Nothing")
    assert len(times) == (3 if method == "write_bytes" else 1)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_leaves_nothing(save, data, monkeypatch, stop):
    def interrupt(self, target):
        raise stop

    path = save("a.txt", TEXT)
    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(stop):
        take_in(path, "toy-2021", data=data)
    assert names(data) == []


def test_the_project_s_own_data_are_not_touched_where_another_folder_is_given(save, data):
    before = names(data_dir())
    take_in(save("a.txt", TEXT), "toy-2021", data=data)
    assert names(data_dir()) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ('报告 "终稿" \\.txt', '报告 "终稿" \\.txt'),
        ("a\tb\x7f.txt", "a\tb\x7f.txt"),
        (os.fsdecode("报告.txt".encode("gbk")), "����.txt"),
    ],
)
def test_any_name_of_a_file_can_be_the_source(save, data, name, said):
    report = load_report(take_in(save(name, TEXT), "toy-2021", data=data).folder)
    assert report.source == f"Taken from the file {said}"


def test_a_statistic_of_before_1949_has_its_year(save, data):
    text = TEXT.replace("完成第三轮改革。", "1921年党员50名。")
    taken = take_in(save("a.txt", text), "toy-2021", data=data)
    stated = load_observations(taken.folder)
    assert stated.loc[stated["text"] == "50", "year"].tolist() == [1921]


def test_a_report_is_read_with_what_its_text_says(save):
    report, extract, doubts = read_report(save("hangzhou.txt", TEXT))
    assert (report.name, report.text, report.place_zh) == ("hangzhou", TEXT, "杭州市")
    assert (report.review_year, report.target_year) == (2020, 2021)
    assert (extract.text, doubts) == (TEXT, ())
    bare, _, _ = read_report(save("bare.txt", "出口增长5%。"))
    assert (bare.place_zh, bare.review_year, bare.target_year) == ("", None, None)


@pytest.fixture(scope="module")
def taken(tmp_path_factory) -> dict[int, Path]:
    """Take in the national reports with which rules were made."""
    data = tmp_path_factory.mktemp("data")
    source = data_dir() / "evaluation"
    return {
        year: take_in(
            source / f"national-{year}.txt",
            f"national-{year}",
            Metadata(date=datetime.date(year, 3, 5)),
            data,
        ).folder
        for year in NATIONS
    }


@pytest.mark.parametrize("year", NATIONS)
def test_drafted_tables_of_real_reports_hold_what_reviewed_ones_must(taken, year):
    folder = taken[year]
    stated, excluded = load_observations(folder), load_exclusions(folder)
    every = ledger(folder)
    assert every["role"].notna().all()
    assert len(stated) > 50 and len(excluded) > 40
    assert set(every["start"]) >= set(excluded["start"])
    assert not set(stated["start"]) & set(excluded["start"])
    key = ["indicator", "subject", "year", "status", "measure"]
    assert not stated.duplicated(key).any()
    own = read_table(folder / "indicators.csv", "report_indicators")
    assert set(own["indicator"]) == {i for i in stated["indicator"] if i.startswith("item_")}
    assert not own["name_zh"].duplicated().any()


@pytest.mark.parametrize("year", NATIONS)
def test_offsets_of_drafted_tables_need_no_filling(taken, year):
    before = {path: path.read_bytes() for path in taken[year].iterdir()}
    assert fill_offsets(taken[year]) == 0
    assert {path: path.read_bytes() for path in taken[year].iterdir()} == before


def test_a_report_that_was_taken_in_is_drafted_the_same_again(taken):
    report = load_report(taken[2018])
    again = as_printed(draft_tables(report).observations)
    table = (taken[2018] / "observations.csv").read_text(encoding="utf-8")
    assert again.to_csv(index=False, lineterminator="\n") == table
