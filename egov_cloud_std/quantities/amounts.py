"""Intervals of exact numbers: their order, their sums, their ratios.

Every comparison answers true or false only where that holds for each value in the intervals, and `None` otherwise.
"""

from fractions import Fraction

from ..frozen import Frozen


class Quantity(Frozen):
    """An interval in the base unit of a dimension (`""` for plain numbers); `None` means unbounded."""

    dimension: str
    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The value, when there is only one."""
        return self.low if self.low is not None and self.low == self.high else None


def _same_dimension(a: Quantity, b: Quantity) -> None:
    if a.dimension != b.dimension:
        raise ValueError(f"{a.dimension or 'number'} and {b.dimension or 'number'} cannot be compared or added")


def _all_at_least(a: Quantity, b: Quantity) -> bool:
    """Whether every value of `a` is at least every value of `b`."""
    return a.low is not None and b.high is not None and a.low >= b.high


def _all_more(a: Quantity, b: Quantity) -> bool:
    """Whether every value of `a` is more than every value of `b`."""
    if a.low is None or b.high is None:
        return False
    return a.low > b.high or (a.low == b.high and (a.low_open or b.high_open))


def at_least(a: Quantity, b: Quantity) -> bool | None:
    """Whether `a` is no less than `b`."""
    _same_dimension(a, b)
    return True if _all_at_least(a, b) else False if _all_more(b, a) else None


def at_most(a: Quantity, b: Quantity) -> bool | None:
    """Whether `a` is no more than `b`."""
    return at_least(b, a)


def more_than(a: Quantity, b: Quantity) -> bool | None:
    """Whether `a` is more than `b`."""
    _same_dimension(a, b)
    return True if _all_more(a, b) else False if _all_at_least(b, a) else None


def less_than(a: Quantity, b: Quantity) -> bool | None:
    """Whether `a` is less than `b`."""
    return more_than(b, a)


def equals(a: Quantity, b: Quantity, tolerance: Fraction | None = None) -> bool | None:
    """Whether both are the same value; `tolerance` is a share of the second (1/100 for one per cent)."""
    _same_dimension(a, b)
    near = b if not tolerance else _around(b, tolerance)
    if _all_more(a, near) or _all_more(near, a):
        return False
    if a.exact is not None and b.exact is not None:
        return True  # not apart, and both are single values
    if tolerance and _all_within(a, b, tolerance):
        return True
    return None


def _around(b: Quantity, tolerance: Fraction) -> Quantity:
    """Every value that is near enough to some value of `b`."""
    low = None if b.low is None else b.low - tolerance * abs(b.low)
    high = None if b.high is None else b.high + tolerance * abs(b.high)
    return Quantity(b.dimension, low, high, b.low_open, b.high_open)


def _all_within(a: Quantity, b: Quantity, tolerance: Fraction) -> bool:
    """Whether every value of `a` is near enough to every value of `b` (which is not negative)."""
    if a.low is None or a.high is None or b.low is None or b.high is None or b.low < 0:
        return False
    return a.low >= b.high * (1 - tolerance) and a.high <= b.low * (1 + tolerance)


def add(first: Quantity, *others: Quantity) -> Quantity:
    """The sum; unbounded where a part is."""
    total = first
    for one in others:
        _same_dimension(total, one)
        total = Quantity(
            total.dimension,
            None if total.low is None or one.low is None else total.low + one.low,
            None if total.high is None or one.high is None else total.high + one.high,
            total.low_open or one.low_open,
            total.high_open or one.high_open,
        )
    return total


def times(a: Quantity, number: int) -> Quantity:
    """The same quantity so many times, once at least."""
    low, high = (None if bound is None else bound * number for bound in (a.low, a.high))
    return Quantity(a.dimension, low, high, a.low_open, a.high_open)


def subtract(a: Quantity, b: Quantity) -> Quantity:
    """The difference."""
    low = None if b.high is None else -b.high
    high = None if b.low is None else -b.low
    return add(a, Quantity(b.dimension, low, high, b.high_open, b.low_open))


def ratio(a: Quantity, b: Quantity) -> Quantity | None:
    """`a` divided by `b`; `None` where `b` may be zero or the quotient has no simple bounds."""
    _same_dimension(a, b)
    if b.exact is not None and b.exact < 0:
        return ratio(_negated(a), _negated(b))
    if b.low is None or b.low < 0 or (b.low == 0 and not b.low_open) or a.low is None or a.low < 0:
        return _point_ratio(a, b)
    if a.high == 0:
        return Quantity("ratio", Fraction(0), Fraction(0))
    low, low_open = (Fraction(0), True) if b.high is None else (a.low / b.high, a.low_open or b.high_open)
    if a.low == 0:  # nothing over anything is nothing, however large that is
        low_open = a.low_open
    if a.high is None or b.low == 0:
        return Quantity("ratio", low, None, low_open)
    return Quantity("ratio", low, a.high / b.low, low_open, a.high_open or b.low_open)


def _point_ratio(a: Quantity, b: Quantity) -> Quantity | None:
    if a.exact is None or not b.exact:
        return None
    return Quantity("ratio", a.exact / b.exact, a.exact / b.exact)


def _negated(a: Quantity) -> Quantity:
    return subtract(Quantity(a.dimension, Fraction(0), Fraction(0)), a)
