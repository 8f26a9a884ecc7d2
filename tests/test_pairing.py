"""Pairing: ratios, differences, directions and verdicts, worked out on a made report."""

import shutil

import pandas as pd
import pytest

from jhreport import datasets, files, links
from jhreport.comparison import targets
from jhreport.pairing import DIRECTIONS, VERDICTS, compare, outcomes, three_years
from jhreport.tables import read_table

# Indicators by their kind and by which way is better.
INDICATORS = (
    {"indicator": "more", "name_zh": "多", "name_en": "More", "better": "higher"},
    {"indicator": "less", "name_zh": "少", "name_en": "Less", "better": "lower"},
    {"indicator": "even", "name_zh": "平", "name_en": "Even"},
    {"indicator": "held", "name_zh": "存", "name_en": "Held", "kind": "stock", "better": "higher"},
    {
        "indicator": "share",
        "name_zh": "率",
        "name_en": "Share",
        "kind": "ratio",
        "better": "higher",
    },
    {"indicator": "days", "name_zh": "天", "name_en": "Days", "kind": "limit", "better": "lower"},
)
SOUND = {
    **{"definition": "d", "theme": "industry", "kind": "flow", "growth_basis": "nominal"},
    **{"chapter": 1},
}
NAMES = {"higher": "more", "lower": "less", "": "even"}
PUBLISHED = "../published.csv"
HERE = {"subject": "全市"}
WHERE = {"start": 13, "end": 99, "text": "5", "quote": "q", "note": ""}
# The first row of each table is its header.
ROWS = {
    "observations.csv": {
        **{"indicator": "more", **HERE, "year": 2019, "status": "actual", "measure": "level"},
        **{"value": 10, "high": "", "unit": "个", "op": "=", "versus": "", "rank_of": ""},
        **WHERE,
    },
    "pairs.csv": {
        **{"result": "more", "result_subject": "全市", "result_measure": "level"},
        **{"target": "more", "target_subject": "全市", "target_measure": "level"},
        **{"comparability": "same", "why": "why"},
    },
    "outcomes.csv": {
        **{"target": "more", "target_subject": "全市", "target_measure": "level"},
        **{"published_subject": "全市", "decidable": "yes", "why": "as read"},
    },
    PUBLISHED: {
        **{"place": "made", "indicator": "more", **HERE, "year": 2020, "value": 10, "high": ""},
        **{"unit": "个", "op": "=", "growth": "", "comparability": "same", "basis": "one"},
        **{"grade": "B", "source_title": "page", "source_url": "http://x.cn/1"},
        **{"source_date": "n.d.", "note": ""},
    },
}
TARGET = {"year": 2020, "status": "target", "start": 53}
WORDS = {"op": "qualitative", "value": "", "unit": "", "text": "稳步提高"}
GROWTH = {"measure": "growth", "unit": "%"}
MEASURES = ("level", "growth")


@pytest.fixture
def made(made, tmp_path, monkeypatch):
    """Return the made report in a data folder of its own, with the indicators above."""
    data = tmp_path / "data"
    shutil.copytree(files.data_dir(), data, ignore=shutil.ignore_patterns("jinhua-*"))
    made.folder = made.folder.rename(data / "made")
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "src" / "jhreport")
    header = made.rows("../indicators.csv")[0]
    rows = [[str((SOUND | row).get(column, "")) for column in header] for row in INDICATORS]
    made.write_rows("../indicators.csv", [header, *rows])
    fill(made, PUBLISHED)
    return made


def fill(made, table: str, *rows: dict) -> None:
    """Write a table whose rows are the one above, changed."""
    cells = [[str(cell) for cell in (ROWS[table] | row).values()] for row in rows]
    made.write_rows(table, [list(ROWS[table]), *cells])


# A result from which the year before follows: implied_base needs one.
ANY_BASE = (
    {"indicator": "held", "subject": "市区", "unit": "户", "start": 40},
    {"indicator": "held", "subject": "市区", **GROWTH, "start": 40},
)


