"""Appraisal: hits and misses of a made dictionary against made judgements, counted by hand."""

import math
import shutil
from pathlib import Path

import pandas as pd
import pytest

from jhreport import files
from jhreport.appraisal import (
    compare_sentences,
    load_theme_sample,
    load_theme_sentences,
    theme_precision,
    theme_recall,
)
from jhreport.errors import JhreportError, TableError
from jhreport.themes import load_themes

THEMES = """\
theme,zh,en,belongs,excludes
trade,外贸,Trade,b,e
law,法治,Law,b,e
brand,品牌,Brands,b,e
"""
TERMS = """\
term,theme,role,note
进口,trade,term,
出口,trade,term,
信访,law,term,
商标,brand,term,
"""
# Judged when 总量 was a term, and 出口 one of law.
SAMPLE = """\
report,half,start,end,term,theme,verdict,why
made,report,11,13,进口,trade,right,w
made,report,31,33,信访,law,wrong,w
made,report,33,35,总量,law,right,w
made,report,49,51,出口,law,right,w
made,improve,63,65,商标,brand,right,w
made,report,74,76,进口,trade,wrong,w
"""
SENTENCES = """\
report,half,start,themes
made,report,6,
made,report,11,trade
made,report,31,brand law
made,report,49,brand
made,improve,74,law
"""
COLUMNS = ["theme", "successes", "trials", "share", "low", "high"]


@pytest.fixture
def lexicon(made, tmp_path, monkeypatch) -> Path:
    """Return the lexicon of a data folder with the made report, read instead of the project's."""
    data = tmp_path / "data"
    shutil.copytree(files.data_dir() / "schemas", data / "schemas")
    made.folder = made.folder.rename(data / "made")
    lexicon = data / "lexicon"
    lexicon.mkdir()
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "src" / "jhreport")
    contents = {"themes": THEMES, "theme_terms": TERMS}
    contents |= {"theme_sample": SAMPLE, "theme_sentences": SENTENCES}
    for name, text in contents.items():
        (lexicon / f"{name}.csv").write_text(text, encoding="utf-8")
    return lexicon


