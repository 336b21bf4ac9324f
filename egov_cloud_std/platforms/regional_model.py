"""What a region sees of its units: the same words as in their descriptions, and how the units belong together.

A region's description is not written by anybody: it is collected from the descriptions of its units. So it holds only
what questions across units ask for, and an inventory of 100,000 resources stays where it is. `regional.link` adds the
fields that are marked as joined: from a system to its platform, from a platform to the one that carries it.
"""

from typing import Annotated, Literal

from ._base import Count, Day, Flag, Item, Month, Number, Part, Ratio, Section, Sha256, Str, refers_to, said
from .architecture import CarriedPlatform, Carrier, Level
from .description import EvidenceKind, PlatformFacts
from .governance import Consolidation
from .security import LevelAssessment
from .terminology import PlatformName

SCHEMA = "egov-region-view/0"
UnitRef = Annotated[str, refers_to("units")]


class UnitTerminology(Section):
    """By which names a platform goes."""

    platform_name: PlatformName | None = said("平台名称", "Name of the platform")


class UnitArchitecture(Section):
    """On what a platform stands, and what stands on it."""

    carrier: Carrier | None = said("承载关系", "Relation to the carrying platform")
    carried: tuple[CarriedPlatform, ...] | None = said("本平台承载的下级平台", "Platforms that this one carries")


class UnitSecurity(Section):
    """The level of a platform, and its assessment."""

    protection_level: Count | None = said("安全保护等级（1 至 5）", "Protection level (1 to 5)")
    level_assessment: LevelAssessment | None = said("等级测评", "Level assessment")


class UnitGovernance(Section):
    """What a platform says of what exists twice."""

    consolidation: Consolidation | None = said("集约化", "Consolidation")


class Unit(Item):
    """One unit: a government and its platform, whether it has sent a description or not."""

    submission: Literal["received", "unreadable", "twice", "not_sent"] | None = said(
        "报送情况：已报送、无法读取、重复报送、未报送", "Whether its description was received"
    )
    level: Level | None = said("应有的层级", "Level that is expected of it")
    under: UnitRef | None = said("上级单位", "Unit above it")
    platform: PlatformFacts | None = said("平台", "The platform, as it describes itself")
    terminology: UnitTerminology | None = said("术语", "Terminology")
    architecture: UnitArchitecture | None = said("系统架构", "Architecture")
    security: UnitSecurity | None = said("安全", "Security")
    governance: UnitGovernance | None = said("管理与统筹", "Governance")
    unstated: tuple[Str, ...] | None = said(
        "未填报的列表（汇集时得出）", "Of the lists over all units, those that it does not state (worked out)"
    )
    likeness: Ratio | None = said("与最相似的描述的相似程度", "How like it the description is that is most like it")
    likest_id: UnitRef | None = said("描述最相似的单位", "The unit whose description is most like it")
    carrier: "Unit | None" = said("承载平台（汇集时联接）", "The platform that carries it (joined)")
    above: "Unit | None" = said("上级单位（汇集时联接）", "The unit above it (joined)")
    likest: "Unit | None" = said("描述最相似的单位（汇集时联接）", "The unit most like it (joined)")


class Collected(Item):
    """Something that a unit describes, in a list over all units. Its id is `UNIT/ID`."""

    platform_id: UnitRef | None = said("所属平台", "Platform that describes it")
    platform: Unit | None = said("所属平台（汇集时联接）", "That platform (joined)")


class UnitSystem(Collected):
    """A business system on some platform."""

    protection_level: Count | None = said("安全保护等级", "Protection level")
    state: Str | None = said("状态", "State")


class UnitService(Collected):
    """A service of some catalogue."""

    category: Str | None = said("服务类别", "Class of the service")
    code: Str | None = said("服务编码", "Code of the service")
    state: Literal["planned", "offered", "withdrawn"] | None = said("状态：拟提供、在提供、已停", "State")
    from_carrier: Flag | None = said("由承载平台提供（本单位转供）", "Provided by the carrying platform and passed on")
    at_carrier: "UnitService | None" = said(
        "承载平台目录中同一编码的服务（汇集时联接）",
        "The service with the same code in the carrier's catalogue (joined)",
    )


class UnitTerm(Collected):
    """A term of some glossary."""

    term: Str | None = said("术语", "The term")
    definition: Str | None = said("定义", "Definition")


class UnitLink(Collected):
    """A connection that one platform declares to another."""

    peer: Str | None = said("对端平台标识", "Identity of the platform at the other end")
    network: Str | None = said("所经网络", "Network that it runs over")
    back: "UnitLink | None" = said(
        "对端所填的同一连接（汇集时联接）", "The same connection as the other end declares it (joined)"
    )


class UnitFigure(Collected):
    """A number that some unit states."""

    of: Str | None = said("统计的是什么", "What is counted")
    value: Number | None = said("数值，不含单位", "The number, without its unit")
    unit: Str | None = said("单位", "The unit of the number")
    scope: Literal["platform", "region"] | None = said("统计范围：本平台、本辖区合计", "What it covers")
    change: Flag | None = said("是否为变化率", "Whether it is a rate of change")
    period: Month | None = said("统计月份", "The month that it covers")
    parts: "tuple[UnitFigure, ...] | None" = said(
        "本平台和下一级各单位的同一数字（汇集时联接）",
        "The same number of this platform and of every unit directly below (joined)",
    )
    earlier: "UnitFigure | None" = said(
        "上一期的同一数字（汇集时联接）", "The same number of the period before (joined)"
    )
    times_earlier: Number | None = said(
        "为上一期的几倍（汇集时算得）", "How many times the number of the period before it is (worked out)"
    )


class UnitEvidence(Collected):
    """An artefact behind some values."""

    kind: EvidenceKind | None = said("证据种类", "Kind of artefact")
    date: Day | None = said("形成日期", "Day on which it was made")
    digest: Sha256 | None = said("SHA-256 摘要，填报的或算得的", "SHA-256 digest, stated or worked out")


class RegionFacts(Part):
    """Which region this is."""

    id: Str | None = said("辖区标识", "Identity of the region")
    name: Str | None = said("辖区名称", "Name of the region")


class Region(Part):
    """What is collected from the units of a region."""

    schema_: Literal["egov-region-view/0"] = said("格式标识", "Name and version", required=True, alias="schema")
    region: RegionFacts | None = said("辖区", "The region")
    units: tuple[Unit, ...] | None = said("单位", "Units")
    systems: tuple[UnitSystem, ...] | None = said("各平台的业务系统", "Systems of all platforms")
    services: tuple[UnitService, ...] | None = said("各平台目录中的服务", "Services of all catalogues")
    terms: tuple[UnitTerm, ...] | None = said("各平台的术语", "Terms of all glossaries")
    links: tuple[UnitLink, ...] | None = said("各平台之间的连接", "Connections between platforms")
    figures: tuple[UnitFigure, ...] | None = said("各单位填报的数字", "Numbers of all units")
    earlier_figures: tuple[UnitFigure, ...] | None = said("上一期的数字", "Numbers of the period before")
    artefacts: tuple[UnitEvidence, ...] | None = said("各平台的证据", "Evidence of all platforms")
