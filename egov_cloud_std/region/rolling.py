"""Many units' conclusions on one control become one, by the strategy that the control declares.

Every strategy works on intervals, so what is not stated stays open: the result is what is certain and what is possible.
A unit to which the control does not apply has no say; one that sent nothing may come to anything.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from ..assess.scores import Interval, Score
from ..assess.statuses import CODES
from ..profiles.controls import RollUp
from .leaf import PLAIN

Bounds = tuple[Fraction, Fraction]
ZERO, ONE = Fraction(0), Fraction(1)


def rolled(how: RollUp, units: Sequence[tuple[Bounds, Fraction]]) -> Interval | None:
    """What units come to together, each an interval and a weight; `None` where there is none.

    `share` is the mean, `weighted` the mean by weight, `worst` the least; `all` and `quorum` ask how many satisfy it.
    """
    if not units:
        return None
    lows, highs = [low for (low, _), _ in units], [high for (_, high), _ in units]
    match how.strategy:
        case "share":
            return Interval(_sum(lows) / len(units), _sum(highs) / len(units))
        case "weighted":
            weight = _sum(of for _, of in units)
            if not weight:
                return None
            low, high = (_sum(bounds[end] * of for bounds, of in units) / weight for end in (0, 1))
            return Interval(low, high)
        case "worst":
            return Interval(min(lows), min(highs))
        case "all":
            return _enough(lows, highs, len(units))
        case "quorum":
            quorum = how.quorum
            assert quorum is not None  # or the profile would not have been read
            return _enough(lows, highs, quorum if isinstance(quorum, int) else quorum * len(units))
        case other:
            raise ValueError(f"no strategy is called {other}")


def _sum(values: Iterable[Fraction]) -> Fraction:
    """Adds values of which most are alike: each is multiplied once."""
    return sum((one * times for one, times in Counter(values).items()), ZERO)


def _enough(lows: Sequence[Fraction], highs: Sequence[Fraction], wanted: int | Fraction) -> Interval:
    certain, possible = sum(one == ONE for one in lows), sum(one == ONE for one in highs)
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
    low, high = _sum(one.low for one in found), _sum(one.high for one in found)
    number = len(found)
    decided = number - (high - low)
    return Score(number, Interval(low / number, high / number), decided / number, low / decided if decided else None)


__all__ = ["PLAIN", "rolled", "score_of_cells", "status_of"]
