"""A made report folder, small enough that every answer can be worked out by hand; made files."""

import csv
import hashlib
import io
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jhreport import cli, files, identifying
from jhreport.datasets import load_indicators
from jhreport.errors import ReportError
from jhreport.extraction import extract_text
from jhreport.report import Report, load_report

# The comments give the offset of the first character of each line; the text ends at 82.
TEXT = (
    "各位代表：\n"  # 0
    "一、回顾\n"  # 6
    "进口5亿元、下降20%，增速居全省第三。信访总量下降 15 %。\n"  # 11; 信 stands at 31
    "二、目标\n"  # 44
    "出口增长3%—4%，新增注册商标2.1 万余件。\n"  # 49
    "进口稳步提高。\n"  # 74
)
OBSERVATIONS = """\
indicator,subject,year,status,measure,value,high,unit,op,versus,rank_of,start,end,text,quote,note
imports,全市,2019,actual,level,5,,亿元,=,,,13,14,5,进口5亿元,
imports,全市,2019,actual,growth,-20,,%,=,,,19,21,20,下降20%,
imports,全市,2019,actual,rank,3,,位,=,全省,growth,28,30,第三,增速居全省第三,
petitions,全市,2019,actual,growth,-15,,%,=,,,38,40,15,信访总量下降15%,"A fall, hence negative."
exports,全市,2020,target,growth,3,4,%,range,,,53,54,3,出口增长3%—4%,
new_trademarks,全市,2020,target,level,2.1,,万件,>=,,,65,68,2.1,新增注册商标2.1万余件,
imports,全市,2020,target,growth,,,,qualitative,,,76,80,稳步提高,进口稳步提高,
"""
EXCLUSIONS = """\
start,end,text,quote,reason,note
56,57,4,3%—4%,range-end,
"""


class MadeReport:
    """A report folder whose files tests change; lines are counted from 1, the header."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.write_text(TEXT)
        self.path("observations.csv").write_text(OBSERVATIONS, encoding="utf-8", newline="")
        self.path("exclusions.csv").write_text(EXCLUSIONS, encoding="utf-8", newline="")

    def path(self, name: str) -> Path:
        return self.folder / name

    def contents(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def write_text(self, text: str) -> None:
        content = text.encode()
        self.path("report.txt").write_bytes(content)
        names = ["title_zh", "title_en", "place_zh", "place_en", "session_zh", "source"]
        lines = [
            'name = "made"',
            *(f'{name} = "made"' for name in names),
            "date = 2020-04-26",
            "review_year = 2019",
            "target_year = 2020",
            f'sha256 = "{hashlib.sha256(content).hexdigest()}"',
        ]
        self.path("report.toml").write_text("\n".join(lines), encoding="utf-8")

    def rows(self, table: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.path(table).read_text(encoding="utf-8"))))

    def write_rows(self, table: str, rows: list[list[str]]) -> None:
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(rows)
        self.path(table).write_text(stream.getvalue(), encoding="utf-8", newline="")

    def change(self, line: int, table: str = "observations.csv", **cells: object) -> None:
        rows = self.rows(table)
        for column, value in cells.items():
            rows[line - 1][rows[0].index(column)] = str(value)
        self.write_rows(table, rows)

    def drop(self, *lines: int, table: str = "observations.csv") -> None:
        rows = self.rows(table)
        self.write_rows(table, [row for i, row in enumerate(rows, start=1) if i not in lines])

    def append(self, row: str, table: str = "observations.csv") -> None:
        self.write_rows(table, [*self.rows(table), row.split(",")])


@pytest.fixture(scope="session")
def skip_without() -> Callable[[str, str], None]:
    """Return a function that skips a test for want of a program, and says why.

    Where ``JHREPORT_NO_SKIP`` names the program (several are parted by spaces), as it does in CI,
    the test fails instead: nothing is skipped there without anyone noticing.
    """

    def skip(program: str, reason: str) -> None:
        if program in os.environ.get("JHREPORT_NO_SKIP", "").split():
            pytest.fail(f"no {program}, and JHREPORT_NO_SKIP forbids to do without: {reason}")
        pytest.skip(f"no {program}: {reason}")

    return skip


@pytest.fixture
def made(tmp_path) -> MadeReport:
    return MadeReport(tmp_path / "made")


@pytest.fixture
def main(monkeypatch, capsys):
    """Return a function that runs the command line and gives status, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["jhreport", *map(str, arguments)])
        with pytest.raises(SystemExit, match=r"^\d$") as stop:
            cli.main()
        return (stop.value.code, *capsys.readouterr())

    return call


@pytest.fixture
def copied(tmp_path, monkeypatch) -> Path:
    """Return a copy of the data folder, which the package reads instead of its own."""
    shutil.copytree(files.data_dir(), tmp_path / "data")
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "src" / "jhreport")
    return tmp_path / "data"


@pytest.fixture(scope="session")
def jinhua() -> Report:
    return load_report("jinhua-2020")


@pytest.fixture
def save(tmp_path) -> Callable[[str, bytes | str], Path]:
    """Return a function that writes a file to draft from."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def refusal() -> Callable[[Path], str]:
    """Return a function that gives the message with which a file is refused."""

    def message(path: Path) -> str:
        with pytest.raises(ReportError) as caught:
            extract_text(path)
        said = str(caught.value)
        assert said.startswith((f"{path}: ", f"Could not read {path}: "))
        return said

    return message


@pytest.fixture(scope="module")
def indicators_once():
    """Let drafting read the table of indicators once for all tests of a file."""
    known = load_indicators()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identifying, "load_indicators", lambda: known)
        yield
