"""Tiny regions for tests: three controls, one of each side, and units of a few lines."""

from collections.abc import Mapping
from pathlib import Path

from egov_cloud_std import Profile, Regional, Result, clock, survey
from egov_cloud_std.document import read
from egov_cloud_std.platforms import record
from egov_cloud_std.profiles import read_profile
from egov_cloud_std.region.survey import Ways

CONTROL = """\
  - id: {name}
    source: [{{text: judgement}}]
    duty: unread
    severity: {severity}
    side: {side}
    requires: {{zh: 要求。, en: A requirement.}}
    expect: {{{expect}}}
    fix: {{zh: 改正。, en: Put it right.}}
    witnesses: [{{status: not_stated, given: {{}}}}]
"""
SMALL = "schema: egov-profile/0\nprofile: small\nversion: 0.1.0\ntitle: {zh: 小标准, en: Small}\ncontrols:\n" + "".join(
    CONTROL.format(name=name, severity=severity, side=side, expect=expect)
    for name, severity, side, expect in (
        ("rooms", "high", "platform", "testing.level_assessment.findings_open: {at_most: 0}"),
        ("logs", "high", "shared", "security.logs.kept: {at_least: 6 months}"),
        ("operator", "high", "tenant", "platform.operator: {equals: 甲公司}"),
    )
)
GOOD = {"rooms": "0", "logs": "6 months", "operator": "甲公司"}
BAD = {"rooms": "3", "logs": "90 天", "operator": "乙公司"}
REPORT = "level: 3, valid_until: 2027-12-31, verdict: good"
LAST_DAY = "2026-06-30"


def small() -> Profile:
    """The profile."""
    found, problems = read_profile(read(SMALL.encode(), "small.yaml"), record())
    assert found is not None
    assert problems == ()
    return found


def unit(
    name: str,
    by: str = "",
    *,
    level: str = "county",
    code: str = "",
    report: str = "",
    grade: int | None = 2,
    claims: str = "",
    more: str = "",
    **states: str,
) -> str:
    """A description. `states` says `good` or `bad` of controls; the others are not stated."""
    said = {control: {"good": GOOD, "bad": BAD}[how][control] for control, how in states.items()}
    facts = [f"id: {name}", f"level: {level}"]
    facts += [f'division_code: "{code}"'] if code else []
    facts += [f"carried_by: {by}"] if by else []
    facts += [f"operator: {said['operator']}"] if "operator" in said else []
    security = [f"protection_level: {grade}"] if grade is not None else []
    security += [f"level_assessment: {{{report}}}"] if report else []
    security += [f"logs: {{kept: {said['logs']}}}"] if "logs" in said else []
    lines = [
        "schema: egov-platform/0",
        f"platform: {{{', '.join(facts)}}}",
        f"security: {{{', '.join(security)}}}" if security else "",
        f"testing: {{level_assessment: {{findings_open: {said['rooms']}}}}}" if "rooms" in said else "",
        f"not_applicable: [{{control: {claims}, reason: 由平台负责}}]" if claims else "",
        more,
    ]
    return "\n".join(line for line in lines if line) + "\n"


def region_file(*units: str, head: str = "region: {id: demo, name: 示例省}") -> str:
    """A `region.yaml`."""
    return f"schema: egov-region/0\n{head}\nunits:\n" + "".join(f"  - {{{one}}}\n" for one in units)


def written(folder: Path, texts: Mapping[str, str]) -> Path:
    """A folder with these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def surveyed(folder: Path, texts: Mapping[str, str], as_of: str = LAST_DAY) -> Result:
    """What a region of these files comes to."""
    ways = Ways(jobs=1, remember=False)
    return survey(written(folder, texts), (small(),), as_of=clock.parse_moment(as_of), ways=ways)


def region_of(folder: Path, texts: Mapping[str, str], as_of: str = LAST_DAY) -> Regional:
    """The same, its region."""
    found = surveyed(folder, texts, as_of).region
    assert found is not None
    return found


def statuses(region: Regional, name: str) -> dict[str, str]:
    """What a unit comes to, control by control."""
    return {control: region.part(name, control).status for control in GOOD}
