"""For programs: the whole result, an object per gap. The schema is `egov-check schema result`."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..assess.baseline import SCHEMA, Compared
from ..assess.findings import Finding
from ..assess.graded import Graded
from ..assess.observing import Observation
from ..assess.results import Beside, Noted, Request, Result, UnitResult, Unread
from ..assess.waiving import Applied
from ..checks.readings import Found, Spot
from ..document import Place
from ..profiles import Cited, Control, Profile
from ..quantities import Quantity, exact_text
from ..words import SELF_CHECK, Lang, Text
from ._figures import counts_in_json, score_in_json
from ._json_text import dumps


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The result as JSON, gap by gap. Both languages are always there."""
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "tool": {"name": "egov-cloud-std", "version": result.tool},
        "as_of": result.as_of.isoformat(),
        "notice": _text(SELF_CHECK),
        "request": None if result.request is None else _request(result.request),
        "profiles": [_profile(one) for one in result.profiles],
        "unread": [_unread(one) for one in result.unread],
        "passed_over": result.passed_over,
        "waivers": [{"file": one.name, "digest": one.digest, "waivers": len(one.waivers)} for one in result.waivers],
        "notices": [_noted(one) for one in result.notices],
        "baseline": None if result.compared is None else _compared(result.compared),
    }
    yield dumps(head).removesuffix("}") + ',"units":['
    for index, unit in enumerate(result.units):
        yield ("," if index else "") + dumps(_unit(unit)).removesuffix("}")
        yield ',"gaps":['
        yield from _joined(_finding(one, unit) for one in unit.gaps())
        yield '],"questions":['
        yield from _joined(_finding(one, unit) for one in unit.questions())
        if everything:
            yield '],"findings":['
            yield from _joined(_finding(one, unit) for one in unit.findings())
        yield "]}"
    yield "]"
    if result.region is not None:
        from ._region_json import Writers, region  # most runs are of single platforms

        write = Writers(_place, _text, score_in_json, _profile, _noted, lambda gap: _finding(gap, None))
        yield ',"region":'
        yield from region(result.region, write)
    yield "}\n"


def _request(one: Request) -> dict[str, Any]:
    """What was asked for, so that it can be asked again."""
    return {
        "paths": list(one.paths),
        "profiles": list(one.profiles),
        "profile_versions": dict(one.profile_versions),
        "controls": list(one.controls),
        "waivers": list(one.waivers),
        "baseline": one.baseline,
        "gradings": list(one.gradings),
        "earlier": one.earlier,
        "shard": one.shard,
        "redacted": one.redacted,
    }


def _joined(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    for index, entry in enumerate(entries):
        yield ("," if index else "") + "\n" + dumps(entry)


def _unit(unit: UnitResult) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "name": unit.name,
        "level": unit.level,
        "file": unit.file,
        "digest": unit.digest,
        "counts": counts_in_json(unit.counts),
        "score": score_in_json(unit.score),
        "profiles": [
            {
                "name": one.name,
                "version": one.version,
                "digest": one.digest,
                "counts": counts_in_json(one.counts),
                "score": score_in_json(one.score),
            }
            for one in unit.profiles
        ],
        "input_problems": [_noted(one) for one in unit.problems],
        "remarks": [_noted(one) for one in unit.remarks],
        "gradings": [_graded(one) for one in unit.gradings],
    }


def _profile(one: Profile) -> dict[str, Any]:
    """A profile as it was asked: what overlays change of it is in its digest."""
    return {
        "name": one.name,
        "version": one.version,
        "title": _text(one.title),
        "digest": one.digest,
        "controls": len(one.controls),
        "pinned": one.pinned,
        "overlays": [
            {
                "name": over.name,
                "version": over.version,
                "title": _text(over.title),
                "file": over.file,
                "digest": over.digest,
            }
            for over in one.overlays
        ],
    }


def _graded(one: Graded) -> dict[str, Any]:
    """What a grading scheme came to; every number is exact, as in a score."""
    return {
        "simulation": True,
        "grading": one.grading,
        "version": one.version,
        "digest": one.digest,
        "title": _text(one.title),
        "holds": _text(one.holds),
        "source": [_cited(cited) for cited in one.cited],
        "subject": one.subject,
        "outcome": one.outcome,
        "verdict": one.verdict or None,
        "says": _text(one.says),
        "possible": [_text(verdict) for verdict in one.possible],
        "score": _span(one.score),
        "payment": _span(one.payment),
        "working": [
            {"says": _text(line.says), "value": _span(line.value), "unit": _text(line.unit)} for line in one.working
        ],
        "reasons": [_text(reason) for reason in one.reasons],
        "missing": list(one.missing),
        "leaves_out": [_text(words) for words in one.leaves_out],
    }


