"""Identifying: ids of known indicators and of new ones; what is said twice."""

import pytest

from jhreport.identifying import Identities

pytestmark = pytest.mark.usefixtures("indicators_once")


def settled(*rows: dict) -> list[dict]:
    """Return rows with what is filled in here, settled in their order."""
    identities = Identities()
    done = []
    for start, row in enumerate(rows):
        usual = {"subject": "全市", "year": 2019, "status": "actual", "measure": "level"}
        usual |= {"value": 5.0, "high": None, "unit": "家", "op": "=", "start": 10 * start}
        usual |= {"check": "", "several": False}
        done.append({**usual, **row})
        identities.settle(done[-1])
    return done


def ids(*rows: dict) -> list[str]:
    return [row["indicator"] for row in settled(*rows)]


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("地区生产总值", "gdp"),
        ("国内生产总值", "gdp"),
        ("全市地区生产总值", "gdp"),
        ("地区 生产\n总值", "gdp"),
        ("新增品字标企业", "new_pinzi_brand_firms"),
        ("信访总量", "petitions"),
        ("信访", "item_001"),
        ("", "item_001"),
    ],
)
def test_known_indicators_are_told_by_their_names(name, indicator):
    assert ids({"name": name}) == [indicator]


def test_new_ones_are_numbered_as_they_come():
    rows = [{"name": name, "value": value} for value, name in enumerate("甲乙甲丙")]
    assert ids(*rows[:2], rows[3]) == ["item_001", "item_002", "item_003"]
    assert ids(*rows[:2], {**rows[2], "measure": "growth"}) == ["item_001", "item_002", "item_001"]


def test_a_row_without_a_name_is_labelled_so():
    (row,) = settled({"name": ""})
    assert row["label"] == "（无名）"


def test_what_is_said_again_repeats():
    first, other, again = settled(
        {"name": "信访件"}, {"name": "信访件", "year": 2020}, {"name": "信访件"}
    )
    assert [row["repeats"] for row in (first, other, again)] == [False, False, True]
    assert (again["indicator"], again["label"]) == ("item_001", "信访件")
    assert again["check"] == "said before at 0: leave one out"
    assert first["check"] == other["check"] == ""


@pytest.mark.parametrize(
    "change", [{"value": 6.0}, {"high": 7.0}, {"unit": "户"}, {"op": ">="}], ids=str
)
def test_another_number_for_the_same_thing_is_of_an_indicator_of_its_own(change):
    first, other = settled({"name": "信访件"}, {"name": "信访件", **change})
    assert (first["indicator"], first["label"]) == ("item_001", "信访件")
    assert (other["indicator"], other["label"]) == ("item_002", "信访件（2）")
    assert other["repeats"] is False
    assert other["check"] == "named as at 0, with another number: tell them apart"


def test_a_known_indicator_gives_its_second_number_to_a_new_one():
    rows = settled({"name": "进口"}, {"name": "进口", "value": 6.0}, {"name": "进口", "value": 7.0})
    assert [row["indicator"] for row in rows] == ["imports", "item_001", "item_002"]
    assert [row["label"] for row in rows] == ["进口", "进口（2）", "进口（3）"]


@pytest.mark.parametrize(
    "change", [{"year": 2020}, {"status": "target"}, {"measure": "growth"}, {"subject": "全区"}]
)
def test_numbers_of_other_subjects_years_states_and_measures_share_an_id(change):
    assert ids({"name": "信访件"}, {"name": "信访件", "value": 6.0, **change}) == ["item_001"] * 2


def test_a_sum_over_several_years_is_another_indicator():
    rows = settled({"name": "进口"}, {"name": "进口", "several": True})
    assert [(row["indicator"], row["label"]) for row in rows] == [
        ("imports", "进口"),
        ("item_001", "进口（多年）"),
    ]
    assert "several" not in rows[1]


def test_one_number_for_several_things_repeats_nothing():
    one, other = settled({"name": "用地", "start": 3}, {"name": "用地", "start": 3})
    assert [one["repeats"], other["repeats"]] == [False, False]
    assert [one["indicator"], other["indicator"]] == ["item_001", "item_002"]
    assert other["check"] == ""


def test_a_check_is_added_to_what_there_is_to_look_at():
    row = settled({"name": "甲"}, {"name": "甲", "check": "no name found"})[1]
    assert row["check"] == "no name found; said before at 0: leave one out"
