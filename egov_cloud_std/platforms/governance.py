"""Governance: who leads, coordinates and carries out, what is shared, and how the whole is evaluated."""

from typing import Annotated, Literal

from ._base import Count, Day, Duration, Flag, Item, Number, Ratio, Section, Str, refers_to, said
from .architecture import Level
from .architecture_parts import ActorRef, ResourceRef, SystemRef, TenantRef
from .service import ServiceRef

AgreementRef = Annotated[str, refers_to("service.agreements")]
Party = Literal["government", "enterprise", "public"]


class Body(Section):
    """A body with a task."""

    name: Str | None = said("机构名称", "Name of the body", first=True)
    aliases: tuple[Str, ...] | None = said("别称、原名", "Other and former names")
    document: Str | None = said("授权文件", "Document that gives it the task")
    since: Day | None = said("设立或授权日期", "Day since which it has the task")


class Officer(Section):
    """The chief information officer (信息官)."""

    post: Str | None = said("由何职务担任", "The office that holds the post")
    document: Str | None = said("任命文件", "Document of appointment")
    appointed: Day | None = said("任命日期", "Day of appointment")
    powers: tuple[Str, ...] | None = said("职权", "Powers")


class Mechanism(Section):
    """A standing way of working together."""

    document: Str | None = said("机制文件", "Document that sets it up", first=True)
    members: tuple[Str, ...] | None = said("参加单位", "Bodies that take part")
    last_met: Day | None = said("最近一次会商日期", "Day of the latest meeting")
    interval: Duration | None = said("会商周期", "How often it meets")


class Coordination(Section):
    """Coordination across departments, across regions, and between the centre and localities."""

    cross_department: Mechanism | None = said("跨部门协调机制", "Across departments", first=True)
    cross_region: Mechanism | None = said("跨地区协调机制", "Across regions", first=True)
    central_local: Mechanism | None = said("上下级、条块协调机制", "Between the centre and localities", first=True)


class Sharing(Section):
    """What the platform brings together."""

    interconnection: tuple[Str, ...] | None = said("已互联互通的网络、平台", "Networks and platforms that are joined")
    information: tuple[Str, ...] | None = said("已共享的信息", "Information that is shared")
    collaboration: tuple[Str, ...] | None = said("已协同的业务", "Business that is done together")
    joined_processes: tuple[Str, ...] | None = said("已贯通的跨部门流程", "Processes joined across departments")


class SharedResource(Item):
    """Something that more than one department uses."""

    owner: Str | None = said("责任单位", "Body in charge")
    coordinator: Str | None = said("协调单位", "Body that coordinates its use")
    users: tuple[Str, ...] | None = said("使用部门", "Departments that use it")
    resource: ResourceRef | None = said("所指资源", "The resource of the ledger")
    service: ServiceRef | None = said("所指服务", "The service")
    since: Day | None = said("开始共享日期", "Day since which it is shared")


class LifeLink(Section):
    """One link in the life of an information resource."""

    stated_in: Str | None = said("所在文件、章节", "Document and chapter where it is written")
    body: Str | None = said("承担单位", "Body that does it")
    summary: Str | None = said("做法", "How it is done")


class InformationResource(Item):
    """An information resource: a set of data. Its protection class stands in `security.information_resources`."""

    kind: Str | None = said("类别", "Kind")
    class_scheme: Str | None = said("所用分类标准", "Scheme of classification")
    owner: Str | None = said("责任单位", "Body in charge")
    system: SystemRef | None = said("所在业务系统", "System that holds it")
    development: LifeLink | None = said("开发", "Development")
    storage: LifeLink | None = said("存储", "Storage")
    management: LifeLink | None = said("管理", "Management")
    use: LifeLink | None = said("利用", "Use")
    integrated: Flag | None = said("已整合", "It is integrated with others")
    collection_rule: Str | None = said("采集制度", "Rule of collection")
    release_rule: Str | None = said("发布制度", "Rule of release")
    open_to_society: Flag | None = said("已向社会开放", "It is open to society")


