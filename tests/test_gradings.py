"""Grading schemes: worked cases by hand, to the last digit; each way to fail; what is not stated; the language of schemes."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from command import AS_OF, MONTH, Command, command
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import ROOT
from samples import NOW, platform, profile_text, record

from egov_cloud_std import Grading, Profile, check, grade, load_gradings, read_grading, read_profile, result_schema
from egov_cloud_std.assess import Assessment, assess_platform
from egov_cloud_std.assess.graded import OUTCOMES, Graded
from egov_cloud_std.document import read, read_file
from egov_cloud_std.gradings.model import Range
from egov_cloud_std.gradings.schema import grading_schema
from egov_cloud_std.gradings.spans import held, hull, inside, meet, point, product, scaled
from egov_cloud_std.quantities import Quantity, exact_text, exact_words
from egov_cloud_std.run.grading_files import grading_names
from egov_cloud_std.words import LANGS, MARKS

SHIPPED = {one.name: one for one in load_gradings(["all"])}
FILES = sorted((ROOT / "profiles/gradings").glob("*.yaml"))
tell = pytest.fixture(command)
Data = dict[str, Any]


def profile_of(*controls: str, name: str = "sample") -> Profile:
    """A profile with these controls under a name of its own."""
    text = profile_text(*controls).replace("profile: sample", f"profile: {name}")
    found, problems = read_profile(read(text.encode(), "profile.yaml"), record())
    assert (found is not None, problems) == (True, ())
    assert found is not None
    return found


NAMED = profile_of("id: named\nexpect: {platform.id: {present: true}}")


def assessed(data: Data, *profiles: Profile) -> Assessment:
    return assess_platform(profiles or (NAMED,), platform(**deepcopy(data)), NOW)


def graded(name: str | Grading, data: Data, *profiles: Profile) -> Graded:
    """What one scheme comes to for its only subject."""
    grading = SHIPPED[name] if isinstance(name, str) else name
    (found,) = grade([grading], assessed(data, *profiles))
    return found


def scheme(text: str) -> Grading:
    """A scheme written for a test; nothing may be wrong with it."""
    found, problems = read_grading(read((HEAD + text).encode(), "grading.yaml"), record())
    assert [one.says.en for one in problems] == []
    assert found is not None
    return found


HEAD = """\
schema: egov-grading/0
grading: sample
version: 0.1.0
title: {zh: 样例, en: Sample}
source: [{text: judgement}]
holds: {says: {zh: 总是。, en: Always.}}
"""
PASS_AT_60 = """\
bands:
  - {verdict: passes, says: {zh: 合格, en: passes}, from: 60, includes: [from]}
  - {verdict: fails, says: {zh: 不合格, en: fails}, to: 60, includes: []}
