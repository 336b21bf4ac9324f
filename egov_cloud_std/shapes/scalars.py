"""Whether one written value can be used: a test per field, made once, that remembers what it has seen."""

import re
from collections.abc import Callable

from .. import clock, quantities
from ..frozen import Frozen
from ..words import Text, Unclear
from .fields import Field


class Wrong(Frozen):
    """Why a value cannot be used."""

    code: str
    says: Text
    fix: Text


Test = Callable[[object], Wrong | None]

_MEMORY = 50_000  # values remembered per field
_LONGEST = 60  # characters of a value that a message repeats
_ODD_BLANKS = frozenset("\u3000\u00a0\u200b\ufeff")


def test_of(field: Field) -> Test:
    """The test for values of this field.

    The tests run once per value of an inventory: each begins with the case that is nearly always there.
    """
    match field.kind:
        case "flag":
            return _flag(field)
        case "choice":
            return _choice(field)
        case "count":
            return _reading(field, "unclear_count", quantities.parse_count)
        case "number":
            return _reading(field, "unclear_number", quantities.parse_number)
        case "quantity":
            dimension, bare = field.dimension, field.bare
            return _reading(field, "unclear_quantity", lambda value: quantities.parse(value, dimension, bare))
        case "date":
            return _reading(field, "unclear_date", clock.parse_day)
        case "month":
            return _reading(field, "unclear_month", clock.parse_month)
        case "text":
            return _identifier(field) if _is_identifier(field) else _free_text(field)
        case _:
            raise ValueError(f"{field.name} is no scalar but {field.kind}")


def written(value: object) -> str:
    """A scalar as it stands in the document."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = getattr(value, "text", value)
    return text if isinstance(text, str) else str(text) if not isinstance(text, int) else _digits(text)


def _digits(value: int) -> str:
    return str(value) if value.bit_length() < 1000 else "…"


def shown(value: object) -> str:
    """A value in a message: short, and on one line."""
    text = " ".join(written(value).split()) if not isinstance(value, dict | list) else ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def near(word: str, known: tuple[str, ...]) -> Text:
    """What was probably meant."""
    from difflib import get_close_matches  # only a mistake needs it

    found = get_close_matches(word[:_LONGEST], known, n=1) or [one for one in known if one.lower() == word.lower()]
    if found:
        return Text(f"是否为 {found[0]}？", f"Did you mean {found[0]}?")
    listed = known[:12]
    more = "……" if len(known) > len(listed) else "", ", …" if len(known) > len(listed) else ""
    return Text(f"可用：{'、'.join(listed)}{more[0]}。", f"Known: {', '.join(listed)}{more[1]}.")


def _reading(field: Field, code: str, read: Callable[[object], object]) -> Test:
    """Tests by reading; a value that was fine is not read again."""
    fine: set[str] = set()
    counts = field.kind == "count"

    def test(value: object) -> Wrong | None:
        if type(value) is str:
            if value in fine:
                return None
        elif counts and type(value) is int and value >= 0:
            return None
        elif isinstance(value, dict | list):
            return _not_one_value(field)
        try:
            read(value)
        except Unclear as error:
            return Wrong(code, error.says, error.fix)
        if type(value) is str and len(fine) < _MEMORY:
            fine.add(value)
        return None

    return test


def _flag(field: Field) -> Test:
    def test(value: object) -> Wrong | None:
        if value is True or value is False:
            return None
        return _not_one_value(field) if isinstance(value, dict | list) else _not_a_flag(value)

    return test


def _not_one_value(field: Field) -> Wrong:
    return Wrong(
        "not_one_value",
        Text(f"{field.name} 应为单个值", f"{field.name} is a single value"),
        Text(f"只写一个值（{field.zh}）。", f"Write one value ({field.en})."),
    )


def _choice(field: Field) -> Test:
    choices = frozenset(field.choices)

    def test(value: object) -> Wrong | None:
        if type(value) is str and value in choices:
            return None
        if isinstance(value, dict | list):
            return _not_one_value(field)
        text = written(value)
        if text in choices:
            return None
        return Wrong(
            "not_a_choice",
            Text(f"{field.name} 没有“{shown(value)}”这个取值", f"{field.name} cannot be {shown(value)!r}"),
            near(text, field.choices),
        )

    return test


def _is_identifier(field: Field) -> bool:
    return bool(field.pattern or field.refers_to) or field.name in ("id", "control")


def _identifier(field: Field) -> Test:
    """A text that is compared with others: stray blanks would part what belongs together."""
    pattern = re.compile(field.pattern) if field.pattern else None

    def test(value: object) -> Wrong | None:
        if type(value) is str:
            text = value
        elif isinstance(value, dict | list):
            return _not_one_value(field)
        else:
            text = written(value)
        if not text.isprintable() or text != text.strip():
            return _blank(text)
        if not text:
            return _EMPTY
        if pattern is not None and pattern.fullmatch(text) is None:
            return Wrong(
                "pattern_mismatch",
                Text(f"“{shown(value)}”不符合 {field.pattern}", f"{shown(value)!r} does not match {field.pattern}"),
                Text(f"{field.zh}：按 {field.pattern} 书写。", f"{field.en}: write it as {field.pattern}."),
            )
        return None

    return test


def _free_text(field: Field) -> Test:
    """A text for people: it may run over several lines."""

    def test(value: object) -> Wrong | None:
        if type(value) is not str:
            return _not_one_value(field) if isinstance(value, dict | list) else None
        if value.isprintable() and value and value[0] != " " and value[-1] != " ":
            return None
        return _odd_text(value)

    return test


def _odd_text(value: str) -> Wrong | None:
    kept = value.strip("\n\r")
    if not kept.strip():
        return _EMPTY
    if "\n" not in value and (kept != kept.strip() or not _ODD_BLANKS.isdisjoint(kept)):
        return _blank(value)
    return None


_EMPTY = Wrong(
    "empty_text",
    Text("内容为空", "the text is empty"),
    Text("填写内容；没有内容就删去此项。", "Write the text, or leave the field out."),
)


def _blank(text: str) -> Wrong:
    if not text.strip():
        return _EMPTY
    seen = repr(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")  # shows what the eye does not see
    return Wrong(
        "stray_blank",
        Text(f"{seen} 中有多余或全角空白、不可见字符", f"{seen} has a stray or invisible blank"),
        Text("删去多余的空白和不可见字符。", "Take out the stray blanks and invisible characters."),
    )


_YES_NO = {"yes": "true", "是": "true", "有": "true", "y": "true", "on": "true", "no": "false", "否": "false"} | {
    "无": "false", "n": "false", "off": "false", "True": "true", "False": "false", "true": "true", "false": "false"
}  # fmt: skip


def _not_a_flag(value: object) -> Wrong:
    meant = _YES_NO.get(written(value)) or _YES_NO.get(written(value).lower())
    says = Text(f"应为 true 或 false，现为“{shown(value)}”", f"true or false belongs here; it is {shown(value)!r}")
    if meant:
        return Wrong("not_a_flag", says, Text(f"写 {meant}（不加引号）。", f"Write {meant}, without quotes."))
    return Wrong("not_a_flag", says, Text("写 true 或 false。", "Write true or false."))
