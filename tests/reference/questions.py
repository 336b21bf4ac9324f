"""Every question of the language of controls, asked of one place."""

from collections.abc import Mapping
from typing import Any

from egov_cloud_std import clock
from egov_cloud_std.quantities import Quantity

from . import graphs
from .answers import amount, answer, bounded, share_bounded
from .logic import both, either, opposite, ordered, same
from .places import MISSING, NONE, Found, Truth, World, look, says_something

ORDERS = ("at_least", "at_most", "more_than", "less_than")


def condition(world: World, asked: Mapping[str, Any]) -> Truth:
    """A condition: entries side by side must all hold."""
    return both(entry(world, key, value) for key, value in asked.items())


def entry(world: World, key: str, value: Any) -> Truth:
    """One entry of a condition: a combination, or a place with its questions."""
    match key:
        case "all_of":
            return both(condition(world, one) for one in value)
        case "any_of":
            return either(condition(world, one) for one in value)
        case "not":
            return opposite(condition(world, value))
        case _:
            return both(question(world, key, name, wanted) for name, wanted in value.items())


def question(world: World, route: str, name: str, wanted: Any) -> Truth:
    """One question about what stands at a place."""
    if name == "attested":
        return attested(world, look(world, route))
    found = look(world, route)
    if found.value is MISSING:
        return None
    match name:
        case "present":
            return present(found)
        case "equals":
            return equals(world, found, wanted)
        case "one_of":
            return either(same(found.value, answer(world, found.field, one)) for one in wanted)
        case "at_least" | "at_most" | "more_than" | "less_than":
            return ordered(name, found.value, answer(world, found.field, wanted))
        case "within" | "not_expired" | "not_future":
            return dated(world, found, name, wanted)
        case "count":
            return counted(world, found, wanted)
        case "share":
            return shared(world, found, wanted)
        case "covers" | "only":
            return members(world, found, name, wanted)
        case "unique_in":
            return unique(world, route, found, wanted)
        case "agrees_with":
            return agrees(world, route, found, wanted)
        case "refers_to":
            return refers(world, found, wanted)
        case "referred_by":
            return referred(world, found, wanted)
        case "connects" | "separates" | "survives_any_loss":
            return connected(world, found, name, wanted)
        case _:
            raise ValueError(name)


def present(found: Found) -> Truth:
    """Stated, and there is one. A section in which nothing is stated says nothing."""
    if isinstance(found.value, tuple):
        return True if found.value else None if found.unlisted else False
    if found.value is NONE:
        return False
    return True if says_something(found.field, found.value) else None


def equals(world: World, found: Found, wanted: Any) -> Truth:
    """The same value, or near enough where a tolerance is given."""
    if isinstance(wanted, dict) and "tolerance" in wanted:
        rest = {key: one for key, one in wanted.items() if key != "tolerance"}
        return amount(world, found, rest, wanted["tolerance"])
    if found.value is NONE:
        return False
    return same(found.value, answer(world, found.field, wanted))


def dated(world: World, found: Found, name: str, wanted: Any) -> Truth:
    """Questions about a day and the day of the assessment."""
    if found.value is NONE:
        return False
    day, today = found.value, world.today
    if name == "not_future":
        return bool(day <= today)
    if name == "not_expired":
        return bool(today <= day)
    if isinstance(wanted, str) and wanted.startswith("$"):
        wanted = world.thresholds[wanted[1:]]["value"]
    return bool(clock.back(today, clock.parse_period(wanted)) <= day <= today)


def meeting(world: World, found: Found, where: Mapping[str, Any] | None) -> list[Truth]:
    """For each item of a list whether it meets a condition."""
    if where is None:
        return [True] * len(found.value)
    return [condition(world.of(found, index), where) for index in range(len(found.value))]


def counted(world: World, found: Found, wanted: Mapping[str, Any]) -> Truth:
    """How many items meet a condition; items that are not listed may or may not."""
    low, high = count_of(world, found, wanted.get("where"))
    return bounded(world, low, high, {key: one for key, one in wanted.items() if key != "where"})


def count_of(world: World, found: Found, where: Mapping[str, Any] | None) -> tuple[int, int]:
    """The least and the most that the count may be."""
    answers = meeting(world, found, where)
    least = answers.count(True)
    if where is None:
        return least + found.unlisted, least + found.unlisted
    return least, least + answers.count(None) + found.unlisted


def shared(world: World, found: Found, wanted: Mapping[str, Any]) -> Truth:
    """The share of the items that meet a condition; of no items, any share."""
    answers = meeting(world, found, wanted.get("where"))
    whole = len(answers) + found.unlisted
    if whole == 0:
        return True
    least = answers.count(True)
    most = least + answers.count(None) + found.unlisted
    return share_bounded(world, least, most, whole, {key: one for key, one in wanted.items() if key != "where"})


def members(world: World, found: Found, name: str, wanted: Any) -> Truth:
    """`covers` and `only`, of a set or of one field over a list."""
    if found.field.kind == "set":
        assert found.field.item is not None
        values = answer(world, found.field, wanted)
        ours = [(True, one) for one in found.value]
    else:
        inner = [world.of(found, index) for index in range(len(found.value))]
        ours = list(
            zip(
                meeting(world, found, wanted.get("where")),
                [look(one, wanted["field"]).value for one in inner],
                strict=True,
            )
        )
        values = answer(world, look(World_of(world, found), wanted["field"]).field, wanted["values"], many=True)
    if values is MISSING:
        return None
    unlisted: list[Truth] = [None] if found.unlisted else []
    if name == "covers":
        return both(
            either([both([counts, same(value, one)]) for counts, value in ours] + unlisted) for one in values
        )
    return both(
        [either([opposite(counts), either(same(value, one) for one in values)]) for counts, value in ours] + unlisted
    )
