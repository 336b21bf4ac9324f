"""The JSON Schemas of profiles and overlays, for editors. Routes and answers are held against the model by `reading` alone."""

from typing import Any

from ..checks.kinds import KINDS
from ..checks.readings import ASPECTS, READABLE
from ..words import DUTIES, MARKS, ROLL_UPS, SCOPES, SEVERITIES, SIDES, STATUSES
from .control_entries import CONTROL_KEYS, IDENTIFIER, NEEDED, QUORUM
from .overlays import NEEDED as OVERLAY_NEEDED
from .overlays import OVERLAY_KEYS, OWNER, RAISED, SET
from .reading import DIRECTIONS, PROFILE_KEYS, SCHEMA
from .witnesses import OPEN, SUPPOSED, UNREADABLE

DIALECTS = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "7": "http://json-schema.org/draft-07/schema#",
}
JsonSchema = dict[str, Any]
TEXT: JsonSchema = {"type": "string", "minLength": 1}
SCALAR: JsonSchema = {"type": ["string", "number", "boolean"]}


def profile_schema(draft: str = "2020-12") -> JsonSchema:
    """The schema of a profile file."""
    defs = "definitions" if draft == "7" else "$defs"

    def ref(name: str) -> JsonSchema:
        return {"$ref": f"#/{defs}/{name}"}

    properties: JsonSchema = {
        "schema": {"const": SCHEMA},
        "profile": TEXT,
        "version": SCALAR,
        "scope": {"enum": list(SCOPES)},
        "title": ref("words"),
        "roll_up": ref("roll_up"),
        "sources": {"type": "object", "additionalProperties": ref("source")},
        "thresholds": {"type": "object", "additionalProperties": ref("threshold")},
        "controls": {"type": "array", "items": ref("control")},
        "extensions": _extensions({"type": "object"}),
    }
    assert set(properties) == set(PROFILE_KEYS)
    return {
        "$schema": DIALECTS[draft],
        "title": "检查标准 / Profile",
        **_closed(properties, ("schema", "profile", "title", "controls")),
        defs: _definitions(ref),
    }


def overlay_schema(draft: str = "2020-12") -> JsonSchema:
    """The schema of an overlay."""
    defs = "definitions" if draft == "7" else "$defs"

    def ref(name: str) -> JsonSchema:
        return {"$ref": f"#/{defs}/{name}"}

    parts = _definitions(ref)
    setting = parts["threshold"]["properties"]
    raised = {
        **{key: parts["control"]["properties"][key] for key in ("severity", "waivable", "requires", "source")},
        "duty": {"enum": [one for one in DUTIES if one not in ("unread", "question")]},
    }
    added = {**parts["control"]["properties"], OWNER: TEXT}
    assert (set(setting), set(raised)) == ({"note", *SET}, set(RAISED))
    properties: JsonSchema = {
        "schema": {"const": SCHEMA},
        "profile": TEXT,
        "version": SCALAR,
        "title": ref("words"),
        "extends": {"anyOf": [TEXT, {"type": "array", "minItems": 1, "items": TEXT}]},
        "sources": {"type": "object", "additionalProperties": ref("source")},
        "thresholds": {"type": "object", "additionalProperties": _closed(setting, ("value", "source"))},
        "raise": {"type": "object", "additionalProperties": _closed(raised) | {"minProperties": 1}},
        "controls": {"type": "array", "minItems": 1, "items": _closed(added, NEEDED)},
        "extensions": _extensions({"type": ["object", "string"]}),
    }
    assert set(properties) == set(OVERLAY_KEYS)
    return {
        "$schema": DIALECTS[draft],
        "title": "叠加标准 / Overlay",
        **_closed(properties, OVERLAY_NEEDED),
        defs: {key: one for key, one in parts.items() if key not in ("threshold", "control")},
    }


def _extensions(schema: JsonSchema) -> JsonSchema:
    """Fields `x_…` of a description, and their schema; an overlay may name its file."""
    return {"type": "array", "minItems": 1, "items": _closed({"at": TEXT, "schema": schema}, ("schema",))}


def _closed(properties: JsonSchema, required: tuple[str, ...] = ()) -> JsonSchema:
    closed: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
    return closed | ({"required": list(required)} if required else {})


def _definitions(ref: Any) -> JsonSchema:  # noqa: ANN401 - a closure over the name of the definitions
    condition = ref("condition")
    control: JsonSchema = {
        "id": {"type": "string", "pattern": f"^{IDENTIFIER}$"},
        "source": {"type": "array", "minItems": 1, "items": ref("cited")},
        "duty": {"enum": list(DUTIES)},
        "severity": {"enum": list(SEVERITIES)},
        "side": {"enum": list(SIDES)},
        "roll_up": ref("roll_up"),
        "requires": ref("words"),
        "why": ref("words"),
        "fix": ref("words"),
        "each": _closed({"list": TEXT, "where": condition}, ("list",)),
        "when": condition,
        "expect": condition,
        "contradicted_by": condition,
        "waivable": {"type": "boolean"},
        "lowered_by": {"type": "array", "minItems": 1, "items": ref("words")},
        "witnesses": {"type": "array", "minItems": 1, "items": ref("witness")},
        "equivalent": {
            "type": "array",
            "minItems": 1,
            "items": _closed({"mutant": TEXT, "reason": TEXT}, ("mutant", "reason")),
        },
    }
    assert set(control) == set(CONTROL_KEYS)
    marks = {"enum": list(MARKS)}
    texts = {"type": "array", "minItems": 1, "items": TEXT}
    cited = {
        "ref": TEXT,
        "clause": SCALAR,
        "text": marks,
        "number": marks,
        "code": TEXT,
        "code_mark": marks,
        "facts": texts,
        "rows": texts,
        "note": ref("words"),
    }
    source = {"title": ref("words"), "number": TEXT, "url": TEXT, "note": ref("words")}
    threshold = {
        "value": {"type": ["string", "number", "null"]},
        "direction": {"enum": list(DIRECTIONS)},
        "source": {"type": "array", "minItems": 1, "items": ref("cited")},
        "note": ref("words"),
    }
    question = {
        "type": "object",
        "minProperties": 1,
        "properties": dict.fromkeys(KINDS, True),
        "additionalProperties": False,
    }
    number = {"anyOf": [{"type": "integer", "minimum": 0}, {"const": OPEN}]}
    aspects = _closed(dict.fromkeys((one for one in ASPECTS if one != READABLE), number), ())
    members = {"type": "array", "minItems": 1, "items": condition}
    units = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": f"^{QUORUM}$"}]}
    plain = {"enum": [one for one in ROLL_UPS if one != "quorum"]}
    return {
        "words": _closed({"zh": TEXT, "en": TEXT}, ("zh", "en")),
        "roll_up": {"anyOf": [plain, _closed({"quorum": units}, ("quorum",))]},
        "source": _closed(source, ("title",)),
        "threshold": _closed(threshold, ("value", "direction")),
        "cited": _closed(cited, ("text",)),
        "control": _closed(control, NEEDED),
        "condition": {
            "type": "object",
            "minProperties": 1,
            "properties": {"all_of": members, "any_of": members, "not": condition},
            "additionalProperties": question,
        },
        "witness": _closed(
            {
                "status": {"enum": list(STATUSES)},
                "given": {"type": "object"},
                "but": {"type": "object"},
                "facts": {"type": "object", "additionalProperties": {"enum": list(SUPPOSED)}},
                "wording": {"type": "object", "additionalProperties": {"anyOf": [{"const": UNREADABLE}, aspects]}},
            },
            ("status",),
        ),
    }
