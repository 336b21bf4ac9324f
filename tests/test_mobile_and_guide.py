"""The schemes of mobile government and of the guides of 2013: what they cite, how it is known, and to whom they apply."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from facts import FOLDER
from repository import ROOT
from samples import NOW, platform

from egov_cloud_std import check
from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.checks.conditions import checks_of
from egov_cloud_std.profiles import Profile, default_names
from egov_cloud_std.profiles.controls import Cited
from egov_cloud_std.run import load_profiles

MOBILE, GUIDE = load_profiles(["mobile_government", "guide_2013"])
BOTH = [MOBILE, GUIDE]
CITED = [(control, cited) for profile in BOTH for control in profile.controls for cited in control.cited]
ROWS = {
    "mobile_government": [*(f"S{number}" for number in range(73, 79)), *(f"MOF-{number}" for number in range(5, 12))],
    "guide_2013": [*(f"GUI-{number}" for number in range(1, 12)), *(f"FEE-{number}" for number in range(1, 6))],
}
ARTICLES = {"2": "第二条", "3": "第三条", "4": "第四条", "5": "第五条", "6": "第六条"}
needs_facts = pytest.mark.skipif(not FOLDER.exists(), reason="needs the fact sheets")


def excused() -> set[str]:
    """Rows that no control cites, for a reason that stands beside the others."""
    files = (ROOT / "tests/data/excused").glob("*.yaml")
    return {name for path in files for name in yaml.safe_load(path.read_text("utf-8"))}


@pytest.mark.parametrize("profile", BOTH, ids=lambda profile: profile.name)
def test_every_row_is_cited_or_excused(profile: Profile) -> None:
    cited = {name for control in profile.controls for one in control.cited for name in (*one.rows, *one.facts)}
    assert set(ROWS[profile.name]) - cited - excused() == set()
    assert cited - set(ROWS[profile.name]) == set()
    assert cited & excused() == set()


def test_both_are_asked_only_when_they_are_named() -> None:
    assert {"mobile_government", "guide_2013"} & set(default_names()) == set()


def test_no_guide_stands_under_the_number_of_a_standard() -> None:
    assert [source.name for source in GUIDE.sources.values() if source.number or "GB" in source.title.zh] == []
    assert {source.number for source in MOBILE.sources.values() if source.number} == {"GB/T 35282-2023"}


def test_a_document_that_several_profiles_cite_is_worded_alike() -> None:
    known = {
        name: source
        for profile in load_profiles(["architecture", "service", "testing", "governance"])
        for name, source in profile.sources.items()
    }
    for profile in BOTH:
        for name, source in profile.sources.items():
            assert source == known.get(name, source)


def test_no_requirement_of_the_unread_standard_and_no_aim_has_a_verb() -> None:
    assert {control.duty for control in MOBILE.controls} == {"unread", "question"}
    for control, cited in CITED:
        if control.duty == "shall":
            assert cited.text == "judgement" or says_shall(cited), control.id


def says_shall(cited: Cited) -> bool:
    """Whether 应 was read there; an aim may stand beside it."""
    return bool({"GUI-6", "GUI-7", "GUI-8", "GUI-9", "GUI-11"} & set(cited.rows)) or cited.clause == "一(二)"


# Held against the fact sheets, where they stand beside the repository.


@cache
def sheet() -> dict[str, list[str]]:
    """The cells of every row of the two sheets that has an id of its own."""
    text = "".join((FOLDER / f"{name}.md").read_text("utf-8") for name in ("series", "mlps-crypto"))
    rows = re.findall(r"^\| ((?:GUI|FEE|MOF)-[0-9]+) \|(.*)\|$", text, re.MULTILINE)
    return {name: [cell.strip() for cell in cells.split("|")] for name, cells in rows}


@needs_facts
def test_no_mark_is_raised() -> None:
    seen = set()
    for control, cited in CITED:
        for name in cited.rows:
            mark = "outline-seen" if name.startswith("MOF") else "secondary"  # the guides: "all rows secondary"
            assert cited.text == mark, (control.id, name)
            assert cited.number in ("", mark), (control.id, name)
            assert not name.startswith("MOF") or mark in sheet()[name]
            seen.add(name)
        assert cited.text in ("outline-seen", "secondary", "seed", "judgement"), control.id
    assert seen <= set(sheet())
    text = (FOLDER / "series.md").read_text("utf-8")
    for heading in ("### 5.7", "### 5.8"):
        assert "ll rows `secondary`" in text[text.index(heading) :].split("| id |")[0]


@needs_facts
def test_a_clause_is_the_one_that_was_printed() -> None:
    for control, cited in CITED:
        for name in cited.rows:
            place = sheet()[name][0]
            if name.startswith("MOF"):
                assert re.findall(r"\d+\.\d+", cited.clause) == re.findall(r"\d+\.\d+", place), control.id
            elif name.startswith("FEE"):
                assert cited.clause == ARTICLES[place], control.id
            else:
                assert cited.clause == (place if re.match("[一五]", place) else ""), control.id


@needs_facts
def test_the_verb_of_the_guide_is_the_one_that_was_read() -> None:
    for control, cited in CITED:
        for name in cited.rows:
            if name.startswith("GUI") and control.duty == "shall" and cited.clause != "一(二)":
                assert "应" in sheet()[name][2], control.id


# To whom mobile government applies.


OFFERED: dict[str, Any] = {
    "platform": {"level": "province"},
    "security": {
        "mobile": {
            "scenes": ["mobile_office", "mobile_law_enforcement", "public_service"],
            "apps": [{"id": "oa", "scenes": ["mobile_office"]}, {"id": "portal", "scenes": ["public_service"]}],
            "terminals": [{"id": "phones", "ownership": "own", "scenes": ["mobile_office"]}],
        }
    },
    "testing": {"mobile_tests": [{"id": "m1"}]},
}


def statuses(profile: Profile, **sections: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in Findings(assess_platform([profile], platform(**sections), NOW)).all():
        found.setdefault(one.control.id, set()).add(one.status)
    return found


def claims(profile: Profile) -> list[dict[str, str]]:
    return [{"control": control.id, "reason": "未开展移动政务"} for control in profile.controls]


def test_nothing_is_asked_where_nothing_mobile_is_offered() -> None:
    found = statuses(MOBILE, security={"mobile": {"none": True}}, testing={"mobile_tests": []})
    assert {one for several in found.values() for one in several} == {"not_applicable"}


def test_silence_about_mobile_government_is_no_pass() -> None:
    assert {one for several in statuses(MOBILE).values() for one in several} == {"not_stated"}


def test_a_claim_that_mobile_is_out_of_scope_is_believed_where_nothing_contradicts_it() -> None:
    found = statuses(MOBILE, not_applicable=claims(MOBILE))
    assert {one for several in found.values() for one in several} == {"not_applicable"}


def test_a_claim_that_mobile_is_out_of_scope_is_the_gap_where_mobile_services_are_offered() -> None:
    found = statuses(MOBILE, **OFFERED, not_applicable=claims(MOBILE))
    believed = {name for name, several in found.items() if "not_applicable" in several}
    assert believed == {control.id for control in MOBILE.controls if control.contradicted_by is None}
    assert believed == {"mobile_beneficiaries_three"}  # a question: it is in no score


# One fact stated once serves the areas and the schemes. Fields of the model that no area asks about:

OWN = {
    "mobile_government": {
        "governance.feedback.received",  # the areas compare another field with it
        "security.mobile.deployment.completed",
        "security.mobile.deployment.difficulties",
        "security.mobile.management.life_cycle",
        "security.mobile.national_hub_connected",
    },
    "guide_2013": {
        "architecture.design.requirement",  # the areas ask about its parts
        "architecture.positioning.characteristics",
        "platform.owner",
        "security.supply_chain.suppliers",
        "service.lifecycle.application.rule",
        "service.lifecycle.change.rule",
    },
}


@pytest.mark.parametrize("profile", BOTH, ids=lambda profile: profile.name)
def test_most_of_what_a_scheme_reads_the_areas_read_too(profile: Profile) -> None:
    read = {place for area in load_profiles() for place in places(area)}
    outside = {place for place in places(profile) if place not in read and place.rpartition(".")[0] not in read}
    assert {place for place in outside if not place.startswith("security.mobile.office.")} == OWN[profile.name]


def places(profile: Profile) -> set[str]:
    """The routes from the root that the controls of a profile ask about."""
    return {
        str(one.route)
        for control in profile.controls
        for condition in (*control.expect, *filter(None, (control.when,)))
        for one in checks_of(condition)
        if not one.route.relative
    } | {str(control.each) for control in profile.controls if control.each is not None}


def test_a_run_names_the_guides_for_what_they_are(tmp_path: Path) -> None:
    data = {"schema": "egov-platform/0", "platform": {"id": "p"}}
    (tmp_path / "p.json").write_text(json.dumps(data), "utf-8")
    (unit,) = check([tmp_path / "p.json"], BOTH, as_of=NOW).units
    titles = {cited.source.title.zh for one in unit.findings() for cited in one.control.cited if cited.source}
    assert "基于云计算的电子政务公共平台顶层设计指南（2013）" in titles
    assert "电子政务云平台服务费用计算参考指南（第一版）" in titles
