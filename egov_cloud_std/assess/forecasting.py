"""What changes by the calendar alone until some day: conclusions, waivers that end, evidence that lapses.

Every status ahead is worked out by assessing at that moment, with the same description and the same files. The results
are plain values that hold no control and no tree, so that they can travel between processes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from .. import clock
from ..checks.routes import as_written
from ..document import Path, Place
from ..frozen import Frozen, replace
from ..profiles import Profile
from ..waivers import Waiver
from ..words import GAPS, Text
from .assessment import Assessment, Assessor, Conclusion
from .calendar import moments_ahead
from .findings import Finding, Findings
from .statuses import CODES, NAMES, NO_SUBJECT
from .support import DECLARED, documents, named
from .waiving import covering, waivable_of

_GAPS = {CODES[name] for name in GAPS}
MOST_SEEN = 3  # places that are kept of what decided a change


class Deciding(Frozen):
    """What one check will see that decides a change."""

    at: str  # the identity path
    value: Text
    wanted: Text
    negated: bool


class Turn(Frozen):
    """A conclusion that changes at a moment though nobody changes the description."""

    at: datetime
    control: str
    profile: str
    severity: str
    duty: str
    requires: Text
    fix: Text
    subject: str  # the identity path; empty for the platform itself
    before: str  # its status until then; "" where it was no subject
    after: str
    place: Place
    line: str
    deciding: tuple[Deciding, ...]


class Ending(Frozen):
    """A waiver that ends while the gap that it covers is still there."""

    at: datetime  # from here on the gap is no longer covered
    control: str
    subject: str
    status: str  # of the gap then
    approver: str
    end: date
    place: Place


class Lapse(Frozen):
    """An item of evidence that is no longer valid, and the controls whose conclusions are then no longer documented."""

    at: datetime
    evidence: str  # its identity path
    controls: tuple[str, ...]
    findings: int
    place: Place


class Ahead(Frozen):
    """What the calendar alone does to one unit, in the order of time."""

    turns: tuple[Turn, ...]
    endings: tuple[Ending, ...]
    lapses: tuple[Lapse, ...]


def ahead(assessment: Assessment, until: datetime, waivers: Sequence[Waiver] = ()) -> Ahead:
    """What changes after the moment of an assessment and before `until`."""
    return Ahead(
        tuple(_turns(assessment, until)),
        tuple(_endings(assessment, until, waivers)),
        tuple(_lapses(assessment, until)),
    )


def _turns(assessment: Assessment, until: datetime) -> Iterator[Turn]:
    world = assessment.world
    moments = {one.control.id: {at for at in moments_ahead(one, world) if at < until} for one in assessment.conclusions}
    asking = {control for control, found in moments.items() if found}
    assessor = Assessor(_kept(assessment.profiles, asking))
    before = assessment
    for at in sorted({at for found in moments.values() for at in found}):
        after = assessor.again(assessment, at)
        yield from _between(before, after, at)
        before = after


def _kept(profiles: Sequence[Profile], controls: set[str]) -> list[Profile]:
    return [replace(one, controls=tuple(each for each in one.controls if each.id in controls)) for one in profiles]


Key = tuple[Path, str]  # the path of a subject, and what is added to its name


def _between(before: Assessment, after: Assessment, at: datetime) -> Iterator[Turn]:
    """The conclusions that are others after than before."""
    known = {one.control.id: one for one in before.conclusions}
    then, now = Findings(before), Findings(after)
    for new in after.conclusions:
        old = known[new.control.id]
        if _is_same(old, new):
            continue
        was, is_ = _settled(old), _settled(new)
        for key in dict.fromkeys((*was, *is_)):
            codes = was.get(key, NO_SUBJECT), is_.get(key, NO_SUBJECT)
            if codes[0] != codes[1]:
                found = _found(then, old, key, codes[0]), _found(now, new, key, codes[1])
                yield _turn(at, new, (NAMES[codes[0]], NAMES[codes[1]]), found)


def _is_same(one: Conclusion, other: Conclusion) -> bool:
    """Whether nothing changed; told of a long list without looking at its items."""
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("codes", "missing", "unlisted", "claim", "contradicted", "lists")
    )


def _settled(one: Conclusion) -> dict[Key, int]:
    """The status of every subject."""
    if one.claim is not None:
        return {((), ""): CODES[one.status]}
    open_ = CODES["not_assessed" if one.control.unset else "not_stated"]
    found: dict[Key, int] = {(path, ""): code for path, code in one.paths()}
    found |= {(path, "missing"): open_ for path in one.missing}
    return found | {(path, "[*]"): open_ for path, _ in one.unlisted}


def _found(findings: Findings, one: Conclusion, key: Key, code: int) -> Finding | None:
    if code == NO_SUBJECT:
        return None
    path, more = key
    if one.claim is None and not more:
        return findings.at(one, path, code)
    subject = findings.platform.identity(path) + ("[*]" if more == "[*]" else "")
    return next((each for each in findings.of(one, {code}) if each.subject == subject), None)


def _turn(
    at: datetime, one: Conclusion, statuses: tuple[str, str], found: tuple[Finding | None, Finding | None]
) -> Turn:
    old, new = found
    shown = new or old
    assert shown is not None  # what is no subject on either side does not change
    control = one.control
    return Turn(
        at,
        control.id,
        control.profile,
        control.severity,
        control.duty,
        control.requires,
        control.fix,
        shown.subject,
        *statuses,
        shown.place,
        shown.line,
        tuple(_deciding(old, new)),
    )


def _deciding(old: Finding | None, new: Finding | None) -> Iterator[Deciding]:
    """What is seen after that was not seen so before."""
    if new is None:
        return
    before = {(one.at, one.holds) for one in old.observations} if old is not None else set()
    turned = [one for one in new.observations if any(at == one.at and holds != one.holds for at, holds in before)]
    others = turned or [one for one in new.observations if (one.at, one.holds) not in before]
    for one in (others or new.observations)[:MOST_SEEN]:
        yield Deciding(one.at, one.value, one.wanted, one.negated)


def _endings(assessment: Assessment, until: datetime, waivers: Sequence[Waiver]) -> Iterator[Ending]:
    unit, moment = assessment.platform.id, assessment.as_of
    waivable = waivable_of(assessment.profiles)
    ends = {one.until for one in waivers if one.unit == unit and one.until is not None and moment < one.until < until}
    before = covering(waivers, waivable, unit, moment)
    for at in sorted(ends):
        now = covering(waivers, waivable, unit, at)
        ended = {key: one for key, one in before.items() if key not in now}
        if ended:
            yield from _still_gaps(assessment, at, ended)
        before = now


def _still_gaps(assessment: Assessment, at: datetime, ended: Mapping[tuple[str, str], Waiver]) -> Iterator[Ending]:
    """Of waivers that end at a moment, those whose gap is there then."""
    asked = {control for control, _ in ended}
    then = Assessor(_kept(assessment.profiles, asked)).again(assessment, at)
    findings = Findings(then)
    for conclusion in then.conclusions:
        control = conclusion.control.id
        wanted = {subject for name, subject in ended if name == control}
        for subject in sorted(wanted & {*findings.subjects(conclusion)}):
            waiver = ended[control, subject]
            gap = next(one for one in findings.of(conclusion, _GAPS) if one.subject == subject)
            assert waiver.end is not None  # or it would not have been in force
            yield Ending(at, control, subject, gap.status, waiver.approver, waiver.end, waiver.place)


def _lapses(assessment: Assessment, until: datetime) -> Iterator[Lapse]:
    """Evidence that holds now and lapses, as far as a conclusion would then be declared and no longer documented."""
    world = assessment.world
    by_moment: dict[datetime, list[int]] = {}
    for index, item in enumerate(world.root.get("evidence") or ()):
        day = None if item is None else item.get("valid_until")
        if day is not None and documents(item, world):
            at = clock.end_of(clock.parse_day(as_written(day)))
            if at < until:
                by_moment.setdefault(at, []).append(index)
    if not by_moment:
        return
    assessor = Assessor(assessment.profiles)
    before = {_key(one): one for one in Findings(assessment).all() if one.support != DECLARED}
    for at in sorted(by_moment):
        then = Findings(assessor.again(assessment, at)).all()
        now = {_key(one): one for one in then if _key(one) in before}
        lost = [before[key] for key, one in now.items() if one.support == DECLARED and one.status == before[key].status]
        for index in by_moment[at]:
            yield from _lapse(assessment, at, index, lost)
        before = {key: one for key, one in now.items() if one.support != DECLARED}


def _key(one: Finding) -> tuple[str, str]:
    return one.control.id, one.subject


def _lapse(assessment: Assessment, at: datetime, index: int, lost: Sequence[Finding]) -> Iterator[Lapse]:
    """The lapse of one item of evidence, where one of these conclusions rests on it."""
    platform, root = assessment.platform, assessment.world.root
    item, path = root["evidence"][index], ("evidence", index)
    places = [platform.identity(place) for each, (_, _, place) in named(root) if each is item and place is not None]
    resting = [one for one in lost if any(_is_inside(seen.at, places) for seen in one.observations)]
    if resting:
        controls = tuple(dict.fromkeys(one.control.id for one in resting))
        yield Lapse(at, platform.identity(path), controls, len(resting), platform.place((*path, "valid_until")))


def _is_inside(place: str, of: Iterable[str]) -> bool:
    return any(place == one or place.startswith((f"{one}.", f"{one}[")) for one in of)
