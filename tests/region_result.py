"""One fixed result of a region, for the tests of every format that tells of regions.

    from region_result import region_result, rendered

Thirteen units: a province, three cities, nine counties. One sent nothing, one sent what cannot be read, one sent two
descriptions. `city-a` carries two counties, which take over what it came to, a failure included; the report of `city-b`
has expired, so that nobody takes over from it. Some names are hostile.
"""

import contextlib
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from samples import NOW

from egov_cloud_std.assess.results import Result
from egov_cloud_std.region.survey import Ways, survey
from egov_cloud_std.reports import render
from egov_cloud_std.run import load_profiles
from egov_cloud_std.words import Lang

MARKUP = '<script>alert("1")</script> | =cmd()'
TURNED = "=县\u202e\n::error::🙂"
PROFILE = """\
schema: egov-profile/0
profile: tiny
version: 0.1.0
title: {zh: 小标准, en: Tiny profile}
controls:
  - id: level_stated
    source: [{text: judgement}]
    duty: unread
    severity: medium
    side: tenant
    requires: {zh: 平台为三级及以上。, en: The platform is of level 3 or above.}
    expect: {security.protection_level: {at_least: 3}}
    fix: {zh: 重新定级。, en: Have it graded again.}
    witnesses: [{status: satisfied, given: {security: {protection_level: 3}}}]
  - id: logs_kept
    source: [{text: judgement}]
    duty: unread
    severity: high
    requires: {zh: 日志留存不少于六个月。, en: Logs are kept for six months.}
    expect: {security.logs.kept: {at_least: 6 months}}
    fix: {zh: 延长留存期。, en: Keep them longer.}
    witnesses: [{status: satisfied, given: {security: {logs: {kept: 6 months}}}}]
"""
LEVELS = {"prov": "province", "city": "city", "coun": "county"}
SENT = ("province", "city-a", "city-b", "county-a1", "county-a2", "county-a3", "county-b1", "county-c1", "county-c2", "county-c3")  # fmt: skip
CODES = {
    "province": "990000", "city-a": "990100", "city-b": "990200", "city-c": "990300",
    **{f"county-{city}{number}": f"990{at}2{number}" for at, city in enumerate("abc", 1) for number in (1, 2, 3)},
}  # fmt: skip
NAMES = {"county-c1": MARKUP, "county-c2": TURNED}
CARRIED = {"county-a1": "city-a", "county-a2": "city-a", "county-b1": "city-b"}
SILENT, BROKEN, TWICE = "county-b2", "city-c", "county-b3"


def _security(unit: str) -> dict[str, Any]:
    if unit in CARRIED:
        return {"protection_level": 2 if unit == "county-a2" else 3}
    kept = "90 天" if unit in ("city-a", "county-c1") else "6 months"
    until = "2026-05-31" if unit == "city-b" else "2027-12-31"
    assessed = {"level": 3, "valid_until": until, "verdict": "good"}
    return {"protection_level": 3, "level_assessment": assessed, "logs": {"kept": kept}}


def _description(unit: str) -> dict[str, Any]:
    platform = {"id": unit, "name": NAMES.get(unit, unit), "level": LEVELS[unit[:4]], "division_code": CODES[unit]}
    carrier = {"carried_by": CARRIED[unit]} if unit in CARRIED else {}
    figures = [{"id": "f", "of": "业务系统", "value": 30 if unit == "city-a" else 1, "unit": "个"}]
    if unit == "city-a":
        figures[0]["scope"] = "region"  # which its counties do not add up to
    return {
        "schema": "egov-platform/0",
        "platform": platform | carrier,
        "security": _security(unit),
        "figures": figures,
    }


def _text(value: object) -> str:
    """JSON that is YAML too: pairs of surrogates are not, and a mark of direction may not stand there as it is."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\u202e", "\\u202e")


def write(root: Path) -> None:
    """The files of the region, and its profile beside it."""
    folder = root / "region"
    folder.mkdir()
    (root / "tiny.yaml").write_text(PROFILE, "utf-8")
    units = [
        {"id": one, "name": NAMES.get(one, one), "level": LEVELS[one[:4]], "division_code": code, "weight": 1}
        for one, code in CODES.items()
    ]
    expected = {"schema": "egov-region/0", "region": {"id": "demo", "name": "示例省 <b>"}, "units": units}
    (folder / "region.yaml").write_text(_text(expected), "utf-8")
    for unit in (*SENT, TWICE):
        (folder / f"{unit}.yaml").write_text(_text(_description(unit)), "utf-8")
    (folder / "again.yaml").write_text(_text(_description(TWICE)), "utf-8")
    (folder / f"{BROKEN}.yaml").write_text("schema: egov-platform/0\nplatform: {id: city-c\n", "utf-8")


@cache
def _root() -> "tempfile.TemporaryDirectory[str]":
    root = tempfile.TemporaryDirectory(prefix="region-")
    write(Path(root.name))
    return root


@cache
def region_result() -> Result:
    """The region, assessed. Whoever goes through its units does so in `at_home`."""
    with at_home():
        return survey("region", load_profiles(["tiny.yaml"]), as_of=NOW, ways=Ways(jobs=1, remember=False))


def at_home() -> "contextlib.chdir[str]":
    """Where the region's files are named as the result names them."""
    return contextlib.chdir(_root().name)


@cache
def rendered(form: str, lang: Lang = "zh", everything: bool = False, ranking: bool = False) -> bytes:
    """The bytes of a format."""
    with at_home():
        pieces = render(region_result(), form, lang, everything, ranking=ranking)
        return b"".join(one if isinstance(one, bytes) else one.encode() for one in pieces)


def as_json() -> dict[str, Any]:
    """The result as JSON has it."""
    found: dict[str, Any] = json.loads(rendered("json"))
    return found