def pair(made, result: dict, target: dict, **changed: str) -> pd.Series:
    """Return the row of `compare` for a target and the result that it is set against."""
    fill(made, "observations.csv", result, TARGET | target, *ANY_BASE)
    measure = target.get("measure", "level")
    sides = {
        **{"result": result.get("indicator", "more"), "target": target.get("indicator", "more")},
        **{"result_measure": result.get("measure", "level"), "target_measure": measure},
    }
    fill(made, "pairs.csv", sides | changed)
    (row,) = (row for _, row in compare(made.folder).iterrows())
    return row


def verdict(made, target: dict, figure: dict, **changed: str) -> pd.Series:
    """Return the row of `outcomes` for a target with a published figure."""
    fill(made, "observations.csv", TARGET | target)
    indicator = {"indicator": target.get("indicator", "more")}
    fill(made, PUBLISHED, indicator | figure)
    measure = {"target_measure": target.get("measure", "level")}
    fill(made, "outcomes.csv", {"target": indicator["indicator"]} | measure | changed)
    (row,) = (row for _, row in outcomes(made.folder).iterrows())
    return row


def known(row: pd.Series, *columns: str) -> dict:
    """Return those of some cells that are not missing."""
    return row[list(columns)].dropna().to_dict()


SUMS = ("ratio", "difference", "difference_high", "direction")


# comparability


@pytest.mark.parametrize(
    "label", ["stock-flow", "level-growth", "scope", "threshold", "definition"]
)
@pytest.mark.parametrize("measure", [{}, GROWTH, WORDS])
def test_what_is_not_the_same_is_set_beside_but_not_divided(made, label, measure):
    row = pair(made, {"value": 8}, {"indicator": "less"} | measure, comparability=label)
    names = ("result_indicator", "result_subject", "result_measure", "result", "result_unit")
    assert known(row, "indicator", *names, "comparability", "why", *SUMS) == {
        **{"indicator": "less", "result_indicator": "more", "result_subject": "全市"},
        **{"result_measure": "level", "result": 8, "result_unit": "个"},
        **{"comparability": label, "why": "why"},
    }


@pytest.mark.parametrize(
    ("indicator", "result", "target", "expected"),
    [
        # Amounts and counts are divided, stocks as well as flows.
        ("more", 8, {"value": 10}, {"ratio": 1.25}),
        ("held", 10, {"value": 8}, {"ratio": 0.8}),
        ("less", 10, {"value": 8, "op": "range", "high": 9}, {"ratio": 0.8}),
        # Rates and limits are not.
        ("share", 1.77, {"value": 2.5}, {"difference": 0.73}),
        ("share", 7, {"value": 6, "op": "range", "high": 6.5}, {"difference": -1, "high": -0.5}),
        ("days", 90, {"value": 80}, {"difference": -10}),
    ],
)
def test_ratio_or_difference(made, indicator, result, target, expected):
    row = pair(made, {"indicator": indicator, "value": result}, {"indicator": indicator} | target)
    found = known(row, "ratio", "difference", "difference_high")
    assert {name.replace("difference_high", "high"): v for name, v in found.items()} == expected


@pytest.mark.parametrize("indicator", ["more", "held", "share", "days"])
def test_growth_rates_are_compared_by_difference(made, indicator):
    name = {"indicator": indicator}
    row = pair(
        made,
        name | GROWTH | {"value": 6.5},
        name | GROWTH | {"value": 6, "op": "range", "high": 6.5},
    )
    assert known(row, *SUMS) == {
        **{"difference": -0.5, "difference_high": 0, "direction": "up to the result"},
    }
    assert known(row, "result", "result_growth", "target", "target_growth", "target_high") == {
        **{"result_growth": 6.5, "target_growth": 6, "target_high": 6.5},
    }
    assert known(row, "target_unit", "target_op") == {"target_op": "range"}


