"""One value of a description as one cell, and back. What a cell holds comes back as it was.

Several values stand in one cell with semicolons between them. What would be misread so (a text with a semicolon in it,
a structure under a key `x_…`) is written as JSON.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

from ..document import LIMITS, Unreadable, Value, read
from ..document.sheets import BLANKS, Content, Flaw
from ..document.sheets import shown as said
from ..document.values import OPENERS, Number, TooManyDigits, plain
from ..shapes import Field, written
from ..words import Lang, Text
from .labels import NO, NO_WORDS, NONE, NONE_WORDS, YES, YES_WORDS, alike, choices

MOST = 10**15  # from here on a spreadsheet does not keep every digit of a number
_PARTS = re.compile("[;；\n]")
_STRUCTURED = ("[", "{", '"')

Entry = str | int
"""What is written into a cell."""


class Misfit(NamedTuple):
    """Why what a cell says is no value of its field: code, what is the case, what to do."""

    code: str
    says: Text
    fix: Text


# --- into a cell


def entry(value: Any, field: Field | None, lang: Lang) -> Entry:
    """What a cell says for a value; `field` is none for keys `x_…`."""
    if field is None:
        return _free(value)
    match field.kind:
        case "flag":
            return (YES if value is True else NO).in_(lang)
        case "choice":
            return _chosen(value, field, lang)
        case "set":
            return _several(value, field, lang)
        case "list":
            return value["file"] if isinstance(value, dict) and "file" in value else NONE.in_(lang)
        case "count" | "number" if type(value) is int and abs(value) < MOST:
            return value
        case _:
            return written(value)


def _chosen(value: object, field: Field, lang: Lang) -> str:
    return next((one.in_(lang) for word, one in choices(field) if word == written(value)), written(value))


def _several(value: Any, field: Field, lang: Lang) -> str:
    members = [one for one in value if one is not None] if isinstance(value, list) else []
    if not members:
        return NONE.in_(lang)
    words = [_chosen(one, field, lang) for one in members] if field.item and field.item.choices else None
    texts = words or [written(one) for one in members]
    joined = "；".join(texts)
    if _split(joined) == texts and joined.casefold() not in NONE_WORDS and not joined.startswith(_STRUCTURED):
        return joined
    return dumped([written(one) for one in members])


def _free(value: object) -> str:
    if isinstance(value, str):
        ours = value == value.strip(BLANKS) and value and not value.startswith(_STRUCTURED) and plainly(value) == value
        return value if ours else dumped(value)
    return dumped(value)


def dumped(value: object) -> str:
    """JSON in one line, its numbers as they were written."""
    match value:
        case dict():
            return (
                "{"
                + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {dumped(one)}" for key, one in value.items())
                + "}"
            )
        case list():
            return "[" + ", ".join(map(dumped, value)) + "]"
        case Number():
            return value.text
        case _:
            return json.dumps(value, ensure_ascii=False)


# --- out of a cell


def value(content: Content, field: Field | None) -> Value | Misfit:
    """The value that a cell states; a `Misfit` when it cannot be known which."""
    if isinstance(content, Flaw):
        return Misfit(content.code, *content.words)
    if field is None:
        return _freely(content)
    match field.kind:
        case "flag":
            return _flag(content, field)
        case "choice":
            return _choice(content, field)
        case "set":
            return _members(content, field)
        case "list":
            text = said(content)
            return [] if text.casefold() in NONE_WORDS else {"file": text}
        case "month" if isinstance(content, date):
            return f"{content:%Y-%m}"
        case "count" | "number" | "quantity" if not isinstance(content, date):
            return plainly(content) if isinstance(content, str) else content
        case _:
            return _text(content)


def unsettled(names: Sequence[str], content: Content) -> str | None:
    """What stays written though it is no value: whether something is classified must be seen, however it is put."""
    return said(content) if names[-1] == "classified" else None


def _text(content: Content) -> str | Misfit:
    if type(content) is int and abs(content) >= MOST:
        return Misfit(
            "digits_lost",
            Text(
                "这个数超过 15 位，Excel 不保留后面的数字。", "The number has more than the 15 digits that Excel keeps."
            ),
            Text("把单元格设为文本格式，重新填写。", "Format the cell as text, and write it again."),
        )
    return said(content)


def plainly(text: str) -> Value:
    """A number where the text writes one, as a bare word of YAML does."""
    if text[:1] not in OPENERS or not text:
        return text
    try:
        found = plain(text, LIMITS.digits)
    except TooManyDigits:
        return text
    return found if isinstance(found, int | Number) else text


def _freely(content: Content) -> Value | Misfit:
    """What stands under a key `x_…`: a bare word, or JSON."""
    if not isinstance(content, str):
        return said(content) if isinstance(content, date) else content  # type: ignore[return-value]
    if content.startswith(_STRUCTURED):
        try:
            return read(content.encode(), "-", form="json").data
        except Unreadable as error:
            return Misfit(error.problem.code, error.problem.says, error.problem.fix)
    if content in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[content]
    return plainly(content)


def _flag(content: Content, field: Field) -> bool | Misfit:
    text = alike(said(content)) or said(content)
    if content is True or text in YES_WORDS or content == 1:
        return True
    if content is False or text in NO_WORDS or (content == 0 and type(content) is int):
        return False
    return Misfit(
        "not_a_flag",
        Text(f"应填 是 或 否，现为“{_short(content)}”", f"yes or no belongs here; it is {_short(content)!r}"),
        Text(
            "从下拉列表中选择；不清楚的留空。", "Choose from the drop-down list; leave it empty where it is not known."
        ),
    )


def _choice(content: Content, field: Field) -> str | Misfit:
    wanted = alike(said(content))
    for word, called in choices(field):
        if wanted in (alike(word), alike(called.zh), alike(called.en)):
            return word
    return Misfit(
        "not_a_choice",
        Text(f"“{_short(content)}”不在可选之列", f"{_short(content)!r} is none of the choices"),
        meant(said(content), [called for _, called in choices(field)]),
    )


def _members(content: Content, field: Field) -> Value | Misfit:
    text = said(content)
    if text.casefold() in NONE_WORDS:
        return []
    if text.startswith("["):
        try:
            listed = read(text.encode(), "-", form="json").data
        except Unreadable as error:
            return Misfit(error.problem.code, error.problem.says, error.problem.fix)
        parts = [written(one) for one in listed] if isinstance(listed, list) else []
    else:
        parts = _split(text)
    if not field.item or not field.item.choices:
        return list(parts)
    if len(parts) == 1 and "、" in text:
        parts = [one.strip(BLANKS) for one in text.split("、")]
    known: list[Value] = []
    for one in parts:
        found = _choice(one, field)
        if isinstance(found, Misfit):
            return found
        known.append(found)
    return known


def _split(text: str) -> list[str]:
    return [part for one in _PARTS.split(text) if (part := one.strip(BLANKS))]


def _short(content: Content) -> str:
    text = " ".join(said(content).split())
    return text if len(text) <= 60 else text[:59] + "…"


def meant(text: str, known: Sequence[Text]) -> Text:
    """What was probably meant, else what there is; in the language in which the sheet is written."""
    words = [one.en if text.isascii() and text else one.zh for one in known]
    found = get_close_matches(text[:60], words, n=1, cutoff=0.5)
    if found:
        return Text(f"是否为“{found[0]}”？", f"Did you mean {found[0]!r}?")
    few, more = words[:12], len(words) > 12
    return Text(
        f"可用：{'、'.join(few)}{'……' if more else ''}。", f"There are: {', '.join(few)}{', …' if more else ''}."
    )
