"""How wide text stands on a terminal, so that a caret lands under the Chinese character it means."""

from unicodedata import category, east_asian_width

TAB = 4
WINDOW = 200
"""Characters of a line that are shown: more than a terminal is wide."""
_BEFORE = 60  # of them before the place


def display_width(text: str) -> int:
    """The columns that a text fills: two for a wide character, none for a combining or invisible one."""
    if text.isascii():
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


def expanded(line: str) -> str:
    """A line with each tab as spaces, as `caret` counts them."""
    return line.replace("\t", " " * TAB)


def window(line: str, column: int, end_column: int) -> tuple[str, int, int]:
    """The stretch of a long line around a place, `…` for what is left out, and the place's columns in it."""
    if len(line) <= WINDOW:
        return line, column, end_column
    first = max(0, min(column - 1 - _BEFORE, len(line) - WINDOW))
    before, after = "…" if first else "", "…" if first + WINDOW < len(line) else ""
    shift = len(before) - first
    shown = before + line[first : first + WINDOW] + after
    return shown, column + shift, min(end_column + shift, len(shown) + 1)


def caret(line: str, column: int, end_column: int) -> tuple[str, str]:
    """The padding and the carets that underline columns `column` to `end_column` (exclusive, from 1) of a line.

    Print them under `expanded(line)`. There is always at least one caret, and none beyond the line's end but that one.
    """
    before, marked = line[: column - 1], line[column - 1 : max(column, end_column) - 1]
    return " " * display_width(expanded(before)), "^" * max(1, display_width(expanded(marked)))


class _Widths(dict[str, int]):
    """The columns of the characters met so far: there are not many."""

    def __missing__(self, character: str) -> int:
        self[character] = width = _width(character)
        return width


def _width(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


_WIDTHS = _Widths()
