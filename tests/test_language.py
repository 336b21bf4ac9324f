"""Every mistake that the author of a profile can make ends in a problem at its own line."""

import re
from typing import NamedTuple

import pytest
from samples import CONTROL, HEAD, problems_of, profile, profile_text

from egov_cloud_std.checks.kinds import KINDS
from egov_cloud_std.document import Problem, read
from egov_cloud_std.platforms import record
from egov_cloud_std.profiles import read_profile

LEVEL = "expect: {security.protection_level: {at_least: 2}}"
SET = "level: {value: 3, direction: at_least, source: [{ref: book, text: recalled}]}"
UNSET = "level: {value: null, direction: at_least}"


class Wrong(NamedTuple):
    """A control, what is wrong with it, and the text at which the problem stands (marked with » in the control)."""

    control: str
    code: str
    hint: str = ""
    thresholds: str = ""


MISTAKES: dict[str, Wrong] = {
    "unknown question": Wrong("expect: {security.protection_level: {»at_leest: 2}}", "no_such_question", "at_least"),
    "unknown route": Wrong("expect: {»security.protektion_level: {at_least: 2}}", "no_such_route", "protection_level"),
    "unknown section": Wrong("expect: {»secrity.protection_level: {at_least: 2}}", "no_such_route", "security"),
    "unknown route in an answer": Wrong(
        "expect: {security.protection_level: {at_least: {place: »security.levl}}}", "no_such_route"
    ),
    "route through a list": Wrong("expect: {»architecture.zones.important: {equals: true}}", "no_such_route", "each"),
    "route beyond a value": Wrong(
        "expect: {»security.protection_level.text: {equals: 2}}", "no_such_route", "security.protection_level"
    ),
    "dot without a subject": Wrong("expect: {».important: {equals: true}}", "no_such_route", "each"),
    "brackets in a place": Wrong("expect: {»'architecture.zones[].important': {equals: true}}", "no_such_route"),
    "brackets in an answer": Wrong(
        "expect: {security.protection_level: {at_least: {count_of: {list: »'performance.utilisation[].bands'}}}}",
        "flattened_list",
    ),
    "each over no list": Wrong(f"each: {{list: »security.filing}}\n{LEVEL}", "no_such_route"),
    "each over a set": Wrong(f"each: {{list: »governance.cio.powers}}\n{LEVEL}", "no_such_route"),
    "each through a list": Wrong(f"each: {{list: »performance.utilisation.bands}}\n{LEVEL}", "no_such_route"),
    "unknown key of each": Wrong(f"each: {{list: architecture.zones, »wher: {{}}}}\n{LEVEL}", "unknown_key", "where"),
    "flag expected": Wrong("expect: {architecture.redundancy.links: {equals: »yes}}", "flag_expected"),
    "not a choice": Wrong("expect: {architecture.carrier.mode: {equals: »owned}}", "not_a_choice", "own"),
    "not a choice among several": Wrong("expect: {architecture.carrier.mode: {one_of: [own, »owned]}}", "not_a_choice"),
    "not a choice of a set": Wrong(
        "expect: {architecture.carrier.inherited: {covers: [»sites]}}", "not_a_choice", "site"
    ),
    "pattern of a text": Wrong(
        "expect: {architecture.sites: {only: {field: .country, values: [»China]}}}", "pattern_mismatch"
    ),
    "whole number expected": Wrong("expect: {security.protection_level: {at_least: »two}}", "wrong_value"),
    "count that is no whole number": Wrong("expect: {architecture.zones: {count: {at_least: »1.5}}}", "wrong_value"),
    "wrong unit": Wrong("expect: {security.logs.kept: {at_least: »6 GB}}", "wrong_value"),
    "missing unit": Wrong("expect: {architecture.zones: {share: {at_least: »90}}}", "wrong_value"),
    "unreadable date": Wrong("expect: {security.filing.date: {at_least: »2026-02-30}}", "wrong_value"),
    "unclear period": Wrong("expect: {security.filing.date: {within: »1m}}", "wrong_period"),
    "a mapping for a literal": Wrong("expect: {security.protection_level: {one_of: [»{a: 1}]}}", "scalar_expected"),
    "nothing for a literal": Wrong("expect: {security.protection_level: {equals: »null}}", "scalar_expected"),
    "unknown worked answer": Wrong("expect: {security.protection_level: {equals: »{sum: [a]}}}", "one_of_keys"),
    "two worked answers": Wrong(
        "expect: {security.protection_level: {equals: »{place: security.protection_level, count_of: {}}}}",
        "one_of_keys",
    ),
    "places of different kinds": Wrong(
        "expect: {security.protection_level: {equals: {place: »security.filing.number}}}", "kinds_differ"
    ),
    "sum of different dimensions": Wrong(
        "each: {list: architecture.pools}\nexpect: {.vm: {equals: {sum_of: [.vcpu, ».memory]}}}", "kinds_differ"
    ),
    "sum of texts": Wrong(
        "expect: {security.protection_level: {equals: {sum_of: [»security.filing.number]}}}", "number_expected"
    ),
    "empty sum": Wrong("expect: {security.protection_level: {equals: {sum_of: »[]}}}", "list_expected"),
    "tolerance without a unit": Wrong(
        "expect: {security.protection_level: {equals: {sum_of: [security.protection_level], tolerance: »1}}}",
        "wrong_value",
    ),
    "bounded tolerance": Wrong(
        "expect: {security.protection_level: {equals: {sum_of: [security.protection_level], tolerance: »≤1%}}}",
        "wrong_value",
    ),
    "question of another kind of field": Wrong("expect: {security.filing.number: {»at_least: 2}}", "wrong_question"),
    "list question of a scalar": Wrong(
        "expect: {security.protection_level: {»count: {at_least: 1}}}", "wrong_question"
    ),
    "true expected": Wrong("expect: {security.filing.date: {not_expired: »false}}", "true_expected"),
    "present expects true": Wrong("expect: {security.filing: {present: »'yes'}}", "true_expected"),
    "count without a bound": Wrong(
        "expect: {architecture.zones: {count: »{where: {.important: {equals: true}}}}}", "one_of_keys"
    ),
    "count with two bounds": Wrong("expect: {architecture.zones: {count: »{at_least: 1, at_most: 2}}}", "one_of_keys"),
    "unknown key of a question": Wrong(
        "expect: {architecture.zones: {count: {»atleast: 1}}}", "unknown_key", "at_least"
    ),
    "unknown route inside a question": Wrong(
        "expect: {architecture.zones: {count: {where: {».importent: {equals: true}}, at_least: 1}}}",
        "no_such_route",
        "important",
    ),
    "covers without its field": Wrong(
        "expect: {architecture.zones: {covers: »{values: [tenant]}}}", "missing_key", "field"
    ),
    "nothing to cover": Wrong("expect: {governance.cio.powers: {covers: »[]}}", "list_expected"),
    "reference to no list": Wrong(
        "each: {list: architecture.zones}\nexpect: {.site: {refers_to: »architecture.sitez}}", "no_such_route", "sites"
    ),
    "reference to no lists at all": Wrong(
        "each: {list: architecture.zones}\nexpect: {.site: {refers_to: »[]}}", "list_expected"
    ),
    "list of the subject": Wrong(
        "each: {list: performance.utilisation}\nexpect: {.pool: {refers_to: ».bands}}", "list_of_subject"
    ),
    "unique among other things": Wrong(
        "each: {list: architecture.zones}\nexpect: {.name: {unique_in: »architecture.sites}}", "subject_not_in_list"
    ),
    "unique from the root": Wrong(
        "expect: {security.filing.number: {unique_in: »architecture.sites}}", "subject_not_in_list"
    ),
    "agreement with other things": Wrong(
        "each: {list: architecture.zones}\nexpect: {.name: {agrees_with: »{list: architecture.sites, by: .kind}}}",
        "subject_not_in_list",
    ),
    "a circle of other things": Wrong(
        "each: {list: architecture.networks}\nexpect: {.zone: {acyclic_in: »architecture.zones}}", "subject_not_in_list"
    ),
    "artefact at another place than its path": Wrong(
        "each: {list: evidence}\nexpect: {.produced_by: {artefact_holds: »true}}", "not_the_path", ".path"
    ),
    "artefact of no evidence": Wrong(
        "expect: {security.filing.number: {artefact_holds: »true}}", "subject_not_in_list"
    ),
    "wording at another place than its path": Wrong(
        "each: {list: terminology.documents}\nexpect: {.issuer: {wording: »readable}}", "not_the_path", ".path"
    ),
    "wording of no document": Wrong("expect: {security.filing.number: {wording: »readable}}", "subject_not_in_list"),
    "wording of an aspect that is none": Wrong(
        "each: {list: terminology.documents}\nexpect: {.path: {wording: »readible}}", "no_such_aspect", "readable"
    ),
    "ways of things without ends": Wrong(
        "expect: {architecture.zones: {connects: »{from: {list: architecture.zones}, to: {list: architecture.zones}}}}",
        "no_such_route",
    ),
    "through where it has no meaning": Wrong(
        "expect: {architecture.connections: {connects: {from: {list: architecture.zones}, to: {list: architecture.zones}, "
        "»through: {.controlled: {equals: true}}}}}",
        "unknown_key",
    ),
    "condition is a list": Wrong("expect: »[security.protection_level]", "condition_expected"),
    "condition is empty": Wrong("expect: »{}", "condition_expected"),
    "question is no mapping": Wrong("expect: {security.protection_level: »3}", "question_expected"),
    "question is empty": Wrong("expect: {security.protection_level: »{}}", "question_expected"),
    "empty any_of": Wrong("expect: {any_of: »[]}", "list_expected"),
    "any_of of a mapping": Wrong("expect: {any_of: »{security.protection_level: {equals: 2}}}", "list_expected"),
    "unknown key of a control": Wrong(f"»sevrity: high\n{LEVEL}", "unknown_key", "severity"),
    "unknown duty": Wrong(f"duty: »must\n{LEVEL}", "not_a_choice", "shall"),
    "unknown severity": Wrong(f"severity: »critical\n{LEVEL}", "not_a_choice", "high"),
    "no source": Wrong(f"source: »[]\n{LEVEL}", "list_expected"),
    "unknown mark": Wrong(f"source: [{{ref: book, text: »read}}]\n{LEVEL}", "not_a_choice", "clause-seen"),
    "an unread part is never a source": Wrong(f"source: [{{ref: book, text: »unread}}]\n{LEVEL}", "not_a_choice"),
    "source without a mark": Wrong(f"source: [»{{ref: book}}]\n{LEVEL}", "missing_key", "text"),
    "source without ref": Wrong(f"source: [»{{text: secondary}}]\n{LEVEL}", "source_without_ref", "judgement"),
    "unknown source": Wrong(f"source: [{{ref: »bok, text: secondary}}]\n{LEVEL}", "not_a_choice", "book"),
    "clause without mark": Wrong(
        f"source: [{{ref: book, clause: »8.1.2, text: secondary}}]\n{LEVEL}", "clause_without_mark", "number"
    ),
    "code without mark": Wrong(
        f"source: [{{ref: book, code: »CES2-01, text: secondary}}]\n{LEVEL}", "code_without_mark", "code_mark"
    ),
    "unknown mark of a number": Wrong(
        f"source: [{{ref: book, clause: 8.1.2, text: secondary, number: »guessed}}]\n{LEVEL}", "not_a_choice"
    ),
    "sentence without full stop": Wrong(
        f"requires: {{zh: 样例要求。, en: »A requirement}}\n{LEVEL}", "sentence_end", "."
    ),
    "Chinese sentence without full stop": Wrong(
        f"fix: {{zh: »整改, en: Put it right.}}\n{LEVEL}", "sentence_end", "。"
    ),
    "sentence in one language": Wrong(f"requires: »{{zh: 样例要求。}}\n{LEVEL}", "missing_key", "en"),
    "sentence that is no text": Wrong(f"requires: {{zh: »[], en: A requirement.}}\n{LEVEL}", "text_expected"),
    "waivable that is no flag": Wrong(f"waivable: »no\n{LEVEL}", "flag_expected"),
    "control id in another style": Wrong(f"id: »kebab-case\n{LEVEL}", "identifier"),
    "but before given": Wrong(f"{LEVEL}\nwitnesses: [»{{status: satisfied, but: {{}}}}]", "but_before_given", "given"),
    "witness with neither": Wrong(f"{LEVEL}\nwitnesses: [»{{status: satisfied}}]", "one_of_keys"),
    "witness with both": Wrong(f"{LEVEL}\nwitnesses: [»{{status: satisfied, given: {{}}, but: {{}}}}]", "one_of_keys"),
    "witness that is no description": Wrong(
        f"{LEVEL}\nwitnesses: [{{status: satisfied, given: »3}}]", "mapping_expected"
    ),
    "witness with an unknown status": Wrong(f"{LEVEL}\nwitnesses: [{{status: »passed, given: {{}}}}]", "not_a_choice"),
    "equivalent without a reason": Wrong(f"{LEVEL}\nequivalent: [»{{mutant: x}}]", "missing_key", "reason"),
    "unknown threshold": Wrong(
        "expect: {security.protection_level: {at_least: »$levl}}", "no_such_threshold", "level", SET
    ),
    "threshold where there is none": Wrong(
        "expect: {security.protection_level: {at_least: »$level}}", "no_such_threshold", "state one first"
    ),
    "apart without what is meant": Wrong(
        "each: {list: figures}\nexpect: {.value: {agrees_with: »{list: figures, by: .of, apart: .scope}}}",
        "missing_key",
        "unstated",
    ),
    "apart by a text": Wrong(
        "each: {list: figures}\n"
        "expect: {.value: {agrees_with: {list: figures, by: .of, apart: ».stated_in, unstated: x}}}",
        "not_a_choice_field",
    ),
    "apart by no choice": Wrong(
        "each: {list: figures}\n"
        "expect: {.value: {agrees_with: {list: figures, by: .of, apart: .scope, unstated: »regional}}}",
        "not_a_choice",
        "region",
    ),
    "threshold in the wrong direction": Wrong(
        "expect: {security.protection_level: {at_most: »$level}}", "threshold_direction", "at_least", SET
    ),
    "threshold of a period in the wrong direction": Wrong(
        "expect: {security.filing.date: {within: »$level}}", "threshold_direction", "at_least", SET
    ),
    "threshold not alone": Wrong(
        "expect: »{security.protection_level: {at_least: $level}, architecture.redundancy.links: {equals: true}}",
        "threshold_not_alone",
        "",
        UNSET,
    ),
    "threshold with another question": Wrong(
        "expect: »{security.protection_level: {at_least: $level, at_most: 5}}", "threshold_not_alone", "", UNSET
    ),
    "threshold under not": Wrong(
        "expect: »{not: {security.protection_level: {at_least: $level}}}", "threshold_not_alone", "", UNSET
    ),
    "threshold under any_of": Wrong(
        "expect: »{any_of: [{security.protection_level: {at_least: $level}}]}", "threshold_not_alone", "", SET
    ),
    "threshold in when": Wrong(
        "when: {security.protection_level: {at_least: »$level}}\nexpect: {architecture.redundancy.links: {equals: true}}",
        "threshold_in_condition",
        "",
        SET,
    ),
    "threshold in where": Wrong(
        "each: {list: architecture.zones, where: {.protection_level: {at_least: »$level}}}\nexpect: {.important: {equals: true}}",
        "threshold_in_condition",
        "",
        SET,
    ),
    "threshold in contradicted_by": Wrong(
        f"contradicted_by: {{security.protection_level: {{at_least: »$level}}}}\n{LEVEL}",
        "threshold_in_condition",
        "",
        SET,
    ),
    "threshold inside a question": Wrong(
        "expect: {architecture.zones: {count: {where: {.protection_level: {at_least: »$level}}, at_least: 1}}}",
        "threshold_in_condition",
        "",
        SET,
    ),
    "threshold of another kind": Wrong("expect: {security.logs.kept: {at_least: »$level}}", "wrong_value", "", SET),
}


