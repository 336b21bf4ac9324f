"""What this room says about inputs it refuses: the fact, and what to do. The printer puts the place before it."""

from collections.abc import Callable
from typing import NamedTuple

from ..words import Text


class Words(NamedTuple):
    """The fact and the remedy."""

    says: Text
    fix: Text


def _words(zh: str, fix_zh: str, en: str, fix_en: str) -> Words:
    return Words(Text(zh, en), Text(fix_zh, fix_en))


EMPTY = _words(
    "文件没有内容。",
    "在文件中写入平台描述，再重新检查。",
    "The file has no content.",
    "Write a description into it, then check again.",
)
SECOND_DOCUMENT = _words(
    "文件中有第二个文档（`---` 或 `...` 之后）。",
    "每个文件只保留一个文档，其余的另存为单独的文件。",
    "A second document begins here, after `---` or `...`.",
    "Keep one document in this file and move the others to files of their own.",
)
COLLECTION_KEY = _words(
    "映射或列表被写成了键。",
    "把键写成文本；值若是列表或映射，写在冒号之后。",
    "A mapping or a list stands where a key is expected.",
    "Write the key as text, and lists and mappings after the colon.",
)
ALIAS_KEY = _words(
    "别名被写成了键。",
    "把键原样写出。",
    "An alias stands where a key is expected.",
    "Write the key out.",
)
MERGE = _words(
    "`<<` 合并的不是映射。",
    "让 `<<` 指向映射，或由映射组成的列表。",
    "`<<` merges something that is not a mapping.",
    "Let `<<` name a mapping, or a list of mappings.",
)
FULL_WIDTH_COLON = _words(
    "此处是全角冒号“：”，不是 YAML 的冒号。",
    "改为半角冒号加空格“: ”。",
    "This is a full-width colon `：`, which YAML does not take for a colon.",
    "Write `: `, a half-width colon and a space.",
)
TAB = _words(
    "此行用制表符（Tab）缩进。",
    "改用空格缩进。",
    "This line is indented with a tab.",
    "Indent with spaces.",
)
CONTROL = _words(
    "此处有不可见的控制字符。",
    "删除该字符；文件若由其他程序导出，导出为纯文本。",
    "An invisible control character stands here.",
    "Delete it, or export the file as plain text.",
)
AMBIGUOUS = _words(
    "“?”或锚点名称之后缺少空格，不同程序的理解不同。",
    "在其后加一个空格；若是文本，用引号括起。",
    "No space follows this `?` or anchor name, and programs differ in how they read it.",
    "Put a space after it, or quote the text.",
)
NOT_FINITE = _words(
    "JSON 中没有 NaN 和 Infinity。",
    "写出数值；没有数值时写 null。",
    "JSON has no NaN and no Infinity.",
    "Write a number, or null where there is none.",
)
SURROGATE = _words(
    "转义写出的是半个字符（孤立代理项）。",
    "写出完整的字符。",
    "The escape writes half a character, a lone surrogate.",
    "Write the whole character.",
)
NO_BOM = _words(
    "文件像是没有字节顺序标记的 UTF-16。",
    "另存为 UTF-8。",
    "The file looks like UTF-16 without a byte order mark.",
    "Save it as UTF-8.",
)
GBK = _words(
    "文件是 GBK（GB18030）编码，此处开始不是 UTF-8。",
    "用编辑器另存为 UTF-8。",
    "This file is GBK (GB18030); from here on it is not UTF-8.",
    "Save it as UTF-8 with an editor.",
)
NOT_TEXT = _words(
    "此处的字节不是 UTF-8。",
    "另存为 UTF-8；若不是文本文件，换成文本文件。",
    "The bytes here are not UTF-8.",
    "Save the file as UTF-8, or name a text file.",
)
HEADER_CLASH = _words(
    "表头中的字段名既是值，又是另一字段的上级。",
    "改名，使每个字段名不是另一字段名的开头部分。",
    "A field name in the header is both a value and the parent of another field.",
    "Rename one of them, so that no name is the first part of another.",
)
CELL_UNNAMED = _words(
    "此单元格所在的列在表头中没有字段名。",
    "在表头写上字段名，或删除此单元格；内容中的逗号用引号括起。",
    "The header has no field name above this cell.",
    "Name the column in the header, delete the cell, or quote the text that holds the comma.",
)
CSV_QUOTE = _words(
    "此处的引号没有配对。",
    "补上结尾的引号；内容中的引号写两遍。",
    "This quotation mark has no partner.",
    "Close the quotation, and double the quotation marks within it.",
)


