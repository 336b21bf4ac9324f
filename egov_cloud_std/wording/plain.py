"""Plain text: only its addresses are no wording."""

import re

from ..document.places import Lines
from .normal import HAN
from .prose import Prose

# Neither Chinese text nor Chinese punctuation belongs to an address that stands in a sentence, but for a Chinese part
# between two marks of the address, or between such a mark and a space.
_PART = r"[!-;=?-\[\]_a-z{|}~]"
_CHINESE = rf"(?<=[/=?#&_-])[{HAN}]+(?=[\s/=?#&_.-]|$)"
ADDRESS = (
    rf"(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp]|[Ss][Ff][Tt][Pp])://(?:{_PART}|{_CHINESE})+"
    rf"|\bwww\.(?:{_PART}|{_CHINESE})+"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
)
_ADDRESS = re.compile(ADDRESS)
_HEADING = re.compile(
    r"[ \t\u3000]*(?:第[一二三四五六七八九十百零0-9]+[编章节]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）"
    r"|[0-9]+(?:\.[0-9]+)*[.、 \t\u3000]|附[录件])[^。；，,;]{0,40}"
)


def prose(lines: Lines) -> Prose:
    """A plain text."""
    numbers = range(1, len(lines.starts) + 1)
    headings = tuple(number for number in numbers if is_heading(lines.line(number)))
    return Prose(lines, tuple(one.span() for one in _ADDRESS.finditer(lines.text)), headings)


def is_heading(line: str) -> bool:
    """Whether a line looks like a numbered heading."""
    return len(line) <= 60 and _HEADING.fullmatch(line) is not None


def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Where addresses stand."""
    return tuple(one.span() for one in _ADDRESS.finditer(text))
