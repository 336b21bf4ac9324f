"""What the formats for machines and markdown say of a region: the figures of JSON, the silent seen, nothing twice."""

import json
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from fractions import Fraction
from typing import Any

import jsonschema
import pytest
from read_back import commands, page, rows
from region_result import BROKEN, SILENT, TWICE, as_json, at_home, region_result, rendered
from repository import ROOT
from test_oscal import held
from tools import needed

from egov_cloud_std.assess.results import UnitResult
from egov_cloud_std.frozen import replace
from egov_cloud_std.reports import render
from egov_cloud_std.words import GAPS, LANGS, Lang

SARIF = jsonschema.Draft4Validator(json.loads((ROOT / "tests/data/sarif/sarif-2.1.0-rtm.5.json").read_text("utf-8")))


def text(form: str, lang: Lang = "en", everything: bool = False) -> str:
    return rendered(form, lang, everything).decode()


def across() -> list[dict[str, Any]]:
    region = as_json()["region"]
    return [*region["gaps"], *region["questions"]]


def fingerprints() -> list[str]:
    """Of every gap and question of the units, then of those across units."""
    of_units = [one["fingerprint"] for unit in as_json()["units"] for one in (*unit["gaps"], *unit["questions"])]
    return of_units + [one["fingerprint"] for one in across()]


@pytest.mark.parametrize("lang", LANGS)
def test_table_lists_every_gap_once_with_its_unit(lang: Lang) -> None:
    table = [list(row.values()) for row in rows(text("csv", lang))]
    listed = [row for row in table if row[0] in ("gap", "question", "问题", "疑点")]
    assert [row[-1] for row in listed] == fingerprints()
    units = {(row[7], row[8]): row[1] for row in listed}
    assert units["carrier_report_valid", "units[county-b1]"] == "county-b1"
    assert units["regional_totals_add_up", "figures[city-a/f]"] == "city-a"


def test_table_has_a_row_for_what_did_not_come() -> None:
    table = rows(text("csv"))
    assert [row["line"] for row in table if row["control"] == "not_sent"]
    assert sum(row["control"] == "sent_twice" for row in table) == 1
    assert sum(BROKEN in row["file"] and row["kind"] == "unreadable" for row in table) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_gitlab_has_every_gap_once_and_the_silent(lang: Lang) -> None:
    found = json.loads(text("gitlab", lang))
    known = fingerprints()
    assert [one["fingerprint"] for one in found if one["fingerprint"] in known] == known
    assert len({one["fingerprint"] for one in found}) == len(found)
    assert [one["severity"] for one in found if one["check_name"] == "not_sent"] == ["minor"]


