"""What the questions are asked of: one description, at one moment.

The world also remembers what several questions share (the ids of a list, its items by key), so that a list is
indexed once, whoever asks. It opens nothing and reads no clock.
"""

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .. import quantities
from ..clock import ZONE
from ..document import Path
from ..frozen import Frozen
from ..words import Text
from .readings import Reading

if TYPE_CHECKING:
    from .conditions import Condition, Test

# The tree of a description: the document's own mappings, whose values are whatever was written there.
Item = dict[str, Any]

T = TypeVar("T")
Tests = dict[int, tuple["Condition", "Test"]]
"""Compiled conditions, by the identity of the condition, which is held there so that it stays its own."""


class Subject(Frozen):
    """What a control looks at: the platform (an empty path), or one item of a list."""

    item: Item
    path: Path = ()


class World:
    """One description at one moment, and what was found of the files that it names."""

    def __init__(
        self,
        root: Item,
        as_of: datetime,
        artefacts: Mapping[str, Text | None] | None = None,
        readings: Mapping[str, Reading] | None = None,
        tests: "Tests | None" = None,
    ) -> None:
        """`artefacts`: by the id of the evidence, what is wrong with its file, `None` where it holds. Others: nobody looked.

        `readings`: by the id of the document, what was found in it. Others: nobody looked.
        `tests`: conditions that were compiled already, kept by whoever asks them of many descriptions.
        """
        self.root = root
        self.artefacts = artefacts or {}
        self.readings = readings or {}
        self.as_of = as_of
        self.today: date = as_of.astimezone(ZONE).date()
        self._memo: dict[Hashable, object] = {}
        self._tests: Tests = {} if tests is None else tests

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once per key."""
        try:
            return cast(T, self._memo[key])
        except KeyError:
            made = self._memo[key] = make()
            return made

    def test(self, condition: "Condition") -> "Test":
        """A condition as a closure, compiled once."""
        known = self._tests.get(id(condition))
        if known is None:
            known = self._tests[id(condition)] = condition, condition.compile()
        return known[1]

    def count(self, value: object) -> int | None:
        """A stated total as a number."""
        return None if value is None or isinstance(value, dict) else quantities.parse_count(value)

    def at(self, moment: datetime) -> "World":
        """The same description at another moment."""
        return World(self.root, moment, self.artefacts, self.readings, self._tests)
