"""Answers: what a question compares a value with.

A literal of the field's kind, a threshold, the value at another place, or a number that is worked out from the
description (sums, ratios, counts). Closed and total: there is no nesting beyond one level and no expression.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from .. import clock, quantities
from ..frozen import Frozen
from ..quantities import Quantity
from ..shapes import Field
from ..words import Text, Unclear, same
from .conditions import Condition
from .routes import UNKNOWN_ITEM, ListRoute, Route, as_written, is_none
from .values import Comparable, exactly, remembered, words
from .world import Item, Subject, World

Worked = Callable[[Item, World], Comparable | None]
Asked = Iterator[tuple[Condition, Iterable[Item]]]  # conditions asked of other items, with those items


class Literal(Frozen):
    """A value written in the profile, or the value of a threshold."""

    value: Comparable | None  # `None`: a threshold that nobody has set
    text: str
    threshold: str = ""

    def compile(self) -> Worked:
        value = self.value
        return lambda item, world: value

    def words(self, world: World, subject: Subject) -> Text:
        said = _calendar(self.text) if isinstance(self.value, Quantity) else same(self.text)
        if not self.threshold:
            return said
        return Text(f"{said.zh}（指标 {self.threshold}）", f"{said.en} (threshold {self.threshold})")

    def asked_inside(self, subject: Subject, world: World) -> Asked:
        return iter(())

    def needs_subject(self) -> bool:
        return False

    def places(self, subject: Subject, world: World) -> tuple[tuple[str | int, ...], ...]:
        return ()


def _calendar(text: str) -> Text:
    """A length of time in the reader's words, where it is one of the calendar; anything else as it is written."""
    try:
        return clock.show(clock.parse_period(text))
    except Unclear:
        return same(text)


class AtPlace(Frozen):
    """The value at another place."""

    route: Route

    def compile(self) -> Worked:
        get, parse = self.route.getter(), remembered(self.route.field)

        def worked(item: Item, world: World) -> Comparable | None:
            raw = get(item, world)
            return None if raw is None or is_none(raw) else parse(raw)

        return worked

    def words(self, world: World, subject: Subject) -> Text:
        raw = self.route.getter()(subject.item, world)
        if raw is None:
            return Text(f"{self.route}（未填报）", f"{self.route} (not stated)")
        return Text(f"{as_written(raw)}（{self.route}）", f"{as_written(raw)} ({self.route})")

    def asked_inside(self, subject: Subject, world: World) -> Asked:
        return iter(())

    def needs_subject(self) -> bool:
        return self.route.relative

    def places(self, subject: Subject, world: World) -> tuple[tuple[str | int, ...], ...]:
        return (self.route.path(subject.path),)


class Term(Frozen):
    """One number of a sum: the value at a route, or the sum of a field over the items of a list."""

    route: Route
    over: ListRoute | None = None
    where: Condition | None = None

    def compile(self) -> Callable[[Item, World], Quantity | None]:
        get, parse = self.route.getter(), remembered(self.route.field)
        if self.over is None:
            nothing = zero(self.route.field)

            def one(item: Item, world: World) -> Quantity | None:
                raw = get(item, world)
                if is_none(raw):
                    return nothing
                found = None if raw is None else parse(raw)
                return found if isinstance(found, Quantity) else None

            return one
        return self._over(self.over, Term(self.route).compile())

    def _over(
        self, over: ListRoute, one: Callable[[Item, World], Quantity | None]
    ) -> Callable[[Item, World], Quantity | None]:
        keep = self.where.compile() if self.where is not None else None
        nothing = zero(self.route.field)

        def total(item: Item, world: World) -> Quantity | None:
            items = over.items(item, world)
            if items is None or over.unlisted(item, world):
                return None
            # An inventory repeats the same few texts, and each is one quantity: they are counted, then added.
            found: dict[int, tuple[Quantity, int]] = {}
            for member in items:
                kept = True if keep is None else keep(member, world)
                if kept is False:
                    continue
                added = one(member, world) if kept else None
                if added is None:
                    return None
                found[id(added)] = added, found.get(id(added), (added, 0))[1] + 1
            return quantities.add(nothing, *(quantities.times(one, number) for one, number in found.values()))

        if over.relative:
            return total
        key = ("sum", str(self), id(self.where))
        return lambda item, world: world.once(key, lambda: total(item, world))

    def __str__(self) -> str:
        return str(self.route) if self.over is None else f"{self.over}[]{self.route}"

    def asked_inside(self, subject: Subject, world: World) -> Asked:
        if self.where is not None and self.over is not None:
            yield self.where, self.over.items(subject.item, world) or ()

    def needs_subject(self) -> bool:
        return self.route.relative if self.over is None else self.over.relative

    def path(self, subject: Subject) -> tuple[str | int, ...]:
        if self.over is None:
            return self.route.path(subject.path)
        return (*subject.path, *self.over.steps) if self.over.relative else self.over.steps


