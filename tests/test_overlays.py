"""Overlays: they set thresholds in their direction, raise duty and severity, add controls, and never ask for less."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest
import yaml
from command import Command, command, process
from hypothesis import assume, given
from hypothesis import strategies as st
from repository import ROOT
from samples import NOW, platform, profile_text

from egov_cloud_std import clock
from egov_cloud_std.assess import assess_platform
from egov_cloud_std.document import Document, Problem, read
from egov_cloud_std.platforms import record
from egov_cloud_std.profiles import Profile, read_profile, shipped_names
from egov_cloud_std.profiles.effective import origin_of
from egov_cloud_std.profiles.overlays import lay_over
from egov_cloud_std.profiles.schema import overlay_schema
from egov_cloud_std.reports._effective import effective
from egov_cloud_std.reports._lines import clean
from egov_cloud_std.reports._schema import result_schema
from egov_cloud_std.run import ProfileTrouble, load_profiles
from egov_cloud_std.run.loading import read_profiles

tell = pytest.fixture(command)
PROVINCE, LOOSENED = "examples/overlays/province.yaml", "examples/overlays/loosened.yaml"

THRESHOLDS = """\
level: {value: 2, direction: at_least, source: [{ref: book, text: recalled}]}
kept: {value: null, direction: at_least}
age: {value: 6 months, direction: at_most, source: [{text: judgement}]}
exact: {value: 3, direction: equals, source: [{text: judgement}]}
spare: {value: 1, direction: at_least, source: [{text: judgement}]}
"""
CONTROLS = (
    "id: level_reached\nduty: may\nrequires: {zh: 可定为二级。, en: The level may be 2.}\n"
    "expect: {security.protection_level: {at_least: $level}}\n"
    "witnesses: [{status: satisfied, given: {security: {protection_level: 2}}}]",
    "id: logs_long\nexpect: {security.logs.kept: {at_least: $kept}}",
    "id: filed_lately\nwaivable: false\nexpect: {security.filing.date: {within: $age}}",
    "id: level_exact\nduty: question\nexpect: {security.protection_level: {equals: $exact}}",
)
HEAD = """\
schema: egov-profile/0
profile: ours
version: 2026.1
title: {zh: 本省, en: Ours}
sources:
  rule: {title: {zh: 本省办法, en: Our rule}, number: 甲〔2026〕1号}
"""
SET = "source: [{ref: rule, clause: 3, text: clause-seen, number: clause-seen}]"
FIRST = """\
extends: base.yaml
thresholds:
  kept: {value: 12 months, SET}
  level: {value: 3, SET}
raise:
  level_reached:
    severity: high
    duty: shall
    requires: {zh: 应定为三级及以上。, en: The level shall be 3 or above.}
    source: [{ref: rule, clause: 4, text: clause-seen, number: clause-seen}]
  logs_long: {waivable: false}
controls:
  - id: links_doubled
    source: [{ref: rule, text: clause-seen}]
    duty: unread
    severity: low
    requires: {zh: 线路冗余。, en: Lines are redundant.}
    expect: {architecture.redundancy.links: {equals: true}}
    fix: {zh: 增设线路。, en: Add a line.}
    witnesses:
      - {status: satisfied, given: {architecture: {redundancy: {links: true}}}}
      - {status: not_satisfied, but: {architecture: {redundancy: {links: false}}}}
""".replace("SET", SET)


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a profile in it, in which a test stands."""
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(profile_text(*CONTROLS, thresholds=THRESHOLDS), "utf-8")
    return tmp_path


def overlay(body: str, name: str = "over.yaml", called: str = "ours") -> Path:
    path = Path(name)
    path.write_text(HEAD.replace("profile: ours", f"profile: {called}") + dedent(body), "utf-8")
    return path


def effective_of(body: str) -> Profile:
    (found,) = load_profiles([str(overlay(body))])
    return found


def problems(*names: str) -> list[tuple[Problem, str]]:
    with pytest.raises(ProfileTrouble) as trouble:
        load_profiles(names)
    return list(trouble.value.problems)


def by_id(profile: Profile) -> dict[str, object]:
    return {one.id: one for one in profile.controls}


# What an overlay may do.


def test_an_overlay_sets_raises_and_adds(at: Path) -> None:
    found = effective_of(FIRST)
    assert (found.name, found.version, [one.name for one in found.overlays]) == ("sample", "0.1.0", ["ours"])
    assert {name: str(one.value) for name, one in found.thresholds.items()} == {
        "level": "3", "kept": "12 months", "age": "6 months", "exact": "3", "spare": "1",
    }  # fmt: skip
    raised, logs, filed, _, added = found.controls
    assert (raised.severity, raised.duty, raised.requires.zh) == ("high", "shall", "应定为三级及以上。")
    assert [one.source.name if one.source else "" for one in raised.cited] == ["", "rule"]
    assert (logs.unset, logs.waivable, logs.severity) == ("", False, "medium")
    assert (filed.waivable, filed.duty) == (False, "unread")
    assert (added.id, found.overlays[0].adds) == ("links_doubled", ("links_doubled",))
    assert set(found.sources) == {"book", "rule"}


