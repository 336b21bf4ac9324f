"""Edits of a description: what one is, what comes of it, and how it is said.

Several edits are made in order, each on what the one before has left.
"""

from collections.abc import Iterable
from typing import Any

from ..document import Path
from ..frozen import Frozen
from ..shapes import NOTHING, known_by
from ..words import Text


class Example(str):
    """A value that only stands for one of the author's own: readers see an ellipsis."""

    __slots__ = ()


EXAMPLE = Example("example")
NONE_OF_IT: dict[str, object] = {"none": True}
_LONGEST = 160  # characters of a value that an edit repeats
_MEMBERS = 8


class Change(Frozen):
    """One edit of a description: set `path` to `value`, or take it away when `value` is `None`.

    A path that ends one past the end of a list adds an item.
    """

    path: Path
    value: object
    says: Text


Edits = tuple[Change, ...]


def applied(data: Any, edits: Iterable[Change], none: object = NONE_OF_IT) -> Any:  # noqa: ANN401 - a tree
    """A description with edits; only what leads to them is copied.

    `none` is what stands where a section says that there is none: `NOTHING` in the usable tree.
    """
    for change in edits:
        data = _put(data, change.path, _usable(change.value) if none is NOTHING else change.value)
    return data


def _put(found: Any, path: Path, value: object) -> Any:  # noqa: ANN401 - a tree
    if not path:
        return value
    step, rest = path[0], path[1:]
    takes_away = value is None and not rest
    if isinstance(step, int):
        items = list(found) if isinstance(found, list) else []
        if step >= len(items):
            return items if takes_away else [*items, _put(None, rest, value)]
        items[step : step + 1] = [] if takes_away else [_put(items[step], rest, value)]
        return items
    section = dict(found) if isinstance(found, dict) else {}
    if section.get("none") is True and step != "none":
        del section["none"]  # what is stated beside it would contradict it
    if takes_away:
        section.pop(step, None)
    else:
        section[step] = _put(section.get(step), rest, value)
    return section


def _usable(value: object) -> object:
    match value:
        case {"none": True}:
            return NOTHING
        case dict():
            return {key: _usable(one) for key, one in value.items()}
        case list():
            return [_usable(one) for one in value]
        case _:
            return value


def followed(path: Path, edits: Iterable[Change]) -> Path:
    """Where a place is after edits: items that are taken away move those behind them."""
    for change in edits:
        depth = len(change.path) - 1
        last = change.path[-1] if change.path else ""
        if change.value is None and isinstance(last, int) and len(path) > depth and path[:depth] == change.path[:depth]:
            index = path[depth]
            if isinstance(index, int) and index > last:
                path = (*path[:depth], index - 1, *path[depth + 1 :])
    return path


def at(data: Any, path: Path) -> Any:  # noqa: ANN401 - a tree
    """The value at a path; `None` where nothing is stated."""
    for step in path:
        if isinstance(data, list) and isinstance(step, int):
            data = data[step] if step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def tidy(edits: Iterable[Change], data: Any) -> Edits:  # noqa: ANN401 - a tree
    """The same edits with as few steps: what is set twice is set once, what a new item is given belongs to it.

    Each says what it does to `data` as the edits before it leave it.
    """
    kept: list[tuple[Path, object]] = []
    moved = 0  # items have been taken away: paths from here on count anew
    for change in edits:
        path, value = change.path, change.value
        if value is None and isinstance(path[-1], int):
            moved = len(kept) + 1
        for index, (before, had) in enumerate(kept):
            inside = index >= moved and had is not None and path[: len(before)] == before
            if inside and value is not None:
                kept[index] = (before, _put(had, path[len(before) :], value))
                break
        else:
            kept.append((path, value))
    told: list[Change] = []
    for path, value in kept:
        told.append(Change(path, _plain(value), stated(data, path, value).says))
        data = _put(data, path, value)
    return tuple(told)


def _plain(value: object) -> object:
    """A value as anybody may write it on."""
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list():
            return [_plain(one) for one in value]
        case Example():
            return str(value)
        case _:
            return value


def stated(data: Any, path: Path, value: object) -> Change:  # noqa: ANN401 - a tree
    """The edit that makes this the value at a path, in words that fit what is there."""
    before, place = at(data, path), identity(data, path)
    return Change(path, value, _words(place, identity(data, path[:-1]), before, value, isinstance(path[-1], int)))


def _words(place: str, around: str, before: object, value: object, is_item: bool) -> Text:
    match value:
        case None if place.startswith("not_applicable["):
            return Text(f"撤回不适用主张 {place}", f"take back the claim {place}")
        case None:
            return Text(f"删去 {place}", f"remove {place}")
        case {"none": True}:
            return Text(f"在 {place} 下写明没有（none: true）", f"under {place}, state that there is none (none: true)")
        case [] if not before:
            return Text(f"没有的，写 {place}: []", f"where there is none, write {place}: []")
        case dict() if is_item and before is None:
            return Text(f"在 {around} 中增加一项 {flow(value)}", f"add an item to {around}: {flow(value)}")
        case list() if isinstance(before, list) and not any(isinstance(one, dict) for one in [*before, *value]):
            return _members(place, before, value)
        case _ if before is None:
            return Text(f"填写 {place}: {flow(value)}", f"state {place}: {flow(value)}")
        case _:
            return Text(f"将 {place} 改为 {flow(value)}", f"set {place} to {flow(value)}")


def _members(place: str, before: list[object], after: list[object]) -> Text:
    """A set with members more or less."""
    more = [flow(one) for one in after if one not in before]
    less = [flow(one) for one in before if one not in after]
    if more and not less and before:
        return Text(f"在 {place} 中补上 {'、'.join(more)}", f"add to {place}: {', '.join(more)}")
    if less and not more and after:
        return Text(f"从 {place} 中删去 {'、'.join(less)}", f"remove from {place}: {', '.join(less)}")
    return Text(f"将 {place} 改为 {flow(after)}", f"set {place} to {flow(after)}")


def flow(value: object) -> str:
    """A value on one line, as YAML writes it; a text that only stands for another is an ellipsis."""
    text = _flow(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _flow(value: object) -> str:
    match value:
        case Example():
            return "…"
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items() if one is not None) + "}"
        case list():
            more = ["…"] if len(value) > _MEMBERS else []
            return "[" + ", ".join([_flow(one) for one in value[:_MEMBERS]] + more) + "]"
        case bool():
            return "true" if value else "false"
        case str() if value.startswith(EXAMPLE):
            return "…"
        case _:
            text = getattr(value, "text", value)
            return text if isinstance(text, str) else str(text)


def identity(data: Any, path: Path) -> str:  # noqa: ANN401 - a tree
    """The name of a place by identity: `service.catalogue[ecs].sla.availability`."""
    text = ""
    for depth, step in enumerate(path):
        if isinstance(step, int):
            item = at(data, path[: depth + 1])
            name = item.get(known_by(text)) if isinstance(item, dict) and item is not NOTHING else None
            text += f"[#{step + 1}]" if name is None else f"[{getattr(name, 'text', name)}]"
        else:
            text += f".{step}" if text else step
    return text
