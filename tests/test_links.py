"""Links: published figures, pairs, outcomes and bases, and what is refused of each."""

import shutil

import pandas as pd
import pytest

from jhreport import files
from jhreport.datasets import load_indicators
from jhreport.errors import TableError
from jhreport.links import load_bases, load_outcomes, load_pairs, load_published
from jhreport.pairing import outcomes
from jhreport.report import list_reports

PUBLISHED = "../published.csv"
# A sound row of each table of the made report, whose place is called "made".
ROWS = {
    PUBLISHED: {
        **{"place": "made", "indicator": "imports", "subject": "全市", "year": 2020, "value": 6},
        **{"high": "", "unit": "亿元", "op": "=", "growth": "", "comparability": "same"},
        **{"basis": "one", "grade": "A", "source_title": "page", "source_url": "http://x.cn/1"},
        **{"source_date": "n.d.", "note": ""},
    },
    "pairs.csv": {
        **{"result": "imports", "result_subject": "全市", "result_measure": "growth"},
        **{"target": "imports", "target_subject": "全市", "target_measure": "growth"},
        **{"comparability": "same", "why": "why"},
    },
    "outcomes.csv": {
        **{"target": "imports", "target_subject": "全市", "target_measure": "growth"},
        **{"published_subject": "全市", "decidable": "yes", "why": "why"},
    },
    "bases.csv": {
        **{"indicator": "imports", "subject": "全市", "year": 2019, "basis": "one", "note": ""},
    },
}
NO_FIGURE = {"published_subject": "", "decidable": "no"}
TO_TRADEMARKS = {"target": "new_trademarks", "target_measure": "level"}


@pytest.fixture
def made(made, tmp_path, monkeypatch):
    """Return the made report in a data folder of its own, without published figures."""
    data = tmp_path / "data"
    shutil.copytree(files.data_dir(), data, ignore=shutil.ignore_patterns("jinhua-*"))
    made.folder = made.folder.rename(data / "made")
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "src" / "jhreport")
    fill(made, PUBLISHED)
    return made


def fill(made, table: str, *rows: dict) -> None:
    """Write a table whose rows are the sound row, changed."""
    sound = ROWS[table]
    cells = [[str(cell) for cell in (sound | row).values()] for row in rows]
    made.write_rows(table, [list(sound), *cells])


def problems(load, *arguments: object) -> list[str]:
    """Return the lines of the message that refuses a table."""
    with pytest.raises(TableError, match=r"^.") as caught:
        load(*arguments)
    return str(caught.value).split("\n")


def cells(table: pd.DataFrame, *columns: str) -> list[list]:
    return table[list(columns)].values.tolist()


# published figures


def test_published_figures_of_a_place(made):
    fill(made, PUBLISHED, {"place": "other", "value": 7}, {}, {"indicator": "gdp", "year": 2018})
    columns = list(ROWS[PUBLISHED])
    columns.insert(columns.index("high"), "printed")
    assert load_published().columns.tolist() == columns
    assert cells(load_published(), "place", "value") == [["other", 7], ["made", 6], ["made", 6]]
    found = load_published("made")
    assert cells(found, "indicator", "year") == [["imports", 2020], ["gdp", 2018]]
    assert found.index.tolist() == [0, 1]
    assert len(load_published("nowhere")) == 0


@pytest.mark.parametrize(
    ("changed", "column", "message"),
    [
        ({"source_url": ""}, "source_url", r"empty. Allowed: the pattern https?://\S+"),
        ({"source_url": "x.cn"}, "source_url", r"'x.cn'. Allowed: the pattern https?://\S+"),
        ({"source_title": ""}, "source_title", "empty. Allowed: any text, but not empty"),
        ({"source_date": ""}, "source_date", "empty. Allowed: any text, but not empty"),
        ({"basis": ""}, "basis", "empty. Allowed: any text, but not empty"),
        ({"grade": "D"}, "grade", "'D'. Allowed: one of A B C"),
        ({"op": "qualitative"}, "op", "'qualitative'. Allowed: one of = >= <= ~ range"),
        ({"unit": "亿件"}, "unit", "'亿件', but imports is in 元"),
        (
            {"value": "", "unit": ""},
            "value",
            "empty, and so is growth: give one of them",
        ),
        ({"unit": ""}, "unit", "unit is filled exactly where value is"),
        ({"value": "", "growth": 3}, "unit", "unit is filled exactly where value is"),
        ({"op": "range"}, "high", "high is filled exactly where op is range"),
        ({"high": 9}, "high", "high is filled exactly where op is range"),
    ],
)
def test_a_published_figure_that_breaks_a_rule(made, changed, column, message):
    fill(made, PUBLISHED, {"year": 2018}, changed)
    expected = [f"published.csv, line 3, column {column}: {message}"]
    assert problems(load_published) == expected
    assert problems(load_published, "nowhere") == expected


