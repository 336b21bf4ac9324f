"""What a grading file says, once it has been read: frozen, and with no behaviour of its own."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from ..checks import Condition, ListRoute, Route
from ..document import Document
from ..frozen import Frozen
from ..profiles import Cited, Source
from ..quantities import Quantity
from ..words import Text
from .spans import Range

# Measures: where a number comes from.


class Fixed(Frozen):
    """A number that the scheme states."""

    number: Fraction


class Figure(Frozen):
    """A number that the description states: a count, a number, a ratio, a sum of money; a flag counts 1 or 0."""

    route: Route
    within: Range  # what it may be


class Total(Frozen):
    """The sum of a field over the items of a list; `ceiling` is the field that holds the most that each can count."""

    over: ListRoute
    where: Condition | None
    value: Route
    ceiling: Route | None
    within: Range  # what the sum may be


class Mean(Frozen):
    """The mean of a field over the items of a list that an item holds."""

    over: ListRoute
    value: Route


class WeightedMean(Frozen):
    """The mean of the items of a list, each with its weight. Items that do not meet `where` are in neither sum."""

    over: ListRoute
    where: Condition | None
    weight: Route
    value: Route | Mean
    within: Range  # what each value may be


class Share(Frozen):
    """What the controls of the self-check come to: each status has its value.

    `of` controls: the mean over controls of the mean over the subjects of each. `of` subjects: the mean over subjects.
    With `by_profile` the mean is taken in every profile, and then over the profiles.
    """

    of: str
    counts: Mapping[str, Quantity]
    by_profile: bool


class Gaps(Frozen):
    """How many controls of the self-check are gaps: each status has its value, of the severities or ids named."""

    counts: Mapping[str, Quantity]
    severities: tuple[str, ...]
    controls: tuple[str, ...]


Origin = Fixed | Figure | Total | WeightedMean | Share | Gaps


class Measure(Frozen):
    """A number, so many times, and no more than a ceiling."""

    source: Origin
    times: Fraction = Fraction(1)
    ceiling: Fraction | None = None


# Steps of the score.


class Start(Frozen):
    """The score begins here."""

    measure: Measure


class Add(Frozen):
    """Points are added."""

    measure: Measure


class Deduct(Frozen):
    """Points are deducted."""

    measure: Measure


class Bonus(Frozen):
    """Points are added to a score above a bound, and no more than so many."""

    measure: Measure
    only_above: Fraction | None
    at_most: Fraction | None


class Rescale(Frozen):
    """Where a part of the scheme does not apply its points are dropped, and the rest is made whole again."""

    when: Condition
    points: Measure | None  # what is dropped as it is stated, which is to be what the scheme drops
    dropped: Fraction
    factor: Fraction


class Limit(Frozen):
    """The score is held between bounds."""

    low: Fraction | None
    high: Fraction | None


Action = Start | Add | Deduct | Bonus | Rescale | Limit


class Step(Frozen):
    """One line of the working."""

    says: Text
    action: Action


# The verdict.


class Band(Frozen):
    """A verdict, and the stretch of scores that it is given for."""

    verdict: str
    says: Text
    range: Range


class Undecided(Frozen):
    """A stretch of scores for which the source does not say which of some verdicts is given."""

    range: Range
    between: tuple[str, ...]
    why: Text


class Trigger(Frozen):
    """What sets a veto or a cap off: a condition on the description, or controls of the self-check that are not satisfied."""

    says: Text
    when: Condition | None
    controls: tuple[str, ...]


class Veto(Frozen):
    """Where it is set off, this is the verdict and nothing is scored; some schemes record a score."""

    trigger: Trigger
    verdict: str
    score: Fraction | None


class Cap(Frozen):
    """Where it is set off, the verdict is no better than this."""

    trigger: Trigger
    at_most: str


class Unsettled(Frozen):
    """A case in which the source does not settle a verdict that the figures would give."""

    verdict: str
    when: Condition
    why: Text


# The payment.


class Cut(Frozen):
    """What is cut for a stretch of scores: a fixed share of the amount, or the shortfall below a score over a number."""

    range: Range
    share: Fraction | None
    below: Fraction
    over: Fraction


class Factor(Frozen):
    """One factor of what is paid."""

    says: Text
    measure: Measure


class Payment(Frozen):
    """What is cut from an amount by the score, or what is paid of it."""

    says: Text
    amount: Figure
    cuts: tuple[Cut, ...]
    factors: tuple[Factor, ...]


class Holds(Frozen):
    """When the scheme holds: in words, and where that hangs on a stated day, on which."""

    says: Text
    route: Route | None
    start: date | None  # from this day on
    before: date | None  # until the day before this one


class Grading(Frozen):
    """One version of one scheme."""

    name: str
    version: str
    title: Text
    sources: Mapping[str, Source]
    cited: tuple[Cited, ...]
    holds: Holds
    each: ListRoute | None
    where: Condition | None
    profiles: tuple[str, ...]  # whose controls count; all of the run where none is named
    vetoes: tuple[Veto, ...]
    steps: tuple[Step, ...]
    bands: tuple[Band, ...]  # best first
    undecided: tuple[Undecided, ...]
    caps: tuple[Cap, ...]
    unsettled: tuple[Unsettled, ...]
    payment: Payment | None
    leaves_out: tuple[Text, ...]
    digest: str
    document: Document

    @property
    def asks_controls(self) -> bool:
        """Whether it counts controls of the self-check."""
        sources = [step.action.measure.source for step in self.steps if not isinstance(step.action, Rescale | Limit)]
        triggers = [*(one.trigger for one in self.vetoes), *(one.trigger for one in self.caps)]
        return any(isinstance(one, Share | Gaps) for one in sources) or any(one.controls for one in triggers)
