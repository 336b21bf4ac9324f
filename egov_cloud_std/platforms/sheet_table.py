"""Reads a table of things out of a sheet: the head names the columns, a row is a thing."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any

from ..document import Path, Problem
from ..document.sheets import Content, Row, Sheet, shown
from ..frozen import Frozen
from ..shapes import written
from ..words import Text, same
from .labels import alike, label
from .sheet_document import Block, Spot, Spots
from .sheet_layout import Steps, Table, table_name, tables
from .sheet_values import Misfit, meant, unsettled, value

_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+|\[\])*")
_NUMBERS = frozenset(map(alike, ("序号", "No.", "#")))
_TOTALS = frozenset(map(alike, ("合计", "总计", "小计", "total", "sum")))
ABOVE = Text("所属", "Part of")
_TOTAL = Misfit(
    "total_row",
    Text("合计行不是清单中的一项", "a row of totals is no entry of the list"),
    Text("删去合计行。", "Delete the row."),
)


class Head(Frozen):
    """The head of a table: which column holds what."""

    fields: dict[Steps, int]
    above: dict[int, int]  # the column of each outer table, by its depth
    numbers: frozenset[int]  # columns that only count the rows
    unknown: dict[int, str]  # columns of which nobody knows what they hold
    sure: bool  # at least half of what it says is known


def above_title(table: Table) -> Text:
    """What the column is called that says to which thing of an outer table a row belongs."""
    own = label(table.field)
    return Text(f"{ABOVE.zh}：{own.zh}", f"{ABOVE.en}: {own.en}")


def head_of(row: Row, table: Table, keys: "Head | None" = None) -> Head | None:
    """The columns that a row names, where it names any; those that a row of keys named before it stay."""
    words = _words(table.names)
    fields: dict[Steps, int] = dict(keys.fields) if keys else {}
    above: dict[int, int] = dict(keys.above) if keys else {}
    numbers, unknown, known, said = set(), {}, 0, 0
    taken = {*fields.values(), *above.values()}
    for column, one in enumerate(row):
        text = shown(one)
        if not text:
            continue
        said += 1
        meaning = words.get(text, words.get(alike(text.split("\n")[0]), _own(text)))
        known += meaning is not None
        if column in taken:
            continue
        match meaning:
            case int():
                above.setdefault(meaning, column)
            case tuple() if meaning in fields:
                unknown[column] = text
            case tuple():
                fields[meaning] = column
            case _ if alike(text) in _NUMBERS:
                numbers.add(column)
            case _:
                unknown[column] = text
    if not known:
        return None
    return Head(fields, above, frozenset(numbers), unknown, 2 * known >= said)


def table_named(name: str) -> Table | None:
    """The table that a sheet is named after, or nearly so."""
    known = _names()
    wanted = alike(name)
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=1, cutoff=0.8)
    return known[near[0]] if near else None


class TableReading:
    """One table, row after row; its things are put into the description when all tables have been seen."""

    def __init__(
        self, sheets: Sequence[Sheet], number: int, table: Table, spots: Spots, problems: list[Problem]
    ) -> None:
        self.sheets, self.number, self.table, self.spots, self.problems = sheets, number, table, spots, problems
        self.keys: Head | None = None
        self.head: Head | None = None
        self.block: Block | None = None
        self.before: Spot | None = None  # the first row that is no head, while there is none
        self.rows: list[int] = []
        self.told: set[int] = set()  # unknown columns that a problem speaks of
        self.clashed: set[Path] = set()

    def report(self, row: int, column: int, misfit: Misfit) -> None:
        """Adds a problem at a cell."""
        self.problems.append(Problem(self.sheets[self.number].place(row, column), *misfit))

    def row(self, at: int, row: Row, cells: Sequence[int]) -> None:
        """The head, or a thing."""
        if self.block is None:
            self._before(at, row, cells)
            return
        assert self.head is not None
        if all(column in self.head.numbers for column in cells):
            return
        if any(isinstance(row[one], str) and alike(shown(row[one])) in _TOTALS for one in cells[:2]):
            self.report(at, cells[0], _TOTAL)
            return
        for column in cells:
            self._unknown(at, column)
        self.rows.append(at)

    def end(self) -> None:
        """No more rows: a table without a head is a problem where something stands in it."""
        if self.block is None and self.before is not None:
            says = Text("这张清单没有表头", "this list has no head")
            fix = Text("保留各列名称的一行。", "Keep the row that names the columns.")
            self.report(self.before[1], self.before[2], Misfit("no_head", says, fix))
        self.before = None

    def _before(self, at: int, row: Row, cells: Sequence[int]) -> None:
        head = head_of(row, self.table, self.keys)
        if self.keys is None and all(_KEY.fullmatch(shown(row[one])) for one in cells) and head and head.sure:
            self.keys = head
        elif head is not None and (head.sure or self.keys is not None):
            self._begin(at, head)
        elif self.keys is not None:  # its labels were taken out
            self._begin(at, self.keys)
            self.row(at, row, cells)
        else:
            self.before = self.before or (self.number, at, cells[0])

    def _begin(self, at: int, head: Head) -> None:
        self.head = head
        self.block = Block(self.number, at, head.fields or {("id",): 0})
        self.spots.blocks.setdefault(self.table.names, self.block)

    def _unknown(self, at: int, column: int) -> None:
        """A cell under a head that nobody knows, or under none."""
        assert self.head is not None
        assert self.block is not None
        head = self.head
        if column in head.unknown and column not in self.told:
            self.told.add(column)
            text = head.unknown[column].split("\n")[0]
            says = Text(f"清单没有“{text[:40]}”这一列", f"the list has no column {text[:40]!r}")
            fix = meant(text, [one.title for one in self.table.columns.values()])
            self.report(self.block.head, column, Misfit("unknown_label", says, fix))
        elif column not in {*head.fields.values(), *head.above.values(), *head.numbers, *head.unknown}:
            says = Text("此单元格上方没有列名", "no column is named above this cell")
            fix = Text("在表头写上列名，或删除此单元格。", "Name the column in the head, or delete the cell.")
            self.report(at, column, Misfit("cell_unnamed", says, fix))

    # --- into the description

    def fill(self, data: dict[str, Any], known: dict[Steps, dict[tuple[str, ...], Path]]) -> None:
        """Puts the things into the description; `known` tells where those of outer tables are, by their ids."""
        if self.block is None or self.head is None:
            return
        rows = self.sheets[self.number].rows
        last: list[Content] = [None] * len(self.table.above)
        mine = known.setdefault(self.table.names, {})
        for at in self.rows:
            row = rows[at]
            above = [self._cell(row, self.head.above.get(depth)) for depth in range(len(last))]
            last = [own if own is not None else former for own, former in zip(above, last, strict=True)]
            thing: dict[str, Any] = {}
            for names, column in self.head.fields.items():
                self._value(thing, names, at, column, self._cell(row, column))
            if not thing:
                continue
            outer = tuple(map(shown, last))
            home = self._home(at, outer, known)
            if home is None:
                continue
            path = self._append(data, home, at, thing)
            if path is not None:
                mine.setdefault((*outer, written(thing.get("id", ""))), path)

    def _cell(self, row: Row, column: int | None) -> Content:
        return row[column] if column is not None and column < len(row) else None

    def _value(self, thing: dict[str, Any], names: Steps, at: int, column: int, content: Content) -> None:
        if content is None:
            return
        of = self.table.columns.get(names)
        found = value(content, None if of is None else of.field)
        if isinstance(found, Misfit):
            self.report(at, column, found)
            found = unsettled(names, content)
            if found is None:
                return
        home = thing
        for step in names[:-1]:
            home = home.setdefault(step, {})
        home[names[-1]] = found

    def _home(self, at: int, outer: tuple[str, ...], known: dict[Steps, dict[tuple[str, ...], Path]]) -> Path | None:
        """The list that a row belongs to."""
        if not outer:
            return self.table.names
        above = self.table.above[-1]
        there = known.get(above.names, {})
        assert self.head is not None
        if outer not in there:
            column = self.head.above.get(len(outer) - 1, 0)
            title = above_title(above)
            says = Text(
                f"“{outer[-1][:40]}”不是“{label(above.field).zh}”中的标识",
                f"{outer[-1][:40]!r} is no id in {label(above.field).en!r}",
            )
            if not outer[-1]:
                says = Text(f"没有填“{title.zh}”", f"{title.en!r} is not filled in")
            self.report(at, column, Misfit("unknown_id", says, meant(outer[-1], [same(one[-1]) for one in there])))
            return None
        return (*there[outer], *self.table.names[len(above.names) :])

    def _append(self, data: dict[str, Any], home: Path, at: int, thing: dict[str, Any]) -> Path | None:
        found: Any = data
        for step in home[:-1]:
            found = found[step] if isinstance(step, int) else found.setdefault(step, {})
        if home not in self.spots.items and found.get(home[-1]) is not None:
            self._clash(home)
            return None
        assert self.block is not None
        items = found.setdefault(home[-1], [])
        self.spots.items.setdefault(home, []).append((self.block, at))
        items.append(thing)
        return (*home, len(items) - 1)

    def _clash(self, home: Path) -> None:
        """The form says that there is none, or names a file, and things stand in the table."""
        if home in self.clashed:
            return
        self.clashed.add(home)
        spot = self.spots.find(home)
        assert spot is not None
        says = Text(
            "此处写明没有或另有台账文件，清单中却有内容", "none, or a file, is stated here, yet the list has entries"
        )
        fix = Text("清空此单元格，或删去清单中的各行。", "Clear this cell, or delete the rows of the list.")
        self.problems.append(Problem(self.sheets[spot[0]].place(*spot[1:]), "none_and_more", says, fix))


@cache
def _words(names: Steps) -> dict[str, Steps | int]:
    """What a head may say: keys and labels of the columns, and the depth of outer tables."""
    table = tables()[names]
    found: dict[str, Steps | int] = {}
    for depth, outer in enumerate(table.above):
        found[outer.key] = depth
        found |= dict.fromkeys(map(alike, above_title(outer)), depth)
    for column in table.columns.values():
        found[column.key] = column.names
        found |= dict.fromkeys(map(alike, column.title), column.names)
    return found


def _own(text: str) -> Steps | None:
    """The names of a field of the author's own: `x_…`."""
    names = tuple(text.split("."))
    return names if _KEY.fullmatch(text) and names[-1].startswith("x_") and len(names[-1]) > 2 else None


@cache
def _names() -> dict[str, Table]:
    return {alike(name): table for table in tables().values() for name in table_name(table.names)}
