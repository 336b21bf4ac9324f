"""Pins: while a profile is held at a version, a newer tool changes nothing. The test ships two versions of its own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import Command, Ran, command
from repository import ROOT
from samples import NOW

from egov_cloud_std.document import read_file
from egov_cloud_std.profiles import freeze, shipped
from egov_cloud_std.profiles.reading import digest_of
from egov_cloud_std.profiles.shipped import VERSIONS, known_names, shipped_path, version_of, versions_of
from egov_cloud_std.run import check, load_profiles
from egov_cloud_std.run.loading import NoSuchProfile, NoSuchVersion

tell = pytest.fixture(command)

OLD = """\
schema: egov-profile/0
profile: security
version: 0.1.0
title: {zh: 安全, en: Security}
thresholds:
  kept: {value: null, direction: at_least}
controls:
  - id: level_stated
    source: [{text: judgement}]
    duty: unread
    severity: high
    requires: {zh: 平台为二级及以上。, en: The platform is of level 2 or above.}
    expect: {security.protection_level: {at_least: 2}}
    fix: {zh: 重新定级。, en: Have it graded again.}
  - id: logs_kept
    source: [{text: judgement}]
    duty: unread
    severity: medium
    requires: {zh: 日志留存达到设定的期限。, en: Logs are kept for the time that was set.}
    expect: {security.logs.kept: {at_least: $kept}}
    fix: {zh: 延长留存期。, en: Keep them longer.}
"""
NEW = OLD.replace("0.1.0", "0.2.0").replace("at_least: 2", "at_least: 3").replace("level_stated", "level_three_stated")
OTHER = (
    OLD.replace("profile: security", "profile: service")
    .replace("level_stated", "other_level")
    .replace("logs_kept", "other_logs")
)
OTHER = OTHER.replace("security: {", "service: {")
HEAD = "schema: egov-platform/0\n"
BODY = "platform: {id: mine}\nsecurity: {protection_level: 2, logs: {kept: 6 months}}\n"
AS_OF = ("--as-of", "2026-06-30")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A tool of its own: its profiles stand in `profiles`, and it carries version 0.1.0 of security as it was issued."""
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "package")
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    folder = Path("profiles")
    (folder / "schemes").mkdir(parents=True)
    (folder / "security.yaml").write_text(OLD, "utf-8")
    (folder / "service.yaml").write_text(OTHER, "utf-8")
    (folder / "crosswalk.yaml").write_text("schema: egov-crosswalk/0\njoins: []\n", "utf-8")
    _forget()
    freeze.freeze("security")
    Path("plain.yaml").write_text(HEAD + BODY, "utf-8")
    Path("pinned.yaml").write_text(HEAD + "profile_version: {security: 0.1.0}\n" + BODY, "utf-8")
    yield folder
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    shipped.default_names.cache_clear()
    shipped.shipped_names.cache_clear()
    shipped.regional_names.cache_clear()


def renew(folder: Path) -> None:
    """A newer tool: its security asks something else."""
    (folder / "security.yaml").write_text(NEW, "utf-8")


def asked(ran: Ran) -> dict[str, str]:
    result = json.loads(ran.out)
    return {one["control"]: one["status"] for unit in result["units"] for one in unit["findings"]}


