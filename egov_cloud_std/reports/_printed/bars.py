"""One bar of a chart as a picture: parts side by side, without a word in it, so that it needs no font."""

import io
from collections.abc import Sequence
from fractions import Fraction

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 84  # pixels: 300 to the inch on paper
_HATCH = 18  # between the strokes


def picture(shares: Sequence[Fraction], colours: Sequence[str], hatched: frozenset[int]) -> bytes:
    """A PNG of these shares of the whole, each in its colour (six hexadecimal digits)."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(image)
    left = Fraction(0)
    for index, (share, colour) in enumerate(zip(shares, colours, strict=True)):
        if share:
            start, end = round(left * (WIDTH - 1)), round((left + share) * (WIDTH - 1))
            image.paste(_part(end - start + 1, colour, index in hatched), (start, 0))
            draw.rectangle((start, 0, end, HEIGHT - 1), outline="#404040", width=2)
        left += share
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True, dpi=(300, 300))
    return written.getvalue()


def _part(width: int, colour: str, hatched: bool) -> Image.Image:
    part = Image.new("RGB", (width, HEIGHT), f"#{colour}")
    if hatched:
        draw = ImageDraw.Draw(part)
        for left in range(-HEIGHT, width, _HATCH):
            draw.line((left, HEIGHT, left + HEIGHT, 0), fill="#808080", width=3)
    return part
