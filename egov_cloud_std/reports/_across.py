"""What reports of a region share: what its units are called, who sent nothing, which controls fail where, what is wrong across units."""

from collections.abc import Iterator, Sequence
from itertools import chain

from ..assess.findings import Finding
from ..assess.regional import WHOLE, Cell, Node, Part, Regional
from ..assess.results import Noted
from ..document import Place
from ..words import LEVELS, SEVERITIES, SUBMISSIONS, Lang, Text
from ._levels import Level
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
    known = LEVELS.get(node.level)
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
    yield from (("warning", _unusable(one)) for one in region.nodes if one.problems)
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


def _unusable(node: Node) -> Noted:
    return Noted(
        node.place,
        "",
        "unusable_entries",
        Text(
            f"{called(node)} 的描述有 {node.problems} 处不能使用，按未填报计",
            f"{node.problems} entries in the description of {called(node)} cannot be used; they count as not stated",
        ),
        Text("单独检查此文件，逐处改正。", "Check the file by itself, and correct them."),
    )
