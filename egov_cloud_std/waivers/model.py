"""How a file of waivers is written."""

from typing import Literal

from ..platforms._base import Day, Part, Str, said


class Entry(Part):
    """One waiver. Without control, unit or subject it covers nothing; nor without reason, approver, start or end."""

    control: Str | None = said("检查项标识", "Identity of the control", first=True)
    unit: Str | None = said("平台标识", "Identity of the platform", first=True)
    subject: Str | None = said(
        "检查对象，如 architecture.networks[t1]；检查项看整个平台的，写 platform",
        "The subject, such as architecture.networks[t1]; `platform` where the control looks at the platform as a whole",
        first=True,
    )
    reason: Str | None = said("接受的理由", "Why the gap is accepted", first=True)
    approver: Str | None = said("批准人及其单位", "Who accepts it, and of which body", first=True, care="internal")
    start: Day | None = said("自（含当日）", "First day on which it holds", first=True)
    end: Day | None = said("至（含当日）", "Last day on which it holds", first=True)


class Waivers(Part):
    """A file of waivers."""

    schema_: Literal["egov-waivers/0"] = said(
        "格式标识", "Name and version of this format", required=True, first=True, alias="schema"
    )
    waivers: tuple[Entry, ...] | None = said("风险接受（限期）", "The waivers", first=True)
