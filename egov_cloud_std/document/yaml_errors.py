"""Says in people's words what libyaml found wrong, and points where the mistake was made.

libyaml stops where it can go no further, often a line after the mistake. The three mistakes made most around here
(a full-width colon, a tab, GBK bytes) are looked for by name.
"""

import re

from yaml import MarkedYAMLError, YAMLError

from ..words import Text
from . import wording
from .decoding import control
from .places import Fault, Lines
from .wording import Words

# `key：value` with no colon that YAML would take; what stands in quotes or after `#` is left alone.
_FULL_WIDTH = re.compile(r"""^[ \t]*+(?:- ++)*+(?:[{\[,] *+)?+[^\s"'#&*!|>：][^"'#：\n]*?(?P<colon>：)""")
_COLON = re.compile(r":(?:[ \t]|$)")
_TABBED = re.compile(r"^ *(\t+)")
_BACK = 3  # written lines, from the stop upwards, in which the mistake may lie
_BLANK = 200  # lines looked through for them
_STRUCTURE = ("mapping values are not allowed", "could not find expected ':'", "did not find expected")

_PROBLEMS = {
    "mapping values are not allowed": (
        "此处的冒号没有可以对应的键。",
        "检查缩进；值中若有“: ”，用引号括起。",
        "A value stands here where none is expected.",
        "Check the indentation, and quote values that hold `: `.",
    ),
    "could not find expected ':'": (
        "此键之后没有冒号。",
        "在键后写“: ”和值。",
        "This key has no colon after it.",
        "Write `: ` and a value after the key.",
    ),
    "did not find expected key": (
        "此行与上文的缩进或结构不一致。",
        "使同级的键左端对齐，检查上文的引号和括号是否成对。",
        "This line does not fit the indentation or the structure above it.",
        "Align keys of the same level, and close quotes and brackets above.",
    ),
    "did not find expected '-' indicator": (
        "列表中此处应以“- ”开始。",
        "使列表各项的“- ”对齐。",
        "A list item begins with `- `, and this line does not.",
        "Align the `- ` of all items of the list.",
    ),
    "did not find expected ',' or": (
        "括号中的各项之间没有逗号，或括号没有结束。",
        "补上逗号或右括号。",
        "Items in brackets have no comma between them, or the bracket is not closed.",
        "Add the comma or the closing bracket.",
    ),
    "did not find expected node content": (
        "此处没有值。",
        "写出值，或删除多余的标点。",
        "No value stands here.",
        "Write a value, or delete the stray mark.",
    ),
    "found unexpected end of stream": (
        "引号直到文件末尾都没有结束。",
        "补上结尾的引号。",
        "A quotation is not closed before the end of the file.",
        "Add the closing quotation mark.",
    ),
    "cannot start any token": (
        "值不能以此字符开头。",
        "用引号括起该值。",
        "No plain value begins with this character.",
        "Quote the value.",
    ),
    "escape": (
        "此处的转义序列不存在。",
        "反斜杠写两遍，或改用单引号。",
        "This escape sequence does not exist.",
        "Double the backslash, or use single quotes.",
    ),
    "block sequence entries are not allowed": (
        "列表项不能写在此处。",
        "另起一行写“- ”。",
        "A list item stands where none is expected.",
        "Begin `- ` on a line of its own.",
    ),
}


def explained(error: YAMLError, lines: Lines) -> Fault:
    """The fault behind an error of libyaml."""
    if not isinstance(error, MarkedYAMLError):
        found = control(lines.text)
        return Fault("control_character", found.span() if found else (0, 0), *wording.CONTROL)
    # libyaml gives a context for what it was reading; where that began says more than where it stopped.
    stop = error.problem_mark or error.context_mark
    index = min(stop.index, len(lines.text)) if stop else len(lines.text)
    line, _ = lines.position(index)
    structure = (error.problem or "").startswith(_STRUCTURE)
    if fault := _tab(lines, line) or (full_width_colon(lines, line) if structure else None):
        return fault
    if error.context_mark and ("simple key" in (error.context or "") or "end of stream" in (error.problem or "")):
        index = error.context_mark.index
    return Fault("syntax", (index, _word_end(lines.text, index)), *_said(error.problem or ""))


def full_width_colon(lines: Lines, last: int) -> Fault | None:
    """The full-width colon nearest before a line's end that stands where a colon belongs."""
    written = [number for number in range(last, max(0, last - _BLANK), -1) if lines.line(number).strip()]
    for number in written[:_BACK]:
        text = lines.line(number)
        found = _FULL_WIDTH.match(text)
        if found and not _COLON.search(text, 0, found.start("colon")):
            start = lines.starts[number - 1] + found.start("colon")
            return Fault("full_width_colon", (start, start + 1), *wording.FULL_WIDTH_COLON)
    return None


def _tab(lines: Lines, line: int) -> Fault | None:
    for number in (line, line - 1):
        if found := _TABBED.match(lines.line(number)):
            start = lines.starts[number - 1]
            return Fault("tab_indentation", (start + found.start(1), start + found.end(1)), *wording.TAB)
    return None


def _word_end(text: str, index: int) -> int:
    end = index
    while end < len(text) and not text[end].isspace() and end - index < 40:
        end += 1
    return max(end, min(index + 1, len(text)))


def _said(problem: str) -> Words:
    for known, (zh, fix_zh, en, fix_en) in _PROBLEMS.items():
        if known in problem:
            return Words(Text(zh, en), Text(fix_zh, fix_en))
    return Words(
        Text(f"此处不是 YAML（{problem}）。", f"This is not YAML ({problem})."),
        Text("检查此行及上一行的标点和缩进。", "Check marks and indentation on this line and the one above."),
    )
