"""Pages to be filled in, as a workbook (.xlsx) or as CSV. Text stays text: what begins like a formula is never one."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..document import Problem, Unreadable
from ..document.places import nowhere
from ..document.width import display_width
from ..document.workbook import not_installed
from ..platforms.sheet_layout import ABOUT, GROUP, HELP, ITEM, KEY, VALUE, WRITTEN
from ..platforms.sheet_pages import FormPage, Page, Slot, TablePage
from ..platforms.sheet_values import Entry
from ..words import Lang, Text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SCHEMA = "egov-platform/0"
HEAD = (GROUP, ITEM, VALUE, WRITTEN, HELP, KEY)
WIDTHS = (16, 28, 28, 22, 44, 24)
COLUMN, LINE = 22, 15  # the width of a table's column, the height of a line
OPTIONS = Text("选项", "Options")
BLANK_ROWS, CHOSEN_ROWS = 15, 2000  # of a table: drawn, and with their drop-downs
MOST_CHARACTERS, MOST_LISTED = 32_767, 250  # of a cell; of a drop-down's choices written out
MADE = datetime(2000, 1, 1)  # the same pages are the same bytes
_FORMULA = re.compile(r"[=+\-@\t']")
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*%?")

TITLE = Text("政务云平台描述填报表", "Description of a government cloud platform")
GUIDE = (
    Text("在各表白底单元格中填写，从上到下，越靠前的关系到越多的检查项。", "Fill in the white cells, from the top: what stands first has a say in most controls."),
    Text("不清楚的留空，留空即“未填报”；确实没有的，清单填“无”。", "Leave empty what is not known: it counts as not stated. Where there is none of a list, write: none."),
    Text("有下拉箭头的从列表中选择；数量带单位，如 99.95%、4 小时、500 TB。", "Choose where there is a drop-down list; quantities carry units: 99.95%, 4 h, 500 TB."),
    Text("清单表一行一项，标识自拟、不重复；可插入行、列，可改表名，灰色的字段名请保留。", "One row for each thing of a table; ids are yours to choose, each once. Rows and columns may be inserted and sheets renamed; keep the grey names of fields."),
    Text("填好后检查：egov-check 本文件；转为 YAML：egov-check sheet import 本文件。", "Check it with egov-check FILE; turn it into YAML with egov-check sheet import FILE."),
    Text("本表不用于涉密系统。", "This workbook is not for classified systems."),
)  # fmt: skip
FORM_GUIDE = Text(
    "在“填写”一列填写；不清楚的留空。“说明”写的是所关系到的检查要求。",
    "Fill in the column Answer; leave empty what is not known. The last but one column says which requirement asks for it.",
)
TABLE_GUIDE = Text("一行一项，行数不够直接往下填。", "One row for each; go on below where the rows do not suffice.")
TOO_LONG = (
    Text(f"一个值超过 {MOST_CHARACTERS:,} 个字符，单元格容不下。", f"One value has more than {MOST_CHARACTERS:,} characters, more than a cell holds."),
    Text("用 YAML 填写，或缩短内容。", "Keep the description in YAML, or shorten the text."),
)  # fmt: skip


def workbook(pages: Sequence[Page], lang: Lang, name: str) -> Iterator[bytes]:
    """The pages as a workbook. Raises `Unreadable` where a cell would not hold a value, or what writes it is absent."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise not_installed(name) from None
    _fitting(pages, name)
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": TITLE.in_(lang), "created": MADE})
        _Writing(book, lang).pages(pages)
    yield out.getvalue()


