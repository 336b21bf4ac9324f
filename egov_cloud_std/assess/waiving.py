"""Waivers beside the gaps of a run: which cover one, and what there is to say about the others.

A waiver changes no status and no score. It is attached to the finding that it covers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from .. import clock
from ..document import Place
from ..frozen import Frozen
from ..profiles import Profile
from ..waivers.waiver import NAMES_A_GAP, SIGNED, Waiver
from ..words import Text


class Applied(Frozen):
    """The waiver that covers a finding."""

    reason: str
    approver: str
    start: date
    end: date
    place: Place

    @property
    def until(self) -> datetime:
        """The moment from which the gap is no longer covered."""
        return clock.end_of(self.end)


class Unheeded(Frozen):
    """A waiver that covers nothing, and why."""

    waiver: Waiver
    code: str
    says: Text
    fix: Text


def covering(
    waivers: Iterable[Waiver], waivable: Mapping[str, bool], unit: str, moment: datetime
) -> dict[tuple[str, str], Waiver]:
    """The waivers in force for a unit, by control and subject; of several for one gap the one that lasts longest."""
    found: dict[tuple[str, str], Waiver] = {}
    for one in waivers:
        control, its_unit, subject = one.covers
        if its_unit == unit and waivable.get(control, False) and one.standing(moment) == "in_force":
            before = found.get((control, subject))
            if before is None or (one.end or date.min) > (before.end or date.min):
                found[control, subject] = one
    return found


def applied(waiver: Waiver) -> Applied:
    """A waiver in force, as a finding carries it."""
    assert waiver.start is not None
    assert waiver.end is not None
    return Applied(waiver.reason, waiver.approver, waiver.start, waiver.end, waiver.place)


def unheeded(
    waivers: Iterable[Waiver],
    profiles: Sequence[Profile],
    assessed: frozenset[str],
    units: frozenset[str],
    covered: frozenset[tuple[str, str, str]],
    moment: datetime,
) -> Iterator[Unheeded]:
    """What there is to say about waivers that cover nothing.

    `profiles` are all in use, of which the run looked at the controls `assessed`; `covered` names gaps that it found.
    """
    waivable = waivable_of(profiles)
    for one in waivers:
        said = _unheeded(one, waivable, assessed, units, covered, moment)
        if said is not None:
            yield Unheeded(one, *said)


def waivable_of(profiles: Iterable[Profile]) -> dict[str, bool]:
    """Whether anybody may accept a gap of each control."""
    return {control.id: control.waivable for profile in profiles for control in profile.controls}


def _unheeded(
    one: Waiver,
    waivable: Mapping[str, bool],
    assessed: frozenset[str],
    units: frozenset[str],
    covered: frozenset[tuple[str, str, str]],
    moment: datetime,
) -> tuple[str, Text, Text] | None:
    standing = one.standing(moment)
    if standing in ("over_broad", "incomplete"):
        return _lacking(one, standing)
    if one.control not in waivable:
        return _unknown_control(one)
    if not waivable[one.control]:
        return _not_waivable(one)
    if standing in ("not_begun", "expired"):
        return _out_of_time(one, standing)
    if one.control not in assessed or one.covers in covered:
        return None
    return _unused(one) if one.unit in units else _unit_not_checked(one)


def _lacking(one: Waiver, standing: str) -> tuple[str, Text, Text]:
    names = one.lacking(NAMES_A_GAP if standing == "over_broad" else SIGNED)
    listed = "、".join(names), ", ".join(names)
    what = Text("范围过宽", "too broad") if standing == "over_broad" else Text("不完整", "not complete")
    return (
        f"waiver_{standing}",
        Text(
            f"风险接受{what.zh}，缺 {listed[0]}，不生效",
            f"the waiver is {what.en}: it lacks {listed[1]} and covers nothing",
        ),
        Text(f"写明 {listed[0]}。", f"State {listed[1]}."),
    )


def _unknown_control(one: Waiver) -> tuple[str, Text, Text]:
    return (
        "waiver_of_unknown_control",
        Text(
            f"风险接受所指的检查项 {one.control} 不在本次检查标准中，不生效",
            f"the waiver names control {one.control}, which is in none of the profiles in use; it covers nothing",
        ),
        Text("核对检查项标识。", "Correct the id of the control."),
    )


def _not_waivable(one: Waiver) -> tuple[str, Text, Text]:
    return (
        "not_waivable",
        Text(
            f"{one.control} 不得作风险接受，不生效",
            f"nobody may accept a gap of {one.control}; the waiver covers nothing",
        ),
        Text("整改，并删去此项。", "Put the gap right, and take this entry out."),
    )


def _out_of_time(one: Waiver, standing: str) -> tuple[str, Text, Text]:
    if standing == "not_begun":
        return (
            "waiver_not_begun",
            Text(f"风险接受自 {one.start} 起才生效", f"the waiver does not begin before {one.start}"),
            Text("核对起始日期；在此之前问题照常计。", "Correct the first day; until then the gap counts."),
        )
    return (
        "waiver_expired",
        Text(f"风险接受已于 {one.end} 到期，不生效", f"the waiver ended on {one.end} and covers nothing"),
        Text(
            "整改；仍须接受的，重新报批。",
            "Put the gap right; where it must still be accepted, have it approved again.",
        ),
    )


def _unused(one: Waiver) -> tuple[str, Text, Text]:
    return (
        "waiver_unused",
        Text(
            f"风险接受没有对应的问题：{one.control}，{one.subject}",
            f"the waiver matches no gap: {one.control}, {one.subject}",
        ),
        Text(
            "问题已消除的，删去此项；否则核对 subject。",
            "Take it out where the gap is gone; otherwise correct the subject.",
        ),
    )


def _unit_not_checked(one: Waiver) -> tuple[str, Text, Text]:
    return (
        "waiver_of_unit_not_checked",
        Text(
            f"风险接受所指的平台 {one.unit} 不在本次检查之列",
            f"the waiver is for unit {one.unit}, which was not checked in this run",
        ),
        Text(
            "核对平台标识；平台另行检查的，不必处理。",
            "Correct the unit; nothing is to be done where it is checked elsewhere.",
        ),
    )
