"""Conclusions: every row of the table, and what is promised beside it (design sections 4, 5 and 6)."""

from datetime import timedelta

import pytest
from repository import ROOT
from samples import NOW, assessed, conclude, control, described, findings, platform, profile, statuses

from egov_cloud_std import clock
from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.assessment import Assessor
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.assess.results import cited_text
from egov_cloud_std.checks import World
from egov_cloud_std.checks.routes import resolve_list
from egov_cloud_std.platforms import Platform
from egov_cloud_std.profiles.controls import Cited, Source
from egov_cloud_std.reports._lines import also, fix_of, observed
from egov_cloud_std.run import load_profiles
from egov_cloud_std.run.checking import read_platform
from egov_cloud_std.shapes import load
from egov_cloud_std.words import GAPS, NO_WORDS, STATUSES, Text

LEVEL = "expect: {security.protection_level: {at_least: 2}}"
WHEN = "when: {security.protection_level: {at_least: 3}}\n"
TWO = """
expect:
  security.protection_level: {at_least: 3}
  security.data.stored_in_china: {equals: true}
"""
NETWORKS = "each: {list: architecture.networks}\nexpect: {.isolated: {equals: true}}"
TENANTS = "each: {list: architecture.networks, where: {.kind: {equals: tenant}}}\nexpect: {.isolated: {equals: true}}"
ASKED = "expect: {security.protection_level: {at_least: $level}}"
UNSET = "level: {value: null, direction: at_least}"
SET = "level: {value: 3, direction: at_least, source: [{ref: book, text: recalled}]}"
FLAG = "architecture.redundancy.links: {equals: true}"
OTHER = "architecture.redundancy.compute: {equals: true}"


def redundancy(**flags: bool) -> Platform:
    return platform(architecture={"redundancy": flags})


def networks(*entries: dict[str, object], **more: object) -> Platform:
    return platform(architecture={"networks": list(entries), **more})


# The table.


def test_a_control_whose_condition_is_false_is_not_applicable() -> None:
    assert conclude(WHEN + f"expect: {{{FLAG}}}", platform(security={"protection_level": 2})) == "not_applicable"


def test_a_missing_condition_is_not_stated_at_the_condition() -> None:
    found = findings(redundancy(links=False), WHEN + f"expect: {{{FLAG}}}")
    assert [one.status for one in found] == ["not_stated"]
    assert [one.at for one in found[0].observations] == ["security.protection_level"]
    assert found[0].observations[0].holds is None


def test_everything_holds_is_satisfied() -> None:
    text = f"{WHEN}expect: {{{FLAG}, {OTHER}}}"
    both = platform(security={"protection_level": 3}, architecture={"redundancy": {"links": True, "compute": True}})
    assert conclude(text, both) == "satisfied"


def test_no_check_holds_and_one_is_false_is_not_satisfied() -> None:
    text = f"expect: {{{FLAG}, {OTHER}}}"
    assert conclude(text, redundancy(links=False, compute=False)) == "not_satisfied"
    assert conclude(text, redundancy(links=False)) == "not_satisfied"


def test_some_checks_true_and_some_false_is_partly_satisfied() -> None:
    text = f"expect: {{{FLAG}, {OTHER}, architecture.redundancy.storage: {{equals: true}}}}"
    assert conclude(text, redundancy(links=False, compute=True)) == "partly_satisfied"
    assert conclude(text, redundancy(links=False, compute=True, storage=True)) == "partly_satisfied"


def test_nothing_false_and_something_missing_is_not_stated() -> None:
    text = f"expect: {{{FLAG}, {OTHER}}}"
    assert conclude(text, redundancy(links=True)) == "not_stated"
    assert conclude(text, platform()) == "not_stated"


def test_only_top_level_checks_make_a_control_partly_satisfied() -> None:
    text = f"expect:\n  all_of: [{{{FLAG}}}, {{{OTHER}}}]"
    assert conclude(text, redundancy(links=True, compute=False)) == "not_satisfied"


def test_missing_list_is_not_stated() -> None:
    assert conclude(NETWORKS, platform()) == "not_stated"
    assert conclude(NETWORKS, platform(architecture={"networks": None})) == "not_stated"


def test_an_unset_threshold_is_not_assessed() -> None:
    assert conclude(ASKED, platform(security={"protection_level": 5}), UNSET) == "not_assessed"
    assert conclude(ASKED, platform(), UNSET) == "not_assessed"


def test_an_unset_threshold_outweighs_a_condition_that_is_not_stated() -> None:
    assert conclude(f"when: {{{FLAG}}}\n{ASKED}", platform(), UNSET) == "not_assessed"


def test_unset_threshold_is_not_assessed_unless_when_is_false() -> None:
    assert conclude(f"when: {{{FLAG}}}\n{ASKED}", redundancy(links=False), UNSET) == "not_applicable"