def marked(control: str, thresholds: str = "") -> tuple[str, int, int]:
    """The profile without the mark, and where the mark was."""
    text = profile_text(control, thresholds=thresholds)
    before = text.split("»")[0]
    return text.replace("»", ""), before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1


def check_words(problem: Problem) -> None:
    for zh, en in (problem.says, problem.fix):
        assert re.search("[\u4e00-\u9fff]", zh)
        assert en.strip()
        assert "None" not in zh + en


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_a_problem_at_its_own_place(name: str) -> None:
    wrong = MISTAKES[name]
    text, line, column = marked(wrong.control, wrong.thresholds)
    found = problems_of(text)
    assert [one.code for one in found] == [wrong.code]
    place = found[0].place
    assert place.file == "profile.yaml"
    assert place.line == line
    assert place.column == column or wrong.code in (
        "threshold_in_condition",
        "threshold_not_alone",
        "question_expected",
    )
    assert wrong.hint in found[0].fix.en + found[0].says.en
    check_words(found[0])


@pytest.mark.parametrize("key", ["id", "source", "duty", "severity", "requires", "fix"])
def test_a_control_that_lacks_a_part_is_reported_at_the_control(key: str) -> None:
    lines = [line for line in (CONTROL + LEVEL).splitlines() if not line.startswith(f"{key}:")]
    found = problems_of(HEAD + "controls:\n  - " + "\n    ".join(lines) + "\n")
    assert [one.code for one in found] == ["missing_key"]
    assert key in found[0].says.en
    assert found[0].place.line == HEAD.count("\n") + 2
    check_words(found[0])


