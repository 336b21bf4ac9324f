"""What was found in the documents that a description names: what a question about wording may see of them.

Plain values with places. Who reads the documents is the room `wording`; a question opens nothing.
"""

from collections.abc import Mapping
from types import MappingProxyType

from ..document import Path, Place
from ..frozen import Frozen
from ..words import Text

READABLE = "readable"

# What may be asked of the wording of a document, and what is wanted then.
ASPECTS: dict[str, Text] = {
    READABLE: Text("文件存在且可读", "the document to be there and readable"),
    "variants_declared": Text(
        "同一术语只用一种写法，或各写法已在术语表中声明等同",
        "one writing for one term, or writings that the glossary declares equal",
    ),
    "abbreviations_expanded": Text(
        "缩略语首次出现处写有全称，或文件附缩略语表",
        "abbreviations to be expanded where they are first used, or in a table of the document",
    ),
    "platform_name_kept": Text("平台只用已声明的名称", "only declared names for the platform"),
    "role_words_kept": Text("角色只用已列明的用词", "only the words listed for the roles"),
    "deprecated_absent": Text("不含不再使用的术语", "no term that is out of use"),
}


class Spot(Frozen):
    """Some words in a file, and where they stand."""

    place: Place
    words: str
    line: str = ""  # the text of the line, or of the paragraph
    paragraph: bool = False  # lines are paragraphs: the file is a Word file

    @property
    def where(self) -> Text:
        """Where, as the end of a sentence."""
        line, column = self.place.line, self.place.column
        if self.paragraph:
            return Text(f"第 {line} 段第 {column} 字", f"paragraph {line}, character {column}")
        return Text(f"第 {line} 行第 {column} 列", f"line {line}, column {column}")


class Found(Frozen):
    """Something found in a file that the description names, and what it differs from."""

    spot: Spot
    says: Text  # what is the matter with the words there
    other: Spot | None = None  # the place that it differs from
    times: int = 1  # how often the words stand in that file


class Reading(Frozen):
    """What was found in the file of one item of `terminology.documents`."""

    document: str  # the id of the item
    wrong: Text | None = None  # why the file could not be read
    found: Mapping[str, tuple[Found, ...]] = MappingProxyType({})  # by aspect; none of the others
    more: Mapping[str, int] = MappingProxyType({})  # by aspect, how many are left out of `found`
    open: Mapping[str, Path] = MappingProxyType({})  # aspects left open, by what is not stated

    def holds(self, aspect: str) -> bool | None:
        """Whether an aspect holds; `None` where the file could not be read, or the description leaves it open."""
        if aspect == READABLE:
            return self.wrong is None
        if self.wrong is not None:
            return None
        if self.found.get(aspect):
            return False
        return None if aspect in self.open else True

    def number(self, aspect: str) -> int:
        """How many things were found."""
        return len(self.found.get(aspect, ())) + self.more.get(aspect, 0)
