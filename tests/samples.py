"""Small profiles and descriptions for tests, read the way real ones are."""

import json
from collections.abc import Mapping
from datetime import datetime
from textwrap import dedent, indent
from typing import Any

from egov_cloud_std import clock
from egov_cloud_std.assess import Assessment, Finding, assess_platform
from egov_cloud_std.assess.assessment import Facts
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.checks import Reader, Subject, World, read_condition
from egov_cloud_std.document import Problem, read
from egov_cloud_std.platforms import Platform, describe, record
from egov_cloud_std.profiles import Control, Profile, read_profile
from egov_cloud_std.wording import Reading
from egov_cloud_std.words import Text

NOW = clock.parse_moment("2026-06-30T12:00:00+08:00")
HEAD = """\
schema: egov-profile/0
profile: sample
version: 0.1.0
title: {zh: 样例, en: Sample}
sources:
  book: {title: {zh: 某文件, en: A document}}
"""
CONTROL = """\
id: sample
source: [{text: judgement}]
duty: unread
severity: medium
requires: {zh: 样例要求。, en: A requirement.}
fix: {zh: 整改。, en: Put it right.}
"""


def described(text: str, name: str = "platform.yaml") -> Platform:
    """The platform that a text describes; nothing may be wrong with it."""
    found = describe(read(text.encode(), name))
    assert [one.says.en for one in found.problems] == []
    return found


def platform(**sections: object) -> Platform:
    """The platform with these sections."""
    more = sections.pop("platform", None)
    facts = {"id": "p"} | (more if isinstance(more, dict) else {})
    return described(json.dumps({"schema": "egov-platform/0", "platform": facts, **sections}), "platform.json")


def profile_text(*controls: str, thresholds: str = "") -> str:
    """A profile with these controls, each written without what every control has."""
    entries = []
    for control in controls:
        own = dedent(control)
        keys = {line.split(":")[0] for line in own.splitlines()}
        common = [line for line in CONTROL.splitlines() if line.split(":")[0] not in keys]
        body = indent("\n".join(common) + "\n" + own.strip("\n"), "    ")
        entries.append("  - " + body.lstrip() + "\n")
    given = f"thresholds:\n{indent(dedent(thresholds).strip(), '  ')}\n" if thresholds else ""
    return HEAD + given + "controls:\n" + "".join(entries)


def problems_of(text: str) -> tuple[Problem, ...]:
    """What is wrong with a profile."""
    return read_profile(read(text.encode(), "profile.yaml"), record())[1]


def profile(*controls: str, thresholds: str = "") -> Profile:
    """The same profile, read; nothing may be wrong with it."""
    found, problems = read_profile(
        read(profile_text(*controls, thresholds=thresholds).encode(), "profile.yaml"), record()
    )
    assert [one.says.en for one in problems] == []
    assert found is not None
    return found


def control(text: str, thresholds: str = "") -> Control:
    """One control, read."""
    return profile(text, thresholds=thresholds).controls[0]


def assessed(
    of: Platform, *controls: str, thresholds: str = "", as_of: datetime = NOW, facts: Facts = ()
) -> Assessment:
    """A platform held against these controls."""
    return assess_platform([profile(*controls, thresholds=thresholds)], of, as_of, facts)


def conclude(text: str, of: Platform, thresholds: str = "", as_of: datetime = NOW, facts: Facts = ()) -> str:
    """The status of one control for one platform."""
    return assessed(of, text, thresholds=thresholds, as_of=as_of, facts=facts).conclusions[0].status


def findings(of: Platform, *controls: str, thresholds: str = "", as_of: datetime = NOW) -> list[Finding]:
    """Everything that was found."""
    return list(Findings(assessed(of, *controls, thresholds=thresholds, as_of=as_of)).all())


def statuses(of: Platform, *controls: str, thresholds: str = "") -> dict[str, str]:
    """The status of each subject, by its identity path."""
    return {one.subject: one.status for one in findings(of, *controls, thresholds=thresholds)}


def verdict(
    condition: Mapping[str, Any],
    of: Platform,
    *,
    subject: tuple[str | int, ...] = (),
    over: str = "",
    as_of: datetime = NOW,
    named: str = "sample",
    artefacts: Mapping[str, Text | None] | None = None,
    readings: Mapping[str, Reading] | None = None,
) -> bool | None:
    """Whether a condition holds; of one item of the list `over` where there is a subject."""
    reader = Reader(record(), [], control=named)
    if over:
        reader = reader.of_subjects(reader.list_route(over, ()).record)
    found = read_condition(read(json.dumps(condition).encode(), "condition", form="json").data, (), reader)
    assert [one.says.en for one in reader.mistakes] == []
    item: Any = of.data
    for step in subject:
        item = item[step]
    world = World(of.data, as_of, artefacts, readings)
    return world.test(found)(Subject(item, subject).item, world)
