"""Entries in one file, a line each: thousands of small files take longer to make than what stands in them.

A line is a name, the digest of the rest, and the rest. The last line of a name counts. Lines are only ever added, in one
write each, by several processes if need be; each is held against its own digest, so one that was cut short or damaged
counts as absent. Where most lines are superseded the others are written anew, and where too many have come together all
are forgotten. Failing to write is no failure: everything works, and nothing is remembered.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from io import BufferedReader, FileIO
from pathlib import Path

MOST = 50_000  # lines, half a gigabyte of leaves
_AHEAD = 1 << 20  # bytes that are read at once to find where lines begin
_DIGEST = 64  # characters, of a name as well: both are SHA-256
_HEAD = 2 * (_DIGEST + 1)

Read = Callable[[str], bytes | None]
Add = Callable[[bytes], None]
Stretch = tuple[int, int]  # where a line starts in the file, and its length


def name_of(text: str) -> str:
    """The name under which a line is found."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def line_of(name: str, body: bytes) -> bytes:
    """A line for a journal; `body` has no line end in it. What was cut short before it does not run into it."""
    return b"\n%b %b %b" % (name.encode(), hashlib.sha256(body).hexdigest().encode(), body)


class Journal:
    """The lines of one file, which need not be there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines = self._names = 0  # as they were when it was last read

    @contextlib.contextmanager
    def reading(self) -> Iterator[Read]:
        """Gives what reads the last entry of a name, `None` where there is none or it is damaged."""
        with contextlib.ExitStack() as stack:
            stands: dict[bytes, Stretch] = {}
            with contextlib.suppress(OSError):
                file = stack.enter_context(FileIO(self.path))
                stands = self._scanned(file)
                os.utime(self.path)  # what was asked for lately is kept longest
            yield lambda name: _entry(file, stands[name.encode()]) if name.encode() in stands else None

    @contextlib.contextmanager
    def adding(self) -> Iterator[Add]:
        """Gives what adds a line."""
        with contextlib.ExitStack() as stack:
            file: FileIO | None = None
            with contextlib.suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                if self._lines > MOST or self._lines > 2 * self._names:
                    self._write_anew()
                file = stack.enter_context(FileIO(self.path, "a"))

            def add(line: bytes) -> None:
                if file is not None:
                    with contextlib.suppress(OSError):
                        file.write(line)

            yield add

    def _scanned(self, file: FileIO) -> dict[bytes, Stretch]:
        """Where the last line of every name stands."""
        stands: dict[bytes, Stretch] = {}
        at = lines = 0
        ahead = BufferedReader(file, _AHEAD)
        for line in ahead:
            if len(line) >= _HEAD:
                stands[line[:_DIGEST]] = at, len(line)
                lines += 1
            at += len(line)
        ahead.detach()
        self._lines, self._names = lines, len(stands)
        return stands

    def _write_anew(self) -> None:
        """Leaves out what is superseded; everything, where there is too much."""
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            with FileIO(self.path) as old, beside.open("wb") as new:
                stands = self._scanned(old)
                for stretch in stands.values() if self._lines <= MOST else ():
                    new.write(b"\n" + _read(old, stretch).rstrip(b"\n"))
            beside.replace(self.path)
            return
        with contextlib.suppress(OSError):
            beside.unlink()


def _read(file: FileIO, stretch: Stretch) -> bytes:
    file.seek(stretch[0])
    return file.read(stretch[1])


def _entry(file: FileIO, stretch: Stretch) -> bytes | None:
    """The entry of a line, where it is as it was written."""
    try:
        line = _read(file, stretch).rstrip(b"\n")
    except OSError:
        return None
    digest, body = line[_DIGEST + 1 : _HEAD - 1], line[_HEAD:]
    return body if digest == hashlib.sha256(body).hexdigest().encode() else None
