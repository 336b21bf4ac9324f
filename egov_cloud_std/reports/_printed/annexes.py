"""The annexes: every gap, what is not stated, claims, waivers, sources, and where the figures come from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ...assess.findings import Finding
from ...assess.results import Noted, Result, UnitResult
from ...waivers import Waiver
from ...words import SEVERITIES, STATUSES, Lang, Text
from .._excuses import briefly
from .._lines import clean, concluded, file_or_where, where
from .._sources import named, resting
from .._totals import BEST, IN_SHORT
from .blocks import Block, Note, Outline, Paragraph, Row, Table
from .gathering import MOST, Gathered
from .problems import situation
from .statistics import statistics
from .wording import NOTHING, name_of

_STANDINGS = {
    "in_force": Text("有效", "in force"),
    "not_begun": Text("未到起始日期", "not begun"),
    "expired": Text("已过期", "expired"),
    "over_broad": Text("范围过宽，不生效", "too broad: covers nothing"),
    "incomplete": Text("不完整，不生效", "incomplete: covers nothing"),
}


def annexes(
    result: Result, found: Sequence[Gathered], outline: Outline, lang: Lang, everything: bool
) -> Iterator[Block]:
    """The annexes in order; what does not apply says so."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.annex(t("问题清单", "All problems"))
    yield from _problems(result, found, lang)
    yield outline.annex(t("未填报事项", "What is not stated"))
    yield from _missing(result, found, lang)
    yield outline.annex(t("主张不适用的检查项", "Controls that are claimed not to apply"))
    yield from _claims(result, lang)
    yield outline.annex(t("风险接受（限期）", "Waivers"))
    yield from _waivers(result, lang)
    yield outline.annex(t("依据文件及其知悉程度", "Sources, and how they are known"))
    yield from sources(result, lang)
    yield outline.annex(t("数据来源与统计口径", "Where the figures come from"))
    yield from statistics(result, lang)
    yield from _input(result, lang)
    if everything:
        yield outline.annex(t("全部检查结果", "All findings"))
        yield from _findings(result, lang)


def capped(rows: Iterable[Row], whole: int, head: Row, widths: tuple[int, ...], lang: Lang) -> Iterator[Block]:
    """The first rows of what may be very long, and how many are left out."""
    shown = tuple(islice(rows, MOST))
    if not shown:
        yield Paragraph(NOTHING.in_(lang))
        return
    if whole > len(shown):
        yield Paragraph(left_out(whole, len(shown)).in_(lang))
    yield Table(head, shown, widths, frozenset((0,)))


def left_out(whole: int, shown: int) -> Text:
    """How much of a list is not printed, and where it is."""
    return Text(
        f"共 {whole} 行，本附件只印前 {shown} 行，其余 {whole - shown} 行未印出；完整清单见同一次自查的 JSON 结果（--format json）。",
        f"There are {whole} rows; the first {shown} are printed and {whole - shown} are left out. The whole list is in the JSON result of the same check (--format json).",
    )


def _several(result: Result) -> bool:
    return len(result.units) > 1


def _of(unit: UnitResult, result: Result, says: str, lang: Lang) -> str:
    """What is said of a unit, with its name where there are several."""
    return f"{name_of(unit)}{Text('：', ': ').in_(lang)}{says}" if _several(result) else says


def _problems(result: Result, gathered: Sequence[Gathered], lang: Lang) -> Iterator[Block]:
    head = (
        Text("序号", "No.").in_(lang),
        Text("严重程度", "Severity").in_(lang),
        Text("结论", "Status").in_(lang),
        Text("检查项", "Control").in_(lang),
        Text("现状与位置", "What is the case, and where").in_(lang),
    )
    whole = sum(one.problems for one in gathered)
    found = ((of.unit, one) for of in gathered for one in of.wrong)
    rows = (
        (
            str(number),
            SEVERITIES[one.control.severity].in_(lang),
            concluded(one).in_(lang),
            f"{one.control.requires.in_(lang)}{_id(one, lang)}",
            _of(unit, result, situation(one, lang) + briefly(one, lang), lang),
        )
        for number, (unit, one) in enumerate(found, 1)
    )
    yield from capped(rows, whole, head, (7, 11, 11, 30, 41), lang)