"""


def number(text: str) -> Quantity:
    return point(Fraction(text))


def said(span: Quantity | None) -> str:
    return "none" if span is None else exact_words(span).en


def reasons(one: Graded) -> str:
    return "; ".join(reason.en for reason in one.reasons)


def working(one: Graded) -> list[str]:
    """The lines of the working, each with what it came to."""
    return [f"{line.says.en} = {said(line.value)}" if line.value else line.says.en for line in one.working]


# The template of 2021: bands of the score, capped by the risks.


def level(**figures: object) -> Data:
    """A level assessment with these figures."""
    return {"security": {"level_assessment": figures}}


BEFORE, AFTER = "2025-03-19", "2025-03-20"


@pytest.mark.parametrize(
    ("score", "high", "medium", "verdict"),
    [
        (90, 0, 0, "excellent"),
        (100, 0, 0, "excellent"),
        ("89.99", 0, 0, "good"),
        (95, 0, 1, "good"),  # 90 and more, but a medium risk
        (80, 0, 3, "good"),
        ("79.99", 0, 0, "fair"),
        (70, 0, 9, "fair"),
        ("69.99", 0, 0, "poor"),
        (99, 1, 0, "poor"),  # any high risk
        (0, 2, 2, "poor"),
    ],
)
def test_template_of_2021(score: object, high: int, medium: int, verdict: str) -> None:
    data = level(contract_signed=BEFORE, score=score, high_risks=high, medium_risks=medium, low_risks=1)
    found = graded("mlps_2021", data)
    assert (found.outcome, found.verdict, found.score) == ("graded", verdict, number(str(score)))


def test_template_of_2021_does_not_say_what_a_report_without_any_problem_gets() -> None:
    data = level(contract_signed=BEFORE, score=100, high_risks=0, medium_risks=0, low_risks=0)
    found = graded("mlps_2021", data)
    assert (found.outcome, "no problem was not seen" in reasons(found)) == ("undecided", True)
    unknown = graded("mlps_2021", level(contract_signed=BEFORE, score=95, high_risks=0, medium_risks=0))
    assert (unknown.outcome, unknown.missing) == ("undecided", ("security.level_assessment.low_risks",))


def test_risks_that_are_not_stated_leave_the_verdict_open() -> None:
    found = graded("mlps_2021", level(contract_signed=BEFORE, score=85))
    assert found.outcome == "undecided"
    assert [one.zh for one in found.possible] == [
        "良",
        "差",
    ]  # a high risk makes it 差; a medium one changes nothing at 85
    assert found.missing == ("security.level_assessment.high_risks",)


def test_what_can_change_nothing_need_not_be_stated() -> None:
    found = graded("mlps_2021", level(contract_signed=BEFORE, score=65))
    assert (found.outcome, found.verdict, found.missing) == ("graded", "poor", ())


# The contract date decides which template holds.


@pytest.mark.parametrize(
    ("name", "day", "holds"),
    [
        ("mlps_2021", BEFORE, True),
        ("mlps_2021", AFTER, False),
        ("mlps_2019", BEFORE, True),
        ("mlps_2019", AFTER, False),
        ("mlps_2025", BEFORE, False),
        ("mlps_2025", AFTER, True),
        ("mlps_2025_selfcheck", BEFORE, False),
        ("mlps_2025_selfcheck", AFTER, True),
    ],
)
def test_the_day_of_the_contract_decides_the_template(name: str, day: str, holds: bool) -> None:
    found = graded(name, level(contract_signed=day))
    assert (found.outcome != "not_applicable") is holds
    if not holds:
        assert f"{day}, for which the scheme does not hold" in reasons(found)
        assert found.working == ()


@pytest.mark.parametrize("name", ["mlps_2019", "mlps_2021", "mlps_2025", "mlps_2025_selfcheck"])
def test_a_contract_date_that_is_not_stated_is_named(name: str) -> None:
    full = level(score=85, conformity_rate="95%", high_risks=0, medium_risks=0, low_risks=1, major_risks=0)
    found = graded(name, full)
    assert (found.outcome, found.verdict) == ("undecided", "")
    assert found.missing[0] == "security.level_assessment.contract_signed"
    assert "it is not known whether the scheme holds" in reasons(found)


def test_no_level_assessment_is_nothing_to_grade() -> None:
    found = graded("mlps_2021", {"security": {"level_assessment": {"none": True}}})
    assert (found.outcome, "there is no" in reasons(found)) == ("not_applicable", True)


# The template of 2025: rate and major risks.


@pytest.mark.parametrize(
    ("rate", "major", "verdict"),
    [
        ("90.01%", 0, "conforms"),
        ("100%", 0, "conforms"),
        ("90.01%", 1, "basically_conforms"),
        ("89.99%", 0, "basically_conforms"),
        ("60.01%", 3, "basically_conforms"),
        ("59.99%", 0, "does_not_conform"),
        ("0%", 9, "does_not_conform"),
        ("90%", 1, "basically_conforms"),  # either reading of the bound gives this once there is a major risk
    ],
)
def test_template_of_2025(rate: str, major: int, verdict: str) -> None:
    found = graded("mlps_2025", level(contract_signed=AFTER, conformity_rate=rate, major_risks=major))
    assert (found.outcome, found.verdict) == ("graded", verdict)


@pytest.mark.parametrize(
    ("rate", "possible"),
    [("90%", ["符合", "基本符合"]), ("60%", ["基本符合", "不符合"]), ("0.6e2%", ["基本符合", "不符合"])],
)
def test_at_exactly_90_and_60_the_source_does_not_say(rate: str, possible: list[str]) -> None:
    found = graded("mlps_2025", level(contract_signed=AFTER, conformity_rate=rate, major_risks=0))
    assert found.outcome == "undecided"
    assert [one.zh for one in found.possible] == possible
    assert "The source does not say what holds at exactly" in reasons(found)
    assert "it may be any of" not in reasons(found)


def test_an_interval_that_crosses_a_band_is_not_graded() -> None:
    found = graded("mlps_2025", level(contract_signed=AFTER, conformity_rate="85%~95%", major_risks=0))
    assert found.outcome == "undecided"
    assert [one.zh for one in found.possible] == ["符合", "基本符合"]
    assert (said(found.score), found.verdict) == ("85 to 95", "")
    inner = graded("mlps_2025", level(contract_signed=AFTER, conformity_rate="91%~95%", major_risks=0))
    assert (inner.outcome, inner.verdict) == ("graded", "conforms")
    open_end = graded("mlps_2025", level(contract_signed=AFTER, conformity_rate="> 90%", major_risks=0))
    assert (open_end.outcome, open_end.verdict, said(open_end.score)) == ("graded", "conforms", "> 90 and ≤ 100")


def test_a_figure_that_cannot_be_is_told() -> None:
    found = graded("mlps_2025", level(contract_signed=AFTER, conformity_rate="120%", major_risks=0))
    assert (found.outcome, "it lies within 0 to 1" in reasons(found)) == ("undecided", True)


# The formula of 2019, on the self-check.


def zones(**flags: object) -> list[Data]:
    return [{"id": name, "important": value} if value is not None else {"id": name} for name, value in flags.items()]


CLASS_A = profile_of(
    "id: important\neach: {list: architecture.zones}\nexpect: {.important: {equals: true}}",
    "id: graded\nexpect: {security.protection_level: {at_least: 3}, security.filing.level: {at_least: 3}}",
    name="class_a",
)
CLASS_B = profile_of(
    "id: powers\nexpect: {governance.cio.powers: {present: true}}",
    "id: out_of_it\nwhen: {security.protection_level: {at_least: 4}}\nexpect: {governance.cio.post: {present: true}}",
    name="class_b",
)
SELF: Data = {
    "architecture": {"zones": zones(z1=True, z2=True, z3=False)},
    "security": {
        "protection_level": 3,
        "filing": {"level": 2},
        "level_assessment": {"contract_signed": BEFORE, "high_risks": 0},
    },
    "governance": {"cio": {"powers": ["甲"], "none": None}},
}


def selfcheck(**changes: object) -> Data:
    """The self-check with some sections changed."""
    data = deepcopy(SELF)
    data["governance"]["cio"].pop("none")
    for path, value in changes.items():
        *steps, last = path.split("__")
        inner = data
        for step in steps:
            inner = inner.setdefault(step, {})
        if value is None:
            inner.pop(last, None)
        else:
            inner[last] = value
    return data


def test_formula_of_2019() -> None:
    """Class A: z1 and z2 satisfied, z3 not, `graded` partly: lost (1 + 0.5) / 4 = 0.375. Class B: `powers` satisfied,
    `out_of_it` does not apply: lost 0 / 1 = 0. M = 100 − (0.375 + 0) / 2 × 100 = 100 − 18.75 = 81.25.
    """
    found = graded("mlps_2019", selfcheck(), CLASS_A, CLASS_B)
    assert (found.score, found.outcome, found.verdict) == (number("81.25"), "graded", "basically_conforms")
    assert working(found)[:4] == [
        "full score = 100",
        "Sample: controls 2, subjects 4, satisfied 2, partly 1, not 1, not stated 0; 1.5 / 4 = 0.375",
        "Sample: controls 1, subjects 1, satisfied 1, partly 0, not 0, not stated 0; 0 / 1 = 0",
        "mean of what each class lost: 100 − (0.375 + 0) / 2 × 100 = 81.25",
    ]


def test_formula_of_2019_passes_whole() -> None:
    data = selfcheck(architecture__zones=zones(z1=True), security__filing__level=3)
    assert graded("mlps_2019", data, CLASS_A, CLASS_B).verdict == "conforms"  # lost 0 / 2 and 0 / 1: M = 100


def test_formula_of_2019_fails_by_its_score() -> None:
    """A: z1 not, `graded` not: 2 / 2 = 1. B: 0. M = 100 − (1 + 0) / 2 × 100 = 50."""
    data = selfcheck(architecture__zones=zones(z1=False), security__filing__level=2, security__protection_level=2)
    found = graded("mlps_2019", data, CLASS_A, CLASS_B)
    assert (found.score, found.verdict) == (number("50"), "does_not_conform")


def test_formula_of_2019_fails_by_a_high_risk() -> None:
    found = graded("mlps_2019", selfcheck(security__level_assessment__high_risks=1), CLASS_A, CLASS_B)
    assert (found.score, found.verdict) == (number("81.25"), "does_not_conform")


def test_formula_of_2019_shows_a_fraction_where_no_decimal_ends() -> None:
    """A: z1, z2 satisfied; `graded` partly: 0.5 / 3 = 1/6. B: 0. M = 100 − 1/12 × 100 = 1100/12 = 275/3."""
    found = graded("mlps_2019", selfcheck(architecture__zones=zones(z1=True, z2=True)), CLASS_A, CLASS_B)
    assert said(found.score) == "275/3"


def test_formula_of_2019_counts_what_is_open_both_ways() -> None:
    """z3 not stated: lost from 0.5 / 4 = 0.125 to 1.5 / 4 = 0.375: M from 81.25 to 100 − 6.25 = 93.75."""
    found = graded("mlps_2019", selfcheck(architecture__zones=zones(z1=True, z2=True, z3=None)), CLASS_A, CLASS_B)
    assert (said(found.score), found.verdict) == ("81.25 to 93.75", "basically_conforms")
    # `filing.level` not stated: `graded` may be satisfied (0) or partly (0.5), but 1 is taken as possible too.
    low = graded("mlps_2019", selfcheck(security__filing__level=None, security__protection_level=2), CLASS_A, CLASS_B)
    # z3 lost 1, `graded` failed on one check and is open on the other: 0.5 to 1. (1.5 to 2) / 4 / 2 × 100 = 18.75 to 25.
    assert said(low.score) == "75 to 81.25"
    # A list that is not stated may hold any number of subjects: the class may have lost anything.
    missing = graded("mlps_2019", selfcheck(architecture__zones=None), CLASS_A, CLASS_B)
    assert (said(missing.score), missing.outcome) == ("50 to 100", "undecided")


# The rate of 2025, on the self-check.


def test_rate_of_the_self_check() -> None:
    """Controls: `important` 2/3, `graded` partly 0 to 1, `powers` 1. (5/3 to 8/3) / 3 × 100 = 500/9 to 800/9."""
    data = selfcheck(security__level_assessment__contract_signed=AFTER, security__level_assessment__major_risks=0)
    found = graded("mlps_2025_selfcheck", data, CLASS_A, CLASS_B)
    assert (said(found.score), found.outcome) == ("500/9 to 800/9", "undecided")
    whole = selfcheck(
        architecture__zones=zones(z1=True),
        security__filing__level=3,
        security__level_assessment__contract_signed=AFTER,
        security__level_assessment__major_risks=0,
    )
    assert graded("mlps_2025_selfcheck", whole, CLASS_A, CLASS_B).verdict == "conforms"
    whole["security"]["level_assessment"]["major_risks"] = 1
    assert graded("mlps_2025_selfcheck", whole, CLASS_A, CLASS_B).verdict == "basically_conforms"
    del whole["security"]["level_assessment"]["major_risks"]
    found = graded("mlps_2025_selfcheck", whole, CLASS_A, CLASS_B)
    assert (found.outcome, found.missing) == ("undecided", ("security.level_assessment.major_risks",))


# Control points.


def points(*items: Data) -> Data:
    return {"testing": {"level_assessment": {"control_points": [{"id": "c1", "items": list(items)}]}}}


def item(name: str, weight: object, *scores: object, applicable: object = True) -> Data:
    objects = [{"id": f"o{index}", "score": score} for index, score in enumerate(scores)]
    return {"id": name, "weight": weight, "applicable": applicable, "objects": objects}


def test_control_point_score() -> None:
    """Means: (1 + 0.5) / 2 = 0.75; 1; 0. (0.75 × 1 + 1 × 0.5 + 0 × 0.5) / (1 + 0.5 + 0.5) × 10 = 1.25 / 2 × 10 = 6.25.
    The item that does not apply is in neither sum: with it the divisor would be 3.
    """
    data = points(item("a", 1, 1, "0.5"), item("b", "0.5", 1), item("c", "0.5", 0), item("d", 1, 0, applicable=False))
    found = graded("control_points", data)
    assert (found.outcome, found.score, found.subject) == (
        "measured",
        number("6.25"),
        "testing.level_assessment.control_points[c1]",
    )
    assert working(found)[-1].endswith("(0.75 × 1 + 1 × 0.5 + 0 × 0.5) / (1 + 0.5 + 0.5) × 10 = 6.25")


def test_control_point_score_of_open_figures() -> None:
    """Item b may score 0 to 1: (1 × 1 + [0 to 1] × 1) / 2 × 10 = 5 to 10."""
    found = graded("control_points", points(item("a", 1, 1), item("b", 1, None)))
    assert (found.outcome, said(found.score)) == ("undecided", "5 to 10")
    assert found.missing == ("testing.level_assessment.control_points[c1].items[b].objects[o0].score",)
    # A weight that is not stated: the score lies between those of the items.
    assert said(graded("control_points", points(item("a", None, 1), item("b", 1, "0.4"))).score) == "4 to 10"
    # Whether b applies is not stated: with it (1 + [0 to 1]) / 2, without it 1.
    assert said(graded("control_points", points(item("a", 1, 1), item("b", 1, 0, applicable=None))).score) == "5 to 10"
    nothing = graded("control_points", points(item("a", 1, 1, applicable=False)))
    assert (nothing.outcome, "applies" in reasons(nothing)) == ("not_applicable", True)


# Cryptography.


@pytest.mark.parametrize(
    ("score", "high", "verdict"),
    [
        (100, 0, "conforms"),
        ("99.99", 0, "basically_conforms"),
        (60, 0, "basically_conforms"),
        ("59.99", 0, "does_not_conform"),
        ("99.99", 1, "does_not_conform"),
    ],
)
def test_cryptography(score: object, high: int, verdict: str) -> None:
    data = {"security": {"crypto_assessment": {"score": score}}, "testing": {"crypto_assessment": {"high_risks": high}}}
    assert graded("crypto_verdict", data).verdict == verdict


# Veto, deduction, bonus, rescaling: the check of web sites.


def evaluation(name: str, **figures: object) -> Data:
    return {"governance": {"evaluations": [{"id": "e1", "grading": name, **figures}]}}


def site(*indicators: tuple[object, object, object], vetoes: object = 0, bonus: object = 0) -> Data:
    """Indicators as points, deducted, applicable."""
    listed = [
        {"id": f"i{index}", "points": points, "deducted": deducted, "applicable": applicable}
        for index, (points, deducted, applicable) in enumerate(indicators)
    ]
    return evaluation("website_check_2019", vetoes=vetoes, bonus=bonus, indicators=listed)


@pytest.mark.parametrize(
    ("data", "score", "verdict"),
    [
        # 100 − (10 + 5) = 85, above 80: + 4 = 89
        (site((40, 10, True), (60, 5, True), bonus=4), "89", "passes"),
        # 45 deducted from an indicator of 40 counts 40: 100 − (40 + 0) = 60; not above 80: no bonus
        (site((40, 45, True), (60, 0, True), bonus=30), "60", "passes"),
        # 100 − (40 + 0.01) = 59.99
        (site((40, 40, True), (60, "0.01", True)), "59.99", "fails"),
        # exactly 80 is not above 80
        (site((40, 20, True), (60, 0, True), bonus=30), "80", "passes"),
        # 80.01 is, and 35 counts 30: 110.01
        (site((40, "19.99", True), (60, 0, True), bonus=35), "110.01", "passes"),
        # the service indicators, 25 points, do not apply: (100 − 15 − 25) × 4/3 = 80; not above 80
        (site((75, 15, True), (25, None, False), bonus=5), "80", "passes"),
        # (100 − 31 − 25) × 4/3 = 44 × 4/3 = 176/3 = 58.666…
        (site((75, 31, True), (25, None, False)), "176/3", "fails"),
        # (100 − 30 − 25) × 4/3 = 60
        (site((75, 30, True), (25, None, False)), "60", "passes"),
    ],
)
def test_check_of_web_sites(data: Data, score: str, verdict: str) -> None:
    found = graded("website_check_2019", data)
    assert (said(found.score), found.outcome, found.verdict) == (score, "graded", verdict)


def test_a_veto_ends_the_scoring() -> None:
    found = graded("website_check_2019", site((100, 0, True), vetoes=1))
    assert (found.outcome, found.verdict, found.score) == ("graded", "fails", None)
    assert working(found) == [
        "an indicator that vetoes the whole: yes (governance.evaluations[e1].vetoes 1); nothing is scored"
    ]


def test_a_veto_that_is_not_stated_leaves_the_verdict_open() -> None:
    found = graded("website_check_2019", site((100, 0, True), vetoes=None))
    assert (found.outcome, [one.zh for one in found.possible]) == ("undecided", ["合格", "不合格"])
    failing = graded("website_check_2019", site((100, 50, True), vetoes=None))
    assert (failing.outcome, failing.verdict) == ("graded", "fails")  # it fails with or without one


def test_rescaling_is_for_the_points_that_the_scheme_drops() -> None:
    found = graded("website_check_2019", site((80, 0, True), (20, None, False)))
    assert (found.outcome, "20 points do not apply" in reasons(found)) == ("undecided", True)


def test_an_indicator_that_may_not_apply_counts_both_ways() -> None:
    """Deducted 0 to 10: 90 to 100; where it does not apply (90 to 100 − 25) × 4/3 = 260/3 to 100."""
    found = graded("website_check_2019", site((40, 10, None), (60, 0, True)))
    assert (said(found.score), found.verdict) == ("260/3 to 100", "passes")


def test_indicators_that_are_left_out_of_the_list_are_missed() -> None:
    found = graded("website_check_2019", site((40, 0, True)))
    assert (found.outcome, "adds up to 40; it lies within 100" in reasons(found)) == ("undecided", True)


def test_a_bonus_on_a_score_that_may_be_above_the_bound() -> None:
    """Deducted 15 to 25: 75 to 85, of which what is above 80 gets 10: from 75 to 95."""
    text = "score:\n  - {says: {zh: 起, en: base}, start: {figure: security.level_assessment.conformity_rate, times: 100}}\n"
    text += "  - {says: {zh: 加, en: bonus}, bonus: {number: 10, only_above: 80, at_most: 30}}\n"
    grading = scheme(text)
    assert said(graded(grading, level(conformity_rate="75%~85%")).score) == "75 to 95"
    assert said(graded(grading, level(conformity_rate="> 80%")).score) == "> 90"
    assert said(graded(grading, level(conformity_rate="≤80%")).score) == "0 to 80"


# Service quality.


@pytest.mark.parametrize(
    ("before", "late", "criticised", "extra", "score", "verdict"),
    [
        (93, 3, False, False, "90", "excellent"),  # 93 − 3
        (93, 4, False, False, "89", "good"),
        (95, 0, True, False, "90", "excellent"),  # 95 − 5
        (94, 0, True, False, "89", "good"),
        (94, 1, True, True, "90", "excellent"),  # 94 − 1 − 5 + 2
        (75, 0, False, False, "75", "good"),
        (74, 0, False, False, "74", "passes"),
        (65, 0, True, False, "60", "passes"),
        (64, 0, True, False, "59", "fails"),
        (60, 1, False, False, "59", "fails"),
    ],
)
def test_operation_bands(before: int, late: int, criticised: bool, extra: bool, score: str, verdict: str) -> None:
    figures = {"score_before": before, "outages_late": late, "criticised": criticised, "extra_help": extra}
    found = graded("operation_bands", evaluation("operation_bands", **figures))
    assert (said(found.score), found.verdict) == (score, verdict)


@pytest.mark.parametrize(("before", "possible"), [("89.5", ["优秀", "良好"]), ("74.5", ["良好", "合格"])])
def test_scores_between_the_bands_of_whole_points_are_not_settled(before: str, possible: list[str]) -> None:
    figures = {"score_before": before, "outages_late": 0, "criticised": False, "extra_help": False}
    found = graded("operation_bands", evaluation("operation_bands", **figures))
    assert (found.outcome, [one.zh for one in found.possible]) == ("undecided", possible)


@pytest.mark.parametrize(
    ("before", "false_reports", "score", "verdict"),
    [
        (90, 0, "90", "passes"),
        (96, 2, "90", "passes"),  # 96 − 2 × 3
        ("95.9", 2, "89.9", "middling"),
        (80, 0, "80", "middling"),
        (82, 1, "79", "fails"),
    ],
)
def test_monthly_bands(before: object, false_reports: int, score: str, verdict: str) -> None:
    figures = {"score_before": before, "false_reports": false_reports}
    found = graded("monthly_bands", evaluation("monthly_bands", **figures))
    assert (said(found.score), found.verdict) == (score, verdict)


def test_maturity_weighs_capability_and_value() -> None:
    """70 % × 82.5 + 30 % × 65 = 57.75 + 19.5 = 77.25."""
    figures = [{"id": "capability", "score": "82.5"}, {"id": "value", "score": 65}]
    found = graded("yd_t_4397_1", evaluation("yd_t_4397_1", indicators=figures))
    assert (found.outcome, found.score) == ("measured", number("77.25"))
    low = graded("yd_t_4397_1", evaluation("yd_t_4397_1", indicators=figures[:1]))
    assert (low.outcome, "it lies within 20 to 100" in reasons(low)) == ("undecided", True)


# Money.


def quarter(deducted: object, bonus: object = 0, amount: object = "400 万元") -> Data:
    data = evaluation("liuyang_payment", bonus=bonus, indicators=[{"id": "a", "deducted": deducted}])
    return data | {"service": {"operations": {"fees": {"contract_amount": amount}}}}


@pytest.mark.parametrize(
    ("deducted", "bonus", "score", "cut"),
    [
        (0, 0, "100", "0"),
        (5, 8, "103", "0"),  # the bonus lifts it above 100
        ("0.01", 0, "99.99", "80000"),  # 2 % of 4 000 000
        (10, 0, "90", "80000"),
        ("10.01", 0, "89.99", "100100"),  # (100 − 89.99) / 400 = 0.025025; × 4 000 000: the cut jumps
        (20, 0, "80", "200000"),  # 20 / 400 = 5 %
        (12, 2, "90", "80000"),  # 100 − 12 + 2
        (100, 0, "0", "1000000"),  # 100 / 400 = 25 %
    ],
)
def test_payment_of_liuyang(deducted: object, bonus: object, score: str, cut: str) -> None:
    found = graded("liuyang_payment", quarter(deducted, bonus))
    assert (said(found.score), said(found.payment), found.outcome) == (score, cut, "measured")


def test_payment_of_liuyang_shows_its_working() -> None:
    assert working(graded("liuyang_payment", quarter("10.01"))) == [
        "full score = 100",
        "deductions (governance.evaluations[e1].indicators): 100 − 10.01 = 89.99",
        "bonus (governance.evaluations[e1].bonus): 89.99 + 0 = 89.99",
        "amount (service.operations.fees.contract_amount) = 4000000",
        "share cut: (100 − 89.99) / 400 = 0.025025",
        "amount deducted: 4000000 × 0.025025 = 100100",
    ]


def test_payment_of_liuyang_of_open_figures() -> None:
    """A bonus of 0 or more on 85: the cut is from nothing to 15 / 400 × 4 000 000 = 150 000."""
    found = graded("liuyang_payment", quarter(15, bonus=None))
    assert (said(found.payment), found.outcome) == ("0 to 150000", "undecided")
    assert found.missing == ("governance.evaluations[e1].bonus",)
    assert said(graded("liuyang_payment", quarter(0, amount=None)).payment) == "0"  # nothing of whatever it is
    assert said(graded("liuyang_payment", quarter(1, amount=None)).payment) == "≥ 0"


def test_payment_of_lanzhou() -> None:
    """4 000 000 × 30 % × 0.95 = 1 140 000."""
    fees = {"contract_amount": "400 万元", "coefficient": "95%"}
    found = graded("lanzhou_payment", {"service": {"operations": {"fees": fees}}})
    assert (said(found.payment), found.outcome) == ("1140000", "measured")
    open_ = graded("lanzhou_payment", {"service": {"operations": {"fees": {"contract_amount": "400 万元"}}}})
    assert (open_.outcome, open_.missing) == ("undecided", ("service.operations.fees.coefficient",))
    none = graded("lanzhou_payment", {"service": {"operations": {"fees": {"none": True}}}})
    assert none.outcome == "not_applicable"


# Building blocks on the self-check.


def test_controls_set_a_veto_off() -> None:
    text = "vetoes: [{says: {zh: 否决, en: veto}, controls: [powers], verdict: fails, score: 59}]\n"
    text += "score: [{says: {zh: 满分, en: full}, start: {number: 100}}]\n" + PASS_AT_60
    grading = scheme(text)
    assert graded(grading, selfcheck(), CLASS_B).verdict == "passes"
    failed = graded(grading, selfcheck(governance__cio={"none": True}), CLASS_B)
    assert (failed.verdict, said(failed.score)) == ("fails", "59")
    open_ = graded(grading, selfcheck(governance__cio__powers=None), CLASS_B)
    assert (open_.outcome, open_.missing, said(open_.score)) == ("undecided", ("powers",), "59 to 100")
    absent = graded(grading, selfcheck(), CLASS_A)
    assert (absent.outcome, absent.missing) == ("undecided", ("powers",))


def test_controls_set_a_cap_off() -> None:
    text = "caps: [{says: {zh: 限制, en: cap}, controls: [important], at_most: fails}]\n"
    text += "score: [{says: {zh: 满分, en: full}, start: {number: 100}}]\n" + PASS_AT_60
    grading = scheme(text)
    assert graded(grading, selfcheck(), CLASS_A).verdict == "fails"  # z3 is a gap
    assert graded(grading, selfcheck(architecture__zones=zones(z1=True)), CLASS_A).verdict == "passes"


GAPS = """\
score:
  - {{says: {{zh: 满分, en: full}}, start: {{number: 100}}}}
  - says: {{zh: 扣分, en: deductions}}
    deduct:
      gaps: {{counts: {{satisfied: 0, partly_satisfied: 0.5, not_satisfied: 1}}{of}}}
      times: 12
      ceiling: {ceiling}
