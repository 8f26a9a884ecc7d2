"""Command line: targets beside results, as a table and as CSV."""

import io
import re
import shutil
import sys

import pandas as pd
import pytest
from typer.testing import CliRunner

from jhreport import cli, files
from jhreport.pairing import compare

PAIRS = (
    "result,result_subject,result_measure,target,target_subject,target_measure,comparability,why\n"
    "petitions,全市,growth,exports,全市,growth,scope,Not the same people.\n"
    "imports,全市,growth,imports,全市,growth,same,One thing.\n"
)
OUTCOMES = (
    "target,target_subject,target_measure,published_subject,decidable,why\n"
    "exports,全市,growth,全市,yes,As printed.\n"
)
FIGURE = "made,exports,全市,2020,,,,=,3.5,same,one,B,page,http://x.cn/1,n.d.,\n"


@pytest.fixture
def made(made, tmp_path, monkeypatch):
    """Return the made report in a data folder of its own, with pairs and an outcome."""
    data = tmp_path / "data"
    shutil.copytree(files.data_dir(), data, ignore=shutil.ignore_patterns("jinhua-*"))
    made.folder = made.folder.rename(data / "made")
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "src" / "jhreport")
    path = data / "published.csv"
    header = path.read_text(encoding="utf-8").split("\n")[0]
    path.write_text(f"{header}\n{FIGURE}", encoding="utf-8")
    made.path("pairs.csv").write_text(PAIRS, encoding="utf-8")
    made.path("outcomes.csv").write_text(OUTCOMES, encoding="utf-8")
    return made


def run(*arguments: object) -> str:
    """Return what a command writes to stdout; it must succeed."""
    result = CliRunner().invoke(cli.app, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def table_of(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), dtype_backend="numpy_nullable")


def test_compare_of_a_made_report(made):
    lines = [line.split() for line in run("compare", made.folder).splitlines() if line.strip()]
    head = ["indicator", "name", "result", "target", "comparability", "compared", "verdict", "why"]
    assert lines[0] == head
    joined = [" ".join(line) for line in lines[2:]]
    assert joined == [
        "exports Exports growth −15% growth 3–4% scope met Not the same people.",
        "new_trademarks New registered trademarks ≥2.1万件 not found",
        "imports Imports 5亿元, growth −20% 稳步提高 (rise steadily) same in words not found "
        "One thing.",
    ]


def test_compare_as_csv(made):
    found = table_of(run("compare", made.folder, "--csv"))
    assert found.columns.tolist() == compare(made.folder).columns.tolist()
    rows = [row.dropna().to_dict() for _, row in found.iterrows()]
    assert rows[0] == {
        **{
            "indicator": "exports",
            "subject": "全市",
            "is_whole": True,
            "name_zh": "外贸出口",
            "name_en": "Exports",
        },
        **{"result_indicator": "petitions", "result_subject": "全市", "result_measure": "growth"},
        **{"result_growth": -15, "target_growth": 3, "target_high": 4, "target_op": "range"},
        **{"comparability": "scope", "why": "Not the same people.", "outcome": 3.5},
        **{"outcome_unit": "%", "verdict": "met", "verdict_why": "As printed.", "grade": "B"},
        **{"source_title": "page", "source_url": "http://x.cn/1"},
    }
    # The year before the 5 of imports, after a fall of 19.5% to 20.5%.
    assert rows[2]["base_low"] == pytest.approx(4.5 / 0.805)
    assert rows[2]["base_high"] == pytest.approx(5.5 / 0.795)


def test_compare_takes_the_latest_report(made):
    assert run("compare", "--csv") == run("compare", "made", "--csv")


def test_compare_as_csv_has_what_a_reader_needs():
    found = table_of(run("compare", "jinhua-2020", "--csv"))
    needed = (
        "indicator subject name_zh name_en result result_unit result_growth target target_high "
        "target_op target_unit target_growth comparability why ratio base_low base_high outcome "
        "verdict"
    )
    assert [name for name in needed.split() if name not in found.columns] == []
    assert len(found) == 90
    table = found.set_index("indicator")
    assert table.loc["gdp", ["outcome", "verdict"]].tolist() == [2.8, "missed"]
    assert table.loc["urban_new_jobs", "ratio"] == pytest.approx(10 / 17.2)
    assert table["ratio"].notna().sum() == 7


def test_compare_of_jinhua_has_a_line_for_each_target():
    lines = run("compare", "jinhua-2020").splitlines()
    jobs = " ".join(next(line for line in lines if " urban_new_jobs " in line).split())
    assert "17.2万人 ≥10万人 same 0.58 times, lower floor not found" in jobs
    assert re.findall(r"\bnan\b|<NA>|None", " ".join(lines)) == []


def test_a_faulty_pair_is_a_message(made, monkeypatch, capsys):
    made.change(2, table="pairs.csv", target="export")
    monkeypatch.setattr(sys, "argv", ["jhreport", "compare", str(made.folder)])
    with pytest.raises(SystemExit, match=r"^2$"):
        cli.main()
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "Error: pairs.csv, line 2, column target: 'export': the report states nothing of it with "
        "this subject and measure\n"
    )


def test_help_lists_compare():
    assert "Set each target of a report beside its last result" in run("--help")
