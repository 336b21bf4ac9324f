"""Makes a Word file of blocks: python-docx for the package and its pictures, XML for what stands in it."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from ...styles import Style
from ...words import Lang
from .bars import picture
from .blocks import LONG_WORD, Annex, Bars, Block, Cover, Heading, Note, Paragraph, Signature, Table, Title
from .word_styles import W, defaults_xml, font_table, kinds, style_xml, twips
from .word_xml import NAMES, Writer, escaped

BAR = (88, 6)  # millimetres
_BODY, _HERE = "word/document.xml", "blocks"  # the part, and the comment in it that what is written takes the place of


def word_file(blocks: Iterable[Block], style: Style, lang: Lang, title: str, moment: datetime) -> bytes:
    """The bytes of a Word file: the same blocks, style and moment give the same bytes."""
    document = docx.Document()
    _set_up(document, style, lang, title, moment)
    body = document.element.body
    end = body[-1]  # the last section
    for child in list(body)[:-1]:
        body.remove(child)
    writer = Writer(style, lang)
    covered, texts = False, list[str]()
    previous: Block | None = None
    for block in blocks:
        xml = "".join(_written(block, previous, writer, document))
        if isinstance(block, Cover):
            assert not texts  # a cover comes first
            for element in _elements(xml):
                end.addprevious(element)
        else:
            texts.append(xml)
        covered, previous = covered or isinstance(block, Cover), block
    end.addprevious(etree.Comment(_HERE))
    _sections(document, style, writer, covered)
    written = io.BytesIO()
    document.save(written)
    return _settled(written.getvalue(), moment, "".join(texts))


def _elements(xml: str) -> list[etree._Element]:
    """The elements that a text writes."""
    return list(parse_xml(f"<w:body {NAMES}>{xml}</w:body>"))


def _written(block: Block, previous: Block | None, writer: Writer, document: Document) -> Iterator[str]:
    style = writer.style
    match block:
        case Cover():
            yield from _cover(block, writer)
        case Title(text, new_page):
            breaks = new_page and previous is not None and not isinstance(previous, Cover)  # whose page ends by itself
            yield writer.paragraph(
                "Title", writer.run(text, style.title), more="<w:pageBreakBefore/>" if breaks else ""
            )
        case Heading(level, text):
            yield writer.paragraph(f"Heading{level}", writer.run(text, style.headings[level - 1]))
        case Annex(mark, text):
            yield writer.paragraph("EgovAnnexMark", writer.run(mark, style.headings[0]))
            yield writer.paragraph("EgovAnnex", writer.run(text, style.title))
        case Paragraph(text, label):
            runs = [writer.run(label, style.headings[0])] if label else []
            ragged = '<w:jc w:val="left"/>' if LONG_WORD.search(text) else ""
            yield writer.paragraph("BodyText", *runs, writer.run(text, style.body), more=ragged)
        case Note(text, leads):
            more = "<w:keepNext/>" if leads else ""
            yield writer.paragraph("EgovNote", writer.run(text, style.table), more=more)
        case Table():
            if isinstance(previous, Heading | Paragraph):
                yield writer.gap("<w:keepNext/>")
            yield writer.table(block)
            yield writer.gap()
        case Bars():
            yield from _bars(block, writer, document)
        case Signature(says, lines):
            yield writer.paragraph("BodyText", writer.run(says, style.body), more="<w:keepNext/>")
            yield writer.paragraph("EgovSigned")
            yield from (writer.paragraph("EgovSigned", writer.run(line, style.body)) for line in lines)


def _cover(cover: Cover, writer: Writer) -> Iterator[str]:
    style = writer.style
    height = style.page.text_height / 25.4 * 1440

    def low(share: float) -> str:
        return f'<w:spacing w:before="{round(height * share)}" w:after="{twips(style.pitch)}" w:line="{twips(style.title.size * 1.6)}" w:lineRule="atLeast"/>'

    yield writer.paragraph("Title", writer.run(cover.title, style.title), more=low(0.16))
    yield writer.paragraph("Title", writer.run(cover.name, style.headings[1]), more=low(0.02))
    yield writer.paragraph(
        "EgovCover", more=f'<w:spacing w:before="0" w:after="0" w:line="{round(height * 0.2)}" w:lineRule="exact"/>'
    )
    widths = (writer.width * 28 // 100, writer.width * 52 // 100)
    line = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>'
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(style.pitch * 1.2)}"/></w:trPr>'
        + writer.cell(writer.paragraph("EgovCover", writer.run(name, style.body)), widths[0])
        + writer.cell(writer.paragraph("EgovCover", writer.run(value, style.body)), widths[1], line)
        + "</w:tr>"
        for name, value in cover.fields
    )
    yield f"<w:tbl>{writer.properties(widths, borders=False)}{rows}</w:tbl>"
    yield writer.paragraph(
        "EgovCover", more=f'<w:spacing w:before="0" w:after="0" w:line="{round(height * 0.08)}" w:lineRule="exact"/>'
    )
    for notice in cover.notices:
        yield writer.paragraph("EgovCover", writer.run(notice, style.headings[1]), more='<w:jc w:val="center"/>')
    yield writer.paragraph("EgovNote", more='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>')


def _bars(bars: Bars, writer: Writer, document: Document) -> Iterator[str]:
    """A row for each bar: its label as text, the bar as a picture; and the legend."""
    style = writer.style
    broad = round(BAR[0] / 25.4 * 1440) + 200
    widths = (writer.width - broad, broad)
    rows = []
    for label, shares, said in bars.rows:
        picture_of = _picture(document, writer, picture(shares, bars.colours, bars.hatched), said)
        rows.append(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + writer.cell(
                writer.paragraph("EgovTable", writer.run(label, style.table), more="<w:keepNext/>"), widths[0]
            )
            + writer.cell(writer.paragraph("EgovTable", picture_of, more="<w:keepNext/>"), widths[1])
            + "</w:tr>"
        )
    yield f"<w:tbl>{writer.properties(widths, borders=False)}{''.join(rows)}</w:tbl>"
    legend = []
    for index, (word, colour) in enumerate(zip(bars.legend, bars.colours, strict=True)):
        square = "▨" if index in bars.hatched else "■"
        shade = "808080" if index in bars.hatched else colour
        legend.append(
            writer.run(square, style.table, f'<w:color w:val="{shade}"/>') + writer.run(f" {word}　", style.table)
        )
    yield writer.paragraph("EgovNote", *legend, more='<w:jc w:val="center"/>')


def _picture(document: Document, writer: Writer, data: bytes, said: str) -> str:
    """A picture in the line, with what it shows in words."""
    inline = document.part.new_pic_inline(io.BytesIO(data), Mm(BAR[0]), Mm(BAR[1]))
    number = str(writer.next_picture())
    for name, value in (("id", number), ("name", f"bar {number}"), ("descr", said)):
        inline.docPr.set(name, value)
    return f"<w:r><w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing></w:r>"


def _set_up(document: Document, style: Style, lang: Lang, title: str, moment: datetime) -> None:
    """Styles, fonts and what the file says of itself, in place of those of the library's own file."""
    root = document.styles.element
    for child in list(root):
        if etree.QName(child).localname in ("docDefaults", "style", "latentStyles"):
            root.remove(child)
    root.append(parse_xml(defaults_xml(style, lang)))
    for kind in kinds(style, lang):
        root.append(parse_xml(style_xml(kind, style.latin[0])))
    package = document.part.package
    for relation in list(package.rels.values()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(relation.rId)
    for relation in list(document.part.rels.values()):
        if relation.reltype.endswith(
            ("/fontTable", "/theme", "/numbering", "/customXml", "/webSettings", "/stylesWithEffects")
        ):
            document.part.rels.pop(relation.rId)
    table = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, font_table(style).encode(), package)
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, "egov-cloud-std", "egov-cloud-std"
    about.comments, about.keywords, about.revision = "", "", 1
    about.created = about.modified = moment.astimezone(UTC).replace(tzinfo=None)
    about.language = "zh-CN" if lang == "zh" else "en-GB"
    settings = document.settings.element
    if style.page_number.side == "outer":
        document.settings.odd_and_even_pages_header_footer = True
    for child in list(settings):
        if etree.QName(child).localname in ("themeFontLang", "clrSchemeMapping", "rsids"):
            settings.remove(child)


