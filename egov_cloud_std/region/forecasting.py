"""Descriptions and a period in; what lapses in it by the calendar alone out, unit by unit."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from .. import clock
from .._version import __version__
from ..assess.assessment import Assessor
from ..assess.forecasting import Ahead, ahead
from ..assess.results import Unread
from ..clock import Period
from ..document import Unreadable
from ..frozen import Frozen
from ..profiles import Profile
from ..run.checking import Asked, Checking, find, narrowed, read_platform
from ..run.loading import NO_PINS, load_profiles
from ..waivers import WaiverFile
from .expected import expected_in
from .leaf import Leaf, leaf_of
from .many import Lost, each_of, processors
from .survey import Lines, Progress, Ways, is_region, load_regional, lost_file, size_of
from .tree import Tree, tree_of
from .view import view_of


class UnitAhead(Frozen):
    """One unit, and what the calendar alone does to it."""

    unit: str
    name: str
    level: str
    file: str
    digest: str
    ahead: Ahead


class Forecast(Frozen):
    """What lapses until a day, that day included."""

    tool: str
    as_of: datetime
    start: date
    period: Period
    until: date
    profiles: tuple[Profile, ...]
    units: tuple[UnitAhead, ...]
    unread: tuple[Unread, ...]
    passed_over: int
    region: UnitAhead | None = None  # what is asked across the units of a region


def forecast(
    paths: Sequence[Path | str],
    period: Period,
    profiles: Sequence[Profile] | None = None,
    *,
    as_of: datetime | None = None,
    controls: Sequence[str] = (),
    profile_versions: Mapping[str, str] = NO_PINS,
    waivers: Sequence[WaiverFile] = (),
    progress: Progress | None = None,
    ways: Ways | None = None,
) -> Forecast:
    """What changes in descriptions, or in a region (one folder), though nobody changes them. The arguments are those of `check`.

    Files that descriptions name are supposed to stay as they are. Raises `Unreadable` where `region.yaml` cannot be read.
    """
    given = load_profiles((), profile_versions) if profiles is None else tuple(profiles)
    every = tuple(one for one in given if one.scope == "platform")
    across = tuple(one for one in given if one.scope == "region") or load_regional(profile_versions)
    moment = as_of if as_of is not None else clock.now()
    start = clock.today(moment)
    until = clock.ahead(start, period)
    found = find(map(Path, paths))
    root = Path(paths[0]) if len(paths) == 1 and is_region(Path(paths[0])) else None
    looking = _Looking(every, controls, profile_versions, moment, clock.end_of(until), waivers)
    seen, unread = _each(partial(looking.unit, leaf=root is not None), found.files, ways or Ways(), progress)
    units = [unit for unit, _ in seen]
    whole = None
    if root is not None:
        tree = tree_of(expected_in(root), [leaf for _, leaf in seen if leaf is not None], unread)
        order = {one.unit: index for index, one in enumerate(tree.branches)}
        units.sort(key=lambda one: order[one.unit])
        whole = looking.region(root, tree, across)
    return Forecast(
        __version__, moment, start, period, until, looking.chosen, tuple(units), tuple(unread), found.passed_over, whole
    )


Seen = tuple[UnitAhead, Leaf | None]
Look = Callable[[Path, Path], Seen | Unread]


def _each(
    look: Look, files: Sequence[tuple[Path, Path]], ways: Ways, progress: Progress | None
) -> tuple[list[Seen], list[Unread]]:
    """What was seen of every file that can be read, and why the others cannot; both in the order of the files."""
    answers: dict[int, Seen | Unread | Lost] = {}
    if len(files) < 2:
        answers.update(enumerate(look(*one) for one in files))  # a process of its own would cost more than the work
    else:
        sizes = [size_of(file) for file, _ in files]
        ready = each_of(lambda index: look(*files[index]), sizes, ways.jobs or processors(), ways.limits)
        for done, (index, answer) in enumerate(ready):
            if progress is not None:
                progress(done, len(files), str(files[index][0]))
            answers[index] = answer
    seen: list[Seen] = []
    unread: list[Unread] = []
    for index in sorted(answers):
        match answers[index]:
            case Unread() as one:
                unread.append(one)
            case Lost() as lost:
                unread.append(lost_file(files[index][0], lost))
            case unit, leaf:
                seen.append((unit, leaf))
    return seen, unread


class _Looking:
    """What descriptions are held against, and until when."""

    def __init__(
        self,
        every: Sequence[Profile],
        controls: Sequence[str],
        versions: Mapping[str, str],
        moment: datetime,
        until: datetime,
        waivers: Sequence[WaiverFile],
    ) -> None:
        self.chosen = narrowed(every, controls)
        self._controls = tuple(control.id for profile in self.chosen for control in profile.controls)
        self._checking = Checking(Asked.of(every, self.chosen), controls, versions, moment)
        self._moment = moment
        self._until = until
        self._waivers = tuple(one for file in waivers for one in file.waivers)

    def unit(self, file: Path, root: Path, *, leaf: bool) -> Seen | Unread:
        """One unit; with its leaf where it belongs to a region."""
        try:
            platform = read_platform(file, root)
            _, assessment = self._checking.assess(platform, file.parent, root)
        except Unreadable as error:
            return Unread(str(file), error.problem, error.line)
        found = ahead(assessment, self._until, self._waivers)
        unit = UnitAhead(platform.id, platform.name, platform.level, str(file), platform.document.digest, found)
        return unit, leaf_of(assessment, self._controls) if leaf else None

    def region(self, root: Path, tree: Tree, across: Sequence[Profile]) -> UnitAhead:
        """What is asked across the units of a region."""
        region = expected_in(root)
        view = view_of(region, tree, (), Lines(root).of)
        seen = Assessor(across).assess(view, self._moment)
        return UnitAhead(region.id, region.name, "", region.file or str(root), region.digest, ahead(seen, self._until))
