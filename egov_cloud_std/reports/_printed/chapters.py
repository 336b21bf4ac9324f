"""What a report says of one platform in figures: the results by area, and the conclusion."""

from collections.abc import Iterator
from fractions import Fraction

from ...assess.graded import OUTCOMES, Graded
from ...assess.results import ProfileResult, Result, UnitResult, percent
from ...assess.scores import Score
from ...words import GAPS, SELF_CHECK, SEVERITIES, SIMULATED, SIMULATION, STATUSES, Lang, Text
from .._gradings import settled, sources, worked
from .._lines import clean
from .blocks import Bars, Block, Note, Outline, Paragraph, Table
from .wording import NOTHING, name_of

# Told apart in print without colour too: what is wrong is darkest, what is not stated is hatched.
COLOURS = {"satisfied": "A9D18E", "partly_satisfied": "F4B183", "not_satisfied": "A61C1C", "not_stated": "E7E6E6"}


def short_status(status: str, lang: Lang) -> str:
    """A status without what stands in brackets behind it."""
    return STATUSES[status].in_(lang).split("（")[0].split(" (")[0]


def wrong_findings(unit: UnitResult) -> int:
    """How many findings are problems: not or partly satisfied."""
    return unit.counts.findings["not_satisfied"] + unit.counts.findings["partly_satisfied"]


def results(unit: UnitResult, outline: Outline, level: int, lang: Lang) -> Iterator[Block]:
    """How many controls ended how: in all, by area, by severity."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(level, t("自查结果", "Results"))
    yield outline.heading(level + 1, t("总体情况", "Overall"))
    yield Paragraph(_overall(unit).in_(lang))
    yield outline.heading(level + 1, t("分领域情况", "By area"))
    areas = [one for one in unit.profiles if one.controls]
    if not areas:
        yield Paragraph(NOTHING.in_(lang))
        return
    yield counted(unit, areas, lang)
    yield scored(unit, areas, lang)
    yield Note(
        t(
            "检查项数与 JSON 结果中的 counts 相同；得分区间的含义见“用语”。",
            "Numbers of controls are those of `counts` in the JSON result; what the interval means is said under “Words”.",
        )
    )
    if any(one.score.interval is not None for one in areas):
        yield chart(areas, lang)
    yield outline.heading(level + 1, t("按严重程度", "By severity"))
    yield _by_severity(unit, lang)


def _overall(unit: UnitResult) -> Text:
    counts, controls = unit.counts, unit.counts.controls
    number = sum(controls.values())
    zh = "、".join(f"{short_status(name, 'zh')} {controls[name]} 项" for name in STATUSES)
    en = ", ".join(f"{controls[name]} {short_status(name, 'en')}" for name in STATUSES)
    found, missing = wrong_findings(unit), counts.findings["not_stated"]
    filled, decided = percent(unit.score.filled_in), percent(unit.score.satisfied_among_decided)
    return Text(
        f"{name_of(unit)}共检查 {number} 项：{zh}。填报率 {filled}，已判定项符合率 {decided}。"
        f"按检查对象计，发现问题 {found} 个，未填报 {missing} 个。",
        f"{name_of(unit)}: {number} controls were checked: {en}. Filled in: {filled}; satisfied among decided: {decided}. "
        f"Counted by subject there are {found} problems, and {missing} findings that are not stated.",
    )


def counted(unit: UnitResult, areas: list[ProfileResult], lang: Lang) -> Table:
    """Numbers of controls by status, area by area, and in all."""
    head = (
        Text("检查标准", "Profile").in_(lang),
        Text("项数", "Controls").in_(lang),
        *(short_status(name, lang) for name in STATUSES),
    )
    rows = [(one.title.in_(lang), *_numbers(one.counts.controls)) for one in areas]
    rows.append((Text("合计", "All").in_(lang), *_numbers(unit.counts.controls)))
    return Table(head, tuple(rows), (18, 10, *(12,) * len(STATUSES)), frozenset(range(1, len(head))))


def _numbers(controls: dict[str, int]) -> tuple[str, ...]:
    return str(sum(controls.values())), *(str(controls[name]) for name in STATUSES)


def scored(unit: UnitResult, areas: list[ProfileResult], lang: Lang) -> Table:
    """What is filled in, what of it is satisfied, and the interval of the score, area by area and in all."""
    head = (
        Text("检查标准", "Profile").in_(lang),
        Text("填报率", "Filled in").in_(lang),
        Text("已判定项符合率", "Satisfied among decided").in_(lang),
        Text("得分区间", "Score interval").in_(lang),
    )
    rows = [(one.title.in_(lang), *_shares(one.score)) for one in areas]
    rows.append((Text("合计", "All").in_(lang), *_shares(unit.score)))
    return Table(head, tuple(rows), (34, 18, 24, 24), frozenset((1, 2, 3)))


def _shares(score: Score) -> tuple[str, str, str]:
    return percent(score.filled_in), percent(score.satisfied_among_decided), interval_of(score)


def interval_of(score: Score) -> str:
    """The interval of a score."""
    found = score.interval
    return "—" if found is None else f"{percent(found.low)} – {percent(found.high)}"


def chart(areas: list[ProfileResult], lang: Lang) -> Bars:
    """For each area the shares of its controls that are applicable, by status."""
    names = tuple(COLOURS)
    rows: list[tuple[str, tuple[Fraction, ...], str]] = []
    for one in areas:
        numbers = [one.counts.controls[name] for name in names]
        whole = sum(numbers)
        said = (
            Text("、", ", ")
            .in_(lang)
            .join(f"{short_status(name, lang)} {number}" for name, number in zip(names, numbers, strict=True))
        )
        shares = tuple(Fraction(number, whole) if whole else Fraction(0) for number in numbers)
        rows.append((one.title.in_(lang), shares, f"{one.title.in_(lang)}{Text('：', ': ').in_(lang)}{said}"))
    legend = tuple(short_status(name, lang) for name in names)
    return Bars(legend, tuple(COLOURS.values()), frozenset((names.index("not_stated"),)), tuple(rows))


def _by_severity(unit: UnitResult, lang: Lang) -> Table:
    head = (Text("严重程度", "Severity").in_(lang), *(short_status(name, lang) for name in GAPS))
    found = unit.counts.gaps_by_severity
    rows = tuple(
        (SEVERITIES[severity].in_(lang), *(str(found[severity][name]) for name in GAPS)) for severity in SEVERITIES
    )
    return Table(head, rows, (25, 25, 25, 25), frozenset((1, 2, 3)))


def conclusion(unit: UnitResult, result: Result, outline: Outline, level: int, lang: Lang) -> Iterator[Block]:
    """The interval of the score, and what grading schemes come to where they were asked for."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(level, t("自查结论", "Conclusion"))
    moment = f"{result.as_of:%Y-%m-%d %H:%M}"
    score = unit.score
    if score.interval is None:
        yield Paragraph(t("没有适用的检查项，不计得分。", "No control applies, and there is no score."))
    else:
        found = wrong_findings(unit)
        interval = interval_of(score)
        yield Paragraph(
            t(
                f"截至 {moment}，{name_of(unit)}自查得分区间为 {interval}，填报率 {percent(score.filled_in)}，"
                f"已判定项符合率 {percent(score.satisfied_among_decided)}；发现问题 {found} 个。",
                f"As of {moment} the score of {name_of(unit)} lies within {interval}; filled in: {percent(score.filled_in)}; "
                f"satisfied among decided: {percent(score.satisfied_among_decided)}; problems: {found}.",
            )
        )
    yield Paragraph(SELF_CHECK.in_(lang))
    for one in unit.gradings:
        yield from graded(one, outline, level + 1, lang)
    if unit.gradings:
        yield Note(SIMULATED.in_(lang))


