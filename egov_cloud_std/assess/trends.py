"""Results beside one another, in the order of their moments: what they came to, and what they do not measure alike."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from ..frozen import Frozen
from ..words import Text
from .scores import Score


class Differs(Frozen):
    """One thing that two results do not measure alike: `profile`, `tool`, `asked`, `region`, `weights` or `units`."""

    what: str
    says: Text


class Point(Frozen):
    """One result."""

    file: str
    digest: str
    as_of: datetime
    tool: str
    score: Score | None  # of the whole; `None` where several units belong to no region
    gaps_by_severity: Mapping[str, int]  # controls with a gap, over all units
    units: int
    received: int
    breaks: tuple[Differs, ...]  # what it does not measure as the result before does
    moved: Fraction | None  # how far the lower end of the score moved since the result before, where that is comparable


class Value(Frozen):
    """One unit in one result."""

    submission: str  # `received` and so on (`words.SUBMISSIONS`); "" where the result does not know the unit
    score: Score | None  # with all below it, in a region; `None` where nothing of them was received
    is_break: bool  # whether it is not comparable with the value before


class Line(Frozen):
    """One unit through all results."""

    unit: str
    name: str
    values: tuple[Value, ...]
    moved: Fraction | None  # how far the lower end moved within the last stretch without a break


class Trend(Frozen):
    """Results in the order of their moments, and their units, those that lost most first."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
