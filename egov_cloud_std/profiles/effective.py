"""The document of a profile with an overlay laid over it: one tree of data, every value of which knows its own file.

Nothing here decides what an overlay may do; see `overlays`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ..document import LIMITS, Document, Path, Place, Value
from ..frozen import Frozen
from ..words import Text


class Origin(NamedTuple):
    """Where a value of an effective profile is written: in which profile or overlay, and at which place."""

    profile: str
    version: str
    place: Place


class Overlay(Frozen):
    """An overlay that was laid over a profile, and the ids of the controls that it adds to it."""

    name: str
    version: str
    title: Text
    file: str
    digest: str  # of the bytes of its file
    adds: tuple[str, ...] = ()


class Layer(Frozen):
    """One document of a chain: the profile at the bottom, or an overlay."""

    name: str
    version: str
    document: Document


Written = Mapping[Path, tuple[Layer, Path]]
"""For what a layer changes or adds: the path in the effective profile, the layer, and the path in its document."""


class EffectiveDocument(Document):
    """A profile with overlays laid over it, as one document."""

    __slots__ = ("_layers", "_top", "_written")

    def __init__(self, data: Value, layers: tuple[Layer, ...], written: Written) -> None:
        """`layers` from the bottom up. What `written` does not tell stands in the profile at the bottom."""
        top = layers[-1].document
        super().__init__(top.name, b"", top.form, data, None, LIMITS)
        self._top = top
        self._layers = layers
        self._written = dict(written)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The documents of the chain, from the bottom up."""
        return self._layers

    @property
    def written(self) -> Written:
        """What the overlays change or add."""
        return self._written

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes of the topmost overlay."""
        return self._top.digest

    @property
    def text(self) -> str:
        """The text of the topmost overlay."""
        return self._top.text

    def line(self, number: int) -> str:
        """One line of the topmost overlay."""
        return self._top.line(number)

    def line_at(self, place: Place) -> str:
        """The line on which a place begins, in whichever file of the chain."""
        for layer in (*self._layers, *(layer for layer, _ in self._written.values())):  # a schema has a file of its own
            if layer.document.name == place.file:
                return layer.document.line(place.line)
        return ""

    def has(self, path: Path) -> bool:
        """Whether a value is written at a path, in whichever file."""
        layer, own = self._home(path)
        return layer.document.has(own)

    def place(self, path: Path, key: bool = False) -> Place:
        """Where a value is written, in whichever file."""
        layer, own = self._home(path)
        return layer.document.place(own, key=key)

    def origin(self, path: Path) -> Origin:
        """Which profile or overlay says the value at a path, and where."""
        layer, own = self._home(path)
        return Origin(layer.name, layer.version, layer.document.place(own))

    def _home(self, path: Path) -> tuple[Layer, Path]:
        for length in range(len(path), 0, -1):
            found = self._written.get(path[:length])
            if found is not None:
                layer, own = found
                return layer, (*own, *path[length:])
        return self._layers[0], path


def origin_of(document: Document, name: str, version: str, path: Path) -> Origin:
    """Where a value of any profile is written; `name` and `version` are those of the profile."""
    if isinstance(document, EffectiveDocument):
        return document.origin(path)
    return Origin(name, version, document.place(path))
