"""What changed between two results: each cause is told from the others, none is guessed, and the parts are the whole."""

import copy
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command import BAD, GOOD, OPEN, TINY, Command, command
from hypothesis import given, settings
from hypothesis import strategies as st
from told_results import MOMENTS, finding, leaf, node, region, result, results, taken, unit, written

from egov_cloud_std.document import Unreadable
from egov_cloud_std.region.differing import CAUSES, EXCUSE, KINDS, NOT_COMPARABLE, UNRECORDED, Diff, compare
from egov_cloud_std.region.trending import trend
from egov_cloud_std.reports import _diff, _trend

tell = pytest.fixture(command)


def compared(old: Any, new: Any) -> Diff:
    return compare(taken(old), taken(new))


def told(old: Any, new: Any) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """The control, what it was and is, and the causes, of every difference."""
    return [(one.control, one.before, one.after, one.causes) for one in compared(old, new).differences]


def gaps_in(data: dict[str, Any]) -> int:
    """How many gaps and questions a result lists, counted in its JSON."""
    parts = [*data["units"], *([data["region"]] if "region" in data else [])]
    listed = [
        one for part in parts for one in (part["findings"] if "findings" in part else part["gaps"] + part["questions"])
    ]
    return sum(
        one["status"] in ("not_satisfied", "partly_satisfied")
        or (one["status"] == "not_stated" and one["duty"] != "question")
        for one in listed
    )


@settings(max_examples=300, deadline=None)
@given(results(), results())
def test_the_parts_add_up_to_the_whole(old: dict[str, Any], new: dict[str, Any]) -> None:
    found = compared(old, new)
    kinds = Counter(one.kind for one in found.differences)
    assert sum(found.parts.values(), Counter[str]()) == kinds
    assert sum(counts.total() for counts in found.parts.values()) == len(found.differences)
    assert found.gaps == (gaps_in(old), gaps_in(new))
    was, is_ = found.gaps
    assert was - kinds["gone"] - kinds["only_old"] + kinds["new"] + kinds["only_new"] == is_
    assert found.same + kinds["status"] + kinds["excuse"] == was - kinds["gone"] - kinds["only_old"] >= 0
    data = json.loads("".join(_diff.as_json(found)))
    assert sum(part["number"] for part in data["parts"]) == data["whole"] == len(data["differences"])
    assert all(sum(part["kinds"].values()) == part["number"] for part in data["parts"])
    assert "".join(_diff.as_text(found, "en", True)).count("\n  x.yaml:3:5: ") == sum(
        one.place is not None for one in found.differences
    )


@settings(max_examples=150, deadline=None)
@given(results())
def test_a_result_does_not_differ_from_itself(one: dict[str, Any]) -> None:
    found = compared(one, one)
    assert (found.differences, found.definitions, found.same) == ((), (), gaps_in(one))


@settings(max_examples=150, deadline=None)
@given(results(), results())
def test_looking_back_finds_the_same_changes_and_causes(old: dict[str, Any], new: dict[str, Any]) -> None:
    turned = {"new": "gone", "gone": "new", "only_new": "only_old", "only_old": "only_new"}
    ahead, back = compared(old, new), compared(new, old)
    there = Counter(
        (one.unit, one.control, one.subject, one.before, one.after, one.kind, one.causes) for one in ahead.differences
    )
    here = Counter(
        (one.unit, one.control, one.subject, one.after, one.before, turned.get(one.kind, one.kind), one.causes)
        for one in back.differences
    )
    assert there == here


@settings(max_examples=150, deadline=None)
@given(results(), results())
def test_no_cause_is_named_that_does_not_differ(old: dict[str, Any], new: dict[str, Any]) -> None:
    for one in compared(old, new).differences:
        assert {*one.causes} <= {*CAUSES} or one.causes in ((EXCUSE,), (UNRECORDED,), (NOT_COMPARABLE,))
        assert one.kind in KINDS
        assert "tool" not in one.causes or old["tool"] != new["tool"]
        assert "calendar" not in one.causes or old["as_of"] != new["as_of"]


# One cause at a time

WAS = result(unit("a", finding("c1"), finding("c2", "s[1]")))
CHANGED = (finding("c1", status="partly_satisfied"), finding("c2", "s[1]"))


