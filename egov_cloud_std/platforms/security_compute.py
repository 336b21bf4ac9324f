"""Security of computing: identities, virtual machines, images, hosts, vulnerabilities, stores."""

from typing import Annotated, Literal

from ._base import Count, Day, Duration, Flag, Item, Section, Str, refers_to, said

Factor = Literal["password", "sms_code", "one_time_password", "biometric", "smart_card", "usb_key", "certificate"]


class PasswordPolicy(Section):
    """What is asked of passwords."""

    unique_identity: Flag | None = said("身份标识唯一", "Identities are unique")
    complexity: Flag | None = said("有复杂度要求", "Complexity is asked for")
    minimum_length: Count | None = said("最短长度（位）", "Shortest length in characters")
    rotation: Duration | None = said("更换周期", "How often it is changed")
    lockout: Flag | None = said("登录失败有处理", "Failed logins are handled")
    session_timeout: Duration | None = said("会话超时时间", "Time after which a session ends")


class Administrators(Section):
    """How administrators prove who they are, and what each may do."""

    factors: tuple[Factor, ...] | None = said(
        "管理员登录所用鉴别因素：口令、短信码、动态口令、生物特征、智能卡、USB Key、数字证书",
        "Factors by which administrators log in",
        first=True,
    )
    crypto_factor: Flag | None = said(
        "其中至少一种使用密码技术", "At least one of the factors is cryptographic", first=True
    )
    mutual_authentication: Flag | None = said(
        "远程管理时终端与平台双向验证", "Terminal and platform prove themselves to each other in remote management"
    )
    separated: Flag | None = said(
        "系统、审计、安全管理员分设", "System, audit and security administrators are separate"
    )
    terminals_restricted: Flag | None = said("限定管理终端", "Only certain terminals may administer")


class Identity(Section):
    """Identities and rights."""

    administrators: Administrators | None = said("管理员", "Administrators", first=True)
    password_policy: PasswordPolicy | None = said("口令策略", "Password policy")
    default_accounts_removed: Flag | None = said(
        "已清除默认账户和默认口令", "No default accounts or passwords", care="internal"
    )
    shared_accounts: Flag | None = said("存在共享账户", "There are shared accounts", care="internal")
    stale_accounts: Count | None = said("多余、过期账户数", "Stale accounts", care="internal")
    privileged_accounts: Count | None = said("特权账户数", "Privileged accounts", care="internal")
    privileged_two_factor: Count | None = said(
        "其中启用双因素登录的特权账户数", "Of which log in with two factors", care="internal"
    )
    leavers: Count | None = said("近一年离岗人员数（含外包）", "Staff who left within a year, outsourced ones too")
    leavers_revoked: Count | None = said("其中已收回全部权限的人数", "Of which all rights were withdrawn")
    least_privilege: Flag | None = said("按最小权限授权", "Rights are the least that is needed")
    granularity: Flag | None = said(
        "控制粒度达到用户或进程级、文件或表级", "Control reaches user or process, and file or table"
    )
    labels: Flag | None = said("重要主体和客体有安全标记", "Important subjects and objects carry security labels")
    weak_passwords: Count | None = said(
        "空口令、弱口令、通用口令的账户数（0 表示已查无）",
        "Accounts with an empty, weak or shared password; 0 means that none was found",
        care="sensitive",
    )


class Compute(Section):
    """Protection of virtual machines."""

    acl_follows_migration: Flag | None = said(
        "虚拟机迁移时访问控制策略随之迁移", "Access rules move with a machine that migrates"
    )
    tenant_machine_rules: Flag | None = said(
        "租户可设置虚拟机之间的访问控制", "Tenants set access rules between machines"
    )
    isolation_failure_alarm: Flag | None = said(
        "能检测虚拟机资源隔离失效并告警", "Loss of isolation between machines is detected and alarmed"
    )
    rogue_machine_alarm: Flag | None = said(
        "能检测非授权新建或重新启用虚拟机并告警", "Unauthorised new or re-enabled machines are detected and alarmed"
    )
    malware_spread_alarm: Flag | None = said(
        "能检测恶意代码在虚拟机间蔓延并告警", "Malware that spreads between machines is detected and alarmed"
    )
    migration_integrity: Literal["none", "checksum", "cryptography", "other"] | None = said(
        "迁移中重要数据完整性保护：无、校验码、密码技术、其他手段", "How data keep integrity in migration"
    )
    migration_recovery: Flag | None = said("迁移中完整性受损可恢复", "Data damaged in migration are recovered")
    wiped_on_reclaim: Flag | None = said(
        "回收时内存和存储空间完全清除", "Memory and storage are fully cleared on reclaim"
    )


