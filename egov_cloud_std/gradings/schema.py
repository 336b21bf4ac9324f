"""The JSON Schema of a grading file, for editors. Places and bounds are held against the model and each other by `reading` alone."""

from typing import Any

from ..words import MARKS, SEVERITIES
from .entries import ACTIONS, MEASURES
from .reading import GRADING_KEYS, NEEDED, SCHEMA
from .standing import COUNTED

DIALECTS = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "7": "http://json-schema.org/draft-07/schema#",
}
JsonSchema = dict[str, Any]
TEXT: JsonSchema = {"type": "string", "minLength": 1}
SCALAR: JsonSchema = {"type": ["string", "number", "boolean"]}
NUMBER: JsonSchema = {"type": ["string", "number"]}
CONDITION: JsonSchema = {"type": "object", "minProperties": 1}
TEXTS: JsonSchema = {"type": "array", "minItems": 1, "items": TEXT}
PAIR: JsonSchema = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": ["string", "number", "null"]}}
RANGE: JsonSchema = {
    "from": NUMBER,
    "to": NUMBER,
    "includes": {"type": "array", "items": {"enum": ["from", "to"]}, "uniqueItems": True},
}


def grading_schema(draft: str = "2020-12") -> JsonSchema:
    """The schema of a grading file."""
    defs = "definitions" if draft == "7" else "$defs"

    def ref(name: str) -> JsonSchema:
        return {"$ref": f"#/{defs}/{name}"}

    def listed(name: str) -> JsonSchema:
        return {"type": "array", "minItems": 1, "items": ref(name)}

    properties: JsonSchema = {
        "schema": {"const": SCHEMA},
        "grading": TEXT,
        "version": SCALAR,
        "title": ref("words"),
        "sources": {"type": "object", "additionalProperties": ref("source")},
        "source": listed("cited"),
        "holds": _closed({"says": ref("words"), "place": TEXT, "from": TEXT, "before": TEXT}, ("says",)),
        "each": _closed({"list": TEXT, "where": CONDITION}, ("list",)),
        "over": _closed({"profiles": TEXTS}, ("profiles",)),
        "vetoes": listed("veto"),
        "score": listed("step"),
        "bands": listed("band"),
        "undecided": listed("undecided"),
        "caps": listed("cap"),
        "unsettled": listed("unsettled"),
        "payment": ref("payment"),
        "leaves_out": listed("words"),
    }
    assert set(properties) == set(GRADING_KEYS)
    return {
        "$schema": DIALECTS[draft],
        "title": "计分方案 / Grading scheme",
        **_closed(properties, NEEDED),
        defs: {**_cited(ref), **_measures(ref), **_verdicts(ref), **_money(ref)},
    }


def _closed(properties: JsonSchema, required: tuple[str, ...] = ()) -> JsonSchema:
    closed: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
    return closed | ({"required": list(required)} if required else {})


def _one_of(names: tuple[str, ...]) -> JsonSchema:
    return {"oneOf": [{"required": [name]} for name in names]}


def _cited(ref: Any) -> JsonSchema:  # noqa: ANN401 - a closure over the name of the definitions
    marks = {"enum": list(MARKS)}
    cited = {
        "ref": TEXT,
        "clause": SCALAR,
        "text": marks,
        "number": marks,
        "code": TEXT,
        "code_mark": marks,
        "facts": TEXTS,
        "rows": TEXTS,
        "note": ref("words"),
    }
    return {
        "words": _closed({"zh": TEXT, "en": TEXT}, ("zh", "en")),
        "source": _closed({"title": ref("words"), "number": TEXT, "url": TEXT, "note": ref("words")}, ("title",)),
        "cited": _closed(cited, ("text",)),
    }


def _measures(ref: Any) -> JsonSchema:  # noqa: ANN401
    counts = _closed({name: {"anyOf": [NUMBER, PAIR]} for name in COUNTED}, COUNTED)
    mean = _closed({"mean": _closed({"list": TEXT, "field": TEXT}, ("list", "field"))}, ("mean",))
    total = {"list": TEXT, "field": TEXT, "ceiling": TEXT, "where": CONDITION, "between": PAIR}
    weighted = {"list": TEXT, "weight": TEXT, "value": {"anyOf": [TEXT, mean]}, "where": CONDITION, "between": PAIR}
    severities = {"type": "array", "minItems": 1, "items": {"enum": list(SEVERITIES)}}
    measure: JsonSchema = {
        "number": NUMBER,
        "figure": TEXT,
        "between": PAIR,
        "total": _closed(total, ("list", "field")),
        "weighted_mean": _closed(weighted, ("list", "weight", "value", "between")),
        "share": _closed(
            {"of": {"enum": ["controls", "subjects"]}, "counts": counts, "by": {"const": "profile"}}, ("of", "counts")
        ),
        "gaps": _closed({"counts": counts, "severities": severities, "controls": TEXTS}, ("counts",)),
        "times": NUMBER,
        "ceiling": NUMBER,
    }
    rescale = {"when": CONDITION, "points": ref("measure"), "dropped": NUMBER, "factor": NUMBER}
    step: JsonSchema = {
        "says": ref("words"),
        **dict.fromkeys(("start", "add", "deduct"), ref("measure")),
        "bonus": _closed(measure | {"only_above": NUMBER, "at_most": NUMBER}) | _one_of(MEASURES),
        "rescale": _closed(rescale, ("when", "dropped", "factor")),
        "limit": _closed({"at_least": NUMBER, "at_most": NUMBER}),
    }
    return {
        "measure": _closed(measure) | _one_of(MEASURES),
        "step": _closed(step, ("says",)) | _one_of(ACTIONS),
    }


def _verdicts(ref: Any) -> JsonSchema:  # noqa: ANN401
    trigger = {"says": ref("words"), "when": CONDITION, "controls": TEXTS}
    either = _one_of(("when", "controls"))
    return {
        "band": _closed({"verdict": TEXT, "says": ref("words"), **RANGE}, ("verdict", "says", "includes")),
        "undecided": _closed({"at": NUMBER, **RANGE, "between": TEXTS, "why": ref("words")}, ("between", "why")),
        "veto": _closed(trigger | {"verdict": TEXT, "score": NUMBER}, ("says", "verdict")) | either,
        "cap": _closed(trigger | {"at_most": TEXT}, ("says", "at_most")) | either,
        "unsettled": _closed({"verdict": TEXT, "when": CONDITION, "why": ref("words")}, ("verdict", "when", "why")),
    }


def _money(ref: Any) -> JsonSchema:  # noqa: ANN401
    shortfall = _closed({"below": NUMBER, "over": NUMBER}, ("below", "over"))
    cut = _closed({**RANGE, "share": NUMBER, "shortfall": shortfall}, ("includes",)) | _one_of(("share", "shortfall"))
    factor = _closed({"says": ref("words"), "of": ref("measure")}, ("says", "of"))
    payment: JsonSchema = {
        "says": ref("words"),
        "amount": TEXT,
        "cut": {"type": "array", "minItems": 1, "items": cut},
        "pay": {"type": "array", "minItems": 1, "items": factor},
    }
    return {"payment": _closed(payment, ("says", "amount")) | _one_of(("cut", "pay"))}
