"""When conclusions change by the calendar alone: which moments matter to a control, and how long an assessment stands."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import compress

from ..checks import Condition, Subject, World
from ..checks.conditions import Check, checks_of
from ..checks.kind import Kind
from ..checks.routes import UNKNOWN_ITEM
from ..checks.world import Item
from ..clock import end_of, parse_moment
from ..document import Path
from ..frozen import Frozen, by_identity
from ..profiles import Control, Profile
from .assessment import Assessment, Conclusion

SOME_DAY = parse_moment("2000-01-01")  # whether a control asks of days is the same on any
MOST = 10_000  # values of which a check remembers what hangs on them
FEW = 8  # items that are looked through anew for every subject
MANY = 2000  # subjects over which an assessment is taken to stand until the end of its day


class Dated:
    """A check of days, that remembers what hangs on a value: descriptions repeat the same few."""

    def __init__(self, check: Check) -> None:
        self.relative = check.route.relative
        self._get = check.route.getter()
        self._boundaries = check.kind.boundaries
        self._known: dict[str, tuple[datetime, ...]] = {}

    def moments(self, item: Item, world: World) -> tuple[datetime, ...]:
        """The moments at which the answer for an item may change."""
        value = self._get(item, world)
        if value is None:
            return ()
        if not isinstance(value, str):
            return tuple(self._boundaries(value))
        known = self._known.get(value)
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[value] = tuple(self._boundaries(value))
        return known


class Hanging(Frozen):
    """What of a control hangs on the day, whatever a description says."""

    parts: tuple[Condition, ...]  # that decide on its subjects
    dated: tuple[Dated, ...]  # their checks of days
    inside: tuple[Check, ...]  # their checks in which others are asked that hang on the day
    where: bool  # which items of a list are subjects
    when: bool
    contradiction: bool  # of a claim that it does not apply


class Calendar:
    """Tells how long assessments stand. It looks into a control once, however many platforms are held against it."""

    def __init__(self) -> None:
        self._hanging = by_identity(_hanging)

    def horizon_of(self, assessment: Assessment) -> datetime | None:
        """The moment before which nothing in an assessment changes by the calendar alone; `None`: nothing ever does.

        It may be too early and is never too late: every date that a question asks about counts, whatever comes of it.
        """
        world, ahead = assessment.world, set[datetime]()
        for index, hanging in self._hanging(assessment.profiles):
            one = assessment.conclusions[index]
            if not _asks(one, hanging):
                continue
            if len(one.codes) > MANY:
                ahead.add(end_of(world.today))
            else:
                ahead.update(_moments_of(one, hanging, world))
        return min((at for at in ahead if at > world.as_of), default=None)


def _hanging(profiles: tuple[Profile, ...]) -> tuple[tuple[int, Hanging], ...]:
    """The controls of which something hangs on the day, by their number, and what does."""
    controls = enumerate(control for profile in profiles for control in profile.controls)
    each = ((index, _hanging_of(control)) for index, control in controls)
    return tuple((index, hanging) for index, hanging in each if hanging is not None)


def _hanging_of(control: Control) -> Hanging | None:
    against, parts = control.contradicted_by, (control.where, control.when, *control.expect)
    asking = tuple(one for one in parts if one is not None and asks_the_calendar(one))
    contradiction = against is not None and asks_the_calendar(against)
    if not asking and not contradiction:
        return None
    dated = tuple(one for part in asking for one in _days_of(part)[0])
    inside = tuple(check for part in asking for check in _days_of(part)[1])
    return Hanging(asking, dated, inside, control.where in asking, control.when in asking, contradiction)


@by_identity
def _days_of(part: Condition) -> tuple[tuple[Dated, ...], tuple[Check, ...]]:
    """The checks of days in a condition, and those in which others are asked that hang on the day."""
    checks = tuple(checks_of(part))
    return tuple(map(Dated, filter(_is_dated, checks))), tuple(filter(_asks_inside, checks))


def _is_dated(check: Check) -> bool:
    return type(check.kind).boundaries is not Kind.boundaries


def _asks_inside(check: Check) -> bool:
    asked = check.kind.asked_inside(check.route, Subject({}), World({}, SOME_DAY))
    return any(asks_the_calendar(inner) for inner, _ in asked)


def horizon_of(assessment: Assessment) -> datetime | None:
    """How long one assessment stands."""
    return Calendar().horizon_of(assessment)


def _moments_of(one: Conclusion, hanging: Hanging, world: World) -> Iterator[datetime]:
    if one.claim is not None and one.control.contradicted_by is not None:
        yield from moments(one.control.contradicted_by, Subject(world.root), world)
        return
    items = _subjects(one, hanging.where, world) or [world.root]
    for asked in hanging.dated:
        for item in items if asked.relative else items[:1]:
            yield from asked.moments(item, world)
    for check in hanging.inside:
        own = check.route.relative or check.kind.needs_subject()
        for item in items if own else items[:1]:
            yield from moments_inside(check, Subject(item), world)


def _subjects(one: Conclusion, every: bool, world: World) -> list[Item]:
    """The subjects of a conclusion; of lists `every` item, whether it is a subject or not."""
    found: list[Item] = []
    position = 0
    for base, length in one.lists:
        items = _value(base, world) if length else None  # around an empty list there may be nothing: `none: true`
        if isinstance(items, list):
            found += items if every else compress(items, one.codes[position : position + length])
        position += length
    return [UNKNOWN_ITEM if item is None else item for item in found] if None in found else found


def _asks(one: Conclusion, hanging: Hanging) -> bool:
    """Whether a conclusion hangs on the day; one that was passed over in silence was asked for its condition alone."""
    if one.claim is not None:
        return hanging.contradiction
    return hanging.when if one.silence is not None else bool(hanging.parts)


def _value(path: Path, world: World) -> object:
    found: object = world.root
    for step in path:
        found = found[step]  # type: ignore[index]
    return found


def _item(path: Path, world: World) -> Item:
    found = _value(path, world)
    return found if isinstance(found, dict) else UNKNOWN_ITEM


def dated(control: Control, subject: Subject, world: World) -> Iterator[datetime]:
    """The moments at which some check of the control may change by the calendar alone."""
    for part in (control.where, control.when, *control.expect):
        if part is not None and asks_the_calendar(part):
            yield from moments(part, subject, world)


@by_identity
def asks_the_calendar(part: Condition) -> bool:
    """Whether any question in a condition, or inside one of its questions, depends on the day, whatever is described."""
    return any(_is_dated(check) or _asks_inside(check) for check in checks_of(part))


def moments(part: Condition, subject: Subject, world: World) -> Iterator[datetime]:
    """The moments at which a condition may change by the calendar alone."""
    dated, inside = _days_of(part)
    for one in dated:
        yield from one.moments(subject.item, world)
    for check in inside:
        yield from moments_inside(check, subject, world)


def moments_inside(check: Check, subject: Subject, world: World) -> Iterator[datetime]:
    """The same, of what is asked inside a check."""
    for inner, items in check.kind.asked_inside(check.route, subject, world):
        if not asks_the_calendar(inner):
            continue
        if isinstance(items, list) and len(items) > FEW:  # the same for many subjects
            yield from world.once(("moments", id(inner), id(items)), partial(_of_items, inner, items, world))[0]
        else:
            yield from _of_items(inner, items, world)[0]


def _of_items(part: Condition, items: Iterable[Item], world: World) -> tuple[tuple[datetime, ...], object]:
    """The moments of every item; with the items themselves, by whose identity they are remembered."""
    return tuple(at for item in items for at in moments(part, Subject(item), world)), items


def moments_ahead(one: Conclusion, world: World) -> set[datetime]:
    """The moments after this one at which a conclusion may change by the calendar alone.

    Every item of the lists that were walked counts: one that is no subject today may be one on another day.
    """
    control, root = one.control, Subject(world.root)
    against = control.contradicted_by if one.claim is not None else None
    parts = [part for part in (control.where, control.when, against, *control.expect) if part is not None]
    if not any(asks_the_calendar(part) for part in parts):
        return set()
    found = set() if against is None else {*moments(against, root, world)}
    items = [(*base, index) for base, length in one.lists for index in range(length)]
    for path in items or [()]:
        found |= {*dated(control, Subject(_item(path, world), path), world)}
    return {at for at in found if at > world.as_of}
