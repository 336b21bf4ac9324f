"""How a leaf is written down: in a result, its controls by name; in the memory of earlier runs, by their number.

What a result says comes from outside and is held against its shape; so is what is remembered, which may be damaged.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from ..assess.statuses import CODES, NAMES, NO_SUBJECT
from .leaf import COUNTED, NUMBERS, Counts, Leaf, Seen, Source, Span, held_once

TEXTS = ("unit", "name", "level", "division_code", "carried_by", "file", "digest")
Json = dict[str, Any]


def leaf_to_json(leaf: Leaf, controls: Sequence[str]) -> Json:
    """A leaf as a result has it."""
    by_status: dict[str, list[str]] = {}
    for name, code in zip(controls, leaf.codes, strict=True):
        if code != NO_SUBJECT:
            by_status.setdefault(NAMES[code], []).append(name)
    return _rest(leaf) | {
        "controls": by_status,
        "subjects": {controls[index]: list(counts) for index, counts in leaf.several.items()},
        "claims": [controls[index] for index in leaf.claims],
        "places": {controls[index]: list(span) for index, span in leaf.spans.items()},
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
        {at[name]: counts for name, counts in data["subjects"].items() if name in at},
        [at[name] for name in data["claims"] if name in at],
        {at[name]: span for name, span in data["places"].items() if name in at},
    )


def leaf_to_memory(leaf: Leaf) -> Json:
    """A leaf as it is remembered, for the same controls in the same order."""
    return _rest(leaf) | {
        "codes": leaf.codes.hex(),
        "several": [*leaf.several, *(number for counts in leaf.several.values() for number in counts)],
        "claims": leaf.claims,
        "places": [*leaf.spans, *(number for span in leaf.spans.values() for number in span)],
    }


def leaf_from_memory(data: Mapping[str, Any], controls: int) -> Leaf:
    """A leaf that `leaf_to_memory` wrote. Raises `KeyError`, `ValueError` or `TypeError` where something else did."""
    codes = bytes.fromhex(data["codes"])
    if len(codes) != controls or max(codes, default=0) >= len(NAMES):
        raise ValueError("a status for every control belongs here")
    return _leaf(
        data,
        codes,
        _by_number(data["several"], len(COUNTED) + 1, controls),
        [*_by_number(data["claims"], 0, controls)],
        _by_number(data["places"], NUMBERS, controls),
    )


def _by_number(values: Sequence[int], length: int, controls: int) -> dict[int, Sequence[int]]:
    """Numbers of controls, and then so many numbers for each."""
    count = len(values) // (length + 1)
    names, rest = values[:count], values[count:]
    if len(rest) != count * length or not all(type(name) is int and 0 <= name < controls for name in names):
        raise ValueError("so many numbers for every control belong here")
    return {name: rest[index * length : (index + 1) * length] for index, name in enumerate(names)}


def _rest(leaf: Leaf) -> Json:
    """What is written down of a leaf in both ways."""
    return {name: getattr(leaf, name) for name in TEXTS} | {
        "problems": leaf.problems,
        "seen": [
            {"name": one.name, "data": one.data, "path": list(one.path), "spans": one.spans.tolist()}
            for one in leaf.seen
        ],
        "sketch": list(leaf.sketch),
        "sources": [list(one) for one in leaf.sources],
    }


def _leaf(
    data: Mapping[str, Any],
    codes: bytes,
    several: Mapping[int, Sequence[int]],
    claims: Sequence[int],
    places: Mapping[int, Sequence[int]],
) -> Leaf:
    if not data["unit"]:
        raise ValueError("a unit has an id")
    sources = tuple(_source(*one) for one in data["sources"])
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
        {index: _counts(counts) for index, counts in several.items()},
        tuple(claims),
        {index: _span(span, len(sources)) for index, span in places.items()},
        int(data["problems"]),
        tuple(
            Seen(str(one["name"]), one["data"], tuple(one["path"]), _spans(one["spans"], len(sources)))
            for one in data["seen"]
        ),
        tuple(map(int, data["sketch"])),
        sources,
    )


def _source(file: object, sheet: object) -> Source:
    if not isinstance(file, str) or not isinstance(sheet, str):
        raise TypeError("a file and its sheet belong here")
    return file, sheet


def _counts(values: Sequence[int]) -> Counts:
    return held_once(tuple(_numbers(values, len(COUNTED) + 1)))


def _span(values: Sequence[int], sources: int) -> Span:
    line, column, end_line, end_column, source = _numbers(values, NUMBERS)
    if source > sources:
        raise ValueError("a place stands in a source")
    return line, column, end_line, end_column, source


def _numbers(values: Sequence[int], length: int) -> "array[int]":
    """So many whole numbers from 0 on."""
    numbers = array("I", values)
    if len(numbers) != length:
        raise ValueError("not so many whole numbers")
    return numbers


def _spans(values: Sequence[int], sources: int) -> "array[int]":
    """Spans one after the other, of the whole at least."""
    numbers = array("I", values)
    if not numbers or len(numbers) % NUMBERS or max(numbers[NUMBERS - 1 :: NUMBERS]) > sources:
        raise ValueError("lines, columns and source of every place belong here")
    return numbers