@pytest.mark.parametrize(
    ("new", "causes"),
    [
        (result(unit("a", *CHANGED, digest="sha256:e")), ("description",)),
        (result(unit("a", *CHANGED, version="2"), version="2"), ("profile",)),
        (result(unit("a", *CHANGED), tool="0.2.0"), ("tool",)),
        (result(unit("a", *CHANGED, digest="sha256:e", version="2"), version="2"), ("description", "profile")),
        (result(unit("a", *CHANGED)), (UNRECORDED,)),  # a file that the description names, perhaps
        # OLD says that the calendar alone changes nothing here.
        (result(unit("a", *CHANGED), as_of=MOMENTS[1]), (UNRECORDED,)),
        (result(unit("a", *CHANGED, digest="sha256:e"), as_of=MOMENTS[1]), ("description",)),
    ],
)
def test_a_change_is_put_down_to_what_differs_and_to_nothing_else(new: dict[str, Any], causes: tuple[str, ...]) -> None:
    assert told(WAS, new) == [("c1", "not_satisfied", "partly_satisfied", causes)]


def test_a_change_that_the_earlier_result_foretold_is_the_calendars() -> None:
    old = result(unit("a", finding("c1", changes_at="2026-03-01T00:00:00+08:00")))
    (one,) = compared(old, result(unit("a"), as_of=MOMENTS[1])).differences
    assert (one.kind, one.causes, str(one.foretold)) == ("gone", ("calendar",), "2026-03-01 00:00:00+08:00")
    later = result(unit("a", finding("c1", changes_at="2026-07-01T00:00:00+08:00")))
    assert told(later, result(unit("a"), as_of=MOMENTS[1])) == [("c1", "not_satisfied", "no_gap", (UNRECORDED,))]
    assert told(old, result(unit("a", digest="sha256:e"), as_of=MOMENTS[1])) == [
        ("c1", "not_satisfied", "no_gap", ("description", "calendar"))
    ]


def test_of_what_was_no_gap_the_calendar_stays_possible_unless_everything_was_listed() -> None:
    new = result(unit("a", finding("c1"), digest="sha256:e", everything=(finding("c1"),)), as_of=MOMENTS[1])
    assert told(result(unit("a")), new) == [("c1", "no_gap", "not_satisfied", ("description", "calendar"))]
    listed = result(unit("a", everything=(finding("c1", status="satisfied"),)))
    assert told(listed, new) == [("c1", "satisfied", "not_satisfied", ("description",))]


def test_a_waiver_or_a_baseline_changes_no_status_and_is_a_part_of_its_own() -> None:
    waived = finding("c1", waiver={"end": "2026-08-31"})
    for before, after in ((finding("c1"), waived), (finding("c1"), finding("c1", known=True))):
        found = compared(result(unit("a", before)), result(unit("a", after, digest="sha256:e"), as_of=MOMENTS[1]))
        assert [(one.kind, one.causes) for one in found.differences] == [("excuse", (EXCUSE,))]
    text = "".join(_diff.as_text(compared(result(unit("a", waived)), result(unit("a", finding("c1")))), "en", False))
    assert "not satisfied, waived until 2026-08-31 → not excused" in text


def test_a_unit_in_one_result_only_is_not_compared() -> None:
    found = compared(result(unit("a", finding("c1"))), result(unit("b", finding("c1"), finding("c2"))))
    assert [(one.unit, one.kind, one.causes) for one in found.differences] == [
        ("a", "only_old", (NOT_COMPARABLE,)),
        ("b", "only_new", (NOT_COMPARABLE,)),
        ("b", "only_new", (NOT_COMPARABLE,)),
    ]
    assert [one.says.en for one in found.definitions] == [
        "units only in the earlier result: 1: a",
        "units only in the later result: 1: b",
    ]


def test_a_control_that_one_run_did_not_ask_is_not_compared() -> None:
    old, new = (result(unit("a", finding(name)), controls=(name,)) for name in ("c1", "c2"))
    assert told(old, new) == [
        ("c1", "not_satisfied", "", (NOT_COMPARABLE,)),
        ("c2", "", "not_satisfied", (NOT_COMPARABLE,)),
    ]
    every = result(unit("a"), controls=())
    assert told(old, every) == [("c1", "not_satisfied", "no_gap", (UNRECORDED,))]


