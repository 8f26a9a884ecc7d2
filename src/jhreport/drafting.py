"""Draft the tables of a report from its text: observations and exclusions, to be reviewed.

The rules are a small grammar over `find_quantities`, clause by clause; each stands in a module of
its own: which numerals are statistics (`screening`), what they measure, and whether it was done or
is promised (`measuring`), of which year (`timing`), what the text calls it (`naming`), which number
of a list is whose (`sharing`), and what is promised in words (`goals`).
"""

import pandas as pd

from jhreport.clauses import Mention, find_mentions
from jhreport.goals import find_goals_in_words
from jhreport.identifying import Identities
from jhreport.measuring import count_copies, is_baseline, measure, status
from jhreport.naming import name
from jhreport.phrases import looks_cut
from jhreport.quoting import Quotes
from jhreport.report import Report
from jhreport.screening import screen
from jhreport.sharing import share_names
from jhreport.timing import several_years, year_of

_TURNED = {">=": "<=", "<=": ">="}
_OBSERVED = ["indicator", "subject", "year", "status", "measure", "value", "high", "unit", "op"]
_OBSERVED += ["versus", "rank_of", "start", "end", "text", "quote", "note", "name", "check"]
_EXCLUDED = ["start", "end", "text", "quote", "reason", "note"]


def find_statistics(report: Report) -> list[Mention]:
    """Return the quantities of a report, screened, measured and named.

    Examples
    --------
    >>> found = find_statistics(Report("toy", "第三轮改革。信访总量下降15%。"))
    >>> [(m.row["text"], m.reason, m.measure, m.sign, m.name) for m in found]
    [('第三', 'ordinal', '', 1, ''), ('15', '', 'growth', -1, '信访总量')]
    """
    mentions = find_mentions(report)
    statistics = []
    last: Mention | None = None
    for place, mention in enumerate(mentions):
        if last and last.number != mention.number:
            last = None
        mention.reason = screen(mention, report.text)
        if mention.reason:
            continue
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        if mention.row["op"] == "range" and following:
            mention.after = following.after
        adjoining = last if place and mentions[place - 1] is last else None
        measure(mention, adjoining)
        mention.baseline = is_baseline(mention)
        mention.status = status(mention)
        mention.copies = count_copies(mention)
        mention.name = name(mention, last, report.text)
        statistics.append(mention)
        last = mention
    share_names(statistics)
    return mentions


def draft_observations(report: Report) -> pd.DataFrame:
    r"""Draft the observations of a report: what it states, one row for each thing a numeral says.

    Deterministic, and linear in the length of the text. What the rules are unsure of, they say.

    Parameters
    ----------
    report : Report
        Any government work report; years and place are taken from it where it has them.

    Returns
    -------
    pandas.DataFrame
        The columns of `load_observations`, and ``name``, the indicator as the text names it.
        ``check`` is what a reader must look at ("" where the rules are sure). ``indicator`` is the
        id of a known indicator, or ``item_001`` and so on, one for each unknown name.

    Examples
    --------
    >>> toy = Report("toy", "一、工作回顾\n进口185亿元、增长66.8%。\n", review_year=2019)
    >>> draft_observations(toy)[["name", "measure", "value", "unit"]].values.tolist()
    [['进口', 'level', 185.0, '亿元'], ['进口', 'growth', 66.8, '%']]
    """
    return draft_rows(report, find_statistics(report))[_OBSERVED]


def draft_rows(report: Report, mentions: list[Mention]) -> pd.DataFrame:
    """Return the drafted observations with what becomes of them in a table.

    Parameters
    ----------
    report : Report
        A report.
    mentions : list of Mention
        Its quantities, as `find_statistics` returns.

    Returns
    -------
    pandas.DataFrame
        The columns of `draft_observations`; ``label``, the name of the indicator if it is an
        unknown one; and ``repeats``, whether the row says what an earlier one has said.
    """
    quotes = Quotes(report.text)
    rows = []
    for mention in mentions:
        if not mention.reason:
            rows += _observations(mention, report, quotes)
    rows += [_goal(goal, report, quotes) for goal in find_goals_in_words(report)]
    rows.sort(key=lambda row: row["start"])
    identities = Identities()
    for row in rows:
        identities.settle(row)
    columns = [*_OBSERVED, "label", "repeats"]
    table = pd.DataFrame(rows, columns=columns)
    numbers = {"year": "Int64", "value": "Float64", "high": "Float64"}
    numbers |= {"start": "int64", "end": "int64", "repeats": "bool"}
    return table.astype({column: numbers.get(column, "str") for column in columns})


