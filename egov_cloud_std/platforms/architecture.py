"""Architecture: what the platform is for, who takes part, how it was designed and what it is made of.

The inventory (sites, networks, systems, resources) stands in `architecture_parts`; this module holds
the design and gathers both under one section.
"""

from typing import Annotated, Literal

from egov_cloud_std.platforms._base import Bandwidth, Count, Day, Flag, Item, Section, Str, refers_to, said
from egov_cloud_std.platforms.architecture_parts import (
    Connection,
    Interface,
    Network,
    Pool,
    Resource,
    Site,
    System,
    SystemRef,
    Tenant,
    Uplink,
    Zone,
)

Level = Literal["central", "province", "city", "county", "township", "department"]
# The six participants that GB/T 34078.2 names (an open list there).
Role = Literal["consumer", "manager", "builder", "developer", "service_provider", "resource_provider"]
# The four kinds of institution of the 2015 fee guide; no mapping to the six roles is known.
Institution = Literal["using", "managing", "building", "serving"]
Inherited = Literal[
    "site", "network", "compute", "storage", "platform_services", "security", "operations", "disaster_recovery"
]
ExistingRelation = Literal["reused", "migrated", "integrated", "interconnected", "replaced", "kept_apart", "undecided"]


class Positioning(Section):
    """What the platform is for and whom it serves."""

    task_sources: tuple[Str, ...] | None = said("任务来源（文件、批复）", "Where the task comes from", first=True)
    goals: tuple[Str, ...] | None = said("建设目标", "Construction goals", first=True)
    guiding_ideas: tuple[Str, ...] | None = said("指导思想", "Guiding ideas")
    principles: tuple[Str, ...] | None = said("建设原则", "Principles")
    service_levels: tuple[Level, ...] | None = said(
        "服务的行政层级", "Administrative levels that are served", first=True
    )
    vertical_departments: tuple[Str, ...] | None = said(
        "服务的垂直部门条线", "Vertical lines of departments that are served"
    )
    technical: Str | None = said("技术定位", "Technical position")
    characteristics: tuple[Str, ...] | None = said("技术特征", "Technical characteristics")


class Actor(Item):
    """A body that takes part in the platform."""

    roles: tuple[Role, ...] | None = said(
        "参与角色：使用方、管理方、建设方、开发方、服务提供方、资源提供方", "Roles in which it takes part"
    )
    institution: Institution | None = said("机构类别：使用、管理、建设、服务机构", "Kind of institution")
    duties: tuple[Str, ...] | None = said("职责", "Duties")
    document: Str | None = said("职责依据", "Document that gives it these duties")


class DesignPart(Section):
    """One element of the top-level design: where it is written, and what it says in short."""

    stated_in: Str | None = said("所在文件、章节", "Document and chapter where it is written")
    summary: Str | None = said("要点", "Main points")


class Need(Section):
    """One need, analysed in words and in numbers."""

    qualitative: Str | None = said("定性分析", "Qualitative analysis")
    quantitative: Str | None = said("定量分析", "Quantitative analysis")


class NeedsAnalysis(Section):
    """What the analysis of needs makes definite."""

    boundary: Need | None = said("定位与边界", "Position and boundary")
    scope: Need | None = said("服务范围", "Service scope")
    functions: Need | None = said("功能需求", "Functions")
    performance: Need | None = said("性能需求", "Performance")
    delivery: Need | None = said("交付方式", "Manner of delivery")
    security_management: Need | None = said("安全管理需求", "Security management")


class RequirementDesign(Section):
    """The six elements of requirement design (需求设计)."""

    positioning: DesignPart | None = said("平台定位及服务范围", "Positioning and service scope")
    actors: DesignPart | None = said("平台活动对象", "Who takes part")
    services: DesignPart | None = said("服务内容及功能", "Service content and functions")
    capacity_plan: DesignPart | None = said("服务能力规划", "Service capacity planning")
    build_mode: DesignPart | None = said("建设模式", "Construction mode")
    operation_mode: DesignPart | None = said("运营模式", "Operation mode")
    analysis: NeedsAnalysis | None = said("需求分析", "Analysis of needs")
    resource_needs: tuple[Str, ...] | None = said("资源需求类别", "Kinds of resource that are needed")


