"""Word files for tests: small sound ones, and parts of hostile ones."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}"><w:body>'
TAIL = "</w:body></w:document>"


def paragraph(text: str) -> str:
    """A paragraph whose text is split over two runs, as Word does it."""
    half = len(text) // 2
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r>' for one in (text[:half], text[half:]))
    return f"<w:p>{runs}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of one paragraph per cell."""
    cells = ("".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def body_of(text: str) -> str:
    """A paragraph for each line; lines of cells, `| a | b |`, become a table."""
    parts: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), None]:
        if line is not None and line.startswith("|"):
            rows.append([one.strip() for one in line.strip("| ").split("|")])
            continue
        if rows:
            parts.append(table(rows))
            rows = []
        if line is not None:
            parts.append(paragraph(line))
    return "".join(parts)


def packed(document: str | bytes, members: dict[str, bytes] | None = None) -> bytes:
    """An archive with this main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, data in (members or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def word_file(text: str) -> bytes:
    """A sound Word file."""
    return packed(HEAD + body_of(text) + TAIL)
