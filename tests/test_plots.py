"""Charts: what stands on the Axes is what stands in the frame."""

import math

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from jhreport import style
from jhreport.errors import FigureError
from jhreport.plots import (
    plot_bars,
    plot_counts,
    plot_heatmap,
    plot_numerals,
    plot_quantities,
    plot_ranks,
)
from jhreport.plots.numbers import MARKERS, WORDS


@pytest.fixture
def ax():
    with style.house_style():
        yield Figure().add_subplot()


def names(*pairs: tuple[str, str]) -> pd.DataFrame:
    zh, en = zip(*pairs, strict=True)
    return pd.DataFrame({"name_zh": zh, "name_en": en, "subject": "全市", "is_whole": True})


def row_labels(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def legend_texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.get_legend().get_texts()]


def shown_texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def first_row_is_on_top(ax: Axes) -> bool:
    bottom, top = ax.get_ylim()
    return bool(bottom > top)


def points(ax: Axes) -> dict[str, list[tuple[float, float]]]:
    """Return the places of the drawn markers, by shape."""
    found: dict[str, list[tuple[float, float]]] = {}
    for line in ax.lines:
        if line.get_marker() != "None" and len(line.get_xdata()):
            places = zip(line.get_xdata().tolist(), line.get_ydata().tolist(), strict=True)
            found.setdefault(line.get_marker(), []).extend(places)
    return found


def spans(ax: Axes, lw: float) -> list[list[list[float]]]:
    """Return the ends of the line segments of one width."""
    return [
        segment.tolist()
        for collection in ax.collections
        if collection.get_linewidth().tolist() == [lw]
        for segment in collection.get_segments()
    ]


# numerals


@pytest.fixture
def numerals():
    parts = pd.DataFrame(
        {
            "chapter": [0, 1, 1],
            "section": [0, 0, 1],
            "start": [0, 100, 150],
            "end": [100, 150, 400],
            "label_zh": ["开头", "1 回顾", "1.1 经济"],
            "label_en": ["Opening", "1 Review", "1.1 Economy"],
        }
    )
    found = pd.DataFrame(
        [
            (0, 0, 7, "excluded"),
            (1, 0, 110, "result"),
            (1, 1, 150, "target"),
            (1, 1, 390, "result"),
        ],
        columns=["chapter", "section", "start", "role"],
    )
    return parts, found


def test_numerals_stand_where_they_stand_in_their_part(ax, numerals):
    plot_numerals(*numerals, lang="en", ax=ax)
    ticks = {
        collection.get_label(): [segment.tolist() for segment in collection.get_segments()]
        for collection in ax.collections
    }
    assert ticks == {
        "No statistic": [[[7.0, -0.2], [7.0, 0.2]]],
        "Result": [[[10.0, 0.69], [10.0, 1.31]], [[240.0, 1.69], [240.0, 2.31]]],
        "Target": [[[0.0, 1.69], [0.0, 2.31]]],
    }
    colors = [to_hex(collection.get_color()[0]) for collection in ax.collections]
    assert colors == ["#b5b5b5", style.RESULT.lower(), style.TARGET.lower()]


def test_numerals_rows_are_as_long_as_the_parts_the_first_on_top(ax, numerals):
    assert plot_numerals(*numerals, lang="zh", ax=ax) is ax
    assert [bar.get_width() for bar in ax.patches] == [100, 50, 250]
    assert row_labels(ax) == ["开头", "1 回顾", "1.1 经济"]
    assert first_row_is_on_top(ax) is True


@pytest.mark.parametrize(
    ("lang", "legend", "axis"),
    [
        ("zh", ["非统计数字", "成绩", "目标"], "距各部分开头的字符数"),
        ("en", ["No statistic", "Result", "Target"], "Characters from the start of the part"),
    ],
)
def test_numerals_in_two_languages(ax, numerals, lang, legend, axis):
    plot_numerals(*numerals, lang=lang, ax=ax)
    assert legend_texts(ax) == legend
    assert ax.get_xlabel() == axis


# bars


@pytest.fixture
def rates():
    rows = names(("进口", "Imports"), ("生产总值", "GDP"), ("案件", "Cases"))
    return rows.assign(
        growth=[66.8, 6.5, -26.9], basis=["nominal", "real", "nominal"], op=[">=", "=", "<="]
    )


def test_bars_are_as_long_as_the_values(ax, rates):
    assert plot_bars(rates, "growth", lang="en", ax=ax) is ax
    assert [bar.get_width() for bar in ax.patches] == [66.8, 6.5, -26.9]
    assert [bar.get_x() for bar in ax.patches] == [0, 0, 0]
    assert [to_hex(bar.get_facecolor()) for bar in ax.patches] == [style.RESULT.lower()] * 3
    assert first_row_is_on_top(ax) is True
    assert ax.get_legend() is None


