"""Captions of the figures on years: exact sentences on made frames, in both languages."""

import math

import pandas as pd
import pytest

from jhreport import captions
from jhreport.figures import Caption
from jhreport.report import Report

SOURCE = {
    "en": "Source: Report of Toytown, 5 March 2021",
    "zh": "资料来源：某市报告（2021年3月5日）",
}
PUBLISHED = {
    "en": f"{SOURCE['en']}; figures of other years as published, with their pages in "
    "data/published.csv",
    "zh": f"{SOURCE['zh']}；其他年份为公布数据，出处见data/published.csv",
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
NAN = math.nan


def names(*rows: tuple[str, str, str]) -> pd.DataFrame:
    indicator, zh, en = zip(*rows, strict=True)
    columns = {"indicator": indicator, "name_zh": zh, "name_en": en}
    return pd.DataFrame({**columns, "subject": "全市", "is_whole": True})


def check(
    found: dict[str, Caption], lang: str, source: dict, title: str, subtitle: str, alt: str
) -> None:
    assert sorted(found) == ["en", "zh"]
    stop = {"en": ". ", "zh": "。"}[lang]
    assert found[lang] == Caption(title, subtitle, source[lang], f"{title}{stop}{alt}")


# three years


YEARS = names(
    ("revenue", "收入", "Revenue"), ("trains", "列车", "Trains"), ("firms", "企业", "Firms")
).assign(
    base=[392.4618, 55.978, NAN],
    published=NAN,
    result=[411.3, 103, 598],
    target=[NAN, 110, 500],
    target_op=[None, "=", ">="],
    unit=["亿元", "列", "家"],
)
BASES = names(
    ("revenue", "收入", "Revenue"), ("trains", "列车", "Trains"), ("sales", "零售", "Sales")
).assign(agreement=["agrees", "conflicts", "conflicts"])


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "Trains rose most, by 84%; 2 of 3 have a target that may be compared",
                "2019, as growth rates imply it, 2020, and target for 2021, Toytown; value of 2020 "
                "= 100; published values of 2019: 2, in conflict with the implied: Trains",
                "Rows with a mark for each year: Revenue ≈39.2 bn yuan → 41.13 bn yuan, "
                "Trains ≈56 trains → 103 trains → 110 trains, Firms 598 → ≥500.",
            ),
        ),
        (
            "zh",
            (
                "列车增长最快，为84%；3项中2项有可比目标",
                "某市2019年（由增速推算）、2020年和2021年目标，以2020年为100；公布的2019年值2项，"
                "与推算不符：列车",
                "每项一行，每年一个标记：收入 ≈392亿元 → 411.3亿元、列车 ≈56列 → 103列 → 110列、"
                "企业 598家 → ≥500家。",
            ),
        ),
    ],
)
def test_three_years(lang, parts):
    check(captions.years.three_years(YEARS, BASES, TOY), lang, PUBLISHED, *parts)


def test_three_years_without_a_conflict_name_none():
    found = captions.years.three_years(YEARS, BASES.head(1), TOY)
    assert found["en"].subtitle.endswith("values of 2019: 1, in conflict with the implied: none")
    assert found["zh"].subtitle.endswith("值1项，与推算不符：无")


@pytest.mark.parametrize("changed", [{"subject": "市区"}, {"agreement": None}])
def test_three_years_without_published_values_do_not_speak_of_them(changed):
    found = captions.years.three_years(YEARS, BASES.assign(**changed), TOY)
    assert found["en"].subtitle.endswith("; value of 2020 = 100")
    assert found["zh"].subtitle.endswith("，以2020年为100")


def test_three_years_without_a_base_do_not_say_what_rose_most():
    found = captions.years.three_years(YEARS.tail(1), BASES, TOY)
    assert "rose" not in found["en"].title


def test_three_years_of_falls_do_not_say_what_rose_most():
    falls = YEARS.head(2).assign(result=[314.0, 42], base=[628.0, 56])
    assert "rose" not in captions.years.three_years(falls, BASES, TOY)["en"].title


# pairs