def change(lexicon: Path, name: str, old: str, new: str) -> None:
    text = (lexicon / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (lexicon / name).write_text(text.replace(old, new), encoding="utf-8")


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the interval by Wilson's formula."""
    z, share = 1.959963984540054, successes / trials
    middle = share + z**2 / (2 * trials)
    spread = z * math.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    return tuple((middle + side * spread) / (1 + z**2 / trials) for side in (-1, 1))


def check_shares(table: pd.DataFrame, expected: list[tuple[str, int, int]]) -> None:
    assert table.columns.tolist() == COLUMNS
    rows = list(table[COLUMNS[:3]].itertuples(index=False, name=None))
    assert rows == expected
    assert table["share"].tolist() == [good / trials for _, good, trials in expected]
    bounds = [bound for _, good, trials in expected for bound in wilson(good, trials)]
    found = table[["low", "high"]].to_numpy().ravel().tolist()
    assert found == pytest.approx(bounds, abs=1e-9)


# precision


def test_precision_counts_judged_hits_that_are_still_found(lexicon):
    check_shares(theme_precision(), [("all", 1, 3), ("trade", 1, 2), ("law", 0, 1)])


def test_precision_of_the_half_that_the_dictionary_was_mended_on(lexicon):
    check_shares(theme_precision("improve"), [("all", 1, 1), ("brand", 1, 1)])


def test_precision_of_an_empty_half(lexicon):
    text = SAMPLE.replace("made,improve,63,65,商标,brand,right,w\n", "")
    (lexicon / "theme_sample.csv").write_text(text, encoding="utf-8")
    table = theme_precision("improve")
    assert table.values.tolist() == [["all", 0, 0, 0.0, 0.0, 1.0]]


def test_precision_of_another_dictionary(lexicon, tmp_path):
    (tmp_path / "themes.csv").write_text(THEMES, encoding="utf-8")
    terms = "信访,law,term,\n总量,law,term,\n出口,law,slogan,\n进口增,trade,term,\n"
    content = f"term,theme,role,note\n{terms}"
    (tmp_path / "theme_terms.csv").write_text(content, encoding="utf-8")
    found = theme_precision("report", load_themes(tmp_path))
    check_shares(found, [("all", 2, 3), ("law", 2, 3)])


def test_a_longer_hit_at_the_same_place_is_another_hit(lexicon):
    change(lexicon, "theme_terms.csv", "进口,trade,term,", "进口稳步,trade,term,\n进口,trade,term,")
    check_shares(theme_precision(), [("all", 1, 2), ("law", 0, 1), ("trade", 1, 1)])


def test_judgements_on_several_reports_are_taken_together(lexicon):
    more = shutil.copytree(lexicon.parent / "made", lexicon.parent / "more")
    toml = more / "report.toml"
    toml.write_text(toml.read_text().replace('name = "made"', 'name = "more"'))
    with (lexicon / "theme_sample.csv").open("a", encoding="utf-8") as stream:
        stream.write("more,report,31,33,信访,law,right,w\nmore,report,11,13,进口,trade,right,w\n")
    with (lexicon / "theme_sentences.csv").open("a", encoding="utf-8") as stream:
        stream.write("more,report,31,law\n")
    check_shares(theme_precision(), [("all", 3, 5), ("trade", 2, 3), ("law", 1, 2)])
    found = theme_recall()
    check_shares(found, [("all", 4, 5), ("brand", 1, 2), ("law", 2, 2), ("trade", 1, 1)])
    assert compare_sentences()["report"].tolist() == ["made"] * 5 + ["more"]


# recall


def test_recall_counts_the_themes_that_a_reader_sees(lexicon):
    found = theme_recall()
    check_shares(found, [("all", 3, 4), ("brand", 1, 2), ("law", 1, 1), ("trade", 1, 1)])


def test_recall_of_the_half_that_the_dictionary_was_mended_on(lexicon):
    check_shares(theme_recall("improve"), [("all", 0, 1), ("law", 0, 1)])


def test_sentences_compared(lexicon):
    table = compare_sentences()
    assert table.columns.tolist() == ["report", "start", "theme", "seen", "found", "sentence"]
    exports = "出口增长3%—4%，新增注册商标2.1万余件。"
    assert table.values.tolist() == [
        ["made", 11, "trade", True, True, "进口5亿元、下降20%，增速居全省第三。"],
        ["made", 31, "brand", True, False, "信访总量下降15%。"],
        ["made", 31, "law", True, True, "信访总量下降15%。"],
        ["made", 49, "brand", True, True, exports],
        ["made", 49, "trade", False, True, exports],
    ]
    assert compare_sentences("improve")[["theme", "seen", "found"]].values.tolist() == [
        ["law", True, False],
        ["trade", False, True],
    ]


def test_sentences_are_compared_in_the_order_of_the_text(lexicon):
    before = compare_sentences()
    head, *rows = SENTENCES.splitlines()
    text = "\n".join([head, *reversed(rows), ""])
    (lexicon / "theme_sentences.csv").write_text(text, encoding="utf-8")
    pd.testing.assert_frame_equal(compare_sentences(), before)


def test_sentences_compared_with_another_dictionary(lexicon, tmp_path):
    (tmp_path / "themes.csv").write_text(THEMES, encoding="utf-8")
    content = "term,theme,role,note\n下降,law,term,\n"
    (tmp_path / "theme_terms.csv").write_text(content, encoding="utf-8")
    table = compare_sentences("report", load_themes(tmp_path))
    assert table[["start", "theme", "seen", "found"]].values.tolist() == [
        [11, "law", False, True],
        [11, "trade", True, False],
        [31, "brand", True, False],
        [31, "law", True, True],
        [49, "brand", True, False],
    ]
    check_shares(
        theme_recall("report", load_themes(tmp_path)),
        [("all", 1, 4), ("brand", 0, 2), ("law", 1, 1), ("trade", 0, 1)],
    )


# what is refused


@pytest.mark.parametrize("function", [theme_precision, theme_recall, compare_sentences])
def test_an_unknown_half_is_refused(function):
    message = r"^Unknown half 'reports'\. Available, nearest first: report, improve\.$"
    with pytest.raises(JhreportError, match=message):
        function("reports")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("11,13,进口", "12,14,进口", "line 2, column term: '进口', but the text has '口5'"),
        ("11,13,进口", "11,14,进口", "line 2, column term: '进口', but the text has '进口5'"),
        ("74,76,进口", "974,976,进口", "line 7, column term: '进口', but the text has ''"),
        ("31,33,信访", "31,33,信仿", "line 3, column term: '信仿', but the text has '信访'"),
        (
            "law,wrong",
            "law,unsure",
            "line 3, column verdict: 'unsure'. Allowed: one of right wrong",
        ),
        (
            "made,improve",
            "made,other",
            "line 6, column half: 'other'. Allowed: one of improve report",
        ),
        (
            "31,33,信访",
            "11,13,进口",
            "line 3, column report, start: repeats an earlier row: made, 11",
        ),
        ("brand,right,w", "brand,right,w\n", "line 7: is blank"),
    ],
)
def test_a_faulty_judgement_is_named_by_line(lexicon, old, new, message):
    change(lexicon, "theme_sample.csv", old, new)
    with pytest.raises(TableError) as caught:
        load_theme_sample()
    assert str(caught.value) == f"theme_sample.csv, {message}"


