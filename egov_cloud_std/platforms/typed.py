"""Typed objects from the usable tree of a description."""

from typing import Any

from .. import clock, quantities
from ..shapes import NOTHING, Field, Record, written
from .description import Description


def typed(data: dict[str, Any], record: Record) -> Description:
    """The description as objects: quantities become `Quantity`, dates `date`, counts `int`, numbers `Fraction`.

    What could not be used is left out, as are `x_` keys; an item without an id is named by its position, `#3`.
    Raises pydantic's `ValidationError` where a description lacks what every description must have.
    """
    return Description.model_validate(_mapping(data, record))


def _mapping(data: object, record: Record, position: int = 0) -> dict[str, Any]:
    if data is NOTHING or not isinstance(data, dict):
        return {"none": True}
    found = {name: _value(data[name], field) for name, field in record.fields.items() if data.get(name) is not None}
    if "id" not in found and position and record.identified:
        found["id"] = f"#{position}"
    return found


def _value(value: Any, field: Field) -> Any:
    match field.kind:
        case "record" if field.record is not None:
            return _mapping(value, field.record)
        case "list" if field.record is not None:
            items = value if isinstance(value, list) else []
            return tuple(_mapping(one, field.record, at + 1) for at, one in enumerate(items) if one is not None)
        case "set" if field.item is not None:
            members = value if isinstance(value, list) else []
            return tuple(_value(one, field.item) for one in members if one is not None)
        case "map" if field.item is not None:
            return {key: _value(one, field.item) for key, one in value.items() if one is not None}
        case "quantity":
            return quantities.parse(value, field.dimension, field.bare)
        case "count":
            return quantities.parse_count(value)
        case "number":
            return quantities.parse_number(value)
        case "date":
            return clock.parse_day(value)
        case "month":
            return clock.parse_month(value)
        case "text" | "choice":
            return written(value)
        case _:
            return value
