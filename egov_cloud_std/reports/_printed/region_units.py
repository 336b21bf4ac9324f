"""The units of a region beside each other: who takes over from whom, what each came to, a ranking, and the annexes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ...assess.regional import Node, Regional
from ...assess.results import Result, percent
from ...assess.scores import Score
from ...profiles import Profile
from ...words import LEVELS, SUBMISSIONS, Lang, Text
from .._across import called, in_full, level_called, named
from .._lines import clean, where
from .annexes import sources
from .blocks import Block, Note, Outline, Paragraph, Row, Table
from .chapters import interval_of, short_status
from .region_results import numbers_of, title_of_area
from .statistics import profiles_in_use
from .wording import NOTHING

ROWS = 40  # units in the table of comparison, so that it takes two pages
AREAS = 7  # areas in one table
GROUPS = 30  # rows on who takes over from whom
NAMED = 20  # units named in one of them
LISTED = 300  # units in the annex
CLAIMS = 60  # in the annex
DIGITS = 12  # of a digest, enough to tell files apart


def inheritance(region: Regional, outline: Outline, lang: Lang) -> Iterator[Block]:
    """Who takes over the conclusions of whom; who cannot, and why."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(1, t("承载与沿用", "Who carries whom, and what is taken over"))
    carried = [one for one in region.nodes if one.carried_by]
    if not carried:
        yield Paragraph(NOTHING.in_(lang))
        return
    names = {one.unit: called(one) for one in region.nodes}
    taken, barred = defaultdict[str, list[str]](list), defaultdict[tuple[str, str], list[str]](list)
    for one in carried:
        if one.inherits_from:
            taken[one.inherits_from].append(called(one))
        else:
            why = "" if one.not_inherited is None else clean(one.not_inherited.in_(lang))
            barred[one.carried_by, why].append(called(one))
    takers = sum(map(len, taken.values()))
    yield Paragraph(
        t(
            f"由其他平台承载的单位 {len(carried)} 个：{takers} 个沿用承载平台的结论，{len(carried) - takers} 个不能沿用。",
            f"{len(carried)} units are carried by another platform: {takers} take over what it came to, {len(carried) - takers} cannot.",
        )
    )
    carrier, number, which = t("承载平台", "Carrier"), t("单位数", "Units"), t("单位", "Which")
    if taken:
        yield Note(t("沿用的：", "Taken over: "), leads=True)
        rows = [
            (names.get(key, clean(key)), str(len(units)), named(units, NAMED, lang)) for key, units in taken.items()
        ]
        yield Table((carrier, number, which), tuple(rows[:GROUPS]), (30, 12, 58), frozenset((1,)))
        yield from _besides(len(rows) - GROUPS, lang)
    if barred:
        yield Note(t("不能沿用的：", "Not taken over: "), leads=True)
        found = [
            (names.get(key, clean(key)), why, str(len(units)), named(units, NAMED, lang))
            for (key, why), units in barred.items()
        ]
        head = carrier, t("原因", "Why"), number, which
        yield Table(head, tuple(found[:GROUPS]), (22, 34, 10, 34), frozenset((2,)))
        yield from _besides(len(found) - GROUPS, lang)


def _besides(more: int, lang: Lang) -> Iterator[Block]:
    if more > 0:
        yield Note(Text(f"另有 {more} 行，见 JSON 结果。", f"{more} more rows are in the JSON result.").in_(lang))


