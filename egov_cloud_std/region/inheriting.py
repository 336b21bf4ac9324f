"""What a unit takes over from the platform that carries it, failure included.

A control of the platform's side is answered by the platform that carries the unit; one of both sides by both; one of the
tenant's side by the unit alone. Nothing is taken over unless the report of the carrying platform is valid for the unit
(`carrier_report_valid`, a control of a profile that looks at regions), and a failure of the unit's own stays. A claim
that such a control does not apply, because it is the platform's matter, is not believed: it is looked up there; where
nothing is taken over there is nothing to look up, and the control is not stated. Nor does the unit's own part of what both
sides share hold by itself then: the other part is not stated.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from ..assess.statuses import CODES, NO_SUBJECT
from ..frozen import Frozen
from ..profiles import Control
from .circles import circles
from .leaf import Counts, Leaf, interval_of, plain_interval

REPORT_CONTROL = "carrier_report_valid"
SATISFIED, NOT_SATISFIED, PARTLY, NOT_STATED, NOT_APPLICABLE, NOT_ASSESSED = (
    CODES[name]
    for name in ("satisfied", "not_satisfied", "partly_satisfied", "not_stated", "not_applicable", "not_assessed")
)
CLAIMED = 7  # claimed not to apply: a code of this module alone
FAILING = (NOT_SATISFIED, PARTLY)
OWN, TAKEN, BOTH = range(3)  # from where a conclusion comes
Bounds = tuple[Fraction, Fraction]


class Effective(Frozen):
    """What a unit comes to with what it takes over."""

    codes: bytes
    ways: bytes  # of every control: OWN, TAKEN or BOTH
    spread: Mapping[int, Bounds]  # of controls whose interval is not told by the code
    carrier: str  # the unit from which conclusions are taken over; "" where none are

    def interval(self, index: int) -> Bounds | None:
        """What one control comes to; `None` where it does not apply."""
        found = self.spread.get(index)
        return plain_interval(self.codes[index]) if found is None else found


def _decided(side: str, own: int, above: int) -> tuple[int, int]:
    """The status of one control and where it comes from, by side, the unit's own status and that of its carrier."""
    if side == "tenant" or own in (NO_SUBJECT, NOT_APPLICABLE):
        return (NOT_APPLICABLE if own == CLAIMED else own), OWN
    if above in (NO_SUBJECT, NOT_APPLICABLE):
        # The platform has nothing to say of it. The claim that it is the platform's matter then stands on nothing.
        return (NOT_STATED if own == CLAIMED else own), OWN
    if side == "platform":
        if own in FAILING:
            return (_worse(own, above), BOTH) if above in FAILING else (own, OWN)
        return above, TAKEN
    if own == CLAIMED:
        return above, TAKEN
    return _worse(own, above), BOTH


def _worse(one: int, other: int) -> int:
    """Of two parts of one requirement: a failure outweighs what is open, and that what holds."""
    both = {one, other}
    if both & {*FAILING}:
        return NOT_SATISFIED if both <= {NOT_SATISFIED, NOT_STATED, NOT_ASSESSED} else PARTLY
    for code in (NOT_STATED, NOT_ASSESSED):
        if code in both:
            return code
    return SATISFIED


