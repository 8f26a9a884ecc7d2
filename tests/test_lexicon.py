"""Word lists: what a list may hold, and the project's own two."""

from pathlib import Path

import pytest

from jhreport.errors import LexiconError
from jhreport.lexicon import TAGS, load_stopwords, load_user_words
from jhreport.segmentation import segment

LOADERS = [load_user_words, load_stopwords]


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "words.txt"


def test_user_words_of_a_made_list(path):
    path.write_text("数字经济 4 n\n义新欧 1 nz\n甲 10 ns\n", encoding="utf-8")
    table = load_user_words(path)
    assert list(table) == ["word", "freq", "tag"]
    assert table.values.tolist() == [
        *(["数字经济", 4, "n"], ["义新欧", 1, "nz"], ["甲", 10, "ns"]),
    ]


def test_stop_words_of_a_made_list(path):
    path.write_text(
        "# grammar: no content\n的\n了\n# units: with figures: km\n元", encoding="utf-8"
    )
    table = load_stopwords(path)
    assert list(table) == ["word", "group", "reason"]
    assert table.values.tolist() == [
        ["的", "grammar", "no content"],
        ["了", "grammar", "no content"],
        ["元", "units", "with figures: km"],
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("甲 1 n\n乙 2 n\n甲 3 nz\n", r"words\.txt, line 3: '甲' stands on line 1 already\. Keep"),
        ("甲 1 n\n\n乙 1 n\n", r"line 2: blank\. Remove it\."),
        ("甲 1 n\n \n", r"line 2: blank\. Remove it\."),
        ("甲 1 n\n乙 1 n \n", r"line 2: '乙 1 n ', with white space around it\. Remove it\."),
        (" 甲 1 n\n", r"line 1: ' 甲 1 n', with white space around"),
        (
            "甲\n",
            r"line 1: '甲'\. Allowed: a word, a whole number above 0 and one of n, nz, ns, nt,",
        ),
        ("甲 1\n", r"line 1: '甲 1'\. Allowed"),
        ("甲 1 n 乙\n", r"line 1: '甲 1 n 乙'\. Allowed"),
        ("甲  1 n\n", r"line 1: '甲  1 n'\. Allowed: .* with one space between\."),
        ("甲\t1\tn\n", r"line 1: .*\. Allowed"),
        ("甲 1 v\n", r"line 1: '甲 1 v'\. Allowed"),
        ("甲 0 n\n", r"line 1: '甲 0 n'\. Allowed"),
        ("甲 -1 n\n", r"line 1: '甲 -1 n'\. Allowed"),
        ("甲 1.5 n\n", r"line 1: '甲 1\.5 n'\. Allowed"),
        ("甲 ² n\n", r"line 1: '甲 ² n'\. Allowed: .* a whole number above 0"),
        ("甲 １ n\n", r"line 1: '甲 １ n'\. Allowed"),
        ("甲 ٣ n\n", r"line 1: '甲 ٣ n'\. Allowed"),
        ("甲 1２ n\n", r"line 1: '甲 1２ n'\. Allowed"),
        ("甲 01 n\n", r"line 1: '甲 01 n'\. Allowed"),
        ("甲 1_0 n\n", r"line 1: '甲 1_0 n'\. Allowed"),
    ],
)
def test_user_words_are_refused(path, text, message):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_user_words(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# a: b\n的\n了\n的\n", r"words\.txt, line 4: '的' stands on line 2 already\. Keep one"),
        ("# a: b\n的\n# c: d\n的\n", r"line 4: '的' stands on line 2 already"),
        ("# a: b\n\n的\n", r"line 2: blank\. Remove it\."),
        ("# a: b\n\u3000的\n", r"line 2: .*, with white space around it\. Remove it\."),
        ("# a\n的\n", r"line 1: '# a'\. A group opens with '# name: reason'\."),
        ("# a:\n的\n", r"line 1: '# a:'\. A group opens"),
        ("#: b\n的\n", r"line 1: '#: b'\. A group opens"),
        (
            "的\n# a: b\n",
            r"line 1: '的' stands before the first group\. Put a line '# name: reason'",
        ),
    ],
)
def test_stop_words_are_refused(path, text, message):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_stopwords(path)


@pytest.mark.parametrize("load", LOADERS)
def test_a_file_in_another_encoding_is_refused(path, load):
    path.write_bytes(b"# a: b\n" + "的".encode("gb18030"))
    with pytest.raises(LexiconError, match=r"words\.txt is not UTF-8 \(byte 7\)\. Save it as UTF"):
        load(path)


@pytest.mark.parametrize("load", LOADERS)
def test_a_missing_file_is_refused(path, load):
    with pytest.raises(LexiconError, match=r"Could not read .*words\.txt: No such file or direct"):
        load(path)


@pytest.mark.parametrize(
    ("load", "line", "row"),
    [
        (load_user_words, "甲 1 n", ["甲", 1, "n"]),
        (load_stopwords, "# a: b\r\n的", ["的", "a", "b"]),
    ],
)
def test_a_byte_order_mark_and_windows_line_ends_are_accepted(path, load, line, row):
    path.write_bytes(f"\ufeff{line}\r\n".encode())
    assert load(path).values.tolist() == [row]


@pytest.mark.parametrize("load", LOADERS)
def test_an_empty_list_has_no_rows(path, load):
    path.write_text("", encoding="utf-8")
    assert load(path).shape == (0, 3)


def test_the_projects_lists_are_apart_and_repeat_nothing():
    user, stopped = load_user_words(), load_stopwords()
    assert user["word"].is_unique
    assert stopped["word"].is_unique
    assert set(user["word"]).isdisjoint(stopped["word"])
    assert set(user["tag"]) == set(TAGS)


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_every_user_word_of_the_project_is_kept_whole(engine):
    words = load_user_words()["word"]
    assert len(words) > 400
    assert [word for word in words if segment(word, engine) != [word]] == []
