"""Draw hits and sentences of a report to be judged, always the same for the same dictionary.

Sentences are dealt by lot to two halves, ``improve`` and ``report``; from each half hits of the
theme dictionary and whole sentences are drawn, without replacement. The sheets go to standard
output as CSV, verdicts left empty: ``python tools/draw_theme_sample.py hits jinhua-2020 improve``.
"""

import argparse
import random
import sys

import pandas as pd

import jhreport as jh

SEED = 20200426
HITS, SENTENCES = 130, 50
"""How many are drawn from each half."""


def half_of_sentences(report: jh.Report, half: str) -> pd.DataFrame:
    """Return the sentences of one half, headings and salutations aside."""
    prose = report.sentences[report.sentences["paragraph"] > 0]
    prose = prose[prose["text"].str.len() > 12]
    starts = list(prose["start"])
    random.Random(SEED).shuffle(starts)
    middle = len(starts) // 2
    chosen = {"improve": starts[:middle], "report": starts[middle:]}[half]
    return prose[prose["start"].isin(chosen)]


def draw_hits(report: jh.Report, half: str) -> pd.DataFrame:
    """Return hits of one half."""
    sentences = half_of_sentences(report, half)
    hits = jh.theme_hits(report)
    inside = [
        bool(((sentences["start"] <= start) & (start < sentences["end"])).any())
        for start in hits["start"]
    ]
    drawn = hits[inside].sample(HITS, random_state=SEED).sort_values("start")
    columns = ["start", "end", "term", "theme", "sentence"]
    return drawn[columns].assign(report=report.name, half=half, verdict="", why="")


def draw_sentences(report: jh.Report, half: str) -> pd.DataFrame:
    """Return sentences of one half."""
    drawn = half_of_sentences(report, half).sample(SENTENCES, random_state=SEED)
    drawn = drawn.sort_values("start")[["start", "text"]]
    return drawn.assign(report=report.name, half=half, themes="")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["hits", "sentences"])
    parser.add_argument("report")
    parser.add_argument("half", choices=["improve", "report"])
    chosen = parser.parse_args()
    draw = {"hits": draw_hits, "sentences": draw_sentences}[chosen.what]
    draw(jh.load_report(chosen.report), chosen.half).to_csv(sys.stdout, index=False)
