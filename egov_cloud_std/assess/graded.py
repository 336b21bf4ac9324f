"""What a grading scheme came to for one subject: plain values, as every result.

The room `gradings` makes them; they stand here because a result carries them and reports print them.
"""

from ..frozen import Frozen
from ..profiles import Cited
from ..quantities import Quantity
from ..words import NO_WORDS, Text


class Line(Frozen):
    """One line of the working: what was done, and what it came to where that is a number."""

    says: Text
    value: Quantity | None = None
    unit: Text = NO_WORDS


class Graded(Frozen):
    """One scheme, simulated for one subject."""

    grading: str
    version: str
    digest: str
    title: Text
    holds: Text  # when the scheme holds
    cited: tuple[Cited, ...]
    subject: str  # "" for the platform
    outcome: str  # one of `OUTCOMES`
    verdict: str  # its id in the scheme; "" without one
    says: Text  # the verdict in words
    possible: tuple[Text, ...]  # the verdicts that the figures leave open, best first
    score: Quantity | None
    payment: Quantity | None  # what is paid, or what is deducted
    payment_says: Text
    working: tuple[Line, ...]
    reasons: tuple[Text, ...]  # why there is no verdict
    missing: tuple[str, ...]  # places that are not stated
    leaves_out: tuple[Text, ...]  # what of the scheme is not settled, by name


OUTCOMES: dict[str, Text] = {
    "graded": Text("结论", "verdict"),
    "measured": Text("测算结果", "result"),
    "undecided": Text("暂不定级", "not graded for now"),
    "not_applicable": Text("不适用", "not applicable"),
}
