"""Reads a file of waivers. What is malformed is a problem at its own line; what is lacking is for the judgement."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from .. import clock
from ..document import Document, Problem
from ..shapes import NOTHING, Record, hold, load_file, written
from ..words import Text
from .waiver import Waiver, WaiverFile

FIELDS = FilePath(__file__).with_name("fields.json")


@cache
def record() -> Record:
    """The field table of a file of waivers, read once."""
    return load_file(FIELDS)


def read_waivers(document: Document) -> tuple[WaiverFile, tuple[Problem, ...]]:
    """The waivers of a document, and what is wrong with it."""
    data, problems = hold(document, record())
    if isinstance(document.data, dict) and data.get("schema") is None:
        # Another kind of file: what else is wrong with it is of no interest.
        problems = tuple(one for one in problems if one.place == document.place(("schema",)))
        return WaiverFile(document.name, document.digest, ()), problems
    entries = data.get("waivers")
    found = list(problems)
    if isinstance(entries, dict) and entries is not NOTHING:
        found.append(_elsewhere(document))
    waivers = tuple(_waivers(document, entries if isinstance(entries, list) else []))
    found.extend(_reversed(document, index) for index, one in waivers if one.start and one.end and one.start > one.end)
    return WaiverFile(document.name, document.digest, tuple(one for _, one in waivers)), tuple(found)


def _waivers(document: Document, entries: list[Any]) -> Iterator[tuple[int, Waiver]]:
    for index, entry in enumerate(entries):
        said = entry or {}
        place = document.place(("waivers", index))
        control, unit, subject, reason, approver = (
            _text(said.get(name)) for name in ("control", "unit", "subject", "reason", "approver")
        )
        start, end = _day(said.get("start")), _day(said.get("end"))
        line = document.line(place.line)
        yield index, Waiver(control, unit, subject, reason, approver, start, end, place, line)


def _text(value: object) -> str:
    return "" if value is None else written(value).strip()


def _day(value: object) -> date | None:
    return None if value is None else clock.parse_day(written(value))


def _reversed(document: Document, index: int) -> Problem:
    return Problem(
        document.place(("waivers", index, "end")),
        "end_before_start",
        Text("end 早于 start", "the end is before the start"),
        Text("核对起止日期。", "Correct the two days."),
    )


def _elsewhere(document: Document) -> Problem:
    return Problem(
        document.place(("waivers",)),
        "waivers_elsewhere",
        Text("风险接受应写在本文件内", "the waivers stand in this very file"),
        Text("在此列出，或用 --waivers 指定那个文件。", "List them here, or name that file with --waivers."),
    )
