"""Questions about a list of connections, answered for the best and the worst that missing values allow.

More connections and more targets never harm reaching; so a question is decided when it comes out the same for the
graph with only what is certain and for the graph with everything that is possible.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .places import MISSING, NONE, Plain, Truth

ANY = "*"  # an end that is not stated


@dataclass(frozen=True)
class Edge:
    """One connection."""

    start: str
    end: str
    one_way: bool
    certain: bool  # it counts; otherwise it may count


@dataclass(frozen=True)
class Ends:
    """The nodes that a question names: those that certainly are meant, and those that may be."""

    sure: frozenset[str]
    possible: frozenset[str]  # the sure ones among them


def edge(start: Plain, end: Plain, one_way: Plain, certain: bool) -> Edge:
    """A connection from its written ends."""
    ends = [ANY if one in (MISSING, NONE) else str(one) for one in (start, end)]
    return Edge(ends[0], ends[1], one_way is True, certain)


def _steps(edges: Iterable[Edge], hopeful: bool) -> list[tuple[str, str]]:
    steps: list[tuple[str, str]] = []
    for one in edges:
        if hopeful or (one.certain and ANY not in (one.start, one.end)):
            steps.append((one.start, one.end))
            if not one.one_way:
                steps.append((one.end, one.start))
    return steps


def reached(start: str, edges: Iterable[Edge], hopeful: bool, lost: str = "") -> set[str]:
    """Every node that can be reached; `ANY` among them when that may be any node at all."""
    steps = [one for one in _steps(edges, hopeful) if lost not in one]
    seen = {start}
    while True:
        # A way that may begin anywhere may begin here; a way that may end anywhere may go on from anywhere.
        more = {end for begin, end in steps if begin in seen or begin == ANY or ANY in seen} - seen
        if not more:
            return seen
        seen |= more


def _meets(seen: set[str], targets: frozenset[str]) -> bool:
    return bool(targets) and (ANY in seen or bool(seen & targets))


def connects(edges: list[Edge], origin: Ends, target: Ends, lost: str = "") -> Truth:
    """Whether each origin reaches some target."""
    if all(_meets(reached(one, edges, False, lost), target.sure) for one in origin.possible - {lost}):
        return True
    if all(_meets(reached(one, edges, True, lost), target.possible - {lost}) for one in origin.sure):
        return None
    return False


def separates(edges: list[Edge], origin: Ends, target: Ends) -> Truth:
    """Whether no way leads from an origin to a target."""
    if any(_meets(reached(one, edges, False), target.sure) for one in origin.sure):
        return False
    loose = any(ANY in (one.start, one.end) for one in edges)
    if loose or any(_meets(reached(one, edges, True), target.possible) for one in origin.possible):
        return None
    return True


def survives(edges: list[Edge], origin: Ends, target: Ends) -> Truth:
    """Whether they stay connected whatever single node (the ends excepted) or connection is lost."""
    nodes = {end for one in edges for end in (one.start, one.end)} - {ANY}
    answers = [connects(edges, origin, target)]
    answers += [connects(edges[:at] + edges[at + 1 :], origin, target) for at in range(len(edges))]
    for node in nodes - origin.sure - target.sure:
        answer = connects(edges, origin, target, lost=node)
        maybe_an_end = node in origin.possible | target.possible
        answers.append(None if answer is False and maybe_an_end else answer)
    return False if False in answers else None if None in answers else True
