"""Charts of one year against others: what stands on the Axes is what stands in the frame."""

import math

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from jhreport import style
from jhreport.plots import plot_pairs, plot_series, plot_verdicts, plot_years
from jhreport.plots.years import WORDS

NAN = math.nan
RESULT, TARGET, FALL = (color.lower() for color in (style.RESULT, style.TARGET, style.FALL))
INK, MUTED, WHITE = style.INK.lower(), style.MUTED.lower(), "#ffffff"


@pytest.fixture
def ax():
    with style.house_style():
        yield Figure().add_subplot()


def names(*pairs: tuple[str, str]) -> pd.DataFrame:
    zh, en = zip(*pairs, strict=True)
    return pd.DataFrame({"name_zh": zh, "name_en": en, "subject": "全市", "is_whole": True})


def row_labels(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def legend(ax: Axes) -> list[tuple[str, str, str]]:
    """Return word, marker and face or line colour of the entries of the legend."""
    box = ax.get_legend()
    return [
        (
            text.get_text(),
            handle.get_marker(),
            to_hex(
                handle.get_color()
                if handle.get_marker() == "None"
                else handle.get_markerfacecolor()
            ),
        )
        for text, handle in zip(box.get_texts(), box.legend_handles, strict=True)
    ]


def markers(ax: Axes) -> set[tuple]:
    """Return place, shape, face and edge of each marker; what is missing is not drawn."""
    return {
        (x, y, line.get_marker(), to_hex(line.get_markerfacecolor()), to_hex(line.get_mec()))
        for line in ax.lines
        if line.get_marker() != "None"
        for x, y in line.get_xydata().tolist()
        if not math.isnan(x)
    }


def spans(ax: Axes, color: str, lw: float) -> list[tuple[float, float, float]]:
    """Return row, left and right of the level lines of a colour and width."""
    return [
        (segment[0][1], segment[0][0], segment[1][0])
        for lines in ax.collections
        if to_hex(lines.get_color()[0]) == color.lower() and lines.get_linewidth() == [lw]
        for segment in lines.get_segments()
        if len(segment)  # none where an end is missing
    ]


def shown(ax: Axes) -> list[tuple[str, tuple[float, float]]]:
    return [(text.get_text(), text.xy) for text in ax.texts]


# three years


@pytest.fixture
def three():
    rows = names(("收入", "Revenue"), ("列车", "Trains"), ("天数", "Days"), ("企业", "Firms"))
    return rows.assign(
        base=[160.0, 25, NAN, NAN],
        base_low=[150.0, 24, NAN, NAN],
        base_high=[170.0, 26, NAN, NAN],
        published=[180.0, NAN, NAN, 30],
        result=[200.0, 50, 80, 40],
        target=[NAN, 60, 60, 40],
        target_op=[None, ">=", "<=", "="],
        unit=["亿元", "列", "天", "万家"],
    )


def test_years_stand_on_a_scale_where_the_result_is_100(ax, three):
    assert plot_years(three, lang="en", ax=ax) is ax
    assert markers(ax) == {
        # Implied: hollow circles; published: hollow squares.
        (80, 0, "o", WHITE, RESULT),
        (50, 1, "o", WHITE, RESULT),
        (90, 0, "s", WHITE, INK),
        (75, 3, "s", WHITE, INK),
        *((100, y, "o", RESULT, RESULT) for y in range(4)),
        # A floor points up, a ceiling down.
        (120, 1, ">", TARGET, TARGET),
        (75, 2, "<", TARGET, TARGET),
        (100, 3, "o", TARGET, TARGET),
    }


def test_years_show_how_far_rounding_leaves_the_base_open(ax, three):
    plot_years(three, lang="en", ax=ax)
    assert spans(ax, style.RESULT, 5) == [(0, 75, 85), (1, 48, 52)]


def test_years_are_joined_from_the_first_mark_to_the_last(ax, three):
    plot_years(three, lang="en", ax=ax)
    assert spans(ax, style.STEM, 1.2) == [(0, 80, 100), (1, 50, 120), (2, 75, 100), (3, 75, 100)]


@pytest.mark.parametrize(
    ("lang", "labels", "texts"),
    [
        (
            "zh",
            ["收入", "列车", "天数", "企业"],
            [
                "≈160亿元 → 200亿元",
                "≈25列 → 50列 → ≥60列",
                "80天 → ≤60天",
                "30万家 → 40万家 → 40万家",
            ],
        ),
        (
            "en",
            ["Revenue", "Trains", "Days", "Firms"],
            [
                *["≈16 bn yuan → 20 bn yuan", "≈25 trains → 50 trains → ≥60 trains"],
                *["80 days → ≤60 days", "300,000 → 400,000 → 400,000"],
            ],
        ),
    ],
)
def test_years_are_told_at_the_right_of_the_last_mark(ax, three, lang, labels, texts):
    plot_years(three, lang=lang, ax=ax)
    assert row_labels(ax) == labels
    places = [(100, 0), (120, 1), (100, 2), (100, 3)]
    assert shown(ax) == list(zip(texts, places, strict=True))
    assert ax.get_xlim()[1] > 120 + 42
    assert ax.get_ylim() == (3.6, -0.6)


def test_years_round_an_implied_base_to_three_digits(ax, three):
    plot_years(three.assign(base=[392.4618, 54901.02, NAN, NAN]), lang="zh", ax=ax)
    assert [text.split(" → ")[0] for text, _ in shown(ax)][:2] == ["≈392亿元", "≈54900列"]


@pytest.mark.parametrize(
    ("lang", "words", "axis"),
    [
        (
            "zh",
            ["推算的上年值", "公布的上年值", "上年实际", "目标", "目标：下限", "目标：上限"],
            "上年实际 = 100",
        ),
        (
            "en",
            [
                *["Before, implied", "Before, published", "Result", "Target", "Target: floor"],
                "Target: ceiling",
            ],
            "Result = 100",
        ),
    ],
)
def test_years_legend(ax, three, lang, words, axis):
    plot_years(three, lang=lang, ax=ax)
    looks = [
        *[("o", WHITE), ("s", WHITE), ("o", RESULT), ("o", TARGET), (">", TARGET), ("<", TARGET)],
    ]
    assert legend(ax) == [(word, *look) for word, look in zip(words, looks, strict=True)]
    assert ax.get_xlabel() == axis


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([0], ["Before, implied", "Before, published", "Result"]),
        ([1], ["Before, implied", "Result", "Target: floor"]),
        ([2], ["Result", "Target: ceiling"]),
        ([3], ["Before, published", "Result", "Target"]),
    ],
)
def test_years_legend_has_only_what_is_drawn(ax, three, rows, words):
    plot_years(three.iloc[rows], lang="en", ax=ax)
    assert [word for word, _, _ in legend(ax)] == words


