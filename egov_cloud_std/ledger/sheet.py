"""The text of a sheet: where its rows and cells stand, so that some can be changed and every other byte stays.

The XML goes through expat, document types refused, and is not made into a tree: a sheet of 30,000 rows has a million cells.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from ..document.workbook import column_letters, column_number

_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9a-fA-F]{4})_")


class NotXml(Exception):
    """A part that is not what it should be."""


class Cell(NamedTuple):
    """A cell: where it stands in the text, its style, and what it holds."""

    start: int
    end: int
    style: str
    text: str
    filled: bool


class Row(NamedTuple):
    """A row, from `<row` to the end of `</row>`."""

    number: int
    start: int
    end: int
    tag: bytes
    cells: dict[int, Cell]

    @property
    def filled(self) -> bool:
        """Whether any cell holds something."""
        return any(cell.filled for cell in self.cells.values())

    def text(self, column: int) -> str:
        """What a cell holds; nothing where there is none."""
        cell = self.cells.get(column)
        return "" if cell is None else cell.text


class Sheet:
    """The rows of one sheet."""

    def __init__(self, part: bytes, shared: list[str]) -> None:
        """`shared` are the texts that cells refer to. Raises `NotXml`."""
        self.part = part
        self.rows: list[Row] = []
        self.styles: list[tuple[int, int, str]] = []  # of columns: first, last, style
        self.prefix = b""
        self.end = -1  # where `</sheetData>` begins
        self.filters: list[bytes] = []  # the tags that say how far the sheet, and its filter, reach
        _SheetReader(self, shared).read(part)
        if self.end < 0 or len({row.number for row in self.rows}) < len(self.rows):
            raise NotXml
        self.rows.sort()

    def style_of(self, column: int) -> str:
        """The style of a column as a whole."""
        return next((style for first, last, style in self.styles if first <= column <= last), "")

    def cell(self, row: int, column: int, value: str | int | None, style: str) -> bytes:
        """A cell as text: what it holds is never a formula."""
        name, at = self.prefix.decode(), f"{column_letters(column)}{row}"
        look = f' s="{style}"' if style else ""
        match value:
            case None:
                return f'<{name}c r="{at}"{look}/>'.encode()
            case int():
                return f'<{name}c r="{at}"{look}><{name}v>{value}</{name}v></{name}c>'.encode()
        inside = f'<{name}t xml:space="preserve">{_escaped(value)}</{name}t>'
        return f'<{name}c r="{at}"{look} t="inlineStr"><{name}is>{inside}</{name}is></{name}c>'.encode()


def spliced(part: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The text with stretches of it replaced; of those at one place in the order in which they are given."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda one: one[:2]):
        pieces += (part[at:start], new)
        at = end
    return b"".join((*pieces, part[at:]))


def changed_cell(sheet: Sheet, row: Row, column: int, value: str | int) -> tuple[int, int, bytes]:
    """The edit that puts something else into a cell, or puts the cell in its place among those of its row."""
    cell = row.cells.get(column)
    if cell is not None:
        return cell.start, cell.end, sheet.cell(row.number, column, value, cell.style)
    behind = (row.cells[other].start for other in sorted(row.cells) if other > column)
    new = sheet.cell(row.number, column, value, sheet.style_of(column))
    at = next(behind, sheet.part.rindex(b"</", row.start, row.end))
    return at, at, new


def new_row(
    sheet: Sheet, number: int, values: Mapping[int, str | int], tall: float, like: Row | None, there: Row | None
) -> bytes:
    """A row that looks like another one, so many points tall; `there` is the empty row that stands in its place."""
    name = sheet.prefix.decode()
    tag = f'<{name}row r="{number}" ht="{tall:g}" customHeight="1">'.encode()
    if there is not None:
        tag = there.tag.removesuffix(b"/>").rstrip() + b">" if there.tag.endswith(b"/>") else there.tag
    looks = {column: cell.style for row in (like, there) if row is not None for column, cell in row.cells.items()}
    columns = sorted({*values, *looks})
    cells = (
        sheet.cell(number, column, values.get(column), looks.get(column) or sheet.style_of(column))
        for column in columns
    )
    return tag + b"".join(cells) + f"</{name}row>".encode()


def parsed(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda name: None,
    data: Callable[[str], None] = lambda text: None,
) -> expat.XMLParserType:
    """A parser that has these called, by local names; give it the part. Raises `NotXml` from what it is given."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = False

    def declared(version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "utf8"):
            raise NotXml

    def doctype(*_: object) -> None:
        raise NotXml

    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = lambda name, found: start(name.rpartition(":")[2], found)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = data
    return parser