def test_a_control_must_expect_something() -> None:
    assert [one.code for one in problems_of(profile_text("severity: low"))] == ["missing_key"]


def test_a_control_id_stands_once_in_a_profile() -> None:
    text = profile_text(LEVEL, LEVEL)
    found = problems_of(text)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "- id: sample"]
    assert [(one.code, one.place.line) for one in found] == [("duplicate_id", lines[1])]
    assert str(lines[0]) in found[0].says.en


def test_every_mistake_of_a_profile_is_listed_and_the_other_controls_are_read() -> None:
    text = profile_text(
        "id: first\nexpect: {security.levl: {at_least: 2}}",
        "id: second\nexpect: {security.protection_level: {at_leest: 2}, security.filing.nmber: {present: true}}",
        "id: third\n" + LEVEL,
    )
    found, problems = read_profile(read(text.encode(), "profile.yaml"), record())
    assert found is not None
    assert [one.id for one in found.controls] == ["third"]
    assert [one.code for one in problems] == ["no_such_route", "no_such_question", "no_such_route"]
    assert [one.place.line for one in problems] == sorted(one.place.line for one in problems)


HEADS: dict[str, tuple[str, str, str]] = {
    "schema of another time": ("schema: egov-profile/0", "schema: egov-profile/9", "schema"),
    "no name": ("profile: sample\n", "", "missing_key"),
    "unknown key": ("version:", "verson:", "unknown_key"),
    "title in one language": ("title: {zh: 样例, en: Sample}", "title: {zh: 样例}", "missing_key"),
    "source without a title": ("book: {title: {zh: 某文件, en: A document}}", "book: {number: X}", "missing_key"),
    "unknown key of a source": ("en: A document}}", "en: A document}, nmber: X}", "unknown_key"),
    "sources are no mapping": ("  book: {title: {zh: 某文件, en: A document}}", "  - book", "mapping_expected"),
    "controls are no list": ("controls:\n", "controls: {}\nx_controls:\n", "unknown_key"),
}


