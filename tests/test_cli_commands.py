"""The commands beside `check`: list, explain, why, schema, init, profile."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from command import AS_OF, BAD, GOOD, MONTH, OPEN, TINY, Command, command
from repository import ROOT

from egov_cloud_std import explained, load_profiles
from egov_cloud_std.cli.arguments import LEVELS, SCHEMAS
from egov_cloud_std.profiles import known_names, shipped_path
from egov_cloud_std.words import LANGS, Lang

tell = pytest.fixture(command)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("tiny", TINY), ("good", GOOD), ("bad", BAD), ("open", OPEN)):
        Path(f"{name}.yaml").write_text(text, "utf-8")
    return Path("tiny.yaml")


@pytest.mark.parametrize("lang", LANGS)
def test_list_names_every_control_of_every_profile(tell: Command, lang: Lang) -> None:
    printed = tell("list", "--lang", lang).out
    for profile in load_profiles():
        assert profile.title.in_(lang) in printed
        for control in profile.controls:
            assert f"  {control.id} " in printed


def test_list_of_one_profile_names_no_other(tell: Command) -> None:
    printed = tell("list", "governance").out
    assert "training_yearly" in printed
    assert "logs_kept_six_months" not in printed


def test_list_of_an_unknown_profile_names_those_that_there_are(tell: Command) -> None:
    ran = tell("list", "goverance", "--lang", "en")
    assert (ran.code, "governance" in ran.err) == (2, True)


@pytest.mark.parametrize("lang", LANGS)
def test_every_control_can_be_explained(lang: Lang) -> None:
    for profile in load_profiles():
        for control in profile.controls:
            said = "\n".join(explained(control, lang))
            assert control.requires.in_(lang) in said
            assert control.fix.in_(lang) in said
            assert f"profiles/{profile.name}.yaml:{control.place.line}" in said
            assert "1911" not in said


def test_explanation_names_the_day_of_assessment_and_no_date(tell: Command) -> None:
    assert "up to the day of assessment" in tell("explain", "logs_kept_six_months", "--lang", "en").out
    assert "检查之日" in tell("explain", "logs_kept_six_months", "--lang", "zh").out


def test_unknown_control_says_which_was_meant(tell: Command) -> None:
    ran = tell("explain", "logs_kept_six_month", "--lang", "en")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "  = Did you mean logs_kept_six_months?")
    assert "是否为 logs_kept_six_months？" in tell("explain", "logs_kept_six_month", "--lang", "zh").err


def test_unknown_control_that_is_near_to_none_points_to_the_list(tell: Command) -> None:
    assert "egov-check list" in tell("explain", "zzz", "--lang", "en").err


def test_control_of_an_own_profile_can_be_explained(tiny: Path, tell: Command) -> None:
    assert "Keep them longer." in tell("explain", "logs_kept", "--profile", tiny, "--lang", "en").out


@pytest.mark.parametrize(
    ("name", "status", "has_fix"),
    [("good", "satisfied", False), ("bad", "not satisfied", True), ("open", "not stated", True)],
)
def test_why_tells_what_is_what_is_required_and_the_conclusion(
    tiny: Path, tell: Command, name: str, status: str, has_fix: bool
) -> None:
    ran = tell("why", "logs_kept", f"{name}.yaml", "--profile", tiny, "--lang", "en", *AS_OF)
    assert ran.code == 0
    assert f"{status}[logs_kept]" in ran.out
    assert f"conclusion: {status}" in ran.out
    assert "required: at least 6 months" in ran.out
    assert "support: declared" in ran.out
    assert ("fix: " in ran.out) is has_fix


def test_why_of_one_subject_tells_of_no_other(tell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    arguments = ("why", "hosts_no_higher_grade", "examples/county/platform.yaml")
    assert "[hall]" in tell(*arguments).out
    assert "[hall]" not in tell(*arguments, "architecture.systems[relief]").out
    ran = tell(*arguments, "architecture.systems[reli]", "--lang", "en")
    assert (ran.code, "Did you mean architecture.systems[relief]?" in ran.err) == (2, True)


def test_why_reads_standard_input_and_says_what_is_wrong_with_it(tiny: Path, tell: Command) -> None:
    assert "现为 90 天" in tell("why", "logs_kept", "-", "--profile", tiny, "--lang", "zh", typed=BAD.encode()).out
    ran = tell("why", "logs_kept", "absent.yaml", "--profile", tiny, "--lang", "en")
    assert (ran.code, ran.err.startswith("absent.yaml: ")) == (2, True)


def validator_of(schema: dict[str, Any]) -> Any:
    return jsonschema.validators.validator_for(schema)


@pytest.mark.parametrize("draft", ["2020-12", "7"])
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one_of_its_draft(tell: Command, name: str, draft: str) -> None:
    schema = json.loads(tell("schema", name, "--draft", draft).out)
    expected = jsonschema.Draft7Validator if draft == "7" else jsonschema.Draft202012Validator
    assert validator_of(schema) is expected
    expected.check_schema(schema)


def test_schemas_accept_what_the_project_ships(tell: Command) -> None:
    described = {"platform": ROOT.glob("examples/*/platform.yaml"), "profile": map(shipped_path, known_names())}
    for name, files in described.items():
        schema = json.loads(tell("schema", name, "--draft", "7").out)
        check = validator_of(schema)(schema)
        for file in files:
            data = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader if name == "platform" else yaml.SafeLoader)
            problems = [error for error in check.iter_errors(_plain(data)) if _matters(error, name)]
            assert problems == [], f"{file}: {problems[:1]}"


def _plain(data: object) -> object:
    """Dates as text: JSON has none."""
    match data:
        case dict():
            return {key: _plain(value) for key, value in data.items()}
        case list():
            return [_plain(value) for value in data]
        case str() | bool() | int() | float() | None:
            return data
    return str(data)


def _matters(error: jsonschema.ValidationError, name: str) -> bool:
    """The plain loader of this test reads every scalar of a description as text: only its shape is compared."""
    return name == "profile" or error.validator in ("additionalProperties", "required", "propertyNames")


def test_settings_schema_accepts_settings_and_refuses_unknown_ones(tell: Command) -> None:
    schema = json.loads(tell("schema", "settings").out)
    check = validator_of(schema)(schema)
    assert check.is_valid(
        {"profile": ["security"], "format": "json", "lang": "zh", "fail_on": "high", "min_coverage": 80}
    )
    assert not check.is_valid({"formt": "json"})
    assert not check.is_valid({"fail_on": "all"})


@pytest.mark.parametrize(("draft", "more"), [("2020-12", ("--all",)), ("7", ())])
def test_json_result_is_valid_against_its_schema(
    tell: Command, monkeypatch: pytest.MonkeyPatch, draft: str, more: tuple[str, ...]
) -> None:
    monkeypatch.chdir(ROOT)
    schema = json.loads(tell("schema", "result", "--draft", draft).out)
    platforms = ("examples/provincial-month", "examples/city", "examples/county", "examples/sheet")
    result = json.loads(tell(*platforms, "absent.yaml", "--format", "json", *AS_OF, *more).out)
    validator_of(schema)(schema).validate(result)
    assert len(result["units"]) == 4
    assert len(result["unread"]) == 1


def test_schema_can_be_written_to_a_file(tiny: Path, tell: Command) -> None:
    assert tell("schema", "platform", "--draft", "7", "--output", "schema.json").out == ""
    assert json.loads(Path("schema.json").read_text("utf-8"))["$schema"].endswith("draft-07/schema#")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("more", [(), ("--full",)])
@pytest.mark.parametrize("level", LEVELS)
def test_skeleton_reads_without_input_problems_and_states_nothing_but_its_identity(
    tiny: Path, tell: Command, level: str, more: tuple[str, ...], lang: str
) -> None:
    written = tell("init", "--level", level, *more, "--lang", lang).out
    Path("new.yaml").write_text(written, "utf-8")
    ran = tell("new.yaml", "--profile", tiny, "--format", "json", "--fail-on", "low")
    (unit,) = json.loads(ran.out)["units"]
    assert (ran.code, unit["level"], unit["input_problems"]) == (3, level, [])
    assert unit["counts"]["controls"]["satisfied"] == 0
    assert unit["score"]["filled_in"] == "0"


def test_minimal_skeleton_is_much_shorter_than_the_full_one_and_leaves_no_section_empty(tell: Command) -> None:
    short, full = tell("init").out.splitlines(), tell("init", "--full").out.splitlines()
    assert len(short) * 4 < len(full)
    for line, after in zip(short, [*short[1:], ""], strict=True):
        if line and not line.startswith(("#", " ", "schema")):
            assert after.startswith("  "), line


def test_values_that_a_skeleton_proposes_are_readable(tiny: Path, tell: Command) -> None:
    lines = tell("init", "--full", "--lang", "zh").out.splitlines()
    filled = []
    for line in lines:
        key, _, hint = line.partition("；写法：")
        bare = key.split("#")[0].rstrip()
        if hint and "|" not in hint and "[" not in hint and bare.endswith(":"):
            line = f"{bare} {hint.split('、')[0]}"
        filled.append(line)
    Path("new.yaml").write_text("\n".join(filled) + "\n", "utf-8")
    (unit,) = json.loads(tell("new.yaml", "--profile", tiny, "--format", "json").out)["units"]
    assert unit["input_problems"] == []
    assert sum(old != new for old, new in zip(lines, filled, strict=True)) > 50


def test_skeleton_is_never_written_over_a_file(tiny: Path, tell: Command) -> None:
    ran = tell("init", "--output", "good.yaml", "--lang", "en")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "good.yaml: the file exists and is not written over")
    assert Path("good.yaml").read_text("utf-8") == GOOD
    assert tell("init", "--output", "new.yaml").code == 0
    assert Path("new.yaml").read_text("utf-8") == tell("init").out


@pytest.mark.parametrize("lang", LANGS)
def test_shipped_profiles_are_fit_for_use(tell: Command, lang: str) -> None:
    for profile in load_profiles():
        ran = tell("profile", "check", profile.name, "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        assert str(len(profile.controls)) in ran.out


def test_profile_check_reports_every_file_and_ends_with_the_worst(tiny: Path, tell: Command) -> None:
    Path("wrong.yaml").write_text(TINY.replace("at_least: 3", "at_leest: 3"), "utf-8")
    ran = tell("profile", "check", tiny, "wrong.yaml", "--lang", "en")
    assert ran.code == 2
    assert "tiny.yaml: Tiny profile, 3 controls, fit for use" in ran.out
    assert ran.err.startswith("wrong.yaml:11:42: there is no question named at_leest")


def test_profile_prove_reports_what_no_witness_shows(tiny: Path, tell: Command) -> None:
    ran = tell("profile", "prove", tiny, "--lang", "en")
    assert ran.code == 1
    assert ran.err.startswith("tiny.yaml:")
    assert "not proved" in ran.out


def test_check_of_the_real_example_names_every_place_it_speaks_of(
    tell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place in the line format is one that an editor can go to."""
    monkeypatch.chdir(ROOT)
    lines = (ROOT / MONTH).read_text("utf-8").splitlines()
    for said in tell(MONTH, "--format", "line", *AS_OF).out.splitlines():
        file, line, column, _ = said.split(":", 3)
        assert file == MONTH
        assert 1 <= int(column) <= len(lines[int(line) - 1])