def test_a_growth_target_is_not_set_against_the_level(made):
    fill(
        made,
        "observations.csv",
        {"value": 100},
        GROWTH | {"value": 4},
        TARGET | GROWTH | {"value": 5},
    )
    fill(made, "pairs.csv", {"result_measure": "growth", "target_measure": "growth"})
    row = compare(made.folder).loc[0]
    assert known(row, "result", "result_unit", "result_op", "result_growth", *SUMS) == {
        **{"result": 100, "result_unit": "个", "result_op": "=", "result_growth": 4},
        **{"difference": 1, "direction": "better"},
    }


def test_a_result_keeps_its_operator(made):
    row = pair(made, {"op": "<="}, {"op": ">="})
    assert row[["result_op", "target_op"]].tolist() == ["<=", ">="]


@pytest.mark.parametrize(
    ("result", "target", "ratio", "direction"),
    [
        (("20000", "个"), ("2.1", "万个"), 1.05, "better"),
        (("2", "万个"), ("21000", "个"), 1.05, "better"),
        (("2", "万个"), ("20000", "个"), 1, "equal"),
        (("1.1", "亿元"), ("9900", "万元"), 0.9, "worse"),
        (("0.3", "万亿元"), ("3000", "亿元"), 1, "equal"),
    ],
)
def test_units_of_two_magnitudes(made, result, target, ratio, direction):
    sides = [dict(zip(("value", "unit"), side, strict=True)) for side in (result, target)]
    row = pair(made, *sides)
    assert row["ratio"] == pytest.approx(ratio, rel=1e-12)
    assert row["direction"] == direction
    assert (row["result_unit"], row["target_unit"]) == (result[1], target[1])


def test_a_difference_of_two_magnitudes(made):
    name = {"indicator": "share"}
    row = pair(made, name | {"value": 3, "unit": "万元"}, name | {"value": 32000, "unit": "元"})
    assert (row["difference"], row["direction"]) == (0.2, "better")


def test_a_range_of_two_magnitudes_is_around_the_result(made):
    row = pair(
        made,
        {"value": 15000},
        {"value": 1, "high": 2, "unit": "万个", "op": "range"},
    )
    assert row["direction"] == "around the result"


# directions


@pytest.mark.parametrize(
    ("op", "target", "higher", "lower", "missing"),
    [
        # Against a result of 10, by which way is better.
        ("=", 12, "better", "worse", "higher"),
        ("=", 8, "worse", "better", "lower"),
        ("=", 10, "equal", "equal", "equal"),
        (">=", 12, "better", "worse", "higher"),
        (">=", 8, "lower floor", "better", "lower floor"),
        (">=", 10, "equal", "equal", "equal"),
        ("<=", 12, "better", "higher ceiling", "higher ceiling"),
        ("<=", 8, "worse", "better", "lower"),
        ("<=", 10, "equal", "equal", "equal"),
        ("~", 12, "better", "worse", "higher"),
        ("~", 8, "worse", "better", "lower"),
        ("~", 10, "equal", "equal", "equal"),
        ("range", (11, 12), "better", "worse", "higher"),
        ("range", (8, 9), "worse", "better", "lower"),
        ("range", (9, 11), *["around the result"] * 3),
        ("range", (10, 11), *["around the result"] * 3),
        ("range", (9, 10), *["up to the result"] * 3),
        ("qualitative", "", *["in words"] * 3),
    ],
)
def test_directions(made, op, target, higher, lower, missing):
    value, high = target if op == "range" else (target, "")
    promise = {"op": op, "value": value, "high": high} | (WORDS if op == "qualitative" else {})
    # As levels and as growth rates.
    stated = [{"indicator": name} | measure for measure in ({}, GROWTH) for name in NAMES.values()]
    fill(made, "observations.csv", *stated, *(TARGET | s | promise for s in stated), *ANY_BASE)
    sides = [
        {"result": name, "target": name, "result_measure": measure, "target_measure": measure}
        for measure in MEASURES
        for name in NAMES.values()
    ]
    fill(made, "pairs.csv", *sides)
    assert compare(made.folder)["direction"].tolist() == [higher, lower, missing] * 2
    assert {higher, lower, missing} <= set(DIRECTIONS)


