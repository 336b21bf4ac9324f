"""Reads the sheets of a workbook, and a CSV file as one sheet: rows of cells, each with its place.

What a cell says is taken as it is shown: 0.9995 formatted as a percentage is `99.95%`, a date is a date, a number has the
fifteen digits that spreadsheets keep, and blanks around a text are no part of it. Of a formula the value is taken that was
last computed; one that was never computed is a `Flaw`, and so is an error such as `#REF!`. Nothing is computed here.
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from ..frozen import Frozen
from . import csv_form, wording
from .decoding import check_controls, decode
from .limits import LIMITS, Limits
from .places import Fault, Lines, Place, Problem, Span, Unreadable, nowhere
from .values import Number
from .workbook import open_workbook, unpacked

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook

BLANKS = " \t\u3000\u00a0\u200b\ufeff"
MOST_CELLS = 5_000_000
"""Cells between the first and the last of a sheet, blank ones included: one cell far out is short to write."""
_NEUTRAL = re.compile(r"\A'(?=['=+\-@])")
"""What is written before a text of a CSV file that a spreadsheet would take for a formula."""
_DIGITS = 15  # what a spreadsheet keeps of a number, and shows


class Flaw(Frozen):
    """What stands in a cell that has no value: code, what is the case, what to do."""

    code: str
    words: wording.Words


Content: TypeAlias = str | int | Number | bool | date | Flaw | None
Row = Sequence[Content]

UNCOMPUTED = Flaw(
    "formula_without_value",
    wording.file_problem(
        "公式没有算出的值。",
        "在 Excel 或 WPS 中打开、保存一次，或直接填写数值。",
        "The formula has no computed value.",
        "Open and save the file once in Excel or WPS, or write the value itself.",
    ),
)
IN_ERROR = Flaw(
    "cell_error",
    wording.file_problem(
        "单元格的公式出错。",
        "改正公式，或直接填写数值。",
        "The formula of this cell is in error.",
        "Correct the formula, or write the value itself.",
    ),
)


class Sheet:
    """One sheet: what its cells say, row after row, and where each stands. Rows and columns are counted from 0."""

    def __init__(self, file: str, name: str, rows: Sequence[Row], hidden: bool = False) -> None:
        self.file, self.name, self.rows, self.hidden = file, name, rows, hidden

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands."""
        return Place(self.file, row + 1, column + 1, row + 1, column + 2, self.name)

    def line(self, place: Place) -> str:
        """What the cell at a place says, in one line."""
        row = self.rows[place.line - 1] if place.line <= len(self.rows) else ()
        return " ".join(shown(row[place.column - 1]).split()) if place.column <= len(row) else ""


class TableSheet(Sheet):
    """A CSV file as a sheet: its cells stand at lines and columns of a text."""

    def __init__(self, lines: Lines, rows: Sequence[Row], spans: Sequence[Sequence[Span]]) -> None:
        super().__init__(lines.name, "", rows)
        self.lines, self.spans = lines, spans

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands; behind the last of a row, its end."""
        spans = self.spans[row]
        start, end = spans[column] if column < len(spans) else (spans[-1][1], spans[-1][1])
        return self.lines.place(start, end)

    def line(self, place: Place) -> str:
        """The line of the text."""
        return self.lines.line(place.line)


def read_sheets(data: bytes, name: str, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one of a CSV file; the suffix of the name tells. Raises `Unreadable`."""
    if name.lower().endswith(".csv"):
        return (_table(data, name, limits),)
    book = open_workbook(data, name)
    formulas = _formulas(data, name)
    return tuple(
        Sheet(name, one.title, _cells(one.title, one.iter_rows(), name, formulas), one.sheet_state != "visible")
        for one in book.worksheets
        if _within(one.max_row, one.max_column, one.title, name)
    )


def shown(content: Content) -> str:
    """What a cell says, as text."""
    match content:
        case None | Flaw():
            return ""
        case bool():
            return "TRUE" if content else "FALSE"
        case Number():
            return content.text
        case datetime():
            return content.isoformat(" ", "seconds")
        case date():
            return content.isoformat()
        case _:
            return str(content)


def _within(rows: int, columns: int, title: str, name: str) -> bool:
    if rows * columns > MOST_CELLS:
        says, fix = wording.file_problem(
            f"工作表“{title[:31]}”的范围超过 {MOST_CELLS:,} 个单元格。",
            "删去表格之外的内容和空行空列，再保存。",
            f"The sheet {title[:31]!r} spans more than {MOST_CELLS:,} cells.",
            "Delete what stands far outside the tables, blank rows and columns too, and save again.",
        )
        raise Unreadable(Problem(nowhere(name), "sheet_too_large", says, fix))
    return True


def _formulas(data: bytes, name: str) -> "Workbook | None":
    """The workbook with its formulas in place of their values, where it has any."""
    parts = unpacked(data, name)
    if not any(b"<f" in part for at, part in parts.items() if at.startswith("xl/worksheets/")):
        return None
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), keep_links=False)


def _cells(
    title: str, rows: "Iterator[tuple[Cell | MergedCell, ...]]", name: str, formulas: "Workbook | None"
) -> tuple[tuple[Content, ...], ...]:
    """Rows as what their cells say."""
    other = None if formulas is None else formulas[title]
    found: list[tuple[Content, ...]] = []
    for row in rows:
        said = [_content(cell, name) for cell in row]
        if other is not None:
            for index, cell in enumerate(row):
                if said[index] is None and other[cell.coordinate].data_type == "f":
                    said[index] = UNCOMPUTED
        found.append(tuple(said))
    return tuple(found)


def _content(cell: "Cell | MergedCell", name: str) -> Content:
    value = cell.value
    if cell.data_type == "e":
        return IN_ERROR
    match value:
        case None | bool():
            return value
        case str():
            if len(value) > LIMITS.scalar:
                raise Unreadable(Problem(nowhere(name), "scalar_too_long", *wording.scalar_too_long(LIMITS.scalar)))
            return _said(value)
        case int() | float():
            return _number(value, "%" in (cell.number_format or ""))
        case datetime():
            return value.date() if value.time() == datetime.min.time() else value
        case date():
            return value
        case _:  # a time of day, a span of time: as they are shown
            return str(value)


def _said(text: str) -> str | None:
    return text.strip(BLANKS).replace("\r\n", "\n").replace("\r", "\n") or None


def _number(value: int | float, percent: bool) -> Content:
    """A number with the digits that are shown: the nearest that two halves can say is not what was typed."""
    exact = Decimal(f"{value:.{_DIGITS}g}") if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return IN_ERROR
    if percent:
        return f"{_plain(exact * 100)}%"
    text = _plain(exact)
    return int(text) if text.lstrip("-").isdigit() else Number(text)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _table(data: bytes, name: str, limits: Limits) -> TableSheet:
    if len(data) > limits.bytes:
        raise Unreadable(Problem(nowhere(name), "too_many_bytes", *wording.too_many_bytes(limits.bytes)))
    text = decode(data, name, gbk=True)
    check_controls(text, name)
    lines = Lines(name, text)
    rows: list[Row] = []
    spans: list[list[Span]] = []
    try:
        for row in csv_form.rows(text):
            for said, span in row:
                if len(said) > limits.scalar:
                    raise Fault("scalar_too_long", span, *wording.scalar_too_long(limits.scalar))
            rows.append(tuple(_said(_NEUTRAL.sub("", said)) for said, _ in row))
            spans.append([span for _, span in row])
    except Fault as fault:
        raise fault.unreadable(lines) from None
    return TableSheet(lines, rows, spans)