def test_github_warns_of_the_silent_and_keeps_the_gravest_first() -> None:
    found = commands(text("github"))
    gaps = [one for one in found if " " in one[1]["title"]]
    assert len(gaps) == len(fingerprints())
    order = ["error", "warning", "notice"]
    assert [order.index(name) for name, *_ in gaps] == sorted(order.index(name) for name, *_ in gaps)
    assert [name for name, given, _ in found if given["title"] == "not_sent"] == ["warning"]
    assert [name for name, given, _ in found if given["title"] == "sent_twice"] == ["warning"]


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_sarif_is_valid_and_has_rules_and_places_of_what_is_wrong_across_units(lang: Lang, everything: bool) -> None:
    log = json.loads(text("sarif", lang, everything))
    SARIF.validate(log)
    (run,) = log["runs"]
    listed = [one["partialFingerprints"]["egovGap/v1"] for one in run["results"]]
    assert listed[-len(across()) :] == [one["fingerprint"] for one in across()]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    told = [one["descriptor"]["id"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert (told.count("not_sent"), told.count("sent_twice")) == (1, 1)
    assert len(run["artifacts"]) == 11  # ten descriptions and the region's own file


@pytest.mark.parametrize("lang", LANGS)
def test_junit_makes_errors_of_units_without_a_usable_description(lang: Lang) -> None:
    suites = {one.get("name"): one for one in ET.fromstring(text("junit", lang))}
    input_ = suites["egov-check input"]
    wrong = [one.get("name") or "" for one in input_ if one.find("error") is not None]
    for unit in (SILENT, BROKEN, TWICE):
        assert sum(unit in one for one in wrong) == 1
    assert len(wrong) == 3


def test_junit_has_the_controls_across_units_in_a_suite_of_the_region() -> None:
    suite = next(one for one in ET.fromstring(text("junit")) if one.get("name") == "demo region")
    failed = [(one.get("name") or "").split()[0] for one in suite if one.find("failure") is not None]
    wrong = {one["control"] for one in across() if one["status"] in ("not_satisfied", "partly_satisfied")}
    assert set(failed) == wrong
    assert len(failed) == len(wrong)


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_oscal_is_valid_and_has_a_result_for_the_region(lang: Lang, everything: bool) -> None:
    document = json.loads(text("oscal", lang, everything))["assessment-results"]
    held(document)
    assert len(document["results"]) == 11
    region = document["results"][-1]
    known = [prop["value"] for one in region["observations"] for prop in one["props"] if prop["name"] == "fingerprint"]
    assert known == [one["fingerprint"] for one in across()]
    assert [one["title"] for one in region["observations"]].count("not_sent") == 1


def samples() -> dict[str, float]:
    return {
        name: float(number)
        for line in text("prometheus").splitlines()
        if not line.startswith("#")
        for name, _, number in [line.rpartition(" ")]
    }


@pytest.mark.parametrize("lang", LANGS)
def test_figures_satisfy_promtool(lang: Lang) -> None:
    ran = subprocess.run(
        [needed("promtool"), "check", "metrics"], input=rendered("prometheus", lang), capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()


def test_figures_are_those_of_json() -> None:
    region, found = as_json()["region"], samples()
    low, high = region["scores"]["all"]["interval"]
    assert found['egov_check_region_score_low{region="demo"}'] == float(Fraction(low))
    assert found['egov_check_region_score_high{region="demo"}'] == float(Fraction(high))
    for state, number in region["submission"].items():
        assert found[f'egov_check_region_units{{region="demo",submission="{state}"}}'] == number
    lows = [one for one in found if one.startswith("egov_check_node_score_low")]
    assert len(lows) == len(region["nodes"]) == 13
    for node in region["nodes"]:
        (mine,) = (one for one in lows if f'unit="{node["unit"]}"' in one)
        assert found[mine] == float(Fraction(node["scores"]["all"]["interval"][0]))
        sent = [
            number
            for name, number in found.items()
            if name.startswith("egov_check_node_submission") and f'unit="{node["unit"]}"' in name
        ]
        assert sum(sent) == 1
    gaps = Counter(one["status"] for one in region["gaps"])
    for status in GAPS:
        assert found[f'egov_check_region_gaps{{region="demo",status="{status}"}}'] == gaps[status]


@pytest.mark.parametrize("lang", LANGS)
def test_page_tells_what_was_sent_what_fails_where_and_every_unit(lang: Lang) -> None:
    said = text("markdown", lang)
    for unit in (SILENT, BROKEN, TWICE):
        assert unit in said
    assert said.index("`logs_kept`") < said.index("`level_stated`")
    assert "`region/city-a.yaml:" in said
    cells = Counter(one["status"] for one in as_json()["region"]["cells"])
    row = next(line for line in said.splitlines() if line.startswith(("| **合计**", "| **all**")))
    assert [one.strip() for one in row.split("|")[2:5]] == [str(cells[status]) for status in GAPS]
    assert {"script", "b", "a", "img"}.isdisjoint(page(said).elements)
    assert "\u202e" not in said


@pytest.mark.parametrize(
    "form", ["csv", "gitlab", "github", "sarif", "junit", "oscal", "prometheus", "markdown", "excel"]
)
def test_units_are_gone_through_once_at_most(form: str) -> None:
    class Counting(list[UnitResult]):
        times = 0

        def __iter__(self) -> Any:
            Counting.times += 1
            return super().__iter__()

    with at_home():
        counting = Counting(region_result().units)
        for _ in render(replace(region_result(), units=counting), form, "zh"):
            pass
    assert Counting.times <= 1
