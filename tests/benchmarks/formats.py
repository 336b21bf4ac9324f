"""`python tests/benchmarks/formats.py [--gaps N]`: how long every format takes on a result with so many gaps.

Machines are noisy: the yardstick is making the gaps, which every format needs; a run of all formats makes them once. PDF
is set by another program and stands apart.
"""

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generate import description

from egov_cloud_std import check
from egov_cloud_std.assess.keeping import keeping
from egov_cloud_std.assess.results import Result
from egov_cloud_std.clock import parse_moment
from egov_cloud_std.reports import formats, render
from egov_cloud_std.words import GAPS

BARS = {2_000: 3.0}  # seconds for all formats but PDF together
APART = ("pdf",)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gaps", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    gc.disable()  # as the command line does
    with tempfile.TemporaryDirectory() as folder:
        result = with_gaps(chosen.gaps, Path(folder))
        number = sum(result.units[0].counts.findings[status] for status in GAPS)
        print(f"{number} gaps; processor seconds, median of {chosen.runs}")
        making = _seconds(lambda: list(result.units[0].gaps()), chosen.runs)
        print(f"{'making the gaps':20}{making:8.2f}")
        kept, together = keeping(result), making
        for form in formats():
            taken = _seconds(lambda form=form: sum(len(piece) for piece in render(kept, form)), chosen.runs)
            together += 0 if form in APART else taken
            print(f"{form:20}{taken:8.2f}{taken / making:8.1f} × making the gaps")
        print(f"{'all but ' + ', '.join(APART):20}{together:8.2f}    bar {BARS.get(chosen.gaps, '-')} s")


def with_gaps(number: int, folder: Path) -> Result:
    """The result of a generated description with at least so many gaps."""
    path, resources = folder / "generated.yaml", max(20, number)
    while True:
        path.write_text(
            description(resources)[0].replace("      system: sys-", "      system: lost-"), encoding="utf-8"
        )
        result = check([path], as_of=parse_moment("2026-06-30"))
        found = sum(result.units[0].counts.findings[status] for status in GAPS)
        if found >= number:
            return result
        resources = int(resources * number / max(found, 1)) + 50


def _seconds(work: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