def _id(finding: Finding, lang: Lang) -> str:
    return Text(f"（{finding.control.id}）", f" ({finding.control.id})").in_(lang)


def _missing(result: Result, gathered: Sequence[Gathered], lang: Lang) -> Iterator[Block]:
    number = sum(unit.counts.findings["not_stated"] for unit in result.units)
    if not number:
        yield Paragraph(NOTHING.in_(lang))
        return
    yield Paragraph(
        Text(
            f"未填报的检查结果共 {number} 个，按应填写的位置归并如下。填报后才能判定；确实没有的，写 [] 或 none: true。未填报不等于符合。",
            f"There are {number} findings that are not stated, folded below by the place where something is to be stated. Where there is none, write [] or none: true. Silence is never a pass.",
        ).in_(lang)
    )
    head = (
        Text("序号", "No.").in_(lang),
        Text("应填写的位置", "Place").in_(lang),
        Text("检查结果数", "Findings").in_(lang),
        Text("因此不能判定的检查项", "Controls that wait for it").in_(lang),
    )
    found = [(of.unit, one) for of in gathered for one in of.missing]
    rows = (
        (
            str(index),
            _of(unit, result, clean(one.at), lang),
            str(one.findings),
            Text("、", ", ").in_(lang).join(one.controls),
        )
        for index, (unit, one) in enumerate(found, 1)
    )
    yield from capped(rows, len(found), head, (7, 35, 14, 44), lang)


def _claims(result: Result, lang: Lang) -> Iterator[Block]:
    head = (
        Text("序号", "No.").in_(lang),
        Text("检查项", "Control").in_(lang),
        Text("主张的理由", "Reason given").in_(lang),
        Text("结论", "Status").in_(lang),
    )
    found = [(unit, one) for unit in result.units for one in unit.claims()]
    rows = (
        (
            str(index),
            _of(unit, result, f"{one.control.requires.in_(lang)}{_id(one, lang)}", lang),
            clean(one.claimed),
            STATUSES[one.status].in_(lang) if one.status == "not_applicable" else _contradicted(one, lang),
        )
        for index, (unit, one) in enumerate(found, 1)
    )
    yield from capped(rows, len(found), head, (7, 42, 33, 18), lang)


def _contradicted(finding: Finding, lang: Lang) -> str:
    status = STATUSES[finding.status]
    return Text(f"{status.zh}（与所填内容矛盾）", f"{status.en} (what is stated contradicts it)").in_(lang)


def _waivers(result: Result, lang: Lang) -> Iterator[Block]:
    found = [one for file in result.waivers for one in file.waivers]
    head = (
        Text("序号", "No.").in_(lang),
        Text("检查项与对象", "Control and subject").in_(lang),
        Text("理由", "Reason").in_(lang),
        Text("批准人", "Approver").in_(lang),
        Text("期限", "Term").in_(lang),
        Text("状态", "Standing").in_(lang),
    )
    rows = (
        (str(index), *_waiver(one, lang), _STANDINGS[one.standing(result.as_of)].in_(lang))
        for index, one in enumerate(found, 1)
    )
    yield from capped(rows, len(found), head, (7, 33, 20, 14, 14, 12), lang)
    if found:
        yield Note(
            Text(
                "风险接受不改变结论和得分，只使所列问题不影响退出码。",
                "A waiver changes no status and no score; it only keeps its gap from failing the run.",
            ).in_(lang)
        )
    yield from noted(result.notices, lang)


