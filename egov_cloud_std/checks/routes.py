"""Routes: places in a description, as profiles name them.

A route is checked against the model when a profile is read, and turned into a getter once.
`.isolated` belongs to the subject, `security.protection_level` starts at the root.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from ..document import Path
from ..frozen import Frozen
from ..shapes import NOTHING, Field, Record
from ..words import NOT_STATED, Text, same
from .world import Item, World

Raw = object  # a value as the document holds it
Getter = Callable[[Item, World], Raw]

_LONG = 64  # items
REMEMBERED = 2048  # places
UNKNOWN_ITEM: Item = {}  # stands for a list entry that could not be used: nothing is stated there


class NoSuchRoute(Exception):
    """A route that the model does not know, with what was probably meant."""

    def __init__(self, says: Text, fix: Text) -> None:
        super().__init__(says.en)
        self.says = says
        self.fix = fix


class Route(Frozen):
    """One place in the model: a scalar, a set, a section or a list."""

    relative: bool
    steps: tuple[str, ...]
    field: Field
    total: tuple[str, ...] | None = None  # beside a list: the field that states how many there are

    def __str__(self) -> str:
        return ("." if self.relative else "") + ".".join(self.steps)

    def path(self, subject: Path) -> Path:
        """Where the value is for this subject."""
        return (*subject, *self.steps) if self.relative else self.steps

    def getter(self) -> Getter:
        """Reads the value: `None` when it is not stated, `NOTHING` where the description says there is none."""
        return _getter(self.relative, self.steps)


class ListRoute(Frozen):
    """A list of things (or, for `each`, the lists inside every item of a list: `zones[].subnets`)."""

    relative: bool
    segments: tuple[tuple[str, ...], ...]
    record: Record
    total: tuple[str, ...] | None  # the field beside the list that states how many there are
    outer: tuple[tuple[str, ...] | None, ...] = ()  # the same, for the lists around it

    def __str__(self) -> str:
        return ("." if self.relative else "") + "[].".join(".".join(part) for part in self.segments)

    @property
    def steps(self) -> tuple[str, ...]:
        """The route of a list that does not flatten."""
        return self.segments[0]

    def items(self, item: Item, world: World) -> Sequence[Item] | None:
        """The items, empty where there are none, `None` when the list is not stated."""
        found = _follow(item if self.relative else world.root, self.segments[0])
        if isinstance(found, list) and len(found) > _LONG:  # looked through once, whoever asks
            return world.once(("items", id(found)), lambda: _items(found))
        return _items(found)

    def unlisted(self, item: Item, world: World) -> int:
        """How many items the stated total promises beyond those that are listed."""
        if self.total is None:
            return 0
        start = item if self.relative else world.root
        return _more(_follow(start, self.total), self.items(item, world), world)

    def walk(self, world: World) -> Iterator[tuple[Path, Sequence[Item] | None, int]]:
        """Every list that this route names, from the root: its path, its items, how many are not listed."""
        yield from self._walk(world, world.root, (), 0)

    def _walk(
        self, world: World, base: Item, at: Path, depth: int
    ) -> Iterator[tuple[Path, Sequence[Item] | None, int]]:
        total = (*self.outer, self.total)[depth]
        path = (*at, *self.segments[depth])
        items = _items(_follow(base, self.segments[depth]))
        more = 0 if total is None else _more(_follow(base, total), items, world)
        if self._last(depth) or items is None:
            yield path, items, more
            return
        if more:
            yield path, (), more  # whatever lists are inside the items that are not listed
        for index, one in enumerate(items):
            yield from self._walk(world, one, (*path, index), depth + 1)

    def _last(self, depth: int) -> bool:
        return depth == len(self.segments) - 1


def _getter(relative: bool, steps: tuple[str, ...]) -> Getter:
    """One closure per length: this is the innermost loop of an assessment."""
    match relative, steps:
        case True, (a,):
            return lambda item, world: item.get(a)
        case True, (a, b):

            def two(item: Item, world: World) -> Raw:
                found = item.get(a)
                return None if found is None else found.get(b)

            return two
        case True, _:
            return lambda item, world: _follow(item, steps)
        case _:
            return lambda item, world: _follow(world.root, steps)


def _follow(start: Item, steps: tuple[str, ...]) -> Raw:
    found: Raw = start
    for step in steps:
        if not isinstance(found, dict):
            return None
        found = found.get(step)
    return found


def _items(found: Raw) -> Sequence[Item] | None:
    """What stands where a list belongs, as its items."""
    if not isinstance(found, list):
        return () if found is NOTHING else None
    return [UNKNOWN_ITEM if one is None else one for one in found] if None in found else found


def _more(total: Raw, items: Sequence[Item] | None, world: World) -> int:
    """How many items a stated total promises beyond these."""
    stated = world.count(total)
    return 0 if stated is None or items is None else max(0, stated - len(items))


def is_none(value: Raw) -> bool:
    """Whether the description says that there is none of this: `none: true` or an empty list."""
    return value is NOTHING or (isinstance(value, list) and not value)


@lru_cache(REMEMBERED)  # a profile names the same few places again and again
def resolve(text: str, root: Record, subject: Record | None) -> Route:
    """Reads a route and holds it against the model. Raises `NoSuchRoute`."""
    if "[]" in text:
        raise NoSuchRoute(
            Text(f"{text}：[] 只能用在 each 的 list 中", f"{text}: [] is for the list of `each` only"),
            Text(
                "改用接受列表的判定（如 count、covers）。", "Use a question that takes lists, such as count or covers."
            ),
        )
    relative, record, steps = _start(text, root, subject)
    field = _descend(text, record, steps)
    return Route(relative, steps, field, _total_beside(record, steps) if field.kind == "list" else None)


@lru_cache(REMEMBERED)
def resolve_list(text: str, root: Record, subject: Record | None) -> ListRoute:
    """Reads the route of a list of things. Raises `NoSuchRoute`."""
    relative, record, _ = _start(text, root, subject)
    segments: list[tuple[str, ...]] = []
    totals: list[tuple[str, ...] | None] = []
    for part in text.removeprefix(".").split("[]."):
        steps = tuple(part.split("."))
        parent = record
        field = _descend(text, record, steps)
        if field.kind != "list" or field.record is None:
            raise NoSuchRoute(
                Text(f"{text} 不是对象列表", f"{text} is not a list of things"),
                Text("写一个由带 id 的对象组成的列表的路径。", "Name a list whose items carry ids."),
            )
        segments.append(steps)
        record = field.record
        totals.append(_total_beside(parent, steps))
    return ListRoute(relative, tuple(segments), record, totals[-1], tuple(totals[:-1]))


def _total_beside(record: Record, steps: tuple[str, ...]) -> tuple[str, ...] | None:
    for step in steps[:-1]:
        inner = record.fields[step].record
        if inner is None:
            return None
        record = inner
    for name, field in record.fields.items():
        if field.total_of == steps[-1]:
            return (*steps[:-1], name)
    return None


def _start(text: str, root: Record, subject: Record | None) -> tuple[bool, Record, tuple[str, ...]]:
    if not text.startswith("."):
        return False, root, tuple(text.split("."))
    if subject is None:
        raise NoSuchRoute(
            Text(f"{text} 以 . 开头，但此处没有检查对象", f"{text} begins with a dot, but there is no subject here"),
            Text("加上 each，或写从根开始的路径。", "Add `each`, or write the route from the root."),
        )
    return True, subject, tuple(text[1:].split("."))


def _descend(text: str, record: Record, steps: tuple[str, ...]) -> Field:
    field: Field | None = None
    for depth, step in enumerate(steps):
        if depth and field is not None:
            if field.kind != "record" or field.record is None:
                raise _runs_through(text, steps[:depth], field)
            record = field.record
        field = record.fields.get(step)
        if field is None:
            raise _unknown(text, step, record.fields)
    assert field is not None  # `steps` has at least one entry, and each was found
    return field


def _runs_through(text: str, before: tuple[str, ...], field: Field) -> NoSuchRoute:
    name = ".".join(before)
    if field.kind in ("list", "set"):
        return NoSuchRoute(
            Text(f"{text} 穿过了列表 {name}", f"{text} runs through the list {name}"),
            Text("用 each 逐项检查，或用接受列表的判定。", "Use `each`, or a question that takes lists."),
        )
    return NoSuchRoute(
        Text(f"{text}：{name} 是单个值，其下没有字段", f"{text}: {name} is a single value and has no fields"),
        Text(f"写到 {name} 为止。", f"End the route at {name}."),
    )


def _unknown(text: str, step: str, fields: Mapping[str, Field]) -> NoSuchRoute:
    import difflib  # only a mistake needs it

    near = difflib.get_close_matches(step, fields, n=1)
    return NoSuchRoute(
        Text(f"{text}：模型中没有字段 {step!r}", f"{text}: the model has no field {step!r}"),
        Text(f"是否为 {near[0]}？", f"Did you mean {near[0]}?")
        if near
        else Text("可用字段：" + "、".join(sorted(fields)[:12]), "Fields here: " + ", ".join(sorted(fields)[:12])),
    )


def shown(value: Raw) -> Text:
    """A value as a reader sees it."""
    match value:
        case None:
            return NOT_STATED
        case _ if is_none(value):
            return Text("无", "none")
        case True | False:
            return same(str(value).lower())
        case list():
            inner = [_shown_member(one) for one in value[:8]]
            more = len(value) - len(inner)
            zh = "、".join(inner) + (f" 等 {len(value)} 项" if more else "")
            en = ", ".join(inner) + (f" and {more} more" if more else "")
            return Text(zh, en)
        case dict():
            return Text("已填报", "stated")
        case _:
            return same(as_written(value))


def _shown_member(value: Raw) -> str:
    return as_written(value.get("id", "?")) if isinstance(value, dict) else as_written(value)


def as_written(value: Raw) -> str:
    """The text of a scalar, as it stands in the document."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else str(value)
