"""Captions of the figures on words: exact sentences on made frames, in both languages."""

import numpy as np
import pandas as pd
import pytest

from jhreport import captions
from jhreport.figures import Caption
from jhreport.report import Report

SOURCE = {
    "en": "Source: Report of Toytown, 5 March 2021",
    "zh": "资料来源：某市报告（2021年3月5日）",
}
# Four sections, three chapters after the opening.
TOY = Report(
    "toy",
    "改革。\n一、回顾\n改革，农业。\n（一）农业\n改革。\n二、目标\n改革。\n三、要求\n好。\n",
    title_zh="某市报告",
    title_en="Report of Toytown",
    place_zh="某市",
    place_en="Toytown",
    date=pd.Timestamp("2021-03-05").date(),
    review_year=2020,
    target_year=2021,
)


def labelled(*pairs: tuple[str, str]) -> pd.DataFrame:
    zh, en = zip(*pairs, strict=True)
    return pd.DataFrame({"label_zh": zh, "label_en": en}, index=range(7, 7 + len(pairs)))


THREE = labelled(("改革", "reform 改革"), ("疫情", "epidemic 疫情"), ("农业", "farming 农业"))


def check(found: dict[str, Caption], lang: str, title: str, subtitle: str, alt: str) -> None:
    assert sorted(found) == ["en", "zh"]
    stop = {"en": ". ", "zh": "。"}[lang]
    assert found[lang] == Caption(title, subtitle, SOURCE[lang], f"{title}{stop}{alt}")


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "Most frequent word: reform 改革, 83 times; 1 of these 3 keep to a few sections "
                "more than chance would have it",
                "The 3 most frequent words of the report, stop words aside, as words of their own, "
                "not inside compounds; with the count and how many of its 5 sections hold it",
                "3 bars: reform 改革 83, epidemic 疫情 40, farming 农业 7. More concentrated than "
                "chance: epidemic 疫情.",
            ),
        ),
        (
            "zh",
            (
                "最常用的词是“改革”，共83次；这3个词中1个比随机分布更集中",
                "全文最常用的3个词（不计停用词，只计独立成词者，不含复合词内部）；标注次数和所在节数（共5节）",
                "3个条形：改革 83、疫情 40、农业 7。比随机更集中的：疫情。",
            ),
        ),
    ],
)
def test_ranked(lang, parts):
    words = THREE.assign(count=[83, 40, 7], dispersion=[0.5, 0.9, 0.1], chance_high=[0.5, 0.8, 0.9])
    check(captions.words.ranked(words, TOY), lang, *parts)


def test_ranked_words_of_which_chance_is_not_known_are_not_concentrated():
    words = THREE.assign(count=[3, 2, 1], dispersion=np.nan, chance_high=np.nan)
    found = captions.words.ranked(words, TOY)
    assert found["en"].alt.endswith("More concentrated than chance: none.") is True
    assert found["zh"].alt.endswith("比随机更集中的：无。") is True


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "Words that differ beyond chance between review and plan: 2 of 5",
                "Log-likelihood G² above 3.84, plan for 2021 against review of 2020, the opening "
                "in neither; counts as review→plan, of words of their own, not inside compounds; "
                "chance by shuffling sentences, 5%, 5 tests",
                "Bars to the right for words of the plan, to the left for words of the review: "
                "reform 改革 1→20, epidemic 疫情 5→12, farming 农业 33→4.",
            ),
        ),
        (
            "zh",
            (
                "5个词中2个在回顾与计划之间的差异超出偶然",
                "对数似然值G²大于3.84的词：2021年计划对2020年回顾（均不含开头）；数字为“回顾→计划”次数，"
                "只计独立成词者；按句随机重排检验，5%水平，校正5次检验",
                "向右的条形偏向计划，向左偏向回顾：改革 1→20、疫情 5→12、农业 33→4。",
            ),
        ),
    ],
)
def test_keyness(lang, parts):
    ends = THREE.assign(count=[20, 12, 4], reference_count=[1, 5, 33])
    check(captions.words.keyness(ends, TESTED, TOY, least=3.84), lang, *parts)