def _short(name: str) -> str:
    """A name out of a document, in a message: whatever it holds, the message stays a sentence."""
    return name if len(name) <= 60 else name[:60] + "…"


def duplicate_key(name: str) -> tuple[Callable[[int], Text], Text]:
    """Takes the line of the first key when the lines are counted."""
    short = _short(name)
    return (
        lambda line: Text(f"键 {short} 已在第 {line} 行写过。", f"The key {short} is already set on line {line}."),
        Text("保留其中一处，删除另一处。", "Keep one of the two and delete the other."),
    )


def unknown_tag(tag: str) -> Words:
    tag = _short(tag)
    return _words(
        f"标签 {tag} 不在可用之列。",
        "删除该标签，直接写值。",
        f"The tag {tag} is not taken here.",
        "Delete the tag and write the plain value.",
    )


def tag_mismatch(kind: str) -> Words:
    return _words(
        f"此值写了标签 !!{kind}，内容却不是。",
        "删除标签，或改写内容。",
        f"This value is tagged !!{kind}, and its text is none.",
        "Delete the tag, or change the text.",
    )


def undefined_alias(name: str) -> Words:
    name = _short(name)
    return _words(
        f"别名 *{name} 没有对应的锚点。",
        f"在此之前写出 &{name}，或直接写值。",
        f"No anchor of the name stands before the alias *{name}.",
        f"Set &{name} before it, or write the value out.",
    )


def recursive_alias(name: str) -> Words:
    name = _short(name)
    return _words(
        f"别名 *{name} 指向包含它自己的内容。",
        "把内容写出，不引用自身。",
        f"The alias *{name} stands inside what it names.",
        "Write the value out.",
    )


def too_many_bytes(limit: int) -> Words:
    return _words(
        f"文件超过 {limit:,} 字节。",
        "拆分文件，或把大的清单放到单独的文件中。",
        f"The file holds more than {limit:,} bytes.",
        "Split it, or move large inventories to files of their own.",
    )


def too_deep(limit: int) -> Words:
    return _words(
        f"嵌套超过 {limit} 层。",
        "减少嵌套层数。",
        f"Mappings and lists are nested more than {limit} deep.",
        "Nest less deeply.",
    )


def too_many_nodes(limit: int) -> Words:
    return _words(
        f"文件展开别名后超过 {limit:,} 个值。",
        "拆分文件，减少别名的层层引用。",
        f"With its aliases written out the file holds more than {limit:,} values.",
        "Split it, and let aliases name fewer other aliases.",
    )


def scalar_too_long(limit: int) -> Words:
    return _words(
        f"一个文本超过 {limit:,} 个字符。",
        "缩短文本，把长的内容放到单独的文件中。",
        f"One text is longer than {limit:,} characters.",
        "Shorten it, or move it to a file of its own.",
    )


def too_many_digits(limit: int) -> Words:
    return _words(
        f"一个数超过 {limit} 位。",
        "改写数值；若是编号，用引号括起。",
        f"One number has more than {limit} digits.",
        "Write a shorter number, or quote it if it is an identifier.",
    )


def file_problem(zh: str, fix_zh: str, en: str, fix_en: str) -> Words:
    """Words for what concerns a file and not its content."""
    return _words(zh, fix_zh, en, fix_en)
