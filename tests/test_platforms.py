"""The description of a platform: the models are the one source, and everything else is made from them."""

import json
import subprocess
import sys
import warnings
from fractions import Fraction
from typing import Annotated, Any

import jsonschema
import pytest

from egov_cloud_std.document import Document, read
from egov_cloud_std.platforms import Platform, describe, record
from egov_cloud_std.platforms.schema import Draft, platform_schema, schema_of
from egov_cloud_std.quantities import DIMENSIONS
from egov_cloud_std.shapes import Field, Record, hold, load

TEXT = """\
schema: egov-platform/0
platform:
  id: south
  name: 南部政务云
  level: city
  division_code: 330000
  in_service_since: 2020-03-01
architecture:
  sites:
  - {id: east, name: 东机房}
  - {name: 西机房}
  - {id: a.b, name: 南机房}
service:
  catalogue:
  - id: ecs
figures:
- {id: total, of: 服务器, value: 3万, unit: 台}
evidence: []
attestations:
- {control: sites_named, who: 张, when: 2026-06-30}
not_applicable:
- {control: mobile_use, reason: 未开展}
- {reason: 未写明是哪一项}
"""


def document(text: str, name: str = "platform.yaml") -> Document:
    return read(text.encode(), name)


def described(text: str = TEXT) -> Platform:
    return describe(document(text))


def every_field(root: Record) -> list[tuple[Record, Field]]:
    seen: list[Record] = []
    waiting, found = [root], []
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.append(one)
            found += [(one, field) for field in one.fields.values()]
            waiting += [field.record for field in one.fields.values() if field.record is not None]
    return found


def list_fields(path: str) -> Field | None:
    at: Record | None = record()
    field: Field | None = None
    for step in path.split("."):
        field = at.fields.get(step) if at is not None else None
        at = field.record if field is not None else None
    return field


def test_the_field_table_is_what_the_models_say() -> None:
    from egov_cloud_std.platforms import generate

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert generate.FIELDS.read_text(encoding="utf-8") == generate.text()
        assert generate.REGIONAL.read_text(encoding="utf-8") == generate.regional_text()


def test_reading_a_description_needs_no_pydantic() -> None:
    code = "import sys; from egov_cloud_std.platforms.schema import platform_schema; platform_schema(); sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_field_is_said_in_both_languages() -> None:
    silent = [f"{one.name}.{field.name}" for one, field in every_field(record()) if not field.zh or not field.en]
    assert silent == []


def test_every_quantity_has_a_dimension_and_every_choice_has_choices() -> None:
    for one, field in every_field(record()):
        scalar = field.item or field
        assert (scalar.kind == "quantity") == (scalar.dimension in DIMENSIONS), f"{one.name}.{field.name}"
        assert (scalar.kind == "choice") == bool(scalar.choices), f"{one.name}.{field.name}"


def test_every_reference_names_a_list_of_things_with_ids() -> None:
    broken = []
    for one, field in every_field(record()):
        for target in (field.item or field).refers_to:
            found = list_fields(target)
            if found is None or found.kind != "list" or found.record is None or not found.record.identified:
                broken.append(f"{one.name}.{field.name} -> {target}")
    assert broken == []


def test_every_stated_total_stands_beside_its_list() -> None:
    broken = []
    for one, field in every_field(record()):
        if field.total_of:
            beside = one.fields.get(field.total_of)
            if field.kind != "count" or beside is None or beside.kind not in ("list", "set"):
                broken.append(f"{one.name}.{field.name} -> {field.total_of}")
    assert broken == []


def test_a_description_is_read_without_problems_but_for_the_missing_id() -> None:
    platform = described()
    assert [(one.code, one.place.line) for one in platform.problems] == [("missing_id", 11)]
    assert (platform.id, platform.name, platform.level) == ("south", "南部政务云", "city")