@pytest.mark.parametrize("name", HEADS)
def test_mistakes_in_the_head_of_a_profile_are_problems(name: str) -> None:
    before, after, code = HEADS[name]
    text = profile_text(LEVEL)
    assert before in text
    found = problems_of(text.replace(before, after))
    assert code in [one.code for one in found]
    for one in found:
        check_words(one)


@pytest.mark.parametrize(
    ("threshold", "code"),
    [
        ("level: {value: 3, direction: at_least}", "threshold_without_source"),
        ("level: {value: 3, direction: upwards, source: [{text: judgement}]}", "not_a_choice"),
        ("level: {direction: at_least}", "missing_key"),
        ("level: {value: 3, direction: at_least, source: [{ref: book, text: heard}]}", "not_a_choice"),
        ("level: {value: 3, direction: at_least, source: []}", "list_expected"),
        (
            "level: {value: 3, direction: at_least, source: [{ref: book, clause: 8, text: recalled}]}",
            "clause_without_mark",
        ),
        ("level: 3", "mapping_expected"),
    ],
)
def test_mistakes_in_thresholds_are_problems_at_their_line(threshold: str, code: str) -> None:
    text = profile_text(LEVEL, thresholds=threshold)
    (found,) = problems_of(text)
    assert found.code == code
    assert text.splitlines()[found.place.line - 1].strip() == threshold
    check_words(found)


