"""OSCAL assessment results, for tools of compliance: a result per unit, an observation per gap, a finding per control.

OSCAL knows satisfied and not-satisfied only. What is not stated is not satisfied there, and says in its reason and in a
property that nothing was concluded; what does not apply or was not assessed is an observation without a finding.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any

from ..assess.findings import Finding
from ..assess.results import Noted, Result, UnitResult, percent, sources_text
from ..profiles import Control
from ..words import SELF_CHECK, STATUSES, Lang, Text
from ._across import everyone
from ._addresses import address_of
from ._json_text import dumps
from ._levels import seen, told
from ._lines import clean, fix_of, where
from ._markdown import escaped
from ._oscal import NAMESPACE, Part, assets, back_matter, identified, local_definitions, metadata, no_plan, props

ASSESSED = ("satisfied", "not_satisfied", "partly_satisfied", "not_stated")
# Whether a control is satisfied, and why that is said of it.
STATES = {
    "satisfied": ("satisfied", "pass"),
    "not_satisfied": ("not-satisfied", "fail"),
    "partly_satisfied": ("not-satisfied", "fail"),
    "not_stated": ("not-satisfied", "other"),
}
WRONG = ("not_satisfied", "partly_satisfied")


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The document, piece by piece: with `everything`, an observation for what is satisfied too."""
    head = {
        "uuid": identified("document", result, lang, str(everything)),
        "metadata": metadata(result, lang),
        "import-ap": no_plan(result),
    }
    yield '{"assessment-results":' + dumps(head).removesuffix("}") + ',"results":['
    run = identified("run", result, lang)
    met: Counter[tuple[str, str]] = Counter()
    for index, unit in enumerate(everyone(result)):
        yield "," if index else ""
        yield from _unit(Part(unit, result, lang, run, met[unit.file, unit.unit]), everything)
        met[unit.file, unit.unit] += 1
    if not result.units and result.region is None:
        yield dumps(_nothing_read(result, lang))
    yield '],"back-matter":' + dumps(back_matter(result, lang)) + "}}\n"


