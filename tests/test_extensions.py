"""Fields `x_…` of a description: free, unless a profile brings a JSON Schema for those at one place."""

import json
import re
import time
from pathlib import Path
from textwrap import indent

import jsonschema
import pytest
from command import Command, command
from samples import NOW, problems_of, profile_text

from egov_cloud_std.document import Problem, read
from egov_cloud_std.platforms import Platform, describe, record
from egov_cloud_std.profiles import Profile, read_profile
from egov_cloud_std.profiles.extensions import DEEP, KEYWORDS, VALUES
from egov_cloud_std.profiles.schema import overlay_schema, profile_schema
from egov_cloud_std.run import check
from egov_cloud_std.run.extending import LONG, Extensions

tell = pytest.fixture(command)
ASKS = "expect: {security.protection_level: {at_least: 2}}"


def written(extensions: str) -> str:
    return profile_text(ASKS) + "extensions:\n" + indent(extensions.strip("\n"), "  ") + "\n"


def with_schema(extensions: str) -> Profile:
    found, problems = read_profile(read(written(extensions).encode(), "profile.yaml"), record())
    assert [one.says.en for one in problems] == []
    assert found is not None
    return found


def held(extensions: str, description: str) -> Platform:
    text = f"schema: egov-platform/0\nplatform: {{id: p}}\n{description}\n"
    before = describe(read(text.encode(), "platform.yaml"))
    assert before.problems == ()
    after = Extensions([with_schema(extensions)]).hold(before)
    assert after.data is before.data  # the values stay free
    return after


def spot(problem: Problem) -> tuple[int, int]:
    return problem.place.line, problem.place.column


SYSTEMS = """
- at: architecture.systems
  schema:
    properties:
      x_code: {type: string, pattern: "^[0-9]{4}-[0-9]{3,4}$"}
      x_cost: {type: number, minimum: 0, multipleOf: 0.01}
      x_kind: {enum: [new, rebuilt]}
      x_years: {type: array, items: {type: integer}, maxItems: 2}
      x_owner: {type: object, required: [name], properties: {name: {type: string}}, additionalProperties: false}
    required: [x_code]
    additionalProperties: false
"""


def test_fields_that_meet_their_schema_are_no_problem() -> None:
    good = "architecture: {systems: [{id: a, x_code: 2026-013, x_cost: 0.30, x_kind: new, x_years: [2026], x_owner: {name: 甲}}]}"
    assert held(SYSTEMS, good).problems == ()
    assert held(SYSTEMS, "architecture: {systems: []}\nx_else: 1").problems == ()
    assert held(SYSTEMS, "security: {x_code: 3}").problems == ()


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ("x_code: »12", "x_code 应为文字，现为 12", "x_code is to be a text; it is 12"),
        ("x_code: »2026", "x_code 应为文字，现为 2026", "x_code is to be a text; it is 2026"),
        ("x_code: »2026/013", "x_code 应为符合", "a text that matches"),
        ("x_code: 2026-013, x_cost: »-3.5", "不小于 0 的数，现为 -3.5", "at least 0; it is -3.5"),
        ("x_code: 2026-013, x_cost: »0.305", "应为 0.01 的整数倍，现为 0.305", "a multiple of 0.01; it is 0.305"),
        ("x_code: 2026-013, x_kind: »old", "x_kind 应为 new、rebuilt", "x_kind is to be new or rebuilt; it is old"),
        ("x_code: 2026-013, x_years: [2026, »x]", "应为整数", "a whole number"),
        ("x_code: 2026-013, x_years: »[1, 2, 3]", "项数应不多于 2", "at most so many entries: 2"),
        ("x_code: 2026-013, x_owner: »{}", "缺少扩展字段 name", "the extension field name is not stated"),
        ("x_code: 2026-013, x_owner: {name: 甲, »age: 3}", "没有名为 age 的扩展字段", "no extension field named age"),
        ("x_code: 2026-013, »x_cots: 3", "没有名为 x_cots 的扩展字段", "no extension field named x_cots"),
    ],
)
def test_what_does_not_is_a_problem_at_the_place_of_the_value(fields: str, zh: str, en: str) -> None:
    line = f"architecture: {{systems: [{{id: a, {fields}}}]}}"
    (problem,) = held(SYSTEMS, line.replace("»", "")).problems
    assert spot(problem) == (3, line.index("»") + 1)
    assert zh in problem.says.zh
    assert en in problem.says.en
    wanted = written(SYSTEMS).splitlines()
    at = re.search(r"profile\.yaml:(\d+)", problem.fix.en)
    assert at is not None
    assert "x_" in wanted[int(at[1]) - 1] or "additionalProperties" in wanted[int(at[1]) - 1]


def test_a_field_that_is_required_is_missed_in_each_item_and_null_states_nothing() -> None:
    text = "architecture: {systems: [{id: a}, {id: b, x_code: null}, {id: c, x_code: 2026-013}]}"
    problems = held(SYSTEMS, text).problems
    assert [one.says.en for one in problems] == ["the extension field x_code is not stated"] * 2


