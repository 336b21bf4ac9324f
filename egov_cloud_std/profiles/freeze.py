"""Keeps a profile as it is: `python -m egov_cloud_std.profiles.freeze NAME …` when a version is issued.

The copy is `profiles/versions/NAME-VERSION.yaml`, byte for byte. Whoever pins that version is held against it from then
on. A frozen version never changes: raise `version` in the profile before you change what it asks.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from ..document import read_file
from .reading import digest_of
from .shipped import VERSIONS, known_names, shipped_folder, shipped_path, version_of


class NotFrozen(Exception):
    """What cannot be kept, and why."""


def freeze(name: str) -> Path:
    """The copy of one shipped profile. Raises `NotFrozen`."""
    if name not in known_names():
        raise NotFrozen(f"there is no profile named {name}; there are {', '.join(known_names())}")
    path = shipped_path(name)
    version = version_of(path)
    if not version:
        raise NotFrozen(f"{path} states no version")
    copy = shipped_folder() / VERSIONS / f"{name}-{version}.yaml"
    if copy.exists():
        if _asked(copy) == _asked(path):
            return copy  # only comments or witnesses are others
        raise NotFrozen(f"{name} {version} is frozen and differs from {path}: raise its version first")
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes(path.read_bytes())
    return copy


def _asked(path: Path) -> str:
    data = read_file(path).data
    return digest_of(data) if isinstance(data, dict) else ""


def main(names: Sequence[str]) -> None:
    """Freezes the profiles with these names; all of them where none is named."""
    try:
        for name in names or known_names():
            freeze(name)
    except NotFrozen as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