class Indicator(Item):
    """One indicator of an evaluation, and what it came to."""

    points: Number | None = said("满分", "Points that it is worth")
    deducted: Number | None = said("扣分", "Points deducted")
    score: Number | None = said("得分", "Points reached")
    applicable: Flag | None = said("适用", "It applies")


class Evaluation(Item):
    """One evaluation of the platform or of its management."""

    scheme: Str | None = said("评价办法", "Scheme by which it was done", first=True)
    date: Day | None = said("评价日期", "Day of the evaluation", first=True)
    evaluator: Str | None = said("评价单位", "Who evaluated")
    results: Str | None = said("评价结果（文件）", "Results, or the document that holds them")
    results_issued: Flag | None = said("结果已通报", "Results were issued", first=True)
    accountability: Str | None = said("问责、整改情况", "What followed from the results")
    report: Annotated[str, refers_to("evidence")] | None = said("评价报告（证据）", "The report, as evidence")
    grading: Str | None = said(
        "模拟测算所用的方案（标识见 egov-check list gradings）",
        "Grading scheme to simulate it by (egov-check list gradings)",
    )
    indicators: tuple[Indicator, ...] | None = said("评价指标及扣分", "Indicators, and what was deducted")
    score_before: Number | None = said("加减分前的得分", "Score before points are added and deducted")
    bonus: Number | None = said("加分", "Points added")
    vetoes: Count | None = said("触发单项否决（项）", "Indicators that veto the whole")
    outages_late: Count | None = said("未在约定时间内解决的中断（次）", "Outages not solved in the agreed time")
    criticised: Flag | None = said("受到公开批评", "It was criticised in public")
    extra_help: Flag | None = said("提供了约定以外的协助", "Help beyond what was agreed was given")
    false_reports: Count | None = said("虚假报告（次）", "False reports")


class ManagementRule(Item):
    """One rule of management (管理制度)."""

    subject: Str | None = said("事项", "What it is about")
    document: Str | None = said("文件", "Document")
    issued: Day | None = said("印发日期", "Day of issue")
    reviewed: Day | None = said("最近一次评审日期", "Day of the latest review")


class Outsourced(Item):
    """Work that an outside body does."""

    work: Str | None = said("外包内容", "What is outsourced")
    contractor: ActorRef | None = said("承包单位", "Contractor")
    contract: Str | None = said("合同编号", "Number of the contract", care="internal")
    contract_until: Day | None = said("合同有效期至", "The contract is valid until", first=True)
    agreement: AgreementRef | None = said("服务级别协议", "Service agreement")
    supervision: Body | None = said("监督单位", "Body that supervises it")


class Training(Item):
    """One training that was given."""

    subject: Str | None = said("培训内容", "Subject")
    kind: Literal["management", "technical", "security", "emergency", "business"] | None = said(
        "类别：管理、技术、安全、应急、业务", "Kind of training"
    )
    date: Day | None = said("培训日期", "Day it was given", first=True)
    audience: Str | None = said("培训对象", "For whom")
    attended: Count | None = said("参加人数", "How many took part")
    record: Str | None = said("培训记录", "Record of it")


class StaffRole(Item):
    """A role among the staff."""

    kind: Literal["business", "technical", "management", "security"] | None = said(
        "类别：业务、技术、管理、安全", "Kind of role"
    )
    duty: Str | None = said("职责", "Duty")
    count: Count | None = said("人数", "How many")
    discipline: Str | None = said("专业", "Discipline")


class Coverage(Item):
    """One coverage rate, as some report states it. Rates of the past are history, not targets."""

    level: Level | None = said("层级", "Administrative level")
    body: Str | None = said("单位或领域", "Body or sector")
    indicator: Literal["main_business_informatisation", "core_business_egovernment", "other"] | None = said(
        "指标：主要业务信息化覆盖率、核心业务电子政务覆盖率、其他",
        "Indicator: main business covered by informatisation, core business covered by e-government, other",
    )
    value: Ratio | None = said("数值", "Value")
    relation: Literal["eq", "approx_below", "above", "generally_above"] | None = said(
        "表述：等于、接近、以上、普遍以上", "As worded: equal, just under, above, generally above"
    )
    as_of: Day | None = said("统计时点", "Day it is about")
    source: Str | None = said("数据来源", "Where it comes from")
    compared_in: Str | None = said(
        "与其他数字并列比较之处（报告、表）", "Report and table in which it is set beside others"
    )


