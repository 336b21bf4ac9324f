"""Remembers profiles that were read without a problem, so that the next start need not parse their YAML.

An entry is plain JSON (never code): the data of the profile and the places of its controls. Its name is the digest of
the profile's bytes, of the field table and of the tool's version, so a change of any of them makes another entry, and
what is inside is held against its own digest. Conditions are read anew each time: nothing in an entry can say more than
a profile can. Two processes write beside and replace; an entry that is damaged counts as absent. Without a folder to
write to, everything works and nothing is remembered.
"""

import contextlib
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from .._version import __version__
from ..document import LIMITS, Document, Number, Place, Unreadable, read_bytes, read_file
from ..platforms.platform import FIELDS

FORMAT = 1
Places = dict[str, list[int]]


class RememberedDocument(Document):
    """A profile from the cache: knows its data and where its controls stand; reads the file for anything else."""

    __slots__ = ("_digest", "_file", "_places", "_real")

    def __init__(self, path: Path, name: str, data: Any, places: Places, digest: str) -> None:  # noqa: ANN401 - a document's data
        super().__init__(name, b"", "yaml", data, None, LIMITS)
        self._file = path
        self._places = places
        self._digest = digest
        self._real: Document | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes that were read."""
        return self._digest

    @property
    def text(self) -> str:
        """The text of the file."""
        return self._read().text

    def line(self, number: int) -> str:
        """One line of the file."""
        return self._read().line(number)

    def has(self, path: tuple[str | int, ...]) -> bool:
        """Whether a value is written at a path."""
        return self._read().has(path)

    def place(self, path: tuple[str | int, ...], key: bool = False) -> Place:
        """Where a value is written: from memory for the id of a control, else from the file."""
        found = self._places.get(str(path[1])) if len(path) == 3 and path[0] == "controls" and path[2] == "id" else None
        if found is not None and not key:
            return Place(self.name, *found)
        return self._read().place(path, key)

    def _read(self) -> Document:
        if self._real is None:
            self._real = read_file(self._file)
            self._real.name = self.name
        return self._real


def _folder() -> Path | None:
    """The user's cache folder for this tool; `EGOV_CHECK_CACHE` names another, and empty means none."""
    own = os.environ.get("EGOV_CHECK_CACHE")
    if own is not None:
        return Path(own) if own else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "egov-check" if base else None
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME", "") and os.environ["HOME"] + "/.cache")
    return Path(base) / "egov-check" if base else None


def recall(path: Path, name: str) -> Document | None:
    """The profile in this file as it was remembered; `None` when it was not, or is not fit for use."""
    entry = _entry(path)
    if entry is None:
        return None
    file, digest = entry
    try:
        stored = file.read_bytes()
    except OSError:
        return None
    head, _, body = stored.partition(b"\n")
    if head.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
        return None
    try:
        found = json.loads(body, parse_float=Number)
        return RememberedDocument(path, name, found["data"], found["places"], digest)
    except (ValueError, KeyError, TypeError):
        return None


def remember(document: Document, path: Path) -> None:
    """Keeps a profile that was read without a problem. Failing to is no failure."""
    entry = _entry(path)
    if entry is None or not isinstance(document.data, dict) or document.digest != entry[1]:
        return
    controls = document.data.get("controls")
    places = {}
    for index in range(len(controls) if isinstance(controls, list) else 0):
        at = document.place(("controls", index, "id"))
        places[str(index)] = [at.line, at.column, at.end_line, at.end_column]
    text = _dumped({"data": _without_witnesses(document.data), "places": places})
    if text is not None:
        body = text.encode()
        _write(entry[0], hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def _entry(path: Path) -> tuple[Path, str] | None:
    folder = _folder()
    if folder is None:
        return None
    try:
        data, fields = read_bytes(path), FIELDS.stat()
    except (OSError, Unreadable):
        return None
    digest = hashlib.sha256(data).hexdigest()
    version = f"{FORMAT}\0{__version__}\0{fields.st_size}\0{fields.st_mtime_ns}\0{digest}"
    return folder / f"profile-{hashlib.sha256(version.encode()).hexdigest()[:40]}.json", f"sha256:{digest}"


def _without_witnesses(data: dict[str, Any]) -> dict[str, Any]:
    """What a check needs: witnesses are for proofs, which read the file."""
    controls = data.get("controls")
    if not isinstance(controls, list):
        return data
    kept = [
        {key: value for key, value in one.items() if key != "witnesses"} if isinstance(one, dict) else one
        for one in controls
    ]
    return data | {"controls": kept}


class _Unlike(ValueError):
    """A number that JSON cannot hold as it was written."""


def _dumped(value: object) -> str | None:
    try:
        return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))
    except _Unlike:
        return None


def _plain(value: object) -> object:
    """The value as JSON holds it; a number that would come back otherwise is refused."""
    if isinstance(value, Number):
        raise _Unlike(value.text)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
