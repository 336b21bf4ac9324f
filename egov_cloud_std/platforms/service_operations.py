"""The figures of operation that a monthly run report (月度运行报告) gives."""

from typing import Annotated, Literal

from egov_cloud_std.platforms._base import (
    Count,
    Country,
    DataSize,
    Day,
    Flag,
    Item,
    Money,
    Ratio,
    Section,
    Str,
    refers_to,
    said,
)
from egov_cloud_std.platforms.architecture_parts import Amounts, PoolRef, ResourceRef, SystemRef, TenantRef

EventState = Literal["processing", "unclaimed", "completed", "closed", "suspended", "overdue"]


class EventGroup(Item):
    """So many events of one kind, level and state."""

    kind: Str | None = said("事件类别", "Kind of event")
    level: Count | None = said("事件级别（1 至 4）", "Level of the event (1 to 4)")
    state: EventState | None = said("状态：处理中、待领取、已完成、已关闭、挂起、逾期", "State")
    count: Count | None = said("数量（件）", "Number")
    overdue_reason: Str | None = said("逾期说明", "Why they are overdue")
    expected_by: Day | None = said("预计办结日期", "Day by which they are to be closed")


class Events(Section):
    """Events in the period, in all and by kind."""

    total: Count | None = said("事件总数（件）", "Events in all")
    application: Count | None = said("其中应用类（件）", "Of which about applications")
    monitoring: Count | None = said("其中监控预警（件）", "Of which monitoring alerts")
    other: Count | None = said("其中其他（件）", "Of which others")
    groups: tuple[EventGroup, ...] | None = said("分类、分级、分状态数", "Counts by kind, level and state")


class Delivery(Section):
    """What was delivered in the period, by the days it took. Bands leave no day out."""

    counted_in: Literal["vm", "request"] | None = said(
        "统计口径：按云主机台数、按申请单数", "Whether machines or requests are counted"
    )
    total: Count | None = said("交付总数", "Delivered in all", first=True)
    days_1_to_3: Count | None = said("1至3天交付", "Delivered in 1 to 3 days", first=True)
    days_4_to_10: Count | None = said("4至10天交付", "Delivered in 4 to 10 days", first=True)
    days_11_to_30: Count | None = said("11至30天交付", "Delivered in 11 to 30 days", first=True)
    days_31_to_60: Count | None = said("31至60天交付", "Delivered in 31 to 60 days", first=True)
    days_over_60: Count | None = said("60天以上交付", "Delivered in more than 60 days", first=True)


class IdleResource(Item):
    """A resource found idle, and what became of it."""

    resource: ResourceRef | None = said("资源", "Resource")
    tenant: TenantRef | None = said("使用单位", "Tenant")
    since: Day | None = said("闲置起始日期", "Day since which it is idle")
    handling: Literal["reclaimed", "resized", "kept", "pending"] | None = said(
        "处置：已回收、已降配、经批准保留、待处置", "What became of it", first=True
    )
    handled_on: Day | None = said("处置日期", "Day it was handled")
    reason: Str | None = said("保留理由", "Why it is kept")


class Fees(Section):
    """Fees of the period."""

    charged: Money | None = said("应付金额", "Fees charged", care="internal")
    paid: Money | None = said("已付金额", "Fees paid", care="internal")
    deducted: Money | None = said("考核扣减金额", "Fees deducted after the assessment", care="internal")
    outstanding: Money | None = said("未付金额", "Fees still to be paid", care="internal")
    coefficient: Ratio | None = said("考核系数", "Coefficient from the assessment")
    contract_amount: Money | None = said(
        "合同金额（考核扣减的基数）", "Amount of the contract, of which deductions are a share", care="internal"
    )


class DutyLocation(Item):
    """A place from which the platform is operated."""

    country: Country | None = said("所在国家（如 CN）", "Country, such as CN")
    kind: Literal["on_site", "remote"] | None = said("现场或远程", "On site or remote")
    around_the_clock: Flag | None = said("7×24 值守", "Staffed around the clock")
    offshore_approval: Str | None = said("境外运维审批文件", "Approval for operation from abroad")