def test_places_are_named_by_identity() -> None:
    platform = described()
    for identity, path in {
        "platform.name": ("platform", "name"),
        "architecture.sites[east].name": ("architecture", "sites", 0, "name"),
        "architecture.sites[#2].name": ("architecture", "sites", 1, "name"),
        "architecture.sites[a.b].name": ("architecture", "sites", 2, "name"),
        "attestations[sites_named].who": ("attestations", 0, "who"),
        "not_applicable[mobile_use].reason": ("not_applicable", 0, "reason"),
        "not_applicable[#2].reason": ("not_applicable", 1, "reason"),
    }.items():
        assert platform.identity(path) == identity
        assert platform.find(identity) == path
    assert platform.identity(("architecture", "sites", 0, "kind")) == "architecture.sites[east].kind"
    assert platform.find("architecture.sites[west]") is None
    assert platform.find("architecture.sites.east") is None
    assert platform.find("platform[south]") is None


def test_values_are_found_by_path_and_by_identity() -> None:
    platform = described()
    assert platform.value("architecture.sites[a.b].name") == "南机房"
    assert platform.value(("architecture", "sites", 2, "name")) == "南机房"
    assert platform.value("architecture.zones") is None
    assert platform.value(("architecture", "sites", 9, "name")) is None


def test_a_missing_value_is_placed_at_its_nearest_parent() -> None:
    platform = described()
    place = platform.place(("architecture", "sites", 0, "kind"))
    assert place == platform.place(("architecture", "sites", 0))
    assert platform.line(place) == "  - {id: east, name: 东机房}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("platform: {id: a}", "missing_field"),
        ("schema: egov-platform/0", "missing_field"),
        ("schema: egov-platform/9\nplatform: {id: a}", "not_a_choice"),
        ("schema: egov-platform/0\nplatform: {name: a}", "missing_id"),
        ("schema: egov-platform/0\nplatform: {id: a}\nnone: true", "unknown_key"),
    ],
)
def test_a_description_says_what_it_is_and_of_which_platform(text: str, code: str) -> None:
    assert [one.code for one in described(text).problems] == [code]


def test_a_list_may_stand_in_a_file_of_its_own() -> None:
    main = document("schema: egov-platform/0\nplatform: {id: a}\narchitecture: {sites: {file: sites.yaml}}\n")
    sites = document("- {id: east, name: 东机房}\n- {id: west, nmae: 西机房}\n", "sites.yaml")
    platform = describe(main, [(("architecture", "sites"), sites)])
    assert platform.value("architecture.sites[west].id") == "west"
    assert platform.place(("architecture", "sites", 1, "id")).file == "sites.yaml"
    assert platform.place(("architecture", "sites")).file == "platform.yaml"
    assert [(one.code, one.place.file) for one in platform.problems] == [("unknown_key", "sites.yaml")]
    assert platform.line(platform.problems[0].place) == "- {id: west, nmae: 西机房}"


def test_a_named_file_that_is_not_read_leaves_its_list_not_stated() -> None:
    text = "schema: egov-platform/0\nplatform: {id: a}\narchitecture: {sites: {file: sites.yaml}}\n"
    platform = described(text)
    assert [one.code for one in platform.problems] == ["file_not_read"]
    assert platform.value("architecture.sites") is None
    path = ("architecture", "sites")
    assert describe(document(text), [(path, None)]).problems == ()  # the caller says why


def test_a_description_can_be_had_as_typed_objects() -> None:
    typed = described().typed()
    assert typed.platform.division_code == "330000"
    assert str(typed.platform.in_service_since) == "2020-03-01"
    assert typed.figures is not None
    assert typed.figures[0].value == Fraction(30000)
    assert typed.architecture is not None
    assert typed.architecture.sites is not None
    assert [one.id for one in typed.architecture.sites] == ["east", "#2", "a.b"]
    assert typed.evidence == ()


