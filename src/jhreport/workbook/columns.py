"""What each column of the workbook is: one dictionary, for the headers, the formats and the cover.

``columns.csv`` lists the columns of each sheet in their order. Where a column comes from a table of
the project, its meaning and allowed values are those of the table's schema.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from jhreport import files
from jhreport.pairing import DIRECTIONS, VERDICTS
from jhreport.tables import read_json

_FILE = Path(__file__).parent / "columns.csv"
TEXTS = ("text", "wrap", "long", "link")
"""The formats of text."""
_COMPUTED = {"direction": DIRECTIONS, "verdict": VERDICTS}
"""Allowed values that the code knows already."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes
    ----------
    sheet, column : str
        Name of the sheet, and of the column in its rows.
    header : str
        What stands above it: English, and Chinese on the line below.
    format : str
        ``text``, ``wrap`` (names, broken over lines), ``long`` (sentences, broken over lines),
        ``link`` (to the reader page or a source), ``printed`` (a number with the decimals it has),
        or a number format of Excel.
    unit, meaning, allowed : str
        As the cover tells them; empty where there is nothing to tell.
    """

    sheet: str
    column: str
    header: str
    format: str
    unit: str
    meaning: str
    allowed: str


def columns_of(sheet: str, chapters: pd.DataFrame) -> list[Column]:
    """Return the columns of a sheet in their order.

    Parameters
    ----------
    sheet : str
        Name of the sheet.
    chapters : pandas.DataFrame
        `Report.chapters`: a column of the kind ``chapter_{n}`` stands once for each.
    """
    columns = []
    for row in _dictionary():
        if row["sheet"] == sheet:
            of_chapters = row["column"] == "chapter_{n}"
            filled = _by_chapter(row, chapters) if of_chapters else [row]
            columns += [_column(one) for one in filled]
    return columns


@cache
def _dictionary() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def _by_chapter(row: dict[str, str], chapters: pd.DataFrame) -> list[dict[str, str]]:
    filled = []
    for chapter in chapters.itertuples():
        words = {
            "n": chapter.chapter,
            "place": f"chapter {chapter.chapter}" if chapter.chapter else "the opening",
            "place_zh": f"第{chapter.chapter}章" if chapter.chapter else "开头",
            "title": f"chapter {chapter.chapter}, {chapter.title}"
            if chapter.chapter
            else "the opening",
        }
        filled.append({key: text.format(**words) for key, text in row.items()})
    return filled


def _column(row: dict[str, str]) -> Column:
    meaning, allowed = row["meaning"], row["allowed"]
    if row["schema"]:
        field = _fields(row["schema"])[row["field"]]
        meaning = field["description"]
        allowed = " ".join(field.get("constraints", {}).get("enum", []))
    elif row["column"] in _COMPUTED:
        allowed = "; ".join(_COMPUTED[row["column"]])
    return Column(
        sheet=row["sheet"],
        column=row["column"],
        header=f"{row['en']}\n{row['zh']}",
        format=row["format"],
        unit=row["unit"].replace("`", ""),
        meaning=meaning.replace("`", ""),
        allowed=allowed,
    )


@cache
def _fields(schema: str) -> dict[str, dict]:
    definition = read_json(files.data_dir() / "schemas" / f"{schema}.json")
    return {field["name"]: field for field in definition["fields"]}
