"""Charts of policy themes: what stands on the Axes is what stands in the frame."""

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from jhreport import style
from jhreport.plots.themes import (
    WORDS,
    plot_densities,
    plot_dumbbells,
    plot_intervals,
    plot_profile,
)

RESULT, TARGET = style.RESULT.lower(), style.TARGET.lower()


@pytest.fixture
def ax():
    with style.house_style():
        yield Figure().add_subplot()


def labelled(*pairs: tuple[str, str]) -> pd.DataFrame:
    zh, en = zip(*pairs, strict=True)
    return pd.DataFrame({"label_zh": zh, "label_en": en})


THREE = labelled(("外贸", "Trade"), ("农业", "Farming"), ("卫生", "Health"))
LABELS = [("zh", ["外贸", "农业", "卫生"]), ("en", ["Trade", "Farming", "Health"])]


def row_labels(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def legend_texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.get_legend().get_texts()]


def shown(ax: Axes) -> list[tuple[str, tuple[float, float]]]:
    return [(text.get_text(), text.xy) for text in ax.texts]


def segments(ax: Axes) -> list[list[list[float]]]:
    return [segment.tolist() for lines in ax.collections for segment in lines.get_segments()]


def dots(ax: Axes) -> list[tuple[float, float, str, str]]:
    """Return place, face and edge of each dot, from the top down."""
    found = [
        (x, y, to_hex(line.get_markerfacecolor()), to_hex(line.get_markeredgecolor()))
        for line in ax.lines
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]
    return sorted(found, key=lambda dot: dot[1])


# profile


@pytest.fixture
def profile():
    return THREE.assign(
        hits=[20, 8, 0], hits_plain=[12, 8, 0], per_1000=[5.0, 2, 0], per_1000_plain=[3.0, 2, 0]
    )


def test_profile_adds_slogans_to_terms(ax, profile):
    assert plot_profile(profile, lang="en", ax=ax) is ax
    bars = [
        (bar.get_y() + bar.get_height() / 2, bar.get_x(), bar.get_width()) for bar in ax.patches
    ]
    plain, slogans = bars[:3], bars[3:]
    assert plain == [(0, 0, 3), (1, 0, 2), (2, 0, 0)]
    assert slogans == [(0, 3, 2), (1, 2, 0), (2, 0, 0)]
    colors = [to_hex(bar.get_facecolor()) for bar in ax.patches]
    assert colors == [style.PALE.lower()] * 3 + [style.SLOGAN.lower()] * 3


def test_profile_numbers_are_hits_without_and_with_slogans(ax, profile):
    plot_profile(profile, lang="en", ax=ax)
    assert shown(ax) == [("12 + 8", (5, 0)), ("8", (2, 1)), ("0", (0, 2))]


@pytest.mark.parametrize(
    ("lang", "labels", "legend", "axis"),
    [
        (*LABELS[0], ["不含口号式词语", "口号式词语增加"], "每千字命中数"),
        (*LABELS[1], ["Without slogans", "Added by slogans"], "Hits per 1,000 characters"),
    ],
)
def test_profile_in_two_languages(ax, profile, lang, labels, legend, axis):
    plot_profile(profile, lang=lang, ax=ax)
    assert (row_labels(ax), ax.get_yticks().tolist()) == (labels, [0, 1, 2])
    assert ax.get_ylim() == (2.6, -0.6)
    assert ax.get_xlabel() == axis
    assert ax.get_xlim()[0] == 0
    assert legend_texts(ax) == legend
    handles = [to_hex(handle.get_facecolor()) for handle in ax.get_legend().legend_handles]
    assert handles == [style.PALE.lower(), style.SLOGAN.lower()]


# shift


@pytest.fixture
def shift():
    return THREE.assign(
        hits=[30, 2, 9],
        reference_hits=[10, 3, 20],
        per_1000=[4.0, 0.5, 1.25],
        reference_per_1000=[1.5, 0.5, 5],
        change=[2.5, 0.0, -3.75],
        small=[False, True, False],
    )


def test_dumbbells_have_a_dot_for_the_review_and_one_for_the_plan(ax, shift):
    assert plot_dumbbells(shift, lang="en", ax=ax) is ax
    assert dots(ax) == [
        (1.5, 0, RESULT, RESULT),
        (4.0, 0, TARGET, TARGET),
        (0.5, 1, "#ffffff", RESULT),
        (0.5, 1, "#ffffff", TARGET),
        (5.0, 2, RESULT, RESULT),
        (1.25, 2, TARGET, TARGET),
    ]
    assert segments(ax) == [[[1.5, 0], [4, 0]], [[0.5, 1], [0.5, 1]], [[5, 2], [1.25, 2]]]
    assert ax.get_ylim() == (2.6, -0.6)


def test_dumbbells_name_the_change_right_of_the_farther_dot(ax, shift):
    plot_dumbbells(shift, lang="en", ax=ax)
    assert shown(ax) == [("+2.5 (10→30)", (4, 0)), ("0.0 (3→2)", (0.5, 1)), ("−3.8 (20→9)", (5, 2))]
    assert {text.xyann for text in ax.texts} == {(8, 0)}


