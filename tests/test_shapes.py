"""A document is held against the field table: what cannot be used is told apart from what is not stated."""

import copy
import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import egov_cloud_std
from egov_cloud_std.document import Document, read
from egov_cloud_std.shapes import (
    NOTHING,
    Field,
    Record,
    Table,
    attach,
    dumps,
    hold,
    hold_items,
    load,
    load_file,
    named_files,
)

TABLE: Table = {
    "root": "Root",
    "records": {
        "Root": {
            "name": {"kind": "text"},
            "size": {"kind": "count"},
            "weight": {"kind": "number"},
            "on": {"kind": "flag"},
            "level": {"kind": "choice", "choices": ["city", "county"]},
            "delay": {"kind": "quantity", "dimension": "duration"},
            "wait": {"kind": "quantity", "dimension": "duration", "bare": "min"},
            "day": {"kind": "date"},
            "month": {"kind": "month"},
            "code": {"kind": "text", "pattern": "[0-9]{6}"},
            "tags": {"kind": "set", "item": {"kind": "text"}},
            "part": {"kind": "record", "record": "Part"},
            "things": {"kind": "list", "record": "Thing"},
            "notes": {"kind": "list", "record": "Note"},
            "named": {"kind": "map", "record": "Note"},
            "free": {"kind": "any"},
        },
        "Part": {
            "none": {"kind": "flag"},
            "size": {"kind": "count"},
            "things": {"kind": "list", "record": "Thing"},
            "inner": {"kind": "record", "record": "Part"},
        },
        "Thing": {"id": {"kind": "text", "required": True}, "size": {"kind": "count"}},
        "Note": {"text": {"kind": "text"}},
    },
}
ROOT = load(TABLE)


def document(text: str) -> Document:
    return read(text.encode(), "test.yaml")


def held(text: str) -> tuple[dict[str, Any], list[str]]:
    data, problems = hold(document(text), ROOT)
    return data, [one.code for one in problems]


@pytest.mark.parametrize(
    "text",
    [
        "name: 省级平台",
        "name: 5.10",
        "name: true",
        "name: |\n  first line\n  second line\n",
        "size: 5",
        "size: 5万",
        "weight: 0.5",
        "weight: -3",
        "on: false",
        "level: city",
        "delay: ≤30min",
        "wait: 30",
        "day: 2026-06-30",
        "month: 2026-01",
        "code: 330000",
        "code: '000000'",
        "tags: [a, 5, true]",
        "tags: []",
        "tags: {none: true}",
        "part: {size: 1}",
        "part: {none: false, size: 1}",
        "things: []",
        "things: {file: things.csv}",
        "things: {none: true}",
        "named: {mine: {text: a}}",
        "free: [{anything: [goes]}]",
        "x_mine: [anything]",
        "part: {x_mine: {a: 1}}",
        "name: null",
        "part: null",
        "things: [null]",
        "tags: [null]",
        "things:",
    ],
)
def test_what_can_be_used_is_left_as_written(text: str) -> None:
    before = document(text).data
    data, problems = held(text)
    assert problems == []
    assert list(data) == list(before)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name: ''", "empty_text"),
        ("name: ' padded'", "stray_blank"),
        ("name: '全　角'", "stray_blank"),
        ("name: [a]", "not_one_value"),
        ("size: -1", "unclear_count"),
        ("size: 1.5", "unclear_count"),
        ("size: {a: 1}", "not_one_value"),
        ("weight: heavy", "unclear_number"),
        ("on: yes", "not_a_flag"),
        ("on: 1", "not_a_flag"),
        ("level: City", "not_a_choice"),
        ("delay: 30", "unclear_quantity"),
        ("delay: 30 GB", "unclear_quantity"),
        ("delay: 1m", "unclear_quantity"),
        ("day: 2026-02-30", "unclear_date"),
        ("month: 2026", "unclear_month"),
        ("code: 33", "pattern_mismatch"),
        ("code: ' 330000'", "stray_blank"),
        ("tags: one", "not_a_set"),
        ("part: 5", "not_a_mapping"),
        ("part: []", "not_a_mapping"),
        ("part: {none: true, size: 1}", "none_and_more"),
        ("things: 5", "not_a_list"),
        ("things: {id: a}", "not_a_list"),
        ("named: 5", "not_a_mapping"),
    ],
)
def test_what_cannot_be_used_is_a_problem_and_counts_as_not_stated(text: str, code: str) -> None:
    data, problems = held(text)
    assert problems == [code]
    (value,) = data.values()
    assert value is None or value == {"none": None, "size": 1}


