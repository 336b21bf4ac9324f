"""Between items: values that are unique, agree, or name each other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from ...document import Path
from ...words import Text
from .. import values
from ..conditions import Condition
from ..kind import SCALARS, Change, Kind, Test, Verdict
from ..routes import ListRoute, Raw, Route, as_written, is_none
from ..values import Comparable
from ..world import Item, Subject, World

if TYPE_CHECKING:
    from ..language import Reader


@dataclass(frozen=True, slots=True)
class UniqueIn(Kind):
    """`unique_in: LIST`: no other item of the list has the same value at the same place."""

    name = "unique_in"
    takes = SCALARS

    over: ListRoute

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: "Reader") -> Self:
        over = reader.list_route(answer, at)
        reader.within(over.record).route(str(route), at)
        return cls(over)

    def compile(self, route: Route) -> Test:
        get, parse, over = route.getter(), values.remembered(route.field), self.over
        key = ("tally", str(over), route.steps)

        def tally(world: World) -> tuple[Counter[Comparable], bool] | None:
            items = over.items(world.root, world)
            if items is None:
                return None
            raws = [get(one, world) for one in items]
            stated = [parse(raw) for raw in raws if raw is not None and not is_none(raw)]
            return Counter(stated), None in raws or over.unlisted(world.root, world) > 0

        def test(item: Item, world: World) -> Verdict:
            raw = get(item, world)
            found = world.once(key, lambda: tally(world))
            if raw is None or is_none(raw) or found is None:
                return None
            counts, unsure = found
            return False if counts[parse(raw)] > 1 else None if unsure else True

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text(f"在 {self.over} 中唯一", f"unique in {self.over}")

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return _peers(self.over, route, subject, world, route)

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", SharedIn(self.over)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> tuple[Change, ...]:
        path = route.path(subject.path)
        if to and isinstance(value, str):
            new = f"{value}-2"
            return (Change(path, new, Text(f"将 {route} 改为 {new}", f"set {route} to {new}")),)
        for index, one in enumerate(self.over.items(world.root, world) or ()):
            other = route.getter()(one, world)
            if not to and one is not subject.item and other is not None:
                text = as_written(other)
                return (Change(path, other, Text(f"将 {route} 改为 {text}", f"set {route} to {text} (as item {index + 1})")),)
        return ()


@dataclass(frozen=True, slots=True)
class SharedIn(UniqueIn):
    """The opposite of `unique_in`, for mutants only: profiles write `not`."""

    name = ""

    def compile(self, route: Route) -> Test:
        unique = UniqueIn(self.over).compile(route)

        def test(item: Item, world: World) -> Verdict:
            found = unique(item, world)
            return None if found is None else not found

        return test


def _peers(over: ListRoute, by: Route, subject: Subject, world: World, at: Route) -> tuple[Path, ...]:
    """Where the other items with the same value at `by` state the value at `at`."""
    get = by.getter()

    def index() -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for position, one in enumerate(over.items(world.root, world) or ()):
            value = get(one, world)
            if value is not None and not is_none(value):
                found[as_written(value)].append(position)
        return found

    same = get(subject.item, world)
    if same is None:
        return ()
    items = over.items(world.root, world) or ()
    places = world.once(("peers", str(over), by.steps), index).get(as_written(same), [])
    return tuple((*over.steps, one, *at.steps) for one in places[:20] if items[one] is not subject.item)


@dataclass(frozen=True, slots=True)
class AgreesWith(Kind):
    """`agrees_with: {list: LIST, by: .of}`: items with the same `by` state the same value at this place."""

    name = "agrees_with"
    takes = SCALARS

    over: ListRoute
    by: Route

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: "Reader") -> Self:
        entry = reader.mapping(answer, at, ("list", "by"), ("list", "by"))
        over = reader.list_route(entry["list"], (*at, "list"))
        inner = reader.within(over.record)
        inner.route(str(route), at)
        return cls(over, inner.route(entry["by"], (*at, "by")))

    def compile(self, route: Route) -> Test:
        get, by, parse, over = route.getter(), self.by.getter(), values.remembered(route.field), self.over
        key = ("groups", str(over), self.by.steps, route.steps)
        Groups = tuple[Mapping[str, set[Comparable]], set[str], bool]

        def grouped(world: World) -> Groups | None:
            items = over.items(world.root, world)
            if items is None:
                return None
            groups: dict[str, set[Comparable]] = defaultdict(set)
            silent: set[str] = set()
            unsure = over.unlisted(world.root, world) > 0
            for one in items:
                group, raw = by(one, world), get(one, world)
                if group is None:
                    unsure = True
                elif raw is None or is_none(raw):
                    silent.add(as_written(group))
                else:
                    groups[as_written(group)].add(parse(raw))
            return groups, silent, unsure

        def test(item: Item, world: World) -> Verdict:
            found, group, raw = world.once(key, lambda: grouped(world)), by(item, world), get(item, world)
            if found is None or group is None or raw is None:
                return None
            groups, silent, unsure = found
            name = as_written(group)
            if len(groups[name]) > 1:
                return False
            return None if unsure or name in silent else True

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        same = self.by.getter()(subject.item, world)
        name = "" if same is None else as_written(same)
        return Text(f"与其他各处关于“{name}”的数值一致", f"the same as every other statement of “{name}”")

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        if value is None:
            return Text("未填报", "not stated")
        get = route.getter()
        items = self.over.items(world.root, world) or ()
        paths = self.beside(route, subject, world)
        others = [get(items[index], world) for index in (path[len(self.over.steps)] for path in paths) if isinstance(index, int)]
        texts = list(dict.fromkeys(as_written(one) for one in others if one is not None))
        zh, en = "、".join(texts), ", ".join(texts)
        return Text(f"{as_written(value)}，另处为 {zh}", f"{as_written(value)}, elsewhere {en}") if texts else Text(as_written(value), as_written(value))

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return _peers(self.over, self.by, subject, world, route)

    def needs_subject(self) -> bool:
        return True

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", _Disagrees(self.over, self.by)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> tuple[Change, ...]:
        path = route.path(subject.path)
        for other in self.beside(route, subject, world):
            index = other[len(self.over.steps)]
            items = self.over.items(world.root, world) or ()
            raw = route.getter()(items[index], world) if isinstance(index, int) else None
            if to and raw is not None:
                text = as_written(raw)
                return (Change(path, raw, Text(f"将 {route} 改为 {text}", f"set {route} to {text}")),)
        return ()


class _Disagrees(AgreesWith):
    """The opposite of `agrees_with`, for mutants only."""

    name = ""

    def compile(self, route: Route) -> Test:
        agrees = AgreesWith(self.over, self.by).compile(route)

        def test(item: Item, world: World) -> Verdict:
            found = agrees(item, world)
            return None if found is None else not found

        return test


def _by_id(over: ListRoute, world: World) -> Mapping[str, Item] | None:
    def index() -> Mapping[str, Item] | None:
        items = over.items(world.root, world)
        return None if items is None else {as_written(one["id"]): one for one in items if one.get("id") is not None}

    return world.once(("ids", str(over)), index)


def _positions(over: ListRoute, world: World) -> Mapping[str, int]:
    def index() -> Mapping[str, int]:
        items = over.items(world.root, world) or ()
        return {as_written(one["id"]): position for position, one in enumerate(items) if one.get("id") is not None}

    return world.once(("positions", str(over)), index)


@dataclass(frozen=True, slots=True)
class RefersTo(Kind):
    """`refers_to: LIST`: every id exists in one of the lists, and the item named meets the condition."""

    name = "refers_to"
    takes = frozenset({"text", "set"})

    over: tuple[ListRoute, ...]
    where: Condition | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: "Reader") -> Self:
        match answer:
            case dict():
                over, where = reader.over(answer, at)
                return cls((over,), where)
            case list():
                return cls(tuple(reader.list_route(one, (*at, index)) for index, one in enumerate(answer)))
            case _:
                return cls((reader.list_route(answer, at),))

    def compile(self, route: Route) -> Test:
        get, over = route.getter(), self.over
        keep = self.where.compile() if self.where is not None else None

        def one(name: str, world: World) -> Verdict:
            unsure = False
            for target in over:
                known = _by_id(target, world)
                if known is None or target.unlisted(world.root, world):
                    unsure = True
                if known is not None and name in known:
                    return True if keep is None else keep(known[name], world)
            return None if unsure else False

        def test(item: Item, world: World) -> Verdict:
            value = get(item, world)
            if value is None:
                return None
            if is_none(value):
                return isinstance(value, list)
            names = value if isinstance(value, list) else (value,)
            found = [one(as_written(name), world) for name in names]
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
        return tuple((*target.steps, position) for target, position in found if position is not None)

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        if self.where is not None:
            yield "where dropped", replace(self, where=None)
        if len(self.over) > 1:
            for index in range(len(self.over)):
                yield f"without {self.over[index]}", replace(self, over=self.over[:index] + self.over[index + 1 :])

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> tuple[Change, ...]:
        path = route.path(subject.path)
        wrap: Callable[[str], object] = (lambda text: [text]) if route.field.kind == "set" else (lambda text: text)
        keep = self.where.compile() if self.where is not None else None
        if not to:
            return (Change(path, wrap("—"), Text(f"将 {route} 改为不存在的标识", f"set {route} to an id that does not exist")),)
        for target in self.over:
            for name, one in (_by_id(target, world) or {}).items():
                if keep is None or keep(one, world):
                    return (Change(path, wrap(name), Text(f"将 {route} 改为 {name}", f"set {route} to {name}")),)
        return ()


@dataclass(frozen=True, slots=True)
class ReferredBy(Kind):
    """`referred_by: {list: LIST, field: .service}`: some item of the list, that meets the condition, names this id."""

    name = "referred_by"
    takes = frozenset({"text"})

    over: ListRoute
    field: Route
    where: Condition | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: "Reader") -> Self:
        over, where = reader.over(answer, at, ("field",))
        entry = reader.mapping(answer, at, ("list", "where", "field"), ("list", "field"))
        return cls(over, reader.within(over.record).route(entry["field"], (*at, "field")), where)

    def compile(self, route: Route) -> Test:
        get, over, field = route.getter(), self.over, self.field.getter()
        keep = self.where.compile() if self.where is not None else None
        key = object()
        Named = tuple[Mapping[str, list[Verdict]], bool]

        def named(world: World) -> Named | None:
            items = over.items(world.root, world)
            if items is None:
                return None
            found: dict[str, list[Verdict]] = defaultdict(list)
            unsure = over.unlisted(world.root, world) > 0
            for one in items:
                kept = True if keep is None else keep(one, world)
                value = field(one, world)
                if value is None and kept is not False:
                    unsure = True
                for name in value if isinstance(value, list) else () if value is None or is_none(value) else (value,):
                    found[as_written(name)].append(kept)
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
        return Text(f"被 {self.over} 中{which.zh}某项的 {self.field} 引用", f"to be named by {self.field} of an item of {self.over}{which.en}")

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return (self.over.steps,)

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        if self.where is not None:
            yield "where dropped", replace(self, where=None)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> tuple[Change, ...]:
        return ()
