"""Questions about the members of sets and lists, and about references between things."""

from collections.abc import Mapping

from egov_cloud_std.shapes import Field, Record

from .answers import answers
from .logic import both, either, opposite, same
from .places import MISSING, Found, Plain, Truth, World, items, look


def field_of(record: Record | None, route: str) -> Field:
    """The field at a route that begins with a dot."""
    first, *rest = route.removeprefix(".").split(".")
    assert record is not None
    field = record.fields[first]
    return field_of(field.record, ".".join(rest)) if rest else field


def members(world: World, found: Found, name: str, wanted: Plain) -> Truth:
    """`covers` and `only`, of a set or of one field over a list. Each value that may stand there has its truth."""
    if found.field.kind == "set":
        assert found.field.item is not None
        values = answers(world, found.field.item, wanted)
        ours: list[tuple[Truth, Plain]] = [(True, one) for one in found.value]
    else:
        values = answers(world, field_of(found.field.record, wanted["field"]), wanted["values"])
        ours = [(one.meets(wanted.get("where")), look(one, wanted["field"]).value) for one in items(world, found)]
    rest: list[Truth] = [None] if found.unlisted else []
    if values is MISSING:
        return None
    if name == "covers":
        return both(either([*(both([counts, same(one, value)]) for counts, one in ours), *rest]) for value in values)
    return both([*(either([opposite(counts), among(one, values)]) for counts, one in ours), *rest])


def among(one: Plain, values: tuple[Plain, ...]) -> Truth:
    """Whether a value is one of these."""
    return either(same(one, value) for value in values)


def _others(world: World, found: Found) -> list[World]:
    """The items of a list, the subject excepted."""
    return [one for one in items(world, found) if one.at != world.at]


def unique(world: World, route: str, found: Found, wanted: str) -> Truth:
    """No other item has the same value at the same place."""
    target = look(world, wanted)
    if target.value is MISSING:
        return None
    rest: list[Truth] = [None] if target.unlisted else []
    others = [opposite(same(found.value, look(one, route).value)) for one in _others(world, target)]
    return both(others + rest)


def agrees(world: World, route: str, found: Found, wanted: Mapping[str, str]) -> Truth:
    """Every item with the same `by` states the same value at this place."""
    target = look(world, wanted["list"])
    if target.value is MISSING:
        return None
    by = look(world, wanted["by"]).value
    rest: list[Truth] = [None] if target.unlisted else []
    return both(
        [
            either([opposite(same(by, look(one, wanted["by"]).value)), same(found.value, look(one, route).value)])
            for one in _others(world, target)
        ]
        + rest
    )


def refers(world: World, found: Found, wanted: Plain) -> Truth:
    """Every id names an item of the lists, and one that meets the condition."""
    where = wanted.get("where") if isinstance(wanted, dict) else None
    lists = wanted["list"] if isinstance(wanted, dict) else wanted
    targets = [look(world, one) for one in ([lists] if isinstance(lists, str) else lists)]
    names = found.value if found.field.kind == "set" else (found.value,)
    return both(either(_named(world, one, name, where) for one in targets) for name in names)


def _named(world: World, target: Found, name: Plain, where: Mapping[str, Plain] | None) -> Truth:
    """Whether this list has an item of this id that meets the condition."""
    if target.value is MISSING:
        return None
    rest: list[Truth] = [None] if target.unlisted else []
    return either([both([same(name, look(one, ".id").value), one.meets(where)]) for one in items(world, target)] + rest)


def referred(world: World, found: Found, wanted: Mapping[str, Plain]) -> Truth:
    """Some item of the list names this id."""
    target = look(world, wanted["list"])
    if target.value is MISSING:
        return None
    rest: list[Truth] = [None] if target.unlisted else []
    return either(
        [both([one.meets(wanted.get("where")), _names(one, wanted["field"], found)]) for one in items(world, target)]
        + rest
    )


def _names(item: World, route: str, found: Found) -> Truth:
    named = look(item, route)
    if named.value is MISSING:
        return None
    return among(found.value, named.value if named.field.kind == "set" else (named.value,))
