"""Security of networks and borders: transport, services for tenants, access control, detection, audit, logs.

The networks, zones and connections themselves stand in `architecture`; peaks and headroom in `performance`.
"""

from typing import Literal

from ._base import Count, Day, Duration, Flag, Item, Month, Number, Section, Str, said
from .architecture_parts import ZoneRef

# What an attack record holds; GB/T 22239 cloud extension names type, time and traffic.
RecordField = Literal["type", "time", "traffic", "source", "target"]
AuditField = Literal["time", "user", "type", "result", "source", "object"]
PrivilegedCommand = Literal[
    "vm_create", "vm_delete", "vm_restart", "vm_stop", "snapshot_delete", "image_change", "account_change", "acl_change"
]
TenantService = Literal["transport_protection", "boundary_protection", "intrusion_prevention"]


class Transport(Section):
    """How traffic between zones, sites and users is protected."""

    integrity: Literal["none", "checksum", "cryptography"] | None = said(
        "通信完整性保护：无、校验、密码技术", "How integrity is kept: not at all, by check codes, by cryptography"
    )
    encryption: Flag | None = said("通信采用密码技术加密", "Traffic is encrypted")


class TenantSecurity(Section):
    """What tenants can use to protect themselves."""

    services: tuple[TenantService, ...] | None = said(
        "可按需提供的安全服务：通信传输保护、边界防护、入侵防范", "Security services that tenants can have"
    )
    own_policy: Flag | None = said(
        "租户可自主设置安全策略（访问路径、组件、策略配置）",
        "Tenants set their own policy: access paths, components, configuration",
    )
    open_interface: Flag | None = said(
        "开放接口或安全服务，可接入第三方安全产品", "Third-party security products can be attached"
    )
    level_4_pool: Flag | None = said("四级系统使用独立资源池", "Systems of level 4 have a pool of their own")


class BorderRules(Section):
    """The rules of access control at a border."""

    default_deny: Flag | None = said("缺省拒绝", "Denies by default")
    minimal: Flag | None = said("规则已最小化", "No rule that is not needed")
    five_tuple: Flag | None = said("按五元组过滤", "Filters by address, port and protocol")
    stateful: Flag | None = said("按会话状态过滤", "Filters by session state")
    application_layer: Flag | None = said("按应用协议和内容控制", "Controls by application protocol and content")
    reviewed_on: Day | None = said("最近一次规则复核日期", "Day of the latest review of the rules")


class Boundary(Section):
    """Borders: physical, virtual, between grades, and with wireless networks."""

    virtual: Flag | None = said("虚拟网络边界设有访问控制", "Access is controlled at the borders of virtual networks")
    between_grades: Flag | None = said(
        "不同等级区域之间设有访问控制", "Access is controlled between zones of different grade"
    )
    controlled_interfaces: Flag | None = said("跨边界流量只经受控接口", "Traffic crosses only at controlled interfaces")
    inward_control: Flag | None = said("检查或限制非授权设备内联", "Unauthorised inward connections are checked")
    outbound_control: Flag | None = said("检查或限制内部用户非法外联", "Unauthorised outward connections are checked")
    wireless_control: Flag | None = said(
        "无线网络只经受控边界接入", "Wireless networks enter at a controlled border only"
    )
    rules: BorderRules | None = said("访问控制规则", "Rules of access control")
    antimalware: Flag | None = said("关键节点防恶意代码", "Malware is handled at key nodes")
    antispam: Flag | None = said("关键节点防垃圾邮件", "Spam is handled at key nodes")
    exchange_isolation: Literal["none", "acl", "protocol_conversion", "one_way_gap"] | None = said(
        "数据交换隔离：无、访问控制、协议转换、单向导入", "How data exchange is isolated"
    )


class Watch(Section):
    """The detection of one kind of attack."""

    enabled: Flag | None = said("已启用", "It is on")
    records: tuple[RecordField, ...] | None = said("记录内容：类型、时间、流量、来源、目标", "What is recorded")
    rules_updated: Day | None = said("检测规则最近更新日期", "Day of the latest update of its rules")


class AttackCounts(Section):
    """How many attacks a period saw, and from where."""

    period: Month | None = said("统计月份", "Month that is counted")
    total: Number | None = said("攻击总数（次）", "Attacks in all")
    from_internet: Number | None = said("来自互联网的攻击数（次）", "Attacks from the internet")
    from_extranet: Number | None = said("来自政务外网的攻击数（次）", "Attacks from the government extranet")
    blocked: Number | None = said("已拦截的攻击数（次）", "Attacks that were blocked")
    alerts: Number | None = said("安全告警数（条）", "Security alerts")


