"""Builds plain data from the events of libyaml, and notes where each value stands.

One flat loop, since nearly all of the time of a large file is spent here: what is common (bare and quoted scalars,
words seen before) is written out in the loop, what is rare stands in methods. libyaml's own composer is not used:
it overflows the stack on deep nesting, and forgets most places.
"""

import gc
from collections.abc import Callable
from itertools import repeat, starmap
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
from .places import Fault, Span
from .rows import OPEN, Rows
from .values import Number, Scalar, TooManyDigits, Value, is_whole, plain

_PARSER: Callable[[bytes], Any] = vars(cyaml)["CParser"]
MERGE: Any = object()
"""Stands in a mapping for `<<` until the mapping ends; no text, so that a quoted "<<" stays a key."""

_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = ("!", _CORE + "str")
_SCALAR_TAGS = (*_TEXT_TAGS, *(_CORE + kind for kind in ("int", "float", "bool", "null")))
_KEPT = 40  # characters: longer texts seldom repeat
_KEPT_TEXTS = 100_000
_LEAST = 2  # characters that the shortest value takes, its separator included


def build(source: bytes, limits: Limits) -> tuple[Value, Rows]:
    """Reads one YAML document in UTF-8, without a byte order mark, its lines ending in LF.

    Raises `Fault` for what this project refuses, `yaml.YAMLError` for what is not YAML.
    """
    builder = _Builder(source, limits)
    collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage, and looking for it would cost more than the reading
    try:
        return builder.build(), builder.rows
    finally:
        if collecting:
            gc.enable()


