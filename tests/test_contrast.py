"""Contrast: each statistic against its formula, worked out apart from the code."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2, chi2_contingency

from jhreport.contrast import contrast, dispersion, wilson


def one(count: int, size: int, reference_count: int, reference_size: int) -> pd.Series:
    """Return the statistics of one item."""
    counts, others = pd.Series({"改革": count}), pd.Series({"改革": reference_count})
    return contrast(counts, size, others, reference_size).loc["改革"]


def test_a_table_worked_by_hand():
    # 30 of 1,000 against 10 of 500: 40 of 1,500 in all, so 80/3 and 40/3 are expected, and of the
    # 1,460 others 2920/3 and 1460/3.
    terms = [
        30 * math.log(30 * 3 / 80),
        10 * math.log(10 * 3 / 40),
        970 * math.log(970 * 3 / 2920),
        490 * math.log(490 * 3 / 1460),
    ]
    row = one(30, 1000, 10, 500)
    assert row["g2"] == pytest.approx(2 * sum(terms))
    assert row["log_ratio"] == pytest.approx(math.log2(1.5))  # 3% against 2%
    # With one degree of freedom G² is the square of a normal variable.
    assert row["p"] == pytest.approx(math.erfc(math.sqrt(sum(terms))))


def test_g2_is_the_log_likelihood_ratio_of_scipy():
    generator = np.random.default_rng(2020)
    size, reference_size = 900, 2100
    counts = pd.Series(generator.integers(0, 60, 300))
    others = pd.Series(generator.integers(0, 60, 300)).where(counts > 0, 7)
    table = contrast(counts, size, others, reference_size)
    for item, (here, there) in enumerate(zip(counts, others, strict=True)):
        cells = [[here, there], [size - here, reference_size - there]]
        g2, p, *_ = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert abs(table["g2"][item]) == pytest.approx(g2, abs=1e-9)
        assert table["p"][item] == pytest.approx(p, abs=1e-9)
        assert table["p"][item] == pytest.approx(1 - chi2.cdf(g2, 1), abs=1e-9)
        assert (table["g2"][item] < 0) == (here * reference_size < there * size)
    assert {0} <= set(counts) & set(others)


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
    ],
)
def test_g2_with_cells_of_zero_and_with_equal_shares(counts, g2):
    row = one(*counts)
    assert row["g2"] == pytest.approx(g2, abs=1e-12)
    assert row["p"] == pytest.approx(math.erfc(math.sqrt(abs(g2) / 2)), abs=1e-6)


def test_swapping_the_sides_turns_the_signs():
    here, there = pd.Series([9, 1, 0, 5]), pd.Series([2, 8, 6, 0])
    table, swapped = contrast(here, 400, there, 300), contrast(there, 300, here, 400)
    assert table["g2"].gt(0).tolist() == [True, False, False, True]
    assert table["g2"].tolist() == pytest.approx((-swapped["g2"]).tolist())
    assert table["log_ratio"].tolist() == pytest.approx((-swapped["log_ratio"]).tolist())
    assert table["p"].tolist() == pytest.approx(swapped["p"].tolist())


@pytest.mark.parametrize(
    ("counts", "ratio"),
    [
        ((8, 1000, 2, 1000), 4),
        ((8, 1000, 2, 500), 2),
        ((1, 1000, 4, 1000), 1 / 4),
        ((4, 1000, 0, 1000), 8),  # 0 is taken as 0.5
        ((0, 1000, 4, 500), 1 / 16),  # 0.5 of 1,000 against 8 of 1,000
        ((0, 1000, 0, 1000), 1),
    ],
)
def test_log_ratio(counts, ratio):
    assert one(*counts)["log_ratio"] == pytest.approx(math.log2(ratio))


def test_p_is_adjusted_for_the_number_of_items():
    counts = pd.Series([40, 30, 12, 14, 5, 0], index=list("abcdef"))
    others = pd.Series([10, 10, 5, 6, 9, 3], index=list("abcdef"))
    table = contrast(counts, 1000, others, 1000)
    # Benjamini and Hochberg: the least m/k·p of those that are no smaller, at most 1.
    ranked = sorted(table["p"])
    steps = {p: len(ranked) / rank * p for rank, p in enumerate(ranked, start=1)}
    wanted = [min(1, *(step for q, step in steps.items() if q >= p)) for p in table["p"]]
    assert table["p_adjusted"].tolist() == pytest.approx(wanted)
    # The fourth and the fifth are so near each other that m/k·p alone would not do.
    assert wanted != pytest.approx([steps[p] for p in table["p"]])


def test_one_item_needs_no_adjustment():
    row = one(30, 1000, 10, 1000)
    assert row["p_adjusted"] == row["p"]


def test_the_items_stay_in_their_order():
    table = contrast(pd.Series({"乙": 1, "甲": 9}), 100, pd.Series({"乙": 9, "甲": 1}), 100)
    assert table.index.tolist() == ["乙", "甲"]
    assert list(table) == ["g2", "log_ratio", "p", "p_adjusted"]
    assert table["g2"].gt(0).tolist() == [False, True]


def test_no_items_give_no_rows():
    empty = pd.Series([], dtype=float)
    assert contrast(empty, 10, empty, 10).shape == (0, 4)


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
