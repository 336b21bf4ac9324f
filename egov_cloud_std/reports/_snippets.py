"""Small descriptions as YAML that reads back as it was, and what differs between two of them."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ..document import LIMITS
from ..document.values import Number, plain
from ..words import NOT_STATED, Text

WIDTH = 100
LONG = 160
_CORE = "tag:yaml.org,2002:"


class _Writer(yaml.SafeDumper):
    """Writes what our own reader reads: a word stands bare where it is the value it says."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:  # noqa: ANN401 - as PyYAML has it
        if kind is not yaml.ScalarNode or not implicit[0]:
            return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]
        match plain(value, LIMITS.digits):
            case None:
                return _CORE + "null"
            case bool():
                return _CORE + "bool"
            case int():
                return _CORE + "int"
            case Number():
                return _CORE + "float"
            case _:
                return _CORE + "str"

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 - as PyYAML has it
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Writer.add_representer(Number, lambda writer, number: writer.represent_scalar(_CORE + "float", number.text))


def written(description: Mapping[str, object]) -> str:
    """A description as YAML, what is innermost in one line."""
    return _dumped(description, None, WIDTH)


def in_one_line(value: object) -> str:
    """A value as YAML in one line; of a long one its beginning."""
    found = _dumped([value], True, 10**6).strip()[1:-1]
    return found if len(found) <= LONG else f"{found[:LONG]}…"


def _dumped(value: object, flow: bool | None, width: int) -> str:
    found: str = yaml.dump(
        value, Dumper=_Writer, default_flow_style=flow, sort_keys=False, allow_unicode=True, width=width
    )
    return found


def differences(before: object, after: object, at: str = "") -> Iterator[Text]:
    """What has to be written differently to turn one description into the other, in the order of the first."""
    match before, after:
        case dict(), dict() if "none" not in after or "none" in before:
            for key in (*before, *(key for key in after if key not in before)):
                where = f"{at}.{key}" if at else str(key)
                if after.get(key) is None:
                    yield _gone(before[key], where)
                elif before.get(key) is None:
                    yield from _added(after[key], where)
                else:
                    yield from differences(before[key], after[key], where)
        case list(), list() if before and after and _identified(before) and _identified(after):
            old, new = ({one["id"]: one for one in side} for side in (before, after))
            if not old.keys() & new.keys():
                yield from _added(after, at)
                return
            for name in (*old, *(name for name in new if name not in old)):
                where = f"{at}[{name}]"
                if name not in new:
                    yield Text(f"没有 `{where}`", f"no `{where}`")
                elif name not in old:
                    yield Text(f"另有 `{where}: {in_one_line(new[name])}`", f"also `{where}: {in_one_line(new[name])}`")
                else:
                    yield from differences(old[name], new[name], where)
        case _ if before != after:
            yield from _added(after, at)


def _gone(value: object, at: str) -> Text:
    """What is stated no longer: the section that has it, or the one thing in it."""
    while isinstance(value, dict) and len(value) == 1:
        ((key, value),) = value.items()
        at = f"{at}.{key}"
    return Text(f"`{at}` {NOT_STATED.zh}", f"`{at}` {NOT_STATED.en}")


def _added(value: object, at: str) -> Iterator[Text]:
    if isinstance(value, dict) and value and "none" not in value:
        for key, one in value.items():
            yield from _added(one, f"{at}.{key}")
        return
    said = f"`{at}: {in_one_line(value)}`"
    yield Text(said, said)


def _identified(value: list[object]) -> bool:
    return all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in value)