"""


@pytest.mark.parametrize(
    ("of", "ceiling", "score"),
    [
        # `important` and `graded` are partly satisfied, 0.5 each; `powers` is satisfied: 1 × 12
        ("", 30, "88"),
        ("", 10, "90"),
        (", severities: [high]", 30, "100"),
        (", severities: [medium]", 30, "88"),
        (", controls: [graded]", 30, "94"),
    ],
)
def test_deductions_by_control_with_a_ceiling(of: str, ceiling: int, score: str) -> None:
    found = graded(scheme(GAPS.format(of=of, ceiling=ceiling)), selfcheck(), CLASS_A, CLASS_B)
    assert said(found.score) == score


def test_deductions_for_what_is_not_stated_lie_between() -> None:
    grading = scheme(GAPS.format(of="", ceiling=30))
    found = graded(grading, selfcheck(governance__cio__powers=None), CLASS_A, CLASS_B)
    assert said(found.score) == "76 to 88"
    absent = scheme(GAPS.format(of=", controls: [nowhere]", ceiling=30))
    assert said(graded(absent, selfcheck(), CLASS_A).score) == "88 to 100"


def test_a_control_that_failed_may_turn_out_partly_satisfied() -> None:
    """`important` counts 0.5; `graded` fails on one check while the other is open: 0.5 to 1. 100 − (1 to 1.5) × 12."""
    data = selfcheck(security__filing__level=None, security__protection_level=2)
    found = graded(scheme(GAPS.format(of="", ceiling=30)), data, CLASS_A, CLASS_B)
    assert said(found.score) == "82 to 88"
    # z3 fails, and z4 may hold or fail: `important` counts 0.5 if it holds, 1 if it does not.
    data = selfcheck(architecture__zones=zones(z3=False, z4=None), security__filing__level=3)
    assert said(graded(scheme(GAPS.format(of="", ceiling=30)), data, CLASS_A).score) == "88 to 94"


@pytest.mark.parametrize("order", ["powers, important", "important, powers"])
def test_one_control_that_is_a_gap_sets_off_whatever_is_known_of_the_others(order: str) -> None:
    text = f"caps: [{{says: {{zh: 限制, en: cap}}, controls: [{order}], at_most: fails}}]\n"
    text += "score: [{says: {zh: 满分, en: full}, start: {number: 100}}]\n" + PASS_AT_60
    data = selfcheck(governance__cio__powers=None)  # `powers` is open, `important` a gap
    assert graded(scheme(text), data, CLASS_A, CLASS_B).verdict == "fails"


def test_a_score_is_held_between_bounds() -> None:
    text = "score:\n  - {says: {zh: 起, en: base}, start: {figure: security.level_assessment.score, between: [null, null]}}\n"
    grading = scheme(text + "  - {says: {zh: 限, en: bounds}, limit: {at_least: 0, at_most: 100}}\n")
    assert [said(graded(grading, level(score=one)).score) for one in (-5, 50, 130, None)] == [
        "0",
        "50",
        "100",
        "0 to 100",
    ]


def test_only_some_profiles_count() -> None:
    share = "share: {of: controls, counts: {satisfied: 1, partly_satisfied: 0, not_satisfied: 0}}"
    grading = scheme(f"over: {{profiles: [class_b]}}\nscore: [{{says: {{zh: 率, en: rate}}, start: {{{share}}}}}]\n")
    assert said(graded(grading, selfcheck(), CLASS_A, CLASS_B).score) == "1"
    absent = graded(grading, selfcheck(), CLASS_A)
    assert (absent.outcome, "did not ask profile class_b" in reasons(absent)) == ("undecided", True)


def test_a_run_that_is_narrowed_to_some_controls_is_not_graded_by_them(described: Callable[..., Path]) -> None:
    path = described(selfcheck(security__level_assessment__score=60))
    chosen = [CLASS_A, CLASS_B]
    run = check([path], chosen, as_of=NOW, controls=["powers"], gradings=load_gradings(["mlps_2019", "mlps_2021"]))
    counting, reading = run.units[0].gradings
    assert (counting.outcome, "some controls only" in reasons(counting)) == ("undecided", True)
    assert (reading.outcome, reading.verdict) == ("graded", "poor")


# Subjects.


def test_every_evaluation_of_a_scheme_is_graded_and_those_of_others_are_not() -> None:
    listed = [
        {"id": "m1", "grading": "monthly_bands", "score_before": 95, "false_reports": 0},
        {"id": "m2", "grading": "monthly_bands", "score_before": 70, "false_reports": 0},
        {"id": "q1", "grading": "liuyang_payment"},
        {"id": "x"},
    ]
    found = grade([SHIPPED["monthly_bands"]], assessed({"governance": {"evaluations": listed}}))
    assert [(one.subject, one.verdict) for one in found] == [
        ("governance.evaluations[m1]", "passes"),
        ("governance.evaluations[m2]", "fails"),
        ("governance.evaluations[x]", ""),
    ]
    assert found[2].missing == ("governance.evaluations[x].grading",)


@pytest.mark.parametrize(
    ("evaluations", "outcome"),
    [(None, "undecided"), ([], "not_applicable"), ([{"id": "a", "grading": "b"}], "not_applicable")],
)
def test_without_an_evaluation_nothing_is_graded(evaluations: object, outcome: str) -> None:
    data = {} if evaluations is None else {"governance": {"evaluations": evaluations}}
    assert graded("monthly_bands", data).outcome == outcome


# Laws.

SCALE = st.fractions(min_value=-10, max_value=130, max_denominator=60)
SPANS = st.builds(lambda a, b: Quantity("", min(a, b), max(a, b)), SCALE, SCALE)


def verdicts_at(grading: Grading, score: Fraction) -> list[str]:
    return [band.verdict for band in grading.bands if meet(point(score), band.range.span) is not None]


@pytest.mark.parametrize("name", SHIPPED)
@given(score=SCALE)
def test_bands_are_disjoint_and_cover_the_scale(name: str, score: Fraction) -> None:
    grading = SHIPPED[name]
    if not grading.bands:
        return
    open_ = [one for one in grading.undecided if meet(point(score), one.range.span) is not None]
    assert len(verdicts_at(grading, score)) + len(open_) == 1


@pytest.mark.parametrize("name", SHIPPED)
def test_bounds_of_bands_belong_to_exactly_one(name: str) -> None:
    grading = SHIPPED[name]
    for bound in {one for band in grading.bands for one in (band.range.low, band.range.high) if one is not None}:
        open_ = [one for one in grading.undecided if meet(point(bound), one.range.span) is not None]
        assert len(verdicts_at(grading, bound)) + len(open_) == 1


@given(score=st.fractions(min_value=0, max_value=100, max_denominator=50))
def test_the_verdict_of_a_score_is_the_band_that_holds_it(score: Fraction) -> None:
    found = graded("monthly_bands", evaluation("monthly_bands", score_before=str(float(score)), false_reports=0))
    exact = found.score.exact if found.score is not None else None
    assert exact is not None
    assert [found.verdict] == verdicts_at(SHIPPED["monthly_bands"], exact)


def removed(data: Data, path: tuple[str | int, ...]) -> Data:
    """The description without one value."""
    other = deepcopy(data)
    inner: Any = other
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return other


def leaves(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The values that may be left out: not ids, not items of lists."""
    if isinstance(data, dict):
        return [
            one for key, value in data.items() if key != "id" for one in ((*path, key), *leaves(value, (*path, key)))
        ]
    if isinstance(data, list):
        return [one for index, value in enumerate(data) for one in leaves(value, (*path, index))]
    return []


