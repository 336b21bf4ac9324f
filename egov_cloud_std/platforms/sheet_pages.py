"""The pages of a workbook to be filled in, as plain cells: forms and tables, blank or with what a description states.

What stands first decides most: fields are ordered by how many controls each has a say in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..frozen import Frozen
from ..shapes import Field, written
from ..words import Lang, Text
from .labels import NO, YES, choices, label
from .sheet_layout import NAMES, Column, Steps, Table, area_of, form, table_name, tables
from .sheet_reading import put
from .sheet_table import above_title
from .sheet_values import Entry, entry
from .skeleton import CARRIED, COUNTRY, LEVEL_IDS, LIKE

Reasons = Mapping[Steps, Sequence[Text]]
"""What is required of each place, a sentence for each control."""

FIRST: tuple[Steps, ...] = tuple(
    ("platform", name)
    for name in (
        "id", "name", "level", "division_code", "owner", "operator", "period", "filled_in_by", "reviewed_by",
    )
)  # fmt: skip
"""Who and what, before all that is asked."""
FORM_FIELDS, AREA_FIELDS, TABLES, TABLE_COLUMNS = 18, 2, 6, 14  # of a short workbook: about forty fields
SEVERAL = Text("几个值之间用分号；", "semicolons between several; ")
LIST = Text("逐项填在后面的清单表；确实没有的填“无”", "fill in the table; where there is none, write: none")


class Slot(Frozen):
    """A field to be filled in, as people see it."""

    key: str
    title: str
    group: str
    hint: str  # what to write looks like
    help: str
    kind: str
    options: tuple[str, ...]


class FormPage(Frozen):
    """A form: slots, and what each already says (none: blank)."""

    name: str
    title: str
    rows: tuple[tuple[Slot, Entry | None], ...]


class TablePage(Frozen):
    """A table: slots side by side, and the rows that are already there."""

    name: str
    title: str
    key: str
    columns: tuple[Slot, ...]
    rows: tuple[tuple[Entry | None, ...], ...]


Page = FormPage | TablePage


def pages(
    level: str, full: bool, lang: Lang, reasons: Reasons, stated: Mapping[str, Any] | None = None
) -> tuple[Page, ...]:
    """The pages for a platform of this level, or for what a description already states."""
    return tuple(_Writing(level, full, lang, reasons, stated).pages())


class _Writing:
    def __init__(self, level: str, full: bool, lang: Lang, reasons: Reasons, stated: Mapping[str, Any] | None) -> None:
        self.full, self.lang, self.reasons = full, lang, reasons
        blank: dict[str, Any] = {}
        if stated is None:
            put(blank, ("platform", "level"), level)
            put(blank, ("platform", "id"), LEVEL_IDS.get(level, f"{level}-platform"))
        self.stated: Mapping[str, Any] = blank if stated is None else stated
        self.cells = dict(_stated_fields(self.stated))
        self.items = {names: tuple(_items(self.stated, one)) for names, one in tables().items()}
        self.chosen = self._chosen(level)

    def pages(self) -> Iterator[Page]:
        for area in NAMES:
            if (rows := tuple(self._form(area))) or area == "platform":
                title = Text(f"{NAMES[area].zh}（平台描述）", f"{NAMES[area].en} (platform description)")
                yield FormPage(NAMES[area].in_(self.lang), title.in_(self.lang), rows)
            for names, table in tables().items():
                if area_of(names) == area and (columns := self._columns(table)):
                    yield self._table(table, columns)

    # --- which fields

    def _weight(self, names: Steps) -> int:
        return len(self.reasons.get(names, ()))

    def _chosen(self, level: str) -> frozenset[Steps]:
        """The fields of a short workbook: who and what, and those in which most controls have a say."""
        found = [*FIRST, *([("platform", "carried_by")] if level in CARRIED else [])]
        single = [one for one in self._by_weight(form()) if one not in found and form()[one].field.kind != "list"]
        for area in NAMES:
            found += [one for one in single if area_of(one) == area and self._weight(one)][:AREA_FIELDS]
        room = len(FIRST) + FORM_FIELDS
        found += [one for one in single if one not in found and self._weight(one)][: max(0, room - len(found))]
        top = [one for one in tables().values() if not one.above]
        top = sorted(top, key=lambda one: -sum(sorted(map(self._weight, _places(one)))[-3:]))[:TABLES]
        columns = self._by_weight({place: None for one in top for place in _places(one)})
        return frozenset((*found, *columns[:TABLE_COLUMNS]))

    def _by_weight(self, places: Mapping[Steps, object]) -> list[Steps]:
        return sorted(places, key=lambda one: -self._weight(one))

    def _form(self, area: str) -> Iterator[tuple[Slot, Entry | None]]:
        order = {one: at for at, one in enumerate(FIRST)}
        known = [one for names, one in form().items() if area_of(names) == area and self._wanted(one)]
        weights: dict[tuple[Field, ...], int] = {}
        for one in known:
            weights[one.groups] = max(weights.get(one.groups, 0), self._weight(one.names))
        groups = {one: at for at, one in enumerate(sorted(weights, key=lambda one: (bool(one), -weights[one])))}
        known.sort(key=lambda one: (groups[one.groups], order.get(one.names, len(order)), -self._weight(one.names)))
        for one in known:
            if one.field.kind != "map":
                yield self._slot(one, one.names), self._entry(self.cells.get(one.names), one.field)
        for names, value in self.cells.items():  # a name of the author's own: of a version, or of a field x_…
            if names in form() or area_of(names) != area:
                continue
            column = form().get(names[:1])
            field = column.field.item if column is not None else None
            own = names[-1] if column is None else f"{label(column.field).in_(self.lang)} {names[-1]}"
            yield Slot(".".join(names), own, "", "", "", "text", ()), self._entry(value, field)

    def _wanted(self, one: Column) -> bool:
        if one.names in self.cells or one.names in self.chosen:
            return True
        if one.field.kind == "list":
            return self.full or any(chosen[: len(one.names)] == one.names for chosen in self.chosen)
        return self.full

    def _columns(self, table: Table) -> list[Column]:
        stated = {names for _, thing in self.items[table.names] for names, _ in _stated_in(thing, table)}
        wanted = [one for one in table.columns.values() if self._in_table(table, one, stated)]
        if not wanted and not stated:
            return []
        shows_name = self.full or ("name",) in {one.names for one in wanted}
        named = [
            one for one in table.columns.values() if one.names == ("id",) or (one.names == ("name",) and shows_name)
        ]
        rest = [one for one in wanted if one not in named]
        rest.sort(key=lambda one: -self._weight((*table.names, *one.names)))
        own = [Column(names, _OWN, ()) for names in sorted(stated - table.columns.keys())]
        return [*named, *rest, *own]

    def _in_table(self, table: Table, one: Column, stated: set[Steps]) -> bool:
        if one.names in stated or (*table.names, *one.names) in self.chosen:
            return True
        return self.full and one.field.kind != "list"

    # --- what stands there

    def _table(self, table: Table, columns: Sequence[Column]) -> TablePage:
        above = tuple(Slot(one.key, above_title(one).in_(self.lang), "", "", "", "text", ()) for one in table.above)
        slots = (*above, *(self._slot(one, (*table.names, *one.names)) for one in columns))
        rows = tuple(
            (*outer, *(self._entry(cells.get(one.names), None if one.field is _OWN else one.field) for one in columns))
            for outer, thing in self.items[table.names]
            for cells in [dict(_stated_in(thing, table))]
        )
        title = label(table.field).in_(self.lang)
        return TablePage(table_name(table.names).in_(self.lang), title, table.key, slots, rows)

    def _entry(self, value: object, field: Field | None) -> Entry | None:
        return None if value is None else entry(value, field, self.lang)

    def _slot(self, one: Column, place: Steps) -> Slot:
        field = one.field
        options: tuple[str, ...] = ()
        if field.kind == "flag":
            options = YES.in_(self.lang), NO.in_(self.lang)
        elif field.kind == "choice":
            options = tuple(word.in_(self.lang) for _, word in choices(field))
        group = one.group.in_(self.lang)
        return Slot(
            one.key, label(field).in_(self.lang), group, self._hint(field), self._help(place), field.kind, options
        )

    def _hint(self, field: Field) -> str:
        zh = self.lang == "zh"
        match field.kind:
            case "list":
                return LIST.in_(self.lang)
            case "set":
                words = ("、" if zh else ", ").join(word.in_(self.lang) for _, word in choices(field))
                country = field.item is not None and field.item.pattern == COUNTRY
                return SEVERAL.in_(self.lang) + (words or ("CN" if country else "甲；乙" if zh else "one; another"))
            case "count":
                return "整数" if zh else "a whole number"
            case _:
                return LIKE.get(field.dimension or field.kind, Text("", "")).in_(self.lang)

    def _help(self, place: Steps) -> str:
        asked = self.reasons.get(place, ())
        if not asked:
            return ""
        more = len(asked) - 1
        rest = (
            Text(f"（另有 {more} 项检查）", f" (and {more} more control{'s' if more > 1 else ''})").in_(self.lang)
            if more
            else ""
        )
        return asked[0].in_(self.lang) + rest


_OWN = Field("x_", "any")


def _places(table: Table) -> Iterator[Steps]:
    return ((*table.names, *names) for names, one in table.columns.items() if one.field.kind != "list")


def _stated_fields(stated: Mapping[str, Any]) -> Iterator[tuple[Steps, Any]]:
    """The single fields that a description states, lists that are empty or stand in a file among them."""
    yield from _walk(stated, (), lambda names: form()[names].field if names in form() else None)


def _stated_in(thing: Mapping[str, Any], table: Table) -> Iterator[tuple[Steps, Any]]:
    yield from _walk(thing, (), lambda names: table.columns[names].field if names in table.columns else None)


def _walk(value: Any, at: Steps, field_of: Callable[[Steps], Field | None]) -> Iterator[tuple[Steps, Any]]:
    field = field_of(at)
    own = bool(at) and at[-1].startswith("x_") and field is None
    if value is None or at == ("schema",):
        return
    if field is not None and field.kind == "list" and isinstance(value, list) and any(one is not None for one in value):
        return  # its things stand in a table
    if isinstance(value, dict) and not own and (field is None or field.kind == "map"):
        for name, one in value.items():
            yield from _walk(one, (*at, name), field_of)
        return
    yield at, value


def _items(stated: Mapping[str, Any], table: Table) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """The things of a list, each with the ids of those around it."""
    outer: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [((), stated)]
    done = 0
    for one in (*table.above, table):
        names, done = one.names[done:], len(one.names)
        inner = []
        for ids, thing in outer:
            own = (*ids, written(thing.get("id", ""))) if one.above else ids
            inner += [(own, item) for item in _list_at(thing, names)]
        outer = inner
    yield from outer


def _list_at(thing: Any, names: Steps) -> list[Mapping[str, Any]]:
    for name in names:
        thing = thing.get(name) if isinstance(thing, dict) else None
    return [one for one in thing if isinstance(one, dict)] if isinstance(thing, list) else []
