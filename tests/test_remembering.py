"""Profiles from memory: the same answers with it, without it, and when it is damaged."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT

from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.assess.statuses import judge_of
from egov_cloud_std.cli import run
from egov_cloud_std.clock import parse_moment
from egov_cloud_std.document import read as read_document
from egov_cloud_std.platforms import describe
from egov_cloud_std.profiles import EVERY, Control, Profile
from egov_cloud_std.reports import render
from egov_cloud_std.run import check, load_profiles

COUNTY = str(ROOT / "examples" / "county" / "platform.yaml")


def report(capsys: pytest.CaptureFixture[str]) -> str:
    """The whole report of the county, as JSON."""
    run([COUNTY, "--format", "json", "--as-of", "2026-06-30"])
    return capsys.readouterr().out


def test_memory_changes_no_byte_of_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EGOV_CHECK_CACHE", "")
    without = report(capsys)
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path / "cache"))
    assert report(capsys) == without  # nothing is remembered yet
    assert list((tmp_path / "cache").glob("profile-*.json"))
    assert report(capsys) == without  # everything comes from memory


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00\xff", b"0" * 64 + b"\n{}"])
def test_a_damaged_entry_counts_as_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], damage: bytes
) -> None:
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path))
    whole = report(capsys)
    entries = {entry: entry.read_bytes() for entry in tmp_path.glob("profile-*.json")}
    for entry in entries:
        entry.write_bytes(damage)
    assert report(capsys) == whole
    assert {entry: entry.read_bytes() for entry in entries} == entries  # and it is made anew


def every_attribute(profiles: tuple[Profile, ...]) -> list[dict[str, object]]:
    """All that the controls say, their documents apart; conditions as they print, whose places serve mistakes alone."""
    asked = [name for name in Control.__match_args__ if name not in ("document", "silence")]
    return [
        {name: re.sub(r"written=\([^)]*\)", "", repr(getattr(one, name))) for name in asked}
        for profile in profiles
        for one in profile.controls
    ]


@pytest.fixture
def twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[tuple[Profile, ...], tuple[Profile, ...]]:
    """All shipped profiles as they are read, and as they are remembered."""
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path))
    return load_profiles([EVERY]), load_profiles([EVERY])


def test_a_remembered_control_says_what_the_profile_says(
    twice: tuple[tuple[Profile, ...], tuple[Profile, ...]],
) -> None:
    read, remembered = twice
    assert [one.digest for one in remembered] == [one.digest for one in read]
    assert every_attribute(remembered) == every_attribute(read)
    assert [one.place for profile in remembered for one in profile.controls] == [
        one.place for profile in read for one in profile.controls
    ]


@pytest.mark.parametrize("name", ["city", "county", "provincial-month"])
def test_a_remembered_profile_concludes_and_explains_as_a_read_one(
    twice: tuple[tuple[Profile, ...], tuple[Profile, ...]], name: str
) -> None:
    moment = parse_moment("2026-06-30")
    read, remembered = ("".join(render(check([ROOT / f"examples/{name}"], one, as_of=moment), "json")) for one in twice)
    assert remembered == read


def test_a_control_of_which_nothing_is_stated_says_what_it_would_say_if_it_were_asked(
    twice: tuple[tuple[Profile, ...], tuple[Profile, ...]],
) -> None:
    """What is passed over in silence concludes and reads as what is looked at."""
    platform = describe(read_document(b"schema: egov-platform/0\nplatform: {id: a, level: city}\n", "a.yaml"))
    moment = parse_moment("2026-06-30")
    assessment = assess_platform(twice[1], platform, moment)
    findings = Findings(assessment)
    silent = [one for one in assessment.conclusions if one.silence is not None and one.control.each is None]
    assert len(silent) > 100
    for conclusion in silent:
        (code,) = conclusion.codes
        assert code == judge_of(conclusion.control)(assessment.world.root, assessment.world)
        (said,) = findings.of(conclusion, {code})
        assert said == findings._finding(conclusion.control, (), code)


def test_nothing_is_read_of_a_control_about_which_and_whose_condition_nothing_is_stated(
    twice: tuple[tuple[Profile, ...], tuple[Profile, ...]],
) -> None:
    platform = describe(read_document(b"schema: egov-platform/0\nplatform: {id: a, level: city}\n", "a.yaml"))
    assessment = assess_platform(twice[1], platform, parse_moment("2026-06-30"))
    silences = [(one, one.control.silence) for one in assessment.conclusions if one.control.silence is not None]
    unasked = [one.control for one, silence in silences if one.silence is (silence.when or silence)]
    conditional = [one for one in unasked if one.silence is not None and one.silence.when is not None]
    assert len(unasked) > 200
    assert len(conditional) > 20
    for finding in Findings(assessment).gaps(questions=False):
        assert finding.status == "not_stated"
        assert [one.missing for one in finding.observations] != []
    assert [one.id for one in unasked if {"expect", "when", "requires"} & vars(one).keys()] == []


def test_two_processes_may_remember_at_once(tmp_path: Path) -> None:
    """Both answer alike, whoever comes first, and what they leave behind serves a third."""
    environment = os.environ | {"EGOV_CHECK_CACHE": str(tmp_path)}
    command = [sys.executable, "-m", "egov_cloud_std", COUNTY, "--format", "json", "--as-of", "2026-06-30"]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(4)]
    outputs = {one.communicate()[0] for one in running}
    assert len(outputs) == 1
    assert subprocess.run(command, env=environment, stdout=subprocess.PIPE, cwd=ROOT, check=False).stdout in outputs
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ".json"] == []