def test_years_rows_need_no_index_in_order(ax, three):
    plot_years(three.iloc[[2, 0]], lang="en", ax=ax)
    assert row_labels(ax) == ["Days", "Revenue"]
    assert {(x, y) for x, y, *_ in markers(ax)} == {(100, 0), (75, 0), (100, 1), (80, 1), (90, 1)}


def test_years_have_a_word_for_a_target_that_is_approximate(ax, three):
    plot_years(three.assign(target_op="~"), lang="en", ax=ax)


# pairs


@pytest.fixture
def ratios():
    rows = names(("贷款", "Loans"), ("土地", "Land"), ("天数", "Days"))
    return rows.assign(
        result=[945.0, 2, 90],
        result_unit=["亿元", "万亩", "天"],
        result_growth=NAN,
        target=[1000.0, 1, 45],
        target_unit=["亿元", "万亩", "天"],
        target_growth=NAN,
        target_high=NAN,
        target_op=[">=", "=", "<="],
        ratio=[1.25, 0.5, 0.75],
    )


@pytest.fixture
def rates():
    rows = names(("总值", "GDP"), ("失业", "Jobless"), ("收入", "Income"), ("占比", "Share"))
    return rows.assign(
        result=[4559.9, 1.77, NAN, 30],
        result_unit=["亿元", "%", None, "%"],
        result_growth=[6.5, NAN, 10.7, 4],
        target=[NAN, 2.5, NAN, 32],
        target_unit=[None, "%", None, "%"],
        target_growth=[6.0, NAN, 10, NAN],
        target_high=[6.5, NAN, NAN, NAN],
        target_op=["range", "<=", ">=", "="],
        ratio=NAN,
    )


