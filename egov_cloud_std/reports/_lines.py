"""What formats that are made of lines share: a place, a finding in one line, a source line with its caret."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from ..assess.findings import Finding
from ..assess.observing import Observation
from ..assess.results import ProfileResult
from ..checks import Condition
from ..checks.conditions import checks_of
from ..checks.readings import Found
from ..document import Place
from ..document.width import caret, expanded, window
from ..frozen import by_identity
from ..profiles import Control
from ..words import DUTIES, NONE_STATED, NOT_STATED, STATED, STATUSES, Lang, Text

_ITEM = re.compile(r"\[[^\]]*\]")
UNPRINTED = ("Cc", "Cf", "Zl", "Zp")


class _Printed(dict[int, int]):
    """For `str.translate`: what stands in place of each character, worked out once."""

    def __missing__(self, code: int) -> int:
        self[code] = ord("�") if unicodedata.category(chr(code)) in UNPRINTED else code
        return self[code]


_PRINTED = _Printed()


def where(place: Place) -> str:
    """A place as editors read it."""
    return clean(str(place))


def clean(text: str, keep: str = "") -> str:
    """A text without control and direction characters: a name in a description cannot move the cursor or the line."""
    if text.isprintable():  # nothing of these kinds is; nor are spaces of other scripts, which stay
        return text
    return keep.join(one.translate(_PRINTED) for one in text.split(keep)) if keep else text.translate(_PRINTED)


def file_or_where(place: Place) -> str:
    """A place; of what is wrong with a whole file or folder, only its name."""
    whole = place[1:] == (1, 1, 1, 1, "")
    return clean(place.file) if whole else where(place)


def folds(place: str) -> str:
    """A place without its items: what is missing in many items of a list is one line."""
    return _ITEM.sub("[…]", place)


def held_by(one: ProfileResult, lang: Lang) -> Iterator[str]:
    """Which version of a profile was asked and what was laid over it, where that is not simply the current one."""
    if not one.overlays and not one.pinned:
        return
    pinned = Text("（已固定版本）", " (pinned)").in_(lang) if one.pinned else ""
    chain = "".join(f" + {over.name} {over.version}".rstrip() + f" ({over.file})" for over in one.overlays)
    zh = "".join(f" + {over.name} {over.version}".rstrip() + f"（{over.file}）" for over in one.overlays)
    yield Text(
        f"{one.title.zh}：按 {one.name} {one.version}{pinned}{zh}，生效摘要 {one.digest}",
        f"{one.title.en}: {one.name} {one.version}{pinned}{chain}; effective digest {one.digest}",
    ).in_(lang)


def concluded(finding: Finding) -> Text:
    """The status of a finding. What a question finds is something to ask, neither right nor wrong."""
    asks = finding.control.duty == "question" and finding.status in ("not_satisfied", "partly_satisfied")
    return DUTIES["question"] if asks else STATUSES[finding.status]


def headline(finding: Finding, lang: Lang) -> str:
    """`place: status[control] requirement`."""
    status = concluded(finding).in_(lang)
    subject = f" {clean(finding.subject)}{Text('：', ': ').in_(lang)}" if finding.subject else " "
    return f"{where(finding.place)}: {status}[{finding.control.id}]{subject}{finding.control.requires.in_(lang)}"


def calendar(finding: Finding, lang: Lang) -> Iterator[str]:
    """The day on which the conclusion changes though nobody changes the description, where there is one."""
    if finding.changes_at is not None:
        day = f"{finding.changes_at:%Y-%m-%d}"
        yield Text(
            f"时效：所填内容不变，结论自 {day} 起也会改变",
            f"by the calendar: on {day} the conclusion changes, even if the description does not",
        ).in_(lang)


def besides(observations: tuple[Observation, ...], most: int = 6) -> Iterator[tuple[str, Place]]:
    """The other places that had a part, each once."""
    return islice(dict.fromkeys(one for seen in observations for one in seen.beside), most)


def rests_on(finding: Finding) -> tuple[Found, ...]:
    """What a finding rests on in files that the description names."""
    return tuple(one for seen in finding.observations for one in seen.found)


def said_of(one: Found, lang: Lang) -> str:
    """What is the matter with some words in a file, where else they differ from, and how often they stand there."""
    says = clean(one.says.in_(lang))
    if one.other is not None:
        says += Text("（另一处：", " (the other place: ").in_(lang) + where(one.other.place) + Text("）", ")").in_(lang)
    if one.times > 1:
        says += Text(f"，文中共 {one.times} 处", f", {one.times} times in this file").in_(lang)
    return says


# The condition that something is stated, or that there is none of it.
_WHERE = {
    STATED: Text("填有此项", "where it is stated"),
    NONE_STATED: Text("写明没有此项", "where it is stated that there is none"),
}


def also(one: Observation) -> Text:
    """What introduces something that was seen elsewhere."""
    return Text("与主张矛盾：", "contradicted by: ") if one.contradicts else Text("另见：", "also: ")


def fix_of(finding: Finding) -> Text:
    """What to do: where something contradicts a claim, that comes first."""
    fix = finding.control.fix
    if not any(one.contradicts for one in finding.observations):
        return fix
    return Text(
        f"撤回主张，或更正与之矛盾的内容。{fix.zh}",
        f"Take back the claim, or correct what contradicts it. {fix.en}",
    )


def observed(finding: Finding, one: Observation, lang: Lang, condition: bool | None = None) -> str:
    """What is, then what is required, or under which condition the control applies: both as facts.

    Whoever asks often gives `condition`: whether the latter is the case (`Asked.decides`).
    """
    value, wanted = clean(one.value.in_(lang)), clean(one.wanted.in_(lang))
    unstated = one.value == NOT_STATED
    condition = asked_of(finding.control).decides(finding) if condition is None else condition
    if one.contradicts:
        return f"{_now(one)}{value}" if lang == "zh" else f"now: {value}"
    if condition and one.wanted in _WHERE:
        head = f"{clean(one.at)} {NOT_STATED.zh}" if unstated else f"{_now(one)}{value}"
        if lang == "zh":
            return f"{head}，{_WHERE[one.wanted].zh}时{'不' if one.negated else ''}适用"
        head = f"{clean(one.at)} is not stated" if unstated else f"now: {value}"
        return f"{head}; {'does not apply' if one.negated else 'applies'} {_WHERE[one.wanted].en}"
    if lang == "zh":
        asks = ("要求", "不应") if not condition else ("适用条件为", "不适用条件为")
        end = "（多项之一即可）" if one.alternative else ""
        head = f"{clean(one.at)} 未填报" if unstated else f"{_now(one)}{value}"
        return f"{head}，{asks[one.negated]}{_spaced(wanted)}{end}"
    asks = ("required", "ruled out") if not condition else ("applies if", "does not apply if")
    end = " (any one will do)" if one.alternative else ""
    head = f"{clean(one.at)} is not stated" if unstated else f"now: {value}"
    return f"{head}; {asks[one.negated]}: {wanted}{end}"


class Asked:
    """The places that a control asks about: to know whether it applies, and to know whether it holds."""

    def __init__(self, control: Control) -> None:
        self._conditions = _places(part for part in (control.when, control.where) if part is not None)
        self._required = _places(control.expect)

    def decides(self, finding: Finding) -> bool:
        """Whether what was observed decides if the control applies at all: that is no requirement."""
        if not self._conditions or finding.status not in ("not_stated", "not_applicable"):
            return False
        seen = {one.at for one in finding.observations}
        if not seen or not seen <= _named(self._conditions, finding):
            return False
        return finding.status == "not_applicable" or not seen <= _named(self._required, finding)


asked_of = by_identity(Asked)


def _places(conditions: Iterable[Condition]) -> tuple[tuple[bool, str], ...]:
    """The places of all checks, and whether each belongs to the subject."""
    return tuple((check.route.relative, str(check.route)) for part in conditions for check in checks_of(part))


def _named(places: tuple[tuple[bool, str], ...], finding: Finding) -> set[str]:
    return {f"{finding.subject}{place}" if relative else place for relative, place in places}


def _now(one: Observation) -> str:
    """What introduces a value as it was written, or a phrase of ours about it."""
    text = one.value.zh
    if text == one.value.en or unicodedata.east_asian_width(text[:1] or " ") not in "WF":
        return "现为 "
    return "现" if text.startswith("有") else "现有" if "：" in text else "现状："


def _spaced(text: str) -> str:
    """A space between Chinese and Latin text."""
    return text if text and unicodedata.east_asian_width(text[0]) in "WF" else f" {text}"


def excerpt(place: Place, line: str, notes: list[str]) -> Iterator[str]:
    """The source line with a caret under the place, and notes beside it; of a workbook the cell's text."""
    number = place.short.removeprefix(f"{place.sheet}!")
    gutter = " " * len(number)
    column, end = place.column, place.end_column
    if place.sheet:
        column, end = 1, len(line) + 1
    elif place.end_line != place.line:
        end = len(line) + 1
    shown, column, end = window(line, column, end)
    text = clean(shown, keep="\t")
    padding, carets = caret(text, column, end)
    yield f"{gutter} |"
    yield f"{number} | {expanded(text)}"
    for index, note in enumerate(notes):
        yield f"{gutter} | {padding}{carets if index == 0 else ' ' * len(carets)} {note}".rstrip()
