"""What is wrong with one platform and what there is to ask: control by control, the worst first, with risk and remedy."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...assess.findings import Finding
from ...assess.results import UnitResult, sources_text
from ...words import NO_WORDS, SEVERITIES, SUPPORTS, Lang, Text
from .._excuses import excused
from .._lines import calendar, clean, concluded, fix_of, observed, rests_on, said_of, where
from .blocks import Block, Outline, Paragraph
from .gathering import PER_CONTROL, Gathered
from .wording import NOTHING

PER_FINDING = 3  # places in other files
SEVERITY_ORDER = tuple(SEVERITIES)
_HEADS = {
    "high": Text("严重程度高", "High severity"),
    "medium": Text("严重程度中", "Medium severity"),
    "low": Text("严重程度低", "Low severity"),
}
_RISK = {
    "high": Text("出现问题时危害大", "The harm of a gap is high"),
    "medium": Text("出现问题时危害中等", "The harm of a gap is medium"),
    "low": Text("出现问题时危害小", "The harm of a gap is low"),
}


def problems(of: Gathered, outline: Outline, level: int, lang: Lang) -> Iterator[Block]:
    """The problems by severity, each with its risk and what to do."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(level, t("存在问题与整改建议", "Problems, and how to put them right"))
    number, controls = of.problems, len(of.of_control)
    if not number:
        yield Paragraph(NOTHING.in_(lang))
        return
    yield Paragraph(
        t(
            f"共 {number} 个问题，涉及检查项 {controls} 项，全部列在{outline.annex_mark(1)}。",
            f"There are {number} problems of {controls} controls; all are listed in {outline.annex_mark(1)}.",
        )
    )
    for severity in SEVERITY_ORDER:
        group = [one for one in of.wrong if one.control.severity == severity]
        yield outline.heading(level + 1, _HEADS[severity].in_(lang))
        if not group:
            yield Paragraph(NOTHING.in_(lang))
        yield from _controls(group, of.of_control, outline, level + 2, lang)


def questions(unit: UnitResult, outline: Outline, level: int, lang: Lang) -> Iterator[Block]:
    """What there is to ask, apart from the problems."""
    yield outline.heading(level, Text("疑点", "Questions").in_(lang))
    found = list(unit.questions())
    if not found:
        yield Paragraph(NOTHING.in_(lang))
        return
    yield Paragraph(
        Text(
            f"共 {len(found)} 处，请核实。疑点不是问题，不计入得分。",
            f"There are {len(found)}, to be checked. A question is no problem and in no score.",
        ).in_(lang)
    )
    numbers = Counter(one.control.id for one in found)
    yield from _controls(found, numbers, outline, level + 1, lang)


def _controls(
    findings: Sequence[Finding], numbers: Mapping[str, int], outline: Outline, level: int, lang: Lang
) -> Iterator[Block]:
    by_control: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_control[finding.control.id].append(finding)
    for group in by_control.values():
        control = group[0].control
        yield outline.heading(level, f"{control.requires.in_(lang).rstrip('。.')}")
        yield from _told(group, numbers[control.id], outline, lang)


def _told(group: Sequence[Finding], number: int, outline: Outline, lang: Lang) -> Iterator[Block]:
    """One control: what is the case for the first few subjects, then what is the same for all of them."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    first, control = group[0], group[0].control
    asks = control.duty == "question"
    for finding in group[:PER_CONTROL]:
        status = concluded(finding).in_(lang)
        yield Paragraph(situation(finding, lang), t(f"现状（{status}）：", f"Found ({status}): "))
        yield from (
            Paragraph(one) for one in (*_in_files(finding, lang), *excused(finding, lang), *calendar(finding, lang))
        )
    if number > PER_CONTROL:
        more = number - PER_CONTROL
        yield Paragraph(
            t(
                f"同一检查项另有 {more} 个，见{outline.annex_mark(1)}。",
                f"There are {more} more of this control: see {outline.annex_mark(1)}.",
            )
            if not asks
            else t(
                f"同一检查项另有 {more} 处，见 JSON 结果。",
                f"There are {more} more of this control: see the JSON result.",
            )
        )
    if not asks:
        yield Paragraph(_risk(first).in_(lang), t("风险：", "Risk: "))
    yield Paragraph(f"{sources_text(control).in_(lang)}{t('。', '.')}", t("依据：", "Source: "))
    yield Paragraph(fix_of(first).in_(lang), t("核实：", "To check: ") if asks else t("整改建议：", "To do: "))


def situation(finding: Finding, lang: Lang) -> str:
    """What is the case, what is asked, and where it is written."""
    colon, semicolon = Text("：", ": ").in_(lang), Text("；", "; ").in_(lang)
    seen = [one for one in finding.observations if one.place == finding.place]
    others = [one for one in finding.observations if one.place != finding.place]
    said = [observed(finding, one, lang) for one in seen]
    for one in others[:PER_FINDING]:
        text, at = observed(finding, one, lang), clean(one.at)
        said.append(text if text.startswith(at) else f"{at} {text}")
    head = f"{clean(finding.subject)}{colon}" if finding.subject else ""
    support = "" if finding.support == "declared" else f"{semicolon}{SUPPORTS[finding.support].in_(lang)}"
    bracket = Text(f"（{where(finding.place)}{support}）。", f" ({where(finding.place)}{support}).").in_(lang)
    return f"{head}{semicolon.join(said)}{bracket}"


def _in_files(finding: Finding, lang: Lang) -> Iterator[str]:
    """What a finding rests on in other files."""
    found = rests_on(finding)
    for one in found[:PER_FINDING]:
        yield f"{where(one.spot.place)}{Text('：', ': ').in_(lang)}{said_of(one, lang)}"
    if len(found) > PER_FINDING:
        more = len(found) - PER_FINDING
        yield Text(f"另有 {more} 处，见 JSON 结果。", f"There are {more} more places: see the JSON result.").in_(lang)


def _risk(finding: Finding) -> Text:
    """The harm that a control guards against where its profile says it, and our view of how great it is."""
    control = finding.control
    view = _RISK[control.severity]
    harm = control.why if control.why != NO_WORDS else Text("", "")
    lowered = control.lowered_by
    zh = f"{harm.zh}{view.zh}（本工具的看法）。"
    en = f"{harm.en} {view.en} (this tool's own view).".strip()
    if lowered:
        zh += f"可降低风险的情形：{'；'.join(one.zh.rstrip('。') for one in lowered)}。"
        en += f" What lowers it: {'; '.join(one.en.rstrip('.') for one in lowered)}."
    return Text(zh, en)