def test_a_published_figure_of_an_unknown_indicator(made):
    fill(made, PUBLISHED, {}, {"indicator": "import"})
    (line,) = problems(load_published)
    assert line.startswith(
        "published.csv, line 3, column indicator: Unknown indicator 'import'. "
        "Available, nearest first: imports, exports, "
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "", "unit": "", "growth": 3},
        {"growth": -3},
        {"op": "range", "high": 7},
        {"unit": "万元"},
        {"indicator": "gdp", "unit": "斤"},  # no report of this folder states a level of it
        {"indicator": "petitions", "unit": "斤"},  # only a growth rate
    ],
)
def test_a_sound_published_figure(made, changed):
    fill(made, PUBLISHED, changed)
    shown = load_published().iloc[0].fillna("").to_dict()
    printed = str((ROWS[PUBLISHED] | changed)["value"])
    assert shown == ROWS[PUBLISHED] | changed | {"printed": printed}


def test_a_published_value_keeps_the_digits_it_is_printed_with(made):
    fill(made, PUBLISHED, {"value": "525.80"}, {"place": "other", "value": "6"})
    assert cells(load_published(), "value", "printed") == [[525.8, "525.80"], [6, "6"]]
    assert cells(load_published("other"), "value", "printed") == [[6, "6"]]


@pytest.mark.parametrize("high", [6, 5.9])
def test_a_published_range_rises(made, high):
    fill(made, PUBLISHED, {"op": "range", "high": high})
    assert problems(load_published) == [
        f"published.csv, line 2, column high: {high}: high is above value"
    ]


def test_the_units_of_results_and_targets_are_those_of_the_indicator(made):
    made.append("imports,全市,2020,target,level,7,,万件,=,,,65,68,7,q,")
    fill(made, PUBLISHED, {"unit": "件"}, {"year": 2019}, {"year": 2018, "unit": "户"})
    assert problems(load_published) == [
        "published.csv, line 4, column unit: '户', but imports is in 件, 元"
    ]


def test_every_fault_of_published_figures_is_named_at_once(made):
    fill(
        made,
        PUBLISHED,
        {"high": 9, "unit": "亿件"},
        {"indicator": "import", "year": 2018, "value": "", "unit": ""},
    )
    assert [line.split(": ")[0] for line in problems(load_published)] == [
        "published.csv, line 2, column high",
        "published.csv, line 2, column unit",
        "published.csv, line 3, column indicator",
        "published.csv, line 3, column value",
    ]


def test_a_year_may_stand_twice_only_on_two_bases(made):
    fill(made, PUBLISHED, {}, {"basis": "two"}, {"place": "other"})
    assert len(load_published()) == 3
    fill(made, PUBLISHED, {}, {"value": 7})
    assert problems(load_published) == [
        "published.csv, line 3, column indicator, subject, year, basis, place: "
        "repeats an earlier row: imports, 全市, 2020, one, made"
    ]


# pairs


@pytest.mark.parametrize(
    ("load", "table"),
    [(load_pairs, "pairs.csv"), (load_outcomes, "outcomes.csv"), (load_bases, "bases.csv")],
)
def test_a_report_without_the_table_has_none_of_its_rows(made, load, table):
    found = load(made.folder)
    assert found.shape == (0, len(ROWS[table]))
    assert found.columns.tolist() == list(ROWS[table])
    fill(made, PUBLISHED, {})
    fill(made, table, {})
    assert load(made.folder).fillna("").to_dict("records") == [ROWS[table]]
    assert load(made.folder).dtypes.tolist() == found.dtypes.tolist()


@pytest.mark.parametrize("load", [load_pairs, load_outcomes, load_bases])
def test_a_bare_text_has_no_links(made, load):
    with pytest.raises(TableError, match=r"^The report 'report' is a bare text and has no tables"):
        load(made.path("report.txt"))


