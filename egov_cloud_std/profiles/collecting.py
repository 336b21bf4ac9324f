"""Collects what is wrong in one profile, so that every mistake is reported at once."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from ..checks import Reader
from ..checks.reader import Mistake
from ..document import Document, Path, Problem
from ..frozen import replace
from ..shapes import Record
from ..words import Text

T = TypeVar("T")


class Collector:
    """Turns mistakes into problems of one document."""

    def __init__(self, document: Document, root: Record, witnesses: bool = True) -> None:
        """`witnesses` are read unless nobody is going to prove anything."""
        self.witnesses = witnesses
        self.document = document
        self.root = root
        self.problems: list[Problem] = []
        self.reader = Reader(root, [])

    def look_at(self, root: Record) -> None:
        """Holds what is read from here on against another shape."""
        self.root = root
        self.reader = replace(self.reader, root=root)

    def add(self, mistake: Mistake) -> None:
        place = self.document.place(mistake.at, key=mistake.on_key)
        self.problems.append(Problem(place, mistake.code, mistake.says, mistake.fix))

    def tried(self, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except Mistake as mistake:
            self.add(mistake)
            return otherwise

    def words(self, value: object, at: Path) -> Text:
        entry = self.reader.mapping(value, at, ("zh", "en"), ("zh", "en"))
        return Text(self.reader.text(entry["zh"], (*at, "zh")), self.reader.text(entry["en"], (*at, "en")))

    def among(self, value: object, at: Path, known: Mapping[str, object], zh: str, en: str) -> str:
        if not isinstance(value, str) or value not in known:
            raise Mistake(
                at,
                "not_a_choice",
                Text(f"{zh}没有 {value}", f"there is no {en} {value}"),
                Text("可用：" + "、".join(known), "Known: " + ", ".join(known)),
            )
        return value

    def named(self, data: Mapping[str, object], key: str) -> Iterator[tuple[str, object, Path]]:
        """The entries of a mapping of named things."""
        value = data.get(key)
        if value is None:
            return
        if not isinstance(value, dict):
            self.add(
                Mistake(
                    (key,),
                    "mapping_expected",
                    Text(f"{key} 应为映射", f"{key} is a mapping"),
                    Text("写成 {名称: 内容}。", "Write {name: content}."),
                )
            )
            return
        for name, entry in value.items():
            yield name, entry, (key, name)