def test_pairs_by_ratio(ax, ratios):
    assert plot_pairs(ratios, lang="en", ax=ax) is ax
    assert markers(ax) == {
        *((100, y, "o", RESULT, RESULT) for y in range(3)),
        (125, 0, ">", TARGET, TARGET),
        (50, 1, "o", TARGET, TARGET),
        (75, 2, "<", TARGET, TARGET),
    }
    assert spans(ax, style.STEM, 3) == [(0, 100, 125), (1, 100, 50), (2, 100, 75)]
    assert ax.get_xlim()[0] == 0
    assert ax.get_ylim() == (2.6, -0.6)


@pytest.mark.parametrize(
    ("lang", "labels", "texts", "axis"),
    [
        (
            "zh",
            ["贷款", "土地", "天数"],
            ["945亿元 → ≥1000亿元", "2万亩 → 1万亩", "90天 → ≤45天"],
            "上年实际 = 100",
        ),
        (
            "en",
            ["Loans", "Land", "Days"],
            ["94.5 bn yuan → ≥100 bn yuan", "20,000 mu → 10,000 mu", "90 days → ≤45 days"],
            "Result = 100",
        ),
    ],
)
def test_pairs_by_ratio_in_two_languages(ax, ratios, lang, labels, texts, axis):
    plot_pairs(ratios, lang=lang, ax=ax)
    assert row_labels(ax) == labels
    assert shown(ax) == list(zip(texts, [(125, 0), (100, 1), (100, 2)], strict=True))
    assert ax.get_xlabel() == axis
    assert ax.xaxis.get_major_formatter()(50) == "50"


def test_pairs_by_rate_stand_at_their_own_values(ax, rates):
    plot_pairs(rates, lang="en", ax=ax, measure="rate", unit="%")
    assert markers(ax) == {
        (6.5, 0, "o", RESULT, RESULT),
        (1.77, 1, "o", RESULT, RESULT),
        (10.7, 2, "o", RESULT, RESULT),
        (30, 3, "o", RESULT, RESULT),
        (2.5, 1, "<", TARGET, TARGET),
        (10, 2, ">", TARGET, TARGET),
        (32, 3, "o", TARGET, TARGET),
    }
    assert spans(ax, style.TARGET, 5) == [(0, 6, 6.5)]
    assert spans(ax, style.STEM, 3) == [(0, 6.5, 6), (1, 1.77, 2.5), (2, 10.7, 10), (3, 30, 32)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pairs_by_rate_are_told_in_percent(ax, rates, lang):
    plot_pairs(rates, lang=lang, ax=ax, measure="rate", unit="%")
    assert shown(ax) == [
        ("6.5% → 6–6.5%", (6.5, 0)),
        ("1.77% → ≤2.5%", (2.5, 1)),
        ("10.7% → ≥10%", (10.7, 2)),
        ("30% → 32%", (32, 3)),
    ]
    assert ax.xaxis.get_major_formatter()(2.5) == "2.5%"
    assert ax.get_xlabel() == ""


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["上年实际", "目标", "目标：下限", "目标：上限", "目标：区间"]),
        ("en", ["Result", "Target", "Target: floor", "Target: ceiling", "Target: range"]),
    ],
)
def test_pairs_legend(ax, rates, lang, words):
    plot_pairs(rates, lang=lang, ax=ax, measure="rate", unit="%")
    looks = [("o", RESULT), ("o", TARGET), (">", TARGET), ("<", TARGET), ("None", TARGET)]
    assert legend(ax) == [(word, *look) for word, look in zip(words, looks, strict=True)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (0, ["Result", "Target: range"]),
        (1, ["Result", "Target: ceiling"]),
        (2, ["Result", "Target: floor"]),
        (3, ["Result", "Target"]),
    ],
)
def test_pairs_legend_has_only_what_is_drawn(ax, rates, row, words):
    plot_pairs(rates.iloc[[row]], lang="en", ax=ax, measure="rate")
    assert [word for word, _, _ in legend(ax)] == words


