"""Ways between things: reachability, isolation, single points of failure.

Asked of a list of connections. Nodes are the items of the lists that `from` and `to` name; a connection joins its
`start` and its `end`, both ways unless `one_way: true`. The connections and both lists of nodes must be stated.
A connection that lacks an end, or whose condition is open, may be anywhere: it leaves a favourable answer unknown.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Self

from ...document import Path
from ...frozen import Frozen, replace
from ...words import NOT_STATED, Text
from ..answering import read_over
from ..conditions import Condition
from ..edits import Edits
from ..kind import Kind, Test, Verdict
from ..language import read_condition
from ..reader import Reader, from_root
from ..routes import ListRoute, Raw, Route, as_written
from ..world import Item, Subject, World
from .counting import items_at

STEPS = 50_000_000  # starts times connections; a larger question about single losses stays unknown


class Nodes(Frozen):
    """The items of a list that meet a condition."""

    over: ListRoute
    where: Condition | None

    def known(self, world: World) -> tuple[list[str], bool] | None:
        """The ids that are meant, and whether there may be more; `None` while the list is not stated."""
        items = self.over.items(world.root, world)
        if items is None:
            return None
        keep = self.where.compile() if self.where is not None else None
        ids: list[str] = []
        unsure = self.over.unlisted(world.root, world) > 0
        for one in items:
            kept = True if keep is None else keep(one, world)
            if kept is None or one.get("id") is None:
                unsure = unsure or kept is not False
            elif kept:
                ids.append(as_written(one["id"]))
        return ids, unsure


Ways = Mapping[str, Sequence[tuple[str, int]]]  # from a node: the nodes that one connection leads to, and which one


class Graph(Frozen):
    """The connections as ways, and whether there may be ways that are not known."""

    ways: Ways
    unsure: bool
    size: int

    def reached(self, starts: Iterable[str]) -> set[str]:
        """Every node that some start leads to, the starts included."""
        seen = set(starts)
        queue = deque(seen)
        while queue:
            for node, _ in self.ways.get(queue.popleft(), ()):
                if node not in seen:
                    seen.add(node)
                    queue.append(node)
        return seen

    def with_way(self, start: str, end: str) -> "Graph":
        """The same connections and one more, both ways."""
        more = {node: [*self.ways.get(node, ()), (other, self.size)] for node, other in ((start, end), (end, start))}
        return Graph({**self.ways, **more}, self.unsure, self.size + 1)

    def turned(self) -> "Graph":
        """The same connections, taken the other way."""
        ways: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for node, onward in self.ways.items():
            for other, edge in onward:
                ways[other].append((node, edge))
        return Graph(ways, self.unsure, self.size)

    def way(
        self, start: str, ends: Set[str], without_node: str = "", without_edge: int = -1
    ) -> list[tuple[str, int]] | None:
        """A shortest way to one of the ends, as the connections taken and the nodes they lead to."""
        came, found = self._search(start, ends, without_node, without_edge)
        if found is None:
            return None
        way: list[tuple[str, int]] = []
        while found != start:
            before, edge = came[found]
            way.append((found, edge))
            found = before
        return way[::-1]

    def _search(
        self, start: str, ends: Set[str], without_node: str, without_edge: int
    ) -> tuple[dict[str, tuple[str, int]], str | None]:
        came = {start: (start, -1)}
        queue = deque([start])
        while queue:
            at = queue.popleft()
            if at in ends:
                return came, at
            for node, edge in self.ways.get(at, ()):
                if node not in came and node != without_node and edge != without_edge:
                    came[node] = (at, edge)
                    queue.append(node)
        return came, None


def graph_of(edges: Iterable[Item], unlisted: int, world: World, ignored: Condition | None = None) -> Graph:
    """The graph of these connections, without those that meet `ignored`."""
    ways: dict[str, list[tuple[str, int]]] = defaultdict(list)
    skip = ignored.compile() if ignored is not None else None
    unsure, size = unlisted > 0, 0
    for index, edge in enumerate(edges):
        skipped = False if skip is None else skip(edge, world)
        start, end = edge.get("start"), edge.get("end")
        if skipped is True:
            continue
        if skipped is None or start is None or end is None:
            unsure = True
            continue
        size += 1
        ways[as_written(start)].append((as_written(end), index))
        if edge.get("one_way") is not True:
            ways[as_written(end)].append((as_written(start), index))
    return Graph(ways, unsure, size)


def _nodes(reader: Reader, value: object, at: Path) -> Nodes:
    over, where = read_over(reader, value, at)
    return Nodes(from_root(over, (*at, "list")), where)


class _Between(Kind):
    """What the three questions have in common: where the ways begin and where they lead."""

    takes = frozenset({"list"})

    start: Nodes
    end: Nodes
    through: Condition | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        keys = ("from", "to", "through") if cls.name == "separates" else ("from", "to")
        entry = reader.mapping(answer, at, keys, ("from", "to"))
        record = route.field.record
        assert record is not None
        for end in ("start", "end"):
            reader.within(record).route(f".{end}", at)
        nodes = [_nodes(reader, entry[key], (*at, key)) for key in ("from", "to")]
        inner = reader.within(record)
        through = read_condition(entry["through"], (*at, "through"), inner) if "through" in entry else None
        return cls(nodes[0], nodes[1], through)

    def compile(self, route: Route) -> Test:
        items_of = items_at(route)

        def test(item: Item, world: World) -> Verdict:
            edges, unlisted = items_of(item, world)
            starts, ends = self.start.known(world), self.end.known(world)
            if edges is None or starts is None or ends is None:
                return None
            graph = graph_of(edges, unlisted, world, self.through)
            return self.judge(graph, starts[0], ends[0], starts[1] or ends[1])

        return test

    def judge(self, graph: Graph, starts: list[str], ends: list[str], unsure: bool) -> Verdict:
        """The verdict on a graph whose ends are known, or may be more (`unsure`)."""
        raise AssertionError("every question about ways defines its own")

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self.start.over.steps, self.end.over.steps)))

    def asked_inside(self, route: Route, subject: Subject, world: World) -> Iterator[tuple[Condition, Iterable[Item]]]:
        for nodes in (self.start, self.end):
            if nodes.where is not None:
                yield nodes.where, nodes.over.items(world.root, world) or ()
        if self.through is not None:
            yield self.through, items_at(route)(subject.item, world)[0] or ()

    def _facts(self, route: Route, subject: Subject, world: World) -> tuple[Graph, list[str], list[str]] | None:
        edges, unlisted = items_at(route)(subject.item, world)
        starts, ends = self.start.known(world), self.end.known(world)
        if edges is None or starts is None or ends is None:
            return None
        return graph_of(edges, unlisted, world, self.through), starts[0], ends[0]

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        if self.start.where is not None:
            yield "from widened", replace(self, start=replace(self.start, where=None))
        if self.end.where is not None:
            yield "to widened", replace(self, end=replace(self.end, where=None))
        if self.through is not None:
            yield "through dropped", replace(self, through=None)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.graph import ways

        return ways(self, route, subject, world, to)


class Connects(_Between):
    """`connects: {from: NODES, to: NODES}`: each `from` reaches some `to`."""

    name = "connects"

    def judge(self, graph: Graph, starts: list[str], ends: list[str], unsure: bool) -> Verdict:
        if not lost(graph, starts, ends):
            return None if unsure else True
        return None if graph.unsure or unsure else False

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text("每个起点都能到达某个终点", "a way from every start to some end")

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        facts = self._facts(route, subject, world)
        if facts is None:
            return NOT_STATED
        return _no_way(lost(*facts)) or Text("均可到达", "all reached")

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield from _Between.mutants(self)
        yield "turned into separates", Separates(self.start, self.end)


class Separates(_Between):
    """`separates: {from: NODES, to: NODES, through: CONDITION}`: no way leads across but through controlled ones."""

    name = "separates"

    def judge(self, graph: Graph, starts: list[str], ends: list[str], unsure: bool) -> Verdict:
        if crossings(graph, starts, ends):
            return False
        return None if graph.unsure or unsure else True

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text("两侧之间没有不受控的通路", "no uncontrolled way across")

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        facts = self._facts(route, subject, world)
        if facts is None:
            return NOT_STATED
        pairs = [f"{start} → {end}" for start, end in crossings(*facts)]
        return (
            Text(f"有通路 {'、'.join(pairs[:5])}", f"a way {', '.join(pairs[:5])}")
            if pairs
            else Text("已隔离", "separated")
        )

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield from _Between.mutants(self)
        yield "turned into connects", Connects(self.start, self.end)


class SurvivesAnyLoss(_Between):
    """`survives_any_loss: {from: NODES, to: NODES}`: no single loss, the ends excepted, separates a `from` from the `to`s."""

    name = "survives_any_loss"

    def judge(self, graph: Graph, starts: list[str], ends: list[str], unsure: bool) -> Verdict:
        if len(starts) * graph.size > STEPS:
            return None
        if not lost(graph, starts, ends) and not any(single_points(graph, starts, ends)):
            return None if unsure else True
        return None if graph.unsure or unsure else False

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text("没有单点故障", "no single point of failure")

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        facts = self._facts(route, subject, world)
        if facts is None:
            return NOT_STATED
        graph, starts, ends = facts
        no_way = _no_way(lost(graph, starts, ends))
        if no_way is not None:
            return no_way
        items = items_at(route)(subject.item, world)[0] or ()
        nodes, edges = single_points(graph, starts, ends)
        names = sorted(nodes) + [as_written(items[edge].get("id", f"#{edge + 1}")) for edge in sorted(edges)]
        return (
            Text(f"单点：{'、'.join(names)}", f"single points: {', '.join(names)}") if names else Text("无单点", "none")
        )

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield from _Between.mutants(self)
        yield "turned into connects", Connects(self.start, self.end)


def lost(graph: Graph, starts: Sequence[str], ends: Sequence[str]) -> list[str]:
    """The starts from which no way leads to an end."""
    back = graph.turned().reached(ends)
    return [start for start in starts if start not in back]


def crossings(graph: Graph, starts: Sequence[str], ends: Sequence[str]) -> list[tuple[str, str]]:
    """Some pairs of a start and another end that a way joins; none just when no way crosses."""
    targets = set(ends)
    if not graph.reached(starts) & targets:
        return []
    leading = graph.turned().reached(ends)
    pairs = ((start, graph.reached((start,)) & targets - {start}) for start in starts if start in leading)
    found = ((start, end) for start, reached in pairs for end in sorted(reached))
    return list(islice(found, 5))


def _no_way(starts: Sequence[str]) -> Text | None:
    return Text(f"{'、'.join(starts)} 无路可达", f"no way from {', '.join(starts)}") if starts else None


def single_points(graph: Graph, starts: Sequence[str], ends: Sequence[str]) -> tuple[set[str], set[int]]:
    """The nodes and the connections whose loss separates some start from the ends, the ends excepted.

    Whatever separates them lies on every way, so only what lies on one shortest way is tried.
    """
    nodes: set[str] = set()
    edges: set[int] = set()
    targets, spared = set(ends), {*starts, *ends}
    for start in starts:
        for node, edge in graph.way(start, targets) or ():
            if node not in spared and graph.way(start, targets, without_node=node) is None:
                nodes.add(node)
            if graph.way(start, targets, without_edge=edge) is None:
                edges.add(edge)
    return nodes, edges
