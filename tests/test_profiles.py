"""The profiles that are shipped: each is sound, each control can pass and can fail, and no id is ever used again."""

import json
import re
from functools import cache
from typing import Any

import jsonschema
import pytest
from repository import ROOT

from egov_cloud_std.document import Document, read_file
from egov_cloud_std.platforms import record
from egov_cloud_std.profiles import Control, Profile, known_names, read_profile, shipped_path
from egov_cloud_std.profiles.schema import profile_schema
from egov_cloud_std.profiles.shipped import AREAS, shipped_ids
from egov_cloud_std.prove import prove_profile
from egov_cloud_std.run import load_profiles
from egov_cloud_std.words import DUTIES, MARKS, SEVERITIES

NAMES = known_names()
IDS = ROOT / "tests" / "data" / "control_ids.txt"
MODAL_EN = re.compile(r"\b(shall|should|must|may)\b")
# 应 and 宜 as verbs, not as parts of words such as 应用 or 适宜; 可 stands in too many words to look for.
MODAL_ZH = re.compile("应(?!用|急|答|商|对|付)(?<!供应)(?<!响应)(?<!对应)(?<!相应)(?<!适应)(?<!反应)(?<!效应)|须|必须")


@cache
def document(name: str) -> Document:
    return read_file(shipped_path(name))


@cache
def shipped(name: str) -> Profile:
    found, problems = read_profile(document(name), record())
    assert [f"{one.place.line}: {one.says.en}" for one in problems] == []
    assert found is not None
    return found


def controls() -> list[Control]:
    return [control for name in NAMES for control in shipped(name).controls]


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_profile_is_read_without_problems(name: str) -> None:
    profile = shipped(name)
    assert profile.name == name
    assert profile.version
    assert all(profile.title)


def test_the_six_areas_are_there_in_the_order_of_the_drafts() -> None:
    assert NAMES[:6] == AREAS
    assert "governance" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_area_has_enough_controls(name: str) -> None:
    assert len(shipped(name).controls) >= (10 if name in AREAS else 1)


@pytest.mark.parametrize("name", NAMES)
def test_every_witness_gives_its_status_and_every_mutant_is_noticed(name: str) -> None:
    proofs = list(prove_profile(shipped(name)))
    assert [f"{one.place.line}: {one.control}: {one.says.en}" for proof in proofs for one in proof.failures] == []
    assert all(proof.witnesses for proof in proofs)
    assert all(proof.mutants for proof in proofs if not proof.control.unset)


def test_a_control_id_is_unique_across_all_profiles() -> None:
    assert len(load_profiles(NAMES)) == len(NAMES)
    ids = [control.id for control in controls()]
    assert len(ids) == len(set(ids))


def test_every_control_id_is_in_the_list_of_all_ids_ever_shipped() -> None:
    listed = IDS.read_text("utf-8").split()
    missing = sorted({control.id for control in controls()} - set(listed))
    assert missing == [], (
        f"Add new ids to {IDS.relative_to(ROOT)}, in order. An id that was dropped is never used again."
    )


def test_the_list_of_all_ids_is_sorted_and_has_each_id_once() -> None:
    listed = IDS.read_text("utf-8").splitlines()
    assert listed == sorted(set(listed)), "Ids are never removed from the list; it is kept in order."


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=lambda one: getattr(one, "text", str(one))))


@pytest.mark.parametrize("draft", ["2020-12", "7"])
def test_the_published_schema_is_a_schema_and_holds_for_every_shipped_profile(draft: str) -> None:
    schema = profile_schema(draft)
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    for name in NAMES:
        assert [error.message for error in checker(schema).iter_errors(plain(document(name).data))] == []


def test_the_published_schema_refuses_what_is_no_profile() -> None:
    checker = jsonschema.Draft202012Validator(profile_schema())
    data = plain(document("security").data)
    data["controls"][0]["sevrity"] = "high"
    data["controls"][1]["expect"] = {"security.protection_level": {"at_leest": 2}}
    assert len(list(checker.iter_errors(data))) == 2


@pytest.mark.parametrize("name", NAMES)
def test_every_control_speaks_both_languages(name: str) -> None:
    for control in shipped(name).controls:
        for zh, en in (control.requires, control.fix, *control.lowered_by):
            assert re.search("[\u4e00-\u9fff]", zh), control.id
            assert re.search("[A-Za-z]{2}", en), control.id
            assert "\n" not in zh.strip() + en.strip(), control.id


@pytest.mark.parametrize("name", NAMES)
def test_every_source_says_how_it_is_known(name: str) -> None:
    for control in shipped(name).controls:
        assert control.cited, control.id
        for cited in control.cited:
            assert cited.text in MARKS, control.id
            assert cited.number in MARKS or not cited.clause, control.id
            assert cited.source is not None or cited.text == "judgement", control.id


def test_no_area_is_its_own_source() -> None:
    """An unread part is never a source: an area is a subject, not a standard."""
    for name in NAMES:
        assert set(shipped(name).sources) & set(AREAS) == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_control_has_the_verb_that_was_read_and_no_other(name: str) -> None:
    for control in shipped(name).controls:
        assert control.duty in DUTIES
        assert control.severity in SEVERITIES
        zh, en = control.requires
        match control.duty:
            case "shall":
                assert "应" in zh, control.id
                assert "shall" in en, control.id
            case "should":
                assert "宜" in zh, control.id
                assert "should" in en, control.id
            case "may":
                assert "可" in zh, control.id
                assert "may" in en, control.id
            case _:
                assert not MODAL_EN.search(en), control.id
                assert not MODAL_ZH.search(zh), control.id


def test_facts_that_controls_cite_are_there() -> None:
    known = set(
        re.findall(r"\bid: (S\d+)", "".join(path.read_text("utf-8") for path in (ROOT / "seeds").glob("*.yaml")))
    )
    assert known
    for control in controls():
        for cited in control.cited:
            assert set(cited.facts) <= known, control.id
            assert cited.facts or cited.text != "seed", control.id


def test_a_threshold_with_a_value_says_where_it_comes_from() -> None:
    for name in NAMES:
        entries = plain(document(name).data).get("thresholds") or {}
        assert [key for key, entry in entries.items() if entry["value"] is not None and not entry.get("source")] == []


def test_the_ids_of_shipped_controls_are_told_from_the_text_alone() -> None:
    profiles = load_profiles(NAMES)
    assert shipped_ids() == {control.id for profile in profiles for control in profile.controls}