def _array(name: str, entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A list in its place; nothing at all where it is empty, because OSCAL has no empty lists."""
    closing = ""
    for entry in entries:
        yield ("," if closing else f',"{name}":[') + "\n" + dumps(entry)
        closing = "]"
    yield closing


def _unit(part: Part, everything: bool) -> Iterator[str]:
    """One result: what was seen, the risk of what is wrong, and what that comes to for each control."""
    yield dumps(_head(part)).removesuffix("}")
    yield from _array("observations", _observations(part, everything))
    yield from _array("risks", _risks(part))
    yield from _array("findings", _findings(part))
    yield "}"


def _head(part: Part) -> dict[str, Any]:
    unit, lang = part.unit, part.lang
    score = unit.score
    interval = "" if score.interval is None else f"{score.interval.low} {score.interval.high}"
    counts = {f"controls-{status}": str(number) for status, number in unit.counts.controls.items()}
    filled, satisfied = ("" if one is None else str(one) for one in (score.filled_in, score.satisfied_among_decided))
    figures = {"filled-in": filled, "satisfied-among-decided": satisfied, "score-interval": interval}
    said = Text(
        f"填报率 {percent(score.filled_in)}。输入不可用之处 {len(unit.problems)}。",
        f"Filled in: {percent(score.filled_in)}. Unusable in the input: {len(unit.problems)}.",
    )
    return {
        "uuid": part.uuid("result", part.run),
        "title": escaped(part.name),
        "description": f"{escaped(SELF_CHECK.in_(lang))} {escaped(said.in_(lang))}",
        "start": part.moment,
        "end": part.moment,
        "props": props({"unit": unit.unit, "file": unit.file, "digest": unit.digest} | counts | figures),
        "local-definitions": local_definitions(part),
        "reviewed-controls": _reviewed(unit),
    }


def _reviewed(unit: UnitResult) -> dict[str, Any]:
    ids = [{"control-id": control.id} for control, _ in unit.controls()]
    return {"control-selections": [{"include-controls": ids} if ids else {"include-all": {}}]}


def _observations(part: Part, everything: bool) -> Iterator[dict[str, Any]]:
    """One per gap and question; and one per control that says why there is no finding on it."""
    unit, lang = part.unit, part.lang
    wanted = unit.findings() if everything else chain(unit.gaps(), unit.questions())
    yield from (_observation(one, part) for one in wanted)
    yield from (_remark(one, number, part) for number, one in enumerate(_of_the_region(part)))
    for control, status in unit.controls():
        if status not in ASSESSED:
            yield {
                "uuid": part.uuid("no finding", control.id),
                "title": control.id,
                "description": escaped(f"{STATUSES[status].in_(lang)}: {control.requires.in_(lang)}"),
                "props": props({"status": status, "control": control.id}),
                "methods": ["EXAMINE"],
                "types": ["control-objective"],
                "origins": [part.origin],
                "subjects": [part.subject],
                "collected": part.moment,
            }


def _observation(finding: Finding, part: Part) -> dict[str, Any]:
    lang, control, waiver = part.lang, finding.control, finding.waiver
    known = {
        "status": finding.status,
        "control": control.id,
        "profile": control.profile,
        "subject": finding.subject,
        "duty": control.duty,
        "severity": control.severity,
        "support": finding.support,
        "fingerprint": finding.fingerprint,
        "in-baseline": "true" if finding.known else "",
        "waived-until": "" if waiver is None else waiver.end.isoformat(),
        "waived-by": "" if waiver is None else waiver.approver,
        "waived-for": "" if waiver is None else waiver.reason,
    }
    found: dict[str, Any] = {
        "uuid": _observed_as(finding, part),
        "title": escaped(f"{control.id} {finding.subject}".strip()),
        "description": escaped(told(finding, lang)),
        "props": props(known),
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "origins": [part.origin],
        "subjects": [part.subject],
        "relevant-evidence": [_evidence(finding, lang)],
        "collected": part.moment,
    }
    if finding.changes_at is not None:
        found["expires"] = finding.changes_at.isoformat()
    return found


def _of_the_region(part: Part) -> tuple[Noted, ...]:
    """What is said of the units of a region where the part is one: who sent nothing, what is wrong with the tree."""
    region = part.result.region
    return part.unit.remarks if region is not None and part.unit.unit == region.id and not part.unit.level else ()


def _remark(one: Noted, number: int, part: Part) -> dict[str, Any]:
    said = f"{one.says.in_(part.lang)} {one.fix.in_(part.lang)}"
    return {
        "uuid": part.uuid("remark", one.code, str(number)),
        "title": one.code,
        "description": escaped(said),
        "props": props({"code": one.code}),
        "methods": ["EXAMINE"],
        "types": ["discovery"],
        "origins": [part.origin],
        "subjects": [part.subject],
        "relevant-evidence": [
            {"href": address_of(one.place.file), "description": escaped(f"{where(one.place)} {said}")}
        ],
        "collected": part.moment,
    }


def _observed_as(finding: Finding, part: Part) -> str:
    return part.uuid("observation", finding.fingerprint)


def _evidence(finding: Finding, lang: Lang) -> dict[str, Any]:
    """The place in the file; of what stands there no more than the observation quotes."""
    said = seen(finding, lang) or STATUSES[finding.status].in_(lang)
    return {"href": address_of(finding.place.file), "description": escaped(f"{where(finding.place)} {said}")}


def _risks(part: Part) -> Iterator[dict[str, Any]]:
    """One per control that is not or partly satisfied: its severity, and what to do. Accepted only where every gap is."""
    for _, gaps in groupby(part.unit.gaps(), _id_of):  # they come control by control
        first, accepted = None, True
        for one in gaps:
            if one.status in WRONG:
                first, accepted = first or one, accepted and one.waiver is not None
        if first is None:
            continue
        control = first.control
        requires, fix = escaped(clean(control.requires.in_(part.lang))), escaped(clean(fix_of(first).in_(part.lang)))
        yield {
            "uuid": _risk_of(control, part),
            "title": requires,
            "description": requires,
            "statement": escaped(clean(control.why.in_(part.lang)) or clean(control.requires.in_(part.lang))),
            "props": props({"control": control.id}),
            "status": "deviation-approved" if accepted else "open",
            "characterizations": [
                {
                    "origin": part.origin,
                    "facets": [{"name": "severity", "system": NAMESPACE, "value": control.severity}],
                }
            ],
            "remediations": [
                {
                    "uuid": part.uuid("remediation", control.id),
                    "lifecycle": "recommendation",
                    "title": control.id,
                    "description": fix,
                }
            ],
        }


def _risk_of(control: Control, part: Part) -> str:
    return part.uuid("risk", control.id)


def _findings(part: Part) -> Iterator[dict[str, Any]]:
    """One per control that counts and was assessed."""
    gaps = groupby(part.unit.gaps(), _id_of)
    with_gaps = next(gaps, None)
    for control, status in part.unit.controls():
        if control.duty == "question" or status not in ASSESSED:
            continue
        found = _finding(control, status, part)
        if with_gaps is not None and with_gaps[0] == control.id:
            at_hand = [(_observed_as(one, part), one.status) for one in with_gaps[1]]
            found["related-observations"] = [{"observation-uuid": uuid} for uuid, _ in at_hand]
            if any(its_status in WRONG for _, its_status in at_hand):
                found["related-risks"] = [{"risk-uuid": _risk_of(control, part)}]
            with_gaps = next(gaps, None)
        yield found


def _finding(control: Control, status: str, part: Part) -> dict[str, Any]:
    lang = part.lang
    state, reason = STATES[status]
    return {
        "uuid": part.uuid("finding", control.id),
        "title": escaped(clean(control.requires.in_(lang))),
        "description": escaped(f"{STATUSES[status].in_(lang)}. {clean(sources_text(control).in_(lang))}"),
        "props": props(
            {"status": status, "profile": control.profile, "duty": control.duty, "severity": control.severity}
        ),
        "origins": [part.origin],
        "target": {
            "type": "objective-id",
            "target-id": control.id,
            "status": {"state": state, "reason": reason},
        },
    }


def _id_of(finding: Finding) -> str:
    return finding.control.id


def _nothing_read(result: Result, lang: Lang) -> dict[str, Any]:
    """OSCAL wants one result at least: where no file could be read, it says that."""
    said = Text("没有可检查的文件", "No file could be checked").in_(lang)
    return {
        "uuid": identified("result", result, "", "", "", lang),
        "title": said,
        "description": f"{said}. {escaped(SELF_CHECK.in_(lang))}",
        "start": result.as_of.isoformat(),
        "local-definitions": {"assessment-assets": assets(identified("tool", result), lang, result)},
        "reviewed-controls": {"control-selections": [{"include-all": {}}]},
    }
