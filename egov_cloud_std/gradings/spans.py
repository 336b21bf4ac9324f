"""Spans: intervals of plain exact numbers, and the few operations that steps and bands need beyond sums."""

from collections.abc import Iterable
from fractions import Fraction
from math import inf

from ..frozen import Frozen
from ..quantities import Quantity

ANY = Quantity("", None, None)
ZERO, ONE = Fraction(0), Fraction(1)


def point(number: Fraction | int) -> Quantity:
    """One number."""
    return Quantity("", Fraction(number), Fraction(number))


def between(low: Fraction | None, high: Fraction | None) -> Quantity:
    """Every number from one to the other, both included; `None` is unbounded."""
    return Quantity("", low, high)


def scaled(span: Quantity, factor: Fraction) -> Quantity:
    """The span times a number."""
    if factor == 0:
        return point(0)
    low, high = (None if end is None else end * factor for end in (span.low, span.high))
    if factor > 0:
        return Quantity("", low, high, span.low_open, span.high_open)
    return Quantity("", high, low, span.high_open, span.low_open)


def product(a: Quantity, b: Quantity) -> Quantity:
    """The product of two spans: it lies between the products of their ends."""
    ends = [_times(x, y) for x in _ends(a) for y in _ends(b)]
    low, high = min(ends), max(ends)
    return Quantity("", None if isinstance(low, float) else low, None if isinstance(high, float) else high)


def _ends(span: Quantity) -> tuple[Fraction | float, Fraction | float]:
    return -inf if span.low is None else span.low, inf if span.high is None else span.high


def _times(a: Fraction | float, b: Fraction | float) -> Fraction | float:
    return ZERO if not a or not b else a * b


def hull(spans: Iterable[Quantity]) -> Quantity:
    """The smallest span that holds all of these."""
    first, *rest = spans
    found = first
    for one in rest:
        low, low_open = _lower((found.low, found.low_open), (one.low, one.low_open))
        high, high_open = _upper((found.high, found.high_open), (one.high, one.high_open))
        found = Quantity("", low, high, low_open, high_open)
    return found


End = tuple[Fraction | None, bool]


def _lower(a: End, b: End) -> End:
    if a[0] is None or b[0] is None:
        return None, False
    return (a[0], a[1] and b[1]) if a[0] == b[0] else min(a, b)


def _upper(a: End, b: End) -> End:
    if a[0] is None or b[0] is None:
        return None, False
    return (a[0], a[1] and b[1]) if a[0] == b[0] else max(a, b)


def meet(a: Quantity, b: Quantity) -> Quantity | None:
    """What two spans have in common; `None` where that is nothing."""
    low, low_open = _later(a.low, a.low_open, b.low, b.low_open)
    high, high_open = _sooner(a.high, a.high_open, b.high, b.high_open)
    if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
        return None
    return Quantity("", low, high, low_open, high_open)


def _later(a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool) -> End:
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    return (a, a_open or b_open) if a == b else (a, a_open) if a > b else (b, b_open)


def _sooner(a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool) -> End:
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    return (a, a_open or b_open) if a == b else (a, a_open) if a < b else (b, b_open)


def held(span: Quantity, low: Fraction | None, high: Fraction | None) -> Quantity:
    """The span with every number below `low` raised to it and every number above `high` lowered to it."""

    def clamp(end: Fraction | None, otherwise: Fraction | None) -> Fraction | None:
        if end is None:
            return otherwise
        raised = end if low is None else max(end, low)
        return raised if high is None else min(raised, high)

    first, last = clamp(span.low, low), clamp(span.high, high)
    return Quantity("", first, last, span.low_open and first == span.low, span.high_open and last == span.high)


def inside(span: Quantity, whole: Quantity) -> bool:
    """Whether every number of a span lies in another."""
    return meet(span, whole) == span


class Range(Frozen):
    """A stretch of the scale, with explicit bounds; `None` is unbounded."""

    low: Fraction | None
    high: Fraction | None
    has_low: bool = False  # the bound itself belongs to it
    has_high: bool = False

    @property
    def span(self) -> Quantity:
        """The same as a span."""
        return Quantity(
            "",
            self.low,
            self.high,
            self.low is not None and not self.has_low,
            self.high is not None and not self.has_high,
        )
