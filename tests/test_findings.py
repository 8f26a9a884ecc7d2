"""Findings: every number of the sentences, worked out here from the text and the observations."""

import dataclasses
import re
import shutil
from collections import Counter

import pandas as pd
import pytest

from jhreport import files, findings, wording
from jhreport.datasets import load_exclusions, load_indicators, load_observations
from jhreport.findings import Findings
from jhreport.lexicon import load_stopwords, load_user_words
from jhreport.report import Report, load_report
from jhreport.segmentation import segment


def numbers(sentence: str) -> list[float]:
    """Return the numbers of a sentence in their order."""
    found = re.findall(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?", sentence.replace("−", "-"))
    return [float(number.replace(",", "")) for number in found]


@pytest.fixture(scope="module")
def stated() -> pd.DataFrame:
    about = load_indicators().drop(columns="chapter")
    return load_observations("jinhua-2020").join(about, on="indicator")


@pytest.fixture(scope="module")
def results(stated) -> pd.DataFrame:
    return stated[(stated["status"] == "actual") & (stated["year"] == 2019)]


@pytest.fixture(scope="module")
def promises(stated) -> pd.DataFrame:
    return stated[stated["status"] == "target"]


@pytest.fixture(scope="module")
def report_sentences(jinhua) -> tuple[str, ...]:
    return findings.of_report(jinhua).sentences


@pytest.fixture(scope="module")
def review_sentences(jinhua) -> tuple[str, ...]:
    return findings.of_review(jinhua).sentences


@pytest.fixture(scope="module")
def target_sentences(jinhua) -> tuple[str, ...]:
    return findings.of_targets(jinhua).sentences


def test_findings_are_a_list_in_markdown():
    found = Findings(("One is 1.", "Two is 2."))
    assert str(found) == found._repr_markdown_() == "- One is 1.\n- Two is 2."


@pytest.mark.parametrize(
    "of",
    [
        findings.of_report,
        findings.of_review,
        findings.of_targets,
        findings.of_words,
        findings.of_themes,
    ],
)
def test_findings_are_whole_sentences(jinhua, of):
    found = of(jinhua)
    assert isinstance(found, Findings) is True
    for sentence in found.sentences:
        assert re.findall(r"[{}]|\bnan\b|None|<NA>|  |^\W|[^.]$", sentence) == []


# the report as a document


def test_parts_and_their_length(jinhua, report_sentences):
    text = jinhua.text
    headings = [text.index(f"\n{number}、") for number in "一二三四五六七八九"]
    assert re.findall(r"(?m)^[一二三四五六七八九十]+、", text) == [
        f"{number}、" for number in "一二三四五六七八九"
    ]
    ends = [*headings[1:], len(text)]
    lengths = [
        len("".join(text[start:end].split())) for start, end in zip(headings, ends, strict=True)
    ]
    total = len("".join(text.split()))
    longest = max(lengths)
    assert lengths.index(longest) == 0
    # The first chapter has six sections, and paragraphs before them.
    sections = re.findall(r"(?m)^（[一二三四五六七八九十]+）", text[headings[0] : headings[1]])
    share = round(100 * longest / total)
    assert (total, len(headings), len(sections), share) == (15191, 9, 6, 35)
    sentence = report_sentences[0]
    assert numbers(sentence) == [total, 9, 1, 2019, len(sections) + 1, share]
    assert "1 Review of 2019" in sentence
    assert f"{share}%" in sentence


def test_numerals(jinhua, report_sentences):
    # Grouping and decimal marks join; a dash or a letter between digits does not.
    arabic = len(re.findall(r"\d+(?:\.\d+)?", jinhua.text))
    spans = pd.concat(
        [load_observations(jinhua).query("op != 'qualitative'"), load_exclusions(jinhua)]
    )
    spans = spans.drop_duplicates(subset=["start", "end"])
    chinese = int((~spans["text"].str.contains(r"\d")).sum())
    # One more stands in the words of a target without a number: 国家二级标准.
    assert (arabic, chinese + 1) == (203, 103)
    assert numbers(report_sentences[1]) == [306, 203, 103]


def test_stated_numerals(stated, report_sentences):
    numbered = stated[stated["op"] != "qualitative"].groupby("status")["start"].nunique()
    result, target = numbered["actual"], numbered["target"] + 1
    assert (result, target, round(100 * (result + target) / 306)) == (125, 66, 62)
    assert numbers(report_sentences[2]) == [191, 62, 125, 66]


def test_faults_of_layout(jinhua, report_sentences):
    # Neighbours of a run of blanks within a line: characters on both sides, a digit on one.
    runs = [
        (line[gap.start() - 1 : gap.start()], line[gap.end() : gap.end() + 1])
        for line in jinhua.text.splitlines()
        for gap in re.finditer(r"[ \t\u00a0\u3000]+", line)
    ]
    beside = [pair for pair in runs if all(pair) and any(letter.isdigit() for letter in pair)]
    # A paragraph is broken where a long line ends without a mark.
    lines = [line for line in jinhua.text.splitlines() if line.strip()]
    broken = [line for line in lines if len(line) >= 60 and line[-1] not in "。！？：；…”’）」』》"]
    assert (len(beside), [line[-6:] for line in broken]) == (
        107,
        ["加快建设境外", "促进城市有机", "”生态修复试"],
    )
    assert numbers(report_sentences[3]) == [107, 3]


# the review


def growth_of(results: pd.DataFrame) -> pd.DataFrame:
    return results[results["measure"] == "growth"].set_index("indicator")


def test_gdp_and_what_grew_more_slowly(results, review_sentences):
    levels = results[results["measure"] == "level"].set_index("indicator")
    growth = growth_of(results)
    slower = growth[growth["value"].between(0, growth.at["gdp", "value"], inclusive="neither")]
    assert slower["value"].to_dict() == {"general_public_budget_revenue": 4.8}
    amount = levels.at["gdp", "value"]
    assert (amount, growth.at["gdp", "value"]) == (4559.9, 6.5)
    assert numbers(review_sentences[0]) == [455.99, 4559.9, 6.5, 4.8]
    assert "455.99 bn yuan (4559.9亿元)" in review_sentences[0]
    assert "General public budget revenue (4.8%)" in review_sentences[0]


def test_what_grew_fastest(results, review_sentences):
    rises = growth_of(results).query("value > 0")
    real = int((rises["growth_basis"] == "real").sum())
    assert (rises["value"].max(), real, len(rises)) == (84, 1, 19)
    assert numbers(review_sentences[1]) == [84, 1, 19]
    name = rises.loc[rises["value"].idxmax(), "name_en"]
    assert review_sentences[1].startswith(f"{name} grew fastest, by 84%.") is True


def test_what_fell(results, review_sentences):
    falls = growth_of(results).query("value < 0")
    levels = set(results.loc[results["measure"] == "level", "indicator"])
    with_level = [name for name in falls.index if name in levels]
    good = int((falls["better"] == "lower").sum())
    assert (len(falls), good, with_level) == (5, 5, [])
    least, most = -falls["value"].max(), -falls["value"].min()
    assert numbers(review_sentences[2]) == [5, least, most, 5] == [5, 12.6, 42.3, 5]
    assert "none of them come with a level" in review_sentences[2]


def test_levels_with_and_without_growth(results, review_sentences):
    given = results.groupby(["indicator", "subject"])["measure"].agg(set)
    both = sum({"level", "growth"} <= measures for measures in given)
    level = sum("level" in measures and "growth" not in measures for measures in given)
    assert (both, len(given), level) == (13, 102, 73)
    assert numbers(review_sentences[3]) == [13, 102, 73]


def test_ranks(results, review_sentences):
    ranks = results[results["measure"] == "rank"]
    first, growth = int((ranks["value"] == 1).sum()), int((ranks["rank_of"] == "growth").sum())
    assert (len(ranks), first, growth) == (14, 10, 4)
    assert numbers(review_sentences[4]) == [14, 10, 4]


# the targets


def test_growth_targets(promises, target_sentences):
    growth = promises[(promises["measure"] == "growth") & (promises["op"] != "qualitative")]
    gdp = growth.set_index("indicator").loc["gdp"]
    floors = int((growth["op"] == ">=").sum())
    assert (gdp["value"], gdp["high"], gdp["op"], len(growth), floors) == (6, 6.5, "range", 7, 4)
    assert target_sentences[0].startswith("GDP is to grow 6–6.5% in 2020.") is True
    assert numbers(target_sentences[0]) == [6, 6.5, 2020, 7, 4]


def test_operators(promises, target_sentences):
    count = promises["op"].tolist().count
    ops = [count(op) for op in (">=", "=", "<=", "range", "~", "qualitative")]
    assert (len(promises), ops) == (90, [39, 21, 5, 2, 1, 22])
    assert numbers(target_sentences[1]) == [sum(ops[:-1]), len(promises), *ops]
    words = re.findall(r"(\d+) (floors|exact|ceilings|ranges|approximate)", target_sentences[1])
    assert [word for _, word in words] == ["floors", "exact", "ceilings", "ranges", "approximate"]


def test_chapter_and_theme_with_most_promises(jinhua, promises, target_sentences):
    numbered = promises[promises["op"] != "qualitative"]
    headings = [jinhua.text.index(f"\n{number}、") for number in "二三四五六七八九"]
    chapters = numbered["start"].map(lambda start: 1 + sum(start > place for place in headings))
    themes = numbered["theme"].tolist()
    most = max(set(themes), key=themes.count)
    assert (chapters.mode().tolist(), int((chapters == 4).sum())) == ([4], 21)
    assert (most, themes.count(most), len(themes)) == ("industry", 16, 68)
    assert numbers(target_sentences[2]) == [4, 21, 16, 68]
    assert "Chapter 4 Private economy" in target_sentences[2]
    assert "industry leads with 16 of 68" in target_sentences[2]


# other reports


def test_parts_of_the_longest_chapter_are_its_own(jinhua):
    # Chapters 10 to 12 are not parts of chapter 1.
    more = "".join(f"\n{number}、展望\n" for number in ("十", "十一", "十二"))
    longer = dataclasses.replace(jinhua, text=jinhua.text + more)
    found = findings.of_report(longer).sentences[0]
    assert numbers(found)[1:] == [12, 1, 2019, 7, 35]


def test_what_a_report_does_not_state_is_left_out(made):
    # The made report states no GDP and no rise; one fall of imports, one of petitions.
    assert findings.of_review(made.folder).sentences == (
        "2 falls are given as a rate, from 15% to 20%; for 1 of them a fall counts as progress, "
        "and 1 of them come with a level.",
        "1 of the 2 results come with level and growth. 0 have a level and no growth rate, so the "
        "report alone does not say by how much they changed.",
        "It claims 1 ranks, 0 of them first; 1 rank a growth rate, not an amount.",
    )
    made.drop(6, 7)
    assert findings.of_targets(made.folder).sentences == (
        "0 of 1 targets have a number: 0 floors, 0 exact, 0 ceilings, 0 ranges, 0 approximate. "
        "1 name a quantity and say in words which way it should go or what it should meet.",
        "A floor says what is the least, not what is expected: a floor below last year's result is "
        "no plan to fall.",
    )


# the words


def test_words_of_the_report(jinhua):
    stopped = set(load_stopwords()["word"])
    counts = Counter(token for token in segment(jinhua.text) if re.search(r"[A-Za-z一-鿿]", token))
    counts = Counter({word: count for word, count in counts.items() if word not in stopped})
    sentence = findings.of_words(jinhua).sentences[0]
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]
    assert re.findall(r"([一-鿿]+) \((\d+)\)", sentence) == [(w, str(n)) for w, n in top]
    once = sum(count == 1 for count in counts.values())
    assert numbers(sentence)[-2:] == [once, len(counts)]


