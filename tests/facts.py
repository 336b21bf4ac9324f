"""The rows of the fact sheets, as profiles and excuses name them.

A row is a row of a table, or an item of a numbered list. Its name is its own id where it has one (`TLD-5`, `N7`, `S12`),
else `FILE-SECTION-NUMBER`, its place among the rows of its section that have no id: `series-8-3`, `practice-6.1-2`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from repository import ROOT

FOLDER = ROOT / "../shared/facts"

# What the coverage of the six areas is held against: file, and the sections in which its rows stand.
SECTIONS = {
    "series": ("3", "4", "5", "6", "7", "8"),
    "performance-testing": ("1", "2", "3", "4", "5", "6"),
    "practice": ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    "seed": ("A", "B", "C", "D", "E", "F", "G", "H", "I"),
}

_OWN_ID = re.compile(r"(?!D[0-9])(?:[A-Z]{1,4}-?[0-9]+(?:\.[0-9]+)?(?: to [0-9.]+)?)(?: / [0-9.]+)?")
_HEADING = re.compile(r"#{2,3} (?:Scheme )?([0-9A-Z]+(?:\.[0-9]+)?)[.: ]")
_RULE = re.compile(r"\|[ :|-]+\|?")


@dataclass(frozen=True)
class Row:
    """One row: its name, the section it stands in, and its first words, by which a person knows it."""

    name: str
    section: str
    label: str


def rows(file: str) -> Iterator[Row]:
    """The rows of one fact sheet that coverage is held against, in their order."""
    section, plain = "", 0
    lines = (FOLDER / f"{file}.md").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if line.startswith("#"):
            heading = _HEADING.match(line)
            section, plain = (_section(section, line, heading[1]), 0) if heading else (section, plain)
            continue
        if section.split(".")[0] not in SECTIONS[file]:
            continue
        cells = _cells(line)
        if cells is None:
            continue
        if line.startswith("|") and (_RULE.fullmatch(line) or _RULE.fullmatch(_next(lines, number))):
            continue
        own = next((cell for cell in cells[:2] if _OWN_ID.fullmatch(cell)), None)
        plain += own is None
        yield Row(own or f"{file}-{section}-{plain}", section, " ".join(cells[:2])[:60])


def _section(before: str, line: str, name: str) -> str:
    """Schemes A to F of the practice sheet stand inside its section 2."""
    return f"{before.split('.')[0]}.{name}" if "Scheme" in line else name


def _cells(line: str) -> list[str] | None:
    if line.startswith("|"):
        return [cell.strip().strip("*`") for cell in line.strip().strip("|").split("|")]
    item = re.match(r"[0-9]+\. (.*)", line)
    return [item[1].strip()] if item else None


def _next(lines: list[str], number: int) -> str:
    return lines[number + 1] if number + 1 < len(lines) else ""