FULL: dict[str, tuple[Data, tuple[Profile, ...]]] = {
    "mlps_2021": (level(contract_signed=BEFORE, score=85, high_risks=0, medium_risks=1, low_risks=1), ()),
    "mlps_2025": (level(contract_signed=AFTER, conformity_rate="95%", major_risks=0), ()),
    "mlps_2019": (selfcheck(), (CLASS_A, CLASS_B)),
    "mlps_2025_selfcheck": (selfcheck(security__level_assessment__contract_signed=AFTER), (CLASS_A, CLASS_B)),
    "control_points": (points(item("a", 1, 1, "0.5"), item("b", "0.5", 0), item("c", 2, 1, applicable=False)), ()),
    "website_check_2019": (site((60, 10, True), (15, 20, True), (25, 0, False), bonus=4), ()),
    "operation_bands": (
        evaluation("operation_bands", score_before=93, outages_late=2, criticised=True, extra_help=True),
        (),
    ),
    "liuyang_payment": (quarter("10.01", 3), ()),
    "yd_t_4397_1": (
        evaluation("yd_t_4397_1", indicators=[{"id": "capability", "score": 80}, {"id": "value", "score": 60}]),
        (),
    ),
}


def narrower(inner: Quantity | None, outer: Quantity | None) -> bool:
    return inner is None or outer is None or inside(inner, outer)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_stating_more_only_narrows(data: st.DataObject) -> None:
    """Values are taken away one after the other; each time what was known before lies within what is known then."""
    name = data.draw(st.sampled_from(sorted(FULL)))
    description, profiles = FULL[name]
    before = grade([SHIPPED[name]], assessed(description, *profiles))
    while places := [one for one in leaves(description) if one[-1] != "grading"]:
        description = removed(description, data.draw(st.sampled_from(places)))
        after = grade([SHIPPED[name]], assessed(description, *profiles))
        if len(before) != 1 or len(after) != 1 or not after[0].working or not before[0].working:
            return  # the list or the scheme itself is gone
        assert narrower(before[0].score, after[0].score), description
        assert narrower(before[0].payment, after[0].payment)
        assert {*before[0].possible} <= {*after[0].possible}
        if after[0].outcome == "graded":
            assert before[0].verdict in (after[0].verdict, "")
        before = after


