"""What the tests of this room ask again and again."""

import re

import pytest
from hypothesis import strategies as st

from egov_cloud_std.document import LIMITS, Document, Form, Limits, Path, Place, Problem, Unreadable, read

CHARACTERS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\ufeff\ufffe\uffff\x7f")
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=12),
    st.sampled_from(
        ["no", "on", "~", "1", "010", "5.10", "true", "", "<<", "a: b", "- x", "# y", "名称：甲", "😀", "2026-06-30"]
    ),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), TEXTS)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)


def loaded(text: str | bytes, name: str = "a.yaml", *, form: Form | None = None, limits: Limits = LIMITS) -> Document:
    return read(text if isinstance(text, bytes) else text.encode(), name, form=form, limits=limits)


def refused(text: str | bytes, name: str = "a.yaml", *, limits: Limits = LIMITS) -> Problem:
    """The problem for which a text is refused; holds it against the house rules for messages."""
    with pytest.raises(Unreadable) as caught:
        loaded(text, name, limits=limits)
    problem = caught.value.problem
    assert re.fullmatch("[a-z][a-z0-9_]*", problem.code)
    for words in (problem.says, problem.fix):
        assert re.search("[一-鿿]", words.zh)
        assert words.zh.endswith("。")
        assert words.en.endswith(".")
        assert not re.search(r"please|invalid|!$|！", words.en + words.zh)
    return problem


def where(problem: Problem) -> tuple[str, int, int]:
    return problem.code, problem.place.line, problem.place.column


def cut(document: Document, place: Place) -> str:
    """The text at a place."""
    lines = [document.line(number) for number in range(place.line, place.end_line + 1)]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


def at(document: Document, *path: str | int, key: bool = False) -> str:
    """The text at the place of a path."""
    return cut(document, document.place(path, key))


def paths(data: object, start: Path = ()) -> list[Path]:
    """Every path in some data."""
    found = [start]
    match data:
        case dict():
            for key, value in data.items():
                found += paths(value, (*start, key))
        case list():
            for index, value in enumerate(data):
                found += paths(value, (*start, index))
    return found


def value_at(data: object, path: Path) -> object:
    for part in path:
        assert isinstance(data, dict | list)
        data = data[part]  # type: ignore[index, call-overload]
    return data
