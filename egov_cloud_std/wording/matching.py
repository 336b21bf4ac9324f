"""Finds known writings in a text, and settles which of overlapping ones stand.

The automaton gives every occurrence; those that begin or end inside an ASCII word are dropped before overlaps are
settled, so that one of them cannot hide a true one. Then the leftmost stands, and of those that begin together the
longest. The automaton is that of ahocorasick-rs: Rust, Apache License 2.0, kept up, with wheels for Python 3.11 to 3.14 on
Linux, macOS and Windows; and it counts in characters.
"""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from ..frozen import Frozen
from .normal import Normal

_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")


class Match(Frozen):
    """One known writing, and where it stands in a normalised text."""

    form: str
    start: int
    end: int


class Matcher:
    """Known writings, each in its normal form."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = sorted({one for one in forms if one})
        self._automaton = AhoCorasick(self._forms) if self._forms else None

    def find(self, normal: Normal) -> list[Match]:
        """The matches that stand, from left to right."""
        if self._automaton is None:
            return []
        text = normal.text
        found = [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not (_inside_word(text, start) or _inside_word(text, end))
        ]
        found.sort()
        standing: list[Match] = []
        behind = 0
        for start, negative, index in found:
            if start >= behind:
                behind = -negative
                standing.append(Match(self._forms[index], start, behind))
        return standing


def _inside_word(text: str, at: int) -> bool:
    """Whether a boundary would part an ASCII word."""
    return 0 < at < len(text) and text[at - 1] in _WORD and text[at] in _WORD
