"""Tell of which year a statistic is, and whether it speaks of several years at once."""

import re

from jhreport.clauses import Mention
from jhreport.report import Report

_YEAR = re.compile(r"(?P<from>[从由]?)(?:19|20)\d\d年(?!版|代)")
_COMPARED = re.compile(r"(?:[比较是为于]|相当于)$")
"""Before a year: it is the base of a comparison (比2002年增长65.5%), not the year meant."""
_SPAN = r"(?:[两三四五]|近[三五]|过去五|今后五|未来五|前五|这五)年"
_SEVERAL = re.compile(rf"年均|{_SPAN}(?:来|累计|共|间|内|时期|新增|实现|[^，。；]{{0,6}}累计)")
_OPENED = re.compile(
    rf"(?<!连续)(?<!比)(?:{_SPAN}(?:来|间)?(?!前)|“十[一二三四五]五”(?:时期|期间))"
)
_FLOWS = re.compile(
    "(?:新增|新建|新开工|建成|累计|完成|淘汰|治理|改造|解决|安排|发放|投入|减少|增加|实现|共)"
)


def year_of(mention: Mention, report: Report) -> int | None:
    r"""Return the year that a clause names, or that of the report's part; None if neither is known.

    In a change from one year to another, the first number is of the first year.

    Examples
    --------
    >>> from jhreport.drafting import find_statistics
    >>> toy = Report("toy", "一、回顾\n2018年出口5亿元，比2002年增长65.5%。", review_year=2019)
    >>> [year_of(mention, toy) for mention in find_statistics(toy) if not mention.reason]
    [2018, 2019]
    """
    clause = mention.clause
    for named in reversed(list(_YEAR.finditer(clause))):
        behind = clause[named.end() :]
        base = named["from"] and re.search(r"\d[^，。；]*[到至为]", behind)
        if not base and not _COMPARED.search(clause[: named.start()]):
            return int(re.sub(r"\D", "", named[0]))
    if mention.baseline:
        return report.review_year - (mention.part != "plan") if report.review_year else None
    in_plan = mention.status == "target" or mention.part == "opening"
    return report.target_year if in_plan else report.review_year


def several_years(mention: Mention) -> bool:
    """Tell whether a statistic is a mean or a sum over several years (年均增长7.8%).

    Its clause says so, or its sentence or paragraph begins with several years and its clause with
    what was done in them; a clause with a year of its own is of that year.

    Examples
    --------
    >>> from jhreport.drafting import find_statistics
    >>> toy = Report("toy", "生产总值年均增长7.8%，进口增长5%。五年来，农村改善，新建公路3公里。")
    >>> [several_years(mention) for mention in find_statistics(toy) if not mention.reason]
    [True, False, True]
    """
    if _SEVERAL.search(mention.clause):
        return True
    if _YEAR.search(mention.clause) or mention.measure == "rank":
        return False
    opened = _OPENED.search(mention.sentence[:20]) or _OPENED.match(mention.lead)
    return bool(opened and (_FLOWS.match(mention.clause) or mention.measure == "growth"))
