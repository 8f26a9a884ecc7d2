"""Lines that pages carry beside their text, told by what they say."""

import re

_BUTTON = "打印|关闭|返回|收藏|分享|纠错|下载"
_FACT = (
    "您?(?:现在|当前|所在)?的?(?:所在)?位置|(?:信息)?来源|(?:发布|更新)(?:时间|日期|机构)|作者"
    "|(?:责任)?编辑|(?:浏览|点击|访问|阅读)(?:次数|数|率|量)?|字体|字号|分享[到至]|[上下]一[篇条]"
    "|相关(?:链接|阅读|新闻|报道|稿件)"
)
_FURNITURE = re.compile(
    rf"(?:[【\[（(]?(?:{_BUTTON})(?:本页|文章|窗口|顶部|首页|列表)?(?:[】\]）)]|\b)[\s|｜]*)+"
    rf"|[【\[（(\d\s年月日:/-]*(?:{_FACT})\s*[:：].*|首页\s*[>＞»›/].*|扫一扫.*"
    r"|.*(?:版权所有|ICP备|公网安备).*"
)
_PAGE_NUMBER = re.compile(
    r"[-—–－─·\s]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[/／]\s*\d{1,4}|[,，]?\s*共\s*\d{1,4}\s*页)?[-—–－─·\s]*"
)


def is_furniture(line: str) -> bool:
    """Tell a line of a web page that is none of its text.

    Examples
    --------
    >>> [is_furniture(line) for line in ("【打印】", "来源：市府办", "打印机产量增长5%")]
    [True, True, False]
    """
    return len(line) < 100 and "。" not in line and bool(_FURNITURE.fullmatch(line))


def is_page_number(line: str) -> bool:
    """Tell a line that holds nothing but the number of a printed page.

    Examples
    --------
    >>> [is_page_number(line) for line in ("— 3 —", "第 3 页 共 20 页", "2020年", "6.5%")]
    [True, True, False, False]
    """
    return len(line) < 30 and bool(_PAGE_NUMBER.fullmatch(line))
