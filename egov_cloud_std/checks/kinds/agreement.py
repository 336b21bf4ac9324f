"""Between items of a list: values that are unique, or that agree."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Self

from ...document import Path
from ...frozen import Frozen
from ...quantities import Quantity
from ...words import NOT_STATED, Text
from .. import values
from ..edits import Edits
from ..kind import SCALARS, Kind, Test, Verdict
from ..reader import Mistake, Reader, from_root, of_item
from ..routes import ListRoute, Raw, Route, as_written, is_none
from ..values import Comparable
from ..world import Item, Subject, World

_NO_CHOICE = Text("apart 应指向取值有限的字段", "`apart` names a field with a choice of values")
_NAME_CHOICE = Text("改为这样的字段，或不写 apart。", "Name such a field, or leave `apart` out.")
Group = tuple[str, str]  # what its items name, and what sets them apart
# What each group states, the groups in which somebody states nothing, and what sets apart the items that name no group.
Groups = tuple[Mapping[Group, set[Comparable]], set[Group], set[str]]


class UniqueIn(Kind):
    """`unique_in: LIST`: no other item of the list has the same value at the same place."""

    name = "unique_in"
    takes = SCALARS

    over: ListRoute

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        over = from_root(reader.list_route(answer, at), at)
        of_item(route, over, reader.subject, at)
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
            unsure = None in raws or over.unlisted(world.root, world) > 0 or any(map(_is_range, stated))
            return Counter(stated), unsure

        def test(item: Item, world: World) -> Verdict:
            raw = get(item, world)
            found = world.once(key, lambda: tally(world))
            if raw is None or is_none(raw) or found is None:
                return None
            counts, unsure = found
            value = parse(raw)
            return False if counts[value] > 1 and not _is_range(value) else None if unsure else True

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text(f"在 {self.over} 中唯一", f"unique in {self.over}")

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return _peers(self.over, route, subject, world, route)

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", SharedIn(self.over)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.agreement import unique

        return unique(self, route, subject, world, to)


class SharedIn(UniqueIn):
    """The opposite of `unique_in`, for mutants only: profiles write `not`."""

    name = ""

    def compile(self, route: Route) -> Test:
        unique = UniqueIn(self.over).compile(route)

        def test(item: Item, world: World) -> Verdict:
            found = unique(item, world)
            return None if found is None else not found

        return test


def _is_range(value: Comparable) -> bool:
    """Whether a value is only known to lie between bounds (`≤30 min`)."""
    return isinstance(value, Quantity) and value.exact is None


def _all_equal(stated: set[Comparable]) -> Verdict:
    """Whether values are all the same; open while a value that is only bounded may be."""
    found = [values.equal(one, other) for one, other in combinations(stated, 2)]
    if False in found:
        return False
    return None if None in found or any(map(_is_range, stated)) else True


class Apart(Frozen):
    """What sets items apart that name the same thing: a field, and what is meant where it is not stated."""

    route: Route
    unstated: str

    def getter(self) -> Callable[[Item, World], str]:
        """Gives what an item states there, or means."""
        get, unstated = self.route.getter(), self.unstated

        def apart(item: Item, world: World) -> str:
            value = get(item, world)
            return unstated if value is None or is_none(value) else as_written(value)

        return apart


def _together(item: Item, world: World) -> str:
    """Nothing sets items apart."""
    return ""


def _peers(
    over: ListRoute, by: Route, subject: Subject, world: World, at: Route, apart: Apart | None = None
) -> tuple[Path, ...]:
    """Where the other items with the same value at `by`, not set apart, state the value at `at`."""
    get, name_of, apart_of = by.getter(), values.named(by.field), apart.getter() if apart else _together

    def group_of(item: Item, value: Raw) -> tuple[str | None, str]:
        return name_of(value), apart_of(item, world)

    def index() -> Mapping[tuple[str | None, str], list[int]]:
        found: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for position, one in enumerate(over.items(world.root, world) or ()):
            value = get(one, world)
            if value is not None and not is_none(value):
                found[group_of(one, value)].append(position)
        return found

    same = get(subject.item, world)
    if same is None or is_none(same):
        return ()
    items = over.items(world.root, world)
    if items is None:
        return (over.steps,)
    key = ("peers", str(over), by.steps, apart and apart.route.steps)
    places = world.once(key, index).get(group_of(subject.item, same), [])
    return tuple((*over.steps, one, *at.steps) for one in places[:20] if items[one] is not subject.item)


class AgreesWith(Kind):
    """`agrees_with: {list: LIST, by: .of}`: items with the same `by` state the same value at this place.

    With `apart: .scope, unstated: platform` only those that state the same there; who states nothing means `platform`.
    """

    name = "agrees_with"
    takes = SCALARS

    over: ListRoute
    by: Route
    apart: Apart | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        entry = reader.mapping(answer, at, ("list", "by", "apart", "unstated"), ("list", "by"))
        over = from_root(reader.list_route(entry["list"], (*at, "list")), (*at, "list"))
        of_item(route, over, reader.subject, at)
        items = reader.within(over.record)
        by = items.route(entry["by"], (*at, "by"))
        if entry.keys().isdisjoint(("apart", "unstated")):
            return cls(over, by)
        reader.mapping(answer, at, tuple(entry), ("apart", "unstated"))
        apart = items.route(entry["apart"], (*at, "apart"))
        if apart.field.kind != "choice":
            raise Mistake((*at, "apart"), "not_a_choice_field", _NO_CHOICE, _NAME_CHOICE)
        reader.literal(entry["unstated"], (*at, "unstated"), apart.field)
        return cls(over, by, Apart(apart, as_written(entry["unstated"])))

    def compile(self, route: Route) -> Test:
        get, by, parse, over = route.getter(), self.by.getter(), values.remembered(route.field), self.over
        name_of, apart_of = values.named(self.by.field), self.apart.getter() if self.apart else _together
        key = ("groups", str(over), self.by.steps, self.apart and self.apart.route.steps, route.steps)

        def grouped(world: World) -> Groups | None:
            items = over.items(world.root, world)
            if items is None:
                return None
            groups: dict[Group, set[Comparable]] = defaultdict(set)
            silent: set[Group] = set()
            unsure: set[str] = set()
            for one in items:
                named, raw = by(one, world), get(one, world)
                if is_none(named):
                    continue  # it belongs to no group
                name, apart = None if named is None else name_of(named), apart_of(one, world)
                if name is None:
                    unsure.add(apart)
                elif raw is None or is_none(raw):
                    silent.add((name, apart))
                else:
                    groups[name, apart].add(parse(raw))
            return groups, silent, unsure

        def test(item: Item, world: World) -> Verdict:
            found, named, raw = world.once(key, lambda: grouped(world)), by(item, world), get(item, world)
            name = None if named is None or is_none(named) else name_of(named)
            if found is None or name is None or raw is None:
                return None
            groups, silent, unsure = found
            apart = apart_of(item, world)
            agreed = _all_equal(groups[name, apart])
            open_ = apart in unsure or (name, apart) in silent or over.unlisted(world.root, world) > 0
            return None if agreed is True and open_ else agreed

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        same = self.by.getter()(subject.item, world)
        name = "" if same is None else as_written(same)
        return Text(f"与其他各处关于“{name}”的数值一致", f"the same as every other statement of “{name}”")

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        if value is None:
            return NOT_STATED
        get = route.getter()
        items = self.over.items(world.root, world) or ()
        paths = self.beside(route, subject, world)
        others = [
            get(items[index], world)
            for index in (path[len(self.over.steps)] for path in paths)
            if isinstance(index, int)
        ]
        texts = list(dict.fromkeys(as_written(one) for one in others if one is not None))
        zh, en = "、".join(texts), ", ".join(texts)
        return (
            Text(f"{as_written(value)}，另处为 {zh}", f"{as_written(value)}, elsewhere {en}")
            if texts
            else Text(as_written(value), as_written(value))
        )

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return _peers(self.over, self.by, subject, world, route, self.apart)

    def needs_subject(self) -> bool:
        return True

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", _Disagrees(self.over, self.by, self.apart)
        if self.apart is not None:
            yield "together", AgreesWith(self.over, self.by)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.agreement import agreeing

        return agreeing(self, route, subject, world, to)


class _Disagrees(AgreesWith):
    """The opposite of `agrees_with`, for mutants only."""

    name = ""

    def compile(self, route: Route) -> Test:
        agrees = AgreesWith(self.over, self.by, self.apart).compile(route)

        def test(item: Item, world: World) -> Verdict:
            found = agrees(item, world)
            return None if found is None else not found

        return test
