"""Generated descriptions: seeded, Chinese, nested, cross-referenced, with planted defects whose truth is kept.

Resources stand for the inventory of a province; systems, networks and agreements make the references. The number
of systems grows with the number of resources, as it does in life.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

BUREAUS = (
    "省大数据局",
    "市发展和改革委员会",
    "市卫生健康委员会",
    "市公安局",
    "市人力资源和社会保障局",
    "区政务服务中心",
)
ZONES = ("internet", "extranet", "management")
LEASED = ("vm", "database")  # kinds that run out and serve a system
KINDS = ("vm", "vm", "vm", "storage", "database", "load_balancer")
NAMES = ("云主机", "对象存储", "关系型数据库", "负载均衡", "应用集群")


@dataclass
class Truth:
    """What was planted, by control."""

    resources: int = 0
    networks: int = 0
    systems: int = 0
    failures: Counter[str] = field(default_factory=Counter)


def description(resources: int, seed: int = 1) -> tuple[str, Truth]:
    """A description with so many resources, and what was planted in it."""
    truth = Truth(resources)
    return "".join(_pieces(resources, random.Random(seed), truth)), truth


def _pieces(resources: int, chance: random.Random, truth: Truth) -> Iterator[str]:
    yield HEAD
    yield "architecture:\n  sites:\n    - {id: site-1, name: 主机房, country: CN}\n    - {id: site-2, name: 备份机房, country: CN}\n"
    yield "  zones:\n"
    for number, kind in enumerate(ZONES, 1):
        more = "site: site-1, protection_level: 4, addresses_planned: true, at_border: false"
        yield f"    - {{id: zone-{number}, name: {kind} 区, kind: {kind}, {more}}}\n"
    yield "  tenants:\n"
    yield from (f"    - {{id: tenant-{number}, name: {name}}}\n" for number, name in enumerate(BUREAUS, 1))
    yield "  pools:\n    - {id: pool-1, name: 通用资源池}\n    - {id: pool-2, name: 信创资源池}\n"
    yield from _networks(max(2, resources // 100), chance, truth)
    systems = max(2, resources // 20)
    yield from _systems(systems, chance, truth)
    yield "  resources:\n"
    for number in range(resources):
        yield from _resource(number, systems, chance, truth)
    yield from _tests(systems)


HEAD = """\
# 由程序生成，用于测速；内容均为虚构。
schema: egov-platform/0
platform:
  id: generated
  name: 生成的政务云平台
  level: province
  division_code: "000000"
security:
  protection_level: 3
"""


def _networks(count: int, chance: random.Random, truth: Truth) -> Iterator[str]:
    truth.networks = count
    yield "  networks:\n"
    for number in range(count):
        isolated = chance.random() > 0.02
        truth.failures["tenant_networks_isolated"] += not isolated
        more = f"tenant: tenant-{number % len(BUREAUS) + 1}, zone: zone-{number % 2 + 1}, isolated: {str(isolated).lower()}"
        yield f"    - {{id: net-{number:05d}, name: 第{number}号租户网络, kind: tenant, {more}}}\n"


def _systems(count: int, chance: random.Random, truth: Truth) -> Iterator[str]:
    truth.systems = count
    yield "  systems:\n"
    for number in range(count):
        level = 4 if chance.random() < 0.01 else chance.choice((2, 3))
        truth.failures["hosts_no_higher_grade"] += level == 4
        yield f"""\
    - id: sys-{number:05d}
      name: {chance.choice(BUREAUS)}第{number}号业务系统
      protection_level: {level}
      tenant: tenant-{number % len(BUREAUS) + 1}
      duty: 第{number}项政务职责
      zone: zone-{number % len(ZONES) + 1}
      pool: pool-{number % 2 + 1}
      state: trial
      approved_on: 2024-{number % 12 + 1:02d}-10
      launched: 2025-{number % 12 + 1:02d}-20
"""


def _tests(systems: int) -> Iterator[str]:
    """What shows that every system was tested."""
    yield "testing:\n  application_tests:\n"
    for number in range(systems):
        yield f"    - {{id: test-{number:05d}, system: sys-{number:05d}, date: 2025-01-{number % 28 + 1:02d}, findings: 0, report: 应用安全测试报告}}\n"


def _resource(number: int, systems: int, chance: random.Random, truth: Truth) -> Iterator[str]:
    kind = chance.choice(KINDS)
    expired, lost = (chance.random() < 0.01 for _ in range(2))
    state = chance.choice(("running", "running", "running", "stopped"))
    truth.failures["expired_resources_reclaimed"] += expired and kind in LEASED
    truth.failures["resources_serve_living_systems"] += lost and kind in LEASED and state == "running"
    system = f"sys-{chance.randrange(systems):05d}" if not lost else "sys-lost"
    yield f"""\
    - id: res-{number:06d}
      name: {chance.choice(BUREAUS)}第{number}号{chance.choice(NAMES)}
      kind: {kind}
      site: site-{chance.randint(1, 2)}
      zone: zone-{chance.randint(1, 3)}
      pool: pool-{chance.randint(1, 2)}
      system: {system}
      owner: {chance.choice(BUREAUS)}信息化处
      address: 10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}
      image: 操作系统标准镜像 V{chance.randint(1, 9)}.{chance.randint(0, 9)}
      vcpu: {chance.choice((2, 4, 8, 16, 32))}
      memory: {chance.choice((4, 8, 16, 64))} GB
      storage: {chance.choice((100, 200, 500, 2000))} GB
      state: {state}
      # 填报人已核对
      cpu_utilisation: {chance.randint(0, 1000) / 10}%
      memory_utilisation: {chance.randint(0, 1000) / 10}%
      provisioned: 2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}
      expires: {2025 if expired else 2027}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}
      last_used: 2026-{chance.randint(1, 6):02d}-{chance.randint(1, 28):02d}
      x_contract: {{number: "合同-{chance.randint(1, 400):04d}", stage: 运维期, cost: {chance.randint(1, 900)}.50}}
      x_ports: [443, 8443, {chance.randint(1000, 9999)}]
      x_note: 本条目由各单位按季度核实后填报，最近一次核实无变化，资源用途为业务系统生产环境，变更须经书面同意
"""
