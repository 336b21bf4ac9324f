"""What a line of usual YAML is, and what stands between two commas in brackets: each is looked at once.

Inventories repeat most of their lines, and the files of a region repeat one another's; so what was met is remembered for
as long as the process lives. Whatever is rare or doubtful is `Unusual`.
"""

import re
from functools import lru_cache
from sys import intern
from typing import TypeAlias, TypeVar

from .limits import Limits
from .values import SUSPECT, Scalar, TooManyDigits, plain

Shape: TypeAlias = tuple[int, str | None, Scalar, int, int, tuple[int, int, int]]
"""What a line is: the column of a `key: scalar` that stands alone (-1 of any other line), the key, the value, the columns
where that starts and ends; and the kind, and the columns of the dash (-1 without) and of what follows it."""
Part: TypeAlias = tuple[bool, str | None, Scalar, int, int, int, str]
"""What stands between two commas in brackets: whether it is an entry, the columns where its key, if it has one, and its
value start, where that ends, and the brackets that close behind it."""

SCALAR, LATER, FLOW, BLOCK, NOTHING = range(5)
_ALONE = (SCALAR, -1, -1)

KEY = r"(\w[\w./-]{0,200}+|\.[A-Za-z_][\w./-]{0,200}+)"  # libyaml knows no key of more than 1024 characters
_BARE = r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=[0-9]))"
_QUOTED = r""""([^"\\\n]*+)"|'([^'\n]*+)'"""
_LINE = re.compile(
    rf"( *+)(- ++)?(?:{KEY}:(?: ++|\Z))?"
    rf"(?:({_BARE}.*+)|(?:{_QUOTED}|([|>]-?+)|(?:#.*+)?)(?: ++(?:#.*+)?)?+|([\[{{]).*+)"
)
_DASH, _NAME, _PLAIN, _BRACKET = 2, 3, 4, 8
_PART = re.compile(
    rf" *+(?:{KEY}: ++)?+(?:({_BARE}[^,\[\]{{}}:#?]*+(?::[^\s,\[\]{{}}:#?][^,\[\]{{}}:#?]*+)*+)|{_QUOTED})?+ *+([\]}} ]*+)"
)

_ITEMS = ("- {", "- [")
_LONG = 100  # characters: longer lines seldom repeat
_MANY = 32_768  # as many lines, and as many parts, are remembered


class Unusual(Exception):
    """What stands here is for libyaml to read."""


def _scalar(text: str, digits: int) -> Scalar:
    """What a bare word says."""
    if text[0] not in SUSPECT:
        return text
    try:
        return plain(text, digits)
    except TooManyDigits:
        raise Unusual from None


Met = TypeVar("Met")


class _Remembered(dict[str, Met]):
    """What short texts are that were met before."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits

    def kept(self, text: str, what: Met) -> Met:
        """Remembers it, unless the text is so long that it seldom repeats."""
        if len(text) <= _LONG:
            if len(self) >= _MANY:
                self.clear()
            self[text] = what
        return what


class Shapes(_Remembered[Shape]):
    """Lines met before, and what they are: inventories repeat most of theirs. Raises `Unusual`."""

    def __missing__(self, line: str) -> Shape:
        if len(line) > self.limits.scalar:
            raise Unusual
        text = line.lstrip(" ")
        if text.startswith(_ITEMS):
            return _item(len(line) - len(text))
        found = _LINE.fullmatch(line)
        if found is None:
            raise Unusual
        indent, mark, name, bare, *_ = found.groups()
        if bare is not None and (mark or name is not None):
            shape = self._plain(found.start(_PLAIN), len(indent), mark, name, bare)
        else:
            shape = self._shape(found, found.lastindex or 0)
        return self.kept(line, shape)

    def _plain(self, start: int, column: int, mark: str | None, name: str | None, text: str) -> Shape:
        if " #" in text:
            text = text[: text.index(" #")]
        if text[-1] == " ":
            text = text.rstrip(" ")
        if text[-1] == ":" or ": " in text:
            raise Unusual
        value = _scalar(text, self.limits.digits)
        if mark:
            return -1, name, value, start, start + len(text), (SCALAR, column, column + len(mark))
        return column, name and intern(name), value, start, start + len(text), _ALONE

    def _shape(self, found: re.Match[str], group: int) -> Shape:
        indent, mark, name, _, double, single, block, _ = found.groups()
        inner = len(indent) + len(mark or "")
        dash = len(indent) if mark else -1
        if name is None and group <= _DASH and not mark:
            return -1, None, None, 0, 0, (NOTHING, dash, inner)
        if name is None and (group <= _DASH or not mark):
            raise Unusual  # the value goes on here, or stands below its key
        name = name and intern(name)
        start, end = found.span(group)
        if group == _NAME:
            return -1, name, None, end + 1, end + 1, (LATER, dash, inner)
        if group == _BRACKET:
            return -1, name, None, start, end, (FLOW, dash, inner)
        if block is not None:
            return -1, name, block, start, end, (BLOCK, dash, inner)
        value = single if double is None else double
        return -1 if mark else inner, name, value, start - 1, end + 1, (SCALAR, dash, inner)


@lru_cache(maxsize=256)
def _item(dash: int) -> Shape:
    """An item in brackets, whatever stands in them; few such lines are met twice."""
    inner = dash + 2
    return -1, None, None, inner, inner + 1, (FLOW, dash, inner)


class Parts(_Remembered[Part]):
    """Parts of brackets met before, and what they are. Raises `Unusual`."""

    def __missing__(self, text: str) -> Part:
        found = _PART.fullmatch(text)
        if found is None or len(text) > self.limits.scalar:
            raise Unusual
        name, bare, double, single, closers = found.groups()
        at = -1 if name is None else found.start(1)
        part: Part
        if bare is not None:
            start, bare = found.start(2), bare.rstrip(" ")
            value = _scalar(bare, self.limits.digits)
            part = True, name and intern(name), value, at, start, start + len(bare), closers
        elif double is not None:
            part = True, name and intern(name), double, at, found.start(3) - 1, found.end(3) + 1, closers
        elif single is not None:
            part = True, name and intern(name), single, at, found.start(4) - 1, found.end(4) + 1, closers
        elif name is not None:
            raise Unusual
        else:
            part = False, None, None, at, 0, found.start(5), closers
        return self.kept(text, part)


@lru_cache(maxsize=1)
def known(limits: Limits) -> tuple[Shapes, Parts]:
    """What this process has met: the files of a region are much alike."""
    return Shapes(limits), Parts(limits)
