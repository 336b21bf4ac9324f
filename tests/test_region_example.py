"""The example of a province: its report says what its page walks through, in both languages, and to programs."""

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import AS_OF, Command, command
from repository import ROOT

from egov_cloud_std import result_schema
from egov_cloud_std.cli.exit_codes import UNUSABLE
from egov_cloud_std.region import survey as surveying
from egov_cloud_std.reports import render

FOLDER = "examples/province"
HOW = (*AS_OF, "--no-cache", "--jobs", "1")
tell = pytest.fixture(command)


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@cache
def told() -> dict[str, Any]:
    """The example as programs see it."""
    from egov_cloud_std import clock

    ways = surveying.Ways(jobs=1, remember=False)
    result = surveying.survey(Path(FOLDER), as_of=clock.parse_moment(AS_OF[1]), ways=ways)
    found: dict[str, Any] = json.loads("".join(str(one) for one in render(result, "json", "zh")))
    return found


def node(unit: str) -> dict[str, Any]:
    return next(one for one in told()["region"]["nodes"] if one["unit"] == unit)


def places(name: str, control: str) -> dict[str, str]:
    """Where a control across units has something to say: the description, by the line that it shows."""
    found = (one for one in told()["region"][name] if one["control"] == control and one["status"] != "not_stated")
    return {one["subject"]: one["location"]["file"].removeprefix(f"{FOLDER}/") for one in found}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_report_is_the_one_that_was_read(tell: Command, golden: Callable[[str, str], None], lang: str) -> None:
    ran = tell(FOLDER, "--lang", lang, *HOW)
    assert (ran.code, ran.err) == (UNUSABLE, "")
    golden(f"province.{lang}.txt", ran.out)


@pytest.mark.parametrize("draft", ["2020-12", "7"])
def test_json_is_valid_against_the_published_schema(draft: str) -> None:
    schema = result_schema(draft)
    jsonschema.validators.validator_for(schema)(schema).validate(told())


def test_every_unit_that_is_expected_is_accounted_for() -> None:
    assert told()["region"]["submission"] == {"received": 11, "unreadable": 1, "twice": 0, "not_sent": 1}
    assert (node("bing-1")["submission"], node("yi-3")["submission"]) == ("unreadable", "not_sent")
    assert [one["file"] for one in told()["unread"]] == [f"{FOLDER}/bing-1.yaml"]


def test_codes_belong_to_nobody_and_still_hang_the_tree() -> None:
    assert {one["division_code"][:2] for one in told()["region"]["expected"]} == {"99"}
    assert [one["under"] for one in told()["region"]["expected"]] == [""] * 13
    assert {one["unit"]: one["under"] for one in told()["region"]["nodes"]} == {
        "province": "",
        **dict.fromkeys(("jia", "yi", "bing"), "province"),
        **{f"{city}-{number}": city for city in ("jia", "yi", "bing") for number in (1, 2, 3)},
    }


def test_a_failure_of_the_province_is_that_of_the_counties_that_it_carries() -> None:
    cell = next(one for one in told()["region"]["cells"] if one["control"] == "tenant_networks_isolated")
    assert cell["units"]["partly_satisfied"] == 5
    assert [node(f"jia-{number}")["inherits_from"] for number in (1, 2, 3)] == ["jia"] * 3
    assert node("jia")["inherits_from"] == "province"


def test_counties_of_a_city_whose_report_ran_out_take_nothing_over() -> None:
    for unit in ("yi-1", "yi-2"):
        assert node(unit)["inherits_from"] == ""
        assert "不符合" in node(unit)["not_inherited"]["zh"]
    assert places("gaps", "carrier_report_valid") == {f"units[yi-{number}]": "yi.yaml" for number in (1, 2, 3)}


def test_a_claim_that_it_is_the_matter_of_the_platform_is_looked_up_there() -> None:
    found = {one["unit"]: (one["status"], one["origin"]) for one in told()["region"]["claims"]}
    assert found == {
        "jia-2": ("satisfied", "province"),
        "yi-1": ("not_stated", "yi-1"),
        "yi-2": ("not_stated", "yi-2"),
    }


