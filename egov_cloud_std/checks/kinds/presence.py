"""Presence: whether there is one of something that the description speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from ...document import Path
from ...words import Text
from ..kind import Change, Kind, Test, Verdict
from ..reader import Reader
from ..routes import Raw, Route, is_none
from ..world import Item, Subject, World


@dataclass(frozen=True, slots=True)
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

        def test(item: Item, world: World) -> Verdict:
            value = get(item, world)
            if is_none(value):
                return not there
            return there if says_something(value) else None

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text("有", "one to exist") if self.there else Text("无", "none to exist")

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", Present(not self.there)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> tuple[Change, ...]:
        return (_state(route, subject, to is self.there),)


def says_something(value: Raw) -> bool:
    """Whether anything is stated: a mapping or a list of which nothing is filled in says nothing."""
    match value:
        case dict():
            return is_none(value) or any(says_something(one) for one in value.values())
        case list():
            return not value or any(says_something(one) for one in value)
        case _:
            return value is not None


def _state(route: Route, subject: Subject, there: bool) -> Change:
    """States that there is one, or that there is none."""
    path = route.path(subject.path)
    if not there:
        none: object = [] if route.field.kind in ("list", "set") else {"none": True}
        return Change(path, none, Text(f"写明无 {route}", f"state that there is no {route}"))
    return Change(path, example(route.field), Text(f"写明 {route}", f"state {route}"))


def example(field: "object") -> object:
    """A value that this field can hold."""
    from ...shapes import Field

    assert isinstance(field, Field)
    match field.kind:
        case "flag":
            return True
        case "count" | "number":
            return 1
        case "choice":
            return field.choices[0]
        case "quantity":
            return EXAMPLES[field.dimension]
        case "date":
            return "2026-01-01"
        case "month":
            return "2026-01"
        case "set":
            return [example(field.item)]
        case "list":
            return [{"id": "example"}]
        case "record":
            assert field.record is not None
            name, inner = next((name, one) for name, one in field.record.fields.items() if name != "none")
            return {name: example(inner)}
        case _:
            return "000000" if field.pattern == "[0-9]{6}" else "example"


EXAMPLES = {
    "ratio": "50%",
    "duration": "1 h",
    "data": "1 GB",
    "bandwidth": "1 Gbps",
    "rate": "1 /s",
    "distance": "1 km",
    "money": "1 元",
    "frequency": "1 GHz",
}
