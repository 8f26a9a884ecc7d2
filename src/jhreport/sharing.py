"""Give each number of a list the thing that it is of.

刑事、治安案件分别下降26.9%、12.6% has two things and two numbers; 城镇居民收入17175元，农村居民收入
5153元，增长9.8%和8.5% has two numbers for the two things named before.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from jhreport.clauses import Mention
from jhreport.phrases import noun_phrase

_FUSED = {
    "城乡居民": ("城镇居民", "农村居民"),
    "城乡": ("城镇", "农村"),
    "存贷款": ("存款", "贷款"),
    "进出口": ("进口", "出口"),
}
"""Words that name two things in one."""
_ATTRIBUTE = re.compile(
    r"(?:案件|贷款|存款|收入|余额|产量|面积|运营里程|营业里程|里程|收购价|补贴|资金|补助标准|标准|排放总量|排放量|排放|产能|用水量|能耗|价格|人数|起数)$"
)
"""What the last thing of a list is called, and all the others with it."""
_MEASURED = re.compile(r"^(?:单位(?:国内|地区)?生产总值|单位GDP|人均)")
"""What the first thing of a list is measured by, and all the others with it."""
_AREA = re.compile("(?:城镇|城市|农村|乡村|东部|中部|西部|市区|县域)")
"""What alone names a place, of which the last thing of a list says what is meant."""
_AND = re.compile("[、和及与]|以及")


def share_names(mentions: list[Mention]) -> None:
    """Set the names of mentions that stand in lists, or whose number holds for several things.

    Parameters
    ----------
    mentions : list of Mention
        The statistics of a text, named.
    """
    for mention in mentions:
        parts = parts_of(mention.name)
        if mention.copies > 1 and len(parts) == mention.copies:
            mention.names = parts
    for place, group in _groups(mentions):
        parts = parts_of(group[0].name) if "分别" in group[0].clause else []
        if len(parts) != len(group):
            parts = _named_before(mentions[:place], group)
        for mention, part in zip(group, parts, strict=False):
            mention.name = part


def parts_of(name: str) -> list[str]:
    """Return the things that a name lists.

    Examples
    --------
    >>> parts_of("刑事、治安案件")
    ['刑事案件', '治安案件']
    >>> parts_of("单位国内生产总值用水量、能耗"), parts_of("城乡低保标准")
    (['单位国内生产总值用水量', '单位国内生产总值能耗'], ['城镇低保标准', '农村低保标准'])
    >>> parts_of("城镇和农村人均住房面积")
    ['城镇人均住房面积', '农村人均住房面积']
    >>> parts_of("进口")
    ['进口']
    """
    parts = _AND.split(name)
    if len(parts) > 1 and min(map(len, parts)) > 1:
        attribute, measured = _ATTRIBUTE.search(parts[-1]), _MEASURED.match(parts[0])
        # 能耗 alone is a thing; 案件 in 治安案件 is what the things are called.
        called = attribute and attribute[0] != parts[-1]
        tail, head = attribute[0] if called else "", measured[0] if measured else ""
        last_area = _AREA.match(parts[-1])
        if last_area and _AREA.fullmatch(parts[0]):
            return [
                part + parts[-1][last_area.end() :] if _AREA.fullmatch(part) else part
                for part in parts
            ]
        ended = [part if _ATTRIBUTE.search(part) else part + tail for part in parts]
        return [part if part.startswith(head) else head + part for part in ended]
    for word, (one, other) in _FUSED.items():
        if word in name:
            return [name.replace(word, one, 1), name.replace(word, other, 1)]
    return [name]


def _groups(mentions: list[Mention]) -> Iterator[tuple[int, list[Mention]]]:
    """Yield each list of numbers that only list marks part, and its place."""
    group = mentions[:1]
    for place, (before, mention) in enumerate(pairwise(mentions), start=1):
        if mention.linked and mention.number == before.number:
            group.append(mention)
            continue
        if len(group) > 1:
            yield place - len(group), group
        group = [mention]
    if len(group) > 1:
        yield len(mentions) - len(group), group


def _named_before(before: list[Mention], group: list[Mention]) -> list[str]:
    """Return the names of as many statistics before a list that has none of its own."""
    named = [m for m in before[-len(group) :] if m.number == group[0].number]
    names = [mention.name for mention in named]
    own = noun_phrase(re.split("[，；]", group[0].clause)[-1])
    distinct = len(set(names)) == len(group)
    return names if distinct and len(own) < 2 else []
