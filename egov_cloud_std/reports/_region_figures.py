"""The figures of a region as gauges: of the whole, by profile, and of every unit with all below it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..assess.regional import WHOLE, Node, Regional
from ..words import GAPS, SUBMISSIONS, Text
from ._across import counted_cells
from ._gauges import FIGURES, Labels, Sample, stated

Gauge = tuple[str, Text, Iterable[Sample]]  # its name, what it says, its samples


def gauges(region: Regional) -> Iterator[Gauge]:
    """Every gauge of a region."""
    of: Labels = {"region": region.id}
    for name, (help_, figure) in FIGURES.items():
        whole = [(of, figure(region.score(WHOLE, None)))]
        yield f"region_{name}", Text(f"{help_.zh}，全辖区", f"{help_.en}, of the region"), stated(whole)
        areas = [(of | {"profile": one}, figure(region.score(WHOLE, one))) for one in region.counted_profiles]
        said = Text(f"{help_.zh}，全辖区，按检查标准", f"{help_.en}, of the region, by profile")
        yield f"region_profile_{name}", said, stated(areas)
        nodes = [(of | _of(one), figure(region.score(one.unit, None))) for one in region.nodes]
        said = Text(f"{help_.zh}，按单位，含下级", f"{help_.en}, by unit, with all below it")
        yield f"node_{name}", said, stated(nodes)
    sent = Text("单位数，按报送情况", "units by what they sent")
    yield "region_units", sent, [(of | {"submission": key}, len(nodes)) for key, nodes in region.submitted().items()]
    state = Text("报送情况，按单位（1 为是）", "what a unit sent (1: so it is)")
    yield "node_submission", state, _submissions(region, of)
    controls = Text(
        "检查项数，按检查标准、严重程度和全辖区的结论", "controls by profile, severity and status over the region"
    )
    yield "region_controls", controls, _controls(region, of)
    gaps = Text("各单位之间的检查结果数，按结论", "findings across units by status")
    found = Counter(one.status for one in region.gaps())
    yield "region_gaps", gaps, [(of | {"status": status}, found[status]) for status in GAPS]
    questions = Text("各单位之间的疑点数", "questions across units")
    yield "region_questions", questions, [(of, sum(1 for _ in region.questions()))]
    problems = Text("描述中不可用之处，按单位", "what is unusable in a description, by unit")
    yield "node_input_problems", problems, [(of | _of(one), one.problems) for one in region.nodes]


def _of(node: Node) -> Labels:
    return {"unit": node.unit, "under": node.under, "level": node.level}


def _submissions(region: Regional, of: Labels) -> Iterator[Sample]:
    for one in region.nodes:
        yield from ((of | _of(one) | {"submission": key}, int(one.submission == key)) for key in SUBMISSIONS)


def _controls(region: Regional, of: Labels) -> Iterator[Sample]:
    numbers = Counter((one.control.profile, one.control.severity, one.status) for one in counted_cells(region))
    for (profile, severity, status), number in numbers.items():
        yield of | {"profile": profile, "severity": severity, "status": status}, number
