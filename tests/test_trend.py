"""Results in the order of their moments: figures are those of the results, and no line is drawn across a break."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from command import Command, command
from hypothesis import given, settings
from hypothesis import strategies as st
from told_results import MOMENTS, finding, node, region, result, results, taken, unit, written

from egov_cloud_std.assess.trends import Trend
from egov_cloud_std.region.trending import trend
from egov_cloud_std.reports import _trend

tell = pytest.fixture(command)


def through(*data: Any) -> Trend:
    return trend([taken(one, f"{index}.json") for index, one in enumerate(data)])


def over(*lows: int, **more: Any) -> list[dict[str, Any]]:
    """Results of one unit at moments that follow one another, with these lower ends."""
    return [
        result(unit("a", low=low, high=8), as_of=moment, **more) for low, moment in zip(lows, MOMENTS, strict=False)
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(results(), min_size=2, max_size=4))
def test_figures_are_those_of_the_results_in_the_order_of_their_moments(data: list[dict[str, Any]]) -> None:
    found = through(*data)
    ordered = sorted(data, key=lambda one: str(one["as_of"]))
    assert [one.as_of.isoformat() for one in found.points] == [one["as_of"] for one in ordered]
    for point, one in zip(found.points, ordered, strict=True):
        scored = (
            one["region"]["scores"]["all"]
            if "region" in one
            else one["units"][0]["score"]
            if len(one["units"]) == 1
            else None
        )
        low = None if point.score is None or point.score.interval is None else point.score.interval.low
        assert low == (None if scored is None else Fraction(scored["interval"][0]))
        for severity, number in point.gaps_by_severity.items():
            counted = (each["counts"]["controls_by_severity"][severity] for each in one["units"])
            assert number == sum(each["not_satisfied"] for each in counted)
    for line in found.lines:
        assert len(line.values) == len(data)


@settings(max_examples=150, deadline=None)
@given(st.lists(results(), min_size=2, max_size=4))
def test_nothing_is_compared_across_a_break(data: list[dict[str, Any]]) -> None:
    found = through(*data)
    for point in found.points:
        assert point.moved is None or not point.breaks
    for line in found.lines:
        first_break = max((index for index, one in enumerate(line.values) if one.is_break), default=0)
        stretch = [one.score for one in line.values[first_break:] if one.score is not None]
        if line.moved is not None:
            first, last = stretch[0].interval, stretch[-1].interval
            assert first is not None
            assert last is not None
            assert line.moved == last.low - first.low


@pytest.mark.parametrize(
    ("later", "what"),
    [
        ({"tool": "0.2.0"}, ["tool"]),
        ({"version": "2"}, ["profile", "profile"]),
        ({"region": region(node("a"))}, ["profile", "region"]),
    ],
)
def test_another_tool_or_profile_or_kind_of_result_is_a_break(later: dict[str, Any], what: list[str]) -> None:
    (first,) = over(4)
    second = result(unit("a", low=6, version=later.get("version", "1")), as_of=MOMENTS[1], **later)
    found = through(first, second)
    assert [one.what for one in found.points[1].breaks] == what
    assert found.points[1].moved is None
    assert [one.is_break for one in found.lines[0].values] == [False, True]
    assert found.lines[0].moved is None


def test_another_part_of_the_files_or_of_the_controls_is_a_break_and_is_named() -> None:
    (first,) = over(4)
    shard = result(unit("a"), as_of=MOMENTS[1], request={"controls": [], "shard": "1/2"})
    narrowed = result(unit("a"), as_of=MOMENTS[1], controls=("c1",))
    for second, said in ((shard, "asked: everything → 1/2"), (narrowed, "asked: everything → c1")):
        found = through(first, second)
        assert [one.says.en for one in found.points[1].breaks] == [said]
        assert found.lines[0].values[1].is_break


def test_a_unit_more_is_a_break_of_the_whole_and_not_of_the_units_that_stayed() -> None:
    found = through(over(4)[0], result(unit("a", low=6, high=8), unit("b"), as_of=MOMENTS[1]))
    assert [one.says.en for one in found.points[1].breaks] == ["units only in the later result: 1: b"]
    assert {line.unit: line.moved for line in found.lines} == {"a": Fraction(1, 5), "b": None}


def test_units_that_lost_most_come_first() -> None:
    before = result(*(unit(name, low=5, high=9) for name in "abcd"))
    after = result(*(unit(name, low=low, high=9) for name, low in zip("abc", (6, 2, 5), strict=True)), as_of=MOMENTS[1])
    found = through(before, after)
    assert [(line.unit, line.moved) for line in found.lines] == [
        ("b", Fraction(-3, 10)),
        ("c", Fraction(0)),
        ("a", Fraction(1, 10)),
        ("d", None),
    ]


def in_region(*nodes: dict[str, Any], as_of: str = MOMENTS[0], **more: Any) -> dict[str, Any]:
    units = [unit(one["unit"]) for one in nodes if one["submission"] == "received"]
    return result(*units, as_of=as_of, region=region(*nodes, **more))


def test_in_a_region_how_many_units_were_sent_in_is_a_figure_and_no_break() -> None:
    city = node("city", low=3, high=9)
    before = in_region(city, node("county", "city", "not_sent", 0, 10))
    after = in_region(node("city", low=4, high=6), node("county", "city"), as_of=MOMENTS[1])
    found = through(before, after)
    assert [(one.units, one.received, one.breaks) for one in found.points] == [(2, 1, ()), (2, 2, ())]
    lines = {line.unit: line for line in found.lines}
    assert lines["city"].moved == Fraction(1, 10)
    assert [(one.submission, one.score is None) for one in lines["county"].values] == [
        ("not_sent", True),
        ("received", False),
    ]


def test_in_a_region_a_unit_that_moved_breaks_the_lines_of_those_above_it() -> None:
    before = in_region(node("city"), node("town"), node("county", "city"))
    after = in_region(node("city"), node("town"), node("county", "town"), as_of=MOMENTS[1])
    broken = {line.unit: line.values[1].is_break for line in through(before, after).lines}
    assert broken == {"city": True, "town": True, "county": False}


def test_another_weight_is_a_break_and_is_named() -> None:
    found = through(in_region(node("a")), in_region(node("a"), as_of=MOMENTS[1], weighed_by="人口"))
    assert [one.says.zh for one in found.points[1].breaks] == ["权重：无 → 人口"]
    assert found.lines[0].values[1].is_break


def test_a_tree_that_runs_in_a_circle_ends() -> None:
    circle = in_region(node("a", "b"), node("b", "a"))
    assert [line.unit for line in through(circle, circle).lines] == ["a", "b"]


def test_the_table_says_what_moved_and_marks_a_break_in_both_languages(tmp_path: Path, tell: Command) -> None:
    first, second = over(4, 5)
    third = result(unit("a", finding("c1"), low=7, high=8), as_of=MOMENTS[2], tool="0.2.0")
    paths = [written(tmp_path / f"{index}.json", one) for index, one in enumerate((third, first, second))]
    english, chinese = (tell("trend", *paths, "--lang", lang) for lang in ("en", "zh"))
    assert (english.code, chinese.code) == (0, 0)
    head, *rows = english.out.splitlines()
    assert head.split() == [
        "result",
        "as",
        "of",
        "filled",
        "in",
        "satisfied",
        "of",
        "decided",
        "score",
        "interval",
        "lower",
        "end,",
        "points",
        "gaps,",
        "high",
        "gaps,",
        "medium",
        "gaps,",
        "low",
    ]
    assert [row.split("  ")[0].rpartition("/")[2] for row in rows[:2]] == ["1.json", "2.json"]
    assert rows[0].split()[1:] == ["2026-01-31", "00:00", "60.0%", "66.6%", "40.0%", "–", "80.0%", "—", "0", "0", "0"]
    assert rows[1].split()[1:] == [
        "2026-06-30",
        "00:00",
        "70.0%",
        "71.4%",
        "50.0%",
        "–",
        "80.0%",
        "+10.0",
        "0",
        "0",
        "0",
    ]
    assert rows[2:4] == ["‖ not measured alike, so not compared:", "‖   tool: 0.1.0 → 0.2.0"]
    assert rows[4].split()[-4:] == ["—", "1", "1", "1"]
    assert "‖ 口径不同，上下不作比较：\n‖   工具版本：0.1.0 → 0.2.0\n" in chinese.out


def test_units_are_joined_by_an_arrow_or_parted_by_a_mark(tmp_path: Path, tell: Command) -> None:
    before = result(unit("甲"), unit("乙"))
    after = result(unit("甲", low=2), unit("乙", version="2"), as_of=MOMENTS[1])
    paths = [written(tmp_path / f"{index}.json", one) for index, one in enumerate((before, after))]
    lines = tell("trend", *paths, "--lang", "zh").out.splitlines()
    table = [line.split() for line in lines if line.startswith(("甲", "乙"))]
    assert table == [
        ["甲", "40.0%", "–", "60.0%", "→", "20.0%", "–", "60.0%", "−20.0"],
        ["乙", "40.0%", "–", "60.0%", "‖", "40.0%", "–", "60.0%", "—"],
    ]


def test_json_has_what_the_text_has(tmp_path: Path, tell: Command) -> None:
    paths = [written(tmp_path / f"{index}.json", one) for index, one in enumerate(over(4, 5))]
    found = json.loads(tell("trend", *paths, "--format", "json").out)
    assert found["schema"] == "egov-trend/0"
    assert [one["score"]["interval"] for one in found["results"]] == [["2/5", "4/5"], ["1/2", "4/5"]]
    assert [one["moved"] for one in (found["results"][1], found["units"][0])] == ["1/10", "1/10"]


def test_one_result_has_no_trend(tmp_path: Path, tell: Command) -> None:
    ran = tell("trend", written(tmp_path / "a.json", over(4)[0]))
    assert (ran.code, ran.out) == (2, "")


def test_what_moved_a_little_is_not_said_to_have_stood_still() -> None:
    (first,) = over(4)
    low = {"interval": ["4001/10000", "8/10"]}
    second = result(unit("a") | {"score": first["units"][0]["score"] | low}, as_of=MOMENTS[1])
    assert "+<0.1" in "".join(_trend.as_text(through(first, second), "en", False))


def test_more_results_than_fit_show_lower_ends_only() -> None:
    data = [result(unit("a", low=low), unit("b"), as_of=f"2026-0{low + 1}-01T00:00:00+08:00") for low in range(1, 6)]
    text = "".join(_trend.as_text(through(*data), "en", False))
    (row,) = [line.split() for line in text.splitlines() if line.startswith("a ")]
    assert row == ["a", "10.0%", "→", "20.0%", "→", "30.0%", "→", "40.0%", "→", "50.0%", "+40.0"]
