"""Holds a document against the field table: one walk, no objects made of its values.

What cannot be used becomes `None` where it stands (not stated) and a `Problem` at its place; a section that says
`none: true` becomes `NOTHING`. Keys and their order stay, so that places are still found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ..document import Document, Path, Problem
from .fields import NOTHING, Field, Record
from .files import names_file
from .saying import NONE_AND_MORE, duplicate, missing, not_a_list, not_a_mapping, not_a_set, unknown_key
from .scalars import Test, Wrong, test_of, written

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """One record, ready to be walked."""

    record: Record
    tests: Mapping[str, Test]  # of scalars
    inner: Mapping[str, Field]  # of everything else
    required: tuple[str, ...]


@lru_cache(maxsize=1024)
def plan_of(record: Record) -> Plan:
    """The plan of a record, made once."""
    nested = ("record", "list", "set", "map", "any")
    tests = {name: test_of(one) for name, one in record.fields.items() if one.kind not in nested}
    inner = {name: one for name, one in record.fields.items() if one.kind in nested}
    required = tuple(name for name, one in record.fields.items() if one.required)
    return Plan(record, tests, inner, required)


def hold(document: Document, record: Record, at: Path = ()) -> tuple[Data, tuple[Problem, ...]]:
    """The usable tree of a document (its own data, changed in place) and what was wrong with it.

    `at` holds only a part of the document: a small description inside a profile, for example.
    """
    walk = Walk(document)
    part: Any = document.data
    for step in at:
        part = part[step]
    data = walk.mapping(part, record, at)
    return (data if isinstance(data, dict) else {}), tuple(walk.problems)


def hold_items(document: Document, of: Field) -> tuple[list[Any], tuple[Problem, ...]]:
    """The items of a list that has a document of its own."""
    walk = Walk(document)
    data = walk.items(document.data, of, ())
    return (data if isinstance(data, list) else []), tuple(walk.problems)


@dataclass(slots=True)
class Walk:
    """One walk over one document."""

    document: Document
    problems: list[Problem] = field(default_factory=list)
    # Aliases share objects: each is walked once per record. Ids stay valid: the walk makes no lists or mappings.
    done: set[tuple[int, int]] = field(default_factory=set)

    def report(self, path: Path, wrong: Wrong, key: bool = False) -> None:
        """Adds a problem at the place of a value, or of its key."""
        self.problems.append(Problem(self.document.place(path, key=key), *wrong))

    def mapping(self, value: object, record: Record, path: Path) -> object:
        """A mapping of named fields; `None` when it is something else."""
        if value is NOTHING:
            return value
        if not isinstance(value, dict):
            self.report(path, not_a_mapping(value))
            return None
        if value.get("none") is True and "none" in record.fields:
            if all(key == "none" or key.startswith("x_") or one is None for key, one in value.items()):
                return NOTHING
            self.report((*path, "none"), NONE_AND_MORE)
            value["none"] = None
        mark = (id(value), id(record))
        if mark not in self.done:
            self.done.add(mark)
            self._fields(value, plan_of(record), path)
        return value

    def _fields(self, value: Data, plan: Plan, path: Path) -> None:
        for name in plan.required:
            if value.get(name) is None:
                self.report(path, missing(name, plan.record))
        tests, inner = plan.tests, plan.inner
        for key, one in value.items():
            if one is None:
                continue
            test = tests.get(key)
            if test is not None:
                wrong = test(one)
                if wrong is not None:
                    self.report((*path, key), wrong)
                    value[key] = None
            elif key in inner:
                value[key] = self._inner(one, inner[key], (*path, key))
            elif not key.startswith("x_"):
                self.report((*path, key), unknown_key(plan.record, key), key=True)

    def _inner(self, value: object, of: Field, path: Path) -> object:
        match of.kind:
            case "record" if of.record is not None:
                return self.mapping(value, of.record, path)
            case "list":
                return self.items(value, of, path)
            case "set":
                return self._members(value, of, path)
            case "map":
                return self._map(value, of, path)
            case _:
                return value

    def items(self, value: object, of: Field, path: Path) -> object:
        """A list of things."""
        if isinstance(value, dict):
            return self._stands_for_list(value, of, path)
        assert of.record is not None
        if not isinstance(value, list):
            self.report(path, not_a_list(value, of))
            return None
        mark = (id(value), id(of.record))
        if mark in self.done:
            return value
        self.done.add(mark)
        for index, one in enumerate(value):
            if one is not None:
                value[index] = self.mapping(one, of.record, (*path, index))
        if of.record.identified:
            self._unique(value, path)
        return value

    def _stands_for_list(self, value: Data, of: Field, path: Path) -> object:
        """`none: true`, or the name of the file that holds the list."""
        if _says_none(value):
            return NOTHING
        if names_file(value):
            return value
        self.report(path, not_a_list(value, of))
        return None

    def _unique(self, items: list[Any], path: Path) -> None:
        seen: dict[str, int] = {}
        for index, one in enumerate(items):
            raw = one.get("id") if one is not None else None
            if raw is None:
                continue
            name = raw if type(raw) is str else written(raw)
            first = seen.setdefault(name, index)
            if first != index:
                line = self.document.place((*path, first, "id")).line
                self.report((*path, index, "id"), duplicate(name, line))
                if one is not items[first]:  # an alias of the first would lose the id in both places
                    one["id"] = None

    def _members(self, value: object, of: Field, path: Path) -> object:
        """A set of scalars."""
        if _says_none(value):
            return NOTHING
        if not isinstance(value, list):
            self.report(path, not_a_set(value, of))
            return None
        assert of.item is not None
        mark = (id(value), id(of))
        if mark in self.done:
            return value
        self.done.add(mark)
        test = _member_test(of)
        for index, one in enumerate(value):
            if one is not None:
                wrong = test(one)
                if wrong is not None:
                    self.report((*path, index), wrong)
                    value[index] = None
        return value

    def _map(self, value: object, of: Field, path: Path) -> object:
        """A mapping from names of the author's own."""
        assert of.record is not None
        if not isinstance(value, dict):
            self.report(path, not_a_mapping(value))
            return None
        for key, one in value.items():
            if one is not None:
                value[key] = self.mapping(one, of.record, (*path, key))
        return value


def _says_none(value: object) -> bool:
    """Whether this says, in place of a list, that there is none."""
    return value is NOTHING or (isinstance(value, dict) and len(value) == 1 and value.get("none") is True)


@lru_cache(maxsize=4096)
def _member_test(of: Field) -> Test:
    assert of.item is not None
    return test_of(of.item)