@pytest.mark.parametrize(
    ("control", "where"),
    [
        ("carrier_knows_unit", {"units[jia-3]": "jia.yaml"}),
        ("links_declared_by_both", {"links[province/to-yi]": "province.yaml"}),
        ("regional_totals_add_up", {"figures[jia/county-systems]": "jia.yaml"}),
        ("shared_service_not_rebuilt", {"services[jia-3/vm]": "jia-3.yaml"}),
        (
            "terms_agree_across_units",
            {"terms[province/vm]": "province.yaml", "terms[yi/vm]": "yi.yaml", "terms[bing/vm]": "bing.yaml"},
        ),
    ],
)
def test_a_gap_across_units_stands_where_it_is_written(control: str, where: dict[str, str]) -> None:
    assert places("gaps", control) == where


@pytest.mark.parametrize(
    ("control", "subjects"),
    [
        ("description_not_copied", {"units[yi-1]", "units[yi-2]"}),
        ("evidence_used_once", {"artefacts[yi-1/acceptance]", "artefacts[yi-2/acceptance]"}),
    ],
)
def test_what_looks_copied_is_asked_of_both(control: str, subjects: set[str]) -> None:
    assert set(places("questions", control)) == subjects


def test_a_unit_that_calls_itself_a_township_is_told_with_both_places() -> None:
    (noted,) = (one for one in told()["region"]["notices"] if one["code"] == "wrong_level")
    assert noted["location"]["file"] == f"{FOLDER}/bing-2.yaml"
    assert f"{FOLDER}/region.yaml:26" in noted["says"]["zh"]


def test_inhabitants_weigh() -> None:
    cell = next(one for one in told()["region"]["cells"] if one["control"] == "running_systems_accepted")
    people = sum(int(one["weight"]) for one in told()["region"]["expected"])
    failed, open_ = 33, 55 + 25  # 丙二县; 丙一县 and 乙三县
    assert cell["interval"] == [f"{people - failed - open_}/{people}", f"{people - failed}/{people}"]


def test_figures_are_compared_with_the_period_before(tell: Command, tmp_path: Path) -> None:
    """As the page says: the result of one period is kept, and named in the next."""
    folder, before = tmp_path / "province", tmp_path / "2025-h2.json"
    shutil.copytree(ROOT / FOLDER, folder)
    tell(folder, "--as-of", "2025-12-31", "--no-cache", "--jobs", "1", "--format", f"json={before}")
    county = folder / "jia-3.yaml"
    county.write_text(county.read_text("utf-8").replace("value: 1,", "value: 10,"), "utf-8")
    said = tell(folder, *HOW, "--earlier", before, "--format", "json").out
    jumped = [one["subject"] for one in json.loads(said)["region"]["questions"] if one["control"] == "figure_jumped"]
    assert jumped == ["figures[jia-3/systems]"]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("value", '"很多"', "很多"), ("of", "[1]", ""), ("scope", '"全国"', "全国"), ("x", "1", "x")],
)
def test_a_figure_of_the_period_before_that_no_description_can_state_is_told_at_its_line(
    tell: Command, tmp_path: Path, name: str, value: str, says: str
) -> None:
    before = tmp_path / "before.json"
    tell(FOLDER, "--as-of", "2025-12-31", "--no-cache", "--jobs", "1", "--format", f"json={before}")
    whole = json.loads(before.read_text("utf-8"))
    (figure, *_) = (
        one["data"]
        for leaf in whole["region"]["leaves"]
        for one in leaf["seen"]
        if one["name"] == "figures" and one["data"]
    )
    figure[name] = json.loads(value)
    before.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")
    ran = tell(FOLDER, *HOW, "--earlier", before)
    assert ran.code == UNUSABLE
    assert f"{before}:" in ran.err
    assert says in ran.err
