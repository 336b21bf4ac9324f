"""A style, from its file."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..document import Unusable, read_file

if TYPE_CHECKING:
    from ..styles import Style


class StyleTrouble(Unusable):
    """A style that cannot be used, with every problem at its own line."""


def load_style(path: Path | str) -> "Style":
    """The style in a file. Raises `Unreadable`, and `StyleTrouble` with everything that is wrong in it."""
    from ..styles import read_style  # most runs print nothing on paper

    document = read_file(path)
    style, problems = read_style(document)
    if style is None:
        raise StyleTrouble([(one, document.line(one.place.line)) for one in problems])
    return style
