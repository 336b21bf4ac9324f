"""The gaps of one platform, gone through once: making a finding is dear, and a report needs few of very many."""

from collections import Counter

from ...assess.findings import Finding
from ...assess.results import UnitResult
from ...frozen import Frozen
from ...words import SEVERITIES
from .._lines import folds

MOST = 1000  # rows of one list on paper; what is beyond is read by nobody, and stands in the JSON result
PER_CONTROL = 3  # subjects told of in a chapter


class Missing(Frozen):
    """A place of which nothing is stated, items of a list folded into one; and the controls that wait for it."""

    at: str
    controls: tuple[str, ...]
    findings: int


class Gathered(Frozen):
    """What a report prints of the gaps of a platform."""

    unit: UnitResult
    wrong: tuple[Finding, ...]  # worst first: the first few of each control, and as many as a list has rows
    of_control: dict[str, int]  # how many problems each control has
    missing: tuple[Missing, ...]  # first what would decide most
    not_stated: int  # findings

    @property
    def problems(self) -> int:
        """How many findings are problems: not or partly satisfied."""
        return sum(self.of_control.values())


def gathered(unit: UnitResult, elsewhere: frozenset[str] = frozenset()) -> Gathered:
    """What there is to print of one platform. What other platforms answer for, control by control, is left out."""
    kept: dict[str, list[Finding]] = {severity: [] for severity in SEVERITIES}
    numbers: Counter[str] = Counter()
    open_ = 0
    waiting: dict[str, dict[str, int]] = {}  # place → control → findings
    for finding in unit.gaps():
        control = finding.control
        if control.id in elsewhere:
            continue
        if finding.status == "not_stated":
            open_ += 1
            for name in {folds(one.missing or one.at): None for one in finding.observations}:
                controls = waiting.setdefault(name, {})
                controls[control.id] = controls.get(control.id, 0) + 1
            continue
        numbers[control.id] += 1
        list_ = kept[control.severity]
        if numbers[control.id] <= PER_CONTROL or len(list_) < MOST:
            list_.append(finding)
    missing = [Missing(at, tuple(controls), sum(controls.values())) for at, controls in waiting.items()]
    return Gathered(
        unit,
        tuple(one for found in kept.values() for one in found),
        dict(numbers),
        tuple(sorted(missing, key=lambda one: (-len(one.controls), one.at))),
        open_,
    )
