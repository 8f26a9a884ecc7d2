"""Charts of words: what stands on the Axes is what stands in the frame."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from jhreport import style
from jhreport.errors import FigureError
from jhreport.keywords import count_words
from jhreport.plots.words import (
    WORDS,
    plot_cloud,
    plot_keyness,
    plot_places,
    plot_together,
    plot_words,
)
from jhreport.wording import with_labels

EVEN, CHANCE, LOCAL = (style.SPREADS[kind].lower() for kind in ("even", "chance", "clustered"))


@pytest.fixture
def ax():
    with style.house_style():
        yield Figure().add_subplot()


def labelled(*pairs: tuple[str, str]) -> pd.DataFrame:
    zh, en = zip(*pairs, strict=True)
    return pd.DataFrame({"label_zh": zh, "label_en": en})


def row_labels(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def legend_texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.get_legend().get_texts()]


def legend_colors(ax: Axes) -> list[str]:
    return [to_hex(handle.get_facecolor()) for handle in ax.get_legend().legend_handles]


def shown(ax: Axes) -> list[tuple[str, tuple[float, float]]]:
    return [(text.get_text(), text.xy) for text in ax.texts]


def bars(ax: Axes) -> dict[float, tuple[float, float, str]]:
    """Return where each bar starts, how long it is and its colour, by the middle of its row."""
    return {
        round(bar.get_y() + bar.get_height() / 2, 9): (
            bar.get_x(),
            bar.get_width(),
            to_hex(bar.get_facecolor()),
        )
        for bar in ax.patches
    }


# frequent words


@pytest.fixture
def leading():
    rows = labelled(
        ("改革", "reform 改革"),
        ("疫情", "epidemic 疫情"),
        ("浙中", "浙中"),
        ("农业", "farming 农业"),
    )
    return rows.assign(
        count=[83, 40, 39, 7],
        documents=[16, 9, 3, 1],
        dispersion=[0.1, 0.5, 0.9, 0.7],
        chance_low=[0.2, 0.4, 0.4, 0.5],
        chance_high=[0.5, 0.6, 0.6, 0.8],
    )  # fmt: skip


def colors(ax: Axes) -> list[str]:
    return [color for _, (*_, color) in sorted(bars(ax).items())]


def test_words_bars_are_as_long_as_the_counts_and_coloured_by_chance(ax, leading):
    assert plot_words(leading, lang="en", ax=ax) is ax
    assert bars(ax) == {
        0: (0, 83, EVEN),
        1: (0, 40, CHANCE),
        2: (0, 39, LOCAL),
        3: (0, 7, CHANCE),
    }
    assert ax.get_ylim() == (3.6, -0.6)


def test_words_at_the_bounds_of_chance_are_within_it(ax, leading):
    plot_words(leading.assign(dispersion=[0.2, 0.6, 0.61, 0.49]), lang="en", ax=ax)
    assert colors(ax) == [CHANCE, CHANCE, LOCAL, EVEN]


def test_words_of_a_text_of_one_section_have_bars(ax, leading):
    nothing = {name: np.nan for name in ("dispersion", "chance_low", "chance_high")}
    plot_words(leading.assign(**nothing), lang="en", ax=ax)
    assert colors(ax) == [CHANCE] * 4


@pytest.mark.parametrize(
    ("lang", "labels", "numbers", "legend"),
    [
        (
            "zh",
            ["改革", "疫情", "浙中", "农业"],
            ["83 | 16 节", "40 | 9 节", "39 | 3 节", "7 | 1 节"],
            ["比随机更均匀", "与随机分布无异", "比随机更集中"],
        ),
        (
            "en",
            ["reform 改革", "epidemic 疫情", "浙中", "farming 农业"],
            ["83 | 16 sections", "40 | 9 sections", "39 | 3 sections", "7 | 1 sections"],
            ["More even than chance", "Spread as by chance", "More concentrated than chance"],
        ),
    ],
)
def test_words_in_two_languages(ax, leading, lang, labels, numbers, legend):
    plot_words(leading, lang=lang, ax=ax)
    assert (row_labels(ax), ax.get_yticks().tolist()) == (labels, [0, 1, 2, 3])
    places = [(83, 0), (40, 1), (39, 2), (7, 3)]
    assert shown(ax) == list(zip(numbers, places, strict=True))
    assert legend_texts(ax) == legend
    assert legend_colors(ax) == [EVEN, CHANCE, LOCAL]


def test_words_legend_has_only_what_is_drawn(ax, leading):
    plot_words(leading.iloc[[2, 0]], lang="en", ax=ax)
    assert legend_texts(ax) == ["More even than chance", "More concentrated than chance"]
    assert bars(ax) == {0: (0, 39, LOCAL), 1: (0, 83, EVEN)}


# keyness


@pytest.fixture
def marked():
    rows = labelled(
        ("年", "year 年"),
        ("项目", "project 项目"),
        ("增长", "grow 增长"),
        ("完成", "complete 完成"),
    )
    return rows.assign(
        g2=[11.5, 3.25, -2.5, -30.0],
        count=[20, 12, 3, 4],
        reference_count=[1, 5, 9, 33],
        p_adjusted=[0.04, 0.05, 0.9, 0.001],
    )  # fmt: skip


def test_keyness_bars_lean_to_the_plan_or_the_review(ax, marked):
    assert plot_keyness(marked, lang="en", ax=ax) is ax
    target, result = style.TARGET.lower(), style.RESULT.lower()
    assert bars(ax) == {
        0: (0, 11.5, target),
        1: (0, 3.25, target),
        2: (0, -2.5, result),
        3: (0, -30, result),
    }
    assert ax.get_ylim() == (3.6, -0.6)


def test_keyness_is_pale_within_chance(ax, marked):
    plot_keyness(marked, lang="en", ax=ax)
    assert [bar.get_alpha() for bar in ax.patches] == [1, 0.45, 0.45, 1]


def test_keyness_counts_stand_outside_the_ends_of_the_bars(ax, marked):
    plot_keyness(marked, lang="en", ax=ax)
    assert shown(ax) == [
        ("1→20", (11.5, 0)),
        ("5→12", (3.25, 1)),
        ("9→3", (-2.5, 2)),
        ("33→4", (-30, 3)),
    ]
    places = [(text.get_ha(), text.xyann) for text in ax.texts]
    assert places == [("left", (4, 0))] * 2 + [("right", (-4, 0))] * 2


def test_keyness_axis_has_no_sign(ax, marked):
    plot_keyness(marked, lang="en", ax=ax)
    assert [ax.xaxis.get_major_formatter()(value) for value in (-30, 0, 7.5)] == ["30", "0", "7.5"]
    assert ax.get_xlabel() == "G²"
    assert [line.get_xdata() for line in ax.lines] == [[0, 0]]


@pytest.mark.parametrize(
    ("lang", "labels", "legend"),
    [
        ("zh", ["年", "项目", "增长", "完成"], ["计划部分更多", "回顾部分更多"]),
        (
            "en",
            ["year 年", "project 项目", "grow 增长", "complete 完成"],
            ["More in the plan", "More in the review"],
        ),
    ],
)
def test_keyness_in_two_languages(ax, marked, lang, labels, legend):
    plot_keyness(marked, lang=lang, ax=ax)
    assert (row_labels(ax), ax.get_yticks().tolist()) == (labels, [0, 1, 2, 3])
    assert legend_texts(ax) == legend
    assert legend_colors(ax) == [style.TARGET.lower(), style.RESULT.lower()]


# cloud


@pytest.fixture(scope="module")
def clouded(jinhua) -> pd.DataFrame:
    return with_labels(count_words(jinhua).head(80))


def text_path(label: str) -> TextPath:
    font = findfont(FontProperties(family=style.FONT, weight="bold"))
    return TextPath((0, 0), label, size=100, prop=FontProperties(fname=font))


def drawn_sizes(ax: Axes, labels: list[str]) -> list[float]:
    """Return the font size of each word drawn, which must have the outline of its label."""
    sizes = []
    for patch, label in zip(ax.patches, labels, strict=True):
        outline, drawn = text_path(label), patch.get_path()
        assert drawn.codes.tolist() == outline.codes.tolist()
        width, height = np.ptp(drawn.vertices, axis=0) / np.ptp(outline.vertices, axis=0)
        assert width == pytest.approx(height, rel=0.02)
        # Level and upright: the first point is as far from the upper edge as in the outline.
        point = outline.vertices[:, 1].max() - outline.vertices[0, 1]
        assert (drawn.vertices[0, 1] - drawn.vertices[:, 1].min()) / height == pytest.approx(
            point, abs=2
        )
        sizes.append(100 * height)
    return sizes


def outline(patch: PathPatch) -> np.ndarray:
    path = patch.get_path()
    return path.vertices[path.codes != Path.CLOSEPOLY]


def overlaps(ax: Axes) -> list[tuple[int, int]]:
    """Return the pairs of words of which the earlier has ink in the box of the later."""
    inks = [outline(patch) for patch in ax.patches]
    boxes = [(ink.min(axis=0), ink.max(axis=0)) for ink in inks]
    return [
        (i, j)
        for i, (low, high) in enumerate(boxes)
        for j, ink in enumerate(inks[:i])
        if ((ink > low + 1) & (ink < high - 1)).all(axis=1).any()
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_cloud_words_of_the_report_do_not_overlap_or_leave_the_frame(ax, clouded, lang):
    assert plot_cloud(clouded, lang=lang, ax=ax) is ax
    assert overlaps(ax) == []
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 1400), (820, 0))
    inks = np.vstack([outline(patch) for patch in ax.patches])
    assert (inks.min() >= 0, (inks.max(axis=0) <= [1400, 820]).tolist()) == (True, [True, True])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_cloud_has_every_word(ax, clouded, lang):
    plot_cloud(clouded, lang=lang, ax=ax)
    assert len(ax.patches) == len(set(clouded[f"label_{lang}"])) == 80


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_cloud_words_of_the_report_are_the_larger_the_more_frequent(ax, clouded, lang):
    rows = clouded.head(30)
    plot_cloud(rows, lang=lang, ax=ax)
    sizes = drawn_sizes(ax, rows[f"label_{lang}"].tolist())
    assert [i for i in range(1, 30) if sizes[i] > sizes[i - 1] + 0.5] == []
    assert sizes[0] > 2 * sizes[-1]
    assert sizes[-1] >= {"zh": 25.5, "en": 14.5}[lang]


def test_cloud_is_the_same_each_time(ax, clouded):
    other = Figure().add_subplot()
    for axes in (ax, other):
        plot_cloud(clouded.head(20), lang="en", ax=axes)
    first, second = ([p.get_path().vertices.tolist() for p in a.patches] for a in (ax, other))
    assert first == second
    assert len(first) == 20


@pytest.mark.parametrize(
    ("lang", "labels"),
    [("zh", ["改革", "产业", "工业"]), ("en", ["industry", "reform"])],
)
def test_cloud_adds_up_words_with_one_label(ax, lang, labels):
    rows = labelled(("改革", "reform"), ("产业", "industry"), ("工业", "industry"))
    plot_cloud(rows.assign(count=[30, 20, 15]), lang=lang, ax=ax)
    sizes = drawn_sizes(ax, labels)
    assert sizes == sorted(sizes, reverse=True)


def test_cloud_without_room_for_all_words_is_refused(ax):
    rows = labelled(*((f"{'词' * 30}{i}", f"w{i}") for i in range(40))).assign(count=9)
    with pytest.raises(
        FigureError, match=r"^Only \d+ of 40 words find a place in the cloud\. Draw "
    ):
        plot_cloud(rows, lang="zh", ax=ax)
    assert len(ax.patches) == 0


def test_cloud_is_dark_above_a_third_of_the_largest(ax):
    rows = labelled(("甲", "a"), ("乙", "b"), ("丙", "c"), ("丁", "d"))
    plot_cloud(rows.assign(count=[30, 11, 10, 3]), lang="zh", ax=ax)
    result, ink = style.RESULT.lower(), style.INK.lower()
    assert [to_hex(patch.get_facecolor()) for patch in ax.patches] == [result, result, ink, ink]


def test_cloud_has_no_axis(ax):
    plot_cloud(labelled(("甲", "a")).assign(count=[3]), lang="zh", ax=ax)
    assert (ax.get_xticks().tolist(), ax.get_yticks().tolist()) == ([], [])
    assert [spine.get_visible() for spine in ax.spines.values()] == [False] * 4


# together


@pytest.fixture
def shared():
    words = ["改革", "创新", "农业"]
    counts = pd.DataFrame([[9, 4, 0], [4, 7, 2], [0, 2, 5]], index=words, columns=words)
    return counts.assign(label_zh=words, label_en=["reform", "innovation", "farming"])


def test_together_draws_each_pair_once_and_leaves_zeros_blank(ax, shared):
    assert plot_together(shared, lang="en", ax=ax) is ax
    written = {text.get_position(): text.get_text() for text in ax.texts}
    assert written == {(0.5, 1.5): "4", (1.5, 2.5): "2"}
    (mesh,) = ax.collections
    assert mesh.get_array().mask.tolist() == [[True] * 3, [False, True, True], [True, False, True]]
    assert mesh.get_array().compressed().tolist() == [4, 2]
    # Neither the first row nor the last column, which have no pair, is in sight.
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 2), (3, 1))


def test_together_is_darker_for_more(ax, shared):
    plot_together(shared, lang="en", ax=ax)
    (mesh,) = ax.collections
    more, less = (sum(mesh.to_rgba(count)[:3]) for count in (4, 2))
    assert more < less - 1


@pytest.mark.parametrize(
    ("lang", "labels"),
    [("zh", ["改革", "创新", "农业"]), ("en", ["reform", "innovation", "farming"])],
)
def test_together_in_two_languages(ax, shared, lang, labels):
    plot_together(shared, lang=lang, ax=ax)
    # A label is drawn if its tick is in sight.
    assert dict(zip(ax.get_yticks().tolist(), row_labels(ax), strict=True)) == dict(
        zip([0.5, 1.5, 2.5], labels, strict=True)
    )
    heads = [label.get_text() for label in ax.get_xticklabels()]
    assert dict(zip(ax.get_xticks().tolist(), heads, strict=True)) == dict(
        zip([0.5, 1.5, 2.5], labels, strict=True)
    )
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("", "")


# places


@pytest.fixture
def placed():
    terms = labelled(
        ("改革", "reform 改革"), ("疫情", "epidemic 疫情"), ("民生", "livelihood 民生")
    )
    terms = terms.assign(term=["改革", "疫情", "民生"])
    places = pd.DataFrame(
        [("疫情", 5), ("改革", 40), ("疫情", 90)], columns=["term", "start"], index=[0, 0, 1]
    )
    chapters = pd.DataFrame({"chapter": [0, 1, 2], "start": [0, 10, 60], "end": [10, 60, 100]})
    return places, terms, chapters


def test_places_have_a_tick_each_in_the_row_of_their_term(ax, placed):
    assert plot_places(*placed, lang="en", ax=ax) is ax
    ticks = [
        [segment.round(6).tolist() for segment in collection.get_segments()]
        for collection in ax.collections
    ]
    assert ticks == [
        [[[40, -0.33], [40, 0.33]]],
        [[[5, 0.67], [5, 1.33]], [[90, 0.67], [90, 1.33]]],
        [],
    ]
    assert ax.get_ylim() == (2.6, -0.6)
    assert ax.get_xlim() == (0, 100)


def test_places_are_counted_at_the_right(ax, placed):
    plot_places(*placed, lang="en", ax=ax)
    assert shown(ax)[3:] == [("1", (1, 0)), ("2", (1, 1)), ("0", (1, 2))]
    assert [text.xycoords for text in ax.texts[3:]] == [("axes fraction", "data")] * 3


def test_places_stand_before_bands_of_chapters(ax, placed):
    plot_places(*placed, lang="en", ax=ax)
    bands = [(p.get_x(), p.get_width(), to_hex(p.get_facecolor())) for p in ax.patches]
    band = style.BAND.lower()
    assert bands == [(0, 10, "#ffffff"), (10, 50, band), (60, 40, "#ffffff")]
    assert shown(ax)[:3] == [("", (5, 1)), ("1", (35, 1)), ("2", (80, 1))]
    assert [patch.get_zorder() for patch in ax.patches] == [0, 0, 0]


@pytest.mark.parametrize(
    ("lang", "labels", "axis"),
    [
        ("zh", ["改革", "疫情", "民生"], "在全文中的位置（字符）"),
        (
            "en",
            ["reform 改革", "epidemic 疫情", "livelihood 民生"],
            "Place in the text (characters)",
        ),
    ],
)
def test_places_in_two_languages(ax, placed, lang, labels, axis):
    plot_places(*placed, lang=lang, ax=ax)
    assert (row_labels(ax), ax.get_yticks().tolist()) == (labels, [0, 1, 2])
    assert ax.get_xlabel() == axis


def test_legends_have_words_in_both_languages():
    assert {tuple(words) for words in WORDS.values()} == {("zh", "en")}
    assert [words for words in WORDS.values() if not (words["zh"] and words["en"])] == []
