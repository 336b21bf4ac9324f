"""A caret lands under the character it means."""

import pytest

from egov_cloud_std.document import caret, display_width


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("ab", 2), ("名称", 4), ("：", 2), ("é", 1), ("e\u0301", 1), ("\u200b", 0), ("😀", 2), ("ｱ", 1)],
)
def test_wide_characters_fill_two_columns(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("line", "columns", "drawn"),
    [
        ("  name: 甲乙", (9, 11), "        ^^^^"),
        ("甲: 1", (4, 5), "    ^"),
        ("a\tb", (3, 4), "     ^"),
        ("a: 1", (5, 5), "    ^"),
        ("a: 1", (3, 99), "  ^^"),
    ],
)
def test_carets_stand_under_what_they_mean(line: str, columns: tuple[int, int], drawn: str) -> None:
    assert "".join(caret(line, *columns)) == drawn
