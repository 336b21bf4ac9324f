"""For a terminal: what is wrong first, then what there is to ask, then what is not stated, folded; then the figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from ..assess.findings import Finding
from ..assess.results import Beside, Noted, ProfileResult, Result, UnitResult, Unread, percent, sources_text
from ..document.width import display_width
from ..words import MARKS, RELATIONS, SELF_CHECK, SEVERITIES, STATUSES, STRENGTHS, SUPPORTS, Lang, Text
from ._excuses import beside_baseline, excused
from ._folding import folded
from ._lines import (
    also,
    besides,
    calendar,
    clean,
    excerpt,
    file_or_where,
    fix_of,
    headline,
    held_by,
    observed,
    rests_on,
    said_of,
    where,
)

PER_CONTROL = 5  # findings shown of one control
PER_FINDING = 5  # places in other files shown of one finding
FOLDED = 15  # missing places shown
SEVERITY_ORDER = tuple(SEVERITIES)


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The whole run as text."""
    for line in _lines(result, lang, everything):
        yield clean(line) + "\n"  # what a profile says goes through here too


def _lines(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    for unread in result.unread:
        yield from _unread(unread, lang)
    if result.region is not None:
        from ._region_text import lines  # most runs are of single platforms

        across = partial(_findings, unit=None, lang=lang, everything=everything)
        yield from lines(result.region, result, lang, everything, across, partial(_noted, lang=lang))
        if result.graded:
            yield from _simulated(result, lang)
        yield from _after(result, lang, everything)
        return
    for unit in result.units:
        yield from _unit(unit, lang, everything)
        yield from _summary(unit, result, lang)
        if unit.gradings:
            from ._gradings import simulated  # most runs ask for none

            yield from simulated(unit.gradings, lang)
    yield from _after(result, lang, everything)


def _simulated(result: Result, lang: Lang) -> Iterator[str]:
    """What the grading schemes come to, unit by unit."""
    from ._gradings import simulated  # most runs ask for none

    for unit in result.units:
        yield f"{clean(unit.name)} ({clean(unit.unit)})"
        yield from simulated(unit.gradings, lang)


def _after(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """What is about the whole run: waivers that cover nothing, the baseline, the files."""
    for one in result.notices:
        yield from _noted(one, lang)
    if result.compared is not None:
        yield from beside_baseline(result.compared, lang, everything)
    if len(result.units) + len(result.unread) != 1 or result.passed_over:
        yield _files(result, lang)


def _unread(unread: Unread, lang: Lang) -> Iterator[str]:
    problem = unread.problem
    refused = problem.code in ("classified", "intranet")  # it was read, and this tool is not for it
    head = Text("拒绝检查：", "refused: ") if refused else Text("无法读取：", "cannot read this file: ")
    says = head.in_(lang) + clean(problem.says.in_(lang))
    yield f"{file_or_where(problem.place)}: {says}"
    if unread.line:
        yield from excerpt(problem.place, unread.line, [""])
    yield f"  = {Text('处理：', 'fix: ').in_(lang)}{clean(problem.fix.in_(lang))}"
    yield ""


def _unit(unit: UnitResult, lang: Lang, everything: bool) -> Iterator[str]:
    for one in (*unit.problems, *unit.remarks):
        yield from _noted(one, lang)
    missing: list[Finding] = []
    wrong: list[Finding] = []
    for finding in unit.gaps():
        (missing if finding.status == "not_stated" and finding.waiver is None else wrong).append(finding)
    yield from _findings(wrong, unit, lang, everything)
    questions = list(unit.questions())
    if questions:
        yield Text(
            f"—— 疑点 {len(questions)} 项（请核实，不计入得分）",
            f"-- questions: {len(questions)} (to be checked; in no score)",
        ).in_(lang)
        yield ""
        yield from _findings(questions, unit, lang, everything)
    if everything:
        yield from _others(unit, lang)
    if missing:
        yield from _folded(missing, lang, everything)


def _noted(one: Noted, lang: Lang) -> Iterator[str]:
    yield f"{where(one.place)}: {clean(one.says.in_(lang))}"
    if one.line:
        yield from excerpt(one.place, one.line, [""])
    yield f"  = {Text('处理：', 'fix: ').in_(lang)}{clean(one.fix.in_(lang))}"
    yield ""


def _findings(findings: Iterable[Finding], unit: UnitResult | None, lang: Lang, everything: bool) -> Iterator[str]:
    """Worst first; of one control only the first few, unless everything is asked for."""
    by_control: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_control[finding.control.id].append(finding)
    worst = sorted(
        by_control.values(), key=lambda group: (SEVERITY_ORDER.index(group[0].control.severity), group[0].place.line)
    )
    for group in worst:
        shown = group if everything else group[:PER_CONTROL]
        for finding in shown:
            yield from _finding(finding, unit, lang, everything)
        if len(group) > len(shown):
            more = len(group) - len(shown)
            yield Text(
                f"  … {group[0].control.id} 另有 {more} 项（--all 全部列出）",
                f"  … {more} more of {group[0].control.id} (--all lists them)",
            ).in_(lang)
            yield ""


def _finding(finding: Finding, unit: UnitResult | None, lang: Lang, everything: bool) -> Iterator[str]:
    control = finding.control
    yield headline(finding, lang)
    here = [one for one in finding.observations if one.place == finding.place]
    yield from excerpt(finding.place, finding.line, [observed(finding, one, lang) for one in here] or [""])
    for one in finding.observations:
        if one not in here:
            seen, at = observed(finding, one, lang), clean(one.at)
            said = seen if seen.startswith(at) else f"{at} {seen}"
            yield f"  = {also(one).in_(lang)}{where(one.place)} {said}"
    yield from _in_files(finding, lang, everything)
    for at, place in besides(finding.observations):
        yield f"  = {Text('相关：', 'beside: ').in_(lang)}{where(place)} {clean(at)}"
    yield f"  = {Text('依据：', 'source: ').in_(lang)}{sources_text(control).in_(lang)}"
    yield f"  = {Text('整改：', 'fix: ').in_(lang)}{fix_of(finding).in_(lang)}"
    if finding.support != "declared":
        yield f"  = {Text('凭据：', 'support: ').in_(lang)}{SUPPORTS[finding.support].in_(lang)}"
    yield from (f"  = {line}" for line in (*excused(finding, lang), *calendar(finding, lang)))
    if everything and unit is not None:
        yield from _in_other_schemes(unit.related(control.id), lang)
    yield ""


def _in_other_schemes(related: tuple[Beside, ...], lang: Lang) -> Iterator[str]:
    """How controls of other schemes stand that ask of the same matter: related evidence, and our judgement that it is."""
    for one in related:
        relation, strength, ours = RELATIONS[one.relation], STRENGTHS[one.strength], MARKS["judgement"]
        yield Text(
            f"  = 对应：{one.control}（{one.profile}）{STATUSES[one.status].zh}；{relation.zh}，{strength.zh}（{ours.zh}）",
            f"  = in another scheme: {one.control} ({one.profile}) {STATUSES[one.status].en}; {relation.en}; {strength.en} ({ours.en})",
        ).in_(lang)


def _in_files(finding: Finding, lang: Lang, everything: bool) -> Iterator[str]:
    """What a finding rests on in other files, each at its place."""
    found = rests_on(finding)
    shown = found if everything else found[:PER_FINDING]
    for one in shown:
        yield f"{where(one.spot.place)}: {said_of(one, lang)}"
        yield from excerpt(one.spot.place, one.spot.line, [""])
    if len(found) > len(shown):
        more = len(found) - len(shown)
        yield Text(f"  … 另有 {more} 处（--all 全部列出）", f"  … {more} more places (--all lists them)").in_(lang)


def _others(unit: UnitResult, lang: Lang) -> Iterator[str]:
    """What is satisfied, not applicable or not assessed, one line each."""
    for finding in unit.findings():
        if not finding.is_gap:
            yield headline(finding, lang)
    yield ""


def _folded(missing: list[Finding], lang: Lang, everything: bool) -> Iterator[str]:
    """What is not stated, under the nearest missing parent; first what would decide most."""
    places = folded(missing)
    yield Text(
        f"—— 未填报 {len(places)} 处（填报后才能判定，确实没有的写 [] 或 none: true；未填报不等于符合）",
        f"-- not stated: {len(places)} place{'s' if len(places) > 1 else ''} (state them; where there is none, write [] or none: true; silence is never a pass)",
    ).in_(lang)
    shown = places if everything else places[:FOLDED]
    width = max(display_width(clean(one.name)) for one in shown)
    gutter = max(display_width(clean(one.at)) for one in shown)
    for one in shown:
        few = one.controls if everything else one.controls[:3]
        more = len(one.controls) - len(few)
        plural = "s" if one.items > 1 else ""
        times = Text(f"（{one.items} 项）", f" ({one.items} item{plural})").in_(lang) if one.items else ""
        rest = Text(f" 等 {len(one.controls)} 项", f" and {more} more").in_(lang) if more else ""
        padded = clean(one.name) + " " * (width - display_width(clean(one.name)))
        at = "" if one.is_section else clean(one.at)
        yield f"  {' ' * (gutter - display_width(at))}{at} {padded}  → {', '.join(few)}{rest}{times}"
    if len(places) > len(shown):
        more = len(places) - len(shown)
        yield Text(f"  … 另有 {more} 处（--all 全部列出）", f"  … {more} more places (--all lists them)").in_(lang)
    yield ""


def _summary(unit: UnitResult, result: Result, lang: Lang) -> Iterator[str]:
    name, unit_id = clean(unit.name), clean(unit.unit or unit.file)
    known = (
        Text(f"{name}（{unit_id}）", f"{name} ({unit_id})")
        if name not in ("", unit_id)
        else Text(f"{unit_id} ", unit_id)
    )
    moment = f"{result.as_of:%Y-%m-%d %H:%M}"
    yield Text(f"{known.zh}自查，时点 {moment}", f"{known.en}, self-check as of {moment}").in_(lang)
    rows = [_row(one.title.in_(lang), one) for one in unit.profiles if one.controls]
    rows.append(_row(Text("合计", "all").in_(lang), unit))
    heads = [
        Text("检查标准", "profile").in_(lang),
        *(STATUSES[key].in_(lang).split("（")[0].split(" (")[0] for key in STATUSES),
    ]
    heads += [
        Text("填报率", "filled in").in_(lang),
        Text("已判定项符合率", "satisfied of decided").in_(lang),
        Text("得分区间", "score interval").in_(lang),
    ]
    yield from _table([heads, *rows])
    yield from (clean(line) for one in unit.profiles for line in held_by(one, lang))
    yield SELF_CHECK.in_(lang)
    yield ""


def _row(title: str, one: ProfileResult | UnitResult) -> list[str]:
    score = one.score
    interval = "—" if score.interval is None else f"{percent(score.interval.low)} – {percent(score.interval.high)}"
    counts = [str(one.counts.controls[key]) for key in STATUSES]
    return [title, *counts, percent(score.filled_in), percent(score.satisfied_among_decided), interval]


def _table(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first = row[0] + " " * (widths[0] - display_width(row[0]))
        rest = [" " * (widths[column] - display_width(cell)) + cell for column, cell in enumerate(row) if column]
        yield "  ".join([first, *rest])


def _files(result: Result, lang: Lang) -> str:
    read, unread, others = len(result.units), len(result.unread), result.passed_over
    return Text(
        f"文件：已检查 {read}，无法读取 {unread}，非平台描述 {others}",
        f"files: {read} checked, {unread} unreadable, {others} not platform descriptions",
    ).in_(lang)
