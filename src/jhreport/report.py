"""Read a report: decode it, split it into chapters, sections, paragraphs and sentences.

Every offset is half-open and counts characters of the text as it stands in the file, without its
byte order mark; nothing is normalised, so that ``report.text[start:end]`` is what was printed.
"""

import codecs
import datetime
import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from jhreport.errors import ReportError, unknown_name
from jhreport.files import data_dir

CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、\s*(?P<title>\S.*)")
SECTION = re.compile(r"（[一二三四五六七八九十]{1,3}）\s*(?P<title>\S.*)")
HEADING_CHARS = 60
SENTENCE = re.compile(r"[^。！？]*+[。！？]++[”’）」』》]*+|[^。！？]++")
PARAGRAPH_ENDS = frozenset("。！？：；…”’）」』》")
COMMON_SHARE = 0.6
"""Least share of common hanzi: real reports reach 0.99, Big5 or UTF-8 misread 0.4 or less."""

_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CUT = ("unexpected end of data", "truncated data", "incomplete multibyte sequence")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_RESAVE = (
    "Allowed: text in UTF-8, in UTF-16 with a byte order mark, or in GB18030. Open it in an editor "
    "and save it as UTF-8."
)
_KEYS = dict.fromkeys(("name", "title_zh", "title_en", "place_zh", "place_en"), str)
_KEYS |= {"session_zh": str, "date": datetime.date, "review_year": int, "target_year": int}
_KEYS |= {"source": str, "sha256": str}
_PLACE = ["chapter", "section"]
_COLUMNS = {
    "chapters": ["chapter", "title", "start", "end", "chars"],
    "sections": [*_PLACE, "title", "start", "end", "chars"],
    "paragraphs": [*_PLACE, "paragraph", "lead", "start", "end", "chars", "broken"],
    "sentences": [*_PLACE, "paragraph", "sentence", "start", "end", "text"],
}


def decode(content: bytes, origin: str) -> str:
    r"""Decode the bytes of a report; line ends stay as they are.

    Parameters
    ----------
    content : bytes
        UTF-8, UTF-16 with a byte order mark, or GB18030 (so GBK and GB2312 too).
    origin : str
        Where the bytes come from, for the message of an error.

    Raises
    ------
    ReportError
        If `content` is empty, binary, cut in the middle of a character, or in another encoding.

    Examples
    --------
    >>> decode("增长6.5%。\r\n".encode("gb18030"), "report.txt")
    '增长6.5%。\r\n'
    """
    bom = next((bom for bom in _BOMS if content.startswith(bom)), b"")
    if not bom and b"\0" in content:
        raise ReportError(f"{origin}: NUL byte at {content.index(0)}: no text file. {_RESAVE}")
    body = content[len(bom) :]
    for encoding in [_BOMS[bom]] if bom else ["utf-8", "gb18030"]:
        try:
            text = body.decode(encoding)
            break
        except UnicodeDecodeError as error:
            failure = error
            if error.reason in _CUT and error.end == len(body):
                raise ReportError(
                    f"{origin}: cut in the middle of a character at byte {len(bom) + error.start} "
                    f"(read as {encoding}). The file is incomplete: fetch it again."
                ) from error
    else:
        raise ReportError(
            f"{origin}: byte {len(bom) + failure.start} is no {encoding}: another encoding, "
            f"such as Big5, or no text file. {_RESAVE}"
        ) from failure
    if encoding == "gb18030" and (share := _common_share(text)) < COMMON_SHARE:
        raise ReportError(
            f"{origin}: read as GB18030, only {share:.0%} of its letters are common hanzi (at "
            f"least {COMMON_SHARE:.0%} expected): it is Big5, or damaged. {_RESAVE}"
        )
    if control := _CONTROL.search(text):
        raise ReportError(
            f"{origin}: control character {control[0]!r} at offset {control.start()}: "
            f"no text file. {_RESAVE}"
        )
    if not text.strip():
        raise ReportError(f"{origin}: the file is empty. Put the text of the report into it.")
    return text


def _common_share(text: str) -> float:
    """Return the share of GB2312 level-1 hanzi in the letters beyond ASCII; 1 without any."""
    letters = [char for char in text if char.isalpha() and not char.isascii()]
    return sum(char in _common_hanzi() for char in letters) / len(letters) if letters else 1.0