@pytest.fixture
def glossed(monkeypatch):
    english = {
        "发展": "growth", "农业": "farming", "改革": "reform", "回顾": "review",
        "数字经济": "digital economy",
    }  # fmt: skip
    known = {("word", zh): en for zh, en in english.items()}
    monkeypatch.setattr(wording, "_english", lambda: known)


WORDS = "发展，农业。\n{}发展，" + "农业。" * 12 + "\n{}发展数字经济，" + "改革。" * 12 + "\n"


def test_words_of_a_made_report(glossed):
    report = Report("toy", WORDS.format("一、回顾\n", "二、目标\n"))
    listed = len(load_user_words())
    # 一, 二 and 目标 are stop words. Words of opening, review and plan: 2, 15 and 16.
    assert findings.of_words(report).sentences == (
        "The most frequent words, stop words aside and compounds apart: farming 农业 (13), reform "
        "改革 (12), growth 发展 (3), review 回顾 (1), digital economy 数字经济 (1). 2 of 5 words "
        "stand once.",
        "2 of the 5 most frequent keep to a few of the 3 sections more than chance would have it. "
        "A rare word is unevenly spread by chance alone, so only this comparison tells.",
        f"1 of the {listed} terms of the project's own word list occur, 1 times together. jieba's "
        "dictionary by itself keeps 0 of these whole.",
        "Words that differ between review and plan beyond chance, of 2 that occur 5 times or more "
        "(5% level, adjusted for that many tests): 2, reform 改革 (0→12), farming 农业 (12→0). The "
        "others in the chart of keyness are leads for reading, no results.",
    )


