"""Results of regions joined: shards of one run, or what each city made."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from command import AS_OF, TINY, Command, command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egov_cloud_std import Profile, Unreadable
from egov_cloud_std.region.merging import merge
from egov_cloud_std.region.survey import load_regional
from egov_cloud_std.run import load_profiles

REGION = """\
schema: egov-region/0
region: {id: demo, name: 示例省, weighed_by: 常住人口（万人）}
units:
  - {id: province, name: 示例省, level: province, division_code: "990000", weight: 1000}
  - {id: city, name: 示例市, level: city, division_code: "990100", weight: 300}
  - {id: county, name: 示例县, level: county, division_code: "990101", weight: 40}
  - {id: silent, name: 未报县, level: county, division_code: "990102", weight: 20}
  - {id: broken, name: 坏县, level: county, division_code: "990103", weight: 20}
"""
PROVINCE = """\
schema: egov-platform/0
platform: {id: province, name: 示例省政务云, level: province, division_code: "990000", operator: 甲公司}
architecture: {carried: [{id: city}], links: [{id: l1, peer: city, network: extranet}]}
security:
  protection_level: 3
  level_assessment: {level: 3, valid_until: 2027-12-31, verdict: good}
  logs: {kept: 90 天}
figures: [{id: f1, of: 业务系统, value: 30, unit: 个, scope: region}]
"""
UNIT = """\
schema: egov-platform/0
platform: {{id: {unit}, name: {unit}, level: {level}, division_code: "{code}", carried_by: {carrier}}}
security: {{protection_level: 2}}
figures: [{{id: f1, of: 业务系统, value: 10, unit: 个}}]
not_applicable: [{{control: logs_kept_six_months, reason: 由承载平台负责}}]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "province"
    folder.mkdir()
    texts = {
        "region.yaml": REGION,
        "province.yaml": PROVINCE,
        "city.yaml": UNIT.format(unit="city", level="city", code="990100", carrier="province"),
        "county.yaml": UNIT.format(unit="county", level="county", code="990101", carrier="city"),
        "broken.yaml": "schema: egov-platform/0\nplatform: {id: broken\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return command(capsys, monkeypatch)


def results(tell: Command, parts: int) -> list[str]:
    names = [f"part-{number}-{parts}.json" for number in range(1, parts + 1)]
    for number, name in enumerate(names, 1):
        tell("province", *AS_OF, "--shard", f"{number}/{parts}", "--format", f"json={name}")
    return names


def test_shards_come_to_the_bytes_of_one_run_in_any_order_and_with_any_number_of_processes(
    here: Path, tell: Command
) -> None:
    one, two = (tell("province", *AS_OF, "--format", "json", "--jobs", jobs, "--no-cache").out for jobs in ("1", "2"))
    joined = [tell("merge", *order, "--format", "json").out for order in (results(tell, 3), results(tell, 4)[::-1])]
    assert one == two == joined[0] == joined[1]
    assert [node["submission"] for node in json.loads(one)["region"]["nodes"]] == [
        "received",
        "received",
        "received",
        "not_sent",
        "unreadable",
    ]


def test_text_of_shards_is_that_of_one_run(here: Path, tell: Command) -> None:
    for lang in ("zh", "en"):
        whole = tell("province", *AS_OF, "--lang", lang)
        joined = tell("merge", *results(tell, 2), "--lang", lang)
        assert (joined.out, joined.code) == (whole.out, whole.code)


@pytest.mark.parametrize("form", ["json", "text"])
def test_shards_come_to_the_bytes_of_one_run_where_lists_stand_in_tables(here: Path, tell: Command, form: str) -> None:
    text = UNIT.format(unit="county", level="county", code="990101", carrier="city")
    table = "figures: [{id: f1, of: 业务系统, value: 10, unit: 个}]"
    assert table in text
    (here / "province" / "county.yaml").write_text(text.replace(table, "figures: {file: figures.csv}"), "utf-8")
    rows = "id,of,value,unit\nf1,业务系统,10,个\nf2,覆盖率,130,%\n"
    (here / "province" / "figures.csv").write_bytes(rows.encode("gb18030"))
    whole = tell("province", *AS_OF, "--format", form).out
    assert "f2,覆盖率,130,%" in whole  # the line of the table
    assert tell("merge", *results(tell, 2), "--format", form).out == whole
    (here / "province" / "figures.csv").write_text(rows.replace("覆盖率", "合格率"), "utf-8")
    assert "合格率" not in tell("merge", *results(tell, 0), "part-1-2.json", "part-2-2.json", "--format", form).out


def test_remembered_leaves_give_the_same_bytes(here: Path, tell: Command) -> None:
    first = tell("province", *AS_OF, "--format", "json").out
    assert tell("province", *AS_OF, "--format", "json").out == first
    assert list((here / "cache").glob("units-*.lines"))


def test_results_that_answer_different_questions_are_refused_unless_accepted_and_then_said(
    here: Path, tell: Command
) -> None:
    names = results(tell, 2)
    changed = json.loads((here / names[1]).read_text("utf-8"))
    changed["as_of"] = "2026-07-01T00:00:00+08:00"
    changed["profiles"][0]["digest"] = "sha256:" + "0" * 64
    (here / names[1]).write_text(json.dumps(changed), "utf-8")
    refused = tell("merge", *names, "--lang", "en")
    assert (refused.code, refused.out) == (2, "")
    assert "as of 2026-07-01" in refused.err
    assert "another terminology" in refused.err
    accepted = tell("merge", *names, "--accept-differences", "--lang", "en")
    assert "as of 2026-07-01" in accepted.out
    assert "another terminology" in accepted.out
    said = json.loads(tell("merge", *names, "--accept-differences", "--format", "json").out)["region"]["differing"]
    assert len(said) == 2


def test_cities_are_joined_under_the_provinces_own_file(here: Path, tell: Command) -> None:
    for name in ("city", "county"):
        folder = here / f"of-{name}"
        folder.mkdir()
        (folder / "region.yaml").write_text(
            f"schema: egov-region/0\nregion: {{id: {name}}}\nunits: [{{id: {name}}}]\n", "utf-8"
        )
        (folder / f"{name}.yaml").write_bytes((here / "province" / f"{name}.yaml").read_bytes())
        tell(str(folder.name), *AS_OF, "--format", f"json={name}.json")
    assert tell("merge", "city.json", "county.json").code == 2  # two region files, and none of the province's
    joined = json.loads(
        tell("merge", "city.json", "county.json", "--region", "province/region.yaml", "--format", "json").out
    )
    assert joined["region"]["id"] == "demo"
    assert joined["region"]["submission"] == {"received": 2, "unreadable": 0, "twice": 0, "not_sent": 3}


def test_unit_in_two_results_is_used_from_neither(here: Path, tell: Command) -> None:
    names = results(tell, 1)
    (here / "again.json").write_bytes((here / names[0]).read_bytes())
    joined = json.loads(tell("merge", names[0], "again.json", "--format", "json").out)
    assert joined["region"]["submission"]["twice"] == 3
    assert joined["units"] == []


def test_what_is_no_result_of_a_region_is_refused_at_its_place(here: Path, tell: Command) -> None:
    tell("province/province.yaml", *AS_OF, "--format", "json=single.json")
    for name in ("single.json", "province/region.yaml", "province/broken.yaml"):
        ran = tell("merge", name, "--lang", "en")
        assert ran.code == 2
        assert name in ran.err


ODD = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.text(max_size=4), st.just([]), st.just({}))


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return (
        [path, *(one for key, inner in inside for one in places(inner, (*path, key)))]
        if path
        else [one for key, inner in inside for one in places(inner, (key,))]
    )


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any], tuple[Profile, ...]]:
    folder = tmp_path_factory.mktemp("region")
    (folder / "a.yaml").write_text(PROVINCE, "utf-8")
    (folder / "b.yaml").write_text(UNIT.format(unit="city", level="city", code="990100", carrier="province"), "utf-8")
    from egov_cloud_std.clock import parse_moment
    from egov_cloud_std.region.survey import Ways, survey
    from egov_cloud_std.reports import render

    (folder / "tiny.yaml").write_text(TINY, "utf-8")
    profiles = (*load_profiles([str(folder / "tiny.yaml")]), *load_regional())
    found = survey(folder, profiles, as_of=parse_moment("2026-06-30"), ways=Ways(jobs=1, remember=False))
    return folder, json.loads("".join(str(one) for one in render(found, "json"))), profiles


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_odd_results_are_refused_or_joined_and_never_end_in_a_traceback(
    result: tuple[Path, dict[str, Any], tuple[Profile, ...]], data: st.DataObject
) -> None:
    folder, whole, profiles = result
    changed = deepcopy(whole)
    spots = places(changed)
    at = data.draw(st.sampled_from(spots))
    holder: Any = changed
    for step in at[:-1]:
        holder = holder[step]
    if data.draw(st.booleans()) and isinstance(holder, dict):
        del holder[at[-1]]
    else:
        holder[at[-1]] = data.draw(ODD)
    path = folder / "odd.json"
    path.write_text(json.dumps(changed), "utf-8")
    try:
        joined = merge([path], profiles, accept=True)
    except Unreadable as error:
        assert error.problem.place.file == str(path)
    else:
        assert joined.region is not None


