"""Observations: what one check saw, and where. What takes long to say is worked out when somebody reads it.

Most findings of a short description are only counted, or folded under the place that is missing.
"""

from collections.abc import Callable, Mapping
from functools import partial

from ..checks import Subject, World
from ..checks.conditions import Seen
from ..checks.readings import Found
from ..checks.routes import UNKNOWN_ITEM, Raw
from ..document import Path, Place
from ..frozen import Frozen
from ..platforms import Platform
from ..profiles import Control
from ..profiles.controls import Silence
from ..words import NOT_STATED, Text
from .silence import deciding_of
from .support import DECLARED, support_of

LIST = Text("填报此列表（没有则写 []）", "the list to be stated ([] where there are none)")
ALONE: Mapping[str, object] = {"beside": (), "negated": False, "alternative": False, "branch": (0, 0)}
MOST = 4096  # places that are remembered
TOLD_LATE = ("line", "value", "wanted", *ALONE)  # of what is not stated


class Observation(Frozen):
    """What one check saw: the place, what is there, what is wanted, and its verdict."""

    at: str  # the identity path
    place: Place
    line: str  # the text of the line where the value stands
    value: Text
    wanted: Text
    holds: bool | None
    support: str
    beside: tuple[tuple[str, Place], ...]  # other places that had a part in it
    negated: bool  # the check stands under `not`: it must not hold
    alternative: bool  # it is one of several, any of which would do
    missing: str  # where nothing is stated: the nearest parent that is missing
    branch: tuple[int, int]  # it belongs to the one of several alternatives that holds: which, of how many
    found: tuple[Found, ...]  # what it rests on in files that the description names
    contradicts: bool = False  # it contradicts the claim that the control does not apply


class Observer:
    """Looks at one platform for whoever tells of it."""

    def __init__(self, platform: Platform, world: World) -> None:
        self.platform = platform
        self.world = world
        self._missing: dict[tuple[Path, bool], tuple[Place, str]] = {}  # by the nearest parent that is missing
        self._silent: dict[Path, tuple[str, Place, str]] = {}

    def observed(self, seen: Seen) -> Observation:
        """What a check saw that had its say."""
        route, subject = seen.check.route, seen.subject
        path = route.path(subject.path)
        value = route.getter()(subject.item, self.world)
        place = self.stands(path, value)
        return Observation.late(
            partial(self._told, seen, path, value, place),
            at=self.platform.identity(path),
            place=place,
            holds=seen.verdict,
            negated=seen.negated,
            alternative=seen.alternative,
            missing=self._open_at(seen, value, path) if seen.verdict is None else "",
            branch=seen.branch,
        )

    def _told(self, seen: Seen, path: Path, value: Raw, place: Place, name: str) -> dict[str, object]:
        route, kind, subject = seen.check.route, seen.check.kind, seen.subject
        match name:
            case "line":
                return {name: self.platform.line(place)}
            case "support":
                return {name: support_of(path, value, self.world)}
            case "found":
                return {name: kind.found(subject, self.world)}
            case "beside":
                beside = kind.beside(route, subject, self.world)
                values = ((one, self.platform.value(one)) for one in beside)
                return {name: tuple((self.platform.identity(one), self.stands(one, value)) for one, value in values)}
        return {
            "value": kind.seen(value, route, subject, self.world),
            "wanted": kind.wanted(self.world, subject),
        }

    def silent(self, control: Control, silence: Silence, code: int) -> tuple[Observation, ...] | None:
        """What is open of a control of which nothing is stated; `None` where that has not been worked out."""
        if silence.opens is None:
            return None
        return tuple(
            self._open(one.path, partial(self._of_silence, control, silence, code, index))
            for index, one in enumerate(silence.opens)
        )

    def _of_silence(self, control: Control, silence: Silence, code: int, index: int, name: str) -> dict[str, object]:
        assert silence.opens is not None
        one = silence.opens[index]
        if silence.daily:
            asked = [*deciding_of(control, Subject(self.world.root), code, self.world)][index]
            return {key: getattr(self.observed(asked), key) for key in TOLD_LATE}
        beside = tuple((self.platform.identity(other), self._around(other)) for other in one.beside)
        return {
            "line": self.platform.line(self._around(one.path)),
            "value": one.value,
            "wanted": one.wanted,
            "beside": beside,
            "negated": one.negated,
            "alternative": one.alternative,
            "branch": one.branch,
        }

    def missing_list(self, path: Path) -> Observation:
        """The list that `each` names is not stated."""

        def rest(_: str) -> dict[str, object]:
            return {"line": self.platform.line(self._around(path)), "value": NOT_STATED, "wanted": LIST, **ALONE}

        return self._open(path, rest)

    def unlisted(self, path: Path, more: int) -> Observation:
        """The items that a stated total promises beyond those listed."""
        value = Text(f"另有 {more} 项未列出", f"{more} more are not listed")
        return self._said(path, value, Text("列出全部各项", "every item to be listed"), None)

    def claim(self, path: Path) -> Observation:
        """The claim that a control does not apply, which something stated contradicts."""
        wanted = Text("主张与所填内容不矛盾", "a claim that nothing stated contradicts")
        return self._said(path, Text("主张不适用", "claimed not to apply"), wanted, False)

    def item(self, path: Path) -> dict[str, object]:
        """What a control looks at, at a path; of what is not stated, everything is unknown."""
        found: object = self.world.root
        for step in path:
            found = found[step]  # type: ignore[index]
        return found if isinstance(found, dict) else UNKNOWN_ITEM

    def stands(self, path: Path, value: object) -> Place:
        """Where a value stands; of a list or a section the key, since its text may fill pages."""
        if value is None and path:
            return self._around(path)
        return self.platform.place(path, key=isinstance(value, list | dict))

    def _said(self, path: Path, value: Text, wanted: Text, holds: bool | None) -> Observation:
        place = self.platform.place(path)
        line = self.platform.line(place)
        return Observation(
            self.platform.identity(path), place, line, value, wanted, holds, DECLARED, (), False, False, "", (0, 0), ()
        )

    def _open(self, path: Path, rest: Callable[[str], Mapping[str, object]]) -> Observation:
        """What is said of a place where nothing is stated, as far as it is the same whoever asks."""
        known = self._silent.get(path)
        if known is None:
            known = self.platform.identity(path), *self._nearest(path)
            if len(self._silent) < MOST:
                self._silent[path] = known
        at, place, missing = known
        return Observation.late(rest, at=at, place=place, holds=None, support=DECLARED, missing=missing, found=())

    def _around(self, path: Path) -> Place:
        """Where a place would stand of which nothing is stated."""
        return self._nearest(path)[0]

    def _nearest(self, path: Path) -> tuple[Place, str]:
        """The same, and the first step of a path that is not stated: what to fill in. Remembered by what is missing."""
        depth, found = 0, _at(self.world.root, path[0])
        while depth < len(path) - 1 and found is not None:
            depth += 1
            found = _at(found, path[depth])
        missing = path[: depth + 1]
        key = missing, len(missing) < len(path)
        known = self._missing.get(key)
        if known is None:
            known = self._missing[key] = self.platform.place(path), self.platform.identity(missing)
        return known

    def _open_at(self, seen: Seen, value: Raw, path: Path) -> str:
        """What to fill in first."""
        places = seen.check.kind.lacking(value, seen.check.route, seen.subject, self.world)
        return self._nearest(next(places, path))[1]


def _at(found: object, step: str | int) -> object:
    if isinstance(found, list) and isinstance(step, int):
        return found[step]
    return found.get(step) if isinstance(found, dict) else None
