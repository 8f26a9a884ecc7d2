"""How good drafts are: drafted observations against reviewed ones."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from jhreport import files
from jhreport.datasets import load_indicators, load_observations
from jhreport.drafting import draft_observations
from jhreport.errors import JhreportError, unknown_name
from jhreport.report import Report, list_reports, load_report
from jhreport.reviewing import is_draft
from jhreport.tables import read_table

FIELDS = ("value", "high", "unit", "op", "measure", "status")
"""What must agree, besides the span, for a drafted row to be right."""
HALVES = ("develop", "test")
NAME_SHARE = 0.6
"""So much of the reviewed name's characters makes a drafted name good enough."""


@dataclass(frozen=True)
class Evaluation:
    """How drafted rows agree with reviewed ones.

    Attributes
    ----------
    scores : pandas.DataFrame
        Indexed by ``spans`` (the numeral alone) and ``all fields`` (with `FIELDS`): ``right``,
        ``drafted``, ``reviewed``, ``precision``, ``recall`` and ``f1``.
    names : float
        Share of the reviewed rows whose drafted name has 60% or more of the characters of the
        reviewed name.
    errors : pandas.DataFrame
        Rows that are right on one side only: ``kind`` (``missed``, ``added``, or the fields that
        differ), ``start``, ``text``, ``drafted`` and ``reviewed`` (the fields, as text).
    """

    scores: pd.DataFrame
    names: float
    errors: pd.DataFrame


def evaluate_drafts(drafted: pd.DataFrame, reviewed: pd.DataFrame) -> Evaluation:
    """Compare drafted observations with reviewed ones.

    Targets without a number are left out on both sides.

    Parameters
    ----------
    drafted : pandas.DataFrame
        As `draft_observations` returns.
    reviewed : pandas.DataFrame
        As `load_observations` returns, or with a column ``name`` in place of ``indicator``.

    Examples
    --------
    >>> drafts = draft_observations(load_report("jinhua-2020"))
    >>> found = evaluate_drafts(drafts, load_observations("jinhua-2020"))
    >>> bool(found.scores.loc["all fields", "f1"] >= 0.97)
    True
    """
    drafted, reviewed = (t[t["op"] != "qualitative"] for t in (drafted, reviewed))
    if "indicator" in reviewed:
        names = load_indicators()["name_zh"]
        reviewed = reviewed.assign(name=reviewed["indicator"].map(names))
    sides = [_by_span(table) for table in (drafted, reviewed)]
    spans = [Counter({span: len(rows) for span, rows in side.items()}) for side in sides]
    keys = [Counter((span, *row) for span, rows in side.items() for row in rows) for side in sides]
    counts = {
        "spans": _agreement(*spans),
        "all fields": _agreement(*keys),
    }
    return Evaluation(
        _scores(counts), _share_of_names(drafted, reviewed), _errors(*keys, reviewed, drafted)
    )


def pool(evaluations: Iterable[Evaluation]) -> Evaluation:
    """Return the evaluation of several reports as if they were one.

    Examples
    --------
    >>> held_out = pool(evaluate_rules("test").values())
    >>> bool(held_out.scores.loc["all fields", "f1"] >= 0.93)
    True
    """
    each = list(evaluations)
    totals = sum(one.scores[["right", "drafted", "reviewed"]] for one in each)
    counts = {level: tuple(map(int, row)) for level, *row in totals.itertuples()}
    rows = [one.scores.loc["spans", "reviewed"] for one in each]
    named = sum(one.names * count for one, count in zip(each, rows, strict=True))
    errors = pd.concat([one.errors for one in each], ignore_index=True)
    return Evaluation(_scores(counts), float(named / max(sum(rows), 1)), errors)


def _by_span(table: pd.DataFrame) -> dict[tuple[int, int], list[tuple]]:
    found: dict[tuple[int, int], list[tuple]] = {}
    for row in table[["start", "end", *FIELDS]].itertuples(index=False):
        fields = tuple(_plain(getattr(row, field)) for field in FIELDS)
        found.setdefault((int(row.start), int(row.end)), []).append(fields)
    return found


def _plain(value: object) -> object:
    if pd.isna(value):
        return ""
    return value if isinstance(value, str) else round(float(value), 4)


def _agreement(drafted: Counter, reviewed: Counter) -> tuple[int, int, int]:
    return (drafted & reviewed).total(), drafted.total(), reviewed.total()