def test_any_model_can_be_held_with_the_same_types() -> None:
    from egov_cloud_std.platforms._base import Anything, Day, Duration, Item, Part, Section, Str, refers_to, said
    from egov_cloud_std.platforms.generate import table_of

    class Waiver(Item):
        until: Day | None = said("止", "Until")
        patience: Duration | None = said("时限", "Patience")
        of: tuple[Annotated[str, refers_to("waivers")], ...] | None = said("涉及", "Of")

    class Waivers(Part):
        waivers: tuple[Waiver, ...] | None = said("豁免", "Waivers", first=True)
        named: dict[str, Waiver] | None = said("按名", "By name")
        given: Anything | None = said("例", "Given")
        sections: Section | None = said("节", "Section")
        title: Str | None = said("题", "Title", required=True)

    root = load(table_of(Waivers))
    kinds = {name: field.kind for name, field in root.fields.items()}
    assert kinds == {"waivers": "list", "named": "map", "given": "any", "sections": "record", "title": "text"}
    waiver = root.fields["waivers"].record
    assert waiver is not None
    assert waiver is root.fields["named"].record
    assert waiver.fields["patience"].dimension == "duration"
    of = waiver.fields["of"].item
    assert of is not None
    assert of.refers_to == ("waivers",)
    assert root.fields["title"].required
    jsonschema.Draft202012Validator.check_schema(schema_of(root))


# -- the published schema ---------------------------------------------------------------------------------------------

DRAFTS: dict[Draft, Any] = {"2020-12": jsonschema.Draft202012Validator, "7": jsonschema.Draft7Validator}
HEAD: dict[str, Any] = {"schema": "egov-platform/0", "platform": {"id": "a"}}
drafts = pytest.mark.parametrize("draft", ["2020-12", "7"])


@drafts
def test_the_schema_is_a_schema(draft: Draft) -> None:
    DRAFTS[draft].check_schema(platform_schema(draft))


@drafts
def test_every_object_forbids_unknown_keys_but_leaves_x_free(draft: Draft) -> None:
    schema = platform_schema(draft)
    for name, one in (schema.get("$defs") or schema["definitions"]).items():
        assert one["additionalProperties"] is False, name
        assert list(one["patternProperties"]) == ["^x_"], name


@drafts
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"x_mine": [1]},
        {"architecture": None},
        {"architecture": {"positioning": {"none": True}}},
        {"architecture": {"sites": []}},
        {"architecture": {"sites": {"file": "sites.csv"}}},
        {"architecture": {"sites": [{"id": 5, "name": "东"}]}},
        {"platform": {"id": "a", "level": "city", "division_code": 330000, "in_service_since": "2020年3月1日"}},
        {"figures": [{"id": "f", "value": "3万", "period": "2026-01"}, {"id": "g", "value": 0.5}]},
    ],
)
def test_the_schema_accepts_what_is_held_without_problems(draft: Draft, more: dict[str, Any]) -> None:
    data = HEAD | more
    DRAFTS[draft](platform_schema(draft)).validate(data)
    assert hold(read(json.dumps(data).encode(), "a.json"), record())[1] == ()


@drafts
@pytest.mark.parametrize(
    "data",
    [
        [],
        {"schema": "egov-platform/0"},
        {**HEAD, "schema": "egov-platform/9"},
        {**HEAD, "unknown": 1},
        {**HEAD, "architecture": {"unknown": 1}},
        {**HEAD, "architecture": {"sites": [{"name": "东"}]}},
        {**HEAD, "architecture": {"sites": [5]}},
        {**HEAD, "platform": {"id": "a", "level": "village"}},
        {**HEAD, "platform": {"id": "a", "classified": "no"}},
        {**HEAD, "figures": [{"id": "f", "period": "soon"}]},
    ],
)
def test_the_schema_refuses_what_is_a_problem(draft: Draft, data: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        DRAFTS[draft](platform_schema(draft)).validate(data)
    assert describe(read(json.dumps(data).encode(), "a.json")).problems


@drafts
def test_descriptions_hold_chinese_and_english_and_quantities_show_examples(draft: Draft) -> None:
    schema = platform_schema(draft)
    quantities = 0
    for one in (schema.get("$defs") or schema["definitions"]).values():
        for name, field in one["properties"].items():
            zh, _, en = field["description"].partition(" / ")
            assert zh, name
            assert en, name
            if "examples" in field and "须带单位" in field.get("title", ""):
                quantities += 1
                for text in field["examples"]:
                    DRAFTS[draft](field).validate(text)
                with pytest.raises(jsonschema.ValidationError):
                    DRAFTS[draft](field).validate("12")
    assert quantities
