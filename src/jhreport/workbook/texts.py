"""Rows of the sheets of words and themes."""

import pandas as pd

from jhreport.anchors import place_anchor
from jhreport.datasets import load_glosses
from jhreport.errors import ReportError
from jhreport.keywords import count_words, refuse_without_parts
from jhreport.reading import as_read
from jhreport.report import Report
from jhreport.segmentation import cut
from jhreport.themes import theme_density, theme_hits, theme_profile, theme_shift
from jhreport.workbook.numbers import place_marks

_SHIFT = {
    "hits": "plan_hits",
    "per_1000": "plan_per_1000",
    "reference_hits": "review_hits",
    "reference_per_1000": "review_per_1000",
}
_TESTS = ["change", "g2", "log_ratio", "p", "p_adjusted", "small"]


def word_rows(report: Report) -> pd.DataFrame:
    """Return the rows of `count_words`, with the English of the glossary and the first place."""
    rows = count_words(report)
    glosses = load_glosses().query("group == 'word'").set_index("zh")["en"]
    starts = _first_places(report)
    return _placed(rows.assign(en=rows["word"].map(glosses)), rows["word"].map(starts), report)


def theme_rows(report: Report) -> pd.DataFrame:
    """Return the rows of `theme_profile`, with those of `theme_shift` and densities by chapter.

    ``small`` says yes or no. The columns of `theme_shift` are empty where review and plan cannot be
    told apart.
    """
    rows = theme_profile(report)
    if has_parts(report):
        shift = theme_shift(report).rename(columns=_SHIFT).set_index("theme")
        shift["small"] = shift["small"].map({True: "yes", False: "no"})
        rows = rows.join(shift.drop(columns=["zh", "en"]), on="theme")
    else:
        rows = rows.reindex(columns=[*rows, *_SHIFT.values(), *_TESTS])
    density = theme_density(report, "chapter")
    by_chapter = density.pivot(index="theme", columns="chapter", values="per_1000")
    rows = rows.join(by_chapter.add_prefix("chapter_"), on="theme")
    firsts = theme_hits(report).groupby("theme")["start"].min()
    return _placed(rows, rows["theme"].map(firsts), report)


def has_parts(report: Report) -> bool:
    """Return whether review and plan of a report can be told apart."""
    try:
        refuse_without_parts(report)
    except ReportError:
        return False
    return True


def _first_places(report: Report) -> dict[str, int]:
    """Return the offset of the first place of each token, as `count_words` cuts the sections."""
    places: dict[str, int] = {}
    for section in report.sections.itertuples():
        text = report.text[section.start : section.end]
        reading, place = as_read(text), 0
        for token in cut(text):
            offset, _ = reading.span(place, place + len(token))
            places.setdefault(token, section.start + offset)
            place += len(token)
    return places


def _placed(rows: pd.DataFrame, starts: pd.Series, report: Report) -> pd.DataFrame:
    starts = starts.astype("Int64")
    anchors = starts.map(place_anchor, na_action="ignore").astype("str")
    return rows.assign(reader=place_marks(report, starts), reader_href="#" + anchors)
