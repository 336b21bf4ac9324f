"""Service testing: plans, environments, tests, acceptance, launch, level assessment, drills.

The words are neutral: the published text of the testing part was not seen, and no field quotes it.
"""

from typing import Annotated, Literal

from egov_cloud_std.platforms._base import Count, Day, Flag, Item, Month, Number, Ratio, Section, Str, refers_to, said

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
    objective: Str | None = said("测试目的", "What it is to show")
    scenario: Literal["single", "mixed", "concurrent", "large_data", "endurance", "failover"] | None = said(
        "场景：单一、混合、并发、大数据量、疲劳、故障切换",
        "Single, mixed, concurrent, large data, endurance or fail-over",
    )


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


class Acceptance(Item):
    """One thing that was accepted and put into service: the platform, an application or a service."""

    kind: Literal["platform", "application", "service"] | None = said("验收对象种类", "What was accepted", first=True)
    system: System | None = said("系统", "The system")
    service: Service | None = said("服务", "The service")
    plan: Paper | None = said("验收测试方案", "The acceptance plan")
    report: Paper | None = said("验收测试报告", "The acceptance report")
    security_test: SecurityTest | None = said("上线前安全测试", "The security test before launch")
    trial_run: TrialRun | None = said("试运行", "The trial run")
    launched: Day | None = said("上线日期", "The day of launch", first=True)
    handover: Paper | None = said("交付", "The hand-over")
    documents: tuple[Str, ...] | None = said("验收文档清单", "Documents handed in for acceptance")


class LevelAssessment(Section):
    """The latest classified-protection level assessment (等级测评)."""

    last_date: Day | None = said("最近测评日期", "The day of the latest assessment", first=True)
    next_due: Day | None = said("下次测评期限", "The day by which the next is due")
    assessor: Str | None = said("测评机构", "Who assessed")
    report: Str | None = said("测评报告", "The report")
    findings: Count | None = said("发现问题数", "Findings")
    findings_open: Count | None = said("未整改问题数", "Findings that are open", first=True)


class MajorChange(Item):
    """A major change, or a change of the protection level."""

    kind: Literal["major_change", "level_change"] | None = said("重大变更或级别变化", "Major change or change of level")
    date: Day | None = said("变更日期", "The day of the change")
    description: Str | None = said("变更内容", "What changed")
    reassessment: Paper | None = said("变更后的等级测评", "The level assessment after it")


class ApplicationTest(Item):
    """A security test of one application on the platform."""

    system: System | None = said("被测系统", "The system under test")
    date: Day | None = said("测试日期", "Date")
    report: Str | None = said("测试报告", "The report")
    third_party: Flag | None = said("是否由第三方测试", "Whether a third party tested")
    open_findings: Count | None = said("未整改问题数", "Findings that are open")


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


class Testing(Section):
    """How the platform and what runs on it is tested and accepted."""

    plans: tuple[Plan, ...] | None = said("测试方案", "Test plans")
    environments: tuple[Environment, ...] | None = said("测试环境", "Test environments")
    cases: tuple[Case, ...] | None = said("测试用例", "Test cases")
    tests: tuple[Test, ...] | None = said("测试", "Tests")
    criteria: tuple[Criterion, ...] | None = said("验收指标", "Acceptance figures")
    acceptances: tuple[Acceptance, ...] | None = said("验收", "Acceptances")
    level_assessment: LevelAssessment | None = said("等级测评", "Level assessment")
    major_changes: tuple[MajorChange, ...] | None = said("重大变更", "Major changes")
    application_tests: tuple[ApplicationTest, ...] | None = said("应用安全测试", "Application security tests")
    drills: tuple[Drill, ...] | None = said("演练", "Drills")
