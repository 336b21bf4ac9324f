"""Several results beside one another, in the order of their moments. Nothing is compared across a change of definitions."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from ..assess.results import Result
from ..assess.scores import Score
from ..assess.trends import Line, Point, Trend, Value
from ..frozen import replace
from ..words import SEVERITIES
from .definitions import asked, asked_alike, described, differing, units_of
from .recorded import Branch, Recorded, of_region


def trend(results: Sequence[Recorded]) -> Trend:
    """The trend of two or more results."""
    ordered = sorted(results, key=lambda one: one.as_of)
    known: dict[str, str] = {}
    for one in ordered:
        known |= units_of(one)
    views = [_View(one) for one in ordered]
    lines = [_line(unit, name, views) for unit, name in known.items()]
    lines.sort(key=lambda one: (one.moved is None, one.moved or Fraction(0), one.unit))
    return Trend(tuple(_points(ordered)), tuple(lines))


def beside(result: Result, earlier: Recorded, shard: str = "") -> Result:
    """The result of a region with its trend since an earlier one; `shard` is `N/M` where it holds such a part only."""
    return replace(result, trend=cache(lambda: trend((earlier, of_region(result, shard)))))  # few formats ask for it


def _points(ordered: Sequence[Recorded]) -> Iterator[Point]:
    before: Recorded | None = None
    for one in ordered:
        score = _whole(one)
        breaks = () if before is None else differing(before, one)
        branches = one.region.branches if one.region is not None else ()
        yield Point(
            one.file,
            one.digest,
            one.as_of,
            one.tool,
            score,
            {name: sum(unit.gaps_by_severity[name] for unit in one.units) for name in SEVERITIES},
            len(branches) or len(one.units) + one.unread,
            sum(each.submission == "received" for each in branches) if branches else len(one.units),
            breaks,
            None if before is None or breaks else _moved(_whole(before), score),
        )
        before = one


def _whole(one: Recorded) -> Score | None:
    if one.region is not None:
        return one.region.score
    return one.units[0].score if len(one.units) == 1 else None


def _moved(old: Score | None, new: Score | None) -> Fraction | None:
    if old is None or new is None or old.interval is None or new.interval is None:
        return None
    return new.interval.low - old.interval.low


class _View:
    """What one result says of its units."""

    def __init__(self, result: Recorded) -> None:
        self.result = result
        self.region = result.region
        self.units = described(result)
        self.below = {} if self.region is None else _below(self.region.branches)
        self._branches = {} if self.region is None else {one.unit: one for one in self.region.branches}

    def of(self, unit: str) -> tuple[str, Score | None]:
        """How a unit was sent in, and its score."""
        if self.region is None:
            return ("received", self.units[unit].score) if unit in self.units else ("", None)
        branch = self._branches.get(unit)
        if branch is None:
            return "", None
        is_silent = branch.submission != "received" and len(self.below[unit]) == 1
        return (
            branch.submission,
            None if is_silent else branch.score,
        )  # of a unit that sent nothing a figure says nothing

    def is_comparable(self, before: "_View", unit: str) -> bool:
        """Whether the figure of a unit measures the same as before. How many units were sent in is what it measures."""
        if self.result.tool != before.result.tool or not asked_alike(before.result, self.result):
            return False
        if (self.region is None) != (before.region is None):
            return False
        if self.region is not None and before.region is not None:
            alike = self.region.weighed_by == before.region.weighed_by and asked(self.result) == asked(before.result)
            if not alike or self.below.get(unit) != before.below.get(unit):
                return False
        mine, theirs = self.units, before.units
        both = [one for one in self.below.get(unit, {unit}) if one in mine and one in theirs]
        return all(mine[one].profiles == theirs[one].profiles for one in both)


def _below(branches: Sequence[Branch]) -> dict[str, set[str]]:
    """Every unit with all below it."""
    found: dict[str, set[str]] = {}
    under = {one.unit: one.under for one in branches}
    for unit in under:
        way, seen = unit, set[str]()
        while way in under and way not in seen:  # a result may say anything: a tree that runs in a circle ends
            seen.add(way)
            found.setdefault(way, set()).add(unit)
            way = under[way]
    return found


def _line(unit: str, name: str, views: Sequence[_View]) -> Line:
    values: list[Value] = []
    before: _View | None = None  # that has a figure of the unit
    for one in views:
        submission, score = one.of(unit)
        is_break = before is not None and score is not None and not one.is_comparable(before, unit)
        values.append(Value(submission, score, is_break))
        before = one if score is not None else before
    return Line(unit, name, tuple(values), _stretch(values))


def _stretch(values: Sequence[Value]) -> Fraction | None:
    """How far the lower end moved within the stretch that ends with the last result."""
    if values[-1].score is None:
        return None
    first = values[-1]
    for one in reversed(values):
        if one.score is not None:
            first = one
        if one.is_break:
            break
    return None if first is values[-1] else _moved(first.score, values[-1].score)
