"""Service testing: plans, environments, tests, acceptance, launch, assessments, drills, rectification.

The words are neutral: the published text of the testing part was not seen, and no field quotes it.
"""

from typing import Annotated, Literal

from egov_cloud_std.platforms._base import (
    Count,
    Day,
    Flag,
    Item,
    Month,
    Number,
    Ratio,
    Section,
    Str,
    refers_to,
    said,
)

TestKind = Literal["function", "performance", "reliability", "security", "compatibility", "data", "acceptance"]
Service = Annotated[str, refers_to("service.catalogue")]
System = Annotated[str, refers_to("architecture.systems")]
PlanId = Annotated[str, refers_to("testing.plans")]
EnvironmentId = Annotated[str, refers_to("testing.environments")]
TestId = Annotated[str, refers_to("testing.tests")]


class Paper(Section):
    """A written document: what it is called and when it was issued."""

    reference: Str | None = said("文件名或文号", "Title or number")
    date: Day | None = said("日期", "Date")
    by: Str | None = said("出具单位", "Who issued it")


class Plan(Item):
    """What is going to be tested, and by which criteria."""

    kinds: tuple[TestKind, ...] | None = said("测试种类", "Kinds of test")
    phase: Literal["unit", "integration", "system", "user_acceptance"] | None = said("测试阶段", "Phase")
    services: tuple[Service, ...] | None = said("被测服务", "Services under test")
    systems: tuple[System, ...] | None = said("被测系统", "Systems under test")
    document: Str | None = said("测试方案", "The plan's document")
    date: Day | None = said("日期", "Date")
    approved_by: Str | None = said("批准单位", "Who approved it")
    entry_criteria: Str | None = said("准入条件", "When testing may begin")
    exit_criteria: Str | None = said("准出条件", "When testing is done")


class Environment(Item):
    """Where tests run, and how far that resembles production."""

    hardware_ratio: Ratio | None = said("硬件相当于生产环境的比例", "Hardware, as a share of production")
    network_zone: Str | None = said("网络区域，如 政务外网、互联网", "Network zone: government extranet, internet")
    isolated: Flag | None = said("是否与生产环境隔离", "Whether it is isolated from production")
    masked_data: Flag | None = said("数据是否脱敏", "Whether its data are masked")
    hardware: Str | None = said("硬件配置", "Hardware")
    software: Str | None = said("软件配置", "Software")


class Case(Item):
    """One test case."""

    kind: TestKind | None = said("测试种类", "Kind of test")
    plan: PlanId | None = said("所属方案", "The plan that it belongs to")
    service: Service | None = said("被测服务", "The service under test")
    requirement: Str | None = said(
        "对应需求（需求文件条目）", "The requirement that it tests, as its document numbers it"
    )
    objective: Str | None = said("测试目的", "What it is to show")
    scenario: Literal["single", "mixed", "concurrent", "large_data", "endurance", "failover"] | None = said(
        "场景：单一、混合、并发、大数据量、疲劳、故障切换",
        "Single, mixed, concurrent, large data, endurance or fail-over",
    )


class Retest(Section):
    """The test that was made again after a repair."""

    date: Day | None = said("复测日期", "Date")
    result: Literal["passed", "failed", "partly_passed"] | None = said(
        "复测结论：通过、未通过、部分通过", "Result of the repeated test"
    )
    report: Str | None = said("复测报告", "The report")


class Test(Item):
    """One test that was carried out, with its result."""

    kind: TestKind | None = said("测试种类", "Kind of test", first=True)
    target_service: Service | None = said("被测服务", "The service under test")
    system: System | None = said("被测系统", "The system under test")
    plan: PlanId | None = said("依据方案", "The plan that it follows")
    cases: tuple[Annotated[str, refers_to("testing.cases")], ...] | None = said("所用用例", "The cases that it ran")
    environment: EnvironmentId | None = said("测试环境", "The environment")
    entry_met: Flag | None = said("准入条件是否满足", "Whether the entry criteria were met")
    exit_met: Flag | None = said("准出条件是否满足", "Whether the exit criteria were met")
    result: Literal["passed", "failed", "partly_passed"] | None = said("结论", "Result", first=True)
    method: Literal["interview", "examination", "test"] | None = said("方法：访谈、核查、测试", "Method")
    report: Str | None = said("测试报告", "The report", first=True)
    date: Day | None = said("测试日期", "Date")
    third_party: Flag | None = said("是否由第三方测试", "Whether a third party tested")
    tester: Str | None = said("测试单位", "Who tested")
    built_by: Str | None = said("被测对象的承建单位", "Who built what was tested")
    cases_planned: Count | None = said("计划用例数", "Cases that were planned")
    cases_run: Count | None = said("已执行用例数", "Cases that were run")
    cases_passed: Count | None = said("通过用例数", "Cases that passed")
    cases_failed: Count | None = said("未通过用例数", "Cases that failed")
    cases_blocked: Count | None = said("受阻用例数", "Cases that were blocked")
    repaired_on: Day | None = said("所发现问题的修复日期", "The day on which what failed was repaired")
    retest: Retest | None = said("复测", "The test after the repair")


