"""What every kind of question is.

A kind is a value whose attributes are its answer, read and typed when the profile is read.
Its four duties: `compile` (its logic), `wanted` and `seen` (its words), `mutants`, `flips` (the nearest change).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from ..document import Path
from ..frozen import Frozen
from ..words import Text
from .edits import Edits, at
from .readings import Found
from .routes import Raw, Route, shown
from .world import Item, Subject, World

if TYPE_CHECKING:
    from .conditions import Condition
    from .reader import Reader

Verdict = bool | None
Test = Callable[[Item, World], Verdict]

SCALARS = frozenset({"text", "flag", "count", "number", "choice", "quantity", "date", "month"})
ORDERED = frozenset({"count", "number", "quantity", "date", "month"})
DATES = frozenset({"date"})
LISTS = frozenset({"list", "set"})


class Kind(Frozen, ABC):
    """One kind of question, with its answer."""

    name: ClassVar[str]  # the word in YAML
    takes: ClassVar[frozenset[str]]  # the kinds of field it may be asked of

    @classmethod
    @abstractmethod
    def read(cls, answer: object, at: Path, route: Route, reader: "Reader") -> Self:
        """The question with its answer, as written in a profile. Mistakes go to the reader."""

    @abstractmethod
    def compile(self, route: Route) -> Test:
        """The logic, as a closure over the route: true, false, or `None` while something is not stated."""

    @abstractmethod
    def wanted(self, world: World, subject: Subject) -> Text:
        """What is required, as the end of the sentence 'required …' / '要求…'."""

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        """What is there, as the end of the sentence 'is …' / '现为…'."""
        return shown(value)

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        """Other places that had a part in the verdict."""
        return ()

    def lacking(self, value: Raw, route: Route, subject: Subject, world: World) -> Iterator[Path]:
        """What to fill in where the verdict is open: the value itself, or else what it is compared with."""
        if value is None:
            yield route.path(subject.path)
        else:
            yield from (one for one in self.beside(route, subject, world) if at(world.root, one) is None)

    def found(self, subject: Subject, world: World) -> tuple[Found, ...]:
        """What was found in files that the description names, and made the verdict false."""
        return ()

    def needs_subject(self) -> bool:
        """Whether the answer looks at the subject, so that a route from the root is still asked per subject."""
        return False

    def threshold(self) -> str:
        """The name of the threshold that is asked, if one is."""
        return ""

    def boundaries(self, value: Raw) -> Iterator[datetime]:
        """Moments at which the verdict may change by the calendar alone."""
        return iter(())

    def asked_inside(
        self, route: Route, subject: Subject, world: World
    ) -> "Iterator[tuple[Condition, Iterable[Item]]]":
        """The conditions that the question asks of other items, with those items."""
        return iter(())

    @abstractmethod
    def mutants(self) -> "Iterator[tuple[str, Kind]]":
        """Questions that are nearly this one, each with a name: a witness must tell them apart."""

    @abstractmethod
    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterable[Edits]:
        """Edits that might make the verdict `to`, nearest first; each is tried before it is believed.

        None where nothing in the description can: `outside` says what would.
        """

    def outside(self, value: Raw, subject: Subject, world: World) -> Text | None:
        """What has to change outside the description for the verdict to be true, where edits alone do not do it."""
        return None