@pytest.mark.parametrize(
    ("lang", "labels"),
    [("zh", ["进口", "生产总值", "案件"]), ("en", ["Imports", "GDP", "Cases"])],
)
def test_bars_are_labelled_with_values_in_percent(ax, rates, lang, labels):
    plot_bars(rates, "growth", lang=lang, ax=ax)
    assert row_labels(ax) == labels
    assert shown_texts(ax) == ["66.8%", "6.5%", "−26.9%"]
    assert ax.xaxis.get_major_formatter()(20) == "20%"


def test_bars_show_operators(ax, rates):
    plot_bars(rates, "growth", lang="en", ax=ax, op="op")
    assert shown_texts(ax) == ["≥66.8%", "6.5%", "≤−26.9%"]


def test_bars_without_unit_take_the_labels_of_parts(ax):
    rows = pd.DataFrame({"label_zh": ["一", "二"], "label_en": ["one", "two"], "n": [41.5, 3]})
    plot_bars(rows, "n", lang="en", ax=ax, unit="")
    assert row_labels(ax) == ["one", "two"]
    assert shown_texts(ax) == ["41.5", "3"]
    assert ax.xaxis.get_major_formatter()(20) == "20"


@pytest.mark.parametrize(
    ("lang", "legend"),
    [
        ("zh", ["实际增长（不变价）", "名义增长或数量增长"]),
        ("en", ["Real (constant prices)", "Nominal, or of a count"]),
    ],
)
def test_bars_take_their_colour_from_the_palette(ax, rates, lang, legend):
    plot_bars(rates, "growth", lang=lang, ax=ax, hue="basis", palette=style.BASES)
    expected = [style.BASES[basis].lower() for basis in ("nominal", "real", "nominal")]
    assert [to_hex(bar.get_facecolor()) for bar in ax.patches] == expected
    assert legend_texts(ax) == legend
    handles = [to_hex(handle.get_facecolor()) for handle in ax.get_legend().legend_handles]
    assert handles == [style.BASES[basis].lower() for basis in ("real", "nominal")]


def test_bars_of_no_known_group_have_a_colour_of_their_own(ax, rates):
    rows = rates.assign(basis=["nominal", None, "nominal"])
    plot_bars(rows, "growth", lang="en", ax=ax, hue="basis", palette=style.BASES)
    assert to_hex(ax.patches[1].get_facecolor()) == style.BASES["unknown"].lower()
    assert legend_texts(ax) == ["Nominal, or of a count", "Real or nominal: not known"]


def test_bars_refuse_a_group_without_colour(ax, rates):
    unknown = rates.assign(basis=["nominal", "real", "chained"])
    with pytest.raises(
        FigureError, match=r"^No colour for chained\. Allowed: \['real', 'nominal', 'unknown'\]\.$"
    ):
        plot_bars(unknown, "growth", lang="en", ax=ax, hue="basis", palette=style.BASES)


def test_bars_legend_has_only_what_is_drawn(ax, rates):
    nominal = rates[rates["basis"] == "nominal"]
    plot_bars(nominal, "growth", lang="en", ax=ax, hue="basis", palette=style.BASES)
    assert legend_texts(ax) == ["Nominal, or of a count"]


def test_bars_reference_is_a_dashed_line(ax, rates):
    plot_bars(rates, "growth", lang="en", ax=ax, reference=6.5)
    dashed = [line.get_xdata() for line in ax.lines if line.get_linestyle() == "--"]
    assert dashed == [[6.5, 6.5]]


def test_bars_without_reference_have_only_the_line_at_zero(ax, rates):
    plot_bars(rates, "growth", lang="en", ax=ax)
    assert [line.get_xdata() for line in ax.lines] == [[0, 0]]


# quantities


@pytest.fixture
def promised():
    rows = names(
        ("确数", "Exact"),
        ("下限", "Floor"),
        ("上限", "Ceiling"),
        ("约数", "About"),
        ("区间", "Span"),
    )
    return rows.assign(
        target=[2.0, 90, 2.5, 10, 6],
        high=[math.nan] * 4 + [6.5],
        unit="%",
        op=["=", ">=", "<=", "~", "range"],
    )


def draw_promised(rows: pd.DataFrame, ax: Axes, lang: str = "en", **options: object) -> Axes:
    return plot_quantities(rows, "target", lang=lang, ax=ax, op="op", high="high", **options)


