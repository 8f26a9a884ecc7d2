"""Findings: every number of the sentences, worked out here from the text and the observations."""

import dataclasses
import re

import pandas as pd
import pytest

from jhreport import findings
from jhreport.datasets import load_exclusions, load_indicators, load_observations
from jhreport.findings import Findings


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


@pytest.mark.parametrize("of", [findings.of_report, findings.of_review, findings.of_targets])
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
