"""The styles of a Word file: every one names its Chinese font, or a word processor falls back on one of its own.

`font.name` of python-docx sets the Latin fonts only; so styles are written as XML.
"""

from collections.abc import Iterator

from ...frozen import Frozen
from ...styles import Fonts, Style
from ...words import Lang, Text
from .word_xml import escaped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Kind(Frozen):
    """One style of paragraphs: its id in the file, its name, its type, and how paragraphs stand (as XML)."""

    id: str
    name: str
    fonts: Fonts
    stands: str
    run: str = ""
    based_on: str = "Normal"


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def kinds(style: Style, lang: Lang) -> Iterator[Kind]:
    """All styles that are used, the base of all of them first."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    body, table = style.body, style.table
    exact = f'<w:spacing w:before="0" w:after="0" w:line="{twips(style.pitch)}" w:lineRule="exact"/>'
    tight = f'<w:spacing w:val="{int(style.tracking * 20 - 0.999)}"/>' if style.tracking < 0 else ""
    indent = f'<w:ind w:firstLineChars="{round(style.indent * 100)}" w:firstLine="{twips(style.indent * body.size)}"/>'
    none = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    yield Kind("Normal", "Normal", body, f'<w:widowControl/>{exact}<w:jc w:val="both"/>', based_on="")
    yield Kind("BodyText", "Body Text", body, f'<w:widowControl/>{exact}{indent}<w:jc w:val="both"/>', tight)
    high = f'<w:spacing w:before="0" w:after="{twips(style.pitch)}" w:line="{twips(style.title.size * 1.5)}" w:lineRule="atLeast"/>'
    yield Kind("Title", "Title", style.title, f'<w:keepNext/>{high}{none}<w:jc w:val="center"/>')
    for level, fonts in enumerate(style.headings):
        stands = f'<w:keepNext/><w:keepLines/>{exact}{indent}<w:jc w:val="both"/><w:outlineLvl w:val="{level}"/>'
        yield Kind(f"Heading{level + 1}", f"heading {level + 1}", fonts, stands)
    first = style.headings[0]
    yield Kind("EgovAnnexMark", t("附件编号", "Annex number"), first, f"<w:keepNext/><w:pageBreakBefore/>{exact}{none}")
    stands = f'<w:keepNext/>{high}{none}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>'
    yield Kind("EgovAnnex", t("附件标题", "Annex title"), style.title, stands)
    close = f'<w:spacing w:before="0" w:after="0" w:line="{twips(table.size * 1.3)}" w:lineRule="atLeast"/>'
    yield Kind("EgovTable", t("表格文字", "Table text"), table, f'{close}{none}<w:jc w:val="left"/>')
    yield Kind(
        "EgovTableHead", t("表头", "Table head"), style.table_head, f'<w:keepNext/>{close}{none}<w:jc w:val="center"/>'
    )
    yield Kind(
        "EgovNote",
        t("表注", "Note"),
        table,
        f'{close.replace(chr(34) + "0" + chr(34), chr(34) + "60" + chr(34))}{none}<w:jc w:val="left"/>',
    )
    yield Kind("EgovCover", t("封面", "Cover"), body, f'{exact}{none}<w:jc w:val="left"/>')
    yield Kind(
        "EgovSigned",
        t("署名", "Signature"),
        body,
        f'<w:keepNext/>{exact}<w:ind w:rightChars="400" w:right="{twips(4 * body.size)}"/><w:jc w:val="right"/>',
    )
    yield Kind(
        "EgovNumber", t("页码", "Page number"), style.page_number.fonts, '<w:spacing w:before="0" w:after="0"/>' + none
    )


def style_xml(kind: Kind, latin: str) -> str:
    """One style."""
    size = round(kind.fonts.size * 2)
    default = ' w:default="1"' if kind.id == "Normal" else ""
    custom = ' w:customStyle="1"' if kind.id.startswith("Egov") else ""
    based = f'<w:basedOn w:val="{kind.based_on}"/>' if kind.based_on else ""
    return (
        f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="{kind.id}"{default}{custom}>'
        f'<w:name w:val="{kind.name}"/>{based}<w:qFormat/><w:pPr>{kind.stands}</w:pPr>'
        f'<w:rPr>{fonts_xml(kind.fonts, latin)}<w:b w:val="0"/><w:i w:val="0"/><w:color w:val="000000"/>{kind.run}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def defaults_xml(style: Style, lang: Lang) -> str:
    """What holds where no style says anything."""
    return (
        f'<w:docDefaults xmlns:w="{W}"><w:rPrDefault><w:rPr>{fonts_xml(style.body, style.latin[0])}'
        f'<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def fonts_xml(fonts: Fonts, latin: str) -> str:
    """The fonts of a style, for every kind of letter."""
    west = escaped(latin)
    return f'<w:rFonts w:ascii="{west}" w:hAnsi="{west}" w:cs="{west}" w:eastAsia="{escaped(fonts.names[0])}"/>'


def font_table(style: Style) -> str:
    """The fonts that are named, and which others a word processor may use where it lacks one. None is embedded."""
    chinese = {
        fonts.names[0]: fonts.names
        for fonts in (style.title, *style.headings, style.body, style.table, style.table_head, style.page_number.fonts)
    }
    entries = [_font(names, charset="86") for names in chinese.values()]
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{W}">{_font(style.latin, "00")}{"".join(entries)}</w:fonts>'


def _font(names: tuple[str, ...], charset: str) -> str:
    first, *others = map(escaped, names)
    other = f'<w:altName w:val="{",".join(others)}"/>' if others else ""
    return (
        f'<w:font w:name="{first}">{other}<w:charset w:val="{charset}"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
