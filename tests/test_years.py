"""One year and the others: implied bases worked out as fractions, series, texts of two years."""

import math
import shutil
from fractions import Fraction

import pandas as pd
import pytest

from jhreport import files
from jhreport.keywords import keyness
from jhreport.report import Report
from jhreport.themes import load_themes, theme_shift
from jhreport.years import implied_base, time_series

PUBLISHED = "../published.csv"
FIGURE = {
    **{"place": "made", "indicator": "imports", "subject": "全市", "year": 2018, "value": 6},
    **{"high": "", "unit": "亿元", "op": "=", "growth": "", "comparability": "same"},
    **{"basis": "one", "grade": "B", "source_title": "page", "source_url": "http://x.cn/1"},
    **{"source_date": "n.d.", "note": "note"},
}
REAL = "growth is real: prices have changed too, so no division gives the base"
NOTHING_LEFT = "nothing is left: no division gives the base"
BOUND = "level or growth is a bound, not a value"


@pytest.fixture
def made(made, tmp_path, monkeypatch):
    """Return the made report in a data folder of its own, without published figures."""
    data = tmp_path / "data"
    shutil.copytree(files.data_dir(), data, ignore=shutil.ignore_patterns("jinhua-*"))
    made.folder = made.folder.rename(data / "made")
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "src" / "jhreport")
    publish(made)
    return made


def publish(made, *figures: dict) -> None:
    """Write published figures, each the one above, changed."""
    cells = [[str(cell) for cell in (FIGURE | figure).values()] for figure in figures]
    made.write_rows(PUBLISHED, [list(FIGURE), *cells])


def state(made, level: str, growth: str, printed: tuple[str, str] = ("", "")) -> pd.Series:
    """Let the report state level and growth of imports, and return what they imply."""
    made.change(2, value=level, text=printed[0] or level)
    made.change(3, value=growth, text=printed[1] or growth.lstrip("-"))
    return implied_base(made.folder).loc[0]


def add_trains(made) -> None:
    """Let the report state one more result, with level and growth, after the others."""
    made.append("yixinou_trains,全市,2019,actual,level,528,,列,=,,,49,50,528,q,")
    made.append("yixinou_trains,全市,2019,actual,growth,65,,%,=,,,49,50,65,q,")


# implied bases


@pytest.mark.parametrize(
    ("level", "growth", "base", "low", "high"),
    [
        # Half a last digit either way: 411.25 to 411.35 and 4.75% to 4.85%.
        ("411.3", "4.8", ("411.3", "1.048"), ("411.25", "1.0485"), ("411.35", "1.0475")),
        ("528", "65", ("320", "1"), ("527.5", "1.655"), ("528.5", "1.645")),
        ("11", "25", ("8.8", "1"), ("10.5", "1.255"), ("11.5", "1.245")),
        # A fall of 19.5% to 20.5%.
        ("5", "-20", ("6.25", "1"), ("4.5", "0.805"), ("5.5", "0.795")),
        ("5", "-0.5", ("5", "0.995"), ("4.5", "0.9955"), ("5.5", "0.9945")),
        ("5", "100", ("2.5", "1"), ("4.5", "2.005"), ("5.5", "1.995")),
        ("5", "0", ("5", "1"), ("4.5", "1.005"), ("5.5", "0.995")),
    ],
)
def test_the_base_and_what_rounding_leaves_of_it(made, level, growth, base, low, high):
    row = state(made, level, growth)
    expected = [float(Fraction(over) / Fraction(under)) for over, under in (base, low, high)]
    assert row[["base", "base_low", "base_high"]].tolist() == expected
    assert pd.isna(row["refused"])


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        # A closing zero is a digit; what is printed in words or groups is as exact as its value.
        ("12", "11.5", "12.5"),
        ("12.0", "11.95", "12.05"),
        ("12.00", "11.995", "12.005"),
        ("十二", "11.5", "12.5"),
    ],
)
def test_the_printed_digits_tell_how_exact_a_level_is(made, printed, low, high):
    row = state(made, "12", "25", (printed, ""))
    expected = [float(Fraction(low) / Fraction("1.255")), float(Fraction(high) / Fraction("1.245"))]
    assert row[["base_low", "base_high"]].tolist() == expected


def test_the_printed_digits_tell_how_exact_a_growth_rate_is(made):
    row = state(made, "12", "25", ("", "25.0"))
    expected = [Fraction("11.5") / Fraction("1.2505"), Fraction("12.5") / Fraction("1.2495")]
    assert row[["base_low", "base_high"]].tolist() == [float(bound) for bound in expected]


def test_the_digits_of_a_long_grouped_level(made):
    row = state(made, "1234567", "25", ("1,234,567", ""))
    assert row["base_low"] == float(Fraction("1234566.5") / Fraction("1.255"))