def test_an_unknown_key_is_a_problem_at_the_key_and_says_what_was_meant() -> None:
    data, problems = hold(document("name: a\nmonht: 2026-01\n"), ROOT)
    (problem,) = problems
    assert problem.code == "unknown_key"
    assert (problem.place.line, problem.place.column, problem.place.end_column) == (2, 1, 6)
    assert "month" in problem.fix.en
    assert data == {"name": "a", "monht": "2026-01"}


def test_a_wrong_unit_says_what_was_expected() -> None:
    (problem,) = hold(document("delay: 30 GB\n"), ROOT)[1]
    assert "a duration belongs here" in problem.says.en
    assert "时长" in problem.says.zh
    assert (problem.place.line, problem.place.column) == (1, 8)


def test_a_single_value_where_a_set_belongs_says_how_to_write_it() -> None:
    (problem,) = hold(document("tags: one\n"), ROOT)[1]
    assert "[one]" in problem.fix.en


def test_a_section_that_says_there_is_none_becomes_nothing() -> None:
    data, problems = held("part: {none: true}")
    assert problems == []
    assert data["part"] is NOTHING
    assert data["part"].get("inner").get("size") is NOTHING


def test_nothing_stays_the_one_value_in_copies_and_other_processes() -> None:
    assert copy.deepcopy([NOTHING])[0] is NOTHING
    assert copy.copy(NOTHING) is NOTHING
    assert pickle.loads(pickle.dumps(NOTHING)) is NOTHING


def test_items_need_an_id_of_their_own() -> None:
    text = "things:\n- id: a\n- size: 1\n- 7\n- id: a\n- id: ''\n"
    data, problems = hold(document(text), ROOT)
    assert sorted((one.code, one.place.line) for one in problems) == [
        ("duplicate_id", 5),
        ("empty_text", 6),
        ("missing_id", 3),
        ("not_a_mapping", 4),
    ]
    (duplicate,) = [one for one in problems if one.code == "duplicate_id"]
    assert "2" in duplicate.says.en
    assert data["things"] == [{"id": "a"}, {"size": 1}, None, {"id": None}, {"id": None}]


def test_ids_are_compared_as_written() -> None:
    assert held("things: [{id: 5}, {id: '5'}]")[1] == ["duplicate_id"]
    assert held("things: [{id: 5.10}, {id: 5.1}]")[1] == []


def test_things_without_ids_may_repeat() -> None:
    assert held("notes: [{text: a}, {text: a}]")[1] == []


def test_an_alias_is_walked_once_per_record() -> None:
    text = "part: &p {size: -1}\nnotes: [&n {text: ''}, *n]\n"
    data, problems = held(text)
    assert problems == ["unclear_count", "empty_text"]
    assert data["notes"] == [{"text": None}, {"text": None}]


def test_the_document_is_left_as_it_was_read() -> None:
    text = "part: []\nname: [a]\ntags: one\nthings: [5, {id: a, size: -1}]\nsize: {none: true}\n"
    kept = document(text)
    hold(kept, ROOT)
    assert kept.data == document(text).data


def test_places_are_still_found_after_the_walk() -> None:
    text = "name: ' a'\nwrong: 1\npart: {none: true}\nthings:\n- id: b\n  size: -4\n"
    kept = document(text)
    places = {path: kept.place(path) for path in [("name",), ("wrong",), ("part",), ("things", 0, "size")]}
    hold(kept, ROOT)
    assert {path: kept.place(path) for path in places} == places


@pytest.mark.parametrize("text", ["[]", "just text", "5", "null"])
def test_a_document_that_is_no_mapping_states_nothing(text: str) -> None:
    data, problems = held(text)
    assert data == {}
    assert problems == ["not_a_mapping"]


def test_a_part_of_a_document_is_held_with_its_own_places() -> None:
    text = "given:\n  part:\n    size: -1\n"
    data, problems = hold(document(text), ROOT, ("given",))
    assert data == {"part": {"size": None}}
    assert [(one.place.line, one.place.column) for one in problems] == [(3, 11)]


