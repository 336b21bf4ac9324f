"""Values that can be compared: exact, and typed by the field they come from.

Counts, numbers and quantities all become a `Quantity` (a count has the empty dimension), so that one
comparison serves them and an interval is decided only when all of it decides.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache

from .. import clock, quantities
from ..quantities import Quantity
from ..shapes import Field
from ..words import Text, same
from .routes import Raw, as_written

Comparable = str | bool | Quantity | date
Parse = Callable[[Raw], Comparable]


def exactly(number: int | Fraction) -> Quantity:
    """A plain number."""
    return Quantity("", Fraction(number), Fraction(number), False, False)


def parser(field: Field) -> Parse:
    """How a value of this field is read. The document was held against the model, so reading succeeds."""
    match field.kind:
        case "flag":
            return lambda raw: bool(raw)
        case "count":
            return lambda raw: exactly(quantities.parse_count(raw))
        case "number":
            return lambda raw: exactly(quantities.parse_number(raw))
        case "quantity":
            dimension, bare = field.dimension, field.bare
            return lambda raw: quantities.parse(raw, dimension, bare)
        case "date":
            return lambda raw: clock.parse_day(as_written(raw))
        case "month":
            return lambda raw: clock.parse_month(as_written(raw))
        case _:
            return as_written


@lru_cache(maxsize=4096)
def remembered(field: Field) -> Parse:
    """A parser that remembers what it read: an inventory repeats the same few texts."""
    parse = parser(field)
    known: dict[tuple[type, Raw], Comparable] = {}

    def read(raw: Raw) -> Comparable:
        key = (type(raw), getattr(raw, "text", raw))  # 5.1 and 5.10 are one number and two texts
        found = known.get(key)
        if found is None:
            if len(known) > 100_000:
                known.clear()
            found = known[key] = parse(raw)
        return found

    return read


def judged(judge: Callable[[Raw], bool | None]) -> Callable[[Raw], bool | None]:
    """A judgement of scalars that remembers its verdict on each text, since an inventory repeats the same few."""
    known: dict[Raw, bool | None] = {}

    def verdict(raw: Raw) -> bool | None:
        # 5.1 and 5.10 are one number and two texts; 1 and true are equal in Python.
        key = raw if raw.__class__ is str else (raw.__class__, getattr(raw, "text", raw))
        try:
            return known[key]
        except KeyError:
            if len(known) > 100_000:
                known.clear()
            found = known[key] = judge(raw)
            return found

    return verdict


def named(field: Field) -> Callable[[Raw], str | None]:
    """One name for each value, however it is written: `5万` and `50000` are one member.

    `None` for a value that is only known to lie between bounds: it may be any member.
    """
    if field.kind in ("text", "choice", "flag"):
        return as_written
    parse = remembered(field)

    def name(raw: Raw) -> str | None:
        value = parse(raw)
        if isinstance(value, Quantity):
            return None if value.exact is None else quantities.show(value).en
        return str(value)

    return name


def equal(a: Comparable, b: Comparable, tolerance: Fraction | None = None) -> bool | None:
    """Whether two values are the same; `tolerance` is a share of the second."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return quantities.equals(a, b, tolerance)
    return a == b


def at_least(a: Comparable, b: Comparable) -> bool | None:
    """Whether `a` is no smaller than `b`."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return quantities.at_least(a, b)
    assert isinstance(a, date)
    assert isinstance(b, date)
    return a >= b


def more_than(a: Comparable, b: Comparable) -> bool | None:
    """Whether `a` is greater than `b`."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return quantities.more_than(a, b)
    assert isinstance(a, date)
    assert isinstance(b, date)
    return a > b


def words(value: Comparable) -> Text:
    """A worked-out value as a reader sees it."""
    match value:
        case bool():
            return same(str(value).lower())
        case Quantity():
            return quantities.show(value)
        case date():
            return same(value.isoformat())
        case _:
            return same(value)
