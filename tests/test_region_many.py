"""Many descriptions at once: what goes wrong with one file costs that file alone, and no process is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from repository import ROOT

from egov_cloud_std.region import many
from egov_cloud_std.region.many import Limits, Lost, each_of

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
PATIENCE = 60.0


def state(pid: int) -> str:
    """The state of a process as the system tells it: `S` waits, `Z` is dead, "" is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def until(holds: Callable[[], bool]) -> None:
    """Goes on as soon as something holds; fails where it never does."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        os.sched_yield()


def gone(pid: int) -> bool:
    return state(pid) in ("", "Z")


def children() -> set[int]:
    return {int(pid) for pid in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()}


def spoilt(index: int, how: Callable[[], object]) -> Callable[[int], int]:
    """Work that squares, but for one file."""

    def work(at: int) -> int:
        if at == index:
            how()
        return at * at

    return work


def for_ever() -> None:
    while True:
        pass


def fail() -> None:
    raise OSError("a mistake of our own")


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize(
    ("how", "reason", "limits"),
    [
        (lambda: os._exit(1), "crashed", Limits()),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "crashed", Limits()),
        (fail, "crashed", Limits()),
        (for_ever, "too_slow", Limits(seconds=1.0, seconds_per_mb=0.0)),
        (lambda: bytearray(1 << 40), "too_big", Limits()),
    ],
)
def test_a_file_that_ends_its_process_costs_that_file_alone(
    how: Callable[[], object], reason: str, limits: Limits, jobs: int
) -> None:
    before = children()
    found = dict(each_of(spoilt(7, how), [1000] * 40, jobs, limits))
    assert found.pop(7) == Lost(7, reason)
    assert found == {index: index * index for index in range(40) if index != 7}
    assert children() <= before


def test_every_file_may_go_wrong() -> None:
    found = dict(each_of(lambda index: os._exit(index), [1] * 9, 2))
    assert found == {index: Lost(index, "crashed") for index in range(9)}


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("files", [0, 1, 2, 33])
def test_each_file_is_answered_once_whatever_the_number_of_processes(files: int, jobs: int) -> None:
    found = list(each_of(lambda index: -index, [1] * files, jobs))
    assert sorted(found) == [(index, -index) for index in range(files)]


def test_a_larger_file_may_take_longer() -> None:
    def slow(index: int) -> int:
        until_then = time.monotonic() + 1.0
        while time.monotonic() < until_then:
            pass
        return index

    limits = Limits(seconds=0.2, seconds_per_mb=PATIENCE)
    assert dict(each_of(slow, [1, 1_000_000], 2, limits)) == {0: Lost(0, "too_slow"), 1: 1}


def test_stopping_early_leaves_no_process() -> None:
    before = children()
    answers = each_of(spoilt(1, for_ever), [1] * 8, 2)
    next(answers)
    assert len(children() - before) == 2
    answers.close()  # type: ignore[attr-defined]  # a generator
    assert children() <= before


def test_a_process_that_dies_with_nothing_in_hand_costs_one_file_at_most() -> None:
    answers = each_of(lambda index: os.getpid(), [1] * 3, 1)
    _, first = next(answers)
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    until(lambda: gone(first))
    found = dict(answers)
    assert found.pop(1) == Lost(1, "crashed")
    assert set(found) == {2}
    assert isinstance(found[2], int)
    assert found[2] != first


def test_an_answer_that_is_there_is_not_too_late_because_nobody_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks may take as long as they like over an answer."""
    later = 0.0
    real = time.monotonic
    monkeypatch.setattr(many, "time", type("Clock", (), {"monotonic": staticmethod(lambda: real() + later)}))

    def work(index: int) -> int:
        (tmp_path / f"{index}").write_text(str(os.getpid()))
        if index == 1:
            until((tmp_path / "go").exists)
        return index

    answers = each_of(work, [1, 1], 2, Limits(seconds=30.0))
    assert next(answers) == (0, 0)
    (tmp_path / "go").touch()
    until((tmp_path / "1").exists)
    until(lambda: state(int((tmp_path / "1").read_text() or 0)) == "S")  # it has answered, and waits for more
    later = 1000.0
    assert list(answers) == [(1, 1)]


ORPHANS = """
import os, sys
from egov_cloud_std.region.many import each_of
def work(index):
    os.write(1, f"{{os.getpid()}}\\n".encode())
    while {busy}:
        pass
    return index
for _ in each_of(work, [1] * 2, 2):
    pass
{then}
"""


@pytest.mark.parametrize("busy", ["True", "index == 1"])
def test_no_process_outlives_a_parent_that_is_killed(busy: str) -> None:
    code = ORPHANS.format(busy=busy, then="sys.stdin.read()")
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        assert not any(gone(pid) for pid in workers)
        parent.kill()
        parent.wait()
        until(lambda: all(gone(pid) for pid in workers))


@pytest.mark.campaign
def test_the_parent_does_not_grow_with_the_number_of_files() -> None:
    """Answers that nobody keeps are not kept here either."""

    def answers(files: int) -> Iterator[int]:
        for _ in each_of(lambda index: b"x" * 20_000, [1] * files, 2):
            status = Path("/proc/self/status").read_text(encoding="ascii")
            yield int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])

    few, lots = max(answers(200)), max(answers(4_000))
    assert lots < few + 8_000  # kB; what was answered is 80 MB
