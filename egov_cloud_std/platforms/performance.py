"""Function and performance: what the platform can do, how much it holds, how well it runs.

No figure here is a limit. A description states what is; a profile asks; a threshold names its own source.
"""

from typing import Annotated, Literal

from egov_cloud_std.platforms._base import (
    Bandwidth,
    Count,
    Day,
    Duration,
    Flag,
    Frequency,
    Item,
    Month,
    Number,
    Rate,
    Ratio,
    Section,
    Str,
    refers_to,
    said,
)
from egov_cloud_std.platforms.architecture_parts import Amounts, PoolRef
from egov_cloud_std.platforms.performance_reliability import Reliability, ServiceRef

FunctionArea = Literal[
    "infrastructure",
    "information_resources",
    "software_support",
    "acceptance_and_delivery",
    "security",
    "operation",
    "interconnection",
    "reliability",
]
ResourceKind = Literal["cpu", "memory", "storage", "network"]


class Function(Item):
    """One function of the platform, under one of the eight areas of the 2013 draft."""

    area: FunctionArea | None = said("所属功能方面", "The area that it belongs to", first=True)
    state: Literal["planned", "in_use", "withdrawn"] | None = said(
        "状态：拟建、在用、停用", "Planned, in use or withdrawn"
    )
    description: Str | None = said("功能说明", "What it does")
    services: tuple[ServiceRef, ...] | None = said("由哪些服务提供", "The services that offer it")
    document: Str | None = said("说明文件", "The document that describes it")


class PoolUse(Item):
    """How much of one pool is given out and used, and when it is to be enlarged."""

    pool: PoolRef | None = said("资源池", "The pool")
    resource: ResourceKind | None = said("资源种类", "The resource")
    unit: Str | None = said("以下三个数量的单位，如 核、TB", "The unit of the three amounts, such as cores or TB")
    total_amount: Number | None = said("总量，不含单位", "What there is in all, without its unit")
    allocated_amount: Number | None = said("已分配量，不含单位", "What is allocated, without its unit")
    used_amount: Number | None = said("已使用量，不含单位", "What is used, without its unit")
    allocated: Ratio | None = said("分配率", "Share that is allocated")
    overcommit: Ratio | None = said(
        "允许分配到的比例，不超分写 100%，按 1:3 超分写 300%",
        "How far it may be allocated: 100% without overcommitment, 300% at three to one",
    )
    used: Ratio | None = said("使用率", "Share that is used")
    expansion: Str | None = said("扩容预判", "Forecast of enlargement")
    expansion_due: Month | None = said("预计扩容月份", "The month in which it is expected")


class Peak(Item):
    """The busiest moment of a device or a line, beside what it can carry."""

    kind: Literal["device", "line"] | None = said("设备或线路", "A device or a line")
    pool: PoolRef | None = said("所属资源池", "The pool that it serves")
    uplink: Annotated[str, refers_to("architecture.uplinks")] | None = said("外部链路", "The uplink")
    capacity: Bandwidth | None = said("带宽或吞吐能力", "Bandwidth or throughput that it can carry")
    peak: Bandwidth | None = said("高峰流量", "Traffic at the peak")
    capacity_rate: Rate | None = said("处理能力，次/秒", "Operations that it can carry")
    peak_rate: Rate | None = said("高峰处理量，次/秒", "Operations at the peak")
    peak_use: Ratio | None = said(
        "高峰用量占能力的比例", "Use at the peak, as a share of what it can carry", first=True
    )
    month: Month | None = said("统计月份", "The month that was measured")


class Capacity(Section):
    """Totals of the whole platform at the end of the period.

    The pools themselves are `architecture.pools`; what was opened and reclaimed is `service.operations`.
    """

    period: Month | None = said("统计月份", "The month")
    as_of: Day | None = said("统计时点", "The day for which it was counted")
    total: Amounts | None = said("平台总量", "What the platform holds in all")
    previous: Amounts | None = said("上期末平台总量", "What it held at the end of the previous period")
    pools: tuple[PoolUse, ...] | None = said("各资源池分配与使用", "Allocation and use by pool")
    peaks: tuple[Peak, ...] | None = said("高峰与余量", "Peaks and headroom")


class Band(Item):
    """How many systems lie beyond a bound that the reporting office chose."""

    over: Ratio | None = said("高于此值", "Above this share")
    under: Ratio | None = said("低于此值", "Below this share")
    systems: Count | None = said("系统数", "Systems counted")


class Percentile(Item):
    """One percentile of the measured use."""

    percent: Ratio | None = said("百分位，如 95%", "The percentile, such as 95%")
    value: Ratio | None = said("该百分位的利用率", "Use at that percentile")


