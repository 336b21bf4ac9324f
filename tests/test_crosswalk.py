"""The crosswalk: what is joined is true of the controls, what reads the same places is joined, and nothing follows from it."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from pathlib import Path

import jsonschema
import pytest
from command import Command, command
from phrasing import alike, punctuation_en, punctuation_zh, spaces_zh
from repository import ROOT

from egov_cloud_std.document import Document, read, read_file
from egov_cloud_std.frozen import replace
from egov_cloud_std.profiles import EVERY, Control, Profile
from egov_cloud_std.profiles.crosswalk import (
    NARROWER,
    NO_JOINS,
    WRITTEN,
    Crosswalk,
    Join,
    read_crosswalk,
)
from egov_cloud_std.profiles.shipped import scheme_of
from egov_cloud_std.prove import statuses_given
from egov_cloud_std.reports._reads import CLAIMS, required_by
from egov_cloud_std.reports._schema import result_schema
from egov_cloud_std.run import load_profiles
from egov_cloud_std.run.loading import load_crosswalk
from egov_cloud_std.words import NO_WORDS, RELATIONS, STRENGTHS

OPEN = ("not_stated", "not_assessed")  # what leaves a question open
tell = pytest.fixture(command)


@cache
def profiles() -> tuple[Profile, ...]:
    return load_profiles((EVERY,), witnesses=True)


@cache
def controls() -> dict[str, Control]:
    return {control.id: control for profile in profiles() for control in profile.controls}


@cache
def crosswalk() -> Crosswalk:
    return load_crosswalk(profiles())


def pairs() -> dict[frozenset[str], Join]:
    return {frozenset((one.control, one.other)): one for one in crosswalk().joins}


def of(relation: str) -> list[Join]:
    return [one for one in crosswalk().joins if one.relation == relation]


def named(join: Join) -> str:
    return f"{join.control} ~ {join.other}"


# What is written


def test_every_join_is_between_controls_of_two_schemes() -> None:
    assert len(pairs()) == len(crosswalk().joins) > 0
    for one in crosswalk().joins:
        here, there = (scheme_of(controls()[name].profile) for name in (one.control, one.other))
        assert here != there, named(one)


def test_both_ends_of_a_join_know_it() -> None:
    back = {"narrower": "wider", "wider": "narrower"}
    for one in crosswalk().joins:
        (seen,) = (end for end in crosswalk().of(one.control) if end.control == one.other)
        (other,) = (end for end in crosswalk().of(one.other) if end.control == one.control)
        assert other.relation == back.get(seen.relation, seen.relation)
        assert (seen.strength, seen.note) == (other.strength, other.note)
        assert seen.relation in RELATIONS
        assert seen.strength in STRENGTHS
        assert one.relation != NARROWER or seen.relation == "wider", "what the narrower one is joined to asks for more"


def test_notes_keep_the_rules_of_wording() -> None:
    for one in crosswalk().joins:
        if one.note != NO_WORDS:
            said = [
                *alike(*one.note),
                *spaces_zh(one.note.zh),
                *punctuation_zh(one.note.zh),
                *punctuation_en(one.note.en),
            ]
            assert said == [], named(one)
            assert one.note.zh.endswith("。")
            assert one.note.en.endswith(".")


# What is joined is true


def given(control: Control, other: Control, status: str) -> Iterator[str]:
    """What another control says of the descriptions for which this one comes to a status."""
    cases = [
        (witness, witness.given)
        for witness in control.witnesses
        if witness.status == status and CLAIMS not in witness.given  # a claim is about one control alone
    ]
    # To whom a control applies is no part of the fact: where a witness leaves that open, what is required decides.
    required = replace(other, when=None, where=None)
    for said, alone in zip(statuses_given(other, cases), statuses_given(required, cases), strict=True):
        yield alone if said == "not_stated" else said


@pytest.mark.parametrize("join", [pytest.param(one, id=named(one)) for one in of("same_fact")])
def test_one_fact_stated_once_serves_every_scheme(join: Join) -> None:
    one, other = controls()[join.control], controls()[join.other]
    for asked, beside in ((one, other), (other, one)):
        satisfied = list(given(asked, beside, "satisfied"))
        assert satisfied
        assert set(satisfied) <= {"satisfied", "not_applicable"}
        assert "satisfied" in satisfied or asked is other
        assert "satisfied" not in given(asked, beside, "not_satisfied")


@pytest.mark.parametrize("join", [pytest.param(one, id=named(one)) for one in of(NARROWER)])
def test_what_satisfies_a_control_never_fails_one_that_asks_for_a_part_of_it(join: Join) -> None:
    narrower, wider = controls()[join.control], controls()[join.other]
    assert not set(given(wider, narrower, "satisfied")) & {"not_satisfied", "partly_satisfied", *OPEN}
    assert "satisfied" not in given(narrower, wider, "not_satisfied")


# What reads the same is joined


def alike_in_what_they_read() -> Iterator[tuple[str, str]]:
    """Controls of different schemes that require something of the same places, or one of some of those of the other."""
    required = {name: required_by(control) for name, control in controls().items()}
    for one, other in combinations(controls().values(), 2):
        here, there = required[one.id], required[other.id]
        if scheme_of(one.profile) == scheme_of(other.profile) or not here or not there:
            continue
        if here == there or (str(one.each) == str(other.each) and (here < there or there < here)):
            yield one.id, other.id


@cache
def not_joined() -> dict[frozenset[str], str]:
    data = read_file(ROOT / "tests/data/not_joined.yaml").data
    assert isinstance(data, list)
    return {frozenset(pair): entry["reason"] for entry in data for pair in product(entry["controls"], entry["with"])}


def test_controls_of_two_schemes_that_read_the_same_places_are_joined() -> None:
    left = [pair for pair in alike_in_what_they_read() if frozenset(pair) not in pairs().keys() | not_joined().keys()]
    assert left == []


def test_what_is_excused_reads_the_same_places_and_is_not_joined() -> None:
    found = {frozenset(pair) for pair in alike_in_what_they_read()}
    assert not_joined().keys() <= found
    assert not not_joined().keys() & pairs().keys()
    assert all(reason.endswith(".") for reason in not_joined().values())


def test_the_finder_finds_a_pair_that_nobody_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "crosswalk", lambda: NO_JOINS)
    with pytest.raises(AssertionError):
        test_controls_of_two_schemes_that_read_the_same_places_are_joined()


# What follows from it: nothing


@pytest.fixture
def county(tmp_path: Path) -> str:
    path = tmp_path / "platform.yaml"
    path.write_text(
        """\
