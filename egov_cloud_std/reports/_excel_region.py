"""The sheets of a region in a workbook: its tree, units by area, and every control over all units."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..assess.regional import WHOLE, Node, Regional
from ..assess.results import Result, sources_text
from ..assess.scores import Score
from ..words import DUTIES, ROLL_UPS, SEVERITIES, SUBMISSIONS, Text
from ._across import (
    called,
    concerned,
    failed,
    failing_parts,
    level_called,
    named,
    region_called,
    troubles,
)
from ._excel_book import AMBER, GREEN, GREY, HEAD, RED, Book, Heading, Sheet, Value
from ._excel_findings import LEFT_OUT, STATUS_NAMES, are_listed
from ._excel_overview import REGIONAL, share
from ._lines import clean, file_or_where, where

REGION, AREAS, CELLS = REGIONAL
NAMED = 30  # units named in one cell
SENT = {"received": GREEN, "unreadable": RED, "twice": AMBER, "not_sent": GREY}
_UNIT = Heading(Text("单位", "Unit"), 26)
_UNIT_ID = Heading(Text("单位标识", "Unit id"), 18)


def region_sheets(book: Book, region: Regional, result: Result) -> None:
    """Fills the three of them."""
    titles = {one.name: one.title for one in result.profiles}
    sheets = _tree(book, region, result), _by_area(book, region, titles), _cells(book, region, titles)
    tree = sheets[0]
    tree.close_table()
    if not are_listed(region):
        tree.say(LEFT_OUT)
    for one in result.unread:
        says, fix = clean(one.problem.says.in_(book.lang)), clean(one.problem.fix.in_(book.lang))
        tree.say(f"{file_or_where(one.problem.place)}: {says} {fix}")
    for _, noted in troubles(region):
        tree.say(f"{where(noted.place)}: {clean(noted.says.in_(book.lang))} {clean(noted.fix.in_(book.lang))}")


def _tree(book: Book, region: Regional, result: Result) -> Sheet:
    """Every unit: what it sent, what it came to with all below it, and what it takes over."""
    as_of = f"{result.as_of:%Y-%m-%d %H:%M}"
    name = region_called(region)
    title = Text(f"{name}（时点 {as_of}）", f"{name} (as of {as_of})")
    note = Text(
        "按上下级次序，不是排名；得分含下级。未报送的按未填报计。",
        "In the order of the tree, which is no ranking. Scores are with all below; what was not sent counts as not stated.",
    )
    headings = (
        _UNIT, _UNIT_ID, Heading(Text("层级", "Level"), 9, "middle"), Heading(Text("上级", "Under"), 18),
        Heading(Text("报送", "Sent"), 10, "middle"), Heading(Text("不可用之处", "Unusable entries"), 9, "middle"),
        Heading(Text("权重", "Weight"), 9, "middle"), Heading(Text("填报率", "Filled in"), 9, "share"),
        Heading(Text("已判定项符合率", "Satisfied of decided"), 10, "share"), Heading(Text("得分下限", "Score from"), 9, "share"),
        Heading(Text("得分上限", "Score to"), 9, "share"), Heading(Text("承载平台", "Carried by"), 18),
        Heading(Text("沿用自", "Takes over from"), 18), Heading(Text("不能沿用的原因", "Why nothing is taken over"), 34),
        Heading(Text("位置", "Place"), 26),
    )  # fmt: skip
    sheet = book.sheet(REGION, title, note, headings, fixed=1)
    sheet.paint(4, ((SUBMISSIONS[key].in_(book.lang), colour) for key, colour in SENT.items()))
    for one in region.nodes:
        sheet.add(_node(one, region, book))
    whole: list[Value] = [name, clean(region.id), REGION, *((None,) * 4), *_shares(region.score(WHOLE, None))]
    sheet.add([*whole, *((None,) * 3), clean(region.file) or None], total=True)
    return sheet


def _node(one: Node, region: Regional, book: Book) -> list[Value]:
    weight = int(one.weight) if one.weight.denominator == 1 else float(one.weight)
    return [
        "　" * one.depth + called(one), clean(one.unit), level_called(one, book.lang), clean(one.under) or None,
        SUBMISSIONS[one.submission], one.problems or None, weight, *_shares(region.score(one.unit, None)),
        clean(one.carried_by) or None, clean(one.inherits_from) or None, one.not_inherited, where(one.place),
    ]  # fmt: skip


def _shares(score: Score) -> tuple[float | None, ...]:
    interval = (None, None) if score.interval is None else (score.interval.low, score.interval.high)
    return tuple(map(share, (score.filled_in, score.satisfied_among_decided, *interval)))


def _by_area(book: Book, region: Regional, titles: Mapping[str, Text]) -> Sheet:
    """The lower end of the score, unit by unit and area by area, in colours from red to green; the upper end beside it."""
    areas = [one for one in region.counted_profiles if region.score(WHOLE, one).controls]
    note = Text(
        "每个领域两栏：得分下限（已确认符合的）和上限（未填报的全部符合时）；含下级。未报送的单位为 0–100%。",
        "Two columns for each area: from what is satisfied, to what would be if all that is not stated were; with all below. A unit that sent nothing has 0–100%.",
    )
    columns = [None, *areas]
    names = [Text("合计", "All") if one is None else titles.get(one, Text(one, one)) for one in columns]
    ends = (Text("下限", "from"), Text("上限", "to"))
    headings = [
        _UNIT, _UNIT_ID, Heading(Text("报送", "Sent"), 10, "middle"),
        *(Heading(Text(f"{name.zh} {end.zh}", f"{name.en}: {end.en}"), 13, "share") for name in names for end in ends),
    ]  # fmt: skip
    sheet = book.sheet(AREAS, AREAS, note, headings, fixed=1, wide=2 if len(areas) > 6 else 1)
    sheet.paint(2, ((SUBMISSIONS[key].in_(book.lang), colour) for key, colour in SENT.items()))
    for one in region.nodes:
        row: list[Value] = ["　" * one.depth + called(one), clean(one.unit), SUBMISSIONS[one.submission]]
        sheet.add([*row, *_ends(region, one.unit, columns)])
    last = sheet.next - 1
    sheet.add([region_called(region), clean(region.id), None, *_ends(region, WHOLE, columns)], total=True)
    if last > HEAD:
        for at in range(3, len(headings)):
            sheet.heat(at, last)
    return sheet


def _ends(region: Regional, unit: str, columns: list[str | None]) -> Iterator[float | None]:
    for one in columns:
        interval = region.score(unit, one).interval
        yield from (None, None) if interval is None else (share(interval.low), share(interval.high))


def _cells(book: Book, region: Regional, titles: Mapping[str, Text]) -> Sheet:
    """Every control over the whole region, with how many units came to what, and which fail."""
    note = Text(
        "“不符合”等栏为单位数；疑点不计入得分。",
        "The columns of statuses count units. Questions are in no score.",
    )
    headings = (
        Heading(Text("检查标准", "Profile"), 16), Heading(Text("检查项", "Control"), 26), Heading(Text("要求", "Requirement"), 44),
        Heading(Text("用语", "Duty"), 8, "middle"), Heading(Text("严重程度", "Severity"), 8, "middle"),
        Heading(Text("汇总方式", "Rolled up as"), 16), Heading(Text("辖区结论", "Over the region"), 10, "middle"),
        Heading(Text("得分下限", "Score from"), 9, "share"), Heading(Text("得分上限", "Score to"), 9, "share"),
        *(Heading(one, 9, "middle") for one in STATUS_NAMES.values()),
        Heading(Text("不符合占适用单位", "Fail, of those it applies to"), 10, "share"),
        Heading(Text("不符合的单位", "Units that fail"), 40), Heading(Text("依据", "Source"), 40), Heading(Text("整改", "Fix"), 40),
    )  # fmt: skip
    sheet = book.sheet(CELLS, CELLS, note, headings, fixed=2, wide=2)
    sheet.paint_known(4, 6)
    names = {one.unit: called(one) for one in region.nodes}
    for control in region.controls:
        cell = region.cell(WHOLE, control.id)
        interval = (None, None) if cell.interval is None else (share(cell.interval.low), share(cell.interval.high))
        of = concerned(cell)
        fails = [names[one.unit] for one in failing_parts(region, cell)] if failed(cell) else []
        sheet.add(
            [
                titles.get(control.profile, Text(control.profile, control.profile)), control.id, control.requires,
                DUTIES[control.duty], SEVERITIES[control.severity], ROLL_UPS[control.roll_up.strategy],
                STATUS_NAMES[cell.status], *interval, *(cell.units.get(key) or None for key in STATUS_NAMES),
                share(Fraction(failed(cell), of)) if of else None, named(fails, NAMED, book.lang) or None,
                sources_text(control), control.fix,
            ]
        )  # fmt: skip
    return sheet
