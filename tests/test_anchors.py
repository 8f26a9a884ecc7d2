import re

import pandas as pd
import pytest

from jhreport import load_observations
from jhreport.anchors import anchors, place_anchor


def _stated(*rows: tuple) -> pd.DataFrame:
    columns = ["indicator", "subject", "year", "measure", "start"]
    return pd.DataFrame(rows, columns=columns)


def test_an_id_names_indicator_year_and_measure():
    assert anchors(_stated(("gdp", "全市", 2019, "growth", 908))).tolist() == ["gdp-2019-growth"]


def test_the_first_in_the_text_has_the_plain_id_and_the_others_count_on():
    rows = [("trains", "全市", 2019, "level", 70), ("trains", "全市", 2019, "level", 30)]
    rows += [("trains", "全市", 2020, "level", 50), ("trains", "全市", 2019, "level", 90)]
    assert anchors(_stated(*rows)).tolist() == [
        "trains-2019-level-2",
        "trains-2019-level",
        "trains-2020-level",
        "trains-2019-level-3",
    ]


def test_rows_of_one_place_stand_in_the_order_of_their_subjects():
    rows = [("land", "b", 2020, "level", 10), ("land", "a", 2020, "level", 10)]
    assert anchors(_stated(*rows)).tolist() == ["land-2020-level-2", "land-2020-level"]


def test_ids_keep_the_index_of_the_rows():
    rows = _stated(("a", "全市", 2019, "level", 9), ("b", "全市", 2019, "level", 1)).set_axis(
        [7, 3]
    )
    assert anchors(rows).to_dict() == {7: "a-2019-level", 3: "b-2019-level"}


def test_no_rows_have_no_ids():
    assert anchors(load_observations("jinhua-2020").iloc[:0]).tolist() == []


@pytest.mark.parametrize("order", ["as they stand", "turned round"])
def test_ids_of_the_report_are_unique_safe_and_the_same_in_any_order(order):
    stated = load_observations("jinhua-2020")
    ids = anchors(stated if order == "as they stand" else stated.iloc[::-1]).sort_index()
    assert ids.is_unique
    assert len(ids) == len(stated)
    assert [i for i in ids if not re.fullmatch("[a-z0-9_-]+", i)] == []
    assert ids.tolist() == anchors(stated).tolist()


def test_a_place_is_named_by_its_offset():
    assert place_anchor(0) == "at-0"
