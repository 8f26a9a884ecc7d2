"""Tell what a statistic measures: level, growth, difference or rank, done or promised."""

import re

from jhreport.clauses import Mention
from jhreport.screening import repeats

_RISE = r"增长|增加|提高|上升|上涨|提升|扩大|增|涨|升|提(?=$)"
_FALL = r"下降|精简|减少|降低|回落|下跌|下滑|缩减|削减|缩小|收窄|压减|压缩|缩短|降|减"
DIRECTION = re.compile(
    rf"(?P<noun>增速|增幅|涨幅|降幅|增长率|增长速度)|(?P<rise>{_RISE})|(?P<fall>{_FALL})"
)
_NO_DIRECTION = re.compile(
    r"“[^”]*”|增加值|新增|增值税|增减|增产|增收|增资|增效|增信|减负|减税|减免|减轻|减排|降费|降本|升级"
    r"|减灾|扩大内需|增长极|增发|减租|减息|减支|消减|涨价|降水|涨停|递减|加减|净增|增至|增到|增强|增进"
)
"""Words that hold a direction word and say no change of a number."""
_REACHED = re.compile(r"(?!预期|目标)[^，。；：]{0,3}?(?:到|至|为|成|达)")
_CUT = re.compile(r"负担|成本|税负?|费|开支|支出|产能|事项|审批|证明|项目|机构|编制|手续|利息")
"""What is cut as a thing of its own: the amount of the cut is a level."""
_THAN = (
    r"(?:(?<![同占环])比(?![重例率价值较])|较(?![快好大高低]))"
    r"(?P<than>(?:19|20)\d\d年|[^，。；、\d]{1,12}?)"
)
_CHANGED = re.compile(rf"{_THAN}再?(?:{_RISE}|{_FALL})")
_AGAINST = re.compile(
    r"(?P<side>(?<!不)(?:高于|低于|快于|慢于)|高出|超出)(?P<versus>[^，。；、\d]{0,12})$"
    rf"|{_THAN}再?(?P<how>(?<![降提减增])(?:高|低|快|慢|多|少|超收|短收))了?$"
)
_SHARE = re.compile(
    r"(?:率|比重|比例|占比|份额|覆盖面|水平|指数)(?:要|将|须|[约近超]|超过|达到?|保持在|控制在|为)*$"
)
_RATE = re.compile("(?:涨幅|降幅|增速|增幅)")
"""A rate of change, whatever it rose or fell to (居民消费价格涨幅回落到2.6%)."""
INVERTED = re.compile(r"(?:左右|以上)?的(?:年均)?(?:增速|增长|增幅|速度)")
_SHARED = re.compile(r"(?:(?<![年人户日月平])均|都|各)(?![地级类项方界市])[^，。；、]{0,7}$")
_TIMES = re.compile(
    r"(?P<past>(?<![比较由从])(?:去年(?!预算|底)|上年(?!预算))|前年|目前|已经|已达|(?:我国|全国)有|过去"
    r"|五年来|几年来|原有)|今年|明年|今后|下一步"
)
"""What a sentence of the plan speaks of: the last word of time counts."""
_CHANGES_TO = re.compile("[^，。；]*[到至为]")
BASELINE = re.compile(r"[从由][^，。；]{0,12}$")
_AMONG = re.compile(
    r"(?:跃居|位居|稳居|居|列|排)(?:[到在为]|名)?(?P<among>[^，。；、居列排]{0,14}?)第?$"
)
_PLACE = re.compile("(?P<among>世界|全球|亚洲|全国|全省|全市|全区|全县)第?$")
_GROWS = re.compile(r"增速|增幅|增长率|涨幅")
_BELOW = ("低于", "慢于", "低", "慢", "少", "短收")


def measure(mention: Mention, before: Mention | None) -> None:
    """Set measure, sign and versus of a mention.

    Parameters
    ----------
    mention : Mention
        A statistic.
    before : Mention or None
        The statistic before it in the sentence, whose measure the items of a list share
        (下降26.9%、12.6%).

    Notes
    -----
    The last direction word of the clause decides, unless it is part of a name (增加值), belongs
    to what a share is called (增长贡献率超过30%), or says what was reached (由9.8%降至7.5%): then
    it is a level. With a percent it is growth, with points a difference, with an amount the change
    of a stock (农村贫困人口减少1289万人), or a level where the cut is a thing of its own
    (压减开支25亿元). 高于全国20个百分点 and 比去年预算减少650亿元 are differences. A share in front
    of its noun is growth (6.5%左右的增速).
    """
    if mention.row["unit"] == "位":
        _rank(mention, before)
        return
    clause = _NO_DIRECTION.sub(lambda word: "□" * len(word[0]), mention.before)
    mention.measure, mention.sign = _kind(mention, before, clause)
    if mention.measure == "difference":
        _set_versus(mention, before, clause)


