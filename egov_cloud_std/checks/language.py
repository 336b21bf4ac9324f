"""Reads conditions, as profiles write them, against the model.

Every mistake is a `Mistake` at its own place in the profile; a condition with mistakes is not used.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from .. import clock, quantities
from ..document import Path
from ..quantities import Unclear
from ..shapes import Field, Record
from ..words import Text
from .answers import Answer, AtPlace, CountOf, Literal, RatioOf, SumOf, Term
from .conditions import AllOf, AnyOf, Check, Condition, Not
from .kind import Kind
from .kinds import KINDS
from .routes import ListRoute, NoSuchRoute, Route, as_written, resolve, resolve_list
from .values import Comparable, parser


@dataclass(eq=False)
class Mistake(Exception):
    """Something in a profile that cannot be used, and where."""

    at: Path
    code: str
    says: Text
    fix: Text
    on_key: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a profile names; `None` while nobody has set it."""

    name: str
    value: object
    direction: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What a condition is read against: the model, the subject's record, the thresholds of the profile."""

    root: Record
    subject: Record | None = None
    control: str = ""
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def within(self, record: Record) -> "Reader":
        """The same reader, for the items of a list."""
        return replace(self, subject=record)

    def route(self, text: object, at: Path, on_key: bool = False) -> Route:
        """A place in the model."""
        try:
            return resolve(self.text(text, at), self.root, self.subject)
        except NoSuchRoute as error:
            raise Mistake(at, "no_such_route", error.says, error.fix, on_key) from None

    def list_route(self, text: object, at: Path, flatten: bool = False) -> ListRoute:
        """A list of things in the model."""
        try:
            found = resolve_list(self.text(text, at), self.root, self.subject)
        except NoSuchRoute as error:
            raise Mistake(at, "no_such_route", error.says, error.fix) from None
        if len(found.segments) > 1 and not flatten:
            raise Mistake(
                at,
                "flattened_list",
                Text(f"{found}：[] 只能用在 each 的 list 中", f"{found}: [] is for the list of `each` only"),
                Text("写单个列表的路径。", "Name one list."),
            )
        return found

    def text(self, value: object, at: Path) -> str:
        """A text."""
        if not isinstance(value, str):
            raise Mistake(at, "text_expected", Text("此处应为文字", "a text belongs here"), Text("写成文字。", "Write a text."))
        return value

    def mapping(self, value: object, at: Path, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> dict[str, object]:
        """A mapping with these keys only."""
        if not isinstance(value, dict):
            keys = "、".join(allowed), ", ".join(allowed)
            raise Mistake(
                at,
                "mapping_expected",
                Text(f"此处应为映射，可用键：{keys[0]}", f"a mapping belongs here, with the keys {keys[1]}"),
                Text("写成 {键: 值}。", "Write {key: value}."),
            )
        for key in value:
            if key not in allowed:
                raise Mistake((*at, key), "unknown_key", *_unknown("键", "key", key, allowed), on_key=True)
        for key in required:
            if key not in value:
                raise Mistake(
                    at,
                    "missing_key",
                    Text(f"缺少键 {key}", f"the key {key} is missing"),
                    Text(f"补上 {key}。", f"Add {key}."),
                )
        return value

    def sequence(self, value: object, at: Path) -> list[object]:
        """A list with at least one entry."""
        if not isinstance(value, list) or not value:
            raise Mistake(
                at,
                "list_expected",
                Text("此处应为非空列表", "a list with at least one entry belongs here"),
                Text("写成 [值, 值]。", "Write [value, value]."),
            )
        return value

    def one_key(self, value: object, at: Path, allowed: tuple[str, ...]) -> str:
        """The only one of `allowed` that a mapping has."""
        named = [key for key in allowed if isinstance(value, dict) and key in value]
        if len(named) != 1:
            raise Mistake(
                at,
                "one_of_keys",
                Text("应恰好有一个：" + "、".join(allowed), "exactly one of these belongs here: " + ", ".join(allowed)),
                Text("留下其中一个。", "Keep one of them."),
            )
        return named[0]

    def true(self, value: object, at: Path) -> None:
        """The answer `true`, of questions that have no other."""
        if value is not True:
            raise Mistake(at, "true_expected", Text("此处只能写 true", "only true belongs here"), Text("写 true。", "Write true."))

    def literal(self, value: object, at: Path, of: Field) -> Comparable:
        """A value of this field's kind."""
        try:
            return self._literal(value, at, of)
        except Unclear as error:
            raise Mistake(at, "wrong_value", error.says, error.fix) from None

    def _literal(self, value: object, at: Path, of: Field) -> Comparable:
        if value is None or isinstance(value, (dict, list)):
            raise Mistake(at, "scalar_expected", Text("此处应为单个值", "a single value belongs here"), Text("写一个值。", "Write one value."))
        if of.kind == "flag" and not isinstance(value, bool):
            raise Mistake(at, "flag_expected", Text(f"{of.name} 只有 true 或 false", f"{of.name} is true or false"), Text("写 true 或 false。", "Write true or false."))
        if of.kind == "choice" and as_written(value) not in of.choices:
            raise Mistake(at, "not_a_choice", *_unknown("取值", "value", as_written(value), of.choices))
        return parser(of)(value)

    def period(self, value: object, at: Path) -> tuple[clock.Period | None, str, str]:
        """A period, or the period of a threshold: its value, how it is written, the threshold's name."""
        name = ""
        if isinstance(value, str) and value.startswith("$"):
            threshold = self.threshold(value, at, "at_most")
            value, name = threshold.value, threshold.name
            if value is None:
                return None, f"${name}", name
        try:
            return clock.parse_period(as_written(value)), as_written(value), name
        except Unclear as error:
            raise Mistake(at, "wrong_period", error.says, error.fix) from None

    def threshold(self, text: str, at: Path, direction: str) -> Threshold:
        """The threshold that `$name` names."""
        name = text.removeprefix("$")
        found = self.thresholds.get(name)
        if found is None:
            raise Mistake(at, "no_such_threshold", *_unknown("指标", "threshold", name, tuple(self.thresholds)))
        if found.direction != direction:
            raise Mistake(
                at,
                "threshold_direction",
                Text(f"指标 {name} 的方向是 {found.direction}", f"the direction of threshold {name} is {found.direction}"),
                Text(f"用 {found.direction} 提问。", f"Ask with {found.direction}."),
            )
        return found

    def answer(self, value: object, at: Path, of: Field, direction: str) -> Answer:
        """A literal, a threshold, another place, a sum, a ratio or a count."""
        if isinstance(value, dict):
            return self._worked(value, at, of)
        if isinstance(value, str) and value.startswith("$"):
            found = self.threshold(value, at, direction)
            if found.value is None:
                return Literal(None, value, found.name)
            return Literal(self.literal(found.value, at, of), as_written(found.value), found.name)
        return Literal(self.literal(value, at, of), as_written(value))

    def _worked(self, value: dict[str, object], at: Path, of: Field) -> Answer:
        name = self.one_key(value, at, ("place", "sum_of", "ratio_of", "count_of"))
        self.mapping(value, at, (name, "tolerance") if name in ("sum_of", "ratio_of") else (name,))
        inner, here = value[name], (*at, name)
        match name:
            case "place":
                route = self.route(inner, here)
                self._same_kind(of, route, here)
                return AtPlace(route)
            case "count_of":
                over, where = self._over(inner, here, ("list", "where"))
                return CountOf(over, where)
            case "sum_of":
                return replace(self._sum(inner, here, of), tolerance=self._tolerance(value, at))
            case _:
                parts = self.mapping(inner, here, ("part", "whole"), ("part", "whole"))
                part = self._sum(parts["part"], (*here, "part"), None)
                whole = self._sum(parts["whole"], (*here, "whole"), part.plus[0].route.field)
                return RatioOf(part, whole, self._tolerance(value, at))

    def _tolerance(self, value: dict[str, object], at: Path) -> Fraction | None:
        if "tolerance" not in value:
            return None
        try:
            return quantities.parse(value["tolerance"], "ratio").low
        except Unclear as error:
            raise Mistake((*at, "tolerance"), "wrong_value", error.says, error.fix) from None

    def _sum(self, value: object, at: Path, of: Field | None) -> SumOf:
        if isinstance(value, dict) and "list" not in value:
            self.mapping(value, at, ("plus", "minus"), ("plus",))
            plus = tuple(self._terms(value["plus"], (*at, "plus"), of))
            return SumOf(plus, tuple(self._terms(value["minus"], (*at, "minus"), of)) if "minus" in value else ())
        if isinstance(value, list):
            return SumOf(tuple(self._terms(value, at, of)))
        return SumOf((self._term(value, at, of),))

    def _terms(self, value: object, at: Path, of: Field | None) -> Iterator[Term]:
        for index, one in enumerate(self.sequence(value, at)):
            term = self._term(one, (*at, index), of)
            of = of or term.route.field
            yield term

    def _term(self, value: object, at: Path, of: Field | None) -> Term:
        if isinstance(value, dict):
            over, where = self._over(value, at, ("list", "field", "where"), ("list", "field"))
            route = self.within(over.record).route(value["field"], (*at, "field"))
            term = Term(route, over, where)
        else:
            term = Term(self.route(value, at))
        if term.route.field.kind not in ("count", "number", "quantity"):
            raise Mistake(at, "number_expected", Text(f"{term.route} 不是数", f"{term.route} is not a number"), Text("写数值字段的路径。", "Name a field that holds a number."))
        if of is not None:
            self._same_kind(of, term.route, at)
        return term

    def _over(self, value: object, at: Path, allowed: tuple[str, ...], required: tuple[str, ...] = ("list",)) -> tuple[ListRoute, Condition | None]:
        entry = self.mapping(value, at, allowed, required)
        over = self.list_route(entry["list"], (*at, "list"))
        where = read_condition(entry["where"], (*at, "where"), self.within(over.record)) if "where" in entry else None
        return over, where

    def over(self, value: object, at: Path, more: tuple[str, ...] = ()) -> tuple[ListRoute, Condition | None]:
        """`{list: …, where: …}`, with further keys that the caller reads."""
        return self._over(value, at, ("list", "where", *more))

    def _same_kind(self, of: Field, route: Route, at: Path) -> None:
        numbers = ("count", "number")
        same = of.kind == route.field.kind or (of.kind in numbers and route.field.kind in numbers)
        if not same or of.dimension != route.field.dimension:
            raise Mistake(
                at,
                "kinds_differ",
                Text(f"{route} 与 {of.name} 不是同一种值，无法比较", f"{route} and {of.name} are different kinds of value"),
                Text("比较同一种、同一量纲的值。", "Compare values of one kind and dimension."),
            )


def _unknown(zh: str, en: str, name: str, known: tuple[str, ...]) -> tuple[Text, Text]:
    near = difflib.get_close_matches(name, known, n=1)
    says = Text(f"没有名为 {name} 的{zh}", f"there is no {en} named {name}")
    if near:
        return says, Text(f"是否为 {near[0]}？", f"Did you mean {near[0]}?")
    return says, Text("可用：" + "、".join(known), "Known: " + ", ".join(known))


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
            Text("写成 security.protection_level: {at_least: 2} 的样子。", "Write it like security.protection_level: {at_least: 2}."),
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
    for name, answer in inner.items():
        kind = KINDS.get(name)
        if kind is None:
            raise Mistake((*at, name), "no_such_question", *_unknown("判定", "question", name, tuple(KINDS)), on_key=True)
        yield Check(route, _read_kind(kind, answer, (*at, name), route, reader), (*at, name))


def _read_kind(kind: type[Kind], answer: object, at: Path, route: Route, reader: Reader) -> Kind:
    if route.field.kind not in kind.takes:
        raise Mistake(
            at,
            "wrong_question",
            Text(f"{kind.name} 不能用于 {route}（{route.field.kind}）", f"{kind.name} cannot be asked of {route} ({route.field.kind})"),
            Text("可用于：" + "、".join(sorted(kind.takes)), "It is asked of: " + ", ".join(sorted(kind.takes))),
            on_key=True,
        )
    return kind.read(answer, at, route, reader)