def _waiver(one: Waiver, lang: Lang) -> tuple[str, str, str, str]:
    subject = " ".join(filter(None, (clean(one.control), clean(one.unit), clean(one.subject))))
    days = Text(f"{one.start or '—'} 至 {one.end or '—'}", f"{one.start or '—'} to {one.end or '—'}").in_(lang)
    return subject or "—", clean(one.reason) or "—", clean(one.approver) or "—", days


def noted(found: Sequence[Noted], lang: Lang) -> Iterator[Block]:
    """Remarks with their places."""
    if found:
        head = (
            Text("位置", "Place").in_(lang),
            Text("情况", "What is the case").in_(lang),
            Text("处理", "What to do").in_(lang),
        )
        rows = tuple((file_or_where(one.place), clean(one.says.in_(lang)), clean(one.fix.in_(lang))) for one in found)
        yield from _plain(rows, head, (30, 38, 32), lang)


def _plain(rows: tuple[Row, ...], head: Row, widths: tuple[int, ...], lang: Lang) -> Iterator[Block]:
    if len(rows) > MOST:
        yield Paragraph(left_out(len(rows), MOST).in_(lang))
    yield Table(head, rows[:MOST], widths)


def sources(result: Result, lang: Lang) -> Iterator[Block]:
    """Every document that controls of this run rest on; what is known of it by which way, each control once."""
    found = resting(result.profiles)
    ours = sum(not any(cited.source for cited in one.cited) for profile in result.profiles for one in profile.controls)
    yield Paragraph(
        Text(
            f"本次自查的检查项引用文件 {len(found)} 份；另有 {ours} 项只出自本工具的判断。“已读条文”以外的，均未读过条文本身。",
            f"The controls of this check cite {len(found)} documents; {ours} controls rest on this tool's judgement alone. But for “clause”, the clause itself was not read.",
        ).in_(lang)
    )
    head = (
        Text("序号", "No.").in_(lang),
        Text("文件", "Document").in_(lang),
        Text("检查项数", "Controls").in_(lang),
        Text("条文如何得知", "How its text is known").in_(lang),
    )
    rows = []
    for index, one in enumerate(found, 1):
        marks = Counter(one.controls.values())
        known = (
            Text("，", ", ").in_(lang).join(f"{IN_SHORT[mark].in_(lang)} {marks[mark]}" for mark in BEST if marks[mark])
        )
        rows.append((str(index), named(one.number, one.title, lang), str(len(one.controls)), known))
    if rows:
        yield Table(head, tuple(rows), (7, 51, 12, 30), frozenset((0, 2)))


def _input(result: Result, lang: Lang) -> Iterator[Block]:
    """What was wrong with the descriptions themselves: such values count as not stated."""
    yield Note(
        Text(
            "描述文件中的错误和提示（有错误的值按未填报处理）：",
            "What was wrong with the descriptions (such values count as not stated): ",
        ).in_(lang),
        leads=True,
    )
    found = [one for unit in result.units for one in (*unit.problems, *unit.remarks)]
    if found:
        yield from noted(found, lang)
    else:
        yield Paragraph(NOTHING.in_(lang))


def _findings(result: Result, lang: Lang) -> Iterator[Block]:
    """Everything that was found, satisfied and not applicable too."""
    head = (
        Text("序号", "No.").in_(lang),
        Text("结论", "Status").in_(lang),
        Text("检查项与对象", "Control and subject").in_(lang),
        Text("位置", "Place").in_(lang),
    )
    whole = sum(sum(1 for _ in unit.findings()) for unit in result.units)
    found = ((unit, one) for unit in result.units for one in unit.findings())
    rows = (
        (
            str(index),
            concluded(one).in_(lang),
            _of(unit, result, " ".join(filter(None, (one.control.id, clean(one.subject)))), lang),
            where(one.place),
        )
        for index, (unit, one) in enumerate(found, 1)
    )
    yield from capped(rows, whole, head, (8, 18, 44, 30), lang)
