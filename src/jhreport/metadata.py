"""What a text says of itself: title, place, session, date and years, and what makes it doubtful.

Only the start of a text and the titles of its chapters are asked, and only forms that reports use.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

from jhreport.quantities import chinese_value
from jhreport.splitting import CHAPTER, split_text, tidy

NATION = "全国"
"""The place of reports of the State Council (国务院), which is the subject 全国 too."""
START_CHARS = 2000
"""Characters in which title, date and opening are looked for."""
LEAST_CHINESE = 0.5
"""Least share of hanzi in the letters of a text; reports reach 0.99."""

_PLACE = r"(?P<place>[一-龥]{1,20}?[省市州县区旗盟])"
_ABOVE = re.compile(r".{2,}?(?:省|自治区|市|自治州|盟)(?=.+[市州县区旗盟]$)")
_TITLE = re.compile(
    rf"《?(?:关于)?(?:\d{{4}}年)?(?:{_PLACE}|[一-龥]*?)(?:\d{{4}}年)?(?:人民)?政府工作的?报告》?(?:（[^）]+）)?"
)
_SPEAKER = re.compile(rf"{_PLACE}(?:人民政府)?代?(?:[省市州县区旗盟]长|主席)")
_BODY = re.compile(rf"代表(?:{_PLACE}人民政府|(?P<nation>国务院))")
_COUNT = r"第?[一二三四五六七八九十\d]{1,3}"
_SESSION = (
    rf"(?P<session>(?P<place>(?:(?!政府)[一-龥]){{0,20}}?)"
    rf"{_COUNT}届(?P<nation>全国)?(?:人民代表大会|人大){_COUNT}次会议)"
)
_SESSION_OF_HEAD = re.compile(rf"(?:^|[^一-龥])在?{_SESSION}")
_SESSION_OF_OPENING = re.compile(f"向{_SESSION}(?=报告|汇报|作)")
_DATE = re.compile(
    r"(\d{4}|[〇○零一二三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,3})月"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
# A year at the end of a span (2016—2020年), or by which something is due, is no year of a title.
_YEAR = r"(?<![\d—–－\-~～至到])(\d{4})年"
_UP_TO = r"(?:(?!回顾|总结)[^\d，；]){0,14}?"
_REVIEWED = re.compile(rf"{_YEAR}{_UP_TO}(?:回顾|总结)")
_PLANNED = re.compile(
    rf"{_YEAR}{_UP_TO}(?:任务|要求|部署|安排|目标|重点|建议|打算|计划|思路)(?!.*(?:完成|执行)情况)"
)
_RESOLUTION = re.compile("关于[^。]{0,60}报告》?的决议|决定批准[^。]{0,20}报告")
_OTHER = re.compile("关于[^。]{0,60}?(?:计划执行|计划草案|预算执行|预算草案|决算)[^。]{0,60}?报告")
_DATED = re.compile(r"(?<!\d)\d++\s*[年月日]")
_SIMPLIFIED = "发经济业对国产长进为会与实务动区个开设议县续农环监"
_TRADITIONAL = "發經濟業對國產長進為會與實務動區個開設議縣續農環監"

_T = TypeVar("_T")


@dataclass(frozen=True)
class Metadata:
    """What a text says of itself; None where it says nothing, or two different things.

    Attributes
    ----------
    title_zh : str or None
        As printed, such as 2020年浙江省金华市人民政府工作报告.
    place_zh : str or None
        The place alone, without those above it: 金华市, 浙江省, 婺城区; 全国 for the nation.
    session_zh : str or None
        As printed: 金华市第七届人民代表大会第五次会议.
    date : datetime.date or None
        The day it was delivered.
    review_year, target_year : int or None
        The year it looks back on, and the next one, whose targets it sets.
    """

    title_zh: str | None = None
    place_zh: str | None = None
    session_zh: str | None = None
    date: datetime.date | None = None
    review_year: int | None = None
    target_year: int | None = None


class Doubt(NamedTuple):
    """Why a text may be no government work report.

    Attributes
    ----------
    reason : str
        A sentence or two for people, with what to do.
    refuse : bool
        Whether drafting from it would be wrong in any case; otherwise a warning will do.
    """

    reason: str
    refuse: bool


def find_metadata(text: str) -> Metadata:
    r"""Find what a text says of its title, place, session, date and years.

    The target year is the year in the title; that of a chapter such as 2020年目标任务 (targets and
    tasks of 2020); the one after that of a chapter such as 2019年工作回顾 (review of 2019); that of
    a delivery from January to September, as later ones may set the targets of the next year. The
    review year is the year before. What is found must agree; where it does not, there is None.

    Examples
    --------
    >>> found = find_metadata("政府工作报告\n（2016年3月5日）\n各位代表：\n一、2015年工作回顾\n")
    >>> found.title_zh, found.place_zh, str(found.date), found.review_year, found.target_year
    ('政府工作报告', None, '2016-03-05', 2015, 2016)
    """
    head, opening = _start(text)
    titles = _titles(head)
    title = titles[0][0] if titles else None
    sessions = [
        *(m for line in _whole(head) for m in _SESSION_OF_HEAD.finditer(_DATE.sub("，", line))),
        # The opening may speak of other sessions, but it reports to one.
        *_SESSION_OF_OPENING.finditer(opening),
    ]
    date = _only(date for line in head for date in _dates(line))
    target = _target_year(title, date, text)
    return Metadata(
        title_zh=title,
        place_zh=_place([*titles, *map(_SPEAKER.match, head), *sessions, _BODY.search(opening)]),
        session_zh=_only(match["session"] for match in sessions),
        date=date,
        review_year=None if target is None else target - 1,
        target_year=target,
    )


def doubts(text: str) -> list[Doubt]:
    """Say why a text may be no government work report in simplified Chinese; empty if nothing does.

    A text with hardly any Chinese and a resolution (决议) are to be refused. The others warn: a
    report on a plan or a budget, a text in traditional characters, one without numbers.

    Examples
    --------
    >>> [doubt.refuse for doubt in doubts("Report on the Work of the Government, 2020.")]
    [True]
    >>> doubts("一、2019年工作回顾。财政收入增长4.8%。")
    []
    """
    letters = sum(map(str.isalpha, text))
    hanzi = len(re.findall("[一-龥]", text))
    if hanzi <= LEAST_CHINESE * letters:
        return [
            Doubt(
                f"Hardly any Chinese: {hanzi} of its {letters} letters are hanzi. If it shows more "
                "when opened (RTF, MHT), save it from there as .docx or as UTF-8 text.",
                refuse=True,
            )
        ]
    found = [*_other_kind(text)]
    if not re.search(r"\d", _DATED.sub("", text)):
        found.append(
            Doubt("It has no number but dates, so there is nothing to draft.", refuse=False)
        )
    simplified = sum(map(text.count, _SIMPLIFIED))
    traditional = sum(map(text.count, _TRADITIONAL))
    if traditional > simplified:
        found.append(
            Doubt(
                f"In traditional characters (發, 經, 濟 and the like {traditional} times; 发, 经, "
                f"济 {simplified} times): the rules are written for simplified text and will miss "
                "much. Convert it first, in Word by 审阅 > 繁转简 or by `opencc -c t2s`.",
                refuse=False,
            )
        )
    return found


def _other_kind(text: str) -> Iterable[Doubt]:
    """Tell documents that stand beside a government work report from it, by their start."""
    start = "".join(text[:START_CHARS].split())
    if "各位代表" not in start and (said := _RESOLUTION.search(start)):
        yield Doubt(
            f"A resolution on a report, not the report itself: it says “{said[0]}” and nowhere "
            "addresses the deputies (各位代表). Fetch the report.",
            refuse=True,
        )
    elif not _titles(_start(text)[0]) and (said := _OTHER.search(start)):
        yield Doubt(
            f"Another report to the same session, on plan or budget: it says “{said[0]}”. The "
            "rules are written for government work reports (政府工作报告).",
            refuse=False,
        )


def _start(text: str) -> tuple[list[str], str]:
    """Return the lines before the deputies are addressed, and the opening up to chapter one."""
    lines = [tidy(line.strip()) for line in text[:START_CHARS].splitlines() if line.strip()]
    chapter = next((n for n, line in enumerate(lines) if CHAPTER.fullmatch(line)), len(lines))
    lines = lines[:chapter]
    prose = (n for n, line in enumerate(lines) if "各位代表" in line or "。" in line)
    first = next(prose, len(lines))
    return lines[:first], "".join(lines[first:])


def _titles(head: list[str]) -> list[re.Match[str]]:
    return [match for line in _whole(head) if (match := _TITLE.fullmatch(line))]


def _whole(head: list[str]) -> list[str]:
    """Return lines, and what any two would be together: printing breaks titles and sessions."""
    return [*head, *(first + second for first, second in pairwise(head))]


def _dates(line: str) -> Iterable[datetime.date]:
    """Return the dates of a line that names the session, or holds nothing but a date."""
    if not (re.search("会议|大会", line) or _DATE.fullmatch(line.strip("—–－-（）()[]【】 "))):
        return
    for match in _DATE.finditer(line.replace("○", "〇")):
        parts = (
            int(part) if part.isdigit() else int(chinese_value(part)) for part in match.groups()
        )
        try:
            yield datetime.date(*parts)
        except ValueError:
            continue


def _target_year(title: str | None, date: datetime.date | None, text: str) -> int | None:
    years = [int(year) for year in re.findall(_YEAR, title or "")]
    if date and date.month < 10:
        years.append(date.year)
    for heading in split_text(text)["chapters"]["title"]:
        years += [int(year) + 1 for year in _REVIEWED.findall(heading)]
        years += [int(year) for year in _PLANNED.findall(heading)]
    return _only(years)


def _place(found: Iterable[re.Match[str] | None]) -> str | None:
    """Return the one place that matches name, without the places above it."""
    places = []
    for match in filter(None, found):
        groups = match.groupdict()
        place = NATION if groups.get("nation") else groups["place"] or ""
        while above := _ABOVE.match(place):
            place = place[above.end() :]
        if place == NATION or re.fullmatch(_PLACE, place):
            places.append(place)
    return _only(places)


def _only(found: Iterable[_T]) -> _T | None:
    """Return what all agree on; None if nothing is found, or they differ."""
    different = set(found)
    return different.pop() if len(different) == 1 else None
