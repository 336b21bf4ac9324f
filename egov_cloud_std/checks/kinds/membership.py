"""Sets: what must be covered, and what alone may be there."""

from collections.abc import Callable, Iterable, Iterator
from typing import Self

from ...document import Path
from ...frozen import Frozen, replace
from ...shapes import Field
from ...words import NOT_STATED, Text
from .. import values
from ..conditions import Condition
from ..edits import Edits
from ..kind import LISTS, Kind, Test, Verdict
from ..language import read_condition
from ..reader import Reader
from ..routes import Raw, Route, as_written, is_none
from ..world import Item, Subject, World
from .counting import items_at


class Members(Frozen):
    """What is known of the members: these for certain, these perhaps, and whether there may be others."""

    known: tuple[str, ...]
    perhaps: tuple[str, ...]
    open: bool


def _member(field: Field) -> Field:
    """What the members are: those of a set, or the field itself."""
    return field.item if field.kind == "set" and field.item is not None else field


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
        values, place = cls._values(entry["values"], (*at, "values"), _member(field.field), reader)
        return cls(values, place, field, where)

    @classmethod
    def _values(cls, answer: object, at: Path, of: Field, reader: Reader) -> tuple[tuple[str, ...], Route | None]:
        if isinstance(answer, dict):
            place = reader.mapping(answer, at, ("place",), ("place",))["place"]
            return (), reader.route(place, (*at, "place"))
        entries = reader.sequence(answer, at)
        for index, one in enumerate(entries):
            reader.literal(one, (*at, index), of)
        name = values.named(of)
        return tuple(name(one) or as_written(one) for one in entries), None

    def members(self, route: Route) -> Callable[[Item, World], Members | None]:
        """Reads the members; `None` while the set or the list is not stated."""
        items_of = items_at(route)
        name = values.named(_member(self.field.field if self.field is not None else route.field))
        if self.field is None:

            def of_set(item: Item, world: World) -> Members | None:
                found, _ = items_of(item, world)
                if found is None:
                    return None
                names = [None if one is None else name(one) for one in found]
                known = tuple(one for one in names if one is not None)
                return Members(known, (), None in names)

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
                    names = [None if one is None else name(one) for one in stated]
                    open_ = open_ or None in names
                    (known if kept else perhaps).extend(one for one in names if one is not None)
            return Members(tuple(known), tuple(perhaps), open_)

        return of_list

    def allowed(self) -> Callable[[Item, World], tuple[str, ...] | None]:
        """Reads the answer: the values, or the set at another place."""
        if self.from_place is None:
            return lambda item, world: self.values
        get, name = self.from_place.getter(), values.named(_member(self.from_place.field))

        def at_place(item: Item, world: World) -> tuple[str, ...] | None:
            value = get(item, world)
            if is_none(value):
                return ()
            stated = value if isinstance(value, list) else (value,)
            names = [None if one is None else name(one) for one in stated]
            known = tuple(one for one in names if one is not None)
            return None if None in names else known

        return at_place

    def asked_inside(self, route: Route, subject: Subject, world: World) -> Iterator[tuple[Condition, Iterable[Item]]]:
        if self.where is not None:
            yield self.where, items_at(route)(subject.item, world)[0] or ()

    def needs_subject(self) -> bool:
        return self.from_place is not None and self.from_place.relative

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return () if self.from_place is None else (self.from_place.path(subject.path),)

    def _names(self, world: World, subject: Subject) -> tuple[str, ...]:
        return self.allowed()(subject.item, world) or ()

    def _wanted_names(self, world: World, subject: Subject) -> Text:
        """The values, or the place that states them."""
        names = self._names(world, subject)
        if not names and self.from_place is not None:
            return Text(f"{self.from_place} 中的各项", f"what {self.from_place} states")
        return Text("、".join(names), ", ".join(names))

    def _without_each(self) -> Iterator[tuple[str, Kind]]:
        if len(self.values) > 1:
            for index, value in enumerate(self.values):
                yield f"without {value}", replace(self, values=self.values[:index] + self.values[index + 1 :])
        if self.where is not None:
            yield "where dropped", replace(self, where=None)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.membership import members

        return members(self, isinstance(self, Covers), route, subject, world, to)


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
        names = self._wanted_names(world, subject)
        return Text("包含 " + names.zh, "to include " + names.en)

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
        names = self._wanted_names(world, subject)
        return Text("只有 " + names.zh, "only " + names.en)

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        found = self.members(route)(subject.item, world)
        if found is None:
            return NOT_STATED
        names = tuple(dict.fromkeys((*found.known, *found.perhaps)))
        return Text("、".join(names) or "无", ", ".join(names) or "none")

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield from self._without_each()
        yield "turned into covers", Covers(self.values, self.from_place, self.field, self.where)
