"""Where the profiles that this version carries are kept."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def shipped_folder() -> Path:
    """The folder of the shipped profiles: inside an installed package, beside it in a working copy."""
    installed = _PACKAGE / "_profiles"
    return installed if installed.is_dir() else _PACKAGE.parent / "profiles"


def shipped_names() -> tuple[str, ...]:
    """The names of the shipped profiles, in the order of reports."""
    names = {path.stem for path in shipped_folder().glob("*.yaml")}
    first = [area for area in AREAS if area in names]
    return (*first, *sorted(names - set(first)))


def shipped_path(name: str) -> Path:
    """The file of one shipped profile."""
    return shipped_folder() / f"{name}.yaml"


# The six areas, in the order of the drafts.
AREAS = ("terminology", "architecture", "service", "performance", "testing", "security")
