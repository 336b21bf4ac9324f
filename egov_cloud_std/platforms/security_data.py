"""Security of data, information resources and applications.

Information resources follow the outline of GB/T 34080.2, applications those of GB/T 34080.4; no clause was read.
"""

from typing import Annotated, Literal

from ._base import Count, Country, Day, Duration, Flag, Item, Part, Section, Str, refers_to, said
from .architecture_parts import SystemRef


class Approval(Section):
    """A permission under national rules: for data to leave China, or for operation from abroad."""

    document: Str | None = said("批准文件", "Document that permits it")
    authority: Str | None = said("批准机关", "Authority that gave it")
    date: Day | None = said("批准日期", "Day it was given")


class AccessRule(Part):
    """When somebody other than the tenant may reach its data; where nobody may, the rule is `never`."""

    rule: Literal["never", "on_authorisation", "unrestricted"] | None = said(
        "不得访问、经租户授权后访问、不受限制", "Never, when the tenant authorises it, or unrestricted", first=True
    )
    document: Str | None = said("授权制度或文件", "Rule or document of authorisation")
    recorded: Flag | None = said("每次授权有记录", "Every authorisation is recorded")


class Protected(Section):
    """Protection of important data in transit and at rest."""

    transit: Literal["none", "checksum", "cryptography"] | None = said(
        "传输中：无、校验、密码技术", "In transit: none, check codes, cryptography"
    )
    rest: Literal["none", "checksum", "cryptography"] | None = said(
        "存储中：无、校验、密码技术", "At rest: none, check codes, cryptography"
    )


class Data(Section):
    """Where tenant data lie, who reaches them, and how they are protected."""

    storage_countries: tuple[Country, ...] | None = said(
        "租户数据、个人信息存放的国家（如 CN）", "Countries where tenant data and personal information lie", first=True
    )
    export_approval: Approval | None = said("数据出境批准", "Permission for data to leave China")
    provider_access: AccessRule | None = said(
        "云服务商对租户数据的访问", "Access of the provider to tenant data", first=True
    )
    third_party_access: AccessRule | None = said(
        "第三方对租户数据的访问", "Access of third parties to tenant data", first=True
    )
    location_query: Flag | None = said("租户可查询数据及备份的存放位置", "Tenants can ask where data and backups lie")
    integrity: Protected | None = said("重要数据完整性", "Integrity of important data")
    confidentiality: Protected | None = said("重要数据保密性", "Confidentiality of important data")


class Deletion(Section):
    """What becomes of data that a tenant deletes."""

    all_replicas: Flag | None = said(
        "租户删除业务应用数据时，云存储中所有副本一并删除",
        "All replicas in cloud storage go when a tenant deletes its data",
        first=True,
    )
    backups_included: Flag | None = said("删除范围含备份", "Backups are deleted as well")
    completed_within: Duration | None = said("完成删除的时限", "Time within which deletion is complete")
    proof: Str | None = said("删除证明", "Proof of deletion")


class TenantBackup(Section):
    """Backups of tenants. Local copies stand in `architecture.tenants`, the platform's own in `performance`."""

    other_region: Flag | None = said("租户备份存于不同地域", "Tenants' backups lie in another region")
    mitigation: Str | None = said("租户备份的缓解措施", "What makes up for it where they do not")


class PersonalInformation(Item):
    """One kind of personal information that is processed."""

    system: SystemRef | None = said("所在业务系统", "System that holds it")
    purpose: Str | None = said("处理目的", "What it is processed for")
    kept: Duration | None = said("保存期限", "How long it is kept")


class Privacy(Section):
    """Personal information."""

    minimisation: Flag | None = said("只采集业务必需的个人信息", "Only what is needed is collected")
    access_control: Flag | None = said("禁止未授权访问和使用个人信息", "Unauthorised access and use is prevented")
    notice: Str | None = said("个人信息处理规则", "Rules of handling personal information")
    inventory: tuple[PersonalInformation, ...] | None = said("个人信息清单", "Inventory of personal information")


