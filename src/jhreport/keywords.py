"""Which words a report uses, how often and where, and which mark its plan against its review.

A word is a token with a letter or hanzi; numbers and punctuation are none. Shares refer to all
words; the words of ``lexicon/stopwords.txt`` are part of these, but have no rows of their own. A
document, as in document frequency, is a section of the report.
"""

from collections import Counter
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from jhreport.contrast import dispersion, scatter, side_by_side
from jhreport.errors import JhreportError, ReportError, unknown_name
from jhreport.lexicon import load_stopwords
from jhreport.report import Report, load_report
from jhreport.segmentation import Engine, count_tokens, refuse_without_chinese

Level = Literal["report", "part", "chapter", "section"]
LEVELS: dict[str, list[str]] = {
    "report": [],
    "part": ["part"],
    "chapter": ["chapter"],
    "section": ["chapter", "section"],
}
"""What words and themes are counted by, and the columns that name a group."""

PARTS = ("opening", "review", "plan")


def count_words(
    report: str | Path | Report, by: Level = "report", engine: Engine = "jieba"
) -> pd.DataFrame:
    """Count the words of a report.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, a text file, or a loaded `Report`.
    by : {"report", "part", "chapter", "section"}
        What to count by.
    engine : {"jieba", "rjieba"}
        See `segment`.

    Returns
    -------
    pandas.DataFrame
        The groups in the order of the text, in each the most frequent words first, ties by the
        word. Columns:

        - those of the group: ``part`` (``opening``, ``review``, ``plan``), ``chapter``,
          ``section``;
        - ``word``; ``count``; ``per_1000``: per 1,000 words of the group;
        - ``documents``: in how many sections of the group it occurs; ``dispersion``: how unevenly
          it is spread over them, from 0 (even) to 1 (see `contrast.dispersion`), and
          ``chance_low`` and ``chance_high``, between which chance alone would leave a word of
          this count in 90 of 100 cases (see `contrast.scatter`); missing where the group has one
          section.

    Raises
    ------
    ReportError
        If the text has no Chinese.

    Examples
    --------
    >>> count_words(Report("toy", "发展数字经济，发展文化。"))["word"].tolist()
    ['发展', '数字经济', '文化']
    """
    keys = level_keys(by)
    sections = _by_section(load_report(report), engine)
    stopped = set(load_stopwords()["word"])
    tables = []
    for key, rows in sections.groupby(keys, sort=False) if keys else [((), sections)]:
        table = _summary(list(rows["counts"]))
        table = table[~table["word"].isin(stopped)]
        for place, column in enumerate(keys):
            table.insert(place, column, key[place])
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def tf_idf(report: str | Path | Report, engine: Engine = "jieba") -> pd.DataFrame:
    r"""Weigh the words of each chapter by how few chapters share them.

    The weight is ``tf · ln(N / df)``: the share of the word in the chapter's words, times the
    logarithm of the number of chapters over the number of those that have it (Spärck Jones 1972,
    Journal of Documentation 28:11-21). A word of every chapter weighs 0.

    Returns
    -------
    pandas.DataFrame
        By chapter, the heaviest first, ties by the word: ``chapter``, ``word``, ``count``,
        ``chapters`` (how many have it), ``tf_idf`` (times 1,000).

    Examples
    --------
    >>> toy = Report("toy", "一、工业\n制造业，制造业，发展。\n二、农村\n粮食，发展。\n")
    >>> tf_idf(toy)["word"].tolist()[:2]
    ['制造业', '工业']
    """
    report = load_report(report)
    words = count_words(report, "chapter", engine)
    chapters = words.groupby("word")["chapter"].transform("nunique")
    weights = words["per_1000"] * np.log((report.chapters["chars"] > 0).sum() / chapters)
    table = words[["chapter", "word", "count"]].assign(chapters=chapters, tf_idf=weights)
    order = ["chapter", "tf_idf", "word"]
    return table.sort_values(order, ascending=[True, False, True], ignore_index=True)