def feed(parser: expat.XMLParserType, part: bytes) -> None:
    """Raises `NotXml`."""
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, IndexError, UnicodeError):
        raise NotXml from None


def shared_texts(part: bytes) -> list[str]:
    """The texts that cells of all sheets refer to; of how they sound, nothing. Raises `NotXml`."""
    found: list[str] = []
    pieces: list[str] = []
    inside = {"t": 0, "rPh": 0}

    def start(name: str, _: dict[str, str]) -> None:
        if name in inside:
            inside[name] += 1
        elif name == "si":
            pieces.clear()

    def end(name: str) -> None:
        if name in inside:
            inside[name] -= 1
        elif name == "si":
            found.append(plain("".join(pieces)))

    def data(text: str) -> None:
        if inside["t"] and not inside["rPh"]:
            pieces.append(text)

    feed(parsed(start, end, data), part)
    return found


def plain(text: str) -> str:
    """A text of a workbook as it reads: `_x000A_` is a line break."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _escaped(text: str) -> str:
    kept = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "_x000D_")


class _SheetReader:
    """Takes the rows of a sheet from the parser's events."""

    def __init__(self, sheet: Sheet, shared: list[str]) -> None:
        self.sheet, self.shared = sheet, shared
        self._row: tuple[int, int, bytes] | None = None
        self._cells: dict[int, Cell] = {}
        self._cell: tuple[int, int, dict[str, str]] | None = None
        self._last = (0, 0)  # row and column of the last cell, for those that do not say where they are
        self._pieces: list[str] = []
        self._formula = False
        self._inside = {"v": 0, "t": 0, "rPh": 0, "sheetData": 0}

    def read(self, part: bytes) -> None:
        """Fills the sheet."""
        self._part = part
        self._parser = parsed(self._start, self._end, self._data)
        feed(self._parser, part)

    def _tag(self, at: int) -> bytes:
        found = _TAG.match(self._part, at)
        if found is None:
            raise NotXml
        return found[0]

    def _behind(self, start: int, at: int) -> int:
        """Where an element ends whose end the parser reports at `at`: of an empty one that is behind its only tag."""
        tag = self._tag(start)
        return start + len(tag) if tag.endswith(b"/>") else at + len(self._tag(at))

    def _start(self, name: str, found: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        if name in self._inside:
            self._inside[name] += 1
        match name:
            case "c" if self._row is not None:
                self._last = self._where(found.get("r"))
                self._cell, self._pieces, self._formula = (self._last[1], at, found), [], False
            case "f" if self._cell is not None:
                self._formula = True
            case "row" if self._inside["sheetData"]:
                number = int(found.get("r", self._last[0] + 1))
                self._row, self._cells, self._last = (number, at, self._tag(at)), {}, (number, 0)
            case "sheetData":
                self.sheet.prefix = self._tag(at)[1:].partition(b"sheetData")[0]
            case "col" if "style" in found:
                self.sheet.styles.append((int(found["min"]), int(found["max"]), str(int(found["style"]))))
            case "dimension" | "autoFilter":
                self.sheet.filters.append(self._tag(at))

    def _end(self, name: str) -> None:
        at = self._parser.CurrentByteIndex
        if name in self._inside:
            self._inside[name] -= 1
        match name:
            case "c" if self._cell is not None and self._row is not None:
                column, start, found = self._cell
                text = self._text(found.get("t", "n"))
                style = str(int(found["s"])) if "s" in found else ""
                filled = bool(text) or self._formula
                self._cells[column] = Cell(start, self._behind(start, at), style, text, filled)
                self._cell = None
            case "row" if self._row is not None:
                number, start, tag = self._row
                self.sheet.rows.append(Row(number, start, self._behind(start, at), tag, self._cells))
                self._row = None
            case "sheetData":
                self.sheet.end = at

    def _data(self, text: str) -> None:
        if self._cell is not None and (self._inside["v"] or self._inside["t"]) and not self._inside["rPh"]:
            self._pieces.append(text)

    def _where(self, name: str | None) -> tuple[int, int]:
        if name is None:
            return self._last[0], self._last[1] + 1
        found = _CELL.fullmatch(name)
        if found is None:
            raise NotXml
        return int(found[2]), column_number(found[1])

    def _text(self, kind: str) -> str:
        text = "".join(self._pieces)
        if kind == "s" and text:
            return self.shared[int(text)]
        return plain(text) if kind in ("inlineStr", "str") else text
