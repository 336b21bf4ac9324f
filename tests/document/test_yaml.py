"""YAML is read as the 1.2 core schema has it, and what is doubtful is refused at its place."""

import copy
import gc
import pickle
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_cloud_std.document import Number

from .asking import TREES, at, loaded, refused, where

DUMPS = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, None, '"', "'"]),
        "indent": st.integers(2, 6),
        "width": st.sampled_from([20, 80, 1000]),
        "allow_unicode": st.booleans(),
    }
)


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "on",
        "off",
        "y",
        "22:30",
        "2026-06-30",
        "1_000",
        "0777x",
        "0x",
        "1e",
        ".",
        "-x",
        "99.9%",
        "10.0.0.1",
        "１２",
        "nan",
        "inf",
        "nULL",
    ],
)
def test_words_that_look_like_something_stay_text(word: str) -> None:
    assert loaded(f"a: {word}").data == {"a": word}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0", 0),
        ("-7", -7),
        ("99999999999999999999", 10**20 - 1),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("Null", None),
        ("", None),
    ],
)
def test_core_words_have_their_value(word: str, value: object) -> None:
    data = loaded(f"a: {word}").data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)  # type: ignore[call-overload, index]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("010", 10),
        ("-0", 0),
        ("+5", 5),
        ("5.10", "5.1"),
        ("5.", 5),
        (".5", "0.5"),
        ("1e3", 1000),
        ("0x1F", 31),
        ("0o17", 15),
        ("-.inf", "-Infinity"),
        ("+.INF", "Infinity"),
    ],
)
def test_numbers_keep_how_they_were_written(word: str, value: int | str) -> None:
    number = loaded(f"a: {word}").data["a"]  # type: ignore[call-overload, index]
    assert isinstance(number, Number)
    assert number == Decimal(value)
    assert number.text == word


def test_nan_is_a_number_of_its_own() -> None:
    number = loaded("a: .nan").data["a"]  # type: ignore[call-overload, index]
    assert isinstance(number, Number)
    assert number.is_nan()
    assert number.text == ".nan"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda number: pickle.loads(pickle.dumps(number))])
def test_numbers_survive_copies(again: object) -> None:
    assert again(Number("010")).text == "010"  # type: ignore[operator]


def test_quoted_words_are_text() -> None:
    assert loaded("""[ "5", '5.10', "", "null", 'true', "<<" ]""").data == ["5", "5.10", "", "null", "true", "<<"]


def test_tags_of_the_core_schema_are_honoured() -> None:
    text = "[!!str 5, !!int '5', !!float 5.10, !!bool 'true', !!null '', !!map {a: 1}, !!seq [1], ! 5]"
    assert loaded(text).data == ["5", 5, Decimal("5.1"), True, None, {"a": 1}, [1], "5"]


@pytest.mark.parametrize(
    "text",
    [
        "a: !foo 1",
        "a: !!python/object/apply:os.system [x]",
        "a: !!set {b}",
        "a: !!map [1]",
        "a: !!timestamp 2026-01-01",
    ],
)
def test_other_tags_are_refused_at_their_place(text: str) -> None:
    assert where(refused(text)) == ("unknown_tag", 1, 4)


@pytest.mark.parametrize("text", ["a: !!int x", "a: !!int 5.5", "a: !!bool 1", "a: !!null x", "a: !!float true"])
def test_a_tag_that_its_value_belies_is_refused(text: str) -> None:
    assert where(refused(text)) == ("tag_mismatch", 1, 4)


def test_tagged_keys_are_text() -> None:
    assert loaded("!!int 1: x\n!!str b: y\n").data == {"1": "x", "b": "y"}
    assert where(refused("a: 1\n!x b: 2\n")) == ("unknown_tag", 2, 1)


def test_keys_are_what_is_written() -> None:
    assert loaded("1: a\n010: b\nyes: c\n~: d\n2026-01-01: e\n").data == {
        "1": "a", "010": "b", "yes": "c", "~": "d", "2026-01-01": "e",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place"), [("? [a]\n: b", (1, 3)), ("{{a: 1}: 2}", (1, 2)), ("x: 1\n? {a: 1}\n: b", (2, 3))]
)
def test_collections_are_no_keys(text: str, place: tuple[int, int]) -> None:
    assert where(refused(text)) == ("collection_key", *place)


def test_aliases_are_no_keys() -> None:
    assert where(refused("a: &x b\n*x : c\n")) == ("alias_key", 2, 1)


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("a: 1\nb: 2\na: 3\n", (3, 1), 1),
        ("a: 1\n'a': 3\n", (2, 1), 1),
        ("x:\n  - {b: 1,\n     c: {d: [1, 2]}, e: 1,\n     c: 2}\n", (4, 6), 3),
        ("a: {b: 1}\nc: 2\na:\n  b: 1\n", (3, 1), 1),
        ("s: &s {k: 1}\nm:\n  <<: *s\n  k: 2\n  <<: *s\n", (5, 3), 3),
        ("s: &s {k: 1}\nm:\n  <<: {a: {b: 1}}\n  k: 2\n  k: 3\n", (5, 3), 4),
        ("? a\n: 1\n? a\n: 2\n", (3, 3), 1),
    ],
)
def test_a_key_written_twice_is_refused_and_both_places_are_named(
    text: str, place: tuple[int, int], first: int
) -> None:
    problem = refused(text)
    assert where(problem) == ("duplicate_key", *place)
    assert f" {first} " in problem.says.zh
    assert f"line {first}." in problem.says.en