def test_words_give_no_number(made):
    row = pair(made, {}, WORDS)
    assert known(row, *SUMS, "statement", "target_op", "target", "target_unit") == {
        **{"direction": "in words", "statement": "稳步提高", "target_op": "qualitative"},
    }


def test_a_result_of_0_divides_nothing(made):
    row = pair(made, {"value": 0}, {"value": 5, "op": ">="})
    assert known(row, *SUMS) == {"direction": "better"}


def test_a_fall_to_nothing_leaves_no_base_beside_the_target(made):
    fall = {**GROWTH, "value": -100}
    fill(made, "observations.csv", {"value": 0}, fall, TARGET | {"value": 5}, *ANY_BASE)
    fill(made, "pairs.csv", {})
    assert known(compare(made.folder).loc[0], "base_low", "base_high", "ratio") == {}
    assert three_years(made.folder)["indicator"].tolist() == ["held"]


# the whole table


def test_comparing_reads_each_table_once(made, monkeypatch):
    read = []

    def noted(path, schema):
        read.append(schema)
        return read_table(path, schema)

    for module in (datasets, links):
        monkeypatch.setattr(module, "read_table", noted)
    for table in ("observations.csv", "pairs.csv", "outcomes.csv", PUBLISHED):
        fill(made, table, *([TARGET, {}] if table == "observations.csv" else [{}]))
    compare(made.folder)
    # Once for the report, once for the units that published figures are held against.
    assert read.count("observations") == 2
    assert [read.count(schema) for schema in ("published", "pairs", "outcomes")] == [1, 1, 1]


def test_every_target_has_its_row_in_the_order_of_the_text(made):
    fill(
        made,
        "observations.csv",
        {"value": 8},
        {"value": 25, **GROWTH},
        TARGET | {"indicator": "days", "unit": "天", "op": "<=", "start": 60},
        TARGET,
        TARGET | {"subject": "市区", "start": 55},
        TARGET | GROWTH | {"value": 5, "op": ">=", "start": 70},
    )
    fill(made, "pairs.csv", {})
    fill(made, PUBLISHED, {"value": 9})
    fill(made, "outcomes.csv", {})
    table = compare(made.folder)
    columns = ["indicator", "subject", "target", "target_growth", "target_op", "comparability"]
    found = table[columns].astype(object).where(table[columns].notna(), "").values.tolist()
    assert found == [
        ["more", "全市", 10, "", "=", "same"],
        ["more", "市区", 10, "", "=", ""],
        ["days", "全市", 10, "", "<=", ""],
        ["more", "全市", "", 5, ">=", ""],
    ]
    assert table["verdict"].tolist() == ["missed", *["not found"] * 3]
    # 7.5 to 8.5 after growth of 24.5% to 25.5%.
    assert table.loc[0, ["base_low", "base_high"]].tolist() == [1500 / 251, 1700 / 249]
    assert table["base_low"].notna().tolist() == [True, False, False, False]
    assert known(table.loc[1], "result", "result_indicator", "ratio", "outcome", "grade") == {}


def test_the_outcome_stands_beside_its_target(made):
    fill(made, "observations.csv", TARGET, TARGET | {"indicator": "less"}, *ANY_BASE)
    fill(made, PUBLISHED, {"indicator": "less", "value": 9, "growth": 3})
    fill(made, "outcomes.csv", {"target": "less"})
    table = compare(made.folder)
    shown = ("outcome", "outcome_unit", "verdict", "verdict_why")
    shown += ("grade", "source_title", "source_url")
    assert known(table.loc[0], *shown) == {"verdict": "not found"}
    assert table.loc[1, list(shown)].tolist() == [
        *[9, "个", "met", "as read", "B", "page", "http://x.cn/1"],
    ]