def test_pairs_rows_need_no_index_in_order(ax, rates):
    plot_pairs(rates.iloc[::-1], lang="en", ax=ax, measure="rate")
    assert spans(ax, style.TARGET, 5) == [(3, 6, 6.5)]
    assert row_labels(ax) == ["Share", "Income", "Jobless", "GDP"]
    assert [place for _, place in shown(ax)] == [(32, 0), (10.7, 1), (2.5, 2), (6.5, 3)]


def test_pairs_show_falls_too(ax, rates):
    falls = rates.iloc[[2]].assign(result_growth=-20.0, target_growth=-5.0, target_op="<=")
    plot_pairs(falls, lang="en", ax=ax, measure="rate", unit="%")
    assert ax.get_xlim()[0] < -20


def test_pairs_by_ratio_show_the_width_of_a_range(ax, ratios):
    # 1000 is 1.25 times 800, so 1200 is 1.5 times.
    rows = ratios.iloc[[0]].assign(result=800.0, target_op="range", target_high=1200.0)
    plot_pairs(rows, lang="en", ax=ax)
    assert spans(ax, style.TARGET, 5) == [(0, 125, 150)]


# verdicts


@pytest.fixture
def ends():
    rows = names(("总值", "GDP"), ("企业", "Firms"), ("列车", "Trains"), ("天数", "Days"))
    return rows.assign(
        indicator=["gdp", "firms", "trains", "days"],
        measure=["growth", "level", "level", "level"],
        op=["range", ">=", ">=", "<="],
        target=[6.0, 200, 1000, 80],
        target_high=[6.5, NAN, NAN, NAN],
        unit=["%", "家", "列", "天"],
        outcome=[2.8, 426, 1399, NAN],
        outcome_unit=["%", "家", "列", None],
        outcome_subject=["全市", "全市", "义乌、金华双平台", None],
        verdict=["missed", "met", "not decidable", "not decidable"],
    )


NO_OTHERS = pd.DataFrame(columns=["indicator", "subject", "value", "unit"])


def figures(*rows: tuple) -> pd.DataFrame:
    """Return published figures of the year."""
    return pd.DataFrame(rows, columns=NO_OTHERS.columns)


def written(ax: Axes) -> list[list[str]]:
    """Return the texts of each row, the head first, from left to right."""
    rows: dict[float, list] = {}
    for text in ax.texts:
        x, y = text.get_position()
        rows.setdefault(y, []).append((x, text.get_text()))
    return [[text for _, text in sorted(rows[y])] for y in sorted(rows)]


@pytest.mark.parametrize(
    ("lang", "labels", "texts"),
    [
        (
            "zh",
            ["总值", "企业", "列车", "天数"],
            [
                ["目标", "公布的结果", "判断"],
                ["6–6.5%", "2.8%", "未达到"],
                ["≥200家", "426家", "达到"],
                ["≥1000列", "1399列 (义乌、金华双平台)", "无法判定"],
                ["≤80天", "未找到", "无法判定"],
            ],
        ),
        (
            "en",
            ["GDP", "Firms", "Trains", "Days"],
            [
                ["Target", "Published outcome", "Verdict"],
                ["6–6.5%", "2.8%", "Missed"],
                ["≥200", "426", "Met"],
                ["≥1,000 trains", "1,399 trains (Yiwu and Jinhua)", "Not decidable"],
                ["≤80 days", "not found", "Not decidable"],
            ],
        ),
    ],
)
def test_verdicts_in_two_languages(ax, ends, lang, labels, texts):
    assert plot_verdicts(ends, NO_OTHERS, lang=lang, ax=ax) is ax
    assert row_labels(ax) == labels
    assert written(ax) == texts
    assert ax.get_ylim() == (3.6, -1.4)


