"""Contrast: each statistic against its formula, worked out apart from the code."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, chi2_contingency

from jhreport.contrast import SHUFFLES, contrast, dispersion, scatter, wilson


def one(count: int, size: int, reference_count: int, reference_size: int) -> pd.Series:
    """Return the statistics of one item in two texts, the first set against the second."""
    table = contrast([[count], [reference_count]], [size, reference_size], [True, False])
    return table.loc[0]


def scipys_g2(texts: np.ndarray, sizes: np.ndarray, chosen: np.ndarray) -> float:
    """Return the unsigned G² of one item, which occurs in part of the words."""
    here, there = texts[chosen].sum(), texts[~chosen].sum()
    cells = [[here, there], [sizes[chosen].sum() - here, sizes[~chosen].sum() - there]]
    return chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic


def test_a_table_worked_by_hand():
    # 30 of 1,000 against 10 of 500: 40 of 1,500 in all, so 80/3 and 40/3 are expected, and of the
    # 1,460 others 2920/3 and 1460/3.
    terms = [
        30 * math.log(30 * 3 / 80),
        10 * math.log(10 * 3 / 40),
        970 * math.log(970 * 3 / 2920),
        490 * math.log(490 * 3 / 1460),
    ]
    # In four texts, those chosen and the others apart.
    row = contrast([[9], [10], [21], [0]], [100, 200, 900, 300], [True, False, True, False]).loc[0]
    assert row["g2"] == pytest.approx(2 * sum(terms))
    assert row["log_ratio"] == pytest.approx(math.log2(1.5))  # 3% against 2%


def test_g2_is_the_log_likelihood_ratio_of_scipy():
    generator = np.random.default_rng(2020)
    texts, sizes = generator.integers(0, 30, (7, 300)), generator.integers(400, 900, 7)
    chosen = np.array([True, False, True, False, False, True, False])
    texts[np.ix_(chosen, [0, 1])] = texts[np.ix_(~chosen, [2, 3])] = 0
    table = contrast(texts, sizes, chosen)
    size, reference_size = sizes[chosen].sum(), sizes[~chosen].sum()
    for item, g2 in enumerate(table["g2"]):
        here, there = texts[chosen, item].sum(), texts[~chosen, item].sum()
        assert abs(g2) == pytest.approx(scipys_g2(texts[:, item], sizes, chosen), abs=1e-9)
        assert (g2 < 0) == (here * reference_size < there * size)


@pytest.mark.parametrize(
    ("counts", "g2"),
    [
        # All of one side and none of the other: 2 · 20 ln 2 (each of 20 words expected half).
        ((10, 10, 0, 10), 40 * math.log(2)),
        ((0, 10, 10, 10), -40 * math.log(2)),
        # 5 of 10 against none of 10: 2.5 expected on each side, and 7.5 others.
        ((5, 10, 0, 10), 2 * (5 * math.log(2) + 5 * math.log(2 / 3) + 10 * math.log(4 / 3))),
        ((0, 10, 0, 10), 0),
        ((10, 10, 10, 10), 0),
        ((3, 30, 7, 70), 0),
        # One side without words.
        ((0, 0, 3, 10), 0),
        ((3, 10, 0, 0), 0),
        ((0, 0, 0, 0), 0),
    ],
)
def test_g2_with_cells_of_zero_and_with_equal_shares(counts, g2):
    assert one(*counts)["g2"] == pytest.approx(g2, abs=1e-12)


@pytest.mark.parametrize(
    ("counts", "ratio"),
    [
        ((8, 1000, 2, 1000), 4),
        ((8, 1000, 2, 500), 2),
        ((1, 1000, 4, 1000), 1 / 4),
        ((4, 1000, 0, 1000), 8),  # 0 is taken as 0.5
        ((0, 1000, 4, 500), 1 / 16),  # 0.5 of 1,000 against 8 of 1,000
        ((0, 1000, 0, 1000), 1),
        ((5, 5, 0, 0), 2),  # 0.5 of 1 word, where there is none
        ((0, 0, 5, 5), 1 / 2),
    ],
)
def test_log_ratio(counts, ratio):
    assert one(*counts)["log_ratio"] == pytest.approx(math.log2(ratio))


# Eight texts, three of them chosen: 56 choices. The last item is 3 of 150 against 5 of 250.
TEXTS = np.array(
    [
        [9, 0, 5, 1],
        [7, 0, 0, 1],
        [8, 1, 0, 1],
        [1, 9, 0, 1],
        [0, 0, 6, 1],
        [2, 0, 2, 1],
        [0, 8, 4, 1],
        [1, 0, 0, 1],
    ]
)
SIZES = np.array([50, 40, 60, 50, 45, 55, 30, 70])
CHOSEN = np.array([True] * 3 + [False] * 5)


def test_p_is_the_share_of_all_choices_that_give_as_much():
    choices = np.array(
        [np.isin(range(8), chosen) for chosen in itertools.combinations(range(8), 3)]
    )
    assert len(choices) == 56
    shares = []
    for counts in TEXTS.T:
        g2 = np.array([scipys_g2(counts, SIZES, choice) for choice in choices])
        shares.append((g2 >= scipys_g2(counts, SIZES, CHOSEN) - 1e-9).mean())
    assert (shares[0], shares[3]) == (1 / 56, 1)
    assert 0.1 < shares[1] < shares[2] < 0.9  # so that neither end hides an error
    for p, share in zip(contrast(TEXTS, SIZES, CHOSEN)["p"], shares, strict=True):
        error = math.sqrt(share * (1 - share) / SHUFFLES)
        assert p == pytest.approx(share, abs=3 * error + 1 / SHUFFLES)


def test_the_choice_itself_is_counted_so_that_p_is_never_0():
    # 20 of 40 texts, and all of the item in them: one choice of 1.4e11 and its reverse.
    sides = np.arange(40) < 20
    (p,) = contrast(9 * sides[:, None], np.full(40, 30), sides)["p"]
    assert p == 1 / (SHUFFLES + 1) == 1 / 2001


@pytest.mark.parametrize("counts", [[9, 0, 0, 0], [0, 0, 0, 9]])
def test_what_stands_in_one_text_alone_marks_no_side(counts):
    # Wherever that text falls, G² is as large: 2 · 9 ln 2 and more.
    row = contrast(np.array([counts]).T, [20] * 4, [True, True, False, False]).loc[0]
    assert abs(row["g2"]) > 12
    assert row["p"] == 1


def test_p_does_not_hang_on_the_other_items_and_is_the_same_each_time():
    table = contrast(TEXTS, SIZES, CHOSEN)
    assert table.equals(contrast(TEXTS, SIZES, CHOSEN))
    alone = [contrast(TEXTS[:, [item]], SIZES, CHOSEN)["p"][0] for item in range(4)]
    assert table["p"].tolist() == alone


def test_swapping_the_sides_turns_the_signs():
    table, swapped = contrast(TEXTS, SIZES, CHOSEN), contrast(TEXTS, SIZES, ~CHOSEN)
    assert np.sign(table["g2"]).tolist() == [1, -1, -1, 0]
    assert table["g2"].tolist() == pytest.approx((-swapped["g2"]).tolist())
    assert table["log_ratio"].tolist() == pytest.approx((-swapped["log_ratio"]).tolist())
    assert table["p"].tolist() == pytest.approx(swapped["p"].tolist())


def test_p_is_adjusted_for_the_number_of_items():
    texts = np.random.default_rng(5).poisson([3, 3, 3, 3, 3, 3], (8, 6)) + TEXTS[:, [0]] // 3
    table = contrast(texts, SIZES, CHOSEN)
    # Benjamini and Hochberg: the least m/k·p of those that are no smaller, at most 1.
    ranked = sorted(table["p"])
    steps = {p: len(ranked) / rank * p for rank, p in enumerate(ranked, start=1)}
    wanted = [min(1, *(step for q, step in steps.items() if q >= p)) for p in table["p"]]
    assert table["p_adjusted"].tolist() == pytest.approx(wanted)
    # Two are so near each other that m/k·p alone would not do.
    assert wanted != pytest.approx([min(1, steps[p]) for p in table["p"]])


def test_one_item_needs_no_adjustment():
    row = contrast(TEXTS[:, [1]], SIZES, CHOSEN).loc[0]
    assert row["p_adjusted"] == row["p"] < 1


def test_the_items_stay_in_their_order():
    table = contrast([[1, 9], [9, 1]], [100, 100], [True, False])
    assert list(table) == ["g2", "log_ratio", "p", "p_adjusted"]
    assert table["g2"].gt(0).tolist() == [False, True]


@pytest.mark.parametrize("texts", [0, 1, 2])
def test_no_items_give_no_rows(texts):
    table = contrast(np.empty((texts, 0)), [10] * texts, [True, False][:texts])
    assert table.shape == (0, 4)
    assert table.dtypes.eq("float64").all()


@pytest.mark.parametrize("chosen", [True, False])
def test_one_text_marks_nothing(chosen):
    # 3 of 9 words on one side, and 0.5 of 1 on the other, which has none.
    ratio = math.log2(2 / 3) if chosen else math.log2(3 / 2)
    row = contrast([[3]], [9], [chosen]).loc[0]
    assert row.tolist() == pytest.approx([0, ratio, 1, 1], abs=1e-12)


@pytest.mark.parametrize(
    ("counts", "sizes", "expected"),
    [
        ([5, 5], [50, 50], 0),
        ([2, 1], [20, 10], 0),
        ([1, 1, 1], [7, 7, 7], 0),
        ([0, 4], [50, 50], 1),
        ([0, 3], [20, 10], 1),  # all in the smallest text
        # All in the larger of two: (1/3 + 1/3) / 2 = 1/3, of at most 1 - 1/3.
        ([3, 0], [20, 10], 1 / 2),
        # Shares 1/2, 1/4, 1/4 of the words and 1/4, 3/4, 0 of the item: 1/2 of at most 3/4.
        ([1, 3, 0], [200, 100, 100], 2 / 3),
        # Texts without words say nothing: as [2, 1] of [10, 10], 1/6 of at most 1/2.
        ([2, 0, 1, 0], [10, 0, 10, 0], 1 / 3),
    ],
)
def test_dispersion(counts, sizes, expected):
    (found,) = dispersion(np.array([counts]), np.array(sizes))
    assert found == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("counts", "sizes"),
    [([3], [10]), ([3, 0], [10, 0]), ([0, 0], [0, 0]), ([0, 0], [10, 10])],
    ids=["one text", "one with words", "none with words", "no item"],
)
def test_dispersion_is_missing_where_there_is_nothing_to_spread(counts, sizes):
    (found,) = dispersion(np.array([counts]), np.array(sizes))
    assert math.isnan(found)


def test_dispersion_is_at_most_1():
    # All in the smallest text; without care, the sum of these shares comes to 1 + 2e-16.
    counts = np.array([[0, 4, 0, 0, 0, 0]])
    assert dispersion(counts, np.array([379, 100, 125, 347, 169, 109])).tolist() == [1]


def test_dispersion_of_each_item_by_itself():
    counts = np.array([[5, 5], [0, 0], [9, 0]])
    found = dispersion(counts, np.array([50, 50]))
    assert (found[0], found[2]) == (0, 1)
    assert math.isnan(found[1])
    assert dispersion(np.empty((0, 2)), np.array([50, 50])).shape == (0,)


def quantiles(spread: dict[float, float]) -> list[float]:
    """Return the 5% and 95% quantiles of values with their chances.

    Sampling must not decide them: 3 errors of 2,000 draws are less than 0.015.
    """
    bounds = []
    for wanted in (0.05, 0.95):
        total = 0.0
        for value in sorted(spread):
            assert abs(total - wanted) > 0.015
            if total + spread[value] > wanted:
                bounds.append(value)
                break
            total += spread[value]
    return bounds


@pytest.mark.parametrize(
    ("sizes", "bounds"),
    [
        # 1/2, 3/10 and 1/5 of the words: 1/2, 7/10 and 4/5 of at most 4/5.
        ([5, 3, 2], [5 / 8, 1]),
        # 4/5 of the words, and twice 1/10: 1/5 or 9/10 of at most 9/10.
        ([8, 1, 1], [2 / 9, 1]),
        # 97 of 100 words: in 97 of 100 cases it stands there.
        ([97, 2, 1], [3 / 99, 3 / 99]),
        ([7, 7], [1, 1]),
        # Texts without words get none.
        ([0, 5, 3, 0, 2], [5 / 8, 1]),
    ],
)
def test_scatter_of_one_occurrence(sizes, bounds):
    (found,) = scatter(np.array([1]), np.array(sizes))
    assert found == pytest.approx(bounds, abs=1e-12)
    shares = [size / sum(sizes) for size in sizes if size]
    spread = {}
    for share in shares:
        value = round((1 - share) / (1 - min(shares)), 9)
        spread[value] = spread.get(value, 0) + share
    assert quantiles(spread) == pytest.approx(bounds, abs=1e-6)


@pytest.mark.parametrize("count", [2, 6, 10, 43])
def test_scatter_over_two_equal_texts_is_binomial(count):
    # k and n - k occurrences: |k/n - 1/2| of at most 1/2.
    spread = {}
    for k in range(count + 1):
        value = abs(2 * k - count) / count
        spread[value] = spread.get(value, 0) + binom.pmf(k, count, 0.5)
    (found,) = scatter(np.array([count]), np.array([40, 40]))
    assert found == pytest.approx(quantiles(spread), abs=1e-12)


def test_scatter_of_three_over_three_texts():
    # All 27 ways to deal three occurrences.
    shares, spread = [0.5, 0.3, 0.2], {}
    for dealt in itertools.product(range(3), repeat=3):
        value = sum(abs(dealt.count(text) / 3 - share) for text, share in enumerate(shares))
        value = round(value / 2 / 0.8, 9)
        spread[value] = spread.get(value, 0) + math.prod(shares[text] for text in dealt)
    (found,) = scatter(np.array([3]), np.array([50, 30, 20]))
    assert found == pytest.approx(quantiles(spread), abs=1e-6)
    assert found == pytest.approx([5 / 24, 5 / 8])


def test_scatter_of_each_item_by_itself_and_the_same_each_time():
    sizes = np.array([300, 300, 400])
    together = scatter(np.array([5, 500, 1, 5]), sizes)
    alone = [scatter(np.array([count]), sizes)[0].tolist() for count in (5, 500, 1, 5)]
    assert together.tolist() == alone
    assert together[0].tolist() == together[3].tolist() != together[1].tolist()
    assert scatter(np.array([], dtype=int), sizes).shape == (0, 2)


@pytest.mark.parametrize("sizes", [[], [10], [10, 0], [0, 0]])
def test_scatter_is_missing_where_there_is_nothing_to_spread(sizes):
    assert np.isnan(scatter(np.array([3, 1]), np.array(sizes))).tolist() == [[True, True]] * 2


def closed(successes: int, trials: int) -> tuple[float, float]:
    """Return Wilson's interval, (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)."""
    z, p = 1.959963984540054, successes / trials
    centre = p + z**2 / (2 * trials)
    half = z * math.sqrt(p * (1 - p) / trials + z**2 / (4 * trials**2))
    return (centre - half) / (1 + z**2 / trials), (centre + half) / (1 + z**2 / trials)


@pytest.mark.parametrize(
    ("successes", "trials"), [(1, 1), (0, 1), (1, 2), (95, 100), (3, 7), (0, 40), (40, 40)]
)
def test_wilson(successes, trials):
    assert wilson(successes, trials) == pytest.approx(closed(successes, trials), abs=1e-12)


@pytest.mark.parametrize(
    ("successes", "trials", "interval"),
    [
        (0, 0, (0, 1)),
        # Of 0, z²/(n+z²) remains above: z² = 3.841459.
        (0, 10, (0, 3.841459 / 13.841459)),
        (10, 10, (10 / 13.841459, 1)),
    ],
)
def test_wilson_at_its_ends(successes, trials, interval):
    low, high = wilson(successes, trials)
    assert (low, high) == pytest.approx(interval, abs=1e-7)
    assert 0 <= low < high <= 1
