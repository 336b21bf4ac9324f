"""Equality, membership and order: a value against an answer."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import ClassVar, Self, TypeVar

from ... import quantities
from ...document import Path
from ...frozen import replace
from ...quantities import Quantity
from ...words import Text
from .. import values
from ..answering import read_answer
from ..answers import Answer, AtPlace, Literal
from ..conditions import Condition
from ..edits import Edits, stated
from ..kind import ORDERED, SCALARS, Kind, Test, Verdict
from ..reader import Reader
from ..routes import Raw, Route, as_written, is_none
from ..values import Comparable
from ..world import Item, Subject, World

T = TypeVar("T")
Compare = Callable[[Comparable, Comparable], Verdict]


class Compared(Kind):
    """A scalar compared with an answer. Where the description says there is none, no comparison holds."""

    direction: ClassVar[str] = ""
    phrase: ClassVar[tuple[str, str]] = ("{}", "{}")
    of_dates: ClassVar[tuple[str, str] | None] = None  # where dates read otherwise

    answer: Answer

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        return cls(read_answer(reader, answer, at, route.field, cls.direction))

    def compare(self) -> Compare:
        raise AssertionError("every comparison defines its own")

    def compile(self, route: Route) -> Test:
        get, parse, compare = route.getter(), values.remembered(route.field), self.compare()
        if isinstance(self.answer, Literal):
            return self._against(self.answer.value, route)
        worked = self.answer.compile()

        def test(item: Item, world: World) -> Verdict:
            raw = get(item, world)
            if raw is None:
                return None
            if is_none(raw):
                return False
            wanted = worked(item, world)
            return None if wanted is None else compare(parse(raw), wanted)

        return test

    def _against(self, wanted: Comparable | None, route: Route) -> Test:
        get, parse, compare = route.getter(), values.parser(route.field), self.compare()
        if wanted is None:
            return lambda item, world: None
        return values.asked(get, lambda raw: compare(parse(raw), wanted))

    def wanted(self, world: World, subject: Subject) -> Text:
        inner = self.answer.words(world, subject)
        zh, en = self.of_dates if self.of_dates and _is_dated(self.answer) else self.phrase
        return Text(zh.format(inner.zh), en.format(inner.en))

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        return self.answer.places(subject, world)

    def needs_subject(self) -> bool:
        return self.answer.needs_subject()

    def asked_inside(self, route: Route, subject: Subject, world: World) -> Iterator[tuple[Condition, Iterable[Item]]]:
        return self.answer.asked_inside(subject, world)

    def threshold(self) -> str:
        return self.answer.threshold if isinstance(self.answer, Literal) else ""

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.comparing import compared

        return compared(self.answer, self.compare(), route, subject, world, to)


def _is_dated(answer: Answer) -> bool:
    """Whether the answer is a date or a month."""
    match answer:
        case Literal(value=value):
            return isinstance(value, date)
        case AtPlace(route=route):
            return route.field.kind in ("date", "month")
        case _:
            return False


class Equals(Compared):
    """`equals: ANSWER`: the same value."""

    name = "equals"
    takes = SCALARS
    direction = "equals"

    def compare(self) -> Compare:
        tolerance = getattr(self.answer, "tolerance", None)
        return lambda a, b: values.equal(a, b, tolerance)

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", Differs(self.answer)


class Differs(Compared):
    """The opposite of `equals`, for mutants only: profiles write `not`."""

    takes = SCALARS
    phrase = ("不为 {}", "other than {}")

    def compare(self) -> Compare:
        def differs(a: Comparable, b: Comparable) -> Verdict:
            found = values.equal(a, b, getattr(self.answer, "tolerance", None))
            return None if found is None else not found

        return differs

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", Equals(self.answer)


class AtLeast(Compared):
    """`at_least: ANSWER`: no smaller, no earlier."""

    name = "at_least"
    takes = ORDERED
    direction = "at_least"
    phrase = ("不小于 {}", "at least {}")
    of_dates = ("不早于 {}", "no earlier than {}")

    def compare(self) -> Compare:
        return values.at_least

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", LessThan(self.answer)
        yield "bound excluded", MoreThan(self.answer)
        yield from _moved(self)


class AtMost(Compared):
    """`at_most: ANSWER`: no greater, no later."""

    name = "at_most"
    takes = ORDERED
    direction = "at_most"
    phrase = ("不大于 {}", "at most {}")
    of_dates = ("不晚于 {}", "no later than {}")

    def compare(self) -> Compare:
        return lambda a, b: values.at_least(b, a)

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", MoreThan(self.answer)
        yield "bound excluded", LessThan(self.answer)
        yield from _moved(self)


class MoreThan(Compared):
    """`more_than: ANSWER`: greater, later."""

    name = "more_than"
    takes = ORDERED
    direction = "more_than"
    phrase = ("大于 {}", "more than {}")
    of_dates = ("晚于 {}", "later than {}")

    def compare(self) -> Compare:
        return values.more_than

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", AtMost(self.answer)
        yield "bound included", AtLeast(self.answer)
        yield from _moved(self)


class LessThan(Compared):
    """`less_than: ANSWER`: smaller, earlier."""

    name = "less_than"
    takes = ORDERED
    direction = "less_than"
    phrase = ("小于 {}", "less than {}")
    of_dates = ("早于 {}", "earlier than {}")

    def compare(self) -> Compare:
        return lambda a, b: values.more_than(b, a)

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", AtLeast(self.answer)
        yield "bound included", AtMost(self.answer)
        yield from _moved(self)


def _moved(kind: Compared) -> Iterator[tuple[str, Kind]]:
    """The bound doubled and halved: a witness near the bound notices both."""
    match kind.answer:
        case Literal(value=Quantity(low=low) as bound, threshold=name) if low:
            for word, factor in (("doubled", Fraction(2)), ("halved", Fraction(1, 2))):
                moved = Quantity(bound.dimension, low * factor, low * factor, False, False)
                yield f"bound {word}", replace(kind, answer=Literal(moved, quantities.show(moved).en, name))
        case AtPlace() | Literal() | _:
            return


class OneOf(Kind):
    """`one_of: [literal, …]`: the value is among them."""

    name = "one_of"
    takes = SCALARS

    members: tuple[Comparable, ...]
    texts: tuple[str, ...]

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        entries = reader.sequence(answer, at)
        members = tuple(reader.literal(one, (*at, index), route.field) for index, one in enumerate(entries))
        return cls(members, tuple(as_written(one) for one in entries))

    def compile(self, route: Route) -> Test:
        get, parse, members = route.getter(), values.parser(route.field), self.members

        def among(raw: Raw) -> Verdict:
            value = parse(raw)
            found = [values.equal(value, member) for member in members]
            return True if True in found else None if None in found else False

        return values.asked(get, among)

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text("取值为 " + "、".join(self.texts) + " 之一", "one of " + ", ".join(self.texts))

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        for index, text in enumerate(self.texts):
            if len(self.texts) > 1:
                yield f"without {text}", OneOf(_less(self.members, index), _less(self.texts, index))
        yield "inverted", NoneOf(self.members, self.texts)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.values import other

        path = route.path(subject.path)
        for target in self.texts if to else (other(route.field, self.texts),):
            if target is not None:
                yield (stated(world.root, path, target),)


class NoneOf(OneOf):
    """The opposite of `one_of`, for mutants only: profiles write `not`."""

    name = ""

    def compile(self, route: Route) -> Test:
        among = OneOf(self.members, self.texts).compile(route)

        def test(item: Item, world: World) -> Verdict:
            found = among(item, world)
            return None if found is None else not found

        return test


def _less(entries: tuple[T, ...], index: int) -> tuple[T, ...]:
    return entries[:index] + entries[index + 1 :]