@pytest.mark.parametrize(
    ("line", "cells", "refused"),
    [
        (2, {"op": ">="}, BOUND),
        (2, {"op": "<="}, BOUND),
        (2, {"op": "~"}, BOUND),
        (2, {"op": "range", "high": 6}, BOUND),
        (3, {"op": ">="}, BOUND),
        (3, {"op": "~"}, BOUND),
        (2, {"measure": "difference", "versus": "全省"}, "no level is given"),
        (2, {"indicator": "exports"}, "no level is given"),
        (2, {"subject": "市区"}, "no level is given"),
        (2, {"year": 2018}, "no level is given"),
        (3, {"value": -100, "text": 100}, NOTHING_LEFT),
        (3, {"value": -120, "text": 120}, NOTHING_LEFT),
        (2, {"value": 0, "text": 0}, NOTHING_LEFT),
    ],
)
def test_what_implies_no_base(made, line, cells, refused):
    made.change(line, **cells)
    add_trains(made)
    row = implied_base(made.folder).loc[0]
    assert (row["indicator"], row["refused"]) == ("imports", refused)
    assert row[["base", "base_low", "base_high"]].isna().tolist() == [True] * 3


def test_growth_that_may_be_real_implies_no_base(made):
    for line in (2, 3):
        made.change(line, indicator="hubei_medical_team")
    row = implied_base(made.folder).loc[0]
    assert row["refused"] == "whether growth is real or nominal is not known"
    assert pd.isna(row["base"])


def test_real_growth_implies_no_base_with_level_or_without(made):
    for line in (2, 3, 4, 5):
        made.change(line, indicator="gdp")
    made.change(5, subject="市区")
    add_trains(made)
    table = implied_base(made.folder).head(2)
    assert table[["subject", "refused"]].values.tolist() == [["全市", REAL], ["市区", REAL]]
    assert table["base"].isna().tolist() == [True, True]


def test_a_report_of_which_no_growth_rate_implies_a_base(made):
    made.drop(2)
    table = implied_base(made.folder)
    assert table["refused"].tolist() == ["no level is given"] * 2
    assert table["agreement"].isna().tolist() == [True, True]


def test_a_report_without_growth_rates_implies_nothing(made):
    columns = implied_base(made.folder).columns.tolist()
    made.drop(3, 5)
    assert implied_base(made.folder).columns.tolist() == columns
    assert len(implied_base(made.folder)) == 0


def test_a_base_for_each_growth_rate_in_the_order_of_the_text(made):
    header, *rows = made.rows("observations.csv")
    made.write_rows("observations.csv", [header, *reversed(rows)])
    made.append("exports,全市,2019,actual,level,7,,亿元,=,,,49,50,7,q,")  # no growth rate
    publish(made, {})
    table = implied_base(made.folder)
    assert table.columns.tolist() == [
        *["indicator", "subject", "is_whole", "name_zh", "name_en"],
        *["level", "unit", "growth", "year"],
        *["refused", "base", "base_low", "base_high", "published", "published_op"],
        *["published_low", "published_high", "grade", "source_title", "agreement"],
    ]
    chosen = ["indicator", "name_en", "level", "unit", "growth", "year", "published", "grade"]
    assert [row.dropna().to_dict() for _, row in table[chosen].iterrows()] == [
        {
            **{"indicator": "imports", "name_en": "Imports", "level": 5.0, "unit": "亿元"},
            **{"growth": -20.0, "year": 2018, "published": 6.0, "grade": "B"},
        },
        {"indicator": "petitions", "name_en": "Petitions", "growth": -15.0, "year": 2018},
    ]


# agreement with published values


@pytest.mark.parametrize(
    ("level", "value", "agreement"),
    [
        # With growth of 25%: 126.1275 / 1.255 is 100.5, where 100 ends as rounded.
        ("126.128", 100, "agrees"),
        ("126.129", 100, "conflicts"),
        # 125.1225 / 1.245 is 100.5, where 101 begins.
        ("125.122", 101, "agrees"),
        ("125.121", 101, "conflicts"),
        ("125", 100, "agrees"),
        ("250", 100, "conflicts"),
        ("50", 100, "conflicts"),
    ],
)
def test_a_published_value_agrees_where_the_intervals_meet(made, level, value, agreement):
    publish(made, {"value": value})
    row = state(made, level, "25")
    assert row[["published", "published_low", "published_high"]].tolist() == [
        *[value, value - 0.5, value + 0.5],
    ]
    assert row["agreement"] == agreement


