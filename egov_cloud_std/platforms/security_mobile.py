"""Mobile government: its scenes, wireless networks, terminals, applications, and what each is protected by.

Wireless means a network that the unit built itself, not the public network of a carrier. The parts of a
mobile office system follow the outline of GB/T 35282-2023, whose requirements were not read.
"""

from typing import Annotated, Literal

from ._base import Count, Day, Flag, Item, Money, Section, Str, refers_to, said
from .architecture_parts import SiteRef, ZoneRef

Scene = Literal["mobile_office", "mobile_law_enforcement", "public_service"]
WirelessAttack = Literal["scanning", "ddos", "key_cracking", "man_in_the_middle", "spoofing"]
RiskyFeature = Literal["ssid_broadcast", "wps", "wep"]


class AccessPoint(Item):
    """A wireless access point."""

    site: SiteRef | None = said("所在机房或场所", "Site")
    zone: ZoneRef | None = said("接入区域", "Zone it joins")
    site_survey: Flag | None = said("选址合理：不过度覆盖、无电磁干扰", "Sited without excess coverage or interference")
    authentication: Literal["none", "passphrase", "server", "approved_module"] | None = said(
        "接入认证：无、口令、认证服务器、经批准的密码模块", "How those who connect are authenticated"
    )
    wep: Flag | None = said("使用 WEP", "WEP is used")
    passphrase_length: Count | None = said("口令最短长度（位）", "Shortest pass phrase in characters")
    key_unique: Flag | None = said("鉴别密钥不与其他接入点相同", "Its key is shared with no other access point")
    disabled: tuple[RiskyFeature, ...] | None = said(
        "已关闭的风险功能：SSID 广播、WPS、WEP", "Risky features that are off"
    )


class WirelessDetection(Section):
    """Detection on wireless networks."""

    rogue: Flag | None = said("能检测非授权接入点和终端", "Unauthorised access points and terminals are detected")
    blocking: Flag | None = said("能阻断非授权接入点和终端", "They can be blocked")
    attacks: tuple[WirelessAttack, ...] | None = said(
        "能检测的攻击：扫描、拒绝服务、密钥破解、中间人、欺骗", "Attacks that are detected"
    )
    risky_features: Flag | None = said("能检测风险功能的开启状态", "The state of risky features is detected")


class DeviceManagement(Section):
    """Management of mobile terminals (移动终端管理)."""

    client_required: Flag | None = said("终端须安装、注册并运行管理客户端", "Terminals must run a management client")
    enrolled: Count | None = said("已注册终端数", "Terminals that are enrolled")
    remote_lock: Flag | None = said("可远程锁定", "Terminals can be locked from afar")
    remote_wipe: Flag | None = said("可远程擦除", "Terminals can be wiped from afar")
    life_cycle: Flag | None = said("终端全生命周期管理", "Terminals are managed from issue to disposal")
    access_points_listed: Flag | None = said("有合法接入点台账", "Lawful access points are listed")
    terminals_listed: Flag | None = said("有合法终端台账", "Lawful terminals are listed")
    designated_business_only: Flag | None = said("终端只处理指定业务", "Terminals process the designated business only")
    lists_used: Flag | None = said(
        "按合法接入点、合法终端台账识别非法设备", "Unlawful devices are told by the lists of lawful ones"
    )


class MobileDeveloper(Item):
    """A developer of mobile applications."""

    reviewed: Flag | None = said("已审查资格", "Its qualification was reviewed")
    standing: Literal["designated", "reliable", "unknown"] | None = said(
        "指定、可靠、不明", "Designated, reliable, unknown"
    )


class MobileApp(Item):
    """A mobile application."""

    scenes: tuple[Scene, ...] | None = said("所属场景", "Scenes it serves")
    source: Literal["reliable_channel", "reliable_signature", "unknown"] | None = said(
        "来源：可靠渠道分发、可靠证书签名、不明", "Where it comes from"
    )
    developer: Annotated[str, refers_to("security.mobile.developers")] | None = said("开发者", "Developer")
    signing: Literal["designated", "reliable", "none"] | None = said(
        "签名证书：指定、可靠、无", "Certificate by which it is signed"
    )
    signing_certificate_lawful: Flag | None = said("开发所用签名证书合法", "The signing certificate is legitimate")


class AppControl(Section):
    """Control of applications on terminals."""

    install_control: Flag | None = said("可选择安装和运行的应用", "It can be chosen what installs and runs")
    signing: Literal["designated", "reliable", "none"] | None = said(
        "只允许安装的签名：指定证书、可靠证书、不限", "Certificates whose applications may be installed"
    )
    allow_list: Flag | None = said("有应用白名单", "An allow-list controls what installs and runs")
    policy_pushed: Flag | None = said("接受服务端推送的管理策略", "Policy pushed by the server is enforced")


