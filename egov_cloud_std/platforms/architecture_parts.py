"""What the platform is made of: sites, networks, zones, systems, pools and single resources.

Zones and sites are the nodes of the platform's graph, connections its edges. The inventory of
resources may hold 100,000 items, so a resource is flat: one row of a ledger.
"""

from typing import Annotated, Literal

from egov_cloud_std.platforms._base import (
    Bandwidth,
    Count,
    Country,
    DataSize,
    Day,
    Distance,
    DivisionCode,
    Flag,
    Item,
    Ratio,
    Section,
    Str,
    refers_to,
    said,
)

SiteRef = Annotated[str, refers_to("architecture.sites")]
ZoneRef = Annotated[str, refers_to("architecture.zones")]
NodeRef = Annotated[str, refers_to("architecture.zones", "architecture.sites")]
ActorRef = Annotated[str, refers_to("architecture.actors")]
TenantRef = Annotated[str, refers_to("architecture.tenants")]
SystemRef = Annotated[str, refers_to("architecture.systems")]
PoolRef = Annotated[str, refers_to("architecture.pools")]
ResourceRef = Annotated[str, refers_to("architecture.resources")]

NetworkKind = Literal[
    "intranet", "extranet", "internet", "private_line", "tenant", "management", "business", "storage", "public_cloud"
]
# `outside` is a network that the platform does not run: the internet, the backbone of the extranet.
ZoneKind = Literal[
    "outside",
    "access",
    "internet",
    "extranet",
    "production",
    "tenant",
    "management",
    "security",
    "exchange",
    "storage",
    "disaster_recovery",
    "test",
]
ResourceKind = Literal[
    "vm",
    "bare_metal",
    "host",
    "container",
    "storage",
    "database",
    "load_balancer",
    "network_device",
    "security_device",
    "public_address",
    "other",
]


class Site(Item):
    """A machine room or data centre."""

    country: Country | None = said("所在国家（如 CN）", "Country, such as CN", first=True)
    division_code: DivisionCode | None = said("所在地行政区划代码", "Division code of its place")
    address: Str | None = said("地址", "Address", care="internal")
    kind: Literal["production", "disaster_recovery", "both", "edge"] | None = said(
        "用途：生产、灾备、生产兼灾备、边缘", "Production, disaster recovery, both, or edge"
    )
    owner: ActorRef | None = said("产权或提供单位", "Body that provides it")
    tenure: Literal["own", "rented", "carried"] | None = said("自有、租用或由承载平台提供", "Own, rented or carried")
    main_site: SiteRef | None = said("对应的生产机房", "Production site that it backs up")
    distance: Distance | None = said("与生产机房的距离", "Distance from the production site")
    racks: Count | None = said("机柜数", "Racks")


class Network(Item):
    """A physical or virtual network."""

    kind: NetworkKind | None = said(
        "类别：政务内网、政务外网、互联网、专线、租户、管理、业务、存储、公有云",
        "Kind of network",
        first=True,
    )
    tenant: TenantRef | None = said("所属租户", "Tenant it belongs to")
    zone: ZoneRef | None = said("所在区域", "Zone it lies in")
    isolated: Flag | None = said("与其他租户的网络隔离", "Isolated from the networks of other tenants", first=True)
    virtual: Flag | None = said("虚拟网络", "Virtual network")
    isolation_method: Literal["physical", "vlan", "vxlan", "vpc", "vrf", "vpn", "none"] | None = said(
        "隔离方式", "How it is isolated"
    )
    segment: Str | None = said("地址段", "Address range", care="internal")
    bandwidth: Bandwidth | None = said("带宽", "Bandwidth")
    managed_elsewhere: Flag | None = said(
        "由平台之外的单位管理（政务内网只写到此，内部情况不写）",
        "Managed by a body outside the platform; of the government intranet no more than this is written",
    )


