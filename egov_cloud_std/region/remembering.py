"""Remembers leaves, and why files cannot be read, so that a second run looks only at what changed.

An entry holds for the bytes of every file that the description names or is, for the profiles, for the version and the
code of this tool, and until the first moment at which the calendar alone would change something. It is plain JSON in a
journal: one that is damaged counts as absent, and nothing in it is ever run.
"""

import contextlib
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

from .._version import __version__
from ..assess.results import Unread
from ..document import LIMITS, Unreadable, digest_file
from ..platforms import Platform
from ..platforms.platform import record
from ..profiles import shipped_path
from ..shapes import named_files, written
from ..wording.looking import is_installed
from .journal import Add, Journal, Read, line_of, name_of
from .leaf import Leaf
from .leaf_json import leaf_from_memory, leaf_to_memory, unread_from_memory, unread_to_memory

PACKAGE = Path(__file__).parent.parent
FORMAT = 7
KEPT = 8  # ways of asking that are remembered: other profiles, other controls, another version of this tool
_OURS = re.compile(r"units-[0-9a-f]{40}\.lines(\.[0-9]+)?")  # the latter of a process that was stopped while it rewrote
ABSENT = "absent"  # in place of a digest


@cache
def _code() -> str:
    """What has a say in an answer beside what is asked: sizes and times of every file that this tool is made of and of the
    term base, what it reads YAML with, and whether the documents that a description names can be read.
    """
    mine = (path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".json") and path.is_file())
    files = sorted((str(path), path.stat()) for path in (*mine, shipped_path("terms")))
    around = (sys.version, sys.byteorder, yaml.__version__, str(is_installed()))
    made_of = (f"{name} {of.st_size} {of.st_mtime_ns}" for name, of in files)
    return hashlib.sha256("\0".join((*around, *made_of)).encode()).hexdigest()


class Memory:
    """What files came to in earlier runs that asked the same."""

    def __init__(self, folder: Path | None, asked: Sequence[str], controls: int, moment: datetime) -> None:
        """`asked` are the digests of everything that decides beside the description: profiles, and what narrows them to
        so many `controls`. Without a `folder` nothing is remembered.
        """
        self._controls = controls
        self._moment = moment
        key = hashlib.sha256("\0".join((str(FORMAT), __version__, _code(), *asked)).encode()).hexdigest()
        self._journal = None if folder is None else Journal(folder / f"units-{key[:40]}.lines")

    @property
    def keeps(self) -> bool:
        """Whether there is a place to keep anything."""
        return self._journal is not None

    @contextlib.contextmanager
    def recalling(self) -> Iterator[Callable[[Path, Path], Leaf | Unread | None]]:
        """Gives what recalls a file: `None` when it is not remembered, or that does not hold any more."""
        if self._journal is None:
            yield lambda *_: None
            return
        with self._journal.reading() as read:
            yield partial(self._recall, read)

    def _recall(self, read: Read, path: Path, root: Path) -> Leaf | Unread | None:
        body = read(name_of(str(path)))
        if body is None:
            return None
        try:
            return self._read(json.loads(body), path, root)
        except (Unreadable, ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError):
            return None

    def _read(self, found: dict[str, Any], path: Path, root: Path) -> Leaf | Unread | None:
        made, until = datetime.fromisoformat(found["as_of"]), found["until"]
        horizon = None if until is None else datetime.fromisoformat(until)
        stands = made == self._moment or (made < self._moment and (horizon is None or self._moment < horizon))
        if not stands or digest_file(path, root=root, most=LIMITS.bytes) != found["digest"]:
            return None
        if any(_digest(path.parent / name, root) != digest for name, digest in found["inputs"].items()):
            return None
        return (
            unread_from_memory(found["unread"])
            if "unread" in found
            else leaf_from_memory(found["leaf"], self._controls)
        )

    @contextlib.contextmanager
    def keeping(self) -> Iterator[Add]:
        """Gives what keeps what `leaf_line` and `unread_line` say; lets go of what was asked longest ago."""
        if self._journal is None:
            yield lambda _: None
            return
        with self._journal.adding() as add:
            _let_go(self._journal.path)
            yield add

    def leaf_line(self, leaf: Leaf, horizon: datetime | None, platform: Platform, path: Path, root: Path) -> bytes:
        """What is kept of a leaf, until its `horizon`, `None` for ever."""
        inputs = {name: _digest(path.parent / name, root) for name in sorted({*_named(platform)})}
        until = None if horizon is None else horizon.isoformat()
        return self._line(path, {"digest": leaf.digest, "until": until, "inputs": inputs, "leaf": leaf_to_memory(leaf)})

    def unread_line(self, unread: Unread, digest: str, path: Path) -> bytes:
        """What is kept of a file that cannot be read as long as its bytes are these."""
        return self._line(path, {"digest": digest, "until": None, "inputs": {}, "unread": unread_to_memory(unread)})

    def _line(self, path: Path, found: dict[str, Any]) -> bytes:
        """An entry of a file called by this path: places name it so, whatever its name is encoded in."""
        found["as_of"] = self._moment.isoformat()
        body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        return line_of(name_of(str(path)), body)


def _let_go(mine: Path) -> None:
    """Lets go of what was asked longest ago. It may be anybody's folder: only what is surely of this tool goes."""
    with contextlib.suppress(OSError):
        others = [one for one in mine.parent.iterdir() if _OURS.fullmatch(one.name) and one != mine]
        for one in sorted(others, key=lambda each: each.stat().st_mtime, reverse=True)[KEPT - 1 :]:
            one.unlink(missing_ok=True)


def _digest(path: Path, root: Path) -> str:
    try:
        return digest_file(path, root=root)
    except Unreadable:
        return ABSENT


def _named(platform: Platform) -> Iterator[str]:
    """The files that a description names: lists, evidence, documents."""
    data = platform.document.data
    yield from (one.name for one in named_files(data if isinstance(data, dict) else {}, record()))
    terminology = platform.data.get("terminology")
    documents = terminology.get("documents") if isinstance(terminology, dict) else None
    for items in (platform.data.get("evidence"), documents):
        for one in items if isinstance(items, list) else ():
            if isinstance(one, dict) and one.get("path") is not None:
                yield written(one["path"])
