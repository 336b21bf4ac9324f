"""Hostile input ends in one clear error, soon, and each cap has an error of its own."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_cloud_std.document import Limits, Unreadable, read

from .asking import loaded, refused, where

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + chr(ord(name) - 1)] * 10)}]\n" for name in "bcdefghij"
)
MERGE_BOMB = (
    "a: &a {" + ", ".join(f"k{number}: 1" for number in range(1000)) + "}\n"
    "b:\n" + "".join(f"- {{<<: *a, n: {number}}}\n" for number in range(1000))
)


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    """Processor time, since other work on the machine is no fault of ours. Generous: most of these take a hundredth."""
    start = time.process_time()
    yield
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("text", "name", "limits", "problem"),
    [
        ("a: 1234567890", "a.yaml", Limits(bytes=10), ("too_many_bytes", 1, 1)),
        ("a: [[[1]]]", "a.yaml", Limits(depth=3), ("too_deep", 1, 6)),
        ("a:\n  b:\n    c:\n      d: 1", "a.yaml", Limits(depth=3), ("too_deep", 4, 7)),
        ('{"a": [[[1]]]}', "a.json", Limits(depth=3), ("too_deep", 1, 9)),
        ("a: [1, 2, 3, 4]\nb: {c: 1}", "a.yaml", Limits(nodes=10), ("too_many_nodes", 2, 4)),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9]", "a.json", Limits(nodes=5), ("too_many_nodes", 1, 14)),
        ("a: xxxxxxxxxxx", "a.yaml", Limits(scalar=10), ("scalar_too_long", 1, 4)),
        ("xxxxxxxxxxx: 1", "a.yaml", Limits(scalar=10), ("scalar_too_long", 1, 1)),
        ('{"xxxxxxxxxxx": 1}', "a.json", Limits(scalar=10), ("scalar_too_long", 1, 2)),
        ('["xxxxxxxxxxx"]', "a.json", Limits(scalar=10), ("scalar_too_long", 1, 2)),
        ("a: 12345678901", "a.yaml", Limits(digits=10), ("too_many_digits", 1, 4)),
        ("a: 0x12345678901", "a.yaml", Limits(digits=10), ("too_many_digits", 1, 4)),
        ("a: 1e11", "a.yaml", Limits(digits=10), ("too_many_digits", 1, 4)),
        ("[1e-11]", "a.json", Limits(digits=10), ("too_many_digits", 1, 2)),
    ],
)
def test_each_cap_has_its_error_and_its_place(
    text: str, name: str, limits: Limits, problem: tuple[str, int, int]
) -> None:
    assert where(refused(text, name, limits=limits)) == problem


def test_what_stays_within_the_caps_is_read() -> None:
    assert loaded("a: [[1]]", limits=Limits(bytes=8, depth=3, nodes=20, scalar=1, digits=1)).data == {"a": [[1]]}
    assert loaded("a: 1e10", limits=Limits(digits=10)).has(("a",))


def test_the_caps_are_these() -> None:
    assert {name: getattr(Limits(), name) for name in Limits.__match_args__} == {
        "bytes": 256_000_000, "depth": 100, "nodes": 20_000_000, "scalar": 1_000_000, "digits": 100,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("[" * 100_000, "a.yaml", "too_deep"),
        ("{a: " * 100_000, "a.yaml", "too_deep"),
        ("- " * 100_000, "a.yaml", "too_deep"),
        ("? " * 100_000, "a.yaml", "collection_key"),
        ("[\n" * 100_000, "a.yaml", "too_deep"),
        ("".join(" " * depth + "a:\n" for depth in range(3000)), "a.yaml", "too_deep"),
        ("[" * 100_000, "a.json", "too_deep"),
        ('{"a":' * 100_000, "a.json", "too_deep"),
        ("[" * 500 + "]" * 500, "a.json", "too_deep"),
        (BOMB, "a.yaml", "too_many_nodes"),
        ("a: " + "9" * 5000, "a.yaml", "too_many_digits"),
        ("a: 1e999999999", "a.yaml", "too_many_digits"),
        ("a: 0x" + "f" * 5000, "a.yaml", "too_many_digits"),
        ("[" + "9" * 5000 + "]", "a.json", "too_many_digits"),
        ("[1E+999999999]", "a.json", "too_many_digits"),
        ("a: " + "x" * 2_000_000, "a.yaml", "scalar_too_long"),
        ("a: !!str " + "x" * 2_000_000, "a.yaml", "scalar_too_long"),
        ("a: |\n" + " xxxxxxx\n" * 200_000, "a.yaml", "scalar_too_long"),
    ],
    ids=lambda part: part[:12],
)
def test_hostile_input_is_refused(text: str, name: str, code: str) -> None:
    assert refused(text, name).code == code


def test_fifty_megabytes_of_one_text_are_refused() -> None:
    assert where(refused(b"a: " + b"x" * 50_000_000)) == ("scalar_too_long", 1, 4)


def test_merges_count_as_what_they_write() -> None:
    assert refused(MERGE_BOMB, limits=Limits(nodes=1_000_000)).code == "too_many_nodes"
    assert loaded(MERGE_BOMB).has(("b", 999, "k999"))


def test_a_long_list_is_counted_while_it_is_read() -> None:
    assert refused("- 1\n" * 30_000, limits=Limits(nodes=1000)).code == "too_many_nodes"


@pytest.mark.parametrize(
    "text",
    [
        '"' * 100_001,
        '"' + "\\" * 200_001,
        "a,b\n" + '"' * 200_001,
        "'" * 100_001,
        "&" * 10_000,
        "*" * 10_000,
        "!" * 10_000,
        "%" * 10_000,
        "a: " * 50_000,
        "-" * 100_000,
        "?" * 10_000,
        "：" * 50_000,
    ],
)
@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.csv"])
def test_long_runs_of_marks_take_no_time(text: str, name: str) -> None:
    try:
        loaded(text, name).place((0, 0))
    except Unreadable as error:
        assert error.problem.place.line >= 1


@settings(deadline=None)
@given(st.binary(max_size=60) | st.text("-?:,[]{}#&*!|>'\"%@` \t\r\n~.0aA\\：\ufeff", max_size=40).map(str.encode))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    for name in ("a.yaml", "a.json", "a.csv", "-"):
        try:
            document = read(data, name)
        except Unreadable as error:
            assert error.problem.place.file == name
        else:
            document.place((0, "a"))
            assert document.has(())
