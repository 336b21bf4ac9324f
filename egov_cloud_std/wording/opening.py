"""Opens a document that a description names, and finds its text in it."""

from pathlib import Path

from ..document import LIMITS, Problem, Unreadable, read_bytes
from ..document.decoding import check_controls, decode
from ..document.limits import DOCUMENT_BYTES, DOCUMENT_CHARACTERS, DOCUMENT_LINES
from ..document.places import Lines, nowhere
from ..frozen import replace
from ..words import Text
from . import markdown, plain, word
from .prose import Prose

MARKDOWN = (".md", ".markdown", ".mdown")
PLAIN = (".txt", ".text")
WORD = ".docx"
_FORMAT = Text(
    "只读 Markdown、纯文本和 Word（.docx）文件的用语。", "Only Markdown, plain text and Word (.docx) are read."
)
_SAVE = Text("另存为其中一种。", "Save it as one of these.")

_TOO_MUCH = Text(
    f"文件超过 {DOCUMENT_CHARACTERS:,} 个字符或 {DOCUMENT_LINES:,} 行。",
    f"The text holds more than {DOCUMENT_CHARACTERS:,} characters or {DOCUMENT_LINES:,} lines.",
)
_SPLIT = Text("拆分文件。", "Split the document.")


def open_prose(path: Path, root: Path) -> Prose:
    """The text of a document; nothing outside `root` is opened. Raises `Unreadable`."""
    name, suffix = str(path), path.suffix.lower()
    if suffix not in (*MARKDOWN, *PLAIN, WORD):
        # What is not there is said first: the name may just be wrong.
        read_bytes(path, root=root, limits=replace(LIMITS, bytes=DOCUMENT_BYTES))
        raise Unreadable(Problem(nowhere(name), "no_text_format", _FORMAT, _SAVE))
    data = read_bytes(path, root=root, limits=replace(LIMITS, bytes=DOCUMENT_BYTES))
    if suffix == WORD:
        return word.prose(data, name)
    text = decode(data, name, gbk=True).replace("\f", " ")  # page breaks of printed text
    check_controls(text, name)
    if len(text) > DOCUMENT_CHARACTERS or text.count("\n") > DOCUMENT_LINES:
        raise Unreadable(Problem(nowhere(name), "too_much_text", _TOO_MUCH, _SPLIT))
    lines = Lines(name, text)
    return markdown.prose(lines) if suffix in MARKDOWN else plain.prose(lines)
