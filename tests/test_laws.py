"""Laws: three-valued logic, what silence may change, and what a score is made of."""

import json
from collections.abc import Iterator
from copy import deepcopy
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NOW, platform, profile, verdict

from egov_cloud_std.assess import Assessment, Score, assess_platform
from egov_cloud_std.assess.assessment import Assessor
from egov_cloud_std.assess.results import Result, unit_result
from egov_cloud_std.assess.scores import Tally, score_of
from egov_cloud_std.assess.statuses import NOT_APPLICABLE, SATISFIED
from egov_cloud_std.checks.conditions import checks_of
from egov_cloud_std.checks.kinds import KINDS
from egov_cloud_std.document import read
from egov_cloud_std.platforms import describe, record
from egov_cloud_std.profiles import shipped_names
from egov_cloud_std.reports import render
from egov_cloud_std.run import load_profiles
from egov_cloud_std.shapes import Record
from egov_cloud_std.wording.facts import supposed

Data = dict[str, Any]
Verdict = bool | None

# Kleene's logic.

PLACES = {
    True: "architecture.redundancy.links",
    False: "architecture.redundancy.compute",
    None: "architecture.redundancy.storage",
}
KNOWN = platform(architecture={"redundancy": {"links": True, "compute": False}})
VERDICTS: tuple[Verdict, ...] = (True, False, None)


def says(value: Verdict) -> Data:
    """A condition with this verdict."""
    return {PLACES[value]: {"equals": True}}


def logic(parts: list[Verdict], how: str) -> Verdict:
    found = verdict({how: [says(one) for one in parts]}, KNOWN)
    assert found in VERDICTS
    return found


def order(one: Verdict) -> int:
    return {False: 0, None: 1, True: 2}[one]


@given(st.lists(st.sampled_from(VERDICTS), min_size=1, max_size=4))
def test_all_of_is_the_least_and_any_of_the_greatest(parts: list[Verdict]) -> None:
    assert logic(parts, "all_of") is min(parts, key=order)
    assert logic(parts, "any_of") is max(parts, key=order)


@given(st.lists(st.sampled_from(VERDICTS), min_size=1, max_size=4))
def test_not_turns_one_into_the_other(parts: list[Verdict]) -> None:
    turned = [{"not": says(one)} for one in parts]
    negated = {True: False, False: True, None: None}
    assert verdict({"not": {"all_of": [says(one) for one in parts]}}, KNOWN) is verdict({"any_of": turned}, KNOWN)
    assert verdict({"not": {"not": says(parts[0])}}, KNOWN) is parts[0]
    assert verdict({"not": says(parts[0])}, KNOWN) is negated[parts[0]]


@pytest.mark.parametrize("value", VERDICTS)
def test_siblings_are_all_of(value: Verdict) -> None:
    if value is True:
        return
    assert verdict(says(True) | says(value), KNOWN) is value


# A small profile that asks every kind of question, and descriptions of what it asks about.

