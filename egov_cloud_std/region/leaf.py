"""What one unit came to, small enough to keep thousands: a byte per control, and what questions across units ask for.

A leaf is made where the description is assessed and travels as plain JSON: between processes, into the memory of
earlier runs, into results. Findings are not in it; who wants one has the description assessed again.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..assess.assessment import Assessment, Conclusion
from ..assess.findings import Findings
from ..assess.results import Counted
from ..assess.scores import Tally
from ..assess.statuses import CODES, NAMES, NO_SUBJECT
from ..document import Path, Place
from ..frozen import Frozen, replace
from ..platforms import Platform
from ..platforms.regional import seen_of
from ..profiles import Control
from .likeness import sketch_of

FAILING = (CODES["not_satisfied"], CODES["partly_satisfied"])
COUNTED = tuple(name for name in NAMES if name)
Span = tuple[int, int, int, int, str]  # the last is the sheet, in a workbook
Counts = tuple[int, ...]  # subjects by status, in the order of `COUNTED`; then 1 where a list is missing


HEAD: Span = (1, 1, 1, 1, "")  # of a file: where nothing nearer is known


class Seen(Frozen):
    """One thing that the region sees of a unit: its values, where it stands, and where they are written."""

    name: str  # `units`, or one of the lists over all units
    data: dict[str, Any] | None  # `None`: the list is not stated
    path: Path  # in the description
    spans: Mapping[str, Span]  # of the values, by their steps joined with dots; "" is the whole


class Leaf(Frozen):
    """One unit, assessed by itself: nothing in it comes from another unit."""

    unit: str
    name: str
    level: str
    division_code: str
    carried_by: str
    file: str
    digest: str
    codes: bytes  # the status of every control, in the order of the controls; 0 where it was not asked
    several: Mapping[int, Counts]  # of controls that do not have exactly one subject, where something is stated
    claims: tuple[int, ...]  # controls that are claimed not to apply
    spans: Mapping[int, Span]  # of failing controls: where the first of their gaps stands
    problems: int  # in the input
    seen: tuple[Seen, ...]
    sketch: tuple[int, ...]

    def interval(self, index: int) -> tuple[Fraction, Fraction] | None:
        """What one control comes to, from what is certain to what is possible; `None` where it does not apply."""
        counts = self.several.get(index)
        return plain_interval(self.codes[index]) if counts is None else interval_of(counts)

    def place(self, index: int) -> Place:
        """Where the first gap of a failing control stands; the head of the file for any other."""
        return Place(self.file, *self.spans.get(index, HEAD))


PLAIN: Mapping[int, tuple[Fraction, Fraction]] = {
    CODES["satisfied"]: (Fraction(1), Fraction(1)),
    CODES["not_satisfied"]: (Fraction(0), Fraction(0)),
    CODES["partly_satisfied"]: (Fraction(0), Fraction(0)),
    CODES["not_stated"]: (Fraction(0), Fraction(1)),
}


def plain_interval(code: int) -> tuple[Fraction, Fraction] | None:
    """What a control with one subject comes to."""
    return PLAIN.get(code)


def interval_of(counts: Counts) -> tuple[Fraction, Fraction] | None:
    """What a control over several subjects comes to; with a list missing, it may come to anything."""
    satisfied, failed, partly, open_, *_, missing = counts
    if missing:
        return PLAIN[CODES["not_stated"]] if open_ else None
    applicable = satisfied + failed + partly + open_
    if not applicable:
        return None
    return Fraction(satisfied, applicable), Fraction(satisfied + open_, applicable)


def leaf_of(assessment: Assessment, controls: Sequence[str]) -> Leaf:
    """The leaf of an assessment. `controls` are those of the region, by which `codes` are ordered."""
    platform = assessment.platform
    conclusions = {one.control.id: one for one in assessment.conclusions}
    codes = bytearray(len(controls))
    several: dict[int, Counts] = {}
    claims: list[int] = []
    spans: dict[int, Span] = {}
    findings = Findings(assessment)
    for index, name in enumerate(controls):
        one = conclusions.get(name)
        if one is None:
            continue
        is_single = one.is_single
        code = codes[index] = one.codes[0] if is_single else one.code
        if one.claim is not None:
            claims.append(index)
        elif one.silence is None and not is_single:
            several[index] = _counts(one)
        if code in FAILING:
            spans[index] = _first(findings, one)
    facts = platform.data.get("platform") or {}
    return Leaf(
        platform.id,
        platform.name,
        platform.level,
        str(facts.get("division_code") or ""),
        str(facts.get("carried_by") or ""),
        platform.document.name,
        platform.document.digest,
        bytes(codes),
        several,
        tuple(claims),
        spans,
        len(platform.problems),
        tuple(_seen(platform)),
        sketch_of(platform),
    )


def _counts(one: Conclusion) -> Counts:
    found = one.counts()
    missing = bool(one.missing) and one.claim is None
    return (*(found.get(name, 0) for name in COUNTED), int(missing))


def _first(findings: Findings, one: Conclusion) -> Span:
    """Where the first gap that fails stands."""
    place = findings.first_place(one, FAILING)
    return HEAD if place is None else span_of(place)


def span_of(place: Place) -> Span:
    """A place without its file."""
    return place.line, place.column, place.end_line, place.end_column, place.sheet


def _seen(platform: Platform) -> Iterator[Seen]:
    for name, data, path in seen_of(platform):
        if not isinstance(data, dict):
            yield Seen(name, None, path, {"": span_of(platform.place(path))})
            continue
        spans = {".".join(map(str, steps)): span_of(place) for steps, place in platform.places(path, data)}
        yield Seen(name, data, path, {"": span_of(platform.place(path))} | spans)


def counted(leaf: Leaf, controls: Sequence[Control]) -> Iterator[Counted]:
    """How every control stands over its subjects."""
    for index, control in enumerate(controls):
        code, counts = leaf.codes[index], leaf.several.get(index)
        if code == NO_SUBJECT:
            continue
        if counts is None:
            subjects, missing = {NAMES[code]: 1}, False
        else:
            subjects = {name: number for name, number in zip(COUNTED, counts, strict=False) if number}
            missing = bool(counts[-1])
        yield Counted(control, NAMES[code], subjects, None if control.duty == "question" else _tally(subjects, missing))


def _tally(subjects: Mapping[str, int], missing: bool) -> Tally:
    open_ = subjects.get("not_stated", 0)
    if missing:
        return Tally(0, 0, 1 if open_ else 0)
    failed = subjects.get("not_satisfied", 0) + subjects.get("partly_satisfied", 0)
    return Tally(subjects.get("satisfied", 0), failed, open_)


def shared(leaf: Leaf, known: dict[object, Any]) -> Leaf:
    """The same leaf; what is equal in many of them is held once, in `known`: thousands of leaves fit into memory so."""

    def once(value: Any) -> Any:  # noqa: ANN401 - whatever is equal
        return known.setdefault(value, value)

    def within(value: Any) -> Any:  # noqa: ANN401 - the tree of a document
        if isinstance(value, dict):
            return {once(name): within(one) for name, one in value.items()}
        return [within(one) for one in value] if isinstance(value, list) else once(value) if value else value

    seen = tuple(
        Seen(once(one.name), within(one.data), once(one.path), {once(name): span for name, span in one.spans.items()})
        for one in leaf.seen
    )
    return replace(leaf, seen=seen, several={index: once(counts) for index, counts in leaf.several.items()})


def unsent(controls: int, asked: Sequence[Control]) -> bytes:
    """The codes of a unit that sent nothing: not stated, never passed, never left out."""
    code, unset = CODES["not_stated"], CODES["not_assessed"]
    assert controls == len(asked)
    return bytes(unset if one.unset else code for one in asked)


def leaf_to_json(leaf: Leaf, controls: Sequence[str]) -> dict[str, Any]:
    """A leaf as plain JSON, its controls by name."""
    by_status: dict[str, list[str]] = {}
    for name, code in zip(controls, leaf.codes, strict=True):
        if code != NO_SUBJECT:
            by_status.setdefault(NAMES[code], []).append(name)
    return {
        "unit": leaf.unit,
        "name": leaf.name,
        "level": leaf.level,
        "division_code": leaf.division_code,
        "carried_by": leaf.carried_by,
        "file": leaf.file,
        "digest": leaf.digest,
        "controls": by_status,
        "subjects": {controls[index]: list(counts) for index, counts in leaf.several.items()},
        "claims": [controls[index] for index in leaf.claims],
        "places": {controls[index]: _told(span) for index, span in leaf.spans.items()},
        "problems": leaf.problems,
        "seen": [
            {
                "name": one.name,
                "data": one.data,
                "path": list(one.path),
                "spans": {name: _told(span) for name, span in one.spans.items()},
            }
            for one in leaf.seen
        ],
        "sketch": list(leaf.sketch),
    }


def leaf_from_json(data: Mapping[str, Any], controls: Sequence[str], file: str | None = None) -> Leaf:
    """A leaf that `leaf_to_json` wrote. Raises `KeyError`, `ValueError` or `TypeError` where something else did."""
    if not data["unit"]:
        raise ValueError("a unit has an id")
    at = {name: index for index, name in enumerate(controls)}
    codes = bytearray(len(controls))
    for status, names in data["controls"].items():
        for name in names:
            if name in at:
                codes[at[name]] = CODES[status]
    return Leaf(
        str(data["unit"]),
        str(data["name"]),
        str(data["level"]),
        str(data["division_code"]),
        str(data["carried_by"]),
        str(data["file"]) if file is None else file,
        str(data["digest"]),
        bytes(codes),
        {at[name]: _whole(counts, len(COUNTED) + 1) for name, counts in data["subjects"].items() if name in at},
        tuple(at[name] for name in data["claims"] if name in at),
        {at[name]: _span(span) for name, span in data["places"].items() if name in at},
        int(data["problems"]),
        tuple(
            Seen(str(one["name"]), one["data"], tuple(one["path"]), {k: _span(v) for k, v in one["spans"].items()})
            for one in data["seen"]
        ),
        tuple(int(one) for one in data["sketch"]),
    )


def _whole(values: Sequence[Any], length: int) -> Counts:
    numbers = tuple(values)
    if len(numbers) != length or {*map(type, numbers)} != {int} or min(numbers) < 0:
        raise ValueError("not so many whole numbers")
    return numbers


def _span(values: Sequence[object]) -> Span:
    sheet = values[4] if len(values) > 4 else ""
    if not isinstance(sheet, str):
        raise TypeError("the name of a sheet belongs here")
    line, column, end_line, end_column = _whole(values[:4], 4)
    return line, column, end_line, end_column, sheet


def _told(span: Span) -> list[int | str]:
    """A span as JSON; only in a workbook is there a sheet to name."""
    return list(span) if span[4] else list(span[:4])
