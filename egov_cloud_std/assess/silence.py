"""Controls about which a description says nothing, and what is said of them.

Every question answers unknown of what is not stated. So where nothing is stated of what a control requires something of,
it does not apply, or is not stated (not assessed, where its threshold is unset): its condition decides, and nothing else
needs to be asked. Of a short description that is most controls.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from ..checks import Condition, Subject, World, deciding
from ..checks.conditions import Seen, places_read
from ..checks.world import Item
from ..clock import parse_moment
from ..frozen import replace
from ..profiles import Control
from ..profiles.controls import Open, Silence
from .statuses import NAMES

SOME_DAY = parse_moment("2000-01-01")
ANOTHER = SOME_DAY + timedelta(days=9_000)
PARTLY_SILENT = Silence((), None, None)  # of a condition of which something is stated: what is open has to be asked


def silence_of(control: Control) -> Silence:
    """What a control requires something of, and what its condition asks."""
    if control.silence is not None:
        return control.silence
    each = None if control.each is None or control.each.relative else control.each.segments[0]
    when = None if control.when is None else Silence(_reads(control.when), None, None)
    return Silence(_reads((control.each, control.where, control.expect)), each, None, when=when)


def _reads(part: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(".".join, places_read(part))))


def worked_out(control: Control) -> Silence:
    """The same, with what is said where nothing of that is stated."""
    silence = silence_of(control)
    if control.each is not None:
        return replace(silence, opens=())  # the list is missing, and nothing else is said
    when = silence.when
    if when is not None and control.when is not None:
        when = _worked_out(when, (control.when,))
    return replace(_worked_out(silence, control.expect), when=when)


def _worked_out(silence: Silence, parts: tuple[Condition, ...]) -> Silence:
    first, second = (tuple(_opens(parts, World({}, day))) for day in (SOME_DAY, ANOTHER))
    same_places = [one.path for one in first] == [one.path for one in second]
    return replace(silence, opens=first if same_places else None, daily=first != second)


class Places:
    """Places that somebody asks of, as a tree of their steps: a description is walked once for all of them."""

    def __init__(self, places: Iterable[str]) -> None:
        self._below: Steps = {}
        for place in dict.fromkeys(places):
            below, name = self._below, ""
            for step in place.split("."):
                name = f"{name}.{step}" if name else step
                below = below.setdefault(step, (name, {}))[1]

    def stated(self, root: Item) -> set[str]:
        """The places, and those around them, of which something is stated."""
        found: set[str] = set()
        _stated(root, self._below, found)
        return found


Steps = dict[str, tuple[str, "Steps"]]  # by the next step: the place it leads to, and the steps from there


def _stated(item: Item, steps: Steps, found: set[str]) -> None:
    for step, (place, below) in steps.items():
        value = item.get(step)
        if value is not None:
            found.add(place)
            if below and isinstance(value, dict):
                _stated(value, below, found)


def _opens(parts: tuple[Condition, ...], world: World) -> Iterator[Open]:
    subject = Subject(world.root)
    for seen in _of_expect(parts, subject, world, "not_stated"):
        route, kind = seen.check.route, seen.check.kind
        value, wanted = kind.seen(None, route, subject, world), kind.wanted(world, subject)
        beside = kind.beside(route, subject, world)
        yield Open(route.path(()), value, wanted, beside, seen.negated, seen.alternative, seen.branch)


def deciding_of(control: Control, subject: Subject, code: int, world: World) -> Iterator[Seen]:
    """The checks that brought a status about."""
    where = None if control.where is None else world.test(control.where)(subject.item, world)
    when = None if control.when is None else world.test(control.when)(subject.item, world)
    match NAMES[code]:
        case "not_applicable" if control.when is not None:
            yield from deciding(control.when, subject, world)
        case "not_stated" if when is None and control.when is not None:
            yield from deciding(control.when, subject, world)
        case "not_stated" if where is None and control.where is not None:
            yield from deciding(control.where, subject, world)
        case "not_assessed":
            yield from (seen for part in control.expect for seen in deciding(part, subject, world))
        case status:
            yield from _of_expect(control.expect, subject, world, status)


def _of_expect(expect: tuple[Condition, ...], subject: Subject, world: World, status: str) -> Iterator[Seen]:
    """The checks that brought a status about: those that fail, else those that are open, else all."""
    verdicts = [(part, world.test(part)(subject.item, world)) for part in expect]
    wanted = {"not_satisfied": False, "partly_satisfied": False, "not_stated": None}.get(status, True)
    for part, verdict in verdicts:
        if verdict is wanted:
            yield from deciding(part, subject, world)
