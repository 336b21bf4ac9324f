"""Builds plain data from the events of libyaml, and notes where each value stands.

One flat loop, since nearly all of the time of a large file is spent here: what is common (scalars without anchor or
tag) is written out in it, what is rare stands in functions. libyaml's own composer is not used: it overflows the stack
on deep nesting, and forgets most places.
"""

import gc
from collections.abc import Callable
from itertools import repeat, starmap
from typing import Any

from yaml import MarkedYAMLError, cyaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from . import wording
from .limits import Limits
from .places import Fault, Span
from .rows import OPEN, Rows
from .scalars import MERGE, Scalars
from .values import Value

_PARSER: Callable[[bytes], Any] = vars(cyaml)["CParser"]
_DEEP = "maximum nesting depth"
_LEAST = 2  # characters that the shortest value takes, its separator included
_COLLECTION_TAGS = {
    MappingStartEvent: ("!", "tag:yaml.org,2002:map"),
    SequenceStartEvent: ("!", "tag:yaml.org,2002:seq"),
}


def build(source: bytes, limits: Limits) -> tuple[Value, Rows]:
    """Reads one YAML document in UTF-8, without a byte order mark, its lines ending in LF.

    Raises `Fault` for what this project refuses, `yaml.YAMLError` for what is not YAML.
    """
    try:
        return _built(source, limits)
    except MarkedYAMLError as error:
        # Newer versions of libyaml have a limit of their own, and reach it while they read ahead of their events.
        if _DEEP not in (error.problem or "") or not error.problem_mark:
            raise
        return _built(source.decode()[: error.problem_mark.index].encode(), limits)


def _built(source: bytes, limits: Limits) -> tuple[Value, Rows]:
    builder = Builder(source, limits)
    collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage, and looking for it would cost more than the reading
    try:
        return builder.build(), builder.rows
    finally:
        if collecting:
            gc.enable()


