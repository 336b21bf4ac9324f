"""Lists that stand in files of their own: `resources: {file: inventory.csv}`."""

from collections.abc import Iterator
from typing import Any

from ..document import Path
from ..frozen import Frozen, by_identity
from .fields import Field, Record


class NamedFile(Frozen):
    """A list that another file holds."""

    path: Path  # of the list
    name: str  # of the file, as written
    place: Path  # where the name is written
    field: Field


def names_file(value: object) -> bool:
    """Whether this stands where a list belongs and names the file that holds it."""
    return isinstance(value, dict) and set(value) == {"file"} and isinstance(value["file"], str)


def named_files(data: object, record: Record) -> tuple[NamedFile, ...]:
    """Every list of this tree that another file holds."""
    return tuple(_named(data, record, ()))


def _named(data: object, record: Record, path: Path) -> Iterator[NamedFile]:
    if not isinstance(data, dict):
        return
    for name, field, inside in _containers(record):
        value = data.get(name)
        if value is None:
            continue
        here = (*path, name)
        if field.kind == "record":
            yield from _named(value, inside, here)
        elif names_file(value):
            yield NamedFile(here, value["file"], (*here, "file"), field)
        elif value and isinstance(value, list) and _has_lists(inside):  # long lists of others need not be walked
            for index, one in enumerate(value):
                yield from _named(one, inside, (*here, index))


@by_identity
def _containers(record: Record) -> tuple[tuple[str, Field, Record], ...]:
    """The fields of a thing that are a list, or may have one inside."""
    fields = ((name, field, field.record) for name, field in record.fields.items() if field.kind in ("record", "list"))
    return tuple((name, field, inside) for name, field, inside in fields if inside is not None)


@by_identity
def _has_lists(record: Record) -> bool:
    """Whether a list may stand inside a thing, at whatever depth."""
    return _leads_to_list(record, ())


def _leads_to_list(record: Record, above: tuple[Record, ...]) -> bool:
    return record not in above and any(
        field.kind == "list" or _leads_to_list(inside, (*above, record)) for _, field, inside in _containers(record)
    )


def attach(data: dict[str, Any], path: Path, items: object) -> dict[str, Any]:
    """The same tree with the items of a file (or `None`, when it could not be read) where the file was named."""
    attached: dict[str, Any] = _replaced(data, path, items)
    return attached


def _replaced(tree: Any, path: Path, items: object) -> Any:  # noqa: ANN401 - any part of a document
    if not path:
        return items
    copied = tree.copy()
    copied[path[0]] = _replaced(tree[path[0]], path[1:], items)
    return copied
