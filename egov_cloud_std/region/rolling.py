"""Many units' conclusions on one control become one, by the strategy that the control declares.

Every strategy works on intervals, so what is not stated stays open: the result is what is certain and what is possible.
A unit to which the control does not apply has no say; one that sent nothing may come to anything.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from ..assess.scores import Interval, Score
from ..assess.statuses import CODES
from ..profiles.controls import RollUp
from .leaf import PLAIN

Bounds = tuple[Fraction, Fraction]
Alike = tuple[Bounds, Fraction, int]  # an interval, a weight, and how often both come
ZERO, ONE = Fraction(0), Fraction(1)


def rolled(how: RollUp, units: Sequence[Alike]) -> Interval | None:
    """What units come to together, those that are alike put together; `None` where there is none.

    `share` is the mean, `weighted` the mean by weight, `worst` the least; `all` and `quorum` ask how many satisfy it.
    """
    if not units:
        return None
    match how.strategy:
        case "share":
            return _mean([(bounds, ONE, times) for bounds, _, times in units])
        case "weighted":
            return _mean(units)
        case "worst":
            return Interval(*(min(bounds[end] for bounds, _, _ in units) for end in (0, 1)))
        case "all":
            return _enough(units, _count(units))
        case "quorum":
            quorum = how.quorum
            assert quorum is not None  # or the profile would not have been read
            return _enough(units, quorum if isinstance(quorum, int) else quorum * _count(units))
        case other:
            raise ValueError(f"no strategy is called {other}")


def _count(units: Sequence[Alike]) -> int:
    return sum(times for _, _, times in units)


def _mean(alike: Sequence[Alike]) -> Interval | None:
    whole = _sum((ONE, weight, times) for _, weight, times in alike)
    if not whole:
        return None
    low, high = (_sum((bounds[end], weight, times) for bounds, weight, times in alike) for end in (0, 1))
    return Interval(low / whole, high / whole)


def _sum(products: Iterable[tuple[Fraction, Fraction, int]]) -> Fraction:
    """Adds products of three. What stands over the same denominator is added up in whole numbers first."""
    over: defaultdict[int, int] = defaultdict(int)
    for one, other, times in products:
        over[one.denominator * other.denominator] += one.numerator * other.numerator * times
    return sum((Fraction(number, of) for of, number in over.items()), ZERO)


def _enough(alike: Sequence[Alike], wanted: int | Fraction) -> Interval:
    certain, possible = (sum(times for bounds, _, times in alike if bounds[end] == ONE) for end in (0, 1))
    return Interval(Fraction(certain >= wanted), Fraction(possible >= wanted))


def status_of(interval: Interval | None, units: Iterable[int]) -> str:
    """The status of a cell: what its interval leaves open is open; what fails somewhere is failed, or failed in part."""
    present = {*units}
    if interval is None:
        return "not_assessed" if CODES["not_assessed"] in present else "not_applicable"
    if interval.low == ONE:
        return "satisfied"
    if interval.high == ZERO:
        return "not_satisfied"
    failing = {CODES["not_satisfied"], CODES["partly_satisfied"]} & present
    return "partly_satisfied" if failing and interval.high < ONE else "not_stated"


def score_of_cells(intervals: Iterable[Interval | None]) -> Score:
    """The score of cells: each control counts once, as in the score of one platform."""
    found = [one for one in intervals if one is not None]
    if not found:
        return Score(0, None, None, None)
    low, high = sum((one.low for one in found), ZERO), sum((one.high for one in found), ZERO)
    number = len(found)
    decided = number - (high - low)
    return Score(number, Interval(low / number, high / number), decided / number, low / decided if decided else None)


__all__ = ["PLAIN", "rolled", "score_of_cells", "status_of"]