def test_a_report_without_links_has_missing_cells(made):
    fill(made, "observations.csv", {}, TARGET, *ANY_BASE)
    table = compare(made.folder)
    assert known(table.loc[0], *table.columns) == {
        **{
            "indicator": "more",
            "subject": "全市",
            "is_whole": True,
            "name_zh": "多",
            "name_en": "More",
        },
        **{"target": 10, "target_op": "=", "target_unit": "个", "verdict": "not found"},
    }
    assert outcomes(made.folder)["verdict"].tolist() == ["not found"]


def test_a_report_without_targets_gives_an_empty_table(made):
    fill(made, "observations.csv", *ANY_BASE)
    columns = compare(made.folder).columns.tolist()
    assert len(compare(made.folder)) == len(outcomes(made.folder)) == 0
    fill(made, "observations.csv", TARGET, *ANY_BASE)
    assert compare(made.folder).columns.tolist() == columns


# outcomes


@pytest.mark.parametrize(
    ("better", "op", "target", "figure", "expected"),
    [
        ("higher", "=", 10, 10, "met"),
        ("higher", "=", 10, 10.1, "met"),
        ("higher", "=", 10, 9.9, "missed"),
        ("lower", "=", 10, 10, "met"),
        ("lower", "=", 10, 9.9, "met"),
        ("lower", "=", 10, 10.1, "missed"),
        ("", "=", 10, 10, "met"),
        ("", "=", 10, 10.1, "missed"),
        ("", "=", 10, 9.9, "missed"),
        *[(better, ">=", 10, figure, "met") for better in NAMES for figure in (10, 10.1)],
        *[(better, ">=", 10, 9.9, "missed") for better in NAMES],
        *[(better, "<=", 10, figure, "met") for better in NAMES for figure in (10, 9.9)],
        *[(better, "<=", 10, 10.1, "missed") for better in NAMES],
        ("higher", "range", (6, 6.5), 6, "met"),
        ("higher", "range", (6, 6.5), 7, "met"),
        ("higher", "range", (6, 6.5), 5.9, "missed"),
        ("lower", "range", (6, 6.5), 6.5, "met"),
        ("lower", "range", (6, 6.5), 5, "met"),
        ("lower", "range", (6, 6.5), 6.6, "missed"),
        ("", "range", (6, 6.5), 6, "met"),
        ("", "range", (6, 6.5), 5.9, "missed"),
        ("", "range", (6, 6.5), 6.6, "missed"),
    ],
)
def test_verdicts_by_operator(made, better, op, target, figure, expected):
    value, high = target if op == "range" else (target, "")
    name = NAMES[better]
    promise = TARGET | {"indicator": name, "op": op, "value": value, "high": high}
    fill(made, "observations.csv", promise, promise | GROWTH)
    fill(made, PUBLISHED, {"indicator": name, "value": figure, "growth": figure})
    fill(made, "outcomes.csv", *({"target": name, "target_measure": m} for m in MEASURES))
    assert outcomes(made.folder)["verdict"].tolist() == [expected, expected]
    assert expected in VERDICTS


@pytest.mark.parametrize("figure", [6.2, 6.5])
def test_what_lies_in_a_range_meets_it_whichever_way_is_better(made, figure):
    promise = {"indicator": "even", "op": "range", "value": 6, "high": 6.5}
    assert verdict(made, promise, {"value": figure})["verdict"] == "met"


@pytest.mark.parametrize("better", NAMES)
def test_about_is_not_exactly(made, better):
    promise = {"indicator": NAMES[better], "op": "~", "value": 10}
    assert verdict(made, promise, {"value": 10.1})["verdict"] != "missed"


def test_a_figure_of_another_magnitude_is_brought_to_the_unit_of_the_target(made):
    promise = {"op": ">=", "value": 10, "unit": "万个"}
    found = [
        verdict(made, promise, {"value": value, "unit": "个"})["verdict"]
        for value in (90000, 100000)
    ]
    assert found == ["missed", "met"]