def test_verdicts_have_their_colours(ax, ends):
    plot_verdicts(ends, NO_OTHERS, lang="en", ax=ax)
    colors = {
        text.get_text(): (to_hex(text.get_color()), text.get_weight())
        for text in ax.texts
        if text.get_position()[0] == 0.83 and text.get_position()[1] >= 0
    }
    assert colors == {
        "Missed": ("#b3261e", "bold"),
        "Met": ("#3b8c6e", "bold"),
        "Not decidable": (MUTED, "normal"),
    }
    faces = [(y, face) for _, y, _, face, _ in sorted(markers(ax), key=lambda m: m[1])]
    assert faces == [(0, "#b3261e"), (1, "#3b8c6e"), (2, MUTED), (3, MUTED)]
    others = {to_hex(text.get_color()) for text in ax.texts if text.get_position()[0] < 0.8}
    assert others == {INK, MUTED}


def test_verdicts_rows_need_no_index_in_order(ax, ends):
    plot_verdicts(ends.iloc[[1, 0]], NO_OTHERS, lang="en", ax=ax)
    assert [row[-1] for row in written(ax)] == ["Verdict", "Met", "Missed"]


def test_verdicts_name_the_subject_only_where_it_is_another(ax, ends):
    same = ends.iloc[[2]].assign(subject="义乌、金华双平台")
    plot_verdicts(same, NO_OTHERS, lang="en", ax=ax)
    assert written(ax)[1][1] == "1,399 trains"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "1399列 (义乌、金华双平台); 974 (义乌平台); 999"),
        ("en", "1,399 trains (Yiwu and Jinhua); 974 (Yiwu); 999"),
    ],
)
def test_verdicts_tell_the_figures_of_other_subjects_too(ax, ends, lang, text):
    others = figures(
        ("trains", "义乌、金华双平台", 1399, "列"),
        ("trains", "义乌平台", 974, "列"),
        ("trains", "全市", 999, "列"),
        ("trains", "浙江省", NAN, None),
        ("firms", "全市", 426, "家"),
        ("days", "市区", 70, "天"),
    )
    plot_verdicts(ends.iloc[1:], others, lang=lang, ax=ax)
    outcomes = [row[1] for row in written(ax)[1:]]
    assert outcomes == [
        {"zh": "426家", "en": "426"}[lang],
        text,
        {"zh": "未找到", "en": "not found"}[lang],
    ]


def test_verdicts_tell_all_figures_of_a_row_in_one_unit(ax, ends):
    row = ends.iloc[[1]].assign(target=200, unit="亿元", outcome=237.0, outcome_unit="亿元")
    plot_verdicts(row, figures(("firms", "浙江省", 900, "亿元")), lang="en", ax=ax)
    assert written(ax)[1][1] == "23.7 bn yuan; 90 (Zhejiang province)"


def test_verdicts_of_growth_targets_tell_no_levels(ax, ends):
    plot_verdicts(ends.iloc[[0]], figures(("gdp", "浙江省", 64613, "亿元")), lang="en", ax=ax)
    assert "64" not in written(ax)[1][1]


def test_verdicts_of_targets_in_words(ax, ends):
    words = ends.iloc[[3]].assign(op="qualitative", target=NAN, unit=None)
    plot_verdicts(words, NO_OTHERS, lang="en", ax=ax)


# series


def series(*rows: tuple, name: tuple[str, str] = ("总值", "GDP")) -> pd.DataFrame:
    columns = ["year", "value", "basis", "origin"]
    table = pd.DataFrame(rows, columns=columns)
    about = {"indicator": name[1].lower(), "subject": "全市", "unit": "亿元"}
    about |= {"is_whole": True, "growth": NAN}
    return table.assign(name_zh=name[0], name_en=name[1], **about)


@pytest.fixture
def levels():
    return series(
        (2018, 410.5, "old", "published"),
        (2019, 456.0, "new", "report"),
        (2020, 470.0, "new", "published"),
        (2022, 556.0, "new", "published"),
        (2022, 559.0, "final", "published"),
        (2023, 601.0, "new", "published"),
        (2024, 1692.5, "newest", "published"),
    )


