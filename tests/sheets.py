"""Workbooks as tests make them: exported, then changed with openpyxl as people and office programs change them."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from egov_cloud_std.document.sheets import read_sheets
from egov_cloud_std.platforms.sheet_document import SheetDocument
from egov_cloud_std.platforms.sheet_pages import pages
from egov_cloud_std.platforms.sheet_reading import read_description
from egov_cloud_std.reports._sheet import table_text, workbook
from egov_cloud_std.words import Lang


def exported(stated: dict[str, Any] | None = None, full: bool = False, lang: Lang = "zh", only: str = "") -> bytes:
    """A workbook, blank or with what a description states; `only` one of its sheets, since all of them take long."""
    found = [one for one in pages("county", full, lang, {}, stated) if only in ("", one.name)]
    return b"".join(workbook(found, lang, "w.xlsx"))


def as_csv(stated: dict[str, Any], lang: Lang = "zh") -> str:
    """The same as CSV."""
    return "".join(table_text(pages("county", False, lang, {}, stated), lang))


def changed(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    """A workbook that somebody has changed."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_book(data: bytes, name: str = "w.xlsx") -> SheetDocument:
    """The description that a workbook or a CSV file holds."""
    return read_description(read_sheets(data, name), name, data)


def value_cell(book: Workbook, key: str) -> Cell:
    """The cell of a form in which a field is filled in."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=3):
            if len(row) >= 6 and row[5].value == key:
                found = row[2]
                assert isinstance(found, Cell)
                return found
    raise AssertionError(f"no form has {key}")


def table(book: Workbook, key: str) -> Worksheet:
    """The sheet of a list."""
    return next(one for one in book.worksheets if one["A2"].value == key)


def codes(document: SheetDocument) -> list[tuple[str, str]]:
    """What is wrong, and where."""
    return [(one.code, one.place.cell) for one in document.problems]


FORMS = {"platform": "基本情况", "architecture": "架构", "security": "安全"}


def form_of(key: str) -> bytes:
    """The form on which a field stands, blank."""
    return exported(full=True, only=FORMS[key.partition(".")[0]])
