"""Exit codes, and what decides them. Precedence: unusable, problems, missing, fine."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from ..assess.findings import Finding
from ..assess.results import Counts, Result
from ..assess.scores import Score
from ..words import SEVERITIES

if TYPE_CHECKING:
    from ..assess.regional import Regional

FINE = 0  # nothing wrong and nothing missing at or above the bar
PROBLEMS = 1  # something at or above the bar is not or partly satisfied
UNUSABLE = 2  # input, profile or waiver unusable
MISSING = 3  # nothing wrong was found, but something at or above the bar is not stated
INTERRUPTED = 130  # stopped by the user, as shells have it
NO_READER = 141  # whoever read the output went away, as shells have it

ORDER = tuple(SEVERITIES)


def of_result(result: Result, fail_on: str, min_coverage: float | None) -> int:
    """The exit code of a run. `fail_on` is the bar; `min_coverage` says from which filled-in rate missing is no 3."""
    if result.region is not None:
        return _of_region(result, result.region, fail_on, min_coverage)
    if result.unread or not result.units or any(unit.problems for unit in result.units):
        return UNUSABLE
    if fail_on == "never":
        return FINE
    at_bar = ORDER[: ORDER.index(fail_on) + 1]
    code = FINE
    for unit in result.units:
        covered = _is_covered(unit.score, min_coverage)
        excuses = result.waivers or result.compared is not None
        found = _of_gaps(unit.gaps(), at_bar) if excuses else _of_counts(unit.counts, at_bar)
        if found == PROBLEMS:
            return PROBLEMS
        if found == MISSING and not covered:
            code = MISSING
    return code


def _is_covered(score: Score, min_coverage: float | None) -> bool:
    filled = score.filled_in
    return min_coverage is not None and filled is not None and filled * 100 >= Fraction(str(min_coverage))


def _of_region(result: Result, region: "Regional", fail_on: str, min_coverage: float | None) -> int:
    """The exit code of a region: of what its units come to with what they take over, and of what is asked across them."""
    from ..assess.regional import WHOLE  # most runs are of single platforms

    unusable = any(one.problems or one.submission == "twice" for one in region.nodes)
    if result.unread or not result.units or region.problems or unusable:
        return UNUSABLE
    if fail_on == "never":
        return FINE
    at_bar = ORDER[: ORDER.index(fail_on) + 1]
    excuses = result.waivers or result.compared is not None
    found = {
        _of_across(region, at_bar),
        _of_own_gaps(result, region, at_bar) if excuses else _of_cells(region, at_bar),
    }
    if any(one.submission == "not_sent" for one in region.nodes):
        found.add(MISSING)
    if PROBLEMS in found:
        return PROBLEMS
    return MISSING if MISSING in found and not _is_covered(region.score(WHOLE, None), min_coverage) else FINE


def _of_across(region: "Regional", at_bar: tuple[str, ...]) -> int:
    """What is asked across units: first whether anything is wrong, for of what is not stated there may be much."""
    if _of_gaps(region.failing(), at_bar) == PROBLEMS:
        return PROBLEMS
    severities = {control.id: control.severity for profile in region.profiles for control in profile.controls}
    return MISSING if any(severities[name] in at_bar for name in region.open_across) else FINE


def _of_cells(region: "Regional", at_bar: tuple[str, ...]) -> int:
    from ..assess.regional import WHOLE

    cells = (region.cell(WHOLE, one.id) for one in region.controls if one.severity in at_bar and one.duty != "question")
    statuses = {status for one in cells for status in one.units}
    if statuses & {"not_satisfied", "partly_satisfied"}:
        return PROBLEMS
    return MISSING if "not_stated" in statuses else FINE


def _of_own_gaps(result: Result, region: "Regional", at_bar: tuple[str, ...]) -> int:
    """Where something excuses gaps: those of each unit's own. What it takes over is its carrier's gap, and excused there."""
    codes = set()
    for unit in result.units:
        own = (gap for gap in unit.gaps() if region.part(unit.unit, gap.control.id).origin == unit.unit)
        codes.add(_of_gaps(own, at_bar))
    for control, part in region.claims():  # one that stands on nothing is no gap of the unit by itself
        if part.status == "not_stated" and part.origin == part.unit and control.severity in at_bar:
            codes.add(MISSING)
    return PROBLEMS if PROBLEMS in codes else MISSING if MISSING in codes else FINE


def _of_counts(counts: Counts, at_bar: tuple[str, ...]) -> int:
    """Without anything that excuses a gap the counts tell."""
    found = [counts.gaps_by_severity[severity] for severity in at_bar]
    if any(one["not_satisfied"] or one["partly_satisfied"] for one in found):
        return PROBLEMS
    return MISSING if any(one["not_stated"] for one in found) else FINE


def _of_gaps(gaps: Iterable[Finding], at_bar: tuple[str, ...]) -> int:
    code = FINE
    for gap in gaps:
        if gap.control.severity not in at_bar or gap.is_excused:
            continue
        if gap.status != "not_stated":
            return PROBLEMS
        code = MISSING
    return code
