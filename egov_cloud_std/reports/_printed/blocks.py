"""What a printed report is made of, one after the other: plain values in one language, numbered already."""

import re
from fractions import Fraction

from ...frozen import Frozen
from ...words import Lang, Text

Row = tuple[str, ...]
LONG_WORD = re.compile(r"[!-~]{14}")  # a place or a name that cannot be broken: its paragraph is not justified


class Cover(Frozen):
    """The first page, without a number: the title, what is to be filled in by hand or is known, and the notices."""

    title: str
    name: str
    fields: tuple[tuple[str, str], ...]  # an empty value is a line to write on
    notices: tuple[str, ...]


class Title(Frozen):
    """The title of what stands on its own: the statement, a notice."""

    text: str
    new_page: bool = True


class Heading(Frozen):
    """A heading of levels 1 to 4, its number in the text."""

    level: int
    text: str


class Annex(Frozen):
    """Where an annex begins, on a page of its own."""

    mark: str  # 附件1
    title: str


class Paragraph(Frozen):
    """Some sentences; what stands before them is set off."""

    text: str
    label: str = ""


class Note(Frozen):
    """Small print under a table or a chart; or above it, where it leads to what follows."""

    text: str
    leads: bool = False


class Table(Frozen):
    """Rows under a head that is repeated on every page. Widths are shares of the line."""

    head: Row
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()  # columns of figures: they stand in the middle


class Bars(Frozen):
    """A chart: for each label a bar of parts, in the order of the legend; what it says in words for those who cannot see it."""

    legend: Row
    colours: Row  # six hexadecimal digits each
    hatched: frozenset[int]  # parts that are told apart without colour
    rows: tuple[tuple[str, tuple[Fraction, ...], str], ...]  # label, shares of the whole, the same in words


class Signature(Frozen):
    """The closing sentence, who signs, with room for a seal, and the date: they stay on one page."""

    says: str
    lines: Row


Block = Cover | Title | Heading | Annex | Paragraph | Note | Table | Bars | Signature

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def chinese(number: int) -> str:
    """A number from 1 to 9999 in Chinese: 一, 十二, 二十, 一百零五."""
    text, gap = "", False
    for place in reversed(range(len(str(number)))):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = bool(text) and not digit
    return text.removeprefix("一") if 10 <= number < 20 else text


class Outline:
    """Numbers headings as offices do: 一、（一）1.（1）; in English 1, 1.1, 1.1.1, (1). And annexes, through the document."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._counts = [0, 0, 0, 0]
        self._annexes = 0

    def heading(self, level: int, text: str) -> Heading:
        """The next heading of a level; those below it begin anew."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        number = self._counts[level - 1]
        if self._lang == "zh":
            marks = (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}. ", f"（{number}）")
            return Heading(level, marks[level - 1] + text)
        mark = f"({number})" if level == 4 else ".".join(map(str, self._counts[:level]))
        return Heading(level, f"{mark} {text}")

    def annex(self, title: str) -> Annex:
        """The next annex."""
        self._annexes += 1
        return Annex(self.annex_mark(self._annexes), title)

    def annex_mark(self, number: int) -> str:
        """How an annex is referred to."""
        return Text(f"附件{number}", f"Annex {number}").in_(self._lang)
