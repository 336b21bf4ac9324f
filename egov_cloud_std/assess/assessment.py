"""The one pure function, and what it returns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from ..checks import ListRoute, World
from ..checks.kind import Verdict
from ..checks.routes import UNKNOWN_ITEM
from ..checks.world import Tests
from ..document import Path
from ..evidence.facts import Artefact
from ..frozen import Frozen, by_identity
from ..platforms import Platform
from ..profiles import Control, Profile
from ..profiles.controls import Silence
from ..wording.facts import NotLooked, Reading
from ..words import Text
from .scores import Score, Tally, score_of
from .silence import PARTLY_SILENT, Places, silence_of
from .statuses import (
    NAMES,
    NO_SUBJECT,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    NOT_SATISFIED,
    NOT_STATED,
    PARTLY,
    SATISFIED,
    Judge,
    judge_of,
    of_control,
)
from .support import named
from .totals import totals

CLAIM_OF_UNKNOWN_CONTROL = "claim_of_unknown_control"
Facts = Sequence[Artefact | Reading | NotLooked]
"""What was found when somebody looked at the files that a description names."""


class Remark(Frozen):
    """Something about the description that is no conclusion on a control, and where."""

    path: Path
    code: str
    says: Text
    fix: Text


class Conclusion:
    """One control, concluded for each of its subjects; a status is one byte."""

    __slots__ = (
        "_known",
        "_numbers",
        "_tally",
        "claim",
        "codes",
        "contradicted",
        "control",
        "lists",
        "missing",
        "silence",
        "unlisted",
    )

    def __init__(self, control: Control) -> None:
        self.control = control
        self.codes = bytearray()
        self.lists: Sequence[tuple[Path, int]] = ()  # each list that was walked, and its length (shared)
        self.unlisted: Sequence[tuple[Path, int]] = ()  # lists whose stated total promises more
        self.missing: Sequence[Path] = ()  # lists that are not stated
        self.claim: Path | None = None  # the claim that it does not apply, where there is one with a reason
        self.contradicted = False
        self.silence: Silence | None = None  # where nothing is stated of what the control asks: what is open then
        self._known = NO_SUBJECT  # its status, once somebody asked
        self._numbers: Sequence[int] = ()  # the same of its subjects
        self._tally: Tally | None = None

    @property
    def status(self) -> str:
        """The status of the control over all its subjects."""
        return NAMES[self.code]

    @property
    def code(self) -> int:
        """The same as one byte. Nothing changes in a conclusion that has been asked."""
        if self._known == NO_SUBJECT:
            self._known = self._code()
        return self._known

    @property
    def is_single(self) -> bool:
        """Whether there is one subject and one finding: the platform."""
        return len(self.codes) == 1 and not self.lists and not self.missing and self.claim is None

    def _code(self) -> int:
        if self.is_single:
            return self.codes[0]
        if self.claim is not None:
            return NOT_SATISFIED if self.contradicted else NOT_APPLICABLE
        promised = sum(number for _, number in self.unlisted)
        if self.missing:
            return of_control([*set(self.codes), NOT_ASSESSED if self.control.unset else NOT_STATED], promised)
        if promised and self.control.unset:
            return of_control([*set(self.codes), NOT_ASSESSED], 0)
        return of_control(self.codes, promised)

    def numbers(self) -> Sequence[int]:
        """How many subjects ended in which status, by its code."""
        if not self._numbers:
            self._numbers = self._counted()
        return self._numbers

    def _counted(self) -> list[int]:
        found = [0] * len(NAMES)
        if self.claim is not None or self.is_single:
            found[self.code] = 1
            return found
        for code in {*self.codes} - {NO_SUBJECT}:
            found[code] = self.codes.count(code)
        if self.missing or self.unlisted:
            open_ = NOT_ASSESSED if self.control.unset else NOT_STATED
            found[open_] += len(self.missing) + sum(number for _, number in self.unlisted)
        if not any(found):
            found[NOT_APPLICABLE] = 1  # a stated list without subjects
        return found

    def counts(self) -> dict[str, int]:
        """The same, by the name of the status; those in which none ended are left out."""
        return {NAMES[code]: number for code, number in enumerate(self.numbers()) if number}

    def count(self, code: int) -> int:
        """How many subjects ended in one status."""
        return self.numbers()[code]

    def tally(self) -> Tally:
        """The subjects, as the score counts them: with a list missing, it may come to anything."""
        if self._tally is None:
            self._tally = self._tallied()
        return self._tally

    def _tallied(self) -> Tally:
        if self.missing and self.claim is None:
            return Tally(0, 0, 0 if self.control.unset else 1)
        found = self.numbers()
        return Tally(found[SATISFIED], found[NOT_SATISFIED] + found[PARTLY], found[NOT_STATED])

    def paths(self) -> Iterator[tuple[Path, int]]:
        """Every subject with its status."""
        if not self.lists:
            yield from (((), code) for code in self.codes)  # none where a claim stands instead
            return
        position = 0
        for base, length in self.lists:
            for index in range(length):
                if self.codes[position + index] != NO_SUBJECT:
                    yield (*base, index), self.codes[position + index]
            position += length

    def items(self) -> Iterator[Path]:
        """Every item of the lists that were walked, whether it is a subject or not."""
        return ((*base, index) for base, length in self.lists for index in range(length))


class Assessment(Frozen):
    """One platform held against profiles at one moment."""

    platform: Platform
    profiles: tuple[Profile, ...]
    as_of: datetime
    world: World
    conclusions: tuple[Conclusion, ...]
    remarks: tuple[Remark, ...]

    def counted(self) -> tuple[Conclusion, ...]:
        """The conclusions that count: all but questions."""
        return tuple(one for one in self.conclusions if one.control.duty != "question")

    def score(self, profile: str | None = None) -> Score:
        """The score of everything, or of one profile."""
        return score_of(one.tally() for one in self.counted() if profile in (None, one.control.profile))


def _unfounded(platform: Platform) -> Iterator[Remark]:
    """Places that evidence is said to stand behind, where nothing is stated."""
    for _, (path, name, place) in named(platform.data):
        if place is None:
            yield Remark(
                path,
                "supports_nothing",
                Text(
                    f"证据所支撑的位置 {name} 没有填报内容",
                    f"the evidence is to support {name}, where nothing is stated",
                ),
                Text("核对位置的写法，或补填该处。", "Correct the name of the place, or state the value there."),
            )


Planned = tuple[Control, str, tuple[str, ...], tuple[str, ...] | None, Silence, Conclusion]
"""What is asked of every platform about a control first: its name; the places that it requires something of; those that its
condition asks, `None` without one; and what it comes to where nothing of both is stated.
"""


class Assessor:
    """Profiles, compiled once for any number of platforms."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = tuple(profiles)
        self.controls = tuple(control for profile in profiles for control in profile.controls)
        # What a control comes to where its condition is silent too is the same for every platform.
        self._plan: list[Planned] = [_planned(control) for control in self.controls]
        self._places = Places(
            place for _, _, reads, when, _, _ in self._plan for places in (reads, when or ()) for place in places
        )
        self._judges: dict[str, Judge] = {}  # made when a description first needs one
        self._tests: Tests = {}

    def assess(self, platform: Platform, as_of: datetime, facts: Facts = ()) -> Assessment:
        """Every control for every subject. `facts` are what was found of the files that the description names."""
        artefacts = {one.evidence: one.wrong for one in facts if isinstance(one, Artefact)}
        readings = {one.document: one for one in facts if isinstance(one, Reading)}
        world = World(platform.data, as_of, artefacts, readings, self._tests)
        remarks: list[Remark] = [*_totals(platform), *_unfounded(platform), *_not_looked(facts)]
        claims = dict(self._claims(world, remarks))
        return Assessment(platform, self.profiles, as_of, world, self._concluded(world, claims), tuple(remarks))

    def again(self, before: Assessment, moment: datetime) -> Assessment:
        """The same platform at another moment, everything else being as it was found; without remarks."""
        world = before.world.at(moment)
        conclusions = self._concluded(world, dict(self._claims(world, [])))
        return Assessment(before.platform, self.profiles, moment, world, conclusions, ())

    def _concluded(self, world: World, claims: Mapping[str, Path]) -> tuple[Conclusion, ...]:
        conclusions: list[Conclusion] = []
        over_lists: dict[str, list[Conclusion]] = {}
        stated = self._places.stated(world.root)
        for control, name, reads, when, silence, passed in self._plan:
            if name in claims:
                conclusion = Conclusion(control)
                conclusion.claim = claims[name]
                against = control.contradicted_by
                conclusion.contradicted = against is not None and world.test(against)(world.root, world) is True
            elif reads and stated.isdisjoint(reads):
                unasked = when is None or (when and stated.isdisjoint(when))
                conclusion = passed if unasked else _passed_over(control, silence, world)
            elif when and silence.each is None and stated.isdisjoint(when):
                conclusion = passed  # whatever holds of the rest
            elif control.each is None:
                conclusion = Conclusion(control)
                conclusion.codes.append(self._judge(control)(world.root, world))
            else:
                conclusion = Conclusion(control)
                over_lists.setdefault(_named(control.each), []).append(conclusion)
            conclusions.append(conclusion)
        for group in over_lists.values():
            self._walk(group, world)
        return tuple(conclusions)

    def _judge(self, control: Control) -> Judge:
        judge = self._judges.get(control.id)
        if judge is None:
            judge = self._judges[control.id] = judge_of(control)
        return judge

    def _walk(self, group: list[Conclusion], world: World) -> None:
        """One pass over a list for every control that ranges over it."""
        each = group[0].control.each
        assert each is not None
        pairs: list[tuple[Judge, Callable[[list[int]], None]]] = []
        walked: list[tuple[Path, int]] = []
        unlisted: list[tuple[Path, int]] = []
        missing: list[Path] = []
        for one in group:
            one.lists, one.unlisted, one.missing = walked, unlisted, missing
            pairs.append((self._judge(one.control), one.codes.extend))
        for base, items, more in each.walk(world):
            if items is None:
                missing.append(base)
                continue
            walked.append((base, len(items)))
            if more:
                unlisted.append((base, more))
            for judge, keep in pairs:
                keep([judge(item, world) for item in items])
        if missing or unlisted:
            for one in group:
                when = one.control.when
                if when is not None and world.test(when)(UNKNOWN_ITEM, world) is False:
                    # False whatever the subjects are: that outweighs what is not stated of them.
                    one.missing, one.unlisted = (), ()

    def _claims(self, world: World, remarks: list[Remark]) -> Iterator[tuple[str, Path]]:
        """The claims with a reason; the others have no effect and are reported."""
        known = {control.id for control in self.controls}
        claims = world.root.get("not_applicable")
        for index, claim in enumerate(claims if isinstance(claims, list) else ()):
            path: Path = ("not_applicable", index)
            if claim is None or claim.get("control") is None:
                continue
            name = str(claim["control"])
            if name not in known:
                remarks.append(_no_such_control(path, name))
            elif not str(claim.get("reason") or "").strip():
                remarks.append(_claim_without_reason(path, name))
            else:
                yield name, path


