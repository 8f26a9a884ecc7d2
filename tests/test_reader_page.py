"""The page of a report: what it holds, that nothing of the text is lost, and that it is inert."""

import base64
import hashlib
import html
import io
import json
import re
from html.parser import HTMLParser

import pytest
from fontTools.ttLib import TTFont

import jhreport as jh
from jhreport import style
from jhreport.errors import JhreportError, LedgerError, ReportError
from jhreport.files import checkout_dir
from jhreport.pages import house, readers
from jhreport.pages.observation_rows import exclusion_rows, marks_of, observation_rows
from jhreport.pages.report_page import report_page
from jhreport.pages.text_blocks import Mark, ThemeHit, text_blocks
from jhreport.report import Report, load_report

PAGES = checkout_dir() / "src" / "jhreport" / "pages"


class Outline(HTMLParser):
    """What a browser makes of a page: elements with their attributes, and the text of each."""

    VOID = frozenset({"meta", "input", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[dict] = []
        self.elements: list[dict] = []
        self.feed(page)
        self.close()
        assert self.open == [], "an element is not closed"

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", "within": [e["tag"] for e in self.open], **dict(attrs)}
        self.elements.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag: str, **wanted: str) -> list[dict]:
        return [
            e
            for e in self.elements
            if e["tag"] == tag and all(e.get(key) == value for key, value in wanted.items())
        ]


@pytest.fixture(scope="module")
def jinhua_page(jinhua) -> str:
    return jh.reader(jinhua).html


@pytest.fixture(scope="module")
def outline(jinhua_page) -> Outline:
    return Outline(jinhua_page)


def letters(text: str) -> str:
    return "".join(text.split())


def text_of(blocks) -> list[str]:
    return ["".join(s.text for run in b.runs for s in run.segments) for b in blocks]


# The text


def test_no_character_of_the_report_is_lost(jinhua, outline):
    (article,) = outline.all("article")
    assert letters(article["text"]) == letters(jinhua.text)


def test_blocks_are_the_headings_and_paragraphs_of_the_report(jinhua):
    blocks = text_blocks(jinhua)
    kinds = [block.kind for block in blocks]
    assert kinds.count("chapter") == len(jinhua.chapters) - 1 == 9
    assert kinds.count("section") == (jinhua.sections["section"] > 0).sum() == 6
    assert len(kinds) - 15 == len(jinhua.paragraphs)
    assert kinds[:5] == ["title", "title", "title", "paragraph", "paragraph"]


def test_a_broken_paragraph_is_joined_and_spaces_inside_it_are_closed():
    text = "一、回顾\n新增停车泊位 2.1 万余个，" + "建设" * 30 + "\n\n经贸合作区，Belt and Road。\n"
    start = text.index("2.1")
    mark = Mark(start, start + 3, "result", ("level",), "at", "row")
    hit = ThemeHit(text.index("and"), text.index("Road") + 4, "trade")
    assert text_of(text_blocks(Report("toy", text), [mark], [hit]))[1] == (
        "新增停车泊位2.1万余个，" + "建设" * 30 + "经贸合作区，Belt and Road。"
    )


def test_marks_and_theme_hits_cut_the_text_where_they_stand():
    text = "增长 6.5 %，发展5G产业。"
    marks = [
        Mark(3, 6, "result", ("growth",), "at-3", "a"),
        Mark(11, 12, "excluded", (), "at-11", "b"),
    ]
    assert text[11] == "5"
    (block,) = text_blocks(Report("toy", text), marks, [ThemeHit(11, 13, "digital")])
    cut = [
        (run.mark and run.mark.anchor, [(s.text, s.theme, s.goes_on) for s in run.segments])
        for run in block.runs
    ]
    assert cut == [
        (None, [("增长", "", False)]),
        ("at-3", [("6.5", "", False)]),
        (None, [("%，发展", "", False)]),
        ("at-11", [("5", "digital", False)]),
        (None, [("G", "digital", True), ("产业。", "", False)]),
    ]


# Marks and rows


def test_each_numeral_has_its_mark_with_its_role(jinhua, outline):
    marks = [e for e in outline.all("a") if e.get("class", "").startswith("n ")]
    seen = {}
    for mark in marks:
        start = int(mark["id"].removeprefix("at-"))
        assert letters(jinhua.text[start:])[: len(mark["text"])] == mark["text"]
        seen |= dict.fromkeys(range(start, start + len(mark["text"])), mark["class"].split()[1])
    numerals = jh.ledger(jinhua)
    assert len(numerals) == 306
    for start, end, role in numerals[["start", "end", "role"]].itertuples(index=False):
        assert {seen.get(place) for place in range(start, end)} == {role}
    phrases = jh.load_observations(jinhua).query("op == 'qualitative'")
    # One numeral stands within a phrase: 稳定达到国家二级标准.
    assert len(marks) == len(numerals) - 1 + phrases["start"].nunique()


def test_every_observation_has_a_row_that_leads_to_its_numeral(jinhua, outline):
    stated = jh.load_observations(jinhua)
    rows = [e for e in outline.all("tr") if "data-measure" in e]
    found = sorted(
        (int(e["data-at"].removeprefix("at-")), int(e["data-year"]), e["data-measure"])
        for e in rows
    )
    columns = ["start", "year", "measure"]
    assert found == sorted(stated[columns].itertuples(index=False, name=None))
    ids = [e["id"] for e in outline.elements if "id" in e]
    assert len(ids) == len(set(ids))
    targets = {e["href"][1:] for e in outline.all("a") if e["href"].startswith("#")}
    assert targets <= set(ids)


def test_a_numeral_of_two_observations_leads_to_the_first_and_both_lead_back(jinhua):
    rows = observation_rows(jinhua)
    marks = {mark.anchor: mark for mark in marks_of(rows, exclusion_rows(jinhua))}
    assert [row.anchor for row in rows if row.at == "at-1168"] == [
        "zhejiang_made_standards-2019-rank",
        "new_pinzi_brand_firms-2019-rank",
    ]
    assert marks["at-1168"].row == "zhejiang_made_standards-2019-rank"
    assert marks["at-1168"].measures == ("rank",)
    assert marks["at-6877"].measures == ("qualitative",)


@pytest.mark.parametrize(
    ("anchor", "zh", "en"),
    [
        ("gdp-2019-level", "4559.9亿元", "455.99 bn yuan"),
        ("gdp-2020-growth", "6–6.5%", "6–6.5%"),
        ("imports-2019-rank", "全省第1位（按增速）", "no. 1 in the province, by growth"),
        ("criminal_cases-2019-growth", "−26.9%", "−26.9%"),
        ("urban_new_jobs-2020-level", "≥10万人", "≥100,000"),
        ("labour_productivity-2020-growth", "稳步提高", "rise steadily"),
    ],
)
def test_values_in_both_languages(jinhua, anchor, zh, en):
    values = {row.anchor: row.value for row in observation_rows(jinhua)}
    assert values[anchor] == (zh, en)


def test_a_difference_says_against_what(jinhua):
    values = [row.value for row in observation_rows(jinhua) if row.measure == "difference"]
    assert (
        "+22个百分点（比全省平均）",
        "+22 percentage points against the provincial mean",
    ) in values


def test_published_figures_stand_with_their_source_and_a_warning(jinhua):
    rows = {row.anchor: row for row in observation_rows(jinhua)}
    first = rows["gdp-2019-level"].published[0]
    assert (first.year, first.same) == (2018, False)
    assert first.value == ("4100.23亿元，增长5.5%", "410.023 bn yuan, growth 5.5%")
    assert first.url.startswith("http://")


def test_theme_hits_are_those_of_the_library(jinhua, outline):
    hits = jh.theme_hits(jinhua)
    spans = [e for e in outline.all("span", **{"class": "t"}) if "data-on" not in e]
    assert [e["data-theme"] for e in spans] == hits["theme"].tolist()
    assert letters("".join(e["text"] for e in outline.all("span", **{"class": "t"}))) == letters(
        "".join(
            jinhua.text[start:end] for start, end in zip(hits["start"], hits["end"], strict=True)
        )
    )


def test_filters_offer_what_the_rows_hold(jinhua):
    filters = report_page(jinhua).filters
    assert [o.value for o in filters["year"]] == ["2007", "2019", "2020"]
    assert [o.value for o in filters["status"]] == ["result", "target", "excluded"]
    assert [o.value for o in filters["measure"]] == ["level", "growth", "difference", "rank"]
    assert [o.value for o in filters["chapter"]][:3] == ["0", "1", "1.1"]
    assert ("economy", ("综合经济", "Economy")) in [(o.value, o.label) for o in filters["theme"]]


# Self-contained, small, the same every time


def test_the_page_is_self_contained_and_at_most_one_megabyte(jinhua_page, outline):
    assert len(jinhua_page.encode()) <= 1_000_000
    loading = [
        e for e in outline.elements if e["tag"] in ("link", "img", "iframe", "object", "base")
    ]
    assert loading == []
    assert [e for e in outline.elements if "src" in e] == []
    assert re.findall(r"url\((?!data:font/woff;base64,)|@import", jinhua_page) == []


def test_the_policy_allows_this_style_and_script_alone(jinhua_page, outline):
    (policy,) = [e["content"] for e in outline.all("meta") if "http-equiv" in e]
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        contents = re.findall(rf"<{kind}>(.*?)</{kind}>", jinhua_page, flags=re.S)
        digests = [base64.b64encode(hashlib.sha256(c.encode()).digest()).decode() for c in contents]
        allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
        assert f"{kind}-src {allowed};" in policy
    assert [
        key for e in outline.elements for key in e if key.startswith("on") or key == "style"
    ] == []


def characters(font) -> set[int]:
    with TTFont(font) as opened:
        return set(opened.getBestCmap())


def test_the_font_has_every_character_of_the_page(jinhua, jinhua_page):
    regular, bold = (
        characters(io.BytesIO(base64.b64decode(content)))
        for content in re.findall(r"data:font/woff;base64,([^)]+)", jinhua_page)
    )
    body = html.unescape(jinhua_page[jinhua_page.index("<body>") :])
    shipped = characters(PAGES.parent / "fonts" / "JHReportSansSC-Regular.ttf")
    assert (set(map(ord, body)) & shipped) - regular == set()
    headings = "".join(text_of(b for b in text_blocks(jinhua) if b.kind != "paragraph"))
    assert set(map(ord, headings + jinhua.title_en)) - bold == set()


def test_the_same_bytes_every_time(jinhua, jinhua_page, tmp_path):
    path = jh.write_reader(jinhua, tmp_path / "new" / "report.html")
    assert path.read_bytes() == jinhua_page.encode()


def test_a_failed_write_keeps_the_old_page(made, tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(JhreportError, match="No space left on device"):
        jh.write_reader(made.folder, path)
    assert path.read_text() == "old"


def test_colours_are_those_of_the_house():
    light = (PAGES / "static" / "house.css").read_text().split("@media")[0]
    found = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    names = ("ink", "result", "target", "excluded", "line", "theme")
    assert [found[name] for name in names] == [
        style.INK,
        style.RESULT,
        style.TARGET,
        style.MUTED,
        style.STEM,
        style.VERDICTS["met"],
    ]


def test_words_stand_in_both_languages_and_each_is_used():
    sources = "".join(
        path.read_text() for path in [*PAGES.glob("*.py"), *PAGES.glob("templates/*.jinja")]
    )
    for group, words in house.texts().items():
        for key, pair in words.items():
            assert set(pair) == {"zh", "en"} and all(pair.values()), key
            fields = [sorted(re.findall(r"\{(\w+)\}", text)) for text in pair.values()]
            assert fields[0] == fields[1], key
            if group in ("page", "notice"):
                assert re.search(rf'"{key}"|page\.{key}\b|"page", key', sources), key


def test_there_are_words_for_all_that_the_tables_may_hold():
    for schema, column, group in (
        ("observations", "measure", "measure"),
        ("exclusions", "reason", "reason"),
    ):
        path = checkout_dir() / "data" / "schemas" / f"{schema}.json"
        fields = {f["name"]: f for f in json.loads(path.read_text(encoding="utf-8"))["fields"]}
        assert set(house.texts()[group]) == set(fields[column]["constraints"]["enum"])


# In a notebook


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(made):
    shown = jh.reader(made.folder)
    frame = Outline(shown._repr_html_()).all("iframe")
    assert [(e["srcdoc"], e["sandbox"]) for e in frame] == [
        (shown.html, "allow-scripts allow-popups allow-popups-to-escape-sandbox")
    ]
    assert repr(shown) == f"Reader of made: {len(shown.html.encode()) // 1000} kB of HTML"


def test_the_latest_report_is_the_default(made, monkeypatch):
    monkeypatch.setattr(readers, "latest_report", lambda: load_report(made.folder))
    assert jh.reader().name == "made"


# Hostile and incomplete reports

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">{{ 7*7 }}&amp;</style>\'"'


def test_a_hostile_report_is_text(made):
    text = f"一、回顾{HOSTILE}\n{HOSTILE}信访总量下降 15 %。\n"
    made.write_text(text)
    made.drop(2, 3, 4, 6, 7, 8)
    made.drop(2, table="exclusions.csv")
    start = text.index("15")
    made.change(2, start=start, end=start + 2, note=HOSTILE)
    numerals = jh.find_quantities(text).query("start != @start")
    for row in numerals.itertuples():
        made.append(f"{row.start},{row.end},{row.text},{row.text},name,", table="exclusions.csv")
    page = Outline(jh.reader(made.folder).html)
    (article,) = page.all("article")
    assert letters(article["text"]) == letters(text)
    assert len(page.all("script")) == 2
    assert page.all("img") == []
    assert [e["text"] for e in page.all("dd") if "alert" in e["text"]] == [HOSTILE]


def test_a_hostile_title_is_text(made):
    report = made.path("report.toml")
    toml = report.read_text().replace('title_en = "made"', f"title_en = '''{HOSTILE[:-2]}'''")
    report.write_text(toml)
    page = Outline(jh.reader(made.folder).html)
    assert [e["text"] for e in page.all("h1")] == ["made" + HOSTILE[:-2]]
    assert len(page.all("script")) == 2


def notices(page: str) -> list[str]:
    """Return the keys of the notices of a page."""
    said = [e["text"] for e in Outline(page).all("p", **{"class": "notice"})]
    starts = {words["zh"].split("{")[0]: key for key, words in house.texts()["notice"].items()}
    return [key for text in said for start, key in starts.items() if start and start in text]


def test_a_bare_text_has_a_page_that_says_it_has_no_tables(tmp_path):
    path = tmp_path / "bare.txt"
    path.write_text("一、回顾\n增长6.5%。发展数字经济。\n", encoding="utf-8")
    page = jh.reader(path).html
    assert notices(page) == ["no_title_en", "no_tables"]
    assert Outline(page).all("a", **{"class": "n result growth"}) == []
    assert [e["text"] for e in Outline(page).all("h1")] == ["barebare"]
    assert len(Outline(page).all("table")) == 1  # of themes


def test_a_folder_without_tables_says_so(made):
    made.path("observations.csv").unlink()
    made.path("exclusions.csv").unlink()
    assert notices(jh.reader(made.folder).html) == ["no_tables"]


def test_tables_without_an_observation_say_so(made):
    made.write_text("一、回顾\n信访总量平稳。\n")
    made.drop(*range(2, 9))
    made.drop(2, table="exclusions.csv")
    assert notices(jh.reader(made.folder).html) == ["no_observations"]


def test_a_place_without_published_figures_says_so(made):
    assert notices(jh.reader(made.folder).html) == ["no_published"]


def test_an_indicator_without_an_english_name_says_so(made):
    header = "indicator,name_zh,name_en,synonyms,definition,theme,kind,growth_basis,better,chapter"
    made.path("indicators.csv").write_text(
        f"{header}\nvisits,走访总量,,,,other,,,,\n", encoding="utf-8"
    )
    made.change(5, indicator="visits")
    page = report_page(made.folder)
    assert page.notices == [("no_english", {"missing": 1, "total": 4}), ("no_published", {})]
    (row,) = [row for row in page.rows if row.anchor == "visits-2019-growth"]
    assert row.name == ("走访总量", "")
    assert row.theme == ("其他", "Other")
    outline = Outline(jh.reader(made.folder).html)
    (cell,) = [e for e in outline.all("span") if e["text"] == "走访总量 无英文名称no English name"]
    assert cell["class"] == "names"


def test_drafts_say_so(made):
    made.write_rows(
        "observations.csv",
        [
            [*row, check]
            for row, check in zip(
                made.rows("observations.csv"), ["check", "which year?", *[""] * 6], strict=True
            )
        ],
    )
    page = report_page(made.folder)
    assert ("drafts", {"doubtful": 1, "total": len(page.rows)}) in page.notices


@pytest.mark.parametrize("name", ["jinhua-2020", "report.pdf"])
def test_a_page_ends_in_html(tmp_path, name):
    with pytest.raises(
        JhreportError, match=r"is no name for a page\. Allowed: a file that ends in"
    ):
        jh.write_reader("jinhua-2020", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_words_without_english_stand_in_chinese(made):
    made.change(5, subject="某地")
    made.change(7, unit="万斛")
    rows = observation_rows(load_report(made.folder))
    assert rows[3].subject == ("某地", "某地")
    assert rows[5].value == ("≥2.1万斛", "≥21,000 斛")


def test_tables_that_do_not_agree_with_the_text_are_refused(made):
    made.drop(2)
    with pytest.raises(LedgerError, match=r"^Orphan: '5' at 13"):
        jh.reader(made.folder)


def test_an_unknown_report():
    with pytest.raises(ReportError, match=r"^Unknown report 'jinhua-2002'\."):
        jh.reader("jinhua-2002")


def test_a_heading_alone_is_a_page(tmp_path):
    path = tmp_path / "short.txt"
    path.write_text("一、回顾\n", encoding="utf-8")
    assert Outline(jh.reader(path).html).all("h3")[0]["text"] == "一、回顾"