Statistic = Literal["mean", "percentile_95", "percentile_99", "maximum", "minimum", "total", "share"]


class Criterion(Item):
    """One acceptance figure: what was asked, what was measured, whether it was accepted.

    `bound` and `measured` are numbers in the same `unit`.
    """

    plan: PlanId | None = said("出自方案", "The plan that states it")
    test: TestId | None = said("由哪次测试得出", "The test that measured it")
    figure: Annotated[str, refers_to("performance.measured")] | None = said("对应实测值", "The figure behind it")
    of: Str | None = said("指标名称", "What is measured", first=True)
    direction: Literal["at_least", "at_most"] | None = said("不低于或不高于", "At least or at most")
    bound: Number | None = said("指标值，不含单位", "What was asked, without its unit", first=True)
    measured: Number | None = said("实测值，不含单位", "What was measured, without its unit", first=True)
    unit: Str | None = said("单位", "The unit of both")
    asked_as: Statistic | None = said(
        "指标值的统计量：平均值、95 百分位、99 百分位、最大值、最小值、总量、比例",
        "What the asked value is: mean, percentile, maximum, minimum, total or share",
    )
    measured_as: Statistic | None = said("实测值的统计量", "What the measured value is, in the same words")
    accepted: Flag | None = said("是否予以验收", "Whether it was accepted")


class SecurityTest(Section):
    """The security test before launch."""

    date: Day | None = said("测试日期", "Date")
    report: Str | None = said("测试报告", "The report", first=True)
    covers_crypto: Flag | None = said(
        "报告是否含密码应用安全性测试", "Whether the report covers cryptographic application"
    )
    third_party: Flag | None = said("是否由第三方测试", "Whether a third party tested")
    open_findings: Count | None = said("未整改问题数", "Findings that are open")


class TrialRun(Section):
    """The trial run."""

    start: Day | None = said("开始日期", "First day")
    end: Day | None = said("结束日期", "Last day")
    result: Literal["passed", "failed"] | None = said("结论", "Result")
    report: Str | None = said("试运行报告", "The report")


class OpenDefects(Section):
    """Defects that were open on the day of acceptance."""

    critical: Count | None = said("致命缺陷数", "Critical defects")
    major: Count | None = said("严重缺陷数", "Major defects")
    minor: Count | None = said("一般及轻微缺陷数", "Minor defects")


class Acceptance(Item):
    """One thing that was accepted and put into service: the platform, an application or a service."""

    kind: Literal["platform", "application", "service"] | None = said("验收对象种类", "What was accepted", first=True)
    system: System | None = said("系统", "The system")
    service: Service | None = said("服务", "The service")
    plan: Paper | None = said("验收测试方案", "The acceptance plan")
    report: Paper | None = said("验收测试报告", "The acceptance report")
    security_test: SecurityTest | None = said("上线前安全测试", "The security test before launch")
    trial_run: TrialRun | None = said("试运行", "The trial run")
    accepted_on: Day | None = said("验收日期", "The day of acceptance", first=True)
    conclusion: Literal["passed", "passed_with_conditions", "failed"] | None = said(
        "验收结论：通过、有条件通过、不通过", "Conclusion: passed, passed with conditions, failed", first=True
    )
    signed_by: tuple[Str, ...] | None = said("签字（盖章）单位", "Bodies that signed or sealed it")
    open_defects: OpenDefects | None = said("验收时未修复的缺陷", "Defects open at acceptance")
    launched: Day | None = said("正式上线日期（试运行不算）", "The day of launch, after any trial run", first=True)
    handover: Paper | None = said("交付", "The hand-over")
    documents: tuple[Str, ...] | None = said("验收文档清单", "Documents handed in for acceptance")


ReportPart = Literal[
    "summary",
    "overview",
    "object",
    "unit_results",
    "overall_assessment",
    "risk_analysis",
    "evaluation",
    "conclusion",
    "rectification_advice",
    "annexes",
]


