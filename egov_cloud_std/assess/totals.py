"""Stated totals beside lists."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from ..document import Path
from ..platforms import Platform
from ..quantities import parse_count
from ..shapes import NOTHING, Record


def totals(platform: Platform) -> Iterator[tuple[Path, int, int]]:
    """Every stated total with a list beside it: its path, what it states, how many are listed."""
    return _totals(platform.data, platform.record, ())


def _totals(data: dict[str, Any], record: Record, path: Path) -> Iterator[tuple[Path, int, int]]:
    """Walks only what can hold a total: inventories are passed over whole."""
    for name, of in record.fields.items():
        value = data.get(name)
        if value is None or value is NOTHING:
            continue
        if of.total_of:
            beside = data.get(of.total_of)
            if isinstance(beside, list):
                yield (*path, name), parse_count(value), len(beside)
        elif of.record is not None and _holds_totals(of.record):
            if isinstance(value, dict):
                yield from _totals(value, of.record, (*path, name))
            elif isinstance(value, list):
                for index, one in enumerate(value):
                    yield from _totals(one or {}, of.record, (*path, name, index))


@cache
def _holds_totals(record: Record) -> bool:
    """Whether a record, or one inside it, states a total. Records may contain one another."""
    reached, open_ = {record}, [record]
    while open_:
        for of in open_.pop().fields.values():
            if of.total_of:
                return True
            if of.record is not None and of.record not in reached:
                reached.add(of.record)
                open_.append(of.record)
    return False