def test_options_may_stand_between_words(tiny: Path, tell: Command) -> None:
    ran = tell("list", "terms", "--lang", "en", "租户")
    assert ran.code == 0
    assert "tenant" in ran.out
    assert tell("good.yaml", "--profile", tiny, "--lang", "en", "bad.yaml").code == 1


def test_a_kind_of_file_that_is_not_there_is_named_as_the_help_names_it(tell: Command) -> None:
    ran = tell("schema", "nope", "--lang", "en")
    assert ran.code == 2
    assert ran.err.startswith("egov-check: argument KIND: invalid choice: 'nope'")


def test_a_carried_platform_is_asked_who_carries_it_and_a_country_is_shown(tell: Command) -> None:
    county = tell("init", "--level", "county", "--lang", "zh").out
    assert "  carried_by:" in county
    assert "  carrier:" in county
    assert "storage_countries:  # 租户数据、个人信息存放的国家（如 CN）；写法：[CN]" in county
    assert "carried_by:" not in tell("init", "--level", "province", "--lang", "zh").out


def test_sections_of_a_skeleton_are_named_as_the_profiles_are(tell: Command) -> None:
    lines = {lang: tell("init", "--lang", lang).out.splitlines() for lang in LANGS}
    for one in load_profiles():
        for lang in LANGS:
            assert f"{one.name}:  # {one.title.in_(lang)}" in lines[lang]
