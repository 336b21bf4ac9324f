"""Keeps the gaps of a result while several formats are written: making them costs more than printing them."""

from collections.abc import Callable, Iterator
from functools import cache

from ..frozen import replace
from ..words import GAPS
from .findings import Finding
from .results import Result, UnitResult

MOST = 50_000  # gaps of one unit that are kept; more are made anew for each format, one after the other


def keeping(result: Result) -> Result:
    """The same result, whose units make their gaps once. Units of a region stay as they are: each is gone after its turn."""
    if result.region is not None:
        return result
    units = tuple(_keeping(unit) for unit in result.units)
    return replace(result, units=units)


def _keeping(unit: UnitResult) -> UnitResult:
    if sum(unit.counts.findings[status] for status in GAPS) > MOST:
        return unit
    return replace(unit, _gaps=_kept(unit._gaps))


def _kept(gaps: Callable[[bool], Iterator[Finding]]) -> Callable[[bool], Iterator[Finding]]:
    @cache
    def made(questions: bool) -> tuple[Finding, ...]:
        return tuple(gaps(questions))

    return lambda questions: iter(made(questions))
