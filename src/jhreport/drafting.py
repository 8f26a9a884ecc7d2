"""Draft the tables of a report from its text: observations and exclusions, to be reviewed.

The rules are a small grammar over `find_quantities`, clause by clause; each stands in a module of
its own: which numerals are statistics (`screening`), what they measure, and whether it was done or
is promised (`measuring`), and what the text calls it (`naming`).
"""

import re

import pandas as pd

from jhreport.clauses import Mention, find_mentions
from jhreport.datasets import load_indicators
from jhreport.measuring import count_copies, measure, status
from jhreport.naming import name
from jhreport.report import Report
from jhreport.screening import screen

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
        mention.status = status(mention)
        mention.copies = count_copies(mention)
        mention.name = name(mention, last, report.text)
        last = mention
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
        The columns of `load_observations`, and ``name``, the indicator as the text names it, and
        ``check``, what a reader must look at ("" where the rules are sure). ``indicator`` is the
        id of a known indicator, or ``item_001`` and so on, one for each unknown name.

    Examples
    --------
    >>> toy = Report("toy", "一、工作回顾\n进口185亿元、增长66.8%。\n", review_year=2019)
    >>> draft_observations(toy)[["name", "measure", "value", "unit"]].values.tolist()
    [['进口', 'level', 185.0, '亿元'], ['进口', 'growth', 66.8, '%']]
    """
    quotes = _Quotes(report.text)
    rows = []
    for mention in find_statistics(report):
        if not mention.reason:
            rows += [_observation(mention, report, quotes)] * mention.copies
    rows += _goals_in_words(report, quotes)
    rows.sort(key=lambda row: row["start"])
    table = pd.DataFrame(rows, columns=[c for c in _OBSERVED if c != "indicator"])
    table.insert(0, "indicator", _indicators(table))
    numbers = {"year": "Int64", "value": "Float64", "high": "Float64"}
    return table.astype({**numbers, "start": "int64", "end": "int64"})


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
    quotes = _Quotes(report.text)
    rows = [
        {
            **_place(m.row["start"], m.row["end"], report, quotes),
            "reason": m.reason,
            "note": "",
        }
        for m in find_statistics(report)
        if m.reason
    ]
    return pd.DataFrame(rows, columns=_EXCLUDED)


def whole_of(report: Report) -> str:
    """Return the subject that stands for the whole place: 全市, 全省, 全区, 全县, 全州 or 全国."""
    return report.whole


def _observation(mention: Mention, report: Report, quotes: "_Quotes") -> dict:
    row, check = mention.row, list(mention.check)
    turned = mention.sign < 0
    values = {"value": row["value"], "high": row["high"]}
    op = row["op"]
    if turned:
        values = {key: -value for key, value in values.items()}
        op = _TURNED.get(op, op)
        if op == "range":
            values = {"value": values["high"], "high": values["value"]}
    versus, rank_of = mention.versus, ""
    if mention.measure == "rank":
        among = _AMONG.search(mention.before)
        versus = among["among"] if among and among["among"] else "全国"
        rank_of = "growth" if _GROWS.search(mention.before) else "level"
        if not (among and among["among"]):
            check.append("among whom is not said: taken as the nation")
    if mention.measure == "difference" and not versus:
        versus = "上年"
        check.append("against whom is not said: taken as the year before")
    if mention.copies > 1:
        check.append(f"one number for {mention.copies} things: name each")
    if len(mention.name) < 2:
        check.append("no name found")
    if row["script"] == "chinese" and mention.measure == "level":
        check.append("in Chinese digits: a statistic?")
    if row["value"] != row["value"]:
        check.append("the digits spell no number")
    year = _year(mention, report)
    if year is None:
        check.append("of which year is not known")
    return {
        "subject": whole_of(report),
        "year": year,
        "status": mention.status,
        "measure": mention.measure,
        **values,
        "unit": "位" if mention.measure == "rank" else row["unit"],
        "op": op,
        "versus": versus,
        "rank_of": rank_of,
        **_place(row["start"], row["end"], report, quotes),
        "note": "",
        "name": mention.name,
        "check": "; ".join(check),
    }


_AMONG = re.compile(
    r"(?:跃居|位居|稳居|居|列|排)(?:[到在为]|名)?(?P<among>[^，。；、居列排]{0,14})$"
)
_GROWS = re.compile(r"增速|增幅|增长率|涨幅")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_GOALS = re.compile(r"预期目标|主要目标")
_IN_WORDS = re.compile(
    r"(?:与经济增长(?:基本)?同步|(?:稳步|持续|不断|进一步)(?:提高|提升|下降|改善|增加|扩大|降低)"
    r"|(?:基本|保持)(?:稳定|平衡|同步)|完成[^，；。]{2,12}任务|稳中[提有][质进升]|量稳质升|回稳向好)$"
)


def _year(mention: Mention, report: Report) -> int | None:
    """Return the year that a clause names, or that of the report's part."""
    named = _YEAR.findall(mention.clause)
    if named:
        return int(named[-1])
    year = report.target_year if mention.status == "target" else report.review_year
    return report.target_year if mention.part == "opening" else year


