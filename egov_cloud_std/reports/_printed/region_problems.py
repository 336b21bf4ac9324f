"""What is wrong in a region: the controls that many units fail, what is wrong across units, and what there is to ask."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ...assess.findings import Finding
from ...assess.regional import Cell, Regional
from ...assess.results import percent, sources_text
from ...words import ROLL_UPS, SEVERITIES, Lang, Text
from .._across import called, concerned, failed, failing, failing_parts, named
from .._lines import clean, fix_of
from .blocks import Block, Note, Outline, Paragraph, Row, Table
from .problems import situation
from .wording import NOTHING

TOLD = 8  # controls told of with source and remedy
LISTED = 40  # controls in the table
NAMED = 12  # units named of one control
PER_CONTROL = 3  # findings across units told of
CONTROLS = 12  # controls with findings across units


def common(region: Regional, outline: Outline, lang: Lang) -> Iterator[Block]:
    """The controls that units fail, the gravest and the most widespread first."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(1, t("共性问题", "Common problems"))
    cells = failing(region)
    if not cells:
        yield Paragraph(NOTHING.in_(lang))
        return
    yield Paragraph(
        t(
            f"有单位不符合或部分符合的检查项 {len(cells)} 项。先列严重程度高的，同一程度先列不符合单位多的；沿用承载平台结论的单位计入单位数。",
            f"{len(cells)} controls fail in some unit. The gravest stand first, then those that fail in most units; units that take over a failure of their carrier are counted.",
        )
    )
    names = {one.unit: called(one) for one in region.nodes}
    head = (
        t("序号", "No."),
        t("程度", "Harm"),
        t("检查项", "Control"),
        t("不符合单位", "Units"),
        t("占适用单位", "Share"),
        t("单位", "Which"),
    )
    rows = tuple(_listed(index, one, region, names, lang) for index, one in enumerate(cells[:LISTED], 1))
    yield Table(head, rows, (7, 11, 32, 10, 11, 29), frozenset((0, 1, 3, 4)))
    if len(cells) > LISTED:
        more = len(cells) - LISTED
        yield Note(t(f"另有 {more} 项，见 JSON 结果。", f"{more} more controls are in the JSON result."))
    for one in cells[:TOLD]:
        yield from _told(one, region, names, outline, lang)


def _listed(index: int, cell: Cell, region: Regional, names: Mapping[str, str], lang: Lang) -> Row:
    control, number, of = cell.control, failed(cell), concerned(cell)
    units = named([names[one.unit] for one in failing_parts(region, cell)], NAMED, lang)
    return (
        str(index),
        SEVERITIES[control.severity].in_(lang),
        f"{control.requires.in_(lang)}{Text(f'（{control.id}）', f' ({control.id})').in_(lang)}",
        Text(f"{number} 个", str(number)).in_(lang),
        percent(Fraction(number, of)) if of else "—",
        units,
    )


