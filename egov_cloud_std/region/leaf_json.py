"""How a leaf is written down: in a result, its controls by name; in the memory of earlier runs, by their number. And how
a file without one is remembered.

What a result says comes from outside and is held against its shape; so is what is remembered, which may be damaged.
"""

from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, starmap
from typing import Any

from ..assess.results import Unread
from ..assess.statuses import CODES, NAMES, NO_SUBJECT
from ..document import Place, Problem
from ..platforms.regional import COLLECTED
from ..words import Text
from .leaf import COUNTED, NUMBERS, UNWRITTEN, Counts, Leaf, Seen, Source, Span, held_once

TEXTS = ("unit", "name", "level", "division_code", "carried_by", "file", "digest")
_SEEN = frozenset(("units", *COLLECTED))
Json = dict[str, Any]


def leaf_to_json(leaf: Leaf, controls: Sequence[str]) -> Json:
    """A leaf as a result has it."""
    by_status: dict[str, list[str]] = {}
    for name, code in zip(controls, leaf.codes, strict=True):
        if code != NO_SUBJECT:
            by_status.setdefault(NAMES[code], []).append(name)
    return _rest(leaf) | {
        "seen": [one._asdict() for one in leaf.seen],
        "controls": by_status,
        "subjects": {controls[index]: list(counts) for index, counts in leaf.several.items()},
        "claims": [controls[index] for index in leaf.claims],
        "places": {controls[index]: list(span) for index, span in leaf.spans.items()},
        "seen_spans": leaf.seen_spans.tolist(),
        "sketch": list(leaf.sketch),
    }


def leaf_from_json(data: Mapping[str, Any], controls: Sequence[str]) -> Leaf:
    """A leaf that `leaf_to_json` wrote. Raises `KeyError`, `ValueError` or `TypeError` where something else did."""
    at = {name: index for index, name in enumerate(controls)}
    codes = bytearray(len(controls))
    for status, names in data["controls"].items():
        for name in names:
            if name in at:
                codes[at[name]] = CODES[status]
    return _leaf(
        data,
        bytes(codes),
        {
            at[name]: held_once(_numbers(counts, len(COUNTED) + 1))
            for name, counts in data["subjects"].items()
            if name in at
        },
        [at[name] for name in data["claims"] if name in at],
        {at[name]: _written(_numbers(span, NUMBERS)) for name, span in data["places"].items() if name in at},
        ([one[part] for one in data["seen"]] for part in Seen._fields),
        _all_written(array("I", data["seen_spans"])),
        _numbers(data["sketch"], len(data["sketch"])),
    )


def leaf_to_memory(leaf: Leaf) -> Json:
    """A leaf as it is remembered, for the same controls in the same order; its numbers are packed."""
    different = list(dict.fromkeys(leaf.several.values()))
    number = {counts: at for at, counts in enumerate(different)}
    return _rest(leaf) | {
        "seen": list(zip(*leaf.seen, strict=True)),
        "codes": leaf.codes.hex(),
        "counts": _packed(chain.from_iterable(different)),
        "several": _packed(chain(leaf.several, (number[counts] for counts in leaf.several.values()))),
        "claims": _packed(leaf.claims),
        "places": _packed(chain(leaf.spans, chain.from_iterable(leaf.spans.values()))),
        "seen_spans": _packed(leaf.seen_spans),
        "sketch": _packed(leaf.sketch),
    }


def leaf_from_memory(data: Mapping[str, Any], controls: int) -> Leaf:
    """A leaf that `leaf_to_memory` wrote. Raises `LookupError`, `ValueError` or `TypeError` where something else did."""
    codes = bytes.fromhex(data["codes"])
    numbers, width = tuple(_unpacked(data["counts"])), len(COUNTED) + 1
    if len(codes) != controls or max(codes, default=0) >= len(NAMES) or len(numbers) % width:
        raise ValueError("a status for every control belongs here")
    counts = [held_once(numbers[at : at + width]) for at in range(0, len(numbers), width)]
    several, which = _parted(tuple(_unpacked(data["several"])), controls, 1)
    return _leaf(
        data,
        codes,
        dict(zip(several, map(counts.__getitem__, which), strict=True)),
        _checked(tuple(_unpacked(data["claims"])), controls),
        _by_number(data["places"], controls),
        data["seen"],
        _unpacked(data["seen_spans"]),
        tuple(_unpacked(data["sketch"])),
    )


def unread_to_memory(unread: Unread) -> Json:
    """Why a file cannot be read, as it is remembered."""
    problem = unread.problem
    return {
        "file": unread.file,
        "line": unread.line,
        "place": problem.place,
        "code": problem.code,
        "says": problem.says,
        "fix": problem.fix,
    }


