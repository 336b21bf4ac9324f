"""A page to read in a merge request, a wiki or the summary of a job: the figures, then what is wrong, worst first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..assess.findings import Finding
from ..assess.results import Noted, ProfileResult, Result, UnitResult, percent, sources_text
from ..document import Place
from ..words import SELF_CHECK, SEVERITIES, STATUSES, Lang, Text
from ._excuses import beside_baseline, excused
from ._folding import Folded, folded
from ._levels import seen, unit_called
from ._lines import calendar, concluded, file_or_where, fix_of, held_by, rests_on, said_of, where
from ._markdown import code, escaped, prose

PER_CONTROL = 5  # findings shown of one control
CONTROLS = 60  # controls shown of one unit
UNITS = 20  # units shown in full; a service takes a page of a mebibyte at most
FOLDED = 30  # missing places shown
NOTED = 20  # problems of the input shown

# The order of a table's columns behind its title.
HEADS = (
    *(Text(one.zh.split("（")[0], one.en.split(" (")[0]) for one in STATUSES.values()),
    Text("填报率", "filled in"),
    Text("已判定项符合率", "satisfied of decided"),
    Text("得分区间", "score interval"),
)
MORE = Text("… 另有 {} 项（--all 全部列出）", "… {} more (--all lists them)")


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The page, block by block. Without `everything` long lists are cut, and say by how much."""
    title = Text("政务云平台自查", "Self-check of government cloud platforms").in_(lang)
    moment, comma = Text("检查时点", "As of").in_(lang), Text("，", ", ").in_(lang)
    yield f"# {title}\n\n{moment} {result.as_of:%Y-%m-%d %H:%M}{comma}{code(f'egov-check {result.tool}')}\n\n"
    yield f"> {escaped(SELF_CHECK.in_(lang))}\n\n"
    if result.region is not None:
        from ._region_markdown import section  # most runs are of single platforms

        yield from section(result.region, result, lang, everything, _controls)
        if everything:
            for unit in result.units:
                yield from _unit(unit, lang, everything)
        yield from _beside(result, lang, everything)
        return
    files = Text(
        f"已检查文件 {len(result.units)}，无法读取 {len(result.unread)}，非平台描述 {result.passed_over}",
        f"Files: {len(result.units)} checked, {len(result.unread)} unreadable, "
        f"{result.passed_over} not platform descriptions",
    )
    yield f"{files.in_(lang)}\n\n"
    if len(result.units) > 1:
        rows = [(f"{escaped(unit.name)} {escaped(unit_called(unit))}".strip(), unit) for unit in result.units]
        yield from _table(Text("平台", "platform"), rows, lang)
    yield from _input(result, lang, everything)
    shown = result.units if everything else result.units[:UNITS]
    for unit in shown:
        yield from _unit(unit, lang, everything)
    yield from _more(len(result.units) - len(shown), lang)
    yield from _beside(result, lang, everything)


