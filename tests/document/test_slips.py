"""A slip is shown where it was made, not where the parser gave up."""

import pytest

from .asking import loaded, refused, where


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("名称：x\nb: 1\n", ("full_width_colon", 1, 3)),
        ("a: 1\n安全： 3\nb: 2\n", ("full_width_colon", 2, 3)),
        ("platform:\n  name: x\n  名称：y\n\n  # 注：此行无关\n  level: z\n", ("full_width_colon", 3, 5)),
        ("- id: a\n- 名称：x\n  b: 1\n", ("full_width_colon", 2, 5)),
        ("名称：x\n级别：y\n", ("full_width_colon", 1, 3)),
    ],
)
def test_a_full_width_colon_is_found(text: str, problem: tuple[str, int, int]) -> None:
    assert where(refused(text)) == problem


def test_a_full_width_colon_in_a_value_is_text() -> None:
    assert loaded("note: 联系人：甲\nb: '名称：x'\n").data == {"note": "联系人：甲", "b": "名称：x"}
    assert refused("note: 联系人：甲\nb: [1\n").code == "syntax"


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a:\n  - x\n\t- y\n", "a:\n  b: 1\n\tc: 2\n"])
def test_a_tab_is_found(text: str) -> None:
    problem = refused(text)
    line = text.splitlines()[problem.place.line - 1]
    assert problem.code == "tab_indentation"
    assert line[problem.place.column - 1 : problem.place.end_column - 1] == "\t"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c", (1, 5)),
        ("a: 1\nword\nb: 2", (2, 1)),
        ("a: [1, 2\nb: 3\n", (2, 2)),
        ("a: @x", (1, 4)),
        ("a: `x`", (1, 4)),
        ("- a\nb: 1\n", (2, 1)),
        ("a: 'x\nb: 2\n", (1, 4)),
        ('a: "\\q"', (1, 5)),
        ("a: - b", (1, 4)),
        ("a: [1, }", (1, 8)),
        ("%YAML 1.2\n%YAML 1.2\n---\na: 1", (2, 1)),
    ],
)
def test_other_slips_have_their_place(text: str, place: tuple[int, int]) -> None:
    assert where(refused(text)) == ("syntax", *place)
