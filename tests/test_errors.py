"""Errors: their family, and how an unknown name is answered."""

import pytest

from jhreport import errors
from jhreport.errors import JhreportError, MetadataError, ReportError, unknown_name


@pytest.mark.parametrize("name", ["ReportError", "TableError", "LedgerError", "FigureError"])
def test_every_error_is_caught_as_a_jhreport_error(name):
    with pytest.raises(JhreportError, match=r"^what is wrong$"):
        raise getattr(errors, name)("what is wrong")


def test_missing_metadata_are_an_error_of_the_report_and_name_their_keys():
    with pytest.raises(ReportError, match=r"^what is missing$") as caught:
        raise MetadataError("what is missing", ("date", "place_zh"))
    assert caught.value.keys == ("date", "place_zh")


def test_unknown_name_lists_the_nearest_first():
    assert unknown_name("indicator", "export", ["petitions", "imports", "exports"]) == (
        "Unknown indicator 'export'. Available, nearest first: exports, imports, petitions."
    )


def test_unknown_name_lists_names_that_share_no_letter():
    assert unknown_name("report", "xyz", ["abc"]) == (
        "Unknown report 'xyz'. Available, nearest first: abc."
    )


def test_unknown_name_without_any_name():
    assert unknown_name("report", "jinhua-2020", []) == (
        "Unknown report 'jinhua-2020'. None is available."
    )


def test_unknown_name_lists_twelve_and_counts_the_others():
    names = [f"report-{number:02}" for number in range(15)]
    message = unknown_name("report", "report-07", names)
    assert message.startswith("Unknown report 'report-07'. Available, nearest first: report-07, ")
    assert message.count("report-") == 1 + 12
    assert message.endswith(" and 3 more.")


def test_unknown_name_lists_exactly_twelve_without_counting():
    message = unknown_name("report", "x", [f"report-{number:02}" for number in range(12)])
    assert message.count("report-") == 12
    assert "more" not in message