@given(SPANS, SPANS)
def test_spans_that_meet_meet_inside_both(a: Quantity, b: Quantity) -> None:
    both = meet(a, b)
    if both is not None:
        assert inside(both, a)
        assert inside(both, b)
    assert inside(a, hull((a, b)))
    assert inside(b, hull((a, b)))


@given(SPANS, SCALE, st.fractions(min_value=0, max_value=1))
def test_a_span_times_a_number_holds_every_number_times_it(span: Quantity, factor: Fraction, at: Fraction) -> None:
    assert span.low is not None
    assert span.high is not None
    inner = span.low + (span.high - span.low) * at
    assert inside(point(inner * factor), scaled(span, factor))


@given(SPANS, SPANS, st.fractions(min_value=0, max_value=1), st.fractions(min_value=0, max_value=1))
def test_a_product_of_spans_holds_every_product(a: Quantity, b: Quantity, at: Fraction, other: Fraction) -> None:
    assert a.low is not None and a.high is not None and b.low is not None and b.high is not None  # noqa: PT018
    inner = (a.low + (a.high - a.low) * at) * (b.low + (b.high - b.low) * other)
    assert inside(point(inner), product(a, b))
    assert inside(point(inner), product(a, Quantity("", b.low, None))) or a.low < 0


def test_an_open_end_stays_open_and_a_bound_is_closed() -> None:
    span = Quantity("", Fraction(1), Fraction(2), True, False)
    assert scaled(span, Fraction(-1)) == Quantity("", Fraction(-2), Fraction(-1), False, True)
    assert held(span, Fraction(0), Fraction(9)) == span
    assert held(span, Fraction(3, 2), None) == Quantity("", Fraction(3, 2), Fraction(2))