def _span(span: Quantity | None) -> dict[str, Any] | None:
    """An interval: its ends, null where unbounded, and whether each end is left out of it."""
    if span is None:
        return None
    low, high = (None if end is None else exact_text(end) for end in (span.low, span.high))
    return {"low": low, "high": high, "low_open": span.low_open, "high_open": span.high_open}


def _finding(finding: Finding, unit: UnitResult | None) -> dict[str, Any]:
    control = finding.control
    return {
        "control": control.id,
        "profile": control.profile,
        "unit": finding.unit,
        "subject": finding.subject,
        "status": finding.status,
        "duty": control.duty,
        "severity": control.severity,
        "requires": _text(control.requires),
        "fix": _text(control.fix),
        "source": [_cited(one) for one in control.cited],
        "support": finding.support,
        "observations": [_observation(one) for one in finding.observations],
        "unlisted": finding.unlisted,
        "location": _place(finding.place),
        "line": _line(finding.line),
        "control_location": _control_place(control),
        "fingerprint": finding.fingerprint,
        "waiver": None if finding.waiver is None else _waiver(finding.waiver),
        "known": finding.known,
        "changes_at": None if finding.changes_at is None else finding.changes_at.isoformat(),
        "related": [] if unit is None else [_beside(one) for one in unit.related(control.id)],
    }


def _beside(one: Beside) -> dict[str, Any]:
    """How a control of another scheme stands: relation and strength are our judgement, and nothing follows from it."""
    return {
        "control": one.control,
        "profile": one.profile,
        "relation": one.relation,
        "strength": one.strength,
        "basis": "judgement",
        "status": one.status,
    }


def _waiver(one: Applied) -> dict[str, Any]:
    return {
        "reason": one.reason,
        "approver": one.approver,
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "until": one.until.isoformat(),
        "location": _place(one.place),
    }


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "file": one.baseline.file,
        "digest": one.baseline.digest,
        "as_of": one.baseline.as_of,
        "known": one.known,
        "new": one.new,
        "stale": [
            {"control": gap.control, "unit": gap.unit, "subject": gap.subject, "fingerprint": gap.fingerprint}
            for gap in one.stale
        ],
    }


def _cited(cited: Cited) -> dict[str, Any]:
    source = cited.source
    return {
        "document": None
        if source is None
        else {"title": _text(source.title), "number": source.number or None, "url": source.url or None},
        "clause": cited.clause or None,
        "text": cited.text,
        "number": cited.number or None,
        "facts": list(cited.facts),
        "rows": list(cited.rows),
    }


def _observation(one: Observation) -> dict[str, Any]:
    return {
        "place": one.at,
        "location": _place(one.place),
        "line": _line(one.line),
        "value": _text(one.value),
        "wanted": _text(one.wanted),
        "holds": one.holds,
        "negated": one.negated,
        "alternative": one.alternative,
        "support": one.support,
        "missing": one.missing or None,
        "beside": [{"place": at, "location": _place(place)} for at, place in one.beside],
        "found": [_found(each) for each in one.found],
    }


def _found(one: Found) -> dict[str, Any]:
    return {
        **_spot(one.spot),
        "says": _text(one.says),
        "other": None if one.other is None else _spot(one.other),
        "times": one.times,
    }


def _spot(one: Spot) -> dict[str, Any]:
    return {"words": one.words, "location": _place(one.place), "line": _line(one.line)}


def _line(line: str) -> str:
    """A line as it was written; nothing in place of one too long to read, or many findings would repeat a whole file."""
    return line if len(line) <= 1000 else ""


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        **({"cell": place.cell} if place.cell else {}),
    }


def _control_place(control: Control) -> dict[str, Any]:
    return _place(control.place)


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _noted(one: Noted) -> dict[str, Any]:
    return {
        "code": one.code,
        "says": _text(one.says),
        "fix": _text(one.fix),
        "location": _place(one.place),
        "line": _line(one.line),
    }


def _unread(one: Unread) -> dict[str, Any]:
    problem = one.problem
    return {
        "file": one.file,
        "code": problem.code,
        "says": _text(problem.says),
        "fix": _text(problem.fix),
        "location": _place(problem.place),
        "line": _line(one.line),
    }
