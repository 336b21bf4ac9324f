"""The nearest change of a count or a share: items that come to meet the condition, or cease to, one after the other."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice

from ..answers import Answer
from ..conditions import Condition
from ..edits import Edits, at, stated
from ..kind import Verdict
from ..routes import Route, as_written
from ..world import Item, Subject, World
from . import values
from .comparing import worked_out
from .lists import Listed
from .seeking import WIDTH, then, towards

MIXED = 4  # items that are changed in either direction
STEPS = 12  # items that are changed one after the other; beyond that no change is near

Test = Callable[[Item, World], Verdict]
Step = Callable[[Subject, World], Iterator[Edits]]


def counted(
    test: Test, answer: Answer, where: Condition | None, route: Route, subject: Subject, world: World, to: bool
) -> Iterator[Edits]:
    """Edits after which so many items, or such a share of them, meet a condition."""
    if answer.compile()(subject.item, world) is None:
        for edits in worked_out(answer, subject, world):
            yield from then(
                edits, subject, world, lambda there, moved: _or_done(test, answer, where, route, there, moved, to)
            )
        return
    if at(world.root, route.path(subject.path)) is None:
        yield (stated(world.root, route.path(subject.path), []),)
    if route.field.kind == "set":
        moves: tuple[Step, ...] = (
            lambda one, now: _member_more(route, one, now),
            lambda one, now: _less(route, one, now),
        )
    else:
        moves = tuple(_items(route, where, wanted) for wanted in (True, False))
        yield from islice(_completed(route, subject, world), 1)
    for most in range(1, MIXED + 1):
        yield from _until(test, moves, subject, world, to, most, WIDTH)
    for move in moves:
        yield from _until(test, (move,), subject, world, to, STEPS, WIDTH)


def _or_done(
    test: Test, answer: Answer, where: Condition | None, route: Route, subject: Subject, world: World, to: bool
) -> Iterator[Edits]:
    if test(subject.item, world) is to:
        yield ()
    else:
        yield from counted(test, answer, where, route, subject, world, to)


def _until(
    test: Test, moves: tuple[Step, ...], subject: Subject, world: World, to: bool, most: int, width: int = 1
) -> Iterator[Edits]:
    """At most so many moves until the verdict is there: first some of one sort, then some of the next."""
    if test(subject.item, world) is to:
        yield ()
    elif most:
        for index, move in enumerate(moves):
            onward = partial(_onward, test, moves[index:], to, most - 1)
            for edits in islice(move(subject, world), width):
                yield from islice(then(edits, subject, world, onward), 1)


def _onward(
    test: Test, moves: tuple[Step, ...], to: bool, most: int, subject: Subject, world: World
) -> Iterator[Edits]:
    return _until(test, moves, subject, world, to, most)


def _items(route: Route, where: Condition | None, wanted: bool) -> Step:
    """Items more that meet the condition, or that do not: what is open first, then what is there, then a new one."""

    def move(subject: Subject, world: World) -> Iterator[Edits]:
        listed = Listed.at_route(route, subject)
        if where is None:
            if wanted:
                yield listed.with_one(world, listed.fresh(world))
            elif listed.items(world):
                yield listed.without(world, len(listed.items(world)) - 1)
            return
        verdicts = [(world.test(where)(one.item, world), one) for one in listed.subjects(world)]
        open_ = (one for verdict, one in verdicts if verdict is None)
        against = (one for verdict, one in verdicts if verdict is (not wanted))
        for one in chain(open_, against):
            yield from islice(towards(where, one, world, wanted), 2)
        yield from islice(listed.with_such(world, where, wanted), 1)
        if not wanted:
            yield from (
                listed.without(world, index) for index, (verdict, _) in enumerate(verdicts) if verdict is not False
            )

    return move


def _completed(route: Route, subject: Subject, world: World) -> Iterator[Edits]:
    """A total that promises more than is listed, put right."""
    edits = Listed.at_route(route, subject).complete(world)
    if edits:
        yield edits


def _member_more(route: Route, subject: Subject, world: World) -> Iterator[Edits]:
    path = route.path(subject.path)
    members = [one for one in at(world.root, path) or [] if one is not None]
    assert route.field.item is not None
    new = values.other(route.field.item, tuple(members))
    if new is not None:
        yield (stated(world.root, path, [*members, new]),)


def _less(route: Route, subject: Subject, world: World) -> Iterator[Edits]:
    path = route.path(subject.path)
    members = {as_written(one): one for one in at(world.root, path) or [] if one is not None}
    if members:
        yield (stated(world.root, path, list(members.values())[:-1]),)
