"""What the tables say in words, in Chinese and in English.

A term that has no English yet stands in Chinese in both (see `gloss`).
"""

import pandas as pd

from jhreport.wording import Language, format_quantity, gloss, theme_name

Both = tuple[str, str]
"""Words in Chinese and in English."""


def value_words(row: object) -> Both:
    """Write what an observation says, as a row of `load_observations`."""
    return _value(row, "zh"), _value(row, "en")


def published_words(row: object) -> Both:
    """Write a figure of another year, as a row of `load_published`."""
    words = []
    for lang, growth, comma in (("zh", "增长", "，"), ("en", "growth ", ", ")):
        level = [] if pd.isna(row.value) else [_quantity(row, lang)]
        rate = [] if pd.isna(row.growth) else [growth + format_quantity(row.growth, "%")]
        words.append(comma.join(level + rate))
    return words[0], words[1]


def term_words(term: str, group: str) -> Both:
    """Return a term of the tables and its English."""
    return term, gloss(term, group)


def theme_words(theme: str) -> Both:
    """Return the name of a theme of ``indicators.csv``."""
    return theme_name(theme, "zh"), theme_name(theme, "en")


def _value(row: object, lang: Language) -> str:
    if row.op == "qualitative":
        return gloss(row.text, "statement", lang)
    if row.measure == "rank":
        return _rank(row, lang)
    quantity = _quantity(row, lang)
    if row.measure != "difference":
        return quantity
    sign = "+" if row.value > 0 else ""
    versus = gloss(row.versus, "versus", lang)
    return (
        f"{sign}{quantity}（比{versus}）" if lang == "zh" else f"{sign}{quantity} against {versus}"
    )


def _rank(row: object, lang: Language) -> str:
    versus = gloss(row.versus, "versus", lang)
    is_growth = row.rank_of == "growth"
    if lang == "zh":
        return f"{versus}第{row.value:g}位" + ("（按增速）" if is_growth else "")
    return f"no. {row.value:g} in {versus}" + (", by growth" if is_growth else "")


def _quantity(row: object, lang: Language) -> str:
    return format_quantity(row.value, row.unit, row.op, row.high, lang)
