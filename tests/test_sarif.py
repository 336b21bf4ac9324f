"""SARIF as services read it: valid by its schema, split, in order, and honest about what is excused or unknown."""

import json
from itertools import islice
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from fixed_result import FOLDER, fixed_result, rendered
from many_gaps import ManyGaps
from repository import ROOT
from samples import NOW

from egov_cloud_std.assess.results import Result
from egov_cloud_std.document import Place
from egov_cloud_std.frozen import replace
from egov_cloud_std.reports import render
from egov_cloud_std.reports._addresses import address_of
from egov_cloud_std.run import check
from egov_cloud_std.words import LANGS, Lang

SCHEMA = json.loads((ROOT / "tests/data/sarif/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)
Run = dict[str, Any]


def log(lang: Lang = "en", everything: bool = False, result: Result | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rendered("sarif", lang, everything, result))
    return found


def results(**how: Any) -> list[dict[str, Any]]:
    return [one for run in log(**how)["runs"] for one in run["results"]]


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_fixed_result_is_valid_by_the_schema_of_the_standard(lang: Lang, everything: bool) -> None:
    VALIDATOR.validate(log(lang, everything))


def test_real_example_is_valid_by_the_schema_of_the_standard() -> None:
    result = check([ROOT / "examples/city/platform.yaml"], as_of=NOW)
    VALIDATOR.validate(log(result=result))


def test_nothing_read_is_a_run_that_was_not_successful() -> None:
    nothing = log(result=replace(fixed_result(), units=()))
    VALIDATOR.validate(nothing)
    (run,) = nothing["runs"]
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is False


def test_every_gap_and_question_is_there_with_its_fingerprint() -> None:
    units = fixed_result().units
    wanted = [one.fingerprint for unit in units for one in (*unit.gaps(), *unit.questions())]
    assert [one["partialFingerprints"]["egovGap/v1"] for one in results()] == wanted
    assert len(set(wanted)) == len(wanted)


def test_regions_cut_the_quoted_value_out_of_the_file() -> None:
    """Lines and columns are what `columnKind` and `newlineSequences` say they are, and an address leads to the file."""
    quoted = 0
    for one in results():
        physical = one["locations"][0]["physicalLocation"]
        region = physical["region"]
        lines = (FOLDER / unquote(physical["artifactLocation"]["uri"])).read_text("utf-8").splitlines()
        if "snippet" in region:
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
            quoted += 1
    assert quoted > 20


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("示例 县#1%.yaml", "%E7%A4%BA%E4%BE%8B%20%E5%8E%BF%231%25.yaml"),
        ("a:b/c?d.yaml", "a%3Ab/c%3Fd.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("/x y.yaml", "file:///x%20y.yaml"),
        ("bad\udcff.yaml", "bad%FF.yaml"),
        ("a\nb<script>.yaml", "a%0Ab%3Cscript%3E.yaml"),
    ],
)
def test_addresses_are_relative_and_encoded(file: str, address: str) -> None:
    assert address_of(file) == address


def test_what_is_not_stated_is_open_and_never_a_pass() -> None:
    for one in results(everything=True):
        status = one["properties"]["status"]
        assert (one["kind"] == "pass") is (status == "satisfied")
        assert status != "not_stated" or one["kind"] == "open"
        assert (one["level"] == "none") is (one["kind"] != "fail")


def test_level_is_that_of_the_severity_unless_the_duty_is_less() -> None:
    fails = [one for one in results() if one["kind"] == "fail" and not one["suppressions"]]
    levels = {(one["properties"]["duty"], one["properties"]["severity"]): one["level"] for one in fails}
    assert levels[("shall", "high")] == "error"
    assert levels[("should", "medium")] == levels[("unread", "medium")] == "warning"
    assert levels[("may", "low")] == "note"
    assert {one["kind"] for one in results() if one["properties"]["duty"] == "question"} == {"review"}


def test_waiver_and_baseline_are_suppressions_and_the_gap_stays() -> None:
    found = {one["properties"]["by"]: entry for entry in results() for one in entry["suppressions"]}
    assert set(found) == {"waiver", "baseline"}
    waived = [one for one in results() if any(s["properties"]["by"] == "waiver" for s in one["suppressions"])]
    assert [one["properties"]["status"] for one in waived] == ["partly_satisfied", "not_satisfied"]
    for one in waived:
        (suppression,) = one["suppressions"]
        assert suppression["kind"] == "external"
        assert "waivers.yaml" in suppression["location"]["physicalLocation"]["artifactLocation"]["uri"]
    assert "=张某" in waived[1]["suppressions"][0]["justification"]
    assert "\u202e" not in waived[1]["suppressions"][0]["justification"]


def test_rules_have_help_in_both_languages_and_results_point_to_them() -> None:
    (run,) = log()["runs"]
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
    for rule, control in zip(rules, fixed_result().profiles[0].controls, strict=True):
        for words in (control.requires.zh, control.requires.en):
            assert words in rule["fullDescription"]["text"]
            assert words in rule["help"]["text"]
        assert "整改" in rule["help"]["markdown"]
        assert "Fix" in rule["help"]["markdown"]


def test_file_warns_of_what_it_holds_and_says_what_it_is() -> None:
    for lang in LANGS:
        (run,) = log(lang)["runs"]
        said = [one["descriptor"]["id"] for one in run["invocations"][0]["toolExecutionNotifications"]]
        assert said[0] == "quotes_the_description"
        assert {"syntax", "unknown_key", "waiver_expired"} < set(said)
        assert set(run["properties"]["warning"]) == set(run["properties"]["notice"]) == {"zh", "en"}


def test_no_text_is_a_link_or_a_placeholder() -> None:
    unit = fixed_result().units[0]
    like = next(iter(unit.gaps()))
    hostile = replace(like, subject="x[a](https://evil.example/{0})", place=Place("a.yaml", 1, 1, 1, 1))
    one = replace(fixed_result(), units=(replace(unit, _gaps=lambda questions: iter(() if questions else (hostile,))),))
    (text,) = [entry["message"]["text"] for entry in results(result=one)]
    assert "](" not in text
    assert "{{0}}" in text


def test_sixty_thousand_gaps_are_split_and_streamed() -> None:
    many = ManyGaps(60_000)
    pieces = render(many.result, "sarif", "en")
    head = list(islice(pieces, 3))
    assert many.made <= 2  # the first result is written when the second was looked at, and no further
    found = json.loads("".join(map(str, (*head, *pieces))))
    assert [len(run["results"]) for run in found["runs"]] == [24_999, 24_999, 10_002]
    assert len({run["automationDetails"]["id"] for run in found["runs"]}) == 3
    seen = {one["partialFingerprints"]["egovGap/v1"] for run in found["runs"] for one in run["results"]}
    assert len(seen) == 60_000
    for run in found["runs"]:
        run["results"] = run["results"][:2]
    VALIDATOR.validate(found)