def _kind(mention: Mention, before: Mention | None, clause: str) -> tuple[str, int]:
    """Return what a statistic other than a rank measures, and -1 for a fall."""
    unit = mention.row["unit"]
    points, share = unit.endswith("百分点"), unit in ("%", "倍", "成")
    if mention.row["text"] == "零":
        return ("growth" if mention.after.startswith("增长") else "level"), 1
    against = _AGAINST.search(clause)
    if against and not share:
        return "difference", -1 if (against["side"] or against["how"]) in _BELOW else 1
    if _goes_on(mention, before):
        return before.measure, before.sign
    word, rest = _predicate(clause)
    if word is None or (word.lastgroup != "noun" and _REACHED.match(rest)):
        inverted = unit == "%" and (INVERTED.match(mention.after) or _RATE.search(clause))
        return ("growth" if inverted else "difference" if points else "level"), 1
    of_thing = word.lastgroup == "noun" or word[0] in ("压减", "扩大")
    of_thing = of_thing or bool(_CUT.search(rest + mention.after[:8]))
    if not (points or share) and of_thing and not _CHANGED.search(clause):
        return "level", 1
    fall = word.lastgroup == "fall" or word[0] == "降幅"
    return ("growth" if share else "difference"), -1 if fall else 1


def _goes_on(mention: Mention, before: Mention | None) -> bool:
    """Tell whether a number goes on with the list of the one before (下降26.9%、12.6%)."""
    if not mention.linked or before is None or before.measure == "rank":
        return False
    return _is_rate(mention.row["unit"]) == _is_rate(before.row["unit"])


def _set_versus(mention: Mention, before: Mention | None, clause: str) -> None:
    """Set against what a difference is: what the clause says, or the year before."""
    against, changed = _AGAINST.search(clause), _CHANGED.search(clause)
    said = (against and (against["versus"] or against["than"])) or (changed and changed["than"])
    if not said and _goes_on(mention, before):
        said = before.versus
    mention.versus = said or "上年"
    if not said:
        mention.check.append("against whom is not said: taken as the year before")


def _rank(mention: Mention, before: Mention | None) -> None:
    """Set what a rank is among: what the clause says, the rank before, or the nation."""
    mention.measure = "rank"
    among = _AMONG.search(mention.before) or _PLACE.search(mention.before)
    mention.rank_of = "growth" if _GROWS.search(mention.before) else "level"
    if among and among["among"]:
        mention.versus = among["among"]
    elif before and before.measure == "rank":
        mention.versus = before.versus
    else:
        mention.versus = "全国"
        mention.check.append("among whom is not said: taken as the nation")


def status(mention: Mention) -> str:
    """Return whether a statistic was reached or is promised: ``actual`` or ``target``.

    The plan promises, the rest reports; in the plan the first of a pair (由50元提高到100元) and
    what is said of last year (去年超收7239亿元) was reached.
    """
    if mention.baseline:
        return "actual"
    if not mention.part:
        mention.check.append("no review and plan are told apart: taken as reached")
    times = [time.lastgroup for time in _TIMES.finditer(mention.sentence)]
    return "target" if mention.part == "plan" and times[-1:] != ["past"] else "actual"


def is_baseline(mention: Mention) -> bool:
    """Tell whether a number is the first of a change: the 50 of 由50元提高到100元."""
    return bool(BASELINE.search(mention.before) and _CHANGES_TO.match(mention.after))


def count_copies(mention: Mention) -> int:
    """Return for how many subjects a number holds: 能耗、水耗均下降20% 2, “四个一万亩” 4."""
    if times := repeats(mention):
        return times
    shared = _SHARED.search(mention.clause)
    if not shared:
        return 1
    return max(2, len(re.split("[、和及]", mention.clause[: shared.start()])))


def _predicate(clause: str) -> tuple[re.Match[str] | None, str]:
    """Return the direction word that governs the end of a clause, and what follows it."""
    found = list(DIRECTION.finditer(clause))
    if not found:
        return None, ""
    word = found[-1]
    rest = clause[word.end() :]
    if word.lastgroup != "noun" and (rest.startswith("的") or _SHARE.search(rest)):
        return None, ""
    return word, rest


def _is_rate(unit: str) -> bool:
    return unit.endswith(("%", "百分点"))
