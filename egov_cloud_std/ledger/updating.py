"""Carries a ledger to a new result: what people wrote stays, byte for byte; what the program wrote is written anew."""

from collections import Counter
from collections.abc import Iterator, Mapping

from ..document import Document, Problem, Unreadable
from ..document.places import nowhere
from ..frozen import Frozen
from ..words import LANGS, Lang, Text
from .book import Book, Ledger, reaching
from .cells import LAST_ROW, cell_text, height
from .columns import BY_KEY, CLOSED, FOUND, IN_LEDGER, STATES, TWICE, heading
from .entries import Entry, is_ours, seal, state_text
from .gaps import Checked, read_result
from .sheet import Row, changed_cell, new_row, spliced

WRITTEN = ("state", "batch", "written")  # what an update writes in a row that is there
IDENTITY = ("fingerprint", "profile", "unit_id")

Edit = tuple[int, int, bytes]


class Updated(Frozen):
    """The workbook afterwards, and what was done; rows are named by their numbers."""

    data: bytes
    as_of: str  # of the result
    states: Mapping[str, int]  # entries by how they stand now
    unchecked: int  # of units or controls that the result did not look at: as they were
    own: int  # rows without a fingerprint: as they were
    edited: tuple[int, ...]  # whose fingerprint somebody has changed
    copied: tuple[int, ...]  # with a fingerprint that another row has too
    overwritten: tuple[int, ...]  # in whose state somebody has written: as they were
    not_stated: int  # gaps that are not stated and not in the ledger


def updated(data: bytes, name: str, result: Document) -> Updated:
    """Raises `Unreadable` where the workbook is no ledger, or the other file no result; nothing is then to be written."""
    checked = read_result(result)
    book = Book(data, name)
    ledger = book.ledger()
    return _Update(book, ledger, checked).done()


