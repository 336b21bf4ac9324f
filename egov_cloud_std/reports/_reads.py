"""Which places of a description a control reads, and a description cut down to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from ..checks import Check, Condition, ListRoute, Route
from ..frozen import Frozen
from ..profiles import Control
from ..shapes import Field, Record

Steps = tuple[str, ...]  # a place in the model: the same for every item of a list
Scope = tuple[Steps, Record]  # where the things of one record are
CLAIMS = "not_applicable"
_ENDS = ("start", "end", "one_way")  # what every question about ways reads of a connection


def read_by(control: Control) -> frozenset[Steps]:
    """Every place that the control looks at, and the lists it walks; what would contradict a claim left out."""
    return frozenset(_of(control, (control.where, control.when, *control.expect))) | frozenset(_walked(control))


def required_by(control: Control) -> frozenset[Steps]:
    """The places whose values the control requires something of: no ids, no lists that are only looked through."""
    found = frozenset(_of(control, control.expect, lists=False))
    return frozenset(one for one in _ends(found) if one[-1] != "id")


def cutter(control: Control) -> Callable[[Mapping[str, object]], dict[str, object]]:
    """Cuts descriptions down to what the control reads, claims about this control included."""
    plain = _Wanted(read_by(control))
    against = _Wanted(plain.read | frozenset(_of(control, (control.contradicted_by,))))

    def cut(given: Mapping[str, object]) -> dict[str, object]:
        claims = [one for one in _things(given.get(CLAIMS)) if one.get("control") == control.id]
        kept = _kept(given, (), against if claims else plain)
        assert isinstance(kept, dict)
        return kept | ({CLAIMS: claims} if claims else {})

    return cut


def _things(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _walked(control: Control) -> Iterator[Steps]:
    return iter(()) if control.each is None else _placed_list(control.each, ())


def _of(control: Control, conditions: Iterable[Condition | None], lists: bool = True) -> Iterator[Steps]:
    subject: tuple[Scope, ...] = ()
    if control.each is not None:
        subject = ((_steps(control.each), control.each.record),)
    return chain.from_iterable(_places(one, subject, lists) for one in conditions if one is not None)


def _places(value: object, scopes: tuple[Scope, ...], lists: bool) -> Iterator[Steps]:
    """Every place that is named in a condition, a question or an answer, however deep.

    A relative route belongs to the innermost things that have its field: a question looks through the items of a list.
    """
    match value:
        case Route():
            yield from _placed(value, scopes, lists)
        case ListRoute():
            yield from _placed_list(value, scopes) if lists else ()
        case tuple():
            for one in value:
                yield from _places(one, scopes, lists)
        case Frozen():
            inner = (*scopes, *_looked_through(value, scopes))
            for name in value.__match_args__:
                outer = isinstance(value, Check) and name == "route"
                yield from _places(getattr(value, name), scopes if outer else inner, lists)
            if isinstance(value, Check):
                yield from _implied(value, scopes)


def _looked_through(value: Frozen, scopes: tuple[Scope, ...]) -> Iterator[Scope]:
    """The lists that something names, as scopes for what stands beside their names."""
    named = [getattr(value, name) for name in value.__match_args__]
    for one in chain.from_iterable(one if isinstance(one, tuple) else (one,) for one in named):
        if isinstance(one, ListRoute):
            yield from (((*base, *_steps(one)), one.record) for base in _bases(one, scopes))
    if isinstance(value, Check) and value.route.field.kind == "list" and value.route.field.record is not None:
        yield from ((place, value.route.field.record) for place in _places_of(value.route, scopes))


def _implied(check: Check, scopes: tuple[Scope, ...]) -> Iterator[Steps]:
    """The ends of connections, which questions about ways read without naming them."""
    record = check.route.field.record
    if check.route.field.kind == "list" and record is not None and set(_ENDS) <= set(record.fields):
        yield from ((*place, name) for place in _places_of(check.route, scopes) for name in _ENDS)


def _placed(route: Route, scopes: tuple[Scope, ...], totals: bool) -> Iterator[Steps]:
    """The place of a route, and that of the total beside it."""
    for place in _places_of(route, scopes):
        yield place
        if totals and route.total is not None:
            yield (*place[: len(place) - len(route.steps)], *route.total)


def _places_of(route: Route, scopes: tuple[Scope, ...]) -> Iterator[Steps]:
    if not route.relative:
        yield route.steps
        return
    for base, record in reversed(scopes):
        if _field(record, route.steps) is route.field:
            yield (*base, *route.steps)
            return


def _placed_list(route: ListRoute, scopes: tuple[Scope, ...]) -> Iterator[Steps]:
    for base in _bases(route, scopes):
        at = base
        for segment, total in zip(route.segments, (*route.outer, route.total), strict=True):
            if total is not None:
                yield (*at, *total)
            at = (*at, *segment)
            yield at


def _bases(route: ListRoute, scopes: tuple[Scope, ...]) -> Iterator[Steps]:
    if not route.relative:
        yield ()
        return
    for base, record in reversed(scopes):
        field = _field(record, _steps(route))
        if field is not None and field.record is route.record:
            yield base
            return


def _steps(route: ListRoute) -> Steps:
    return tuple(chain.from_iterable(route.segments))


def _field(record: Record | None, steps: Steps) -> Field | None:
    field: Field | None = None
    for step in steps:
        field = record.fields.get(step) if record is not None else None
        if field is None:
            return None
        record = field.record
    return field


def _ends(places: Iterable[Steps]) -> frozenset[Steps]:
    """The places inside which nothing else is read."""
    found = frozenset(places)
    return found - {one[:depth] for one in found for depth in range(len(one))}


class _Wanted:
    """What is kept: places that are read and their parents; whole, where nothing deeper is read."""

    def __init__(self, read: frozenset[Steps]) -> None:
        self.read = read
        self.whole = _ends(read)
        self.on_the_way = {one[:depth] for one in read for depth in range(len(one) + 1)}


def _kept(value: object, at: Steps, wanted: _Wanted, item: bool = False) -> object:
    if at in wanted.whole:
        return value
    match value:
        case dict():
            kept = {
                key: _kept(one, (*at, key), wanted)
                for key, one in value.items()
                if (*at, key) in wanted.on_the_way or (key == "none" and at) or (key == "id" and item)
            }
            kept = {key: one for key, one in kept.items() if one != {} or (*at, key) in wanted.read}
            return kept if kept or item or at not in wanted.read else value
        case list():
            return [_kept(one, at, wanted, item=True) for one in value]
        case _:
            return value
