"""The sheet of a workbook in which people follow up what is wrong: the rectification ledger (整改台账)."""

from collections.abc import Mapping
from datetime import date

from ..assess.findings import Finding
from ..assess.results import Result, UnitResult, sources_text
from ..document.workbook import column_letters
from ..ledger.cells import LAST_ROW, seen
from ..ledger.columns import CLOSED, COLUMNS, IN_LEDGER, SHEET, STATES, Column, heading
from ..ledger.entries import Entry
from ..ledger.gaps import accepted
from ..words import Text
from ._excel_book import BLUE, GREEN, GREY, HEAD, RED, Book, Heading, Sheet
from ._lines import fix_of

FIRST_DAY = date(2000, 1, 1)
_HEADS = {"ours": "our head", "hidden": "our head"}
_MAY_BEGIN_ANYHOW = (
    "unit",
    "asset",
    "problem",
    "advice",
    "clause",
)  # rows added later look like these and hold any text
_AT = {one.key: at for at, one in enumerate(COLUMNS)}


class LedgerSheet:
    """Takes the problems of a result one after the other."""

    def __init__(self, book: Book, result: Result) -> None:
        self.book, self.lang = book, book.lang
        self.as_of = result.as_of.isoformat()
        self.asked = {one.name: len(one.controls) for one in result.profiles}
        day = f"{result.as_of:%Y-%m-%d}"
        self.sheet: Sheet = book.sheet(
            SHEET, _title(result), heading(day, True), [*map(_heading, COLUMNS)], fixed=2, wide=2
        )
        self._let_choose()
        self._paint()

    def take(self, finding: Finding, unit: UnitResult, evidence: str) -> None:
        """One entry, of a finding that a ledger takes up."""
        if finding.status not in IN_LEDGER or finding.control.duty == "question":
            return
        entry = entry_of(finding, unit, self.asked, evidence)
        cells: Mapping[str, str | int] = entry.cells(self.sheet.count + 1, "first", self.as_of, self.lang)
        self.sheet.add(cells.get(one.key) or None for one in COLUMNS)

    def _let_choose(self) -> None:
        for at, one in enumerate(COLUMNS):
            area = (HEAD + 1, at, LAST_ROW - 1, at)
            if one.kind == "choice":
                self.sheet.sheet.data_validation(
                    *area,
                    {
                        "validate": "list",
                        "source": [choice.in_(self.lang) for choice in one.choices],
                        "error_type": "warning",
                        "error_title": one.title.in_(self.lang),
                        "error_message": Text("不在可选项中，确定要填吗？", "Not one of the choices. Keep it?").in_(self.lang),
                    },
                )  # fmt: skip
            elif one.kind == "date":
                self.sheet.sheet.data_validation(
                    *area,
                    {
                        "validate": "date",
                        "criteria": ">=",
                        "value": FIRST_DAY,
                        "error_type": "warning",
                        "error_title": one.title.in_(self.lang),
                        "error_message": Text("请填日期，如 2026-06-30。", "A date, such as 2026-06-30.").in_(self.lang),
                    },
                )  # fmt: skip

    def _paint(self) -> None:
        sheet, lang = self.sheet, self.lang
        sheet.paint_known(_AT["severity"], -1)
        states = (("new", BLUE), ("back", RED), ("gone", GREEN), ("settled", GREEN), ("edited", GREY))
        sheet.paint(_AT["state"], ((STATES[key].in_(lang), colour) for key, colour in states), begins=True)
        sheet.paint(_AT["progress"], ((CLOSED.in_(lang), GREEN),))
        deadline, progress, closed = (_letter(key) for key in ("deadline", "progress", "closed"))
        first = HEAD + 2
        late = (
            f"AND(ISNUMBER(${deadline}{first}),${deadline}{first}<TODAY(),"
            f'${progress}{first}<>"{CLOSED.in_(lang)}",${closed}{first}="")'
        )
        area = (HEAD + 1, _AT["deadline"], LAST_ROW - 1, _AT["deadline"])
        sheet.sheet.conditional_format(*area, {"type": "formula", "criteria": late, "format": self.book.colour(RED)})


def entry_of(finding: Finding, unit: UnitResult, asked: Mapping[str, int], evidence: str) -> Entry:
    """A gap as a ledger takes it up; `asked` says how many controls of each profile the run asked."""
    control, waiver = finding.control, finding.waiver
    waived = () if waiver is None else (accepted(waiver.reason, waiver.approver, str(waiver.start), str(waiver.end)),)
    return Entry(
        finding.fingerprint,
        control.id,
        control.profile,
        asked.get(control.profile, 0),
        finding.unit,
        unit.name,
        finding.subject,
        finding.status,
        control.severity,
        control.requires,
        sources_text(control),
        fix_of(finding),
        (*(seen(one.at, one.value, one.wanted, one.negated) for one in finding.observations), *waived),
        evidence,
    )


def _title(result: Result) -> Text:
    if len(result.units) != 1:
        return SHEET
    name = result.units[0].name or result.units[0].unit
    return Text(f"{name}{SHEET.zh}", f"{SHEET.en}: {name}")


def _heading(one: Column) -> Heading:
    look = {"date": "date", "choice": "middle"}.get(one.kind, "text")
    if one.key in ("number", "severity", "state", "evidence"):
        look = "middle"
    if one.key in _MAY_BEGIN_ANYHOW:
        look = "quoted"
    return Heading(one.title, one.width, look, _HEADS.get(one.kind, "typed head"), one.kind == "hidden")


def _letter(key: str) -> str:
    return column_letters(_AT[key] + 1)
