"""The tree of a region: from `region.yaml`, or told from the descriptions by division codes and carriers.

Nothing is left out: a unit that sent nothing, one that cannot be read and one that was sent twice all have their place.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import PurePath

from ..assess.regional import WHOLE, Expected
from ..assess.results import Noted, Unread
from ..document import Place
from ..frozen import Frozen, replace
from ..words import Text
from .circles import circles, told
from .expected import ONE, RegionFile
from .leaf import HEAD, Leaf

NATION = "000000"


class Branch(Frozen):
    """One unit and where it hangs."""

    unit: str
    under: str
    depth: int
    submission: str
    leaf: Leaf | None  # `None` unless exactly one description was received
    expected: Expected | None
    place: Place

    def stated_at(self, *steps: str) -> Place:
        """Where its description states something of the unit itself; where it has none, its own place."""
        if self.leaf is None:
            return self.place
        unit = next((one for one in self.leaf.seen if one.name == "units"), None)
        return self.leaf.at(HEAD) if unit is None else self.leaf.place_of(unit, steps)

    @property
    def hung_at(self) -> Place:
        """Where it is written what stands above it."""
        if self.expected is not None and self.expected.under:
            return self.expected.place
        return self.carried_at

    @property
    def carried_at(self) -> Place:
        """Where it is written who carries it."""
        if self.expected is not None and self.expected.carried_by and not (self.leaf and self.leaf.carried_by):
            return self.expected.place
        return self.stated_at("platform", "carried_by")

    @property
    def name(self) -> str:
        """What it is called: as it calls itself, else as the region's file does."""
        named = (self.leaf.name if self.leaf is not None else "", self.expected.name if self.expected else "")
        return next((one for one in named if one and one != self.unit), self.unit)

    @property
    def level(self) -> str:
        """Its level: as the region's file has it, else as it says itself."""
        return (self.expected.level if self.expected else "") or (self.leaf.level if self.leaf is not None else "")

    @property
    def division_code(self) -> str:
        """Its division code, from the same sources."""
        own = self.leaf.division_code if self.leaf is not None else ""
        return (self.expected.division_code if self.expected else "") or own

    @property
    def carried_by(self) -> str:
        """The platform that carries it: as it says itself, else as the region's file has it."""
        own = self.leaf.carried_by if self.leaf is not None else ""
        return own or (self.expected.carried_by if self.expected else "")

    @property
    def weight(self) -> Fraction:
        """Its weight."""
        return self.expected.weight if self.expected else ONE


class Tree(Frozen):
    """Every unit, from the top down, and what is wrong with the tree."""

    branches: tuple[Branch, ...]
    unmatched: tuple[Unread, ...]  # files that cannot be read, of nobody knows which unit
    notices: tuple[Noted, ...]


def tree_of(region: RegionFile, leaves: Sequence[Leaf], unread: Sequence[Unread]) -> Tree:
    """The tree of these units. The order in which files came changes nothing."""
    by_unit: dict[str, list[Leaf]] = {}
    for leaf in sorted(leaves, key=lambda one: one.file):
        by_unit.setdefault(leaf.unit, []).append(leaf)
    expected = {one.unit: one for one in region.units}
    broken, unmatched = _matched(region, unread, expected)
    found = [
        _branch(unit, by_unit.get(unit, []), expected.get(unit), broken.get(unit))
        for unit in sorted({*expected, *by_unit, *broken})
    ]
    hung, notices = _hung(found, {one.unit: one for one in found})
    return Tree(hung, unmatched, (*_twice(by_unit), *_levels(hung), *_unexpected(region, hung), *notices))


def _branch(unit: str, leaves: Sequence[Leaf], expected: Expected | None, broken: Unread | None) -> Branch:
    only = leaves[0] if len(leaves) == 1 else None
    submission = "received" if only else "twice" if leaves else "unreadable" if broken else "not_sent"
    if leaves:
        place = Place(leaves[0].file, 1, 1, 1, 1)
    elif broken is not None:
        place = broken.problem.place
    else:
        assert expected is not None  # or nobody would have named it
        place = expected.place
    return Branch(unit, WHOLE, 0, submission, only, expected, place)


def _matched(
    region: RegionFile, unread: Sequence[Unread], expected: Mapping[str, Expected]
) -> tuple[dict[str, Unread], tuple[Unread, ...]]:
    """Files that cannot be read, by the unit whose they are: as the region's file says, else as the file or its folder is called."""
    folder = PurePath(region.file).parent
    by_file = {str(folder / one.file): one.unit for one in region.units if one.file}
    found: dict[str, Unread] = {}
    rest: list[Unread] = []
    for one in sorted(unread, key=lambda each: each.file):
        path = PurePath(one.file)
        unit = next((name for name in (by_file.get(one.file), path.stem, path.parent.name) if name in expected), None)
        if unit is None or unit in found:
            rest.append(one)
        else:
            found[unit] = one
    return found, tuple(rest)