@pytest.mark.parametrize(
    ("value", "op", "low", "high"),
    [
        ("55000", "~", 54500, 55500),
        ("55000", "=", 54999.5, 55000.5),
        ("55100", "~", 55050, 55150),
        ("120", "~", 115, 125),
        ("121", "~", 120.5, 121.5),
        ("392.6", "=", 392.55, 392.65),
        ("392.6", "~", 392.55, 392.65),
        ("4100.23", "=", 4100.225, 4100.235),
        # A closing zero behind the point is a digit.
        ("525.80", "=", 525.795, 525.805),
        ("525.80", "~", 525.795, 525.805),
        ("36.0", "~", 35.95, 36.05),
    ],
)
def test_a_published_value_is_as_exact_as_its_digits(made, value, op, low, high):
    publish(made, {"value": value, "op": op})
    row = implied_base(made.folder).loc[0]
    assert row[["published_low", "published_high"]].tolist() == pytest.approx([low, high], abs=1e-9)


@pytest.mark.parametrize(("op", "agreement"), [("~", "agrees"), ("=", "conflicts")])
def test_a_rounded_value_agrees_more_easily(made, op, agreement):
    publish(made, {"value": 55000, "op": op})
    row = state(made, "59348", "8.1")  # 54,875 to 54,927
    assert row[["published_op", "agreement"]].tolist() == [op, agreement]


@pytest.mark.parametrize(
    "changed",
    [
        {"year": 2019},
        {"subject": "市区"},
        {"place": "other"},
        {"indicator": "exports"},
        {"value": "", "unit": "", "growth": 3},
    ],
)
def test_what_is_not_the_value_of_the_year_before(made, changed):
    publish(made, changed)
    row = implied_base(made.folder).loc[0]
    columns = ["published", "published_low", "published_high", "source_title", "agreement"]
    assert row[columns].isna().tolist() == [True] * 5
    assert row["base"] == 6.25


def test_what_implies_nothing_neither_agrees_nor_conflicts(made):
    made.change(2, indicator="gdp")
    made.change(3, indicator="gdp")
    add_trains(made)
    publish(made, {"indicator": "gdp"})
    row = implied_base(made.folder).loc[0]
    assert (row["refused"], row["published"], row["source_title"]) == (REAL, 6, "page")
    assert pd.isna(row["agreement"])


def test_a_growth_rate_has_one_row(made):
    publish(made, {}, {"basis": "two", "value": 7})
    assert implied_base(made.folder)["indicator"].tolist() == ["imports", "petitions"]


@pytest.mark.parametrize(("op", "value"), [(">=", 5), ("<=", 8)])
def test_a_published_bound_does_not_conflict_with_what_keeps_to_it(made, op, value):
    publish(made, {"op": op, "value": value})
    assert implied_base(made.folder).loc[0, "agreement"] != "conflicts"  # 5.6 to 6.9 are implied


def test_a_published_range_agrees_with_what_lies_in_it(made):
    publish(made, {"op": "range", "value": 5, "high": 8})
    assert implied_base(made.folder).loc[0, "agreement"] == "agrees"


def test_a_published_value_of_another_magnitude(made):
    publish(made, {"value": 60000, "unit": "万元"})
    assert implied_base(made.folder).loc[0, "published"] == 6


def test_jinhua_bases(jinhua):
    table = implied_base(jinhua).set_index("indicator")
    assert len(table) == 24
    bounds = table[["base_low", "base_high"]].round(1)
    assert bounds.loc["general_public_budget_revenue"].tolist() == [392.2, 392.7]
    assert bounds.loc["online_retail_sales"].tolist() == [2718.3, 2721.5]
    assert table.loc["gdp", "refused"] == REAL
    assert table["agreement"].dropna().to_dict() == {
        "general_public_budget_revenue": "agrees",
        "urban_income": "agrees",
        "rural_income": "agrees",
        "online_retail_sales": "conflicts",
    }
    assert table["refused"].value_counts().tolist() == [11, 1]
    assert (table["refused"].isna() == table["base"].notna()).tolist() == [True] * 24


# series


def shown(table: pd.DataFrame) -> list[list]:
    """Return the cells of a table, missing ones as empty text."""
    table = table.drop(columns="is_whole", errors="ignore")
    return table.astype(object).where(table.notna(), "").values.tolist()


BASES = "indicator,subject,year,basis,note\n{},全市,2019,two,as told\n"