def _goals_in_words(report: Report, quotes: "_Quotes") -> list[dict]:
    """Draft the targets without a number of the paragraph that sets the goals."""
    rows = []
    for sentence in report.sentences.itertuples():
        if not _GOALS.search(sentence.text):
            continue
        for clause in re.finditer(r"[^，；：。]+", report.text[sentence.start : sentence.end]):
            said = _IN_WORDS.search(clause[0].rstrip())
            if not said:
                continue
            start = sentence.start + clause.start() + said.start()
            subject = clause[0][: said.start()].strip()
            rows.append(
                {
                    "subject": whole_of(report),
                    "year": report.target_year,
                    "status": "target",
                    "measure": "growth",
                    "value": None,
                    "high": None,
                    "unit": "",
                    "op": "qualitative",
                    "versus": "",
                    "rank_of": "",
                    **_place(start, start + len(said[0]), report, quotes),
                    "note": "",
                    "name": subject,
                    "check": "a target in words: of what, and growth or level?",
                }
            )
    return rows


def _indicators(table: pd.DataFrame) -> list[str]:
    """Return the ids of the known names, and new ones for the others, in order."""
    known: dict[str, str] = {}
    for indicator, row in load_indicators().iterrows():
        for word in [row["name_zh"], *str(row["synonyms"]).split(" ")]:
            known.setdefault(_plain(word), indicator)
    new: dict[str, str] = {}
    ids = []
    for name_ in table["name"]:
        plain = _plain(name_)
        fresh = f"item_{len(new) + 1:03d}"
        ids.append(known.get(plain) if plain in known else new.setdefault(plain, fresh))
    return ids


def _plain(word: str) -> str:
    return re.sub(r"[“”（）\s]|^全[市省国]", "", word)


def _place(start: int, end: int, report: Report, quotes: "_Quotes") -> dict:
    return {
        "start": start,
        "end": end,
        "text": report.text[start:end],
        "quote": quotes.around(start, end),
    }


class _Quotes:
    """Finds pieces of a text that stand in it once."""

    _GRAM = 10

    def __init__(self, text: str) -> None:
        self._kept = [i for i, sign in enumerate(text) if not sign.isspace()]
        self._place = {offset: place for place, offset in enumerate(self._kept)}
        self._text = "".join(text[i] for i in self._kept)
        seen: dict[str, int] = {}
        for place in range(len(self._text) - self._GRAM + 1):
            gram = self._text[place : place + self._GRAM]
            seen[gram] = -1 if gram in seen else place
        self._once = {place for place in seen.values() if place >= 0}

    def around(self, start: int, end: int) -> str:
        """Return a piece around a numeral, white space left out.

        It stands once in the text if a piece of 48 characters before the numeral does.
        """
        first, last = self._place[start], self._place[end - 1] + 1
        for reach in (6, 12, 24, 48):
            left, right = max(0, first - reach), min(len(self._text), last + reach // 2)
            numeral = self._text[first:last]
            while left < first and self._text[left:first].find(numeral) >= 0:
                left += 1
            while right > last and self._text[last:right].find(numeral) >= 0:
                right -= 1
            if any(p in self._once for p in range(left, right - self._GRAM + 1)):
                break
        return self._text[left:right]
