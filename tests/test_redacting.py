"""`--redact`: what is sensitive reaches no format."""

import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest
from command import AS_OF, Command, command

from egov_cloud_std import formats
from egov_cloud_std.assess.redacting import is_sensitive
from egov_cloud_std.platforms import record
from egov_cloud_std.shapes import Record

SECRET = "绝密数字七七四三"
NUMBER = "774399"
COUNT_ALONE = ("prometheus", "notice")  # quote no value of this description
PLANTED = f"""\
schema: egov-platform/0
platform: {{id: planted, name: 示例平台, level: city, operator: 甲公司}}
security:
  protection_level: 3
  vulnerabilities: {{report: {SECRET}, found: {NUMBER}, fixed: 1, open: {NUMBER}, high_open: {NUMBER}}}
  logs: {{kept: 90 天}}  # {SECRET}
testing:
  rectifications:
    - {{id: r1, problem: {SECRET}, state: open, due: 2020-01-01, leader: {SECRET}}}
  application_tests: [{{id: t1, findings: {SECRET}}}]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "planted.yaml").write_text(PLANTED, "utf-8")
    return tmp_path


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return command(capsys, monkeypatch)


def unpacked(data: bytes) -> bytes:
    """Everything that stands in a file: of Word and Excel files their parts, of PDF its streams too."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return b"\0".join(parts.read(name) for name in parts.namelist())
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL) if data.startswith(b"%PDF") else []
    return b"\0".join((data, *(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x")))


@pytest.mark.parametrize("form", [one for one in formats() if one != "pdf" and one not in COUNT_ALONE])
def test_the_search_finds_a_secret_that_is_there(here: Path, tell: Command, form: str) -> None:
    """Or the tests below would pass whatever is written. PDF holds glyphs, not text: there its text is looked at apart."""
    file = here / f"report.{form}"
    tell("planted.yaml", *AS_OF, "--all", "--format", f"{form}={file}", "--profile", "all")
    data = unpacked(file.read_bytes())
    assert SECRET.encode() in data or NUMBER.encode() in data


@pytest.mark.parametrize("form", formats())
def test_planted_secrets_are_in_no_byte_of_a_redacted_report(here: Path, tell: Command, form: str) -> None:
    file = here / f"report.{form}"
    tell("planted.yaml", *AS_OF, "--all", "--redact", "--format", f"{form}={file}", "--profile", "all")
    data = unpacked(file.read_bytes())
    assert data
    assert SECRET.encode() not in data
    assert NUMBER.encode() not in data
    assert SECRET.encode("utf-16-le") not in data


@pytest.mark.parametrize("form", formats())
def test_planted_secrets_are_in_no_byte_of_a_redacted_report_of_a_region(here: Path, tell: Command, form: str) -> None:
    (here / "units").mkdir()
    for unit in ("a", "b"):
        (here / "units" / f"{unit}.yaml").write_text(PLANTED.replace("id: planted", f"id: {unit}"), "utf-8")
    (here / "units" / "c.yaml").write_text(f"schema: egov-platform/0\nplatform: {{id: c, name: {SECRET}\n", "utf-8")
    file = here / f"report.{form}"
    tell("units", *AS_OF, "--all", "--redact", "--no-cache", "--format", f"{form}={file}")
    data = unpacked(file.read_bytes())
    assert data
    assert SECRET.encode() not in data
    assert NUMBER.encode() not in data


def test_secrets_are_there_unless_they_are_taken_out(here: Path, tell: Command) -> None:
    plain = tell("planted.yaml", *AS_OF, "--all", "--format", "json", "--profile", "all").out
    assert SECRET in plain
    assert NUMBER in plain


def test_redacting_changes_no_count_and_no_place(here: Path, tell: Command) -> None:
    import json

    plain, without = (
        json.loads(tell("planted.yaml", *AS_OF, "--format", "json", *more).out)["units"][0]
        for more in ((), ("--redact",))
    )
    for name in ("counts", "score"):
        assert plain[name] == without[name]
    assert [one["location"] for one in plain["gaps"]] == [one["location"] for one in without["gaps"]]
    assert [one["fingerprint"] for one in plain["gaps"]] == [one["fingerprint"] for one in without["gaps"]]


def sensitive_places(of: Record, at: str, depth: int = 0) -> list[str]:
    found = []
    for name, field in of.fields.items():
        path = f"{at}.{name}" if at else name
        if field.care == "sensitive":
            found.append(path)
        if field.record is not None and depth < 6:
            found += sensitive_places(field.record, path + ("[x]" if field.kind == "list" else ""), depth + 1)
    return found


def test_every_sensitive_field_of_the_model_is_taken_out_wherever_it_stands() -> None:
    places = sensitive_places(record(), "")
    assert len(places) > 5
    assert all(is_sensitive(one) for one in places)


@pytest.mark.parametrize(
    ("place", "hidden"),
    [
        ("security.protection_level", False),
        ("platform.name", False),
        ("units[a].carrier.security.level_assessment.level", False),
        ("figures[a/b].value", False),
        ("testing.rectifications[r1].problem", True),
        ("testing.rectifications[a.b].c].problem", True),
        ("no.such.place", True),
        ("", True),
    ],
)
def test_place_that_leads_nowhere_is_taken_for_sensitive(place: str, hidden: bool) -> None:
    assert is_sensitive(place) is hidden