def comparison(
    region: Regional, profiles: Mapping[str, Profile], outline: Outline, lang: Lang, ranking: bool
) -> Iterator[Block]:
    """Every unit with all below it, by area, in the order of the tree; and a ranking where it is asked for."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(1, t("各单位对照", "The units beside each other"))
    shown = shown_nodes(region)
    yield Paragraph(
        t(
            "各单位连同其下级单位，按领域列出得分区间（百分数，截去小数）。次序为辖区内的上下级次序，不是排名。",
            "Each unit with all below it: score intervals by area, in percent, cut. The order is that of the tree and no ranking.",
        )
    )
    areas = list(numbers_of(region))
    for first in range(0, len(areas), AREAS):
        several = areas[first : first + AREAS]
        head = (
            t("单位（含下级）", "Unit, with all below"),
            t("报送", "Sent"),
            t("合计", "All"),
            *(title_of_area(one, profiles).in_(lang) for one in several),
        )
        rows = tuple(_compared(one, region, several, lang) for one in shown)
        width = 66 // (len(several) + 1)
        yield Table(head, rows, (22, 12, *(width,) * (len(several) + 1)), frozenset(range(1, len(head))))
    if len(shown) < len(region.nodes):
        more = len(region.nodes) - len(shown)
        yield Note(
            t(
                f"另有 {more} 个下级单位未列出，见 Excel 或 JSON 结果。",
                f"{more} more units below these are in the workbook and in the JSON result.",
            )
        )
    if ranking:
        yield from _ranking(region, outline, lang)


def shown_nodes(region: Regional) -> Sequence[Node]:
    """As many levels of the tree as a table of two pages has room for; of the topmost level the first units at least."""
    for depth in range(len(LEVELS), 0, -1):
        found = [one for one in region.nodes if one.depth < depth]
        if len(found) <= ROWS:
            return found
    return [one for one in region.nodes if one.depth == 0][:ROWS]


def _compared(node: Node, region: Regional, areas: Sequence[str], lang: Lang) -> Row:
    spans = (_span(region.score(node.unit, one)) for one in (None, *areas))
    return "　" * node.depth + called(node), SUBMISSIONS[node.submission].in_(lang), *spans


def _span(score: Score) -> str:
    """An interval in whole percents, cut."""
    found = score.interval
    return "—" if found is None else f"{int(found.low * 100)}–{int(found.high * 100)}"


def _ranking(region: Regional, outline: Outline, lang: Lang) -> Iterator[Block]:
    """Units of one level by the lower end of their interval; who is equal shares a place."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(2, t("排名", "Ranking"))
    yield Paragraph(
        t(
            "同级单位连同其下级，按得分区间下限排列，相同的名次相同。区间相互重叠的，名次可能随补报改变；本排名依据自述，不作评优和处罚的依据。",
            "Units of one level, with all below them, by the lower end of the interval; equals share a place. Where intervals overlap, "
            "the order may change with what is stated later. It rests on what units say of themselves, and is no ground for awards or penalties.",
        )
    )
    head = (
        t("名次", "Rank"),
        t("单位", "Unit"),
        t("报送", "Sent"),
        t("填报率", "Filled in"),
        t("得分区间", "Score interval"),
    )
    nodes = sorted(region.nodes, key=lambda one: one.depth)
    for _, group in groupby(nodes, key=lambda one: one.depth):
        scored = [(one, region.score(one.unit, None)) for one in group]
        known = [(one, score, score.interval.low) for one, score in scored if score.interval is not None]
        if len(known) < 2:
            continue
        known.sort(key=lambda one: -one[2])
        rows: list[Row] = []
        for one, score, low in known[:ROWS]:
            place = 1 + sum(other > low for _, _, other in known)
            sent = SUBMISSIONS[one.submission].in_(lang)
            rows.append((str(place), called(one), sent, percent(score.filled_in), interval_of(score)))
        yield Table(head, tuple(rows), (10, 38, 14, 14, 24), frozenset((0, 2, 3, 4)))
        yield from _besides(len(known) - ROWS, lang)


