"""What lapses by the calendar alone: unit by unit, and of each day by day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from .. import clock
from ..assess.forecasting import Ahead, Deciding, Ending, Lapse, Turn
from ..region.forecasting import Forecast, UnitAhead
from ..region.inheriting import REPORT_CONTROL
from ..words import DUTIES, SELF_CHECK, SEVERITIES, STATUSES, Lang, Text
from ._columns import aligned
from ._json_text import dumps
from ._lines import clean, file_or_where, where

SCHEMA = "egov-forecast/0"
PER_CONTROL = 5  # conclusions shown of one control on one day
NO_SUBJECT = Text("不在检查之列", "no subject")
# What follows from the control on the report of a carrier.
_TAKES_OVER = {
    True: Text("此后该单位沿用承载平台的结论", "from then on the unit takes over conclusions of its carrier"),
    False: Text("此后该单位不再沿用承载平台的结论", "from then on the unit takes over nothing from its carrier"),
}
_RANKS = {"not_satisfied": 0, "partly_satisfied": 1, "not_stated": 2, "not_assessed": 2}  # any other status: 3
WORSE, BETTER, OTHER = "worse", "better", "other"


def direction(turn: Turn) -> str:
    """Whether a conclusion changes for the worse; something to ask is neither worse nor better."""
    if turn.duty == "question":
        return OTHER
    before, after = _RANKS.get(turn.before, 3), _RANKS.get(turn.after, 3)
    return OTHER if before == after else WORSE if after < before else BETTER


def as_text(found: Forecast, lang: Lang, everything: bool) -> Iterator[str]:
    """The forecast for a terminal."""
    for line in _lines(found, lang, everything):
        yield clean(line) + "\n"


def _lines(found: Forecast, lang: Lang, everything: bool) -> Iterator[str]:
    for unread in found.unread:
        problem = unread.problem
        yield f"{file_or_where(problem.place)}: {Text('无法读取：', 'cannot read this file: ').in_(lang)}{problem.says.in_(lang)}"
        yield f"  = {Text('处理：', 'fix: ').in_(lang)}{problem.fix.in_(lang)}"
        yield ""
    period = clock.show(found.period)
    yield Text(
        f"{found.start} 起 {period.zh}（至 {found.until}，含当日），内容不作任何改动，仅因日期推移而改变的结论",
        f"from {found.start}, {period.en} ahead (up to and including {found.until}): what changes by the calendar alone",
    ).in_(lang)
    yield ""
    whole = () if found.region is None else (found.region,)
    for unit in (*whole, *found.units):
        if _number(unit.ahead):
            yield from _unit(unit, unit is found.region, lang, everything)
    yield from _summary(found, lang)
    yield SELF_CHECK.in_(lang)


def _number(one: Ahead) -> int:
    return len(one.turns) + len(one.endings) + len(one.lapses)


def _called(unit: UnitAhead, lang: Lang) -> str:
    name, ident = clean(unit.name), clean(unit.unit or unit.file)
    return ident if name in ("", ident) else Text(f"{name}（{ident}）", f"{name} ({ident})").in_(lang)


def _unit(unit: UnitAhead, whole: bool, lang: Lang, everything: bool) -> Iterator[str]:
    ahead = unit.ahead
    across = Text("（跨单位检查项）", " (controls across units)").in_(lang) if whole else ""
    yield f"{Text('—— ', '-- ').in_(lang)}{_called(unit, lang)}{across}"
    moments = (*(one.at for one in ahead.turns), *(one.at for one in ahead.endings), *(one.at for one in ahead.lapses))
    for day in sorted({at.date() for at in moments}):
        yield f"{day}"
        yield from _turns([one for one in ahead.turns if one.at.date() == day], lang, everything)
        yield from (_ending(one, lang) for one in ahead.endings if one.at.date() == day)
        for one in ahead.lapses:
            if one.at.date() == day:
                yield from _lapse(one, lang, everything)
    yield ""


def _turns(turns: Sequence[Turn], lang: Lang, everything: bool) -> Iterator[str]:
    """The worse first, by severity; of one control the first few."""
    order = (WORSE, OTHER, BETTER)
    controls = sorted(
        {one.control: one for one in reversed(turns)}.values(),
        key=lambda one: (order.index(direction(one)), tuple(SEVERITIES).index(one.severity), one.control),
    )
    for first in controls:
        mine = [one for one in turns if one.control == first.control]
        shown = mine if everything else mine[:PER_CONTROL]
        for one in shown:
            yield _turn(one, lang)
            yield from (f"    {_deciding(each, lang)}" for each in one.deciding)
            if one.control == REPORT_CONTROL and "satisfied" in (one.before, one.after):
                yield f"    = {_TAKES_OVER[one.after == 'satisfied'].in_(lang)}"
        if len(mine) > len(shown):
            more = len(mine) - len(shown)
            yield Text(
                f"  … {first.control} 另有 {more} 项（--all 全部列出）",
                f"  … {more} more of {first.control} (--all lists them)",
            ).in_(lang)
        if direction(first) is not BETTER:
            yield f"    = {Text('整改：', 'fix: ').in_(lang)}{first.fix.in_(lang)}"


def _turn(one: Turn, lang: Lang) -> str:
    before, after = (_status(status, one.duty).in_(lang) for status in (one.before, one.after))
    subject = f" {clean(one.subject)}{Text('：', ': ').in_(lang)}" if one.subject else " "
    return f"  {where(one.place)}: {before} → {after}[{one.control}]{subject}{one.requires.in_(lang)}"


def _status(status: str, duty: str) -> Text:
    if status == "":
        return NO_SUBJECT
    asks = duty == "question" and status in ("not_satisfied", "partly_satisfied")
    return DUTIES["question"] if asks else STATUSES[status]


def _deciding(one: Deciding, lang: Lang) -> str:
    at, value, wanted = clean(one.at), clean(one.value.in_(lang)), clean(one.wanted.in_(lang))
    asks = Text("不应" if one.negated else "要求", "ruled out" if one.negated else "required").in_(lang)
    return Text(f"{at} 届时：{value}，{asks}{_spaced(wanted)}", f"{at}, then: {value}; {asks}: {wanted}").in_(lang)


def _spaced(text: str) -> str:
    return f" {text}" if text[:1].isascii() else text


def _ending(one: Ending, lang: Lang) -> str:
    subject = clean(one.subject) or Text("整个平台", "the platform").in_(lang)
    status, approver = STATUSES[one.status], clean(one.approver)
    return Text(
        f"  {where(one.place)}: 风险接受到期（{one.end}，{approver}）：{one.control}，{subject}，问题仍在（{status.zh}）",
        f"  {where(one.place)}: the waiver ends ({one.end}, {approver}): {one.control}, {subject}; the gap is still there ({status.en})",
    ).in_(lang)


def _lapse(one: Lapse, lang: Lang, everything: bool) -> Iterator[str]:
    shown = one.controls if everything else one.controls[:PER_CONTROL]
    more = len(one.controls) - len(shown)
    rest = Text(f" 等 {len(one.controls)} 项", f" and {more} more").in_(lang) if more else ""
    yield Text(
        f"  {where(one.place)}: {clean(one.evidence)} 有效期满，{one.findings} 项结论不再有证据，只剩自述：{'、'.join(shown)}{rest}",
        f"  {where(one.place)}: {clean(one.evidence)} is no longer valid; {one.findings} conclusions are no longer documented, but declared: {', '.join(shown)}{rest}",
    ).in_(lang)


def _summary(found: Forecast, lang: Lang) -> Iterator[str]:
    """How much changes in which unit, most for the worse first."""
    units = [*(() if found.region is None else (found.region,)), *found.units]
    counted = [(one, _counts(one.ahead)) for one in units]
    changing = sorted((one for one in counted if any(one[1])), key=lambda one: [-number for number in one[1]])
    if changing:
        heads = (
            Text("单位", "unit"),
            Text("变差", "worse"),
            Text("变好", "better"),
            Text("其他变化", "otherwise"),
            Text("风险接受到期", "waivers end"),
            Text("证据到期", "evidence lapses"),
        )
        rows = [[_called(one, lang), *map(str, numbers)] for one, numbers in changing]
        yield from aligned([[one.in_(lang) for one in heads], *rows])
    still = sum(not any(numbers) for one, numbers in counted if one is not found.region)
    if still:
        yield Text(
            f"{still} 个单位没有变化" if len(found.units) > 1 else "没有变化",
            f"{still} unit{'s' if still > 1 else ''} without change" if len(found.units) > 1 else "nothing changes",
        ).in_(lang)


def _counts(one: Ahead) -> list[int]:
    turns = [direction(turn) for turn in one.turns]
    return [*(turns.count(name) for name in (WORSE, BETTER, OTHER)), len(one.endings), len(one.lapses)]


def as_json(found: Forecast) -> Iterator[str]:
    """The forecast for programs."""
    data = {
        "schema": SCHEMA,
        "tool": {"name": "egov-cloud-std", "version": found.tool},
        "as_of": found.as_of.isoformat(),
        "until": str(found.until),
        "notice": SELF_CHECK._asdict(),
        "profiles": [{"name": one.name, "version": one.version, "digest": one.digest} for one in found.profiles],
        "unread": [
            {
                "file": one.file,
                "code": one.problem.code,
                "says": one.problem.says._asdict(),
                "location": one.problem.place._asdict(),
            }
            for one in found.unread
        ],
        "passed_over": found.passed_over,
        "region": None if found.region is None else _as_data(found.region),
        "units": [_as_data(one) for one in found.units],
    }
    yield dumps(data) + "\n"


def _as_data(unit: UnitAhead) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "name": unit.name,
        "level": unit.level,
        "file": unit.file,
        "digest": unit.digest,
        "changes": [_plain(one) | {"direction": direction(one)} for one in unit.ahead.turns],
        "waivers": [_plain(one) for one in unit.ahead.endings],
        "evidence": [_plain(one) for one in unit.ahead.lapses],
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """A frozen value as JSON, its attributes by name."""
    match value:
        case Turn() | Ending() | Lapse() | Deciding():
            return {_named(name): _plain(getattr(value, name)) for name in value.__match_args__}
        case Text() as text:
            return text._asdict()
        case datetime() as moment:
            return moment.isoformat()
        case date() as day:
            return str(day)
        case tuple() if hasattr(value, "_asdict"):
            return value._asdict()
        case tuple():
            return [_plain(one) for one in value]
    return value


def _named(attribute: str) -> str:
    """What `json` calls the same."""
    return {"place": "location"}.get(attribute, attribute)
