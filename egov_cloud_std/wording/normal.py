"""Lays aside what is no difference of wording, and keeps where every character came from.

Full-width letters and digits become half-width, traditional characters simplified, compatibility forms plain: always
one character for one. Left out are line breaks inside Chinese text, spaces between Chinese and Latin text, invisible
characters, and emphasis marks inside a word. What is not read becomes `BARRIER`, which stands in no word.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ..document.places import Span
from ..frozen import Frozen
from .traditional import SIMPLIFIED

BARRIER = "\0"
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# What is left out (or, between Latin words, becomes one space). A line that begins with two full-width spaces begins a
# paragraph, and an empty line ends one: neither is a break inside a word.
_GAP = "[ \t\xa0]*[\n\v][ \t>]*|[ \t\xa0]+"
_LEFT_OUT = re.compile(
    rf"(?P<inside>(?<=[{HAN}])[ \t]*[\n\v][ \t>]*(?=[{HAN}]))"
    rf"|(?P<beside>(?<=[{HAN}])(?:{_GAP})(?=[A-Za-z0-9(])|(?<=[A-Za-z0-9)%])(?:{_GAP})(?=[{HAN}]))"
    rf"|(?P<space>(?<=[A-Za-z,])(?:[ \t]*[\n\v][ \t>]*|[ \t\xa0]{{2,}}|[\t\xa0])(?=[A-Za-z(]))"
    "|(?P<unseen>[\u200b-\u200d\u2060\ufeff\xad]+)"
)
_EMPHASIS = re.compile(rf"(?<=[{HAN}])\*{{1,3}}(?=[^\s*])|(?<=[^\s*])\*{{1,3}}(?=[{HAN}])")


@cache
def normal_form(character: str) -> str:
    """The one character that is read in place of another."""
    plain = character
    if not character.isascii():
        folded = unicodedata.normalize("NFKC", character)
        # A full-width space stays: two of them begin a paragraph.
        plain = folded if len(folded) == 1 and not folded.isspace() else character
    return SIMPLIFIED.get(plain, plain)


def folded(text: str) -> str:
    """The same text with each character in its normal form; nothing is moved."""
    return text.translate({ord(one): normal_form(one) for one in set(text)})


class Normal(Frozen):
    """A text as it is compared, in pieces that each know where they began."""

    text: str
    starts: tuple[int, ...]  # of each piece, in this text
    origins: tuple[int, ...]  # of each piece, in the text as it was written

    def origin(self, index: int) -> int:
        """Where a character of this text stood."""
        piece = bisect_right(self.starts, index) - 1
        return self.origins[piece] + index - self.starts[piece]

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of this text stood, from its first character to behind its last."""
        return self.origin(start), self.origin(end - 1) + 1


def normalised(text: str, hidden: Iterable[Span] = (), *, emphasis: bool = False) -> Normal:
    """A text as it is compared; `hidden` is not read; with `emphasis`, Markdown's stars inside a word are left out."""
    plain = _barred(folded(text), hidden)
    kept: list[str] = []
    starts, origins = [], []
    length, at = 0, 0

    def keep(piece: str, origin: int) -> None:
        nonlocal length
        if piece:
            starts.append(length)
            origins.append(origin)
            kept.append(piece)
            length += len(piece)

    for start, end, instead in _left_out(plain, emphasis):
        keep(plain[at:start], at)
        keep(instead, start)
        at = end
    keep(plain[at:], at)
    return Normal("".join(kept), tuple(starts), tuple(origins))


def _barred(text: str, hidden: Iterable[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in sorted(hidden):
        start = max(start, at)
        if start < end:
            pieces += (text[at:start], BARRIER * (end - start))
            at = end
    return "".join((*pieces, text[at:]))


def _left_out(text: str, emphasis: bool) -> Iterator[tuple[int, int, str]]:
    found = [(*one.span(), " " if one.lastgroup == "space" else "") for one in _LEFT_OUT.finditer(text)]
    if emphasis:
        found += [(*one.span(), "") for one in _EMPHASIS.finditer(text)]
        found.sort()
    at = 0
    for start, end, instead in found:
        if start >= at:
            yield start, end, instead
            at = end


@lru_cache(maxsize=1 << 14)
def form(word: str) -> str:
    """A known writing, as it is compared."""
    return normalised(word.strip()).text