def joins(ax: Axes) -> list[tuple]:
    """Return ends, colour and whether it is whole of the lines that join two values."""
    return [
        (*line.get_xydata().tolist(), to_hex(line.get_color()), line.get_linestyle() == "-")
        for line in ax.lines
        if line.get_marker() == "None" and line.get_linewidth() == 1.6
    ]


def breaks(ax: Axes) -> list[float]:
    return [line.get_xdata()[0] for line in ax.lines if line.get_linewidth() == 1]


def test_series_lines_join_years_of_one_basis_only(ax, levels):
    assert plot_series(levels, lang="en", ax=ax) is ax
    # Nor over a year that is missing: 2020 and 2022.
    assert joins(ax) == [
        ([2019, 456], [2020, 470], RESULT, True),
        ([2022, 556], [2023, 601], RESULT, True),
    ]


def test_series_break_halfway_between_two_bases(ax, levels):
    plot_series(levels, lang="en", ax=ax)
    assert breaks(ax) == [2018.5, 2023.5]
    apart = series((2018, 1, "old", "published"), (2021, 2, "new", "report"))
    other = Figure().add_subplot()
    plot_series(apart, lang="en", ax=other)
    assert (breaks(other), joins(other)) == ([2019.5], [])


def test_series_of_the_report_are_filled_and_others_hollow(ax, levels):
    plot_series(levels, lang="en", ax=ax)
    places = {(x, y, face) for x, y, _, face, _ in markers(ax)}
    assert places == {
        (2018, 410.5, WHITE),
        (2019, 456, RESULT),
        (2020, 470, WHITE),
        (2022, 556, WHITE),
        (2022, 559, WHITE),
        (2023, 601, WHITE),
        (2024, 1692.5, WHITE),
    }
    assert {(shape, edge) for *_, shape, _, edge in markers(ax)} == {("o", RESULT)}


def test_series_values_stand_above_and_the_smaller_of_a_year_below(ax, levels):
    plot_series(levels, lang="en", ax=ax)
    *values, name = [(text.get_text(), text.xy, text.xyann) for text in ax.texts]
    assert values == [
        ("410.5", (2018, 410.5), (0, 9)),
        ("456", (2019, 456), (0, 9)),
        ("470", (2020, 470), (0, 9)),
        ("556", (2022, 556), (0, -16)),
        ("559", (2022, 559), (0, 9)),
        ("601", (2023, 601), (0, 9)),
        ("1,692.5", (2024, 1692.5), (0, 9)),
    ]
    assert name == ("GDP", (2024, 1692.5), (14, 0))


@pytest.mark.parametrize(
    ("lang", "words", "axis", "label"),
    [
        (
            "zh",
            ["本报告", "其他来源", "口径变化"],
            "亿元",
            "总值",
        ),
        (
            "en",
            ["This report", "Other publications", "Break in the basis"],
            "亿元 (100 million yuan)",
            "GDP",
        ),
    ],
)
def test_series_in_two_languages(ax, levels, lang, words, axis, label):
    plot_series(levels, lang=lang, ax=ax)
    looks = [("o", MUTED), ("o", WHITE), ("None", MUTED)]
    assert legend(ax) == [(word, *look) for word, look in zip(words, looks, strict=True)]
    assert (ax.get_ylabel(), ax.texts[-1].get_text()) == (axis, label)
    assert ax.get_legend().legend_handles[2].get_linestyle() == "--"
    assert ax.get_xticks().tolist() == list(range(2018, 2025))
    assert ax.get_ylim() == (0, pytest.approx(1692.5 * 1.12))
    assert ax.get_xlim() == (2017.6, 2025.1)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([1, 2], []),
        ([2, 3], []),
        ([0, 1], ["Break in the basis"]),
        ([0, 3, 5], ["Break in the basis"]),
    ],
)
def test_series_legend_has_only_the_lines_that_are_drawn(ax, levels, rows, words):
    plot_series(levels.iloc[rows], lang="en", ax=ax)
    found = [word for word, _, _ in legend(ax)]
    assert found == ["This report", "Other publications", *words]