def test_a_set_threshold_is_asked() -> None:
    assert conclude(ASKED, platform(security={"protection_level": 3}), SET) == "satisfied"
    assert conclude(ASKED, platform(security={"protection_level": 2}), SET) == "not_satisfied"
    assert conclude(ASKED, platform(), SET) == "not_stated"


def test_an_unset_threshold_over_a_missing_list_is_not_assessed() -> None:
    text = "each: {list: architecture.zones}\nexpect: {.protection_level: {at_least: $level}}"
    assert conclude(text, platform(), UNSET) == "not_assessed"
    assert conclude(text, platform(architecture={"zones": [], "zones_total": 2}), UNSET) == "not_assessed"


def test_every_status_has_its_words() -> None:
    assert all(text.zh and text.en for text in STATUSES.values())
    assert set(GAPS) < set(STATUSES)


# The language (section 5).


def test_a_false_condition_outweighs_an_unknown_one() -> None:
    text = f"when: {{security.protection_level: {{at_least: 3}}, {FLAG}}}\nexpect: {{{OTHER}}}"
    assert conclude(text, platform(security={"protection_level": 1})) == "not_applicable"
    assert conclude(text, redundancy(links=False)) == "not_applicable"


def test_conditions_side_by_side_must_all_hold() -> None:
    text = f"when: {{security.protection_level: {{at_least: 3}}, {FLAG}}}\nexpect: {{{OTHER}}}"
    given = platform(security={"protection_level": 3}, architecture={"redundancy": {"links": True, "compute": True}})
    assert conclude(text, given) == "satisfied"


def test_questions_side_by_side_at_one_place_are_checks_of_their_own() -> None:
    text = "expect: {security.protection_level: {at_least: 2, at_most: 3}}"
    assert conclude(text, platform(security={"protection_level": 4})) == "partly_satisfied"


def test_one_true_alternative_outweighs_an_unknown_one() -> None:
    text = f"expect:\n  any_of: [{{{FLAG}}}, {{{OTHER}}}]"
    assert conclude(text, redundancy(compute=True)) == "satisfied"
    assert conclude(text, redundancy(compute=False)) == "not_stated"
    assert conclude(text, redundancy(links=False, compute=False)) == "not_satisfied"


def test_the_negation_of_unknown_is_unknown() -> None:
    text = f"expect:\n  not: {{{FLAG}}}"
    assert conclude(text, platform()) == "not_stated"
    assert conclude(text, redundancy(links=False)) == "satisfied"
    assert conclude(text, redundancy(links=True)) == "not_satisfied"


def test_a_place_with_a_dot_belongs_to_the_subject_and_any_other_starts_at_the_root() -> None:
    text = """
each: {list: architecture.zones}
when: {security.protection_level: {at_least: 3}}
expect: {.protection_level: {at_most: {place: security.protection_level}}}
"""
    zones = [{"id": "a", "protection_level": 3}, {"id": "b", "protection_level": 4}]
    assert statuses(platform(security={"protection_level": 3}, architecture={"zones": zones}), text) == {
        "architecture.zones[a]": "satisfied",
        "architecture.zones[b]": "not_satisfied",
    }


def test_unknown_where_makes_the_item_a_subject_not_stated_there() -> None:
    found = findings(networks({"id": "a", "isolated": True}), TENANTS)
    assert [(one.subject, one.status) for one in found] == [("architecture.networks[a]", "not_stated")]
    assert [one.at for one in found[0].observations] == ["architecture.networks[a].kind"]


def test_false_where_is_no_subject() -> None:
    given = networks({"id": "a", "kind": "internet"}, {"id": "b", "kind": "tenant", "isolated": True})
    assert statuses(given, TENANTS) == {"architecture.networks[b]": "satisfied"}


def test_a_stated_list_without_subjects_is_not_applicable() -> None:
    assert conclude(NETWORKS, networks()) == "not_applicable"
    assert conclude(TENANTS, networks({"id": "a", "kind": "internet", "isolated": False})) == "not_applicable"


def test_a_list_flattens_over_the_items_of_another() -> None:
    text = "each: {list: 'performance.utilisation[].percentiles'}\nexpect: {.value: {at_most: 80%}}"
    use = [
        {"id": "cpu", "percentiles": [{"id": "p95", "value": "70%"}, {"id": "p99", "value": "90%"}]},
        {"id": "memory", "percentiles": []},
        {"id": "storage"},
    ]
    assert statuses(platform(performance={"utilisation": use}), text) == {
        "performance.utilisation[cpu].percentiles[p95]": "satisfied",
        "performance.utilisation[cpu].percentiles[p99]": "not_satisfied",
        "performance.utilisation[storage].percentiles": "not_stated",
    }


def test_missing_values_are_unknown_to_every_question_of_a_scalar() -> None:
    for question in ("present: true", "equals: 2", "one_of: [2]", "at_least: 2", "at_most: 2", "more_than: 2"):
        assert conclude(f"expect: {{security.protection_level: {{{question}}}}}", platform()) == "not_stated"


