"""Find the numerals of a Chinese text, with unit, operator, range and direction.

The grammar is closed and stands in the constants below: what is not listed is not recognised.
Every pattern is bounded or possessive, so the time is linear in the length of the text.

*Arabic* numerals are found all, whatever they mean (years, G60, 4A, 2+6): to explain them is the
task of the exclusions. A *Chinese* run of digits is a numeral only where it

- follows 第 (the numeral includes it: 第七), or is the 首 of 首位 (rank 1), 首批, 首个, 首次 …;
- stands before a word of `COUNTERS` or `MEASURES`; 万 and 亿 at its end belong to the unit
  (一|万亩), but count where nothing stands before them (万|元以下, 千|亿);
- is a share (百分之一, 半数, 过半, 一半, 三成), or the 零 of 零增长 and 零填埋;

and is no part of a word of `NOT_NUMERALS`, nor of the unit of another numeral (2.1 万余个).
"""

import math
import re

import pandas as pd

from jhreport.patterns import any_of, words_of


def _operators(listings: dict[str, str]) -> dict[str, str]:
    """Return the operator of each word, from the listing of each operator."""
    return {word: op for op, listing in listings.items() for word in listing.split()}


MEASURES = words_of("""
    % ％ ‰ 个百分点 个多百分点 百分点 元 美元 欧元 亩 公顷 平方米 平方公里 立方米 公里 千米 海里 米
    厘米 毫米 微米 纳米 英寸 吨 吨标准煤 公斤 千克 斤 克 毫克 微克 升 千瓦 千瓦时 瓦 度 倍 番
    年 周年 个月
    月 日 天 周 小时 分钟 秒 季度 岁 标箱 标准箱 重量箱 人次 架次 车次 辆次 列次 班次
""")
COUNTERS = words_of("""
    项 个 家 条 处 次 件 批 期 级 届 轮 场 名 人 户 头 只 辆 列 种 类 方面 县 星 星级 代 大 位 张
    台 套 座 所 栋 幢 份 支 笔 宗 起 例 组 对 趟 间 床 株 棵 艘 架 款 部 册 篇 幅 枚 层
""")
FIRSTS = frozenset("个批次家届条例座台套单张期项")
"""What 首 counts: 首批, 首个, 首次."""
ZEROS = {"增长": "%", "填埋": ""}
"""What 零 is the number of, with the unit."""
NOT_NUMERALS = words_of("""
    一批 一起 一代 一次性 一方面 一对一 一部分 一大批 一年来 一张蓝图 一个时期 一日千里 统一 唯一
    单一 合一 逐一 万一 新一轮 新一代 下一代 一度 二元 三位一体 五位一体 千家万户 千年 百年 千百年
    亿万 千千万万 上半年 下半年 首位度
""")
"""Words whose digits are no number although a counter seems to follow; 第 outweighs them."""
BOUNDS = _operators(
    {
        ">=": "超过 超 突破 逾 多于 高于 大于 不低于 不少于 不小于 至少 跃上 迈上",
        "<=": "不到 不足 少于 低于 小于 最多 至多 不超过 不高于 不大于 不多于",
        "~": "约 近 接近 将近",
        "=": "签约 节约 制约 预约 赶超 反超 附近 最近",
    }
)
"""What a word right before a numeral makes of it; the longest word counts."""
LIMITS = _operators({">=": "以上 及以上", "<=": "以下 及以下 以内 之内", "~": "左右 上下"})
"""What a word right after the unit makes of the numeral; it outweighs `BOUNDS`."""
FALLS = words_of(
    "下降 再降 压减 降低 减少 缩减 缩短 压缩 削减 精简 裁减 回落 下滑 下跌 降幅 负增长"
)
RISES = words_of("增 升 涨 提高 扩大 减负 减免 减轻")
"""Words that end the reach of a fall earlier in the clause."""
RANKS = frozenset("居列排")
AMONG = ("全球", "世界")
DURATIONS = frozenset("年月日天周")
"""Before units that end so, 近 means "the last": 近5年 is no approximation."""
MAX_DIGITS = 30
"""A longer run of digits is no quantity: its value is NaN."""

DTYPES = {
    "start": "int64",
    "end": "int64",
    "text": "str",
    "script": "str",
    "value": "float64",
    "high": "float64",
    "range_end": "bool",
    "unit": "str",
    "op": "str",
    "sign": "int64",
}

