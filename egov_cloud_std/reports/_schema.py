"""The JSON Schema of a result, as the `json` format writes it."""

from typing import Any

from ..assess.baseline import SCHEMA
from ..assess.graded import OUTCOMES
from ..words import DUTIES, MARKS, RELATIONS, SEVERITIES, STATUSES, STRENGTHS, SUBMISSIONS, SUPPORTS

DIALECTS = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "7": "http://json-schema.org/draft-07/schema#",
}
JsonSchema = dict[str, Any]
TEXT: JsonSchema = {"type": "string"}
OR_NULL: JsonSchema = {"type": ["string", "null"]}
NUMBER: JsonSchema = {"type": "integer", "minimum": 0}
FINGERPRINT: JsonSchema = {"type": "string", "pattern": "^[0-9a-f]{24}$"}
EXACT: JsonSchema = {"type": ["string", "null"], "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"}
SHARE: JsonSchema = {"type": ["string", "null"], "pattern": "^[0-9]+(/[0-9]+)?$"}


def result_schema(draft: str = "2020-12") -> JsonSchema:
    """The schema of a result. Every object is complete: what does not apply is null."""
    defs = "definitions" if draft == "7" else "$defs"

    def ref(name: str) -> JsonSchema:
        return {"$ref": f"#/{defs}/{name}"}

    def listed(name: str) -> JsonSchema:
        return {"type": "array", "items": ref(name)}

    return {
        "$schema": DIALECTS[draft],
        "title": "自查结果 / Result of a self-check",
        **_complete(
            {
                "schema": {"const": SCHEMA},
                "tool": _complete({"name": TEXT, "version": TEXT}),
                "as_of": TEXT,
                "notice": ref("words"),
                "request": {"anyOf": [ref("request"), {"type": "null"}]},
                "profiles": listed("profile"),
                "unread": listed("unread"),
                "passed_over": NUMBER,
                "waivers": {"type": "array", "items": _complete({"file": TEXT, "digest": TEXT, "waivers": NUMBER})},
                "notices": listed("noted"),
                "baseline": {"anyOf": [ref("baseline"), {"type": "null"}]},
                "units": listed("unit"),
            },
            {"region": ref("region")},
        ),
        defs: {**_parts(ref, listed), **_results(ref, listed), **_regional(ref, listed)},
    }


def _complete(properties: JsonSchema, optional: JsonSchema | None = None) -> JsonSchema:
    return {
        "type": "object",
        "properties": properties | (optional or {}),
        "required": list(properties),
        "additionalProperties": False,
    }


def _parts(ref: Any, listed: Any) -> JsonSchema:  # noqa: ANN401 - closures over the name of the definitions
    marks = {"enum": list(MARKS)}
    spot = {"words": TEXT, "location": ref("place"), "line": TEXT}
    document = _complete({"title": ref("words"), "number": OR_NULL, "url": OR_NULL})
    return {
        "words": _complete({"zh": TEXT, "en": TEXT}),
        "place": _complete(
            {
                "file": TEXT,
                **{name: {"type": "integer", "minimum": 1} for name in ("line", "column", "end_line", "end_column")},
            },
            {"cell": TEXT},  # of a workbook, whose lines are rows
        ),
        "cited": _complete(
            {
                "document": {"anyOf": [document, {"type": "null"}]},
                "clause": OR_NULL,
                "text": marks,
                "number": {"enum": [*MARKS, None]},
                "facts": {"type": "array", "items": TEXT},
                "rows": {"type": "array", "items": TEXT},
            }
        ),
        "observation": _complete(
            {
                "place": TEXT,
                "location": ref("place"),
                "line": TEXT,
                "value": ref("words"),
                "wanted": ref("words"),
                "holds": {"type": ["boolean", "null"]},
                "negated": {"type": "boolean"},
                "alternative": {"type": "boolean"},
                "support": {"enum": list(SUPPORTS)},
                "missing": OR_NULL,
                "beside": {"type": "array", "items": _complete({"place": TEXT, "location": ref("place")})},
                "found": listed("found"),
            }
        ),
        "request": _complete(
            {
                **{
                    key: {"type": "array", "items": TEXT}
                    for key in ("paths", "profiles", "controls", "waivers", "gradings")
                },
                "profile_versions": {"type": "object", "additionalProperties": TEXT},
                **dict.fromkeys(("baseline", "earlier", "shard"), TEXT),
                "redacted": {"type": "boolean"},
            }
        ),
        "spot": _complete(spot),
        "found": _complete(
            {
                **spot,
                "says": ref("words"),
                "other": {"anyOf": [ref("spot"), {"type": "null"}]},
                "times": {"type": "integer", "minimum": 1},
            }
        ),
        "noted": _complete(
            {"code": TEXT, "says": ref("words"), "fix": ref("words"), "location": ref("place"), "line": TEXT}
        ),
        "unread": _complete(
            {
                "file": TEXT,
                "code": TEXT,
                "says": ref("words"),
                "fix": ref("words"),
                "location": ref("place"),
                "line": TEXT,
            }
        ),
        "waiver": _complete(
            {**dict.fromkeys(("reason", "approver", "start", "end", "until"), TEXT), "location": ref("place")}
        ),
        "baseline": _complete(
            {
                **dict.fromkeys(("file", "digest", "as_of"), TEXT),
                "known": NUMBER,
                "new": NUMBER,
                "stale": {
                    "type": "array",
                    "items": _complete({"control": TEXT, "unit": TEXT, "subject": TEXT, "fingerprint": FINGERPRINT}),
                },
            }
        ),
        "profile": _complete(
            {
                "name": TEXT,
                "version": TEXT,
                "title": ref("words"),
                "digest": TEXT,
                "controls": NUMBER,
                "pinned": {"type": "boolean"},
                "overlays": listed("overlay"),
            }
        ),
        "overlay": _complete({"name": TEXT, "version": TEXT, "title": ref("words"), "file": TEXT, "digest": TEXT}),
    }


