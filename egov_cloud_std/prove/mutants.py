"""The mutants of a control: one thing changed at a time."""

from collections.abc import Callable, Iterator

from ..checks import AllOf, AnyOf, Check, Condition, Not
from ..checks.kind import Kind
from ..frozen import Frozen, replace
from ..profiles import Control


class Mutant(Frozen):
    """A control with one thing changed, and what was changed."""

    name: str
    control: Control


def mutants_of(control: Control) -> Iterator[Mutant]:
    """Every mutant: a check dropped or its answer moved, a condition dropped or inverted, `where` widened,
    `all_of` and `any_of` swapped. An unset threshold leaves its own check out: nothing is concluded from it.
    """
    if not control.unset:
        yield from _of_expect(control)
    for part in ("when", "where", "contradicted_by"):
        condition: Condition | None = getattr(control, part)
        if condition is None:
            continue
        yield Mutant(f"{part}: dropped", _with(control, part, None))
        if part != "where":
            yield Mutant(f"{part}: inverted", _with(control, part, Not(condition)))
        for name, changed in _changes(condition):
            yield Mutant(f"{part}: {name}", _with(control, part, changed))


def _with(control: Control, part: str, condition: Condition | None) -> Control:
    match part:
        case "when":
            return replace(control, when=condition)
        case "where":
            return replace(control, where=condition)
        case _:
            return replace(control, contradicted_by=condition)


def _of_expect(control: Control) -> Iterator[Mutant]:
    parts = control.expect
    if len(parts) > 1:
        for index, part in enumerate(parts):
            kept = parts[:index] + parts[index + 1 :]
            yield Mutant(f"expect: {_name(part)} dropped", replace(control, expect=kept))
        yield Mutant("expect: any instead of all", replace(control, expect=(AnyOf(parts),)))
    for index, part in enumerate(parts):
        for name, changed in _changes(part):
            mutated = (*parts[:index], changed, *parts[index + 1 :])
            yield Mutant(f"expect: {name}", replace(control, expect=mutated))


def _name(condition: Condition) -> str:
    match condition:
        case Check(route, kind):
            return f"{route} {kind.name}"
        case Not(part):
            return f"not {_name(part)}"
        case AllOf(parts):
            return "all_of " + ", ".join(map(_name, parts))
        case AnyOf(parts):
            return "any_of " + ", ".join(map(_name, parts))


def _changes(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Every condition that differs from this one in one thing."""
    match condition:
        case Check(route, kind):
            for name, changed in kind.mutants():
                yield f"{route} {kind.name} {name}", replace(condition, kind=changed)
            for name, inner_kind in _inside(kind):
                yield f"{route} {kind.name} {name}", replace(condition, kind=inner_kind)
        case Not(part):
            yield f"not dropped before {_name(part)}", part
            for name, inner in _changes(part):
                yield name, Not(inner)
        case AllOf(parts):
            yield from _of_parts(parts, AllOf, AnyOf, "any_of instead of all_of")
        case AnyOf(parts):
            yield from _of_parts(parts, AnyOf, AllOf, "all_of instead of any_of")


def _inside(kind: Kind) -> Iterator[tuple[str, Kind]]:
    """The mutants of the conditions that a question holds: `where`, `through`."""
    for part in ("where", "through"):
        inner: Condition | None = getattr(kind, part, None)
        if inner is not None:
            for name, changed in _changes(inner):
                yield f"{part} {name}", replace(kind, **{part: changed})


Join = Callable[[tuple[Condition, ...]], Condition]


def _of_parts(parts: tuple[Condition, ...], same: Join, other: Join, swapped: str) -> Iterator[tuple[str, Condition]]:
    if len(parts) > 1:
        yield swapped, other(parts)
        for index, part in enumerate(parts):
            yield f"{_name(part)} dropped", same(parts[:index] + parts[index + 1 :])
    for index, part in enumerate(parts):
        for name, changed in _changes(part):
            yield name, same((*parts[:index], changed, *parts[index + 1 :]))