schema: egov-platform/0
platform: {id: p, name: 样例平台, level: county}
security: {protection_level: 3, identity: {administrators: {factors: [password], crypto_factor: false}}}
architecture: {networks: [{id: t1, kind: tenant, isolated: true}], sites: [{id: s1, country: US}]}
""",
        "utf-8",
    )
    return str(path)


ASKED = ("--profile", "security", "--profile", "architecture", "--profile", "high_risk", "--profile", "mlps_general")


def without(text: str) -> object:
    """A result without what is joined to its findings."""
    return json.loads(text, object_hook=lambda one: {key: value for key, value in one.items() if key != "related"})


def test_no_join_changes_a_status_a_score_or_an_exit_code(
    tell: Command, county: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = (county, *ASKED, "--as-of", "2026-06-30", "--format", "json", "--all")
    joined = tell(*arguments)
    monkeypatch.setattr("egov_cloud_std.run.joining.load_crosswalk", lambda _, **__: NO_JOINS)
    alone = tell(*arguments)
    assert joined.code == alone.code == 1
    assert joined.out != alone.out
    assert without(joined.out) == without(alone.out)


def test_a_result_shows_how_joined_controls_stand_in_the_same_run(tell: Command, county: str) -> None:
    result = json.loads(tell(county, *ASKED, "--as-of", "2026-06-30", "--format", "json", "--all").out)
    jsonschema.Draft202012Validator(result_schema()).validate(result)
    (unit,) = result["units"]
    status = {one["control"]: one["status"] for one in unit["findings"] if not one["subject"]}
    seen = 0
    for finding in (*unit["gaps"], *unit["questions"], *unit["findings"]):
        wanted = {one.control for one in crosswalk().of(finding["control"])}
        for one in finding["related"]:
            seen += 1
            assert one["control"] in wanted
            assert one["profile"] == controls()[one["control"]].profile
            assert one["basis"] == "judgement"
            assert status.get(one["control"], one["status"]) == one["status"]
        missing = wanted - {one["control"] for one in finding["related"]}
        assert not {controls()[name].profile for name in missing} & set(ASKED)
    assert seen > 20
    (gap,) = (one for one in unit["gaps"] if one["control"] == "risk_login_two_factors")
    assert {(one["control"], one["relation"], one["status"]) for one in gap["related"]} >= {
        ("admin_two_factor", "wider", "not_satisfied"),
        ("general_admin_two_factor", "wider", "not_satisfied"),
    }


def test_a_run_of_one_scheme_does_not_read_the_crosswalk(
    tell: Command, county: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object, **__: object) -> Crosswalk:
        raise AssertionError("nobody asked for it")

    monkeypatch.setattr("egov_cloud_std.run.joining.load_crosswalk", refused)
    printed = tell(county, "--format", "json").out
    assert '"related":[]' in printed
    assert '"related":[{' not in printed
    assert tell(county, *ASKED).code == 1, "text of several schemes shows joins only where everything is asked for"


def test_a_run_that_is_narrowed_to_one_control_of_each_profile_joins_those(tell: Command, county: str) -> None:
    few = {profile.name: profile.controls[0].id for profile in profiles()} | {
        "security": "admin_two_factor",
        "high_risk": "risk_login_two_factors",
    }
    chosen = [one for name in few.values() for one in ("--control", name)]
    (unit,) = json.loads(tell(county, "--profile", EVERY, *chosen, "--format", "json", "--all").out)["units"]
    found = {one["control"]: [beside["control"] for beside in one["related"]] for one in unit["findings"]}
    assert found["admin_two_factor"] == ["risk_login_two_factors"]


@pytest.mark.parametrize(
    ("lang", "says"), [("zh", "= 对应：admin_two_factor"), ("en", "= in another scheme: admin_two_factor")]
)
def test_text_shows_joined_controls_where_everything_is_asked_for(
    tell: Command, county: str, lang: str, says: str
) -> None:
    whole = tell(county, *ASKED, "--all", "--lang", lang).out
    (line, *_) = (line for line in whole.splitlines() if says in line)
    assert ("本项目判断" if lang == "zh" else "our judgement") in line
    assert says not in tell(county, *ASKED, "--lang", lang).out


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("zh", ("其他标准中的对应", "本项目判断", "问同一事实", "只问本项的一部分", "强对应（本项目判断）")),
        (
            "en",
            (
                "In other schemes",
                "is our judgement",
                "asks for the same fact",
                "asks for a part of this",
                "(our judgement)",
            ),
        ),
    ],
)
def test_explain_shows_what_a_control_is_joined_to(tell: Command, lang: str, wanted: tuple[str, ...]) -> None:
    printed = tell("explain", "general_admin_two_factor", "--lang", lang).out
    said = printed.split(wanted[0])[1]
    assert all(one in said for one in wanted[1:])
    assert all(one in said for one in ("admin_two_factor  (security)", "risk_login_two_factors  (high_risk)"))


def test_explain_is_silent_of_schemes_where_nothing_is_joined(tell: Command) -> None:
    assert (
        "In other schemes"
        not in tell("explain", "system_names_distinct", "--profile", "architecture", "--lang", "en").out
    )


def test_nothing_says_that_one_control_holds_because_of_another() -> None:
    texts = [*RELATIONS.values(), *STRENGTHS.values(), *(one.note for one in crosswalk().joins)]
    for one in texts:
        assert not any(word in one.en for word in ("because", "therefore", "implies", "satisfied by"))
        assert not any(word in one.zh for word in ("因为", "因此", "视为符合", "等同符合", "故"))


# Mistakes of the file

TEXT = """\
schema: egov-crosswalk/0
joins:
  - controls: [a, x, y]
    relation: same_fact
    strength: strong
  - from: [a]
    to: z
    relation: narrower
    strength: weak
    note: {zh: 甲。, en: A.}
