"""Words in company: in their sentences, side by side, and along the text."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from jhreport.errors import JhreportError
from jhreport.lexicon import load_stopwords
from jhreport.reading import as_read
from jhreport.report import Report, load_report
from jhreport.segmentation import Engine, cut, is_word, refuse_without_chinese


def concordance(report: str | Path | Report, term: str, width: int = 16) -> pd.DataFrame:
    """List each place of a term in a report with the text around it (keyword in context).

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, a text file, or a loaded `Report`.
    term : str
        A word or any other string; white space in it and in the text does not matter.
    width : int
        How many characters are shown on either side, at most; a sentence's end cuts them.

    Returns
    -------
    pandas.DataFrame
        In the order of the text: ``part``, ``chapter``, ``section``, ``start`` and ``end``
        (half-open offsets), ``before``, ``term`` and ``after``, white space closed.

    Raises
    ------
    JhreportError
        If the term is empty.

    Examples
    --------
    >>> toy = Report("toy", "发展数字 经济。数字经济增长。")
    >>> concordance(toy, "数字经济")[["start", "before", "term", "after"]].values.tolist()
    [[2, '发展', '数字经济', '。'], [8, '', '数字经济', '增长。']]
    """
    wanted = as_read(re.sub(r"\s*[\r\n]+\s*", "", term)).text
    if not wanted:
        raise JhreportError("The term is empty. Give a word, such as 数字经济.")
    report = load_report(report)
    reading = as_read(report.text)
    rows = []
    for found in re.finditer(re.escape(wanted), reading.text):
        left = reading.text[max(0, found.start() - width - 9) : found.start()]
        before = re.split("[。！？\n]+[”’）」』》]*", left)[-1][-width:] if width else ""
        right = reading.text[found.end() : found.end() + width]
        after = re.match("[^。！？\n]*(?:[。！？]+[”’）」』》]*)?", right)
        rows.append((*reading.span(*found.span()), before, wanted, after[0]))
    columns = ["start", "end", "before", "term", "after"]
    table = pd.DataFrame(rows, columns=columns).astype({"start": int, "end": int})
    return report.place_all(table["start"]).join(table)


def find_words(report: str | Path | Report, engine: Engine = "jieba") -> pd.DataFrame:
    """List the words of a report that are no stop words, with their places.

    Returns
    -------
    pandas.DataFrame
        In the order of the text: ``sentence`` (number, as in `Report.sentences`), ``position``
        (among all tokens of the sentence, punctuation too), ``word``.

    Examples
    --------
    >>> find_words(Report("toy", "发展数字经济。"))["word"].tolist()
    ['发展', '数字经济']
    """
    report = load_report(report)
    refuse_without_chinese(report.text)
    stopped = set(load_stopwords()["word"])
    rows = [
        (row.sentence, position, token)
        for row in report.sentences.itertuples()
        for position, token in enumerate(cut(row.text, engine))
        if is_word(token) and token not in stopped
    ]
    return pd.DataFrame(rows, columns=["sentence", "position", "word"])


def collocations(
    report: str | Path | Report, span: int = 3, min_count: int = 4, engine: Engine = "jieba"
) -> pd.DataFrame:
    """List pairs of words that stand near each other more often than their counts let expect.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, a text file, or a loaded `Report`.
    span : int
        How many tokens apart the two may stand within a sentence; 1 is side by side.
    min_count : int
        Pairs that occur less often are left out.

    Returns
    -------
    pandas.DataFrame
        Highest ``log_dice`` first: ``word`` and ``collocate`` in the order of the text,
        ``together`` (how often), ``count`` and ``collocate_count``, and ``log_dice``,
        14 + log2(2 together / (count + collocate_count)), at most 14 for two words that are
        always together (Rychlý 2008, RASLAN: 6-9).

    Examples
    --------
    >>> toy = Report("toy", "乡村振兴。" * 3 + "数字经济和营商环境。" * 4)
    >>> collocations(toy)[["word", "collocate", "together"]].values.tolist()
    [['数字经济', '营商环境', 4]]
    """
    if span < 1:
        raise JhreportError(f"span is {span}. Allowed: 1 or more.")
    words = find_words(report, engine)
    singles = Counter(words["word"])
    pairs: Counter[tuple[str, str]] = Counter()
    for _, group in words.groupby("sentence"):
        placed = list(zip(group["position"], group["word"], strict=True))
        # Each occurrence of either word is counted in one pair of the two at most.
        taken: set[tuple[str, str, int]] = set()
        for place, (here, word) in enumerate(placed):
            met = {word}
            for there, other in placed[place + 1 :]:
                if there - here > span:
                    break
                if other not in met and (word, other, there) not in taken:
                    taken.add((word, other, there))
                    met.add(other)
                    pairs[word, other] += 1
    rows = [
        (
            *pair,
            together,
            singles[pair[0]],
            singles[pair[1]],
            14 + math.log2(2 * together / (singles[pair[0]] + singles[pair[1]])),
        )
        for pair, together in pairs.items()
        if together >= min_count
    ]
    columns = ["word", "collocate", "together", "count", "collocate_count", "log_dice"]
    table = pd.DataFrame(rows, columns=columns)
    order = ["log_dice", "together", "word", "collocate"]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def count_together(
    report: str | Path | Report, words: Sequence[str], engine: Engine = "jieba"
) -> pd.DataFrame:
    """Count the sentences in which two words both occur.

    Returns
    -------
    pandas.DataFrame
        `words` as index and as columns; the diagonal counts the sentences that hold the word.
        Stop words are not counted: they have zeros.

    Examples
    --------
    >>> toy = Report("toy", "发展数字经济。发展文化。")
    >>> count_together(toy, ["发展", "文化"]).values.tolist()
    [[2, 1], [1, 1]]
    """
    found = find_words(report, engine)
    held = pd.crosstab(found["sentence"], found["word"]).reindex(columns=list(words), fill_value=0)
    held = held.clip(upper=1)
    together = held.T @ held
    return together.rename_axis(index=None, columns=None)
