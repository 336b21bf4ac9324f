"""Values that a field can hold: an example, others than these, neighbours of a bound."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import count

from ... import quantities
from ...quantities import Quantity
from ...shapes import Field
from ..edits import EXAMPLE, Example
from ..routes import as_written
from ..values import Comparable

_QUANTITIES = {
    "ratio": "{} %",
    "duration": "{} h",
    "data": "{} GB",
    "bandwidth": "{} Gbps",
    "rate": "{} /s",
    "distance": "{} km",
    "money": "{} 元",
    "frequency": "{} GHz",
}
_PATTERNED = {"[0-9]{6}": "{:06}", "[A-Z]{2}": "X{:c}", "(sha256:)?[0-9a-f]{64}": "{:064x}"}
_PLACES = 6  # decimals of a share that no decimal holds


def example(field: Field) -> object:
    """A value that this field can hold."""
    match field.kind:
        case "flag":
            return True
        case "set":
            assert field.item is not None
            return [example(field.item)]
        case "list":
            return [{"id": EXAMPLE}]
        case "map" if field.item is not None:
            return {EXAMPLE: example(field.item)}
        case "record" | "map":
            assert field.record is not None
            name, inner = next((name, one) for name, one in field.record.fields.items() if name != "none")
            return {name: example(inner)}
        case _:
            return next(several(field))


def anything(field: Field) -> object:
    """A value of which only that it is stated matters."""
    return _unsaid(example(field))


def _unsaid(value: object) -> object:
    match value:
        case dict():
            return {key: _unsaid(one) for key, one in value.items()}
        case list():
            return [_unsaid(one) for one in value]
        case bool():
            return value
        case _:
            return Example(value)


def several(field: Field) -> Iterator[object]:
    """Values of a scalar field, each different from the others; endless but for flags and choices."""
    match field.kind:
        case "flag":
            yield from (True, False)
        case "choice":
            yield from field.choices
        case "count" | "number":
            yield from count(1)
        case "quantity":
            yield from (_QUANTITIES[field.dimension].format(number) for number in count(1))
        case "date":
            yield from (str(date(2026, 1, 1) + timedelta(days=days)) for days in range(3000))
        case "month":
            yield from (f"{2026 + months // 12}-{months % 12 + 1:02}" for months in range(600))
        case _ if field.pattern in _PATTERNED:
            start = ord("X") if field.pattern == "[A-Z]{2}" else 0
            yield from (_PATTERNED[field.pattern].format(number) for number in range(start, start + 3))
        case _:
            yield from names()


def names() -> Iterator[str]:
    """Texts that stand for the author's own, each different from the others."""
    yield EXAMPLE
    yield from (Example(f"{EXAMPLE}-{number}") for number in count(2))


def other(field: Field, than: tuple[object, ...] | set[str]) -> object | None:
    """A value of a scalar field that is none of these; `None` where there is none."""
    taken = {as_written(one) for one in than}
    tried = zip(several(field), range(len(taken) + 3), strict=False)
    return next((one for one, _ in tried if as_written(one) not in taken), None)


def near(wanted: Comparable, field: Field) -> Iterator[object]:
    """The value itself and its nearest neighbours, as they may be written in this field."""
    match wanted:
        case bool():
            yield from (wanted, not wanted)
        case date() if field.kind == "month":
            yield from (f"{day:%Y-%m}" for day in (wanted, wanted + timedelta(days=31), wanted - timedelta(days=1)))
        case date():
            yield from (str(wanted + timedelta(days=days)) for days in (0, 1, -1))
        case Quantity():
            yield from _near_quantity(wanted, field)
        case _:
            yield wanted
            found = other(field, (wanted,))
            if found is not None:
                yield found


def _near_quantity(wanted: Quantity, field: Field) -> Iterator[object]:
    for bound in dict.fromkeys(one for one in (wanted.low, wanted.high) if one is not None):
        step = _step(bound, field)
        for value in (bound, bound - step, bound + step, *_rounded(bound, field)):
            text = number(value, field)
            if text is not None:
                yield text


def _step(value: Fraction, field: Field) -> Fraction:
    """One of the last digit that a reader sees: of 180 d one day, of 99.95% a hundredth of a per cent."""
    if field.kind != "quantity":
        return Fraction(1)
    shown = re.match(r"[0-9]+(?:\.([0-9]+))?", quantities.show(Quantity(field.dimension, value, value)).en)
    if not value or shown is None:
        unit = quantities.parse(_QUANTITIES[field.dimension].format(1), field.dimension).exact
        return unit or Fraction(1)
    return value / Fraction(shown[0]) / Fraction(10) ** len(shown[1] or "")


def _rounded(value: Fraction, field: Field) -> tuple[Fraction, ...]:
    scale = 1 if field.kind == "count" else 10**_PLACES
    below = Fraction(value * scale // 1, scale)
    return (below, below + Fraction(1, scale))


def number(value: Fraction, field: Field) -> object | None:
    """A number as it may be written in this field; `None` where it cannot be."""
    if value < 0 and field.kind != "number":
        return None
    if field.kind == "count":
        return int(value) if value.denominator == 1 else None
    dimension = field.dimension if field.kind == "quantity" else ""
    text = quantities.show(Quantity(dimension, value, value)).en
    return None if text.startswith("≈") else text
