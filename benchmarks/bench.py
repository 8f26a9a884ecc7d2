"""Measure speed as ratios within one run: ``make bench``."""

import logging
import re
import resource
import runpy
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from pathlib import Path

import jieba

from jhreport import (
    Report,
    draft_observations,
    find_quantities,
    latest_report,
    load_themes,
)
from jhreport.reading import as_read
from jhreport.segmentation import count_tokens

HOSTILE = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "test_quantities.py"))["HOSTILE"]
BASE = 125_000
FACTORS = (1, 2, 4, 8)
CORPUS_BYTES = 50_000_000


def seconds(action: Callable[[], object], runs: int = 3) -> float:
    """Return the least wall time of some runs."""

    def once() -> float:
        start = time.perf_counter()
        action()
        return time.perf_counter() - start

    return min(once() for _ in range(runs))


def bench_import(runs: int = 7) -> None:
    """Compare ``import jhreport`` with ``import pandas``, each in a process of its own, in turn."""

    def started(code: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True), runs=1)

    bare = "pass"
    times = {code: [] for code in (bare, "import pandas", "import jhreport")}
    for _ in range(runs):
        for code, found in times.items():
            found.append(started(code))
    medians = {code: statistics.median(found) for code, found in times.items()}
    print("Importing, as whole processes, relative to pandas (goal: at most 1.2)")
    for code, median in medians.items():
        print(f"  {code:16} {median / medians['import pandas']:5.2f}")


def bench_quantities() -> None:
    """Show that the time of `find_quantities` grows as the length of hostile texts does."""
    print(f"find_quantities, time relative to that of {BASE:,} characters (linear: 1 2 4 8)")
    for name, unit in HOSTILE.items():
        texts = [(unit * BASE * factor)[: BASE * factor] for factor in FACTORS]
        times = [seconds(lambda text=text: find_quantities(text)) for text in texts]
        print(f"  {name:12}", *(f"{found / times[0]:5.1f}" for found in times))


def bench_words() -> None:
    """Compare `count_tokens` with plain jieba, on a report and on many, one after the other."""
    jieba.setLogLevel(logging.CRITICAL)
    ways = {
        "jieba.lcut, Counter": lambda text: Counter(jieba.lcut(text)),
        "count_tokens, jieba": count_tokens,
        "count_tokens, rjieba": lambda text: count_tokens(text, "rjieba"),
    }
    _compare("Counting words", ways, "goal for rjieba: at least 10")


def bench_themes() -> None:
    """Compare matching of the theme dictionary with plainer ways, which find other things too."""
    dictionary = load_themes()
    terms = list(dictionary.terms["term"])
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    ways = {
        "str.count in a loop": lambda text: [text.count(term) for term in terms],
        "sorted regex": lambda text: Counter(pattern.findall(text)),
        "ThemeDictionary.match": lambda text: Counter(
            hit[0] for hit in dictionary.match(as_read(text).text)
        ),
    }
    _compare(f"Matching {len(terms)} terms", ways, "goal for match: at least 5")


def bench_drafting() -> None:
    """Set drafting beside segmentation, and show that its time is linear in the length."""
    jieba.setLogLevel(logging.CRITICAL)
    report = latest_report()
    jieba.lcut(report.text)  # loads the dictionary
    megabytes = len(report.text.encode()) / 1e6
    ways = {
        "jieba.lcut": lambda: jieba.lcut(report.text),
        "draft_observations": lambda: draft_observations(Report("again", report.text)),
    }
    print("Drafting a report (goal: at least 1 MB a second)")
    for name, way in ways.items():
        print(f"  {name:22} {megabytes / seconds(way, runs=15):5.2f} MB a second")
    texts = {"report": report.text, **HOSTILE, "brackets": "（【“”】）"}
    print(f"draft_observations, time relative to that of {BASE:,} characters (linear: 1 2 4 8)")
    for name, unit in texts.items():
        times = []
        for factor in FACTORS:
            text = (unit * (BASE * factor // len(unit) + 1))[: BASE * factor]
            made = Report(name, text, review_year=2019, target_year=2020)
            times.append(seconds(lambda made=made: draft_observations(made), runs=1))
        rate = BASE * FACTORS[-1] / times[-1] / 1e6
        print(f"  {name:12}", *(f"{t / times[0]:5.1f}" for t in times), f"  {rate:5.2f} M chars/s")


def _compare(title: str, ways: dict[str, Callable[[str], object]], goal: str) -> None:
    """Print how many times as fast as the first each way is, and the memory that many reports add.

    Each way goes over a report alone, and over copies of it, one at a time, up to 50 MB.
    """
    text = latest_report().text
    copies = CORPUS_BYTES // len(text.encode())
    for way in ways.values():
        way(text)  # loads dictionaries
    alone = {name: seconds(lambda way=way: way(text), runs=15) for name, way in ways.items()}
    many, grown = {}, {}
    for name, way in ways.items():
        before = _peak_megabytes()
        many[name] = seconds(lambda way=way: _go_over(way, _copies(text, copies)), runs=1)
        grown[name] = _peak_megabytes() - before
    first = next(iter(ways))
    print(f"{title}, times as fast as {first} ({goal})")
    print(f"  {'':22} {'one report':>10} {f'{copies} reports':>13} {'MB more':>8}")
    for name in ways:
        row = alone[first] / alone[name], many[first] / many[name], grown[name]
        print("  {:22} {:10.1f} {:13.1f} {:8.1f}".format(name, *row))


def _copies(text: str, number: int) -> Iterator[str]:
    """Yield copies of a text, each an object of its own."""
    for text_ in repeat(text, number):
        yield text_[:1] + text_[1:]


def _go_over(way: Callable[[str], object], texts: Iterable[str]) -> None:
    for text in texts:
        way(text)


def _peak_megabytes() -> float:
    """Return the largest memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    bench_import()
    bench_quantities()
    bench_words()
    bench_themes()
    bench_drafting()
