"""Profiles from memory: the same answers with it, without it, and when it is damaged."""

from pathlib import Path

import pytest
from repository import ROOT

from egov_cloud_std.cli import run

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