_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, *range(3, 10)), strict=True))
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_HAN = "[〇零一二三四五六七八九十百千万亿两半廿]"
_GAP = r"[^\S\r\n]{0,3}(?:\r?\n)?[^\S\r\n]{0,3}"
_BREAK = re.compile(r"[，。；！？：\r\n]|[,;](?!\d)")
_NUMERAL = re.compile(
    r"(?P<compound>\d{1,4}[亿万]\d{1,4}[百千]?(?![\d.．]))"
    r"|(?P<fraction>(?<![\d/／])(?:1[/／][2-9]|2[/／][35-9]|3[/／][4578])(?![\d/／年]))"
    r"|(?P<arabic>(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:[.．]\d++|·\d++(?=[%％万亿倍]))?)"
    rf"|(?P<share>{_HAN}++分之{_HAN}++)|(?P<order>第{_HAN}++)"
    rf"|(?P<first>首位|首(?={any_of(FIRSTS)}))|(?P<han>{_HAN}++)"
)
_COINS = r"(?<=\d)[分角毛](?=[钱、和，；。以左])"
_WORD = (
    rf"(?:(?!人[口民才均]|个体){any_of(MEASURES | COUNTERS)}|成(?=[以左多的，。、；）]|$)|{_COINS})"
)
_UNIT = re.compile(
    rf"{_GAP}(?:(?P<odd>[余多]){_GAP})?(?P<scale>[百千万亿]{{0,3}})"
    rf"(?:(?P<some>[余多])(?P<more>亿?))?(?P<word>{_WORD}(?:[每/]万?{any_of(MEASURES)})?)?(?P<over>[余多](?![元式样层功边]))?"
)
_COUNTER = re.compile(rf"{_GAP}({_WORD})")
_NOT = re.compile(any_of(NOT_NUMERALS))
_BOUND = re.compile(
    rf"({any_of(BOUNDS)})(?:(?<=[至最][少多]){any_of(FALLS | RISES)}[加长]?)?[了到达]?{_GAP}[“（]?$"
)
_LIMIT = re.compile(rf"{_GAP}(?:（含）)?({any_of(LIMITS)})")
_DIRECTION = re.compile(
    rf"(?P<fall>降幅为?|{any_of(FALLS)}(?![至到为]))|[降减落滑跌短缩][低少]?[至到为]|{any_of(RISES)}"
    r"|(?P<below>(?<!不)低)"
)
_LIST = re.compile(r"[\s、和及与]{1,6}")
_RANGE = re.compile(rf"{_GAP}(?:[—–－\-~～〜]{{1,2}}|(?P<word>[至到])){_GAP}")
_FROM = re.compile(r"[从由自][^，。；！？]*$")


def find_quantities(text: str) -> pd.DataFrame:
    """Find every numeral of a text.

    Parameters
    ----------
    text : str
        Any text; spaces and one line break may stand between a numeral and its unit.

    Returns
    -------
    pandas.DataFrame
        One row for each numeral, in order of the text.

        - `start`, `end`: half-open offsets of the numeral alone; `text`: the numeral as printed.
        - `script`: ``arabic`` or ``chinese``.
        - `value`: the number as printed, without sign and without the magnitude of its unit
          (4559.9 of 4559.9亿元; 1亿3千多万 counts 13000 万). NaN for more than 30 digits and for
          Chinese digits that spell no number (七八).
        - `high`: the upper end where the numeral opens a range, else NaN; `range_end`: whether it
          closes one, and is the `high` of the row before.
        - `unit`: as printed, with its magnitude, without white space and 余 or 多 (亿元, 万个, %,
          个百分点, 微克每立方米); ``位`` for ranks; ``""`` without a known one. Both ends of a
          range carry the unit of the upper one, and ％ is given as %.
        - `op`: ``=``, ``>=``, ``<=``, ``~`` or, at both ends, ``range``.
        - `sign`: -1 for a fall (下降, 压减 …; see `FALLS`) and for points below something
          (低于全国2个百分点), 1 otherwise. A level that something fell to (降至) has 1.

    Examples
    --------
    >>> table = find_quantities("生产总值增长6%—6.5%，失业率控制在 2.5%以内，信访总量下降15%。")
    >>> table[["text", "value", "high", "unit", "op", "sign"]]
      text  value  high unit     op  sign
    0    6    6.0   6.5    %  range     1
    1  6.5    6.5   NaN    %  range     1
    2  2.5    2.5   NaN    %     <=     1
    3   15   15.0   NaN    %      =    -1
    """
    words = {at: word.end() for word in _NOT.finditer(text) for at in range(*word.span())}
    rows: list[dict] = []
    reached = 0  # the end of the last unit: digits before it are no numeral of their own
    for match in _NUMERAL.finditer(text):
        arabic = match.lastgroup in ("arabic", "compound", "fraction")
        idiom = match.lastgroup in ("han", "first") and words.get(match.start(), 0) >= match.end()
        if not arabic and (idiom or match.start() < reached):
            continue
        row = _arabic(text, match) if arabic else _chinese(text, match)
        if row is None:
            continue
        reached = row["tail"]
        limit = _LIMIT.match(text, reached)
        row["tail"] = limit.end() if limit else reached
        row["op"] = LIMITS[limit[1]] if limit else _bound(text, row)
        row["sign"] = _sign(text, row, rows[-1] if rows else None)
        row |= {"text": text[row["start"] : row["end"]], "high": math.nan, "range_end": False}
        if rows and _is_range(text, rows[-1], row):
            rows[-1] |= {"high": row["value"], "unit": row["unit"], "op": "range"}
            row |= {"range_end": True, "op": "range", "sign": rows[-1]["sign"]}
        if rows and not rows[-1]["unit"] and _shares_unit(text, rows[-1], row):
            rows[-1]["unit"] = row["unit"]
        rows.append(row)
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


