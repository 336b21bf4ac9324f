"""Where the values of a YAML or JSON text stand: one row for each event of its parser, and how to find a path in them.

Rows stand in the order of the text. A key, a scalar or an alias takes one row (start, end; of a key the end
may be 0, for it is rarely asked); a mapping or a list takes
a row (start, the row after the collection), the rows of its entries, and a row of its own end: so the row before any
other ends the value before it. Whether a row is a scalar or a collection is told by the data, not by the row: eight
bytes are all that a place costs. Aliases and merge keys, being rare, stand in dictionaries beside it.
"""

import re
from array import array

from .places import Span
from .values import Path, Value, holds_more, parts_of

OPEN = 0xFFFF_FFFF
"""The row after a collection that is still being read."""

_INDEXED_FROM = 8  # entries; shorter collections are faster to walk than to index


_PROPERTY = re.compile(r"[&!][^ \t\n]*[ \t\n]+")
_QUOTED = re.compile(r"""'[^']*+(?:''[^']*+)*+'|"(?:[^"\\]++|\\.)*+\"""", re.DOTALL)


def key_end(text: str, start: int, key: str) -> int:
    """Where a key ends, whose row does not say: it is as long as its text, unless it is quoted."""
    while words := _PROPERTY.match(text, start):
        start = words.end()
    quoted = _QUOTED.match(text, start)
    return quoted.end() if quoted else start + len(key)


class Rows:
    """The places of one text, filled by its reader."""

    __slots__ = ("_around", "_items", "_keys", "aliases", "ends", "merged", "root", "sources", "starts")

    def __init__(self) -> None:
        self.starts = array("I")
        self.ends = array("I")
        self.root = 0
        self.aliases: dict[int, int] = {}  # the row of an alias, and of what it stands for
        self.merged: dict[int, int] = {}  # the row of a merge key, and of the entry after it: the data show neither
        # The row of a mapping, and the mappings that it merges, the winner first.
        self.sources: dict[int, list[tuple[int, dict[str, Value]]]] = {}
        self._keys: dict[int, dict[str, int]] = {}
        # Around what was asked for last: its path, its row and its value.
        self._around: tuple[Path | None, tuple[int, Value]] = None, (0, None)
        self._items: dict[int, array[int]] = {}

    def find(self, data: Value, path: Path, text: str, key: bool) -> Span | None:
        """The span of the value at a path (or of its key); `None` where nothing is written there."""
        found = self._at(data, path)
        if found is None:
            return None
        row, at_key, data = found
        if key and at_key >= 0:
            return self.starts[at_key], self.ends[at_key] or key_end(text, self.starts[at_key], str(path[-1]))
        return self.span(row, data)

    def inside(self, data: Value, path: Path, part: Value, text: str) -> list[Span | None]:
        """The spans of a part of the value at a path and of the values inside it, in the order of `parts_of`."""
        spans: list[Span | None] = []
        found = self._at(data, path)
        if found is None:
            _unwritten(part, spans)
        else:
            self._inside(found[0], found[2], part, spans)
        return spans

    def _inside(self, row: int, data: Value, part: Value, spans: list[Span | None]) -> None:
        spans.append(self.span(row, data))
        if not holds_more(part):
            return
        row = self.aliases.get(row, row)
        if isinstance(data, dict) and isinstance(part, dict):
            own = self._own(row, data)
            for name, one in part.items():
                at = own.get(name)
                if at is None:
                    at = self.key(row, data, name)
                if at is None:
                    _unwritten(one, spans)
                else:
                    self._inside(at + 1, data[name], one, spans)
        elif isinstance(part, list):
            at, values = row + 1, data if isinstance(data, list) else []
            for value, one in zip(values, part, strict=False):
                self._inside(at, value, one, spans)
                at = self.after(at, value)
            for one in part[len(values) :]:
                _unwritten(one, spans)
        elif isinstance(part, dict):
            for one in part.values():
                _unwritten(one, spans)

    def _at(self, data: Value, path: Path) -> tuple[int, int, Value] | None:
        """The row of the value at a path, that of its key (-1 where it has none), and the value."""
        before, around = self._around
        if path and path[:-1] == before:  # items of a list, fields of a mapping: asked for one after the other
            return self._step(*around, path[-1])
        row, at_key = self.root, -1
        for depth, part in enumerate(path):
            if depth == len(path) - 1:
                self._around = path[:-1], (row, data)
            found = self._step(row, data, part)
            if found is None:
                return None
            row, at_key, data = found
        return row, at_key, data

    def _step(self, row: int, data: Value, step: str | int) -> tuple[int, int, Value] | None:
        """The same, of the value one step into the value at a row."""
        row = self.aliases.get(row, row)
        if isinstance(data, dict) and isinstance(step, str):
            found = self.key(row, data, step)
            return None if found is None else (found + 1, found, data[step])
        if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            return self._item(row, data, step), -1, data[step]
        return None

    def last(self) -> Span:
        """The span of the scalar that is being read."""
        return self.starts[-1], max(self.starts[-1], self.ends[-1])

    def span(self, row: int, value: Value) -> Span:
        """Where the value at a row starts and ends."""
        return self.starts[row], self.ends[self.after(row, value) - 1]

    def after(self, row: int, value: Value) -> int:
        """The row of what follows a value."""
        if (type(value) is dict or type(value) is list) and row not in self.aliases:
            return self.ends[row]
        return row + 1

    def key(self, row: int, mapping: dict[str, Value], key: str) -> int | None:
        """The row of a key in the mapping at a row, its own or a merged one."""
        if key not in mapping:
            return None
        known = self._keys.get(row)
        if known is None:
            known = self._own(row, mapping)
            if len(mapping) > _INDEXED_FROM and self.ends[row] != OPEN:
                self._keys[row] = known
        own = known.get(key)
        if own is not None:
            return own
        sources = self.sources.get(row, ())
        return next((found for at, source in sources if (found := self.key(at, source, key)) is not None), None)

    def _own(self, row: int, mapping: dict[str, Value]) -> dict[str, int]:
        """The rows of the keys that a mapping writes itself: the data list them first, in the order of the text."""
        own: dict[str, int] = {}
        at, ends, end = row + 1, self.ends, min(self.ends[row], len(self.starts)) - 1
        plain = not self.merged and not self.aliases
        for name, value in mapping.items():
            while not plain and at in self.merged:
                at = self.merged[at]
            if at >= end:
                break
            own[name] = at
            kind = type(value)
            if kind is not dict and kind is not list:
                at += 2
            else:
                at = ends[at + 1] if plain else self.after(at + 1, value)
        return own

    def _item(self, row: int, items: list[Value], index: int) -> int:
        """The row of a list's item. A long list is indexed once, whoever asks."""
        known = self._items.get(row)
        if known is None:
            known, at = array("I"), row + 1
            for value in items[: index + 1] if len(items) <= _INDEXED_FROM else items:
                known.append(at)
                at = self.after(at, value)
            if len(items) > _INDEXED_FROM:
                self._items[row] = known
        return known[index]


def _unwritten(part: Value, spans: list[Span | None]) -> None:
    """Takes note of values that are written nowhere."""
    spans.extend(None for _ in parts_of(part))