class Probe(Item):
    """A means of security monitoring, and the zones that it watches."""

    kind: Literal["traffic", "host", "log"] | None = said("类别：流量、主机、日志", "Traffic, hosts or logs")
    zones: tuple[ZoneRef, ...] | None = said("覆盖的区域", "Zones that it watches")


class Detection(Section):
    """Detection of attacks and abnormal traffic."""

    tenant_attacks: Watch | None = said("租户发起的攻击", "Attacks that tenants launch")
    virtual_nodes: Watch | None = said("对虚拟网络节点的攻击", "Attacks on virtual network nodes")
    east_west: Watch | None = said(
        "虚拟机与宿主机、虚拟机之间的异常流量", "Abnormal traffic between machines, and between machine and host"
    )
    inbound: Watch | None = said("从外部发起的攻击", "Attacks from outside")
    outbound: Watch | None = said("从内部发起的攻击", "Attacks from inside")
    probes: tuple[Probe, ...] | None = said("安全监测手段", "Means of security monitoring")
    new_attacks: Flag | None = said("能分析新型网络攻击", "New kinds of attack can be analysed")
    alerting: Flag | None = said("发现攻击和异常流量时告警", "Attacks and abnormal traffic raise an alarm")
    counts: AttackCounts | None = said("攻击计数", "Counts of attacks")


class PrivilegedCommands(Section):
    """The privileged commands of remote management that are audited, by who gives them."""

    provider: tuple[PrivilegedCommand, ...] | None = said(
        "云服务商执行时已审计的特权命令", "Commands audited when the provider gives them", first=True
    )
    tenant: tuple[PrivilegedCommand, ...] | None = said(
        "租户执行时已审计的特权命令", "Commands audited when a tenant gives them", first=True
    )


class CentralAudit(Section):
    """Whether each side gathers the audit data of its own part."""

    provider: Flag | None = said("云服务商集中审计自身部分", "The provider audits its part centrally")
    tenant: Flag | None = said("租户可集中审计自身部分", "Tenants audit their part centrally")


class Audit(Section):
    """Security audit."""

    privileged_commands: PrivilegedCommands | None = said("特权命令审计", "Audit of privileged commands", first=True)
    provider_acts_visible: Flag | None = said(
        "云服务商对租户系统和数据的操作可由租户审计",
        "Tenants can audit what the provider does to their systems and data",
    )
    all_users: Flag | None = said("审计覆盖每个用户", "Every user is covered")
    fields: tuple[AuditField, ...] | None = said(
        "审计记录内容：时间、用户、类型、结果、来源、对象", "What an audit record holds"
    )
    protected: Flag | None = said("审计记录防篡改、防删除", "Records are protected from change and deletion")
    backed_up: Flag | None = said("审计记录定期备份", "Records are backed up")
    central: CentralAudit | None = said("集中审计", "Central audit")


class LogSource(Item):
    """One source of logs, and how long its logs are kept."""

    kind: (
        Literal[
            "network_device",
            "security_device",
            "host",
            "virtual_machine",
            "database",
            "application",
            "cloud_manager",
            "bastion",
        ]
        | None
    ) = said("类别：网络设备、安全设备、主机、云主机、数据库、应用、云管理平台、堡垒机", "Kind of source")
    kept: Duration | None = said("留存时间", "How long its logs are kept")
    clock_synchronised: Flag | None = said("时钟已同步", "Its clock is synchronised")


class Logs(Section):
    """How long logs are kept: the period that is set, and what can be retrieved today.

    A platform younger than the period is judged by its age, `platform.in_service_since`.
    """

    kept: Duration | None = said("设定的日志留存时间", "Retention that is set", first=True)
    oldest_record: Day | None = said(
        "目前可查的最早日志日期", "Day of the oldest record that can be retrieved", first=True
    )
    sources: tuple[LogSource, ...] | None = said("日志来源", "Sources of logs")
    sources_total: Count | None = said("日志来源总数", "Stated number of sources", total_of="sources")
    systems_covered: Count | None = said("接入日志留存的系统数", "Systems whose logs are kept")
    store: Str | None = said("日志存放处", "Where logs are kept", care="internal")


class CentralControl(Section):
    """Central control (集中管控). The separation of management traffic stands in `architecture`."""

    unified_scheduling: Flag | None = said(
        "物理和虚拟资源按策略统一调度分配", "Physical and virtual resources are scheduled centrally by policy"
    )
    provider_monitoring: Flag | None = said("云服务商集中监测自身部分", "The provider monitors its part centrally")
    tenant_monitoring: Flag | None = said("租户可集中监测自身部分", "Tenants monitor their part centrally")
    security_centre: Str | None = said("安全管理中心", "Security management centre", care="internal")
