"""Results that the `json` format wrote, read back: everything in them comes from outside, and is held against its shape.

A finding that is read back says what it said; it cannot be asked anew, because the description is not at hand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeVar

from ..assess.findings import Finding
from ..assess.graded import Graded
from ..assess.observing import Observation
from ..assess.results import Beside, Counted, Counts, Noted, ProfileResult, Request, UnitResult, Unread
from ..assess.scores import Interval, Score
from ..assess.waiving import Applied
from ..checks.readings import Found, Spot
from ..document import LIMITS, Document, Path, Place, Problem, Unreadable
from ..profiles import Cited, Control, Profile, Source
from ..words import DUTIES, MARKS, NO_WORDS, SEVERITIES, STATUSES, SUPPORTS, Text
from .entries import SHARE

T = TypeVar("T")
Entry = Mapping[str, Any]


class ToldDocument(Document):
    """Stands for the profile of a control that was read back: it knows the place of the control alone."""

    __slots__ = ("_standing",)

    def __init__(self, place: Place) -> None:
        super().__init__(place.file, b"", "yaml", None, None, LIMITS)
        self._standing = place

    def place(self, path: Path, key: bool = False) -> Place:
        """Where the control stands in its profile."""
        return self._standing


def told(document: Document, at: Path, read: Callable[[], T]) -> T:
    """What `read` makes of a part of a result; whatever is odd there is `Unreadable` at that part."""
    try:
        return read()
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, ZeroDivisionError, OverflowError) as error:
        place = document.place(at)
        says = Text(
            f"检查结果此处不完整：{error!s:.80}",
            f"this part of the result is not as egov-check writes it: {error!s:.80}",
        )
        fix = Text("重新生成此结果。", "Make the result again.")
        raise Unreadable(Problem(place, "odd_result", says, fix), document.line(place.line)) from None


def unit_of(entry: Entry, profiles: Mapping[str, Profile], working: Sequence[Counted]) -> UnitResult:
    """One unit of a result; `working` is how its controls stand, as its leaf has it."""
    gaps, questions = tuple(entry["gaps"]), tuple(entry["questions"])
    everything = entry.get("findings")
    controls = {one.id: one for profile in profiles.values() for one in profile.controls}
    findings = {str(one["control"]): one for one in (*gaps, *questions)}

    def related(control: str) -> tuple[Beside, ...]:
        entries = findings.get(control, {}).get("related", ())
        return tuple(
            Beside(
                _text(one["control"]),
                _text(one["profile"]),
                _text(one["relation"]),
                _text(one["strength"]),
                _text(one["status"]),
            )
            for one in entries
        )

    def all_of() -> Iterator[Finding]:
        return (finding_of(one, controls) for one in ((*gaps, *questions) if everything is None else everything))

    return UnitResult(
        _text(entry["unit"]),
        _text(entry["name"]),
        _text(entry["level"]),
        _text(entry["file"]),
        _text(entry["digest"]),
        tuple(map(noted_of, entry["input_problems"])),
        tuple(map(noted_of, entry["remarks"])),
        tuple(_profile(one, profiles) for one in entry["profiles"]),
        _counts(entry["counts"]),
        _score(entry["score"]),
        lambda asked: (finding_of(one, controls) for one in (questions if asked else gaps)),
        all_of,
        lambda *asked: iter(()),
        tuple(map(_graded, entry["gradings"])),
        related,
        lambda: iter(working),
    )


def finding_of(entry: Entry, controls: Mapping[str, Control]) -> Finding:
    """One finding of a result; of a control that is at hand with all that is known of it."""
    control = controls.get(_text(entry["control"])) or _control(entry)
    changes = entry["changes_at"]
    return Finding(
        control,
        _text(entry["unit"]),
        _text(entry["subject"]),
        _among(entry["status"], STATUSES),
        tuple(map(_observation, entry["observations"])),
        place_of(entry["location"]),
        _text(entry["line"]),
        _text(entry["fingerprint"]),
        _among(entry["support"], SUPPORTS),
        None if changes is None else _moment(changes),
        _count(entry["unlisted"]),
        None if entry["waiver"] is None else _waiver(entry["waiver"]),
        _flag(entry["known"]),
    )


def _control(entry: Entry) -> Control:
    return Control(
        _text(entry["control"]),
        _text(entry["profile"]),
        tuple(map(_cited, entry["source"])),
        _among(entry["duty"], DUTIES),
        _among(entry["severity"], SEVERITIES),
        text_of(entry["requires"]),
        text_of(entry["fix"]),
        None,
        None,
        None,
        (),
        None,
        True,
        (),
        (),
        {},
        "",
        "platform",
        ToldDocument(place_of(entry["control_location"])),
        (),
        NO_WORDS,
    )


def _cited(entry: Entry) -> Cited:
    document = entry["document"]
    source = None
    if document is not None:
        source = Source("", text_of(document["title"]), document["number"] or "", document["url"] or "", NO_WORDS)
    facts, rows = tuple(map(_text, entry["facts"])), tuple(map(_text, entry["rows"]))
    return Cited(
        source, _among(entry["text"], MARKS), entry["clause"] or "", entry["number"] or "", facts=facts, rows=rows
    )


def _observation(entry: Entry) -> Observation:
    holds = entry["holds"]
    return Observation(
        _text(entry["place"]),
        place_of(entry["location"]),
        _text(entry["line"]),
        text_of(entry["value"]),
        text_of(entry["wanted"]),
        None if holds is None else _flag(holds),
        _among(entry["support"], SUPPORTS),
        tuple((_text(one["place"]), place_of(one["location"])) for one in entry["beside"]),
        _flag(entry["negated"]),
        _flag(entry["alternative"]),
        entry["missing"] or "",
        (0, 0),
        tuple(map(_found, entry["found"])),
    )


def _found(entry: Entry) -> Found:
    other = entry["other"]
    return Found(_spot(entry), text_of(entry["says"]), None if other is None else _spot(other), _count(entry["times"]))


def _spot(entry: Entry) -> Spot:
    return Spot(place_of(entry["location"]), _text(entry["words"]), _text(entry["line"]))


def _waiver(entry: Entry) -> Applied:
    start, end = date.fromisoformat(entry["start"]), date.fromisoformat(entry["end"])
    return Applied(_text(entry["reason"]), _text(entry["approver"]), start, end, place_of(entry["location"]))


def _profile(entry: Entry, profiles: Mapping[str, Profile]) -> ProfileResult:
    name, counts = _text(entry["name"]), _counts(entry["counts"])
    at_hand = profiles.get(name)
    return ProfileResult(
        name,
        Text(name, name) if at_hand is None else at_hand.title,
        _text(entry["version"]),
        _text(entry["digest"]),
        sum(counts.controls.values()),
        counts,
        _score(entry["score"]),
        () if at_hand is None else at_hand.overlays,
        at_hand is not None and at_hand.pinned,
    )


def _counts(entry: Entry) -> Counts:
    def by_status(one: Entry) -> dict[str, int]:
        return {name: _count(one[name]) for name in STATUSES}

    severities = {name: by_status(entry["controls_by_severity"][name]) for name in SEVERITIES}
    return Counts(by_status(entry["controls"]), by_status(entry["findings"]), severities)


def _score(entry: Entry) -> Score:
    interval = entry["interval"]
    return Score(
        _count(entry["controls"]),
        None if interval is None else Interval(exact(interval[0]), exact(interval[1])),
        _share(entry["filled_in"]),
        _share(entry["satisfied_among_decided"]),
    )


def _graded(entry: Entry) -> Graded:
    raise ValueError("gradings are worked out where the descriptions are")


def noted_of(entry: Entry) -> Noted:
    """One remark of a result."""
    return Noted(
        place_of(entry["location"]),
        _text(entry["line"]),
        _text(entry["code"]),
        text_of(entry["says"]),
        text_of(entry["fix"]),
    )


def unread_of(entry: Entry) -> Unread:
    """One file that could not be read."""
    problem = Problem(place_of(entry["location"]), _text(entry["code"]), text_of(entry["says"]), text_of(entry["fix"]))
    return Unread(_text(entry["file"]), problem, _text(entry["line"]))


def request_of(entry: Entry) -> Request:
    """What was asked for."""
    return Request(
        _texts(entry["paths"]),
        _texts(entry["profiles"]),
        tuple((_text(name), _text(one)) for name, one in entry["profile_versions"].items()),
        _texts(entry["controls"]),
        _texts(entry["waivers"]),
        _text(entry["baseline"]),
        _texts(entry["gradings"]),
        _text(entry["earlier"]),
        _text(entry["shard"]),
        _flag(entry["redacted"]),
    )


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("a list of texts belongs here")
    return tuple(map(_text, values))


def place_of(entry: Entry) -> Place:
    """A place of a result."""
    line, column, end_line, end_column = (_count(entry[name]) for name in ("line", "column", "end_line", "end_column"))
    if not (line and column and end_line and end_column):
        raise ValueError("lines and columns begin at 1")
    return Place(_text(entry["file"]), line, column, end_line, end_column)


def text_of(entry: Entry) -> Text:
    """Words of a result."""
    return Text(_text(entry["zh"]), _text(entry["en"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text belongs here")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("a whole number belongs here")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false belongs here")
    return value


def _among(value: object, known: Mapping[str, object]) -> str:
    text = _text(value)
    if text not in known:
        raise ValueError(f"{text} is no word of results")
    return text


def _share(value: object) -> Fraction | None:
    return None if value is None else exact(value)


def exact(value: object) -> Fraction:
    """A number of a result, as a result writes it: `3/4`. Anything shorter to write and longer to work out is refused."""
    text = _text(value)
    if not SHARE.fullmatch(text):
        raise ValueError("an exact share belongs here")
    return Fraction(text)


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a moment has its time zone")
    return moment
