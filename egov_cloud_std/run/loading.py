"""Profiles, by name or by file."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..document import Document, Problem, Unreadable, read_file
from ..platforms.platform import record as root_record
from ..profiles import EVERY, Profile, default_names, read_profile, shipped_folder, shipped_names, shipped_path
from ..profiles.register import Registered, read_register
from ..profiles.seeds import read_facts
from ..profiles.shipped import crosswalk_path, register_path, seeds_folder
from ..words import Text
from .remembering import recall, remember

if TYPE_CHECKING:
    from ..profiles.crosswalk import Crosswalk

__all__ = [
    "ProfileTrouble",
    "load_crosswalk",
    "load_facts",
    "load_profiles",
    "load_register",
    "names_meant",
    "profile_file",
    "root_record",
    "shown_path",
]


class ProfileTrouble(Exception):
    """Profiles that cannot be used, with every problem at its own line."""

    def __init__(self, problems: Sequence[tuple[Problem, str]]) -> None:
        super().__init__(f"{len(problems)} problems in profiles")
        self.problems = tuple(problems)


class NoSuchProfile(Exception):
    """A profile that is neither shipped nor a file."""

    def __init__(self, name: str) -> None:
        names = shipped_names()
        self.says = Text(f"没有名为 {name} 的检查标准", f"there is no profile named {name}")
        self.fix = Text("可用：" + "、".join(names), "There are: " + ", ".join(names))
        super().__init__(self.says.en)


def profile_file(name: str) -> Path:
    """The file of a profile: a shipped one by its name, another by its path. Raises `NoSuchProfile`."""
    if name in shipped_names():
        return shipped_path(name)
    path = Path(name)
    if path.suffix in (".yaml", ".yml", ".json"):
        return path
    raise NoSuchProfile(name)


def read_profile_file(name: str, *, witnesses: bool = True) -> tuple[Profile | None, list[tuple[Problem, str]]]:
    """One profile and its problems, each with the line it stands on.

    Without its witnesses a profile serves a check; it may then come from memory.
    """
    path = profile_file(name)
    if not witnesses:
        remembered = recall(path, shown_path(path))
        if remembered is not None:
            return remembered, []
    try:
        document = read_file(path)
    except Unreadable as error:
        return None, [(error.problem, error.line)]
    document.name = shown_path(path)
    profile, problems = read_profile(document, root_record(), witnesses=witnesses)
    if profile is not None and not witnesses and not problems:
        remember(profile, path)
    return profile, [(one, document.line(one.place.line)) for one in problems]


def shown_path(path: Path) -> str:
    """A shipped profile is named by its place in the project, wherever it is installed."""
    folder = shipped_folder()
    return f"profiles/{path.relative_to(folder).as_posix()}" if folder in path.parents else str(path)


def load_profiles(names: Iterable[str] = (), *, witnesses: bool = False) -> tuple[Profile, ...]:
    """The profiles with these names or files. Ask for `witnesses` to prove them.

    `all` names every profile that is shipped; without any name, the six areas and governance are meant.

    Raises `NoSuchProfile`, and `ProfileTrouble` with everything that is wrong in them.
    """
    troubles: list[tuple[Problem, str]] = []
    profiles: list[Profile] = []
    for name in names_meant(names):
        profile, problems = read_profile_file(name, witnesses=witnesses)
        troubles.extend(problems)
        if profile is not None:
            profiles.append(profile)
    troubles.extend(_same_ids(profiles))
    if troubles:
        raise ProfileTrouble(troubles)
    return tuple(profiles)


def names_meant(names: Iterable[str]) -> Iterable[str]:
    """The names, `all` written out, each once."""
    given = tuple(names) or default_names()
    return dict.fromkeys(one for name in given for one in (shipped_names() if name == EVERY else (name,)))


def load_facts() -> dict[str, Text]:
    """The facts that profiles cite, by id."""
    return {name: says for path in sorted(seeds_folder().glob("*.yaml")) for name, says in read_facts(read_file(path))}


def load_register() -> tuple[Registered, ...]:
    """The register of documents, read and unread. Raises `ProfileTrouble`."""
    document = read_file(register_path())
    found, problems = read_register(document)
    if problems:
        raise ProfileTrouble([(one, document.line(one.place.line)) for one in problems])
    return found


def load_crosswalk(profiles: Sequence[Profile], *, whole: bool = True) -> "Crosswalk":
    """The joins between controls of these profiles. Raises `ProfileTrouble`.

    Where all shipped profiles are there, and `whole`, with every control, what the file names is held against them.
    """
    from ..profiles.crosswalk import read_crosswalk  # a run of one scheme has no use for it

    document = read_file(crosswalk_path())
    document.name = shown_path(crosswalk_path())
    names = {control.id: profile.name for profile in profiles for control in profile.controls}
    every = whole and {one.name for one in profiles}.issuperset(shipped_names())
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
                    document.line(control.place.line),
                )
