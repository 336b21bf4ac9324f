"""The nearest change of ways between things: a connection more, a connection less, or one that is controlled."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from typing import TYPE_CHECKING

from ..conditions import AllOf, Not
from ..edits import EXAMPLE, Edits, stated
from ..routes import Route, as_written
from ..world import Subject, World
from .lists import Listed
from .seeking import then, towards

if TYPE_CHECKING:
    from ..kinds.graph import Graph, Nodes, _Between

STEPS = 8  # connections that are changed one after the other
WIDTH = 3
TRIED = 40  # connections through what lies between that are tried


def ways(kind: "_Between", route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
    """Edits after which the question about ways has this verdict."""
    yield from _until(kind, route, subject, world, to, STEPS)
    if not to and kind.name in ("connects", "survives_any_loss"):
        yield from _with(Listed.over(kind.start.over), kind.start, world)  # a start without any way


def _until(kind: "_Between", route: Route, subject: Subject, world: World, to: bool, steps: int) -> Iterator[Edits]:
    if kind.compile(route)(subject.item, world) is to:
        yield ()
    elif steps:
        width = WIDTH if steps == STEPS else 2 if steps > STEPS - 3 else 1
        for edits in islice(_step(kind, route, subject, world, to), width):
            yield from islice(
                then(edits, subject, world, lambda one, now: _until(kind, route, one, now, to, steps - 1)), 1
            )


def _step(kind: "_Between", route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
    """One step nearer: what is not stated first."""
    opened = next(_open(kind, route, subject, world), None)
    if opened is not None:
        yield from opened
        return
    joins = to if kind.name != "separates" else not to
    yield from _joined(kind, route, subject, world) if joins else _parted(kind, route, subject, world)


def _open(kind: "_Between", route: Route, subject: Subject, world: World) -> Iterator[Iterator[Edits]]:
    """What keeps the question from being decided: nodes and connections that are not, or not wholly, stated."""
    for nodes in (kind.start, kind.end):
        listed = Listed.over(nodes.over)
        if listed.missing(world):
            yield _with(listed, nodes, world)
        if listed.complete(world):
            yield iter((listed.complete(world),))
        for one in listed.subjects(world):
            if nodes.where is not None and world.test(nodes.where)(one.item, world) is None:
                yield towards(nodes.where, one, world, False)
    edges = Listed.at_route(route, subject)
    if edges.missing(world):
        yield iter((edges.emptied(world),))
    if edges.complete(world):
        yield iter((edges.complete(world),))
    for one in edges.subjects(world):
        start, end = one.item.get("start"), one.item.get("end")
        if start is None or end is None:
            yield iter((_closed(kind, one, start or end, world),))
        elif kind.through is not None and world.test(kind.through)(one.item, world) is None:
            yield towards(kind.through, one, world, True)


def _with(listed: Listed, nodes: "Nodes", world: World) -> Iterator[Edits]:
    """A list of nodes with one that is meant."""
    yield from islice(listed.with_such(world, nodes.where), 1)


def _closed(kind: "_Between", edge: Subject, other: object, world: World) -> Edits:
    """A connection with both ends; it leads back to itself where nothing else is known."""
    known = kind.start.known(world)
    node = other if other is not None else next(iter(known[0]), EXAMPLE) if known is not None else EXAMPLE
    return tuple(
        stated(world.root, (*edge.path, name), node) for name in ("start", "end") if edge.item.get(name) is None
    )


def _joined(kind: "_Between", route: Route, subject: Subject, world: World) -> Iterator[Edits]:
    """A connection more for a start that lacks one: through what lies between, or else straight to an end."""
    from ..kinds.graph import lost, single_points

    facts = kind._facts(route, subject, world)
    if facts is None:
        return
    graph, starts, ends = facts
    edges = Listed.at_route(route, subject)
    if not starts:
        yield from _with(Listed.over(kind.start.over), kind.start, world)
    if not ends:
        yield from _with(Listed.over(kind.end.over), kind.end, world)
    else:
        without = (
            lost(graph, starts, ends) or [one for one in starts if any(single_points(graph, [one], ends))] or starts
        )
        for start in without[:1]:
            end = next((one for one in ends if one != start), ends[0])
            item = edges.fresh(world) | {"start": start, "end": end}
            if kind.name != "separates":
                between = list(islice(_between(kind, graph, start, ends, edges, world), WIDTH))
                yield from between or (edges.with_one(world, item),)
            elif kind.through is None:
                yield edges.with_one(world, item)
            else:
                yield from islice(edges.with_such(world, kind.through, False, start=start, end=end), 2)


def _between(
    kind: "_Between", graph: "Graph", start: str, ends: Sequence[str], edges: Listed, world: World
) -> Iterator[Edits]:
    """A way for a start through a node that is neither start nor end: one that is there, or else a new one.

    Nobody wires what is to be protected straight to the outside.
    """
    starts = kind.start.known(world)
    named = {*ends, start, *(starts[0] if starts is not None else ())}
    onward = {node: [other for other, _ in there] for node, there in graph.ways.items()}
    inner = [node for node in dict.fromkeys((*onward, *chain(*onward.values()))) if node not in named]
    inner.sort(key=lambda node: not set(ends) & set(onward.get(node, ())))  # first those that lead straight to an end
    found = False
    for one, other in islice(chain(((start, node) for node in inner), product(inner, ends)), TRIED):
        if _leads(kind, graph.with_way(one, other), start, ends):
            found = True
            yield edges.with_one(world, edges.fresh(world) | {"start": one, "end": other})
    if not found:
        yield from _through_new(kind, start, ends[0], edges, world)


def _leads(kind: "_Between", graph: "Graph", start: str, ends: Sequence[str]) -> bool:
    from ..kinds.graph import lost, single_points

    if lost(graph, [start], ends):
        return False
    return kind.name == "connects" or not any(single_points(graph, [start], ends))


def _through_new(kind: "_Between", start: str, end: str, edges: Listed, world: World) -> Iterator[Edits]:
    """A new node that is neither a start nor an end, with a connection to either side."""
    listed = Listed.over(kind.start.over)
    sides = [nodes.where for nodes in (kind.start, kind.end) if nodes.over == kind.start.over]
    apart = tuple(Not(where) for where in sides if where is not None)
    node = listed.fresh(world).get("id")
    if len(apart) < len(sides) or node is None:
        return

    def joined(_: Subject, now: World) -> Iterator[Edits]:
        first = edges.with_one(now, edges.fresh(now) | {"start": start, "end": node})
        yield from then(first, Subject(now.root), now, second)

    def second(_: Subject, now: World) -> Iterator[Edits]:
        yield edges.with_one(now, edges.fresh(now) | {"start": node, "end": end})

    for made in islice(listed.with_such(world, AllOf(apart)), 1):
        yield from then(made, Subject(world.root), world, joined)


def _parted(kind: "_Between", route: Route, subject: Subject, world: World) -> Iterator[Edits]:
    """A connection on some way controlled, turned, or taken away."""
    facts = kind._facts(route, subject, world)
    if facts is None:
        return
    graph, starts, ends = facts
    edges = Listed.at_route(route, subject)
    for start in starts:
        targets = set(ends) - {start} if kind.name == "separates" else set(ends)
        way = graph.way(start, targets) or []
        for (node, index), before in zip(way, [start, *(node for node, _ in way)], strict=False):
            edge = edges.subjects(world)[index]
            if kind.through is not None:
                yield from islice(towards(kind.through, edge, world, True), 1)
            turned = edge.item.get("one_way") is not True and as_written(edge.item["end"]) == before != node
            if turned:
                yield (stated(world.root, (*edge.path, "one_way"), True),)
            yield edges.without(world, index)
        if way:
            return
