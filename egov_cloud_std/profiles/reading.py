"""Reads one profile from its document.

Every mistake becomes a `Problem` at its own line; a control with a mistake is left out, the others are read.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from ..checks import Check, Condition, ListRoute, Reader
from ..checks.conditions import checks_of
from ..checks.language import Mistake, Threshold, read_checks, read_condition
from ..document import Document, Path, Problem
from ..shapes import Record
from ..words import DUTIES, MARKS, SEVERITIES, STATUSES, Text
from .controls import Cited, Control, Profile, Source, Witness

SCHEMA = "egov-profile/0"
DIRECTIONS = ("at_least", "at_most", "more_than", "less_than", "equals")
PROFILE_KEYS = ("schema", "profile", "version", "title", "sources", "thresholds", "controls")
CONTROL_KEYS = (
    "id",
    "source",
    "duty",
    "severity",
    "requires",
    "fix",
    "each",
    "when",
    "expect",
    "contradicted_by",
    "waivable",
    "lowered_by",
    "witnesses",
    "equivalent",
)
NEEDED = ("id", "source", "duty", "severity", "requires", "fix", "expect")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{2,63}")

T = TypeVar("T")


class _Collector:
    """Turns mistakes into problems of one document."""

    def __init__(self, document: Document, root: Record) -> None:
        self.document = document
        self.root = root
        self.problems: list[Problem] = []
        self.reader = Reader(root)

    def add(self, mistake: Mistake) -> None:
        place = self.document.place(mistake.at, key=mistake.on_key)
        self.problems.append(Problem(place, mistake.code, mistake.says, mistake.fix))

    def tried(self, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except Mistake as mistake:
            self.add(mistake)
            return otherwise

    def words(self, value: object, at: Path) -> Text:
        entry = self.reader.mapping(value, at, ("zh", "en"), ("zh", "en"))
        return Text(self.reader.text(entry["zh"], (*at, "zh")), self.reader.text(entry["en"], (*at, "en")))

    def among(self, value: object, at: Path, known: Mapping[str, object], zh: str, en: str) -> str:
        if not isinstance(value, str) or value not in known:
            raise Mistake(
                at,
                "not_a_choice",
                Text(f"{zh}没有 {value}", f"there is no {en} {value}"),
                Text("可用：" + "、".join(known), "Known: " + ", ".join(known)),
            )
        return value

    def named(self, data: Mapping[str, object], key: str) -> Iterator[tuple[str, object, Path]]:
        """The entries of a mapping of named things."""
        value = data.get(key)
        if value is None:
            return
        if not isinstance(value, dict):
            self.add(Mistake((key,), "mapping_expected", Text(f"{key} 应为映射", f"{key} is a mapping"), Text("写成 {名称: 内容}。", "Write {name: content}.")))
            return
        for name, entry in value.items():
            yield name, entry, (key, name)


def read_profile(document: Document, root: Record) -> tuple[Profile | None, tuple[Problem, ...]]:
    """A profile and what is wrong with it; no profile when not even its name can be read.

    `root` is the shape of a platform description: every route is checked against it.
    """
    collector = _Collector(document, root)
    profile = collector.tried(lambda: _profile(collector), None)
    return profile, tuple(sorted(collector.problems, key=lambda one: (one.place.line, one.place.column)))


def _profile(collector: _Collector) -> Profile:
    reader = collector.reader
    data = reader.mapping(collector.document.data, (), PROFILE_KEYS, ("schema", "profile", "title", "controls"))
    if data["schema"] != SCHEMA:
        raise Mistake(("schema",), "schema", Text(f"schema 不是 {SCHEMA}", f"schema is not {SCHEMA}"), Text(f"写 schema: {SCHEMA}。", f"Write schema: {SCHEMA}."))
    name = reader.text(data["profile"], ("profile",))
    sources = dict(_sources(collector, data))
    thresholds = dict(_thresholds(collector, data))
    controls = tuple(_controls(collector, data, name, sources, thresholds))
    version = data.get("version")
    return Profile(
        name,
        "" if version is None else str(getattr(version, "text", version)),
        collector.words(data["title"], ("title",)),
        sources,
        thresholds,
        controls,
        digest_of(data),
        collector.document,
    )


def digest_of(data: Mapping[str, object]) -> str:
    """A digest of what a profile says: comments, order of keys and layout do not change it."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=lambda value: getattr(value, "text", str(value)))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _sources(collector: _Collector, data: Mapping[str, object]) -> Iterator[tuple[str, Source]]:
    reader = collector.reader
    for name, value, at in collector.named(data, "sources"):

        def read(name: str = name, value: object = value, at: Path = at) -> Source:
            entry = reader.mapping(value, at, ("title", "number", "url", "note"), ("title",))
            texts = {key: reader.text(entry[key], (*at, key)) for key in ("number", "url") if key in entry}
            note = collector.words(entry["note"], (*at, "note")) if "note" in entry else Text("", "")
            title = collector.words(entry["title"], (*at, "title"))
            return Source(name, title, texts.get("number", ""), texts.get("url", ""), note)

        found = collector.tried(read, None)
        if found is not None:
            yield name, found


