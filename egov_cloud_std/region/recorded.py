"""What results that the `json` format wrote say, as far as they are compared with one another.

A result comes from elsewhere and may say anything: whatever is missing or odd ends in `Unreadable` at its place.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path as FilePath

from ..assess.baseline import SCHEMA
from ..assess.regional import WHOLE
from ..assess.results import Result
from ..assess.scores import Interval, Score
from ..document import Document, Path, Place, read_file
from ..frozen import Frozen
from ..profiles import Profile
from ..words import DUTIES, GAPS, SEVERITIES, STATUSES, SUBMISSIONS, Text
from .entries import Entry, unusable


class Definition(Frozen):
    """A profile as it was asked."""

    name: str
    version: str
    digest: str
    controls: int  # that were asked: fewer where a run was narrowed to some
    by_severity: tuple[int, ...] = ()  # how many of each severity, where the result says so


class Listed(Frozen):
    """One finding that a result lists."""

    control: str
    profile: str
    subject: str
    status: str
    severity: str
    duty: str
    requires: Text
    place: Place
    waived_until: date | None  # the last day of the waiver that covers it
    known: bool  # in the baseline
    changes_at: datetime | None


class Unit(Frozen):
    """One unit of a result."""

    unit: str
    name: str
    file: str
    digest: str
    profiles: Mapping[str, Definition]
    score: Score
    gaps_by_severity: Mapping[str, int]  # controls with a gap
    findings: tuple[Listed, ...]
    is_whole: bool  # whether all findings are listed, satisfied ones too
    controls: Mapping[str, str] | None  # the status of every control, where the result says it


class Branch(Frozen):
    """A unit in the tree of a region."""

    unit: str
    name: str
    under: str
    submission: str
    score: Score  # with all below it


class Region(Frozen):
    """The region of a result."""

    id: str
    name: str
    digest: str
    weighed_by: str
    profiles: Mapping[str, Definition]  # those that look at the region
    score: Score
    branches: tuple[Branch, ...]
    findings: tuple[Listed, ...]  # across units
    controls: Mapping[str, str]  # the profile of every control that the units were held against


class Recorded(Frozen):
    """A result that was written."""

    file: str
    digest: str
    as_of: datetime
    tool: str
    narrowed: frozenset[str] | None  # the controls to which the run was narrowed, none: it was not; `None`: not known
    shard: str  # `N/M` where only such a part of the files was checked
    profiles: tuple[Definition, ...]
    units: tuple[Unit, ...]
    unread: int
    region: Region | None


def read_recorded(path: FilePath | str) -> Recorded:
    """A result that the `json` format wrote. Raises `Unreadable`."""
    return recorded(read_file(path))


def recorded(document: Document) -> Recorded:
    """The same, from a document that was read. Raises `Unreadable`."""
    data = document.data
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        at: Path = ("schema",) if isinstance(data, dict) else ()
        raise unusable(document, at, Text(f"应为 {SCHEMA} 的检查结果", f"this is no result of schema {SCHEMA}"))
    root = Entry(document, data, ())
    request = None if data.get("request") is None else root.inner("request")
    region = None if data.get("region") is None else root.inner("region")
    leaves = {} if region is None else {one.text("unit"): one for one in region.entries("leaves")}
    return Recorded(
        document.name,
        document.digest,
        root.moment("as_of"),
        root.inner("tool").text("version"),
        None if request is None else frozenset(request.texts("controls")),
        "" if request is None else request.text("shard"),
        tuple(_definition(one) for one in root.entries("profiles")),
        tuple(_unit(one, leaves.get(one.text("unit"))) for one in root.entries("units")),
        len(root.listed("unread")),
        None if region is None else _region(region),
    )


def of_region(result: Result, shard: str = "") -> Recorded:
    """What a result of a region says of itself and its tree, without its units one by one: enough for a trend."""
    region = result.region
    assert region is not None
    nodes = tuple(
        Branch(one.unit, one.name, one.under, one.submission, region.score(one.unit, None)) for one in region.nodes
    )
    across = {one.name: _asked(one) for one in region.profiles}
    controls = {one.id: one.profile for one in region.controls}
    whole = Region(
        region.id, region.name, region.digest, region.weighed_by, across, region.score(WHOLE, None), nodes, (), controls
    )
    profiles = tuple(map(_asked, result.profiles))
    return Recorded("", "", result.as_of, result.tool, None, shard, profiles, (), len(result.unread), whole)


def _asked(one: Profile) -> Definition:
    return Definition(one.name, one.version, one.digest, len(one.controls))


def _unit(one: Entry, leaf: Entry | None) -> Unit:
    counts = one.inner("counts").inner("controls_by_severity")
    whole = "findings" in one.data
    names = ("findings",) if whole else ("gaps", "questions")
    return Unit(
        one.text("unit"),
        one.text("name"),
        one.text("file"),
        one.text("digest"),
        {found.name: found for found in map(_definition, one.entries("profiles"))},
        _score(one.inner("score")),
        {severity: sum(counts.inner(severity).number(status) for status in GAPS) for severity in SEVERITIES},
        tuple(_listed(each) for name in names for each in one.entries(name)),
        whole,
        None if leaf is None or leaf.text("digest") != one.text("digest") else _controls(leaf),
    )


def _controls(leaf: Entry) -> dict[str, str]:
    """The status of every control."""
    by_status = leaf.inner("controls")
    found: dict[str, str] = {}
    for status in by_status.data:
        by_status.one_of(status, STATUSES)
        found |= dict.fromkeys(by_status.texts(status), status)
    return found


def _region(one: Entry) -> Region:
    return Region(
        one.text("id"),
        one.text("name"),
        one.text("digest"),
        one.text("weighed_by"),
        {found.name: found for found in map(_definition, one.entries("profiles"))},
        _score(one.inner("scores").inner("all")),
        tuple(_branch(each) for each in one.entries("nodes")),
        tuple(_listed(each) for name in ("gaps", "questions") for each in one.entries(name)),
        {each.text("control"): each.text("profile") for each in one.entries("cells")},
    )


def _branch(one: Entry) -> Branch:
    return Branch(
        one.text("unit"),
        one.text("name"),
        one.text("under"),
        one.choice("submission", SUBMISSIONS),
        _score(one.inner("scores").inner("all")),
    )


def _definition(one: Entry) -> Definition:
    if "controls" in one.data:
        return Definition(one.text("name"), one.text("version"), one.text("digest"), one.number("controls"))
    counts = one.inner("counts").inner("controls_by_severity")
    by_severity = tuple(sum(counts.inner(severity).numbers(STATUSES)) for severity in SEVERITIES)
    return Definition(one.text("name"), one.text("version"), one.text("digest"), sum(by_severity), by_severity)


def _listed(one: Entry) -> Listed:
    requires, waiver = one.inner("requires"), None if one.data.get("waiver") is None else one.inner("waiver")
    return Listed(
        one.text("control"),
        one.text("profile"),
        one.text("subject"),
        one.choice("status", STATUSES),
        one.choice("severity", SEVERITIES),
        one.choice("duty", DUTIES),
        Text(requires.text("zh"), requires.text("en")),
        _place(one.inner("location")),
        None if waiver is None else waiver.day("end"),
        one.flag("known"),
        one.moment_or_none("changes_at"),
    )


def _place(one: Entry) -> Place:
    line, column, end_line, end_column = one.numbers(("line", "column", "end_line", "end_column"))
    return Place(one.text("file"), line, column, end_line, end_column)


def _score(one: Entry) -> Score:
    interval = one.data.get("interval")
    if interval is not None and (not isinstance(interval, list) or len(interval) != 2):
        raise one.unusable("interval", Text("应为区间的两端", "the two ends of an interval belong here"))
    ends = None if interval is None else [one.share(end, ("interval", at)) for at, end in enumerate(interval)]
    return Score(
        one.number("controls"),
        None if ends is None else Interval(*ends),
        one.share_or_none("filled_in"),
        one.share_or_none("satisfied_among_decided"),
    )
