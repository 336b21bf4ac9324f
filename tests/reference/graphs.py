"""Questions about a list of connections: what is known of the ways, and whether there may be more to know."""

from collections.abc import Iterable
from dataclasses import dataclass

from .places import Truth


@dataclass(frozen=True)
class Edge:
    """One connection, both ends of which are stated."""

    start: str
    end: str
    one_way: bool


@dataclass(frozen=True)
class Known:
    """The connections and the ends that are certain."""

    edges: tuple[Edge, ...]
    origins: frozenset[str]
    targets: frozenset[str]
    open_edges: bool  # there may be other connections
    open_ends: bool  # there may be other origins or targets


def reached(start: str, edges: Iterable[Edge], lost: str = "") -> set[str]:
    """Every node that can be reached, the start among them."""
    steps = [(one.start, one.end) for one in edges]
    steps += [(one.end, one.start) for one in edges if not one.one_way]
    seen = {start}
    while more := {end for begin, end in steps if begin in seen and end != lost} - seen:
        seen |= more
    return seen


def _joined(known: Known, edges: Iterable[Edge], lost: str = "") -> bool:
    """Whether each origin reaches some target."""
    return all(reached(one, edges, lost) & known.targets for one in known.origins)


def connects(known: Known) -> Truth:
    """Whether each origin reaches some target."""
    return _favourable(known, _joined(known, known.edges))


def survives(known: Known) -> Truth:
    """Whether they stay joined whatever single node (the ends excepted) or connection is lost."""
    nodes = {end for one in known.edges for end in (one.start, one.end)}
    joined = _joined(known, known.edges)
    joined &= all(_joined(known, known.edges[:at] + known.edges[at + 1 :]) for at in range(len(known.edges)))
    joined &= all(_joined(known, known.edges, lost=one) for one in nodes - known.origins - known.targets)
    return _favourable(known, joined)


def _favourable(known: Known, joined: bool) -> Truth:
    """More connections may join what is apart; other ends may be joined or not."""
    if joined:
        return None if known.open_ends else True
    return None if known.open_ends or known.open_edges else False


def separates(known: Known) -> Truth:
    """Whether no way leads from an origin to another node that is a target."""
    if any(reached(one, known.edges) & known.targets - {one} for one in known.origins):
        return False
    return None if known.open_edges or known.open_ends else True