@pytest.mark.parametrize(
    ("better", "op", "figure_op", "figure", "expected"),
    [
        # A rounded figure decides nothing, nor does a range.
        ("higher", ">=", "~", 12, "not decidable"),
        ("higher", "=", "~", 12, "not decidable"),
        ("lower", "<=", "~", 8, "not decidable"),
        ("higher", ">=", "range", 12, "not decidable"),
        # A floor under the figure decides what asks for as much, unless it lies below.
        ("higher", ">=", ">=", 10, "met"),
        ("higher", ">=", ">=", 12, "met"),
        ("higher", ">=", ">=", 9, "not decidable"),
        ("higher", "=", ">=", 12, "met"),
        ("higher", "=", ">=", 9, "not decidable"),
        ("lower", "=", ">=", 12, "not decidable"),
        ("", "=", ">=", 12, "not decidable"),
        ("lower", "<=", ">=", 8, "not decidable"),
        # So does a ceiling.
        ("lower", "<=", "<=", 10, "met"),
        ("lower", "<=", "<=", 8, "met"),
        ("lower", "<=", "<=", 12, "not decidable"),
        ("lower", "=", "<=", 8, "met"),
        ("lower", "=", "<=", 12, "not decidable"),
        ("higher", "=", "<=", 8, "not decidable"),
        ("", "=", "<=", 8, "not decidable"),
        ("higher", ">=", "<=", 12, "not decidable"),
    ],
)
def test_verdicts_by_the_operator_of_the_figure(made, better, op, figure_op, figure, expected):
    promise = {"indicator": NAMES[better], "op": op}
    published = {"value": figure, "op": figure_op, "high": 14 if figure_op == "range" else ""}
    assert verdict(made, promise, published)["verdict"] == expected


@pytest.mark.parametrize("figure", [9, 12])
def test_a_figure_that_does_not_decide(made, figure):
    row = verdict(made, {"op": ">="}, {"value": figure}, decidable="no")
    assert known(row, "outcome", "outcome_unit", "outcome_subject", "verdict", "grade") == {
        **{"outcome": figure, "outcome_unit": "个", "outcome_subject": "全市"},
        **{"verdict": "not decidable", "grade": "B"},
    }


@pytest.mark.parametrize("target", [{}, GROWTH])
def test_a_target_on_which_no_figure_bears(made, target):
    row = verdict(made, target, {}, decidable="no", published_subject="")
    last = ("outcome", "outcome_unit", "outcome_subject", "verdict", "verdict_why", "source_url")
    assert known(row, *last) == {"verdict": "not decidable", "verdict_why": "as read"}


def test_the_outcome_is_of_the_measure_of_the_target(made):
    figure = {"value": 900, "growth": 2.8}
    row = verdict(made, {"op": ">=", "value": 6} | GROWTH, figure)
    assert row[["outcome", "outcome_unit", "verdict"]].tolist() == [2.8, "%", "missed"]
    row = verdict(made, {"op": ">=", "value": 6}, figure)
    assert row[["outcome", "outcome_unit", "verdict"]].tolist() == [900, "个", "met"]


def test_the_outcome_is_of_the_subject_that_was_named(made):
    fill(made, "observations.csv", TARGET | {"op": ">="})
    fill(made, PUBLISHED, {"value": 9}, {"value": 12, "subject": "义乌平台"})
    found = []
    for subject in ("全市", "义乌平台"):
        fill(made, "outcomes.csv", {"published_subject": subject})
        row = outcomes(made.folder).loc[0]
        found.append(row[["outcome_subject", "outcome", "verdict"]].tolist())
    assert found == [["全市", 9, "missed"], ["义乌平台", 12, "met"]]


def test_outcomes_give_the_target_as_it_is_promised(made):
    row = verdict(made, {"op": "range", "value": 6, "high": 7}, {})
    assert row.index.tolist() == [
        *["indicator", "subject", "is_whole", "name_zh", "name_en"],
        *["measure", "op", "target", "target_high"],
        *["unit", "outcome", "outcome_unit", "outcome_subject", "verdict", "verdict_why", "grade"],
        *["source_title", "source_url"],
    ]
    assert row.iloc[:10].tolist() == [
        "more",
        "全市",
        True,
        "多",
        "More",
        "level",
        "range",
        6,
        7,
        "个",
    ]


