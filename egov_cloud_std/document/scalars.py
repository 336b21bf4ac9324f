"""What the scalars of a YAML document say: plain or quoted, tagged or not, seen before or new."""

from typing import Any

from yaml.events import ScalarEvent

from . import wording
from .limits import Limits
from .places import Fault, Span
from .rows import Rows
from .values import OPENERS, WORDS, Number, Scalar, TooManyDigits, Value, is_whole, plain

MERGE: Any = object()
"""Stands in a mapping for `<<` until the mapping ends; no text, so that a quoted "<<" stays a key."""

SUSPECT = OPENERS | {word[0] for word in WORDS if word}
"""What a bare word begins with that may be more than text."""

_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = ("!", _CORE + "str")
_SCALAR_TAGS = (*_TEXT_TAGS, *(_CORE + kind for kind in ("int", "float", "bool", "null")))
_LONG = 40  # characters: longer texts seldom repeat
_MANY = 4096  # as many words stay in the processor's cache, and are enough to share what repeats

Anchor = tuple[Value, int, int]
"""What an anchor names: the value, its row, and how many rows it would take if written out."""


class Scalars:
    """Reads scalars, and remembers those that may come again. The last row noted is the one being read."""

    def __init__(self, rows: Rows, limits: Limits) -> None:
        self.rows = rows
        self.limits = limits
        self.words: dict[str, Scalar] = {}
        """Bare words and their values."""
        self.texts: dict[str, str] = {}
        """Keys and quoted texts, so that equal ones share their memory."""
        self.anchors: dict[str, Anchor | None] = {}
        """`None` stands for a collection that is still being read."""

    def word(self, text: str) -> Scalar:
        """The value of a bare word; raises `Fault`."""
        if len(text) > _LONG:
            self._check_length(text)
        value: Scalar = text
        if not text or text[0] in SUSPECT:
            try:
                value = plain(text, self.limits.digits)
            except TooManyDigits:
                raise Fault("too_many_digits", self.span(), *wording.too_many_digits(self.limits.digits)) from None
        if len(text) <= _LONG:
            if len(self.words) >= _MANY:
                self.words.clear()
            self.words[text] = value
        return value

    def text(self, text: str) -> str:
        """A key or a quoted text; raises `Fault`."""
        if len(text) > _LONG:
            self._check_length(text)
        elif text != "<<":  # the loop looks again at each of these
            if len(self.texts) >= _MANY:
                self.texts.clear()
            self.texts[text] = text
        return text

    def key(self, event: ScalarEvent) -> Any:  # noqa: ANN401 - a text, or `MERGE`
        """What a key says, as written."""
        if event.value == "<<" and not event.style and not event.tag:
            return MERGE
        if event.tag and event.tag not in _SCALAR_TAGS:
            raise Fault("unknown_tag", self.span(), *wording.unknown_tag(event.tag))
        return self.text(event.value)

    def decorated(self, event: ScalarEvent) -> Scalar:
        """The value of a scalar with a tag, an anchor, or both; raises `Fault`."""
        value: Scalar
        if event.tag:
            value = self._tagged(event.tag, event.value)
        else:
            value = self.text(event.value) if event.style else self.word(event.value)
        if event.anchor:
            self.anchors[event.anchor] = value, len(self.rows.starts) - 1, 1
        return value

    def span(self) -> Span:
        """Where the scalar stands that is being read."""
        return self.rows.starts[-1], self.rows.ends[-1]

    def _tagged(self, tag: str, text: str) -> Scalar:
        if tag in _TEXT_TAGS:
            return self.text(text)
        if tag not in _SCALAR_TAGS:
            raise Fault("unknown_tag", self.span(), *wording.unknown_tag(tag))
        kind, value = tag.removeprefix(_CORE), self.word(text)
        match value:
            case None | bool():
                fits = kind == ("null" if value is None else "bool")
            case int() | Number():
                fits = kind == "float" or (kind == "int" and is_whole(text))
            case _:
                fits = False
        if not fits:
            raise Fault("tag_mismatch", self.span(), *wording.tag_mismatch(kind))
        return value

    def _check_length(self, text: str) -> None:
        if len(text) > self.limits.scalar:
            raise Fault("scalar_too_long", self.span(), *wording.scalar_too_long(self.limits.scalar))