def test_quantities_marker_shows_the_operator(ax, promised):
    assert draw_promised(promised, ax) is ax
    expected = {"o": [(2.0, 0)], ">": [(90.0, 1)], "<": [(2.5, 2)], "D": [(10.0, 3)]}
    assert points(ax) == expected
    assert MARKERS == {"=": "o", ">=": ">", "<=": "<", "~": "D"}


def test_quantities_range_is_a_line_from_value_to_high(ax, promised):
    draw_promised(promised, ax)
    assert spans(ax, lw=4) == [[[6.0, 4.0], [6.5, 4.0]]]


def test_quantities_stems_start_at_zero(ax, promised):
    draw_promised(promised, ax)
    ends = [2.0, 90.0, 2.5, 10.0, 6.0]
    assert spans(ax, lw=1.2) == [[[0.0, y], [x, y]] for y, x in enumerate(ends)]


def test_quantities_labels_stand_at_the_right_end(ax, promised):
    draw_promised(promised, ax)
    assert shown_texts(ax) == ["2%", "≥90%", "≤2.5%", "≈10%", "6–6.5%"]
    assert [text.xy for text in ax.texts] == [(2, 0), (90, 1), (2.5, 2), (10, 3), (6.5, 4)]
    assert [text.get_ha() for text in ax.texts] == ["left"] * 5


def test_quantities_label_of_a_negative_value_stands_left_of_it(ax, promised):
    draw_promised(promised.assign(target=[-5.0, 90, 2.5, 10, 6]), ax)
    assert shown_texts(ax)[0] == "−5%"
    assert [text.get_ha() for text in ax.texts] == ["right"] + ["left"] * 4
    assert ax.texts[0].xyann == (-7, 0)


@pytest.mark.parametrize(
    ("lang", "labels", "legend"),
    [
        (
            "zh",
            ["确数", "下限", "上限", "约数", "区间"],
            ["等于", "下限（≥）", "上限（≤）", "约数（≈）", "区间"],
        ),
        (
            "en",
            ["Exact", "Floor", "Ceiling", "About", "Span"],
            ["Exact", "Floor (≥)", "Ceiling (≤)", "About (≈)", "Range"],
        ),
    ],
)
def test_quantities_in_two_languages(ax, promised, lang, labels, legend):
    draw_promised(promised, ax, lang)
    assert row_labels(ax) == labels
    assert legend_texts(ax) == legend


def test_quantities_legend_has_only_what_is_drawn(ax, promised):
    draw_promised(promised.iloc[[1, 2]].reset_index(drop=True), ax)
    assert legend_texts(ax) == ["Floor (≥)", "Ceiling (≤)"]
    assert [h.get_marker() for h in ax.get_legend().legend_handles] == [">", "<"]


def test_quantities_that_are_all_exact_need_no_legend(ax, promised):
    draw_promised(promised.iloc[[0]], ax)
    assert ax.get_legend() is None


def test_quantities_first_row_is_on_top(ax, promised):
    draw_promised(promised, ax)
    assert ax.get_ylim() == (4.6, -0.6)


def test_quantities_keep_to_the_given_limits(ax, promised):
    draw_promised(promised, ax, limits=(0, 112))
    assert ax.get_xlim() == (0, 112)


def test_quantities_stand_at_their_position_and_show_what_is_printed(ax):
    rows = names(("快递", "Parcels"), ("标准", "Standards")).assign(
        level=[59.2, 77.0], unit=["亿件", "项"], op="=", base=[5.92e9, 77.0]
    )
    options = {"op": "op", "position": "base", "scale": "log"}
    plot_quantities(rows, "level", lang="zh", ax=ax, **options)
    assert points(ax) == {"o": [(5.92e9, 0), (77.0, 1)]}
    assert shown_texts(ax) == ["59.2亿件", "77项"]
    assert ax.get_xscale() == "log"
    # From half the smallest value, to leave room for the first label to the right of the largest.
    left, right = ax.get_xlim()
    assert left == 38.5
    assert right / 5.92e9 == pytest.approx((5.92e9 / 38.5) ** 0.13)


def test_quantities_in_english_are_in_base_units(ax):
    rows = names(("快递", "Parcels"), ("收入", "Revenue")).assign(
        level=[59.2, 411.3], unit=["亿件", "亿元"], op="="
    )
    plot_quantities(rows, "level", lang="en", ax=ax, op="op")
    assert shown_texts(ax) == ["5,920,000,000", "41.13 bn yuan"]


def test_quantities_rows_need_no_index_in_order(ax, promised):
    draw_promised(promised.iloc[::-1], ax)
    assert points(ax) == {"o": [(2.0, 4)], ">": [(90.0, 3)], "<": [(2.5, 2)], "D": [(10.0, 1)]}
    assert spans(ax, lw=4) == [[[6.0, 0.0], [6.5, 0.0]]]


