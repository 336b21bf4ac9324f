"""Lists that stand in files of their own: `resources: {file: inventory.csv}`."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..document import Path
from ..frozen import by_identity
from .fields import Field, Record


class NamedFile(NamedTuple):
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
    for name, field in _leading(record):
        value = data.get(name)
        if value is None:
            continue
        here = (*path, name)
        if field.kind == "list" and names_file(value):
            yield NamedFile(here, value["file"], (*here, "file"), field)
        elif field.record is None:
            continue
        elif field.kind == "record":
            yield from _named(value, field.record, here)
        elif isinstance(value, list) and _leading(field.record):  # long lists of others need not be walked
            for index, one in enumerate(value):
                yield from _named(one, field.record, (*here, index))


@by_identity
def _leading(record: Record) -> tuple[tuple[str, Field], ...]:
    """The fields of a thing that are a list, or inside which one may stand."""
    return tuple((name, field) for name, field in record.fields.items() if _leads_to_list(field, ()))


def _leads_to_list(field: Field, above: tuple[Record, ...]) -> bool:
    if field.kind == "list":
        return True
    if field.kind != "record" or field.record is None or field.record in above:
        return False
    return any(_leads_to_list(one, (*above, field.record)) for one in field.record.fields.values())


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
