"""A region on a page: what was sent, the figures by area, the controls that fail, what is wrong across units, the units."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ..assess.findings import Finding
from ..assess.regional import WHOLE, Cell, Node, Part, Regional
from ..assess.results import Noted, Result, percent
from ..assess.scores import Score
from ..words import SEVERITIES, STATUSES, SUBMISSIONS, Lang, Text
from ._across import called, concerned, counted_cells, failed, failing, failing_parts, in_full, region_called, troubles
from ._lines import clean, file_or_where, where
from ._markdown import code, escaped, prose

PER_CONTROL = 5  # units shown of one control
CONTROLS = 20  # controls shown
NOTED = 30  # remarks on what came in
UNITS = 60  # rows of the table of units
MORE = Text("… 另有 {} 项（--all 全部列出）", "… {} more (--all lists them)")
SHARES = (
    Text("填报率", "filled in"),
    Text("已判定项符合率", "satisfied of decided"),
    Text("得分区间", "score interval"),
)
Controls = Callable[[Iterable[Finding], Lang, bool], Iterator[str]]


def section(region: Regional, result: Result, lang: Lang, everything: bool, controls: Controls) -> Iterator[str]:
    """The whole of it; `controls` is how findings are listed."""
    yield f"## {escaped(region_called(region))}\n\n"
    yield from _submission(region, result, lang, everything)
    yield from _areas(region, result, lang)
    yield from _failing(region, lang, everything)
    yield from _across(region, lang, everything, controls)
    yield from _units(region, lang, everything)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _head(first: str, rest: Iterable[str]) -> str:
    others = list(rest)
    return _row((first, *others)) + f"| :--- |{' ---: |' * len(others)}\n"


def _submission(region: Regional, result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """How many units sent what; which sent nothing that can be used, and what else is wrong with what came in."""
    sent, number = region.submitted(), len(region.nodes)
    zh = "，".join(f"{SUBMISSIONS[key].zh} {len(nodes)}" for key, nodes in sent.items())
    en = ", ".join(f"{len(nodes)} {SUBMISSIONS[key].en}" for key, nodes in sent.items())
    known = Text("应报", "expected") if region.file else Text("共", "in all")
    yield Text(f"{known.zh} {number} 个单位：{zh}\n\n", f"{number} units {known.en}: {en}\n\n").in_(lang)
    colon, stop = Text("：", ": ").in_(lang), Text("。", ". ").in_(lang)
    said = [(file_or_where(one.problem.place), one.problem.says, one.problem.fix) for one in result.unread]
    noted: list[Noted] = [*(one for _, one in troubles(region)), *result.notices]
    said += [(where(one.place), one.says, one.fix) for one in noted]
    shown = said if everything else said[:NOTED]
    for place, says, fix in shown:
        yield f"- {code(place)}{colon}{escaped(says.in_(lang).rstrip('。.'))}{stop}{escaped(fix.in_(lang))}\n"
    yield from _more(len(said) - len(shown), lang)
    unusable = [one for one in region.nodes if one.problems]
    for one in unusable if everything else unusable[:NOTED]:
        words = Text(
            f"{one.problems} 处不能使用，按未填报计", f"{one.problems} entries that cannot be used count as not stated"
        )
        yield f"- {code(clean(one.place.file))}{colon}{words.in_(lang)}\n"
    yield "\n"


def _more(number: int, lang: Lang, pad: str = "") -> Iterator[str]:
    if number > 0:
        yield f"{pad}- {MORE.in_(lang).format(number)}\n"


def _shares(score: Score) -> tuple[str, str, str]:
    span = score.interval
    said = "—" if span is None else f"{percent(span.low)} – {percent(span.high)}"
    return percent(score.filled_in), percent(score.satisfied_among_decided), said


def _areas(region: Regional, result: Result, lang: Lang) -> Iterator[str]:
    """Controls by what they came to over the region."""
    titles = {one.name: one.title.in_(lang) for one in result.profiles}
    numbers: dict[str, Counter[str]] = {}
    for cell in counted_cells(region):
        numbers.setdefault(cell.control.profile, Counter())[cell.status] += 1
    names = (
        *(one.in_(lang).split("（")[0].split(" (")[0] for one in STATUSES.values()),
        *(one.in_(lang) for one in SHARES),
    )
    yield _head(Text("检查标准", "profile").in_(lang), names)
    for profile, found in numbers.items():
        yield _row(
            (
                escaped(titles.get(profile, profile)),
                *(str(found[key]) for key in STATUSES),
                *_shares(region.score(WHOLE, profile)),
            )
        )
    whole: Counter[str] = sum(numbers.values(), Counter())
    title = f"**{Text('合计', 'all').in_(lang)}**"
    yield _row((title, *(str(whole[key]) for key in STATUSES), *_shares(region.score(WHOLE, None)))) + "\n"


def _failing(region: Regional, lang: Lang, everything: bool) -> Iterator[str]:
    """The controls that fail in some unit, the gravest first, each with the places that decided it."""
    cells = failing(region)
    if not cells:
        return
    title = Text(f"有单位不符合的检查项 {len(cells)} 项", f"Controls that fail in some unit: {len(cells)}")
    yield f"### {title.in_(lang)}\n\n"
    names = {one.unit: called(one) for one in region.nodes}
    shown = cells if everything else cells[:CONTROLS]
    for cell in shown:
        yield from _cell(cell, region, names, lang, everything)
    yield from _more(len(cells) - len(shown), lang)
    yield "\n"


def _cell(cell: Cell, region: Regional, names: dict[str, str], lang: Lang, everything: bool) -> Iterator[str]:
    control = cell.control
    severity, number, of = SEVERITIES[control.severity].in_(lang), failed(cell), concerned(cell)
    count = Text(f"（严重程度{severity}，{number}/{of} 个单位）", f" ({severity}, {number} of {of} units)").in_(lang)
    yield f"- {prose(control.requires.in_(lang))} {code(control.id)}{count}\n"
    parts = failing_parts(region, cell)
    few = parts if everything else parts[:PER_CONTROL]
    for part in few:
        yield f"  - {_part(part, names, lang)}\n"
    yield from _more(len(parts) - len(few), lang, "  ")
    fix = Text("整改", "Fix").in_(lang)
    yield f"  - **{fix}**{Text('：', ': ').in_(lang)}{prose(control.fix.in_(lang))}\n"


def _part(part: Part, names: dict[str, str], lang: Lang) -> str:
    said = f"**{STATUSES[part.status].in_(lang)}** {code(where(part.place))} {escaped(names.get(part.unit, part.unit))}"
    if part.origin == part.unit:
        return said
    origin = escaped(names.get(part.origin, part.origin))
    return said + Text(f"（沿用 {origin} 的结论）", f" (taken over from {origin})").in_(lang)


def _across(region: Regional, lang: Lang, everything: bool, controls: Controls) -> Iterator[str]:
    gaps = list(region.gaps())
    wrong = [one for one in gaps if one.status != "not_stated"]
    if gaps:
        open_ = len(gaps) - len(wrong)
        title = Text(
            f"各单位之间的问题 {len(wrong)} 处，未填报 {open_} 处",
            f"Problems across units: {len(wrong)}; not stated: {open_}",
        )
        yield f"### {title.in_(lang)}\n\n"
        yield from controls(gaps if everything else wrong, lang, everything)
    questions = list(region.questions())
    if questions:
        title = Text(
            f"辖区疑点 {len(questions)} 项（请核实，不计入得分）",
            f"Questions across units: {len(questions)} (to be checked; in no score)",
        )
        yield f"### {title.in_(lang)}\n\n"
        yield from controls(questions, lang, everything)


def _units(region: Regional, lang: Lang, everything: bool) -> Iterator[str]:
    """Every unit with all below it, in the order of the tree."""
    title = Text(
        "各单位（含下级，按上下级次序，不是排名）",
        "Units, each with all below it (in the order of the tree, which is no ranking)",
    )
    yield f"### {title.in_(lang)}\n\n"
    heads = (Text("报送", "sent"), *SHARES)
    yield _head(Text("单位", "unit").in_(lang), (one.in_(lang) for one in heads))
    shown = region.nodes if everything else region.nodes[:UNITS]
    yield from (_unit(one, region, lang) for one in shown)
    yield "\n"
    yield from _more(len(region.nodes) - len(shown), lang)
    yield "\n"


def _unit(node: Node, region: Regional, lang: Lang) -> str:
    name = "　" * node.depth + escaped(in_full(node, lang))
    return _row((name, SUBMISSIONS[node.submission].in_(lang), *_shares(region.score(node.unit, None))))
