"""`why`: the nearest change is made to the description, and the finding flips, for every kind and every status."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import pytest
from reference.rendering import yaml_of
from samples import NOW, described, profile
from test_reference import pair_of

import egov_cloud_std
from egov_cloud_std import NearestChange, clock, explanations, nearest_change
from egov_cloud_std.assess import Assessment, assess_platform
from egov_cloud_std.assess.assessment import Facts
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.assess.statuses import NAMES
from egov_cloud_std.checks.conditions import checks_of
from egov_cloud_std.checks.edits import flow, followed
from egov_cloud_std.checks.kinds import KINDS
from egov_cloud_std.document import read
from egov_cloud_std.evidence.facts import Artefact, supposed
from egov_cloud_std.frozen import replace
from egov_cloud_std.platforms import describe, record
from egov_cloud_std.profiles import read_profile, shipped_names
from egov_cloud_std.prove.proof import MOMENT, facts_of, witness_description
from egov_cloud_std.reports._why import why
from egov_cloud_std.run.checking import check_documents
from egov_cloud_std.run.loading import read_profiles
from egov_cloud_std.wording.facts import supposed as supposed_in
from egov_cloud_std.words import LANGS, STATUSES

Data = dict[str, Any]
HOLDS, FAILS, OPEN = "satisfied", "not_satisfied", "not_stated"


class Case(NamedTuple):
    """A question, and descriptions for which it holds, fails, and is open."""

    asks: str  # place: {question: answer}
    given: dict[str, Data]
    each: str = ""
    found: tuple[tuple[str, str], ...] = ()  # by status, what was found of the artefact


def one(section: str, name: str, asks: str, *values: object) -> Case:
    """A question about one value: one that holds, one that fails, none."""
    holds, fails = values
    return Case(
        f"{section}.{name}: {asks}",
        {HOLDS: _at(section, {name: holds}), FAILS: _at(section, {name: fails}), OPEN: {}},
    )


def _at(section: str, value: object) -> Data:
    for step in reversed(section.split(".")):
        value = {step: value}
    assert isinstance(value, dict)
    return value


def zones(*items: Data, edges: object = None) -> Data:
    found: Data = {"zones": list(items)}
    return {"architecture": found if edges is None else found | {"connections": edges}}


def terms(*given: tuple[str, str | None, object], of: str = "equivalent_to") -> Data:
    """A glossary: of each term its id, its status, and the terms that it leads to."""
    return {"terminology": {"glossary": [{"id": name, "status": status, of: leads} for name, status, leads in given]}}


A, B, C = ({"id": name, "name": name} for name in "abc")
AB, AC, CB = ({"id": x + y, "start": x, "end": y} for x, y in ("ab", "ac", "cb"))
ENDS = "from: {list: architecture.zones, where: {.name: {equals: a}}}, to: {list: architecture.zones, where: {.name: {equals: b}}}"
PEOPLE = {"control": "sample", "who": "张三", "when": "2026-01-01", "basis": "记录"}
POOLS = "architecture.pools"
TOTAL = "performance.capacity.total"
SUM = "{sum_of: [performance.capacity.total.vm, {list: architecture.pools, field: .vcpu}]}"
OF_POOLS = "{ratio_of: {part: {list: architecture.pools, field: .vcpu}, whole: {list: architecture.pools, field: .vm}}}"


def capacity(vcpu: object, vm: object, *pools: Data) -> Data:
    return {"performance": {"capacity": {"total": {"vcpu": vcpu, "vm": vm}}}, "architecture": {"pools": list(pools)}}


def utilised(mean: str, *pools: Data) -> Data:
    return {
        "security": {"level_assessment": {"conformity_rate": mean}},
        "architecture": {"pools": list(pools)},
    }


CASES: dict[str, list[Case]] = {
    "present": [
        one("security.filing", "number", "{present: true}", "A-1", None)._replace(
            given={
                HOLDS: _at("security.filing", {"number": "A-1"}),
                FAILS: _at("security.filing", {"none": True}),
                OPEN: {},
            }
        ),
        one("governance.cio", "powers", "{present: true}", ["sign"], []),
        one("security.level_assessment", "score", "{present: true}", 90, None)._replace(
            given={HOLDS: _at("security.level_assessment", {"score": 90}), OPEN: {}}
        ),
    ],
    "equals": [
        one("architecture.redundancy", "links", "{equals: true}", True, False),
        one("security.vulnerabilities", "patch_time", "{equals: 1 h}", "60 min", "≤30 min"),
        one("platform", "division_code", '{equals: "330000"}', "330000", "440000"),
        Case(
            f"{TOTAL}.vcpu: {{equals: {SUM}}}",
            {
                HOLDS: capacity(7, 4, {"id": "a", "vcpu": 3}),
                FAILS: capacity(8, 4, {"id": "a", "vcpu": 3}),
                OPEN: capacity(8, 4, {"id": "a", "vcpu": 3}, {"id": "b"}),
            },
        ),
        Case(
            f"security.level_assessment.conformity_rate: {{equals: {OF_POOLS}}}",
            {
                HOLDS: utilised("50%", {"id": "a", "vcpu": 1, "vm": 2}),
                FAILS: utilised("50%", {"id": "a", "vcpu": 1, "vm": 4}),
                OPEN: utilised("50%", {"id": "a", "vm": 4}),
            },
        ),
        Case(
            f"{TOTAL}.vcpu: {{equals: {{count_of: {{list: {POOLS}, where: {{.vm: {{at_least: 2}}}}}}}}}}",
            {
                HOLDS: capacity(1, 0, {"id": "a", "vm": 2}, {"id": "b", "vm": 1}),
                FAILS: capacity(2, 0, {"id": "a", "vm": 2}, {"id": "b", "vm": 1}),
                OPEN: capacity(2, 0, {"id": "a", "vm": 2}, {"id": "b"}),
            },
        ),
    ],
    "at_least": [
        one("security", "protection_level", "{at_least: 3}", 3, 2),
        one("security.level_assessment", "conformity_rate", "{at_least: 99.95%}", "99.95%", "99.9%"),
        Case(
            f"{TOTAL}.vcpu: {{at_least: {{place: {TOTAL}.vm}}}}",
            {HOLDS: capacity(4, 4), FAILS: capacity(3, 4), OPEN: capacity(None, None)},
        ),
    ],
    "at_most": [one("security.vulnerabilities", "patch_time", "{at_most: 7 天}", "7 天", "8 天")],
    "more_than": [one("security", "protection_level", "{more_than: 2}", 3, 2)],
    "less_than": [one("performance.capacity", "period", "{less_than: 2026-06}", "2026-05", "2026-06")],
    "one_of": [one("architecture.carrier", "mode", "{one_of: [own, carried]}", "own", "partly_carried")],
    "within": [one("security.filing", "date", "{within: 12 months}", "2026-01-01", "2024-01-01")],
    "not_expired": [one("security.level_assessment", "valid_until", "{not_expired: true}", "2026-06-30", "2026-06-29")],
    "not_future": [one("security.filing", "date", "{not_future: true}", "2026-06-30", "2026-07-01")],
    "count": [
        Case(
            "architecture.zones: {count: {where: {.name: {equals: a}}, at_least: 2}}",
            {HOLDS: zones(A, A | {"id": "z"}), FAILS: zones(A, B), OPEN: zones(A, {"id": "z"})},
        ),
        Case(
            "architecture.zones: {count: {where: {.name: {equals: a}}, equals: 1}}",
            {HOLDS: zones(A, B), FAILS: zones(A, A | {"id": "z"}), OPEN: zones({"id": "z"}, {"id": "y"})},
        ),
        Case("architecture.zones: {count: {at_most: 1}}", {HOLDS: zones(A), FAILS: zones(A, B, C), OPEN: {}}),
        one("governance.cio", "powers", "{count: {at_least: 2}}", ["a", "b"], ["a"]),
    ],
    "share": [
        Case(
            "architecture.zones: {share: {where: {.name: {equals: a}}, at_least: 50%}}",
            {HOLDS: zones(A, B), FAILS: zones(A, B, C), OPEN: zones(B, {"id": "z"})},
        ),
        Case(
            "architecture.zones: {share: {where: {.name: {equals: a}}, at_most: 50%}}",
            {
                HOLDS: zones(A, B),
                FAILS: zones(A),
                OPEN: {"architecture": zones(A, B)["architecture"] | {"zones_total": 4}},
            },
        ),
    ],
    "covers": [
        one("governance.cio", "powers", "{covers: [sign, veto]}", ["sign", "veto"], ["sign"]),
        Case(
            "architecture.zones: {covers: {field: .name, values: [a, b], where: {.important: {equals: true}}}}",
            {
                HOLDS: zones(*(one | {"important": True} for one in (A, B))),
                FAILS: zones(A | {"important": True}, B | {"important": False}),
                OPEN: zones(A | {"important": True}, B),
            },
        ),
    ],
    "only": [
        one("governance.cio", "powers", "{only: [sign, veto]}", ["sign"], ["sign", "play"]),
        Case(
            "architecture.zones: {only: {field: .name, values: [a, b]}}",
            {HOLDS: zones(A, B), FAILS: zones(A, C), OPEN: zones(A, {"id": "z"})},
        ),
        Case(
            "security.data.storage_countries: {only: [CN]}",
            {
                HOLDS: _at("security.data", {"storage_countries": ["CN"]}),
                FAILS: _at("security.data", {"storage_countries": ["SG"]}),
                OPEN: {},
            },
        ),
    ],
    "unique_in": [
        Case(
            ".name: {unique_in: architecture.zones}",
            {HOLDS: zones(A, B), FAILS: zones(A, A | {"id": "z"}), OPEN: zones({"id": "z"}, A)},
            "{list: architecture.zones}",
        )
    ],
    "agrees_with": [
        Case(
            ".value: {agrees_with: {list: figures, by: .of}}",
            {
                HOLDS: {"figures": [{"id": "a", "of": "x", "value": 1}, {"id": "b", "of": "x", "value": 1}]},
                FAILS: {"figures": [{"id": "a", "of": "x", "value": 1}, {"id": "b", "of": "x", "value": 2}]},
                OPEN: {"figures": [{"id": "a", "value": 1}, {"id": "b", "of": "x"}]},
            },
            "{list: figures}",
        ),
        Case(
            ".value: {agrees_with: {list: figures, by: .of, apart: .scope, unstated: platform}}",
            {
                HOLDS: {
                    "figures": [
                        {"id": "a", "of": "x", "value": 1},
                        {"id": "b", "of": "x", "value": 2, "scope": "region"},
                    ]
                },
                FAILS: {
                    "figures": [
                        {"id": "a", "of": "x", "value": 1},
                        {"id": "b", "of": "x", "value": 2, "scope": "platform"},
                    ]
                },
                OPEN: {"figures": [{"id": "a", "of": "x", "value": 1}, {"id": "b", "of": "x"}]},
            },
            "{list: figures}",
        ),
    ],
    "refers_to": [
        Case(
            ".zone: {refers_to: architecture.zones}",
            {
                HOLDS: {"architecture": zones(A)["architecture"] | {"networks": [{"id": "n", "zone": "a"}]}},
                FAILS: {"architecture": zones(A)["architecture"] | {"networks": [{"id": "n", "zone": "b"}]}},
                OPEN: {"architecture": {"networks": [{"id": "n", "zone": "b"}]}},
            },
            "{list: architecture.networks}",
        ),
        Case(
            ".services: {refers_to: {list: service.catalogue, where: {.state: {equals: offered}}}}",
            {
                HOLDS: {
                    "service": {
                        "catalogue": [{"id": "s", "state": "offered"}],
                        "agreements": [{"id": "a", "services": ["s"]}],
                    }
                },
                FAILS: {
                    "service": {
                        "catalogue": [{"id": "s", "state": "planned"}],
                        "agreements": [{"id": "a", "services": ["s", "t"]}],
                    }
                },
                OPEN: {"service": {"agreements": [{"id": "a", "services": ["s"]}]}},
            },
            "{list: service.agreements}",
        ),
    ],
    "referred_by": [
        Case(
            ".id: {referred_by: {list: architecture.networks, field: .zone, where: {.isolated: {equals: true}}}}",
            {
                HOLDS: {
                    "architecture": zones(A)["architecture"]
                    | {"networks": [{"id": "n", "zone": "a", "isolated": True}]}
                },
                FAILS: {
                    "architecture": zones(A)["architecture"]
                    | {"networks": [{"id": "n", "zone": "a", "isolated": False}]}
                },
                OPEN: zones(A),
            },
            "{list: architecture.zones}",
        )
    ],
    "acyclic_in": [
        Case(
            ".equivalent_to: {acyclic_in: {list: terminology.glossary, where: {.status: {equals: equivalent}}}}",
            {
                HOLDS: terms(("a", "equivalent", "b"), ("b", "preferred", None)),
                FAILS: terms(("a", "equivalent", "b"), ("b", "equivalent", "c"), ("c", "equivalent", "a")),
                OPEN: terms(("a", "equivalent", "b"), ("b", None, "c"), ("c", "equivalent", None)),
            },
            "{list: terminology.glossary, where: {.id: {equals: a}}}",
        ),
        Case(
            ".defined_with: {acyclic_in: terminology.glossary}",
            {
                HOLDS: terms(("a", None, ["b"]), ("b", None, []), of="defined_with"),
                FAILS: terms(("a", None, ["b", "c"]), ("b", None, []), ("c", None, ["a"]), of="defined_with"),
                OPEN: terms(("a", None, ["b", "c"]), ("b", None, ["c"]), ("c", None, None), of="defined_with"),
            },
            "{list: terminology.glossary, where: {.id: {equals: a}}}",
        ),
        Case(
            ".equivalent_to: {acyclic_in: terminology.glossary}",
            {
                HOLDS: terms(("a", None, "b"), ("b", None, "x")),
                FAILS: terms(("a", None, "a")),
                OPEN: terms(("a", None, "b"), ("b", None, None)),
            },
            "{list: terminology.glossary, where: {.id: {equals: a}}}",
        ),
    ],
    "connects": [
        Case(
            f"architecture.connections: {{connects: {{{ENDS}}}}}",
            {HOLDS: zones(A, B, C, edges=[AC, CB]), FAILS: zones(A, B, C, edges=[AC]), OPEN: zones(A, B)},
        )
    ],
    "separates": [
        Case(
            f"architecture.connections: {{separates: {{{ENDS}, through: {{.controlled: {{equals: true}}}}}}}}",
            {
                HOLDS: zones(A, B, C, edges=[one | {"controlled": False} for one in (AC,)]),
                FAILS: zones(A, B, C, edges=[one | {"controlled": False} for one in (AC, CB, AB)]),
                OPEN: zones(A, B, C, edges=[AC, CB]),
            },
        ),
        Case(
            f"architecture.connections: {{separates: {{{ENDS}}}}}",
            {
                HOLDS: zones(A, B, edges=[]),
                FAILS: zones(A, B, C, edges=[{"id": "x", "start": "b", "end": "a"}]),
                OPEN: zones(A, B, edges=[{"id": "x", "start": "a"}]),
            },
        ),
    ],
    "survives_any_loss": [
        Case(
            f"architecture.connections: {{survives_any_loss: {{{ENDS}}}}}",
            {HOLDS: zones(A, B, C, edges=[AB, AC, CB]), FAILS: zones(A, B, C, edges=[AC, CB]), OPEN: {}},
        )
    ],
    "attested": [
        Case(
            "attestations: {attested: true}",
            {
                HOLDS: {"attestations": [PEOPLE | {"valid_until": "2026-12-31"}]},
                FAILS: {"attestations": [PEOPLE | {"valid_until": "2026-06-29"}]},
                OPEN: {"attestations": [PEOPLE]},
            },
        )
    ],
    "artefact_holds": [
        Case(
            ".path: {artefact_holds: true}",
            {
                HOLDS: {"evidence": [{"id": "e", "path": "a.pdf"}]},
                FAILS: {"evidence": [{"id": "e", "path": "a.pdf", "valid_until": "2026-01-01"}]},
            },
            "{list: evidence}",
            ((HOLDS, "holds"), (FAILS, "holds")),
        )
    ],
    "wording": [Case(".path: {wording: readable}", {}, "{list: terminology.documents}")],  # see below: no edit flips it
}
ALL = [(name, number) for name in sorted(KINDS) for number in range(len(CASES.get(name, ())) or 1)]


def controlled(case: Case, *, when: str = "", and_: str = "") -> str:
    """A control that asks the question of a case, and perhaps another one beside it."""
    each = f"each: {case.each}\n" if case.each else ""
    more = f"\n  {and_}" if and_ else ""
    return f"{each}{when}expect:\n  {case.asks}{more}"


def judged(data: Data, text: str, facts: Facts = (), thresholds: str = "") -> Assessment:
    given = {"schema": "egov-platform/0", **data, "platform": {"id": "p", **data.get("platform", {})}}
    found = described(json.dumps(given), "platform.json")
    return assess_platform([profile(text, thresholds=thresholds)], found, NOW, facts)


def first(assessment: Assessment, status: str) -> str:
    """The subject of the first finding with a status."""
    found = [one.subject for one in Findings(assessment).all() if one.status == status]
    assert found, [(one.subject, one.status) for one in Findings(assessment).all()]
    return found[0]


def after(assessment: Assessment, change: NearestChange, facts: Facts = ()) -> Assessment:
    """The same controls, held against the description with the edits made in what was read."""
    before: Any = assessment.platform.document.data
    kept = json.dumps(before, default=_plain)
    changed = describe(read(json.dumps(change.applied(before), default=_plain).encode(), "changed", form="json"))
    assert json.dumps(before, default=_plain) == kept  # what is given is left as it is
    had = {one.code for one in assessment.platform.problems}
    assert [one.says.en for one in changed.problems if one.code not in had] == []
    return assess_platform(assessment.profiles, changed, assessment.as_of, facts)


def _plain(value: object) -> object:
    return getattr(value, "text", str(value))


def flips(assessment: Assessment, subject: str, facts: Facts = ()) -> str:
    """Makes the nearest change of a finding; gives the status that follows, which is the one that was named."""
    (conclusion,) = assessment.conclusions
    path = assessment.platform.find(subject)
    before = dict(conclusion.paths())
    change = nearest_change(assessment, conclusion.control.id, subject)
    assert change is not None, subject
    assert change.edits, change.says.en
    (again,) = after(assessment, change, facts).conclusions
    if conclusion.claim is None and path in before:
        assert path is not None
        status = dict(again.paths()).get(followed(path, change.edits), 0)
        assert status != before[path]
        assert NAMES[status] == change.becomes
        return change.becomes
    told = {one.subject: one.status for one in findings_of(assessment)}
    still = {one.subject: one.status for one in findings_of(after(assessment, change, facts))}
    assert still.get(subject) != told[subject] or again.status != conclusion.status
    return change.becomes


def findings_of(assessment: Assessment) -> Iterator[Any]:
    return Findings(assessment).all()


# Every kind, every status.


def test_every_kind_has_a_case() -> None:
    assert set(CASES) == set(KINDS)


def case_of(kind: str, number: int, status: str) -> tuple[Case, Facts]:
    case = CASES[kind][number]
    if status not in case.given:
        pytest.skip("no description comes to this")
    state = dict(case.found).get(status, "")
    return case, (supposed("e", state),) if state else ()


@pytest.mark.parametrize(("kind", "number"), ALL)
def test_what_is_satisfied_comes_to_fail(kind: str, number: int) -> None:
    case, facts = case_of(kind, number, HOLDS)
    found = judged(case.given[HOLDS], controlled(case), facts)
    becomes = flips(found, first(found, HOLDS), facts)
    # Of a value in a section that cannot be denied, nothing worse can be stated than nothing.
    assert becomes in (FAILS, OPEN) if kind == "present" else becomes == FAILS


@pytest.mark.parametrize(("kind", "number"), ALL)
def test_what_fails_comes_to_be_satisfied(kind: str, number: int) -> None:
    case, facts = case_of(kind, number, FAILS)
    found = judged(case.given[FAILS], controlled(case), facts)
    assert flips(found, first(found, FAILS), facts) == HOLDS


@pytest.mark.parametrize(("kind", "number"), ALL)
def test_what_partly_fails_comes_to_be_satisfied(kind: str, number: int) -> None:
    case, facts = case_of(kind, number, FAILS)
    found = judged(case.given[FAILS], controlled(case, and_="platform.id: {present: true}"), facts)
    assert flips(found, first(found, "partly_satisfied"), facts) == HOLDS


@pytest.mark.parametrize(("kind", "number"), ALL)
def test_what_is_not_stated_comes_to_be_satisfied(kind: str, number: int) -> None:
    case, facts = case_of(kind, number, OPEN)
    found = judged(case.given[OPEN], controlled(case), facts)
    assert flips(found, first(found, OPEN), facts) == HOLDS


@pytest.mark.parametrize(("kind", "number"), ALL)
def test_what_fails_and_is_not_stated_comes_to_be_satisfied_by_several_edits(kind: str, number: int) -> None:
    case, facts = case_of(kind, number, FAILS)
    found = judged(case.given[FAILS], controlled(case, and_="service.migration_out.export: {equals: true}"), facts)
    assert flips(found, first(found, FAILS), facts) == HOLDS


@pytest.mark.parametrize(("kind", "number"), ALL)
def test_a_question_that_keeps_a_control_from_applying_is_flipped(kind: str, number: int) -> None:
    case, facts = case_of(kind, number, FAILS)
    text = (
        f"{f'each: {case.each}' if case.each else ''}\nwhen:\n  {case.asks}\nexpect: {{platform.id: {{present: true}}}}"
    )
    found = judged(case.given[FAILS], text, facts)
    assert flips(found, first(found, "not_applicable"), facts) == HOLDS


@pytest.mark.parametrize("state", ["missing", "differs"])
def test_what_was_found_of_a_file_is_changed_by_no_edit(state: str) -> None:
    (case,), facts = CASES["artefact_holds"], (supposed("e", state),)
    found = judged(case.given[HOLDS], controlled(case), facts)
    change = nearest_change(found, "sample", first(found, FAILS))
    assert change is not None
    assert change.edits == ()
    assert change.says.en == "outside this description: put the file at a.pdf, as its digest says, and check again"


# What is no question: thresholds, lists, claims.

UNSET = "level: {value: null, direction: at_least}"
SET = "level: {value: 3, direction: at_least, source: [{ref: book, text: recalled}]}"
LEVEL = "expect: {security.protection_level: {at_least: $level}}"


def test_what_is_not_assessed_is_changed_by_an_overlay_that_sets_the_threshold() -> None:
    data = {"security": {"protection_level": 2}}
    change = nearest_change(judged(data, LEVEL, thresholds=UNSET), "sample")
    assert change is not None
    assert (change.edits, change.becomes) == ((), "")
    assert "overlay (extends: sample)" in change.says.en
    assert "sets the threshold level" in change.says.en
    assert "叠加标准（extends: sample）" in change.says.zh
    assert [one.status for one in findings_of(judged(data, LEVEL, thresholds=SET))] == [FAILS]


TENANTS = "each: {list: architecture.networks, where: {.kind: {equals: tenant}}}\nexpect: {.isolated: {equals: true}}"
SYSTEMS = "each: {list: architecture.systems}\nexpect: {.name: {present: true}}"
METRICS = "each: {list: 'service.agreements[].metrics'}\nexpect: {.target: {present: true}}"
LISTS: list[tuple[str, Data, str, str]] = [
    # a list that is missing, one of which more is promised, one without subjects, one inside none
    (TENANTS, {}, OPEN, "not_applicable"),
    (SYSTEMS, {"architecture": {"systems": [], "systems_total": 3}}, OPEN, ""),
    (TENANTS, {"architecture": {"networks": []}}, "not_applicable", OPEN),
    (TENANTS, {"architecture": {"networks": [{"id": "a", "kind": "internet"}]}}, "not_applicable", OPEN),
    (METRICS, {"service": {"agreements": []}}, "not_applicable", OPEN),
    (METRICS, {"service": {"agreements": [{"id": "a"}]}}, OPEN, "not_applicable"),
    (METRICS, {"service": {"agreements": [{"id": "a", "metrics": []}]}}, "not_applicable", OPEN),
    (
        f"when: {{platform.level: {{equals: city}}}}\n{TENANTS}",
        {"platform": {"level": "county"}},
        "not_applicable",
        OPEN,
    ),
]


@pytest.mark.parametrize(("text", "data", "status", "becomes"), LISTS)
def test_a_list_without_subjects_is_changed_by_what_it_lacks(text: str, data: Data, status: str, becomes: str) -> None:
    found = judged(data, text)
    assert flips(found, first(found, status)) == becomes


def test_an_item_of_an_unknown_kind_is_changed_by_stating_it() -> None:
    found = judged({"architecture": {"networks": [{"id": "n", "isolated": True}]}}, TENANTS)
    assert flips(found, "architecture.networks[n]") == HOLDS


CLAIM = {"not_applicable": [{"control": "sample", "reason": "没有移动应用"}]}
LINKS = "expect: {architecture.redundancy.links: {equals: true}}"
AGAINST = "\ncontradicted_by: {architecture.redundancy.compute: {equals: true}}"


@pytest.mark.parametrize("links", [True, False, None])
def test_a_claim_is_changed_by_taking_it_back(links: bool | None) -> None:
    found = judged({**CLAIM, "architecture": {"redundancy": {"links": links}}}, LINKS)
    assert flips(found, "") == {True: HOLDS, False: FAILS, None: OPEN}[links]


def test_a_claim_that_is_contradicted_is_taken_back_where_that_ends_the_gap() -> None:
    data: Data = {**CLAIM, "architecture": {"redundancy": {"links": True, "compute": True}}}
    assert flips(judged(data, LINKS + AGAINST), "") == HOLDS
    data["architecture"]["redundancy"]["links"] = False
    assert flips(judged(data, LINKS + AGAINST), "") == "not_applicable"


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({"variants_declared": 2}, "correct what is found in a.md (2 in all)"),
        ({"variants_declared": "open"}, "state terminology"),
        ("unreadable", "put a file that can be read at a.md"),
        (None, "let a.md be looked at"),
    ],
)
def test_what_a_document_says_is_changed_by_no_edit(says: Any, told: str) -> None:
    given = {"terminology": {"documents": [{"id": "e", "path": "a.md"}]}}
    facts = () if says is None else (supposed_in("e", says),)
    text = "each: {list: terminology.documents}\nexpect: {.path: {wording: variants_declared}}"
    change = nearest_change(judged(given, text, facts), "sample", "terminology.documents[e]")
    assert change is not None
    assert change.edits == ()
    assert change.says.en == f"outside this description: {told}, and check again"


# Shipped controls.

WORDED = [
    control
    for name in shipped_names()
    for profile in read_profiles(name)[0]
    for control in profile.controls
    for part in control.expect
    if any(check.kind.name == "wording" for check in checks_of(part))
]
# Controls whose findings no edit of the description changes where a file is not what it is said to be.
OUTSIDE = ("evidence_artefacts_hold", *(one.id for one in WORDED))


@pytest.mark.parametrize("name", shipped_names())
def test_every_finding_of_every_witness_has_a_nearest_change_that_flips_it(name: str) -> None:
    (shipped,), _ = read_profiles(name)
    for control in shipped.controls:
        alone = replace(shipped, controls=(control,))
        for witness in control.witnesses:
            text = json.dumps(witness_description(witness), ensure_ascii=False, default=_plain)
            facts = facts_of(witness)
            assessment = assess_platform([alone], describe(read(text.encode(), "witness", form="json")), MOMENT, facts)
            for finding in Findings(assessment).all():
                change = nearest_change(assessment, control.id, finding.subject)
                assert change is not None, (control.id, finding.status)
                if finding.status == "not_assessed":
                    assert control.unset in change.says.en
                elif control.id in OUTSIDE and not change.edits:
                    assert "outside this description" in change.says.en
                    assert control in WORDED or not any(isinstance(one, Artefact) and one.holds for one in facts)
                else:
                    flips(assessment, finding.subject, facts)


# Whatever is asked of whatever is described.


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_whatever_change_is_named_flips_the_finding(start: int) -> None:
    for seed in range(start, start + 50):
        pair = pair_of(Random(seed))
        made, _ = read_profile(read(pair.profile_text.encode(), "profile.yaml"), record())
        if made is not None and made.controls:
            found = describe(read(yaml_of(pair.description).encode(), "platform.yaml"))
            named_changes_flip(assess_platform([made], found, clock.parse_moment(pair.as_of)))


def named_changes_flip(assessment: Assessment) -> None:
    for finding in list(Findings(assessment).all())[:3]:
        change = nearest_change(assessment, finding.control.id, finding.subject)
        if change is not None and change.edits:
            flips(assessment, finding.subject)


# What is said.


def told(data: Data, text: str, lang: Any, subject: str | None = None) -> str:
    given = {"schema": "egov-platform/0", "platform": {"id": "p"}, **data}
    (unit,) = check_documents([read(json.dumps(given).encode(), "platform.json")], [profile(text)], NOW)
    return "\n".join(why(unit, subject, lang))


def test_the_nearest_change_is_said_with_what_it_leads_to() -> None:
    data = {"architecture": {"networks": [{"id": "n", "kind": "tenant", "isolated": False}]}}
    assert (
        "nearest change: set architecture.networks[n].isolated to true; where that is so, the conclusion becomes: satisfied"
        in told(data, TENANTS, "en")
    )
    assert "最近的改动：将 architecture.networks[n].isolated 改为 true；情况属实的，结论变为“符合”" in told(
        data, TENANTS, "zh"
    )


def test_several_edits_are_numbered() -> None:
    data = _at("architecture.redundancy", {"links": False, "compute": False})
    text = "expect: {architecture.redundancy.links: {equals: true}, architecture.redundancy.compute: {equals: true}}"
    assert (
        "以下 2 处都改，情况属实的，结论变为“符合”\n      1. 将 architecture.redundancy.links 改为 true\n      2. "
        in told(data, text, "zh")
    )


def test_the_branch_that_decided_is_named() -> None:
    text = "expect: {any_of: [{architecture.redundancy.links: {equals: true}}, {platform.id: {present: true}}]}"
    assert "branch: any one of 2 alternatives will do; number 2 holds" in told({}, text, "en")
    assert "分支：2 种情形有一种即可，成立的是第 2 种" in told({}, text, "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_of_many_subjects_the_first_few_of_each_status_are_told_with_their_number(lang: Any) -> None:
    networks = [{"id": f"n{number}", "kind": "tenant", "isolated": number % 2 == 0} for number in range(20)]
    text = told({"architecture": {"networks": networks}}, TENANTS, lang)
    assert text.count("[sample]") == 6
    assert {"zh": "不符合 10、符合 10", "en": "10 not satisfied, 10 satisfied"}[lang] in text
    assert text.count({"zh": "另有 7 个检查对象", "en": "… 7 more"}[lang]) == 2
    alone = told({"architecture": {"networks": networks}}, TENANTS, lang, "architecture.networks[n12]")
    assert alone.count("[sample]") == 1
    assert "architecture.networks[n12].isolated" in alone
    assert told({"architecture": {"networks": networks}}, TENANTS, lang, "architecture.networks[x]") == ""


def test_a_change_by_the_calendar_is_told_beside_the_nearest_change() -> None:
    text = told(
        _at("security.filing", {"date": "2026-01-01"}), "expect: {security.filing.date: {within: 12 months}}", "en"
    )
    assert "nearest change: set security.filing.date to " in text
    assert "by the calendar: on 2027-01-02 the conclusion changes" in text


def test_where_no_edit_is_near_that_is_said() -> None:
    data = {"architecture": {"zones": [{"id": "a"}]}}
    text = "each: {list: architecture.zones}\nexpect: {.id: {present: true}}"
    assert "nearest change: no few edits change this conclusion" in told(data, text, "en")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"id": "a", "x": True, "none_of": None}, "{id: a, x: true}"),
        (list(range(10)), "[0, 1, 2, 3, 4, 5, 6, 7, …]"),
        ("x" * 200, "x" * 159 + "…"),
    ],
)
def test_a_value_is_shown_on_one_short_line(value: object, shown: str) -> None:
    assert flow(value) == shown


def test_explanations_are_part_of_the_library() -> None:
    assessment = judged(_at("architecture.redundancy", {"links": False}), LINKS)
    (explanation,) = egov_cloud_std.explanations(assessment)
    assert explanation.nearest is not None
    assert explanation.nearest == egov_cloud_std.nearest_change(assessment, "sample")
    assert [(one.path, one.value) for one in explanation.nearest.edits] == [
        (("architecture", "redundancy", "links"), True)
    ]
    assert explanation.finding.status in STATUSES
    assert list(explanations(assessment, "nowhere")) == []
    assert nearest_change(assessment, "another") is None


def test_what_would_take_thousands_of_edits_has_no_near_change() -> None:
    zones_ = [{"id": f"z{number}"} for number in range(3_000)]
    text = "each: {list: architecture.zones}\nexpect: {.name: {unique_in: architecture.zones}}"
    change = nearest_change(judged(zones(*zones_), text), "sample", "architecture.zones[z0]")
    assert change is not None
    assert change.becomes == FAILS  # two zones of one name are nearer than thousands of names
    sums = f"expect: {{{TOTAL}.vcpu: {{equals: {SUM}}}}}"
    assert nearest_change(judged(capacity(1, 1, *zones_), sums), "sample") is None


def test_a_large_list_is_explained_at_once() -> None:
    networks = [{"id": f"n{number}", "kind": "tenant", "isolated": number > 0} for number in range(20_000)]
    assessment = judged({"architecture": {"networks": networks}}, TENANTS)
    assert flips(assessment, "architecture.networks[n0]") == HOLDS


@pytest.mark.parametrize("second", [(), ({"id": "gate-b", "kind": "access"},)])
def test_a_second_way_leads_through_what_lies_between(second: tuple[Data, ...]) -> None:
    """Nobody wires tenants straight to the internet."""
    more = [{"id": "b-out", "start": "gate-b", "end": "net"}] if second else []
    ways = [{"id": "in", "start": "rent", "end": "gate"}, {"id": "out", "start": "gate", "end": "net"}, *more]
    kinds = {"net": "outside", "gate": "access", "rent": "tenant"}
    given = zones(*({"id": name, "kind": kind} for name, kind in kinds.items()), *second, edges=ways)
    ends = "from: {list: architecture.zones, where: {.kind: {equals: tenant}}}, "
    ends += "to: {list: architecture.zones, where: {.kind: {equals: outside}}}"
    control = profile(f"expect: {{architecture.connections: {{survives_any_loss: {{{ends}}}}}}}")
    found = assess_platform(
        [control], described(yaml_of({"schema": "egov-platform/0", "platform": {"id": "p"}, **given})), NOW
    )
    change = next(iter(explanations(found))).nearest
    assert change is not None
    assert change.becomes == "satisfied"
    added = [one.value for one in change.edits if one.path[:2] == ("architecture", "connections")]
    assert added
    assert not [one for one in added if {one["start"], one["end"]} == {"rent", "net"}]
    assert len(change.edits) == (1 if second else 3)
