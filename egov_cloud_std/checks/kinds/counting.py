"""Counts and shares of a list. What is not known widens the count to a range, and a range decides only as a whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Self

from ...document import Path
from ...frozen import Frozen, replace
from ...quantities import Quantity
from ...shapes import NOTHING, Field
from ...words import NOT_STATED, Text
from .. import values
from ..answering import read_answer
from ..answers import Answer, Literal
from ..conditions import Condition, in_words, lacking
from ..edits import Edits
from ..kind import LISTS, Kind, Test, Verdict
from ..language import read_condition
from ..reader import Reader
from ..routes import UNKNOWN_ITEM, ListRoute, Raw, Route, as_written
from ..values import exactly
from ..world import Item, Subject, World

BOUNDS = ("at_least", "at_most", "equals")
FEW = 3  # items that are named
A_COUNT = Field(name="count", kind="count", zh="项数", en="number of items")
A_SHARE = Field(name="share", kind="quantity", zh="占比", en="share", dimension="ratio")


class Range(Frozen):
    """How many there are: so many for certain, so many more perhaps."""

    known: int
    maybe: int
    listed: int


def counted(where: Condition | None) -> Callable[[Sequence[Item], World, int], Range]:
    """Counts the items that meet a condition; items of which nothing is known count as perhaps."""
    keep = where.compile() if where is not None else None

    def count(items: Sequence[Item], world: World, unlisted: int) -> Range:
        if keep is None:
            known = sum(1 for item in items if item is not None and item is not UNKNOWN_ITEM)
            return Range(known, len(items) - known + unlisted, len(items))
        found = [keep(item, world) for item in items]
        return Range(found.count(True), found.count(None) + unlisted, len(items))

    return count


def _decide(bound: str, low: Quantity, high: Quantity, wanted: Quantity) -> Verdict:
    """Whether a range meets a bound: true or false only when all of it does."""
    match bound:
        case "at_least":
            at_low, at_high = values.at_least(low, wanted), values.at_least(high, wanted)
        case "at_most":
            at_low, at_high = values.at_least(wanted, high), values.at_least(wanted, low)
        case _:
            if low == high:
                return values.equal(low, wanted)
            outside = values.more_than(wanted, high) or values.more_than(low, wanted)
            return False if outside else None
    return True if at_low else None if at_high else False


class _Bounded(Kind):
    """What `count` and `share` have in common."""

    bound: str
    answer: Answer
    where: Condition | None

    def threshold(self) -> str:
        return self.answer.threshold if isinstance(self.answer, Literal) else ""

    def needs_subject(self) -> bool:
        return self.answer.needs_subject()

    def asked_inside(self, route: Route, subject: Subject, world: World) -> Iterator[tuple[Condition, Iterable[Item]]]:
        if self.where is not None:
            yield self.where, items_at(route)(subject.item, world)[0] or ()
        yield from self.answer.asked_inside(subject, world)

    def lacking(self, value: Raw, route: Route, subject: Subject, world: World) -> Iterator[Path]:
        """Where the list is stated: what keeps open whether an item counts."""
        yield from super().lacking(value, route, subject, world)
        for index, one in enumerate(items_at(route)(subject.item, world)[0] or () if self.where is not None else ()):
            assert self.where is not None
            if world.test(self.where)(one, world) is None:
                yield from lacking(self.where, Subject(one, (*route.path(subject.path), index)), world)

    def _which(self, items: Sequence[Item], world: World) -> Text:
        """The condition, and the items that decide: those that meet it, or where more are wanted, those that do not."""
        if self.where is None:
            return Text("", "")
        meets = self.bound != "at_least"
        names = [_named(one, at) for at, one in enumerate(items) if world.test(self.where)(one, world) is meets]
        zh, en = "、".join(names[:FEW]), ", ".join(names[:FEW])
        if len(names) > FEW:
            zh, en = f"{zh} 等 {len(names)} 项", f"{en} and {len(names) - FEW} more"
        condition = in_words(self.where, world)
        said = (
            Text("符合条件", " that meet the condition")
            if condition is None
            else Text(f"符合条件（{condition.zh}）", f" where {condition.en}")
        )
        if not names:
            return said
        if meets:
            return Text(f"{said.zh}：{zh}", f"{said.en}: {en}")
        return Text(f"{said.zh}，不符合的：{zh}", f"{said.en}; not so: {en}")

    def _phrase(self, world: World, subject: Subject) -> Text:
        inner = self.answer.words(world, subject)
        match self.bound:
            case "at_least":
                return Text(f"不少于 {inner.zh}", f"at least {inner.en}")
            case "at_most":
                return Text(f"不多于 {inner.zh}", f"at most {inner.en}")
            case _:
                return Text(f"等于 {inner.zh}", f"exactly {inner.en}")


def _read(answer: object, at: Path, route: Route, reader: Reader, of: Field) -> tuple[str, Answer, Condition | None]:
    entry = reader.mapping(answer, at, ("where", *BOUNDS))
    bound = reader.one_key(entry, at, BOUNDS)
    where: Condition | None = None
    if "where" in entry:
        record = route.field.record
        if record is None:
            reader.mapping(entry, at, BOUNDS)
        else:
            where = read_condition(entry["where"], (*at, "where"), reader.within(record))
    return bound, read_answer(reader, entry[bound], (*at, bound), of, bound), where


def _list(route: Route) -> ListRoute | None:
    """The list at a route, with its stated total left to the caller: sets have none."""
    record = route.field.record
    return None if record is None else ListRoute(route.relative, (route.steps,), record, route.total)


def items_at(route: Route) -> Callable[[Item, World], tuple[Sequence[Item] | None, int]]:
    """Reads a list or a set: its members, and how many a stated total promises beyond them."""
    found = _list(route)
    if found is not None:
        return lambda item, world: (found.items(item, world), found.unlisted(item, world))
    get = route.getter()

    def members(item: Item, world: World) -> tuple[Sequence[Item] | None, int]:
        value = get(item, world)
        if value is None:
            return None, 0
        if not isinstance(value, list):
            return (() if value is NOTHING else None), 0
        # A set: what is written twice is one member, and members that are not stated may be different ones.
        stated = {as_written(one): one for one in value if one is not None}
        return [*stated.values(), *(one for one in value if one is None)], 0

    return members


class Count(_Bounded):
    """`count: {where: CONDITION, at_least: 1}`: so many items (also `at_most`, `equals`)."""

    name = "count"
    takes = LISTS

    bound: str
    answer: Answer
    where: Condition | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        return cls(*_read(answer, at, route, reader, A_COUNT))

    def compile(self, route: Route) -> Test:
        items_of, count, bound, worked = items_at(route), counted(self.where), self.bound, self.answer.compile()

        def test(item: Item, world: World) -> Verdict:
            items, unlisted = items_of(item, world)
            wanted = worked(item, world)
            if items is None or not isinstance(wanted, Quantity):
                return None
            found = count(items, world, unlisted)
            return _decide(bound, exactly(found.known), exactly(found.known + found.maybe), wanted)

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        phrase = self._phrase(world, subject)
        one = isinstance(self.answer, Literal) and self.answer.value == exactly(1)
        noun, verb = ("item", "meets") if one else ("items", "meet")
        if self.where is None:
            return Text(f"{phrase.zh} 项", f"{phrase.en} {noun}")
        return Text(f"其中符合条件的{phrase.zh} 项", f"{phrase.en} {noun} that {verb} the condition")

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        items, unlisted = items_at(route)(subject.item, world)
        if items is None:
            return NOT_STATED
        found = counted(self.where)(items, world, unlisted)
        maybe = (
            Text(f"（另 {found.maybe} 项未填报）", f" ({found.maybe} more not stated)") if found.maybe else Text("", "")
        )
        which = self._which(items, world)
        return Text(f"{found.known} 项{which.zh}{maybe.zh}", f"{found.known} {_items(found.known)}{which.en}{maybe.en}")

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        if self.where is not None:
            yield "where dropped", replace(self, where=None)
        yield from _bounds_moved(self)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.counting import counted as nearest

        return nearest(self.compile(route), self.answer, self.where, route, subject, world, to)


class Share(_Bounded):
    """`share: {where: CONDITION, at_least: 90%}`: that share of the items; holds for an empty list."""

    name = "share"
    takes = frozenset({"list"})

    bound: str
    answer: Answer
    where: Condition | None = None

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        return cls(*_read(answer, at, route, reader, A_SHARE))

    def compile(self, route: Route) -> Test:
        items_of, count, bound, worked = items_at(route), counted(self.where), self.bound, self.answer.compile()

        def test(item: Item, world: World) -> Verdict:
            items, unlisted = items_of(item, world)
            wanted = worked(item, world)
            if items is None or not isinstance(wanted, Quantity):
                return None
            if not items and not unlisted:
                return True
            found = count(items, world, unlisted)
            return _decide(bound, *_shares(found, unlisted), wanted)

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        phrase = self._phrase(world, subject)
        return Text(f"占比{phrase.zh}", f"a share of {phrase.en}")

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        items, unlisted = items_at(route)(subject.item, world)
        if items is None:
            return NOT_STATED
        found = counted(self.where)(items, world, unlisted)
        total = found.listed + unlisted
        maybe = (
            Text(f"（另 {found.maybe} 项未填报）", f" ({found.maybe} more not stated)") if found.maybe else Text("", "")
        )
        which = self._which(items, world)
        return Text(
            f"{total} 项中 {found.known} 项{which.zh}{maybe.zh}",
            f"{found.known} of {total} {_items(total)}{which.en}{maybe.en}",
        )

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        if self.where is not None:
            yield "where dropped", replace(self, where=None)
        yield from _bounds_moved(self)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        from ..nearest.counting import counted as nearest

        return nearest(self.compile(route), self.answer, self.where, route, subject, world, to)


def _named(item: Item, index: int) -> str:
    name = item.get("id")
    return f"#{index + 1}" if name is None else as_written(name)


def _items(number: int) -> str:
    return "item" if number == 1 else "items"


def _shares(found: Range, unlisted: int) -> tuple[Quantity, Quantity]:
    total = found.listed + unlisted
    low, high = Fraction(found.known, total), Fraction(found.known + found.maybe, total)
    return Quantity("ratio", low, low, False, False), Quantity("ratio", high, high, False, False)


def _bounds_moved(kind: "Count | Share") -> Iterator[tuple[str, Kind]]:
    """The bound one step up and down, and asked the other way."""
    if (
        isinstance(kind.answer, Literal)
        and isinstance(kind.answer.value, Quantity)
        and kind.answer.value.low is not None
    ):
        low = kind.answer.value.low
        step = Fraction(1) if isinstance(kind, Count) else low / 2
        for word, moved in (("bound raised", low + step), ("bound lowered", low - step)):
            if moved >= 0:
                value = Quantity(kind.answer.value.dimension, moved, moved, False, False)
                yield word, replace(kind, answer=Literal(value, str(moved), kind.answer.threshold))
    other = {"at_least": "at_most", "at_most": "at_least"}.get(kind.bound)
    if other:
        yield "comparison inverted", replace(kind, bound=other)