def test_a_product_with_nothing_is_nothing() -> None:
    assert product(point(0), Quantity("", Fraction(0), None)) == point(0)


@given(st.fractions(max_denominator=1000))
def test_numbers_are_shown_in_full(value: Fraction) -> None:
    assert Fraction(exact_text(value)) == value


# The shipped files.


def test_every_file_is_a_scheme_and_is_named_like_its_file() -> None:
    assert [path.stem for path in FILES] == list(grading_names()) == [one.name for one in SHIPPED.values()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_has_no_problem_and_fits_its_schema(path: Path) -> None:
    found, problems = read_grading(read_file(path), record())
    assert (found is not None, problems) == (True, ())
    for draft, validator in (("2020-12", jsonschema.Draft202012Validator), ("7", jsonschema.Draft7Validator)):
        schema = grading_schema(draft)
        validator.check_schema(schema)
        validator(schema).validate(yaml.load(path.read_text("utf-8"), Loader=Plain))


class Plain(yaml.SafeLoader):
    """Dates stay text, as our own reader has them."""


Plain.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scheme_says_its_source_when_it_holds_and_how_well_it_is_known(name: str) -> None:
    grading = SHIPPED[name]
    assert grading.cited
    assert any(one.source is not None for one in grading.cited)
    assert {one.text for one in grading.cited} <= set(MARKS)
    assert all(one.text != "clause-seen" for one in grading.cited)
    for words in (grading.holds.says, *grading.leaves_out):
        assert words.zh.endswith("。")
        assert words.en.endswith(".")


def test_sources_are_worded_as_in_the_profiles() -> None:
    known: dict[str, object] = {}
    for path in (*(ROOT / "profiles").glob("*.yaml"), *FILES):
        for key, source in yaml.safe_load(path.read_text("utf-8")).get("sources", {}).items():
            if path.parent.name == "gradings" or key in ("template_2021", "template_2025"):
                if path.stem == "terms":
                    continue
                assert known.setdefault(key, source) == source, (path, key)


def test_what_the_facts_do_not_settle_is_left_out_by_name() -> None:
    said_ = " ".join(words.zh for one in SHIPPED.values() for words in one.leaves_out)
    page = (ROOT / "profiles/gradings/README.md").read_text("utf-8")
    for words in ("缺陷扣分公式", "密评总分", "重大风险隐患的触发项", "肇庆", "末笔款"):
        assert words in said_
    for words in ("defect-deduction", "total of the cryptography", "重大风险隐患", "scheme D", "DB52/T 1483"):
        assert words in page


# Mistakes, at their own line.

GOOD = (
    HEAD
    + """\
score:
  - says: {zh: 得分, en: score}
    start: {figure: security.level_assessment.score, between: [0, 100]}
bands:
  - {verdict: passes, says: {zh: 合格, en: passes}, from: 60, includes: [from]}
  - {verdict: fails, says: {zh: 不合格, en: fails}, to: 60, includes: []}
caps:
  - {says: {zh: 高风险, en: high risk}, when: {security.level_assessment.high_risks: {at_least: 1}}, at_most: fails}
payment:
  says: {zh: 扣减, en: cut}
  amount: service.operations.fees.contract_amount
  cut:
    - {from: 90, includes: [from], share: 0}
    - {to: 90, includes: [], shortfall: {below: 100, over: 400}}
"""
)
MISTAKES: dict[str, tuple[str, str, int, str]] = {
    "another format": ("egov-grading/0", "egov-grading/9", 1, "schema"),
    "unknown key": ("caps:", "cap:", 13, "unknown_key"),
    "no source": ("source: [{text: judgement}]\n", "", 1, "missing_key"),
    "source without ref": ("text: judgement", "text: secondary", 5, "source_without_ref"),
    "place": ("level_assessment.score", "level_assessment.scor", 9, "no_such_route"),
    "place of a text": (
        "security.level_assessment.score",
        "security.level_assessment.number",
        9,
        "number_place_expected",
    ),
    "range of a figure": ("between: [0, 100]", "between: [100, 0]", 9, "two_ends_expected"),
    "number": ("from: 60", "from: sixty", 11, "number_expected"),
    "bound": ("from: 60, includes: [from]", "from: 60, includes: [to]", 11, "bounds_expected"),
    "bound not said": ("from: 60, includes: [from]", "from: 60", 11, "missing_key"),
    "overlap": ("to: 60, includes: []", "to: 60, includes: [to]", 11, "scores_twice"),
    "gap": ("from: 60, includes: [from]", "from: 61, includes: [from]", 11, "scores_left_out"),
    "gap at a bound": ("from: 60, includes: [from]", "from: 60, includes: []", 11, "scores_left_out"),
    "scale that ends": ("from: 60, includes: [from]", "from: 60, to: 100, includes: [from]", 11, "scores_left_out"),
    "verdict twice": ("verdict: fails, says", "verdict: passes, says", 12, "duplicate_verdict"),
    "no such verdict": ("at_most: fails", "at_most: failed", 14, "not_a_choice"),
    "question": ("high_risks: {at_least: 1}", "high_risks: {atleast: 1}", 14, "no_such_question"),
    "two triggers": ("when: {security", "controls: [a], when: {security", 14, "one_of_keys"),
    "no step": ("    start: {figure", "    begin: {figure", 8, "one_of_keys"),
    "amount": ("fees.contract_amount", "fees.coefficient", 17, "amount_expected"),
    "cut": ("to: 90, includes: [], shortfall", "to: 89, includes: [], shortfall", 19, "scores_left_out"),
    "division": ("over: 400", "over: 0", 20, "positive_expected"),
    "day without place": ("en: Always.}}", "en: Always.}, from: 2025-03-20}", 6, "day_and_place"),
    "place of no day": (
        "en: Always.}}",
        "en: Always.}, from: 2025-03-20, place: security.protection_level}",
        6,
        "day_and_place",
    ),
    "name": ("grading: sample", "grading: A-1", 2, "identifier"),
}


def problems(text: str) -> list[tuple[int, str]]:
    found, told = read_grading(read(text.encode(), "grading.yaml"), record())
    assert (found is None) is bool(told)
    return [(one.place.line, one.code) for one in told]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_own_line(name: str) -> None:
    before, after, line, code = MISTAKES[name]
    assert problems(GOOD) == []
    assert GOOD.count(before) >= 1
    assert (line, code) in problems(GOOD.replace(before, after, 1))


@pytest.mark.parametrize(
    "text", ["[]", "a", "schema: egov-grading/0", HEAD, HEAD + "score: 3", HEAD + "score: []", HEAD + "bands: {}"]
)
def test_what_is_no_scheme_ends_in_problems(text: str) -> None:
    assert problems(text)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_damage_to_a_scheme_ends_in_anything_but_problems(data: st.DataObject) -> None:
    """A value is replaced by something else."""
    whole = yaml.load(GOOD, Loader=Plain)
    place = data.draw(st.sampled_from([one for one in all_places(whole) if one]))
    inner: Any = whole
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = data.draw(st.sampled_from([None, [], {}, "x", -1, True, [None], {"a": 1}, "1/0", "9" * 90]))
    read_grading(read(json.dumps(whole).encode(), "grading.json"), record())


def all_places(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(one for key, value in inner for one in all_places(value, (*path, key)))]


def test_the_scheme_that_the_page_shows_is_one() -> None:
    page = (ROOT / "profiles/gradings/README.md").read_text("utf-8")
    shown = page.split("```yaml\n")[1].split("```")[0]
    assert problems(shown) == []


# The command, and reports.


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def described(tmp_path: Path) -> Callable[..., Path]:
    def write(data: Mapping[str, object], name: str = "platform") -> Path:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"schema": "egov-platform/0", "platform": {"id": name}, **data}), "utf-8")
        return path

    return write


