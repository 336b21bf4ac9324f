"""Where the profiles that this version carries are kept, and the term base beside them.

The six areas and governance are asked of every platform. Neighbouring schemes stand in a folder of their own and are
asked when they are named: a first run does not drown in what another assessment asks again.
"""

import re
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
SCHEMES = "schemes"
EVERY = "all"  # names every profile that is shipped

_ENTRY = re.compile(r"^  - id: (\w+)$", re.MULTILINE)  # as every shipped profile writes the id of a control

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
    """The names of all shipped profiles: those of every run, then the neighbouring schemes."""
    schemes = (path.stem for path in (shipped_folder() / SCHEMES).glob("*.yaml") if _is_profile(path))
    return (*default_names(), *sorted(schemes))


def _is_profile(path: Path) -> bool:
    """Whether a file says, on its first line that is no comment, that it is a profile."""
    with path.open(encoding="utf-8") as lines:
        first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return first.startswith("schema: egov-profile/")


def shipped_path(name: str) -> Path:
    """The file of one shipped profile, or of the term base."""
    scheme = shipped_folder() / SCHEMES / f"{name}.yaml"
    return scheme if scheme.is_file() else shipped_folder() / f"{name}.yaml"


@cache
def shipped_ids() -> frozenset[str]:
    """The ids of all shipped controls, told from the text of the profiles alone: a run need not have read them."""
    texts = (shipped_path(name).read_text("utf-8") for name in shipped_names())
    return frozenset(found for text in texts for found in _ENTRY.findall(text))


def seeds_folder() -> Path:
    """The folder of the facts that profiles cite."""
    installed = _PACKAGE / "_seeds"
    return installed if installed.is_dir() else _PACKAGE.parent / "seeds"


def register_path() -> Path:
    """The register of documents, read and unread."""
    return shipped_folder() / "sources.yaml"
