"""Attestation: what only a person can judge."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Self

from ... import clock
from ...document import Path
from ...words import NOT_STATED, Text
from ..edits import EXAMPLE, Edits, at, stated
from ..kind import Kind, Test, Verdict
from ..reader import Reader
from ..routes import Raw, Route, as_written
from ..world import Item, Subject, World

NEEDED = ("who", "when", "basis", "valid_until")


class Attested(Kind):
    """`attested: true`, asked of a list of attestations: one for this control is complete and in date.

    An attestation that lacks a part leaves the question open; so does one that does not say which control it is
    for. One that is out of date does not count.
    """

    name = "attested"
    takes = frozenset({"list"})

    control: str

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        reader.true(answer, at)
        return cls(reader.control)

    def compile(self, route: Route) -> Test:
        get, control = route.getter(), self.control

        def test(item: Item, world: World) -> Verdict:
            value = get(item, world)
            found = [_judge(one, world) for one in _mine(value, control)]
            if True in found:
                return True
            return None if None in found or not found or _unnamed(value) else False

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text("有在有效期内的人工确认", "an attestation that is in date")

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        mine = _mine(value, self.control)
        if not mine:
            return NOT_STATED
        entry = mine[0]
        missing = [name for name in NEEDED if entry.get(name) is None]
        if missing:
            return Text(f"缺 {'、'.join(missing)}", f"lacking {', '.join(missing)}")
        return Text(
            f"{entry['who']} 确认，至 {entry['valid_until']}",
            f"attested by {entry['who']} until {entry['valid_until']}",
        )

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        value = route.getter()(subject.item, world)
        entries = value if isinstance(value, list) else []
        mine = _mine(value, self.control)
        return tuple((*route.path(subject.path), index) for index, one in enumerate(entries) if one in mine)

    def boundaries(self, value: Raw) -> Iterator[datetime]:
        for entry in _mine(value, self.control):
            for name, shift in (("when", 0), ("valid_until", 1)):
                if entry.get(name) is not None:
                    yield clock.start_of(clock.parse_day(as_written(entry[name])) + timedelta(days=shift))

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "of another control", Attested(f"{self.control}_")

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        path = route.path(subject.path)
        entries = value if isinstance(value, list) else []
        mine = [(*path, index) for index, one in enumerate(entries) if _mine([one], self.control)]
        named = tuple(
            stated(world.root, (*path, index, "control"), EXAMPLE)
            for index, one in enumerate(entries)
            if _unnamed([one])
        )
        until = world.today + timedelta(days=365 if to else -1)
        whole = {"who": EXAMPLE, "when": str(min(world.today, until)), "basis": EXAMPLE, "valid_until": str(until)}
        if to:
            yield from (_put_right(world, entry, whole) for entry in mine)
        else:
            yield tuple(change for entry in mine for change in _put_right(world, entry, whole)) + named
        if to or not mine:
            added = stated(world.root, (*path, len(entries)), {"control": self.control, **whole})
            yield (added, *(() if to else named))


def _put_right(world: World, entry: Path, whole: Item) -> Edits:
    """States what an entry lacks, and the last day; the day itself where it lies ahead."""
    stands = at(world.root, entry)
    new = {name: whole[name] for name in NEEDED if stands.get(name) is None or name == "valid_until"}
    if stands.get("when") is not None and clock.parse_day(as_written(stands["when"])) > world.today:
        new["when"] = whole["when"]
    return tuple(stated(world.root, (*entry, name), one) for name, one in new.items() if stands.get(name) != one)


def _mine(value: Raw, control: str) -> list[Item]:
    entries = value if isinstance(value, list) else []
    return [one for one in entries if isinstance(one, dict) and one.get("control") == control]


def _unnamed(value: Raw) -> bool:
    """Whether some entry does not say which control it is for: it may be for this one."""
    entries = value if isinstance(value, list) else []
    return any(not isinstance(one, dict) or one.get("control") is None for one in entries)


def _judge(entry: Item, world: World) -> Verdict:
    if any(entry.get(name) is None for name in NEEDED):
        return None
    since, until = (clock.parse_day(as_written(entry[name])) for name in ("when", "valid_until"))
    return since <= world.today <= until
