"""Sets: what must be covered, and what alone may be there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from ...document import Path
from ...shapes import Field
from ...words import NOT_STATED, Text
from ..conditions import Condition
from ..kind import LISTS, Change, Kind, Test, Verdict
from ..language import read_condition
from ..reader import Reader
from ..routes import Raw, Route, as_written, is_none
from ..world import Item, Subject, World
from .counting import items_at


@dataclass(frozen=True, slots=True)
class Members:
    """What is known of the members: these for certain, these perhaps, and whether there may be others."""

    known: tuple[str, ...]
    perhaps: tuple[str, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class _Membership(Kind):
    """What `covers` and `only` have in common: the members of a set, or of a field over a list."""

    values: tuple[str, ...]
    from_place: Route | None = None
    field: Route | None = None
    where: Condition | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        if route.field.kind == "set":
            assert route.field.item is not None
            return cls(*cls._values(answer, at, route.field.item, reader))
        record = route.field.record
        assert record is not None
        entry = reader.mapping(answer, at, ("field", "values", "where"), ("field", "values"))
        inner = reader.within(record)
        field = inner.route(entry["field"], (*at, "field"))
        where = read_condition(entry["where"], (*at, "where"), inner) if "where" in entry else None
        of = field.field.item if field.field.kind == "set" and field.field.item else field.field
        values, place = cls._values(entry["values"], (*at, "values"), of, reader)
        return cls(values, place, field, where)

    @classmethod
    def _values(cls, answer: object, at: Path, of: Field, reader: Reader) -> tuple[tuple[str, ...], Route | None]:
        if isinstance(answer, dict):
            place = reader.mapping(answer, at, ("place",), ("place",))["place"]
            return (), reader.route(place, (*at, "place"))
        entries = reader.sequence(answer, at)
        for index, one in enumerate(entries):
            reader.literal(one, (*at, index), of)
        return tuple(as_written(one) for one in entries), None

    def members(self, route: Route) -> Callable[[Item, World], Members | None]:
        """Reads the members; `None` while the set or the list is not stated."""
        items_of = items_at(route)
        if self.field is None:

            def of_set(item: Item, world: World) -> Members | None:
                found, _ = items_of(item, world)
                if found is None:
                    return None
                known = tuple(as_written(one) for one in found if one is not None)
                return Members(known, (), len(known) < len(found))

            return of_set
        get, keep = self.field.getter(), self.where.compile() if self.where is not None else None

        def of_list(item: Item, world: World) -> Members | None:
            items, unlisted = items_of(item, world)
            if items is None:
                return None
            known: list[str] = []
            perhaps: list[str] = []
            open_ = unlisted > 0
            for member in items:
                kept = True if keep is None else keep(member, world)
                value = get(member, world)
                if kept is False:
                    continue
                if not is_none(value):
                    stated = value if isinstance(value, list) else (value,)
                    open_ = open_ or None in stated
                    (known if kept else perhaps).extend(as_written(one) for one in stated if one is not None)
            return Members(tuple(known), tuple(perhaps), open_)

        return of_list

    def allowed(self) -> Callable[[Item, World], tuple[str, ...] | None]:
        """Reads the answer: the values, or the set at another place."""
        if self.from_place is None:
            return lambda item, world: self.values
        get = self.from_place.getter()

        def at_place(item: Item, world: World) -> tuple[str, ...] | None:
            value = get(item, world)
            if value is None or (isinstance(value, list) and None in value):
                return None
            return (
                tuple(map(as_written, value))
                if isinstance(value, list)
                else ()
                if is_none(value)
                else (as_written(value),)
            )

        return at_place

    def needs_subject(self) -> bool:
        return self.from_place is not None and self.from_place.relative

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return () if self.from_place is None else (self.from_place.path(subject.path),)

    def _names(self, world: World, subject: Subject) -> tuple[str, ...]:
        return self.allowed()(subject.item, world) or ()

    def _without_each(self) -> Iterator[tuple[str, Kind]]:
        if len(self.values) > 1:
            for index, value in enumerate(self.values):
                yield f"without {value}", replace(self, values=self.values[:index] + self.values[index + 1 :])
        if self.where is not None:
            yield "where dropped", replace(self, where=None)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> tuple[Change, ...]:
        if route.field.kind != "set" or not self._names(world, subject):
            return ()
        names = list(self._names(world, subject))
        path = route.path(subject.path)
        if to:
            have = [as_written(one) for one in value] if isinstance(value, list) else []
            new = names if isinstance(self, Only) else have + [one for one in names if one not in have]
            return (Change(path, new, Text(f"将 {route} 改为 {'、'.join(new)}", f"set {route} to {', '.join(new)}")),)
        choices = route.field.item.choices if route.field.item else ()
        other = next((one for one in choices if one not in names), "—")
        new = [*names, other] if isinstance(self, Only) else names[1:]
        return (
            Change(
                path,
                new,
                Text(f"将 {route} 改为 {'、'.join(new) or '空'}", f"set {route} to {', '.join(new) or 'nothing'}"),
            ),
        )


@dataclass(frozen=True, slots=True)
class Covers(_Membership):
    """`covers: [literal, …]`: all of these are members."""

    name = "covers"
    takes = LISTS

    def compile(self, route: Route) -> Test:
        members, allowed = self.members(route), self.allowed()

        def test(item: Item, world: World) -> Verdict:
            found, wanted = members(item, world), allowed(item, world)
            if found is None or wanted is None:
                return None
            missing = set(wanted) - set(found.known)
            if not missing:
                return True
            return None if found.open or missing <= set(found.perhaps) else False

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        names = self._names(world, subject)
        return Text("包含 " + "、".join(names), "to include " + ", ".join(names))

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        found = self.members(route)(subject.item, world)
        if found is None:
            return NOT_STATED
        missing = [name for name in self._names(world, subject) if name not in found.known]
        have = Text("、".join(dict.fromkeys(found.known)) or "无", ", ".join(dict.fromkeys(found.known)) or "none")
        if not missing:
            return have
        return Text(f"{have.zh}，缺 {'、'.join(missing)}", f"{have.en}; missing {', '.join(missing)}")

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield from self._without_each()


@dataclass(frozen=True, slots=True)
class Only(_Membership):
    """`only: [literal, …]`: every member is one of these."""

    name = "only"
    takes = LISTS

    def compile(self, route: Route) -> Test:
        members, allowed = self.members(route), self.allowed()

        def test(item: Item, world: World) -> Verdict:
            found, wanted = members(item, world), allowed(item, world)
            if found is None or wanted is None:
                return None
            if set(found.known) - set(wanted):
                return False
            return None if found.open or set(found.perhaps) - set(wanted) else True

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        names = self._names(world, subject)
        return Text("只有 " + "、".join(names), "only " + ", ".join(names))

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        found = self.members(route)(subject.item, world)
        if found is None:
            return NOT_STATED
        names = tuple(dict.fromkeys((*found.known, *found.perhaps)))
        return Text("、".join(names) or "无", ", ".join(names) or "none")

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield from self._without_each()
        yield "turned into covers", Covers(self.values, self.from_place, self.field, self.where)
