"""Reads the gaps of a result, as the format `json` writes it, for a ledger."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..assess.baseline import SCHEMA
from ..assess.results import cited_text
from ..document import Document, Path, Problem, Unreadable
from ..frozen import Frozen
from ..profiles.controls import Cited, Source
from ..words import GAPS, MARKS, NO_WORDS, SEVERITIES, Text
from .cells import seen
from .entries import Entry

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+-]{5,40}")
_FINGERPRINT = re.compile(r"[0-9a-f]{24}")


class Checked(Frozen):
    """A result: its gaps, and what it looked at."""

    as_of: str
    entries: tuple[Entry, ...]
    asked: Mapping[str, int]  # how many controls of each profile
    units: frozenset[str]
    listed: frozenset[tuple[str, str]]  # unit and control, where the result lists every finding


def read_result(document: Document) -> Checked:
    """Raises `Unreadable`."""
    data = document.data
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        at: Path = ("schema",) if isinstance(data, dict) else ()
        raise _unusable(
            document, at, Text(f"此处需要 {SCHEMA} 的检查结果", f"a result of schema {SCHEMA} belongs here")
        )
    asked = {
        _text(document, one, at, "name"): _number(document, one, at, "controls")
        for at, one in _listed(document, data, (), "profiles")
    }
    units: set[str] = set()
    entries: list[Entry] = []
    listed: set[tuple[str, str]] = set()
    for at, unit in _listed(document, data, (), "units"):
        name, unit_id = _text(document, unit, at, "name"), _text(document, unit, at, "unit")
        units.add(unit_id)
        entries += (_entry(document, gap, here, name, asked) for here, gap in _listed(document, unit, at, "gaps"))
        if "findings" in unit:
            for here, one in _listed(document, unit, at, "findings"):
                listed.add((unit_id, _text(document, one, here, "control")))
    as_of = _text(document, data, (), "as_of")
    if not _MOMENT.fullmatch(as_of):
        raise _unusable(document, ("as_of",), Text("结果的时点不可用", "the moment of the result cannot be used"))
    return Checked(as_of, tuple(entries), asked, frozenset(units), frozenset(listed))


def _entry(document: Document, gap: dict[str, Any], at: Path, unit_name: str, asked: Mapping[str, int]) -> Entry:
    def text(key: str) -> str:
        return _text(document, gap, at, key)

    def of(key: str, known: object) -> str:
        if text(key) not in known:  # type: ignore[operator]
            raise _unusable(document, (*at, key), Text("没有这样的取值", "there is no such value"))
        return text(key)

    if not _FINGERPRINT.fullmatch(text("fingerprint")):
        raise _unusable(document, (*at, "fingerprint"), Text("这不是指纹", "this is no fingerprint"))
    observations = _listed(document, gap, at, "observations")
    clauses = [cited_text(_cited(document, one, here)) for here, one in _listed(document, gap, at, "source")]
    waiver = gap.get("waiver")
    return Entry(
        text("fingerprint"),
        text("control"),
        text("profile"),
        asked.get(text("profile"), 0),
        text("unit"),
        unit_name,
        text("subject"),
        of("status", GAPS),
        of("severity", SEVERITIES),
        _both(document, gap, at, "requires"),
        Text("；".join(one.zh for one in clauses), "; ".join(one.en for one in clauses)),
        _both(document, gap, at, "fix"),
        (
            *(
                seen(
                    _text(document, one, here, "place"),
                    _both(document, one, here, "value"),
                    _both(document, one, here, "wanted"),
                    one.get("negated") is True,
                )
                for here, one in observations
            ),
            *(_accepted(document, waiver, (*at, "waiver")) if isinstance(waiver, dict) else ()),
        ),
    )


def _accepted(document: Document, waiver: dict[str, Any], at: Path) -> Iterator[Text]:
    yield accepted(*(_text(document, waiver, at, key) for key in ("reason", "approver", "start", "end")))


def accepted(reason: str, approver: str, start: str, end: str) -> Text:
    """That somebody has accepted a gap, as a ledger says it."""
    return Text(
        f"风险接受：{reason}（{approver}，{start} 至 {end}）", f"waived: {reason} ({approver}, {start} to {end})"
    )


def _cited(document: Document, one: dict[str, Any], at: Path) -> Cited:
    source, known = one.get("document"), {*MARKS}
    text, number, clause = one.get("text"), one.get("number") or "", one.get("clause") or ""
    facts = one.get("facts")
    if not isinstance(facts, list) or not isinstance(clause, str) or text not in known or number not in {*known, ""}:
        raise _unusable(document, at, Text("此条依据不完整", "this source is not complete"))
    named = None
    if isinstance(source, dict):
        title, standard = _both(document, source, (*at, "document"), "title"), source.get("number")
        named = Source("", title, standard if isinstance(standard, str) else "", "", NO_WORDS)
    return Cited(named, str(text), clause, str(number), facts=tuple(map(str, facts)))


def _listed(document: Document, data: dict[str, Any], at: Path, name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    entries = data.get(name)
    if not isinstance(entries, list):
        raise _unusable(document, (*at, name), Text(f"{name} 应为列表", f"{name} is a list"))
    for index, entry in enumerate(entries):
        here = (*at, name, index)
        if not isinstance(entry, dict):
            raise _unusable(document, here, Text("此处应为一组字段", "a mapping belongs here"))
        yield here, entry


def _text(document: Document, data: dict[str, Any], at: Path, name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise _unusable(document, (*at, name), Text(f"{name} 应为文字", f"{name} is a text"))
    return value


def _number(document: Document, data: dict[str, Any], at: Path, name: str) -> int:
    value = data.get(name)
    if not isinstance(value, int):
        raise _unusable(document, (*at, name), Text(f"{name} 应为整数", f"{name} is a whole number"))
    return value


def _both(document: Document, data: dict[str, Any], at: Path, name: str) -> Text:
    value = data.get(name)
    zh, en = (value.get("zh"), value.get("en")) if isinstance(value, dict) else (None, None)
    if not isinstance(zh, str) or not isinstance(en, str):
        raise _unusable(document, (*at, name), Text(f"{name} 应有中英文", f"{name} is a text in both languages"))
    return Text(zh, en)


def _unusable(document: Document, at: Path, says: Text) -> Unreadable:
    place = document.place(at)
    fix = Text(
        "用 egov-check --format json=文件 重新生成结果。", "Make the result again: egov-check --format json=FILE."
    )
    return Unreadable(Problem(place, "result", says, fix), document.line(place.line))
