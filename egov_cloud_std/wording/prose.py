"""A text that is read for its wording: its lines, and what in it is no wording."""

from collections.abc import Iterator
from functools import cached_property

from ..checks.readings import Spot
from ..document.places import Lines, Span
from ..frozen import Frozen
from .normal import Normal, normalised


class Prose(Frozen):
    """The text of one document."""

    lines: Lines
    hidden: tuple[Span, ...] = ()  # code, comments, addresses: not read
    headings: tuple[int, ...] = ()  # numbers of the lines that are headings
    tables: tuple[tuple[tuple[Span, ...], ...], ...] = ()  # of each table the rows, of each row the cells
    is_markdown: bool = False
    is_word: bool = False

    @cached_property
    def normal(self) -> Normal:
        """The text as it is compared."""
        return normalised(self.lines.text, (*self.hidden, *self._ends()), emphasis=self.is_markdown)

    def _ends(self) -> Iterator[Span]:
        """Line ends that end what is said: of headings, and in Word of every paragraph."""
        starts = self.lines.starts
        numbers = range(1, len(starts)) if self.is_word else self.headings
        return ((starts[number] - 1, starts[number]) for number in numbers if number < len(starts))

    def spot(self, span: Span) -> Spot:
        """Some words and where they stand; a break or a mark of emphasis inside them is not said."""
        place = self.lines.place(*span)
        words = "".join(part.strip("> \t") if index else part.rstrip() for index, part in enumerate(self._parts(span)))
        words = words.replace("*", "") if self.is_markdown else words
        return Spot(place, words, self.lines.line(place.line), self.is_word)

    def _parts(self, span: Span) -> list[str]:
        return self.lines.text[slice(*span)].replace("\v", "\n").split("\n")
