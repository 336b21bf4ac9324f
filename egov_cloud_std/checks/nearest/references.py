"""The nearest change of a reference: another id, or an item that bears it."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ..edits import EXAMPLE, Edits, at, stated
from ..routes import Raw, Route, as_written, is_none
from ..world import Subject, World
from .lists import Listed, placed
from .seeking import then, towards

if TYPE_CHECKING:
    from ..kinds.references import ReferredBy, RefersTo


def _names(value: Raw) -> list[str]:
    members = value if isinstance(value, list) else [] if is_none(value) else [value]
    return [as_written(one) for one in members if one is not None]


def referring(kind: "RefersTo", route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
    """Edits after which every id exists (and what it names meets the condition), or one does not."""
    value = route.getter()(subject.item, world)
    path = route.path(subject.path)
    lists = [Listed.over(one) for one in kind.over]
    ids = {as_written(one["id"]) for listed in lists for one in listed.items(world) if one.get("id") is not None}
    if not to:
        unknown = next(
            name for name in (EXAMPLE, *(f"{EXAMPLE}-{number}" for number in range(2, 99))) if name not in ids
        )
        yield from _dangling(
            lists, (stated(world.root, path, [unknown] if route.field.kind == "set" else unknown),), world
        )
        yield from _unfit(kind, lists, _names(value), world)
        return
    names = _names(value)
    good = [name for name in names if _fits(kind, lists, name, world)]
    yield from _unfit(kind, lists, [name for name in names if name not in good], world, True)
    for listed in lists:
        for one in listed.subjects(world):
            name = one.item.get("id")
            if name is not None and _fits(kind, [listed], as_written(name), world):
                new = [*good, as_written(name)] if route.field.kind == "set" else as_written(name)
                yield (stated(world.root, path, new),)
    if kind.where is None and names:
        yield from (_listing(listed, [one for one in names if one not in good], world) for listed in lists)
    if good and route.field.kind == "set":
        yield (stated(world.root, path, good),)
    for edits in islice(_borne(kind, lists, next((name for name in names if name not in good), EXAMPLE), world), 4):
        yield edits
        if not names or (isinstance(value, list) and None in value):
            yield (*edits, *placed(route, subject, EXAMPLE, world))
    if route.field.kind == "set":
        yield (stated(world.root, path, []),)


def _listing(listed: Listed, names: list[str], world: World) -> Edits:
    """Adds an item for every name."""
    items = [{"id": name} for name in names]
    if listed.missing(world):
        return (stated(world.root, listed.path, items), *listed.complete(world))
    return tuple(
        stated(world.root, (*listed.path, len(listed.items(world)) + number), one) for number, one in enumerate(items)
    )


def _fits(kind: "RefersTo", lists: list[Listed], name: str, world: World) -> bool:
    for listed in lists:
        for one in listed.subjects(world):
            if one.item.get("id") is not None and as_written(one.item["id"]) == name:
                return kind.where is None or world.test(kind.where)(one.item, world) is True
    return False


def _unfit(kind: "RefersTo", lists: list[Listed], names: list[str], world: World, to: bool = False) -> Iterator[Edits]:
    """Makes what is named meet the condition, or not."""
    for listed in lists if kind.where is not None else ():
        for one in listed.subjects(world):
            if one.item.get("id") is not None and as_written(one.item["id"]) in names and kind.where is not None:
                yield from islice(towards(kind.where, one, world, to), 2)


def _borne(kind: "RefersTo", lists: list[Listed], name: str, world: World) -> Iterator[Edits]:
    """Adds an item with this id."""
    for listed in lists:
        yield from listed.with_such(world, kind.where, id=name)


def _dangling(lists: list[Listed], edits: Edits, world: World) -> Iterator[Edits]:
    """An id that does not exist, in lists of which everything is known."""
    for listed in lists:
        edits += listed.emptied(world) if listed.missing(world) else listed.complete(world)
    yield edits


def referred(kind: "ReferredBy", route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
    """Edits after which some item names this id, or none does."""
    value = route.getter()(subject.item, world)
    if value is None or is_none(value):
        return
    listed, name = Listed.over(kind.over), as_written(value)
    if not to:
        yield from _unnamed(kind, listed, name, world)
        return
    subjects = listed.subjects(world)
    for one in subjects:
        if name in _names(kind.field.getter()(one.item, world)) and kind.where is not None:
            yield from islice(towards(kind.where, one, world, True), 1)
    fit = [one for one in subjects if kind.where is None or world.test(kind.where)(one.item, world) is True]
    for one in sorted(fit, key=lambda one: kind.field.getter()(one.item, world) is not None)[:3]:
        yield _naming(kind, one, name, world)
    for edits in islice(listed.with_such(world, kind.where), 2):
        added = Subject({}, (*listed.path, len(subjects)))
        yield from then(edits, added, world, lambda item, now: iter((_naming(kind, item, name, now),)))


def _naming(kind: "ReferredBy", one: Subject, name: str, world: World) -> Edits:
    """This item names the id, beside what it names in a set."""
    have = _names(at(world.root, kind.field.path(one.path)))
    if kind.field.field.kind == "set":
        return (stated(world.root, kind.field.path(one.path), [*have, name]),)
    return placed(kind.field, one, name, world)


def _unnamed(kind: "ReferredBy", listed: Listed, name: str, world: World) -> Iterator[Edits]:
    """No item names the id, and nothing is left open."""
    if listed.missing(world):
        yield listed.emptied(world)
        return
    edits: Edits = listed.complete(world)
    for one in listed.subjects(world):
        value = kind.field.getter()(one.item, world)
        open_ = value is None or (isinstance(value, list) and None in value)
        names = _names(value)
        if (name not in names and not open_) or (
            kind.where is not None and world.test(kind.where)(one.item, world) is False
        ):
            continue
        others = [other for other in names if other != name]
        new = others if kind.field.field.kind == "set" else f"{EXAMPLE}-2" if name == EXAMPLE else EXAMPLE
        edits += (stated(world.root, kind.field.path(one.path), new),)
    if edits:
        yield edits