def _results(ref: Any, listed: Any) -> JsonSchema:  # noqa: ANN401 - closures over the name of the definitions
    statuses = _complete(dict.fromkeys(STATUSES, NUMBER))
    counts = {
        "controls": statuses,
        "findings": statuses,
        "controls_by_severity": _complete(dict.fromkeys(SEVERITIES, statuses)),
    }
    interval = {"anyOf": [{"type": "array", "items": SHARE, "minItems": 2, "maxItems": 2}, {"type": "null"}]}
    finding = {
        "control": TEXT,
        "profile": TEXT,
        "unit": TEXT,
        "subject": TEXT,
        "status": {"enum": list(STATUSES)},
        "duty": {"enum": list(DUTIES)},
        "severity": {"enum": list(SEVERITIES)},
        "requires": ref("words"),
        "fix": ref("words"),
        "source": listed("cited"),
        "support": {"enum": list(SUPPORTS)},
        "observations": listed("observation"),
        "unlisted": NUMBER,
        "location": ref("place"),
        "line": TEXT,
        "control_location": ref("place"),
        "fingerprint": FINGERPRINT,
        "waiver": {"anyOf": [ref("waiver"), {"type": "null"}]},
        "known": {"type": "boolean"},
        "changes_at": OR_NULL,
        "related": listed("related"),
    }
    unit = {
        "unit": TEXT,
        "name": TEXT,
        "level": TEXT,
        "file": TEXT,
        "digest": TEXT,
        "counts": ref("counts"),
        "score": ref("score"),
        "profiles": {
            "type": "array",
            "items": _complete(
                {"name": TEXT, "version": TEXT, "digest": TEXT, "counts": ref("counts"), "score": ref("score")}
            ),
        },
        "input_problems": listed("noted"),
        "remarks": listed("noted"),
        "gradings": listed("graded"),
        "gaps": listed("finding"),
        "questions": listed("finding"),
    }
    words = listed("words")
    graded = {
        "simulation": {"const": True},
        **dict.fromkeys(("grading", "version", "digest"), TEXT),
        "title": ref("words"),
        "holds": ref("words"),
        "source": listed("cited"),
        "subject": TEXT,
        "outcome": {"enum": list(OUTCOMES)},
        "verdict": OR_NULL,
        "says": ref("words"),
        "possible": words,
        "score": ref("span"),
        "payment": ref("span"),
        "working": {
            "type": "array",
            "items": _complete({"says": ref("words"), "value": ref("span"), "unit": ref("words")}),
        },
        "reasons": words,
        "missing": {"type": "array", "items": TEXT},
        "leaves_out": words,
    }
    span = {"low": EXACT, "high": EXACT, "low_open": {"type": "boolean"}, "high_open": {"type": "boolean"}}
    return {
        "graded": _complete(graded),
        "span": {"anyOf": [_complete(span), {"type": "null"}]},
        "counts": _complete(counts),
        "score": _complete(
            {"controls": NUMBER, "filled_in": SHARE, "satisfied_among_decided": SHARE, "interval": interval}
        ),
        "finding": _complete(finding),
        "related": _complete(
            {
                "control": TEXT,
                "profile": TEXT,
                "relation": {"enum": list(RELATIONS)},
                "strength": {"enum": list(STRENGTHS)},
                "basis": {"const": "judgement"},
                "status": {"enum": list(STATUSES)},
            }
        ),
        "unit": _complete(unit, {"findings": listed("finding")}),
    }