def _hung(found: Sequence[Branch], by_unit: Mapping[str, Branch]) -> tuple[tuple[Branch, ...], tuple[Noted, ...]]:
    """Every unit under the one above it; from the top down, units beside each other by code and name."""
    by_code = {one.division_code: one.unit for one in found if one.division_code not in ("", NATION)}
    notices: list[Noted] = []
    above: dict[str, str] = {}
    for one in found:
        above[one.unit], wrong = _above(one, by_unit, by_code)
        notices.extend(wrong)
    for circle in circles(above):
        above[circle[0]] = WHOLE  # cut at its first unit by name
        notices.append(_circle(circle, by_unit))
    below: dict[str, list[Branch]] = {}
    for one in found:
        below.setdefault(above[one.unit], []).append(one)
    return tuple(_from(WHOLE, below)), tuple(notices)


def _from(top: str, below: Mapping[str, Sequence[Branch]]) -> Iterator[Branch]:
    """Every unit before those below it. Units may stand as deep as somebody writes them."""

    def under(unit: str, depth: int) -> list[tuple[Branch, str, int]]:
        order = sorted(below.get(unit, ()), key=lambda each: (each.division_code, each.unit), reverse=True)
        return [(one, unit, depth) for one in order]

    open_ = under(top, 0)
    while open_:
        one, above, depth = open_.pop()
        yield replace(one, under=above, depth=depth)
        open_ += under(one.unit, depth + 1)


def _above(one: Branch, by_unit: Mapping[str, Branch], by_code: Mapping[str, str]) -> tuple[str, list[Noted]]:
    """The unit above: as the region's file says, else by division code, else the one that carries it."""
    stated = one.expected.under if one.expected else ""
    if stated:
        if stated in by_unit:
            return stated, []
        return WHOLE, [_orphan(one, stated, "under")]
    for code in _codes_above(one.division_code):
        if by_code.get(code, one.unit) != one.unit:
            return by_code[code], []
    if one.carried_by:
        if one.carried_by in by_unit:
            return one.carried_by, []
        return WHOLE, [_orphan(one, one.carried_by, "carried_by")]
    return WHOLE, []


def _codes_above(code: str) -> Iterator[str]:
    """The codes above a division code of GB/T 2260: of the city, then of the province."""
    if len(code) == 6 and code != NATION:
        for above in (f"{code[:4]}00", f"{code[:2]}0000"):
            if above != code:
                yield above


def _circle(circle: tuple[str, ...], by_unit: Mapping[str, Branch]) -> Noted:
    places = [by_unit[one].hung_at for one in circle]
    named = told(tuple(f"{one} ({at.file}:{at.short})" for one, at in zip(circle, places, strict=True)))
    return Noted(
        places[0],
        "",
        "circle",
        Text(f"上下级成环：{named}", f"the units stand above each other in a circle: {named}"),
        Text("改正 under、carried_by 或区划代码。", "Correct `under`, `carried_by` or the division codes."),
    )


def _orphan(one: Branch, above: str, field: str) -> Noted:
    word = {
        "under": Text("上级单位", "the unit above"),
        "carried_by": Text("承载平台", "the platform that carries it"),
    }[field]
    place = one.carried_at if field == "carried_by" else one.place
    return Noted(
        place,
        "",
        "orphan",
        Text(
            f"{one.unit} 的{word.zh} {above} 不在本辖区内", f"{above}, {word.en}, of {one.unit}, is not in this region"
        ),
        Text("核对标识，或补报该单位。", "Correct the id, or add that unit."),
    )


def _twice(by_unit: Mapping[str, Sequence[Leaf]]) -> Iterator[Noted]:
    for unit, leaves in by_unit.items():
        if len(leaves) > 1:
            files = "、".join(one.file for one in leaves[1:]), ", ".join(one.file for one in leaves[1:])
            yield Noted(
                Place(leaves[0].file, 1, 1, 1, 1),
                "",
                "sent_twice",
                Text(
                    f"{unit or '（无标识）'} 另有描述 {files[0]}，均不采用，按未填报计",
                    f"{unit or '(no id)'} is described by {files[1]} as well; neither is used, nothing counts as stated",
                ),
                Text("只留一份。", "Keep one of them."),
            )


def _levels(branches: Sequence[Branch]) -> Iterator[Noted]:
    for one in branches:
        if one.leaf is None or one.expected is None or not one.expected.level or not one.leaf.level:
            continue
        if one.leaf.level != one.expected.level:
            at, there = one.stated_at("platform", "level"), one.expected.place
            yield Noted(
                at,
                "",
                "wrong_level",
                Text(
                    f"{one.unit} 自报层级 {one.leaf.level}，{there.file}:{there.line} 中为 {one.expected.level}",
                    f"{one.unit} calls its level {one.leaf.level}; {there.file}:{there.line} has {one.expected.level}",
                ),
                Text("改正两处之一。", "Correct one of the two."),
            )


def _unexpected(region: RegionFile, branches: Sequence[Branch]) -> Iterator[Noted]:
    if not region.units:
        return
    for one in branches:
        if one.expected is None:
            yield _noted(
                one,
                "unexpected_unit",
                Text(
                    f"{one.unit} 不在 {region.file} 所列单位中", f"{one.unit} is not among the units of {region.file}"
                ),
                Text("补入 units，或移走此文件。", "Add it to `units`, or take the file away."),
            )


def _noted(one: Branch, code: str, says: Text, fix: Text) -> Noted:
    return Noted(one.place, one.expected.line if one.leaf is None and one.expected else "", code, says, fix)
