"""`python tests/benchmarks/region.py [--units N]`: a generated nation is checked, and everything is held against its truth.

Prints times as multiples of draining PyYAML's events of the same files on one core, the most memory that was held, and of
every kind of planted anomaly how much was found and how much was found where nothing was planted. Ends with 1 where an
answer is wrong.

Other work on the machine lengthens what a clock on the wall shows, so ratios are of processor time: that of the parent, and
of the others shared by so many cores as there are processes. The files are drained before and after every run.
"""

import argparse
import gc
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Any

from nation import AS_OF, Nation, Truth, plan, write
from nation_unit import DEFECTS
from stages import drain, peak

from egov_cloud_std.assess.results import Result
from egov_cloud_std.clock import parse_moment
from egov_cloud_std.region.survey import Surveying, Ways, survey

BARS = {"nothing remembered": 3.0, "one in a hundred changed": 0.5}
PARENT_MB = 300
ESTIMATED = "description_not_copied"  # a likeness is an estimate: it has a rate, and no right answer


def main() -> int:
    """Measures, prints, and ends with 1 where an answer is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3_214, help="counties make up most of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--survey", metavar="FOLDER", type=Path, help=argparse.SUPPRESS
    )  # one run, in a process of its own
    parser.add_argument("--forget", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.survey is not None:
        print(json.dumps(one_run(chosen.survey, chosen.jobs, not chosen.forget)))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        return _all(Path(scratch), chosen)


def _all(scratch: Path, chosen: argparse.Namespace) -> int:
    os.environ["EGOV_CHECK_CACHE"] = str(scratch / "cache")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed tool keeps its modules compiled
    provinces, cities = max(1, chosen.units // 104), max(1, chosen.units // 10)
    start = time.perf_counter()
    nation = plan(provinces, cities, max(1, chosen.units - provinces - cities), chosen.seed)
    folder = scratch / "nation"
    write(nation, folder)
    (folder / "earlier.json").write_text(json.dumps(nation.earlier), encoding="utf-8")
    files = sorted(folder.rglob("*.yaml"))
    size = sum(file.stat().st_size for file in files)
    print(
        f"{len(nation.units)} units, {len(files)} files, {size / 1e6:.1f} MB, made in {time.perf_counter() - start:.1f} s"
    )
    before = sum(map(_drained, files))
    print(f"{'':28}{'wall s':>8}{'core s':>8}{'drain s':>9}{'× drain':>9}{'bar':>6}{'parent MB':>11}{'process MB':>12}")
    wrong = 0
    for name, more in (
        ("memory off", ("--forget",)),
        ("nothing remembered", ()),
        ("nothing changed", ()),
        ("one in a hundred changed", ()),
    ):
        if name == "one in a hundred changed":
            for file in files[::100]:
                file.write_text(file.read_text(encoding="utf-8") + "# 已核对\n", encoding="utf-8")
        found = _run(folder, chosen.jobs, *more)
        after = sum(map(_drained, files))
        yardstick = (before + after) / 2  # a machine that others use is faster at one time than at another
        before = after
        ratio, bar = found["processor"] / yardstick, BARS.get(name, "")
        times = f"{found['seconds']:8.2f}{found['processor']:8.2f}{yardstick:9.2f}{ratio:9.2f}{bar:>6}"
        print(f"{name:28}{times}{found['parent']:11.0f}{found['process']:12.0f}")
        wrong += _compared(nation, found, quiet=name != "memory off")
    print(f"\nbars: the parent under {PARENT_MB} MB; 'nothing remembered' is a first run, which writes the memory")
    return 1 if wrong else 0


def _drained(file: Path) -> float:
    """How long PyYAML's events of a file take; of a broken one, those before the mistake."""
    from yaml import YAMLError

    start = time.process_time()
    try:
        return drain(file.read_bytes())
    except YAMLError:
        return time.process_time() - start


def _run(folder: Path, jobs: int, *more: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--survey", str(folder), "--jobs", str(jobs), *more]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def one_run(folder: Path, jobs: int, remember: bool) -> dict[str, Any]:
    """What a run of the region came to, how long it took, and the most memory that was held."""
    import resource

    earlier = json.loads((folder / "earlier.json").read_text(encoding="utf-8"))
    failing: dict[str, list[str]] = {}
    leaves = Surveying.leaves

    def watched(self: Surveying, *arguments: Any) -> Any:
        found = leaves(self, *arguments)
        controls = [control.id for profile in self.chosen for control in profile.controls]
        for name in DEFECTS:
            index = controls.index(name)
            failing[name] = sorted(one.unit for one in found[0] if index in one.spans)
        return found

    Surveying.leaves = watched  # type: ignore[method-assign]  # a region does not show leaves, and the truth is about them
    gc.disable()  # as the command line does
    start, worked = time.perf_counter(), time.process_time()
    result = survey(folder, as_of=parse_moment(AS_OF), earlier=earlier, ways=Ways(jobs, remember))
    assert result.region is not None
    whole = result.region.score("", None)
    answers = found_in(result)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = others.ru_maxrss / 1024
    return {
        "seconds": seconds,
        "processor": worked + (others.ru_utime + others.ru_stime) / jobs,
        "parent": peak(),
        "process": process,
        "failures": failing,
        "score": str(whole),
        **answers,
    }


def found_in(result: Result) -> dict[str, Any]:
    """What a result says of what the truth is about: units by what was found of them."""
    assert result.region is not None
    anomalies: defaultdict[str, set[str]] = defaultdict(set)
    for one in chain(result.region.failing(), result.region.questions()):
        if one.status != "not_stated":
            named = re.match(r"\w+\[([^/\]]+)", one.subject)
            assert named is not None, one.subject
            anomalies[one.control.id].add(named[1])
    return {
        "submissions": {one.unit: one.submission for one in result.region.nodes},
        "under": {one.unit: one.under for one in result.region.nodes},
        "inherits": {one.unit: one.inherits_from for one in result.region.nodes if one.inherits_from},
        "anomalies": {name: sorted(units) for name, units in anomalies.items()},
    }


def _compared(nation: Nation, found: dict[str, Any], quiet: bool) -> int:
    """Says where an answer is not the truth; the number of such answers."""
    truth, wrong = nation.truth, 0
    for name in ("submissions", "under", "inherits"):
        planted: dict[str, str] = getattr(truth, name)
        differing = {unit for unit in {*planted, *found[name]} if planted.get(unit) != found[name].get(unit)}
        wrong += _said(name, differing)
    for name, units in truth.failures.items():
        differing = units ^ ({*found["failures"][name]})
        wrong += _said(name, {one for one in differing if truth.submissions[one] == "received"})
    for name, detected, false in rates(truth, found):
        if name != ESTIMATED:
            wrong += _said(name, truth.anomalies.get(name, set()) ^ set(found["anomalies"].get(name, ())))
        if not quiet:
            print(f"  {name:36} {detected:>18} {false:>22}")
    return wrong


def rates(truth: Truth, found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Of every kind of anomaly: how many of the planted were found, and how many others."""
    sent = sum(one == "received" for one in truth.submissions.values())
    rows = []
    for name, planted in sorted(truth.anomalies.items()):
        units = set(found["anomalies"].get(name, ()))
        hit, false = len(planted & units), len(units - planted)
        rows.append((name, f"found {hit} of {len(planted)}", f"false {false} of {sent - len(planted)}"))
    return rows


def _said(name: str, units: set[str]) -> int:
    if units:
        print(f"  wrong answer: {name} of {', '.join(sorted(units)[:5])}{' …' if len(units) > 5 else ''}")
    return len(units)


if __name__ == "__main__":
    sys.exit(main())