ZONE_ENDS = "from: {list: architecture.zones, where: {.important: {equals: true}}}, to: {list: architecture.sites}"
CONTROLS = (
    "id: present\nexpect: {security.filing: {present: true}, governance.cio.powers: {present: true}}",
    "id: absent\nexpect: {security.filing: {present: false}}",
    "id: equal\nexpect: {architecture.carrier.mode: {equals: own}}",
    "id: among\nexpect: {architecture.carrier.mode: {one_of: [own, carried]}}",
    "id: order\nwhen: {architecture.carrier.mode: {equals: own}}\nexpect: {security.vulnerabilities.patch_time: {at_most: 2 h}}",
    "id: beyond\nexpect: {security.vulnerabilities.patch_time: {more_than: 1 h, less_than: 3 h}}",
    "id: bound\nexpect: {security.protection_level: {at_least: {place: security.level_assessment.level}}}",
    "id: either\nexpect:\n  any_of: [{security.protection_level: {at_least: 3}}, {not: {security.filing.date: {not_expired: true}}}]",
    "id: aged\nexpect: {security.filing.date: {within: 1 year, not_future: true}}",
    "id: many\nexpect: {architecture.zones: {count: {where: {.important: {equals: true}}, at_least: 2}}}",
    "id: few\nexpect: {architecture.zones: {count: {where: {.important: {equals: true}}, at_most: 1}}}",
    "id: portion\nexpect: {architecture.zones: {share: {where: {.important: {equals: true}}, at_least: 50%}}}",
    "id: members\nexpect: {architecture.carrier.inherited: {covers: [site], only: [site, network]}}",
    "id: kinds\nexpect: {architecture.zones: {covers: {field: .kind, values: [access, tenant], where: {.important: {equals: true}}}}}",
    "id: places\nexpect: {governance.cio.powers: {only: {place: governance.coordination.cross_region.members}}}",
    "id: only\nexpect: {architecture.zones: {only: {field: .kind, values: [access]}}}",
    "id: single\neach: {list: architecture.zones}\nexpect: {.name: {unique_in: architecture.zones}}",
    "id: agreed\neach: {list: figures, where: {.of: {one_of: [x, y]}}}\nexpect: {.value: {agrees_with: {list: figures, by: .of}}}",
    "id: named\neach: {list: architecture.zones, where: {.kind: {equals: access}}}\nwhen: {.important: {equals: true}}\n"
    "expect: {.site: {refers_to: [architecture.sites, architecture.zones]}, .protection_level: {at_least: 2}}",
    "id: chosen\neach: {list: architecture.networks}\nexpect: {.zone: {refers_to: {list: architecture.zones, where: {.important: {equals: true}}}}}",
    "id: used\neach: {list: architecture.zones}\nexpect: {.id: {referred_by: {list: architecture.networks, field: .zone, where: {.virtual: {equals: true}}}}}",
    "id: ended\neach: {list: terminology.glossary}\nexpect: {.equivalent_to: {acyclic_in: {list: terminology.glossary, where: {.status: {equals: equivalent}}}}}",
    f"id: joined\nexpect: {{architecture.connections: {{connects: {{{ZONE_ENDS}}}}}}}",
    f"id: parted\nexpect: {{architecture.connections: {{separates: {{{ZONE_ENDS}, through: {{.controlled: {{equals: true}}}}}}}}}}",
    f"id: sturdy\nexpect: {{architecture.connections: {{survives_any_loss: {{{ZONE_ENDS}}}}}}}",
    "id: vouched\nexpect: {attestations: {attested: true}}",
    "id: summed\nexpect: {security.protection_level: {at_most: {sum_of: {plus: [{list: architecture.zones, field: .protection_level}], minus: [security.level_assessment.level]}}}}",
    "id: parts\neach: {list: performance.reliability.backups}\nexpect: {.coverage: {equals: {ratio_of: {part: .covered, whole: .objects}, tolerance: 1%}}}",
    "id: counted\nexpect: {security.protection_level: {equals: {count_of: {list: architecture.zones, where: {.important: {equals: true}}}}}}",
    "id: inner\neach: {list: 'performance.utilisation[].percentiles'}\nexpect: {.value: {at_most: 80%}}",
    "id: unset\neach: {list: architecture.zones}\nwhen: {.important: {equals: true}}\nexpect: {.protection_level: {at_least: $level}}",
    "id: filed\neach: {list: evidence}\nexpect: {.path: {artefact_holds: true}}",
    "id: worded\neach: {list: terminology.documents}\nexpect: {.path: {wording: variants_declared}}",
    "id: asked\nduty: question\nexpect: {security.protection_level: {at_least: 4}}",
)
PROFILE = profile(*CONTROLS, thresholds="level: {value: null, direction: at_least}")
ASSESSOR = Assessor([PROFILE])
READ = (supposed("a", {}), supposed("b", {"variants_declared": 1}))


def test_the_profile_of_these_tests_asks_every_kind_of_question() -> None:
    asked = {check.kind.name for control in PROFILE.controls for part in control.expect for check in checks_of(part)}
    assert asked == set(KINDS)


def some(*values: object) -> st.SearchStrategy[object]:
    return st.sampled_from(values)


def things(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Data]]:
    """A list of things with ids a, b, c."""
    item = st.fixed_dictionaries(fields)
    return st.lists(item, max_size=3).map(lambda found: [{"id": "abc"[n], **one} for n, one in enumerate(found)])


