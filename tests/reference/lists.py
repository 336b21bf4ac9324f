"""Questions about the members of sets and lists, and about references between things."""

from collections.abc import Mapping

from egov_cloud_std.quantities import Quantity

from .answers import answers
from .logic import both, either, opposite, same
from .places import MISSING, NONE, Found, Plain, Truth, World, field_of, items, look


def members(world: World, found: Found, name: str, wanted: Plain) -> Truth:
    """`covers` and `only`, of a set or of one field over a list. Each value that may stand there has its truth."""
    if found.field.kind == "set":
        assert found.field.item is not None
        values = answers(world, found.field.item, wanted)
        ours: list[tuple[Truth, Plain]] = [(True, one) for one in found.value]
    else:
        field = field_of(found.field.record, wanted["field"])
        values = answers(world, field.item or field, wanted["values"])
        ours = [
            (one.meets(wanted.get("where")), value)
            for one in items(world, found)
            for value in _stated(look(one, wanted["field"]).value)
        ]
    rest: list[Truth] = [None] if found.unlisted else []
    if values is MISSING or MISSING in values:
        return None  # the answer itself is not all stated
    if name == "covers":
        return both(either([*(both([counts, same(one, value)]) for counts, one in ours), *rest]) for value in values)
    return both([*(either([opposite(counts), among(one, values)]) for counts, one in ours), *rest])


def _stated(value: Plain) -> tuple[Plain, ...]:
    """The members that an item adds: those of its set, or its one value; none where it says that there is none."""
    return value if isinstance(value, tuple) else () if value is NONE else (value,)


def among(one: Plain, values: tuple[Plain, ...]) -> Truth:
    """Whether a value is one of these; one that is not stated may even be none at all."""
    if one is MISSING:
        return None
    return either(same(one, value) for value in values)


def unique(world: World, route: str, found: Found, wanted: str) -> Truth:
    """No other item has the same value at the same place."""
    target = look(world, wanted)
    if target.value is MISSING or found.value is NONE:
        return None
    stated = [(one.at == world.at, look(one, route).value) for one in items(world, target)]
    others = [opposite(same(found.value, value)) for own, value in stated if not own and value is not NONE]
    return both([*others, *_open(target, [value for _, value in stated])])


def agrees(world: World, route: str, found: Found, wanted: Mapping[str, str]) -> Truth:
    """Every item with the same `by` states the same value at this place. Without a `by` an item may be among them."""
    target, by = look(world, wanted["list"]), _by(world, wanted)
    if target.value is MISSING or by in (MISSING, NONE):
        return None
    group: list[Plain] = []
    rest: list[Truth] = []
    for one in items(world, target):
        alike = both([same(by, _by(one, wanted)), _apart(world, wanted) == _apart(one, wanted)])
        value = look(one, route).value
        if alike is True and value not in (MISSING, NONE):
            group.append(value)
        elif alike is not False:
            rest.append(None)
    pairs = [same(one, other) for index, one in enumerate(group) for other in group[:index]]
    return both([*pairs, *rest, *_open(target, group)])


def _apart(world: World, wanted: Mapping[str, str]) -> Plain:
    """What sets an item apart from others with the same `by`: what it states, or else what is meant."""
    found = look(world, wanted["apart"]).value if "apart" in wanted else NONE
    return wanted.get("unstated") if found in (MISSING, NONE) else found


def _by(world: World, wanted: Mapping[str, str]) -> Plain:
    """What an item is grouped by; one that is only known to lie between bounds is not known."""
    by = look(world, wanted["by"]).value
    return MISSING if isinstance(by, Quantity) and by.exact is None else by


def _open(target: Found, values: list[Plain]) -> list[Truth]:
    """Unknown where items are not listed, or where a value is only known to lie between bounds."""
    bounded = any(isinstance(one, Quantity) and one.exact is None for one in values)
    return [None] if target.unlisted or bounded else []


def refers(world: World, found: Found, wanted: Plain) -> Truth:
    """Every id names an item of the lists, and one that meets the condition."""
    if found.value is NONE:
        return False
    where = wanted.get("where") if isinstance(wanted, dict) else None
    lists = wanted["list"] if isinstance(wanted, dict) else wanted
    targets = [look(world, one) for one in ([lists] if isinstance(lists, str) else lists)]
    names = found.value if found.field.kind == "set" else (found.value,)
    return both(either(_named(world, one, name, where) for one in targets) for name in names)


def _named(world: World, target: Found, name: Plain, where: Mapping[str, Plain] | None) -> Truth:
    """Whether this list has an item of this id that meets the condition. Ids are unique: there is no second one."""
    if target.value is MISSING or name is MISSING:
        return None
    things = items(world, target)
    for one in things:
        if look(one, ".id").value == name:
            return one.meets(where)
    nameless = [one.meets(where) for one in things if look(one, ".id").value is MISSING]
    return None if target.unlisted or any(one is not False for one in nameless) else False


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


def acyclic(world: World, route: str, found: Found, wanted: Plain) -> Truth:
    """No way over references comes back here. Every way is walked; an item leads on as far as it meets the condition."""
    where = wanted.get("where") if isinstance(wanted, dict) else None
    target = look(world, wanted["list"] if isinstance(wanted, dict) else wanted)
    if found.value is NONE:
        return True
    if target.value is MISSING:
        return None
    things = [(look(one, ".id").value, one) for one in items(world, target)]
    hidden = target.unlisted > 0 or any(name is MISSING for name, _ in things)
    home = look(world, ".id").value

    def back_from(one: World, walked: tuple[Plain, ...]) -> Truth:
        leads = one.meets(where)
        value = look(one, route).value
        if leads is False or value is NONE:
            return False
        if value is MISSING:
            return None
        return both(
            [leads, either(arriving(name, walked) for name in (value if isinstance(value, tuple) else (value,)))]
        )

    def arriving(name: Plain, walked: tuple[Plain, ...]) -> Truth:
        if name is MISSING:
            return None
        if name == home:
            return True
        if name in walked:
            return False
        named = [one for other, one in things if other == name]
        return back_from(named[0], (*walked, name)) if named else None if hidden else False

    return opposite(back_from(world, ()))
