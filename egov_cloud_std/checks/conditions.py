"""Conditions: checks joined by Kleene's logic.

`compile()` turns a condition into one closure for the fast pass over many subjects; `deciding()` tells afterwards
which checks brought a verdict about. The laws: a false part outweighs an unknown one in `AllOf`, a true part in
`AnyOf`; the negation of unknown is unknown.
"""

from collections.abc import Callable, Iterator

from ..document import Path
from ..frozen import Frozen, by_identity
from ..shapes import Field
from ..words import NONE_STATED, STATED, Text
from .kind import Kind, Verdict
from .routes import ListRoute, Route
from .world import Item, Subject, World

LONGEST = 120  # characters of a condition that is told in one phrase
_SAID_OF = {STATED: Text("已填写", "is stated"), NONE_STATED: Text("写明没有", "is stated as none")}
Test = Callable[[Item, World], Verdict]


class Check(Frozen):
    """One route and one question about the value there."""

    route: Route
    kind: Kind
    written: Path  # where the question stands in its profile

    def compile(self, often: bool = True) -> Test:
        """The question as a closure, which may be asked `often` of one description."""
        test = _asked(self)
        return _once_per_world(test) if often and not (self.route.relative or self.kind.needs_subject()) else test


class AllOf(Frozen):
    """Every part must hold."""

    parts: "tuple[Condition, ...]"

    def compile(self, often: bool = True) -> Test:
        tests = tuple(part.compile(often) for part in self.parts)
        if len(tests) == 1:
            return tests[0]

        def all_of(item: Item, world: World) -> Verdict:
            verdict: Verdict = True
            for test in tests:
                found = test(item, world)
                if found is False:
                    return False
                if found is None:
                    verdict = None
            return verdict

        return all_of


class AnyOf(Frozen):
    """One part must hold."""

    parts: "tuple[Condition, ...]"

    def compile(self, often: bool = True) -> Test:
        tests = tuple(part.compile(often) for part in self.parts)

        def any_of(item: Item, world: World) -> Verdict:
            verdict: Verdict = False
            for test in tests:
                found = test(item, world)
                if found is True:
                    return True
                if found is None:
                    verdict = None
            return verdict

        return any_of


class Not(Frozen):
    """The part must not hold."""

    part: "Condition"

    def compile(self, often: bool = True) -> Test:
        test = self.part.compile(often)

        def negated(item: Item, world: World) -> Verdict:
            found = test(item, world)
            return None if found is None else not found

        return negated


Condition = Check | AllOf | AnyOf | Not


@by_identity  # who concludes and who explains ask the same
def _asked(check: Check) -> Test:
    return check.kind.compile(check.route)


def _once_per_world(test: Test) -> Test:
    """A check that does not look at the subject is answered once per description, not once per item."""
    key = object()
    return lambda item, world: world.once(key, lambda: test(item, world))


class Seen(Frozen):
    """One check that had its say, for one subject, and its own verdict."""

    check: Check
    subject: Subject
    verdict: Verdict
    negated: bool = False  # it stands under `not`
    alternative: bool = False  # it is one of several, any of which would do
    branch: tuple[int, int] = (0, 0)  # it belongs to the one of several alternatives that holds: which, of how many


def deciding(
    condition: Condition,
    subject: Subject,
    world: World,
    negated: bool = False,
    alternative: bool = False,
    branch: tuple[int, int] = (0, 0),
) -> tuple[Seen, ...]:
    """The checks that bring the verdict of this condition about, in the order they are written."""
    verdict = world.test(condition)(subject.item, world)
    match condition:
        case Check():
            return (Seen(condition, subject, verdict, negated, alternative, branch),)
        case Not(part):
            return deciding(part, subject, world, not negated, alternative, branch)
        case AllOf(parts) | AnyOf(parts):
            decide = [part for part in parts if world.test(part)(subject.item, world) is verdict]
            if isinstance(condition, AnyOf) and verdict is True:
                decide = decide[:1]
                branch = (parts.index(decide[0]) + 1, len(parts))
            if isinstance(condition, AnyOf) and verdict is False:
                decide = _not_ruled_out(decide, subject, world)
            several = alternative or (len(decide) > 1 and isinstance(condition, AnyOf))
            return tuple(seen for part in decide for seen in deciding(part, subject, world, negated, several, branch))


