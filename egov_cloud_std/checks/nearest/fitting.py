"""Whether the model would take an edit: what a description may not say is no change of it."""

from ...document import Path
from ...platforms.platform import record
from ...shapes import Field, Record
from ...shapes.scalars import test_of
from ..edits import EXAMPLE, Change, Edits, at, stated
from ..routes import as_written
from ..world import World
from . import values


def fits(edits: Edits, world: World) -> bool:
    """Whether every value has its place in the model and can stand there."""
    return all(_fits(change, world) for change in edits)


def grounded(edits: Edits, world: World) -> Edits:
    """The same edits; an entry of a list that could not be used becomes an item with an identity first."""
    blank: dict[Path, Change] = {}
    for change in edits:
        for depth, step in enumerate(change.path[:-1]):
            here = change.path[: depth + 1]
            entries = at(world.root, change.path[:depth]) if isinstance(step, int) else None
            if isinstance(step, int) and isinstance(entries, list) and step < len(entries) and entries[step] is None:
                taken = {as_written(one.get("id")) for one in (*entries, *_values((*edits, *blank.values()))) if one}
                name = next(one for one in values.names() if one not in taken)
                blank.setdefault(here, stated(world.root, here, {"id": name}))
    return (*blank.values(), *edits)


def _values(edits: Edits) -> list[dict[str, object]]:
    """Every item that edits add, or give an identity."""
    named = [{"id": one.value} for one in edits if one.path[-1] == "id"]
    return named + [item for one in edits for item in _items(one.value)]


def _items(value: object) -> list[dict[str, object]]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _fits(change: Change, world: World) -> bool:
    if change.path[-1] == "id":
        return _new_identity(change, world)
    inside: Field | None = Field("", "record", record=record())
    for step in change.path:
        if inside is None:
            return False
        if not isinstance(step, int):
            inside = inside.record.fields.get(step) if inside.record is not None else None
        elif inside.kind == "list":
            inside = Field("", "record", record=inside.record)
    return inside is not None and (change.value is None or _holds(inside, change.value))


def _new_identity(change: Change, world: World) -> bool:
    """An identity may be stated where there is none; whoever changes one speaks of another thing."""
    siblings = at(world.root, change.path[:-2])
    taken = {as_written(one.get("id")) for one in siblings if one} if isinstance(siblings, list) else set()
    before = at(world.root, change.path)
    return (before is None or as_written(before).startswith(EXAMPLE)) and as_written(change.value) not in taken


def _holds(field: Field, value: object) -> bool:
    match field.kind, value:
        case "any", _:
            return True
        case "record", dict():
            return field.record is not None and _section(field.record, value)
        case "list", list():
            inner = field.record
            return inner is not None and all(isinstance(one, dict) and _section(inner, one) for one in value)
        case "set", list():
            return field.item is not None and all(_holds(field.item, one) for one in value)
        case "map", dict() if field.item is not None:
            inner_field = field.item
            return all(_holds(inner_field, one) for one in value.values())
        case (("record" | "list" | "set" | "map"), _):
            return False
        case _:
            return not isinstance(value, dict | list) and test_of(field)(value) is None


def _section(inside: Record, value: dict[str, object]) -> bool:
    return all(key in inside.fields and _holds(inside.fields[key], one) for key, one in value.items())
