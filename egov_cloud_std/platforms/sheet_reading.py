"""Reads the description that people have filled into sheets.

Nothing is known by its position: a form is found by the head of its columns, a table by its key or by the name of its
sheet, a field by its key or by what it is called. So rows and columns may be inserted, moved and left blank, and sheets
renamed. What cannot be told is a problem at its cell, never passed over.
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from ..document import Path, Place, Problem
from ..document.sheets import Content, Row, Sheet, shown
from ..words import Text, same
from .labels import alike, label
from .sheet_document import SheetDocument, Spot, Spots
from .sheet_layout import (
    GROUP,
    ITEM,
    KEY,
    NAMES,
    VALUE,
    Column,
    Steps,
    Table,
    area_of,
    form,
    tables_by_key,
)
from .sheet_table import TableReading, head_of, table_named
from .sheet_values import Misfit, meant, unsettled, value

SCHEMA = "egov-platform/"
_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9][\w-]*)*")
_HEADS = {alike(word): which for which in (GROUP, ITEM, VALUE, KEY) for word in which} | {
    alike(word): VALUE for word in ("填写内容", "填报内容", "值", "value")
}
_SHEET = Text("这张工作表不知道是什么", "it cannot be told what this sheet is")


def read_description(sheets: Sequence[Sheet], name: str, source: bytes) -> SheetDocument:
    """The description that sheets hold."""
    return _Reading(sheets, name).read(source)


class _Reading:
    """One reading of all sheets."""

    def __init__(self, sheets: Sequence[Sheet], name: str) -> None:
        self.sheets, self.name = sheets, name
        self.spots = Spots()
        self.problems: list[Problem] = []
        self.data: dict[str, Any] = {}
        self.tables: list[TableReading] = []

    def read(self, source: bytes) -> SheetDocument:
        for number in range(len(self.sheets)):
            self._sheet(number)
        known: dict[Steps, dict[tuple[str, ...], Path]] = {}
        for one in sorted(self.tables, key=lambda one: len(one.table.above)):
            one.end()
            one.fill(self.data, known)
        self.data.setdefault("schema", f"{SCHEMA}0")
        order = {sheet.name: at for at, sheet in enumerate(self.sheets)}
        self.problems.sort(key=lambda one: (order[one.place.sheet], one.place.line, one.place.column))
        return SheetDocument(self.name, source, self.data, self.sheets, self.spots, tuple(self.problems))

    def report(self, spot: Spot, misfit: Misfit) -> None:
        """Adds a problem at a cell."""
        self.problems.append(Problem(self.place(spot), *misfit))

    def place(self, spot: Spot) -> Place:
        """Where a cell stands."""
        return self.sheets[spot[0]].place(*spot[1:])

    # --- one sheet

    def _sheet(self, number: int) -> None:
        sheet = self.sheets[number]
        part: _Form | TableReading | None = None
        about = False
        first: Spot | None = None
        named = table_named(sheet.name)
        for at, row in enumerate(sheet.rows):
            cells = [column for column, one in enumerate(row) if one is not None]
            if not cells:
                continue
            first = first or (number, at, cells[0])
            if (table := _marked(row, cells)) is not None:
                part = self._table(number, table)
            elif (columns := _form_head(row, cells)) is not None:
                part = _Form(self, number, at, _area_named(sheet.name), columns)
            elif part is not None:
                part.row(at, row, cells)
            elif (schema := next((one for one in cells if shown(row[one]).startswith(SCHEMA)), None)) is not None:
                about = True
                self.data.setdefault("schema", shown(row[schema]))
                self.spots.fields.setdefault(("schema",), (number, at, schema))
            elif named is not None and not about and (head := head_of(row, named)) is not None and head.sure:
                part = self._table(number, named)
                part.row(at, row, cells)
        if part is None and not about and first is not None and not sheet.hidden:
            fix = meant(sheet.name, list(NAMES.values()))
            self.report(first, Misfit("unknown_sheet", _SHEET, _with(fix, _NO_HEAD)))

    def _table(self, number: int, table: Table) -> TableReading:
        found = TableReading(self.sheets, number, table, self.spots, self.problems)
        self.tables.append(found)
        return found


_NO_HEAD = Text(
    "保留表头一行（项目、填写、字段，或清单各列的名称）；无关的工作表请删除。",
    "Keep the head (Item, Answer, Field, or the names of a list's columns); delete a sheet that does not belong here.",
)


def _with(first: Text, second: Text) -> Text:
    return Text(first.zh + second.zh, f"{first.en} {second.en}")


class _Form:
    """A form: a field to a row."""

    def __init__(self, reading: _Reading, number: int, at: int, area: str, columns: dict[Text, int]) -> None:
        self.reading, self.number, self.area, self.columns = reading, number, area, columns
        self.head = (number, at, columns[VALUE])

    def row(self, at: int, row: Row, cells: Sequence[int]) -> None:
        """One field, a heading, or what nobody knows."""
        content = _cell(row, self.columns[VALUE])
        key, item, group = (
            shown(_cell(row, self.columns[one])) if one in self.columns else "" for one in (KEY, ITEM, GROUP)
        )
        spot = (self.number, at, self.columns[VALUE])
        named = (self.number, at, self.columns.get(KEY if key else ITEM, self.columns[VALUE]))
        found = self._column(key, item, group)
        if isinstance(found, Text):
            if content is not None:
                says = Text(f"没有“{key or item}”这一项", f"there is no field {key or item!r}")
                if not key and not item:
                    says = Text("此值旁边没有写明是哪一项", "nothing beside this value says what it is")
                self.reading.report(named, Misfit("unknown_label", says, found))
            return
        names, column = found
        self._state(names, column, content, spot, (self.number, at, self.columns.get(ITEM, named[2])))

    def _state(self, names: Steps, column: Column | None, content: Content, spot: Spot, beside: Spot) -> None:
        reading = self.reading
        reading.spots.heads.setdefault(area_of(names), self.head)
        if content is None:
            if reading.spots.fields.setdefault(names, spot) == spot:
                reading.spots.labels[spot] = beside
            return
        if names in reading.spots.fields and _stated(reading.data, names):
            other = reading.place(reading.spots.fields[names]).short
            says = Text(f"此项在 {other} 已填写", f"this field is already filled in at {other}")
            fix = Text("保留其中一处，清空另一处。", "Keep one of the two and clear the other.")
            reading.report(spot, Misfit("stated_twice", says, fix))
            return
        reading.spots.fields[names] = spot
        found = value(content, None if column is None else column.field)
        if isinstance(found, Misfit):
            reading.report(spot, found)
            found = unsettled(names, content)
            if found is None:
                return
        put(reading.data, names, found)

    def _column(self, key: str, item: str, group: str) -> tuple[Steps, Column | None] | Text:
        """The field that a row is about, else what may have been meant."""
        key = unicodedata.normalize("NFKC", key)
        if key:
            return self._by_key(key)
        wanted, around = alike(item), alike(group)
        found = [
            one
            for one in form().values()
            if (not self.area or area_of(one.names) == self.area) and wanted and wanted in map(alike, label(one.field))
        ]
        if len(found) > 1 and around:
            found = [one for one in found if around in map(alike, one.group)] or found
        if len(found) == 1:
            return found[0].names, found[0]
        if found:
            return Text(
                f"有 {len(found)} 项都叫这个名称，在“字段”一列写明是哪一项，如 {found[0].key}。",
                f"{len(found)} fields have this name: write which in the column Field, such as {found[0].key}.",
            )
        known = [label(one.field) for one in form().values() if not self.area or area_of(one.names) == self.area]
        return meant(item, known)

    def _by_key(self, key: str) -> tuple[Steps, Column | None] | Text:
        names = tuple(key.split("."))
        if names in form():
            return names, form()[names]
        if len(names) == 2 and (names[0],) in form() and form()[(names[0],)].field.kind == "map":
            return names, Column(names, form()[(names[0],)].field.item or form()[(names[0],)].field, ())
        if _KEY.fullmatch(key) and free(names) and _is_group(names[:-1]):
            return names, None
        return meant(key, [same(one.key) for one in form().values()])


def free(names: Sequence[str]) -> bool:
    """Whether a field is one of the author's own: `x_…`."""
    return names[-1].startswith("x_") and len(names[-1]) > 2


