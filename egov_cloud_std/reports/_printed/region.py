"""The report on a region: one for all of its units, about ten pages however many they are."""

from collections import Counter
from collections.abc import Iterator

from ...assess.regional import WHOLE, Regional
from ...assess.results import Result, percent
from ...words import LEVELS, SELF_CHECK, SUBMISSIONS, Lang, Text
from .._across import called, in_full, named, region_called
from .._lines import clean, file_or_where, where
from .annexes import noted
from .blocks import Block, Cover, Note, Outline, Paragraph, Row, Table, Title
from .chapters import interval_of
from .region_problems import common, findings_across, questions_across
from .region_results import results
from .region_units import comparison, inheritance, region_annexes
from .standing import signature, statement
from .wording import DEFINITIONS, METHOD, NOTHING, REGION_TITLE, REPLACES_NOTHING

NAMED = 200  # units named in one sentence; a list in an annex has more
NOTED = 20  # remarks on the tree
LACKING = ("unreadable", "twice", "not_sent")

REGION_METHOD = (
    Text(
        "各单位先逐个自查，再按检查项汇总：每个检查项写明如何由各单位的结论得出辖区的结论（各单位均须符合、取最差单位、按单位占比、"
        "按权重占比，或达到规定数量），辖区得分由这样得出的各检查项计算，每个检查项权重相同。",
        "Each unit is checked by itself. Then control by control: each control says how the conclusions of units become one (all of "
        "them, the worst, their share, their share by weight, or so many of them); the score of the region is made of these, and "
        "every control weighs the same.",
    ),
    Text(
        "由其他平台承载的单位，属平台方的检查项沿用承载平台的结论，不符合的也一并沿用；承载平台的等级测评报告对该单位有效，才能沿用。"
        "单位自身填报的不符合不因沿用而消除。",
        "A unit that another platform carries takes over what that platform came to on controls of the platform's side, failures "
        "included; but only where the assessment report of that platform is valid for the unit. A failure of its own stays.",
    ),
    Text(
        "未报送、无法读取和重复报送的单位，各项一律按未填报计，不计为符合，也不从应报单位中剔除。",
        "Units that sent nothing, something unreadable, or several descriptions count as not stated throughout: never as "
        "satisfied, and never left out.",
    ),
)
REGION_DEFINITIONS = (
    (
        Text("应报单位", "units expected"),
        Text(
            "辖区文件列出的单位；没有辖区文件的，为已报送的单位。",
            "Those that the region's file names; without one, those that sent something.",
        ),
    ),
    (
        Text("沿用", "taken over"),
        Text(
            "被承载的单位以承载平台的结论为自己的结论。",
            "The conclusion of the platform that carries a unit stands for the unit's own.",
        ),
    ),
)


def region_report(region: Regional, result: Result, lang: Lang, ranking: bool) -> Iterator[Block]:
    """The blocks of the report. A ranking is printed only where it is asked for."""
    outline = Outline(lang)
    profiles = {one.name: one for one in result.profiles}
    yield _cover(region, result, lang)
    yield from statement(lang)
    yield Title(REGION_TITLE.in_(lang))
    yield from _subject(region, result, outline, lang)
    yield from _submission(region, result, outline, lang)
    yield from results(region, profiles, outline, lang)
    yield from common(region, outline, lang)
    yield from findings_across(region, outline, lang)
    yield from questions_across(region, outline, lang)
    yield from inheritance(region, outline, lang)
    yield from comparison(region, profiles, outline, lang, ranking)
    yield from _conclusion(region, result, outline, lang)
    yield signature(lang)
    yield from region_annexes(region, result, outline, lang)


def _cover(region: Regional, result: Result, lang: Lang) -> Cover:
    fields = (
        (Text("辖区标识", "Region").in_(lang), clean(region.id)),
        (Text("自查时点", "As of").in_(lang), f"{result.as_of:%Y-%m-%d %H:%M}"),
        (Text("编制单位", "Prepared by").in_(lang), ""),
        (Text("编制日期", "Prepared on").in_(lang), ""),
    )
    return Cover(REGION_TITLE.in_(lang), region_called(region), fields, (REPLACES_NOTHING.in_(lang),))


