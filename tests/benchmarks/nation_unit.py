"""The description of one generated unit, as text: all six areas, in Chinese, with what is planted in it.

What a unit says of itself alone comes from a chance of its own, so a copied description repeats it; what concerns other
units (links, figures, evidence) does not.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

# Controls that can be made to fail, each by one value.
DEFECTS = (
    "tenant_networks_isolated",
    "built_before_service",
    "expired_resources_reclaimed",
    "resources_serve_living_systems",
    "agreements_in_force",
    "availability_computed",
    "accepted_result_meets_plan",
    "open_rectification_in_time",
    "keys_and_certificates_current",
)
CLAIMED = ("personal_information_inventoried", "vulnerability_counts_agree", "tenant_attack_rules_current")
BUREAUS = (
    "发展改革",
    "卫生健康",
    "公安",
    "民政",
    "财政",
    "住建",
    "交通",
    "教育",
    "市场监管",
    "农业农村",
    "审计",
    "统计",
)
AFFAIRS = (
    "许可审批",
    "救助发放",
    "案件办理",
    "档案查询",
    "统计直报",
    "投诉受理",
    "执法检查",
    "缴费",
    "预约",
    "公文办理",
)
FIRMS = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")
SERVICES = (
    ("ecs", "云主机", "基础设施资源", "A-02-01"),
    ("obs", "对象存储", "基础设施资源", "A-03-01"),
    ("rds", "关系数据库", "支撑软件资源", "B-01-01"),
    ("guard", "云上安全防护", "信息安全技术", "E-01-01"),
    ("exchange", "目录与交换", "信息资源技术", "C-01-01"),
    ("move", "迁移服务", "应用部署迁移", "F-01-01"),
)


@dataclass
class Unit:
    """One unit as it is planned."""

    id: str
    name: str
    level: str
    code: str
    above: str
    size: int  # bytes of its description, about
    seed: str
    weight: str = ""
    grade: int = 2
    report: str = "valid"  # of its own platform: valid, expired, poor, none
    carrier: str = ""
    submission: str = "received"
    expected: bool = True
    under_stated: bool = False
    full_name: str = ""  # the platform's
    failures: frozenset[str] = frozenset()
    claims: tuple[str, ...] = ()
    copy_of: str = ""
    term: str = ""
    definition: str = ""
    rebuilt: bool = False
    carried: list[str] = field(default_factory=list)  # units that it says it carries
    links: list[tuple[str, str]] = field(default_factory=list)  # peer and network
    figures: list[tuple[str, str, str, str, bool]] = field(default_factory=list)  # of, unit, value, scope, change
    digest: str = ""
    artefact: str = ""  # what the file holds that stands behind its evidence; "" where there is none


def text_of(unit: Unit) -> str:
    """The whole description."""
    chance = random.Random(unit.seed)
    head = "".join(_head(unit))
    body = "".join(_body(unit, chance))
    return head + body.replace(
        "@RESOURCES@\n", "".join(_resources(unit, chance, unit.size - len((head + body).encode())))
    )


def _head(unit: Unit) -> Iterator[str]:
    yield "# 由程序生成，用于测试和测速；单位、人员、数字均为虚构。\nschema: egov-platform/0\nplatform:\n"
    yield f'  id: {unit.id}\n  name: {unit.name}政务云平台\n  level: {unit.level}\n  division_code: "{unit.code}"\n'
    yield f"  carried_by: {unit.carrier}\n" if unit.carrier else ""
    yield f"  owner: {unit.name}数据局\n  operator: {unit.name}数据运营公司\n  period: 2026-06\n"
    service = "2024-03-01" if "built_before_service" in unit.failures else "2024-09-01"
    yield f"  in_service_since: {service}\n  classified: false\n"
    if unit.claims:
        yield "not_applicable:\n"
        yield from (f"  - {{control: {one}, reason: 由承载平台统一负责}}\n" for one in unit.claims)
    yield "figures:\n"
    for number, (of, measure, value, scope, change) in enumerate(unit.figures, 1):
        more = ", change: true" if change else ""
        yield f'  - {{id: f-{number}, of: {of}, value: {value}, unit: "{measure}", scope: {scope}{more}, stated_in: 月报}}\n'
    path = f", path: {unit.id}.txt" if unit.artefact else ""
    yield f"evidence:\n  - {{id: e-report, kind: test_report, date: 2026-03-0{len(unit.id) % 9 + 1}, digest: {unit.digest}{path}}}\n"


def _body(unit: Unit, chance: random.Random) -> Iterator[str]:
    yield "terminology:\n"
    yield f"  platform_name: {{preferred: {unit.full_name}, declared: [{unit.full_name}], in_use: [{unit.full_name}]}}\n"
    yield "  glossary:\n    - {id: t-vm, term: 云主机, definition: 由平台分配的虚拟计算机, source_kind: own}\n"
    yield f"    - {{id: t-area, term: {unit.term}, definition: {unit.definition}, source_kind: own}}\n"
    yield from _architecture(unit, chance)
    yield from _service(unit, chance)
    yield from _performance(unit, chance)
    yield from _testing(unit, chance)
    yield from _security(unit, chance)
    yield f"governance:\n  lead_body: {{name: {chance.choice(BUREAUS)}部门}}\n  training:\n"
    for number in range(chance.randint(1, 4)):
        yield f"    - {{id: tr-{number}, name: {chance.choice(AFFAIRS)}培训, date: {_day(chance)}, subject: 第 {chance.randint(1, 90)} 期, kind: security}}\n"


def _day(chance: random.Random, year: int = 2025) -> str:
    return f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _flag(chance: random.Random) -> str:
    return chance.choice(("true", "true", "true", "false"))


def _systems(unit: Unit) -> int:
    return min(40, max(3, unit.size // 4000))


def _architecture(unit: Unit, chance: random.Random) -> Iterator[str]:
    yield "architecture:\n  positioning:\n"
    yield f"    task_sources: [关于统一建设政务云平台的批复（{chance.randint(1, 99)} 号）]\n"
    yield f"    goals: [{chance.choice(BUREAUS)}等部门不再自建机房, {chance.randint(10, 300)} 个系统上云]\n"
    yield "  actors:\n    - {id: bureau, name: 数据局, roles: [manager]}\n"
    yield f"    - {{id: operator, name: {chance.choice(FIRMS)}运营公司, roles: [service_provider, resource_provider]}}\n"
    yield f"  design: {{document: 顶层设计 {chance.randint(1, 9)}.{chance.randint(0, 9)} 版, approved_on: 2023-{chance.randint(1, 9):02d}-{chance.randint(1, 28):02d}}}\n"
    yield f"  building: {{started: 2023-{chance.randint(10, 12)}-{chance.randint(1, 28)}, completed: 2024-0{chance.randint(4, 8)}-{chance.randint(10, 28)}}}\n"
    yield f"  carrier: {{mode: {'carried' if unit.carrier else 'own'}}}\n"
    yield "  carried: []\n" if not unit.carried else "  carried:\n"
    yield from (f"    - {{id: {one}, name: 下级平台 {one}}}\n" for one in unit.carried)
    yield "  links: []\n" if not unit.links else "  links:\n"
    for number, (peer, network) in enumerate(unit.links, 1):
        yield f"    - {{id: l-{number}, peer: {peer}, network: {network}, purpose: 业务互通}}\n"
    yield "  sites:\n"
    for number in range(chance.randint(1, 3)):
        yield f"    - {{id: site-{number}, name: {number} 号机房, country: CN, kind: both, racks: {chance.randint(4, 90)}}}\n"
    yield "  zones:\n"
    for name in ("internet", "extranet", "management"):
        yield f"    - {{id: {name}, name: {name} 区, kind: {name}, site: site-0, important: {_flag(chance)}, addresses_planned: {_flag(chance)}}}\n"
    yield f"  redundancy: {{links: {_flag(chance)}, network_devices: {_flag(chance)}, compute: {_flag(chance)}, storage: {_flag(chance)}}}\n"
    yield "  tenants:\n"
    tenants = chance.sample(BUREAUS, chance.randint(3, 9))
    yield from (
        f"    - {{id: tenant-{number}, name: {name}部门, joined: {_day(chance)}}}\n"
        for number, name in enumerate(tenants)
    )
    yield "  networks:\n"
    broken = "tenant_networks_isolated" in unit.failures
    for number in range(len(tenants)):
        isolated = "false" if broken and number == 1 else "true"
        method = chance.choice(("vpc", "vlan", "vxlan", "vrf"))
        yield f"    - {{id: net-{number}, name: 租户网 {number}, kind: tenant, tenant: tenant-{number}, zone: extranet, isolated: {isolated}, isolation_method: {method}}}\n"
    yield "  systems:\n"
    for number in range(_systems(unit)):
        grade = unit.grade if number == 0 else chance.randint(2, unit.grade)
        yield f"    - {{id: sys-{number}, name: {chance.choice(tenants)}{chance.choice(AFFAIRS)}系统, protection_level: {grade}, tenant: tenant-{number % len(tenants)},\n"
        yield f"       duty: {chance.choice(AFFAIRS)}, state: running, approved_on: {_day(chance, 2024)}, launched: {_day(chance)}}}\n"
    yield "  resources:\n@RESOURCES@\n"


def _resources(unit: Unit, chance: random.Random, room: int) -> Iterator[str]:
    """Rows of the ledger, as many as fill the file."""
    number, systems = 0, _systems(unit)
    while room > 0 or number < 4:
        expired = number == 1 and "expired_resources_reclaimed" in unit.failures
        lost = number == 2 and "resources_serve_living_systems" in unit.failures
        kind = "vm" if number < 3 else chance.choice(("vm", "vm", "storage", "database", "load_balancer"))
        row = (
            f"    - {{id: res-{number:04d}, kind: {kind}, site: site-0, zone: extranet, system: {'sys-lost' if lost else f'sys-{chance.randrange(systems)}'},\n"
            f"       owner: {chance.choice(BUREAUS)}信息化处, address: 10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}, vcpu: {chance.choice((2, 4, 8, 16))},\n"
            f"       memory: {chance.choice((4, 8, 16, 64))} GB, state: running, cpu_utilisation: {chance.randint(50, 900) / 10}%,\n"
            f"       provisioned: {_day(chance)}, expires: {2025 if expired else 2027}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}, last_used: 2026-06-{chance.randint(1, 28):02d}}}\n"
        )
        room, number = room - len(row.encode()), number + 1
        yield row


def _service(unit: Unit, chance: random.Random) -> Iterator[str]:
    yield "service:\n  catalogue:\n"
    offered = SERVICES[:1] + tuple(one for one in SERVICES[1:] if chance.random() < 0.7)
    for name, title, category, code in offered:
        passed_on = f", from_carrier: {'false' if unit.rebuilt and name == 'ecs' else 'true'}" if unit.carrier else ""
        yield f"    - {{id: {name}, name: {title}, category: {category}, code: {code}, taxonomy: fee_guide_2015, state: offered{passed_on},\n"
        yield f"       sla: {{availability: 99.{chance.randint(5, 9)}%, availability_period: month, response_time: {chance.randint(5, 60)} min, restore_time: {chance.randint(1, 8)} 小时}}, provider: operator}}\n"
    yield "  agreements:\n"
    for number in range(chance.randint(1, 3)):
        until = "2026-03-31" if number == 0 and "agreements_in_force" in unit.failures else _day(chance, 2028)
        yield f"    - {{id: ag-{number}, name: 服务协议 {number}, provider: operator, signed: {_day(chance, 2024)}, valid_until: {until}, services: [ecs],\n"
        yield f"       exit: {{data_return: {_flag(chance)}, erasure: {_flag(chance)}, return_time: {chance.randint(10, 60)} 天}}, confidentiality: {_flag(chance)}}}\n"
    yield f"  operations:\n    network_faults: {chance.randint(0, 9)}\n    service_requests: {chance.randint(20, 900)}\n    idle: []\n"


def _performance(unit: Unit, chance: random.Random) -> Iterator[str]:
    down = chance.randint(1, 50)
    share = f"{100 - down * 100 / 43200:.4f}" if "availability_computed" not in unit.failures else "99.9999"
    down += 400 if "availability_computed" in unit.failures else 0
    yield "performance:\n  reliability:\n    availability:\n"
    yield f"      - {{id: a-ecs, service: ecs, value: {share}%, promised: 99.9%, period: 2026-06, service_time: 43200 min, downtime: {down} min}}\n"
    yield "    backups:\n"
    for number in range(chance.randint(1, 4)):
        objects = chance.randint(10, 400)
        yield f"      - {{id: b-{number}, object_kind: vm, method: full, interval: {chance.choice((6, 12, 24))} 小时, period: 2026-06, objects: {objects}, covered: {objects}, coverage: 100%, last_restore_test: {_day(chance, 2025)}}}\n"
    yield "  utilisation:\n"
    for resource in ("cpu", "memory", "storage"):
        mean = chance.randint(10, 60)
        yield f"    - {{id: u-{resource}, resource: {resource}, period: 2026-06, mean: {mean}%, peak: {mean + chance.randint(5, 30)}%, tool: 监控平台}}\n"


def _testing(unit: Unit, chance: random.Random) -> Iterator[str]:
    yield "testing:\n  criteria:\n"
    for number in range(chance.randint(1, 3)):
        bound = chance.randint(200, 900)
        met = not (number == 0 and "accepted_result_meets_plan" in unit.failures)
        yield f"    - {{id: c-{number}, of: 响应时间, direction: at_most, bound: {bound}, measured: {bound - 50 if met else bound + 50}, unit: 毫秒, accepted: true}}\n"
    yield "  rectifications:\n"
    for number in range(chance.randint(2, 5)):
        late = number == 0 and "open_rectification_in_time" in unit.failures
        due = "2026-05-31" if late else _day(chance, 2027)
        yield f"    - {{id: z-{number}, origin: audit, found_on: {_day(chance)}, risk: {chance.choice(('medium', 'low'))}, asset: {chance.choice(BUREAUS)}主机, responsible: {chance.choice(FIRMS)}公司, due: {due}, state: rectifying}}\n"


def _security(unit: Unit, chance: random.Random) -> Iterator[str]:
    yield f"security:\n  protection_level: {unit.grade}\n"
    if unit.report != "none":
        until = {"expired": "2026-01-31"}.get(unit.report, "2027-05-31")
        verdict = "poor" if unit.report == "poor" else "good"
        yield f"  level_assessment: {{level: {unit.grade}, valid_until: {until}, verdict: {verdict}}}\n"
    yield f"  filing: {{number: 备案{chance.randint(10000, 99999)}, graded: {_day(chance, 2024)}, level: {unit.grade}}}\n"
    yield f"  logs: {{kept: {chance.choice((6, 7, 8, 12))} 个月, oldest_record: 2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}}}\n"
    yield f"  boundary: {{virtual: {_flag(chance)}, controlled_interfaces: {_flag(chance)}, antimalware: {_flag(chance)}, rules: {{default_deny: {_flag(chance)}, minimal: {_flag(chance)}, stateful: {_flag(chance)}}}}}\n"
    yield f"  identity: {{shared_accounts: {_flag(chance)}, privileged_accounts: {chance.randint(3, 30)}, least_privilege: {_flag(chance)}}}\n"
    yield f"  vulnerabilities: {{last_scan: 2026-05-{chance.randint(1, 28):02d}, found: {chance.randint(20, 90)}, fixed: {chance.randint(1, 20)}, high_open: 0}}\n"
    yield "  crypto:\n    key_materials:\n"
    for number in range(chance.randint(1, 4)):
        old = number == 0 and "keys_and_certificates_current" in unit.failures
        until = "2026-02-28" if old else _day(chance, 2028)
        yield f"      - {{id: k-{number}, kind: certificate, used_for: {chance.choice(AFFAIRS)}, algorithm: SM2, valid_until: {until}}}\n"