def test_words_within_chance_are_not_listed(glossed):
    text = "一、回顾\n农业，农业，农业，改革。\n二、目标\n农业，农业，改革。\n"
    found = findings.of_words(Report("toy", text)).sentences
    assert found[3] == (
        "Words that differ between review and plan beyond chance, of 1 that occur 5 times or more "
        "(5% level, adjusted for that many tests): 0. The others in the chart of keyness are leads "
        "for reading, no results."
    )


def test_words_without_a_review_have_no_sentence_on_its_plan(glossed):
    report = Report("toy", WORDS.format("一、改革\n", "二、农业\n"))
    found = findings.of_words(report).sentences
    assert len(found) == 3
    assert found[0].startswith(
        "The most frequent words, stop words aside and compounds apart: farming 农业 (14), "
    )


@pytest.mark.parametrize("text", ["", "\n", "。"])
def test_no_words_no_findings(text):
    told = "The report has no word that counts."
    assert findings.of_words(Report("empty", text)) == Findings((told,))


def test_words_of_a_text_without_sections(glossed):
    found = findings.of_words(Report("toy", "农业，改革，农业。")).sentences
    assert len(found) == 2
    assert found[0].endswith("farming 农业 (2), reform 改革 (1). 1 of 2 words stand once.")
    assert found[1].startswith("0 of the ") is True


