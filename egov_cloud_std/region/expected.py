"""Reads `region.yaml`: which units are expected, and how they belong together."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from ..assess.regional import Expected
from ..assess.results import Noted
from ..document import Document, read_file
from ..frozen import Frozen
from ..quantities import parse_number
from ..shapes import NOTHING, Record, hold, load_file, written
from ..words import Text

FIELDS = Path(__file__).with_name("fields.json")
NAME = "region.yaml"


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
    return read_expected(read_file(path, root=folder))


def read_expected(document: Document) -> RegionFile:
    """The region that a document names, and what is wrong with it."""
    data, problems = hold(document, record())
    region = data.get("region") or {}
    found = tuple(Noted(one.place, document.line(one.place.line), one.code, one.says, one.fix) for one in problems)
    identity = _text(region.get("id"))
    return RegionFile(
        identity,
        _text(region.get("name")) or identity,
        document.name,
        document.digest,
        _text(region.get("weighed_by")),
        tuple(_units(document, data.get("units"))),
        (*found, *_weights(document, data.get("units"))),
    )


def _units(document: Document, entries: object) -> Iterator[Expected]:
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not entry or entry.get("id") is None:
            continue
        place = document.place(("units", index))
        texts = {
            name: _text(entry.get(name)) for name in ("name", "level", "division_code", "under", "carried_by", "file")
        }
        yield Expected(_text(entry["id"]), place, document.line(place.line), **texts, weight=_weight(entry))


def _weight(entry: dict[str, Any]) -> Fraction:
    stated = entry.get("weight")
    weight = Fraction(1) if stated is None or stated is NOTHING else parse_number(written(stated))
    return max(weight, Fraction(0))


def _weights(document: Document, entries: object) -> Iterator[Noted]:
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        stated = (entry or {}).get("weight")
        if stated is not None and stated is not NOTHING and parse_number(written(stated)) < 0:
            place = document.place(("units", index, "weight"))
            yield Noted(
                place,
                document.line(place.line),
                "negative_weight",
                Text("权重不能为负", "a weight is not negative"),
                Text("写 0 或正数。", "Write 0 or more."),
            )


def _text(value: object) -> str:
    return "" if value is None or value is NOTHING else written(value)
