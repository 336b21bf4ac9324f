"""How a control rolls up over the units of a region: what may be written, what is kept of it, and how it is said."""

from fractions import Fraction
from pathlib import Path
from textwrap import dedent
from typing import Any

import jsonschema
import pytest
from command import Command, command
from samples import HEAD, profile_text

from egov_cloud_std import explained
from egov_cloud_std.document import read
from egov_cloud_std.platforms import record
from egov_cloud_std.profiles import Control, read_profile
from egov_cloud_std.profiles.controls import RollUp
from egov_cloud_std.profiles.schema import DIALECTS, profile_schema
from egov_cloud_std.reports._roll_ups import in_a_region, rolled_up
from egov_cloud_std.run import load_profiles
from egov_cloud_std.run.remembering import RememberedDocument
from egov_cloud_std.words import LANGS, ROLL_UPS, SIDES, Lang, Text

tell = pytest.fixture(command)

ASKED = "expect: {platform.operator: {present: true}}"
WRITTEN = {
    "share": RollUp("share"),
    "all": RollUp("all"),
    "worst": RollUp("worst"),
    "weighted": RollUp("weighted"),
    "{quorum: 1}": RollUp("quorum", 1),
    "{quorum: 3}": RollUp("quorum", 3),
    "{quorum: 80%}": RollUp("quorum", Fraction(4, 5)),
    "{quorum: 33.333%}": RollUp("quorum", Fraction(33333, 100000)),
    "{quorum: 0.5%}": RollUp("quorum", Fraction(1, 200)),
    "{quorum: 100%}": RollUp("quorum", Fraction(1)),
    "{quorum: 100.0%}": RollUp("quorum", Fraction(1)),
}
REFUSED = {
    "most": "not_a_choice",
    "quorum": "not_a_choice",
    "80%": "not_a_choice",
    "3": "not_a_choice",
    "[share]": "not_a_choice",
    "null": "not_a_choice",
    "true": "not_a_choice",
    "{}": "missing_key",
    "{share: 80%}": "unknown_key",
    "{quorum: 80%, of: units}": "unknown_key",
    "{quorum: 0}": "quorum",
    "{quorum: -1}": "quorum",
    "{quorum: 2.5}": "quorum",
    "{quorum: 3.0}": "quorum",
    "{quorum: true}": "quorum",
    "{quorum: null}": "quorum",
    "{quorum: []}": "quorum",
    "{quorum: '3'}": "quorum",
    "{quorum: 0%}": "quorum",
    "{quorum: 0.000%}": "quorum",
    "{quorum: 100.001%}": "quorum",
    "{quorum: 101%}": "quorum",
    "{quorum: 900%}": "quorum",
    "{quorum: -5%}": "quorum",
    "{quorum: 080%}": "quorum",
    "{quorum: 80 %}": "quorum",
    "{quorum: 80％}": "quorum",
    "{quorum: ８０%}": "quorum",
    "{quorum: most}": "quorum",
}


def at_the_top(written: str, *controls: str) -> str:
    """A profile that says how its controls roll up."""
    return profile_text(*controls).replace("sources:", f"roll_up: {written}\nsources:", 1)


def own(written: str, name: str = "sample", **more: str) -> str:
    """A control that says how it rolls up."""
    said = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"id: {name}\n{said}roll_up: {written}\n{ASKED}"


def controls_of(text: str) -> dict[str, Control]:
    found, problems = read_profile(read(text.encode(), "profile.yaml"), record())
    assert [one.says.en for one in problems] == []
    assert found is not None
    return {one.id: one for one in found.controls}


def exact(of: RollUp) -> tuple[str, type, object]:
    """All of a roll-up: one unit (`1`) is not the same as all of them (`100%`), though both are the number one."""
    return of.strategy, type(of.quorum), of.quorum


@pytest.mark.parametrize("written", WRITTEN)
def test_a_roll_up_is_read_of_a_control_and_of_a_profile(written: str) -> None:
    for text in (profile_text(own(written)), at_the_top(written, ASKED)):
        (control,) = controls_of(text).values()
        assert exact(control.roll_up) == exact(WRITTEN[written])


def test_every_word_for_a_roll_up_is_read() -> None:
    assert {one.strategy for one in WRITTEN.values()} == set(ROLL_UPS)


def test_a_control_of_its_own_mind_is_not_overruled_by_its_profile() -> None:
    said = controls_of(at_the_top("{quorum: 80%}", own("all", "first"), f"id: second\n{ASKED}"))
    assert (str(said["first"].roll_up), str(said["second"].roll_up)) == ("all", "quorum 80%")


def test_where_nothing_is_written_it_is_the_share_of_units_and_the_platform_answers() -> None:
    (control,) = controls_of(profile_text(ASKED)).values()
    assert (str(control.roll_up), control.side) == ("share", "platform")


@pytest.mark.parametrize(("written", "code"), REFUSED.items())
def test_what_is_no_roll_up_is_refused_at_its_line(written: str, code: str) -> None:
    for text in (profile_text(own(written)), at_the_top(written, ASKED)):
        line = next(number for number, one in enumerate(text.splitlines(), 1) if "roll_up:" in one)
        _, problems = read_profile(read(text.encode(), "profile.yaml"), record())
        assert [(one.code, one.place.line) for one in problems] == [(code, line)]
        assert all(any(one.says) and any(one.fix) for one in problems)


def test_a_profile_whose_roll_up_is_refused_tells_its_other_mistakes_too() -> None:
    text = at_the_top("most", "expect: {platform.operatr: {present: true}}")
    _, problems = read_profile(read(text.encode(), "profile.yaml"), record())
    assert [one.code for one in problems] == ["not_a_choice", "no_such_route"]