def draft_exclusions(report: Report) -> pd.DataFrame:
    """Draft the exclusions of a report: the numerals that state nothing, each with the reason.

    Returns
    -------
    pandas.DataFrame
        The columns of `load_exclusions`.

    Examples
    --------
    >>> draft_exclusions(Report("toy", "第三轮改革。"))[["text", "reason"]].values.tolist()
    [['第三', 'ordinal']]
    """
    return excluded_rows(report, find_statistics(report))


def excluded_rows(report: Report, mentions: list[Mention]) -> pd.DataFrame:
    """Return the exclusions among the quantities that `find_statistics` has found."""
    quotes = Quotes(report.text)
    rows = [
        {
            **_place(m.row["start"], m.row["end"], report, quotes),
            "reason": m.reason,
            "note": "",
        }
        for m in mentions
        if m.reason
    ]
    numbers = dict.fromkeys(("start", "end"), "int64")
    table = pd.DataFrame(rows, columns=_EXCLUDED)
    return table.astype({column: numbers.get(column, "str") for column in _EXCLUDED})


def _observations(mention: Mention, report: Report, quotes: Quotes) -> list[dict]:
    """Return the rows of a mention: one for each thing that its number holds for."""
    row, check = mention.row, list(mention.check)
    values = {"value": row["value"], "high": row["high"]}
    op = row["op"]
    if mention.sign < 0:
        values = {key: -value for key, value in values.items()}
        op = _TURNED.get(op, op)
        if op == "range":
            values = {"value": values["high"], "high": values["value"]}
    if mention.copies > 1 and not mention.names:
        check.append(f"one number for {mention.copies} things: name each")
    if len(mention.name) < 2:
        check.append("no name found")
    elif looks_cut(mention.name):
        check.append("the name is long or holds words that are no name")
    if row["script"] == "chinese" and mention.measure == "level":
        check.append("in Chinese digits: a statistic?")
    if row["value"] != row["value"]:
        check.append("the digits spell no number")
    year = year_of(mention, report)
    if year is None:
        check.append("of which year is not known")
    elif mention.baseline and f"{year}年" not in mention.clause:
        check.append("the first of a change: of which year is not said")
    several = several_years(mention)
    if several:
        check.append("over several years: name the period")
    return [
        {
            "subject": report.whole,
            "year": year,
            "status": mention.status,
            "measure": mention.measure,
            **values,
            "unit": row["unit"],
            "op": op,
            "versus": mention.versus,
            "rank_of": mention.rank_of,
            **_place(row["start"], row["end"], report, quotes),
            "note": "",
            "name": each,
            "check": "; ".join(check),
            "several": several,
        }
        for each in mention.names or [mention.name] * mention.copies
    ]


def _goal(goal: tuple[int, int, str], report: Report, quotes: Quotes) -> dict:
    """Return the row of a target that is set in words."""
    start, end, subject = goal
    return {
        "subject": report.whole,
        "year": report.target_year,
        "status": "target",
        "measure": "growth",
        "value": None,
        "high": None,
        "unit": "",
        "op": "qualitative",
        "versus": "",
        "rank_of": "",
        **_place(start, end, report, quotes),
        "note": "",
        "name": subject,
        "check": "a target in words: of what, and growth or level?",
        "several": False,
    }


def _place(start: int, end: int, report: Report, quotes: Quotes) -> dict:
    return {
        "start": start,
        "end": end,
        "text": report.text[start:end],
        "quote": quotes.around(start, end),
    }
