"""JSON Schema of the platform description (2020-12, and draft-07 for editors), made from the field table.

The schema helps while writing: an editor completes keys and shows what a field means in both languages. It accepts
whatever `shapes.hold` accepts; `hold` says more and says it at a place.
"""

from collections.abc import Iterable
from typing import Any, Literal

from ..quantities import DIMENSIONS, EXAMPLES
from ..shapes import Field, Record
from .platform import record

Draft = Literal["2020-12", "7"]
Schema = dict[str, Any]

_URIS: dict[Draft, str] = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "7": "http://json-schema.org/draft-07/schema#",
}
_D = "[0-9０-９]"
_NOT_D = "[^0-9０-９]"
_PATTERNS = {
    "quantity": f"^{_NOT_D}*{_D}(.*[^0-9０-９\\s.,])\\s*$",  # a number, and a unit after it
    "bare": f"^{_NOT_D}*{_D}.*$",
    "count": f"^\\s*[+＋]?{_D}[0-9０-９,，.．eE+ ]*[百千万亿]*\\s*$",
    "number": f"^\\s*[-+＋－−]?{_D}.*$",
    "date": f"^\\s*{_D}{{4}}.*{_D}\\s*[日号]?\\s*$",
    "month": f"^\\s*{_D}{{4}}.*{_D}\\s*月?\\s*$",
}
_EXAMPLES = {"date": ["2026-06-30"], "month": ["2026-01"], "count": [37, "5万"], "number": [0.5]}
_NONE: Schema = {
    "type": "object",
    "description": "声明没有 / States that there are none",
    "properties": {"none": {"const": True}},
    "required": ["none"],
    "additionalProperties": False,
}
_FILE: Schema = {
    "type": "object",
    "description": "台账所在的文件（CSV、JSON 或 YAML） / The file that holds the list (CSV, JSON or YAML)",
    "properties": {"file": {"type": "string"}},
    "required": ["file"],
    "additionalProperties": False,
}


def platform_schema(draft: Draft = "2020-12") -> Schema:
    """The schema of a platform description."""
    return schema_of(record(), draft, "政务云平台描述 / Description of a government cloud platform")


def schema_of(root: Record, draft: Draft = "2020-12", title: str = "") -> Schema:
    """The schema of any record."""
    where = "$defs" if draft == "2020-12" else "definitions"
    records = _records(root)
    return {
        "$schema": _URIS[draft],
        "title": title or root.name,
        "$ref" if draft == "2020-12" else "allOf": f"#/{where}/{root.name}"
        if draft == "2020-12"
        else [{"$ref": f"#/{where}/{root.name}"}],
        where: {one.name: _object(one, where) for one in records},
    }


def _records(root: Record) -> Iterable[Record]:
    found = {root.name: root}
    waiting = [root]
    while waiting:
        for field in waiting.pop(0).fields.values():
            if field.record is not None and field.record.name not in found:
                found[field.record.name] = field.record
                waiting.append(field.record)
    return found.values()


def _object(one: Record, where: str) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {name: _field(field, where) for name, field in one.fields.items()},
        "patternProperties": {"^x_": True},
        "additionalProperties": False,
    }
    required = [name for name, field in one.fields.items() if field.required]
    return schema | {"required": required} if required else schema


def _field(field: Field, where: str) -> Schema:
    return {"description": f"{field.zh} / {field.en}"} | _value(field, where)


def _value(field: Field, where: str) -> Schema:
    inner = {"$ref": f"#/{where}/{field.record.name}"} if field.record is not None else True
    null = {"type": "null"}
    match field.kind:
        case "record":
            return {"anyOf": [inner, null]}
        case "list":
            return {"anyOf": [{"type": "array", "items": {"anyOf": [inner, null]}}, _FILE, _NONE, null]}
        case "set":
            assert field.item is not None
            return {"anyOf": [{"type": "array", "items": _value(field.item, where)}, _NONE, null]}
        case "map":
            values = {"anyOf": [inner, null]} if field.item is None else _value(field.item, where)
            return {"type": ["object", "null"], "additionalProperties": values}
        case _:
            return _scalar(field)


def _scalar(field: Field) -> Schema:
    match field.kind:
        case "flag":
            return {"type": ["boolean", "null"]}
        case "choice":
            digits = [int(one) for one in field.choices if one.isdecimal() and str(int(one)) == one]
            return {"enum": [*field.choices, *digits, None]}
        case "text" if field.pattern:
            return {"type": ["string", "number", "boolean", "null"], "pattern": f"^(?:{field.pattern})$"}
        case "text":
            return {"type": ["string", "number", "boolean", "null"]}
        case "quantity":
            return _quantity(field)
        case "count":
            pattern = _PATTERNS["count"]
            return {"type": ["integer", "string", "null"], "minimum": 0, "pattern": pattern, "examples": [37, "5万"]}
        case "number":
            return {"type": ["number", "string", "null"], "pattern": _PATTERNS["number"], "examples": [0.5, "5万"]}
        case "date" | "month":
            return {"type": ["string", "null"], "pattern": _PATTERNS[field.kind], "examples": _EXAMPLES[field.kind]}
        case _:
            return {}


def _quantity(field: Field) -> Schema:
    name = DIMENSIONS[field.dimension]
    about = {
        "title": f"{name.zh}，须带单位 / {name.en}, with its unit",
        "examples": list(EXAMPLES[field.dimension]),
    }
    if field.bare:
        return about | {"type": ["string", "number", "null"], "pattern": _PATTERNS["bare"]}
    return about | {"type": ["string", "null"], "pattern": _PATTERNS["quantity"]}
