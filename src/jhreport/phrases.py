"""Cut a clause down to the noun phrase that names a thing.

What stands before and behind the noun is listed here, by kind; a list grows when a report uses
another word for the same.
"""

import re

from jhreport.patterns import any_of, words_of

NAME_CHARS = 40
"""A name is looked for in so many characters before the numeral."""
SET_NOUNS = r"(?!医|养|药|公共|生活|建)"
"""After 基本: 基本医疗保险 and the like are names, 基本稳定 is none."""
_TIMES = words_of("""
    全年 年内 上年末 年末 每天 每年 每月 一年来 五年来 过去五年 五年
    新的一年 新一年
    十二五时期 十三五时期 十四五时期 十五五时期
""")
_LINKS = words_of("""
    其中 同时 特别是 最后 从根本上说 但 并 还 且 又 也 再 其 了 是 有 把 由 为 以 我国 本届政府
    底线是
""")
_INTENTIONS = words_of("""
    要 将 拟 使 让 预计 预期 力争 确保 争取 努力 奋力 继续 实现 完成 达到 保持 建议 用好
    进一步 全面 成功 加快 推动 推进 促进 支持 安排 带动
""")
_SUMS = words_of("累计 总共 平均")
_LEAD = re.compile(
    rf"(?:{any_of(_TIMES | _LINKS | _INTENTIONS | _SUMS)}|基本{SET_NOUNS}"
    r"|[今去当明]年[初末底]?|对(?!外)|在(?![建校职岗册])|用[一二三四五两\d]年时间|共(?![建享同])|到?(?:20\d\d|[一二三四五六七八九〇]{4})年[底末]?|近[一二三四五两几\d]{1,2}年|全[市省国县](?=$))"
)
"""Words before a name that are no part of it, one at a time."""
_CHANGES = words_of("""
    增速 增幅 涨幅 降幅 增长率 增长 下降 提高 上升 上涨 降低 减少 增加 扩大 回落 下跌 缩减 削减 精简
    压减 压缩 缩短 提升 升 降 提
""")
_REACHES = words_of("""
    到 至 为 达 高达 实现 完成 超过 超 突破 约 近 接近 不足 不到 仅 只 左右 目标 预期 设定
    拟 控制在 保持在 稳定在 维持在 在 由 从 的 了 已 统一 将 要 须 是 有 占 相当于 年内 至少
""")
_MANNERS = words_of("""
    分别 都 各 再 又 仍 就 也 全部 首次 累计 平均 年均 全年 实际 名义 同比 同口径 逆势 平稳 较快
    逐步 逐年 稳步 大幅 继续 不断 持续 进一步 已经 目前 其中 现 用 按 共 确保 严守 守住 坚决 惠及
    每人每年 每人每月 每人 每斤
""")
_COMPARED = words_of("高于 低于 快于 高出 跃居 位居 稳居 居 跃")
_JOINTS = words_of("、 和 与 以")
_TAIL = re.compile(
    rf"(?:{any_of(_CHANGES | _REACHES | _MANNERS | _COMPARED | _JOINTS)}"
    r"|(?<!人)均|(?<!新)增|(?<!新)安排|(?<![确规])定|(?<=分别)[高低快慢多少]|每\d*(?:公斤|平方米|立方米|吨|亩|户|人|月|年)|(?<!建)成|(?<![惠普])及|(?<![A-Za-z\d.])\d|(?:[稳位跃]?居)?(?:世界|全球|全国|全省)(?:平均)?"
    r"|[从由]?(?:[12]\d\d\d|\d{1,2})年(?:的|底|末|前|人均)*|(?:上年|去年)底?(?:的|预算)?"
    r"|连续[一-龥]年|[两三四五]年来?"
    r"|(?<!之)比(?![重例率价值达])[^，。；、]{1,10}|较(?![快好大高低])[^，。；、]{1,8})$"
)
"""Words between a name and its number, one at a time."""


def noun_phrase(clause: str) -> str:
    """Return a clause without verbs of effort before it and predicates behind it.

    Examples
    --------
    >>> noun_phrase("全年城镇居民人均可支配收入实际增长"), noun_phrase("确保一般公共预算收入达到")
    ('城镇居民人均可支配收入', '一般公共预算收入')
    """
    text = re.sub(r"[“”（）《》\s]", "", clause)[-NAME_CHARS:].strip("、")
    text = without_lead(text)
    while found := _TAIL.search(text):
        text = text[: found.start()]
    return text.strip("、")


def without_lead(text: str) -> str:
    """Return a text without the words before the noun.

    Examples
    --------
    >>> without_lead("力争新增贷款")
    '新增贷款'
    """
    while found := _LEAD.match(text):
        text = text[found.end() :]
    return text


_NO_NAME = re.compile(
    r"^(?:来|现|末|占|于|从|由|确|牢牢|坚决|大力|倡导|比)|(?:来|确|住|惠|逐|实施|目前|已经|继续)$|\d{4}年|[，；]"
)
_LONG = 22


def looks_cut(name: str) -> bool:
    """Tell whether a name is long, or begins or ends with what is no part of one.

    Examples
    --------
    >>> looks_cut("覆盖面逐"), looks_cut("城镇新增就业")
    (True, False)
    """
    return len(name) > _LONG or bool(_NO_NAME.search(name))