class _Builder:
    """The state of one reading that the loop does not keep in locals."""

    def __init__(self, source: bytes, limits: Limits) -> None:
        self.rows = Rows()
        self.cells = self.rows.cells
        self.limits = limits
        self.expanded = 0  # cells that aliases and merges would add if they were written out
        self.anchors: dict[str, tuple[Value, int, int] | None] = {}  # value, offset, cells; None while it is read
        self.merges: dict[int, int] = {}  # open mapping, its merge key
        self.plain: dict[str, Scalar] = {}
        self.texts: dict[str, str] = {}
        self.decorated = b"&" in source or b"!" in source
        take: Callable[[], Any] = _PARSER(source).get_event
        if len(source) > _LEAST * limits.nodes:  # a smaller file cannot hold too many
            take = starmap(take, repeat((), 2 * limits.nodes)).__next__
        self.take = take

    def build(self) -> Value:
        try:
            self.take()
            if isinstance(event := self.take(), StreamEndEvent):
                raise Fault("empty_file", (0, 0), *wording.EMPTY)
            data = self.document()
            if not isinstance(event := self.take(), StreamEndEvent):
                raise Fault("second_document", _span(event), *wording.SECOND_DOCUMENT)
        except StopIteration:
            raise self.crowded() from None
        return data

    def document(self) -> Value:
        take, cells, decorated = self.take, self.cells, self.decorated
        plain_values, texts, cell = self.plain, self.texts, self.cells.append
        scalar: Any = ScalarEvent  # a local name, which the type checker does not follow
        node: Any = []  # holds the root
        key: Any = None
        frames: list[tuple[Any, bool, int, str | None, int]] = []
        while True:
            if type(node) is dict:
                while True:
                    event = take()
                    if type(event) is not scalar:
                        key = None
                        break
                    key = event.value
                    cell(event.start_mark.index)
                    if key in texts and not (decorated and event.tag):
                        key = texts[key]
                    else:
                        key = self.key(event, frames[-1][2])
                    if decorated and event.anchor:
                        self.anchored_key(event)
                    if key in node:
                        raise self.duplicate(event, node, key, frames[-1][2])
                    event = take()
                    if type(event) is not scalar:
                        break
                    cell(event.start_mark.index)
                    cell(event.end_mark.index)
                    text = event.value
                    if decorated and (event.tag or event.anchor):
                        node[key] = self.decorated_scalar(event)
                    elif event.style:
                        node[key] = texts[text] if text in texts else self.text(text)
                    else:
                        node[key] = plain_values[text] if text in plain_values else self.word(text)
            else:
                item = node.append
                while True:
                    event = take()
                    if type(event) is not scalar:
                        break
                    cell(event.start_mark.index)
                    cell(event.end_mark.index)
                    text = event.value
                    if decorated and (event.tag or event.anchor):
                        item(self.decorated_scalar(event))
                    elif event.style:
                        item(texts[text] if text in texts else self.text(text))
                    else:
                        item(plain_values[text] if text in plain_values else self.word(text))

            kind = type(event)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                new: Any = {} if kind is MappingStartEvent else []
                if type(node) is dict:
                    if key is None:
                        raise Fault("collection_key", _span(event), *wording.COLLECTION_KEY)
                    node[key] = new
                else:
                    node.append(new)
                self.open(event, len(frames))
                frames.append((node, event.flow_style, len(cells), event.anchor, self.expanded))
                cell(event.start_mark.index)
                cell(OPEN)
                node = new
            elif kind is AliasEvent:
                if type(node) is not dict:
                    node.append(self.alias(event))
                elif key is None:
                    raise Fault("alias_key", _span(event), *wording.ALIAS_KEY)
                else:
                    node[key] = self.alias(event)
            elif kind is DocumentEndEvent:
                root: Value = node[0]
                return root
            else:
                closed, (node, flow, offset, anchor, before) = node, frames.pop()
                # The end of a block is marked where the next thing begins; the last value's end is nearer the truth.
                end = event.end_mark.index
                cell(end if flow and end > event.start_mark.index else cells[-1])
                cells[offset + 1] = len(cells)
                if kind is MappingEndEvent and offset in self.merges:
                    self.merge(closed, offset)
                if anchor:
                    self.anchors[anchor] = closed, offset, len(cells) - offset + self.expanded - before

    def open(self, event: CollectionStartEvent, depth: int) -> None:
        """Holds the start of a collection against what is allowed."""
        if depth >= self.limits.depth:
            raise Fault("too_deep", _span(event), *wording.too_deep(self.limits.depth))
        self.count()
        tag = event.tag
        kind = "map" if isinstance(event, MappingStartEvent) else "seq"
        if tag and tag not in ("!", _CORE + kind):
            raise Fault("unknown_tag", _span(event), *wording.unknown_tag(tag))
        if event.anchor:
            self.anchors[event.anchor] = None

    def count(self) -> None:
        if len(self.cells) + self.expanded > 2 * self.limits.nodes:
            raise self.crowded()

    def crowded(self) -> Fault:
        at = next((cell for cell in reversed(self.cells) if cell != OPEN), 0)
        return Fault("too_many_nodes", (at, at), *wording.too_many_nodes(self.limits.nodes))

    def key(self, event: ScalarEvent, mapping: int) -> object:
        """A key that was not met before, or carries a tag: what it says as written, or `MERGE`."""
        name: str = event.value
        if name == "<<" and not event.style and not event.tag:
            self.merges.setdefault(mapping, len(self.cells) - 1)
            return MERGE
        if event.tag and event.tag not in _SCALAR_TAGS:
            raise Fault("unknown_tag", _span(event), *wording.unknown_tag(event.tag))
        self.short(name, _span(event))
        if len(name) <= _KEPT and name != "<<":
            self.texts[name] = name
        return name

    def anchored_key(self, event: ScalarEvent) -> None:
        """Notes what an alias to a key stands for. `1: x` has the text `1` as its key, and the number behind the alias."""
        value = event.value if event.style or event.tag else self.word(event.value)
        self.anchors[event.anchor or ""] = value, len(self.cells) - 1, 2

    def duplicate(self, event: ScalarEvent, mapping: dict[str, Value], key: str, offset: int) -> Fault:
        """What is wrong with the second of two equal keys."""
        first = self.rows.entry(offset, mapping, key) or 0
        says, fix = wording.duplicate_key(event.value)
        return Fault("duplicate_key", _span(event), says, fix, self.cells[first])

    def short(self, text: str, span: Span) -> None:
        if len(text) > self.limits.scalar:
            raise Fault("scalar_too_long", span, *wording.scalar_too_long(self.limits.scalar))

    def text(self, text: str) -> str:
        """A quoted text that was not met before. Its span is the last one noted."""
        if len(text) > _KEPT:
            self.short(text, (self.cells[-2], self.cells[-1]))
        elif len(self.texts) < _KEPT_TEXTS and text != "<<":
            self.texts[text] = text
        return text

    def word(self, text: str) -> Scalar:
        """A bare word that was not met before. Its span is the last one noted."""
        span = self.cells[-2], self.cells[-1]
        self.short(text, span)
        try:
            value = plain(text, self.limits.digits)
        except TooManyDigits:
            raise Fault("too_many_digits", span, *wording.too_many_digits(self.limits.digits)) from None
        if len(text) <= _KEPT and len(self.plain) < _KEPT_TEXTS:
            self.plain[text] = value
        return value

    def decorated_scalar(self, event: ScalarEvent) -> Scalar:
        """A scalar with a tag, an anchor, or both. Its span is the last one noted."""
        value: Scalar
        tag, text = event.tag, event.value
        if not tag:
            value = self.text(text) if event.style else self.word(text)
        elif tag in _TEXT_TAGS:
            value = self.text(text)
        else:
            value = self.tagged(tag, text)
        if event.anchor:
            self.anchors[event.anchor] = value, len(self.cells) - 2, 2
        return value

    def tagged(self, tag: str, text: str) -> Scalar:
        """The value of a scalar whose type is written."""
        span = self.cells[-2], self.cells[-1]
        if tag not in _SCALAR_TAGS:
            raise Fault("unknown_tag", span, *wording.unknown_tag(tag))
        kind, value = tag.removeprefix(_CORE), self.word(text)
        match value:
            case None if kind == "null":
                return value
            case bool() if kind == "bool":
                return value
            case int() | Number() if not isinstance(value, bool) and (
                kind == "float" or (kind == "int" and is_whole(text))
            ):
                return value
        raise Fault("tag_mismatch", span, *wording.tag_mismatch(kind))

    def alias(self, event: AliasEvent) -> Value:
        """What an alias stands for: the very object, so that a bomb takes no room; its size is counted all the same."""
        name = event.anchor or ""
        span = _span(event)
        if name not in self.anchors:
            raise Fault("undefined_alias", span, *wording.undefined_alias(name))
        if (meant := self.anchors[name]) is None:
            raise Fault("recursive_alias", span, *wording.recursive_alias(name))
        value, offset, size = meant
        self.rows.aliases[len(self.cells)] = offset
        self.cells.extend(span)
        self.expanded += size
        self.count()
        return value

    def merge(self, mapping: dict[Any, Value], offset: int) -> None:
        """Fills a mapping that just ended from what its `<<` names; its own keys win, then the first source."""
        at = self.merges.pop(offset)
        value = mapping[MERGE]
        self.rows.merged[at] = self.rows.after(at + 1, value)
        start = self.rows.aliases.get(at + 1, at + 1)
        del mapping[MERGE]
        found: list[tuple[int, dict[str, Value]]] = []
        items: list[tuple[int, Value]] = [(start, value)]
        if isinstance(value, list):
            items, inside = [], start + 2
            for item in value:
                items.append((self.rows.aliases.get(inside, inside), item))
                inside = self.rows.after(inside, item)
        for where, item in items:
            if not isinstance(item, dict):
                span = self.cells[at + 1], self.rows.end(at + 1, value)
                raise Fault("merge_of_no_mapping", span, *wording.MERGE)
            found.append((where, item))
            self.expanded += 3 * len(item)
            self.count()
            for name, inherited in item.items():
                mapping.setdefault(name, inherited)
        self.rows.sources[offset] = found


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)