def _beside(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    if result.compared is not None:
        yield f"## {Text('与基线相比', 'Beside the baseline').in_(lang)}\n\n"
        yield from _list(line.strip() for line in beside_baseline(result.compared, lang, everything) if line)


def _table(title: Text, rows: Iterable[tuple[str, UnitResult | ProfileResult]], lang: Lang) -> Iterator[str]:
    heads = [title.in_(lang), *(one.in_(lang) for one in HEADS)]
    yield f"| {' | '.join(heads)} |\n| :--- |{' ---: |' * len(HEADS)}\n"
    for name, one in rows:
        score = one.score
        interval = "—" if score.interval is None else f"{percent(score.interval.low)} – {percent(score.interval.high)}"
        shares = (percent(score.filled_in), percent(score.satisfied_among_decided), interval)
        counts = (str(one.counts.controls[status]) for status in STATUSES)
        yield f"| {' | '.join((name, *counts, *shares))} |\n"
    yield "\n"


def _list(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"- {escaped(line)}\n" for line in lines)
    yield "\n"


def _input(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """Files that could not be read, what is unusable in the others, and waivers that cover nothing."""
    said = [(file_or_where(one.problem.place), one.problem.says, one.problem.fix) for one in result.unread]
    noted: list[Noted] = [one for unit in result.units for one in (*unit.problems, *unit.remarks)]
    said += [(where(one.place), one.says, one.fix) for one in (*noted, *result.notices)]
    if not said:
        return
    yield f"## {Text('输入', 'Input').in_(lang)}\n\n"
    shown = said if everything else said[:NOTED]
    colon, space = Text("：", ": ").in_(lang), Text("。", ". ").in_(lang)
    for place, says, fix in shown:
        text = says.in_(lang).rstrip("。.")
        yield f"- {code(place)}{colon}{escaped(text)}{space}{escaped(fix.in_(lang))}\n"
    yield from _more(len(said) - len(shown), lang)
    yield "\n"


def _more(number: int, lang: Lang, pad: str = "") -> Iterator[str]:
    if number > 0:
        yield f"{pad}- {MORE.in_(lang).format(number)}\n"


def _unit(unit: UnitResult, lang: Lang, everything: bool) -> Iterator[str]:
    name = escaped(unit.name) or code(unit_called(unit))
    known = Text("，", ", ").in_(lang).join(map(code, (unit_called(unit), unit.file, unit.digest)))
    yield f"## {name}\n\n{known}\n\n"
    rows: list[tuple[str, UnitResult | ProfileResult]]
    rows = [(escaped(one.title.in_(lang)), one) for one in unit.profiles if one.controls]
    rows.append((f"**{Text('合计', 'all').in_(lang)}**", unit))
    yield from _table(Text("检查标准", "profile"), rows, lang)
    held = [line for one in unit.profiles for line in held_by(one, lang)]
    if held:
        yield from _list(held)
    missing: list[Finding] = []
    wrong: list[Finding] = []
    for finding in unit.gaps():
        (missing if finding.status == "not_stated" and finding.waiver is None else wrong).append(finding)
    yield from _wrong(wrong, lang, everything)
    questions = list(unit.questions())
    if questions:
        title = Text(
            f"疑点 {len(questions)} 项（请核实，不计入得分）",
            f"Questions: {len(questions)} (to be checked; in no score)",
        )
        yield f"### {title.in_(lang)}\n\n"
        yield from _controls(questions, lang, everything)
    yield from _missing(missing, lang, everything)
    if everything:
        yield from _others(unit, lang)
    if unit.gradings:
        from ._gradings import simulated  # most runs ask for none

        yield f"### {Text('计分方案', 'Gradings').in_(lang)}\n\n"
        yield from _list(line.strip(" =—-") for line in simulated(unit.gradings, lang) if line)


def _wrong(findings: list[Finding], lang: Lang, everything: bool) -> Iterator[str]:
    """What is wrong, or is accepted though it is missing, by severity."""
    for severity, words in SEVERITIES.items():
        mine = [one for one in findings if one.control.severity == severity]
        if mine:
            title = Text(f"问题，严重程度{words.zh}：{len(mine)} 项", f"Problems of {words.en} severity: {len(mine)}")
            yield f"### {title.in_(lang)}\n\n"
            yield from _controls(mine, lang, everything)


def _controls(findings: Iterable[Finding], lang: Lang, everything: bool) -> Iterator[str]:
    """Control by control: what it requires, where it fails, and what to do."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.control.id].append(finding)
    shown = list(groups.values()) if everything else list(groups.values())[:CONTROLS]
    for group in shown:
        control = group[0].control
        yield f"- {prose(control.requires.in_(lang))} {code(control.id)}\n"
        few = group if everything else group[:PER_CONTROL]
        for finding in few:
            yield from _finding(finding, lang)
        yield from _more(len(group) - len(few), lang, "  ")
        source, fix = Text("依据", "Source"), Text("整改", "Fix")
        colon = Text("：", ": ").in_(lang)
        yield f"  - {source.in_(lang)}{colon}{escaped(sources_text(control).in_(lang))}\n"
        yield f"  - **{fix.in_(lang)}**{colon}{prose(fix_of(group[0]).in_(lang))}\n"
    yield from _more(sum(map(len, groups.values())) - sum(map(len, shown)), lang)
    yield "\n"


def _finding(finding: Finding, lang: Lang) -> Iterator[str]:
    subject = f" {code(finding.subject)}" if finding.subject else ""
    what = escaped(seen(finding, lang))
    colon = Text("：", ": ").in_(lang) if what else ""
    yield f"  - **{concluded(finding).in_(lang)}** {code(where(finding.place))}{subject}{colon}{what}\n"
    for one in rests_on(finding)[:PER_CONTROL]:
        yield f"    - {code(where(one.spot.place))} {escaped(said_of(one, lang))}\n"
    yield from (f"    - {escaped(line)}\n" for line in (*excused(finding, lang), *calendar(finding, lang)))


def _missing(missing: list[Finding], lang: Lang, everything: bool) -> Iterator[str]:
    """What is not stated, folded: by the place to fill in, and on the page."""
    if not missing:
        return
    places = folded(missing)
    title = Text(
        f"未填报 {len(places)} 处，{len(missing)} 项检查结果（未填报不等于符合）",
        f"Not stated: {len(places)} place{'s' if len(places) > 1 else ''}, {len(missing)} findings (silence is never a pass)",
    )
    yield f"<details>\n<summary>{escaped(title.in_(lang))}</summary>\n\n"
    shown = places if everything else places[:FOLDED]
    for one in shown:
        yield _place(one, lang, everything)
    yield from _more(len(places) - len(shown), lang)
    yield "\n</details>\n\n"


def _place(one: Folded, lang: Lang, everything: bool) -> str:
    few = one.controls if everything else one.controls[:3]
    more = len(one.controls) - len(few)
    items = (
        Text(f"（{one.items} 项）", f" ({one.items} item{'s' if one.items > 1 else ''})") if one.items else Text("", "")
    )
    rest = Text(f" 等 {len(one.controls)} 项", f" and {more} more") if more else Text("", "")
    comma = Text("、", ", ").in_(lang)
    return f"- {code(one.name)}{items.in_(lang)} → {comma.join(map(code, few))}{rest.in_(lang)}\n"


def _others(unit: UnitResult, lang: Lang) -> Iterator[str]:
    """What is satisfied, not applicable or not assessed, folded."""
    title = Text("符合、不适用、未判定", "Satisfied, not applicable, not assessed").in_(lang)
    yield f"<details>\n<summary>{title}</summary>\n\n"
    for finding in unit.findings():
        if not finding.is_gap:
            subject = f" {code(finding.subject)}" if finding.subject else ""
            place: Place = finding.place
            yield f"- **{STATUSES[finding.status].in_(lang)}** {code(finding.control.id)}{subject} {code(where(place))}\n"
    yield "\n</details>\n\n"
