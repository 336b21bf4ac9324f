"""Circles: references that lead from item to item and come back to where they began."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Self

from ...document import Path
from ...frozen import Frozen, replace
from ...words import Text
from ..answering import read_over
from ..conditions import Condition
from ..edits import Edits
from ..kind import Kind, Test, Verdict
from ..reader import Reader, from_root, of_item
from ..routes import ListRoute, Raw, Route, as_written, is_none, shown
from ..world import Item, Subject, World

_LONGEST = 8  # names of a circle that a reader is shown
Leads = Mapping[str, Sequence[str]]


class Onward(Frozen):
    """Where an item leads: the ids it names, whether it does so for certain, whether it may name others."""

    names: tuple[str, ...] = ()
    certain: bool = True
    others: bool = False


class Chains(Frozen):
    """The references of a whole list, by the id of the item that makes them."""

    onward: Mapping[str, Onward]
    open: bool  # an id that is not seen may be that of an item of the list
    circles: Mapping[str, int]  # the same number for ids between which ways lead to and fro
    perhaps: Mapping[str, int]  # the same, with references that only may lead on
    astray: frozenset[str]  # ids from which a way leads to where nothing is known

    @classmethod
    def of(cls, onward: Mapping[str, Onward], open_: bool) -> Self:
        """What follows from the references."""
        certain = {name: one.names if one.certain else () for name, one in onward.items()}
        every = {name: one.names for name, one in onward.items()}
        lost = [name for name, one in onward.items() if one.others or (open_ and not set(one.names) <= onward.keys())]
        return cls(onward, open_, _joined(certain), _joined(every), frozenset(_reaching(every, lost)))

    def returns(self, start: Onward, home: str | None) -> Verdict:
        """Whether some way leads back home."""
        if start.certain and any(_same(self.circles, name, home) for name in start.names):
            return True
        unknown = start.others or any(name in self.astray for name in start.names)
        unseen = self.open and any(name not in self.onward for name in start.names)
        return None if unknown or unseen or any(_same(self.perhaps, name, home) for name in start.names) else False

    def circle(self, start: Onward, home: str | None) -> tuple[str, ...]:
        """The ids on the shortest way that leads back for certain, home last; empty where there is none."""
        ways: list[tuple[str, ...]] = [(name,) for name in start.names] if start.certain else []
        seen: set[str] = set()
        for way in ways:  # it grows while it is walked: shorter ways come first
            if way[-1] == home:
                return way
            after = self.onward.get(way[-1], Onward())
            if way[-1] not in seen and after.certain and _same(self.circles, way[-1], home):
                ways.extend((*way, name) for name in after.names)
            seen.add(way[-1])
        return ()


def _same(circles: Mapping[str, int], name: str, home: str | None) -> bool:
    """Whether ways lead to and fro between two ids. From home a reference leads here: only the way back is in question."""
    return home is not None and (name == home or (name in circles and circles[name] == circles.get(home)))


def _turned(leads: Leads) -> Leads:
    found: dict[str, list[str]] = defaultdict(list)
    for name, onward in leads.items():
        for one in onward:
            found[one].append(name)
    return found


def _reaching(leads: Leads, ends: Iterable[str]) -> set[str]:
    """The ids from which a way leads to one of the ends, and the ends."""
    back, left = _turned(leads), list(ends)
    found = set(left)
    while left:
        new = set(back.get(left.pop(), ())) - found
        found |= new
        left.extend(new)
    return found


def _joined(leads: Leads) -> Mapping[str, int]:
    """The same number for ids between which ways lead to and fro (Kosaraju's two walks)."""
    order: list[str] = []
    seen: set[str] = set()
    for root in leads:
        walk = [] if root in seen else [(root, iter(leads[root]))]
        seen.add(root)
        while walk:
            name, rest = walk[-1]
            step = next((one for one in rest if one in leads and one not in seen), None)
            if step is None:
                order.append(name)
                walk.pop()
            else:
                seen.add(step)
                walk.append((step, iter(leads[step])))
    back: Leads = _turned(leads)
    found: dict[str, int] = {}
    for number, root in enumerate(reversed(order)):
        left = [] if root in found else [root]
        while left:
            name = left.pop()
            if name not in found:
                found[name] = number
                left.extend(one for one in back.get(name, ()) if one not in found)
    return found


def _id(item: Item) -> str | None:
    name = item.get("id")
    return None if name is None else as_written(name)


class AcyclicIn(Kind):
    """`acyclic_in: LIST`: following the references from item to item of the list never comes back to this one.

    `{list: LIST, where: CONDITION}`: only items that meet the condition lead on.
    """

    name = "acyclic_in"
    takes = frozenset({"text", "set"})

    over: ListRoute
    where: Condition | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        if isinstance(answer, dict):
            over, where = read_over(reader, answer, at)
        else:
            over, where = reader.list_route(answer, at), None
        of_item(route, from_root(over, at), reader.subject, at)
        return cls(over, where)

    def compile(self, route: Route) -> Test:
        get, onward, chains = route.getter(), self._onward(route), self._chains(route)

        def test(item: Item, world: World) -> Verdict:
            value, found = get(item, world), chains(world)
            if value is None:
                return None
            if is_none(value):
                return True
            back = None if found is None else found.returns(onward(item, world), _id(item))
            return None if back is None else not back

        return test

    def _onward(self, route: Route) -> Callable[[Item, World], Onward]:
        get, keep = route.getter(), self.where.compile() if self.where is not None else None

        def onward(item: Item, world: World) -> Onward:
            kept, value = True if keep is None else keep(item, world), get(item, world)
            if kept is False or is_none(value):
                return Onward()
            stated = value if isinstance(value, list) else (value,)
            names = tuple(as_written(one) for one in stated if one is not None)
            return Onward(names, kept is True, None in stated)

        return onward

    def _chains(self, route: Route) -> Callable[[World], Chains | None]:
        over, onward, key = self.over, self._onward(route), object()

        def read(world: World) -> Chains | None:
            items = over.items(world.root, world)
            if items is None:
                return None
            named = {name: onward(one, world) for one in items if (name := _id(one)) is not None}
            return Chains.of(named, len(named) < len(items) or over.unlisted(world.root, world) > 0)

        return lambda world: world.once(key, lambda: read(world))

    def circle(self, route: Route, subject: Subject, world: World) -> tuple[str, ...]:
        """The ids on the shortest way back to the subject, its own last; empty where none leads back for certain."""
        found = self._chains(route)(world)
        return () if found is None else found.circle(self._onward(route)(subject.item, world), _id(subject.item))

    def wanted(self, world: World, subject: Subject) -> Text:
        if self.where is None:
            return Text("沿引用逐项查下去不回到自身", "no way back here along the references")
        return Text(
            "沿引用逐项查下去（只经符合条件的项）不回到自身",
            "no way back here along the references of items that meet the condition",
        )

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        circle, found = self.circle(route, subject, world), shown(value)
        if not circle:
            return found
        names = circle if len(circle) <= _LONGEST else (*circle[: _LONGEST - 2], "…", circle[-1])
        way = " → ".join((circle[-1], *names))
        return Text(f"{found.zh}（{way}）", f"{found.en} ({way})")

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        others = set(self.circle(route, subject, world)[:-1])
        items = self.over.items(world.root, world) or ()
        places = (at for at, one in enumerate(items) if _id(one) in others)
        return tuple((*self.over.steps, at, *route.steps) for at in islice(places, 20))

    def asked_inside(self, route: Route, subject: Subject, world: World) -> Iterator[tuple[Condition, Iterable[Item]]]:
        if self.where is not None:
            yield self.where, self.over.items(world.root, world) or ()

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", _Circular(self.over, self.where)
        yield "longer circles overlooked", _Shortsighted(self.over, self.where)
        if self.where is not None:
            yield "where dropped", replace(self, where=None)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.circles import circling

        return circling(self, route, subject, world, to)


class _Circular(AcyclicIn):
    """The opposite of `acyclic_in`, for mutants only: profiles write `not`."""

    name = ""

    def compile(self, route: Route) -> Test:
        acyclic = AcyclicIn(self.over, self.where).compile(route)

        def test(item: Item, world: World) -> Verdict:
            found = acyclic(item, world)
            return None if found is None else not found

        return test


class _Shortsighted(AcyclicIn):
    """Sees no circle of more than two items, for mutants only."""

    name = ""

    def compile(self, route: Route) -> Test:
        whole = AcyclicIn(self.over, self.where)
        acyclic = whole.compile(route)

        def test(item: Item, world: World) -> Verdict:
            return acyclic(item, world) is not False or len(whole.circle(route, Subject(item), world)) > 2

        return test
