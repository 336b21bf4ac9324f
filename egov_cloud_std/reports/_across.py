"""What reports of a region share: what its units are called, who sent nothing, which controls fail where, what is wrong across units."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ..assess.findings import Finding
from ..assess.regional import WHOLE, Cell, Node, Part, Regional
from ..assess.results import Counted, Counts, Noted, ProfileResult, Result, UnitResult
from ..assess.scores import score_of
from ..document import Place
from ..profiles import Profile
from ..words import LEVELS as OF_GOVERNMENT
from ..words import SEVERITIES, STATUSES, SUBMISSIONS, Lang, Text
from ._levels import LEVELS, Level
from ._lines import clean

FAILING = ("not_satisfied", "partly_satisfied")
STATED = ("satisfied", *FAILING, "not_stated")  # what an applicable control comes to
OF_THE_WHOLE = Text("辖区", "the region")
_ORDER = tuple(SEVERITIES)


def region_called(region: Regional) -> str:
    """The name of a region, else its id."""
    return clean(region.name) or clean(region.id)


def called(node: Node) -> str:
    """The name of a unit, else its id."""
    return clean(node.name) or clean(node.unit)


def in_full(node: Node, lang: Lang) -> str:
    """The name of a unit with its id."""
    name, unit = called(node), clean(node.unit)
    return name if name == unit else Text(f"{name}（{unit}）", f"{name} ({unit})").in_(lang)


def level_called(node: Node, lang: Lang) -> str:
    """The level of a unit in words; as it was written where it is none that is known."""
    known = OF_GOVERNMENT.get(node.level)
    return clean(node.level) if known is None else known.in_(lang)


def named(names: Sequence[str], most: int, lang: Lang) -> str:
    """Names in a row: the first few, and how many there are besides."""
    said = Text("、", ", ").in_(lang).join(names[:most])
    more = len(names) - most
    return said if more <= 0 else said + Text(f" 等 {len(names)} 个", f" and {more} more").in_(lang)


def failed(cell: Cell) -> int:
    """How many units fail a control."""
    return sum(cell.units.get(name, 0) for name in FAILING)


def concerned(cell: Cell) -> int:
    """To how many units a control applies."""
    return sum(cell.units.get(name, 0) for name in STATED)


def counted_cells(region: Regional, unit: str = WHOLE) -> Iterator[Cell]:
    """Every control that counts, over a unit and all below it."""
    return (region.cell(unit, one.id) for one in region.controls if one.duty != "question")


def failing(region: Regional) -> list[Cell]:
    """The controls that some unit fails: the gravest first, of these the one that most units fail."""
    found = [one for one in counted_cells(region) if failed(one)]
    return sorted(found, key=lambda one: (_ORDER.index(one.control.severity), -failed(one), one.control.id))


def failing_parts(region: Regional, cell: Cell) -> list[Part]:
    """The units that fail a control, in the order of the tree."""
    return [one for one in region.parts(cell.unit, cell.control.id) if one.status in FAILING]


def across(region: Regional) -> Iterator[Finding]:
    """The gaps across units, then what there is to ask."""
    return chain(region.gaps(), region.questions())


def troubles(region: Regional) -> Iterator[tuple[Level, Noted]]:
    """What is wrong with the region's file, its tree and what came in; files that cannot be read are told elsewhere."""
    yield from (("error", one) for one in region.problems)
    yield from (("warning", one) for one in region.notices)
    yield from (("warning", _silent(one, region)) for one in region.submitted()["not_sent"])
    top = Place(region.file or region_called(region), 1, 1, 1, 1)
    fix = Text("以同一标准和时点重新检查。", "Check again by the same profiles and as of the same moment.")
    yield from (("warning", Noted(top, "", "differing_results", one, fix)) for one in region.differing)


def _silent(node: Node, region: Regional) -> Noted:
    line = next((one.line for one in region.expected if one.unit == node.unit), "")
    status = SUBMISSIONS[node.submission]
    return Noted(
        node.place,
        line,
        "not_sent",
        Text(
            f"{called(node)}（{clean(node.unit)}）{status.zh}，各项按未填报计",
            f"{called(node)} ({clean(node.unit)}): {status.en}; everything counts as not stated",
        ),
        Text("催报；不再应报的，从辖区文件中删去。", "Ask for it; or take it out of the region's file."),
    )


class Concerned:
    """Tells which unit a finding across units is about: `units[city]`, `links[city/l1]`; else the one that wrote it."""

    def __init__(self, region: Regional) -> None:
        self._nodes = {one.unit: one for one in region.nodes}
        self._files = {one.place.file: one for one in region.nodes if one.place.file != region.file}

    def by(self, finding: Finding) -> Node | None:
        """The unit, where there is one."""
        inside = finding.subject.partition("[")[2].removesuffix("]")
        names = (inside, inside.rpartition("/")[0], inside.partition("/")[0])
        found = next((self._nodes[name] for name in names if name in self._nodes), None)
        return found or self._files.get(finding.place.file)


def everyone(result: Result) -> Iterator[UnitResult]:
    """The units one after the other, then the region as if it were one: its gaps are those across units."""
    yield from result.units
    if result.region is not None:
        yield as_unit(result.region)


def profiles_of(result: Result) -> tuple[Profile, ...]:
    """The profiles of the run, those that look at the region too."""
    return result.profiles if result.region is None else (*result.profiles, *result.region.profiles)


def as_unit(region: Regional) -> UnitResult:
    """A region in the shape of a unit: its score and controls are those over all units, its gaps those across units."""
    found = tuple(across(region))
    cells = tuple(counted_cells(region))
    file = region.file or clean(region.id)
    level = {wanted: tuple(one for known, one in troubles(region) if known == wanted) for wanted in LEVELS}
    return UnitResult(
        region.id,
        region_called(region),
        "",
        file,
        region.digest,
        level["error"],
        level["warning"],
        tuple(_profile(one, found) for one in region.profiles),
        Counts(
            _numbers(one.status for one in cells),
            _numbers(one.status for one in found if one.control.duty != "question"),
            {key: _numbers(one.status for one in cells if one.control.severity == key) for key in SEVERITIES},
        ),
        region.score(WHOLE, None),
        lambda asked: (one for one in found if (one.control.duty == "question") == asked),
        lambda: iter(found),
        lambda *asked: iter(()),
        _working=lambda: _working(found),
    )


def _numbers(statuses: Iterable[str]) -> dict[str, int]:
    numbers = Counter(statuses)
    return {name: numbers[name] for name in STATUSES}


def _profile(profile: Profile, found: Sequence[Finding]) -> ProfileResult:
    """What a profile that looks at regions found; its controls are in no score."""
    mine = [one for one in found if one.control.profile == profile.name and one.control.duty != "question"]
    working = list(_working(mine))
    counts = Counts(
        _numbers(one.status for one in working),
        _numbers(one.status for one in mine),
        {key: _numbers(one.status for one in working if one.control.severity == key) for key in SEVERITIES},
    )
    return ProfileResult(
        profile.name,
        profile.title,
        profile.version,
        profile.digest,
        len(profile.controls),
        counts,
        score_of(()),
        profile.overlays,
        profile.pinned,
    )


def _working(found: Iterable[Finding]) -> Iterator[Counted]:
    """The controls that have gaps or questions across units: a failure outweighs what is open."""
    by_control: dict[str, list[Finding]] = {}
    for one in found:
        by_control.setdefault(one.control.id, []).append(one)
    for group in by_control.values():
        numbers = Counter(one.status for one in group)
        status = next(name for name in STATUSES if numbers[name])
        yield Counted(group[0].control, status, dict(numbers), None)
