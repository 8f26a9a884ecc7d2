"""Measure speed, as ratios within one run or, of the reader, in seconds: ``make bench``."""

import logging
import re
import resource
import runpy
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from pathlib import Path

import jieba
from long_report import multiply
from playwright.sync_api import Browser, sync_playwright

from jhreport import (
    Report,
    draft_observations,
    find_quantities,
    latest_report,
    load_themes,
    write_reader,
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


def bench_reader(runs: int = 7) -> None:
    """Open the reader in a headless Chromium, select in it and search it; ten times as long too."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("The reader: not measured, there is no chromium on the PATH")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        long = multiply(latest_report().name, 10, Path(folder) / "long")
        pages = {"the report": latest_report(), "ten times as long": long}
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        print("The reader, median seconds (goal: one report selectable within 1.0)")
        print(f"  {'':18} {'write':>8} {'open, select':>12} {'select':>8} {'search':>8} {'kB':>8}")
        for name, report in pages.items():
            path = Path(folder) / "report.html"
            written = seconds(lambda report=report, path=path: write_reader(report, path), runs=1)
            used = [_use_reader(browser, path.as_uri()) for _ in range(runs)]
            opened, selected, searched = map(statistics.median, zip(*used, strict=True))
            size = path.stat().st_size // 1000
            row = f"{written:8.2f} {opened:12.2f} {selected:8.2f} {searched:8.2f} {size:8,}"
            print(f"  {name:18} {row}")
        browser.close()


def _use_reader(browser: Browser, address: str) -> tuple[float, float, float]:
    """Return the seconds from navigation to a first selection, of a second one and of a search."""
    page = browser.new_page()
    click = """mark => {
        document.querySelectorAll("article .n")[mark].click();
        document.body.offsetHeight;  // has the page laid out anew
        return document.querySelector("tr[aria-current]") !== null;
    }"""

    def select(mark: int) -> None:
        if not page.evaluate(click, mark):
            raise RuntimeError(f"A click on mark {mark} selected no row")

    def first() -> None:
        page.goto(address)
        select(20)

    opened = seconds(first, runs=1)
    selected = seconds(lambda: select(200), runs=1)
    searched = seconds(lambda: page.fill("[name=search]", "增长"), runs=1)
    page.close()
    return opened, selected, searched


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
    bench_reader()
