"""Edits of a list of things, or of a set: items more, items less, a stated total put right."""

from collections.abc import Iterator

from ...document import Path
from ...frozen import Frozen
from ...shapes import Field, Record
from ..conditions import Condition
from ..edits import Edits, at, stated
from ..kind import Verdict
from ..routes import UNKNOWN_ITEM, ListRoute, Route
from ..world import Item, Subject, World
from . import values
from .seeking import then, towards


class Listed(Frozen):
    """One list of a description."""

    path: Path
    record: Record
    total: Path | None = None  # where it is stated how many there are

    @classmethod
    def at_route(cls, route: Route, subject: Subject) -> "Listed":
        """The list at a route."""
        assert route.field.record is not None
        base = subject.path if route.relative else ()
        return cls(route.path(subject.path), route.field.record, None if route.total is None else (*base, *route.total))

    @classmethod
    def over(cls, route: ListRoute, subject: Subject | None = None) -> "Listed":
        """The list that a question names."""
        base = subject.path if route.relative and subject is not None else ()
        total = None if route.total is None else (*base, *route.total)
        return cls((*base, *route.steps), route.record, total)

    def items(self, world: World) -> list[Item]:
        """What is listed; empty where there is none or nothing is stated."""
        found = at(world.root, self.path)
        return [UNKNOWN_ITEM if one is None else one for one in found] if isinstance(found, list) else []

    def subjects(self, world: World) -> list[Subject]:
        """What is listed, each as a subject."""
        return [Subject(one, (*self.path, index)) for index, one in enumerate(self.items(world))]

    def missing(self, world: World) -> bool:
        """Whether the list is not stated."""
        return at(world.root, self.path) is None

    def emptied(self, world: World) -> Edits:
        """States that there are none."""
        return (stated(world.root, self.path, []), *self._total(world, 0))

    def complete(self, world: World) -> Edits:
        """Puts a stated total right that promises more than is listed."""
        promised = self._promised(world)
        here = len(self.items(world))
        return self._total(world, here) if promised is not None and promised > here else ()

    def without(self, world: World, index: int) -> Edits:
        """Takes an item away."""
        return (stated(world.root, (*self.path, index), None), *self._total(world, len(self.items(world)) - 1))

    def with_one(self, world: World, item: Item) -> Edits:
        """Adds an item."""
        here = len(self.items(world))
        promised = self._promised(world)
        total = self._total(world, here + 1) if promised == here else ()
        return (stated(world.root, (*self.path, here), item), *total)

    def fresh(self, world: World) -> Item:
        """An item of which nothing but a new identity is stated."""
        if not self.record.identified:
            return {}
        return {"id": values.other(self.record.fields["id"], {str(one.get("id")) for one in self.items(world)})}

    def with_such(self, world: World, where: Condition | None, to: Verdict = True, **given: object) -> Iterator[Edits]:
        """Adds an item that meets a condition (or does not), with these values."""
        edits = self.with_one(world, self.fresh(world) | given)
        if where is None:
            yield edits
            return
        added = Subject(UNKNOWN_ITEM, (*self.path, len(self.items(world))))
        yield from then(edits, added, world, lambda item, moved: towards(where, item, moved, to))

    def _promised(self, world: World) -> int | None:
        return None if self.total is None else world.count(at(world.root, self.total))

    def _total(self, world: World, number: int) -> Edits:
        if self.total is None or self._promised(world) in (None, number):
            return ()
        return (stated(world.root, self.total, number),)


def placed(route: Route, subject: Subject, value: object, world: World) -> Edits:
    """States a value at a route: alone in a set, as it is elsewhere."""
    new = [value] if route.field.kind == "set" else value
    return (stated(world.root, route.path(subject.path), new),)


def scalar(field: Field) -> Field:
    """The field of a member, of a set; any other field itself."""
    return field.item if field.kind == "set" and field.item is not None else field
