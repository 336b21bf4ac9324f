"""Reads the crosswalk: which controls of different schemes have to do with one another.

Every join is a judgement of ours, its strength too. It is related evidence and no more: nothing is concluded from it.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import combinations, product

from ..checks.reader import Mistake, unknown
from ..document import Document, Path, Problem
from ..frozen import Frozen
from ..shapes import Record
from ..words import NO_WORDS, STRENGTHS, Text
from .collecting import Collector
from .shipped import scheme_of

SCHEMA = "egov-crosswalk/0"
ENDS = ("controls", "with", "from", "to")
KEYS = (*ENDS, "relation", "strength", "note")
NARROWER, WIDER = "narrower", "wider"
WRITTEN = ("same_fact", NARROWER, "related")  # in the file; `wider` is `narrower` seen from its other end

Ids = tuple[tuple[str, Path], ...]  # controls, and where each is named


class Join(Frozen):
    """Two controls of different schemes, and what they have to do with each other."""

    control: str  # with `narrower`, this one asks for a part of what the other asks for
    other: str
    relation: str
    strength: str
    note: Text = NO_WORDS


class Joined(Frozen):
    """A control as it is joined to the one that somebody looks at."""

    control: str
    relation: str  # what it is to that one: the same fact, narrower, wider, related
    strength: str
    note: Text = NO_WORDS


class Crosswalk:
    """The joins, by the control at either end, in the order of the file."""

    def __init__(self, joins: tuple[Join, ...] = ()) -> None:
        self.joins = joins
        self._of: dict[str, list[Joined]] = {}
        for one in joins:
            seen, back = one.relation, one.relation
            if one.relation == NARROWER:
                seen, back = WIDER, NARROWER
            self._of.setdefault(one.control, []).append(Joined(one.other, seen, one.strength, one.note))
            self._of.setdefault(one.other, []).append(Joined(one.control, back, one.strength, one.note))

    def of(self, control: str) -> tuple[Joined, ...]:
        """What a control is joined to, each once."""
        return tuple(self._of.get(control, ()))


NO_JOINS = Crosswalk()


def read_crosswalk(
    document: Document, profiles: Mapping[str, str], complete: bool = True
) -> tuple[Crosswalk, tuple[Problem, ...]]:
    """The crosswalk of a document, and what is wrong with it at its own lines.

    `profiles` gives the profile of each control. Where it is not `complete`, only some profiles were read, and what is
    joined to a control of another one is left out.
    """
    collector = Collector(document, Record("crosswalk", {}))
    nothing: tuple[Join, ...] = ()
    joins = collector.tried(lambda: tuple(_joins(collector, profiles, complete)), nothing)
    return Crosswalk(joins), tuple(collector.problems)


def _joins(collector: Collector, profiles: Mapping[str, str], complete: bool) -> Iterator[Join]:
    reader = collector.reader
    data = reader.mapping(collector.document.data, (), ("schema", "joins"), ("schema", "joins"))
    if data["schema"] != SCHEMA:
        says = Text(f"schema 不是 {SCHEMA}", f"schema is not {SCHEMA}")
        raise Mistake(("schema",), "schema", says, Text(f"写 schema: {SCHEMA}。", f"Write schema: {SCHEMA}."))
    seen: dict[frozenset[str], Path] = {}
    nothing: tuple[tuple[Join, Path], ...] = ()
    for index, entry in enumerate(reader.sequence(data["joins"], ("joins",))):
        found = collector.tried(partial(_entry, collector, entry, ("joins", index), profiles, complete), nothing)
        for join, at in found:
            pair = frozenset((join.control, join.other))
            if pair in seen:
                collector.add(_again(at, join, collector.document.place(seen[pair]).line))
                continue
            seen[pair] = at
            yield join


def _entry(
    collector: Collector, value: object, at: Path, profiles: Mapping[str, str], complete: bool
) -> tuple[tuple[Join, Path], ...]:
    """The joins of one entry, each with the place of the control that it is about."""
    entry = collector.reader.mapping(value, at, KEYS, ("relation", "strength"))
    relation = _choice(entry["relation"], (*at, "relation"), WRITTEN, "关系", "relation")
    strength = _choice(entry["strength"], (*at, "strength"), tuple(STRENGTHS), "强弱", "strength")
    note = collector.words(entry["note"], (*at, "note")) if "note" in entry else NO_WORDS
    wanted = ("from", "to") if relation == NARROWER else ("controls", "with") if "with" in entry else ("controls",)
    if any((key in entry) is not (key in wanted) for key in ENDS):
        raise _wrong_ends(at, relation, ("from", "to") if relation == NARROWER else ("controls",))
    named = {key: _ids(collector, entry[key], (*at, key)) for key in wanted}
    every = tuple(one for ids in named.values() for one in ids)
    _known(collector, every, profiles, complete)
    ends = product(*named.values()) if len(wanted) == 2 else combinations(every, 2)
    found = []
    for (control, _), (other, there) in ends:
        if control == other:
            raise _itself(there, control)
        if control in profiles and other in profiles and scheme_of(profiles[control]) != scheme_of(profiles[other]):
            found.append((Join(control, other, relation, strength, note), there))
    joined = {name for join, _ in found for name in (join.control, join.other)}
    for name, here in every if complete else ():
        if name in profiles and name not in joined:
            raise _one_scheme(here, name)
    return tuple(found)


def _ids(collector: Collector, value: object, at: Path) -> Ids:
    """The controls that are named: one, or a list."""
    if isinstance(value, str):
        return ((value, at),)
    entries = collector.reader.sequence(value, at)
    return tuple((collector.reader.text(one, (*at, index)), (*at, index)) for index, one in enumerate(entries))


def _known(collector: Collector, ids: Ids, profiles: Mapping[str, str], complete: bool) -> None:
    for name, at in ids if complete else ():
        if name not in profiles:
            collector.add(Mistake(at, "no_such_control", *unknown("检查项", "control", name, tuple(profiles))))


def _choice(value: object, at: Path, known: tuple[str, ...], zh: str, en: str) -> str:
    if not isinstance(value, str) or value not in known:
        raise Mistake(at, "not_a_choice", *unknown(zh, en, str(value), known))
    return value


def _wrong_ends(at: Path, relation: str, wanted: tuple[str, ...]) -> Mistake:
    return Mistake(
        at,
        "wrong_ends",
        Text(f"{relation} 用 {'、'.join(wanted)} 写明两端", f"the ends of {relation} stand in {' and '.join(wanted)}"),
        Text(f"只写 {'、'.join(wanted)}。", f"Write {' and '.join(wanted)} only."),
    )


def _itself(at: Path, name: str) -> Mistake:
    return Mistake(
        at,
        "joined_with_itself",
        Text(f"检查项 {name} 与自身对应", f"the control {name} is joined with itself"),
        Text("删去一处。", "Take one of the two out."),
    )


def _one_scheme(at: Path, name: str) -> Mistake:
    return Mistake(
        at,
        "one_scheme",
        Text(f"{name} 在此没有与其他标准的检查项对应", f"{name} is joined with no control of another scheme here"),
        Text("写上其他标准的检查项，或删去它。", "Name a control of another scheme, or take it out."),
    )


def _again(at: Path, join: Join, line: int) -> Mistake:
    return Mistake(
        at,
        "joined_twice",
        Text(
            f"{join.control} 与 {join.other} 的对应已在第 {line} 行",
            f"{join.control} and {join.other} are joined on line {line} already",
        ),
        Text("留下其中一处。", "Keep one of the two."),
    )