def _thresholds(collector: _Collector, data: Mapping[str, object]) -> Iterator[tuple[str, Threshold]]:
    reader = collector.reader
    for name, value, at in collector.named(data, "thresholds"):

        def read(name: str = name, value: object = value, at: Path = at) -> Threshold:
            entry = reader.mapping(value, at, ("value", "direction", "source", "note"), ("value", "direction"))
            directions = dict.fromkeys(DIRECTIONS)
            direction = collector.among(entry["direction"], (*at, "direction"), directions, "方向", "direction")
            if entry["value"] is not None and "source" not in entry:
                raise Mistake(at, "threshold_without_source", Text(f"指标 {name} 有值而没有来源", f"threshold {name} has a value and no source"), Text("写明 source，或将 value 置空。", "State its source, or leave the value null."))
            return Threshold(name, entry["value"], direction)

        found = collector.tried(read, None)
        if found is not None:
            yield name, found


def _controls(
    collector: _Collector,
    data: Mapping[str, object],
    profile: str,
    sources: Mapping[str, Source],
    thresholds: Mapping[str, Threshold],
) -> Iterator[Control]:
    entries = data["controls"]
    if not isinstance(entries, list):
        raise Mistake(("controls",), "list_expected", Text("controls 应为列表", "controls is a list"), Text("每个检查项以 - id: 开头。", "Begin each control with - id:."))
    seen: dict[str, Path] = {}
    for index, entry in enumerate(entries):
        at = ("controls", index)
        reader = Reader(collector.root, None, str(entry.get("id", "")) if isinstance(entry, dict) else "", thresholds)
        control = collector.tried(lambda e=entry, a=at, r=reader: _control(collector, r, e, a, profile, sources), None)
        for mistake in reader.mistakes:
            collector.add(mistake)
        if control is None or reader.mistakes:
            continue
        if control.id in seen:
            first = collector.document.place(seen[control.id])
            collector.add(Mistake((*at, "id"), "duplicate_id", Text(f"检查项 {control.id} 已在第 {first.line} 行", f"control {control.id} is already on line {first.line}"), Text("换一个标识。", "Give it another id.")))
            continue
        seen[control.id] = (*at, "id")
        yield control


