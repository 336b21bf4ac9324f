"""A small region for tests: a province, three cities and nine counties, of which not all send something usable.

    region_files(folder)              # writes it
    result = region_result(folder)    # what it comes to, by two small profiles and the shipped one that looks at regions

`city-1` and `county-11` are carried by the unit above; the report of the province is valid for both, and the logs of the
province are kept too briefly, so both take a failure over. `county-12` has sent nothing, `county-13` cannot be read,
`county-21` was sent twice, `county-22` has a hostile name, `county-31` an entry that cannot be used.
"""

import json
from pathlib import Path

from command import TINY
from samples import NOW

from egov_cloud_std.assess.regional import Regional
from egov_cloud_std.assess.results import Result
from egov_cloud_std.region.survey import Ways, load_regional, survey
from egov_cloud_std.run import load_profiles

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u2028\u202e=cmd()\"'`🏛"
CITIES = ("1", "2", "3")
SECOND = """\
schema: egov-profile/0
profile: second
version: 0.1.0
title: {zh: 第二标准, en: Second profile}
controls:
  - id: tenants_isolated
    source: [{text: judgement}]
    duty: unread
    severity: high
    side: shared
    roll_up: all
    requires: {zh: 租户网络相互隔离。, en: Networks of tenants are isolated.}
    each: {list: architecture.networks}
    expect: {.isolated: {equals: true}}
    fix: {zh: 隔离。, en: Isolate them.}
    witnesses: [{status: satisfied, given: {architecture: {networks: [{id: a, isolated: true}]}}}]
"""


def region_files(folder: Path) -> Path:
    """Writes the descriptions, the file that names the units, and two profiles beside the folder."""
    inside = folder / "province"
    inside.mkdir(parents=True)
    inside.joinpath("region.yaml").write_text(_region(), "utf-8")
    for unit, above in _units():
        if unit != "county-12":
            inside.joinpath(f"{unit}.yaml").write_text(_description(unit, above), "utf-8")
    again = inside / "county-21.yaml"
    inside.joinpath("county-21-again.yaml").write_bytes(again.read_bytes())
    tiny = TINY.replace("severity: medium\n", "severity: medium\n    side: platform\n")
    folder.joinpath("tiny.yaml").write_text(tiny, "utf-8")
    folder.joinpath("second.yaml").write_text(SECOND, "utf-8")
    return inside


def region_result(folder: Path) -> Result:
    """What the region in a folder comes to."""
    profiles = load_profiles([str(folder / "tiny.yaml"), str(folder / "second.yaml")])
    ways = Ways(jobs=1, remember=False)
    return survey(folder / "province", (*profiles, *load_regional()), as_of=NOW, ways=ways)


def region_of(result: Result) -> Regional:
    """The region of a result that has one."""
    assert result.region is not None
    return result.region


def _units() -> list[tuple[str, str]]:
    """Every unit with the one above it."""
    cities = [(f"city-{one}", "province") for one in CITIES]
    return [("province", ""), *cities, *((f"county-{one}{two}", f"city-{one}") for one in CITIES for two in CITIES)]


def _region() -> str:
    units = [
        {"id": unit, "name": f"示例 {unit}", "level": unit.split("-")[0], **({"under": above} if above else {})}
        for unit, above in _units()
    ]
    named = {"id": "demo", "name": "示例省", "weighed_by": "常住人口（万人）"}
    lines = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in units)
    return f"schema: egov-region/0\nregion: {json.dumps(named, ensure_ascii=False)}\nunits: [\n  {lines}\n]\n"


def _description(unit: str, above: str) -> str:
    carried = unit in ("city-1", "county-11")
    platform = {
        "id": unit,
        "name": HOSTILE if unit == "county-22" else f"示例 {unit}",
        "level": unit.split("-")[0],
        **({"carried_by": above} if carried else {"operator": "甲公司"}),
    }
    assessment = {"level": 3, "valid_until": "2027-12-31", "verdict": "good"}
    security = {"protection_level": 3, "level_assessment": assessment}
    if not carried:
        security |= {"logs": {"kept": "90 天" if unit in ("province", "city-2") else "7 个月"}}
    networks = [{"id": "a", "isolated": True}, {"id": "b", "isolated": unit not in ("county-32", "city-3")}]
    claim = {"control": "logs_kept", "reason": "由承载平台负责", "claimed_by": "某局"}
    lines = [
        "schema: egov-platform/0",
        f"platform: {_typed(platform)}",
        f"security: {json.dumps(security, ensure_ascii=False)}",
        f"architecture: {json.dumps({'networks': networks})}",
        *([f"not_applicable: [{_typed(claim)}]"] if unit == "county-11" else []),
        *(["mobile: {nonsense: 1}"] if unit == "county-31" else []),
        *(["x_note: [未写完"] if unit == "county-13" else []),
    ]
    return "\n".join(lines) + "\n"


def _typed(value: object) -> str:
    """As JSON, what YAML does not let stand in a line written as it may be."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u202e", "\\u202e")
