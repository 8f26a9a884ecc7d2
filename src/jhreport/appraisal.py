"""How good the theme dictionary is: its hits and misses against what readers judged.

Two tables of judgements stand in ``lexicon/``. Each sentence of a report belongs by lot to one of
two halves: on the half ``improve`` the dictionary was mended, on the half ``report`` it is
measured.
"""

import re
from collections.abc import Iterator
from typing import Literal

import pandas as pd

from jhreport import files
from jhreport.contrast import wilson
from jhreport.errors import JhreportError, unknown_name
from jhreport.reading import as_read
from jhreport.report import Report, load_report
from jhreport.tables import read_table, refuse
from jhreport.themes import ThemeDictionary, load_themes, theme_hits

Half = Literal["report", "improve"]
_HALVES = ("report", "improve")


def load_theme_sample() -> pd.DataFrame:
    """Load the hits of the theme dictionary that readers judged.

    Returns
    -------
    pandas.DataFrame
        Columns ``report`` (its name), ``half`` (``improve``, ``report``), ``start`` and ``end``
        (half-open offsets), ``term``, ``theme``, ``verdict`` (``right``, ``wrong``) and ``why``.

    Raises
    ------
    TableError
        If the file breaks its schema, or a span is not the term.

    Examples
    --------
    >>> len(load_theme_sample()) >= 200
    True
    """
    path = files.data_dir() / "lexicon" / "theme_sample.csv"
    table = read_table(path, "theme_sample")
    problems = []
    for report, rows in _by_report(table):
        for row in rows.itertuples():
            text = report.text[row.start : row.end]
            if as_read(re.sub(r"\s*[\r\n]+\s*", "", text)).text != row.term:
                problems.append((row.Index, "term", f"{row.term!r}, but the text has {text!r}"))
    refuse(path, problems)
    return table


def load_theme_sentences() -> pd.DataFrame:
    """Load the sentences that readers read in full, with the themes they saw.

    Returns
    -------
    pandas.DataFrame
        Columns ``report`` (its name), ``half``, ``start`` (offset of the sentence) and ``themes``
        (ids, one space between; missing for none).

    Raises
    ------
    TableError
        If the file breaks its schema, names an unknown theme, or an offset begins no sentence.

    Examples
    --------
    >>> len(load_theme_sentences()) >= 60
    True
    """
    path = files.data_dir() / "lexicon" / "theme_sentences.csv"
    table = read_table(path, "theme_sentences")
    known = load_themes().themes.index
    problems = [
        (i, "themes", unknown_name("theme", theme, known))
        for i, themes in table["themes"].dropna().items()
        for theme in themes.split(" ")
        if theme not in known
    ]
    for report, rows in _by_report(table):
        firsts = set(report.sentences["start"])
        problems += [
            (i, "start", f"{start}: no sentence begins there")
            for i, start in rows["start"].items()
            if start not in firsts
        ]
    refuse(path, problems)
    return table


def theme_precision(
    half: Half = "report", dictionary: ThemeDictionary | None = None
) -> pd.DataFrame:
    """Tell how many judged hits are right, of those that the dictionary finds.

    Parameters
    ----------
    half : {"report", "improve"}
        Which half of the sample.
    dictionary : ThemeDictionary, optional
        As `load_themes` returns, which is the default.

    Returns
    -------
    pandas.DataFrame
        First the row ``all``, then the themes with most judged hits first: ``theme``,
        ``successes``, ``trials``, ``share``, and ``low`` and ``high``, the 95% interval (see
        `contrast.wilson`).

    Raises
    ------
    JhreportError
        If there is no such half.

    Examples
    --------
    >>> table = theme_precision()
    >>> bool((table["low"] <= table["share"]).all())
    True
    """
    judged = _half_of(load_theme_sample(), half)
    still = [
        rows.merge(theme_hits(report, dictionary)[["theme", "start", "end"]])
        for report, rows in _by_report(judged)
    ]
    found = pd.concat(still) if still else judged
    return _shares(found["theme"], found["verdict"] == "right")


def theme_recall(half: Half = "report", dictionary: ThemeDictionary | None = None) -> pd.DataFrame:
    """Tell how many of the themes that a reader sees in sentences the dictionary finds there.

    Parameters
    ----------
    half : {"report", "improve"}
        Which half of the sample.
    dictionary : ThemeDictionary, optional
        As `load_themes` returns, which is the default.

    Returns
    -------
    pandas.DataFrame
        First the row ``all``, then the themes seen most often first; a trial is a theme that a
        reader sees in a sentence. Columns as `theme_precision` returns.

    Raises
    ------
    JhreportError
        If there is no such half.

    Examples
    --------
    >>> table = theme_recall()
    >>> bool((table["successes"] <= table["trials"]).all())
    True
    """
    pairs = compare_sentences(half, dictionary)
    seen = pairs[pairs["seen"]]
    return _shares(seen["theme"], seen["found"])


def compare_sentences(
    half: Half = "report", dictionary: ThemeDictionary | None = None
) -> pd.DataFrame:
    """Set the themes that a reader sees in sentences beside those that are found there.

    Returns
    -------
    pandas.DataFrame
        A row for each sentence and theme that is seen or found, in the order of the text:
        ``report``, ``start``, ``theme``, ``seen``, ``found`` and ``sentence`` (its text).

    Examples
    --------
    >>> bool(compare_sentences()[["seen", "found"]].any(axis=1).all())
    True
    """
    rows = []
    for report, read in _by_report(_half_of(load_theme_sentences(), half)):
        hits = theme_hits(report, dictionary)
        texts = report.sentences.set_index("start")["text"]
        firsts = texts.index.to_numpy()
        held = firsts[firsts.searchsorted(hits["start"], side="right") - 1]
        found = set(zip(held, hits["theme"], strict=True))
        read = read.sort_values("start")
        for start, themes in zip(read["start"], read["themes"].fillna(""), strict=True):
            seen = set(themes.split())
            both = seen | {theme for first, theme in found if first == start}
            rows += [
                (report.name, start, theme, theme in seen, (start, theme) in found, texts[start])
                for theme in sorted(both)
            ]
    return pd.DataFrame(rows, columns=["report", "start", "theme", "seen", "found", "sentence"])


def judged_elsewhere(report: Report) -> list[str]:
    """Return the reports on which the dictionary was judged; none if this one is among them.

    Examples
    --------
    >>> judged_elsewhere(Report("toy", "外贸增长。"))
    ['jinhua-2020']
    """
    names = sorted(load_theme_sample()["report"].unique())
    return [] if report.name in names else names


def _by_report(table: pd.DataFrame) -> Iterator[tuple[Report, pd.DataFrame]]:
    for name, rows in table.groupby("report", sort=False):
        yield load_report(name), rows


def _half_of(table: pd.DataFrame, half: str) -> pd.DataFrame:
    if half not in _HALVES:
        raise JhreportError(unknown_name("half", half, _HALVES))
    return table[table["half"] == half]


def _shares(themes: pd.Series, successes: pd.Series) -> pd.DataFrame:
    """Return the share of successes over all, and by theme, with their intervals."""
    table = successes.astype(bool).groupby(themes).agg(["sum", "count"])
    table = table.sort_values("count", ascending=False, kind="stable")
    rows = [("all", int(successes.sum()), len(successes)), *table.itertuples(name=None)]
    return pd.DataFrame(
        [
            (theme, int(good), int(trials), good / trials if trials else 0.0, *wilson(good, trials))
            for theme, good, trials in rows
        ],
        columns=["theme", "successes", "trials", "share", "low", "high"],
    )
