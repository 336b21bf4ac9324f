"""Findings as rows of the page's data.

A row is a list, because thirty thousand of them are read by a browser: number of the control, status, subject, number of
the file, line, column, the source line in three parts, numbers of the texts said at that place, support, fingerprint, and
what few findings have.
"""

from collections.abc import Sequence
from typing import Any

from ..assess.findings import Finding
from ..assess.observing import Observation
from ..document import Place
from ..document.width import window
from ..profiles import Control
from ..words import LANGS, Text
from ._lines import also, asked_of, besides, calendar, clean, fix_of, folds, observed, rests_on, said_of, where

Row = list[Any]


def pair(text: Text) -> list[str]:
    """A phrase in both languages, with nothing in it that moves a line or turns its direction."""
    return [clean(text.zh), clean(text.en)]


def marked(place: Place, line: str) -> list[str]:
    """A source line in three parts: before the place, the place, behind it; of a long line what stands around it."""
    if not line:
        return []
    end = place.end_column if place.end_line == place.line else len(line) + 1
    shown, column, end = window(line, place.column, end)
    text = clean(shown, keep="\t")
    start, end = column - 1, max(column, end) - 1
    return [text[:start], text[start:end], text[end:]]


class Rows:
    """Makes rows, and keeps what they share: controls, texts in two languages, names of files."""

    def __init__(self) -> None:
        self._controls: dict[int, tuple[int, Control]] = {}  # by identity: a pinned version has controls of its own
        self._texts: dict[tuple[str, str], int] = {}
        self._files: dict[tuple[str, str], int] = {}  # a workbook once for each of its sheets

    def controls(self) -> list[Control]:
        """Every control that has a number, in order."""
        return [control for _, control in self._controls.values()]

    def texts(self) -> list[str | list[str]]:
        """Every text that has a number, in order; one that reads the same in both languages stands once."""
        return [clean(zh) if zh == en else [clean(zh), clean(en)] for zh, en in self._texts]

    def files(self) -> list[str | list[str]]:
        """Every file that has a number, in order; of a workbook with the sheet."""
        return [[clean(name), clean(sheet)] if sheet else clean(name) for name, sheet in self._files]

    def control(self, control: Control) -> int:
        """The number of a control."""
        return self._controls.setdefault(id(control), (len(self._controls), control))[0]

    def row(self, finding: Finding, nearest: Sequence[Text] = ()) -> Row:
        """One finding; of some it is known what would flip them."""
        here = [one for one in finding.observations if one.place == finding.place]
        condition = asked_of(finding.control).decides(finding)
        return [
            self.control(finding.control),
            finding.status,
            clean(finding.subject),
            *self.place(finding.place),
            marked(finding.place, finding.line),
            [self._observed(finding, one, condition) for one in here],
            finding.support,
            finding.fingerprint,
            self._rest(finding, condition, nearest),
        ]

    def _rest(self, finding: Finding, condition: bool, nearest: Sequence[Text]) -> dict[str, Any]:
        """What few findings have, by name; what one lacks is left out."""
        waiver, elsewhere = finding.waiver, [one for one in finding.observations if one.place != finding.place]
        found: dict[str, Any] = {
            "seen": [self._elsewhere(finding, one, condition) for one in elsewhere],
            "found": []
            if not any(one.found for one in finding.observations)
            else [
                [
                    self._text(said_of(one, "zh"), said_of(one, "en")),
                    *self.place(one.spot.place),
                    marked(one.spot.place, one.spot.line),
                ]
                for one in rests_on(finding)
            ],
            "beside": []
            if not any(one.beside for one in finding.observations)
            else [[clean(at), *self.place(place)] for at, place in besides(finding.observations)],
            "missing": self._missing(finding) if finding.status == "not_stated" and waiver is None else [],
            "waiver": []
            if waiver is None
            else [
                clean(waiver.reason),
                clean(waiver.approver),
                str(waiver.start),
                str(waiver.end),
                where(waiver.place),
            ],
            "known": finding.known,
            "nearest": [self._text(*line) for line in nearest],
            "claimed": clean(finding.claimed),
            "calendar": []
            if finding.changes_at is None
            else [self._text(zh, en) for zh, en in zip(calendar(finding, "zh"), calendar(finding, "en"), strict=True)],
        }
        if any(one.contradicts for one in finding.observations):
            found["fix"] = self._text(*fix_of(finding))
        return {name: value for name, value in found.items() if value}

    def _elsewhere(self, finding: Finding, one: Observation, condition: bool) -> list[Any]:
        """What was seen at another place, with its line where something is stated there."""
        line = [] if one.missing else marked(one.place, one.line)
        return [self._text(*also(one)), self._observed(finding, one, condition), *self.place(one.place), line]

    def _observed(self, finding: Finding, one: Observation, condition: bool) -> int:
        said = [observed(finding, one, lang, condition) for lang in LANGS]
        at = clean(one.at)
        if at != clean(finding.subject):
            said = [text if text.startswith(at) else f"{at} {text}" for text in said]
        return self._text(*said)

    def _missing(self, finding: Finding) -> list[Any]:
        """Where to state something, with the line of the nearest parent that is there."""
        names = {folds(one.missing or one.at): one.place.line for one in reversed(finding.observations)}
        return [[self._text(name, name), line] for name, line in reversed(names.items())]

    def _text(self, zh: str, en: str) -> int:
        return self._texts.setdefault((zh, en), len(self._texts))

    def place(self, place: Place) -> tuple[int, int, int]:
        """The number of the file, the line and the column."""
        return self._files.setdefault((place.file, place.sheet), len(self._files)), place.line, place.column
