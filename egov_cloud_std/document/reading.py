"""Reads the bytes of one document, in whichever form.

Forms are imported when one is read: nearly every document is YAML without a mistake.
"""

import codecs
import hashlib
from collections.abc import Sequence
from typing import Literal, Protocol, TypeAlias

from . import misread, usual_yaml, wording
from .decoding import check_controls, decode
from .limits import LIMITS, Limits
from .places import Fault, Lines, Place, Problem, Span, Unreadable, nowhere
from .rows import Rows
from .values import Path, Value

Form: TypeAlias = Literal["yaml", "json", "csv", "sheet"]

_SUFFIXES: dict[str, Form] = {".json": "json", ".csv": "csv"}
STDIN = "-"


class Locator(Protocol):
    """Knows where the values of a text stand."""

    def find(self, data: Value, path: Path, text: str, key: bool) -> Span | None:
        """The span of the value at a path, or of its key."""

    def inside(self, data: Value, path: Path, part: Value, text: str) -> Sequence[Span | None]:
        """The spans of a part of the value at a path and of the values inside it, in the order of `parts_of`."""


class Document:
    """A text that was read, and remembers where every value was written."""

    __slots__ = ("_limits", "_lines", "_locator", "_source", "data", "form", "name")

    def __init__(
        self, name: str, source: bytes, form: Form, data: Value, locator: Locator | None, limits: Limits
    ) -> None:
        self.name = name
        self.form = form
        self.data = data
        self._source = source
        self._locator = locator
        self._limits = limits
        self._lines: Lines | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes that were read, `sha256:` before it."""
        return "sha256:" + hashlib.sha256(self._source).hexdigest()

    @property
    def text(self) -> str:
        """The text, without byte order mark, its lines ending in LF."""
        return self._text.text

    def line(self, number: int) -> str:
        """One line, counted from 1, without its end."""
        return self._text.line(number)

    def line_at(self, place: Place) -> str:
        """The line on which a place of this document begins."""
        return self.line(place.line)

    def has(self, path: Path) -> bool:
        """Whether a value is written at a path, `null` included."""
        return self._find(path, key=False) is not None

    def place(self, path: Path, key: bool = False) -> Place:
        """Where the value at a path is written, or its key.

        Where nothing is written: the key of the nearest parent that is there, or the parent itself if it has no key.
        A list item and the root have no key; theirs is the place of the value. Paths go through aliases and merge
        keys to where the value was written; an alias itself is where `*name` stands.
        """
        span = self._find(path, key)
        while span is None and path:
            path = path[:-1]
            span = self._find(path, key=True)
        return self._text.place_of(span or (0, 0))

    def places(self, path: Path, part: Value) -> list[Place | None]:
        """Where a part of the value at a path and the values inside it are written, in the order of `parts_of`.

        Cheaper than asking for each; `None` for what is not written.
        """
        spans = self._locating().inside(self.data, path, part, self.text)
        place_of = self._text.place_of
        return [None if span is None else place_of(span) for span in spans]

    @property
    def _text(self) -> Lines:
        if self._lines is None:
            self._lines = Lines(self.name, decode(self._source, self.name, gbk=self.form == "csv"))
        return self._lines

    def _find(self, path: Path, key: bool) -> Span | None:
        return self._locating().find(self.data, path, self.text, key)

    def _locating(self) -> Locator:
        if self._locator is None:
            from . import json_form

            self._locator = json_form.scan(self.text, self._limits)
        return self._locator


def read(data: bytes, name: str, *, form: Form | None = None, limits: Limits = LIMITS) -> Document:
    """Reads a document from its bytes; raises `Unreadable`.

    `name` stands in every place, and its suffix tells the form: `.json`, `.csv`, otherwise YAML. Text from standard
    input (`-`) that begins with a bracket is tried as JSON first.
    """
    if len(data) > limits.bytes:
        raise Unreadable(Problem(nowhere(name), "too_many_bytes", *wording.too_many_bytes(limits.bytes)))
    if form is None and name == STDIN and data.lstrip()[:1] in (b"{", b"["):
        try:
            return read(data, name, form="json", limits=limits)
        except Unreadable as error:
            if error.problem.code != "syntax":
                raise
    form = form or _SUFFIXES.get(name[name.rfind(".") :].lower(), "yaml")
    text = decode(data, name, gbk=form == "csv")
    if not text or text.isspace():
        raise Unreadable(Problem(nowhere(name), "empty_file", *wording.EMPTY))
    if form == "yaml":
        return _read_yaml(data, text, name, limits)
    check_controls(text, name)
    try:
        if form == "json":
            from . import json_form

            return Document(name, data, form, json_form.load(text, limits), None, limits)
        from . import csv_form

        return Document(name, data, form, *csv_form.load(text, limits), limits)
    except Fault as fault:
        raise fault.unreadable(Lines(name, text)) from None


def _read_yaml(data: bytes, text: str, name: str, limits: Limits) -> Document:
    # The text is decoded again when a place is asked for: holding it while the data grow would cost twice the file.
    as_is = b"\r" not in data and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    source = data if as_is else text.encode()
    del text
    # Without a last line end libyaml would take the last line of a block scalar for less than it is.
    whole = source if source.endswith(b"\n") else source + b"\n"
    try:
        misread.before_parsing(whole)
        built = usual_yaml.build(whole, limits) if usual_yaml.pays(whole) else None
        document = Document(name, data, "yaml", *(built or _of_libyaml(whole, source, name, limits)), limits)
        misread.after_parsing(whole)
        if isinstance(document.data, str):
            from . import yaml_errors

            lines = Lines(name, source.decode())
            if fault := yaml_errors.full_width_colon(lines, 1):
                raise fault
    except Fault as fault:
        raise fault.unreadable(Lines(name, source.decode())) from None
    return document


def _of_libyaml(whole: bytes, source: bytes, name: str, limits: Limits) -> tuple[Value, Rows]:
    from yaml import YAMLError

    from . import yaml_form

    try:
        return yaml_form.build(whole, limits)
    except YAMLError as error:
        from . import yaml_errors

        lines = Lines(name, source.decode())
        raise yaml_errors.explained(error, lines).unreadable(lines) from None