def test_a_reference_is_unknown_while_its_list_is_not_stated_and_false_when_the_id_is_absent() -> None:
    text = "each: {list: architecture.zones}\nexpect: {.site: {refers_to: architecture.sites}}"
    zones = [{"id": "z", "site": "east"}]
    assert conclude(text, platform(architecture={"zones": zones})) == "not_stated"
    assert conclude(text, platform(architecture={"zones": zones, "sites": []})) == "not_satisfied"
    assert conclude(text, platform(architecture={"zones": zones, "sites": [{"id": "east"}]})) == "satisfied"


def test_a_question_is_in_no_score() -> None:
    found = assessed(platform(security={"protection_level": 1}), "duty: question\n" + LEVEL)
    assert found.conclusions[0].status == "not_satisfied"
    assert found.score().controls == 0
    assert found.score().interval is None


def test_a_control_knows_its_own_line_in_its_profile() -> None:
    found = control(LEVEL)
    assert found.place.file == "profile.yaml"
    assert profile(LEVEL).document.line(found.place.line).strip() == "- id: sample"


# Lists (section 4).


@pytest.mark.parametrize("none", [[], {"none": True}], ids=["empty", "none"])
def test_an_empty_list_and_none_state_that_there_are_none(none: object) -> None:
    given = platform(architecture={"networks": none})
    assert conclude(NETWORKS, given) == "not_applicable"
    assert conclude("expect: {architecture.networks: {present: true}}", given) == "not_satisfied"
    assert conclude("expect: {architecture.networks: {count: {at_most: 0}}}", given) == "satisfied"


def test_missing_and_null_are_the_same() -> None:
    for given in (platform(), platform(security=None), platform(security={"protection_level": None})):
        assert conclude(LEVEL, given) == "not_stated"


def test_a_section_that_says_none_has_none_of_anything_inside() -> None:
    given = platform(security={"none": True})
    assert conclude(LEVEL, given) == "not_satisfied"
    assert conclude("expect: {security.filing.number: {present: true}}", given) == "not_satisfied"
    assert conclude("each: {list: security.applications}\n" + f"expect: {{{FLAG}}}", given) == "not_applicable"


def test_total_beyond_the_list_leaves_the_rest_not_stated() -> None:
    text = "each: {list: architecture.zones}\nexpect: {.important: {equals: true}}"
    given = platform(architecture={"zones": [{"id": "a", "important": True}], "zones_total": 3})
    found = findings(given, text)
    assert [(one.subject, one.status, one.unlisted) for one in found] == [
        ("architecture.zones[a]", "satisfied", 0),
        ("architecture.zones[*]", "not_stated", 2),
    ]
    assert conclude(text, given) == "not_stated"


def test_a_total_that_differs_from_its_list_is_reported() -> None:
    for total, listed in ((3, [{"id": "a"}]), (0, [{"id": "a"}])):
        found = assessed(platform(architecture={"zones": listed, "zones_total": total}), LEVEL)
        assert [(one.code, one.path) for one in found.remarks] == [("total_differs", ("architecture", "zones_total"))]
    same = assessed(platform(architecture={"zones": [{"id": "a"}], "zones_total": 1}), LEVEL)
    assert same.remarks == ()


def test_a_list_that_is_empty_while_its_total_is_not_is_not_stated() -> None:
    text = "each: {list: architecture.zones}\nexpect: {.important: {equals: true}}"
    assert conclude(text, platform(architecture={"zones": [], "zones_total": 2})) == "not_stated"


def test_a_total_smaller_than_its_list_promises_nothing() -> None:
    text = "each: {list: architecture.zones}\nexpect: {.important: {equals: true}}"
    given = platform(architecture={"zones": [{"id": "a", "important": True}], "zones_total": 0})
    assert conclude(text, given) == "satisfied"


def test_unlisted_items_leave_counts_references_and_sums_open() -> None:
    architecture = {"zones": [{"id": "a", "protection_level": 2}], "zones_total": 2}
    for text, status in (
        ("architecture.zones: {count: {at_most: 1}}", "not_stated"),
        ("architecture.zones: {count: {at_least: 1}}", "satisfied"),
        ("architecture.zones: {count: {at_least: 3}}", "not_satisfied"),
        ("architecture.zones: {only: {field: .kind, values: [access]}}", "not_stated"),
    ):
        assert conclude(f"expect: {{{text}}}", platform(architecture=architecture)) == status, text
    reference = "each: {list: architecture.networks}\nexpect: {.zone: {refers_to: architecture.zones}}"
    given = architecture | {"networks": [{"id": "n", "zone": "b"}]}
    assert conclude(reference, platform(architecture=given)) == "not_stated"


