"""A region for programs: its tree, its scores, every cell of the whole, and the leaves that `merge` joins."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..assess.findings import Finding
from ..assess.regional import WHOLE, Cell, Expected, Node, Part, Regional
from ..assess.scores import Interval, Score
from ..document import Place
from ..profiles import Control, Profile
from ..words import Text
from ._json_text import dumps

Entry = dict[str, Any]


class Writers:
    """How the parts that are no region's own are written: those of `json`, which knows them."""

    def __init__(
        self,
        place: Callable[[Place], Entry],
        text: Callable[[Text], Entry],
        score: Callable[[Score], Entry],
        profile: Callable[[Profile], Entry],
        noted: Callable[[Any], Entry],
        finding: Callable[[Finding], Entry],
    ) -> None:
        self.place, self.text, self.score = place, text, score
        self.profile, self.noted, self.finding = profile, noted, finding


def region(one: Regional, write: Writers) -> Iterator[str]:
    """The region, piece by piece."""
    names = list(one.counted_profiles)
    head: Entry = {
        "id": one.id,
        "name": one.name,
        "file": one.file,
        "digest": one.digest,
        "weighed_by": one.weighed_by,
        "profiles": [write.profile(each) for each in one.profiles],
        "differing": [write.text(each) for each in one.differing],
        "expected": [_expected(each, write) for each in one.expected],
        "problems": [write.noted(each) for each in one.problems],
        "submission": {name: len(nodes) for name, nodes in one.submitted().items()},
        "unmatched": [write.place(each) for each in one.unmatched],
        "notices": [write.noted(each) for each in one.notices],
        "scores": _scores(one, WHOLE, names, write),
    }
    yield dumps(head).removesuffix("}")
    yield ',"nodes":['
    yield from _joined((_node(each, one, names, write) for each in one.nodes), write)
    yield '],"cells":['
    yield from _joined((_cell(one.cell(WHOLE, each.id)) for each in one.controls), write)
    yield '],"claims":['
    yield from _joined((_claim(control, part, write) for control, part in one.claims()), write)
    yield '],"gaps":['
    yield from _joined((write.finding(each) for each in one.gaps()), write)
    yield '],"questions":['
    yield from _joined((write.finding(each) for each in one.questions()), write)
    yield '],"leaves":['
    yield from _joined(one.leaves(), write)
    yield "]}"


def _joined(entries: Iterable[Entry], write: Writers) -> Iterator[str]:
    for index, entry in enumerate(entries):
        yield ("," if index else "") + "\n" + dumps(entry)


def _scores(one: Regional, unit: str, names: list[str], write: Writers) -> Entry:
    return {"all": write.score(one.score(unit, None)), **{name: write.score(one.score(unit, name)) for name in names}}


def _expected(one: Expected, write: Writers) -> Entry:
    """What the region's file says of a unit; `merge` hangs the tree anew."""
    texts = {
        name: getattr(one, name) for name in ("unit", "name", "level", "division_code", "under", "carried_by", "file")
    }
    return {**texts, "weight": str(one.weight), "location": write.place(one.place), "line": one.line}


def _node(node: Node, one: Regional, names: list[str], write: Writers) -> Entry:
    return {
        "unit": node.unit,
        "name": node.name,
        "level": node.level,
        "under": node.under,
        "depth": node.depth,
        "submission": node.submission,
        "expected": node.expected,
        "location": write.place(node.place),
        "weight": str(node.weight),
        "carried_by": node.carried_by,
        "inherits_from": node.inherits_from,
        "not_inherited": None if node.not_inherited is None else write.text(node.not_inherited),
        "problems": node.problems,
        "scores": _scores(one, node.unit, names, write),
    }


def _cell(cell: Cell) -> Entry:
    return {
        "control": cell.control.id,
        "profile": cell.control.profile,
        "roll_up": str(cell.control.roll_up),
        "status": cell.status,
        "interval": _interval(cell.interval),
        "units": cell.units,
    }


def _claim(control: Control, part: Part, write: Writers) -> Entry:
    return {
        "unit": part.unit,
        "control": control.id,
        "status": part.status,
        "origin": part.origin,
        "location": write.place(part.place),
    }


def _interval(interval: Interval | None) -> list[str] | None:
    return None if interval is None else [str(interval.low), str(interval.high)]
