"""A description that was read from the sheets of a workbook: data like any other, each value with its cell."""

from collections.abc import Sequence
from typing import Any

from ..document import LIMITS, Document, Path, Place, Problem, Value
from ..document.sheets import Sheet
from ..document.values import parts_of
from ..frozen import Frozen
from .sheet_layout import Steps

Spot = tuple[int, int, int]  # sheet, row, column


class Block(Frozen):
    """A table as somebody filled it in: its columns, and where it stands."""

    sheet: int
    head: int  # the row of its labels
    columns: dict[Steps, int]

    def column(self, names: Steps) -> int | None:
        """The column of a field, or of the first field of a group."""
        if names in self.columns:
            return self.columns[names]
        inside = [at for other, at in self.columns.items() if other[: len(names)] == names]
        return min(inside, default=None)


class Spots:
    """Where everything stands."""

    def __init__(self) -> None:
        self.fields: dict[Path, Spot] = {}  # of forms, blank ones too
        self.labels: dict[Spot, Spot] = {}  # of each such cell the cell that says what belongs there
        self.items: dict[Path, list[tuple[Block, int]]] = {}  # of each list its things: the table, the row
        self.heads: dict[str, Spot] = {}  # of each area the head of its form
        self.blocks: dict[Steps, Block] = {}  # the first table of each list

    def find(self, path: Path) -> Spot | None:
        """The cell of a value; where nothing is written, the one where it belongs, or the nearest there is."""
        for depth in range(len(path), -1, -1):
            found = self._at(path[:depth])
            if found is not None:
                return found
        return None

    def _at(self, path: Path) -> Spot | None:
        if path in self.fields and path not in self.items:
            return self.fields[path]
        last = max(
            (at for at, step in enumerate(path) if isinstance(step, int) and path[:at] in self.items), default=-1
        )
        if last >= 0:
            return self._in_table(path, last)
        names = tuple(step for step in path if isinstance(step, str))
        if names in self.blocks:
            block = self.blocks[names]
            return block.sheet, block.head, min(block.columns.values())
        if len(path) == 1 and path[0] in self.heads:
            return self.heads[str(path[0])]
        inside = (spot for other, spot in self.fields.items() if path and other[: len(path)] == path)
        return min(inside, default=None)

    def _in_table(self, path: Path, last: int) -> Spot | None:
        items = self.items[path[:last]]
        at = path[last]
        assert isinstance(at, int)
        if not 0 <= at < len(items):
            return None
        block, row = items[at]
        names = tuple(step for step in path[last + 1 :] if isinstance(step, str))
        column = block.column(names) if names else block.columns.get(("id",), min(block.columns.values()))
        return None if column is None else (block.sheet, row, column)


class SheetDocument(Document):
    """Its places are cells; `problems` are those whose content could not be understood, and is in no data."""

    def __init__(
        self,
        name: str,
        source: bytes,
        data: dict[str, Any],
        sheets: Sequence[Sheet],
        spots: Spots,
        problems: tuple[Problem, ...],
    ) -> None:
        super().__init__(name, source, "sheet", data, None, LIMITS)
        self.sheets, self.spots, self.problems = sheets, spots, problems
        self._numbers = {one.name: at for at, one in enumerate(sheets)}

    def places(self, path: Path, part: Value) -> list[Place | None]:
        """The cells of a part of the value at a path and of the values inside it, in the order of `parts_of`."""
        return [self.place((*path, *steps)) for steps in parts_of(part)]

    @property
    def text(self) -> str:
        """A workbook is no text."""
        return ""

    def line(self, number: int) -> str:
        """A row alone says nothing of its sheet: see `line_at`."""
        return ""

    def line_at(self, place: Place) -> str:
        """What the cell at a place says; of one to be filled in, what belongs there."""
        number = self._numbers.get(place.sheet)
        if number is None:
            return ""
        sheet = self.sheets[number]
        said = sheet.line(place)
        label = self.spots.labels.get((number, place.line - 1, place.column - 1))
        return said or (sheet.line(sheet.place(*label[1:])) if label else "")

    def has(self, path: Path) -> bool:
        """Whether a value is stated at a path."""
        found: Any = self.data
        for step in path:
            match found, step:
                case dict(), _ if step in found:
                    found = found[step]
                case list(), int(at) if 0 <= at < len(found):
                    found = found[at]
                case _:
                    return False
        return True

    def place(self, path: Path, key: bool = False) -> Place:
        """The cell of a value; where nothing is written, the one where it belongs, or the nearest there is."""
        found = self.spots.find(path)
        if found is None:
            return Place(self.name, 1, 1, 1, 1)
        return self.sheets[found[0]].place(*found[1:])