def test_places_are_named_by_identity() -> None:
    given = networks({"id": "b", "isolated": False}, {"id": "a", "isolated": True})
    assert statuses(given, NETWORKS) == {
        "architecture.networks[b]": "not_satisfied",
        "architecture.networks[a]": "satisfied",
    }


# Findings (section 6).


def test_mixed_subjects_are_partly_satisfied() -> None:
    yes, no, open_ = {"id": "y", "isolated": True}, {"id": "n", "isolated": False}, {"id": "o"}
    assert conclude(NETWORKS, networks(yes, no)) == "partly_satisfied"
    assert conclude(NETWORKS, networks(yes, no, open_)) == "partly_satisfied"


def test_a_control_is_not_satisfied_when_no_subject_holds_and_one_fails() -> None:
    no, open_ = {"id": "n", "isolated": False}, {"id": "o"}
    assert conclude(NETWORKS, networks(no)) == "not_satisfied"
    assert conclude(NETWORKS, networks(no, open_)) == "not_satisfied"


def test_a_control_is_otherwise_not_stated_while_one_subject_is() -> None:
    assert conclude(NETWORKS, networks({"id": "y", "isolated": True}, {"id": "o"})) == "not_stated"


def test_subjects_to_which_a_control_does_not_apply_do_not_count() -> None:
    text = "each: {list: architecture.networks}\nwhen: {.kind: {equals: tenant}}\nexpect: {.isolated: {equals: true}}"
    given = networks({"id": "a", "kind": "internet"}, {"id": "b", "kind": "tenant", "isolated": True})
    assert conclude(text, given) == "satisfied"
    assert assessed(given, text).score().interval.low == 1  # type: ignore[union-attr]


SHIPPED_QUESTIONS = (
    "security.protection_level: {at_least: 2}",
    "security.protection_level: {at_most: 2}",
    "security.protection_level: {equals: 2}",
    "not: {security.protection_level: {equals: 2}}",
    "security: {present: true}",
    "security: {present: false}",
    "architecture.networks: {count: {at_most: 3}}",
    "architecture.networks: {share: {where: {.isolated: {equals: true}}, at_least: 0%}}",
    "architecture.networks: {only: {field: .kind, values: [tenant]}}",
    "architecture.networks: {covers: {field: .kind, values: [tenant]}}",
    "architecture.connections: {separates: {from: {list: architecture.zones}, to: {list: architecture.sites}}}",
    "architecture.connections: {connects: {from: {list: architecture.zones}, to: {list: architecture.sites}}}",
    "architecture.connections: {survives_any_loss: {from: {list: architecture.zones}, to: {list: architecture.sites}}}",
    "security.filing.date: {not_future: true}",
    "security.filing.date: {not_expired: true}",
    "security.filing.date: {within: 1 year}",
    "attestations: {attested: true}",
    "security.protection_level: {at_least: {count_of: {list: architecture.zones}}}",
    "security.protection_level: {equals: {sum_of: [{list: architecture.zones, field: .protection_level}]}}",
)


@pytest.mark.parametrize("text", SHIPPED_QUESTIONS)
def test_silence_is_never_a_pass(text: str) -> None:
    empty_parts = platform(
        security={"filing": {"number": None}, "protection_level": None},
        architecture={"networks": None, "zones": None, "sites": None},
    )
    for given in (platform(), empty_parts):
        found = assessed(given, f"expect:\n  {text}")
        assert found.conclusions[0].status == "not_stated"
        assert found.score().interval is not None
        assert found.score().interval.low == 0  # type: ignore[union-attr]


def test_a_mapping_of_which_nothing_is_filled_in_is_silence() -> None:
    for written in ({}, {"number": None}):
        given = platform(security={"filing": written})
        assert conclude("expect: {security.filing: {present: true}}", given) == "not_stated"
    stated = platform(security={"filing": {"number": "No. 1"}})
    assert conclude("expect: {security.filing: {present: true}}", stated) == "satisfied"


def claim(**entry: str) -> dict[str, list[dict[str, str]]]:
    return {"not_applicable": [{"control": "sample", **entry}]}


def test_a_claim_with_a_reason_makes_its_control_not_applicable() -> None:
    for given in ({}, {"security": {"protection_level": 1}}):
        found = assessed(platform(**given, **claim(reason="not graded")), LEVEL)
        assert found.conclusions[0].status == "not_applicable"
        assert found.remarks == ()
        assert found.score().controls == 0


def test_a_claim_without_a_reason_has_no_effect_and_is_reported() -> None:
    found = assessed(platform(security={"protection_level": 1}, **claim()), LEVEL)
    assert found.conclusions[0].status == "not_satisfied"
    assert [(one.code, one.path) for one in found.remarks] == [("claim_without_reason", ("not_applicable", 0))]


def test_a_claim_for_a_control_that_is_not_there_is_reported() -> None:
    given = platform(not_applicable=[{"control": "another", "reason": "none"}])
    assert [one.code for one in assessed(given, LEVEL).remarks] == ["claim_of_unknown_control"]


