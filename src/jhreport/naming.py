"""Find what a text calls that which a statistic measures."""

import re

from jhreport.clauses import BREAK, Mention
from jhreport.measuring import BASELINE, DIRECTION

_NAME_CHARS = 40
"""A name is looked for in so many characters before the numeral."""
_LEAD = re.compile(
    r"(?:其中|同时|并|还|且|又|也|再|要|将|拟|使|其|了|是|有|全年|今年|去年|当年|明年|年内|预计|预期|力争|确保"
    r"|争取|努力|奋力|继续|实现|完成|达到|保持|新的?一年|一年来|五年来|五年|过去五年"
    r"|到?(?:20\d\d|[一二三四五六七八九〇]{4})年底?|特别是|把|十[二三四五]五时期|建议|累计|共|总共|平均|全面"
    r"|进一步|基本|成功|加快|推动|推进|促进|支持|安排|带动|为|对|在|以)"
)
"""Words before a name that are no part of it, one at a time."""
_TAIL = re.compile(
    r"(?:分别|均|都|各|再|又|年均|实际|名义|同比|同口径|增速|增幅|涨幅|降幅|增长率|增长|下降|提高|上升|上涨|降低"
    r"|减少|增加|扩大|回落|下跌|缩减|削减|精简|压减|提升|升|降|增|到|至|为|成|达|实现|完成|超过|超|突破|约|近|接近"
    r"|不足|不到|控制在|保持在|稳定在|维持在|设定|定|安排|拟|由|从|的|了|已|将|要|须|目标|预期|左右|居?世界|居?全球"
    r"|居?全国|居?全省|全省平均|全国平均|高于|低于|快于|高出|[从由]?(?:[12]\d\d\d|\d{1,2})年(?:的|底|前)?|\d"
    r"|每人每年|每人每月|每人|全部|仍|相当于|逆势|平稳|较快|在|比?(?:上年|去年)底?(?:的|预算)?"
    r"|[比较][^，。；、]{1,8}|首次|累计|平均|跃居|位居|稳居|居|高达|仅|只|其中|是|有|、|和|及|与|就|也|以|占)$"
)
"""Words between a name and its number, one at a time."""
_GENERIC = frozenset(
    re.findall(
        r"\S+",
        """
        面积 总量 数量 规模 产量 增量 覆盖面 覆盖率 参保率 发运量 用地 项目 产能 浓度 贡献率
        落地率 比重 占比 金额 人数 总额 资金 支出 投资 水平 面 市值 参保人数 平均浓度 达标率
        标准 收入 缺口 余额
        """,
    )
)
"""Nouns that need another to name an indicator."""
_VERBS = re.compile(
    r"(?:新|解决|引导|启动|实施|培育|培养|改造|建设|新建|建成|推出|创建|打造|取消|下放|和|资助|帮助|办好|谋划"
    r"|新增|开展|设立|举办|发放|争创|推广|扶持|修订|制定|发布|组建|惠及|覆盖|新设|选派)+"
)
"""Verbs whose object stands behind the number: 实施100个强链项目."""
_OBJECT = re.compile(r"(?:以上|以下|以内|左右|多|余)?的?(?P<noun>[^，。；：、\d（）]{2,18})")


def name(mention: Mention, last: Mention | None, text: str) -> str:
    """Return what the text calls that which a statistic measures.

    Parameters
    ----------
    mention : Mention
        A statistic, measured.
    last : Mention or None
        The statistic before it in the sentence.
    text : str
        The text of the report.

    Notes
    -----
    The words since the last break or statistic, without predicate. Where they hold no noun, the
    name is that of the statistic before (增长6.5%), and where they hold one that needs another
    (面积, 占全省), both. Where a verb alone stands there, what follows the unit is its object
    (实施100个强链补链项目). A bare magnitude is counted by what follows (8000多万农业转移人口).
    """
    begin = max(last.row["tail"] if last else mention.first, mention.row["start"] - 120)
    own = _noun_phrase(BREAK.split(text[begin : mention.row["start"]])[-1])
    behind = _behind(mention)
    unit = mention.row["unit"]
    counted = unit not in ("%", "个百分点", "位", "倍")
    if own.startswith("占") and last:
        return last.name + own
    if own in _GENERIC or (len(own) <= 3 and own.endswith(("率", "量", "额", "数"))):
        return (last.name if last else _topic(mention)) + own
    if behind and unit[-1:] in ("万", "亿") and not mention.before:
        return behind
    starts = len(own) < 2 and not last and not BASELINE.search(mention.before)
    if behind and counted and (starts or _VERBS.fullmatch(own)):
        return own + behind
    if mention.measure == "growth" and own.endswith("经济"):
        return f"{own}增长"
    if len(own) >= 2:
        return own
    return last.name if last else _topic(mention) or behind


def _behind(mention: Mention) -> str:
    """Return the noun behind the unit, "" where a predicate stands there."""
    found = _OBJECT.match(mention.after)
    if not found or DIRECTION.match(found["noun"]):
        return ""
    return _without_lead(found["noun"])


def _topic(mention: Mention) -> str:
    """Return the last noun phrase of the clauses before that of a statistic."""
    clauses = re.split("[，：；。]", mention.sentence)[:-1]
    phrases = (_noun_phrase(clause) for clause in reversed(clauses))
    return next((phrase for phrase in phrases if len(phrase) >= 2), "")


def _noun_phrase(clause: str) -> str:
    """Return a clause without verbs of effort before it and predicates behind it."""
    text = re.sub(r"[“”（）《》\s]", "", clause)[-_NAME_CHARS:].strip("、")
    text = _without_lead(text)
    while found := _TAIL.search(text):
        text = text[: found.start()]
    return text.strip("、")


def _without_lead(text: str) -> str:
    while found := _LEAD.match(text):
        text = text[found.end() :]
    return text
