"""Where the profiles that this version carries are kept, and what lies beside them."""

import re
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def shipped_folder() -> Path:
    """The folder of the shipped profiles: inside an installed package, beside it in a working copy."""
    installed = _PACKAGE / "_profiles"
    return installed if installed.is_dir() else _PACKAGE.parent / "profiles"


def seeds_folder() -> Path:
    """The folder of the facts that profiles cite."""
    installed = _PACKAGE / "_seeds"
    return installed if installed.is_dir() else _PACKAGE.parent / "seeds"


def register_path() -> Path:
    """The register of documents, read and unread."""
    return shipped_folder() / "sources.yaml"


def shipped_names() -> tuple[str, ...]:
    """The names of the shipped profiles, in the order of reports."""
    names = {path.stem for path in shipped_folder().glob("*.yaml") if _is_profile(path)}
    first = [area for area in AREAS if area in names]
    return (*first, *sorted(names - set(first)))


def shipped_path(name: str) -> Path:
    """The file of one shipped profile."""
    return shipped_folder() / f"{name}.yaml"


_SCHEMA = re.compile(rb"^schema: *egov-profile/", re.MULTILINE)


def _is_profile(path: Path) -> bool:
    """Whether a file is a profile: other files, of other schemas, may lie beside them."""
    with path.open("rb") as file:
        return _SCHEMA.search(file.read(4096)) is not None


# The six areas, in the order of the drafts.
AREAS = ("terminology", "architecture", "service", "performance", "testing", "security")
