"""For reading and for the archive: the report of `word` as a PDF, with the Chinese fonts of this machine embedded."""

from collections.abc import Iterator

from ..assess.results import Result
from ..styles import Style, default_style
from ..words import Lang
from ._lacking import needs
from ._printed.report import report
from ._printed.wording import title_of

EXTRA = "pdf"
STYLED = True
RANKS = True


def render(
    result: Result, lang: Lang, everything: bool, style: Style | None = None, ranking: bool = False
) -> Iterator[bytes]:
    """The report in the style, or in the national form. Raises `Lacking` without the extra, or without Chinese fonts."""
    with needs(EXTRA):
        from ._printed.pdf_file import pdf_file
    yield pdf_file(
        report(result, lang, everything, ranking),
        style or default_style(),
        lang,
        title_of(result).in_(lang),
        result.as_of,
    )
