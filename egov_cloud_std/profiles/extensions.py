"""Reads what a profile says of fields `x_…` of a description: a JSON Schema for those at one place.

The schema is held against a closed set of keywords, so that nothing in it is fetched, runs away or goes round in
circles. Values of such fields stay free: no control looks at them.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from ..checks.reader import Mistake, unknown
from ..checks.routes import ListRoute, NoSuchRoute, Route, resolve, resolve_list
from ..document import Document, Number, Path
from ..frozen import Frozen
from ..shapes import Record
from ..words import Text
from .collecting import Collector

PREFIX = "x_"
VALUES = 2000  # in one schema
WRITTEN_OUT = 20_000  # the same, with every `$ref` written out
DEEP = 40  # schemas inside one another, with every `$ref` written out
LOOSE = 3  # parts of a pattern that may stand more or less often

DIALECTS = {
    "https://json-schema.org/draft/2020-12/schema": "2020-12",
    "http://json-schema.org/draft-07/schema#": "7",
    "http://json-schema.org/draft-07/schema": "7",
}
_ONE = ("not", "if", "then", "else", "items", "additionalProperties", "contains", "propertyNames")
_SEVERAL = ("allOf", "anyOf", "oneOf", "prefixItems")
_NAMED = ("properties", "$defs", "definitions")
_PLAIN = (
    "$schema",
    "$comment",
    "title",
    "description",
    "examples",
    "default",
    "deprecated",
    "type",
    "enum",
    "const",
    "required",
    "dependentRequired",
    "pattern",
    "minItems",
    "maxItems",
    "minContains",
    "maxContains",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minProperties",
    "maxProperties",
)
KEYWORDS = (*_PLAIN, *_ONE, *_SEVERAL, *_NAMED, "$ref")
_REF = re.compile(r"#/(\$defs|definitions)/([^/~%]+)")
# Characters and classes of characters in a row, each as often as is said: no groups, so nothing can run away.
_ATOM = r"(?:\\[dDwWsS]|\\[^\w\s]|\[\^?(?:\\.|[^\]\\\[])+\]|[^\\\[\](){}|?*+^$])"
_PATTERN = re.compile(rf"\^(?:{_ATOM}(?:\{{[0-9]{{1,3}}(?:,[0-9]{{0,3}})?\}}|[?*+])?)*+\$?")
_OFTEN = re.compile(r"(?<!\\)(?:[*+?]|\{[0-9]+,[0-9]*\})")


class Extension(Frozen):
    """A schema for the fields `x_…` of one mapping, or of every item of one list."""

    at: str  # the route of the mapping or the list; "" for the description itself
    schema: Mapping[str, object]
    document: Document
    written: Path

    def route(self, root: Record) -> Route | ListRoute | None:
        """The place in the model; `None` for the root."""
        return _route(self.at, root)


def read_extensions(collector: Collector, data: Mapping[str, object]) -> Iterator[Extension]:
    """The extensions of a profile; mistakes go to the collector."""
    none: list[object] = []
    entries = collector.tried(lambda: collector.reader.sequence(data["extensions"], ("extensions",)), none)
    for index, one in enumerate(entries):
        here = ("extensions", index)

        def read(one: object = one, here: Path = here) -> Extension:
            return _read(collector, one, here)

        found = collector.tried(read, None)
        if found is not None:
            yield found


def _read(collector: Collector, value: object, at: Path) -> Extension:
    reader = collector.reader
    entry = reader.mapping(value, at, ("at", "schema"), ("schema",))
    place = reader.text(entry["at"], (*at, "at")) if "at" in entry else ""
    try:
        _route(place, collector.root)
    except NoSuchRoute as error:
        raise Mistake((*at, "at"), "no_such_route", error.says, error.fix) from None
    schema = entry["schema"]
    here = (*at, "schema")
    if not isinstance(schema, dict):
        raise Mistake(
            here,
            "mapping_expected",
            Text("schema 应为 JSON Schema", "a JSON Schema belongs here"),
            Text("写成映射；写文件名的，只能用于叠加标准。", "Write a mapping; only an overlay may name a file."),
        )
    _of_fields(schema, here)
    _Held(schema, here).hold()
    _is_a_schema(schema, here)
    return Extension(place, schema, collector.document, here)


def _route(text: str, root: Record) -> Route | ListRoute | None:
    if not text:
        return None
    try:
        return resolve_list(text, root, None)
    except NoSuchRoute:
        route = resolve(text, root, None)
    if route.field.kind != "record":
        raise NoSuchRoute(
            Text(f"{text} 既不是一组字段，也不是对象列表", f"{text} is neither a group of fields nor a list of things"),
            Text("写一组字段或一个对象列表的路径。", "Name a group of fields, or a list whose items carry ids."),
        )
    return route


def _of_fields(schema: Mapping[str, object], at: Path) -> None:
    """The fields it speaks of begin with `x_`: it is shown no others."""
    properties, required = schema.get("properties"), schema.get("required")
    named = [(name, (*at, "properties", name), True) for name in properties] if isinstance(properties, dict) else []
    if isinstance(required, list):
        named += [(name, (*at, "required", index), False) for index, name in enumerate(required)]
    for name, here, on_key in named:
        if isinstance(name, str) and not name.startswith(PREFIX):
            raise Mistake(
                here,
                "not_an_extension",
                Text(f"{name} 不是扩展字段", f"{name} is no extension field"),
                Text(
                    f"扩展字段以 {PREFIX} 开头；模型中的字段用检查项来查。",
                    f"Such fields begin with {PREFIX}; ask about fields of the model with a control.",
                ),
                on_key,
            )


class _Held:
    """One schema, held against the closed set of keywords."""

    def __init__(self, schema: Mapping[str, object], at: Path) -> None:
        self.schema = schema
        self.at = at
        self.sizes: dict[tuple[str, str], tuple[int, int]] = {}  # of what a `$ref` names: values, depth
        self.open: list[tuple[str, str]] = []

    def hold(self) -> None:
        """Raises `Mistake`."""
        if _values(self.schema) > VALUES:
            raise self._too_large(self.at)
        size, depth = self._size(self.schema, self.at)
        if size > WRITTEN_OUT or depth > DEEP:
            raise self._too_large(self.at)

    def _too_large(self, at: Path) -> Mistake:
        return Mistake(
            at,
            "schema_too_large",
            Text("schema 过大或嵌套过深", "the schema is too large, or nested too deeply"),
            Text(
                f"减到 {VALUES} 个值、{DEEP} 层以内（$ref 展开后 {WRITTEN_OUT} 个值以内）。",
                f"Keep it within {VALUES} values ({WRITTEN_OUT} with every $ref written out) and {DEEP} levels.",
            ),
        )

    def _size(self, schema: object, at: Path) -> tuple[int, int]:
        """How many values it has, and how deep it is, with every `$ref` written out."""
        if isinstance(schema, bool):
            return 1, 1
        if not isinstance(schema, dict):
            raise Mistake(
                at,
                "mapping_expected",
                Text("此处应为 JSON Schema", "a JSON Schema belongs here"),
                Text("写成映射，或 true、false。", "Write a mapping, or true or false."),
            )
        size, depth = 1, 0
        for keyword, value in schema.items():
            here = (*at, keyword)
            parts = self._parts(keyword, value, here)
            sizes = [self._size(part, where) for part, where in parts]
            if keyword == "$ref":
                sizes.append(self._referred(value, here))
            size += 1 + sum(one for one, _ in sizes) + (_values(value) if keyword in _PLAIN else 0)
            depth = max(depth, *(one for _, one in sizes), 0)
            if size > WRITTEN_OUT or depth > DEEP:
                raise self._too_large(here)
        return size, depth + 1

    def _parts(self, keyword: str, value: object, at: Path) -> list[tuple[object, Path]]:
        if keyword not in KEYWORDS:
            raise Mistake(at, "no_such_keyword", *unknown("关键字", "keyword", keyword, KEYWORDS), on_key=True)
        if keyword == "pattern":
            _simple(value, at)
        if keyword == "$schema" and value not in DIALECTS:
            raise Mistake(
                at,
                "no_such_dialect",
                Text(f"不支持这一版 JSON Schema：{value}", f"this draft of JSON Schema is not taken: {value}"),
                Text("可用：" + "、".join(DIALECTS), "Known: " + ", ".join(DIALECTS)),
            )
        if keyword in _ONE:
            if keyword == "items" and isinstance(value, list):  # draft-07: as `prefixItems`
                return [(part, (*at, index)) for index, part in enumerate(value)]
            return [(value, at)]
        if keyword in _SEVERAL and isinstance(value, list):
            return [(part, (*at, index)) for index, part in enumerate(value)]
        if keyword in _NAMED and isinstance(value, dict):
            return [(part, (*at, name)) for name, part in value.items()]
        return []

    def _referred(self, value: object, at: Path) -> tuple[int, int]:
        found = _REF.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise Mistake(
                at,
                "foreign_reference",
                Text("$ref 只能指向本 schema 的 $defs", "a $ref leads to the $defs of its own schema only"),
                Text("写成 #/$defs/名称，所需内容写入 $defs。", "Write #/$defs/NAME, and put what it names there."),
            )
        home, name = found.groups()
        named = self.schema.get(home)
        if not isinstance(named, dict) or name not in named:
            known = tuple(named) if isinstance(named, dict) else ()
            raise Mistake(at, "no_such_reference", *unknown("定义", "definition", name, known))
        key = (home, name)
        if key in self.open:
            raise Mistake(
                at,
                "circular_reference",
                Text(f"{value} 指向包含它自己的定义", f"{value} stands inside what it names"),
                Text("把内容写出，不引用自身。", "Write it out."),
            )
        if key not in self.sizes:
            self.open.append(key)
            self.sizes[key] = self._size(named[name], (*self.at, home, name))
            self.open.pop()
        return self.sizes[key]


def _values(value: object) -> int:
    match value:
        case dict():
            return 1 + sum(map(_values, value.values()))
        case list():
            return 1 + sum(map(_values, value))
        case _:
            return 1


def _simple(value: object, at: Path) -> None:
    """A pattern that can be decided in one look, however long the text is."""
    good = isinstance(value, str) and _PATTERN.fullmatch(value) is not None
    if good and len(_OFTEN.findall(re.sub(r"\[(?:\\.|[^\]\\])*\]", "x", str(value)))) <= LOOSE:
        try:
            re.compile(str(value))
        except re.error:
            good = False
        else:
            return
    raise Mistake(
        at,
        "pattern_not_simple",
        Text("此 pattern 不在可用之列", "this pattern is not taken"),
        Text(
            f"以 ^ 开头，依次写字符或 [字符类]，可带次数（如 {{6}}）；不用括号和 |，不定次数至多 {LOOSE} 处。",
            f"Begin with ^, then characters or [classes] in a row, each with how often, such as {{6}}; "
            f"no groups, no |, and at most {LOOSE} of any number.",
        ),
    )


def _is_a_schema(schema: Mapping[str, object], at: Path) -> None:
    """What each keyword wants, as the published schema of schemas has it."""
    from jsonschema.exceptions import best_match  # only a profile with an extension needs it

    checker = validator_class(schema)
    error = best_match(checker(checker.META_SCHEMA).iter_errors(plain(schema)))
    if error is not None:
        raise Mistake(
            (*at, *error.absolute_path),
            "not_a_schema",
            Text("此处不是可用的 JSON Schema", f"this is no JSON Schema: {error.message[:200]}"),
            Text("按 JSON Schema 的规定改正。", "Correct it as JSON Schema has it."),
        )


def validator_class(schema: Mapping[str, object]) -> Any:  # noqa: ANN401 - a class that `jsonschema` makes
    """The class of `jsonschema` for the draft that the schema names."""
    from jsonschema import Draft7Validator, Draft202012Validator

    return Draft7Validator if DIALECTS.get(str(schema.get("$schema"))) == "7" else Draft202012Validator


def plain(value: object) -> object:
    """A value as `jsonschema` takes it: numbers stay exact."""
    match value:
        case Number():
            if not value.is_finite():
                return value.text
            exact = Fraction(value)
            return int(exact) if exact.denominator == 1 else exact
        case dict():
            return {key: plain(one) for key, one in value.items()}
        case list():
            return [plain(one) for one in value]
        case _:
            return value
