"""Reads JSON with the standard library's parser, and finds places only when one is asked for.

libyaml is no JSON parser (it refuses surrogate pairs). The standard parser gives no places: a second pass over the
tokens finds them, and also says where something is that the first pass met and could not place.
"""

import json
import re
from typing import Any

from ..words import Text
from . import wording
from .limits import Limits
from .places import Fault, Span
from .rows import OPEN, Rows
from .values import Number, TooManyDigits, Value, number

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s"{}\[\],:]+', re.DOTALL)
_HALF_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


class _Odd(Exception):
    """Something that is refused stands somewhere; `scan` says where."""


def load(text: str, limits: Limits) -> Value:
    """Reads one JSON text; raises `Fault`."""
    numbers: dict[str, int | Number] = {}

    def read_number(written: str) -> int | Number:
        if written not in numbers:
            try:
                value = number(written, limits.digits)
            except TooManyDigits:
                raise _Odd from None
            assert value is not None, "every number of JSON is one of the core schema"
            numbers[written] = value
        return numbers[written]

    try:
        data: Value = json.loads(
            text, object_pairs_hook=_unique, parse_int=read_number, parse_float=read_number, parse_constant=_refuse
        )
        if _HALF_ESCAPE.search(text):
            scan(text, limits)
        _measure(data, limits)
    except json.JSONDecodeError as error:
        raise _syntax(text, error) from None
    except (_Odd, RecursionError):
        scan(text, limits)
        raise
    return data


def scan(text: str, limits: Limits) -> Rows:
    """The places of a JSON text; raises `Fault` at the first thing that is refused."""
    rows = Rows()
    starts, ends = rows.starts, rows.ends
    open_at: list[tuple[int, dict[str, int] | None]] = []
    keys: dict[str, int] | None = None  # of the object being read
    at_key = False
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        token = match[0]
        if token in "{[":
            if len(open_at) >= limits.depth:
                raise Fault("too_deep", (start, end), *wording.too_deep(limits.depth))
            open_at.append((len(starts), keys))
            starts.append(start)
            ends.append(OPEN)
            at_key = token == "{"
            keys = {} if at_key else None
        elif token in "}]":
            row, keys = open_at.pop()
            starts.append(start)
            ends.append(end)
            ends[row] = len(ends)
            at_key = False
        elif token == ",":
            at_key = keys is not None
        elif token == ":":
            at_key = False
        elif at_key and keys is not None:
            starts.append(start)
            ends.append(end)
            _note_key(_checked(token, (start, end), limits), (start, end), keys)
        else:
            starts.append(start)
            ends.append(end)
            _checked(token, (start, end), limits)
        if len(starts) > limits.nodes:
            raise Fault("too_many_nodes", (start, end), *wording.too_many_nodes(limits.nodes))
    return rows


def _note_key(key: str, span: Span, keys: dict[str, int]) -> None:
    if key in keys:
        says, fix = wording.duplicate_key(key)
        raise Fault("duplicate_key", span, says, fix, keys[key])
    keys[key] = span[0]


def _checked(token: str, span: Span, limits: Limits) -> str:
    """What a token says, once it is held against what is refused."""
    if token[0] == '"':
        said = token[1:-1] if "\\" not in token else str(json.loads(token, strict=False))
        if _HALF.search(said):
            raise Fault("lone_surrogate", span, *wording.SURROGATE)
        if len(said) > limits.scalar:
            raise Fault("scalar_too_long", span, *wording.scalar_too_long(limits.scalar))
        return said
    if token in ("NaN", "Infinity", "-Infinity"):
        raise Fault("not_finite", span, *wording.NOT_FINITE)
    try:
        found = number(token, limits.digits)
    except TooManyDigits:
        raise Fault("too_many_digits", span, *wording.too_many_digits(limits.digits)) from None
    if found is None and token not in ("true", "false", "null"):  # `1e999x`: the parser met its beginning only
        raise _no_json(span[0], span[1], "no value reads like this")
    return token


def _unique(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise _Odd
    return mapping


def _refuse(_: str) -> None:
    raise _Odd


def _measure(data: Value, limits: Limits) -> None:
    """Holds what was read against depth, count and length, one layer of nesting after another."""
    layer: list[Any] = [data] if isinstance(data, dict | list) else []
    longest = len(data) if isinstance(data, str) else 0
    rows, depth = 1, 0
    while layer:
        depth += 1
        below: list[Any] = []
        for collection in layer:
            rows += 1 + len(collection)
            values = collection
            if type(collection) is dict:
                rows += len(collection)
                values = collection.values()
                longest = max(longest, max(map(len, collection), default=0))
            for value in values:
                kind = type(value)
                if kind is str:
                    if len(value) > longest:
                        longest = len(value)
                elif kind is dict or kind is list:
                    below.append(value)
        layer = below
    if depth > limits.depth or longest > limits.scalar or rows > limits.nodes:
        raise _Odd


def _syntax(text: str, error: json.JSONDecodeError) -> Fault:
    at = _trailing_comma(text, error.pos)
    if at is not None:
        return _no_json(at, at + 1, "a comma before the end")
    at = error.pos
    if error.msg == "Extra data":
        says = Text("JSON 在此之前已经结束。", "The JSON ends before this.")
        fix = Text("每个文件只保留一个 JSON 值。", "Keep one JSON value in the file.")
    elif "control character" in error.msg:
        return Fault("control_character", (at, at + 1), *wording.CONTROL)
    else:
        return _no_json(at, min(at + 1, len(text)), error.msg[0].lower() + error.msg[1:])
    return Fault("syntax", (at, min(at + 1, len(text))), says, fix)


def _trailing_comma(text: str, at: int) -> int | None:
    """Where a comma stands before the end of a list or an object: Pythons differ in what they point at."""
    if text[at : at + 1] == ",":
        return at if text[at + 1 :].lstrip()[:1] in ("}", "]") else None
    before = text[:at].rstrip()
    return len(before) - 1 if text[at : at + 1] in ("}", "]") and before.endswith(",") else None


def _no_json(start: int, end: int, why: str) -> Fault:
    fix = Text(
        "检查此处的逗号、引号和括号；键和文本用英文双引号括起。",
        "Check commas, quotes and brackets here; keys and texts stand in double quotes.",
    )
    return Fault("syntax", (start, end), Text("此处不是 JSON。", f"This is not JSON: {why}."), fix)
