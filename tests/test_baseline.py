"""A baseline: only gaps that are new fail a run; what is gone is called stale; no status and no score changes."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import AS_OF, BAD, GOOD, OPEN, TINY, Command, command
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from samples import NOW, platform, profile

from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.baseline import Baseline, Known, read_baseline
from egov_cloud_std.assess.findings import fingerprint_of
from egov_cloud_std.document import Unreadable, read
from egov_cloud_std.frozen import replace
from egov_cloud_std.reports._schema import result_schema
from egov_cloud_std.run import check, load_baseline, load_profiles
from egov_cloud_std.run.excusing import Excusing

tell = pytest.fixture(command)
WORSE = BAD.replace("protection_level: 3", "protection_level: 2")
TINY_ONLY = ("--profile", "tiny.yaml", *AS_OF)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Descriptions, and a baseline of the bad one."""
    for name, text in {"tiny": TINY, "good": GOOD, "bad": BAD, "open": OPEN, "worse": WORSE}.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def based_on(tell: Command, name: str, into: str = "base.json", *more: str) -> dict[str, Any]:
    tell(name, *TINY_ONLY, "--format", "json", "--output", into, *more)
    found: dict[str, Any] = json.loads(Path(into).read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    ("before", "after", "code", "known", "new", "stale"),
    [
        ("bad", "bad", 0, 1, 0, 0),
        ("bad", "worse", 1, 1, 1, 0),
        ("bad", "good", 0, 0, 0, 1),
        ("worse", "bad", 0, 1, 0, 1),
        ("good", "bad", 1, 0, 1, 0),
        ("good", "good", 0, 0, 0, 0),
        ("open", "open", 0, 1, 0, 0),
        ("bad", "open", 0, 1, 0, 0),  # the same gap: what is not stated is not new
        ("good", "open", 3, 0, 1, 0),
    ],
)
def test_a_run_fails_on_new_gaps_only(
    here: Path, tell: Command, before: str, after: str, code: int, known: int, new: int, stale: int
) -> None:
    based_on(tell, f"{before}.yaml")
    ran = tell(f"{after}.yaml", *TINY_ONLY, "--baseline", "base.json", "--lang", "en")
    assert ran.code == code
    assert f"{known} known gaps passed over, {new} new, {stale} stale" in ran.out


def test_what_is_stale_is_named_in_both_languages(here: Path, tell: Command) -> None:
    based_on(tell, "bad.yaml")
    english = tell("good.yaml", *TINY_ONLY, "--baseline", "base.json", "--lang", "en").out
    chinese = tell("good.yaml", *TINY_ONLY, "--baseline", "base.json", "--lang", "zh").out
    assert "stale logs_kept: mine, the platform" in english
    assert "已消除 logs_kept：mine，整个平台" in chinese


def test_statuses_and_scores_are_those_without_a_baseline(here: Path, tell: Command) -> None:
    based_on(tell, "bad.yaml")
    bare = based_on(tell, "worse.yaml", "bare.json", "--all")
    found = based_on(tell, "worse.yaml", "found.json", "--all", "--baseline", "base.json")
    Draft202012Validator(result_schema()).validate(found)
    assert bare["baseline"] is None
    kept = {key: found["baseline"][key] for key in ("file", "as_of", "known", "new", "stale")}
    assert kept == {"file": "base.json", "as_of": "2026-06-30T00:00:00+08:00", "known": 1, "new": 1, "stale": []}
    known = [one.pop("known") for one in found["units"][0]["gaps"]]
    assert known == [False, True]
    for unit in (*bare["units"], *found["units"]):
        for part in ("gaps", "questions", "findings"):
            for one in unit[part]:
                one.pop("known", None)
    assert found["units"] == bare["units"]


def test_lines_and_order_are_no_part_of_what_is_known(here: Path, tell: Command) -> None:
    based_on(tell, "bad.yaml")
    moved = "# a comment\n\n" + BAD.replace(
        "{protection_level: 3, logs: {kept: 90 天}}", "{logs: {kept: 30 天}, protection_level: 3}"
    )
    (here / "bad.yaml").write_text(moved, "utf-8")
    assert tell("bad.yaml", *TINY_ONLY, "--baseline", "base.json").code == 0


def test_what_a_run_does_not_look_at_is_not_stale(here: Path, tell: Command) -> None:
    (here / "other.yaml").write_text(BAD.replace("id: mine", "id: other"), "utf-8")
    tell("worse.yaml", "other.yaml", *TINY_ONLY, "--format", "json", "--output", "base.json")
    ran = tell("worse.yaml", *TINY_ONLY, "--control", "level_stated", "--baseline", "base.json", "--lang", "en")
    assert "1 known gaps passed over, 0 new, 0 stale" in ran.out


