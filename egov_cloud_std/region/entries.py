"""A part of a result that somebody hands in: its values are taken as what they have to be, or refused at their place."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from .. import clock
from ..document import Document, Path, Problem, Unreadable
from ..frozen import Frozen
from ..words import Text, Unclear

SHARE = re.compile(r"[0-9]{1,4000}(/[0-9]{1,4000})?")  # Python reads no more digits than 4300 into a number


def unusable(document: Document, at: Path, says: Text) -> Unreadable:
    """Why a result cannot be used, at its place."""
    place = document.place(at)
    fix = Text(
        "用 egov-check 描述或文件夹 --format json=文件 重新生成结果。",
        "Make the result again: egov-check PATH --format json=FILE.",
    )
    return Unreadable(Problem(place, "result", says, fix), document.line(place.line))


class Entry(Frozen):
    """A mapping of a result. Whatever is asked of it raises `Unreadable` where something else is there."""

    document: Document
    data: dict[str, Any]
    at: Path

    def unusable(self, name: str, says: Text) -> Unreadable:
        """What is wrong with one of the values."""
        missing = Text(f"缺少 {name}", f"{name} is missing")
        return unusable(self.document, (*self.at, name), says if name in self.data else missing)

    def text(self, name: str) -> str:
        """A text."""
        found = self.data.get(name)
        if not isinstance(found, str):
            raise self.unusable(name, Text("应为文本", "a text belongs here"))
        return found

    def flag(self, name: str) -> bool:
        """True or false."""
        found = self.data.get(name)
        if not isinstance(found, bool):
            raise self.unusable(name, Text("应为 true 或 false", "true or false belongs here"))
        return found

    def number(self, name: str) -> int:
        """A whole number, 0 or more."""
        found = self.data.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            raise self.unusable(name, Text("应为不小于 0 的整数", "a whole number of 0 or more belongs here"))
        return found

    def numbers(self, names: "Mapping[str, object] | tuple[str, ...]") -> list[int]:
        """Several of them."""
        return [self.number(name) for name in names]

    def one_of(self, found: object, words: Mapping[str, object], name: str = "") -> str:
        """A word of a fixed vocabulary."""
        if not isinstance(found, str) or found not in words:
            few = " ".join(words)
            raise self.unusable(name or str(found), Text(f"应为其中之一：{few}", f"one of these belongs here: {few}"))
        return found

    def choice(self, name: str, words: Mapping[str, object]) -> str:
        """The value of a name, one of a fixed vocabulary."""
        return self.one_of(self.data.get(name), words, name)

    def inner(self, name: str) -> "Entry":
        """A mapping inside."""
        found = self.data.get(name)
        if not isinstance(found, dict):
            raise self.unusable(name, Text("此处应为一组字段", "a mapping belongs here"))
        return Entry(self.document, found, (*self.at, name))

    def listed(self, name: str) -> list[Any]:
        """A list."""
        found = self.data.get(name)
        if not isinstance(found, list):
            raise self.unusable(name, Text("应为列表", "a list belongs here"))
        return found

    def entries(self, name: str) -> "Iterator[Entry]":
        """The mappings in a list."""
        for index, one in enumerate(self.listed(name)):
            if not isinstance(one, dict):
                says = Text("此处应为一组字段", "a mapping belongs here")
                raise unusable(self.document, (*self.at, name, index), says)
            yield Entry(self.document, one, (*self.at, name, index))

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        found = self.listed(name)
        for index, one in enumerate(found):
            if not isinstance(one, str):
                raise unusable(self.document, (*self.at, name, index), Text("应为文本", "a text belongs here"))
        return found

    def moment(self, name: str) -> datetime:
        """A moment."""
        try:
            return clock.parse_moment(self.text(name))
        except Unclear as error:
            raise self.unusable(name, error.says) from None

    def moment_or_none(self, name: str) -> datetime | None:
        """A moment, or null."""
        return None if name in self.data and self.data[name] is None else self.moment(name)

    def day(self, name: str) -> date:
        """A day."""
        try:
            return clock.parse_day(self.text(name))
        except Unclear as error:
            raise self.unusable(name, error.says) from None

    def share_or_none(self, name: str) -> Fraction | None:
        """An exact share, or null."""
        found = self.data.get(name)
        return None if name in self.data and found is None else self.share(found, (name,))

    def share(self, found: object, at: Path) -> Fraction:
        """An exact share from 0 to 1, as a text `numerator/denominator`."""
        try:
            share = Fraction(found) if isinstance(found, str) and SHARE.fullmatch(found) else None
        except ZeroDivisionError:
            share = None
        if share is None or share > 1:
            says = Text("应为 0 到 1 的分数", "a fraction from 0 to 1 belongs here")
            raise unusable(self.document, (*self.at, *at), says)
        return share
