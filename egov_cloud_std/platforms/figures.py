"""Figures: numbers that some report states, wherever it states them.

A figure is one statement. Several statements of one thing share the same `of` and are compared with each other.
"""

from typing import Literal

from egov_cloud_std.platforms._base import Day, Flag, Item, Month, Number, Str, said


class Figure(Item):
    """One number, as one report states it in one place.

    `value` is an exact number (`27`, `99.18`, `2548.61`; `3万` may be written) and `unit` stands beside it,
    so that the same thing stated twice compares exactly. State one thing in one unit.
    """

    of: Str | None = said(
        "统计的是什么，同一事物写同样的文字", "What is counted; one thing in the same words", first=True
    )
    value: Number | None = said("数值，不含单位", "The number, without its unit", first=True)
    unit: Str | None = said("单位，如 台、次、%", "The unit, such as machines, times or %", first=True)
    scope: Literal["platform", "region"] | None = said(
        "统计范围：本平台、本辖区合计（含下级各单位）",
        "What it covers: this platform, or the whole region with every unit below",
    )
    change: Flag | None = said(
        "是否为变化率，变化率可为负或超过 100%", "Whether it is a rate of change, which may be negative or above 100 %"
    )
    stated_in: Str | None = said(
        "出现在报告何处，如 正文、附件2", "Where the report states it, such as text or annex 2", first=True
    )
    report: Str | None = said("所在报告", "The report that states it")
    definition: Str | None = said("统计口径", "The definition by which it was counted")
    period: Month | None = said("统计月份", "The month that it covers")
    as_of: Day | None = said("统计时点", "The day for which it was counted")
    source: Str | None = said("数据来源", "Where the number comes from")
