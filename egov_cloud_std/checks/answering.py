"""Reads the answers of questions: literals, thresholds, other places, sums, ratios, counts."""

from collections.abc import Iterator
from fractions import Fraction

from .. import quantities
from ..document import Path
from ..frozen import replace
from ..shapes import Field
from ..words import Text, Unclear
from .answers import Answer, AtPlace, CountOf, Literal, RatioOf, SumOf, Term
from .conditions import Condition
from .language import read_condition
from .reader import Mistake, Reader
from .routes import ListRoute, Route, as_written


def read_answer(reader: Reader, value: object, at: Path, of: Field, direction: str) -> Answer:
    """A literal, a threshold, another place, a sum, a ratio or a count."""
    if isinstance(value, dict):
        return _worked(reader, value, at, of)
    if isinstance(value, str) and value.startswith("$"):
        found = reader.threshold(value, at, direction)
        if found.value is None:
            return Literal(None, value, found.name)
        return Literal(reader.literal(found.value, at, of), as_written(found.value), found.name)
    return Literal(reader.literal(value, at, of), as_written(value))


def _worked(reader: Reader, value: dict[str, object], at: Path, of: Field) -> Answer:
    name = reader.one_key(value, at, ("place", "sum_of", "ratio_of", "count_of"))
    reader.mapping(value, at, (name, "tolerance") if name in ("sum_of", "ratio_of") else (name,))
    inner, here = value[name], (*at, name)
    match name:
        case "place":
            route = reader.route(inner, here)
            _same_kind(of, route, here)
            return AtPlace(route)
        case "count_of":
            over, where = _over(reader, inner, here, ("list", "where"))
            return CountOf(over, where)
        case "sum_of":
            return replace(_sum(reader, inner, here, of), tolerance=_tolerance(value, at))
        case _:
            parts = reader.mapping(inner, here, ("part", "whole"), ("part", "whole"))
            part = _sum(reader, parts["part"], (*here, "part"), None)
            whole = _sum(reader, parts["whole"], (*here, "whole"), part.plus[0].route.field)
            return RatioOf(part, whole, _tolerance(value, at))


def _tolerance(value: dict[str, object], at: Path) -> Fraction | None:
    if "tolerance" not in value:
        return None
    here = (*at, "tolerance")
    try:
        found = quantities.parse(value["tolerance"], "ratio").exact
    except Unclear as error:
        raise Mistake(here, "wrong_value", error.says, error.fix) from None
    if found is None or found < 0:
        raise Mistake(
            here,
            "wrong_value",
            Text("允许误差应为一个确定的比例", "a tolerance is one share, zero or more"),
            Text("写成 1% 的样子。", "Write it like 1%."),
        )
    return found


def _sum(reader: Reader, value: object, at: Path, of: Field | None) -> SumOf:
    if isinstance(value, dict) and "list" not in value:
        reader.mapping(value, at, ("plus", "minus"), ("plus",))
        plus = tuple(_terms(reader, value["plus"], (*at, "plus"), of))
        return SumOf(plus, tuple(_terms(reader, value["minus"], (*at, "minus"), of)) if "minus" in value else ())
    if isinstance(value, list):
        return SumOf(tuple(_terms(reader, value, at, of)))
    return SumOf((_term(reader, value, at, of),))


def _terms(reader: Reader, value: object, at: Path, of: Field | None) -> Iterator[Term]:
    for index, one in enumerate(reader.sequence(value, at)):
        term = _term(reader, one, (*at, index), of)
        of = of or term.route.field
        yield term


def _term(reader: Reader, value: object, at: Path, of: Field | None) -> Term:
    if isinstance(value, dict):
        over, where = _over(reader, value, at, ("list", "field", "where"), ("list", "field"))
        route = reader.within(over.record).route(value["field"], (*at, "field"))
        term = Term(route, over, where)
    else:
        term = Term(reader.route(value, at))
    if term.route.field.kind not in ("count", "number", "quantity"):
        raise Mistake(
            at,
            "number_expected",
            Text(f"{term.route} 不是数", f"{term.route} is not a number"),
            Text("写数值字段的路径。", "Name a field that holds a number."),
        )
    if of is not None:
        _same_kind(of, term.route, at)
    return term


def _over(
    reader: Reader, value: object, at: Path, allowed: tuple[str, ...], required: tuple[str, ...] = ("list",)
) -> tuple[ListRoute, Condition | None]:
    entry = reader.mapping(value, at, allowed, required)
    over = reader.list_route(entry["list"], (*at, "list"))
    where = read_condition(entry["where"], (*at, "where"), reader.within(over.record)) if "where" in entry else None
    return over, where


def read_over(
    reader: Reader, value: object, at: Path, more: tuple[str, ...] = ()
) -> tuple[ListRoute, Condition | None]:
    """`{list: …, where: …}`, with further keys that the caller reads."""
    return _over(reader, value, at, ("list", "where", *more))


def _same_kind(of: Field, route: Route, at: Path) -> None:
    numbers = ("count", "number")
    same = of.kind == route.field.kind or (of.kind in numbers and route.field.kind in numbers)
    if not same or of.dimension != route.field.dimension:
        raise Mistake(
            at,
            "kinds_differ",
            Text(
                f"{route} 与 {of.name} 不是同一种值，无法比较",
                f"{route} and {of.name} are different kinds of value",
            ),
            Text("比较同一种、同一量纲的值。", "Compare values of one kind and dimension."),
        )