WAYS: dict[str, tuple[str, ...]] = {
    "command line": ("plain.yaml", "--profile-version", "security=0.1.0"),
    "description": ("pinned.yaml",),
    "settings": ("plain.yaml",),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("form", ["json", "text", "line"])
def test_while_pinned_a_newer_tool_changes_no_byte(project: Path, tell: Command, way: str, form: str) -> None:
    if way == "settings":
        Path("egov-check.toml").write_text('[profile_version]\nsecurity = "0.1.0"\n', "utf-8")
    arguments = (*WAYS[way], "--format", form, "--all", *AS_OF)
    before = tell(*arguments)
    renew(project)
    assert tell(*arguments) == before
    if form == "json":
        (profile,) = (one for one in json.loads(before.out)["profiles"] if one["name"] == "security")
        digest = digest_of(read_file("profiles/versions/security-0.1.0.yaml").data)  # type: ignore[arg-type]
        assert (profile["version"], profile["pinned"], profile["digest"]) == ("0.1.0", True, digest)
        assert asked(before)["level_stated"] == "satisfied"
    if form == "text":
        assert "security 0.1.0（已固定版本）" in before.out


def test_without_a_pin_the_current_version_is_asked(project: Path, tell: Command) -> None:
    renew(project)
    ran = tell("plain.yaml", "--format", "json", "--all", *AS_OF)
    assert asked(ran)["level_three_stated"] == "not_satisfied"
    assert "level_stated" not in asked(ran)
    assert [(one["version"], one["pinned"]) for one in json.loads(ran.out)["profiles"]] == [
        ("0.1.0", False),
        ("0.2.0", False),
    ]


def test_the_command_line_wins_over_the_description_and_that_over_the_settings(project: Path, tell: Command) -> None:
    renew(project)
    Path("egov-check.toml").write_text('[profile_version]\nsecurity = "0.2.0"\n', "utf-8")
    arguments = ("--format", "json", "--all", *AS_OF)
    assert "level_stated" in asked(tell("pinned.yaml", *arguments))
    assert "level_three_stated" in asked(tell("plain.yaml", *arguments))
    assert "level_three_stated" in asked(tell("pinned.yaml", "--profile-version", "security=0.2.0", *arguments))


def test_each_description_of_a_run_is_held_against_what_it_pins(project: Path, tell: Command) -> None:
    renew(project)
    ran = tell("plain.yaml", "pinned.yaml", "--format", "json", "--profile", "security", *AS_OF)
    result = json.loads(ran.out)
    assert [one["version"] for one in result["profiles"]] == ["0.2.0", "0.1.0"]
    assert [unit["profiles"][0]["version"] for unit in result["units"]] == ["0.2.0", "0.1.0"]
    assert [[one["control"] for one in unit["gaps"]] for unit in result["units"]] == [["level_three_stated"], []]
    assert tell("pinned.yaml", "--profile", "security", "--control", "level_three_stated", *AS_OF).code == 0


def test_waivers_and_baselines_go_by_what_was_pinned(project: Path, tell: Command) -> None:
    renew(project)
    bad = Path("pinned.yaml")
    bad.write_text(bad.read_text("utf-8").replace("protection_level: 2", "protection_level: 1"), "utf-8")
    base = tell("pinned.yaml", "--format", "json", *AS_OF)
    assert base.code == 1
    Path("base.json").write_text(base.out, "utf-8")
    assert tell("pinned.yaml", "--baseline", "base.json", *AS_OF).code == 0
    Path("w.yaml").write_text(
        "schema: egov-waivers/0\nwaivers:\n  - {control: level_stated, unit: mine, subject: platform, reason: 甲, approver: 乙, "
        "start: 2026-01-01, end: 2026-12-31}\n", "utf-8",
    )  # fmt: skip
    ran = tell("pinned.yaml", "--profile", "security", "--waivers", "w.yaml", "--lang", "en", *AS_OF)
    assert (ran.code, "is in none of the profiles" in ran.out) == (0, False)


# Pins of what is not there.


@pytest.mark.parametrize(
    "pin", ["security=0.3.0", "security=../security", "security=", "security", "=1", "securty=0.1.0"]
)
def test_the_command_line_names_what_there_is(project: Path, tell: Command, pin: str) -> None:
    ran = tell("plain.yaml", "--profile-version", pin, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    said = "There are: 0.1.0" if pin.startswith("security=") and pin != "security=" else "security"
    assert said in ran.err


def test_one_profile_has_one_version(project: Path, tell: Command) -> None:
    pins = ("--profile-version", "security=0.1.0", "--profile-version", "security=0.2.0")
    ran = tell("plain.yaml", *pins, "--lang", "en")
    assert (ran.code, "contradicts" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("pin", "says", "fix"),
    [
        ("{security: »0.3.0}", "there is no version 0.3.0 of security", "There are: 0.2.0, 0.1.0"),
        ("{»securty: 0.1.0}", "there is no profile named securty", "Did you mean security?"),
    ],
)
def test_a_description_that_pins_what_is_not_there_is_not_assessed(
    project: Path, tell: Command, pin: str, says: str, fix: str
) -> None:
    renew(project)
    line = f"profile_version: {pin}"
    Path("bad.yaml").write_text(f"{HEAD}{line.replace('»', '')}\n{BODY}", "utf-8")
    ran = tell("bad.yaml", "plain.yaml", "--lang", "en", *AS_OF)
    assert ran.code == 2
    assert f"bad.yaml:2:{line.index('»') + 1}: cannot read this file: {says}" in ran.out
    assert fix in ran.out
    assert "level_three_stated" in ran.out  # the other file is assessed


@pytest.mark.parametrize("value", ["3", "[security]", "{security: [a]}", "{security: {a: 1}}"])
def test_a_pin_of_another_shape_is_an_input_problem(project: Path, tell: Command, value: str) -> None:
    Path("bad.yaml").write_text(f"{HEAD}profile_version: {value}\n{BODY}", "utf-8")
    ran = tell("bad.yaml", "--lang", "en", *AS_OF)
    assert (ran.code, "bad.yaml:2:" in ran.out) == (2, True)


def test_empty_pins_pin_nothing(project: Path, tell: Command) -> None:
    plain = tell("plain.yaml", "--format", "line", *AS_OF)
    for value in ("", "{}", "{security: }"):
        Path("plain.yaml").write_text(f"{HEAD}profile_version: {value}\n{BODY}", "utf-8")
        assert tell("plain.yaml", "--format", "line", *AS_OF).code == plain.code


def test_settings_take_a_table_of_versions_only(project: Path, tell: Command) -> None:
    Path("egov-check.toml").write_text("profile_version = {security = 0.1}\n", "utf-8")
    ran = tell("plain.yaml", "--lang", "en")
    assert (ran.code, "profile_version" in ran.err) == (2, True)


# With overlays and with files.

OVER = """\
schema: egov-profile/0
profile: ours
title: {zh: 本省, en: Ours}
extends: security
thresholds:
  kept: {value: 12 months, source: [{text: judgement}]}
"""


def test_an_overlay_lies_over_the_pinned_version(project: Path, tell: Command) -> None:
    Path("over.yaml").write_text(OVER, "utf-8")
    arguments = ("--profile", "over.yaml", "--format", "json", "--all", *AS_OF)
    for way in (("plain.yaml", "--profile-version", "security=0.1.0"), ("pinned.yaml",)):
        (project / "security.yaml").write_text(OLD, "utf-8")
        before = tell(*way, *arguments)
        renew(project)
        assert tell(*way, *arguments) == before
        assert asked(before) == {"level_stated": "satisfied", "logs_kept": "not_satisfied"}
        (profile,) = json.loads(before.out)["profiles"]
        assert (profile["pinned"], [one["name"] for one in profile["overlays"]]) == (True, ["ours"])
    assert "level_three_stated" in asked(tell("plain.yaml", *arguments))
    shown = tell("profile", "show", "over.yaml", "--effective", "--profile-version", "security=0.1.0").out
    assert "# security 0.1.0 profiles/versions/security-0.1.0.yaml:" in shown


def test_a_profile_in_a_file_has_the_version_that_it_states(project: Path, tell: Command) -> None:
    Path("mine.yaml").write_text(OLD.replace("profile: security", "profile: mine"), "utf-8")
    assert tell("plain.yaml", "--profile", "mine.yaml", "--profile-version", "mine=0.1.0").code == 0
    ran = tell("plain.yaml", "--profile", "mine.yaml", "--profile-version", "mine=0.0.9", "--lang", "en")
    assert (ran.code, "mine.yaml:3:10: mine is pinned at version 0.0.9; this file is 0.1.0" in ran.err) == (2, True)
    Path("pinned.yaml").write_text(HEAD + "profile_version: {mine: 0.0.9}\n" + BODY, "utf-8")
    ran = tell("pinned.yaml", "--profile", "mine.yaml", "--lang", "en")
    assert (ran.code, "pinned.yaml:2:25:" in ran.out) == (2, True)


def test_a_file_of_the_same_name_is_not_taken_for_the_shipped_profile(project: Path, tell: Command) -> None:
    Path("own/profiles").mkdir(parents=True)
    Path("own/profiles/security.yaml").write_text(NEW, "utf-8")
    ran = tell("pinned.yaml", "--profile", "own/profiles/security.yaml", "--lang", "en")
    assert (ran.code, "this file is 0.2.0" in ran.out) == (2, True)


def test_a_shipped_file_that_is_named_by_its_path_has_the_version_that_it_states(project: Path, tell: Command) -> None:
    """It is shown by its place in the project, which is no path from here."""
    arguments = ("--profile", str(project / "security.yaml"), "--format", "json", *AS_OF)
    (profile,) = json.loads(tell("pinned.yaml", *arguments).out)["profiles"]
    assert (profile["version"], profile["pinned"]) == ("0.1.0", True)


SCHEME = OTHER.replace("profile: service", "profile: scheme").replace("other_", "scheme_").replace("安全", "他案")
JOINED = """\
schema: egov-crosswalk/0
joins:
  - {controls: [level_three_stated, scheme_level], relation: same_fact, strength: strong}
  - {controls: [logs_kept, scheme_logs], relation: same_fact, strength: strong}
"""


def test_explain_explains_the_pinned_version(project: Path, tell: Command) -> None:
    """What the crosswalk says of controls that only the current version has is left out."""
    renew(project)
    (project / "schemes/scheme.yaml").write_text(SCHEME, "utf-8")
    (project / "crosswalk.yaml").write_text(JOINED, "utf-8")
    _forget()
    now = tell("explain", "level_three_stated", "--lang", "en").out
    assert "See  profiles/security.yaml:" in now
    assert "scheme_level  (scheme)" in now
    assert "same fact" in now
    pin = ("--profile-version", "security=0.1.0", "--lang", "en")
    then = tell("explain", "level_stated", *pin).out
    assert "See  profiles/versions/security-0.1.0.yaml:" in then
    assert "same fact" not in then
    assert "scheme_logs  (scheme)" in tell("explain", "logs_kept", *pin).out
    assert tell("explain", "level_three_stated", *pin).code == 2


def test_a_pinned_description_is_joined_by_the_controls_of_its_versions(project: Path, tell: Command) -> None:
    (project / "schemes/scheme.yaml").write_text(SCHEME, "utf-8")
    (project / "crosswalk.yaml").write_text(JOINED.replace("level_three_stated", "level_stated"), "utf-8")
    renew(project)
    _forget()
    arguments = ("--profile", "all", "--format", "json", "--all", *AS_OF)
    (unit,) = json.loads(tell("pinned.yaml", *arguments).out)["units"]
    related = {one["control"]: [beside["control"] for beside in one["related"]] for one in unit["findings"]}
    assert related["level_stated"] == ["scheme_level"]
    (unit,) = json.loads(tell("plain.yaml", *arguments).out)["units"]
    assert not [one for one in unit["findings"] if one["control"] == "scheme_level" and one["related"]]


def test_the_library_pins_too(project: Path) -> None:
    renew(project)
    (one,) = load_profiles(["security"], {"security": "0.1.0"})
    assert (one.version, one.pinned, one.controls[0].id) == ("0.1.0", True, "level_stated")
    result = check(["plain.yaml"], profile_versions={"security": "0.1.0"}, as_of=NOW)
    assert {one.name: one.version for one in result.profiles} == {"security": "0.1.0", "service": "0.1.0"}
    result = check(["pinned.yaml"], load_profiles(["security"]), profile_versions={"security": "0.2.0"}, as_of=NOW)
    assert result.profiles[0].version == "0.2.0"
    with pytest.raises(NoSuchVersion):
        load_profiles(["security"], {"security": "9"})
    with pytest.raises(NoSuchProfile):
        load_profiles(["security"], {"else": "9"})


# Freezing.


def test_a_version_is_frozen_once_and_byte_for_byte(project: Path) -> None:
    path = project / VERSIONS / "security-0.1.0.yaml"
    assert path.read_bytes() == (project / "security.yaml").read_bytes()
    (project / "security.yaml").write_text("# 注释\n" + OLD, "utf-8")
    assert freeze.freeze("security").read_text("utf-8") == OLD  # what it asks is the same
    (project / "security.yaml").write_text(OLD.replace("at_least: 2", "at_least: 3"), "utf-8")
    with pytest.raises(freeze.NotFrozen, match=r"raise its version first"):
        freeze.freeze("security")
    renew(project)
    freeze.main([])
    assert sorted(one.name for one in path.parent.iterdir()) == [
        "security-0.1.0.yaml",
        "security-0.2.0.yaml",
        "service-0.1.0.yaml",
    ]
    with pytest.raises(SystemExit, match="no profile named securty"):
        freeze.main(["securty"])


@pytest.mark.parametrize("name", known_names())
def test_every_shipped_profile_states_its_version_where_it_is_looked_for(name: str) -> None:
    (profile,) = load_profiles([name])
    assert version_of(shipped_path(name)) == profile.version
    assert profile.version in versions_of(name)


@pytest.mark.parametrize("path", sorted((ROOT / "profiles" / VERSIONS).glob("*.yaml")), ids=lambda path: path.stem)
def test_a_frozen_version_is_what_its_name_says_and_the_current_one_is_not_changed_behind_it(path: Path) -> None:
    data = read_file(path).data
    assert isinstance(data, dict)
    name, version = str(data["profile"]), version_of(path)
    assert path.stem == f"{name}-{version}"
    assert load_profiles([str(path)])
    current = shipped_path(name)
    if current.exists() and version_of(current) == version:
        asked_now = read_file(current).data
        assert isinstance(asked_now, dict)
        assert digest_of(asked_now) == digest_of(data), f"raise the version in {current.name}: {version} is frozen"
