"""The nearest change of what a set or a field over a list must cover, or may hold."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ..edits import Edits, at, stated
from ..routes import Route
from ..values import named
from ..world import Subject, World
from . import values
from .lists import Listed, placed, scalar
from .seeking import then, towards

if TYPE_CHECKING:
    from ..kinds.membership import _Membership

STEPS = 20  # members that are changed one after the other


def members(
    kind: "_Membership", covers: bool, route: Route, subject: Subject, world: World, to: bool
) -> Iterator[Edits]:
    """Edits after which a set covers the names (or holds nothing else), or does not."""
    names = kind.allowed()(subject.item, world)
    if names is None:
        yield from _named(kind, covers, route, subject, world, to)
    elif kind.field is None:
        yield from _of_set(names, covers, route, subject, world, to)
    else:
        yield from _until(kind, covers, route, subject, world, to, STEPS)


def _named(
    kind: "_Membership", covers: bool, route: Route, subject: Subject, world: World, to: bool
) -> Iterator[Edits]:
    """States the names where they stand elsewhere: those that are members, or others."""
    place = kind.from_place
    assert place is not None
    found = kind.members(route)(subject.item, world)
    known = list(dict.fromkeys(found.known)) if found is not None else []
    new = values.other(scalar(place.field), tuple(known))
    for these in ([*known[:1]], known, [*known, new], [new]):
        if these and None not in these and (place.field.kind == "set" or len(these) == 1):
            value = these if place.field.kind == "set" else these[0]
            edits = (stated(world.root, place.path(subject.path), value),)
            yield edits
            yield from then(edits, subject, world, lambda one, now: members(kind, covers, route, one, now, to))


def _of_set(
    names: tuple[str, ...], covers: bool, route: Route, subject: Subject, world: World, to: bool
) -> Iterator[Edits]:
    path, of = route.path(subject.path), scalar(route.field)
    found, name = at(world.root, path), named(of)
    have = {said: one for one in found if one is not None and (said := name(one))} if isinstance(found, list) else {}
    another = values.other(of, (*names, *have))
    candidates: tuple[list[object], ...]
    match covers, to:
        case True, True:
            candidates = ([*have.values(), *(one for one in names if one not in have)],)
        case True, False:
            candidates = tuple([one for said, one in have.items() if said != spared] for spared in names)
        case False, True:
            candidates = ([one for said, one in have.items() if said in names], list(names[:1]))
        case _:
            candidates = ([*have.values(), another],) if another is not None else ()
    yield from ((stated(world.root, path, one),) for one in candidates)


def _until(
    kind: "_Membership", covers: bool, route: Route, subject: Subject, world: World, to: bool, steps: int
) -> Iterator[Edits]:
    """One item after the other until the verdict is there."""
    verdict = kind.compile(route)(subject.item, world)
    if verdict is to:
        yield ()
        return
    if not steps:
        return
    for edits in islice(_step(kind, covers, route, subject, world, to), 3):
        yield from islice(
            then(edits, subject, world, lambda one, now: _until(kind, covers, route, one, now, to, steps - 1)), 1
        )


def _step(kind: "_Membership", covers: bool, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
    listed = Listed.at_route(route, subject)
    names = kind.allowed()(subject.item, world) or ()
    if covers is to:
        # What is there must cover more, or something that does not belong must turn up.
        yield from _more(kind, covers, names, listed, world)
    else:
        yield from _fewer(kind, covers, names, listed, world)
    if listed.missing(world):
        yield listed.emptied(world)


def _more(kind: "_Membership", covers: bool, names: tuple[str, ...], listed: Listed, world: World) -> Iterator[Edits]:
    """A member more: one of the names that is lacking, or (for `only`) one that is none of them."""
    assert kind.field is not None
    have = {
        name for one in listed.subjects(world) if _kept(kind, one, world) is True for name in _said(kind, one, world)
    }
    if covers:
        new: object = next((name for name in names if name not in have), None)
    else:
        new = values.other(scalar(kind.field.field), names)
    if new is None:
        return
    for one in listed.subjects(world):
        if _kept(kind, one, world) is None and new in _said(kind, one, world) and kind.where is not None:
            yield from towards(kind.where, one, world, True)
    for one in listed.subjects(world):
        if _kept(kind, one, world) is True and kind.field.getter()(one.item, world) is None:
            yield placed(kind.field, one, new, world)
    fresh = listed.with_such(world, kind.where)
    for edits in fresh:
        added = Subject({}, (*listed.path, len(listed.items(world))))
        yield from then(edits, added, world, lambda item, now: iter((placed(kind.field, item, new, now),)))  # type: ignore[arg-type]


def _fewer(kind: "_Membership", covers: bool, names: tuple[str, ...], listed: Listed, world: World) -> Iterator[Edits]:
    """A member less: of one name (for `covers`), or whatever is none of the names; what is open is stated."""
    assert kind.field is not None
    if listed.complete(world):
        yield listed.complete(world)
        return
    of = scalar(kind.field.field)
    inside = names[0] if names else values.example(of)
    instead = values.other(of, names) if covers else inside
    spared = _rarest(kind, names, listed, world) if covers else ""
    for one in listed.subjects(world):
        if _kept(kind, one, world) is False:
            continue
        said = _said(kind, one, world)
        wrong = [name for name in said if (name == spared if covers else name not in names)]
        if wrong and kind.field.field.kind == "set":
            yield (stated(world.root, kind.field.path(one.path), [name for name in said if name not in wrong]),)
        if wrong or kind.field.getter()(one.item, world) is None or len(said) < len(_raw(kind, one, world)):
            if instead is not None:
                yield placed(kind.field, one, instead, world)
            if wrong:
                index = one.path[-1]
                assert isinstance(index, int)
                yield listed.without(world, index)
            return


def _rarest(kind: "_Membership", names: tuple[str, ...], listed: Listed, world: World) -> str:
    """The name that the fewest items bear."""
    kept = (one for one in listed.subjects(world) if _kept(kind, one, world) is not False)
    borne = Counter(name for one in kept for name in set(_said(kind, one, world)))
    return min(names, key=lambda name: borne[name], default="")


def _kept(kind: "_Membership", one: Subject, world: World) -> bool | None:
    return True if kind.where is None else world.test(kind.where)(one.item, world)


def _raw(kind: "_Membership", one: Subject, world: World) -> list[object]:
    assert kind.field is not None
    value = kind.field.getter()(one.item, world)
    return value if isinstance(value, list) else [] if isinstance(value, dict) else [value]


def _said(kind: "_Membership", one: Subject, world: World) -> list[str]:
    """The members that an item names; of a value between bounds nothing is known."""
    assert kind.field is not None
    name = named(scalar(kind.field.field))
    return [said for value in _raw(kind, one, world) if value is not None and (said := name(value)) is not None]
