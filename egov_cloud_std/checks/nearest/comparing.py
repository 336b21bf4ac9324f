"""The nearest change of a comparison: this value, or what it is compared with."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from ...quantities import Quantity
from ..answers import Answer, AtPlace, CountOf, RatioOf, SumOf, Term
from ..conditions import Condition
from ..edits import Edits, stated
from ..routes import UNKNOWN_ITEM, Route, is_none
from ..values import Comparable, parser
from ..world import Subject, World
from . import values
from .lists import Listed
from .seeking import then, towards

SUMMANDS = 3  # items whose number is changed to make a sum come out

Holds = Callable[[Comparable, Comparable], bool | None]


def compared(answer: Answer, holds: Holds, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
    """Edits after which a value compares as wanted with an answer."""
    wanted = answer.compile()(subject.item, world)
    if wanted is None:
        again = partial(_again, answer, holds, route, to)
        for edits in worked_out(answer, subject, world):
            yield from then(edits, subject, world, again)
        return
    path, parse = route.path(subject.path), parser(route.field)
    for candidate in values.near(wanted, route.field):
        if holds(parse(candidate), wanted) is to:
            yield (stated(world.root, path, candidate),)
    value = route.getter()(subject.item, world)
    if value is not None and not is_none(value):
        yield from _other_side(answer, parse(value), subject, world)


def _again(answer: Answer, holds: Holds, route: Route, to: bool, subject: Subject, world: World) -> Iterator[Edits]:
    """What is still to be done once the answer can be worked out."""
    value, wanted = route.getter()(subject.item, world), answer.compile()(subject.item, world)
    if wanted is None:
        return
    if value is None or is_none(value):
        yield from compared(answer, holds, route, subject, world, to)
        return
    stands = parser(route.field)(value)
    if holds(stands, wanted) is to:
        yield ()
    else:
        # What was just stated may as well be stated so that it comes out.
        yield from _other_side(answer, stands, subject, world)
        yield from compared(answer, holds, route, subject, world, to)


def _other_side(answer: Answer, value: Comparable, subject: Subject, world: World) -> Iterator[Edits]:
    """Leaves the value and changes what it is compared with."""
    match answer:
        case AtPlace(route):
            for candidate in values.near(value, route.field):
                yield (stated(world.root, route.path(subject.path), candidate),)
        case SumOf(plus=plus) if isinstance(value, Quantity):
            yield from _solved(plus, value, answer.compile()(subject.item, world), subject, world)


def _solved(
    terms: tuple[Term, ...], value: Quantity, found: Comparable | None, subject: Subject, world: World
) -> Iterator[Edits]:
    """Changes one term so that the sum comes to the value."""
    if not isinstance(found, Quantity) or found.exact is None or value.exact is None:
        return
    for term in terms:
        places = ((subject, term),) if term.over is None else _summands(term, subject, world)
        for one, single in places:
            stands = single.compile()(one.item, world)
            if stands is not None and stands.exact is not None:
                text = values.number(stands.exact + value.exact - found.exact, term.route.field)
                if text is not None:
                    yield (stated(world.root, single.route.path(one.path), text),)


def _summands(term: Term, subject: Subject, world: World) -> list[tuple[Subject, Term]]:
    """The last items whose number is summed."""
    assert term.over is not None
    kept = (
        one
        for one in reversed(Listed.over(term.over, subject).subjects(world))
        if term.where is None or world.test(term.where)(one.item, world) is True
    )
    return [(one, Term(term.route)) for one in islice(kept, SUMMANDS)]


def worked_out(answer: Answer, subject: Subject, world: World) -> Iterator[Edits]:
    """Edits after which an answer can be worked out."""
    match answer:
        case AtPlace(route):
            yield (stated(world.root, route.path(subject.path), values.example(route.field)),)
        case SumOf(plus, minus):
            yield from _terms((*plus, *minus), subject, world)
        case RatioOf(part, whole):
            terms = (*part.plus, *part.minus, *whole.plus, *whole.minus)
            if any(_open(term, subject, world) for term in terms):
                yield from _terms(terms, subject, world)
            for term in whole.plus:  # a whole of nothing has no parts
                if term.over is None:
                    yield (stated(world.root, term.path(subject), values.example(term.route.field)),)
        case CountOf(over, where):
            yield from _settled(Listed.over(over, subject), where, subject, world)


def _open(term: Term, subject: Subject, world: World) -> bool:
    return term.compile()(subject.item, world) is None


def _terms(terms: tuple[Term, ...], subject: Subject, world: World) -> Iterator[Edits]:
    """States every term that is open."""
    term = next((one for one in terms if _open(one, subject, world)), None)
    if term is None:
        yield ()
        return
    for edits in _term(term, subject, world):
        yield from then(edits, subject, world, lambda there, moved: _terms(terms, there, moved))


def _term(term: Term, subject: Subject, world: World) -> Iterator[Edits]:
    if term.over is None:
        yield (stated(world.root, term.path(subject), values.example(term.route.field)),)
        return
    listed = Listed.over(term.over, subject)

    def numbers(subject: Subject, world: World) -> Iterator[Edits]:
        """What the items lack of the number that is summed."""
        lacking = (
            one
            for one in listed.subjects(world)
            if term.route.getter()(one.item, world) is None
            and (term.where is None or world.test(term.where)(one.item, world))
        )
        one = next(lacking, None)
        if one is None:
            yield ()
        else:
            edits = (stated(world.root, term.route.path(one.path), values.example(term.route.field)),)
            yield from then(edits, subject, world, numbers)

    if listed.missing(world):
        for edits in islice(listed.with_such(world, term.where), 1):
            yield from then(edits, subject, world, numbers)
    for edits in _settled(listed, term.where, subject, world):
        yield from then(edits, subject, world, numbers)


def _settled(listed: Listed, where: Condition | None, subject: Subject, world: World) -> Iterator[Edits]:
    """Edits after which it is known which items of a list count."""
    if listed.missing(world):
        yield listed.emptied(world)
        return
    undecided = (
        one
        for one in listed.subjects(world)
        if (one.item is UNKNOWN_ITEM if where is None else world.test(where)(one.item, world) is None)
    )
    open_ = next(undecided, None)
    if open_ is None:
        yield listed.complete(world)
        return
    ways: Iterable[Edits] = (
        ((stated(world.root, open_.path, listed.fresh(world)),),)
        if where is None
        else (*islice(towards(where, open_, world, False), 1), *islice(towards(where, open_, world, True), 1))
    )
    for edits in ways:
        yield from then(edits, subject, world, lambda there, moved: _settled(listed, where, there, moved))
