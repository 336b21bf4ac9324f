"""Looks at the files that items of `evidence` name: whether each is there, is a file, lies under the root, has its digest."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from ..document import Unreadable, digest_file
from ..platforms import Platform
from ..shapes import written
from ..words import Text
from .facts import STATES, Artefact


def look(platform: Platform, folder: Path, root: Path) -> tuple[Artefact, ...]:
    """What is there, item by item. Paths start at `folder`, where the description stands; nothing outside `root` is opened.

    An item without an id or a path makes no fact: nobody can say what to look for.
    """
    items = platform.data.get("evidence")
    held = cache(lambda name: _held(folder / name, root))  # one file may stand behind many items
    found: list[Artefact] = []
    for item in items if isinstance(items, list) else ():
        if item is not None and item.get("id") is not None and item.get("path") is not None:
            found.append(_fact(item, held))
    return tuple(found)


def _fact(item: dict[str, object], held: Callable[[str], tuple[str, Text | None]]) -> Artefact:
    name, stated = written(item["id"]), item.get("digest")
    digest, wrong = held(written(item["path"]))
    if wrong is None and stated is not None and f"sha256:{written(stated).removeprefix('sha256:')}" != digest:
        wrong = STATES["differs"]
    return Artefact(name, digest, wrong)


def _held(path: Path, root: Path) -> tuple[str, Text | None]:
    try:
        return digest_file(path, root=root), None
    except Unreadable as error:
        missing = error.problem.code == "missing_file"
        return "", STATES["missing"] if missing else _clause(error.problem.says)


def _clause(says: Text) -> Text:
    """A sentence as a part of one."""
    return Text(says.zh.rstrip("。"), says.en.rstrip("."))
