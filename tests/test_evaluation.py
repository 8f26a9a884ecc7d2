"""Evaluation: scores, names and errors worked out by hand; how good the rules are."""

import pandas as pd
import pytest

from jhreport.datasets import load_indicators
from jhreport.errors import JhreportError
from jhreport.evaluation import Evaluation, evaluate_drafts, evaluate_rules, load_annotated
from jhreport.report import list_reports

COLUMNS = ["start", "end", "value", "high", "unit", "op", "measure", "status", "text", "name"]
EXPORTS = [0, 3, 185.0, None, "亿元", "=", "level", "actual", "185", "外贸出口"]
GROWTH = [5, 9, 6.0, 6.5, "%", "range", "growth", "target", "6", "生产总值"]
PETITIONS = [20, 22, -15.0, None, "%", "=", "growth", "actual", "15", "信访总量"]
GOAL = [30, 34, None, None, "", "qualitative", "growth", "target", "稳步提高", "收入"]


def table(*rows: list) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def changed(row: list, **cells: object) -> list:
    return [cells.get(column, cell) for column, cell in zip(COLUMNS, row, strict=True)]


def scores(found: Evaluation) -> list[list[float]]:
    return found.scores.round(4).values.tolist()


def errors(found: Evaluation) -> list[list]:
    return found.errors.values.tolist()


def test_equal_tables_are_right_throughout():
    reviewed = table(EXPORTS, GROWTH, PETITIONS)
    found = evaluate_drafts(reviewed.sample(frac=1, random_state=1), reviewed)
    assert scores(found) == [[3, 3, 3, 1, 1, 1]] * 2
    assert list(found.scores.index) == ["spans", "all fields"]
    assert list(found.scores) == ["right", "drafted", "reviewed", "precision", "recall", "f1"]
    assert found.names == 1
    assert errors(found) == []
    assert list(found.errors) == ["kind", "start", "text", "drafted", "reviewed"]


def test_missed_added_and_a_wrong_field():
    drafted = table(EXPORTS, changed(GROWTH, unit="个百分点"), changed(PETITIONS, start=25, end=27))
    found = evaluate_drafts(drafted, table(EXPORTS, GROWTH, PETITIONS, changed(EXPORTS, start=40)))
    assert scores(found) == [
        [2, 3, 4, 0.6667, 0.5, 0.5714],
        [1, 3, 4, 0.3333, 0.25, 0.2857],
    ]
    assert errors(found) == [
        ["unit", 5, "6", "6.0 6.5 个百分点 range growth target", "6.0 6.5 % range growth target"],
        ["missed", 20, "15", "", "-15.0  % = growth actual"],
        ["added", 25, "15", "-15.0  % = growth actual", ""],
        ["missed", 40, "185", "", "185.0  亿元 = level actual"],
    ]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"value": 7.0}, "value"),
        ({"high": None}, "high"),
        ({"unit": "亿元"}, "unit"),
        ({"op": "~"}, "op"),
        ({"measure": "level"}, "measure"),
        ({"status": "actual"}, "status"),
        ({"value": 7.0, "high": 8.0, "status": "actual"}, "value, high, status"),
    ],
)
def test_errors_name_the_fields_that_differ(cells, kind):
    found = evaluate_drafts(table(changed(GROWTH, **cells)), table(GROWTH))
    assert [error[0] for error in errors(found)] == [kind]
    assert scores(found) == [[1, 1, 1, 1, 1, 1], [0, 1, 1, 0, 0, 0]]


@pytest.mark.parametrize("cells", [{"text": "六"}, {"name": "经济"}, {"value": 6.00001}])
def test_texts_names_and_rounding_are_no_errors(cells):
    assert errors(evaluate_drafts(table(changed(GROWTH, **cells)), table(GROWTH))) == []


def test_the_fourth_decimal_counts():
    found = evaluate_drafts(table(changed(GROWTH, value=6.0001)), table(GROWTH))
    assert [error[0] for error in errors(found)] == ["value"]


@pytest.mark.parametrize(
    ("counts", "score", "kind"),
    [
        ((2, 1), [1, 2, 1, 0.5, 1, 0.6667], "added"),
        ((1, 2), [1, 1, 2, 1, 0.5, 0.6667], "missed"),
    ],
)
def test_a_row_too_many_or_too_few_of_one_numeral_is_an_error(counts, score, kind):
    drafted, reviewed = (table(*[EXPORTS] * count) for count in counts)
    found = evaluate_drafts(drafted, reviewed)
    assert scores(found) == [score] * 2
    assert [error[:2] for error in errors(found)] == [[kind, 0]]


def test_copies_are_compared_one_by_one():
    other = changed(EXPORTS, value=200.0)
    found = evaluate_drafts(table(EXPORTS, EXPORTS), table(other, EXPORTS))
    assert scores(found) == [[2, 2, 2, 1, 1, 1], [1, 2, 2, 0.5, 0.5, 0.5]]
    assert [error[0] for error in errors(found)] == ["value"]


def test_a_span_agrees_at_both_ends():
    found = evaluate_drafts(table(changed(EXPORTS, end=4)), table(EXPORTS))
    assert scores(found)[0][0] == 0
    assert [error[0] for error in errors(found)] == ["missed", "added"]


@pytest.mark.parametrize("side", [0, 1])
def test_targets_without_a_number_are_left_out(side):
    tables = [table(EXPORTS), table(EXPORTS)]
    tables[side] = table(EXPORTS, GOAL)
    found = evaluate_drafts(*tables)
    assert scores(found) == [[1, 1, 1, 1, 1, 1]] * 2
    assert (found.names, errors(found)) == (1, [])


