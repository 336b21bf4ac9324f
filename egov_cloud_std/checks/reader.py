"""Reads the pieces of a profile: texts, mappings, routes, literals, periods, thresholds.

Every mistake is a `Mistake` at its own place in the profile.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from .. import clock
from ..document import Path
from ..frozen import Frozen, replace
from ..shapes import Field, Record
from ..words import Text, Unclear
from .routes import ListRoute, NoSuchRoute, Route, as_written, resolve, resolve_list
from .values import Comparable, parser


class Mistake(Exception):
    """Something in a profile that cannot be used, and where."""

    def __init__(self, at: Path, code: str, says: Text, fix: Text, on_key: bool = False) -> None:
        super().__init__(says.en)
        self.at = at
        self.code = code
        self.says = says
        self.fix = fix
        self.on_key = on_key


class Threshold(Frozen):
    """A number that a profile names; `None` while nobody has set it."""

    name: str
    value: object
    direction: str


class Reader(Frozen):
    """What a condition is read against: the model, the subject's record, the thresholds of the profile."""

    root: Record
    mistakes: list[Mistake]  # found so far
    subject: Record | None = None
    control: str = ""
    thresholds: Mapping[str, Threshold] = MappingProxyType({})
    inner: bool = False  # inside a question: a condition there asks no threshold

    def of_subjects(self, record: Record) -> "Reader":
        """The same reader, for a control whose subjects are the items of a list."""
        return replace(self, subject=record)

    def within(self, record: Record) -> "Reader":
        """The same reader, for the items of a list that a question looks through."""
        return replace(self, subject=record, inner=True)

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
            raise Mistake(
                at, "text_expected", Text("此处应为文字", "a text belongs here"), Text("写成文字。", "Write a text.")
            )
        return value

    def mapping(
        self, value: object, at: Path, allowed: tuple[str, ...], required: tuple[str, ...] = ()
    ) -> dict[str, object]:
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
                raise Mistake((*at, key), "unknown_key", *unknown("键", "key", key, allowed), on_key=True)
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
            raise Mistake(
                at, "true_expected", Text("此处只能写 true", "only true belongs here"), Text("写 true。", "Write true.")
            )

    def literal(self, value: object, at: Path, of: Field) -> Comparable:
        """A value of this field's kind."""
        try:
            return self._literal(value, at, of)
        except Unclear as error:
            raise Mistake(at, "wrong_value", error.says, error.fix) from None

    def _literal(self, value: object, at: Path, of: Field) -> Comparable:
        if value is None or isinstance(value, (dict, list)):
            raise Mistake(
                at,
                "scalar_expected",
                Text("此处应为单个值", "a single value belongs here"),
                Text("写一个值。", "Write one value."),
            )
        if of.kind == "flag" and not isinstance(value, bool):
            raise Mistake(
                at,
                "flag_expected",
                Text(f"{of.name} 只有 true 或 false", f"{of.name} is true or false"),
                Text("写 true 或 false。", "Write true or false."),
            )
        if of.kind == "choice" and as_written(value) not in of.choices:
            raise Mistake(at, "not_a_choice", *unknown("取值", "value", as_written(value), of.choices))
        if of.pattern and re.fullmatch(of.pattern, as_written(value)) is None:
            raise Mistake(
                at,
                "pattern_mismatch",
                Text(f"{as_written(value)} 不符合 {of.pattern}", f"{as_written(value)} does not match {of.pattern}"),
                Text(f"按 {of.pattern} 书写。", f"Write it as {of.pattern}."),
            )
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
        if self.inner:
            raise threshold_in_condition(at)
        name = text.removeprefix("$")
        found = self.thresholds.get(name)
        if found is None:
            raise Mistake(at, "no_such_threshold", *unknown("指标", "threshold", name, tuple(self.thresholds)))
        if found.direction != direction:
            raise Mistake(
                at,
                "threshold_direction",
                Text(
                    f"指标 {name} 的方向是 {found.direction}", f"the direction of threshold {name} is {found.direction}"
                ),
                Text(f"用 {found.direction} 提问。", f"Ask with {found.direction}."),
            )
        return found


def threshold_in_condition(at: Path) -> Mistake:
    """A threshold where only fixed values belong."""
    return Mistake(
        at,
        "threshold_in_condition",
        Text("指标只能用在 expect 中", "a threshold is for expect only"),
        Text("在条件中写定值。", "Write a fixed value in a condition."),
    )


def from_root(found: ListRoute, at: Path) -> ListRoute:
    """A list that every subject shares."""
    if found.relative:
        raise Mistake(
            at,
            "list_of_subject",
            Text(
                f"{found} 属于检查对象，此处应为从根开始的列表",
                f"{found} belongs to the subject; a list from the root belongs here",
            ),
            Text("写从根开始的列表路径。", "Name a list from the root."),
        )
    return found


def of_item(route: Route, over: ListRoute, subject: Record | None, at: Path) -> None:
    """Refuses a question about one item among others where the subject is no item of that list."""
    if not route.relative or over.record is not subject:
        raise Mistake(
            at,
            "subject_not_in_list",
            Text(f"{route} 不属于 {over} 的项", f"{route} does not belong to an item of {over}"),
            Text(
                f"用 each 逐项检查 {over}，位置以 . 开头。",
                f"Use `each` over {over}, and a place that begins with a dot.",
            ),
        )


def unknown(zh: str, en: str, name: str, known: tuple[str, ...]) -> tuple[Text, Text]:
    import difflib  # only a mistake needs it

    near = difflib.get_close_matches(name, known, n=1)
    says = Text(f"没有名为 {name} 的{zh}", f"there is no {en} named {name}")
    if not known:
        return says, Text(f"此处还没有{zh}，先写明再引用。", f"There is no {en} to name yet: state one first.")
    if near:
        return says, Text(f"是否为 {near[0]}？", f"Did you mean {near[0]}?")
    return says, Text("可用：" + "、".join(known), "Known: " + ", ".join(known))