RATIOS = names(
    ("loans", "贷款", "Loans"), ("firms", "企业", "Firms"), ("land", "土地", "Land")
).assign(ratio=[1.058, 0.836, 0.526], direction=["better", "lower floor", "worse"])


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "Targets stand at 53% to 106% of last year's results; lower floors: 1 of 3",
                "Target for 2021 as a share of the result of 2020, Toytown; only pairs that "
                "measure the same thing",
                "A dot at 100 for each result and a mark for its target, from 106 (Loans) to "
                "53 (Land).",
            ),
        ),
        (
            "zh",
            (
                "目标相当于上年实际的53%至106%；3个中1个为低于实际的下限",
                "某市2021年目标相当于2020年上年实际的百分比；只列同口径的配对",
                "每项上年实际在100处有一个圆点，目标从106（贷款）到53（土地）。",
            ),
        ),
    ],
)
def test_ratios(lang, parts):
    check(captions.years.ratios(RATIOS, TOY), lang, SOURCE, *parts)


def test_ratios_without_lower_floors():
    found = captions.years.ratios(RATIOS.assign(direction="equal", ratio=1.0), TOY)
    assert found["en"].title == (
        "Targets stand at 100% to 100% of last year's results; lower floors: 0 of 3"
    )


RATES = names(
    ("gdp", "总值", "GDP"), ("jobless", "失业", "Jobless"), ("income", "收入", "Income")
).assign(
    result=[4559.9, 1.77, NAN],
    result_unit=["亿元", "%", NAN],
    result_growth=[6.5, NAN, -10.7],
    target=[NAN, 2.5, NAN],
    target_growth=[6.0, NAN, -10],
    target_unit=[NAN, "%", NAN],
    target_high=[6.5, NAN, NAN],
    target_op=["range", "<=", ">="],
    direction=["around the result", "higher ceiling", "lower floor"],
)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "Rates with a comparable target: 3; ceilings above the result: 1, floors below it: "
                "1",
                "Rates and growth rates of 2020 and targets for 2021, Toytown, percent; rates are "
                "compared by difference, not divided",
                "Result and target: GDP 6.5% → 6–6.5%, Jobless 1.77% → ≤2.5%, "
                "Income −10.7% → ≥−10%.",
            ),
        ),
        (
            "zh",
            (
                "3个可比的比率和增速目标中，1个上限高于上年实际，1个下限低于上年实际",
                "某市2020年比率和增速与2021年目标（%）；比率只比差值，不作相除",
                "上年实际与目标：总值 6.5% → 6–6.5%、失业 1.77% → ≤2.5%、收入 −10.7% → ≥−10%。",
            ),
        ),
    ],
)
def test_rates(lang, parts):
    check(captions.years.rates(RATES, TOY), lang, SOURCE, *parts)


# outcomes


ENDS = names(
    *[("gdp", "总值", "GDP"), ("firms", "企业", "Firms"), ("trains", "列车", "Trains")],
    *[("smes", "小微", "SMEs"), ("days", "天数", "Days"), ("jobs", "就业", "Jobs")],
).assign(
    verdict=["missed", "met", "not decidable", "met", "not found", "not found"],
    outcome=[2.8, 426, NAN, 1175, NAN, NAN],
)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "2 targets met, 1 missed, 1 not decidable; for 2 of 6 no figure was found",
                "Targets for 2021, Toytown, on which published figures bear; 3 have a figure of "
                "2021, the others one of another year or of a part",
                "A row for each of 4 targets: GDP missed, Firms met, Trains not decidable, "
                "SMEs met.",
            ),
        ),
        (
            "zh",
            (
                "2个目标达到，1个未达到，1个无法判定；6个目标中2个未找到数据",
                "某市2021年有公布数据可对照的目标；其中3个有当年数据，其余为其他年份或部分范围",
                "4个目标各一行：总值 未达到、企业 达到、列车 无法判定、小微 达到。",
            ),
        ),
    ],
)
def test_outcomes(lang, parts):
    check(captions.years.outcomes(ENDS.head(4), ENDS, TOY), lang, PUBLISHED, *parts)