@pytest.mark.parametrize("lang", LANGS)
def test_text_shows_the_working_and_that_it_is_a_simulation(
    tell: Command, described: Callable[..., Path], lang: str
) -> None:
    path = described(level(contract_signed=BEFORE, score=92, high_risks=0, medium_risks=1, low_risks=0))
    said_ = tell(path, "--grading", "mlps_2021", "--lang", lang, "--profile", "governance", *AS_OF).out
    tail = said_[said_.index({"zh": "—— 模拟测算", "en": "-- simulation"}[lang]) :].splitlines()
    head, _, _, *lines = tail
    if lang == "zh":
        assert head == "—— 模拟测算：等级测评结论（2021 版模板）（mlps_2021 0.1.0）"
        assert lines[:5] == [
            "    报告得分（security.level_assessment.score） = 92",
            "    分档：优 ≥ 90、良 ≥ 80 且 < 90、中 ≥ 70 且 < 80、差 < 70；得分 92",
            "    高风险问题：无（security.level_assessment.high_risks 0）",
            "    中风险问题：有（security.level_assessment.medium_risks 1），结论至多为良",
            "  = 结论：良",
        ]
        assert "模拟测算：按所读到的方案推算，不是任何机构出具的结论。" in tail
    else:
        assert lines[4] == "  = verdict: good"
        assert "It is nobody's verdict." in tail[-2]