@pytest.mark.parametrize(
    ("target", "figure"),
    [
        (WORDS, {}),
        ({}, {"value": "", "unit": "", "growth": 3}),
        (GROWTH, {}),
    ],
)
def test_a_target_or_figure_without_a_number_decides_nothing(made, target, figure):
    assert verdict(made, target, figure)["verdict"] == "not decidable"


# three years


def test_three_years_of_one_thing(made):
    fill(
        made,
        "observations.csv",
        {"value": 8, "unit": "亿元"},
        {"value": 25, **GROWTH},
        {"indicator": "less", "unit": "万个", "start": 15},
        {"indicator": "even", "start": 16},  # neither base nor target
        {"indicator": "held", "start": 17, **GROWTH},  # no level
        TARGET | {"unit": "亿元", "op": ">="},
        TARGET | {"indicator": "less", "unit": "万个", "value": 5, "start": 60},
        TARGET | {"indicator": "even", "value": 5, "start": 61},
    )
    less = {"result": "less", "target": "less"}
    even = {"result": "even", "target": "even", "comparability": "scope"}
    fill(made, "pairs.csv", {}, less, even)
    fill(made, PUBLISHED, {"year": 2018, "value": 6.4, "unit": "亿元"})
    table = three_years(made.folder)
    assert table.columns.tolist() == [
        *["indicator", "subject", "is_whole", "name_zh", "name_en"],
        *["group", "base", "base_low", "base_high"],
        *["published", "result", "target", "unit", "target_op"],
    ]
    rows = [
        row.dropna().to_dict() for _, row in table.drop(columns=["subject", "is_whole"]).iterrows()
    ]
    assert rows == [
        {
            **{"indicator": "more", "name_zh": "多", "name_en": "More", "group": "money"},
            **{"base": 6.4, "base_low": 1500 / 251, "base_high": 1700 / 249, "published": 6.4},
            **{"result": 8, "target": 10, "unit": "亿元", "target_op": ">="},
        },
        {
            **{"indicator": "less", "name_zh": "少", "name_en": "Less", "group": "count"},
            **{"result": 10, "target": 5, "unit": "万个", "target_op": "="},
        },
    ]


def test_a_published_value_beside_a_refused_base_is_not_shown(made):
    fill(
        made,
        "observations.csv",
        {"op": ">="},
        GROWTH,
        TARGET,
        *ANY_BASE,
    )
    fill(made, "pairs.csv", {})
    fill(made, PUBLISHED, {"year": 2018})
    row = three_years(made.folder).set_index("indicator").loc["more"]
    assert known(row, "base", "published", "result") == {"result": 10}


def test_the_target_of_three_years_is_in_the_unit_of_the_result(made):
    fill(made, "observations.csv", {"value": 20000}, TARGET | {"value": 2, "unit": "万个"})
    fill(
        made, "observations.csv", {"value": 20000}, TARGET | {"value": 2, "unit": "万个"}, *ANY_BASE
    )
    fill(made, "pairs.csv", {})
    row = three_years(made.folder).loc[0]
    assert row[["result", "target", "unit"]].tolist() == [20000, 20000, "个"]


# Jinhua


@pytest.fixture(scope="module")
def jinhua_pairs(jinhua) -> pd.DataFrame:
    return compare(jinhua).set_index("indicator")


@pytest.fixture(scope="module")
def jinhua_ends(jinhua) -> pd.DataFrame:
    return outcomes(jinhua).set_index("indicator")


def test_jinhua_has_a_row_for_each_target(jinhua, jinhua_pairs, jinhua_ends):
    promised = targets(jinhua)["indicator"].tolist()
    assert jinhua_pairs.index.tolist() == jinhua_ends.index.tolist() == promised
    labels = jinhua_pairs["comparability"].value_counts().to_dict()
    assert labels == {
        **{"definition": 15, "same": 14, "scope": 12, "stock-flow": 5},
        **{"threshold": 1, "level-growth": 1},
    }
    same = jinhua_pairs["comparability"].eq("same").fillna(False)
    assert jinhua_pairs.loc[~same, ["ratio", "difference"]].notna().sum().sum() == 0
    assert jinhua_pairs["direction"].notna().tolist() == same.tolist()
    both = jinhua_pairs[["ratio", "difference"]].notna().all(axis=1)
    assert both.sum() == 0


