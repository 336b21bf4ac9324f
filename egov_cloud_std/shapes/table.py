"""The field table as JSON: `{root: name, records: {name: {field: {...}}}}`; what is not said is the default."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from .fields import KINDS, Field, Record

Table = dict[str, Any]

# Where the records of a file begin, end, and part: fields are indented.
RECORDS, BETWEEN, END = b',\n"records": {\n', b"\n},\n", b"\n}\n}\n}\n"

FIELD: Mapping[str, Any] = {name: getattr(Field, name, None) for name in Field.__match_args__}
"""What a field is where nothing is said of it."""


def load(table: Table) -> Record:
    """The root record of a table. Records may contain one another; each makes its fields when it is first looked into."""
    entries: dict[str, Callable[[], Table]] = {name: partial(dict, one) for name, one in table["records"].items()}
    return _records(entries)[table["root"]]


def load_file(path: Path) -> Record:
    """The root record of a table that `dumps` wrote into a file; a record is parsed when it is first looked into."""
    head, _, rest = path.read_bytes().partition(RECORDS)
    blocks = (block.partition(b": {\n") for block in rest.removesuffix(END).split(BETWEEN))
    texts = {name.decode().strip('"'): b"{" + fields + b"}" for name, _, fields in blocks}
    return _records({name: partial(json.loads, text) for name, text in texts.items()})[json.loads(head + b"}")["root"]]


def _records(read: Mapping[str, Callable[[], Table]]) -> Mapping[str, Record]:
    """Records by name, each to be made of what there is to read of it."""
    records: dict[str, Record] = {}

    def fields(name: str, _: str) -> dict[str, object]:
        return {"fields": {key: _field(key, entry, records) for key, entry in read[name]().items()}}

    records.update((name, Record.late(partial(fields, name), name=name)) for name in read)
    return records


def _field(name: str, entry: Mapping[str, Any], records: Mapping[str, Record]) -> Field:
    if entry["kind"] not in KINDS:
        raise ValueError(f"{name}: no kind of field is called {entry['kind']}")
    known = {"name": name, **entry}
    for key in ("choices", "refers_to"):
        if key in known:
            known[key] = tuple(known[key])
    if "item" in known:
        known["item"] = _field(name, known["item"], records)
    if "record" in known:
        known["record"] = records[known["record"]]
    if not known.keys() <= FIELD.keys():
        raise ValueError(f"{name}: a field has no {', '.join(known.keys() - FIELD.keys())}")
    values: Iterable[Any] = map(known.get, FIELD, FIELD.values())
    return Field(*values)


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
