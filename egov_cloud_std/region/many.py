"""Many descriptions at once, in processes of their own: what goes wrong with one file costs that file alone.

A process takes a chunk of files and sends each answer as soon as it has it. One that dies, hangs or asks for too much
memory costs the file that it had in hand; what was left of its chunk goes to another. Whatever stops the run stops every
process: none outlives its parent, whatever it has in hand, because a pipe that closes ends it.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Generic, TypeVar

from ..frozen import Frozen

T = TypeVar("T")
CHUNK = 16  # files at most that a process takes at once
SECONDS = 120.0  # that one file may take, and so many more for every MB of it
SECONDS_PER_MB = 20.0
MEMORY = 4 << 30  # bytes of address space that one process may have beyond what it starts with
LONG_BREATH = 0.5  # seconds between two looks at the clock


class Limits(Frozen):
    """What one file may cost."""

    seconds: float = SECONDS
    seconds_per_mb: float = SECONDS_PER_MB
    memory: int = MEMORY


class Lost(Frozen):
    """A file for which there is no answer: `crashed`, `too_slow` or `too_big`."""

    index: int
    reason: str


def processors() -> int:
    """How many processes can work at once."""
    count = getattr(os, "sched_getaffinity", None)
    return max(1, len(count(0)) if count is not None else os.cpu_count() or 1)


def each_of(
    work: Callable[[int], T], sizes: Sequence[int], jobs: int, limits: Limits | None = None
) -> Iterator[tuple[int, T | Lost]]:
    """The answer of `work` for every index of `sizes` (the bytes of each file), in the order in which they are ready.

    Answers are pickled. Where the system cannot split a process, the work is done here, one after the other.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        for index in range(len(sizes)):
            yield index, work(index)
        return
    if not sizes:
        return
    pool = _Pool(work, sizes, limits or Limits())
    try:
        yield from pool.run(min(jobs, len(sizes)))
    finally:
        pool.stop()


class _Worker(Generic[T]):
    """One process, and what it has in hand."""

    def __init__(
        self,
        work: Callable[[int], T],
        limits: Limits,
        others: Sequence[Connection],
        life: tuple[Connection, Connection],
    ) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        self.chunk: deque[int] = deque()
        self.since = 0.0
        self.process: BaseProcess = context.Process(
            target=_serve, args=(work, theirs, limits.memory, (self.pipe, life[1], *others), life[0]), daemon=True
        )
        self.process.start()
        theirs.close()

    def give(self, chunk: Sequence[int]) -> None:
        self.chunk.extend(chunk)
        self.since = time.monotonic()
        with contextlib.suppress(OSError):  # a process that is gone is found out when it should answer
            self.pipe.send(list(chunk))

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


class _Pool(Generic[T]):
    """Some processes, and the files that nobody has in hand yet."""

    def __init__(self, work: Callable[[int], T], sizes: Sequence[int], limits: Limits) -> None:
        self._work, self._sizes, self._limits = work, sizes, limits
        self._open = deque(range(len(sizes)))
        self._workers: list[_Worker[T]] = []
        self._life = multiprocessing.Pipe(duplex=False)  # nothing is ever sent; its end is that of this process

    def run(self, jobs: int) -> Iterator[tuple[int, T | Lost]]:
        gc.freeze()  # what is there already is shared and never looked at
        size = max(1, min(CHUNK, len(self._sizes) // (jobs * 4) or 1))
        for _ in range(jobs):
            self._start()
        while self._open or any(one.chunk for one in self._workers):
            for one in self._workers:
                if not one.chunk and self._open:
                    one.give([self._open.popleft() for _ in range(min(size, len(self._open)))])
            busy = [one for one in self._workers if one.chunk]
            for ready in wait([one.pipe for one in busy], LONG_BREATH):
                worker = next(one for one in busy if one.pipe is ready)
                yield from self._answer(worker)
            yield from self._overdue()

    def stop(self) -> None:
        for one in self._workers:
            one.stop()
        for end in self._life:
            end.close()
        gc.unfreeze()

    def _start(self) -> None:
        others = [one.pipe for one in self._workers]
        self._workers.append(_Worker(self._work, self._limits, others, self._life))

    def _answer(self, worker: _Worker[T]) -> Iterator[tuple[int, T | Lost]]:
        try:
            answer: tuple[int, T | Lost] = worker.pipe.recv()
        except (EOFError, OSError):
            yield self._lose(worker, "crashed")
            return
        worker.chunk.popleft()
        worker.since = time.monotonic()
        yield answer

    def _overdue(self) -> Iterator[tuple[int, T | Lost]]:
        now = time.monotonic()
        for one in [one for one in self._workers if one.chunk]:
            size = self._sizes[one.chunk[0]] / 1e6
            allowed = self._limits.seconds + size * self._limits.seconds_per_mb
            if now - one.since > allowed and not one.pipe.poll():  # or who asks was slow, and the answer is there
                yield self._lose(one, "too_slow")

    def _lose(self, worker: _Worker[T], reason: str) -> tuple[int, Lost]:
        """Gives up the file that a process has in hand, and puts another in its place."""
        index = worker.chunk.popleft()
        self._open.extendleft(reversed(worker.chunk))
        worker.chunk.clear()
        self._workers.remove(worker)
        worker.stop()
        self._start()
        return index, Lost(index, reason)


def _serve(
    work: Callable[[int], T], pipe: Connection, memory: int, others: Sequence[Connection], life: Connection
) -> None:
    """A process: answers until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends this process
    for one in others:
        one.close()  # or this process would keep the pipes of others open after their parent is gone
    threading.Thread(target=_end_with, args=(life,), daemon=True).start()
    gc.disable()  # a description makes a great many objects, and hardly any that only a search for circles would find
    _bound(memory)
    with contextlib.suppress(EOFError, OSError):
        while True:
            for index in pipe.recv():
                try:
                    answer: T | Lost = work(index)
                except MemoryError:
                    answer = Lost(index, "too_big")
                pipe.send((index, answer))
    os._exit(0)


def _end_with(life: Connection) -> None:
    """Ends this process when its parent is gone, in the middle of a file too."""
    with contextlib.suppress(EOFError, OSError):
        life.recv()
    os._exit(1)


def _bound(memory: int) -> None:
    """Bounds what the process may ask for; where the system has no such bound, there is none."""
    try:
        import resource  # not on Windows
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError), Path("/proc/self/statm").open() as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