def test_jinhua_ratios(jinhua_pairs):
    assert jinhua_pairs["ratio"].dropna().to_dict() == pytest.approx(
        {
            "new_loans": 1000 / 945,
            "revitalized_land": 1 / 1.9,
            "redeveloped_land": 1 / 1.6,
            "newly_scaled_firms": 500 / 598,
            "new_high_tech_firms": 200 / 337,
            "zhejiang_made_standards": 30 / 77,
            "urban_new_jobs": 10 / 17.2,
        }
    )


@pytest.mark.parametrize(
    ("indicator", "difference", "direction"),
    [
        ("gdp", -0.5, "up to the result"),
        ("urban_registered_unemployment", 0.73, "higher ceiling"),
        ("investment_approval_limit", -10, "better"),
        ("low_income_farmer_income", -0.7, "lower floor"),
    ],
)
def test_jinhua_differences(jinhua_pairs, indicator, difference, direction):
    row = jinhua_pairs.loc[indicator]
    assert row[["difference", "direction"]].tolist() == [difference, direction]
    assert pd.isna(row["ratio"])
    assert jinhua_pairs["difference"].notna().sum() == 4


def test_jinhua_floors_below_the_result_are_no_plan_to_fall(jinhua_pairs):
    assert jinhua_pairs.loc["urban_new_jobs", "direction"] == "lower floor"
    floors = jinhua_pairs[jinhua_pairs["direction"] == "lower floor"]
    assert floors["target_op"].tolist() == [">="] * 5
    worse = jinhua_pairs[jinhua_pairs["direction"] == "worse"]
    assert worse.index.tolist() == ["revitalized_land", "redeveloped_land"]


def test_jinhua_bases_beside_targets(jinhua_pairs):
    bounds = jinhua_pairs[["base_low", "base_high"]].astype(float).round(1)
    assert bounds.loc["general_public_budget_revenue"].tolist() == [392.2, 392.7]
    assert bounds.loc["gdp"].isna().tolist() == [True, True]


def test_jinhua_verdicts(jinhua_ends):
    table = jinhua_ends[jinhua_ends["verdict"] != "not found"]
    table = table.dropna(subset="outcome")
    columns = ["op", "target", "unit", "outcome", "outcome_unit", "verdict", "grade"]
    assert {name: row.tolist() for name, row in table[columns].iterrows()} == {
        "gdp": ["range", 6, "%", 2.8, "%", "missed", "A"],
        "enterprise_burden_relief": [">=", 200, "亿元", 237, "亿元", "met", "A"],
        "industrial_internet_platforms": [">=", 5, "个", 6, "个", "met", "A"],
        "new_high_tech_firms": [">=", 200, "家", 426, "家", "met", "A"],
        "new_tech_smes": [">=", 600, "家", 1175, "家", "met", "A"],
        "investment_approval_limit": ["<=", 80, "天", 80, "天", "met", "A"],
        "yixinou_round_trip_trains": [">=", 1000, "列", 1399, "列", "not decidable", "B"],
    }
    assert jinhua_ends.loc["gdp", "target_high"] == 6.5
    counts = jinhua_ends["verdict"].value_counts().to_dict()
    assert counts == {"not found": 77, "not decidable": 7, "met": 5, "missed": 1}


def test_jinhua_three_years(jinhua):
    table = three_years(jinhua)
    assert table["group"].value_counts().to_dict() == {"money": 10, "count": 9}
    trains = table.set_index("indicator").loc["yixinou_trains"]
    assert (trains["base"], trains["result"]) == (320, 528)
    assert pd.isna(trains["target"])
    assert "gdp" not in table["indicator"].tolist()
