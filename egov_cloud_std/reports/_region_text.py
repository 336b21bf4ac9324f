"""A region for a terminal: what was sent first, then what is wrong across units, then in which units, figures last."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..assess.findings import Finding
from ..assess.regional import WHOLE, Cell, Node, Part, Regional
from ..assess.results import Noted, Result, percent, sources_text
from ..assess.scores import Score
from ..document.width import display_width
from ..words import LEVELS, ROLL_UPS, SELF_CHECK, SEVERITIES, STATUSES, SUBMISSIONS, Lang, Text
from ._lines import clean, where

PER_CONTROL = 5  # units shown of one control
CONTROLS = 20  # controls shown that are satisfied nowhere or in some units only
ROWS = 40  # units shown in the table
FAILING = ("not_satisfied", "partly_satisfied")
ORDER = tuple(SEVERITIES)


def lines(
    region: Regional,
    result: Result,
    lang: Lang,
    everything: bool,
    findings: Callable[[Iterable[Finding]], Iterator[str]],
    noted: Callable[[Noted], Iterator[str]],
) -> Iterator[str]:
    """The whole of it; `findings` and `noted` are how findings and remarks of single units are printed."""
    yield from _submission(region, result, lang)
    for one in (*region.problems, *region.notices):
        yield from noted(one)
    yield from (one.in_(lang) for one in region.differing)
    yield from _unusable(region, lang, everything)
    yield from findings(region.failing())
    yield from _open_across(region, lang)
    questions = list(region.questions())
    if questions:
        yield Text(
            f"—— 辖区疑点 {len(questions)} 项（请核实，不计入得分）",
            f"-- questions across units: {len(questions)} (to be checked; in no score)",
        ).in_(lang)
        yield ""
        yield from findings(questions)
    yield from _failing(region, lang, everything)
    yield from _inheritance(region, lang, everything)
    yield from _claims(region, lang, everything)
    yield from _figures(region, {one.name: one.title.in_(lang) for one in result.profiles}, lang, everything)
    yield SELF_CHECK.in_(lang)


def _submission(region: Regional, result: Result, lang: Lang) -> Iterator[str]:
    sent = region.submitted()
    number = len(region.nodes)
    moment = f"{result.as_of:%Y-%m-%d %H:%M}"
    name = clean(region.name)
    counts_zh = "，".join(f"{SUBMISSIONS[key].zh} {len(nodes)}" for key, nodes in sent.items())
    counts_en = ", ".join(f"{len(nodes)} {SUBMISSIONS[key].en}" for key, nodes in sent.items())
    yield Text(f"{name}辖区自查，时点 {moment}", f"{name}, self-check of a region as of {moment}").in_(lang)
    yield Text(
        f"报送：{'应报' if region.file else '共'} {number} 个单位，{counts_zh}",
        f"submission: {number} unit{'' if number == 1 else 's'} {'expected' if region.file else 'in all'}: {counts_en}",
    ).in_(lang)
    for key in ("unreadable", "twice", "not_sent"):
        for node in sent[key]:
            yield f"  {SUBMISSIONS[key].in_(lang)}  {_called(node, lang)}  {where(node.place)}"
    for place in region.unmatched:
        yield Text(
            f"  无法读取，不知属哪个单位  {where(place)}", f"  unreadable, of no known unit  {where(place)}"
        ).in_(lang)
    yield ""


def _unusable(region: Regional, lang: Lang, everything: bool) -> Iterator[str]:
    """Descriptions with entries that cannot be used, which count as not stated."""
    found = [one for one in region.nodes if one.problems]
    if not found:
        return
    yield Text(
        f"—— {len(found)} 个单位的描述有不能使用的内容（按未填报计；逐个检查可见详情）",
        f"-- {len(found)} unit{'s' if len(found) > 1 else ''} with entries that cannot be used (they count as not stated; check the file by itself for details)",
    ).in_(lang)
    shown = found if everything else found[:PER_CONTROL]
    for one in shown:
        number = Text(f"{one.problems} 处", f"{one.problems} place{'s' if one.problems > 1 else ''}").in_(lang)
        yield f"  {_called(one, lang)}  {clean(one.place.file)}  {number}"
    if len(found) > len(shown):
        more = len(found) - len(shown)
        yield Text(f"  … 另有 {more} 个（--all 全部列出）", f"  … {more} more (--all lists them)").in_(lang)
    yield ""


def _called(node: Node, lang: Lang) -> str:
    name, unit = clean(node.name), clean(node.unit)
    level = f"{LEVELS[node.level].in_(lang)} " if node.level in LEVELS else ""
    return f"{level}{unit}" if name == unit else Text(f"{level}{name}（{unit}）", f"{level}{name} ({unit})").in_(lang)


def _open_across(region: Regional, lang: Lang) -> Iterator[str]:
    """What is not stated of what is asked across units, a line per control."""
    counts = region.open_across
    if not counts:
        return
    yield Text("—— 各单位之间尚不能判定（未填报）", "-- across units, not stated").in_(lang)
    for control, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield Text(f"  {control}  {number} 处", f"  {control}  {number} place{'s' if number > 1 else ''}").in_(lang)
    yield ""


def _failing(region: Regional, lang: Lang, everything: bool) -> Iterator[str]:
    """The controls that fail somewhere, worst first; of each the units where, at the line in the description that decided it."""
    cells = [region.cell(WHOLE, one.id) for one in region.controls if one.duty != "question"]
    failing = [one for one in cells if _failed(one)]
    if not failing:
        return
    failing.sort(key=lambda one: (ORDER.index(one.control.severity), -_failed(one), one.control.id))
    shown = failing if everything else failing[:CONTROLS]
    yield Text(
        f"—— 有单位不符合或部分符合的检查项 {len(failing)} 项",
        f"-- controls that fail in some unit: {len(failing)}",
    ).in_(lang)
    yield ""
    for cell in shown:
        yield from _cell(cell, region, lang, everything)
    if len(failing) > len(shown):
        more = len(failing) - len(shown)
        yield Text(f"  … 另有 {more} 项（--all 全部列出）", f"  … {more} more (--all lists them)").in_(lang)
        yield ""


def _failed(cell: Cell) -> int:
    return sum(cell.units.get(name, 0) for name in FAILING)


def _cell(cell: Cell, region: Regional, lang: Lang, everything: bool) -> Iterator[str]:
    control = cell.control
    severity, status = SEVERITIES[control.severity].in_(lang), STATUSES[cell.status].in_(lang)
    how = _how(cell, region)
    yield Text(
        f"{status}[{control.id}] {clean(control.requires.zh)}（严重程度{severity}；{how.zh}：{_span(cell)}）",
        f"{status}[{control.id}] {clean(control.requires.en)} ({severity}; {how.en}: {_span(cell)})",
    ).in_(lang)
    parts = [one for one in region.parts(WHOLE, control.id) if one.status in FAILING]
    shown = parts if everything else parts[:PER_CONTROL]
    for part in shown:
        yield f"  {where(part.place)}: {_part(part, lang)}"
    if len(parts) > len(shown):
        more = len(parts) - len(shown)
        yield Text(f"  … 另有 {more} 个单位（--all 全部列出）", f"  … {more} more units (--all lists them)").in_(lang)
    yield f"  = {Text('依据：', 'source: ').in_(lang)}{clean(sources_text(control).in_(lang))}"
    yield f"  = {Text('整改：', 'fix: ').in_(lang)}{clean(control.fix.in_(lang))}"
    yield ""


def _how(cell: Cell, region: Regional) -> Text:
    """How units roll up; where they weigh, by what."""
    how = ROLL_UPS[cell.control.roll_up.strategy]
    if cell.control.roll_up.strategy != "weighted" or not region.weighed_by:
        return how
    weight = clean(region.weighed_by)
    return Text(f"{how.zh}，权重为{weight}", f"{how.en}, {weight}")


def _part(part: Part, lang: Lang) -> str:
    unit, status = clean(part.unit), STATUSES[part.status].in_(lang)
    if part.origin == part.unit:
        return f"{unit} {status}"
    origin = clean(part.origin)
    return Text(f"{unit} {status}（沿用 {origin} 的结论）", f"{unit} {status} (taken over from {origin})").in_(lang)


def _inheritance(region: Regional, lang: Lang, everything: bool) -> Iterator[str]:
    carried = [one for one in region.nodes if one.carried_by]
    if not carried:
        return
    takers = [one for one in carried if one.inherits_from]
    others = [one for one in carried if not one.inherits_from]
    yield Text(
        f"—— 承载：{len(carried)} 个单位由其他平台承载，{len(takers)} 个沿用其结论，{len(others)} 个不能沿用",
        f"-- carried: {len(carried)} units; {len(takers)} take over conclusions of their carrier, {len(others)} cannot",
    ).in_(lang)
    shown = others if everything else others[:PER_CONTROL]
    for one in shown:
        assert one.not_inherited is not None
        yield f"  {_called(one, lang)} ← {clean(one.carried_by)}{Text('：', ': ').in_(lang)}{clean(one.not_inherited.in_(lang))}"
    if len(others) > len(shown):
        more = len(others) - len(shown)
        yield Text(f"  … 另有 {more} 个（--all 全部列出）", f"  … {more} more (--all lists them)").in_(lang)
    yield ""


def _claims(region: Regional, lang: Lang, everything: bool) -> Iterator[str]:
    """Claims that are not believed but looked up at the carrier, and what was found there."""
    found = list(region.claims())
    if not found:
        return
    yield Text(
        f"—— 被承载的单位主张不适用、到承载平台核实的 {len(found)} 项",
        f"-- claimed by carried units not to apply, and looked up at their carriers: {len(found)}",
    ).in_(lang)
    shown = found if everything else found[:PER_CONTROL]
    for control, part in shown:
        yield f"  {clean(part.unit)} {control.id}{Text('：', ': ').in_(lang)}{_answered(part, lang)}"
    if len(found) > len(shown):
        more = len(found) - len(shown)
        yield Text(f"  … 另有 {more} 项（--all 全部列出）", f"  … {more} more (--all lists them)").in_(lang)
    yield ""


def _answered(part: Part, lang: Lang) -> str:
    status, origin = STATUSES[part.status], clean(part.origin)
    if part.origin != part.unit:
        return Text(f"{status.zh}（沿用 {origin} 的结论）", f"{status.en} (taken over from {origin})").in_(lang)
    if part.status == "not_stated":
        return Text(f"{status.zh}（没有可沿用的结论）", f"{status.en} (nothing can be taken over)").in_(lang)
    return status.in_(lang)


def _figures(region: Regional, titles: Mapping[str, str], lang: Lang, everything: bool) -> Iterator[str]:
    """The region by profile, then unit by unit: of each with all below it."""
    profiles = {profile: region.score(WHOLE, profile) for profile in region.counted_profiles}
    heads = [
        Text("填报率", "filled in").in_(lang),
        Text("已判定项符合率", "satisfied of decided").in_(lang),
        Text("得分区间", "score interval").in_(lang),
    ]
    rows = [[titles.get(name, name), *_score(score)] for name, score in profiles.items() if score.controls]
    yield from _table(
        [
            [Text("检查标准", "profile").in_(lang), *heads],
            *rows,
            [Text("合计", "all").in_(lang), *_score(region.score(WHOLE, None))],
        ]
    )
    yield ""
    nodes = [one for one in region.nodes if everything or one.depth < _deepest(region)]
    heads.insert(0, Text("报送", "sent").in_(lang))
    table = [
        [
            "  " * min(one.depth, len(LEVELS)) + _called(one, lang),
            SUBMISSIONS[one.submission].in_(lang),
            *_score(region.score(one.unit, None)),
        ]
        for one in nodes
    ]
    yield from _table([[Text("单位（含下级）", "unit, with all below").in_(lang), *heads], *table])
    if len(nodes) < len(region.nodes):
        more = len(region.nodes) - len(nodes)
        yield Text(
            f"  … 另有 {more} 个下级单位（--all 全部列出）", f"  … {more} more units below (--all lists them)"
        ).in_(lang)
    yield ""


def _deepest(region: Regional) -> int:
    """How many levels of the tree fit on a screen or two; one at least."""
    for depth in range(len(LEVELS), 1, -1):
        if sum(one.depth < depth for one in region.nodes) <= ROWS:
            return depth
    return 1


def _score(score: Score) -> list[str]:
    interval = score.interval
    span = "—" if interval is None else f"{percent(interval.low)} – {percent(interval.high)}"
    return [percent(score.filled_in), percent(score.satisfied_among_decided), span]


def _span(cell: Cell) -> str:
    return "—" if cell.interval is None else f"{percent(cell.interval.low)} – {percent(cell.interval.high)}"


def _table(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first = row[0] + " " * (widths[0] - display_width(row[0]))
        rest = [" " * (widths[column] - display_width(cell)) + cell for column, cell in enumerate(row) if column]
        yield "  ".join([first, *rest])
