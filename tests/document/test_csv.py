"""A table is a list of mappings whose cells know their places."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_cloud_std.document import Limits, Number

from .asking import at, loaded, refused, where

TABLE = 'id,sla.availability,sla.note,cpu\r\nr1,99.9%,"甲，""乙""\r\n丙",8\r\n"r2",,a;b,010\r\n\r\nr3\r\n'


def test_cells_are_read_like_bare_words() -> None:
    data = loaded(TABLE, "a.csv").data
    assert data == [
        {"id": "r1", "sla": {"availability": "99.9%", "note": '甲，"乙"\n丙'}, "cpu": 8},
        {"id": "r2", "sla": {"availability": None, "note": "a;b"}, "cpu": 10},
        {"id": "r3", "sla": {"availability": None, "note": None}, "cpu": None},
    ]
    assert isinstance(data[1]["cpu"], Number)  # type: ignore[call-overload, index]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((0, "id"), "r1"),
        ((0, "sla", "note"), '"甲，""乙""\n丙"'),
        ((0, "cpu"), "8"),
        ((1, "id"), '"r2"'),
        ((1, "sla", "availability"), ""),
        ((1, "sla"), ",a;b"),
        ((1,), '"r2",,a;b,010'),
        ((2, "id"), "r3"),
        ((2, "cpu"), ""),
    ],
)
def test_every_cell_has_its_place(path: tuple[str | int, ...], text: str) -> None:
    assert at(loaded(TABLE, "a.csv"), *path) == text


def test_places_count_lines_through_cells_of_several_lines() -> None:
    document = loaded(TABLE, "a.csv")
    assert (document.place((0, "cpu")).line, document.place((1, "cpu")).line, document.place((2, "cpu")).line) == (
        3,
        4,
        6,
    )


def test_the_key_of_a_cell_is_its_field_name() -> None:
    document = loaded(TABLE, "a.csv")
    assert at(document, 1, "sla", "note", key=True) == "sla.note"
    assert at(document, 1, "sla", "nope") == "sla.availability,sla.note"
    assert document.place((9, "id")) == document.place(())
    assert document.has((2, "sla"))
    assert not document.has((2, "sla", "x"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_that_spreadsheets_save_are_read(encoding: str) -> None:
    document = loaded("编号,名称\nr1,政务云服务器\n".encode(encoding), "a.csv")
    assert document.data == [{"编号": "r1", "名称": "政务云服务器"}]
    assert at(document, 0, "名称") == "政务云服务器"


def test_empty_columns_and_rows_are_passed_over() -> None:
    assert loaded("a,b,,\n,,,\n1,2,,\n", "a.csv").data == [{"a": 1, "b": 2}]
    assert loaded("a,b\n", "a.csv").data == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a,b,a\n", ("duplicate_key", 1, 5)),
        ("a,a.b\n", ("header_clash", 1, 3)),
        ("a.b,a\n", ("header_clash", 1, 1)),
        ("a,b\n1,2,3\n", ("cell_unnamed", 2, 5)),
        ("a,,b\n1,2,3\n", ("cell_unnamed", 2, 3)),
        ('a,b\n1,"2\n', ("quotation", 2, 3)),
        ('a,b\n1,"2"x\n', ("quotation", 2, 3)),
        (",,\n", ("empty_file", 1, 1)),
        ("a\n\x01\n", ("control_character", 2, 1)),
        (f"a,b\n1,{'9' * 101}\n", ("too_many_digits", 2, 3)),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(text: str, problem: tuple[str, int, int]) -> None:
    assert where(refused(text, "a.csv")) == problem


@pytest.mark.parametrize(
    ("text", "limits", "problem"),
    [
        ("a\n" + "x" * 11, Limits(scalar=10), ("scalar_too_long", 2, 1)),
        ("a\n1\n2\n3\n", Limits(nodes=2), ("too_many_nodes", 4, 1)),
        ("a.b.c.d\n1\n", Limits(depth=4), ("too_deep", 1, 1)),
    ],
)
def test_the_caps_hold_for_tables(text: str, limits: Limits, problem: tuple[str, int, int]) -> None:
    assert where(refused(text, "a.csv", limits=limits)) == problem


@settings(deadline=None)
@given(st.lists(st.lists(st.text('甲b",\n .', min_size=1, max_size=5), min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_the_standard_library_writes_is_read_back(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["a", "b"], *rows])
    wanted = [[cell.strip() or None for cell in row] for row in rows]
    document = loaded(written.getvalue(), "a.csv")
    assert [[row["a"], row["b"]] for row in document.data] == [row for row in wanted if any(row)]  # type: ignore[call-overload, index, union-attr]
