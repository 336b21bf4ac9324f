"""Reads quantities, counts and plain numbers as people write them, in Chinese or English."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ..words import Text, Unclear
from . import units
from .amounts import Quantity
from .saying import LONGEST, examples, expected, short, shown, unit_missing, wrong_dimension

MOST_DIGITS = 40  # of an exponent's reach: keeps 1e999999999 from becoming a number of that length

# Full-width forms that input methods leave behind.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(odd): plain
    for odd, plain in {
        "\u3000": " ",
        "\u00a0": " ",
        "µ": "μ",
        "–": "-",
        "—": "-",
        "−": "-",
        "〜": "~",
        "≦": "≤",
        "≧": "≥",
    }.items()
}

_NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?"
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER}) ?(?P<times>[百千]?万?亿?)(?P<unit>.*)", re.DOTALL)
_RANGE = re.compile(r" ?(?:~|-|至|到|\.\.) ?(?=[0-9])")
_SIGNS: dict[str, str] = {
    "≤": "≤", "<=": "≤", "不超过": "≤", "不大于": "≤", "不高于": "≤", "不多于": "≤", "至多": "≤", "最多": "≤",
    "≥": "≥", ">=": "≥", "不少于": "≥", "不低于": "≥", "不小于": "≥", "至少": "≥",
    "<": "<", "小于": "<", "低于": "<", "少于": "<",
    ">": ">", "大于": ">", "高于": ">", "多于": ">", "超过": ">",
}  # fmt: skip
_LONGEST_FIRST = tuple(sorted(_SIGNS, key=len, reverse=True))
_SUFFIX = r"(以内|之内|以下|以上|以外|左右|内)$"  # compiled by `re` when a unit is not known


def parse(value: object, dimension: str, bare: str = "") -> Quantity:
    """A quantity of this dimension; `bare` is the unit of a number without one ("" when a unit must be written).

    Raises `Unclear`, which says what was expected.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise expected(dimension, shown(value), bare)
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise expected(dimension, shown(value), bare)
        return _parse_text(value, dimension, bare)
    if not bare:
        raise unit_missing(dimension, shown(value))
    exact = _of_number(value) * _unit(bare, dimension, bare).factor
    return _checked(Quantity(dimension, exact, exact), dimension, shown(value))


@lru_cache(maxsize=65536)
def _parse_text(text: str, dimension: str, bare: str) -> Quantity:
    plain = " ".join(text.translate(_PLAIN).split())
    if len(plain) == 0:
        raise expected(dimension, text, bare)
    sign = next(filter(plain.startswith, _LONGEST_FIRST), "")
    rest = plain[len(sign) :].lstrip() if sign else plain
    ends = _split(rest)
    if ends is None:
        exact = _amount(rest, dimension, bare, text)
        return _checked(_bounded(_SIGNS.get(sign, ""), exact, dimension), dimension, text)
    if sign:
        raise expected(dimension, text, bare)
    return _checked(_span(*ends, dimension, bare, text), dimension, text)


def _split(text: str) -> tuple[str, str] | None:
    """Both ends of a range, when this is one."""
    found = _RANGE.search(text, 1)
    if found is None or re.fullmatch(r".*[eE]", text[: found.start()]):
        return None
    return text[: found.start()], text[found.end() :]


def _bounded(sign: str, exact: Fraction, dimension: str) -> Quantity:
    match sign:
        case "≤" | "<":
            return Quantity(dimension, None, exact, False, sign == "<")
        case "≥" | ">":
            return Quantity(dimension, exact, None, sign == ">", False)
        case _:
            return Quantity(dimension, exact, exact)


def _span(first: str, second: str, dimension: str, bare: str, text: str) -> Quantity:
    left, right = _AMOUNT.fullmatch(first.strip()), _AMOUNT.fullmatch(second.strip())
    if left is None or right is None:
        raise expected(dimension, text, bare)
    unit = right["unit"].strip()
    if not left["unit"].strip():
        if right["times"] and not left["times"]:
            raise Unclear(
                Text(
                    f"“{short(text)}”中的“{right['times']}”是否也用于前一个数，不明确",
                    f"{short(text)!r}: it is unclear whether {right['times']} belongs to both numbers",
                ),
                Text("两个数都写全，例如 5万~10万次/秒。", "Write both numbers in full, as in 5万~10万次/秒."),
            )
        first = first.strip() + unit
    low = _amount(first.strip(), dimension, bare, text)
    high = _amount(second.strip(), dimension, bare, text)
    if low > high:
        raise Unclear(
            Text(f"“{short(text)}”的下限大于上限", f"{short(text)!r} begins above its end"),
            Text("先写小的数，再写大的数。", "Write the smaller number first."),
        )
    return Quantity(dimension, low, high)


