"""Captions of the figures on the report as a document."""

import pandas as pd

from jhreport.captions.common import Captions, make_captions, needs_rows
from jhreport.notes import Note
from jhreport.report import Report


@needs_rows("The report has no numeral that could be accounted for.")
def numerals(ledger: pd.DataFrame, report: Report) -> Captions:
    """Caption where the numerals of a report stand."""
    roles = ledger["role"].value_counts()
    values = {
        "total": len(ledger),
        "stated": roles.get("result", 0) + roles.get("target", 0),
        **{role: roles.get(role, 0) for role in ("result", "target", "excluded")},
    }
    return make_captions(
        report,
        en=(
            "{stated} of the {total} numerals state something: {result} results, {target} targets",
            "Numerals (Arabic, and Chinese where they give a count, an order, a share or a rank), "
            "by place in the text",
            "A row for each part of the report, as long as its text, with a tick for each numeral. "
            "{result} ticks are results and {target} are targets; {excluded} are dates, names and "
            "the like.",
        ),
        zh=(
            "全文{total}个数字，{stated}个有统计含义：{result}个为成绩，{target}个为目标",
            "数字（阿拉伯数字，以及表示数量、次序、份额、位次的汉字数字）在文中的位置",
            "每一部分一行，长度即文字长度，每个数字一条竖线：{result}个为成绩，{target}个为目标，"
            "{excluded}个为日期、名称等。",
        ),
        values=values,
    )


def density(parts: pd.DataFrame, report: Report) -> Captions | Note:
    """Caption the stated numerals per 1,000 characters (column ``per_1000_chars``)."""
    if not parts["per_1000_chars"].any():
        return Note("No part of the report states a result or a target with a number.")
    top = parts.loc[parts["per_1000_chars"].idxmax()]
    low = parts.loc[parts["per_1000_chars"].idxmin()]
    return make_captions(
        report,
        en=(
            "Part {top} is the densest: {most:.0f} numbers per 1,000 characters",
            "Results and targets stated per 1,000 characters, by part of the report",
            "Bars from {least:.0f} ({low}) to {most:.0f} ({top}) numbers per 1,000 characters.",
        ),
        zh=(
            "数字最密的部分是“{top}”：每千字{most:.0f}个",
            "各部分每千字中的成绩和目标数字",
            "条形由每千字{least:.0f}个（{low}）到{most:.0f}个（{top}）。",
        ),
        values={"most": top["per_1000_chars"], "least": low["per_1000_chars"]},
        words=lambda lang: {"top": top[f"label_{lang}"], "low": low[f"label_{lang}"]},
    )
