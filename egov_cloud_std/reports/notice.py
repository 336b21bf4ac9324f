"""For the units: a notice of rectification (整改通知) each, as one Word file, with room for terms, names and a seal."""

from collections.abc import Iterator

from ..assess.results import Result
from ..styles import Style, default_style
from ..words import Lang
from ._lacking import needs
from ._printed.notice import TITLE, notices

EXTRA = "word"
STYLED = True


def render(result: Result, lang: Lang, everything: bool, style: Style | None = None) -> Iterator[bytes]:
    """The notices in the style, or in the national form. Raises `Lacking` where the extra is not installed."""
    with needs(EXTRA):
        from ._printed.word_file import word_file
    yield word_file(notices(result, lang), style or default_style(), lang, TITLE.in_(lang), result.as_of)
