"""Where something stands in a file, and what can be wrong there."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate, chain
from typing import NamedTuple

from ..frozen import Frozen
from ..words import Text

Span = tuple[int, int]
"""Start and end (exclusive) in characters of the text."""

_LONG = 1000  # characters from which a line is kept once it was asked for: of a minified file it is asked for often
_BREAK = re.compile(r"\r\n?|\n")


class Place(NamedTuple):
    """A stretch of a file. Lines and columns start at 1, columns count characters, the end is exclusive.

    In a workbook the lines are the rows of a sheet, and its columns those of the sheet: `安全!C12`.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    sheet: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.cell or f'{self.line}:{self.column}'}"

    @property
    def cell(self) -> str:
        """The cell of a workbook; "" in any other file."""
        if not self.sheet:
            return ""
        from .workbook import column_letters  # most files have none

        return f"{self.sheet}!{column_letters(self.column)}{self.line}"

    @property
    def short(self) -> str:
        """The cell of a workbook, or the line of any other file."""
        return self.cell or str(self.line)


class Problem(Frozen):
    """One thing wrong with an input: where, what is the case, and what to do about it."""

    place: Place
    code: str
    says: Text
    fix: Text


class Unreadable(Exception):
    """The file cannot be read at all: it is missing, damaged, or beyond a limit."""

    def __init__(self, problem: Problem, line: str = "") -> None:
        """`line` is the text of the line, where it could be read."""
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.digest = ""  # of the bytes at fault, where what is wrong with the file is what stands in it

    def __str__(self) -> str:
        return f"{self.problem.place}: {self.problem.says.en} {self.problem.fix.en}"


class Unusable(Exception):
    """Files that were read and cannot be used, with every problem at its own line."""

    def __init__(self, problems: Iterable[tuple[Problem, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")

    def __str__(self) -> str:
        return "; ".join(f"{one.place}: {one.says.en}" for one, _ in self.problems)


class Lines:
    """The lines of one text; finds the line and column of a character."""

    __slots__ = ("_long", "_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: array[int] = array("I")
        self._long: dict[int, str] = {}

    @property
    def starts(self) -> "array[int]":
        """The index of each line's first character, worked out when first asked for."""
        if not self._starts:
            if "\r" in self.text:
                self._starts = array("I", chain((0,), (match.end() for match in _BREAK.finditer(self.text))))
            else:
                lengths = map(len, self.text.split("\n"))
                self._starts = array("I", accumulate(map((1).__add__, lengths), initial=0))
                self._starts.pop()  # where a line after the last one would begin
        return self._starts

    def line(self, number: int) -> str:
        """The text of a line without its end; empty where there is no such line."""
        starts = self.starts
        if not 1 <= number <= len(starts):
            return ""
        if number in self._long:
            return self._long[number]
        end = starts[number] if number < len(starts) else len(self.text)
        line = self.text[starts[number - 1] : end].rstrip("\r\n")
        if len(line) > _LONG:
            self._long[number] = line
        return line

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of a character, from 1; beyond the text, of its end."""
        starts = self.starts
        index = min(index, len(self.text))
        line = bisect_right(starts, index)
        return line, index - starts[line - 1] + 1

    def place(self, start: int, end: int | None = None) -> Place:
        """The place between two characters; of one character where no end is given."""
        return Place(self.name, *self.position(start), *self.position(start + 1 if end is None else end))

    def place_of(self, span: Span) -> Place:
        """The place of a value, without white space at its end: libyaml ends a block where the next thing begins."""
        start, end = span
        text, starts = self.text, self._starts or self.starts
        if end > len(text):  # a line end may have been added at the end
            start, end = min(start, len(text)), len(text)
        while end > start and text[end - 1] in " \t\n":
            end -= 1
        line = bisect_right(starts, start)
        if line < len(starts) and end >= starts[line]:
            return self.place(start, end)
        before = starts[line - 1] - 1  # most values stand within a line
        return Place(self.name, line, start - before, line, end - before)


class Fault(Exception):
    """A problem at characters of a text whose lines nobody has counted yet."""

    def __init__(self, code: str, span: Span, says: Text | Callable[[int], Text], fix: Text, other: int = 0) -> None:
        """`says` may be made from the line of `other`, a second character that it names."""
        super().__init__(code)
        self.code, self.span, self.says, self.fix, self.other = code, span, says, fix, other

    def unreadable(self, lines: Lines) -> Unreadable:
        """The same, with line and column."""
        says = self.says if isinstance(self.says, Text) else self.says(lines.position(self.other)[0])
        place = lines.place(*self.span)
        return Unreadable(Problem(place, self.code, says, self.fix), lines.line(place.line))


def nowhere(name: str) -> Place:
    """The place of what concerns a file as a whole."""
    return Place(name, 1, 1, 1, 1)
