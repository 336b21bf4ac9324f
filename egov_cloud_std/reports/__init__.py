"""One file per format: pure functions of results, that decide nothing.

A format is a module of this folder with `def render(result, lang, everything) -> Iterator[str]`, or `Iterator[bytes]`
for a file that is no text; its name is the value of `--format`. One that is laid out on paper says `STYLED = True`, and
takes a style too; one that can rank the units of a region says `RANKS = True`, and takes `ranking`. What formats share
stands in modules whose names begin with an underscore.
"""

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..assess.results import Result
from ..laid import laid_in
from ..words import Lang

if TYPE_CHECKING:
    from ..styles import Style


def formats() -> tuple[str, ...]:
    """The names of all formats."""
    return laid_in(__path__)


def is_styled(form: str) -> bool:
    """Whether a format is laid out on paper, and takes a style."""
    return bool(getattr(importlib.import_module(f"{__name__}.{form}"), "STYLED", False))


def is_ranking(form: str) -> bool:
    """Whether a format can print a ranking of the units of a region."""
    return bool(getattr(importlib.import_module(f"{__name__}.{form}"), "RANKS", False))


def render(
    result: Result,
    form: str = "text",
    lang: Lang = "zh",
    everything: bool = False,
    style: "Style | None" = None,
    ranking: bool = False,
) -> Iterator[str] | Iterator[bytes]:
    """A result in one format, piece by piece. `everything` lists what is satisfied and not applicable too.

    `style` lays out what is printed on paper, `ranking` adds a ranking of the units of a region; other formats have no
    use for them. Raises `ValueError` where no format
    has that name, and `Lacking` where one needs what is not installed.
    """
    if form not in formats():
        raise ValueError(f"no format is called {form}; there are {', '.join(formats())}")
    module = importlib.import_module(f"{__name__}.{form}")
    how: dict[str, object] = {"style": style} if style is not None and is_styled(form) else {}
    if ranking and is_ranking(form):
        how["ranking"] = True
    pieces: Iterator[str] | Iterator[bytes] = module.render(result, lang, everything, **how)
    return pieces