def keyness(
    report: str | Path | Report,
    reference: str | Path | Report | None = None,
    min_count: int = 5,
    engine: Engine = "jieba",
    strict: bool = True,
) -> pd.DataFrame:
    """Tell which words mark the plan of a report against its review, or one report from another.

    Parameters
    ----------
    report : str, Path or Report
        The report whose words are looked at.
    reference : str, Path or Report, optional
        Another report to set the whole of it against; by default its plan is set against its own
        review.
    min_count : int
        Words that occur less often, both sides together, are left out, and not tested.
    strict : bool
        Whether a report in which review and plan cannot be told apart is an error; otherwise its
        table has no rows.

    Returns
    -------
    pandas.DataFrame
        Highest ``g2`` first: ``word``, ``count`` and ``reference_count``, ``per_1000`` and
        ``reference_per_1000`` (per 1,000 words), ``g2``, ``log_ratio``, ``p`` and ``p_adjusted``
        (see `contrast.contrast`; sentences are what is shuffled). The opening is in neither side.

    Raises
    ------
    ReportError
        If no chapter of the report looks back, so that review and plan cannot be told apart.

    Examples
    --------
    >>> table = keyness("jinhua-2020")
    >>> bool((table["g2"].diff().dropna() <= 0).all())
    True
    """
    report = load_report(report)
    sentences = sentences_of(report, reference, strict)
    counters = [count_tokens(text, engine) for text in sentences["text"]]
    stopped = set(load_stopwords()["word"])
    both = sum(counters, Counter())
    words = sorted(word for word in both if both[word] >= min_count and word not in stopped)
    texts = np.array([[counter[word] for word in words] for counter in counters], dtype=float)
    texts = texts.reshape(len(counters), len(words))
    sizes = np.array([counter.total() for counter in counters])
    names = pd.Series(words, name="word", dtype="str")
    table = side_by_side(names, texts, sizes, sentences["chosen"])
    return table.sort_values(["g2", "word"], ascending=[False, True], ignore_index=True)


def key_words(keyness: pd.DataFrame, least: float, most: int = 40) -> pd.DataFrame:
    """Return the words of `keyness` with a G² beyond a bound, at most so many, in its order.

    Examples
    --------
    >>> table = pd.DataFrame({"word": ["改革", "疫情", "增长"], "g2": [9.5, 1.2, -12.0]})
    >>> key_words(table, least=3.84)["word"].tolist()
    ['改革', '增长']
    >>> key_words(table, least=3.84, most=1)["word"].tolist()
    ['增长']
    """
    beyond = keyness[keyness["g2"].abs() > least]
    return beyond.loc[beyond["g2"].abs().nlargest(most).index.sort_values()]


def sentences_of(
    report: Report, reference: str | Path | Report | None, strict: bool = True
) -> pd.DataFrame:
    """Return the sentences of plan and review, or those of a report and of a reference.

    Columns ``start``, ``end`` and ``text``, as in `Report.sentences`, and ``chosen``: whether a
    sentence is of the plan, or of the report.

    Raises
    ------
    ReportError
        If review and plan cannot be told apart (unless `strict` is False: then there is no
        sentence), or a text has no Chinese.
    """
    if reference is not None:
        sides = [(report, True), (load_report(reference), False)]
        for one, _ in sides:
            refuse_without_chinese(one.text)
        return pd.concat([one.sentences.assign(chosen=flag) for one, flag in sides])
    refuse_without_chinese(report.text)
    sentences = report.sentences
    if not strict and not report.has_parts:
        return sentences.head(0).assign(chosen=False)
    refuse_without_parts(report)
    part = report.place_all(sentences["start"])["part"]
    sentences = sentences.assign(chosen=(part == "plan").to_numpy())
    return sentences[part.isin(["plan", "review"]).to_numpy()]


def level_keys(by: str) -> list[str]:
    """Return the columns that name a group of a level.

    Raises
    ------
    JhreportError
        If there is no such level.
    """
    if by not in LEVELS:
        raise JhreportError(unknown_name("level", by, LEVELS))
    return LEVELS[by]


def refuse_without_parts(report: Report) -> None:
    """Raise a `ReportError` unless review and plan of a report can be told apart."""
    if not report.has_parts:
        raise ReportError(
            f"{report.name}: review and plan cannot be told apart. Needed: a heading 一、… that "
            "looks back (回顾, 总结), and one after it."
        )


def _by_section(report: Report, engine: Engine) -> pd.DataFrame:
    """Return part, chapter and section of each section, with the counter of its words."""
    refuse_without_chinese(report.text)
    sections = report.sections
    counts = [
        count_tokens(report.text[start:end], engine)
        for start, end in zip(sections["start"], sections["end"], strict=True)
    ]
    parts = report.chapters.set_index("chapter")["part"]
    places = sections[["chapter", "section"]].assign(part=sections["chapter"].map(parts))
    return places.assign(counts=counts)


def _summary(counters: list[Counter]) -> pd.DataFrame:
    """Return count, share, document frequency and dispersion of each word."""
    words = sorted(set().union(*counters))
    counts = np.array([[counter[word] for counter in counters] for word in words], dtype=int)
    counts = counts.reshape(len(words), len(counters))
    sizes = np.array([counter.total() for counter in counters])
    table = pd.DataFrame(
        {
            "word": pd.Series(words, dtype="str"),
            "count": counts.sum(axis=1),
            "per_1000": counts.sum(axis=1) * 1000 / max(sizes.sum(), 1),
            "documents": (counts > 0).sum(axis=1),
            "dispersion": dispersion(counts, sizes),
        }
    )
    table[["chance_low", "chance_high"]] = scatter(counts.sum(axis=1), sizes)
    return table.sort_values(["count", "word"], ascending=[False, True])