def _told(cell: Cell, region: Regional, names: Mapping[str, str], outline: Outline, lang: Lang) -> Iterator[Block]:
    """One control: who fails it, of whom it is taken over, on what it rests, and what to do."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    control, parts = cell.control, failing_parts(region, cell)
    yield outline.heading(2, control.requires.in_(lang).rstrip("。."))
    rolled = ROLL_UPS[control.roll_up.strategy].in_(lang)
    interval = cell.interval
    span = "—" if interval is None else f"{percent(interval.low)} – {percent(interval.high)}"
    yield Paragraph(
        t(
            f"{len(parts)} 个单位不符合或部分符合，适用单位 {concerned(cell)} 个；汇总方式为“{rolled}”，结果 {span}。",
            f"{len(parts)} of the {concerned(cell)} units to which it applies; rolled up as “{rolled}”: {span}.",
        ),
        t("范围：", "Where: "),
    )
    origins = Counter(one.origin for one in parts if one.origin != one.unit)
    for origin, number in sorted(origins.items()):
        who = names.get(origin, clean(origin))
        yield Paragraph(
            t(
                f"其中 {number} 个单位沿用{who}的结论，由{who}整改。",
                f"{number} of them take over what {who} came to: it is for {who} to put right.",
            )
        )
    yield Paragraph(f"{sources_text(control).in_(lang)}{t('。', '.')}", t("依据：", "Source: "))
    yield Paragraph(control.fix.in_(lang), t("整改建议：", "To do: "))


def findings_across(region: Regional, outline: Outline, lang: Lang) -> Iterator[Block]:
    """What is wrong between units, and what could not be told because something is not stated."""
    yield outline.heading(1, Text("各单位之间的问题", "Problems across units").in_(lang))
    groups: dict[str, list[Finding]] = defaultdict(list)
    numbers: Counter[str] = Counter()
    open_: Counter[str] = Counter()
    words: dict[str, Text] = {}
    for one in region.gaps():
        words[one.control.id] = one.control.requires
        if one.status == "not_stated":
            open_[one.control.id] += 1
        else:
            numbers[one.control.id] += 1
            groups[one.control.id].append(one)
    yield from _groups(groups, numbers, outline, lang)
    if open_:
        said = Text(
            "有内容未填报，各单位之间尚不能判定的（处）：",
            "What could not be told between units, because something is not stated: ",
        )
        yield Note(said.in_(lang), leads=True)
        head = Text("检查项", "Control").in_(lang), Text("未填报", "Not stated").in_(lang)
        found = sorted(open_.items(), key=lambda one: (-one[1], one[0]))
        rows = tuple(
            (f"{words[key].in_(lang)}{Text(f'（{key}）', f' ({key})').in_(lang)}", str(number)) for key, number in found
        )
        yield Table(head, rows[:LISTED], (84, 16), frozenset((1,)))


def questions_across(region: Regional, outline: Outline, lang: Lang) -> Iterator[Block]:
    """What there is to ask across units."""
    yield outline.heading(1, Text("疑点", "Questions").in_(lang))
    found = list(region.questions())
    if found:
        said = Text(
            f"共 {len(found)} 处，请核实。疑点不是问题，不计入得分。",
            f"There are {len(found)}, to be checked. A question is no problem and in no score.",
        )
        yield Paragraph(said.in_(lang))
    groups: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        groups[one.control.id].append(one)
    yield from _groups(groups, Counter(one.control.id for one in found), outline, lang)


def _groups(
    groups: Mapping[str, list[Finding]], numbers: Mapping[str, int], outline: Outline, lang: Lang
) -> Iterator[Block]:
    """Control by control: the first few findings, then what is the same for all of them."""
    if not groups:
        yield Paragraph(NOTHING.in_(lang))
        return
    for group in list(groups.values())[:CONTROLS]:
        control = group[0].control
        yield outline.heading(2, control.requires.in_(lang).rstrip("。."))
        yield from _situations(group[:PER_CONTROL], numbers[control.id], lang)
        source = f"{sources_text(control).in_(lang)}{Text('。', '.').in_(lang)}"
        yield Paragraph(source, Text("依据：", "Source: ").in_(lang))
        asks = control.duty == "question"
        todo = Text("核实：", "To check: ") if asks else Text("整改建议：", "To do: ")
        yield Paragraph(fix_of(group[0]).in_(lang), todo.in_(lang))
    more = len(groups) - CONTROLS
    if more > 0:
        yield Note(Text(f"另有 {more} 项，见 JSON 结果。", f"{more} more controls are in the JSON result.").in_(lang))


def _situations(few: Iterable[Finding], number: int, lang: Lang) -> Iterator[Block]:
    label = Text("现状：", "Found: ").in_(lang)
    for one in few:
        yield Paragraph(situation(one, lang), label)
    if number > PER_CONTROL:
        more = number - PER_CONTROL
        yield Paragraph(Text(f"另有 {more} 处，见 JSON 结果。", f"{more} more are in the JSON result.").in_(lang))