@pytest.mark.parametrize(
    ("at", "description"),
    [
        ("", "x_a: »1"),
        ("platform", "security: {x_a: 1}\nx_a: 2"),
        ("security.logs", "security: {logs: {x_a: »1}}"),
        ("performance.utilisation[].bands", "performance: {utilisation: [{id: u, bands: [{id: b, x_a: »1}]}]}"),
    ],
)
def test_a_schema_is_for_one_place(at: str, description: str) -> None:
    entry = f"- {{at: '{at}', schema: {{properties: {{x_a: {{type: string}}}}}}}}"
    problems = held(entry, description.replace("»", "")).problems
    assert [spot(one) for one in problems] == ([(3, description.index("»") + 1)] if "»" in description else [])


def test_numbers_are_exact_and_as_large_as_they_are_written() -> None:
    entry = "- {schema: {properties: {x_a: {multipleOf: 0.1}, x_b: {maximum: 1e40}, x_c: {type: integer}}}}"
    assert held(entry, f"x_a: 0.3\nx_b: {'9' * 40}\nx_c: 5.0").problems == ()
    assert len(held(entry, f"x_a: 0.35\nx_b: 1{'0' * 41}\nx_c: .inf").problems) == 3


def test_draft_seven_is_taken_too() -> None:
    entry = """
- schema:
    $schema: http://json-schema.org/draft-07/schema#
    definitions: {code: {type: string}}
    properties: {x_a: {$ref: '#/definitions/code'}, x_b: {items: [{type: integer}]}}
"""
    assert len(held(entry, "x_a: 1\nx_b: [x]").problems) == 2


def test_the_same_schema_brought_twice_is_asked_once() -> None:
    one = with_schema("- {schema: {properties: {x_a: {type: string}}}}")
    platform = describe(read(b"schema: egov-platform/0\nplatform: {id: p}\nx_a: 1\n", "p.yaml"))
    assert len(Extensions([one, one]).hold(platform).problems) == 1


MISTAKES = {
    "no schema": ("- »{at: platform}", "missing_key"),
    "unknown key": ("- {»att: platform, schema: {}}", "unknown_key"),
    "unknown place": ("- {at: »platfrom, schema: {}}", "no_such_route"),
    "place of a scalar": ("- {at: »platform.name, schema: {}}", "no_such_route"),
    "file in a profile": ("- {schema: »fields.json}", "mapping_expected"),
    "field of the model": ("- {schema: {properties: {»operator: {type: string}}}}", "not_an_extension"),
    "required field of the model": ("- {schema: {required: [x_a, »operator]}}", "not_an_extension"),
    "misspelt keyword": ("- {schema: {»propertys: {}}}", "no_such_keyword"),
    "misspelt keyword inside": ("- {schema: {properties: {x_a: {»typ: string}}}}", "no_such_keyword"),
    "format, which would not be held": ("- {schema: {properties: {x_a: {»format: date}}}}", "no_such_keyword"),
    "unknown type": ("- {schema: {properties: {x_a: {type: »text}}}}", "not_a_schema"),
    "bound that is no number": ("- {schema: {properties: {x_a: {minimum: »low}}}}", "not_a_schema"),
    "a schema that is none": ("- {schema: {properties: {x_a: »3}}}", "mapping_expected"),
    "another document": ("- {schema: {properties: {x_a: {$ref: »'https://example.org/a'}}}}", "foreign_reference"),
    "a file": ("- {schema: {properties: {x_a: {$ref: »'other.json#/a'}}}}", "foreign_reference"),
    "anything but a definition": ("- {schema: {properties: {x_a: {$ref: »'#'}}}}", "foreign_reference"),
    "identity of its own": ("- {schema: {»$id: 'https://example.org/a'}}", "no_such_keyword"),
    "dynamic reference": ("- {schema: {properties: {x_a: {»$dynamicRef: '#a'}}}}", "no_such_keyword"),
    "unknown definition": ("- {schema: {$defs: {code: {}}, properties: {x_a: {$ref: »'#/$defs/cod'}}}}", "no_such_reference"),
    "circle": ("- {schema: {$defs: {a: {items: {$ref: »'#/$defs/a'}}}, properties: {x_a: {$ref: '#/$defs/a'}}}}", "circular_reference"),
    "unknown draft": ("- {schema: {$schema: »'http://json-schema.org/draft-04/schema#'}}", "no_such_dialect"),
    "pattern that runs away": ("- {schema: {properties: {x_a: {pattern: »'^(a+)+$'}}}}", "pattern_not_simple"),
    "pattern without a beginning": ("- {schema: {properties: {x_a: {pattern: »'a+$'}}}}", "pattern_not_simple"),
    "pattern of alternatives": ("- {schema: {properties: {x_a: {pattern: »'^a|b'}}}}", "pattern_not_simple"),
    "pattern with many repeats": ("- {schema: {properties: {x_a: {pattern: »'^a*a*a*a*b'}}}}", "pattern_not_simple"),
    "pattern that is none": ("- {schema: {properties: {x_a: {pattern: »'^[z-a]'}}}}", "pattern_not_simple"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_in_a_schema_is_a_problem_at_its_own_place(name: str) -> None:
    text, code = MISTAKES[name]
    marked = written(text)
    before = marked.split("»")[0]
    (problem,) = problems_of(marked.replace("»", ""))
    assert problem.code == code
    assert spot(problem) == (before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1)
    assert re.search("[\u4e00-\u9fff]", problem.says.zh)
    assert problem.says.en


def bomb(levels: int) -> str:
    """A schema that is short to write, and doubles with every level."""
    defs = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(levels)}
    return json.dumps(
        {"$defs": defs | {f"d{levels}": {"type": "string"}}, "properties": {"x_a": {"$ref": "#/$defs/d0"}}}
    )


def deep(levels: int) -> str:
    schema: dict[str, object] = {}
    for _ in range(levels):
        schema = {"not": schema}
    return json.dumps({"properties": {"x_a": schema}})


@pytest.mark.parametrize(
    "schema",
    [bomb(30), deep(DEEP), json.dumps({"properties": {f"x_{n}": {} for n in range(VALUES)}})],
    ids=["bomb", "deep", "long"],
)
def test_a_schema_that_is_too_large_is_refused_at_once(schema: str) -> None:
    began = time.perf_counter()
    assert [one.code for one in problems_of(written(f"- schema: {schema}"))] == ["schema_too_large"]
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "pattern", ["^[a-z]*[a-z]*[a-z]*!", "^a?[^b]{1,99}.*c$", r"^\d{6}$", "^[一-龥]+$", r"^X\.[0-9]+"]
)
def test_no_text_however_long_stops_a_pattern(pattern: str) -> None:
    entry = f"- {{schema: {{properties: {{x_a: {{pattern: '{pattern}'}}}}}}}}"
    began = time.perf_counter()
    assert len(held(entry, f"x_a: {'a' * LONG}").problems) == 1
    (problem,) = held(entry, f"x_a: {'a' * 100_000}").problems
    assert str(LONG) in problem.says.en
    assert time.perf_counter() - began < 2