class ReportStatement(Item):
    """What one part of an assessment report states of risks and conformity."""

    part: ReportPart | None = said(
        "报告部分：首页、项目概述、被测对象、单项结果、整体测评、风险分析、总体评价、结论、整改建议、附录",
        "Part: front pages, overview, object, unit results, overall assessment, risk analysis, evaluation, conclusion, "
        "advice, annexes",
    )
    high_risks: Count | None = said("高风险问题数", "Problems of high risk", care="internal")
    medium_risks: Count | None = said("中风险问题数", "Problems of medium risk", care="internal")
    low_risks: Count | None = said("低风险问题数", "Problems of low risk", care="internal")
    conformity_rate: Ratio | None = said("符合率", "Rate of conformity")


class ObjectScore(Item):
    """What one item scored for one object of assessment (测评对象)."""

    score: Number | None = said("该测评对象此项得分（0 至 1）", "Score of the item for this object, from 0 to 1")


class ControlPointItem(Item):
    """One item (测评指标) of a security control point, over all its objects."""

    applicable: Flag | None = said("适用", "It applies")
    weight: Number | None = said("权重", "Weight")
    objects: tuple[ObjectScore, ...] | None = said("各测评对象得分", "Scores by object")


class ControlPoint(Item):
    """One security control point (安全控制点) in the records of a level assessment."""

    items: tuple[ControlPointItem, ...] | None = said("测评指标", "Its items")


class LevelAssessment(Section):
    """The latest classified-protection level assessment (等级测评)."""

    last_date: Day | None = said("最近测评日期", "The day of the latest assessment", first=True)
    next_due: Day | None = said("下次测评期限", "The day by which the next is due")
    assessor: Str | None = said("测评机构", "Who assessed")
    assessor_certificate: Str | None = said("测评机构证书编号", "The certificate of the assessor")
    report: Str | None = said("测评报告", "The report")
    report_parts: tuple[ReportPart, ...] | None = said("报告所含部分", "Parts that the report contains")
    statements: tuple[ReportStatement, ...] | None = said(
        "报告各部分所载风险数和符合率", "What the parts of the report state of risks and conformity"
    )
    control_points: tuple[ControlPoint, ...] | None = said("安全控制点得分", "Scores by security control point")
    objects: Count | None = said("测评对象数", "Objects that were chosen for assessment")
    objects_recorded: Count | None = said("有结果记录的测评对象数", "Objects of which the annex holds a record")
    findings: Count | None = said("发现问题数", "Findings")
    findings_open: Count | None = said("未整改问题数", "Findings that are open", first=True)


class CryptoResult(Section):
    """The counts of the latest cryptography assessment (密评). Its day and verdict stand in `security`."""

    indicators: Count | None = said("测评指标数", "Indicators in all")
    conforming: Count | None = said("符合的指标数", "Indicators that conform")
    partial: Count | None = said("部分符合的指标数", "Indicators that conform in part")
    non_conforming: Count | None = said("不符合的指标数", "Indicators that do not conform")
    not_applicable: Count | None = said("不适用的指标数", "Indicators that do not apply")
    risks: Count | None = said("报告所列风险数", "Risks that the report lists", care="internal")
    high_risks: Count | None = said("高风险数", "Risks that are high", care="internal")


class MajorChange(Item):
    """A major change, or a change of the protection level."""

    kind: Literal["major_change", "level_change"] | None = said("重大变更或级别变化", "Major change or change of level")
    date: Day | None = said("变更日期", "The day of the change")
    description: Str | None = said("变更内容", "What changed")
    reassessment: Paper | None = said("变更后的等级测评", "The level assessment after it")
    regression_test: Paper | None = said("变更后的回归测试", "The regression test after it")


class ApplicationTest(Item):
    """A security test of one application on the platform."""

    system: System | None = said("被测系统", "The system under test")
    kind: Literal["vulnerability_scan", "penetration_test", "code_review", "configuration_check"] | None = said(
        "测试方式：漏洞扫描、渗透测试、代码审计、配置核查",
        "Vulnerability scan, penetration test, code review or check of configuration",
    )
    date: Day | None = said("测试日期", "Date")
    report: Str | None = said("测试报告", "The report")
    third_party: Flag | None = said("是否由第三方测试", "Whether a third party tested")
    findings: Count | None = said("发现问题数", "Findings")
    open_findings: Count | None = said("未整改问题数", "Findings that are open")
    rechecked: Day | None = said("整改后的复测日期", "The day of the test after rectification")


class MobileTest(Item):
    """A test of one part of a mobile office system, after the outline of GB/T 35282-2023 clause 11."""

    part: Literal["terminal", "communication", "access", "server", "management"] | None = said(
        "部分：移动终端、移动通信、移动接入、服务端、安全管理",
        "Terminal, communication, access, server side or security management",
    )
    date: Day | None = said("测试日期", "Date")
    report: Str | None = said("测试报告", "The report")


