"""Presence: whether there is one of something that the description speaks of."""

from collections.abc import Iterator
from typing import Self

from ...document import Path
from ...words import NONE_STATED, STATED, Text
from ..edits import NONE_OF_IT, Edits, stated
from ..kind import Kind, Test, Verdict
from ..reader import Reader
from ..routes import Raw, Route, is_none
from ..world import Item, Subject, World
from .counting import items_at


class Present(Kind):
    """`present: true`: it is there. A missing value is unknown; false only where the description says there is none."""

    name = "present"
    takes = frozenset(
        {"text", "flag", "count", "number", "choice", "quantity", "date", "month", "record", "list", "set", "any"}
    )

    there: bool

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        if not isinstance(answer, bool):
            reader.true(answer, at)
        return cls(answer is True)

    def compile(self, route: Route) -> Test:
        get, there = route.getter(), self.there
        promised = items_at(route) if route.field.kind == "list" else None

        def test(item: Item, world: World) -> Verdict:
            value = get(item, world)
            if is_none(value):
                # An empty list beside a total that promises more says both; neither is known.
                return None if promised is not None and promised(item, world)[1] else not there
            return there if says_something(value) else None

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        return STATED if self.there else NONE_STATED

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", Present(not self.there)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest import values

        path = route.path(subject.path)
        if to is self.there:
            yield (stated(world.root, path, values.anything(route.field)),)
        elif route.field.kind in ("list", "set"):
            yield (stated(world.root, path, []),)
        else:
            yield from _denied(path, route, world)


def says_something(value: Raw) -> bool:
    """Whether anything is stated: a mapping or a list of which nothing is filled in says nothing."""
    match value:
        case dict():
            return is_none(value) or any(says_something(one) for one in value.values())
        case list():
            return not value or any(says_something(one) for one in value)
        case _:
            return value is not None


def _denied(path: Path, route: Route, world: World) -> Iterator[Edits]:
    """States that there is none of this, or of the nearest section around it."""
    if route.field.kind == "record":
        yield (stated(world.root, path, NONE_OF_IT),)
    for depth in range(len(path) - 1, len(path) - len(route.steps), -1):
        yield (stated(world.root, path[:depth], NONE_OF_IT),)
