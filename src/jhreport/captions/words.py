"""Captions of the figures on the words of the report."""

import pandas as pd

from jhreport.captions.common import Captions, fill_note, join, make_captions, needs_rows
from jhreport.notes import Note
from jhreport.report import Report


@needs_rows("The report has no word that counts.")
def ranked(words: pd.DataFrame, report: Report) -> Captions:
    """Caption the most frequent words, rows of `count_words` with labels."""
    leading = words[words["count"] == words["count"].iloc[0]]
    clustered = words[words["dispersion"] > words["chance_high"]]
    en, zh = _RANKED["one" if len(leading) == 1 else "some"]
    spread = {"en": "", "zh": ""} if words["dispersion"].isna().all() else _SPREAD
    return make_captions(
        report,
        en=(
            en + spread["en"],
            "The {n} most frequent words of the report, stop words aside, as words of their own, "
            "not inside compounds; with the count and how many of its {sections} sections hold it",
            "{n} bars: {listed}. More concentrated than chance: {which}.",
        ),
        zh=(
            zh + spread["zh"],
            "全文最常用的{n}个词（不计停用词，只计独立成词者，不含复合词内部）；标注次数和所在节数（共{sections}节）",
            "{n}个条形：{listed}。比随机更集中的：{which}。",
        ),
        values={
            "most": leading["count"].iloc[0],
            "leading": len(leading),
            "n": len(words),
            "sections": len(report.sections),
            "clustered": len(clustered),
        },
        words=lambda lang: {
            "top": leading[f"label_{lang}"].iloc[0],
            "listed": _listed(words, words["count"].astype(str), lang),
            "which": join(clustered[f"label_{lang}"], lang) or {"en": "none", "zh": "无"}[lang],
        },
    )


_RANKED = {
    "one": ("Most frequent word: {top}, {most} times", "最常用的词是“{top}”，共{most}次"),
    "some": (
        "{leading} words lead with a count of {most}, {top} among them",
        "{leading}个词并列最多，各{most}次，其中有“{top}”",
    ),
}
_SPREAD = {
    "en": "; {clustered} of these {n} keep to a few sections more than chance would have it",
    "zh": "；这{n}个词中{clustered}个比随机分布更集中",
}


def keyness(
    words: pd.DataFrame, tested: pd.DataFrame, report: Report, least: float
) -> Captions | Note:
    """Caption the words of `keyness` with a G² beyond `least`, with labels.

    `words` are those drawn, `tested` is the whole table.
    """
    if tested.empty:
        return fill_note(
            "No word can be tested: review and plan cannot be told apart, or share no word that "
            "is frequent enough.",
            report,
        )
    beyond = int((tested["g2"].abs() > least).sum())
    if words.empty:
        return fill_note(f"Of {len(tested)} words tested, none has a G² beyond {least:g}.", report)
    sure = tested["p_adjusted"] < 0.05
    cut = {"en": "", "zh": ""}
    if len(words) < beyond:
        cut = {
            "en": f" (the {len(words)} largest of {beyond})",
            "zh": f"（{beyond}个中最大的{len(words)}个）",
        }
    return make_captions(
        report,
        en=(
            "Words that differ beyond chance between review and plan: {sure} of {tested}",
            "Log-likelihood G² above {least:g}{cut}, plan for {target_year} against review of "
            "{review_year}, the opening in neither; counts as review→plan, of words of their own, "
            "not inside compounds; chance by shuffling sentences, 5%, {tested} tests",
            "Bars to the right for words of the plan, to the left for words of the review: "
            "{listed}.",
        ),
        zh=(
            "{tested}个词中{sure}个在回顾与计划之间的差异超出偶然",
            "对数似然值G²大于{least:g}的词{cut}：{target_year}年计划对{review_year}年回顾（均不含开头）；"
            "数字为“回顾→计划”次数，只计独立成词者；按句随机重排检验，5%水平，校正{tested}次检验",
            "向右的条形偏向计划，向左偏向回顾：{listed}。",
        ),
        values={"sure": int(sure.sum()), "tested": len(tested), "least": least},
        words=lambda lang: {
            "cut": cut[lang],
            "listed": _listed(
                words,
                words["reference_count"].astype(str) + "→" + words["count"].astype(str),
                lang,
            ),
        },
    )


@needs_rows("The report has no word that counts.")
def cloud(words: pd.DataFrame, report: Report) -> Captions:
    """Caption the word cloud, rows of `count_words` with labels."""
    top, low = words.iloc[0], words.iloc[-1]
    return make_captions(
        report,
        en=(
            "{n} words of the report, from {top} ({most} times) to {low} ({least})",
            "Size by count; place and colour have no meaning beyond that; the ranked chart has "
            "the numbers",
            "A cloud of {n} words; the largest are {listed}.",
        ),
        zh=(
            "全文{n}个常用词：从“{top}”（{most}次）到“{low}”（{least}次）",
            "字号随次数变化，位置和颜色没有其他含义；次数见排序图",
            "{n}个词组成的词云，最大的是{listed}。",
        ),
        values={"n": len(words), "most": top["count"], "least": low["count"]},
        words=lambda lang: {
            "top": top[f"label_{lang}"],
            "low": low[f"label_{lang}"],
            "listed": join(words[f"label_{lang}"].head(5), lang),
        },
    )


