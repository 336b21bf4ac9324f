"""The figures of scores as gauges: what those of a platform and those of a region share."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from ..assess.scores import Score
from ..words import Text

Labels = dict[str, str]
Sample = tuple[Labels, float | int]

# The figures of a score, by the end of the name of their gauge.
FIGURES: dict[str, tuple[Text, Callable[[Score], Fraction | None]]] = {
    "score_low": (
        Text("得分区间下限", "lower end of the score interval"),
        lambda one: one.interval.low if one.interval else None,
    ),
    "score_high": (
        Text("得分区间上限", "upper end of the score interval"),
        lambda one: one.interval.high if one.interval else None,
    ),
    "filled_in_ratio": (Text("填报率", "share that is filled in"), lambda one: one.filled_in),
    "satisfied_ratio": (
        Text("已判定项符合率", "share satisfied among what is decided"),
        lambda one: one.satisfied_among_decided,
    ),
}


def stated(figures: Iterable[tuple[Labels, Fraction | None]]) -> Iterator[Sample]:
    """Those that there are: where no control counts, there is no figure, not even zero."""
    return ((labels, float(figure)) for labels, figure in figures if figure is not None)
