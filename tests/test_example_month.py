"""A real month, and an invented one with other numbers: sums that agree are confirmed, contradictions are found, by controls
that know neither file."""

import re
from collections.abc import Iterator

import pytest
from command import MONTH
from repository import ROOT

from egov_cloud_std import Finding, UnitResult, check, load_profiles
from egov_cloud_std.clock import parse_moment

INVENTED = "tests/data/invented-month.yaml"


@pytest.fixture(scope="module")
def month() -> UnitResult:
    return assessed(MONTH, "2026-06-30")


@pytest.fixture(scope="module")
def invented() -> UnitResult:
    return assessed(INVENTED, "2031-08-10")


def assessed(file: str, day: str) -> UnitResult:
    (unit,) = check([ROOT / file], as_of=parse_moment(day)).units
    return unit


def satisfied(unit: UnitResult) -> set[str]:
    return {one.control.id for one in unit.findings() if one.status == "satisfied"}


def wrong(findings: Iterator[Finding]) -> set[tuple[str, str]]:
    return {(one.control.id, one.subject) for one in findings if one.status in ("not_satisfied", "partly_satisfied")}


def failing(findings: Iterator[Finding], control: str) -> dict[str, tuple[str, str]]:
    """What a control found wrong: by place, the value and what is wanted."""
    return {
        one.at: (one.value.en, one.wanted.en)
        for finding in findings
        if finding.control.id == control
        for one in finding.observations
        if one.holds is False or one.negated
    }


def test_month_reads_without_input_problems(month: UnitResult) -> None:
    assert (month.problems, month.remarks) == ((), ())


def test_sums_of_the_month_are_confirmed(month: UnitResult) -> None:
    sums = {"capacity_sums_agree", "delivery_counts_agree", "attack_counts_agree", "backup_failures_stated"}
    assert sums <= satisfied(month)


def test_delivery_figures_of_the_month_are_a_gap_at_both_places(month: UnitResult) -> None:
    gaps = failing(month.gaps(), "figures_agree")
    assert {at: seen.split()[0].rstrip(",") for at, (seen, _) in gaps.items()} == {
        "figures[delivered-3-days-text].value": "27",
        "figures[delivered-3-days-annex].value": "7",
        "figures[delivered-10-days-text].value": "7",
        "figures[delivered-10-days-annex].value": "27",
    }
    lines = (ROOT / MONTH).read_text("utf-8").splitlines()
    for gap in month.gaps():
        if gap.control.id == "figures_agree":
            assert gap.subject.removeprefix("figures[").removesuffix("]") in lines[gap.place.line - 1]
            assert lines[gap.place.line - 1][gap.place.column - 1 :].startswith(
                gap.observations[0].value.en.split(",")[0]
            )


def test_delivery_gap_points_to_the_other_place(month: UnitResult) -> None:
    gap = next(one for one in month.gaps() if one.control.id == "figures_agree")
    assert [at for at, _ in gap.observations[0].beside] == ["figures[delivered-3-days-annex].value"]


def test_reclaimed_machines_against_net_growth_are_a_question(month: UnitResult) -> None:
    ((at, (seen, wanted)),) = failing(month.questions(), "growth_reconciles").items()
    assert (at, seen, wanted.split()[0]) == ("service.operations.reclaimed.vm", "7", "0")


def test_full_availability_beside_faults_is_a_question(month: UnitResult) -> None:
    asked = failing(month.questions(), "availability_outages_agree")
    assert asked["performance.reliability.availability[platform].value"][0] == "100%"


def test_nothing_else_is_wrong_in_the_month(month: UnitResult) -> None:
    places = ("3-days-text", "3-days-annex", "10-days-text", "10-days-annex")
    assert wrong(month.gaps()) == {("figures_agree", f"figures[delivered-{place}]") for place in places}
    assert wrong(month.questions()) == {
        ("growth_reconciles", ""),
        ("availability_outages_agree", "performance.reliability.availability[platform]"),
    }


def test_questions_are_in_no_count_and_no_score(month: UnitResult) -> None:
    asked = sum(control.duty == "question" for profile in load_profiles() for control in profile.controls)
    every = sum(len(profile.controls) for profile in load_profiles())
    assert asked >= 3
    assert sum(month.counts.controls.values()) == every - asked


def test_month_names_no_province_and_says_that_its_source_was_not_seen() -> None:
    text = (ROOT / MONTH).read_text("utf-8")
    assert "山西" not in text
    assert 'division_code: "000000"' in text
    assert "未见原报告" in text
    assert "has not seen the original report" in text
    assert not re.search("weak_password|高危|弱口令", text)


def test_controls_that_speak_of_the_month_name_nothing_of_it(month: UnitResult) -> None:
    """They come from general controls: no id, unit or number of either file stands in a profile."""
    profiles = "".join(path.read_text("utf-8") for path in (ROOT / "profiles").glob("*.yaml"))
    for word in ("provincial-month", "invented-month", "delivered-3-days", "18138", "13294", "1至3天交付的云主机"):
        assert word not in profiles


def test_sums_of_the_invented_month_that_agree_are_confirmed(invented: UnitResult) -> None:
    agreeing = {one.subject for one in invented.findings() if one.status == "satisfied"}
    assert {"figures[requests-text]", "figures[requests-annex]"} <= agreeing
    assert "performance.reliability.backups[vm]" in agreeing


@pytest.mark.parametrize(
    ("control", "at", "seen", "wanted"),
    [
        ("capacity_sums_agree", "performance.capacity.total.storage", "170 TB", "168 TB"),
        ("figures_agree", "figures[events-text].value", "88, elsewhere 98", "the same"),
        ("figures_agree", "figures[machines-annex].value", "563, elsewhere 536", "the same"),
        ("accepted_result_meets_plan", "testing.criteria[throughput].measured", "640", "at least 800"),
        ("backup_failures_stated", "performance.reliability.backups[database].failures", "61", "at most 60"),
        ("growth_reconciles", "service.operations.reclaimed.storage", "2.5 TB", "1.5 TB"),
        ("delivery_counts_agree", "service.operations.delivery.total", "15", "14"),
        ("availability_outages_agree", "performance.reliability.availability[portal].value", "99.99%", "100%"),
        (
            "availability_outages_agree",
            "performance.reliability.availability[database].value",
            "100%",
            "less than 100%",
        ),
    ],
)
def test_contradictions_of_the_invented_month_are_found(
    invented: UnitResult, control: str, at: str, seen: str, wanted: str
) -> None:
    found = failing(iter([*invented.gaps(), *invented.questions()]), control)
    assert found[at][0] == seen
    assert found[at][1].startswith(wanted)


def test_maintenance_and_faults_that_count_in_the_invented_month_are_no_question(invented: UnitResult) -> None:
    asked = {subject for control, subject in wrong(invented.questions()) if control == "availability_outages_agree"}
    assert asked == {f"performance.reliability.availability[{name}]" for name in ("portal", "database")}
