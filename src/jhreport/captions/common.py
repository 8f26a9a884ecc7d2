"""How captions are made: patterns for both languages, filled with computed words and numbers."""

from collections.abc import Callable, Iterable
from functools import wraps

import pandas as pd

from jhreport.figures import Caption
from jhreport.notes import Note
from jhreport.report import Report
from jhreport.wording import LANGUAGES, Language, format_quantity, row_names

Captions = dict[Language, Caption]
Patterns = tuple[str, str, str]
"""Title, subtitle and alt text, with the names of values in braces."""


def needs_rows(
    sentence: str, least: int = 1
) -> Callable[[Callable[..., Captions]], Callable[..., Captions | Note]]:
    """Let a caption of fewer rows than `least` be a `Note`, with the years of the report filled in.

    The rows are the first argument; one of the others is the report.
    """

    def decorate(caption: Callable[..., Captions]) -> Callable[..., Captions | Note]:
        @wraps(caption)
        def noted(rows: pd.DataFrame, *others: object, **options: object) -> Captions | Note:
            report = next(one for one in others if isinstance(one, Report))
            if len(rows) < least:
                return fill_note(sentence, report)
            return caption(rows, *others, **options)

        return noted

    return decorate


def fill_note(sentence: str, report: Report) -> Note:
    """Return a `Note` with the years of a report filled in."""
    years = {"review_year": report.review_year, "target_year": report.target_year}
    return Note(sentence.format(**years))


_STOP = {"en": ". ", "zh": "。"}
_PUBLISHED = {
    "en": "; figures of other years as published, with their pages in data/published.csv",
    "zh": "；其他年份为公布数据，出处见data/published.csv",
}


def caption_extremes(
    rows: pd.DataFrame,
    column: str,
    report: Report,
    *,
    en: Patterns,
    zh: Patterns,
    values: dict | None = None,
    words: Callable[[Language], dict] = lambda lang: {},
) -> Captions:
    """Caption rows in descending order by their first, ``{top}``, and last, ``{low}``.

    A single row has no extremes: its title is the row itself.
    """
    top, low = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        en = ("{top}: {most}", en[1], "One mark.")
        zh = ("{top}：{most}", zh[1], "一个标记。")

    def quantity(row: pd.Series, lang: Language) -> str:
        unit = "%" if column == "growth" else row["unit"]
        op = row["op"] if column == "target" else row[f"{column}_op"]
        return format_quantity(row[column], unit, op, row.get(f"{column}_high"), lang)

    return make_captions(
        report,
        en=en,
        zh=zh,
        values={"n": len(rows), **(values or {})},
        words=lambda lang: {
            "top": name_of(top, lang),
            "low": name_of(low, lang),
            "most": quantity(top, lang),
            "least": quantity(low, lang),
            **words(lang),
        },
    )


def caption_listed(rows: pd.DataFrame, report: Report, *, en: Patterns, zh: Patterns) -> Captions:
    """Caption targets by how many bind in which way, and list them all, ``{listed}``."""
    ops = rows["op"].value_counts()
    return make_captions(
        report,
        en=en,
        zh=zh,
        values={
            "n": len(rows),
            "floors": ops.get(">=", 0),
            "ceilings": ops.get("<=", 0),
            "ranges": ops.get("range", 0),
        },
        words=lambda lang: {"listed": list_targets(rows, lang)},
    )


def make_captions(
    report: Report,
    *,
    en: Patterns,
    zh: Patterns,
    values: dict,
    words: Callable[[Language], dict] = lambda lang: {},
    published: bool = False,
) -> Captions:
    """Fill patterns with ``values``, with ``words`` of each language, and with place and years.

    With `published`, the source line names the published figures too.
    """
    patterns = {"en": en, "zh": zh}
    found = {}
    for lang in LANGUAGES:
        known = {
            "place": getattr(report, f"place_{lang}"),
            "review_year": report.review_year,
            "target_year": report.target_year,
            **values,
            **words(lang),
        }
        title, subtitle, alt = (pattern.format(**known) for pattern in patterns[lang])
        source = _source(report, lang) + (_PUBLISHED[lang] if published else "")
        found[lang] = Caption(title, subtitle, source, f"{title}{_STOP[lang]}{alt}")
    return found


def _source(report: Report, lang: Language) -> str:
    date = report.date
    if lang == "zh":
        return f"资料来源：{report.title_zh}（{date.year}年{date.month}月{date.day}日）"
    return f"Source: {report.title_en}, {date.day} {date:%B %Y}"


def name_of(row: pd.Series, lang: Language) -> str:
    """Return the name of one row's indicator."""
    return row_names(row.to_frame().T, lang).iloc[0]


def only_counts(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of `count_by_theme` or `count_by_chapter` without its labels."""
    return table.drop(columns=["label_zh", "label_en"])


def list_values(rows: pd.DataFrame, column: str, lang: Language, unit: str) -> str:
    """List names and values of a column of results."""
    texts = (format_quantity(value, unit, lang=lang) for value in rows[column])
    return _list_named(rows, texts, lang)


def list_targets(rows: pd.DataFrame, lang: Language) -> str:
    """List names and values of targets."""
    texts = (
        format_quantity(row.target, row.unit, row.op, row.target_high, lang)
        for row in rows.itertuples()
    )
    return _list_named(rows, texts, lang)


def _list_named(rows: pd.DataFrame, texts: Iterable[str], lang: Language) -> str:
    return join((f"{n} {t}" for n, t in zip(row_names(rows, lang), texts, strict=True)), lang)


def count_of(some: int, total: int) -> str:
    """Say in English how many of a total."""
    return f"all {total}" if some == total else f"{some} of the {total}"


def join(parts: Iterable[str], lang: Language) -> str:
    """Join parts of a list as a language does."""
    return ("、" if lang == "zh" else ", ").join(parts)
