"""A hostile workbook ends in one clear error, and each cap has an error of its own."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from egov_cloud_std.document import Unreadable, workbook
from egov_cloud_std.document.workbook import column_letters, column_number, open_workbook, unpacked


def book(*rows: tuple[object, ...]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    to = io.BytesIO()
    made.save(to)
    return to.getvalue()


def changed(data: bytes, **parts: str | bytes | None) -> bytes:
    """The same workbook with other parts; their names with `__` for `/` and `_xml` for `.xml`."""
    new = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): part for name, part in parts.items()
    }
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as made:
        for name in dict.fromkeys((*old.namelist(), *new)):
            part = new.get(name, old.read(name) if name in old.namelist() else b"")
            if part is not None:
                made.writestr(name, part)
    return to.getvalue()


def sheet(inside: str) -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData/>{inside}</worksheet>'


def code(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        open_workbook(data, "账.xlsx")
    problem = caught.value.problem
    assert problem.place.file == "账.xlsx"
    assert all((*problem.says, *problem.fix))
    return problem.code


PLAIN = book(("甲", 1))
MERGED = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'


def test_values_are_read_and_every_part_is_unpacked() -> None:
    assert open_workbook(PLAIN, "a.xlsx").worksheets[0]["A1"].value == "甲"
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        assert unpacked(PLAIN, "a.xlsx") == {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "broken_workbook"),
        (b"name,owner\n", "broken_workbook"),
        (PLAIN[: len(PLAIN) // 2], "broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_workbook"),
        (changed(PLAIN, xl__vbaProject_bin=b"\0"), "workbook_with_macros"),
        (changed(PLAIN, xl__macrosheets__sheet1_xml="<a/>"), "workbook_with_macros"),
        (changed(PLAIN, xl__workbook_xml=None), "broken_workbook"),
        (changed(PLAIN, xl__worksheets__sheet1_xml=sheet(MERGED)), "workbook_range_too_large"),
        (
            changed(PLAIN, xl__worksheets__sheet1_xml=sheet(MERGED.replace("mergeCell ", "mergeCell\n x='\" ref=\"A1\"' "))),
            "workbook_range_too_large",
        ),
        (changed(PLAIN, xl__worksheets__sheet1_xml=sheet(MERGED.replace("XFD1", "XFD&#49;"))), "broken_workbook"),
        (changed(PLAIN, xl__worksheets__sheet1_xml=sheet(MERGED).encode("utf-16")), "broken_workbook"),
        (
            changed(PLAIN, xl__worksheets__sheet1_xml='<!DOCTYPE a [<!ENTITY b "c">]>' + sheet("")[21:]),
            "broken_workbook",
        ),
        (changed(PLAIN, xl__big_bin=b"\0" * 5_000_000), "workbook_packed_too_tight"),
    ],
)  # fmt: skip
def test_what_is_refused_has_a_name(data: bytes, expected: str) -> None:
    assert code(data) == expected


@pytest.mark.parametrize(
    ("cap", "most", "expected"),
    [
        ("WORKBOOK_BYTES", 100, "workbook_too_large"),
        ("WORKBOOK_PARTS", 2, "workbook_too_many_parts"),
        ("WORKBOOK_UNPACKED", 500, "workbook_unpacks_too_large"),
        ("WORKBOOK_TAGS", 20, "workbook_too_many_cells"),
    ],
)
def test_each_cap_has_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch, cap: str, most: int, expected: str) -> None:
    monkeypatch.setattr(workbook, cap, most)
    assert code(PLAIN) == expected


def test_a_cell_in_the_last_corner_is_no_harm() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0]["XFD1048576"] = "甲"
    to = io.BytesIO()
    made.save(to)
    assert open_workbook(to.getvalue(), "a.xlsx").worksheets[0].max_row == 1_048_576


def test_links_out_of_the_workbook_are_dropped() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0]["A1"] = "='[1]Sheet1'!A1"
    to = io.BytesIO()
    made.save(to)
    assert open_workbook(to.getvalue(), "a.xlsx").worksheets[0]["A1"].value is None


def test_columns_are_counted_from_a() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(column_number(column_letters(number)) == number for number in range(1, 16385))


def test_the_extra_is_asked_for_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert code(PLAIN) == "not_installed"
