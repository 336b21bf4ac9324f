"""Why a control came to its conclusion: what `why` says."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..assess.explaining import Explanation
from ..assess.findings import Finding
from ..assess.results import UnitResult, sources_text
from ..profiles import Control
from ..words import DUTIES, STATUSES, SUPPORTS, Lang, Text
from ._excuses import excused
from ._lines import also, besides, calendar, clean, excerpt, fix_of, headline, observed, said_of, where

FEW = 3  # subjects told of, of each status


def why(unit: UnitResult, subject: str | None, lang: Lang) -> Iterator[str]:
    """Conclusions of the controls that were assessed: observed, wanted, support, what decided, the nearest change.

    Of a control over many subjects the first few of each status are told, unless one subject is named.
    """
    for control, group in groupby(unit.explanations(subject, FEW), key=lambda one: one.finding.control):
        told = list(group)
        if len(told) > 1:
            yield _counted(control, told).in_(lang)
            yield ""
        for one in told:
            yield from _finding(one, lang)
            if one.others > 0:
                yield _others(one).in_(lang)
                yield ""


def _counted(control: Control, told: Sequence[Explanation]) -> Text:
    """How many conclusions there are, by status."""
    numbers = {
        status: sum(1 + max(0, one.others) for one in told if one.finding.status == status)
        for status in STATUSES
        if any(one.finding.status == status for one in told)
    }
    zh = "、".join(f"{STATUSES[status].zh} {number}" for status, number in numbers.items())
    en = ", ".join(f"{number} {STATUSES[status].en}" for status, number in numbers.items())
    total = sum(numbers.values())
    return Text(f"{control.id}：{total} 个检查对象（{zh}）", f"{control.id}: {total} subjects ({en})")


def _others(one: Explanation) -> Text:
    status = STATUSES[one.finding.status]
    return Text(
        f"  … 另有 {one.others} 个检查对象结论同为“{status.zh}”（命令末尾写检查对象可单看一个）",
        f"  … {one.others} more: {status.en} (name a subject at the end of the command to see one)",
    )


def _finding(explanation: Explanation, lang: Lang) -> Iterator[str]:
    finding = explanation.finding
    yield headline(finding, lang)
    if not finding.observations:
        yield from excerpt(finding.place, finding.line, [clean(_without_observation(finding).in_(lang))])
    for one in finding.observations:
        seen, at = observed(finding, one, lang), clean(one.at)
        note = seen if seen.startswith(at) else f"{at} {seen}"
        if one.contradicts:
            note = also(one).in_(lang) + note
        yield from excerpt(one.place, one.line, [note])
        for each in one.found:
            yield f"{where(each.spot.place)}: {said_of(each, lang)}"
            yield from excerpt(each.spot.place, each.spot.line, [""])
        for beside, place in besides((one,)):
            yield f"  = {Text('相关：', 'beside: ').in_(lang)}{where(place)} {clean(beside)}"
    yield from (f"  = {line.in_(lang)}" for line in _branches(finding))
    yield f"  = {Text('结论：', 'conclusion: ').in_(lang)}{_status(finding.control, finding.status).in_(lang)}"
    yield f"  = {Text('凭据：', 'support: ').in_(lang)}{SUPPORTS[finding.support].in_(lang)}"
    yield f"  = {Text('依据：', 'source: ').in_(lang)}{sources_text(finding.control).in_(lang)}"
    if finding.is_gap:
        yield f"  = {Text('整改：', 'fix: ').in_(lang)}{fix_of(finding).in_(lang)}"
    yield from nearest(explanation, lang)
    yield from (f"  = {line}" for line in (*excused(finding, lang), *calendar(finding, lang)))
    yield ""


def _status(control: Control, status: str) -> Text:
    asks = control.duty == "question" and status in ("not_satisfied", "partly_satisfied")
    return DUTIES["question"] if asks else STATUSES[status]


def _branches(finding: Finding) -> Iterator[Text]:
    """Which of several alternatives holds."""
    for which, number in dict.fromkeys(one.branch for one in finding.observations if one.branch[1] > 1):
        yield Text(
            f"分支：{number} 种情形有一种即可，成立的是第 {which} 种",
            f"branch: any one of {number} alternatives will do; number {which} holds",
        )


def nearest(explanation: Explanation, lang: Lang) -> Iterator[str]:
    """The fewest edits of the description that would change the conclusion, and what it would be."""
    label = Text("最近的改动：", "nearest change: ").in_(lang)
    first, *more = nearest_lines(explanation, lang)
    yield f"  = {label}{first}"
    yield from (f"      {line}" for line in more)


def nearest_lines(explanation: Explanation, lang: Lang) -> Iterator[str]:
    """The same, line by line, without what a terminal puts before them."""
    change, finding = explanation.nearest, explanation.finding
    if change is None:
        yield Text("未找到改几处描述就能改变结论的办法", "no few edits change this conclusion").in_(lang)
        return
    says, then = clean(change.says.in_(lang)), _then(finding, change.becomes).in_(lang)
    edits = [clean(one.says.in_(lang)) for one in change.edits]
    comma = "；" if lang == "zh" else "; "
    if len(edits) < 2:
        yield comma.join(filter(None, (*edits, then if edits else "", says)))
        return
    number = len(edits)
    together = (
        Text(
            f"以下 {number} 处都填（数值仅为示例），{then}",
            f"these {number} together (the values are examples); {then}",
        )
        if finding.status == "not_stated"
        else Text(f"以下 {number} 处都改，{then}", f"these {number} together; {then}")
    )
    yield together.in_(lang)
    yield from (f"{number}. {edit}" for number, edit in enumerate(edits, 1))
    if says:
        yield says


def _then(finding: Finding, becomes: str) -> Text:
    """What would follow. A gap is closed by what is so, and not by what is written."""
    if not becomes:
        return Text("这一缺项即消除", "then nothing is missing here")
    status = _status(finding.control, becomes)
    if finding.is_gap:
        return Text(f"情况属实的，结论变为“{status.zh}”", f"where that is so, the conclusion becomes: {status.en}")
    if finding.status == "not_applicable":
        return Text(f"本项即适用，结论为“{status.zh}”", f"the control then applies: {status.en}")
    return Text(f"结论即变为“{status.zh}”", f"the conclusion then becomes: {status.en}")


def _without_observation(finding: Finding) -> Text:
    if finding.claimed:
        return Text(f"已主张不适用，理由：{finding.claimed}", f"claimed not to apply, because: {finding.claimed}")
    if finding.status == "not_applicable":
        return Text("列表中没有要检查的对象", "the list holds no subject")
    return Text("没有可显示的观察", "nothing to show")
