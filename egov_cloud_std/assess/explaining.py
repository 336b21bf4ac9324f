"""Explanations, made on demand: a finding, with the nearest change that would flip it.

Of a control over many subjects, the first few of each status stand for the others; their number is told.
"""

from collections.abc import Container, Iterator
from itertools import islice

from ..frozen import Frozen
from ..words import STATUSES
from .assessment import Assessment, Conclusion
from .changes import NearestChange, change_of
from .findings import Finding, Findings
from .statuses import CODES


class Explanation(Frozen):
    """Why a finding is what it is, and what would make it another."""

    finding: Finding
    nearest: NearestChange | None  # `None` where no change is near
    others: int = 0  # further findings of this control with this status, of which nothing more is told


def explanations(
    assessment: Assessment,
    subject: str | None = None,
    few: int = 3,
    findings: Findings | None = None,
    statuses: Container[str] = STATUSES,
) -> Iterator[Explanation]:
    """The findings of every control with their nearest changes; of one subject, or the first few of each of `statuses`.

    `findings` make the same findings with what excuses them.
    """
    findings = Findings(assessment) if findings is None else findings
    for conclusion in assessment.conclusions:
        if subject is not None:
            for finding in findings.about(conclusion, subject):
                yield _explained(assessment, conclusion, finding)
            continue
        for name in STATUSES:
            number = conclusion.count(CODES[name]) if name in statuses else 0
            shown = list(islice(findings.of(conclusion, {CODES[name]}), few)) if number else []
            for position, finding in enumerate(shown, 1):
                yield _explained(assessment, conclusion, finding, number - few if position == few else 0)


def _explained(assessment: Assessment, conclusion: Conclusion, finding: Finding, others: int = 0) -> Explanation:
    return Explanation(finding, change_of(assessment, conclusion, finding.subject), others)