def _planned(control: Control) -> Planned:
    silence = silence_of(control)
    when = None if silence.when is None else silence.when.reads
    return control, control.id, silence.reads, when, silence, _passed_over(control, silence)


def _passed_over(control: Control, silence: Silence, world: World | None = None) -> Conclusion:
    """Concludes on a control where nothing is stated of what it requires something of: only its condition is asked.

    Without a `world`, of the condition nothing is stated either.
    """
    conclusion = Conclusion(control)
    conclusion.silence = silence.when or silence
    applies: Verdict = None
    if world is not None and control.when is not None:
        applies = world.test(control.when)(UNKNOWN_ITEM, world)
        conclusion.silence = silence if applies else PARTLY_SILENT
    if applies is False:
        conclusion.codes.extend(() if silence.each is not None else (NOT_APPLICABLE,))
    elif silence.each is not None:
        conclusion.missing = (silence.each,)
    else:
        conclusion.codes.append(NOT_ASSESSED if control.unset else NOT_STATED)
    return conclusion


@by_identity
def _named(each: ListRoute) -> str:
    return str(each)


def _no_such_control(path: Path, name: str) -> Remark:
    return Remark(
        (*path, "control"),
        CLAIM_OF_UNKNOWN_CONTROL,
        Text(
            f"不适用主张所指的检查项 {name} 不在本次检查标准中",
            f"the claim names control {name}, which is in none of the profiles",
        ),
        Text("核对检查项标识。", "Check the id of the control."),
    )


def _claim_without_reason(path: Path, name: str) -> Remark:
    return Remark(
        path,
        "claim_without_reason",
        Text(
            f"对 {name} 的不适用主张没有理由，不生效",
            f"the claim that {name} does not apply has no reason and no effect",
        ),
        Text("写明 reason。", "State a reason."),
    )


def _not_looked(facts: Facts) -> Iterator[Remark]:
    """Files that nobody could look into, and what is missing for it."""
    for one in facts:
        if isinstance(one, NotLooked):
            yield Remark(one.path, "not_looked", one.says, one.fix)


def _totals(platform: Platform) -> Iterator[Remark]:
    """Stated totals that differ from the length of the list beside them."""
    for path, stated, listed in totals(platform):
        if stated != listed:
            yield Remark(
                path,
                "total_differs",
                Text(f"写明共 {stated} 项，列出 {listed} 项", f"{stated} are stated in all, {listed} are listed"),
                Text("补全列表，或更正总数。", "Complete the list, or put the total right."),
            )


def assess_platform(profiles: Sequence[Profile], platform: Platform, as_of: datetime, facts: Facts = ()) -> Assessment:
    """Holds one platform against profiles at one moment."""
    return Assessor(profiles).assess(platform, as_of, facts)
