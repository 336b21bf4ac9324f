"""Remembers leaves, and why files cannot be read, so that a second run looks only at what changed.

An entry holds for the bytes of every file that the description names or is, for the profiles, for the version and the
code of this tool, and until the first moment at which the calendar alone would change something. It is plain JSON, held
against its own digest: one that is damaged counts as absent, and nothing in it is ever run.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .._version import __version__
from ..assess.results import Unread
from ..document import LIMITS, Unreadable, digest_file
from ..platforms import Platform
from ..platforms.platform import record
from ..profiles import shipped_path
from ..run.remembering import cache_folder, write_entry
from ..shapes import named_files, written
from ..wording.looking import is_installed
from .leaf import Leaf
from .leaf_json import leaf_from_memory, leaf_to_memory, unread_from_memory, unread_to_memory

PACKAGE = Path(__file__).parent.parent
FORMAT = 6
KEPT = 8  # ways of asking that are remembered: other profiles, other controls, another version of this tool
_OURS = re.compile(r"units-[0-9a-f]{40}")
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
    """The leaves of earlier runs that asked the same."""

    def __init__(self, asked: Sequence[str], controls: int, moment: datetime) -> None:
        """`asked` are the digests of everything that decides beside the description: profiles, and what narrows them to
        so many `controls`.
        """
        self._controls = controls
        self._moment = moment
        key = hashlib.sha256("\0".join((str(FORMAT), __version__, _code(), *asked)).encode()).hexdigest()
        folder = cache_folder()
        self._folder = None if folder is None else folder / f"units-{key[:40]}"
        self._knows = self._folder is not None and self._folder.is_dir()  # or a first run would look for every file

    def recall(self, path: Path, root: Path) -> Leaf | Unread | None:
        """What a description came to, as it was remembered; `None` when it was not, or does not hold any more."""
        if not self._knows:
            return None
        try:
            stored = self._entry(path, digest_file(path, root=root, most=LIMITS.bytes)).read_bytes()
        except (OSError, Unreadable):
            return None
        head, _, body = stored.partition(b"\n")
        if head.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
            return None
        try:
            return self._read(json.loads(body), path, root)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError):
            return None

    def _read(self, found: dict[str, Any], path: Path, root: Path) -> Leaf | Unread | None:
        made, until = datetime.fromisoformat(found["as_of"]), found["until"]
        horizon = None if until is None else datetime.fromisoformat(until)
        stands = made == self._moment or (made < self._moment and (horizon is None or self._moment < horizon))
        inputs = found["inputs"]
        if not stands or any(_digest(path.parent / name, root) != digest for name, digest in inputs.items()):
            return None
        return (
            unread_from_memory(found["unread"])
            if "unread" in found
            else leaf_from_memory(found["leaf"], self._controls)
        )

    def prepare(self) -> None:
        """Makes the place where leaves are kept, and lets go of what was asked longest ago. Failing to is no failure."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            os.utime(self._folder)
            beside = self._folder.parent.iterdir()  # it may be anybody's folder: only what is surely of this tool goes
            others = [one for one in beside if _OURS.fullmatch(one.name) and one != self._folder]
            for one in sorted(others, key=lambda each: each.stat().st_mtime, reverse=True)[KEPT - 1 :]:
                shutil.rmtree(one, ignore_errors=True)

    def remember(self, leaf: Leaf, horizon: datetime | None, platform: Platform, path: Path, root: Path) -> None:
        """Keeps a leaf until its `horizon`, `None` for ever. Failing to is no failure."""
        if self._folder is None:
            return
        inputs = {name: _digest(path.parent / name, root) for name in sorted({*_named(platform)})}
        until = None if horizon is None else horizon.isoformat()
        self._keep(path, leaf.digest, {"until": until, "inputs": inputs, "leaf": leaf_to_memory(leaf)})

    def remember_unread(self, unread: Unread, digest: str, path: Path) -> None:
        """Keeps why a file with these bytes cannot be read, for ever. Failing to is no failure."""
        if self._folder is not None:
            self._keep(path, digest, {"until": None, "inputs": {}, "unread": unread_to_memory(unread)})

    def _keep(self, path: Path, digest: str, found: dict[str, Any]) -> None:
        body = json.dumps(
            found | {"as_of": self._moment.isoformat()}, ensure_ascii=False, separators=(",", ":")
        ).encode()
        with contextlib.suppress(OSError):
            write_entry(self._entry(path, digest), hashlib.sha256(body).hexdigest().encode() + b"\n" + body)

    def _entry(self, path: Path, digest: str) -> Path:
        """The file for a description with these bytes, called by this path: places name it so."""
        assert self._folder is not None
        name = hashlib.sha256(f"{path}\0{digest}".encode()).hexdigest()
        return self._folder / f"{name[:40]}.json"


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
