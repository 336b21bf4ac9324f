"""What changed between two results, and why: every difference has one cause, or honestly several, and all add up.

The results alone are looked at. The description, the profile, the tool and the moment are recorded in them; of the files
that a description names (lists, evidence, documents) there is no digest. Where a result foretells that the calendar alone
changes nothing until the other's moment, the calendar is no cause.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from ..assess.trends import Differs
from ..document import Place
from ..frozen import Frozen
from ..words import GAPS, NO_WORDS, Text
from .definitions import described, differing
from .recorded import Definition, Listed, Recorded

CAUSES = ("description", "profile", "calendar", "tool")
EXCUSE, UNRECORDED, NOT_COMPARABLE = "excuse", "unrecorded", "not_comparable"
KINDS = ("new", "gone", "status", "excuse", "beside", "only_new", "only_old")
WAS_GAP = ("gone", "status", "excuse", "only_old")
_KINDS = {(False, True): "new", (True, False): "gone", (True, True): "status", (False, False): "beside"}
NO_GAP, NO_SUBJECT, NOT_ASKED = "no_gap", "no_subject", ""  # beside the statuses, of what a result does not list
Key = tuple[str, str, int]  # control, subject, and which of several findings of one name


class Difference(Frozen):
    """One finding that is another in the later result."""

    unit: str
    control: str
    profile: str
    subject: str
    severity: str
    duty: str
    requires: Text  # no words where the results only name the control
    before: str  # a status; or NO_GAP, NO_SUBJECT, NOT_ASKED
    after: str
    kind: str  # one of KINDS
    causes: tuple[str, ...]  # of CAUSES; or EXCUSE, UNRECORDED or NOT_COMPARABLE alone
    foretold: datetime | None = None  # from when the calendar alone changes it, where the earlier result says so
    waived: tuple[date | None, date | None] = (None, None)  # until when a waiver covers it, before and after
    known: tuple[bool, bool] = (False, False)  # in a baseline, before and after
    place: Place | None = None  # as the later result has it, where that lists it


class Diff(Frozen):
    """Two results beside one another."""

    old: Recorded
    new: Recorded
    definitions: tuple[Differs, ...]
    gaps: tuple[int, int]  # gaps and questions that either result lists
    same: int  # gaps that both list alike
    differences: tuple[Difference, ...]

    @cached_property
    def parts(self) -> dict[tuple[str, ...], Counter[str]]:
        """How many differences of which kind each cause has; together they are all."""
        found: dict[tuple[str, ...], Counter[str]] = {}
        for one in self.differences:
            found.setdefault(one.causes, Counter())[one.kind] += 1
        order = [(name,) for name in CAUSES]
        return dict(sorted(found.items(), key=lambda part: (part[0] not in order, len(part[0]), part[0])))


def compare(old: Recorded, new: Recorded) -> Diff:
    """What is another in `new` than in `old`."""
    before, after = _sides(old), _sides(new)
    pairs = [(before.get(name), after.get(name)) for name in dict.fromkeys((*before, *after))]
    differences = [one for pair in pairs for one in _Pair(old, new, *pair).differences()]
    gaps = tuple(sum(len(one.gaps) for one in sides.values()) for sides in (before, after))
    same = gaps[0] - sum(one.kind in WAS_GAP for one in differences)
    return Diff(old, new, differing(old, new), (gaps[0], gaps[1]), same, tuple(differences))


def _is_gap(one: Listed) -> bool:
    """Whether a finding is a gap, or something to ask."""
    return one.status in GAPS and not (one.duty == "question" and one.status == "not_stated")


class _Side:
    """One unit, or what is asked across the units of a region, in one result."""

    def __init__(
        self,
        name: str,
        digest: object,
        profiles: Mapping[str, Definition],
        findings: Sequence[Listed],
        *,
        whole: bool = False,
        controls: Mapping[str, str] | None = None,
        narrowed: frozenset[str] | None = None,
    ) -> None:
        self.name, self.digest, self.profiles = name, digest, profiles
        self.whole, self._narrowed = whole, narrowed
        self.controls = controls or {}
        self.findings: dict[Key, Listed] = {}
        times: Counter[tuple[str, str]] = Counter()
        for one in findings:
            times[one.control, one.subject] += 1
            self.findings[one.control, one.subject, times[one.control, one.subject]] = one
        self.gaps = {key for key, one in self.findings.items() if _is_gap(one)}
        self._asked = {one.control for one in findings} if whole else None if controls is None else {*controls}

    def asks(self, control: str, profile: str, other: "_Side") -> bool:
        """Whether the control was asked here.

        Where a result does not say to what it was narrowed, the same profile has to be as wide as in the other.
        """
        if self._asked is not None:
            return control in self._asked
        mine, theirs = self.profiles.get(profile), other.profiles.get(profile)
        if mine is None or theirs is None:
            return False
        if self._narrowed is not None:
            return not self._narrowed or control in self._narrowed
        return mine.digest != theirs.digest or (mine.controls, mine.by_severity) == (
            theirs.controls,
            theirs.by_severity,
        )

    def state(self, key: Key, profile: str, other: "_Side") -> str:
        """What the result says of a finding, listed or not."""
        found = self.findings.get(key)
        if found is not None:
            return found.status
        if not self.asks(key[0], profile, other):
            return NOT_ASKED
        if self.whole:
            return NO_SUBJECT
        status = self.controls.get(key[0], NO_GAP)
        return NO_GAP if status in GAPS else status


def _sides(result: Recorded) -> dict[tuple[str, str], _Side]:
    """Every unit of a result; before them what is asked across the units of a region."""
    found: dict[tuple[str, str], _Side] = {}
    region = result.region
    if region is not None:
        digest = region.digest, sorted((one.unit, one.digest) for one in result.units)
        found["region", region.id] = _Side(region.id, digest, region.profiles, region.findings, narrowed=frozenset())
    for name, one in described(result).items():
        found["unit", name] = _Side(
            name,
            one.digest,
            one.profiles,
            one.findings,
            whole=one.is_whole,
            controls=one.controls,
            narrowed=result.narrowed,
        )
    return found


class _Pair:
    """One unit in two results; `None` where one does not have it."""

    def __init__(self, old: Recorded, new: Recorded, before: _Side | None, after: _Side | None) -> None:
        self._old, self._new = old, new
        self._before, self._after = before, after

    def differences(self) -> Iterator[Difference]:
        """Everything that is not the same."""
        before, after = self._before, self._after
        if before is None or after is None:
            yield from self._of_one()
            return
        for key in dict.fromkeys((*before.findings, *after.findings)):
            one = after.findings.get(key) or before.findings[key]
            states = before.state(key, one.profile, after), after.state(key, one.profile, before)
            found = self._difference(key, one, states)
            if found is not None:
                yield found
        yield from self._of_controls()

    def _of_one(self) -> Iterator[Difference]:
        """The gaps of a unit that only one of the results has."""
        side = self._before or self._after
        assert side is not None  # or nobody would have named it
        kind = "only_new" if self._before is None else "only_old"
        for key in side.findings:
            if key in side.gaps:
                one = side.findings[key]
                states = (NOT_ASKED, one.status) if self._before is None else (one.status, NOT_ASKED)
                yield self._made(side.name, key, one, states, kind, (NOT_COMPARABLE,))

    def _difference(self, key: Key, one: Listed, states: tuple[str, str]) -> Difference | None:
        before, after = self._both
        gaps = key in before.gaps, key in after.gaps
        kind = _KINDS[gaps]
        if NOT_ASKED in states:
            kind = "only_new" if states[0] == NOT_ASKED else "only_old"
            return self._made(after.name, key, one, states, kind, (NOT_COMPARABLE,)) if any(gaps) else None
        if states[0] == states[1] and gaps[0] == gaps[1]:
            if not all(gaps) or not self._is_excused_otherwise(key):
                return None
            return self._made(after.name, key, one, states, "excuse", (EXCUSE,))
        if not any(gaps) and NO_GAP in states:
            return None  # one result says no more than that it is no gap
        return self._made(after.name, key, one, states, kind, self._causes(key, one.profile))

    def _is_excused_otherwise(self, key: Key) -> bool:
        """Whether a waiver or the baseline covers a gap in another way than before."""
        before, after = (side.findings[key] for side in self._both)
        return (before.waived_until, before.known) != (after.waived_until, after.known)

    def _of_controls(self) -> Iterator[Difference]:
        """Controls without a gap in either result that end in another status, where both results say in which."""
        before, after = self._both
        if before.whole or after.whole:
            return  # the findings have told
        listed = {control for control, _, _ in (*before.findings, *after.findings)}
        for control, status in before.controls.items():
            states = status, after.controls.get(control, status)
            if control not in listed and states[0] != states[1] and not {*states} & {*GAPS}:
                profile = self._profile_of(control)
                key = control, "", 1
                yield Difference(
                    after.name, control, profile, "", "", "", NO_WORDS, *states, "beside", self._causes(key, profile)
                )

    def _profile_of(self, control: str) -> str:
        for one in (self._new, self._old):
            if one.region is not None and control in one.region.controls:
                return one.region.controls[control]
        return ""

    def _made(
        self, name: str, key: Key, one: Listed, states: tuple[str, str], kind: str, causes: tuple[str, ...]
    ) -> Difference:
        first, last = (None if side is None else side.findings.get(key) for side in (self._before, self._after))
        at = self._changes_at(key)
        return Difference(
            name,
            one.control,
            one.profile,
            one.subject,
            one.severity,
            one.duty,
            one.requires,
            *states,
            kind,
            causes,
            at if "calendar" in causes else None,
            (first.waived_until if first else None, last.waived_until if last else None),
            (first is not None and first.known, last is not None and last.known),
            (last or one).place,
        )

    @property
    def _both(self) -> tuple[_Side, _Side]:
        assert self._before is not None
        assert self._after is not None
        return self._before, self._after

    def _causes(self, key: Key, profile: str) -> tuple[str, ...]:
        """What differs between the results that may have changed a conclusion."""
        before, after = self._both
        definitions = [
            (one.version, one.digest) for one in (before.profiles.get(profile), after.profiles.get(profile)) if one
        ]
        found = {
            "description": before.digest != after.digest,
            "profile": len({*definitions}) > 1,
            "calendar": self._may_the_calendar(key),
            "tool": self._old.tool != self._new.tool,
        }
        return tuple(name for name in CAUSES if found[name]) or (UNRECORDED,)

    def _may_the_calendar(self, key: Key) -> bool:
        """Whether the calendar alone may have changed a conclusion: the result of the earlier moment may say it did not."""
        moments = self._old.as_of, self._new.as_of
        if moments[0] == moments[1]:
            return False
        return key not in self._earlier().findings or self._changes_at(key) is not None

    def _earlier(self) -> _Side:
        before, after = self._both
        return before if self._old.as_of < self._new.as_of else after

    def _changes_at(self, key: Key) -> datetime | None:
        """When the conclusion of the earlier moment changes by the calendar alone, where that is before the later one."""
        if self._before is None or self._after is None:
            return None
        listed = self._earlier().findings.get(key)
        at = None if listed is None else listed.changes_at
        return at if at is not None and at <= max(self._old.as_of, self._new.as_of) else None
