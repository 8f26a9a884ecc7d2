"""How to cite a report, and the tables and figures made from it."""

from calendar import month_name
from importlib.metadata import version

from jhreport.pages.values import Both
from jhreport.report import Report


def cite_report(report: Report) -> Both:
    """Write a reference to a report; what is not known of it is left out.

    Examples
    --------
    >>> from jhreport import load_report
    >>> print(cite_report(load_report("jinhua-2020"))[0])
    《2020年浙江省金华市人民政府工作报告》，金华市第七届人民代表大会第五次会议，2020年4月26日。
    """
    title = report.title_zh or report.name
    named = f"{report.title_en} ({title})" if report.title_en else title
    zh, en = [f"《{title}》", report.session_zh], [named, report.session_zh]
    if day := report.date:
        zh.append(f"{day.year}年{day.month}月{day.day}日")
        en.append(f"{day.day} {month_name[day.month]} {day.year}")
    return "，".join(filter(None, zh)) + "。", ", ".join(filter(None, en)) + "."


def cite_work(report: Report) -> Both:
    """Write a reference to the tables and figures that are made from a report.

    Examples
    --------
    >>> from jhreport import load_report
    >>> cite_work(load_report("jinhua-2020"))[1].partition(": ")[2]
    'tables and figures from Government Work Report of Jinhua, Zhejiang, 2020.'
    """
    program, title = f"jhreport {version('jhreport')}", report.title_zh or report.name
    return (
        f"{program}：《{title}》数据表与图。",
        f"{program}: tables and figures from {report.title_en or title}.",
    )