def _subject(region: Regional, result: Result, outline: Outline, lang: Lang) -> Iterator[Block]:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(1, t("自查对象、方法与用语", "What was checked, how, and in which words"))
    yield outline.heading(2, t("自查对象", "What was checked"))
    levels = Counter(one.level for one in region.nodes)
    known = [(LEVELS[key], levels[key]) for key in LEVELS if levels[key]]
    by_level = t("、", ", ").join(t(f"{word.zh} {number}", f"{word.en}: {number}") for word, number in known)
    bracket = t(f"（{by_level}）", f" ({by_level})") if by_level else ""
    yield Paragraph(
        t(
            f"{region_called(region)}的单位 {len(region.nodes)} 个{bracket}；非平台描述的文件 {result.passed_over} 个。",
            f"{len(region.nodes)} units of {region_called(region)}{bracket}; files that describe no platform: {result.passed_over}.",
        )
    )
    if region.weighed_by:
        weighed = clean(region.weighed_by)
        yield Paragraph(t(f"按权重汇总的，权重为{weighed}。", f"Where units are weighed, the weight is {weighed}."))
    for one in region.differing:
        yield Paragraph(clean(one.in_(lang)), t("合并时接受的差异：", "Accepted although it differs: "))
    yield outline.heading(2, t("自查方法", "How it was checked"))
    yield from (Paragraph(one.in_(lang)) for one in (*METHOD, *REGION_METHOD))
    yield outline.heading(2, t("用语", "Words"))
    words = (*DEFINITIONS, *REGION_DEFINITIONS)
    rows = tuple((word.in_(lang), means.in_(lang)) for word, means in words)
    yield Table((t("用语", "Word"), t("含义", "Meaning")), rows, (22, 78))


def _submission(region: Regional, result: Result, outline: Outline, lang: Lang) -> Iterator[Block]:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(1, t("报送情况", "What was sent"))
    sent = region.submitted()
    head = (t("应报", "Expected") if region.file else t("单位", "Units"), *(SUBMISSIONS[key].in_(lang) for key in sent))
    numbers = (str(len(region.nodes)), *(str(len(nodes)) for nodes in sent.values()))
    yield Table(head, (numbers,), (20, 20, 20, 20, 20), frozenset(range(5)))
    for key in LACKING:
        nodes = sent[key]
        if nodes:
            label = Text(f"{SUBMISSIONS[key].zh}（{len(nodes)} 个）：", f"{SUBMISSIONS[key].en} ({len(nodes)}): ")
            yield Paragraph(named([in_full(one, lang) for one in nodes], NAMED, lang), label.in_(lang))
    if region.unmatched:
        places = named([where(one) for one in region.unmatched], NAMED, lang)
        yield Paragraph(places, t("无法读取，不知属哪个单位：", "Unreadable, of no known unit: "))
    unusable = [
        t(f"{called(one)} {one.problems} 处", f"{called(one)}: {one.problems}") for one in region.nodes if one.problems
    ]
    if unusable:
        leads = t("描述中有不能使用的内容（按未填报计）：", "Entries that cannot be used (they count as not stated): ")
        yield Paragraph(named(unusable, NAMED, lang), leads)
    if len(sent["received"]) == len(region.nodes) and not region.unmatched:
        yield Paragraph(t("应报单位均已报送。", "Every unit has sent its description."))
    else:
        yield Paragraph(
            t(
                "以上未能采用的单位，各项均按未填报计：未填报不等于符合。",
                "Of the units above nothing could be used, and everything counts as not stated: silence is never a pass.",
            )
        )
    yield from _unread(result, lang)
    remarks = (*region.problems, *region.notices)
    if remarks:
        yield Note(
            t("辖区文件和上下级关系中的问题：", "What is wrong with the region's file or the tree: "), leads=True
        )
        yield from noted(remarks[:NOTED], lang)
        yield from _besides(len(remarks) - NOTED, lang)


def _unread(result: Result, lang: Lang) -> Iterator[Block]:
    """Why files could not be read."""
    if not result.unread:
        return
    rows: tuple[Row, ...] = tuple(
        (file_or_where(one.problem.place), clean(one.problem.says.in_(lang)), clean(one.problem.fix.in_(lang)))
        for one in result.unread[:NOTED]
    )
    head = Text("文件", "File"), Text("原因", "Why"), Text("处理", "What to do")
    yield Table(tuple(one.in_(lang) for one in head), rows, (34, 36, 30))
    yield from _besides(len(result.unread) - NOTED, lang)


def _besides(more: int, lang: Lang) -> Iterator[Block]:
    if more > 0:
        yield Note(Text(f"另有 {more} 项，见 JSON 结果。", f"{more} more are in the JSON result.").in_(lang))


def _conclusion(region: Regional, result: Result, outline: Outline, lang: Lang) -> Iterator[Block]:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(1, t("自查结论", "Conclusion"))
    score, name = region.score(WHOLE, None), region_called(region)
    if score.interval is None:
        yield Paragraph(NOTHING.in_(lang))
    else:
        sent, moment = len(region.submitted()["received"]), f"{result.as_of:%Y-%m-%d %H:%M}"
        filled, decided = percent(score.filled_in), percent(score.satisfied_among_decided)
        yield Paragraph(
            t(
                f"截至 {moment}，{name}应报单位 {len(region.nodes)} 个，采用 {sent} 个的描述；辖区得分区间为 {interval_of(score)}，"
                f"填报率 {filled}，已判定项符合率 {decided}。",
                f"As of {moment} the descriptions of {sent} out of {len(region.nodes)} units of {name} were used; the score of the "
                f"region lies within {interval_of(score)}; filled in: {filled}; satisfied among decided: {decided}.",
            )
        )
    yield Paragraph(SELF_CHECK.in_(lang))