def test_a_contradicted_claim_is_the_gap() -> None:
    text = f"contradicted_by: {{{FLAG}}}\n{LEVEL}"
    architecture = {"redundancy": {"links": True}}
    given = platform(architecture=architecture, security={"protection_level": 5}, **claim(reason="out of scope"))
    (found,) = findings(given, text)
    assert found.status == "not_satisfied"
    assert found.place == given.place(("not_applicable", 0))
    assert [one.at for one in found.observations][1:] == ["architecture.redundancy.links"]


@pytest.mark.parametrize("links", [False, None])
def test_a_claim_stands_unless_something_stated_contradicts_it(links: bool | None) -> None:
    text = f"contradicted_by: {{{FLAG}}}\n{LEVEL}"
    given = platform(architecture={"redundancy": {"links": links}}, **claim(reason="out of scope"))
    assert conclude(text, given) == "not_applicable"


def test_a_claim_covers_every_subject_of_its_control() -> None:
    given = platform(architecture={"networks": [{"id": "n", "isolated": False}]}, **claim(reason="one tenant"))
    assert [(one.subject, one.status) for one in findings(given, NETWORKS)] == [("", "not_applicable")]


TEXT = """\
schema: egov-platform/0
platform: {id: p}
security:
  protection_level: 1
  filing:
    number: No. 1
"""


def test_a_finding_stands_at_its_value() -> None:
    given = described(TEXT)
    (found,) = findings(given, LEVEL)
    assert (found.place.file, found.place.line, found.place.column) == ("platform.yaml", 4, 21)
    assert found.line == "  protection_level: 1"


@pytest.mark.parametrize(
    ("route", "parent"),
    [
        ("security.filing.date", ("security", "filing")),
        ("security.logs.kept", ("security",)),
        ("architecture.redundancy.links", ()),
    ],
)
def test_findings_point_at_the_nearest_parent_that_is_there(route: str, parent: tuple[str, ...]) -> None:
    given = described(TEXT)
    (found,) = findings(given, f"expect: {{{route}: {{present: true}}}}")
    assert found.status == "not_stated"
    assert found.place == given.place(parent, key=True)
    assert found.place.line == {0: 1, 1: 3, 2: 5}[len(parent)]


def test_a_finding_where_nothing_is_stated_names_what_to_fill_in_first() -> None:
    (found,) = findings(described(TEXT), "expect: {architecture.redundancy.links: {equals: true}}")
    assert found.observations[0].missing == "architecture"
    (inner,) = findings(described(TEXT), "expect: {security.filing.date: {present: true}}")
    assert inner.observations[0].missing == "security.filing.date"


def test_comments_and_blank_lines_move_places_only() -> None:
    (before,) = findings(described(TEXT), LEVEL)
    (after,) = findings(described("# a\n\n" + TEXT.replace("  filing", "\n  # b\n  filing")), LEVEL)
    assert after.place.line == before.place.line + 2
    assert (after.status, after.fingerprint, after.observations[0].value) == (
        before.status,
        before.fingerprint,
        before.observations[0].value,
    )


def test_every_finding_explains_itself_in_both_languages() -> None:
    given = platform(security={"protection_level": 1}, architecture={"redundancy": {"links": True}})
    controls = (
        LEVEL,
        f"id: holds\nexpect: {{{FLAG}}}",
        f"id: without\nwhen: {{security.protection_level: {{at_least: 2}}}}\nexpect: {{{FLAG}}}",
        "id: silent\nexpect: {security.filing.date: {not_future: true}}",
    )
    found = findings(given, *controls)
    assert [one.status for one in found] == ["not_satisfied", "satisfied", "not_applicable", "not_stated"]
    for one in found:
        assert one.observations
        for seen in one.observations:
            assert all((*seen.value, *seen.wanted))


def test_a_finding_names_the_deciding_branch_only() -> None:
    text = f"expect:\n  any_of: [{{{FLAG}}}, {{{OTHER}}}]"
    (found,) = findings(redundancy(links=False, compute=True), text)
    assert [one.at for one in found.observations] == ["architecture.redundancy.compute"]
    (partly,) = findings(redundancy(links=False, compute=True), f"expect: {{{FLAG}, {OTHER}}}")
    assert [one.at for one in partly.observations] == ["architecture.redundancy.links"]


def test_what_stands_under_not_says_so() -> None:
    (found,) = findings(redundancy(links=True), f"expect:\n  not: {{{FLAG}}}")
    assert found.status == "not_satisfied"
    assert [(one.holds, one.negated) for one in found.observations] == [(True, True)]


def test_fingerprints_depend_on_control_unit_and_identity_alone() -> None:
    first = networks({"id": "a", "isolated": False}, {"id": "b", "isolated": False})
    moved = networks({"id": "b", "isolated": True}, {"id": "a", "isolated": None, "name": "x"})
    before = {one.subject: one.fingerprint for one in findings(first, NETWORKS)}
    after = {one.subject: one.fingerprint for one in findings(moved, NETWORKS)}
    assert before == after
    assert len(set(before.values())) == 2