@pytest.mark.parametrize(
    ("changed", "column", "message"),
    [
        # The one is the growth of 2020, the other that of 2019.
        (
            {"result": "exports"},
            "result",
            "'exports' is the target of 2020. Allowed: the actual of 2019",
        ),
        (
            {"target": "petitions"},
            "target",
            "'petitions' is the actual of 2019. Allowed: the target of 2020",
        ),
        *[
            (
                changed,
                side,
                f"'{changed.get(side, 'imports')}': the report states nothing of it with this "
                "subject and measure",
            )
            for side in ("result", "target")
            for changed in (
                {side: "gdp"},
                {f"{side}_subject": "市区"},
                {f"{side}_measure": "difference"},
            )
        ],
        (
            {**TO_TRADEMARKS, "result_measure": "level"},
            "comparability",
            "same, but the units are 件 and 元",
        ),
        (
            {"target": "imports", "target_measure": "level"},
            "comparability",
            "same, but a level is no growth: use level-growth",
        ),
        (
            {"comparability": "equal"},
            "comparability",
            "'equal'. Allowed: one of same stock-flow level-growth scope threshold definition",
        ),
        ({"why": ""}, "why", "empty. Allowed: any text, but not empty"),
    ],
)
def test_a_pair_that_breaks_a_rule(made, changed, column, message):
    made.append("imports,全市,2020,target,level,7,,亿元,=,,,65,68,7,q,")
    fill(made, "pairs.csv", {"target": "exports"}, changed)
    expected = [f"pairs.csv, line 3, column {column}: {message}"]
    assert problems(load_pairs, made.folder) == expected


def test_both_sides_of_a_pair_of_one_year_are_named(made):
    made.append("imports,全市,2018,actual,difference,1,,个百分点,=,全省,,13,14,1,q,")
    fill(made, "pairs.csv", {"result_measure": "difference", "target_measure": "difference"})
    assert problems(load_pairs, made.folder) == [
        "pairs.csv, line 2, column result: 'imports' is the actual of 2018. "
        "Allowed: the actual of 2019",
        "pairs.csv, line 2, column target: 'imports' is the actual of 2018. "
        "Allowed: the target of 2020",
    ]


@pytest.mark.parametrize(
    "label", ["stock-flow", "level-growth", "scope", "threshold", "definition"]
)
def test_only_what_is_the_same_must_be_of_one_unit(made, label):
    fill(made, "pairs.csv", TO_TRADEMARKS | {"result_measure": "level", "comparability": label})
    assert cells(load_pairs(made.folder), "result", "target", "comparability") == [
        ["imports", "new_trademarks", label]
    ]


def test_one_indicator_may_have_two_counters(made):
    made.change(7, indicator="imports")  # in 万件, the result in 亿元
    fill(made, "pairs.csv", {"result_measure": "level", "target_measure": "level"})
    assert load_pairs(made.folder)["target"].tolist() == ["imports"]


@pytest.mark.parametrize("unit", ["万元", "元", "亿元"])
def test_units_of_one_kind_may_differ_in_magnitude(made, unit):
    made.change(7, unit=unit)
    fill(made, "pairs.csv", TO_TRADEMARKS | {"result_measure": "level"})
    assert load_pairs(made.folder)["target"].tolist() == ["new_trademarks"]


def test_units_of_other_years_do_not_count(made):
    made.append("imports,全市,2018,actual,level,5,,万件,=,,,13,14,5,q,")
    made.change(7, unit="万元")
    fill(made, "pairs.csv", TO_TRADEMARKS | {"result_measure": "level"})
    assert len(load_pairs(made.folder)) == 1


def test_a_target_stands_in_one_pair_a_result_in_many(made):
    rows = {"result": "petitions"}, {"result": "petitions", "target": "exports"}
    fill(made, "pairs.csv", *rows)
    assert load_pairs(made.folder)["result"].tolist() == ["petitions", "petitions"]
    fill(made, "pairs.csv", {}, {"result": "petitions"})
    assert problems(load_pairs, made.folder) == [
        "pairs.csv, line 3, column target, target_subject, target_measure: "
        "repeats an earlier row: imports, 全市, growth"
    ]


# outcomes


@pytest.mark.parametrize(
    ("changed", "column", "message"),
    [
        (
            {"target": "petitions", "published_subject": "", "decidable": "no"},
            "target",
            "'petitions' is the actual of 2019. Allowed: the target of 2020",
        ),
        (
            {"target_measure": "difference"},
            "target",
            "'imports': the report states nothing of it with this subject and measure",
        ),
        ({"published_subject": ""}, "decidable", "yes, but no published figure is named"),
        (
            {"published_subject": "市区"},
            "published_subject",
            "'市区': published.csv has no such figure of 2020",
        ),
        (
            {"target": "exports", "decidable": "no"},
            "published_subject",
            "'全市': published.csv has no such figure of 2020",
        ),
        ({"decidable": "perhaps"}, "decidable", "'perhaps'. Allowed: one of yes no"),
    ],
)
def test_an_outcome_that_breaks_a_rule(made, changed, column, message):
    fill(made, PUBLISHED, {}, {"indicator": "petitions"})
    fill(made, "outcomes.csv", TO_TRADEMARKS | NO_FIGURE, changed)
    expected = [f"outcomes.csv, line 3, column {column}: {message}"]
    assert problems(load_outcomes, made.folder) == expected


