"""When conclusions change by the calendar alone: which moments matter to a control, and how long an assessment stands."""

from collections.abc import Iterator
from datetime import datetime

from ..checks import Condition, Subject, World
from ..checks.conditions import checks_of
from ..checks.kind import Kind
from ..checks.routes import UNKNOWN_ITEM
from ..clock import end_of, parse_moment
from ..document import Path
from ..frozen import Frozen
from ..profiles import Control
from .assessment import Assessment, Conclusion

SOME_DAY = parse_moment("2000-01-01")  # whether a control asks of days is the same on any
MANY = 2000  # subjects over which an assessment is taken to stand until the end of its day


class Hanging(Frozen):
    """What of a control hangs on the day, whatever a description says."""

    control: Control
    parts: tuple[Condition, ...]  # that decide on its subjects
    where: bool  # which items of a list are subjects
    when: bool
    contradiction: bool  # of a claim that it does not apply


class Calendar:
    """Tells how long assessments stand. It looks into a control once, however many platforms are held against it."""

    def __init__(self) -> None:
        self._known: dict[int, Hanging] = {}  # by the identity of the control, which is held there

    def horizon_of(self, assessment: Assessment) -> datetime | None:
        """The moment before which nothing in an assessment changes by the calendar alone; `None`: nothing ever does.

        It may be too early and is never too late: every date that a question asks about counts, whatever comes of it.
        """
        world, found = assessment.world, None
        for one in assessment.conclusions:
            hanging = self._hanging(one.control)
            if not _asks(one, hanging):
                continue
            if len(one.codes) > MANY:
                moment: datetime | None = end_of(world.today)
            else:
                moment = min((at for at in _moments_of(one, hanging, world) if at > world.as_of), default=None)
            if moment is not None and (found is None or moment < found):
                found = moment
        return found

    def _hanging(self, control: Control) -> Hanging:
        known = self._known.get(id(control))
        if known is None:
            nothing = Subject({}), World({}, SOME_DAY)
            parts = (control.where, control.when, *control.expect)
            asking = tuple(one for one in parts if one is not None and asks_the_calendar(one, *nothing))
            against = control.contradicted_by
            contradiction = against is not None and asks_the_calendar(against, *nothing)
            known = self._known[id(control)] = Hanging(
                control, asking, control.where in asking, control.when in asking, contradiction
            )
        return known


def horizon_of(assessment: Assessment) -> datetime | None:
    """How long one assessment stands."""
    return Calendar().horizon_of(assessment)


def _asks(one: Conclusion, hanging: Hanging) -> bool:
    """Whether a conclusion hangs on the day; one that was passed over in silence was asked for its condition alone."""
    if one.claim is not None:
        return hanging.contradiction
    return hanging.when if one.silence is not None else bool(hanging.parts)


def _moments_of(one: Conclusion, hanging: Hanging, world: World) -> Iterator[datetime]:
    if one.claim is not None and one.control.contradicted_by is not None:
        yield from moments(one.control.contradicted_by, Subject(world.root), world)
        return
    paths = one.items() if hanging.where else (path for path, _ in one.paths())
    for subject in [Subject(_item(path, world), path) for path in paths] or [Subject(world.root)]:
        for part in hanging.parts:
            yield from moments(part, subject, world)


def _item(path: Path, world: World) -> dict[str, object]:
    found: object = world.root
    for step in path:
        found = found[step]  # type: ignore[index]
    return found if isinstance(found, dict) else UNKNOWN_ITEM


def dated(control: Control, subject: Subject, world: World) -> Iterator[datetime]:
    """The moments at which some check of the control may change by the calendar alone."""
    for part in (control.where, control.when, *control.expect):
        if part is not None and asks_the_calendar(part, subject, world):
            yield from moments(part, subject, world)


def asks_the_calendar(part: Condition, subject: Subject, world: World) -> bool:
    """Whether any question in a condition, or inside one of its questions, depends on the day."""

    def asks() -> bool:
        return any(
            type(check.kind).boundaries is not Kind.boundaries
            or any(
                asks_the_calendar(inner, subject, world)
                for inner, _ in check.kind.asked_inside(check.route, subject, world)
            )
            for check in checks_of(part)
        )

    return world.once(("asks the calendar", id(part)), asks)


def moments(part: Condition, subject: Subject, world: World) -> Iterator[datetime]:
    for check in checks_of(part):
        if type(check.kind).boundaries is not Kind.boundaries:
            value = check.route.getter()(subject.item, world)
            if value is not None:
                yield from check.kind.boundaries(value)
        for inner, items in check.kind.asked_inside(check.route, subject, world):
            if asks_the_calendar(inner, subject, world):
                for item in items:
                    yield from moments(inner, Subject(item), world)


def moments_ahead(one: Conclusion, world: World) -> set[datetime]:
    """The moments after this one at which a conclusion may change by the calendar alone.

    Every item of the lists that were walked counts: one that is no subject today may be one on another day.
    """
    control, root = one.control, Subject(world.root)
    against = control.contradicted_by if one.claim is not None else None
    parts = [part for part in (control.where, control.when, against, *control.expect) if part is not None]
    if not any(asks_the_calendar(part, root, world) for part in parts):
        return set()
    found = set() if against is None else {*moments(against, root, world)}
    items = [(*base, index) for base, length in one.lists for index in range(length)]
    for path in items or [()]:
        found |= {*dated(control, Subject(_item(path, world), path), world)}
    return {at for at in found if at > world.as_of}
