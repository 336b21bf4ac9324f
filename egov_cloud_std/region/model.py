"""How the file that names the units of a region is written: `region.yaml`."""

from typing import Annotated, Literal

from ..platforms._base import DivisionCode, Item, Number, Part, Str, refers_to, said
from ..platforms.architecture import Level

SCHEMA = "egov-region/0"


class ExpectedUnit(Item):
    """One unit that is expected to send a description; its `id` is the `platform.id` there."""

    level: Level | None = said("层级：中央、省、市、县、乡镇、部门", "Administrative level", first=True)
    division_code: DivisionCode | None = said(
        "行政区划代码（6 位）", "Code of the administrative division, six digits", first=True
    )
    under: Annotated[str, refers_to("units")] | None = said(
        "上级单位标识；不写的按区划代码和承载关系推定", "The unit above it; told from codes and carriers unless stated"
    )
    carried_by: Annotated[str, refers_to("units")] | None = said("承载平台标识", "The platform that carries it")
    file: Str | None = said("描述文件（相对于本文件）", "Its description, from this file", care="internal")
    weight: Number | None = said("权重，不写的为 1", "Its weight, 1 unless stated")


class RegionFacts(Part):
    """Which region this is."""

    id: Str = said("辖区标识", "Identity of the region", required=True, first=True)
    name: Str | None = said("辖区名称", "Name of the region", first=True)
    weighed_by: Str | None = said("权重按什么计，如 常住人口（万人）", "What weights count, such as inhabitants")


class RegionFile(Part):
    """The units that are expected, and how they belong together."""

    schema_: Literal["egov-region/0"] = said(
        "格式标识", "Name and version of this format", required=True, first=True, alias="schema"
    )
    region: RegionFacts = said("辖区", "The region", required=True, first=True)
    units: tuple[ExpectedUnit, ...] | None = said("应报送的单位", "Units that are expected", first=True)
