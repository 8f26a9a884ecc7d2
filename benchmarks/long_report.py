"""Make a report that is many times as long as another, with its tables."""

import csv
import hashlib
from pathlib import Path

from jhreport import load_report


def multiply(report: str, times: int, folder: Path) -> Path:
    """Write copies of a report and its tables one after the other into a new folder.

    A row of a copy has a subject of its own, since a report states each thing once.
    """
    source = load_report(report)
    folder.mkdir(parents=True)
    content = (source.text * times).encode()
    (folder / "report.txt").write_bytes(content)
    toml = (source.folder / "report.toml").read_text(encoding="utf-8")
    digest = hashlib.sha256(content).hexdigest()
    (folder / "report.toml").write_text(toml.replace(source.sha256, digest), encoding="utf-8")
    for name in ("observations.csv", "exclusions.csv"):
        with (source.folder / name).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
            writer.writeheader()
            for copy in range(times):
                writer.writerows(_moved(row, copy, len(source.text)) for row in rows)
    return folder


def _moved(row: dict[str, str], copy: int, length: int) -> dict[str, str]:
    moved = {key: str(int(row[key]) + copy * length) for key in ("start", "end")}
    if copy and "subject" in row:
        moved["subject"] = f"{row['subject']} {copy + 1}"
    return row | moved