class Image(Item):
    """An operating-system image that is offered."""

    system: Str | None = said("操作系统及版本", "Operating system and version", care="internal")
    hardened: Flag | None = said("已加固", "It is hardened")
    updated: Day | None = said("最近更新日期", "Day of its latest update")


class Images(Section):
    """Images and snapshots."""

    offered: tuple[Image, ...] | None = said("提供的镜像", "Images that are offered")
    hardening_service: Flag | None = said("提供系统加固服务", "A hardening service is offered")
    integrity_check: Flag | None = said("镜像、快照有完整性校验", "Images and snapshots are checked for integrity")
    checked_on: Day | None = said("最近一次完整性校验日期", "Day of the latest integrity check")
    check_failures: Count | None = said(
        "校验不一致而未处置的数量", "Failed integrity checks that are open", care="internal"
    )
    encryption: Literal["none", "cryptography", "other"] | None = said(
        "镜像、快照敏感内容的保护：无、密码技术、其他手段", "How sensitive content of images and snapshots is kept"
    )


class Hosts(Section):
    """Hardening of hosts and devices."""

    minimal_install: Flag | None = said("最小化安装", "Only what is needed is installed")
    services_closed: Flag | None = said("已关闭不需要的服务", "Services that are not needed are off")
    high_risk_ports_closed: Flag | None = said("已关闭高危端口", "High-risk ports are closed")
    input_validated: Flag | None = said("校验输入数据", "Input is validated")
    antimalware: Flag | None = said("防恶意代码", "Malware is handled")


class Vulnerabilities(Section):
    """Known flaws: found, and put right."""

    last_scan: Day | None = said("最近一次漏洞扫描日期", "Day of the latest scan")
    report: Str | None = said("扫描报告", "Report of the scan", care="sensitive")
    found: Count | None = said("发现的漏洞数", "Flaws found", care="sensitive")
    fixed: Count | None = said("已修复的漏洞数", "Flaws put right", care="sensitive")
    open: Count | None = said("未修复的漏洞数", "Flaws that are open", care="sensitive")
    accepted: Count | None = said("经批准接受的漏洞数", "Flaws that somebody accepted", care="sensitive")
    high_open: Count | None = said("未修复的高危漏洞数", "Open flaws of high risk", care="sensitive")
    patch_time: Duration | None = said("高危漏洞修复用时", "Time to put a high-risk flaw right")
    patched_after_test: Flag | None = said("补丁经测试后安装", "Patches are tested first")


class Storage(Section):
    """Storage services."""

    replicas: Count | None = said("数据副本数", "Replicas that are kept")
    replicas_consistent: Flag | None = said("各副本内容一致", "Replicas hold the same content")
    credentials_cleared: Flag | None = said(
        "鉴别信息所在空间再分配前清除", "Space that held credentials is cleared before reuse"
    )
    sensitive_cleared: Flag | None = said(
        "敏感数据所在空间再分配前清除", "Space that held sensitive data is cleared before reuse"
    )


class TrustedComputing(Section):
    """Trusted verification (可信验证), which the standard leaves open (可)."""

    boot_verified: Flag | None = said("启动时可信验证", "Boot is verified")
    alarm: Flag | None = said("可信性受破坏时告警", "Broken trust raises an alarm")
    audited: Flag | None = said("结果形成审计记录并送安全管理中心", "Results go to the management centre")


class EmergencyPlan(Item):
    """An emergency plan, and where it was tried."""

    scope: Str | None = said("适用范围、场景", "What it is for")
    document: Str | None = said("预案文件", "The plan")
    date: Day | None = said("印发日期", "Day of issue")
    latest_drill: Annotated[str, refers_to("testing.drills")] | None = said("最近一次演练", "The latest drill of it")
    drills: tuple[Annotated[str, refers_to("testing.drills")], ...] | None = said("相关演练", "Drills that tried it")
