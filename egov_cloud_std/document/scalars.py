"""What the scalars of a YAML document say: plain or quoted, tagged or not, seen before or new."""

from typing import Any

from yaml.events import ScalarEvent

from . import wording
from .limits import Limits
from .places import Fault
from .rows import Rows
from .values import SUSPECT, Number, Scalar, TooManyDigits, Value, is_whole, plain

MERGE: Any = object()
"""Stands in a mapping for `<<` until the mapping ends; no text, so that a quoted "<<" stays a key."""

_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = ("!", _CORE + "str")
_SCALAR_TAGS = (*_TEXT_TAGS, *(_CORE + kind for kind in ("int", "float", "bool", "null")))
_LONG = 40  # characters: longer texts seldom repeat
_MANY = 4096  # as many words stay in the processor's cache, and are enough to share what repeats

Anchor = tuple[Value, int, int]
"""What an anchor names: the value, its row, and how many rows it would take if written out."""


class Texts(dict[str, str]):
    """Keys and quoted texts met before, so that equal ones share their memory. Raises `Fault` for one too long."""

    def __init__(self, rows: Rows, limits: Limits) -> None:
        super().__init__()
        self.rows, self.limits, self.short = rows, limits, min(_LONG, limits.scalar)

    def __missing__(self, text: str) -> str:
        if len(text) <= self.short:
            if len(self) >= _MANY:
                self.clear()
            self[text] = text
        elif len(text) > self.limits.scalar:
            raise Fault("scalar_too_long", self.rows.last(), *wording.scalar_too_long(self.limits.scalar))
        return text


class Words(dict[str, Scalar]):
    """Bare words met before, and their values. Raises `Fault` for a text or a number that is too long."""

    def __init__(self, rows: Rows, limits: Limits) -> None:
        super().__init__()
        self.rows, self.limits, self.short = rows, limits, min(_LONG, limits.scalar)

    def __missing__(self, text: str) -> Scalar:
        value: Scalar = text
        if not text or text[0] in SUSPECT:
            try:
                value = plain(text, self.limits.digits)
            except TooManyDigits:
                raise Fault("too_many_digits", self.rows.last(), *wording.too_many_digits(self.limits.digits)) from None
        if len(text) <= self.short:
            if len(self) >= _MANY:
                self.clear()
            self[text] = value
        elif len(text) > self.limits.scalar:
            raise Fault("scalar_too_long", self.rows.last(), *wording.scalar_too_long(self.limits.scalar))
        return value


class Scalars:
    """Reads scalars; the last row noted is the one being read."""

    def __init__(self, rows: Rows, limits: Limits) -> None:
        self.rows = rows
        self.words = Words(rows, limits)
        self.texts = Texts(rows, limits)
        self.anchors: dict[str, Anchor | None] = {}
        """`None` stands for a collection that is still being read."""

    def key(self, event: ScalarEvent) -> Any:  # noqa: ANN401 - a text, or `MERGE`
        """What a key says that carries a tag or an anchor, or is `<<`."""
        if event.value == "<<" and not event.style and not event.tag:
            return MERGE
        if event.anchor:
            self.decorated(event)  # behind the alias stands what the bare word says: of `1: x` the number
        if event.tag and event.tag not in _SCALAR_TAGS:
            raise Fault("unknown_tag", self.rows.last(), *wording.unknown_tag(event.tag))
        return self.texts[event.value]

    def decorated(self, event: ScalarEvent) -> Scalar:
        """The value of a scalar with a tag, an anchor, or both; raises `Fault`."""
        value: Scalar
        if event.tag:
            value = self._tagged(event.tag, event.value)
        else:
            value = self.texts[event.value] if event.style else self.words[event.value]
        if event.anchor:
            self.anchors[event.anchor] = value, len(self.rows.starts) - 1, 1
        return value

    def _tagged(self, tag: str, text: str) -> Scalar:
        if tag in _TEXT_TAGS:
            return self.texts[text]
        if tag not in _SCALAR_TAGS:
            raise Fault("unknown_tag", self.rows.last(), *wording.unknown_tag(tag))
        kind, value = tag.removeprefix(_CORE), self.words[text]
        match value:
            case None | bool():
                fits = kind == ("null" if value is None else "bool")
            case int() | Number():
                fits = kind == "float" or (kind == "int" and is_whole(text))
            case _:
                fits = False
        if not fits:
            raise Fault("tag_mismatch", self.rows.last(), *wording.tag_mismatch(kind))
        return value
