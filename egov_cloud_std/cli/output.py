"""What is printed, and how files are written: whole or not at all."""

import contextlib
import io
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from ..document import Place, Problem, Unreadable
from ..reports._lines import clean, excerpt, file_or_where
from ..words import Lang, Text


def to_standard() -> None:
    """Standard output speaks UTF-8, whatever the locale: the reports are Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def let_go() -> None:
    """Nobody reads standard output any more: what is still in its buffer goes nowhere, and no error is made of it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def say(text: str) -> None:
    """One line on standard output."""
    print(clean(text))


def complain(says: Text, fix: Text, lang: Lang) -> None:
    """A mistake on the command line, and how to put it right."""
    print(f"egov-check: {clean(says.in_(lang))}\n  = {clean(fix.in_(lang))}", file=sys.stderr)


def show_problem(problem: Problem, line: str, lang: Lang) -> None:
    """Something wrong in a file of the user's, at its place."""
    print(f"{file_or_where(problem.place)}: {clean(problem.says.in_(lang))}", file=sys.stderr)
    if line:
        for one in excerpt(problem.place, line, [""]):
            print(one, file=sys.stderr)
    print(f"  = {Text('处理：', 'fix: ').in_(lang)}{clean(problem.fix.in_(lang))}", file=sys.stderr)


def write(pieces: Iterable[str] | Iterable[bytes], path: Path | None) -> None:
    """Prints a report, or writes it to a file: beside it first, then in its place. Raises `Unreadable`."""
    if path is None or str(path) == "-":
        for piece in pieces:
            if isinstance(piece, bytes):
                sys.stdout.buffer.write(piece)
            else:
                sys.stdout.write(piece)
        sys.stdout.flush()
        return
    try:
        _write_whole(pieces, path)
    except OSError as error:
        place = Place(str(path), 1, 1, 1, 1)
        raise Unreadable(Problem(place, "unwritable", *_unwritable(error))) from None


def _unwritable(error: OSError) -> tuple[Text, Text]:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return (
                Text("无法写入：没有这个目录", "cannot be written: there is no such folder"),
                Text("先建目录，或换一个路径。", "Make the folder first, or choose another path."),
            )
        case IsADirectoryError():
            return (
                Text("无法写入：这是目录", "cannot be written: this is a folder"),
                Text("写出目录中的文件名。", "Name a file in it."),
            )
        case PermissionError():
            return (
                Text("无法写入：没有写入权限", "cannot be written: writing is not permitted"),
                Text(
                    "换一个可写的目录，或取得写入权限。",
                    "Choose a folder that can be written to, or have the right granted.",
                ),
            )
    return (
        Text(f"无法写入：{error.strerror}", f"cannot be written: {error.strerror}"),
        Text("核对目录和磁盘。", "Check the folder and the disk."),
    )


def _write_whole(pieces: Iterable[str] | Iterable[bytes], path: Path) -> None:
    import tempfile  # only a report that goes to a file needs it

    handle, name = tempfile.mkstemp(dir=path.parent or ".", prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(map(_encoded, pieces))
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _encoded(piece: str | bytes) -> bytes:
    """A piece as UTF-8, as standard output has it: what is no text in the name of a file is written as its number."""
    return piece if isinstance(piece, bytes) else piece.encode(errors="backslashreplace")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Progress:
    """A line on a terminal while work is long; nothing when piped."""

    SOON = 20  # files from which a run is long
    WIDTH = 20

    def __init__(self, lang: Lang, quiet: bool) -> None:
        self.lang = lang
        self.on = sys.stderr.isatty() and not quiet
        self.shown = False
        self._since = time.monotonic()

    def __call__(self, done: int, total: int, name: str) -> None:
        """Shows how far the run is."""
        if self.on and total >= self.SOON:
            self.shown = True
            word = Text("检查", "checking").in_(self.lang)
            full = self.WIDTH * (done + 1) // total
            bar = "█" * full + "░" * (self.WIDTH - full)
            line = f"{word} {done + 1}/{total} {bar} {self._left(done + 1, total)}{clean(name)[-40:]}"
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def _left(self, done: int, total: int) -> str:
        """How long the rest takes, if it goes on as it went; nothing until enough is done to tell."""
        if done < self.SOON:
            return ""
        seconds = round((time.monotonic() - self._since) / done * (total - done))
        minutes, rest = divmod(seconds, 60)
        return Text(f"剩余约 {minutes}:{rest:02d} ", f"about {minutes}:{rest:02d} left ").in_(self.lang)

    def close(self) -> None:
        """Takes the line away."""
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
