"""Runs the command line on hostile files: each run in a process of its own, with bounds on its time and its memory.

One process imports the command once and divides for every run, so that a run costs milliseconds and not a start.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repository import ROOT

MEGABYTE = 1 << 20
NOBODY = 65534


@dataclass(frozen=True)
class Ended:
    """What became of one run. `code` is negative where a signal ended it: -9 or -24 for processor time, -14 for waiting."""

    code: int
    out: str
    err: str
    megabytes: int  # at most in use, those of the interpreter among them
    seconds: float

    @property
    def said(self) -> str:
        """Everything it printed."""
        return self.out + self.err


class Bounded:
    """A process that divides for every run that is asked for."""

    def __init__(self, folder: Path, warm: tuple[str, ...]) -> None:
        """`warm` are the arguments of a run that goes well: what it imports is there before any other run."""
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hostile.bounded", *warm],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", "PYTHONHASHSEED": "0"},
            text=True,
        )

    def __call__(
        self,
        *arguments: str,
        folder: Path,
        seconds: int = 10,
        megabytes: int = 600,
        typed: str = os.devnull,
        **more: Any,
    ) -> Ended:
        """Runs the command in a folder. `user` runs it as that user; `touched` grows that file while it is read."""
        job = {
            "arguments": arguments,
            "folder": str(folder),
            "seconds": seconds,
            "bytes": megabytes * MEGABYTE,
            "typed": typed,
            "printed": [str(self.folder / "out"), str(self.folder / "err")],
            **more,
        }
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(job), file=self.process.stdin, flush=True)
        code, most, took = json.loads(self.process.stdout.readline())
        out, err = (Path(name).read_text("utf-8") for name in job["printed"])
        return Ended(code, out, err, most, took)

    def close(self) -> None:
        """Ends the process that divides."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def serve() -> None:
    """Reads one run a line, divides, waits, and writes one line about its end."""
    for line in sys.stdin:
        job, start = json.loads(line), time.monotonic()
        child = os.fork()
        if child == 0:
            _bear(job)
        _, status, usage = os.wait4(child, 0)
        report = os.waitstatus_to_exitcode(status), usage.ru_maxrss // 1024, time.monotonic() - start
        print(json.dumps(report), flush=True)


def _bear(job: dict[str, Any]) -> None:
    """The run itself; does not return."""
    from egov_cloud_std.cli import run

    code = 120  # of an exception that nobody caught
    try:
        for number, name in ((0, job["typed"]), (1, job["printed"][0]), (2, job["printed"][1])):
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if number else os.O_RDONLY
            os.dup2(os.open(name, flags), number)
        os.chdir(job["folder"])
        resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"] + 1))
        resource.setrlimit(resource.RLIMIT_AS, (job["bytes"], job["bytes"]))
        signal.alarm(3 * job["seconds"])
        if "user" in job:
            os.setgroups([])
            os.setgid(job["user"])
            os.setuid(job["user"])
        if "touched" in job:
            _touch_while_reading(job["touched"])
        code = run(job["arguments"])
        sys.stdout.flush()
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    os._exit(code)


def _touch_while_reading(name: str) -> None:
    """From now on a file grows whenever something was read."""
    read = os.read

    def touching(opened: int, size: int) -> bytes:
        data = read(opened, size)
        with Path(name).open("ab") as file:
            file.write(b"# more\n")
        return data

    os.read = touching  # type: ignore[assignment]


if __name__ == "__main__":
    from egov_cloud_std.cli import run

    assert run(sys.argv[1:]) == 0
    serve()