def section(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """Mostly what is stated, at times that there is none."""
    return st.one_of(*[st.fixed_dictionaries(fields)] * 5, st.just({"none": True}))


PERCENT = some("60%", "80%", "90%", "≥85%")
DAYS = some("2024-01-01", "2026-06-30", "2026-07-01", "2027-01-01")
# Every value is stated; what is not stated is taken away afterwards.
WHOLE = st.fixed_dictionaries(
    {
        "security": section(
            protection_level=some(1, 2, 3, 4),
            filing=section(date=DAYS, number=some("1")),
            level_assessment=section(level=some(1, 2, 3)),
            vulnerabilities=section(patch_time=some("1 h", "2 h", "≤2 h", "<3 h", "≤4 h")),
        ),
        "governance": section(
            cio=section(powers=some(["a"], ["a", "b"], [])),
            coordination=section(cross_region=section(members=some(["a"], ["b"], []))),
        ),
        "architecture": st.fixed_dictionaries(
            {
                "carrier": section(
                    mode=some("own", "carried", "partly_carried"), inherited=some(["site"], ["storage"], [])
                ),
                "zones": things(
                    name=some("one", "two"),
                    kind=some("access", "tenant", "internet"),
                    important=st.booleans(),
                    site=some("a", "s", "x"),
                    protection_level=some(0, 1, 2),
                ),
                "sites": some([], ["s"], ["s", "t"], ["s", "t"]).map(lambda names: [{"id": name} for name in names]),
                "networks": things(zone=some("a", "b", "x"), virtual=st.booleans()),
                "connections": things(
                    start=some("a", "b", "s"), end=some("b", "c", "s", "t"), controlled=st.booleans()
                ),
            }
        ),
        "performance": st.fixed_dictionaries(
            {
                "reliability": section(
                    backups=things(coverage=some("50%", "100%"), covered=some(0, 1), objects=some(0, 1, 2))
                ),
                "utilisation": things(percentiles=things(value=PERCENT)),
            }
        ),
        "terminology": st.fixed_dictionaries(
            {
                "glossary": things(status=some("equivalent", "preferred"), equivalent_to=some("a", "b", "c", "x")),
                "documents": things(path=some("a.md")),
            }
        ),
        "figures": things(of=some("x", "y", "z"), value=some(1, 2)),
        "evidence": things(path=some("a.pdf"), valid_until=DAYS),
        "attestations": st.lists(
            st.fixed_dictionaries(
                {
                    "control": some("vouched", "other"),
                    "who": some("a person"),
                    "when": DAYS,
                    "basis": some("minutes"),
                    "valid_until": DAYS,
                }
            ),
            max_size=2,
        ),
    }
)
Steps = tuple[str | int, ...]


def removable(data: object, path: Steps = ()) -> Iterator[Steps]:
    """Every value that could be left out, but ids: those name which items there are."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        here = (*path, key)
        if isinstance(data, dict) and key != "id":
            yield here
        if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            yield from removable(value, here)


def without(data: Data, paths: list[Steps]) -> Data:
    left = deepcopy(data)
    for path in paths:
        found: Any = left
        for step in path[:-1]:
            found = found[step] if isinstance(found, list) else found.get(step) if isinstance(found, dict) else None
        if isinstance(found, dict):
            found.pop(path[-1], None)
    return left


def assessed(data: Data) -> Assessment:
    found = describe(
        read(json.dumps({"schema": "egov-platform/0", "platform": {"id": "p"}, **data}).encode(), "p.json")
    )
    assert [one.says.en for one in found.problems] == []
    return ASSESSOR.assess(found, NOW, READ)


@st.composite
def silenced(draw: st.DrawFn) -> tuple[Data, tuple[Data, ...]]:
    """A description, and the same with one value less, with two, with five and with many less."""
    data = draw(WHOLE)
    random = Random(draw(st.integers(0, 2**32)))
    rate = draw(st.sampled_from((0.0, 0.0, 0.05, 0.2)))
    fuller = without(data, [path for path in removable(data) if random.random() < rate])
    left = list(removable(fuller))
    return fuller, tuple(without(fuller, random.sample(left, min(number, len(left)))) for number in (1, 1, 2, 5, 20))


def bounds(score: Score) -> tuple[Fraction, Fraction]:
    return (Fraction(0), Fraction(1)) if score.interval is None else (score.interval.low, score.interval.high)


def subjects(found: Assessment) -> dict[tuple[str, Steps], int]:
    return {(one.control.id, path): code for one in found.conclusions for path, code in one.paths()}


@settings(max_examples=150, deadline=None)
@given(silenced())
def test_removing_a_value_never_makes_anything_satisfied(case: tuple[Data, tuple[Data, ...]]) -> None:
    fuller = assessed(case[0])
    statuses, codes = {one.control.id: one.status for one in fuller.conclusions}, subjects(fuller)
    for barer in map(assessed, case[1]):
        satisfied = [one.control.id for one in barer.conclusions if one.status == "satisfied"]
        assert [name for name in satisfied if statuses[name] != "satisfied"] == []
        assert [key for key, code in subjects(barer).items() if code == SATISFIED != codes.get(key)] == []


@settings(max_examples=150, deadline=None)
@given(silenced())
def test_stating_a_missing_value_only_nests_the_interval(case: tuple[Data, tuple[Data, ...]]) -> None:
    fuller = assessed(case[0])
    for barer in map(assessed, case[1]):
        for full, bare in zip(fuller.conclusions, barer.conclusions, strict=True):
            check_nested(score_of([full.tally()]), score_of([bare.tally()]), full.control.id)
        check_nested(fuller.score(), barer.score(), "all")


def check_nested(inner: Score, outer: Score, name: str) -> None:
    if inner.interval is not None:  # otherwise it turned out not to apply
        low, high = bounds(outer)
        assert low <= inner.interval.low <= inner.interval.high <= high, name


@settings(max_examples=60, deadline=None)
@given(silenced())
def test_what_does_not_apply_goes_on_so_whatever_else_is_stated(case: tuple[Data, tuple[Data, ...]]) -> None:
    """Stating more may show that an item is no subject at all; otherwise what did not apply goes on so."""
    codes = subjects(assessed(case[0]))
    for barer in map(subjects, map(assessed, case[1])):
        assert [key for key, code in barer.items() if code == NOT_APPLICABLE != codes.get(key, code)] == []


# The same description in another order, with comments.


def shuffled(data: object, random: Random) -> object:
    match data:
        case dict():
            keys = list(data)
            random.shuffle(keys)
            return {key: shuffled(data[key], random) for key in keys}
        case list():
            return [shuffled(one, random) for one in data]
        case _:
            return data


def as_yaml(data: object, random: Random, depth: int = 0) -> str:
    """Block YAML with comments and blank lines."""
    indent = "  " * depth
    noise = "\n" * random.randint(0, 1) + f"{indent}# {random.random()}\n" * random.randint(0, 1)
    if isinstance(data, dict) and data:
        return noise + "".join(
            f"{indent}{key}:" + (f"\n{as_yaml(one, random, depth + 1)}" if _block(one) else f" {json.dumps(one)}\n")
            for key, one in data.items()
        )
    assert isinstance(data, list)
    return noise + "".join(
        f"{indent}-\n{as_yaml(one, random, depth + 1)}" if _block(one) else f"{indent}- {json.dumps(one)}\n"
        for one in data
    )


def _block(value: object) -> bool:
    return isinstance(value, dict | list) and bool(value)


PLACE_KEYS = {"location", "line", "digest"}


def report(data: Data, random: Random) -> str:
    """The JSON report without places."""
    text = as_yaml({"schema": "egov-platform/0", "platform": {"id": "p"}, **data}, random)
    found = ASSESSOR.assess(describe(read(text.encode(), "p.yaml")), NOW)
    result = Result("0", NOW, (PROFILE,), (unit_result(found),))
    whole = json.loads("".join(render(result, "json", "zh", True)))
    return json.dumps(placeless(whole), ensure_ascii=False)


def placeless(value: object) -> object:
    match value:
        case dict():
            return {key: placeless(one) for key, one in value.items() if key not in PLACE_KEYS}
        case list():
            return [placeless(one) for one in value]
        case _:
            return value


@settings(max_examples=40, deadline=None)
@given(silenced(), st.integers(0, 2**32))
def test_key_order_and_comments_change_places_only(case: tuple[Data, tuple[Data, ...]], seed: int) -> None:
    data, random = case[0], Random(seed)
    other = shuffled(data, random)
    assert isinstance(other, dict)
    assert report(data, Random(0)) == report(other, random)


# Scores.

TALLIES = st.lists(st.builds(Tally, st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)), max_size=8)


def check_identity(score: Score) -> None:
    if score.interval is None:
        assert (score.controls, score.filled_in, score.satisfied_among_decided) == (0, None, None)
        return
    assert score.filled_in is not None
    low, high = score.interval.low, score.interval.high
    assert low == (score.filled_in * score.satisfied_among_decided if score.satisfied_among_decided is not None else 0)
    assert high == low + 1 - score.filled_in
    assert 0 <= low <= high <= 1


@given(TALLIES)
def test_a_score_is_what_is_filled_in_times_what_is_satisfied_of_it(tallies: list[Tally]) -> None:
    check_identity(score_of(tallies))


@settings(max_examples=50, deadline=None)
@given(silenced())
def test_the_score_of_a_description_keeps_the_identity_too(case: tuple[Data, tuple[Data, ...]]) -> None:
    for one in case[1]:
        check_identity(assessed(one).score())


@given(TALLIES, st.randoms())
def test_a_score_does_not_depend_on_the_order_of_controls(tallies: list[Tally], random: Random) -> None:
    other = list(tallies)
    random.shuffle(other)
    assert score_of(other) == score_of(tallies)


# The shipped profiles on silence and on nothing.


def all_none(root: Record) -> Data:
    """A description in which every section says that there is none."""
    sections = {name: of for name, of in root.fields.items() if of.kind in ("record", "list") and name != "platform"}
    return {
        name: {"none": True} if of.record is not None and ("none" in of.record.fields or of.kind == "list") else {}
        for name, of in sections.items()
    }


@pytest.mark.parametrize("name", shipped_names())
def test_silence_passes_no_shipped_control(name: str) -> None:
    found = assess_platform(load_profiles([name]), platform(), NOW)
    assert {one.status for one in found.conclusions} <= {"not_stated", "not_assessed"}
    assert found.score().interval is None or found.score().interval.low == 0  # type: ignore[union-attr]


@pytest.mark.parametrize("name", shipped_names())
def test_a_description_that_says_none_everywhere_is_assessed(name: str) -> None:
    found = assess_platform(load_profiles([name]), platform(**all_none(record())), NOW)
    assert len(found.conclusions) >= 8
