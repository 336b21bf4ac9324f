"""How the controls of a self-check stand, as a scheme counts them: every status its value, what is open an interval.

What is not stated may turn out either way, and a subject that failed may yet turn out partly satisfied while some of its
checks are unknown: stating more only narrows what is counted here.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ..assess import Assessment, Conclusion
from ..assess.statuses import NOT_SATISFIED, NOT_STATED, PARTLY, SATISFIED
from ..checks.routes import UNKNOWN_ITEM
from ..checks.world import Item, World
from ..document import Path
from ..frozen import Frozen
from ..quantities import Quantity, add
from .spans import hull, point, scaled

COUNTED = ("satisfied", "partly_satisfied", "not_satisfied")
Counts = Mapping[str, Quantity]


class Standing(Frozen):
    """How many subjects of one control ended in which status."""

    satisfied: int
    partly: int
    failed: int
    doubtful: int  # of those that failed: some check is unknown, so that they may be partly satisfied
    open: int  # not stated
    missing: bool  # a list is not stated: there may be any number of subjects

    @property
    def applicable(self) -> int:
        """How many subjects count."""
        return self.satisfied + self.partly + self.failed + self.open

    def __add__(self, other: "Standing") -> "Standing":
        return Standing(
            self.satisfied + other.satisfied,
            self.partly + other.partly,
            self.failed + other.failed,
            self.doubtful + other.doubtful,
            self.open + other.open,
            self.missing or other.missing,
        )

    def total(self, counts: Counts) -> Quantity:
        """The sum of the values of all subjects; those of a missing list are not among them."""
        met, part, not_met = (counts[name] for name in COUNTED)
        return add(
            scaled(met, Fraction(self.satisfied)),
            scaled(part, Fraction(self.partly)),
            scaled(not_met, Fraction(self.failed - self.doubtful)),
            scaled(hull((part, not_met)), Fraction(self.doubtful)),
            scaled(whole(counts), Fraction(self.open)),
        )

    def mean(self, counts: Counts) -> Quantity | None:
        """The mean over its subjects; `None` where there is none that counts."""
        if self.missing:
            return whole(counts)
        return scaled(self.total(counts), Fraction(1, self.applicable)) if self.applicable else None


NOTHING_YET = Standing(0, 0, 0, 0, 0, False)


def whole(counts: Counts) -> Quantity:
    """What one subject may count, whatever its status."""
    return hull(counts[name] for name in COUNTED)


def standing_of(conclusion: Conclusion, assessment: Assessment) -> Standing:
    """How one control stands. Controls that are not assessed, and subjects to which one does not apply, do not count."""
    missing = bool(conclusion.missing) and conclusion.claim is None and not conclusion.control.unset
    open_ = conclusion.count(NOT_STATED) - (len(conclusion.missing) if missing else 0)
    failed = conclusion.count(NOT_SATISFIED)
    return Standing(
        conclusion.count(SATISFIED),
        conclusion.count(PARTLY),
        failed,
        _doubtful(conclusion, assessment.world) if failed else 0,
        open_,
        missing,
    )


def of_control(conclusion: Conclusion, assessment: Assessment, counts: Counts) -> Quantity | None:
    """What a control counts as a whole, by its one status; `None` where it does not count."""
    stands = standing_of(conclusion, assessment)
    met, part, not_met = (counts[name] for name in COUNTED)
    open_ = stands.open > 0 or stands.missing
    if not open_ and not stands.applicable:
        return None
    if stands.partly or (stands.failed and stands.satisfied):
        return part
    if stands.failed:
        return hull((part, not_met)) if open_ or stands.doubtful else not_met
    return whole(counts) if open_ else met


def may_fail(conclusion: Conclusion, assessment: Assessment) -> bool | None:
    """Whether a control is a gap by what is stated: not or partly satisfied; `None` while it may become one."""
    stands = standing_of(conclusion, assessment)
    if stands.failed or stands.partly:
        return True
    return None if stands.open or stands.missing else False


def mean_of(means: Iterable[Quantity]) -> Quantity | None:
    """The mean of some means; `None` of none."""
    known = list(means)
    return scaled(add(point(0), *known), Fraction(1, len(known))) if known else None


def _doubtful(conclusion: Conclusion, world: World) -> int:
    control = conclusion.control
    if conclusion.claim is not None or len(control.expect) < 2:
        return 0
    tests = [world.test(part) for part in control.expect]
    items = (_item(world, path) for path, code in conclusion.paths() if code == NOT_SATISFIED)
    return sum(any(test(item, world) is None for test in tests) for item in items)


def _item(world: World, path: Path) -> Item:
    found: object = world.root
    for step in path:
        found = found[step]  # type: ignore[index]
    return found if isinstance(found, dict) else UNKNOWN_ITEM


def chosen(assessment: Assessment, profiles: tuple[str, ...]) -> Iterator[Conclusion]:
    """The conclusions that count: of these profiles, or of all; never questions."""
    return (one for one in assessment.counted() if not profiles or one.control.profile in profiles)