def _arabic(text: str, match: re.Match[str]) -> dict:
    """Read an Arabic numeral, alone or compound (1万6千), and its unit."""
    row = _with_unit(text, *match.span())
    digits = match[0].replace(",", "").replace("．", ".").replace("·", ".")
    if match.lastgroup == "fraction":
        part, whole = map(int, re.split("[/／]", match[0]))
        return row | {"script": "arabic", "value": 100 * part / whole, "unit": "%"}
    if match.lastgroup == "compound":
        high, scale, low, small = re.fullmatch(r"(\d+)(.)(\d+)(.?)", digits).groups()
        counted = math.prod(_SCALES[char] for char in row["unit"] if char in _SCALES)
        value = int(high) * _SCALES[scale] / counted + int(low) * _SCALES.get(small, 1)
    else:
        value = float(digits) if len(digits) <= MAX_DIGITS else math.nan
    if not row["unit"] and text[match.start() - 1 : match.start()] == "第":
        row["unit"] = _rank(text, match.start())
    return row | {"script": "arabic", "value": value}


def _chinese(text: str, match: re.Match[str]) -> dict | None:
    """Read a Chinese numeral and its unit; None where the run of digits is none."""
    (start, end), run = match.span(), match[0]
    row = {"start": start, "end": end, "tail": end, "script": "chinese", "odd": False}
    if match.lastgroup == "order":
        counter = _COUNTER.match(text, end)
        unit = counter[1] if counter else _rank(text, start)
        return row | {
            "value": chinese_value(run[1:]),
            "unit": unit,
            "tail": counter.end() if counter else end,
        }
    if match.lastgroup == "first":
        unit = run[1:] or text[end]
        return row | {"value": 1.0, "unit": unit, "tail": start + 2}
    if match.lastgroup == "share":
        whole, part = map(chinese_value, run.split("分之"))
        return row | {"value": 100 * part / whole if whole else math.nan, "unit": "%"}
    if run == "零":
        thing = next((thing for thing in ZEROS if text.startswith(thing, end)), None)
        return row | {"value": 0.0, "unit": ZEROS[thing]} if thing else None
    head = run.rstrip("万亿") or run[0]
    counted = _with_unit(text, start, start + len(head))
    over = run == "半" and text[start - 1 : start] == "过"
    if (
        run == "一半"
        or (run == "半" and text.startswith("数", end))
        or (over and not counted["unit"])
    ):
        tail = end + text.startswith("数", end)
        return row | {"value": 50.0, "unit": "%", "tail": tail, "odd": over}
    round_sum = len(run) == 2 and head in _SCALES and run[1] == "亿"
    if not counted["counter"] and not round_sum:
        return None
    return row | counted | {"value": chinese_value(head)}


