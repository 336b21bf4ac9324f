"""What the scalars of a YAML document say: plain or quoted, tagged or not, seen before or new."""

from typing import Any

from . import wording
from .limits import Limits
from .places import Fault
from .rows import Rows
from .values import Number, Scalar, TooManyDigits, Value, is_whole, plain

MERGE: Any = object()
"""Stands in a mapping for `<<` until the mapping ends; no text, so that a quoted "<<" stays a key."""

_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = ("!", _CORE + "str")
_SCALAR_TAGS = (*_TEXT_TAGS, *(_CORE + kind for kind in ("int", "float", "bool", "null")))
_KEPT = 40  # characters: longer texts seldom repeat
_KEPT_COUNT = 100_000

Anchor = tuple[Value, int, int]
"""What an anchor names: the value, its row, and how many rows it would take if written out."""


class Unsure(Exception):
    """Something is refused, and where it stands is not known."""


class Texts(dict[str, str]):
    """Texts seen before, so that equal ones share their memory."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limit = limits.scalar

    def __missing__(self, text: str) -> str:
        if len(text) > _KEPT:
            if len(text) > self.limit:
                raise Unsure
        elif len(self) < _KEPT_COUNT:
            self[text] = text
        return text


class Words(dict[str, Scalar]):
    """Bare words seen before, and their values."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits

    def __missing__(self, text: str) -> Scalar:
        if len(text) > self.limits.scalar:
            raise Unsure
        try:
            value = plain(text, self.limits.digits)
        except TooManyDigits:
            raise Unsure from None
        if len(text) <= _KEPT and len(self) < _KEPT_COUNT:
            self[text] = value
        return value


class Scalars:
    """Reads scalars one by one, where each knows its row."""

    def __init__(self, rows: Rows, limits: Limits) -> None:
        self.rows = rows
        self.limits = limits
        self.known = Words(limits), Texts(limits)
        self.anchors: dict[str, Anchor | None] = {}  # None while the anchored collection is being read

    def value(self, event: Any, row: int) -> Scalar:
        """The value of a scalar; raises `Fault`."""
        value: Scalar = self._read(event, row)
        if event.anchor:
            self.anchors[event.anchor] = value, row, 1
        return value

    def key(self, event: Any, row: int) -> Any:
        """A key: what it says as written, or `MERGE`. Behind an alias `1: x` has the number 1, like any bare word."""
        value = self.value(event, row)
        if event.value == "<<" and not event.style and not event.tag:
            return MERGE
        return value if isinstance(value, str) else self.known[1][event.value]

    def _read(self, event: Any, row: int) -> Scalar:
        text: str = event.value
        if len(text) > self.limits.scalar:
            raise Fault("scalar_too_long", self._span(row), *wording.scalar_too_long(self.limits.scalar))
        if event.tag and event.tag not in _SCALAR_TAGS:
            raise Fault("unknown_tag", self._span(row), *wording.unknown_tag(event.tag))
        if event.tag in _TEXT_TAGS or (event.style and not event.tag):
            return self.known[1][text]
        try:
            value = plain(text, self.limits.digits)
        except TooManyDigits:
            raise Fault("too_many_digits", self._span(row), *wording.too_many_digits(self.limits.digits)) from None
        kind = (event.tag or "").removeprefix(_CORE)
        if kind and not _is(value, kind, text):
            raise Fault("tag_mismatch", self._span(row), *wording.tag_mismatch(kind))
        return value

    def _span(self, row: int) -> tuple[int, int]:
        return self.rows.starts[row], self.rows.ends[row]


def _is(value: Scalar, kind: str, text: str) -> bool:
    """Whether a value is of the type that its tag names."""
    match value:
        case None | bool():
            return kind == ("null" if value is None else "bool")
        case int() | Number():
            return kind == "float" or (kind == "int" and is_whole(text))
        case _:
            return False