@pytest.mark.parametrize(
    ("name", "value"), [("name", "splendid"), ("data", "text"), ("first", -1), ("value", "若干"), ("unknown", "1")]
)
def test_what_a_region_sees_of_a_unit_is_held_against_its_fields(
    result: tuple[Path, dict[str, Any], tuple[Profile, ...]], name: str, value: object
) -> None:
    folder, whole, profiles = result
    changed = deepcopy(whole)
    seen = next(one for one in changed["region"]["leaves"][0]["seen"] if one["name"] == "figures")
    (seen if name in seen else seen["data"])[name] = value
    refused(changed, folder, profiles)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda leaf: leaf.update(seen=[]),
        lambda leaf: leaf["seen"].append(leaf["seen"][0]),
        lambda leaf: leaf["seen"][0].update(data=None),
        lambda leaf: leaf.update(seen_spans=[1, 0, 1, 2, 0]),
        lambda leaf: leaf.update(seen_spans=[1, 1, 1, 2, 1]),
        lambda leaf: leaf.update(places={next(iter(leaf["controls"].values()))[0]: [0, 1, 1, 1, 0]}),
        lambda leaf: leaf.update(sources=[["/etc/passwd", ""]]),
    ],
)
def test_a_unit_of_another_shape_is_refused(
    result: tuple[Path, dict[str, Any], tuple[Profile, ...]], spoil: Callable[[dict[str, Any]], object]
) -> None:
    folder, whole, profiles = result
    changed = deepcopy(whole)
    spoil(changed["region"]["leaves"][0])
    refused(changed, folder, profiles)


def refused(changed: dict[str, Any], folder: Path, profiles: tuple[Profile, ...]) -> None:
    path = folder / "spoilt.json"
    path.write_text(json.dumps(changed, ensure_ascii=False), "utf-8")
    with pytest.raises(Unreadable) as caught:
        merge([path], profiles, accept=True)
    assert caught.value.problem.place.file == str(path)