class Zone(Item):
    """A network zone: a node of the graph."""

    kind: ZoneKind | None = said(
        "类别：平台之外、接入、互联网、政务外网、生产、租户、管理、安全、交换、存储、灾备、测试",
        "Kind of zone; `outside` is a network that the platform does not run",
        first=True,
    )
    site: SiteRef | None = said("所在机房", "Site it lies in")
    important: Flag | None = said("重要区域", "Important zone")
    at_border: Flag | None = said("位于网络边界", "Lies at the border of the network")
    addresses_planned: Flag | None = said("地址已规划", "Addresses are planned")
    address_plan: Str | None = said("地址规划", "Address plan", care="internal")
    isolation: Literal["physical", "gap", "firewall", "virtual_firewall", "acl", "none"] | None = said(
        "与其他区域的隔离手段：物理、网闸、防火墙、虚拟防火墙、访问控制列表、无",
        "How it is separated from other zones",
    )
    protection_level: Count | None = said(
        "所承载系统的最高等级（1 至 5）", "Highest protection level it holds (1 to 5)"
    )


class Connection(Item):
    """A way between two zones or sites: an edge of the graph, passable both ways unless `one_way`."""

    start: NodeRef | None = said("起点（区域或机房）", "One end (zone or site)", first=True)
    end: NodeRef | None = said("终点（区域或机房）", "Other end (zone or site)", first=True)
    one_way: Flag | None = said("单向：只能由起点到终点", "One way: from start to end only")
    controlled: Flag | None = said("设有访问控制", "Access is controlled on it", first=True)
    control: Literal["gap", "firewall", "virtual_firewall", "gateway", "bastion", "acl", "none"] | None = said(
        "控制手段：网闸、防火墙、虚拟防火墙、安全网关、堡垒机、访问控制列表、无", "Means of control"
    )
    default_deny: Flag | None = said("缺省拒绝", "Denies by default")
    logged: Flag | None = said("访问有记录", "Access is logged")
    encrypted: Flag | None = said("链路加密", "Encrypted")
    medium: Literal["line", "mpls_vpn", "ipsec_vpn", "virtual", "wireless"] | None = said(
        "介质：专线、MPLS VPN、IPsec VPN、虚拟链路、无线", "Medium"
    )
    supplier: Str | None = said("线路运营商", "Carrier of the line")
    bandwidth: Bandwidth | None = said("带宽", "Bandwidth")


class Uplink(Item):
    """A line out of the platform, by carrier."""

    supplier: Str | None = said("运营商", "Carrier")
    zone: ZoneRef | None = said("接入区域", "Zone it enters")
    bandwidth: Bandwidth | None = said("带宽", "Bandwidth")
    mutual_backup: Flag | None = said("互为备份", "Backs up another uplink")


class Tenant(Item):
    """A unit that uses the platform."""

    division_code: DivisionCode | None = said("行政区划代码", "Division code")
    joined: Day | None = said("入驻日期", "Day it joined")
    contact: Str | None = said("联系处室", "Office to contact", care="internal")
    local_backup: Flag | None = said("租户在本地留有业务数据备份", "Keeps a local backup of its business data")


class System(Item):
    """A business system on the platform."""

    tenant: TenantRef | None = said("使用单位", "Tenant")
    protection_level: Count | None = said("等级保护级别（1 至 5）", "Protection level (1 to 5)", first=True)
    zone: ZoneRef | None = said("所在区域", "Zone")
    pool: PoolRef | None = said("所在资源池", "Pool")
    key: Flag | None = said("重点保障系统", "Key system")
    duty: Str | None = said("支撑的履职事项或公共服务", "Duty or public service that it supports")
    users: tuple[Literal["government", "enterprise", "public"], ...] | None = said(
        "服务对象：政府、企业、公众", "Whom it serves"
    )
    state: Literal["planned", "building", "trial", "running", "stopped", "retired"] | None = said(
        "状态：规划、在建、试运行、运行、停用、下线", "State"
    )
    approved_on: Day | None = said("立项批复日期", "Day its project was approved")
    launched: Day | None = said("上线日期", "Day of launch")
    classified: Flag | None = said(
        "是否为涉密系统（涉密系统不得写入本描述）", "Whether it is a classified system, which has no place in this file"
    )