TESTED = pd.DataFrame({"p_adjusted": [0.01, 0.05, 0.3, 0.9, 0.0499], "g2": [9, -8, 5, 2, 3.84]})


def test_keyness_says_what_is_left_out():
    ends = THREE.head(2).assign(count=[20, 12], reference_count=[1, 5])
    found = captions.words.keyness(ends, TESTED, TOY, least=2.5)
    assert found["en"].subtitle.startswith("Log-likelihood G² above 2.5 (the 2 largest of 4), plan")
    assert found["zh"].subtitle.startswith("对数似然值G²大于2.5的词（4个中最大的2个）：")


def test_keyness_without_words_is_a_sentence():
    assert str(captions.words.keyness(THREE.head(0), TESTED, TOY, least=20)) == (
        "Of 5 words tested, none has a G² beyond 20."
    )
    found = captions.words.keyness(THREE.head(0), TESTED.head(0), TOY, least=3.84)
    assert str(found).startswith("No word can be tested: review and plan cannot be told apart")


def test_ranked_words_that_tie_have_no_leader():
    words = THREE.assign(count=[7, 7, 2], dispersion=0.5, chance_high=0.9)
    found = captions.words.ranked(words, TOY)
    assert found["en"].title.startswith("2 words lead with a count of 7, reform 改革 among them; 0")
    assert found["zh"].title.startswith("2个词并列最多，各7次，其中有“改革”；")


def test_ranked_words_of_one_section_say_nothing_of_spread():
    words = THREE.assign(count=[7, 5, 2], dispersion=np.nan, chance_high=np.nan)
    found = captions.words.ranked(words, TOY)
    assert found["en"].title == "Most frequent word: reform 改革, 7 times"


def test_places_in_a_report_without_chapters():
    found = pd.DataFrame([("改革", 0)], columns=["term", "chapter"])
    report = Report("toy", "改革。", **{k: v for k, v in vars(TOY).items() if k not in _OWN})
    caption = captions.words.places(found, THREE.head(1).assign(term="改革"), report)
    assert caption["en"].title == "Where the terms stand in a report without chapters"


_OWN = {"name", "text", "_parts"}


def test_together_counts_pairs_where_many_lead(shared):
    numbers = shared.columns.difference(["label_zh", "label_en"])
    shared[numbers] = 2
    found = captions.words.together(shared, TOY)
    assert found["en"].title == "6 pairs of words share most sentences: 2 each"
    shared[numbers] = 0
    assert str(captions.words.together(shared, TOY)) == (
        "No two of the leading words stand in one sentence."
    )


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "6 words of the report, from a 甲 (30 times) to f 己 (5)",
                "Size by count; place and colour have no meaning beyond that; the ranked chart has "
                "the numbers",
                "A cloud of 6 words; the largest are a 甲, b 乙, c 丙, d 丁, e 戊.",
            ),
        ),
        (
            "zh",
            (
                "全文6个常用词：从“甲”（30次）到“己”（5次）",
                "字号随次数变化，位置和颜色没有其他含义；次数见排序图",
                "6个词组成的词云，最大的是甲、乙、丙、丁、戊。",
            ),
        ),
    ],
)
def test_cloud(lang, parts):
    rows = labelled(*((zh, f"{en} {zh}") for zh, en in zip("甲乙丙丁戊己", "abcdef", strict=True)))
    check(captions.words.cloud(rows.assign(count=[30, 20, 9, 9, 6, 5]), TOY), lang, *parts)


