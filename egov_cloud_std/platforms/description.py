"""The description of one platform: its facts, its areas, and what stands behind them."""

from typing import Annotated, Literal

from ._base import Day, DivisionCode, Flag, Item, Month, Part, Sha256, Str, refers_to, said
from .architecture import Architecture
from .figures import Figure
from .governance import Governance
from .performance import Performance
from .security import Security
from .service import Service
from .terminology import Terminology
from .testing import Testing

SCHEMA = "egov-platform/0"
Level = Literal["central", "province", "city", "county", "township", "department"]
EvidenceKind = Literal[
    "test_report", "scan", "contract", "certificate", "screenshot", "live_query", "plan", "record", "other"
]


class PlatformFacts(Part):
    """Which platform this is, and whose."""

    id: Str = said("平台标识", "Identity of the platform", required=True, first=True)
    name: Str | None = said("平台名称", "Name of the platform", first=True)
    level: Level | None = said(
        "层级：中央、省、市、县、乡镇、部门", "Administrative level of the unit that runs it", first=True
    )
    division_code: DivisionCode | None = said(
        "行政区划代码（6 位）", "Code of the administrative division, six digits", first=True
    )
    carried_by: Str | None = said("承载本平台的上级平台标识", "Identity of the platform that carries this one")
    owner: Str | None = said("主管（建设）单位", "Unit that is responsible for it", first=True)
    operator: Str | None = said("运营单位", "Unit that operates it", first=True)
    period: Month | None = said("填报月份", "Month that this description is about", first=True)
    in_service_since: Day | None = said("投入运行日期", "Day on which it went into service")
    classified: Flag | None = said(
        "是否为涉密系统（涉密系统不适用本工具）", "Whether it is a classified system, which this tool is not for"
    )
    filled_in_by: Str | None = said("填报人", "Who filled this in", care="internal")
    reviewed_by: Str | None = said("审核人", "Who reviewed it", care="internal")


class Evidence(Item):
    """An artefact behind some values."""

    kind: EvidenceKind | None = said("证据种类", "Kind of artefact", first=True)
    path: Str | None = said(
        "文件路径（相对于本描述）", "Path of the file, from this description", first=True, care="internal"
    )
    digest: Sha256 | None = said("SHA-256 摘要", "SHA-256 digest")
    date: Day | None = said("形成日期", "Day on which it was made", first=True)
    valid_until: Day | None = said("有效期至（含当日）", "Last day on which it is valid")
    produced_by: Str | None = said("出具单位", "Who made it")
    supports: tuple[Str, ...] | None = said(
        "支撑的位置，如 service.catalogue[ecs].sla",
        "Places that it stands behind, such as service.catalogue[ecs].sla",
        first=True,
    )


class Attestation(Part):
    """What only a person can judge, and who judged it."""

    control: Str | None = said("检查项标识", "Identity of the control", first=True)
    who: Str | None = said("作出判断的人", "Who judged it", first=True, care="internal")
    when: Day | None = said("判断日期", "Day of the judgement", first=True)
    basis: Str | None = said("依据", "What the judgement rests on", first=True)
    valid_until: Day | None = said("有效期至（含当日）", "Last day on which the judgement stands")
    evidence: tuple[Annotated[str, refers_to("evidence")], ...] | None = said("所附证据", "Evidence that goes with it")


class Claim(Part):
    """A claim that a control does not apply, and why."""

    control: Str | None = said("检查项标识", "Identity of the control", first=True)
    reason: Str | None = said("不适用的理由", "Why it does not apply", first=True)
    claimed_by: Str | None = said("提出人", "Who claims it", care="internal")
    evidence: tuple[Annotated[str, refers_to("evidence")], ...] | None = said("所附证据", "Evidence that goes with it")


class Description(Part):
    """The whole of a description."""

    schema_: Literal["egov-platform/0"] = said(
        "格式标识", "Name and version of this format", required=True, first=True, alias="schema"
    )
    profile_version: dict[str, Str] | None = said(
        "固定的检查标准版本，按标准名称填写",
        "Versions of profiles that it is held against, whatever is current: name: version",
    )
    platform: PlatformFacts = said("平台", "The platform", required=True, first=True)
    terminology: Terminology | None = said("术语", "Terminology", first=True)
    architecture: Architecture | None = said("系统架构", "Architecture", first=True)
    service: Service | None = said("服务实施", "Service implementation", first=True)
    performance: Performance | None = said("功能和性能", "Function and performance", first=True)
    testing: Testing | None = said("服务测试", "Service testing", first=True)
    security: Security | None = said("安全", "Security", first=True)
    governance: Governance | None = said("管理与统筹", "Governance", first=True)
    figures: tuple[Figure, ...] | None = said("各处填报的数字", "Numbers that reports state")
    evidence: tuple[Evidence, ...] | None = said("证据", "Evidence")
    attestations: tuple[Attestation, ...] | None = said("人工判断", "Judgements by people")
    not_applicable: tuple[Claim, ...] | None = said("声明不适用的检查项", "Controls claimed not to apply")
