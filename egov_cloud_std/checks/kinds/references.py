"""References: ids that must exist, and things that something must name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

from ...document import Path
from ...frozen import replace
from ...words import Text
from ..answering import read_over
from ..conditions import Condition, lacking
from ..edits import Edits
from ..kind import Kind, Test, Verdict
from ..reader import Reader, from_root
from ..routes import ListRoute, Raw, Route, as_written, is_none
from ..world import Item, Subject, World

# The verdicts of the items that name an id, and whether some item may name any.
Named = tuple[Mapping[str, list[Verdict]], bool]


def _by_id(over: ListRoute, world: World) -> Mapping[str, Item] | None:
    def index() -> Mapping[str, Item] | None:
        items = over.items(world.root, world)
        return None if items is None else {as_written(one["id"]): one for one in items if one.get("id") is not None}

    return world.once(("ids", str(over)), index)


def _nameless(over: ListRoute, world: World) -> Sequence[Item]:
    """The items that do not state their id: each may be the one that is meant."""
    items = over.items(world.root, world) or ()
    return world.once(("nameless", str(over)), lambda: [one for one in items if one.get("id") is None])


def _positions(over: ListRoute, world: World) -> Mapping[str, int]:
    def index() -> Mapping[str, int]:
        items = over.items(world.root, world) or ()
        return {as_written(one["id"]): position for position, one in enumerate(items) if one.get("id") is not None}

    return world.once(("positions", str(over)), index)


def _name(value: Raw) -> str | None:
    return None if value is None else as_written(value)


class RefersTo(Kind):
    """`refers_to: LIST`: every id exists in one of the lists, and the item named meets the condition."""

    name = "refers_to"
    takes = frozenset({"text", "set"})

    over: tuple[ListRoute, ...]
    where: Condition | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        match answer:
            case dict():
                over, where = read_over(reader, answer, at)
                return cls((from_root(over, at),), where)
            case list():
                entries = enumerate(reader.sequence(answer, at))
                routes = ((reader.list_route(one, (*at, index)), (*at, index)) for index, one in entries)
                return cls(tuple(from_root(one, here) for one, here in routes))
            case _:
                return cls((from_root(reader.list_route(answer, at), at),))

    def compile(self, route: Route) -> Test:
        get, over, many = route.getter(), self.over, route.field.kind == "set"
        keep = self.where.compile() if self.where is not None else None
        key = object()

        def targets(world: World) -> tuple[tuple[Mapping[str, Item], ...], Verdict, dict[str, Verdict]]:
            """The items by id, list by list; what an id is that none has; what ids were found to be."""
            known = [_by_id(target, world) for target in over]
            open_ = None in known or any(
                target.unlisted(world.root, world)
                or any(keep is None or keep(other, world) is not False for other in _nameless(target, world))
                for target in over
            )
            return tuple(one or {} for one in known), None if open_ else False, {}

        def one(name: str, world: World) -> Verdict:
            lists, otherwise, found = world.once(key, lambda: targets(world))
            if name not in found:
                item = next((known[name] for known in lists if name in known), None)
                found[name] = otherwise if item is None else True if keep is None else keep(item, world)
            return found[name]

        def test(item: Item, world: World) -> Verdict:
            value = get(item, world)
            if value is None:
                return None
            if is_none(value):
                return many  # no ids at all: each of them exists
            names = value if isinstance(value, list) else (value,)
            found = [None if name is None else one(as_written(name), world) for name in names]
            return False if False in found else None if None in found else True

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        lists = "、".join(map(str, self.over)), ", ".join(map(str, self.over))
        if self.where is None:
            return Text(f"{lists[0]} 中已有的标识", f"an id that exists in {lists[1]}")
        return Text(f"{lists[0]} 中符合条件的标识", f"an id in {lists[1]} that meets the condition")

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        value = route.getter()(subject.item, world)
        names = [as_written(one) for one in (value if isinstance(value, list) else (value,)) if one is not None]
        found = ((target, _positions(target, world).get(name)) for name in names[:20] for target in self.over)
        named: tuple[Path, ...] = tuple((*target.steps, at) for target, at in found if at is not None)
        return named + tuple(target.steps for target in self.over if target.items(world.root, world) is None)

    def asked_inside(self, route: Route, subject: Subject, world: World) -> Iterator[tuple[Condition, Iterable[Item]]]:
        if self.where is not None:
            value = route.getter()(subject.item, world)
            names = [as_written(one) for one in (value if isinstance(value, list) else (value,)) if one is not None]
            for target in self.over:
                known = _by_id(target, world) or {}
                yield self.where, [known[name] for name in names if name in known]

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        if self.where is not None:
            yield "where dropped", replace(self, where=None)
        if len(self.over) > 1:
            for index in range(len(self.over)):
                yield f"without {self.over[index]}", replace(self, over=self.over[:index] + self.over[index + 1 :])

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.references import referring

        return referring(self, route, subject, world, to)


class ReferredBy(Kind):
    """`referred_by: {list: LIST, field: .service}`: some item of the list, that meets the condition, names this id."""

    name = "referred_by"
    takes = frozenset({"text"})

    over: ListRoute
    field: Route
    where: Condition | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        over, where = read_over(reader, answer, at, ("field",))
        entry = reader.mapping(answer, at, ("list", "where", "field"), ("list", "field"))
        field = reader.within(over.record).route(entry["field"], (*at, "field"))
        return cls(from_root(over, (*at, "list")), field, where)

    def compile(self, route: Route) -> Test:
        get, over, field = route.getter(), self.over, self.field.getter()
        keep = self.where.compile() if self.where is not None else None
        key = object()

        def named(world: World) -> Named | None:
            items = over.items(world.root, world)
            if items is None:
                return None
            found: dict[str, list[Verdict]] = defaultdict(list)
            unsure = over.unlisted(world.root, world) > 0
            for one in items:
                kept = True if keep is None else keep(one, world)
                value = field(one, world)
                for name in value if isinstance(value, list) else () if is_none(value) else (value,):
                    if name is not None:
                        found[as_written(name)].append(kept)
                    elif kept is not False:
                        unsure = True
            return found, unsure

        def test(item: Item, world: World) -> Verdict:
            value = get(item, world)
            found = world.once(key, lambda: named(world))
            if value is None or is_none(value) or found is None:
                return None
            verdicts = found[0].get(as_written(value), [])
            return True if True in verdicts else None if None in verdicts or found[1] else False

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        which = Text("符合条件的", " that meets the condition") if self.where is not None else Text("", "")
        return Text(
            f"被 {self.over} 中{which.zh}某项的 {self.field} 引用",
            f"to be named by {self.field} of an item of {self.over}{which.en}",
        )

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return (self.over.steps,)

    def lacking(self, value: Raw, route: Route, subject: Subject, world: World) -> Iterator[Path]:
        """Where the list is stated: the naming field of an item, or what keeps open whether an item counts."""
        yield from super().lacking(value, route, subject, world)
        field = self.field.getter()
        for index, one in enumerate(self.over.items(world.root, world) or ()):
            there = Subject(one, (*self.over.steps, index))
            named, kept = field(one, world), True if self.where is None else world.test(self.where)(one, world)
            names = named if isinstance(named, list) else () if is_none(named) else (named,)
            if None in names and kept is not False:
                yield self.field.path(there.path)
            elif (
                self.where is not None and kept is None and value is not None and as_written(value) in map(_name, names)
            ):
                yield from lacking(self.where, there, world)

    def asked_inside(self, route: Route, subject: Subject, world: World) -> Iterator[tuple[Condition, Iterable[Item]]]:
        if self.where is not None:
            yield self.where, self.over.items(world.root, world) or ()

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        if self.where is not None:
            yield "where dropped", replace(self, where=None)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.references import referred

        return referred(self, route, subject, world, to)
