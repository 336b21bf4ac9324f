"""Circles among units that stand above, or carry, one another."""

from collections.abc import Iterator, Mapping

FEW = 8  # units of a circle that a message names


def circles(up: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Every circle once, from its first unit by name on; `up` leads from a unit to the one above it.

    Each unit is looked at once, however long the ways are: whoever writes a region may make them long.
    """
    done: set[str] = set()
    for start in sorted(up):
        way: dict[str, int] = {}  # the units on this way, in their order
        at = start
        while at in up and at not in done and at not in way:
            way[at] = len(way)
            at = up[at]
        done.update(way)
        if at in way:
            found = [one for one, position in way.items() if position >= way[at]]
            first = found.index(min(found))
            yield (*found[first:], *found[:first])


def told(circle: tuple[str, ...]) -> str:
    """A circle as a reader sees it; of a long one only the beginning."""
    shown = circle[:FEW]
    more = ("…",) if len(circle) > FEW else ()
    return " → ".join((*shown, *more, circle[0]))
