"""What of a Markdown text is no wording: code, comments, addresses, the targets of links. Nothing is moved."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ..document.places import Lines, Span
from .plain import ADDRESS
from .prose import Prose

_FENCE = re.compile(r"[ \t]*(?:(?:>|[-*+]|[0-9]{1,9}[.)])[ \t]*)*(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_RULER = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*\S.*$", re.MULTILINE)
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<comment><!--)"
    r"|(?P<tag><[A-Za-z/!?][^<>]{0,2000}>)"
    r"|(?P<target>(?<=\])\([ \t]*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]{0,500}\))*)"
    r"""(?:[ \t]+(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?[ \t]*\))"""
    r"|(?P<label>(?<=\])\[[^\[\]\n]{0,200}\])"
    rf"|(?P<address>{ADDRESS})"
)
_BLANK = re.compile(r"\n[ \t]*(?=\n)")


def prose(lines: Lines) -> Prose:
    """A Markdown text."""
    blocks = tuple(_blocks(lines))
    hidden = sorted((*blocks, *_inline(lines.text, blocks)))
    shown = _Shown(hidden)
    numbers = range(1, len(lines.starts) + 1)
    headings = tuple(
        number for number in numbers if _HEADING.match(lines.line(number)) and not shown.hides(lines.starts[number - 1])
    )
    return Prose(lines, tuple(hidden), headings, tuple(_tables(lines, shown)), is_markdown=True)


class _Shown:
    """Where a text is read."""

    def __init__(self, hidden: list[Span]) -> None:
        self._ends: list[int] = []
        self._starts: list[int] = []
        for start, end in hidden:
            if not self._ends or end > self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def hides(self, at: int) -> bool:
        index = bisect_left(self._ends, at + 1)
        return index < len(self._ends) and self._starts[index] <= at


def _blocks(lines: Lines) -> Iterator[Span]:
    """Fenced code, and comments that begin a line."""
    number, last = 1, len(lines.starts)
    while number <= last:
        line = lines.line(number)
        start = lines.starts[number - 1]
        if opened := _FENCE.match(line):
            fence = opened["fence"]
            closing = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
            number += 1
            while number <= last and not closing.fullmatch(lines.line(number)):
                number += 1
            yield start, _end(lines, min(number, last))
        elif line.lstrip(" ").startswith("<!--"):
            begin = lines.text.index("<!--", start)
            end = lines.text.find("-->", begin + 4)
            end = len(lines.text) if end < 0 else end + 3
            yield begin, end
            number = max(number, lines.position(max(begin, end - 1))[0])
        number += 1


def _end(lines: Lines, number: int) -> int:
    return lines.starts[number - 1] + len(lines.line(number))


def _inline(text: str, blocks: tuple[Span, ...]) -> Iterator[Span]:
    at = 0
    for start, end in (*blocks, (len(text), len(text))):
        yield from _inline_of(text, at, start)
        at = max(at, end)


def _inline_of(text: str, at: int, end: int) -> Iterator[Span]:
    """Between two blocks."""
    yield from (one.span() for one in _DEFINITION.finditer(text, at, end))
    runs: dict[int, list[int]] = {}  # of backticks, by how many there are
    for one in re.finditer("`+", text[at:end]):
        runs.setdefault(len(one[0]), []).append(at + one.start())
    blanks = [at + one.start() for one in _BLANK.finditer(text[at:end])]
    commented = True  # until a comment is found that nobody closes
    while found := _INLINE.search(text, at, end):
        start, at = found.span()
        match found.lastgroup:
            case "code":
                length = at - start
                same = runs.get(length, [])
                index = bisect_left(same, at)
                paragraph = bisect_left(blanks, at)
                stop = blanks[paragraph] if paragraph < len(blanks) else end
                if index < len(same) and same[index] < stop:
                    at = same[index] + length
                    yield start, at
            case "comment":
                closed = text.find("-->", at, end) if commented else -1
                commented = closed >= 0
                if commented:
                    at = closed + 3
                    yield start, at
            case "escape":
                pass
            case _:
                yield start, at


def _tables(lines: Lines, shown: _Shown) -> Iterator[tuple[tuple[Span, ...], ...]]:
    """Tables of the extended kind: a head, a ruler, rows."""
    number, last = 2, len(lines.starts)
    while number <= last:
        line = lines.line(number)
        is_ruler = "|" in line and _RULER.fullmatch(line.strip(" \t")) and not shown.hides(lines.starts[number - 1])
        if not is_ruler or "|" not in lines.line(number - 1):
            number += 1
            continue
        rows = [_cells(lines, number - 1)]
        number += 1
        while number <= last and "|" in lines.line(number):
            rows.append(_cells(lines, number))
            number += 1
        yield tuple(rows)


def _cells(lines: Lines, number: int) -> tuple[Span, ...]:
    start, line = lines.starts[number - 1], lines.line(number)
    cells = []
    at = len(line) - len(line.lstrip())
    at += line[at : at + 1] == "|"
    for bar in [one.start() for one in re.finditer(r"(?<!\\)\|", line) if one.start() >= at] or [len(line)]:
        cells.append((start + at, start + bar))
        at = bar + 1
    if line[at:].strip():
        cells.append((start + at, start + len(line)))
    return tuple(cells)