@pytest.fixture
def shared() -> pd.DataFrame:
    words = ["改革", "疫情", "农业", "民生"]
    counts = [[90, 4, 0, 1], [4, 70, 9, 0], [0, 9, 50, 2], [1, 0, 2, 30]]
    english = ["reform", "epidemic", "farming", "livelihood"]
    table = pd.DataFrame(counts, index=words, columns=words)
    return table.assign(label_zh=words, label_en=english)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "Most sentences are shared by epidemic with farming: 9",
                "Sentences that hold both words, of the 4 most frequent words of the report; "
                "blank: none",
                "A triangle of tiles for 6 pairs of words; 2 pairs never share a sentence.",
            ),
        ),
        (
            "zh",
            (
                "同句最多的是“疫情”与“农业”：9句",
                "全文最常用的4个词两两同句的句数；空白为无",
                "6对词组成的三角形方格，其中2对从不同句。",
            ),
        ),
    ],
)
def test_together(shared, lang, parts):
    check(captions.words.together(shared, TOY), lang, *parts)


def test_together_names_all_pairs_that_lead(shared):
    shared.loc["民生", "改革"] = shared.loc["改革", "民生"] = 9
    found = captions.words.together(shared, TOY)
    assert (found["en"].title, found["zh"].title) == (
        "Most sentences are shared by epidemic with farming, reform with livelihood: 9",
        "同句最多的是“疫情”与“农业”、“改革”与“民生”：9句",
    )


PLACES = [
    ("改革", 1), ("改革", 1), ("改革", 1), ("疫情", 2), ("疫情", 3),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "epidemic 疫情 occurs in 2 of 3 chapters, more than any other of these terms",
                "Where 3 terms stand along the text, inside compounds too; bands are chapters, "
                "numbers at the right are counts",
                "A row for each term with a tick for each place: reform 改革 3, epidemic 疫情 2, "
                "farming 农业 0.",
            ),
        ),
        (
            "zh",
            (
                "所选词语中“疫情”出现的章最多：3章中的2章",
                "3个词语在全文中的位置（含复合词内部）；底色条带为章，右侧数字为次数",
                "每个词一行，每处一条竖线：改革 3、疫情 2、农业 0。",
            ),
        ),
    ],
)
def test_places(lang, parts):
    found = pd.DataFrame(PLACES, columns=["term", "chapter"])
    terms = THREE.assign(term=["改革", "疫情", "农业"])
    check(captions.words.places(found, terms, TOY), lang, *parts)


@pytest.mark.parametrize(
    ("places", "en", "zh"),
    [
        (
            [("改革", 1), ("疫情", 3)],
            "reform 改革, epidemic 疫情 occur in 1 of 3 chapters each, more than the other terms "
            "chosen",
            "所选词语中“改革”、“疫情”出现的章最多：各在3章中的1章",
        ),
        (
            # The opening is no chapter.
            [("改革", 0)],
            "None of these terms occurs in the 3 chapters",
            "3章中没有所选词语",
        ),
        (
            [("改革", 1), ("疫情", 3), ("农业", 2)],
            "Each of these terms occurs in 1 of 3 chapters",
            "所选词语各在3章中的1章出现",
        ),
    ],
)
def test_places_of_terms_that_are_equally_wide(places, en, zh):
    found = pd.DataFrame(places, columns=["term", "chapter"])
    terms = THREE.assign(term=["改革", "疫情", "农业"])
    caption = captions.words.places(found, terms, TOY)
    assert (caption["en"].title, caption["zh"].title) == (en, zh)


def test_a_term_stands_in_no_more_chapters_than_there_are():
    found = pd.DataFrame([("改革", chapter) for chapter in range(4)], columns=["term", "chapter"])
    caption = captions.words.places(found, THREE.head(1).assign(term="改革"), TOY)
    assert caption["zh"].title == "所选词语中“改革”出现的章最多：3章中的3章"


def test_captions_leave_the_frame_as_it_was(shared):
    before = shared.copy(deep=True)
    captions.words.together(shared, TOY)
    pd.testing.assert_frame_equal(shared, before)


def test_every_caption_function_is_tested():
    public = [
        name
        for name, found in vars(captions.words).items()
        if callable(found)
        and found.__module__ == captions.words.__name__
        and not name.startswith("_")
    ]
    assert [name for name in public if f"test_{name}" not in globals()] == []
    assert len(public) == 5