def _is_group(names: Steps) -> bool:
    return not names or any(one[: len(names)] == names and len(one) > len(names) for one in form())


def _stated(data: Any, names: Path) -> bool:
    for step in names:
        if not isinstance(data, dict) or step not in data:
            return False
        data = data[step]
    return True


def put(data: dict[str, Any], names: Sequence[str | int], found: object) -> None:
    """Writes a value into a tree."""
    for step in names[:-1]:
        data = data.setdefault(step, {})  # type: ignore[arg-type]
    data[names[-1]] = found  # type: ignore[index]


def _cell(row: Row, column: int) -> Content:
    return row[column] if column < len(row) else None


def _form_head(row: Row, cells: Sequence[int]) -> dict[Text, int] | None:
    """The columns of a form, where a row is its head."""
    found: dict[Text, int] = {}
    for column in cells:
        which = _HEADS.get(alike(shown(row[column]).split("\n")[0]))
        if which is not None:
            found.setdefault(which, column)
    return found if VALUE in found and (ITEM in found or KEY in found) else None


def _marked(row: Row, cells: Sequence[int]) -> Table | None:
    """The table that begins here, where a row says so and little else."""
    first, *others = (shown(row[column]) for column in cells[:3])
    if len(others) > 1 or any(map(_KEY.fullmatch, others)):  # the keys of a table inside another begin alike
        return None
    return tables_by_key().get(first)


def _area_named(name: str) -> str:
    """The area that a sheet is named after; "" where none is."""
    for area, words in NAMES.items():
        if any(alike(word) == alike(name) for word in words):
            return area
    known = {alike(word): area for area, words in NAMES.items() for word in words}
    near = get_close_matches(alike(name), known, n=1, cutoff=0.75)
    return known[near[0]] if near else ""