def test_lists_in_files_are_named_and_attached() -> None:
    main = document("things: {file: a.json}\npart: {inner: {things: {file: b.json}}}\n")
    data, problems = hold(main, ROOT)
    assert problems == ()
    found = named_files(data, ROOT)
    assert [(one.path, one.name) for one in found] == [(("part", "inner", "things"), "b.json"), (("things",), "a.json")]
    assert main.place(found[0].place).line == 2
    items, inner = hold_items(read(b'[{"id": "a"}, {"id": "a"}, {"siz": 1}]', "a.json", form="json"), found[1].field)
    assert [one.code for one in inner] == ["missing_id", "unknown_key", "duplicate_id"]
    before = copy.deepcopy(data)
    more = attach(data, found[1].path, items)
    assert data == before
    assert more["things"] == [{"id": "a"}, {"id": None}, {"siz": 1}]


def test_a_table_is_held_cell_by_cell() -> None:
    of = load(
        {
            "root": "Root",
            "records": {
                "Root": {"things": {"kind": "list", "record": "Thing"}},
                "Thing": {
                    "id": {"kind": "text", "required": True},
                    "on": {"kind": "flag"},
                    "tags": {"kind": "set", "item": {"kind": "choice", "choices": ["red", "green"]}},
                    "part": {"kind": "record", "record": "Part"},
                },
                "Part": {"size": {"kind": "count"}},
            },
        }
    ).fields["things"]
    table = read("id,on,tags,part.size\na,true,red;green,5\nb,,blue；red,-1\nc,false,,\n".encode(), "things.csv")
    items, problems = hold_items(table, of)
    assert items == [
        {"id": "a", "on": True, "tags": ["red", "green"], "part": {"size": 5}},
        {"id": "b", "on": None, "tags": [None, "red"], "part": {"size": None}},
        {"id": "c", "on": False, "tags": None, "part": {"size": None}},
    ]
    assert [(one.code, one.place.line, one.place.column) for one in problems] == [
        ("not_a_choice", 3, 4),
        ("unclear_count", 3, 13),
    ]


def test_a_file_with_anything_but_a_list_holds_nothing_that_can_be_used() -> None:
    of = ROOT.fields["things"]
    for text in ("5", "{id: a}", "{file: other.yaml}", "{none: true}"):
        assert hold_items(document(text), of) == ([], hold_items(document(text), of)[1])


def test_a_table_reads_back_from_its_text() -> None:
    assert json.loads(dumps(TABLE)) == TABLE
    assert [line for line in dumps(TABLE).splitlines() if '"pattern"' in line] == [
        '  "code": {"kind": "text", "pattern": "[0-9]{6}"},'
    ]


def test_records_may_contain_one_another() -> None:
    part = ROOT.fields["part"].record
    assert part is not None
    assert part.fields["inner"].record is part


def test_fields_and_records_are_compared_by_identity() -> None:
    assert Field("a", "text") != Field("a", "text")
    assert len({Record("a", {}), Record("a", {})}) == 2


def test_an_unknown_kind_is_refused() -> None:
    root = load({"root": "R", "records": {"R": {"a": {"kind": "guess"}}}})
    with pytest.raises(ValueError, match="no kind of field"):
        root.fields  # noqa: B018 - made when somebody looks


TABLES = sorted(Path(egov_cloud_std.__file__).parent.glob("*/*.json"))


@pytest.mark.parametrize("table", TABLES, ids=lambda one: "/".join(one.parts[-2:]))
def test_a_table_in_a_file_is_the_table_that_json_reads(table: Path) -> None:
    """A file is parsed record by record, by its layout."""
    laid_out, whole = load_file(table), load(json.loads(table.read_bytes()))
    assert list(told(laid_out, set())) == list(told(whole, set()))


def told(record: Record, seen: set[Record]) -> Iterator[tuple[object, ...]]:
    """Every field of a record and of those inside it."""
    if record in seen:
        return
    seen.add(record)
    for field in record.fields.values():
        names = [name for name in Field.__match_args__ if name not in ("item", "record")]
        inside = field.item and field.item.kind, field.record and field.record.name
        yield (record.name, *(getattr(field, name) for name in names), *inside)
        if field.record is not None:
            yield from told(field.record, seen)
