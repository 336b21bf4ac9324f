"""What a region sees of its units, where it stands, and how like one another descriptions are."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repository import ROOT

from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.assess.statuses import CODES
from egov_cloud_std.clock import parse_moment
from egov_cloud_std.document import Place, read
from egov_cloud_std.document.values import parts_of
from egov_cloud_std.platforms import Platform, describe
from egov_cloud_std.platforms.regional import seen_of
from egov_cloud_std.region.likeness import CROWD, LOOKED_AT, Likest, likest, sketch_of
from egov_cloud_std.region.survey import Lines, Ways, survey
from egov_cloud_std.run import load_profiles
from egov_cloud_std.run.checking import read_platform

MOMENT = parse_moment("2026-06-30")
EXAMPLES = ("city", "county", "provincial-month")


def example(name: str) -> Platform:
    return read_platform(ROOT / "examples" / name / "platform.yaml")


def test_a_region_sees_whose_platform_it_is_and_who_carries_it() -> None:
    _, unit, _ = next(iter(seen_of(example("county"))))
    assert isinstance(unit, dict)
    assert unit["platform"]["carried_by"] == "example-city"
    assert unit["platform"]["level"] == "county"
    assert unit["architecture"]["carrier"]["mode"] == "carried"
    assert unit["security"]["level_assessment"]["verdict"] == "basically_conforms"
    assert not {"submission", "unstated", "likeness"} & {*unit}


@pytest.mark.parametrize("name", EXAMPLES)
def test_places_found_in_one_walk_are_the_places_found_one_by_one(name: str) -> None:
    platform, number = example(name), 0
    for _, data, path in seen_of(platform):
        if isinstance(data, dict):
            walked = platform.places(path, data)
            assert walked == [platform.place((*path, *steps)) for steps in parts_of(data)]
            number += len(walked)
    assert number > 5


def test_one_walk_goes_through_aliases_merge_keys_and_tables() -> None:
    text = "a: &one {x: 1, y: {z: [1, 2]}}\nb: {<<: *one, w: 3}\nc: [*one, {x: 5}]\n"
    part = {"b": {"x": 1, "y": {"z": [1, 2]}, "w": 3}, "c": [{"x": 1}, {"x": 5}], "d": 4}
    for form in ("yaml", "json"):
        written = text if form == "yaml" else '{"b": {"x": 1, "y": {"z": [1]}, "w": 3}, "c": [{"x": 1}, {"x": 5}]}'
        document = read(written.encode(), f"a.{form}")
        walked = document.places((), part)
        assert walked == [document.place(steps) if document.has(steps) else None for steps in parts_of(part)]
        assert len(walked) == 12
        assert walked[-1] is None
    table = read(b"id,sla.time\na,5\nb,6\n", "a.csv")
    assert table.places((1,), {"id": "b", "name": "B", "sla": {"time": "6"}}) == [
        table.place((1,)),
        table.place((1, "id")),
        None,
        table.place((1, "sla")),
        table.place((1, "sla", "time")),
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_first_place_is_that_of_the_first_finding(name: str) -> None:
    assessment = assess_platform(load_profiles(), example(name), MOMENT)
    failing = {CODES["not_satisfied"], CODES["partly_satisfied"]}
    found = Findings(assessment)
    for one in assessment.conclusions:
        first = next(found.of(one, failing), None)
        assert found.first_place(one, failing) == (None if first is None else first.place), one.control.id


def test_a_line_is_the_line_of_the_place_even_of_a_broken_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 一\u2028二\r\nb: [没有写完\n", encoding="utf-8")
    lines = Lines(tmp_path)
    assert lines.of(Place(str(file), 2, 1, 2, 2)) == "b: [没有写完"
    assert lines.of(Place(str(file), 1, 1, 1, 2)) == "a: 一\u2028二"
    assert lines.of(Place(str(file), 9, 1, 9, 2)) == ""
    assert lines.of(Place(str(tmp_path / "gone.yaml"), 1, 1, 1, 2)) == ""
    assert lines.of(Place("/etc/hostname", 1, 1, 1, 2)) == ""


@pytest.mark.parametrize("cache", ["", "cache"])
def test_what_stands_in_a_table_is_pointed_at_in_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str
) -> None:
    """In a first run, and where the unit is remembered."""
    monkeypatch.setenv("EGOV_CHECK_CACHE", cache and str(tmp_path / cache))
    folder = tmp_path / "region"
    folder.mkdir()
    unit = "schema: egov-platform/0\nplatform: {id: one, level: county}\nfigures: {file: figures.csv}\n"
    (folder / "one.yaml").write_text(unit, encoding="utf-8")
    (folder / "figures.csv").write_bytes("id,of,value,unit\nf,云主机,9,台\ng,覆盖率,130,%\n".encode("gb18030"))
    for _ in range(2):
        region = survey(folder, as_of=MOMENT, ways=Ways(jobs=1)).region
        assert region is not None
        (question,) = (one for one in region.questions() if one.control.id == "percentage_possible")
        assert (question.place.file, question.place.line) == (str(folder / "figures.csv"), 3)
        assert question.line == "g,覆盖率,130,%"


def test_the_figures_of_the_period_before_stay_as_they_were_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EGOV_CHECK_CACHE", "")
    for name in ("one", "two"):
        text = f"schema: egov-platform/0\nplatform: {{id: {name}, level: county}}\n"
        (tmp_path / f"{name}.yaml").write_text(
            text + "figures: [{id: f, of: 云主机, unit: 台, value: 900}]\n", encoding="utf-8"
        )
    earlier = [{"id": "one/f", "platform_id": "one", "of": "云主机", "unit": "台", "value": "100"}]
    region = survey(tmp_path, as_of=MOMENT, earlier=earlier, ways=Ways(jobs=1)).region
    assert region is not None
    assert [one.subject for one in region.questions() if one.control.id == "figure_jumped"] == ["figures[one/f]"]
    assert earlier == [{"id": "one/f", "platform_id": "one", "of": "云主机", "unit": "台", "value": "100"}]


def test_an_empty_folder_is_a_region_of_nothing(tmp_path: Path) -> None:
    result = survey(tmp_path, as_of=MOMENT)
    assert result.region is not None
    assert (result.region.nodes, result.unread) == ((), ())


def described(unit: int, notes: int) -> Platform:
    text = f"schema: egov-platform/0\nplatform: {{id: u{unit}}}\narchitecture:\n  tenants:\n"
    text += "".join(f"    - {{id: t-{number}, name: 第 {number} 处}}\n" for number in range(30))
    text += "governance: {training: [" + ", ".join(f"{{id: n-{unit}-{number}}}" for number in range(notes)) + "]}\n"
    return describe(read(text.encode(), f"{unit}.yaml"))


@pytest.mark.parametrize("copies", [2, CROWD, CROWD + 1, 3 * CROWD])
def test_a_description_that_many_copied_is_like_those_of_the_others(copies: int) -> None:
    sketches = {f"u{unit}": sketch_of(described(unit, 1)) for unit in range(copies)}
    sketches["apart"] = tuple(range(48))
    found = likest(sketches)
    assert {*found} == {*sketches} - {"apart"}
    assert all(one.likeness >= 0.9 for one in found.values())


def test_a_description_with_little_in_it_is_like_no_other() -> None:
    assert sketch_of(describe(read(b"schema: egov-platform/0\nplatform: {id: a}\n", "a.yaml"))) == ()


def test_likeness_is_the_share_that_is_common() -> None:
    one, other = (sketch_of(described(unit, 40)) for unit in (1, 2))
    assert likest({"a": one, "b": one})["a"].likeness == 1
    found = likest({"a": one, "b": other}).get("a")
    assert found is not None
    assert 0.4 < found.likeness < 0.75  # 60 of 140 values in the union are common


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.integers(0, 12), min_size=1, max_size=6), min_size=2))
def test_the_likest_is_the_one_with_most_in_common_of_the_least_of_both(sets: dict[str, set[int]]) -> None:
    """Of few units, which all are held against each other."""
    found = likest({unit: sorted(one) for unit, one in sets.items()})
    for unit, mine in sets.items():
        shares = {}
        for other, theirs in sets.items():
            if other != unit and mine & theirs:
                length = min(len(mine), len(theirs))
                shares[other] = Fraction(len(mine & theirs & {*sorted(mine | theirs)[:length]}), length)
        if len(shares) <= LOOKED_AT:
            best = min(shares, key=lambda other: (-shares[other], other), default=None)
            assert found.get(unit) == (None if best is None else Likest(best, shares[best]))


def test_a_sketch_that_says_a_hash_twice_is_like_others_and_not_like_itself() -> None:
    """As the result of somebody else may, which `merge` takes."""
    sketches = {f"u{number:03}": [1, 1, 2, 2, 100 + number] for number in range(CROWD + 6)}
    once = {unit: sorted({*sketch}) for unit, sketch in sketches.items()}
    assert likest(sketches) == likest(once)
    assert all(one.unit != unit for unit, one in likest(sketches).items())
