"""Runs witnesses and mutants."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .. import clock
from ..assess.assessment import Assessor, Facts
from ..document import Place, read
from ..evidence.facts import supposed
from ..frozen import Frozen, replace
from ..platforms import Platform, describe
from ..platforms.regional import SCHEMA as REGION
from ..platforms.regional import joined
from ..profiles import Control, Profile, Witness
from ..wording.facts import supposed as supposed_in
from ..words import NO_WORDS, STATUSES, Text
from .mutants import mutants_of

# Witnesses are judged at a fixed moment, so that a dated one never begins to fail by itself.
MOMENT = clock.parse_moment("2026-06-30T12:00:00+08:00")


class Failure(Frozen):
    """Something that is not proved, at its place in the profile."""

    place: Place
    control: str
    says: Text
    fix: Text


class ControlProof(Frozen):
    """What was tried of one control, and what failed."""

    control: Control
    witnesses: int
    mutants: int
    equivalent: int
    failures: tuple[Failure, ...]


def prove_profile(profile: Profile) -> Iterator[ControlProof]:
    """Every control of a profile, held against its witnesses and its mutants."""
    for control in profile.controls:
        yield _prove(profile, control)


def statuses_given(
    control: Control, cases: Iterable[tuple[Witness, Mapping[str, object]]], scope: str = "platform"
) -> list[str]:
    """What a control concludes on descriptions, at the moment of witnesses, supposing what their witnesses suppose."""
    witnesses = [replace(witness, given=given) for witness, given in cases]
    alone = Profile(control.profile, "", NO_WORDS, {}, {}, (control,), "", control.document)
    return _statuses(alone, control, [(_platform(witness, scope), facts_of(witness)) for witness in witnesses])


def _prove(profile: Profile, control: Control) -> ControlProof:
    failures = [*_lacking(control)]
    platforms = [_platform(witness, profile.scope) for witness in control.witnesses]
    cases = [(platform, facts_of(witness)) for platform, witness in zip(platforms, control.witnesses, strict=True)]
    for witness, platform in zip(control.witnesses, platforms, strict=True):
        failures.extend(_unreadable(control, witness, platform))
    statuses = _statuses(profile, control, cases)
    wanted = [witness.status for witness in control.witnesses]
    for witness, status in zip(control.witnesses, statuses, strict=True):
        if status != witness.status:
            failures.append(_wrong_status(control, witness, status))
    number, equivalent = 0, 0
    survivors: set[str] = set()
    for mutant in mutants_of(control):
        number += 1
        if _statuses(profile, mutant.control, cases) == wanted:
            survivors.add(mutant.name)
            if mutant.name in control.equivalent:
                equivalent += 1
            else:
                failures.append(_survivor(control, mutant.name))
    failures.extend(_not_equivalent(control, name) for name in control.equivalent if name not in survivors)
    return ControlProof(control, len(platforms), number, equivalent, tuple(failures))


def _platform(witness: Witness, scope: str) -> Platform:
    text = json.dumps(
        witness_description(witness, scope),
        ensure_ascii=False,
        default=lambda value: getattr(value, "text", str(value)),
    )
    document = read(text.encode(), "witness", form="json")
    return joined(document) if scope == "region" else describe(document)


def witness_description(witness: Witness, scope: str = "platform") -> dict[str, object]:
    """The whole description that a witness stands for: identity is filled in."""
    given = dict(witness.given)
    if scope == "region":
        return {"schema": REGION, **given}
    facts = given.get("platform")
    given["platform"] = {"id": "witness", **(facts if isinstance(facts, dict) else {})}
    return {"schema": "egov-platform/0", **given}


def facts_of(witness: Witness) -> Facts:
    """What a witness supposes was found of the files that its description names."""
    artefacts = (supposed(evidence, state) for evidence, state in witness.facts.items())
    return (*artefacts, *(supposed_in(document, says) for document, says in witness.wording.items()))


def _statuses(profile: Profile, control: Control, cases: Sequence[tuple[Platform, Facts]]) -> list[str]:
    assessor = Assessor([replace(profile, controls=(control,))])
    return [assessor.assess(platform, MOMENT, facts).conclusions[0].status for platform, facts in cases]


def _lacking(control: Control) -> Iterator[Failure]:
    """At least one witness that is satisfied and one that is not; for an unset threshold, one that is not assessed."""
    given = {witness.status for witness in control.witnesses}
    needed = ("not_assessed",) if control.unset else ("satisfied", "not_satisfied")
    for status in needed:
        if status not in given and not (status == "not_satisfied" and "partly_satisfied" in given):
            name = STATUSES[status]
            yield Failure(
                control.place,
                control.id,
                Text(f"缺少“{name.zh}”的见证", f"there is no witness that is {name.en}"),
                Text("写一份应得此结论的小描述。", "Write a small description that must come to this."),
            )


def _unreadable(control: Control, witness: Witness, platform: Platform) -> Iterator[Failure]:
    for problem in platform.problems:
        yield Failure(witness.place, control.id, problem.says, problem.fix)


def _wrong_status(control: Control, witness: Witness, status: str) -> Failure:
    is_, wanted = STATUSES[status], STATUSES[witness.status]
    return Failure(
        witness.place,
        control.id,
        Text(f"见证应得“{wanted.zh}”，实得“{is_.zh}”", f"the witness must be {wanted.en}; it is {is_.en}"),
        Text("改正见证或判定条件。", "Put the witness or the checks right."),
    )


def _survivor(control: Control, mutant: str) -> Failure:
    return Failure(
        control.place,
        control.id,
        Text(f"没有见证能发现变体“{mutant}”", f"no witness notices the mutant “{mutant}”"),
        Text(
            "补一份见证：只在此处与满足的见证不同，使原检查项与变体结论不同；确实无法区分的，在 equivalent 中说明理由。",
            "Add a witness that differs from a satisfied one in just this, so that control and mutant conclude differently; "
            "where none can, say why under equivalent.",
        ),
    )


def _not_equivalent(control: Control, mutant: str) -> Failure:
    return Failure(
        control.place,
        control.id,
        Text(
            f"声明为等价的变体“{mutant}”已被见证发现，或并不存在",
            f"the mutant “{mutant}”, declared equivalent, is noticed or does not exist",
        ),
        Text("删去此声明。", "Take the declaration out."),
    )
