"""A nation that is not there: provinces, cities and counties, one description each, and the truth about them.

`plan` decides everything from a seed; `write` puts it into a folder with its `region.yaml`. The truth says of every unit how
it was sent in, from whom it takes over, what fails, and what does not fit together with the descriptions of others.
"""

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nation_unit import CLAIMED, DEFECTS, Unit, text_of

AS_OF = "2026-06-30"
FIRST, SECOND = "甲乙丙丁东南西北青白金银玉石松柏", "山川河湖岭原安平宁和清远阳林泉溪"
PERIOD_BEFORE = "2025-12"
SUBMISSIONS = (("received", 0.93), ("not_sent", 0.04), ("unreadable", 0.015), ("twice", 0.015))
REPORTS = (("valid", 0.8), ("expired", 0.1), ("poor", 0.05), ("none", 0.05))


@dataclass
class Truth:
    """What was planted, by unit or by control."""

    submissions: dict[str, str] = field(default_factory=dict)
    under: dict[str, str] = field(default_factory=dict)
    inherits: dict[str, str] = field(default_factory=dict)  # the carrier, of units that take something over
    failures: dict[str, set[str]] = field(default_factory=dict)  # control → units whose own description fails
    anomalies: dict[str, set[str]] = field(default_factory=dict)  # control that looks at the region → units
    open: dict[str, set[str]] = field(default_factory=dict)  # the same, where something is missing for an answer


@dataclass
class Nation:
    """The units from the top down, the figures of the period before, and the truth."""

    units: list[Unit]
    earlier: list[dict[str, Any]]
    truth: Truth


def plan(
    provinces: int, cities: int, counties: int, seed: int = 1, sizes: tuple[int, int] = (10_000, 100_000)
) -> Nation:
    """A nation with so many units of each level in all; `sizes` are the bytes of the smallest and largest description."""
    chance = random.Random(seed)
    units = {one.id: one for one in _tree(provinces, cities, counties, chance, sizes, seed)}
    below: dict[str, list[Unit]] = defaultdict(list)
    for one in units.values():
        below[one.above].append(one)
    for one in units.values():
        _state(one, units, chance)
    truth = Truth()
    _copies(units, chance, truth)
    _carriers(units, chance, truth)
    _terms(units, below, chance, truth)
    _names(units, chance, truth)
    _evidence(units, chance, truth)
    earlier = _figures(units, below, chance, truth)
    _settle(units, truth)
    return Nation(list(units.values()), earlier, truth)


def _tree(
    provinces: int, cities: int, counties: int, chance: random.Random, sizes: tuple[int, int], seed: int
) -> Iterator[Unit]:
    """The units with their names and division codes; every city stands in a province, every county in a city."""

    def made(number: int, level: str, mark: str, code: str, above: Unit | None) -> Unit:
        name = f"{FIRST[number % 16]}{SECOND[number // 16 % 16]}{mark}"
        size = int(sizes[0] * (sizes[1] / sizes[0]) ** (chance.random() ** 2))  # most are small
        unit = Unit(f"u{code}", name, level, code, "" if above is None else above.id, size, f"{seed}/{code}")
        unit.full_name = ("" if above is None else above.full_name.removesuffix("政务云平台")) + f"{name}政务云平台"
        return unit

    tops = [made(number, "province", "省", f"{11 + number}0000", None) for number in range(provinces)]
    middle: list[Unit] = []
    for number in range(cities):
        top, place = tops[number % provinces], number // provinces + 1
        middle.append(made(number, "city", "市", f"{top.code[:2]}{place:02d}00", top))
    yield from tops
    yield from middle
    for number in range(counties):
        city, place = middle[number % cities], number // cities + 1
        yield made(number, "county", "县", f"{city.code[:4]}{place:02d}", city)


def _drawn(chance: random.Random, shares: tuple[tuple[str, float], ...]) -> str:
    return chance.choices([name for name, _ in shares], [share for _, share in shares])[0]


def _state(unit: Unit, units: dict[str, Unit], chance: random.Random) -> None:
    """What a unit is by itself."""
    unit.submission = _drawn(chance, SUBMISSIONS) if unit.level != "province" else "received"
    unit.expected = unit.submission != "received" or unit.level == "province" or chance.random() > 0.01
    unit.under_stated = bool(unit.above) and chance.random() < 0.3
    unit.weight = str(chance.randint(5, 900)) if chance.random() < 0.8 else ""
    unit.grade = 3 if unit.level == "province" else chance.choice((2, 3) if unit.level == "city" else (2, 2, 3))
    unit.report = _drawn(chance, REPORTS) if unit.level != "province" else "valid"
    unit.failures = frozenset(one for one in DEFECTS if chance.random() < 0.04)
    if unit.above and chance.random() < 0.7:
        unit.carrier = unit.above if chance.random() < 0.8 else f"u{unit.code[:2]}0000"
        unit.claims = tuple(one for one in CLAIMED if chance.random() < 0.3)
        unit.rebuilt = chance.random() < 0.03