def _regional(ref: Any, listed: Any) -> JsonSchema:  # noqa: ANN401 - closures over the name of the definitions
    """A region: beside what reports show, the leaves, from which `merge` works everything out anew."""
    interval = {"anyOf": [{"type": "array", "items": SHARE, "minItems": 2, "maxItems": 2}, {"type": "null"}]}
    scores = {"type": "object", "additionalProperties": ref("score"), "required": ["all"]}
    node = {
        **dict.fromkeys(("unit", "name", "level", "under"), TEXT),
        "depth": NUMBER,
        "submission": {"enum": list(SUBMISSIONS)},
        "expected": {"type": "boolean"},
        "location": ref("place"),
        "weight": EXACT,
        **dict.fromkeys(("carried_by", "inherits_from"), TEXT),
        "not_inherited": {"anyOf": [ref("words"), {"type": "null"}]},
        "problems": NUMBER,
        "scores": scores,
    }
    counts = {"type": "object", "properties": dict.fromkeys(STATUSES, NUMBER), "additionalProperties": False}
    cell = {
        **dict.fromkeys(("control", "profile", "roll_up"), TEXT),
        "status": {"enum": list(STATUSES)},
        "interval": interval,
        "units": counts,
    }
    claim = {
        **dict.fromkeys(("unit", "control", "origin"), TEXT),
        "status": {"enum": list(STATUSES)},
        "location": ref("place"),
    }
    numbers = {"type": "object", "additionalProperties": {"type": "array", "items": NUMBER}}
    controls = {"type": "array", "items": TEXT}
    span = {"type": "array", "items": NUMBER, "minItems": 5, "maxItems": 5}  # the last tells which of the sources
    source = {"type": "array", "items": TEXT, "minItems": 3, "maxItems": 3}
    leaf = {
        **dict.fromkeys(("unit", "name", "level", "division_code", "carried_by", "file", "digest"), TEXT),
        "controls": {"type": "object", "properties": dict.fromkeys(STATUSES, controls), "additionalProperties": False},
        "subjects": numbers,
        "claims": controls,
        "places": {"type": "object", "additionalProperties": span},
        "problems": NUMBER,
        "seen": {
            "type": "array",
            "items": _complete(
                {
                    "name": TEXT,
                    "data": {"type": ["object", "null"]},
                    "first": NUMBER,
                }
            ),
        },
        "seen_spans": {"type": "array", "items": NUMBER},
        "sketch": {"type": "array", "items": NUMBER},
        "sources": {"type": "array", "items": source},
    }
    region = {
        **dict.fromkeys(("id", "name", "file", "digest", "weighed_by"), TEXT),
        "profiles": listed("profile"),
        "differing": listed("words"),
        "expected": {
            "type": "array",
            "items": _complete(
                {
                    **dict.fromkeys(("unit", "name", "level", "division_code", "under", "carried_by", "file"), TEXT),
                    "weight": EXACT,
                    "location": ref("place"),
                    "line": TEXT,
                }
            ),
        },
        "problems": listed("noted"),
        "submission": _complete(dict.fromkeys(SUBMISSIONS, NUMBER)),
        "unmatched": listed("place"),
        "notices": listed("noted"),
        "scores": scores,
        "nodes": {"type": "array", "items": _complete(node)},
        "cells": {"type": "array", "items": _complete(cell)},
        "claims": {"type": "array", "items": _complete(claim)},
        "gaps": listed("finding"),
        "questions": listed("finding"),
        "leaves": {"type": "array", "items": _complete(leaf)},
    }
    return {"region": _complete(region)}
