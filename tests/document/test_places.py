"""Every value knows where it stands, from its first character to its last."""

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_cloud_std.document import Place

from .asking import TREES, at, cut, loaded, paths, value_at

SAMPLE = """\
# 平台
platform:
  name: 某省政务云   # 😀
  "id": 'p1'
  note: |
    甲
    乙

  last: ~
zones:
- {id: z1, name: "互联网区"}
- id: z2
  ports: [443, 8443 , 5.10]
empty:
after: 1
"""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("platform", "name"), "某省政务云"),
        (("platform", "id"), "'p1'"),
        (("platform", "note"), "|\n    甲\n    乙"),
        (("platform", "last"), "~"),
        (("zones",), '- {id: z1, name: "互联网区"}\n- id: z2\n  ports: [443, 8443 , 5.10]'),
        (("zones", 0), '{id: z1, name: "互联网区"}'),
        (("zones", 0, "name"), '"互联网区"'),
        (("zones", 1), "id: z2\n  ports: [443, 8443 , 5.10]"),
        (("zones", 1, "ports"), "[443, 8443 , 5.10]"),
        (("zones", 1, "ports", 2), "5.10"),
        (("empty",), ""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_span_of_a_value_is_its_text(path: tuple[str | int, ...], text: str, end: str, mark: str) -> None:
    assert at(loaded((mark + SAMPLE).replace("\n", end)), *path) == text


@pytest.mark.parametrize(
    "path", [("platform",), ("platform", "name"), ("platform", "id"), ("zones", 1, "ports"), ("empty",), ("after",)]
)
def test_the_place_of_a_key_is_the_key(path: tuple[str | int, ...]) -> None:
    assert at(loaded(SAMPLE), *path, key=True).strip("\"'") == path[-1]


def test_lines_and_columns_count_from_one_in_characters() -> None:
    document = loaded("甲: 😀\n乙: [a, 丙]\n")
    assert document.place(("甲",)) == Place("a.yaml", 1, 4, 1, 5)
    assert document.place(("乙", 1)) == Place("a.yaml", 2, 8, 2, 9)
    assert str(document.place(("乙", 1))) == "a.yaml:2:8"


def test_items_and_the_root_have_no_key_and_give_their_own_place() -> None:
    document = loaded("- a\n- b\n")
    assert document.place((1,), key=True) == document.place((1,))
    assert document.place((), key=True) == document.place(()) == Place("a.yaml", 1, 1, 2, 4)


def test_what_is_missing_stands_at_the_key_of_its_nearest_parent() -> None:
    document = loaded(SAMPLE)
    assert cut(document, document.place(("platform", "region", "code"))) == "platform"
    assert document.place(("zones", 1, "nope")) == document.place(("zones", 1))
    assert document.place(("zones", 7, "id")) == document.place(("zones",), key=True)
    assert document.place(("platform", "name", "x")) == document.place(("platform", "name"), key=True)
    assert document.place(("nope",)) == document.place(())


def test_has_tells_what_is_written() -> None:
    document = loaded(SAMPLE)
    assert document.has(())
    assert document.has(("empty",))
    assert document.has(("zones", 1, "ports", 2))
    assert not document.has(("zones", 1, "ports", 3))
    assert not document.has(("zones", -1))
    assert not document.has(("zones", "0"))
    assert not document.has(("platform", 0))


def test_places_go_through_aliases_to_where_the_value_was_written() -> None:
    document = loaded("a: &x\n  b: [1, 2]\nc: *x\nd: {e: [*x]}\n")
    assert document.place(("c", "b", 1)) == document.place(("a", "b", 1)) == Place("a.yaml", 2, 10, 2, 11)
    assert document.place(("d", "e", 0, "b")) == document.place(("a", "b"))
    assert at(document, "c") == "*x"
    assert at(document, "d", "e", 0) == "*x"
    assert at(document, "a") == "&x\n  b: [1, 2]"


def test_places_go_through_merge_keys_to_where_the_value_was_written() -> None:
    document = loaded("a: &a {x: 1, y: 2}\nb: &b {<<: *a, y: 3}\nc:\n  p: 0\n  <<: [*b, {z: [4]}]\n  y: 5\n  q: 6\n")
    assert document.place(("c", "x")) == document.place(("a", "x"))
    assert document.place(("c", "x"), key=True) == document.place(("a", "x"), key=True)
    assert at(document, "c", "z", 0) == "4"
    assert [at(document, "c", key) for key in "pyq"] == ["0", "5", "6"]
    assert at(document, "b", "y") == "3"


def test_long_lists_and_mappings_are_found_too() -> None:
    text = "".join(f"- {{id: r{number}, at: [x, {number}]}}\n" for number in range(500))
    document = loaded(text + "- " + "".join(f"k{number}: {{v: {number}}}\n  " for number in range(500)).rstrip() + "\n")
    assert at(document, 499, "at", 1) == "499"
    assert at(document, 3, "id") == "r3"
    assert at(document, 500, "k377", "v") == "377"
    assert at(document, 500, "k1", key=True) == "k1"


def test_lines_are_given_without_their_ends() -> None:
    document = loaded("a: 1\r\nb: 甲\r\n")
    assert [document.line(number) for number in (0, 1, 2, 3, 4)] == ["", "a: 1", "b: 甲", "", ""]


@settings(deadline=None)
@given(TREES, st.sampled_from([True, False, None]), st.sampled_from([None, '"', "'"]), st.booleans())
def test_the_text_at_the_place_of_a_value_says_the_value(
    data: object, flow: bool | None, style: str | None, unicode: bool
) -> None:
    text = yaml.dump(
        [data], default_flow_style=flow, default_style=style, allow_unicode=unicode, width=40, sort_keys=False
    )
    document = loaded(text)
    for path in paths(document.data):
        place = document.place(path)
        cutting = cut(document, place)
        if cutting.startswith("*") or "&id" in text:
            continue
        # A cut begins within a line: what follows keeps its indentation when the first line gets its own back.
        again = loaded("- \n  " + " " * (place.column - 1) + cutting.replace("\n", "\n  ")) if cutting else None
        assert again is None or again.data == [value_at(document.data, path)]


@settings(deadline=None)
@given(TREES, st.sampled_from([None, 1]), st.booleans())
def test_the_text_at_the_place_of_a_json_value_says_the_value(
    data: object, indent: int | None, ascii_only: bool
) -> None:
    document = loaded(json.dumps([data], indent=indent, ensure_ascii=ascii_only), "a.json")
    for path in paths(document.data):
        assert loaded(at(document, *path), "a.json").data == value_at(document.data, path)
        if path and isinstance(path[-1], str):
            assert json.loads(at(document, *path, key=True)) == path[-1]
