"""The vocabulary in which the sections of a platform description are written.

One annotated type per kind of value. `said()` gives a field its Chinese and English words;
the JSON Schema and the compact field table are generated from nothing else.
Every field but an `id` is optional: not stated is a fact to report, not an error.
"""

from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict


@dataclass(frozen=True, slots=True)
class Written:
    """How a value is written in YAML; `shapes` reads and checks it by this."""

    kind: str  # text, flag, count, number, quantity, date, month, any
    dimension: str = ""  # of a quantity: a key of quantities.DIMENSIONS
    bare: str = ""  # the unit of a bare number; "" means that a unit must be written
    pattern: str = ""  # of a text: what the whole text must match (simple, linear patterns only)
    refers_to: tuple[str, ...] = ()  # of a text: the lists whose ids it names


Str = Annotated[str, Written("text")]
Flag = Annotated[bool, Written("flag")]
Count = Annotated[int, Written("count")]  # a whole number, zero or more; 万 and 亿 may be written
Number = Annotated[Any, Written("number")]  # an exact number without a unit
Ratio = Annotated[Any, Written("quantity", "ratio")]  # 99.95%
Duration = Annotated[Any, Written("quantity", "duration")]  # 4 小时, 30 min
DataSize = Annotated[Any, Written("quantity", "data")]  # 500 GB, 2 TiB
Bandwidth = Annotated[Any, Written("quantity", "bandwidth")]  # 10Gbps
Rate = Annotated[Any, Written("quantity", "rate")]  # 5万次/秒, 20000 IOPS
Distance = Annotated[Any, Written("quantity", "distance")]  # 60 km
Money = Annotated[Any, Written("quantity", "money")]  # 37 万元
Frequency = Annotated[Any, Written("quantity", "frequency")]  # 2.4 GHz
Day = Annotated[Any, Written("date")]  # 2026-06-30
Month = Annotated[Any, Written("month")]  # 2026-01
Anything = Annotated[Any, Written("any")]  # taken as written
DivisionCode = Annotated[str, Written("text", pattern=r"[0-9]{6}")]
Country = Annotated[str, Written("text", pattern="[A-Z]{2}")]  # ISO 3166-1 alpha-2: CN
Sha256 = Annotated[str, Written("text", pattern=r"(sha256:)?[0-9a-f]{64}")]


def refers_to(*lists: str) -> Written:
    """Marks a text (or a set of texts) as the id of an item in one of these lists.

    `zone: Annotated[str, refers_to("architecture.zones")] | None = said(...)`
    """
    return Written("text", refers_to=lists)


def said(
    zh: str,
    en: str,
    *,
    total_of: str = "",
    care: str = "",
    first: bool = False,
    required: bool = False,
    alias: str | None = None,
) -> Any:
    """One field, in the words of both languages.

    `total_of` names the sibling list whose length this count states. `care` classes the value as
    `internal` or `sensitive`. `first` puts the field into the minimal skeleton and sheet.
    `alias` is the key in YAML where Python cannot use the same word.
    """
    words: dict[str, str | bool] = {"zh": zh, "en": en, "total_of": total_of, "care": care, "first": first}
    extra: JsonDict = {key: value for key, value in words.items() if value}
    default = ... if required else None
    return Field(default, alias=alias, description=f"{zh} / {en}", json_schema_extra=extra)


class Part(BaseModel):
    """A mapping of named fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Section(Part):
    """A mapping of named fields. `none: true` states that the thing described here does not exist."""

    none: Flag | None = said("声明没有此项", "States that there is none of this")


class Item(Part):
    """One thing in a list, known by its `id`."""

    id: Str = said("标识，列表内唯一", "Identity, unique within its list", required=True)
    name: Str | None = said("名称", "Name")


T = TypeVar("T", bound=Item)
# Lists of things are written `tuple[Zone, ...] | None`, sets of scalars `tuple[Str, ...] | None`.
