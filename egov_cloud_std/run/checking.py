"""Descriptions in, one result out. A broken file costs itself only."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from .. import clock
from .._version import __version__
from ..assess.assessment import CLAIM_OF_UNKNOWN_CONTROL, Assessment, Assessor, Facts, Remark
from ..assess.baseline import Baseline
from ..assess.results import Result, UnitResult, Unread, unit_result
from ..document import LIMITS, Document, Problem, Unreadable, read, read_file
from ..frozen import Frozen, replace
from ..platforms import Platform, describe
from ..platforms.platform import record as root_record
from ..profiles import Profile
from ..profiles.shipped import scheme_of, shipped_ids
from ..shapes import named_files
from ..waivers import WaiverFile
from ..words import Text, Unmet
from .excusing import Excusing
from .loading import NO_PINS, load_profiles
from .refusing import refuse

if TYPE_CHECKING:
    from ..gradings import Grading
    from .extending import Extensions
    from .joining import Joining
    from .pinning import Made

SUFFIXES = (".yaml", ".yml", ".json")
HEAD = 1 << 14  # bytes in which nearly every description says what it is
SHEETS = (".xlsx", ".xlsm", ".xls", ".csv")
_IS_PLATFORM = re.compile(rb"""^[ \t{]*+["']?schema["']?\s*+:\s*["']?egov-platform/""", re.MULTILINE)
_IS_PLATFORM_JSON = rb"""["']schema["']\s*+:\s*+["']egov-platform/"""
FROM_HERE = Text("标准输入所写的路径从当前目录起算。", "Paths that standard input names start at the current folder.")
Progress = Callable[[int, int, str], None]  # done, of how many, the file at hand


class Found(Frozen):
    """The files that paths lead to, and how many in folders are no platform descriptions."""

    files: tuple[tuple[Path, Path], ...]  # the file, and the root that nothing may leave
    passed_over: int


class Asked(Frozen):
    """What a description is held against: profiles, what they say of fields `x_…`, what joins their controls."""

    every: tuple[Profile, ...]  # in use
    chosen: tuple[Profile, ...]  # those, narrowed to the controls that the run looks at
    assessor: Assessor
    extensions: "Extensions | None"
    joining: "Joining | None"

    @classmethod
    def of(cls, every: Sequence[Profile], chosen: Sequence[Profile]) -> "Asked":
        """These profiles, ready to be asked."""
        extensions = None
        if any(profile.extensions for profile in every):
            from .extending import Extensions  # hardly any profile has some

            extensions = Extensions(every)
        return cls(tuple(every), tuple(chosen), Assessor(chosen), extensions, _joining(chosen))

    def hold(self, platform: Platform) -> Platform:
        """The platform, with what is wrong with its fields `x_…` among its problems."""
        return platform if self.extensions is None else self.extensions.hold(platform)


class Checking:
    """The way from a description to its assessment, the same for every description of a run."""

    def __init__(self, asked: Asked, controls: Sequence[str], settled: Mapping[str, str], moment: datetime) -> None:
        """`controls` narrow the profiles, where any are named; versions that are `settled` win over a description's."""
        self.asked = asked
        self.moment = moment
        self._controls = tuple(controls)
        self._settled = settled
        self._made: Made = {}

    def assess(self, platform: Platform, folder: Path, root: Path) -> tuple[Asked, Assessment]:
        """The assessment of a platform, and what it was held against. Raises `Unreadable` at a pin of what is not there.

        Files that it names are looked for from `folder`; nothing outside `root` is opened.
        """
        held = self.asked
        if platform.data.get("profile_version"):
            from .pinning import asked_of  # most descriptions pin none

            held = asked_of(platform, self.asked, self._controls, self._settled, self._made)
        platform = held.hold(platform)
        found = _found_of(platform, folder, root)
        return held, _without_claims_of_others(held.assessor.assess(platform, self.moment, found))


def find(paths: Iterable[Path]) -> Found:
    """Files as they are named; in folders, files whose `schema` begins `egov-platform/`.

    A folder inside that cannot be looked into is among the files: nobody knows what it holds, and reading it says why.
    """
    files: list[tuple[Path, Path]] = []
    others = 0
    for path in paths:
        if not path.is_dir():
            files.append((path, path.parent))
            continue
        closed: list[str] = []
        for entry in map(Path, _files(path, closed)):
            if is_description(entry):
                files.append((entry, path))
            else:
                others += 1
        files += [(Path(one), path) for one in closed]
    return Found(tuple(files), others)


def _files(folder: Path, closed: list[str]) -> Iterator[str]:
    """The files of a folder and of those inside it, in the order of their paths; folders behind links are left out.

    Those that cannot be looked into are added to `closed`.
    """
    waiting = _entries(str(folder), closed)
    while waiting:
        entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            waiting += _entries(entry.path, closed)
        elif not (entry.is_symlink() and Path(entry.path).is_dir()):
            yield entry.path


def _entries(folder: str, closed: list[str]) -> list[os.DirEntry[str]]:
    """What is in a folder, the first by name last."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=attrgetter("name"), reverse=True)
    except OSError:
        closed.append(folder)
        return []


def is_description(path: Path) -> bool:
    """Whether a file in a folder is taken for a description."""
    if path.suffix in SUFFIXES:
        return _is_platform(path)
    return path.suffix.lower() in SHEETS and _is_sheet(path)


def _is_sheet(path: Path) -> bool:
    from .sheets import is_description  # most folders hold none

    return is_description(path)


def _is_platform(path: Path) -> bool:
    """Whether a file says that it is a platform description; one that cannot be looked into is taken for one."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            data = file.read(HEAD)
            if _says_so(data):
                return True
            data += file.read(LIMITS.bytes - HEAD)
    except OSError:
        return True
    return len(data) > HEAD and _says_so(data)


def _says_so(data: bytes) -> bool:
    return bool(_IS_PLATFORM.search(data) or re.search(_IS_PLATFORM_JSON, data))


def read_platform(path: Path | str, root: Path | None = None) -> Platform:
    """The platform that one file describes, with the files it names. Raises `Unreadable`; `Refused` is one."""
    file = Path(path)
    if file.suffix.lower() in SHEETS:
        from .sheets import read_sheet  # most descriptions are YAML

        document = read_sheet(file, root)
        platform = _described(document, file.parent, root or file.parent)
        return replace(platform, problems=(*document.problems, *platform.problems))
    return _described(read_file(file, root=root), file.parent, root or file.parent)


def _found_of(platform: Platform, folder: Path, root: Path) -> Facts:
    """What is found of the artefacts and in the documents that a platform names."""
    return (*_artefacts_of(platform, folder, root), *_readings_of(platform, folder, root))


def _artefacts_of(platform: Platform, folder: Path, root: Path) -> Facts:
    if not platform.data.get("evidence"):
        return ()
    from ..evidence.holding import look  # most descriptions name none

    return look(platform, folder, root)


def _readings_of(platform: Platform, folder: Path, root: Path) -> Facts:
    section = platform.data.get("terminology")
    if not isinstance(section, dict) or not section.get("documents"):
        return ()
    from ..profiles.terms import load_terms  # most descriptions name none
    from ..wording.looking import look

    return look(platform, folder, root, terms=load_terms())


def _described(document: Document, folder: Path, root: Path) -> Platform:
    refuse({(): document})  # before any file that it names is opened
    attachments: list[tuple[tuple[str | int, ...], Document | None]] = []
    troubles: list[Problem] = []
    data = document.data if isinstance(document.data, dict) else {}
    for named in named_files(data, root_record()):
        try:
            attachments.append((named.path, read_file(folder / named.name, root=root)))
        except Unreadable as error:
            place = document.place(named.place)
            fix = error.problem.fix
            if document.name == "-" and error.problem.code == "missing_file":
                fix = Text(f"{fix.zh}{FROM_HERE.zh}", f"{fix.en} {FROM_HERE.en}")
            troubles.append(Problem(place, error.problem.code, error.problem.says, fix))
            attachments.append((named.path, None))
    if attachments:
        refuse({(): document, **{path: one for path, one in attachments if one is not None}})
    platform = describe(document, attachments)
    return replace(platform, problems=(*platform.problems, *troubles))


def check(
    paths: Sequence[Path | str],
    profiles: Sequence[Profile] | None = None,
    *,
    as_of: datetime | None = None,
    controls: Iterable[str] = (),
    profile_versions: Mapping[str, str] = NO_PINS,
    standard_input: bytes = b"",
    progress: Progress | None = None,
    waivers: Sequence[WaiverFile] = (),
    baseline: Baseline | None = None,
    gradings: "Sequence[Grading]" = (),
) -> Result:
    """Checks descriptions: files, folders, `-` for `standard_input`.

    `profiles` are those that are shipped, unless given. `controls` narrows them to some. `as_of` is now unless given.
    A description may pin versions of profiles; those that `profile_versions` names win over it.
    `waivers` and `baseline` (see `load_waivers`, `load_baseline`) excuse gaps; they change no status and no score.
    `gradings` (see `load_gradings`) are simulated on every unit.
    Files that cannot be read are in `Result.unread`. Raises `ProfileTrouble` where a shipped profile is unusable.
    """
    every = load_profiles((), profile_versions) if profiles is None else profiles
    names = tuple(controls)
    chosen = narrowed(every, names)
    moment = as_of if as_of is not None else clock.now()
    asked = Asked.of(every, chosen)
    excusing = Excusing(every, chosen, waivers, baseline, moment)
    found = find(Path(path) for path in paths if str(path) != "-")
    readers: list[tuple[str, Path, Path, Callable[[], Platform]]] = [
        (str(file), file.parent, root, partial(read_platform, file, root)) for file, root in found.files
    ]
    if any(str(path) == "-" for path in paths):
        here = Path.cwd()
        readers.append(("-", here, here, lambda: _described(read(standard_input, "-"), here, here)))
    used: dict[tuple[str, str, bool], Profile] = {}
    checking = Checking(asked, names, profile_versions, moment)
    units: list[UnitResult] = []
    unread: list[Unread] = []
    for index, (name, folder, root, reader) in enumerate(readers):
        if progress is not None:
            progress(index, len(readers), name)
        try:
            held, assessment = checking.assess(reader(), folder, root)
            if held is not asked:
                excusing.also(held.every, held.chosen)
            unit = simulated(excusing.unit(assessment), assessment, gradings, bool(names))
            units.append(joined_unit(held, unit, assessment))
            used |= {(one.name, one.digest, one.pinned): one for one in held.chosen}
        except Unreadable as error:
            unread.append(Unread(name, error.problem, error.line))
    return Result(
        __version__,
        moment,
        tuple(used.values()) or chosen,
        tuple(units),
        tuple(unread),
        found.passed_over,
        tuple(waivers),
        tuple(excusing.notices()),
        excusing.compared(),
    )


def _joining(profiles: Sequence[Profile]) -> "Joining | None":
    """What joins the controls of these profiles, where they are of more than one scheme."""
    if len({scheme_of(one.name) for one in profiles}) < 2:
        return None
    from .joining import Joining  # most runs are of the areas alone

    return Joining(profiles)


def _without_claims_of_others(assessment: Assessment) -> Assessment:
    """The assessment, silent on claims of controls that some shipped profile has, and this run does not ask."""
    return replace(assessment, remarks=tuple(one for one in assessment.remarks if not _is_of_others(one, assessment)))


def _is_of_others(remark: Remark, assessment: Assessment) -> bool:
    if remark.code != CLAIM_OF_UNKNOWN_CONTROL:
        return False  # most descriptions have none: the ids are looked up for those that do
    return str(assessment.platform.value(remark.path)) in shipped_ids()


def joined_unit(held: Asked, unit: UnitResult, assessment: Assessment) -> UnitResult:
    """The result of a unit, able to say how controls of other schemes stand, where the run has several."""
    return unit if held.joining is None else held.joining.unit(unit, assessment)


def simulated(unit: UnitResult, assessment: Assessment, gradings: "Sequence[Grading]", narrowed: bool) -> UnitResult:
    """The result of a unit with what the grading schemes come to."""
    if not gradings:
        return unit
    from ..gradings import grade  # most runs ask for none

    return replace(unit, gradings=grade(gradings, assessment, narrowed=narrowed))


def check_documents(
    documents: Iterable[Document], profiles: Sequence[Profile], as_of: datetime
) -> Iterator[UnitResult]:
    """Checks documents that were read elsewhere; the files they name are not read. Raises `Refused`."""
    assessor = Assessor(profiles)
    for document in documents:
        refuse({(): document})
        yield unit_result(_without_claims_of_others(assessor.assess(describe(document), as_of)))


class NoSuchControl(Unmet):
    """A control that none of the profiles in use has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        if name in shipped_ids():
            super().__init__(
                Text(f"在用的标准中没有检查项 {name}", f"no profile in use has the control {name}"),
                Text(
                    f"用 egov-check explain {name} 查看属于哪个标准，再用 --profile 指定该标准；"
                    "辖区的检查项在检查文件夹时一并检查，不能单独指定。",
                    f"See with egov-check explain {name} whose it is, and name that profile with --profile; "
                    "controls of the profile region are asked wherever a folder is checked, and not by themselves.",
                ),
            )
            return
        import difflib

        near = difflib.get_close_matches(name, known, n=1)
        super().__init__(
            Text(f"没有名为 {name} 的检查项", f"there is no control named {name}"),
            Text(f"是否为 {near[0]}？", f"Did you mean {near[0]}?")
            if near
            else Text("用 egov-check list 查看全部检查项。", "See all controls with egov-check list."),
        )


def narrowed(profiles: Sequence[Profile], controls: Sequence[str]) -> tuple[Profile, ...]:
    """The profiles with only these controls; all of them where none is named. Raises `NoSuchControl`."""
    if not controls:
        return tuple(profiles)
    known = [control.id for profile in profiles for control in profile.controls]
    for name in controls:
        if name not in known:
            raise NoSuchControl(name, known)
    return kept(profiles, controls)


def kept(profiles: Sequence[Profile], controls: Sequence[str]) -> tuple[Profile, ...]:
    """The profiles with only these controls, as far as they have them; all of them where none is named."""
    if not controls:
        return tuple(profiles)
    fewer = (
        replace(profile, controls=tuple(one for one in profile.controls if one.id in controls)) for profile in profiles
    )
    return tuple(profile for profile in fewer if profile.controls)
