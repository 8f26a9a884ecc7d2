"""What a report comes to, as sentences whose every number is computed from its tables."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from jhreport.appraisal import theme_precision, theme_recall
from jhreport.comparison import review, targets
from jhreport.keywords import count_words, keyness
from jhreport.layout import find_layout_faults
from jhreport.ledgers import ledger
from jhreport.lexicon import load_user_words
from jhreport.report import Report, load_report
from jhreport.segmentation import count_tokens
from jhreport.themes import theme_profile, theme_shift
from jhreport.wording import format_quantity, report_parts, theme_name, word_labels

_SHARE = "{:.0%}".format


@dataclass(frozen=True)
class Findings:
    """Sentences; a notebook shows them as a list."""

    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self.sentences)

    def _repr_markdown_(self) -> str:
        return str(self)


def of_report(report: str | Path | Report) -> Findings:
    """Return the findings on a report as a document: parts, numerals, layout."""
    report = load_report(report)
    chapters = report_parts(report, "chapter")
    longest = chapters.loc[chapters["chars"].idxmax()]
    numerals = ledger(report)
    by_script = numerals["script"].value_counts()
    by_role = numerals["role"].value_counts()
    stated = by_role.get("result", 0) + by_role.get("target", 0)
    parts = report_parts(report)
    in_longest = parts["chapter"] == longest["chapter"]
    faults = find_layout_faults(report)["fault"].value_counts()
    spaces, broken = faults.get("space beside a numeral", 0), faults.get("broken paragraph", 0)
    return Findings(
        (
            f"The report has {chapters['chars'].sum():,} characters in an opening and "
            f"{len(chapters) - 1} chapters. The longest, {longest['label_en']}, in "
            f"{in_longest.sum()} parts, takes "
            f"{_SHARE(longest['chars'] / chapters['chars'].sum())}.",
            f"It holds {by_script.sum()} numerals that can be accounted for: "
            f"{by_script.get('arabic', 0)} Arabic ones, and {by_script.get('chinese', 0)} Chinese "
            "ones that give a count, an order, a share or a rank. Each has its role in the tables.",
            f"{stated} of them ({_SHARE(stated / len(numerals))}) state something: "
            f"{by_role.get('result', 0)} a result, {by_role.get('target', 0)} a target. The others "
            "are dates, ordinals, names, thresholds and the like.",
            f"{spaces} spaces stand beside numerals and {broken} paragraphs are broken in the "
            "middle of a sentence, so a plain search of the text misses numbers.",
        )
    )


def of_review(report: str | Path | Report) -> Findings:
    """Return the findings on what was achieved; what the report does not state is left out."""
    table = review(report)
    rises, falls = table[table["growth"] > 0], table[table["growth"] < 0]
    ranks = table[table["rank"].notna()]
    both = (table["level"].notna() & table["growth"].notna()).sum()
    only_level = (table["level"].notna() & table["growth"].isna()).sum()
    sentences = _on_gdp(table.query("indicator == 'gdp'").dropna(subset=["level", "growth"]), rises)
    if len(rises):
        fastest = rises.loc[rises["growth"].idxmax()]
        sentences.append(
            f"{fastest['name_en']} grew fastest, by {fastest['growth']:g}%. "
            f"Rates at constant prices: {(rises['growth_basis'] == 'real').sum()} of {len(rises)}; "
            "the others are of amounts or counts as they stand."
        )
    if len(falls):
        sentences.append(
            f"{len(falls)} falls are given as a rate, from {-falls['growth'].max():g}% to "
            f"{-falls['growth'].min():g}%; for {(falls['better'] == 'lower').sum()} of them a fall "
            f"counts as progress, and {falls['level'].notna().sum() or 'none'} of them come with a "
            "level."
        )
    sentences.append(
        f"{both} of the {len(table)} results come with level and growth. {only_level} have a level "
        "and no growth rate, so the report alone does not say by how much they changed."
    )
    if len(ranks):
        sentences.append(
            f"It claims {len(ranks)} ranks, {(ranks['rank'] == 1).sum()} of them first; "
            f"{(ranks['rank_of'] == 'growth').sum()} rank a growth rate, not an amount."
        )
    return Findings(tuple(sentences))


def of_targets(report: str | Path | Report) -> Findings:
    """Return the findings on what is promised; what the report does not state is left out."""
    report = load_report(report)
    table = targets(report)
    ops = table["op"].value_counts()
    numbered = table[table["op"] != "qualitative"]
    growth = numbered[numbered["measure"] == "growth"]
    sentences = []
    for gdp in growth.query("indicator == 'gdp'").itertuples():
        aim = format_quantity(gdp.target, gdp.unit, gdp.op, gdp.target_high)
        sentences.append(
            f"GDP is to grow {aim} in {report.target_year}. It is one of {len(growth)} growth "
            f"targets with a number, {(growth['op'] == '>=').sum()} of which are floors."
        )
    sentences.append(
        f"{len(numbered)} of {len(table)} targets have a number: {ops.get('>=', 0)} floors, "
        f"{ops.get('=', 0)} exact, {ops.get('<=', 0)} ceilings, {ops.get('range', 0)} ranges, "
        f"{ops.get('~', 0)} approximate. {ops.get('qualitative', 0)} name a quantity and "
        "say in words which way it should go or what it should meet."
    )
    if len(numbered):
        themes, by_chapter = numbered["theme"].value_counts(), numbered["chapter"].value_counts()
        names = report_parts(report, "chapter").set_index("chapter")["label_en"]
        sentences.append(
            f"Chapter {names[by_chapter.index[0]]} makes more promises with a number than any "
            f"other ({by_chapter.iloc[0]}). By theme, {theme_name(themes.index[0], 'en').lower()} "
            f"leads with {themes.iloc[0]} of {len(numbered)}."
        )
    sentences.append(
        "A floor says what is the least, not what is expected: a floor below last year's result is "
        "no plan to fall."
    )
    return Findings(tuple(sentences))


def of_words(report: str | Path | Report) -> Findings:
    """Return the findings on the words of a report; without a review, none on its plan."""
    report = load_report(report)
    words = count_words(report)
    if words.empty:
        return Findings(())
    top, even = words.head(30), words.head(30)["dispersion"].idxmin()
    names = dict(zip(top["word"], word_labels(top["word"], "en"), strict=True))
    first = ", ".join(f"{names[row.word]} ({row[2]})" for row in top.head(5).itertuples())
    sentences = [
        f"The most frequent words, stop words aside: {first}. "
        f"{(words['count'] == 1).sum():,} of {len(words):,} words stand once.",
        f"Of the {len(top)} most frequent, {names[words.at[even, 'word']]} is spread most evenly "
        f"over the report: {words.at[even, 'documents']} of {len(report.sections)} sections.",
    ]
    terms = load_user_words()["word"]
    held = words[words["word"].isin(set(terms))]
    default = count_tokens(report.text, user_words=False)
    kept = sum(min(row[2], default[row.word]) for row in held.itertuples())
    sentences.append(
        f"{len(held)} of the {len(terms)} terms of the project's own word list occur, "
        f"{held['count'].sum()} times together. jieba's dictionary by itself keeps {kept} of these "
        "whole."
    )
    if {"review", "plan"} <= set(report.chapters["part"]):
        marked = keyness(report)
        sure = marked[marked["p_adjusted"] < 0.05]
        told = ", ".join(
            f"{label} ({row.reference_count}→{row[2]})"
            for label, row in zip(word_labels(sure["word"], "en"), sure.itertuples(), strict=True)
        )
        sentences.append(
            f"Of {len(marked)} words that occur 5 times or more, {len(sure)} differ between review "
            f"and plan beyond chance at the 5% level, adjusted for that many tests"
            f"{f': {told}' if told else ''}. The others in the chart of keyness are leads for "
            "reading, no results."
        )
    return Findings(tuple(sentences))


def of_themes(report: str | Path | Report) -> Findings:
    """Return the findings on the themes of a report; without a review, none on its plan."""
    report = load_report(report)
    profile = theme_profile(report)
    first = ", ".join(f"{row.en} ({row.hits})" for row in profile.head(3).itertuples())
    plain = profile.sort_values("hits_plain", ascending=False, kind="stable")
    slogans = profile["hits"].sum() - profile["hits_plain"].sum()
    sentences = [
        f"The report speaks most of {first}; numbers are hits of theme terms. "
        f"Least: {profile.iloc[-1]['en']} ({profile.iloc[-1]['hits']}).",
        f"{slogans} of {profile['hits'].sum()} hits are slogans. Without them "
        f"{plain.iloc[0]['en']} leads with {plain.iloc[0]['hits_plain']}, and "
        f"{(profile['rank'] != profile['rank_plain']).sum()} of {len(profile)} ranks move.",
    ]
    if {"review", "plan"} <= set(report.chapters["part"]):
        shift = theme_shift(report)
        ends = (shift.iloc[0], "rises most"), (shift.iloc[-1], "falls most")
        told = "; ".join(
            f"{row['en']} {verb}, by {abs(row['change']):.1f} hits per 1,000 characters "
            f"({row['reference_hits']} hits in the review, {row['hits']} in the plan"
            f"{', a small count' if row['small'] else ''})"
            for row, verb in ends
        )
        sure = shift[shift["p_adjusted"] < 0.05]["en"]
        sentences.append(
            f"From review to plan, {told}. Beyond chance, at the 5% level adjusted for "
            f"{len(shift)} themes: {', '.join(sure) or 'none'}."
        )
    right, seen = theme_precision().iloc[0], theme_recall().iloc[0]
    sentences.append(
        f"Of {right['trials']} hits judged by reading, {right['successes']} are right "
        f"({_interval(right)}); of {seen['trials']} themes that readers saw in whole sentences, "
        f"{seen['successes']} were found there ({_interval(seen)})."
    )
    return Findings(tuple(sentences))


def _interval(row: pd.Series) -> str:
    return f"{row['share']:.0%}, 95% interval {row['low']:.0%} to {row['high']:.0%}"


def _on_gdp(gdp: pd.DataFrame, rises: pd.DataFrame) -> list[str]:
    return [
        f"GDP was {_amount(row.level, row.unit)} and grew {row.growth:g}% at constant prices. "
        f"Rates below that: {_series(rises[rises['growth'] < row.growth])}."
        for row in gdp.itertuples()
    ]


def _amount(value: float, unit: str) -> str:
    return f"{format_quantity(value, unit)} ({format_quantity(value, unit, lang='zh')})"


def _series(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "none"
    return ", ".join(f"{row.name_en} ({row.growth:g}%)" for row in rows.itertuples())
