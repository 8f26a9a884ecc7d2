"""Datasets: the rules between columns, and the tables that ship."""

import pandas as pd
import pytest

from jhreport.datasets import (
    GROWTH_UNITS,
    load_exclusions,
    load_glosses,
    load_indicators,
    load_observations,
)
from jhreport.errors import TableError
from jhreport.links import load_published
from jhreport.quantities import find_quantities
from jhreport.report import Report, list_reports, load_report
from jhreport.units import base_unit

REPORTS = list_reports()
GROWTH_UNIT = "the unit of a growth rate is %, 倍 (times) or 成 (tenths)"


def problems(made) -> list[str]:
    """Return the lines of the message that refuses the observations."""
    with pytest.raises(TableError, match=r"^.") as caught:
        load_observations(made.folder)
    return str(caught.value).split("\n")


@pytest.fixture(scope="module")
def stated() -> pd.DataFrame:
    """Return the observations of all reports, the earliest report first."""
    reports = sorted(map(load_report, REPORTS), key=lambda report: report.date)
    tables = [
        load_observations(report)
        .sort_values("start", kind="stable")
        .assign(place=lambda table, report=report: list(map(report.place, table["start"])))
        for report in reports
    ]
    return pd.concat(tables, ignore_index=True)


def glossed(group: str) -> set[str]:
    table = load_glosses()
    return set(table.loc[table["group"] == group, "zh"])


def test_made_observations(made):
    table = load_observations(made.folder)
    assert len(table) == 7
    assert table["value"].tolist()[:6] == [5.0, -20.0, 3.0, -15.0, 3.0, 2.1]
    assert table["value"].isna().tolist() == [False] * 6 + [True]
    assert table["high"].dropna().to_dict() == {4: 4.0}
    assert table.loc[3, "note"] == "A fall, hence negative."


def test_made_exclusions(made):
    table = load_exclusions(made.folder)
    assert table.drop(columns="note").values.tolist() == [[56, 57, "4", "3%—4%", "range-end"]]


def test_a_loaded_report_will_do(made):
    report = load_report(made.folder)
    pd.testing.assert_frame_equal(load_observations(report), load_observations(made.folder))


@pytest.mark.parametrize(
    ("line", "cells", "column", "message"),
    [
        (
            8,
            {"value": 3, "unit": "%"},
            "value",
            "3.0: value is empty exactly where op is qualitative",
        ),
        (2, {"value": ""}, "value", "empty: value is empty exactly where op is qualitative"),
        (8, {"status": "actual"}, "status", "'actual': only a target can be qualitative"),
        (6, {"high": ""}, "high", "empty: high is filled exactly where op is range"),
        (2, {"high": 9}, "high", "9.0: high is filled exactly where op is range"),
        (6, {"high": 3}, "high", "3.0: high is above value"),
        (6, {"high": 2}, "high", "2.0: high is above value"),
        (4, {"versus": ""}, "versus", "empty: versus is filled exactly for a rank or a difference"),
        (
            3,
            {"versus": "全省"},
            "versus",
            "'全省': versus is filled exactly for a rank or a difference",
        ),
        (
            5,
            {"measure": "difference"},
            "versus",
            "empty: versus is filled exactly for a rank or a difference",
        ),
        (4, {"rank_of": ""}, "rank_of", "empty: rank_of is filled exactly for a rank"),
        (3, {"rank_of": "level"}, "rank_of", "'level': rank_of is filled exactly for a rank"),
        (4, {"unit": "%"}, "unit", "'%': the unit of a rank is 位"),
        (4, {"unit": ""}, "unit", "empty: the unit of a rank is 位"),
        (3, {"unit": "亿元"}, "unit", f"'亿元': {GROWTH_UNIT}"),
        (3, {"unit": ""}, "unit", f"empty: {GROWTH_UNIT}"),
        (2, {"end": 13}, "end", "13: end is greater than start"),
        (2, {"end": 12}, "end", "12: end is greater than start"),
    ],
)
def test_a_row_that_breaks_a_rule(made, line, cells, column, message):
    made.change(line, **cells)
    assert problems(made) == [f"observations.csv, line {line}, column {column}: {message}"]


def test_a_row_that_is_no_number_where_one_is_needed(made):
    made.change(2, start="here")
    assert problems(made) == [
        "observations.csv, line 2, column start: 'here'. Allowed: a whole number, at least 0"
    ]


def test_an_unknown_indicator_is_answered_with_the_nearest(made):
    made.change(2, indicator="import")
    (line,) = problems(made)
    assert line.startswith(
        "observations.csv, line 2, column indicator: Unknown indicator 'import'. "
        "Available, nearest first: imports, exports, "
    )


