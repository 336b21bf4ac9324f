"""Modules that are found by themselves because they are laid in a folder: kinds of question, formats; and texts laid beside them."""

from collections.abc import Iterable
from pathlib import Path


def laid_in(folders: Iterable[str]) -> tuple[str, ...]:
    """The names of the modules in the folders of a package (its `__path__`); those that begin with `_` are private.

    `pkgutil` does the same, and imports `inspect` for it: a tenth of a small check.
    """
    files = (file for folder in folders for file in Path(folder).iterdir())
    return tuple(sorted(file.stem for file in files if file.suffix == ".py" and not file.name.startswith("_")))


def laid_text(folders: Iterable[str], name: str) -> str:
    """A text that belongs to the program and is laid in the folder of a package: a part of a page, as it is shown."""
    return next(file for folder in folders if (file := Path(folder, name)).is_file()).read_text("utf-8")
