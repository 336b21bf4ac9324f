"""Blocks as the XML of Word. Every text goes through `escaped`: the one place where this format escapes."""

from xml.sax.saxutils import escape

from ...styles import Fonts, Style
from ...words import Lang
from .._lines import clean
from .blocks import Row, Table

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LONG_ROW = 900  # characters in a row from which it may be parted by the end of a page
_UNPRINTABLE = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "�")  # what XML cannot carry


def escaped(text: str) -> str:
    """A text that means nothing but itself, in an element or in an attribute."""
    return escape(clean(text).translate(_UNPRINTABLE), {'"': "&quot;"})


class Writer:
    """Writes paragraphs and tables in one style and language."""

    def __init__(self, style: Style, lang: Lang) -> None:
        self.style = style
        self.width = round(style.page.text_width / 25.4 * 1440)  # of a line, in twips
        self._pictures = 0
        # In Chinese, quotation marks and dashes are Chinese ones, though Latin fonts have them too.
        self._hint = ' w:hint="eastAsia"' if lang == "zh" else ""

    def next_picture(self) -> int:
        """A number for a picture: no two have the same."""
        self._pictures += 1
        return self._pictures

    def run(self, text: str, fonts: Fonts, more: str = "") -> str:
        """A stretch of text. It names its Chinese font itself: some word processors look for it nowhere else."""
        name = escaped(fonts.names[0])
        return (
            f'<w:r><w:rPr><w:rFonts{self._hint} w:eastAsia="{name}"/>{more}</w:rPr>'
            f'<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
        )

    def paragraph(self, kind: str, *runs: str, more: str = "") -> str:
        """A paragraph of a style."""
        return f'<w:p><w:pPr><w:pStyle w:val="{kind}"/>{more}</w:pPr>{"".join(runs)}</w:p>'

    def gap(self, more: str = "") -> str:
        """A narrow space: two tables without one would become one table."""
        return self.paragraph(
            "EgovNote", more=more + '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
        )

    def table(self, table: Table) -> str:
        """A table whose head stands on every page."""
        widths = self._widths(table.widths)
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.style.table_head_fill}"/>'
        head = "".join(
            self.cell(self.paragraph("EgovTableHead", self.run(text, self.style.table_head)), width, fill)
            for text, width in zip(table.head, widths, strict=True)
        )
        rows = "".join(self._row(row, widths, table.numbers) for row in table.rows)
        return (
            f"<w:tbl>{self.properties(widths, borders=True)}"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
        )

    def _row(self, row: Row, widths: tuple[int, ...], numbers: frozenset[int]) -> str:
        whole = "<w:trPr><w:cantSplit/></w:trPr>" if sum(map(len, row)) < LONG_ROW else ""
        cells = "".join(
            self.cell(
                self.paragraph(
                    "EgovTable",
                    self.run(text, self.style.table),
                    more='<w:jc w:val="center"/>' if index in numbers else "",
                ),
                width,
            )
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        return f"<w:tr>{whole}{cells}</w:tr>"

    def _widths(self, shares: tuple[int, ...]) -> tuple[int, ...]:
        whole = sum(shares)
        return tuple(self.width * share // whole for share in shares)

    def cell(self, inside: str, width: int, more: str = "") -> str:
        """One cell."""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'
        )

    def properties(self, widths: tuple[int, ...], *, borders: bool) -> str:
        """What holds for a whole table: its width, its lines, its columns."""
        line = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        lines = f"<w:tblBorders>{line}</w:tblBorders>" if borders else ""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{lines}<w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>"
        )
