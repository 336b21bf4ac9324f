"""Holds a document against the field table: one walk, no objects made of its values.

What cannot be used becomes `None` (not stated) and a `Problem` at its place; a section that says `none: true` becomes
`NOTHING`. The document itself is left as it was read, for it finds places by its data: only the mappings and lists on
the way to a change are copied.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from operator import is_not
from typing import Any

from ..document import Document, Path, Problem
from ..frozen import Frozen
from .fields import NOTHING, Field, Record
from .files import names_file
from .saying import NONE_AND_MORE, duplicate, missing, not_a_list, not_a_mapping, not_a_set, unknown_key
from .scalars import Test, Wrong, test_of, written

Data = dict[str, Any]


class Plan(Frozen):
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
    """The usable tree of a document and what was wrong with it.

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


class Walk:
    """One walk over one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        # Aliases share objects: each is walked once per shape, and what came of it stands wherever it is shared.
        self.done: dict[tuple[int, int], object] = {}

    def report(self, path: Path, wrong: Wrong, key: bool = False) -> None:
        """Adds a problem at the place of a value, or of its key."""
        self.problems.append(Problem(self.document.place(path, key=key), wrong.code, wrong.says, wrong.fix))

    def mapping(self, value: object, record: Record, path: Path) -> object:
        """A mapping of named fields; `None` when it is something else."""
        if not isinstance(value, dict):
            self.report(path, not_a_mapping(value))
            return None
        mark = (id(value), id(record))
        if mark not in self.done:
            self.done[mark] = value  # until its end is known, for a mapping that contains itself
            self.done[mark] = self._fields(value, plan_of(record), path)
        return self.done[mark]

    def _fields(self, value: Data, plan: Plan, path: Path) -> Data:
        if value.get("none") is True and "none" in plan.record.fields:
            if all(key == "none" or key.startswith("x_") or one is None for key, one in value.items()):
                return NOTHING
            self.report((*path, "none"), NONE_AND_MORE)
            value = value | {"none": None}
        for name in plan.required:
            if value.get(name) is None:
                self.report(path, missing(name, plan.record))
        tests, inner = plan.tests, plan.inner
        changes: Data = {}
        for key, one in value.items():
            if one is None:
                continue
            test = tests.get(key)
            if test is not None:
                wrong = test(one)
                if wrong is not None:
                    self.report((*path, key), wrong)
                    changes[key] = None
            elif key in inner:
                held = self._inner(one, inner[key], (*path, key))
                if held is not one:
                    changes[key] = held
            elif not key.startswith("x_"):
                self.report((*path, key), unknown_key(plan.record, key), key=True)
        return value | changes if changes else value

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
        if _says_none(value):
            return NOTHING
        if isinstance(value, dict) and names_file(value):
            return value
        if not isinstance(value, list):
            self.report(path, not_a_list(value, of))
            return None
        mark = (id(value), id(of.record))
        if mark not in self.done:
            self.done[mark] = value
            self.done[mark] = self._things(value, of, path)
        return self.done[mark]

    def _things(self, value: list[Any], of: Field, path: Path) -> list[Any]:
        assert of.record is not None
        mapping, record = self.mapping, of.record
        held = [None if one is None else mapping(one, record, (*path, at)) for at, one in enumerate(value)]
        if record.identified:
            self._unique(held, path)
        return held if any(map(is_not, held, value)) else value

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
                items[index] = one | {"id": None}

    def _members(self, value: object, of: Field, path: Path) -> object:
        """A set of scalars."""
        if _says_none(value):
            return NOTHING
        if not isinstance(value, list):
            if self.document.form == "csv" and not isinstance(value, dict):
                return self._cell(value, of, path)
            self.report(path, not_a_set(value, of))
            return None
        test, mark = _member_test(of), (id(value), id(of))
        if mark not in self.done:
            wrongs = [None if one is None else test(one) for one in value]
            for index, wrong in enumerate(wrongs):
                if wrong is not None:
                    self.report((*path, index), wrong)
            held = [one if wrong is None else None for one, wrong in zip(value, wrongs, strict=True)]
            self.done[mark] = held if any(wrongs) else value
        return self.done[mark]

    def _cell(self, value: object, of: Field, path: Path) -> list[Any]:
        """A set in one cell of a table: its members stand between semicolons."""
        members = re.split("[;；]", value) if isinstance(value, str) else [value]
        stated = [one.strip() if isinstance(one, str) else one for one in members if one != ""]
        wrongs = [_member_test(of)(one) for one in stated]
        for wrong in wrongs:
            if wrong is not None:
                self.report(path, wrong)
        return [one if wrong is None else None for one, wrong in zip(stated, wrongs, strict=True)]

    def _map(self, value: object, of: Field, path: Path) -> object:
        """A mapping from names of the author's own."""
        record = of.record
        if not isinstance(value, dict):
            self.report(path, not_a_mapping(value))
            return None
        if record is None:
            wrongs = {key: None if one is None else _member_test(of)(one) for key, one in value.items()}
            for key, wrong in wrongs.items():
                if wrong is not None:
                    self.report((*path, key), wrong)
            return (
                {key: one if wrongs[key] is None else None for key, one in value.items()}
                if any(wrongs.values())
                else value
            )
        return {key: None if one is None else self.mapping(one, record, (*path, key)) for key, one in value.items()}


def _says_none(value: object) -> bool:
    """Whether this says, in place of a list, that there is none."""
    return isinstance(value, dict) and len(value) == 1 and value.get("none") is True


@lru_cache(maxsize=4096)
def _member_test(of: Field) -> Test:
    assert of.item is not None
    return test_of(of.item)