def test_a_second_document_is_refused() -> None:
    assert where(refused("a: 1\n---\nb: 2\n")) == ("second_document", 2, 1)
    assert loaded("---\na: 1\n...\n").data == {"a": 1}


def test_aliases_share_one_object() -> None:
    data = loaded("a: &x {b: [1]}\nc: *x\nd: [*x]\n").data
    assert data["a"] is data["c"] is data["d"][0]  # type: ignore[call-overload, index]


def test_an_anchor_may_stand_on_anything() -> None:
    assert loaded("a: &x 1\n&k b: *x\nc: *k\n&n 1: *n\nd: &e\ne: *e\n").data == {
        "a": 1, "b": 1, "c": "b", "1": 1, "d": None, "e": None,
    }  # fmt: skip
    assert loaded("[&a 1, *a, &a 2, *a]").data == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("&a [*a]", "recursive_alias"),
        ("&a {b: *a}", "recursive_alias"),
        ("x: &a\n  <<: *a\n", "recursive_alias"),
        ("[*b]", "undefined_alias"),
        ("[*a, &a 1]", "undefined_alias"),
    ],
)
def test_aliases_to_nothing_or_to_themselves_are_refused(text: str, code: str) -> None:
    problem = refused(text)
    assert problem.code == code
    assert text.splitlines()[problem.place.line - 1][problem.place.column - 1] == "*"


def test_merge_keys_fill_what_the_mapping_does_not_say() -> None:
    data = loaded("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {y: 0, <<: *a}\nd: {<<: [*a, *b], w: 5}\n").data
    assert data["c"] == {"x": 1, "y": 0}  # type: ignore[call-overload, index]
    assert data["d"] == {"x": 1, "y": 2, "z": 4, "w": 5}  # type: ignore[call-overload, index]


def test_merges_of_merges_and_of_written_mappings_work() -> None:
    data = loaded("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: [*b, {z: 3}]}\nl: &l [*a]\nd: {<<: *l}\n").data
    assert data["c"] == {"x": 1, "y": 2, "z": 3}  # type: ignore[call-overload, index]
    assert data["d"] == {"x": 1}  # type: ignore[call-overload, index]


@pytest.mark.parametrize("text", ["a: {<<: 1}", "a: {<<: [1]}", "a: {<<: }", "b: &b [1]\na: {<<: [*b]}"])
def test_only_mappings_are_merged(text: str) -> None:
    assert refused(text).code == "merge_of_no_mapping"


def test_a_quoted_merge_sign_is_a_key() -> None:
    assert loaded("'<<': 1\n").data == {"<<": 1}
    assert loaded("<<: {a: 1}\n'<<': 2\n").data == {"<<": 2, "a": 1}


def test_block_scalars_and_folded_lines_are_read() -> None:
    assert loaded("a: |\n  甲\n  乙\nb: >-\n  c\n  d\ne: f\n  g\n").data == {"a": "甲\n乙\n", "b": "c d", "e": "f g"}


def test_crlf_and_lf_say_the_same() -> None:
    text = "a: |\n  x\n  y\nb: 'c\n  d'\ne: [1,\n  2]\n"
    lf, crlf = loaded(text), loaded(text.replace("\n", "\r\n"))
    assert lf.data == crlf.data
    assert lf.place(("e", 1)) == crlf.place(("e", 1))
    assert at(crlf, "e", 1) == "2"


def test_reading_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    refused("a: [")
    loaded("a: 1")
    assert gc.isenabled()


@settings(deadline=None)
@given(TREES, DUMPS)
def test_what_is_written_as_yaml_is_read_back(data: object, style: dict[str, object]) -> None:
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, **style)  # type: ignore[call-overload]
    if text.strip() and data != "":
        assert loaded(text).data == data


class _Dumper(yaml.SafeDumper):
    """Writes text in quotes where a core word or a YAML 1.1 word would be bare, and no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Dumper.add_representer(str, _text)


@settings(deadline=None)
@given(TREES, st.lists(st.sampled_from(["", "# 说明: x", "   # a：b"]), min_size=1, max_size=3))
def test_comments_and_blank_lines_move_places_only(data: object, between: list[str]) -> None:
    text = yaml.dump({"甲": data, "b": [data]}, Dumper=_Dumper, default_flow_style=None, width=1000)
    parts = text.splitlines()
    spread = "\n".join(line for part in parts for line in (*between, part)) + "\n"
    assert loaded(spread).data == loaded(text).data


@settings(deadline=None)
@given(TREES, st.from_regex("[a-z0-9_-]{1,8}", fullmatch=True))
def test_the_name_of_an_anchor_changes_nothing(data: object, name: str) -> None:
    text = yaml.dump(data, Dumper=_Dumper, default_flow_style=True, width=10**6).removesuffix("...\n").rstrip("\n")
    assert loaded(f"a: &{name} {text}\nb: *{name}\n").data == {"a": data, "b": data}
