"""Opens the files of an overlay: what it extends, down to the profile at the bottom, and the schemas that it names.

Imported only when a file says `extends`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..checks.reader import Mistake, unknown
from ..document import Document, Problem, Unreadable, read_file
from ..document import Path as Steps
from ..platforms.platform import record as root_record
from ..profiles import Profile, shipped_names
from ..profiles.overlays import lay_over
from ..words import Text
from .loading import SUFFIXES, Trouble, profiles_in, shipped_profile, shown_path

MOST = 16  # overlays over one another


def overlaid(
    document: Document, path: Path, pins: Mapping[str, str], above: tuple[Path, ...], *, witnesses: bool
) -> tuple[tuple[Profile, ...], list[Trouble]]:
    """The profiles that come of an overlay, and what is wrong with it or with what it extends.

    Nothing outside the folder of the overlay is read but shipped profiles.
    """
    opening = _Opening(document, path, pins, (*above, path.resolve()), witnesses)
    try:
        below = opening.below()
        schemas = dict(opening.schemas())
    except Mistake as mistake:
        place = document.place(mistake.at, key=mistake.on_key)
        problem = Problem(place, mistake.code, mistake.says, mistake.fix)
        return (), [*opening.troubles, (problem, document.line(place.line))]
    if opening.troubles:
        return (), opening.troubles
    profiles, problems = lay_over(document, below, root_record(), schemas, witnesses=witnesses)
    documents = [document, *schemas.values(), *(one.document for one in profiles)]
    return profiles, [(one, _line(one, documents)) for one in problems]


def _line(problem: Problem, documents: list[Document]) -> str:
    for one in documents:
        if one.name == problem.place.file:
            return one.line_at(problem.place)
    return ""


class _Opening:
    """The files below one overlay."""

    def __init__(
        self, document: Document, path: Path, pins: Mapping[str, str], trail: tuple[Path, ...], witnesses: bool
    ) -> None:
        self.document = document
        self.path = path
        self.pins = pins
        self.trail = trail
        self.witnesses = witnesses
        self.troubles: list[Trouble] = []

    def below(self) -> tuple[Profile, ...]:
        """The profiles that it extends. Raises `Mistake`."""
        found: dict[str, Profile] = {}
        for name, at in self._extended():
            for profile in self._named(name, at):
                if profile.name in found:
                    raise Mistake(
                        at,
                        "extended_twice",
                        Text(f"{profile.name} 被叠加了两次", f"{profile.name} is extended twice"),
                        Text("只留一处。", "Keep one of the two."),
                    )
                found[profile.name] = profile
            if self.troubles:
                break  # what is wrong is said once, however many ways lead to it
        return tuple(found.values())

    def _extended(self) -> list[tuple[str, Steps]]:
        data = self.document.data
        value = data.get("extends") if isinstance(data, dict) else None
        entries: list[tuple[object, Steps]] = [(value, ("extends",))]
        if isinstance(value, list) and value:
            entries = [(one, ("extends", index)) for index, one in enumerate(value)]
        if not all(isinstance(one, str) for one, _ in entries):
            raise Mistake(
                ("extends",),
                "text_expected",
                Text("extends 应为标准的名称或文件，或其列表", "extends names a profile or a file, or a list of them"),
                Text("写成 security 或 [security, service]。", "Write security, or [security, service]."),
            )
        return [(str(one), at) for one, at in entries]

    def _named(self, name: str, at: Steps) -> tuple[Profile, ...]:
        if name in shipped_names():
            profiles, troubles = shipped_profile(name, self.pins, witnesses=self.witnesses, whole=True)
        elif name.endswith(SUFFIXES):
            profiles, troubles = self._beside(name, at)
        else:
            raise Mistake(at, "no_such_profile", *unknown("检查标准", "profile", name, shipped_names()))
        self.troubles.extend(troubles)
        return profiles

    def _beside(self, name: str, at: Steps) -> tuple[tuple[Profile, ...], list[Trouble]]:
        file = self.path.parent / name
        document = self._read(file, at)
        if file.resolve() in self.trail:
            raise Mistake(
                at,
                "circular_extends",
                Text(f"{name} 又叠加到本文件之上", f"{name} leads back to a file that extends it"),
                Text("让最下面的一份叠加到标准上。", "Let the lowest of them extend a profile."),
            )
        if len(self.trail) >= MOST:
            raise Mistake(
                at,
                "too_many_overlays",
                Text(f"叠加标准超过 {MOST} 层", f"more than {MOST} overlays lie over one another"),
                Text("合并其中几层。", "Join some of them."),
            )
        return profiles_in(document, file, self.pins, self.trail, witnesses=self.witnesses)

    def schemas(self) -> Iterator[tuple[Steps, Document]]:
        """The files that its extensions name, by the place of the name. Raises `Mistake`."""
        data = self.document.data
        entries = data.get("extensions") if isinstance(data, dict) else None
        for index, one in enumerate(entries if isinstance(entries, list) else ()):
            name = one.get("schema") if isinstance(one, dict) else None
            if isinstance(name, str):
                at: Steps = ("extensions", index, "schema")
                yield at, self._read(self.path.parent / name, at)

    def _read(self, file: Path, at: Steps) -> Document:
        """A file beside the overlay; what is wrong inside it stands at its own place."""
        try:
            document = read_file(file, root=self.path.parent)
        except Unreadable as error:
            if error.line:
                self.troubles.append((error.problem, error.line))
            raise Mistake(at, error.problem.code, error.problem.says, error.problem.fix) from None
        document.name = shown_path(file)
        return document
