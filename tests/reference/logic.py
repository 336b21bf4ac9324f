"""Kleene's three-valued logic, and the comparison of two values."""

from collections.abc import Iterable
from datetime import date

from egov_cloud_std import quantities
from egov_cloud_std.quantities import Quantity

from .places import MISSING, NONE, Plain, Truth


def both(answers: Iterable[Truth]) -> Truth:
    """All of them: a false one outweighs an unknown one."""
    seen = list(answers)
    return False if False in seen else None if None in seen else True


def either(answers: Iterable[Truth]) -> Truth:
    """Plain of them: a true one outweighs an unknown one."""
    seen = list(answers)
    return True if True in seen else None if None in seen else False


def opposite(answer: Truth) -> Truth:
    """The negation."""
    return None if answer is None else not answer


def same(first: Plain, second: Plain) -> Truth:
    """Whether two values are one and the same; what is stated as none is the same as no value."""
    if first is MISSING or second is MISSING:
        return None
    if first is NONE or second is NONE:
        return False
    if isinstance(first, Quantity):
        return quantities.equals(first, second)
    return bool(first == second)


def ordered(question: str, first: Plain, second: Plain) -> Truth:
    """Whether the first is at_least, at_most, more_than or less_than the second."""
    if first is NONE:
        return False
    if first is MISSING or second in (MISSING, NONE):
        return None  # nothing to compare with
    if isinstance(first, date):
        days = {
            "at_least": first >= second,
            "at_most": first <= second,
            "more_than": first > second,
            "less_than": first < second,
        }
        return days[question]
    compare = {
        "at_least": quantities.at_least,
        "at_most": quantities.at_most,
        "more_than": quantities.more_than,
        "less_than": quantities.less_than,
    }
    return compare[question](first, second)
