"""How a leaf is written down: in a result, its controls by name; in the memory of earlier runs, by their number.

What a result says comes from outside and is held against its shape; so is what is remembered, which may be damaged.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from ..assess.statuses import CODES, NAMES, NO_SUBJECT
from .leaf import COUNTED, NUMBERS, Counts, Leaf, Seen, Source, held_once

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
        {
            at[name]: held_once(_numbers(counts, len(COUNTED) + 1))
            for name, counts in data["subjects"].items()
            if name in at
        },
        [at[name] for name in data["claims"] if name in at],
        {at[name]: _numbers(span, NUMBERS) for name, span in data["places"].items() if name in at},
    )


def leaf_to_memory(leaf: Leaf) -> Json:
    """A leaf as it is remembered, for the same controls in the same order."""
    different = list(dict.fromkeys(leaf.several.values()))
    number = {counts: at for at, counts in enumerate(different)}
    return _rest(leaf) | {
        "codes": leaf.codes.hex(),
        "counts": different,
        "several": [*leaf.several, *(number[counts] for counts in leaf.several.values())],
        "claims": leaf.claims,
        "places": [*leaf.spans, *(number for span in leaf.spans.values() for number in span)],
    }


def leaf_from_memory(data: Mapping[str, Any], controls: int) -> Leaf:
    """A leaf that `leaf_to_memory` wrote. Raises `KeyError`, `ValueError` or `TypeError` where something else did."""
    codes = bytes.fromhex(data["codes"])
    if len(codes) != controls or max(codes, default=0) >= len(NAMES):
        raise ValueError("a status for every control belongs here")
    counts = [held_once(_numbers(one, len(COUNTED) + 1)) for one in data["counts"]]
    return _leaf(
        data,
        codes,
        {name: counts[at] for name, (at,) in _by_number(data["several"], 1, controls).items()},
        [*_by_number(data["claims"], 0, controls)],
        _by_number(data["places"], NUMBERS, controls),
    )


def _by_number(values: Sequence[int], length: int, controls: int) -> dict[int, tuple[int, ...]]:
    """Numbers of controls, and then so many numbers for each."""
    numbers = tuple(array("I", values))
    count = len(numbers) // (length + 1)
    if len(numbers) != count * (length + 1) or max(numbers[:count], default=0) >= controls:
        raise ValueError("so many numbers for every control belong here")
    return {numbers[at]: numbers[count + at * length : count + (at + 1) * length] for at in range(count)}


def _rest(leaf: Leaf) -> Json:
    """What is written down of a leaf in both ways."""
    return {name: getattr(leaf, name) for name in TEXTS} | {
        "problems": leaf.problems,
        "seen": [{"name": one.name, "data": one.data, "first": one.first} for one in leaf.seen],
        "seen_spans": leaf.seen_spans.tolist(),
        "sketch": list(leaf.sketch),
        "sources": [list(one) for one in leaf.sources],
    }


def _leaf(
    data: Mapping[str, Any],
    codes: bytes,
    several: Mapping[int, Counts],
    claims: Sequence[int],
    spans: Mapping[int, tuple[int, ...]],
) -> Leaf:
    if not data["unit"]:
        raise ValueError("a unit has an id")
    sources = tuple(_source(*one) for one in data["sources"])
    seen_spans = array("I", data["seen_spans"])
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
        {index: (one[0], one[1], one[2], one[3], one[4]) for index, one in spans.items()},
        int(data["problems"]),
        tuple(Seen(str(one["name"]), one["data"], int(one["first"])) for one in data["seen"]),
        seen_spans,
        tuple(map(int, data["sketch"])),
        sources,
    )


def _source(file: object, sheet: object) -> Source:
    if not isinstance(file, str) or not isinstance(sheet, str):
        raise TypeError("a file and its sheet belong here")
    return file, sheet


def _numbers(values: Sequence[int], length: int) -> tuple[int, ...]:
    """So many whole numbers from 0 on."""
    numbers = tuple(array("I", values))
    if len(numbers) != length:
        raise ValueError("not so many whole numbers")
    return numbers
