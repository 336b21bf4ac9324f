"""JSON is read by a JSON parser, as strictly as YAML is."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_cloud_std.document import Limits, Number, Unreadable, read

from .asking import TREES, at, loaded, refused, where


@settings(deadline=None)
@given(TREES, st.sampled_from([None, 2]), st.booleans())
def test_what_is_written_as_json_is_read_back(data: object, indent: int | None, ascii_only: bool) -> None:
    assert loaded(json.dumps(data, indent=indent, ensure_ascii=ascii_only), "a.json").data == data


def test_surrogate_pairs_are_one_character() -> None:
    assert loaded(r'{"\ud83d\ude00": "\ud83d\ude00"}', "a.json").data == {"😀": "😀"}


def test_numbers_are_exact_and_keep_how_they_were_written() -> None:
    data = loaded("[1, -0, 1.50, 1e3, 0.1]", "a.json").data
    assert data == [1, 0, Decimal("1.5"), 1000, Decimal("0.1")]
    assert isinstance(data, list)
    assert [number.text for number in data[1:] if isinstance(number, Number)] == ["-0", "1.50", "1e3", "0.1"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": 1,\n "b": {"a": 2},\n "a": 3}', ("duplicate_key", 3, 2)),
        (r'{"a": 1, "\u0061": 3}', ("duplicate_key", 1, 10)),
        ('{"a": [1, NaN]}', ("not_finite", 1, 11)),
        ("[-Infinity]", ("not_finite", 1, 2)),
        (r'["x", "\ud83d"]', ("lone_surrogate", 1, 7)),
        (r'{"\udc00": 1}', ("lone_surrogate", 1, 2)),
        ('{"a": 1,}', ("syntax", 1, 8)),
        ("[1, 2 , ]", ("syntax", 1, 7)),
        ('{"a": 1}\n{"b": 2}', ("syntax", 2, 1)),
        ("{'a': 1}", ("syntax", 1, 2)),
        ('["甲\n"]', ("control_character", 1, 4)),
        ('["甲\x7f"]', ("control_character", 1, 4)),
        ("[1", ("syntax", 1, 3)),
        ("   ", ("empty_file", 1, 1)),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(text: str, problem: tuple[str, int, int]) -> None:
    assert where(refused(text, "a.json")) == problem


def test_the_line_of_the_first_key_is_named() -> None:
    assert "line 1." in refused('{"a": 1,\n "a": 3}', "a.json").says.en


def test_the_suffix_tells_the_form() -> None:
    assert loaded("{a: 1}", "a.yaml").form == "yaml"
    assert loaded('{"a": 1}', "x/A.JSON").form == "json"
    assert loaded("{a: 1}", "json").form == "yaml"
    assert loaded('{"a": 1}', "a.txt", form="json").form == "json"


def test_standard_input_is_tried_as_json_first() -> None:
    assert loaded('  {"a": 1}', "-").form == "json"
    assert loaded("{a: 1}", "-").form == "yaml"
    assert loaded("a: 1", "-").form == "yaml"
    assert refused('{"a": 1, "a": 2}', "-").code == "duplicate_key"


def test_spans_stand_in_a_text_with_a_byte_order_mark() -> None:
    assert at(loaded('\ufeff{"甲": [1, "乙"]}', "a.json"), "甲", 1) == '"乙"'


@settings(deadline=None)
@given(st.text('{}[]:,"\\tfn01-.eu \n', max_size=30))
def test_any_text_is_read_as_the_standard_library_reads_it_or_refused(text: str) -> None:
    try:
        data = read(text.encode(), "a.json").data
    except Unreadable:
        return
    assert data == json.loads(text, parse_float=Decimal)


@settings(deadline=None)
@given(TREES, st.integers(1, 6), st.integers(1, 12))
def test_both_passes_draw_the_same_limits(data: object, depth: int, nodes: int) -> None:
    limits = Limits(depth=depth, nodes=nodes)
    text = json.dumps(data)
    try:
        document = loaded(text, "a.json", limits=limits)
    except Unreadable as error:
        assert error.problem.code in ("too_deep", "too_many_nodes")
    else:
        document.place((0,))
