"""Holds the fields `x_…` of a description against the schemas that profiles bring for them. Values stay as they are."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..checks import ListRoute, World
from ..checks.routes import UNKNOWN_ITEM, shown
from ..clock import parse_moment
from ..document import Path, Problem
from ..frozen import replace
from ..platforms import Platform
from ..profiles import Profile
from ..profiles.extensions import PREFIX, Extension, plain, validator_class
from ..shapes import NOTHING
from ..words import Text

_ANY_DAY = parse_moment("2000-01-01")  # no date is asked for
LONG = 256  # characters of a text that a pattern is held against

SHORT = 60  # characters of a value that a message repeats

_TYPES = {
    "string": Text("文字", "a text"),
    "number": Text("数", "a number"),
    "integer": Text("整数", "a whole number"),
    "boolean": Text("true 或 false", "true or false"),
    "array": Text("列表", "a list"),
    "object": Text("映射", "a mapping"),
    "null": Text("空", "null"),
}
_BOUNDS = {
    "minimum": Text("不小于", "at least"),
    "maximum": Text("不大于", "at most"),
    "exclusiveMinimum": Text("大于", "more than"),
    "exclusiveMaximum": Text("小于", "less than"),
}
_SIZES = {
    "minLength": Text("字符数应不少于", "to have at least so many characters:"),
    "maxLength": Text("字符数应不多于", "to have at most so many characters:"),
    "minItems": Text("项数应不少于", "to have at least so many entries:"),
    "maxItems": Text("项数应不多于", "to have at most so many entries:"),
    "minProperties": Text("字段数应不少于", "to have at least so many fields:"),
    "maxProperties": Text("字段数应不多于", "to have at most so many fields:"),
}


class Extensions:
    """The schemas of all profiles of a run, each once and ready to be asked."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._extensions: list[tuple[Extension, Callable[[object], Iterator[Any]]]] = []
        for one in (one for profile in profiles for one in profile.extensions):
            if not any((one.at, one.schema) == (other.at, other.schema) for other, _ in self._extensions):
                self._extensions.append((one, _checker(one)))

    def hold(self, platform: Platform) -> Platform:
        """The same platform, with what is wrong with its fields `x_…` among its problems."""
        problems = tuple(self._problems(platform))
        return replace(platform, problems=(*platform.problems, *problems)) if problems else platform

    def _problems(self, platform: Platform) -> Iterator[Problem]:
        for one, errors in self._extensions:
            for path, fields in _fields(one, platform):
                for error in errors(fields):
                    yield from _problem(one, platform, path, error)


def _checker(one: Extension) -> Callable[[object], Iterator[Any]]:
    from jsonschema.exceptions import ValidationError
    from jsonschema.validators import extend

    base = validator_class(one.schema)
    matches = base.VALIDATORS["pattern"]

    def pattern(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[Any]:  # noqa: ANN401
        if isinstance(value, str) and len(value) > LONG:
            yield ValidationError("too long for a pattern")
        else:
            yield from matches(validator, wanted, value, schema) or ()

    checker = extend(base, {"pattern": pattern})(plain(one.schema))  # type: ignore[no-untyped-call]
    return lambda fields: iter(sorted(checker.iter_errors(fields), key=lambda error: list(map(str, error.path))))


def _fields(one: Extension, platform: Platform) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The fields `x_…` of each mapping that the extension is about, and where it stands."""
    route = one.route(platform.record)
    if isinstance(route, ListRoute):
        for at, items, _ in route.walk(World(platform.data, _ANY_DAY)):
            for index, item in enumerate(items or ()):
                if item is not UNKNOWN_ITEM:
                    yield (*at, index), _own(item)
        return
    path = () if route is None else route.steps
    found = platform.value(path) if path else platform.data
    if isinstance(found, dict) and found is not NOTHING:
        yield path, _own(found)


def _own(item: Any) -> dict[str, Any]:  # noqa: ANN401 - as written
    return {key: plain(value) for key, value in item.items() if key.startswith(PREFIX) and value is not None}


def _problem(one: Extension, platform: Platform, path: Path, error: Any) -> Iterator[Problem]:  # noqa: ANN401
    at = (*path, *error.absolute_path)
    home = one.document.place((*one.written, *error.absolute_schema_path))
    fix = Text(f"按 {home.file}:{home.line} 的规定改写。", f"Write it as {home.file}:{home.line} has it.")
    if error.validator == "additionalProperties" and error.validator_value is False:
        known = error.schema.get("properties", {})
        for key in (key for key in error.instance if key not in known):
            says = Text(f"此处没有名为 {key} 的扩展字段", f"there is no extension field named {key} here")
            yield Problem(platform.place((*at, key), key=True), "extension", says, fix)
        return
    name = error.absolute_path[-1] if error.absolute_path else platform.identity(path)
    yield Problem(platform.place(at), "extension", _said(str(name), error, _now(platform.value(at))), fix)


def _said(name: str, error: Any, now: Text) -> Text:  # noqa: ANN401 - an error of `jsonschema`
    """What is, and what the schema wants; `now` is the value as it is written."""
    keyword, wanted = error.validator, error.validator_value
    match keyword:
        case "required":
            missing = next((one for one in wanted if error.message.startswith(repr(one))), "")
            return Text(f"缺少扩展字段 {missing}", f"the extension field {missing} is not stated")
        case "type":
            types = [_TYPES[one] for one in ([wanted] if isinstance(wanted, str) else wanted)]
            asked = Text("或".join(one.zh for one in types), " or ".join(one.en for one in types))
        case "enum" | "const":
            few = list(map(_shown, wanted[:12] if keyword == "enum" else [wanted]))
            asked = Text(" " + "、".join(few), " or ".join(few))
        case "pattern" if len(error.instance) > LONG:
            return Text(f"{name} 超过 {LONG} 个字符", f"{name} is longer than {LONG} characters")
        case "pattern":
            asked = Text(f"符合 {wanted} 的文字", f"a text that matches {wanted}")
        case "multipleOf":
            asked = Text(f" {_shown(wanted)} 的整数倍", f"a multiple of {_shown(wanted)}")
        case _ if keyword in _BOUNDS:
            asked = Text(f"{_BOUNDS[keyword].zh} {_shown(wanted)} 的数", f"{_BOUNDS[keyword].en} {_shown(wanted)}")
        case _ if keyword in _SIZES:
            words = _SIZES[keyword]
            return Text(f"{name} 的{words.zh} {wanted}", f"{name} is {words.en} {wanted}")
        case _:
            return Text(f"{name} 不合 schema 中的 {keyword}", f"{name} does not meet {keyword} of its schema")
    return Text(f"{name} 应为{asked.zh}，现为 {now.zh}", f"{name} is to be {asked.en}; it is {now.en}")


def _now(value: object) -> Text:
    """A value of the description, as much of it as belongs into a sentence."""
    found = shown(value)
    return Text(*(one if len(one) <= SHORT else one[:SHORT] + "…" for one in found))


def _shown(value: object) -> str:
    """A value of the schema."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Fraction():
            return str(Decimal(value.numerator) / Decimal(value.denominator))
        case _:
            return str(value)
