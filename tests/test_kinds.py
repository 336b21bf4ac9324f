"""Every kind of question: its verdicts, and its words."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import conclude, findings, platform, problems_of, profile_text, verdict

from egov_cloud_std import clock
from egov_cloud_std.checks.kinds import KINDS
from egov_cloud_std.checks.readings import ASPECTS
from egov_cloud_std.document import read
from egov_cloud_std.platforms import Platform, describe
from egov_cloud_std.wording.facts import supposed as read_in
from egov_cloud_std.words import Text

Item = dict[str, Any]


def at(steps: str, value: object) -> Platform:
    """A platform with one value."""
    found = value
    for step in reversed(steps.split(".")):
        found = {step: found}
    assert isinstance(found, dict)
    return platform(**found)


LEVEL, DATE, MONTH = "security.protection_level", "security.filing.date", "performance.capacity.period"
NUMBER, MODE = "security.filing.number", "architecture.carrier.mode"
TIME = "security.vulnerabilities.patch_time"
RATE = "security.level_assessment.conformity_rate"
SCORE = "security.level_assessment.score"
LINKS, POWERS = "architecture.redundancy.links", "governance.cio.powers"
INHERITED = "architecture.carrier.inherited"

# place, value (`...` is not stated, `none` that its section says there is none), question, verdict
SCALARS: list[tuple[str, Any, Item, bool | None]] = [
    (LEVEL, 3, {"present": True}, True),
    (LEVEL, 0, {"present": True}, True),
    (LINKS, False, {"present": True}, True),
    (NUMBER, ..., {"present": True}, None),
    (NUMBER, "none", {"present": True}, False),
    (POWERS, [], {"present": True}, False),
    (POWERS, ["sign"], {"present": True}, True),
    (POWERS, [None], {"present": True}, None),
    (LEVEL, 3, {"equals": 3}, True),
    (LEVEL, 2, {"equals": 3}, False),
    (LEVEL, ..., {"equals": 3}, None),
    (NUMBER, "none", {"equals": "A"}, False),
    (LINKS, True, {"equals": True}, True),
    (LINKS, False, {"equals": True}, False),
    (MODE, "own", {"equals": "own"}, True),
    (MODE, "carried", {"equals": "own"}, False),
    (NUMBER, "A-1", {"equals": "A-1"}, True),
    (NUMBER, "a-1", {"equals": "A-1"}, False),
    (TIME, "60 min", {"equals": "1 h"}, True),
    (TIME, "1 小时", {"equals": "3600 s"}, True),
    (TIME, "≤60 min", {"equals": "1 h"}, None),
    (TIME, "≤30 min", {"equals": "1 h"}, False),
    (SCORE, 90.1, {"equals": 90.1}, True),
    (DATE, "2026年6月30日", {"equals": "2026-06-30"}, True),
    (MONTH, "2026年1月", {"equals": "2026-01"}, True),
    (MODE, "own", {"one_of": ["own", "carried"]}, True),
    (MODE, "partly_carried", {"one_of": ["own", "carried"]}, False),
    (MODE, ..., {"one_of": ["own", "carried"]}, None),
    (MODE, "none", {"one_of": ["own"]}, False),
    (TIME, "≤1 h", {"one_of": ["1 h"]}, None),
    (LEVEL, 3, {"at_least": 3}, True),
    (LEVEL, 2, {"at_least": 3}, False),
    (LEVEL, ..., {"at_least": 3}, None),
    (LEVEL, 3, {"at_most": 3}, True),
    (LEVEL, 4, {"at_most": 3}, False),
    (LEVEL, 3, {"more_than": 3}, False),
    (LEVEL, 4, {"more_than": 3}, True),
    (LEVEL, 3, {"less_than": 3}, False),
    (LEVEL, 2, {"less_than": 3}, True),
    (NUMBER, ..., {"present": False}, None),
    (NUMBER, "none", {"present": False}, True),
    (NUMBER, "A", {"present": False}, False),
    (TIME, "30 min", {"at_most": "30 min"}, True),
    (TIME, "≤30 min", {"at_most": "30 min"}, True),
    (TIME, "≤30min", {"at_most": "1 h"}, True),
    (TIME, "≤30 min", {"at_most": "20 min"}, None),
    (TIME, "≤30 min", {"at_least": "20 min"}, None),
    (TIME, "≤30 min", {"at_least": "31 min"}, False),
    (TIME, "≤30 min", {"less_than": "30 min"}, None),
    (TIME, "<30 min", {"less_than": "30 min"}, True),
    (TIME, "≤30 min", {"more_than": "30 min"}, False),
    (RATE, "≥90%", {"at_least": "90%"}, True),
    (RATE, "≥90%", {"at_least": "95%"}, None),
    (RATE, "99.95%", {"at_least": "99.95%"}, True),
    (RATE, "99.949%", {"at_least": "99.95%"}, False),
    (DATE, "2026-06-30", {"at_least": "2026-06-30"}, True),
    (DATE, "2026-06-29", {"at_least": "2026-06-30"}, False),
    (DATE, "2026-06-30", {"less_than": "2026-06-30"}, False),
    (MONTH, "2026-01", {"at_most": "2026-01"}, True),
    (MONTH, "2026-02", {"at_most": "2026-01"}, False),
    (POWERS, ["a", "b"], {"count": {"at_least": 2}}, True),
    (POWERS, ["a", "a"], {"count": {"at_least": 2}}, False),
    (POWERS, ["a"], {"count": {"at_most": 1}}, True),
    (POWERS, ["a"], {"count": {"equals": 2}}, False),
    (POWERS, ["a", None], {"count": {"at_least": 2}}, None),
    (POWERS, [], {"count": {"at_least": 1}}, False),
    (POWERS, "none", {"count": {"at_least": 1}}, False),
    (POWERS, ..., {"count": {"at_least": 1}}, None),
    (INHERITED, ["site", "network"], {"covers": ["site"]}, True),
    (INHERITED, ["network"], {"covers": ["site"]}, False),
    (INHERITED, ["network", None], {"covers": ["site"]}, None),
    (INHERITED, [], {"covers": ["site"]}, False),
    (INHERITED, ..., {"covers": ["site"]}, None),
    (INHERITED, "none", {"covers": ["site"]}, False),
    (INHERITED, ["site"], {"only": ["site", "network"]}, True),
    (INHERITED, ["site", "storage"], {"only": ["site", "network"]}, False),
    (INHERITED, ["site", None], {"only": ["site", "network"]}, None),
    (INHERITED, ["storage", None], {"only": ["site", "network"]}, False),
    (INHERITED, [], {"only": ["site"]}, True),
    (INHERITED, "none", {"only": ["site"]}, True),
    (INHERITED, ..., {"only": ["site"]}, None),
]


def stated(place: str, value: Any) -> Platform:
    if value is ...:
        return platform()
    if value == "none":
        return at(place.rpartition(".")[0], {"none": True})
    return at(place, value)


@pytest.mark.parametrize(("place", "value", "question", "wanted"), SCALARS)
def test_each_question_of_a_value_has_its_verdict(place: str, value: Any, question: Item, wanted: bool | None) -> None:
    assert verdict({place: question}, stated(place, value)) is wanted


def list_of(name: str, *items: Item, **more: object) -> Platform:
    return platform(architecture={name: list(items), **more})


A, B, C = {"id": "a", "important": True}, {"id": "b", "important": False}, {"id": "c"}
IMPORTANT = {".important": {"equals": True}}
ZONES: list[tuple[tuple[Item, ...], Item, bool | None]] = [
    ((A, B), {"count": {"where": IMPORTANT, "at_least": 1}}, True),
    ((B, C), {"count": {"where": IMPORTANT, "at_least": 1}}, None),
    ((B, C), {"count": {"where": IMPORTANT, "at_least": 2}}, False),
    ((A, C), {"count": {"where": IMPORTANT, "at_most": 1}}, None),
    ((A, C), {"count": {"where": IMPORTANT, "at_most": 2}}, True),
    ((A, C), {"count": {"where": IMPORTANT, "at_most": 0}}, False),
    ((A, C), {"count": {"where": IMPORTANT, "equals": 0}}, False),
    ((A, C), {"count": {"where": IMPORTANT, "equals": 1}}, None),
    ((A, B), {"count": {"where": IMPORTANT, "equals": 1}}, True),
    ((), {"count": {"at_least": 1}}, False),
    ((A, B), {"share": {"where": IMPORTANT, "at_least": "50%"}}, True),
    ((A, B), {"share": {"where": IMPORTANT, "at_least": "51%"}}, False),
    ((A, C), {"share": {"where": IMPORTANT, "at_least": "51%"}}, None),
    ((A, C), {"share": {"where": IMPORTANT, "at_most": "50%"}}, None),
    ((A, B, C), {"share": {"where": IMPORTANT, "at_most": "67%"}}, True),
    ((), {"share": {"where": IMPORTANT, "at_least": "100%"}}, True),
]


@pytest.mark.parametrize(("items", "question", "wanted"), ZONES)
def test_counts_and_shares_decide_only_as_a_whole(items: tuple[Item, ...], question: Item, wanted: bool | None) -> None:
    assert verdict({"architecture.zones": question}, list_of("zones", *items)) is wanted


def test_a_list_entry_of_which_nothing_is_known_may_or_may_not_count() -> None:
    given_ = platform(architecture={"uplinks": [{"id": "a"}, None]})
    assert verdict({"architecture.uplinks": {"count": {"at_least": 1}}}, given_) is True
    assert verdict({"architecture.uplinks": {"count": {"at_least": 2}}}, given_) is None


def test_a_share_over_items_that_are_not_listed_is_open() -> None:
    question = {"architecture.zones": {"share": {"where": IMPORTANT, "at_least": "60%"}}}
    assert verdict(question, list_of("zones", A, zones_total=2)) is None
    assert verdict(question, list_of("zones", B, zones_total=2)) is False


KIND = {"field": ".kind", "values": ["tenant", "management"]}
T, M, N, U = ({"id": n, "kind": k} for n, k in (("t", "tenant"), ("m", "management"), ("i", "internet"), ("u", None)))


@pytest.mark.parametrize(
    ("items", "covers", "only"),
    [
        ((T, M), True, True),
        ((T, M, N), True, False),
        ((T,), False, True),
        ((T, U), None, None),
        ((T, N, U), None, False),
        ((T, M, U), True, None),
        ((), False, True),
    ],
)
def test_covers_and_only_look_through_a_list(items: tuple[Item, ...], covers: bool | None, only: bool | None) -> None:
    given_ = list_of("zones", *items)
    assert verdict({"architecture.zones": {"covers": KIND}}, given_) is covers
    assert verdict({"architecture.zones": {"only": KIND}}, given_) is only


def test_covers_and_only_pass_over_items_that_do_not_meet_their_condition() -> None:
    where = KIND | {"where": IMPORTANT}
    given_ = list_of("zones", A | {"kind": "tenant"}, A | {"id": "d", "kind": "management"}, B | {"kind": "internet"})
    assert verdict({"architecture.zones": {"covers": where}}, given_) is True
    assert verdict({"architecture.zones": {"only": where}}, given_) is True
    perhaps = list_of("zones", A | {"kind": "tenant"}, C | {"kind": "management"})
    assert verdict({"architecture.zones": {"covers": where}}, perhaps) is None
    unsure = list_of("zones", A | {"kind": "tenant"}, C | {"kind": "internet"})
    assert verdict({"architecture.zones": {"only": where}}, unsure) is None


def test_what_must_be_covered_may_stand_at_another_place() -> None:
    question = {POWERS: {"covers": {"place": "governance.coordination.cross_region.members"}}}

    def of(powers: object, members: object) -> Platform:
        return platform(governance={"cio": {"powers": powers}, "coordination": {"cross_region": {"members": members}}})

    assert verdict(question, of(["a", "b"], ["a"])) is True
    assert verdict(question, of(["b"], ["a"])) is False
    assert verdict(question, of(["b"], None)) is None
    assert verdict(question, of(["b"], ["b", None])) is None
    assert verdict(question, of(["b"], [])) is True


# Worked-out answers.


def pool(**more: object) -> Platform:
    return platform(architecture={"pools": [{"id": "p", **more}]})


def pool_verdict(answer: Item, **more: object) -> bool | None:
    return verdict({".vm": answer}, pool(**more), subject=("architecture", "pools", 0), over="architecture.pools")


BALANCE = {"equals": {"sum_of": {"plus": [".previous.vm", ".opened.vm"], "minus": [".reclaimed.vm"]}}}


@pytest.mark.parametrize(
    ("vm", "reclaimed", "wanted"), [(12, 3, True), (13, 3, False), (12, None, None), (None, 3, None)]
)
def test_sums_and_what_is_taken_away_must_agree(vm: int | None, reclaimed: int | None, wanted: bool | None) -> None:
    parts = {"previous": {"vm": 10}, "opened": {"vm": 5}, "reclaimed": {"vm": reclaimed}}
    assert pool_verdict(BALANCE, vm=vm, **parts) is wanted


def test_what_there_is_none_of_adds_nothing() -> None:
    parts = {"previous": {"vm": 10}, "opened": {"none": True}, "reclaimed": {"vm": 3}}
    assert pool_verdict(BALANCE, vm=7, **parts) is True


@pytest.mark.parametrize(("vm", "wanted"), [(100, True), (101, True), (99, True), (102, False), (98, False)])
def test_a_tolerance_is_a_share_of_the_sum(vm: int, wanted: bool) -> None:
    assert (
        pool_verdict({"equals": {"sum_of": [".previous.vm"], "tolerance": "1%"}}, vm=vm, previous={"vm": 100}) is wanted
    )


def totals(value: int | None, *entries: Item, **more: object) -> Platform:
    return platform(
        security={"protection_level": value},
        architecture={"zones": [{"id": str(n), **one} for n, one in enumerate(entries)], **more},
    )


SUM = {
    LEVEL: {"equals": {"sum_of": [{"list": "architecture.zones", "field": ".protection_level", "where": IMPORTANT}]}}
}


def test_sums_run_over_the_items_of_a_list() -> None:
    one, two = {"important": True, "protection_level": 1}, {"important": True, "protection_level": 2}
    other = {"important": False, "protection_level": 9}
    assert verdict(SUM, totals(3, one, two, other)) is True
    assert verdict(SUM, totals(4, one, two)) is False
    assert verdict(SUM, totals(0)) is True
    assert verdict(SUM, totals(3, one, two, zones_total=3)) is None
    assert verdict(SUM, totals(3, one, two, {"protection_level": 1})) is None
    assert verdict(SUM, totals(3, one, two, {"important": True})) is None
    assert verdict(SUM, platform(security={"protection_level": 3})) is None


COUNT = {LEVEL: {"equals": {"count_of": {"list": "architecture.zones", "where": IMPORTANT}}}}


def test_a_stated_number_may_be_held_against_a_count() -> None:
    assert verdict(COUNT, totals(1, {"important": True}, {"important": False})) is True
    assert verdict(COUNT, totals(2, {"important": True}, {"important": False})) is False
    assert verdict(COUNT, totals(1, {"important": True}, {})) is None
    assert verdict(COUNT, totals(1, {"important": True}, zones_total=2)) is None
    assert verdict({LEVEL: {"equals": {"count_of": {"list": "architecture.zones"}}}}, totals(2, {}, {})) is True


def backup(**more: object) -> Platform:
    return platform(performance={"reliability": {"backups": [{"id": "b", **more}]}})


@pytest.mark.parametrize(
    ("coverage", "covered", "objects", "wanted"),
    [
        ("75%", 3, 4, True),
        ("75.1%", 3, 4, True),
        ("76%", 3, 4, False),
        ("75%", 3, None, None),
        ("0%", 0, 0, None),
        ("≥75%", 3, 4, None),
    ],
)
def test_a_ratio_must_agree_and_is_open_where_the_whole_is_zero(
    coverage: str, covered: int, objects: int | None, wanted: bool | None
) -> None:
    answer = {"equals": {"ratio_of": {"part": ".covered", "whole": ".objects"}, "tolerance": "1%"}}
    where = "performance.reliability.backups"
    given_ = backup(coverage=coverage, covered=covered, objects=objects)
    assert verdict({".coverage": answer}, given_, subject=(*where.split("."), 0), over=where) is wanted


def test_a_place_may_be_compared_with_another() -> None:
    question = {".vm": {"at_most": {"place": ".capacity.vm"}}}
    for capacity, wanted in ((5, True), (4, False), (None, None)):
        given_ = pool(vm=5, capacity={"vm": capacity})
        assert verdict(question, given_, subject=("architecture", "pools", 0), over="architecture.pools") is wanted


# Dates and ages.


def dated(day: str, question: Item, today: str) -> bool | None:
    return verdict({DATE: question}, at(DATE, day), as_of=clock.parse_moment(f"{today}T08:00:00+08:00"))


@pytest.mark.parametrize(
    ("day", "period", "today", "wanted"),
    [
        ("2025-06-30", "12 months", "2026-06-30", True),
        ("2025-06-29", "12 months", "2026-06-30", False),
        ("2026-06-30", "12 months", "2026-06-30", True),
        ("2026-07-01", "12 months", "2026-06-30", False),
        ("2023-02-28", "1 year", "2024-02-29", True),
        ("2023-02-28", "1 year", "2024-02-28", True),
        ("2023-02-28", "1 year", "2024-03-01", False),
        ("2024-02-29", "1 year", "2025-02-28", True),
        ("2024-02-29", "1 year", "2025-03-01", False),
        ("2024-02-29", "4 years", "2028-02-29", True),
        ("2026-02-28", "6 months", "2026-08-31", True),
        ("2026-02-28", "6 months", "2026-09-01", False),
        ("2026-04-01", "90 天", "2026-06-30", True),
        ("2026-03-31", "90 天", "2026-06-30", False),
    ],
)
def test_ages_are_counted_on_the_calendar(day: str, period: str, today: str, wanted: bool) -> None:
    assert dated(day, {"within": period}, today) is wanted


@pytest.mark.parametrize(
    ("day", "today", "expired", "future"),
    [
        ("2026-06-30", "2026-06-29", False, True),
        ("2026-06-30", "2026-06-30", False, False),
        ("2026-06-30", "2026-07-01", True, False),
        ("2024-02-29", "2024-02-29", False, False),
        ("2024-02-29", "2024-03-01", True, False),
    ],
)
def test_end_dates_are_inclusive(day: str, today: str, expired: bool, future: bool) -> None:
    assert dated(day, {"not_expired": True}, today) is not expired
    assert dated(day, {"not_future": True}, today) is not future


@pytest.mark.parametrize("question", [{"within": "1 year"}, {"not_expired": True}, {"not_future": True}])
def test_no_question_of_a_date_holds_where_there_is_none(question: Item) -> None:
    assert verdict({DATE: question}, platform()) is None
    assert verdict({DATE: question}, at("security.filing", {"none": True})) is False


# Attestation.

WHOLE = {
    "control": "sample",
    "who": "a person",
    "when": "2026-06-01",
    "basis": "minutes",
    "valid_until": "2026-12-31",
}
PAST, FUTURE = {"valid_until": "2026-06-29"}, {"when": "2026-07-01"}


def attested(*entries: Item) -> bool | None:
    return verdict({"attestations": {"attested": True}}, platform(attestations=list(entries)))


@pytest.mark.parametrize("lacking", ["who", "when", "basis", "valid_until"])
def test_an_attestation_that_lacks_a_part_leaves_the_question_open(lacking: str) -> None:
    assert attested(WHOLE) is True
    assert attested(WHOLE | {lacking: None}) is None


def test_an_attestation_counts_while_it_is_in_date() -> None:
    assert attested(WHOLE | {"when": "2026-06-30", "valid_until": "2026-06-30"}) is True
    assert attested(WHOLE | PAST) is False
    assert attested(WHOLE | FUTURE) is False


def test_one_attestation_in_date_is_enough() -> None:
    assert attested(WHOLE | PAST, WHOLE) is True
    assert attested(WHOLE | PAST, WHOLE | FUTURE) is False
    assert attested(WHOLE | PAST, WHOLE | {"who": None}) is None


def test_an_attestation_of_another_control_does_not_count() -> None:
    assert attested(WHOLE | {"control": "another"}) is None
    assert attested() is None
    assert attested(WHOLE | PAST, WHOLE | {"control": None}) is None


# Artefacts.


@pytest.mark.parametrize(
    ("path", "until", "found", "wanted"),
    [
        ("a.pdf", None, {"r": None}, True),
        ("a.pdf", None, {"r": Text("不在", "not there")}, False),
        ("a.pdf", None, {}, None),
        ("a.pdf", None, {"other": None}, None),
        (None, None, {"r": None}, None),
        ("a.pdf", "2026-06-30", {"r": None}, True),
        ("a.pdf", "2026-06-29", {"r": None}, False),
        ("a.pdf", "2026-06-29", {}, False),
        ("a.pdf", "2026-06-30", {}, None),
    ],
)
def test_an_artefact_holds_while_it_is_there_and_in_date(
    path: str | None, until: str | None, found: dict[str, Text | None], wanted: bool | None
) -> None:
    given_ = platform(evidence=[{"id": "r", "path": path, "valid_until": until}])
    question = {".path": {"artefact_holds": True}}
    assert verdict(question, given_, subject=("evidence", 0), over="evidence", artefacts=found) is wanted


# Wording.


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize(
    ("path", "says", "wanted"),
    [
        ("plan.md", {}, True),
        ("plan.md", "found", False),
        ("plan.md", "open", None),
        ("plan.md", "unreadable", None),
        ("plan.md", None, None),
        (None, {}, None),
    ],
)
def test_wording_holds_where_a_document_was_read_and_nothing_was_found(
    aspect: str, path: str | None, says: Any, wanted: bool | None
) -> None:
    if aspect == "readable":
        wanted = {"found": True, "open": True, "unreadable": False}.get(says, wanted) if path and says else wanted
    says = {"found": {aspect: 2}, "open": {aspect: "open"}}.get(says, says) if isinstance(says, str) else says
    found = {} if says is None else {"plan": read_in("plan", says)}
    given_ = platform(terminology={"documents": [{"id": "plan", "path": path}]})
    question = {".path": {"wording": aspect}}
    subject = ("terminology", "documents", 0)
    assert verdict(question, given_, subject=subject, over="terminology.documents", readings=found) is wanted


# Between items.


def services(*codes: object) -> Platform:
    return platform(service={"catalogue": [{"id": str(n), "code": code} for n, code in enumerate(codes)]})


def first(question: Item, of: Platform, over: str) -> bool | None:
    return verdict(question, of, subject=(*over.split("."), 0), over=over)


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [(("a", "b"), True), (("a", "a"), False), (("a", None), None), (("a", "a", None), False), ((None, "a"), None)],
)
def test_a_value_is_unique_among_the_items_of_its_list(codes: tuple[object, ...], wanted: bool | None) -> None:
    assert first({".code": {"unique_in": "service.catalogue"}}, services(*codes), "service.catalogue") is wanted


def test_a_value_is_unique_only_among_all_items() -> None:
    given_ = platform(service={"catalogue": [{"id": "a", "code": "x"}], "catalogue_total": 2})
    assert first({".code": {"unique_in": "service.catalogue"}}, given_, "service.catalogue") is None


def figures(*entries: tuple[object, object]) -> Platform:
    return platform(figures=[{"id": str(n), "of": of, "value": value} for n, (of, value) in enumerate(entries)])


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ((("x", 1), ("x", 1)), True),
        ((("x", 1), ("x", "1.0")), True),
        ((("x", 1), ("x", 2)), False),
        ((("x", 1), ("y", 2)), True),
        ((("x", 1), ("x", None)), None),
        ((("x", 1), ("x", 2), ("x", None)), False),
        ((("x", 1), (None, 2)), None),
        ((("x", None), ("x", 2)), None),
        ((("x", 1),), True),
    ],
)
def test_every_statement_of_one_thing_agrees(entries: tuple[tuple[object, object], ...], wanted: bool | None) -> None:
    assert first({".value": {"agrees_with": {"list": "figures", "by": ".of"}}}, figures(*entries), "figures") is wanted


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ((("platform", 1), ("region", 2)), True),
        (((None, 1), ("region", 2)), True),
        (((None, 1), ("platform", 2)), False),
        ((("region", 1), ("region", 2), ("platform", 1)), False),
        ((("platform", 1), ("region", 2), ("region", 3)), True),
        (((None, 1), ("region", None)), True),
        (((None, 1), ("platform", None), ("region", 1)), None),
    ],
)
def test_statements_that_are_set_apart_need_not_agree(
    entries: tuple[tuple[str | None, object], ...], wanted: bool | None
) -> None:
    items = [{"id": str(n), "of": "x", "scope": scope, "value": value} for n, (scope, value) in enumerate(entries)]
    asked = {"list": "figures", "by": ".of", "apart": ".scope", "unstated": "platform"}
    assert first({".value": {"agrees_with": asked}}, platform(figures=items), "figures") is wanted


@pytest.mark.parametrize(
    ("values", "agree", "unique"),
    [
        (("≤30 min", "20 min"), None, None),
        (("≤30 min", "40 min"), False, None),
        (("≤30 min", "≤30 min"), None, None),
        (("30 min", "1800 s"), True, False),
    ],
)
def test_bounded_values_agree_only_if_all_of_them_do(
    values: tuple[str, ...], agree: bool | None, unique: bool | None
) -> None:
    items = [{"id": str(n), "report": "r", "response_mean": value} for n, value in enumerate(values)]
    given_, over = platform(performance={"measured": items}), "performance.measured"
    assert first({".response_mean": {"agrees_with": {"list": over, "by": ".report"}}}, given_, over) is agree
    assert first({".response_mean": {"unique_in": over}}, given_, over) is unique


@pytest.mark.parametrize(
    ("start", "zones", "sites", "wanted"),
    [
        ("z", [{"id": "z"}], [], True),
        ("s", [{"id": "z"}], [{"id": "s"}], True),
        ("x", [{"id": "z"}], [{"id": "s"}], False),
        ("z", [{"id": "z"}], None, True),
        ("x", [{"id": "z"}], None, None),
        (None, [], [], None),
        ("z", {"none": True}, {"none": True}, False),
    ],
)
def test_an_id_exists_in_one_of_several_lists(
    start: str | None, zones: object, sites: object, wanted: bool | None
) -> None:
    given_ = platform(architecture={"connections": [{"id": "c", "start": start}], "zones": zones, "sites": sites})
    question = {".start": {"refers_to": ["architecture.zones", "architecture.sites"]}}
    assert first(question, given_, "architecture.connections") is wanted


@pytest.mark.parametrize(
    ("important", "site", "wanted"), [(True, "z", True), (False, "z", False), (None, "z", None), (True, "y", False)]
)
def test_the_item_that_is_named_meets_the_condition(important: bool | None, site: str, wanted: bool | None) -> None:
    zones = [{"id": "z", "important": important}]
    given_ = platform(architecture={"networks": [{"id": "n", "zone": site}], "zones": zones})
    question = {".zone": {"refers_to": {"list": "architecture.zones", "where": IMPORTANT}}}
    assert first(question, given_, "architecture.networks") is wanted


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["a"], True),
        (["a", "x"], False),
        ([], True),
        ({"none": True}, True),
        (None, None),
        (["a", None], None),
        (["x", None], False),
    ],
)
def test_every_id_of_a_set_exists(names: object, wanted: bool | None) -> None:
    given_ = platform(
        service={"agreements": [{"id": "g", "services": names}], "catalogue": [{"id": "a"}]},
    )
    assert first({".services": {"refers_to": "service.catalogue"}}, given_, "service.agreements") is wanted


@pytest.mark.parametrize(
    ("agreements", "wanted"),
    [
        ([{"id": "1", "services": ["ecs"]}], True),
        ([{"id": "1", "services": ["oss"]}], False),
        ([{"id": "1", "services": []}], False),
        ([{"id": "1"}], None),
        ([{"id": "1"}, {"id": "2", "services": ["ecs"]}], True),
        ([{"id": "1", "services": ["oss", None]}], None),
        ([], False),
        (None, None),
    ],
)
def test_something_names_this_id(agreements: object, wanted: bool | None) -> None:
    given_ = platform(service={"catalogue": [{"id": "ecs"}], "agreements": agreements})
    question = {".id": {"referred_by": {"list": "service.agreements", "field": ".services"}}}
    assert first(question, given_, "service.catalogue") is wanted


@pytest.mark.parametrize(("signed", "wanted"), [(True, True), (False, False), (None, None)])
def test_what_names_this_id_meets_the_condition(signed: bool | None, wanted: bool | None) -> None:
    agreement = {"id": "1", "services": ["ecs"], "confidentiality": signed}
    given_ = platform(service={"catalogue": [{"id": "ecs"}], "agreements": [agreement]})
    where = {".confidentiality": {"equals": True}}
    question = {".id": {"referred_by": {"list": "service.agreements", "field": ".services", "where": where}}}
    assert first(question, given_, "service.catalogue") is wanted


CHAIN = {
    ".equivalent_to": {"acyclic_in": {"list": "terminology.glossary", "where": {".status": {"equals": "equivalent"}}}}
}
PLAIN_CHAIN = {".equivalent_to": {"acyclic_in": "terminology.glossary"}}


def glossary(*terms: str) -> Platform:
    """`a>b` is a term that is equivalent to another, `a?b` one of which that is not said, `a!b` a preferred one.

    One without a letter before the mark lacks its id, which is a problem of the input.
    """
    items: list[Item] = []
    for term in terms:
        name, mark, other = re.split("([>?!])", term)
        status = {">": "equivalent", "?": None, "!": "preferred"}[mark]
        items.append({"id": name or None, "equivalent_to": other or None, "status": status})
    data = {"schema": "egov-platform/0", "platform": {"id": "p"}, "terminology": {"glossary": items}}
    return describe(read(json.dumps(data).encode(), "platform.json"))


@pytest.mark.parametrize(
    ("terms", "plain", "with_condition"),
    [
        (("a>a",), False, False),
        (("a>b", "b>a"), False, False),
        (("a>b", "b>c", "c>d", "d>a"), False, False),
        (("a>b", "b>c", "c>b"), True, True),  # it leads to a circle and is not on it
        (("a>b", "b!a"), False, True),  # a preferred term leads nowhere
        (("a>b", "b?a"), False, None),
        (("a?b", "b>a"), False, None),
        (("a>b", "b>"), None, None),
        (("a>b", "b!"), None, True),
        (("a>b", "b>c", "c?"), None, None),
        (("a!a", "b>"), False, True),
        (("a>x", "b>"), True, True),  # a name that no item bears leads nowhere
        (("a>x", ">a"), None, None),  # an item of which the id is not stated may bear it
        (("a>b", "b>x", ">a"), None, None),
        (("a>b", "b!x", ">a"), None, True),
        (("a>",), None, None),
        ((">a", "a>b", "b>x"), None, None),
        ((">a", "a>b", "b!a"), True, True),
    ],
)
def test_references_end_or_come_back(terms: tuple[str, ...], plain: bool | None, with_condition: bool | None) -> None:
    given_ = glossary(*terms)
    assert first(PLAIN_CHAIN, given_, "terminology.glossary") is plain
    assert first(CHAIN, given_, "terminology.glossary") is with_condition


@pytest.mark.parametrize(
    ("others", "wanted"),
    [
        ([["b", "c"], [], []], True),
        ([["b", "c"], [], ["a"]], False),
        ([["b", None], [], []], None),
        ([["b", "a"], None, []], False),
        ([["b", "c"], [], None], None),
        ([[], ["a"], ["a"]], True),
        ([{"none": True}, ["a"], None], True),
    ],
)
def test_no_way_over_the_members_of_a_set_comes_back(others: list[object], wanted: bool | None) -> None:
    items = [{"id": name, "defined_with": one} for name, one in zip("abc", others, strict=True)]
    question = {".defined_with": {"acyclic_in": "terminology.glossary"}}
    assert first(question, platform(terminology={"glossary": items}), "terminology.glossary") is wanted


def test_a_circle_is_told_in_its_order_and_shown_at_its_places() -> None:
    text = f"each: {{list: terminology.glossary}}\nexpect: {json.dumps(PLAIN_CHAIN)}"
    found = {one.subject: one for one in findings(glossary("a>b", "b>c", "c>a", "d>a"), text)}
    (seen,) = found["terminology.glossary[b]"].observations
    assert seen.value == Text("c（b → c → a → b）", "c (b → c → a → b)")
    assert found["terminology.glossary[d]"].status == "satisfied"
    names = "abcdefghijklmnop"
    long = glossary(*(f"{one}>{other}" for one, other in zip(names, names[1:] + "a", strict=True)))
    (seen,) = findings(long, text)[0].observations
    assert seen.value.en == "b (a → b → c → d → e → f → g → … → a)"


def test_a_long_chain_is_walked_in_its_length() -> None:
    names = [f"t{number}" for number in range(20_000)]
    circle = [{"id": one, "equivalent_to": other} for one, other in zip(names, [*names[1:], names[0]], strict=True)]
    for items, wanted in ((circle, False), (circle[:-1], True), ([*circle[:-1], {"id": names[-1]}], None)):
        assert first(PLAIN_CHAIN, platform(terminology={"glossary": items}), "terminology.glossary") is wanted


# Ways between things.

ENDS = {
    "from": {"list": "architecture.zones", "where": {".kind": {"equals": "production"}}},
    "to": {"list": "architecture.zones", "where": {".kind": {"equals": "outside"}}},
}
THROUGH = {"through": {".controlled": {"equals": True}}}
INNER, OUTER = {"id": "in", "kind": "production"}, {"id": "out", "kind": "outside"}
NODES = (INNER, OUTER, *({"id": name, "kind": "access"} for name in "xyz"))


def graph(*edges: str | Item, zones: object = NODES, **more: object) -> Platform:
    """`a-b` is a connection, `a>b` a one-way one, `a=b` a controlled one."""
    connections: list[Item] = []
    for number, edge in enumerate(edges):
        one = {"id": f"e{number}"}
        if isinstance(edge, str):
            start, mark, end = re.split("([-=>])", edge)
            one |= {"start": start, "end": end, "one_way": mark == ">", "controlled": mark == "="}
        connections.append(one | (edge if isinstance(edge, dict) else {}))
    return platform(architecture={"zones": zones, "connections": connections, **more})


def ways(question: str, of: Platform, **more: object) -> bool | None:
    return verdict({"architecture.connections": {question: ENDS | more}}, of)


@pytest.mark.parametrize(
    ("edges", "connects", "survives"),
    [
        (("in-out",), True, False),  # a bridge
        (("in-out", "in-out"), True, True),  # parallel connections
        (("in-x", "x-out"), True, False),  # a bridge node
        (("in-x", "in-x", "x-out", "x-out"), True, False),  # a bridge node between parallel connections
        (("in-x", "x-out", "in-y", "y-out"), True, True),
        (("in-x", "x-out", "in-y", "y-z", "z-out"), True, True),
        (("in-x", "in-y", "x-z", "y-z", "z-out"), True, False),
        (("in-x", "y-out"), False, False),
        (("in>out",), True, False),
        (("out>in",), False, False),
        (("in>x", "x>out", "out>y", "y>in"), True, False),
        ((), False, False),
    ],
)
def test_ways_lead_across_and_survive_a_loss(edges: tuple[str, ...], connects: bool, survives: bool) -> None:
    assert ways("connects", graph(*edges)) is connects
    assert ways("survives_any_loss", graph(*edges)) is survives
    assert ways("separates", graph(*edges)) is not connects


def test_the_named_ends_are_no_single_points_of_failure() -> None:
    """All ways pass the ends: they are what is to be joined."""
    assert ways("survives_any_loss", graph("in-x", "x-out", "in-y", "y-out")) is True


def test_the_loss_of_one_end_among_several_leaves_the_others() -> None:
    second = {"id": "out2", "kind": "outside"}
    assert ways("survives_any_loss", graph("in-out", "in-out2", zones=[*NODES, second])) is True
    assert ways("connects", graph("in-out2", zones=[*NODES, second])) is True


def test_every_start_must_reach_an_end() -> None:
    second = {"id": "in2", "kind": "production"}
    assert ways("connects", graph("in-out", zones=[*NODES, second])) is False


def test_controlled_ways_do_not_count_against_separation() -> None:
    assert ways("separates", graph("in=out"), **THROUGH) is True
    assert ways("separates", graph("in=x", "x-out"), **THROUGH) is True
    assert ways("separates", graph("in=out", "in-x", "x-out"), **THROUGH) is False


def test_an_edge_lacking_an_end_makes_isolation_unknown() -> None:
    for edge in ({"start": "in"}, {"end": "out"}, {}):
        assert ways("separates", graph("in-x", edge)) is None
        assert ways("connects", graph("in-x", edge)) is None
        assert ways("survives_any_loss", graph("in-out", edge)) is None
    assert ways("separates", graph("in-out", {})) is False
    assert ways("connects", graph("in-out", {})) is True


def test_a_connection_that_may_be_controlled_leaves_separation_unknown() -> None:
    assert ways("separates", graph({"start": "in", "end": "out"}), **THROUGH) is None


def test_nodes_and_connections_must_both_be_stated() -> None:
    for question in ("connects", "separates", "survives_any_loss"):
        assert ways(question, graph("in-out", zones=None)) is None
        assert ways(question, platform(architecture={"zones": list(NODES)})) is None


def test_a_node_that_may_be_an_end_leaves_a_favourable_answer_open() -> None:
    perhaps = [*NODES, {"id": "w"}]
    assert ways("separates", graph("in-x", zones=perhaps)) is None
    assert ways("connects", graph("in-out", zones=perhaps)) is None
    assert ways("separates", graph("in-out", zones=perhaps)) is False


def test_unlisted_zones_leave_ways_open() -> None:
    assert ways("separates", graph("in-x", zones_total=9)) is None


def test_single_points_of_failure_are_named() -> None:
    text = f"expect: {{architecture.connections: {{survives_any_loss: {ENDS}}}}}"
    (found,) = findings(graph("in-x", "in-x", "x-out"), text)
    assert "x" in found.observations[0].value.en
    assert "e2" in found.observations[0].value.en


Edges = list[tuple[str, str, bool]]


def reached(edges: Edges, start: str, lost: str = "") -> set[str]:
    """Every node that a start leads to, found by walking until nothing is new."""
    seen = {start}
    while True:
        new = {
            after
            for a, b, one_way in edges
            for before, after in ((a, b), *(() if one_way else ((b, a),)))
            if before in seen and after not in seen and lost not in (before, after)
        }
        if not new:
            return seen
        seen |= new


def survives(edges: Edges, starts: set[str], ends: set[str]) -> bool:
    """Tries every loss."""
    nodes = {node for a, b, _ in edges for node in (a, b)} - starts - ends
    losses: Iterator[tuple[Edges, str]] = iter(
        [(edges, ""), *((edges[:n] + edges[n + 1 :], "") for n in range(len(edges))), *((edges, one) for one in nodes)]
    )
    return all(reached(kept, start, lost) & ends for kept, lost in losses for start in starts)


NAMES = "abcdef"
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans()), max_size=9)
ROLES = st.lists(st.sampled_from(["production", "outside", "access"]), min_size=6, max_size=6)


@settings(max_examples=120, deadline=None)
@given(EDGES, ROLES)
def test_verdicts_on_graphs_are_those_of_trying_everything(edges: Edges, roles: list[str]) -> None:
    zones = [{"id": name, "kind": kind} for name, kind in zip(NAMES, roles, strict=True)]
    starts = {one["id"] for one in zones if one["kind"] == "production"}
    ends = {one["id"] for one in zones if one["kind"] == "outside"}
    of = graph(*({"start": a, "end": b, "one_way": one_way} for a, b, one_way in edges), zones=zones)
    assert ways("connects", of) is all(reached(edges, start) & ends for start in starts)
    assert ways("separates", of) is not any(reached(edges, start) & ends for start in starts)
    assert ways("survives_any_loss", of) is survives(edges, starts, ends)


# Words and duties of every kind.

EXAMPLES: dict[str, tuple[str, str]] = {
    "present": (LEVEL, "{present: true}"),
    "equals": (LEVEL, "{equals: 3}"),
    "one_of": (MODE, "{one_of: [own, carried]}"),
    "at_least": (TIME, "{at_least: 1 h}"),
    "at_most": (LEVEL, "{at_most: {place: security.level_assessment.level}}"),
    "more_than": (LEVEL, "{more_than: {count_of: {list: architecture.zones}}}"),
    "less_than": (LEVEL, "{less_than: {sum_of: [{list: architecture.zones, field: .protection_level}]}}"),
    "within": (DATE, "{within: 12 months}"),
    "not_expired": (DATE, "{not_expired: true}"),
    "not_future": (DATE, "{not_future: true}"),
    "count": ("architecture.zones", "{count: {where: {.important: {equals: true}}, at_least: 1}}"),
    "share": ("architecture.zones", "{share: {where: {.important: {equals: true}}, at_least: 90%}}"),
    "covers": (INHERITED, "{covers: [site, network]}"),
    "only": ("architecture.sites", "{only: {field: .country, values: [CN]}}"),
    "unique_in": (".protection_level", "{unique_in: architecture.zones}"),
    "agrees_with": (".protection_level", "{agrees_with: {list: architecture.zones, by: .site}}"),
    "refers_to": (".site", "{refers_to: {list: architecture.sites, where: {.country: {equals: CN}}}}"),
    "referred_by": (".id", "{referred_by: {list: architecture.networks, field: .zone}}"),
    "acyclic_in": (".site", "{acyclic_in: architecture.zones}"),
    "connects": (
        "architecture.connections",
        "{connects: {from: {list: architecture.zones}, to: {list: architecture.sites}}}",
    ),
    "separates": (
        "architecture.connections",
        "{separates: {from: {list: architecture.zones}, to: {list: architecture.sites}, through: {.controlled: {equals: true}}}}",
    ),
    "survives_any_loss": (
        "architecture.connections",
        "{survives_any_loss: {from: {list: architecture.zones}, to: {list: architecture.sites}}}",
    ),
    "attested": ("attestations", "{attested: true}"),
    "artefact_holds": (".path", "{artefact_holds: true}"),
    "wording": (".path", "{wording: variants_declared}"),
}
LISTS = {"artefact_holds": "evidence", "wording": "terminology.documents"}  # of which the subjects are items
FULL = platform(
    security={
        "protection_level": 3,
        "filing": {"date": "2026-01-01", "number": "1"},
        "level_assessment": {"level": 3},
        "vulnerabilities": {"patch_time": "30 min"},
    },
    governance={"cio": {"powers": ["a"]}},
    architecture={
        "carrier": {"mode": "own", "inherited": ["site"]},
        "zones": [
            {"id": "z", "important": True, "protection_level": 2, "site": "s"},
            {"id": "y", "important": False, "protection_level": 2, "site": "s"},
        ],
        "sites": [{"id": "s", "country": "CN"}],
        "networks": [{"id": "n", "zone": "z"}],
        "connections": [{"id": "c", "start": "z", "end": "s", "controlled": False}],
    },
    attestations=[WHOLE],
    evidence=[{"id": "r", "path": "report.pdf", "valid_until": "2026-01-01"}],
    terminology={"documents": [{"id": "plan", "path": "plan.md"}]},
)
READ = (read_in("plan", {"variants_declared": 2}),)
BARE = platform(architecture={"zones": [{"id": "z"}]})


def control_of(kind: str) -> str:
    place, question = EXAMPLES[kind]
    over = LISTS.get(kind, "architecture.zones")
    each = f"each: {{list: {over}}}\n" if place.startswith(".") else ""
    return f"{each}expect: {{{place}: {question}}}"


def test_there_is_an_example_of_every_kind() -> None:
    assert set(EXAMPLES) == set(KINDS)


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("given_", [FULL, BARE], ids=["full", "bare"])
def test_every_question_has_words_in_both_languages(kind: str, given_: Platform) -> None:
    found = findings(given_, control_of(kind))
    assert found
    for one in found:
        for seen in one.observations:
            assert all(text.strip() for text in (*seen.value, *seen.wanted))
            assert re.search("[\u4e00-\u9fff]", seen.wanted.zh) or kind in (
                "equals",
                "at_most",
                "more_than",
                "less_than",
            )
            assert not re.search("[\u4e00-\u9fff]", seen.wanted.en)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_question_is_decided_on_a_full_description_and_open_on_an_empty_one(kind: str) -> None:
    assert conclude(control_of(kind), FULL, facts=READ) in ("satisfied", "not_satisfied", "partly_satisfied")
    assert conclude(control_of(kind), platform()) == "not_stated"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_kind_refuses_fields_that_it_is_not_asked_of(kind: str) -> None:
    if "record" in KINDS[kind].takes:
        return
    text = profile_text(control_of(kind).replace(f"{EXAMPLES[kind][0]}: {{{kind}", f"security.filing: {{{kind}"))
    assert "wrong_question" in {one.code for one in problems_of(text)}


def test_the_age_of_a_date_decides_on_every_day_alike() -> None:
    """`within` holds from the day itself for exactly the period."""
    day = date(2024, 2, 29)
    held = [n for n in range(-2, 400) if dated(str(day), {"within": "1 year"}, str(day + timedelta(days=n))) is True]
    assert held == list(range(366))


def test_order_of_two_exact_values_is_total() -> None:
    for a, b in combinations(("10 min", "600 s", "1 h"), 2):
        low, high = (verdict({TIME: {name: b}}, at(TIME, a)) for name in ("at_most", "at_least"))
        assert low or high
