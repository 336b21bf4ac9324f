"""Reads conditions, as profiles write them, against the model.

A condition with mistakes is not used; its reader collects them.
"""

from collections.abc import Iterator

from ..document import Path
from ..words import Text
from .conditions import AllOf, AnyOf, Check, Condition, Not
from .kind import Kind
from .reader import Mistake, Reader, unknown
from .routes import Route


def read_condition(data: object, at: Path, reader: Reader) -> Condition:
    """A condition: `place: {question: answer}`, and `all_of`, `any_of`, `not`.

    Raises `Mistake` where nothing can be read; the mistakes of single entries go to `reader.mistakes`.
    """
    parts = tuple(_parts(data, at, reader))
    if len(parts) == 1:
        return parts[0]
    return AllOf(parts)


def read_checks(data: object, at: Path, reader: Reader) -> tuple[Condition, ...]:
    """The top-level checks of a control: the entries side by side, each of which counts on its own."""
    return tuple(_parts(data, at, reader))


def _parts(data: object, at: Path, reader: Reader) -> Iterator[Condition]:
    if not isinstance(data, dict) or not data:
        raise Mistake(
            at,
            "condition_expected",
            Text("此处应为条件：{位置: {判定: 答案}}", "a condition belongs here: {place: {question: answer}}"),
            Text(
                "写成 security.protection_level: {at_least: 2} 的样子。",
                "Write it like security.protection_level: {at_least: 2}.",
            ),
        )
    for key, inner in data.items():
        here = (*at, key)
        try:
            match key:
                case "all_of":
                    yield AllOf(tuple(_members(inner, here, reader)))
                case "any_of":
                    yield AnyOf(tuple(_members(inner, here, reader)))
                case "not":
                    yield Not(read_condition(inner, here, reader))
                case _:
                    yield from _checks(key, inner, here, reader)
        except Mistake as mistake:
            reader.mistakes.append(mistake)


def _members(inner: object, at: Path, reader: Reader) -> Iterator[Condition]:
    for index, one in enumerate(reader.sequence(inner, at)):
        yield read_condition(one, (*at, index), reader)


def _checks(place: str, inner: object, at: Path, reader: Reader) -> Iterator[Condition]:
    route = reader.route(place, at, on_key=True)
    if not isinstance(inner, dict) or not inner:
        raise Mistake(
            at,
            "question_expected",
            Text("此处应为 {判定: 答案}", "a {question: answer} belongs here"),
            Text(f"写成 {place}: {{equals: 值}} 的样子。", f"Write it like {place}: {{equals: value}}."),
        )
    from .kinds import KINDS  # the kinds read conditions of their own

    for name, answer in inner.items():
        kind = KINDS.get(name)
        if kind is None:
            raise Mistake(
                (*at, name), "no_such_question", *unknown("判定", "question", name, tuple(KINDS)), on_key=True
            )
        yield Check(route, _read_kind(kind, answer, (*at, name), route, reader), (*at, name))


def _read_kind(kind: type[Kind], answer: object, at: Path, route: Route, reader: Reader) -> Kind:
    if route.field.kind not in kind.takes:
        raise Mistake(
            at,
            "wrong_question",
            Text(
                f"{kind.name} 不能用于 {route}（{route.field.kind}）",
                f"{kind.name} cannot be asked of {route} ({route.field.kind})",
            ),
            Text("可用于：" + "、".join(sorted(kind.takes)), "It is asked of: " + ", ".join(sorted(kind.takes))),
            on_key=True,
        )
    return kind.read(answer, at, route, reader)
