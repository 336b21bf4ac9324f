"""A region: who sent what, what hangs where, what a unit takes over, and what the whole exits with."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import AS_OF, Command, command
from regions import REPORT, SMALL, region_file, region_of, statuses, surveyed, unit, written
from repository import ROOT

from egov_cloud_std import Regional, load_profiles
from egov_cloud_std.assess.regional import WHOLE
from egov_cloud_std.cli import profiling
from egov_cloud_std.cli.exit_codes import FINE, MISSING, PROBLEMS, UNUSABLE
from egov_cloud_std.profiles import known_names, regional_names, shipped_names
from egov_cloud_std.region import generate
from egov_cloud_std.region.expected import FIELDS, read_region
from egov_cloud_std.region.schema import region_schema

tell = pytest.fixture(command)
ALL_GOOD = {"rooms": "good", "logs": "good", "operator": "good"}
PROVINCE = unit("p", level="province", report=REPORT, grade=3, **ALL_GOOD)


def node(region: Regional, name: str) -> Any:
    return next(one for one in region.nodes if one.unit == name)


def codes(region: Regional) -> dict[str, str]:
    """What is wrong with the tree: the code, and the place where it is told."""
    return {one.code: f"{Path(one.place.file).name}:{one.place.line}" for one in (*region.problems, *region.notices)}


# What was sent


def test_a_unit_that_sent_nothing_is_not_stated_never_passed_and_never_left_out(tmp_path: Path) -> None:
    region = region_of(tmp_path, {"region.yaml": region_file("id: p", "id: silent"), "p.yaml": PROVINCE})
    assert node(region, "silent").submission == "not_sent"
    assert set(statuses(region, "silent").values()) == {"not_stated"}
    cell = region.cell(WHOLE, "rooms")
    assert cell.units == {"satisfied": 1, "not_stated": 1}
    assert cell.interval is not None
    assert (cell.interval.low, cell.interval.high) == (0.5, 1)
    assert region.score("silent", None).controls == region.score("p", None).controls == 3


def test_a_broken_file_costs_itself_only_and_is_told_as_its_unit_s(tmp_path: Path) -> None:
    files = {
        "region.yaml": region_file("id: p", "id: named, file: x/one.yaml", "id: stem", "id: folder"),
        "p.yaml": PROVINCE,
        "x/one.yaml": "schema: egov-platform/0\nplatform: {id: named\n",
        "stem.yaml": "schema: egov-platform/0\nplatform: {id: stem\n",
        "folder/platform.yaml": "schema: egov-platform/0\nplatform: {id: folder\n",
        "nobody.yaml": "schema: egov-platform/0\nplatform: {id: nobody\n",
    }
    region = region_of(tmp_path, files)
    assert {one.unit: one.submission for one in region.nodes} == {
        "p": "received",
        **dict.fromkeys(("named", "stem", "folder"), "unreadable"),
    }
    assert set(statuses(region, "p").values()) == {"satisfied"}
    assert set(statuses(region, "named").values()) == {"not_stated"}
    assert [Path(one.file).name for one in region.unmatched] == ["nobody.yaml"]


def test_of_two_files_for_one_unit_neither_is_used(tmp_path: Path) -> None:
    files = {"a.yaml": unit("u", rooms="good"), "b.yaml": unit("u", rooms="bad"), "p.yaml": PROVINCE}
    region = region_of(tmp_path, files)
    assert node(region, "u").submission == "twice"
    assert statuses(region, "u")["rooms"] == "not_stated"
    (noted,) = region.notices
    assert (noted.code, Path(noted.place.file).name) == ("sent_twice", "a.yaml")
    assert "b.yaml" in noted.says.zh
    assert "b.yaml" in noted.says.en


# What hangs where


def test_the_tree_is_told_by_division_codes(tmp_path: Path) -> None:
    files = {
        f"{name}.yaml": unit(name, code=code)
        for name, code in (("z", "990000"), ("y", "990100"), ("x", "990121"), ("w", "980121"), ("v", "000000"))
    }
    region = region_of(tmp_path, files)
    assert {one.unit: one.under for one in region.nodes} == {"z": "", "y": "z", "x": "y", "w": "", "v": ""}
    assert [one.unit for one in region.nodes].index("z") < [one.unit for one in region.nodes].index("x")


def test_without_codes_the_tree_is_told_by_carriers(tmp_path: Path) -> None:
    files = {"a.yaml": unit("a", "b"), "b.yaml": unit("b", "p"), "p.yaml": PROVINCE}
    assert {one.unit: one.under for one in region_of(tmp_path, files).nodes} == {"p": "", "b": "p", "a": "b"}


def test_what_the_file_says_goes_before_codes_and_carriers(tmp_path: Path) -> None:
    files = {
        "region.yaml": region_file("id: p", "id: q", "id: a, under: q"),
        "a.yaml": unit("a", "p", code="990100"),
        "q.yaml": unit("q", code="980000"),
        "p.yaml": unit("p", code="990000"),
    }
    assert node(region_of(tmp_path, files), "a").under == "q"


def test_a_circle_is_cut_and_told(tmp_path: Path) -> None:
    listed = region_file("id: a, under: b", "id: b, under: c", "id: c, under: a")
    region = region_of(tmp_path, {"region.yaml": listed, "a.yaml": unit("a")})
    assert {one.unit for one in region.nodes} == {"a", "b", "c"}
    assert node(region, "a").under == WHOLE
    (circle,) = (one for one in region.notices if one.code == "circle")
    lines = [one.place.line for one in region.expected]
    named = " → ".join(
        f"{name} ({tmp_path}/region.yaml:{line})" for name, line in zip("abca", [*lines, lines[0]], strict=True)
    )
    assert named in circle.says.en
    assert circle.place.line == lines[0]


def test_an_orphan_stays_and_is_told_where_it_names_its_carrier(tmp_path: Path) -> None:
    region = region_of(tmp_path, {"a.yaml": unit("a", "elsewhere"), "p.yaml": PROVINCE})
    assert node(region, "a").under == WHOLE
    assert codes(region) == {"orphan": "a.yaml:2"}


def test_a_unit_of_another_level_and_one_that_nobody_expects_are_told_with_both_places(tmp_path: Path) -> None:
    listed = region_file("id: p, level: province", "id: a, level: county")
    files = {"region.yaml": listed, "a.yaml": unit("a", level="city"), "p.yaml": PROVINCE, "x.yaml": unit("x")}
    region = region_of(tmp_path, files)
    assert codes(region) == {"wrong_level": "a.yaml:2", "unexpected_unit": "x.yaml:1"}
    said = {one.code: one.says.en for one in region.notices}
    assert "region.yaml:5" in said["wrong_level"]
    assert "region.yaml" in said["unexpected_unit"]
    assert statuses(region, "x") == dict.fromkeys(("rooms", "logs", "operator"), "not_stated")


# What a unit takes over


def takes_over(tmp_path: Path, report: str, grade: int | None = 2, as_of: str = "2026-06-30") -> str:
    """From whom a county takes over that is carried by a province with this report."""
    province = unit("p", level="province", report=report, grade=3, rooms="good")
    region = region_of(tmp_path, {"p.yaml": province, "a.yaml": unit("a", "p", grade=grade)}, as_of)
    return str(node(region, "a").inherits_from)


@pytest.mark.parametrize(("level", "found"), [(1, ""), (2, "p"), (3, "p")])
def test_a_report_is_for_no_lower_level_than_that_of_the_unit(tmp_path: Path, level: int, found: str) -> None:
    assert takes_over(tmp_path, f"level: {level}, valid_until: 2027-12-31, verdict: good") == found


@pytest.mark.parametrize(("day", "found"), [("2026-06-29", "p"), ("2026-06-30", "p"), ("2026-07-01", "")])
def test_a_report_is_in_date_on_its_last_day_and_not_on_the_next(tmp_path: Path, day: str, found: str) -> None:
    assert takes_over(tmp_path, "level: 3, valid_until: 2026-06-30, verdict: good", as_of=day) == found


@pytest.mark.parametrize("verdict", ["poor", "does_not_conform"])
def test_nothing_is_taken_over_under_a_report_that_failed(tmp_path: Path, verdict: str) -> None:
    assert takes_over(tmp_path, f"level: 3, valid_until: 2027-12-31, verdict: {verdict}") == ""


def test_nothing_is_taken_over_where_a_level_is_not_stated(tmp_path: Path) -> None:
    assert takes_over(tmp_path, REPORT, grade=None) == ""
    assert takes_over(tmp_path, "valid_until: 2027-12-31, verdict: good") == ""


def test_why_nothing_is_taken_over_is_said(tmp_path: Path) -> None:
    files = {
        "region.yaml": region_file("id: p", "id: q", "id: a", "id: b", "id: c", "id: d, carried_by: p"),
        "p.yaml": unit("p", level="province", report="level: 1, valid_until: 2027-12-31, verdict: good"),
        "a.yaml": unit("a", "p"),
        "b.yaml": unit("b", "q"),
        "c.yaml": unit("c", "elsewhere"),
    }
    region = region_of(tmp_path, files)
    said = {name: node(region, name).not_inherited.en for name in "abcd"}
    assert "not satisfied" in said["a"]
    assert "has sent nothing usable" in said["b"]
    assert "is not in this region" in said["c"]
    assert "the unit itself has sent nothing" in said["d"]


@pytest.mark.parametrize(
    ("above", "own", "found"),
    [
        ({"rooms": "good"}, {}, "satisfied"),
        ({"rooms": "bad"}, {}, "not_satisfied"),
        ({"rooms": "bad"}, {"rooms": "good"}, "not_satisfied"),
        ({"rooms": "good"}, {"rooms": "bad"}, "not_satisfied"),
        ({}, {"rooms": "good"}, "not_stated"),
    ],
)
def test_what_is_the_platform_s_is_taken_over_failure_included_and_an_own_failure_stays(
    tmp_path: Path, above: dict[str, str], own: dict[str, str], found: str
) -> None:
    files = {"p.yaml": unit("p", level="province", report=REPORT, grade=3, **above), "a.yaml": unit("a", "p", **own)}
    region = region_of(tmp_path, files)
    part = region.part("a", "rooms")
    assert part.status == found
    assert part.origin == ("a" if own.get("rooms") == "bad" else "p")


def test_a_failure_that_is_taken_over_leads_to_the_line_of_the_carrier(tmp_path: Path) -> None:
    files = {"p.yaml": unit("p", level="province", report=REPORT, grade=3, rooms="bad"), "a.yaml": unit("a", "p")}
    place = region_of(tmp_path, files).part("a", "rooms").place
    assert (Path(place.file).name, place.line) == ("p.yaml", 4)


def test_what_is_the_tenant_s_is_never_taken_over(tmp_path: Path) -> None:
    region = region_of(tmp_path, {"p.yaml": PROVINCE, "a.yaml": unit("a", "p")})
    assert node(region, "a").inherits_from == "p"
    assert statuses(region, "a") == {"rooms": "satisfied", "logs": "not_stated", "operator": "not_stated"}


@pytest.mark.parametrize(
    ("above", "own", "found"),
    [
        ("good", "good", "satisfied"),
        ("good", "bad", "partly_satisfied"),
        ("bad", "good", "partly_satisfied"),
        ("bad", "bad", "not_satisfied"),
        ("good", None, "not_stated"),
        (None, "good", "not_stated"),
        ("bad", None, "not_satisfied"),
    ],
)
def test_what_is_shared_needs_both(tmp_path: Path, above: str | None, own: str | None, found: str) -> None:
    states = [{"logs": one} if one else {} for one in (above, own)]
    province = unit("p", level="province", report=REPORT, grade=3, **states[0])
    region = region_of(tmp_path, {"p.yaml": province, "a.yaml": unit("a", "p", **states[1])})
    assert region.part("a", "logs").status == found


@pytest.mark.parametrize(("own", "found"), [("good", "not_stated"), ("bad", "not_satisfied"), (None, "not_stated")])
@pytest.mark.parametrize("carrier", ["expired", "not_sent", "elsewhere", "circle"])
def test_what_is_shared_does_not_hold_by_half_where_nobody_answers_for_the_platform(
    tmp_path: Path, carrier: str, own: str | None, found: str
) -> None:
    expired = "level: 3, valid_until: 2026-06-29, verdict: good"
    files = {"a.yaml": unit("a", "p", rooms="good", **({"logs": own} if own else {}))}
    match carrier:
        case "expired":
            files["p.yaml"] = unit("p", level="province", report=expired, grade=3, logs="good")
        case "not_sent":
            files["region.yaml"] = region_file("id: p", "id: a")
        case "circle":
            files["p.yaml"] = unit("p", "a", report=REPORT, grade=3, logs="good")
    part = region_of(tmp_path, files).part("a", "logs")
    assert (part.status, part.origin) == (found, "a")
    assert region_of(tmp_path, files).part("a", "rooms").status == "satisfied"  # it says so, and nobody says otherwise


@pytest.mark.parametrize(("valid_until", "found"), [("2026-06-30", "p"), ("2026-06-29", "")])
def test_a_carrier_that_the_region_alone_names_is_asked_too(tmp_path: Path, valid_until: str, found: str) -> None:
    files = {
        "region.yaml": region_file("id: p", "id: a, carried_by: p"),
        "p.yaml": unit("p", level="province", report=f"level: 3, valid_until: {valid_until}, verdict: good", grade=3),
        "a.yaml": unit("a", grade=2),
    }
    region = region_of(tmp_path, files)
    assert node(region, "a").inherits_from == found
    failing = [one for one in region.failing() if one.control.id == "carrier_report_valid"]
    assert [one.subject for one in failing] == ([] if found else ["units[a]"])
    alone = {"region.yaml": region_file("id: a, carried_by: elsewhere"), "a.yaml": unit("a")}
    assert codes(region_of(tmp_path / "alone", alone))["orphan"] == "region.yaml:4"


def test_over_several_carriers_the_first_that_decided_is_named(tmp_path: Path) -> None:
    files = {
        "p.yaml": unit("p", level="province", report=REPORT, grade=3, rooms="bad"),
        "c.yaml": unit("c", "p", level="city", report=REPORT),
        "a.yaml": unit("a", "c"),
    }
    region = region_of(tmp_path, files)
    assert (node(region, "a").inherits_from, region.part("a", "rooms").origin) == ("c", "p")
    assert region.part("a", "rooms").status == "not_satisfied"


def test_in_a_circle_of_carriers_nobody_takes_over_and_it_is_told_once(tmp_path: Path) -> None:
    files = {f"{one}.yaml": unit(one, other, report=REPORT, rooms="good") for one, other in ("ab", "bc", "ca", "da")}
    region = region_of(tmp_path, files)
    assert [node(region, name).inherits_from for name in "abcd"] == ["", "", "", "a"]
    assert [one.code for one in region.notices].count("carriers_in_circle") == 1


def test_a_claim_that_it_is_the_platform_s_matter_is_looked_up_there(tmp_path: Path) -> None:
    for how, found in (("good", "satisfied"), ("bad", "not_satisfied")):
        province = unit("p", level="province", report=REPORT, grade=3, rooms=how)
        region = region_of(tmp_path, {"p.yaml": province, "a.yaml": unit("a", "p", claims="rooms")})
        part = region.part("a", "rooms")
        assert (part.own_status, part.status, part.origin) == ("not_applicable", found, "p")
        assert [(control.id, part.unit) for control, part in region.claims()] == [("rooms", "a")]


def test_a_claim_that_nothing_stands_behind_is_not_stated(tmp_path: Path) -> None:
    """The report ran out, the carrier sent nothing, or the carrier claims it of itself."""
    ran_out = unit("p", level="province", report="level: 3, valid_until: 2026-01-31, verdict: good", rooms="good")
    county = unit("a", "p", claims="rooms")
    listed = region_file("id: p", "id: a")
    itself = unit("p", level="province", report=REPORT, grade=3, claims="rooms")
    cases = {
        "ran out": {"p.yaml": ran_out, "a.yaml": county},
        "silent": {"region.yaml": listed, "a.yaml": county},
        "itself": {"p.yaml": itself, "a.yaml": county},
    }
    for name, files in cases.items():
        region = region_of(tmp_path / name, files)
        assert region.part("a", "rooms").status == "not_stated", name
        assert region.cell("a", "rooms").interval is not None, name


def test_a_claim_of_a_unit_that_nobody_carries_and_one_of_the_tenant_s_side_are_believed(tmp_path: Path) -> None:
    files = {
        "p.yaml": unit("p", level="province", report=REPORT, claims="rooms"),
        "a.yaml": unit("a", "p", claims="operator"),
    }
    region = region_of(tmp_path, files)
    assert region.part("p", "rooms").status == "not_applicable"
    assert region.part("a", "operator").status == "not_applicable"
    assert list(region.claims()) == []


def test_a_region_sees_by_whom_a_unit_is_carried_and_how_it_stands(tmp_path: Path) -> None:
    """Fields of a description that are called like joined ones are not taken for them."""
    own = unit("c", level="city", more="architecture: {carrier: {mode: own}}")
    files = {"p.yaml": PROVINCE, "a.yaml": unit("a", "p"), "c.yaml": own, "d.yaml": unit("d", level="city")}
    open_ = [one.subject for one in region_of(tmp_path, files).gaps() if one.control.id == "carrier_report_valid"]
    assert open_ == ["units[d]"]


# What the whole exits with


@pytest.fixture
def exits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Command) -> Any:
    """The exit code of a region of these files."""
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(SMALL, "utf-8")
    Path("across.yaml").write_text(
        SMALL.replace("profile: small", "profile: across\nscope: region").split("controls:")[0]
        + "controls:\n"
        + _across(),
        "utf-8",
    )
    number = 0

    def code(files: dict[str, str], *more: str) -> int:
        nonlocal number
        number += 1
        folder = written(tmp_path / f"region{number}", files)
        profiles = ("--profile", "small.yaml", "--profile", "across.yaml")
        ran = tell(folder.name, *profiles, *AS_OF, "--no-cache", "--jobs", "1", *more)
        return ran.code

    return code


def _across() -> str:
    text = (ROOT / "profiles/regional/region.yaml").read_text("utf-8")
    start = text.index("  - id: carrier_report_valid")
    found = text[start : text.index("  - id: carrier_knows_unit")]
    cited = found[found.index("    source:") : found.index("    duty:")]
    return found.replace(cited, "    source: [{text: judgement}]\n")


COUNTY = unit("a", "p", logs="good", operator="good")


def test_a_region_exits_by_what_its_units_come_to_with_what_they_take_over(exits: Any) -> None:
    assert exits({"p.yaml": PROVINCE, "a.yaml": COUNTY}) == FINE
    assert exits({"p.yaml": PROVINCE, "a.yaml": unit("a", "p", logs="good")}) == MISSING
    assert exits({"p.yaml": PROVINCE, "a.yaml": unit("a", "p", logs="bad", operator="good")}) == PROBLEMS


def test_a_gap_between_units_is_a_problem(exits: Any) -> None:
    province = unit("p", level="province", report="level: 3, valid_until: 2026-01-31, verdict: good", **ALL_GOOD)
    assert exits({"p.yaml": province, "a.yaml": unit("a", "p", **ALL_GOOD)}) == PROBLEMS


def test_a_unit_that_sent_nothing_is_missing_and_a_file_that_cannot_be_used_is_unusable(exits: Any) -> None:
    files = {"p.yaml": PROVINCE, "a.yaml": COUNTY}
    assert exits(files | {"region.yaml": region_file("id: p", "id: a", "id: silent")}) == MISSING
    assert exits(files | {"b.yaml": "schema: egov-platform/0\nplatform: {id: b\n"}) == UNUSABLE
    assert exits(files | {"b.yaml": COUNTY}) == UNUSABLE
    assert (
        exits(files | {"b.yaml": COUNTY.replace("id: a", "id: b").replace("grade", "x") + "secuirty: 1\n"}) == UNUSABLE
    )
    assert exits(files | {"region.yaml": region_file("id: p", "id: a, levle: county")}) == UNUSABLE


def test_the_bar_and_coverage_soften_the_exit_of_a_region(exits: Any) -> None:
    bad = {"p.yaml": PROVINCE, "a.yaml": unit("a", "p", logs="bad", operator="good")}
    assert exits(bad, "--fail-on", "never") == FINE
    silent = {"p.yaml": PROVINCE, "a.yaml": COUNTY, "region.yaml": region_file("id: p", "id: a", "id: s")}
    assert exits(silent, "--min-coverage", "60") == FINE
    assert exits(silent, "--min-coverage", "70") == MISSING


def waiver(name: str, control: str) -> str:
    entry = {
        "control": control,
        "unit": name,
        "subject": "platform",
        "reason": "已列入改造计划",
        "approver": "王某",
        "start": "2026-01-01",
        "end": "2026-12-31",
    }
    return json.dumps({"schema": "egov-waivers/0", "waivers": [entry]}, ensure_ascii=False)


def test_a_waiver_on_a_gap_of_a_county_excuses_it(exits: Any) -> None:
    Path("w.json").write_text(waiver("a", "operator"), "utf-8")
    bad = {"p.yaml": PROVINCE, "a.yaml": unit("a", "p", logs="good", operator="bad")}
    assert exits(bad) == PROBLEMS
    assert exits(bad, "--waivers", "w.json") == FINE


def test_a_gap_that_is_taken_over_is_excused_at_the_carrier(exits: Any) -> None:
    province = unit("p", level="province", report=REPORT, grade=3, rooms="bad", logs="good", operator="good")
    files = {"p.yaml": province, "a.yaml": COUNTY}
    Path("p.json").write_text(waiver("p", "rooms"), "utf-8")
    Path("a.json").write_text(waiver("a", "rooms"), "utf-8")
    assert exits(files, "--waivers", "a.json") == PROBLEMS
    assert exits(files, "--waivers", "p.json") == FINE


def test_a_claim_on_nothing_is_missing_whatever_is_waived(exits: Any) -> None:
    province = unit("p", level="province", report=REPORT, grade=3, claims="rooms", logs="good", operator="bad")
    files = {"p.yaml": province, "a.yaml": unit("a", "p", claims="rooms", logs="good", operator="good")}
    Path("p.json").write_text(waiver("p", "operator"), "utf-8")
    assert exits(files, "--waivers", "p.json") == MISSING


# The file that names the units


def test_the_field_table_is_the_one_that_the_model_makes() -> None:
    assert FIELDS.read_text("utf-8") == generate.text(), "python -m egov_cloud_std.region.generate"


@pytest.mark.parametrize("draft", ["2020-12", "7"])
def test_the_published_schema_accepts_the_example_and_refuses_what_is_none(tell: Command, draft: str) -> None:
    import yaml

    schema = json.loads(tell("schema", "region", "--draft", draft).out)
    assert schema == region_schema("7" if draft == "7" else "2020-12")
    check = jsonschema.validators.validator_for(schema)(schema)
    check.validate(yaml.safe_load((ROOT / "examples/province/region.yaml").read_text("utf-8")))
    head = {"schema": "egov-region/0", "region": {"id": "x"}}
    assert check.is_valid({**head, "units": {"file": "units.csv"}})
    assert not check.is_valid({**head, "units": [{"id": "a", "levle": "city"}]})
    assert not check.is_valid({**head, "units": [{"name": "甲"}]})
    assert not check.is_valid({"schema": "egov-region/0", "units": []})


def test_units_may_stand_in_a_table_and_mistakes_in_it_are_told_there(tmp_path: Path) -> None:
    head = "schema: egov-region/0\nregion: {id: demo}\nunits: {file: units.csv}\n"
    files = {
        "region.yaml": head,
        "units.csv": "id,name,level,weight\np,省,province,3\nsilent,未报县,county,-2\n",
        "p.yaml": PROVINCE,
    }
    region = region_of(tmp_path, files)
    silent = node(region, "silent")
    assert (silent.submission, Path(silent.place.file).name, silent.place.line) == ("not_sent", "units.csv", 3)
    assert codes(region) == {"negative_weight": "units.csv:3"}
    before = read_region(tmp_path / "region.yaml").digest
    (tmp_path / "units.csv").write_text("id\np\n", "utf-8")
    assert read_region(tmp_path / "region.yaml").digest != before


def test_a_table_of_units_that_is_not_there_stops_the_run(tmp_path: Path, tell: Command) -> None:
    head = "schema: egov-region/0\nregion: {id: demo}\nunits: {file: units.csv}\n"
    written(tmp_path, {"region.yaml": head, "p.yaml": PROVINCE})
    ran = tell(tmp_path, "--no-cache", "--jobs", "1")
    assert ran.code == UNUSABLE
    assert "units.csv" in ran.out + ran.err


def test_why_of_a_control_that_looks_at_a_region_says_what_to_do(tell: Command) -> None:
    ran = tell("why", "carrier_report_valid", ROOT / "examples/province/yi.yaml", "--lang", "en")
    assert ran.code == UNUSABLE
    assert "egov-check FOLDER" in ran.err


def test_the_order_in_which_files_come_changes_nothing(tmp_path: Path) -> None:
    texts = [unit("a", "p", logs="bad"), unit("b", "a", report=REPORT), PROVINCE, unit("c", "b", rooms="bad")]
    found = []
    for number, order in enumerate(((0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2))):
        files = {f"{place}.yaml": texts[index] for place, index in enumerate(order)}
        region = surveyed(tmp_path / str(number), files).region
        assert region is not None
        found.append(
            [(one.unit, one.under, statuses(region, one.unit), region.score(one.unit, None)) for one in region.nodes]
        )
    assert found[0] == found[1] == found[2]


# Wherever profiles are named


def test_the_regional_profile_is_listed_explained_proved_and_has_pages(tell: Command) -> None:
    for name in regional_names():
        assert name in known_names()
        assert name not in shipped_names()  # `all` asks a platform, and this one asks a region
        (profile,) = load_profiles((name,))
        assert profile.scope == "region"
        listed = tell("list", "--lang", "en").out
        for control in profile.controls:
            assert f"  {control.id} " in listed
            assert (ROOT / f"profiles/pages/{name}/{control.id}.md").is_file()
            assert control.requires.en in tell("explain", control.id, "--lang", "en").out
        assert (ran := tell("profile", "prove", name, "--lang", "en")).code == FINE, ran.out


def test_what_is_proved_unless_profiles_are_named_is_everything(tell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    proved: list[str] = []
    monkeypatch.setattr(profiling, "_proved", lambda name, *rest: proved.append(name) or FINE)
    assert tell("profile", "prove").code == FINE
    assert proved == list(known_names())


def test_settings_may_name_the_regional_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Command) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "r", {"p.yaml": PROVINCE, "a.yaml": unit("a", "p")})
    Path("small.yaml").write_text(SMALL, "utf-8")
    Path("egov-check.toml").write_text('profile = ["small.yaml", "region"]\n', "utf-8")
    found = json.loads(tell("r", "--format", "json", "--no-cache", "--jobs", "1").out)
    assert [one["name"] for one in found["profiles"]] == ["small"]
    assert [one["name"] for one in found["region"]["profiles"]] == ["region"]
