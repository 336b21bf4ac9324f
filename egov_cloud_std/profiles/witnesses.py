"""Reads the witnesses of a control: small descriptions, each with the status it must give."""

from collections.abc import Iterator, Mapping

from ..checks.reader import Mistake, unknown
from ..checks.readings import ASPECTS, READABLE
from ..document import Path
from ..words import STATUSES, Text
from .collecting import Collector
from .controls import Supposed, Witness

SUPPOSED = ("holds", "missing", "differs")  # what a witness may say was found of an artefact
UNREADABLE, OPEN = "unreadable", "open"  # of a document, and of one aspect of it


def read_witnesses(collector: Collector, entry: Mapping[str, object], at: Path) -> Iterator[Witness]:
    if "witnesses" not in entry:
        return
    reader = collector.reader
    first: dict[str, object] | None = None
    facts: Mapping[str, str] = {}  # of the first, as long as another says none
    wording: Mapping[str, Supposed] = {}  # likewise
    for index, one in enumerate(reader.sequence(entry["witnesses"], (*at, "witnesses"))):
        here = (*at, "witnesses", index)
        each = reader.mapping(one, here, ("status", "given", "but", "facts", "wording"), ("status",))
        status = collector.among(each["status"], (*here, "status"), STATUSES, "结论", "status")
        which = reader.one_key(each, here, ("given", "but"))
        value = each[which]
        if not isinstance(value, dict):
            raise Mistake(
                (*here, which),
                "mapping_expected",
                Text("见证应为一份小的描述", "a witness is a small description"),
                Text("写成映射。", "Write a mapping."),
            )
        if which == "but" and first is None:
            raise Mistake(
                here,
                "but_before_given",
                Text("第一个见证没有 given", "the first witness has no given"),
                Text("先写 given，再写 but。", "Write given first, then but."),
            )
        given: object = value if which == "given" or first is None else changed(first, value)
        assert isinstance(given, dict)
        own = _facts(collector, each["facts"], (*here, "facts")) if "facts" in each else None
        read = _wording(collector, each["wording"], (*here, "wording")) if "wording" in each else None
        if first is None:
            first, facts, wording = given, own or {}, read or {}
        supposed = own if own is not None else facts if which == "but" else {}
        found = read if read is not None else wording if which == "but" else {}
        yield Witness(status, given, collector.document.place(here), supposed, found)


def _facts(collector: Collector, value: object, at: Path) -> dict[str, str]:
    """What is supposed of the artefacts, by the id of their evidence."""
    if not isinstance(value, dict):
        raise Mistake(
            at,
            "mapping_expected",
            Text("facts 应为映射：证据标识 → 所见", "facts is a mapping from the id of evidence to what was found"),
            Text("写成 {r1: holds}。", "Write {r1: holds}."),
        )
    known = dict.fromkeys(SUPPOSED)
    return {name: collector.among(one, (*at, name), known, "所见", "state") for name, one in value.items()}


def _wording(collector: Collector, value: object, at: Path) -> dict[str, Supposed]:
    """What is supposed of the documents, by their id."""
    if not isinstance(value, dict):
        raise Mistake(
            at,
            "mapping_expected",
            Text(
                "wording 应为映射：文件标识 → 所见", "wording is a mapping from the id of a document to what was found"
            ),
            Text("写成 {d1: {variants_declared: 2}}。", "Write {d1: {variants_declared: 2}}."),
        )
    return {name: _supposed(collector, one, (*at, name)) for name, one in value.items()}


def _supposed(collector: Collector, value: object, at: Path) -> Supposed:
    if not isinstance(value, dict):
        return collector.among(value, at, {UNREADABLE: None}, "所见", "state")
    found: dict[str, int | str] = {}
    known = tuple(aspect for aspect in ASPECTS if aspect != READABLE)
    for aspect, number in value.items():
        if aspect not in known:
            raise Mistake((*at, aspect), "unknown_key", *unknown("用语要求", "aspect", aspect, known), on_key=True)
        is_number = isinstance(number, int) and not isinstance(number, bool) and number >= 0
        found[aspect] = number if is_number else collector.among(number, (*at, aspect), {OPEN: None}, "所见", "state")
    return found


def changed(before: object, change: object) -> object:
    """A description with changes: mappings merge, lists of things merge by id, null takes away, others replace."""
    match before, change:
        case dict(), dict():
            merged = dict(before)
            for key, value in change.items():
                if value is None:
                    merged.pop(key, None)
                else:
                    merged[key] = (
                        changed(merged[key], value)
                        if key in merged
                        else changed({}, value)
                        if isinstance(value, dict)
                        else value
                    )
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
