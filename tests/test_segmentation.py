"""Segmentation: both engines give the same words, and cutting leaves no trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jhreport import segmentation
from jhreport.errors import JhreportError, ReportError
from jhreport.segmentation import count_tokens, cut, is_word, segment

ENGINES = ["jieba", "rjieba"]
WORDS = [
    *("数字经济", "营商环境", "标准地", "最多跑一次", "高质量发展", "跨境电商", "互联网+"),
    *("习近平新时代中国特色社会主义思想", "G60科创走廊", "5A级景区"),
]


@pytest.mark.parametrize("user_words", [True, False])
def test_engines_agree_on_jinhua(jinhua, user_words):
    tokens = segment(jinhua.text, "jieba", user_words)
    assert tokens == segment(jinhua.text, "rjieba", user_words)
    assert len(tokens) > 7000


def test_engines_agree_on_every_sentence_of_jinhua(jinhua):
    texts = jinhua.sentences["text"]
    assert [text for text in texts if cut(text, "jieba") != cut(text, "rjieba")] == []


@pytest.mark.parametrize(
    ("text", "tokens", "twins"),
    [
        ("见www.jinhua.cn网", ["见", "www", ".", "jinhua", ".", "cn", "网"], "见 www.jinhua.cn 网"),
        ("V2.A款", ["V2", ".", "A", "款"], "V2.A 款"),
        ("㐀㐀", ["㐀", "㐀"], "㐀㐀"),
    ],
)
def test_engines_differ_in_runs_of_ascii_and_rare_hanzi(text, tokens, twins):
    assert cut(text, "jieba") == tokens
    assert cut(text, "rjieba") == twins.split()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("word", WORDS)
def test_user_words_are_kept_whole_in_a_sentence(word, engine):
    assert word in segment(f"我们推进{word}的建设。", engine)
    assert word not in segment(f"我们推进{word}的建设。", engine, user_words=False)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("发展数字 经济", ["发展", "数字经济"]),
        ("最多\u3000跑一 次", ["最多跑一次"]),
        ("新增 2.1 万余个", ["新增", "2.1", "万余个"]),
        ("增长６５．５％", ["增长", "65.5%"]),
        ("发展。\n\n改革", ["发展", "。", "\n", "改革"]),
        ("“Belt and Road”倡议", ["“", "Belt", " ", "and", " ", "Road", "”", "倡议"]),
        ("，。", ["，", "。"]),
        ("", []),
        (" \n\u3000", []),
    ],
)
def test_tokens(text, tokens, engine):
    assert segment(text, engine) == tokens


@pytest.mark.parametrize("engine", ENGINES)
def test_a_broken_paragraph_is_mended_before_it_is_cut(engine):
    assert segment("，" * 60 + "数字\n\n经济。", engine)[60:] == ["数字经济", "。"]


@pytest.mark.parametrize("engine", ENGINES)
def test_tokens_make_up_the_text_as_read(jinhua, engine):
    assert "".join("".join(segment(jinhua.text, engine)).split()) == "".join(jinhua.text.split())


@pytest.mark.parametrize("text", ["Government work report", "  2020 ", "Бюджет"])
def test_text_without_chinese_is_refused(text):
    message = rf"No Chinese in the text, which begins '{text.strip()[:20]}'\. .* Chinese edition"
    with pytest.raises(ReportError, match=message):
        segment(text)


# 〇; the first and last of the basic plane and of its extension; of the planes beyond.
RARE = ["〇", "一", "鿿", "㐀", "䶿", "𠀀", "𠮷", "𫝈", "\U0003134a"]


@pytest.mark.parametrize("hanzi", RARE)
def test_rare_hanzi_are_chinese_and_words(hanzi):
    assert segment(hanzi) == [hanzi]
    assert count_tokens(f"2020{hanzi}，") == {hanzi: 1}


@pytest.mark.parametrize("sign", ["。2020", "ⅳ", "㈠", "한국", "カナ", "😀1"])
def test_what_is_no_hanzi_is_not_chinese(sign):
    with pytest.raises(ReportError, match="No Chinese in the text"):
        segment(sign)


def test_one_hanzi_is_chinese_enough():
    assert segment("GDP 增 2020")[1] == "增"


def test_an_unknown_engine_is_refused():
    message = r"Unknown engine 'jeiba'\. Available, nearest first: jieba, rjieba\."
    with pytest.raises(JhreportError, match=message):
        segment("发展", "jeiba")


@pytest.fixture
def without_rjieba(monkeypatch):
    monkeypatch.setitem(sys.modules, "rjieba", None)
    segmentation._cutter.cache_clear()
    yield
    segmentation._cutter.cache_clear()


def test_an_engine_that_is_not_installed_says_how_to_install_it(without_rjieba):
    message = r"'rjieba' is not installed\. Install it with pip install 'jhreport\[fast\]', or use"
    with pytest.raises(JhreportError, match=message):
        segment("发展", "rjieba")
    assert segment("发展", "jieba") == ["发展"]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        *[
            ("发展", True),
            ("G60", True),
            ("5G", True),
            ("G", True),
            ("互联网+", True),
            *[(hanzi, True) for hanzi in ("㐀", "〇", "𠮷", "〇1")],
        ],
        *[("6.5", False), ("6.5%", False), ("，", False), ("\n", False), (" ", False), ("", False)],
        *[("+", False), ("·", False)],
    ],
)
def test_what_is_a_word(token, expected):
    assert is_word(token) is expected


@pytest.mark.parametrize("engine", ENGINES)
def test_numbers_and_punctuation_are_not_counted(engine):
    counts = count_tokens("发展5G，增长6.5%。\n发展数字 经济。", engine)
    assert counts == {"发展": 2, "5G": 1, "增长": 1, "数字经济": 1}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_user_words_do_not_leak_into_the_dictionary_of_the_engine(engine):
    assert segment("数字经济", engine) == ["数字经济"]
    assert segment("数字经济", engine, user_words=False) == ["数字", "经济"]
    assert segment("数字经济", engine) == ["数字经济"]


def run(script: str, folder: Path) -> list[str]:
    """Run a script with an empty folder for temporary files; return the lines it prints."""
    environment = os.environ | {"TMPDIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


LEVEL = "import logging; print(logging.getLogger('jieba').level)"


def test_cutting_leaves_no_trace(tmp_path):
    script = (
        "from jhreport.segmentation import segment\n"
        "print(segment('数字经济'), segment('数字经济', user_words=False))\n"
        "print(segment('数字经济', 'rjieba'))\n"
        f"{LEVEL}\n"
        "import jieba; print(jieba.dt.initialized, len(jieba.dt.FREQ), jieba.dt.cache_file)\n"
    )
    level = run(
        f"import warnings; warnings.simplefilter('ignore'); import jieba\n{LEVEL}", tmp_path
    )
    assert run(script, tmp_path) == [
        *("['数字经济'] ['数字', '经济']", "['数字经济']", *level, "False 0 None")
    ]
    assert list(tmp_path.iterdir()) == []


def test_the_tokenizer_of_jieba_itself_does_not_know_the_user_words(tmp_path):
    # jieba's own tokenizer, used by others in the same process, cuts as if we were not there.
    script = (
        "from jhreport.segmentation import segment\n"
        "segment('数字经济')\n"
        "import logging; logging.getLogger('jieba').setLevel(logging.WARNING)\n"
        "import jieba; print(jieba.lcut('数字经济'))\n"
    )
    assert run(script, tmp_path) == ["['数字', '经济']"]