def test_keywords_are_a_closed_set_without_anything_that_is_fetched_or_run() -> None:
    assert not {"$id", "$anchor", "$dynamicRef", "$recursiveRef", "format", "patternProperties", "uniqueItems"} & set(
        KEYWORDS
    )


@pytest.mark.parametrize("draft", ["2020-12", "7"])
def test_the_published_schemas_know_extensions(draft: str) -> None:
    for schema, good in (
        (profile_schema(draft), [{"at": "platform", "schema": {}}]),
        (overlay_schema(draft), [{"schema": "fields.json"}]),
    ):
        checker = jsonschema.validators.validator_for(schema)
        checker.check_schema(schema)
        inner = checker({**schema["properties"]["extensions"], "$schema": schema["$schema"]})
        assert inner.is_valid(good)
        assert not inner.is_valid([{"schem": {}}])


def test_a_run_reports_them_and_ends_as_with_any_other_unusable_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Command
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path / "cache"))
    Path("p.yaml").write_text(written("- {at: platform, schema: {properties: {x_a: {type: string}}}}"), "utf-8")
    Path("good.yaml").write_text(
        "schema: egov-platform/0\nplatform: {id: p, x_a: b}\nsecurity: {protection_level: 3}\n", "utf-8"
    )
    Path("bad.yaml").write_text(
        "schema: egov-platform/0\nplatform: {id: p, x_a: 1}\nsecurity: {protection_level: 3}\n", "utf-8"
    )
    for _ in range(2):  # read, then from memory
        assert tell("good.yaml", "--profile", "p.yaml").code == 0
        ran = tell("bad.yaml", "--profile", "p.yaml", "--lang", "en")
        assert (ran.code, "bad.yaml:2:24: x_a is to be a text; it is 1" in ran.out) == (2, True)
    assert list((tmp_path / "cache").glob("profile-*.json"))


def test_items_of_a_file_that_a_description_names_are_held_too(tmp_path: Path) -> None:
    (tmp_path / "systems.csv").write_text("id,x_code\na,2026-013\nb,late\n", "utf-8")
    (tmp_path / "p.yaml").write_text(
        "schema: egov-platform/0\nplatform: {id: p}\narchitecture: {systems: {file: systems.csv}}\n", "utf-8"
    )
    result = check([tmp_path / "p.yaml"], [with_schema(SYSTEMS)], as_of=NOW)
    (problem,) = result.units[0].problems
    assert (Path(problem.place.file).name, problem.place.line) == ("systems.csv", 3)
