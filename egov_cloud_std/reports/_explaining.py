"""A control and its conclusions, in words: what `list` and `explain` say."""

import re
from collections.abc import Iterator

from ..assess.results import sources_text
from ..checks import AllOf, AnyOf, Check, Condition, Not
from ..checks.world import Subject, World
from ..clock import parse_moment
from ..document.width import display_width
from ..profiles import Control, Profile
from ..words import DUTIES, SEVERITIES, SIDES, Lang, Text

_SOME_DAY = "1911-11-11"  # stands for the day of assessment, which nobody knows when a control is explained
_UNKNOWN = re.compile(r"（未填报）|（未能算出）| \(not stated\)| \(cannot be worked out\)")  # true of no description
_EMPTY = World({}, parse_moment(_SOME_DAY))


_DUTY = {
    "unread": Text("未见（没有读到原文的用词）", "unread (the verb of the source was not read)"),
    "question": Text("疑点（只提请核实，不计入得分）", "question (something to ask; in no score)"),
}


def listed(profile: Profile, lang: Lang) -> Iterator[str]:
    """A profile and its controls, one line each."""
    number = len(profile.controls)
    yield Text(
        f"{profile.name}  {profile.title.zh}（{number} 项：用词、严重程度、要求）",
        f"{profile.name}  {profile.title.en} ({number} controls: duty, severity, requirement)",
    ).in_(lang)
    width = max((len(control.id) for control in profile.controls), default=0)
    for control in profile.controls:
        words = f"{DUTIES[control.duty].in_(lang)}, {SEVERITIES[control.severity].in_(lang)}"
        words = words.replace(", ", "、") if lang == "zh" else words
        yield f"  {control.id.ljust(width)}  {words}  {control.requires.in_(lang)}"


def explained(control: Control, lang: Lang) -> Iterator[str]:
    """What a control requires, on what it rests, how it is decided, how to put it right."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield f"{control.id}  ({control.profile})"
    yield ""
    yield f"{t('要求', 'Requires')}  {control.requires.in_(lang)}"
    yield f"{t('用词', 'Duty')}  {_DUTY.get(control.duty, DUTIES[control.duty]).in_(lang)}"
    yield f"{t('严重程度（本项目看法）', 'Severity (our view)')}  {SEVERITIES[control.severity].in_(lang)}"
    yield f"{t('责任方', 'Whose it is')}  {SIDES[control.side].in_(lang)}"
    yield f"{t('依据', 'Source')}  {sources_text(control).in_(lang)}"
    if control.unset:
        yield t(
            f"指标  ${control.unset} 未设定，设定之前不作判定",
            f"Threshold  ${control.unset} is unset; until somebody sets it, nothing is concluded",
        )
    yield ""
    if control.each is not None:
        yield f"{t('对象', 'Each')}  {control.each}"
        yield from _condition(control.where, t("只查", "Where"), lang)
    yield from _condition(control.when, t("适用于", "When"), lang)
    for part in control.expect:
        yield from _condition(part, t("判定", "Expect"), lang)
    if not control.waivable:
        yield t("不得作风险接受", "Nobody may accept this gap")
    for one in control.lowered_by:
        yield f"{t('可缓解', 'Lowered by')}  {one.in_(lang)}"
    yield ""
    yield f"{t('整改', 'Fix')}  {control.fix.in_(lang)}"
    yield f"{t('见', 'See')}  {control.place.file}:{control.place.line}"


def _condition(condition: Condition | None, label: str, lang: Lang) -> Iterator[str]:
    if condition is not None:
        for index, line in enumerate(phrased(condition, lang)):
            yield f"{label if index == 0 else ' ' * display_width(label)}  {line}"


def phrased(condition: Condition, lang: Lang, depth: int = 0) -> Iterator[str]:
    """A condition as lines, indented by its nesting."""
    pad = "  " * depth
    match condition:
        case Check(route, kind):
            yield f"{pad}{route}  {kind.name}: {_in_general(kind.wanted(_EMPTY, Subject(_EMPTY.root))).in_(lang)}"
        case Not(part):
            yield pad + Text("并非：", "not:").in_(lang)
            yield from phrased(part, lang, depth + 1)
        case AllOf(parts) | AnyOf(parts):
            if isinstance(condition, AnyOf):
                yield pad + Text("以下之一：", "any of:").in_(lang)
            elif depth:
                yield pad + Text("同时：", "all of:").in_(lang)
            for part in parts:
                yield from phrased(part, lang, depth + 1 if depth or isinstance(condition, AnyOf) else depth)


def _in_general(wanted: Text) -> Text:
    """What is required of any description, on any day."""
    zh = re.sub(rf" ?{_SOME_DAY} ?", "检查之日", wanted.zh)
    return Text(_UNKNOWN.sub("", zh), _UNKNOWN.sub("", wanted.en.replace(_SOME_DAY, "the day of assessment")))
