"""Service implementation: what is offered, how it is obtained, on what terms, and how it ran.

Deployment, migration and metering follow the outlines of GB/T 34079.2 and 34077.2; the monthly
figures of operation stand in `service_operations`.
"""

from typing import Annotated, Literal

from egov_cloud_std.platforms._base import (
    Count,
    DataSize,
    Day,
    Duration,
    Flag,
    Item,
    Money,
    Month,
    Number,
    Ratio,
    Section,
    Str,
    refers_to,
    said,
)
from egov_cloud_std.platforms.architecture_parts import ActorRef, SystemRef, TenantRef
from egov_cloud_std.platforms.service_operations import DeliveryRecord, Operations

ServiceRef = Annotated[str, refers_to("service.catalogue", "service.application_services")]
# Three partial taxonomies are known (design blocks, metering classes, fee guide), and a tree that was not read.
Taxonomy = Literal["gbt_34079_1", "gbt_34078_2_blocks", "gbt_34077_2_classes", "fee_guide_2015", "local"]
EvidenceRef = Annotated[str, refers_to("evidence")]
# What an indicator counts: the mean hides what a percentile or the worst case shows.
Statistic = Literal["mean", "p95", "p99", "maximum", "rate"]
# What an agreement says of the provider's rights and duties, GB/T 22239-2019 cloud extension.
DutyMatter = Literal["management_scope", "duty_split", "access_authorisation", "privacy", "conduct", "breach_liability"]


class ServiceLevel(Section):
    """What the catalogue promises for one service."""

    availability: Ratio | None = said("承诺可用性", "Promised availability", first=True)
    availability_period: Literal["month", "quarter", "year"] | None = said(
        "可用性统计周期：月、季、年", "Period over which availability is counted"
    )
    response_time: Duration | None = said("故障响应时限", "Time to respond to a fault")
    restore_time: Duration | None = said("故障恢复时限", "Time to restore after a fault")
    provisioning_time: Duration | None = said("开通时限", "Time to provision")
    support_hours: Str | None = said("服务时间（如 7×24）", "Hours of support, such as 7x24")
    durability: Ratio | None = said("承诺数据可靠性", "Promised durability of data")


class Achieved(Section):
    """What one service reached in the period. Times are the longest that occurred, not the mean."""

    period: Month | None = said("统计月份", "The month")
    response_time: Duration | None = said("最长故障响应用时", "Longest time taken to respond to a fault")
    restore_time: Duration | None = said("最长故障恢复用时", "Longest time taken to restore after a fault")
    provisioning_time: Duration | None = said("最长开通用时", "Longest time taken to provision")
    report: EvidenceRef | None = said("统计依据（证据）", "The record behind it, as evidence")


class ServiceItem(Item):
    """One service of the catalogue."""

    category: Str | None = said("服务类别", "Class of the service", first=True)
    subcategory: Str | None = said("服务子类", "Subclass of the service")
    code: Str | None = said("服务编码", "Code of the service", first=True)
    taxonomy: Taxonomy | None = said(
        "所用分类：GB/T 34079.1、34078.2 设计内容、34077.2 计量类别、费用指南、地方自定",
        "Taxonomy that class and code belong to",
    )
    grade: Str | None = said("服务等级", "Grade of the service")
    sla: ServiceLevel | None = said("服务水平", "Service level", first=True)
    achieved: Achieved | None = said("本期实际服务水平", "Service level that was reached")
    description: Str | None = said("服务内容", "What it offers")
    provider: ActorRef | None = said("提供单位", "Body that provides it")
    from_carrier: Flag | None = said("由承载平台提供（本单位转供）", "Provided by the carrying platform and passed on")
    users: tuple[Literal["government", "enterprise", "public"], ...] | None = said("服务对象", "Whom it serves")
    on_demand: Flag | None = said("可按需申请", "Can be had on demand")
    state: Literal["planned", "offered", "withdrawn"] | None = said("状态：拟提供、在提供、已停", "State")
    vcpu: Count | None = said("规格：vCPU（核）", "Size: virtual CPUs")
    memory: DataSize | None = said("规格：内存", "Size: memory")
    storage: DataSize | None = said("规格：存储", "Size: storage")
    price: Money | None = said("单价", "Unit price")
    price_unit: Str | None = said("计价单位（如 元/台·月）", "Unit of the price")
    metered_in: Str | None = said(
        "计量单位（如 核·月，与度量计价中的写法一致）", "Unit of metering, in the words of the metering scheme"
    )


