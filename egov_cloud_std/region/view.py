"""Collects what the region sees of its units into one tree, so that questions across units are asked in the same language."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..document import LIMITS, Document, Path, Place
from ..platforms.regional import COLLECTED, SCHEMA, Joined, Written, join, positions_of, record
from ..shapes import NOTHING
from .expected import RegionFile
from .leaf import Leaf, Seen
from .likeness import likest
from .tree import Branch, Tree

Origin = tuple[Leaf, Seen]
LineOf = Callable[[Place], str]


def view_of(region: RegionFile, tree: Tree, earlier: Sequence[dict[str, Any]], line_of: LineOf) -> Joined:
    """The region as questions across units see it. `earlier` are the figures of the period before."""
    data: dict[str, Any] = {"schema": SCHEMA, "region": {"id": region.id, "name": region.name}}
    origins: dict[Path, Origin | Branch] = {}
    units: list[dict[str, Any]] = []
    lists: dict[str, list[dict[str, Any]]] = {name: [] for name in COLLECTED}
    alike = likest({one.unit: one.leaf.sketch for one in tree.branches if one.leaf is not None and one.leaf.sketch})
    for branch in tree.branches:
        origins["units", len(units)] = branch
        units.append(_unit(branch))
        if branch.unit in alike:
            near = alike[branch.unit]
            units[-1] |= {"likeness": f"{float(near.likeness * 100):.6g}%", "likest_id": near.unit}
        _collect(branch, units[-1], lists, origins)
    data["units"] = units
    data |= lists
    data["earlier_figures"] = [dict(one) for one in earlier]  # what is joined to them is not the caller's
    places = _Places(region, origins)
    document = Document(region.file or region.name, b"", "yaml", None, None, LIMITS)
    where = Written(places.place, line_of, positions_of(data))
    return Joined(document, join(data), (), record(), written=where)


def _unit(branch: Branch) -> dict[str, Any]:
    own = next((one.data for one in branch.leaf.seen if one.name == "units"), None) if branch.leaf else None
    found: dict[str, Any] = {name: _restored(one) for name, one in (own or {}).items()}
    found |= {"id": branch.unit, "name": branch.name, "submission": branch.submission, "unstated": []}
    if branch.level:
        found["level"] = branch.level
    if branch.under:
        found["under"] = branch.under
    if branch.leaf is None:
        found["unstated"] = list(COLLECTED)
    if branch.carried_by:  # as the region's file has it, where the unit does not say so itself
        found["platform"] = {"id": branch.unit, **(found.get("platform") or {}), "carried_by": branch.carried_by}
    return found


def _collect(
    branch: Branch,
    unit: dict[str, Any],
    lists: Mapping[str, list[dict[str, Any]]],
    origins: dict[Path, "Origin | Branch"],
) -> None:
    """Adds what a unit has to every list; where it does not state a list, an item of which nothing is stated."""
    seen = branch.leaf.seen if branch.leaf is not None else ()
    for one in seen:
        if one.name == "units":
            continue
        if one.data is None:
            unit["unstated"].append(one.name)
    for name in unit["unstated"]:
        origins[name, len(lists[name])] = branch
        lists[name].append({"id": branch.unit, "platform_id": branch.unit})
    for one in seen:
        if one.name == "units" or one.data is None:
            continue
        assert branch.leaf is not None
        origins[one.name, len(lists[one.name])] = (branch.leaf, one)
        lists[one.name].append(
            {**one.data, "id": f"{branch.unit}/{one.data.get('id', '?')}", "platform_id": branch.unit}
        )


def _restored(value: Any) -> Any:  # noqa: ANN401 - the tree of a document
    """A value as a description holds it: `{none: true}` states that there is none."""
    if isinstance(value, dict):
        return NOTHING if value == {"none": True} else {name: _restored(one) for name, one in value.items()}
    return [_restored(one) for one in value] if isinstance(value, list) else value


class _Places:
    """Leads a path of the view back to the file in which the value is written."""

    def __init__(self, region: RegionFile, origins: Mapping[Path, "Origin | Branch"]) -> None:
        self._region = region
        self._origins = origins

    def place(self, path: Path) -> Place:
        origin = self._origins.get(path[:2])
        match origin:
            case None:
                return Place(self._region.file or self._region.name, 1, 1, 1, 1)
            case Branch(leaf=None):
                return origin.place
            case Branch() if path[2:] == ("platform", "carried_by"):
                return origin.carried_at
            case Branch(leaf=leaf):
                assert leaf is not None
                seen = next(one for one in leaf.seen if one.name == "units")
                return leaf.place_of(seen, path[2:])
            case (leaf, seen):
                return leaf.place_of(seen, path[2:])
