"""The nearest change of values that are unique, or that agree, among the items of a list."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..edits import Edits, stated
from ..routes import Raw, Route, as_written, is_none
from ..values import named
from ..world import Subject, World
from . import values
from .lists import Listed
from .seeking import then

if TYPE_CHECKING:
    from ..kinds.agreement import AgreesWith, UniqueIn


def _stated(value: Raw) -> bool:
    return value is not None and not is_none(value)


def unique(kind: "UniqueIn", route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
    """Edits after which no other item states this value, or one does."""
    if route.steps == ("id",):
        return  # an identity that is taken is an error of the input, and counts as not stated
    listed = Listed.over(kind.over)
    get = route.getter()
    raws = [get(one, world) for one in listed.items(world)]
    if to:
        for new in (get(subject.item, world), values.other(route.field, tuple(one for one in raws if _stated(one)))):
            if _stated(new):
                edits = (stated(world.root, route.path(subject.path), new),)
                yield from then(edits, subject, world, lambda one, now: _told_apart(kind, route, one, now))
        return
    mine = get(subject.item, world)
    others = [one for one in listed.subjects(world) if one.path != subject.path]
    for one in others:
        value = get(one.item, world)
        if _stated(value):
            yield (stated(world.root, route.path(subject.path), value),)
        elif _stated(mine):
            yield (stated(world.root, route.path(one.path), mine),)
    value = mine if _stated(mine) else values.example(route.field)
    said: Edits = () if _stated(mine) else (stated(world.root, route.path(subject.path), value),)
    yield from then(said, subject, world, lambda one, now: _twin(listed, route, value, one, now))


def _told_apart(kind: "UniqueIn", route: Route, subject: Subject, world: World) -> Iterator[Edits]:
    """States what the other items leave open."""
    listed, get = Listed.over(kind.over), route.getter()
    lacking = next((one for one in listed.subjects(world) if get(one.item, world) is None), None)
    if lacking is None:
        yield listed.complete(world)
        return
    known = tuple(one for one in (get(item, world) for item in listed.items(world)) if _stated(one))
    new = values.other(route.field, known)
    if new is not None:
        edits = (stated(world.root, route.path(lacking.path), new),)
        yield from then(edits, subject, world, lambda one, now: _told_apart(kind, route, one, now))


def _twin(listed: Listed, route: Route, value: Raw, subject: Subject, world: World) -> Iterator[Edits]:
    """Adds an item that states the same value."""
    edits = listed.with_one(world, listed.fresh(world))
    path = (*listed.path, len(listed.items(world)))
    yield (*edits, stated(world.root, (*path, *route.steps), value))


def agreeing(kind: "AgreesWith", route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
    """Edits after which the items with the same `by` state the same value, or do not."""
    get, by = route.getter(), kind.by.getter()
    listed = Listed.over(kind.over)
    if by(subject.item, world) is None:
        other = values.other(
            kind.by.field, tuple(one for one in (by(o, world) for o in listed.items(world)) if _stated(one))
        )
        edits = (stated(world.root, kind.by.path(subject.path), other),)
        yield from then(edits, subject, world, lambda one, now: agreeing(kind, route, one, now, to))
        return
    mine = get(subject.item, world)
    peers = [one for one in listed.subjects(world) if one.path != subject.path and _same(kind, one, subject, world)]
    theirs = [value for one in peers if _stated(value := get(one.item, world))]
    if not to:
        yield from _parted(kind, route, subject, world, mine, theirs)
        return
    for value in dict.fromkeys(as_written(one) for one in (*theirs[:1], *([mine] if _stated(mine) else theirs[1:2]))):
        yield from _agreed(kind, route, value, subject, world)
    if not theirs and not _stated(mine):
        yield from _agreed(kind, route, values.example(route.field), subject, world)


def _same(kind: "AgreesWith", one: Subject, subject: Subject, world: World) -> bool:
    by, name_of = kind.by.getter(), named(kind.by.field)
    names = [name_of(value) if _stated(value := by(each.item, world)) else None for each in (one, subject)]
    if names[0] is None or names[0] != names[1]:
        return False
    if kind.apart is None:
        return True
    apart_of = kind.apart.getter()
    return apart_of(one.item, world) == apart_of(subject.item, world)


def _agreed(kind: "AgreesWith", route: Route, value: Raw, subject: Subject, world: World) -> Iterator[Edits]:
    """States one value wherever the same thing is stated; who names nothing is given a name."""
    get, by, listed = route.getter(), kind.by.getter(), Listed.over(kind.over)
    edits: Edits = listed.complete(world)
    names = [one for one in (by(item, world) for item in listed.items(world)) if _stated(one)]
    for one in listed.subjects(world):
        group = by(one.item, world)
        if group is None:
            names.append(new := values.other(kind.by.field, tuple(names)))
            edits += (stated(world.root, kind.by.path(one.path), new),)
        elif one.path == subject.path or _same(kind, one, subject, world):
            said = get(one.item, world)
            if not _stated(said) or as_written(said) != as_written(value):
                edits += (stated(world.root, route.path(one.path), value),)
    yield edits


def _parted(
    kind: "AgreesWith", route: Route, subject: Subject, world: World, mine: Raw, theirs: list[Raw]
) -> Iterator[Edits]:
    """States another value here, or adds an item that does."""
    new = values.other(route.field, tuple(theirs) + ((mine,) if _stated(mine) else ()))
    if new is None:
        return
    here: Edits = (stated(world.root, route.path(subject.path), new),)
    if theirs:
        yield here
        return
    listed = Listed.over(kind.over)
    if not _stated(mine):
        mine = values.other(route.field, (new,))
        here = (stated(world.root, route.path(subject.path), mine),)
    else:
        here = ()
    path = (*listed.path, len(listed.items(world)))
    group = kind.by.getter()(subject.item, world)
    added = listed.with_one(world, listed.fresh(world))
    apart = kind.apart
    yield (
        *here,
        *added,
        stated(world.root, (*path, *kind.by.steps), group),
        *((stated(world.root, (*path, *apart.route.steps), apart.getter()(subject.item, world)),) if apart else ()),
        stated(world.root, (*path, *route.steps), new),
    )
