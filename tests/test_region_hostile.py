"""Regions from hostile or careless hands: a message that says what and where, and nothing that people wrote is lost."""

import errno
import os
import sys
from pathlib import Path

import pytest
from command import AS_OF, TINY, Command, command
from hypothesis import given
from hypothesis import strategies as st

from egov_cloud_std import formats
from egov_cloud_std.document import read
from egov_cloud_std.region.circles import circles, told
from egov_cloud_std.region.told import exact
from egov_cloud_std.run.checking import find

UNIT = "schema: egov-platform/0\nplatform: {{id: {unit}, level: county}}\nsecurity: {{protection_level: 3}}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "tiny.yaml").write_text(TINY, "utf-8")
    (tmp_path / "units").mkdir()
    for unit in ("a", "b"):
        (tmp_path / "units" / f"{unit}.yaml").write_text(UNIT.format(unit=unit), "utf-8")
    return tmp_path


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return command(capsys, monkeypatch)


ASKED = ("units", "--profile", "tiny.yaml", *AS_OF)


def listed(here: Path, units: str) -> None:
    (here / "units" / "region.yaml").write_text(
        f"schema: egov-region/0\nregion: {{id: x, name: 某省}}\nunits: {units}\n", "utf-8"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_description_without_an_identity_is_told_as_nobodys(here: Path, tell: Command, lang: str) -> None:
    (here / "units" / "c.yaml").write_text("schema: egov-platform/0\nplatform: {name: 某平台}\n", "utf-8")
    (here / "units" / "d.yaml").write_text('schema: egov-platform/0\nplatform: {id: ""}\n', "utf-8")
    ran = tell(*ASKED, "--lang", lang)
    assert ran.code == 2
    for name in ("c.yaml", "d.yaml"):
        assert f"units/{name}:2:" in ran.out
    assert ("platform.id" in ran.out, "unreadable, of no known unit" in ran.out) == (True, lang == "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("before", [(), ("forecast", "90d")])
def test_a_folder_that_cannot_be_looked_into_is_told_and_not_passed_over(
    here: Path, tell: Command, monkeypatch: pytest.MonkeyPatch, lang: str, before: tuple[str, ...]
) -> None:
    (here / "units" / "closed").mkdir()
    real = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    ran = tell(*before, *ASKED, "--lang", lang)
    assert ran.code == 2
    assert "units/closed" in ran.out
    assert {"zh": "没有读取权限", "en": "Reading is not permitted"}[lang] in ran.out
    (here / "units" / "b.yaml").unlink()  # one description is no region
    assert {"zh": "没有读取权限", "en": "Reading is not permitted"}[lang] in tell(*before, *ASKED, "--lang", lang).out


@pytest.mark.parametrize("units", ["[]", "{none: true}", "7", '[{id: ""}]', "null"])
@pytest.mark.parametrize("form", [one for one in formats() if one not in ("pdf", "word", "notice", "excel")])
def test_a_region_of_nobody_ends_in_words(here: Path, tell: Command, units: str, form: str) -> None:
    listed(here, units)
    for file in (here / "units").glob("?.yaml"):
        file.unlink()
    assert tell(*ASKED, "--format", form).code == 2


def test_units_may_stand_as_deep_as_somebody_writes_them(here: Path, tell: Command) -> None:
    listed(here, "[" + ", ".join(f"{{id: u{n}, under: u{n + 1}}}" for n in range(1_200)) + ", {id: u1200}]")
    ran = tell(*ASKED, "--lang", "en")
    assert "submission: 1203 units expected: 2 received" in ran.out
    assert "not sent  u1200  units/region.yaml:3:" in ran.out


def test_a_unit_above_itself_is_a_circle_and_not_absent(here: Path, tell: Command) -> None:
    listed(here, "[{id: a, under: a}, {id: b}]")
    said = tell(*ASKED, "--lang", "en").out
    assert "in a circle: a (units/region.yaml:3) → a (units/region.yaml:3)" in said
    assert "a, the unit above" not in said


@given(up=st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghi")))
def test_every_circle_is_found_once_and_nothing_else_is_one(up: dict[str, str]) -> None:
    found = list(circles(up))
    for circle in found:
        assert [up[one] for one in circle] == [*circle[1:], circle[0]]
        assert circle[0] == min(circle)
    inside = [one for circle in found for one in circle]
    assert len(inside) == len({*inside})
    for one in {*up} - {*inside}:
        at = up[one]
        for _ in up:
            assert at != one
            at = up.get(at, "")


def test_a_long_circle_is_told_by_its_beginning() -> None:
    assert told(tuple(f"u{n}" for n in range(3_000))).endswith("u7 → … → u0")


@pytest.mark.parametrize("text", ["1e999999999", "-1", "1/0x", " 1", "9" * 5_000, "", "1.5"])
def test_a_number_that_takes_long_to_work_out_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="exact share"):
        exact(text)


def test_a_hostile_weight_in_a_result_is_refused_at_once(here: Path, tell: Command) -> None:
    listed(here, "[{id: a, weight: 3}, {id: b}]")
    tell(*ASKED, "--format", "json=r.json")
    text = (here / "r.json").read_text("utf-8")
    assert '"weight":"3"' in text
    (here / "r.json").write_text(text.replace('"weight":"3"', '"weight":"1e999999999"'), "utf-8")
    assert tell("merge", "r.json", "--profile", "tiny.yaml").code == 2


@pytest.mark.parametrize("name", ["region.yaml", "a.yaml"])
def test_a_report_is_never_written_over_what_a_region_is_read_from(here: Path, tell: Command, name: str) -> None:
    listed(here, "[{id: a}, {id: b}]")
    before = (here / "units" / name).read_bytes()
    for where in (("--format", f"json=units/{name}"), ("--format", "json", "--output", f"units/{name}")):
        assert tell(*ASKED, *where).code == 2
    assert (here / "units" / name).read_bytes() == before
    tell(*ASKED, "--format", "json=units/result.json")
    assert (here / "units" / "result.json").is_file()


def test_an_earlier_result_and_a_region_file_are_never_written_over(here: Path, tell: Command) -> None:
    listed(here, "[{id: a}, {id: b}]")
    tell(*ASKED, "--format", "json=r.json")
    before = (here / "r.json").read_bytes()
    assert tell(*ASKED, "--earlier", "r.json", "--format", "json=r.json").code == 2
    assert tell("merge", "r.json", "--profile", "tiny.yaml", "--format", "text=r.json").code == 2
    assert (here / "r.json").read_bytes() == before


@pytest.mark.parametrize("name", ["台账.xlsx", "报告.docx"])
def test_a_file_in_which_people_go_on_writing_is_not_written_over(here: Path, tell: Command, name: str) -> None:
    (here / name).write_bytes(b"typed by people")
    ran = tell(*ASKED, "--format", f"json={name}", "--lang", "en")
    assert (ran.code, "people may have written in it" in ran.err) == (2, True)
    assert (here / name).read_bytes() == b"typed by people"


def test_reports_in_the_folder_of_a_region_are_no_descriptions(here: Path, tell: Command) -> None:
    pytest.importorskip("xlsxwriter")
    (here / "units" / "c.yaml").write_text(UNIT.format(unit="c") + "extra: 1\n", "utf-8")
    for form, file in (("excel", "r.xlsx"), ("csv", "r.csv"), ("json", "r.json"), ("markdown", "r.md")):
        tell("units", *AS_OF, "--format", f"{form}=units/{file}")
        assert (here / "units" / file).is_file()
    assert [file.name for file, _ in find([here / "units"]).files] == ["a.yaml", "b.yaml", "c.yaml"]


@pytest.mark.parametrize("option", [("--shard", "1/2"), ("--earlier", "r.json")])
def test_what_only_a_region_can_be_asked_is_not_left_out_in_silence(
    here: Path, tell: Command, option: tuple[str, str]
) -> None:
    ran = tell("units/a.yaml", "--profile", "tiny.yaml", *option, "--lang", "en")
    assert (ran.code, f"{option[0]} is for regions" in ran.err) == (2, True)


def test_a_key_is_never_written_over_by_its_signature(here: Path, tell: Command) -> None:
    pytest.importorskip("cryptography")
    (here / "key.pem").write_text("a key", "utf-8")
    (here / "r.json").write_text("{}", "utf-8")
    for target in ("key.pem", "r.json"):
        assert tell("sign", "r.json", "--key", "key.pem", "--output", target).code == 2
    assert ((here / "key.pem").read_text("utf-8"), (here / "r.json").read_text("utf-8")) == ("a key", "{}")


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
@pytest.mark.parametrize("form", [one for one in formats() if one not in ("pdf", "word", "notice", "excel")])
def test_a_file_whose_name_is_in_another_encoding_is_told_in_every_format(here: Path, tell: Command, form: str) -> None:
    """Archives from elsewhere hold names in GBK. Whatever is written is text, and can be read again."""
    named = os.fsdecode("县.yaml".encode("gbk"))
    (here / "units" / "b.yaml").rename(here / "units" / named)
    out = here / "out"
    assert tell(*ASKED, "--format", f"{form}={out}").code in (1, 2, 3)
    text = out.read_text("utf-8")
    if text[0] in "{[":
        assert read(text.encode(), "out.json").data  # which refuses half characters
    if form == "json":
        assert r"units/\\udccf" in text
        assert tell("diff", out, out).code == 0
        assert tell("merge", out, "--profile", "tiny.yaml").code in (1, 2, 3)
