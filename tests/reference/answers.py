"""What a question compares with: a literal, a threshold, another place, or a number that is worked out."""

from collections.abc import Mapping
from fractions import Fraction

from egov_cloud_std import quantities
from egov_cloud_std.quantities import Quantity
from egov_cloud_std.shapes import Field

from .logic import both, ordered, same
from .places import MISSING, NONE, Found, Plain, Truth, World, field_of, items, look, scalar

COUNT = Field("count", "count")
SHARE = Field("share", "quantity", dimension="ratio")


def answer(world: World, field: Field, wanted: Plain) -> Plain:
    """One value to compare with: a value, or a mark."""
    if isinstance(wanted, str) and wanted.startswith("$"):
        wanted = world.thresholds[wanted[1:]]["value"]
    if not isinstance(wanted, dict):
        return scalar(field, wanted)
    if "place" in wanted:
        return look(world, wanted["place"]).value
    if "sum_of" in wanted:
        return total(world, wanted["sum_of"])
    if "count_of" in wanted:
        found = look(world, wanted["count_of"]["list"])
        count = MISSING if found.value is MISSING else count_of(world, found, wanted["count_of"].get("where"))
        return MISSING if count is MISSING or count.exact is None else count
    part, whole = (total(world, wanted["ratio_of"][name]) for name in ("part", "whole"))
    return MISSING if MISSING in (part, whole) else quantities.ratio(part, whole) or MISSING


def answers(world: World, field: Field, wanted: Plain) -> Plain:
    """Several values to compare with; `MISSING` when the place that holds them is."""
    if isinstance(wanted, dict):
        return look(world, wanted["place"]).value
    return tuple(answer(world, field, one) for one in wanted)


def total(world: World, terms: Plain) -> Plain:
    """A sum; a missing term makes all of it missing, and what is stated as none counts nothing."""
    if isinstance(terms, str) or (isinstance(terms, dict) and "list" in terms):
        terms = [terms]
    if isinstance(terms, list):
        terms = {"plus": terms}
    plus = [one for term in terms.get("plus", []) for one in _values(world, term)]
    minus = [one for term in terms.get("minus", []) for one in _values(world, term)]
    if MISSING in plus or MISSING in minus:
        return MISSING
    result = Quantity(_dimension(world, [*terms.get("plus", []), *terms.get("minus", [])][0]), Fraction(0), Fraction(0))
    for one in plus:
        result = result if one is NONE else quantities.add(result, one)
    for one in minus:
        result = result if one is NONE else quantities.subtract(result, one)
    return result


def _dimension(world: World, term: Plain) -> str:
    """What a term measures; "" for plain numbers."""
    if isinstance(term, str):
        return look(world, term).field.dimension
    return field_of(look(world, term["list"]).field.record, term["field"]).dimension


def _values(world: World, term: Plain) -> list[Plain]:
    """What one term adds: the value at a place, or one value for each item of a list that counts."""
    if isinstance(term, str):
        return [look(world, term).value]
    found = look(world, term["list"])
    if found.value is MISSING or found.unlisted:
        return [MISSING]
    values: list[Plain] = []
    for item in items(world, found):
        counts = item.meets(term.get("where"))
        if counts is not False:
            values.append(look(item, term["field"]).value if counts else MISSING)
    return values


def count_of(world: World, found: Found, where: Mapping[str, Plain] | None) -> Quantity:
    """How many items meet a condition: from those that surely do to all that may."""
    meeting = _meeting(world, found, where)
    least = meeting.count(True)
    return Quantity("", Fraction(least), Fraction(least + meeting.count(None) + found.unlisted))


def _meeting(world: World, found: Found, where: Mapping[str, Plain] | None) -> list[Truth]:
    if found.field.kind == "set":
        return [None if one is MISSING else True for one in found.value]
    return [one.meets(where) for one in items(world, found)]


def counted(world: World, found: Found, wanted: Mapping[str, Plain]) -> Truth:
    """How many items of a list or a set meet a condition."""
    return _bounded(world, COUNT, count_of(world, found, wanted.get("where")), wanted)


def shared(world: World, found: Found, wanted: Mapping[str, Plain]) -> Truth:
    """The share of the items that meet a condition; of no items, any share."""
    meeting = _meeting(world, found, wanted.get("where"))
    whole = len(meeting) + found.unlisted
    if whole == 0:
        return True
    least = meeting.count(True)
    most = least + meeting.count(None) + found.unlisted
    share = Quantity("ratio", Fraction(least, whole), Fraction(most, whole))
    return _bounded(world, SHARE, share, wanted)


def _bounded(world: World, field: Field, value: Quantity, wanted: Mapping[str, Plain]) -> Truth:
    return both(
        same(value, answer(world, field, one)) if name == "equals" else ordered(name, value, answer(world, field, one))
        for name, one in wanted.items()
        if name != "where"
    )


def near(world: World, found: Found, wanted: Mapping[str, Plain]) -> Truth:
    """Whether a value is the one worked out, within the tolerance."""
    rest = {key: one for key, one in wanted.items() if key != "tolerance"}
    other = answer(world, found.field, rest)
    if found.value is NONE:
        return False
    if other in (MISSING, NONE):
        return None
    share = quantities.parse(wanted["tolerance"], "ratio").exact
    return quantities.equals(found.value, other, share)


def equals(world: World, found: Found, wanted: Plain) -> Truth:
    """The same value, or near enough where a tolerance is given."""
    if isinstance(wanted, dict) and "tolerance" in wanted:
        return near(world, found, wanted)
    other = answer(world, found.field, wanted)
    if found.value is NONE:
        return False
    return None if other is NONE else same(found.value, other)


def compared(world: World, found: Found, name: str, wanted: Plain) -> Truth:
    """at_least, at_most, more_than, less_than."""
    return ordered(name, found.value, answer(world, found.field, wanted))
