"""Where the profiles that this version carries are kept, their earlier versions, and the term base beside them.

The six areas and governance are asked of every platform. Neighbouring schemes stand in a folder of their own and are
asked when they are named: a first run does not drown in what another assessment asks again.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
SCHEMES = "schemes"
REGIONAL = "regional"
VERSIONS = "versions"  # profiles as they were when they were issued: NAME-VERSION.yaml
EVERY = "all"  # names every shipped profile that looks at one platform

_ENTRY = r"^  - id: (\w+)$"  # as every shipped profile writes the id of a control

# The six areas, in the order of the drafts.
AREAS = ("terminology", "architecture", "service", "performance", "testing", "security")


def shipped_folder() -> Path:
    """The folder of the shipped profiles: inside an installed package, beside it in a working copy."""
    installed = _PACKAGE / "_profiles"
    return installed if installed.is_dir() else _PACKAGE.parent / "profiles"


@cache
def default_names() -> tuple[str, ...]:
    """The profiles that are asked unless others are named, in the order of reports."""
    names = {path.stem for path in shipped_folder().glob("*.yaml") if _is_profile(path)}
    first = [area for area in AREAS if area in names]
    return (*first, *sorted(names - set(first)))


@cache
def shipped_names() -> tuple[str, ...]:
    """The shipped profiles that look at one platform: those of every run, then the neighbouring schemes."""
    schemes = (path.stem for path in (shipped_folder() / SCHEMES).glob("*.yaml") if _is_profile(path))
    return (*default_names(), *sorted(schemes))


@cache
def regional_names() -> tuple[str, ...]:
    """The profiles that look at a region: asked where a region is checked."""
    return tuple(sorted(path.stem for path in (shipped_folder() / REGIONAL).glob("*.yaml") if _is_profile(path)))


def known_names() -> tuple[str, ...]:
    """The names of all shipped profiles, whatever they look at."""
    return (*shipped_names(), *regional_names())


def is_shipped(name: str) -> bool:
    """Whether a profile with this name is shipped; of those of every run no other file is looked at."""
    return name in default_names() or name in known_names()


def scheme_of(profile: str) -> str:
    """What a profile belongs to: the areas and governance are one scheme, any other profile is one of its own."""
    return "" if profile in default_names() else profile


def _is_profile(path: Path) -> bool:
    """Whether a file says, on its first line that is no comment, that it is a profile."""
    with path.open("rb") as lines:
        first = next((line for line in lines if line.strip() and not line.startswith(b"#")), b"")
    return first.startswith(b"schema: egov-profile/")


def shipped_path(name: str) -> Path:
    """The file of one shipped profile, or of the term base."""
    plain = shipped_folder() / f"{name}.yaml"
    inside = (shipped_folder() / folder / plain.name for folder in (SCHEMES, REGIONAL))
    return next((path for path in inside if path.is_file()), plain)


def version_of(path: Path) -> str:
    """The version that a shipped profile states; "" when it states none."""
    found = re.search(r"""^version:\s*+["']?([^"'\s#]+)""", path.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""


def versions_of(name: str) -> Mapping[str, Path]:
    """The versions of a shipped profile and their files: those that were frozen, and the current one.

    Where the current version is frozen, the frozen file is meant: it is the one that never changes again.
    """
    start = f"{name}-"
    files = sorted((shipped_folder() / VERSIONS).glob(f"{start}*.yaml"))
    current = shipped_path(name)
    return {version_of(current): current} | {path.stem.removeprefix(start): path for path in files}


@cache
def shipped_ids() -> frozenset[str]:
    """The ids of all shipped controls, told from the text of the profiles alone: a run need not have read them."""
    texts = (shipped_path(name).read_text("utf-8") for name in known_names())
    return frozenset(found for text in texts for found in re.findall(_ENTRY, text, re.MULTILINE))


def seeds_folder() -> Path:
    """The folder of the facts that profiles cite."""
    installed = _PACKAGE / "_seeds"
    return installed if installed.is_dir() else _PACKAGE.parent / "seeds"


def register_path() -> Path:
    """The register of documents, read and unread."""
    return shipped_folder() / "sources.yaml"


def crosswalk_path() -> Path:
    """The crosswalk between controls of different schemes."""
    return shipped_folder() / "crosswalk.yaml"
