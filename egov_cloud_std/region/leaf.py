"""What one unit came to, small enough to keep thousands: a byte per control, and what questions across units ask for.

A leaf is made where the description is assessed; it goes from process to process, into the memory of earlier runs and
into results (`leaf_json`). Findings are not in it; who wants one has the description assessed again.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from ..assess.assessment import Assessment, Conclusion
from ..assess.findings import Findings
from ..assess.results import Counted
from ..assess.scores import Tally
from ..assess.statuses import CODES, NAMES, NO_SUBJECT
from ..document import Path, Place
from ..document.values import parts_of
from ..frozen import Frozen
from ..platforms import Platform
from ..platforms.regional import seen_of
from ..profiles import Control
from .likeness import sketch_of

FAILING = (CODES["not_satisfied"], CODES["partly_satisfied"])
COUNTED = tuple(name for name in NAMES if name)
Span = tuple[int, int, int, int, int]
"""Lines and columns of a place, and which of a leaf's sources it stands in: 0 is the description itself."""
NUMBERS = 5  # in a span
Source = tuple[str, str, str]  # a file; a sheet, in a workbook; the digest of the file
Counts = tuple[int, ...]  # subjects by status, in the order of `COUNTED`; then 1 where a list is missing

HEAD: Span = (1, 1, 1, 1, 0)  # of a file: where nothing nearer is known
UNWRITTEN: Span = (0, 0, 0, 0, 0)


class Seen(NamedTuple):
    """One thing that the region sees of a unit: its values, and where they are written."""

    name: str  # `units`, or one of the lists over all units
    data: dict[str, Any] | None  # `None`: the list is not stated
    first: int  # which of the leaf's spans is that of the whole; those of what is inside follow, as `parts_of` has it


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
    seen_spans: "array[int]"  # one after the other
    sketch: tuple[int, ...]
    sources: tuple[Source, ...]  # where spans stand that do not stand in the description itself

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Of a leaf that another process made, too, what many have in common is held once."""
        self.__dict__.update(state, several={index: held_once(counts) for index, counts in state["several"].items()})

    def interval(self, index: int) -> tuple[Fraction, Fraction] | None:
        """What one control comes to, from what is certain to what is possible; `None` where it does not apply."""
        counts = self.several.get(index)
        return plain_interval(self.codes[index]) if counts is None else interval_of(counts)

    def place(self, index: int) -> Place:
        """Where the first gap of a failing control stands; the head of the file for any other."""
        return self.at(self.spans.get(index, HEAD))

    def place_of(self, seen: Seen, steps: Path) -> Place:
        """Where the value at some steps is written, or else the nearest part around it that is."""
        at = {one: index for index, one in enumerate(parts_of(seen.data), seen.first)}
        for end in range(len(steps), -1, -1):
            index = at.get(steps[:end])
            if index is not None:
                line, *rest = self.seen_spans[index * NUMBERS : (index + 1) * NUMBERS] or UNWRITTEN
                if line:
                    column, end_line, end_column, source = rest
                    return self.at((line, column, end_line, end_column, source))
        return self.at(HEAD)

    def at(self, span: Span) -> Place:
        """A span as a place."""
        line, column, end_line, end_column, source = span
        file, sheet, _ = self.sources[source - 1] if source else (self.file, "", self.digest)
        return Place(file, line, column, end_line, end_column, sheet)


@lru_cache(maxsize=50_000)
def held_once(counts: Counts) -> Counts:
    """The same numbers: units repeat the same few, and thousands of leaves fit into memory so."""
    return counts


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
    spans_of = _Spans(platform)
    for index, name in enumerate(controls):
        one = conclusions.get(name)
        if one is None:
            continue
        code = codes[index] = one.code
        if one.claim is not None:
            claims.append(index)
        elif one.silence is None and not one.is_single:
            several[index] = held_once(_counts(one))
        if code in FAILING:
            first = findings.first_place(one, FAILING)
            spans[index] = HEAD if first is None else spans_of.of(first)
    seen_spans = array("I")
    seen = tuple(_seen(platform, spans_of, seen_spans))
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
        seen,
        seen_spans,
        sketch_of(platform),
        spans_of.sources,
    )


def _counts(one: Conclusion) -> Counts:
    missing = bool(one.missing) and one.claim is None
    return (*one.numbers()[1:], int(missing))


class _Spans:
    """Makes spans of the places of one unit."""

    def __init__(self, platform: Platform) -> None:
        self._documents = (platform.document, *(one for _, one in platform.attached))
        self._known: dict[tuple[str, str], int] = {(platform.document.name, ""): 0}

    def of(self, place: Place) -> Span:
        """A place as a span."""
        file, line, column, end_line, end_column, sheet = place
        known = self._known
        return line, column, end_line, end_column, known.setdefault((file, sheet), len(known))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where places stood that did not stand in the description itself."""
        digests = {one.name: one.digest for one in self._documents} if len(self._known) > 1 else {}
        return tuple((file, sheet, digests[file]) for file, sheet in tuple(self._known)[1:])


def _seen(platform: Platform, spans_of: _Spans, spans: "array[int]") -> Iterator[Seen]:
    for name, data, path in seen_of(platform):
        first = len(spans) // NUMBERS
        if isinstance(data, dict):
            places = platform.places(path, data)
        else:
            data, places = None, [platform.place(path)]
        for place in places:
            spans.extend(UNWRITTEN if place is None else spans_of.of(place))
        yield Seen(name, data, first)


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


def unsent(controls: int, asked: Sequence[Control]) -> bytes:
    """The codes of a unit that sent nothing: not stated, never passed, never left out."""
    code, unset = CODES["not_stated"], CODES["not_assessed"]
    assert controls == len(asked)
    return bytes(unset if one.unset else code for one in asked)
