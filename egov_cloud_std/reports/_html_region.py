"""A region as the page shows it: how it was sent in, its tree with scores by area, what fails in its units.

Scores stand there for every unit and area; of the conclusions on units only those that fail. A nation stays a file that
a browser can read, and every figure can still be taken apart down to the line that decided it.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ..assess.regional import WHOLE, Cell, Node, Part, Regional
from ..assess.results import percent
from ..assess.scores import Interval, Score
from ..assess.trends import Trend, Value
from ..words import GAPS, NO_WORDS, SEVERITIES, STATUSES, SUBMISSIONS, Text
from ._html_findings import Rows, pair
from ._lines import clean, where
from ._over_time import known, moment, moved, span
from ._roll_ups import rolled_up

MOST_UNITS = 300  # so many units are shown with findings of their own; of more, the page shows the region alone
FAILING = GAPS[:2]
HIGH, LOW = Fraction(8, 10), Fraction(5, 10)  # where the shade of a cell changes: ours, for the eye alone
_SEVERITY = {name: number for number, name in enumerate(SEVERITIES)}
_STATUS = {name: number for number, name in enumerate(STATUSES)}
_SUBMISSION = {name: number for number, name in enumerate(SUBMISSIONS)}


def head(region: Regional) -> dict[str, Any]:
    """The region by itself, and how the controls stand over the whole of it."""
    return {
        "id": clean(region.id),
        "name": clean(region.name),
        "file": clean(region.file),
        "weighed_by": clean(region.weighed_by),
        "areas": [clean(one) for one in region.counted_profiles],
        "unmatched": [where(one) for one in region.unmatched],
        "differing": [pair(one) for one in region.differing],
        "severities": _severities(region),
    }


def _severities(region: Regional) -> dict[str, dict[str, int]]:
    """Severity → status over the whole → number of controls."""
    counts = {severity: Counter[str]() for severity in SEVERITIES}
    for one in _cells(region):
        counts[one.control.severity][one.status] += 1
    return {severity: dict(found) for severity, found in counts.items()}


def nodes(region: Regional) -> Iterator[list[Any]]:
    """The units from the top down: what each is, then its scores with all below it, in all and by area."""
    names = region.counted_profiles
    for one in region.nodes:
        whole = region.score(one.unit, None)
        scores = [whole, *(region.score(one.unit, name) for name in names)]
        yield [
            clean(one.unit),
            clean(one.name),
            clean(one.level),
            one.depth,
            _SUBMISSION[one.submission],
            where(one.place),
            _carried(one),
            one.problems,
            percent(whole.filled_in),
            percent(whole.satisfied_among_decided),
            [_heat(score) for score in scores],
        ]


def _carried(node: Node) -> list[Any]:
    """Who carries it and whether it takes something over: nothing, the carrier, or the carrier and why not."""
    if not node.carried_by:
        return []
    return [clean(node.carried_by), *([] if node.not_inherited is None else [pair(node.not_inherited)])]


def _heat(score: Score) -> list[Any]:
    """The interval, where it lies, and its ends to draw it by; nothing where no control applies."""
    interval = score.interval
    if interval is None:
        return []
    return [*_ends(interval), _lies(interval), round(float(interval.low), 3), round(float(interval.high), 3)]


def _lies(interval: Interval) -> str:
    """What is certain of an interval: high, middling or low; open where what is not stated decides."""
    if interval.low >= HIGH:
        return "high"
    if interval.high < LOW:
        return "low"
    return "middling" if interval.high < HIGH else "open"


def _ends(interval: Interval) -> list[str]:
    return [percent(interval.low), percent(interval.high)]


def trend(found: Trend) -> dict[str, Any]:
    """Since when, what is not measured alike, and every unit with all below it: before, now, and how far it moved."""
    old, new = found.points
    return {
        "since": moment(old.as_of),
        "file": clean(old.file),
        "breaks": [pair(one.says) for one in new.breaks],
        "lines": [
            [pair(NO_WORDS), *(_value(Value("", one.score, False)) for one in (old, new)), moved(new.moved)],
            *(
                [
                    pair(Text(known(one.name, one.unit, "zh"), known(one.name, one.unit, "en"))),
                    *map(_value, one.values),
                    moved(one.moved),
                ]
                for one in found.lines
            ),
        ],
    }


def _value(one: Value) -> list[str]:
    """An interval; of a unit of which nothing came in, how it was sent in."""
    if one.score is None and one.submission in SUBMISSIONS:
        return pair(SUBMISSIONS[one.submission])
    said = "—" if one.score is None else span(one.score.interval)
    return [said, said]


def cells(region: Regional, rows: Rows) -> Iterator[list[Any]]:
    """Every control that counts over the whole region: the working of its scores."""
    for cell in _cells(region):
        yield [
            rows.control(cell.control),
            cell.status,
            [] if cell.interval is None else _ends(cell.interval),
            pair(rolled_up(cell.control.roll_up)),
            [cell.units.get(name, 0) for name in STATUSES],
        ]


def failing(region: Regional, rows: Rows) -> Iterator[list[Any]]:
    """The controls that fail in some unit, worst first: the number of its cell, then the units where it does."""
    found = [(number, one) for number, one in enumerate(_cells(region)) if _failed(one)]
    found.sort(key=lambda one: (_SEVERITY[one[1].control.severity], -_failed(one[1]), one[1].control.id))
    units = {one.unit: number for number, one in enumerate(region.nodes)}
    for number, cell in found:
        parts = (one for one in region.parts(WHOLE, cell.control.id) if one.status in FAILING)
        yield [number, [_part(one, units, rows) for one in parts]]


def claims(region: Regional, rows: Rows) -> Iterator[list[int]]:
    """What carried units claim not to apply to them, and what looking it up at the carrier came to: a control and a part."""
    units = {one.unit: number for number, one in enumerate(region.nodes)}
    return ([rows.control(control), *_part(part, units, rows)] for control, part in region.claims())


def _cells(region: Regional) -> Iterator[Cell]:
    return (region.cell(WHOLE, one.id) for one in region.controls if one.duty != "question")


def _failed(cell: Cell) -> int:
    return sum(cell.units.get(name, 0) for name in FAILING)


def _part(part: Part, units: dict[str, int], rows: Rows) -> list[int]:
    """Numbers only, because there are very many: unit, status, own status, the unit that decided it, and the place."""
    return [
        units[part.unit],
        _STATUS[part.status],
        _STATUS[part.own_status],
        units[part.origin],
        *rows.place(part.place),
    ]