def _scores(counts: dict[str, tuple[int, int, int]]) -> pd.DataFrame:
    """Return precision, recall and F1 from how many rows are right, drafted and reviewed."""
    rows = []
    for right, drafted, reviewed in counts.values():
        shares = (right / max(n, 1) for n in (drafted, reviewed, (drafted + reviewed) / 2))
        rows.append((right, drafted, reviewed, *shares))
    columns = ["right", "drafted", "reviewed", "precision", "recall", "f1"]
    return pd.DataFrame(rows, columns=columns, index=pd.Index(counts, name="level"))


def _share_of_names(drafted: pd.DataFrame, reviewed: pd.DataFrame) -> float:
    names = drafted.groupby(["start", "end"])["name"].agg(list).to_dict()
    good = 0
    for row in reviewed.itertuples():
        wanted = Counter(row.name)
        found = names.get((row.start, row.end), [])
        shares = [(Counter(name) & wanted).total() / wanted.total() for name in found]
        good += max(shares, default=0) >= NAME_SHARE
    return good / max(len(reviewed), 1)


def _errors(
    drafted: Counter, reviewed: Counter, reviewed_rows: pd.DataFrame, drafted_rows: pd.DataFrame
) -> pd.DataFrame:
    both = pd.concat([reviewed_rows, drafted_rows])
    texts = dict(zip(both["start"], both["text"], strict=True))
    left = {span: [] for (span, *_) in (drafted - reviewed) + (reviewed - drafted)}
    extra = {span: list(v) for span, v in left.items()}
    for side, found in ((extra, drafted - reviewed), (left, reviewed - drafted)):
        for span, *fields in found.elements():
            side[span].append(fields)
    rows = []
    for span in sorted(left):
        ours, theirs = extra[span], left[span]
        for place in range(max(len(ours), len(theirs))):
            mine = ours[place] if place < len(ours) else None
            other = theirs[place] if place < len(theirs) else None
            if mine is None or other is None:
                kind = "missed" if mine is None else "added"
            else:
                pairs = zip(FIELDS, mine, other, strict=True)
                kind = ", ".join(field for field, a, b in pairs if a != b)
            shown = (" ".join(map(str, side)) if side else "" for side in (mine, other))
            rows.append((kind, span[0], texts[span[0]], *shown))
    return pd.DataFrame(rows, columns=["kind", "start", "text", "drafted", "reviewed"])


def load_annotated(half: str | None = None) -> dict[str, tuple[Report, pd.DataFrame, pd.DataFrame]]:
    """Load the texts with annotated passages that come with the project.

    Parameters
    ----------
    half : {"develop", "test"}, optional
        Only the texts that rules were made with, or only those that they were not.

    Returns
    -------
    dict of str to tuple
        By name: the report, its annotated quantities (columns as in ``quantities.csv``) and its
        annotated passages (``start``, ``end``).

    Examples
    --------
    >>> sorted(load_annotated("test"))
    ['national-2003', 'national-2017']
    """
    folder = files.data_dir() / "evaluation"
    quantities = read_table(folder / "quantities.csv", "evaluation_quantities")
    passages = read_table(folder / "passages.csv", "evaluation_passages")
    if half is not None:
        if half not in HALVES:
            raise JhreportError(unknown_name("half", half, HALVES))
        quantities = quantities[quantities["half"] == half]
    return {
        name: (
            load_report(folder / f"{name}.txt"),
            rows.reset_index(drop=True),
            passages[passages["report"] == name],
        )
        for name, rows in quantities.groupby("report")
    }


def evaluate_rules(half: str | None = None) -> dict[str, Evaluation]:
    """Draft every reviewed or annotated report, and compare.

    Parameters
    ----------
    half : {"develop", "test"}, optional
        As in `load_annotated`; the project's own reports, as far as their tables are reviewed,
        belong to ``develop``.

    Returns
    -------
    dict of str to Evaluation
        By name of the report. Of annotated texts only the passages count.
    """
    found = {}
    annotated = load_annotated(half)
    if half != "test":
        for name in list_reports():
            if not is_draft(name):
                drafted = draft_observations(load_report(name))
                found[name] = evaluate_drafts(drafted, load_observations(name))
    for name, (report, reviewed, passages) in annotated.items():
        drafted = draft_observations(report)
        inside = [
            bool(((passages["start"] <= start) & (start < passages["end"])).any())
            for start in drafted["start"]
        ]
        found[name] = evaluate_drafts(drafted[inside], reviewed)
    return found