class _Update:
    """One ledger beside one result."""

    def __init__(self, book: Book, ledger: Ledger, checked: Checked) -> None:
        self.book, self.ledger, self.checked = book, ledger, checked
        self.lang: Lang = "zh" if ledger.lang == "zh" else "en"
        self.rows = [row for row in ledger.sheet.rows if row.number > ledger.head.number and row.filled]
        self.gaps = {one.fingerprint: one for one in checked.entries}
        self.units = frozenset(map(cell_text, checked.units))
        self.listed = frozenset((cell_text(unit), control) for unit, control in checked.listed)
        self.known = [row for row in self.rows if self._is_sound(row)]
        self.times = Counter(self._text(row, "fingerprint") for row in self.known)
        self.states: Counter[str] = Counter()
        self.overwritten: list[int] = []
        self.unchecked = 0

    def done(self) -> Updated:
        """The workbook afterwards."""
        edited = [row for row in self.rows if self._is_ours(row) and not self._is_sound(row)]
        edits = [edit for row in self.known for edit in self._carried(row)]
        edits += (edit for row in edited for edit in self._written(row, "edited", STATES["edited"].in_(self.lang)))
        edits += self._headed()
        new = [one for key, one in self.gaps.items() if key not in self.times and one.status in IN_LEDGER]
        last, appended = self._appended(new)
        edits += appended
        self.states["new"] += len(new)
        left_out = sum(key not in self.times and one.status not in IN_LEDGER for key, one in self.gaps.items())
        return Updated(
            self._data(edits, last) if edits else self.book.data,
            self.checked.as_of,
            {key: self.states[key] for key in STATES},
            self.unchecked,
            len(self.rows) - len(self.known) - len(edited),
            tuple(row.number for row in edited),
            tuple(row.number for row in self.known if self.times[self._text(row, "fingerprint")] > 1),
            tuple(sorted(self.overwritten)),
            left_out,
        )

    def _text(self, row: Row, key: str) -> str:
        at = self.ledger.columns.get(key)
        return "" if at is None else row.text(at)

    def _is_ours(self, row: Row) -> bool:
        """Whether a row was made by the program; people add rows of their own."""
        return any(self._text(row, key) for key in (*IDENTITY, "seal"))

    def _is_sound(self, row: Row) -> bool:
        return self._is_ours(row) and seal(self._text(row, key) for key in IDENTITY) == self._text(row, "seal")

    def _carried(self, row: Row) -> Iterator[Edit]:
        """What is written anew in the row of a gap that the ledger has."""
        gap = self.gaps.get(self._text(row, "fingerprint"))
        if gap is None and not self._was_checked(row):
            self.unchecked += 1
            return
        closed = self._text(row, "progress").strip() in CLOSED or bool(self._text(row, "closed").strip())
        kind = ("settled" if closed else "gone") if gap is None else self._found(row, closed)
        said = STATES[kind].in_(self.lang) if gap is None else state_text(kind, gap.status, self.lang)
        if self.times[self._text(row, "fingerprint")] > 1:
            said += TWICE.in_(self.lang)
        yield from self._written(row, kind, said)

    def _was_checked(self, row: Row) -> bool:
        """Whether the result would have the gap if it were there. A run over some controls of a profile says nothing
        of the others: it asked fewer than were asked when the entry was made.
        """
        unit, (profile, _, asked) = self._text(row, "unit_id"), self._text(row, "profile").rpartition(" ")
        if (unit, self._text(row, "control")) in self.listed:
            return True
        return unit in self.units and asked.isdecimal() and self.checked.asked.get(profile, 0) >= max(1, int(asked))

    def _found(self, row: Row, closed: bool) -> str:
        """How a gap stands that is there; a result that was entered before says nothing new."""
        kind, _, as_of = self._text(row, "batch").partition(" ")
        if as_of == self.checked.as_of and kind in FOUND:
            return kind
        return "back" if closed or kind in ("gone", "settled") else "still"

    def _written(self, row: Row, kind: str, said: str) -> Iterator[Edit]:
        """The cells that change; none where somebody has written in the cell of the state."""
        if not is_ours(*(self._text(row, key) for key in ("state", "written", "batch"))):
            self.overwritten.append(row.number)
            return
        if kind != "edited":
            self.states[kind] += 1
        texts = {"state": said, "written": said, "batch": f"{kind} {self.checked.as_of}"}
        for key in sorted(WRITTEN, key=self.ledger.columns.__getitem__):
            if self._text(row, key) != texts[key]:
                yield changed_cell(self.ledger.sheet, row, self.ledger.columns[key], texts[key])

    def _headed(self) -> Iterator[Edit]:
        """The line over the headings, where it still is what the program wrote."""
        above = next((row for row in self.ledger.sheet.rows if row.number == self.ledger.head.number - 1), None)
        day = self.checked.as_of[:10]
        for at, cell in sorted(above.cells.items()) if above is not None else ():
            if (
                above is not None
                and _is_heading(cell.text)
                and cell.text != (new := heading(day, False).in_(self.lang))
            ):
                yield changed_cell(self.ledger.sheet, above, at, new)

    def _appended(self, new: list[Entry]) -> tuple[int, list[Edit]]:
        """The last row afterwards, and the rows that come below."""
        sheet, columns = self.ledger.sheet, self.ledger.columns
        last = max((row.number for row in sheet.rows if row.filled), default=self.ledger.head.number)
        if last + len(new) > LAST_ROW:
            raise Unreadable(
                Problem(
                    nowhere(self.book.name),
                    "ledger_full",
                    Text(
                        f"第 {last} 行已有内容，其下容不下新增的 {len(new)} 项",
                        f"row {last} holds something, and there is no room below it for {len(new)} new entries",
                    ),
                    Text("把该行以下的内容移到上方或另一工作表。", "Move what stands there up, or to another sheet."),
                )
            )
        free = {row.number: row for row in sheet.rows if row.number > last}
        numbers = (self._text(row, "number") for row in self.rows)
        most = max((int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 10), default=0)
        like = self.known[-1] if self.known else None
        edits: list[Edit] = []
        for index, entry in enumerate(new, 1):
            texts = entry.cells(most + index, "new", self.checked.as_of, self.lang)
            values = {columns[key]: value for key, value in texts.items() if key in columns and value != ""}
            there = free.get(last + index)
            at = (there.start, there.end) if there is not None else (self._before(last + index),) * 2
            edits.append((*at, new_row(sheet, last + index, values, _height(texts), like, there)))
        return last + len(new), edits

    def _before(self, number: int) -> int:
        """Where a row goes that is not there."""
        rows = self.ledger.sheet.rows
        return next((row.start for row in rows if row.number > number), self.ledger.sheet.end)

    def _data(self, edits: list[Edit], last: int) -> bytes:
        sheet = self.ledger.sheet
        part = spliced(sheet.part, edits)
        for tag in sheet.filters:
            part = part.replace(tag, reaching(tag, last), 1)
        old, new = self.book.reaching(self.ledger, last)
        workbook = self.book.parts[self.book.workbook]
        return self.book.with_parts({self.ledger.part: part, self.book.workbook: workbook.replace(old, new, 1)})


def _height(texts: Mapping[str, str | int]) -> float:
    shown = ((value, BY_KEY[key]) for key, value in texts.items() if isinstance(value, str))
    return height((value, one.width) for value, one in shown if one.kind != "hidden")


def _is_heading(text: str) -> bool:
    """Whether this is what the program writes over the headings, of whatever day."""
    for lang in LANGS:
        for first in (True, False):
            before, after = heading("\0", first).in_(lang).split("\0")
            if text.startswith(before) and text.endswith(after) and len(text) == len(before) + len(after) + 10:
                return True
    return False