# the themes


@pytest.fixture
def lexicon(made, tmp_path, monkeypatch):
    """Let the package read a made dictionary and made judgements on the made report."""
    data = tmp_path / "data"
    shutil.copytree(files.data_dir() / "schemas", data / "schemas")
    made.folder = made.folder.rename(data / "made")
    (data / "lexicon").mkdir()
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "src" / "jhreport")
    contents = {
        "themes": "theme,zh,en,belongs,excludes\ntrade,外贸,Trade,b,e\nfarm,农业,Farming,b,e\n"
        "health,卫生,Health,b,e\n",
        "theme_terms": "term,theme,role,note\n外贸,trade,term,\n开放发展,trade,slogan,\n"
        "农业,farm,term,\n医院,health,term,\n进口,trade,term,\n出口,trade,term,\n",
        "theme_sample": "report,half,start,end,term,theme,verdict,why\n"
        "made,report,11,13,进口,trade,right,w\nmade,report,49,51,出口,trade,wrong,w\n"
        "made,report,74,76,进口,trade,wrong,w\n",
        "theme_sentences": "report,half,start,themes\nmade,report,11,trade\n"
        "made,report,31,health\nmade,report,49,trade\nmade,report,74,trade\n",
    }
    for name, text in contents.items():
        (data / "lexicon" / f"{name}.csv").write_text(text, encoding="utf-8")
    return data / "lexicon"


ELSEWHERE = (
    "How good the dictionary is was judged on made, not on this report, where other terms and "
    "other false friends occur. There: "
)
JUDGED = ELSEWHERE + (
    "Of 3 hits judged by reading, 1 are right (33%, 95% interval 6% to 79%); of 4 themes that "
    "readers saw in whole sentences, 3 were found there (75%, 95% interval 30% to 95%)."
)