_SIDES = ("platform", "tenant", "shared")
# Every case is one byte, so that all controls of a unit are decided at once: its side, its own status, that above.
_SIDE, _OWN = 64, 8
_DECIDED = [_decided(_SIDES[case // _SIDE % 3], case // _OWN % 8, min(case % 8, 6)) for case in range(256)]
_CODES, _WAYS = (bytes(one[which] for one in _DECIDED) for which in (0, 1))


def effective_of(
    leaves: Mapping[str, Leaf],
    carriers: Mapping[str, str],
    valid: Mapping[str, bool],
    controls: Sequence[Control],
) -> dict[str, Effective]:
    """What every unit comes to. `carriers` names the carrier of each unit that is carried, whether it is there or not;
    `valid` whether its report is valid for the unit.

    Who carries whom may go over several steps; in a circle nobody takes over anything.
    """
    sides = bytes(_SIDES.index(one.side) for one in controls)
    nobody = Effective(bytes(NOT_STATED if one.side == "shared" else NO_SUBJECT for one in controls), b"", {}, "")
    done: dict[str, Effective] = {}
    for one in (unit for circle in circles(carriers) for unit in circle if unit in leaves):
        done[one] = _left_alone(leaves[one], nobody, sides)
    for unit in leaves:
        for one in reversed(_way_up(unit, carriers, leaves, done)):
            above = done.get(carriers.get(one, ""))
            if one not in carriers:
                done[one] = Effective(leaves[one].codes, bytes(len(sides)), _spread_of(leaves[one]), "")
            elif above is None or not valid.get(one, False):
                done[one] = _left_alone(leaves[one], nobody, sides)
            else:
                done[one] = _over(leaves[one], carriers[one], above, sides)
    return done


def _way_up(
    unit: str, carriers: Mapping[str, str], leaves: Mapping[str, Leaf], done: Mapping[str, Effective]
) -> list[str]:
    """The unit and its carriers up to one that is worked out. No way leads in a circle: those are worked out first."""
    way: list[str] = []
    while unit in leaves and unit not in done:
        way.append(unit)
        unit = carriers.get(unit, "")
    return way


def _left_alone(leaf: Leaf, nobody: Effective, sides: bytes) -> Effective:
    """A unit that is carried and takes over nothing: `nobody` answers for the platform, and all is the unit's own."""
    found = _over(leaf, "", nobody, sides)
    return Effective(found.codes, bytes(len(sides)), found.spread, "")


def _spread_of(leaf: Leaf) -> dict[int, Bounds]:
    apart = map(_apart, map(leaf.codes.__getitem__, leaf.several), leaf.several.values())
    return {index: one for index, one in zip(leaf.several, apart, strict=True) if one is not None}


@lru_cache(maxsize=50_000)  # units repeat the same few counts
def _apart(code: int, counts: Counts) -> Bounds | None:
    """The interval of these counts, where the status does not tell it."""
    found = interval_of(counts)
    return None if found == plain_interval(code) else found


def _over(leaf: Leaf, carrier: str, above: Effective, sides: bytes) -> Effective:
    own = bytearray(leaf.codes)
    for index in leaf.claims:
        if own[index] == NOT_APPLICABLE:
            own[index] = CLAIMED
    cases = _cases(sides, own, above.codes)
    codes, ways = cases.translate(_CODES), cases.translate(_WAYS)
    spread: dict[int, Bounds] = {}
    mine = _spread_of(leaf)
    for index in {*mine, *above.spread}:
        found = _joined(ways[index], mine.get(index) or plain_interval(leaf.codes[index]), above.interval(index))
        if found is not None and found != plain_interval(codes[index]):
            spread[index] = found
    return Effective(codes, ways, spread, carrier)


def _cases(sides: bytes, own: bytearray, above: bytes) -> bytes:
    """The case of every control: bytes are added up as the digits of one number, and none is carried."""
    number = _SIDE * int.from_bytes(sides) + _OWN * int.from_bytes(own) + int.from_bytes(above)
    return number.to_bytes(len(sides))


def _joined(way: int, own: Bounds | None, above: Bounds | None) -> Bounds | None:
    if way == OWN:
        return own
    if way == TAKEN or own is None or above is None:
        return above
    low, high = own[0] <= above[0], own[1] <= above[1]
    if low == high:
        return own if low else above  # the very same, which need not be compared again
    return (own if low else above)[0], (own if high else above)[1]


def origin(unit: str, index: int, effective: Mapping[str, Effective]) -> str:
    """The unit whose description decided a control: the first on the way up that did not take it over."""
    while effective[unit].ways[index] == TAKEN:
        unit = effective[unit].carrier
    return unit
