"""OSCAL as other tools read it: valid by compliance-trestle's model, whole in its references, and the same every time."""

import json
import re
from typing import Any

import pytest
from fixed_result import fixed_result, rendered
from read_back import page
from repository import ROOT
from samples import NOW
from trestle.core.duplicates_validator import DuplicatesValidator
from trestle.oscal import OSCAL_VERSION
from trestle.oscal.assessment_results import AssessmentResults

from egov_cloud_std.assess.results import Result
from egov_cloud_std.frozen import replace
from egov_cloud_std.run import check
from egov_cloud_std.words import LANGS, Lang

Entry = dict[str, Any]


def document(lang: Lang = "en", everything: bool = False, result: Result | None = None) -> Entry:
    found: Entry = json.loads(rendered("oscal", lang, everything, result))["assessment-results"]
    return found


def held(found: Entry) -> None:
    """Against trestle's model of a later minor version, by which what was valid in an earlier one stays valid."""
    metadata = found["metadata"] | {"oscal-version": OSCAL_VERSION}
    model = AssessmentResults.model_validate(found | {"metadata": metadata})
    assert DuplicatesValidator().model_is_valid(model, True, None)


def prop(entry: Entry, name: str) -> str:
    return next((one["value"] for one in entry["props"] if one["name"] == name), "")


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_fixed_result_is_valid_by_another_programs_model(lang: Lang, everything: bool) -> None:
    held(document(lang, everything))


def test_real_example_is_valid() -> None:
    held(document(result=check([ROOT / "examples/county/platform.yaml"], as_of=NOW)))


def test_nothing_read_and_the_same_file_twice_are_valid() -> None:
    fixed = fixed_result()
    held(document(result=replace(fixed, units=())))
    held(document(result=replace(fixed, units=fixed.units * 2)))
    held(document(result=replace(fixed, units=(replace(fixed.units[0], unit="", name=""),), profiles=())))


def test_version_is_the_one_that_tools_of_today_read() -> None:
    assert re.fullmatch(r"1\.1\.\d", document()["metadata"]["oscal-version"])


def uuids(entry: object) -> set[str]:
    """Every identity that is defined in an entry."""
    match entry:
        case dict():
            own = {entry["uuid"]} if "uuid" in entry else set()
            return own.union(*map(uuids, entry.values()))
        case list():
            return set().union(*map(uuids, entry))
    return set()


def references(entry: object) -> set[str]:
    """Every identity that an entry refers to."""
    match entry:
        case dict():
            own = {value for key, value in entry.items() if key.endswith("-uuid")}
            return own.union(*map(references, entry.values()))
        case list():
            return set().union(*map(references, entry))
    return set()


def test_every_reference_leads_somewhere() -> None:
    found = document(everything=True)
    assert references(found) <= uuids(found)
    assert found["import-ap"]["href"].removeprefix("#") in uuids(found["back-matter"])


def test_every_gap_is_an_observation_and_belongs_to_the_finding_of_its_control() -> None:
    for unit, entry in zip(fixed_result().units, document()["results"], strict=True):
        observed = {prop(one, "fingerprint"): one["uuid"] for one in entry["observations"]}
        related = {
            one["target"]["target-id"]: {each["observation-uuid"] for each in one.get("related-observations", ())}
            for one in entry["findings"]
        }
        for gap in unit.gaps():
            assert observed[gap.fingerprint] in related[gap.control.id]
        for question in unit.questions():
            assert question.fingerprint in observed
            assert question.control.id not in related


def test_satisfied_is_only_what_is_satisfied() -> None:
    for unit, entry in zip(fixed_result().units, document()["results"], strict=True):
        states = {one["target"]["target-id"]: one["target"]["status"] for one in entry["findings"]}
        for control, status in unit.controls():
            if control.id in states:
                assert (states[control.id]["state"] == "satisfied") is (status == "satisfied")
                assert (states[control.id]["reason"] == "other") is (status == "not_stated")
            else:
                assert control.duty == "question" or status in ("not_applicable", "not_assessed")


def test_risk_is_accepted_where_every_gap_of_it_is() -> None:
    risks = {prop(one, "control"): one["status"] for one in document()["results"][0]["risks"]}
    assert risks["logs_kept"] == "deviation-approved"
    assert risks["networks_shall"] == "open"  # one of its gaps is waived
    assert "networks_asked" not in risks
    (accepted,) = [
        one for one in document()["results"][0]["observations"] if prop(one, "waived-by") == "=张某（示例市数据局）"
    ]
    assert prop(accepted, "waived-until") == "2026-12-31"


def test_identities_of_gaps_outlive_a_run_and_that_of_the_document_does_not() -> None:
    def observed(found: Entry) -> list[str]:
        return [one["uuid"] for entry in found["results"] for one in entry["observations"]]

    first, later = document(), document(result=replace(fixed_result(), as_of=NOW.replace(year=2027)))
    assert observed(first) == observed(later)
    assert first["uuid"] != later["uuid"]


def test_figures_of_zero_are_figures() -> None:
    county = document()["results"][1]
    assert (prop(county, "filled-in"), prop(county, "score-interval")) == ("0", "0 1")
    assert prop(county, "satisfied-among-decided") == ""


def test_prose_is_markdown_that_holds_nothing_but_text() -> None:
    for entry in document(everything=True)["results"]:
        for one in (entry, *entry["observations"], *entry["findings"], *entry.get("risks", ())):
            for key in ("title", "description"):
                assert set(page(one[key]).elements) <= {"p"}
                assert "\n" not in one[key]
