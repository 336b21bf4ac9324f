"""Remembers profiles that were read without a problem, so that the next start need not parse their YAML.

An entry is lines of plain JSON (never code). The first is parsed at every start: the data of the profile, the places of
its controls, and what each of them looks at. Then come two lines for each control, parsed when somebody asks for them:
what it asks; and all else, with what it says where nothing of that is stated.

Its name is the digest of the profile's bytes, of the tool's version and of the files that read profiles, so a change of
any of them makes another entry, and what is inside is held against its own digest. Conditions are read anew when they are
asked: nothing in an entry can say more than a profile can. Two processes write beside and replace; an entry that is
damaged counts as absent. Without a folder to write to, everything works and nothing is remembered.
"""

import contextlib
import hashlib
import json
import os
import sys
from functools import cache
from pathlib import Path

from .._version import __version__
from ..assess.silence import worked_out
from ..checks.reader import Mistake
from ..document import LIMITS, Document, Number, Place, Unreadable, digest_file, read_file
from ..document.values import Value
from ..platforms.platform import FIELDS
from ..platforms.platform import record as root_record
from ..profiles import Profile
from ..profiles.late import head_of, late_profile, lines_of, sharing

PACKAGE = Path(__file__).parent.parent
WORDS = PACKAGE / "words.py"

FORMAT = 7
Places = list[list[int]]


class RememberedDocument(Document):
    """A profile from the cache: knows where its controls stand; reads the file for anything else."""

    __slots__ = ("_digest", "_file", "_places", "_real")

    def __init__(self, path: Path, name: str, places: Places, digest: str) -> None:
        super().__init__(name, b"", "yaml", None, None, LIMITS)
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
        match path:
            case ("controls", int(index), "id") if not key:
                line, column, end_line, end_column = self._places[index]
                return Place(self.name, line, column, end_line, end_column)
        return self._read().place(path, key)

    def _read(self) -> Document:
        if self._real is None:
            self._real = read_file(self._file)
            self._real.name = self.name
        return self._real


def cache_folder() -> Path | None:
    """The user's cache folder for this tool; `EGOV_CHECK_CACHE` names another, and empty means none."""
    own = os.environ.get("EGOV_CHECK_CACHE")
    if own is not None:
        return Path(own) if own else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "egov-check" if base else None
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME", "") and os.environ["HOME"] + "/.cache")
    return Path(base) / "egov-check" if base else None


@cache
def _readers() -> str:
    """Sizes and times of the field table and of the code that reads profiles and says what it asks."""
    folders = (PACKAGE / name for name in ("checks", "checks/kinds", "profiles", "assess"))
    files = sorted((file.name, file.stat()) for folder in folders for file in os.scandir(folder) if file.is_file())
    return "\0".join(
        f"{name} {of.st_size} {of.st_mtime_ns}"
        for name, of in [*files, *((one.name, one.stat()) for one in (FIELDS, WORDS))]
    )


def recall(path: Path, name: str) -> Profile | None:
    """The profile in this file as it was remembered; `None` when it was not, or is not fit for use."""
    entry = _entry(path)
    if entry is None:
        return None
    file, digest = entry
    try:
        stored = file.read_bytes()
    except OSError:
        return None
    head, *rest = stored.split(b"\n")
    if head.decode("ascii", "replace") != hashlib.sha256(memoryview(stored)[len(head) + 1 :]).hexdigest():
        return None
    try:
        start, *lines = rest
        found = json.loads(start)
        document = RememberedDocument(path, name, found["places"], digest)
        return late_profile(document, root_record(), found["front"], found["heads"], lines, found["digest"])
    except (ValueError, KeyError, TypeError, Mistake):
        return None


def remember(profile: Profile, path: Path) -> None:
    """Keeps a profile that was read without a problem. Failing to is no failure."""
    document, entry = profile.document, _entry(path)
    if entry is None or not isinstance(document.data, dict) or document.digest != entry[1]:
        return
    try:
        entry[0].parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    controls = document.data["controls"]
    assert isinstance(controls, list)  # or it would not be without a problem
    entries = [one for one in controls if isinstance(one, dict)]
    front = {key: value for key, value in document.data.items() if key != "controls"}
    try:
        conditions = sharing(list(zip(profile.controls, map(_condition, entries), strict=True)))
        silences = list(map(worked_out, profile.controls))
        heads = list(map(head_of, profile.controls, silences, conditions))
        places = [_spanned(control.place) for control in profile.controls]
        start = _dumped({"front": front, "digest": profile.digest, "places": places, "heads": heads})
        lines = [_dumped(line) for one in zip(silences, entries, strict=True) for line in lines_of(*one)]
    except _Unlike:
        return
    body = "\n".join([start, *lines]).encode()
    _write_entry(entry[0], hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def _condition(entry: dict[str, Value]) -> str:
    return _dumped(entry["when"]) if "when" in entry else ""


def _spanned(place: Place) -> list[int]:
    return [place.line, place.column, place.end_line, place.end_column]


def _entry(path: Path) -> tuple[Path, str] | None:
    folder = cache_folder()
    if folder is None:
        return None
    try:
        digest, readers = digest_file(path, most=LIMITS.bytes), _readers()
    except (OSError, Unreadable):
        return None
    version = f"{FORMAT}\0{__version__}\0{readers}\0{digest}"
    return folder / f"profile-{hashlib.sha256(version.encode()).hexdigest()[:40]}.json", digest


class _Unlike(ValueError):
    """A number that JSON cannot hold as it was written."""


def _dumped(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    """The value as JSON holds it; a number that would come back otherwise is refused."""
    if isinstance(value, Number):
        raise _Unlike(value.text)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _write_entry(path: Path, data: bytes) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
