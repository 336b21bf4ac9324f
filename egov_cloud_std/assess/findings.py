"""Findings, made on demand: what each check observed, where, and when that would change by the calendar alone."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from ..checks import Subject, World, deciding
from ..checks.conditions import Seen
from ..checks.readings import Found
from ..checks.routes import UNKNOWN_ITEM, Raw
from ..document import Path, Place
from ..frozen import Frozen, replace
from ..platforms import Platform
from ..profiles import Control
from ..profiles.controls import Open, Silence
from ..waivers import Waiver
from ..words import GAPS, NOT_STATED, Text
from .assessment import Assessment, Conclusion
from .calendar import asks_the_calendar, dated
from .silence import deciding_of
from .statuses import CODES, NAMES, Judge, judge_of
from .support import DECLARED, support_of, weakest
from .waiving import Applied, applied

MOMENTS = 500  # days that are tried; a finding over more dates says nothing of the calendar


class Observation(Frozen):
    """What one check saw: the place, what is there, what is wanted, and its verdict."""

    at: str  # the identity path
    place: Place
    line: str  # the text of the line where the value stands
    value: Text
    wanted: Text
    holds: bool | None
    support: str
    beside: tuple[tuple[str, Place], ...] = ()  # other places that had a part in it
    negated: bool = False  # the check stands under `not`: it must not hold
    alternative: bool = False  # it is one of several, any of which would do
    missing: str = ""  # where nothing is stated: the nearest parent that is missing
    branch: tuple[int, int] = (0, 0)  # it belongs to the one of several alternatives that holds: which, of how many
    found: tuple[Found, ...] = ()  # what it rests on in files that the description names
    contradicts: bool = False  # it contradicts the claim that the control does not apply


class Finding(Frozen):
    """The conclusion on one control for one subject."""

    control: Control
    unit: str
    subject: str  # the identity path; empty for the platform itself
    status: str
    observations: tuple[Observation, ...]
    place: Place
    line: str
    fingerprint: str
    support: str
    changes_at: datetime | None
    unlisted: int = 0  # for the rest of a list: how many items its total promises
    waiver: Applied | None = None  # who has accepted the gap, where somebody has
    known: bool = False  # whether the baseline has the gap
    claimed: str = ""  # the reason that is given for the control not to apply

    @property
    def is_gap(self) -> bool:
        """Whether something is wrong or missing."""
        return self.status in GAPS

    @property
    def is_excused(self) -> bool:
        """Whether the gap fails no run: somebody has accepted it, or an earlier run had it."""
        return self.waiver is not None or self.known


def fingerprint_of(control: str, unit: str, subject: str) -> str:
    """Identity across runs: control, unit and identity path; never a line, a position or a value."""
    return hashlib.sha256("\0".join((control, unit, subject)).encode()).hexdigest()[:24]


class Findings:
    """Makes the findings of one assessment."""

    def __init__(
        self,
        assessment: Assessment,
        waivers: Mapping[tuple[str, str], Waiver] | None = None,
        known: frozenset[str] = frozenset(),
    ) -> None:
        """`waivers` in force, by control and subject; `known` are the fingerprints of a baseline."""
        self.assessment = assessment
        self._waivers = waivers or {}
        self._known = known
        self.platform: Platform = assessment.platform
        self.world: World = assessment.world
        self._judges: dict[str, Judge] = {}
        self._worlds: dict[datetime, World] = {}
        self._places: dict[tuple[Path, bool], tuple[Place, str]] = {}

    def gaps(self, questions: bool) -> Iterator[Finding]:
        """Every gap of questions, or of all other controls, control by control."""
        wanted = {CODES[name] for name in GAPS}
        for conclusion in self.assessment.conclusions:
            if (conclusion.control.duty == "question") is questions:
                yield from self.of(conclusion, wanted)

    def all(self) -> Iterator[Finding]:
        """Every finding."""
        for conclusion in self.assessment.conclusions:
            yield from self.of(conclusion, set(CODES.values()))

    def claims(self) -> Iterator[Finding]:
        """Every claim with a reason that a control does not apply."""
        for conclusion in self.assessment.conclusions:
            if conclusion.claim is not None:
                yield from self.of(conclusion, set(CODES.values()))

    def of(self, conclusion: Conclusion, codes: set[int]) -> Iterator[Finding]:
        """The findings of one control that ended in one of these statuses."""
        control = conclusion.control
        if conclusion.claim is not None:
            code = CODES[conclusion.status]
            if code in codes:
                yield self._claimed(conclusion, code)
            return
        for path, code in conclusion.paths():
            if code in codes:
                silent = conclusion.silence if code == CODES["not_stated"] else None
                yield self._finding(control, path, code) if silent is None else self._silent(control, silent)
        yield from self._of_no_subject(conclusion, codes)

    def first_place(self, conclusion: Conclusion, codes: Collection[int]) -> Place | None:
        """The place of the first finding of one control that ended in one of these statuses; `None` where there is none."""
        if conclusion.claim is None:
            for path, code in conclusion.paths():
                if code in codes:
                    return self._place(conclusion.control, path, code)
        found = next(self.of(conclusion, {*codes}), None)
        return None if found is None else found.place

    def _place(self, control: Control, path: Path, code: int) -> Place:
        """Where a finding stands, without the finding."""
        for seen in deciding_of(control, Subject(self._item(path), path), code, self.world):
            at = seen.check.route.path(seen.subject.path)
            return self._stands(at, seen.check.route.getter()(seen.subject.item, self.world))[0]
        return self.platform.place(path)

    def about(self, conclusion: Conclusion, subject: str) -> Iterator[Finding]:
        """The finding of one control for one subject, named by identity."""
        path = self.platform.find(subject)
        code = next((code for at, code in conclusion.paths() if at == path), None)
        if code is not None and path is not None and conclusion.claim is None:
            yield self._finding(conclusion.control, path, code)
            return
        rest = self.of if conclusion.claim is not None else self._of_no_subject
        yield from (one for one in rest(conclusion, set(CODES.values())) if one.subject == subject)

    def at(self, conclusion: Conclusion, path: Path, code: int) -> Finding:
        """The finding of one control for a subject whose path and status are known."""
        return self._finding(conclusion.control, path, code)

    def _of_no_subject(self, conclusion: Conclusion, codes: set[int]) -> Iterator[Finding]:
        """What there is to say of lists: one that is missing, one of which some is not listed, one without subjects."""
        control = conclusion.control
        open_ = CODES["not_assessed" if control.unset else "not_stated"]
        if open_ in codes:
            yield from (self._missing(control, path, open_) for path in conclusion.missing)
            yield from (self._rest(control, path, more, open_) for path, more in conclusion.unlisted)
        none = CODES["not_applicable"]
        if none in codes and conclusion.count(none) and not any(conclusion.codes):
            yield self._without_subjects(conclusion)

    def subjects(self, conclusion: Conclusion) -> Iterator[str]:
        """The subjects of one control that ended in a gap, without looking into them."""
        gaps = {CODES[name] for name in GAPS}
        if conclusion.claim is not None:
            if CODES[conclusion.status] in gaps:
                yield ""
            return
        yield from (self.platform.identity(path) for path, code in conclusion.paths() if code in gaps)
        if not conclusion.control.unset:
            yield from (self.platform.identity(path) for path in conclusion.missing)
            yield from (f"{self.platform.identity(path)}[*]" for path, _ in conclusion.unlisted)

    def _made(
        self,
        control: Control,
        subject: str,
        code: int,
        observations: tuple[Observation, ...],
        at: Path,
        *,
        changes_at: datetime | None = None,
        unlisted: int = 0,
    ) -> Finding:
        place = observations[0].place if observations else self.platform.place(at)
        line = observations[0].line if observations else self.platform.line(place)
        fingerprint = fingerprint_of(control.id, self.platform.id, subject)
        is_gap = NAMES[code] in GAPS
        waiver = self._waivers.get((control.id, subject)) if is_gap else None
        return Finding(
            control,
            self.platform.id,
            subject,
            NAMES[code],
            observations,
            place,
            line,
            fingerprint,
            weakest(one.support for one in observations),
            changes_at,
            unlisted,
            None if waiver is None else applied(waiver),
            is_gap and fingerprint in self._known,
        )

    def _finding(self, control: Control, path: Path, code: int) -> Finding:
        subject = Subject(self._item(path), path)
        observations = tuple(self._observed(seen) for seen in deciding_of(control, subject, code, self.world))
        changes = self._next_change(control, subject, code)
        return self._made(control, self.platform.identity(path), code, observations, path, changes_at=changes)

    def _silent(self, control: Control, silence: Silence) -> Finding:
        """The finding on a platform that states nothing of what a control asks, from what was worked out beforehand."""
        code, when, subject = CODES["not_stated"], control.when, Subject(self.world.root)
        if silence.opens is None or (when is not None and asks_the_calendar(when)):
            return self._finding(control, (), code)
        if when is not None and self.world.test(when)(subject.item, self.world) is None:
            seen = tuple(map(self._observed, deciding(when, subject, self.world)))
        else:
            seen = tuple(map(self._unstated, silence.opens))
        return self._made(control, "", code, seen, ())

    def _unstated(self, one: Open) -> Observation:
        place, line = self._around(one.path)
        return Observation(
            self.platform.identity(one.path),
            place,
            line,
            one.value,
            one.wanted,
            None,
            DECLARED,
            tuple((self.platform.identity(other), self._around(other)[0]) for other in one.beside),
            one.negated,
            one.alternative,
            self._nearest_missing(one.path),
            one.branch,
        )

    def _around(self, path: Path) -> tuple[Place, str]:
        """Where a place would stand of which nothing is stated, and that line; remembered by what is missing."""
        depth, found = 0, _at(self.world.root, path[0])
        while depth < len(path) - 1 and found is not None:
            depth += 1
            found = _at(found, path[depth])
        key = path[: depth + 1], depth + 1 < len(path)
        if key not in self._places:
            place = self.platform.place(path)
            self._places[key] = place, self.platform.line(place)
        return self._places[key]

    def _next_change(self, control: Control, subject: Subject, code: int) -> datetime | None:
        """The first moment after this one at which the status would change by the calendar alone."""
        moments = sorted({one for one in dated(control, subject, self.world) if one > self.world.as_of})
        if not moments:
            return None
        judge = self._judges.setdefault(control.id, judge_of(control))
        for moment in moments[:MOMENTS]:
            world = self._worlds.setdefault(moment, self.world.at(moment))
            if judge(subject.item, world) != code:
                return moment
        return None

    def _item(self, path: Path) -> dict[str, object]:
        found: object = self.world.root
        for step in path:
            found = found[step]  # type: ignore[index]
        return found if isinstance(found, dict) else UNKNOWN_ITEM

    def _observed(self, seen: Seen) -> Observation:
        route, kind, subject = seen.check.route, seen.check.kind, seen.subject
        path = route.path(subject.path)
        value = route.getter()(subject.item, self.world)
        place, line = self._stands(path, value)
        beside = kind.beside(route, subject, self.world)
        return Observation(
            self.platform.identity(path),
            place,
            line,
            kind.seen(value, route, subject, self.world),
            kind.wanted(self.world, subject),
            seen.verdict,
            support_of(path, value, self.world),
            tuple((self.platform.identity(one), self._stands(one, self.platform.value(one))[0]) for one in beside),
            seen.negated,
            seen.alternative,
            self._open_at(seen, value, path) if seen.verdict is None else "",
            seen.branch,
            kind.found(subject, self.world),
        )

    def _stands(self, path: Path, value: object) -> tuple[Place, str]:
        """Where a value stands, and that line; of a list or a section the key, since its text may fill pages."""
        if value is None and path:
            return self._around(path)
        place = self.platform.place(path, key=isinstance(value, list | dict))
        return place, self.platform.line(place)

    def _open_at(self, seen: Seen, value: Raw, path: Path) -> str:
        """What to fill in first."""
        places = seen.check.kind.lacking(value, seen.check.route, seen.subject, self.world)
        return self._nearest_missing(next(places, path))

    def _nearest_missing(self, path: Path) -> str:
        """The first step of a path that is not stated: what to fill in."""
        found: object = self.world.root
        for depth, step in enumerate(path):
            found = _at(found, step)
            if found is None:
                return self.platform.identity(path[: depth + 1])
        return self.platform.identity(path)

    def _missing(self, control: Control, path: Path, code: int) -> Finding:
        """The list that `each` names is missing."""
        place, line = self._around(path)
        seen = Observation(
            self.platform.identity(path),
            place,
            line,
            NOT_STATED,
            Text("填报此列表（没有则写 []）", "the list to be stated ([] where there are none)"),
            None,
            "declared",
            missing=self._nearest_missing(path),
        )
        return self._made(control, self.platform.identity(path), code, (seen,), path)

    def _rest(self, control: Control, path: Path, more: int, code: int) -> Finding:
        """The items that a stated total promises beyond those listed."""
        place = self.platform.place(path)
        seen = Observation(
            self.platform.identity(path),
            place,
            self.platform.line(place),
            Text(f"另有 {more} 项未列出", f"{more} more are not listed"),
            Text("列出全部各项", "every item to be listed"),
            None,
            "declared",
        )
        return self._made(control, f"{self.platform.identity(path)}[*]", code, (seen,), path, unlisted=more)

    def _without_subjects(self, conclusion: Conclusion) -> Finding:
        """The list has no items, or the condition is false whatever they are."""
        path = conclusion.lists[0][0] if conclusion.lists else ()
        when, subject = conclusion.control.when, Subject(UNKNOWN_ITEM, path)
        observations: tuple[Observation, ...] = ()
        if when is not None and self.world.test(when)(subject.item, self.world) is False:
            observations = tuple(self._observed(seen) for seen in deciding(when, subject, self.world))
        code = CODES["not_applicable"]
        return self._made(conclusion.control, self.platform.identity(path), code, observations, path)

    def _claimed(self, conclusion: Conclusion, code: int) -> Finding:
        """The claim that a control does not apply; where something stated contradicts it, the claim is the gap."""
        control, at = conclusion.control, conclusion.claim
        assert at is not None
        observations: tuple[Observation, ...] = ()
        if conclusion.contradicted and control.contradicted_by is not None:
            claim = self.platform.place(at)
            observations = (
                Observation(
                    self.platform.identity(at),
                    claim,
                    self.platform.line(claim),
                    Text("主张不适用", "claimed not to apply"),
                    Text("主张与所填内容不矛盾", "a claim that nothing stated contradicts"),
                    False,
                    "declared",
                ),
                *(
                    replace(self._observed(seen), contradicts=True)
                    for seen in deciding(control.contradicted_by, Subject(self.world.root), self.world)
                ),
            )
        reason = str(self._item(at).get("reason") or "").strip()
        return replace(self._made(control, "", code, observations, at), claimed=reason)


def _at(found: object, step: str | int) -> object:
    if isinstance(found, list) and isinstance(step, int):
        return found[step]
    return found.get(step) if isinstance(found, dict) else None
