"""The nearest change: the fewest edits of a description after which a finding comes to another status.

What is satisfied comes to fail, what fails or is not stated comes to be satisfied, what does not apply comes to
apply. Kinds of question propose edits; each is made on a copy of the usable tree and judged again, so that nothing is
named that does not do it. An edit says what the description would have to state, never that it may be stated
without being so.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from ..checks import AllOf, Condition, Subject, World, deciding
from ..checks.edits import Edits, applied, at, followed, stated, tidy
from ..checks.nearest import Listed, Trial, after, then, towards
from ..checks.nearest.fitting import grounded
from ..checks.nearest.seeking import as_far_as_allowed, every, some
from ..checks.routes import UNKNOWN_ITEM, ListRoute
from ..checks.world import Item
from ..document import Path
from ..evidence.facts import Artefact
from ..frozen import Frozen, replace
from ..profiles import Control
from ..shapes import NOTHING
from ..words import GAPS, NO_WORDS, Text
from .assessment import Assessment, Assessor, Conclusion, Facts
from .statuses import NAMES, judge_of

COPIES = 600  # of a description, that are judged in search of one change
CANDIDATES = 12  # sets of edits among which the smallest is taken

FAILED = frozenset({"not_satisfied", "partly_satisfied"})
APPLIES = frozenset({"satisfied", "not_assessed", "not_stated"}) | FAILED


class NearestChange(Frozen):
    """The fewest edits after which a finding comes to another status.

    `edits` are made in order. There is none where the change lies outside the description; `says` then names it.
    """

    edits: Edits
    becomes: str  # the status then; of the control, where it is not one subject's
    says: Text = NO_WORDS

    def applied(self, data: Item) -> Item:
        """A description, as it was read, with the edits made; what is given is left as it is."""
        changed: Item = applied(data, self.edits)
        return changed


Goal = tuple[frozenset[str], Callable[[Subject, World], Iterator[Edits]]]


def nearest_change(assessment: Assessment, control: str, subject: str = "") -> NearestChange | None:
    """The nearest change that would flip the finding of a control for a subject, named by identity.

    `None` where no near change was found, or where there is no such finding.
    """
    conclusion = next((one for one in assessment.conclusions if one.control.id == control), None)
    return None if conclusion is None else change_of(assessment, conclusion, subject)


def change_of(assessment: Assessment, conclusion: Conclusion, subject: str) -> NearestChange | None:
    """The nearest change of one finding of a conclusion."""
    world, platform = assessment.world, assessment.platform
    if conclusion.claim is not None:
        return _of_claim(assessment, conclusion, conclusion.claim, Trial(world, COPIES))
    path = platform.find(subject.removesuffix("[*]"))
    if conclusion.control.each is not None:
        for missing in conclusion.missing:
            if platform.identity(missing) == subject:
                return _of_missing_list(conclusion.control, missing, world)
        for base, _ in conclusion.unlisted:
            if f"{platform.identity(base)}[*]" == subject:
                return _of_rest(conclusion.control, base, world)
    code = next((code for one, code in conclusion.paths() if one == path), None)
    if path is not None and code is not None:
        return _of_subject(conclusion.control, Subject(_item(world, path), path), NAMES[code], world)
    if conclusion.status == "not_applicable":
        return _without_subjects(assessment, conclusion, Trial(world, COPIES))
    return None


def _item(world: World, path: Path) -> Item:
    found = at(world.root, path)
    return found if isinstance(found, dict) else UNKNOWN_ITEM


def _of_subject(control: Control, subject: Subject, status: str, world: World) -> NearestChange | None:
    if status == "not_assessed":
        return _unset(control)
    judge = judge_of(control)
    for wanted, seek in _goals(control, status):
        best: NearestChange | None = None
        for proposed in islice(as_far_as_allowed(seek(subject, Trial(world, COPIES))), CANDIDATES):
            edits = tidy(proposed, world.root)
            moved = after(world, edits)
            path = followed(subject.path, edits)
            becomes = NAMES[judge(_item(moved, path), moved)]
            if becomes in wanted and (best is None or len(edits) < len(best.edits)):
                best = NearestChange(edits, becomes)
            if best is not None and len(best.edits) == 1:
                break
        if best is not None:
            return best
        outside = _outside(control, subject, world) if status in GAPS else None
        if outside is not None:
            return outside
    return None


def _outside(control: Control, subject: Subject, world: World) -> NearestChange | None:
    """What no edit changes: the artefact behind a value."""
    for part in control.expect:
        for seen in deciding(part, subject, world):
            if seen.verdict is not True:
                value = seen.check.route.getter()(subject.item, world)
                says = seen.check.kind.outside(value, subject, world)
                if says is not None:
                    return NearestChange((), "", says)
    return None


def _goals(control: Control, status: str) -> Iterator[Goal]:
    """What is sought, the better first: the statuses, and the edits that may lead to them."""
    around = tuple(part for part in (control.where, control.when) if part is not None)
    expect = control.expect

    def fails(subject: Subject, world: World) -> Iterator[Edits]:
        for edits in islice(every(around, subject, world, True), 2):
            yield from then(edits, subject, world, lambda one, now: some(expect, one, now, False))

    match status:
        case "satisfied":
            yield FAILED, fails
            yield frozenset({"not_stated"}), lambda subject, world: some(expect, subject, world, None)
        case "not_satisfied" | "partly_satisfied":
            yield frozenset({"satisfied"}), lambda subject, world: every((*around, *expect), subject, world, True)
        case "not_stated":
            yield frozenset({"satisfied"}), lambda subject, world: every((*around, *expect), subject, world, True)
            yield FAILED, fails
            yield frozenset({"not_applicable", ""}), lambda subject, world: some(around, subject, world, False)
        case _:
            yield APPLIES, lambda subject, world: every(around, subject, world, True)


def _unset(control: Control) -> NearestChange:
    name = control.unset
    return NearestChange(
        (),
        "",
        Text(
            f"与本描述无关：先由标准的使用单位在叠加标准（extends: {control.profile}）的 thresholds 中设定指标 {name}，写明取值和来源",
            f"nothing in this description: whoever applies the standard first sets the threshold {name}, with its "
            f"source, under thresholds of an overlay (extends: {control.profile})",
        ),
    )


def _of_missing_list(control: Control, path: Path, world: World) -> NearestChange:
    if control.unset:
        return _unset(control)
    says = Text("有的，逐项列出，再逐项判定", "where there are some, list them; each is then judged")
    return NearestChange(tidy(grounded((stated(world.root, path, []),), world), world.root), "not_applicable", says)


def _of_rest(control: Control, path: Path, world: World) -> NearestChange:
    if control.unset:
        return _unset(control)
    assert control.each is not None
    listed = Listed(path, control.each.record, _total(control.each, path))
    says = Text("总数无误的，列出其余各项", "where the total is right, list the others")
    return NearestChange(listed.complete(world), "", says)


def _total(each: ListRoute, path: Path) -> Path | None:
    """Where it is stated how many a list has: beside the innermost list, or beside one around it."""
    depth = sum(isinstance(step, int) for step in path)
    total = (*each.outer, each.total)[depth]
    steps = each.segments[depth]
    return None if total is None else (*path[: len(path) - len(steps)], *total)


def _without_subjects(assessment: Assessment, conclusion: Conclusion, world: World) -> NearestChange | None:
    """The condition comes to hold, or the list gets an item that is a subject."""
    control = conclusion.control
    assert control.each is not None
    root = Subject(world.root)
    parts = tuple(part for part in (control.where, control.when) if part is not None)

    def a_subject(subject: Subject, now: World) -> Iterator[Edits]:
        yield ()
        yield from _with_item(control.each, (), 0, parts, now)

    when = control.when
    holds = when is None or world.test(when)(UNKNOWN_ITEM, world) is not False
    first: Iterable[Edits] = ((),) if holds or when is None else towards(when, root, world, True)
    proposed = (edits for one in islice(first, 4) for edits in then(one, root, world, a_subject))
    return _of_control(assessment, control, proposed, world, "not_applicable")


def _with_item(
    each: ListRoute | None, base: Path, depth: int, parts: tuple[Condition, ...], world: World
) -> Iterator[Edits]:
    """Adds an item that meets the conditions, inside items of the lists around it."""
    assert each is not None
    steps = each.segments[depth]
    inner = depth < len(each.segments) - 1
    listed = Listed((*base, *steps), each.record, _total(each, (*base, *steps)))
    if not inner:
        yield from listed.with_such(world, AllOf(parts) if parts else None)
    elif listed.items(world):
        yield from _with_item(each, (*listed.path, 0), depth + 1, parts, world)
    else:
        edits = listed.with_one(world, listed.fresh(world))
        here = Subject(UNKNOWN_ITEM, (*listed.path, 0))
        yield from then(edits, here, world, lambda one, now: _with_item(each, one.path, depth + 1, parts, now))


def _of_claim(assessment: Assessment, conclusion: Conclusion, claim: Path, world: World) -> NearestChange | None:
    """The claim is taken back, or what contradicts it is."""
    control, status = conclusion.control, conclusion.status
    root = Subject(world.root)

    def proposed() -> Iterator[Edits]:
        withdrawn = (stated(world.root, claim, None),)
        yield withdrawn
        against = control.contradicted_by
        if conclusion.contradicted and against is not None:
            yield from towards(against, root, world, False)
            yield from towards(against, root, world, None)
        parts = tuple(part for part in (control.where, control.when) if part is not None)
        if control.each is not None:
            yield from then(withdrawn, root, world, lambda _, now: _with_item(control.each, (), 0, parts, now))
        else:
            yield from then(withdrawn, root, world, lambda one, now: every(parts, one, now, True))
            yield from then(withdrawn, root, world, lambda one, now: every((*parts, *control.expect), one, now, True))

    return _of_control(assessment, control, proposed(), world, status)


def _of_control(
    assessment: Assessment,
    control: Control,
    proposed: Iterable[Edits],
    world: World,
    status: str,
) -> NearestChange | None:
    """The smallest set of edits after which the whole control comes to another status."""
    profile = next(one for one in assessment.profiles if one.name == control.profile)
    assessor = Assessor([replace(profile, controls=(control,))])
    artefacts = [Artefact(evidence, wrong=wrong) for evidence, wrong in world.artefacts.items()]
    facts: Facts = (*artefacts, *world.readings.values())
    best: NearestChange | None = None
    for one in islice(as_far_as_allowed(proposed), CANDIDATES):
        edits = tidy(one, world.root)
        if not edits or (best is not None and len(edits) >= len(best.edits)):
            continue
        data = applied(assessment.platform.data, edits, NOTHING)
        again = assessor.assess(replace(assessment.platform, data=data), assessment.as_of, facts).conclusions[0]
        if again.status != status:
            best = NearestChange(edits, again.status)
            if len(edits) == 1:
                break
    return best