class UserGroup(Item):
    """A group that the platform benefits."""

    party: Party | None = said("受益方：政府、企业、公众", "Government, enterprises or the public")
    tenant: TenantRef | None = said("租户", "Tenant")
    benefit: Str | None = said("受益内容", "What they gain")
    count: Count | None = said("数量", "How many")


class Feedback(Section):
    """How enterprises and the public can answer."""

    channel: Str | None = said("反馈渠道", "Channel")
    two_way: Flag | None = said("有办理和答复", "Answers are given")
    received: Count | None = said("收到（件）", "Received")
    answered: Count | None = said("已答复（件）", "Answered")


class Exclusion(Section):
    """How classified systems are kept off the platform. Whether it is classified stands in `platform.classified`."""

    rule: Str | None = said("涉密系统不上平台的规定", "Rule that keeps classified systems off the platform")
    checked_on: Day | None = said("最近一次排查日期", "Day of the latest check", first=True)
    report: Str | None = said("排查报告", "Report of the check", care="internal")


class Consolidation(Section):
    """What exists twice, and what was done about it (集约化)."""

    as_of: Day | None = said("统计时点", "Day it is about")
    duplicate_systems: Count | None = said("重复建设的系统数", "Systems built more than once")
    systems_merged: Count | None = said("其中已整合的系统数", "Of which were merged")
    own_machine_rooms: Count | None = said("部门自建机房数", "Machine rooms of departments")
    machine_rooms_closed: Count | None = said("其中已撤并的机房数", "Of which were closed")
    source: Str | None = said("数据来源", "Where the figures come from")


class Governance(Section):
    """The governance of the platform."""

    lead_body: Body | None = said("统一主管机构", "Body in charge of building and management", first=True)
    decision_body: Body | None = said("决策机构（如 领导小组）", "Body that decides", first=True)
    coordination_body: Body | None = said("协调机构（如 领导小组办公室）", "Body that coordinates", first=True)
    execution_body: Body | None = said("执行机构（如 信息中心）", "Body that carries out", first=True)
    cio: Officer | None = said("信息官", "Chief information officer")
    coordination: Coordination | None = said("协调机制", "Coordination", first=True)
    sharing: Sharing | None = said("互联互通、信息共享、业务协同", "Interconnection, sharing, collaboration")
    shared_resources: tuple[SharedResource, ...] | None = said("共享资源", "Shared resources")
    information_resources: tuple[InformationResource, ...] | None = said("信息资源", "Information resources")
    information_resources_total: Count | None = said(
        "信息资源总数", "Stated number of information resources", total_of="information_resources"
    )
    evaluations: tuple[Evaluation, ...] | None = said("绩效评价", "Evaluations", first=True)
    rules: tuple[ManagementRule, ...] | None = said("管理制度", "Rules of management")
    outsourcing: tuple[Outsourced, ...] | None = said("外包", "Outsourced work", first=True)
    training: tuple[Training, ...] | None = said("培训", "Training", first=True)
    staff: tuple[StaffRole, ...] | None = said("岗位", "Roles of the staff")
    coverage: tuple[Coverage, ...] | None = said("覆盖率", "Coverage rates")
    consolidation: Consolidation | None = said("集约化", "Consolidation")
    beneficiaries: tuple[UserGroup, ...] | None = said("受益方", "Whom it benefits")
    feedback: Feedback | None = said("反馈渠道", "Feedback")
    sanctions: Str | None = said("惩罚机制（文件）", "Sanctions, or the document that holds them")
    classified_exclusion: Exclusion | None = said("涉密系统排除", "Exclusion of classified systems", first=True)
