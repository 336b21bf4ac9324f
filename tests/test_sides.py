"""Whose each shipped control is, and how it rolls up over a region: as the sources mark it, and alike in every scheme."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from mlps_facts import SHEET, table

from egov_cloud_std.checks.conditions import checks_of
from egov_cloud_std.document import read_file
from egov_cloud_std.profiles import EVERY, Control, Profile, shipped_names, shipped_path
from egov_cloud_std.profiles.crosswalk import Join
from egov_cloud_std.run import load_profiles
from egov_cloud_std.run.loading import load_crosswalk

needs_facts = pytest.mark.skipif(not SHEET.exists(), reason="needs the fact sheets")
MARKS = {"CSP": "platform", "CSC": "tenant", "CSP+CSC": "shared"}

# Controls that cite a row of which the sheet names the party, and are another party's, each with its reason.
OTHERWISE = {
    "platform_report_valid": "The item has the tenant choose a platform by its report; this asks for that report, and only the platform has one.",
    "lifecycle_complete": "The item is on one clause of the tenant's agreement; this asks for the seven steps of service, which the platform runs.",
}


@cache
def profiles() -> tuple[Profile, ...]:
    return load_profiles((EVERY,))


@cache
def controls() -> dict[str, Control]:
    return {control.id: control for profile in profiles() for control in profile.controls}


def same_facts() -> list[Join]:
    return [one for one in load_crosswalk(profiles()).joins if one.relation == "same_fact"]


# As the sources mark it


def marked() -> Iterator[tuple[str, str, str]]:
    """Of the rows that name a party: the source, the row or the clause by which a control cites it, and its side."""
    for row in table("1.2", "L2 clause"):
        side = MARKS[row["who"]]
        yield "gbt22239", row["L3 code"].strip("[]"), side
        yield from (
            ("gbt22239", row[level].strip("[]"), side) for level in ("L2 clause", "L3 clause") if row[level] != "-"
        )
    for row in table("2.1", "case"):
        if row["who / mitigation"].split(";")[0] == "tenant":
            yield "high_risk", row["case"], "tenant"


def wanted() -> dict[str, set[str]]:
    """The sides that the sheet marks in what each control cites."""
    sides = {(source, name): side for source, name, side in marked()}
    found: dict[str, set[str]] = defaultdict(set)
    for control in controls().values():
        for one in control.cited:
            if one.source is not None:
                for name in (*one.rows, one.clause):
                    if (side := sides.get((one.source.name, name))) is not None:
                        found[control.id].add(side)
    return found


@needs_facts
def test_a_control_is_of_the_party_that_the_sheet_names() -> None:
    found = wanted()
    assert len({name for _, name, _ in marked()}) == 46 + 46 + 29 + 2
    assert len(found) > 70
    wrong = {name: sides for name, sides in found.items() if sides != {controls()[name].side}}
    assert wrong.keys() == OTHERWISE.keys(), "one is wrong, or an excuse that nobody needs"
    assert all(len(reason.split()) > 8 and reason.endswith(".") for reason in OTHERWISE.values())


# Alike in every scheme


def test_one_fact_has_one_side_in_every_scheme() -> None:
    assert len(same_facts()) > 30
    apart = [one for one in same_facts() if controls()[one.control].side != controls()[one.other].side]
    assert apart == []


def test_one_fact_rolls_up_alike_in_every_scheme() -> None:
    apart = [one for one in same_facts() if controls()[one.control].roll_up != controls()[one.other].roll_up]
    assert apart == []


# As it must be


def test_what_nobody_may_accept_must_be_satisfied_by_every_unit() -> None:
    never = [one for one in controls().values() if not one.waivable]
    assert len(never) > 30
    assert [one.id for one in never if str(one.roll_up) != "all"] == []


def test_a_high_risk_is_never_averaged_away() -> None:
    assert {str(one.roll_up) for one in controls().values() if one.profile == "high_risk"} == {"all", "worst"}


def test_no_profile_is_of_one_side_but_the_words_of_a_description() -> None:
    sides = {one.name: {control.side for control in one.controls} for one in profiles()}
    assert [name for name, found in sides.items() if len(found) == 1] == ["terminology"]
    assert sides["terminology"] == {"tenant"}, "nobody else can answer for the words that a unit uses"


def test_every_side_and_every_roll_up_but_a_quorum_is_somewhere() -> None:
    assert Counter(one.side for one in controls().values()).keys() == {"platform", "tenant", "shared"}
    assert {one.roll_up.strategy for one in controls().values()} == {"share", "all", "worst", "weighted"}


OWN_STATEMENT = ("attested", "artefact_holds", "wording")  # questions that only somebody of the unit can answer
OWN_LISTS = ("evidence", "figures", "terminology.documents", "terminology.glossary", "governance.training")


def test_nobody_inherits_an_attestation_an_artefact_or_the_wording_of_a_document() -> None:
    for control in controls().values():
        kinds = {check.kind.name for part in control.expect for check in checks_of(part)}
        if kinds & {*OWN_STATEMENT}:
            assert control.side != "platform", control.id


def test_what_a_unit_says_of_itself_is_its_own() -> None:
    over = [one for one in controls().values() if str(one.each) in OWN_LISTS]
    assert len(over) > 15
    assert [one.id for one in over if one.side != "tenant"] == []


# As it is written


@pytest.mark.parametrize("name", shipped_names())
def test_side_and_roll_up_stand_where_a_reader_looks_for_them(name: str) -> None:
    data = read_file(shipped_path(name)).data
    assert isinstance(data, dict)
    assert list(data)[3:5] == ["title", "roll_up"]
    entries = data["controls"]
    assert isinstance(entries, list)
    for entry in entries:
        assert isinstance(entry, dict)
        keys, said = list(entry), [key for key in ("severity", "side", "roll_up") if key in entry]
        start = keys.index("severity")
        assert keys[start : start + len(said)] == said, entry["id"]
        assert entry.get("roll_up") != data["roll_up"], f"{entry['id']} repeats what the profile says"
