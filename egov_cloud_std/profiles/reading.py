"""Reads one profile from its document.

Every mistake becomes a `Problem` at its own line; a control with a mistake is left out, the others are read.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from ..checks import Reader
from ..checks.reader import Mistake, Threshold
from ..document import Document, Path, Problem
from ..shapes import Record
from ..words import NO_WORDS, SCOPES, Text
from .collecting import Collector
from .control_entries import read_cited, read_control, read_roll_up
from .controls import SHARE, Cited, Control, Profile, RollUp, Source

if TYPE_CHECKING:
    from .extensions import Extension

SCHEMA = "egov-profile/0"
DIRECTIONS = ("at_least", "at_most", "more_than", "less_than", "equals")
PROFILE_KEYS = (
    "schema",
    "profile",
    "version",
    "scope",
    "title",
    "roll_up",
    "sources",
    "thresholds",
    "controls",
    "extensions",
)


def read_profile(
    document: Document, root: Record, *, witnesses: bool = True
) -> tuple[Profile | None, tuple[Problem, ...]]:
    """A profile and what is wrong with it; no profile when not even its name can be read.

    `root` is the shape of a platform description: every route is checked against it; those of a profile whose scope is
    a region, against the shape of a region. Without `witnesses` the profile
    serves a check and cannot be proved.
    """
    collector = Collector(document, root, witnesses)
    profile = collector.tried(lambda: _profile(collector), None)
    return profile, tuple(sorted(collector.problems, key=lambda one: (one.place.line, one.place.column)))


def _profile(collector: Collector) -> Profile:
    reader = collector.reader
    data = reader.mapping(collector.document.data, (), PROFILE_KEYS, ("schema", "profile", "title", "controls"))
    if data["schema"] != SCHEMA:
        raise Mistake(
            ("schema",),
            "schema",
            Text(f"schema 不是 {SCHEMA}", f"schema is not {SCHEMA}"),
            Text(f"写 schema: {SCHEMA}。", f"Write schema: {SCHEMA}."),
        )
    scope = scope_of(collector, data)
    sources = dict(read_sources(collector, data))
    name, version, title, thresholds, set_by = title_and_thresholds(collector, data, sources)
    controls = tuple(_controls(collector, data, name, sources, thresholds))
    extensions = extensions_of(collector, data)
    digest, document = digest_of(data), collector.document
    return Profile(
        name, version, title, sources, thresholds, controls, digest, document, set_by, extensions, scope=scope
    )


def scope_of(collector: Collector, data: Mapping[str, object]) -> str:
    """What a profile looks at; its routes are held against the shape of that."""
    if "scope" not in data:
        return "platform"
    scope = collector.among(data["scope"], ("scope",), SCOPES, "检查范围", "scope")
    if scope == "region":
        from ..platforms.regional import record as region_record  # most profiles look at platforms

        collector.look_at(region_record())
    return scope


def roll_up_of(collector: Collector, data: Mapping[str, object]) -> RollUp:
    """How conclusions on the controls of a profile become one over the units of a region, unless a control says."""
    if "roll_up" not in data:
        return SHARE
    return collector.tried(lambda: read_roll_up(collector, data["roll_up"], ("roll_up",)), SHARE)


def extensions_of(collector: Collector, data: Mapping[str, object]) -> "tuple[Extension, ...]":
    """What a profile says of fields `x_…`."""
    if "extensions" not in data:
        return ()
    from .extensions import read_extensions  # hardly any profile has some

    return tuple(read_extensions(collector, data))


def title_and_thresholds(
    collector: Collector, data: Mapping[str, object], sources: Mapping[str, Source]
) -> tuple[str, str, Text, dict[str, Threshold], dict[str, tuple[Cited, ...]]]:
    """All of a profile but its sources and controls: name, version, title, thresholds and what each of these rests on."""
    name = collector.reader.text(data["profile"], ("profile",))
    set_by: dict[str, tuple[Cited, ...]] = {}
    thresholds = dict(_thresholds(collector, data, sources, set_by))
    version = data.get("version")
    number = "" if version is None else str(getattr(version, "text", version))
    return name, number, collector.words(data["title"], ("title",)), thresholds, set_by


def digest_of(data: Mapping[str, object]) -> str:
    """A digest of what a profile asks: comments, layout, order of keys and witnesses do not change it."""
    controls = data.get("controls")
    asked = [_without(one, "witnesses") for one in controls] if isinstance(controls, list) else controls
    text = json.dumps(
        {**data, "controls": asked},
        sort_keys=True,
        ensure_ascii=False,
        default=lambda value: getattr(value, "text", str(value)),
    )
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _without(entry: object, name: str) -> object:
    return {key: value for key, value in entry.items() if key != name} if isinstance(entry, dict) else entry


def read_sources(collector: Collector, data: Mapping[str, object]) -> Iterator[tuple[str, Source]]:
    """The documents that a file cites, by their keys."""
    for name, value, at in collector.named(data, "sources"):
        found = collector.tried(partial(read_source, collector, name, value, at), None)
        if found is not None:
            yield name, found


def read_source(collector: Collector, name: str, value: object, at: Path) -> Source:
    """One document that a file cites."""
    reader = collector.reader
    entry = reader.mapping(value, at, ("title", "number", "url", "note"), ("title",))
    texts = {key: reader.text(entry[key], (*at, key)) for key in ("number", "url") if key in entry}
    note = collector.words(entry["note"], (*at, "note")) if "note" in entry else NO_WORDS
    title = collector.words(entry["title"], (*at, "title"))
    return Source(name, title, texts.get("number", ""), texts.get("url", ""), note)


def _thresholds(
    collector: Collector,
    data: Mapping[str, object],
    sources: Mapping[str, Source],
    set_by: dict[str, tuple[Cited, ...]],
) -> Iterator[tuple[str, Threshold]]:
    """The thresholds by name; what each rests on is noted in `set_by`."""
    reader = collector.reader
    for name, value, at in collector.named(data, "thresholds"):

        def read(name: str = name, value: object = value, at: Path = at) -> Threshold:
            entry = reader.mapping(value, at, ("value", "direction", "source", "note"), ("value", "direction"))
            directions = dict.fromkeys(DIRECTIONS)
            direction = collector.among(entry["direction"], (*at, "direction"), directions, "方向", "direction")
            if entry["value"] is not None and "source" not in entry:
                raise Mistake(
                    at,
                    "threshold_without_source",
                    Text(f"指标 {name} 有值而没有来源", f"threshold {name} has a value and no source"),
                    Text("写明 source，或将 value 置空。", "State its source, or leave the value null."),
                )
            if "source" in entry:
                set_by[name] = tuple(read_cited(collector, entry["source"], (*at, "source"), sources))
            return Threshold(name, entry["value"], direction)

        found = collector.tried(read, None)
        if found is not None:
            yield name, found


def _controls(
    collector: Collector,
    data: Mapping[str, object],
    profile: str,
    sources: Mapping[str, Source],
    thresholds: Mapping[str, Threshold],
) -> Iterator[Control]:
    entries = data["controls"]
    if not isinstance(entries, list):
        raise Mistake(
            ("controls",),
            "list_expected",
            Text("controls 应为列表", "controls is a list"),
            Text("每个检查项以 - id: 开头。", "Begin each control with - id:."),
        )
    seen: dict[str, Path] = {}
    roll_up = roll_up_of(collector, data)
    for index, entry in enumerate(entries):
        at = ("controls", index)
        reader = Reader(
            collector.root, [], None, str(entry.get("id", "")) if isinstance(entry, dict) else "", thresholds
        )
        control = collector.tried(partial(read_control, collector, reader, entry, at, profile, sources, roll_up), None)
        for mistake in reader.mistakes:
            collector.add(mistake)
        if control is None or reader.mistakes:
            continue
        if control.id in seen:
            first = collector.document.place(seen[control.id])
            collector.add(
                Mistake(
                    (*at, "id"),
                    "duplicate_id",
                    Text(
                        f"检查项 {control.id} 已在第 {first.line} 行",
                        f"control {control.id} is already on line {first.line}",
                    ),
                    Text("换一个标识。", "Give it another id."),
                )
            )
            continue
        seen[control.id] = (*at, "id")
        yield control
