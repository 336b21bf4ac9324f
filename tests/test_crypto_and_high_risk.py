"""Two neighbouring schemes: the technical indicators of cryptographic application, and the high-risk cases.

What both may say is bounded by our fact sheets, which stand beside a working copy and are not part of it: the tests of
marks, levels and mitigations are skipped where the sheets are not there.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from repository import ROOT
from samples import NOW, described

from egov_cloud_std import check, load_profiles, render
from egov_cloud_std.assess import assess_platform
from egov_cloud_std.checks.conditions import checks_of
from egov_cloud_std.frozen import replace
from egov_cloud_std.profiles import Cited, Control, Profile
from egov_cloud_std.prove.proof import witness_description
from egov_cloud_std.run.loading import read_profiles
from egov_cloud_std.words import Text

FACTS = ROOT / "../shared/facts/mlps-crypto.md"
needs_facts = pytest.mark.skipif(not FACTS.exists(), reason="needs the fact sheets")

LETTERS = {"8.1": "abc", "8.2": "abcde", "8.3": "abcdef", "8.4": "abcdefgh"}
INDICATORS = [f"{layer} {letter}" for layer, letters in LETTERS.items() for letter in letters]
VERBS = {"应": "shall", "宜": "should", "可": "may"}
DISPUTED = {"8.1 a", "8.2 c", "8.3 b", "8.4 d", "8.4 e"}

# The levels at which each cloud case applies, out of those that a platform can have.
TWO_UP, THREE_UP, FOUR = (2, 3, 4), (3, 4), (4,)
CLOUD = {
    "7.1.1.1": TWO_UP,
    "7.2.1.1": TWO_UP,
    "7.2.1.2": TWO_UP,
    "7.2.1.3": FOUR,
    "7.2.1.4": TWO_UP,
    "7.3.1.1": TWO_UP,
    "7.3.2.1": THREE_UP,
    "7.4.1.1": THREE_UP,
    "7.4.2.1": TWO_UP,
    "7.4.3.1": TWO_UP,
    "7.4.3.2": TWO_UP,
    "7.4.4.1": TWO_UP,
    "7.5.1.1": THREE_UP,
    "7.6.1.1": TWO_UP,
    "7.6.2.1": THREE_UP,
    "7.7.1.1": TWO_UP,
}
GENERAL = ("6.4.1.1", "6.4.1.3", "6.4.5.1", "6.4.5.2", "6.4.6.3", "6.5.1.2", "6.9.3.1", "6.9.4.1", "6.10.1.2")
MOBILE = ("8.3.1.1", "8.3.1.2", "8.4.1.1")


@cache
def profile(name: str) -> Profile:
    """The shipped profile, read from its file: one that comes from memory has no witnesses."""
    (found,), problems = read_profiles(name)
    assert not problems
    return found


def crypto() -> dict[str, Control]:
    return {_cited(control, "gbt39786").clause: control for control in profile("crypto").controls}


def high_risk() -> dict[str, Control]:
    return {_cited(control, "high_risk").clause: control for control in profile("high_risk").controls}


def _cited(control: Control, ref: str) -> Cited:
    """The one entry of a control that names a clause or case of this source."""
    (found,) = [one for one in control.cited if one.source and one.source.name == ref]
    return found


def _status(name: str, control: Control, given: Any) -> str:
    alone = replace(profile(name), controls=(control,))
    text = json.dumps({"schema": "egov-platform/0", "platform": {"id": "p"}, **given}, default=str)
    (conclusion,) = assess_platform([alone], described(text, "platform.json"), NOW).conclusions
    return conclusion.status


# Cryptography.


def test_every_indicator_has_one_control_in_the_order_of_the_standard() -> None:
    assert [_cited(one, "gbt39786").clause for one in profile("crypto").controls] == INDICATORS
    assert len(INDICATORS) == 22


def test_the_verbs_are_those_of_the_source_that_is_followed() -> None:
    assert Counter(one.duty for one in profile("crypto").controls) == {"shall": 7, "should": 14, "may": 1}
    assert crypto()["8.2 e"].duty == "may"


def test_each_indicator_asks_for_a_field_of_its_own_in_the_layer_of_its_clause() -> None:
    layers = {"8.1": "physical", "8.2": "network", "8.3": "device", "8.4": "application"}
    asked = []
    for clause, control in crypto().items():
        (expected,) = control.expect
        (one,) = checks_of(expected)
        assert re.fullmatch(rf"security\.crypto\.{layers[clause.split()[0]]}\.\w+\.used", str(one.route))
        asked.append(str(one.route))
    assert len(set(asked)) == len(INDICATORS)


def test_where_sources_disagree_on_the_verb_the_other_one_is_shown() -> None:
    found = {clause for clause, one in crypto().items() if any(cited.text == "conflict" for cited in one.cited)}
    assert found == DISPUTED
    for clause in DISPUTED:
        other = _cited(crypto()[clause], "crypto_other_tool")
        said, taken = re.findall("“(.)”", other.note.zh)
        assert VERBS[taken] == crypto()[clause].duty != VERBS[said]
        assert other.note.en


def test_only_what_a_source_names_lowers_an_indicator() -> None:
    assert {clause: len(one.lowered_by) for clause, one in crypto().items() if one.lowered_by} == {"8.1 a": 2}
    assert [clause for clause, one in crypto().items() if not one.waivable] == ["8.2 a"]


@pytest.mark.parametrize("clause", INDICATORS)
def test_an_indicator_is_asked_at_level_three_by_grade_or_by_assessment(clause: str) -> None:
    control = crypto()[clause]
    assert _status("crypto", control, {"security": {"protection_level": 3}}) == "not_stated"
    nothing = {"crypto": {"none": True}}
    for level, assessed, status in (
        (3, {"none": True}, "not_satisfied"),
        (4, {"level": "3"}, "not_satisfied"),
        (2, {"level": "2"}, "not_applicable"),
        (4, {"level": "4"}, "not_applicable"),
    ):
        security = {"protection_level": level, "crypto_assessment": assessed, **nothing}
        assert _status("crypto", control, {"security": security}) == status


# What a crypto total would look like: a number of points or indicators, a share, a verdict of the assessment.
TOTAL = re.compile(
    r"[%％]|百分|[0-9]+ ?[分项]|得分|总分|合计|总计|密评结论|符合率"
    r"|\b(22|41|twenty-two|per ?cent|percentage|points?|scores?|totals?)\b",
    re.IGNORECASE,
)


def words() -> Iterator[Text]:
    """Every word that the profile on cryptography can put into a report."""
    found = profile("crypto")
    yield found.title
    for source in found.sources.values():
        yield from (source.title, source.note)
    for control in found.controls:
        yield from (control.requires, control.fix, *control.lowered_by)
        yield from (cited.note for cited in control.cited)


def test_no_title_sentence_or_note_states_a_crypto_total_or_a_percentage() -> None:
    assert [text for text in words() if TOTAL.search(text.zh) or TOTAL.search(text.en)] == []


def test_no_finding_states_a_crypto_total_or_a_percentage(tmp_path: Path) -> None:
    path = tmp_path / "platform.yaml"
    uses = "{used: false}"
    path.write_text(
        "schema: egov-platform/0\nplatform: {id: p, name: 某政务云}\nsecurity:\n  protection_level: 3\n"
        f"  crypto: {{network: {{peer_authentication: {uses}, integrity: {uses}}}, device: {{none: true}}}}\n",
        "utf-8",
    )
    data = json.loads("".join(render(check([path], load_profiles(["crypto"]), as_of=NOW), "json", everything=True)))
    findings = [one for unit in data["units"] for one in unit["findings"]]
    assert {one["status"] for one in findings} >= {"not_satisfied", "not_stated"}
    assert len(findings) == len(INDICATORS)
    assert [text for text in texts(findings) if TOTAL.search(text)] == []


def texts(value: object) -> Iterator[str]:
    """Every text in a piece of JSON; lines and columns are numbers and say nothing."""
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from texts(one)
        case dict():
            for one in value.values():
                yield from texts(one)


# High-risk cases.


def test_every_cloud_case_has_one_control_and_so_have_the_general_and_mobile_ones_that_are_named() -> None:
    found = list(high_risk())
    assert [case for case in found if case.startswith("7.")] == list(CLOUD)
    assert len(CLOUD) == 16
    assert sorted(set(found) - set(CLOUD)) == sorted((*GENERAL, *MOBILE))
    assert len(found) == len(profile("high_risk").controls)


@pytest.mark.parametrize("case", CLOUD)
def test_a_cloud_case_has_a_witness_at_each_level_where_it_applies_and_where_it_does_not(case: str) -> None:
    seen: dict[int, set[str]] = {}
    for witness in high_risk()[case].witnesses:
        given: Any = witness_description(witness)
        if "not_applicable" in given:  # a claim, whatever the level
            continue
        # The case on the choice of a platform is for systems: the level is that of the system.
        systems = (given.get("architecture") or {}).get("systems") or [{}]
        of = systems[0] if case == "7.6.1.1" else given["security"]
        level = of.get("protection_level")
        seen.setdefault(0 if level is None else int(str(level)), set()).add(witness.status)
    assert [level for level in CLOUD[case] if "satisfied" not in seen[level]] == []
    assert [level for level in range(1, CLOUD[case][0]) if seen[level] != {"not_applicable"}] == []


@pytest.mark.parametrize("case", [*CLOUD, *GENERAL, *MOBILE])
def test_nobody_can_accept_what_nothing_lowers(case: str) -> None:
    control = high_risk()[case]
    assert control.waivable is bool(control.lowered_by)


def test_what_a_tenant_has_to_do_is_said_to_be_its_own() -> None:
    sides = {case: high_risk()[case].side for case in CLOUD if high_risk()[case].side != "platform"}
    assert sides == {"7.3.1.1": "shared", "7.4.3.1": "tenant", "7.6.1.1": "tenant"}


def test_a_level_three_platform_is_not_faulted_for_want_of_a_remote_centre() -> None:
    security, reliability = {"protection_level": 3}, {"reliability": {"high_continuity": True}}
    given = {"security": security, "performance": reliability, "architecture": {"sites": []}}
    assert _status("high_risk", high_risk()["6.4.6.3"], given) == "not_applicable"


def test_a_case_is_high_and_has_the_verb_of_nobody() -> None:
    for control in profile("high_risk").controls:
        assert (control.severity, control.duty) == ("high", "unread")


# Held against the fact sheets.


def rows(pattern: str) -> list[tuple[str, ...]]:
    return re.findall(pattern, FACTS.read_text("utf-8"), re.MULTILINE)


@needs_facts
def test_indicators_are_as_the_fact_sheet_has_them() -> None:
    found = rows(r"^\| (8\.[1-4]) \[([a-h])\] \| [^|]+ \| [^|]+ \| ([应宜可]) \| (high|mid) \| ([^|]+) \|")
    assert [f"{layer} {letter}" for layer, letter, *_ in found] == INDICATORS
    risks = {"high": "高风险", "mid": "中风险"}
    for layer, letter, verb, risk, mark in found:
        control = crypto()[f"{layer} {letter}"]
        assert control.duty == VERBS[verb]
        assert risks[risk] in _cited(control, "gbt39786").note.zh
        assert ("conflict" in mark) is (f"{layer} {letter}" in DISPUTED)
        assert mark.startswith("secondary; letter derived")


def test_no_mark_is_raised() -> None:
    for control in profile("crypto").controls:
        indicator = _cited(control, "gbt39786")
        assert (indicator.text, indicator.number) == ("secondary", "derived")
        others = [one for one in control.cited if one is not indicator]
        assert all(one.text in ("secondary", "conflict", "recalled") and not one.clause for one in others)
    for control in profile("high_risk").controls:
        assert {one.text for one in control.cited} <= {"secondary", "judgement"}
        assert {one.number for one in control.cited} <= {"secondary", ""}


@needs_facts
def test_cloud_cases_are_as_the_fact_sheet_has_them() -> None:
    found = rows(r"^\| (7\.\d\.\d\.\d) \| [^|]+ \| ([^|]+?) \| ([^|]*?) ?\|$")
    assert [case for case, *_ in found] == list(CLOUD)
    # "level not given here": the copy of the guide says level 2 and above.
    levels = {"L2+": TWO_UP, "L3+": THREE_UP, "L4": FOUR, "level not given here": TWO_UP}
    for case, level, lowered in found:
        assert levels[level] == CLOUD[case]
        assert bool(high_risk()[case].lowered_by) is ("mitigable" in lowered)
        assert ("tenant" in lowered) is (high_risk()[case].side != "platform")


@needs_facts
def test_general_cases_are_as_the_fact_sheet_has_them() -> None:
    found = rows(r"^\| (6\.\d+\.\d\.\d) \| [^|]+ \| ([^|]+?) \|$")
    # The sheet names the others, and the mobile cases, without a number: those are of the copy that was read.
    assert [case for case, _ in found] == ["6.5.1.2", "6.9.4.1", "6.9.3.1", "6.10.1.2", "6.4.6.3"]
    for case, rest in found:
        assert bool(high_risk()[case].lowered_by) is ("mitigable" in rest)