def chinese_value(run: str) -> float:
    """Return the number that a run of Chinese digits spells, NaN if it spells none.

    Examples
    --------
    >>> [chinese_value(run) for run in ("二十一", "两千五", "一百零五", "二〇二〇", "七八", "半")]
    [21.0, 2500.0, 105.0, 2020.0, nan, 0.5]
    """
    run = run.replace("廿", "二十")
    if run == "半":
        return 0.5
    if len(run) > MAX_DIGITS or not set(run) <= _DIGITS.keys() | _SCALES.keys():
        return math.nan
    if set(run) <= _DIGITS.keys():
        digits = "".join(str(_DIGITS[char]) for char in run)
        return float(digits) if len(run) in (1, 4) else math.nan
    total = section = digit = 0
    last = 10**5  # the scale before, within a section of four digits
    for before, char in zip(" " + run, run, strict=False):
        if char in _DIGITS:
            if _DIGITS.get(before):
                return math.nan
            digit = _DIGITS[char]
        elif (scale := _SCALES[char]) < 10**4:
            if scale >= last:
                return math.nan
            section, digit, last = section + (digit or 1) * scale, 0, scale
        else:
            whole = section + digit
            total = (total + whole or 1) * scale if char == "亿" else total + (whole or 1) * scale
            section, digit, last = 0, 0, 10**5
    short = run[-2:-1] in _SCALES and run[-1] in _DIGITS  # 两千五 is 2500, but 二十五 is 25
    return float(total + section + digit * (_SCALES[run[-2]] // 10 if short else 1))


def _with_unit(text: str, start: int, end: int) -> dict:
    """Read the unit after a numeral: `unit`, `tail` (its end), `counter`, `odd` (余 or 多)."""
    match = _UNIT.match(text, end)
    printed = (match["scale"], match["more"] or "", match["word"] or "")
    unit = "".join(printed).replace("％", "%").replace("个多", "个")
    odd = any(match[name] for name in ("odd", "some", "over")) or "个多" in match[0]
    tail = match.end() if unit or odd else end
    row = {"start": start, "end": end, "tail": tail, "unit": unit, "odd": odd}
    return row | {"counter": match["word"] is not None}


def _rank(text: str, start: int) -> str:
    """Return 位 for an ordinal without counter after 居, 列 or 排, or right after 全球 or 世界."""
    clause = _BREAK.split(text[max(0, start - 16) : start])[-1]
    return "位" if RANKS & set(clause) or clause.endswith(AMONG) else ""


def _bound(text: str, row: dict) -> str:
    """Return the operator that a word before the numeral, or 余 or 多 after it, makes."""
    start = row["start"]
    bound = _BOUND.search(text[max(0, start - 12) : start])
    if bound and not (bound[1] == "近" and row["unit"][-1:] in DURATIONS):
        return BOUNDS[bound[1]]
    return ">=" if row["odd"] else "="


def _sign(text: str, row: dict, before: dict | None) -> int:
    """Return -1 where the last word of direction since the numeral before is a fall.

    In a list (下降 26.9%、12.6%) the sign of the numeral before holds on.
    """
    start, since = row["start"], before["tail"] if before else 0
    if before and start - since <= 6 and _LIST.fullmatch(text, since, start):
        return before["sign"]
    clause = _BREAK.split(text[max(since, start - 24) : start])[-1]
    found = [match.lastgroup for match in _DIRECTION.finditer(clause)][-1:]
    below = found == ["below"] and row["unit"].endswith("百分点")
    return -1 if found == ["fall"] or below else 1


def _shares_unit(text: str, row: dict, following: dict) -> bool:
    """Tell whether a numeral has the unit of the next: 分别高4.2和0.7个百分点."""
    joined = _LIST.fullmatch(text, row["tail"], following["start"])
    return bool(joined) and "分别" in text[max(0, row["start"] - 16) : row["start"]]


def _is_range(text: str, low: dict, high: dict) -> bool:
    """Tell whether two neighbours form a range: 6%—6.5%, 1~2家, 100万元至300万元.

    从A到B is a change, and years, months and days (2016—2020年) are a period: no ranges.
    """
    if high["start"] - low["tail"] > 16 or low["range_end"]:
        return False
    dash = _RANGE.fullmatch(text, low["tail"], high["start"])
    if not dash or not low["value"] < high["value"] or not high["unit"].startswith(low["unit"]):
        return False
    if dash["word"] and _FROM.search(text[max(0, low["start"] - 16) : low["start"]]):
        return False
    dated = high["unit"] in ("月", "日") or (high["unit"] in ("", "年") and low["value"] >= 1000)
    return not dated
