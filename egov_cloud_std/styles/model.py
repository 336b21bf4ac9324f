"""How a style file is written. Lengths on the page are bare numbers of millimetres, sizes of type are of points."""

from typing import Annotated, Literal

from ..platforms._base import Number, Part, Str, Written, said

Colour = Annotated[str, Written("text", pattern="[0-9A-Fa-f]{6}")]
Names = tuple[Str, ...]


class PageEntry(Part):
    """The sheet and its margins."""

    width: Number | None = said("纸宽，毫米", "Width of the sheet, in millimetres", first=True)
    height: Number | None = said("纸高，毫米", "Height of the sheet, in millimetres", first=True)
    top: Number | None = said("上白边，毫米", "Margin at the top, in millimetres", first=True)
    bottom: Number | None = said("下白边，毫米", "Margin at the bottom, in millimetres", first=True)
    left: Number | None = said("左白边，毫米", "Margin on the left, in millimetres", first=True)
    right: Number | None = said("右白边，毫米", "Margin on the right, in millimetres", first=True)


class LinesEntry(Part):
    """The lines of the body."""

    pitch: Number | None = said("行距，固定值，磅", "Distance of lines, exact, in points", first=True)
    characters: Number | None = said(
        "每行字数，正文字距据此收紧", "Characters in a line, to which the body is tightened", first=True
    )
    indent: Number | None = said("段首缩进的字数", "Characters by which a paragraph is indented", first=True)


class TypeEntry(Part):
    """The type of one kind of text."""

    fonts: Names | None = said(
        "中文字体，按先后选用机器上有的第一种", "Chinese fonts: the first that a machine has is used", first=True
    )
    size: Number | None = said("字号，磅", "Size, in points", first=True)


class TableEntry(TypeEntry):
    """The type of tables."""

    head_fonts: Names | None = said("表头中文字体", "Chinese fonts of the head", first=True)
    head_fill: Colour | None = said("表头底色，如 D7D7D7", "Colour behind the head, such as D7D7D7", first=True)


class NumberEntry(TypeEntry):
    """The page number."""

    before: Str | None = said("页码前的字符", "What stands before the number", first=True)
    after: Str | None = said("页码后的字符", "What stands after the number", first=True)
    side: Literal["outer", "centre"] | None = said(
        "位置：outer 单页居右双页居左，centre 居中",
        "Where it stands: outer is right on odd pages and left on even ones",
        first=True,
    )


class StyleFile(Part):
    """A style file. What it does not say is as in the national form."""

    schema_: Literal["egov-style/0"] = said(
        "格式标识", "Name and version of this format", required=True, first=True, alias="schema"
    )
    page: PageEntry | None = said("版面", "The page", first=True)
    lines: LinesEntry | None = said("正文的行", "The lines of the body", first=True)
    latin: Names | None = said("西文和数字的字体", "Fonts of Latin letters and digits", first=True)
    title: TypeEntry | None = said("标题", "The title", first=True)
    heading_1: TypeEntry | None = said("一级标题 一、", "First headings", first=True)
    heading_2: TypeEntry | None = said("二级标题（一）", "Second headings", first=True)
    heading_3: TypeEntry | None = said("三级标题 1.", "Third headings", first=True)
    heading_4: TypeEntry | None = said("四级标题（1）", "Fourth headings", first=True)
    body: TypeEntry | None = said("正文", "The body", first=True)
    table: TableEntry | None = said("表格", "Tables", first=True)
    page_number: NumberEntry | None = said("页码", "The page number", first=True)
