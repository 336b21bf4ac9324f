"""Reads `region.yaml`: which units are expected, and how they belong together."""

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ..assess.regional import Expected
from ..assess.results import Noted
from ..document import Document, Problem, read_file
from ..document import Path as Steps
from ..frozen import Frozen
from ..quantities import parse_number
from ..shapes import NOTHING, Record, hold, hold_items, load_file, named_files, written
from ..words import Text

FIELDS = Path(__file__).with_name("fields.json")
NAME = "region.yaml"
ONE = Fraction(1)


class RegionFile(Frozen):
    """A region as its file names it; without a file, what a folder is called."""

    id: str
    name: str
    file: str = ""
    digest: str = ""
    weighed_by: str = ""
    units: tuple[Expected, ...] = ()
    problems: tuple[Noted, ...] = ()


@cache
def record() -> Record:
    """The field table of a region's file, read once."""
    return load_file(FIELDS)


def expected_in(folder: Path) -> RegionFile:
    """What the `region.yaml` of a folder says; without one, a region that is called as the folder. Raises `Unreadable`."""
    path = folder / NAME
    if not path.exists():
        name = folder.resolve().name
        return RegionFile(name, name)
    return read_region(path, folder)


def read_region(path: Path, root: Path | None = None) -> RegionFile:
    """The region that a file names, with the table of units that it may name in turn. Raises `Unreadable`."""
    folder = path.parent
    document = read_file(path, root=root or folder)
    data = document.data if isinstance(document.data, dict) else {}
    named = next(iter(named_files(data, record())), None)
    return read_expected(document, None if named is None else read_file(folder / named.name, root=root or folder))


def read_expected(document: Document, table: Document | None = None) -> RegionFile:
    """The region that a document names, and what is wrong with it; `table` holds its units, where it names a file."""
    data, problems = hold(document, record())
    region = data.get("region") or {}
    listed = _Units(document, ("units",), data.get("units"))
    found = [_told(document, one) for one in problems]
    digest = document.digest
    if table is not None:
        items, inner = hold_items(table, record().fields["units"])
        listed = _Units(table, (), items)
        found += [_told(table, one) for one in inner]
        digest = f"sha256:{hashlib.sha256(f'{digest} {table.digest}'.encode()).hexdigest()}"
    identity = _text(region.get("id"))
    return RegionFile(
        identity,
        _text(region.get("name")) or identity,
        document.name,
        digest,
        _text(region.get("weighed_by")),
        tuple(listed.expected()),
        (*found, *listed.weights()),
    )


def _told(document: Document, problem: Problem) -> Noted:
    return Noted(problem.place, document.line(problem.place.line), problem.code, problem.says, problem.fix)


class _Units:
    """The units that are expected, in the document in which they are listed."""

    def __init__(self, document: Document, path: Steps, items: object) -> None:
        self._document = document
        self._path = path
        entries = enumerate(items if isinstance(items, list) else ())
        self._entries = [(index, entry) for index, entry in entries if entry and entry.get("id") is not None]

    def expected(self) -> Iterator[Expected]:
        """Each as it is listed."""
        for index, entry in self._entries:
            place = self._document.place((*self._path, index))
            texts = {
                name: _text(entry.get(name))
                for name in ("name", "level", "division_code", "under", "carried_by", "file")
            }
            yield Expected(_text(entry["id"]), place, self._document.line(place.line), **texts, weight=_weight(entry))

    def weights(self) -> Iterator[Noted]:
        """Weights that are none."""
        for index, entry in self._entries:
            stated = entry.get("weight")
            if stated is not None and stated is not NOTHING and parse_number(written(stated)) < 0:
                place = self._document.place((*self._path, index, "weight"))
                yield Noted(
                    place,
                    self._document.line(place.line),
                    "negative_weight",
                    Text("权重不能为负", "a weight is not negative"),
                    Text("写 0 或正数。", "Write 0 or more."),
                )


def _weight(entry: dict[str, Any]) -> Fraction:
    stated = entry.get("weight")
    return ONE if stated is None or stated is NOTHING else _read(written(stated))


@lru_cache  # units repeat the same few weights, and the very same ones are put together when they are added up
def _read(stated: str) -> Fraction:
    return max(parse_number(stated), Fraction(0))


def _text(value: object) -> str:
    return "" if value is None or value is NOTHING else written(value)
