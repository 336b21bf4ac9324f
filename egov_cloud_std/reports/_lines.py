"""What formats that are made of lines share: a place, a finding in one line, a source line with its caret."""

import unicodedata
from collections.abc import Iterator

from ..assess.findings import Finding, Observation
from ..document import Place
from ..document.width import caret, expanded
from ..words import NOT_STATED, STATUSES, Lang

UNPRINTED = ("Cc", "Cf", "Zl", "Zp")


def where(place: Place) -> str:
    """A place as editors read it."""
    return f"{clean(place.file)}:{place.line}:{place.column}"


def clean(text: str, keep: str = "") -> str:
    """A text without control and direction characters: a name in a description cannot move the cursor or the line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if one in keep or unicodedata.category(one) not in UNPRINTED else "�" for one in text)


def headline(finding: Finding, lang: Lang) -> str:
    """`place: status[control] requirement`."""
    status = STATUSES[finding.status].in_(lang)
    subject = f" {clean(finding.subject)}" if finding.subject else ""
    return f"{where(finding.place)}: {status}[{finding.control.id}]{subject} {finding.control.requires.in_(lang)}"


def observed(one: Observation, lang: Lang) -> str:
    """What is, then what is required, both as facts."""
    value, wanted = clean(one.value.in_(lang)), clean(one.wanted.in_(lang))
    unstated = one.value == NOT_STATED
    if lang == "zh":
        ask = ("不应" if one.negated else "要求") + _spaced(wanted) + ("（多项之一即可）" if one.alternative else "")
        return f"{clean(one.at)} 未填报，{ask}" if unstated else f"现为 {value}，{ask}"
    ask = (
        ("must not be: " if one.negated else "required: ") + wanted + (" (any one will do)" if one.alternative else "")
    )
    return f"{clean(one.at)} is not stated; {ask}" if unstated else f"now: {value}; {ask}"


def _spaced(text: str) -> str:
    """A space between Chinese and Latin text."""
    return text if text and unicodedata.east_asian_width(text[0]) in "WF" else f" {text}"


def excerpt(place: Place, line: str, notes: list[str]) -> Iterator[str]:
    """The source line with a caret under the place, and notes beside it."""
    number = str(place.line)
    gutter = " " * len(number)
    end = place.end_column if place.end_line == place.line else len(line) + 1
    text = clean(line, keep="\t")
    padding, carets = caret(text, place.column, end)
    yield f"{gutter} |"
    yield f"{number} | {expanded(text)}"
    for index, note in enumerate(notes):
        yield f"{gutter} | {padding}{carets if index == 0 else ' ' * len(carets)} {note}"
