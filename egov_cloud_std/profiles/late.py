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
from .reading import extensions_of, read_source, scope_of, title_and_thresholds

Said = tuple[tuple[str, str], tuple[str, str], list[list[str]], bool, bool, tuple[int, int]]
"""What is said of a place: its value, what is wanted, the places beside it, and how the check stands."""


ASKED = ("each", "when", "expect")  # the keys of a control that a check reads


class Quiet(TypedDict):
    """What is kept of a silence; what is said of the places stands in the line of the control."""

    reads: list[str]
    opens: list[str] | None
    daily: bool


class Head(TypedDict):
    """What is kept of a control for every start."""

    id: str
    duty: str
    severity: str
    waivable: bool
    unset: str
    side: str
    roll_up: list[str]  # the strategy, and the quorum, as written, where there is one
    each: str  # the list that it ranges over, as written; "" without one
    when: int  # the first control with the same condition, by its position; -1 without one
    silence: Quiet
    silent_when: Quiet | None


Asked = dict[str, object]
"""What a check asks: those keys of a control, as the profile has them."""


class Told(TypedDict):
    """What a report asks of a control."""

    entry: dict[str, object]  # all other keys, without its witnesses
    said: list[list[Said]]  # of what it requires, and of its condition


def head_of(control: Control, silence: Silence, when: int) -> Head:
    """What is to be kept of a control for every start."""
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
    }


def lines_of(silence: Silence, entry: Mapping[str, object]) -> tuple[Asked, Told]:
    """What is to be kept of it for whoever asks it something."""
    parts = [silence] if silence.when is None else [silence, silence.when]
    asked = {key: one for key, one in entry.items() if key in ASKED}
    other = {key: one for key, one in entry.items() if key not in (*ASKED, "witnesses")}
    return asked, {"entry": other, "said": [[_said(one) for one in part.opens or ()] for part in parts]}


def sharing(controls: Sequence[tuple[Control, str]]) -> list[int]:
    """Which condition each of them has, its text being given: the position of the first with the same; -1 without one."""
    first: dict[tuple[str, str, str], int] = {}
    found = []
    for index, (control, text) in enumerate(controls):
        name = control.id if Attested.name in text else ""  # only attestations are of one control
        found.append(first.setdefault((text, str(control.each), name), index) if text else -1)
    return found


def late_profile(
    document: Document,
    root: Record,
    front: Mapping[str, object],
    heads: Sequence[Head],
    lines: Sequence[bytes],
    digest: str,
) -> Profile:
    """A profile from its data but for the controls, the heads of those, and for each the two of `lines_of` as JSON.

    Raises `KeyError`, `TypeError`, `ValueError` or `Mistake` where something else is given.
    """
    if len(lines) != 2 * len(heads):
        raise ValueError("two lines for every control belong here")
    collector = Collector(document, root, witnesses=False)
    scope = scope_of(collector, front)
    sources = dict(_sources(collector, front))
    name, version, title, thresholds, set_by = title_and_thresholds(collector, front, sources)
    late = _Late(collector, name, sources, thresholds, heads, lines)
    controls = tuple(map(late.control, range(len(heads))))
    extensions = extensions_of(collector, front)
    return Profile(
        name, version, title, sources, thresholds, controls, digest, document, set_by, extensions, scope=scope
    )


def _sources(collector: Collector, front: Mapping[str, object]) -> Iterator[tuple[str, Source]]:
    def rest(name: str, value: object, at: Path, _: str) -> dict[str, object]:
        return vars(read_source(collector, name, value, at))

    for name, value, at in collector.named(front, "sources"):
        yield name, Source.late(partial(rest, name, value, at), name=name)


