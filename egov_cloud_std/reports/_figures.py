"""The figures of a unit or a profile as JSON: exact, and the same in every format that is JSON."""

from typing import Any

from ..assess.results import Counts
from ..assess.scores import Score


def counts_in_json(counts: Counts) -> dict[str, Any]:
    """Numbers of controls and findings by status, and of controls by severity and status."""
    return {
        "controls": counts.controls,
        "findings": counts.findings,
        "controls_by_severity": counts.gaps_by_severity,
    }


def score_in_json(score: Score) -> dict[str, Any]:
    """Exact shares, as texts `numerator/denominator`."""
    interval = score.interval
    return {
        "controls": score.controls,
        "filled_in": None if score.filled_in is None else str(score.filled_in),
        "satisfied_among_decided": None
        if score.satisfied_among_decided is None
        else str(score.satisfied_among_decided),
        "interval": None if interval is None else [str(interval.low), str(interval.high)],
    }
