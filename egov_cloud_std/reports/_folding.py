"""What is not stated, under the nearest missing parent: a form that lists every item of an inventory is not read."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..assess.findings import Finding
from ..frozen import Frozen

ITEMS = "[…]"
_ITEM = re.compile(r"\[[^\]]*\]")


class Folded(Frozen):
    """One place that is not stated, and the findings that wait for it."""

    name: str  # with `[…]` for its items
    at: str  # the line (of a workbook the cell) of the first such place, or of the nearest parent that is there
    findings: tuple[Finding, ...]

    @property
    def controls(self) -> tuple[str, ...]:
        """The controls that wait for it, each once."""
        return tuple(dict.fromkeys(one.control.id for one in self.findings))

    @property
    def items(self) -> int:
        """In how many items of lists it is missing; 0 where it is no matter of items."""
        if ITEMS not in self.name:
            return 0
        return len({at for one in self.findings for at in _unstated(one, self.name)})

    @property
    def is_section(self) -> bool:
        """Whether a whole section is missing, which stands nowhere."""
        return "." not in self.name


def folded(missing: Iterable[Finding]) -> list[Folded]:
    """Every place once, first what most controls wait for."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    places: dict[str, str] = {}
    for finding in missing:
        names = {_without_items(one.missing or one.at): one.place.short for one in reversed(finding.observations)}
        for name in reversed(names):
            groups[name].append(finding)
            places.setdefault(name, names[name])
    found = [Folded(name, places[name], tuple(findings)) for name, findings in groups.items()]
    return sorted(found, key=lambda one: (-len(one.controls), one.name))


def _without_items(place: str) -> str:
    """A place without its items: what is missing in many items of a list is one line."""
    return _ITEM.sub(ITEMS, place) if "[" in place else place


def _unstated(finding: Finding, name: str) -> Iterator[str]:
    """The places of a finding that are told of under one name."""
    places = (one.missing or one.at for one in finding.observations)
    return (place for place in places if _without_items(place) == name)