def test_several_descriptions_of_one_unit_are_told_apart_by_their_files() -> None:
    first, second = unit("a", finding("c1")), unit("a", finding("c2")) | {"file": "other.yaml"}
    found = compared(result(first, second), result(first))
    assert [(one.unit, one.kind) for one in found.differences] == [
        ("a (a.yaml)", "only_old"),
        ("a (other.yaml)", "only_old"),
        ("a", "only_new"),
    ]


def test_a_region_tells_into_which_status_a_control_went() -> None:
    before, after = unit("a", finding("c1")), unit("a", digest="sha256:e")
    leaves = leaf(before, c1="not_satisfied", c2="satisfied"), leaf(after, c1="satisfied", c2="not_applicable")
    old, new = (
        result(one, region=region(node("a"), leaves=(kept,))) for one, kept in zip((before, after), leaves, strict=True)
    )
    assert told(old, new) == [
        ("c1", "not_satisfied", "satisfied", ("description",)),
        ("c2", "satisfied", "not_applicable", ("description",)),
    ]


def test_what_is_asked_across_units_changes_with_any_of_their_descriptions() -> None:
    across = finding("c9", "units[a]", profile="across")
    old = result(unit("a"), unit("b"), region=region(node("a"), node("b"), gaps=[across]))
    new = result(unit("a"), unit("b", digest="sha256:e"), region=region(node("a"), node("b")))
    assert told(old, new) == [("c9", "not_satisfied", "no_gap", ("description",))]
    other = region(node("a"), node("b")) | {"id": "south"}
    assert told(old, result(unit("a"), unit("b"), region=other)) == [("c9", "not_satisfied", "", (NOT_COMPARABLE,))]


# From descriptions


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"tiny": TINY, "good": GOOD, "bad": BAD, "open": OPEN}.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_of(tell: Command, name: str, into: str, *more: str, as_of: str = "2026-06-30") -> str:
    tell(f"{name}.yaml", "--profile", "tiny.yaml", "--as-of", as_of, "--format", f"json={into}", *more)
    return into


def test_a_description_that_was_put_right_is_told_in_both_languages(here: Path, tell: Command) -> None:
    old, new = run_of(tell, "bad", "old.json"), run_of(tell, "good", "new.json", as_of="2026-12-31")
    english, chinese = (tell("diff", old, new, "--lang", lang) for lang in ("en", "zh"))
    assert (english.code, chinese.code) == (0, 0)
    assert "OLD 1 − 1 gone − 0 only in OLD + 0 new + 0 only in NEW = NEW 0" in english.out
    assert (
        "-- description: 1\n  bad.yaml:3:46: gone mine [logs_kept] not satisfied → no gap: Logs are kept" in english.out
    )
    assert "旧 1 − 消除 1 − 仅旧有 0 + 新增 0 + 仅新有 0 = 新 0" in chinese.out
    assert "—— 描述：1 项\n  bad.yaml:3:46: 消除 mine [logs_kept] 不符合 → 无问题：日志留存" in chinese.out


def test_a_profile_that_asks_more_is_the_cause_and_is_named(here: Path, tell: Command) -> None:
    old = run_of(tell, "good", "old.json")
    (here / "tiny.yaml").write_text(TINY.replace("at_least: 3}", "at_least: 4}").replace("0.1.0", "0.2.0"), "utf-8")
    out = tell("diff", old, run_of(tell, "good", "new.json"), "--lang", "en").out
    assert "‖ profile tiny: 0.1.0 → 0.2.0" in out
    assert "-- profile: 1\n" in out


def test_two_runs_of_the_same_differ_in_nothing(here: Path, tell: Command) -> None:
    old, new = run_of(tell, "bad", "old.json"), run_of(tell, "bad", "new.json")
    out = tell("diff", old, new, "--lang", "en").out
    assert "of 1 in both, 0 changed and 1 did not" in out
    assert "cause" not in out


def test_a_difference_is_not_written_over_a_result(here: Path, tell: Command) -> None:
    old = run_of(tell, "bad", "old.json")
    before = (here / old).read_bytes()
    assert tell("diff", old, old, "--output", old).code == 2
    assert (here / old).read_bytes() == before


