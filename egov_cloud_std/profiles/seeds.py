"""Reads the facts that profiles cite by id."""

from collections.abc import Iterator

from ..document import Document
from ..words import Text


def read_facts(document: Document) -> Iterator[tuple[str, Text]]:
    """The facts of one file of seeds: id, and what it says in both languages. A file of another form has none."""
    data = document.data
    entries = data.get("facts") if isinstance(data, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        match entry:
            case {"id": str(name), "says": {"zh": str(zh), "en": str(en)}}:
                yield name, Text(zh, en)