def test_zero_false_and_empty_are_values(at: Path) -> None:
    Path("base.yaml").write_text(
        profile_text(
            "expect: {security.protection_level: {at_most: $most}}",
            thresholds="most: {value: null, direction: at_most}",
        ),
        "utf-8",
    )
    found = effective_of(
        f"extends: base.yaml\nthresholds:\n  most: {{value: 0, {SET}}}\nraise:\n  sample: {{waivable: false}}\n"
    )
    (one,) = found.controls
    assert (found.thresholds["most"].value, one.unset, one.waivable) == (0, "", False)
    assert (
        assess_platform([found], platform(security={"protection_level": 1}), NOW).conclusions[0].status
        == "not_satisfied"
    )


def test_what_stays_the_same_is_no_loosening(at: Path) -> None:
    same = f"""
        extends: base.yaml
        thresholds:
          level: {{value: 2, direction: at_least, {SET}}}
          age: {{value: 6 个月, {SET}}}
          exact: {{value: 3, {SET}}}
          spare: {{value: 1, {SET}}}
        raise:
          level_reached: {{duty: may, severity: medium, waivable: true}}
    """
    assert effective_of(same).thresholds["level"].value == 2


def test_overlays_lie_over_one_another(at: Path) -> None:
    overlay(FIRST, "first.yaml", "first")
    second = f"""
        extends: first.yaml
        thresholds:
          level: {{value: 4, {SET}}}
        raise:
          links_doubled: {{severity: high}}
          level_reached: {{waivable: false}}
    """
    found = effective_of(second)
    assert [one.name for one in found.overlays] == ["first", "ours"]
    assert (found.thresholds["level"].value, str(found.thresholds["kept"].value)) == (4, "12 months")
    controls = {one.id: one for one in found.controls}
    assert (controls["links_doubled"].severity, controls["level_reached"].duty) == ("high", "shall")
    places = {name: origin_of(found.document, "", "", path) for name, path in {
        "value": ("thresholds", "level", "value"), "direction": ("thresholds", "level", "direction"),
        "kept": ("thresholds", "kept", "value"), "title": ("title", "zh"), "severity": ("controls", 4, "severity"),
        "duty": ("controls", 0, "duty"), "waivable": ("controls", 0, "waivable"),
    }.items()}  # fmt: skip
    assert {name: one.profile for name, one in places.items()} == {
        "value": "ours", "direction": "sample", "kept": "first", "title": "sample", "severity": "ours",
        "duty": "first", "waivable": "ours",
    }  # fmt: skip
    for name, word in {"value": "level:", "direction": "level:", "kept": "kept:", "severity": "links_doubled:"}.items():
        assert word in found.document.line_at(places[name].place)


def test_an_overlay_brings_thresholds_of_its_own_controls(at: Path) -> None:
    own = FIRST.replace("thresholds:", f"thresholds:\n  mine: {{value: 3, direction: at_least, {SET}}}").replace(
        "{architecture.redundancy.links: {equals: true}}", "{security.protection_level: {at_least: $mine}}"
    )
    assert effective_of(own).thresholds["mine"].value == 3


@pytest.mark.parametrize("names", [("base.yaml", "over.yaml"), ("over.yaml", "base.yaml"), ("over.yaml",)])
def test_what_it_extends_is_not_asked_twice(at: Path, names: tuple[str, ...]) -> None:
    overlay(FIRST)
    (found,) = load_profiles(names)
    assert found.overlays


def test_one_overlay_may_extend_several_profiles(at: Path) -> None:
    Path("other.yaml").write_text(
        profile_text("id: other_one\nexpect: {platform.name: {present: true}}").replace(
            "profile: sample", "profile: other"
        ),
        "utf-8",
    )
    several = FIRST.replace("extends: base.yaml", "extends: [other.yaml, base.yaml]")
    assert [one[0].code for one in _refused(several)] == ["missing_key"]
    several = several.replace("  - id: links_doubled", "  - profile: other\n    id: links_doubled")
    other, sample = load_profiles([str(overlay(several))])
    assert [one.id for one in other.controls] == ["other_one", "links_doubled"]
    assert set(other.sources) == {"book", "rule"}
    assert [one.overlays[0].adds for one in (other, sample)] == [("links_doubled",), ()]


def _refused(body: str) -> list[tuple[Problem, str]]:
    return problems(str(overlay(body)))


# What it may not.

