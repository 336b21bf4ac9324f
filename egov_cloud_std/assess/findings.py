"""Findings, made on demand: what each check observed, where, and when that would change by the calendar alone."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from functools import partial

from ..checks import Subject, World, deciding
from ..checks.routes import UNKNOWN_ITEM
from ..document import Path, Place
from ..frozen import Frozen, replace
from ..platforms import Platform
from ..profiles import Control
from ..profiles.controls import Silence
from ..waivers import Waiver
from ..words import GAPS
from .assessment import Assessment, Conclusion
from .observing import Observation, Observer
from .silence import deciding_of
from .statuses import CODES, NAMES, Judge, judge_of
from .support import weakest
from .waiving import Applied, applied

MOMENTS = 500  # days that are tried; a finding over more dates says nothing of the calendar


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
        self._observer = Observer(self.platform, self.world)

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
                yield self._finding(control, path, code) if silent is None else self._silent(control, silent, code)
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
        for seen in deciding_of(control, Subject(self._observer.item(path), path), code, self.world):
            at = seen.check.route.path(seen.subject.path)
            return self._observer.stands(at, seen.check.route.getter()(seen.subject.item, self.world))
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
        changes: Callable[[], datetime | None] = lambda: None,
        unlisted: int = 0,
    ) -> Finding:
        is_gap = NAMES[code] in GAPS
        waiver = self._waivers.get((control.id, subject)) if is_gap else None
        known = is_gap and bool(self._known) and self._fingerprint(control, subject) in self._known
        return Finding.late(
            partial(self._more, control, subject, observations, at, changes),
            control=control,
            unit=self.platform.id,
            subject=subject,
            status=NAMES[code],
            observations=observations,
            unlisted=unlisted,
            waiver=None if waiver is None else applied(waiver),
            known=known,
        )

    def _more(
        self,
        control: Control,
        subject: str,
        observations: tuple[Observation, ...],
        at: Path,
        changes: Callable[[], datetime | None],
        name: str,
    ) -> dict[str, object]:
        """What a finding says once it is asked."""
        match name:
            case "fingerprint":
                return {name: self._fingerprint(control, subject)}
            case "support":
                return {name: weakest(one.support for one in observations)}
            case "changes_at":
                return {name: changes()}
        place = observations[0].place if observations else self.platform.place(at)
        return {"place": place, "line": observations[0].line if observations else self.platform.line(place)}

    def _fingerprint(self, control: Control, subject: str) -> str:
        return fingerprint_of(control.id, self.platform.id, subject)

    def _finding(self, control: Control, path: Path, code: int) -> Finding:
        subject = Subject(self._observer.item(path), path)
        observations = tuple(map(self._observer.observed, deciding_of(control, subject, code, self.world)))
        changes = partial(self._next_change, control, subject, code)
        return self._made(control, self.platform.identity(path), code, observations, path, changes=changes)

    def _silent(self, control: Control, silence: Silence, code: int) -> Finding:
        """The finding on a platform that states nothing of what a control asks, from what was worked out beforehand."""
        observations = self._observer.silent(control, silence, code)
        if observations is None:
            return self._finding(control, (), code)
        return self._made(control, "", code, observations, (), changes=partial(self._next_applying, control, silence))

    def _next_applying(self, control: Control, silence: Silence) -> datetime | None:
        """The same, of a control of which nothing is stated: only a condition that holds may cease to."""
        from .calendar import asks_the_calendar  # who only counts findings does not ask

        if silence.when is None or control.when is None or not asks_the_calendar(control.when):
            return None
        return self._next_change(control, Subject(self.world.root), CODES["not_stated"])

    def _next_change(self, control: Control, subject: Subject, code: int) -> datetime | None:
        """The first moment after this one at which the status would change by the calendar alone."""
        from .calendar import dated  # who only counts findings does not ask

        moments = sorted({one for one in dated(control, subject, self.world) if one > self.world.as_of})
        if not moments:
            return None
        judge = self._judges.setdefault(control.id, judge_of(control))
        for moment in moments[:MOMENTS]:
            world = self._worlds.setdefault(moment, self.world.at(moment))
            if judge(subject.item, world) != code:
                return moment
        return None

    def _missing(self, control: Control, path: Path, code: int) -> Finding:
        """The list that `each` names is missing."""
        seen = self._observer.missing_list(path)
        return self._made(control, seen.at, code, (seen,), path)

    def _rest(self, control: Control, path: Path, more: int, code: int) -> Finding:
        """The items that a stated total promises beyond those listed."""
        seen = self._observer.unlisted(path, more)
        return self._made(control, f"{seen.at}[*]", code, (seen,), path, unlisted=more)

    def _without_subjects(self, conclusion: Conclusion) -> Finding:
        """The list has no items, or the condition is false whatever they are."""
        path = conclusion.lists[0][0] if conclusion.lists else ()
        when, subject = conclusion.control.when, Subject(UNKNOWN_ITEM, path)
        observations: tuple[Observation, ...] = ()
        if when is not None and self.world.test(when)(subject.item, self.world) is False:
            observations = tuple(self._observer.observed(seen) for seen in deciding(when, subject, self.world))
        code = CODES["not_applicable"]
        return self._made(conclusion.control, self.platform.identity(path), code, observations, path)

    def _claimed(self, conclusion: Conclusion, code: int) -> Finding:
        """The claim that a control does not apply; where something stated contradicts it, the claim is the gap."""
        control, at = conclusion.control, conclusion.claim
        assert at is not None
        observations: tuple[Observation, ...] = ()
        if conclusion.contradicted and control.contradicted_by is not None:
            against = deciding(control.contradicted_by, Subject(self.world.root), self.world)
            contradicting = (replace(self._observer.observed(seen), contradicts=True) for seen in against)
            observations = (self._observer.claim(at), *contradicting)
        reason = str(self._observer.item(at).get("reason") or "").strip()
        return replace(self._made(control, "", code, observations, at), claimed=reason)