def zero(field: Field) -> Quantity:
    """The empty sum of a field."""
    dimension = field.dimension if field.kind == "quantity" else ""
    return Quantity(dimension, Fraction(0), Fraction(0), False, False)


class SumOf(Frozen):
    """Terms added, less terms taken away."""

    plus: tuple[Term, ...]
    minus: tuple[Term, ...] = ()
    tolerance: Fraction | None = None

    def compile(self) -> Worked:
        plus = tuple(term.compile() for term in self.plus)
        minus = tuple(term.compile() for term in self.minus)

        def worked(item: Item, world: World) -> Quantity | None:
            added = [term(item, world) for term in plus]
            taken = [term(item, world) for term in minus]
            if None in added or None in taken:
                return None
            total = quantities.add(*(one for one in added if one is not None))
            for one in taken:
                if one is not None:
                    total = quantities.subtract(total, one)
            return total

        return worked

    def words(self, world: World, subject: Subject) -> Text:
        found = self.compile()(subject.item, world)
        text = str(self)
        if found is None:
            return Text(f"{text}（未能算出）", f"{text} (cannot be worked out)")
        shown = words(found)
        return Text(f"{shown.zh}（= {text}）", f"{shown.en} (= {text})")

    def __str__(self) -> str:
        return " + ".join(map(str, self.plus)) + "".join(f" − {term}" for term in self.minus)

    def asked_inside(self, subject: Subject, world: World) -> Asked:
        for term in (*self.plus, *self.minus):
            yield from term.asked_inside(subject, world)

    def needs_subject(self) -> bool:
        return any(term.needs_subject() for term in (*self.plus, *self.minus))

    def places(self, subject: Subject, world: World) -> tuple[tuple[str | int, ...], ...]:
        return tuple(term.path(subject) for term in (*self.plus, *self.minus))


class RatioOf(Frozen):
    """One sum divided by another; unknown where the whole is zero."""

    part: SumOf
    whole: SumOf
    tolerance: Fraction | None = None

    def compile(self) -> Worked:
        part, whole = self.part.compile(), self.whole.compile()

        def worked(item: Item, world: World) -> Quantity | None:
            above, below = part(item, world), whole(item, world)
            if not isinstance(above, Quantity) or not isinstance(below, Quantity):
                return None
            return quantities.ratio(above, below)

        return worked

    def words(self, world: World, subject: Subject) -> Text:
        found = self.compile()(subject.item, world)
        text = f"({self.part}) ÷ ({self.whole})"
        if found is None:
            return Text(f"{text}（未能算出）", f"{text} (cannot be worked out)")
        shown = words(found)
        return Text(f"{shown.zh}（= {text}）", f"{shown.en} (= {text})")

    def asked_inside(self, subject: Subject, world: World) -> Asked:
        yield from self.part.asked_inside(subject, world)
        yield from self.whole.asked_inside(subject, world)

    def needs_subject(self) -> bool:
        return self.part.needs_subject() or self.whole.needs_subject()

    def places(self, subject: Subject, world: World) -> tuple[tuple[str | int, ...], ...]:
        return self.part.places(subject, world) + self.whole.places(subject, world)


class CountOf(Frozen):
    """How many items of a list meet a condition."""

    over: ListRoute
    where: Condition | None = None

    tolerance: None = None

    def compile(self) -> Worked:
        over, keep = self.over, self.where.compile() if self.where is not None else None

        def worked(item: Item, world: World) -> Quantity | None:
            items = over.items(item, world)
            if items is None or over.unlisted(item, world):
                return None
            if keep is None:
                return None if any(one is UNKNOWN_ITEM for one in items) else exactly(len(items))
            kept = [keep(member, world) for member in items]
            return None if None in kept else exactly(kept.count(True))

        if over.relative:
            return worked
        key = ("count", str(over), id(self.where))
        return lambda item, world: world.once(key, lambda: worked(item, world))

    def words(self, world: World, subject: Subject) -> Text:
        found = self.compile()(subject.item, world)
        if found is None:
            return Text(f"{self.over} 的项数（未能算出）", f"the number of {self.over} (cannot be worked out)")
        shown = words(found)
        return Text(f"{shown.zh}（{self.over} 的项数）", f"{shown.en} (the number of {self.over})")

    def asked_inside(self, subject: Subject, world: World) -> Asked:
        if self.where is not None:
            yield self.where, self.over.items(subject.item, world) or ()

    def needs_subject(self) -> bool:
        return self.over.relative

    def places(self, subject: Subject, world: World) -> tuple[tuple[str | int, ...], ...]:
        return ((*subject.path, *self.over.steps) if self.over.relative else self.over.steps,)


Answer = Literal | AtPlace | SumOf | RatioOf | CountOf
