"""How like one another descriptions are: whole ones that were copied show, and paper compliance with them.

A description is the set of its written values with their places; identity, names, codes and dates of the unit are left
out, because a copy changes just these. Of the set a sketch is kept: the least of its hashes (bottom-k; Broder, On the
resemblance and containment of documents, 1997), from which the share that two sets have in common is estimated.
"""

import heapq
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain
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
    if isinstance(value, dict):
        for name, one in value.items():
            if type(one) is str:  # as nearly every value is
                hashes.add(crc32(f".{name}={one}".encode(), place))
            elif one is True or one is False:
                hashes.add(crc32(f".{name}={'true' if one else 'false'}".encode(), place))
            else:
                _collect(one, crc32(f".{name}".encode(), place), hashes)
    elif isinstance(value, str):
        hashes.add(crc32(f"={value}".encode(), place))
    elif isinstance(value, list):
        place = crc32(b"[]", place)
        for one in value[:ITEMS]:
            _collect(one, place, hashes)
    elif value is not NOTHING and value is not None:
        hashes.add(crc32(f"={written(value)}".encode(), place))


def likest(sketches: Mapping[str, Sequence[int]]) -> dict[str, Likest]:
    """For every unit the one most like it; of several equally like the first by name. Time grows with what is shared."""
    sets = {unit: _Set(sketch) for unit, sketch in sketches.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for unit in sorted(sketches):
        for least in sets[unit].ranks:  # once each: a result of elsewhere may say one twice
            holders[least].append(unit)
    beside = _neighbours(crowd for crowd in holders.values() if len(crowd) > CROWD)
    best: dict[str, Likest] = {}
    for unit, own in sets.items():
        # What few have in common tells a copy among many that share a template; the estimate is made of all.
        few = Counter(chain.from_iterable(units for least in own.ranks if 1 < len(units := holders[least]) <= CROWD))
        del few[unit]
        near = {*_most(few), *_most(beside.get(unit, {}))}
        if near:
            best[unit] = _best(own, {other: sets[other] for other in near})
    return best


def _neighbours(crowds: Iterable[Sequence[str]]) -> Mapping[str, Mapping[str, int]]:
    """For every unit those that stand close to it in crowds, and in how many."""
    pairs: Counter[tuple[str, str]] = Counter()
    for crowd in crowds:
        for apart in range(1, NEIGHBOURS + 1):
            pairs.update(zip(crowd, crowd[apart:], strict=False))
    beside: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), number in pairs.items():
        beside[one][other] = beside[other][one] = number
    return beside


def _most(shared: Mapping[str, int]) -> list[str]:
    """The units with which most is shared; of several with as much the first by name."""
    if not shared:
        return []
    least = sorted(shared.values())[-LOOKED_AT:][0]
    most = [(-number, other) for other, number in shared.items() if number >= least]
    return [other for _, other in sorted(most)[:LOOKED_AT]]


class _Set:
    """The hashes of a sketch, and the rank of each."""

    def __init__(self, sketch: Sequence[int]) -> None:
        self.hashes = frozenset(sketch)
        self.ranks = {one: rank for rank, one in enumerate(sorted(self.hashes))}

    def common(self, other: "_Set", shared: frozenset[int], length: int) -> int:
        """How many of the `shared` are among the `length` least of both together, in which each stands once."""
        mine, theirs, ordered = self.ranks, other.ranks, sorted(shared)
        return bisect_left(range(len(ordered)), length, key=lambda at: mine[ordered[at]] + theirs[ordered[at]] - at)


def _best(sketch: _Set, near: Mapping[str, _Set]) -> Likest:
    """The most like of several, by the share of values in common, estimated from the least hashes of the union.

    No estimate is above the share of the sketches that is the same, so those that cannot be better are not looked at.
    """
    shared = {unit: sketch.hashes & other.hashes for unit, other in near.items()}
    lengths = {unit: min(len(sketch.ranks), len(other.ranks)) for unit, other in near.items()}
    at_most = ((len(shared[unit]) / lengths[unit], unit) for unit in near)
    best: tuple[float, str, int, int] | None = None  # of lengths this short, a float tells shares apart
    for most, unit in sorted(at_most, reverse=True):
        if best is not None and most < -best[0]:
            break
        length = lengths[unit]
        common = sketch.common(near[unit], shared[unit], length)
        here = -common / length, unit, common, length
        best = here if best is None else min(best, here)
    assert best is not None  # somebody is near
    return Likest(best[1], Fraction(best[2], best[3]))