_TOGETHER = {
    "few": ("Most sentences are shared by {leading}: {most}", "同句最多的是{leading}：{most}句"),
    "many": (
        "{k} pairs of words share most sentences: {most} each",
        "同句最多的有{k}对词：各{most}句",
    ),
}


def together(counts: pd.DataFrame, report: Report) -> Captions | Note:
    """Caption in how many sentences leading words stand together (`count_together`, labels)."""
    numbers = counts.drop(columns=["label_zh", "label_en"])
    pairs = [
        (numbers.iat[row, column], row, column)
        for row in range(len(numbers))
        for column in range(row)
    ]
    most = max((pair[0] for pair in pairs), default=0)
    if most == 0:
        return Note("No two of the leading words stand in one sentence.")
    leading = [(row, column) for count, row, column in pairs if count == most]
    en, zh = _TOGETHER["few" if len(leading) <= 3 else "many"]
    return make_captions(
        report,
        en=(
            en,
            "Sentences that hold both words, of the {n} most frequent words of the report; blank: "
            "none",
            "A triangle of tiles for {pairs} pairs of words; {never} pairs never share a sentence.",
        ),
        zh=(
            zh,
            "全文最常用的{n}个词两两同句的句数；空白为无",
            "{pairs}对词组成的三角形方格，其中{never}对从不同句。",
        ),
        values={
            "most": most,
            "k": len(leading),
            "n": len(numbers),
            "pairs": len(pairs),
            "never": sum(pair[0] == 0 for pair in pairs),
        },
        words=lambda lang: {
            "leading": join(
                (
                    {"en": "{} with {}", "zh": "“{}”与“{}”"}[lang].format(
                        counts[f"label_{lang}"].iat[column], counts[f"label_{lang}"].iat[row]
                    )
                    for row, column in leading
                ),
                lang,
            )
        },
    )


def places(found: pd.DataFrame, terms: pd.DataFrame, report: Report) -> Captions | Note:
    """Caption where in the report terms stand, rows of `concordance` and the terms with labels."""
    if terms.empty:
        return Note("None of these terms occurs in the report.")
    counts = found["term"].value_counts().reindex(terms["term"]).fillna(0).astype(int)
    numbered = found[found["chapter"] > 0]
    chapters = numbered.groupby("term")["chapter"].nunique().reindex(terms["term"]).fillna(0)
    widest = terms[(chapters == chapters.max()).to_numpy()]
    en, zh = _WIDEST[_how_many(chapters) if len(report.chapters) > 1 else "no chapters"]
    return make_captions(
        report,
        en=(
            en,
            "Where {terms} terms stand along the text, inside compounds too; bands are chapters, "
            "numbers at the right are counts",
            "A row for each term with a tick for each place: {listed}.",
        ),
        zh=(
            zh,
            "{terms}个词语在全文中的位置（含复合词内部）；底色条带为章，右侧数字为次数",
            "每个词一行，每处一条竖线：{listed}。",
        ),
        values={
            "most": int(chapters.max()),
            "n": len(report.chapters) - 1,
            "terms": len(terms),
        },
        words=lambda lang: {
            "widest": join(widest["label_en"] if lang == "en" else _quoted(widest), lang),
            "listed": _listed(terms, counts.astype(str), lang),
        },
    )


_WIDEST = {
    "no chapters": (
        "Where the terms stand in a report without chapters",
        "所选词语在全文（不分章）中的位置",
    ),
    "none": ("None of these terms occurs in the {n} chapters", "{n}章中没有所选词语"),
    "one": (
        "{widest} occurs in {most} of {n} chapters, more than any other of these terms",
        "所选词语中{widest}出现的章最多：{n}章中的{most}章",
    ),
    "some": (
        "{widest} occur in {most} of {n} chapters each, more than the other terms chosen",
        "所选词语中{widest}出现的章最多：各在{n}章中的{most}章",
    ),
    "all": (
        "Each of these terms occurs in {most} of {n} chapters",
        "所选词语各在{n}章中的{most}章出现",
    ),
}
"""Titles in English and Chinese, by how many terms occur in most chapters."""


def _how_many(chapters: pd.Series) -> str:
    """Return how many terms occur in as many chapters as any: none, one, some or all."""
    widest = (chapters == chapters.max()).sum()
    if chapters.max() == 0:
        return "none"
    if widest == 1:
        return "one"
    return "all" if widest == len(chapters) else "some"


def _quoted(terms: pd.DataFrame) -> list[str]:
    return [f"“{label}”" for label in terms["label_zh"]]


def _listed(rows: pd.DataFrame, texts: pd.Series, lang: str) -> str:
    pairs = zip(rows[f"label_{lang}"], texts, strict=True)
    return join((f"{label} {text}" for label, text in pairs), lang)