def _sections(document: Document, style: Style, writer: Writer, covered: bool) -> None:
    """The page, and its number; that of a cover has none and is not counted."""
    page, outer = style.page, style.page_number.side == "outer"
    for section in document.sections:
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        section.footer_distance = Mm(max(page.bottom - 7 - style.page_number.fonts.size * 25.4 / 72, 5))
        numbered = section._sectPr is document.sections[-1]._sectPr
        footers = [(section.footer, "right" if outer else "center")]
        if outer:
            footers.append((section.even_page_footer, "left"))
        for footer, side in footers:
            footer.is_linked_to_previous = False
            if numbered:
                footer._element[:] = _elements(_number(style, writer, side))
    last = document.sections[-1]._sectPr
    for grid in last.findall(qn("w:docGrid")):
        last.remove(grid)  # lines stand as far apart as the style says
    if covered:
        margins = last.find(qn("w:pgMar"))
        assert margins is not None  # it was set above
        margins.addnext(parse_xml(f'<w:pgNumType xmlns:w="{W}" w:start="1"/>'))


def _number(style: Style, writer: Writer, side: str) -> str:
    """The number of a page, a character away from the edge of the text."""
    number, size = style.page_number, twips(style.page_number.fonts.size)
    indent = "" if side == "center" else f'<w:ind w:left="{size}" w:right="{size}"/>'
    before, after = (f"{number.before} " if number.before else ""), (f" {number.after}" if number.after else "")
    name = escaped(number.fonts.names[0])
    look = f'<w:rPr><w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/></w:rPr>'

    def said(text: str) -> str:
        return f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'

    field = "".join(
        f"<w:r>{look}{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return writer.paragraph("EgovNumber", said(before), field, said(after), more=f'{indent}<w:jc w:val="{side}"/>')


def _settled(data: bytes, moment: datetime, body: str) -> bytes:
    """The same package with every part dated at the moment, in the order of names but for what must come first.

    What stands in the document comes in here, as text: as elements, which bring their own names along, it takes longer
    than all else.
    """
    written = io.BytesIO()
    day = moment.astimezone(UTC)
    stamp = (max(day.year, 1980), day.month, day.day, day.hour, day.minute, day.second // 2 * 2)
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in sorted(made.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            part = made.read(name)
            settled.writestr(entry, part.replace(f"<!--{_HERE}-->".encode(), body.encode()) if name == _BODY else part)
    return written.getvalue()