def test_a_threshold_without_a_value_needs_no_source() -> None:
    read_ = profile("expect: {security.protection_level: {at_least: $level}}", thresholds=UNSET)
    assert read_.controls[0].unset == "level"


@pytest.mark.parametrize(
    ("direction", "question"),
    [
        ("at_least", "{at_least: $bound}"),
        ("at_most", "{at_most: $bound}"),
        ("more_than", "{more_than: $bound}"),
        ("less_than", "{less_than: $bound}"),
        ("equals", "{equals: $bound}"),
    ],
)
def test_a_threshold_is_asked_in_its_own_direction(direction: str, question: str) -> None:
    given = f"bound: {{value: null, direction: {direction}}}"
    read_ = profile(f"expect: {{security.protection_level: {question}}}", thresholds=given)
    assert read_.controls[0].unset == "bound"


def test_a_period_may_be_a_threshold_that_asks_at_most() -> None:
    given = "age: {value: 12 months, direction: at_most, source: [{text: judgement}]}"
    read_ = profile("expect: {security.filing.date: {within: $age}}", thresholds=given)
    assert read_.controls[0].unset == ""


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("answer", ["null", "3.5", "[]", "{}", "[[]]", "{list: 3}", "{from: {list: x}}", "'$'", "no"])
def test_no_answer_whatever_it_is_stops_the_reader(kind: str, answer: str) -> None:
    """Whatever stands there is read, or is a problem: never an exception."""
    for place in ("security.protection_level", "architecture.zones", "governance.cio.powers", "attestations", ".site"):
        each = "each: {list: architecture.zones}\n" if place.startswith(".") else ""
        problems_of(profile_text(f"{each}expect: {{{place}: {{{kind}: {answer}}}}}"))
