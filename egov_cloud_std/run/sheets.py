"""Opens the sheets that offices fill in: workbooks, and CSV files of the same shape."""

import re
from pathlib import Path

from ..document import LIMITS, Unreadable, read_bytes
from ..document.limits import WORKBOOK_BYTES
from ..document.sheets import read_sheets
from ..document.workbook import unpacked
from ..frozen import replace
from ..platforms.sheet_document import SheetDocument
from ..platforms.sheet_reading import SCHEMA, read_description

_LOCK = "~$"  # how office programs begin the name of a file that only says that another is open
# A cell that says nothing else: reports quote lines of descriptions, and are none.
_MARK = re.escape(SCHEMA).encode() + rb"[0-9.]*+"
_IN_CSV = re.compile(rb"""(?:^|[,;\t"])[ ]*+%b[ \r]*+(?:$|[,;\t"])""" % _MARK, re.MULTILINE)
_IN_XML = re.compile(rb">\s*+%b\s*+<" % _MARK)
_STRINGS = ("xl/sharedStrings.xml", "xl/worksheets/")


def read_sheet(path: Path, root: Path | None = None) -> SheetDocument:
    """The description in a workbook or CSV file. Raises `Unreadable`."""
    data = _bytes(path, root)
    return read_description(read_sheets(data, str(path)), str(path), data)


def is_description(path: Path) -> bool:
    """Whether a sheet says that it is a platform description; one that cannot be looked into is taken for one."""
    if path.name.startswith(_LOCK) or not path.is_file():
        return False
    try:
        data = _bytes(path, None)
        if path.suffix.lower() == ".csv":
            return _IN_CSV.search(data) is not None
        parts = unpacked(data, str(path))
    except Unreadable:
        return True
    return any(_IN_XML.search(part) for name, part in parts.items() if name.startswith(_STRINGS))


def _bytes(path: Path, root: Path | None) -> bytes:
    most = LIMITS.bytes if path.suffix.lower() == ".csv" else WORKBOOK_BYTES
    return read_bytes(path, root=root, limits=replace(LIMITS, bytes=most))
