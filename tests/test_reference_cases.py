"""Single cases on which the product and the second evaluator once differed (see `test_reference`)."""

import pytest
from samples import assessed, conclude, described, platform

from egov_cloud_std.document import read
from egov_cloud_std.platforms import describe

NETWORKS = "each: {list: architecture.networks}\nexpect: {.isolated: {equals: true}}"
WHEN = "when: {security.protection_level: {at_least: 2}}\n"


@pytest.mark.parametrize("architecture", ["", "architecture: {}"])
def test_a_false_condition_outweighs_a_list_that_is_missing(architecture: str) -> None:
    of = described(f"schema: egov-platform/0\nplatform: {{id: p}}\nsecurity: {{protection_level: 1}}\n{architecture}")
    assert conclude(WHEN + NETWORKS, of) == "not_applicable"


def test_a_false_condition_outweighs_items_that_are_not_listed() -> None:
    of = platform(security={"protection_level": 1}, architecture={"zones": [], "zones_total": 3})
    text = WHEN + "each: {list: architecture.zones}\nexpect: {.important: {equals: true}}"
    assert conclude(text, of) == "not_applicable"


def test_a_claimed_control_has_no_subjects() -> None:
    claim = {"control": "sample", "reason": "out of scope"}
    text = "expect: {security.protection_level: {at_least: 2}}"
    (found,) = assessed(platform(not_applicable=[claim]), text).conclusions
    assert list(found.paths()) == []


def test_texts_that_are_the_same_number_are_different_texts() -> None:
    of = described(
        "schema: egov-platform/0\nplatform: {id: p}\nservice: {catalogue: [{id: a, code: 5.1}, {id: b, code: 5.10}]}"
    )
    assert (
        conclude("each: {list: service.catalogue}\nexpect: {.code: {unique_in: service.catalogue}}", of) == "satisfied"
    )
    literal = "each: {list: service.catalogue, where: {.id: {equals: b}}}\nexpect: {.code: {equals: 5.10}}"
    assert conclude(literal, of) == "satisfied"


def test_a_reference_to_a_list_with_an_item_that_has_no_id_is_open() -> None:
    sites = "[{id: a}, {name: the other}]"
    text = (
        f"schema: egov-platform/0\nplatform: {{id: p}}\narchitecture: {{sites: {sites}, zones: [{{id: z, site: b}}]}}"
    )
    of = describe(read(text.encode(), "platform.yaml"))
    each = "each: {list: architecture.zones}\nexpect: {.site: {refers_to: architecture.sites}}"
    assert conclude(each, of) == "not_stated"


@pytest.mark.parametrize("question", ["covers", "only"])
def test_members_are_compared_by_value_not_by_spelling(question: str) -> None:
    of = platform(architecture={"systems": [{"id": "a", "protection_level": "3"}, {"id": "b", "protection_level": 3}]})
    text = f"expect: {{architecture.systems: {{{question}: {{field: .protection_level, values: [3]}}}}}}"
    assert conclude(text, of) == "satisfied"


def test_items_are_grouped_by_value_not_by_spelling() -> None:
    pools = [{"id": "a", "vm": "5万", "site": "x"}, {"id": "b", "vm": 50000, "site": "y"}]
    each = "each: {list: architecture.pools}\n"
    text = each + "expect: {.site: {agrees_with: {list: architecture.pools, by: .vm}}}"
    assert conclude(text, platform(architecture={"pools": pools})) == "not_satisfied"


def test_members_of_a_set_that_are_not_stated_may_be_different_ones() -> None:
    catalogue = [{"id": "a", "users": ["public", None, None]}]
    text = "each: {list: service.catalogue}\nexpect: {.users: {count: {equals: 3}}}"
    assert conclude(text, platform(service={"catalogue": catalogue})) == "not_stated"


@pytest.mark.parametrize("pools", [[], {"none": True}])
def test_an_empty_list_beside_a_total_that_promises_more_is_open(pools: object) -> None:
    of = platform(architecture={"pools": pools, "pools_total": 1})
    assert conclude("expect: {architecture.pools: {present: true}}", of) == "not_stated"