@cache
def _common_hanzi() -> frozenset[str]:
    """Return the 3,755 hanzi of GB2312 level 1, rows B0 to D7."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset("".join(cell.decode("gb2312", "ignore") for cell in cells))


def tidy(text: str) -> str:
    r"""Remove the white space that printing left in Chinese text.

    A line break or a run of spaces stays, as one space, only between two ASCII characters.

    Examples
    --------
    >>> tidy("新增停车泊位 2.1 万余个。建设境外\n\n经贸合作区，Belt and Road")
    '新增停车泊位2.1万余个。建设境外经贸合作区，Belt and Road'
    """

    def close(gap: re.Match[str]) -> str:
        left, right = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
        return " " if left and right and (left + right).isascii() and right != "%" else ""

    return re.sub(r"\s+", close, text)


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
        The name of its folder, or of its file without suffix; the text as decoded.
    title_zh, title_en, place_zh, place_en, session_zh, source : str
        Empty for a bare text file.
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
    def chapters(self) -> pd.DataFrame:
        """Chapters: chapter, title (without its number; "" for 0), start, end, chars.

        They cover the text without a gap; a chapter starts with its heading.
        """
        return self._parts["chapters"].copy()

    @property
    def sections(self) -> pd.DataFrame:
        """Sections: chapter, section, title, start, end, chars.

        Section 0, from the chapter's heading on, exists where a paragraph stands before the first
        （一） or where the chapter has none.
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
        return _split(self.text)


def _split(text: str) -> dict[str, pd.DataFrame]:
    """Split a text into the tables of `Report`, and `marks`: where chapters and sections start."""
    headings, paragraphs = _blocks(text)
    marks = pd.DataFrame(headings).assign(end=[*(row["start"] for row in headings[1:]), len(text)])
    chapters = marks[marks["section"] == 0]
    chapters = chapters.assign(end=[*chapters["start"].iloc[1:], len(text)])
    filled = {(row["chapter"], row["section"]) for row in paragraphs}
    divided = {row["chapter"] for row in headings if row["section"]}
    keys = zip(marks["chapter"], marks["section"], strict=True)
    sections = marks[[key in filled or key[1] > 0 or key[0] not in divided for key in keys]]
    sentences, leads = [], {}
    for block in sorted([*headings[1:], *paragraphs], key=lambda row: row["start"]):
        for start, end in _sentences(text, block):
            row = block | {"start": start, "end": end, "text": tidy(text[start:end])}
            sentences.append(row | {"sentence": len(sentences) + 1})
            leads.setdefault(block["paragraph"], row["text"])
    paragraphs = [row | {"lead": leads[row["paragraph"]]} for row in paragraphs]
    tables = {"chapters": chapters, "sections": sections}
    for name, rows in (("paragraphs", paragraphs), ("sentences", sentences)):
        tables[name] = pd.DataFrame(rows, columns=_COLUMNS[name])
    for name, table in tables.items():
        spans = zip(table["start"], table["end"], strict=True)
        chars = [len("".join(text[start:end].split())) for start, end in spans]
        tables[name] = table.assign(chars=chars)[_COLUMNS[name]].reset_index(drop=True)
    return tables | {"marks": marks}


def _blocks(text: str) -> tuple[list[dict], list[dict]]:
    """Return the headings, with an empty one for the opening, and the paragraphs, in order."""
    headings = [{"chapter": 0, "section": 0, "title": "", "start": 0, "end": 0, "paragraph": 0}]
    paragraphs: list[dict] = []
    open_ended = False  # whether the next line goes on with the last paragraph
    for match in re.finditer(r"\S[^\r\n]*", text):
        line, start = match[0].rstrip(), match.start()
        span = {"start": start, "end": start + len(line)}
        chapter, section = headings[-1]["chapter"], headings[-1]["section"]
        short = len(line) < HEADING_CHARS and "。" not in line[:-1]
        unended = line[-1] not in PARAGRAPH_ENDS
        if short and line[-1] != "。" and (heading := CHAPTER.fullmatch(line)):
            chapter, section = chapter + 1, 0
        elif short and (heading := SECTION.fullmatch(line)):
            section += 1
        elif open_ended:
            paragraphs[-1] |= {"end": span["end"], "broken": True}
            open_ended = unended
            continue
        else:
            row = {"chapter": chapter, "section": section, "paragraph": len(paragraphs) + 1}
            paragraphs.append(row | span | {"broken": False})
            open_ended = unended and not short
            continue
        title = tidy(heading["title"].removesuffix("。"))
        place = {"chapter": chapter, "section": section, "paragraph": 0}
        headings.append(place | span | {"title": title})
        open_ended = False
    return headings, paragraphs


def _sentences(text: str, block: dict) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of a paragraph; a heading is one."""
    if block["paragraph"] == 0:
        return [(block["start"], block["end"])]
    found = SENTENCE.finditer(text, block["start"], block["end"])
    spans = [(match.start(), match.end(), match[0]) for match in found if match[0].strip()]
    return [(end - len(raw.lstrip()), start + len(raw.rstrip())) for start, end, raw in spans]


def list_reports() -> list[str]:
    """Return the names of the reports of the project, in order.

    A report is a folder of the data folder that holds a ``report.toml``.
    """
    return sorted(path.parent.name for path in data_dir().glob("*/report.toml"))


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
            "hash into report.toml and check every offset in the tables."
        )
    return Report(text=decode(content, str(folder / "report.txt")), folder=folder, **keys)


def _read(path: Path) -> bytes:
    """Read a file, or say why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReportError(
            f"Could not read {path}: {error.strerror or error}. Put the file there, or name "
            "another report."
        ) from error