def region_annexes(region: Regional, result: Result, outline: Outline, lang: Lang) -> Iterator[Block]:
    """The units and their files, the sources, and where the figures come from."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.annex(t("单位与描述文件", "Units and their descriptions"))
    yield from _files(region, lang)
    yield outline.annex(t("被承载单位主张不适用的检查项", "Controls that carried units claim not to apply"))
    yield from _claims(region, lang)
    yield outline.annex(t("依据文件及其知悉程度", "Sources, and how they are known"))
    yield from sources(result, lang)
    yield outline.annex(t("数据来源与统计口径", "Where the figures come from"))
    yield from _statistics(region, result, lang)


def _files(region: Regional, lang: Lang) -> Iterator[Block]:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    digests = {str(one["unit"]): str(one["digest"]) for one in region.leaves()}
    rows = tuple(
        (
            str(index),
            in_full(one, lang),
            level_called(one, lang),
            SUBMISSIONS[one.submission].in_(lang),
            clean(one.place.file) if one.submission == "received" else where(one.place),
            digests.get(one.unit, "—").removeprefix("sha256:")[:DIGITS],
        )
        for index, one in enumerate(region.nodes[:LISTED], 1)
    )
    if len(region.nodes) > LISTED:
        number = len(region.nodes)
        yield Paragraph(
            t(
                f"共 {number} 个单位，只印前 {LISTED} 个；全部见同一次自查的 JSON 结果（--format json）。",
                f"There are {number} units; the first {LISTED} are printed. All are in the JSON result of the same check (--format json).",
            )
        )
    head = (
        t("序号", "No."),
        t("单位", "Unit"),
        t("层级", "Level"),
        t("报送", "Sent"),
        t("文件", "File"),
        t("摘要（起首）", "Digest (begins)"),
    )
    yield Table(head, rows, (7, 26, 9, 11, 30, 17), frozenset((0,)))


def _claims(region: Regional, lang: Lang) -> Iterator[Block]:
    """What carried units leave to their carrier, and what it came to there."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    names = {one.unit: called(one) for one in region.nodes}
    found = [
        (
            names.get(part.unit, clean(part.unit)),
            f"{control.requires.in_(lang)}{t(f'（{control.id}）', f' ({control.id})')}",
            short_status(part.status, lang),
            names.get(part.origin, clean(part.origin)),
        )
        for control, part in region.claims()
    ]
    if not found:
        yield Paragraph(NOTHING.in_(lang))
        return
    head = t("单位", "Unit"), t("检查项", "Control"), t("结论", "Status"), t("由谁的描述判定", "Decided by")
    yield Table(head, tuple(found[:CLAIMS]), (22, 46, 12, 20), frozenset((2,)))
    yield from _besides(len(found) - CLAIMS, lang)


def _statistics(region: Regional, result: Result, lang: Lang) -> Iterator[Block]:
    """Everything that is needed to make the same figures again."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield Paragraph(
        t(
            f"自查时点 {result.as_of.isoformat()}；工具 egov-cloud-std {result.tool}。输入、检查标准、时点和工具版本相同，结果即相同。",
            f"As of {result.as_of.isoformat()}; tool: egov-cloud-std {result.tool}. The same input, profiles, moment and version give the same result.",
        )
    )
    yield Paragraph(
        t(
            "单位数按辖区内全部单位计，未报送的也在内；百分数截去末位以后的小数，不进位。疑点不计入任何合计。",
            "Units are all units of the region, those that sent nothing included. Percentages are cut and never rounded up. Questions are in no total.",
        )
    )
    if region.file:
        yield Note(t("辖区文件：", "The region's file: "), leads=True)
        yield Table((t("文件", "File"), t("摘要", "Digest")), ((clean(region.file), region.digest),), (40, 60))
    yield Note(t("检查标准：", "Profiles: "), leads=True)
    yield profiles_in_use((*result.profiles, *region.profiles), lang)
    if region.differing:
        yield Note(
            t("合并时接受的差异：", "Accepted although it differs between the results that were joined: "), leads=True
        )
        yield from (Paragraph(clean(one.in_(lang))) for one in region.differing)
    waivers: Sequence[Row] = [(clean(one.name), one.digest) for one in result.waivers]
    if waivers:
        yield Note(t("风险接受：", "Waivers: "), leads=True)
        yield Table((t("文件", "File"), t("摘要", "Digest")), tuple(waivers), (40, 60))