def _copies(units: dict[str, Unit], chance: random.Random, truth: Truth) -> None:
    """Some counties send the description of another under their own name."""
    able = [one for one in units.values() if one.level == "county" and one.submission == "received" and one.carrier]
    chosen = chance.sample(able, max(2, len(able) // 50) // 2 * 2)
    for one, copy in zip(chosen[::2], chosen[1::2], strict=True):
        copy.copy_of, copy.seed, copy.size = one.id, one.seed, one.size
        copy.grade, copy.failures, copy.report = one.grade, one.failures, one.report
        copy.claims, copy.rebuilt = one.claims, one.rebuilt
    truth.anomalies["description_not_copied"] = {one.id for one in chosen}


def _carriers(units: dict[str, Unit], chance: random.Random, truth: Truth) -> None:
    """Who carries whom, what both say of it, and from whom conclusions are taken over."""
    names = (
        "carrier_report_valid",
        "carrier_knows_unit",
        "carried_systems_not_above_carrier",
        "links_declared_by_both",
        "shared_service_not_rebuilt",
    )
    found, open_ = truth.anomalies, truth.open
    for name in names:
        found[name], open_[name] = set(), set()
    for one in units.values():
        if not one.carrier:
            continue
        carrier = units[one.carrier]
        known, declared, same = chance.random() > 0.03, chance.random() > 0.03, chance.random() > 0.03
        if known:
            carrier.carried.append(one.id)
        one.links.append((carrier.id, "extranet"))
        if declared:
            carrier.links.append((one.id, "extranet" if same else "private_line"))
        if one.submission != "received":
            if carrier.submission == "received":  # the region's file says who carries it, so the carrier can be asked
                open_["links_declared_by_both"] |= {carrier.id} if declared else set()
                found["carrier_report_valid"] |= {one.id} if carrier.report in ("expired", "poor") else set()
                found["carrier_knows_unit"] |= set() if known else {one.id}
            continue
        if carrier.submission != "received":
            for name in names:
                open_[name].add(one.id)
            continue
        report_holds = carrier.report == "valid" and carrier.grade >= one.grade
        if report_holds:
            truth.inherits[one.id] = carrier.id
        elif carrier.report == "none":
            open_["carrier_report_valid"].add(one.id)
        for name, holds in (
            ("carrier_report_valid", report_holds or carrier.report == "none"),
            ("carrier_knows_unit", known),
            ("carried_systems_not_above_carrier", one.grade <= carrier.grade),
            ("links_declared_by_both", declared and same),
            ("shared_service_not_rebuilt", not one.rebuilt),
        ):
            if not holds:
                found[name].add(one.id)
        if declared and not same:
            found["links_declared_by_both"].add(carrier.id)


def _terms(units: dict[str, Unit], below: dict[str, list[Unit]], chance: random.Random, truth: Truth) -> None:
    """A city and its counties share a term; in some cities one of them defines it otherwise."""
    found = truth.anomalies["terms_agree_across_units"] = set()
    for head in [one for one in units.values() if one.level != "county"]:
        group = [head, *(one for one in below[head.id] if one.level == "county")]
        for one in group:
            one.term, one.definition = f"{head.name}一网通办专区{head.code}", f"{head.name}各部门办事的统一入口"
        defining = [one for one in group if one.submission == "received"]
        if len(defining) > 1 and chance.random() < 0.1:
            chance.choice(defining).definition = "各部门自建办事网站的总称"
            found |= {one.id for one in defining}


def _names(units: dict[str, Unit], chance: random.Random, truth: Truth) -> None:
    """Some platforms go by the name of another."""
    able = [one for one in units.values() if one.level == "county" and one.submission == "received" and not one.copy_of]
    chosen = chance.sample(able, max(2, len(able) // 100) // 2 * 2)
    for one, other in zip(chosen[::2], chosen[1::2], strict=True):
        other.full_name = one.full_name
    truth.anomalies["platform_names_distinct"] = {one.id for one in chosen}


def _evidence(units: dict[str, Unit], chance: random.Random, truth: Truth) -> None:
    """One artefact each, of some in a file; some put the artefact of another forward as their own."""
    for one in units.values():
        artefact = f"{one.name}测评报告，编号 {one.code}。\n"
        one.artefact = artefact if chance.random() < 0.05 else ""
        one.digest = hashlib.sha256(artefact.encode()).hexdigest()
    able = [one for one in units.values() if one.submission == "received" and not one.artefact]
    chosen = chance.sample(able, max(2, len(able) // 60) // 2 * 2)
    for one, other in zip(chosen[::2], chosen[1::2], strict=True):
        other.digest = one.digest
    truth.anomalies["evidence_used_once"] = {one.id for one in chosen}


def _figures(
    units: dict[str, Unit], below: dict[str, list[Unit]], chance: random.Random, truth: Truth
) -> list[dict[str, Any]]:
    """Numbers of every unit, sums of its region, and what they were half a year ago."""
    sums, jumps, shares = (
        truth.anomalies.setdefault(name, set())
        for name in ("regional_totals_add_up", "figure_jumped", "percentage_possible")
    )
    open_ = truth.open["regional_totals_add_up"] = set()
    earlier: list[dict[str, Any]] = []
    stated: dict[str, int] = {}
    for one in reversed(units.values()):
        own, machines = chance.randint(5, 400), chance.randint(100, 3000)
        jumped, impossible = chance.random() < 0.02, chance.random() < 0.02
        share, growth = chance.randint(200, 999) / 10, chance.randint(-600, 1800) / 10
        one.figures = [
            ("业务系统", "个", str(own), "platform", False),
            ("云主机", "台", str(machines), "platform", False),
            ("上云率", "%", str(share * 10 if impossible else share), "platform", False),
            ("云主机增幅", "%", str(growth), "platform", True),
        ]
        before = machines * chance.choice((10, 0.1)) if jumped else machines * chance.uniform(0.6, 1.6)
        earlier.append(
            {"id": f"{one.id}/vm", "platform_id": one.id, "of": "云主机", "unit": "台", "value": str(int(before) or 1)}
        )
        stated[one.id] = own
        if below[one.id]:
            off = 0 if chance.random() > 0.06 else chance.choice((-1, 1, 10))
            stated[one.id] = own + sum(stated[each.id] for each in below[one.id]) + off
            one.figures.append(("业务系统", "个", str(stated[one.id]), "region", False))
            if any(each.submission != "received" for each in below[one.id]):
                open_.add(one.id)
            elif off:
                sums.add(one.id)
        for wrong, planted in ((jumped, jumps), (impossible and share * 10 > 100, shares)):
            if wrong:
                planted.add(one.id)
    return earlier


def _settle(units: dict[str, Unit], truth: Truth) -> None:
    """The truth about the units whose description was received; the others say nothing."""
    truth.submissions = {one.id: one.submission for one in units.values()}
    truth.under = {one.id: one.above for one in units.values()}
    received = {one.id for one in units.values() if one.submission == "received"}
    for planted in (truth.anomalies, truth.open):
        for name in planted:
            if planted is truth.open or name not in ("carrier_report_valid", "carrier_knows_unit"):
                planted[name] &= received
    for name in DEFECTS:
        truth.failures[name] = {one.id for one in units.values() if name in one.failures} & received


def write(nation: Nation, folder: Path) -> None:
    """The files of a nation."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "region.yaml").write_text("".join(_region(nation)), encoding="utf-8")
    for one in nation.units:
        if one.submission == "not_sent":
            continue
        inside = folder / one.code[:2]
        inside.mkdir(exist_ok=True)
        text = text_of(one)
        if one.artefact:
            (inside / f"{one.id}.txt").write_text(one.artefact, encoding="utf-8")
        if one.submission == "unreadable":
            text += "x_note: [未写完\n"
        (inside / f"{one.id}.yaml").write_text(text, encoding="utf-8")
        if one.submission == "twice":
            (inside / f"{one.id}-补报.yaml").write_text(
                text.replace("period: 2026-06", "period: 2026-05", 1), encoding="utf-8"
            )


def _region(nation: Nation) -> Iterator[str]:
    yield "# 由程序生成，用于测试和测速；单位均为虚构。\nschema: egov-region/0\n"
    yield "region: {id: nation, name: 虚构之国, weighed_by: 常住人口（万人）}\nunits:\n"
    for one in nation.units:
        if not one.expected:
            continue
        more = f", under: {one.above}" if one.under_stated else ""
        more += f", weight: {one.weight}" if one.weight else ""
        more += f", carried_by: {one.carrier}" if one.carrier and one.submission != "received" else ""
        more += f", file: {one.code[:2]}/{one.id}.yaml" if one.submission == "unreadable" else ""
        yield f'  - {{id: {one.id}, name: {one.name}, level: {one.level}, division_code: "{one.code}"{more}}}\n'