class ConstructionDesign(Section):
    """The nine elements of design construction (设计构建)."""

    architecture: DesignPart | None = said("总体系统架构", "Overall system architecture")
    infrastructure: DesignPart | None = said("基础设施服务", "Infrastructure services")
    platform_support: DesignPart | None = said("平台支撑服务", "Platform support services")
    application_software: DesignPart | None = said("应用软件服务", "Application software services")
    information_resource: DesignPart | None = said("信息资源服务", "Information resource services")
    security: DesignPart | None = said("平台安全服务", "Platform security services")
    app_deployment: DesignPart | None = said("应用部署服务", "Application deployment services")
    operation_guarantee: DesignPart | None = said("运行保障服务", "Operation guarantee services")
    service_implementation: DesignPart | None = said("服务实施设计", "Service implementation design")


class TechnicalChoice(Item):
    """A choice of technology: what it answers to, and what it was weighed against."""

    need: Str | None = said("所依据的需求", "Need that it answers to")
    alternatives: tuple[Str, ...] | None = said("比选的其他方案", "What it was weighed against")
    stated_in: Str | None = said("所在文件、章节", "Document and chapter where it is written")


class Design(Section):
    """The top-level design (顶层设计) of the platform."""

    document: Str | None = said("顶层设计文件", "Top-level design document", first=True)
    approved_on: Day | None = said("批准日期", "Day of approval")
    approved_by: Str | None = said("批准单位", "Body that approved it")
    requirement: RequirementDesign | None = said("需求设计", "Requirement design")
    construction: ConstructionDesign | None = said("设计构建", "Design construction")
    service_view: DesignPart | None = said("服务架构", "Service architecture")
    resource_view: DesignPart | None = said("服务资源架构", "Service resource architecture")
    choices: tuple[TechnicalChoice, ...] | None = said("技术选型", "Choices of technology")


class Building(Section):
    """When the platform was built. The day it went into service stands in `platform.in_service_since`."""

    started: Day | None = said("开工日期", "Day the building began")
    completed: Day | None = said("建成并通过验收日期", "Day it was completed and accepted")


class PlatformOs(Section):
    """The platform operating system (平台操作系统), which schedules and manages the resources."""

    product: Str | None = said("产品及版本", "Product and version", care="internal")
    logical_architecture: Str | None = said("逻辑架构", "Logical architecture")
    functions: tuple[Str, ...] | None = said("功能", "Functions")
    operation_management: Str | None = said("运行管理", "Operation management")


class InformationSharingSystem(Section):
    """The system for opening and sharing information resources."""

    architecture: Str | None = said("技术架构", "Technical architecture")
    functions: tuple[Str, ...] | None = said("功能", "Functions")
    services: tuple[Str, ...] | None = said("服务", "Services")
    exchange_standard: Str | None = said("所依交换体系标准", "Exchange standard it builds on")
    catalogue_standard: Str | None = said("所依目录体系标准", "Catalogue standard it builds on")


class Redundancy(Section):
    """What has a spare that takes over."""

    links: Flag | None = said("通信线路有冗余", "Lines are redundant")
    network_devices: Flag | None = said("关键网络设备有冗余", "Key network devices are redundant", first=True)
    compute: Flag | None = said("关键计算设备有冗余", "Key computing devices are redundant", first=True)
    storage: Flag | None = said("关键存储设备有冗余", "Key storage devices are redundant")
    tested_on: Day | None = said("最近一次切换验证日期", "Day of the latest switch-over test")


class Carrier(Section):
    """Whether the platform stands on its own or on another one, which `platform.carried_by` names."""

    mode: Literal["own", "carried", "partly_carried"] | None = said(
        "承载方式：自建、由上级平台承载、部分承载", "Own platform, carried, or partly carried", first=True
    )
    level: Level | None = said(
        "承载平台的层级：中央、省、市、县、乡镇、部门", "Administrative level of the carrying platform"
    )
    inherited: tuple[Inherited, ...] | None = said(
        "由承载平台提供的部分", "Parts that the carrying platform provides", first=True
    )
    agreement: Annotated[str, refers_to("service.agreements")] | None = said(
        "与承载平台的服务协议", "Agreement with the carrying platform"
    )
    since: Day | None = said("开始承载日期", "Day since which it is carried")


class CarriedPlatform(Item):
    """A platform that this one carries, known by its `platform.id`."""

    level: Level | None = said("层级", "Administrative level")
    agreement: Annotated[str, refers_to("service.agreements")] | None = said("承载服务协议", "Service agreement")
    since: Day | None = said("开始承载日期", "Day since which it is carried")


