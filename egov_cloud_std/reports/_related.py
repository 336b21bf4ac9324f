"""Which controls have to do with one another: they require something of the same place, or rest on the same words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..assess.results import clause_text
from ..frozen import Frozen
from ..profiles import Cited, Control, Profile
from ..words import Text
from ._reads import required_by


class Related(Frozen):
    """Another control, and what the two have in common."""

    control: Control
    places: tuple[str, ...]
    sources: tuple[Text, ...]


class Relations:
    """The controls of some profiles by what they require and by what they rest on."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._places: dict[str, list[Control]] = defaultdict(list)
        self._sources: dict[Text, list[Control]] = defaultdict(list)
        self._named: dict[str, tuple[Control, Profile]] = {}
        for profile in profiles:
            for control in profile.controls:
                self._named[control.id] = control, profile
                for place in _places(control):
                    self._places[place].append(control)
                for source in _sources(control):
                    self._sources[source].append(control)

    def named(self, control: str) -> tuple[Control, Profile]:
        """A control of these profiles, and its profile."""
        return self._named[control]

    def of(self, control: Control) -> tuple[Related, ...]:
        """The others that have something in common with a control: the most first, then in the order of profiles."""
        found: dict[str, Control] = {}
        places: dict[str, list[str]] = defaultdict(list)
        sources: dict[str, list[Text]] = defaultdict(list)
        for place in _places(control):
            for other in self._places.get(place, ()):
                found[other.id] = other
                places[other.id].append(place)
        for source in _sources(control):
            for other in self._sources.get(source, ()):
                found[other.id] = other
                sources[other.id].append(source)
        found.pop(control.id, None)
        related = [Related(one, tuple(places[name]), tuple(sources[name])) for name, one in found.items()]
        return tuple(sorted(related, key=lambda one: (-len(one.places) - len(one.sources), one.control.id)))


def _places(control: Control) -> list[str]:
    return sorted(".".join(steps) for steps in required_by(control))


def _sources(control: Control) -> dict[Text, None]:
    """The clauses, the rows of fact sheets and the facts that a control rests on."""
    return dict.fromkeys(source for cited in control.cited for source in _named(cited))


def _named(cited: Cited) -> Iterator[Text]:
    if cited.source is not None and cited.clause:
        zh, en = cited.source.number or cited.source.title.zh, cited.source.number or cited.source.title.en
        clause = clause_text(cited)
        yield Text(f"{zh} {clause.zh}", f"{en} {clause.en}")
    for row in cited.rows:
        yield Text(f"资料 {row}", f"row {row}")
    for fact in cited.facts:
        yield Text(f"事实 {fact}", f"fact {fact}")