def _control(
    collector: _Collector,
    reader: Reader,
    value: object,
    at: Path,
    profile: str,
    sources: Mapping[str, Source],
) -> Control:
    entry = reader.mapping(value, at, CONTROL_KEYS, NEEDED)
    name = reader.text(entry["id"], (*at, "id"))
    if not IDENTIFIER.fullmatch(name):
        raise Mistake((*at, "id"), "identifier", Text(f"{name} 不是小写加下划线的标识", f"{name} is not in snake_case"), Text("用小写字母、数字和下划线。", "Use lower-case letters, digits and underscores."))
    each, where, inner = _subjects(reader, entry, at)
    expect = read_checks(entry["expect"], (*at, "expect"), inner)
    when = read_condition(entry["when"], (*at, "when"), inner) if "when" in entry else None
    against = (
        read_condition(entry["contradicted_by"], (*at, "contradicted_by"), reader) if "contradicted_by" in entry else None
    )
    duty = collector.among(entry["duty"], (*at, "duty"), DUTIES, "用词", "duty")
    severity = collector.among(entry["severity"], (*at, "severity"), SEVERITIES, "严重程度", "severity")
    return Control(
        name,
        profile,
        tuple(_cited(collector, entry["source"], (*at, "source"), sources)),
        duty,
        severity,
        _sentence(collector, entry["requires"], (*at, "requires")),
        _sentence(collector, entry["fix"], (*at, "fix")),
        each,
        where,
        when,
        expect,
        against,
        entry.get("waivable") is not False,
        _lowered(collector, entry, at),
        tuple(_witnesses(collector, entry, at)),
        _equivalent(reader, entry, at),
        _unset(expect, when, where, reader, at),
        collector.document.place((*at, "id")),
        at,
    )


def _subjects(reader: Reader, entry: Mapping[str, object], at: Path) -> tuple[ListRoute | None, Condition | None, Reader]:
    if "each" not in entry:
        return None, None, reader
    here = (*at, "each")
    each = reader.mapping(entry["each"], here, ("list", "where"), ("list",))
    route = reader.list_route(each["list"], (*here, "list"), flatten=True)
    inner = reader.within(route.record)
    where = read_condition(each["where"], (*here, "where"), inner) if "where" in each else None
    return route, where, inner


def _sentence(collector: _Collector, value: object, at: Path) -> Text:
    text = collector.words(value, at)
    for lang, words, end in (("zh", text.zh, "。"), ("en", text.en, ".")):
        if not words.endswith(end):
            raise Mistake((*at, lang), "sentence_end", Text(f"句子应以 {end} 结尾", f"the sentence ends with {end}"), Text(f"补上 {end}", f"Add {end}"))
    return text


def _cited(collector: _Collector, value: object, at: Path, sources: Mapping[str, Source]) -> Iterator[Cited]:
    reader = collector.reader
    keys = ("ref", "clause", "text", "number", "facts", "rows", "note")
    for index, one in enumerate(reader.sequence(value, at)):
        here = (*at, index)
        entry = reader.mapping(one, here, keys, ("text",))
        text = collector.among(entry["text"], (*here, "text"), MARKS, "标记", "mark")
        number = collector.among(entry["number"], (*here, "number"), MARKS, "标记", "mark") if "number" in entry else ""
        if "ref" in entry:
            ref: Source | None = sources[collector.among(entry["ref"], (*here, "ref"), sources, "来源", "source")]
        elif text == "judgement":
            ref = None
        else:
            raise Mistake(here, "source_without_ref", Text("来源没有 ref", "the source has no ref"), Text("写明 ref，或标为 text: judgement。", "Name a ref, or mark it text: judgement."))
        clause = entry.get("clause")
        if clause is not None and not number:
            raise Mistake((*here, "clause"), "clause_without_mark", Text("条款号没有写明如何得知", "it is not said how the clause number is known"), Text("写明 number。", "State number."))
        lists = {key: _texts(reader, entry[key], (*here, key)) for key in ("facts", "rows") if key in entry}
        note = collector.words(entry["note"], (*here, "note")) if "note" in entry else Text("", "")
        written = "" if clause is None else str(getattr(clause, "text", clause))
        yield Cited(ref, text, written, number, lists.get("facts", ()), lists.get("rows", ()), note)


def _texts(reader: Reader, value: object, at: Path) -> tuple[str, ...]:
    return tuple(reader.text(one, (*at, index)) for index, one in enumerate(reader.sequence(value, at)))