def table_text(pages: Sequence[Page], lang: Lang) -> Iterator[str]:
    """The pages as one CSV file, one below the other, with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write([TITLE.in_(lang), SCHEMA])
    for page in pages:
        if isinstance(page, FormPage):
            write([one.in_(lang) for one in HEAD])
            for slot, entry in page.rows:
                write(map(_neutral, (slot.group, slot.title, entry, slot.hint, slot.help, slot.key)))
        else:
            write([page.key, page.title])
            write([one.key for one in page.columns])
            write([one.title for one in page.columns])
            for row in page.rows:
                write(map(_neutral, row))
    yield "\ufeff" + out.getvalue()


def _neutral(entry: Entry | None) -> Entry:
    if isinstance(entry, str) and _FORMULA.match(entry) and not _NUMBER.fullmatch(entry):
        return f"'{entry}"
    return "" if entry is None else entry


def _fitting(pages: Sequence[Page], name: str) -> None:
    for page in pages:
        entries = (
            [entry for _, entry in page.rows]
            if isinstance(page, FormPage)
            else [one for row in page.rows for one in row]
        )
        if any(isinstance(one, str) and len(one) > MOST_CHARACTERS for one in entries):
            raise Unreadable(Problem(nowhere(name), "cell_too_long", *TOO_LONG))


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """The height of a row in which every text is seen whole: office programs do not all work it out."""
    lines = (
        sum(max(1, -(-display_width(line) // max(1, width - 2))) for line in text.strip("\n").split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(409, LINE * max(lines, default=1) + 3)


class _Writing:
    """One workbook."""

    def __init__(self, book: "Workbook", lang: Lang) -> None:
        self.book, self.lang = book, lang
        self.formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.long: dict[tuple[str, ...], int] = {}  # choices too long to be written out: their column

    def pages(self, pages: Sequence[Page]) -> None:
        """All sheets, the one that explains them first."""
        self._about(self.book.add_worksheet(ABOUT.in_(self.lang)), pages)
        for page in pages:
            sheet = self.book.add_worksheet(page.name)
            self._printed(sheet)
            if isinstance(page, FormPage):
                self._form(sheet, page)
            else:
                self._table(sheet, page)
        if self.long:
            options = self.book.add_worksheet(OPTIONS.in_(self.lang))
            options.hide()
            for words, column in self.long.items():
                for row, word in enumerate(words):
                    options.write_string(row, column, word)

    def _format(self, **given: object) -> "Format":
        made = {"font_name": "宋体" if self.lang == "zh" else "Calibri", "font_size": 11, "valign": "vcenter"} | given
        key = tuple(sorted(made.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(made)
        return self.formats[key]

    def _printed(self, sheet: "Worksheet") -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_margins(0.4, 0.4, 0.5, 0.5)

    def _about(self, sheet: "Worksheet", pages: Sequence[Page]) -> None:
        self._printed(sheet)
        sheet.set_portrait()
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 1, 60)
        sheet.merge_range(0, 0, 0, 1, TITLE.in_(self.lang), self._format(bold=True, font_size=16, align="center"))
        sheet.set_row(0, 36)
        for row, line in enumerate(GUIDE, 1):
            sheet.merge_range(row, 0, row, 1, line.in_(self.lang), self._format(text_wrap=True))
            sheet.set_row(row, 34)
        row = len(GUIDE) + 2
        grey = self._format(font_color="#808080", border=1)
        sheet.write_string(row, 0, Text("格式标识（请保留）", "Name of the format (keep it)").in_(self.lang), grey)
        sheet.write_string(row, 1, SCHEMA, grey)
        head = self._format(bold=True, bg_color="#D9E2F3", border=1)
        row += 2
        sheet.write_string(row, 0, Text("工作表", "Sheet").in_(self.lang), head)
        sheet.write_string(row, 1, Text("内容", "What it holds").in_(self.lang), head)
        link = self._format(font_color="#0563C1", underline=1, border=1)
        for row, page in enumerate(pages, row + 1):  # noqa: B020 - the rows go on from the head
            sheet.write_url(row, 0, f"internal:'{page.name}'!A1", link, page.name)
            sheet.write_string(row, 1, self._told(page), self._format(border=1))

    def _told(self, page: Page) -> str:
        if isinstance(page, FormPage):
            asked = sum(slot.kind != "list" for slot, _ in page.rows)
            return Text(f"{asked} 项", f"{asked} field{'s' if asked != 1 else ''}").in_(self.lang)
        return Text(f"清单：{page.title}", f"a table: {page.title}").in_(self.lang)

    def _title(self, sheet: "Worksheet", title: str, columns: int) -> None:
        style = self._format(bold=True, font_size=14)
        sheet.merge_range(0, 0, 0, max(columns, 2) - 1, title, style)
        sheet.set_row(0, 28)

    def _form(self, sheet: "Worksheet", page: FormPage) -> None:
        self._title(sheet, page.title, len(HEAD))
        sheet.merge_range(1, 0, 1, len(HEAD) - 1, FORM_GUIDE.in_(self.lang), self._format(font_color="#595959"))
        head = self._format(bold=True, bg_color="#D9E2F3", border=1, text_wrap=True)
        for column, (word, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, word.in_(self.lang), head)
        sheet.freeze_panes(3, 2)
        sheet.repeat_rows(2)
        told = self._format(bg_color="#F2F2F2", border=1, text_wrap=True)
        faint = self._format(bg_color="#F2F2F2", border=1, text_wrap=True, font_size=9, font_color="#595959")
        key = self._format(bg_color="#F2F2F2", border=1, font_size=8, font_color="#A6A6A6", text_wrap=True)
        for row, (slot, entry) in enumerate(page.rows, 3):
            for column, (text, style) in enumerate(
                (
                    (slot.group, faint),
                    (slot.title, told),
                    (None, told),
                    (slot.hint, faint),
                    (slot.help, faint),
                    (slot.key, key),
                )
            ):
                if text is not None:
                    sheet.write_string(row, column, text, style)
            self._entry(sheet, row, 2, slot, entry)
            self._choices(sheet, row, row, 2, slot)
            texts = (slot.group, slot.title, str(entry or ""), slot.hint, slot.help, slot.key)
            sheet.set_row(row, _height(texts, WIDTHS))

    def _table(self, sheet: "Worksheet", page: TablePage) -> None:
        columns = len(page.columns)
        self._title(sheet, page.title, columns)
        grey = self._format(font_size=8, font_color="#A6A6A6")
        sheet.write_string(1, 0, page.key, grey)
        sheet.write_string(1, 1, TABLE_GUIDE.in_(self.lang), self._format(font_color="#595959"))
        head = self._format(bold=True, bg_color="#D9E2F3", border=1, text_wrap=True, valign="top")
        faint = self._format(font_size=9, font_color="#595959", bold=False)
        for column, slot in enumerate(page.columns):
            sheet.set_column(column, column, COLUMN)
            sheet.write_string(2, column, slot.key, grey)
            title = f"{slot.group} · {slot.title}" if slot.group else slot.title
            if slot.hint:
                sheet.write_rich_string(3, column, self._format(bold=True), title, faint, f"\n{slot.hint}", head)
            else:
                sheet.write_string(3, column, title, head)
        heads = [
            f"{one.group} · {one.title}\n{one.hint}" if one.group else f"{one.title}\n{one.hint}"
            for one in page.columns
        ]
        sheet.set_row(3, _height(heads, [COLUMN] * columns))
        sheet.freeze_panes(4, 1)
        sheet.repeat_rows(3)
        for row in range(4, 4 + len(page.rows) + BLANK_ROWS):
            entries = page.rows[row - 4] if row - 4 < len(page.rows) else (None,) * columns
            for column, (slot, entry) in enumerate(zip(page.columns, entries, strict=True)):
                self._entry(sheet, row, column, slot, entry)
            sheet.set_row(row, _height([str(one or "") for one in entries], [COLUMN] * columns))
        for column, slot in enumerate(page.columns):
            self._choices(sheet, 4, 4 + len(page.rows) + CHOSEN_ROWS, column, slot)

    def _entry(self, sheet: "Worksheet", row: int, column: int, slot: Slot, entry: Entry | None) -> None:
        shape = {"count": "0", "number": "General", "date": "yyyy-mm-dd", "month": "yyyy-mm"}.get(slot.kind, "@")
        given: dict[str, object] = {"num_format": shape, "border": 1, "text_wrap": True, "align": "left"}
        if isinstance(entry, str) and _FORMULA.match(entry):
            given["quote_prefix"] = True
        style = self._format(**given)
        match entry:
            case None:
                sheet.write_blank(row, column, None, style)
            case int():
                sheet.write_number(row, column, entry, style)
            case _:
                sheet.write_string(row, column, entry, style)

    def _choices(self, sheet: "Worksheet", first: int, last: int, column: int, slot: Slot) -> None:
        """The drop-down list of a cell, and what is shown beside it while it is filled in."""
        given: dict[str, object] = {"validate": "any"}
        if slot.options:
            listed = ",".join(slot.options)
            written = len(listed) <= MOST_LISTED and not any("," in one for one in slot.options)
            given = {"validate": "list", "source": list(slot.options) if written else self._range(slot.options)}
            given |= {
                "error_type": "warning",
                "error_title": slot.title[:32],
                "error_message": Text("从下拉列表中选择。", "Choose from the list.").in_(self.lang),
            }
        if slot.help or slot.hint:
            message = " ".join(one for one in (slot.hint, slot.help) if one)
            given |= {"input_title": slot.title[:32], "input_message": message[:255]}
        if len(given) > 1:
            sheet.data_validation(first, column, last, column, given)

    def _range(self, words: tuple[str, ...]) -> str:
        from xlsxwriter.utility import xl_range_abs

        column = self.long.setdefault(words, len(self.long))
        return f"='{OPTIONS.in_(self.lang)}'!{xl_range_abs(0, column, len(words) - 1, column)}"
