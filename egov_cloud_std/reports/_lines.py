"""What formats that are made of lines share: a place, a finding in one line, a source line with its caret."""

import unicodedata
from collections.abc import Iterator
from itertools import islice

from ..assess.findings import Finding, Observation
from ..document import Place
from ..document.width import caret, expanded
from ..words import DUTIES, NOT_STATED, STATUSES, Lang, Text

UNPRINTED = ("Cc", "Cf", "Zl", "Zp")


def where(place: Place) -> str:
    """A place as editors read it."""
    return f"{clean(place.file)}:{place.line}:{place.column}"


def clean(text: str, keep: str = "") -> str:
    """A text without control and direction characters: a name in a description cannot move the cursor or the line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if one in keep or unicodedata.category(one) not in UNPRINTED else "�" for one in text)


def file_or_where(place: Place) -> str:
    """A place; of what is wrong with a whole file or folder, only its name."""
    whole = (place.line, place.column, place.end_line, place.end_column) == (1, 1, 1, 1)
    return clean(place.file) if whole else where(place)


def concluded(finding: Finding) -> Text:
    """The status of a finding. What a question finds is something to ask, neither right nor wrong."""
    asks = finding.control.duty == "question" and finding.status in ("not_satisfied", "partly_satisfied")
    return DUTIES["question"] if asks else STATUSES[finding.status]


def headline(finding: Finding, lang: Lang) -> str:
    """`place: status[control] requirement`."""
    status = concluded(finding).in_(lang)
    subject = f" {clean(finding.subject)}{Text('：', ': ').in_(lang)}" if finding.subject else " "
    return f"{where(finding.place)}: {status}[{finding.control.id}]{subject}{finding.control.requires.in_(lang)}"


def calendar(finding: Finding, lang: Lang) -> Iterator[str]:
    """The day on which the conclusion changes though nobody changes the description, where there is one."""
    if finding.changes_at is not None:
        day = f"{finding.changes_at:%Y-%m-%d}"
        yield Text(
            f"时效：所填内容不变，结论自 {day} 起也会改变",
            f"by the calendar: on {day} the conclusion changes, though the description does not",
        ).in_(lang)


def besides(observations: tuple[Observation, ...], most: int = 6) -> Iterator[tuple[str, Place]]:
    """The other places that had a part, each once."""
    return islice(dict.fromkeys(one for seen in observations for one in seen.beside), most)


def observed(one: Observation, lang: Lang) -> str:
    """What is, then what is required, both as facts."""
    value, wanted = clean(one.value.in_(lang)), clean(one.wanted.in_(lang))
    unstated = one.value == NOT_STATED
    if lang == "zh":
        ask = ("不应" if one.negated else "要求") + _spaced(wanted) + ("（多项之一即可）" if one.alternative else "")
        return f"{clean(one.at)} 未填报，{ask}" if unstated else f"{_now(one)}{value}，{ask}"
    ask = (
        ("must not be: " if one.negated else "required: ") + wanted + (" (any one will do)" if one.alternative else "")
    )
    return f"{clean(one.at)} is not stated; {ask}" if unstated else f"now: {value}; {ask}"


def _now(one: Observation) -> str:
    """What introduces a value as it was written, or a phrase of ours about it."""
    phrase = one.value.zh != one.value.en and unicodedata.east_asian_width(one.value.zh[:1] or " ") in "WF"
    return "现状：" if phrase else "现为 "


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
        yield f"{gutter} | {padding}{carets if index == 0 else ' ' * len(carets)} {note}".rstrip()
