"""What a region adds up to: leaves, their tree and a moment in; a `Regional` out. Pure: opens no file, reads no clock.

Cells, scores and findings are worked out when somebody asks: a nation has a million cells, and no report shows them all.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Any

from ..assess.assessment import Assessment, Assessor
from ..assess.findings import Finding, Findings
from ..assess.regional import WHOLE, Cell, Node, Part, Regional
from ..assess.results import Noted
from ..assess.scores import Interval, Score
from ..assess.statuses import CODES, NAMES, NO_SUBJECT
from ..document import Place
from ..platforms.regional import Joined
from ..profiles import Control, Profile
from ..words import STATUSES, Text
from .circles import circles, told
from .expected import RegionFile
from .inheriting import REPORT_CONTROL, Effective, effective_of, origin
from .leaf import FAILING, Leaf, plain_interval
from .leaf_json import leaf_to_json
from .rolling import Alike, Bounds, rolled, score_of_cells, status_of
from .tree import Branch, Tree
from .view import view_of

NOT_STATED, NOT_ASSESSED = CODES["not_stated"], CODES["not_assessed"]


def regional_of(
    region: RegionFile,
    tree: Tree,
    profiles: Sequence[Profile],
    across: Sequence[Profile],
    moment: datetime,
    earlier: Sequence[dict[str, Any]] = (),
    line_of: Callable[[Place], str] = lambda place: "",
    differing: tuple[Text, ...] = (),
) -> Regional:
    """What the units of a tree add up to.

    `profiles` are those that the units were held against, `across` those that look at the region; `earlier` are the
    figures of the period before; `line_of` gives the text of a line for reports.
    """
    view = view_of(region, tree, earlier, line_of)
    seen = Assessor(across).assess(view, moment)
    adding = _Adding(tree, profiles, seen, view)
    return Regional(
        region.id,
        region.name,
        region.file,
        region.digest,
        region.weighed_by,
        region.units,
        region.problems,
        tuple(adding.nodes()),
        tuple(one.problem.place for one in tree.unmatched),
        (*tree.notices, *adding.notices()),
        tuple(across),
        adding.controls,
        differing,
        adding.score,
        adding.cell,
        adding.parts,
        adding.part,
        adding.claims,
        adding.leaves,
        _open_across(seen),
        lambda questions: _gaps(seen, questions),
        lambda: _failing(seen, False),
        lambda: _failing(seen, True),
    )


def _gaps(seen: Assessment, questions: bool) -> Iterator[Finding]:
    return Findings(seen).gaps(questions)


def _open_across(seen: Assessment) -> dict[str, int]:
    counts = {one.control.id: one.counts().get("not_stated", 0) for one in seen.counted()}
    return {name: number for name, number in counts.items() if number}


def _failing(seen: Assessment, questions: bool) -> Iterator[Finding]:
    """Findings where something is wrong; what is not stated is in a region most of all, and is counted instead."""
    findings = Findings(seen)
    for one in seen.conclusions:
        if (one.control.duty == "question") is questions:
            yield from findings.of(one, {*FAILING})


class _Adding:
    """The units of a region from the top down: those below a unit follow it without a gap."""

    def __init__(self, tree: Tree, profiles: Sequence[Profile], seen: Assessment, view: Joined) -> None:
        self._tree = tree
        self._branches = tree.branches
        self.controls = tuple(control for profile in profiles for control in profile.controls)
        self._index = {control.id: index for index, control in enumerate(self.controls)}
        self._at = {one.unit: position for position, one in enumerate(self._branches)}
        self._end = _ends(self._branches)
        self._reports = _reports(seen, view)
        leaves = {one.unit: one.leaf for one in self._branches if one.leaf is not None}
        carriers = {one.unit: one.carried_by for one in self._branches if one.carried_by}
        self._leaves: Mapping[str, Leaf] = leaves
        valid = {unit: status == "satisfied" for unit, status in self._reports.items()}
        self._effective: Mapping[str, Effective] = effective_of(leaves, carriers, valid, self.controls)
        self._cells: dict[tuple[str, int], Cell] = {}

    def leaves(self) -> Iterator[dict[str, Any]]:
        """What is kept of every unit, as plain JSON."""
        names = [one.id for one in self.controls]
        return (leaf_to_json(one, names) for one in self._leaves.values())

    def nodes(self) -> Iterator[Node]:
        """Every unit as reports see it."""
        for one in self._branches:
            effective = self._effective.get(one.unit)
            inherits = "" if effective is None else effective.carrier
            yield Node(
                one.unit,
                one.name,
                one.level,
                one.under,
                one.depth,
                one.submission,
                one.expected is not None,
                one.place,
                one.weight,
                one.carried_by,
                inherits,
                None if inherits or not one.carried_by else self._why_not(one),
                0 if one.leaf is None else one.leaf.problems,
            )

    def _why_not(self, one: Branch) -> Text:
        at = self._at.get(one.carried_by)
        carrier = None if at is None else self._branches[at]
        if one.leaf is None:
            return Text("本单位未报送", "the unit itself has sent nothing")
        if carrier is None:
            return Text(
                f"承载平台 {one.carried_by} 不在本辖区内", f"{one.carried_by}, which carries it, is not in this region"
            )
        if carrier.leaf is None:
            return Text(
                f"承载平台 {one.carried_by} 未报送", f"{one.carried_by}, which carries it, has sent nothing usable"
            )
        status = self._reports.get(one.unit)
        if status is None:
            return Text(f"没有检查 {REPORT_CONTROL}", f"{REPORT_CONTROL} was not asked")
        if status == "satisfied":
            return Text("承载关系成环", "units carry one another in a circle")
        said = STATUSES[status]
        return Text(
            f"承载平台测评报告的检查项 {REPORT_CONTROL} 结论为{said.zh}",
            f"{REPORT_CONTROL}, on the report of its carrier, is {said.en}",
        )

    def notices(self) -> Iterator[Noted]:
        """Circles of carriers, each told once."""
        carried = {one.unit: one.carried_by for one in self._branches if one.leaf is not None and one.carried_by}
        for circle in circles(carried):
            places = [self._branches[self._at[one]].carried_at for one in circle]
            named = told(tuple(f"{one} ({at.file}:{at.short})" for one, at in zip(circle, places, strict=True)))
            yield Noted(
                places[0],
                "",
                "carriers_in_circle",
                Text(f"承载关系成环：{named}", f"units carry one another in a circle: {named}"),
                Text("改正 carried_by。", "Correct `carried_by`."),
            )

    @cached_property
    def _unsent(self) -> bytes:
        """The codes of a unit of which there is no description: not stated, never passed, never left out."""
        return bytes(NOT_ASSESSED if one.unset else NOT_STATED for one in self.controls)

    def _codes(self, branch: Branch) -> bytes:
        effective = self._effective.get(branch.unit)
        return self._unsent if effective is None else effective.codes

    @cached_property
    def _columns(self) -> list[bytes]:
        """The status of every unit, control by control."""
        rows = [self._codes(one) for one in self._branches]
        return [*map(bytes, zip(*rows, strict=True))] if rows else [b""] * len(self.controls)

    def _range(self, unit: str) -> range:
        return range(len(self._branches)) if unit == WHOLE else range(self._at[unit], self._end[self._at[unit]])

    def score(self, unit: str, profile: str | None = None) -> Score:
        """The score of a unit with all below it: each control that counts is one cell."""
        return score_of_cells(
            self._cell(unit, index).interval
            for index, one in enumerate(self.controls)
            if one.duty != "question" and profile in (None, one.profile)
        )

    def cell(self, unit: str, control: str) -> Cell:
        """One control over a unit and all below it. Raises `KeyError` for what is not there."""
        return self._cell(unit, self._index[control])

    def _cell(self, unit: str, index: int) -> Cell:
        key = unit, index
        if key not in self._cells:
            self._cells[key] = self._made(unit, index)
        return self._cells[key]

    def _made(self, unit: str, index: int) -> Cell:
        control, units = self.controls[index], self._range(unit)
        column = self._columns[index][units.start : units.stop]
        counts = {NAMES[code]: column.count(code) for code in range(1, len(NAMES)) if code in column}
        interval = self._interval(control, index, units, column)
        return Cell(control, unit, status_of(interval, column), interval, counts)

    def _interval(self, control: Control, index: int, units: range, column: bytes) -> Interval | None:
        return rolled(control.roll_up, self._alike(index, units, column, control.roll_up.strategy == "weighted"))

    def _alike(self, index: int, units: range, column: bytes, weighted: bool) -> list[Alike]:
        """What units come to, by status and weight; those whose status does not tell it by what they come to."""
        which, weights = self._weights
        heavy = which[units.start : units.stop] if weighted else [0] * len(units)
        spread, apart, kinds = self._spreads[index], Counter[tuple[int, int]](), dict[int, Bounds]()
        plain = Counter(zip(column, heavy, strict=True))
        for position in _both(spread, units):
            if position in spread:
                at = position - units.start
                plain[column[at], heavy[at]] -= 1
                bounds = spread[position]
                kinds[id(bounds)] = bounds  # fractions are slow to compare, and units repeat the very same few
                apart[id(bounds), heavy[at]] += 1
        told = [(plain_interval(code), weight, times) for (code, weight), times in plain.items() if times]
        told += [(kinds[one], weight, times) for (one, weight), times in apart.items()]
        return [(bounds, weights[weight], times) for bounds, weight, times in told if bounds is not None]

    @cached_property
    def _weights(self) -> tuple[list[int], list[Fraction]]:
        """For every unit the number of its weight, and the weights."""
        each = [branch.weight for branch in self._branches]
        numbers = {weight: number for number, weight in enumerate(dict.fromkeys(each))}
        return [numbers[weight] for weight in each], [*numbers]

    @cached_property
    def _spreads(self) -> list[dict[int, Bounds]]:
        """By control, the units whose interval is not told by their status."""
        found: list[dict[int, Bounds]] = [{} for _ in self.controls]
        for position, branch in enumerate(self._branches):
            effective = self._effective.get(branch.unit)
            for index, bounds in effective.spread.items() if effective is not None else ():
                found[index][position] = bounds
        return found

    def parts(self, unit: str, control: str) -> tuple[Part, ...]:
        """The units behind a cell, in the order of the tree."""
        index = self._index[control]
        return tuple(self._part(self._branches[position], index) for position in self._range(unit))

    def claims(self) -> Iterator[tuple[Control, Part]]:
        """What carried units claim not to apply although it may be the platform's matter, and what came of it."""
        for branch in self._branches:
            for index in branch.leaf.claims if branch.leaf is not None and branch.carried_by else ():
                if self.controls[index].side != "tenant":
                    yield self.controls[index], self._part(branch, index)

    def part(self, unit: str, control: str) -> Part:
        """One unit's own part. Raises `KeyError` for what is not there."""
        return self._part(self._branches[self._at[unit]], self._index[control])

    def _part(self, branch: Branch, index: int) -> Part:
        effective = self._effective.get(branch.unit)
        if effective is None:
            code = self._unsent[index]
            return Part(branch.unit, NAMES[code], NAMES[code], _bounds(plain_interval(code)), branch.unit, branch.place)
        code, own = effective.codes[index], self._leaves[branch.unit].codes[index]
        source = origin(branch.unit, index, self._effective)
        place = self._leaves[source].place(index)
        status, mine = (NAMES[one] if one != NO_SUBJECT else "not_assessed" for one in (code, own))
        return Part(branch.unit, status, mine, _bounds(effective.interval(index)), source, place)


def _both(spread: Mapping[int, Bounds], units: range) -> Sequence[int]:
    """The positions to look through: the fewer of the two."""
    return [one for one in spread if one in units] if len(spread) < len(units) else units


def _bounds(found: Bounds | None) -> Interval | None:
    return None if found is None else Interval(*found)


def _ends(branches: Sequence[Branch]) -> list[int]:
    """For every unit the position behind the last that stands below it."""
    ends = [len(branches)] * len(branches)
    open_: list[int] = []
    for position, one in enumerate(branches):
        while open_ and branches[open_[-1]].depth >= one.depth:
            ends[open_.pop()] = position
        open_.append(position)
    return ends


def _reports(seen: Assessment, view: Joined) -> dict[str, str]:
    """What `carrier_report_valid` came to for every unit that is carried."""
    found: Counter[str] = Counter()
    reports: dict[str, str] = {}
    for one in seen.conclusions:
        if one.control.id == REPORT_CONTROL:
            for path, code in one.paths():
                unit = str(view.value((*path, "id")))
                found[unit] += 1
                reports[unit] = NAMES[code]
    assert all(number == 1 for number in found.values())  # units have unique ids
    return reports