def graded(one: Graded, outline: Outline, level: int, lang: Lang) -> Iterator[Block]:
    """One grading scheme, simulated, with its working."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    subject = t(f"（{clean(one.subject)}）", f" ({clean(one.subject)})") if one.subject else ""
    colon = t("：", ": ")
    yield outline.heading(level, f"{_capital(SIMULATION.in_(lang))}{colon}{one.title.in_(lang)}{subject}")
    yield Paragraph(clean(settled(one, lang)), f"{_capital(OUTCOMES[one.outcome].in_(lang))}{colon}")
    yield Paragraph(clean(one.holds.in_(lang)), t("适用：", "Holds for: "))
    yield Paragraph(sources(one.cited).in_(lang), t("依据：", "Source: "))
    if one.working:
        head = t("步骤", "Step"), t("测算过程", "Working")
        rows = tuple((str(number), clean(worked(line).in_(lang))) for number, line in enumerate(one.working, 1))
        yield Table(head, rows, (12, 88), frozenset((0,)))
    if one.outcome == "undecided" and one.missing:
        yield Paragraph(t("、", ", ").join(map(clean, one.missing)), t("未填报：", "Not stated: "))
    for words in one.leaves_out if one.outcome != "not_applicable" else ():
        yield Paragraph(words.in_(lang), t("未纳入：", "Left out: "))


def _capital(words: str) -> str:
    """Words as they stand at the beginning of a line."""
    return words[:1].upper() + words[1:]
