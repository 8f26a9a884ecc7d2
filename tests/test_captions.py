"""Captions: their numbers are those of the tables, counted here a second way."""

import re

import numpy as np
import pandas as pd
import pytest

from jhreport import captions
from jhreport.captions.common import count_of, join, list_targets, list_values, make_captions
from jhreport.comparison import count_by_chapter, count_by_theme, review, targets
from jhreport.datasets import load_indicators, load_observations
from jhreport.figures import Caption
from jhreport.ledgers import ledger
from jhreport.notes import Note
from jhreport.report import Report, load_report
from jhreport.wording import report_parts

PARTS = ("title", "subtitle", "source", "alt")


@pytest.fixture(scope="module")
def frames(jinhua) -> dict[str, pd.DataFrame]:
    """Return the frames that the notebooks draw."""
    numerals = ledger(jinhua)
    stated = numerals[numerals["role"] != "excluded"].groupby(["chapter", "section"]).size()
    density = report_parts(jinhua).merge(stated.rename("stated").reset_index(), how="left")
    density["per_1000_chars"] = 1000 * density["stated"].fillna(0) / density["chars"]
    results, promises = review(jinhua), targets(jinhua)
    by_growth = results.sort_values("growth", ascending=False)
    by_level = results.sort_values("level", ascending=False)
    counted = results[results["level"].notna() & ~results["unit"].isin(["亿元", "%", "元"])]
    counted = counted.sort_values("value_base", ascending=False)
    has_level, has_growth = results["level"].notna(), results["growth"].notna()
    given = np.select(
        [has_level & has_growth, has_level, has_growth], ["both", "level", "growth"], "other"
    )
    numbered = promises[promises["op"] != "qualitative"]
    numbered = numbered.sort_values("value_base", ascending=False)
    levels = numbered[numbered["measure"] == "level"]
    themes = pd.crosstab(numbered["theme"], numbered["chapter"])
    themes = themes.loc[themes.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    return {
        "numerals": numerals,
        "density": density,
        "headline": results[(results["section"] == 0) & results["growth"].notna()],
        "growth": by_growth[by_growth["growth"] > 0],
        "falls": by_growth[by_growth["growth"] < 0],
        "amounts": by_level[by_level["unit"] == "亿元"],
        "shares": by_level[by_level["unit"] == "%"],
        "ranks": results[results["rank"].notna()],
        "flows": counted[counted["kind"] == "flow"],
        "stocks": counted[counted["kind"] == "stock"],
        "coverage": count_by_theme(results, given),
        "operators": count_by_chapter(promises, promises["op"], jinhua),
        "themes": themes,
        "growth_targets": numbered[numbered["measure"] == "growth"],
        "share_targets": levels[levels["unit"] == "%"],
        "amount_targets": levels[levels["unit"] == "亿元"],
        "count_targets": levels[~levels["unit"].isin(["亿元", "%"]) & (levels["target"] > 0)],
    }


@pytest.fixture(scope="module")
def captioned(frames, jinhua) -> dict[str, dict[str, Caption]]:
    return {name: FUNCTIONS[name](frame.copy(), jinhua) for name, frame in frames.items()}


FUNCTIONS = {
    name: getattr(module, name)
    for module, names in (
        (captions.report, "numerals density"),
        (captions.review, "headline growth falls amounts shares ranks flows stocks coverage"),
        (
            captions.targets,
            "growth_targets share_targets amount_targets count_targets operators themes",
        ),
    )
    for name in names.split()
}


def numbers(text: str) -> list[float]:
    """Return the numbers of a text in their order, without the numbers of parts and years."""
    text = re.sub(r"(?<=“)[\d.]+ |(?<=Part )[\d.]+ ", "", text.replace("−", "-"))
    return [float(found.replace(",", "")) for found in re.findall(r"-?\d[\d,]*(?:\.\d+)?", text)]


@pytest.fixture(scope="module")
def stated() -> pd.DataFrame:
    """Return what the report states, with what the dictionary says of each indicator."""
    table = load_observations("jinhua-2020")
    about = load_indicators().drop(columns="chapter")
    return table.join(about, on="indicator")


@pytest.fixture(scope="module")
def of_2019(stated) -> pd.DataFrame:
    return stated[(stated["status"] == "actual") & (stated["year"] == 2019)]


@pytest.fixture(scope="module")
def of_2020(stated) -> pd.DataFrame:
    return stated[stated["status"] == "target"]


# what all captions have in common


def test_every_caption_function_is_tested(captioned):
    public = {
        name
        for module in (captions.report, captions.review, captions.targets)
        for name, found in vars(module).items()
        if callable(found) and found.__module__ == module.__name__ and name[0] != "_"
    }
    assert public == set(FUNCTIONS) == set(captioned)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_captions_come_in_both_languages_with_every_part(captioned, name):
    found = captioned[name]
    assert sorted(found) == ["en", "zh"]
    for caption in found.values():
        assert tuple(vars(caption)) == PARTS
        assert [part for part in PARTS if vars(caption)[part].strip() == ""] == []


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_caption_shows_what_was_not_filled_in(captioned, name, lang):
    words = " ".join(vars(captioned[name][lang]).values())
    assert re.findall(r"[{}]|\bnan\b|\bNaN\b|None|<NA>|np\.|\binf\b", words) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_english_captions_have_no_chinese(captioned, name):
    words = " ".join(vars(captioned[name]["en"]).values())
    assert re.findall(r"[\u3000-\u9fff\uff00-\uffef]", words) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_chinese_captions_have_no_ascii_punctuation_between_hanzi(captioned, name):
    words = " ".join(vars(captioned[name]["zh"]).values())
    assert re.findall(r"[\u4e00-\u9fff]\s*[,.;:()?!]|[,.;:()?!]\s*[\u4e00-\u9fff]", words) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_source_names_report_and_date(captioned, name):
    assert captioned[name]["en"].source == (
        "Source: Government Work Report of Jinhua, Zhejiang, 2020, 26 April 2020"
    )
    assert captioned[name]["zh"].source == (
        "资料来源：2020年浙江省金华市人民政府工作报告（2020年4月26日）"
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_alt_text_opens_with_the_title_and_says_more(captioned, name):
    for lang, stop in (("en", ". "), ("zh", "。")):
        caption = captioned[name][lang]
        opening, rest = caption.title + stop, caption.alt.removeprefix(caption.title + stop)
        assert caption.alt.startswith(opening) is True
        assert rest.endswith(stop.strip()) is True


# the numbers of the titles, counted from the observations


def check_title(captioned: dict, name: str, en: list[float], zh: list[float]) -> None:
    found = {lang: numbers(captioned[name][lang].title) for lang in ("en", "zh")}
    assert found == {"en": en, "zh": zh}


def test_numerals(captioned, jinhua, stated):
    numbered = stated[stated["op"] != "qualitative"]
    of = {
        status: len(set(rows["start"])) for status, rows in numbered.groupby("status", sort=False)
    }
    # One numeral more stands in the words of a target without a number: 国家二级标准.
    words = stated.loc[stated["op"] == "qualitative", "text"].unique()
    assert [word for word in words if re.search("[一二三四五六七八九十]", word)] == [
        "稳定达到国家二级标准"
    ]
    result, target = of["actual"], of["target"] + 1
    excluded = (jinhua.folder / "exclusions.csv").read_text(encoding="utf-8").count("\n") - 1
    total = result + target + excluded
    check_title(
        captioned,
        "numerals",
        en=[result + target, total, result, target],
        zh=[total, result + target, result, target],
    )
    assert (total, result, target, excluded) == (306, 125, 66, 115)
    assert numbers(captioned["numerals"]["en"].alt)[4:] == [result, target, excluded]
    assert numbers(captioned["numerals"]["zh"].alt)[4:] == [result, target, excluded]


def per_1000(text: str, first: str, after: str | None, stated: pd.DataFrame) -> float:
    """Return the stated numerals per 1,000 characters from one heading up to another."""
    start = text.index(first)
    end = len(text) if after is None else text.index(after)
    inside = stated[(stated["op"] != "qualitative") & stated["start"].between(start, end)]
    return 1000 * inside["start"].nunique() / len(re.sub(r"\s", "", text[start:end]))


def test_density(captioned, jinhua, stated):
    densest = per_1000(jinhua.text, "（一）面对转型", "（二）面对体制", stated)
    sparsest = per_1000(jinhua.text, "九、聚力提升", None, stated)
    assert (round(densest), round(sparsest)) == (42, 1)
    check_title(captioned, "density", en=[42, 1000], zh=[42])
    assert captioned["density"]["en"].title.startswith("Part 1.1 Real economy is the densest")
    assert "“1.1 实体经济提质增效”" in captioned["density"]["zh"].title
    assert captioned["density"]["en"].alt.endswith(
        "from 1 (9 Government) to 42 (1.1 Real economy) numbers per 1,000 characters."
    )


@pytest.fixture(scope="module")
def rates(of_2019) -> pd.DataFrame:
    """Return the growth rates of the review, highest first."""
    return of_2019[of_2019["measure"] == "growth"].sort_values("value", ascending=False)


def test_headline(captioned, rates, jinhua):
    before_sections = rates[rates["start"] < jinhua.text.index("（一）面对转型")]
    top = before_sections.iloc[0]
    gdp = rates.set_index("indicator").at["gdp", "value"]
    assert (top["indicator"], top["value"], gdp) == ("rural_income", 8.7, 6.5)
    check_title(captioned, "headline", en=[top["value"], gdp], zh=[top["value"], gdp])
    assert captioned["headline"]["en"].title.startswith(f"{top['name_en']} grew fastest")
    assert f"中{top['name_zh']}增长最快" in captioned["headline"]["zh"].title
    in_order = before_sections.sort_values("start")["value"].tolist()
    below = int((before_sections["value"] < gdp).sum())
    for lang in ("en", "zh"):
        words = numbers(captioned["headline"][lang].alt)
        assert words[2:] == [len(before_sections), *in_order, below] == [4, *in_order, 1]


def test_growth(captioned, rates):
    rises = rates[rates["value"] > 0]
    real = int((rises["growth_basis"] == "real").sum())
    top, low = rises.iloc[0], rises.iloc[-1]
    assert (top["indicator"], len(rises), real) == ("central_asia_trains", 19, 1)
    check_title(
        captioned,
        "growth",
        en=[top["value"], real, len(rises)],
        zh=[top["value"], len(rises), real],
    )
    assert captioned["growth"]["en"].title.startswith(f"{top['name_en']} grew fastest")
    assert captioned["growth"]["zh"].title.startswith(f"{top['name_zh']}增长最快")
    assert numbers(captioned["growth"]["en"].alt)[3:] == [19, top["value"], low["value"]]
    assert f"({low['name_en']})" in captioned["growth"]["en"].alt


def test_falls(captioned, rates):
    falls = rates[rates["value"] < 0]
    good = int((falls["better"] == "lower").sum())
    least, most = falls.iloc[0], falls.iloc[-1]
    assert (most["indicator"], most["value"], len(falls), good) == ("accidents", -42.3, 5, 5)
    check_title(captioned, "falls", en=[5, 42.3, 5, 5], zh=[5, 42.3, 5])
    assert captioned["falls"]["en"].title.startswith(f"{most['name_en']}: ") is True
    assert f"{most['name_zh']}降幅最大" in captioned["falls"]["zh"].title
    for lang in ("en", "zh"):
        words = numbers(captioned["falls"][lang].alt)
        assert words[-3:] == [len(falls), least["value"], most["value"]]


def extremes(levels: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    ordered = levels.sort_values("value")
    return ordered.iloc[0], ordered.iloc[-1]


def test_amounts(captioned, of_2019):
    yuan = of_2019[of_2019["unit"] == "亿元"]
    least, most = extremes(yuan)
    assert (least["value"], most["value"], len(yuan)) == (12, 9906, 14)
    check_title(captioned, "amounts", en=[1.2, 990.6], zh=[12, 9906])
    assert numbers(captioned["amounts"]["en"].alt)[2:] == [14, 990.6, 1.2]
    assert numbers(captioned["amounts"]["zh"].alt)[2:] == [14, 9906, 12]
    for lang in ("en", "zh"):
        assert most[f"name_{lang}"] in captioned["amounts"][lang].alt
        assert least[f"name_{lang}"] in captioned["amounts"][lang].alt


def test_shares(captioned, of_2019):
    shares = of_2019[(of_2019["unit"] == "%") & (of_2019["measure"] == "level")]
    high = int((shares["value"] >= 90).sum())
    assert (high, len(shares)) == (5, 13)
    check_title(captioned, "shares", en=[5, 13, 90], zh=[13, 5, 90])
    assert numbers(captioned["shares"]["en"].alt)[3:] == [13, 1.24, 100, 5, 90]
    assert numbers(captioned["shares"]["zh"].alt)[3:] == [13, 1.24, 100, 5, 90]


def test_ranks(captioned, of_2019):
    ranks = of_2019[of_2019["measure"] == "rank"]
    first, growth = int((ranks["value"] == 1).sum()), int((ranks["rank_of"] == "growth").sum())
    assert (len(ranks), first, growth) == (14, 10, 4)
    check_title(captioned, "ranks", en=[10, 14, 4], zh=[14, 10, 4])
    assert numbers(captioned["ranks"]["en"].alt)[3:] == [14, 10, 4]
    assert numbers(captioned["ranks"]["zh"].alt)[3:] == [14, 10, 4]


MAGNITUDES = {"亿": 1e8, "万": 1e4}


def counted(stated: pd.DataFrame) -> pd.DataFrame:
    """Return levels that are neither money nor shares, with their value without 万 and 亿."""
    rows = stated[stated["measure"].eq("level") & ~stated["unit"].isin(["亿元", "元", "%"])]
    factor = rows["unit"].str[:1].map(MAGNITUDES).fillna(1.0)
    return rows.assign(base=rows["value"] * factor)


@pytest.mark.parametrize(
    ("name", "kind", "n", "most", "least"),
    [
        ("flows", "flow", 37, "express_volume", "one_village_one_product_towns"),
        ("stocks", "stock", 17, "exempted_certificates", "provincial_future_communities"),
    ],
)
def test_flows_and_stocks(captioned, of_2019, name, kind, n, most, least):
    rows = counted(of_2019).query("kind == @kind").sort_values("base")
    low, top = rows.iloc[0], rows.iloc[-1]
    assert (len(rows), top["indicator"], low["indicator"]) == (n, most, least)
    check_title(captioned, name, en=[top["base"], low["base"]], zh=[top["value"], low["value"]])
    assert f"（{top['name_zh']}）" in captioned[name]["zh"].title
    assert f"({low['name_en']})" in captioned[name]["en"].title
    assert numbers(captioned[name]["en"].alt)[2:] == [n, top["base"], low["base"]]
    assert numbers(captioned[name]["zh"].alt)[2:] == [n, top["value"], low["value"]]


def test_coverage(captioned, of_2019):
    given = of_2019.groupby(["indicator", "subject"])["measure"].agg(set)
    both = sum({"level", "growth"} <= measures for measures in given)
    level = sum("level" in measures and "growth" not in measures for measures in given)
    growth = sum("growth" in measures and "level" not in measures for measures in given)
    other = sum(not measures & {"level", "growth"} for measures in given)
    assert (both, level, growth, other, len(given)) == (13, 73, 11, 5, 102)
    check_title(captioned, "coverage", en=[13, 102, 73], zh=[102, 13, 73])
    assert numbers(captioned["coverage"]["en"].alt)[3:] == [level, both, growth, other]
    assert numbers(captioned["coverage"]["zh"].alt)[3:] == [level, both, growth, other]


def test_operators(captioned, of_2020, jinhua):
    ops = of_2020["op"].tolist()
    numbered, floors = len(ops) - ops.count("qualitative"), ops.count(">=")
    assert (len(ops), numbered, floors) == (90, 68, 39)
    check_title(captioned, "operators", en=[68, 90, 39], zh=[90, 68, 39])
    headings = [jinhua.text.index(f"\n{number}、") for number in "二三四五六七八九"]
    ends = [*headings[1:], len(jinhua.text)]
    by_chapter = [
        int(of_2020["start"].between(start, end).sum())
        for start, end in zip(headings, ends, strict=True)
    ]
    assert by_chapter == [9, 17, 23, 10, 4, 18, 7, 2]
    for lang, separator in (("en", ", (?=[2-9] )"), ("zh", "、")):
        listed = re.split("[:：] ?", captioned["operators"][lang].alt.rstrip(".。"))[-1]
        found = [int(part.split()[-1]) for part in re.split(separator, listed)]
        assert found == by_chapter


def test_themes(captioned, of_2020):
    themes = of_2020.loc[of_2020["op"] != "qualitative", "theme"].tolist()
    totals = sorted((themes.count(theme) for theme in set(themes)), reverse=True)
    assert (themes.count("industry"), themes.count("agriculture")) == (16, 10)
    assert totals[:2] == [16, 10]
    check_title(captioned, "themes", en=[68, 16, 10], zh=[68, 16, 10])
    assert "16 are about industry and 10 about agriculture" in captioned["themes"]["en"].title
    assert "产业（16个）和农业农村（10个）" in captioned["themes"]["zh"].title
    assert numbers(captioned["themes"]["en"].alt)[3:] == totals
    assert numbers(captioned["themes"]["zh"].alt)[3:] == totals
    assert sum(totals) == len(themes) == 68


def test_growth_targets(captioned, of_2020):
    rows = of_2020[(of_2020["measure"] == "growth") & (of_2020["op"] != "qualitative")]
    ops = rows["op"].tolist()
    assert (len(ops), ops.count(">="), ops.count("range")) == (7, 4, 1)
    check_title(captioned, "growth_targets", en=[4, 7, 1], zh=[7, 4, 1])
    values = sorted([*rows["value"], *rows["high"].dropna()], reverse=True)
    assert values == [15, 15, 10, 10, 6.5, 6, 0, -5]
    for lang in ("en", "zh"):
        alt = captioned["growth_targets"][lang].alt
        assert sorted(numbers(alt)[4:], reverse=True) == values
        assert [sign in alt for sign in ("≥15%", "≥10%", "6–6.5%", " 0%", "≤−5%")] == [True] * 5
        assert alt.count("≥") == 4


def test_share_targets(captioned, of_2020):
    rows = of_2020[(of_2020["measure"] == "level") & (of_2020["unit"] == "%")]
    ops = rows["op"].tolist()
    assert (len(ops), ops.count(">="), ops.count("<=")) == (10, 5, 1)
    check_title(captioned, "share_targets", en=[10, 5, 1], zh=[10, 5, 1])
    for lang in ("en", "zh"):
        alt = captioned["share_targets"][lang].alt
        shown = [float(value) for value in re.findall(r"([\d.]+)%", alt)]
        assert shown == sorted(rows["value"], reverse=True)
        assert [alt.count(sign) for sign in "≥≤≈"] == [5, 1, 1]


def test_amount_targets(captioned, of_2020):
    yuan = of_2020[of_2020["unit"] == "亿元"]
    least, most = extremes(yuan)
    assert (len(yuan), set(yuan["op"])) == (8, {">="})
    assert (least["value"], most["value"]) == (25, 1700)
    check_title(captioned, "amount_targets", en=[170, 8], zh=[8, 8, 1700])
    assert f"is ≥170 bn yuan ({most['name_en']})" in captioned["amount_targets"]["en"].title
    assert f"是{most['name_zh']}（≥1700亿元）" in captioned["amount_targets"]["zh"].title
    assert numbers(captioned["amount_targets"]["en"].alt)[2:] == [8, 170, 2.5]


def test_count_targets(captioned, of_2020):
    rows = counted(of_2020).query("base > 0")
    ops = rows["op"].tolist()
    assert (len(ops), ops.count(">="), ops.count("=")) == (41, 22, 15)
    check_title(captioned, "count_targets", en=[41, 22, 15], zh=[41, 22, 15])
    ordered = rows.sort_values("base")
    assert (ordered.iloc[-1]["indicator"], ordered.iloc[-1]["base"]) == ("pig_capacity", 1.56e6)
    assert (ordered.iloc[0]["indicator"], ordered.iloc[0]["base"]) == ("new_tertiary_hospitals", 1)
    assert numbers(captioned["count_targets"]["en"].alt)[3:] == [41, 1.56e6, 1, 2]
    assert "（1–2家）" in captioned["count_targets"]["zh"].alt


# the words follow the frame


def without_top(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame without the row that its title is about."""
    if name == "density":
        return frame.drop(frame["per_1000_chars"].idxmax())
    if name == "headline":
        return frame.drop(frame["growth"].idxmax())
    if name == "falls":
        return frame.iloc[:-1]
    return frame.iloc[1:]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_captions_follow_the_frame(captioned, frames, jinhua, name):
    changed = FUNCTIONS[name](without_top(name, frames[name]), jinhua)
    for lang in ("en", "zh"):
        assert changed[lang].title != captioned[name][lang].title
        assert changed[lang].alt != captioned[name][lang].alt
        assert changed[lang].source == captioned[name][lang].source


@pytest.mark.parametrize("name", FUNCTIONS)
def test_captions_leave_the_frame_as_it_was(frames, jinhua, name):
    before = frames[name].copy(deep=True)
    FUNCTIONS[name](frames[name], jinhua)
    pd.testing.assert_frame_equal(frames[name], before)


def test_falls_with_a_level_are_not_said_to_have_none(made):
    results = review(made.folder)
    falls = results[results["growth"] < 0].sort_values("growth", ascending=False)
    assert falls["level"].tolist()[1:] == [5.0]
    found = captions.review.falls(falls, load_report(made.folder))
    assert numbers(found["en"].title) == [2, 20, 1, 2]
    words = " ".join(caption.subtitle + caption.alt for caption in found.values())
    assert re.findall("with a level|未给出数值", words) == []


def test_results_are_not_said_to_stand_in_the_review_where_one_does_not(captioned, frames):
    numerals = frames["numerals"]
    chapters = set(numerals.loc[numerals["role"] == "result", "chapter"])
    assert chapters == {0, 1}
    assert "in the review" not in captioned["numerals"]["en"].alt


# how captions are made


@pytest.fixture
def toy() -> Report:
    return Report(
        "toy",
        "",
        title_zh="某市报告",
        title_en="Report of Toytown",
        place_zh="某市",
        place_en="Toytown",
        date=pd.Timestamp("2021-03-05").date(),
        review_year=2020,
        target_year=2021,
    )


def test_make_captions_fills_patterns_with_values_words_place_and_years(toy):
    found = make_captions(
        toy,
        en=("{n} {what}", "{place}, {review_year}", "Up to {target_year}."),
        zh=("{n}个{what}", "{review_year}年{place}", "至{target_year}年。"),
        values={"n": 3},
        words=lambda lang: {"what": {"en": "dots", "zh": "点"}[lang]},
    )
    assert found == {
        "en": Caption(
            "3 dots", "Toytown, 2020", "Source: Report of Toytown, 5 March 2021",
            "3 dots. Up to 2021.",
        ),
        "zh": Caption(
            "3个点", "2020年某市", "资料来源：某市报告（2021年3月5日）", "3个点。至2021年。",
        ),
    }  # fmt: skip


def test_make_captions_refuses_a_name_without_a_value(toy):
    with pytest.raises(KeyError, match=r"^'n'$"):
        make_captions(toy, en=("{n}", "s", "a"), zh=("{n}", "s", "a"), values={})


def test_count_of():
    assert [count_of(some, 3) for some in (0, 1, 3)] == ["0 of the 3", "1 of the 3", "all 3"]


def test_join():
    assert (join(["a", "b", "c"], "en"), join(["甲", "乙"], "zh")) == ("a, b, c", "甲、乙")


def test_lists_of_values_and_targets():
    rows = pd.DataFrame(
        {
            "name_zh": ["甲", "乙"],
            "name_en": ["A", "B"],
            "subject": ["全市", "市区"],
            "is_whole": [True, False],
            "growth": [6.5, -5.0],
            "target": [6.0, 2.0],
            "target_high": [6.5, np.nan],
            "unit": ["%", "万件"],
            "op": ["range", ">="],
        }
    )
    assert list_values(rows, "growth", "en", "%") == "A 6.5%, B (urban area) −5%"
    assert list_values(rows, "growth", "zh", "%") == "甲 6.5%、乙（市区） −5%"
    assert list_targets(rows, "en") == "A 6–6.5%, B (urban area) ≥20,000"
    assert list_targets(rows, "zh") == "甲 6–6.5%、乙（市区） ≥2万件"


GREW = pd.DataFrame(
    {
        "indicator": ["gdp", "revenue"],
        "name_zh": ["总值", "收入"],
        "name_en": ["GDP", "Revenue"],
        "subject": "全市",
        "is_whole": True,
        "growth": [6.5, 4.8],
        "growth_basis": ["real", None],
    }
)


@pytest.mark.parametrize(
    ("rows", "title", "line"),
    [
        (GREW, "GDP grew fastest of the headline figures, 6.5% (real)", "; the dashed line is"),
        (
            GREW.assign(growth=[6.5, 9]),
            "Revenue grew fastest of the headline figures, 9% (real or nominal: not known); GDP "
            "grew 6.5% (real)",
            "; the dashed line is GDP at constant prices",
        ),
        (
            GREW.tail(1),
            "Revenue grew fastest of the headline figures, 4.8% (real or nominal: not known)",
            "percent",
        ),
        (GREW.assign(growth=[-1.0, -4]), "No headline figure grew; GDP changed by -1% (real)", ";"),
        (GREW.tail(1).assign(growth=[-4.0]), "No headline figure grew", "percent"),
    ],
)
def test_headlines_with_and_without_gdp(jinhua, rows, title, line):
    caption = captions.review.headline(rows, jinhua)["en"]
    assert caption.title == title
    assert line in caption.subtitle


def test_growth_says_of_how_many_rates_the_basis_is_not_known(jinhua):
    rows = GREW.assign(growth_op="=", unit="亿元")
    found = captions.review.growth(rows, jinhua)
    assert (
        found["en"].title == "GDP grew fastest, by 6.5%; rates in real terms: 1 of 2; not known: 1"
    )
    assert found["zh"].title == "总值增长最快（6.5%）；2个增速中1个按不变价计算，1项不明"


@pytest.mark.parametrize(
    ("counts", "title", "more"),
    [
        ({"other": 3}, "None of the 3 targets with a number is sorted into a theme yet", True),
        ({"other": 3, "trade": 1}, "Of 4 targets with a number, 1 are about trade", True),
        (
            {"trade": 2, "health": 1},
            "Of 3 targets with a number, 2 are about trade and 1 about health",
            False,
        ),
    ],
)
def test_themes_that_nobody_has_sorted_lead_nothing(jinhua, counts, title, more):
    caption = captions.targets.themes(pd.DataFrame({1: counts}), jinhua)["en"]
    assert caption.title == title
    assert caption.subtitle.endswith("; not sorted into a theme yet: 3") is more


def test_of_themes_that_are_sorted_in_part_the_title_speaks_of_that_part(jinhua):
    counts = pd.DataFrame({1: {"other": 3, "trade": 2, "health": 1}})
    assert captions.targets.themes(counts, jinhua)["zh"].title == (
        "6个有数字的目标中，已归类者以开放与贸易（2个）和卫生健康（1个）最多"
    )


@pytest.mark.parametrize(
    "caption",
    [
        *[captions.review.headline, captions.review.growth, captions.review.falls],
        *[captions.review.amounts, captions.review.shares, captions.review.ranks],
        *[captions.review.flows, captions.review.stocks, captions.review.coverage],
        *[captions.targets.growth_targets, captions.targets.share_targets],
        *[captions.targets.amount_targets, captions.targets.count_targets],
        *[captions.targets.operators, captions.targets.themes, captions.report.numerals],
    ],
)
def test_without_rows_a_caption_is_a_sentence(jinhua, caption):
    told = caption(pd.DataFrame({"growth": []}), jinhua)
    assert isinstance(told, Note)
    assert told.sentence.endswith(".")
    assert "{" not in told.sentence
