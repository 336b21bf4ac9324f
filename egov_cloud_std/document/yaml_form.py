"""Builds plain data from the events of libyaml, and notes where each value stands.

Nearly all of the time of a large file is spent here, so events are taken some hundreds at a time, and what is common
(runs of scalars without anchor or tag) is done to all of them at once by functions that loop in C. A stretch that holds
something rarer is gone through one scalar after another. libyaml's own composer is not used: it overflows the stack on
deep nesting, and forgets most places.
"""

import gc
from collections.abc import Callable, Iterator
from itertools import chain, compress, count, islice, repeat, starmap
from operator import attrgetter, is_, not_
from typing import Any

from yaml import cyaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from . import wording
from .limits import Limits
from .places import Fault
from .rows import OPEN, Rows
from .scalars import MERGE, Scalars, Unsure
from .values import Value

_PARSER: Callable[[bytes], Any] = vars(cyaml)["CParser"]
_TOGETHER = 512  # events: few enough to stay in the processor's cache
_START = attrgetter("start_mark.index")
_END = attrgetter("end_mark.index")
_VALUE, _STYLE, _TAG, _ANCHOR = (attrgetter(name) for name in ("value", "style", "tag", "anchor"))
_COLLECTION_TAGS = {
    MappingStartEvent: ("!", "tag:yaml.org,2002:map"),
    SequenceStartEvent: ("!", "tag:yaml.org,2002:seq"),
}


