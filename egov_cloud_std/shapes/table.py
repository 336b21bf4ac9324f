"""The field table as JSON: `{root: name, records: {name: {field: {...}}}}`; what is not said is the default."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from .fields import KINDS, Field, Record

Table = dict[str, Any]


def load(table: Table) -> Record:
    """The root record of a table. Records may contain one another; each makes its fields when it is first looked into."""
    records: dict[str, Record] = {}

    def fields(entries: Mapping[str, Any], _: str) -> dict[str, object]:
        return {"fields": {key: _field(key, entry, records) for key, entry in entries.items()}}

    for name, entries in table["records"].items():
        for key, entry in entries.items():
            if entry["kind"] not in KINDS:
                raise ValueError(f"{name}.{key}: no kind of field is called {entry['kind']}")
        records[name] = Record.late(partial(fields, entries), name=name)
    return records[table["root"]]


def load_file(path: Path) -> Record:
    """The root record of a table that was generated into a file."""
    table: Table = json.loads(path.read_bytes())
    return load(table)


def _field(name: str, entry: Mapping[str, Any], records: Mapping[str, Record]) -> Field:
    known = dict(entry)
    for key in ("choices", "refers_to"):
        if key in known:
            known[key] = tuple(known[key])
    if "item" in known:
        known["item"] = _field(name, known["item"], records)
    if "record" in known:
        known["record"] = records[known["record"]]
    return Field(name, **known)


def dumps(table: Table) -> str:
    """The table as text: one line per field, so that a difference is readable."""
    lines = ["{", f'"root": {json.dumps(table["root"])},', '"records": {']
    records = list(table["records"].items())
    for last, (name, fields) in _with_last(records):
        lines.append(f"{json.dumps(name)}: {{")
        for end, (key, entry) in _with_last(list(fields.items())):
            body = json.dumps(entry, ensure_ascii=False, separators=(", ", ": "))
            lines.append(f"  {json.dumps(key)}: {body}" + ("" if end else ","))
        lines.append("}" if last else "},")
    return "\n".join([*lines, "}", "}", ""])


def _with_last(entries: list[Any]) -> list[tuple[bool, Any]]:
    return [(index == len(entries) - 1, entry) for index, entry in enumerate(entries)]
