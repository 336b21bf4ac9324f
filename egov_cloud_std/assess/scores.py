"""Scores, as intervals with their working.

Each control counts once: it is [satisfied, satisfied + not stated] ÷ applicable subjects, a missing list is [0, 1],
and partly satisfied counts nothing. Not applicable and not assessed stand outside the denominator; questions are in
no score. The filled-in rate and the share satisfied among what is decided weigh controls in the same way, so that
low = filled in x satisfied among decided, and high = low + what is not filled in.
"""

from collections.abc import Iterable
from fractions import Fraction

from ..frozen import Frozen


class Interval(Frozen):
    """From what is certain to what is possible."""

    low: Fraction
    high: Fraction


class Tally(Frozen):
    """How many subjects of one control ended in which status; a missing list counts one subject, not stated."""

    satisfied: int
    failed: int  # not or partly satisfied
    not_stated: int

    @property
    def applicable(self) -> int:
        """The denominator."""
        return self.satisfied + self.failed + self.not_stated


class Score(Frozen):
    """What a set of controls comes to; `None` where no control counts."""

    controls: int
    interval: Interval | None
    filled_in: Fraction | None
    satisfied_among_decided: Fraction | None


def score_of(tallies: Iterable[Tally]) -> Score:
    """The score of these controls."""
    counted = [tally for tally in tallies if tally.applicable]
    if not counted:
        return Score(0, None, None, None)
    number = len(counted)
    shares: dict[int, list[int]] = {}  # by denominator, so that few fractions are added
    for one in counted:
        share = shares.setdefault(one.applicable, [0, 0])
        share[0] += one.satisfied
        share[1] += one.not_stated
    satisfied = sum((Fraction(holding, of) for of, (holding, _) in shares.items()), Fraction(0))
    open_ = sum((Fraction(missing, of) for of, (_, missing) in shares.items()), Fraction(0))
    decided = number - open_
    return Score(
        number,
        Interval(satisfied / number, (satisfied + open_) / number),
        decided / number,
        satisfied / decided if decided else None,
    )
