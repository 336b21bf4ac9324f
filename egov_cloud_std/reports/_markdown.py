"""Markdown's one place for escaping: whatever is written into a page is text there, and no markup, HTML or link."""

import re

from ._lines import clean

_TICKS = re.compile(r"`+")
# Markup anywhere; what would become a link or a reference by itself; and what begins a block at the start of a text.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|~$]|:(?=//)|(?<=www)\.|#(?=\d)|^[#+=-]|^\d+(?=[.)])", re.IGNORECASE)
_SPAN = re.compile(r"(`[^`]+`)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}  # a bar would end the cell of a table


def escaped(text: str) -> str:
    """A text in one line, as text."""
    return _MARKUP.sub(_as_text, clean(text))


def _as_text(found: re.Match[str]) -> str:
    one = found[0]
    if one.isdigit():  # it would number a list
        return f"&#{ord(one[0])};{one[1:]}"
    return _ENTITIES.get(one, f"\\{one}")


def prose(text: str) -> str:
    """A sentence of a profile, where what stands between backticks is a name or a value."""
    parts = _SPAN.split(text)
    return "".join(code(one[1:-1]) if _SPAN.fullmatch(one) else escaped(one) for one in parts)


def code(text: str) -> str:
    """A name, a value or a place as it is, between as many backticks as it takes. Not for cells of tables."""
    shown = clean(text)
    if not shown.strip():
        return "—"
    longest = max((len(ticks) for ticks in _TICKS.findall(shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
