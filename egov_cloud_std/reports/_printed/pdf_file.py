"""Makes a PDF of blocks: typst sets the pages and embeds the fonts of the machine that it used.

The blocks go in as data. `report.typ`, which is the same for every report, lays them out; so no text of a description can
be read as markup, and nothing is escaped.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import typst

from ...laid import laid_text
from ...styles import Fonts, Style
from ...words import Lang, Text
from .._json_text import dumps
from .._lacking import Lacking
from . import __path__ as folders
from .blocks import LONG_WORD, Annex, Bars, Block, Cover, Heading, Note, Paragraph, Signature, Table, Title

Entry = dict[str, Any]


def pdf_file(blocks: Iterable[Block], style: Style, lang: Lang, title: str, moment: datetime) -> bytes:
    """The bytes of a PDF. Raises `Lacking` where the machine has none of the fonts for some text."""
    fonts = typst.Fonts()
    _held(style, frozenset(fonts.families()))
    inputs = {"style": dumps(_style(style, lang, title)), "blocks": dumps(list(_entries(blocks)))}
    compiler = typst.Compiler(laid_text(folders, "report.typ").encode(), font_paths=fonts, sys_inputs=inputs)
    made = compiler.compile(format="pdf", timestamp=int(moment.timestamp()))
    assert isinstance(made, bytes)
    return made


def _held(style: Style, families: frozenset[str]) -> None:
    """That there is a font for every kind of Chinese text: without one, characters would be missing without a word."""
    known = {one.lower() for one in families}
    for kind in (style.title, *style.headings, style.body, style.table, style.table_head, style.page_number.fonts):
        if not any(name.lower() in known for name in kind.names):
            names = "、".join(kind.names), ", ".join(kind.names)
            raise Lacking(
                Text(f"没有可用的中文字体：{names[0]}", f"there is no Chinese font to print with: {names[1]}"),
                Text(
                    "安装其中一种（如 Debian 的 fonts-noto-cjk），或在版式文件中写明已有的字体，用 --style 指定。",
                    "Install one of them (fonts-noto-cjk on Debian), or name a font that is there in a style file, and give it with --style.",
                ),
            )


def _entries(blocks: Iterable[Block]) -> Iterator[Entry]:
    first = True
    for block in blocks:
        yield {"kind": type(block).__name__.lower()} | _entry(block, first)
        first = isinstance(block, Cover)


def _entry(block: Block, first: bool) -> Entry:
    """One block as data. `first` on its page needs no break before it."""
    match block:
        case Cover(title, name, fields, notices):
            return {"title": title, "name": name, "fields": fields, "notices": notices}
        case Title(text, new_page):
            return {"text": text, "breaks": new_page and not first}
        case Heading(level, text):
            return {"level": level, "text": text}
        case Annex(mark, title):
            return {"mark": mark, "title": title}
        case Paragraph(text, label):
            return {"text": text, "label": label, "ragged": LONG_WORD.search(text) is not None}
        case Note(text, leads):
            return {"text": text, "leads": leads}
        case Table(head, rows, widths, numbers):
            return {"head": head, "rows": rows, "widths": widths, "numbers": sorted(numbers)}
        case Bars(legend, colours, hatched, rows):
            bars = [
                {"label": label, "shares": [float(one) for one in shares], "said": said} for label, shares, said in rows
            ]
            return {"legend": legend, "colours": colours, "hatched": sorted(hatched), "rows": bars}
        case Signature(says, lines):
            return {"says": says, "lines": lines}


def _style(style: Style, lang: Lang, title: str) -> Entry:
    page, number = style.page, style.page_number
    return {
        "name": title,
        "lang": lang,
        "region": "cn" if lang == "zh" else "gb",
        "latin": style.latin,
        "page": {name: getattr(page, name) for name in page.__match_args__},
        "pitch": style.pitch,
        "indent": style.indent,
        "tracking": style.tracking,
        "title": _kind(style.title),
        "headings": [_kind(one) for one in style.headings],
        "body": _kind(style.body),
        "table": _kind(style.table),
        "head": _kind(style.table_head),
        "fill": style.table_head_fill,
        "number": _kind(number.fonts) | {"before": number.before, "after": number.after, "side": number.side},
    }


def _kind(fonts: Fonts) -> Entry:
    return {"fonts": fonts.names, "size": fonts.size}
