"""Statistics of counted words: how even, how different, how sure.

Each formula is named with its source; logarithms of the likelihood ratio are natural, those of the
log ratio are to base 2.
"""

import numpy as np
import pandas as pd
from scipy import stats


def contrast(
    counts: pd.Series, size: float, reference_counts: pd.Series, reference_size: float
) -> pd.DataFrame:
    """Set frequencies in one body of text against those in another.

    Parameters
    ----------
    counts, reference_counts : pandas.Series
        How often each item occurs in the one and in the other, on the same index.
    size, reference_size : float
        How many words (or characters) the one and the other have.

    Returns
    -------
    pandas.DataFrame
        On the index of `counts`:

        - ``g2``: log-likelihood ratio of the two-by-two table, G² = 2 Σ O ln(O/E) (Dunning 1993,
          Computational Linguistics 19:61-74), negative where the item is rarer in the first;
        - ``log_ratio``: binary logarithm of the ratio of relative frequencies (Hardie 2014), an
          effect size; a count of 0 is taken as 0.5 there;
        - ``p``: chance of so large a G² under equal frequencies, by the chi-squared distribution
          with one degree of freedom; it takes words as independent draws, which they are not, so
          it orders items more than it proves anything;
        - ``p_adjusted``: `p` adjusted for the number of items (Benjamini and Hochberg 1995).

    Examples
    --------
    >>> both = contrast(pd.Series({"改革": 30}), 1000, pd.Series({"改革": 10}), 1000)
    >>> both.round(2).to_dict("records")
    [{'g2': 10.67, 'log_ratio': 1.58, 'p': 0.0, 'p_adjusted': 0.0}]
    """
    observed = np.array(
        [counts, reference_counts, size - counts, reference_size - reference_counts], dtype=float
    )
    total = size + reference_size
    share = (observed[0] + observed[1]) / total
    expected = np.array(
        [size * share, reference_size * share, size * (1 - share), reference_size * (1 - share)]
    )
    safe = np.where(observed > 0, observed, 1.0)
    terms = np.where(observed > 0, observed * np.log(safe / np.where(expected > 0, expected, 1)), 0)
    g2 = np.maximum(2 * terms.sum(axis=0), 0)
    p = stats.chi2.sf(g2, df=1)
    rates = np.maximum(observed[0], 0.5) / size, np.maximum(observed[1], 0.5) / reference_size
    rarer = observed[0] / size < observed[1] / reference_size
    return pd.DataFrame(
        {
            "g2": np.where(rarer, -g2, g2),
            "log_ratio": np.log2(rates[0] / rates[1]),
            "p": p,
            "p_adjusted": stats.false_discovery_control(p) if len(p) else p,
        },
        index=counts.index,
    )


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
