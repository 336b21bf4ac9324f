"""A profile of which only the heads of its controls are at hand; a control is read in full when somebody asks it something.

Of a short description most controls are passed over in silence, and reading them would cost more than the whole check.
What is read late was read before without a mistake, from the same bytes against the same model.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, partial
from typing import TypedDict

from ..checks import Condition, ListRoute, Reader, read_condition
from ..checks.kinds.attestation import Attested
from ..checks.reader import Threshold
from ..checks.routes import resolve_list
from ..document import Document, Number, Path
from ..shapes import Record
from ..words import Text
from .collecting import Collector
from .control_entries import read_control, read_expected
from .controls import SHARE, Control, Open, Profile, RollUp, Silence, Source
from .reading import extensions_of, scope_of, title_and_sources

Spot = tuple[list[str], str]  # a place, and what is said of it as JSON
Said = tuple[tuple[str, str], tuple[str, str], list[list[str]], bool, bool, tuple[int, int]]


class Quiet(TypedDict):
    """What is kept of a silence."""

    reads: list[str]
    opens: list[Spot] | None
    daily: bool


class Head(TypedDict):
    """What is kept of a control; `entry` is the whole of it as JSON, without its witnesses."""

    id: str
    duty: str
    severity: str
    waivable: bool
    unset: str
    side: str
    roll_up: list[str]  # the strategy, and the quorum, as written, where there is one
    each: str  # the list that it ranges over, as written; "" without one
    when: str  # as JSON; "" without one
    silence: Quiet
    silent_when: Quiet | None
    entry: str


def head_of(control: Control, silence: Silence, when: str, entry: str) -> Head:
    """What is to be kept of a control."""
    return {
        "id": control.id,
        "duty": control.duty,
        "severity": control.severity,
        "waivable": control.waivable,
        "unset": control.unset,
        "side": control.side,
        "roll_up": str(control.roll_up).split(" "),
        "each": "" if control.each is None else str(control.each),
        "when": when,
        "silence": _quiet(silence),
        "silent_when": None if silence.when is None else _quiet(silence.when),
        "entry": entry,
    }


def late_profile(
    document: Document, root: Record, front: Mapping[str, object], heads: Sequence[Head], digest: str
) -> Profile:
    """A profile from its data but for the controls, and the heads of those."""
    collector = Collector(document, root, witnesses=False)
    scope = scope_of(collector, front)
    name, version, title, sources, thresholds, set_by = title_and_sources(collector, front)
    controls = tuple(_controls(collector, name, sources, thresholds, heads))
    extensions = extensions_of(collector, front)
    return Profile(
        name, version, title, sources, thresholds, controls, digest, document, set_by, extensions, scope=scope
    )


def _controls(
    collector: Collector,
    profile: str,
    sources: Mapping[str, Source],
    thresholds: Mapping[str, Threshold],
    heads: Sequence[Head],
) -> Iterator[Control]:
    def rest(index: int, head: Head, each: ListRoute | None, name: str) -> dict[str, object]:
        if name == "when":
            return {"when": when_of(head, each)}
        entry, at = json.loads(head["entry"], parse_float=Number), ("controls", index)
        reader = Reader(collector.root, [], None, head["id"], thresholds)
        if name in ("where", "expect"):  # a check asks no more
            where, expect = read_expected(reader, entry, at, each)
            return {"where": where, "expect": expect}
        return vars(read_control(collector, reader, entry, at, profile, sources, SHARE)) | {"when": when_of(head, each)}

    conditions: dict[tuple[str, ...], Condition] = {}  # many controls apply under the same one

    def when_of(head: Head, each: ListRoute | None) -> Condition | None:
        if not head["when"]:
            return None
        name = head["id"] if Attested.name in head["when"] else ""  # only attestations are of one control
        key = head["when"], head["each"], name
        if key not in conditions:
            reader = Reader(collector.root, [], None if each is None else each.record, name, thresholds)
            conditions[key] = read_condition(json.loads(head["when"], parse_float=Number), (), reader)
        return conditions[key]

    lists: dict[str, ListRoute | None] = {"": None}
    for index, head in enumerate(heads):
        if head["each"] not in lists:
            lists[head["each"]] = resolve_list(head["each"], collector.root, None)
        each = lists[head["each"]]
        first = None if each is None else each.segments[0]
        when = None if head["silent_when"] is None else _silence(head["silent_when"])
        yield Control.late(
            partial(rest, index, head, each),
            id=head["id"],
            profile=profile,
            duty=head["duty"],
            severity=head["severity"],
            waivable=head["waivable"],
            unset=head["unset"],
            side=head["side"],
            roll_up=_roll_up(*head["roll_up"]),
            document=collector.document,
            written=("controls", index),
            silence=_silence(head["silence"], first, when),
            each=each,
        )


@cache  # controls have the same few
def _roll_up(strategy: str, quorum: str = "") -> RollUp:
    """As it was before it was kept: all units (`100%`) are not one unit (`1`)."""
    if quorum.endswith("%"):
        return RollUp(strategy, Fraction(quorum[:-1]) / 100)
    return RollUp(strategy, int(quorum) if quorum else None)


def _quiet(silence: Silence) -> Quiet:
    opens = None if silence.opens is None else [_spot(one) for one in silence.opens]
    return {"reads": list(silence.reads), "opens": opens, "daily": silence.daily}


def _silence(kept: Quiet, each: Path | None = None, when: Silence | None = None) -> Silence:
    return Silence.late(partial(_opens, kept), reads=tuple(kept["reads"]), each=each, daily=kept["daily"], when=when)


def _opens(kept: Quiet, _: str) -> dict[str, object]:
    return {"opens": None if kept["opens"] is None else tuple(map(_open, kept["opens"]))}


def _spot(one: Open) -> Spot:
    value, wanted, beside = (one.value.zh, one.value.en), (one.wanted.zh, one.wanted.en), list(map(_words, one.beside))
    said: Said = value, wanted, beside, one.negated, one.alternative, one.branch
    return _words(one.path), json.dumps(said, ensure_ascii=False)


def _open(spot: Spot) -> Open:
    path, said = spot
    return Open.late(partial(_said, said), path=tuple(path))


def _said(said: str, _: str) -> dict[str, object]:
    value, wanted, beside, negated, alternative, branch = json.loads(said)
    return {
        "value": Text(*value),
        "wanted": Text(*wanted),
        "beside": tuple(map(tuple, beside)),
        "negated": negated,
        "alternative": alternative,
        "branch": tuple(branch),
    }


def _words(path: Path) -> list[str]:
    return [str(step) for step in path]