LOOSER = {
    "a lower minimum": ("thresholds:\n  level: {value: »1, SET}", "loosened", "base.yaml:8"),
    "a longer age": ("thresholds:\n  age: {value: »7 months, SET}", "loosened", "base.yaml:10"),
    "an age in another unit": ("thresholds:\n  age: {value: »180 days, SET}", "loosened", "base.yaml:10"),
    "another exact value": ("thresholds:\n  exact: {value: »4, SET}", "loosened", "base.yaml:11"),
    "a value that nobody compares": ("thresholds:\n  spare: {value: »2, SET}", "loosened", "base.yaml:12"),
    "a value taken away": ("thresholds:\n  level: {value: »null}", "loosened", "base.yaml:8"),
    "another direction": ("thresholds:\n  level: {value: 3, direction: »at_most, SET}", "loosened", "base.yaml:8"),
    "an interval that may be lower": ("thresholds:\n  level: {value: »≥1, SET}", "wrong_value", ""),
    "a duty lowered": ("raise:\n  level_reached: {duty: »unread}", "loosened", "base.yaml:"),
    "a severity lowered": ("raise:\n  level_reached: {severity: »low}", "loosened", "base.yaml:"),
    "a gap made waivable": ("raise:\n  filed_lately: {waivable: »true}", "loosened", "base.yaml:"),
    "a question made a requirement": ("raise:\n  level_exact: {duty: »shall}", "question_stays", "base.yaml:"),
    "a requirement made a question": ("raise:\n  level_reached: {duty: »question}", "question_stays", "base.yaml:"),
    "what is expected": ("raise:\n  logs_long: {»expect: {security.logs.kept: {at_least: 1 month}}}", "control_changed", "base.yaml:"),
    "when it applies": ("raise:\n  logs_long: {»when: {platform.level: {equals: city}}}", "control_changed", "base.yaml:"),
    "its subjects": ("raise:\n  logs_long: {»each: {list: architecture.zones}}", "control_changed", "base.yaml:"),
    "its fix": ("raise:\n  logs_long: {»fix: {zh: 改。, en: Do.}}", "control_changed", "base.yaml:"),
    "a control written anew": ("controls:\n  - {id: »logs_long, severity: low}", "control_changed", "base.yaml:"),
    "a source written anew": ("sources:\n  »book: {title: {zh: 另一文件, en: Another}}", "source_changed", "base.yaml:6"),
}  # fmt: skip
MISTAKES = {
    "unknown threshold": ("thresholds:\n  »levl: {value: 3, SET}", "no_such_threshold", "level"),
    "no value": ("thresholds:\n  kept: {value: »null}", "scalar_expected", ""),
    "no source": ("thresholds:\n  kept: »{value: 6 months}", "threshold_without_source", ""),
    "unknown source": ("thresholds:\n  kept: {value: 6 months, source: [{ref: »rul, text: secondary}]}", "not_a_choice", "rule"),
    "wrong unit": ("thresholds:\n  kept: {value: »6 GB, SET}", "wrong_value", ""),
    "a mapping for a value": ("thresholds:\n  kept: {value: »{a: 1}, SET}", "scalar_expected", ""),
    "unclear age": ("thresholds:\n  age: {value: »1m, SET}", "wrong_period", ""),
    "threshold that nobody asks": ("thresholds:\n  »mine: {value: 3, direction: at_least, SET}", "threshold_not_asked", ""),
    "unknown control": ("raise:\n  »logs_lng: {severity: high}", "no_such_control", "logs_long"),
    "unknown key": ("raise:\n  logs_long: {»sevrity: high}", "unknown_key", "severity"),
    "nothing raised": ("raise:\n  »logs_long: {SET}", "raises_nothing", "severity"),
    "duty without a document": ("raise:\n  logs_long: {duty: »should, source: [{text: judgement}]}", "duty_without_source", "ref"),
    "duty without its verb": ("raise:\n  logs_long: {duty: »should, SET}", "sentence_without_verb", "should"),
    "sentence with another verb": (
        "raise:\n  logs_long: {duty: shall, SET, requires: »{zh: 宜留存。, en: Logs shall be kept.}}", "sentence_without_verb", "shall",
    ),
    "sentence without a duty": ("raise:\n  logs_long: {severity: high, »requires: {zh: 留存。, en: Kept.}}", "sentence_without_duty", ""),
    "sentence without a higher duty": ("raise:\n  level_reached: {duty: may, »requires: {zh: 可。, en: It may.}}", "sentence_without_duty", ""),
    "unknown severity": ("raise:\n  logs_long: {severity: »critical}", "not_a_choice", "high"),
    "waivable that is no flag": ("raise:\n  logs_long: {waivable: »no}", "flag_expected", "false"),
    "unknown key of an overlay": ("»raises: {}", "unknown_key", "raise"),
    "removal": ("»remove: [logs_long]", "unknown_key", ""),
    "controls that are no list": ("controls: »{}", "list_expected", ""),
    "added control with a mistake": (
        "controls:\n  - {id: mine_own, source: [{text: judgement}], duty: unread, severity: low, requires: {zh: 甲。, en: A.}, "
        "fix: {zh: 甲。, en: A.}, expect: {»security.protektion_level: {at_least: 2}}}", "no_such_route", "protection_level",
    ),
    "added to a profile that is not there": ("controls:\n  - {profile: »smple, id: mine_own}", "not_a_choice", "sample"),
    "schema file that is not there": ("extensions:\n  - {schema: »none.json}", "missing_file", ""),
    "schema file outside": ("extensions:\n  - {schema: »../none.json}", "missing_file", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", [*LOOSER, *MISTAKES])
def test_loosening_and_mistakes_are_refused_at_their_line(at: Path, name: str) -> None:
    body, code, hint = (LOOSER | MISTAKES)[name]
    given = body.replace("SET", SET)
    marked = "extends: base.yaml\n" + given
    whole = HEAD + marked
    if given.startswith("sources:"):
        whole = HEAD.replace("sources:\n", given + "\n") + "extends: base.yaml\n"
    before = whole.split("»")[0]
    Path("over.yaml").write_text(whole.replace("»", "") + "\n", "utf-8")
    ((problem, line),) = problems("over.yaml")
    assert problem.code == code
    assert (problem.place.file, problem.place.line) == ("over.yaml", before.count("\n") + 1)
    assert problem.place.column == len(before.rsplit("\n", 1)[-1]) + 1
    assert line == whole.replace("»", "").splitlines()[problem.place.line - 1]
    assert hint in problem.says.en + problem.fix.en
    assert hint in problem.says.zh + problem.fix.zh
    for zh, en in (problem.says, problem.fix):
        assert re.search("[\u4e00-\u9fff]", zh)
        assert "None" not in zh + en
    if name in LOOSER and hint:
        named = re.search(r"base\.yaml:(\d+)", problem.says.en)
        assert named is not None
        lines = Path("base.yaml").read_text("utf-8").splitlines()
        assert any(
            word in lines[int(named[1]) - 1]
            for word in ("value", "duty", "severity", "waivable", "id", "expect", "fix", "book", "- ")
        )


def test_every_loosening_of_one_overlay_is_listed(at: Path) -> None:
    body = f"""
        extends: base.yaml
        thresholds:
          level: {{value: 1, {SET}}}
          age: {{value: 1 year, {SET}}}
        raise:
          filed_lately: {{severity: low, waivable: true}}
    """
    assert [one.code for one, _ in _refused(body)] == ["loosened"] * 4


@pytest.mark.parametrize(
    ("extends", "code", "hint"),
    [
        ("»securty", "no_such_profile", "security"),
        ("[security, »securty]", "no_such_profile", "security"),
        ("»none.yaml", "missing_file", ""),
        ("»over.yaml", "circular_extends", ""),
        ("»../outside.yaml", "outside_root", ""),
        ("[base.yaml, »base.yaml]", "extended_twice", "sample"),
        ("[base.yaml, »first.yaml]", "extended_twice", "sample"),
        ("»3", "text_expected", "security"),
        ("»[]", "text_expected", "security"),
        ("»null", "text_expected", "security"),
    ],
)
def test_what_cannot_be_extended_is_refused_at_its_line(at: Path, extends: str, code: str, hint: str) -> None:
    (at.parent / "outside.yaml").write_text(Path("base.yaml").read_text("utf-8"), "utf-8")
    overlay(FIRST, "first.yaml", "first")
    text = f"extends: {extends}"
    ((problem, _),) = _refused(text.replace("»", "") + "\n")
    assert (problem.code, problem.place.line) == (code, HEAD.count("\n") + 1)
    assert problem.place.column == text.index("»") + 1
    assert hint in problem.says.en + problem.fix.en


ODD = ["null", "3", "true", "''", "[]", "{}", "[[]]", "[{}]", "[3]", "{level: null}", "{level: {}}", "{level: {value: true, source: 3}}",
       "{level: {value: 9, source: [3]}}", "{level_reached: [1]}", "{level_reached: {severity: {}}}", "{level_reached: {duty: shall, source: 3}}",
       "{level_reached: {severity: high, source: [3]}}", "[{id: 3}]", "[{id: [level_reached]}]", "[{id: mine_own}]", "[{schema: 3}]",
       "{rule: 3}", "{book: 3}", "{3: 4}", "{level: {value: .nan, source: [{text: judgement}]}}"]  # fmt: skip


@pytest.mark.parametrize(
    "key", ["profile", "version", "title", "extends", "sources", "thresholds", "raise", "controls", "extensions"]
)
@pytest.mark.parametrize("value", ODD)
def test_whatever_stands_under_a_key_it_is_read_or_is_a_problem(at: Path, key: str, value: str) -> None:
    lines = [f"{name}: {given}" for name, given in {
        "schema": "egov-profile/0", "profile": "ours", "title": "{zh: 甲, en: A}", "extends": "base.yaml"
    }.items() if name != key]  # fmt: skip
    Path("over.yaml").write_text("\n".join([*lines, f"{key}: {value}"]) + "\n", "utf-8")
    profiles, found = read_profiles("over.yaml")
    assert profiles or found
    for problem, _ in found:
        assert problem.place.file in ("over.yaml", "base.yaml")


def test_ways_that_double_with_every_file_are_not_all_walked(at: Path) -> None:
    for number in range(12):
        for side in "ab":
            overlay(f"extends: [a{number + 1}.yaml, b{number + 1}.yaml]\n", f"{side}{number}.yaml", f"{side}{number}")
    for side in "ab":
        overlay("extends: base.yaml\n", f"{side}12.yaml", f"{side}12")
    assert [one.code for one, _ in problems("a0.yaml")] == ["extended_twice"]


def test_the_overlay_of_the_manual_is_one(at: Path) -> None:
    page = (ROOT / "profiles/README.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(schema: egov-profile/0\nprofile: province .*?)```", page, re.DOTALL)
    Path("province.yaml").write_text(re.sub(r"controls:.*?(?=extensions:)", "", block, flags=re.DOTALL), "utf-8")
    Path("fields.json").write_text("{}", "utf-8")
    assert [one.name for one in load_profiles(["province.yaml"])] == ["security", "performance"]


def test_circles_of_several_files_and_long_chains_end(at: Path) -> None:
    overlay("extends: b.yaml\n", "a.yaml", "a")
    overlay("extends: a.yaml\n", "b.yaml", "b")
    assert "circular_extends" in [one.code for one, _ in problems("a.yaml")]
    for number in range(40):
        overlay(f"extends: o{number + 1}.yaml\n", f"o{number}.yaml", f"o{number}")
    assert "too_many_overlays" in [one.code for one, _ in problems("o0.yaml")]


def test_a_name_is_its_own(at: Path) -> None:
    overlay("extends: base.yaml\n", called="sample")
    assert [one.code for one, _ in problems("over.yaml")] == ["name_taken"]


def test_two_overlays_of_one_profile_do_not_stand_side_by_side(at: Path) -> None:
    overlay(FIRST, "first.yaml", "first")
    overlay("extends: base.yaml\n", "second.yaml", "second")
    ((problem, _),) = problems("first.yaml", "second.yaml")
    assert (problem.code, problem.place.file) == ("extended_twice", "second.yaml")
    assert "first.yaml" in problem.says.en


def test_what_is_wrong_below_is_said_at_its_own_line(at: Path) -> None:
    Path("base.yaml").write_text(profile_text("expect: {security.levl: {at_least: 2}}"), "utf-8")
    overlay("extends: base.yaml\n")
    ((problem, line),) = problems("over.yaml")
    assert (problem.code, problem.place.file, "levl" in line) == ("no_such_route", "base.yaml", True)


# The effective profile.


def shown(profile: Profile) -> str:
    lines = list(effective(profile, "en"))
    assert [line for line in lines if clean(line) != line] == []  # printed as it is
    return "".join(line + "\n" for line in lines)


def read_again(text: str) -> Profile:
    found, wrong = read_profile(read(text.encode(), "again.yaml"), record())
    assert [one.says.en for one in wrong] == []
    assert found is not None
    return found


def scalars(value: object) -> Iterator[object]:
    match value:
        case dict() if value:
            for key, one in value.items():
                yield from scalars(one) if key != "witnesses" else ()
        case list() if value:
            for one in value:
                yield from scalars(one)
        case _:
            yield value


def test_the_effective_profile_is_yaml_with_the_origin_of_every_value(at: Path) -> None:
    found = effective_of(FIRST)
    text = shown(found)
    lines = text.splitlines()
    origins = [re.fullmatch(r".*  # (\S+ \S+) (\S+):(\d+)", line) for line in lines]
    assert isinstance(found.document.data, dict)
    assert sum(one is not None for one in origins) == len(list(scalars(found.document.data)))
    files: dict[str, list[str]] = {
        name: Path(name).read_text("utf-8").splitlines() for name in ("base.yaml", "over.yaml")
    }
    for line, one in zip(lines, origins, strict=True):
        if one is None:
            assert line.startswith("#") or line.rstrip().endswith(":")
            continue
        value = next(scalars(yaml.safe_load(line.strip().removeprefix("- "))), None)
        assert str(value).lower() in files[one[2]][int(one[3]) - 1].lower(), line
        assert one[1] == {"base.yaml": "sample 0.1.0", "over.yaml": "ours 2026.1"}[one[2]]


def test_read_again_it_asks_the_same(at: Path) -> None:
    found = effective_of(FIRST)
    again = read_again(shown(found))
    assert again.digest == found.digest
    assert [one.expect for one in again.controls] != []
    assert shown(found) == shown(effective_of(FIRST))


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_profile_can_be_shown_and_read_again(name: str) -> None:
    ((found,), _) = read_profiles(name)
    assert read_again(shown(found)).digest == found.digest


AWKWARD = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=30)


@given(st.lists(AWKWARD | st.sampled_from(["no", "yes", "~", "null", "1e3", "0x1f", ": ", "- a", "#", "'", '"', "\x85", "\u2028", "\u200b", "\U000e0001", "\u3000", "a: b", "<<", "2026-01-01"]), min_size=1, max_size=5))  # fmt: skip
def test_whatever_a_text_holds_it_is_read_again_as_the_same_text(words: list[str]) -> None:
    assume(not words[0].startswith("$"))  # which names a threshold
    data = {"schema": "egov-profile/0", "profile": "p", "title": {"zh": words[0] + "甲", "en": "x" + words[-1]}, "controls": [
        {"id": "some_control", "source": [{"text": "judgement"}], "duty": "unread", "severity": "low",
         "requires": {"zh": f"{one}。", "en": f"{one}."}, "fix": {"zh": "甲。", "en": "A."}, "expect": {"platform.name": {"equals": one}}}
        for one in words[:1]
    ]}  # fmt: skip
    text = json.dumps(data, ensure_ascii=True)
    found, wrong = read_profile(read(text.encode(), "p.json"), record())
    assert (wrong, found is None) == ((), False)
    assert found is not None
    assert read_again(shown(found)).digest == found.digest


def test_a_digest_is_of_what_is_asked(at: Path) -> None:
    base = load_profiles(["base.yaml"])[0].digest
    assert effective_of("extends: base.yaml\n").digest == base  # an overlay that says nothing
    first = effective_of(FIRST).digest
    assert first != base
    assert effective_of("# 注释\n" + FIRST.replace("status: satisfied", "status:  satisfied")).digest == first
    assert effective_of(FIRST.replace("value: 3", "value: 4")).digest not in (base, first)
    assert effective_of(FIRST.replace("severity: high", "severity: medium")).digest not in (base, first)


# In a run.

GOOD = "schema: egov-platform/0\nplatform: {id: mine}\nsecurity: {protection_level: 2, logs: {kept: 6 months}}\n"


def test_a_result_names_the_chain_and_the_effective_digest(at: Path, tell: Command) -> None:
    overlay(FIRST)
    Path("mine.yaml").write_text(GOOD, "utf-8")
    (found,) = load_profiles(["over.yaml"])
    result = json.loads(tell("mine.yaml", "--profile", "over.yaml", "--format", "json").out)
    jsonschema.validate(result, result_schema())
    (profile,) = result["profiles"]
    assert (profile["digest"], profile["version"], profile["pinned"]) == (found.digest, "0.1.0", False)
    digest = read(Path("over.yaml").read_bytes(), "over.yaml").digest
    assert profile["overlays"] == [
        {
            "name": "ours",
            "version": "2026.1",
            "title": {"zh": "本省", "en": "Ours"},
            "file": "over.yaml",
            "digest": digest,
        }
    ]
    assert result["units"][0]["profiles"][0]["digest"] == found.digest
    text = tell("mine.yaml", "--profile", "over.yaml", "--lang", "en").out
    assert f"Sample: sample 0.1.0 + ours 2026.1 (over.yaml); effective digest {found.digest}" in text
    assert "effective digest" not in tell("mine.yaml", "--profile", "base.yaml", "--lang", "en").out
    gaps = {one["control"]: one for one in result["units"][0]["gaps"]}
    assert gaps["links_doubled"]["control_location"]["file"] == "over.yaml"
    assert gaps["level_reached"]["control_location"]["file"] == "base.yaml"
    assert (gaps["level_reached"]["status"], gaps["level_reached"]["severity"]) == ("not_satisfied", "high")


def test_settings_name_an_overlay_beside_them(at: Path, tell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    overlay(FIRST)
    Path("mine.yaml").write_text(GOOD, "utf-8")
    Path("egov-check.toml").write_text('profile = ["over.yaml"]\n', "utf-8")
    Path("inner").mkdir()
    monkeypatch.chdir("inner")
    assert "ours 2026.1" in tell("../mine.yaml").out
    assert "links_doubled" in tell("explain", "links_doubled").out


def test_a_refused_overlay_stops_the_run(at: Path, tell: Command) -> None:
    overlay(f"extends: base.yaml\nthresholds:\n  level: {{value: 1, {SET}}}\n")
    Path("mine.yaml").write_text(GOOD, "utf-8")
    ran = tell("mine.yaml", "--profile", "over.yaml", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "over.yaml:9:18: this loosens level: 1 is below 2 (base.yaml:8)" in ran.err


def test_memory_never_serves_what_was_below_an_overlay(
    at: Path, tell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(at / "cache"))
    overlay(FIRST)
    Path("mine.yaml").write_text(GOOD, "utf-8")

    def told() -> str:
        return tell("mine.yaml", "--profile", "over.yaml", "--format", "json", "--as-of", "2026-06-30").out

    fresh = told()
    assert told() == fresh
    tell("mine.yaml", "--profile", "base.yaml")
    assert told() == fresh
    base = Path("base.yaml")
    base.write_text(
        base.read_text("utf-8").replace("requires: {zh: 可定为二级。", "requires: {zh: 可以定为二级。"), "utf-8"
    )
    assert told() != ""
    assert json.loads(told())["profiles"][0]["digest"] == load_profiles(["over.yaml"])[0].digest


OPTIONS = ["--profile", "base.yaml", "--quiet"]


@pytest.mark.parametrize(("options", "parser"), [([], "argparse"), (OPTIONS, "")])
def test_a_plain_run_imports_nothing_of_overlays(at: Path, options: list[str], parser: str) -> None:
    """Nor does one without options import a parser of them."""
    Path("mine.yaml").write_text(GOOD, "utf-8")
    late = ("overlays", "overlaying", "laying", "extensions", "extending", "effective", "_effective", "loosening",
            "pinning", "profiling", "jsonschema", parser)  # fmt: skip
    code = (
        f"import sys; from egov_cloud_std.cli import run; run(['mine.yaml', *{options!r}]); "
        f"print([one for one in sys.modules if one.split('.')[-1] in {late!r}])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)})
    assert ran.stdout.splitlines()[-1] == "[]", ran.stderr


def test_explain_says_what_is_in_effect(at: Path, tell: Command) -> None:
    """The control is shown with its witnesses, and with what now comes of those of the profile below."""
    overlay(FIRST)

    def told(control: str, *more: str) -> str:
        ran = tell("explain", control, "--profile", "over.yaml", *more, "--lang", "en")
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    level = told("level_reached")
    assert "The level shall be 3 or above.\nlevel_reached; duty: shall; severity: high" in level
    assert "Avoid\n  Conclusion: not satisfied.\n  security: {protection_level: 2}\n" in level
    assert "Prefer" not in level
    assert "The threshold level is 3" in level
    assert "base.yaml:" in level
    added = told("links_doubled", "--profile", "base.yaml")
    assert "Prefer\n  Conclusion: satisfied.\n  architecture:" in added
    assert "See  over.yaml:" in added
    alone = tell("explain", "level_reached", "--profile", "base.yaml", "--lang", "en").out
    assert "Prefer\n  Conclusion: satisfied.\n  security: {protection_level: 2}\n" in alone


def test_what_is_refused_is_refused_before_overlays_and_pins(at: Path, tell: Command) -> None:
    overlay(FIRST)
    text = GOOD.replace("id: mine", "id: mine, classified: true") + "profile_version: {sample: '9'}\n"
    Path("mine.yaml").write_text(text, "utf-8")
    (refused,) = json.loads(tell("mine.yaml", "--profile", "over.yaml", "--format", "json").out)["unread"]
    assert refused["code"] == "classified"


def test_show_check_and_prove_take_an_overlay(at: Path, tell: Command) -> None:
    overlay(FIRST)
    ran = tell("profile", "show", "over.yaml", "--lang", "en")
    assert "level: 3  (over.yaml:10)" in ran.out
    assert "level_reached.duty: shall  (over.yaml:" in ran.out
    assert "adds links_doubled" in ran.out
    text = tell("profile", "show", "over.yaml", "--effective", "--lang", "en").out
    assert read_again(text).digest == load_profiles(["over.yaml"])[0].digest
    assert "Sample + ours, 5 controls" in tell("profile", "check", "over.yaml", "--lang", "en").out
    proved = tell("profile", "prove", "over.yaml", "--lang", "en")
    assert (proved.code, "1 controls, 2 witnesses" in proved.out) == (0, True)
    broken = FIRST.replace("      - {status: not_satisfied, but: {architecture: {redundancy: {links: false}}}}\n", "")
    overlay(broken)
    ran = tell("profile", "prove", "over.yaml", "--lang", "en")
    assert (ran.code, "over.yaml:" in ran.err, "links_doubled" in ran.err) == (1, True, True)


def test_show_takes_one_of_several_profiles(monkeypatch: pytest.MonkeyPatch, tell: Command) -> None:
    monkeypatch.chdir(ROOT)
    documents = tell("profile", "show", PROVINCE, "--effective").out.split("---\n")
    assert [read_again(text).name for text in documents] == ["performance", "security", "service", "testing"]
    assert tell("profile", "show", PROVINCE, "service", "--effective").out == documents[2]
    ran = tell("profile", "show", PROVINCE, "servce", "--lang", "en")
    assert (ran.code, "Did you mean service?" in ran.err) == (2, True)


# The examples.


def test_the_province_sets_every_threshold_that_is_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    unset = {name for one in load_profiles(["all"]) for name, each in one.thresholds.items() if each.value is None}
    assert unset
    profiles = load_profiles(["all", PROVINCE])
    assert {one.name for one in profiles} == set(shipped_names())
    assert [name for one in profiles for name, each in one.thresholds.items() if each.value is None] == []
    assert [one.id for profile in profiles for one in profile.controls if one.unset] == []
    given = yaml.safe_load(Path(PROVINCE).read_text("utf-8"))["thresholds"]
    assert set(given) == unset
    for name, entry in given.items():
        for source in entry["source"]:
            assert source["note"]["zh"].startswith("演示值。"), name
            assert "N26" not in str(source)
            assert bool(source.get("rows")) is (source["text"] != "judgement"), name


def test_the_loosened_example_is_refused_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = [(one.place.line, one.code) for one, _ in problems(LOOSENED)]
    assert found == [(8, "loosened"), (9, "loosened"), (10, "loosened"), (12, "loosened"), (12, "loosened"),
                     (13, "loosened"), (14, "control_changed")]  # fmt: skip


@pytest.mark.parametrize("draft", ["2020-12", "7"])
def test_the_published_schema_holds_for_overlays_and_refuses_what_is_none(draft: str) -> None:
    schema = overlay_schema(draft)
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    province = yaml.safe_load((ROOT / PROVINCE).read_text("utf-8"))
    assert [one.message for one in checker(schema).iter_errors(province)] == []
    for wrong in (
        province | {"extends": 3},
        province | {"raise": {"logs_kept_six_months": {"expect": {}}}},
        province | {"thresholds": {"rto_max": {"value": "4 h"}}},
        {key: one for key, one in province.items() if key != "extends"},
    ):
        assert not checker(schema).is_valid(wrong)


# Laws.

LEVELS = st.integers(1, 5)


def laid(base: str, body: str) -> tuple[Profile, tuple[Profile, ...], tuple[Problem, ...]]:
    below, wrong = read_profile(read(base.encode(), "base.yaml"), record())
    assert below is not None
    assert wrong == ()
    document: Document = read((HEAD + body).encode(), "over.yaml")
    return below, *lay_over(document, [below], record(), {})


@st.composite
def bounds(draw: st.DrawFn) -> tuple[str, int | None, int]:
    return (
        draw(st.sampled_from(["at_least", "at_most", "more_than", "less_than"])),
        draw(st.none() | LEVELS),
        draw(LEVELS),
    )


def over(direction: str, old: int | None, new: int) -> tuple[Profile, tuple[Profile, ...], tuple[Problem, ...]]:
    source = "" if old is None else ", source: [{text: judgement}]"
    base = profile_text(
        f"id: each_zone\neach: {{list: architecture.zones}}\nexpect: {{.protection_level: {{{direction}: $bound}}}}",
        f"id: whole\nwhen: {{security.protection_level: {{at_least: 2}}}}\nexpect: {{security.protection_level: {{{direction}: $bound}}}}",
        thresholds=f"bound: {{value: {'null' if old is None else old}, direction: {direction}{source}}}",
    )
    return laid(
        base,
        f"extends: base.yaml\nthresholds:\n  bound: {{value: {new}, {SET}}}\nraise:\n  whole: {{severity: high}}\n",
    )


def stricter(direction: str, old: int, new: int) -> bool:
    return new >= old if direction in ("at_least", "more_than") else new <= old


@given(bounds())
def test_a_threshold_moves_in_its_direction_and_in_no_other(given_: tuple[str, int | None, int]) -> None:
    direction, old, new = given_
    _, _, wrong = over(direction, old, new)
    refused = old is not None and not stricter(direction, old, new)
    assert [one.code for one in wrong] == (["loosened"] if refused else [])


RANK = {"satisfied": 0, "partly_satisfied": 1, "not_stated": 1, "not_satisfied": 2}


@given(bounds(), st.none() | LEVELS, st.none() | st.lists(st.none() | LEVELS, max_size=4))
def test_an_overlay_never_makes_a_gap_satisfied(
    given_: tuple[str, int | None, int], level: int | None, zones: list[int | None] | None
) -> None:
    direction, old, new = given_
    below, profiles, wrong = over(direction, old, new)
    if wrong:
        return
    sections: dict[str, object] = {"security": {"protection_level": level}}
    if zones is not None:
        items = [{"id": f"z{index}", "protection_level": one} for index, one in enumerate(zones)]
        sections["architecture"] = {"zones": items}
    of = platform(**sections)
    before, after = (assess_platform([one], of, NOW) for one in (below, profiles[0]))
    for one, other in zip(before.conclusions, after.conclusions, strict=True):
        was, is_ = one.status, other.status
        if was == "not_applicable":
            assert is_ == was
        elif was == "not_assessed":
            assert old is None
            assert is_ != "not_applicable"
        else:
            assert RANK[is_] >= RANK[was] or (was, is_) == ("not_stated", "partly_satisfied"), (was, is_)
            assert is_ != "satisfied" or was == "satisfied"
            assert was != "not_satisfied" or is_ == "not_satisfied"


PERIODS = st.builds(
    lambda number, unit: f"{number} {unit}", st.integers(1, 40), st.sampled_from(["months", "days", "years"])
)


@given(PERIODS, PERIODS, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_an_age_that_is_let_through_is_shorter_on_every_day(old: str, new: str, day: date) -> None:
    base = profile_text(
        "expect: {security.filing.date: {within: $age}}",
        thresholds=f"age: {{value: {old}, direction: at_most, source: [{{text: judgement}}]}}",
    )
    _, _, wrong = laid(base, f"extends: base.yaml\nthresholds:\n  age: {{value: {new}, {SET}}}\n")
    longer = clock.back(day, clock.parse_period(new)) < clock.back(day, clock.parse_period(old))
    assert not longer or [one.code for one in wrong] == ["loosened"]


def test_the_command_shows_the_same_bytes_in_every_process() -> None:
    runs = {
        process("profile", "show", PROVINCE, "testing", "--effective", PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
