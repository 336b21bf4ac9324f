"""Security: grade, filing and assessments, then the protection of networks, computing, data and mobile work.

Facts that other areas hold are not repeated: sites, zones, tenants' local backups and redundancy stand in
`architecture`; agreements, moving out and places of operation in `service`; platform backups and hot redundancy in
`performance`; day, assessor and findings of the level assessment, the rectification ledger, drills and application
tests in `testing`.
"""

from typing import Annotated, Literal

from ._base import Count, Country, Day, Duration, Flag, Item, Number, Ratio, Section, Str, refers_to, said
from .architecture_parts import ActorRef
from .security_compute import (
    Compute,
    EmergencyPlan,
    Hosts,
    Identity,
    Images,
    Storage,
    TrustedComputing,
    Vulnerabilities,
)
from .security_crypto import Crypto, CryptoAssessment
from .security_data import (
    Application,
    Approval,
    Data,
    Deletion,
    InformationResourceSecurity,
    Privacy,
    TenantBackup,
)
from .security_mobile import Mobile
from .security_network import (
    Audit,
    Boundary,
    CentralControl,
    Detection,
    Logs,
    TenantSecurity,
    Transport,
)


class Filing(Section):
    """The grading and filing (定级备案) of the platform with the police."""

    number: Str | None = said("备案证明编号", "Number of the filing certificate", care="internal")
    graded: Day | None = said("定级日期", "Day of grading")
    level: Count | None = said("备案的等级（1 至 5）", "Level that was filed (1 to 5)")
    date: Day | None = said("备案日期", "Day of filing")
    grading_report: Str | None = said("定级报告", "Grading report")
    grade_code: Str | None = said("安全保护等级（SxAxGx）", "Grade written as SxAxGx")
    object_form: Str | None = said("定级对象形态", "Form of the graded object")


class LevelAssessment(Section):
    """What the platform's own level assessment (等级测评) says. Its day, assessor and findings stand in `testing`."""

    level: Count | None = said("测评报告的等级（1 至 5）", "Level that the report is for (1 to 5)", first=True)
    valid_until: Day | None = said("报告有效期至", "The report is valid until", first=True)
    verdict: (
        Literal["excellent", "good", "fair", "poor", "conforms", "basically_conforms", "does_not_conform"] | None
    ) = said(
        "结论：优、良、中、差（2021 版），符合、基本符合、不符合（2025 版）",
        "Verdict: excellent, good, fair, poor (template of 2021); conforms, basically, does not (template of 2025)",
        first=True,
    )
    contract_signed: Day | None = said("测评合同签订日期", "Day the contract was signed, which decides the template")
    number: Str | None = said("报告编号", "Number of the report", care="internal")
    score: Number | None = said("得分", "Score")
    conformity_rate: Ratio | None = said("等级测评符合率", "Rate of conformity")
    high_risks: Count | None = said("高风险问题数", "Problems of high risk", care="internal")
    medium_risks: Count | None = said("中风险问题数", "Problems of medium risk", care="internal")
    low_risks: Count | None = said("低风险问题数", "Problems of low risk", care="internal")
    major_risks: Count | None = said("重大风险隐患数", "Major risks (重大风险隐患)", care="internal")
    extensions: tuple[Literal["cloud", "mobile", "iot", "industrial", "big_data"], ...] | None = said(
        "应用的扩展要求：云计算、移动互联、物联网、工业控制、大数据", "Extension requirements that were applied"
    )


class CacAssessment(Section):
    """The assessment of cloud services (云计算服务安全评估) that the Cyberspace Administration leads."""

    passed: Flag | None = said("已通过云计算服务安全评估", "Passed")
    date: Day | None = said("公告日期", "Day of the announcement")
    valid_until: Day | None = said("结果有效期至", "Valid until")
    applicant: Str | None = said("申请单位（云服务商）", "Applicant, the provider")
    platform: Str | None = said("通过评估的云平台", "Platform that was assessed")


class Provider(Section):
    """The cloud provider (云服务商), as the assessment of cloud services looks at it."""

    body: ActorRef | None = said("云服务商", "The provider")
    credit: Str | None = said("征信、经营状况", "Credit and operation")
    staff_checked: Flag | None = said(
        "可接触客户数据的人员已作背景审查", "Staff who can reach customer data are vetted"
    )
    staff_stable: Flag | None = said("关键岗位人员稳定", "Staff in key posts are stable")
    security_management: Str | None = said("安全管理能力", "Security management")
    capability_level: Literal["general", "enhanced", "advanced"] | None = said(
        "安全能力级别：一般、增强、高级", "Level of security capability"
    )


class Supplier(Item):
    """A supplier of the platform."""

    supplies: Str | None = said("供应内容", "What it supplies")
    country: Country | None = said("所属国家（如 CN）", "Country, such as CN")
    key_product: Flag | None = said("关键产品", "The product is a key one")
    qualification: Str | None = said("资质", "Qualification")
    chosen_by_rules: Flag | None = said("按国家规定选择", "Chosen under national rules")
    contract_until: Day | None = said("合同有效期至", "The contract is valid until")
    serious_breaches: Flag | None = said("有严重违反法律法规的行为", "It has seriously broken laws or regulations")


