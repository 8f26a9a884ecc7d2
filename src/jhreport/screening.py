"""Tell the numerals that state nothing from the statistics, with the reason."""

import re

from jhreport.clauses import Mention
from jhreport.quantities import chinese_value

_DATES = frozenset(["月", "日", "号", "周年", "年代", "世纪"])
_DURATIONS = re.compile(r"(?:个月|小时|分钟|季度|年|天|周|岁)$")
_LIMITED = re.compile(r"(?:最多|限|不超过|缩短[到至为]|压缩[到至为]|缩减[到至为])$")
_AGED = re.compile(r"(?:寿命|年龄|年限|期)[^，。；]{0,20}$")
_EACH = re.compile(r"每(?:增长|提高|增加|下降)?$")
_COUNTED = re.compile(r"[万亿%成倍户人家亩吨公里]")
_DONE = re.compile(
    r"(?:取消|下放|新增|完成|建成|发布|修订|制定|出台|提请|减少|废止|实施|推出|受理|调整|精简|办好"
    r"|等)[^，。；]{0,14}$"
)
_REPEATED = re.compile(r"“([二三四五六七八九])个$")
_SLOGAN = re.compile("[^，。；”]*”(?:问题|行动|工程|计划|战略)")
_NOUN = re.compile(r"的?[^\d，。；：、）的（]{2,}")
_NO_BOUNDS = ("%", "万", "亿", "万人", "亿人", "万户", "万人次")
"""Units in which a count is given, never the bound of a class."""
_QUOTED = 10
"""How far off the marks of a quoted name may stand."""


def screen(mention: Mention, text: str) -> str:
    """Return why a quantity is no statistic, or "" if it is one.

    The reasons are those of ``exclusions.csv``. In order:

    - ``range-end``: the 6.5 of 6%—6.5%;
    - ``ordinal``: 第三轮, 首批, 七届 (but 居第二位 is a rank);
    - ``name``: a numeral beside a Latin letter or sign (G60, PM2.5, 2+6), in a quoted name
      (“八个一”), or without unit;
    - ``date``: years, days, anniversaries and durations (五年来), but not limits (最多90天) nor
      ages (预期寿命77岁);
    - ``magnitude``: a bare 万 or 亿;
    - ``threshold``: a bound in front of what is counted (20亿元以上项目27个), a class (万吨级泊位);
    - ``idiom``: small counts in Chinese digits (三大攻坚战), unless something was done to them
      (取消十二项), 每增长1个百分点, 翻一番.
    """
    row = mention.row
    start, end, unit, printed = row["start"], row["end"], row["unit"], row["text"]
    chinese = row["script"] == "chinese"
    if row["range_end"]:
        return "range-end"
    if unit == "位":
        return ""
    in_order = chinese and re.search("(?<![人架车列])[届次期轮批]$", unit)
    if in_order or printed.startswith(("第", "首")) or text[start - 1 : start] == "第":
        return "ordinal"
    around = text[start - 1 : start], text[end : end + 1]
    if not chinese and any(s and s.isascii() and (s.isalpha() or s in "+_/.") for s in around):
        return "name"
    if unit in _DATES or (unit == "年" and row["value"] >= 1000):
        return "date"
    if unit == "个" and mention.after.startswith(("月", "小时")):
        return "date"
    if _DURATIONS.search(unit):
        of_age = _AGED.search(mention.clause) and not chinese
        return "" if _LIMITED.search(mention.before) or of_age else "date"
    if printed in ("万", "亿", "千", "百"):
        return "magnitude"
    if unit == "番" or _EACH.search(mention.before):
        return "idiom"
    if _bounds_a_class(mention, text):
        return "threshold"
    if _in_quotes(text, start, end):
        return "" if repeats(mention) else "name"
    single = row["value"] == 1 and not re.search("[万亿%成倍]", unit)
    uncounted = not _COUNTED.search(unit) and row["value"] < 100
    if chinese and printed != "零" and (single or uncounted):
        return "" if _DONE.search(mention.before) and row["value"] >= 6 else "idiom"
    return "name" if not unit and not chinese and not mention.linked else ""


def repeats(mention: Mention) -> int:
    """Return how many equal targets a phrase such as “四个一万亩” sets; 0 for any other."""
    times = _REPEATED.search(mention.sentence)
    named = _SLOGAN.match(mention.after)
    return int(chinese_value(times[1])) if times and not named else 0


def _bounds_a_class(mention: Mention, text: str) -> bool:
    tail = mention.row["tail"]
    if text[tail : tail + 1] == "级":
        return True
    bound = text[tail - 2 : tail] in ("以上", "以下", "以内")
    shares = mention.row["unit"] in _NO_BOUNDS
    return bound and not shares and bool(_NOUN.match(mention.after))


def _in_quotes(text: str, start: int, end: int) -> bool:
    opened = text.rfind("“", max(0, start - _QUOTED), start)
    return opened >= 0 and "”" not in text[opened:start] and "”" in text[end : end + _QUOTED]
