"""Dates and ages, counted on the calendar; end dates are inclusive."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Self

from ... import clock
from ...clock import Period
from ...document import Path
from ...words import Text
from .. import values
from ..edits import Edits, stated
from ..kind import DATES, Kind, Test, Verdict
from ..reader import Reader
from ..routes import Raw, Route, as_written, is_none
from ..world import Item, Subject, World


def _day(raw: Raw) -> date | None:
    return None if raw is None or is_none(raw) else clock.parse_day(as_written(raw))


def _dated(route: Route, holds: "object") -> Test:
    """A closure over the day at a route; the verdict of `holds(day, world)`."""
    get, parse = route.getter(), values.remembered(route.field)
    assert callable(holds)

    def test(item: Item, world: World) -> Verdict:
        raw = get(item, world)
        if raw is None:
            return None
        return False if is_none(raw) else bool(holds(parse(raw), world))

    return test


def _set(route: Route, subject: Subject, world: World, day: date) -> Edits:
    return (stated(world.root, route.path(subject.path), day.isoformat()),)


class Within(Kind):
    """`within: PERIOD`: the date lies in the period up to today, today included."""

    name = "within"
    takes = DATES

    period: Period | None  # `None`: a threshold that nobody has set
    text: str
    named: str = ""

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        return cls(*reader.period(answer, at))

    def compile(self, route: Route) -> Test:
        period = self.period
        if period is None:
            return lambda item, world: None
        return _dated(route, lambda day, world: clock.back(world.today, period) <= day <= world.today)

    def wanted(self, world: World, subject: Subject) -> Text:
        if self.period is None:
            return Text(f"在 {self.text} 之内", f"within {self.text}")
        said = clock.show(self.period)
        return Text(f"在截至 {world.today} 的 {said.zh}之内", f"within {said.en} up to {world.today}")

    def threshold(self) -> str:
        return self.named

    def boundaries(self, value: Raw) -> Iterator[datetime]:
        day = _day(value)
        if day is not None and self.period is not None:
            yield clock.start_of(day)
            yield from (clock.start_of(first) for first in _lapses(day, self.period))

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", OutsideOf(self.period, self.text, self.named)
        if self.period is not None:
            longer = Period(self.period.months * 2, self.period.days * 2)
            yield "period doubled", Within(longer, f"2 × {self.text}", self.named)
            half = Period(self.period.months // 2, self.period.days // 2)
            yield "period halved", Within(half, f"½ × {self.text}", self.named)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        if self.period is None:
            return
        first = clock.back(world.today, self.period)
        days = (world.today, first) if to else (first - timedelta(days=1), world.today + timedelta(days=1))
        yield from (_set(route, subject, world, day) for day in days)


def _lapses(day: date, period: Period) -> Iterator[date]:
    """The first day on which `day` is no longer within the period.

    Going back over unequal months clamps, so the day is found by trying the few days around the estimate.
    """
    estimate = clock.ahead(day, period)
    for shift in range(-3, 6):
        today = estimate + timedelta(days=shift)
        if clock.back(today, period) > day:
            yield today
            return


class OutsideOf(Within):
    """The opposite of `within`, for mutants only."""

    name = ""

    def compile(self, route: Route) -> Test:
        inside = Within(self.period, self.text, self.named).compile(route)

        def test(item: Item, world: World) -> Verdict:
            found = inside(item, world)
            return None if found is None else not found

        return test


class NotExpired(Kind):
    """`not_expired: true`: the end date, inclusive, is not past."""

    name = "not_expired"
    takes = DATES

    expired: bool = False

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        reader.true(answer, at)
        return cls()

    def compile(self, route: Route) -> Test:
        expired = self.expired
        return _dated(route, lambda day, world: (day < world.today) is expired)

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text(f"不早于 {world.today}", f"no earlier than {world.today}")

    def boundaries(self, value: Raw) -> Iterator[datetime]:
        day = _day(value)
        if day is not None:
            yield clock.start_of(day + timedelta(days=1))

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", NotExpired(not self.expired)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        yield _set(route, subject, world, world.today if to else world.today - timedelta(days=1))


class NotFuture(Kind):
    """`not_future: true`: the date is not later than today."""

    name = "not_future"
    takes = DATES

    future: bool = False

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        reader.true(answer, at)
        return cls()

    def compile(self, route: Route) -> Test:
        future = self.future
        return _dated(route, lambda day, world: (day > world.today) is future)

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text(f"不晚于 {world.today}", f"no later than {world.today}")

    def boundaries(self, value: Raw) -> Iterator[datetime]:
        day = _day(value)
        if day is not None:
            yield clock.start_of(day)

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", NotFuture(not self.future)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        yield _set(route, subject, world, world.today if to else world.today + timedelta(days=1))
