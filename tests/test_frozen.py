"""Value classes: frozen, equal by content, hashed by content, matched by position, late where they say so."""

import copy
import pickle
from collections.abc import Mapping
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_cloud_std.frozen import Frozen, by_identity, replace


class Pair(Frozen):
    """Two values, the second with a default."""

    kind: ClassVar[str] = "pair"
    first: int
    second: str = "b"


class Triple(Pair):
    """A third value after those of its base."""

    third: bool = True


VALUES = st.builds(Pair, st.integers(-2, 2), st.sampled_from(["b", "c"]))


def test_attributes_come_by_position_by_name_and_by_default() -> None:
    assert Pair(1) == Pair(1, "b") == Pair(first=1) == Pair(second="b", first=1)
    assert Triple(1, "b", False).third is False
    assert (Triple(1).first, Triple(1).second, Triple(1).third) == (1, "b", True)
    assert repr(Pair(1, "x")) == "Pair(first=1, second='x')"


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, "b", 3), {}), ((1,), {"first": 2}), ((1,), {"thrid": 3}), ((), {"second": "x"})],
)
def test_what_is_unknown_missing_or_given_twice_is_refused(
    values: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError, match="Pair"):
        Pair(*values, **named)  # type: ignore[arg-type]


def test_a_value_cannot_be_changed() -> None:
    value = Pair(1)
    with pytest.raises(AttributeError, match="frozen"):
        value.first = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        del value.first
    assert value == Pair(1)


@given(VALUES, VALUES)
def test_equal_content_is_equal_and_hashes_alike(one: Pair, other: Pair) -> None:
    assert (one == other) is ((one.first, one.second) == (other.first, other.second))
    assert one != other or hash(one) == hash(other)
    assert one != Triple(one.first, one.second)


@given(VALUES)
def test_copies_are_equal(one: Pair) -> None:
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == replace(one) == one


@given(VALUES, st.integers())
def test_replacing_changes_what_is_named_and_nothing_else(one: Pair, number: int) -> None:
    other = replace(one, first=number)
    assert (other.first, other.second) == (number, one.second)
    with pytest.raises(TypeError, match="frist"):
        replace(one, frist=number)


def test_values_match_by_position() -> None:
    match Triple(1, "c", False):
        case Triple(first, second, third):
            assert (first, second, third) == (1, "c", False)


def test_what_comes_late_is_asked_once_and_what_is_known_stays() -> None:
    asked: list[str] = []

    class Wide(Frozen):
        """Three values without defaults."""

        one: int
        two: int
        three: int

    def rest(name: str) -> Mapping[str, object]:
        asked.append(name)
        return {"one": 10, "two": 2} if name == "two" else {"three": 3}

    value = Wide.late(rest, one=1)
    assert asked == []
    assert (value.one, value.two, value.two, value.three, value.three) == (1, 2, 2, 3, 3)
    assert asked == ["two", "three"]
    assert value == Wide(1, 2, 3)
    with pytest.raises(AttributeError, match="four"):
        value.four  # type: ignore[attr-defined]  # noqa: B018


def test_what_comes_late_has_come_in_a_copy_and_in_another_process() -> None:
    value = Pair.late(lambda name: {name: 7})
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == Pair(7)


def test_what_comes_late_comes_late_in_what_is_made_of_it() -> None:
    asked: list[str] = []

    class Told(Frozen):
        """One value that is known, and one that takes long."""

        known: int
        long: int

    def rest(name: str) -> Mapping[str, object]:
        asked.append(name)
        return {name: 7}

    changed = replace(Told.late(rest, known=1), known=2)
    assert (changed.known, asked) == (2, [])
    assert (changed.long, asked) == (7, ["long"])


def test_what_is_remembered_is_told_of_the_very_same_value_only() -> None:
    asked: list[Pair] = []

    @by_identity
    def name_of(point: Pair) -> str:
        asked.append(point)
        return f"{point}"

    one, other = Pair(1), Pair(1)
    assert name_of(one) == name_of(other) == name_of(one)
    assert [id(each) for each in asked] == [id(one), id(other)]
    many = [Pair(number) for number in range(5000)]
    assert [name_of(each) for each in many] == [f"{each}" for each in many]
    assert all(
        name_of(Pair(number, "c")) == f"{Pair(number, 'c')}" for number in range(5000)
    )  # each gone after its turn
