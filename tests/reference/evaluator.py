"""The status of one control for one description: sections 5 and 6 of the design, word for word.

The control is the mapping that a profile holds, the description the mapping that a file holds, both as plain data.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from egov_cloud_std.shapes import Record

from .logic import both
from .places import MISSING, Found, Path, Plain, Truth, World, look
from .questions import condition, entry, question

REST = "rest"  # stands in a path for the items that a list does not show


@dataclass(frozen=True)
class Verdict:
    """The status of a control, and of each of its subjects; a claim has none.

    A missing list is a subject at its own path; the items that a list does not show are one at its path and `rest`.
    """

    status: str
    subjects: dict[Path, str] = field(default_factory=dict)


def evaluate(
    control: Mapping[str, Plain],
    description: Mapping[str, Plain],
    thresholds: Mapping[str, Plain],
    as_of: datetime,
    model: Record,
    wording: Mapping[str, Plain] | None = None,
) -> Verdict:
    """Holds one description against one control."""
    world = World(model, description, as_of, str(control["id"]), thresholds, wording=wording or {}, ask=condition)
    claimed = claim(world, control)
    if claimed is not None:
        return claimed
    if "each" not in control:
        status = of_subject(world, control, True)
        return Verdict(status, {(): status})
    subjects = dict(each(world, control))
    return Verdict(together(list(subjects.values())), subjects)


def claim(world: World, control: Mapping[str, Plain]) -> Verdict | None:
    """What a claim that the control does not apply makes of it; `None` where nobody claims so with a reason."""
    claims = look(world, "not_applicable")
    for index in range(len(claims.value) if isinstance(claims.value, tuple) else 0):
        one = world.of(claims, index)
        if look(one, ".control").value == world.control and look(one, ".reason").value is not MISSING:
            against = control.get("contradicted_by")
            contradicted = against is not None and condition(world, against) is True
            return Verdict("not_satisfied" if contradicted else "not_applicable")
    return None


def each(world: World, control: Mapping[str, Plain]) -> Iterator[tuple[Path, str]]:
    """Every subject with its status. `a[].b` walks every list on the way."""
    first, *deeper = control["each"]["list"].split("[]")
    yield from _items(world, look(world, first), deeper, control)


def _items(world: World, found: Found, deeper: list[str], control: Mapping[str, Plain]) -> Iterator[tuple[Path, str]]:
    nobody = replace(world, record=_innermost(found, deeper), subject=MISSING)
    if found.value is MISSING:
        yield found.path, of_subject(nobody, control, None)
        return
    for index in range(len(found.value)):
        one = world.of(found, index)
        if deeper:
            yield from _items(world, look(one, deeper[0]), deeper[1:], control)
            continue
        where = control["each"].get("where")
        is_subject = True if where is None else condition(one, where)
        if is_subject is not False:
            yield one.at, of_subject(one, control, is_subject)
    if found.unlisted:
        yield (*found.path, REST), of_subject(nobody, control, None)


def _innermost(found: Found, deeper: list[str]) -> Record | None:
    record = found.field.record
    for route in deeper:
        for step in route.removeprefix(".").split("."):
            assert record is not None
            record = record.fields[step].record
    return record


def of_subject(world: World, control: Mapping[str, Plain], is_subject: Truth) -> str:
    """The status of one subject, which may not be known to be one."""
    applies = condition(world, control["when"]) if "when" in control else True
    if applies is False:
        return "not_applicable"
    if unset(control["expect"], world.thresholds):
        return "not_assessed"
    if applies is None or is_subject is None:
        return "not_stated"
    return of_checks(list(checks(world, control["expect"])))


def checks(world: World, expect: Mapping[str, Plain]) -> Iterator[Truth]:
    """The top-level checks: one place and one question, or one combination."""
    for key, value in expect.items():
        if key in ("all_of", "any_of", "not"):
            yield entry(world, key, value)
        else:
            for name, wanted in value.items():
                yield question(world, key, name, wanted)


def of_checks(answers: list[Truth]) -> str:
    """What the top-level checks make together."""
    if both(answers) is True:
        return "satisfied"
    if False in answers:
        return "partly_satisfied" if True in answers else "not_satisfied"
    return "not_stated"


def unset(part: Plain, thresholds: Mapping[str, Plain]) -> bool:
    """Whether a threshold is asked for that nobody has set."""
    if isinstance(part, dict):
        return any(unset(one, thresholds) for one in part.values())
    if isinstance(part, list):
        return any(unset(one, thresholds) for one in part)
    return isinstance(part, str) and part.startswith("$") and thresholds[part[1:]]["value"] is None


def together(statuses: list[str]) -> str:
    """The status of a control over its subjects."""
    holds, fails = "satisfied" in statuses, "not_satisfied" in statuses
    if "partly_satisfied" in statuses or (holds and fails):
        return "partly_satisfied"
    for status in ("not_satisfied", "not_stated", "satisfied", "not_assessed"):
        if status in statuses:
            return status
    return "not_applicable"