def unread_from_memory(data: Mapping[str, Any]) -> Unread:
    """What `unread_to_memory` wrote. Raises `LookupError`, `ValueError` or `TypeError` where something else did."""
    file, *span, sheet = data["place"]
    line, column, end_line, end_column = _numbers(span, NUMBERS - 1)
    place = Place(str(file), line, column, end_line, end_column, str(sheet))
    problem = Problem(place, str(data["code"]), Text(*map(str, data["says"])), Text(*map(str, data["fix"])))
    return Unread(str(data["file"]), problem, str(data["line"]))


def _packed(numbers: Iterable[int]) -> str:
    """Whole numbers as text that is read back at once."""
    return b2a_base64(array("I", numbers), newline=False).decode()


def _unpacked(text: str) -> "array[int]":
    return array("I", a2b_base64(text))


def _parted(numbers: tuple[int, ...], controls: int, length: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers of controls, and then so many numbers for each."""
    count = len(numbers) // (length + 1)
    if len(numbers) != count * (length + 1):
        raise ValueError("so many numbers for every control belong here")
    return _checked(numbers[:count], controls), numbers[count:]


def _checked(indexes: tuple[int, ...], controls: int) -> tuple[int, ...]:
    if max(indexes, default=0) >= controls:
        raise ValueError("numbers of controls belong here")
    return indexes


def _by_number(packed: str, controls: int) -> dict[int, Span]:
    indexes, numbers = _parted(tuple(_unpacked(packed)), controls, NUMBERS)
    columns = (numbers[at::NUMBERS] for at in range(NUMBERS))
    return dict(zip(indexes, zip(*columns, strict=True), strict=True))


def _rest(leaf: Leaf) -> Json:
    """What is written down of a leaf in both ways."""
    return {name: getattr(leaf, name) for name in TEXTS} | {
        "problems": leaf.problems,
        "sources": [list(one) for one in leaf.sources],
    }


def _leaf(
    data: Mapping[str, Any],
    codes: bytes,
    several: Mapping[int, Counts],
    claims: Sequence[int],
    spans: Mapping[int, Span],
    seen: Iterable[list[Any]],
    seen_spans: "array[int]",
    sketch: tuple[int, ...],
) -> Leaf:
    if not data["unit"]:
        raise ValueError("a unit has an id")
    sources = tuple(_source(*one) for one in data["sources"])
    standing = [*seen_spans[NUMBERS - 1 :: NUMBERS], *(span[-1] for span in spans.values())]
    if len(seen_spans) % NUMBERS or max(standing, default=0) > len(sources):
        raise ValueError("lines, columns and one of the sources belong here")
    unit, called, level, division_code, carried_by, file, digest = (str(data[name]) for name in TEXTS)
    return Leaf(
        unit,
        called,
        level,
        division_code,
        carried_by,
        file,
        digest,
        codes,
        several,
        tuple(claims),
        spans,
        int(data["problems"]),
        _seen(*seen),
        seen_spans,
        sketch,
        sources,
    )


def _seen(names: list[Any], data: list[Any], firsts: list[Any]) -> tuple[Seen, ...]:
    """All that the region sees of a unit, from the columns of it."""
    if names.count("units") != 1 or data[names.index("units")] is None:
        raise ValueError("a region sees the unit itself, once")
    if not _SEEN.issuperset(names):
        raise ValueError("one of the lists over all units belongs here")
    if not {dict, type(None)}.issuperset(map(type, data)) or {*map(type, firsts)} != {int} or min(firsts) < 0:
        raise TypeError("values, and where their places begin, belong here")
    return tuple(starmap(Seen, zip(names, data, firsts, strict=True)))


def _source(file: object, sheet: object, digest: object) -> Source:
    if not isinstance(file, str) or not isinstance(sheet, str) or not isinstance(digest, str):
        raise TypeError("a file, its sheet and its digest belong here")
    return file, sheet, digest


def _written(span: tuple[int, ...]) -> Span:
    """A span in which something stands."""
    line, column, end_line, end_column, source = span
    if 0 in span[:-1]:
        raise ValueError("lines and columns begin at 1")
    return line, column, end_line, end_column, source


def _all_written(spans: "array[int]") -> "array[int]":
    """Spans in each of which something stands, unless nothing is written there."""
    for at in range(0, len(spans), NUMBERS):
        span = tuple(spans[at : at + NUMBERS])
        if span != UNWRITTEN:
            _written(span)
    return spans


def _numbers(values: Sequence[int], length: int) -> tuple[int, ...]:
    """So many whole numbers from 0 on."""
    numbers = tuple(array("I", values))
    if len(numbers) != length:
        raise ValueError("not so many whole numbers")
    return numbers
