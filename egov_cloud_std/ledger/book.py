"""A workbook as an archive of parts: which of its sheets is the ledger, and the same archive with one part changed."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping

from ..document import Problem, Unreadable
from ..document.places import nowhere
from ..document.workbook import broken, unpacked
from ..frozen import Frozen
from ..words import Text
from .columns import BY_KEY, COLUMNS, SHEET
from .sheet import NotXml, Row, Sheet, feed, parsed, shared_texts

NEEDED = ("state", *(one.key for one in COLUMNS if one.kind == "hidden"))
HEADS = 50  # rows in which the headings are looked for
_EXPORT = Text(
    "从备份中恢复此列；没有备份的，用 egov-check --format excel=文件 重新导出，再把所填内容抄入。",
    "Restore the column from a backup; without one, export anew with egov-check --format excel=FILE and copy over what "
    "was filled in.",
)


class Ledger(Frozen):
    """The sheet of a workbook that is its ledger."""

    part: str  # its name in the archive
    position: int  # among the sheets, from 0
    sheet: Sheet
    head: Row
    columns: Mapping[str, int]  # by key
    lang: str


class Book:
    """A workbook, unpacked."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises `Unreadable`."""
        self.data, self.name = data, name
        self.parts = unpacked(data, name)
        try:
            self.workbook = next(self._related("_rels/.rels", "", "officeDocument"))[1]
            self.sheets = tuple(self._sheets())
            self._shared = [
                text
                for _, part in self._related_to_workbook("sharedStrings")
                for text in shared_texts(self.parts[part])
            ]
        except (NotXml, KeyError, StopIteration):
            raise broken(name) from None

    def ledger(self) -> Ledger:
        """Raises `Unreadable` where there is none, or where it has lost what an update goes by."""
        named = [position for position, (title, _) in enumerate(self.sheets) if title.strip() in SHEET]
        found = list(filter(None, map(self._ledger_at, named or range(len(self.sheets)))))
        if len(found) == 1:
            return self._complete(found[0])
        if found:
            raise self._refused(
                "several_ledgers",
                Text(
                    "工作簿中有几份台账，无法确定是哪一份",
                    "the workbook has several ledgers, and none can be preferred",
                ),
                Text(f"把要更新的一份命名为“{SHEET.zh}”。", f"Name the one to be updated “{SHEET.en}”."),
            )
        if named:
            column = BY_KEY["fingerprint"].title
            raise self._refused(
                "ledger_without_fingerprints",
                Text(f"台账缺少隐藏列“{column.zh}”，无法接续", f"the ledger has lost its hidden column “{column.en}”"),
                _EXPORT,
            )
        raise self._refused(
            "no_ledger",
            Text(
                f"工作簿中没有“{SHEET.zh}”工作表，不是整改台账",
                f"the workbook has no sheet “{SHEET.en}”: it is no ledger",
            ),
            Text("先用 egov-check --format excel=文件 导出台账。", "Export one first: egov-check --format excel=FILE."),
        )

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with other parts in place of some; the others, and the order, stay."""
        to = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.data)) as old, zipfile.ZipFile(to, "w") as new:
            for one in old.infolist():
                new.writestr(one, changed.get(one.filename, self.parts.get(one.filename, b"")))
        return to.getvalue()

    def reaching(self, ledger: Ledger, last: int) -> tuple[bytes, bytes]:
        """What the workbook says of how far the ledger's filter reaches, and the same down to its last row."""
        part = self.parts[self.workbook]
        pattern = re.compile(
            rb'<(?:\w+:)?definedName\b[^>]*"_xlnm\._FilterDatabase"[^>]*\blocalSheetId="%d"[^>]*>[^<]*'
            % ledger.position
        )
        found = pattern.search(part)
        return (b"", b"") if found is None else (found[0], _down_to(found[0], last))

    def _ledger_at(self, position: int) -> Ledger | None:
        part = self.sheets[position][1]
        try:
            sheet = Sheet(self.parts[part], self._shared)
        except (NotXml, KeyError):
            raise broken(self.name) from None
        for head in sheet.rows[:HEADS]:
            for lang in ("zh", "en"):
                titles = {one.title.zh if lang == "zh" else one.title.en: one.key for one in COLUMNS}
                columns = {
                    titles[cell.text]: at
                    for at, cell in sorted(head.cells.items(), reverse=True)
                    if cell.text in titles
                }
                if "fingerprint" in columns:
                    return Ledger(part, position, sheet, head, columns, lang)
        return None

    def _complete(self, found: Ledger) -> Ledger:
        lacking = [BY_KEY[key].title for key in NEEDED if key not in found.columns]
        if not lacking:
            return found
        zh, en = "、".join(one.zh for one in lacking), ", ".join(one.en for one in lacking)
        says = Text(f"台账缺少程序所写的列：{zh}", f"the ledger has lost columns that the program writes: {en}")
        raise self._refused("ledger_without_columns", says, _EXPORT)

    def _refused(self, code: str, says: Text, fix: Text) -> Unreadable:
        return Unreadable(Problem(nowhere(self.name), code, says, fix))

    def _sheets(self) -> Iterator[tuple[str, str]]:
        named: list[tuple[str, str]] = []

        def start(name: str, found: dict[str, str]) -> None:
            if name == "sheet":
                relation = next((value for key, value in found.items() if key.endswith(":id")), "")
                named.append((found.get("name", ""), relation))

        part = self.parts[self.workbook]
        feed(parsed(start), part)
        leads = dict(self._related_to_workbook("worksheet"))
        return ((title, leads[relation]) for title, relation in named if relation in leads)

    def _related_to_workbook(self, kind: str) -> Iterator[tuple[str, str]]:
        folder, file = posixpath.split(self.workbook)
        return self._related(posixpath.join(folder, "_rels", f"{file}.rels"), folder, kind)

    def _related(self, part: str, folder: str, kind: str) -> Iterator[tuple[str, str]]:
        """The parts that a part refers to as of a kind, each with the name of the reference."""
        found: list[tuple[str, str]] = []

        def start(name: str, given: dict[str, str]) -> None:
            if name == "Relationship" and given.get("Type", "").endswith(f"/{kind}") and "TargetMode" not in given:
                target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", "")))
                found.append((given.get("Id", ""), target.lstrip("/")))

        feed(parsed(start), self.parts[part])
        return iter(found)


def _down_to(reference: bytes, last: int) -> bytes:
    """A range with another last row, where that is further down."""
    at = re.search(rb"(\d+)(?=[^\d]*$)", reference)
    return (
        reference
        if at is None or int(at[1]) >= last
        else reference[: at.start()] + b"%d" % last + reference[at.end() :]
    )


def reaching(tag: bytes, last: int) -> bytes:
    """A tag that says how far a sheet or its filter reaches, down to its last row."""
    found = re.search(rb"""\bref=(["'])[^"':]*:[^"']*""", tag)
    return tag if found is None else tag.replace(found[0], _down_to(found[0], last))