@pytest.mark.parametrize("side", ["carrier", "[platform]", "null"])
def test_a_side_that_is_none_is_refused_at_its_line(side: str) -> None:
    text = profile_text(f"side: {side}\n{ASKED}")
    (problem,) = read_profile(read(text.encode(), "profile.yaml"), record())[1]
    assert (problem.code, text.splitlines()[problem.place.line - 1].strip()) == ("not_a_choice", f"side: {side}")


# The published schema


def data_of(text: str) -> Any:
    return read(text.encode(), "profile.yaml").data


@pytest.mark.parametrize("draft", DIALECTS)
def test_the_published_schema_takes_and_refuses_the_same(draft: str) -> None:
    schema = profile_schema(draft)
    checker = jsonschema.validators.validator_for(schema)(schema)
    for written in WRITTEN:
        assert checker.is_valid(data_of(profile_text(own(written)))), written
        assert checker.is_valid(data_of(at_the_top(written, ASKED))), written
    for written in REFUSED.keys() - {"{quorum: 3.0}"}:  # to JSON, 3.0 is the number 3
        assert not checker.is_valid(data_of(profile_text(own(written)))), written
        assert not checker.is_valid(data_of(at_the_top(written, ASKED))), written


# What is kept


def test_a_remembered_profile_rolls_up_and_answers_as_one_that_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "own.yaml"
    controls = [own(one, f"control_{number}") for number, one in enumerate(WRITTEN)]
    controls += [own("all", f"{side}_answers", side=side) for side in SIDES]
    path.write_text(at_the_top("{quorum: 100%}", *controls, f"id: of_the_profile\n{ASKED}"), "utf-8")
    (fresh,) = load_profiles([str(path)])
    (remembered,) = load_profiles([str(path)])
    assert isinstance(remembered.document, RememberedDocument)
    assert not isinstance(fresh.document, RememberedDocument)
    said = [[(one.id, one.side, exact(one.roll_up)) for one in of.controls] for of in (fresh, remembered)]
    assert said[0] == said[1]
    assert said[0][: len(WRITTEN)] == [
        (f"control_{number}", "platform", exact(of)) for number, of in enumerate(WRITTEN.values())
    ]
    assert said[0][-1] == ("of_the_profile", "platform", exact(RollUp("quorum", Fraction(1))))


def test_what_an_overlay_adds_rolls_up_as_its_profile_does_unless_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(at_the_top("worst", f"id: below\n{ASKED}"), "utf-8")
    added = profile_text(f"id: as_below\n{ASKED}", own("weighted", "of_its_own", side="tenant"))
    Path("over.yaml").write_text(
        HEAD.replace("profile: sample", "profile: ours") + "extends: base.yaml\n" + added.removeprefix(HEAD), "utf-8"
    )
    (whole,) = load_profiles(["over.yaml"])
    assert [(one.id, one.side, str(one.roll_up)) for one in whole.controls] == [
        ("below", "platform", "worst"),
        ("as_below", "platform", "worst"),
        ("of_its_own", "tenant", "weighted"),
    ]


# How it is said


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("all", Text("各单位均须符合", "every unit must satisfy it")),
        ("{quorum: 1}", Text("不少于 1 个单位须符合", "at least 1 unit must satisfy it")),
        ("{quorum: 3}", Text("不少于 3 个单位须符合", "at least 3 units must satisfy it")),
        ("{quorum: 0.5%}", Text("不少于 0.5% 的单位须符合", "at least 0.5% of the units must satisfy it")),
        ("{quorum: 100%}", Text("不少于 100% 的单位须符合", "at least 100% of the units must satisfy it")),
    ],
)
def test_a_quorum_is_said_with_its_number(written: str, says: Text) -> None:
    assert rolled_up(WRITTEN[written]) == says


OWN = dedent(
    """\
    side: {side}
    roll_up: {{quorum: 80%}}
    {asked}
    witnesses: [{{status: satisfied, given: {{platform: {{operator: 甲}}}}}}]
    """
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("side", SIDES)
def test_explain_says_what_becomes_of_a_control_in_a_region(
    tell: Command, tmp_path: Path, side: str, lang: str
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(profile_text(OWN.format(side=side, asked=ASKED)), "utf-8")
    printed = tell("explain", "sample", "--profile", str(path), "--lang", lang).out
    section = printed.split({"zh": "\n在辖区中\n", "en": "\nIn a region\n"}[lang])[1].split("\n\n")[0]
    carried, over = in_a_region(side, RollUp("quorum", Fraction(4, 5)))
    wanted = [getattr(carried, lang), getattr(over, lang)]
    assert [line.strip() for line in section.splitlines()] == wanted
    assert "80%" in wanted[1]
    assert getattr(SIDES[side], lang) in printed.splitlines()[1]


def test_each_side_is_told_apart() -> None:
    for lang in LANGS:
        assert len({in_a_region(side, RollUp("share"))[0].in_(lang) for side in SIDES}) == len(SIDES)


@pytest.mark.parametrize("lang", LANGS)
def test_of_a_control_that_looks_at_a_region_nothing_is_said_of_units_that_are_carried(lang: Lang) -> None:
    text = profile_text("expect: {units: {present: true}}").replace("title:", "scope: region\ntitle:", 1)
    found, problems = read_profile(read(text.encode(), "profile.yaml"), record())
    assert problems == ()
    assert found is not None
    printed = list(explained(found.controls[0], lang, [found]))
    assert {"zh": "如何判定", "en": "How it is decided"}[lang] in printed
    assert {"zh": "在辖区中", "en": "In a region"}[lang] not in printed
