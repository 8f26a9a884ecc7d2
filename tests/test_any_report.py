"""Any report: the code of every notebook runs to its end on drafted reports, and stays true."""

import ast
import hashlib
import json
import re
import warnings
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from jhreport import figures
from jhreport.drafting import draft_exclusions, draft_observations
from jhreport.figures import SavedFigure
from jhreport.files import checkout_dir
from jhreport.notes import Note
from jhreport.report import load_report
from jhreport.tables import empty_table

NOTEBOOKS = sorted((checkout_dir() / "notebooks").glob("*.ipynb"))
# A province, with results and targets of which most indicators are its own.
PROVINCE = """\
政府工作报告
各位代表：现在，我代表省人民政府作报告。
一、过去一年工作回顾
全年实现地区生产总值1.2万亿元，增长6.5%，居全国第七位。
苹果产量120万吨。
雪糕销售额下降12%。
二、今年工作安排
全年地区生产总值增长6%左右。
改造灯塔50座。
推进改革，扩大进口。
"""
# Neither chapters nor numbers.
SPEECH = "各位代表：现在，我代表省人民政府作报告。\n我们坚持改革，改善民生，扩大开放。\n"


def write_report(folder: Path, text: str) -> Path:
    """Write a report of a province with drafted tables, as a new report starts."""
    folder.mkdir()
    content = text.encode()
    (folder / "report.txt").write_bytes(content)
    keys = {
        **{"name": "toy-2021", "title_zh": "某某省政府工作报告", "title_en": "Report of Toyland"},
        **{"place_zh": "某某省", "place_en": "Toyland", "session_zh": "某次会议", "source": "made"},
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    lines = [f'{key} = "{value}"' for key, value in keys.items()]
    lines += ["date = 2021-03-05", "review_year = 2020", "target_year = 2021"]
    (folder / "report.toml").write_text("\n".join(lines), encoding="utf-8")
    report = load_report(folder)
    drafts = draft_observations(report)
    own = drafts[drafts["indicator"].astype(str).str.startswith("item_")].drop_duplicates(
        "indicator"
    )
    columns = empty_table("report_indicators").columns
    indicators = own.rename(columns={"name": "name_zh"}).reindex(columns=columns)
    observations = drafts.reindex(columns=empty_table("observations").columns)
    tables = {
        "indicators": indicators.assign(theme="other"),
        "observations": observations,
        "exclusions": draft_exclusions(report),
    }
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    return folder


def shown_by(path: Path, report: Path) -> list[object]:
    """Run the code cells of a notebook on another report, and return what they show."""
    found: list[object] = []
    space = {"display": lambda *things: found.extend(things)}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"]).replace('"jinhua-2020"', repr(str(report)))
        tree = ast.parse(source, f"{path.name} {cell['id']}")
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path.name, "exec"), space)
        if last:
            found.append(eval(compile(ast.Expression(last.value), path.name, "eval"), space))
    return found


def lay_out(figure: Figure, suffix: str, **metadata: object) -> bytes:
    """Lay out a figure, which asks for every glyph, without the time that files of it take."""
    if suffix == "png":
        figure.draw_without_rendering()
    return b""


@pytest.fixture(scope="module", params=[PROVINCE, SPEECH], ids=["province", "speech"])
def shown(request, tmp_path_factory) -> tuple[str, dict[str, list[object]]]:
    """Return a text and what each notebook shows of it; a warning is an error."""
    folder = tmp_path_factory.mktemp("any")
    report = write_report(folder / "toy-2021", request.param)
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("error")
        patch.setenv("JHREPORT_FIGURES", str(folder / "figures"))
        patch.delenv("JHREPORT_CHECK", raising=False)
        patch.setattr(figures, "_saved", lay_out)
        return request.param, {path.stem[:2]: shown_by(path, report) for path in NOTEBOOKS}


def words_of(found: list[object]) -> list[str]:
    """Return the sentences of findings, notes and figures."""
    return [
        str(one)
        for one in found
        if isinstance(one, Note | SavedFigure) or hasattr(one, "sentences")
    ]


def test_every_notebook_says_something(shown):
    _, found = shown
    assert sorted(found) == ["00", "01", "02", "03", "04", "05"]
    assert [name for name, things in found.items() if not words_of(things)] == []


def test_nothing_speaks_of_a_city_or_of_jinhua(shown):
    _, found = shown
    told = [text for things in found.values() for text in words_of(things)]
    assert [text for text in told if re.search(r"\b[Cc]ity\b|全市", text)] == []
    # How good the theme dictionary is was judged there, and only that is said.
    of_jinhua = {text for text in told if "jinhua" in text.lower()}
    assert all("judged" in text for text in of_jinhua)


def test_what_a_report_does_not_state_is_said_in_a_sentence(shown):
    text, found = shown
    notes = {
        name: [str(n) for n in things if isinstance(n, Note)] for name, things in found.items()
    }
    assert "The review gives no share or rate in percent." in notes["01"]
    assert "No level of this series is known in other years." in notes["05"]
    if text == SPEECH:
        assert "The report has no numeral that could be accounted for." in notes["00"]
        assert "The report sets no target for 2021." in notes["02"]
        assert (
            "Review and plan cannot be told apart: no heading of a chapter (一、…) looks back."
            in (notes["04"])
        )


def test_what_a_drafted_report_states_is_drawn_and_told(shown):
    text, found = shown
    things = [one for shown_ones in found.values() for one in shown_ones]
    drawn = {one.name: one.alt for one in things if isinstance(one, SavedFigure)}
    if text == SPEECH:
        assert not [name for name in drawn if name[:2] in ("00", "01", "02", "05")]
        return
    assert drawn["01-3-falls"].startswith("雪糕销售额: −12%.")
    assert drawn["01-4-amounts"].startswith("Gross regional product (GDP): 1,200 bn yuan.")
    assert drawn["02-2-themes"].startswith("Of 2 targets with a number, 1 are about economy.")
    findings = "\n".join(words_of(found["01"]))
    assert "GDP was 1,200 bn yuan (1.2万亿元) and grew 6.5% at constant prices." in findings
    assert "for 0 of them a fall counts as progress (of 1 it is not known yet)" in findings
