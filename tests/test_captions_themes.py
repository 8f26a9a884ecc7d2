"""Captions of the figures on themes: exact sentences on made frames, in both languages."""

import pandas as pd
import pytest

from jhreport import captions
from jhreport.figures import Caption
from jhreport.report import Report

SOURCE = {
    "en": "Source: Report of Toytown, 5 March 2021",
    "zh": "资料来源：某市报告（2021年3月5日）",
}
TOY = Report(
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
THREE = pd.DataFrame(
    {"label_zh": ["外贸", "农业", "卫生"], "label_en": ["Trade", "Farming", "Health"]},
    index=[4, 0, 2],
)


SHIFT = THREE.assign(
    hits=[30, 2, 9],
    reference_hits=[10, 3, 20],
    change=[2.5, -0.01, -3.75],
    p_adjusted=[0.0499, 0.05, 0.001],
)


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
                "Hits by theme run from 20 (Trade) to 1 (Health); 9 of 33 are slogans",
                "Hits of theme terms per 1,000 characters of the report; numbers are hits without "
                "slogans, and what slogans add",
                "Bars by theme: Trade 15 + 5, Farming 8 + 4, Health 1 + 0. Slogans add most to "
                "Trade (5 of 20).",
            ),
        ),
        (
            "zh",
            (
                "各主题命中数从20次（外贸）到1次（卫生）；33次中9次为口号式词语",
                "全文每千字主题词命中数；数字为不含口号的命中数及口号增加数",
                "各主题的条形：外贸 15 + 5、农业 8 + 4、卫生 1 + 0。口号增加最多的是外贸（5/20）。",
            ),
        ),
    ],
)
def test_profile(lang, parts):
    table = THREE.assign(hits=[20, 12, 1], hits_plain=[15, 8, 1])
    check(captions.themes.profile(table, TOY), lang, *parts)


def test_profile_says_whether_neighbours_are_alike():
    found = captions.themes.profile(THREE.assign(hits=[9, 8, 7], hits_plain=[9, 8, 2]), TOY)
    assert found["en"].subtitle.endswith(" add; neighbours differ by no more than counting error")
    assert found["zh"].subtitle.endswith("增加数；相邻名次之差不超出计数误差")


def test_profile_with_few_slogans_names_no_theme_for_them():
    found = captions.themes.profile(THREE.assign(hits=[9, 8, 7], hits_plain=[5, 8, 7]), TOY)
    assert found["en"].alt.startswith("Hits by theme run from 9 (Trade) to 7 (Health); 4 of 24")
    assert found["en"].alt.endswith("Health 7 + 0. Slogans add most to none.") is True
    assert found["zh"].alt.endswith("卫生 7 + 0。口号增加最多的是无。") is True


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "Densest spot: Farming in 1.1 Economy, 21 hits per 1,000 characters",
                "Hits of theme terms by section; the darker, the more per 1,000 characters of the "
                "section; blank: none",
                "Tiles for 2 themes and 3 sections; 2 of 6 are blank.",
            ),
        ),
        (
            "zh",
            (
                "密度最高：“1.1 经济”中的“农业”，每千字21次",
                "各节主题词命中数；颜色越深，该节每千字命中越多；空白为无",
                "2个主题、3节组成的方格，6格中2格空白。",
            ),
        ),
    ],
)
def test_sections(lang, parts):
    themes = THREE.head(2).assign(theme=["trade", "farm"])
    heads = pd.DataFrame(
        {
            "chapter": [0, 1, 1],
            "section": [0, 0, 1],
            "label_zh": ["开头", "1 回顾", "1.1 经济"],
            "label_en": ["Opening", "1 Review", "1.1 Economy"],
        }
    )
    density = pd.DataFrame(
        [
            *[(0, 0, "trade", 1, 3.5), (0, 0, "farm", 0, 0.0)],
            *[(1, 0, "trade", 0, 0.0), (1, 0, "farm", 9, 5.5)],
            *[(1, 1, "trade", 3, 9.5), (1, 1, "farm", 4, 20.6)],
        ],
        columns=["chapter", "section", "theme", "hits", "per_1000"],
    )
    check(captions.themes.sections(themes, density, heads, TOY), lang, *parts)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "Themes that shift beyond chance from review to plan: 2 of 3",
                "Theme hits per 1,000 characters in the review of 2020 and in the plan for 2021, "
                "the opening in neither; with the change, and the hits in review→plan; chance by "
                "shuffling sentences, 5%, 3 tests",
                "Two dots a theme, with the change and the hits in review and plan: Trade +2.5 "
                "(10→30), Farming 0.0 (3→2), Health −3.8 (20→9).",
            ),
        ),
        (
            "zh",
            (
                "从回顾到计划，3个主题中2个的变化超出偶然",
                "2020年回顾与2021年计划（均不含开头）中每千字主题词命中数；标注变化及“回顾→计划”命中数；"
                "按句随机重排检验，5%水平，校正3次检验",
                "每个主题两个圆点，并标变化及回顾、计划中的命中数：外贸 +2.5 (10→30)、"
                "农业 0.0 (3→2)、卫生 −3.8 (20→9)。",
            ),
        ),
    ],
)
def test_shift(lang, parts):
    check(captions.themes.shift(SHIFT, TOY), lang, *parts)


def test_shift_without_slogans():
    found = captions.themes.shift(SHIFT, TOY, slogans=False)
    assert found["en"].subtitle == (
        "Theme hits without slogans per 1,000 characters in the review of 2020 and in the plan for "
        "2021, the opening in neither; with the change, and the hits in review→plan; chance by "
        "shuffling sentences, 5%, 3 tests"
    )
    assert found["zh"].subtitle == (
        "2020年回顾与2021年计划（均不含开头）中每千字主题词命中数（不含口号）；标注变化及“回顾→计划”命中数；"
        "按句随机重排检验，5%水平，校正3次检验"
    )


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "12 of 16 sampled hits are right: 75% (95% interval 51% to 90%)",
                "Hits of the theme dictionary judged by reading, in the half of the sample that it "
                "was not improved on, of jinhua-2020; this report was not judged; overall, and "
                "themes with 5 hits or more",
                "A dot with its interval for all themes together and for 2 themes: All themes "
                "12/16, Farming 7/9, Health 5/7.",
            ),
        ),
        (
            "zh",
            (
                "抽样16次命中，12次正确：75%（95%区间51%至90%）",
                "由人读判定的主题词命中；只用未据以改进词典的一半样本（样本取自jinhua-2020，本报告未判定）；总体及命中5次以上的主题",
                "总体及2个主题的圆点和区间：全部主题 12/16、农业 7/9、卫生 5/7。",
            ),
        ),
    ],
)
def test_precision(lang, parts):
    table = THREE.assign(
        label_zh=["全部主题", "农业", "卫生"],
        label_en=["All themes", "Farming", "Health"],
        successes=[12, 7, 5],
        trials=[16, 9, 7],
        share=[0.75, 7 / 9, 5 / 7],
        low=[0.506, 0.45, 0.36],
        high=[0.898, 0.94, 0.92],
    )
    check(captions.themes.precision(table, TOY), lang, *parts)


def test_every_caption_function_is_tested():
    public = [
        name
        for name, found in vars(captions.themes).items()
        if callable(found) and found.__module__ == captions.themes.__name__
    ]
    assert [name for name in public if f"test_{name}" not in globals()] == []
    assert len(public) == 4