def test_fingerprints_differ_between_controls_and_units() -> None:
    given = platform(security={"protection_level": 1})
    other = platform(platform={"id": "q"}, security={"protection_level": 1})
    prints = [one.fingerprint for one in findings(given, LEVEL, "id: another\n" + LEVEL)]
    prints += [one.fingerprint for one in findings(other, LEVEL)]
    assert len(set(prints)) == 3


def test_what_a_description_says_is_declared() -> None:
    found = findings(redundancy(links=True), f"expect: {{{FLAG}}}")
    assert [one.support for one in found] == ["declared"]


def test_gaps_are_listed_and_the_rest_is_counted() -> None:
    given = networks({"id": "y", "isolated": True}, {"id": "n", "isolated": False}, {"id": "o"})
    found = assessed(given, NETWORKS)
    assert [one.subject for one in Findings(found).gaps(questions=False)] == [
        "architecture.networks[n]",
        "architecture.networks[o]",
    ]
    assert found.conclusions[0].count(1) == 1


# The clock (section 6).

DATED = "expect: {security.level_assessment.valid_until: {not_expired: true}}"


def test_the_moment_of_assessment_is_an_argument() -> None:
    given = platform(security={"level_assessment": {"valid_until": "2026-06-30"}})
    last = clock.parse_moment("2026-06-30T23:59:59+08:00")
    assert conclude(DATED, given, as_of=last) == "satisfied"
    assert conclude(DATED, given, as_of=last + timedelta(seconds=1)) == "not_satisfied"


def test_the_day_is_the_day_in_shanghai() -> None:
    given = platform(security={"level_assessment": {"valid_until": "2026-06-30"}})
    assert conclude(DATED, given, as_of=clock.parse_moment("2026-06-30T15:59:59Z")) == "satisfied"
    assert conclude(DATED, given, as_of=clock.parse_moment("2026-06-30T16:00:00Z")) == "not_satisfied"


@pytest.mark.parametrize(
    ("expect", "value", "moment"),
    [
        ("security.filing.date: {not_expired: true}", "2026-08-01", "2026-08-02"),
        ("security.filing.date: {not_future: true}", "2026-08-01", "2026-08-01"),
        ("security.filing.date: {within: 1 year}", "2026-03-01", "2027-03-02"),
        ("security.filing.date: {within: 6 months}", "2026-02-28", "2026-09-01"),
        ("security.filing.date: {within: 1 year}", "2026-08-01", "2026-08-01"),
        ("security.filing.date: {not_expired: true}", "2026-01-01", None),
        ("security.filing.date: {at_least: 2026-01-01}", "2026-01-01", None),
    ],
)
def test_a_finding_knows_when_it_would_change_by_the_calendar_alone(
    expect: str, value: str, moment: str | None
) -> None:
    given = platform(security={"filing": {"date": value}})
    (found,) = findings(given, f"expect: {{{expect}}}")
    assert found.changes_at == (None if moment is None else clock.parse_moment(moment))
    if found.changes_at is not None:
        before, after = (
            conclude(f"expect: {{{expect}}}", given, as_of=found.changes_at - timedelta(seconds=n)) for n in (1, 0)
        )
        assert before == found.status != after


def test_a_finding_knows_the_dates_of_the_items_it_counts() -> None:
    text = "expect: {service.agreements: {count: {where: {.valid_until: {not_expired: true}}, at_least: 1}}}"
    given = platform(service={"agreements": [{"id": "a", "valid_until": "2026-12-31"}]})
    (found,) = findings(given, text)
    assert found.changes_at == clock.parse_moment("2027-01-01")


# Scores (section 7).


def interval(given: Platform, *controls: str) -> tuple[str, str]:
    found = assess_platform([profile(*controls)], given, NOW).score().interval
    assert found is not None
    return str(found.low), str(found.high)


def test_the_score_counts_controls_and_each_is_an_interval() -> None:
    given = networks({"id": "y", "isolated": True}, {"id": "n", "isolated": False}, {"id": "o"}, {"id": "z"})
    assert interval(given, NETWORKS) == ("1/4", "3/4")
    assert interval(given, NETWORKS, "id: level\n" + LEVEL) == ("1/8", "7/8")


def test_a_missing_list_may_come_to_anything() -> None:
    assert interval(platform(), NETWORKS) == ("0", "1")


def test_a_list_missing_among_others_leaves_the_whole_control_open() -> None:
    """Stating it may bring any number of subjects."""
    text = "each: {list: 'performance.utilisation[].percentiles'}\nexpect: {.value: {at_most: 80%}}"
    use = [{"id": "cpu", "percentiles": [{"id": "p95", "value": "70%"}]}, {"id": "storage"}]
    assert interval(platform(performance={"utilisation": use}), text) == ("0", "1")