class ClassedResource(Item):
    """The protection class of one information resource."""

    resource: Annotated[str, refers_to("governance.information_resources")] | None = said(
        "信息资源", "The information resource"
    )
    # Four classes exist; which end is the strictest was not read.
    protection_class: Count | None = said("安全保护类别（第1至第4类）", "Protection class (1 to 4)")
    measures: tuple[Str, ...] | None = said("保护措施", "Measures that protect it")


class InformationResourceSecurity(Section):
    """Protection classes, and the six families of management technique, of GB/T 34080.2."""

    classed: tuple[ClassedResource, ...] | None = said("分类情况", "Resources by protection class")
    monitoring: Flag | None = said("日常监测", "Daily monitoring")
    audit: Flag | None = said("安全审计", "Security audit")
    audit_scope: Str | None = said("审计范围", "What the audit covers")
    tracing: Flag | None = said("定位溯源能力", "Events can be located and traced")
    logs_kept: Duration | None = said("信息资源操作日志留存时间", "How long logs of their use are kept")
    emergency_plan: Annotated[str, refers_to("security.emergency_plans")] | None = said("应急预案", "Emergency plan")
    risk_assessed: Day | None = said("最近一次安全风险评估日期", "Day of the latest risk assessment")
    risk_report: Str | None = said("风险评估报告", "Report of the risk assessment")


class ExternalLink(Item):
    """A link from an application to a partner's platform or site."""

    partner: Str | None = said("合作方", "Partner")
    approved: Flag | None = said("已批准", "It is approved")
    protected: Flag | None = said("连接有安全防护", "The link is protected")


class ApplicationLife(Section):
    """The stages of an application's life. Trial run and hand-over stand in the acceptance."""

    preparation: Str | None = said("实施准备材料", "Papers of preparation")
    development: Str | None = said("安全开发材料", "Papers of secure development")
    deployment: Annotated[str, refers_to("service.deployments")] | None = said("部署记录", "Deployment")
    migration: Annotated[str, refers_to("service.migrations")] | None = said("迁移记录", "Migration")
    acceptance: Annotated[str, refers_to("testing.acceptances")] | None = said(
        "验收记录（含试运行、交付）", "Acceptance, with trial run and hand-over"
    )
    retired: Day | None = said("下线日期", "Day of retirement")
    retirement: Str | None = said("下线处理材料", "Papers of retirement")


class Application(Item):
    """The security of one application. Its tests stand in `testing.application_tests`."""

    system: SystemRef | None = said("业务系统", "System")
    stage: (
        Literal["preparation", "development", "migration_deployment", "trial_run", "handover", "operation", "retired"]
        | None
    ) = said("所处阶段：准备、开发、迁移部署、试运行、交付、运行、下线", "Stage of its life")
    threat_analysis: Str | None = said("威胁分析材料", "Threat analysis", care="internal")
    vulnerability_scan: Day | None = said("最近一次脆弱性分析日期", "Day of the latest vulnerability analysis")
    life: ApplicationLife | None = said("生命周期材料", "Papers of its life")
    operation_rules: Str | None = said("安全运维要求", "Rules of secure operation")
    external_links: tuple[ExternalLink, ...] | None = said(
        "与合作平台、网站的连接", "Links to partner platforms and sites"
    )
    emergency_plan: Annotated[str, refers_to("security.emergency_plans")] | None = said("应急预案", "Emergency plan")
    assessed: Day | None = said("最近一次安全评估日期", "Day of the latest security assessment")
    registered: Flag | None = said("基础数据已登记", "Its base data are registered")
    resources_tracked: Flag | None = said("动态资源已管理", "Its dynamic resources are managed")
    state_monitored: Flag | None = said("业务状态已监测", "Its business state is monitored")
    access_logs: Flag | None = said("访问日志已启用", "Access is logged")
    access_logs_kept: Duration | None = said("访问日志留存时间", "How long access logs are kept")
    functions: tuple[Str, ...] | None = said("功能清单", "Its functions")