def test_no_rows_at_all():
    found = evaluate_drafts(table(), table())
    assert scores(found) == [[0, 0, 0, 0, 0, 0]] * 2
    assert (found.names, errors(found)) == (0, [])


@pytest.mark.parametrize(
    ("drafted", "reviewed", "kind", "score"),
    [
        ([EXPORTS], [], "added", [0, 1, 0, 0, 0, 0]),
        ([], [EXPORTS], "missed", [0, 0, 1, 0, 0, 0]),
    ],
)
def test_rows_on_one_side_only(drafted, reviewed, kind, score):
    found = evaluate_drafts(table(*drafted), table(*reviewed))
    assert scores(found) == [score] * 2
    assert [error[0] for error in errors(found)] == [kind]
    assert found.names == 0


HUNDRED = "".join(map(chr, range(0x4E00, 0x4E00 + 100)))


@pytest.mark.parametrize(
    ("drafted", "reviewed", "good"),
    [
        (HUNDRED[:59], HUNDRED, 0),
        (HUNDRED[:60], HUNDRED, 1),
        (HUNDRED[:60][::-1], HUNDRED, 1),
        (HUNDRED, HUNDRED[:60], 1),
        ("出口出", "出口口口口", 0),
        ("出口口", "出口口口口", 1),
        ("", "出口", 0),
    ],
)
def test_a_name_is_good_with_60_of_100_characters(drafted, reviewed, good):
    found = evaluate_drafts(
        table(changed(EXPORTS, name=drafted)), table(changed(EXPORTS, name=reviewed))
    )
    assert found.names == good
    assert errors(found) == []


def test_names_count_for_each_reviewed_row_with_the_best_draft_of_its_numeral():
    drafted = table(EXPORTS, changed(EXPORTS, name="信访总量"))
    reviewed = table(changed(EXPORTS, name="信访总量"), EXPORTS, PETITIONS, GROWTH)
    assert evaluate_drafts(drafted, reviewed).names == 0.5


def test_reviewed_rows_may_have_an_indicator_instead_of_a_name():
    known = load_indicators().loc["petitions", "name_zh"]
    assert known == "信访总量"
    reviewed = table(PETITIONS).drop(columns="name").assign(indicator="petitions")
    assert evaluate_drafts(table(PETITIONS), reviewed).names == 1
    assert evaluate_drafts(table(changed(PETITIONS, name="出口")), reviewed).names == 0


def test_the_halves_of_the_annotated_texts():
    develop = [f"national-20{year}" for year in ("08", "10", "12", "13", "14", "16", "18", "22")]
    test = ["national-2003", "national-2017"]
    assert list(load_annotated("develop")) == develop
    assert list(load_annotated("test")) == test
    assert list(load_annotated()) == sorted([*develop, *test])


def test_an_unknown_half_is_refused():
    with pytest.raises(JhreportError, match=r"^Unknown half 'training'\. .*test, develop"):
        load_annotated("training")


def test_annotations_stand_in_their_passages_as_printed():
    for name, (report, rows, passages) in load_annotated("develop").items():
        assert set(rows["report"]) == set(passages["report"]) == {name} == {report.name}
        assert set(rows["half"]) == {"develop"}
        for row in rows.itertuples():
            assert report.text[row.start : row.end] == row.text
            assert ((passages["start"] <= row.start) & (row.end <= passages["end"])).sum() == 1


@pytest.fixture(scope="module")
def develop() -> dict[str, Evaluation]:
    return evaluate_rules("develop")


def together(found: dict[str, Evaluation], level: str) -> float:
    """Return the F1 of several reports taken as one."""
    total = sum(one.scores.loc[level, ["right", "drafted", "reviewed"]] for one in found.values())
    return 2 * total["right"] / (total["drafted"] + total["reviewed"])


def named(found: dict[str, Evaluation]) -> float:
    """Return the share of good names in several reports taken as one."""
    counts = {name: one.scores.loc["spans", "reviewed"] for name, one in found.items()}
    return sum(one.names * counts[name] for name, one in found.items()) / sum(counts.values())


def test_the_drafts_of_jinhua_are_good(develop):
    scores = develop["jinhua-2020"].scores
    assert scores.loc["all fields", "f1"] >= 0.97
    assert scores.loc["all fields", "reviewed"] == 196


def test_the_drafts_of_the_texts_that_rules_were_made_with_are_good(develop):
    assert list(develop) == [*list_reports(), *load_annotated("develop")]
    texts = {name: one for name, one in develop.items() if name not in list_reports()}
    assert together(texts, "all fields") >= 0.96
    assert named(texts) >= 0.85
    counts = {name: one.scores.loc["spans", "reviewed"] for name, one in texts.items()}
    rows = {name: len(rows) for name, (_, rows, _) in load_annotated("develop").items()}
    assert counts == rows


def test_the_drafts_of_texts_that_they_were_not_made_with_hold():
    found = evaluate_rules("test")
    assert list(found) == list(load_annotated("test"))
    # Said as plain truth values, so that a failure shows no row of the texts.
    assert bool(together(found, "all fields") >= 0.93)
    assert bool(named(found) >= 0.8)


def test_of_annotated_texts_only_the_passages_count(develop):
    for name, (_, _, passages) in load_annotated("develop").items():
        for start in develop[name].errors["start"]:
            assert ((passages["start"] <= start) & (start < passages["end"])).any()
    assert develop["national-2022"].scores.loc["spans", "drafted"] < 30
