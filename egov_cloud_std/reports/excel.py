"""A workbook (.xlsx) to work from: figures, problems, the rectification ledger, controls, what is not stated, evidence."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from ..assess.results import Result, UnitResult
from ..frozen import replace
from ..ledger.columns import SHEET
from ..words import Lang, Text
from ._excel_book import Book, Sheet
from ._excel_findings import EVIDENCE, LEFT_OUT, MISSING, PROBLEMS, FindingSheets, are_listed
from ._excel_ledger import LedgerSheet
from ._excel_overview import CONTROLS, OVERVIEW, REGIONAL, controls, figures, overview, remarks
from ._excel_region import region_sheets

if TYPE_CHECKING:
    from ..assess.regional import Regional


def render(result: Result, lang: Lang, everything: bool) -> Iterator[bytes]:
    """The whole run as a workbook; the same bytes for the same result. Raises `Unreadable` without the extra `excel`."""
    region = result.region
    sheets = (OVERVIEW, PROBLEMS, SHEET, CONTROLS, MISSING, EVIDENCE)
    book = Book(lang, result.as_of, sheets if region is None else (*REGIONAL, *sheets))
    if region is not None:
        region_sheets(book, region, result)
    first = overview(book, result)
    found = FindingSheets(book, result)
    ledger = LedgerSheet(book, result)
    said: list[UnitResult] = []  # what stands below the figures of every unit, without its findings
    for unit in result.units if region is None or are_listed(region) else ():
        said.append(unit)
        _take(unit, first, found, ledger, everything)
    if region is not None:
        _take_across(region, found)
    asked = controls(book, result, found.counts, everything)
    listed: list[tuple[Text, Sheet]] = [
        (PROBLEMS, found.problems), (SHEET, ledger.sheet), (CONTROLS, asked), (MISSING, found.missing), (EVIDENCE, found.evidence),
    ]  # fmt: skip
    if region is not None and not are_listed(region):
        first.say(LEFT_OUT)
    remarks(first, result, said, [(name, sheet.count) for name, sheet in listed])
    yield book.data()


def _take(unit: UnitResult, first: Sheet, found: FindingSheets, ledger: LedgerSheet, everything: bool) -> None:
    """One unit on the sheets of findings, in the ledger and among the figures."""
    questions = 0
    for finding in chain(unit.gaps(), unit.questions()):
        questions += finding.control.duty == "question"
        ledger.take(finding, unit, found.take(finding, unit))
    if everything:
        for finding in unit.findings():
            if not finding.is_gap and finding.control.duty != "question":
                found.behind(finding, unit)
    figures(first, unit, questions)


def _take_across(region: "Regional", found: FindingSheets) -> None:
    """Findings across units, each with the unit that it is about. The ledger is kept of units: they are not in it."""
    from ._across import Concerned, across, as_unit, called, region_called  # most runs are of single platforms

    whole = as_unit(region)
    concerned = Concerned(region)
    for finding in across(region):
        node = concerned.by(finding)
        found.take(finding, replace(whole, name=region_called(region) if node is None else called(node)))