class TerminalGroup(Item):
    """A group of terminals of one kind."""

    kind: Literal["phone", "tablet", "handheld", "laptop", "other"] | None = said(
        "类别：手机、平板、手持终端、便携机、其他", "Kind of terminal"
    )
    scenes: tuple[Scene, ...] | None = said("所属场景", "Scenes they serve")
    count: Count | None = said("数量（台）", "How many")
    ownership: Literal["issued", "own", "mixed"] | None = said("配发、自带、混合", "Issued, brought, or mixed")


class OfficePart(Section):
    """One part of a mobile office system: whether it is there, and where it is written."""

    in_place: Flag | None = said("已实现", "It is in place")
    stated_in: Str | None = said("所在文件、章节", "Document and chapter where it is written")


class OfficeTerminal(Section):
    """Terminals of a mobile office system."""

    base: OfficePart | None = said("终端基础环境安全", "Base environment")
    application: OfficePart | None = said("移动政务应用程序安全", "Government applications")


class OfficeCommunication(Section):
    """Communication of a mobile office system."""

    network: OfficePart | None = said("安全通信网络", "Network")
    protocol: OfficePart | None = said("安全通信协议", "Protocol")


class OfficeAccess(Section):
    """The access zone (移动接入区) of a mobile office system."""

    boundary: OfficePart | None = said("边界防护", "Border protection")
    authentication: OfficePart | None = said("身份鉴别", "Authentication")
    access_control: OfficePart | None = said("访问控制", "Access control")
    intrusion: OfficePart | None = said("入侵防范", "Intrusion prevention")


class OfficeServer(Section):
    """The server side of a mobile office system."""

    authentication: OfficePart | None = said("身份鉴别", "Authentication")
    access_control: OfficePart | None = said("访问控制", "Access control")
    audit: OfficePart | None = said("安全审计", "Audit")
    intrusion: OfficePart | None = said("入侵防范", "Intrusion prevention")
    data: OfficePart | None = said("数据安全", "Data security")
    exchange: OfficePart | None = said("安全隔离与交换", "Isolation and exchange")
    virtualisation: OfficePart | None = said("移动终端虚拟化", "Virtualisation of terminals")


class OfficeManagement(Section):
    """Security management of a mobile office system."""

    terminals: OfficePart | None = said("移动终端管理", "Terminals")
    applications: OfficePart | None = said("移动应用管理", "Applications")
    data: OfficePart | None = said("数据安全管理", "Data")
    monitoring: OfficePart | None = said("安全监测", "Monitoring")
    audit: OfficePart | None = said("安全审计", "Audit")


class MobileOffice(Section):
    """A mobile office system (移动办公系统), by the outline of GB/T 35282-2023."""

    architecture: OfficePart | None = said("参考架构", "Architecture")
    framework: OfficePart | None = said("安全技术框架", "Framework of security technique")
    terminal: OfficeTerminal | None = said("移动终端", "Terminals")
    communication: OfficeCommunication | None = said("移动通信", "Communication")
    access: OfficeAccess | None = said("移动接入区", "Access zone")
    server: OfficeServer | None = said("服务端", "Server side")
    management: OfficeManagement | None = said("安全管理", "Security management")


class MobileDeployment(Section):
    """What it takes to deploy mobile government."""

    plan: Str | None = said("部署方案", "Plan")
    cost: Money | None = said("部署费用", "Cost")
    completed: Day | None = said("部署完成日期", "Day of completion")
    difficulties: tuple[Str, ...] | None = said("部署困难", "Difficulties")


class Mobile(Section):
    """Mobile government (移动政务)."""

    scenes: tuple[Scene, ...] | None = said(
        "场景：移动办公、移动执法、面向公众的服务",
        "Scenes: mobile office, mobile law enforcement, service to the public",
        first=True,
    )
    gateway: Flag | None = said("有线与无线之间经无线接入网关", "Wired and wireless meet at a wireless access gateway")
    access_points: tuple[AccessPoint, ...] | None = said("无线接入点", "Wireless access points")
    access_points_total: Count | None = said(
        "无线接入点总数", "Stated number of access points", total_of="access_points"
    )
    wireless_detection: WirelessDetection | None = said("无线入侵检测", "Detection on wireless networks")
    management: DeviceManagement | None = said("移动终端管理", "Management of terminals")
    app_control: AppControl | None = said("移动应用管控", "Control of applications")
    apps: tuple[MobileApp, ...] | None = said("移动应用", "Mobile applications")
    apps_total: Count | None = said("移动应用总数", "Stated number of applications", total_of="apps")
    developers: tuple[MobileDeveloper, ...] | None = said("移动应用开发者", "Developers of mobile applications")
    terminals: tuple[TerminalGroup, ...] | None = said("移动终端", "Terminals, by kind")
    office: MobileOffice | None = said("移动办公系统", "Mobile office system")
    deployment: MobileDeployment | None = said("部署", "Deployment")
    national_hub_connected: Flag | None = said(
        "已接入全国一体化政务服务平台移动端", "Connected to the national hub of mobile government service"
    )
    gateway_disabled: tuple[RiskyFeature, ...] | None = said(
        "无线接入网关已关闭的风险功能：SSID 广播、WPS、WEP",
        "Risky features that are off at the wireless access gateway",
    )