def build(source: bytes, limits: Limits) -> tuple[Value, Rows]:
    """Reads one YAML document in UTF-8, without a byte order mark, its lines ending in LF.

    Raises `Fault` for what this project refuses, `yaml.YAMLError` for what is not YAML.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage, and looking for it would cost more than the reading
    try:
        try:
            builder = Builder(source, limits, careful=False)
            return builder.build(), builder.rows
        except Unsure:  # something is refused; gone through one by one it shows its place
            builder = Builder(source, limits, careful=True)
            return builder.build(), builder.rows
    finally:
        if collecting:
            gc.enable()


class Builder:
    """One reading of one document."""

    def __init__(self, source: bytes, limits: Limits, *, careful: bool) -> None:
        self.rows = Rows()
        self.limits = limits
        self.careful = careful
        self.decorated = b"&" in source or b"!" in source
        self.scalars = Scalars(self.rows, limits)
        self.expanded = 0  # rows that aliases and merges would add if they were written out
        self.merges: dict[int, int] = {}  # the row of an open mapping, and of its merge key
        self.events: Iterator[Any] = starmap(_PARSER(source).get_event, repeat(()))

    def build(self) -> Value:
        """The data of the one document."""
        start, event = next(self.events), next(self.events)
        if isinstance(event, StreamEndEvent):
            raise Fault("empty_file", (0, 0), *wording.EMPTY)
        self.rows.starts.extend((_START(start), _START(event)))
        self.rows.ends.extend((_END(start), _END(event)))
        self.rows.root = 2
        data, event = self.document()
        if not isinstance(event, StreamEndEvent):
            raise Fault("second_document", (_START(event), _END(event)), *wording.SECOND_DOCUMENT)
        return data

    def document(self) -> tuple[Value, Event]:
        """The root, and the event after the document."""
        rows, starts, ends, words, texts = self.rows, self.rows.starts, self.rows.ends, *self.scalars.known
        scalar = repeat(ScalarEvent)
        node: Any = []  # holds the root
        key: Any = None  # in a mapping: the key that waits for its value
        frames: list[tuple[Any, int, bool, str | None, int]] = []
        while True:
            together = list(islice(self.events, _TOGETHER))
            if together[-1] is None:
                together = together[: together.index(None)]
            base = len(starts)
            starts.extend(map(_START, together))
            ends.extend(map(_END, together))
            self.count(base)
            bare = list(map(is_, map(type, together), scalar))
            scalars = list(compress(together, bare))
            values = list(map(_VALUE, scalars))
            careful = self.careful or self.uncommon(scalars, values)
            resolved: list[Any] = []
            if not careful:
                resolved = list(map(words.__getitem__, values))
                for at in compress(count(), map(_STYLE, scalars)):
                    resolved[at] = texts[values[at]]
            done = others = 0
            for at in chain(compress(count(), map(not_, bare)), (len(together),)):
                upto = at - others  # scalars before this event
                others += 1
                if upto > done:
                    if careful:
                        key = self.run(node, key, scalars[done:upto], base + at - upto + done, frames)
                    elif type(node) is list:
                        node += resolved[done:upto]
                    else:
                        if key is not None:
                            node[key] = resolved[done]
                            key = None
                            done += 1
                        size = len(node) + (upto - done) // 2
                        node.update(
                            zip(
                                map(texts.__getitem__, values[done:upto:2]), resolved[done + 1 : upto : 2], strict=False
                            )
                        )
                        if len(node) != size:
                            raise Unsure
                        if (upto - done) % 2:
                            key = texts[values[upto - 1]]
                            if key in node:
                                raise Unsure
                    done = upto
                if at == len(together):
                    break

                event = together[at]
                row = base + at
                kind = type(event)
                if kind is MappingStartEvent or kind is SequenceStartEvent:
                    self.check_open(event, row, len(frames))
                    new: Any = {} if kind is MappingStartEvent else []
                    self.put(node, key, new, row)
                    frames.append((node, row, event.flow_style, event.anchor, self.expanded))
                    ends[row] = OPEN
                    node = new
                    key = None
                elif kind is AliasEvent:
                    self.put(node, key, self.alias(event.anchor, row), row)
                    key = None
                elif kind is DocumentEndEvent:
                    after = together[at + 1] if at + 1 < len(together) else next(self.events)
                    return node[0], after
                else:
                    closed, (node, start, flow, anchor, before) = node, frames.pop()
                    # A block's end is marked where the next thing begins; the end of its last value is nearer the truth.
                    if not (flow and ends[row] > starts[row]):
                        ends[row] = ends[row - 1]
                    ends[start] = row + 1
                    if start in self.merges and kind is MappingEndEvent:
                        self.merge(closed, start)
                    if anchor:
                        size = row + 1 - start + self.expanded - before
                        self.scalars.anchors[anchor] = closed, start, size

    def uncommon(self, scalars: list[Any], values: list[str]) -> bool:
        """Whether scalars that were taken together need care: a merge key, a tag, an anchor."""
        return "<<" in values or (self.decorated and (any(map(_TAG, scalars)) or any(map(_ANCHOR, scalars))))

    def run(self, node: Any, key: Any, scalars: list[Any], row: int, frames: list[Any]) -> object:
        """Puts scalars into a collection one by one; gives back the key that waits for its value."""
        for event in scalars:
            if type(node) is list:
                node.append(self.scalars.value(event, row))
            elif key is not None:
                node[key] = self.scalars.value(event, row)
                key = None
            else:
                key = self.scalars.key(event, row)
                mapping: int = frames[-1][1]
                if key is MERGE:
                    self.merges.setdefault(mapping, row)
                if key in node:
                    first = self.rows.key(mapping, node, key) or 0
                    says, fix = wording.duplicate_key(event.value)
                    raise Fault("duplicate_key", self.span(row), says, fix, self.rows.starts[first])
            row += 1
        return key

    def span(self, row: int) -> tuple[int, int]:
        return self.rows.starts[row], self.rows.ends[row]

    def put(self, node: Any, key: Any, value: Value, row: int) -> None:
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
        if event.tag and event.tag not in _COLLECTION_TAGS[type(event)]:
            raise Fault("unknown_tag", self.span(row), *wording.unknown_tag(event.tag))
        if event.anchor:
            self.scalars.anchors[event.anchor] = None

    def count(self, row: int) -> None:
        """Holds the number of values so far against the limit."""
        if len(self.rows.starts) + self.expanded > self.limits.nodes:
            raise Fault("too_many_nodes", self.span(row), *wording.too_many_nodes(self.limits.nodes))

    def alias(self, name: str, row: int) -> Value:
        """What an alias stands for: the very object, so that a bomb takes no room; its size is counted all the same."""
        if name not in self.scalars.anchors:
            raise Fault("undefined_alias", self.span(row), *wording.undefined_alias(name))
        if (meant := self.scalars.anchors[name]) is None:
            raise Fault("recursive_alias", self.span(row), *wording.recursive_alias(name))
        value, self.rows.aliases[row], size = meant
        self.expanded += size
        self.count(row)
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
            self.count(row)
            for name, inherited in source.items():
                mapping.setdefault(name, inherited)
