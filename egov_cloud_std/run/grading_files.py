"""Grading schemes, by name or by file."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..document import Problem, Unreadable, Unusable, read_file
from ..platforms.platform import record as root_record
from ..profiles import EVERY, shipped_folder
from ..words import Text, Unmet
from .loading import shown_path

if TYPE_CHECKING:
    from ..gradings import Grading

FOLDER = "gradings"


class GradingTrouble(Unusable):
    """Grading schemes that cannot be used, with every problem at its own line."""


class NoSuchGrading(Unmet):
    """A grading scheme that is neither shipped nor a file."""

    def __init__(self, name: str) -> None:
        import difflib

        names = grading_names()
        near = difflib.get_close_matches(name, names, n=1)
        super().__init__(
            Text(f"没有名为 {name} 的计分方案", f"there is no grading scheme named {name}"),
            Text(f"是否为 {near[0]}？", f"Did you mean {near[0]}?")
            if near
            else Text("可用：" + "、".join(names), "There are: " + ", ".join(names)),
        )


def grading_names() -> tuple[str, ...]:
    """The names of the schemes that are shipped."""
    return tuple(sorted(path.stem for path in (shipped_folder() / FOLDER).glob("*.yaml")))


def load_gradings(names: Iterable[str] = ()) -> "tuple[Grading, ...]":
    """The schemes with these names or files, each once; `all` names every one that is shipped.

    Raises `NoSuchGrading`, and `GradingTrouble` with everything that is wrong in them.
    """
    from ..gradings import read_grading  # most runs ask for none

    shipped = grading_names()
    gradings: list[Grading] = []
    troubles: list[tuple[Problem, str]] = []
    for name in dict.fromkeys(one for given in names for one in (shipped if given == EVERY else (given,))):
        path = shipped_folder() / FOLDER / f"{name}.yaml" if name in shipped else Path(name)
        if path.suffix not in (".yaml", ".yml", ".json"):
            raise NoSuchGrading(name)
        try:
            document = read_file(path)
        except Unreadable as error:
            troubles.append((error.problem, error.line))
            continue
        document.name = shown_path(path)
        grading, problems = read_grading(document, root_record())
        troubles.extend((one, document.line(one.place.line)) for one in problems)
        if grading is not None:
            gradings.append(grading)
    if troubles:
        raise GradingTrouble(troubles)
    return tuple(gradings)
