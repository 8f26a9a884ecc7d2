"""Terms, names and quantities in words, in Chinese and in English."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import pandas as pd

from jhreport.datasets import load_glosses
from jhreport.errors import TableError, unknown_name
from jhreport.report import Report, load_report
from jhreport.units import base_unit

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

OPERATOR_SIGNS = {"=": "", ">=": "≥", "<=": "≤", "~": "≈"}
_MAGNITUDES = {
    1.0: "",
    1e2: "hundred",
    1e3: "thousand",
    1e4: "10,000",
    1e6: "million",
    1e7: "10 million",
    1e8: "100 million",
    1e10: "10 billion",
    1e11: "100 billion",
    1e12: "trillion",
}
_MONEY = ("元", "美元", "港元")
_WIDE_PUNCTUATION = "“”‘’…—→≥≤≈±·"
_NO_LINE_START = "，。、；：！？…）”’》」』%"


def gloss(term: str, group: str, lang: Language = "en") -> str:
    """Return a Chinese term of the tables in one of the two languages.

    Parameters
    ----------
    term : str
        The Chinese term.
    group : str
        What kind of term: one of the groups of `load_glosses`.
    lang : {"en", "zh"}
        With ``"zh"``, the term itself is returned; so it is where it has no gloss yet.

    Examples
    --------
    >>> gloss("全省", "versus"), gloss("全球", "versus")
    ('the province', '全球')
    """
    return term if lang == "zh" else _english().get((group, term), term)


def missing_glosses(words: Iterable[str]) -> list[str]:
    """Return those of some words that have no English in ``lexicon/glosses.csv``.

    Examples
    --------
    >>> missing_glosses(["数字经济", "某某"])
    ['某某']
    """
    return [word for word in words if ("word", word) not in _english()]


def theme_name(theme: str, lang: Language) -> str:
    """Return the name of a theme of ``indicators.csv``.

    Examples
    --------
    >>> theme_name("trade", "zh"), theme_name("trade", "en")
    ('开放与贸易', 'Trade')
    """
    if lang == "en":
        return theme.replace("_", " ").capitalize()
    chinese = {
        en.replace(" ", "_"): zh for (group, zh), en in _english().items() if group == "theme"
    }
    if theme not in chinese:
        raise TableError(unknown_name("theme", theme, chinese))
    return chinese[theme]


def word_labels(words: Iterable[str], lang: Language) -> list[str]:
    """Return words of a report as labels: in English their gloss with the word itself.

    A word without a gloss stands alone (see `missing_glosses`).

    Examples
    --------
    >>> word_labels(["数字经济"], "en")
    ['digital economy 数字经济']
    """
    words = list(words)
    if lang == "zh":
        return words
    glosses = [gloss(word, "word") for word in words]
    return [word if en == word else f"{en} {word}" for en, word in zip(glosses, words, strict=True)]


def with_labels(rows: pd.DataFrame, column: str = "word") -> pd.DataFrame:
    """Return rows with ``label_zh`` and ``label_en``, the labels of the words of a column."""
    labels = {f"label_{lang}": word_labels(rows[column], lang) for lang in LANGUAGES}
    return rows.assign(**labels)


def place_label(chapter: int, section: int) -> str:
    """Return the number of a chapter, or of a section within it.

    Examples
    --------
    >>> place_label(1, 3), place_label(4, 0)
    ('1.3', '4')
    """
    return f"{chapter}.{section}" if section else f"{chapter}"


def report_parts(
    report: str | Path | Report, level: Literal["section", "chapter"] = "section"
) -> pd.DataFrame:
    """Return the sections or chapters of a report with short labels for charts.

    A label is the number and the last clause of the heading, which in these reports says what the
    part is about. A heading without an English gloss is shown by its number alone.

    Returns
    -------
    pandas.DataFrame
        Columns ``chapter``, ``section`` (0 where there is none), ``start``, ``end`` (offsets),
        ``chars`` (characters without white space), ``label_zh`` and ``label_en``.

    Examples
    --------
    >>> report_parts("jinhua-2020", "chapter")["label_en"].tolist()[:2]
    ['Opening', '1 Review of 2019']
    """
    report = load_report(report)
    parts = report.sections if level == "section" else report.chapters.assign(section=0)
    zh, en = [], []
    for part in parts.itertuples():
        if part.chapter == 0:
            zh.append("开头")
            en.append("Opening")
            continue
        number = place_label(part.chapter, part.section)
        clause = re.split("[，、]", part.title)[-1]
        zh.append(f"{number} {clause}")
        en.append(f"{number} {_english().get(('part', clause), '')}".strip())
    columns = ["chapter", "section", "start", "end", "chars"]
    return parts[columns].assign(label_zh=zh, label_en=en)


def row_names(rows: pd.DataFrame, lang: Language) -> pd.Series:
    """Return the name of each row's indicator, with its subject unless that is the whole place.

    Parameters
    ----------
    rows : pandas.DataFrame
        With columns ``name_zh``, ``name_en``, ``subject`` and ``is_whole``, as `review` and
        `targets` return.
    lang : {"en", "zh"}
        Language of the names.
    """
    pattern = "{} ({})" if lang == "en" else "{}（{}）"
    names = [
        name if whole else pattern.format(name, gloss(subject, "subject", lang))
        for name, subject, whole in zip(
            rows[f"name_{lang}"], rows["subject"], rows["is_whole"], strict=True
        )
    ]
    return pd.Series(names, index=rows.index, dtype="str")


def format_quantity(
    value: float,
    unit: str | None,
    op: str = "=",
    high: float | None = None,
    lang: Language = "en",
) -> str:
    """Write a quantity with its operator and unit.

    In Chinese as the report prints it; in English in base units, amounts of 亿元 and more in
    billions of yuan. English counts go without a unit, since the name says what is counted.

    Parameters
    ----------
    value, high : float
        As in `load_observations`; `high` only for a range.
    unit : str
        As printed: 亿元, 万户, %.
    op : {"=", ">=", "<=", "~", "range"}
        How the number binds.
    lang : {"en", "zh"}
        Language.

    Examples
    --------
    >>> format_quantity(200, "亿元", ">=", lang="zh"), format_quantity(200, "亿元", ">=")
    ('≥200亿元', '≥20 bn yuan')
    >>> format_quantity(6, "%", "range", 6.5), format_quantity(1.2, "万亩")
    ('6–6.5%', '12,000 mu')
    """
    unit = "" if pd.isna(unit) else unit
    if lang == "zh":
        factor, shown_unit = 1.0, unit
    elif base_unit(unit)[0] >= 1e8 and base_unit(unit)[1] in _MONEY:
        factor, base = base_unit(unit)
        factor, shown_unit = factor / 1e9, f" bn {gloss(base, 'unit')}"
    else:
        factor, base = base_unit(unit)
        is_count = not base or ("counter", base) in _english()
        shown_unit = "" if is_count else gloss(base, "unit")
        if shown_unit not in ("", "%"):
            shown_unit = f" {shown_unit}"

    def number(quantity: float) -> str:
        text = f"{quantity * factor:,.6f}".rstrip("0").rstrip(".")
        if len(text.partition(".")[2]) == 6:  # a third, printed as one
            text = f"{quantity * factor:,.1f}"
        return text if lang == "en" else text.replace(",", "")

    if op == "range":
        return f"{number(value)}–{number(high)}{shown_unit}".replace("-", "−")
    return f"{OPERATOR_SIGNS[op]}{number(value)}{shown_unit}".replace("-", "−")


def english_unit(unit: str) -> str:
    """Return a printed unit with its English, for a scale in that unit.

    Examples
    --------
    >>> english_unit("亿元"), english_unit("万吨"), english_unit("%")
    ('亿元 (100 million yuan)', '万吨 (10,000 tonnes)', '%')
    """
    if unit == "%":
        return unit
    factor, base = base_unit(unit)
    english = _english()
    names = [english[group, base] for group in ("unit", "counter") if (group, base) in english]
    words = [_MAGNITUDES[factor], *names[:1]] if names else []
    told = " ".join(word for word in words if word)
    return f"{unit} ({told})" if told else unit


def format_years(row: tuple, lang: Language) -> str:
    """Write a row of `three_years` as numbers: base (or published value), result, target."""
    parts = []
    if not pd.isna(row.base):
        parts.append(format_quantity(float(f"{row.base:.3g}"), row.unit, "~", lang=lang))
    elif not pd.isna(row.published):
        parts.append(format_quantity(row.published, row.unit, lang=lang))
    parts.append(format_quantity(row.result, row.unit, lang=lang))
    if not pd.isna(row.target):
        parts.append(format_quantity(row.target, row.unit, row.target_op, lang=lang))
    return " → ".join(parts)


def format_pair(row: tuple, lang: Language) -> str:
    """Write result and target of a row of `compare`, their growth rates if the target is one."""
    growth = not pd.isna(row.target_growth)
    result = (row.result_growth, "%") if growth else (row.result, row.result_unit)
    target = (row.target_growth, "%") if growth else (row.target, row.target_unit)
    low = format_quantity(*result, lang=lang)
    return f"{low} → {format_quantity(*target, row.target_op, row.target_high, lang)}"


def signed(number: float) -> str:
    """Write a change with its sign, to one decimal place.

    Examples
    --------
    >>> signed(1.84), signed(-0.25), signed(0.01)
    ('+1.8', '−0.2', '0.0')
    """
    text = f"{number:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", "−")


def shorten(text: str) -> str:
    """Cut a label that leaves a chart no room: at 26 hanzi, or twice 44 Latin letters.

    Examples
    --------
    >>> shorten("农村" * 20)
    '农村农村农村农村农村农村农村农村农村农村农村农村农…'
    """
    wide = sum(map(_is_wide, text))
    room = 26 if 4 * wide > len(text) else 44
    if wide + (len(text) - wide) / 2 <= room:
        return text
    kept, used = "", 1.0
    for letter in text:
        used += 1.0 if _is_wide(letter) else 0.5
        if used > room:
            break
        kept += letter
    return f"{kept.rstrip()}…"


def wrap(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines of at most a width, given in inches, at a size in points.

    Chinese may break anywhere but before closing punctuation; Latin words and numbers stay whole.

    Examples
    --------
    >>> wrap("一般公共预算收入增长4.8%，高于预期。", 1.4, 10)
    ['一般公共预算收入增长', '4.8%，高于预期。']
    """
    lines, line, used = [], "", 0.0
    for word in _words_of(text):
        length = sum(1.0 if _is_wide(letter) else 0.5 for letter in word) * size / 72
        if line and used + length > width and word not in _NO_LINE_START:
            lines.append(line.rstrip())
            line, used, word = "", 0.0, word.lstrip()
        line += word
        used += length
    return [*lines, line.rstrip()]


def _words_of(text: str) -> list[str]:
    words = [""]
    for letter in text:
        joins = ord(letter) < 0x2E80 and letter != " "
        if joins and words[-1] and ord(words[-1][-1]) < 0x2E80:
            words[-1] += letter
        else:
            words.append(letter)
    return [word for word in words if word]


def _is_wide(letter: str) -> bool:
    return ord(letter) >= 0x2E80 or letter in _WIDE_PUNCTUATION


@cache
def _english() -> dict[tuple[str, str], str]:
    table = load_glosses()
    return dict(zip(zip(table["group"], table["zh"], strict=True), table["en"], strict=True))
