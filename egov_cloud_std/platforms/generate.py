"""Makes the compact field table from the models: `python -m egov_cloud_std.platforms.generate`.

Any pydantic model written with the types of `_base` can be turned into a table and held by `shapes.hold`.
"""

from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..shapes import Record, dumps, load
from ..shapes.table import Table
from ._base import Written

FIELDS = Path(__file__).with_name("fields.json")
REGIONAL = Path(__file__).with_name("regional.json")
_WORDS = ("zh", "en", "total_of", "care", "first")


def table_of(model: type[BaseModel]) -> Table:
    """The field table of a model and of every model inside it."""
    names: dict[type[BaseModel], str] = {}
    for one in _models(model, set()):
        taken = one.__name__ in names.values()
        names[one] = f"{one.__module__.rpartition('.')[2]}.{one.__name__}" if taken else one.__name__
    records = {name: _fields(one, names) for one, name in names.items()}
    return {"root": names[model], "records": records}


def record_of(model: type[BaseModel]) -> Record:
    """The record of a model, made at once: for formats whose table is not kept in a file."""
    return load(table_of(model))


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """This model and those inside it, each once, in the order of their fields."""
    if model in seen:
        return
    seen.add(model)
    yield model
    for info in model.model_fields.values():
        for inner in _inside(info.annotation):
            yield from _models(inner, seen)


def _inside(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from _inside(one)


def _fields(model: type[BaseModel], names: dict[type[BaseModel], str]) -> dict[str, Any]:
    return {info.alias or name: _entry(info, names) for name, info in model.model_fields.items()}


def _entry(info: FieldInfo, names: dict[type[BaseModel], str]) -> dict[str, Any]:
    written = [one for one in info.metadata if isinstance(one, Written)]
    entry = _value(info.annotation, written, names)
    extra = info.json_schema_extra
    if isinstance(extra, dict):
        entry |= {key: extra[key] for key in _WORDS if key in extra}
    if info.is_required():
        entry["required"] = True
    return entry


def _value(annotation: Any, written: list[Written], names: dict[type[BaseModel], str]) -> dict[str, Any]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (one,) = [arg for arg in args if arg is not NoneType]
        return _value(one, written, names)
    if origin is Annotated:
        return _value(args[0], [*(one for one in args[1:] if isinstance(one, Written)), *written], names)
    if origin is Literal:
        return {"kind": "choice", "choices": [str(arg) for arg in args]}
    if origin in (tuple, list, frozenset, set):
        inner = _value(args[0], written, names)
        thing = inner["kind"] == "record"
        return {"kind": "list", "record": inner["record"]} if thing else {"kind": "set", "item": inner}
    if origin is dict:
        inner = _value(args[1], written, names)
        return (
            {"kind": "map", "record": inner["record"]} if inner["kind"] == "record" else {"kind": "map", "item": inner}
        )
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {"kind": "record", "record": names[annotation]}
    if not written:
        raise TypeError(f"{annotation} says nothing about how it is written")
    return _written(written)


def _written(marks: list[Written]) -> dict[str, Any]:
    """One entry from the marks of a type; an outer mark adds to an inner one."""
    entry: dict[str, Any] = {"kind": marks[-1].kind}
    for mark in marks:
        for key in ("dimension", "bare", "pattern"):
            if getattr(mark, key):
                entry[key] = getattr(mark, key)
        if mark.refers_to:
            entry["refers_to"] = list(mark.refers_to)
    return entry


def text() -> str:
    """The table of the platform description, as it stands in `fields.json`."""
    from .description import Description

    return dumps(table_of(Description))


def regional_text() -> str:
    """The table of what a region sees of its units, as it stands in `regional.json`."""
    from .regional_model import Region

    return dumps(table_of(Region))


if __name__ == "__main__":
    FIELDS.write_text(text(), encoding="utf-8")
    REGIONAL.write_text(regional_text(), encoding="utf-8")
