"""Which fields a workbook has, and what each is called there: forms of single fields, tables of things.

A field is known by its key, which the workbook prints in grey: `security.protection_level` in a form, `sla.availability`
in the table `service.catalogue[]`. In a table of things inside other things a column for each outer table says to which of
its things a row belongs.
"""

import re
from collections.abc import Iterator
from functools import cache

from ..frozen import Frozen
from ..shapes import Field, Record
from ..words import Text
from .labels import label
from .platform import record as root_record

Steps = tuple[str, ...]  # a place in the model: the same for every item of a list

NAMES: dict[str, Text] = {
    "platform": Text("基本情况", "Basics"),
    "terminology": Text("术语", "Terminology"),
    "architecture": Text("架构", "Architecture"),
    "service": Text("服务", "Service"),
    "performance": Text("功能和性能", "Performance"),
    "testing": Text("测试", "Testing"),
    "security": Text("安全", "Security"),
    "governance": Text("治理", "Governance"),
}
"""The form of each area, in the order of the workbook."""
ABOUT = Text("填写说明", "Read me")
GROUP, ITEM, VALUE = Text("分组", "Group"), Text("项目", "Item"), Text("填写", "Answer")
WRITTEN, HELP, KEY = Text("写法", "Write it like"), Text("说明", "Why it is asked"), Text("字段", "Field")
BETWEEN = " · "
_LONGEST = 31  # characters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']+")
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|, .*")


class Column(Frozen):
    """One field of a form or a table, by the names that lead to it."""

    names: Steps
    field: Field
    groups: tuple[Field, ...]  # the records around it

    @property
    def group(self) -> Text:
        """What the records around it are called."""
        labels = [label(one) for one in self.groups]
        return Text(BETWEEN.join(one.zh for one in labels), BETWEEN.join(one.en for one in labels))

    @property
    def title(self) -> Text:
        """What it is called in the head of a table: its groups too."""
        group, own = self.group, label(self.field)
        return own if not self.groups else Text(group.zh + BETWEEN + own.zh, group.en + BETWEEN + own.en)

    @property
    def key(self) -> str:
        """How the workbook names it for the machine."""
        return ".".join(self.names)


class Table(Frozen):
    """One list of things."""

    names: Steps
    field: Field
    columns: dict[Steps, Column]
    above: tuple["Table", ...]  # the lists whose things hold such a list, the outermost first

    @property
    def key(self) -> str:
        """How the workbook names it: `service.agreements[].metrics[]`."""
        outer = self.above[-1] if self.above else None
        inner = ".".join(self.names[len(outer.names) :] if outer else self.names)
        return f"{outer.key}.{inner}[]" if outer else f"{inner}[]"

    @property
    def area(self) -> str:
        """The section of the description that it belongs to."""
        return self.names[0]


@cache
def form() -> dict[Steps, Column]:
    """Every field that stands once in a description, lists among them; those of the root first."""
    found = {one.names: one for one in _columns(root_record(), (), ())}
    return dict(sorted(found.items(), key=lambda entry: len(entry[0]) > 1))


@cache
def tables() -> dict[Steps, Table]:
    """Every list of things, outer ones before those inside their things."""
    return {one.names: one for one in _tables(form(), (), ())}


@cache
def tables_by_key() -> dict[str, Table]:
    """The same by their keys."""
    return {one.key: one for one in tables().values()}


def area_of(names: Steps) -> str:
    """The form on which a field stands: what belongs to the whole description stands on the first."""
    return names[0] if names[0] in NAMES else "platform"


@cache
def table_name(names: Steps) -> Text:
    """What the sheet of a table is called: short enough for a sheet, without what no sheet's name may hold."""
    return _table_names()[names]


@cache
def _table_names() -> dict[Steps, Text]:
    found: dict[Steps, Text] = {}
    taken: set[str] = set()
    for names, table in tables().items():
        said = []
        for own, area in zip(label(table.field), NAMES.get(table.area, Text("", "")), strict=True):
            head = f"{area}-" if area else ""
            short = _FORBIDDEN.sub(" ", _ASIDE.sub("", own)).strip()
            name, count = _shortened(f"{head}{short}", _LONGEST), 1
            while name in taken:
                count += 1
                name = f"{_shortened(f'{head}{short}', _LONGEST - 2)} {count}"
            taken.add(name)
            said.append(name)
        found[names] = Text(*said)
    return found


def _shortened(name: str, most: int) -> str:
    """A name, cut between words where it has any."""
    if len(name) <= most:
        return name
    cut = name[: most + 1]
    return cut.rsplit(" ", 1)[0].strip() if " " in cut else name[:most]


def _columns(record: Record, at: Steps, groups: tuple[Field, ...]) -> Iterator[Column]:
    for name, field in record.fields.items():
        if field.kind == "record" and field.record is not None:
            inside = (*groups, field) if at else groups  # the area is the sheet itself
            yield from _columns(field.record, (*at, name), inside)
        elif (*at, name) != ("schema",):
            yield Column((*at, name), field, groups)


def _tables(columns: dict[Steps, Column], at: Steps, above: tuple[Table, ...]) -> Iterator[Table]:
    inner: list[Table] = []
    for names, column in columns.items():
        record = column.field.record
        if column.field.kind == "list" and record is not None:
            own = {one.names: one for one in _item_columns(record, (), ())}
            inner.append(Table((*at, *names), column.field, own, above))
    yield from inner
    for one in inner:
        yield from _tables(one.columns, one.names, (*above, one))


def _item_columns(record: Record, at: Steps, groups: tuple[Field, ...]) -> Iterator[Column]:
    for name, field in record.fields.items():
        if field.kind == "record" and field.record is not None:
            yield from _item_columns(field.record, (*at, name), (*groups, field))
        else:
            yield Column((*at, name), field, groups)
