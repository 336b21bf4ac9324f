"""From a condition down to its checks: edits that bring it to a verdict, nearest first.

Nothing is believed: every proposal is tried on a copy, and only edits after which the condition has the verdict are
handed on. A `Trial` bounds how much is tried.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from ...shapes import NOTHING
from ..conditions import AllOf, AnyOf, Check, Condition, Not, checks_of
from ..edits import Edits, applied, at, followed, stated
from ..kind import Verdict
from ..routes import UNKNOWN_ITEM
from ..world import Subject, World
from .fitting import fits, grounded

WIDTH = 4  # proposals of one part that are followed up
HEAVY = 5_000  # things in a description, for each so many of which fewer copies are judged
CHAIN = 40  # edits that build on one another; beyond that no change is near
DEPTH = 12  # parts that are put right one after the other


class Exhausted(Exception):
    """As much has been tried as was allowed."""


class Trial(World):
    """A world of which copies with edits may be made, so many and no more."""

    def __init__(self, world: World, copies: int, of: "Trial | None" = None) -> None:
        super().__init__(world.root, world.as_of, world.artefacts, world.readings)
        self.left: list[int] = [copies // (1 + _things(world.root) // HEAVY)] if of is None else of.left
        self.depth: int = 0 if of is None else of.depth + 1


def _things(section: object) -> int:
    """About how many things a description lists: judging a copy takes so long."""
    if isinstance(section, dict):
        return sum(_things(one) for one in section.values() if isinstance(one, dict | list))
    return len(section) if isinstance(section, list) else 0


def after(world: World, edits: Edits) -> World:
    """The same world with edits."""
    if not edits:
        return world
    made = World(applied(world.root, edits, NOTHING), world.as_of, world.artefacts, world.readings)
    if not isinstance(world, Trial):
        return made
    world.left[0] -= 1
    if world.left[0] < 0:
        raise Exhausted
    return Trial(made, 0, world)


def as_far_as_allowed(proposed: Iterable[Edits]) -> Iterator[Edits]:
    """The proposals, until as much has been tried as was allowed."""
    try:
        yield from proposed
    except Exhausted:
        return


def subject_after(subject: Subject, world: World, edits: Edits) -> Subject:
    """The same subject in the world with edits."""
    path = followed(subject.path, edits)
    item = at(world.root, path)
    return Subject(item if isinstance(item, dict) else UNKNOWN_ITEM, path)


def then(
    edits: Edits, subject: Subject, world: World, more: Callable[[Subject, World], Iterable[Edits]]
) -> Iterator[Edits]:
    """These edits, each followed by what is still to be done once they are made."""
    if isinstance(world, Trial) and world.depth >= CHAIN:
        return
    moved = after(world, edits)
    for onward in more(subject_after(subject, moved, edits), moved):
        yield edits + onward


def towards(condition: Condition, subject: Subject, world: World, to: Verdict) -> Iterator[Edits]:
    """Edits after which a condition has this verdict; no edit where it has it."""
    if world.test(condition)(subject.item, world) is to:
        yield ()
        return
    if to is None:
        yield from _kept(condition, subject, world, to, _silence(condition, subject, world))
        return
    match condition:
        case Check(route, kind):
            proposed = kind.flips(route.getter()(subject.item, world), route, subject, world, to)
            yield from _kept(condition, subject, world, to, proposed)
        case Not(part):
            yield from towards(part, subject, world, not to)
        case AllOf(parts) if to:
            yield from every(parts, subject, world, to)
        case AnyOf(parts) if not to:
            yield from every(parts, subject, world, to)
        case AllOf(parts):
            # What is asked last is what is asked of a thing; what comes before says which thing is meant.
            yield from some(parts[::-1], subject, world, to)
        case AnyOf(parts):
            yield from some(_likeliest(parts, subject, world), subject, world, to)


def _likeliest(parts: tuple[Condition, ...], subject: Subject, world: World) -> tuple[Condition, ...]:
    """First the alternatives of which most holds: they are meant for this thing."""

    def holds(part: Condition) -> int:
        inner = part.parts if isinstance(part, AllOf) else ()
        failing = (at for at, one in enumerate(inner) if world.test(one)(subject.item, world) is not True)
        return next(failing, 0)

    return tuple(sorted(parts, key=holds, reverse=True))


def _kept(
    condition: Condition, subject: Subject, world: World, to: Verdict, proposed: Iterable[Edits]
) -> Iterator[Edits]:
    """The proposals that do what they promise."""
    for one in proposed:
        edits = grounded(one, world)
        if not fits(edits, world):
            continue
        moved = after(world, edits)
        there = subject_after(subject, moved, edits)
        if moved.test(condition)(there.item, moved) is to:
            yield edits


def _silence(condition: Condition, subject: Subject, world: World) -> Iterator[Edits]:
    """Takes away what a check looks at."""
    for check in checks_of(condition):
        path = check.route.path(subject.path)
        if path[-1] != "id" and at(world.root, path) is not None:
            yield (stated(world.root, path, None),)


def every(
    parts: tuple[Condition, ...], subject: Subject, world: World, to: Verdict, depth: int = DEPTH
) -> Iterator[Edits]:
    """Edits that bring every part to a verdict: one part after the other, in the world as the ones before leave it."""
    failing = next((part for part in parts if world.test(part)(subject.item, world) is not to), None)
    if failing is None:
        yield ()
    elif depth:
        for edits in islice(towards(failing, subject, world, to), WIDTH):
            yield from islice(
                then(edits, subject, world, lambda there, moved: every(parts, there, moved, to, depth - 1)), WIDTH
            )


def some(parts: tuple[Condition, ...], subject: Subject, world: World, to: Verdict) -> Iterator[Edits]:
    """Edits that bring some part to a verdict: single ones at once, then the others by their number."""
    longer: list[Edits] = []
    for part in parts:
        for edits in islice(towards(part, subject, world, to), WIDTH):
            if len(edits) == 1:
                yield edits
            else:
                longer.append(edits)
    yield from sorted(longer, key=len)
