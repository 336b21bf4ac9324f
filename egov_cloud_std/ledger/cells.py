"""Text as a cell of a workbook can hold it."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import starmap

from ..document.width import display_width
from ..words import Text

LONGEST = 32_767
"""Characters of a cell, as UTF-16 counts them."""
LAST_ROW = 1_048_576

LINE, LATIN_LINE, TALLEST = 14.3, 12.6, 400.0  # points, of text of ten points
_LOOKED_AT = 5_000  # characters of a cell when its height is estimated: no row shows more

# What XML cannot hold, whatever writes it, and what would turn the text around it another way.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@lru_cache(16_384)  # most columns repeat few texts
def cell_text(text: str) -> str:
    """A text without what no cell should hold, and cut with a visible note where it is too long for a cell."""
    if not text.isascii() or not text.isprintable():
        text = _UNFIT.sub("�", text.replace("\r\n", "\n"))
    if _units(text) <= LONGEST:
        return text
    note = f"…（截断，原有 {len(text):,} 字 / cut, {len(text):,} characters）"
    room = LONGEST - _units(note)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + note


def begins_like_a_formula(text: str) -> bool:
    """Whether somebody who types or imports this text makes a formula of it: it is marked as text for good."""
    return text.startswith(_BEGINS)


def height(cells: Iterable[tuple[str, float]]) -> float:
    """How tall a row is that shows the whole of these texts in columns so wide; programs differ in whether they see to it."""
    return min(TALLEST, max(starmap(_tall, cells), default=LINE) + 1.5)


@lru_cache(16_384)
def _tall(text: str, width: float) -> float:
    line = LATIN_LINE if text.isascii() else LINE
    if len(text) * 2 < width and "\n" not in text:
        return line
    fit = max(1.0, width - 1.5)  # lines break at words, and not every letter is as narrow as a digit
    return line * sum(max(1, -int(-display_width(one) // fit)) for one in text[:_LOOKED_AT].split("\n"))


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def seen(at: str, value: Text, wanted: Text, negated: bool) -> Text:
    """What is and what is required, as a ledger says it."""
    asked = ("要求", "required"), ("不应", "ruled out")
    zh, en = asked[negated]
    return Text(f"{at}：现为 {value.zh}，{zh}：{wanted.zh}", f"{at}: now {value.en}; {en}: {wanted.en}")
