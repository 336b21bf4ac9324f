"""Reads the text of a Word file (.docx), which may be hostile.

Only `word/document.xml` is unpacked, piece by piece and no further than the caps; macros, links, pictures and whatever
else the archive holds are never looked at. The XML goes through defusedxml without document type or entities, straight
into a list of paragraphs: no tree is built, so depth costs nothing. Deleted and moved-away text is not read.

A line of the text is a paragraph; its number counts every paragraph of the body from 1, those in tables and text boxes
too, in the order of the file. A break inside a paragraph is one character, and so is a tab.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from ..document import Problem, Unreadable
from ..document.limits import DOCUMENT_CHARACTERS, DOCUMENT_LINES
from ..document.places import Lines, Span, nowhere
from ..words import Text
from .plain import addresses, is_heading
from .prose import Prose

MEMBERS = 4_000
XML_BYTES = 100_000_000
RATIO = 300  # how often the packed size: Word's own XML comes to about 30
FREE = 1_000_000  # bytes that may be packed as tightly as they like
DEPTH = 400
_PART = "word/document.xml"
_CHUNK = 1 << 16
_SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = frozenset({"del", "moveFrom", "rt", _FALLBACK})
_WRITTEN = {"tab": "\t", "br": "\v", "cr": "\v", "noBreakHyphen": "-"}
_HEADING = re.compile(r"(?:heading|标题) ?[1-9]|[1-9]|Title|标题", re.IGNORECASE)

_BROKEN = (
    "broken_word_file",
    Text("这不是完好的 Word 文件（.docx）。", "This is no sound Word file (.docx)."),
    Text("用 Word 打开并另存为 .docx。", "Open it in Word and save it as .docx."),
)
_HOSTILE = (
    "hostile_word_file",
    Text(
        "这个 Word 文件的结构超出读取限度（成员、压缩比、嵌套、文字量或实体声明）。",
        "This Word file goes beyond what is read: members, ratio, nesting, amount of text, or declared entities.",
    ),
    Text("核对来源，用 Word 另存后再查。", "Find out where it comes from; save it anew with Word."),
)


class _TooMuch(Exception):
    """The file goes beyond a cap."""


def prose(data: bytes, name: str) -> Prose:
    """The text of a Word file. Raises `Unreadable`."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    target = _Paragraphs()
    try:
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        for piece in _unpacked(data):
            parser.feed(piece)
        parser.close()
    except (_TooMuch, DefusedXmlException):
        raise _refused(name, _HOSTILE) from None
    except (
        ParseError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, KeyError, LookupError,
        NotImplementedError, OSError, RuntimeError, ValueError,
    ):  # fmt: skip
        raise _refused(name, _BROKEN) from None
    return _prose(target, name)


def _refused(name: str, words: tuple[str, Text, Text]) -> Unreadable:
    return Unreadable(Problem(nowhere(name), *words))


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data.count(b"PK\x01\x02") > MEMBERS:  # before zipfile makes an object of each
        raise _TooMuch
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = [one for one in archive.infolist() if one.filename == _PART]
        if len(found) != 1 or found[0].flag_bits & 1:
            raise zipfile.BadZipFile
        (part,) = found
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile
        size, most = 0, min(XML_BYTES, max(FREE, RATIO * part.compress_size))
        with archive.open(part) as file:
            while piece := file.read(_CHUNK):
                size += len(piece)
                if size > most:
                    raise _TooMuch
                yield piece


class _Paragraphs:
    """Takes the text of paragraphs from the parser's events."""

    def __init__(self) -> None:
        self.paragraphs: list[list[str]] = []
        self.headings: list[int] = []
        self.rows: list[
            list[list[list[int]]]
        ] = []  # of tables, in the order in which they begin: rows, cells, paragraphs
        self._depth = 0
        self._unread = 0
        self._text = 0
        self._size = 0
        self._open: list[int] = []  # paragraphs, one inside the other
        self._tables: list[int] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise _TooMuch
        tag = _local(tag)
        if tag in _UNREAD:
            self._unread += 1
        match tag:
            case "p":
                self._open.append(len(self.paragraphs))
                self.paragraphs.append([])
                if len(self.paragraphs) > DOCUMENT_LINES:
                    raise _TooMuch
                if self._tables:
                    self.rows[self._tables[-1]][-1][-1].append(self._open[-1])
            case "t":
                self._text += 1
            case "pStyle" | "outlineLvl" if self._open and (
                tag == "outlineLvl" or any(_HEADING.fullmatch(one) for one in attributes.values())
            ):
                self.headings.append(self._open[-1])
            case "tbl":
                self._tables.append(len(self.rows))
                self.rows.append([[[]]])
            case "tr" if self._tables:
                self.rows[self._tables[-1]].append([[]])
            case "tc" if self._tables:
                self.rows[self._tables[-1]][-1].append([])
            case _ if tag in _WRITTEN:
                self._write(_WRITTEN[tag])

    def end(self, tag: str) -> None:
        self._depth -= 1
        tag = _local(tag)
        if tag in _UNREAD:
            self._unread -= 1
        match tag:
            case "p" if self._open:
                self._open.pop()
            case "t":
                self._text -= 1
            case "tbl" if self._tables:
                self._tables.pop()

    def data(self, text: str) -> None:
        if self._text:
            self._write(text.replace("\n", "\v").replace("\r", ""))

    def close(self) -> None:
        pass

    def _write(self, text: str) -> None:
        if self._open and not self._unread:
            self._size += len(text)
            if self._size > DOCUMENT_CHARACTERS:
                raise _TooMuch
            self.paragraphs[self._open[-1]].append(text)


def _local(tag: str) -> str:
    """The name of an element of Word's own; any other in full."""
    for space in _SPACES:
        if tag.startswith(space):
            return tag[len(space) :]
    return tag


def _prose(target: _Paragraphs, name: str) -> Prose:
    written = ["".join(one) for one in target.paragraphs]
    lines = Lines(name, "\n".join(written))
    starts: list[int] = [0]
    for one in written:
        starts.append(starts[-1] + len(one) + 1)

    def cell(numbers: list[int]) -> Span:
        return starts[numbers[0]], starts[numbers[-1]] + len(written[numbers[-1]])

    tables = tuple(
        tuple(tuple(cell(numbers) for numbers in row if numbers) for row in rows if any(row)) for rows in target.rows
    )
    named = {number + 1 for number in target.headings}
    headings = sorted(named | {number for number, one in enumerate(written, 1) if is_heading(one)})
    return Prose(lines, addresses(lines.text), tuple(headings), tables, is_word=True)