# Whatever a file says


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[]", "r.json"),
        ('{"schema": "egov-result/9"}', "r.json:1:12"),
        ('{"schema": "egov-result/0"}', "r.json"),
        ("schema: [", "r.json:1"),
        ("", "r.json"),
    ],
)
@pytest.mark.parametrize("command_", ["diff", "trend"])
def test_what_is_no_result_ends_the_run_at_its_place(
    here: Path, tell: Command, command_: str, text: str, place: str
) -> None:
    (here / "r.json").write_text(text, "utf-8")
    ran = tell(command_, "r.json", run_of(tell, "bad", "old.json"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(place)


@pytest.mark.parametrize(
    ("at", "value", "says"),
    [
        (("as_of",), "soon", "a moment belongs here"),
        (("units", 0, "gaps", 0, "status"), "fine", "one of these belongs here"),
        (("units", 0, "gaps", 0, "changes_at"), 3, "a text belongs here"),
        (("units", 0, "gaps", 0, "waiver"), {"end": "2026-02-30"}, "the calendar has no"),
        (("units", 0, "score", "filled_in"), "1/0", "a fraction from 0 to 1"),
        (("units", 0, "score", "interval"), ["0/1", "3/2"], "a fraction from 0 to 1"),
        (("units", 0, "score", "controls"), -1, "a whole number of 0 or more"),
        (("units", 0), [], "a mapping belongs here"),
        (("region", "leaves", 0, "controls", "odd"), [], "one of these belongs here"),
    ],
)
def test_what_is_odd_in_a_result_is_refused_at_its_place(at: tuple[str | int, ...], value: Any, says: str) -> None:
    one = unit("a", finding("c1"))
    data: Any = result(one, region=region(node("a"), leaves=(leaf(one, c1="not_satisfied"),)))
    assert taken(data).units[0].controls == {"c1": "not_satisfied"}
    inside = data = copy.deepcopy(data)
    for step in at[:-1]:
        inside = inside[step]
    inside[at[-1]] = value
    with pytest.raises(Unreadable) as caught:
        taken(data)
    assert says in str(caught.value)


ODD = st.sampled_from(
    [None, True, -1, 3, "", "x", "1/0", "2026-13-01", [], {}, [None], {"unit": 3}, "\u202e\n=cmd()<script>"]
)


def _paths(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, one in inside for path in _paths(one, (*at, key)))]


@settings(max_examples=300, deadline=None)
@given(results(), results(), st.data())
def test_a_result_that_somebody_changed_is_refused_or_read_and_never_crashes(
    old: dict[str, Any], new: dict[str, Any], data: st.DataObject
) -> None:
    changed = copy.deepcopy(new)
    for _ in range(data.draw(st.integers(1, 2))):
        *way, last = data.draw(st.sampled_from(_paths(changed)[1:]))
        inside: Any = changed
        for step in way:
            inside = inside[step]
        if data.draw(st.booleans()):
            inside[last] = data.draw(ODD)
        else:
            del inside[last]
    try:
        read_ = taken(changed)
    except Unreadable as error:
        assert error.problem.place.file == "r.json"
        assert error.problem.says.zh
        return
    for one, other in ((taken(old), read_), (read_, taken(old))):
        lines = "".join(
            (*_diff.as_text(compare(one, other), "zh", True), *_trend.as_text(trend([one, other]), "en", True))
        )
        assert "\u202e" not in lines
        json.loads("".join(_diff.as_json(compare(one, other))))
        json.loads("".join(_trend.as_json(trend([one, other]))))


def test_a_file_of_the_real_format_is_read_and_odd_names_stay_on_their_line(here: Path, tell: Command) -> None:
    odd = finding("c1", "s[\u202e\nnew]", location={**finding("c1")["location"], "file": "a\nb"})
    old, new = (
        written(here / name, data) for name, data in (("o.json", result(unit("a"))), ("n.json", result(unit("a", odd))))
    )
    out = tell("diff", old, new).out
    assert "\u202e" not in out
    assert not any(line.startswith(("new", "b")) for line in out.splitlines())
