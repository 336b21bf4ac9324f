"""What stands at a place of a description: nothing stated, stated that there is none, or a value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from egov_cloud_std import clock, quantities
from egov_cloud_std.quantities import Quantity
from egov_cloud_std.shapes import Field, Record
from egov_cloud_std.words import Unclear

Truth = bool | None  # None: unknown
Path = tuple[str | int, ...]
Plain = Any  # plain data as YAML holds it, or what was read from it


class Mark(Enum):
    """What may stand in place of a value."""

    MISSING = "not stated"
    NONE = "stated: there is none"


MISSING, NONE = Mark.MISSING, Mark.NONE


@dataclass(frozen=True)
class Found:
    """What stands at a place. A list is a tuple of items, with the number that its total says are not listed."""

    field: Field
    value: Plain  # a mark, a flag, a text, a Quantity, a date, a mapping, or a tuple
    path: Path
    unlisted: int = 0


@dataclass(frozen=True)
class World:
    """Everything that a question may look at."""

    root: Record
    data: Mapping[str, Plain]
    as_of: datetime
    control: str
    thresholds: Mapping[str, Plain]
    record: Record | None = None  # of the subject
    subject: Plain = MISSING  # a mapping, or MISSING for a subject nothing is known of
    at: Path = ()  # where the subject stands
    wording: Mapping[str, Plain] = field(default_factory=dict)  # what was found in a document, by its id
    ask: Callable[["World", Mapping[str, Plain]], Truth] = field(kw_only=True)  # answers a condition

    @property
    def today(self) -> date:
        """The day of the assessment."""
        return clock.today(self.as_of)

    def meets(self, condition: Mapping[str, Plain] | None) -> Truth:
        """Whether the subject meets a condition; where there is none, whether there is a subject."""
        if condition is None:
            return None if self.subject is MISSING else True
        return self.ask(self, condition)

    def of(self, found: Found, index: int) -> "World":
        """The same world with an item of a list as its subject."""
        return replace(self, record=found.field.record, subject=found.value[index], at=(*found.path, index))


def look(world: World, route: str) -> Found:
    """What stands at a route: from the subject when it begins with a dot, else from the root."""
    if route.startswith("."):
        assert world.record is not None, route
        return _walk(world.record, world.subject, route[1:].split("."), world.at)
    return _walk(world.root, world.data, route.split("."), ())


def _walk(record: Record, value: Plain, steps: list[str], path: Path) -> Found:
    unlisted = 0
    here: Field
    for index, step in enumerate(steps):
        here = record.fields[step]
        unlisted = _total(record, value, step)
        value = usable(here, _inside(value, step))
        path = (*path, step)
        if index < len(steps) - 1:
            assert here.record is not None, steps
            record = here.record
    if isinstance(value, tuple):
        unlisted = max(0, unlisted - len(value))
    elif value is NONE and here.kind in ("list", "set"):
        value = ()
    else:
        unlisted = 0
    return Found(here, value, path, unlisted)


def field_of(record: Record | None, route: str) -> Field:
    """The field at a route that begins with a dot."""
    first, *rest = route.removeprefix(".").split(".")
    assert record is not None
    field = record.fields[first]
    return field_of(field.record, ".".join(rest)) if rest else field


def items(world: World, found: Found) -> list[World]:
    """The items of a list, each as a subject."""
    return [world.of(found, index) for index in range(len(found.value))]


def _inside(value: Plain, step: str) -> Plain:
    if isinstance(value, Mark):
        return value
    return MISSING if value.get(step) is None else value[step]


def _total(record: Record, value: Plain, name: str) -> int:
    """The stated total of a list; 0 when there is none."""
    for other in record.fields.values():
        if other.total_of == name:
            total = usable(other, _inside(value, other.name))
            return int(total.exact) if isinstance(total, Quantity) and total.exact is not None else 0
    return 0


def usable(field: Field, value: Plain) -> Plain:
    """A written value as its field reads it; what cannot be used counts as not stated."""
    if isinstance(value, Mark) or value is None:
        return MISSING if value is None else value
    match field.kind:
        case "record":
            return _section(field, value)
        case "list":
            return _items(field, value)
        case "set":
            return _members(field, value)
        case _:
            try:
                return scalar(field, value)
            except (Unclear, ValueError):
                return MISSING


def _section(field: Field, value: Plain) -> Plain:
    if not isinstance(value, dict):
        return MISSING
    assert field.record is not None
    if value.get("none") is True and "none" in field.record.fields:
        return NONE
    return value


def _says_none(value: Plain) -> bool:
    return isinstance(value, dict) and value == {"none": True}


def _items(field: Field, value: Plain) -> Plain:
    if _says_none(value):
        return ()
    if not isinstance(value, list):
        return MISSING
    assert field.record is not None
    items: list[Plain] = []
    ids: set[str] = set()
    for one in value:
        if not isinstance(one, dict):
            items.append(MISSING)
            continue
        name = usable(field.record.fields["id"], one.get("id")) if field.record.identified else MISSING
        if isinstance(name, str) and name in ids:
            one = one | {"id": None}  # an id that is taken names nothing
        elif isinstance(name, str):
            ids.add(name)
        items.append(one)
    return tuple(items)


def _members(field: Field, value: Plain) -> Plain:
    """The members of a set, each once; an unusable one may be anything."""
    if _says_none(value):
        return ()
    if not isinstance(value, list):
        return MISSING
    assert field.item is not None
    members: list[Plain] = []
    for one in value:
        read = usable(field.item, one)
        if read is MISSING or read not in members:
            members.append(read)
    return tuple(members)


def scalar(field: Field, value: Plain) -> Plain:
    """One value, read by the kind of its field. Raises `Unclear` or `ValueError`."""
    if isinstance(value, dict | list):
        raise ValueError
    match field.kind:
        case "flag":
            if not isinstance(value, bool):
                raise ValueError
            return value
        case "choice":
            if text_of(value) not in field.choices:
                raise ValueError
            return text_of(value)
        case "count":
            return number(quantities.parse_count(value))
        case "number":
            return number(value)
        case "quantity":
            return quantities.parse(value, field.dimension, field.bare)
        case "date":
            return clock.parse_day(value)
        case "month":
            return clock.parse_month(value)
        case _:
            text = text_of(value)
            if not text.strip() or (field.pattern and not re.fullmatch(field.pattern, text)):
                raise ValueError
            return text


def text_of(value: Plain) -> str:
    """A scalar as it was written."""
    return ("true" if value else "false") if isinstance(value, bool) else str(getattr(value, "text", value))


def number(value: Plain) -> Quantity:
    """A plain number."""
    exact = quantities.parse_number(value)
    return Quantity("", exact, exact)


def says_something(field: Field, value: Plain) -> bool:
    """Whether anything usable is stated at or below a value."""
    value = usable(field, value)
    if value is MISSING:
        return False
    if field.kind != "record" or value is NONE:
        return True
    assert field.record is not None
    return any(says_something(one, value.get(name)) for name, one in field.record.fields.items())