class Utilisation(Item):
    """Use of one resource over a measured window, in one pool or in the whole platform."""

    pool: PoolRef | None = said("资源池，不写则为全平台", "The pool; the whole platform where none is named")
    resource: ResourceKind | None = said("资源种类", "The resource", first=True)
    period: Month | None = said("统计月份", "The month that was measured")
    window_start: Day | None = said("测量起始日", "First day of the window")
    window_end: Day | None = said("测量截止日", "Last day of the window")
    mean: Ratio | None = said("平均利用率", "Mean use", first=True)
    peak: Ratio | None = said("峰值利用率", "Use at the peak")
    percentiles: tuple[Percentile, ...] | None = said("百分位", "Percentiles")
    systems_measured: Count | None = said("纳入统计的系统数", "Systems measured")
    bands: tuple[Band, ...] | None = said("分段的系统数", "Systems counted by band")
    bands_complete: Flag | None = said(
        "各段是否不重不漏地覆盖全部系统", "Whether the bands hold every system, each of them once"
    )
    tool: Str | None = said("采集工具", "What collected the values")


class Conditions(Section):
    """How a figure was measured: without it, the figure says nothing."""

    sample: Count | None = said("样本数", "Sample size")
    duration: Duration | None = said("测量时长", "How long it was measured")
    load: Str | None = said("负载水平，如 200 并发", "Load, such as 200 concurrent users")
    environment: Annotated[str, refers_to("testing.environments")] | None = said("测量环境", "The environment")
    date: Day | None = said("测量日期", "The day of measuring")
    method: Str | None = said("测量方法", "The method")
    tool: Str | None = said("测量工具", "The tool")


class Promise(Section):
    """What was promised of a measured figure; `none: true` where nothing was."""

    response_p95: Duration | None = said("承诺的 95 百分位响应时间", "Promised 95th percentile of response time")
    document: Str | None = said("载明文件", "The document that promises it")


class Measured(Item):
    """Performance as it was measured."""

    service: ServiceRef | None = said("服务", "The service")
    response_mean: Duration | None = said("平均响应时间", "Mean response time")
    response_p95: Duration | None = said("95 百分位响应时间", "95th percentile of response time")
    response_max: Duration | None = said("最长响应时间", "Longest response time")
    throughput: Rate | None = said("吞吐量", "Throughput")
    error_rate: Ratio | None = said("出错率", "Share of errors")
    iops: Rate | None = said("存储每秒读写次数", "Storage operations per second")
    bandwidth: Bandwidth | None = said("传输带宽", "Transfer bandwidth")
    promise: Promise | None = said("对应的承诺", "What was promised")
    conditions: Conditions | None = said("测量条件", "Conditions of measuring")
    report: Str | None = said("测量报告", "The report")


class Method(Section):
    """How one kind of performance is measured."""

    name: Str | None = said("测量方法名称", "Name of the method")
    document: Str | None = said("方法所在文件及条款", "The document and clause that holds it")
    tool: Str | None = said("测量工具", "The tool")


class Methods(Section):
    """The measuring methods in use."""

    compute: Method | None = said("计算性能测量方法", "How compute performance is measured")
    storage: Method | None = said("存储性能测量方法", "How storage performance is measured")
    network: Method | None = said("网络性能测量方法", "How network performance is measured")


class Grade(Item):
    """A grade of resource that can be ordered, by its own performance."""

    resource: ResourceKind | None = said("资源种类", "The resource")
    clock: Frequency | None = said("主频", "Clock of a virtual CPU")
    iops: Rate | None = said("存储每秒读写次数", "Storage operations per second")
    bandwidth: Bandwidth | None = said("带宽", "Bandwidth")
    document: Str | None = said("载明文件", "The document that states it")


class Monitoring(Section):
    """How much of the platform is monitored, and what became of the alerts."""

    period: Month | None = said("统计月份", "The month")
    tool: Str | None = said("监控工具", "What monitors")
    objects: Count | None = said("监控对象总数", "Objects that are to be monitored")
    covered: Count | None = said("已纳入监控的对象数", "Objects that are monitored")
    coverage: Ratio | None = said("监控覆盖率", "Share that is monitored")
    alerts: Count | None = said("本期告警数", "Alerts in the period")
    alerts_handled: Count | None = said("已处置告警数", "Alerts that were dealt with")
    alerts_open: Count | None = said("未处置告警数", "Alerts that are open")


class Performance(Section):
    """Function and performance of the platform."""

    functions: tuple[Function, ...] | None = said("功能", "Functions")
    capacity: Capacity | None = said("容量", "Capacity")
    utilisation: tuple[Utilisation, ...] | None = said("利用率", "Use of resources")
    monitoring: Monitoring | None = said("监控纳管", "Monitoring")
    reliability: Reliability | None = said("可靠性", "Reliability")
    measured: tuple[Measured, ...] | None = said("性能实测值", "Performance as measured")
    methods: Methods | None = said("性能测量方法", "Measuring methods")
    grades: tuple[Grade, ...] | None = said("资源性能档次", "Grades of resources")
