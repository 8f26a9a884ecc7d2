"""The quantities of a report, each with the words around it in its clause."""

import re
from dataclasses import dataclass, field

from jhreport.quantities import find_quantities
from jhreport.report import Report

BREAK = re.compile(r"[，。；！？：]|[,;](?!\d)")
"""What ends a clause; a comma between digits does not (1,000)."""
_LIST_MARK = re.compile(r"(?:[\s、和及与]|以上|以下|以内|左右|以及){1,8}")
_LIMIT = r"(?:\s{0,2}(?:以上|以下|以内|左右|上下))?"
_REACH = 400
"""How many characters before a numeral are looked at, at most, so that time stays linear."""


@dataclass
class Mention:
    """One quantity in its clause; white space is left out of the words around it.

    Attributes
    ----------
    row : dict
        The row of `find_quantities`, and ``tail``, where its unit and bound end.
    before, after : str
        The clause from the last break or numeral on up to the numeral, and from the unit on up to
        the next break.
    clause, sentence : str
        All of the clause, and of the sentence, up to the numeral.
    lead : str
        The first sentence of the paragraph.
    part : str
        Part of the report: ``opening``, ``review``, ``plan`` or "".
    number, first : int
        Which sentence, and where it starts.
    linked : bool
        Whether only a list mark stands between the numeral before and this one.
    reason : str
        Why it is no statistic; "" if it is one.
    measure, status, versus, rank_of, name : str
        As in observations; `sign` is -1 for a fall.
    copies : int
        For how many things the number holds.
    names : list of str
        What each of them is called; empty if that is not known.
    baseline : bool
        Whether it is the first number of a change (由9.8%降至7.5%).
    check : list of str
        What a reader must look at.
    """

    row: dict
    before: str
    after: str
    clause: str
    sentence: str
    lead: str
    part: str
    number: int
    first: int
    linked: bool
    reason: str = ""
    measure: str = ""
    sign: int = 1
    status: str = ""
    versus: str = ""
    rank_of: str = ""
    name: str = ""
    baseline: bool = False
    copies: int = 1
    names: list[str] = field(default_factory=list)
    check: list[str] = field(default_factory=list)


def find_mentions(report: Report) -> list[Mention]:
    """Return the quantities of a report with the words around them, in order of the text.

    Examples
    --------
    >>> found = find_mentions(Report("toy", "城乡低保标准分别提高13.1%和17.7%。"))
    >>> [(mention.before, mention.linked) for mention in found]
    [('城乡低保标准分别提高', False), ('和', True)]
    """
    text = report.text
    table = find_quantities(text)
    sentences = report.sentences
    parts = report.place_all(table["start"])["part"]
    numbers = sentences["start"].searchsorted(table["start"], side="right") - 1
    firsts, ends = sentences["start"].to_numpy(), sentences["end"].to_numpy()
    paragraphs = report.paragraphs
    leads = ["", *paragraphs["lead"]]
    opened = paragraphs["start"].searchsorted(table["start"], side="right")
    mentions: list[Mention] = []
    tail = 0
    rows = zip(table.to_dict("records"), parts, numbers, opened, strict=True)
    for row, part, number, paragraph in rows:
        start, first = row["start"], int(firsts[number])
        row["tail"] = _unit_end(text, row)
        between = text[max(first, tail, start - _REACH) : start]
        back = text[max(first, start - _REACH) : start]
        ahead = text[row["tail"] : min(int(ends[number]), row["tail"] + 40)]
        mentions.append(
            Mention(
                row,
                before=_close(BREAK.split(between)[-1]),
                after=_close(BREAK.split(ahead)[0]),
                clause=_close(BREAK.split(back)[-1]),
                sentence=_close(back),
                lead=leads[paragraph],
                part=part,
                number=int(number),
                first=first,
                linked=tail > first and bool(_LIST_MARK.fullmatch(between.strip() or "、")),
            )
        )
        tail = row["tail"]
    return mentions


def _unit_end(text: str, row: dict) -> int:
    """Return where the unit behind a numeral ends, with the word of a bound after it."""
    signs = "".join(rf"\s{{0,2}}{re.escape(s)}[余多]?" for s in row["unit"] if s != "%")
    unit = re.compile(rf"\s{{0,2}}[余多]?{signs}\s{{0,2}}[%％]?{_LIMIT}").match(text, row["end"])
    return unit.end() if unit else row["end"]


def _close(text: str) -> str:
    return "".join(text.split())