def test_settings_name_a_baseline_that_stands_beside_them(here: Path, tell: Command) -> None:
    based_on(tell, "bad.yaml")
    (here / "egov-check.toml").write_text('profile = "tiny.yaml"\nbaseline = "base.json"\n', "utf-8")
    assert tell("bad.yaml", *AS_OF).code == 0


def test_a_report_is_not_written_over_its_baseline(here: Path, tell: Command) -> None:
    before = based_on(tell, "bad.yaml")
    ran = tell("good.yaml", *TINY_ONLY, "--baseline", "base.json", "--format", "json", "--output", "base.json")
    assert ran.code == 2
    assert json.loads((here / "base.json").read_text("utf-8")) == before


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schema: egov-platform/0\n", "base.json:1:"),
        ('{"schema": "egov-result/9"}', "base.json:1:12"),
        ("[]", "base.json"),
        ('{"schema": "egov-result/0"}', "base.json"),
        ('{"schema": "egov-result/0", "as_of": "x", "units": 3}', "base.json:1:52"),
        ('{"schema": "egov-result/0", "as_of": "x", "units": [{}]}', "base.json:1:53"),
        ('{"schema": "egov-result/0", "as_of": "x",\n "units": [{"gaps": [3]}]}', "base.json:2:22"),
        ('{"schema": "egov-result/0", "as_of": "x",\n "units": [{"gaps": [{"control": "a"}]}]}', "base.json:2:22"),
        ("", "base.json"),
    ],
)
def test_an_unusable_baseline_ends_the_run_at_its_place(here: Path, tell: Command, text: str, place: str) -> None:
    (here / "base.json").write_text(text, "utf-8")
    ran = tell("bad.yaml", *TINY_ONLY, "--baseline", "base.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(place)


def test_a_baseline_that_is_not_there_ends_the_run(here: Path, tell: Command) -> None:
    assert tell("bad.yaml", *TINY_ONLY, "--baseline", "none.json").code == 2


def test_the_library_takes_a_baseline_as_data(here: Path, tell: Command) -> None:
    based_on(tell, "bad.yaml")
    result = check(["bad.yaml"], load_profiles(["tiny.yaml"]), as_of=NOW, baseline=load_baseline("base.json"))
    assert [one.known for one in result.units[0].gaps()] == [True]
    assert result.compared is not None
    assert (result.compared.known, result.compared.new) == (1, 0)


def test_reading_names_the_file_its_moment_and_its_gaps() -> None:
    gap = {"fingerprint": "f", "control": "c", "unit": "u", "subject": "", "status": "not_satisfied"}
    data = {"schema": "egov-result/0", "as_of": "2026-01-01", "units": [{"gaps": [gap]}, {"gaps": []}]}
    found = read_baseline(read(json.dumps(data).encode(), "b.json"))
    assert (found.file, found.as_of, found.gaps) == ("b.json", "2026-01-01", (Known("f", "c", "u", ""),))
    with pytest.raises(Unreadable):
        read_baseline(read(b"3", "b.json"))


PROFILE = profile(
    "id: split\neach: {list: architecture.zones}\nexpect: {.important: {equals: true}}",
    "id: graded\nexpect: {security.protection_level: {at_least: 3}}",
    "id: asked\nduty: question\nexpect: {security.protection_level: {at_least: 4}}",
)
MINE = assess_platform(
    [PROFILE],
    platform(
        platform={"id": "mine"},
        security={"protection_level": 2},
        architecture={"zones": [{"id": "a", "important": False}, {"id": "b", "important": True}, {"id": "c"}]},
    ),
    NOW,
)
NAMES = st.tuples(
    st.sampled_from(["split", "graded", "asked", "other"]),
    st.sampled_from(["mine", "theirs"]),
    st.sampled_from(["", *(f"architecture.zones[{one}]" for one in "abcd")]),
)


@settings(max_examples=80, deadline=None)
@given(st.sets(NAMES, max_size=10))
def test_every_gap_is_known_or_new_and_every_entry_known_stale_or_not_looked_at(
    names: set[tuple[str, str, str]],
) -> None:
    entries = tuple(Known(fingerprint_of(*one), *one) for one in sorted(names))
    excusing = Excusing([PROFILE], [PROFILE], [], Baseline("b.json", "", "", entries), NOW)
    bare = Excusing([PROFILE], [PROFILE], [], None, NOW).unit(MINE)
    unit, compared = excusing.unit(MINE), excusing.compared()
    assert compared is not None
    assert [replace(one, known=False) for one in unit.findings()] == list(bare.findings())
    assert (unit.counts, unit.score) == (bare.counts, bare.score)
    gaps = {one.fingerprint for one in unit.gaps()}
    known = {one.fingerprint for one in unit.gaps() if one.known}
    assert known == gaps & {one.fingerprint for one in entries}
    assert (compared.known, compared.new) == (len(known), len(gaps - known))
    looked_at = [one for one in entries if one.unit == "mine" and one.control in ("split", "graded")]
    assert set(compared.stale) == {one for one in looked_at if one.fingerprint not in gaps}
