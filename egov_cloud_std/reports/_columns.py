"""Rows under one another: what is Chinese is twice as wide."""

from collections.abc import Iterator, Sequence

from ..document.width import display_width


def aligned(rows: Sequence[Sequence[str]], gap: str = "  ") -> Iterator[str]:
    """The first column to the left, numbers to the right."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        pads = [" " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)]
        numbers = (pad + cell for cell, pad in zip(row[1:], pads[1:], strict=True))
        yield gap.join((row[0] + pads[0], *numbers))
