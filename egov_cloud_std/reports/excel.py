"""A workbook (.xlsx) to work from: figures, problems, the rectification ledger, controls, what is not stated, evidence."""

from collections.abc import Iterator
from itertools import chain

from ..assess.results import Result
from ..ledger.columns import SHEET
from ..words import Lang, Text
from ._excel_book import Book, Sheet
from ._excel_findings import EVIDENCE, MISSING, PROBLEMS, FindingSheets
from ._excel_ledger import LedgerSheet
from ._excel_overview import CONTROLS, OVERVIEW, controls, figures, overview, remarks


def render(result: Result, lang: Lang, everything: bool) -> Iterator[bytes]:
    """The whole run as a workbook; the same bytes for the same result. Raises `Unreadable` without the extra `excel`."""
    book = Book(lang, result.as_of, (OVERVIEW, PROBLEMS, SHEET, CONTROLS, MISSING, EVIDENCE))
    first = overview(book, result)
    found = FindingSheets(book, result)
    ledger = LedgerSheet(book, result)
    for unit in result.units:
        questions = 0
        for finding in chain(unit.gaps(), unit.questions()):
            questions += finding.control.duty == "question"
            ledger.take(finding, unit, found.take(finding, unit))
        if everything:
            for finding in unit.findings():
                if not finding.is_gap and finding.control.duty != "question":
                    found.behind(finding, unit)
        figures(first, unit, questions)
    asked = controls(book, result, found.counts, everything)
    listed: list[tuple[Text, Sheet]] = [
        (PROBLEMS, found.problems), (SHEET, ledger.sheet), (CONTROLS, asked), (MISSING, found.missing), (EVIDENCE, found.evidence),
    ]  # fmt: skip
    remarks(first, result, [(name, sheet.count) for name, sheet in listed])
    yield book.data()
