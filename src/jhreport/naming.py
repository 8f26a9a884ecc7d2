"""Find what a text calls that which a statistic measures."""

import re

from jhreport.clauses import BREAK, Mention
from jhreport.measuring import DIRECTION, INVERTED
from jhreport.patterns import any_of, words_of
from jhreport.phrases import SET_NOUNS, noun_phrase, without_lead
from jhreport.quantities import COUNTERS

_ABOUT_CHARS = 160
"""What an elliptic clause is about is looked for in so many."""
_LONGEST_ABOUT = 16
"""A longer phrase is a whole clause, and about nothing."""
_LONG_OWN = 12
"""Of a longer phrase before a number only the verb is kept."""
_FINANCER = re.compile("(?:中央|各级|地方|省级|市级)?(?:财政|政府)(?:将|已)?")
"""Who pays is no name: what for is."""
_NEEDY = words_of("""
    面积 总量 总数 数量 规模 产量 增量 产能 浓度 水平 面 覆盖面 覆盖率 发运量 用地 项目 机构 市值
    金额 总额 资金 支出 投资 收入 余额 缺口 标准 补助 补助标准 比重 比例 占比 人数 人均
    范围 试点范围
""")
_STARTED = any_of(words_of("引进 落地 入驻 入园 投产 开工 在建"))
_GENERIC = re.compile(
    r"(?:中央|各级|国家)?(?:财政|预算)?内?(?:安排|拨付)?(?:专项)?"
    rf"(?:{any_of(_NEEDY)}|[一-龥]{{0,2}}里程|[一-龥]{{1,2}}[率量额数]|[一-龥]{{0,3}}人数|[一-龥]{{2}}(?:标准|资金)"
    rf"|{_STARTED}{{1,2}}(?:项目|企业))"
)
"""Nouns that need another to name an indicator."""
_VERB = any_of(
    words_of("""
        新 建 和 解决 引导 启动 实施 培育 培养 改造 建设 新建 建成 推出 创建 打造 取消 下放 资助
        组织 安置 确定
        帮助 办好 谋划 新增 开展 设立 新设 举办 发放 增发 投入 争创 推广 扶持 修订 制定 发布 组建
        惠及 覆盖 选派 引进 落地 开工
    """)
)
_VERBS = re.compile(f"{_VERB}+")
"""Verbs whose object stands behind the number: 实施100个强链项目."""
_LAST_VERBS = re.compile(f"{_VERB}+$")
_ACTION = re.compile(
    r"(?:淘汰|压减|化解|关停|新增|新建|改造|推广|培育|引进|取消|治理|安装)(?:落后|了)?的?"
)
"""What is done to all the things of a list: 淘汰炼铁产能4659万吨、炼钢产能3747万吨."""
_STAGE = re.compile(r"(?:新开工|基本建成|开工|竣工|建成|新安排)(?:建设)?")
"""What was done of the thing named before: 新开工740万套，基本建成511万套."""
_ADVERBIAL = re.compile(
    r"(?:随着|经过|通过|围绕|按照|根据|考虑|综合|为了|面对|坚持|用|不仅)|.*(?:看|下|后|中|时|来|上)$"
)
"""Clauses that are about nothing themselves."""
_DEVELOPS = words_of("""
    近年来 首次 不断 继续 进一步 已经 稳步 持续 全面 大幅 明显 显著 加速 出现 得到 完成 实现 取得
""")
_PREDICATE = re.compile(rf"(?:{any_of(_DEVELOPS)}|基本{SET_NOUNS}).*")
"""From here on a clause says how its subject developed."""
_EFFORT = re.compile(
    "(?:^|全面|积极|大力|深入|扎实|稳步|有序|着力|继续|进一步)"
    "(?:提高|扩大|加大|整合|完善|深化|推进|推行|加强|健全|落实|制定|出台|发展|启动|建设|实施)+"
    "(?P<object>.{4,})$"
)
"""What is being done, and what about (在全国农村全面推行新型农村合作医疗制度)."""
_OBJECT = re.compile(
    r"(?:以上|以下|以内|左右|多|余)?的?“?"
    r"(?P<noun>[^，。；：、\d（）]{1,18}(?:（[^）]{1,6}）[^，。；：、\d（）]{0,18})?)"
)
_SHARE = re.compile(
    r"占(?P<whole>[^，。；、\d占]*?)的?(?:比重|比例)?(?:达到?|为|超过?|约|近|提高到|[升降]至|上升到|[从由])*\s*$"
)
"""A share of a whole: 占全省的51.7%, or 重大基础设施建设占23%, of the same whole as before."""
_QUOTED = re.compile("(?:以上)?“")


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
    The words since the last break or statistic, without predicate. Where they are

    - none: what stands behind, if the clause begins with a count (8000多万农业转移人口) or a
      share (95%以上实行备案管理), else what the sentence is about (增长6.5%);
    - a noun that needs another (面积, 占全省, 财政补助), or a stage of work (基本建成): that, after
      what the sentence is about;
    - a part (其中企业33.5万家): that, after the whole;
    - a verb, or a list that ends with 等: what stands behind is its object (实施100个强链补链项目).

    What is done to the first thing of a list is done to the others (淘汰炼铁产能4659万吨、炼钢产能
    3747万吨).
    """
    begin = max(last.row["tail"] if last else mention.first, mention.row["start"] - 120)
    clause = "".join(BREAK.split(text[begin : mention.row["start"]])[-1].split())
    own, behind = noun_phrase(clause), _behind(mention)
    if last and (share := _SHARE.search(clause)):
        return _share(share, own, last)
    if _VERBS.fullmatch(own) and _is_counted(mention.row["unit"]):
        return own + behind if behind else _joined(_about(mention, last, text), own)
    if _FINANCER.fullmatch(own):
        return _joined(_about(mention, last, text, mention.first), own) + behind
    if len(own) < 2 or _STAGE.fullmatch(own):
        return _elliptic(mention, last, text, own, behind)
    if mention.measure == "growth" and own.endswith("经济"):
        return f"{own}增长"
    if _GENERIC.fullmatch(own):
        # 总量 or 面积 may need the sentence before, 信访量 needs at most its own.
        since = mention.first if len(own) > 2 and own[-1] in "率量额数" else 0
        return _joined(_about(mention, last, text, since), own)
    if last and clause.startswith("其中"):
        return _joined(last.name, own)
    if behind and _takes_object(mention, own):
        return _object(own, behind)
    if last and _in_list(mention, last, text) and not _VERBS.match(own):
        done = _ACTION.match(last.name)
        return f"{done[0]}{own}" if done else own
    return own


def _elliptic(mention: Mention, last: Mention | None, text: str, own: str, behind: str) -> str:
    """Return the name of a statistic whose clause has no noun before the numeral."""
    unit = mention.row["unit"]
    if mention.measure == "growth" and not (own or last) and INVERTED.match(mention.after):
        return "经济增长"
    about = _about(mention, last, text)
    if behind and not own:
        of_people = last and unit.endswith("人")  # 1334万人参保，641万人领取养老金
        if _is_counted(unit) and not of_people and (len(behind) > 3 or not last):
            return behind
        if _is_counted(unit) or (unit == "%" and mention.measure == "level"):
            return about + behind
    if mention.measure == "growth" and mention.status == "target" and not about:
        return "经济增长"
    return _joined(_STAGE.sub("", about), own) if len(about) >= 2 else behind


def _share(share: re.Match[str], own: str, last: Mention) -> str:
    """Return the name of a share: of what is named before (占全省), or of the same whole."""
    if share["whole"]:
        part = own.split("占")[0]
        return f"{part if len(part) > 1 else last.name}占{share['whole']}"
    return f"{own}占{last.name.rsplit('占', 1)[-1]}"


def _takes_object(mention: Mention, own: str) -> bool:
    """Tell whether what is counted stands behind the numeral, not before it."""
    unit = mention.row["unit"]
    if own.endswith(("等", "等地")) or _LAST_VERBS.search(own):
        return _is_counted(unit)
    if unit == "%" and mention.measure == "level":
        return bool(_QUOTED.match(mention.after) or _VERBS.fullmatch(own))
    return unit.lstrip("百千万亿") in COUNTERS and not mention.after.startswith("的")


def _object(own: str, behind: str) -> str:
    verb = _LAST_VERBS.search(own)
    if own.endswith(("等", "等地")):
        return behind
    return (verb[0] if verb and len(own) > _LONG_OWN else own) + behind


def _joined(whole: str, part: str) -> str:
    """Join the name of a whole and of its part, a letter they share but once (赤字 and 赤字率)."""
    if part in whole:
        return whole
    if len(part) > 2 and whole.endswith(part[:-1]):
        return whole + part[-1]
    return whole + part


def _in_list(mention: Mention, last: Mention, text: str) -> bool:
    """Tell whether a thing stands in a list with the one before, a 、 between."""
    between = text[last.row["tail"] : mention.row["start"]]
    return between.lstrip().startswith("、") and not BREAK.search(between)


def _is_counted(unit: str) -> bool:
    return unit not in ("%", "个百分点", "位", "倍")


def _behind(mention: Mention) -> str:
    """Return the noun behind the unit, "" where a predicate stands there."""
    found = _OBJECT.match(mention.after)
    noun = noun_phrase(found["noun"]) if found else ""
    return "" if len(noun) < 2 or DIRECTION.match(noun) else noun


def _about(mention: Mention, last: Mention | None, text: str, first: int = 0) -> str:
    """Return what a sentence is about: the nearest noun phrase of its clauses so far.

    Clauses back to the statistic before, or to an offset `first`, are looked at, then that
    statistic.
    """
    start = mention.row["start"]
    since = last.row["tail"] if last else max(first, start - _ABOUT_CHARS)
    for clause in reversed(BREAK.split(text[since:start].rsplit("\n", 1)[-1])[:-1]):
        if re.search(r"\d", clause):
            continue
        words = without_lead(clause.strip())
        effort = _EFFORT.search(words)
        phrase = noun_phrase(_PREDICATE.sub("", effort["object"] if effort else words))
        if last and last.name.endswith(phrase):
            return last.name
        if 2 <= len(phrase) <= _LONGEST_ABOUT and not _ADVERBIAL.match(words):
            return phrase
    return last.name if last else ""
