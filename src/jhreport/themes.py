"""Policy themes: which theme a report speaks of, how often and where.

A dictionary of terms, each of one theme, is matched against the text: at each place the longest
term, once; white space that printing left does not matter. A *mask* is matched like a term and
then dropped, so that 帮助企业 holds no 助企. A *slogan* is a formula that is repeated everywhere
(高质量发展): it counts, but can be left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import ahocorasick_rs
import numpy as np
import pandas as pd

from jhreport import files
from jhreport.contrast import side_by_side
from jhreport.errors import unknown_name
from jhreport.keywords import LEVELS, Level, level_keys, sentences_of
from jhreport.reading import as_read
from jhreport.report import Report, load_report
from jhreport.segmentation import refuse_without_chinese
from jhreport.tables import read_table, refuse

SMALL = 10
"""Fewer hits than this are called a small count."""


@dataclass(frozen=True)
class ThemeDictionary:
    """The themes and their terms.

    Attributes
    ----------
    themes : pandas.DataFrame
        Indexed by ``theme``, the id: ``zh``, ``en``, ``belongs`` and ``excludes``.
    terms : pandas.DataFrame
        Columns ``term``, ``theme`` (missing for a mask), ``role`` (``term``, ``slogan``,
        ``mask``) and ``note``.
    """

    themes: pd.DataFrame
    terms: pd.DataFrame

    @cached_property
    def _matcher(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(
            self.terms["term"],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.DFA,
        )

    @cached_property
    def _masks(self) -> frozenset[int]:
        return frozenset(self.terms.index[self.terms["role"] == "mask"])

    @cached_property
    def _latin(self) -> frozenset[int]:
        """Terms with an ASCII letter or digit at an edge, which must not go on in the text."""
        return frozenset(
            i
            for i, term in self.terms["term"].items()
            if any(sign.isascii() and sign.isalnum() for sign in (term[0], term[-1]))
        )

    def match(self, text: str) -> list[tuple[int, int, int]]:
        """Return number of the term, start and end of each hit in a text, masks dropped.

        The text is taken as it is: close the white space in it first (see `as_read`).
        """
        hits: list[tuple[int, int, int]] = []
        begin: int | None = 0
        while begin is not None:
            begin = self._match_from(text, begin, hits)
        return [hit for hit in hits if hit[0] not in self._masks]

    def _match_from(self, text: str, begin: int, hits: list[tuple[int, int, int]]) -> int | None:
        """Add hits until one is a piece of a longer ASCII word; return where to look on then."""
        for number, start, end in self._matcher.find_matches_as_indexes(text[begin:]):
            hit = (number, start + begin, end + begin)
            if not self._is_piece(text, hit):
                hits.append(hit)
                continue
            shorter = self._shorter(text, hit)
            hits += shorter
            return shorter[0][2] if shorter else hit[1] + 1
        return None

    def _shorter(self, text: str, hit: tuple[int, int, int]) -> list[tuple[int, int, int]]:
        """Return the longest shorter term where a hit begins, if one stands there."""
        _, start, end = hit
        while found := self._matcher.find_matches_as_indexes(text[start : end - 1]):
            number, first, last = found[0]
            if first:
                break
            shorter = (number, start, start + last)
            if not self._is_piece(text, shorter):
                return [shorter]
            end = start + last
        return []

    def _is_piece(self, text: str, hit: tuple[int, int, int]) -> bool:
        return hit[0] in self._latin and _goes_on(text, *hit[1:])


def load_themes(folder: Path | None = None) -> ThemeDictionary:
    """Load the dictionary of policy themes.

    Parameters
    ----------
    folder : Path, optional
        A folder with ``themes.csv`` and ``theme_terms.csv``; by default the project's
        ``lexicon``.

    Raises
    ------
    TableError
        If a file breaks its schema or has a blank line, a term stands twice, or a theme is
        unknown or missing; the message names every line.

    Examples
    --------
    >>> load_themes().themes.loc["digital", "zh"]
    '数字经济与数字治理'
    """
    return _load(folder or files.data_dir() / "lexicon")


@cache
def _load(folder: Path) -> ThemeDictionary:
    themes = read_table(folder / "themes.csv", "themes").set_index("theme")
    path = folder / "theme_terms.csv"
    terms = read_table(path, "theme_terms")
    is_mask = terms["role"] == "mask"
    problems = [
        (i, "theme", unknown_name("theme", name, themes.index))
        for i, name in terms["theme"].dropna().items()
        if name not in themes.index
    ]
    problems += [
        (i, "theme", "theme is empty exactly where role is mask")
        for i in terms.index[terms["theme"].isna() != is_mask]
    ]
    refuse(path, problems)
    return ThemeDictionary(themes, terms)


def find_themes(text: str, dictionary: ThemeDictionary | None = None) -> pd.DataFrame:
    """Find the terms of policy themes in a text.

    Parameters
    ----------
    text : str
        Chinese text, as printed.
    dictionary : ThemeDictionary, optional
        As `load_themes` returns, which is the default.

    Returns
    -------
    pandas.DataFrame
        In the order of the text: ``theme``, ``term``, ``role`` (``term`` or ``slogan``),
        ``start`` and ``end`` (half-open offsets into `text`).

    Raises
    ------
    ReportError
        If the text has letters or digits, but no Chinese.

    Examples
    --------
    >>> find_themes("扶持新能源 汽车产业，帮助企业。")[["theme", "start", "end"]].values.tolist()
    [['manufacturing', 2, 8]]
    """
    refuse_without_chinese(text)
    dictionary = dictionary or load_themes()
    reading = as_read(text)
    hits = dictionary.match(reading.text)
    table = dictionary.terms.loc[[hit[0] for hit in hits], ["theme", "term", "role"]]
    spans = [reading.span(start, end) for _, start, end in hits]
    offsets = pd.DataFrame(spans, columns=["start", "end"], dtype=int)
    return table.reset_index(drop=True).join(offsets)


def theme_hits(
    report: str | Path | Report, dictionary: ThemeDictionary | None = None
) -> pd.DataFrame:
    """Find the terms of policy themes in a report, each with its place and sentence.

    Returns
    -------
    pandas.DataFrame
        As `find_themes`, and ``part``, ``chapter``, ``section`` and ``sentence`` (its text).

    Examples
    --------
    >>> theme_hits(Report("toy", "发展数字经济。"))[["theme", "sentence"]].values.tolist()
    [['digital', '发展数字经济。']]
    """
    report = load_report(report)
    hits = find_themes(report.text, dictionary)
    places = report.place_all(hits["start"])
    sentences = report.sentences
    rows = sentences["start"].searchsorted(hits["start"], side="right") - 1
    return hits.join(places).assign(sentence=sentences["text"].to_numpy()[rows])


def theme_density(
    report: str | Path | Report,
    by: Level = "report",
    slogans: bool = True,
    dictionary: ThemeDictionary | None = None,
) -> pd.DataFrame:
    """Count the hits of each theme, and per 1,000 characters of text.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, a text file, or a loaded `Report`.
    by : {"report", "part", "chapter", "section"}
        What to count by.
    slogans : bool
        Whether slogans count.
    dictionary : ThemeDictionary, optional
        As `load_themes` returns, which is the default.

    Returns
    -------
    pandas.DataFrame
        The groups in the order of the text, in each all themes in the order of the dictionary:
        the columns of the group (``part``, ``chapter``, ``section``), ``theme``, ``hits``,
        ``chars`` (characters of the group, white space aside) and ``per_1000``. No rows for an
        empty text.

    Examples
    --------
    >>> table = theme_density(Report("toy", "发展数字经济，发展5G。")).set_index("theme")
    >>> table.loc["digital", ["hits", "chars"]].tolist()
    [2, 12]
    """
    keys = level_keys(by)
    dictionary = dictionary or load_themes()
    report = load_report(report)
    hits = theme_hits(report, dictionary)
    if not slogans:
        hits = hits[hits["role"] != "slogan"]
    sections = report.sections[["chapter", "section", "start", "chars"]]
    parts = report.chapters.set_index("chapter")["part"]
    sections = sections.assign(part=sections["chapter"].map(parts))
    # A heading that another heading follows belongs to the section that starts with it.
    rows = (sections["start"].searchsorted(hits["start"], side="right") - 1).clip(0)
    hits = hits.assign(**{key: sections[key].to_numpy()[rows] for key in LEVELS["section"]})
    groups = sections[sections["chars"] > 0]
    if keys:
        groups = groups.groupby(keys, sort=False)["chars"].sum().reset_index()
    else:
        groups = pd.DataFrame({"chars": [groups["chars"].sum()] if len(groups) else []}, dtype=int)
    themes = pd.DataFrame({"theme": dictionary.themes.index})
    table = groups.merge(themes, how="cross")
    counts = hits.groupby([*keys, "theme"]).size().rename("hits").reset_index()
    table = table.merge(counts, how="left", on=[*keys, "theme"])
    table["hits"] = table["hits"].fillna(0).astype(int)
    table["per_1000"] = table["hits"] * 1000 / table["chars"]
    return table[[*keys, "theme", "hits", "chars", "per_1000"]]


def theme_profile(
    report: str | Path | Report, dictionary: ThemeDictionary | None = None
) -> pd.DataFrame:
    """Rank the themes of a report, with slogans and without.

    Returns
    -------
    pandas.DataFrame
        Highest ``per_1000`` first: ``theme``, ``zh``, ``en``, ``hits`` and ``per_1000`` with
        slogans, ``hits_plain`` and ``per_1000_plain`` without, ``rank`` and ``rank_plain``
        (1 is most; equal counts share the better rank).

    Examples
    --------
    >>> profile = theme_profile("jinhua-2020")
    >>> bool((profile["hits_plain"] <= profile["hits"]).all())
    True
    """
    dictionary = dictionary or load_themes()
    table = theme_density(report, dictionary=dictionary)
    plain = theme_density(report, slogans=False, dictionary=dictionary)
    table = table.assign(hits_plain=plain["hits"], per_1000_plain=plain["per_1000"])
    for column in ("hits", "hits_plain"):
        rank = table[column].rank(method="min", ascending=False).astype(int)
        table[column.replace("hits", "rank")] = rank
    table = _named(table, dictionary).drop(columns="chars")
    return table.sort_values("per_1000", ascending=False, kind="stable", ignore_index=True)


def is_loose(hits: Sequence[int]) -> bool:
    """Return whether no two neighbours of a ranking differ by more than counting error.

    Two counts a and b differ beyond it at the 5% level if (a - b)² > 3.84 (a + b), counts being
    taken as Poisson.

    Examples
    --------
    >>> is_loose([72, 69, 65]), is_loose([72, 30])
    (True, False)
    """
    return all((a - b) ** 2 <= 3.84 * (a + b) for a, b in pairwise(hits))


def theme_shift(
    report: str | Path | Report,
    reference: str | Path | Report | None = None,
    slogans: bool = True,
    dictionary: ThemeDictionary | None = None,
    strict: bool = True,
) -> pd.DataFrame:
    """Set the themes of a report's plan against those of its review, or one report's on another's.

    Parameters
    ----------
    report : str, Path or Report
        The report whose themes are looked at.
    reference : str, Path or Report, optional
        Another report to set the whole of it against; by default its plan is set against its own
        review.
    slogans : bool
        Whether slogans count.
    dictionary : ThemeDictionary, optional
        As `load_themes` returns, which is the default.
    strict : bool
        Whether a report in which review and plan cannot be told apart is an error; otherwise its
        table has no rows.

    Returns
    -------
    pandas.DataFrame
        Largest rise first: ``theme``, ``zh``, ``en``, ``hits`` and ``reference_hits``,
        ``per_1000`` and ``reference_per_1000`` (per 1,000 characters), ``change`` (the difference
        of these), ``g2``, ``log_ratio``, ``p``, ``p_adjusted`` (see `contrast.contrast`; sentences
        are what is shuffled), and ``small``: fewer than 10 hits in both together.

    Raises
    ------
    ReportError
        If no chapter of the report looks back, so that review and plan cannot be told apart.

    Examples
    --------
    >>> shift = theme_shift("jinhua-2020").set_index("theme")
    >>> bool(shift["change"].is_monotonic_decreasing)
    True
    """
    report = load_report(report)
    dictionary = dictionary or load_themes()
    sentences = sentences_of(report, reference, strict)
    left_out = ("mask",) if slogans else ("mask", "slogan")
    counted = dictionary.terms[~dictionary.terms["role"].isin(left_out)]
    theme_of = counted["theme"].to_dict()
    themes = list(dictionary.themes.index) if len(sentences) else []
    texts = np.zeros((len(sentences), len(themes)))
    for place, text in enumerate(sentences["text"]):
        for number, *_ in dictionary.match(as_read(text).text):
            if number in theme_of:
                texts[place, themes.index(theme_of[number])] += 1
    sizes = np.array([len("".join(text.split())) for text in sentences["text"]])
    names = pd.Series(themes, name="theme", dtype="str")
    table = side_by_side(names, texts, sizes, sentences["chosen"], "hits")
    table.insert(5, "change", table["per_1000"] - table["reference_per_1000"])
    table["small"] = table["hits"] + table["reference_hits"] < SMALL
    table = _named(table, dictionary)
    return table.sort_values("change", ascending=False, kind="stable", ignore_index=True)


def _named(table: pd.DataFrame, dictionary: ThemeDictionary) -> pd.DataFrame:
    """Put the names of the themes behind their ids."""
    for place, column in enumerate(("zh", "en"), start=1):
        table.insert(place, column, table["theme"].map(dictionary.themes[column]).to_numpy())
    return table


def _goes_on(text: str, start: int, end: int) -> bool:
    """Return whether an ASCII word goes on beyond the span of a term."""

    def joined(left: str, right: str) -> bool:
        return bool(left and right) and all(s.isascii() and s.isalnum() for s in (left, right))

    return joined(text[start - 1 : start], text[start]) or joined(
        text[end - 1], text[end : end + 1]
    )