class Link(Item):
    """A connection to another platform; both sides declare it."""

    peer: Str | None = said("对端平台标识", "Identity of the platform at the other end")
    network: Literal["extranet", "private_line", "internet", "other"] | None = said(
        "所经网络：政务外网、专线、互联网、其他", "Network that it runs over"
    )
    bandwidth: Bandwidth | None = said("带宽", "Bandwidth")
    purpose: Str | None = said("用途", "What it is for")


class ExistingSystem(Item):
    """A system or platform that was there before."""

    owner: Str | None = said("主管单位", "Unit in charge")
    kind: Literal["system", "platform", "network", "data_centre"] | None = said(
        "类别：系统、平台、网络、机房", "System, platform, network or machine room"
    )
    relation: ExistingRelation | None = said(
        "与本平台的关系：利旧、迁入、整合、互联、替代、保持独立、未定", "Relation to this platform"
    )
    target: SystemRef | None = said("在本平台对应的业务系统", "System on this platform that takes its place")
    interface: Annotated[str, refers_to("architecture.interfaces")] | None = said(
        "与本平台互联所用接口", "Interface by which it is joined"
    )
    due: Day | None = said("迁入、整合或替代的完成期限", "Day by which it is moved, integrated or replaced")
    vertical: Flag | None = said("属上级部门垂直系统", "Belongs to a vertical line of departments")
    classified: Flag | None = said(
        "是否为涉密系统（涉密系统不得写入本描述）", "Whether it is a classified system, which has no place in this file"
    )
    note: Str | None = said("说明", "Remark")


class Architecture(Section):
    """The system architecture of the platform: design on top, inventory below."""

    positioning: Positioning | None = said("平台定位及服务范围", "Positioning and service scope", first=True)
    actors: tuple[Actor, ...] | None = said("平台活动对象（参与单位）", "Bodies that take part")
    design: Design | None = said("顶层设计", "Top-level design", first=True)
    building: Building | None = said("建设过程", "Building")
    carrier: Carrier | None = said("承载关系", "Relation to the carrying platform", first=True)
    carried: tuple[CarriedPlatform, ...] | None = said("本平台承载的下级平台", "Platforms that this one carries")
    links: tuple[Link, ...] | None = said("与其他平台的连接", "Connections to other platforms")
    existing_systems: tuple[ExistingSystem, ...] | None = said("既有系统和平台", "Existing systems and platforms")
    platform_os: PlatformOs | None = said("平台操作系统", "Platform operating system")
    information_sharing_system: InformationSharingSystem | None = said(
        "信息资源开放共享系统", "System for opening and sharing information resources"
    )
    sites: tuple[Site, ...] | None = said("机房（数据中心）", "Sites (machine rooms, data centres)", first=True)
    sites_total: Count | None = said("机房总数", "Stated number of sites", total_of="sites")
    networks: tuple[Network, ...] | None = said("网络", "Networks", first=True)
    zones: tuple[Zone, ...] | None = said("网络区域", "Network zones", first=True)
    zones_total: Count | None = said("网络区域总数", "Stated number of zones", total_of="zones")
    connections: tuple[Connection, ...] | None = said(
        "区域、机房间的连接", "Connections between zones and sites", first=True
    )
    uplinks: tuple[Uplink, ...] | None = said("外部链路（运营商出口）", "Uplinks to carriers")
    redundancy: Redundancy | None = said("冗余", "Redundancy", first=True)
    tenants: tuple[Tenant, ...] | None = said("租户（使用单位）", "Tenants (units that use the platform)")
    tenants_total: Count | None = said("租户总数", "Stated number of tenants", total_of="tenants")
    systems: tuple[System, ...] | None = said("承载的业务系统", "Business systems on the platform", first=True)
    systems_total: Count | None = said("业务系统总数", "Stated number of systems", total_of="systems")
    pools: tuple[Pool, ...] | None = said("资源池", "Resource pools", first=True)
    pools_total: Count | None = said("资源池总数", "Stated number of pools", total_of="pools")
    resources: tuple[Resource, ...] | None = said("资源台账", "Inventory of resources")
    resources_total: Count | None = said("资源总数", "Stated number of resources", total_of="resources")
    interfaces: tuple[Interface, ...] | None = said("系统接口和数据接口", "System and data interfaces")
