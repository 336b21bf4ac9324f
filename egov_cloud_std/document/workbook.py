"""Opens a workbook (.xlsx) that somebody else may have prepared.

A workbook is an archive of XML parts. It is unpacked here under caps before anything looks into it: bytes, parts, ratio,
tags, and cells that its ranges cover. One with macros is refused; nothing in one is ever run, fetched or followed.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..words import Text
from .limits import (
    WORKBOOK_BYTES,
    WORKBOOK_FREE,
    WORKBOOK_PARTS,
    WORKBOOK_RANGE,
    WORKBOOK_RATIO,
    WORKBOOK_TAGS,
    WORKBOOK_UNPACKED,
)
from .places import Problem, Unreadable, nowhere

if TYPE_CHECKING:
    from openpyxl import Workbook

EXTRA = "excel"
_CHUNK = 1 << 18
_TYPES = "[Content_Types].xml"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the compound file of .xls, and of an .xlsx behind a password
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_COVERING = re.compile(rb"""<(?:[^\s<>/:]+:)?(?:mergeCell|hyperlink)\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
_ATTRIBUTE = re.compile(rb"""([^\s=<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELLS = re.compile(rb"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
_MACROS = re.compile(r"(?:^|/)vba[^/]*\.bin$|(?:^|/)macrosheets/", re.IGNORECASE)
_SAVE_ANEW = Text(
    "核对来源，用 Excel 或 WPS 另存为 .xlsx。", "Find out where it comes from, and save it anew as .xlsx."
)
_SPLIT = Text(
    "核对来源；确实这样大的，拆成几份。", "Find out where it comes from; where it really is as large, split it."
)


class _Refused(Exception):
    """What is wrong with a workbook, before its name is known."""

    def __init__(self, code: str, says: Text, fix: Text) -> None:
        super().__init__(code)
        self.code, self.says, self.fix = code, says, fix


def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a workbook, by their names in the archive and in its order. Raises `Unreadable`."""
    try:
        return dict(_parts(data))
    except _Refused as refused:
        raise Unreadable(Problem(nowhere(name), refused.code, refused.says, refused.fix)) from None
    except (
        zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, LookupError, NotImplementedError, OSError,
        RuntimeError, ValueError,
    ):  # fmt: skip
        raise broken(name) from None


def open_workbook(data: bytes, name: str) -> "Workbook":
    """A workbook as openpyxl gives it: of formulas the values that were last computed. Raises `Unreadable`.

    A sheet may have one cell in its last row and last column: look at the cells that there are, or within bounds.
    """
    unpacked(data, name)  # let go at once: openpyxl unpacks for itself
    try:
        import defusedxml  # noqa: F401  # openpyxl reads through it where it is there
        from openpyxl import load_workbook
    except ImportError:
        raise not_installed(name) from None
    try:
        return load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception:  # what openpyxl says of parts of anybody's making has no bounds; none of it is about this program
        raise broken(name) from None


def broken(name: str) -> Unreadable:
    """What a workbook is that no reader makes sense of."""
    says = Text("这不是完好的 Excel 工作簿（.xlsx）。", "This is no sound Excel workbook (.xlsx).")
    return Unreadable(Problem(nowhere(name), "broken_workbook", says, _SAVE_ANEW))


def not_installed(name: str) -> Unreadable:
    """What to say where the extra is not installed that reads and writes workbooks."""
    says = Text("读写 Excel 工作簿所需的软件包未安装。", "What reads and writes Excel workbooks is not installed.")
    fix = Text(f"安装：pip install 'egov-cloud-std[{EXTRA}]'。", f"Install it: pip install 'egov-cloud-std[{EXTRA}]'.")
    return Unreadable(Problem(nowhere(name), "not_installed", says, fix))


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    if len(data) > WORKBOOK_BYTES:
        raise _too_much("workbook_too_large", WORKBOOK_BYTES, "字节", "bytes")
    if data.startswith(_OLD):
        says = Text(
            "这是旧格式（.xls）或加了密码的工作簿。", "This workbook is of the old format (.xls) or has a password."
        )
        raise _Refused("old_workbook", says, Text("去掉密码，另存为 .xlsx。", "Save it as .xlsx without a password."))
    if data.count(b"PK\x01\x02") > WORKBOOK_PARTS:  # before zipfile makes an object of each
        raise _too_much("workbook_too_many_parts", WORKBOOK_PARTS, "个部件", "parts")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        names = [one.filename for one in members]
        if len(set(names)) < len(names) or _TYPES not in names:
            raise zipfile.BadZipFile
        room, tags, cells = WORKBOOK_UNPACKED, 0, 0
        for one in members:
            part = _part(archive, one, room)
            _without_macros(one.filename, part)
            room, tags, cells = room - len(part), tags + part.count(b"<"), cells + _covered(part)
            if tags > WORKBOOK_TAGS:
                raise _too_much("workbook_too_many_cells", WORKBOOK_TAGS, "个标记", "tags")
            if cells > WORKBOOK_RANGE:
                raise _too_much(
                    "workbook_range_too_large", WORKBOOK_RANGE, "个合并或链接的单元格", "merged or linked cells"
                )
            yield one.filename, part


def _part(archive: zipfile.ZipFile, one: zipfile.ZipInfo, room: int) -> bytes:
    """One part, unpacked no further than the caps, whatever it says of its own size."""
    if one.flag_bits & 1 or one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    pieces, size, tight = [], 0, max(WORKBOOK_FREE, WORKBOOK_RATIO * one.compress_size)
    with archive.open(one) as file:
        while piece := file.read(_CHUNK):
            size += len(piece)
            if size > room:
                raise _too_much("workbook_unpacks_too_large", WORKBOOK_UNPACKED, "字节（解压后）", "bytes unpacked")
            if size > tight:
                raise _too_much("workbook_packed_too_tight", WORKBOOK_RATIO, "倍压缩比", "times its packed size")
            pieces.append(piece)
    part = b"".join(pieces)
    if part.startswith(_UTF16):  # what is counted here is counted in UTF-8, which every office program writes
        raise zipfile.BadZipFile
    return part


def _without_macros(name: str, part: bytes) -> None:
    if _MACROS.search(name) or (name == _TYPES and b"macroenabled" in part.lower()):
        says = Text("工作簿含宏，不予读取。", "The workbook has macros and is not read.")
        fix = Text("另存为不含宏的 .xlsx。", "Save it as .xlsx, without macros.")
        raise _Refused("workbook_with_macros", says, fix)


def _covered(part: bytes) -> int:
    """How many cells merged ranges and links cover."""
    return sum(map(_cells, _COVERING.findall(part)))


def _cells(tag: bytes) -> int:
    ref = next((plain or other for name, plain, other in _ATTRIBUTE.findall(tag) if name == b"ref"), b"")
    range_ = _CELLS.fullmatch(ref)
    if range_ is None:  # written so that only a parser sees what it covers
        raise zipfile.BadZipFile
    if range_[3] is None:
        return 1
    wide = abs(column_number(range_[3].decode()) - column_number(range_[1].decode())) + 1
    return wide * (abs(int(range_[4]) - int(range_[2])) + 1)


def column_number(letters: str) -> int:
    """The number of a column, from 1: `A`, `Z`, `AA`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters of a column, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _too_much(code: str, most: int, zh: str, en: str) -> _Refused:
    return _Refused(code, Text(f"工作簿超过 {most:,} {zh}。", f"The workbook goes beyond {most:,} {en}."), _SPLIT)
