"""A report: its text, what is known of it, and its parts as tables.

Every offset is half-open and counts characters of the text as it stands in the file, without its
byte order mark; nothing is normalised, so that ``report.text[start:end]`` is what was printed.
"""

import datetime
import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from jhreport.decoding import decode
from jhreport.errors import ReportError, unknown_name
from jhreport.files import data_dir
from jhreport.splitting import split_text

_KEYS = {
    "name": str,
    "title_zh": str,
    "title_en": str,
    "place_zh": str,
    "place_en": str,
    "session_zh": str,
    "date": datetime.date,
    "review_year": int,
    "target_year": int,
    "source": str,
    "sha256": str,
}
"""The keys of ``report.toml`` and their types; all are needed."""


@dataclass(frozen=True)
class Report:
    r"""One report: its text, what ``report.toml`` says about it, and its parts as tables.

    Each table is worked out once and handed out as a copy. The tables share the columns `chapter`
    (0 before the first heading of the kind 一、), `section` (0 where no heading of the kind （一）
    stands above), `start` and `end` (half-open offsets into `text`); `chars` counts characters
    other than white space. Headings are numbered as they come. A heading stands on a line of its
    own, is shorter than 60 characters and holds no 。 (a section's may end with one).

    Attributes
    ----------
    name, text : str
        The name in ``report.toml``, or of the file without suffix; the text as decoded.
    title_zh, title_en, place_zh, place_en, session_zh, source : str
        Empty for a bare text file. `place_zh` is 全国 for a report of the State Council.
    date : datetime.date or None
        The day it was delivered.
    review_year, target_year : int or None
        The year it looks back on, and the year whose targets it sets.
    sha256 : str
        Hash of the file's bytes, in hexadecimal digits.
    folder : pathlib.Path or None
        The folder that holds the report and its tables; None for a bare text file.

    Examples
    --------
    >>> report = Report("toy", "各位代表：\n一、回顾\n增长6.5%。进口增长2%。\n")
    >>> report.sentences[["chapter", "paragraph", "text"]].values.tolist()
    [[0, 1, '各位代表：'], [1, 0, '一、回顾'], [1, 2, '增长6.5%。'], [1, 2, '进口增长2%。']]
    >>> report.sentence_at(report.text.index("2%")).text
    '进口增长2%。'
    """

    name: str
    text: str = field(repr=False)
    title_zh: str = ""
    title_en: str = ""
    place_zh: str = ""
    place_en: str = ""
    session_zh: str = ""
    date: datetime.date | None = None
    review_year: int | None = None
    target_year: int | None = None
    source: str = ""
    sha256: str = field(default="", repr=False)
    folder: Path | None = field(default=None, repr=False)

    @property
    def whole(self) -> str:
        """The subject that stands for the whole place: 全市, 全省, 全区, 全县 …, or 全国.

        Examples
        --------
        >>> Report("toy", "", place_zh="浙江省").whole, Report("toy", "", place_zh="全国").whole
        ('全省', '全国')
        """
        ending = self.place_zh[-1:]
        if ending in tuple("市省区县州旗盟镇乡"):
            return f"全{ending}"
        return "全国" if "国" in self.place_zh or "中央" in self.place_zh else "全市"

    @property
    def has_parts(self) -> bool:
        """Whether review and plan can be told apart."""
        return {"review", "plan"} <= set(self._parts["chapters"]["part"])

    @property
    def chapters(self) -> pd.DataFrame:
        """Chapters: chapter, part, title (without its number; "" for 0), start, end, chars.

        They cover the text without a gap; a chapter starts with its heading. `part` is
        ``opening`` for chapter 0, ``review`` up to the last chapter whose title looks back (回顾,
        总结), and ``plan`` from there on; "" throughout if no title looks back.
        """
        return self._parts["chapters"].copy()

    @property
    def sections(self) -> pd.DataFrame:
        """Sections: chapter, section, title, start, end, chars.

        They cover the text without a gap. Section 0, from the chapter's heading on, exists where
        a paragraph stands before the first （一） or where the chapter has none; elsewhere the
        first section starts with the chapter's heading.
        """
        return self._parts["sections"].copy()

    @property
    def paragraphs(self) -> pd.DataFrame:
        """Paragraphs: chapter, section, paragraph, lead, start, end, chars, broken.

        `paragraph` runs from 1 through the report, title and date lines included, headings not.
        `lead` is the first sentence, tidied. `broken` is True where lines are joined because the
        text stops in the middle of a sentence.
        """
        return self._parts["paragraphs"].copy()

    @property
    def sentences(self) -> pd.DataFrame:
        """Sentences: chapter, section, paragraph, sentence, start, end, text.

        `sentence` runs from 1; a sentence ends with 。！ or ？ and the closing marks after it.
        A heading is one sentence of paragraph 0, so that no character but white space is left
        out. `text` is tidied (see `tidy`).
        """
        return self._parts["sentences"].copy()

    def place(self, offset: int) -> tuple[int, int]:
        """Return the chapter and the section in which an offset into the text stands."""
        marks = self._parts["marks"]
        mark = marks.iloc[max(0, marks["start"].searchsorted(offset, side="right") - 1)]
        return int(mark.chapter), int(mark.section)

    def place_all(self, offsets: Sequence[int]) -> pd.DataFrame:
        """Return part, chapter and section of each of some offsets into the text."""
        marks = self._parts["marks"][["chapter", "section"]]
        firsts = self._parts["marks"]["start"].to_numpy()
        rows = marks.iloc[(firsts.searchsorted(offsets, side="right") - 1).clip(0)]
        parts = self._parts["chapters"].set_index("chapter")["part"]
        rows.insert(0, "part", rows["chapter"].map(parts))
        return rows.reset_index(drop=True)

    def sentence_at(self, offset: int) -> pd.Series:
        """Return the row of `sentences` that holds an offset into the text.

        Raises
        ------
        ReportError
            If the offset lies outside the text, or in the white space between sentences.
        """
        sentences = self._parts["sentences"]
        row = sentences["start"].searchsorted(offset, side="right") - 1
        if row >= 0 and offset < sentences["end"].iat[row]:
            return sentences.iloc[row]
        raise ReportError(
            f"{self.name}: no sentence at offset {offset}. Allowed: the characters other than "
            f"white space from 0 to {len(self.text) - 1}."
        )

    @cached_property
    def _parts(self) -> dict[str, pd.DataFrame]:
        return split_text(self.text)


