"""A workbook while it is written: sheets with a title, a note, headings that stay in sight, and rows.

The one place where text becomes a cell: it is written as text whatever it begins with, without what a cell cannot hold.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..document.workbook import not_installed
from ..frozen import Frozen
from ..ledger.cells import LAST_ROW, begins_like_a_formula, cell_text, height
from ..words import SEVERITIES, STATUSES, Lang, Text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | date | Text | None
HEAD = 2  # the row of the headings, from 0: over them are the title and a note
FONTS = Text("宋体", "Calibri")
_BORDER = {"border": 1, "border_color": "#BFBFBF"}
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"font_color": "#595959"},
    "head": {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "align": "center", "valign": "vcenter", **_BORDER},
    "typed head": {
        "bold": True, "bg_color": "#FFF2CC", "text_wrap": True, "align": "center", "valign": "vcenter", **_BORDER,
    },
    "our head": {
        "bold": True, "bg_color": "#E7E6E6", "text_wrap": True, "align": "center", "valign": "vcenter", **_BORDER,
    },
    "text": {"text_wrap": True, **_BORDER},
    "quoted": {"text_wrap": True, "quote_prefix": True, **_BORDER},
    "middle": {"align": "center", "text_wrap": True, **_BORDER},
    "total text": {"bold": True, "text_wrap": True, "bg_color": "#F2F2F2", **_BORDER},
    "total middle": {"bold": True, "align": "center", "bg_color": "#F2F2F2", **_BORDER},
    "total share": {"bold": True, "num_format": "0.0%", "bg_color": "#F2F2F2", **_BORDER},
    "share": {"num_format": "0.0%", **_BORDER},
    "date": {"num_format": "yyyy-mm-dd", "align": "center", **_BORDER},
    "plain": {},
    "loose text": {"text_wrap": True},  # what is below the last row, where somebody may add one
    "loose quoted": {"text_wrap": True, "quote_prefix": True},
    "loose date": {"num_format": "yyyy-mm-dd", "align": "center"},
}  # fmt: skip
RED, AMBER, GREEN, GREY, BLUE = "#F8CBAD", "#FFE699", "#C6E0B4", "#E7E6E6", "#BDD7EE"
OF_SEVERITY = {"high": RED, "medium": AMBER, "low": GREY}
OF_STATUS = {"not_satisfied": RED, "partly_satisfied": AMBER, "not_stated": GREY, "satisfied": GREEN}


class Heading(Frozen):
    """One column: its heading, how wide it is in digits, and how its cells look."""

    title: Text
    width: float
    look: str = "text"
    head: str = "head"
    hidden: bool = False


class Book:
    """The workbook. Raises `Unreadable` where the extra `excel` is not installed."""

    def __init__(self, lang: Lang, made: datetime, names: Iterable[Text]) -> None:
        """Its sheets stand in the order of their `names`, whichever is filled first."""
        try:
            from xlsxwriter import Workbook
        except ImportError:
            raise not_installed("xlsx") from None
        self.lang = lang
        self._to = io.BytesIO()
        font = {"font_name": FONTS.in_(lang), "font_size": 10, "valign": "top"}
        self.book: Workbook = Workbook(self._to, {"in_memory": True, "default_format_properties": font})
        self.book.set_properties({"created": made.replace(tzinfo=None), "author": "egov-cloud-std"})
        self._empty = {name: self.book.add_worksheet(name.in_(lang)) for name in names}
        self._looks: dict[str, Format] = {}
        self._sheets: list[Sheet] = []

    def look(self, name: str) -> "Format":
        """A format by its name, made once."""
        made = self._looks.get(name)
        return self._made(name, _LOOKS[name]) if made is None else made

    def marked(self, name: str) -> "Format":
        """The same, of text that begins like a formula."""
        made = self._looks.get(f"marked {name}")
        return self._made(f"marked {name}", {**_LOOKS[name], "quote_prefix": True}) if made is None else made

    def colour(self, colour: str) -> "Format":
        """What a condition puts on a cell."""
        made = self._looks.get(colour)
        return self._made(colour, {"bg_color": colour}) if made is None else made

    def _made(self, name: str, look: Mapping[str, object]) -> "Format":
        made: Format = self.book.add_format({**look})
        self._looks[name] = made
        return made

    def sheet(
        self, name: Text, title: Text, note: Text, headings: Sequence[Heading], fixed: int = 0, wide: int = 1
    ) -> "Sheet":
        """The sheet of this name, set up; its first `fixed` columns stay in sight. In print it is so many pages `wide`."""
        sheet = Sheet(self, self._empty[name], headings)
        sheet.set_up(title.in_(self.lang), note.in_(self.lang), fixed, wide)
        self._sheets.append(sheet)
        return sheet

    def data(self) -> bytes:
        """The bytes of the whole."""
        for one in self._sheets:
            one.finish()
        self.book.close()
        return self._to.getvalue()


class Sheet:
    """One sheet, filled from the top down."""

    def __init__(self, book: Book, sheet: "Worksheet", headings: Sequence[Heading]) -> None:
        self.book, self.sheet, self.headings = book, sheet, headings
        self.next = HEAD + 1
        self.left_out = 0
        self._note = ""
        self._last = 0  # of the rows that the filter is over, where others follow

    @property
    def count(self) -> int:
        """How many rows were added, those that found no room too."""
        return self.next - HEAD - 1 + self.left_out

    def set_up(self, title: str, note: str, fixed: int, wide: int) -> None:
        """What stands over the rows, and how the sheet is printed."""
        sheet, book = self.sheet, self.book
        self.write(0, 0, title, "title")
        self._note = note
        for at, one in enumerate(self.headings):
            below = f"loose {one.look}"
            sheet.set_column(
                at, at, one.width, book.look(below if below in _LOOKS else "plain"), {"hidden": one.hidden}
            )
            sheet.write_string(HEAD, at, one.title.in_(book.lang), book.look(one.head))
        sheet.set_row(0, 22)
        sheet.set_row(
            HEAD, height((one.title.in_(book.lang), one.width - 1) for one in self.headings if not one.hidden)
        )
        sheet.freeze_panes(HEAD + 1, fixed)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(wide, 0)
        sheet.repeat_rows(HEAD)
        if wide > 1 and fixed:
            sheet.repeat_columns(0, fixed - 1)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(Text("&C第 &P 页，共 &N 页", "&CPage &P of &N").in_(book.lang))

    def add(self, values: Iterable[Value], total: bool = False) -> None:
        """One row below the others; beyond the last row there is, it is only counted."""
        if self.next >= LAST_ROW:
            self.left_out += 1
            return
        row, shown = self.next, []
        for at, (one, value) in enumerate(zip(self.headings, values, strict=True)):
            text = self.write(row, at, value, f"total {one.look}" if total else one.look)
            if text and not one.hidden:
                shown.append((text, one.width))
        self.sheet.set_row(row, height(shown))
        self.next += 1

    def write(self, row: int, column: int, value: Value, look: str = "plain") -> str:
        """One cell; gives the text that it shows."""
        sheet, book = self.sheet, self.book
        match value:
            case str() | Text():
                text = cell_text(value if isinstance(value, str) else value.in_(book.lang))
                look_of = book.marked(look) if begins_like_a_formula(text) else book.look(look)
                sheet.write_string(row, column, text, look_of)
                return text
            case None:
                sheet.write_blank(row, column, None, book.look(look))
            case int() | float():
                sheet.write_number(row, column, value, book.look(look))
            case _:
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), book.look(look))
        return ""

    def paint(self, column: int, colours: Iterable[tuple[str, str]], begins: bool = False) -> None:
        """Colours the cells of a column by what they say, or begin with."""
        for words, colour in colours:
            how: dict[str, Any] = {"type": "cell", "criteria": "==", "value": f'"{words}"'}
            if begins:
                how = {"type": "text", "criteria": "begins with", "value": words}
            area = (HEAD + 1, column, LAST_ROW - 1, column)
            self.sheet.conditional_format(*area, {**how, "format": self.book.colour(colour)})

    def paint_known(self, severity: int, status: int) -> None:
        """Colours the columns of severity and of status, where there are such."""
        lang = self.book.lang
        if severity >= 0:
            self.paint(severity, ((SEVERITIES[key].in_(lang), colour) for key, colour in OF_SEVERITY.items()))
        if status >= 0:
            self.paint(status, ((STATUSES[key].in_(lang), colour) for key, colour in OF_STATUS.items()))

    def heat(self, column: int, last: int) -> None:
        """Colours the shares of a column, down to a row, from red at nothing to green at all."""
        scale = {"type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num"}
        ends = {
            "min_value": 0,
            "mid_value": 0.5,
            "max_value": 1,
            "min_color": RED,
            "mid_color": AMBER,
            "max_color": GREEN,
        }
        self.sheet.conditional_format(HEAD + 1, column, last, column, {**scale, **ends})

    def close_table(self) -> None:
        """What comes below belongs to no column."""
        self._last = self.next - 1
        self.next += 1

    def say(self, line: Text | str) -> None:
        """A line below the table."""
        if self.next >= LAST_ROW:
            self.left_out += 1
            return
        self.write(self.next, 0, line)
        self.next += 1

    def finish(self) -> None:
        """The note over the headings, and the filter over the rows."""
        cut = Text(
            f"工作表至多 {LAST_ROW:,} 行，另有 {self.left_out:,} 行未列出（json 格式列出全部）。",
            f"A sheet has {LAST_ROW:,} rows; {self.left_out:,} more are not listed (the format json lists all). ",
        )
        note = (cut.in_(self.book.lang) if self.left_out else "") + self._note
        self.sheet.write_string(1, 0, cell_text(note), self.book.look("note"))
        last = max(HEAD + 1, self._last or self.next - 1)
        self.sheet.autofilter(HEAD, 0, last, len(self.headings) - 1)