def test_series_of_two_names_have_two_colours(ax):
    exports = series((2019, 400, "one", "report"), (2020, 530, "one", "published"))
    imports = series(
        (2019, 18, "one", "report"),
        (2020, 25, "two", "published"),
        name=("进口", "Imports"),
    )
    plot_series(pd.concat([exports, imports], ignore_index=True), lang="en", ax=ax)
    assert joins(ax) == [([2019, 400], [2020, 530], RESULT, True)]
    assert {(x, y, edge) for x, y, _, _, edge in markers(ax)} == {
        *[(2019, 400, RESULT), (2020, 530, RESULT), (2019, 18, TARGET), (2020, 25, TARGET)],
    }
    assert breaks(ax) == [2019.5]
    # A year that both have has no smaller value.
    assert {text.xyann for text in ax.texts} == {(0, 9), (14, 0)}
    ends = [(text.get_text(), text.get_color()) for text in ax.texts if text.xyann == (14, 0)]
    assert ends == [("GDP", style.RESULT), ("Imports", style.TARGET)]


def test_series_of_two_subjects_are_not_joined(ax):
    city = series((2019, 5, "one", "report"))
    town = series((2020, 6, "one", "published")).assign(subject="市区", is_whole=False)
    plot_series(pd.concat([city, town], ignore_index=True), lang="en", ax=ax)
    assert joins(ax) == []
    assert [text.get_text() for text in ax.texts] == ["5", "GDP", "6", "GDP (urban area)"]


def test_series_breaks_at_one_place_are_one_line(ax, levels):
    both = pd.concat([levels, levels.assign(name_en="Other")], ignore_index=True)
    plot_series(both, lang="en", ax=ax)
    assert breaks(ax) == [2018.5, 2023.5]


def year_labels(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_xticklabels()]


def test_series_have_the_growth_below_the_year(ax, levels):
    rows = levels.assign(growth=[5.5, 6.5, -2.8, NAN, 2.5, 6.0, 7])
    plot_series(rows, lang="en", ax=ax)
    assert year_labels(ax) == [
        *["2018\n+5.5%", "2019\n+6.5%", "2020\n−2.8%", "2021", "2022\n+2.5%", "2023\n+6%"],
        "2024\n+7%",
    ]


def test_series_have_no_growth_below_a_year_of_two_rates(ax, levels):
    plot_series(levels.assign(growth=1.0), lang="en", ax=ax)
    assert year_labels(ax)[3:] == ["2021", "2022", "2023\n+1%", "2024\n+1%"]


def test_series_of_two_indicators_have_no_growth_below(ax, levels):
    rows = levels.iloc[:2].assign(indicator=["exports", "imports"], growth=[1.0, 2])
    plot_series(rows, lang="en", ax=ax)
    assert year_labels(ax) == ["2018", "2019"]


def test_series_leave_no_name_out(ax):
    rows = [series((2019, n, "one", "report"), name=(f"{n}", f"{n}")) for n in range(1, 5)]
    plot_series(pd.concat(rows, ignore_index=True), lang="en", ax=ax)
    assert {y for _, y, *_ in markers(ax)} == {1, 2, 3, 4}


def test_series_are_labelled_with_their_unit(ax, levels):
    plot_series(levels.assign(unit="列"), lang="zh", ax=ax)
    assert ax.get_ylabel() == "列"


@pytest.mark.parametrize(
    ("unit", "label"),
    [
        ("亿元", "亿元 (100 million yuan)"),
        ("万户", "万户 (10,000 entities)"),
        ("列", "列 (trains)"),
        ("%", "%"),
        ("炉", "炉"),  # no English is known
    ],
)
def test_series_are_labelled_with_their_unit_in_english(ax, levels, unit, label):
    plot_series(levels.assign(unit=unit), lang="en", ax=ax)
    assert ax.get_ylabel() == label


def test_words_of_the_charts_stand_in_both_languages():
    assert {tuple(words) for words in WORDS.values()} == {("zh", "en")}
    assert [key for key, words in WORDS.items() if not (words["zh"] and words["en"])] == []
    for lang in ("zh", "en"):
        legends = [WORDS[key][lang] for key in ("implied", "published", "result", "=", ">=", "<=")]
        assert len(set(legends)) == 6