def _not_ruled_out(parts: "list[Condition]", subject: Subject, world: World) -> "list[Condition]":
    """The alternatives that are meant for this subject: not those for another value of a field, where one is for its own."""
    meant = {route for part in parts for route, verdict in _sorted_by(part, subject, world) if verdict is True}
    kept = [
        part
        for part in parts
        if not any(verdict is False and route in meant for route, verdict in _sorted_by(part, subject, world))
    ]
    return kept or parts


def _sorted_by(part: "Condition", subject: Subject, world: World) -> Iterator[tuple[Route, Verdict]]:
    """The fields by whose value an alternative is chosen, and whether they have the value that it is for."""
    for one in part.parts if isinstance(part, AllOf) else ():
        if isinstance(one, Check) and one.kind.name in ("equals", "one_of"):
            yield one.route, world.test(one)(subject.item, world)


def in_words(condition: "Condition", world: World) -> Text | None:
    """A condition as one phrase; `None` where it takes too many words, or speaks of the subject."""
    found = _phrase(condition, world, outermost=True)
    return found if found is not None and len(found.en) <= LONGEST else None


def _phrase(condition: "Condition", world: World, outermost: bool = False) -> Text | None:
    match condition:
        case Check(route, kind):
            if kind.needs_subject():
                return None
            wanted, place = kind.wanted(world, Subject(world.root)), str(route).removeprefix(".")
            zh, en = _SAID_OF.get(wanted, wanted)
            if kind.name == "equals":
                zh, en = f"为 {zh}", f"is {en}"
            return Text(f"{place} {zh}", f"{place} {en}")
        case Not(part):
            inner = _phrase(part, world)
            return None if inner is None else Text(f"并非 {inner.zh}", f"not: {inner.en}")
        case AllOf(parts) | AnyOf(parts):
            said = [_phrase(part, world) for part in parts]
            told = [one for one in said if one is not None]
            if len(told) < len(said):
                return None
            zh, en = ("，且 ", " and ") if isinstance(condition, AllOf) else ("，或 ", " or ")
            joined = Text(zh.join(one.zh for one in told), en.join(one.en for one in told))
            return joined if outermost or len(told) == 1 else Text(f"（{joined.zh}）", f"({joined.en})")


def lacking(condition: Condition, subject: Subject, world: World) -> Iterator[Path]:
    """What to fill in where the verdict of a condition is open."""
    for seen in deciding(condition, subject, world):
        if seen.verdict is None:
            route, about = seen.check.route, seen.subject
            yield from seen.check.kind.lacking(route.getter()(about.item, world), route, about, world)


def places_read(part: object) -> Iterator[tuple[str, ...]]:
    """The places, from the root, that a condition or a piece of one looks at; what hangs on a subject is not among them."""
    match part:
        case Route(relative=False):
            yield part.steps
            yield from (part.total,) if part.total is not None else ()
        case ListRoute(relative=False):
            yield part.segments[0]
            yield from (total for total in (*part.outer, part.total)[:1] if total is not None)
        case Route() | ListRoute() | Field():
            return
        case Frozen():
            for name in part.__match_args__:
                yield from places_read(getattr(part, name))
        case tuple():
            for one in part:
                yield from places_read(one)


def checks_of(condition: Condition) -> Iterator[Check]:
    """Every check in a condition, in the order they are written."""
    match condition:
        case Check():
            yield condition
        case Not(part):
            yield from checks_of(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from checks_of(part)