def test_text_says_why_there_is_no_verdict(tell: Command, described: Callable[..., Path]) -> None:
    path = described(level(conformity_rate="90%"))
    said_ = tell(path, "--grading", "mlps_2025", "--lang", "zh", "--profile", "governance", *AS_OF).out
    assert "  = 暂不定级：未填报 security.level_assessment.contract_signed，不能判断是否适用本方案" in said_
    assert "  = 未填报：security.level_assessment.contract_signed、security.level_assessment.major_risks" in said_
    assert "  = 未纳入：重大风险隐患的触发项" in said_


def test_gradings_change_nothing_else(tell: Command) -> None:
    plain = tell(MONTH, "--lang", "zh", *AS_OF)
    with_ = tell(MONTH, "--lang", "zh", "--grading", "all", *AS_OF)
    assert (with_.code, with_.out.startswith(plain.out)) == (plain.code, True)
    for form in ("line",):
        assert (
            tell(MONTH, "--format", form, *AS_OF).out == tell(MONTH, "--format", form, "--grading", "all", *AS_OF).out
        )


def test_json_holds_every_grading_and_fits_its_schema(tell: Command, described: Callable[..., Path]) -> None:
    path = described(quarter("10.01"))
    result = json.loads(tell(path, "--grading", "all", "--format", "json", *AS_OF).out)
    jsonschema.Draft202012Validator(result_schema()).validate(result)
    (unit,) = result["units"]
    assert {one["grading"] for one in unit["gradings"]} == set(SHIPPED)
    assert {one["outcome"] for one in unit["gradings"]} <= set(OUTCOMES)
    (paid,) = [one for one in unit["gradings"] if one["grading"] == "liuyang_payment"]
    assert (paid["simulation"], paid["subject"]) == (True, "governance.evaluations[e1]")
    assert paid["payment"] == {"low": "100100", "high": "100100", "low_open": False, "high_open": False}
    assert paid["digest"] == SHIPPED["liuyang_payment"].digest
    plain = json.loads(tell(path, "--format", "json", *AS_OF).out)
    assert plain["units"][0]["gradings"] == []


def test_in_a_folder_every_unit_is_graded(tell: Command, described: Callable[..., Path]) -> None:
    first = described(level(contract_signed=BEFORE, score=92, high_risks=1), "one")
    described(level(contract_signed=BEFORE, score=60), "two")
    result = check([first.parent], [NAMED], as_of=NOW, gradings=load_gradings(["mlps_2021"]))
    assert [(unit.unit, *(one.verdict for one in unit.gradings)) for unit in result.units] == [
        ("one", "poor"),
        ("two", "poor"),
    ]
    said_ = tell(first.parent, "--grading", "mlps_2021", "--lang", "zh", "--profile", "governance", *AS_OF).out
    assert said_.count("—— 模拟测算") == 2


def test_a_scheme_may_be_a_file_and_its_mistakes_are_told(
    tell: Command, described: Callable[..., Path], tmp_path: Path
) -> None:
    path, own = described(level(score=50)), tmp_path / "own.yaml"
    own.write_text(GOOD, "utf-8")
    assert "(sample 0.1.0)" in tell(path, "--grading", own, "--lang", "en", *AS_OF).out
    own.write_text(GOOD.replace("at_most: fails", "at_most: failed"), "utf-8")
    ran = tell(path, "--grading", own, "--lang", "en", *AS_OF)
    assert (ran.code, f"{own}:14" in ran.err) == (2, True)


def test_an_unknown_scheme_is_met_with_what_was_meant(tell: Command) -> None:
    ran = tell(MONTH, "--grading", "liuyang", "--lang", "en")
    assert (ran.code, "Did you mean liuyang_payment?" in ran.err) == (2, True)
    assert "There are: " in tell(MONTH, "--grading", "zzzz", "--lang", "en").err


def test_settings_name_schemes(tell: Command, described: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = described(level(contract_signed=BEFORE, score=60))
    own = path.parent / "own.yaml"
    own.write_text(GOOD, "utf-8")
    (path.parent / "egov-check.toml").write_text(
        'grading = ["mlps_2021", "own.yaml"]\nprofile = "governance"\n', "utf-8"
    )
    monkeypatch.chdir(path.parent)
    said_ = tell(path, "--lang", "en", *AS_OF).out
    assert said_.count("-- simulation") == 2


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_names_every_scheme_and_what_is_left_out(tell: Command, lang: str) -> None:
    printed = tell("list", "gradings", "--lang", lang).out
    for one in SHIPPED.values():
        assert f"{one.name}  {one.title.zh if lang == 'zh' else one.title.en}" in printed
        for words in (one.holds.says, *one.leaves_out):
            assert (words.zh if lang == "zh" else words.en) in printed


def test_the_schema_of_a_scheme_can_be_had(tell: Command) -> None:
    schema = json.loads(tell("schema", "grading").out)
    jsonschema.Draft202012Validator(schema).validate(yaml.load(GOOD, Loader=Plain))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(yaml.load(GOOD.replace("caps:", "cap:"), Loader=Plain))


def test_the_readmes_name_every_scheme() -> None:
    for page in ("README.md", "README.zh-CN.md"):
        text = (ROOT / page).read_text("utf-8")
        assert all(f"`{name}`" in text for name in SHIPPED)


def test_a_range_says_which_bounds_belong_to_it() -> None:
    assert Range(None, Fraction(3)).span == Quantity("", None, Fraction(3), False, True)
