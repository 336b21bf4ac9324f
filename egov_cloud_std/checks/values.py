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
from .routes import Getter, Raw, as_written, is_none
from .world import Item, World

MOST = 100_000  # values that one question remembers
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
            if len(known) > MOST:
                known.clear()
            found = known[key] = parse(raw)
        return found

    return read


def asked(get: Getter, judge: Callable[[Raw], bool | None]) -> Callable[[Item, World], bool | None]:
    """A question about the scalar that `get` finds: unknown of what is not stated, false of what is stated as none.

    It remembers the verdict on each value, since an inventory repeats the same few.
    """
    known: dict[Raw, bool | None] = {}

    def test(item: Item, world: World) -> bool | None:
        raw = get(item, world)
        if raw is None:
            return None
        kind = raw.__class__
        if kind is str or kind is bool:
            key = raw
        elif is_none(raw):
            return False
        else:  # 5.1 and 5.10 are one number and two texts; 1 and true are equal in Python
            key = (kind, getattr(raw, "text", raw))
        try:
            return known[key]
        except KeyError:
            if len(known) > MOST:
                known.clear()
            found = known[key] = judge(raw)
            return found

    return test


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
