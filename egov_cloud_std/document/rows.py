"""Where the values of a YAML or JSON text stand: a flat row of numbers, and how to find a path in it.

Values stand in the order of the text. A key takes one cell (its start); a scalar or an alias two (start, end);
a mapping or a list `start, offset of what follows`, its entries, and its end: so the last cell before any offset is
the end of the value before it. Whether an offset holds a scalar or a collection is told by the data, not by the row:
four bytes a cell are all that a place costs. Aliases and merge keys, being rare, stand in dictionaries beside it.
"""

import re
from array import array
from dataclasses import dataclass, field
from typing import cast

from .places import Span
from .values import Path, Value

OPEN = 0xFFFF_FFFF
"""What follows a collection that is still being read."""

_INDEXED_FROM = 32  # entries; shorter collections are faster to walk than to index
_PROPERTY = re.compile(r"[&!][^ \t\n]*[ \t\n]+")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', re.DOTALL)


@dataclass(slots=True)
class Rows:
    """The places of one text. `cells` is filled by a reader; offsets point into it."""

    cells: "array[int]" = field(default_factory=lambda: array("I"))
    aliases: dict[int, int] = field(default_factory=dict)
    """The offset of an alias, and of what it stands for."""
    merged: dict[int, int] = field(default_factory=dict)
    """The offset of a merge key, and of the entry that follows it: the data no longer shows it."""
    sources: dict[int, list[tuple[int, dict[str, Value]]]] = field(default_factory=dict)
    """The offset of a mapping, and the mappings that it merges, the winner first."""
    _entries: dict[int, dict[str, int]] = field(default_factory=dict)
    _items: dict[int, "array[int]"] = field(default_factory=dict)

    def find(self, data: Value, path: Path, text: str, key: bool) -> Span | None:
        """The span of the value at a path (or of its key); `None` where nothing is written there."""
        offset, at_key = 0, -1
        for part in path:
            offset, at_key = self.aliases.get(offset, offset), -1
            if isinstance(data, dict) and isinstance(part, str):
                found = self.entry(offset, data, part)
                if found is None:
                    return None
                at_key, offset, data = found, found + 1, data[part]
            elif isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
                offset, data = self._item(offset, data, part), data[part]
            else:
                return None
        if key and at_key >= 0:
            return self.key(at_key, cast(str, path[-1]), text)
        return self.cells[offset], self.end(offset, data)

    def end(self, offset: int, value: Value) -> int:
        """Where the value at an offset ends."""
        return self.cells[self.after(offset, value) - 1]

    def key(self, offset: int, name: str, text: str) -> Span:
        """The span of a key: only its start is kept, since most keys are as long as their text."""
        start = at = self.cells[offset]
        while words := _PROPERTY.match(text, at):
            at = words.end()
        quoted = _QUOTED.match(text, at)
        return start, quoted.end() if quoted else at + len(name)

    def after(self, offset: int, value: Value) -> int:
        """The offset of what follows a value."""
        if (type(value) is dict or type(value) is list) and offset not in self.aliases:
            return self.cells[offset + 1]
        return offset + 2

    def entry(self, offset: int, mapping: dict[str, Value], key: str) -> int | None:
        """The offset of a key of the mapping at an offset, its own or a merged one."""
        if key not in mapping:
            return None
        known = self._entries.get(offset)
        if known is None and len(mapping) > _INDEXED_FROM and self.cells[offset + 1] != OPEN:
            known = self._entries[offset] = dict(self._own(offset, mapping))
        own = known.get(key) if known is not None else self._walk(offset, mapping, key)
        if own is not None:
            return own
        sources = self.sources.get(offset, ())
        return next((found for at, source in sources if (found := self.entry(at, source, key)) is not None), None)

    def _walk(self, offset: int, mapping: dict[str, Value], key: str) -> int | None:
        return next((at for name, at in self._own(offset, mapping) if name == key), None)

    def _own(self, offset: int, mapping: dict[str, Value]) -> list[tuple[str, int]]:
        """The keys that a mapping writes itself: the data lists them first, in the order of the text."""
        found = []
        at, end = offset + 2, min(self.cells[offset + 1], len(self.cells)) - 1
        for name, value in mapping.items():
            while at in self.merged:
                at = self.merged[at]
            if at >= end:
                break
            found.append((name, at))
            at = self.after(at + 1, value)
        return found

    def _item(self, offset: int, items: list[Value], index: int) -> int:
        known = self._items.get(offset)
        if known is None:
            known, at = array("I"), offset + 2
            for value in items[: index + 1] if len(items) <= _INDEXED_FROM else items:
                known.append(at)
                at = self.after(at, value)
            if len(items) > _INDEXED_FROM:
                self._items[offset] = known
        return known[index]