def test_every_broken_rule_is_reported_at_once(made):
    made.change(2, indicator="import", high=9)
    made.change(4, versus="", rank_of="", unit="%")
    made.change(6, high=2)
    made.change(8, value=3, unit="%")
    assert [line.split(": ")[0] for line in problems(made)] == [
        "observations.csv, line 2, column high",
        "observations.csv, line 2, column indicator",
        "observations.csv, line 4, column rank_of",
        "observations.csv, line 4, column unit",
        "observations.csv, line 4, column versus",
        "observations.csv, line 6, column high",
        "observations.csv, line 8, column value",
    ]


def test_a_repeated_observation(made):
    made.append("petitions,全市,2019,actual,growth,-15,,%,=,,,38,40,15,信访总量下降15%,")
    assert problems(made) == [
        "observations.csv, line 9, column indicator, subject, year, status, measure: "
        "repeats an earlier row: petitions, 全市, 2019, actual, growth"
    ]


def test_a_repeated_exclusion(made):
    made.append("56,57,4,3%—4%,name,", table="exclusions.csv")
    message = r"^exclusions\.csv, line 3, column start: repeats an earlier row: 56$"
    with pytest.raises(TableError, match=message):
        load_exclusions(made.folder)


def test_a_folder_without_the_table(made):
    made.path("exclusions.csv").unlink()
    with pytest.raises(TableError, match=r"^No exclusions\.csv in .*made\.$"):
        load_exclusions(made.folder)


@pytest.mark.parametrize("load", [load_observations, load_exclusions])
def test_a_bare_text_has_no_tables(made, load):
    message = r"^The report 'report' is a bare text and has no tables\. Tables stand in a folder"
    with pytest.raises(TableError, match=message):
        load(made.path("report.txt"))


def test_indicators_are_indexed_by_their_id():
    table = load_indicators()
    assert table.index.name == "indicator"
    assert table.index.is_unique is True
    assert table.loc["imports", ["name_zh", "kind", "better", "chapter"]].tolist() == [
        *["外贸进口", "flow", "higher", "1.2"]
    ]


def test_sizes_of_the_shipped_tables():
    assert len(load_indicators()) == 180
    assert len(load_observations("jinhua-2020")) == 218
    assert len(load_exclusions("jinhua-2020")) == 115


def test_growth_of_gdp_is_real():
    indicators = load_indicators()
    assert indicators.loc["gdp", "growth_basis"] == "real"
    assert indicators.loc["general_public_budget_revenue", "growth_basis"] == "nominal"


def test_every_indicator_with_a_chapter_is_stated_by_some_report_and_no_other(stated):
    chapters = load_indicators()["chapter"]
    assert set(chapters.dropna().index) == set(stated["indicator"])
    # These are known for the reports to come, by the names that they commonly have.
    assert "consumer_prices" in chapters.index[chapters.isna()]


def test_every_growth_rate_has_a_basis(stated):
    rates = stated[(stated["measure"] == "growth") & stated["value"].notna()]
    bases = load_indicators()["growth_basis"]
    assert [name for name in rates["indicator"].unique() if pd.isna(bases[name])] == []


def test_the_chapter_of_an_indicator_is_that_of_its_first_observation(stated):
    first = stated.drop_duplicates("indicator").set_index("indicator")["place"]
    found = {
        name: f"{chapter}.{section}" if section else f"{chapter}"
        for name, (chapter, section) in first.items()
    }
    assert load_indicators()["chapter"].dropna().to_dict() == found


def test_every_theme_is_used():
    assert glossed("theme") == {
        *["综合经济", "产业", "创新", "金融", "开放与贸易", "改革与营商", "基础设施与城市"],
        *["农业农村", "生态环境", "社会安全", "就业与社会保障", "教育", "卫生健康", "文化旅游"],
        *["政府自身", "其他"],
    }
    table = load_glosses()
    english = table.loc[table["group"] == "theme", "en"]
    # A report's own indicators are of the theme `other` until someone sorts them.
    assert set(english.str.replace(" ", "_")) == {*load_indicators()["theme"], "other"}


def test_every_unit_has_a_gloss(stated):
    # There are more: units and measure words that other reports are known to use.
    bases = {base_unit(unit)[1] for unit in stated["unit"].dropna()}
    assert bases - (glossed("unit") | glossed("counter")) == set()
    assert glossed("unit") & glossed("counter") == set()


@pytest.mark.parametrize("column", ["subject", "versus"])
def test_every_subject_and_comparand_has_a_gloss_and_no_gloss_is_unused(stated, column):
    published = set(load_published()["subject"]) if column == "subject" else set()
    assert set(stated[column].dropna()) | published == glossed(column)


def test_every_statement_has_a_gloss_and_no_gloss_is_unused(stated):
    assert set(stated.loc[stated["op"] == "qualitative", "text"]) == glossed("statement")


