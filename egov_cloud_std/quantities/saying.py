"""What is said about a quantity that cannot be read: what was expected, with examples."""

from ..words import Text, Unclear
from .units import DIMENSIONS, EXAMPLES

LONGEST = 80  # characters; longer texts are no quantity


def shown(value: object) -> str:
    """A value as it was written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = getattr(value, "text", value)
    return text if isinstance(text, str) else repr(value) if not isinstance(value, int) else _digits(value)


def _digits(value: int) -> str:
    return str(value) if value.bit_length() < 200 else "…"


def short(text: str) -> str:
    """A text, cut where it is too long for a message."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def examples(dimension: str, bare: str) -> Text:
    """How it may be written."""
    zh, en = "、".join(EXAMPLES[dimension]), " or ".join(EXAMPLES[dimension])
    if bare:
        return Text(f"写成 {zh} 的样子；不写单位时按 {bare} 计。", f"Write it like {en}; a bare number counts {bare}.")
    return Text(f"写成 {zh} 的样子。", f"Write it like {en}.")


def expected(dimension: str, text: str, bare: str) -> Unclear:
    """Something else belongs here."""
    name = DIMENSIONS[dimension]
    return Unclear(
        Text(f"应为{name.zh}，现为“{short(text)}”", f"{name.en} with its unit belongs here; it is {short(text)!r}"),
        examples(dimension, bare),
    )


def unit_missing(dimension: str, text: str) -> Unclear:
    """A number without its unit."""
    name = DIMENSIONS[dimension]
    return Unclear(
        Text(f"“{short(text)}”缺少单位，应为{name.zh}", f"{short(text)!r} lacks a unit; {name.en} belongs here"),
        examples(dimension, ""),
    )


def wrong_dimension(name: str, is_: str, wanted: str) -> Unclear:
    """A unit of something else."""
    a, b = DIMENSIONS[is_], DIMENSIONS[wanted]
    return Unclear(
        Text(f"“{name}”是{a.zh}的单位，此处应为{b.zh}", f"{name!r} is a unit of {a.en}; {b.en} belongs here"),
        examples(wanted, ""),
    )
