"""Whether the model would take an edit: what a description may not say is no change of it."""

from ...platforms.platform import record
from ...shapes import Field, Record
from ...shapes.scalars import test_of
from ..edits import EXAMPLE, Change, Edits, at
from ..routes import as_written
from ..world import World


def fits(edits: Edits, world: World) -> bool:
    """Whether every value has its place in the model and can stand there."""
    return all(_fits(change, world) for change in edits)


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
        case (("record" | "list" | "set" | "map"), _):
            return False
        case _:
            return not isinstance(value, dict | list) and test_of(field)(value) is None


def _section(inside: Record, value: dict[str, object]) -> bool:
    return all(key in inside.fields and _holds(inside.fields[key], one) for key, one in value.items())
