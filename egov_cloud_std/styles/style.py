"""The layout of a printed report, as plain values."""

from ..frozen import Frozen


class Page(Frozen):
    """The sheet and its margins, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        """The width of the text, in millimetres."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """The height of the text, in millimetres."""
        return self.height - self.top - self.bottom


class Fonts(Frozen):
    """The type of one kind of text: fonts, the first that a machine has is used; and the size in points."""

    names: tuple[str, ...]
    size: float


class PageNumber(Frozen):
    """The page number: what stands around it, and where it stands (`outer` or `centre`)."""

    fonts: Fonts
    before: str
    after: str
    side: str


class Style(Frozen):
    """How a report is laid out."""

    page: Page
    pitch: float  # from line to line, in points
    characters: float  # in a line of the body
    indent: float  # of a paragraph, in characters
    latin: tuple[str, ...]
    title: Fonts
    headings: tuple[Fonts, Fonts, Fonts, Fonts]
    body: Fonts
    table: Fonts
    table_head: Fonts
    table_head_fill: str
    page_number: PageNumber

    @property
    def lines(self) -> int:
        """How many lines of the body a page holds."""
        return int(self.page.text_height / MILLIMETRES_OF_A_POINT / self.pitch)

    @property
    def fitting(self) -> int:
        """How many characters of the body fit in a line that is not tightened."""
        return int(self.page.text_width / MILLIMETRES_OF_A_POINT / self.body.size)

    @property
    def tracking(self) -> float:
        """By how many points the body is tightened (negative) to hold its characters in a line; never loosened."""
        room = self.page.text_width / MILLIMETRES_OF_A_POINT / self.characters
        return min(0.0, room - self.body.size)


MILLIMETRES_OF_A_POINT = 25.4 / 72