class ApplicationService(Item):
    """An application service that departments call."""

    kind: (
        Literal[
            "website",
            "mail",
            "instant_messaging",
            "document_transmission",
            "electronic_signature",
            "office",
            "general",
            "specific",
        ]
        | None
    ) = said("类别：网站、邮件、即时通信、公文传输、电子签章、办公、其他通用、政务专用", "Kind of application service")
    functions: tuple[Str, ...] | None = said("功能", "Functions")
    performance: tuple[Str, ...] | None = said("性能指标", "Performance figures")
    on_demand: Flag | None = said("部门可按需调用", "Departments call it on demand")
    callable_interface: Flag | None = said("提供调用接口", "Offers an interface to call")
    accepted: Day | None = said("验收日期", "Day of acceptance")
    maintainer: ActorRef | None = said("维护单位", "Body that maintains it")


class Step(Section):
    """One step in the life of a service."""

    rule: Str | None = said("办理规则（文件）", "Rule that governs it")
    responsible: ActorRef | None = said("办理单位", "Body in charge")
    form: Str | None = said("申请表或单据", "Form that is used")
    time_limit: Duration | None = said("办理时限", "Time limit")
    working_days: Count | None = said("办理时限（工作日）", "Time limit in working days")
    online: Flag | None = said("可网上办理", "Can be done on line")


class Lifecycle(Section):
    """The life of a service for its user, step by step."""

    application: Step | None = said("申请", "Application")
    approval: Step | None = said("审批", "Review and approval")
    provisioning: Step | None = said("开通交付", "Provisioning and delivery")
    change: Step | None = said("变更", "Change")
    cancellation: Step | None = said("注销", "Cancellation")
    termination: Step | None = said("终止", "Termination")
    data_removal: Step | None = said("数据清除", "Removal of data")


class MetricDefinition(Section):
    """How an indicator is counted (口径)."""

    period: Literal["month", "quarter", "half_year", "year"] | None = said(
        "统计周期：月、季、半年、年", "Period over which it is counted"
    )
    statistic: Statistic | None = said(
        "统计量：均值、95 百分位、99 百分位、最大值、比率", "Mean, 95th or 99th percentile, maximum or rate"
    )
    source: Str | None = said("数据来源", "Where the data come from")


class MetricResult(Section):
    """What was measured of an indicator in the latest period, in the unit of its bound."""

    period: Month | None = said("统计周期末月", "Last month of the period")
    value: Number | None = said("实测值，不含单位", "What was measured, without its unit")
    statistic: Statistic | None = said("实测所用统计量", "The statistic that was measured")
    settled: Flag | None = said("未达标的已按约定处理", "A miss was dealt with as agreed")
    report: EvidenceRef | None = said("测量记录（证据）", "The record, as evidence")


class Metric(Item):
    """One indicator that an agreement promises. `bound` and the measured value are numbers in the same `unit`."""

    service: ServiceRef | None = said("对应服务", "Service it is about")
    target: Str | None = said("指标值（如 ≥99.9%/月）", "Target value with its period")
    method: Str | None = said("统计口径和测量办法", "How it is counted and measured")
    penalty: Str | None = said("未达标的处理", "What follows when it is missed")
    definition: MetricDefinition | None = said("统计口径", "How it is counted")
    direction: Literal["at_least", "at_most"] | None = said("不低于或不高于", "At least or at most")
    bound: Number | None = said("约定值，不含单位", "What is promised, without its unit")
    unit: Str | None = said("单位", "The unit of both numbers")
    result: MetricResult | None = said("实测结果", "What was measured")