def test_outcomes_of_no_kind_are_none():
    missed = ENDS.head(1)
    found = captions.years.outcomes(missed, missed, TOY)
    assert found["en"].title == (
        "0 targets met, 1 missed, 0 not decidable; for 0 of 1 no figure was found"
    )


# series


SERIES = names(
    *[("gdp", "总值", "GDP")] * 5,
    *[("imports", "进口", "Imports")] * 2,
).assign(
    year=[2018, 2019, 2019, 2021, 2022, 2019, 2020],
    value=[4100.23, 4559.9, 4600, 5355.4, 6000, 185, 1553.7],
    unit="亿元",
    growth=[NAN, 6.5, NAN, 9.8, NAN, NAN, NAN],
    basis=["old", "new", "final", "new", "newest", "one", "one"],
)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "GDP, Imports: 7 values from 2018 to 2022, on 4 bases",
                "Levels at current prices, Toytown, 亿元 (100 million yuan); lines join only "
                "neighbouring years of one basis",
                "Values by year: GDP 2018 4,100.23, GDP 2019 4,559.9, GDP 2019 4,600, "
                "GDP 2021 5,355.4, GDP 2022 6,000, Imports 2019 185, Imports 2020 1,553.7.",
            ),
        ),
        (
            "zh",
            (
                "总值、进口：2018年至2022年7个数值，共4种口径",
                "某市现价数值（亿元）；只连接相邻且同口径的年份",
                "各年数值：总值 2018 4,100.23、总值 2019 4,559.9、总值 2019 4,600、"
                "总值 2021 5,355.4、总值 2022 6,000、进口 2019 185、进口 2020 1,553.7。",
            ),
        ),
    ],
)
def test_series(lang, parts):
    # A second value of a year is no break: 2018 | 2019, 2021 | 2022.
    check(captions.years.series(SERIES, TOY), lang, PUBLISHED, *parts)


def test_series_of_one_basis_have_no_break():
    found = captions.years.series(SERIES.tail(2), TOY)
    assert found["en"].title == "Imports: 2 values from 2019 to 2020, no break known"
    assert found["zh"].title == "进口：2019年至2020年2个数值，未见口径变化"


def test_a_single_series_has_its_growth_rates():
    found = captions.years.series(SERIES.head(5), TOY)
    assert found["en"].title == "GDP: 5 values from 2018 to 2022, on 3 bases"
    assert found["en"].subtitle.endswith("neighbouring years of one basis; below the years: growth")
    assert found["zh"].subtitle.endswith("同口径的年份；年份下为公布的增速")


def test_a_single_series_without_growth_rates_does_not_speak_of_them():
    rows = SERIES.head(5).assign(growth=NAN)
    assert "growth" not in captions.years.series(rows, TOY)["en"].subtitle
    # Of two rates of a year, none is shown.
    rows = SERIES.iloc[1:3].assign(growth=6.5)
    assert "增速" not in captions.years.series(rows, TOY)["zh"].subtitle


def test_a_series_that_goes_back_to_a_basis_is_on_two():
    rows = SERIES.iloc[[0, 1, 3]].assign(basis=["old", "new", "old"])
    assert captions.years.series(rows, TOY)["en"].title.endswith("on 2 bases")
    assert captions.years.series(rows, TOY)["zh"].title.endswith("共2种口径")


def test_two_series_of_one_basis_each_before_and_after_are_on_four():
    rows = pd.concat([SERIES.iloc[[0, 3]], SERIES.tail(2).assign(basis=["a", "b"])])
    assert captions.years.series(rows, TOY)["en"].title.endswith("on 4 bases")


def test_two_subjects_of_one_indicator_are_no_break():
    rows = SERIES.tail(2).assign(
        subject=["全市", "市区"], is_whole=[True, False], basis=["one", "two"]
    )
    assert captions.years.series(rows, TOY)["en"].title.endswith("no break known")


def test_every_caption_function_is_tested():
    public = [
        name
        for name, found in vars(captions.years).items()
        if callable(found)
        and found.__module__ == captions.years.__name__
        and not name.startswith("_")
    ]
    assert [name for name in public if f"test_{name}" not in globals()] == []
    assert len(public) == 5
