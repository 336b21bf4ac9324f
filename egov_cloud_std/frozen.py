"""Values: frozen, equal by content, and cheap to define.

As `@dataclass(frozen=True)`, which type checkers take it for (PEP 681), but without code that is generated and compiled
for each class: ninety of those cost more than a whole small check.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, NoReturn, Self, TypeVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class Frozen:
    """A value made of its annotated attributes, in their order; those of a base class come first.

    `class Source(Frozen): name: str; url: str = ""` gives `Source("x")`, which equals any other of the same class and
    content, can be hashed if its parts can, matches by position, and cannot be changed (`replace` makes another).
    A default is shared: it must not be mutable.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()
    _required: ClassVar[frozenset[str]] = frozenset()
    _least: ClassVar[int] = 0  # so many values by position give all that are required
    _content: ClassVar[Callable[[object], object]]

    def __init_subclass__(cls, **given: object) -> None:
        super().__init_subclass__(**given)
        own = tuple(name for name in _attributes(cls) if name not in cls.__match_args__)
        if own:
            cls._required = cls._required | {name for name in own if name not in cls.__dict__}
            type.__setattr__(cls, "__match_args__", (*cls.__match_args__, *own))
            cls._known = frozenset(cls.__match_args__)
            cls._least = max((cls.__match_args__.index(name) + 1 for name in cls._required), default=0)
        if cls.__match_args__:
            cls._content = attrgetter(*cls.__match_args__)

    def __init__(self, *values: object, **named: object) -> None:
        self.__dict__.update(zip(self.__match_args__, values, strict=False))
        if named or not self._least <= len(values) <= len(self.__match_args__):
            self._check(values, named)
            self.__dict__.update(named)

    @classmethod
    def late(cls, rest: Callable[[str], Mapping[str, object]], **known: object) -> Self:
        """A value of which some attributes are known; `rest` is asked for another by its name, and may give more.

        Only attributes without a default can come late.
        """
        value = object.__new__(cls)
        value.__dict__.update(known, _rest=rest)
        return value

    if not TYPE_CHECKING:  # or every attribute would be taken to exist

        def __getattr__(self, name: str) -> object:
            rest = self.__dict__.get("_rest")
            if rest is None or name not in self.__match_args__:
                raise AttributeError(f"{type(self).__name__} has no attribute {name}")
            for key, one in rest(name).items():
                self.__dict__.setdefault(key, one)
            return self.__dict__[name]

    def _check(self, values: tuple[object, ...], named: dict[str, object]) -> None:
        """Holds what was given against the attributes."""
        names = self.__match_args__
        given = {*names[: len(values)], *named}
        if len(given) == len(values) + len(named) and self._required <= given <= self._known:
            return
        wrong = (
            sorted({*named} - {*names}) or sorted(self._required - given) or sorted({*named} & {*names[: len(values)]})
        )
        raise TypeError(f"{type(self).__name__}: unknown, missing or given twice: {', '.join(wrong) or len(values)}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return not self.__match_args__ or bool(type(self)._content(self) == type(self)._content(other))

    def __hash__(self) -> int:
        return hash((type(self), type(self)._content(self) if self.__match_args__ else ()))

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__name__}({parts})"

    def __getstate__(self) -> dict[str, object]:
        """What another process gets, and a copy: all that comes late has come."""
        if "_rest" not in self.__dict__:
            return self.__dict__
        return {name: getattr(self, name) for name in self.__match_args__}

    def __replace__(self, /, **changes: object) -> Self:
        return replace(self, **changes)


T = TypeVar("T", bound=Frozen)


def replace(one: T, **changes: object) -> T:
    """The same value with some of its attributes changed; what comes late comes late in it too."""
    known = type(one)._known
    if not changes.keys() <= known:
        raise TypeError(f"{type(one).__name__} has no {', '.join(sorted(changes.keys() - known))}")
    changed = object.__new__(type(one))
    given = {name: value for name, value in one.__dict__.items() if name in known or name == "_rest"}
    changed.__dict__.update(given, **changes)
    return changed


A = TypeVar("A")
B = TypeVar("B")
_REMEMBERED = 4096  # values of one function


def by_identity(work: Callable[[A], B]) -> Callable[[A], B]:
    """The same function, that remembers what it said of the very same value: comparing contents would take longer.

    For values that are frozen and live long, as controls do; those that it remembers are held.
    """
    known: dict[int, tuple[A, B]] = {}

    @wraps(work)
    def said(one: A) -> B:
        found = known.get(id(one))
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[id(one)] = one, work(one)
        return found[1]

    return said


def _attributes(cls: type) -> Iterator[str]:
    """What a class annotates itself, but for what belongs to the class (written `ClassVar[…]`)."""
    for name, annotation in cls.__annotations__.items():
        if getattr(annotation, "__origin__", None) is not ClassVar:
            yield name
