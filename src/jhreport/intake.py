"""Take a new report into the project: its text, what it says of itself, and drafted tables."""

import datetime
import hashlib
import os
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pandas as pd

from jhreport import files
from jhreport.drafts import Drafts, as_printed, draft_tables
from jhreport.errors import LedgerError, MetadataError, ReportError
from jhreport.extraction import Extract, extract_text
from jhreport.ledgers import ledger
from jhreport.metadata import NATION, Metadata, doubts, find_metadata
from jhreport.report import Report, load_report

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 64
_NEEDED = {
    "place_zh": "--place 杭州市",
    "date": "--date 2021-01-30",
    "review_year": "--year 2021",
    "target_year": "--year 2021",
}
"""What a report must know of itself, and the option that says it."""
_YEARS = range(1950, 2101)
"""Years that reports set targets for; tables hold no later ones."""


@dataclass(frozen=True)
class Intake:
    """What was taken in.

    Attributes
    ----------
    folder : Path
        The folder of the new report.
    dropped, doubts : tuple of str
        What was left out of the file, and why its text may be no report; lines to print.
    metadata : Metadata
        What is known of the report.
    numerals, observations, exclusions : int
        How many numerals it has, and drafted rows.
    checks : int
        How many of the drafted observations have something to look at.
    own_indicators : int
        How many indicators no other report has.
    ledger : str
        What the ledger finds: that every numeral has its role, or which has none.
    """

    folder: Path
    dropped: tuple[str, ...]
    doubts: tuple[str, ...]
    metadata: Metadata
    numerals: int
    observations: int
    exclusions: int
    checks: int
    own_indicators: int
    ledger: str


def read_report(path: str | Path) -> tuple[Report, Extract, tuple[str, ...]]:
    """Read a file of any kind as a report, with its years where the text names them.

    Parameters
    ----------
    path : str or Path
        A text, HTML, Word or PDF file.

    Returns
    -------
    tuple
        The report, what was extracted, and why the text may be no report, as lines to print.

    Raises
    ------
    ReportError
        If the file holds no text, or one that is clearly no report.
    """
    extract = extract_text(path)
    doubtful = _doubts(extract.text, Path(path))
    found = find_metadata(extract.text)
    known = {key: value for key, value in asdict(found).items() if value is not None}
    return Report(Path(path).stem, extract.text, **known), extract, doubtful


def take_in(
    path: str | Path, name: str, known: Metadata | None = None, data: Path | None = None
) -> Intake:
    """Make the folder of a new report: text, metadata and drafted tables; all of it or nothing.

    Parameters
    ----------
    path : str or Path
        A text, HTML, Word or PDF file.
    name : str
        Name of the report and of its folder: lower-case letters, digits and hyphens, such as
        ``hangzhou-2021``.
    known : Metadata, optional
        What is known of the report; it goes before what the text says of itself.
    data : Path, optional
        The folder of the data; by default that of the checkout.

    Raises
    ------
    ReportError
        If the name is none or taken; if the file holds no text, or one that is clearly no report;
        if place, date or years are neither known nor found. Nothing is written then.
    """
    data = data or files.checkout_dir() / "data"
    folder = _new_folder(data, name)
    bare, extract, doubtful = read_report(path)
    metadata = _complete(find_metadata(extract.text), known or Metadata(), Path(path), doubtful)
    content = extract.text.encode()
    keys = _keys(name, metadata, path, content)
    report = replace(bare, **{key: keys[key] for key in keys if key != "name"})
    drafts = draft_tables(report)
    contents = {"report.txt": content, "report.toml": _toml(keys), **_tables(drafts)}
    files.write_folder(folder, contents)
    taken = load_report(folder)
    try:
        numerals = len(ledger(taken))
        told = f"{numerals} numerals, each with its role."
    except LedgerError as error:
        numerals, told = len(drafts.observations) + len(drafts.exclusions), str(error)
    return Intake(
        folder=folder,
        dropped=tuple(map(str, extract.dropped)),
        doubts=doubtful,
        metadata=metadata,
        numerals=numerals,
        observations=len(drafts.observations),
        exclusions=len(drafts.exclusions),
        checks=int((drafts.observations["check"] != "").sum()),
        own_indicators=len(drafts.indicators),
        ledger=told,
    )


def _new_folder(data: Path, name: str) -> Path:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise ReportError(
            f"{name[:80]!r} is no name for a report. Allowed: lower-case letters, digits and "
            f"single hyphens, {_LONGEST_NAME} at most, such as hangzhou-2021."
        )
    folder = data / name
    if folder.exists():
        raise ReportError(
            f"{folder} is there already, and stays as it is. Choose another name, or move the "
            "folder away first."
        )
    return folder


def _doubts(text: str, path: Path) -> tuple[str, ...]:
    found = doubts(text)
    if refused := [doubt.reason for doubt in found if doubt.refuse]:
        raise ReportError(f"{path} is no government work report. {' '.join(refused)}")
    return tuple(doubt.reason for doubt in found)


def _complete(found: Metadata, known: Metadata, path: Path, doubtful: tuple[str, ...]) -> Metadata:
    """Return what is known, and for the rest what was found."""
    given = {key: value for key, value in asdict(known).items() if value not in (None, "")}
    metadata = replace(found, **given)
    if missing := [key for key in _NEEDED if getattr(metadata, key) is None]:
        options = dict.fromkeys(_NEEDED[key] for key in missing)
        raise MetadataError(
            f"{path} does not say, or not clearly, its {', '.join(missing)}. "
            f"Add, for example: {' '.join(options)}"
            + "".join(f"\nDoubtful: {doubt}" for doubt in doubtful),
            tuple(missing),
        )
    if metadata.target_year not in _YEARS:
        raise ReportError(
            f"{metadata.target_year} is no year whose targets a report sets. Allowed: "
            f"{_YEARS[0]} to {_YEARS[-1]}, such as --year 2021."
        )
    return metadata


def _keys(name: str, metadata: Metadata, path: str | Path, content: bytes) -> dict[str, object]:
    title = metadata.title_zh or f"{metadata.target_year}年{metadata.place_zh}政府工作报告"
    # Names of files may hold bytes that are no UTF-8, as from an archive in GBK.
    file = os.fsencode(Path(path).name).decode(errors="replace")
    place_en = "China" if metadata.place_zh == NATION else metadata.place_zh
    return {
        "name": name,
        "title_zh": title,
        "title_en": f"Government Work Report of {place_en}, {metadata.target_year}",
        "place_zh": metadata.place_zh,
        "place_en": place_en,
        "session_zh": metadata.session_zh or "",
        "date": metadata.date,
        "review_year": metadata.review_year,
        "target_year": metadata.target_year,
        "source": f"Taken from the file {file}",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _toml(keys: dict[str, object]) -> bytes:
    lines = ["# What is known of the report. The text beside it is what was extracted from a file."]
    for key, value in keys.items():
        plain = isinstance(value, int | datetime.date)
        lines.append(f"{key} = {value if plain else _quoted(str(value))}")
    return ("\n".join(lines) + "\n").encode()


def _quoted(value: str) -> str:
    escaped = "".join(f"\\u{ord(c):04x}" if ord(c) < 32 or c in '"\\\x7f' else c for c in value)
    return f'"{escaped}"'


def _tables(drafts: Drafts) -> dict[str, bytes]:
    tables: dict[str, pd.DataFrame] = asdict(drafts)
    return {
        f"{name}.csv": as_printed(table).to_csv(index=False, lineterminator="\n").encode()
        for name, table in tables.items()
    }