class Builder:
    """One reading of one document."""

    def __init__(self, source: bytes, limits: Limits) -> None:
        self.rows = Rows()
        self.limits = limits
        self.scalars = Scalars(self.rows, limits)
        self.special = any(mark in source for mark in (b"&", b"!", b"<<"))  # most files have no anchor, tag or merge
        self.expanded = 0  # rows that aliases and merges would add if they were written out
        self.merges: dict[int, int] = {}  # the row of an open mapping, and of its merge key
        self.take: Callable[[], Any] = _PARSER(source).get_event
        if len(source) > _LEAST * limits.nodes:  # a smaller file cannot hold too many, whatever is in it
            self.take = starmap(self.take, repeat((), limits.nodes + 2)).__next__

    def build(self) -> Value:
        """The data of the one document."""
        self.take()
        if isinstance(self.take(), StreamEndEvent):
            raise Fault("empty_file", (0, 0), *wording.EMPTY)
        try:
            data = self.document()
        except StopIteration:
            raise self.crowded() from None
        if not isinstance(event := self.take(), StreamEndEvent):
            self.note(event)
            raise Fault("second_document", self.rows.last(), *wording.SECOND_DOCUMENT)
        return data

    def document(self) -> Value:
        """The root of a document that has begun."""
        take, special, scalars = self.take, self.special, self.scalars
        starts, ends, words, texts = self.rows.starts, self.rows.ends, scalars.words, scalars.texts
        start, end, scalar = starts.append, ends.append, ScalarEvent
        event: Any
        node: Any = []  # holds the root
        key: Any = None
        frames: list[tuple[Any, int, bool, str | None, int]] = []
        while True:
            if type(node) is dict:
                while True:
                    event = take()
                    start(event.start_mark.index)
                    if type(event) is not scalar:
                        end(event.end_mark.index)
                        key = None
                        break
                    end(0)
                    key = texts[event.value]
                    if special and (key == "<<" or event.tag or event.anchor):
                        key = scalars.key(event)
                        if key is MERGE:
                            self.merges.setdefault(frames[-1][1], len(starts) - 1)
                    if key in node:
                        raise self.duplicate(node, key, frames[-1][1])
                    event = take()
                    start(event.start_mark.index)
                    end(event.end_mark.index)
                    if type(event) is not scalar:
                        break
                    if special and (event.tag or event.anchor):
                        node[key] = scalars.decorated(event)
                    elif event.style:
                        node[key] = texts[event.value]
                    else:
                        node[key] = words[event.value]
            else:
                while True:
                    event = take()
                    start(event.start_mark.index)
                    end(event.end_mark.index)
                    if type(event) is not scalar:
                        break
                    if special and (event.tag or event.anchor):
                        node.append(scalars.decorated(event))
                    elif event.style:
                        node.append(texts[event.value])
                    else:
                        node.append(words[event.value])

            kind = type(event)
            row = len(starts) - 1
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                self.check_open(event, row, len(frames))
                new: Any = {} if kind is MappingStartEvent else []
                self.put(node, key, new, row)
                frames.append((node, row, event.flow_style, event.anchor, self.expanded))
                ends[row] = OPEN
                node = new
            elif kind is AliasEvent:
                self.put(node, key, self.alias(event.anchor, row), row)
            elif kind is DocumentEndEvent:
                root: Value = node[0]
                return root
            else:
                closed, (node, opened, flow, anchor, before) = node, frames.pop()
                # A block's end is marked where the next thing begins; the end of its last value is nearer the truth.
                if not (flow and ends[row] > starts[row]):
                    ends[row] = ends[row - 1]
                ends[opened] = row + 1
                if opened in self.merges and kind is MappingEndEvent:
                    self.merge(closed, opened)
                if anchor:
                    scalars.anchors[anchor] = closed, opened, row + 1 - opened + self.expanded - before

    def note(self, event: Any) -> None:  # noqa: ANN401 - an event, whose marks may be missing as far as types know
        """Gives an event a row."""
        self.rows.starts.append(event.start_mark.index)
        self.rows.ends.append(event.end_mark.index)

    def span(self, row: int) -> Span:
        """The characters of a row."""
        return self.rows.starts[row], self.rows.ends[row]

    def duplicate(self, mapping: dict[str, Value], key: str, row: int) -> Fault:
        """What is wrong with the second of two equal keys."""
        first = self.rows.key(row, mapping, key) or 0
        key = "<<" if key is MERGE else key
        says, fix = wording.duplicate_key(key)
        start = self.rows.starts[-1]
        return Fault("duplicate_key", (start, start + len(key)), says, fix, self.rows.starts[first])

    def put(self, node: Any, key: Any, value: Value, row: int) -> None:  # noqa: ANN401 - checked per row of the loop
        """Puts a collection or an alias into the collection around it."""
        if type(node) is list:
            node.append(value)
        elif key is not None:
            node[key] = value
        elif row in self.rows.aliases:
            raise Fault("alias_key", self.span(row), *wording.ALIAS_KEY)
        else:
            raise Fault("collection_key", self.span(row), *wording.COLLECTION_KEY)

    def check_open(self, event: CollectionStartEvent, row: int, depth: int) -> None:
        """Holds the start of a collection against what is allowed."""
        if depth >= self.limits.depth:
            raise Fault("too_deep", self.span(row), *wording.too_deep(self.limits.depth))
        self.count()
        if event.tag and event.tag not in _COLLECTION_TAGS[type(event)]:
            raise Fault("unknown_tag", self.span(row), *wording.unknown_tag(event.tag))
        if event.anchor:
            self.scalars.anchors[event.anchor] = None

    def count(self) -> None:
        """Holds the number of values so far against the limit."""
        if len(self.rows.starts) + self.expanded > self.limits.nodes:
            raise self.crowded()

    def crowded(self) -> Fault:
        """What is wrong when the limit is passed."""
        return Fault("too_many_nodes", (self.rows.starts[-1],) * 2, *wording.too_many_nodes(self.limits.nodes))

    def alias(self, name: str, row: int) -> Value:
        """What an alias stands for: the very object, so that a bomb takes no room; its size is counted all the same."""
        if name not in self.scalars.anchors:
            raise Fault("undefined_alias", self.span(row), *wording.undefined_alias(name))
        if (meant := self.scalars.anchors[name]) is None:
            raise Fault("recursive_alias", self.span(row), *wording.recursive_alias(name))
        value, self.rows.aliases[row], size = meant
        self.expanded += size
        self.count()
        return value

    def merge(self, mapping: dict[Any, Value], start: int) -> None:
        """Fills a mapping that just ended from what its `<<` names; its own keys win, then the first source."""
        row = self.merges.pop(start)
        value = mapping.pop(MERGE)
        named = self.rows.aliases.get(row + 1, row + 1)
        self.rows.merged[row] = self.rows.after(row + 1, value)
        found: list[tuple[int, Value]] = [(named, value)]
        if isinstance(value, list):
            found, inside = [], named + 1
            for item in value:
                found.append((self.rows.aliases.get(inside, inside), item))
                inside = self.rows.after(inside, item)
        sources = self.rows.sources[start] = [(at, item) for at, item in found if isinstance(item, dict)]
        if len(sources) < len(found):
            raise Fault("merge_of_no_mapping", self.rows.span(row + 1, value), *wording.MERGE)
        for _, source in sources:
            self.expanded += 2 * len(source)
            self.count()
            for name, inherited in source.items():
                mapping.setdefault(name, inherited)