class ExitTerms(Section):
    """What an agreement says about its end."""

    data_return: Flag | None = said("约定完整返还数据", "All data are returned", first=True)
    erasure: Flag | None = said("承诺在平台上清除数据", "Data are erased from the platform", first=True)
    return_time: Duration | None = said("返还时限", "Time limit for the return")
    formats: tuple[Str, ...] | None = said("返还格式", "Formats of the returned data")
    erasure_time: Duration | None = said("清除时限", "Time limit for the erasure")
    proof: Str | None = said("清除证明", "Proof of erasure")


class Subcontractor(Item):
    """A body to which the provider hands on a part of the work."""

    body: ActorRef | None = said("分包单位", "The body")
    work: Str | None = said("分包内容", "What it does")
    agreed: Flag | None = said("已经使用方同意", "The tenant agreed to it")


class Agreement(Item):
    """A service agreement between the provider and a tenant, or with the carrying platform."""

    provider: ActorRef | None = said("服务提供方", "Provider")
    tenant: TenantRef | None = said("服务使用方", "Tenant")
    for_all_tenants: Flag | None = said("统一签订，适用于全部租户", "Signed for all tenants together")
    document: Str | None = said("协议编号或文件", "Number or document")
    needs_analysed: Day | None = said("需求分析完成日期", "Day the analysis of needs was done")
    provider_chosen: Day | None = said("选定服务提供方日期", "Day the provider was chosen")
    signed: Day | None = said("签订日期", "Day of signature")
    services_from: Day | None = said("开始提供服务日期", "First day of service")
    accepted: Day | None = said("交付验收日期", "Day of acceptance")
    valid_until: Day | None = said("有效期至", "Valid until")
    services: tuple[ServiceRef, ...] | None = said("约定的服务", "Services it covers", first=True)
    metrics: tuple[Metric, ...] | None = said("约定的指标", "Indicators it promises")
    provider_duties: tuple[DutyMatter, ...] | None = said(
        "已写明的服务商权责：管理范围、职责划分、访问授权、隐私保护、行为准则、违约责任",
        "Rights and duties of the provider that it spells out",
        first=True,
    )
    tenant_duties: tuple[Str, ...] | None = said("已写明的使用方权责", "Rights and duties of the tenant it spells out")
    exit: ExitTerms | None = said("终止条款", "Terms of exit", first=True)
    confidentiality: Flag | None = said("已签保密协议", "A confidentiality agreement is signed")
    subcontractors: tuple[Subcontractor, ...] | None = said("分包单位", "Subcontractors")


class Exit(Item):
    """One tenant or system that left the platform, and what became of its data."""

    tenant: TenantRef | None = said("退出的使用单位", "Tenant that left")
    agreement: Annotated[str, refers_to("service.agreements")] | None = said("所依协议", "The agreement that it ends")
    ended: Day | None = said("服务终止日期", "Day the service ended")
    returned: Day | None = said("数据返还完成日期", "Day the data had been returned")
    erased: Day | None = said("数据清除完成日期", "Day the data had been erased")
    proof: tuple[EvidenceRef, ...] | None = said(
        "返还交接和清除证明（证据）", "Proof of return and erasure, as evidence"
    )


class Deployment(Item):
    """The deployment of one application, in the three views of GB/T 34079.2."""

    system: SystemRef | None = said("业务系统", "System")
    process: tuple[Str, ...] | None = said("部署过程（各阶段）", "Stages of the process")
    activities: tuple[Str, ...] | None = said("部署活动", "Activities")
    services: tuple[ServiceRef, ...] | None = said("部署所用服务", "Services used for it")
    lead_time: Duration | None = said("部署用时", "Time it took")
    started: Day | None = said("开始日期", "Day it began")
    tested: Day | None = said("部署后测试通过日期", "Day it passed its test")
    completed: Day | None = said("完成日期", "Day of completion")