class _Late:
    """Reads controls when they are asked."""

    def __init__(
        self,
        collector: Collector,
        profile: str,
        sources: Mapping[str, Source],
        thresholds: Mapping[str, Threshold],
        heads: Sequence[Head],
        lines: Sequence[bytes],
    ) -> None:
        self._collector = collector
        self._profile = profile
        self._sources = sources
        self._thresholds = thresholds
        self._heads = heads
        self._lines = lines
        self._lists: dict[str, ListRoute | None] = {"": None}
        self._conditions: dict[int, Condition] = {}  # many controls apply under the same one

    def control(self, index: int) -> Control:
        """A control that knows its head."""
        head = self._heads[index]
        each = tuple(head["each"].split("[]", 1)[0].split(".")) if head["each"] else None
        when = None if head["silent_when"] is None else self._silence(index, 1, head["silent_when"])
        return Control.late(
            partial(self._rest, index),
            id=head["id"],
            profile=self._profile,
            duty=head["duty"],
            severity=head["severity"],
            waivable=head["waivable"],
            unset=head["unset"],
            side=head["side"],
            roll_up=_roll_up(*head["roll_up"]),
            document=self._collector.document,
            written=("controls", index),
            silence=self._silence(index, 0, head["silence"], each, when),
        )

    def _rest(self, index: int, name: str) -> dict[str, object]:
        each = self._each(index)
        match name:
            case "each":
                return {"each": each}
            case "when":
                return {"when": self._when(index)}
        asked, at = self._asked(index), ("controls", index)
        if name in ("where", "expect"):  # a check asks no more
            where, expect = read_expected(self._reader(index), asked, at, each)
            return {"where": where, "expect": expect}
        reader, entry = self._reader(index), self._told(index)["entry"] | asked
        read = read_control(self._collector, reader, entry, at, self._profile, self._sources, SHARE)
        return vars(read) | {"each": each, "when": self._when(index)}

    def _asked(self, index: int) -> Asked:
        asked: Asked = json.loads(self._lines[2 * index], parse_float=Number)
        return asked

    def _told(self, index: int) -> Told:
        told: Told = json.loads(self._lines[2 * index + 1], parse_float=Number)
        return told

    def _reader(self, index: int, record: Record | None = None) -> Reader:
        return Reader(self._collector.root, [], record, self._heads[index]["id"], self._thresholds)

    def _each(self, index: int) -> ListRoute | None:
        text = self._heads[index]["each"]
        if text not in self._lists:
            self._lists[text] = resolve_list(text, self._collector.root, None)
        return self._lists[text]

    def _when(self, index: int) -> Condition | None:
        first = self._heads[index]["when"]
        if first < 0:
            return None
        if first not in self._conditions:
            each = self._each(first)
            reader = self._reader(first, None if each is None else each.record)
            self._conditions[first] = read_condition(self._asked(first)["when"], (), reader)
        return self._conditions[first]

    def _silence(
        self, index: int, part: int, kept: Quiet, each: Path | None = None, when: Silence | None = None
    ) -> Silence:
        rest = partial(self._opens, index, part, kept["opens"])
        return Silence.late(rest, reads=tuple(kept["reads"]), each=each, daily=kept["daily"], when=when)

    def _opens(self, index: int, part: int, opens: list[str] | None, _: str) -> dict[str, object]:
        if opens is None:
            return {"opens": None}
        asked = partial(self._open, index, part)
        return {"opens": tuple(Open.late(partial(asked, at), path=_path(one)) for at, one in enumerate(opens))}

    def _open(self, index: int, part: int, at: int, _: str) -> dict[str, object]:
        value, wanted, beside, negated, alternative, branch = self._told(index)["said"][part][at]
        return {
            "value": Text(*value),
            "wanted": Text(*wanted),
            "beside": tuple(map(tuple, beside)),
            "negated": negated,
            "alternative": alternative,
            "branch": tuple(branch),
        }


@cache  # controls have the same few
def _roll_up(strategy: str, quorum: str = "") -> RollUp:
    """As it was before it was kept: all units (`100%`) are not one unit (`1`)."""
    if quorum.endswith("%"):
        return RollUp(strategy, Fraction(quorum[:-1]) / 100)
    return RollUp(strategy, int(quorum) if quorum else None)


def _quiet(silence: Silence) -> Quiet:
    opens = None if silence.opens is None else [".".join(_words(one.path)) for one in silence.opens]
    return {"reads": list(silence.reads), "opens": opens, "daily": silence.daily}


def _path(place: str) -> Path:
    return tuple(place.split("."))


def _said(one: Open) -> Said:
    value, wanted, beside = (one.value.zh, one.value.en), (one.wanted.zh, one.wanted.en), list(map(_words, one.beside))
    return value, wanted, beside, one.negated, one.alternative, one.branch


def _words(path: Path) -> list[str]:
    return [str(step) for step in path]
