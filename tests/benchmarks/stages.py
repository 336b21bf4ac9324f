"""Measures one file in a process of its own: `python stages.py FILE` prints a JSON object.

Times are seconds of processor time of this process, memory is its peak in MB. `drain` reads the same bytes through
PyYAML's C events and drops them: the yardstick, in the same process and minute.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and how long it took."""
    start = time.process_time()
    found = work()
    return found, time.process_time() - start


def peak() -> float:
    """The most memory that this process held, in MB. Linux counts what its parent held into `ru_maxrss`."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def drain(data: bytes) -> float:
    """How long PyYAML's C events of these bytes take."""
    from yaml.cyaml import CParser

    def events() -> None:
        take = CParser(data).get_event
        while take() is not None:
            pass

    return timed(events)[1]


def measure(path: Path) -> dict[str, float]:
    """Every stage of a check of one file."""
    from egov_cloud_std import clock
    from egov_cloud_std.assess.assessment import Assessor
    from egov_cloud_std.assess.results import Result, unit_result
    from egov_cloud_std.document import read
    from egov_cloud_std.platforms import describe
    from egov_cloud_std.reports import render
    from egov_cloud_std.run import load_profiles

    gc.disable()  # as the command line does
    data = path.read_bytes()
    found: dict[str, float] = {"bytes": len(data)}
    profiles, found["profiles"] = timed(load_profiles)
    assessor, found["compile"] = timed(lambda: Assessor(profiles))
    document, found["parse"] = timed(lambda: read(data, path.name))
    platform, found["validate"] = timed(lambda: describe(document))
    moment = clock.parse_moment("2026-06-30")
    assessment, found["assess"] = timed(lambda: assessor.assess(platform, moment))
    unit = unit_result(assessment)
    gaps, found["locate"] = timed(lambda: sum(1 for _ in unit.gaps()))
    result = Result("benchmark", moment, profiles, (unit,))
    _, found["write"] = timed(lambda: sum(len(piece) for piece in render(result, "json")))
    found["peak_mb"] = peak()
    found["gaps"] = gaps
    found["problems"] = len(platform.problems)
    found |= {f"not_satisfied:{one.control.id}": one.count(2) for one in assessment.conclusions if one.count(2)}
    found["drain"] = drain(data)
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
