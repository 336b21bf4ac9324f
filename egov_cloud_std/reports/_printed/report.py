"""The self-check report (自查报告): the blocks of a whole result."""

from collections.abc import Iterator

from ...assess.baseline import Compared
from ...assess.results import Result
from ...words import Lang, Text
from .._lines import clean
from .annexes import annexes
from .blocks import Block, Cover, Note, Outline, Paragraph, Table, Title
from .chapters import conclusion, results
from .gathering import Gathered, gathered
from .problems import problems, questions
from .standing import signature, statement
from .wording import DEFINITIONS, METHOD, REPLACES_NOTHING, TITLE, level_of, name_of


def report(result: Result, lang: Lang, everything: bool, ranking: bool = False) -> Iterator[Block]:
    """The blocks of the report, from the cover to the last annex; of a region one short report, ranked only if asked."""
    if result.region is not None:
        from .region import region_report  # most runs are of single platforms

        yield from region_report(result.region, result, lang, ranking)
        return
    outline = Outline(lang)
    yield _cover(result, lang)
    yield from statement(lang)
    yield Title(TITLE.in_(lang))
    yield from _subject(result, outline, lang)
    found = [gathered(unit) for unit in result.units]
    if len(found) == 1:
        yield from _chapters(found[0], result, outline, 1, lang)
    else:
        for one in found:
            yield outline.heading(1, name_of(one.unit))
            yield from _chapters(one, result, outline, 2, lang)
    yield signature(lang)
    yield from annexes(result, found, outline, lang, everything)


def _chapters(of: Gathered, result: Result, outline: Outline, level: int, lang: Lang) -> Iterator[Block]:
    """What there is to say of one platform: alone in the report as chapters, else one level down."""
    yield from results(of.unit, outline, level, lang)
    yield from problems(of, outline, level, lang)
    yield from questions(of.unit, outline, level, lang)
    yield from conclusion(of.unit, result, outline, level, lang)


def _cover(result: Result, lang: Lang) -> Cover:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    moment = f"{result.as_of:%Y-%m-%d %H:%M}"
    fields: list[tuple[str, str]] = []
    if len(result.units) == 1:
        (unit,) = result.units
        name = name_of(unit)
        fields = [
            (t("平台标识", "Platform"), clean(unit.unit)),
            (t("平台层级", "Level"), level_of(unit.level, lang)),
        ]
    else:
        number = len(result.units)
        name = t(f"{number} 个平台", f"{number} platforms")
    fields += [
        (t("自查时点", "As of"), moment),
        (t("编制单位", "Prepared by"), ""),
        (t("编制日期", "Prepared on"), ""),
    ]
    return Cover(TITLE.in_(lang), name, tuple(fields), (REPLACES_NOTHING.in_(lang),))


def _subject(result: Result, outline: Outline, lang: Lang) -> Iterator[Block]:
    """What was checked, how, and what the words mean."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(1, t("自查对象、方法与用语", "What was checked, how, and in which words"))
    yield outline.heading(2, t("自查对象", "What was checked"))
    yield from _units(result, lang)
    yield outline.heading(2, t("自查方法", "How it was checked"))
    yield from (Paragraph(one.in_(lang)) for one in METHOD)
    if result.compared is not None:
        yield Paragraph(_beside_baseline(result.compared).in_(lang), t("与基线比较：", "Beside the baseline: "))
    yield outline.heading(2, t("用语", "Words"))
    head = t("用语", "Word"), t("含义", "Meaning")
    yield Table(head, tuple((word.in_(lang), means.in_(lang)) for word, means in DEFINITIONS), (22, 78))


def _units(result: Result, lang: Lang) -> Iterator[Block]:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    read, unread, others = len(result.units), len(result.unread), result.passed_over
    yield Paragraph(
        t(
            f"本次自查平台 {read} 个；无法读取或拒绝检查的文件 {unread} 个，非平台描述的文件 {others} 个。",
            f"Platforms checked: {read}; files that could not be read or were refused: {unread}; files that describe no platform: {others}.",
        )
    )
    if result.units:
        head = t("平台", "Platform"), t("标识", "Id"), t("层级", "Level"), t("描述文件", "Description")
        rows = tuple(
            (name_of(one), clean(one.unit), level_of(one.level, lang), clean(one.file)) for one in result.units
        )
        yield Table(head, rows, (34, 22, 12, 32))
    else:
        yield Paragraph(
            t(
                "没有可作结论的平台，以下各章不涉及。",
                "There is no platform to conclude on: the chapters that follow are left out.",
            )
        )
    if result.unread:
        yield Note(t("无法读取或拒绝检查的文件：", "Files that could not be read, or were refused:"), leads=True)
        names = t("文件", "File"), t("原因", "Why"), t("处理", "What to do")
        refused = tuple(
            (
                f"{clean(one.file)}:{one.problem.place.line}",
                clean(one.problem.says.in_(lang)),
                clean(one.problem.fix.in_(lang)),
            )
            for one in result.unread
        )
        yield Table(names, refused, (34, 36, 30))


def _beside_baseline(compared: Compared) -> Text:
    file, as_of = clean(compared.baseline.file), clean(compared.baseline.as_of)
    known, new, stale = compared.known, compared.new, len(compared.stale)
    return Text(
        f"基线 {file}（时点 {as_of}）：已知问题 {known} 项，新增 {new} 项，已消除 {stale} 项。",
        f"{file} (as of {as_of}): {known} known, {new} new, {stale} gaps no longer.",
    )
