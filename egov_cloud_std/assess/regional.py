"""What a region came to: plain values, because a result carries them. Room `region` works them out.

A region is a tree of units. Every figure of it can be taken apart: a score into cells, a cell into the units behind it,
a unit's part into the description that decided it, which for an inherited conclusion is another unit's.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from ..document import Place
from ..frozen import Frozen
from ..profiles import Control, Profile
from ..words import Text
from .findings import Finding
from .results import Noted
from .scores import Interval, Score

WHOLE = ""  # names the region itself, above its topmost units


class Expected(Frozen):
    """One unit that is expected to send a description."""

    unit: str
    place: Place
    line: str
    name: str = ""
    level: str = ""
    division_code: str = ""
    under: str = ""
    carried_by: str = ""
    file: str = ""  # from the folder of `region.yaml`
    weight: Fraction = Fraction(1)


class Node(Frozen):
    """One unit in the tree."""

    unit: str
    name: str
    level: str
    under: str  # the unit above; `WHOLE` for a topmost one
    depth: int  # 0 for a topmost one
    submission: str  # received, unreadable, twice, not_sent (`words.SUBMISSIONS`)
    expected: bool  # whether the region's file names it; every unit of a region without a file
    place: Place  # its description, or else where it is expected
    weight: Fraction
    carried_by: str
    inherits_from: str  # the unit whose conclusions it inherits; "" where it inherits none
    not_inherited: Text | None  # why nothing is inherited, where it is carried
    problems: int  # entries of its description that cannot be used


class Part(Frozen):
    """One unit's part in a cell."""

    unit: str
    status: str
    own_status: str  # what the unit's own description came to
    interval: Interval | None  # `None` where it does not apply
    origin: str  # the unit whose description decided it
    place: Place  # in that description, where it fails; its head otherwise


class Cell(Frozen):
    """One control over a unit and all below it."""

    control: Control
    unit: str
    status: str
    interval: Interval | None  # `None` where no unit has to do with it
    units: Mapping[str, int]  # how many units came to which status

    @property
    def filled_in(self) -> Fraction | None:
        """The share that is decided: all but what lies between what is certain and what is possible."""
        return None if self.interval is None else 1 - (self.interval.high - self.interval.low)


class Regional(Frozen):
    """A region, assessed: its tree, what came in, and what it adds up to."""

    id: str
    name: str
    file: str  # `region.yaml`; "" without one
    digest: str
    weighed_by: str  # what weights count
    expected: tuple[Expected, ...]  # the units that its file names, as it names them
    problems: tuple[Noted, ...]  # what is wrong in that file
    nodes: tuple[Node, ...]  # from the top down, each before those below it
    unmatched: tuple[Place, ...]  # files that could not be read and belong to nobody knows whom
    notices: tuple[Noted, ...]  # what is wrong with the tree, with both places where there are two
    profiles: tuple[Profile, ...]  # those that look at the region
    controls: tuple[Control, ...]  # that the units were held against, in the order of their profiles
    differing: tuple[Text, ...]  # what was accepted although it differs between the results that were joined
    score: Callable[[str, str | None], Score]  # of a unit with all below it, and of one profile or of all
    cell: Callable[[str, str], Cell]  # of a unit with all below it, and a control
    parts: Callable[[str, str], tuple[Part, ...]]  # the units behind a cell
    part: Callable[[str, str], Part]  # of one unit alone, and a control
    claims: Callable[[], Iterator[tuple[Control, Part]]]  # of carried units, held against what their carrier came to
    leaves: Callable[[], Iterator[dict[str, Any]]]  # what is kept of every unit, as plain JSON
    _gaps: Callable[[bool], Iterator[Finding]]

    @property
    def counted_profiles(self) -> tuple[str, ...]:
        """The profiles that the units were held against."""
        return tuple(dict.fromkeys(one.profile for one in self.controls))

    def gaps(self) -> Iterator[Finding]:
        """The gaps across units."""
        return self._gaps(False)

    def questions(self) -> Iterator[Finding]:
        """What there is to ask across units (疑点): never a gap."""
        return (one for one in self._gaps(True) if one.status != "not_stated")

    def submitted(self) -> dict[str, tuple[Node, ...]]:
        """The units by how they were sent in, in the order of the tree."""
        found: dict[str, list[Node]] = {name: [] for name in ("received", "unreadable", "twice", "not_sent")}
        for one in self.nodes:
            found[one.submission].append(one)
        return {name: tuple(nodes) for name, nodes in found.items()}
