"""Reads the register of documents: what there is of a family of standards and beside it, and what of it was read."""

from collections.abc import Iterator
from functools import partial

from .. import clock
from ..checks.reader import Mistake
from ..document import Document, Path, Problem
from ..frozen import Frozen
from ..shapes import Record
from ..words import MARKS, NO_WORDS, Text, Unclear
from .collecting import Collector

SCHEMA = "egov-sources/0"
KEYS = ("key", "number", "title", "translated", "published", "in_force", "read", "mark", "note")
NEEDED = ("key", "title", "read", "mark")

# What was read of a document, and the best mark that a control may give to the text it takes from there.
READ: dict[str, tuple[Text, str]] = {
    "not-read": (Text("未读", "not read"), ""),
    "title-only": (Text("只见题名", "only the title was seen"), ""),
    "second-hand": (Text("据二手资料", "read second-hand"), "secondary"),
    "outline": (Text("只读目次、范围或前言", "contents, scope or foreword were read"), "outline-seen"),
    "excerpt": (Text("读过片段", "a part was read"), "clause-seen"),
}


class Day(Frozen):
    """A day, and how it is known."""

    day: str
    mark: str


class Registered(Frozen):
    """One document."""

    key: str
    title: Text
    read: str
    mark: str
    number: str = ""
    translated: bool = False  # the English title is ours
    published: Day | None = None
    in_force: Day | None = None
    note: Text = NO_WORDS

    @property
    def is_read(self) -> bool:
        """Whether anything but its title was read."""
        return bool(READ[self.read][1])


def read_register(document: Document) -> tuple[tuple[Registered, ...], tuple[Problem, ...]]:
    """The documents of a register, and what is wrong with it at its own lines."""
    collector = Collector(document, Record("register", {}))
    nothing: tuple[Registered, ...] = ()
    found = collector.tried(lambda: tuple(_documents(collector)), nothing)
    return found, tuple(collector.problems)


def _documents(collector: Collector) -> Iterator[Registered]:
    data = collector.reader.mapping(collector.document.data, (), ("schema", "documents"), ("schema", "documents"))
    seen: set[str] = set()
    for index, entry in enumerate(collector.reader.sequence(data["documents"], ("documents",))):
        at = ("documents", index)
        found = collector.tried(partial(_document, collector, entry, at), None)
        if found is None:
            continue
        for name in filter(None, (found.key, found.number)):
            if name in seen:
                says = Text(f"{name} 已登记", f"{name} is registered already")
                collector.add(Mistake(at, "duplicate", says, Text("合并两处。", "Merge the two.")))
            seen.add(name)
        yield found


def _document(collector: Collector, value: object, at: Path) -> Registered:
    entry = collector.reader.mapping(value, at, KEYS, NEEDED)
    return Registered(
        collector.reader.text(entry["key"], (*at, "key")),
        collector.words(entry["title"], (*at, "title")),
        collector.among(entry["read"], (*at, "read"), READ, "所读", "extent"),
        collector.among(entry["mark"], (*at, "mark"), MARKS, "标记", "mark"),
        collector.reader.text(entry["number"], (*at, "number")) if "number" in entry else "",
        entry.get("translated") is True,
        _day(collector, entry["published"], (*at, "published")) if "published" in entry else None,
        _day(collector, entry["in_force"], (*at, "in_force")) if "in_force" in entry else None,
        collector.words(entry["note"], (*at, "note")) if "note" in entry else NO_WORDS,
    )


def _day(collector: Collector, value: object, at: Path) -> Day:
    entry = collector.reader.mapping(value, at, ("day", "mark"), ("day", "mark"))
    try:
        day = clock.parse_day(collector.reader.text(entry["day"], (*at, "day"))).isoformat()
    except Unclear as error:
        raise Mistake((*at, "day"), "wrong_day", error.says, error.fix) from None
    return Day(day, collector.among(entry["mark"], (*at, "mark"), MARKS, "标记", "mark"))