class Amounts(Section):
    """An amount of the four resources that are counted every month."""

    vm: Count | None = said("云主机（台）", "Virtual machines")
    vcpu: Count | None = said("vCPU（核）", "Virtual CPUs")
    memory: DataSize | None = said("内存", "Memory")
    storage: DataSize | None = said("存储", "Storage")


class Pool(Item):
    """A resource pool: what it holds, and what changed in the period."""

    site: SiteRef | None = said("所在机房", "Site")
    xinchuang: Flag | None = said("信创资源池", "Pool of domestic (信创) technology")
    protection_level: Count | None = said(
        "所承载系统的最高等级（1 至 5）", "Highest protection level it holds (1 to 5)"
    )
    hosts: Count | None = said("物理机（台）", "Physical hosts")
    vm: Count | None = said("期末云主机（台）", "Virtual machines at the end of the period", first=True)
    vcpu: Count | None = said("期末 vCPU（核）", "Virtual CPUs at the end of the period")
    memory: DataSize | None = said("期末内存", "Memory at the end of the period")
    storage: DataSize | None = said("期末存储", "Storage at the end of the period")
    previous: Amounts | None = said("上期末数", "Amounts at the end of the previous period")
    opened: Amounts | None = said("本期开通", "Opened in the period")
    reclaimed: Amounts | None = said("本期回收", "Reclaimed in the period")
    capacity: Amounts | None = said("可分配总量", "What can be allocated in all")


class Resource(Item):
    """One row of the resource ledger."""

    kind: ResourceKind | None = said(
        "类别：云主机、裸金属、物理机、容器、存储、数据库、负载均衡、网络设备、安全设备、公网地址、其他",
        "Kind of resource",
    )
    site: SiteRef | None = said("所在机房", "Site")
    zone: ZoneRef | None = said("所在区域", "Zone")
    pool: PoolRef | None = said("所在资源池", "Pool")
    system: SystemRef | None = said("所属业务系统", "System that uses it")
    tenant: TenantRef | None = said("使用单位", "Tenant")
    owner: Str | None = said("责任处室", "Office in charge", care="internal")
    address: Str | None = said("网络地址", "Network address", care="internal")
    image: Str | None = said("镜像或操作系统", "Image or operating system", care="internal")
    vcpu: Count | None = said("vCPU（核）", "Virtual CPUs")
    memory: DataSize | None = said("内存", "Memory")
    storage: DataSize | None = said("存储", "Storage")
    state: Literal["building", "running", "stopped", "fault", "reclaimed"] | None = said(
        "状态：开通中、运行、停用、故障、已回收", "State"
    )
    critical: Flag | None = said("关键设备", "Key device")
    redundant_with: ResourceRef | None = said("互备的资源", "Resource that takes over for it")
    cpu_utilisation: Ratio | None = said("CPU 月均使用率", "Mean CPU utilisation of the month")
    memory_utilisation: Ratio | None = said("内存月均使用率", "Mean memory utilisation of the month")
    storage_utilisation: Ratio | None = said("存储使用率", "Storage utilisation")
    provisioned: Day | None = said("开通日期", "Day it was provisioned")
    last_used: Day | None = said("最近使用日期", "Day it was last used")
    expires: Day | None = said("使用到期日期", "Day its use ends")


class Interface(Item):
    """A system or data interface of the platform."""

    kind: Literal["system", "data", "security"] | None = said("类别：系统、数据、安全", "System, data or security")
    provider: SystemRef | None = said("提供系统", "System that provides it")
    owner: ActorRef | None = said("责任单位", "Body in charge")
    version: Str | None = said("版本", "Version")
    protocol: Str | None = said("协议", "Protocol")
    standard: Str | None = said("所依标准", "Standard it follows")
    open: Flag | None = said("对租户或第三方开放", "Open to tenants or third parties")
    authenticated: Flag | None = said("调用须认证", "Callers are authenticated")
    encrypted: Flag | None = said("传输加密", "Encrypted in transit")
