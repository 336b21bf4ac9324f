"""Reliability: availability figures and what they mean, faults, recovery objectives, backup."""

from typing import Annotated, Literal

from egov_cloud_std.platforms._base import Count, Day, Duration, Flag, Item, Month, Ratio, Section, Str, refers_to, said
from egov_cloud_std.platforms.architecture_parts import PoolRef

ServiceRef = Annotated[str, refers_to("service.catalogue")]


class AvailabilityDefinition(Section):
    """What an availability figure means: without it, two figures cannot be compared."""

    scope: Literal["platform", "pool", "network", "service", "system"] | None = said("统计对象", "What it speaks of")
    counting_period: Literal["month", "quarter", "half_year", "year"] | None = said(
        "统计周期", "The period counted over"
    )
    counting_floor: Duration | None = said("计入中断的最短时长", "The shortest outage that counts")
    planned_maintenance: Literal["counted", "not_counted"] | None = said(
        "计划内维护是否计入中断", "Whether planned maintenance counts as down"
    )
    counts_as_down: Str | None = said("何种情形算不可用", "What counts as down", first=True)


class Availability(Item):
    """One availability figure that somebody states."""

    service: ServiceRef | None = said("服务", "The service")
    pool: PoolRef | None = said("资源池", "The pool")
    value: Ratio | None = said("可用性", "Availability", first=True)
    promised: Ratio | None = said("承诺可用性", "Promised availability")
    period: Month | None = said("统计月份", "The month that it covers")
    start: Day | None = said("统计起始日", "First day that it covers")
    end: Day | None = said("统计截止日", "Last day that it covers")
    service_time: Duration | None = said("应提供服务时长", "Time in which the service was due")
    downtime: Duration | None = said("不可用时长", "Time in which it was down")
    definition: AvailabilityDefinition | None = said("可用性口径", "The definition of the figure")


class Outage(Item):
    """One event that a service may have suffered from. Its kind says whether the definition sets it aside."""

    kind: Literal["fault", "interruption", "maintenance", "set_aside"] | None = said(
        "种类：故障、中断、计划内维护、按口径不计入",
        "Fault, interruption, planned maintenance, or set aside by the definition",
        first=True,
    )
    availability: Annotated[str, refers_to("performance.reliability.availability")] | None = said(
        "落入哪一项可用性的统计期和对象", "The availability figure whose period and scope it falls under"
    )
    service: ServiceRef | None = said("受影响的服务", "The service that suffered")
    part: Str | None = said("故障部位，如 外网、路由器", "The part that failed: external network, router")
    date: Day | None = said("发生日期", "The day it began")
    start: Str | None = said("开始时刻，如 2026-01-05 14:30", "The moment it began, such as 2026-01-05 14:30")
    end: Str | None = said("恢复时刻", "The moment it ended")
    duration: Duration | None = said("时长", "How long it lasted")
    cause: Str | None = said("原因", "The cause")
    reason: Str | None = said("按口径不计入的理由", "Why the definition sets it aside")


class Recovery(Item):
    """How soon a service is to be back, and how much data may be lost. No limit is implied."""

    service: ServiceRef | None = said("服务", "The service", first=True)
    rto: Duration | None = said("恢复时间目标 RTO", "Recovery time objective", first=True)
    rpo: Duration | None = said("恢复点目标 RPO", "Recovery point objective", first=True)
    backup_interval: Duration | None = said("所用备份或复制的间隔", "How often the backup or copy behind it is made")
    rto_measured: Duration | None = said("演练实测恢复用时", "Time to recover, as a drill measured it")
    rpo_measured: Duration | None = said("演练实测数据丢失时长", "Data lost, as a drill measured it")
    document: Str | None = said("载明文件", "The document that states them")
    drill: Annotated[str, refers_to("testing.drills")] | None = said("验证演练", "The drill that tried them")


class DisasterRecovery(Section):
    """The disaster-recovery level, always with the standard and the edition that define it."""

    standard: Str | None = said("依据标准编号", "Number of the standard")
    edition: Count | None = said("标准年份", "Year of the edition")
    level: Count | None = said("灾难恢复等级", "Level")
    site: Annotated[str, refers_to("architecture.sites")] | None = said("灾备中心", "The recovery site")
    replication: Literal["real_time", "batch"] | None = said("远程复制方式", "Remote replication")
    staffed: Flag | None = said("灾备中心是否 7×24 值守", "Whether the site is staffed around the clock")
    switching: Literal["automatic", "central", "manual"] | None = said("网络切换方式", "How networks are switched over")
    plan: Str | None = said("灾难恢复预案", "The recovery plan")


class Backup(Item):
    """How far the backup of one kind of object reaches, and what failed."""

    object_kind: Literal["vm", "database", "file", "configuration", "log"] | None = said(
        "备份对象种类", "What is backed up"
    )
    pool: PoolRef | None = said("资源池", "The pool")
    important: Flag | None = said("是否为重要数据", "Whether these are important data")
    method: Literal["full", "incremental", "differential", "snapshot", "replication"] | None = said("备份方式", "How")
    interval: Duration | None = said("备份间隔", "How often")
    period: Month | None = said("统计月份", "The month that it covers")
    objects: Count | None = said("应备份对象数", "Objects that exist")
    covered: Count | None = said("已备份对象数", "Objects that are backed up")
    coverage: Ratio | None = said("备份覆盖率", "Share that is backed up", first=True)
    failures: Count | None = said("备份失败的对象数", "Objects whose backup failed", first=True)
    failures_handled: Count | None = said("已处置的失败数", "Failures that were dealt with")
    local: Flag | None = said("是否有本地备份", "Whether there is a local copy")
    kept_on: Literal["backup_system", "object_storage", "tape", "other_server", "personal_computer"] | None = said(
        "备份存放处：备份系统、对象存储、磁带、其他服务器、个人计算机",
        "Where copies are kept: backup system, object storage, tape, another server, a personal computer",
    )
    offsite: Literal["real_time", "batch", "media"] | None = said("异地备份方式", "How copies leave the site")
    last_restore_test: Day | None = said("最近恢复验证日期", "The day of the last restore test")
    restore_test_passed: Flag | None = said("恢复验证是否成功", "Whether the last restore test succeeded")


class Reliability(Section):
    """Availability, faults, recovery and backup."""

    availability: tuple[Availability, ...] | None = said("可用性", "Availability figures")
    outages: tuple[Outage, ...] | None = said("故障与中断", "Faults and outages")
    outages_total: Count | None = said("故障与中断总数", "Faults and outages in all", total_of="outages")
    hot_redundancy: Flag | None = said(
        "重要数据处理系统是否热冗余", "Whether important data processing systems have hot redundancy"
    )
    recovery: tuple[Recovery, ...] | None = said("恢复目标", "Recovery objectives")
    disaster_recovery: DisasterRecovery | None = said("灾难恢复等级", "Disaster recovery")
    backups: tuple[Backup, ...] | None = said("备份", "Backup")
    high_continuity: Flag | None = said(
        "业务连续性要求高（中断后相关业务无法开展）", "Continuity needs are high: an outage stops the business"
    )
