"""What stands behind a value: its author's word, or an artefact that holds.

An item of `evidence` documents the places that it names in `supports`, and what is inside them, when its artefact is
there with the digest that is stated, and its date is stated, not in the future, and not past its last valid day.
"""

from collections.abc import Iterator
from typing import Any

from .. import clock
from ..checks import World
from ..checks.routes import as_written
from ..checks.world import Item
from ..document import Path

DECLARED, DOCUMENTED = "declared", "documented"
ORDER = (DECLARED, DOCUMENTED, "measured")  # weakest first

Named = tuple[Path, str, Path | None]  # where a place is named, its name, the place; `None` where nothing is there


def named(data: Item) -> Iterator[tuple[Item, Named]]:
    """Every place that an item of `evidence` says it stands behind."""
    indexes: dict[int, dict[str, int]] = {}
    items = data.get("evidence")
    for at, item in enumerate(items if isinstance(items, list) else ()):
        supports = item.get("supports") if item is not None else None
        for position, name in enumerate(supports if isinstance(supports, list) else ()):
            if name is not None:
                text = as_written(name)
                yield item, (("evidence", at, "supports", position), text, _find(data, text, (), indexes))


def documented(world: World) -> frozenset[Path]:
    """The places behind which an artefact stands that holds."""

    def find() -> frozenset[Path]:
        found = ((item, place) for item, (_, _, place) in named(world.root))
        return frozenset(place for item, place in found if place is not None and documents(item, world))

    return world.once("documented", find)


def documents(item: Item, world: World) -> bool:
    """Whether an item of `evidence` makes a value documented."""
    name, day, until = item.get("id"), item.get("date"), item.get("valid_until")
    if name is None or day is None or item.get("digest") is None:
        return False
    if world.artefacts.get(as_written(name), "nobody looked") is not None:
        return False
    if clock.parse_day(as_written(day)) > world.today:
        return False
    return until is None or not clock.is_past(clock.parse_day(as_written(until)), world.as_of)


def support_of(path: Path, value: object, world: World) -> str:
    """What stands behind the value at a path; nothing but its silence behind one that is not stated."""
    places = documented(world)
    if value is None or not places:
        return DECLARED
    return DOCUMENTED if any(path[:depth] in places for depth in range(1, len(path) + 1)) else DECLARED


def weakest(supports: Iterator[str]) -> str:
    """The support of a finding, from those of its deciding checks."""
    return min(supports, key=ORDER.index, default=DECLARED)


def _find(found: Any, rest: str, path: Path, indexes: dict[int, dict[str, int]]) -> Path | None:  # noqa: ANN401 - a tree
    """The path of a place that is named by identity. Lists are indexed once: an inventory is named many times."""
    if not rest:
        return path if found is not None else None
    if not rest.startswith("["):
        name = rest.removeprefix(".") if path else rest
        ends = [at for at in (name.find("."), name.find("[")) if at >= 0]
        key = name[: min(ends, default=len(name))]
        inner = found.get(key) if isinstance(found, dict) else None
        return None if inner is None else _find(inner, name[len(key) :], (*path, key), indexes)
    if not isinstance(found, list):
        return None
    if id(found) not in indexes:
        indexes[id(found)] = {_segment(one, at): at for at, one in reversed(list(enumerate(found)))}
    index = indexes[id(found)]
    end = rest.find("]")
    while end >= 0:  # ids may hold dots and brackets
        at = index.get(rest[1:end])
        if at is not None:
            inner = _find(found[at], rest[end + 1 :], (*path, at), indexes)
            if inner is not None:
                return inner
        end = rest.find("]", end + 1)
    return None


def _segment(item: object, position: int) -> str:
    name = item.get("id") if isinstance(item, dict) else None
    return f"#{position + 1}" if name is None or isinstance(name, dict) else as_written(name)