class Migration(Item):
    """The migration of data to the platform, in the three views of GB/T 34079.2."""

    system: SystemRef | None = said("业务系统", "System")
    source: Str | None = said("原所在环境", "Where it comes from")
    process: tuple[Str, ...] | None = said("迁移过程（各阶段）", "Stages of the process")
    activities: tuple[Str, ...] | None = said("迁移活动", "Activities")
    services: tuple[ServiceRef, ...] | None = said("迁移所用服务", "Services used for it")
    plan: Str | None = said("迁移方案", "Migration plan")
    rollback: Str | None = said("回退方案", "Roll-back plan")
    data: DataSize | None = said("迁移数据量", "Amount of data")
    verified: Flag | None = said("迁移后数据已核对", "Data were verified afterwards")
    objects_before: Count | None = said("迁移前记录数（或文件数）", "Records or files before")
    objects_after: Count | None = said("迁移后记录数（或文件数）", "Records or files afterwards")
    tested: Day | None = said("测试完成日期", "Day the test ended")
    trial_run_from: Day | None = said("试运行开始日期", "First day of the trial run")
    completed: Day | None = said("正式上线日期", "Day of launch")
    source_stopped: Day | None = said("原系统停用日期", "Day the source system was stopped")
    source_erased: Flag | None = said("原环境中的数据已清除", "Data were erased at the source")


class MigrationOut(Section):
    """How tenants move away: to another cloud, or back to their own premises."""

    export: Flag | None = said("提供迁出技术手段", "Technical means to move out are offered", first=True)
    migration_support: Flag | None = said("协助完成迁出", "Help to move out is given", first=True)
    targets: tuple[Literal["other_cloud", "on_premises"], ...] | None = said(
        "可迁往：其他云平台、本地", "Where tenants can move to"
    )
    formats: tuple[Str, ...] | None = said("导出格式", "Formats of export")
    plan: Str | None = said("迁出方案", "Plan for moving out")
    exercised: Day | None = said("最近一次迁出演练日期", "Day of the latest exercise")


class MeteringClass(Section):
    """How one class of service is metered and valued."""

    items: tuple[Str, ...] | None = said("计量项", "What is metered")
    units: tuple[Str, ...] | None = said("计量单位", "Units")
    method: Str | None = said("计量办法", "How it is metered")
    price_basis: Str | None = said("计价依据", "Basis of the price")


class Metering(Section):
    """Metering and valuation, by the three classes of GB/T 34077.2."""

    scheme: Str | None = said("计费办法（文件）", "Scheme by which fees are worked out")
    principles: tuple[Str, ...] | None = said("实施原则", "Principles")
    infrastructure: MeteringClass | None = said("基础设施资源服务", "Infrastructure resource services")
    software: MeteringClass | None = said("软件资源服务", "Software resource services")
    human: MeteringClass | None = said("人力资源服务", "Human resource services")


class Service(Section):
    """The services of the platform: offer, life cycle, terms, and the record of operation."""

    catalogue: tuple[ServiceItem, ...] | None = said("服务目录", "Service catalogue", first=True)
    catalogue_total: Count | None = said("目录服务总数", "Stated number of services", total_of="catalogue")
    application_services: tuple[ApplicationService, ...] | None = said("应用服务", "Application services")
    lifecycle: Lifecycle | None = said("服务办理流程", "Life cycle of a service")
    agreements: tuple[Agreement, ...] | None = said("服务协议", "Service agreements", first=True)
    exits: tuple[Exit, ...] | None = said("退出记录", "Exits of tenants and systems")
    deployments: tuple[Deployment, ...] | None = said("应用部署", "Application deployments")
    deployments_total: Count | None = said("应用部署总数", "Stated number of deployments", total_of="deployments")
    migrations: tuple[Migration, ...] | None = said("数据迁移", "Data migrations")
    migrations_total: Count | None = said("数据迁移总数", "Stated number of migrations", total_of="migrations")
    migration_out: MigrationOut | None = said("迁出支持", "Support for moving out", first=True)
    metering: Metering | None = said("度量计价", "Metering and valuation")
    operations: Operations | None = said("运行情况", "Operation", first=True)
    delivery_records: tuple[DeliveryRecord, ...] | None = said("开通交付明细", "Records of delivery")