def list_reports() -> list[str]:
    """Return the names of the reports of the project, in order.

    A report is a folder of the data folder that holds a ``report.toml``.
    """
    return sorted(path.parent.name for path in data_dir().glob("[!.]*/report.toml"))


def latest_report() -> Report:
    """Load the report with the latest date.

    Raises
    ------
    ReportError
        If there is no report, or one of them cannot be loaded.

    Examples
    --------
    >>> latest_report().name in list_reports()
    True
    """
    reports = [load_report(name) for name in list_reports()]
    if not reports:
        raise ReportError(f"No report in {data_dir()}. A report is a folder with a report.toml.")
    return max(reports, key=lambda report: report.date)


def earlier_report(report: str | Path | Report) -> Report | None:
    """Load the report of the same place of the year before, if the project has one.

    Raises
    ------
    ReportError
        If a report cannot be loaded.

    Examples
    --------
    >>> earlier_report("jinhua-2020") is None
    True
    """
    report = load_report(report)
    for other in map(load_report, list_reports()):
        if (other.place_zh, other.target_year) == (report.place_zh, report.review_year):
            return other
    return None


def load_report(report: str | Path | Report) -> Report:
    """Load a report and verify that its text is the one its ``report.toml`` describes.

    Parameters
    ----------
    report : str, pathlib.Path or Report
        A name from `list_reports`; a folder with ``report.toml`` and ``report.txt``; a text file,
        read without metadata; or a `Report`, returned as it is.

    Raises
    ------
    ReportError
        If there is no such report, or a file cannot be read or decoded; if ``report.toml`` is no
        TOML, lacks a key, or has an unknown one or one of the wrong type; if the text's hash
        differs.

    Examples
    --------
    >>> load_report("jinhua-2020").target_year
    2020
    """
    if isinstance(report, Report):
        return report
    known = list_reports()
    path = data_dir() / report if report in known else Path(report)
    if path.is_dir():
        return _load_folder(path)
    if path.is_file() or isinstance(report, Path):
        content = _read(path)
        digest = hashlib.sha256(content).hexdigest()
        return Report(path.stem, decode(content, str(path)), sha256=digest)
    raise ReportError(
        f"{unknown_name('report', report, known)} A path to a folder with report.toml, or to a "
        "text file, is allowed too."
    )


def _load_folder(folder: Path) -> Report:
    """Load ``report.toml`` and the ``report.txt`` beside it."""
    origin = folder / "report.toml"
    try:
        keys = tomllib.loads(_read(origin).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReportError(f"{origin}: no valid TOML: {error}. Correct it there.") from error
    if missing := _KEYS.keys() - keys.keys():
        raise ReportError(f"{origin}: missing key {min(missing)!r}. Needed: {', '.join(_KEYS)}.")
    if unknown := keys.keys() - _KEYS.keys():
        raise ReportError(f"{origin}: {unknown_name('key', min(unknown), _KEYS)}")
    for key, kind in _KEYS.items():
        if type(keys[key]) is not kind:
            raise ReportError(
                f"{origin}: {key} is {keys[key]!r}, of type {type(keys[key]).__name__}. "
                f"Allowed: one value of type {kind.__name__}."
            )
    content = _read(folder / "report.txt")
    digest = hashlib.sha256(content).hexdigest()
    if digest != keys["sha256"]:
        raise ReportError(
            f"{folder / 'report.txt'}: its sha256 is {digest[:12]}…, but report.toml says "
            f"{keys['sha256'][:12]}…. Restore the file; or, if the change is meant, put the new "
            "hash into report.toml and run `jhreport fill`, which finds the offsets again."
        )
    text = decode(content, str(folder / "report.txt"))
    if not text.strip():
        raise ReportError(
            f"{folder / 'report.txt'}: the file is empty. Put the text of the report into it."
        )
    return Report(text=text, folder=folder, **keys)


def _read(path: Path) -> bytes:
    """Read a file, or say why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReportError(
            f"Could not read {path}: {error.strerror or error}. Put the file there, or name "
            "another report."
        ) from error
