"""A folder of descriptions in, the result of a region out."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from .. import clock
from .._version import __version__
from ..assess.baseline import Baseline
from ..assess.calendar import Calendar
from ..assess.results import Result, UnitResult, Unread
from ..document import LIMITS, Document, Form, Place, Problem, Unreadable, read_bytes
from ..frozen import Frozen
from ..platforms import Platform
from ..profiles import Profile
from ..run.checking import Asked, Checking, find, joined_unit, narrowed, read_platform, simulated
from ..run.excusing import Excusing
from ..run.loading import NO_PINS, load_profiles
from ..run.remembering import cache_folder
from ..waivers import WaiverFile
from ..words import Text
from .adding_up import regional_of
from .expected import NAME, expected_in
from .leaf import Leaf, leaf_of
from .many import Limits, Lost, each_of, processors
from .remembering import Memory
from .tree import tree_of

if TYPE_CHECKING:
    from ..gradings import Grading

Progress = Callable[[int, int, str], None]  # done, of how many, a file at hand

_LOST = {
    "crashed": Text("检查此文件的进程中途退出", "the process that checked this file ended before it was done"),
    "too_slow": Text("检查此文件超过了时限", "checking this file took longer than is allowed"),
    "too_big": Text("检查此文件所需内存超过上限", "checking this file took more memory than is allowed"),
}


class Shard(Frozen):
    """A part of the files, for those who share the work: the `number`th of `of`, from 1."""

    number: int
    of: int


class Ways(Frozen):
    """How the work is done, which changes no byte of the result."""

    jobs: int = 0  # processes; as many as there are processors unless stated
    remember: bool = True
    limits: Limits = Limits()


def is_region(path: Path) -> bool:
    """Whether a folder is checked as a region: it has a `region.yaml`, or holds several descriptions."""
    return path.is_dir() and ((path / NAME).is_file() or len(find([path]).files) > 1)


def survey(
    folder: Path | str,
    profiles: Sequence[Profile] | None = None,
    *,
    as_of: datetime | None = None,
    controls: Sequence[str] = (),
    profile_versions: Mapping[str, str] = NO_PINS,
    progress: Progress | None = None,
    waivers: Sequence[WaiverFile] = (),
    baseline: Baseline | None = None,
    gradings: "Sequence[Grading]" = (),
    earlier: Sequence[dict[str, Any]] = (),
    shard: Shard | None = None,
    ways: Ways | None = None,
) -> Result:
    """Checks the units of a region: `region.yaml` names them, or they are told from the descriptions in the folder.

    The arguments are those of `check`. `profiles` may hold some that look at the region; those that are shipped are
    asked otherwise. `earlier` are figures of the period before. `shard` leaves the files of other shards out, whose
    results `merge` joins to this one's. Raises `Unreadable` where `region.yaml` cannot be read, and `ProfileTrouble`.
    """
    root = Path(folder)
    given = load_profiles((), profile_versions) if profiles is None else tuple(profiles)
    every = tuple(one for one in given if one.scope == "platform")
    across = tuple(one for one in given if one.scope == "region") or load_regional(profile_versions)
    moment = as_of if as_of is not None else clock.now()
    region = expected_in(root)
    found = find([root])
    files = [file for file, _ in found.files]
    mine = files if shard is None else files[shard.number - 1 :: shard.of]
    ways = ways or Ways()
    real = Path(os.path.realpath(root))  # resolved once, and not for every file
    surveying = Surveying(every, tuple(controls), profile_versions, moment, real, ways.remember)
    leaves, unread = surveying.leaves(mine, ways, progress)
    tree = tree_of(region, leaves, unread)
    lines = Lines(root)
    regional = regional_of(region, tree, surveying.chosen, across, moment, earlier, lines.of)
    excusing = Excusing(every, surveying.chosen, waivers, baseline, moment)
    units = Units(
        [one.leaf for one in tree.branches if one.leaf is not None],
        lambda leaf: surveying.unit(leaf, excusing, gradings),
    )
    # What excuses a gap is told from the gaps of every unit; they are kept then.
    kept: Sequence[UnitResult] = tuple(units) if waivers or baseline is not None else units
    return Result(
        __version__,
        moment,
        surveying.chosen,
        kept,
        tuple(unread),
        found.passed_over - (root / NAME).is_file() if shard is None or shard.number == 1 else 0,
        tuple(waivers),
        tuple(excusing.notices()),
        excusing.compared(),
        graded=bool(gradings),
        region=regional,
    )


def load_regional(profile_versions: Mapping[str, str] = NO_PINS) -> tuple[Profile, ...]:
    """The shipped profiles that look at a region. Raises `ProfileTrouble`."""
    from ..profiles.shipped import regional_names

    return load_profiles(regional_names(), {k: v for k, v in profile_versions.items() if k in regional_names()})


class Surveying:
    """What the descriptions of a region are held against, and how."""

    def __init__(
        self,
        every: Sequence[Profile],
        names: tuple[str, ...],
        versions: Mapping[str, str],
        moment: datetime,
        root: Path,
        remember: bool = True,
    ) -> None:
        self.chosen = narrowed(every, names)
        self.root = root
        self._asked = Asked.of(every, self.chosen)
        self._checking = Checking(self._asked, names, versions, moment)
        self._controls = tuple(control.id for profile in self.chosen for control in profile.controls)
        self._names = names
        self._calendar = Calendar()
        pinned = tuple(f"{name}={version}" for name, version in sorted(versions.items()))
        asked = [*(one.digest for one in self.chosen), *names, *pinned]
        self._memory = Memory(cache_folder() if remember else None, asked, len(self._controls), moment)

    def leaves(self, files: Sequence[Path], ways: Ways, progress: Progress | None) -> tuple[list[Leaf], list[Unread]]:
        """The leaf of every file that can be read, and why the others cannot; both in the order of the files."""
        leaves: dict[int, Leaf] = {}
        unread: dict[int, Unread] = {}
        for done, (index, answer) in enumerate(self._answers(files, ways)):
            if progress is not None:
                progress(done, len(files), str(files[index]))
            match answer:
                case Leaf():
                    leaves[index] = answer
                case Unread():
                    unread[index] = answer
                case Lost():
                    unread[index] = lost_file(files[index], answer)
        return [leaves[index] for index in sorted(leaves)], [unread[index] for index in sorted(unread)]

    def _answers(self, files: Sequence[Path], ways: Ways) -> Iterator[tuple[int, Leaf | Unread | Lost]]:
        """What every file came to: first what is remembered, which costs less here than to hand over; then the rest."""
        rest: list[int] = []
        with self._memory.recalling() as recall:
            for index, file in enumerate(files):
                known = recall(file, self.root)
                if known is None:
                    rest.append(index)
                else:
                    yield index, known
        if not rest:
            return

        def work(at: int) -> tuple[Leaf | Unread, bytes]:
            return self._leaf(files[rest[at]])

        sizes = [size_of(files[index]) for index in rest]
        with self._memory.keeping() as keep:
            for at, answer in each_of(work, sizes, ways.jobs or processors(), ways.limits):
                if isinstance(answer, Lost):
                    yield rest[at], answer
                else:
                    found, line = answer
                    keep(line)
                    yield rest[at], found

    def _leaf(self, file: Path) -> tuple[Leaf | Unread, bytes]:
        """What a file comes to, and what is kept of it, if anything."""
        try:
            platform = read_platform(file, self.root)
            if not platform.id:
                return _of_nobody(platform), b""
            _, assessment = self._checking.assess(platform, file.parent, self.root)
        except Unreadable as error:
            unread = Unread(str(file), error.problem, error.line)
            return unread, self._memory.unread_line(unread, error.digest, file) if error.digest else b""
        leaf = leaf_of(assessment, self._controls)
        if not self._memory.keeps:
            return leaf, b""
        return leaf, self._memory.leaf_line(leaf, self._calendar.horizon_of(assessment), platform, file, self.root)

    def unit(self, leaf: Leaf, excusing: Excusing, gradings: "Sequence[Grading]") -> UnitResult:
        """The result of one unit by itself, from its description. Raises `Unreadable` where that has changed meanwhile."""
        file = Path(leaf.file)
        platform = read_platform(file, self.root)
        if platform.document.digest != leaf.digest:
            raise Unreadable(_changed(file))
        held, assessment = self._checking.assess(platform, file.parent, self.root)
        if held is not self._asked:
            excusing.also(held.every, held.chosen)
        unit = simulated(excusing.unit(assessment), assessment, gradings, bool(self._names))
        return joined_unit(held, unit, assessment)


class Units(Sequence[UnitResult]):
    """The units of a region, one after the other: each is made when somebody asks for it, and not kept."""

    def __init__(self, leaves: Sequence[Leaf], make: Callable[[Leaf], UnitResult]) -> None:
        self._leaves = leaves
        self._make = make

    @overload
    def __getitem__(self, index: int) -> UnitResult: ...
    @overload
    def __getitem__(self, index: slice) -> "Units": ...
    def __getitem__(self, index: int | slice) -> "UnitResult | Units":
        if isinstance(index, slice):
            return Units(self._leaves[index], self._make)
        return self._make(self._leaves[index])

    def __len__(self) -> int:
        return len(self._leaves)

    def __iter__(self) -> Iterator[UnitResult]:
        return map(self._make, self._leaves)


class Lines:
    """The text of lines, for reports; a file is read, and not parsed, when one of its lines is asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines = lru_cache(maxsize=64)(self._read)

    def of(self, place: Place) -> str:
        """The line on which a place begins; "" where it cannot be read any more."""
        lines = self._lines(place.file)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def _read(self, file: str) -> list[str]:
        form: Form = "csv" if file.lower().endswith(".csv") else "yaml"
        try:
            return Document(file, read_bytes(file, root=self._root), form, None, None, LIMITS).text.split("\n")
        except Unreadable:
            return []


def size_of(file: Path) -> int:
    """The bytes of a file, by which its work is limited."""
    try:
        return file.stat().st_size
    except OSError:
        return 0  # reading it says what is the matter


def lost_file(file: Path, lost: Lost) -> Unread:
    """A file for which there is no answer, as a result names it."""
    fix = Text("单独检查此文件，查看原因。", "Check this file by itself and see why.")
    return Unread(str(file), Problem(Place(str(file), 1, 1, 1, 1), lost.reason, _LOST[lost.reason], fix), "")


def _of_nobody(platform: Platform) -> Unread:
    """A description that does not say of which platform it is: it has no place in a tree."""
    place = platform.place(("platform", "id"))
    says = Text("没有写明 platform.id，不知属哪个单位", "`platform.id` is not stated, so nobody knows whose this is")
    fix = Text("写明平台标识。", "State the identity of the platform.")
    return Unread(platform.document.name, Problem(place, "no_identity", says, fix), platform.line(place))


def _changed(file: Path) -> Problem:
    return Problem(
        Place(str(file), 1, 1, 1, 1),
        "changed_meanwhile",
        Text("检查期间文件被改动", "the file changed while the region was checked"),
        Text("待写入完成后重新检查。", "Check again when the writing is done."),
    )
