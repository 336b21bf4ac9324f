"""Gradings as the page shows them: the outcome in words, and the working line by line."""

import math
from fractions import Fraction
from typing import Any

from ..assess.graded import OUTCOMES, Graded
from ..quantities import Quantity, exact_words
from ..words import Text
from ._gradings import settled, sources, worked
from ._html_findings import pair
from ._lines import clean

TENTHS = 10


def _short(score: Quantity) -> Text:
    """For a headline: as it is where that is a decimal, else both ends to a tenth, outwards; the working is exact."""
    exact, low, high = exact_words(score), score.low, score.high
    if "/" not in exact.zh or low is None or high is None:
        return exact
    ends = Fraction(math.floor(low * TENTHS), TENTHS), Fraction(math.ceil(high * TENTHS), TENTHS)
    return Text("约 {:.1f} 至 {:.1f}".format(*map(float, ends)), "about {:.1f} to {:.1f}".format(*map(float, ends)))


def graded(one: Graded) -> dict[str, Any]:
    """What one scheme came to for one subject."""
    applies = one.outcome != "not_applicable"
    return {
        "title": pair(one.title),
        "named": f"{clean(one.grading)} {clean(one.version)}",
        "subject": clean(one.subject),
        "holds": pair(one.holds),
        "source": pair(sources(one.cited)),
        "outcome": one.outcome,
        "outcome_says": pair(OUTCOMES[one.outcome]),
        "concluded": pair(Text(settled(one, "zh"), settled(one, "en"))),
        "score": None if one.score is None else pair(exact_words(one.score)),
        "score_short": None if one.score is None else pair(_short(one.score)),
        "possible": [pair(verdict) for verdict in one.possible] if one.outcome == "undecided" else [],
        "working": [pair(worked(line)) for line in one.working],
        "missing": [clean(name) for name in one.missing] if one.outcome == "undecided" else [],
        "leaves_out": [pair(words) for words in one.leaves_out] if applies else [],
    }
