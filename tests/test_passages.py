"""Passages: the sentence of a number, with its numerals marked and everything escaped."""

import re

import pytest

from jhreport import passages
from jhreport.datasets import load_indicators, load_observations
from jhreport.errors import ReportError, TableError
from jhreport.passages import Passages, show
from jhreport.splitting import tidy


def test_one_sentence_with_one_mark(made):
    assert show("new_trademarks", made.folder) == Passages(
        "新增注册商标 New registered trademarks",
        (
            (
                ("出口增长3%—4%，新增注册商标", False),
                ("2.1", True),
                ("万余件。", False),
            ),
        ),
    )


def test_every_number_of_a_sentence_is_marked(made):
    assert str(show("imports", made.folder)) == (
        "外贸进口 Imports\n进口【5】亿元、下降【20】%，增速居全省【第三】。\n进口【稳步提高】。"
    )


def test_white_space_is_tidied_around_a_mark_but_not_in_the_table(made):
    assert str(show("petitions", made.folder)).splitlines()[1:] == ["信访总量下降【15】%。"]


def test_rows_that_share_a_numeral_mark_it_once(jinhua):
    assert str(show("investment_approval_on_time", jinhua)).count("【100】") == 1
    assert str(show("expressway_progress", jinhua)).splitlines()[1:] == [
        "杭金衢高速拓宽二期、义东高速东阳段顺利推进，金武、金兰快速路进度过【半】。",
    ]


def test_html_marks_and_heading(made):
    html = show("petitions", made.folder)._repr_html_()
    assert re.sub(' style="[^"]*"', "", html) == (
        "<div><p><b>信访总量 Petitions</b></p><p>信访总量下降<mark>15</mark>%。</p></div>"
    )


def test_html_has_a_paragraph_for_each_sentence(made):
    html = show("imports", made.folder)._repr_html_()
    assert re.findall("<mark[^>]*>(.*?)</mark>", html) == ["5", "20", "第三", "稳步提高"]
    assert len(re.findall(r'<p style="color', html)) == 2


def test_html_escapes_the_text_of_a_report(made):
    text = "一、<script>alert('1')</script>信访总量下降 15 %，<b>x</b>&amp;。\n"
    made.write_text(text)
    made.drop(2, 3, 4, 6, 7, 8)
    start = text.index("15")
    made.change(2, start=start, end=start + 2)
    html = show("petitions", made.folder)._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;信访总量下降<mark" in html
    assert "</mark>%，&lt;b&gt;x&lt;/b&gt;&amp;amp;。</p>" in html


def test_html_escapes_heading_and_marks():
    html = Passages("<h>", (((("<a>"), True), ("<c>", False)),))._repr_html_()
    assert re.findall("<[ahc]>", html) == []
    assert re.findall("&lt;[ahc]&gt;", html) == ["&lt;h&gt;", "&lt;a&gt;", "&lt;c&gt;"]


def test_the_latest_report_is_shown_by_default(monkeypatch, made):
    monkeypatch.setattr(passages, "latest_report", lambda: passages.load_report(made.folder))
    assert str(show("petitions")) == "信访总量 Petitions\n信访总量下降【15】%。"


def test_an_unknown_indicator_lists_the_nearest_first(made):
    message = (
        r"^Unknown indicator 'import'\. Available, nearest first: "
        r"imports, exports, petitions, new_trademarks\. \(not in made\)$"
    )
    with pytest.raises(TableError, match=message):
        show("import", made.folder)


def test_a_known_indicator_that_is_not_stated(made):
    message = (
        r"^Unknown indicator 'gdp'\. Available, nearest first: .*"
        r"\(known, but not stated in made\)$"
    )
    with pytest.raises(TableError, match=message):
        show("gdp", made.folder)


def test_an_unknown_report(made):
    with pytest.raises(ReportError, match=r"^Unknown report 'jinhua-2002'\."):
        show("gdp", "jinhua-2002")


@pytest.fixture(scope="module")
def shown(jinhua) -> dict[str, Passages]:
    stated, indicators = load_observations(jinhua), load_indicators()
    with pytest.MonkeyPatch.context() as patch:
        # The tables are read once, not once an indicator.
        patch.setattr(passages, "load_observations", lambda report: stated)
        patch.setattr(passages, "load_indicators", lambda report: indicators)
        return {indicator: show(indicator, jinhua) for indicator in stated["indicator"]}


def test_every_indicator_of_the_report_is_marked_where_it_stands(jinhua, shown):
    stated = load_observations(jinhua)
    assert len(shown) == stated["indicator"].nunique() == 172
    for indicator, rows in stated.groupby("indicator"):
        spans = rows.drop_duplicates(subset=["start", "end"]).sort_values("start")
        marks = [text for pieces in shown[indicator].sentences for text, marked in pieces if marked]
        assert marks == spans["text"].tolist()


def test_every_sentence_is_the_one_of_the_report(jinhua, shown):
    # Independent of the report's own sentences: the text without white space holds it once.
    squeezed = "".join(jinhua.text.split())
    for found in shown.values():
        for pieces in found.sentences:
            sentence = "".join("".join(text.split()) for text, _ in pieces)
            assert squeezed.count(sentence) == 1
            assert re.findall("[。！？]", sentence[:-1]) == []
            assert tidy("".join(text for text, _ in pieces)) == tidy(sentence)
