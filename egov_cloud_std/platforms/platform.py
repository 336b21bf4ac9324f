"""One platform, as its description states it: a tree of written values that knows every place."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from ..document import Document, Path, Place, Problem, Value
from ..frozen import Frozen
from ..shapes import NOTHING, NamedFile, Record, attach, hold, hold_items, known_by, load_file, named_files, written
from ..words import Text

if TYPE_CHECKING:
    from .description import Description

FIELDS = FilePath(__file__).with_name("fields.json")


@cache
def record() -> Record:
    """The field table of a platform description, read once."""
    return load_file(FIELDS)


class Platform(Frozen):
    """The description of one platform: `data` is the usable tree, `problems` what could not be used."""

    document: Document
    data: dict[str, Any]
    problems: tuple[Problem, ...]
    record: Record
    attached: tuple[tuple[Path, Document], ...] = ()

    @property
    def id(self) -> str:
        """The identity of the platform; "" when it is not stated."""
        return self._fact("id")

    @property
    def name(self) -> str:
        """Its name, or else its identity."""
        return self._fact("name") or self.id

    @property
    def level(self) -> str:
        """Its administrative level; "" when it is not stated."""
        return self._fact("level")

    def _fact(self, name: str) -> str:
        facts = self.data.get("platform")
        found = facts.get(name) if isinstance(facts, dict) else None
        return "" if found is None else written(found)

    def place(self, path: Path, key: bool = False) -> Place:
        """Where a value is written, in whichever file; the nearest parent when it is not there."""
        for at, document in self.attached:
            if len(path) > len(at) and path[: len(at)] == at:
                return document.place(path[len(at) :], key=key)
        return self.document.place(path, key=key)

    def places(self, path: Path, part: Value) -> list[Place | None]:
        """Where a part of the value at a path and the values inside it are written, in the order of `parts_of`."""
        for at, document in self.attached:
            if len(path) > len(at) and path[: len(at)] == at:
                return document.places(path[len(at) :], part)
        return self.document.places(path, part)

    def line(self, place: Place) -> str:
        """The line of text on which a place begins, in whichever file; "" when no file of this platform is meant."""
        for document in (self.document, *(one for _, one in self.attached)):
            if document.name == place.file:
                return document.line_at(place)
        return ""

    def identity(self, path: Path) -> str:
        """The name of a place by identity: `service.catalogue[ecs].sla.availability`."""
        found: Any = self.data
        text = ""
        for step in path:
            found = _into(found, step)
            if isinstance(step, int):
                text += f"[{_segment(found, step, text)}]"
            else:
                text += f".{step}" if text else step
        return text

    def find(self, identity: str) -> Path | None:
        """The path of a place that is named by identity; `None` when nothing is there."""
        return _find(self.data, identity, ())

    def value(self, at: Path | str) -> Any:
        """The value at a path or an identity, as the document holds it; `None` when it is not stated."""
        path = self.find(at) if isinstance(at, str) else at
        if path is None:
            return None
        found: Any = self.data
        for step in path:
            found = _into(found, step)
        return found

    def typed(self) -> "Description":
        """The description as typed objects, its quantities and dates read. For scripts and small descriptions."""
        from .typed import typed

        return typed(self.data, self.record)


def _into(found: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return found[step] if isinstance(found, list) and 0 <= step < len(found) else None
    return found.get(step) if isinstance(found, dict) else None


def _segment(item: object, index: int, within: str) -> str:
    name = item.get(known_by(within)) if isinstance(item, dict) and item is not NOTHING else None
    return f"#{index + 1}" if name is None else written(name)


def _find(found: Any, rest: str, path: Path) -> Path | None:
    """Ids may hold dots and brackets, so an item is known by the longest text that names one."""
    if not rest:
        return path
    if rest.startswith("["):
        if not isinstance(found, list):
            return None
        for index, one in enumerate(found):
            start = f"[{_segment(one, index, '.'.join(map(str, path)))}]"
            if rest.startswith(start):
                inner = _find(one, rest[len(start) :], (*path, index))
                if inner is not None:
                    return inner
        return None
    rest = rest.removeprefix(".")
    end = min((at for at in (rest.find("."), rest.find("[")) if at >= 0), default=len(rest))
    key = rest[:end]
    if not isinstance(found, dict) or found is NOTHING or key not in found:
        return None
    return _find(found[key], rest[end:], (*path, key))


def describe(document: Document, attachments: Iterable[tuple[Path, Document | None]] = ()) -> Platform:
    """Reads the description of a platform. Whatever is wrong with it is in `problems`; nothing is raised.

    `attachments` are the files that `named_files` found, each with the path of its list;
    `None` stands for a file that could not be read, about which the caller has its own problem.
    """
    data, problems = hold(document, record())
    read = dict(attachments)
    found = list(problems)
    attached: list[tuple[Path, Document]] = []
    for named in named_files(data, record()):
        other = read.get(named.path)
        if other is None:
            data = attach(data, named.path, None)
            if named.path not in read:
                found.append(_unread(document, named))
            continue
        items, inner = hold_items(other, named.field)
        data = attach(data, named.path, items)
        found.extend(inner)
        attached.append((named.path, other))
    return Platform(document, data, tuple(found), record(), tuple(attached))


def _unread(document: Document, named: NamedFile) -> Problem:
    return Problem(
        document.place(named.place),
        "file_not_read",
        Text(
            f"文件 {named.name} 未读入，其中的内容按未填报计",
            f"the file {named.name} was not read; its list counts as not stated",
        ),
        Text("把文件放在描述文件旁边，或直接写出列表。", "Put it beside the description, or write the list here."),
    )
