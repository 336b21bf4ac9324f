"""The notices of a region: to each unit what is its own to put right, and a reminder to those that sent nothing."""

from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import chain

from ...assess.findings import Finding
from ...assess.regional import Node, Regional
from ...assess.results import Result
from ...frozen import replace
from ...words import SUBMISSIONS, Lang, Text
from .._across import FAILING, called, in_full, named, region_called
from .._lines import clean, where
from .blocks import Block, Note, Paragraph, Signature, Title
from .gathering import gathered
from .notice import WIDTHS, notice, shortened
from .problems import situation
from .wording import REPLACES_NOTHING

REMINDER = Text("关于报送政务云平台描述的催报通知", "Reminder to send the description of a government cloud platform")
NAMED = 12  # units named in one sentence
BETWEEN = 3  # problems across units on one notice


def region_notices(region: Regional, result: Result, lang: Lang) -> Generator[Block, None, bool]:
    """Reminders first, then notices in the order of the units; whether there is any."""
    some = False
    for one in region.nodes:
        if one.submission != "received":
            some = True
            yield from _reminder(one, region, result, lang)
    nodes = {one.unit: one for one in region.nodes}
    takers: Mapping[str, Sequence[Node]] = _takers(region)
    between = defaultdict[str, list[Finding]](list)
    for finding in region.gaps():
        if finding.status in FAILING:
            between[finding.place.file].append(finding)
    for unit in result.units:
        elsewhere = _answered_elsewhere(region, unit.unit) if nodes[unit.unit].inherits_from else frozenset[str]()
        of = gathered(replace(unit, name=nodes[unit.unit].name), elsewhere)
        shared = between.get(unit.file, ())
        if of.problems or shared:
            some = True
            besides = chain(_besides(nodes[unit.unit], nodes, takers.get(unit.unit, ()), lang), _between(shared, lang))
            yield from notice(of, result, lang, besides)
    return some


def _takers(region: Regional) -> dict[str, list[Node]]:
    """The units that take over from each platform."""
    found = defaultdict[str, list[Node]](list)
    for one in region.nodes:
        if one.inherits_from:
            found[one.inherits_from].append(one)
    return found


def _answered_elsewhere(region: Regional, unit: str) -> frozenset[str]:
    """The controls that the platform which carries a unit answers for: their failures are on its notice."""
    return frozenset(one.id for one in region.controls if region.part(unit, one.id).origin != unit)


def _besides(node: Node, nodes: Mapping[str, Node], takers: Sequence[Node], lang: Lang) -> Iterator[str]:
    """Who else depends on the unit, and on whom it depends."""
    if takers:
        names = named([called(one) for one in takers], NAMED, lang)
        yield Text(
            f"由你单位承载并沿用你单位结论的有：{names}。属平台方的问题由你单位整改，不列入其通知。",
            f"You carry, and your conclusions hold for: {names}. Problems of the platform's side are yours to put right and not on their notices.",
        ).in_(lang)
    if node.inherits_from:
        carrier = nodes[node.inherits_from]
        yield Text(
            f"沿用承载平台{called(carrier)}结论的检查项，由该平台整改，不在此列。",
            f"Controls on which you take over what {called(carrier)} came to are for it to put right, and are not listed here.",
        ).in_(lang)


def _between(findings: Sequence[Finding], lang: Lang) -> Iterator[str]:
    """What is wrong between this unit and others, as it is written in its description."""
    if findings:
        yield Text(
            f"与其他单位之间的问题中，写在你单位描述里的有 {len(findings)} 处，请与有关单位核对：",
            f"{len(findings)} problems across units are written in your description; settle them with the others:",
        ).in_(lang)
    for one in findings[:BETWEEN]:
        yield shortened(f"{one.control.requires.in_(lang)}{Text('', ' ').in_(lang)}{situation(one, lang)}", WIDTHS[0])
    if len(findings) > BETWEEN:
        more = len(findings) - BETWEEN
        yield Text(f"另有 {more} 处，见辖区报告。", f"{more} more are in the report on the region.").in_(lang)


def _reminder(node: Node, region: Regional, result: Result, lang: Lang) -> Iterator[Block]:
    """To a unit of which there is no description that can be used."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    status, name = SUBMISSIONS[node.submission].in_(lang), in_full(node, lang)
    yield Title(REMINDER.in_(lang))
    yield Paragraph(t(f"{called(node)}：", f"To: {called(node)}"))
    yield Paragraph(
        t(
            f"截至 {result.as_of:%Y-%m-%d}，{region_called(region)}未收到{name}可以采用的政务云平台描述（{status}），各项检查均按未填报计。"
            "请于　　月　　日前报送；未报送期间不视为符合。",
            f"As of {result.as_of:%Y-%m-%d} {region_called(region)} has no description of {name} that can be used ({status}); everything "
            "counts as not stated. Send it by ____________________; silence is never a pass.",
        )
    )
    for line in _why(node, region, result, lang):
        yield Paragraph(line)
    yield Note(REPLACES_NOTHING.in_(lang))
    yield Signature(
        t("特此通知。", "This is to notify you."),
        (t("（印章）", "(seal)"), t("　　　　年　　月　　日", "Date: ____________________")),
    )


def _why(node: Node, region: Regional, result: Result, lang: Lang) -> Iterator[str]:
    """What was wrong with what it sent, if it sent something."""
    if node.submission == "unreadable":
        for one in result.unread:
            if one.problem.place == node.place:
                problem = one.problem
                yield f"{where(problem.place)}{Text('：', ': ').in_(lang)}{clean(problem.says.in_(lang))}"
                yield clean(problem.fix.in_(lang))
    if node.submission == "twice":
        for noted in region.notices:
            if noted.code == "sent_twice" and noted.place == node.place:
                yield f"{where(noted.place)}{Text('：', ': ').in_(lang)}{clean(noted.says.in_(lang))}"
                yield clean(noted.fix.in_(lang))
