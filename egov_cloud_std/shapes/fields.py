"""The compact field table: what may be written where, without the models it was generated from."""

from collections.abc import Mapping
from typing import Any

from ..frozen import Frozen

KINDS = frozenset({"text", "flag", "count", "number", "choice", "quantity", "date", "month"}) | {
    "record",  # a mapping of named fields
    "list",  # a list of mappings
    "set",  # a list of scalars
    "map",  # a mapping from names of the author's own to records
    "any",  # taken as written
}


class Nothing(dict[str, Any]):
    """What stands for "stated: there is none": whatever is asked of it, there is none of that either."""

    __slots__ = ()

    def get(self, key: object, default: object = None) -> Any:  # noqa: ANN401 - the signature of dict.get
        return self

    def __repr__(self) -> str:
        return "NOTHING"

    def __reduce__(self) -> str:  # copies and other processes get the one value
        return "NOTHING"

    def __deepcopy__(self, memo: object) -> "Nothing":
        return self

    def __copy__(self) -> "Nothing":
        return self


NOTHING = Nothing()


def known_by(place: str) -> str:
    """The field by which items of a list are named: their id, or the control that they speak of."""
    return "control" if place in ("not_applicable", "attestations") else "id"


class Field(Frozen):
    """One named value of a record. Compared by identity: a table is loaded once."""

    name: str
    kind: str
    zh: str = ""
    en: str = ""
    dimension: str = ""  # of a quantity
    bare: str = ""  # the unit of a bare number; "" when a unit must be written
    choices: tuple[str, ...] = ()  # of a choice
    pattern: str = ""  # of a text: what all of it matches
    refers_to: tuple[str, ...] = ()  # of a text: the lists whose ids it names
    total_of: str = ""  # of a count: the list beside it whose length this states
    care: str = ""  # "", "internal" or "sensitive"
    first: bool = False  # belongs to the minimal skeleton
    required: bool = False
    item: "Field | None" = None  # of a set: what its members are
    record: "Record | None" = None  # of a record, a list or a map: what is inside

    __eq__ = object.__eq__
    __hash__ = object.__hash__


class Record(Frozen):
    """A mapping of named fields."""

    name: str
    fields: Mapping[str, Field]

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def identified(self) -> bool:
        """Whether its things are known by an `id`."""
        return "id" in self.fields
