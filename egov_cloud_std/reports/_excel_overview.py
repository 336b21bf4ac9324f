"""The first sheet of a workbook, the figures, and the sheet of controls."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..assess.results import ProfileResult, Result, UnitResult, sources_text
from ..words import DUTIES, GAPS, SELF_CHECK, SEVERITIES, STATUSES, Text
from ._across import profiles_of
from ._excel_book import Book, Heading, Sheet, Value
from ._excel_findings import STATUS_NAMES
from ._lines import clean, file_or_where, held_by, where

REGIONAL = (Text("辖区", "Region"), Text("单位×领域", "Units by area"), Text("辖区检查项", "Region controls"))
OVERVIEW = Text("总览", "Overview")
CONTROLS = Text("检查项", "Controls")
ALL = Text("合计", "all")
_LABEL = Heading(Text("", ""), 24)


def overview(book: Book, result: Result) -> Sheet:
    """The sheet with the figures of each unit and profile; what there is to say besides is added by `remarks`."""
    as_of = f"{result.as_of:%Y-%m-%d %H:%M}"
    title = Text(f"政务云平台自查结果（时点 {as_of}）", f"Self-check of government cloud platforms (as of {as_of})")
    statuses = [Heading(one, 9, "middle") for one in STATUS_NAMES.values()]
    by_severity = [Heading(Text(f"问题：{one.zh}", f"Gaps: {one.en}"), 9, "middle") for one in SEVERITIES.values()]
    headings = (
        Heading(Text("单位", "Unit"), 24), Heading(Text("单位标识", "Unit id"), 18), Heading(Text("检查标准", "Profile"), 20),
        Heading(Text("检查项数", "Controls"), 9, "middle"), *statuses, Heading(Text("填报率", "Filled in"), 9, "share"),
        Heading(Text("已判定项符合率", "Satisfied of decided"), 10, "share"), Heading(Text("得分下限", "Score from"), 9, "share"),
        Heading(Text("得分上限", "Score to"), 9, "share"), *by_severity, Heading(Text("疑点", "Questions"), 10, "middle"),
    )  # fmt: skip
    return book.sheet(OVERVIEW, title, SELF_CHECK, headings, fixed=1)


def figures(sheet: Sheet, unit: UnitResult, questions: int) -> None:
    """The rows of one unit: each profile, then all."""
    name = clean(unit.name or unit.unit or unit.file)
    for one in unit.profiles:
        if one.controls:
            sheet.add([name, clean(unit.unit), one.title, *_figures(one), *_gaps(one), None])
    sheet.add([name, clean(unit.unit), ALL, *_figures(unit), *_gaps(unit), questions], total=True)


def _figures(one: ProfileResult | UnitResult) -> list[Value]:
    score, controls = one.score, one.counts.controls
    interval = (None, None) if score.interval is None else (score.interval.low, score.interval.high)
    shares = (score.filled_in, score.satisfied_among_decided, *interval)
    return [sum(controls.values()), *(controls[key] for key in STATUSES), *map(share, shares)]


def _gaps(one: ProfileResult | UnitResult) -> Iterator[int]:
    """Controls with a gap that is stated, by severity."""
    return (sum(found[key] for key in GAPS if key != "not_stated") for found in one.counts.gaps_by_severity.values())


def share(of: Fraction | None) -> float | None:
    """A share to a tenth of a percent, cut and never rounded up: what is not whole does not look whole."""
    return None if of is None else int(of * 1000) / 1000


def remarks(sheet: Sheet, result: Result, units: Sequence[UnitResult], sheets: list[tuple[Text, int]]) -> None:
    """Below the figures: what could not be read, what there is to say, and what the other sheets hold."""
    lang = sheet.book.lang
    sheet.close_table()
    for name, rows in sheets:
        sheet.say(Text(f"工作表“{name.zh}”：{rows:,} 行", f"Sheet “{name.en}”: {rows:,} rows"))
    for unread in result.unread:
        problem = unread.problem
        says, fix = clean(problem.says.in_(lang)), clean(problem.fix.in_(lang))
        sheet.say(Text("未检查：", "Not checked: ").in_(lang) + f"{file_or_where(problem.place)}: {says} {fix}")
    if len(result.units) + len(result.unread) != 1 or result.passed_over:
        read, unread_, others = len(result.units), len(result.unread), result.passed_over
        sheet.say(
            Text(
                f"文件：已检查 {read}，无法读取 {unread_}，非平台描述 {others}",
                f"Files: {read} checked, {unread_} unreadable, {others} not platform descriptions",
            )
        )
    for unit in units:
        for one in unit.profiles:
            for line in held_by(one, lang):
                sheet.say(clean(line))
        for noted in (*unit.problems, *unit.remarks):
            sheet.say(f"{where(noted.place)}: {clean(noted.says.in_(lang))} {clean(noted.fix.in_(lang))}")
        if unit.gradings:
            from ._gradings import simulated  # most runs ask for none

            for line in simulated(unit.gradings, lang):
                sheet.say(clean(line))
    for noted in result.notices:
        sheet.say(f"{where(noted.place)}: {clean(noted.says.in_(lang))} {clean(noted.fix.in_(lang))}")
    if result.compared is not None:
        from ._excuses import beside_baseline

        for line in beside_baseline(result.compared, lang, False):
            sheet.say(line)


def controls(book: Book, result: Result, counts: Counter[tuple[str, str]], everything: bool) -> Sheet:
    """Every control that was asked, with its findings over all units."""
    shown = [key for key in STATUSES if everything or key in GAPS]
    note = Text(
        "“不符合”等栏为检查结果数（每个检查对象一项）" + ("。" if everything else "；符合、不适用等用 --all 列出。"),
        "The columns of statuses count findings, one per subject"
        + ("." if everything else "; --all counts what is satisfied or not applicable too."),
    )
    headings = (
        Heading(Text("检查标准", "Profile"), 16), Heading(Text("检查项", "Control"), 26), Heading(Text("要求", "Requirement"), 44),
        Heading(Text("用语", "Duty"), 8, "middle"), Heading(Text("严重程度", "Severity"), 8, "middle"),
        *(Heading(STATUS_NAMES[key], 9, "middle") for key in shown),
        Heading(Text("依据", "Source"), 40), Heading(Text("整改", "Fix"), 40),
    )  # fmt: skip
    sheet = book.sheet(CONTROLS, CONTROLS, note, headings, fixed=2)
    sheet.paint_known(4, -1)
    for profile in profiles_of(result):
        for one in profile.controls:
            numbers = (counts[one.id, key] or None for key in shown)
            asks = one.duty == "question"  # in no count
            sheet.add(
                [
                    profile.title, one.id, one.requires, DUTIES[one.duty], SEVERITIES[one.severity],
                    *((None,) * len(shown) if asks else numbers), sources_text(one), one.fix,
                ]
            )  # fmt: skip
    return sheet
