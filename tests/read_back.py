"""What the formats for machines say, read back with other people's readers: statuses of controls, and gaps by unit."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import cmarkgfm
import junitparser
from cmarkgfm.cmark import Options
from prometheus_client.parser import text_string_to_metric_families

from egov_cloud_std.words import STATUSES

Totals = dict[str, dict[str, int]]  # unit → status → controls


@dataclass
class Page(HTMLParser):
    """What GitHub's own renderer makes of a Markdown page: its elements, its tables, its text."""

    elements: Counter[str] = field(default_factory=Counter)
    attributes: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [f"{name}={value}" for name, value in attrs]
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data


def page(markdown: str) -> Page:
    """A page with raw HTML left as it is: whatever the text could smuggle in would be there."""
    found = Page()
    found.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
    return found


def from_json(text: str) -> Totals:
    """The totals that all others must have."""
    return {one["unit"]: one["counts"]["controls"] for one in json.loads(text)["units"]}


def _sarif(text: str) -> Totals:
    return {one["unit"]: one["counts"]["controls"] for one in json.loads(text)["runs"][0]["properties"]["units"]}


def _junit(text: str) -> Totals:
    """From the test cases themselves, those excused too; suites of questions and of the input are in no total."""
    found: dict[str, Counter[str]] = {}
    for suite in junitparser.JUnitXml.fromstring(text.encode()):
        for case in suite:
            unit, _, profile = case.classname.rpartition(".")
            if profile != "input" and not profile.endswith(" questions"):
                found.setdefault(unit, Counter())[case.result[0].type if case.result else "satisfied"] += 1
    return {unit: {status: counts[status] for status in STATUSES} for unit, counts in found.items()}


def _prometheus(text: str) -> Totals:
    found: Totals = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples if family.name == "egov_check_controls" else ():
            counts = found.setdefault(sample.labels["unit"], dict.fromkeys(STATUSES, 0))
            counts[sample.labels["status"]] += int(sample.value)
    return found


def _oscal(text: str) -> Totals:
    found = {}
    for one in json.loads(text)["assessment-results"]["results"]:
        props = {prop["name"]: prop["value"] for prop in one["props"]}
        found[props["unit"]] = {name: int(props[f"controls-{name.replace('_', '-')}"]) for name in STATUSES}
    return found


def _markdown(text: str) -> Totals:
    """The first table is that of all units; a unit's name ends with its id."""
    head, *rows = page(text).tables[0]
    assert len(head) == 10
    return {
        row[0].split()[-1]: {status: int(number) for status, number in zip(STATUSES, row[1:7], strict=True)}
        for row in rows
    }


TOTALS: dict[str, Callable[[str], Totals]] = {
    "sarif": _sarif,
    "junit": _junit,
    "prometheus": _prometheus,
    "oscal": _oscal,
    "markdown": _markdown,
}


def rows(text: str) -> list[dict[str, str]]:
    """The rows of the table by their heads."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


COMMAND = re.compile(r"::(\w+) ((?:\w+=[^,:]*)(?:,\w+=[^,:]*)*)::(.*)")
_ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Every line as the runner of GitHub Actions reads it; a line that is no command is an error."""

    def plain(escaped: str) -> str:
        return re.sub("%(25|0D|0A|3A|2C)", lambda found: _ESCAPES[found[0]], escaped)

    found = []
    for line in text.removesuffix("\n").split("\n"):
        match = COMMAND.fullmatch(line)
        assert match, line
        name, properties, message = match.groups()
        pairs = (one.split("=", 1) for one in properties.split(","))
        found.append((name, {key: plain(value) for key, value in pairs}, plain(message)))
    return found
