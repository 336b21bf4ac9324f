"""Reads one grading file. Every mistake is a `Problem` at its own line; a file with one is not used."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from ..checks import Condition, ListRoute, Reader, Route
from ..checks.reader import Mistake
from ..document import Document, Path, Problem
from ..profiles.collecting import Collector
from ..profiles.control_entries import IDENTIFIER, read_cited
from ..profiles.reading import digest_of, read_sources
from ..shapes import Record
from ..words import Text
from .entries import BOUNDS, Entries
from .model import Band, Cap, Cut, Grading, Holds, Undecided, Unsettled, Veto
from .spans import Range

SCHEMA = "egov-grading/0"
GRADING_KEYS = (
    "schema",
    "grading",
    "version",
    "title",
    "sources",
    "source",
    "holds",
    "each",
    "over",
    "vetoes",
    "score",
    "bands",
    "undecided",
    "caps",
    "unsettled",
    "payment",
    "leaves_out",
)
NEEDED = ("schema", "grading", "version", "title", "source", "holds")
T = TypeVar("T")


def read_grading(document: Document, root: Record) -> tuple[Grading | None, tuple[Problem, ...]]:
    """A grading scheme and what is wrong with it; no scheme where anything is.

    `root` is the shape of a platform description: every place is checked against it.
    """
    collector = Collector(document, root)
    found = collector.tried(lambda: _grading(collector), None)
    problems = sorted(collector.problems, key=lambda one: (one.place.line, one.place.column))
    return (None if problems else found), tuple(problems)


def _grading(collector: Collector) -> Grading:
    reader = collector.reader
    data = reader.mapping(collector.document.data, (), GRADING_KEYS, NEEDED)
    if data["schema"] != SCHEMA:
        raise Mistake(
            ("schema",),
            "schema",
            Text(f"schema 不是 {SCHEMA}", f"schema is not {SCHEMA}"),
            Text(f"写 schema: {SCHEMA}。", f"Write schema: {SCHEMA}."),
        )
    name = reader.text(data["grading"], ("grading",))
    if not re.fullmatch(IDENTIFIER, name):
        raise Mistake(
            ("grading",),
            "identifier",
            Text(f"标识 {name} 不可用", f"the id {name} cannot be used"),
            Text(
                "用小写字母、数字和下划线，以字母开头。",
                "Use lower-case letters, digits and underscores, a letter first.",
            ),
        )
    sources = dict(read_sources(collector, data))
    each, where, inner = _subjects(collector, data)
    entries = Entries(collector, inner)

    def every(key: str, read: Callable[[object, Path], T]) -> tuple[T, ...]:
        """The entries of a list; a mistake costs the entry it is in."""
        if key not in data:
            return ()
        found = (
            collector.tried(lambda one=one, at=(key, index): read(one, at), None)  # type: ignore[misc]
            for index, one in enumerate(reader.sequence(data[key], (key,)))
        )
        return tuple(one for one in found if one is not None)

    bands = every("bands", lambda one, at: _band(entries, one, at))
    verdicts = {band.verdict: None for band in bands}
    grading = Grading(
        name,
        str(getattr(data["version"], "text", data["version"])),
        collector.words(data["title"], ("title",)),
        sources,
        tuple(read_cited(collector, data["source"], ("source",), sources)),
        _holds(entries, data["holds"], ("holds",)),
        each,
        where,
        _over(entries, data),
        every("vetoes", lambda one, at: _veto(entries, one, at, verdicts)),
        every("score", entries.step),
        bands,
        every("undecided", lambda one, at: _undecided(entries, one, at, verdicts)),
        every("caps", lambda one, at: _cap(entries, one, at, verdicts)),
        every("unsettled", lambda one, at: _unsettled(entries, one, at, verdicts)),
        entries.payment(data["payment"], ("payment",)) if "payment" in data else None,
        every("leaves_out", collector.words),
        digest_of(data),
        collector.document,
    )
    for mistake in _together(grading, data):
        collector.add(mistake)
    return grading


def _subjects(collector: Collector, data: Mapping[str, object]) -> tuple[ListRoute | None, Condition | None, Reader]:
    reader = collector.reader
    if "each" not in data:
        return None, None, reader
    each = reader.mapping(data["each"], ("each",), ("list", "where"), ("list",))
    route = reader.list_route(each["list"], ("each", "list"), flatten=True)
    inner = reader.of_subjects(route.record)
    entries = Entries(collector, inner)
    where = entries.condition(each["where"], ("each", "where")) if "where" in each else None
    return route, where, inner


def _over(entries: Entries, data: Mapping[str, object]) -> tuple[str, ...]:
    if "over" not in data:
        return ()
    entry = entries.reader.mapping(data["over"], ("over",), ("profiles",), ("profiles",))
    return entries.names(entry, "profiles", ("over",))


def _holds(entries: Entries, value: object, at: Path) -> Holds:
    entry = entries.reader.mapping(value, at, ("says", "place", "from", "before"), ("says",))
    says = entries.collector.words(entry["says"], (*at, "says"))
    route: Route | None = None
    if "place" in entry:
        route = entries.reader.route(entry["place"], (*at, "place"))
    days = {key: entries.day(entry[key], (*at, key)) for key in ("from", "before") if key in entry}
    if (route is None) is not (not days) or (route is not None and route.field.kind != "date"):
        raise Mistake(
            (*at, "place") if "place" in entry else at,
            "day_and_place",
            Text(
                "place 指向日期，并与 from 或 before 一并写明",
                "place names a date, and goes together with from or before",
            ),
            Text("三者同写，或都不写。", "Write them together, or none of them."),
        )
    return Holds(says, route, days.get("from"), days.get("before"))


def _verdict(entries: Entries, value: object, at: Path, verdicts: Mapping[str, None]) -> str:
    return entries.collector.among(value, at, verdicts, "结论", "verdict")


def _band(entries: Entries, value: object, at: Path) -> Band:
    entry = entries.reader.mapping(value, at, ("verdict", "says", *BOUNDS), ("verdict", "says", "includes"))
    name = entries.reader.text(entry["verdict"], (*at, "verdict"))
    return Band(name, entries.collector.words(entry["says"], (*at, "says")), entries.range(entry, at))


def _undecided(entries: Entries, value: object, at: Path, verdicts: Mapping[str, None]) -> Undecided:
    keys = ("at", *BOUNDS, "between", "why")
    entry = entries.reader.mapping(value, at, keys, ("between", "why"))
    between = entries.names(entry, "between", at)
    for index, one in enumerate(between):
        _verdict(entries, one, (*at, "between", index), verdicts)
    if "at" in entry:
        entries.reader.one_key(entry, at, ("at", "from", "to"))
        number = entries.number(entry["at"], (*at, "at"))
        range_ = Range(number, number, True, True)
    else:
        range_ = entries.range(entry, at)
    return Undecided(range_, between, entries.collector.words(entry["why"], (*at, "why")))


def _veto(entries: Entries, value: object, at: Path, verdicts: Mapping[str, None]) -> Veto:
    keys = ("says", "when", "controls", "verdict", "score")
    entry = entries.reader.mapping(value, at, keys, ("says", "verdict"))
    score = entries.number(entry["score"], (*at, "score")) if "score" in entry else None
    return Veto(entries.trigger(entry, at), _verdict(entries, entry["verdict"], (*at, "verdict"), verdicts), score)


def _cap(entries: Entries, value: object, at: Path, verdicts: Mapping[str, None]) -> Cap:
    entry = entries.reader.mapping(value, at, ("says", "when", "controls", "at_most"), ("says", "at_most"))
    return Cap(entries.trigger(entry, at), _verdict(entries, entry["at_most"], (*at, "at_most"), verdicts))


def _unsettled(entries: Entries, value: object, at: Path, verdicts: Mapping[str, None]) -> Unsettled:
    keys = ("verdict", "when", "why")
    entry = entries.reader.mapping(value, at, keys, keys)
    return Unsettled(
        _verdict(entries, entry["verdict"], (*at, "verdict"), verdicts),
        entries.condition(entry["when"], (*at, "when")),
        entries.collector.words(entry["why"], (*at, "why")),
    )


# What is wrong between the parts.


def _together(grading: Grading, data: Mapping[str, object]) -> Iterator[Mistake]:
    if not grading.steps and grading.payment is None:
        yield Mistake(
            (),
            "nothing_to_work_out",
            Text("没有 score，也没有 payment", "there is neither a score nor a payment"),
            Text("写明其一。", "State one of them."),
        )
    if grading.payment is not None and grading.payment.cuts and not grading.steps:
        yield Mistake(
            ("payment", "cut"),
            "no_score",
            Text("按得分扣减而没有 score", "it cuts by a score, and there is none"),
            Text("写明 score。", "State the score."),
        )
    if grading.bands and not grading.steps:
        yield Mistake(
            ("bands",),
            "no_score",
            Text("分档而没有 score", "there are bands and no score"),
            Text("写明 score。", "State it."),
        )
    yield from _repeated(grading.bands)
    if len(grading.bands) == len(_listed(data, "bands")) and len(grading.undecided) == len(_listed(data, "undecided")):
        stretches: list[tuple[Range, Path]] = [
            *((one.range, ("bands", index)) for index, one in enumerate(grading.bands)),
            *((one.range, ("undecided", index)) for index, one in enumerate(grading.undecided)),
        ]
        yield from _covering(stretches)
    if grading.payment is not None and grading.payment.cuts:
        yield from _covering([(one.range, ("payment", "cut", at)) for at, one in enumerate(_cuts(grading))])


def _cuts(grading: Grading) -> tuple[Cut, ...]:
    return () if grading.payment is None else grading.payment.cuts


def _listed(data: Mapping[str, object], key: str) -> list[object]:
    found = data.get(key)
    return found if isinstance(found, list) else []


def _repeated(bands: Sequence[Band]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for index, band in enumerate(bands):
        if band.verdict in seen:
            yield Mistake(
                ("bands", index, "verdict"),
                "duplicate_verdict",
                Text(f"结论 {band.verdict} 写了两次", f"the verdict {band.verdict} is there twice"),
                Text("一个结论一档。", "One band for each verdict."),
            )
        seen.add(band.verdict)


def _covering(stretches: Sequence[tuple[Range, Path]]) -> Iterator[Mistake]:
    """Stretches of a scale meet without a gap and without an overlap, from one unbounded end to the other."""
    if not stretches:
        return
    ordered = sorted(stretches, key=lambda one: _order(one[0]))
    before: Range | None = None
    for range_, at in ordered:
        if before is None:
            if range_.low is not None:
                yield _uncovered(at)
        elif before.high is None or range_.low is None or before.high > range_.low:
            yield _overlapping(at)
        elif before.high < range_.low or not (before.has_high or range_.has_low):
            yield _uncovered(at)
        elif before.has_high and range_.has_low:
            yield _overlapping(at)
        before = range_
    if before is not None and before.high is not None:
        yield _uncovered(ordered[-1][1])


def _order(range_: Range) -> tuple[bool, Fraction, bool, bool]:
    low = range_.low
    return low is not None, low or Fraction(0), not range_.has_low, range_.high != low


def _uncovered(at: Path) -> Mistake:
    return Mistake(
        at,
        "scores_left_out",
        Text("与相邻一段之间（或一端之外）有分数未归入任何一段", "some scores next to this stretch belong to none"),
        Text(
            "核对 from、to 和 includes；来源未写明的写入 undecided。",
            "Correct from, to and includes; what the source does not say belongs under undecided.",
        ),
    )


def _overlapping(at: Path) -> Mistake:
    return Mistake(
        at,
        "scores_twice",
        Text("与相邻一段重叠", "this stretch overlaps the one before it"),
        Text("核对 from、to 和 includes。", "Correct from, to and includes."),
    )