"""
KNOWN = {"alpha": "security", "a": "security", "b": "service", "x": "one", "y": "two", "z": "three"}


def document(text: str) -> Document:
    return read(text.encode(), "crosswalk.yaml")


def test_a_group_joins_every_two_of_different_schemes() -> None:
    found, problems = read_crosswalk(document(TEXT.replace("[a, x, y]", "[a, b, x, y]")), KNOWN)
    assert problems == ()
    ends = [(one.control, one.other, one.relation) for one in found.joins]
    assert ends == [
        *((one, other, "same_fact") for one, other in (("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("x", "y"))),
        ("a", "z", "narrower"),
    ]
    assert [(one.control, one.relation, one.note.en) for one in found.of("z")] == [("a", "narrower", "A.")]
    assert [(one.control, one.relation) for one in found.of("a")][-1] == ("z", "wider")


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("egov-crosswalk/0", "egov-crosswalk/9"), "schema", 1),
        (("joins:", "join:"), "unknown_key", 2),
        (("relation: same_fact", "relation: same_facts"), "not_a_choice", 4),
        (("strength: weak", "strength: weakly"), "not_a_choice", 9),
        (("relation: same_fact\n", "relation: narrower\n"), "wrong_ends", 3),
        (("relation: narrower", "relation: related"), "wrong_ends", 6),
        (("    strength: strong\n", ""), "missing_key", 3),
        (("[a, x, y]", "[a, xx, y]"), "no_such_control", 3),
        (("to: z", "to: zz"), "no_such_control", 7),
        (("to: z", "to: a"), "joined_with_itself", 7),
        (("[a, x, y]", "[a, x, x]"), "joined_with_itself", 3),
        (("to: z", "to: x"), "joined_twice", 7),
        (("to: z", "to: b"), "one_scheme", 6),
        (("en: A.", "eng: A."), "unknown_key", 10),
        (("from: [a]", "from: []"), "list_expected", 6),
        (("from: [a]", "from: [2]"), "text_expected", 6),
    ],
)
def test_mistakes_are_reported_at_their_line(change: tuple[str, str], code: str, line: int) -> None:
    assert read_crosswalk(document(TEXT), KNOWN)[1] == ()
    assert change[0] in TEXT
    _, problems = read_crosswalk(document(TEXT.replace(*change, 1)), KNOWN)
    assert (problems[0].code, problems[0].place.line) == (code, line)
    assert all(any(one.says) and any(one.fix) for one in problems)


def test_a_misspelt_control_is_told_which_was_meant() -> None:
    _, problems = read_crosswalk(document(TEXT.replace("[a, x, y]", "[alpho, x, y]")), KNOWN)
    assert problems[0].fix.en == "Did you mean alpha?"
    assert problems[0].fix.zh == "是否为 alpha？"


def test_of_some_profiles_only_what_they_hold_is_joined() -> None:
    found, problems = read_crosswalk(document(TEXT), {"a": "security", "x": "one"}, complete=False)
    assert problems == ()
    assert [(one.control, one.other) for one in found.joins] == [("a", "x")]


def test_relations_in_words_are_those_that_are_written_and_one_seen_from_the_other_end() -> None:
    assert set(RELATIONS) == {*WRITTEN, "wider"}