def test_themes_of_a_made_report(lexicon):
    # 16 characters in the review, 15 in the plan.
    text = "一、回顾\n外贸，农业，农业，农业。\n二、目标\n外贸，外贸，开放发展。\n"
    assert findings.of_themes(Report("toy", text)).sentences == (
        "Hits of theme terms are most for Trade (4), Farming (3), Health (0), fewest for Health "
        "(0); neighbours differ by no more than counting error.",
        "1 of 7 hits are slogans, most of them in Trade (1 of 4).",
        "Themes that shift from review to plan beyond chance (5% level, sentences shuffled, "
        "adjusted for 3 tests): none. The largest changes either way: Trade +137.5 hits per 1,000 "
        "characters (1→3 hits, a small count); Farming −187.5 hits per 1,000 characters (3→0 hits, "
        "a small count).",
        JUDGED,
    )


def test_themes_that_shift_beyond_chance_are_named(lexicon):
    text = f"一、回顾\n{'农业。' * 30}\n二、目标\n{'外贸。' * 30}\n"  # 94 characters each
    assert findings.of_themes(Report("toy", text)).sentences[2] == (
        "Themes that shift from review to plan beyond chance (5% level, sentences shuffled, "
        "adjusted for 3 tests): Trade, Farming. The largest changes either way: Trade +319.1 hits "
        "per 1,000 characters (0→30 hits); Farming −319.1 hits per 1,000 characters (30→0 hits)."
    )


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ("外贸，农业，良好。", " none."),
        (
            "外贸，外贸，农业。",
            " none. The largest change: Trade +76.9 hits per 1,000 characters (1→2 hits, a small "
            "count).",
        ),
    ],
)
def test_a_change_of_nothing_is_no_change(lexicon, plan, told):
    # 13 characters each, with the heading.
    text = f"一、回顾\n外贸，农业，良好。\n二、目标\n{plan}\n"
    sentence = findings.of_themes(Report("toy", text)).sentences[2]
    assert sentence.partition("tests):")[2] == told


def test_themes_of_the_judged_report_itself_are_not_said_to_be_unjudged(lexicon, made):
    sentences = findings.of_themes(load_report(made.folder)).sentences
    assert not [sentence for sentence in sentences if "not on this report" in sentence]


def test_themes_of_which_neighbours_differ_are_not_said_to_be_alike(lexicon):
    found = findings.of_themes(Report("toy", "农业。" * 30 + "外贸。" * 10)).sentences
    assert found[0] == (
        "Hits of theme terms are most for Farming (30), Trade (10), Health (0), fewest for Health "
        "(0)."
    )


def test_themes_without_a_review_have_no_sentence_on_its_plan(lexicon):
    report = Report("toy", "开放发展，开放发展，开放发展，农业，农业，外贸。")
    found = findings.of_themes(report).sentences
    assert found[0].endswith("(0); neighbours differ by no more than counting error.") is True
    assert found[1:] == ("3 of 6 hits are slogans, most of them in Trade (3 of 4).", JUDGED)
    found = findings.of_themes(Report("toy", "农业。")).sentences
    assert found[1:] == ("0 of 1 hits are slogans.", JUDGED)


@pytest.mark.parametrize(
    ("right", "told"),
    [
        (
            3,
            "Themes of which fewer than three quarters of the judged hits are right, to be read "
            "with care: Trade 3/5.",
        ),
        (4, None),
    ],
)
def test_themes_with_many_wrong_hits_are_named(lexicon, right, told):
    # 下降 stands at 17 and 35.
    terms = lexicon / "theme_terms.csv"
    terms.write_text(terms.read_text(encoding="utf-8") + "下降,trade,term,\n", encoding="utf-8")
    hits = ["11,13,进口", "17,19,下降", "35,37,下降", "49,51,出口", "74,76,进口"]
    rows = [
        f"made,report,{hit},trade,{'right' if i < right else 'wrong'},w\n"
        for i, hit in enumerate(hits)
    ]
    heads = "report,half,start,end,term,theme,verdict,why\n"
    (lexicon / "theme_sample.csv").write_text(heads + "".join(rows), encoding="utf-8")
    found = findings.of_themes(Report("toy", "农业。")).sentences
    assert found[2].startswith(
        f"{ELSEWHERE}Of 5 hits judged by reading, {right} are right ({20 * right}%, "
    )
    assert found[3:] == ((told,) if told else ())


def test_no_text_no_findings_on_themes():
    told = "No term of the theme dictionary occurs in the report."
    assert findings.of_themes(Report("empty", "")) == Findings((told,))
