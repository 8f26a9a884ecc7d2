"""Statistics of counted words: how even, how different, how sure.

Each formula is named with its source; logarithms of the likelihood ratio are natural, those of the
log ratio are to base 2.
"""

import numpy as np
import pandas as pd
from scipy import special, stats

SHUFFLES = 2000
_BATCH = 500


def contrast(texts: np.ndarray, sizes: np.ndarray, chosen: np.ndarray) -> pd.DataFrame:
    """Set frequencies in some texts against those in the others.

    Parameters
    ----------
    texts : array of shape (texts, items)
        How often each item occurs in each text; a text is what stays together, such as a sentence.
    sizes : array of shape (texts,)
        How many words (or characters) each text has.
    chosen : array of bool of shape (texts,)
        Which texts are set against the others.

    Returns
    -------
    pandas.DataFrame
        A row an item:

        - ``g2``: log-likelihood ratio of the two-by-two table, G² = 2 Σ O ln(O/E) (Dunning 1993,
          Computational Linguistics 19:61-74), negative where the item is rarer in the chosen texts;
        - ``log_ratio``: binary logarithm of the ratio of relative frequencies (Hardie 2014), an
          effect size; a count of 0 is taken as 0.5 there;
        - ``p``: share of 2,000 random choices of as many texts that give a G² as large, the choice
          itself counted (Phipson and Smyth 2010). Words come in bursts, so whole texts are
          shuffled; the distribution of G² for single words would make too much of each;
        - ``p_adjusted``: `p` adjusted for the number of items (Benjamini and Hochberg 1995).

    Examples
    --------
    >>> both = contrast([[3], [3], [0], [1]], [9, 9, 9, 9], [True, True, False, False])
    >>> both.round(2).to_dict("records")
    [{'g2': 4.83, 'log_ratio': 2.58, 'p': 0.33, 'p_adjusted': 0.33}]
    """
    texts, sizes, chosen = np.asarray(texts), np.asarray(sizes), np.asarray(chosen, dtype=bool)
    g2 = _signed_g2(texts, sizes, chosen[None])[0]
    shuffle = np.random.default_rng(seed=0).permuted
    at_least = np.zeros(len(g2))
    for _ in range(SHUFFLES // _BATCH):
        shuffled = _signed_g2(texts, sizes, shuffle(np.tile(chosen, (_BATCH, 1)), axis=1))
        at_least += (np.abs(shuffled) >= np.abs(g2) - 1e-9).sum(axis=0)
    p = (at_least + 1) / (SHUFFLES + 1)
    here, there = texts[chosen].sum(axis=0), texts[~chosen].sum(axis=0)
    rates = [
        np.maximum(counts, 0.5) / max(sizes[side].sum(), 1)
        for counts, side in ((here, chosen), (there, ~chosen))
    ]
    return pd.DataFrame(
        {
            "g2": g2,
            "log_ratio": np.log2(rates[0] / rates[1]),
            "p": p,
            "p_adjusted": stats.false_discovery_control(p) if len(p) else p,
        }
    )


def side_by_side(
    items: pd.Series, texts: np.ndarray, sizes: np.ndarray, chosen: np.ndarray, count: str = "count"
) -> pd.DataFrame:
    """Return how often items occur in some texts and in the others, and their contrast.

    Parameters
    ----------
    items : pandas.Series
        The names of the items; its name is that of their column.
    texts, sizes, chosen : array
        As in `contrast`.
    count : str
        Name of the column of counts.

    Returns
    -------
    pandas.DataFrame
        A row an item: its name; `count` and ``reference_`` `count`; ``per_1000`` and
        ``reference_per_1000``, per 1,000 of what `sizes` counts; then the columns of `contrast`.

    Examples
    --------
    >>> words = pd.Series(["改革"], name="word")
    >>> both = side_by_side(words, np.array([[3], [1]]), np.array([500, 1000]), [True, False])
    >>> both[["word", "count", "reference_count", "per_1000", "reference_per_1000"]].values.tolist()
    [['改革', 3, 1, 6.0, 1.0]]
    """
    chosen = np.asarray(chosen, dtype=bool)
    sides = {"": chosen, "reference_": ~chosen}
    counts = {prefix: texts[side].sum(axis=0) for prefix, side in sides.items()}
    table = pd.DataFrame({items.name: items})
    for prefix, found in counts.items():
        table[f"{prefix}{count}"] = found.astype(int)
    for prefix, found in counts.items():
        table[f"{prefix}per_1000"] = found * 1000 / max(sizes[sides[prefix]].sum(), 1)
    return table.join(contrast(texts, sizes, chosen))


def _signed_g2(texts: np.ndarray, sizes: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Return the signed G² of each item (columns) for each choice of texts (rows)."""
    here = chosen.astype(float) @ texts
    size = (chosen.astype(float) @ sizes)[:, None]
    there, reference = texts.sum(axis=0) - here, sizes.sum() - size
    share = texts.sum(axis=0) / max(sizes.sum(), 1)
    g2 = sum(
        2
        * special.xlogy(
            observed, np.divide(observed, expected, where=expected > 0, out=np.ones_like(observed))
        )
        for observed, expected in (
            (here, size * share),
            (there, reference * share),
            (size - here, size * (1 - share)),
            (reference - there, reference * (1 - share)),
        )
    )
    return np.where(here * reference < there * size, -1, 1) * np.maximum(g2, 0)


def dispersion(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return how unevenly items are spread over texts, from 0 (even) to 1 (all in one text).

    The normalised deviation of proportions: half the sum of the differences between each text's
    share of the item and its share of all words (Gries 2008), divided by its largest possible value
    (Lijffijt and Gries 2012, International Journal of Corpus Linguistics 17:147-149).

    Parameters
    ----------
    counts : array of shape (items, texts)
        How often each item occurs in each text.
    sizes : array of shape (texts,)
        How many words each text has.

    Returns
    -------
    array of shape (items,)
        Not a number where there are fewer than two texts with words, or no item.

    Examples
    --------
    >>> dispersion(np.array([[10, 10], [0, 20]]), np.array([500, 500])).tolist()
    [0.0, 1.0]
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    counts, sizes = counts[:, sizes > 0], sizes[sizes > 0]
    if len(sizes) < 2:
        return np.full(len(counts), np.nan)
    shares = sizes / sizes.sum()
    with np.errstate(invalid="ignore"):
        deviation = np.abs(counts / counts.sum(axis=1, keepdims=True) - shares).sum(axis=1) / 2
    return np.minimum(deviation / (1 - shares.min()), 1)  # rounding may lead beyond


def scatter(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the dispersion that chance brings: its 5% and 95% quantiles for each item.

    Rare items are unevenly spread by chance alone. So many occurrences of each item are dealt to
    the texts at random, in proportion to their sizes, 2,000 times.

    Parameters
    ----------
    counts : array of shape (items,)
        How often each item occurs in all texts.
    sizes : array of shape (texts,)
        How many words each text has.

    Returns
    -------
    array of shape (items, 2)
        Not a number where there are fewer than two texts with words, or no occurrence.

    Examples
    --------
    >>> scatter(np.array([5, 500]), np.array([300, 300, 400])).round(1).tolist()
    [[0.1, 0.7], [0.0, 0.1]]
    """
    sizes = np.asarray(sizes, dtype=float)
    bounds = np.full((len(counts), 2), np.nan)
    if (sizes > 0).sum() < 2:
        return bounds
    shares = sizes / sizes.sum()
    for count in np.unique(counts):
        dealt = np.random.default_rng(seed=0).multinomial(count, shares, size=2000)
        bounds[counts == count] = np.quantile(dispersion(dealt, sizes), [0.05, 0.95])
    return bounds


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95% interval of a proportion (Wilson 1927); 0 and 1 without trials.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson(95, 100)]
    [0.888, 0.978]
    """
    if trials == 0:
        return 0.0, 1.0
    interval = stats.binomtest(successes, trials).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