def test_every_gloss_belongs_to_a_group_that_these_tests_know():
    groups = {"subject", "versus", "theme", "part", "unit", "counter", "statement", "word"}
    assert set(load_glosses()["group"]) == groups


@pytest.fixture(params=REPORTS)
def printed(request) -> pd.DataFrame:
    """Return the observations of a report that have a number, each with its numeral as read."""
    report = load_report(request.param)
    table = load_observations(report).query("op != 'qualitative'")
    numerals = find_quantities(report.text).add_prefix("read_")
    return table.merge(numerals, left_on="start", right_on="read_start", how="left")


def test_every_number_is_a_numeral_of_the_text(printed):
    assert printed["read_text"].tolist() == printed["text"].tolist()
    assert printed["read_value"].tolist() == printed["value"].abs().tolist()
    assert printed["read_range_end"].sum() == 0


def test_every_unit_is_the_printed_one(printed):
    assert printed["unit"].fillna("").tolist() == printed["read_unit"].tolist()


def test_every_operator_is_the_printed_one_turned_round_for_a_fall(printed):
    turned = {">=": "<=", "<=": ">="}
    expected = [
        turned.get(op, op) if value < 0 else op
        for op, value in zip(printed["read_op"], printed["value"], strict=True)
    ]
    assert printed["op"].tolist() == expected


def test_only_the_cut_of_office_expenditure_has_a_turned_operator():
    report = load_report("jinhua-2020")
    operators = find_quantities(report.text).set_index("start")["op"]
    table = load_observations(report).query("op != 'qualitative'")
    turned = table[table["op"] != operators[table["start"]].to_numpy()]
    assert turned[["indicator", "value", "op"]].values.tolist() == [["public_funds", -5.0, "<="]]


def test_every_range_ends_where_the_printed_one_does(printed):
    ranges = printed[printed["op"] == "range"]
    assert ranges["high"].tolist() == ranges["read_high"].tolist()
    others = printed[printed["op"] != "range"]
    assert others["read_high"].notna().sum() == 0


def test_a_change_is_negative_exactly_where_the_text_has_a_fall(printed):
    changes = printed[printed["measure"].isin(["growth", "difference"])]
    assert (changes["value"] < 0).tolist() == (changes["read_sign"] == -1).tolist()
    others = printed[~printed["measure"].isin(["growth", "difference"])]
    assert (others["value"] < 0).sum() == 0


@pytest.mark.parametrize("name", REPORTS)
def test_the_upper_ends_of_ranges_are_excluded_as_such(name):
    report = load_report(name)
    numerals = find_quantities(report.text)
    exclusions = load_exclusions(report)
    ends = exclusions.loc[exclusions["reason"] == "range-end", "start"]
    assert numerals.loc[numerals["range_end"], "start"].tolist() == sorted(ends)


@pytest.mark.parametrize("name", REPORTS)
def test_targets_are_of_the_target_year_and_facts_are_not_of_the_future(name):
    report = load_report(name)
    table = load_observations(report)
    assert set(table.loc[table["status"] == "target", "year"]) == {report.target_year}
    assert table.loc[table["status"] == "actual", "year"].max() <= report.date.year


OWN = "indicator,name_zh,name_en,synonyms,definition,theme,kind,growth_basis,better,chapter\n"


def test_a_reports_own_indicators_stand_behind_those_that_all_share(made):
    shared = load_indicators()
    made.path("indicators.csv").write_text(
        f"{OWN}item_001,信访件,,,,other,,,,1\nitem_002,园区,Parks,,,economy,stock,,,1\n",
        encoding="utf-8",
    )
    table = load_indicators(made.folder)
    assert list(table.index) == [*shared.index, "item_001", "item_002"]
    assert table["name_en"].tolist()[-2:] == ["信访件", "Parks"]
    assert list(table) == list(shared)
    made.change(2, indicator="item_001")
    assert load_observations(made.folder)["indicator"].iloc[0] == "item_001"


def test_a_report_without_own_indicators_has_those_that_all_share(made):
    shared = load_indicators()
    for report in (made.folder, Report("toy", "增长5%。")):
        pd.testing.assert_frame_equal(load_indicators(report), shared)


def test_an_own_indicator_that_all_share_is_refused(made):
    path = made.path("indicators.csv")
    path.write_text(f"{OWN}imports,进口,,,,other,,,,1\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_indicators(made.folder)
    assert str(caught.value) == (
        "indicators.csv, line 2, column indicator: 'imports' is an indicator that all reports "
        "share. Leave this row out."
    )


@pytest.mark.parametrize("unit", ["%", "倍", "成"])
def test_growth_has_units_of_a_share(made, unit):
    made.change(3, unit=unit)
    assert load_observations(made.folder)["unit"].iloc[1] == unit
    assert set(GROWTH_UNITS) == {"%", "倍", "成"}