def test_series_put_the_report_among_the_other_years(made):
    publish(
        made,
        {"year": 2021, "op": ">=", "growth": 5, "basis": "two"},
        {"year": 2019, "note": ""},
        {"year": 2020, "indicator": "exports", "value": "", "unit": "", "growth": 3},
        {"year": 2022, "place": "other"},
        {"subject": "市区"},
        {"indicator": "gdp", "grade": "C", "source_title": "book"},
    )
    made.path("bases.csv").write_text(BASES.format("imports"), encoding="utf-8")
    table = time_series(made.folder)
    assert table.columns.tolist() == [
        *["indicator", "subject", "is_whole", "name_zh", "name_en"],
        *["year", "value", "unit", "op", "growth"],
        *["basis", "origin", "grade", "source_title", "note"],
    ]
    # As in the dictionary: GDP, exports, imports.
    assert shown(table.drop(columns="name_zh")) == [
        [
            *["gdp", "全市", "Gross regional product (GDP)", 2018, 6, "亿元", "=", "", "one"],
            *["published", "C", "book", "note"],
        ],
        [
            *["exports", "全市", "Exports", 2020, "", "", "=", 3, "one"],
            *["published", "B", "page", "note"],
        ],
        [
            *["imports", "市区", "Imports", 2018, 6, "亿元", "=", "", "one"],
            *["published", "B", "page", "note"],
        ],
        [
            *["imports", "全市", "Imports", 2019, 5, "亿元", "=", -20, "two"],
            *["report", "A", "made", "as told"],
        ],
        [
            *["imports", "全市", "Imports", 2019, 6, "亿元", "=", "", "one"],
            *["published", "B", "page", ""],
        ],
        [
            *["imports", "全市", "Imports", 2021, 6, "亿元", ">=", 5, "two"],
            *["published", "B", "page", "note"],
        ],
    ]


@pytest.mark.parametrize(
    ("line", "cells", "expected"),
    [
        (2, {}, ["=", -20]),
        (2, {"op": ">="}, [">=", -20]),
        (3, {"subject": "市区"}, ["=", ""]),
    ],
)
def test_a_series_takes_operator_and_growth_from_the_report(made, line, cells, expected):
    made.change(line, **cells)
    made.path("bases.csv").write_text(BASES.format("imports"), encoding="utf-8")
    assert shown(time_series(made.folder)[["op", "growth"]]) == [expected]


def test_a_result_without_a_basis_stands_in_no_series(made):
    publish(made, {})
    assert time_series(made.folder)["origin"].tolist() == ["published"]
    publish(made)
    assert time_series(made.folder).shape == (0, 15)


def test_jinhua_series(jinhua):
    table = time_series(jinhua)
    assert len(table) == 48 + 20
    assert table["origin"].value_counts().to_dict() == {"published": 48, "report": 20}
    gdp = table[table["indicator"] == "gdp"].drop_duplicates("year").set_index("year")
    assert gdp.index.tolist() == list(range(2018, 2025))
    firsts = gdp.index[~gdp["basis"].duplicated()].tolist()
    assert firsts == [2018, 2019, 2024]  # after the census of 2018, and after that of 2023
    assert gdp["basis"].nunique() == 3
    assert (gdp.loc[2019, "origin"], gdp.loc[2019, "value"]) == ("report", 4559.9)


# the words of two years


def test_words_of_a_report_against_those_of_another_of_another_length(tmp_path):
    path = tmp_path / "earlier.txt"
    path.write_text("文化。文化。工业。工业。工业。", encoding="utf-8")
    table = keyness(Report("later", "工业。工业。文化。"), str(path), min_count=1)
    # 工业 2 of 3 against 3 of 5, with 15/8 and 25/8 expected; 文化 1 against 2, with 9/8 and 15/8.
    cells = [(2, 15 / 8), (3, 25 / 8), (1, 9 / 8), (2, 15 / 8)]
    g2 = 2 * sum(count * math.log(count / expected) for count, expected in cells)
    columns = ["count", "reference_count", "per_1000", "reference_per_1000", "g2", "log_ratio"]
    assert table["word"].tolist() == ["工业", "文化"]
    assert table[columns].values.tolist() == [
        pytest.approx([2, 3, 2000 / 3, 600, g2, math.log2(10 / 9)]),
        pytest.approx([1, 2, 1000 / 3, 400, -g2, math.log2(5 / 6)]),
    ]


@pytest.mark.parametrize(
    ("slogans", "trade"), [(True, [2, 1, 200, 1000 / 8]), (False, [1, 1, 100, 1000 / 8])]
)
def test_themes_of_a_report_against_those_of_another(tmp_path, slogans, trade):
    tables = {
        "themes": "theme,zh,en,belongs,excludes\ntrade,外贸,Trade,b,e\nfarm,农业,Farming,b,e\n",
        "theme_terms": "term,theme,role,note\n外贸,trade,term,\n开放发展,trade,slogan,\n"
        "农业,farm,term,\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    later = Report("later", "外贸，开放发展，好。")  # 10 characters
    earlier = Report("earlier", "农业，外贸，农。")  # 8
    table = theme_shift(later, earlier, slogans=slogans, dictionary=load_themes(tmp_path))
    columns = ["hits", "reference_hits", "per_1000", "reference_per_1000"]
    table = table.set_index("theme")
    assert table.loc["trade", columns].tolist() == trade
    assert table.loc["farm", columns].tolist() == [0, 1, 0, 125]
    assert table["change"].to_dict() == {"trade": trade[2] - 125, "farm": -125}
