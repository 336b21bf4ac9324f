"""What is said alike of results at several moments: which result, how far a figure moved, what is not measured alike."""

from datetime import datetime
from fractions import Fraction

from ..assess.results import percent
from ..assess.scores import Interval
from ..assess.trends import Differs
from ..words import Lang, Text
from ._lines import clean


def moment(at: datetime) -> str:
    """A moment as every report prints it."""
    return f"{at:%Y-%m-%d %H:%M}"


def span(interval: Interval | None) -> str:
    """An interval of a score."""
    return "—" if interval is None else f"{percent(interval.low)} – {percent(interval.high)}"


def moved(by: Fraction | None) -> str:
    """How far a figure moved, in percentage points; cut, so that what moved a little is not said to have stood still."""
    if by is None:
        return "—"
    if by == 0:
        return "0.0"
    sign, points = "+" if by > 0 else "−", percent(abs(by)).removesuffix("%")
    return f"{sign}{points}" if points != "0.0" else f"{sign}<0.1"


def unlike(one: Differs, lang: Lang) -> str:
    """One thing that two results do not measure alike."""
    return clean(one.says.in_(lang))


def known(name: str, ident: str, lang: Lang) -> str:
    """A unit by its name and id."""
    name, ident = clean(name), clean(ident)
    return ident if name in ("", ident) else Text(f"{name}（{ident}）", f"{name} ({ident})").in_(lang)
