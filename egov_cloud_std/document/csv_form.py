"""Reads a table as a list of mappings: the header names the fields, every cell keeps its place.

An empty cell is `None`. A dot in a field name nests: `sla.availability`. Any other text of a cell follows the rules of a
bare word in YAML, quoted or not, since spreadsheets quote as they please. No separator within a cell is guessed.
The standard library's reader forgets where a cell stood, so the cells are found here.
"""

import re
from array import array
from collections.abc import Iterator

from . import wording
from .limits import Limits
from .places import Fault, Span
from .values import Path, TooManyDigits, Value, parts_of, plain

_CELL = re.compile(r'[ \t]*"(?P<quoted>(?:[^"]++|"")*+)"[ \t]*(?=[,\n]|\Z)|(?P<bare>[^,\n"][^,\n]*)|')

Names = tuple[str, ...]


class Table:
    """Where the cells of a table stand."""

    def __init__(self, header: dict[Names, Span]) -> None:
        self.header = header
        self.columns = {names: index for index, names in enumerate(header)}
        self.cells: array[int] = array("I")  # start and end of each named cell, row after row

    def find(self, data: Value, path: Path, text: str, key: bool) -> Span | None:
        """The span of a cell, a row, a group of cells, or the table; of a cell's field name with `key`."""
        if not path:
            return 0, len(text.rstrip())
        row, *names = path
        width = 2 * len(self.columns)
        if not isinstance(row, int) or not 0 <= row < len(self.cells) // width:
            return None
        group = [index for column, index in self.columns.items() if list(column[: len(names)]) == names]
        if not group:
            return None
        if key and names:
            spans = list(self.header.values())
            return spans[group[0]][0], spans[group[-1]][1]
        first, last = row * width + 2 * group[0], row * width + 2 * group[-1]
        return self.cells[first], self.cells[last + 1]

    def inside(self, data: Value, path: Path, part: Value, text: str) -> list[Span | None]:
        """The spans of a part of the value at a path and of the cells inside it, in the order of `parts_of`."""
        return [self.find(data, (*path, *steps), text, key=False) for steps in parts_of(part)]


def load(text: str, limits: Limits) -> tuple[Value, Table]:
    """Reads one table; raises `Fault`."""
    lines = rows(text)
    header = _header(next(lines, []), limits)
    table = Table({names: span for names, span in header if names})
    data: list[Value] = []
    for row in lines:
        for cell, span in row[len(header) :]:
            if cell:
                raise Fault("cell_unnamed", span, *wording.CELL_UNNAMED)
        if not any(cell for cell, _ in row):
            continue
        end = row[-1][1][1]
        row = row[: len(header)] + [("", (end, end))] * (len(header) - len(row))
        data.append(_record(header, row, table, limits))
        if len(table.cells) // 2 > limits.nodes:
            raise Fault("too_many_nodes", row[0][1], *wording.too_many_nodes(limits.nodes))
    return data, table


def rows(text: str) -> Iterator[list[tuple[str, Span]]]:
    """Every line as its cells, each with its text and its span; empty lines are passed over."""
    row: list[tuple[str, Span]] = []
    at = 0
    while at <= len(text):
        match = _CELL.match(text, at)
        assert match is not None, "an empty cell always matches"
        at = match.end()
        if at < len(text) and text[at] not in ",\n":
            raise Fault("quotation", (at, at + 1), *wording.CSV_QUOTE)
        quoted = match["quoted"]
        said = match[0].strip() if quoted is None else quoted.replace('""', '"').strip()
        row.append((said, match.span()))
        if at == len(text) or text[at] == "\n":
            if len(row) > 1 or said:
                yield row
            row = []
        at += 1


def _header(row: list[tuple[str, Span]], limits: Limits) -> list[tuple[Names, Span]]:
    """The field names, split at their dots; none for a column without a name."""
    header: list[tuple[Names, Span]] = []
    known: dict[Names, Span] = {}
    for said, span in row:
        names = tuple(said.split(".")) if said else ()
        if names and names in known:
            says, fix = wording.duplicate_key(said)
            raise Fault("duplicate_key", span, says, fix, known[names][0])
        if len(names) >= limits.depth:
            raise Fault("too_deep", span, *wording.too_deep(limits.depth))
        known[names] = span
        header.append((names, span))
    for names, span in header:
        if any(names[:length] in known for length in range(1, len(names))):
            raise Fault("header_clash", span, *wording.HEADER_CLASH)
    if not any(names for names, _ in header):
        raise Fault("empty_file", (0, 0), *wording.EMPTY)
    return header


def _record(
    header: list[tuple[Names, Span]], row: list[tuple[str, Span]], table: Table, limits: Limits
) -> dict[str, Value]:
    record: dict[str, Value] = {}
    for (names, _), (said, span) in zip(header, row, strict=True):
        if not names:
            if said:
                raise Fault("cell_unnamed", span, *wording.CELL_UNNAMED)
            continue
        table.cells.extend(span)
        home = record
        for name in names[:-1]:
            inner = home.setdefault(name, {})
            assert isinstance(inner, dict), "the header holds no clash"
            home = inner
        home[names[-1]] = _value(said, span, limits)
    return record


def _value(said: str, span: Span, limits: Limits) -> Value:
    if len(said) > limits.scalar:
        raise Fault("scalar_too_long", span, *wording.scalar_too_long(limits.scalar))
    try:
        return plain(said, limits.digits)
    except TooManyDigits:
        raise Fault("too_many_digits", span, *wording.too_many_digits(limits.digits)) from None
