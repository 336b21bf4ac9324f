"""What changed between two results: how the parts add up to the whole, then what is in each part."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..region.differing import (
    CAUSES,
    EXCUSE,
    KINDS,
    NO_GAP,
    NO_SUBJECT,
    NOT_ASKED,
    NOT_COMPARABLE,
    UNRECORDED,
    Diff,
    Difference,
)
from ..region.recorded import Recorded
from ..words import DUTIES, SELF_CHECK, SEVERITIES, STATUSES, Lang, Text
from ._columns import aligned
from ._json_text import dumps
from ._lines import clean, where
from ._over_time import moment, unlike

SCHEMA = "egov-diff/0"
FEW = 15  # differences shown of one part
_ORDER = {name: index for index, name in enumerate(SEVERITIES)}

CAUSED: dict[str, Text] = {
    "description": Text("描述", "description"),
    "profile": Text("检查标准", "profile"),
    "calendar": Text("日期", "calendar"),
    "tool": Text("工具版本", "tool version"),
    EXCUSE: Text("风险接受或基线", "waiver or baseline"),
    UNRECORDED: Text("结果中看不出", "not told by the results"),
    NOT_COMPARABLE: Text("不可比", "not comparable"),
}
assert {*CAUSED} == {*CAUSES, EXCUSE, UNRECORDED, NOT_COMPARABLE}
MEANT: dict[str, Text] = {
    "new": Text("新增", "new"),
    "gone": Text("消除", "gone"),
    "status": Text("状态改变", "other status"),
    "excuse": Text("接受改变", "excused otherwise"),
    "beside": Text("非问题的变化", "among no gaps"),
    "only_new": Text("仅新结果有", "only in NEW"),
    "only_old": Text("仅旧结果有", "only in OLD"),
}
assert {*MEANT} == {*KINDS}
_STATES = {
    NO_GAP: Text("无问题", "no gap"),
    NO_SUBJECT: Text("无此检查对象", "no such subject"),
    NOT_ASKED: Text("没有检查", "not asked"),
}


def as_text(found: Diff, lang: Lang, everything: bool) -> Iterator[str]:
    """The difference for a terminal."""
    for line in _lines(found, lang, everything):
        yield clean(line) + "\n"


def _lines(found: Diff, lang: Lang, everything: bool) -> Iterator[str]:
    yield f"{Text('旧：', 'OLD: ').in_(lang)}{_known(found.old, lang)}"
    yield f"{Text('新：', 'NEW: ').in_(lang)}{_known(found.new, lang)}"
    yield from (f"  ‖ {unlike(one, lang)}" for one in found.definitions)
    yield ""
    yield _balance(found, lang)
    if not found.differences:
        yield SELF_CHECK.in_(lang)
        return
    yield ""
    yield from _table(found, lang)
    yield ""
    for causes in found.parts:
        yield from _part(causes, [one for one in found.differences if one.causes == causes], lang, everything)
    yield from _notes(found, lang)
    yield SELF_CHECK.in_(lang)


def _known(one: Recorded, lang: Lang) -> str:
    return Text(
        f"{clean(one.file)}（时点 {moment(one.as_of)}，工具 {clean(one.tool)}，{len(one.units)} 个单位）",
        f"{clean(one.file)} (as of {moment(one.as_of)}, tool {clean(one.tool)}, {len(one.units)} unit{'' if len(one.units) == 1 else 's'})",
    ).in_(lang)


def _balance(found: Diff, lang: Lang) -> str:
    """How the gaps of the old result become those of the new one."""
    count = {kind: sum(one.kind == kind for one in found.differences) for kind in KINDS}
    before, after = found.gaps
    changed = count["status"] + count["excuse"]
    return Text(
        f"问题、未填报和疑点：旧 {before} − 消除 {count['gone']} − 仅旧有 {count['only_old']} + 新增 {count['new']} + 仅新有 {count['only_new']} = 新 {after}；"
        f"两次都有的 {found.same + changed} 项中 {changed} 项有变，{found.same} 项未变",
        f"gaps and questions: OLD {before} − {count['gone']} gone − {count['only_old']} only in OLD + {count['new']} new + {count['only_new']} only in NEW = NEW {after}; "
        f"of {found.same + changed} in both, {changed} changed and {found.same} did not",
    ).in_(lang)


def cause(causes: Sequence[str], lang: Lang) -> str:
    """A cause, or several: which of them it was, the results cannot tell."""
    names = [CAUSED[one].in_(lang) for one in causes]
    if len(names) == 1:
        return names[0]
    return Text(f"多种原因：{'、'.join(names)}", f"several: {', '.join(names)}").in_(lang)


def _table(found: Diff, lang: Lang) -> Iterator[str]:
    """A row per part; the last one is their sum."""
    kinds = [kind for kind in KINDS if any(one.kind == kind for one in found.differences)]
    head = [Text("原因", "cause").in_(lang), *(MEANT[kind].in_(lang) for kind in kinds), Text("合计", "all").in_(lang)]
    rows = [
        [cause(causes, lang), *(str(counts[kind]) for kind in kinds), str(counts.total())]
        for causes, counts in found.parts.items()
    ]
    whole = [str(sum(one.kind == kind for one in found.differences)) for kind in kinds]
    yield from aligned([head, *rows, [Text("合计", "all").in_(lang), *whole, str(len(found.differences))]])


def _part(causes: Sequence[str], differences: Sequence[Difference], lang: Lang, everything: bool) -> Iterator[str]:
    number = len(differences)
    yield f"{Text('—— ', '-- ').in_(lang)}{cause(causes, lang)}{Text(f'：{number} 项', f': {number}').in_(lang)}"
    worst = sorted(differences, key=lambda one: (_ORDER.get(one.severity, len(_ORDER)), KINDS.index(one.kind)))
    shown = worst if everything else worst[:FEW]
    yield from (_difference(one, lang) for one in shown)
    if number > len(shown):
        more = number - len(shown)
        yield Text(f"  … 另有 {more} 项（--all 全部列出）", f"  … {more} more (--all lists them)").in_(lang)
    yield ""


def _difference(one: Difference, lang: Lang) -> str:
    at = "" if one.place is None else f"{where(one.place)}: "
    subject = f" {clean(one.subject)}" if one.subject else ""
    before, after = (_state(state, one.duty).in_(lang) for state in (one.before, one.after))
    change = f"{before} → {after}" if one.kind != "excuse" else _excuse(one, lang)
    requires = clean(one.requires.in_(lang))
    said = f"{Text('：', ': ').in_(lang)}{requires}" if requires else ""
    unit = clean(one.unit)
    return (
        f"  {at}{MEANT[one.kind].in_(lang)} {unit} [{clean(one.control)}]{subject} {change}{_foretold(one, lang)}{said}"
    )


def _state(state: str, duty: str) -> Text:
    if state in _STATES:
        return _STATES[state]
    asks = duty == "question" and state in ("not_satisfied", "partly_satisfied")
    return DUTIES["question"] if asks else STATUSES[state]


def _excuse(one: Difference, lang: Lang) -> str:
    before, after = (_excused(until, known, lang) for until, known in zip(one.waived, one.known, strict=True))
    return f"{STATUSES[one.after].in_(lang)}{Text('，', ', ').in_(lang)}{before} → {after}"


def _excused(until: object, known: bool, lang: Lang) -> str:
    """What keeps a gap from failing a run."""
    said = [] if until is None else [Text(f"风险接受至 {until}", f"waived until {until}")]
    said += [Text("基线已有", "in the baseline")] if known else []
    return Text("、", ", ").in_(lang).join(one.in_(lang) for one in said) or Text("无人接受", "not excused").in_(lang)


def _foretold(one: Difference, lang: Lang) -> str:
    if one.foretold is None:
        return ""
    day = f"{one.foretold:%Y-%m-%d}"
    return Text(f"（曾预告自 {day} 起改变）", f" (foretold for {day})").in_(lang)


def _notes(found: Diff, lang: Lang) -> Iterator[str]:
    """What the results do not record."""
    causes = {*found.parts}
    if any("calendar" in each and len(each) > 1 for each in causes):
        yield Text(
            "旧结果没有列出的项（当时不是问题），看不出日期是否也起了作用；用 --all 写结果的看得出。",
            "Of what OLD does not list, because it was no gap, nobody can tell whether the calendar had a say; results that were written with --all tell.",
        ).in_(lang)
    if ("calendar",) in causes or (UNRECORDED,) in causes:
        yield Text(
            "描述中写明的其他文件（清单、证据、文档）不在摘要之内：文件有改动的，也归入上述原因。",
            "Other files that a description names (lists, evidence, documents) are in no digest: what changed in them is counted there, too.",
        ).in_(lang)


def as_json(found: Diff) -> Iterator[str]:
    """The difference for programs."""
    data = {
        "schema": SCHEMA,
        "notice": SELF_CHECK._asdict(),
        "old": _result(found.old, found.gaps[0]),
        "new": _result(found.new, found.gaps[1]),
        "definitions": [{"what": one.what, "says": one.says._asdict()} for one in found.definitions],
        "same": found.same,
        "whole": len(found.differences),
        "parts": [
            {"causes": list(causes), "number": counts.total(), "kinds": {kind: counts[kind] for kind in KINDS}}
            for causes, counts in found.parts.items()
        ],
        "differences": [_as_data(one) for one in found.differences],
    }
    yield dumps(data) + "\n"


def _result(one: Recorded, gaps: int) -> dict[str, Any]:
    return {
        "file": one.file,
        "digest": one.digest,
        "as_of": one.as_of.isoformat(),
        "tool": one.tool,
        "units": len(one.units),
        "gaps": gaps,
    }


def _as_data(one: Difference) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "control": one.control,
        "profile": one.profile,
        "subject": one.subject,
        "severity": one.severity or None,
        "duty": one.duty or None,
        "requires": one.requires._asdict(),
        "before": one.before or None,
        "after": one.after or None,
        "kind": one.kind,
        "causes": list(one.causes),
        "foretold": None if one.foretold is None else one.foretold.isoformat(),
        "waived_until": [None if until is None else str(until) for until in one.waived],
        "known": list(one.known),
        "location": None if one.place is None else one.place._asdict(),
    }
