"""What the tables say in words, in Chinese and, as far as it is known, in English."""

import pandas as pd

from jhreport.errors import TableError
from jhreport.wording import Language, format_quantity, gloss, theme_name

Both = tuple[str, str]
"""Words in Chinese and in English; the English is "" where there is none."""


def published_words(row: object) -> Both:
    """Write a figure of another year, as a row of `load_published`."""
    words = {}
    for lang, growth, comma in (("zh", "增长", "，"), ("en", "growth ", ", ")):
        level = "" if pd.isna(row.value) else _quantity(row, lang)
        rate = "" if pd.isna(row.growth) else growth + format_quantity(row.growth, "%", lang=lang)
        words[lang] = comma.join(part for part in (level, rate) if part)
        if not level and not pd.isna(row.value):
            words[lang] = ""  # rather the whole in Chinese than half of it in English
    return words["zh"], words["en"]


def value_words(row: object) -> Both:
    """Write what an observation says, as a row of `load_observations`."""
    return _value(row, "zh"), _value(row, "en")


def _value(row: object, lang: Language) -> str:
    if row.op == "qualitative":
        return row.text if lang == "zh" else _english(row.text, "statement")
    if row.measure == "rank":
        return _rank(row, lang)
    quantity = _quantity(row, lang)
    if row.measure != "difference":
        return quantity
    sign = "+" if row.value > 0 else ""
    if lang == "zh":
        return f"{sign}{quantity}（比{row.versus}）"
    versus = _english(row.versus, "versus")
    return f"{sign}{quantity} against {versus}" if quantity and versus else ""


def _rank(row: object, lang: Language) -> str:
    number = f"{row.value:g}"
    if lang == "zh":
        return f"{row.versus}第{number}位" + ("（按增速）" if row.rank_of == "growth" else "")
    versus = _english(row.versus, "versus")
    by = ", by growth" if row.rank_of == "growth" else ""
    return f"no. {number} in {versus}{by}" if versus else ""


def _quantity(row: object, lang: Language) -> str:
    """Write a quantity; "" in English where its unit has no English."""
    try:
        return format_quantity(row.value, row.unit, row.op, row.high, lang)
    except TableError:
        return ""


def term_words(term: str, group: str) -> Both:
    """Return a term of the tables and its English (see `gloss`)."""
    return term, _english(term, group)


def _english(term: str, group: str) -> str:
    """Return the English of a term, "" where there is none: a page shows the Chinese then."""
    try:
        return gloss(term, group)
    except TableError:
        return ""


def theme_words(theme: str) -> Both:
    """Return the name of a theme of ``indicators.csv``."""
    try:
        return theme_name(theme, "zh"), theme_name(theme, "en")
    except TableError:
        return theme, theme_name(theme, "en")
