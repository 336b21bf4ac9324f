"""What a document is made of, and how a bare word becomes a value.

The rules are those of the YAML 1.2 core schema, so `no`, `on`, `22:30` and `2026-06-30` stay text.
A number that Python would write differently (`5.10`, `010`, `1e3`) keeps what was written.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Self, TypeAlias, Union

Path: TypeAlias = tuple[str | int, ...]
Scalar: TypeAlias = Union[bool, int, "Number", str, None]
Value: TypeAlias = Scalar | list["Value"] | dict[str, "Value"]

_NUMBER = re.compile(
    r"(?P<whole>0|-?[1-9][0-9]*)"
    r"|(?P<decimal>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?0*(?P<exponent>[0-9]+))?)"
    r"|0o(?P<octal>[0-7]+)|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|(?P<sign>[-+]?)\.(?:inf|Inf|INF)|(?P<nan>\.(?:nan|NaN|NAN))"
)
_WHOLE = r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"

WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
OPENERS = frozenset("-+.0123456789")
"""What a number begins with: a cheap first look, since most values are text."""
SUSPECT = OPENERS | {word[0] for word in WORDS if word}
"""What a bare word begins with that may be more than text."""

_ENDERS = frozenset("0123456789.abcdefABCDEFnN")


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


def holds_more(value: object) -> bool:
    """Whether there are values inside a value: in a list of things or a mapping; not in a list of plain values."""
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def parts_of(value: object, steps: Path = ()) -> Iterator[Path]:
    """The steps to a value and to every value inside it, each before those inside; not into lists of plain values."""
    yield steps
    if isinstance(value, dict):
        for name, one in value.items():
            yield from parts_of(one, (*steps, name))
    elif isinstance(value, list) and holds_more(value):
        for index, one in enumerate(value):
            yield from parts_of(one, (*steps, index))


class TooManyDigits(ValueError):
    """A number longer than the limit."""


def _decimal(text: str) -> Decimal:
    found = _NUMBER.fullmatch(text)
    match found and found.lastgroup:
        case "octal":
            return Decimal(int(text, 8))
        case "hexadecimal":
            return Decimal(int(text, 16))
        case "sign":
            return Decimal(text.replace(".", "").lower())
        case "nan":
            return Decimal("NaN")
        case None:
            raise ValueError(text)
    return Decimal(text)


def number(text: str, digits: int) -> int | Number | None:
    """The number that a text writes, or `None`; `TooManyDigits` beyond the limit."""
    if text[-1] not in _ENDERS or text.count(".") > 1:  # units and addresses: spares them the slower look
        return None
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    if len(text) > digits and sum(character.isalnum() for character in text) > digits:
        raise TooManyDigits
    exponent = found["exponent"] or "0"
    if len(exponent) > len(str(digits)) or int(exponent) > digits:
        raise TooManyDigits
    return int(text) if found["whole"] else Number(text)


def is_whole(text: str) -> bool:
    """Whether a number is written as a whole one, whatever its base."""
    return bool(re.fullmatch(_WHOLE, text))


def plain(text: str, digits: int) -> Scalar:
    """The value of a bare word; `TooManyDigits` for a number beyond the limit."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in OPENERS:
        found = number(text, digits)
        return text if found is None else found
    return text
