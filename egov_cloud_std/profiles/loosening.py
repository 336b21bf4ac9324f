"""Whether an overlay only ever asks for more than the profile it is laid over: thresholds, duties, severities."""

from collections.abc import Iterator

from ..checks import Check, Reader
from ..checks.answers import Literal
from ..checks.conditions import checks_of
from ..checks.kinds.dates import Within
from ..checks.values import Comparable, at_least, equal
from ..clock import Period
from ..document import Path
from ..words import SEVERITIES
from .controls import Profile

LADDER = ("unread", "may", "should", "shall")  # duties, the strictest last; a question is on none of its steps
WEIGHTS = tuple(reversed(SEVERITIES))  # severities, the highest last
MODALS = {"may": ("可", "may"), "should": ("宜", "should"), "shall": ("应", "shall")}


def asks_of(profile: Profile, threshold: str) -> Iterator[Check]:
    """The checks that ask for a threshold."""
    for control in profile.controls:
        for part in control.expect:
            yield from (check for check in checks_of(part) if check.kind.threshold() == threshold)


def value_for(check: Check, value: object, at: Path, reader: Reader) -> Comparable | Period:
    """A threshold's value as this check compares it; raises `Mistake`."""
    if isinstance(check.kind, Within):
        period, _, _ = reader.period(value, at)
        assert period is not None  # the value is no threshold
        return period
    return reader.literal(value, at, check.route.field)


def value_in(check: Check) -> Comparable | Period | None:
    """The value of the threshold that a check asks for; `None` while it is unset."""
    if isinstance(check.kind, Within):
        return check.kind.period
    answer = getattr(check.kind, "answer", None)
    return answer.value if isinstance(answer, Literal) else None


def as_strict(new: Comparable | Period, old: Comparable | Period, direction: str) -> bool | None:
    """Whether whatever meets the new value meets the old one too; `None` where that cannot be told."""
    if isinstance(new, Period) and isinstance(old, Period):
        return _no_longer(new, old)
    if isinstance(new, Period) or isinstance(old, Period):
        return None
    match direction:
        case "at_least" | "more_than":
            return at_least(new, old)
        case "at_most" | "less_than":
            return at_least(old, new)
        case _:
            return equal(new, old)


def _no_longer(new: Period, old: Period) -> bool | None:
    """Months have 28 to 31 days, years 365 or 366: only what holds for all of them is told."""
    if new.months <= old.months and new.days <= old.days:
        return True
    if _days(new)[1] <= _days(old)[0]:
        return True
    if new.months >= old.months and new.days >= old.days:
        return False
    return False if _days(new)[0] > _days(old)[1] else None


def _days(period: Period) -> tuple[int, int]:
    years, months = divmod(period.months, 12)
    return years * 365 + months * 28 + period.days, years * 366 + months * 31 + period.days


def show(value: object) -> str:
    """A value as it was written."""
    return "true" if value is True else "false" if value is False else str(getattr(value, "text", value))