def test_quantities_range_keeps_to_the_base_unit_of_its_position(ax):
    rows = names(("土地", "Land")).assign(
        target=[1.0], high=[2.0], unit=["万亩"], op="range", value_base=[1e4], value_base_high=[2e4]
    )
    draw_promised(rows, ax, position="value_base", scale="log")
    assert shown_texts(ax) == ["10,000–20,000 mu"]
    assert spans(ax, lw=4) == [[[1e4, 0.0], [2e4, 0.0]]]
    assert ax.texts[0].xy == (2e4, 0)


# ranks


@pytest.fixture
def ranked():
    rows = names(("快递", "Parcels"), ("进口", "Imports"), ("标准", "Standards"))
    return rows.assign(
        rank=[2.0, 1, 1],
        rank_of=["level", "growth", "level"],
        rank_versus=["全国", "全省", "全省"],
    )


def circles(ax: Axes) -> list[tuple[float, float, str]]:
    return [
        (x, y, to_hex(line.get_markerfacecolor()))
        for line in ax.lines
        for x, y in zip(line.get_xdata().tolist(), line.get_ydata().tolist(), strict=True)
    ]


def test_ranks_by_level_are_filled_and_by_growth_hollow(ax, ranked):
    assert plot_ranks(ranked, lang="en", ax=ax) is ax
    full = style.RESULT.lower()
    # Two columns of ranks 1 to 2, one place apart: the second column starts at 3.
    assert circles(ax) == [(2.0, 0, full), (4.0, 2, full), (4.0, 1, "#ffffff")]


def test_ranks_stand_in_their_circles(ax, ranked):
    plot_ranks(ranked, lang="en", ax=ax)
    found = {text.get_text(): (text.xy, to_hex(text.get_color())) for text in ax.texts[:1]}
    assert found == {"2": ((2.0, 0), "#ffffff")}
    hollow = [text for text in ax.texts if text.xy == (4.0, 1)]
    assert [(text.get_text(), text.get_color()) for text in hollow] == [("1", style.RESULT)]
    assert sorted(shown_texts(ax)) == ["1", "1", "2"]


@pytest.mark.parametrize(
    ("lang", "columns", "labels", "legend"),
    [
        ("zh", ["全国", "全省"], ["快递", "进口", "标准"], ["按数值排", "按增速排"]),
        (
            "en",
            ["the nation", "the province"],
            ["Parcels", "Imports", "Standards"],
            ["By level", "By growth rate"],
        ),
    ],
)
def test_ranks_in_two_languages(ax, ranked, lang, columns, labels, legend):
    plot_ranks(ranked, lang=lang, ax=ax)
    assert [label.get_text() for label in ax.get_xticklabels()] == columns
    assert ax.get_xticks().tolist() == [1.5, 4.5]
    assert row_labels(ax) == labels
    assert legend_texts(ax) == legend


def test_ranks_fit_in_four_groups_at_most(ax, ranked):
    five = pd.concat([ranked.iloc[[0]]] * 5, ignore_index=True).assign(
        rank_versus=list("甲乙丙丁戊")
    )
    with pytest.raises(
        FigureError, match=r"^5 groups of ranks: 甲, 乙, 丙, 丁, 戊\. At most 4 fit\.$"
    ):
        plot_ranks(five, lang="zh", ax=ax)
    plot_ranks(five.iloc[:4], lang="zh", ax=ax)
    assert [label.get_text() for label in ax.get_xticklabels()] == list("甲乙丙丁")


# counts


@pytest.fixture
def counts():
    return pd.DataFrame(
        {
            "growth": [3, 0],
            "level": [17, 4],
            "both": [0, 2],
            "other": [0, 0],
            "label_zh": ["产业", "金融"],
            "label_en": ["Industry", "Finance"],
        },
        index=pd.Index(["industry", "finance"], name="theme"),
    )


def test_counts_are_stacked_in_the_order_of_the_palette(ax, counts):
    assert plot_counts(counts, palette=style.KINDS, lang="en", ax=ax) is ax
    bars = {
        container.get_label(): [(bar.get_x(), bar.get_width()) for bar in container]
        for container in ax.containers
    }
    assert bars == {
        "Level, no growth rate": [(0, 17), (0, 4)],
        "Level and growth": [(17, 0), (4, 2)],
        "Growth, no level": [(17, 3), (6, 0)],
    }
    ends = [bar.get_x() + bar.get_width() for bar in ax.containers[-1]]
    assert ends == [20, 6] == counts[list(style.KINDS)].sum(axis=1).tolist()