@pytest.mark.parametrize("changed", [{"year": 2019}, {"year": 2021}, {"place": "other"}])
def test_a_figure_of_another_year_or_place_decides_nothing(made, changed):
    fill(made, PUBLISHED, changed)
    fill(made, "outcomes.csv", {"decidable": "no"})
    assert problems(load_outcomes, made.folder) == [
        "outcomes.csv, line 2, column published_subject: '全市': published.csv has no such figure "
        "of 2020"
    ]


def test_a_figure_of_another_subject_may_bear_on_a_target(made):
    fill(made, PUBLISHED, {"subject": "市区"})
    fill(made, "outcomes.csv", {"published_subject": "市区"}, {"target": "exports"} | NO_FIGURE)
    assert load_outcomes(made.folder)["published_subject"].fillna("").tolist() == ["市区", ""]


# bases


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"indicator": "petitions"}, "'petitions': no level of 2019 is stated"),  # growth only
        ({"subject": "市区"}, "'imports': no level of 2019 is stated"),
        ({"year": 2018}, "'imports': no level of 2018 is stated"),
        (
            {"indicator": "new_trademarks", "year": 2020},
            "'new_trademarks': no level of 2020 is stated",
        ),  # a target
    ],
)
def test_a_basis_without_an_observation(made, changed, message):
    fill(made, "bases.csv", {}, changed)
    assert problems(load_bases, made.folder) == [f"bases.csv, line 3, column indicator: {message}"]


def test_a_level_of_any_year_may_have_a_basis(made):
    made.append("exports,全市,2007,actual,level,5,,亿元,=,,,13,14,5,q,")
    fill(made, "bases.csv", {}, {"indicator": "exports", "year": 2007})
    assert load_bases(made.folder)["year"].tolist() == [2019, 2007]


def test_a_basis_needs_its_name(made):
    fill(made, "bases.csv", {"basis": ""})
    assert problems(load_bases, made.folder) == [
        "bases.csv, line 2, column basis: empty. Allowed: any text, but not empty"
    ]


# the project's tables


def test_sizes_of_the_shipped_links():
    assert len(load_published()) == 48
    loads = (load_pairs, load_outcomes, load_bases)
    assert [len(load("jinhua-2020")) for load in loads] == [48, 13, 20]
    assert load_pairs("jinhua-2020")["comparability"].eq("same").sum() == 14
    assert outcomes("jinhua-2020")["verdict"].isin(["met", "missed"]).sum() == 6


@pytest.mark.parametrize("name", list_reports())
def test_no_result_and_target_are_paired_twice(name):
    sides = load_pairs(name).columns[:6].tolist()
    assert load_pairs(name).duplicated(sides).sum() == 0
    assert load_pairs(name).duplicated(sides[3:]).sum() == 0


@pytest.mark.parametrize("name", list_reports())
def test_what_is_the_same_has_one_name_one_subject_and_one_measure(name):
    same = load_pairs(name).query("comparability == 'same'")
    results = cells(same, "result", "result_subject", "result_measure")
    assert results == cells(same, "target", "target_subject", "target_measure")


@pytest.mark.parametrize("name", list_reports())
def test_every_reading_gives_its_reason_in_a_sentence(name):
    reasons = [*load_pairs(name)["why"], *load_outcomes(name)["why"]]
    assert [why for why in reasons if not why.endswith(".") or len(why.split()) < 4] == []


def test_every_published_figure_has_grade_and_page():
    table = load_published()
    assert set(table["grade"]) == {"A", "B", "C"}
    assert table["source_url"].str.match(r"https?://[\w.-]+\.\w+/\S").tolist() == [True] * 48
    assert table[["source_title", "source_date", "basis"]].isna().sum().sum() == 0
    assert set(table["indicator"]) - set(load_indicators().index) == set()


def test_figures_of_grade_a_are_of_the_government_or_its_paper():
    pages = load_published().query("grade == 'A'")["source_url"]
    hosts = set(pages.str.extract(r"//([^/]+)", expand=False))
    assert {host for host in hosts if not host.endswith(".gov.cn")} == {"epaper.jhnews.com.cn"}


@pytest.mark.parametrize("name", list_reports())
def test_every_verdict_is_traced_to_a_page(name):
    table = outcomes(name).query("verdict in ['met', 'missed']")
    pages = load_published().set_index("source_url")["source_title"].to_dict()
    assert [pages[url] for url in table["source_url"]] == table["source_title"].tolist()
    assert table[["outcome", "outcome_unit", "verdict_why", "grade"]].isna().sum().sum() == 0