DrillPaper = Literal["plan", "contingency_plan", "scheme", "sign_in", "problem_list", "summary", "site_proof"]


class Drill(Item):
    """One drill, with the papers that prove it."""

    kind: Literal["platform", "security", "disaster_recovery", "restore"] | None = said(
        "演练种类：平台、安全、灾备切换、备份恢复", "Kind of drill"
    )
    date: Day | None = said("演练日期", "Date")
    month: Month | None = said("演练月份", "The month, where the day is not stated")
    scenario: Str | None = said("演练场景", "Scenario")
    papers: tuple[DrillPaper, ...] | None = said(
        "材料：计划、预案、方案、签到表、问题清单、总结、现场证明",
        "Papers: plan, contingency plan, scheme, sign-in sheet, list of problems, summary, proof from the spot",
        first=True,
    )
    problems: Count | None = said("发现问题数", "Problems found")
    problems_open: Count | None = said("未整改问题数", "Problems that are open")


class Rectification(Item):
    """One problem in the rectification ledger (整改台账), from its finding to its closing."""

    origin: (
        Literal[
            "level_assessment",
            "crypto_assessment",
            "cloud_assessment",
            "evaluation",
            "audit",
            "inspection",
            "test",
            "acceptance",
            "drill",
            "alert",
        ]
        | None
    ) = said(
        "来源：等级测评、密评、云计算服务安全评估、考核评价、审计、检查、测试、验收、演练、监测预警",
        "Level, cryptography or cloud assessment, evaluation, audit, inspection, test, acceptance, drill or alert",
        first=True,
    )
    found_on: Day | None = said("发现日期", "The day it was found", first=True)
    problem: Str | None = said("问题描述", "The problem", care="sensitive")
    risk: Literal["high", "medium", "low"] | None = said("风险等级：高、中、低", "High, medium or low", first=True)
    system: System | None = said("涉及系统", "The system concerned")
    asset: Str | None = said("关联资产", "The asset concerned", care="internal")
    threat: Str | None = said("关联威胁", "The threat that may use it", care="internal")
    record: Annotated[str, refers_to("evidence")] | None = said("结果记录（证据）", "The record of it, as evidence")
    responsible: Str | None = said("责任单位", "The body responsible", first=True)
    leader: Str | None = said("责任领导", "The leader responsible", care="internal")
    person: Str | None = said("责任人", "The person responsible", care="internal")
    measure: Str | None = said("整改措施", "What is to be done")
    due: Day | None = said("整改时限", "The day by which it is to be done", first=True)
    state: Literal["open", "rectifying", "rechecking", "closed", "postponed"] | None = said(
        "状态：未整改、整改中、待复核、已销号、延期", "Open, rectifying, rechecking, closed or postponed", first=True
    )
    completed: Day | None = said("整改完成日期", "The day it was done")
    unfinished_reason: Str | None = said("未完成原因", "Why it is not done")
    rechecked_by: Str | None = said("复核人（单位）", "Who checked again", care="internal")
    rechecked: Day | None = said("复核日期", "The day of the second check")
    recheck_passed: Flag | None = said("复核是否通过", "Whether the second check was passed")
    closed: Day | None = said("销号日期", "The day it was closed")


class Testing(Section):
    """How the platform and what runs on it is tested and accepted."""

    plans: tuple[Plan, ...] | None = said("测试方案", "Test plans")
    environments: tuple[Environment, ...] | None = said("测试环境", "Test environments")
    cases: tuple[Case, ...] | None = said("测试用例", "Test cases")
    tests: tuple[Test, ...] | None = said("测试", "Tests")
    criteria: tuple[Criterion, ...] | None = said("验收指标", "Acceptance figures")
    acceptances: tuple[Acceptance, ...] | None = said("验收", "Acceptances")
    level_assessment: LevelAssessment | None = said("等级测评", "Level assessment")
    crypto_assessment: CryptoResult | None = said("密评结果", "Results of the cryptography assessment")
    major_changes: tuple[MajorChange, ...] | None = said("重大变更", "Major changes")
    application_tests: tuple[ApplicationTest, ...] | None = said("应用安全测试", "Application security tests")
    mobile_tests: tuple[MobileTest, ...] | None = said("移动办公系统测试", "Tests of the mobile office system")
    drills: tuple[Drill, ...] | None = said("演练", "Drills")
    rectifications: tuple[Rectification, ...] | None = said("整改台账", "Rectification ledger")
    rectifications_total: Count | None = said(
        "整改台账问题总数", "Stated number of problems in the ledger", total_of="rectifications"
    )
