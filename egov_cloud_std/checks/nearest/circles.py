"""The nearest change of references that lead in a circle: one that ends, or one that comes back."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ..edits import EXAMPLE, Edits, stated
from ..routes import Route, as_written, is_none
from ..world import Subject, World
from .lists import Listed, placed
from .seeking import after, subject_after, then, towards

if TYPE_CHECKING:
    from ..kinds.circles import AcyclicIn

WIDTH = 3  # ways to end one reference that are followed up


def circling(kind: "AcyclicIn", route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
    """Edits after which no way leads back to the subject, or one does."""
    if to:
        yield from _ended(kind, route, subject, world)
        return
    name, where = subject.item.get("id"), kind.where
    if name is None:
        return
    itself = placed(route, subject, as_written(name), world)
    if where is None:
        yield itself
    else:
        yield from then(itself, subject, world, lambda one, now: towards(where, one, now, True))


def _ended(kind: "AcyclicIn", route: Route, subject: Subject, world: World) -> Iterator[Edits]:
    """Ends one reference after the other, the subject's own first, until no way leads back."""
    if kind.compile(route)(subject.item, world) is True:
        yield ()
        return
    for edits in islice(_step(kind, route, subject, world), WIDTH):
        yield from then(edits, subject, world, lambda one, now: _ended(kind, route, one, now))


def _step(kind: "AcyclicIn", route: Route, subject: Subject, world: World) -> Iterator[Edits]:
    listed = Listed.over(kind.over)
    own = route.getter()(subject.item, world) is None or kind.circle(route, subject, world)
    others = (one for one in listed.subjects(world) if _open(kind, route, one, world))
    if listed.complete(world) and not own:
        yield listed.complete(world)
    yield from _cut(kind, route, subject if own else next(others, subject), world)


def _open(kind: "AcyclicIn", route: Route, one: Subject, world: World) -> bool:
    """Whether it is not known where an item leads."""
    value = route.getter()(one.item, world)
    kept = True if kind.where is None else world.test(kind.where)(one.item, world)
    silent = value is None or (isinstance(value, list) and None in value)
    return kept is not False and (silent or (kept is None and not is_none(value)))


def _cut(kind: "AcyclicIn", route: Route, one: Subject, world: World) -> Iterator[Edits]:
    """Ways to let an item lead nowhere that comes back."""
    path, value = route.path(one.path), route.getter()(one.item, world)
    if kind.where is not None and value is not None:
        yield from islice(towards(kind.where, one, world, False), 1)
    if route.field.kind == "set":
        names = [as_written(each) for each in value if each is not None] if isinstance(value, list) else []
        kept = [name for name in names if name not in kind.circle(route, one, world)[:1]]
        if kept and isinstance(value, list) and len(kept) < len(value):
            yield (stated(world.root, path, kept),)
        yield (stated(world.root, path, []),)
        return
    yield from islice(_elsewhere(kind, route, one, world), 1)
    yield (stated(world.root, path, EXAMPLE),)


def _elsewhere(kind: "AcyclicIn", route: Route, one: Subject, world: World) -> Iterator[Edits]:
    """Lets an item name another one, from which no way leads on or none leads back; those that lead nowhere first."""
    others = [other for other in Listed.over(kind.over).subjects(world) if other.path != one.path]
    if kind.where is not None:
        leads = world.test(kind.where)
        others.sort(key=lambda other: leads(other.item, world) is not False)
    for other in others[:WIDTH]:
        if other.item.get("id") is not None:
            edits = placed(route, one, as_written(other.item["id"]), world)
            moved = after(world, edits)
            if not kind.circle(route, subject_after(one, moved, edits), moved):
                yield edits
