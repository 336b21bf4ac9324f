"""Conditions, and every question of the language of controls, asked of one place."""

from collections.abc import Mapping

from egov_cloud_std import clock

from . import graphs
from .answers import answer, compared, counted, equals, shared
from .lists import acyclic, agrees, members, referred, refers, unique
from .logic import both, either, opposite, same
from .places import MISSING, NONE, Found, Plain, Truth, World, items, look, says_something

PARTS = ("who", "when", "basis", "valid_until")  # of a complete attestation


def condition(world: World, asked: Mapping[str, Plain]) -> Truth:
    """A condition: entries side by side must all hold."""
    return both(entry(world, key, value) for key, value in asked.items())


def entry(world: World, key: str, value: Plain) -> Truth:
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


def question(world: World, route: str, name: str, wanted: Plain) -> Truth:
    """One question about what stands at a place. Missing values are unknown to every question."""
    found = look(world, route)
    if name == "attested":
        return attested(world, found)
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
            return compared(world, found, name, wanted)
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
        case "acyclic_in":
            return acyclic(world, route, found, wanted)
        case "wording":
            return worded(world, wanted)
        case "connects" | "separates" | "survives_any_loss":
            return connected(world, found, name, wanted)
        case _:
            raise ValueError(name)


def present(found: Found) -> Truth:
    """Stated, and there is one. A section in which nothing is stated says nothing, and so does a list of blanks."""
    if isinstance(found.value, tuple):
        if any(_speaks(found, one) for one in found.value):
            return True
        return None if found.value or found.unlisted else False
    if found.value is NONE:
        return False
    if isinstance(found.value, Mapping):
        return True if says_something(found.field, found.value) else None
    return True


def _speaks(found: Found, member: Plain) -> bool:
    """Whether anything is stated in an item of a list, or of a set the member itself."""
    if not isinstance(member, Mapping) or found.field.record is None:
        return member is not MISSING
    return any(says_something(one, member.get(name)) for name, one in found.field.record.fields.items())


def dated(world: World, found: Found, name: str, wanted: Plain) -> Truth:
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


def attested(world: World, found: Found) -> Truth:
    """A person attests to this control: complete and in date. Silence is unknown."""
    if found.value is MISSING:
        return None
    answers: list[Truth] = []
    for one in items(world, found):
        control = look(one, ".control").value
        if control not in (MISSING, world.control):
            continue
        stated = {name: look(one, f".{name}").value for name in PARTS}
        if control is MISSING or MISSING in stated.values():
            answers.append(None)
        else:
            answers.append(bool(stated["when"] <= world.today <= stated["valid_until"]))
    return either(answers) if answers else None


def worded(world: World, wanted: str) -> Truth:
    """What was found in a document. Nobody looked, or it could not be read: unknown, but for whether it can be read."""
    read = world.wording.get(look(world, ".id").value)
    if read is None:
        return None
    if wanted == "readable":
        return bool(read != "unreadable")
    if read == "unreadable" or read.get(wanted) == "open":
        return None
    return not read.get(wanted)


def connected(world: World, found: Found, name: str, wanted: Mapping[str, Plain]) -> Truth:
    """Questions about ways through the connections. Both the nodes and the connections must be stated."""
    ends = [_ends(world, wanted[one]) for one in ("from", "to")]
    if None in ends:
        return None
    edges: list[graphs.Edge] = []
    open_edges = found.unlisted > 0
    for one in items(world, found):
        controlled = one.meets(wanted["through"]) if "through" in wanted else False
        start, end, one_way = (look(one, route).value for route in (".start", ".end", ".one_way"))
        if controlled is True:
            continue
        if controlled is None or MISSING in (start, end):
            open_edges = True
        else:
            edges.append(graphs.Edge(start, end, one_way is True))
    (origins, more_origins), (targets, more_targets) = (one for one in ends if one is not None)
    ask = {"connects": graphs.connects, "separates": graphs.separates, "survives_any_loss": graphs.survives}
    return ask[name](graphs.Known(tuple(edges), origins, targets, open_edges, more_origins or more_targets))


def _ends(world: World, wanted: Mapping[str, Plain]) -> tuple[frozenset[str], bool] | None:
    """The ids of the nodes that are meant, and whether there may be others; `None` while the list is not stated."""
    found = look(world, wanted["list"])
    if found.value is MISSING:
        return None
    names: set[str] = set()
    others = found.unlisted > 0
    for one in items(world, found):
        meets, name = one.meets(wanted.get("where")), look(one, ".id").value
        if meets is True and name is not MISSING:
            names.add(name)
        elif meets is not False:
            others = True
    return frozenset(names), others
