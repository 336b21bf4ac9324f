"""Profiles, by name or by file."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..document import Document, Place, Problem, Unreadable, Unusable, read_file
from ..frozen import replace
from ..platforms.platform import record as root_record
from ..profiles import (
    EVERY,
    Profile,
    default_names,
    is_shipped,
    known_names,
    read_profile,
    shipped_folder,
    shipped_names,
    shipped_path,
    versions_of,
)
from ..profiles.shipped import crosswalk_path, register_path, seeds_folder
from ..words import Text, Unmet
from .remembering import recall, remember

if TYPE_CHECKING:
    from ..profiles.crosswalk import Crosswalk
    from ..profiles.register import Registered

__all__ = [
    "ProfileTrouble",
    "load_crosswalk",
    "load_facts",
    "load_profiles",
    "load_register",
    "names_meant",
    "read_profiles",
    "root_record",
    "shown_path",
]

SUFFIXES = (".yaml", ".yml", ".json")
NO_PINS: Mapping[str, str] = MappingProxyType({})
Trouble = tuple[Problem, str]  # and the line it stands on


class ProfileTrouble(Unusable):
    """Profiles that cannot be used, with every problem at its own line."""


def _near(name: str, names: Sequence[str]) -> str:
    import difflib  # only a mistake needs it

    return next(iter(difflib.get_close_matches(name, names, n=1)), "")


class NoSuchProfile(Unmet):
    """A profile that is neither shipped nor a file."""

    def __init__(self, name: str) -> None:
        names = known_names()
        near = _near(name, names)
        super().__init__(
            Text(f"没有名为 {name} 的检查标准", f"there is no profile named {name}"),
            Text(f"是否为 {near}？", f"Did you mean {near}?")
            if near
            else Text("可用：" + "、".join(names), "There are: " + ", ".join(names)),
        )


class NoSuchVersion(Unmet):
    """A version of a profile that is not there: what there is."""

    def __init__(self, name: str, version: str, known: Iterable[str]) -> None:
        zh, en = "、".join(known), ", ".join(known)
        super().__init__(
            Text(f"没有 {name} 的 {version} 版", f"there is no version {version} of {name}"),
            Text(f"可用：{zh}", f"There are: {en}"),
        )


def read_profiles(
    name: str, pins: Mapping[str, str] = NO_PINS, *, witnesses: bool = True
) -> tuple[tuple[Profile, ...], list[Trouble]]:
    """The profile with this name or in this file, and its problems, each with the line it stands on.

    An overlay gives a profile for each that it extends. Without its witnesses a profile serves a check; it may then
    come from memory. `pins` says at which version a profile is held. Raises `NoSuchProfile` and `NoSuchVersion`.
    """
    if is_shipped(name):
        return shipped_profile(name, pins, witnesses=witnesses)
    path = Path(name)
    if path.suffix not in SUFFIXES:
        raise NoSuchProfile(name)
    remembered = None if witnesses else recall(path, shown_path(path))
    if remembered is not None:
        return held_at(remembered, pins)
    try:
        document = read_file(path)
    except Unreadable as error:
        return (), [(error.problem, error.line)]
    document.name = shown_path(path)
    return profiles_in(document, path, pins, (), witnesses=witnesses)


def shipped_profile(
    name: str, pins: Mapping[str, str], *, witnesses: bool = False, whole: bool = False
) -> tuple[tuple[Profile, ...], list[Trouble]]:
    """A shipped profile, at the version at which it is pinned; `whole` when all of its data are needed."""
    path, pinned = shipped_path(name), name in pins
    if pinned:
        versions = versions_of(name)
        if pins[name] not in versions:
            raise NoSuchVersion(name, pins[name], versions)
        path = versions[pins[name]]
    found = None if witnesses or whole else recall(path, shown_path(path))
    troubles: list[Trouble] = []
    if found is None:
        try:
            document = read_file(path)
        except Unreadable as error:
            return (), [(error.problem, error.line)]
        document.name = shown_path(path)
        found, troubles = _plain(document, path, witnesses=witnesses)
    return () if found is None else (replace(found, shipped=True, pinned=pinned),), troubles


def profiles_in(
    document: Document, path: Path, pins: Mapping[str, str], above: tuple[Path, ...], *, witnesses: bool
) -> tuple[tuple[Profile, ...], list[Trouble]]:
    """What a file holds: a profile, or an overlay. `above` are the overlays that led here."""
    if isinstance(document.data, dict) and "extends" in document.data:
        from .overlaying import overlaid  # most profiles extend none

        return overlaid(document, path, pins, above, witnesses=witnesses)
    profile, troubles = _plain(document, path, witnesses=witnesses)
    if profile is None or troubles:
        return () if profile is None else (profile,), troubles
    return held_at(profile, pins)


def _plain(document: Document, path: Path, *, witnesses: bool) -> tuple[Profile | None, list[Trouble]]:
    profile, problems = read_profile(document, root_record(), witnesses=witnesses)
    if profile is not None and not witnesses and not problems:
        remember(profile, path)
    return profile, [(one, document.line(one.place.line)) for one in problems]


def held_at(profile: Profile, pins: Mapping[str, str]) -> tuple[tuple[Profile, ...], list[Trouble]]:
    """A profile in a file of its own has one version: the one at which it is pinned, or none."""
    wanted = pins.get(profile.name)
    if wanted is None:
        return (profile,), []
    if wanted == profile.version:
        return (replace(profile, pinned=True),), []
    place = profile.document.place(("version",))
    says = Text(
        f"{profile.name} 固定在 {wanted} 版，此文件是 {profile.version or '未写明的'} 版",
        f"{profile.name} is pinned at version {wanted}; this file is {profile.version or 'of no stated version'}",
    )
    fix = Text("换成该版的文件，或改正所固定的版本。", "Name the file of that version, or correct the pin.")
    return (), [(Problem(place, "no_such_version", says, fix), profile.document.line(place.line))]


def shown_path(path: Path) -> str:
    """A shipped profile is named by its place in the project, wherever it is installed."""
    folder = shipped_folder()
    return f"profiles/{path.relative_to(folder).as_posix()}" if folder in path.parents else str(path)


def load_profiles(
    names: Iterable[str] = (), profile_versions: Mapping[str, str] = NO_PINS, *, witnesses: bool = False
) -> tuple[Profile, ...]:
    """The profiles with these names or files. Ask for `witnesses` to prove them.

    `all` names every shipped profile that looks at one platform; without any name, the six areas and governance are meant. What comes of
    an overlay takes the place of the profile that it extends. `profile_versions` says, by the name of a profile, at
    which version it is held, whatever the current one is.

    Raises `NoSuchProfile`, `NoSuchVersion`, and `ProfileTrouble` with everything that is wrong in them.
    """
    troubles: list[Trouble] = []
    profiles: list[Profile] = []
    for name in names_meant(names):
        found, problems = read_profiles(name, profile_versions, witnesses=witnesses)
        troubles.extend(problems)
        profiles.extend(found)
    if any(one.overlays for one in profiles):
        profiles, clashes = _over_their_own(profiles)
        troubles.extend(clashes)
    troubles.extend(_same_ids(profiles))
    if troubles:
        raise ProfileTrouble(troubles)
    _all_known(profile_versions, profiles)
    return tuple(profiles)


def names_meant(names: Iterable[str]) -> Iterable[str]:
    """The names, `all` written out, each once."""
    given = tuple(names) or default_names()
    return dict.fromkeys(one for name in given for one in (shipped_names() if name == EVERY else (name,)))


def _over_their_own(profiles: Sequence[Profile]) -> tuple[list[Profile], list[Trouble]]:
    """What comes of an overlay stands where the profile stood that it extends; two for one profile are one too many."""
    taken: dict[str, Profile] = {}
    troubles: list[Trouble] = []
    for one in (one for one in profiles if one.overlays):
        other = taken.setdefault(one.name, one)
        if other is not one:
            first = other.overlays[-1]
            says = Text(
                f"{one.name} 已由 {first.file} 叠加，不能再由 {one.overlays[-1].file} 叠加",
                f"{one.name} is extended by {first.file} and cannot be extended by {one.overlays[-1].file} as well",
            )
            fix = Text(
                "让其中一份叠加到另一份之上，只用上面那份。", "Let one extend the other, and name the upper one only."
            )
            place = Place(one.overlays[-1].file, 1, 1, 1, 1)
            troubles.append((Problem(place, "extended_twice", says, fix), ""))
    placed = {id(here): here for here in (taken.get(one.name, one) for one in profiles)}
    return list(placed.values()), troubles


def _all_known(pins: Mapping[str, str], profiles: Sequence[Profile]) -> None:
    """Every pin is of a profile that is there, or it would hold nothing."""
    names = {one.name for one in profiles}
    for name in pins:
        if name not in names and not is_shipped(name):
            raise NoSuchProfile(name)


def load_facts() -> dict[str, Text]:
    """The facts that profiles cite, by id."""
    from ..profiles.seeds import read_facts  # no check asks for them

    return {name: says for path in sorted(seeds_folder().glob("*.yaml")) for name, says in read_facts(read_file(path))}


def load_register() -> "tuple[Registered, ...]":
    """The register of documents, read and unread. Raises `ProfileTrouble`."""
    document = read_file(register_path())
    from ..profiles.register import read_register  # no check asks for it

    found, problems = read_register(document)
    if problems:
        raise ProfileTrouble([(one, document.line(one.place.line)) for one in problems])
    return found


def load_crosswalk(profiles: Sequence[Profile], *, whole: bool = True) -> "Crosswalk":
    """The joins between controls of these profiles. Raises `ProfileTrouble`.

    Where all shipped profiles are there as they are now, and `whole`, with every control, what the file names is held
    against them.
    """
    from ..profiles.crosswalk import read_crosswalk  # a run of one scheme has no use for it

    document = read_file(crosswalk_path())
    document.name = shown_path(crosswalk_path())
    names = {control.id: profile.name for profile in profiles for control in profile.controls}
    current = {one.name for one in profiles if not one.pinned}
    every = whole and current.issuperset(shipped_names())
    found, problems = read_crosswalk(document, names, complete=every)
    if problems:
        raise ProfileTrouble([(one, document.line(one.place.line)) for one in problems])
    return found


def _same_ids(profiles: Sequence[Profile]) -> Iterable[tuple[Problem, str]]:
    """A control id is unique across profiles: waivers, claims and fingerprints name it alone."""
    seen: dict[str, str] = {}
    for profile in profiles:
        for control in profile.controls:
            if seen.setdefault(control.id, profile.name) != profile.name:
                document: Document = profile.document
                yield (
                    Problem(
                        control.place,
                        "duplicate_id",
                        Text(
                            f"检查项 {control.id} 已在 {seen[control.id]} 中",
                            f"control {control.id} is already in {seen[control.id]}",
                        ),
                        Text("换一个标识。", "Give it another id."),
                    ),
                    document.line_at(control.place),
                )
