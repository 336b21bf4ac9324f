"""How like one another descriptions are: whole ones that were copied show, and paper compliance with them.

A description is the set of its written values with their places; identity, names, codes and dates of the unit are left
out, because a copy changes just these. Of the set a sketch is kept: the least of its hashes (bottom-k; Broder, On the
resemblance and containment of documents, 1997), from which the share that two sets have in common is estimated.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any
from zlib import crc32

from ..frozen import Frozen
from ..platforms import Platform
from ..shapes import NOTHING, written

KEPT = 48  # hashes in a sketch
FEW = 24  # a description with fewer values than this is like many others by nature
ITEMS = 40  # of a list: an inventory would drown the rest, and take the time
CROWD = 64  # units that share one hash; beyond it each is compared with few of them
LOOKED_AT = 4  # units that each is held against, those that share most with it
NEIGHBOURS = 2  # in a crowd: who sent the same description as a hundred others stands beside one of them


class Likest(Frozen):
    """The unit whose description is most like another's."""

    unit: str
    likeness: Fraction


def sketch_of(platform: Platform) -> tuple[int, ...]:
    """The least hashes of a description, in order; empty where it holds too little to compare."""
    hashes: set[int] = set()
    for section, inside in platform.data.items():
        if section not in ("schema", "platform", "evidence", "profile_version"):
            _collect(inside, crc32(section.encode()), hashes)
    return () if len(hashes) < FEW else tuple(heapq.nsmallest(KEPT, hashes))


def _collect(value: Any, place: int, hashes: set[int]) -> None:  # noqa: ANN401 - the tree of a document
    """Every written value with its place; items of a list without their position, so that an inserted one changes little.

    `place` is the hash of the names that lead there: a hash goes on where another ended.
    """
    if isinstance(value, str):
        hashes.add(crc32(f"={value}".encode(), place))
    elif isinstance(value, dict):
        for name, one in value.items():
            _collect(one, crc32(f".{name}".encode(), place), hashes)
    elif isinstance(value, list):
        place = crc32(b"[]", place)
        for one in value[:ITEMS]:
            _collect(one, place, hashes)
    elif value is not NOTHING and value is not None:
        hashes.add(crc32(f"={written(value)}".encode(), place))


def likest(sketches: Mapping[str, Sequence[int]]) -> dict[str, Likest]:
    """For every unit the one most like it; of several equally like the first by name. Time grows with what is shared."""
    holders: dict[int, list[str]] = defaultdict(list)
    for unit in sorted(sketches):
        for least in sketches[unit]:
            holders[least].append(unit)
    apart, crowded = ({unit: Counter[str]() for unit in sketches} for _ in range(2))
    for units in holders.values():
        if len(units) <= CROWD:
            for one in units:
                apart[one].update(units)  # itself among them
        else:
            for index, one in enumerate(units):
                crowded[one].update(units[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1])
    best: dict[str, Likest] = {}
    for unit in sketches:
        # What few have in common tells a copy among many that share a template; the estimate is made of all.
        near = {*_most(unit, apart[unit]), *_most(unit, crowded[unit])}
        if near:
            likeness, other = min((-_resemblance(sketches[unit], sketches[other]), other) for other in near)
            best[unit] = Likest(other, -likeness)
    return best


def _most(unit: str, shared: Counter[str]) -> list[str]:
    """The units with which one shares most; of several with as much the first by name."""
    del shared[unit]
    if not shared:
        return []
    least = sorted(shared.values())[-LOOKED_AT:][0]
    most = [(-number, other) for other, number in shared.items() if number >= least]
    return [other for _, other in sorted(most)[:LOOKED_AT]]


def _resemblance(one: Sequence[int], other: Sequence[int]) -> Fraction:
    """The share of values in common, estimated from the least hashes of the union."""
    both = {*one} & {*other}
    least = sorted({*one, *other})[: min(len(one), len(other))]
    return Fraction(len(both.intersection(least)), len(least))
