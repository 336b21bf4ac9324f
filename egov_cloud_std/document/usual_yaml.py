"""Reads YAML as nearly everybody writes it, line by line, in a fraction of the time that the events of libyaml take.

What is read here is what `yaml_form` reads, value by value and place by place; or nothing is read here at all. Whatever
is rare, doubtful or wrong (anchors, tags, escapes, tabs, continued words, a key twice) is left to libyaml, which also
says what is the matter: nothing here refuses a text. A test holds the two against each other.
"""

import gc
import re
from collections.abc import Iterator
from sys import intern, modules
from typing import Any

from .limits import Limits
from .rows import OPEN, Rows
from .usual_lines import BLOCK, KEY, LATER, NOTHING, SCALAR, Shape, Unusual, known
from .values import Value

_HEAD = re.compile(r"(?: *+(?:#.*+)?\n)*+(?:---\n)?")
_PARTS = re.compile(r""",((?:[^,"']++|"[^"]*+"|'[^']*+'|["'])*+)""")
_OPENER = re.compile(rf" *+(?:{KEY}: ++)?+[\[{{]")
_MUCH = 1_000_000  # bytes after which most lines were met before
_LITTLE = 50_000  # bytes that are read here in less time than libyaml takes to be imported
_STRETCH = 65_536  # characters that are split into lines at a time
_CONTROLS = bytes({*range(0x80)} - {*range(0x20, 0x7F), 0x0A})
_MORE_CONTROLS = rb"\xc2[\x80-\x9f]"
_NO_TEXT = (b"\xef\xbb\xbf", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_NOWHERE, _INSIDE = -2, -3  # columns that no line has; the latter where brackets or a block go on


class _Met:
    """What this process has read."""

    read = 0  # bytes


def pays(source: bytes) -> bool:
    """Whether a text is better read here.

    A line that is met first takes longer than libyaml does, one that was met before far less. And a text that is short
    is read before libyaml and what belongs to it are imported.
    """
    _Met.read += len(source)
    return _Met.read > _MUCH or (len(source) < _LITTLE and "yaml" not in modules)


def build(source: bytes, limits: Limits) -> tuple[Value, Rows] | None:
    """Reads one YAML document in UTF-8, without a byte order mark, its lines ending in LF; `None` where it is unusual."""
    if len(source.translate(None, _CONTROLS)) < len(source) or any(one in source for one in _NO_TEXT):
        return None
    if b"\xc2" in source and re.search(_MORE_CONTROLS, source):
        return None
    reader = _Reader(source.decode(), limits)
    collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage, and looking for it would cost more than the reading
    try:
        data = reader.document()
    except Unusual:
        return None
    finally:
        if collecting:
            gc.enable()
    return None if len(reader.rows.starts) > limits.nodes else (data, reader.rows)


class _Block:
    """The lines below `|` or `>`, all at one depth. Raises `Unusual`."""

    def __init__(self, mark: str, start: int, column: int) -> None:
        self.mark, self.start, self.column = mark, start, column  # of the mark, and of what it stands in
        self.end = start
        self.texts: list[str] = []
        self.blanks = self.depth = 0

    def take(self, line: str, here: int) -> bool:
        """Takes a line; whether it belongs to the block."""
        text = line.lstrip(" ")
        column = len(line) - len(text)
        if not text:
            if not self.texts or column > self.depth:
                raise Unusual
            self.blanks += 1
            return True
        if column <= self.column:
            return False
        self.depth = self.depth or column
        if column < self.depth or (self.mark[0] == ">" and (column > self.depth or self.blanks)):
            raise Unusual
        self.texts += [""] * self.blanks
        self.texts.append(line[self.depth :])
        self.blanks, self.end = 0, here + len(line)
        return True

    def text(self, longest: int) -> str:
        """What the lines come to."""
        if not self.texts:
            raise Unusual
        whole = ("\n" if self.mark[0] == "|" else " ").join(self.texts) + ("" if self.mark.endswith("-") else "\n")
        if len(whole) > longest:
            raise Unusual
        return whole


class _Reader:
    """One reading of one text. Raises `Unusual`."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        self.limits = limits
        self.shapes, self.parts = known(limits)
        self.rows = Rows()
        self.node: Any = []  # holds the root
        self.key: Any = None
        self.column = -1
        self.opened = 0  # the row of the collection
        self.empty = 0  # where a value stands that is nothing
        self.later = True  # the value of the last key, or the root, stands on lines of its own, or is nothing
        self.outside = -1  # how deep the collection stands that has open brackets in it; -1 outside of brackets
        self.below: _Block | None = None  # the lines below `|` or `>` that are being read
        self.whole = False  # whether the last entry in brackets ended with its line
        self.frames: list[tuple[Any, int, int]] = []

    def document(self) -> Value:
        """The data of the one document."""
        root, shapes = self.node, self.shapes
        start, end = self.rows.starts.append, self.rows.ends.append
        head = _HEAD.match(self.text)
        here = head.end() if head else 0
        node, ready = self.node, self.ready()
        for line in self.lines(here):
            if ready != _INSIDE:
                shape = shapes[line]
                alone, name, value, left, right, _ = shape
                if alone == ready:
                    if name in node:
                        raise Unusual
                    start(here + alone)
                    end(0)
                    start(here + left)
                    end(here + right)
                    node[name] = value
                    here += len(line) + 1
                    continue
                self.turn(line, shape, here)
            elif not self.inside(line, here):
                self.turn(line, shapes[line], here)
            node, ready = self.node, self.ready()
            here += len(line) + 1
        if not root or self.outside >= 0:
            raise Unusual
        self.end_block()
        self.settle(-1, -1, 0)
        self.close(-1, dash=True)
        document: Value = root[0]
        return document

    def lines(self, at: int) -> Iterator[str]:
        """The lines from a character that begins one, without their ends, as long as there are not too many values."""
        text = self.text
        while at < len(text):
            if len(self.rows.starts) > self.limits.nodes:
                raise Unusual
            end = text.find("\n", at + _STRETCH)
            if end < 0:
                end = len(text) - 1
            yield from text[at:end].split("\n")
            at = end + 1

    def ready(self) -> int:
        """The column where a `key: scalar` may stand next, if nothing else has to happen before."""
        if self.outside >= 0 or self.below is not None:
            return _INSIDE
        return self.column if type(self.node) is dict and not self.later else _NOWHERE

    def inside(self, line: str, here: int) -> bool:
        """Takes a line in brackets, or of a block; whether it is one."""
        if self.below is None:
            self.flow(line, here, 0)
            return True
        if self.below.take(line, here):
            return True
        self.end_block()
        return False

    def end_block(self) -> None:
        """Puts what the lines below `|` or `>` come to."""
        if self.below is not None:
            block, self.below = self.below, None
            self.put(block.text(self.limits.scalar), block.start, block.end)

    def turn(self, line: str, shape: Shape, here: int) -> None:
        """Takes a line that is more than one more entry of the mapping."""
        alone, name, value, left, right, (kind, dash, inner) = shape
        inner = max(inner, alone)
        if kind == NOTHING:
            return
        outer = inner if dash < 0 else dash
        self.settle(outer, dash, here)
        self.close(outer, dash=dash >= 0)
        if self.column != outer or (type(self.node) is list) != (dash >= 0):
            raise Unusual
        if name is not None:
            if dash >= 0:
                self.open({}, here + inner, inner)
            self.name(name, here + inner)
        if kind == SCALAR:
            self.put(value, here + left, here + right)
        elif kind == LATER:
            self.later, self.empty = True, here + left
        elif kind == BLOCK:
            self.below = _Block(str(value), here + left, self.column)
        else:
            self.outside = len(self.frames)
            self.bracket(line[left], here + left)
            self.flow(line, here, left + 1)

    def settle(self, outer: int, dash: int, here: int) -> None:
        """Decides from the next line what the value of the last key is: a collection that begins there, or nothing."""
        if not self.later:
            return
        self.later = False
        if outer > self.column or (outer == self.column and dash >= 0 and type(self.node) is dict):
            self.open([] if dash >= 0 else {}, here + outer, outer)
        else:
            self.put(None, self.empty, self.empty)

    def open(self, new: Any, start: int, column: int) -> None:  # noqa: ANN401 - a dict or a list
        """Begins a collection."""
        if len(self.frames) >= self.limits.depth:
            raise Unusual
        row = len(self.rows.starts)
        self.put(new, start, OPEN)
        self.frames.append((self.node, self.column, self.opened))
        self.node, self.column, self.opened = new, column, row

    def close(self, outer: int, *, dash: bool) -> None:
        """Ends the collections that a line at a column, with a dash or without, is no part of."""
        starts, ends = self.rows.starts, self.rows.ends
        while outer < self.column or (outer == self.column and not dash and type(self.node) is list):
            ends[self.opened] = len(starts) + 1
            starts.append(ends[-1])
            ends.append(ends[-1])
            self.node, self.column, self.opened = self.frames.pop()

    def name(self, key: str, start: int) -> None:
        """Takes a key."""
        if key in self.node:
            raise Unusual
        self.rows.starts.append(start)
        self.rows.ends.append(0)
        self.key = key

    def put(self, value: Value, start: int, end: int) -> None:
        """Takes a value that stands between two characters."""
        self.rows.starts.append(start)
        self.rows.ends.append(end)
        if type(self.node) is list:
            self.node.append(value)
        else:
            self.node[self.key] = value

    def flow(self, line: str, here: int, column: int) -> None:
        """Takes what stands in brackets on a line, from a column on."""
        text = line[column:]
        if len(text) > self.limits.scalar or text.startswith("#") or (text and not column and text[0] != " "):
            raise Unusual
        if " #" in text:
            text = text[: text.index(" #")]
        quoted = '"' in text or "'" in text
        texts: list[str] = _PARTS.findall("," + text) if quoted else text.split(",")
        start, end, parts, last = self.rows.starts.append, self.rows.ends.append, self.parts, len(texts) - 1
        here += column
        nested = "[" in text or "{" in text
        node, mapping, whole = self.node, type(self.node) is dict, self.whole
        for number, one in enumerate(texts):
            if nested and ("[" in one or "{" in one):
                self.whole = whole
                one, here = self.begun(one, here)
                node, mapping, whole = self.node, type(self.node) is dict, self.whole
            entry, name, value, at, left, right, closers = parts[one]
            if entry:
                if whole or (name is None) == mapping:
                    raise Unusual
                if mapping:
                    if name in node:
                        raise Unusual
                    start(here + at)
                    end(0)
                    node[name] = value
                else:
                    node.append(value)
                start(here + left)
                end(here + right)
                whole = number == last
            elif number < last and not closers:
                raise Unusual
            if closers:
                self.ended(closers, here + len(one) - len(closers))
                if number < last and self.outside < 0:
                    raise Unusual
                node, mapping, whole = self.node, type(self.node) is dict, number == last
            here += len(one) + 1
        self.whole = whole

    def begun(self, text: str, here: int) -> tuple[str, int]:
        """Begins the collections that a part in brackets begins with; gives the rest, and where it stands."""
        while found := _OPENER.match(text):
            name, after = found[1], found.end()
            if self.whole or (name is None) == (type(self.node) is dict):
                raise Unusual
            if name is not None:
                self.name(intern(name), here + found.start(1))
            self.bracket(text[after - 1], here + after - 1)
            text, here = text[after:], here + after
        return text, here

    def bracket(self, opener: str, at: int) -> None:
        """Begins a collection in brackets."""
        self.open({} if opener == "{" else [], at, _NOWHERE)
        self.whole = False

    def ended(self, closers: str, at: int) -> None:
        """Ends collections in brackets."""
        for closer in closers:
            if closer != " ":
                if self.outside < 0 or closer != ("}" if type(self.node) is dict else "]"):
                    raise Unusual
                self.rows.ends[self.opened] = len(self.rows.starts) + 1
                self.rows.starts.append(at)
                self.rows.ends.append(at + 1)
                self.node, self.column, self.opened = self.frames.pop()
                self.whole = True
                if len(self.frames) == self.outside:
                    self.outside = -1
            at += 1
