"""What a document is made of, and how a bare word becomes a value.

The rules are those of the YAML 1.2 core schema, so `no`, `on`, `22:30` and `2026-06-30` stay text.
A number that Python would write differently (`5.10`, `010`, `1e3`) keeps what was written.
"""

import re
from decimal import Decimal
from typing import Self, TypeAlias, Union

Path: TypeAlias = tuple[str | int, ...]
Scalar: TypeAlias = Union[bool, int, "Number", str, None]
Value: TypeAlias = Scalar | list["Value"] | dict[str, "Value"]

CANONICAL = re.compile(r"0|-?[1-9][0-9]*")
BASED = re.compile(r"0o([0-7]+)|0x([0-9a-fA-F]+)")
DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
UNBOUNDED = re.compile(r"([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_EXPONENT = re.compile(r"[eE][-+]?0*([0-9]+)$")

WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
OPENERS = frozenset("-+.0123456789")
"""What a number begins with: a cheap first look, since most values are text."""


class Number(Decimal):
    """An exact number that remembers how it was written: `Number("5.10").text` is `5.10`.

    Infinities and NaN are Numbers too; `is_finite()` tells.
    """

    text: str

    def __new__(cls, text: str) -> Self:
        """Reads a number of the core schema; `ValueError` for anything else."""
        number = super().__new__(cls, _decimal(text))
        number.text = text
        return number

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.text,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


class TooManyDigits(ValueError):
    """A number longer than the limit."""


def _decimal(text: str) -> Decimal:
    if based := BASED.fullmatch(text):
        octal, hexadecimal = based.groups()
        return Decimal(int(octal, 8) if octal else int(hexadecimal, 16))
    if DECIMAL.fullmatch(text):
        return Decimal(text)
    if unbounded := UNBOUNDED.fullmatch(text):
        return Decimal("NaN") if unbounded[1] is None else Decimal(unbounded[1] + "Infinity")
    raise ValueError(text)


def number(text: str, digits: int) -> int | Number | None:
    """The number that a text writes, or `None`; `TooManyDigits` beyond the limit."""
    whole = CANONICAL.fullmatch(text)
    if not (whole or DECIMAL.fullmatch(text) or BASED.fullmatch(text) or UNBOUNDED.fullmatch(text)):
        return None
    exponent = None if whole or text[:2] in ("0x", "0o") else _EXPONENT.search(text)
    if len(text) > digits and sum(character.isalnum() for character in text) > digits:
        raise TooManyDigits
    if exponent and (len(exponent[1]) > len(str(digits)) or int(exponent[1]) > digits):
        raise TooManyDigits
    return int(text) if whole else Number(text)


def is_whole(text: str) -> bool:
    """Whether a number is written as a whole one, whatever its base."""
    return bool(_WHOLE.fullmatch(text) or BASED.fullmatch(text))


def plain(text: str, digits: int) -> Scalar:
    """The value of a bare word; `TooManyDigits` for a number beyond the limit."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in OPENERS:
        found = number(text, digits)
        return text if found is None else found
    return text
