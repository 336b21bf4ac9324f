"""A region as questions across units see it: what is collected of each platform, and how the pieces belong together.

Room `region` collects; this module knows the shape, joins the pieces, and leads every place back to the file in which it
is written. Joining decides nothing: a joined field is another item, or `NOTHING` where the other side states none.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from ..document import Document, Path, Place
from ..frozen import Frozen
from ..quantities import parse_number
from ..shapes import NOTHING, Record, hold, load_file, written
from ..words import Unclear
from .platform import Platform

FIELDS = FilePath(__file__).with_name("regional.json")
SCHEMA = "egov-region-view/0"

# Where in a description each list over all units comes from.
COLLECTED: Mapping[str, tuple[str, ...]] = {
    "systems": ("architecture", "systems"),
    "services": ("service", "catalogue"),
    "terms": ("terminology", "glossary"),
    "links": ("architecture", "links"),
    "figures": ("figures",),
    "artefacts": ("evidence",),
}
# What no description says of a unit, or of something that it lists: the region joins it or works it out.
OF_UNIT = frozenset({"submission", "level", "under", "unstated", "likeness", "likest_id", "carrier", "above", "likest"})
OF_ITEM = frozenset({"platform_id", "platform", "at_carrier", "back", "parts", "earlier", "times_earlier"})
Item = dict[str, Any]
_DIGITS = Context(prec=6)


@cache
def record() -> Record:
    """The field table of a region, read once."""
    return load_file(FIELDS)


class Written(Frozen):
    """Where the values of a region are written: in the descriptions of its units."""

    place: Callable[[Path], Place]  # of a path without joined fields
    line: Callable[[Place], str]
    positions: Mapping[int, Path]  # of every item of the lists at the root, by the identity of its dict


class Joined(Platform):
    """A region in the form of a platform: one tree of values, so that the same questions can be asked of it."""

    written: Written | None = None  # `None` only until it is known

    def place(self, path: Path, key: bool = False) -> Place:
        """Where a value is written, in the description of its unit."""
        assert self.written is not None
        return self.written.place(self._without_joints(path))

    def line(self, place: Place) -> str:
        """The line of text on which a place begins."""
        assert self.written is not None
        return self.written.line(place)

    def identity(self, path: Path) -> str:
        """The name of a place by identity, the same by whichever joined fields it was reached."""
        return super().identity(self._without_joints(path))

    def _without_joints(self, path: Path) -> Path:
        """The path as it is written: through the lists at the root, and through no joined field."""
        assert self.written is not None
        found: Any = self.data
        base: Path = ()
        for step in path:
            if isinstance(found, dict):
                found = found.get(step)
            else:
                found = found[step] if isinstance(found, list) and isinstance(step, int) and step < len(found) else None
            base = self.written.positions.get(id(found), (*base, step))
        return base


def joined(document: Document) -> Joined:
    """A region whose description is written down as a whole, as witnesses are."""
    data, problems = hold(document, record())
    where = Written(document.place, lambda place: document.line(place.line), positions_of(data))
    return Joined(document, join(data), problems, record(), written=where)


def positions_of(data: Item) -> dict[int, Path]:
    """Where every item of the lists at the root stands, by the identity of its dict."""
    return {id(one): (name, index) for name in ("units", *COLLECTED) for index, one in enumerate(_items(data, name))}


def _items(data: Item, name: str) -> list[Any]:
    found = data.get(name)
    return found if isinstance(found, list) else []


def join(data: Item) -> Item:
    """The same data, its joined fields filled in.

    Three things that need not be written are filled in as well: a platform of a province or of the centre, and one that
    stands on its own, is carried by nobody; a figure covers the platform alone; it is no rate of change.
    """
    units = {_text(one.get("id")): one for one in _items(data, "units") if one}
    for unit in units.values():
        if _stands_alone(unit):
            unit["platform"] = {**(unit.get("platform") or {}), "carried_by": NOTHING}
        unit["carrier"] = units.get(_text(_into(unit, "platform", "carried_by")))
        unit["above"] = units.get(_text(unit.get("under")))
        unit["likest"] = units.get(_text(unit.get("likest_id")))
    for name in (*COLLECTED, "earlier_figures"):
        for one in _items(data, name):
            if one:
                one["platform"] = units.get(_text(one.get("platform_id")))
    _join_services(_items(data, "services"))
    _join_links(_items(data, "links"), units)
    _join_figures(_items(data, "figures"), _items(data, "earlier_figures"), list(units.values()))
    return data


def _stands_alone(unit: Item) -> bool:
    if _into(unit, "platform", "carried_by") is not None:
        return False
    level = _text(unit.get("level")) or _text(_into(unit, "platform", "level"))
    return level in ("central", "province") or _text(_into(unit, "architecture", "carrier", "mode")) == "own"


def _text(value: object) -> str:
    if type(value) is str:  # as nearly every value is
        return value
    return "" if value is None or value is NOTHING else written(value)


def _into(item: object, *steps: str) -> object:
    for step in steps:
        item = item.get(step) if isinstance(item, dict) else None
    return item


def _states(unit: Item | None, name: str) -> bool:
    """Whether a unit states one of the lists over all units."""
    return unit is not None and name not in map(_text, unit.get("unstated") or ())


def _join_services(services: list[Item]) -> None:
    offered = {
        (_text(one.get("platform_id")), _text(one.get("code"))): one
        for one in services
        if one and one.get("code") is not None and _text(one.get("state")) == "offered"
    }
    for one in services:
        carrier = _into(one, "platform", "carrier")
        if one and _into(one, "platform", "platform", "carried_by") is NOTHING:
            one["at_carrier"] = NOTHING
        elif one and isinstance(carrier, dict) and one.get("code") is not None and _states(carrier, "services"):
            one["at_carrier"] = offered.get((_text(carrier.get("id")), _text(one["code"])), NOTHING)


def _join_links(links: list[Item], units: Mapping[str, Item]) -> None:
    declared = {(_text(one.get("platform_id")), _text(one.get("peer"))): one for one in links if one}
    for one in links:
        if one and one.get("peer") is not None:
            peer = _text(one["peer"])
            if _states(units.get(peer), "links"):
                one["back"] = declared.get((peer, _text(one.get("platform_id"))), NOTHING)


def _join_figures(figures: list[Item], earlier: list[Item], units: list[Item]) -> None:
    stated: dict[tuple[str, str, str, str], Item] = {}
    for one in figures:
        if one and one.get("of") is not None:
            stated.setdefault(_counted(one), one)
    before = {_counted(one): one for one in earlier if one}
    for one in figures:
        if one and one.get("of") is not None:
            one.setdefault("scope", "platform")
            one.setdefault("change", False)
    below: dict[str, list[str]] = {}
    for unit in units:
        below.setdefault(_text(unit.get("under")), []).append(_text(unit.get("id")))
    for one in figures:
        if not one or one.get("of") is None:
            continue
        whose, of, measure, scope = _counted(one)
        if scope == "region":
            own = stated.get((whose, of, measure, "platform"))
            parts = (_part(stated, each, of, measure) for each in below.get(whose, ()))
            one["parts"] = [*([own] if own else []), *parts] if below.get(whose) else []
        one["earlier"] = before.get((whose, of, measure, scope), NOTHING)
        if one["earlier"] is not NOTHING:
            one["times_earlier"] = _times(one.get("value"), one["earlier"].get("value"))


def _counted(one: Item) -> tuple[str, str, str, str]:
    """What a figure counts: whose, of what, in which unit, and how far; the platform alone unless it says."""
    scope = _text(one.get("scope")) or "platform"
    return _text(one.get("platform_id")), _text(one.get("of")), _text(one.get("unit")), scope


def _part(stated: Mapping[tuple[str, str, str, str], Item], unit: str, of: str, measure: str) -> Item | None:
    """The figure of a unit directly below: that of its own region, else of its platform; `None` where it states none."""
    return stated.get((unit, of, measure, "region")) or stated.get((unit, of, measure, "platform"))


def _times(value: object, before: object) -> str | None:
    """How many times the number before the number now is, to six digits; nothing where either is not exact, or it was zero."""
    now, then = _number(value), _number(before)
    if now is None or not then:
        return None
    share = now / then
    return format(_DIGITS.divide(Decimal(share.numerator), Decimal(share.denominator)), "f")


def _number(value: object) -> Fraction | None:
    if value is None:
        return None
    try:
        return parse_number(written(value))
    except Unclear:
        return None


def seen_of(platform: Platform) -> Iterator[tuple[str, object, Path]]:
    """What a region sees of one platform: `units` with the unit itself, then the items of each list over all units.

    Each comes with its path in the description; a list that is not stated comes as `None`.
    """
    yield "units", _kept(platform.data, record_of("units"), OF_UNIT), ()
    for name, path in COLLECTED.items():
        found: object = platform.data
        for step in path:
            found = _into(found, step)
        if found is NOTHING:
            continue
        if not isinstance(found, list):
            yield name, None, path
            continue
        for index, one in enumerate(found):
            yield name, _kept(one, record_of(name), OF_ITEM) if isinstance(one, dict) else {}, (*path, index)


@cache
def record_of(name: str) -> Record:
    """The fields of a unit, or of an item of one of the lists over all units, as a region sees them."""
    found = record().fields[name].record
    assert found is not None  # the lists of a region hold things
    return found


def _kept(value: Item, of: Record, without: frozenset[str] = frozenset()) -> Item:
    """The part of a value that a region sees, as it is written; `without` the fields that are filled in."""
    kept: Item = {}
    for name, field in of.fields.items():
        one = value.get(name)
        if one is None or name in without:
            continue
        if one is NOTHING:
            kept[name] = {"none": True} if field.kind == "record" else []
        elif field.kind == "record" and field.record is not None:
            if isinstance(one, dict):
                kept[name] = _kept(one, field.record)
        elif field.kind == "list" and field.record is not None:
            if isinstance(one, list):
                kept[name] = [_kept(each, field.record) if isinstance(each, dict) else None for each in one]
        elif isinstance(one, list):
            kept[name] = [each if isinstance(each, bool) else _text(each) for each in one]
        else:
            kept[name] = one if isinstance(one, bool) else _text(one)
    return kept
