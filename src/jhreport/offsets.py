"""Offsets of numerals from the words around them, so that nobody counts characters.

The author of a row writes a piece of the sentence that stands once in the report (`quote`) and the
numeral as printed (`text`); `fill_offsets` finds `start` and `end`.
"""

import re
from bisect import bisect_left
from pathlib import Path

import pandas as pd

from jhreport import files
from jhreport.datasets import table_folder
from jhreport.errors import TableError
from jhreport.report import Report, load_report
from jhreport.tables import read_cells

TABLES = ("observations.csv", "exclusions.csv")


class Locator:
    """Finds numerals in a text by a quote, white space aside.

    Parameters
    ----------
    text : str
        The text that the offsets refer to.

    Examples
    --------
    >>> Locator("新增贷款 945 亿元，增长 13.9%").span("贷款945亿元", "945")
    (5, 8)
    """

    def __init__(self, text: str) -> None:
        self._kept = [i for i, character in enumerate(text) if not character.isspace()]
        self._squeezed = "".join(text[i] for i in self._kept)

    def span(self, quote: str, numeral: str) -> tuple[int, int]:
        """Return the half-open span of a numeral within the one place where a quote stands.

        Raises
        ------
        TableError
            If the quote is absent or stands more than once, or the numeral does so within it.
        """
        place = self._only(re.escape(_squeeze(quote)), (0, len(self._squeezed)), f"quote {quote!r}")
        # A numeral is whole: 6 is not found in 6.5, nor 1 in 31.
        whole = rf"(?<![\d.]){re.escape(_squeeze(numeral))}(?!\d|\.\d)"
        first, last = self._only(whole, place, f"numeral {numeral!r} in quote {quote!r}")
        return self._kept[first], self._kept[last - 1] + 1

    def holds(self, quote: str, start: int, end: int) -> bool:
        """Tell whether a quote stands around a span, be it only one of its places.

        Examples
        --------
        >>> Locator("甲升10%，乙升10%。").holds("升10%", 8, 10)
        True
        """
        first, last = bisect_left(self._kept, start), bisect_left(self._kept, end)
        squeezed = _squeeze(quote)
        place = self._squeezed.find(squeezed, max(0, last - len(squeezed)))
        return 0 <= place <= first

    def _only(self, pattern: str, place: tuple[int, int], what: str) -> tuple[int, int]:
        # The pattern sees what stands around the place: a numeral cut by the quote is not whole.
        # It looks ahead, so that places which overlap (“%、5%、” in a list) count each.
        found = re.compile(f"(?=({pattern}))").finditer(self._squeezed, place[0])
        spans = [match.span(1) for match in found if match.end(1) <= place[1]]
        if not spans:
            raise TableError(f"The {what} does not stand in the report. Copy it from the text.")
        if len(spans) > 1:
            raise TableError(
                f"The {what} stands {len(spans)} times. Give a longer or shorter piece of the "
                "sentence, in which it stands once."
            )
        return spans[0]


def fill_offsets(report: str | Path | Report) -> int:
    """Fill in or correct `start` and `end` of a report's observations and exclusions.

    A quote that stands more than once, as of equal numerals in one list, will do where the row's
    own offsets are one of its places. Nothing is written unless every row of both tables can be
    located.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.

    Returns
    -------
    int
        How many rows were changed.

    Raises
    ------
    TableError
        If a quote or its numeral is absent or ambiguous; the message names every such row.
    """
    loaded = load_report(report)
    locator = Locator(loaded.text)
    problems: list[str] = []
    tables = {}
    changed = 0
    for name in TABLES:
        path = table_folder(loaded) / name
        cells = read_cells(path, path.stem)
        rows = cells.to_dict("records")
        for line, row in enumerate(rows, start=2):
            if empty := [column for column in ("quote", "text") if not row[column].strip()]:
                problems.append(f"{name}, line {line}: {' and '.join(empty)} empty. Fill it in.")
                continue
            try:
                start, end = map(str, locator.span(row["quote"], row["text"]))
            except TableError as error:
                if _keeps_its_place(row, loaded.text, locator):
                    continue
                problems.append(f"{name}, line {line}: {error}")
                continue
            changed += (row["start"], row["end"]) != (start, end)
            row.update(start=start, end=end)
        filled = pd.DataFrame(rows, columns=cells.columns)
        tables[path] = filled.to_csv(index=False, lineterminator="\n").encode()
    if problems:
        raise TableError("\n".join(problems))
    files.write_all(tables)
    return changed


def _keeps_its_place(row: dict[str, str], text: str, locator: Locator) -> bool:
    """Tell whether the offsets of a row point at its numeral, within its quote."""
    if not (row["start"].isdecimal() and row["end"].isdecimal()):
        return False
    start, end = int(row["start"]), int(row["end"])
    return text[start:end] == row["text"] and locator.holds(row["quote"], start, end)


def _squeeze(text: str) -> str:
    return "".join(text.split())