class Inspections(Section):
    """Rounds of inspection (巡检) in the period."""

    extranet: Count | None = said("政务外网区巡检（次）", "Rounds in the extranet zone")
    internet: Count | None = said("互联网区巡检（次）", "Rounds in the internet zone")
    problems: Count | None = said("发现问题（个）", "Problems found")


class KeySystemReview(Section):
    """The review of key systems (重点系统保障) in the period."""

    systems: Count | None = said("重点系统（个）", "Key systems")
    assets: Count | None = said("涉及资产（个）", "Assets")


class Satisfaction(Section):
    """What users said when they were asked (满意度)."""

    asked: Count | None = said("发出问卷（份）", "Users asked")
    answered: Count | None = said("有效答卷（份）", "Valid answers")
    satisfied: Count | None = said("评为满意的答卷（份）", "Answers that were satisfied")
    rate: Ratio | None = said("满意率", "Share that was satisfied")
    method: Str | None = said("测评办法", "How users were asked")


class Notice(Item):
    """One notice of a supervising body that asks for something to be put right (限期整改通知)."""

    issued_by: Str | None = said("发出单位", "Who issued it")
    subject: Str | None = said("事项", "What is to be put right", care="internal")
    issued: Day | None = said("发出日期", "Day of issue")
    due: Day | None = said("整改期限", "Day by which it is to be put right")
    rectified: Day | None = said("整改完成日期", "Day it was put right")
    rechecked: Day | None = said("复查日期", "Day it was checked again")


class Operations(Section):
    """How the platform ran in the period."""

    events: Events | None = said("事件", "Events")
    service_requests: Count | None = said("服务请求（件）", "Service requests")
    opened: Amounts | None = said("本期开通合计", "Opened in the period, all pools")
    reclaimed: Amounts | None = said("本期回收合计", "Reclaimed in the period, all pools")
    delivery: Delivery | None = said("开通交付周期", "Delivery by days taken", first=True)
    idle: tuple[IdleResource, ...] | None = said("闲置资源", "Idle resources", first=True)
    idle_total: Count | None = said("闲置资源总数", "Stated number of idle resources", total_of="idle")
    network_faults: Count | None = said("网络故障（次）", "Network faults")
    inspections: Inspections | None = said("巡检", "Inspections")
    key_system_review: KeySystemReview | None = said("重点系统保障", "Review of key systems")
    fees: Fees | None = said("费用", "Fees")
    satisfaction: Satisfaction | None = said("用户满意度", "Satisfaction of users")
    notices: tuple[Notice, ...] | None = said("监管整改通知", "Notices of supervising bodies")
    locations: tuple[DutyLocation, ...] | None = said("运维地点", "Places of operation")


class DeliveryRecord(Item):
    """One delivery, as the annex of a run report lists it."""

    request: Str | None = said("申请单号", "Number of the request", care="internal")
    tenant: TenantRef | None = said("申请单位", "Tenant")
    system: SystemRef | None = said("业务系统", "System")
    pool: PoolRef | None = said("资源池", "Pool")
    services: tuple[Annotated[str, refers_to("service.catalogue")], ...] | None = said("所申请的服务", "Services")
    applied: Day | None = said("申请日期", "Day of application")
    approved: Day | None = said("批准日期", "Day of approval")
    delivered: Day | None = said("交付日期", "Day of delivery")
    days: Count | None = said("交付用时（天）", "Days taken")
    promised_days: Count | None = said("承诺用时（天）", "Days promised")
    delay_reason: Str | None = said("逾期原因", "Why it was late")
    delay_told: Flag | None = said("逾期原因已告知申请单位", "The tenant was told why it was late")
    vm: Count | None = said("云主机（台）", "Virtual machines")
    vcpu: Count | None = said("vCPU（核）", "Virtual CPUs")
    memory: DataSize | None = said("内存", "Memory")
    storage: DataSize | None = said("存储", "Storage")