def test_counts_are_labelled_with_their_number_but_not_with_zero(ax, counts):
    plot_counts(counts, palette=style.KINDS, lang="en", ax=ax)
    assert shown_texts(ax) == ["17", "4", "", "2", "3", ""]


def test_counts_labels_are_light_on_dark_and_dark_on_light(ax, counts):
    palette = {"level": "#FFFF00", "both": "#0000FF", "growth": "#8C8C8C"}
    plot_counts(counts.drop(columns="other"), palette=palette, lang="en", ax=ax)
    inks = {text.get_text(): text.get_color() for text in ax.texts if text.get_text()}
    # Luminance: yellow 226, blue 28, grey 140, where the ink turns dark.
    assert inks == {"17": style.INK, "4": style.INK, "2": "white", "3": style.INK}


@pytest.mark.parametrize(
    ("lang", "labels", "legend"),
    [
        ("zh", ["产业", "金融"], ["有数值无增速", "数值和增速", "有增速无数值"]),
        (
            "en",
            ["Industry", "Finance"],
            ["Level, no growth rate", "Level and growth", "Growth, no level"],
        ),
    ],
)
def test_counts_in_two_languages(ax, counts, lang, labels, legend):
    plot_counts(counts, palette=style.KINDS, lang=lang, ax=ax)
    assert row_labels(ax) == labels
    assert legend_texts(ax) == legend
    assert first_row_is_on_top(ax) is True


def test_counts_refuse_a_part_without_colour(ax, counts):
    message = r"^No colour for neither, none\. Allowed: \['level', 'both', 'growth', 'other'\]\.$"
    with pytest.raises(FigureError, match=message):
        plot_counts(counts.assign(none=1, neither=1), palette=style.KINDS, lang="en", ax=ax)


# heat map


@pytest.fixture
def tiles():
    table = pd.DataFrame([[0, 13], [5, 0]], index=["industry", "finance"], columns=[3, 4])
    parts = pd.DataFrame(
        {
            "chapter": [3, 3, 4],
            "section": [0, 1, 0],
            "label_zh": ["3 经济", "3.1 防疫", "4 民营经济"],
            "label_en": ["3 Epidemic and economy", "3.1 Epidemic", "4 Private economy"],
        }
    )
    return table, parts


def test_heatmap_shows_counts_and_leaves_zeros_blank(ax, tiles):
    assert plot_heatmap(*tiles, lang="en", ax=ax) is ax
    written = {text.get_position(): text.get_text() for text in ax.texts}
    assert written == {(1.5, 0.5): "13", (0.5, 1.5): "5"}
    (mesh,) = ax.collections
    assert mesh.get_array().mask.tolist() == [[True, False], [False, True]]
    assert mesh.get_array().compressed().tolist() == [13, 5]


def test_heatmap_is_darker_for_more(ax, tiles):
    plot_heatmap(*tiles, lang="en", ax=ax)
    (mesh,) = ax.collections
    more, less = (sum(mesh.to_rgba(count)[:3]) for count in (13, 5))
    assert more < less - 1


@pytest.mark.parametrize(
    ("lang", "themes", "heads"),
    [
        ("zh", ["产业", "金融"], ["3 经济", "4 民营经济"]),
        ("en", ["Industry", "Finance"], ["3 Epidemic and economy", "4 Private economy"]),
    ],
)
def test_heatmap_in_two_languages(ax, tiles, lang, themes, heads):
    plot_heatmap(*tiles, lang=lang, ax=ax)
    assert row_labels(ax) == themes
    assert [label.get_text() for label in ax.get_xticklabels()] == heads
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("", "")


def test_heatmap_breaks_heads_that_are_wider_than_their_column(ax, tiles):
    table, parts = tiles
    more = pd.DataFrame(
        {"chapter": range(5, 9), "section": 0, "label_zh": "第", "label_en": "Part"}
    )
    wide = table.assign(**{f"{chapter}": 1 for chapter in range(5, 9)}).rename(columns=int)
    plot_heatmap(wide, pd.concat([parts, more]), lang="en", ax=ax)
    heads = [label.get_text() for label in ax.get_xticklabels()]
    # 6.4 inches for six columns: 17 letters of 9 points, half as wide as high, in each.
    assert heads == ["3 Epidemic and\neconomy", "4 Private economy", *["Part"] * 4]


def test_legends_have_words_in_both_languages():
    assert {tuple(words) for words in WORDS.values()} == {("zh", "en")}
    assert all(words["zh"] and words["en"] for words in WORDS.values()) is True