@pytest.mark.parametrize(
    ("lang", "labels", "legend", "axis"),
    [
        (*LABELS[0], ["回顾", "计划", "命中少于10次"], "每千字命中数"),
        (*LABELS[1], ["Review", "Plan", "Fewer than 10 hits"], "Hits per 1,000 characters"),
    ],
)
def test_dumbbells_in_two_languages(ax, shift, lang, labels, legend, axis):
    plot_dumbbells(shift, lang=lang, ax=ax)
    assert (row_labels(ax), ax.get_yticks().tolist()) == (labels, [0, 1, 2])
    assert ax.get_xlabel() == axis
    assert ax.get_xlim()[0] == 0
    assert legend_texts(ax) == legend
    faces = [to_hex(handle.get_markerfacecolor()) for handle in ax.get_legend().legend_handles]
    assert faces == [RESULT, TARGET, "#ffffff"]


def test_dumbbells_legend_has_small_counts_only_if_there_are_any(ax, shift):
    plot_dumbbells(shift.iloc[[2, 0]], lang="en", ax=ax)
    assert legend_texts(ax) == ["Review", "Plan"]
    assert [dot[:2] for dot in dots(ax)] == [(5, 0), (1.25, 0), (1.5, 1), (4, 1)]


# densities


@pytest.fixture
def densities():
    themes = labelled(("外贸", "Trade"), ("农业", "Farming")).assign(theme=["trade", "farm"])
    parts = labelled(("开头", "Opening"), ("1 回顾", "1 Review"), ("1.1 经济", "1.1 Economy"))
    parts = parts.assign(chapter=[0, 1, 1], section=[0, 0, 1], start=[0, 5, 9])
    rows = [
        (0, 0, "trade", 1, 50.0),
        (0, 0, "farm", 0, 0.0),
        (1, 0, "trade", 0, 0.0),
        (1, 0, "farm", 7, 5.0),
        (1, 1, "trade", 3, 10.0),
        (1, 1, "farm", 4, 20.0),
    ]
    density = pd.DataFrame(rows, columns=["chapter", "section", "theme", "hits", "per_1000"])
    return themes, density, parts


def test_densities_show_hits_and_leave_zeros_blank(ax, densities):
    assert plot_densities(*densities, lang="en", ax=ax) is ax
    written = {text.get_position(): text.get_text() for text in ax.texts}
    assert written == {(0.5, 0.5): "1", (2.5, 0.5): "3", (1.5, 1.5): "7", (2.5, 1.5): "4"}
    (mesh,) = ax.collections
    assert mesh.get_array().mask.tolist() == [[False, True, False], [True, False, False]]


def test_densities_are_darker_for_more_per_1000_characters(ax, densities):
    plot_densities(*densities, lang="en", ax=ax)
    (mesh,) = ax.collections
    assert mesh.get_array().compressed().tolist() == [50, 10, 5, 20]
    lights = [sum(mesh.to_rgba(value)[:3]) for value in (5, 10, 20, 50)]
    assert lights == sorted(lights, reverse=True)
    assert lights[0] > lights[-1] + 1


@pytest.mark.parametrize(
    ("lang", "labels", "heads"),
    [
        ("zh", ["外贸", "农业"], ["开头", "1 回顾", "1.1 经济"]),
        ("en", ["Trade", "Farming"], ["Opening", "1 Review", "1.1 Economy"]),
    ],
)
def test_densities_in_two_languages(ax, densities, lang, labels, heads):
    plot_densities(*densities, lang=lang, ax=ax)
    assert row_labels(ax) == labels
    assert [label.get_text() for label in ax.get_xticklabels()] == heads
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("", "")
    assert ax.get_ylim() == (2, 0)
    sides = ax.xaxis.get_tick_params()
    assert (sides["labeltop"], sides["labelbottom"]) == (True, False)


def test_densities_leave_out_what_has_no_characters(ax, densities):
    themes, density, parts = densities
    plot_densities(themes, density[density["chapter"] == 1], parts, lang="en", ax=ax)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["1 Review", "1.1 Economy"]
    assert [text.get_text() for text in ax.texts] == ["3", "7", "4"]


# intervals


@pytest.fixture
def shares():
    return THREE.assign(
        successes=[9, 3, 0],
        trials=[10, 4, 5],
        share=[0.9, 0.75, 0.0],
        low=[0.5, 0.25, 0.0],
        high=[1.0, 0.875, 0.5],
    )


def test_intervals_are_in_percent(ax, shares):
    assert plot_intervals(shares, lang="en", ax=ax) is ax
    assert dots(ax) == [(90, 0, RESULT, RESULT), (75, 1, RESULT, RESULT), (0, 2, RESULT, RESULT)]
    assert segments(ax) == [[[50, 0], [100, 0]], [[25, 1], [87.5, 1]], [[0, 2], [50, 2]]]
    assert ax.xaxis.get_major_formatter()(50) == "50%"
    assert ax.get_xlim()[1] == 101


def test_intervals_say_of_how_many_at_the_right(ax, shares):
    plot_intervals(shares, lang="en", ax=ax)
    assert shown(ax) == [("9/10", (1, 0)), ("3/4", (1, 1)), ("0/5", (1, 2))]
    assert {text.xycoords for text in ax.texts} == {("axes fraction", "data")}


@pytest.mark.parametrize(("lang", "labels"), LABELS)
def test_intervals_in_two_languages(ax, shares, lang, labels):
    plot_intervals(shares, lang=lang, ax=ax)
    assert (row_labels(ax), ax.get_yticks().tolist()) == (labels, [0, 1, 2])
    assert ax.get_ylim() == (2.6, -0.6)


def test_legends_have_words_in_both_languages():
    assert {tuple(words) for words in WORDS.values()} == {("zh", "en")}
    assert [words for words in WORDS.values() if not (words["zh"] and words["en"])] == []