def test_a_total_around_a_flattened_list_leaves_the_rest_not_stated() -> None:
    fields = {"rooms": {"kind": "list", "record": "Room"}, "rooms_total": {"kind": "count", "total_of": "rooms"}}
    beds = {"id": {"kind": "text"}, "beds": {"kind": "list", "record": "Bed"}}
    table = {"root": "House", "records": {"House": fields, "Room": beds, "Bed": {"id": {"kind": "text"}}}}
    route = resolve_list("rooms[].beds", load(table), None)
    world = World({"rooms": [{"id": "a", "beds": [{"id": "b"}]}], "rooms_total": 3}, NOW)
    walked = [(path, None if items is None else len(items), more) for path, items, more in route.walk(world)]
    assert walked == [(("rooms",), 0, 2), (("rooms", 0, "beds"), 1, 0)]


def test_partly_satisfied_counts_nothing() -> None:
    assert interval(redundancy(links=True, compute=False), f"expect: {{{FLAG}, {OTHER}}}") == ("0", "0")


def test_not_applicable_and_not_assessed_are_outside_the_denominator() -> None:
    text = (WHEN + f"expect: {{{FLAG}}}", "id: other\nexpect: {security.protection_level: {at_least: 1}}")
    assert interval(platform(security={"protection_level": 1}), *text) == ("1", "1")
    score = assessed(platform(security={"protection_level": 1}), ASKED, thresholds=UNSET).score()
    assert (score.controls, score.interval) == (0, None)


AGREED = "each: {list: architecture.tenants}\nexpect:\n  .id: {referred_by: {list: service.agreements, field: .tenant}}"
IN_FORCE = AGREED.replace(".tenant}", ".tenant, where: {.valid_until: {not_expired: true}}}")
COUNTED = "expect: {service.agreements: {count: {where: {.for_all_tenants: {equals: true}}, at_least: 1}}}"


@pytest.mark.parametrize(
    ("text", "agreements", "missing"),
    [
        (AGREED, None, "service"),
        (AGREED, [{"id": "a", "tenant": "other"}, {"id": "b"}], "service.agreements[b].tenant"),
        (IN_FORCE, [{"id": "a", "tenant": "office"}], "service.agreements[a].valid_until"),
        (COUNTED, [{"id": "a", "for_all_tenants": False}, {"id": "b"}], "service.agreements[b].for_all_tenants"),
    ],
)
def test_what_is_open_names_what_to_fill_in(text: str, agreements: object, missing: str) -> None:
    service = {} if agreements is None else {"service": {"agreements": agreements}}
    given = platform(architecture={"tenants": [{"id": "office"}]}, **service)
    finding = next(iter(Findings(assessed(given, text)).all()))
    assert finding.status == "not_stated"
    assert [one.missing for one in finding.observations] == [missing]


def said(text: str, given: Platform) -> tuple[str, str]:
    """What one finding of a control says, in both languages."""
    finding = next(iter(Findings(assessed(given, text)).all()))
    return observed(finding, finding.observations[0], "zh"), observed(finding, finding.observations[0], "en")


def test_dates_are_earlier_or_later_and_not_larger() -> None:
    for asks, zh, en in (
        ("at_most", "不晚于", "no later than"),
        ("at_least", "不早于", "no earlier than"),
        ("more_than", "晚于", "later than"),
        ("less_than", "早于", "earlier than"),
    ):
        day = platform(platform={"in_service_since": "2026-02-26"})
        found = said(f"expect: {{platform.in_service_since: {{{asks}: 2026-02-26}}}}", day)
        assert found == (f"现为 2026-02-26，要求{zh} 2026-02-26", f"now: 2026-02-26; required: {en} 2026-02-26")
    filed = platform(platform={"in_service_since": "2026-02-26"}, security={"filing": {"date": "2026-03-01"}})
    found = said("expect: {security.filing.date: {at_most: {place: platform.in_service_since}}}", filed)
    assert found[1] == "now: 2026-03-01; required: no later than 2026-02-26 (platform.in_service_since)"
    assert said(LEVEL, platform(security={"protection_level": 1}))[1] == "now: 1; required: at least 2"


def test_what_has_to_be_there_is_to_be_stated() -> None:
    assert said("expect: {platform.operator: {present: true}}", platform()) == (
        "platform.operator 未填报，要求填写（有此项）",
        "platform.operator is not stated; required: to be stated",
    )
    when = "when: {architecture.tenants: {present: true}}\n" + LEVEL
    level = {"protection_level": 1}
    assert said(when, platform(security=level)) == (
        "architecture.tenants 未填报，填有此项时适用",
        "architecture.tenants is not stated; applies where it is stated",
    )
    assert said(when, platform(security=level, architecture={"tenants": []})) == (
        "现状：无，填有此项时适用",
        "now: none; applies where it is stated",
    )
    without = platform(security=level, architecture={"tenants": [{"id": "a"}]})
    assert said(when.replace("true", "false", 1), without)[1].endswith(
        "; applies where it is stated that there is none"
    )