def test_white_space_in_a_judged_span_does_not_matter(lexicon):
    change(lexicon, "theme_sample.csv", "74,76,进口", "65,70,2.1万")
    assert load_theme_sample()["term"].tolist()[-1] == "2.1万"


def test_the_break_of_a_paragraph_in_a_judged_span_does_not_matter(lexicon, made):
    made.write_text("好" * 60 + "进\n口。\n")
    sample = "report,half,start,end,term,theme,verdict,why\nmade,report,60,63,进口,trade,right,w\n"
    (lexicon / "theme_sample.csv").write_text(sample, encoding="utf-8")
    assert load_theme_sample()["term"].tolist() == ["进口"]
    check_shares(theme_precision(), [("all", 1, 1), ("trade", 1, 1)])


def test_full_width_letters_in_a_judged_span_do_not_matter(lexicon, made):
    text = made.path("report.txt").read_text(encoding="utf-8")
    made.write_text(text.replace("2.1 万", "２.1 万"))
    change(lexicon, "theme_sample.csv", "74,76,进口", "65,70,2.1万")
    assert load_theme_sample()["term"].tolist()[-1] == "2.1万"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "report,11,trade",
            "report,12,trade",
            "line 3, column start: 12: no sentence begins there",
        ),
        (
            "report,11,trade",
            "report,99,trade",
            "line 3, column start: 99: no sentence begins there",
        ),
        (
            "brand law",
            "brand lawn",
            "line 4, column themes: Unknown theme 'lawn'. Available, nearest first: law, brand, "
            "trade.",
        ),
        (
            "brand law",
            "brand,law",
            "line 4: has 5 cells instead of 4",
        ),
        (
            "made,improve",
            "made,both",
            "line 6, column half: 'both'. Allowed: one of improve report",
        ),
        (
            "report,31",
            "report,11",
            "line 4, column report, start: repeats an earlier row: made, 11",
        ),
    ],
)
def test_a_faulty_sentence_is_named_by_line(lexicon, old, new, message):
    change(lexicon, "theme_sentences.csv", old, new)
    with pytest.raises(TableError) as caught:
        load_theme_sentences()
    assert str(caught.value) == f"theme_sentences.csv, {message}"


def test_every_fault_of_the_sentences_is_named(lexicon):
    change(lexicon, "theme_sentences.csv", "11,trade", "12,trad law lax")
    with pytest.raises(TableError) as caught:
        load_theme_sentences()
    columns = [line.split(":")[0] for line in str(caught.value).split("\n")]
    where = "theme_sentences.csv, line 3, column"
    assert columns == [f"{where} start", f"{where} themes", f"{where} themes"]


# the judgements of the project


@pytest.fixture(scope="module")
def sample() -> pd.DataFrame:
    return load_theme_sample()


@pytest.fixture(scope="module")
def read() -> pd.DataFrame:
    return load_theme_sentences()


def test_the_sample_is_large_enough_in_both_halves(sample, read):
    assert len(sample) >= 200
    assert len(read) >= 60
    for table in (sample, read):
        sizes = table["half"].value_counts()
        assert sorted(sizes.index) == ["improve", "report"]
        assert sizes.min() >= 0.4 * len(table)


def test_every_sampled_span_is_its_term(sample, jinhua):
    printed = [jinhua.text[row.start : row.end] for row in sample.itertuples()]
    assert set(sample["report"]) == {"jinhua-2020"}
    assert ["".join(text.split()) for text in printed] == sample["term"].tolist()


def test_no_place_is_judged_twice(sample, read):
    for table in (sample, read):
        assert table[table.duplicated(["report", "start"])].values.tolist() == []


def test_every_sentence_belongs_to_one_half(sample, read, jinhua):
    judged = sample.assign(start=[jinhua.sentence_at(start)["start"] for start in sample["start"]])
    columns = ["report", "start", "half"]
    halves = pd.concat([judged[columns], read[columns]]).groupby(["report", "start"])["half"]
    assert halves.nunique().max() == 1


def test_every_sampled_theme_is_one_of_the_dictionary(sample):
    assert set(sample["theme"]) - set(load_themes().themes.index) == set()
