"""Measure speed as ratios within one run: ``make bench``."""

import runpy
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jhreport import find_quantities

HOSTILE = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "test_quantities.py"))["HOSTILE"]
BASE = 125_000
FACTORS = (1, 2, 4, 8)


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


if __name__ == "__main__":
    bench_import()
    bench_quantities()
