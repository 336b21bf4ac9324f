"""For the office: the self-check report (自查报告) as a Word file, laid out as offices do."""

from collections.abc import Iterator

from ..assess.results import Result
from ..styles import Style, default_style
from ..words import Lang
from ._lacking import needs
from ._printed.report import report
from ._printed.wording import title_of

EXTRA = "word"
STYLED = True
RANKS = True


def render(
    result: Result, lang: Lang, everything: bool, style: Style | None = None, ranking: bool = False
) -> Iterator[bytes]:
    """The report in the style, or in the national form. Raises `Lacking` where the extra is not installed."""
    with needs(EXTRA):
        from ._printed.word_file import word_file
    yield word_file(
        report(result, lang, everything, ranking),
        style or default_style(),
        lang,
        title_of(result).in_(lang),
        result.as_of,
    )