def _lowered(collector: _Collector, entry: Mapping[str, object], at: Path) -> tuple[Text, ...]:
    if "lowered_by" not in entry:
        return ()
    here = (*at, "lowered_by")
    entries = collector.reader.sequence(entry["lowered_by"], here)
    return tuple(collector.words(one, (*here, index)) for index, one in enumerate(entries))


def _equivalent(reader: Reader, entry: Mapping[str, object], at: Path) -> Mapping[str, str]:
    if "equivalent" not in entry:
        return {}
    here = (*at, "equivalent")
    found: dict[str, str] = {}
    for index, one in enumerate(reader.sequence(entry["equivalent"], here)):
        each = reader.mapping(one, (*here, index), ("mutant", "reason"), ("mutant", "reason"))
        found[reader.text(each["mutant"], (*here, index, "mutant"))] = reader.text(each["reason"], (*here, index, "reason"))
    return found


def _witnesses(collector: _Collector, entry: Mapping[str, object], at: Path) -> Iterator[Witness]:
    if "witnesses" not in entry:
        return
    reader, first = collector.reader, None
    for index, one in enumerate(reader.sequence(entry["witnesses"], (*at, "witnesses"))):
        here = (*at, "witnesses", index)
        each = reader.mapping(one, here, ("status", "given", "but"), ("status",))
        status = collector.among(each["status"], (*here, "status"), STATUSES, "结论", "status")
        which = reader.one_key(each, here, ("given", "but"))
        value = each[which]
        if not isinstance(value, dict):
            raise Mistake((*here, which), "mapping_expected", Text("见证应为一份小的描述", "a witness is a small description"), Text("写成映射。", "Write a mapping."))
        if which == "but" and first is None:
            raise Mistake(here, "but_before_given", Text("第一个见证没有 given", "the first witness has no given"), Text("先写 given，再写 but。", "Write given first, then but."))
        given = value if which == "given" or first is None else changed(first, value)
        first = first or given
        assert isinstance(given, dict)
        yield Witness(status, given, collector.document.place(here))


def changed(before: object, change: object) -> object:
    """A description with changes: mappings merge, lists of things merge by id, null takes away, others replace."""
    match before, change:
        case dict(), dict():
            merged = dict(before)
            for key, value in change.items():
                if value is None:
                    merged.pop(key, None)
                else:
                    merged[key] = changed(merged[key], value) if key in merged else changed({}, value) if isinstance(value, dict) else value
            return merged
        case list(), list() if _things(before) and _things(change) and change:
            by_id = {item["id"]: item for item in before}
            for item in change:
                by_id[item["id"]] = changed(by_id.get(item["id"], {}), item)
            return list(by_id.values())
        case _:
            return change


def _things(value: list[object]) -> bool:
    return all(isinstance(one, dict) and "id" in one for one in value)


def _unset(
    expect: tuple[Condition, ...], when: Condition | None, where: Condition | None, reader: Reader, at: Path
) -> str:
    """The unset threshold a control rests on. A threshold check is the only one, and is not under `not`."""
    checks = [check for part in expect for check in checks_of(part)]
    asked = [check for check in checks if check.kind.threshold()]
    elsewhere = [check for part in (when, where) if part is not None for check in checks_of(part) if check.kind.threshold()]
    if elsewhere:
        raise Mistake(elsewhere[0].written, "threshold_in_condition", Text("指标只能用在 expect 中", "a threshold is for expect only"), Text("在条件中写定值。", "Write a fixed value in a condition."))
    if not asked:
        return ""
    if len(checks) > 1 or not isinstance(expect[0], Check):
        raise Mistake((*at, "expect"), "threshold_not_alone", Text("用指标的判定应是该检查项唯一的判定，且不在 not 之下", "a threshold check is its control's only check, and not under not"), Text("拆成两个检查项。", "Split the control in two."))
    name = asked[0].kind.threshold()
    return name if reader.thresholds[name].value is None else ""