def _amount(text: str, dimension: str, bare: str, whole: str) -> Fraction:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise expected(dimension, whole, bare)
    number = _of_text(found["number"]) * _times(found["times"])
    name = found["unit"].strip()
    if not name and not bare:
        raise unit_missing(dimension, whole)
    return number * _unit(name or bare, dimension, bare).factor


def _unit(name: str, dimension: str, bare: str) -> units.Unit:
    found = units.find(dimension, name)
    if found is not None:
        return found
    if dimension == "duration" and name in ("m", "M"):
        raise Unclear(
            Text("“m”可指分钟或月，不明确", "m may mean minutes or months"),
            Text("分钟写 min，月写 个月 或 months。", "Write min for minutes, months for months."),
        )
    suffix = re.search(_SUFFIX, name)
    if suffix:
        raise Unclear(
            Text(
                f"“{suffix.group()}”是否含本数，各处说法不一",
                f"{suffix.group()} does not say whether the bound is included",
            ),
            Text(
                f"改用符号，例如 ≤ {units.EXAMPLES[dimension][0]}。",
                f"Write a sign, as in ≤ {units.EXAMPLES[dimension][0]}.",
            ),
        )
    others = units.dimensions_of(name)
    if others:
        raise wrong_dimension(name, others[0], dimension)
    near = units.near(dimension, name)
    says = Text(
        f"“{short(name)}”不是{units.DIMENSIONS[dimension].zh}的单位",
        f"{short(name)!r} is no unit of {units.DIMENSIONS[dimension].en}",
    )
    if near:
        raise Unclear(
            says, Text(f"是否为 {near}？大小写含义不同。", f"Did you mean {near}? Upper and lower case differ.")
        )
    raise Unclear(says, examples(dimension, bare))


def parse_count(value: object) -> int:
    """A whole number, zero or more: `37`, `1,000`, `5万`, `2.5亿`. Raises `Unclear`."""
    try:
        exact = parse_number(value)
    except Unclear:
        exact = Fraction(-1)
    if exact < 0 or exact.denominator != 1:
        raise Unclear(
            Text(
                f"应为非负整数，现为 {short(shown(value))}",
                f"a whole number, zero or more, belongs here; it is {short(shown(value))}",
            ),
            Text("写成 37、1,000 或 5万。", "Write it like 37, 1,000 or 5万."),
        )
    return exact.numerator


def parse_number(value: object) -> Fraction:
    """An exact number without a unit. Raises `Unclear`."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _of_number(value)
    if isinstance(value, str) and len(value) <= LONGEST:
        if value.isascii() and value.isdigit():  # as most are written
            return _of_number(int(value))
        found = _AMOUNT.fullmatch(" ".join(value.translate(_PLAIN).split()))
        if found is not None and not found["unit"]:
            return _of_text(found["number"]) * _times(found["times"])
    raise Unclear(
        Text(
            f"应为不带单位的数，现为 {short(shown(value))}",
            f"a number without a unit belongs here; it is {short(shown(value))}",
        ),
        Text("写成 3、0.5 或 5万。", "Write it like 3, 0.5 or 5万."),
    )


def _of_text(text: str) -> Fraction:
    return _of_number(Decimal(text.replace(",", "")))


def _of_number(value: int | Decimal) -> Fraction:
    if isinstance(value, Decimal) and (not value.is_finite() or not -MOST_DIGITS <= value.adjusted() <= MOST_DIGITS):
        raise Unclear(
            Text("数的位数超出可用范围", "the number has too many digits"),
            Text("写一个合理大小的数。", "Write a number of ordinary size."),
        )
    return Fraction(value)


def _times(text: str) -> int:
    product = 1
    for one in text:
        product *= units.MULTIPLIERS[one]
    return product


def _checked(found: Quantity, dimension: str, text: str) -> Quantity:
    lowest = found.low if found.low is not None else found.high
    if lowest is not None and lowest < 0 and dimension not in units.SIGNED:
        name = units.DIMENSIONS[dimension]
        raise Unclear(
            Text(f"{name.zh}不能为负，现为 {short(text)}", f"{name.en} cannot be negative; it is {short(text)}"),
            Text("去掉负号。", "Take the minus away."),
        )
    return found
