"""Captions of the figures on policy themes."""

import pandas as pd

from jhreport.appraisal import judged_elsewhere
from jhreport.captions.common import Captions, join, make_captions, needs_rows
from jhreport.notes import Note
from jhreport.report import Report
from jhreport.themes import is_loose
from jhreport.wording import Language, signed

_NO_HIT = Note("No term of the theme dictionary occurs in the report.")
_ELSEWHERE = {
    "en": ", of {judged}; this report was not judged",
    "zh": "（样本取自{judged}，本报告未判定）",
}
_LOOSE = {
    "en": "; neighbours differ by no more than counting error",
    "zh": "；相邻名次之差不超出计数误差",
}


def profile(table: pd.DataFrame, report: Report) -> Captions | Note:
    """Caption the ranked themes, as `theme_profile` returns, with labels."""
    if not table["hits"].any():
        return _NO_HIT
    top, low = table.iloc[0], table.iloc[-1]
    slogans = table["hits"] - table["hits_plain"]
    lifted = table.assign(slogans=slogans)[slogans >= 5]

    def told(row: tuple, lang: Language) -> str:
        pattern = {"en": "{} ({} of {})", "zh": "{}（{}/{}）"}[lang]
        return pattern.format(getattr(row, f"label_{lang}"), row.slogans, row.hits)

    return make_captions(
        report,
        en=(
            "Hits by theme run from {most} ({top}) to {least} ({low}); {slogans} of {hits} are "
            "slogans",
            "Hits of theme terms per 1,000 characters of the report; numbers are hits without "
            "slogans, and what slogans add{loose}",
            "Bars by theme: {listed}. Slogans add most to {lifted}.",
        ),
        zh=(
            "各主题命中数从{most}次（{top}）到{least}次（{low}）；{hits}次中{slogans}次为口号式词语",
            "全文每千字主题词命中数；数字为不含口号的命中数及口号增加数{loose}",
            "各主题的条形：{listed}。口号增加最多的是{lifted}。",
        ),
        values={
            "most": top["hits"],
            "least": low["hits"],
            "slogans": int(slogans.sum()),
            "hits": int(table["hits"].sum()),
        },
        words=lambda lang: {
            "loose": _LOOSE[lang] if is_loose(table["hits"]) else "",
            "top": top[f"label_{lang}"],
            "low": low[f"label_{lang}"],
            "lifted": join((told(row, lang) for row in lifted.itertuples()), lang)
            or {"en": "none", "zh": "无"}[lang],
            "listed": join(
                (
                    f"{label} {plain} + {hits - plain}"
                    for label, plain, hits in zip(
                        table[f"label_{lang}"], table["hits_plain"], table["hits"], strict=True
                    )
                ),
                lang,
            ),
        },
    )


def sections(
    themes: pd.DataFrame, density: pd.DataFrame, parts: pd.DataFrame, report: Report
) -> Captions | Note:
    """Caption the hits of each theme in each section; the arguments are those of the chart."""
    if not density["hits"].any():
        return _NO_HIT
    peak = density.loc[density["per_1000"].idxmax()]
    theme = themes[themes["theme"] == peak["theme"]].iloc[0]
    part = parts[(parts["chapter"] == peak["chapter"]) & (parts["section"] == peak["section"])]
    return make_captions(
        report,
        en=(
            "Densest spot: {theme} in {part}, {most:.0f} hits per 1,000 characters",
            "Hits of theme terms by section; the darker, the more per 1,000 characters of the "
            "section; blank: none",
            "Tiles for {n} themes and {m} sections; {blank} of {all} are blank.",
        ),
        zh=(
            "密度最高：“{part}”中的“{theme}”，每千字{most:.0f}次",
            "各节主题词命中数；颜色越深，该节每千字命中越多；空白为无",
            "{n}个主题、{m}节组成的方格，{all}格中{blank}格空白。",
        ),
        values={
            "most": peak["per_1000"],
            "n": len(themes),
            "m": len(parts),
            "blank": int((density["hits"] == 0).sum()),
            "all": len(density),
        },
        words=lambda lang: {
            "theme": theme[f"label_{lang}"],
            "part": part[f"label_{lang}"].iloc[0],
        },
    )


@needs_rows("Review and plan cannot be told apart: no heading of a chapter (一、…) looks back.")
def shift(table: pd.DataFrame, report: Report, slogans: bool = True) -> Captions:
    """Caption the themes in review and plan, as `theme_shift` returns, with labels."""
    return make_captions(
        report,
        en=(
            "Themes that shift beyond chance from review to plan: {sure} of {n}",
            "Theme hits{without} per 1,000 characters in the review of {review_year} and in the "
            "plan for {target_year}, the opening in neither; with the change, and the hits in "
            "review→plan; chance by shuffling sentences, 5%, {n} tests",
            "Two dots a theme, with the change and the hits in review and plan: {listed}.",
        ),
        zh=(
            "从回顾到计划，{n}个主题中{sure}个的变化超出偶然",
            "{review_year}年回顾与{target_year}年计划（均不含开头）中每千字主题词命中数{without}；标注变化及"
            "“回顾→计划”命中数；按句随机重排检验，5%水平，校正{n}次检验",
            "每个主题两个圆点，并标变化及回顾、计划中的命中数：{listed}。",
        ),
        values={
            "sure": int((table["p_adjusted"] < 0.05).sum()),
            "n": len(table),
        },
        words=lambda lang: {
            "without": "" if slogans else {"zh": "（不含口号）", "en": " without slogans"}[lang],
            "listed": join(
                (
                    f"{label} {signed(change)} ({there}→{here})"
                    for label, change, there, here in zip(
                        table[f"label_{lang}"],
                        table["change"],
                        table["reference_hits"],
                        table["hits"],
                        strict=True,
                    )
                ),
                lang,
            ),
        },
    )


@needs_rows("No hit of the dictionary was judged.")
def precision(table: pd.DataFrame, report: Report) -> Captions:
    """Caption how many sampled hits are right, the first row being all of them."""
    whole = table.iloc[0]
    others = judged_elsewhere(report)
    return make_captions(
        report,
        en=(
            "{right} of {trials} sampled hits are right: {share:.0%} (95% interval {low:.0%} to "
            "{high:.0%})",
            "Hits of the theme dictionary judged by reading, in the half of the sample that it was "
            "not improved on{elsewhere}; overall, and themes with 5 hits or more",
            "A dot with its interval for all themes together and for {n} themes: {listed}.",
        ),
        zh=(
            "抽样{trials}次命中，{right}次正确：{share:.0%}（95%区间{low:.0%}至{high:.0%}）",
            "由人读判定的主题词命中；只用未据以改进词典的一半样本{elsewhere}；总体及命中5次以上的主题",
            "总体及{n}个主题的圆点和区间：{listed}。",
        ),
        values={
            "right": whole["successes"],
            "trials": whole["trials"],
            "share": whole["share"],
            "low": whole["low"],
            "high": whole["high"],
            "n": len(table) - 1,
        },
        words=lambda lang: {
            "elsewhere": _ELSEWHERE[lang].format(judged=join(others, lang)) if others else "",
            "listed": join(
                (
                    f"{label} {successes}/{trials}"
                    for label, successes, trials in zip(
                        table[f"label_{lang}"], table["successes"], table["trials"], strict=True
                    )
                ),
                lang,
            ),
        },
    )
