"""One file per format: pure functions of results, that decide nothing.

A format is a module of this folder with `def render(result, lang, everything) -> Iterator[str]`, or `Iterator[bytes]`
for a file that is no text; its name is the value of `--format`. What formats share stands in modules whose names begin with an underscore.
"""

import importlib
from collections.abc import Iterator

from ..assess.results import Result
from ..laid import laid_in
from ..words import Lang


def formats() -> tuple[str, ...]:
    """The names of all formats."""
    return laid_in(__path__)


def render(
    result: Result, form: str = "text", lang: Lang = "zh", everything: bool = False
) -> Iterator[str] | Iterator[bytes]:
    """A result in one format, piece by piece. `everything` lists what is satisfied and not applicable too.

    Raises `ValueError` where no format has that name.
    """
    if form not in formats():
        raise ValueError(f"no format is called {form}; there are {', '.join(formats())}")
    module = importlib.import_module(f"{__name__}.{form}")
    pieces: Iterator[str] | Iterator[bytes] = module.render(result, lang, everything)
    return pieces