def test_what_contradicts_a_claim_is_no_demand() -> None:
    given = platform(security={"protection_level": 3}, **claim(reason="not graded"))
    text = "contradicted_by: {security.protection_level: {at_least: 3}}\n" + LEVEL
    finding = next(iter(Findings(assessed(given, text)).all()))
    assert [one.contradicts for one in finding.observations] == [False, True]
    assert finding.observations[0].at == "not_applicable[sample]"
    assert observed(finding, finding.observations[1], "zh") == "现为 3"
    assert also(finding.observations[1]).en == "contradicted by: "
    assert fix_of(finding).zh == "撤回主张，或更正与之矛盾的内容。整改。"
    assert fix_of(finding).en == "Take back the claim, or correct what contradicts it. Put it right."


def test_a_count_names_the_items_that_decide_and_the_condition() -> None:
    none = "expect: {architecture.existing_systems: {count: {where: {.relation: {equals: undecided}}, at_most: 0}}}"
    systems = [{"id": name, "relation": "undecided"} for name in ("a", "b", "c", "d")]
    given = platform(architecture={"existing_systems": [*systems, {"id": "e", "relation": "kept_apart"}]})
    assert said(none, given) == (
        "现为 4 项符合条件（relation 为 undecided）：a、b、c 等 4 项，要求其中符合条件的不多于 0 项",
        "now: 4 items where relation is undecided: a, b, c and 1 more; required: at most 0 items that meet the condition",
    )
    some = none.replace("at_most: 0", "at_least: 1")
    kept = platform(architecture={"existing_systems": [{"id": "e", "relation": "kept_apart"}]})
    assert said(some, kept) == (
        "现为 0 项符合条件（relation 为 undecided），不符合的：e，要求其中符合条件的不少于 1 项",
        "now: 0 items where relation is undecided; not so: e; required: at least 1 item that meets the condition",
    )


def test_of_alternatives_that_a_field_chooses_between_only_the_one_meant_is_told() -> None:
    text = """
expect:
  any_of:
    - {platform.level: {equals: city}, security.protection_level: {at_least: 3}}
    - {platform.level: {equals: province}, security.protection_level: {at_least: 4}}
"""
    low = {"protection_level": 2}
    finding = next(iter(Findings(assessed(platform(platform={"level": "city"}, security=low), text)).all()))
    assert [(one.at, one.wanted.en) for one in finding.observations] == [("security.protection_level", "at least 3")]
    assert not finding.observations[0].alternative
    finding = next(iter(Findings(assessed(platform(platform={"level": "county"}, security=low), text)).all()))
    assert {one.at for one in finding.observations} == {"platform.level", "security.protection_level"}


def test_a_claim_that_stands_is_told_with_its_reason() -> None:
    given = platform(**claim(reason="not graded"))
    finding = next(iter(Findings(assessed(given, LEVEL)).all()))
    assert (finding.status, finding.claimed) == ("not_applicable", "not graded")


def test_a_chapter_is_called_one_and_a_mark_is_said_once() -> None:
    book = Source("book", Text("某文件", "A document"), "GB/T 1-2021", "", NO_WORDS)
    read = Cited(book, "outline-seen", "1", "outline-seen")
    assert cited_text(read) == Text("GB/T 1-2021 第1章（只读到目次）", "GB/T 1-2021 clause 1 (text: outline read)")
    letter = Source("letter", Text("某函", "A letter"), "浙政办发〔2015〕8号", "", NO_WORDS)
    assert cited_text(Cited(letter, "clause-seen", "3")).zh == "浙政办发〔2015〕8号 3（条文已读）"
    facts = Cited(book, "seed", "5.2 a", facts=("S1", "S2"))
    assert cited_text(facts) == Text(
        "GB/T 1-2021 5.2 a S1、S2（据新闻报道）", "GB/T 1-2021 5.2 a S1, S2 (text: news report)"
    )
    assert cited_text(Cited(book, "clause-seen", "5.2")).zh == "GB/T 1-2021 5.2（条文已读）"


def test_an_assessor_answers_alike_whatever_it_was_asked_before() -> None:
    """What is worked out once for many platforms is the same for each."""
    profiles = load_profiles()
    platforms = [read_platform(file) for file in sorted((ROOT / "examples").glob("*/platform.yaml"))]
    assessor = Assessor(profiles)
    for one in (*platforms, *reversed(platforms)):
        again, alone = assessor.assess(one, NOW), assess_platform(profiles, one, NOW)
        assert [(each.status, each.counts()) for each in again.conclusions] == [
            (each.status, each.counts()) for each in alone.conclusions
        ]
