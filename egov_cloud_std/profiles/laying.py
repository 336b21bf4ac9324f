"""Joins a profile and what an overlay says of it into one document. What the overlay may say was decided before."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..document import Path
from ..frozen import Frozen
from .controls import Profile
from .effective import EffectiveDocument, Layer

Data = dict[str, Any]


class Piece(Frozen):
    """One thing that an overlay says, read: to which of its profiles it goes, and where it is written."""

    profile: str
    name: str
    entry: Data
    at: Path


class Said(Frozen):
    """Everything that an overlay says, gathered while it is read."""

    layer: Layer
    sources: Data
    thresholds: list[Piece]  # of the profiles below
    new_thresholds: list[Piece]
    raised: list[Piece]
    controls: list[Piece]
    extensions: list[tuple[Any, Path, Layer, Path]]  # an entry and its place; its schema: the file, and the place there


def laid_over(said: Said, below: Profile) -> EffectiveDocument:
    """The profile below with what the overlay says of it."""
    whole = _Whole(said, below)
    whole.set_thresholds()
    whole.raise_controls()
    whole.add_controls()
    whole.add_sources()
    whole.add_extensions()
    return EffectiveDocument(whole.data, (*whole.layers, said.layer), whole.written)


class _Whole:
    """A profile on its way to what is in effect. Nothing of the profile below is changed: what differs is copied."""

    def __init__(self, said: Said, below: Profile) -> None:
        document = below.document
        self.said = said
        self.name = below.name
        self.layers: tuple[Layer, ...] = (Layer(below.name, below.version, document),)
        self.written: dict[Path, tuple[Layer, Path]] = {}
        if isinstance(document, EffectiveDocument):
            self.layers, self.written = document.layers, dict(document.written)
        self.data: Data = dict(data_of(below))
        self.added = self._mine(said.controls)

    def _mine(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Those that go to this profile."""
        return [one for one in pieces if one.profile == self.name]

    def _new(self) -> list[Piece]:
        """The thresholds that controls ask for that go to this profile."""
        return [one for one in self.said.new_thresholds if any(asks(added.entry, one.name) for added in self.added)]

    def _note(self, path: Path, own: Path) -> None:
        """The overlay says the value at a path, at a place of its own."""
        self.written[path] = (self.said.layer, own)

    def _source_of(self, path: Path) -> tuple[Layer, Path]:
        """Which layer below says the value at a path."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.written:
                layer, own = self.written[path[:length]]
                return layer, (*own, *path[length:])
        return self.layers[0], path

    def set_thresholds(self) -> None:
        thresholds: Data = dict(self.data.get("thresholds") or {})
        for piece in self._mine(self.said.thresholds):
            at: Path = ("thresholds", piece.name)
            direction = self._source_of((*at, "direction"))  # it stays
            thresholds[piece.name] = piece.entry | {"direction": thresholds[piece.name]["direction"]}
            self._note(at, piece.at)
            self.written[*at, "direction"] = direction
        for piece in self._new():
            thresholds[piece.name] = piece.entry
            self._note(("thresholds", piece.name), piece.at)
        if thresholds:
            self.data["thresholds"] = thresholds

    def raise_controls(self) -> None:
        controls: list[Data] = list(self.data["controls"])
        for piece in self._mine(self.said.raised):
            index = next(index for index, one in enumerate(controls) if one["id"] == piece.name)
            controls[index] = self._raised(controls[index], piece, ("controls", index))
        self.data["controls"] = controls

    def _raised(self, before: Data, piece: Piece, at: Path) -> Data:
        after = before | {key: one for key, one in piece.entry.items() if key != "source"}
        for key in after.keys() & piece.entry.keys() - {"source"}:
            self._note((*at, key), (*piece.at, key))
        cited = piece.entry.get("source")
        if isinstance(cited, list):
            known = before["source"]
            for position in range(len(cited)):
                self._note((*at, "source", len(known) + position), (*piece.at, "source", position))
            after["source"] = [*known, *cited]
        return after

    def add_controls(self) -> None:
        for piece in self.added:
            self._note(("controls", len(self.data["controls"])), piece.at)
            self.data["controls"].append(piece.entry)

    def add_sources(self) -> None:
        """The sources of the overlay that it cites in what goes to this profile."""
        sources: Data = dict(self.data.get("sources") or {})
        pieces = (*self._mine(self.said.thresholds), *self._mine(self.said.raised), *self.added, *self._new())
        cited = {name for one in pieces for name in _refs(one.entry.get("source"))}
        for name, entry in self.said.sources.items():
            if name in cited and name not in sources:
                sources[name] = entry
                self._note(("sources", name), ("sources", name))
        if sources:
            self.data["sources"] = sources

    def add_extensions(self) -> None:
        extensions = list(self.data.get("extensions") or [])
        for entry, at, layer, own in self.said.extensions:
            here: Path = ("extensions", len(extensions))
            self._note(here, at)
            self.written[*here, "schema"] = (layer, own)
            extensions.append(entry)
        if extensions:
            self.data["extensions"] = extensions


def data_of(profile: Profile) -> Data:
    """What is written in the file of a profile."""
    data = profile.document.data
    assert isinstance(data, dict)  # or it would be no profile
    return data


def asks(entry: object, name: str) -> bool:
    """Whether a threshold is named anywhere in an entry."""
    match entry:
        case dict():
            return any(asks(one, name) for one in entry.values())
        case list():
            return any(asks(one, name) for one in entry)
        case _:
            return entry == f"${name}"


def _refs(cited: object) -> Iterator[str]:
    for one in cited if isinstance(cited, list) else ():
        ref = one.get("ref") if isinstance(one, dict) else None
        if isinstance(ref, str):
            yield ref