class Component(Item):
    """A product or component that the platform is built of."""

    version: Str | None = said("版本", "Version", care="internal")
    supplier: Annotated[str, refers_to("security.supply_chain.suppliers")] | None = said("供应商", "Supplier")
    support_until: Day | None = said("厂商支持至", "The maker supports it until")


class SupplyChain(Section):
    """The supply chain."""

    suppliers: tuple[Supplier, ...] | None = said("供应商", "Suppliers")
    suppliers_total: Count | None = said("供应商总数", "Stated number of suppliers", total_of="suppliers")
    components: tuple[Component, ...] | None = said("软硬件组成", "Products and components of the platform")
    components_total: Count | None = said("组成项总数", "Stated number of components", total_of="components")
    incidents_notified: Flag | None = said(
        "供应链安全事件和威胁信息及时告知租户", "Tenants are told of incidents and threats in time"
    )
    changes_notified: Flag | None = said("供应商重要变更及时告知租户", "Tenants are told of important changes")
    changes_assessed: Flag | None = said("变更风险已评估并控制", "The risk of changes is assessed and controlled")


class RiskManagement(Section):
    """Risk assessment of the platform."""

    assessed: Day | None = said("最近一次风险评估日期", "Day of the latest risk assessment")
    interval: Duration | None = said("评估周期", "How often it is done")
    report: Str | None = said("风险评估报告", "Report")


class Incident(Item):
    """A security incident: what caused it, what was done, and whether it is closed."""

    date: Day | None = said("发生日期", "Day it happened")
    level: Str | None = said("事件等级", "Grade of the incident")
    cause: Str | None = said("原因", "Cause", care="internal")
    measures: Str | None = said("处置和整改措施", "What was done about it", care="internal")
    state: Literal["handling", "closed"] | None = said("状态：处置中、已办结", "Being handled, or closed")
    due: Day | None = said("办结期限", "To be closed by")
    closed: Day | None = said("办结日期", "Day it was closed")


class SecurityDuty(Item):
    """Who bears the security of one layer: the provider, the tenant, both, or the platform that carries this one."""

    layer: Literal["physical", "network", "boundary", "computing", "management_centre", "operations"] | None = said(
        "层面：物理环境、通信网络、区域边界、计算环境、管理中心、运维管理", "Layer"
    )
    borne_by: Literal["provider", "tenant", "both", "carrier"] | None = said(
        "由谁承担：云服务商、租户、双方、承载平台", "Who bears it"
    )
    document: Str | None = said("职责分工文件", "Document that splits the duties")


class Security(Section):
    """The security of the platform."""

    protection_level: Count | None = said(
        "平台的安全保护等级（1 至 5）", "Protection level of the platform (1 to 5)", first=True
    )
    filing: Filing | None = said("定级备案", "Grading and filing")
    level_assessment: LevelAssessment | None = said("等级测评报告", "Report of the level assessment", first=True)
    crypto_assessment: CryptoAssessment | None = said("密评", "Cryptography assessment")
    cac_assessment: CacAssessment | None = said("云计算服务安全评估", "Assessment of cloud services")
    transport: Transport | None = said("通信传输", "Protection of traffic")
    tenant_security: TenantSecurity | None = said("面向租户的安全能力", "Security for tenants")
    boundary: Boundary | None = said("区域边界", "Borders")
    detection: Detection | None = said("入侵防范", "Detection")
    audit: Audit | None = said("安全审计", "Audit", first=True)
    logs: Logs | None = said("日志留存", "Logs", first=True)
    management: CentralControl | None = said("集中管控", "Central control")
    identity: Identity | None = said("身份鉴别与访问控制", "Identity and access", first=True)
    compute: Compute | None = said("虚拟机安全", "Protection of virtual machines")
    images: Images | None = said("镜像和快照", "Images and snapshots")
    hosts: Hosts | None = said("主机加固", "Hardening of hosts")
    vulnerabilities: Vulnerabilities | None = said("漏洞管理", "Vulnerabilities")
    storage: Storage | None = said("存储安全", "Stores")
    trusted_computing: TrustedComputing | None = said("可信验证", "Trusted verification")
    data: Data | None = said("数据安全", "Data", first=True)
    deletion: Deletion | None = said("数据删除", "Deletion", first=True)
    tenant_backup: TenantBackup | None = said("租户备份", "Backups of tenants")
    privacy: Privacy | None = said("个人信息保护", "Personal information")
    crypto: Crypto | None = said("密码应用", "Cryptography")
    information_resources: InformationResourceSecurity | None = said(
        "信息资源安全", "Security of information resources"
    )
    applications: tuple[Application, ...] | None = said("应用安全", "Security of applications")
    mobile: Mobile | None = said("移动政务", "Mobile government", first=True)
    offshore_approval: Approval | None = said("境外运维批准", "Permission to operate from abroad")
    provider: Provider | None = said("云服务商", "The provider")
    supply_chain: SupplyChain | None = said("供应链", "Supply chain")
    emergency_plans: tuple[EmergencyPlan, ...] | None = said("应急预案", "Emergency plans")
    risks: RiskManagement | None = said("风险管理", "Risk")
    incidents: tuple[Incident, ...] | None = said("安全事件", "Security incidents")
    incidents_total: Count | None = said("安全事件总数", "Stated number of incidents", total_of="incidents")
    duties: tuple[SecurityDuty, ...] | None = said("安全职责分工", "Split of security duties")
