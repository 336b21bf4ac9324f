"""Joins results: those that each city made into the province's, or the shards of one run into the whole.

Leaves are joined, and everything about the region is worked out anew from them; so what comes of shards is what one run
would have come to, byte for byte. Results that were made by different profiles, at different moments or with different
versions of this tool answer different questions: they are refused, unless that is accepted and then said in every report.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..assess.regional import Expected
from ..assess.results import Noted, Request, Result, UnitResult, Unread
from ..document import Document, Place, Unreadable, read_file
from ..document import Path as Steps
from ..frozen import Frozen, replace
from ..profiles import Control, Profile
from ..words import Text
from .adding_up import regional_of
from .earlier import hold_seen, regional_part
from .expected import RegionFile
from .leaf import Leaf, counted
from .leaf_json import leaf_from_json
from .told import exact, noted_of, place_of, request_of, told, unit_of, unread_of
from .tree import tree_of


class Part(Frozen):
    """One of the results that are joined."""

    document: Document
    tool: str
    as_of: datetime
    digests: Mapping[str, str]  # of the profiles, those that look at the region among them
    region: RegionFile
    leaves: tuple[Leaf, ...]
    units: tuple[UnitResult, ...]
    unread: tuple[Unread, ...]
    notices: tuple[Noted, ...]
    passed_over: int
    request: Request | None


class Differing(Exception):
    """Results that answer different questions: in what they differ."""

    def __init__(self, differences: Sequence[Text]) -> None:
        super().__init__("; ".join(one.en for one in differences))
        self.differences = tuple(differences)


def merge(
    paths: Sequence[Path | str],
    profiles: Sequence[Profile],
    *,
    region: RegionFile | None = None,
    earlier: Sequence[dict[str, Any]] = (),
    accept: bool = False,
) -> Result:
    """The result that several results of regions come to together.

    `profiles` are those by which the results were made, those that look at the region among them; `region` is the
    province's own `region.yaml`, where the results were made by others'. `earlier` are figures of the period before.
    Raises `Unreadable`, and `Differing` unless differences are accepted.
    """
    platform = tuple(one for one in profiles if one.scope == "platform")
    across = tuple(one for one in profiles if one.scope == "region")
    controls = tuple(control for profile in platform for control in profile.controls)
    parts = [_part(read_file(path), platform, controls) for path in paths]
    differences = tuple(_differences(parts, profiles, region))
    if differences and not accept:
        raise Differing(differences)
    whole = region or _joined(parts)
    unread = sorted((one for part in parts for one in part.unread), key=lambda one: Path(one.file))
    leaves = [leaf for part in parts for leaf in part.leaves]
    tree = tree_of(whole, leaves, unread)
    moment = max(part.as_of for part in parts)
    digests = {file: digest for leaf in leaves for file, _, digest in leaf.sources}
    digests |= {leaf.file: leaf.digest for leaf in leaves} | {whole.file: whole.digest}
    regional = regional_of(whole, tree, platform, across, moment, earlier, _Lines(digests).of, differences)
    units = {unit.unit: unit for part in parts for unit in part.units}
    return Result(
        parts[0].tool,
        moment,
        platform,
        tuple(units[one.unit] for one in tree.branches if one.leaf is not None and one.unit in units),
        tuple(unread),
        sum(part.passed_over for part in parts),
        (),
        tuple(dict.fromkeys(one for part in parts for one in part.notices)),
        request=_request(parts),
        region=regional,
    )


def _part(document: Document, profiles: Sequence[Profile], controls: Sequence[Control]) -> Part:
    region = regional_part(document)
    data: dict[str, Any] = document.data if isinstance(document.data, dict) else {}
    at_hand = {one.name: one for one in profiles}

    def head() -> Part:
        moment = datetime.fromisoformat(data["as_of"])
        if moment.tzinfo is None:
            raise ValueError("as_of has no time zone")
        if data["baseline"] is not None or data["waivers"]:
            raise ValueError("waivers and baselines are for single runs")
        leaves = tuple(leaf_from_json(one, tuple(one.id for one in controls)) for one in region["leaves"])
        for index, one in enumerate(leaves):
            _hold(document, ("region", "leaves", index), one)
        working = {one.file: tuple(counted(one, controls)) for one in leaves}
        digests = {str(one["name"]): str(one["digest"]) for one in (*data["profiles"], *region["profiles"])}
        return Part(
            document,
            str(data["tool"]["version"]),
            moment,
            digests,
            _region_file(region),
            leaves,
            tuple(unit_of(one, at_hand, working[one["file"]]) for one in data["units"]),
            tuple(unread_of(one) for one in data["unread"]),
            tuple(noted_of(one) for one in data["notices"]),
            int(data["passed_over"]),
            None if data["request"] is None else request_of(data["request"]),
        )

    return told(document, ("region",), head)


def _hold(document: Document, at: Steps, leaf: Leaf) -> None:
    for number, seen in enumerate(leaf.seen):
        if seen.data is not None:
            hold_seen(document, seen.name, (*at, "seen", number, "data"))


def _region_file(region: Mapping[str, Any]) -> RegionFile:
    texts = {name: str(region[name]) for name in ("id", "name", "file", "digest", "weighed_by")}
    units = tuple(_expected(one) for one in region["expected"])
    return RegionFile(**texts, units=units, problems=tuple(noted_of(one) for one in region["problems"]))


def _expected(entry: Mapping[str, Any]) -> Expected:
    texts = {name: str(entry[name]) for name in ("name", "level", "division_code", "under", "carried_by", "file")}
    if not entry["unit"]:
        raise ValueError("a unit has an id")
    weight = exact(entry["weight"])
    return Expected(str(entry["unit"]), place_of(entry["location"]), str(entry["line"]), **texts, weight=weight)


def _differences(parts: Sequence[Part], profiles: Sequence[Profile], region: RegionFile | None) -> Iterator[Text]:
    """In what the results differ from each other, and from what is at hand."""
    first = parts[0]
    for part in parts[1:]:
        one, other = first.document.name, part.document.name
        if part.tool != first.tool:
            yield Text(
                f"{one} 由 {first.tool} 版工具得出，{other} 由 {part.tool} 版得出",
                f"{one} was made by version {first.tool} of this tool, {other} by {part.tool}",
            )
        if part.as_of != first.as_of:
            yield Text(
                f"{one} 的时点为 {first.as_of.isoformat()}，{other} 的为 {part.as_of.isoformat()}",
                f"{one} is as of {first.as_of.isoformat()}, {other} as of {part.as_of.isoformat()}",
            )
        if region is None and part.region.digest != first.region.digest:
            yield Text(
                f"{one} 与 {other} 的辖区文件不同（可用 --region 指定本级的）",
                f"{one} and {other} have different region files (--region names your own)",
            )
    at_hand = {one.name: one.digest for one in profiles}
    for part in parts:
        for name in sorted({*part.digests, *at_hand}):
            if part.digests.get(name) != at_hand.get(name):
                yield Text(
                    f"{part.document.name} 所用的检查标准 {name} 与现有的不同",
                    f"{part.document.name} was made by another {name} than the one at hand",
                )


def _request(parts: Sequence[Part]) -> Request | None:
    """What was asked for: of shards, what the whole run was asked."""
    requests = [part.request for part in parts if part.request is not None]
    if len(requests) < len(parts):
        return None
    paths = tuple(dict.fromkeys(path for one in requests for path in one.paths))
    return replace(requests[0], paths=paths, shard="")


def _joined(parts: Sequence[Part]) -> RegionFile:
    """The regions of the results as one: the first gives the name; every unit that any of them expects is expected."""
    first = parts[0].region
    units = {one.unit: one for part in parts for one in part.region.units}
    problems = tuple(dict.fromkeys(one for part in parts for one in part.region.problems))
    return RegionFile(first.id, first.name, first.file, first.digest, first.weighed_by, tuple(units.values()), problems)


class _Lines:
    """The text of lines, where the description is still there as it was assessed."""

    def __init__(self, digests: Mapping[str, str]) -> None:
        self._digests = digests
        self._text = lru_cache(maxsize=64)(self._read)

    def of(self, place: Place) -> str:
        lines = self._text(place.file)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def _read(self, file: str) -> list[str]:
        if file not in self._digests:
            return []
        try:
            document = read_file(file)
        except Unreadable:
            return []
        return document.text.split("\n") if document.digest == self._digests.get(file) else []
